"""Meeting paper: a municipality, figures, an agreement, on one or two sheets or in full; its first sheet in small; PDF and Word."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from html import escape

import streamlit as st

import queries
from pages.components import address, charts, filters, frozen, notes, page, paper, tables
from pages.components.follow_up import agreements as agreement_parts
from pages.components.frozen import history
from pages.components.layout import filter_bar, head
from pages.components.own import files as own_files
from pages.components.paper import Agreement, Paper, Section, short
from pages.components.paper import pdf as paper_pdf
from pages.components.text import Text, uncapitalised
from pages.screens import INDICATOR_SCREENS
from pages.sections import (
    agreement_paper,
    chart_events,
    chosen_municipality,
    municipality_paper,
    paper_files,
    reference,
)
from pages.sections import indicator as indicator_screen
from pages.sections import paper as paper_content
from pages.sections.paper import PaperChoice
from queries.row_types import Indicator

SHORT, ALL = "short", "all"


def show(t: Text) -> None:
    """The page from top to bottom."""
    head.show(t("Meeting paper"))
    indicators = reference.dictionary().indicators
    offered = {id_: row for id_, row in indicators.items() if row["years"] and row["screen"] in INDICATOR_SCREENS}
    if not offered:
        filters.no_figures(t)
        return
    today = datetime.datetime.now(datetime.UTC).astimezone().date()
    left, right = st.columns([9, 11], gap="large")
    with left, st.container(key="screen_only_paper"):
        title, choice, of_place, agreement, form = choose(t, offered, today)
    with right:
        offered_files = st.container()
    found = paper_content.present(t, choice) if choice.indicators and choice.years else {}
    shown = [one for one in found.values() if one]
    if not shown and not of_place and agreement is None:
        with right:
            nothing(t, bool(choice.indicators))
        return
    for one in shown:
        own_files.are_shown(one.answers.figures)
    link, is_short = frozen.version_link(), form == SHORT
    content = paper_content.paper_of(
        t, title, today, choice, found, link, paper_files.version(), agreement, of_place, is_short=is_short
    )
    if history.folder() is None or own_files.are_open():  # known before a file is made
        content = paper_files.not_kept(content)
    for table in paper_content.tables_of(content):  # all of it, however much is drawn
        page.note_table(table)
    content = paper_content.with_changes(content)
    if is_short:
        content = short.shortened(content, municipality_paper.areas_said(t))
    with right:
        sheet(content)
    if not is_short:
        with st.expander(t("All that the paper says"), key="topic_paper"):
            if any(one.events.inside for one in shown):  # one switch for all
                chart_events.show_switch(t)
            preview(content)
    pages = t.plural("{count} page", "{count} pages", paper_pdf.count_pages(content)) if is_short else ""
    with offered_files:  # once the page has shown what the address with its version stands for
        paper_files.offer(t, content, paper_files.KINDS, pages)


def nothing(t: Text, is_filtered: bool) -> None:
    """What to do where the paper is empty: choose, or, where filters leave nothing, choose otherwise."""
    if is_filtered:
        message = t(
            "There is nothing to put on the paper. Choose at least one indicator, one year and one area category or area."
        )
        filters.nothing_chosen(t, ["year", "category", "area"], message)
        return
    said = escape(t("Choose a municipality, a figure or an agreement. The first sheet is shown here."))
    st.html(f'<div class="sheet empty"><p>{said}</p></div>')


def choose(
    t: Text, offered: Mapping[str, Indicator], today: datetime.date
) -> tuple[str, PaperChoice, list[Section], Agreement | None, str]:
    """What the paper is about and how much it says. ``offered`` are the indicators that can stand on it, by id; with a
    municipality come its groups of offences."""
    chosen_municipality.choose(t)
    place = municipality_paper.answers(t)
    every = {id_: t.field(row, "label") for id_, row in {**offered, **(place.indicators if place else {})}.items()}
    if place and municipality_paper.of_areas(t):
        every[municipality_paper.AREAS] = municipality_paper.areas_title(t)
    chosen = filters.pills("indicator", t("Figures"), list(every), every.__getitem__, known(), at_first=())
    agreement = choose_agreement(t, today)
    forms = {SHORT: t("One or two sheets"), ALL: t("Everything")}
    form = filters.segments("form", t("How much"), list(forms), forms.__getitem__)
    about = [offered[id_] for id_ in chosen if id_ in offered]
    with filter_bar.bar([t("More choices"), t("title, years, areas")], key="paper_choices"):
        default = title_by_choice(t, place.place if place else "", [every[id_] for id_ in chosen])
        title = paper.title_of(filters.line("title", t("Title of the paper"), paper.LONGEST_TITLE, default), default)
        known_years = [str(year) for year in paper_content.years_of(list(offered.values()))]
        years = filters.pills(
            "year", t("Year"), [str(year) for year in paper_content.years_of(about)], str, known_years
        )
        labels, there = reference.dictionary().labels(t), paper_content.categories_of(about)
        categories = filters.pills(
            "category", t("Area category"), [id_ for id_ in labels if id_ in there], labels.__getitem__, list(labels)
        )
        areas, highlight = indicator_screen.choose_places(t, reference.named_places(), "meeting_paper")
        filters.segments(
            "first_years", t("Change since each first year"), paper_content.FIRST_YEARS, shown(t).__getitem__
        )
        frozen.choose(t)
    choice = PaperChoice(
        indicators=about,
        years=[int(year) for year in years],
        categories=categories,
        places=areas,
        highlight=highlight,
    )
    return title, choice, municipality_paper.sections(place), agreement, form


def shown(t: Text) -> dict[str, str]:
    """Whether a part is on the paper."""
    return {"off": t("Not on the paper"), "on": t("On the paper")}


def known() -> list[str]:
    """The ids of all that can stand on a paper, for some municipality."""
    return list(reference.dictionary().indicators)


def title_by_choice(t: Text, place: str, labels: list[str]) -> str:
    """What the paper is called where its reader gives it no title."""
    about = t.listed(labels) if 0 < len(labels) <= MOST_IN_TITLE else t("Meeting paper")
    return f"{place}: {uncapitalised(about)}" if place else about


MOST_IN_TITLE = 2


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


def sheet(content: Paper) -> None:
    """The beginning of the first sheet in small: of the whole paper what it holds."""
    t = content.t
    with st.container(key="sheet", border=True):
        lines = "".join(f"<p>{escape(heading)}: {escape(body)}</p>" for heading, body in content.front[:1])
        for one in content.since:
            said = escape(" ".join(one.said))
            lines += f"<p><b>{escape(one.heading)}.</b> {said}</p>"
        points = "".join(f"<li>{escape(point)}</li>" for point in content.points)
        heading = escape(t("In short"))
        if not content.is_short:
            heading = escape(t("The paper holds"))
            parts = [content.agreement.heading] if content.agreement else []
            points = "".join(
                f"<li>{escape(one)}</li>" for one in [*parts, *(part.heading for part in content.sections)]
            )
        st.html(
            f'<div class="sheet"><p class="sheet-title">{escape(content.title)}</p>{lines}'
            f"<h2>{heading}</h2><ul>{points}</ul></div>"
        )
        if not content.is_short or not content.sections:
            return
        first = content.sections[0]
        st.html(f'<p class="sheet-title small">{escape(first.heading)}</p><p class="unit">{escape(first.unit)}</p>')
        if first.chart:
            charts.show(first.chart, first.spoken, key="sheet_chart")
        st.html(tables.html(t, first.table))
        below = [f"<b>{escape(notes.ended(heading))}</b> {escape(body)}" for heading, body in first.explained]
        sources = [escape(t("Source: {source}", source=one.line)) for one in first.sources]
        others = [one.heading for one in content.sections[1:]]
        rest = [escape(t("Then: {sections}.", sections=t.listed(others)))] if others else []
        st.html(notes.quiet([*below, *sources, *rest]))


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
    notes.beside([(t("Title"), content.title), *content.front, *content.last])
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
    if section.chart:
        charts.show(section.chart, section.spoken, key=f"paper_{number}")
    if section.marks:
        st.caption(section.marks)
    if section.events:
        st.html(notes.quiet(map(escape, section.events)))
    st.html(tables.html(t, section.table))
    notes.beside(section.explained)
    notes.listed(t, section.sources)


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
            st.html(tables.html(t, table))
    notes.beside(agreement.explained)
    notes.listed(t, agreement.sources)


show(address.text())
