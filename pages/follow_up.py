"""Goals and follow-up: what was agreed, what the figures can show of it, actions, yearly wheel, dated events."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

import queries
from pages.components import address, downloads, filters, navigation, notes, page
from pages.components.follow_up import agreements as agreement_parts
from pages.components.follow_up import forms as follow_up_forms
from pages.components.follow_up import wheel as wheel_parts
from pages.components.follow_up.agreements import said
from pages.components.text import Text
from pages.screens import PATHS
from pages.sections import actions as follow_up_actions
from pages.sections import follow_up_files, goal_figures, reference
from queries.row_types import Agreement, Goal, Indicator

# Anchors of the sections: part of links, the same in all languages.
GOALS, ACTIONS, WHEEL, EVENTS, OWN = "mal", "atgarder", "arshjul", "handelser", "egna-filer"
FEW = 4  # so many agreements stand beside each other; more stand in a list


@dataclass(frozen=True, kw_only=True)
class Known:
    """What the data say that every part of the page needs; ``lines`` are the sources by id."""

    t: Text
    agreement: Agreement | None
    goals: Sequence[Goal]
    lines: dict[str, str]
    today: datetime.date

    @property
    def id(self) -> str:
        return self.agreement["id"] if self.agreement else ""


def show(t: Text) -> None:
    """The page from top to bottom."""
    st.title(t("Goals and follow-up"), anchor=False)
    headings = section_titles(t)
    navigation.sections(t, list(headings.items()))
    summary = st.container(key="summary")
    agreement = choose(t)
    sources = reference.dictionary().sources
    goals = queries.rows("goals", agreement=agreement["id"]) if agreement else []
    known = Known(
        t=t, agreement=agreement, goals=goals, lines=notes.lines_by_id(t, sources), today=datetime.date.today()
    )
    lines = about(known, headings[GOALS])
    st.subheader(headings[ACTIONS], anchor=ACTIONS)
    lines += follow_up_actions.show(t, agreement, goals, known.today)
    lines += wheel(known, headings[WHEEL])
    events(known, headings[EVENTS])
    summary.markdown("\n\n".join(notes.plain(line) for line in lines))
    with st.container(key="screen_only_own"):  # templates and how to fill them in: nothing for paper
        st.subheader(headings[OWN], anchor=OWN)
        follow_up_forms.all_kinds(t, {kind: queries.columns(kind) for kind in follow_up_forms.KINDS}, ids(t))


def ids(t: Text) -> dict[str, dict[str, str]]:
    """The ids that may stand in the columns of a file, by the column's name, each with what it means."""
    own, dictionary = queries.own_sources(), reference.dictionary()
    return {
        "agreement": {row["id"]: said(t, row, "label") for row in queries.rows("agreements", agreement=None)},
        "goal": {row["id"]: said(t, row, "text") for row in queries.rows("goals", agreement=None)},
        "indicator": {id_: t.field(row, "label") for id_, row in dictionary.indicators.items()},
        "source": {
            id_: f"{t.field(row, 'document')}. {t.field(row, 'part')}"
            for id_, row in dictionary.sources.items()
            if id_ not in own
        },
    }


def section_titles(t: Text) -> dict[str, str]:
    """The headings of the sections by their anchors."""
    return {
        GOALS: t("What was agreed"),
        ACTIONS: t("Actions"),
        WHEEL: t("Yearly wheel"),
        EVENTS: t("Dated events"),
        OWN: t("Putting in your own"),
    }


def choose(t: Text) -> Agreement | None:
    """The agreement that the reader chooses, at first the latest; ``None`` where there is none."""
    every = {row["id"]: row for row in queries.rows("agreements", agreement=None)}
    if not every:
        return None
    label, first = t("Agreement"), next(iter(every))

    def shown(id_: str) -> str:
        return said(t, every[id_], "label")

    if len(every) > FEW:
        return every[filters.choice("agreement", label, list(every), shown, shown(first)) or first]
    return every[filters.segments("agreement", label, list(every), shown)]


