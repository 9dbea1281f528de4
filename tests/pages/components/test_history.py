"""The folder of what links showed: bounded, without leftovers, and harmless where it cannot be used."""

from __future__ import annotations

import os
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import FrameType

import pytest

from pages.components.frozen import figures as frozen_figures
from pages.components.frozen import history
from pages.components.frozen.history import Kept
from pages.components.tables import Column, Table
from pages.components.text import in_language

VERSION = "0123456789abcdef"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "history"
    monkeypatch.setenv("LAGESBILD_HISTORY", str(folder))
    monkeypatch.delenv(history.SETTING, raising=False)
    return folder


def shown(figure: float = 1.0, language: str = "sv", title: str = "Tal") -> Kept:
    table = Table(title, [Column("area", "Område"), Column("2020", "2020", 1)], [["A", figure]])
    return Kept(
        made="2026-11-21",
        language=language,
        smallest=3,
        has_own=True,
        parts=frozen_figures.parts(in_language(language), [table]),
    )


def keep(year: int, version: str = VERSION, kept: Kept | None = None) -> bool:
    return history.keep(version, "/", {"year": [str(year)]}, kept or shown())


def there(year: int, version: str = VERSION) -> bool:
    return history.kept(version, "/", {"year": [str(year)]}, "sv") is not None


def aged(place: Path) -> None:
    """Let what is there be some time older: file systems tell times apart only so far."""
    for file in place.glob("*/*"):
        status = file.stat()
        os.utime(file, ns=(status.st_atime_ns - 10**9, status.st_mtime_ns - 10**9))


def test_what_is_kept_comes_back(place: Path) -> None:
    assert keep(2020)
    assert history.kept(VERSION, "/", {"year": ["2020"]}, "sv") == shown()
    assert keep(2020, kept=shown(2.0))  # it is there already
    assert history.kept(VERSION, "/", {"year": ["2020"]}, "sv") == shown()
    assert history.kept(VERSION, "/omraden", {"year": ["2020"]}, "sv") is None
    assert history.kept("f" * 16, "/", {"year": ["2020"]}, "sv") is None


def test_the_order_of_parameters_makes_no_other_view() -> None:
    assert history.name_of("/", {"a": ["1"], "b": ["2"]}) == history.name_of("/", {"b": ["2"], "a": ["1"]})
    assert history.name_of("/", {"a": ["1"]}) != history.name_of("/", {"a": ["2"]})
    assert history.name_of("/", {"a": ["\ud800"]})  # half a letter, as an address may hold


def test_each_language_is_kept_and_either_found(place: Path) -> None:
    assert keep(2020, kept=shown(language="en"))
    found = history.kept(VERSION, "/", {"year": ["2020"]}, "sv")
    assert found is not None
    assert found.language == "en"
    assert keep(2020)
    found = history.kept(VERSION, "/", {"year": ["2020"]}, "sv")
    assert found is not None
    assert found.language == "sv"


def test_the_oldest_makes_room(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "MOST", 2)
    for year in (2018, 2019):
        assert keep(year)
        aged(place)
    assert there(2018)  # used: now 2019 is the oldest
    assert keep(2020, version="f" * 16)
    assert [there(year) for year in (2018, 2019)] == [True, False]
    assert there(2020, version="f" * 16)
    aged(place)
    assert keep(2021)
    assert len(list(place.glob("*/*"))) == 2


def test_a_folder_that_became_empty_goes_too(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "MOST", 1)
    assert keep(2018)
    assert keep(2019, version="f" * 16)
    assert [path.name for path in place.iterdir()] == ["f" * 16]


