"""The head of a page: its title, what belongs to it, and at the other end what can be taken along, on one line."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

import streamlit as st

from pages.components import page
from pages.server.streamlit_internals import Place


@dataclass(frozen=True)
class Head:
    """Where parts of the head are put once they are known: ``beside`` the title, and ``actions`` at the other end."""

    beside: Place
    actions: Place


def show(title: str, quiet: str = "") -> Head:
    """Put the title on the page, with what is said quietly beside it."""
    page.current().title = title
    st.set_page_config(page_title=page.in_window(title))
    with st.container(horizontal=True, vertical_alignment="center", key="head"):
        st.title(title, anchor=False, width="content")
        if quiet:
            st.html(f'<p class="meta">{escape(quiet)}</p>', width="content")
        beside = st.container(key="head_beside", width="content")
        actions = st.container(key="head_actions", width="stretch")
    return Head(beside, actions)
