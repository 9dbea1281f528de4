"""What stands in the tables of a page, so that it can be kept and compared later: by ids, whatever the language."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from pages.components import tables
from pages.components.tables import Column, Table
from pages.components.text import MISSING, Text, is_missing, round_half_up

FIGURE, ID, SAME, WORDS, NONE = "figure", "id", "same", "words", "none"
"""Kinds of cells: a number as a program writes it; an id with a label; text that all languages share; text of the
language it was kept in; nothing."""


@dataclass(frozen=True)
class Cell:
    """A cell: its kind, what it holds, and how readers saw it."""

    kind: str
    value: str
    said: str

    def same_as(self, other: Cell, in_words: bool) -> bool:
        """Whether both hold the same. Without ``in_words`` they are of different languages: then words are not compared."""
        if WORDS in (self.kind, other.kind):
            return self.said == other.said if in_words else True
        return (self.kind, self.value) == (other.kind, other.value)


NOTHING = Cell(NONE, "", MISSING)


@dataclass(frozen=True)
class Row:
    """A row: what tells it from the others, its name as readers saw it, whether that id is of one language only."""

    id: str
    name: str
    in_words: bool
    cells: dict[str, Cell]


@dataclass(frozen=True)
class Part:
    """One table: its id, the caption and headings that readers saw, its rows. Figures are never known by their caption."""

    id: str
    caption: str
    headings: dict[str, str]
    rows: list[Row] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Change:
    """A cell that is not as it was: its table, row and column as readers see them; ``None`` where there was no such row."""

    table: str
    row: str
    column: str
    then: Cell
    now: Cell


def parts(t: Text, shown: Sequence[Table]) -> list[Part]:
    """What can be compared in these tables: all that is seen and does not move with the calendar alone."""
    return [_part(t, table) for table in shown]


def _part(t: Text, table: Table) -> Part:
    seen = [(place, column) for place, column in enumerate(table.columns) if not column.unseen]
    names, figures = seen[: table.row_headers], seen[table.row_headers :]
    figures = [(place, column) for place, column in figures if not column.by_date]
    rows = []
    for number, row in enumerate(table.rows):
        heads = [cell(t, table, number, column, row[place]) for place, column in names]
        id_ = _joined(table.row_ids[number]) if table.row_ids else _joined([head.value or head.said for head in heads])
        in_words = not table.row_ids and any(head.kind == WORDS for head in heads)
        cells = {column_id(column): cell(t, table, number, column, row[place]) for place, column in figures}
        rows.append(Row(id_, ", ".join(head.said for head in heads), in_words, cells))
    headings = {column_id(column): tables.heading(t, column) for _, column in figures}
    return Part(table.id or _joined([column.id for _, column in names]), table.caption, headings, rows)


def _joined(parts: Sequence[object]) -> str:
    return " | ".join("" if is_missing(part) else str(part) for part in parts)


def column_id(column: Column) -> str:
    """The column's id with the years in its heading: a change since 2018 is another figure than one since 2019."""
    return " ".join([column.id, *(year for year in re.findall(r"\b\d{4}\b", column.title) if year not in column.id)])


def cell(t: Text, table: Table, number: int, column: Column, value: object) -> Cell:
    """One cell, as it is compared."""
    said = tables.shown(t, table, number, column, value)
    if (number, column.id) in table.printed:
        return Cell(WORDS, said, said)
    if is_missing(value):
        return NOTHING
    decimals = table.decimals(number, column)
    if decimals is not None and column.grouped:
        return Cell(FIGURE, as_figure(float(str(value)), decimals, column.signed), said)
    if str(value) in column.labels:
        return Cell(ID, str(value), said)
    return Cell(WORDS if decimals is None else SAME, said, said)


def as_figure(value: float, decimals: int, signed: bool) -> str:
    """A number as a program writes it, with the decimals and the sign that readers see: ``+1234.5``."""
    rounded = round_half_up(value, decimals)
    return f"{'+' if signed and rounded > 0 else ''}{rounded:.{decimals}f}"


def in_language(t: Text, cell: Cell, today: Cell) -> str:
    """How a reader of this language sees a cell that was kept in another; ``today`` is the same cell now."""
    if cell.kind == FIGURE:
        decimals = len(cell.value.partition(".")[2])
        return t.number(float(cell.value), decimals, signed=cell.value.startswith("+"))
    if cell.kind == ID and today.kind == ID and today.value == cell.value:
        return today.said
    return cell.said


