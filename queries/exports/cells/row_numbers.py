"""Third stage: the numbers of a row, and what they cannot be."""

from __future__ import annotations

from queries.exports.columns.column import Column, Role
from queries.exports.values import cells
from queries.exports.values.memory import MOST_REMEMBERED
from queries.store.checks import LARGEST


class Amounts:
    """Reads the numbers of one column, and remembers what texts mean."""

    def __init__(self, column: Column) -> None:
        self.column = column
        self.known: dict[str, float | str | None] = {}

    def of(self, text: str, role: Role, per_how_many: int | None) -> float | str | None:
        """The value, per 1 000 for rates; ``None`` where it is missing, the broken rule where it cannot be one."""
        if text not in self.known:
            if len(self.known) > MOST_REMEMBERED:
                self.known.clear()
            value = None if cells.is_missing(text) else cells.number(text, self.column.numbers)
            self.known[text] = "not_a_number" if value is None and not cells.is_missing(text) else value
        value_ = self.known[text]
        if value_ is None or isinstance(value_, str):
            return value_
        if rule := rule_broken(value_, role, per_how_many):
            return rule
        return round(value_ * 1000 / per_how_many, 6) if role == "rate" and per_how_many else value_

    @property
    def may_be_parts_of_one(self) -> bool:
        """Whether the shares are all so small that they may be parts of 1."""
        shares = [value for value in self.known.values() if isinstance(value, float)]
        if self.column.role != "share" or len(shares) < 2:
            return False
        return max(shares) <= 1 and not any("%" in text for text in self.known)


def rule_broken(value: float, role: Role, per_how_many: int | None) -> str:
    """The rule that a figure breaks, or nothing."""
    if value < 0:
        return "negative"
    if value > LARGEST or (role == "share" and value > 100):
        return "too_great"
    if role in ("count", "population") and value != int(value):
        return "not_a_whole_number"
    if role == "population" and value == 0:
        return "no_population"
    if role == "rate" and not per_how_many:
        return "no_per"
    return ""
