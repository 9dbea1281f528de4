"""Goals and follow-up: how it went before, during and after an agreement, what the figures can show of each goal, actions."""

from __future__ import annotations

import dataclasses
import datetime
import functools
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

import queries
from pages.components import address, downloads, filters, notes, page
from pages.components.follow_up import agreements as agreement_parts
from pages.components.follow_up import forms as follow_up_forms
from pages.components.follow_up import periods, reach, targets
from pages.components.follow_up import wheel as wheel_parts
from pages.components.follow_up.agreements import BEFORE, WITHIN, Shown, said
from pages.components.follow_up.periods import Told
from pages.components.follow_up.targets import Aim
from pages.components.layout import answer, head, take_along
from pages.components.municipality.offences import TOTAL, Offences
from pages.components.text import Text
from pages.screens import PATHS
from pages.sections import actions as follow_up_actions
from pages.sections import (
    agreement_offences,
    agreements_side_by_side,
    chosen_municipality,
    follow_up_files,
    goal_figures,
    goal_periods,
    goal_targets,
    measurability,
    reference,
)
from pages.server.streamlit_internals import Place
from queries.row_types import Agreement, Goal, GoalIndicator, Indicator

# Anchors of the sections: part of links, the same in all languages.
GOALS, ACTIONS, WHEEL, EVENTS, OWN = "mal", "atgarder", "arshjul", "handelser", "egna-filer"
FEW = 4  # so many agreements stand beside each other; more stand in a list


@dataclass(frozen=True, kw_only=True)
class Known:
    """What the data say that every part of the page needs: the goals with the indicators tied to them, the figures of the
    municipalities by name, what they tell of the agreement's time, the targets in numbers, and the ``lines`` of the sources by
    id."""

    t: Text
    agreement: Agreement | None
    goals: Sequence[Goal]
    tied: Sequence[GoalIndicator]
    offences: dict[str, Offences]
    told: Sequence[Told]
    aims: Sequence[Aim]
    lines: dict[str, str]
    today: datetime.date

    @property
    def id(self) -> str:
        return self.agreement["id"] if self.agreement else ""


def show(t: Text) -> None:
    """The page from top to bottom."""
    top = head.show(t("Goals and follow-up"))
    with top.beside:
        agreement = choose(t)
    known = ask(t, agreement)
    broken = follow_up_files.said(t, "agreements", "agreement_municipalities", "goals", "goal_indicators")
    if agreement is None:
        if not broken:
            answer.show(t, t("No agreement is here."))
            st.info(t("No agreement is here. A municipality puts in its own: see below."))
    else:
        of_others(t, agreement)
        support = lead(known, agreement)
        agreed(known, agreement, top.actions, support)
    measurability.show(t, agreement)
    if agreement is not None:
        agreements_side_by_side.show(t, agreement)
    st.subheader(t("Actions"), anchor=ACTIONS)
    plain(follow_up_actions.show(t, agreement, known.goals, known.today))
    wheel(known, t("Yearly wheel"))
    events(known, t("Dated events"))
    with st.container(key="screen_only_own"):  # templates and how to fill them in: nothing for paper
        st.subheader(t("Putting in your own"), anchor=OWN)
        with st.expander(t("Templates and what each column takes"), key="templates_of_own"):
            follow_up_forms.all_kinds(t, {kind: queries.columns(kind) for kind in follow_up_forms.KINDS}, ids(t))


def plain(lines: Sequence[str]) -> None:
    """Sentences of a section."""
    for line in lines:
        st.markdown(notes.plain(line))


def ask(t: Text, agreement: Agreement | None) -> Known:
    """What the data say of the agreement."""
    dictionary = reference.dictionary()
    tied = queries.rows("goal_indicators", agreement=agreement["id"]) if agreement else []
    groups = [dictionary.indicators[id_] for id_ in dict.fromkeys(row["indicator"] for row in tied)]
    groups = [row for row in groups if goal_periods.is_by_municipality(row)]
    offences = goal_periods.offences(t, agreement) if agreement and groups else {}
    goals = queries.rows("goals", agreement=agreement["id"]) if agreement else []
    return Known(
        t=t,
        agreement=agreement,
        goals=goals,
        tied=tied,
        offences=offences,
        told=goal_periods.told(agreement, offences, groups) if agreement else [],
        aims=goal_targets.aims(agreement, goals) if agreement else [],
        lines=notes.lines_by_id(t, dictionary.sources),
        today=datetime.date.today(),
    )


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


