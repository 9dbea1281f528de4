"""Reading exports of others: any Swedish table becomes observations in our contract, or is refused with reasons.

Four stages, each sparing the reader the consequences of the one before: the file (``text``, ``workbook``, ``grid``), its
columns (``recognition``, ``search``, ``evidence.csv``), its values (``table``, ``values``), and checks of the values against
each other. Where the columns are not settled, the reader is asked (``questions``).
Everything that is guessed can be corrected (:class:`Corrections`). Nothing is written to disk.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from queries.exports.columns import recognition
from queries.exports.columns.layout import Corrections, Layout
from queries.exports.explanation import reasons
from queries.exports.figures_of_table import with_figures
from queries.exports.file import grid, opening, text
from queries.exports.problems import Refused
from queries.exports.questions import with_question
from queries.exports.reading import Reading
from queries.exports.several import addition, together
from queries.exports.understanding import DELIMITERS, ENCODINGS, ROLES, understood
from queries.exports.values import memory

__all__ = [
    "DELIMITERS",
    "ENCODINGS",
    "ROLES",
    "Corrections",
    "Layout",
    "Reading",
    "addition",
    "read",
    "reasons",
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
        file = opening.opened(name, content, corrections.encoding, corrections.delimiter, corrections.sheet)
        reading = replace(reading, kind=file.kind, encoding=file.encoding, sheet=file.sheet, sheets=file.sheets)
        reading = replace(reading, delimiter=file.cells.delimiter, preview=first_rows(file.cells))
        cells, found = recognised(file, corrections)
        reading = replace(
            reading, layout=found, delimiter=cells.delimiter, preview=first_rows(cells, found.header_rows)
        )
        reading = replace(reading, events=found.is_events, understood=tuple(understood(reading, found)))
        reading = with_question(reading, cells, found, corrections)
        return reading if found.is_events or reading.questions else with_figures(reading, cells, found, corrections)
    except Refused as refusal:
        if any(problem.check == "personal_numbers" for problem in refusal.problems):
            reading = replace(reading, preview=())  # nor are they shown
        return replace(reading, refused=tuple(refusal.problems))
    finally:
        memory.forget()


def recognised(file: opening.Opened, corrections: Corrections) -> tuple[grid.Grid, Layout]:
    """The cells and what they are believed to hold: parted as our own count of delimiters says, or as DuckDB does where that
    is worth more points."""
    if file.second is None:
        return file.cells, recognition.understood(file.cells, corrections, file.sheet)
    made, refusals = [], []
    for cells in (file.cells, file.second):
        try:
            made.append((cells, recognition.understood(cells, corrections, file.sheet)))
        except Refused as refusal:
            refusals.append(refusal)
    if not made:
        raise refusals[0]
    return max(made, key=lambda one: one[1].points)


def first_rows(cells: grid.Grid, header_rows: Sequence[int] = ()) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """The first rows that are not blank, with their numbers; from the header on where it is known."""
    first = min(header_rows, default=0)
    rows = [
        (number, tuple(cell[:80] for cell in row[:40])) for number, row in cells.head if any(row) and number >= first
    ]
    return tuple(rows[:PREVIEW])