def changes(before: Sequence[Part], now: Sequence[Part], in_words: bool = True) -> list[Change]:
    """Every cell that is not as it was, table by table; ``in_words`` says that both are of one language.

    Rows are compared by their ids alone. Where several share one, those that agree in all cells are the same; of the
    others it is not known which became which: they are gone, or new.
    """
    found = []
    by_id = {part.id: part for part in before}
    pairs: list[tuple[Part | None, Part | None]] = [(by_id.get(part.id), part) for part in now]
    still_there = {part.id for part in now}
    pairs += [(part, None) for part in before if part.id not in still_there]
    for old, new in pairs:
        headings = (old.headings if old else {}) | (new.headings if new else {})
        caption = new.caption if new else old.caption if old else ""
        order = list(dict.fromkeys([*(new.headings if new else ()), *headings]))
        for then, today in _rows(old.rows if old else [], new.rows if new else [], in_words):
            name = today.name if today else then.name if then else ""
            for id_ in order:
                was = then.cells.get(id_, NOTHING) if then else NOTHING
                is_ = today.cells.get(id_, NOTHING) if today else NOTHING
                if not was.same_as(is_, in_words):
                    found.append(Change(table=caption, row=name, column=headings[id_], then=was, now=is_))
    return found


def _rows(before: Sequence[Row], now: Sequence[Row], in_words: bool) -> list[tuple[Row | None, Row | None]]:
    """Each row as it was with the same row now; ``None`` where there was, or is, none."""
    if not in_words:
        before, now = [row for row in before if not row.in_words], [row for row in now if not row.in_words]
    found: list[tuple[Row | None, Row | None]] = []
    old, new = _by_id(before), _by_id(now)
    for id_ in new | old:
        then, today = old.get(id_, []), new.get(id_, [])
        if len(then) == len(today) == 1:
            found.append((then[0], today[0]))
            continue
        then, today = _without_twins(then, today, in_words)
        found += [*((row, None) for row in then), *((None, row) for row in today)]
    return found


def _by_id(rows: Sequence[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.id].append(row)
    return dict(found)


def _without_twins(then: list[Row], today: list[Row], in_words: bool) -> tuple[list[Row], list[Row]]:
    """The rows of one id that no row of the other side agrees with; each agrees with the first that is left."""
    look = _look([*then, *today], in_words)
    alike: dict[tuple[object, ...], list[Row]] = defaultdict(list)
    for row in today:
        alike[look(row)].append(row)
    gone, taken = [], set()
    for row in then:
        # Only rows that look alike can agree: comparing each with each takes minutes for long tables.
        others = alike.get(look(row), [])
        place = next((place for place, other in enumerate(others) if _agree(row, other, in_words)), None)
        if place is None:
            gone.append(row)
        else:
            taken.add(id(others.pop(place)))
    return gone, [row for row in today if id(row) not in taken]


def _look(rows: Sequence[Row], in_words: bool) -> Callable[[Row], tuple[object, ...]]:
    """What two of these rows share if they agree: the columns that are without words in all of them, and those that are
    words or nothing in all of them where words are compared."""
    cells: dict[str, set[Cell]] = defaultdict(set)
    for row in rows:
        for column, cell in row.cells.items():
            cells[column].add(cell)
    firm = [column for column, every in cells.items() if not any(cell.kind == WORDS for cell in every)]
    said = [column for column, every in cells.items() if all(cell.kind == WORDS or cell == NOTHING for cell in every)]

    def look(row: Row) -> tuple[object, ...]:
        there = [row.cells.get(column, NOTHING) for column in firm]
        words = [row.cells.get(column, NOTHING).said for column in said] if in_words else []
        return (*((cell.kind, cell.value) for cell in there), *words)

    return look


def _agree(row: Row, other: Row, in_words: bool) -> bool:
    every = [*row.cells, *other.cells]
    return all(row.cells.get(id_, NOTHING).same_as(other.cells.get(id_, NOTHING), in_words) for id_ in every)


def has_words(parts: Sequence[Part]) -> bool:
    """Whether anything in these tables is words of one language, which another cannot be compared with."""
    return any(
        row.in_words or any(cell.kind == WORDS for cell in row.cells.values()) for part in parts for row in part.rows
    )


def captions(before: Sequence[Part], now: Sequence[Part]) -> list[tuple[str, str]]:
    """The captions that read otherwise than they did, then and now."""
    by_id = {part.id: part.caption for part in before}
    return [(by_id[part.id], part.caption) for part in now if by_id.get(part.id, part.caption) != part.caption]


def as_json(parts: Sequence[Part]) -> list[Any]:
    """The tables as they are kept."""
    return [
        [
            part.id,
            part.caption,
            part.headings,
            [
                [
                    row.id,
                    row.name,
                    row.in_words,
                    [[id_, cell.kind, cell.value, cell.said] for id_, cell in row.cells.items()],
                ]
                for row in part.rows
            ],
        ]
        for part in parts
    ]


def from_json(content: list[Any]) -> list[Part]:
    """The tables that were kept. Raises ``ValueError`` or ``TypeError`` for what is none."""
    return [
        Part(
            str(id_),
            str(caption),
            {str(column): str(heading) for column, heading in dict(headings).items()},
            [
                Row(str(row), str(name), bool(words), {str(a): Cell(str(b), str(c), str(d)) for a, b, c, d in cells})
                for row, name, words, cells in rows
            ],
        )
        for id_, caption, headings, rows in content
    ]
