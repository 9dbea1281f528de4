"""A file as a grid of cells, whatever it is: delimited text, a workbook, JSON or PX."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from queries.exports.file import grid, json_table, px, text, workbook
from queries.exports.file.grid import Grid
from queries.exports.problems import Refused, about

OTHERS: tuple[tuple[str, Callable[[str], bool], Callable[[str, str], Any]], ...] = (
    ("JSON", json_table.is_json, json_table.table),
    ("PX", px.is_px, px.table),
)
"""Kinds of text that are no delimited rows: how they are known, and their rows."""


def is_delimited(decoded: str) -> bool:
    """Whether a text is not JSON or PX, so that its rows are lines."""
    return not any(is_kind(decoded) for _, is_kind, _ in OTHERS)


@dataclass(frozen=True, kw_only=True)
class Opened:
    """A file's cells. ``kind`` is empty for delimited text; ``second`` are the cells as DuckDB would part them, if otherwise."""

    cells: Grid
    kind: str = ""
    encoding: str = ""
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    second: Grid | None = None

    def as_csv(self) -> bytes:
        """The cells as CSV in UTF-8, blank rows included."""
        written = io.StringIO()
        csv.writer(written, lineterminator="\n").writerows(self.cells.cells)
        return written.getvalue().encode()


def opened(
    name: str, content: bytes, encoding: str | None = None, delimiter: str | None = None, sheet: str | None = None
) -> Opened:
    """The cells of a file; what is given is the reader's word. Raises :class:`Refused` where it holds no table."""
    if text.is_workbook(content):
        return of_workbook(name, content, sheet)
    decoded, encoding = text.decoded(name, content, encoding)
    if not delimiter:
        for kind, is_kind, table in OTHERS:
            if is_kind(decoded):
                return Opened(cells=grid.from_cells(name, table(name, decoded)), kind=kind, encoding=encoding)
    cells = grid.from_text(name, decoded, delimiter)
    second = None if delimiter or cells.is_sure else otherwise(name, decoded, cells.delimiter)
    return Opened(cells=cells, encoding=encoding, second=second)


def of_workbook(name: str, content: bytes, asked: str | None) -> Opened:
    kind, sheets = workbook.sheets(name, content)
    tables = {}
    for title, rows in sheets.items():
        try:
            tables[title] = grid.from_cells(name, rows)
        except Refused:
            continue
    if not tables:
        raise Refused(about(name, "not_a_table"))
    sheet = asked if asked in tables else max(tables, key=lambda title: tables[title].weight)
    return Opened(cells=tables[str(sheet)], kind=kind, sheet=str(sheet), sheets=tuple(tables))


LOOKED_AT = 100_000
"""Letters at the beginning of a text that DuckDB looks at."""


def otherwise(name: str, decoded: str, delimiter: str) -> Grid | None:
    """The cells with the delimiter that DuckDB finds, where that is another; what it looks at lies in a temporary file."""
    head = decoded[: decoded.rfind("\n", 0, LOOKED_AT) + 1] or decoded
    with tempfile.TemporaryDirectory(prefix="lagesbild-", ignore_cleanup_errors=True) as scratch:
        path = Path(scratch) / "head.csv"
        path.write_text(head, encoding="utf-8", errors="replace")
        try:
            with duckdb.connect(config={"autoinstall_known_extensions": "false"}) as database:
                found = database.execute("SELECT Delimiter FROM sniff_csv($path)", {"path": str(path)}).fetchone()
        except duckdb.Error:
            return None
    if not found or found[0] == delimiter or found[0] not in grid.DELIMITERS:
        return None
    try:
        return grid.from_text(name, decoded, found[0])
    except Refused:
        return None
