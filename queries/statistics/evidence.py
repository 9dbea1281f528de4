"""What can be said of figures: whether one differs from another, and whether it rises or falls, by more than chance.

Rows are those of the question ``series``: ``value`` with ``cases`` and ``among`` (the count and the population behind it,
``None`` where they are not known) and the ranges ``lower_95``/``upper_95`` and ``rounding_lower``/``rounding_upper``.
"""

from __future__ import annotations

import dataclasses
import operator
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypedDict

import numpy as np

from queries.row_types import Area, Figure, Located, Placed
from queries.statistics import between, intervals, lines, variation
from queries.statistics import tests as statistics
from queries.statistics.between import Among, Between
from queries.statistics.intervals import PER
from queries.statistics.lines import Series
from queries.statistics.tests import Comparison, Trend, Verdict
from queries.statistics.variation import INDEPENDENT, UNKNOWN, Key, Spread, Variation

Row = Figure
Who = tuple[str | None, str | None, str]
"""Which series: category or place, and source."""

Why = Literal[
    "no_count",
    "no_population",
    "hidden",
    "doubted",
    "one_period",
    "break",
    "nothing_counted",
    "no_yardstick",
    "own_yardstick",
    "not_within",
]
"""Why nothing can be said: the count is not published; the population is not; a small number is hidden; the source
contradicts itself; there is one period only; or one since a break; nothing was counted in either; the yardstick has no
figure; or is itself; a part is larger than its whole."""

BREAKS = ("definition_break", "coverage_break", "boundary_break")
"""Kinds of notes that say that a series begins anew with the note's year."""

LEAP = 0.1
"""A population that changes by more than this share between two periods is taken for a change of boundary."""

ROUNDED = 0.04
"""How much two populations may differ that follow from rounded rates, each exact to one part in fifty."""

LARGE = ("rest_of_sweden", "sweden")
"""Categories of so many people that chance does not show in their rates."""

APPROXIMATE = ("per_1000_computed",)
"""Measures whose level is known to be off: shootings of the areas are counted outside them too, and the population is
approximate. Over time they can be compared."""

PARTS = {"all_areas": ("vulnerable", "risk", "particularly_vulnerable")}


class Remark(TypedDict):
    """What is looked at of a note on a figure: its kind, the figure's year and measure."""

    kind: str
    year: int
    measure: str


class PlacedRemark(Remark, Placed):
    """The same with its series."""


Notes = Mapping[Who, Sequence[Remark]]
"""Notes on the figures of one indicator, by series; see :func:`by_place`."""


def who(row: Placed) -> Who:
    return row["area_category"], row["area"], row["source"]


def by_place(notes: Iterable[PlacedRemark], rows: Iterable[Row] = ()) -> Notes:
    """Notes on the figures of one indicator (the question ``notes``) by the series that they are about.

    Where ``rows`` show that a population leaps, a boundary is taken to have changed. Both are to be of all years and
    places, whatever is chosen: what is not looked at breaks a series all the same.
    """
    found: dict[Who, list[Remark]] = {}
    for note in notes:
        found.setdefault(who(note), []).append(note)
    for one, years in all_leaps(rows).items():
        found.setdefault(one, []).extend(
            {"kind": "boundary_break", "year": year, "measure": "population"} for year in years
        )
    return found


def all_leaps(rows: Iterable[Row]) -> dict[Who, list[int]]:
    """The years in which the population of a series leaps, of each series in which it does."""
    found = {who(part[0]): sorted(leaps(part)) for part in by_series(rows)}
    return {one: years for one, years in found.items() if years}


NONE: Notes = {}
NOWHERE: Mapping[tuple[str, str], str] = {}
LEAST_REST = 0.2
"""Of a whole whose population follows from a rounded rate, the rest must be at least this part."""


