"""Opening and loading the database: CSV files become a DuckDB database that can only be read.

The files in ``data/`` (or the folder that ``LAGESBILD_DATA`` names) are loaded once. When one changes, all are read
again and the new database takes the place of the old in one step. A broken file leaves the last good data up and its
problems beside them.
"""

from __future__ import annotations

import contextlib
import dataclasses
import functools
import hashlib
import json
import logging
import os
import re
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd

from queries import checks
from queries.checks import Problem, Table

LOG = logging.getLogger(__name__)

BUILT_IN = Path(__file__).parent.parent / "data"
DICTIONARY = "datapackage.json"
FOLDERS = {"observations": "exports", "answers": "answers"}
"""Resources of any number of files, in a folder each; one of them can be spared, and a folder may be empty or missing."""

TABLES = Path(__file__).parent / "schema" / "tables.sql"
VIEWS = Path(__file__).parent / "schema" / "views.sql"
SECONDS_BETWEEN_LOOKS = 1.0
"""How often, at most, the folder is looked through for changed files."""

LARGEST_FILE = 50
"""Megabytes. Many times what any export needs; a larger file would keep the server from answering while it is read."""

MEGABYTE = 1_000_000

Files = dict[str, bytes]
"""Content of each file by its path below the data folder, with ``/``."""

Frozen = tuple[tuple[str, object], ...]


