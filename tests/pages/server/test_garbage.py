"""Collecting garbage: short after every answer, and nothing is kept for ever."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
from altair.utils import schemapi

import dashboard
from pages.server import garbage


class Ring:
    """Garbage that only collecting finds: it refers to itself."""

    def __init__(self) -> None:
        self.self = self


@pytest.fixture(autouse=True)
def all_collected_again() -> Iterator[None]:
    yield
    gc.unfreeze()


def test_what_is_there_is_left_out_until_the_next_time() -> None:
    ring = Ring()
    gone = weakref.ref(ring)
    garbage.settle()
    assert gc.get_freeze_count() > 10 * len(gc.get_objects())
    del ring
    gc.collect()
    assert gone() is not None
    garbage.settle()
    assert gone() is None


def test_what_came_since_is_collected_as_ever() -> None:
    garbage.settle()
    ring = Ring()
    gone = weakref.ref(ring)
    del ring
    gc.collect()
    assert gone() is None


def test_what_is_loaded_at_first_is_not_looked_through() -> None:
    with garbage.much_that_stays():
        assert not gc.isenabled()
        ring = Ring()
    gone = weakref.ref(ring)
    del ring
    assert gc.isenabled()
    gc.collect()
    assert gone() is not None
    garbage.settle()
    assert gone() is None


@pytest.mark.usefixtures("built_in_data")
def test_a_server_begins_with_it_and_ends_it_when_it_stops(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.pycache_prefix", str(tmp_path))  # where no earlier start has kept anything
    monkeypatch.setattr(schemapi, "DEBUG_MODE", True)  # set back at the end: other tests check charts
    stopped = threading.Event()
    server = threading.Thread(target=dashboard.warm, args=[stopped], daemon=True)
    server.start()
    for _ in range(3000):
        if gc.get_freeze_count() or stopped.wait(0.01):
            break
    assert gc.get_freeze_count()
    stopped.set()
    server.join(timeout=30)
    assert not server.is_alive()
