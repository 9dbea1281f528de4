"""Small numbers that could tell of persons: which cells of tables of counts must not be shown, and which beside them.

A cell below the threshold is hidden. Where a total would give it away by subtraction, others are hidden too, until for
each hidden cell another number is possible: there is a second table of whole numbers, 1 or more where a cell is hidden,
that agrees with all that is shown and differs in that cell. Such a table is looked for and found before a cell counts as
safe; where none is found more is hidden. When all of a sum's cells are, twice the numbers are such a table, so there is
always an end. Primary and secondary suppression: Hundepool et al., Statistical Disclosure Control (2012), chapter 4.
"""

from __future__ import annotations

from bisect import insort
from collections import deque
from collections.abc import Collection, Hashable, Iterable, Mapping

THRESHOLD = 3
"""Counts above 0 and below this are hidden, unless an administrator says otherwise."""

SEARCHES = ((4, 60), (8, 60), (40, 120))
"""How another table is looked for: in how many cells it differs at most, and how many are tried. If none is found, more is
hidden."""

AT_A_TIME = 12
"""So many cells of one sum are tried."""

Cell = Hashable
Sums = Iterable[tuple[Cell, Iterable[Cell]]]
"""Which cells are the sum of which others: a total, and its parts. The parts must add up to it."""


def hidden(
    counts: Mapping[Cell, int],
    sums: Sums = (),
    threshold: int = THRESHOLD,
    known: Iterable[Cell] = (),
    together: Iterable[Iterable[Cell]] = (),
) -> set[Cell]:
    """The cells that must not be shown, totals among them where nothing else protects a part.

    ``counts`` holds every cell, the totals included, by any name. A 0 is shown: nobody is in it; whoever sees a hidden
    cell therefore knows that it is 1 or more. What is hidden second is the smallest cell that stands in a sum with the
    one that would be given away. ``known`` are cells that anybody can read elsewhere: they are never hidden.
    ``together`` are groups of cells that are versions of one figure: all are hidden or none.
    """
    tables = Tables(counts, sums, frozenset(known), together)
    waiting = deque(cell for cell, count in counts.items() if 0 < count < threshold and cell not in tables.known)
    for cell in list(waiting):
        waiting.extend(tables.hide(cell))
    while waiting:
        cell = waiting.popleft()
        if cell in tables.safe:
            continue
        tables.safe.update(tables.another_table(cell))
        if cell not in tables.safe:
            second = tables.beside(cell)
            if second is None:  # the rest is known from elsewhere, and so is this
                tables.safe.add(cell)
                continue
            waiting.append(cell)
            waiting.extend(tables.hide(second))
    return tables.found


class Tables:
    """Counts that stand in sums with each other; which of them are ``found`` to be hidden, and which of those are safe."""

    def __init__(
        self, counts: Mapping[Cell, int], sums: Sums, known: frozenset[Cell], together: Iterable[Iterable[Cell]]
    ) -> None:
        self.counts = counts
        self.known = known
        self.place = {cell: number for number, cell in enumerate(counts)}
        self.versions = {cell: group for group in map(tuple, together) for cell in group}
        self.lines: list[dict[Cell, int]] = []
        """Each sum: 1 for the total and -1 for each part. What is 0 changes nothing and is left out."""
        self.of: dict[Cell, list[tuple[int, int]]] = {}
        """The sums that a cell stands in, and as what."""
        self.totals: set[Cell] = set()
        for total, parts in sums:
            line = {part: -1 for part in parts if counts[part]} | {total: 1}
            if len(line) < 2:
                continue
            self.totals.add(total)
            for cell, sign in line.items():
                self.of.setdefault(cell, []).append((len(self.lines), sign))
            self.lines.append(line)
        self.found: set[Cell] = set()
        self.safe: set[Cell] = set()
        self.within: list[list[Cell]] = [[] for _ in self.lines]
        """The hidden cells of each sum; those that stand in few sums first, of these the largest first."""

    def hide(self, cell: Cell) -> list[Cell]:
        """Hide a cell and its other versions; those that were not hidden before."""
        new = [each for each in self.versions.get(cell, (cell,)) if each not in self.found and each not in self.known]
        for each in new:
            self.found.add(each)
            for number, _ in self.of.get(each, ()):
                insort(self.within[number], each, key=lambda other: (len(self.of[other]), -self.counts[other]))
        return new

    def another_table(self, cell: Cell) -> Collection[Cell]:
        """The cells that differ in a table that agrees with all that is shown; none if no such table was found."""
        lines = self.of.get(cell, ())
        if not lines:
            return (cell,)
        if len(lines) == 1 and (free := self.free_cells(lines[0][0])):
            return free
        for most, steps in SEARCHES:  # a table that differs in few cells is soon found, if there is one
            for step in (1, -1):
                changes = {cell: step}
                if self.counts[cell] + step > 0 and self.settle(
                    changes, {number: step * sign for number, sign in lines}, most, [steps]
                ):
                    return changes
        return ()

    def free_cells(self, number: int) -> list[Cell]:
        """The hidden cells that stand in this sum alone, if one more of one and one less of another are possible.

        With a hidden total, part and total can both be one more. Two parts are fixed only if both are 1, the least.
        """
        free = [cell for cell in self.within[number] if len(self.of[cell]) == 1]
        has_total = any(self.of[cell] == [(number, 1)] for cell in free)
        return free if len(free) > 1 and (has_total or any(self.counts[cell] > 1 for cell in free)) else []

    def settle(self, changes: dict[Cell, int], wrong: dict[int, int], most: int, left: list[int]) -> bool:
        """Add changes of one to hidden cells until every sum holds again, ``most`` in all.

        ``wrong`` says by how much a sum does not hold; ``left`` how many cells may still be tried.
        """
        if not wrong:
            return True
        if len(changes) == most:
            return False
        number = min(wrong, key=lambda number: len(self.within[number]))
        way = 1 if wrong[number] < 0 else -1
        is_last = len(changes) == most - 1
        possible: list[tuple[int, bool, int, Cell, int]] = []
        for cell in self.within[number]:
            lines = self.of[cell]
            step = way * next(sign for other, sign in lines if other == number)
            if cell in changes or self.counts[cell] + step < 1:
                continue
            mends = sum(wrong.get(other, 0) * step * sign < 0 for other, sign in lines)
            if is_last and not mends == len(lines) == len(wrong):
                continue
            possible.append((len(lines) - 2 * mends, cell in self.safe, len(possible), cell, step))
            if mends == len(lines) or len(possible) == AT_A_TIME:  # nothing is better than one that makes nothing wrong
                break
        for *_, cell, step in sorted(possible, key=lambda found: found[:3]):
            left[0] -= 1
            if left[0] < 0:
                return False
            after = dict(wrong)
            for other, sign in self.of[cell]:
                after[other] = after.get(other, 0) + step * sign
                if not after[other]:
                    del after[other]
            changes[cell] = step
            if self.settle(changes, after, most, left):
                return True
            del changes[cell]
        return False

    def beside(self, cell: Cell) -> Cell | None:
        """The cell to hide as well: of the sum that hides least yet, a part that needs few others, then the smallest.

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
        """What hiding a cell would take, for comparison."""
        alone = sum(not self.within[number] for number, _ in self.of[cell])
        return is_total, cell in self.totals, alone, self.counts[cell], self.place[cell]
