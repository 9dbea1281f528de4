"""Counting a file of events in DuckDB.

The file is read once, as text, and grouped in the same step. Only when something is wrong in it, it is read again, to
tell in which rows. The database is a fresh one in memory that can reach this one file and nothing else.
"""

from __future__ import annotations

import calendar
import csv
import io
import logging
from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from queries.exports.event_checks import LEFT_OUT
from queries.exports.events import date_forms, districts
from queries.exports.events.date_forms import FORMS, DateForm
from queries.exports.events.event_counts import By, Count, Counts
from queries.exports.events.event_database import LINES, only_reading, run
from queries.exports.events.event_file import SHOWN, EventFile, NotCounted, Sample, Share, sample
from queries.exports.events.event_rows import EARLIEST, LONGEST_ROW, row_problem, spreadsheet_rows
from queries.exports.file.encodings import is_valid_utf8, write_utf8
from queries.exports.values import coordinates
from queries.store.checks import Problem, column_letter

LOG = logging.getLogger(__name__)

MOST_GROUPS = 500_000
"""Combinations of place, type, priority and period; more of them are addresses or descriptions, not districts."""

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

REJECTED = {
    "UNQUOTED VALUE": "quote_not_closed",
    "INVALID ENCODING": "row_not_in_encoding",
    "INVALID UNICODE": "row_not_in_encoding",
    "LINE SIZE OVER MAXIMUM": "line_too_long",
    "TOO MANY COLUMNS": "row_width",
    "MISSING COLUMNS": "row_width",
}
"""Why DuckDB leaves out a row, and our name for it."""


