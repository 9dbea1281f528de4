"""A file with one row per event: what is known of its shape, and its first rows."""

from __future__ import annotations

import csv
import itertools
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from queries.exports.file.encodings import NotInEncoding, is_utf8, write_utf8
from queries.store.checks import Problem

Progress = Callable[[float], None]

SHOWN = 20
"""Problems of a kind that are given in full."""

SAMPLE = 2000
"""Filled cells that decide the form of dates and coordinates."""

LONGEST_SAMPLE = 200_000
"""Rows that are looked through for them at most."""

SPARE = 40
"""Surplus cells that a row may have; each one more costs DuckDB a kilobyte of memory."""

SLIPS = 0.02
"""Share of the first rows that may have a broken cell without the whole file being refused."""


@dataclass(frozen=True)
class EventFile:
    """A file of events and what is known of its shape; guessed elsewhere, corrected by the reader.

    ``header_row`` is the header's row as a spreadsheet counts it; without header, ``None``, the columns are called
    ``A``, ``B``, … . ``latitude`` and ``longitude`` may also be northing and easting. ``date_form`` (a key of
    ``date_forms.FORMS``) overrules what the dates look like. ``spots`` are the columns of coordinates by which events are
    counted by hexagon too, whatever their place is told by.
    """

    path: Path
    name: str
    encoding: str
    delimiter: str
    header_row: int | None
    columns: tuple[str, ...]
    date: str
    place: str | None = None
    latitude: str | None = None
    longitude: str | None = None
    type: str | None = None
    priority: str | None = None
    date_form: str | None = None
    spots: tuple[str, str] | None = None


class NotCounted(Exception):
    """The events of a file cannot be counted; ``problem`` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


class Share:
    """Tells the share done, never less than before; ``begin`` is where the present step begins."""

    def __init__(self, progress: Progress | None) -> None:
        self.progress = progress
        self.told = -1.0
        self.begin = 0.0
        self.end = 1.0

    def step(self, begin: float, end: float) -> None:
        self.begin, self.end = begin, end
        self(0.0)

    def __call__(self, share: float) -> None:
        done = min(self.begin + share * (self.end - self.begin), 1.0) if share < 1.0 else self.end
        if self.progress and done > self.told:
            self.told = done
            self.progress(done)


def as_utf8(file: EventFile, scratch: Path, told: Share) -> Path:
    """The file itself, or its copy in UTF-8. Raises :class:`NotCounted` when the encoding does not fit."""
    if file.path.stat().st_size == 0:
        raise NotCounted(Problem("empty", file.name))
    try:
        if is_utf8(file.encoding):
            return plainly_named(file.path.resolve(), scratch)
        told.step(0.0, 0.3)
        write_utf8(file.path, file.encoding, scratch / "utf8.csv", told)
    except NotInEncoding as error:
        problem = Problem("wrong_encoding", file.name, error.line, value=error.value, expected=(file.encoding,))
        raise NotCounted(problem) from error
    except LookupError as error:
        raise NotCounted(Problem("wrong_encoding", file.name, expected=(file.encoding,))) from error
    told.step(0.3, 1.0)
    return scratch / "utf8.csv"


def plainly_named(path: Path, scratch: Path) -> Path:
    """The file under a name that DuckDB does not take for a pattern of names."""
    if not set("*?[]") & set(str(path)):
        return path
    other = scratch / "events.csv"
    try:
        other.symlink_to(path)
    except OSError:  # a system that lets few make links
        shutil.copyfile(path, other)
    return other


@dataclass(frozen=True)
class Sample:
    """The first rows of a file: their cells, and the most cells of a row."""

    rows: list[list[str]]
    widest: int


def sample(file: EventFile, path: Path) -> Sample:
    """Rows enough to decide upon forms. Raises :class:`NotCounted` when there are none or when they are no table."""
    numbered: list[tuple[int, list[str]]] = []
    place = file.columns.index(file.date)
    above = file.header_row or 0
    filled = 0
    with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as text:
        reader = enumerate(csv.reader(text, delimiter=file.delimiter), start=1)
        try:
            for number, row in itertools.islice(reader, above, above + LONGEST_SAMPLE):
                if row:
                    numbered.append((number, row))
                    filled += len(row) > place and bool(row[place].strip())
                if filled == SAMPLE:
                    break
        except csv.Error as error:  # a cell without end: what was read before it serves
            if not numbered:
                raise NotCounted(Problem("not_csv", file.name, value=str(error))) from error
    if not numbered:
        raise NotCounted(Problem("no_rows", file.name))
    check_encoding(file, numbered)
    check_quotes(file, path, above + len(numbered))
    rows = [[readable(cell) for cell in row] for _, row in numbered]
    return Sample(rows, min(max(map(len, rows)), len(file.columns) + SPARE))


# DuckDB names the rows that it cannot read one by one, at a kilobyte of memory each: fit for slips, not for a wrong
# guess about the whole file. Therefore the first rows are looked at before it begins.


def check_encoding(file: EventFile, numbered: list[tuple[int, list[str]]]) -> None:
    """Raise :class:`NotCounted` when many of the first rows are no UTF-8."""
    broken = [
        (number, cell) for number, row in numbered for cell in row if not cell.isascii() and readable(cell) != cell
    ]
    if len(broken) > len(numbered) * SLIPS:
        number, cell = broken[0]
        raise NotCounted(
            Problem("wrong_encoding", file.name, number, value=readable(cell)[:80], expected=(file.encoding,))
        )


def check_quotes(file: EventFile, path: Path, rows: int) -> None:
    """Raise :class:`NotCounted` when many of the first rows have quotation marks that do not pair."""
    slips = 0
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as text:
        reader = csv.reader(text, delimiter=file.delimiter, strict=True)
        for _ in range(rows):
            try:
                if next(reader, None) is None:
                    break
            except csv.Error:
                slips += 1
    if slips > max(rows * SLIPS, SHOWN):
        raise NotCounted(Problem("not_csv", file.name, value='"'))


def readable(cell: str) -> str:
    """The cell with a mark in place of bytes that are no UTF-8."""
    return cell if cell.isascii() else cell.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
