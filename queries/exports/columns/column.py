"""One column as it is believed to be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from queries.exports.values.cells import Numbers, Period
from queries.store.checks import column_letter

Role = Literal[
    "place",
    "place_code",
    "category",
    "indicator",
    "measure",
    "year",
    "period",
    "date",
    "count",
    "population",
    "rate",
    "share",
    "breakdown",
    "latitude",
    "longitude",
    "priority",
    "ignored",
]
"""What a column holds. ``measure`` says for each row what its figure is; ``breakdown`` parts the figures further."""

FIGURES: tuple[Role, ...] = ("count", "population", "rate", "share")


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column: where it is, what it is called, what it holds.

    ``use`` is what it is used for (:mod:`evidence`), or why it is left out. ``period``, ``part`` (of a year), ``place``,
    ``indicator`` and ``group`` are those that its name gives to all its figures; ``vague`` is whether its name leaves open
    which kind of figures they are; ``partly`` are the name's words for some months of a year together; ``lasts`` is whether
    its months must not be added up, since what is counted in one is there in the next.
    """

    index: int
    name: str
    role: Role
    use: str = ""
    per: int | None = None
    period: Period | None = None
    place: str = ""
    indicator: str = ""
    numbers: Numbers = field(default_factory=Numbers)
    part: tuple[int | None, int] | None = None
    group: str = ""
    vague: bool = False
    partly: str = ""
    lasts: bool = False

    @property
    def letter(self) -> str:
        return column_letter(self.index)

    @property
    def is_figure(self) -> bool:
        return self.role in FIGURES


def cell(row: Sequence[str], found: Column | None) -> str:
    """The text of a row in a column; empty where there is no such column, or the row ends before it."""
    return row[found.index] if found is not None and found.index < len(row) else ""
