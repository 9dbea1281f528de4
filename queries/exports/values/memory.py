"""What texts of a file mean is remembered while it is read, since they repeat, and forgotten afterwards: nothing of a
reader's file stays in the server."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TypeVar

Answer = TypeVar("Answer")

_remembered: list[Callable[[], None]] = []

MOST_REMEMBERED = 200_000
"""Texts of which a reading of a file itself remembers the meaning."""

MOST = 100_000
"""Texts that are remembered of each kind."""


def remembered(function: Callable[[str], Answer]) -> Callable[[str], Answer]:
    """A function of a text that gives the same answer again until :func:`forget`."""
    kept = functools.lru_cache(maxsize=MOST)(function)
    _remembered.append(kept.cache_clear)
    return kept


def forget() -> None:
    """Forget all texts. What is read at the same moment by somebody else is merely read a little slower."""
    for clear in _remembered:
        clear()
