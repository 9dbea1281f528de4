"""What stands out of all figures at once: levels beside a yardstick and changes over time, corrected for their number.

Each series (an indicator in a category or place) is asked two things, as in :mod:`queries.statistics.evidence`: whether its last
figure differs from the yardstick's by more than chance (beside one that stands for many places: by more than these do), and
whether it rises or falls (trend over five comparable periods, else Z of the last step). All p-values of a view are corrected together, by
Benjamini and Hochberg; what stays below 0.05 and beyond its own 95 % limits stands out. Rows are those of the question
``every_series``.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from queries.row_types import Area
from queries.statistics import evidence
from queries.statistics import tests as statistics
from queries.statistics.evidence import LARGE, Compared, Development, Notes, Row, Why, Within, who
from queries.statistics.intervals import PER
from queries.statistics.tests import Verdict
from queries.statistics.variation import INDEPENDENT, Variation

LEVEL = 0.05
"""Of what stands out, so large a share is expected to do so by chance, at most."""

RATES = ("per_1000", "per_1000_computed")

Kind = Literal["level", "change"]
Yardstick = Literal["nearest", "country", "earlier"]
"""The municipality of a district and the country for all else; the country for all; each series' own first year."""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """The answer to one of the two questions: ``verdict`` is what remains after the correction, ``p`` and ``corrected``
    are ``None`` where nothing could be tested, for the reason ``why``."""

    kind: Kind
    compared: Compared | None = None
    developed: Development | None = None
    p: float | None = None
    corrected: float | None = None
    verdict: Verdict = "undetermined"
    why: Why | None = None


@dataclass(frozen=True)
class Standing:
    """A series with its findings; ``row`` is its last figure. ``level`` is missing where there is nothing to compare it
    with by its nature, ``change`` where one year only was chosen."""

    row: Row
    level: Finding | None
    change: Finding | None

    @property
    def findings(self) -> list[Finding]:
        return [one for one in (self.level, self.change) if one]


def found(
    rows: Sequence[Row],
    notes: Mapping[str, Notes],
    known: Callable[[str, str], Variation],
    is_chosen: Callable[[Row], bool],
    yardstick: Yardstick,
    municipalities: Collection[str],
    own: Collection[str] = (),
    over_time: bool = True,
    areas: Iterable[Area] = (),
) -> list[Standing]:
    """Every chosen series with what can be said of it, in the order of the rows.

    ``notes`` are by indicator; ``known`` gives the model of chance of an indicator in a measure, made of all years and places
    there are; ``municipalities`` names the places that are municipalities; ``own`` are the reader's own
    sources; ``areas`` are the assessed areas, whose municipality is known (the question
    ``every_area``). Yardsticks are taken from all rows, also those that are not chosen.
    """
    parts = [part for part in series(rows, own) if is_chosen(part[-1])]
    within = evidence.lie_within(rows, areas, [{"name": name, "is_county": False} for name in municipalities])
    there = Yardsticks(rows, municipalities, within)
    standings = []
    for part in parts:
        row = part[-1]
        said = notes.get(row["indicator"], evidence.NONE)
        model = known(row["indicator"], row["measure"])
        level = level_of(part, said, there, yardstick, model)
        change = None
        if over_time:
            change = change_of(part, said, model)
            if is_same_step(level, change):
                change = None
        standings.append(Standing(row, level, change))
    standings += [one for one in hidden(rows, notes, own, over_time) if is_chosen(one.row)]
    return corrected(standings, own)


def corrected(standings: Sequence[Standing], own: Collection[str] = ()) -> list[Standing]:
    """The same with the correction for the number of comparisons that were made, of own figures and of others apart."""
    # A reader's own figures change nothing of what is said of the published ones.
    values = {}
    for is_own in (False, True):
        p_values = [
            one.p
            for standing in standings
            for one in standing.findings
            if one.p is not None and (standing.row["source"] in own) == is_own
        ]
        values[is_own] = iter(statistics.corrected(p_values))

    def with_correction(one: Finding | None, is_own: bool) -> Finding | None:
        if one is None or one.p is None:
            return one
        value = next(values[is_own])
        stays = one.verdict if value < LEVEL else "no_difference"
        return dataclasses.replace(one, corrected=value, verdict=stays)

    return [
        Standing(
            standing.row,
            with_correction(standing.level, standing.row["source"] in own),
            with_correction(standing.change, standing.row["source"] in own),
        )
        for standing in standings
    ]


def series(rows: Iterable[Row], own: Collection[str]) -> list[list[Row]]:
    """The series, by year. Of several publications of the same figures the one that reaches the latest year, and of
    those the one published last; a reader's own stand beside the published ones."""
    found: dict[tuple[object, ...], list[Row]] = {}
    for row in rows:
        found.setdefault((row["indicator"], *who(row)), []).append(row)
    best: dict[tuple[object, ...], list[Row]] = {}
    for (indicator, category, area, source), part in found.items():
        key = indicator, category, area, source in own
        if key not in best or part[-1]["year"] >= best[key][-1]["year"]:
            best[key] = part
    return list(best.values())


