"""Streamlit's Markdown as HTML; HTML in it stays text."""

from __future__ import annotations

import functools
import re
from html import unescape

from markdown_it import MarkdownIt


@functools.cache
def _written() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table").enable("strikethrough")


def blocks(said: str) -> str:
    """Paragraphs, lists and tables."""
    drawn: str = _written().render(said)
    return drawn


def inline(said: str) -> str:
    """One line."""
    drawn: str = _written().renderInline(said)
    return drawn


def plain(said: str) -> str:
    """One line as text alone, for an attribute; not escaped."""
    return unescape(re.sub(r"<[^>]*>", "", inline(said)))
