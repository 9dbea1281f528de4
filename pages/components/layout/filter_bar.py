"""The filters of a figure as one bar, folded to words: what is chosen can be read without opening it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import streamlit as st

from pages.components import notes


@contextmanager
def bar(words: Sequence[str], key: str = "filters") -> Iterator[None]:
    """The filters drawn within it stand behind ``words``, what is chosen now, of which the first is set in bold."""
    first, *others = [notes.plain(word) for word in words if word]
    with st.expander(" · ".join([f"**{first}**", *others]), key=key):
        yield