def about(known: Known, heading: str) -> list[str]:
    """The agreement, its goals, what the figures can show of them, and the figures; gives sentences for the summary."""
    t, agreement = known.t, known.agreement
    st.subheader(heading, anchor=GOALS)
    broken = follow_up_files.said(t, "agreements", "agreement_municipalities", "goals", "goal_indicators")
    if agreement is None:
        if broken:
            return []
        st.info(t("No agreement is here. A municipality puts in its own: see below."))
        return [t("No agreement is here.")]
    codes = dict(zip(agreement["municipalities"], agreement["codes"], strict=True))
    links = {
        name: address.to(PATHS["municipality"], address.carried() | {"place": code}) for name, code in codes.items()
    }
    source = known.lines[agreement["source"]]
    st.html(agreement_parts.facts_html(t, agreement, links, source))
    tied = queries.rows("goal_indicators", agreement=agreement["id"])
    indicators = reference.dictionary().indicators
    used = [indicators[id_] for id_ in dict.fromkeys(row["indicator"] for row in tied) if id_ != goal_figures.ASSESSED]
    years = choose_years(t, used)
    if used and not years:
        filters.nothing_chosen(t, ["year"], t("No year is chosen, so no figures stand beside the goals."))
    found = goal_figures.latest(agreement, used, years)
    figure_years = goal_figures.years(found)
    shown = goal_figures.shown(t, agreement, tied, indicators, found)
    asked = [row["goal"] for row in tied if row["indicator"] == goal_figures.ASSESSED]
    answers = dict.fromkeys(asked, goal_figures.assessed(t, agreement)) if asked else {}
    if known.goals:
        st.html(agreement_parts.goals_html(t, agreement, known.goals, shown, answers))
        page.note_table(agreement_parts.wording(t, heading, known.goals))
    else:
        st.info(t("No goals of this agreement are here. They stand in goals.csv: see below."))
    sources = [known.lines[id_] for id_ in goal_figures.sources(t, agreement, found, bool(asked))]
    explained = goal_figures.explanations(t)
    chosen = t(
        "Agreement: {agreement}; year: {years}",
        agreement=said(t, agreement, "title"),
        years=t.listed([str(year) for year in years]) or t("none"),
    )
    link = address.link()
    table = agreement_parts.table(t, said(t, agreement, "title"), known.goals, shown, answers)
    if known.goals:
        with st.container(key="screen_only_goals"):
            st.caption(t("The goals, with what the figures can show of them, to take along:"))
            name = downloads.file_name(agreement["id"], "goals")
            downloads.offer(t, name, table, None, lambda: downloads.about(t, chosen, sources, explained, link))
    if found:
        st.subheader(t("The figures behind it"), anchor=False)
        caption = t("Latest figures of what can show something about the goals")
        other_time = agreement_parts.outside(t, agreement, figure_years)
        figures = goal_figures.table(t, caption, found, known.lines)
        figures = dataclasses.replace(figures, remarks=[*figures.remarks, *filter(None, [other_time])])
        page.show_table(t, figures)
        name = downloads.file_name(agreement["id"], "figures")
        about_them = lambda: downloads.about(t, chosen, sources, explained, link)  # noqa: E731 - two files, one sheet
        downloads.offer(t, name, figures, None, about_them, key="downloads_figures")
    notes.beside([*explained, *((t("Source"), line) for line in sources)])
    return agreement_parts.summary(t, agreement, known.goals, shown, known.today, figure_years)


def choose_years(t: Text, indicators: Sequence[Indicator]) -> list[int]:
    """The years that figures are of; the latest of them counts, and the change since the first."""
    options = [str(year) for year in sorted({year for row in indicators for year in row["years"]})]
    if not options:
        return []
    every = sorted({str(year) for row in reference.dictionary().indicators.values() for year in row["years"]})
    return [int(year) for year in filters.pills("year", t("Year"), options, str, every)]


def wheel(known: Known, heading: str) -> list[str]:
    """The yearly wheel with the next meeting marked, or how to begin; gives a sentence for the summary."""
    t = known.t
    st.subheader(heading, anchor=WHEEL)
    broken = follow_up_files.said(t, "yearly_wheel")
    rows = queries.rows("yearly_wheel", agreement=known.id or None)
    if not rows and broken:
        return []
    if not rows:
        st.markdown(
            t(
                "**No yearly wheel is here yet.** It says what each meeting of the year is about and what is followed up there, so that nothing is forgotten."
            )
        )
        follow_up_forms.begin(t, "yearly_wheel", queries.columns("yearly_wheel"), t("Template for the yearly wheel"))
        return []
    timed = wheel_parts.by_moment(rows, known.today)
    sentence = wheel_parts.next_said(t, timed)
    table = wheel_parts.wheel(t, t("Themes and follow-ups, by date"), timed)
    st.markdown(notes.plain(sentence))
    page.show_table(t, table)
    today, link = known.today.isoformat(), address.link()
    chosen = t("Marked by the date {today}", today=today)
    downloads.offer(
        t,
        downloads.file_name("yearly-wheel", known.id),
        table,
        None,
        lambda: downloads.about(t, chosen, [], [], link),
        key="downloads_wheel",
    )
    return [sentence]


def events(known: Known, heading: str) -> None:
    """Dated events of the agreement's municipalities and of the whole country."""
    t = known.t
    st.subheader(heading, anchor=EVENTS)
    broken = follow_up_files.said(t, "events")
    codes = set(known.agreement["codes"]) if known.agreement else set()
    rows = [row for row in queries.rows("events") if not row["codes"] or codes & set(row["codes"])]
    if not rows:
        if not broken:
            st.info(t("No events are here. A municipality puts in its own: see below."))
        return
    caveat = t(
        "Events are dated notes to read the figures by. They explain nothing: that a figure changes after an event does not mean that it changes because of it."
    )
    st.caption(caveat)
    table = wheel_parts.events(t, t("Events, by date"), rows, known.lines)
    page.show_table(t, table)
    sources = [known.lines[id_] for id_ in dict.fromkeys(row["source"] for row in rows)]
    link, chosen = address.link(), t("Events of the agreement's municipalities and of the whole country")
    downloads.offer(
        t,
        downloads.file_name("events", known.id),
        table,
        None,
        lambda: downloads.about(t, chosen, sources, [(t("Events"), caveat)], link),
        key="downloads_events",
    )
    notes.beside([(t("Source"), line) for line in sources])


show(address.text())