@dataclass(frozen=True, kw_only=True)
class Compared:
    """One figure beside its yardstick: ``row`` and ``other``; ``result``; ``rest`` says that of a whole only the other
    part was compared with; ``alike`` that both populations were taken to be the same; ``rounded`` that the ratio's
    limits are those of rounding, not of chance; ``why`` there is no verdict. ``spread`` is how such figures swing, and what
    that is known from.

    ``result`` says whether the two differ by more than chance. Beside a yardstick that stands for many places, ``among`` says
    whether the place differs from it by more than these do; ``None`` where they are too few, or the yardstick is one place."""

    row: Row
    other: Row | None
    result: Comparison
    rest: bool = False
    alike: bool = False
    rounded: bool = False
    why: Why | None = None
    spread: Spread | None = None
    among: Among | None = None

    @property
    def verdict(self) -> Verdict:
        """What is said: beside many places not that the two differ, but whether that is unusual."""
        is_usual = self.among and self.among.verdict != self.result.verdict
        return "no_difference" if is_usual else self.result.verdict

    @property
    def p(self) -> float | None:
        """That of the verdict."""
        return max(self.among.p, self.result.p or 0.0) if self.among else self.result.p


Within = Mapping[tuple[str, str], str]
"""The municipality in which a place of a source lies, by source and place."""


def compared(
    row: Row, other: Row | None, notes: Notes = NONE, within: Within = NOWHERE, model: Variation | None = None
) -> Compared:
    """Whether ``row`` is higher or lower than ``other``, as far as it can be told.

    ``notes`` are the notes on both; a place is compared with the rest of the municipality it lies ``within``.
    ``model`` is the model of all figures of the kind (:func:`variation_of`).
    """
    model = model or UNKNOWN
    unsaid = statistics.UNDETERMINED
    if other is None or other["value"] is None:
        return Compared(row=row, other=other, result=unsaid, why="no_yardstick")
    is_self = who(row) == who(other)
    if is_self and row["year"] == other["year"]:
        return Compared(row=row, other=other, result=unsaid, why="own_yardstick")
    if any(is_doubted(one, notes) for one in (row, other)) or (row["measure"] in APPROXIMATE and not is_self):
        return Compared(row=row, other=other, result=unsaid, why="doubted")
    if is_self and any(other["year"] < year <= row["year"] for year in breaks([other, row], notes)):
        return Compared(row=row, other=other, result=unsaid, why="break")
    rest = holds(other, row, within)
    cases, among = other["cases"], other["among"]
    if rest:
        if is_larger(row["cases"], cases) or is_larger(row["among"], among):
            return Compared(row=row, other=other, result=unsaid, why="not_within")
        cases, among = less(cases, row["cases"]), less(among, row["among"])
        is_implied = row["implied"] or other["implied"]
        if among is not None and is_implied and among < LEAST_REST * (other["among"] or 0):
            among = None  # what rounding leaves open in the whole is too much for the rest
    alike = is_self and row["among"] is None and other["among"] is None
    people, others = (1, 1) if alike and row["measure"] == "count" else (row["among"], among)
    spread = spread_of_difference(row, other, model, people, others, cases)
    result = statistics.compared(row["cases"], people, cases, others, spread=spread)
    if result.verdict != "undetermined":
        return Compared(
            row=row,
            other=other,
            result=result,
            rest=rest,
            alike=alike,
            spread=spread,
            among=among_others(row, other, model, within),
        )
    if row["cases"] == 0 and cases == 0:
        return Compared(row=row, other=other, result=unsaid, rest=rest, why="nothing_counted")
    known_rate = printed_range(other)
    if row["measure"] != "count" and row["cases"] is not None and other["area_category"] in LARGE and known_rate:
        spread = variation.spread_of(model, who(row), row["cases"], {row["year"]})
        result = statistics.against_a_rate(row["cases"], row["among"], known_rate, spread=spread)
        if result.verdict != "undetermined":
            return Compared(
                row=row, other=other, result=result, spread=spread, among=among_others(row, other, model, within)
            )
    why: Why = "no_count" if row["cases"] is None or other["cases"] is None else "no_population"
    return Compared(row=row, other=other, result=of_rounded(row, other), rounded=True, why=why)


