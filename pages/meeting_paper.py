"""Meeting paper: choose indicators, years, categories, areas, an agreement; see what it says, take it as PDF or for Word."""

from __future__ import annotations

import dataclasses
import datetime
import functools
from collections.abc import Callable, Mapping
from html import escape

import streamlit as st

import queries
from pages.components import address, charts, downloads, filters, frozen, notes, page, paper
from pages.components.follow_up import agreements as agreement_parts
from pages.components.frozen import history
from pages.components.own import files as own_files
from pages.components.paper import Agreement, Paper, Section
from pages.components.paper import pdf as paper_pdf
from pages.components.paper import word as paper_word
from pages.components.text import Text
from pages.screens import INDICATOR_SCREENS
from pages.sections import agreement_paper, chart_events, chosen_municipality, municipality_paper, reference
from pages.sections import indicator as indicator_screen
from pages.sections import paper as paper_content
from pages.sections.paper import PaperChoice, Version
from queries.row_types import Indicator

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def show(t: Text) -> None:
    """The page from top to bottom."""
    st.title(t("Meeting paper"), anchor=False)
    with st.container(key="screen_only_paper"):
        st.markdown(
            t(
                "Choose what the paper is about. It holds the same sentences, charts, tables and sources as the pages, on A4, as PDF and for Word."
            )
        )
        if not own_files.are_open():
            st.markdown(t("The address of this page gives the same paper to whom you send it."))
    indicators = reference.dictionary().indicators
    offered = {id_: row for id_, row in indicators.items() if row["years"] and row["screen"] in INDICATOR_SCREENS}
    if not offered:
        filters.no_figures(t)
        return
    place = municipality_paper.answers(t)
    title, choice = choose(t, offered, list(place.indicators) if place else [])
    of_place = municipality_paper.sections(place)
    today = datetime.datetime.now(datetime.UTC).astimezone().date()
    agreement = choose_agreement(t, today)
    found = paper_content.present(t, choice) if choice.indicators and choice.years else {}
    shown = [one for one in found.values() if one]
    if not shown and not of_place and agreement is None:
        message = t(
            "There is nothing to put on the paper. Choose at least one indicator, one year and one area category or area."
        )
        filters.nothing_chosen(t, ["indicator", "year", "category", "area"], message)
        return
    if any(one.events.inside for one in shown):  # one switch for all
        chart_events.show_switch(t)
    for one in shown:
        own_files.are_shown(one.answers.figures)
    link = frozen.version_link()
    content = paper_content.paper_of(t, title, today, choice, found, link, version(), agreement, of_place)
    if history.folder() is None or own_files.are_open():  # known before a file is made
        content = not_kept(content)
    buttons = st.container()
    st.subheader(t("What the paper will say"), anchor=False)
    preview(content)
    with buttons:  # once the page has shown what the address with its version stands for
        offer(t, content)


def choose(t: Text, offered: Mapping[str, Indicator], groups: list[str]) -> tuple[str, PaperChoice]:
    """The title of the paper, and what it is about; ``offered`` are the indicators that can stand on it, by id: none of
    them at first where it is about a municipality, of which ``groups`` are the groups of offences."""
    chosen_municipality.choose(t)
    labels = reference.dictionary().labels(t)
    default = t("Meeting paper")
    title = paper.title_of(filters.line("title", t("Title of the paper"), paper.LONGEST_TITLE, default), default)
    chosen = filters.pills(
        "indicator",
        t("Indicators"),
        list(offered),
        lambda id_: t.field(offered[id_], "label"),
        [*offered, *groups],
        at_first=() if groups else None,
    )
    about = [offered[id_] for id_ in chosen]
    known_years = [str(year) for year in paper_content.years_of(list(offered.values()))]
    years = filters.pills("year", t("Year"), [str(year) for year in paper_content.years_of(about)], str, known_years)
    there = paper_content.categories_of(about)
    categories = filters.pills(
        "category", t("Area category"), [id_ for id_ in labels if id_ in there], labels.__getitem__, list(labels)
    )
    places = reference.named_places()
    areas, highlight = indicator_screen.choose_places(t, places, "meeting_paper")
    return title, PaperChoice(
        indicators=about,
        years=[int(year) for year in years],
        categories=categories,
        places=areas,
        highlight=highlight,
    )


