"""Which numbers are sums of which others: found by trying them all, whatever places and kinds are called.

A place can be the sum of others, an indicator of others, one year's number that of several years, and a number that of
all others in its year. Of up to :data:`TRIED` places or indicators every selection is tried. It counts if it adds up
throughout: wherever its total stands, or in a part (one year, all years but one, one indicator ...) so large that it
cannot be chance. Of more of them a solver looks for the selection; a row for which it finds several or comes to no end
is doubtful. Nothing here depends on the order of rows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import scipy  # its parts come when they are used: the dashboard waits for them at its start

Integers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

TRIED = 18
"""So many places or indicators: every selection of them is tried, a quarter of a million."""

TRIED_TWICE = 20
"""Of so many all pairs of selections are compared, where enough columns tell chance from structure."""

MOST_COLUMNS = 60
"""So many columns are asked before the selections that are left are looked at in all."""

AT_A_TIME = 1_000_000
"""So many sums are looked at together."""

MOST_PATTERNS = 20
"""So many sets of rows that stand in the same columns are looked at by themselves."""

TRIED_ROUNDED = 14
"""So many where nothing but rounded rates are there."""

KEPT = 300
"""So many of the selections that make one sum are kept, the smallest first."""

SOLVED = 20
"""So many sums, or doubts, the solver may find; what is left then is doubtful."""

SOLVED_WHOLE = 60
"""Of more than so many the solver only tells whether parts of them could make a sum."""

SOLVED_NODES = 200
"""So far the solver branches."""

LEVELS = {"sweden": 3, "county": 2, "municipality": 1}
CATEGORIES = ("all_areas", "vulnerable", "risk", "particularly_vulnerable", "rest_of_sweden")

Sum = tuple[tuple[int, ...], tuple[int, ...], int]
"""Cells that make the same as others, mostly one total and its parts; and how much of the total is in none of the parts:
of a county whose municipalities are not all there, for instance."""

Doubt = tuple[tuple[int, ...], tuple[int, ...]]
"""Cells, and those that are hidden if any of these is."""

Equation = tuple[tuple[int, ...], tuple[int, ...]]
"""The same of rows, whole."""

Target = tuple[int, tuple[int, ...]]
"""A row that may be a sum, and those that are among its parts for certain."""


@dataclass(kw_only=True)
class Rows:
    """A table of numbers, rows by columns: between which whole numbers each lies, and its cell, -1 where there is none.

    ``labels`` cut the columns into parts, each in its own way, such as by year. ``wanted`` are the columns whose sums
    are asked for. ``may`` tells of each row (first) whether another can be a part of it.
    """

    cell: Integers
    low: Integers
    high: Integers
    labels: list[Integers]
    wanted: Flags
    may: Flags
    there: Flags = field(init=False)
    exact: Flags = field(init=False)

    def __post_init__(self) -> None:
        self.there = self.cell >= 0
        self.exact = self.low == self.high


@dataclass(kw_only=True)
class View:
    """The numbers of one source, or of all, by places, indicators and years; ``level``, ``county`` and ``region`` are the
    places'."""

    cell: Integers
    low: Integers
    high: Integers
    level: npt.NDArray[np.object_]
    county: Integers
    region: Integers
    small: Flags
    """The years in which something is to be hidden."""

    def rows(self, axis: int) -> Rows:
        """The places (0) or the indicators (1) as rows, everything else as columns."""
        places, indicators, years = self.cell.shape
        other = indicators if axis == 0 else places
        labels = np.indices((other, years)).reshape(2, -1)
        if axis == 1:  # a few parts of all places, not each
            labels[0] %= 8

        def flat(array: Integers) -> Integers:
            return np.moveaxis(array, axis, 0).reshape(array.shape[axis], -1)

        wanted = np.tile(self.small, other)
        may = self.may_contain() if axis == 0 else np.ones((indicators, indicators), dtype=bool)
        return Rows(
            cell=flat(self.cell),
            low=flat(self.low),
            high=flat(self.high),
            labels=list(labels),
            wanted=wanted,
            may=may,
        )

    def may_contain(self) -> Flags:
        """Of each place whether another can be a part of it, for all that is known of counties and municipalities."""
        rank = np.array([LEVELS.get(level, 0) for level in self.level])
        may = rank[:, None] > rank
        may[rank == 0] = True  # a place of no known kind may be anything but the whole country
        may[:, rank == LEVELS["sweden"]] = False
        in_county = self.county >= 0
        elsewhere = in_county[:, None] & in_county & (self.county[:, None] != self.county)
        found: Flags = may & ~elsewhere
        return found


