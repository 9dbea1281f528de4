"""The database that a new one begins with: the tables, the views, and the rows of the files that nearly every state has.

To copy its file takes a fraction of the time in which some forty tables are filled and twenty views bound. Where nothing but
a clerk's files differ, of which no figure is made, the whole of the last database is copied, with all that was worked out. A
reader's own files are in neither.
"""

from __future__ import annotations

import functools
import os
import re
import tempfile
from collections.abc import Callable, Collection, Hashable, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from queries.store.chance import Models
from queries.store.checks import Table
from queries.store.dictionary import OF_A_CLERK, TABLES

SCHEMA = Path(__file__).parent / "schema"
VIEWS = (SCHEMA / "views.sql", SCHEMA / "deso_views.sql")

MOST = 5000
"""If more rows than these are to be put in, of files that all readers see, a new base is made."""

Parts = dict[str, list[Table]]
Insert = Callable[[duckdb.DuckDBPyConnection, str, Table], None]


@dataclass(frozen=True)
class Base:
    """The content of a database's file, and which files are in it, by resource, as they were read."""

    content: bytes
    parts: Parts


@dataclass(frozen=True)
class Finished(Base):
    """A whole database with how its figures swing, and under which ``conditions`` it was made."""

    models: Models
    conditions: Hashable


_base: Base | None = None
_finished: Finished | None = None


def begin(path: str, tables: Parts, insert: Insert) -> Parts:
    """Write a database for these tables to the path; which of them are in it already, all or the first of a resource."""
    global _base  # replaced as a whole
    base = _base
    if base is None or sum(len(part.numbers) for name in tables for part in _missing(name, tables, base)) > MOST:
        base = _base = _made({name: _shared(parts) for name, parts in tables.items()}, insert)
    Path(path).write_bytes(base.content)
    return base.parts


def finished(path: str, tables: Parts, conditions: Hashable) -> Finished | None:
    """Write the last whole database to the path, if all tables but a clerk's are those of these files."""
    last = _finished
    if last is None or last.conditions != conditions:
        return None
    for name, parts in tables.items():
        if name not in OF_A_CLERK and not (
            len(parts) == len(last.parts[name]) and _begins_with(parts, last.parts[name])
        ):
            return None
    Path(path).write_bytes(last.content)
    return last


def keep_finished(path: str, tables: Parts, conditions: Hashable, models: Models) -> None:
    """Keep the whole database of these files for the next one, unless a reader's are among them or rows are left out."""
    global _finished  # replaced as a whole
    parts = {name: _shared(files) for name, files in tables.items()}
    if all(len(parts[name]) == len(files) for name, files in tables.items()):
        _finished = Finished(Path(path).read_bytes(), parts, models, conditions)


def of_tables(tables: Collection[int]) -> tuple[Base | None, Finished | None]:
    """What is kept for the next database, so far as it holds nothing but these files (:func:`id`)."""

    def alone(kept: Base) -> bool:
        return all(id(part) in tables for parts in kept.parts.values() for part in parts)

    begun, whole = _base, _finished
    return begun if begun and alone(begun) else None, whole if whole and alone(whole) else None


def restore(begun: Base, whole: Finished) -> None:
    """Begin the next database with this one, which an earlier process made."""
    global _base, _finished  # replaced as a whole
    _base, _finished = begun, whole


def bring_up(
    writer: duckdb.DuckDBPyConnection, name: str, parts: Sequence[Table], there: Sequence[Table], insert: Insert
) -> None:
    """Let the table of a resource hold the rows of these files, in this order; the rows of those ``there`` are in it."""
    if not _begins_with(parts, there):
        writer.execute(f"DROP TABLE {name}")
        writer.execute(_definitions()[name])
        there = ()
    for part in parts[len(there) :]:
        insert(writer, name, part)


def _missing(name: str, tables: Parts, base: Base) -> list[Table]:
    """The files that all readers see and whose rows would have to be put in."""
    parts = tables[name]
    return _shared(parts[len(base.parts[name]) :] if _begins_with(parts, base.parts[name]) else parts)


def _shared(parts: Sequence[Table]) -> list[Table]:
    """The files that all readers see, as they were read."""
    return [part.origin for part in parts if part.origin is not None]


def _begins_with(parts: Sequence[Table], there: Sequence[Table]) -> bool:
    return len(parts) >= len(there) and all(part.origin is one for part, one in zip(parts, there, strict=False))


def _made(parts: Parts, insert: Insert) -> Base:
    with tempfile.TemporaryDirectory(prefix="lagesbild-", ignore_cleanup_errors=True) as scratch:
        path = os.path.join(scratch, "base.duckdb")
        with duckdb.connect(path) as writer:
            writer.execute("BEGIN")  # one transaction for all: each by itself would wait for the disk
            writer.execute(TABLES.read_text(encoding="utf-8"))
            for name, files in parts.items():
                for file in files:
                    insert(writer, name, file)
            for views in VIEWS:
                writer.execute(views.read_text(encoding="utf-8"))
            writer.execute("COMMIT")
        return Base(Path(path).read_bytes(), parts)


@functools.cache
def _definitions() -> dict[str, str]:
    """How each table is made, by name."""
    statements = [statement.query for statement in duckdb.extract_statements(TABLES.read_text(encoding="utf-8"))]
    return {re.findall(r"CREATE TABLE (\w+)", statement)[0]: statement for statement in statements}


@functools.cache
def renewed() -> tuple[str, ...]:
    """How the tables among the views are made that depend on the rows: they are made anew in each database."""
    texts = [views.read_text(encoding="utf-8") for views in VIEWS]
    statements = [statement.query for text in texts for statement in duckdb.extract_statements(text)]
    return tuple(statement for statement in statements if "CREATE OR REPLACE TABLE" in statement)
