"""The SQL that reads a file of events: column names are ours, values are parameters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from queries.exports.events import spots
from queries.exports.events.event_counts import By
from queries.exports.events.event_file import EventFile
from queries.exports.events.event_form import Form
from queries.exports.events.event_rows import EARLIEST, LONGEST_ROW
from queries.exports.values import coordinates

CODES = {
    -1: "date_missing",
    -2: "date_unreadable",
    -3: "date_in_future",
    -4: "date_too_early",
    -5: "row_width",
    -6: "place_missing",
    -7: "coordinates_unreadable",
    -8: "coordinates_outside",
}
"""What stands in place of a period (the first five) or of a municipality when there is none."""

PLACE_CODE = "CASE WHEN found >= 0 THEN found WHEN found < 0 THEN -8 WHEN nowhere THEN -6 ELSE -7 END"
"""The municipality of an event with coordinates, or the code of what is wrong with them."""


@dataclass(kw_only=True)
class Reads:
    """How DuckDB reads the file. ``parallel``, ``every_column`` and ``path`` change where it has to be read another way."""

    file: EventFile
    form: Form
    path: Path
    by: By
    today: date
    parallel: bool = True
    every_column: bool = False

    @property
    def width(self) -> int:
        """The columns, and the cells that rows may have beside them."""
        return len(self.file.columns) + self.form.spare

    def cell(self, column: str | None) -> str:
        return "NULL" if column is None else f"c{self.file.columns.index(column)}"

    def table(self) -> str:
        """The file as DuckDB's table function reads it: cells as text, an empty cell is empty and a lacking one NULL.

        ``store_rejects`` each time: with ``ignore_errors`` alone it was seen to stop after a damaged row.
        """
        names = ", ".join(f"'c{number}': 'VARCHAR'" for number in range(self.width))
        return (
            f"read_csv($path, delim = $delimiter, skip = $skip, columns = {{{names}}}, header = false,"
            " auto_detect = false, quote = '\"', escape = '\"', nullstr = chr(1), compression = 'none',"
            f" null_padding = true, max_line_size = {LONGEST_ROW}, parallel = {str(self.parallel).lower()},"
            " store_rejects = true)"
        )

    def parameters(self) -> dict[str, Any]:
        return {"path": str(self.path), "delimiter": self.file.delimiter, "skip": self.file.header_row or 0}

    def period(self) -> str:
        """Year and month of a row as one number, or the code of what is wrong with it."""
        surplus = " OR ".join(f"c{number} <> ''" for number in range(len(self.file.columns), self.width))
        columns = ", ".join(f"c{number}" for number in range(self.width))
        every = f"WHEN hash({columns}) IS NULL THEN -2 " if self.every_column else ""
        month = "+ month(day)" if self.by == "month" else ""
        return (
            f"CASE {every}WHEN c{len(self.file.columns) - 1} IS NULL THEN -5 WHEN {surplus} THEN -5"
            f" WHEN day BETWEEN DATE '{EARLIEST}' AND DATE '{self.today}' THEN year(day) * 100 {month}"
            f" WHEN day > DATE '{self.today}' THEN -3 WHEN day IS NOT NULL THEN -4"
            f" WHEN trim({self.cell(self.file.date)}) = '' THEN -1 ELSE -2 END"
        )

    def events(self) -> str:
        """The rows of the file, with their day; what is no date has none."""
        return f"(SELECT {self.form.date.sql(self.cell(self.file.date))} AS day, * FROM {self.table()})"

    def kept(self) -> str:
        """What is taken over of a row: its period, its type and its priority as written in the file."""
        return (
            f"CAST({self.period()} AS INTEGER) AS period, {self.cell(self.file.type)} AS type,"
            f" {self.cell(self.file.priority)} AS priority"
        )

    def located(self) -> str:
        """The two numbers that a point is rounded to, and whether both cells are empty."""
        assert self.form.grid
        cells = [self.cell(column) for column in (self.file.latitude, self.file.longitude)]
        first, second = (coordinates.sql(cell, self.form.grid) for cell in cells)
        empty = " AND ".join(f"trim({cell}) = ''" for cell in cells)
        return f"{first} AS a, {second} AS b, ({empty}) AS nowhere"

    def by_point(self) -> str:
        """What hexagons are told by: the rounded point, the day and the hour of a row, with what is kept of it."""
        assert self.form.spots
        assert self.file.spots
        first, second = (coordinates.sql(self.cell(column), self.form.spots) for column in self.file.spots)
        return f"{self.kept()}, {first} AS a, {second} AS b, day, {self.hour()} AS hour"

    def hour(self) -> str:
        """The hour of a row, -1 where its date has none."""
        return spots.hour_of(self.cell(self.file.date)) if self.form.spots else "-1"

    def place_code(self) -> str:
        """What is wrong with the place of a group of events, as one of :data:`CODES`; NULL where nothing is."""
        if self.form.grid:
            return "CASE WHEN place < 0 THEN place END"
        return f"CASE WHEN place IS NULL THEN {'-6' if self.file.place is not None else 'NULL'} END"


def groups(grouped: str, place: str) -> str:
    """SQL for the table of groups, with spaces around texts gone and empty texts unknown."""
    return (
        f"CREATE OR REPLACE TEMP TABLE groups AS SELECT period, {place} AS place, nullif(trim(type), '') AS type,"
        " nullif(trim(priority), '') AS priority, sum(events) AS events, min(first) AS first, max(last) AS last"
        f" FROM {grouped} GROUP BY ALL"
    )
