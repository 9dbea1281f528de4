"""Meeting paper: choose indicators, years, categories and areas, see what it will say, take it as PDF or for Word."""

import datetime

import streamlit as st

import queries
from pages import indicator_screen, paper_content
from pages.components import (
    address,
    charts,
    downloads,
    figures,
    filters,
    navigation,
    notes,
    own_files,
    paper,
    paper_pdf,
    paper_word,
    tables,
)
from pages.paper_content import Choice

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

t = address.text()
indicators = queries.rows("indicators")
offered = {row["id"]: row for row in indicators if row["years"] and row["screen"]}
labels = figures.named(t, queries.rows("area_categories"))

st.title(t("Meeting paper"), anchor=False)
with st.container(key="screen_only_paper"):
    st.markdown(
        t(
            "Choose what the paper is about. It holds the same sentences, charts, tables and sources as the pages, on A4, as PDF "
            "and for Word. The address of this page gives the same paper to whom you send it."
        )
    )
if not offered:
    filters.no_figures(t)
    navigation.footer(t)  # the menu does not get to it
    st.stop()

title = paper.title_of(
    filters.line("title", t("Title of the paper"), paper.LONGEST_TITLE, t("Meeting paper")), t("Meeting paper")
)
chosen = filters.pills(
    "indicator", t("Indicators"), list(offered), lambda id_: t.field(offered[id_], "label"), list(offered)
)
about = [offered[id_] for id_ in chosen]
known_years = [str(year) for year in paper_content.years_of(list(offered.values()))]
years = filters.pills("year", t("Year"), [str(year) for year in paper_content.years_of(about)], str, known_years)
there = paper_content.categories_of(about)
categories = filters.pills(
    "category", t("Area category"), [id_ for id_ in labels if id_ in there], labels.__getitem__, list(labels)
)
places = queries.rows("named_places", indicator=None, measure=None)
areas, highlight = indicator_screen.choose_places(t, places)
choice = Choice(about, [int(year) for year in years], categories, areas, highlight)
found = paper_content.shown(t, choice, indicators) if about and years else {}
shown = [one for one in found.values() if one]
if not shown:
    message = t(
        "There is nothing to put on the paper. Choose at least one indicator, one year and one area category or area."
    )
    filters.nothing_chosen(t, ["indicator", "year", "category", "area"], message)
    navigation.footer(t)
    st.stop()

today = datetime.datetime.now(datetime.UTC).astimezone().date()
content = paper_content.paper_of(t, title, today, choice, found, address.link())
name = downloads.file_name(title, today.isoformat())
with st.container(horizontal=True, key="downloads_paper"):
    st.download_button(
        t("Paper as PDF"),
        data=lambda: paper_pdf.pdf(content),
        file_name=f"{name}.pdf",
        mime="application/pdf",
        on_click="ignore",
        key="paper.pdf",
    )
    st.download_button(
        t("Paper for Word"),
        data=lambda: paper_word.docx(content),
        file_name=f"{name}.docx",
        mime=WORD,
        on_click="ignore",
        key="paper.docx",
    )

st.subheader(t("What the paper will say"), anchor=False)
with st.container(key="summary"):
    count = len(shown)
    st.markdown(
        notes.plain(
            t.plural(
                "{count} section: {sections}.",
                "{count} sections: {sections}.",
                count,
                sections=t.listed([one.view.heading for one in shown]),
            )
        )
    )
notes.beside([(t("Title"), title), *content.front])
for number, (one, section) in enumerate(zip(shown, content.sections, strict=True)):
    own_files.are_shown(one.series)
    st.subheader(notes.plain(section.heading), anchor=False)
    st.markdown("\n\n".join(notes.plain(part) for part in section.said))
    st.caption(notes.plain(section.unit))
    charts.show(section.chart, section.spoken, key=f"paper_{number}")
    if section.marks:
        st.caption(section.marks)
    tables.show(t, section.table)
    notes.beside([*section.explained, *((t("Source"), line) for line in section.sources)])
if content.shared:
    st.subheader(t("About the figures"), anchor=False)
    notes.beside(content.shared)
