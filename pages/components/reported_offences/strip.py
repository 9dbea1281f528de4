"""All municipalities as dots along their rates, with those that are chosen marked: where a place lies, without ranks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from pages.components.layout.small_pictures import image
from pages.components.municipality import sentences
from pages.components.municipality.offences import decimals
from pages.components.text import Text
from queries.row_types import MunicipalityRate

WIDTH, STEP, EDGE = 344, 4, 8
"""Pixels: of the strip, of a dot with its air, of the air at both ends."""

FENCE = 3
"""The strip ends this many widths of the middle half above it; what lies beyond stands at its end."""

NAMED = 6
"""So many chosen municipalities are told in words."""


def html(t: Text, rows: Sequence[MunicipalityRate], chosen: Sequence[str]) -> str:
    """The strip of these rows, which are of one year, with the municipalities of the codes ``chosen`` marked and in words."""
    known = [row for row in rows if row["per_1000"] is not None]
    if len(known) < STEP:
        return ""
    year = known[0]["year"]
    heading = t("Among the {count} municipalities in {year}", count=t.number(len(known), 0), year=year)
    by_code = {row["code"]: row for row in known}
    said = [where(t, by_code[code]) for code in chosen[:NAMED] if code in by_code]
    lines = f"<p>{escape('; '.join(said))}</p>" if said else ""
    return f'<section class="lies"><h2>{escape(heading)}</h2>{drawn(t, known, chosen, said)}{lines}</section>'


def where(t: Text, row: MunicipalityRate) -> str:
    """In which fourth of all a municipality lies, in words."""
    return t(
        "{place} {rate}, {position}",
        place=row["name"],
        rate=t.number(row["per_1000"], 1),
        position=sentences.position(t, row["fourth"] or 2),
    )


def drawn(t: Text, rows: Sequence[MunicipalityRate], chosen: Sequence[str], said: Sequence[str]) -> str:
    """The dots above an axis with the lowest figure, the limits of the middle half, and its end; ``said`` are the words for
    the chosen ones."""
    rates = {row["code"]: float(row["per_1000"] or 0) for row in rows}
    low, high = float(rows[0]["lower_quartile"] or 0), float(rows[0]["upper_quartile"] or 0)
    lowest, end = min(rates.values()), min(max(rates.values()), high + FENCE * (high - low))
    stacked = stacks(rates, lowest, end, chosen)
    tall = max(place for _, place in stacked.values()) + 1
    floor = tall * STEP + 6
    dots = "".join(
        f"M{x} {floor - place * STEP - 3}h0" for code, (x, place) in stacked.items() if code not in set(chosen)
    )
    marks = "".join(
        f'<circle class="own" cx="{stacked[code][0]}" cy="{floor - stacked[code][1] * STEP - 3}" r="4.5"/>'
        for code in chosen
        if code in stacked
    )
    left, right = along(low, lowest, end), along(high, lowest, end)
    places = decimals(end)
    beyond = "+" if max(rates.values()) > end else ""
    inside = (
        f'<rect class="band" x="{left}" y="{floor}" width="{max(right - left, 1)}" height="4"/>'
        f'<path class="axis" d="M{EDGE} {floor}H{WIDTH - EDGE}"/><path class="dots" d="{dots}"/>{marks}'
    )
    inside += written(EDGE, floor, "start", t.number(lowest, places))
    inside += written(WIDTH - EDGE, floor, "end", t.number(end, places) + beyond)
    spoken = t(
        "Each municipality is a dot, from {lowest} to {highest} per 1,000 inhabitants; half of them lie between {low} and {high}. {said}",
        lowest=t.number(lowest, 1),
        highest=t.number(max(rates.values()), 1),
        low=t.number(low, 1),
        high=t.number(high, 1),
        said="; ".join(said),
    ).rstrip()
    return image("dots", WIDTH, floor + 20, inside, spoken, STYLE)


STYLE = ".dots{stroke:#8a94a0;stroke-width:3.4;stroke-linecap:round}@media(prefers-color-scheme:dark){.dots{stroke:#7f8b98}}"


def written(x: int, floor: int, anchor: str, text: str) -> str:
    """A figure below the axis."""
    return f'<text class="below" style="text-anchor:{anchor}" x="{x}" y="{floor + 17}">{escape(text)}</text>'


def along(rate: float, lowest: float, end: float) -> int:
    """Where a rate lies, in pixels, in steps of a dot."""
    share = (min(max(rate, lowest), end) - lowest) / ((end - lowest) or 1)
    return EDGE + round(share * (WIDTH - 2 * EDGE) / STEP) * STEP


def stacks(rates: Mapping[str, float], lowest: float, end: float, chosen: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Where each dot stands: along, and how many lie below it; the chosen ones stand on top of theirs."""
    found: dict[str, tuple[int, int]] = {}
    heights: dict[int, int] = {}
    for code in sorted(rates, key=lambda code: (code in chosen, rates[code])):
        x = along(rates[code], lowest, end)
        found[code] = (x, heights.get(x, 0))
        heights[x] = heights.get(x, 0) + 1
    return found
