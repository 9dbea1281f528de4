"""Pages are drawn in turn, first come, first served. Python computes one thing at a time: many pages drawn at once hold each
other up, and all come as late as the last."""

from __future__ import annotations

import contextlib
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

SECONDS_OF_A_TURN = 0.5
"""How long others wait for a page. One that takes longer, as with a reader's own large files, goes on beside them."""

SECONDS_BETWEEN_LOOKS = 0.1
"""How often one that waits looks whether its reader has left, and whether the turn before has lasted too long."""


@dataclass(eq=False)
class Turn:
    """A place in the line. Once its turn has ``come`` it lasts ``until`` then, in seconds of the monotonic clock."""

    come: threading.Event = field(default_factory=threading.Event)
    until: float = 0.0


_lock = threading.Lock()
_line: deque[Turn] = deque()
"""Whose turn it is, and who waits."""


@contextlib.contextmanager
def taken(waiting: Callable[[], None]) -> Iterator[None]:
    """Wait for a turn, and give it back at the end. ``waiting`` is called now and then meanwhile; what it raises ends the wait."""
    turn = Turn()
    with _lock:
        _line.append(turn)
        begin_first()
    try:
        while not turn.come.wait(SECONDS_BETWEEN_LOOKS):
            waiting()
            end_if_overdue()
        yield
    finally:
        with _lock:
            if turn in _line:
                _line.remove(turn)
                begin_first()


def begin_first() -> None:
    if _line and not _line[0].come.is_set():
        _line[0].until = time.monotonic() + SECONDS_OF_A_TURN
        _line[0].come.set()


def end_if_overdue() -> None:
    with _lock:
        if _line[0].until < time.monotonic():
            _line.popleft()
            begin_first()
