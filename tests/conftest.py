"""What the tests share: the data of the repository, and a copy of them that a test may change."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from queries import database


def read_from(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read this folder as a process does that has just started; undone when the test ends."""
    monkeypatch.setenv("LAGESBILD_DATA", str(folder))
    monkeypatch.setattr(database, "_loaded", None)
    monkeypatch.setattr(database, "_seen", ())
    monkeypatch.setattr(database, "_looked_at", 0.0)


@pytest.fixture
def built_in_data(monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data of the repository, not to be changed."""
    read_from(database.BUILT_IN, monkeypatch)
    return database.BUILT_IN


@pytest.fixture
def data_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the data; what a test changes in it is seen by the next question."""
    folder = tmp_path / "data"
    shutil.copytree(database.BUILT_IN, folder)
    read_from(folder, monkeypatch)
    monkeypatch.setattr(database, "SECONDS_BETWEEN_LOOKS", 0.0)
    return folder
