"""A paper for a meeting, as data: what it says, before it is written as PDF or Word. Nothing here draws or asks."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field

from pages.components import tables
from pages.components.charts import Chart
from pages.components.notes import Document
from pages.components.paper import letters
from pages.components.paper.passages import Passage, Point
from pages.components.tables import Column, Table
from pages.components.text import Text

SHEET = 170.0
"""Millimetres between the margins of an A4 sheet: a wider table goes on in a further one, its rows' names repeated."""

NARROW, WIDE = frozenset("iljtfrI.,:;!|()[]'’-/ \u00a0"), frozenset("mwMWÅÄÖOQGDHNU@%—–")
DIGITS = frozenset("0123456789")
"""Letters whose widths are not those of most."""

AROUND = 2.4
"""Millimetres that are left free beside the text of a cell."""

SLACK = 1.06
"""So much wider than a sheet a table may be by what :func:`wide` says, which is rather more than less."""

LONGEST_WORD, LONGEST_LINE = 38.0, 60.0
"""Millimetres: a longer word is divided, and a column that holds longer texts has them on several lines."""

LONGEST_TITLE = 120


@dataclass(frozen=True, kw_only=True)
class Section:
    """One indicator: the same sentences, chart (if it has one), table and explanations as on its screen.

    ``missing`` says which of the paper's places have no figures of it; ``spoken`` is the chart's alternative text, ``marks``
    what its ranges mean, ``events`` what its letters stand for; ``explained`` are headings with texts, ``caveats`` those of
    them that the short paper keeps.
    """

    heading: str
    unit: str
    said: Sequence[str]
    chart: Chart | None
    spoken: str
    marks: str
    table: Table
    explained: Sequence[tuple[str, str]]
    sources: Sequence[Document]
    events: Sequence[str] = ()
    missing: str = ""
    caveats: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True)
class Chapter:
    """A part of what is said of an agreement: sentences, points, tables."""

    heading: str
    said: Sequence[str] = ()
    points: Sequence[Point] = ()
    tables: Sequence[Table] = ()


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """An agreement between municipalities and the police: ``facts`` are headings with texts, as are ``explained``;
    ``used`` are the ids of the ``sources``; ``compared`` is all that an earlier version is compared with, table by table."""

    heading: str
    said: Sequence[str]
    facts: Sequence[tuple[str, str]]
    chapters: Sequence[Chapter]
    explained: Sequence[tuple[str, str]]
    sources: Sequence[Document]
    used: Sequence[str] = ()
    compared: Sequence[Table] = ()


@dataclass(frozen=True, kw_only=True)
class Paper:
    """``front`` are the lines below the title, ``points`` the paper in short, ``since`` what has changed since an earlier one, ``passages`` the chapters of a longer document,
    ``shared`` explanations that hold for several sections. Last and small stand ``last``, headings with texts, ``link``, the address that shows the same, and ``kept``, what
    a reader must know of the figures there. ``is_short``: on one or two sheets, each chart a third of a sheet high."""

    t: Text
    title: str
    made: datetime.date
    front: Sequence[tuple[str, str]]
    sections: Sequence[Section]
    shared: Sequence[tuple[str, str]]
    link: str
    agreement: Agreement | None = None
    kept: Sequence[tuple[str, str]] = ()
    points: Sequence[str] = ()
    last: Sequence[tuple[str, str]] = ()
    passages: Sequence[Passage] = ()
    since: Sequence[Passage] = ()
    is_short: bool = False


@dataclass(frozen=True)
class Cell:
    """What is written in a cell, the number of its footnote, and how it stands: a figure to the right, what the dashboard
    computed in italics."""

    text: str
    note: str = ""
    figure: bool = False
    computed: bool = False


@dataclass(frozen=True, kw_only=True)
class Part:
    """As much of a table as a sheet is wide; ``widths`` are its columns' shares of the sheet, in millimetres, and ``names``
    counts those of them that name the row."""

    caption: str
    head: list[Cell]
    rows: list[list[Cell]]
    widths: list[float]
    names: int


@dataclass(frozen=True)
class Written:
    """A table in parts, and what stands below the last."""

    parts: list[Part]
    below: list[str] = field(default_factory=list)


def footer(paper: Paper) -> str:
    """What stands at the foot of each sheet: the title, with whose paper it is unless the title says so itself."""
    name = "Lägesbild"
    return paper.title if paper.title.startswith(name) else f"{name}. {paper.title}"


def title_of(asked: str, default: str) -> str:
    """The reader's own title, on one line and not too long; the default for none, and for one of which nothing is seen."""
    kept = "".join(letter if letter.isprintable() else " " for letter in asked)
    title = " ".join(kept.split())[:LONGEST_TITLE].strip()
    return title if letters.drawn(title).strip() else default