def choose(t: Text) -> Agreement | None:
    """The agreement that the reader chooses, at first that of the chosen municipality or the latest; ``None`` where there
    is none."""
    every = {row["id"]: row for row in queries.rows("agreements", agreement=None)}
    if not every:
        return None
    places = address.asked(address.PLACE) or []
    of_place = [id_ for id_, row in every.items() if set(places) & set(row["codes"])]
    label, first = t("Agreement"), next(iter([*of_place, *every]))

    def shown(id_: str) -> str:
        return said(t, every[id_], "label")

    if len(every) > FEW:
        return every[filters.choice("agreement", label, list(every), shown, shown(first)) or first]
    return every[filters.segments("agreement", label, list(every), shown, first)]


# ---- answer -------------------------------------------------------------------------------------------------------


def of_others(t: Text, agreement: Agreement) -> None:
    """Say so right above the answer if the agreement is not of the municipality that the reader chose."""
    code, place = chosen_municipality.followed() or ("", "")
    if not code or not agreement["codes"] or code in agreement["codes"]:
        return
    values = {"place": place, "agreement": said(t, agreement, "label")}
    if any(code in row["codes"] for row in queries.rows("agreements", agreement=None)):
        line = t("The page shows the agreement {agreement}, which {place} is not part of.", **values)
    else:
        line = t("{place} has no agreement here. The page shows that of {agreement}.", **values)
    st.html(f'<p class="meta">{escape(line)}</p>')


def lead(known: Known, agreement: Agreement) -> list[str]:
    """How it went in the agreement's time, as far as the figures tell, in a sentence; gives the lines that support it."""
    t = known.t
    found = [row["reach"] for row in queries.rows("goal_reach", agreement=agreement["id"])]
    reached = reach.sentence(t, agreement, found)
    over = [t("The agreed period is over.")] if agreement_parts.is_over(agreement, known.today) else []
    aimed = [targets.counted(t, known.aims)] if known.aims else []
    total = [one for one in known.told if one.indicator["id"] == TOTAL and {BEFORE, WITHIN} <= set(one.parts)]
    if len(known.offences) == 1 and total:
        one = total[0]
        change = periods.change(t, one)
        lines = [" ".join(filter(None, [periods.beside(t, one), f"{change}." if change else ""]))]
        answer.show(t, periods.lead(t, one))
        return [*aimed, *lines, " ".join([*over, reached])]
    groups = dict.fromkeys(one.indicator["id"] for one in known.told)
    of_groups = [[one for one in known.told if one.indicator["id"] == id_] for id_ in groups]
    told = ". ".join(f"{periods.figure(t, of_it)}; {periods.since(t, of_it)}" for of_it in of_groups)
    answer.show(t, reached)
    return [*aimed, f"{told}." if told else "", *over]


# ---- goals and figures --------------------------------------------------------------------------------------------


def agreed(known: Known, agreement: Agreement, actions: Place, support: Sequence[str]) -> None:
    """The goals with what the figures can show of them, the figures of offences, all others, and the agreement itself."""
    t = known.t
    indicators = reference.dictionary().indicators
    used = [
        indicators[id_] for id_ in dict.fromkeys(row["indicator"] for row in known.tied) if id_ != goal_figures.ASSESSED
    ]
    used = [row for row in used if not goal_periods.is_by_municipality(row)]
    goals, drawn = st.container(), st.container()
    behind = st.expander(t("Other figures about the goals"), key="figures_behind") if used else None
    years: list[int] = []
    if behind:
        with behind:
            years = choose_years(t, used)
            if not years:
                filters.nothing_chosen(t, ["year"], t("No year is chosen, so no figures stand beside the goals."))
    found = goal_figures.latest(agreement, used, years)
    shown = goal_figures.shown(t, agreement, known.tied, indicators, found, known.told)
    asked = [row["goal"] for row in known.tied if row["indicator"] == goal_figures.ASSESSED]
    answers = dict.fromkeys(asked, goal_figures.assessed(t, agreement)) if asked else {}
    sources = goal_figures.sources(t, agreement, found, bool(asked), known.told)
    explained = goal_figures.explanations(t)
    chosen = t(
        "Agreement: {agreement}; year: {years}",
        agreement=said(t, agreement, "title"),
        years=t.listed([str(year) for year in years]) or t("none"),
    )
    full = notes.full_lines(t, reference.dictionary().sources, sources)
    about = functools.partial(downloads.about, t, chosen, full, explained, address.link())
    with goals:
        each_goal(known, agreement, shown, answers)
        answer.below(t, support)
    with drawn:
        if known.told:
            agreement_offences.show(t, agreement, known.offences, known.told, known.lines, known.aims)
    if behind and found:
        with behind:
            caption = t("Latest figures of what can show something about the goals")
            other_time = agreement_parts.outside(t, agreement, goal_figures.years(found))
            figures = goal_figures.table(t, caption, found, known.lines)
            figures = dataclasses.replace(figures, remarks=[*figures.remarks, *filter(None, [other_time])])
            page.show_table(t, figures)
            name = downloads.file_name(agreement["id"], "figures")
            downloads.offer(t, name, figures, None, about, key="downloads_figures")
    facts(known, agreement, sources, explained)
    if known.goals:
        with actions:
            table = agreement_parts.table(t, said(t, agreement, "title"), known.goals, shown, answers, known.aims)
            name, paper = downloads.file_name(agreement["id"], "goals"), {"agreement": agreement["id"]}
            take_along.menu(t, name, table, None, about, paper)


