"""Small numbers that could tell of persons: which cells of a table of counts must not be shown, and which beside them.

A cell below the threshold is hidden. Where a total would give it away by subtraction, a second one is hidden too, until
every hidden cell could have been at least two different numbers. Primary and secondary suppression: Hundepool et al.,
Statistical Disclosure Control (2012), chapter 4.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping

import numpy as np
from scipy.optimize import linprog

THRESHOLD = 3
"""Counts above 0 and below this are hidden, unless an administrator says otherwise."""

Cell = Hashable
Sums = Iterable[tuple[Cell, Iterable[Cell]]]
"""Which cells are the sum of which others: a total, and its parts."""


def hidden(counts: Mapping[Cell, int], sums: Sums = (), threshold: int = THRESHOLD) -> set[Cell]:
    """The cells that must not be shown, totals among them where nothing else protects a part.

    ``counts`` holds every cell, the totals included, by any name. A 0 is shown: nobody is in it. What is hidden second is
    the smallest cell that stands in a sum with the one that would be given away.
    """
    lines = [(total, tuple(parts)) for total, parts in sums]
    found = {cell for cell, count in counts.items() if 0 < count < threshold}
    while exposed := given_away(counts, lines, found):
        found.add(beside(counts, lines, found, exposed))
    return found


def given_away(counts: Mapping[Cell, int], lines: list[tuple[Cell, tuple[Cell, ...]]], found: set[Cell]) -> Cell | None:
    """A hidden cell that the shown ones determine, or ``None``."""
    cells = sorted(found, key=str)
    place = {cell: index for index, cell in enumerate(cells)}
    rows, rest = [], []
    for total, parts in lines:
        signs = np.zeros(len(cells))
        left = 0
        for cell, sign in ((total, 1), *((part, -1) for part in parts)):
            if cell in place:
                signs[place[cell]] += sign
            else:
                left -= sign * counts[cell]
        if signs.any():
            rows.append(signs)
            rest.append(left)
    if not rows:
        return None
    for cell in cells:
        aim = np.zeros(len(cells))
        aim[place[cell]] = 1
        low = linprog(aim, A_eq=np.array(rows), b_eq=np.array(rest), bounds=(0, None))
        high = linprog(-aim, A_eq=np.array(rows), b_eq=np.array(rest), bounds=(0, None))
        if low.fun is not None and high.fun is not None and -high.fun - low.fun < 1 - 1e-6:  # None: it has no limit
            return cell
    return None


def beside(
    counts: Mapping[Cell, int], lines: list[tuple[Cell, tuple[Cell, ...]]], found: set[Cell], exposed: Cell
) -> Cell:
    """The cell to hide as well: the smallest part of a sum with the exposed one, and a total only for want of a part."""
    parts = {part for total, line in lines if exposed in (total, *line) for part in line}
    totals = {total for total, line in lines if exposed in line}
    for candidates in (parts - found - {total for total, _ in lines}, parts - found, totals - found):
        if candidates:
            return min(candidates, key=lambda cell: (counts[cell], str(cell)))
    every = [cell for total, line in lines for cell in (total, *line) if cell not in found]
    return min(every, key=lambda cell: (counts[cell], str(cell)))
