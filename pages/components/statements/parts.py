"""What pages of running text are made of: headings with paragraphs or a list, addresses in them as links."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

import streamlit as st

from pages.components import operator


def section(title: str, paragraphs: Iterable[str]) -> None:
    """A heading with its paragraphs."""
    _show(title, "".join(f"<p>{linked(text)}</p>" for text in paragraphs))


def listed(title: str, lines: Iterable[str]) -> None:
    """A heading with a list."""
    items = "".join(f"<li>{linked(text)}</li>" for text in lines)
    _show(title, f"<ul>{items}</ul>")


def _show(title: str, html: str) -> None:
    st.html(f'<div class="running"><h2>{escape(title)}</h2>{html}</div>')


def linked(text: str) -> str:
    """The text as HTML, addresses in it as links."""
    parts = re.split(r"(https?://[^\s,<>\"']+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)", text)
    return "".join(
        f'<a href="{escape(there)}">{escape(part)}</a>' if (there := operator.href(part)) else escape(part)
        for part in parts
    )
