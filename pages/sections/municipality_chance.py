"""What chance leaves of a municipality's figures: asked for one indicator and judged as on every other page."""

from __future__ import annotations

from collections.abc import Sequence

import queries
from pages.components.municipality.chance import Judged
from pages.components.municipality.offences import YEARS_BACK, Yardstick
from pages.sections import reference
from queries.row_types import Figure
from queries.statistics import evidence


def judged(place: str, yardstick: Yardstick, indicator: str) -> Judged | None:
    """The verdicts on the last rate of a municipality, by its name; ``None`` where there is no rate."""
    rows = figures_of([place, *yardstick.members], indicator)
    own = newest([row for row in rows if row["area"] == place])
    if not own:
        return None
    last = own[-1]
    said = queries.rows("notes", indicator=indicator, years=None, categories=[])
    notes = evidence.by_place(said, rows)
    model = queries.variation(indicator, "per_1000")
    earlier = next((row for row in own if row["year"] == last["year"] - YEARS_BACK), None)
    members = [row for row in rows if (row["year"], row["source"]) == (last["year"], last["source"])]
    within = evidence.lie_within(rows, (), reference.geography().places)
    return Judged(
        row=last,
        step=evidence.development(own[-2:], notes, model),
        over_years=evidence.development(own, notes, model),
        since=evidence.compared(last, earlier, notes, within, model) if earlier else None,
        beside=evidence.beside_together(last, [row for row in members if row["area"] != place], notes, model),
        among=evidence.among_all(last, notes, model),
        where=yardstick.where,
    )


def figures_of(places: Sequence[str], indicator: str) -> list[Figure]:
    """The rates of these places, of all years."""
    return queries.rows(
        "series", indicator=indicator, measure="per_1000", years=None, categories=[], areas=list(dict.fromkeys(places))
    )


def newest(rows: Sequence[Figure]) -> list[Figure]:
    """Of the publications of a place the one that reaches the latest year, the last published of several; by year."""
    parts = evidence.by_series(rows)
    return max(reversed(parts), key=lambda part: part[-1]["year"], default=[])
