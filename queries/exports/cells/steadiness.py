"""Which figures of months cannot be what happened in each: those that hardly differ, and those that only grow."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Sequence

from queries.exports.cells.kept import Figure

LEAST_MONTHS = 12
LEAST_COUNT = 100
"""Counts below this may stand still for a while by chance."""

STEADY = 0.1
"""Squared differences of months by what chance alone makes of them. Over eleven months or more, events that have nothing to
do with each other come below a tenth once in a million times; offences, which have seasons, lie above 1."""

GROWN = 3
"""So many times its first month the last of a year is at least, where months hold what happened since the year began."""


def steady(parts: Sequence[Figure]) -> list[str]:
    """The indicators whose months hardly differ, as those of stocks and of sums of twelve months do."""
    return sorted(indicator for indicator, series in counts_of(parts).items() if is_steady(series))


def growing(parts: Sequence[Figure]) -> list[str]:
    """The indicators whose months only grow within each year."""
    return sorted(indicator for indicator, series in counts_of(parts).items() if is_growing(series))


Series = list[tuple[int, int, float]]
"""Year, month and count, in order."""


def counts_of(parts: Sequence[Figure]) -> dict[str, list[Series]]:
    """The counts of months of each indicator, by place."""
    found: dict[tuple[str, str], Series] = defaultdict(list)
    for one in parts:
        if one.parts == 12 and one.part and one.count is not None:
            found[one.indicator, one.place].append((one.year, one.part, one.count))
    by_indicator: dict[str, list[Series]] = defaultdict(list)
    for (indicator, _), series in found.items():
        by_indicator[indicator].append(sorted(series))
    return by_indicator


def pairs(series: Sequence[Series]) -> Iterator[tuple[float, float]]:
    """The counts of months that follow each other."""
    for one in series:
        for before, after in itertools.pairwise(one):
            if (after[0] - before[0]) * 12 + after[1] - before[1] == 1:
                yield before[2], after[2]


def is_steady(series: Sequence[Series]) -> bool:
    known = [pair for pair in pairs(series) if min(pair) >= LEAST_COUNT]
    by_chance = sum(before + after for before, after in known)
    return len(known) >= LEAST_MONTHS - 1 and sum((a - b) ** 2 for a, b in known) < STEADY * by_chance


def is_growing(series: Sequence[Series]) -> bool:
    years = [list(of_year) for one in series for _, of_year in itertools.groupby(one, key=lambda month: month[0])]
    whole = [[count for *_, count in year] for year in years if len(year) == LEAST_MONTHS]
    return bool(whole) and all(year == sorted(year) and year[-1] >= max(GROWN * year[0], LEAST_COUNT) for year in whole)
