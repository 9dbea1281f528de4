"""What the tests share: the data of the repository, and a copy of them that a test may change."""

from __future__ import annotations

import functools
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from weakref import WeakValueDictionary

import pytest

# Streamlit and pandas are imported by those who need them: the process that hands out the tests does not.


@pytest.fixture(scope="session", autouse=True)
def _components_are_looked_for_once() -> Iterator[None]:
    """Streamlit's AppTest reads about every installed package anew for each app, which took a third of all the tests' time."""
    from streamlit.components.v2 import manifest_scanner

    with pytest.MonkeyPatch.context() as patch:
        once = functools.cache(manifest_scanner.scan_component_manifests)
        patch.setattr(manifest_scanner, "scan_component_manifests", once)
        yield


@pytest.fixture(scope="session", autouse=True)
def usual_keep() -> Iterator[Callable[..., None]]:
    """The last databases stay in use, those with own files too, as in sessions that are open: many tests have the same.
    Gives the function that does not care for that."""
    from queries.store import states

    keep, used = states.keep, dict[str, object]()

    def keep_longer(key: str, state: object, files: dict[str, bytes]) -> None:
        used.pop(key, None)
        used[key] = state
        if len(used) > 16:
            del used[next(iter(used))]
        keep(key, state, files)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(states, "keep", keep_longer)
        yield keep


@pytest.fixture
def nothing_kept(usual_keep: Callable[..., None], monkeypatch: pytest.MonkeyPatch) -> None:
    """No state of the data is found that was made before the test, and none stays longer than it does for readers."""
    from queries.store import base, states

    monkeypatch.setattr(states, "keep", usual_keep)
    monkeypatch.setattr(states, "_in_use", WeakValueDictionary())
    monkeypatch.setattr(states, "_databases", WeakValueDictionary())
    monkeypatch.setattr(states, "_kept", {})
    monkeypatch.setattr(base, "_finished", None)


@pytest.fixture
def built_in_data(monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data of the repository, not to be changed; loaded only once for all tests."""
    from queries.store import database

    monkeypatch.delenv("LAGESBILD_DATA", raising=False)
    monkeypatch.setattr(database, "_looked_at", float("-inf"))  # look now: another folder may have been read before
    return database.BUILT_IN


LARGE = "bra-kommun-2015-2025.csv"
"""The file that takes most of the time in which the data are read."""


@pytest.fixture
def data_copy(built_in_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the data, without the largest file, in a process that has just started; what a test changes is seen by the
    next question."""
    return copied(built_in_data, tmp_path, monkeypatch, LARGE)


@pytest.fixture
def whole_data_copy(built_in_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same with all files."""
    return copied(built_in_data, tmp_path, monkeypatch)


@pytest.fixture
def small_built_in(data_copy: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Such a copy in place of the built-in data, for a test with a folder that adds to them."""
    from queries.store import database

    monkeypatch.setattr(database, "BUILT_IN", data_copy)
    return data_copy


def copied(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *without: str) -> Path:
    from queries.store import database

    folder = tmp_path / "data"
    shutil.copytree(data, folder, ignore=shutil.ignore_patterns(*without))
    monkeypatch.setenv("LAGESBILD_DATA", str(folder))
    monkeypatch.setattr(database, "SECONDS_BETWEEN_LOOKS", 0.0)
    # Undone after the test: the next one finds the data that were there before.
    monkeypatch.setattr(database, "_loaded", None)
    monkeypatch.setattr(database, "_seen", ())
    return folder
