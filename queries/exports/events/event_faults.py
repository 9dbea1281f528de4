"""Which rows of a file of events are left out, and why: how many of each kind, and the first of them with their rows."""

from __future__ import annotations

import csv
import io
from collections import Counter

import duckdb

from queries.exports.events.event_database import run
from queries.exports.events.event_file import SHOWN, Share
from queries.exports.events.event_rows import row_problem, spreadsheet_rows
from queries.exports.events.event_sql import CODES, PLACE_CODE, Reads

REJECTED = {
    "UNQUOTED VALUE": "quote_not_closed",
    "INVALID ENCODING": "row_not_in_encoding",
    "INVALID UNICODE": "row_not_in_encoding",
    "LINE SIZE OVER MAXIMUM": "line_too_long",
    "TOO MANY COLUMNS": "row_width",
    "MISSING COLUMNS": "row_width",
}
"""Why DuckDB leaves out a row, and our name for it."""


class Faults:
    """Problems and how many there are of each, those of the file's form included."""

    def __init__(self, reads: Reads, told: Share) -> None:
        self.reads, self.told = reads, told
        self.file, self.grid = reads.file, reads.form.grid
        self.problems = list(reads.form.problems)
        self.before = Counter(problem.check for problem in self.problems)
        self.totals = Counter(self.before)

    def rejected(self, database: duckdb.DuckDBPyConnection) -> dict[int, tuple[str, str]]:
        """Check and text of each row that DuckDB left out, by its row as a spreadsheet counts it."""
        rows = database.execute(
            "SELECT line, any_value(CAST(error_type AS VARCHAR)), any_value(csv_line) FROM reject_errors"
            " GROUP BY line ORDER BY line"
        ).fetchall()
        return {line: (REJECTED.get(kind, "not_read"), text.strip("\r\n")) for line, kind, text in rows}

    def tally(self, database: duckdb.DuckDBPyConnection) -> None:
        """Count what is wrong with rows that DuckDB did read."""
        found = database.execute(
            f"SELECT CASE WHEN period < 0 THEN period ELSE {self.reads.place_code()} END AS code, CAST(sum(events) AS BIGINT)"
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
        rows = spreadsheet_rows(self.file, self.reads.path, sorted({number for number, _, _ in found}), set(rejected))
        told = [
            row_problem(self.file, self.reads.form.date.example, self.reads.today, check, rows[number], cells)
            for number, check, cells in sorted(found)
        ]
        shown: Counter[str] = Counter()
        for row, (check, text) in rejected.items():
            self.totals[check] += 1
            shown[check] += 1
            if shown[check] <= SHOWN:
                cells: list[str | None] = list(next(csv.reader(io.StringIO(text), delimiter=self.file.delimiter), []))
                told.append(row_problem(self.file, self.reads.form.date.example, self.reads.today, check, row, cells))
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
            return [(number, CODES[code], cells.get(number, [None] * len(self.file.columns))) for number, code in found]
        wanted = (self.file.date, self.file.place)
        # A cell that is not read costs nothing; how many there are is told only of rows with too few or too many.
        all_of_them = "row_width" in checks or self.reads.every_column
        used = {self.reads.cell(column) for column in wanted if column} | {
            f"c{n}" for n in range(self.reads.width) if all_of_them
        }
        listed = ", ".join(f"c{n}" if f"c{n}" in used else "NULL" for n in range(self.reads.width))
        place = f"CASE WHEN trim({self.reads.cell(self.file.place)}) = '' THEN -6 END"
        sql = (
            f"SELECT number, code, [{listed}] FROM (SELECT *, CASE WHEN period < 0 THEN period ELSE {place} END AS code"
            f" FROM (SELECT *, {self.reads.period()} AS period"
            f" FROM (SELECT *, {self.reads.form.date.sql(self.reads.cell(self.file.date))} AS day, row_number() OVER () AS number"
            f" FROM {self.reads.table()})))"
            f" WHERE list_contains($codes, code) LIMIT {most}"
        )
        rows = run(database, self.told, sql, {**self.reads.parameters(), "codes": codes}).fetchall()
        return [(number, CODES[code], cells) for number, code, cells in rows]

    def cells_of(self, database: duckdb.DuckDBPyConnection, numbers: list[int]) -> dict[int, list[str | None]]:
        """The cells of the rows with these numbers."""
        listed = ", ".join(f"c{number}" for number in range(self.reads.width))
        sql = (
            f"SELECT number, [{listed}] FROM (SELECT *, row_number() OVER () AS number FROM {self.reads.table()})"
            f" WHERE list_contains($numbers, number) LIMIT {len(numbers)}"
        )
        return dict(run(database, self.told, sql, {**self.reads.parameters(), "numbers": numbers}).fetchall())