def figure_beside(one: Compared) -> float | None:
    """The figure that a ratio is made of beside the row's own: of a whole that holds the row, that of the rest."""
    if one.other is None:
        return None
    if one.rest:
        cases, among = less(one.other["cases"], one.row["cases"]), less(one.other["among"], one.row["among"])
        if cases is not None and among:
            return cases / among * PER
    return one.other["value"]


def spread_of_difference(
    row: Row, other: Row, model: Variation, people: int | None, others: int | None, cases: int | None
) -> Spread:
    """How the difference between two figures swings, as far as other years than theirs tell; ``cases`` and ``others`` are
    those of what is compared with, which may be the rest of a whole."""
    if row["cases"] is None or cases is None or not people or not others:
        return INDEPENDENT
    both = row["cases"] + cases
    here, there = both * people / (people + others), both * others / (people + others)  # if there were no difference
    if who(row) == who(other):
        return variation.spread_of(model, who(row), (here + there) / 2, {row["year"], other["year"]})
    ours = variation.spread_of(model, who(row), here, {row["year"]})
    theirs = variation.spread_of(model, who(other), there, {other["year"]})
    return variation.joined(ours, here, theirs, there)


def limits(
    keys: Sequence[Key], counts: Sequence[int], model: Variation
) -> tuple[list[float], list[float], list[Spread]]:
    """Between which numbers the levels behind counts of these places lie in 95 cases of 100, and how such counts swing: of
    cases that are taken to be independent the exact limits."""
    spreads = [spread_of_level(model, key, count) for key, count in zip(keys, counts, strict=True)]
    return *limits_by(spreads, counts), spreads


def limits_of_sums(
    keys: Sequence[Sequence[Key]], counts: Sequence[int], model: Variation
) -> tuple[list[float], list[float], list[Spread]]:
    """The same of sums, each of the counts of several places."""
    spreads = []
    for places, count in zip(keys, counts, strict=True):
        swings = [model.swing(key) for key in places]
        means = [swing.mean if swing else 0.0 for swing in swings]
        parts = [(spread_of_level(model, key, count), mean) for key, mean in zip(places, means, strict=True) if mean]
        spreads.append(variation.summed(parts))
    return *limits_by(spreads, counts), spreads


def limits_by(spreads: Sequence[Spread], counts: Sequence[int]) -> tuple[list[float], list[float]]:
    """The limits of counts that swing so."""
    if not spreads:
        return [], []
    times, freedom = (np.array(one) for one in list(zip(*spreads, strict=True))[:2])
    low, high = intervals.limits(np.array(counts, float), times, freedom)
    return low.tolist(), high.tolist()


def spread_of_level(model: Variation, key: Key, count: int) -> Spread:
    """How the figures of a place swing, all its years included, for the interval of a count."""
    asked = "level", key
    if asked not in model.kept:
        spread = variation.spread_of(model, key, count)
        if not model.swing(key):  # then it hangs on the count itself
            return spread
        model.kept[asked] = spread
    found: Spread = model.kept[asked]
    return found


def among_others(row: Row, other: Row, model: Variation, within: Within) -> Among | None:
    """Whether a place differs from a yardstick by more than the places do that it stands for: those of the same source in
    the country, or in the same municipality. ``None`` for all else, and where they are too few to tell."""
    if (
        row["area"] is None
        or row["measure"] == "count"
        or row["cases"] is None
        or not row["among"]
        or not other["value"]
    ):
        return None
    town = other["area"] if holds(other, row, within) else None
    if not town and other["area_category"] not in LARGE:
        return None
    name = "between", row["source"], town, row["year"], other["value"]
    if name not in model.kept:
        model.kept[name] = between_of(model, row["source"], row["year"], other["value"], within, town)
    found = model.kept[name]
    return between.among(found, who(row), row["cases"], row["among"], model) if found else None


