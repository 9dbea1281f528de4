"""Reported offences of one municipality beside its yardstick, as they were asked for; and the words for what they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pages.components.text import Text
from queries.row_types import Figure, Indicator, Leap, MiddleHalf, OffenceFigure, QuarterFigure
from queries.statistics.between import Among
from queries.statistics.evidence import Compared, Development

TOTAL = "reported_offences"
"""The indicator of all reported offences; the others are parts of it, some of each other."""

YEARS_BACK = 5
"""A change is told since so many years ago."""

ALIKE = 0.05
"""Rates that differ by less than this share of the other are called about the same. What may be chance is another question."""

FEW = 4
"""So many municipalities have a middle half."""

NONE = "none"
"""The yardstick of all municipalities together, which have none: only their own middle half."""


@dataclass(frozen=True, kw_only=True)
class Yardstick:
    """What a municipality is compared with: ``id`` as in the address, the names of the municipalities in it, ``where`` as in
    "fewer than in similar municipalities", ``title`` at the beginning of a line and ``within`` a sentence."""

    id: str
    title: str
    within: str
    where: str
    members: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Judged:
    """What chance leaves of the figures of a group of offences.

    ``row`` is the last figure; ``step`` how it lies beside the year before, ``over_years`` how all comparable years went,
    ``since`` how it lies beside some years ago (``None``: no figure then), ``beside`` how it lies beside the yardstick's
    municipalities together, without itself (``where``: as in "fewer than in similar municipalities"), ``among`` where it
    lies among all municipalities (``None``: too few)."""

    row: Figure
    step: Development
    over_years: Development
    since: Compared | None
    beside: Compared
    among: Among | None
    where: str


@dataclass(frozen=True, kw_only=True)
class Offences:
    """``indicators`` are the groups of offences in their order, ``own`` their rows by indicator and year, ``beside`` the
    yardstick's, ``everywhere`` the 290 in the last year, ``quarters`` the quarters of all offences, ``striking`` what must be
    told of the municipality before anything is compared (question ``leaps``), ``judged`` what may be chance, by indicator."""

    t: Text
    place: str
    indicators: Mapping[str, Indicator]
    own: Mapping[str, Mapping[int, OffenceFigure]]
    yardstick: Yardstick
    beside: Mapping[str, Mapping[int, MiddleHalf]]
    everywhere: Mapping[str, MiddleHalf]
    quarters: Sequence[QuarterFigure]
    striking: Sequence[Leap]
    judged: Mapping[str, Judged] = field(default_factory=dict)

    @property
    def last(self) -> int:
        """The newest year with a figure of all offences."""
        return max(self.own[TOTAL])

    def rate(self, indicator: str, year: int) -> float | None:
        """The municipality's rate per 1 000 inhabitants; ``None`` where it is not known."""
        row = self.own.get(indicator, {}).get(year)
        return None if row is None else row["per_1000"]

    def rate_beside(self, indicator: str, year: int) -> float | None:
        """The yardstick's rate: its municipalities together, weighted by population; all of them have none."""
        if self.yardstick.id == NONE:
            return None
        row = self.beside.get(indicator, {}).get(year)
        return None if row is None else row["per_1000"]

    def leap(self, indicator: str, years: Sequence[int]) -> Leap | None:
        """The newest leap that one case can make, in the indicator or a part of it, in one of these years."""
        return self._newest(indicator, "leap", years)

    def far_above(self, indicator: str, year: int) -> Leap | None:
        """That the indicator, or a part of it, lies so far above all others in a year that a way of registering can be why;
        of several the part that does so most."""
        found = self._of(indicator, "far_above", [year])
        return max(found, key=lambda row: row["times"], default=None)

    def told_first(self, indicator: str, year: int | None = None) -> Leap | None:
        """What must be told before the indicator of a year, the last unless told, is compared with others or with some years
        ago; ``None`` for nothing."""
        year = year or self.last
        return self.leap(indicator, range(year - YEARS_BACK, year + 1)) or self.far_above(indicator, year)

    def _newest(self, indicator: str, kind: str, years: Sequence[int]) -> Leap | None:
        return max(self._of(indicator, kind, years), key=lambda row: row["year"], default=None)

    def _of(self, indicator: str, kind: str, years: Sequence[int]) -> list[Leap]:
        """Of a leap both in a part and in the whole, the part comes first: it says what has leapt."""
        found = [
            row
            for row in self.striking
            if row["indicator"] == indicator and row["kind"] == kind and row["year"] in years
        ]
        return sorted(found, key=lambda row: row["of"] == indicator)


def compared(own: float, other: float) -> str:
    """``fewer``, ``more`` or ``alike``: how a rate lies beside another."""
    if abs(own - other) < ALIKE * other:
        return "alike"
    return "fewer" if own < other else "more"


def decimals(rate: float) -> int:
    """How many decimals a rate has in a sentence: none from 10 on, where they say nothing."""
    return 0 if abs(rate) >= 10 else 1
