"""The dictionary of the files, ``datapackage.json``: what it must say, and all files read and checked by it."""

from __future__ import annotations

import datetime
import functools
import json
import re
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import duckdb

from queries.store import additions, checks, follow_up_checks, local_picture_checks, square_checks
from queries.store.checks import KINDS, Problem, Table

BUILT_IN = Path(__file__).parents[2] / "data"
DICTIONARY = "datapackage.json"
FOLDERS = {"observations": "exports", "answers": "answers"}
"""Resources of any number of files, in a folder each; one of them can be spared, and a folder may be empty or missing."""

TABLES = Path(__file__).parent / "schema" / "tables.sql"

Files = dict[str, bytes]
"""Content of each file by its path below the data folder, with ``/``. Additions stand below a folder of their own."""


def resource_of(file: str) -> str | None:
    """The resource whose folder the file is in; ``None`` for the dictionary and its files."""
    inside = additions.plain(file).rpartition("/")[0]
    return next((resource for resource, name in FOLDERS.items() if name == inside), None)


def can_be_spared(file: str) -> bool:
    """Whether the rest goes on without this file: without an export or an addition, not without the dictionary."""
    return resource_of(file) is not None or additions.is_added(file)


def without_rows(file: str, files: Files) -> bytes | None:
    """What stands for a broken file of a clerk's in a folder with a dictionary: its header alone, since no figure is made of
    it. ``None`` for any other file."""
    try:
        resources = read_dictionary(files.get(DICTIONARY, b""))
    except (ValueError, RecursionError):
        return None
    for resource in resources:
        if resource["name"] in OF_A_CLERK and resource["path"] == file:
            return ",".join(column["name"] for column in resource["schema"]["fields"]).encode()
    return None


def by_row(problem: Problem) -> bool:
    """Whether the file goes on without the row that has the problem: one row of what a clerk fills in is no reason to do
    without the others. Of figures it is: what is left of them could mean something else."""
    name = additions.plain(problem.file).removesuffix(".csv")
    rowwise = name in OF_A_CLERK or (name == "sources" and additions.is_added(problem.file))
    return rowwise and problem.row is not None and problem.check not in OF_FILES


OF_FILES = frozenset((*KINDS["form"], *KINDS["persons"])) - {"row_width"}
"""Problems of a file as such, which no row can be blamed for, and those that no row of it may be shown with."""


def check(
    files: Files, without: Mapping[str, Collection[int]] | None = None
) -> tuple[dict[str, list[Table]], list[Problem]]:
    """Read all files and check each by itself and all against each other; tables by resource of the data package.

    ``without`` are rows that are left out, by file: those that :func:`by_row` allows to do without.
    """
    without = without or {}
    try:
        resources = read_dictionary(files.get(DICTIONARY, b""))
    except (ValueError, RecursionError) as error:
        return {}, [Problem("broken_dictionary", DICTIONARY, value=str(error))]
    schemas = {resource["name"]: resource["schema"] for resource in resources}
    wanted = {resource["path"]: resource["name"] for resource in resources if resource["name"] not in FOLDERS}
    spared = {resource["path"] for resource in later_than(json.loads(files[DICTIONARY]))}
    problems = [Problem("missing_file", name) for name in wanted if name not in files and name not in spared]
    tables: dict[str, list[Table]] = {name: [] for name in schemas}
    for name in sorted(files, key=additions.order):
        resource_name = resource_of(name) or wanted.get(additions.plain(name))
        if resource_name:
            may_be_empty = resource_name in MAY_BE_EMPTY or (additions.is_added(name) and not resource_of(name))
            from_spreadsheet = resource_name in FROM_SPREADSHEETS and additions.is_added(name)
            read = checks.read if additions.is_own(name) else checks.read_once
            table = read(
                name, files[name], schemas[resource_name], may_be_empty, from_spreadsheet, without.get(name, ())
            )
            if schemas[resource_name].get("numbersOnly"):
                # Before anything else is said of the file: what is wrong in it would be quoted.
                table.problems = local_picture_checks.check_persons(table, schemas[resource_name]) or table.problems
            tables[resource_name].append(table)
    problems += [problem for resource in tables.values() for table in resource for problem in table.problems]
    if not problems:  # what stands twice in the dictionary stands there once
        for resource_name in wanted.values():
            problems += additions.without_known(tables[resource_name], schemas[resource_name])
    if not problems:  # references to a file that could not be read would all be wrong
        problems = checks.check_references(tables, schemas)
        problems += checks.check_dated(tables, schemas, OF_A_CLERK)
        for resource_name in FOLDERS:
            problems += checks.check_repeated_across(tables[resource_name], schemas[resource_name])
        problems += additions.check_own(tables["observations"], tables["sources"])
    if not problems:
        problems = checks.check_decimals(tables["observations"], tables["indicators"])
        problems += checks.check_parts(tables["answers"])
        problems += follow_up_checks.check_goals(tables["actions"], tables["goals"])
        problems += follow_up_checks.check_targets(tables["goals"], tables["goal_indicators"])
        problems += follow_up_checks.check_periods([*tables["agreements"], *tables["events"], *tables["phases"]])
        problems += follow_up_checks.check_followed_up(tables["actions"], datetime.date.today())
        problems += local_picture_checks.check_one_phase(tables["phases"])
        problems += local_picture_checks.check_areas(tables["cylinder"], tables["areas"], tables["stages"])
        problems += square_checks.check(tables["squares"])
    return tables, problems