def found(table: Mapping[str, npt.NDArray[Any]], cells: Integers, small: Iterable[int]) -> tuple[set[Sum], list[Doubt]]:
    """The sums in a table of numbers (see ``schema/numbered.sql``), and where it is doubtful what sums there are.

    ``cells`` names the cell of each row of the table; ``small`` are the years in which something is to be hidden. The
    numbers of each source that has own ones are looked at by themselves, and those of all together: a total may stand
    in another file than its parts. Of several versions of a figure the first counts there, and again the last.
    """
    sums: set[Sum] = set()
    doubtful: list[Doubt] = []
    for rows in views(table):
        view = seen(table, cells, rows, set(small))
        of_years = set(over_years(view))
        if of_years:
            view.small[:] = True
        sums |= of_years | set(of_all(view))
        for lines, doubts in (among_places(view), among_indicators(view)):
            sums |= lines
            doubtful += doubts
    return sums, doubtful


def views(table: Mapping[str, npt.NDArray[Any]]) -> Iterator[Integers]:
    """The rows of each own source, and of all sources: each figure once."""
    own = np.unique(table["source"][table["is_own"]])
    for source in own:
        yield np.flatnonzero(table["source"] == source)
    if len(np.unique(table["source"])) > 1:
        order = np.argsort(table["source"], kind="stable")
        once = np.unique(table["figure"][order], return_index=True)[1]
        yield order[once]
        if len(once) < len(order):
            order = order[::-1]
            yield order[np.unique(table["figure"][order], return_index=True)[1]]


def seen(table: Mapping[str, npt.NDArray[Any]], cells: Integers, rows: Integers, small: set[int]) -> View:
    """These rows by places, indicators and years."""
    keys, places = zip(
        *(np.unique(table[name][rows], return_inverse=True) for name in ("place", "indicator", "year")), strict=True
    )
    shape = tuple(len(key) for key in keys)
    cell, low, high = np.full(shape, -1), np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
    for array, values in ((cell, cells), (low, table["low"]), (high, table["high"])):
        array[places] = values[rows]
    level = np.empty(shape[0], dtype=object)
    county, region = np.empty((2, shape[0]), dtype=np.int64)
    for array, name in ((level, "level"), (county, "county"), (region, "region")):
        array[places[0]] = table[name][rows]
    small_years = np.isin(keys[2], list(small))
    return View(cell=cell, low=low, high=high, level=level, county=county, region=region, small=small_years)


# ---- along one axis -----------------------------------------------------------------------------------------------


