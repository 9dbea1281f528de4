"""The columns of a table beside each other: which follow from which, where rows are about the same, what adds up."""

from __future__ import annotations

import itertools
import math
from collections import defaultdict
from collections.abc import Collection, Sequence

from queries.exports.columns.profile import Profile
from queries.exports.values import cells, names

MOST_ROWS = 1_000
"""Rows that are compared with each other."""

RATES = (1_000, 10_000, 100_000)

LEAST_REPEATS = 4
"""So many repeated values must agree before a column of numbers is held to follow from another."""


class Structure:
    """What the first rows of a table tell of its columns together; each question is answered once."""

    def __init__(self, rows: Sequence[Sequence[str]], profiles: Sequence[Profile]) -> None:
        width = len(profiles)
        self.rows = [[*row[:width], *[""] * (width - len(row))] for row in rows[:MOST_ROWS]]
        self.profiles = profiles
        self._follows: dict[tuple[int, int], bool] = {}
        self._amounts: dict[int, list[float | None]] = {}
        self._sums: dict[tuple[int, ...], list[float | None]] = {}
        self._repeated: dict[tuple[frozenset[int], frozenset[int]], float] = {}

    def follows(self, one: int, other: int) -> bool:
        """Whether a column has the same text wherever ``other`` has, and ``other`` has some texts in several rows."""
        if (one, other) not in self._follows:
            self._follows[one, other] = self.repeats(one, other) > 0
        return self._follows[one, other]

    def repeats(self, one: int, other: int) -> int:
        """In how many rows a text of ``other`` comes again with the same text of ``one``; 0 if once with another."""
        seen: dict[str, str] = {}
        again = 0
        for row in self.rows:
            key, value = row[other], row[one]
            if not key or not value:
                continue
            before = seen.setdefault(key, value)
            if before != value:
                return 0
            again += 1
        return again - len(seen) if len(seen) > 1 else 0

    def number_follows(self, one: int, others: Collection[int]) -> bool:
        """Whether numbers are the same whenever one of the other columns is, too often to be chance."""
        return self.profiles[one].distinct > 1 and any(self.repeats(one, other) >= LEAST_REPEATS for other in others)

    def cross(self, one: int, other: int) -> bool:
        """Whether neither of two columns follows from the other."""
        distinct = self.profiles[one].distinct > 1 and self.profiles[other].distinct > 1
        return distinct and not self.lies_within(one, other) and not self.lies_within(other, one)

    def lies_within(self, fine: int, coarse: int) -> bool:
        """Whether each text of one column, but for totals, stands with one text of the other only."""
        seen: dict[str, str] = {}
        pairs = [(row[fine], row[coarse]) for row in self.rows if row[fine] and row[coarse]]
        return all(seen.setdefault(one, other) == other for one, other in pairs if not names.is_total(one))

    def repeated(self, keys: Collection[int], figures: Collection[int]) -> float:
        """The share of rows that are about the same as another and have other figures."""
        asked = frozenset(keys), frozenset(figures)
        if asked not in self._repeated:
            seen: dict[tuple[str, ...], set[tuple[str, ...]]] = defaultdict(set)
            key_columns, figure_columns = sorted(asked[0]), sorted(asked[1])
            count = 0
            for row in self.rows:
                values = tuple(row[index] for index in figure_columns)
                if any(values):
                    count += 1
                    seen[tuple(row[index] for index in key_columns)].add(values)
            more = sum(len(values) - 1 for values in seen.values())
            self._repeated[asked] = more / count if count else 0.0
        return self._repeated[asked]

    def amounts(self, column: int) -> list[float | None]:
        """The numbers of a column, row by row."""
        if column not in self._amounts:
            written = cells.notation(self.profiles[column].present, whole=True)
            self._amounts[column] = [cells.number(row[column], written) if row[column] else None for row in self.rows]
        return self._amounts[column]

    def adds_up(self, whole: int, parts: Collection[int]) -> bool:
        """Whether a column of numbers is the sum of others in every row where all are known."""
        rows = zip(self.amounts(whole), self.summed(tuple(sorted(parts))), strict=True)
        known = [(one, total) for one, total in rows if one is not None and total is not None]
        return bool(known) and all(abs(one - total) < 0.5 for one, total in known)

    def summed(self, parts: tuple[int, ...]) -> list[float | None]:
        """The sum of columns, row by row, where all are known."""
        if parts not in self._sums:
            rows = zip(*map(self.amounts, parts), strict=True) if parts else ((0.0,) for _ in self.rows)
            self._sums[parts] = [None if None in row else math.fsum(filter(None, row)) for row in rows]
        return self._sums[parts]

    def rate_of(self, column: int, numbers: Collection[int]) -> tuple[int, int, int] | None:
        """Per how many the numbers of a column are those of another divided by those of a third, and which these are."""
        shown = self.amounts(column)
        for count, divisor in itertools.permutations([at for at in numbers if at != column], 2):
            rows = zip(shown, self.amounts(count), self.amounts(divisor), strict=True)
            known = [(rate, one, by) for rate, one, by in rows if rate and one and by]
            if len(known) < LEAST_REPEATS or known[0][1] >= known[0][2]:
                continue
            for per in RATES:
                if all(abs(one / by * per - rate) < 0.06 + rate * 0.001 for rate, one, by in known):
                    return per, count, divisor
        return None

    def total_of(self, column: int, figures: Collection[int]) -> str:
        """The text of a column that is a total by its name, if the figures of the others add up to it in every group of rows
        that are alike in all columns of texts but this; else nothing."""
        totals = [text for text in self.profiles[column].kinds if names.is_total(text)]
        if len(totals) != 1 or self.profiles[column].distinct < 3 or not figures:
            return ""
        groups: dict[tuple[str, ...], tuple[list[float], list[float]]] = {}
        for row, value in zip(self.rows, self.amounts(min(figures)), strict=True):
            if value is None:
                continue
            key = tuple(text for at, text in enumerate(row) if at != column and at not in figures)
            parts, whole = groups.setdefault(key, ([], []))
            (whole if row[column] in totals else parts).append(value)
        known = [(sum(parts), whole[0]) for parts, whole in groups.values() if len(parts) > 1 and len(whole) == 1]
        return totals[0] if known and all(added == whole for added, whole in known) else ""