FOLLOW_UP = (
    "agreements",
    "agreement_municipalities",
    "goals",
    "goal_indicators",
    "actions",
    "yearly_wheel",
    "events",
)
"""What was agreed and how it goes: a municipality's own, of which there may be none."""

LOCAL_PICTURE = ("stages", "phases", "cylinder", "squares")
"""What the police and a municipality rate, number or order themselves when they make a local picture; none is shipped."""

OF_A_CLERK = (*FOLLOW_UP, *LOCAL_PICTURE)

FROM_SPREADSHEETS = ("sources", *OF_A_CLERK)
"""What a municipality's clerk fills in: of an addition, also with the semicolons that a Swedish spreadsheet writes, and between
these with its decimal commas."""

MAY_BE_EMPTY = ("notes", "contradictions", *OF_A_CLERK)
"""There may be nothing to note, and no contradiction; a dictionary or an export without rows is a mistake."""


def later_than(package: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The resources of :data:`OF_A_CLERK` in the project's own data package that another, older one does not have."""
    listed = {resource["name"] for resource in package["resources"]}
    own = json.loads((BUILT_IN / DICTIONARY).read_bytes())["resources"]
    return [resource for resource in own if resource["name"] in OF_A_CLERK and resource["name"] not in listed]


def read_dictionary(content: bytes) -> list[dict[str, Any]]:
    """The resources of the data package, each with all that checking and loading its files needs.

    A folder that was copied before the dashboard knew a file that a clerk fills in goes on without it. Raises ``ValueError`` that says what is missing, wrong, or at odds with the tables of the database.
    """
    package, known = json.loads(content), tables_of_the_database()
    try:
        resources: list[dict[str, Any]] = [*package["resources"], *later_than(package)]
        columns = {
            resource["name"]: [column["name"] for column in resource["schema"]["fields"]] for resource in resources
        }
        if sorted(columns) != sorted(known) or len(resources) != len(known):
            raise ValueError(f"the resources must be {', '.join(known)}")
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
    if type(schema.get("mostRows", 0)) is not int:
        raise ValueError(f"mostRows of {name} is not a whole number")
    kept = tables_of_the_database()[name]
    later = LATER.get(name, ())
    if sorted({*own, *later}) != sorted(kept) or len(own) != len(set(own)):
        raise ValueError(f"the columns of {name} must be {', '.join(kept)}")
    for column in schema["fields"]:
        usable_column(column, *kept[column["name"]])
        if column.get("optional", False) not in ([True, False] if column["name"] in later else [False]):
            raise ValueError(f"{column['name']} must not be optional")
    for key in schema.get("foreignKeys", []):
        target = key["reference"]
        if key["fields"][0] not in own or target["fields"][0] not in columns[target["resource"]]:
            raise ValueError(f"a foreign key of {name} leads nowhere")


LATER = {"sources": ("url",), "goals": follow_up_checks.TARGET}
"""Columns that came later, by resource: the files and data packages from before them go on without."""

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
    if not set(column.get("calendar", [])) <= set(checks.CALENDAR) or ("calendar" in column and not column["calendar"]):
        raise ValueError(f"calendar of {name} is not a list of {', '.join(checks.CALENDAR)}")
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
