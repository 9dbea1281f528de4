"""Making a database of checked tables that can only be read, and asking it."""

from __future__ import annotations

import errno
import os
import re
import tempfile
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa

from queries.store import additions, base, chance, hiding
from queries.store.checks import Problem, Table
from queries.store.dictionary import OF_A_CLERK

SERIES = Path(__file__).parent / "schema" / "series.sql"

EXHAUSTED = (errno.ENOSPC, errno.EFBIG, errno.EDQUOT, errno.ENOMEM, errno.EMFILE)
"""What the system says where there is no room."""

Frozen = tuple[tuple[str, object], ...]


class NotLoaded(Exception):
    """A file passed the checks, but the database would not take it; ``problem`` says which and why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


def is_exhausted(error: BaseException | None) -> bool:
    """Whether memory, files or disk were too little, also as the reason of what came of it."""
    if error is None:
        return False
    if isinstance(error, (MemoryError, duckdb.OutOfMemoryException)):
        return True
    if isinstance(error, OSError) and error.errno in EXHAUSTED:
        return True
    if isinstance(error, duckdb.Error) and re.search("No space left|File too large|Could not write", str(error)):
        return True
    return is_exhausted(error.__cause__ or error.__context__)


def told(error: Exception) -> str:
    """An error in one line."""
    return " ".join(f"{type(error).__name__}: {error}".split())


def connect(
    tables: dict[str, list[Table]], published: Collection[str], smallest: int, decided: pd.DataFrame | None = None
) -> tuple[duckdb.DuckDBPyConnection, chance.Models]:
    """A database with these tables that can neither be written nor reach files or the network, and how their figures swing.

    Numbers of own files below ``smallest`` are not in it: see :mod:`queries.store.hiding`. ``published`` are the ids of
    the sources whose figures are published statistics; ``decided`` what is hidden of the data without a reader's files.

    Raises :class:`NotLoaded` when the rows of a file do not fit.
    """
    # A file that is opened again read-only: an in-memory database cannot be closed to writing.
    with tempfile.TemporaryDirectory(prefix="lagesbild-", ignore_cleanup_errors=True) as scratch:
        path = os.path.join(scratch, "lagesbild.duckdb")
        conditions = (smallest, frozenset(published))
        finished = base.finished(path, tables, conditions)
        if finished is not None:
            with duckdb.connect(path) as writer:
                fill(writer, tables, finished.parts)
                hiding.hide_groups(writer, smallest)
            return duckdb.connect(path, read_only=True, config=LOCKED), finished.models
        there = base.begin(path, tables, insert)
        with duckdb.connect(path) as writer:
            fill(writer, tables, there)  # only then do rows have the numbers that they keep
            writer.execute("BEGIN")
            hiding.hide(writer, tables["observations"], smallest, published, decided)
            hiding.hide_groups(writer, smallest)
            for made_of_rows in base.renewed():
                writer.execute(made_of_rows)
            writer.execute("CREATE TEMP TABLE every_figure AS SELECT * FROM figures")  # used more than once
            models = chance.work_out(writer, additions.own_sources(tables["sources"]))
            writer.execute(SERIES.read_text(encoding="utf-8"))
            writer.execute("COMMIT")
        base.keep_finished(path, tables, conditions, models)
        return duckdb.connect(path, read_only=True, config=LOCKED), models


def reopened(content: bytes) -> duckdb.DuckDBPyConnection:
    """The database of a file with this content, as :func:`connect` gives it."""
    with tempfile.TemporaryDirectory(prefix="lagesbild-", ignore_cleanup_errors=True) as scratch:
        path = os.path.join(scratch, "lagesbild.duckdb")
        with open(path, "wb") as file:
            file.write(content)
        return duckdb.connect(path, read_only=True, config=LOCKED)


def fill(writer: duckdb.DuckDBPyConnection, tables: dict[str, list[Table]], there: base.Parts) -> None:
    """Bring all tables up to these files, in one transaction; the rows of those ``there`` are in it."""
    writer.execute("BEGIN")
    for name, parts in tables.items():
        base.bring_up(writer, name, parts, there[name], insert)
    writer.execute("COMMIT")


LOCKED: dict[str, Any] = {
    "enable_external_access": "false",
    "python_enable_replacements": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "lock_configuration": "true",
    "threads": "2",
    "async_threads": "0",  # else each database, of each reader with own files, would have eight for reading one file
}


def insert(writer: duckdb.DuckDBPyConnection, name: str, table: Table) -> None:
    """Put the rows of a checked file into the table of its resource; DuckDB casts the text to the table's types.

    It finds ``incoming`` by its name: registered as a view, each small table would take twice as long. Raises
    :class:`NotLoaded` when they do not fit.
    """
    cells = [pa.array([text or None for text in column], pa.string()) for column in table.columns]
    incoming = pa.table(cells, table.header)  # noqa: F841 - see above
    try:
        writer.execute(INSERT[name])
    except duckdb.Error as error:
        raise NotLoaded(Problem("not_loaded", table.file, value=told(error))) from error


INSERT = {
    name: f"INSERT INTO {name} BY NAME SELECT * FROM incoming"
    for name in (
        "observations",
        "indicators",
        "area_categories",
        "sources",
        "notes",
        "contradictions",
        "computed_measures",
        "concepts",
        "areas",
        "assessments",
        "municipalities",
        "municipality_neighbours",
        "police_districts",
        "problem_parts",
        "problem_levels",
        "answers",
        "area_groups",
        "shooting_concentration",
        "encrochat",
        "national_shootings",
        "quarters",
        "municipality_populations",
        "skr_groups",
        "national_offences",
        "area_places",
        "area_successions",
        "conditions",
        "deso_figures",
        "deso_areas",
        "data_changes",
        *OF_A_CLERK,
    )
}
"""How the rows of each resource of the data package get into its table."""


def thawed(frozen: Frozen) -> dict[str, object]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in frozen}


def answer(connection: duckdb.DuckDBPyConnection, sql: str, frozen: Frozen) -> pd.DataFrame:
    # One connection shared by threads mixes up their answers; a cursor per query does not.
    with connection.cursor() as cursor:
        frame = cursor.execute(sql, thawed(frozen)).df()
    for name in frame.columns:
        if frame[name].dtype == object and frame[name].map(lambda value: isinstance(value, np.ndarray)).any():
            # Answers are kept: a list in one must not be changed by whoever got it.
            frame[name] = frame[name].map(lambda value: tuple(value.tolist()) if isinstance(value, np.ndarray) else ())
    return frame


def answer_rows(connection: duckdb.DuckDBPyConnection, sql: str, frozen: Frozen) -> list[dict[str, Any]]:
    """The same as one dictionary a row, with lists as tuples; by way of a frame it would take half as long again."""
    with connection.cursor() as cursor:
        columns = cursor.execute(sql, thawed(frozen)).description
        rows = cursor.fetchall()
    names = [name for name, *_ in columns]
    found = [dict(zip(names, row, strict=True)) for row in rows]
    for name in (name for name, kind, *_ in columns if str(kind).endswith("[]")):
        for row in found:
            row[name] = tuple(row[name] or ())
    return found


def whole_table(connection: duckdb.DuckDBPyConnection, name: str, columns: Sequence[str]) -> pa.Table:
    """These columns of a table, in the order of what they show: that in which rows were put in could tell of what is hidden."""
    named = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        return cursor.sql(f'SELECT {named} FROM "{name}" ORDER BY ALL').to_arrow_table()


def answer_batches(
    connection: duckdb.DuckDBPyConnection, sql: str, frozen: Frozen, size: int
) -> Iterator[list[dict[str, Any]]]:
    """The same, so many rows at a time, for answers that are passed on and not kept."""
    with connection.cursor() as cursor:
        names = [name for name, *_ in cursor.execute(sql, thawed(frozen)).description]
        while rows := cursor.fetchmany(size):
            yield [dict(zip(names, row, strict=True)) for row in rows]
