"""Living conditions in the whole country by SCB's types of area, where no municipality is chosen."""

from __future__ import annotations

from html import escape

import streamlit as st

import queries
from pages.components import address, downloads, notes, page
from pages.components.layout import answer, caveat, take_along, views
from pages.components.living import tables, words
from pages.components.text import Text
from pages.sections import reference
from pages.sections.living import claim
from pages.server.streamlit_internals import Place


def show(t: Text, actions: Place) -> None:
    """The answer, the five types, and the report's claim."""
    rows = queries.rows("deso_types", municipality=None)
    conditions = {row["id"]: row for row in queries.rows("conditions")}
    about = conditions["area_type"]
    answer.show(t, words.answer_of_country(t, rows))
    dictionary, link = reference.dictionary(), address.link()
    explained = notes.definition_lines(t, about)
    used = [about["source"], "scb-deso-folkmangd-2022"]
    heading = t("SCB's types of area in the whole country, 2022")
    table = tables.by_type(t, heading, rows)
    with st.container(key="figure"):
        choose = t("Choose a municipality to see its map.")
        st.html(f'<h2 class="figure-title">{escape(heading)}</h2><p class="unit">{escape(choose)}</p>')
        with views.view(t, "chart"):
            page.show_table(t, table)
        with views.view(t, "about"):
            notes.beside(explained)
            notes.sources(t, dictionary.sources, used)
        caveat.show(
            t("**The map describes areas, not people.** It is not the police's map, and says nothing about causes.")
        )
        views.switch(t, ("chart", "about"), first=t("Table"))
    lines = notes.full_lines(t, dictionary.sources, used)
    with actions:
        take_along.menu(
            t,
            downloads.file_name("living-conditions", "sweden"),
            table,
            None,
            lambda: downloads.about(t, t("The whole country"), lines, explained, link),
        )
    claim.show(t, about)
    claim.before_use(t)
