"""The answer at the top of a page: one large sentence that answers its title, one or two lines below, the rest folded."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

import streamlit as st

from pages.components.layout.glossary import Glossary, explained
from pages.components.text import Text

MOST_WORDS = 25
"""A sentence that answers a title has no more words; a test reads those of every page."""


def html(
    t: Text, sentence: str, support: Sequence[str] = (), more: Sequence[str] = (), words: Glossary | None = None
) -> str:
    """The answer; key figures in ``**`` are set in bold, words of the glossary explain themselves.

    ``support`` are the lines below it, ``more`` what is folded away behind *More*.
    """
    known = words or Glossary()
    below = "".join(f"<p>{explained(bold(line), known)}</p>" for line in support)
    folded = "".join(f"<p>{explained(bold(line), known)}</p>" for line in more)
    title = escape(t("More"))
    rest = f'<details class="more"><summary>{title}</summary>{folded}</details>' if folded else ""
    return (
        f'<div class="answer"><p class="sentence">{explained(bold(sentence), known)}</p>'
        + (f'<div class="support">{below}</div>' if below else "")
        + rest
        + "</div>"
    )


def show(
    t: Text, sentence: str, support: Sequence[str] = (), more: Sequence[str] = (), words: Glossary | None = None
) -> None:
    """Put the answer on the page. Screen readers hear its sentence anew when a filter changes it."""
    with st.container(key="summary"):
        st.html(html(t, sentence, support, more, words))


def bold(text: str) -> str:
    """The text as HTML, what stands between ``**`` in bold."""
    return re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", escape(text))


def plain(text: str) -> str:
    """The text without its marks, for files and alternative texts."""
    return text.replace("**", "")
