"""A paper for a meeting, as data: what it says, before it is written as PDF or Word. Nothing here draws or asks."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field

from pages.components import tables
from pages.components.charts import Chart
from pages.components.tables import Column, Table
from pages.components.text import Text

MOST_COLUMNS = 9
"""So many columns can be read across an A4 sheet; a wider table goes on in a further one, its names repeated."""

LONGEST_TITLE = 120


@dataclass(frozen=True)
class Section:
    """One indicator: the same sentences, chart, table and explanations as on its screen.

    ``spoken`` is the chart's alternative text and ``marks`` what its ranges mean; ``explained`` are headings with texts.
    """

    heading: str
    unit: str
    said: Sequence[str]
    chart: Chart
    spoken: str
    marks: str
    table: Table
    explained: Sequence[tuple[str, str]]
    sources: Sequence[str]


@dataclass(frozen=True)
class Paper:
    """``front`` are the lines below the title, ``shared`` explanations that hold for several sections, ``link`` the
    address that shows the same."""

    t: Text
    title: str
    made: datetime.date
    front: Sequence[tuple[str, str]]
    sections: Sequence[Section]
    shared: Sequence[tuple[str, str]]
    link: str


@dataclass(frozen=True)
class Cell:
    """What is written in a cell, the number of its footnote, and how it stands: a figure to the right, what the dashboard
    computed in italics."""

    text: str
    note: str = ""
    figure: bool = False
    computed: bool = False


@dataclass(frozen=True)
class Part:
    """As much of a table as a sheet is wide; ``row_headers`` is how many of the cells name their row."""

    caption: str
    head: list[Cell]
    rows: list[list[Cell]]
    row_headers: int


@dataclass(frozen=True)
class Written:
    """A table in parts, and what stands below the last."""

    parts: list[Part]
    below: list[str] = field(default_factory=list)


def title_of(asked: str, default: str) -> str:
    """The reader's own title, on one line and not too long; the default for none."""
    kept = "".join(letter if letter.isprintable() else " " for letter in asked)
    return " ".join(kept.split())[:LONGEST_TITLE].strip() or default


def written(t: Text, table: Table) -> Written:
    """The cells of a table as the page shows them, and its notes."""
    said = list(dict.fromkeys(table.notes[place] for place in sorted(table.notes)))
    numbers = {note: f"{number})" for number, note in enumerate(said, start=1)}
    seen = [(place, column) for place, column in enumerate(table.columns) if not column.unseen]
    names, figures = seen[: table.row_headers], seen[table.row_headers :]
    wide = MOST_COLUMNS - len(names)
    chunks = [figures[start : start + wide] for start in range(0, len(figures), wide)] or [[]]
    parts = []
    for number, chunk in enumerate(chunks, start=1):
        columns = [*names, *chunk]
        caption = table.caption
        if len(chunks) > 1:
            caption = t("{caption} (part {number} of {all})", caption=caption, number=number, all=len(chunks))
        head = [Cell(tables.heading(t, column), "", _right(column), column.computed) for _, column in columns]
        rows = [
            [_cell(t, table, number_of_row, column, row[place], numbers) for place, column in columns]
            for number_of_row, row in enumerate(table.rows)
        ]
        parts.append(Part(caption, head, rows, table.row_headers))
    return Written(parts, [*(f"{number} {note}" for note, number in numbers.items()), *table.remarks])


def _cell(t: Text, table: Table, row: int, column: Column, value: object, numbers: dict[str, str]) -> Cell:
    text = tables.shown(t, table, row, column, value)
    computed = (row, column.id) in table.computed
    if computed:
        text = t("{measure} (computed)", measure=text)
    note = table.notes.get((row, column.id), "")
    return Cell(text, numbers.get(note, ""), _right(column), column.computed or computed)


def _right(column: Column) -> bool:
    return column.decimals is not None


def explanations(sections: Sequence[Sequence[tuple[str, str]]]) -> list[tuple[str, str]]:
    """Those that several sections have: on paper they stand once, at the end."""
    every = [line for lines in sections for line in dict.fromkeys(lines) if line[1]]
    return [line for line in dict.fromkeys(every) if every.count(line) > 1]
