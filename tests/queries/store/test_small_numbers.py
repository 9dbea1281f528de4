"""What is hidden of small tables, proved by trying every table that fits what is shown."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from queries.store.small_numbers import hidden

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


def possible(counts: Counts, lines: Lines, found: set[str], most: int) -> dict[str, set[int]]:
    """Every number that each hidden cell could be, from all tables of numbers up to ``most`` that fit what is shown."""
    cells = sorted(found)
    could: dict[str, set[int]] = {cell: set() for cell in cells}
    inner = [cell for cell in cells if cell not in {total for total, _ in lines}]
    for guess in itertools.product(range(most + 1), repeat=len(inner)):
        known = {
            **{cell: count for cell, count in counts.items() if cell not in found},
            **dict(zip(inner, guess, strict=True)),
        }
        fits = True
        for total, parts in lines:
            value = sum(known[part] for part in parts)
            if total in found:
                known[total] = value
            elif known[total] != value:
                fits = False
                break
        if fits:
            for cell in cells:
                could[cell].add(known[cell])
    return could


def test_a_small_number_is_hidden_and_a_zero_is_not() -> None:
    assert hidden({"a": 0, "b": 2, "c": 3}) == {"b"}


def test_a_total_takes_a_second_cell_along() -> None:
    assert hidden({"a": 2, "b": 7, "c": 30, "sum": 39}, [("sum", ["a", "b", "c"])]) == {"a", "b"}


def test_two_small_ones_protect_each_other() -> None:
    assert hidden({"a": 2, "b": 1, "c": 30, "sum": 33}, [("sum", ["a", "b", "c"])]) == {"a", "b"}


def test_for_want_of_another_part_the_total_is_hidden() -> None:
    assert hidden({"a": 2, "sum": 2}, [("sum", ["a"])]) == {"a", "sum"}


def test_the_threshold_is_the_administrators() -> None:
    assert hidden({"a": 4, "b": 9}, threshold=5) == {"a"}


@pytest.mark.parametrize("totals", ["r", "c", "rc", "rca"])
def test_no_small_table_gives_a_hidden_number_away(totals: str) -> None:
    generator = np.random.default_rng(7)
    tried = 0
    for _ in range(50):
        height, width = generator.integers(2, 4, 2)
        rows = [[int(count) for count in row] for row in generator.choice([0, 1, 2, 3, 5, 8], (height, width))]
        counts, lines = table(rows, totals=totals)
        found = {str(cell) for cell in hidden(counts, lines)}
        inner = [cell for cell in found if cell in {f"{i}{j}" for i in range(height) for j in range(width)}]
        if not found or len(inner) > 4:
            continue
        tried += 1
        for cell, numbers in possible(counts, lines, found, 9).items():
            assert len(numbers) > 1, (rows, found, cell)
    assert tried > 10


def test_two_ones_are_known_from_their_total_and_take_a_third_along() -> None:
    assert hidden({"a": 1, "b": 1, "c": 5, "sum": 7}, [("sum", ["a", "b", "c"])]) == {"a", "b", "c"}


def test_what_is_known_elsewhere_protects_nothing() -> None:
    lines = [("sum", ["a", "b", "c"])]
    assert hidden({"a": 2, "b": 7, "c": 30, "sum": 39}, lines, known=["b"]) == {"a", "c"}
    assert hidden({"a": 2, "b": 7}, known=["a"]) == set()
    assert hidden({"a": 2, "sum": 2}, [("sum", ["a"])], known=["sum"]) == {"a"}  # nothing else can be done


def test_versions_of_a_figure_go_together() -> None:
    counts = {"a": 2, "a later": 4, "b": 30, "b later": 31}
    assert hidden(counts, together=[["a", "a later"], ["b", "b later"]]) == {"a", "a later"}


def test_a_cell_that_other_sums_fix_is_found_although_all_of_its_own_sum_are_hidden() -> None:
    counts, lines = table([[0, 8, 2], [8, 5, 8], [0, 8, 3]], totals="rc")
    found = {str(cell) for cell in hidden(counts, lines)}
    for cell, numbers in possible_from_one(counts, lines, found, 13).items():
        assert len(numbers) > 1, (found, cell)


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
        assert len(could) > 1, (rows, found, cell)


def test_a_large_table_with_both_totals_keeps_what_need_not_be_hidden() -> None:
    generator = np.random.default_rng(3)
    rows = generator.poisson(generator.gamma(0.7, 40 / 0.7, (290, 11))).tolist()
    counts, lines = table(rows, totals="rca")
    found = hidden(counts, lines)
    small = {cell for cell, count in counts.items() if 0 < count < 3}
    assert small <= found
    assert len(found) < 2 * len(small)
