"""The links at the top and the bottom of every screen, as plain HTML: real lists in a landmark, one element of a page.

``pages/server/shell.js`` follows them without loading the page anew and keeps their query strings up to date.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from pages.components import address, notes
from pages.components.text import LANGUAGES, Text
from pages.screens import INDICATOR_SCREENS, PATHS

ABOUT_INDICATORS = {PATHS[id_] for id_ in INDICATOR_SCREENS}


def menu(t: Text, screens: Sequence[tuple[str, str]], current: str, about: str) -> None:
    """The menu: a link to each screen (path and title), and the languages there are beside the reader's.

    ``about`` says in a sentence what all the figures are, and how old.
    """
    from_indicators = current in ABOUT_INDICATORS
    items = "".join(
        f'<li><a href="{escape(address.to(path, address.carried(from_indicators and path in ABOUT_INDICATORS)))}"'
        f"{_current(path == current)}{_marked(path in ABOUT_INDICATORS)}>{escape(title)}</a></li>"
        for path, title in screens
    )
    others = "".join(
        f'<a href="{escape(address.to(current, in_language(language)))}" hreflang="{language}" lang="{language}">{name}</a>'
        for language, name in LANGUAGES.items()
        if language != t.language
    )
    label, word = escape(t("Pages")), escape(t("Menu"))
    brand = f'<p class="brand"><strong>Lägesbild</strong> {escape(about)}</p>'
    fold = f'<details class="fold"><summary>{word}</summary><nav aria-label="{label}"><ul>{items}</ul></nav></details>'
    carried = " ".join(address.CARRIED)
    st.html(f'<header><div class="menu" data-carried="{carried}">{fold}{others}</div>{brand}</header>')


def _current(is_current: bool) -> str:
    return ' aria-current="page"' if is_current else ""


def _marked(is_indicator: bool) -> str:
    """What tells ``shell.js`` that the link is one between indicator screens."""
    return ' data-indicator=""' if is_indicator else ""


def in_language(language: str) -> dict[str, str | list[str]]:
    """The parameters of this view in another language; the first language needs none."""
    here = {name: value for name, value in address.here().items() if name != "lang"}
    here |= {"version": address.version()} if address.version() else {}
    return here if language == next(iter(LANGUAGES)) else here | {"lang": language}


def sections(t: Text, headings: Sequence[tuple[str, str]]) -> None:
    """Links to the sections of a long screen: the anchor of each heading and its title. Nothing where there are none."""
    if headings:
        items = "".join(f'<li><a href="#{escape(anchor)}">{escape(title)}</a></li>' for anchor, title in headings)
        label = escape(t("On this page"))
        st.html(f'<nav class="sections" aria-label="{label}"><ul>{items}</ul></nav>')


MOST, LONGEST = 4, 40


def unknown(t: Text, asked: Sequence[tuple[str, str]]) -> None:
    """One quiet line for what the address asks for and no page knows: parameters with their values. Nothing for none."""
    if not asked:
        return
    said = [f"{name}={' '.join(value[:LONGEST].split())}" for name, value in asked[:MOST]]
    line = t(
        "The address asks for what there is not: {asked}. The page is shown as if that did not stand there.",
        asked=t.listed(said),
    )
    st.caption(notes.plain(line))


def footer(t: Text) -> None:
    """What the dashboard is, and its open data."""
    dictionary = escape(t("dictionary"))
    said = t(
        "Lägesbild shows published figures with their sources. Open data: {csv}, {json}, {dictionary}.",
        csv='<a href="/api/observations.csv">CSV</a>',
        json='<a href="/api/observations.json">JSON</a>',
        dictionary=f'<a href="/api/indicators.json">{dictionary}</a>',
    )
    st.html(f'<footer class="page-footer">{said}</footer>')
