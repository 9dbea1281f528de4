"""What can be taken along from a page, in one row beside its title: the link, the files, the paper."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape

import streamlit as st

from pages.components import address, downloads, page
from pages.components.charts import Spec
from pages.components.tables import Table
from pages.components.text import Text
from pages.screens import PATHS


def menu(
    t: Text,
    name: str,
    table: Table,
    drawn: Callable[[], Spec] | None,
    about: Callable[[], Sequence[tuple[str, str]]],
    paper: Mapping[str, str | Sequence[str]] | None = None,
) -> None:
    """*Copy link*, *Download* with the link to exactly these figures, and *Make a paper*.

    ``paper`` are the parameters of the paper for what the page shows, beyond those that follow the reader anyway; the rest
    is what :func:`downloads.offer` takes.
    """
    link = address.to(PATHS["meeting_paper"], address.carried() | dict(paper or {}))
    copy, done, paper_title = escape(t("Copy link")), escape(t("The link is copied")), escape(t("Make a paper"))
    copied = f'<button type="button" class="control copy" data-done="{done}">{copy}</button>'
    made = f'<a class="control" href="{escape(link)}">{paper_title}</a>'
    with st.container(horizontal=True, key="take_along"):
        st.html(copied, width="content")
        with st.expander(t("Download"), key="take_along_files"):
            downloads.offer(t, name, table, drawn, about)
            page.current().freezing = st.container(key="take_along_freeze")
        st.html(made, width="content")
