"""Reading exports of others: any Swedish table becomes observations in our contract, or is refused with reasons.

Four stages, each sparing the reader the consequences of the one before: the file (``text``, ``workbook``, ``grid``), its
columns (``recognition``, ``meanings``), its values (``table``, ``cells``), and checks of the values against each other.
Everything that is guessed can be corrected (:class:`Corrections`). Nothing is written to disk.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from queries.exports.columns import header, recognition
from queries.exports.columns.layout import Corrections
from queries.exports.figures_of_table import with_figures
from queries.exports.file import grid, text, workbook
from queries.exports.problems import Refused, about
from queries.exports.questions import question_of
from queries.exports.reading import Reading
from queries.exports.several import addition, together
from queries.exports.understanding import DELIMITERS, ENCODINGS, ROLES, understood
from queries.exports.values import memory

__all__ = [
    "DELIMITERS",
    "ENCODINGS",
    "ROLES",
    "Corrections",
    "Reading",
    "addition",
    "read",
    "together",
    "understood",
]

PREVIEW = 8
"""Rows that are shown of a file beside what was understood of it."""


def read(name: str, content: bytes, corrections: Corrections = Corrections()) -> Reading:  # noqa: B008 - it is frozen
    """Read one file. Never raises for what stands in a file: what is wrong is in the answer."""
    reading = Reading(file=name)
    try:
        text.check_size(name, len(content))
        reading, cells = opened(reading, content, corrections)
        reading = replace(reading, preview=first_rows(cells))
        found = recognition.understood(cells, corrections, reading.sheet)
        reading = replace(reading, layout=found, preview=first_rows(cells, found.header_rows))
        reading = replace(reading, events=found.is_events, understood=tuple(understood(reading, found)))
        if question := question_of(reading, cells, found, corrections):
            return replace(reading, questions=(question,))
        return reading if found.is_events else with_figures(reading, cells, found, corrections)
    except Refused as refusal:
        if any(problem.check == "personal_numbers" for problem in refusal.problems):
            reading = replace(reading, preview=())  # nor are they shown
        return replace(reading, refused=tuple(refusal.problems))
    finally:
        memory.forget()


def opened(reading: Reading, content: bytes, corrections: Corrections) -> tuple[Reading, grid.Grid]:
    """The file as a grid of cells, with what was found on the way."""
    name = reading.file
    if not text.is_workbook(content):
        decoded, encoding = text.decoded(name, content, corrections.encoding)
        cells = grid.from_text(name, decoded, corrections.delimiter)
        return replace(reading, encoding=encoding, delimiter=cells.delimiter), cells
    sheets = workbook.sheets(name, content)
    tables = {}
    for title, rows in sheets.items():
        try:
            tables[title] = grid.from_cells(name, rows)
        except Refused:
            continue
    if not tables:
        raise Refused(about(name, "not_a_table"))
    sheet = corrections.sheet if corrections.sheet in tables else max(tables, key=lambda title: weight(tables[title]))
    return replace(reading, sheet=str(sheet), sheets=tuple(tables)), tables[str(sheet)]


def weight(cells: grid.Grid) -> int:
    """How many figures a sheet holds, of its first rows."""
    return sum(header.is_amount(cell) for _, row in cells.head for cell in row)


def first_rows(cells: grid.Grid, header_rows: Sequence[int] = ()) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """The first rows that are not blank, with their numbers; from the header on where it is known."""
    first = min(header_rows, default=0)
    rows = [
        (number, tuple(cell[:80] for cell in row[:40])) for number, row in cells.head if any(row) and number >= first
    ]
    return tuple(rows[:PREVIEW])