def beside_together(row: Row, members: Sequence[Row], notes: Notes, model: Variation) -> Compared:
    """One place beside several others together, without itself: whether it differs from the sum of their counts among the sum
    of their populations by more than chance, and, as ``among``, by more than places of its source usually differ.

    ``members`` are figures of the same source and year. Nothing is said where one of them is not known, or in doubt.
    """
    others = [one for one in members if who(one) != who(row)]
    counts = [one["cases"] for one in others if one["cases"] is not None]
    people = [one["among"] for one in others if one["among"]]
    unsaid = statistics.UNDETERMINED
    if not others:
        return Compared(row=row, other=None, result=unsaid, why="no_yardstick")
    other = as_one(row, others, sum(counts), sum(people))
    if row["cases"] is None or len(counts) < len(others):
        return Compared(row=row, other=other, result=unsaid, why="no_count")
    if not row["among"] or len(people) < len(others):
        return Compared(row=row, other=other, result=unsaid, why="no_population")
    if any(is_doubted(one, notes) for one in (row, *others)):
        return Compared(row=row, other=other, result=unsaid, why="doubted")
    both = row["cases"] + sum(counts)
    rate = both / (row["among"] + sum(people))  # if there were no difference
    ours = variation.spread_of(model, who(row), rate * row["among"], {row["year"]})
    of_others = [
        (variation.spread_of(model, who(one), rate * of, {one["year"]}), rate * of)
        for one, of in zip(others, people, strict=True)
    ]
    theirs = variation.summed(of_others)
    spread = variation.joined(ours, rate * row["among"], theirs, rate * sum(people))
    result = statistics.compared(row["cases"], row["among"], sum(counts), sum(people), spread=spread)
    if result.verdict == "undetermined":
        return Compared(row=row, other=other, result=result, why="nothing_counted")
    many = between_all(model, row["source"], row["year"])
    alike = sum(people) ** 2 / sum(of**2 for of in people)  # so many of one size they are worth
    found = many and between.beside(many, sum(counts) / sum(people) * PER, row["cases"], row["among"], alike, model)
    return Compared(row=row, other=other, result=result, spread=spread, among=found or None)


def as_one(row: Row, others: Sequence[Row], cases: int, among: int) -> Row:
    """Several figures as that of one place, without a name."""
    made: Row = {**row, "area": None, "area_category": None, "cases": cases, "among": among, "computed": True}
    made["value"] = cases / among * PER if among else None
    made["implied"] = any(one["implied"] for one in others)
    made["lower_95"] = made["upper_95"] = made["rounding_lower"] = made["rounding_upper"] = made["swing"] = None
    return made


def among_all(row: Row, notes: Notes, model: Variation) -> Among | None:
    """Where a place lies among all of its source in the year: between which rates those of its size usually lie around the
    rate of all together, and whether it lies beyond. ``None`` where they are too few, or its figure is in doubt."""
    if row["cases"] is None or not row["among"] or is_doubted(row, notes):
        return None
    found = between_all(model, row["source"], row["year"])
    return between.among(found, who(row), row["cases"], row["among"], model) if found else None


def between_all(model: Variation, source: str, year: int, within: Within = NOWHERE) -> Between | None:
    """How much the places of a source differ from the rate of all of them together in a year."""
    name = "between all", source, year
    if name not in model.kept:
        there = there_in(model, source, year, within)
        cases, people = (sum(part) for part in zip(*there.values(), strict=True)) if there else (0, 0)
        model.kept[name] = between.spread_between(there, model, cases / people * PER) if people else None
    found: Between | None = model.kept[name]
    return found


def between_of(
    model: Variation, source: str, year: int, rate: float, within: Within = NOWHERE, town: str | None = None
) -> Between | None:
    """How much the places of a source differ from a rate per 1 000 in a year: all of them but those that others lie in, or
    the ones within a town. ``None`` where they are too few. What the funnel is drawn of."""
    return between.spread_between(there_in(model, source, year, within, town), model, rate)


