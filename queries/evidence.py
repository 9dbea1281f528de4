"""What can be said of figures: whether one differs from another, and whether it rises or falls, by more than chance.

Rows are those of the question ``series``: ``value`` with ``cases`` and ``among`` (the count and the population behind it,
``None`` where they are not known) and the ranges ``lower_95``/``upper_95`` and ``rounding_lower``/``rounding_upper``.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from queries import statistics
from queries.statistics import Comparison, Series, Spread, Trend, Verdict

Row = dict[str, Any]
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
]
"""Why nothing can be said: the count is not published; the population is not; a small number is hidden; the source
contradicts itself; there is one period only; or one since a break; nothing was counted in either; the yardstick has no
figure; or is itself."""

BREAKS = ("definition_break", "coverage_break", "boundary_break")
"""Kinds of notes that say that a series begins anew with the note's year."""

LEAP = 0.1
"""A population that changes by more than this share between two periods is taken for a change of boundary."""

LARGE = ("rest_of_sweden", "sweden")
"""Categories of so many people that chance does not show in their rates."""

APPROXIMATE = ("per_1000_computed",)
"""Measures whose level is known to be off: shootings of the areas are counted outside them too, and the population is
approximate. Over time they can be compared."""

PARTS = {"all_areas": ("vulnerable", "risk", "particularly_vulnerable")}


Notes = Mapping[Who, Sequence[Row]]
"""Notes on the figures of one indicator, by series; see :func:`by_place`."""


def who(row: Row) -> Who:
    return row["area_category"], row["area"], row["source"]


def by_place(notes: Iterable[Row]) -> Notes:
    """Notes on the figures of one indicator (the question ``notes``) by the series that they are about."""
    found: dict[Who, list[Row]] = {}
    for note in notes:
        found.setdefault(who(note), []).append(note)
    return found


NONE: Notes = {}


@dataclass(frozen=True)
class Compared:
    """One figure beside its yardstick: ``row`` and ``other``; ``result``; ``rest`` says that of a whole only the other
    part was compared with; ``alike`` that both populations were taken to be the same; ``rounded`` that the ratio's
    limits are those of rounding, not of chance; ``why`` there is no verdict."""

    row: Row
    other: Row | None
    result: Comparison
    rest: bool = False
    alike: bool = False
    rounded: bool = False
    why: Why | None = None


def compared(row: Row, other: Row | None, notes: Notes = NONE, wholes: Collection[str] = ()) -> Compared:
    """Whether ``row`` is higher or lower than ``other``, as far as it can be told.

    ``notes`` are the notes on both; ``wholes`` names the places that are municipalities: a district of the same source
    is compared with the rest of its municipality.
    """
    unsaid = statistics.UNDETERMINED
    if other is None or other["value"] is None:
        return Compared(row, other, unsaid, why="no_yardstick")
    is_self = who(row) == who(other)
    if is_self and row["year"] == other["year"]:
        return Compared(row, other, unsaid, why="own_yardstick")
    if any(is_doubted(one, notes) for one in (row, other)) or (row["measure"] in APPROXIMATE and not is_self):
        return Compared(row, other, unsaid, why="doubted")
    if is_self and any(other["year"] < year <= row["year"] for year in breaks([other, row], notes)):
        return Compared(row, other, unsaid, why="break")
    rest = holds(other, row, wholes)
    cases, among = other["cases"], other["among"]
    if rest:
        cases, among = less(cases, row["cases"]), less(among, row["among"])
    alike = is_self and row["among"] is None and other["among"] is None
    if alike and row["measure"] == "count":
        result = statistics.compared(row["cases"], 1, cases, 1)
    else:
        result = statistics.compared(row["cases"], row["among"], cases, among)
    if result.verdict != "undetermined":
        return Compared(row, other, result, rest, alike)
    if row["cases"] == 0 and cases == 0:
        return Compared(row, other, unsaid, rest, why="nothing_counted")
    known_rate = printed_range(other)
    if row["measure"] != "count" and row["cases"] is not None and other["area_category"] in LARGE and known_rate:
        result = statistics.against_a_rate(row["cases"], row["among"], known_rate)
        if result.verdict != "undetermined":
            return Compared(row, other, result)
    why: Why = "no_count" if row["cases"] is None or other["cases"] is None else "no_population"
    return Compared(row, other, of_rounded(row, other), rounded=True, why=why)


def holds(whole: Row, part: Row, wholes: Collection[str]) -> bool:
    """Whether the cases of one row are among those of another: a district's in its municipality's, a category's in those
    of all, everybody's in the country's. Only within one source and year."""
    if whole["source"] != part["source"] or whole["year"] != part["year"]:
        return False
    if whole["area_category"] == "sweden" or part["area_category"] in PARTS.get(whole["area_category"] or "", ()):
        return True
    return whole["area"] in wholes and part["area"] is not None and part["area"] not in wholes


def less(whole: int | None, part: int | None) -> int | None:
    """What is left of a whole; unknown where one is, or where the part is not smaller."""
    return None if whole is None or part is None or part > whole else whole - part


