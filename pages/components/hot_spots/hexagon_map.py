"""Hexagons on a map of a municipality, five classes in one hue. An image of SVG; no streets, since nothing is fetched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from pages.components.areas.small_map import Box, Land, Place, Sheet
from pages.components.charts.choropleth import RAMPS
from pages.components.layout import small_pictures
from pages.components.text import Text

WIDTH, HIGHEST = 760, 400
"""Pixels."""

CLASSES = len(RAMPS["light"])


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """A hexagon: its corners, how many events, and whether it is what is left of a wider one."""

    outline: Sequence[tuple[float, float]]
    count: int
    is_rest: bool


def limits(counts: Sequence[int]) -> list[int]:
    """The highest number of each class: as many hexagons in each, nearly; equal numbers are of one class."""
    ordered = sorted(counts)
    tops = {ordered[-(-len(ordered) * number // CLASSES) - 1] for number in range(1, CLASSES + 1)} if ordered else set()
    return sorted(tops)


def class_of(count: int, tops: Sequence[int]) -> int:
    """Which of the five colours a number has; of fewer classes the darkest."""
    place = next(number for number, top in enumerate(tops) if count <= top)
    return place + CLASSES - len(tops)


def box_of(drawn: Sequence[Drawn]) -> Box:
    """What lies on the map: the hexagons, but for the one in fifty that lie farthest out to each side."""
    longitudes = sorted(point[0] for one in drawn for point in one.outline)
    latitudes = sorted(point[1] for one in drawn for point in one.outline)
    off = len(longitudes) // 50
    west, east, south, north = longitudes[off], longitudes[-off - 1], latitudes[off], latitudes[-off - 1]
    air = 0.004
    return west - 2 * air, south - air, east + 2 * air, north + air


def image(t: Text, drawn: Sequence[Drawn], lands: Sequence[Land], areas: Sequence[Place], spoken: str) -> str:
    """The map as an image of the page: the municipality, its neighbours, the hexagons, and the police's areas as outlines."""
    sheet = Sheet(box_of(drawn), WIDTH, HIGHEST)
    tops = limits([one.count for one in drawn if not one.is_rest])
    land = "".join(f'<path class="land" d="{sheet.path(one.outline)}"/>' for one in lands)
    wide_first = sorted(drawn, key=lambda one: not one.is_rest)  # the narrower lie within them
    hexagons = "".join(
        f'<path class="{"rest" if one.is_rest else f"c{class_of(one.count, tops)}"}" d="{sheet.path([one.outline])}"/>'
        for one in wide_first
    )
    outlines = "".join(f'<path class="area" d="{sheet.path(area.outline)}"/>' for area in areas)
    names = "".join(name(sheet, area) for area in areas)
    return small_pictures.image("map", WIDTH, sheet.height, f"{land}{hexagons}{outlines}{names}", spoken, STYLE)


def name(sheet: Sheet, area: Place) -> str:
    """The name of an area below its middle, where there is room."""
    x, y = sheet.at(area.longitude, area.latitude)
    wide = len(area.name) * 7.2
    if not sheet.place((x - wide / 2, y - 8, x + wide / 2, y + 8)):
        return ""
    return f'<text x="{x:.1f}" y="{y + 4:.1f}" style="text-anchor:middle">{escape(area.name)}</text>'


def legend(t: Text, drawn: Sequence[Drawn]) -> str:
    """The classes with their colours and numbers, in HTML."""
    counts = [one.count for one in drawn if not one.is_rest]
    tops = limits(counts)
    items, low = [], min(counts, default=0)
    for top in tops:
        said = t.number(low, 0) if low == top else f"{t.number(low, 0)}–{t.number(top, 0)}"
        shade = class_of(top, tops)
        items.append(f'<li><span class="class hexagon-{shade}" aria-hidden="true"></span> {escape(said)}</li>')
        low = top + 1
    rest = escape(t("scattered events, joined in wider hexagons"))
    if any(one.is_rest for one in drawn):
        items.append(f'<li><span class="class hexagon-rest" aria-hidden="true"></span> {rest}</li>')
    return f'<ul class="legend">{"".join(items)}</ul>'


def _shades(look: str) -> str:
    return "".join(f"path.c{number}{{fill:{colour}}}" for number, colour in enumerate(RAMPS[look]))


STYLE = (
    "svg{--land:#e9edf2;--sea:#fff;--line:#12161c}"
    f"{_shades('light')}"
    "@media(prefers-color-scheme:dark){svg{--land:#222a34;--sea:#12161c;--line:#fff}" + _shades("dark") + "}"
    "path.land{fill:var(--land);stroke:var(--sea);stroke-width:1}"
    "path[class^=c]{stroke:var(--sea);stroke-width:.6}"
    "path.rest{fill:var(--land);stroke:#8a9099;stroke-width:.8;stroke-dasharray:3 3}"
    "path.area{fill:none;stroke:var(--line);stroke-width:1.5;stroke-dasharray:5 3}"
    "text{paint-order:stroke;stroke:var(--sea);stroke-width:3px;stroke-linejoin:round}"
)
"""Beyond the rules of all small pictures."""