def choose_agreement(t: Text, today: datetime.date) -> Agreement | None:
    """The agreement that the paper follows up, none at first."""
    every = {row["id"]: row for row in queries.rows("agreements", agreement=None)}
    if not every:
        return None
    chosen = filters.choice(
        "agreement",
        t("Agreement"),
        list(every),
        lambda id_: agreement_parts.said(t, every[id_], "label"),
        t("No agreement on the paper"),
    )
    return agreement_paper.of(t, every[chosen], today) if chosen else None


def version() -> Version:
    """The version of the data now, and the older one that the address asks for, if it does."""
    now = frozen.version()
    date, asked = frozen.asked() or ("", "")
    is_older = asked and not now.endswith(asked)
    return Version(now, "-".join(filter(None, [date, asked])) if is_older else None)


def offer(t: Text, content: Paper) -> None:
    """The buttons. The figures are kept as those of a frozen link are: the paper prints the address with their version."""
    keep = frozen.keeper(t)

    def made(write: Callable[[Paper], bytes]) -> bytes:
        return write(content if keep() else not_kept(content))

    name = downloads.file_name(content.title, content.made.isoformat())
    kinds = [
        (t("Paper as PDF"), ".pdf", "application/pdf", paper_pdf.pdf),
        (t("Paper for Word"), ".docx", WORD, paper_word.docx),
    ]
    with st.container(horizontal=True, key="downloads_paper"):
        for label, suffix, kind, write in kinds:
            st.download_button(
                label,
                data=functools.partial(made, write),
                file_name=f"{name}{suffix}",
                mime=kind,
                on_click="ignore",
                key=f"paper{suffix}",
            )


def not_kept(content: Paper) -> Paper:
    """The paper with what its address cannot do: the figures that it shows are kept nowhere."""
    t = content.t
    said = t(
        "The figures of the paper are not kept. The address shows the figures of the day, and can only tell whether the data have changed since."
    )
    return dataclasses.replace(content, kept=[(t("Kept figures"), said)])


def preview(content: Paper) -> None:
    """What the paper says, on the page."""
    t = content.t
    with st.container(key="summary"):
        headings = [content.agreement.heading] if content.agreement else []
        headings += [section.heading for section in content.sections]
        said = t.plural(
            "{count} section: {sections}.",
            "{count} sections: {sections}.",
            len(headings),
            sections=t.listed(headings),
        )
        st.markdown(notes.plain(said))
    notes.beside([(t("Title"), content.title), *content.front])
    notes.address(t("Address"), content.link)
    if content.kept:
        notes.beside(content.kept)
    if content.agreement:
        preview_agreement(t, content.agreement)
    for number, section in enumerate(content.sections):
        preview_section(t, section, number)
    if content.shared:
        st.subheader(t("About the figures"), anchor=False)
        notes.beside(content.shared)


def preview_section(t: Text, section: Section, number: int) -> None:
    st.subheader(notes.plain(section.heading), anchor=False)
    st.markdown("\n\n".join(notes.plain(part) for part in (*section.said, section.missing) if part))
    st.caption(notes.plain(section.unit))
    charts.show(section.chart, section.spoken, key=f"paper_{number}")
    if section.marks:
        st.caption(section.marks)
    if section.events:
        st.html(notes.quiet(map(escape, section.events)))
    page.show_table(t, section.table)
    notes.beside([*section.explained, *((t("Source"), line) for line in section.sources)])


def preview_agreement(t: Text, agreement: Agreement) -> None:
    st.subheader(notes.plain(agreement.heading), anchor=False)
    st.markdown("\n\n".join(map(notes.plain, agreement.said)))
    notes.beside(agreement.facts)
    for chapter in agreement.chapters:
        st.markdown(f"#### {notes.plain(chapter.heading)}")
        lines = [notes.plain(said) for said in chapter.said]
        for point in chapter.points:
            lines.append(f"**{notes.plain(point.text)}**")
            for heading, body in point.lines:
                lines.append(f"{f'*{notes.plain(heading)}.* ' if heading else ''}{notes.plain(body)}")
        st.markdown("\n\n".join(lines))
        for table in chapter.tables:
            page.show_table(t, table)
    notes.beside([*agreement.explained, *((t("Source"), line) for line in agreement.sources)])


show(address.text())
