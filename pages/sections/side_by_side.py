"""Living conditions and the stability of hot spots side by side, per area of the police's, without an index."""

from __future__ import annotations

from dataclasses import replace
from html import escape

import streamlit as st

import queries
from pages.components import address, downloads, notes, page
from pages.components.layout import answer, caveat, onward, topic
from pages.components.layout.onward import Row
from pages.components.living import words
from pages.components.local_picture import side_by_side
from pages.components.local_picture.side_by_side import Area, Events
from pages.components.tables import Table
from pages.components.text import Text
from pages.screens import PATHS
from pages.sections import chosen_municipality, hot_spots, reference

ANCHOR = "sida-vid-sida"
SOURCES = ("scb-deso-folkmangd-2022", "scb-omradestyp-2022", "scb-deso-granser-2018", "polisen-geodata-2025")


def show(t: Text, why: str) -> None:
    """Why there is no score, and what can be shown instead of the areas in the chosen municipality."""
    heading = escape(t("Instead of a score: side by side, per area"))
    said = f'<div class="support"><p>{answer.bold(why)}</p></div>'
    st.html(f'<h2 class="figure-title" id="{ANCHOR}">{heading}</h2>{said}')
    chosen_municipality.choose(t)
    code = chosen_municipality.code()
    years = [row["year"] for row in reference.assessments()]
    if code is None or not years:
        notes.caption(t("Choose a municipality to see living conditions and hot spots of its areas beside each other."))
        return
    place = {known: name for name, known in reference.geography().municipalities.items()}[code]
    areas = areas_of(code)
    if not areas:
        st.info(t("No area in {place} in the police's assessment of {year}", place=place, year=years[-1]) + ".")
        return
    events, lacking = own_events(t, code, place, years[-1])
    conditions = queries.rows("conditions")
    caption = t("Areas in {place}, the police's assessment of {year}, side by side", place=place, year=years[-1])
    offer(t, side_by_side.table(t, caption, areas, conditions, events), code, place)
    caveat.show(
        t(
            "**Nothing is weighed together.** The areas stand in the order of the alphabet. That two things are in the same place makes neither the cause of the other."
        )
    )
    onward.show([hot_spots_row(t, events, lacking, code)])
    if any(area.deso for area in areas):
        with topic.folded(t("The small areas (DeSO) in each of the police's"), "deso-i-omradena"):
            parts = t("Small areas (DeSO) at least half in the police's areas in {place}, 2022", place=place)
            offer(t, side_by_side.by_deso(t, parts, areas, conditions), code, place, "deso")
            claims = [row for row in queries.rows("conditions_in_areas") if row["condition"] == "economy"]
            notes.beside([one for row in claims for one in words.for_and_against(t, row)])


def areas_of(code: str) -> list[Area]:
    """The areas of the latest assessment in the municipality, each with the DeSO that lie at least half in it."""
    rows = queries.rows("area_deso", municipality=code)
    codes = sorted({row["deso"][:4] for row in rows if row["deso"]})  # an area may reach into the next municipality
    figures = {row["deso"]: row for row in queries.rows("living_conditions", municipalities=codes)}
    found: dict[str, Area] = {}
    for row in rows:
        area = Area(id=row["area"], name=row["name"], is_compared=row["is_compared"], deso=[])
        before = found.get(row["area"], area)
        more = [figures[row["deso"]]] if row["deso"] in figures else []
        found[row["area"]] = replace(before, deso=[*before.deso, *more])
    return list(found.values())


def own_events(t: Text, code: str, place: str, year: int) -> tuple[Events | None, str]:
    """The stability of each area's hexagons by the reader's own events; or ``None``, and what is missing for it."""
    found = hot_spots.with_places()
    if not found:
        return None, t(
            "**Missing here: own events with coordinates.** Drop a file of two whole years or more, and the table says how many hexagons of each area were dense in both years, beside what there would be if nothing had changed. No such events are public."
        )
    chosen = hot_spots.whole(t, found, code, place)
    if chosen is None:
        return None, t("**Missing here:** none of your events lies in {place}.", place=place)
    page.current().shows_own = True
    if chosen.earlier == chosen.later:
        return None, t("**Missing here:** your file covers a single whole year, and two are compared.")
    outlines = {
        row["area"]: row["outline"]
        for row in queries.rows("area_outlines", assessment=year, areas=None)
        if row["municipality_code"] == code
    }
    by_area = hot_spots.stability_by_area(chosen, outlines)
    if not by_area:
        return None, t("**Missing here:** too few events in {place} are close to each other to be shown.", place=place)
    return Events(earlier=chosen.earlier, later=chosen.later, metres=chosen.metres, found=by_area), ""


def hot_spots_row(t: Text, events: Events | None, lacking: str, code: str) -> Row:
    """What is missing and where it is dropped; or where the same events are on a map."""
    title = t("Stability of hot spots")
    if events is None:
        return Row(title=title, sentence=lacking, link=PATHS["own_exports"], link_title=t("Own files"))
    said = t(
        "The events stand on a map, with what of them may be chance, and the width of the hexagons is chosen there."
    )
    there = address.to(PATHS["hot_spots"], address.carried() | {address.PLACE: code, "width": str(events.metres)})
    return Row(title=title, sentence=said, link=there, link_title=t("Places of events"))


def offer(t: Text, table: Table, code: str, place: str, part: str = "") -> None:
    """The table with its files; ``part`` tells the two apart."""
    page.show_table(t, table)
    dictionary = reference.dictionary()
    conditions = queries.rows("conditions")
    used = dict.fromkeys([*(one["source"] for one in side_by_side.variables(conditions)), *SOURCES])
    known = [id_ for id_ in used if id_ in dictionary.sources]
    lines, link = notes.full_lines(t, dictionary.sources, known), address.link()
    formulas = notes.formulas(t, dictionary.computed, ["deso_shares", "deso_in_areas"])
    downloads.offer(
        t,
        downloads.file_name("side-by-side", code, part),
        table,
        None,
        lambda: downloads.about(t, place, lines, formulas, link),
        key=f"downloads_side_by_side{part}",
    )
