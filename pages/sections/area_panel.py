"""One area, beside the map of areas: where it lies, what each assessment said of it, what its category means."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

import queries
from pages.components import address, downloads, notes, page
from pages.components.areas import area_sentences, area_table, cells
from pages.components.local_picture import models
from pages.components.text import Text
from pages.screens import PATHS
from pages.sections import reference
from pages.sections.area_choice import Terms
from queries.row_types import Area, AreaAssessment, AreaSuccession, AssessedArea


def show(
    terms: Terms, place: Area | AssessedArea, year: int, is_shown: bool, explained: list[tuple[str, str]]
) -> list[AreaAssessment]:
    """The panel of an area. ``year`` is the chosen assessment, ``is_shown`` whether the filters leave the area; ``explained``
    is what the files say beside its assessments, which are given back."""
    t, history = terms.t, queries.rows("area_history", area=place["area"])
    succession = queries.rows("area_successions", area=place["area"])
    related = came_and_became(terms, place["area"], succession)
    about = area_sentences.about_one(t, place, history, terms.words, terms.years, year, is_shown, related)
    with st.container(key="map_panel"):
        st.html(heading(t, place["name"]))
        with st.container(key="area_said"):
            st.markdown(notes.plain(" ".join(filter(None, [about, outline_said(t, place)]))))
        code = place["municipality_code"]
        link = address.to(PATHS["municipality"], address.carried() | {"place": code})
        words = t("The situation in {municipality}", municipality=place["municipality"])
        conditions = address.to(PATHS["living_conditions"], address.carried() | {"place": code})
        of_life = t("Living conditions in {municipality}", municipality=place["municipality"])
        st.html(
            cells.strip(t, terms.years, {row["year"]: row["area_category"] for row in history})
            + models.phase_strip(t, queries.rows("phases", area=place["area"]))
            + f'<p class="examples">{" · ".join([*links(place["area"], succession, terms), linked(link, words), linked(conditions, of_life)])}</p>'
        )
        with st.expander(t("Each assessment, with its files"), key="area_history"):
            assessments(terms, place, history, explained)
    return history


def came_and_became(terms: Terms, area: str, succession: Sequence[AreaSuccession]) -> list[str]:
    """A sentence about each area that this one came from, what it became, and who says so."""
    t, said = terms.t, []
    for row in succession:
        history = queries.rows("area_history", area=row["predecessor"])
        if row["area"] == area and history:
            said.append(area_sentences.came_from(t, row, history, terms.words, terms.years))
    said += filter(None, [area_sentences.became(t, [row for row in succession if row["predecessor"] == area])])
    return [*said, t("That they belong together is Lägesbild's reading of the boundaries.")] if said else []


def links(area: str, succession: Sequence[AreaSuccession], terms: Terms) -> list[str]:
    """Links to the areas that this one came from or became, each in an assessment that has it."""
    here, made = address.here(), []
    for row in succession:
        later = row["predecessor"] == area
        other, name = (row["area"], row["name"]) if later else (row["predecessor"], row["predecessor_name"])
        years = [year for year in terms.years if (year >= row["year"]) == later]
        if years:
            there = here | {"area": other, "assessment": str(years[0] if later else years[-1])}
            made.append(linked(address.to(PATHS["areas"], there), name))
    return made


def linked(link: str, words: str) -> str:
    return f'<a href="{escape(link)}">{escape(words)}</a>'


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
