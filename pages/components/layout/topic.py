"""A topic of a page that is looked up in: folded to its title, open in print, and opened by the links that lead to it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from html import escape

import streamlit as st

from pages.components import notes


@contextmanager
def folded(title: str, anchor: str, *, is_open: bool = False) -> Iterator[None]:
    """What is drawn within it belongs to the topic; ``anchor`` is what addresses call it (``#anchor``), which ``shell.js`` opens."""
    with st.expander(notes.plain(title), expanded=is_open, key=f"topic_{anchor}"):
        st.html(f'<span id="{escape(anchor)}" class="anchor"></span>')
        yield
