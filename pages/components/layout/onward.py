"""Rows that lead on: a heading, what is to be known of it in a sentence, and where there is more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from pages.components.layout.answer import bold


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row: ``quiet`` stands below the title, ``html`` is put below the sentence as it is."""

    title: str
    sentence: str
    link: str = ""
    link_title: str = ""
    quiet: str = ""
    html: str = ""


def show(rows: Sequence[Row]) -> None:
    """Put the rows on the page."""
    st.html(f'<div class="onward">{"".join(map(_row, rows))}</div>')


def _row(row: Row) -> str:
    quiet = f'<p class="quiet">{escape(row.quiet)}</p>' if row.quiet else ""
    link = f'<a class="go" href="{escape(row.link)}">{escape(row.link_title)}</a>' if row.link else ""
    return (
        f"<section><div><h2>{escape(row.title)}</h2>{quiet}</div>"
        f"<div><p>{bold(row.sentence)}</p>{row.html}</div>{link}</section>"
    )