def printed_range(row: Row) -> tuple[float, float] | None:
    """Between which numbers a rate lies whose count is not known."""
    if row["rounding_lower"] is not None:
        return row["rounding_lower"], row["rounding_upper"]
    return (row["value"], row["value"]) if row["among"] else None


def of_rounded(row: Row, other: Row) -> Comparison:
    """The ratio of two figures with the range that rounding leaves it; no verdict, since chance is not in it."""
    if not other["value"] or row["value"] is None:
        return statistics.UNDETERMINED
    ends = [
        (one["rounding_lower"], one["rounding_upper"])
        if one["rounding_lower"] is not None
        else (one["value"], one["value"])
        for one in (row, other)
    ]
    (least, most), (other_least, other_most) = ends
    high = most / other_least if other_least else float("inf")
    return Comparison(row["value"] / other["value"], least / other_most, high, None, "undetermined")


# ---- over time ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Development:
    """How one series went: ``rows`` of its last comparable periods; ``trend`` over five or more, else ``verdict`` on the
    last two of them with ``z`` and its ``limit``; ``since`` the year of a break, if there was one; ``why`` there is no
    verdict."""

    rows: Sequence[Row]
    verdict: Verdict
    trend: Trend | None = None
    z: float | None = None
    limit: float | None = None
    p: float | None = None
    since: int | None = None
    why: Why | None = None


def developments(rows: Iterable[Row], notes: Notes = NONE, spread: Spread | None = None) -> list[Development]:
    """One for each series in the rows, in their order; ``spread`` is the dispersion of all series of the kind."""
    return [development(part, notes, spread) for part in by_series(rows)]


def by_series(rows: Iterable[Row]) -> list[list[Row]]:
    """The rows of each series, by year."""
    found: dict[Who, list[Row]] = {}
    for row in rows:
        found.setdefault(who(row), []).append(row)
    return [sorted(part, key=lambda row: int(row["year"])) for part in found.values()]


def development(rows: Sequence[Row], notes: Notes = NONE, spread: Spread | None = None) -> Development:
    """How one series went since its last break; ``rows`` by year."""
    broken = [year for year in breaks(rows, notes) if year > rows[0]["year"]]
    since = max(broken, default=None)
    part = [row for row in rows if since is None or row["year"] >= since]
    known = [row for row in part if row["cases"] is not None]
    if len(part) < 2:
        return Development(part, "undetermined", since=since, why="break" if since else "one_period")
    if has_hidden(part, notes):
        return Development(part, "undetermined", since=since, why="hidden")
    if len(known) < 2 or known[-1] is not part[-1]:
        return Development(part, "undetermined", since=since, why="no_count")
    if any(is_doubted(row, notes) for row in part):
        return Development(part, "undetermined", since=since, why="doubted")
    if not any(row["cases"] for row in known):
        return Development(known, "undetermined", since=since, why="nothing_counted")
    series = as_series(known)
    if series and spread:
        trend = statistics.trend_with(series, spread)
        if trend:
            return Development(known, trend.verdict, trend, p=trend.p, since=since)
    step = statistics.year_on_year(known[-2]["cases"], known[-1]["cases"])
    return Development(known[-2:], step.verdict, None, step.z, step.limit, step.p, since)


def as_series(rows: Sequence[Row]) -> Series | None:
    """The rows as statistics want them; ``None`` where the population of one is not known or they are too few."""
    if len(rows) < statistics.FEWEST_PERIODS or not all(row["among"] for row in rows):
        return None
    return Series([row["year"] for row in rows], [row["cases"] for row in rows], [row["among"] for row in rows])


def spread_of(rows: Iterable[Row], notes: Notes = NONE) -> Spread | None:
    """The dispersion of all series in the rows, each since its last break; the country as a whole is not of the kind."""
    found = []
    for part in by_series(row for row in rows if row["area_category"] not in LARGE):
        since = max(breaks(part, notes), default=part[0]["year"])
        known = [row for row in part if row["year"] >= since and row["cases"] is not None]
        found.append(as_series(known))
    return statistics.pooled([series for series in found if series])


def breaks(rows: Sequence[Row], notes: Notes = NONE) -> list[int]:
    """The years with which a series begins anew: by a note, or because its population leaps. ``rows`` by year."""
    noted = {note["year"] for note in notes.get(who(rows[0]), ()) if note["kind"] in BREAKS}
    known = [row for row in rows if row["among"] and not row["implied"]]
    for before, row in itertools.pairwise(known):
        if abs(row["among"] / before["among"] - 1) > LEAP * max(1, row["year"] - before["year"]):
            noted.add(row["year"])
    return sorted(noted)


def is_doubted(row: Row, notes: Notes) -> bool:
    """Whether the source itself contradicts the figure or calls it approximate."""
    return any(
        note["kind"] in ("contradicted", "approximate")
        and note["year"] == row["year"]
        and note["measure"] == row["measure"]
        for note in notes.get(who(row), ())
    )


def has_hidden(rows: Sequence[Row], notes: Notes) -> bool:
    """Whether a small number is hidden in a year between the first and the last, whether there is a row of it or not."""
    first, last = rows[0]["year"], rows[-1]["year"]
    return any(note["kind"] == "hidden" and first <= note["year"] <= last for note in notes.get(who(rows[0]), ()))
