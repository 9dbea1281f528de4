"""Counting a file of events in DuckDB.

The file is read once, as text, and grouped in the same step. Only when something is wrong in it, it is read again, to
tell in which rows. The database is a fresh one in memory that can reach this one file and nothing else.
"""

from __future__ import annotations

import calendar
import logging
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd

from queries.exports.event_checks import LEFT_OUT
from queries.exports.events import districts, spots
from queries.exports.events.event_counts import By, Count, Counts
from queries.exports.events.event_database import LINES, only_reading, run
from queries.exports.events.event_faults import Faults
from queries.exports.events.event_file import EventFile, NotCounted, Share, sample
from queries.exports.events.event_form import decided
from queries.exports.events.event_sql import PLACE_CODE, Reads, groups
from queries.exports.events.spots import Spots
from queries.exports.file.encodings import is_valid_utf8, write_utf8
from queries.store.checks import Problem

LOG = logging.getLogger(__name__)

MOST_GROUPS = 500_000
"""Combinations of place, type, priority and period; more of them are addresses or descriptions, not districts."""


class Counting:
    """One counting of one file, with the database that reads it."""

    def __init__(
        self, file: EventFile, path: Path, scratch: Path, by: By, today: date, limit_memory: str, told: Share
    ) -> None:
        self.file, self.scratch, self.limit_memory, self.told = file, scratch, limit_memory, told
        self.reads = Reads(file=file, form=decided(file, sample(file, path), by), path=path, by=by, today=today)
        self.grid = self.reads.form.grid
        self.faults = Faults(self.reads, told)

    def counts(self) -> Counts:
        with self.database() as database:
            try:
                self.group(database)
                rejected = self.faults.rejected(database)
                self.faults.tally(database)
                if (rejected or self.faults.totals) and not is_valid_utf8(self.reads.path):
                    # DuckDB leaves out a row for bytes in the columns it looks at only. Where rows are to be numbered,
                    # it has to look at the same columns each time: at all of them.
                    self.reads.every_column = True
                    self.group(database)
                    rejected = self.faults.rejected(database)
                    self.faults.tally(database)
                self.faults.locate(database, rejected)
                return self.result(database, self.by_hexagon(database))
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
        return only_reading(self.reads.path, self.scratch, self.limit_memory)

    def by_column(self, database: duckdb.DuckDBPyConnection) -> None:
        self.first_reading(
            database,
            lambda: groups(
                f"(SELECT {self.reads.kept()}, {self.reads.cell(self.file.place)} AS place, count(*) AS events,"
                f" min(day) AS first, max(day) AS last FROM {self.reads.events()} GROUP BY ALL)",
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
                f"CREATE OR REPLACE TEMP TABLE events AS SELECT {self.reads.kept()}, {self.reads.located()}, day,"
                f" {self.reads.hour()} AS hour"
                f" FROM {self.reads.events()}"
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

    def by_hexagon(self, database: duckdb.DuckDBPyConnection) -> Spots | None:
        """The events with coordinates by hexagon."""
        if not self.reads.form.spots:
            return None
        if not self.grid:  # else they stand there already
            self.first_reading(
                database,
                lambda: (
                    f"CREATE OR REPLACE TEMP TABLE events AS SELECT {self.reads.by_point()} FROM {self.reads.events()}"
                ),
            )
        return spots.found(database, self.reads.form.spots, lambda sql: run(database, self.told, sql))

    def first_reading(self, database: duckdb.DuckDBPyConnection, sql: Callable[[], str]) -> None:
        """Read the whole file; what DuckDB cannot read at once is read another way."""
        while True:
            database.execute("DROP TABLE IF EXISTS reject_errors")
            database.execute("DROP TABLE IF EXISTS reject_scans")
            try:
                run(database, self.told, sql(), self.reads.parameters())
                return
            except duckdb.Error as error:
                if self.reads.parallel:
                    # Several threads together cannot read line breaks in cells, nor some damaged rows.
                    self.reads.parallel = False
                elif self.reads.path != self.scratch / LINES and "invalid state" in str(error):
                    # Line ends of several kinds: as one kind they are the same table.
                    write_utf8(self.reads.path, "utf-8", self.scratch / LINES, self.told, "surrogateescape")
                    self.reads.path = self.scratch / LINES
                else:
                    raise

    def told_by(self, error: duckdb.Error) -> str:
        """The first line of an error, without the place where the file lies."""
        return str(error).split("\n", 1)[0].replace(str(self.reads.path), self.file.name)

    def result(self, database: duckdb.DuckDBPyConnection, by_hexagon: Spots | None) -> Counts:
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
        left_out = {
            check: total for check, total in self.faults.totals.items() if check in LEFT_OUT or check == "not_read"
        }
        return Counts(
            file=self.file.name,
            by=self.reads.by,
            rows=rows,
            rows_read=(total or 0) + sum(left_out.values()),
            left_out=left_out,
            problems=tuple(self.faults.problems),
            totals=dict(self.faults.totals),
            first=first,
            last=self.last_day(last),
            date_form=self.reads.form.date.id,
            spots=by_hexagon,
            place_from="coordinates" if self.grid else "column" if self.file.place is not None else None,
        )

    def last_day(self, last: date | None) -> date | None:
        """The last day of the last period; a month or year that is not over ends today."""
        if last is None or self.reads.form.date.precision == "day":
            return last
        month = 12 if self.reads.form.date.precision == "year" else last.month
        return min(date(last.year, month, calendar.monthrange(last.year, month)[1]), self.reads.today)
