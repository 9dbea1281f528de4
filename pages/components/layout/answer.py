"""The answer at the top of a page: one large sentence that answers its title. What supports it stands below the figure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

import streamlit as st

from pages.components import page
from pages.components.layout.glossary import Glossary, explained
from pages.components.text import Text

MOST_WORDS = 25
"""A sentence that answers a title has no more words; a test reads those of every page."""


def html(t: Text, sentence: str, words: Glossary | None = None) -> str:
    """The answer; key figures in ``**`` are set in bold, words of the glossary explain themselves."""
    return f'<div class="answer"><p class="sentence">{explained(bold(sentence), words or Glossary())}</p></div>'


def show(t: Text, sentence: str, words: Glossary | None = None) -> None:
    """Put the answer on the page. Screen readers hear its sentence anew when a filter changes it."""
    drawn = page.current()
    drawn.said = drawn.said or plain(sentence)
    with st.container(key="summary"):
        st.html(html(t, sentence, words))


def below(t: Text, support: Sequence[str], more: Sequence[str] = (), words: Glossary | None = None) -> None:
    """Put below the figure what supports the answer: one or two lines, and what is folded away behind *More*."""
    known = words or Glossary()
    lines = "".join(f"<p>{explained(bold(line), known)}</p>" for line in support if line)
    folded = "".join(f"<p>{explained(bold(line), known)}</p>" for line in more if line)
    parts = [f'<div class="support">{lines}</div>'] if lines else []
    if folded:
        title = escape(t("More"))
        parts.append(f'<details class="more"><summary>{title}</summary>{folded}</details>')
    if parts:
        st.html(f'<div class="supporting">{"".join(parts)}</div>')


def bold(text: str) -> str:
    """The text as HTML, what stands between ``**`` in bold."""
    return re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", escape(text))


def plain(text: str) -> str:
    """The text without its marks, for files and alternative texts."""
    return text.replace("**", "")
