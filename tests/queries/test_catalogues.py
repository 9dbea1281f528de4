"""Translations: read from what is written, and kept compiled for the next start."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from queries import catalogues

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'


@pytest.fixture(autouse=True)
def keeps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Python keeps what it compiled, beside what it compiled it from."""
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    monkeypatch.setattr("sys.pycache_prefix", None)


def write(folder: Path, swedish: str) -> None:
    (folder / "sv.po").write_text(f'{HEAD}msgid "Year"\nmsgstr "{swedish}"\n', encoding="utf-8")


def said(folder: Path) -> str:
    """What another process says, which has read no catalogue yet."""
    catalogues.catalogue.cache_clear()
    return catalogues.catalogue(folder, "sv").gettext("Year")


def kept(folder: Path) -> list[Path]:
    return sorted((folder / "__pycache__").glob("*"))


def test_what_is_written_is_what_is_said(tmp_path: Path) -> None:
    for swedish in ("År", "Årtal", "År"):
        write(tmp_path, swedish)
        assert said(tmp_path) == swedish
        assert len(kept(tmp_path)) == 1  # of the catalogue as it is now, and no half of one


def test_a_catalogue_is_compiled_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "År")
    said(tmp_path)
    compiled: list[bytes] = []
    monkeypatch.setattr(catalogues, "compile_catalogue", lambda content, _: compiled.append(content))
    assert said(tmp_path) == "År"
    assert compiled == []


def test_two_catalogues_in_a_folder_are_kept_beside_each_other(tmp_path: Path) -> None:
    write(tmp_path, "År")
    (tmp_path / "fi.po").write_text(f'{HEAD}msgid "Year"\nmsgstr "Vuosi"\n', encoding="utf-8")
    assert said(tmp_path) == "År"
    assert catalogues.catalogue(tmp_path, "fi").gettext("Year") == "Vuosi"
    assert [path.name.partition("-")[0] for path in kept(tmp_path)] == ["fi", "sv"]


def test_where_nothing_can_be_kept_it_is_read_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "År")
    (tmp_path / "__pycache__").write_text("a file where the folder would be", encoding="utf-8")
    assert said(tmp_path) == "År"
    (tmp_path / "__pycache__").unlink()
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    assert said(tmp_path) == "År"
    assert not (tmp_path / "__pycache__").exists()


def test_where_there_is_no_room_nothing_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "År")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    assert said(tmp_path) == "År"
    assert kept(tmp_path) == []


def test_without_a_catalogue_texts_stay_as_they_are(tmp_path: Path) -> None:
    assert said(tmp_path) == "Year"
