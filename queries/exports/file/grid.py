"""From text to rows of cells, each with its number as a spreadsheet counts it. Stage one, second half: is it a table?"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from queries.exports.problems import Refused, about
from queries.exports.values.cells import is_amount
from queries.store.checks import Problem

DELIMITERS = (";", "\t", "|", ",")
"""What separates columns, the likeliest first: in Sweden the comma is in the figures."""

MOST_COLUMNS = 5_000
LOOKED_AT = 400
"""Lines at the beginning from which the delimiter is found."""

LONGEST_CELL = 20_000
"""Letters. A longer cell is a quotation mark that was never closed."""

Row = list[str]


@dataclass(frozen=True, kw_only=True)
class Grid:
    """A table before anything is understood of it: cells by row, as text without spaces around it.

    The rows are read anew each time they are asked for, so that a large file is never held as cells. ``head`` are the
    first of them and ``tail`` the last, each with its number, blank ones included. ``is_sure`` is whether no other delimiter
    parts the text as well.
    """

    name: str
    text: str = field(repr=False, default="")
    delimiter: str = ""
    cells: tuple[Row, ...] = field(repr=False, default=())
    head: tuple[tuple[int, Row], ...] = field(repr=False, default=())
    tail: tuple[tuple[int, Row], ...] = field(repr=False, default=())
    is_sure: bool = True

    def rows(self) -> Iterator[tuple[int, Row]]:
        """Every row that is not blank, with its number."""
        for number, row in self._all():
            if any(row):
                yield number, row

    def beginning(self) -> Grid:
        """The first rows alone, as a table of their own."""
        return replace(self, text="", cells=tuple(row for _, row in self.head), tail=())

    @property
    def weight(self) -> int:
        """How many figures the first rows hold."""
        return sum(is_amount(cell) for _, row in self.head for cell in row)

    def _all(self) -> Iterator[tuple[int, Row]]:
        if self.cells:
            yield from enumerate(self.cells, start=1)
        else:
            yield from enumerate(split(self.text, self.delimiter), start=1)


def split(text: str, delimiter: str) -> Iterator[Row]:
    """The rows of delimited text; cells without the spaces around them."""
    first, _, rest = text.partition("\n")
    body = rest if told(first) == delimiter else text
    if body is rest:
        yield []  # the line that tells Excel the delimiter is a row to a spreadsheet's reader too
    for row in csv.reader(io.StringIO(body, newline=""), delimiter=delimiter):
        yield [cell.strip(AROUND) if cell[:1] != "=" else formula(cell) for cell in row]


AROUND = " \t\r\n\u00a0\u202f\u2009\ufeff"


def formula(cell: str) -> str:
    """The text of a cell written as a formula, so that a spreadsheet keeps its zeros: ``="0180"``."""
    found = re.fullmatch(r'="?([^"]*)"?', cell.strip(AROUND))
    return found[1] if found else cell.strip(AROUND)


HEAD = 3_000
TAIL = 300


def from_text(name: str, text: str, delimiter: str | None = None) -> Grid:
    """A grid of delimited text. Raises :class:`Refused` where there is no table."""
    csv.field_size_limit(2**31 - 1)
    check_lines(name, text)
    if "\r" in text and "\n" not in text:
        text = text.replace("\r", "\n")  # an old Mac's line ends
    text = unwrapped(text)
    found, is_sure = delimiter_of(text)
    return looked_at(Grid(name=name, text=text, delimiter=delimiter or found, is_sure=is_sure or bool(delimiter)))


LONGEST_LINE = 1_000_000
"""Letters. The longest row of a real table, of five thousand columns, is a tenth of it."""


def check_lines(name: str, text: str) -> None:
    """Raise :class:`Refused` for a line that is no row of a table: to part it takes as long as a large file."""
    begin = 0
    while begin + LONGEST_LINE < len(text):
        end = max(text.rfind(mark, begin, begin + LONGEST_LINE + 1) for mark in "\r\n")
        if end < 0:
            raise Refused(Problem("line_too_long", name, text.count("\n", 0, begin) + 1))
        begin = end + 1


def unwrapped(text: str) -> str:
    """The text without the quotation marks that a spreadsheet put around each whole line of a CSV file in one column."""
    lines = [line for line in text.split("\n", LOOKED_AT)[:LOOKED_AT] if line.strip()]
    if not lines or not all(WRAPPED.fullmatch(line.strip()) and DELIMITED.search(line) for line in lines):
        return text
    return "\n".join(line.strip()[1:-1].replace('""', '"') if line.strip() else "" for line in text.split("\n"))


DELIMITED = re.compile(r"[;\t|,]")
WRAPPED = re.compile(r'"(?:[^"]|"")*"')


def from_cells(name: str, cells: list[Row]) -> Grid:
    """A grid of a workbook's sheet. Raises :class:`Refused` where there is no table."""
    return looked_at(Grid(name=name, cells=tuple([cell.strip() for cell in row] for row in cells)))