def there_in(
    model: Variation, source: str, year: int, within: Within = NOWHERE, town: str | None = None
) -> dict[Key, tuple[float, float]]:
    """Counts and populations of these places."""
    wholes = set(within.values())
    there: dict[Key, tuple[float, float]] = {}
    for key, parts in model.parts.items():
        _, area, theirs = key
        if area is None or theirs != source or (within.get((source, area)) != town if town else area in wholes):
            continue
        for part in parts:
            if year in part.years and part.has_populations:
                place = part.years.index(year)
                there[key] = part.counts[place], part.populations[place]
    return there


def holds(whole: Row, part: Row, within: Within) -> bool:
    """Whether the cases of one row are among those of another: a district's in its municipality's, a category's in those
    of all, everybody's in the country's. Only within one source and year."""
    if whole["source"] != part["source"] or whole["year"] != part["year"]:
        return False
    if whole["area_category"] == "sweden" or part["area_category"] in PARTS.get(whole["area_category"] or "", ()):
        return True
    return part["area"] is not None and within.get((part["source"], part["area"]), "") == whole["area"]


class Whole(TypedDict):
    """A municipality or a county."""

    name: str
    is_county: bool


def lie_within(rows: Iterable[Located], areas: Iterable[Area], everywhere: Sequence[Whole]) -> Within:
    """Which place of the rows lies in which municipality: known of the assessed areas and, where a source has figures of
    one municipality only, taken to be that one. ``areas`` and ``everywhere`` answer the questions ``every_area`` and
    ``places``."""
    towns = {row["name"] for row in everywhere if not row["is_county"]}
    larger = {row["name"] for row in everywhere if row["is_county"]}
    known = {row["name"]: row["municipality"] for row in areas}
    places: dict[str, set[str]] = {}
    for row in rows:
        if row["area"] is not None:
            places.setdefault(row["source"], set()).add(row["area"])
    found = {}
    for source, there in places.items():
        here = there & towns
        for place in there - towns - larger:
            town = known.get(place) or (next(iter(here)) if len(here) == 1 else None)
            if town:
                found[source, place] = town
    return found


def is_larger(part: int | None, whole: int | None) -> bool:
    return part is not None and whole is not None and part > whole


def less(whole: int | None, part: int | None) -> int | None:
    """What is left of a whole; unknown where one is, or where the part is not smaller."""
    return None if whole is None or part is None or part > whole else whole - part


def printed_range(row: Row) -> tuple[float, float] | None:
    """Between which numbers a rate lies whose count is not known."""
    if row["rounding_lower"] is not None and row["rounding_upper"] is not None:
        return row["rounding_lower"], row["rounding_upper"]
    return (row["value"], row["value"]) if row["among"] and row["value"] is not None else None


def of_rounded(row: Row, other: Row) -> Comparison:
    """The ratio of two figures with the range that rounding leaves it; no verdict, since chance is not in it."""
    if not other["value"] or row["value"] is None:
        return statistics.UNDETERMINED
    least, most = row["rounding_lower"], row["rounding_upper"]
    other_least, other_most = other["rounding_lower"], other["rounding_upper"]
    if least is None or most is None or other_least is None or other_most is None:  # chance is in one of them
        return Comparison(ratio=row["value"] / other["value"], low=None, high=None, p=None, verdict="undetermined")
    high = most / other_least if other_least else float("inf")
    return Comparison(
        ratio=row["value"] / other["value"], low=least / other_most, high=high, p=None, verdict="undetermined"
    )


