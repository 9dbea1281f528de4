"""What can be taken along from a page, in one row beside its title: the link, the files, the paper, a citation, a frame for other
pages."""

from __future__ import annotations

import datetime
import os
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
    """*Copy link*, *Download* with the link to exactly these figures, and *Make a paper*; with the files, what other texts and
    pages take: the citation and the frame.

    ``paper`` are the parameters of the paper for what the page shows, beyond those that follow the reader anyway; the rest
    is what :func:`downloads.offer` takes.
    """
    page.current().picture = page.current().picture or drawn
    link = address.to(PATHS["meeting_paper"], address.carried() | dict(paper or {}))
    copy, done, paper_title = escape(t("Copy link")), escape(t("Copied")), escape(t("Make a paper"))
    copied = f'<button type="button" class="control copy" data-done="{done}">{copy}</button>'
    made = f'<a class="control" href="{escape(link)}">{paper_title}</a>'
    with st.container(horizontal=True, key="take_along"):
        st.html(copied, width="content")
        with st.expander(t("Download"), key="take_along_files"):
            downloads.offer(t, name, table, drawn, about)
            elsewhere(t, table, about())
            page.current().freezing = st.container(key="take_along_freeze")
        st.html(made, width="content")


def elsewhere(t: Text, table: Table, about: Sequence[tuple[str, str]]) -> None:
    """What another text or page takes of this one: a line that cites it, and a frame with the figure in it.

    ``shell.js`` puts the address into both when they are copied: a view is opened without the server.
    """
    sources = list(dict.fromkeys(text for name, text in about if name == t("Source")))
    drawn = page.current()
    drawn.cited = t("Source: {source}", source=" ".join(sources)) if sources else ""
    today = datetime.date.today().isoformat()  # as what is kept for the day
    caption = table.caption.rstrip(".")
    cited = t("{source} Table: {table}. Lägesbild, read {date}, {address}").format(
        source=drawn.cited, table=caption, date=today, address="{address}"
    )
    buttons = [
        (t("Copy citation"), t("The citation is copied"), f'data-text="{escape(cited.strip())}"'),
        (t("Copy code for embedding"), t("The code is copied"), f'data-frame="{escape(caption)}"'),
    ]
    drawn_buttons = "".join(
        f'<button type="button" class="control copy" data-done="{escape(done)}" {data}>{escape(label)}</button>'
        for label, done, data in buttons
    )
    # A browser shows the frame on the sites that may have it, and elsewhere nothing: better said before it is tried.
    where = (
        ""
        if os.environ.get("LAGESBILD_FRAME_ANCESTORS")
        else t("Frames work on other websites once whoever runs this one allows them.")
    )
    pages = dict.fromkeys((text.partition(":")[0], text.rpartition(" ")[2]) for text in sources)
    opened = t("Open the source: {publisher}")
    links = "".join(
        f'<a class="control source" href="{escape(url)}">{escape(opened.format(publisher=publisher))}</a>'
        for publisher, url in pages
        if url.startswith("https://")
    )
    note = f'<p class="note">{escape(where)}</p>' if where else ""
    st.html(f'<div class="elsewhere">{links}{drawn_buttons}{note}</div>')
