"""Small numbers that could tell of persons: which cells of tables of counts must not be shown, and which beside them.

A cell below the threshold is hidden. Where sums would give it away, others are hidden too, until for each hidden cell two
other numbers are possible beside its own: there are tables of whole numbers, 1 or more where a cell is hidden, that agree
with all that is shown and differ in that cell. Such tables are looked for and found before a cell counts as safe; where
they are not found more is hidden. Primary and secondary suppression: Hundepool et al., Statistical Disclosure Control
(2012), chapter 4.

Whoever knows this rule could infer from what is hidden what made it so. Therefore each hidden number must have another
one possible even for somebody who knows which of the hidden ones are small; nothing more than that of the numbers decides
which are hidden beside them; and a sum of two is hidden as a whole. ``tests/queries/store/test_small_numbers.py`` tries
all small tables.
"""

from __future__ import annotations

from bisect import insort
from collections import deque
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import scipy  # its parts come when they are used: the dashboard waits for them at its start

from queries.store.checks import LARGEST

THRESHOLD = 3
"""Counts above 0 and below this are hidden, unless an administrator says otherwise."""

POSSIBLE = 3
"""So many numbers are possible for a cell that counts as safe."""

SEARCHES = ((4, 60), (8, 60), (40, 120))
"""How another table is looked for: in how many cells it differs at most, and how many are tried. If none is found, more is
hidden."""

FEW = 3
"""A sum of so few cells, 0 apart, is hidden as a whole: else what of it is hidden tells how small it is."""

AT_A_TIME = 12
"""So many cells of one sum are tried."""

ROUNDS = 20
"""So often all sums of rounded numbers are gone through until they agree, before a solver tries."""

NODES = 1000
"""So far the solver branches: never by the time it takes, so that the same files always hide the same."""

Cell = Hashable
Sums = Iterable[tuple[Cell, Iterable[Cell]]]
"""Which cells are the sum of which others: a total, and its parts. The parts must add up to it."""

Changes = dict[Cell, int]


def hidden(
    counts: Mapping[Cell, int],
    sums: Sums = (),
    threshold: int = THRESHOLD,
    known: Iterable[Cell] = (),
    together: Iterable[Iterable[Cell]] = (),
    ranges: Mapping[Cell, tuple[int, int]] | None = None,
    doubtful: Iterable[tuple[Collection[Cell], Collection[Cell]]] = (),
) -> set[Cell]:
    """The cells that must not be shown, totals among them where nothing else protects a part.

    ``counts`` holds every cell, the totals included, by any name; the first that will do is hidden beside
    another. A 0 is shown: nobody is in it; whoever sees a hidden cell therefore knows that it is 1 or more.
    ``known`` are cells that anybody can read elsewhere: they are never hidden. ``together`` are groups of cells that are versions of one figure: all
    are hidden or none. ``ranges`` are cells that are shown rounded: between which numbers they lie. ``doubtful`` are cells
    of which it is not known what sums they stand in, and those that are hidden if one of them is.
    """
    ranges = ranges or {}
    tables = Tables(counts, sums, threshold, frozenset(known), together, ranges)
    tables.follow(doubtful)
    tables.follow((line, line) for line in tables.lines if len(line) <= FEW)
    for cell in [cell for cell in counts if is_small(counts[cell], ranges.get(cell), threshold)]:
        tables.hide(cell)
    # What could be small and is shown with a wide range must keep it.
    wide = [cell for cell, (low, high) in ranges.items() if low < threshold <= high and cell not in tables.known]
    waiting = deque([*tables.found, *wide])
    while waiting:
        cell = waiting.popleft()
        if cell in tables.safe or tables.has_others(cell):
            continue
        if cell not in tables.found:
            waiting.extend(tables.hide(cell))
            continue
        second = tables.beside(cell)
        if second is None:  # the rest is known from elsewhere, and so is this
            tables.safe.add(cell)
            continue
        waiting.append(cell)
        waiting.extend(tables.hide(second))
    return set(tables.found)


def is_small(count: int, limits: tuple[int, int] | None, threshold: int) -> bool:
    """Whether a cell is to be hidden for itself; one of which only a range is shown, if that is narrow."""
    low, high = limits or (count, count)
    return high > 0 and low < threshold and high - low < POSSIBLE