class DataUnavailable(Exception):
    """There are no good data to show; ``problems`` says why."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(f"no usable data: {problems[0] if problems else 'nothing found'}")
        self.problems = problems


@dataclass(frozen=True, eq=False)
class Loaded:
    """One state of the data: a read-only database, what is wrong in the files, and a version made from their content."""

    connection: duckdb.DuckDBPyConnection
    files: Files
    problems: tuple[Problem, ...]
    version: str
    ask: Callable[[str, Frozen], pd.DataFrame] = field(repr=False)
    ask_rows: Callable[[str, Frozen], list[dict[str, Any]]] = field(repr=False)


def folder() -> Path:
    """The folder the data are read from."""
    return Path(os.environ.get("LAGESBILD_DATA") or BUILT_IN)


_lock = threading.Lock()
_loaded: Loaded | None = None
_seen: tuple[object, ...] = ()
_looked_at = 0.0
_held: ContextVar[Loaded | None] = ContextVar("_held", default=None)


@contextlib.contextmanager
def one_state() -> Iterator[None]:
    """Within it, in this thread or task, the data stay as they are now, whatever happens to the files.

    Raises :class:`DataUnavailable` on entering when there are no good data.
    """
    token = _held.set(current())
    try:
        yield
    finally:
        _held.reset(token)


def current() -> Loaded:
    """The data as they are now, loaded again if a file changed.

    Within :func:`one_state` always the same. One thread loads; the others get what was loaded before until it is done.

    Raises :class:`DataUnavailable` when the files cannot be used and no good data were loaded before.
    """
    global _loaded, _seen, _looked_at  # the one place where the process keeps its data
    held = _held.get()
    if held is not None:
        return held
    before = _loaded
    if before is not None and time.monotonic() - _looked_at < SECONDS_BETWEEN_LOOKS:
        return before
    if not _lock.acquire(blocking=before is None):
        assert before is not None
        return before
    try:
        seen = look()
        if _loaded is None or seen != _seen:
            _loaded = renewed(_loaded)
            _seen = seen
        _looked_at = time.monotonic()
        return _loaded
    finally:
        _lock.release()


def renewed(before: Loaded | None) -> Loaded:
    """What the files hold now; when they cannot be used, what was loaded before, with the new problems beside it.

    Raises :class:`DataUnavailable` when there is nothing before.
    """
    try:
        files, unreadable = read_files()
        return load(files, before, unreadable)
    except DataUnavailable as error:
        if before is None:
            raise
        problems = error.problems
    except Exception as error:  # whatever nobody thought of: readers keep the figures they had
        LOG.exception("the data could not be loaded")
        problems = [Problem("not_loaded", folder().name, value=told(error))]
        if before is None:
            raise DataUnavailable(problems) from error
    return dataclasses.replace(before, problems=tuple(problems))


def told(error: Exception) -> str:
    """An error in one line."""
    return " ".join(f"{type(error).__name__}: {error}".split())


def look() -> tuple[object, ...]:
    """What tells whether a file changed: folder, names, sizes and times of all files, and what cannot be read."""
    found: list[object] = []
    listed, unreadable = paths()
    for path in listed:
        try:
            with path.open("rb") as file:  # opened, to see when a program that held the file lets go of it
                status = os.fstat(file.fileno())
        except OSError as error:  # deleted since the folder was listed, or out of reach
            found.append((str(path), error.errno))
            continue
        found.append((str(path), status.st_ino, status.st_mtime_ns, status.st_ctime_ns, status.st_size))
    return (*found, *unreadable)


def paths() -> tuple[list[Path], list[Problem]]:
    """All data files, and the folders that cannot be listed."""
    found: list[Path] = []
    problems: list[Problem] = []
    # Without the dictionary nothing can be said of the files beside it; exports can be spared.
    places = [(folder(), DICTIONARY), *((folder() / name, f"{name}/") for name in FOLDERS.values())]
    for place, name in places:
        try:
            inside = [
                path for path in place.iterdir() if path.suffix.lower() == ".csv" or path == folder() / DICTIONARY
            ]
            found += [path for path in inside if path.is_file()]
        except FileNotFoundError:
            continue
        except OSError as error:
            problems.append(Problem("unreadable", name, value=error.strerror or told(error)))
    return sorted(found), problems


def read_files() -> tuple[Files, list[Problem]]:
    """The content of all data files, and what could not be read."""
    files: Files = {}
    listed, problems = paths()
    for path in listed:
        name = path.relative_to(folder()).as_posix()
        try:
            with path.open("rb") as file:
                content = file.read(LARGEST_FILE * MEGABYTE + 1)
        except FileNotFoundError:  # deleted since the folder was listed
            continue
        except OSError as error:
            problems.append(Problem("unreadable", name, value=error.strerror or told(error)))
            continue
        if len(content) > LARGEST_FILE * MEGABYTE:
            problems.append(Problem("too_big", name, expected=(str(LARGEST_FILE),)))
        else:
            files[name] = content
    return files, problems


def load(files: Files, before: Loaded | None = None, unreadable: Sequence[Problem] = ()) -> Loaded:
    """Make a database of these files; a broken one is replaced by its last good version or, if there is none, left out.

    ``unreadable`` are the files whose content is not known. Raises :class:`DataUnavailable` when no combination of new
    and last good files can be loaded.
    """
    good = before.files if before else {}
    problems = list(unreadable)
    used = without_broken(files, good, problems)
    while True:  # what one broken file hides in others comes to light when it is out of the way
        tables, found = check(used)
        if not found:
            try:
                connection = connect(tables)
                break
            except NotLoaded as error:
                found = [error.problem]
        problems += found
        mended = without_broken(used, good, found)
        # A last good file may no longer fit the new ones beside it: then all that was good stays.
        used, good = (good, {}) if mended == used else (mended, good)
    digest = hashlib.sha256()
    for name in sorted(used):
        digest.update(name.encode() + b"\0" + used[name] + b"\0")
    ask = functools.lru_cache(maxsize=512)(functools.partial(answer, connection))

    @functools.lru_cache(maxsize=512)
    def ask_rows(sql: str, frozen: Frozen) -> list[dict[str, Any]]:
        frame = ask(sql, frozen)
        return frame.astype(object).where(frame.notna(), None).to_dict("records")  # type: ignore[return-value]

    return Loaded(connection, used, tuple(dict.fromkeys(problems)), digest.hexdigest()[:16], ask, ask_rows)


def without_broken(files: Files, good: Files, problems: list[Problem]) -> Files:
    """The files with each broken one replaced by its last good version, or left out if it can be spared."""
    broken = {problem.file for problem in problems}
    for inside in (f"{name}/" for name in FOLDERS.values()):
        if inside in broken:  # the folder itself: nothing is known of the files in it
            broken |= {name for name in good if name.startswith(inside)}
    used = {name: content for name, content in files.items() if name not in broken}
    for name in broken:
        if name in good:
            used[name] = good[name]
        elif resource_of(name) is None:
            if good:
                return good
            raise DataUnavailable(problems)
    return used


def resource_of(file: str) -> str | None:
    """The resource whose folder the file is in; ``None`` for the dictionary and its files."""
    inside = file.partition("/")[0] if "/" in file else ""
    return next((resource for resource, name in FOLDERS.items() if name == inside), None)


def check(files: Files) -> tuple[dict[str, list[Table]], list[Problem]]:
    """Read all files and check each by itself and all against each other; tables by resource of the data package."""
    try:
        resources = read_dictionary(files.get(DICTIONARY, b""))
    except (ValueError, RecursionError) as error:
        return {}, [Problem("broken_dictionary", DICTIONARY, value=str(error))]
    schemas = {resource["name"]: resource["schema"] for resource in resources}
    wanted = {resource["path"]: resource["name"] for resource in resources if resource["name"] not in FOLDERS}
    problems = [Problem("missing_file", name) for name in wanted if name not in files]
    tables: dict[str, list[Table]] = {name: [] for name in schemas}
    for name, content in sorted(files.items()):
        resource_name = resource_of(name) or wanted.get(name)
        if resource_name:
            may_be_empty = resource_name in MAY_BE_EMPTY
            tables[resource_name].append(checks.read(name, content, schemas[resource_name], may_be_empty))
    problems += [problem for resource in tables.values() for table in resource for problem in table.problems]
    if not problems:  # references to a file that could not be read would all be wrong
        problems = checks.check_references(tables, schemas)
        for resource_name in FOLDERS:
            problems += checks.check_repeated_across(tables[resource_name], schemas[resource_name])
    if not problems:
        problems = checks.check_decimals(tables["observations"], tables["indicators"])
        problems += checks.check_parts(tables["answers"])
    return tables, problems


MAY_BE_EMPTY = ("notes",)
"""There may be nothing to note; a dictionary or an export without rows is a mistake."""


def read_dictionary(content: bytes) -> list[dict[str, Any]]:
    """The resources of the data package, each with all that checking and loading its files needs.

    Raises ``ValueError`` that says what is missing, wrong, or at odds with the tables of the database.
    """
    package = json.loads(content)
    try:
        resources: list[dict[str, Any]] = package["resources"]
        columns = {
            resource["name"]: [column["name"] for column in resource["schema"]["fields"]] for resource in resources
        }
        if sorted(columns) != sorted(INSERT) or len(resources) != len(INSERT):
            raise ValueError(f"the resources must be {', '.join(INSERT)}")
        for resource in resources:
            usable(resource, columns)
    except (AttributeError, KeyError, TypeError, IndexError, re.error) as error:
        raise ValueError(f"{type(error).__name__}: {error}") from error
    return resources


def usable(resource: dict[str, Any], columns: dict[str, list[str]]) -> None:
    """Raise unless the resource says all that its files are checked by; ``columns`` are those of all resources."""
    name, schema = resource["name"], resource["schema"]
    # The files of a folder are found in it, listed or not; where there are none, the resource has no path but its header.
    own, path = columns[name], resource["path"] if name not in FOLDERS else resource.get("path") or resource["data"]
    if not path or not set(schema["primaryKey"]) <= set(own):
        raise ValueError(f"{name} lacks a path, or its primary key is not among its columns")
    if name not in FOLDERS and not isinstance(path, str):
        raise ValueError(f"the path of {name} must be the name of one file")
    kept = tables_of_the_database()[name]
    if sorted(own) != sorted(kept):
        raise ValueError(f"the columns of {name} must be {', '.join(kept)}")
    for column in schema["fields"]:
        usable_column(column, *kept[column["name"]])
    for key in schema.get("foreignKeys", []):
        target = key["reference"]
        if key["fields"][0] not in own or target["fields"][0] not in columns[target["resource"]]:
            raise ValueError(f"a foreign key of {name} leads nowhere")


TYPES = {"VARCHAR": "string", "INTEGER": "integer", "BIGINT": "integer", "DOUBLE": "number"}
"""What the data package calls the types of the database."""


def usable_column(column: dict[str, Any], kept_as: str, required: bool) -> None:
    """Raise unless the column's rules make sense and let nothing through that the database has no place for.

    ``kept_as`` is the database's type; ``required`` means that the database has no place for a missing value.
    """
    name, constraints = column["name"], column.get("constraints", {})
    if column["type"] != TYPES[kept_as]:
        raise ValueError(f"the type of {name} must be {TYPES[kept_as]}")
    if constraints.get("required", False) not in ([True] if required else [True, False]):
        raise ValueError(f"{name} must be required")
    if type(column.get("decimals", 0)) is not int:
        raise ValueError(f"decimals of {name} is not a whole number")
    re.compile(constraints.get("pattern", ""))
    allowed = constraints.get("enum", [""])
    if not isinstance(allowed, list) or not allowed or not all(isinstance(value, str) for value in allowed):
        raise ValueError(f"enum of {name} is not a list of texts")
    for limit in {"minimum", "maximum"} & set(constraints):
        if column["type"] == "string" or type(constraints[limit]) not in (int, float):
            raise ValueError(f"{limit} of {name} is not a number, or {name} is a text")


@functools.cache
def tables_of_the_database() -> dict[str, dict[str, tuple[str, bool]]]:
    """Type and whether a value is required, by table and column, as ``schema/tables.sql`` says."""
    with duckdb.connect() as empty:
        empty.execute(TABLES.read_text(encoding="utf-8"))
        found = empty.execute(
            "SELECT table_name, column_name, data_type, is_nullable FROM information_schema.columns"
            " ORDER BY table_name, ordinal_position"
        ).fetchall()
    tables: dict[str, dict[str, tuple[str, bool]]] = {}
    for table, column, kept_as, nullable in found:
        tables.setdefault(table, {})[column] = (kept_as, nullable == "NO")
    return tables


class NotLoaded(Exception):
    """A file passed the checks, but the database would not take it; ``problem`` says which and why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


