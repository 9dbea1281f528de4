"""What can be taken along from a page, in one row beside its title: the link, the files, the paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from typing import Any

import streamlit as st

from pages.components import address, downloads
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
    paper: dict[str, Any] | None = None,
    key: str = "downloads",
) -> None:
    """*Copy link*, *Download* and *Make a paper*; ``paper`` are the parameters of the paper for what the page shows."""
    link = address.to(PATHS["meeting_paper"], address.carried() | (paper or {}))
    made = f'<a class="control" href="{escape(link)}">{escape(t("Make a paper"))}</a>'
    copied = (
        f'<button type="button" class="control copy" data-done="{escape(t("The link is copied"))}">'
        f"{escape(t('Copy link'))}</button>"
    )
    with st.container(horizontal=True, key="take_along"):
        st.html(copied)
        with st.expander(t("Download"), key="take_along_files"):
            downloads.offer(t, name, table, drawn, about, key=key)
        st.html(made)