def among_places(view: View) -> tuple[set[Sum], list[Doubt]]:
    """Places that are sums of places: what is known of counties and municipalities, and all others by trying."""
    rows = view.rows(0)
    kinds = {kind: np.flatnonzero(view.level == kind).tolist() for kind in (*LEVELS, "other")}
    country, counties, municipalities, others = kinds.values()
    categories = np.flatnonzero(np.isin(view.level, CATEGORIES)).tolist()
    named = [*country, *counties, *municipalities, *others]
    chosen = tried(rows, [*country, *categories], [(row, ()) for row in [*country, *categories]])
    within: list[Target] = [
        (row, tuple(other for other in municipalities if view.county[other] == view.county[row])) for row in counties
    ]
    within += [(row, tuple(kind)) for row in country for kind in (counties, municipalities)]
    known = [((row,), parts) for row, parts in within if parts]
    doubts: list[Doubt] = []
    if len(named) <= TRIED:
        chosen += tried(rows, named, [(row, ()) for row in named])
    elif others:
        if len(others) <= TRIED:
            chosen += tried(rows, others, [*within, *((row, ()) for row in named)])
        else:
            more, unsure = solved(rows, others, [*country, *municipalities, *others])
            chosen += more
            doubts += gone_together(rows, sorted({*others, *unsure})) if unsure else []
        parts = {part for _, parts in chosen for part in parts}
        unions = [row for row in others if row not in parts]
        for names in by_region(view, municipalities):
            chosen += [((row,), names) for row in unions if fits(rows, row, names, np.flatnonzero(rows.there[row]))]
        unions = [row for row in unions if ((row,),) not in {one[:1] for one in chosen}]
        more, unsure = solved(rows, municipalities or counties, unions)
        chosen += more
        doubts += gone_along(rows, municipalities or counties, unsure)
    return set(applied(rows, chosen, known)), doubts


def by_region(view: View, municipalities: Sequence[int]) -> list[tuple[int, ...]]:
    """The municipalities of each police region."""
    regions = np.unique(view.region[municipalities])
    return [tuple(row for row in municipalities if view.region[row] == region) for region in regions]


def among_indicators(view: View) -> tuple[set[Sum], list[Doubt]]:
    """Indicators that are sums of indicators."""
    rows = view.rows(1)
    every = list(range(len(rows.cell)))
    if len(every) <= TRIED:
        return set(applied(rows, tried(rows, every, [(row, ()) for row in every]))), []
    chosen, unsure = solved(rows, every, every)
    return set(applied(rows, chosen)), gone_together(rows, every) if unsure else []


def gone_together(rows: Rows, chosen: Sequence[int]) -> list[Doubt]:
    """Of these rows it is not known how they hang together: in each column all are hidden or none."""
    found = [cells_in(rows, list(chosen), column) for column in np.flatnonzero(rows.wanted).tolist()]
    return [(cells, cells) for cells in found if cells]


def gone_along(rows: Rows, pool: Sequence[int], unsure: Sequence[int]) -> list[Doubt]:
    """These rows may be sums of any of the pool: in each column they are hidden if one of the pool is."""
    if not unsure:
        return []
    columns = np.flatnonzero(rows.wanted).tolist()
    return [(cells_in(rows, list(pool), column), cells_in(rows, list(unsure), column)) for column in columns]


def applied(rows: Rows, chosen: Iterable[Equation], known: Sequence[Equation] = ()) -> Iterator[Sum]:
    """The sums that these equations make, column by column; what does not add up there determines nothing.

    Where parts are missing, or may be missing although none is known of (``known``), the parts are no more than the
    total: that tells something where they are nearly all of it.
    """
    for left, right in {*chosen, *known}:
        total, part = list(left), list(right)
        there = rows.there[part]
        low, high = rows.low[part].sum(axis=0), rows.high[part].sum(axis=0)
        least, most = rows.low[total].sum(axis=0), rows.high[total].sum(axis=0)
        asked = rows.wanted & rows.there[total].any(axis=0) & there.any(axis=0)
        equal = asked & (low <= most) & (high >= least)
        is_open = asked & (least - high == 1) & (len(left) == 1)
        for column in np.flatnonzero(equal | is_open).tolist():
            cells = cells_in(rows, total, column), cells_in(rows, part, column)
            if all(cells):
                yield *cells, int(is_open[column])


def cells_in(rows: Rows, chosen: list[int], column: int) -> tuple[int, ...]:
    """The cells of these rows in a column; of several those that are not 0."""
    cells, high = rows.cell[chosen, column], rows.high[chosen, column]
    return tuple(sorted(cells[(cells >= 0) & ((high > 0) | (len(chosen) == 1))].tolist()))


# ---- trying every selection ---------------------------------------------------------------------------------------


