"""Cards of key figures beside each other: figure, count, small line, change, place among others. One look on every page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st


@dataclass(frozen=True, kw_only=True)
class Card:
    """One key figure, each part as written for the reader; a part that is empty is left out.

    ``figure`` is the key figure, ``count`` what it is made of, ``line`` and ``strip`` small pictures in SVG
    (:mod:`pages.components.layout.small_pictures`), ``change`` and ``place`` each a short text and what is said more quietly
    below it. ``link`` is where a press leads; ``is_chosen`` marks the card whose chart is open.
    """

    title: str
    figure: str
    count: str = ""
    line: str = ""
    years: tuple[str, str] = ("", "")
    change: tuple[str, str] = ("", "")
    strip: str = ""
    place: tuple[str, str] = ("", "")
    link: str = ""
    is_chosen: bool = False


def html(cards: Sequence[Card], label: str) -> str:
    """The cards as a list named ``label``."""
    items = "".join(f"<li>{_card(card)}</li>" for card in cards)
    return f'<ul class="cards" aria-label="{escape(label)}">{items}</ul>'


def show(cards: Sequence[Card], label: str) -> None:
    """Put the cards on the page."""
    st.html(html(cards, label))


def _card(card: Card) -> str:
    years = (
        f'<span class="ends" aria-hidden="true"><span>{escape(card.years[0])}</span><span>{escape(card.years[1])}</span></span>'
        if card.line and any(card.years)
        else ""
    )
    parts = [
        ("title", escape(card.title)),
        ("rate", escape(card.figure)),
        ("count", escape(card.count)),
        ("picture", f"{card.line}{years}" if card.line else ""),
        ("change", _pair(*card.change)),
        ("picture where", card.strip),
        ("place", _pair(*card.place)),
    ]
    inside = " ".join(f'<span class="{name}">{text}</span>' for name, text in parts if text)
    if not card.link:
        return f'<div class="card">{inside}</div>'
    chosen = ' aria-current="true"' if card.is_chosen else ""
    return f'<a class="card" href="{escape(card.link)}"{chosen}>{inside}</a>'


def _pair(first: str, then: str) -> str:
    """A short text, and what is said more quietly below it."""
    if not first and not then:
        return ""
    return f"<b>{escape(first)}</b> <i>{escape(then)}</i>" if then else f"<b>{escape(first)}</b>"
