"""The report's claim that its areas lie where living conditions are worst, tested both ways for the whole country; and what
must be known before the map is used."""

from __future__ import annotations

from html import escape

import streamlit as st

import queries
from pages.components import address, downloads, notes, page
from pages.components.layout import answer, topic
from pages.components.living import tables, words
from pages.components.text import Text
from pages.sections import reference
from queries.row_types import Condition, ConditionInAreas

SOURCES = ("scb-omradestyp-2022", "scb-deso-granser-2018", "polisen-geodata-2025")


def show(t: Text, chosen: Condition) -> None:
    """The claim for the chosen measure in sentences, for all in a table."""
    rows = queries.rows("conditions_in_areas")
    found = {row["condition"]: row for row in rows}
    if chosen["id"] not in found:
        return
    heading = t("Do the police's areas lie where conditions are hardest?")
    said = "".join(f"<p>{answer.bold(line)}</p>" for line in words.claim(t, found[chosen["id"]], chosen))
    st.html(f'<h2 class="figure-title">{escape(heading)}</h2><div class="support">{said}</div>')
    with topic.folded(t("All measures, both ways"), "bada-hallen"):
        every(t, rows, words.compared(t, found[chosen["id"]]))


def every(t: Text, rows: list[ConditionInAreas], compared: str) -> None:
    """All measures in one table, with its files, and what follows."""
    conditions = {row["id"]: row for row in queries.rows("conditions")}
    caption = t("The police's areas and the country's darkest tenth, both ways")
    table = tables.claims(t, caption, rows, conditions)
    page.show_table(t, table)
    notes.caption(compared)
    dictionary = reference.dictionary()
    formulas = notes.formulas(t, dictionary.computed, ["deso_worst_tenth", "deso_in_areas", "deso_fifths"])
    known = [id_ for id_ in (*SOURCES, *(row["source"] for row in conditions.values())) if id_ in dictionary.sources]
    lines, link = notes.full_lines(t, dictionary.sources, known), address.link()
    explained = [(t("Compared"), compared), *formulas]
    downloads.offer(
        t,
        downloads.file_name("living-conditions", "areas"),
        table,
        None,
        lambda: downloads.about(t, t("The whole country"), lines, explained, link),
        key="downloads_claims",
    )
    notes.beside([(t("What follows"), " ".join(words.reading(t))), *formulas])


def before_use(t: Text) -> None:
    """What must be known before the map is shown to others, folded."""
    conditions = queries.rows("conditions")
    rows = {row["condition"]: row for row in queries.rows("conditions_in_areas")}
    with topic.folded(t("What such a map can do to those who live there"), "innan"):
        st.markdown("\n\n".join(map(notes.plain, words.before_use(t))))
    if "economy" in rows:
        with topic.folded(t("Foreign background: for and against showing it"), "bakgrund"):
            notes.beside(words.for_and_against(t, rows["economy"]))
    with topic.folded(t("What is missing beside the police's map"), "saknas"):
        notes.beside(words.missing(t, conditions))