class Counting:
    """One reading of one file: what was decided about it, and the database that reads it."""

    def __init__(
        self, file: EventFile, path: Path, scratch: Path, by: By, today: date, limit_memory: str, told: Share
    ) -> None:
        self.file, self.path, self.scratch, self.by, self.today, self.told = file, path, scratch, by, today, told
        self.limit_memory = limit_memory
        self.sample: Sample = sample(file, path)
        self.width = len(file.columns)
        self.spare = max(self.sample.widest - self.width, 1)
        self.problems: list[Problem] = []
        self.totals: Counter[str] = Counter()
        self.parallel = True
        self.form = self.decide_date()
        self.grid = self.decide_grid()
        self.every_column = False
        self.before = Counter(self.totals)

    # ---- decisions, from the first rows ---------------------------------------------------------------------------

    def decide_date(self) -> DateForm:
        cells = self.sampled(self.file.date)
        shown = next((cell for cell in cells if cell.strip()), "")
        if self.file.date_form is not None:
            form = FORMS[self.file.date_form]
        else:
            decision = date_forms.decide(cells)
            if decision.form is None:
                raise NotCounted(self.column_problem(decision.check, self.file.date, shown))
            form = decision.form
            if decision.order_unclear:
                problem = self.column_problem("date_order_unclear", self.file.date, shown)
                if self.by == "month":
                    raise NotCounted(problem)
                self.problems.append(problem)
                self.totals[problem.check] = 1
        if self.by == "month" and form.precision == "year":
            raise NotCounted(self.column_problem("date_without_month", self.file.date, shown))
        return form

    def decide_grid(self) -> coordinates.Grid | None:
        if self.file.latitude is None or self.file.longitude is None:
            return None
        pairs = list(zip(self.sampled(self.file.latitude), self.sampled(self.file.longitude), strict=True))
        decision = coordinates.decide(pairs)
        if decision.grid is None:
            shown = next((", ".join(pair) for pair in pairs if all(pair)), "")
            raise NotCounted(self.column_problem(decision.check, self.file.latitude, shown))
        return decision.grid

    def sampled(self, column: str) -> list[str]:
        """The sample's cells of one column; a row that ends before it has an empty one."""
        place = self.file.columns.index(column)
        return [row[place] if len(row) > place else "" for row in self.sample.rows]

    def column_problem(self, check: str, column: str, value: str) -> Problem:
        letter = column_letter(self.file.columns.index(column))
        return Problem(check, self.file.name, self.file.header_row, letter, column, value)

    # ---- the SQL: column names are ours, values are parameters ----------------------------------------------------

    def cell(self, column: str | None) -> str:
        return "NULL" if column is None else f"c{self.file.columns.index(column)}"

    def table(self) -> str:
        """The file as DuckDB's table function reads it: cells as text, an empty cell is empty and a lacking one NULL.

        ``store_rejects`` each time: with ``ignore_errors`` alone it was seen to stop after a damaged row.
        """
        names = ", ".join(f"'c{number}': 'VARCHAR'" for number in range(self.width + self.spare))
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
        surplus = " OR ".join(f"c{number} <> ''" for number in range(self.width, self.width + self.spare))
        columns = ", ".join(f"c{number}" for number in range(self.width + self.spare))
        every = f"WHEN hash({columns}) IS NULL THEN -2 " if self.every_column else ""
        month = "+ month(day)" if self.by == "month" else ""
        return (
            f"CASE {every}WHEN c{self.width - 1} IS NULL THEN -5 WHEN {surplus} THEN -5"
            f" WHEN day BETWEEN DATE '{EARLIEST}' AND DATE '{self.today}' THEN year(day) * 100 {month}"
            f" WHEN day > DATE '{self.today}' THEN -3 WHEN day IS NOT NULL THEN -4"
            f" WHEN trim({self.cell(self.file.date)}) = '' THEN -1 ELSE -2 END"
        )

    def events(self) -> str:
        """The rows of the file, with their day; what is no date has none."""
        return f"(SELECT {self.form.sql(self.cell(self.file.date))} AS day, * FROM {self.table()})"

    def kept(self) -> str:
        """What is taken over of a row: its period, its type and its priority as written in the file."""
        return (
            f"CAST({self.period()} AS INTEGER) AS period, {self.cell(self.file.type)} AS type,"
            f" {self.cell(self.file.priority)} AS priority"
        )

    # ---- counting -------------------------------------------------------------------------------------------------

    def counts(self) -> Counts:
        with self.database() as database:
            try:
                self.group(database)
                rejected = self.rejected(database)
                self.tally(database)
                if (rejected or self.totals) and not is_valid_utf8(self.path):
                    # DuckDB leaves out a row for bytes in the columns it looks at only. Where rows are to be numbered,
                    # it has to look at the same columns each time: at all of them.
                    self.every_column = True
                    self.group(database)
                    rejected = self.rejected(database)
                    self.tally(database)
                self.locate(database, rejected)
                return self.result(database)
            except duckdb.Error as error:
                # Without what stands in the file: it is its reader's own.
                LOG.warning("a file of events could not be read: %s", type(error).__name__)
                raise NotCounted(Problem("not_read", self.file.name, value=self.told_by(error))) from error

    def group(self, database: duckdb.DuckDBPyConnection) -> None:
        """Make the table ``groups``: number, first and last day of the events of a period, place, type and priority."""
        if self.grid:
            self.by_coordinates(database)
        else:
            self.by_column(database)
        ((groups,),) = database.execute("SELECT count(*) FROM groups").fetchall()
        if groups > MOST_GROUPS:
            raise NotCounted(Problem("too_many_groups", self.file.name, expected=(str(MOST_GROUPS),)))

    def database(self) -> AbstractContextManager[duckdb.DuckDBPyConnection]:
        return only_reading(self.path, self.scratch, self.limit_memory)

    def by_column(self, database: duckdb.DuckDBPyConnection) -> None:
        self.first_reading(
            database,
            lambda: groups(
                f"(SELECT {self.kept()}, {self.cell(self.file.place)} AS place, count(*) AS events,"
                f" min(day) AS first, max(day) AS last FROM {self.events()} GROUP BY ALL)",
                "nullif(trim(place), '')",
            ),
        )

    def by_coordinates(self, database: duckdb.DuckDBPyConnection) -> None:
        """Events by municipality: points are rounded first, so that each is looked up on the map once."""
        assert self.grid
        # Hardly two events are alike in all of it: kept as they are, they need less room than as groups.
        self.first_reading(
            database,
            lambda: (
                f"CREATE OR REPLACE TEMP TABLE events AS SELECT {self.kept()}, {self.located()}, day"
                f" FROM {self.events()}"
            ),
        )
        points = database.execute(
            "SELECT DISTINCT a, b FROM events WHERE a IS NOT NULL AND b IS NOT NULL AND period > 0"
        ).fetchnumpy()
        steps = self.grid.degrees_or_metres
        found = districts.municipalities_at(steps(points["a"]), steps(points["b"]), self.grid.system)
        database.register("looked_up", pd.DataFrame({"a": points["a"], "b": points["b"], "found": found}))
        database.execute(
            "CREATE OR REPLACE TEMP TABLE points AS SELECT a, b, CAST(found AS SMALLINT) AS found FROM looked_up"
        )
        database.unregister("looked_up")
        run(
            database,
            self.told,
            groups(
                f"(SELECT period, {PLACE_CODE} AS place, type, priority, count(*) AS events, min(day) AS first,"
                " max(day) AS last FROM events LEFT JOIN points USING (a, b) GROUP BY ALL)",
                "place",
            ),
        )

    def located(self) -> str:
        """The two numbers that a point is rounded to, and whether both cells are empty."""
        assert self.grid
        cells = [self.cell(column) for column in (self.file.latitude, self.file.longitude)]
        first, second = (coordinates.sql(cell, self.grid) for cell in cells)
        empty = " AND ".join(f"trim({cell}) = ''" for cell in cells)
        return f"{first} AS a, {second} AS b, ({empty}) AS nowhere"

    def first_reading(self, database: duckdb.DuckDBPyConnection, sql: Callable[[], str]) -> None:
        """Read the whole file; what DuckDB cannot read at once is read another way."""
        while True:
            database.execute("DROP TABLE IF EXISTS reject_errors")
            database.execute("DROP TABLE IF EXISTS reject_scans")
            try:
                run(database, self.told, sql(), self.parameters())
                return
            except duckdb.Error as error:
                if self.parallel:
                    # Several threads together cannot read line breaks in cells, nor some damaged rows.
                    self.parallel = False
                elif self.path != self.scratch / LINES and "invalid state" in str(error):
                    # Line ends of several kinds: as one kind they are the same table.
                    write_utf8(self.path, "utf-8", self.scratch / LINES, self.told, "surrogateescape")
                    self.path = self.scratch / LINES
                else:
                    raise

    def told_by(self, error: duckdb.Error) -> str:
        """The first line of an error, without the place where the file lies."""
        return str(error).split("\n", 1)[0].replace(str(self.path), self.file.name)

    # ---- what is wrong --------------------------------------------------------------------------------------------

    def rejected(self, database: duckdb.DuckDBPyConnection) -> dict[int, tuple[str, str]]:
        """Check and text of each row that DuckDB left out, by its row as a spreadsheet counts it."""
        rows = database.execute(
            "SELECT line, any_value(CAST(error_type AS VARCHAR)), any_value(csv_line) FROM reject_errors"
            " GROUP BY line ORDER BY line"
        ).fetchall()
        return {line: (REJECTED.get(kind, "not_read"), text.strip("\r\n")) for line, kind, text in rows}

    def tally(self, database: duckdb.DuckDBPyConnection) -> None:
        """Count what is wrong with rows that DuckDB did read."""
        without_place = "-6" if self.file.place is not None else "NULL"
        place = (
            "CASE WHEN place < 0 THEN place END" if self.grid else f"CASE WHEN place IS NULL THEN {without_place} END"
        )
        found = database.execute(
            f"SELECT CASE WHEN period < 0 THEN period ELSE {place} END AS code, CAST(sum(events) AS BIGINT)"
            " FROM groups GROUP BY code HAVING code IS NOT NULL"
        ).fetchall()
        self.totals = Counter(self.before) + Counter({CODES[code]: events for code, events in found})

    def locate(self, database: duckdb.DuckDBPyConnection, rejected: dict[int, tuple[str, str]]) -> None:
        """Tell the first rows of each kind of problem."""
        found: list[tuple[int, str, list[str | None]]] = []
        rare = {check: total for check, total in self.totals.items() if check in CODES.values() and total <= SHOWN}
        if rare:
            found += self.first_rows(database, list(rare), sum(rare.values()))
        for check in set(self.totals) & set(CODES.values()) - set(rare):
            found += self.first_rows(database, [check], SHOWN)
        rows = spreadsheet_rows(self.file, self.path, sorted({number for number, _, _ in found}), set(rejected))
        told = [
            row_problem(self.file, self.form.example, self.today, check, rows[number], cells)
            for number, check, cells in sorted(found)
        ]
        shown: Counter[str] = Counter()
        for row, (check, text) in rejected.items():
            self.totals[check] += 1
            shown[check] += 1
            if shown[check] <= SHOWN:
                cells: list[str | None] = list(next(csv.reader(io.StringIO(text), delimiter=self.file.delimiter), []))
                told.append(row_problem(self.file, self.form.example, self.today, check, row, cells))
        told.sort(key=lambda problem: problem.row or 0)
        kept: Counter[str] = Counter()
        for problem in told:
            kept[problem.check] += 1
            if kept[problem.check] <= SHOWN:
                self.problems.append(problem)

    def first_rows(
        self, database: duckdb.DuckDBPyConnection, checks: list[str], most: int
    ) -> list[tuple[int, str, list[str | None]]]:
        """Number among the rows that DuckDB reads, check, and cells, of the first rows that fail one of the checks."""
        codes = [code for code, check in CODES.items() if check in checks]
        if self.grid:
            found = database.execute(
                f"SELECT events.rowid + 1, CASE WHEN period < 0 THEN period ELSE {PLACE_CODE} END AS code"
                " FROM events LEFT JOIN points USING (a, b) WHERE list_contains($codes, code) ORDER BY ALL"
                f" LIMIT {most}",
                {"codes": codes},
            ).fetchall()
            cells = self.cells_of(database, [number for number, _ in found])
            return [(number, CODES[code], cells.get(number, [None] * self.width)) for number, code in found]
        wanted = (self.file.date, self.file.place)
        width = self.width + self.spare
        # A cell that is not read costs nothing; how many there are is told only of rows with too few or too many.
        all_of_them = "row_width" in checks or self.every_column
        used = {self.cell(column) for column in wanted if column} | {f"c{n}" for n in range(width) if all_of_them}
        listed = ", ".join(f"c{n}" if f"c{n}" in used else "NULL" for n in range(width))
        place = f"CASE WHEN trim({self.cell(self.file.place)}) = '' THEN -6 END"
        sql = (
            f"SELECT number, code, [{listed}] FROM (SELECT *, CASE WHEN period < 0 THEN period ELSE {place} END AS code"
            f" FROM (SELECT *, {self.period()} AS period"
            f" FROM (SELECT *, {self.form.sql(self.cell(self.file.date))} AS day, row_number() OVER () AS number"
            f" FROM {self.table()})))"
            f" WHERE list_contains($codes, code) LIMIT {most}"
        )
        rows = run(database, self.told, sql, {**self.parameters(), "codes": codes}).fetchall()
        return [(number, CODES[code], cells) for number, code, cells in rows]

    def cells_of(self, database: duckdb.DuckDBPyConnection, numbers: list[int]) -> dict[int, list[str | None]]:
        """The cells of the rows with these numbers."""
        listed = ", ".join(f"c{number}" for number in range(self.width + self.spare))
        sql = (
            f"SELECT number, [{listed}] FROM (SELECT *, row_number() OVER () AS number FROM {self.table()})"
            f" WHERE list_contains($numbers, number) LIMIT {len(numbers)}"
        )
        return dict(run(database, self.told, sql, {**self.parameters(), "numbers": numbers}).fetchall())

    # ---- the answer -----------------------------------------------------------------------------------------------

    def result(self, database: duckdb.DuckDBPyConnection) -> Counts:
        # With coordinates there are several reasons to have no place.
        place = "CASE WHEN place >= 0 THEN place END" if self.grid else "place"
        events, grouped = ("sum(events)", " GROUP BY ALL") if self.grid else ("events", "")
        found = database.execute(
            f"SELECT {place} AS place, type, priority, period // 100 AS year, nullif(period % 100, 0) AS month,"
            f" CAST({events} AS BIGINT), NULL FROM groups WHERE period > 0{grouped} ORDER BY ALL"
        ).fetchall()
        rows = tuple(map(Count._make, found))
        if self.grid:
            names = districts.municipality_names()
            rows = tuple(row if row.place is None else row._replace(place=names[int(row.place)]) for row in rows)
        ((total, first, last),) = database.execute(
            "SELECT CAST(sum(events) AS BIGINT), min(first), max(last) FROM groups WHERE period > 0"
        ).fetchall()
        left_out = {check: total for check, total in self.totals.items() if check in LEFT_OUT or check == "not_read"}
        return Counts(
            file=self.file.name,
            by=self.by,
            rows=rows,
            rows_read=(total or 0) + sum(left_out.values()),
            left_out=left_out,
            problems=tuple(self.problems),
            totals=dict(self.totals),
            first=first,
            last=self.last_day(last),
            date_form=self.form.id,
            place_from="coordinates" if self.grid else "column" if self.file.place is not None else None,
        )

    def last_day(self, last: date | None) -> date | None:
        """The last day of the last period; a month or year that is not over ends today."""
        if last is None or self.form.precision == "day":
            return last
        month = 12 if self.form.precision == "year" else last.month
        return min(date(last.year, month, calendar.monthrange(last.year, month)[1]), self.today)


def groups(grouped: str, place: str) -> str:
    """SQL for the table of groups, with spaces around texts gone and empty texts unknown."""
    return (
        f"CREATE OR REPLACE TEMP TABLE groups AS SELECT period, {place} AS place, nullif(trim(type), '') AS type,"
        " nullif(trim(priority), '') AS priority, sum(events) AS events, min(first) AS first, max(last) AS last"
        f" FROM {grouped} GROUP BY ALL"
    )