def looked_at(grid: Grid) -> Grid:
    """The grid with its first and last rows and its width, checked to be a table."""
    head: list[tuple[int, Row]] = []
    tail: list[tuple[int, Row]] = []
    several = False
    for number, row in grid._all():
        if len(row) > MOST_COLUMNS and (filled := sum(1 for cell in row if cell)) > MOST_COLUMNS:
            raise Refused(about(grid.name, "too_many_columns", filled, MOST_COLUMNS))
        if row and max(map(len, row)) > SUSPICIOUS and not grid.cells:
            check_quotes(grid.name, number, row)
        several = several or sum(1 for cell in row if cell) > 1
        if len(head) < HEAD:
            head.append((number, row))
        else:
            tail.append((number, row))
            if len(tail) > 2 * TAIL:
                del tail[:TAIL]
    if not several:
        raise Refused(about(grid.name, "not_a_table"))
    return replace(grid, head=tuple(head), tail=tuple(tail))


SUSPICIOUS = 50
"""Letters; a shorter cell cannot hold more line ends than that."""


def check_quotes(name: str, number: int, row: Row) -> None:
    """Raise :class:`Refused` where a cell holds what must be many rows."""
    if any(len(cell) > LONGEST_CELL or cell.count("\n") > SUSPICIOUS for cell in row):
        raise Refused(Problem("unclosed_quote", name, number))


def told(line: str) -> str:
    """The delimiter that a first line tells Excel, such as ``sep=;``, or nothing."""
    found = re.fullmatch(r"(?i)\"?sep=(.)\"?", line.strip(" \r\ufeff"))
    return found[1] if found else ""


def delimiter_of(text: str) -> tuple[str, bool]:
    """The delimiter with which most of the first lines have the same number of cells, and more than one; and whether no other
    does as well."""
    lines = "\n".join(text.split("\n", LOOKED_AT)[:LOOKED_AT])
    if said := told(lines.split("\n", 1)[0]):
        return said, True

    def agreeing(delimiter: str) -> tuple[float, int]:
        try:
            widths = Counter(len(row) for row in csv.reader(io.StringIO(lines, newline=""), delimiter=delimiter) if row)
        except csv.Error:
            return (0.0, 0)
        total = sum(widths.values())
        several = {width: count for width, count in widths.items() if width > 1}
        if not several:
            return (0.0, 0)
        width = max(several, key=lambda width: (several[width], width))
        # An empty cell at a row's end may be left out, or be there without a name in the header.
        near = sum(count for other, count in several.items() if abs(other - width) <= 1)
        return (round(near / total, 2), width)

    scores = {delimiter: agreeing(delimiter) for delimiter in DELIMITERS}
    best = max(score for score, _ in scores.values())
    good = [delimiter for delimiter in DELIMITERS if scores[delimiter][0] >= best - 0.1 and scores[delimiter][0] > 0]
    # Among equals the comma comes last, however many of them there are: it is a decimal mark too.
    return good[0] if good else ";", len(good) == 1 and best > 0.6
