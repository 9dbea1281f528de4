"""What is hidden of small tables, proved by trying every table that fits what is shown, also for who knows the rule."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from queries.store.small_numbers import agreeing, hidden

Counts = dict[str, int]
Lines = list[tuple[str, list[str]]]


def table(rows: list[list[int]], *, totals: str) -> tuple[Counts, Lines]:
    """A table with totals of its rows (``r``), columns (``c``) and of everything (``a``)."""
    counts = {f"{i}{j}": count for i, row in enumerate(rows) for j, count in enumerate(row)}
    height, width = len(rows), len(rows[0])
    lines: Lines = []
    if "r" in totals:
        lines += [(f"r{i}", [f"{i}{j}" for j in range(width)]) for i in range(height)]
    if "c" in totals:
        lines += [(f"c{j}", [f"{i}{j}" for i in range(height)]) for j in range(width)]
    for total, parts in lines:
        counts[total] = sum(counts[part] for part in parts)
    if "a" in totals:
        lines.append(("a", [f"r{i}" for i in range(height)]))
        counts["a"] = sum(sum(row) for row in rows)
    return counts, lines


def test_a_small_number_is_hidden_and_a_zero_is_not() -> None:
    assert hidden({"a": 0, "b": 2, "c": 3}) == {"b"}


def test_a_total_takes_a_second_cell_along() -> None:
    assert hidden({"a": 2, "b": 7, "c": 30, "sum": 39}, [("sum", ["a", "b", "c"])]) == {"a", "b"}


def test_the_first_that_will_do_goes_along_however_large_it_is() -> None:
    # Were it always the smallest, what is shown beside would tell how large it is at most.
    assert hidden({"c": 30, "b": 7, "a": 2, "sum": 39}, [("sum", ["a", "b", "c"])]) == {"a", "c"}


def test_small_ones_protect_each_other_if_each_can_be_three_numbers() -> None:
    # 2 + 1 + 2 = 5: each can be 1, 2 or 3.
    assert hidden({"a": 2, "b": 1, "c": 2, "d": 30, "sum": 35}, [("sum", ["a", "b", "c", "d"])]) == {"a", "b", "c"}


@pytest.mark.parametrize("two", [(1, 1), (1, 2), (2, 2)])
def test_two_small_ones_take_a_third_along(two: tuple[int, int]) -> None:
    # Of 2 both would be 1, of 3 nobody could be 3, and of 4 both must be 2 for whoever knows that they are small.
    counts = {"a": two[0], "b": two[1], "c": 30, "d": 40, "sum": sum(two) + 70}
    assert hidden(counts, [("sum", ["a", "b", "c", "d"])]) == {"a", "b", "c"}


@pytest.mark.parametrize("second", [1, 2, 3, 9, 500])
def test_a_sum_of_two_is_hidden_as_a_whole(second: int) -> None:
    # Were the total hidden only where it is small, whoever knows that would know that it is.
    counts = {"a": 2, "b": second, "c": 0, "sum": 2 + second}
    assert hidden(counts, [("sum", ["a", "b", "c"])]) == {"a", "b", "sum"}


def test_for_want_of_another_part_the_total_is_hidden() -> None:
    assert hidden({"a": 2, "sum": 2}, [("sum", ["a"])]) == {"a", "sum"}


def test_the_threshold_is_the_administrators() -> None:
    assert hidden({"a": 4, "b": 9}, threshold=5) == {"a"}
    # With 2 whoever sees that something is hidden knows that it is a 1; it is told from what hides it no further.
    assert hidden({"a": 1, "b": 9, "c": 8, "sum": 18}, [("sum", ["a", "b", "c"])], threshold=2) == {"a", "b"}


def test_what_is_known_elsewhere_protects_nothing() -> None:
    lines = [("sum", ["a", "b", "c"])]
    assert hidden({"a": 2, "b": 7, "c": 30, "sum": 39}, lines, known=["b"]) == {"a", "c"}
    assert hidden({"a": 2, "b": 7}, known=["a"]) == set()
    assert hidden({"a": 2, "sum": 2}, [("sum", ["a"])], known=["sum"]) == {"a"}  # nothing else can be done


def test_versions_of_a_figure_go_together() -> None:
    counts = {"a": 2, "a later": 4, "b": 30, "b later": 31}
    assert hidden(counts, together=[["a", "a later"], ["b", "b later"]]) == {"a", "a later"}


def test_what_may_be_a_sum_of_others_goes_with_them() -> None:
    counts = {"a": 2, "b": 7, "region": 30}
    assert hidden(counts, doubtful=[(["a", "b"], ["region"])]) == {"a", "region"}
    assert hidden({"a": 3, "b": 7, "region": 30}, doubtful=[(["a", "b"], ["region"])]) == set()


def test_rounded_numbers_hide_by_what_they_leave_open() -> None:
    lines = [("sum", ["a", "b"])]
    narrow, wide = {"a": (1, 2)}, {"a": (0, 6)}
    assert hidden({"a": 1, "b": 7}, ranges=narrow) == {"a"}
    assert hidden({"a": 3, "b": 7}, ranges=wide) == set()
    # 0 to 6 by itself, but 10 - 8 with the total: it is hidden, and so is the sum of two.
    assert hidden({"a": 2, "b": 8, "sum": 10}, lines, ranges=wide) == {"a", "b", "sum"}
    # With a rounded total, 7 to 13, it may be 0 to 5: that is wide enough.
    assert hidden({"a": 2, "b": 8, "sum": 10}, lines, ranges={**wide, "sum": (7, 13)}) == set()


def test_rounded_numbers_are_made_to_agree_with_their_sums() -> None:
    counts = {"a": 3, "b": 9, "sum": 10}
    lines = [("sum", ["a", "b"])]
    assert agreeing(counts, lines, {"a": (0, 6)}) == (lines, [])
    assert counts == {"a": 1, "b": 9, "sum": 10}
    # 9 and 4 or more are never 10: what that is a sum of is doubtful.
    assert agreeing({"a": 4, "b": 9, "sum": 10}, lines, {"a": (4, 6)}) == ([], [("sum", "a", "b")])


# ---- proofs: every small table ------------------------------------------------------------------------------------


def shapes() -> dict[str, tuple[list[str], Lines, int]]:
    """Inner cells and sums of tables with totals, and up to which number all of them are tried."""
    found: dict[str, tuple[list[str], Lines, int]] = {}
    for length, most in ((2, 25), (3, 12), (4, 7)):
        cells = [str(place) for place in range(length)]
        found[f"{length} parts"] = cells, [("all", cells)], most
        if length > 2:
            found[f"{length} parts, subtotal"] = cells, [("some", cells[:2]), ("all", cells)], most
    for height, width, most in ((2, 2, 7), (2, 3, 4)):
        counts, lines = table([[0] * width] * height, totals="rca")
        found[f"{height} by {width}"] = [cell for cell in counts if cell.isdigit()], lines, most
    return found


def hidden_tables(name: str) -> dict[tuple[frozenset[str], tuple[tuple[str, int], ...]], list[Counts]]:
    """All tables of a shape in which something is hidden, by what is hidden and what is shown of them."""
    cells, lines, most = shapes()[name]
    found: dict[tuple[frozenset[str], tuple[tuple[str, int], ...]], list[Counts]] = {}
    for numbers in itertools.product(range(most + 1), repeat=len(cells)):
        counts = dict(zip(cells, numbers, strict=True))
        for total, parts in lines:
            counts[total] = sum(counts[part] for part in parts)
        gone = frozenset(map(str, hidden(counts, lines)))
        if gone:
            rest = tuple((cell, count) for cell, count in counts.items() if cell not in gone)
            found.setdefault((gone, rest), []).append(counts)
    return found


@pytest.mark.parametrize("name", list(shapes()))
def test_nobody_can_tell_a_hidden_number_of_a_small_table(name: str) -> None:
    """Of every table, with what is shown of it: who knows the sums finds three numbers possible for each that is hidden,
    and who knows the rule, and tries it on all tables, two."""
    cells, lines, most = shapes()[name]
    by_what_is_hidden = hidden_tables(name)
    judged = 0
    for (gone, rest), with_rule in by_what_is_hidden.items():
        assert not any(count in (1, 2) for _, count in rest)
        if any(counts[cell] == most for counts in with_rule for cell in cells):
            continue  # larger tables could look the same
        judged += 1
        for cell in gone:
            assert len({counts[cell] for counts in with_rule}) > 1, (gone, rest, cell)
    assert judged
    sample = np.random.default_rng(1).permutation(len(by_what_is_hidden))[:150]
    for number in sample:
        (gone, rest), with_rule = list(by_what_is_hidden.items())[number]
        if sum(cell in gone for cell in cells) > 4:
            continue
        largest = max(max(counts.values()) for counts in with_rule) + 3
        for cell, numbers in possible_from_one(with_rule[0], lines, set(gone), min(largest, 14)).items():
            assert len(numbers) > 2, (gone, rest, cell)


def test_a_cell_that_other_sums_fix_is_found_although_all_of_its_own_sum_are_hidden() -> None:
    counts, lines = table([[0, 8, 2], [8, 5, 8], [0, 8, 3]], totals="rc")
    found = {str(cell) for cell in hidden(counts, lines)}
    for cell, numbers in possible_from_one(counts, lines, found, 13).items():
        assert len(numbers) > 2, (found, cell)


def possible_from_one(counts: Counts, lines: Lines, found: set[str], most: int) -> dict[str, set[int]]:
    """As :func:`possible`, for a reader who knows that 0 is never hidden, and with totals that may be anything."""
    inner = sorted(found - {total for total, _ in lines})
    grid = np.indices([most] * len(inner)).reshape(len(inner), -1) + 1
    known: dict[str, object] = {cell: count for cell, count in counts.items() if cell not in found}
    known |= {cell: grid[number] for number, cell in enumerate(inner)}
    fits = np.ones(grid.shape[1], dtype=bool)
    for total, parts in lines:
        value = sum(known[part] for part in parts)  # type: ignore[misc]
        if total in found and total not in known:
            known[total] = value
        else:
            fits &= known[total] == value
    return {cell: set(np.broadcast_to(known[cell], fits.shape)[fits].tolist()) for cell in found}  # type: ignore[arg-type]


@settings(max_examples=300, deadline=None)
@given(some.data())
def test_no_table_gives_a_hidden_number_away_to_one_who_knows_the_rule(data: some.DataObject) -> None:
    height, width = data.draw(some.integers(1, 3)), data.draw(some.integers(2, 4))
    numbers = some.sampled_from([0, 0, 1, 1, 2, 3, 4, 7])
    rows = [[data.draw(numbers) for _ in range(width)] for _ in range(height)]
    counts, lines = table(rows, totals=data.draw(some.sampled_from(["r", "c", "rc", "rca"])))
    found = {str(cell) for cell in hidden(counts, lines)}
    assert {cell for cell, count in counts.items() if count in (1, 2)} <= found
    assert not {cell for cell, count in counts.items() if count == 0} & found
    if not 0 < len(found - {total for total, _ in lines}) < 6:
        return
    for cell, could in possible_from_one(counts, lines, found, 9).items():
        assert len(could) > 2, (rows, found, cell)


def test_a_large_table_with_both_totals_keeps_what_need_not_be_hidden() -> None:
    generator = np.random.default_rng(3)
    rows = generator.poisson(generator.gamma(0.7, 40 / 0.7, (290, 11))).tolist()
    counts, lines = table(rows, totals="rca")
    found = hidden(counts, lines)
    small = {cell for cell, count in counts.items() if 0 < count < 3}
    assert small <= found
    assert len(found) < 2 * len(small)
