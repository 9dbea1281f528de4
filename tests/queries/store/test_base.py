"""A database that begins with the rows of another holds what it would hold if it were made from nothing."""

from __future__ import annotations

from collections.abc import Callable
from weakref import WeakValueDictionary

import pyarrow as pa
import pytest

from queries.store import additions, base, checks, database, states
from queries.store.database import Loaded
from queries.store.dictionary import Files
from tests.additions import HEADER, SOURCES, addition

TABLE_8 = "exports/lagesbild-2021-tabell-8.csv"
LARGE = 100_000
"""Bytes of a file whose rows would take the test's time and show nothing that others do not."""

RULE = database.Rule(smallest=3, known=None, decided=None)

pytestmark = pytest.mark.usefixtures("built_in_data", "nothing_kept")


@pytest.fixture
def files() -> Files:
    """The data, of the largest files only some rows, among them those that other files refer to."""
    found, _ = database.read_files()
    head, *rows = found["deso_figures.csv"].splitlines(keepends=True)
    named = {line.split(b",")[0] for line in found["deso_areas.csv"].splitlines()}
    found["deso_figures.csv"] = b"".join([head, *(row for row in rows if row.split(b",")[0] in named)])
    found["quarters.csv"] = b"".join(found["quarters.csv"].splitlines(keepends=True)[:200])
    return {name: content for name, content in found.items() if len(content) < LARGE or "exports" not in name}


@pytest.fixture
def usual(files: Files, monkeypatch: pytest.MonkeyPatch) -> Loaded:
    """The state of the files as they are, with which the next one begins."""
    monkeypatch.setattr(base, "_base", None)
    monkeypatch.setattr(base, "_finished", None)
    return database.load(files)


def everything(state: Loaded) -> dict[str, pa.Table]:
    """The rows of every table and view, in an order of their own."""
    found = {}
    with state.connection.cursor() as cursor:
        names = cursor.execute("SELECT table_name FROM information_schema.tables").fetchall()
        for (name,) in names:
            found[name] = cursor.sql(f"SELECT * FROM {name} ORDER BY ALL").to_arrow_table()
    return found


def with_cell(files: Files) -> Files:
    return files | {TABLE_8: files[TABLE_8].replace(b"threats,risk,,2020,,,6.7", b"threats,risk,,2020,,,7.7")}


def without_first_export(files: Files) -> Files:
    first = min(name for name in files if name.startswith("exports/"))
    return {name: content for name, content in files.items() if name != first}


def with_first_export(files: Files) -> Files:
    line = "threats,risk,,2021,,,6.7,,lagesbild-2021-tabell-8\n"
    return files | {"exports/a.csv": (HEADER + line).encode()}


def without_notes(files: Files) -> Files:
    return files | {"notes.csv": files["notes.csv"].splitlines(keepends=True)[0]}


def with_own(files: Files) -> Files:
    hidden = "narcotics_offences,,Umeå,2020,2,130000,,,umea-2024\n"
    return additions.merged(files, addition(hidden), additions.OWN)


def with_own_on_top_of_an_administrators(files: Files) -> Files:
    source = SOURCES + "egen,Umeå kommun,Egen,Own,a,a,2025\n"
    more = addition("narcotics_offences,,Holmsund,2020,9,,,,egen\n", sources=source)
    return additions.merged(additions.merged(files, addition()), more, additions.OWN)


CYLINDER = b"area,year,group_letter,count\nalby,2024,A,2\nalby,2024,B,12\n"
PHASES = b"area,phase,begins,ends,mark_sv,mark_en\nalby,1,2019,,Synliga problem,\n"


def with_an_administrators_clerks(files: Files) -> Files:
    return additions.merged(files, {"cylinder.csv": CYLINDER, "phases.csv": PHASES})


def with_a_readers_clerks(files: Files) -> Files:
    return additions.merged(files, {"phases.csv": PHASES}, additions.OWN)


def without_agreements(files: Files) -> Files:
    of_agreements = ("agreements.csv", "agreement_municipalities.csv", "goals.csv", "goal_indicators.csv")
    return files | {name: files[name].splitlines(keepends=True)[0] for name in of_agreements}


@pytest.mark.parametrize("changed", [with_an_administrators_clerks, with_a_readers_clerks, without_agreements])
def test_where_a_clerks_files_differ_alone_nothing_is_worked_out_anew(
    usual: Loaded, files: Files, changed: Callable[[Files], Files], monkeypatch: pytest.MonkeyPatch
) -> None:
    state = database.load(changed(files))
    assert (state.problems, state.models is usual.models) == ((), True)
    monkeypatch.setattr(base, "_base", None)
    monkeypatch.setattr(base, "_finished", None)
    monkeypatch.setattr(states, "_databases", WeakValueDictionary())
    from_nothing = database.make(changed(files), None, (), RULE)
    assert from_nothing.models is not usual.models
    assert everything(state) == everything(from_nothing)
    assert everything(state) != everything(usual)


