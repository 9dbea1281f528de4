"""What is told of a row of events that is left out: which row of a spreadsheet it is, and what is wrong with it."""

from __future__ import annotations

import contextlib
import csv
import mmap
from datetime import date
from pathlib import Path

from queries.exports.events.event_file import EventFile
from queries.store.checks import Problem, column_letter

EARLIEST = date(1950, 1, 1)

LONGEST_ROW = 2_000_000
"""Bytes."""


def spreadsheet_rows(file: EventFile, path: Path, numbers: list[int], rejected: set[int]) -> dict[int, int | None]:
    """The row in a spreadsheet of each row that DuckDB reads: it numbers neither blank rows nor rejected ones."""
    if not numbers:
        return {}
    if has_blank_lines(path):
        return counted_rows(file, path, numbers, rejected)
    rows: dict[int, int | None] = {}
    for number in numbers:
        row = (file.header_row or 0) + number
        for left_out in sorted(rejected):
            row += left_out <= row
        rows[number] = row
    return rows


def has_blank_lines(path: Path) -> bool:
    with path.open("rb") as opened, mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as text:
        return any(text.find(ends) >= 0 for ends in (b"\n\n", b"\n\r\n", b"\r\r"))


def counted_rows(file: EventFile, path: Path, numbers: list[int], rejected: set[int]) -> dict[int, int | None]:
    """The same by going through the file, up to the last row that is wanted; unknown where Python reads otherwise."""
    wanted = set(numbers)
    rows: dict[int, int | None] = dict.fromkeys(numbers)
    number = 0
    # A row that Python cannot read ends the search: the rows wanted below it stay unknown.
    with (
        path.open(encoding="utf-8-sig", errors="replace", newline="") as text,
        contextlib.suppress(csv.Error),
    ):
        for row, cells in enumerate(csv.reader(text, delimiter=file.delimiter), start=1):
            if row <= (file.header_row or 0) or not cells or row in rejected:
                continue
            number += 1
            if number in wanted:
                rows[number] = row
            if number >= numbers[-1]:
                break
    return rows


def row_problem(
    file: EventFile, example: str, today: date, check: str, row: int | None, cells: list[str | None]
) -> Problem:
    """What is wrong with a row; ``example`` is how its dates are written.

    Of a row without a place the first column is told that says where: its coordinates before its district.
    """
    column: str | None = None
    value = ""
    expected: tuple[str, ...] = ()
    if check.startswith("date_"):
        column = file.date
        limits = {"date_in_future": today.isoformat(), "date_too_early": EARLIEST.isoformat()}
        expected = (limits.get(check, example),)
    elif check.startswith("coordinates_"):
        column = file.latitude
        value = ", ".join(cells[file.columns.index(c)] or "" for c in (file.latitude, file.longitude) if c)
    elif check == "place_missing":
        column = file.place if file.latitude is None or file.longitude is None else file.latitude
    elif check == "row_width":
        value, expected = str(sum(cell is not None for cell in cells)), (str(len(file.columns)),)
    elif check == "line_too_long":
        expected = (str(LONGEST_ROW),)
    else:
        value = file.delimiter.join(cell or "" for cell in cells)[:80]
    place = None if column is None else file.columns.index(column)
    if place is not None and not value:
        value = cells[place] or ""
    letter = "" if place is None else column_letter(place)
    return Problem(check, file.name, row, letter, column or "", value, expected)
