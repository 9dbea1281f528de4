"""The one caveat that is always open: the one that changes the meaning of the figure most."""

from __future__ import annotations

import streamlit as st

from pages.components.layout.answer import bold


def show(text: str) -> None:
    """Put the caveat below the figure; what stands between ``**`` is set in bold."""
    if text:
        st.html(f'<p class="caveat">{bold(text)}</p>')