def each_goal(known: Known, agreement: Agreement, shown: Sequence[Shown], answers: dict[str, str]) -> None:
    """A row a goal, which opens to what the figures can and cannot show of it."""
    t = known.t
    heading = t("The goals")
    st.subheader(heading, anchor=GOALS)
    if not known.goals:
        st.info(t("No goals of this agreement are here. Below are templates for putting them in."))
        return
    reached = goal_figures.reach(t, agreement)
    years = (
        t("Reported per 1,000 inhabitants and year: {parts}", parts=periods.spans(t, known.told)) if known.told else ""
    )
    titles = [t("Goal"), t("Can it be followed?"), years]
    st.html(agreement_parts.goals_html(t, agreement, known.goals, shown, answers, reached, titles, known.aims))
    page.note_table(agreement_parts.wording(t, heading, known.goals, known.aims))


def facts(known: Known, agreement: Agreement, sources: Sequence[str], explained: list[tuple[str, str]]) -> None:
    """Who agreed on what and until when, how the goals and figures are to be read, and the sources: folded."""
    t = known.t
    codes = dict(zip(agreement["municipalities"], agreement["codes"], strict=True))
    links = {
        name: address.to(PATHS["municipality"], address.carried() | {"place": code}) for name, code in codes.items()
    }
    with st.expander(t("The agreement, and where the figures come from"), key="agreement_facts"):
        st.markdown(notes.plain(agreement_parts.summary(t, agreement, known.goals, known.today)))
        st.html(agreement_parts.facts_html(t, agreement, links, known.lines[agreement["source"]]))
        notes.beside(explained)
        notes.sources(t, reference.dictionary().sources, sources)


def choose_years(t: Text, indicators: Sequence[Indicator]) -> list[int]:
    """The years that figures are of; the latest of them counts, and the change since the first."""
    options = [str(year) for year in sorted({year for row in indicators for year in row["years"]})]
    if not options:
        return []
    every = sorted({str(year) for row in reference.dictionary().indicators.values() for year in row["years"]})
    return [int(year) for year in filters.pills("year", t("Year"), options, str, every)]


# ---- yearly wheel and dated events --------------------------------------------------------------------------------


def wheel(known: Known, heading: str) -> None:
    """The yearly wheel with the next meeting marked, or how to begin."""
    t = known.t
    st.subheader(heading, anchor=WHEEL)
    broken = follow_up_files.said(t, "yearly_wheel")
    rows = queries.rows("yearly_wheel", agreement=known.id or None)
    if not rows and broken:
        return
    if not rows:
        st.markdown(t("**No yearly wheel is here yet.** It says what each meeting of the year is about."))
        follow_up_forms.begin(t, "yearly_wheel", queries.columns("yearly_wheel"), t("Template for the yearly wheel"))
        return
    timed = wheel_parts.by_moment(rows, known.today)
    table = wheel_parts.wheel(t, t("Themes and follow-ups, by date"), timed)
    plain([wheel_parts.next_said(t, timed)])
    page.show_table(t, table)
    chosen = t("Marked by the date {today}", today=known.today.isoformat())
    about = functools.partial(downloads.about, t, chosen, [], [], address.link())
    name = downloads.file_name("yearly-wheel", known.id)
    downloads.offer(t, name, table, None, about, key="downloads_wheel")


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
    table = wheel_parts.events(t, t("Events, by date"), rows, known.lines)
    used, every = list(dict.fromkeys(row["source"] for row in rows)), reference.dictionary().sources
    sources = notes.full_lines(t, every, used)
    chosen = t("Events of the agreement's municipalities and of the whole country")
    about = functools.partial(downloads.about, t, chosen, sources, [(t("Events"), caveat)], address.link())
    with st.expander(t("{count} dated notes", count=t.number(len(rows), 0)), key="events_list"):
        notes.caption(caveat)
        page.show_table(t, table)
        downloads.offer(t, downloads.file_name("events", known.id), table, None, about, key="downloads_events")
        notes.sources(t, every, used)


show(address.text())