def connect(tables: dict[str, list[Table]]) -> duckdb.DuckDBPyConnection:
    """A database with these tables that can neither be written nor reach files or the network.

    Raises :class:`NotLoaded` when the rows of a file do not fit.
    """
    # A file that is opened again read-only: an in-memory database cannot be closed to writing.
    with tempfile.TemporaryDirectory(prefix="lagesbild-", ignore_cleanup_errors=True) as scratch:
        path = os.path.join(scratch, "lagesbild.duckdb")
        with duckdb.connect(path) as writer:
            writer.execute(TABLES.read_text(encoding="utf-8"))
            for name, parts in tables.items():
                for part in parts:
                    try:
                        insert(writer, name, part)
                    except duckdb.Error as error:
                        raise NotLoaded(Problem("not_loaded", part.file, value=told(error))) from error
            writer.execute(VIEWS.read_text(encoding="utf-8"))
        return duckdb.connect(path, read_only=True, config=LOCKED)


LOCKED: dict[str, Any] = {
    "enable_external_access": "false",
    "python_enable_replacements": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "lock_configuration": "true",
    "threads": "2",
}


def insert(writer: duckdb.DuckDBPyConnection, name: str, table: Table) -> None:
    """Put the rows of a checked file into the table of its resource; DuckDB casts the text to the table's types."""
    incoming = pd.DataFrame([row for _, row in table.rows], columns=table.header, dtype="object")
    writer.register("incoming", incoming.replace({"": None}))
    writer.execute(INSERT[name])
    writer.unregister("incoming")


INSERT = {
    name: f"INSERT INTO {name} BY NAME SELECT * FROM incoming"
    for name in (
        "observations",
        "indicators",
        "area_categories",
        "sources",
        "notes",
        "computed_measures",
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
    )
}
"""How the rows of each resource of the data package get into its table."""


def answer(connection: duckdb.DuckDBPyConnection, sql: str, frozen: Frozen) -> pd.DataFrame:
    parameters = {name: list(value) if isinstance(value, tuple) else value for name, value in frozen}
    # One connection shared by threads mixes up their answers; a cursor per query does not.
    with connection.cursor() as cursor:
        frame = cursor.execute(sql, parameters).df()
    for name in frame.columns:
        if frame[name].map(lambda value: isinstance(value, np.ndarray)).any():
            # Answers are kept: a list in one must not be changed by whoever got it.
            frame[name] = frame[name].map(lambda value: tuple(value.tolist()) if isinstance(value, np.ndarray) else ())
    return frame
