"""What is kept of a table while it is read: its figures by what they are about, and what was noticed on the way."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from queries.exports.columns.column import Role
from queries.exports.sentences import Sentence
from queries.exports.values.cells import Period
from queries.store.checks import Problem

MOST_PROBLEMS = 1_000
"""Problems kept; further ones are counted."""

TOTAL = "\0total"
"""In place of a place: the row adds up others."""

UNKNOWN = "\0unknown"
"""In place of a place: the file says that it is not known."""

STATISTIC = "\0statistic"
"""In place of a place: the row is a mean of others."""

ASIDE = (TOTAL, UNKNOWN, STATISTIC)


Entry = tuple[float | None, int, str]
"""A figure, the row it stands in and its text there."""


class Key(NamedTuple):
    """What a figure is about. ``groups`` are its values in the columns that part the figures further."""

    place: str
    indicator: str
    groups: tuple[str, ...]
    year: int
    part: int | None = None
    parts: int = 1


class About(NamedTuple):
    """What a row's figures are about; ``said`` and ``said_per`` is the measure that stands with the indicator."""

    place: str
    when: Period | None
    groups: tuple[str, ...]
    indicator: str
    said: Role | None
    said_per: int | None
    measured: tuple[Role, int | None] | None
    preliminary: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """The figures of one place, indicator and period; ``None`` is unknown. ``summed`` is whether groups or months were added
    up, ``rate_text`` the rate as it is written."""

    place: str
    indicator: str
    year: int
    part: int | None = None
    parts: int = 1
    count: float | None = None
    population: float | None = None
    per_1000: float | None = None
    share_percent: float | None = None
    row: int | None = None
    summed: bool = False
    rate_text: str = ""

    @classmethod
    def of(cls, key: Key, **known: Any) -> Figure:
        """The figure that is about what a key says."""
        return cls(place=key.place, indicator=key.indicator, year=key.year, part=key.part, parts=key.parts, **known)


Cell = dict[str, Entry]
"""The figures of one key by measure; ``None`` is missing, a measure not there was not given, or given twice."""


@dataclass
class Values:
    """All figures of a table, and what was noticed on the way.

    ``totals`` and ``unknown`` are the rows of no single place: that add up others, or whose place is unknown, by what is
    written in its stead. Their figures stand in ``asides``. ``of_offences`` are the rows that say that all offences are
    added up, by their text; ``lasting`` are the indicators whose months must not be added up. ``wholes`` are what the file calls the whole of which the
    other places are parts, with its name.
    """

    cells: dict[Key, Cell] = field(default_factory=dict)
    populations: dict[Key, Cell] = field(default_factory=dict)
    broken: set[tuple[Key, str]] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    further_problems: int = 0
    remarks: list[Sentence] = field(default_factory=list)
    rows: int = 0
    figures: int = 0
    missing: int = 0
    repeated: list[int] = field(default_factory=list)
    preliminary: set[int] = field(default_factory=set)
    starred: set[int] = field(default_factory=set)
    first_day: datetime.date | None = None
    last_day: datetime.date | None = None
    lost_zeros: dict[str, str] = field(default_factory=dict)
    totals: list[int] = field(default_factory=list)
    of_offences: dict[str, list[int]] = field(default_factory=dict)
    lasting: set[str] = field(default_factory=set)
    unknown: dict[str, list[int]] = field(default_factory=dict)
    wholes: dict[str, str] = field(default_factory=dict)
    asides: dict[Key, list[tuple[Role, float | None, int]]] = field(default_factory=dict)
    partial: bool = False  # whether populations are those of some ages or of one sex

    def problem(self, found: Problem) -> None:
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(found)
        else:
            self.further_problems += 1