@pytest.mark.parametrize("changed", [with_cell, without_notes, with_own])
def test_where_anything_else_differs_it_is(usual: Loaded, files: Files, changed: Callable[[Files], Files]) -> None:
    assert database.load(changed(files)).models is not usual.models


def test_another_rule_for_small_numbers_is_another_database(
    usual: Loaded, files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAGESBILD_SMALLEST_COUNT", "13")
    state = database.load(with_an_administrators_clerks(files))
    assert state.models is not usual.models
    assert state.ask_rows("SELECT DISTINCT count FROM cylinder", ()) == [{"count": None}]


@pytest.mark.parametrize(
    "changed",
    [
        with_cell,
        without_first_export,
        with_first_export,
        without_notes,
        with_own,
        with_own_on_top_of_an_administrators,
    ],
)
def test_the_same_stands_in_it(
    usual: Loaded, files: Files, changed: Callable[[Files], Files], monkeypatch: pytest.MonkeyPatch
) -> None:
    began_with = base._base
    state = database.load(changed(files))
    assert state.problems == ()
    assert base._base is began_with
    monkeypatch.setattr(base, "_base", None)
    monkeypatch.setattr(base, "_finished", None)
    monkeypatch.setattr(checks, "_read", {})
    monkeypatch.setattr(states, "_databases", WeakValueDictionary())
    from_nothing = database.make(changed(files), None, (), RULE)
    assert everything(state) == everything(from_nothing)
    assert everything(state) != everything(usual)


def test_what_is_taken_away_again_is_gone(usual: Loaded, files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    before = everything(usual)
    database.load(with_first_export(with_own(files)))
    monkeypatch.setattr(states, "_databases", WeakValueDictionary())
    again = database.make(files, None, (), RULE)
    assert again.connection is not usual.connection
    assert everything(again) == before


def test_many_rows_that_all_readers_see_are_the_beginning_of_the_next(
    usual: Loaded, files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(base, "MOST", 3)
    began_with = base._base
    for years, is_kept in ((range(2021, 2024), True), (range(2021, 2025), False)):
        lines = "".join(f"threats,risk,,{year},,,6.7,,lagesbild-2021-tabell-8\n" for year in years)
        database.load(files | {"exports/z.csv": (HEADER + lines).encode()})
        assert (base._base is began_with) == is_kept


def test_a_readers_own_files_are_never_in_it(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(base, "_base", None)
    monkeypatch.setattr(base, "MOST", 0)
    own = addition("narcotics_offences,,Hemligby,2020,320,130000,,,umea-2024\n")
    state = database.load(additions.merged(files, own, additions.OWN))
    assert [row["area"] for row in state.ask_rows("SELECT area FROM observations WHERE source = 'umea-2024'", ())] == [
        "Hemligby"
    ]
    assert base._base is not None
    assert b"Hemligby" not in base._base.content
    assert not any(additions.is_own(part.file) for parts in base._base.parts.values() for part in parts)


def test_nor_in_the_whole_one_that_is_kept(usual: Loaded, files: Files) -> None:
    whole = base._finished
    database.load(additions.merged(files, {"phases.csv": PHASES.replace(b"Synliga", b"Hemliga")}, additions.OWN))
    assert whole is not None
    assert base._finished is whole
    assert usual.version


def test_what_was_read_once_is_found_by_its_content_and_its_rules(files: Files) -> None:
    schema = {"fields": [{"name": "id", "type": "string"}], "primaryKey": ["id"]}
    first = checks.read_once("x.csv", b"id\na\nb\n", schema, False, False, ())
    again = checks.read_once("x.csv", b"id\na\nb\n", schema, False, False, ())
    assert again.origin is first.origin
    again.performed["values"] = 0
    again.keep([1])
    assert (again.origin, again.texts("id")) == (None, ["b"])
    assert (first.performed["values"], first.texts("id")) == (2, ["a", "b"])
    narrow = {"fields": [{"name": "id", "type": "string", "constraints": {"enum": ["a"]}}], "primaryKey": ["id"]}
    assert [one.check for one in checks.read_once("x.csv", b"id\na\nb\n", narrow, False, False, ()).problems] == [
        "not_allowed"
    ]
    assert checks.read_once("x.csv", b"id\na\nc\n", schema, False, False, ()).texts("id") == ["a", "c"]
    assert checks.read_once("x.csv", b"id\na\nb\n", schema, False, False, (2,)).texts("id") == ["b"]
    assert checks.read_once("x.csv", b"id\n", schema, True, False, ()).problems == []
    assert [one.check for one in checks.read_once("x.csv", b"id\n", schema, False, False, ()).problems] == ["no_rows"]
