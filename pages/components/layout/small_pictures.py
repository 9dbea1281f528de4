"""Small pictures: a line in a card, a strip of all municipalities, columns of a quarter.

They are too small for axes: whoever shows one says its figures in words beside it, and gives ``spoken``, which names them
and is the alternative text. Each is an image of SVG within the page's HTML, since Streamlit takes bare SVG out of HTML; it
follows light and dark by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

LINE = (168, 46)
STRIP = (168, 12)
COLUMN = (50, 72)
"""Width and height in pixels: of a line, of a strip, and of the room for one column."""

ROOMY = 5
"""Figures of more letters stand smaller above their columns, so that they do not run together."""

EDGE = 4
"""Pixels of air around what is drawn, so that points are whole."""


def line(years: Sequence[int], values: Sequence[float | None], spoken: str) -> str:
    """A line over years from zero, its last known figure marked; a year without a figure interrupts it."""
    width, height = LINE
    known = [value for value in values if value is not None]
    if not known:
        return ""
    first, last = min(years), max(years)
    top = max(known) or 1

    def at(year: int, value: float) -> tuple[float, float]:
        along = (year - first) / (last - first) if last > first else 1
        return EDGE + along * (width - 2 * EDGE), height - EDGE - value / top * (height - 2 * EDGE)

    pieces: list[list[tuple[float, float]]] = [[]]
    for year, value in sorted(zip(years, values, strict=True)):
        if value is None:
            pieces.append([])
        else:
            pieces[-1].append(at(year, value))
    drawn = [piece for piece in pieces if piece]
    floor = height - EDGE
    grounds = "".join(
        f'<path class="ground" d="M{_points([(piece[0][0], floor), *piece, (piece[-1][0], floor)])}Z"/>'
        for piece in drawn
    )
    lines = "".join(f'<path class="own" d="M{_points(piece)}"/>' for piece in drawn)
    x, y = drawn[-1][-1]
    return image(
        "line", width, height, f'{grounds}{lines}<circle class="own" cx="{x:.1f}" cy="{y:.1f}" r="3.5"/>', spoken
    )


@dataclass(frozen=True, kw_only=True)
class Strip:
    """Where a place lies among others: the lowest and highest of all, the middle half, and its own figure."""

    lowest: float
    lower_quarter: float
    upper_quarter: float
    highest: float
    own: float


def strip(found: Strip, spoken: str) -> str:
    """The lowest to the left, the highest to the right, the middle half in grey, one's own marked."""
    width, height = STRIP
    room = found.highest - found.lowest

    def at(value: float) -> float:
        share = (value - found.lowest) / room if room else 0.5
        return EDGE + min(max(share, 0.0), 1.0) * (width - 2 * EDGE)

    middle, left, right = height / 2, at(found.lower_quarter), at(found.upper_quarter)
    drawn = (
        f'<path class="axis" d="M{EDGE} {middle}H{width - EDGE}"/>'
        f'<rect class="band" x="{left:.1f}" y="{middle - 3}" width="{max(right - left, 1):.1f}" height="6"/>'
        f'<circle class="own" cx="{at(found.own):.1f}" cy="{middle}" r="3.5"/>'
    )
    return image("strip", width, height, drawn, spoken)


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column: its figure (``None`` is unknown), the figure as written, what stands below, and what it is."""

    value: float | None
    shown: str
    below: str
    is_own: bool = False
    is_preliminary: bool = False


def columns(found: Sequence[Column], spoken: str) -> str:
    """Columns from zero beside each other, each with its figure above; the own one in colour, hatched where preliminary."""
    width, height = COLUMN
    above, below, gap = 16, 16, 6
    top = max((one.value for one in found if one.value is not None), default=0) or 1
    hatch = (
        '<defs><pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<path class="own" d="M0 0V5"/></pattern></defs>'
        if any(one.is_preliminary for one in found)
        else ""
    )
    is_tight = max((len(one.shown) for one in found), default=0) > ROOMY
    size = ' style="font-size:12px"' if is_tight else ""
    parts = [hatch]
    for place, one in enumerate(found):
        x = place * width + gap / 2
        middle = x + (width - gap) / 2
        tall = (one.value or 0) / top * (height - above - below)
        y = height - below - tall
        kind = " ".join(name for name, holds in (("own", one.is_own), ("preliminary", one.is_preliminary)) if holds)
        if one.value is not None:
            place_of_it = f'x="{x:.1f}" y="{y:.1f}" width="{width - gap}" height="{tall:.1f}"'
            parts.append(f'<rect class="column {kind}" {place_of_it}/>')
        parts.append(f'<text class="{kind}" x="{middle:.1f}" y="{y - 4:.1f}"{size}>{escape(one.shown)}</text>')
        parts.append(f'<text class="below" x="{middle:.1f}" y="{height - 2}">{escape(one.below)}</text>')
    return image("columns", width * len(found), height, "".join(parts), spoken)


def _points(places: Sequence[tuple[float, float]]) -> str:
    return "L".join(f"{x:.1f} {y:.1f}" for x, y in places)


STYLE = (
    "svg{--own:#1f4e8c;--shade:#c3cad2;--band:#dfe4ea;--ink:#1b1f24;--quiet:#4d5661}"
    "@media(prefers-color-scheme:dark){svg{--own:#9cc3f2;--shade:#39424d;--band:#39424d;--ink:#eceff3;--quiet:#b3bcc7}}"
    "path{fill:none;stroke:var(--own);stroke-width:2;stroke-linejoin:round}"
    ".ground{fill:var(--band);stroke:none;opacity:.5}.axis{stroke:var(--shade)}"
    "circle{fill:var(--own)}rect{fill:var(--shade)}"
    "rect.own{fill:var(--own);stroke:var(--own);stroke-width:1.5}rect.preliminary{fill:url(#hatch)}"
    "text{fill:var(--ink);font:13px system-ui,Segoe UI,Roboto,Liberation Sans,Arial,sans-serif;text-anchor:middle}"
    "text.own{fill:var(--own);font-weight:650}text.below{fill:var(--quiet)}"
)
"""Colours as in the style sheet of the pages, which does not reach into an image."""


def image(kind: str, width: float, height: float, drawn: str, spoken: str, style: str = "") -> str:
    """SVG as an image of the page; ``style`` are rules beyond those of all small pictures."""
    source = f"data:image/svg+xml,{quote(svg(width, height, drawn, style), safe=SAFE)}"
    return f'<img class="small {kind}" src="{escape(source)}" width="{width:g}" height="{height:g}" alt="{escape(spoken)}"/>'


def svg(width: float, height: float, drawn: str, style: str = "") -> str:
    """The same as a file of its own."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0,0,{width:g},{height:g}" width="{width:g}" height="{height:g}">'
        f"<style>{STYLE}{style}</style>{drawn}</svg>"
    )


SAFE = " '=:;/(),.{}@-!"
"""Letters that may stand in such an address as they are."""
