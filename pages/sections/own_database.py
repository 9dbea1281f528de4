"""The database made of a reader's own files, which every page of that reader's session asks."""

from __future__ import annotations

import streamlit as st

from pages.components.own.files import DATABASE, KEY
from queries import Own


def of_session() -> Own | None:
    """The session's own files with the database made of them, which is made anew only when they have changed."""
    files = st.session_state.get(KEY)
    if not files:
        st.session_state.pop(DATABASE, None)
        return None
    held = st.session_state.get(DATABASE)
    if not isinstance(held, Own) or held.files != files:
        held = st.session_state[DATABASE] = Own(files)
    return held
