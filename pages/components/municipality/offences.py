"""Reported offences of one municipality beside its yardstick, as they were asked for; and the words for what they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pages.components.text import Text

Record = Mapping[str, Any]

TOTAL = "reported_offences"
"""The indicator of all reported offences; the others are parts of it, some of each other."""

YEARS_BACK = 5
"""A change is told since so many years ago."""

ALIKE = 0.05
"""Rates that differ by less than this share of the other are called about the same. What may be chance is another question."""


@dataclass(frozen=True, kw_only=True)
class Yardstick:
    """What a municipality is compared with: ``id`` as in the address, the municipalities in it, ``where`` as in "fewer than
    in similar municipalities", ``title`` at the beginning of a line."""

    id: str
    title: str
    where: str
    members: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Offences:
    """``indicators`` are the groups of offences in their order, ``own`` their rows by indicator and year (question
    ``municipality_series``), ``beside`` the yardstick's (``middle_half``), ``everywhere`` the 290 in the last year,
    ``quarters`` the quarters of all offences, ``leaps`` the municipality's own (``leaps``)."""

    t: Text
    place: str
    indicators: Mapping[str, Record]
    own: Mapping[str, Mapping[int, Record]]
    yardstick: Yardstick
    beside: Mapping[str, Mapping[int, Record]]
    everywhere: Mapping[str, Record]
    quarters: Sequence[Record]
    leaps: Sequence[Record]

    @property
    def last(self) -> int:
        """The newest year with a figure of all offences."""
        return max(self.own[TOTAL])

    def rate(self, indicator: str, year: int) -> float | None:
        """The municipality's rate per 1 000 inhabitants; ``None`` where it is not known."""
        row = self.own.get(indicator, {}).get(year)
        return None if row is None else row["per_1000"]

    def rate_beside(self, indicator: str, year: int) -> float | None:
        """The yardstick's rate: its municipalities together, weighted by population."""
        row = self.beside.get(indicator, {}).get(year)
        return None if row is None else row["per_1000"]

    def leap(self, indicator: str, *years: int) -> Record | None:
        """A leap that one case can make, in the indicator or a part of it, in one of these years."""
        return next(
            (
                row
                for row in self.leaps
                if row["indicator"] == indicator and row["kind"] == "leap" and row["year"] in years
            ),
            None,
        )


def compared(own: float, other: float) -> str:
    """``fewer``, ``more`` or ``alike``: how a rate lies beside another."""
    if abs(own - other) < ALIKE * other:
        return "alike"
    return "fewer" if own < other else "more"


def decimals(rate: float) -> int:
    """How many decimals a rate has in a sentence: none from 10 on, where they say nothing."""
    return 0 if abs(rate) >= 10 else 1
