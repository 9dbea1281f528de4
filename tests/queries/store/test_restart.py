"""What a start made of the repository's own data is there for the next one, which answers the same; of nothing else anything is kept."""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from weakref import WeakValueDictionary

import duckdb
import pyarrow as pa
import pytest

from queries.store import additions, base, chance, checks, database, restart, states
from tests.additions import addition
from tests.queries.store.test_base import everything

pytestmark = pytest.mark.usefixtures("built_in_data", "nothing_kept")


@pytest.fixture(autouse=True)
def kept_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where Python keeps what it has compiled, and with it what a start made; the data lie in a folder that may be changed."""
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    monkeypatch.setattr("sys.pycache_prefix", str(tmp_path / "kept"))
    data = tmp_path / "data"
    for path in database.BUILT_IN.rglob("*"):
        if path.is_file() and path.name != "bra-kommun-2015-2025.csv":  # takes the test's time and shows nothing else
            copy = data / path.relative_to(database.BUILT_IN)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())
    monkeypatch.setattr(database, "BUILT_IN", data)
    yield tmp_path / "kept"
    restart.made_by.cache_clear()


def start(monkeypatch: pytest.MonkeyPatch) -> database.Loaded:
    """The data as a new process has them."""
    monkeypatch.setattr(base, "_base", None)
    monkeypatch.setattr(base, "_finished", None)
    monkeypatch.setattr(checks, "_read", WeakValueDictionary())
    monkeypatch.setattr(chance, "_kept", {})
    monkeypatch.setattr(states, "_databases", WeakValueDictionary())
    monkeypatch.setattr(states, "_in_use", WeakValueDictionary())
    monkeypatch.setattr(states, "_kept", {})
    return database.renewed(None)


def kept(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.zst"))


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[database.Loaded]:
    """The states that were made anew, and not found as an earlier start made them."""
    states_made: list[database.Loaded] = []
    make = database.make

    def noted(*arguments: Any) -> database.Loaded:
        states_made.append(make(*arguments))
        return states_made[-1]

    monkeypatch.setattr(database, "make", noted)
    return states_made


def test_the_next_start_has_the_same_without_making_it(
    kept_in: Path, made: list[database.Loaded], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = start(monkeypatch), start(monkeypatch)
    assert (made, len(kept(kept_in))) == ([first], 1)
    assert everything(second) == everything(first)
    for name in ("files", "version", "performed", "exports", "smallest", "problems", "models", "folder", "read"):
        assert getattr(second, name) == getattr(first, name), name
    with pytest.raises(duckdb.Error, match="read-only"):
        second.connection.execute("DELETE FROM observations")
    with pytest.raises(duckdb.Error, match="disabled"):
        second.connection.execute("FROM read_text('/etc/hostname')")


def test_a_readers_own_files_are_put_on_top_of_it_as_quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    own = addition("narcotics_offences,,Hemligby,2020,320,130000,,,umea-2024\n")
    first = start(monkeypatch)
    expected = everything(database.load(additions.merged(first.files, own, additions.OWN)))
    second = start(monkeypatch)
    begun, read = base._base, len(checks._read)
    state = database.load(additions.merged(second.files, own, additions.OWN))
    assert base._base is begun is not None
    assert len(checks._read) == read > 30
    assert everything(state) == expected


def an_administrators(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of an administrator's, with files on top of the repository's."""
    (folder / "exports").mkdir(parents=True)
    for name, content in addition().items():
        (folder / name).write_bytes(content)
    monkeypatch.setenv("LAGESBILD_DATA", str(folder))


def test_an_administrators_files_begin_with_it(
    kept_in: Path, made: list[database.Loaded], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start(monkeypatch)
    before = kept(kept_in)
    an_administrators(tmp_path / "own", monkeypatch)
    with_it = start(monkeypatch)
    read = [table for table in with_it.read if table is not None and not additions.is_added(table.file)]
    began_with = base._base
    assert began_with is not None
    assert any(table is part for table in read for parts in began_with.parts.values() for part in parts)
    assert kept(kept_in) == before
    before[0].unlink()
    from_nothing = start(monkeypatch)
    assert everything(with_it) == everything(from_nothing)
    assert with_it.version == from_nothing.version
    assert (len(made), kept(kept_in)) == (3, [])


def test_other_data_another_rule_or_other_code_are_made_anew(
    kept_in: Path, made: list[database.Loaded], monkeypatch: pytest.MonkeyPatch
) -> None:
    start(monkeypatch)
    notes = database.BUILT_IN / "notes.csv"
    notes.write_bytes(notes.read_bytes().splitlines(keepends=True)[0])
    assert start(monkeypatch).ask_rows("FROM notes", ()) == []
    monkeypatch.setenv("LAGESBILD_SMALLEST_COUNT", "13")
    assert start(monkeypatch).smallest == 13
    code = kept_in.parent / "code"
    for path in restart.CODE.rglob("*.sql"):
        (code / path.relative_to(restart.CODE)).parent.mkdir(parents=True, exist_ok=True)
        (code / path.relative_to(restart.CODE)).write_bytes(path.read_bytes())
    monkeypatch.setattr(restart, "CODE", code)
    restart.made_by.cache_clear()
    before = restart.made_by()
    (code / "notes.sql").write_bytes(b"-- another question\n" + (code / "notes.sql").read_bytes())
    restart.made_by.cache_clear()
    assert restart.made_by() != before
    start(monkeypatch)
    assert len({id(state) for state in made}) == 4
    assert len(kept(kept_in)) == 1  # each takes the place of the one before


def test_what_cannot_be_used_is_made_anew_and_replaced(
    kept_in: Path, made: list[database.Loaded], monkeypatch: pytest.MonkeyPatch
) -> None:
    start(monkeypatch)
    (there,) = kept(kept_in)
    whole = there.read_bytes()
    other = pa.compress(pickle.dumps("something else"), "zstd", asbytes=True)
    others = [hashlib.sha256(other).digest() + other, whole[:9_000] + bytes([whole[9_000] ^ 1]) + whole[9_001:]]
    for broken in (b"", whole[:1000], *others):
        there.write_bytes(broken)
        start(monkeypatch)
        start(monkeypatch)
    assert len(made) == 5


@pytest.mark.parametrize("why", ["an administrator's files", "a broken file", "nothing may be kept"])
def test_nothing_else_is_kept(
    kept_in: Path, made: list[database.Loaded], why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if why == "an administrator's files":
        an_administrators(tmp_path / "own", monkeypatch)
    elif why == "a broken file":
        (database.BUILT_IN / "exports" / "broken.csv").write_bytes(b"a,b\n1,2\n")
    else:
        monkeypatch.setattr("sys.dont_write_bytecode", True)
    state = start(monkeypatch)
    assert bool(state.problems) == (why == "a broken file")
    start(monkeypatch)
    assert (len(made), kept(kept_in)) == (2, [])