class Yardsticks:
    """The figures that others are compared with, found fast among many."""

    def __init__(self, rows: Iterable[Row], municipalities: Collection[str], within: Within) -> None:
        self.municipalities = municipalities
        self.within = within
        self.country: dict[tuple[str, str, int], list[Row]] = {}
        self.towns: dict[tuple[str, str, str, int], list[Row]] = {}
        for row in rows:
            if row["area_category"] in LARGE:
                self.country.setdefault((row["indicator"], scale(row), row["year"]), []).append(row)
            elif row["area"] in municipalities:
                key = row["indicator"], scale(row), row["source"], row["year"]
                self.towns.setdefault(key, []).append(row)

    def of(self, row: Row, yardstick: Yardstick) -> Row | None:
        """What a figure is compared with: of the same year, of the same source if that has it, else published last."""
        whole = self.within.get((row["source"], row["area"])) if row["area"] else None
        if yardstick == "nearest" and whole:
            towns = self.towns.get((row["indicator"], scale(row), row["source"], row["year"]), [])
            for town in towns:
                if town["area"] == whole:
                    return town
        country = self.country.get((row["indicator"], scale(row), row["year"]), [])
        # The rest of Sweden is what the report compares areas with; a place is compared with the country it lies in.
        first = "sweden" if row["area"] is not None else "rest_of_sweden"
        return max(
            country, key=lambda one: (one["source"] == row["source"], one["area_category"] == first), default=None
        )


def scale(row: Row) -> str:
    """Which figures can be set beside each other: rates with rates."""
    return "rate" if row["measure"] in RATES else str(row["measure"])


def level_of(
    part: Sequence[Row], notes: Notes, there: Yardsticks, yardstick: Yardstick, known: Variation
) -> Finding | None:
    """Whether the last figure of a series differs from the yardstick's; ``None`` for what others are compared with."""
    row = part[-1]
    if is_hidden(row, notes):
        return Finding(kind="level", why="hidden")
    if yardstick == "earlier":
        other = part[0] if part[0]["year"] < row["year"] else None
    elif row["area_category"] in LARGE:
        return None
    elif row["measure"] == "count":  # numbers of more and of fewer people are not to be compared
        none = Compared(
            row=row, other=None, result=statistics.UNDETERMINED, why="no_yardstick" if row["among"] else "no_population"
        )
        return Finding(kind="level", compared=none, why=none.why)
    else:
        other = there.of(row, yardstick)
    one = evidence.compared(row, other, notes, there.within, known)
    verdict = one.verdict if one.p is not None else "undetermined"
    if yardstick == "earlier" and other is None:
        return Finding(kind="level", compared=one, why="one_period")
    return Finding(kind="level", compared=one, developed=None, p=one.p, corrected=None, verdict=verdict, why=one.why)


def change_of(part: Sequence[Row], notes: Notes, known: Variation) -> Finding:
    """Whether a series rises or falls."""
    if is_hidden(part[-1], notes):
        return Finding(kind="change", why="hidden")
    one = evidence.development(part, notes, known)
    return Finding(
        kind="change", compared=None, developed=one, p=one.p, corrected=None, verdict=one.verdict, why=one.why
    )


def is_hidden(row: Row, notes: Notes) -> bool:
    """Whether a small number of the row's year or a later one is hidden: then it is not the last figure that is shown."""
    return any(note["kind"] == "hidden" and note["year"] >= row["year"] for note in notes.get(who(row), ()))


def is_same_step(level: Finding | None, change: Finding | None) -> bool:
    """Whether both compare the same two years of a series: that is asked once only."""
    if level is None or change is None or level.compared is None or change.developed is None:
        return False
    other, one = level.compared.other, change.developed
    return (
        one.z is not None
        and other is not None
        and who(other) == who(level.compared.row)
        and [row["year"] for row in one.rows] == [other["year"], level.compared.row["year"]]
    )


def hidden(
    rows: Iterable[Row], notes: Mapping[str, Notes], own: Collection[str], over_time: bool
) -> Iterable[Standing]:
    """Series of which nothing but hidden small numbers is there."""
    there = {(row["indicator"], *who(row)) for row in rows}
    for indicator, by_series in notes.items():
        for (category, area, source), said in by_series.items():
            years = [note["year"] for note in said if note["kind"] == "hidden"]
            if not years or (indicator, category, area, source) in there:
                continue
            row: Row = {
                "indicator": indicator,
                "area_category": category,
                "area": area,
                "year": max(years),
                "source": source,
                "cases": None,
                "among": None,
                "implied": False,
                "measure": "count",
                "value": None,
                "computed": False,
                "lower_95": None,
                "upper_95": None,
                "swing": None,
                "rounding_lower": None,
                "rounding_upper": None,
            }
            none = Finding(kind="level", why="hidden")
            yield Standing(row, none, Finding(kind="change", why="hidden") if over_time else None)


# ---- how much -------------------------------------------------------------------------------------------------------


def least(one: Finding) -> float:
    """The smallest difference that the 95 % interval allows, as the logarithm of a ratio: what lists are sorted by. Beside
    many places, how far beyond what is usual among these."""
    if one.compared is not None:
        among, rate = one.compared.among, one.compared.row["value"]
        if among and rate:
            return nearest_to_none(rate / among.high, rate / among.low if among.low else None)
        return nearest_to_none(one.compared.result.low, one.compared.result.high)
    if one.developed is None:
        return 0.0
    first, last = one.developed.rows[0], one.developed.rows[-1]
    trend = one.developed.trend
    if trend is not None:
        cases = sum(row["cases"] or 0 for row in one.developed.rows)  # known of all, where there is a trend
        mean = cases / sum(row["among"] or 0 for row in one.developed.rows) * PER
        slope = min(abs(trend.low), abs(trend.high))
        return math.log1p(slope * (last["year"] - first["year"]) / mean)
    people = (last["among"], first["among"]) if last["among"] and first["among"] else (1, 1)
    spread = one.developed.spread or INDEPENDENT
    step = statistics.compared(last["cases"], people[0], first["cases"], people[1], spread=spread)
    return nearest_to_none(step.low, step.high)


def nearest_to_none(low: float | None, high: float | None) -> float:
    """How far the nearer limit of a ratio lies from 1, as a logarithm; 0 where 1 lies within."""
    if low is not None and low > 1:
        return math.log(low)
    return -math.log(high) if high is not None and 0 < high < 1 else 0.0
