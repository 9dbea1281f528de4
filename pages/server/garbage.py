"""Collecting garbage looks only at what has come lately.

Streamlit collects garbage after each answer. Python then looks at every object there is, nearly all of them of libraries
and data that stay: a tenth of a second in which nobody is answered.
"""

from __future__ import annotations

import gc
import threading

SECONDS = 30
"""How long it takes at most until garbage is found among what was left out of collecting."""


def settle() -> None:
    """Free what is garbage, and leave all that is there now out of collecting until this is called again."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def settle_until(stopped: threading.Event) -> None:
    """Do so again and again; returns when the server has stopped."""
    settle()
    while not stopped.wait(SECONDS):
        settle()
