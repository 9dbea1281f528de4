"""What chance leaves of a municipality's figures: asked for one indicator and judged as on every other page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import queries
from pages.components.municipality.offences import YEARS_BACK, Judged, Yardstick
from pages.sections import answers
from queries.row_types import Figure
from queries.statistics import evidence
from queries.statistics.evidence import Compared


def judged(place: str, yardstick: Yardstick, indicator: str) -> Judged | None:
    """The verdicts on the last rate of a municipality, by its name; ``None`` where there is no rate."""
    own = newest(figures_of([place], indicator))
    if not own:
        return None
    known, last = answers.background(indicator, "per_1000"), own[-1]
    earlier = next((row for row in own if row["year"] == last["year"] - YEARS_BACK), None)
    others = figures_of([name for name in yardstick.members if name != place], indicator)
    members = [row for row in others if (row["year"], row["source"]) == (last["year"], last["source"])]
    return Judged(
        row=last,
        step=evidence.development(own[-2:], known.remarks, known.model),
        over_years=evidence.development(own, known.remarks, known.model),
        since=evidence.compared(last, earlier, known.remarks, known.within, known.model) if earlier else None,
        beside=evidence.beside_together(last, members, known.remarks, known.model),
        among=evidence.among_all(last, known.remarks, known.model),
        where=yardstick.where,
    )


def since_each_year(place: str, indicator: str) -> list[Compared]:
    """The last rate of a municipality beside that of each year before, from the first on: a fall or rise since when?"""
    own = newest(figures_of([place], indicator))
    known = answers.background(indicator, "per_1000")
    return [evidence.compared(own[-1], earlier, known.remarks, known.within, known.model) for earlier in own[:-1]]


def figures_of(places: Sequence[str], indicator: str) -> list[Figure]:
    """The rates of these places, of all years."""
    there = queries.remembered(("rates_by_place", indicator), lambda: by_place(indicator))
    return [row for place in dict.fromkeys(places) for row in there.get(place, ())]


def by_place(indicator: str) -> Mapping[str, Sequence[Figure]]:
    """The rates of all places: sorted so once for a state of the data."""
    found: dict[str, list[Figure]] = {}
    for row in answers.background(indicator, "per_1000").figures:
        if row["area"]:
            found.setdefault(row["area"], []).append(row)
    return found


def newest(rows: Sequence[Figure]) -> list[Figure]:
    """Of the publications of a place the one that reaches the latest year, the last published of several; by year."""
    parts = evidence.by_series(rows)
    return max(reversed(parts), key=lambda part: part[-1]["year"], default=[])
