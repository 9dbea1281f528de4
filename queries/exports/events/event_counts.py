"""What was counted in a file of events: with populations, and as observations of the contract."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Literal, NamedTuple

from queries.exports.events.event_file import SHOWN
from queries.exports.events.spots import Spots
from queries.store.checks import Problem

By = Literal["year", "month"]

COUNTRY = {"hela landet", "hela riket", "riket", "sverige"}
"""Names of the whole country, in lower case."""


class Count(NamedTuple):
    """Events of one place, type, priority and period; ``None`` is unknown, not "all". ``month`` only if asked for."""

    place: str | None
    type: str | None
    priority: str | None
    year: int
    month: int | None
    count: int  # type: ignore[assignment]  # the contract's word, though tuples have a method of that name
    population: int | None = None


@dataclass(frozen=True)
class Counts:
    """What was counted in a file.

    ``rows_read`` are all rows below the header; ``left_out`` tells how many of them were not counted, by check.
    ``problems`` are at most ``SHOWN`` of a kind, ``totals`` the number of all of a kind. ``first`` and ``last`` are the
    days that the counted events span; ``partial`` are years that they do not cover wholly, ``empty_years`` those in
    between without any event, which are more likely missing than zero. A refused file has no rows. ``spots`` are the events
    with coordinates by hexagon.
    """

    file: str
    by: By
    rows: tuple[Count, ...] = ()
    rows_read: int = 0
    left_out: dict[str, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    totals: dict[str, int] = field(default_factory=dict)
    first: date | None = None
    last: date | None = None
    date_form: str | None = None
    place_from: Literal["column", "coordinates"] | None = None
    refused: bool = False
    populations: Mapping[tuple[str, int], int] = field(default_factory=dict, repr=False)
    spots: Spots | None = None

    @property
    def partial(self) -> tuple[int, ...]:
        """Years that the events do not cover: the first when they begin after 7 January, the last when they end before
        25 December."""
        if not self.first or not self.last:
            return ()
        late = {self.first.year} if self.first > date(self.first.year, 1, 7) else set()
        early = {self.last.year} if self.last < date(self.last.year, 12, 25) else set()
        return tuple(sorted(late | early))

    @property
    def empty_years(self) -> tuple[int, ...]:
        """Years between the first and the last without any event."""
        if not self.first or not self.last:
            return ()
        return tuple(sorted(set(range(self.first.year, self.last.year)) - {row.year for row in self.rows}))

    @property
    def whole_years(self) -> tuple[int, ...]:
        """Years that the file covers from beginning to end."""
        return tuple(sorted({row.year for row in self.rows} - set(self.partial)))


def with_population(counts: Counts, populations: Mapping[tuple[str, int], int]) -> Counts:
    """The same counts with the inhabitants of each place and year; ``populations`` has them by place and year.

    What is missing there stays empty and is told (check ``population_missing``, the place and the year); nothing is
    carried over from another year.
    """
    rows = tuple(
        row._replace(population=None if row.place is None else populations.get((row.place, row.year)))
        for row in counts.rows
    )
    wanted = {(row.place, row.year) for row in rows if row.place is not None}
    missing = sorted(wanted - set(populations))
    told = [Problem("population_missing", counts.file, value=place, expected=(str(year),)) for place, year in missing]
    kept = [problem for problem in counts.problems if problem.check != "population_missing"]
    totals = {check: total for check, total in counts.totals.items() if check != "population_missing"}
    if missing:
        totals["population_missing"] = len(missing)
    return replace(counts, rows=rows, problems=(*kept, *told[:SHOWN]), totals=totals, populations=dict(populations))


def as_observations(
    counts: Counts,
    indicator_of: Mapping[str | None, str],
    source: str = "",
    whole_years: Collection[int] | None = None,
) -> list[dict[str, Any]]:
    """Yearly counts in the columns of the contract (``data/README.md``), one row a place, indicator and year.

    ``indicator_of`` names the indicator of each type; ``None`` stands for events without a type. Types that it does not
    name are left out, several of the same indicator are added. Events without a place belong to no observation.

    Only years that the file covers wholly become observations: ``whole_years``, when given, otherwise those of
    :attr:`Counts.whole_years`. In such a year a place without an event of an indicator has **0** of them, provided that
    both the place and the indicator occur elsewhere in the file: a list of events says nothing of what did not happen,
    but it would have said so if it had. In no other case is anything 0: not in a year without any event at all, nor for
    a place or a type that never occurs.

    Unknown figures are ``None``. Rates are left to whoever divides.
    """
    years = sorted(set(counts.whole_years if whole_years is None else whole_years) & {row.year for row in counts.rows})
    found: dict[tuple[str, str, int], int] = {}
    for row in counts.rows:
        indicator = indicator_of.get(row.type)
        if row.place is not None and indicator is not None:
            key = (indicator, row.place, row.year)
            found[key] = found.get(key, 0) + row.count
    places = sorted({place for _, place, _ in found} | {row.place for row in counts.rows if row.place is not None})
    indicators = sorted({indicator for indicator, _, _ in found})
    return [
        observation(indicator, place, year, found.get((indicator, place, year), 0), counts, source)
        for indicator in indicators
        for place in places
        for year in years
    ]


def observation(indicator: str, place: str, year: int, count: int, counts: Counts, source: str) -> dict[str, Any]:
    whole_country = place.casefold() in COUNTRY
    return {
        "indicator": indicator,
        "area_category": "sweden" if whole_country else "",
        "area": "" if whole_country else place,
        "year": year,
        "count": count,
        "population": counts.populations.get((place, year)),
        "per_1000": None,
        "share_percent": None,
        "source": source,
    }