# ---- over time ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Development:
    """How one series went: ``rows`` of its last comparable periods; ``trend`` over five or more, else ``verdict`` on the
    last two of them with ``z`` and its ``limit``; ``since`` the year of a break, if there was one; ``why`` there is no
    verdict. ``periods`` is the number of comparable ones; ``spread`` how such figures swing, and what that is known from."""

    rows: Sequence[Row]
    verdict: Verdict
    trend: Trend | None = None
    z: float | None = None
    limit: float | None = None
    p: float | None = None
    since: int | None = None
    why: Why | None = None
    periods: int = 0
    spread: Spread | None = None


def developments(rows: Iterable[Row], notes: Notes = NONE, model: Variation | None = None) -> list[Development]:
    """One for each series in the rows, in their order; ``model`` is the model of all figures of the kind."""
    return [development(part, notes, model) for part in by_series(rows)]


YEAR = operator.itemgetter("year")


def by_series(rows: Iterable[Row]) -> list[list[Row]]:
    """The rows of each series, by year."""
    found: dict[Who, list[Row]] = {}
    for row in rows:
        found.setdefault((row["area_category"], row["area"], row["source"]), []).append(row)
    return [sorted(part, key=YEAR) for part in found.values()]


def development(rows: Sequence[Row], notes: Notes = NONE, model: Variation | None = None) -> Development:
    """How one series went since its last break; ``rows`` by year."""
    model = model or UNKNOWN
    broken = [year for year in breaks(rows, notes) if rows[0]["year"] < year <= rows[-1]["year"]]
    since = max(broken, default=None)
    part = [row for row in rows if since is None or row["year"] >= since]
    known = [row for row in part if row["cases"] is not None]
    why: Why | None = None
    if len(part) < 2:
        why = "break" if since else "one_period"
    elif has_hidden(part, notes):
        why = "hidden"
    elif len(known) < 2 or known[-1] is not part[-1]:
        why = "no_count"
    elif any(is_doubted(row, notes) for row in part):
        why = "doubted"
    elif not any(row["cases"] for row in known):
        why = "nothing_counted"
    if why:
        return Development(rows=part, verdict="undetermined", since=since, why=why, periods=len(part))
    series = as_series(known)
    line = lines.fitted(series) if series else None
    if series and line:
        mean = sum(series.counts) / len(known)
        spread = variation.spread_around(model, who(rows[0]), line, mean)
        trend = statistics.trend_along(line, spread)
        return Development(
            rows=known, verdict=trend.verdict, trend=trend, p=trend.p, since=since, periods=len(known), spread=spread
        )
    old, new = known[-2], known[-1]
    assert old["cases"] is not None  # as are those of all that are known
    assert new["cases"] is not None
    times = new["among"] / old["among"] if old["among"] and new["among"] else 1.0
    mean = (old["cases"] + new["cases"]) / 2
    spread = variation.spread_of(model, who(rows[0]), mean, {old["year"], new["year"]})
    step = statistics.year_on_year(old["cases"], new["cases"], times, spread=spread)
    return Development(
        rows=[old, new],
        verdict=step.verdict,
        trend=None,
        z=step.z,
        limit=step.limit,
        p=step.p,
        since=since,
        periods=len(known),
        spread=spread,
    )


def as_series(rows: Sequence[Row]) -> Series | None:
    """The rows as statistics want them; ``None`` where the population of one is not known or they are too few."""
    counts = [row["cases"] for row in rows if row["cases"] is not None]
    populations = [row["among"] for row in rows if row["among"]]
    if len(rows) < lines.FEWEST_PERIODS or len(populations) < len(rows):
        return None
    return Series([row["year"] for row in rows], counts, populations)


def variation_of(
    rows: Iterable[Row], notes: Notes = NONE, within: Within = NOWHERE, own: Collection[str] = ()
) -> Variation:
    """The model of chance of all figures of a kind (an indicator in one measure): of all years and places there are, whatever
    is chosen. ``own`` are a reader's own sources, which change nothing of what is said of the published figures.

    Others for a place are neither the country nor municipalities whose districts are there too, nor all areas where their
    categories are, nor second publications of the same figures; these are judged by them all the same, but for the country.
    What is in doubt is left out, and no step goes across a break.
    """
    rows = list(rows)
    published = model_of([row for row in rows if row["source"] not in own], notes, within)
    if not any(row["source"] in own for row in rows):
        return published
    return dataclasses.replace(model_of(rows, notes, within), published=published)