def test_readers_that_press_at_once_keep_their_links_and_the_bound(
    place: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Each view has a version of its own, so that each that makes room removes a folder too."""
    monkeypatch.setattr(history, "MOST", 5)

    def reader(number: int) -> list[bool]:
        return [keep(year, version=f"{number:08x}{year:08x}") for year in range(60)]

    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)  # threads take turns as often as can be
    try:
        with ThreadPoolExecutor(6) as pool:
            kept = [one for views in pool.map(reader, range(6)) for one in views]
    finally:
        sys.setswitchinterval(before)
    assert kept == [True] * 360, caplog.text
    assert len(list(place.glob("*/*.json"))) == 5


def test_a_folder_that_another_process_removes_meanwhile_is_made_again(place: Path) -> None:
    removed: list[Path] = []

    def other_process(frame: FrameType, event: str, arg: object) -> None:
        if event == "call" and frame.f_code.co_name == "NamedTemporaryFile" and not removed:
            removed.append(place / VERSION)
            (place / VERSION).rmdir()

    sys.setprofile(other_process)
    try:
        assert keep(2020)
    finally:
        sys.setprofile(None)
    assert removed
    assert there(2020)


def test_folders_that_go_while_they_are_listed_do_no_harm(place: Path) -> None:
    assert keep(2020)
    done = threading.Event()

    def other_process() -> None:
        while not done.is_set():
            for number in range(20):
                (place / f"{number:016x}").mkdir(exist_ok=True)
            for number in range(20):
                (place / f"{number:016x}").rmdir()

    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    thread = threading.Thread(target=other_process)
    thread.start()
    try:
        assert [len(history.there(place)) for _ in range(500)] == [1] * 500
    finally:
        done.set()
        thread.join()
        sys.setswitchinterval(before)


def test_bytes_are_bounded_too(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "MEGABYTE", 1000)
    monkeypatch.setenv(history.SETTING, "1")
    assert not keep(2017, kept=shown(title="x" * 1000))  # more than all together may be
    assert list(place.glob("*/*")) == []
    for year in range(2000, 2020):
        assert keep(year)
        aged(place)
        assert sum(file.stat().st_size for file in place.glob("*/*")) <= 1000
    assert there(2019)
    assert not there(2000)


@pytest.mark.parametrize(("said", "megabytes"), [("", 100), ("5", 5), ("many", 100), ("-1", 100), ("0", 0)])
def test_the_size_is_set_in_megabytes(place: Path, monkeypatch: pytest.MonkeyPatch, said: str, megabytes: int) -> None:
    monkeypatch.setenv(history.SETTING, said)
    assert history.largest() == megabytes * 1_000_000


def test_nothing_but_its_own_files_is_counted_or_removed(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "MOST", 1)
    others = [place / "photos" / ("0" * 32 + ".json"), place / VERSION / "letter.txt", place / VERSION / "a.part"]
    for path in others:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("mine", encoding="utf-8")
    assert keep(2018)
    assert keep(2019)
    assert [path.read_text(encoding="utf-8") for path in others] == ["mine"] * 3


def test_a_write_that_fails_leaves_nothing_behind(
    place: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    # A folder stands where the file would: all goes well but the last step.
    (place / VERSION / f"{history.name_of('/', {'year': ['2020']})}.sv.json").mkdir(parents=True)
    assert not keep(2020)
    assert not there(2020)
    assert list(place.glob("*/.lagesbild-*")) == []
    (place / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("LAGESBILD_HISTORY", str(place / "file"))
    assert not keep(2021)
    assert "LAGESBILD_HISTORY" in caplog.text


def test_half_written_files_of_a_process_that_died_are_counted(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "MOST", 1)
    left = place / VERSION / ".lagesbild-abc123.part"
    left.parent.mkdir(parents=True)
    left.write_text("half", encoding="utf-8")
    assert keep(2020)
    assert not left.exists()


@pytest.mark.parametrize("content", ["{", "[]", "{}", '{"made": 1}', '{"tables": 3}', "null", "\ufeff{"])
def test_what_cannot_be_read_is_not_kept(place: Path, content: str) -> None:
    assert keep(2020)
    (file,) = place.glob("*/*.json")
    file.write_text(content, encoding="utf-8")
    assert not there(2020)
    assert keep(2020)  # anew
    assert there(2020)


def test_without_a_folder_nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LAGESBILD_HISTORY", raising=False)
    assert not keep(2020)
    assert not there(2020)
