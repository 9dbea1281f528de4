"""Putting files into a folder: all of them or none, whatever happens on the way."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from queries.update import writing

OLD = {
    "sources.csv": b"old sources",
    "exports/hamtad-1.csv": b"old figures",
    "notes.csv": b"old notes",
    "actions.csv": b"mine",
}
NEW = {"notes.csv": b"new notes", "exports/hamtad-2.csv": b"new figures", "sources.csv": b"new sources"}
GONE = ["exports/hamtad-1.csv"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, content in OLD.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    return tmp_path


def content(folder: Path) -> dict[str, bytes]:
    """All files of the folder but the backups."""
    paths = [path for path in folder.rglob("*") if path.is_file() and writing.BACKUP not in path.parts]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def test_the_new_files_are_there_and_the_old_are_kept(folder: Path) -> None:
    kept = writing.put(folder, NEW, GONE, "2027-04-09-120000")
    assert content(folder) == NEW | {"actions.csv": b"mine"}
    assert kept == folder / "backup" / "2027-04-09-120000"
    assert content_of(kept) == {name: OLD[name] for name in ("sources.csv", "notes.csv", "exports/hamtad-1.csv")}


def content_of(kept: Path | None) -> dict[str, bytes]:
    assert kept is not None
    return {path.relative_to(kept).as_posix(): path.read_bytes() for path in kept.rglob("*") if path.is_file()}


def test_where_nothing_was_before_there_is_no_backup(tmp_path: Path) -> None:
    assert writing.put(tmp_path, NEW, [], "2027-04-09-120000") is None
    assert content(tmp_path) == NEW


def test_two_updates_in_a_second_have_a_backup_each(folder: Path) -> None:
    first = writing.put(folder, {"notes.csv": b"1"}, [], "2027-04-09-120000")
    second = writing.put(folder, {"notes.csv": b"2"}, [], "2027-04-09-120000")
    assert first != second
    assert content_of(first) == {"notes.csv": b"old notes"}
    assert content_of(second) == {"notes.csv": b"1"}


def test_sources_take_their_place_before_what_refers_to_them(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []
    replace = os.replace
    monkeypatch.setattr(os, "replace", lambda a, b: (order.append(Path(b).name), replace(a, b)))
    writing.put(folder, NEW, GONE, "now")
    assert order == ["sources.csv", "hamtad-2.csv", "notes.csv"]


@pytest.mark.parametrize("fails_at", range(12))
@pytest.mark.parametrize("error", [OSError("No space left on device"), KeyboardInterrupt()])
def test_what_fails_on_the_way_is_taken_back(
    folder: Path, monkeypatch: pytest.MonkeyPatch, fails_at: int, error: BaseException
) -> None:
    """Every operation on the disk fails once, until none is left to fail."""
    left = [fails_at]

    def failing(original):  # type: ignore[no-untyped-def]
        def operation(*arguments, **named):  # type: ignore[no-untyped-def]
            left[0] -= 1
            if left[0] == -1:
                raise error
            return original(*arguments, **named)

        return operation

    with monkeypatch.context() as patch:
        for holder, name in ((os, "replace"), (os, "fsync"), (writing.shutil, "copy2"), (Path, "unlink")):
            patch.setattr(holder, name, failing(getattr(holder, name)))
        try:
            writing.put(folder, NEW, GONE, "now")
        except (OSError, KeyboardInterrupt):
            assert content(folder) == OLD
            assert not (folder / "backup").exists()
        else:
            assert left[0] >= 0, "something failed and nobody noticed"
            assert content(folder) == NEW | {"actions.csv": b"mine"}


@pytest.mark.parametrize("cut_at", range(4))
def test_an_update_that_was_cut_off_is_taken_back_at_the_next_start(
    folder: Path, monkeypatch: pytest.MonkeyPatch, cut_at: int
) -> None:
    """As by a power failure: nothing is left of the program to mend what it did."""
    left = [cut_at]
    replace = os.replace

    def cut(a: Path, b: Path) -> None:
        left[0] -= 1
        if left[0] == -1:
            raise SystemExit
        replace(a, b)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", cut)
        patch.setattr(writing, "take_back", lambda *_: None)
        if cut_at == 3:  # all are in their places, the old file is still there
            patch.setattr(Path, "unlink", lambda *_, **__: (_ for _ in ()).throw(SystemExit))
        with pytest.raises(SystemExit):
            writing.put(folder, NEW, GONE, "now")
    assert writing.take_back_unfinished(folder) == 1
    assert content(folder) == OLD
    assert writing.take_back_unfinished(folder) == 0


def test_a_finished_update_is_not_taken_back(folder: Path) -> None:
    writing.put(folder, NEW, GONE, "now")
    assert writing.take_back_unfinished(folder) == 0
    assert content(folder) == NEW | {"actions.csv": b"mine"}


def test_what_an_update_left_beside_is_no_file_of_the_dashboard() -> None:
    assert writing.beside(Path("exports/a.csv")).suffix != ".csv"