def tried(rows: Rows, pool: Sequence[int], targets: Sequence[Target], complete: bool = True) -> list[Equation]:
    """What adds up of the rows in ``pool``.

    That is every selection that makes a target, with what is among its parts anyway, wherever the target stands or
    wherever it stands with one more row; every selection that is nowhere more than a target and somewhere as much; and
    every two selections that make the same in some part of the table, where its columns can tell chance from structure.
    If one row is the sum of all others nothing else is looked for: then they do not overlap. A pool that is ``complete`` has
    all rows that could be parts of one another.
    """
    whole = sum_of_all(rows, pool, [row for row, certain in targets if not certain])
    if whole:
        return whole
    chosen = dict.fromkeys(wherever(rows, pool, targets))
    sums = {left[0] for left, _ in chosen}
    for row, certain in targets:
        if row not in sums:
            chosen |= dict.fromkeys(never_more(rows, pool, (row, certain)))
    if complete:
        several = {left[0] for left, right in chosen if len(left) == 1 < len(right)}
        for not_leaves in (sums, several):  # what is as much as one other may well be another
            chosen |= dict.fromkeys(leaves(rows, pool, not_leaves))
        chosen |= dict.fromkeys(in_parts(rows, pool))
    return [(left, right) for left, right in chosen if len(left) > 1 or rows.may[left[0], list(right)].all()]


def wherever(rows: Rows, pool: Sequence[int], targets: Sequence[Target]) -> Iterator[Equation]:
    """The selections that make a target wherever it stands, or wherever it stands with one more row."""
    for pattern in {
        there.tobytes(): there for there in [np.ones_like(rows.there[0]), *rows.there[list(pool)]]
    }.values():
        alike: dict[bytes, list[Target]] = {}
        for row, certain in targets:
            exact = rows.exact[[row, *certain]].all(axis=0)
            alike.setdefault((rows.there[row] & pattern).tobytes() + exact.tobytes(), []).append((row, certain))
        for members in alike.values():
            columns = np.flatnonzero(rows.there[members[0][0]] & pattern)
            found = [
                (left, right)
                for left, right in (selections(rows, pool, members, columns) if len(columns) else ())
                if pattern.all() or any((rows.there[row] == pattern).all() for row in (*left, *right))
            ]
            yield from independent(found, len(rows.cell))


def in_parts(rows: Rows, pool: Sequence[int]) -> Iterator[Equation]:
    """Every two selections that make the same in a part of the table, where its columns can tell chance from structure."""
    if len(pool) > TRIED_TWICE:
        return
    parts = parts_of(rows, pool)
    for columns in map(np.flatnonzero, parts):
        if strength(rows, pool, columns) >= len(pool) * np.log2(3) + np.log2(len(parts)):
            yield from independent(equations(rows, pool, columns), len(rows.cell))


def sum_of_all(rows: Rows, pool: Sequence[int], totals: Sequence[int]) -> list[Equation]:
    """The total that is the sum of all others in the pool wherever any of them is, if there is one."""
    for row in totals:
        others = [other for other in pool if other != row]
        if fits(rows, row, others, np.flatnonzero(rows.there[list(pool)].any(axis=0))):
            return [((row,), tuple(others))]
    return []


