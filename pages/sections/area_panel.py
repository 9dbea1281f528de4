"""One area, beside the map of areas: where it lies, what each assessment said of it, what its category means."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

import queries
from pages.components import address, downloads, notes, page
from pages.components.areas import area_sentences, area_table, cells
from pages.components.text import Text
from pages.screens import PATHS
from pages.sections import reference
from pages.sections.area_choice import Terms
from queries.row_types import Area, AreaAssessment, AssessedArea


def show(
    terms: Terms, place: Area | AssessedArea, year: int, is_shown: bool, explained: list[tuple[str, str]]
) -> list[AreaAssessment]:
    """The panel of an area. ``year`` is the chosen assessment, ``is_shown`` whether the filters leave the area; ``explained``
    is what the files say beside its assessments, which are given back."""
    t, history = terms.t, queries.rows("area_history", area=place["area"])
    before = came_from(terms, place["area"])
    about = area_sentences.about_one(t, place, history, terms.words, terms.years, year, is_shown, before)
    with st.container(key="map_panel"):
        st.html(heading(t, place["name"]))
        with st.container(key="area_said"):
            st.markdown(notes.plain(" ".join(filter(None, [about, outline_said(t, place)]))))
        code = place["municipality_code"]
        link = address.to(PATHS["municipality"], address.carried() | {"place": code})
        words = t("The situation in {municipality}", municipality=place["municipality"])
        st.html(
            cells.strip(t, terms.years, {row["year"]: row["area_category"] for row in history})
            + f'<p class="examples"><a href="{escape(link)}">{escape(words)}</a></p>'
        )
        with st.expander(t("Each assessment, with its files"), key="area_history"):
            assessments(terms, place, history, explained)
    return history


def came_from(terms: Terms, area: str) -> list[str]:
    """A sentence about each area that this one came from, and who says that it did."""
    t, said = terms.t, []
    for row in queries.rows("area_successions", area=area):
        history = queries.rows("area_history", area=row["predecessor"])
        if row["area"] == area and history:
            said.append(area_sentences.came_from(t, row, history, terms.words, terms.years))
    return [*said, t("That they belong together is Lägesbild's reading of the boundaries.")] if said else []


def heading(t: Text, name: str) -> str:
    """The name of the area, and the link that lets it go."""
    here = {name_: value for name_, value in address.here().items() if name_ != "area"}
    link, close = address.to(PATHS["areas"], here), escape(t("Close"))
    return f'<div class="panel-head"><h2>{escape(name)}</h2><a class="control" href="{escape(link)}">{close}</a></div>'


def assessments(
    terms: Terms,
    place: Area | AssessedArea,
    history: Sequence[AreaAssessment],
    explained: list[tuple[str, str]],
) -> None:
    """Every assessment as a table, with its files, and what the latest category means."""
    t, words = terms.t, terms.words
    table = area_table.history_table(t, place["name"], history, words, terms.lines, terms.note)
    page.show_table(t, table)
    used = notes.full_lines(t, reference.dictionary().sources, (row["source"] for row in history))
    link, chosen = address.link(), t("Area: {area}; all assessments", area=place["name"])
    lies = (t("Place"), area_sentences.where_it_lies(t, place))
    downloads.offer(
        t,
        downloads.file_name("area", place["name"]),
        table,
        None,
        lambda: downloads.about(t, chosen, used, [lies, *explained], link),
        key="downloads_area",
    )
    meanings = {row["id"]: t.field(row, "definition") for row in terms.categories}
    latest = history[-1]["area_category"]
    if latest in meanings:
        notes.beside([(words.one[latest], meanings[latest])])


def outline_said(t: Text, place: Area | AssessedArea) -> str:
    """That the outline of the shown assessment is another than that of the one before; empty where it is not."""
    change, overlap = place.get("outline_change"), place.get("overlap_percent")
    if change != "redrawn":
        return ""
    return t(
        "The police have redrawn its outline since the assessment before: {overlap} per cent of it overlaps, so compare with care.",
        overlap=overlap,
    )
