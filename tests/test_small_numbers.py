"""What is hidden of small tables, proved by trying every table that fits what is shown."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from queries.small_numbers import hidden

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