def agreeing(
    counts: dict[Cell, int], sums: Iterable[tuple[Cell, list[Cell]]], ranges: Mapping[Cell, tuple[int, int]]
) -> tuple[list[tuple[Cell, list[Cell]]], list[tuple[Cell, ...]]]:
    """Choose ``counts`` within their ``ranges`` that make the sums; the sums so made, and the cells of the others.

    A sum that cannot be made together with the others is none, or the others are not: that is doubtful of all of them.
    """
    sums = list(sums)
    rounded = [(total, parts) for total, parts in sums if any(cell in ranges for cell in (total, *parts))]
    for _ in range(ROUNDS):
        for total, parts in rounded:
            settle_sum(counts, total, parts, ranges)
        if not any(wrong_by(counts, total, parts) for total, parts in rounded):
            return sums, []
    doubtful: list[tuple[Cell, ...]] = []
    for together in hanging_together(rounded, ranges):
        if any(wrong_by(counts, total, parts) for total, parts in together) and not solve(counts, together, ranges):
            doubtful.append(tuple(dict.fromkeys(cell for total, parts in together for cell in (total, *parts))))
    return [(total, parts) for total, parts in sums if not wrong_by(counts, total, parts)], doubtful


def hanging_together(
    sums: Sequence[tuple[Cell, list[Cell]]], ranges: Mapping[Cell, tuple[int, int]]
) -> list[list[tuple[Cell, list[Cell]]]]:
    """The sums by rounded cells that they have in common, one way or another."""
    groups: list[tuple[set[Cell], list[tuple[Cell, list[Cell]]]]] = []
    for total, parts in sums:
        cells = {cell for cell in (total, *parts) if cell in ranges}
        joined = [group for group in groups if not cells.isdisjoint(group[0])]
        groups = [group for group in groups if cells.isdisjoint(group[0])]
        groups.append(
            (cells.union(*(one for one, _ in joined)), [*(line for _, more in joined for line in more), (total, parts)])
        )
    return [lines for _, lines in groups]


def solve(
    counts: dict[Cell, int], sums: Sequence[tuple[Cell, list[Cell]]], ranges: Mapping[Cell, tuple[int, int]]
) -> bool:
    """Choose rounded cells that make all of these sums, if there are any."""
    cells = list(dict.fromkeys(cell for total, parts in sums for cell in (total, *parts) if cell in ranges))
    place = {cell: number for number, cell in enumerate(cells)}
    matrix = scipy.sparse.lil_array((len(sums), len(cells)))
    rest = np.zeros(len(sums))
    for number, (total, parts) in enumerate(sums):
        for cell, sign in [(total, 1), *((part, -1) for part in parts)]:
            if cell in place:
                matrix[number, place[cell]] += sign
            else:
                rest[number] -= sign * counts[cell]
    low, high = np.array([ranges[cell] for cell in cells]).T
    answer = scipy.optimize.milp(
        np.zeros(len(cells)),
        integrality=np.ones(len(cells), dtype=int),
        bounds=scipy.optimize.Bounds(low, high),
        constraints=scipy.optimize.LinearConstraint(matrix.tocsr(), rest, rest),
        options={"node_limit": NODES},
    )
    if answer.x is None:
        return False
    counts |= dict(zip(cells, np.rint(answer.x).astype(int).tolist(), strict=True))
    return not any(wrong_by(counts, total, parts) for total, parts in sums)


def wrong_by(counts: Mapping[Cell, int], total: Cell, parts: Iterable[Cell]) -> int:
    """How much more the total is than its parts."""
    return counts[total] - sum(counts[part] for part in parts)


