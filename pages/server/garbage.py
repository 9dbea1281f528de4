"""Collecting garbage looks only at what has come lately.

Streamlit collects garbage after each answer. Python then looks at every object there is, nearly all of them of libraries
and data that stay: a tenth of a second in which nobody is answered.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import threading
from collections.abc import Iterator

SECONDS = 30
"""How long it takes at most until garbage is found among what was left out of collecting."""


@contextlib.contextmanager
def much_that_stays() -> Iterator[None]:
    """While libraries and data are loaded: to look for garbage among them again and again takes a sixth of that time."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def settle() -> None:
    """Free what is garbage, and leave all that is there now out of collecting until this is called again."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    give_back()


def give_back() -> None:
    """Let what was freed go back to the system, where its library would keep it (glibc)."""
    with contextlib.suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)


def settle_until(stopped: threading.Event) -> None:
    """Do so again and again; returns when the server has stopped."""
    while not stopped.wait(SECONDS):
        settle()