def model_of(rows: Sequence[Row], notes: Notes, within: Within) -> Variation:
    """The model of these figures alone."""
    towns = {town for (source, _), town in within.items() if any(row["source"] == source for row in rows)}
    parts: dict[Key, list[Series]] = {}
    best: dict[tuple[str | None, str | None], Key] = {}
    for part in by_series(rows):
        key = who(part[0])
        parts[key] = between_breaks(part, notes)
        if key[:2] not in best or len(part) > sum(len(series.years) for series in parts[best[key[:2]]]):
            best[key[:2]] = key
    categories = {category for category, area, _ in parts if area is None}
    alone = {key for key in parts if key[0] in LARGE}
    wholes = {whole for whole, of in PARTS.items() if categories & set(of)}
    guests = {key for key in parts if best[key[:2]] != key or key[1] in towns or (key[0] in wholes and key[1] is None)}
    return variation.estimated(parts, alone, guests - alone)


def between_breaks(rows: Sequence[Row], notes: Notes) -> list[Series]:
    """The figures of one place that can be relied on, in parts between its breaks; ``rows`` by year."""
    said = notes.get(who(rows[0]), ())
    doubted = any(note["kind"] in DOUBTS for note in said)
    starts = breaks(rows, notes)
    parts: list[list[Row]] = [[]]
    for row in rows:
        if starts and starts[0] <= row["year"]:
            starts = [start for start in starts if start > row["year"]]
            parts.append([])
        if row["cases"] is not None and not (doubted and is_doubted(row, notes)):
            parts[-1].append(row)
    found = []
    for part in filter(None, parts):
        counts = [row["cases"] or 0 for row in part]
        people = [row["among"] or 0 for row in part]
        has = all(people)  # else the population is taken not to change
        found.append(Series([row["year"] for row in part], counts, people if has else [1] * len(part), has))
    return found


def breaks(rows: Sequence[Row], notes: Notes = NONE) -> list[int]:
    """The years with which a series begins anew: by a note, or because its population leaps. ``rows`` by year."""
    noted = {note["year"] for note in notes.get(who(rows[0]), ()) if note["kind"] in BREAKS}
    return sorted(noted | leaps(rows))


def leaps(rows: Sequence[Row]) -> set[int]:
    """The years in which the population of a series has changed by more than :data:`LEAP` a year; ``rows`` by year."""
    found: set[int] = set()
    old, before, was_implied = 0, 0, False
    for row in rows:
        new = row["among"]
        if not new:
            continue
        if old and abs(new / old - 1) > LEAP:
            most = LEAP * max(1, row["year"] - before) + (ROUNDED if row["implied"] or was_implied else 0)
            if abs(new / old - 1) > most:
                found.add(row["year"])
        old, before, was_implied = new, row["year"], row["implied"]
    return found


DOUBTS = ("contradicted", "approximate")
"""Kinds of notes by which a figure is in doubt."""


def is_doubted(row: Row, notes: Notes) -> bool:
    """Whether the source itself contradicts the figure, or what it was computed from, or calls it approximate."""
    measures = {row["measure"], "count", "population"} if row["computed"] else {row["measure"]}
    return any(
        note["kind"] in DOUBTS and note["year"] == row["year"] and note["measure"] in measures
        for note in notes.get(who(row), ())
    )


def has_hidden(rows: Sequence[Row], notes: Notes) -> bool:
    """Whether a small number is hidden in a year between the first and the last, whether there is a row of it or not."""
    first, last = rows[0]["year"], rows[-1]["year"]
    return any(note["kind"] == "hidden" and first <= note["year"] <= last for note in notes.get(who(rows[0]), ()))