def settle_sum(
    counts: dict[Cell, int], total: Cell, parts: Iterable[Cell], ranges: Mapping[Cell, tuple[int, int]]
) -> None:
    """Change rounded cells until the sum holds, as far as their ranges allow; each takes its share of the way."""
    cells = [(part, 1) for part in parts if part in ranges] + ([(total, -1)] if total in ranges else [])
    wrong = wrong_by(counts, total, parts)
    for left, (cell, sign) in zip(range(len(cells), 0, -1), cells, strict=True):
        low, high = ranges[cell]
        share = sign * -(-abs(wrong) // left) * (1 if wrong > 0 else -1)
        after = min(max(counts[cell] + share, low), high)
        wrong -= sign * (after - counts[cell])
        counts[cell] = after


@dataclass
class Search:
    """A search for another table: what is changed already, whether it is for somebody who knows which are small, in
    how many cells it may differ, and how many may still be tried."""

    before: Changes
    knowing: bool
    most: int
    left: int


class Tables:
    """Counts that stand in sums with each other; which of them are ``found`` to be hidden, and which of those are safe."""

    def __init__(
        self,
        counts: Mapping[Cell, int],
        sums: Sums,
        threshold: int,
        known: frozenset[Cell],
        together: Iterable[Iterable[Cell]],
        ranges: Mapping[Cell, tuple[int, int]],
    ) -> None:
        self.counts = counts
        self.threshold = threshold
        self.known = known
        self.ranges = dict(ranges)
        self.place = {cell: number for number, cell in enumerate(counts)}
        self.versions = {cell: group for group in map(tuple, together) for cell in group}
        self.lines: list[dict[Cell, int]] = []
        """Each sum: 1 for the total and -1 for each part. What is 0 changes nothing and is left out."""
        self.of: dict[Cell, list[tuple[int, int]]] = {}
        """The sums that a cell stands in, and as what."""
        self.totals: set[Cell] = set()
        for total, parts in sums:
            line = {part: -1 for part in parts if counts[part] or part in ranges} | {total: 1}
            if len(line) < 2:
                continue
            self.totals.add(total)
            for cell, sign in line.items():
                self.of.setdefault(cell, []).append((len(self.lines), sign))
            self.lines.append(line)
        self.following: dict[Cell, list[Collection[Cell]]] = {}
        self.found: dict[Cell, None] = {}
        self.safe: set[Cell] = set()
        self.possible: dict[Cell, set[int]] = {}
        """The numbers that some table that agrees with all that is shown has in a cell, so far as such are found."""
        self.if_known: dict[Cell, set[int]] = {}
        """The same, from tables in which the same ones are small."""
        self.within: list[list[Cell]] = [[] for _ in self.lines]
        """The cells of each sum that can differ; those that stand in few sums first, of these the largest first."""
        for cell in self.ranges:
            self.lay_open(cell)

    def lay_open(self, cell: Cell) -> None:
        """From now on the cell can differ in other tables."""
        for number, _ in self.of.get(cell, ()):
            if cell not in self.within[number]:
                insort(self.within[number], cell, key=lambda other: (len(self.of[other]), -self.counts[other]))

    def follow(self, doubtful: Iterable[tuple[Collection[Cell], Collection[Cell]]]) -> None:
        """Note which cells are hidden if one of others is."""
        for cells, others in doubtful:
            for cell in cells:
                self.following.setdefault(cell, []).append(others)

    def hide(self, cell: Cell) -> list[Cell]:
        """Hide a cell, its other versions and those that follow; those that were not hidden before."""
        new: list[Cell] = []
        waiting = [cell]
        while waiting:
            for each in self.versions_of(waiting.pop()):
                if each not in self.found and each not in self.known:
                    self.found[each] = None
                    self.ranges.pop(each, None)
                    self.lay_open(each)
                    new.append(each)
                    waiting += [other for others in self.following.pop(each, ()) for other in others]
        return new

    def has_others(self, cell: Cell) -> bool:
        """Whether enough numbers are possible for a cell: tables with them are found."""
        lines = self.of.get(cell, ())
        if not lines:
            self.safe.add(cell)
            return True
        if len(lines) == 1 and cell in self.found and (free := self.free_cells(lines[0][0])):
            self.safe.update(free)
            return True
        if self.threshold > 2 and len(self.possible_knowing(cell)) < 2:
            for step in (1, -1):
                self.note(self.another_table(cell, step, {}, knowing=True), knowing=True)
            if len(self.possible_knowing(cell)) < 2:
                return False
        for step in (1, -1):
            first = self.another_table(cell, step, {})
            self.note(first)
            if cell not in self.safe and first:
                self.note(self.another_table(cell, step, first))
            if cell in self.safe:
                return True
        return False

    def possible_knowing(self, cell: Cell) -> set[int]:
        """The numbers that a cell is found to have for somebody who knows which are small."""
        return self.if_known.setdefault(cell, {self.counts[cell]})

    def note(self, changes: Changes, knowing: bool = False) -> None:
        """Note the numbers of a table that was found, and of its opposite; with them a cell may be safe."""
        for way in (1, -1):
            if way == -1 and not all(self.is_possible(cell, -change, knowing) for cell, change in changes.items()):
                continue
            for cell, change in changes.items():
                numbers = self.possible.setdefault(cell, {self.counts[cell]})
                numbers.add(self.counts[cell] + way * change)
                if knowing:
                    self.possible_knowing(cell).add(self.counts[cell] + way * change)
                if len(numbers) >= POSSIBLE and (self.threshold < 3 or len(self.possible_knowing(cell)) > 1):
                    self.safe.add(cell)

    def is_possible(self, cell: Cell, change: int, knowing: bool = False) -> bool:
        """Whether the cell could hold so much more, by itself; ``knowing`` which hidden ones are small."""
        low, high = self.ranges.get(cell, (1, LARGEST))
        if knowing and cell not in self.ranges:
            low, high = (1, self.threshold - 1) if self.counts[cell] < self.threshold else (self.threshold, LARGEST)
        return low <= self.counts[cell] + change <= high

    def another_table(self, cell: Cell, step: int, before: Changes, knowing: bool = False) -> Changes:
        """What differs in a table that agrees with all that is shown, with one more or less (``step``) in the cell than
        in the table with the changes ``before``; nothing if no such table was found."""
        if not self.is_possible(cell, before.get(cell, 0) + step, knowing):
            return {}
        for most, steps in SEARCHES:  # a table that differs in few cells is soon found, if there is one
            changes = {cell: step}
            wrong = {number: step * sign for number, sign in self.of[cell]}
            if self.settle(changes, wrong, Search(before, knowing, most, steps)):
                added = {each: before.get(each, 0) + changes.get(each, 0) for each in {**before, **changes}}
                return {each: change for each, change in added.items() if change}
        return {}

    def free_cells(self, number: int) -> list[Cell]:
        """The hidden cells that stand in this sum alone, if they can take enough from each other.

        With a hidden total, part and total can both be more. Parts can share what they have above 1, the least. One that is
        not small, more or less, makes up for any other; so do two small ones that differ.
        """
        free = [cell for cell in self.within[number] if len(self.of[cell]) == 1 and cell in self.found]
        has_total = any(self.of[cell] == [(number, 1)] for cell in free)
        room = sum(self.counts[cell] - 1 for cell in free)
        counts = [self.counts[cell] for cell in free]
        small = {count for count in counts if 0 < count < self.threshold}
        is_hedged = self.threshold < 3 or len(small) > 1 or any(count > self.threshold for count in counts)
        return free if len(free) > 1 and is_hedged and (has_total or room >= POSSIBLE - 1) else []

    def settle(self, changes: Changes, wrong: dict[int, int], search: Search) -> bool:
        """Add changes of one to hidden cells until every sum holds again; ``wrong`` says by how much one does not."""
        if not wrong:
            return True
        if len(changes) == search.most:
            return False
        number = min(wrong, key=lambda number: len(self.within[number]))
        way = 1 if wrong[number] < 0 else -1
        is_last = len(changes) == search.most - 1
        possible: list[tuple[int, bool, int, Cell, int]] = []
        for cell in self.within[number]:
            lines = self.of[cell]
            step = way * next(sign for other, sign in lines if other == number)
            if cell in changes or not self.is_possible(cell, search.before.get(cell, 0) + step, search.knowing):
                continue
            mends = sum(wrong.get(other, 0) * step * sign < 0 for other, sign in lines)
            if is_last and not mends == len(lines) == len(wrong):
                continue
            possible.append((len(lines) - 2 * mends, cell in self.safe, len(possible), cell, step))
            if mends == len(lines) or len(possible) == AT_A_TIME:  # nothing is better than one that makes nothing wrong
                break
        for *_, cell, step in sorted(possible, key=lambda found: found[:3]):
            search.left -= 1
            if search.left < 0:
                return False
            after = dict(wrong)
            for other, sign in self.of[cell]:
                after[other] = after.get(other, 0) + step * sign
                if not after[other]:
                    del after[other]
            changes[cell] = step
            if self.settle(changes, after, search):
                return True
            del changes[cell]
        return False

    def beside(self, cell: Cell) -> Cell | None:
        """The cell to hide as well: of the sum that hides least yet, a part that needs few others.

        A total is hidden only for want of a part. Where all of the cell's sums are hidden already, it is one of those
        that these hang together with.
        """
        seen: set[int] = set()
        near = [number for number, _ in self.of[cell]]
        while near:
            for number in sorted(near, key=lambda number: len(self.within[number])):
                line = self.lines[number]
                candidates = [
                    other
                    for other in line
                    if other not in self.found and self.known.isdisjoint(self.versions_of(other))
                ]
                if candidates:
                    return min(candidates, key=lambda other: self.cost(other, is_total=line[other] == 1))
            seen.update(near)
            further = {further for number in near for other in self.within[number] for further, _ in self.of[other]}
            near = sorted(further - seen)
        return None

    def versions_of(self, cell: Cell) -> Iterable[Cell]:
        return self.versions.get(cell, (cell,))

    def cost(self, cell: Cell, is_total: bool) -> tuple[object, ...]:
        """What hiding a cell would take, for comparison; its number does not count."""
        alone = sum(not self.within[number] for number, _ in self.of[cell])
        return is_total, cell in self.totals, alone, self.place[cell]
