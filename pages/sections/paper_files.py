"""The files of a paper: which data they are made of, the buttons, and what is said where their figures are kept nowhere."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable, Sequence
from html import escape

import streamlit as st

from pages.components import downloads, frozen, page
from pages.components.paper import Paper
from pages.components.paper import pdf as paper_pdf
from pages.components.paper import word as paper_word
from pages.components.text import Text
from pages.sections.paper import Version

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

Kind = tuple[str, str, str, Callable[[Paper], bytes]]
"""A kind of file: the words on its button, how its name ends, its type, and what writes it."""


def version() -> Version:
    """The version of the data now, and the older one that the address asks for, if it does."""
    now = frozen.version()
    date, asked = frozen.asked() or ("", "")
    is_older = asked and not now.endswith(asked)
    return Version(now, "-".join(filter(None, [date, asked])) if is_older else None)


def not_kept(content: Paper) -> Paper:
    """The paper with what its address cannot do: the figures that it shows are kept nowhere."""
    t = content.t
    said = t(
        "The figures of the paper are not kept. The address shows the figures of the day, and can only tell whether the data have changed since."
    )
    return dataclasses.replace(content, kept=[(t("Kept figures"), said)])


KINDS: list[Kind] = [
    ("PDF", ".pdf", "application/pdf", paper_pdf.pdf),
    ("Word", ".docx", WORD, paper_word.docx),
]
"""The files of a meeting paper."""


def offer(t: Text, content: Paper, offered: Sequence[Kind], beside: str = "") -> None:
    """The buttons, with what is said beside them. The figures are kept as those of a frozen link are: the paper prints the address with
    their version."""
    keep = frozen.keeper(t)

    def made(write: Callable[[Paper], bytes]) -> bytes:
        return write(content if keep() else not_kept(content))

    name = downloads.file_name(content.title, content.made.isoformat())
    with st.container(horizontal=True, key="downloads_paper"):
        for label, suffix, kind, write in offered:
            page.offer(f"paper{suffix}", f"{name}{suffix}", kind, functools.partial(made, write))
            st.download_button(
                label,
                data=functools.partial(made, write),
                file_name=f"{name}{suffix}",
                mime=kind,
                on_click="ignore",
                key=f"paper{suffix}",
            )
        copy, done = escape(t("Copy link")), escape(t("Copied"))
        st.html(f'<button type="button" class="control copy" data-done="{done}">{copy}</button>', width="content")
        if beside:
            st.caption(beside, width="content")