def never_more(rows: Rows, pool: Sequence[int], target: Target) -> list[Equation]:
    """The selections that are nowhere more than the target and in so many columns as much that it cannot be chance: its
    parts, but for one that is in no row and often 0."""
    row, certain = target
    used = [other for other in pool if other != row and rows.high[other].any()]
    columns = np.flatnonzero(rows.there[row])
    if len(columns) < 2 or not used:
        return []
    # The columns that rule out most come first; what they leave is looked at in all.
    order = np.argsort(rows.high[row, columns] - rows.low[used][:, columns].sum(axis=0), kind="stable")
    numbers = np.arange(2 ** len(used))
    for column in columns[order[:MOST_COLUMNS]]:
        low = added(rows.low[used, column])[numbers] + rows.low[list(certain), column].sum()
        numbers = numbers[low <= rows.high[row, column]]
    told = np.log2(np.maximum(1.25 * np.sqrt(rows.low[used][:, columns].sum(axis=0)), 1))
    told[~rows.exact[used][:, columns].all(axis=0)] = 0
    more = rows.low[list(certain)][:, columns].sum(axis=0)
    found = []
    for part in np.array_split(numbers, len(numbers) * len(columns) // AT_A_TIME + 1):
        picked = (part[:, None] >> np.arange(len(used))) & 1
        low, high = (picked @ limits[used][:, columns] + more for limits in (rows.low, rows.high))
        equal = (low <= rows.high[row, columns]) & (high >= rows.low[row, columns])
        chance = np.log2(scipy.special.comb(len(columns), equal.sum(axis=1)))
        right = (low <= rows.high[row, columns]).all(axis=1) & (equal @ told - chance >= len(used))
        found.append(part[right])
    picked_rows = picks(np.concatenate(found), used)[:KEPT]
    return [((row,), tuple(sorted([*certain, *parts]))) for parts in picked_rows if parts or certain]


def picks(numbers: Integers, used: Sequence[int]) -> list[tuple[int, ...]]:
    """The selections with these numbers, the smallest first."""
    chosen = [tuple(row for place, row in enumerate(used) if number >> place & 1) for number in numbers.tolist()]
    return sorted(chosen, key=lambda parts: (len(parts), parts))


def leaves(rows: Rows, pool: Sequence[int], sums: Collection[int]) -> list[Equation]:
    """Each row that is nowhere less than all others together that are no ``sums`` themselves: it could be all of them,
    and what is in no row."""
    found: list[Equation] = []
    for row in pool:
        columns = np.flatnonzero(rows.there[row])
        others = tuple(other for other in pool if other != row and other not in sums)
        if others and (rows.low[list(others)][:, columns].sum(axis=0) <= rows.high[row, columns]).all():
            found.append(((row,), others))
    return found


def parts_of(rows: Rows, pool: Sequence[int]) -> list[Flags]:
    """The columns in which something may add up: where one row is; those of each label, and all but those; those in which
    the same rows are. Each once."""
    there = rows.there[pool]
    every = [np.ones(there.shape[1], dtype=bool), *there]
    for label in rows.labels:
        for value in np.unique(label):
            every += [label == value, label != value]
    patterns = np.unique(there, axis=1, return_inverse=True)[1].ravel()
    every += [patterns == pattern for pattern in np.unique(patterns)[:MOST_PATTERNS]]
    return list({part.tobytes(): part for part in every}.values())


def strength(rows: Rows, pool: Sequence[int], columns: Integers) -> float:
    """How many bits these columns tell: how far apart the sums of selections lie in them, by chance alone."""
    exact = columns[rows.exact[pool][:, columns].all(axis=0)]
    spread = 1.25 * np.sqrt(rows.low[pool][:, exact].sum(axis=0))
    return float(np.log2(np.maximum(spread, 1)).sum())


def equations(rows: Rows, pool: Sequence[int], columns: Integers) -> list[Equation]:
    """Every two selections without a row in common that make the same in all of these columns, the smallest first."""
    exact = columns[rows.exact[pool][:, columns].all(axis=0)]
    used = [row for row in pool if rows.low[row, exact].any()]
    keys = hashed(rows, exact)[used]
    half = len(used) // 2
    first, second = taken_or_not(keys[:half]), taken_or_not(keys[half:])
    order = np.argsort(second)
    ordered = second[order]
    begins, ends = np.searchsorted(ordered, -first, "left"), np.searchsorted(ordered, -first, "right")
    pairs = np.repeat(np.arange(len(first)), ends - begins)[: KEPT * 20]
    others = order[np.concatenate([np.arange(one, two) for one, two in zip(begins, ends, strict=True) if two > one])]
    signs = np.concatenate([ternary(pairs, half), ternary(others[: KEPT * 20], len(used) - half)], axis=1)
    signs = signs[np.argsort(np.abs(signs).sum(axis=1), kind="stable")]
    found = []
    for line in signs[:KEPT]:
        left = tuple(used[place] for place in np.flatnonzero(line > 0))
        right = tuple(used[place] for place in np.flatnonzero(line < 0))
        if left and right and (len(left), left) <= (len(right), right):
            found.append((left, right))
    return found


def hashed(rows: Rows, columns: Integers) -> npt.NDArray[np.int64]:
    """One number for each row that stands for all of its numbers in these columns: of sums it is the sum."""
    weights = np.random.default_rng(1).integers(1, 2**62, len(columns), dtype=np.int64)
    found: Integers = (rows.low[:, columns] * weights).sum(axis=1)  # it may well run over: that is modular
    return found


def taken_or_not(keys: Integers) -> Integers:
    """Sums in which each key is left out, added or taken away."""
    sums = np.zeros(1, dtype=np.int64)
    for key in keys:
        sums = np.concatenate([sums, sums + key, sums - key])
    return sums


def ternary(numbers: Integers, length: int) -> Integers:
    """What :func:`taken_or_not` did in the sums at these places: 0, 1 or -1 for each key."""
    digits = numbers[:, None] // 3 ** np.arange(length) % 3
    return np.where(digits == 2, -1, digits)


def selections(rows: Rows, pool: Sequence[int], targets: Sequence[Target], columns: Integers) -> Iterator[Equation]:
    """The selections that make a target in all of these columns; the targets are exact in the same ones."""
    used = [row for row in pool if rows.high[row, columns].any()]
    row, certain = targets[0]
    exact = columns[rows.exact[[*used, row, *certain]][:, columns].all(axis=0)]
    if not len(exact):
        if len(used) <= TRIED_ROUNDED:
            for target in targets:
                yield from fitting(rows, used, target, columns, within(rows, used, target, columns))
        return
    keys = hashed(rows, exact)
    sums = added(keys[used])
    order = np.argsort(sums)
    ordered = sums[order]
    for row, certain in targets:
        wanted = (keys[[row]] - keys[list(certain)].sum())[0]
        first, last = np.searchsorted(ordered, wanted, "left"), np.searchsorted(ordered, wanted, "right")
        yield from fitting(rows, used, (row, certain), columns, order[first:last])


def added(keys: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """The sums of all selections; bit n of a place in the array tells whether key n is in."""
    sums = np.zeros(1, dtype=keys.dtype)
    for key in keys:
        sums = np.concatenate([sums, sums + key])
    return sums


def within(rows: Rows, used: Sequence[int], target: Target, columns: Integers) -> Integers:
    """The selections that make the target within what rounding leaves open, in the column that tells most."""
    row, certain = target
    told = rows.low[used][:, columns].sum(axis=0) / (1 + (rows.high - rows.low)[[*used, row]][:, columns].sum(axis=0))
    column = columns[int(np.argmax(told))]
    low = added(rows.low[used, column]) + rows.low[list(certain), column].sum()
    high = added(rows.high[used, column]) + rows.high[list(certain), column].sum()
    return np.flatnonzero((low <= rows.high[row, column]) & (high >= rows.low[row, column]))


def fitting(
    rows: Rows, used: Sequence[int], target: Target, columns: Integers, numbers: Integers
) -> Iterator[Equation]:
    """Of the selections with these numbers those that make the target in all columns, the smallest first."""
    row, certain = target
    picked = (numbers[:, None] >> np.arange(len(used))) & 1
    sizes = picked.sum(axis=1) + len(certain)
    right = sizes > 0
    if row in used:
        right &= picked[:, used.index(row)] == 0
    order = np.flatnonzero(right)[np.argsort(sizes[right], kind="stable")][:KEPT]
    picked = picked[order]
    more = rows.low[list(certain)][:, columns].sum(axis=0), rows.high[list(certain)][:, columns].sum(axis=0)
    low = picked @ rows.low[used][:, columns] + more[0]
    high = picked @ rows.high[used][:, columns] + more[1]
    fits = ((low <= rows.high[row, columns]) & (high >= rows.low[row, columns])).all(axis=1)
    for one in picked[fits]:
        yield (row,), tuple(sorted([*certain, *np.array(used)[one > 0].tolist()]))


def independent(chosen: list[Equation], size: int) -> list[Equation]:
    """Those that tell something the ones before do not, the smallest first; in exact arithmetic, modulo a prime."""
    chosen.sort(key=lambda equation: (len(equation[0]) + len(equation[1]), equation))
    prime, kept, pivots = 2**31 - 1, list[Equation](), dict[int, Integers]()
    involved = {row for sides in chosen for side in sides for row in side}
    for left, right in chosen:
        if len(kept) == len(involved) - 1:  # they leave nothing open but how large all are together
            break
        line = np.zeros(size, dtype=np.int64)
        line[list(left)], line[list(right)] = 1, prime - 1
        for place, pivot in pivots.items():
            if line[place]:
                line = (line - line[place] * pivot) % prime
        if line.any():
            place = int(np.flatnonzero(line)[0])
            pivots[place] = line * pow(int(line[place]), -1, prime) % prime
            kept.append((left, right))
    return kept


# ---- where there are too many to try ------------------------------------------------------------------------------


def solved(rows: Rows, pool: Sequence[int], totals: Sequence[int]) -> tuple[list[Equation], list[int]]:
    """The selections from a large ``pool`` that make a total, and the totals of which that remains doubtful.

    How much is tried never depends on the time it takes: the same files always hide the same.
    """
    whole = sum_of_all(rows, pool, totals)
    if whole:
        return whole, []
    chosen: list[Equation] = []
    doubtful: list[int] = []
    left = list(pool)  # what is a sum itself is no part of a greater one: its own parts are
    for row in sorted(totals, key=lambda row: (rows.low[row].sum(), row)):
        columns = np.flatnonzero(rows.there[row])
        small = (rows.low[left][:, columns] <= rows.high[row, columns]).all(axis=1) & rows.may[row, left]
        used = [other for other, is_small in zip(left, small, strict=True) if is_small and other != row]
        if not used or (rows.high[used][:, columns].sum(axis=0) < rows.low[row, columns]).any():
            continue
        if len(used) <= TRIED_ROUNDED:
            more = tried(rows, used, [(row, ())], complete=False)
        elif len(doubtful) + len(chosen) > SOLVED:
            doubtful.append(row)
            continue
        else:
            more, is_sure = solution(rows, row, used, columns)
            doubtful += [] if is_sure else [row]
        chosen += more
        if more and row in left:
            left.remove(row)
    return chosen, doubtful


def fits(rows: Rows, row: int, parts: Sequence[int], columns: Integers) -> bool:
    """Whether the parts make the row in all of these columns."""
    if len(parts) < 2 or not len(columns):
        return False
    part = list(parts)
    low, high = rows.low[part][:, columns].sum(axis=0), rows.high[part][:, columns].sum(axis=0)
    return bool(((low <= rows.high[row, columns]) & (high >= rows.low[row, columns])).all())


def solution(rows: Rows, row: int, used: Sequence[int], columns: Integers) -> tuple[list[Equation], bool]:
    """The selection that makes the row in all of these columns, if there is one; and whether it is sure that there is no
    other: not where as many could do so by chance as there are."""
    low, high = rows.low[used][:, columns].T, rows.high[used][:, columns].T
    whole = len(used) <= SOLVED_WHOLE
    answer = scipy.optimize.milp(
        np.zeros(len(used)),
        integrality=np.full(len(used), whole),
        bounds=scipy.optimize.Bounds(0, 1),
        constraints=[
            scipy.optimize.LinearConstraint(low, -np.inf, rows.high[row, columns]),
            scipy.optimize.LinearConstraint(high, rows.low[row, columns], np.inf),
        ],
        options={"node_limit": SOLVED_NODES},
    )
    if answer.status == 2:
        return [], True
    parts = [] if answer.x is None else [other for other, part in zip(used, answer.x, strict=True) if part > 0.5]
    if fits(rows, row, parts, columns):
        return [((row,), tuple(parts))], strength(rows, used, columns) >= len(used)
    return [], False


# ---- over years, and of everything --------------------------------------------------------------------------------


def over_years(view: View) -> Iterator[Sum]:
    """Numbers that are those of another indicator over the last two, three ... or all years, wherever both are."""
    _, indicators, years = view.cell.shape
    for length in range(2, years + 1):
        cell, low, high = (
            np.lib.stride_tricks.sliding_window_view(array, length, axis=2)
            for array in (view.cell, view.low, view.high)
        )
        full = np.all(cell >= 0, axis=3)
        least, most = low.sum(axis=3), high.sum(axis=3)
        last_cell, last_low, last_high = (array[:, :, length - 1 :] for array in (view.cell, view.low, view.high))
        for part in range(indicators):
            counted = full[:, part] & (most[:, part] > 0)
            both = (last_cell >= 0) & counted[:, None]
            wrong = both & ((least[:, [part]] > last_high) | (most[:, [part]] < last_low))
            for total in np.flatnonzero(both.any(axis=(0, 2)) & ~wrong.any(axis=(0, 2))).tolist():
                for place, last in np.argwhere(both[:, total]).tolist() if total != part else ():
                    cells = cell[place, part, last][high[place, part, last] > 0]
                    yield (int(last_cell[place, total, last]),), tuple(sorted(cells.tolist())), 0


def of_all(view: View) -> Iterator[Sum]:
    """A number that is the sum of others of other places and other indicators: a table's last corner, where the totals of
    its rows and columns are not there. It is that of all others, or of all that some of the places or indicators have."""
    there = view.cell >= 0
    alone: Flags = (there.sum(axis=0, keepdims=True) == 1) & (there.sum(axis=1, keepdims=True) == 1)
    corners = there & alone
    for place, indicator in np.argwhere((corners & view.small).any(axis=2)).tolist():
        inner = there.copy()
        inner[place, indicator] = False
        found = dict.fromkeys(
            tuple(lines) for axis in (0, 1) for lines in corner_parts(view, inner, (place, indicator), axis)
        )
        for cells, others in found:
            yield cells, others, 0


def corner_parts(
    view: View, inner: Flags, corner: tuple[int, int], axis: int
) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    """The corner's cell, and the cells of the places (0) or indicators (1) that make it, in each year."""
    low, high = ((limits * inner).sum(axis=1 - axis) for limits in (view.low, view.high))
    row = len(low)  # the corner stands below the others
    cell = np.where(np.vstack([inner.any(axis=1 - axis), view.cell[corner] >= 0]), 0, -1)
    low, high = np.vstack([low, view.low[corner]]), np.vstack([high, view.high[corner]])
    may = np.ones((row + 1, row + 1), dtype=bool)
    rows = Rows(cell=cell, low=low, high=high, labels=[], wanted=view.small, may=may)
    used = [other for other in range(row) if rows.there[other].any()]
    whole = sum_of_all(rows, [*used, row], [row])
    for _, parts in whole or (wherever(rows, used, [(row, ())]) if len(used) <= TRIED else ()):
        picked = np.moveaxis(inner, axis, 0)[list(parts)]
        cells, most = (np.moveaxis(array, axis, 0)[list(parts)] for array in (view.cell, view.high))
        for year in np.flatnonzero(view.small & rows.there[row]).tolist():
            of_year = cells[:, :, year][picked[:, :, year] & (most[:, :, year] > 0)]
            is_sum = fits(rows, row, parts, np.array([year]))
            if is_sum and len(of_year):
                yield (int(view.cell[corner][year]),), tuple(sorted(of_year.tolist()))