def written(t: Text, table: Table) -> Written:
    """The cells of a table as the page shows them, and its notes."""
    said = list(dict.fromkeys(table.notes[place] for place in sorted(table.notes)))
    numbers = {note: f"{number})" for number, note in enumerate(said, start=1)}
    seen = [(place, column) for place, column in enumerate(table.columns) if not column.unseen]
    whole = [_row(t, table, number, row, seen, numbers) for number, row in enumerate(table.rows)]
    head = [Cell(tables.heading(t, column), "", _right(column), column.computed) for _, column in seen]
    least = [_least([cells[place] for cells in [head, *whole]]) for place in range(len(seen))]
    names = range(min(table.row_headers, len(seen)))
    computed = [column.computed for _, column in seen]
    chunks = divided(least, computed, len(names))
    parts = []
    for number, chunk in enumerate(chunks, start=1):
        caption = table.caption
        if len(chunks) > 1:
            caption = t("{caption} (part {number} of {all})", caption=caption, number=number, all=len(chunks))
        places = [*names, *chunk]
        rows = [[cells[place] for place in places] for cells in whole]
        widths = _widths([least[place] for place in places], [head, *whole], places, len(names))
        parts.append(
            Part(caption=caption, head=[head[place] for place in places], rows=rows, widths=widths, names=len(names))
        )
    return Written(parts, [*(f"{number} {note}" for note, number in numbers.items()), *table.remarks])


def _row(
    t: Text,
    table: Table,
    number: int,
    row: Sequence[object],
    seen: Sequence[tuple[int, Column]],
    numbers: dict[str, str],
) -> list[Cell]:
    """The cells of a row. That its figures are computed is said once, by its name, where it holds for all of them."""
    figures = [column.id for place, column in seen if _right(column) and not column.computed and row[place] is not None]
    made = [id_ for id_ in figures if (number, id_) in table.computed]
    once = 0 < len(made) == len(figures) and table.row_headers > 0
    cells = []
    for position, (place, column) in enumerate(seen):
        text = tables.shown(t, table, number, column, row[place])
        computed = (number, column.id) in table.computed
        if (computed and not once) or (once and position == table.row_headers - 1):
            text = t("{measure} (computed)", measure=text)
        note = numbers.get(table.notes.get((number, column.id), ""), "")
        cells.append(Cell(text, note, _right(column), column.computed or computed))
    return cells


def _right(column: Column) -> bool:
    return column.decimals is not None


def wide(text: str) -> float:
    """About how many millimetres a text takes in a table's bold letters, rather more than less."""
    return sum(
        0.95 if letter in NARROW else 2.4 if letter in WIDE else 1.5 if letter in DIGITS else 1.65 for letter in text
    )


def _least(cells: Sequence[Cell]) -> float:
    """How wide a column must be for its longest word, in millimetres."""
    longest = max((wide(word + cell.note) for cell in cells for word in cell.text.split(" ")), default=0.0)
    return min(longest, LONGEST_WORD) + AROUND


def divided(least: Sequence[float], computed: Sequence[bool], names: int) -> list[list[int]]:
    """The columns after the first ``names`` in as many parts as their widths need, each about as wide as the others.

    What is computed of the figures goes into a part of its own where that needs no further part.
    """
    room, columns = SHEET - sum(least[:names]), list(range(names, len(least)))
    filled: list[list[int]] = [[]]
    for place in columns:
        if filled[-1] and sum(least[other] for other in filled[-1]) + least[place] > room:
            filled.append([])
        filled[-1].append(place)
    count = len(filled)
    if count == 1:
        return filled
    turns = [
        number for number in range(1, len(columns)) if computed[columns[number]] and not computed[columns[number - 1]]
    ]
    even = [round(len(columns) * number / count) for number in range(count + 1)]
    for cuts in ([0, *turns, len(columns)], even):
        parts = [columns[first:last] for first, last in itertools.pairwise(cuts)]
        if len(parts) == count and all(sum(least[place] for place in part) <= room * SLACK for part in parts):
            return parts
    return filled


def _widths(least: Sequence[float], rows: Sequence[Sequence[Cell]], places: Sequence[int], names: int) -> list[float]:
    """The widths of these columns. What a sheet has left goes to texts that are longer than their longest word: first to
    the ``names`` of the rows and other columns of text, then to the headings of figures."""
    longest = [max(wide(cells[place].text) for cells in rows) for place in places]
    widths = list(least)
    texts = [number for number, place in enumerate(places) if number < names or not rows[0][place].figure]
    for group in (texts, [number for number in range(len(places)) if number not in texts]):
        more = {place: max(min(longest[place], LONGEST_LINE) + AROUND - least[place], 0.0) for place in group}
        left = max(SHEET - sum(widths), 0.0)
        share = min(1.0, left / sum(more.values())) if sum(more.values()) else 0.0
        for place, extra in more.items():
            widths[place] += extra * share
    left = SHEET - sum(widths)
    if left < 0:
        return [width * SHEET / sum(widths) for width in widths]
    return [width + left / len(widths) for width in widths]


def explanations(sections: Sequence[Sequence[tuple[str, str]]]) -> list[tuple[str, str]]:
    """Those that several sections have: on paper they stand once, at the end."""
    every = [line for lines in sections for line in dict.fromkeys(lines) if line[1]]
    return [line for line in dict.fromkeys(every) if every.count(line) > 1]
