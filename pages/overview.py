"""Overview: the chosen municipality first, then the whole country, then the areas beside the rest of Sweden."""

from __future__ import annotations

from html import escape

import streamlit as st

import queries
from pages.components import address
from pages.components.areas import degrees
from pages.components.country import cards as country_cards
from pages.components.indicator import overview as overview_parts
from pages.components.layout import answer, cards, head
from pages.components.municipality import cards as municipality_cards
from pages.components.municipality import sentences
from pages.components.municipality.offences import Offences
from pages.components.text import Text
from pages.screens import PATHS
from pages.sections import (
    beside_the_rest,
    chosen_municipality,
    country,
    municipality_offences,
    place_figures,
    reference,
)


def show(t: Text) -> None:
    """The page from top to bottom."""
    top = head.show(t("Overview"))
    with top.beside:
        chosen_municipality.choose(t)
    code = chosen_municipality.code()
    there, beside = country.answers(t), beside_the_rest.answers(t)
    found = municipality_offences.answers(t, code) if code else None
    if found:
        answer.show(t, sentences.answer(found))
        of_municipality(t, found)
        *support, whom = sentences.support(found)
        answer.below(t, support, [whom])
    else:
        answer.show(t, country_cards.sentence(there))
    country.show(there)
    if not found:
        answer.below(t, [beside_the_rest.lead(beside)])
    beside_the_rest.show(beside, top.actions, also=there.sources)
    of_places(t)
    of_areas(t)


def of_municipality(t: Text, found: Offences) -> None:
    """The cards of the chosen municipality; a press opens its page with the chart."""
    path = address.to(PATHS["municipality"], address.carried())
    heading = t("Reported offences {year}", year=found.last)
    note = t("Per 1,000 inhabitants. Grey: the middle half of the 290 municipalities.")
    drawn = cards.html(municipality_cards.of_groups(found, "", PATHS["municipality"]), f"{found.place}: {heading}")
    title = f'<a href="{escape(path)}">{escape(found.place)}</a>: {escape(heading[0].lower() + heading[1:])}'
    st.html(f'<div class="bar"><h2>{title}</h2><p class="note">{escape(note)}</p></div>{drawn}')


def of_places(t: Text) -> None:
    """Single places, of the reader's or an administrator's files."""
    named, own = reference.named_places(), queries.own_sources()
    places = [row["area"] for row in named]
    if places:
        with_own = any(set(own) & set(row["sources"]) for row in named)
        title = t("Own areas") if with_own else t("Areas and municipalities")
        place_figures.show(t, title, places[: overview_parts.PLACES], len(places[overview_parts.PLACES :]))


def of_areas(t: Text) -> None:
    """Where the assessed areas lie: the map in small."""
    assessments = reference.assessments()
    if not assessments:
        return
    default = next(row["year"] for row in assessments if row["is_default"])
    year = int(address.one("assessment", [str(default), *(str(row["year"]) for row in assessments)]))
    rows = queries.rows("areas", assessment=year, categories=None, regions=None, place=None, trends=None)
    st.subheader(t("Areas in the assessment of {year}", year=year), anchor=False)
    words = degrees.degrees(t, [row for row in reference.dictionary().categories.values() if row["role"] != "country"])
    st.html(overview_parts.areas_at_a_glance(t, rows, words, year, address.carried()))


show(address.text())
