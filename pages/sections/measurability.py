"""Can the goal be measured? The reader chooses a change and a year; what the figures could tell of it, and better wordings."""

from __future__ import annotations

import functools
from collections.abc import Sequence

import streamlit as st

from pages.components import address, downloads, filters, notes, page
from pages.components.follow_up import measurability as parts
from pages.components.follow_up.measurability import Goal, Wording
from pages.components.layout import answer
from pages.components.municipality.offences import TOTAL
from pages.components.text import Text
from pages.sections import answers, chosen_municipality, municipality_chance, municipality_offences, reference
from queries.row_types import Agreement, Figure, Municipality
from queries.statistics import measurable
from queries.statistics.measurable import Measurable

CHANGES = [*range(-1, -31, -1), *range(-35, -65, -5), *range(5, 55, 5)]
"""The changes that can be chosen, in per cent."""

AT_FIRST, AHEAD, FURTHEST = -15, 3, 10
"""The change and the years ahead that are chosen at first, and how far ahead a goal can lie."""

MEANS = (3, 5)
"""Means of so many years are offered as wordings."""

ANCHOR = "gar-malet-att-mata"


def show(t: Text, agreement: Agreement | None) -> None:
    """The part of the page, folded until something of it is chosen."""
    groups = {id_: t.field(row, "label") for id_, row in municipality_offences.groups().items()}
    if not groups:
        return
    st.subheader(t("Can a goal be measured?"), anchor=ANCHOR)
    is_asked = any(address.asked(name) for name in ("change", "until"))
    with st.expander(t("Try a goal: how much must change to be told from chance?"), expanded=is_asked, key="measure"):
        with st.container(key="screen_only_measure"):
            goal_of, indicator, chosen = choose(t, agreement, groups)
        if chosen is None or goal_of is None:
            st.markdown(notes.plain(t("Choose a municipality, and the figures tell.")))
            return
        told(t, goal_of, indicator, chosen, groups)


def choose(
    t: Text, agreement: Agreement | None, groups: dict[str, str]
) -> tuple[Goal | None, str, Municipality | None]:
    """What the reader chooses: municipality, offences, change and year."""
    first, second, third, fourth = st.columns(4)
    with first:
        chosen_municipality.choose(t, "measure_place")
    code = chosen_municipality.code() or next(iter(agreement["codes"] if agreement else []), None)
    with second:
        at_first = TOTAL if TOTAL in groups else next(iter(groups))
        indicator = filters.choice(
            "indicator", t("Offences"), list(groups), groups.__getitem__, groups[at_first], "measure_indicator"
        )
    indicator = indicator or at_first
    chosen = municipality_offences.municipality(code) if code else None
    series = own(chosen["name"], indicator) if chosen else []
    if chosen is None or not series:
        return None, indicator, None
    with third:
        changes = [str(one) for one in CHANGES]
        shown = functools.partial(_shown, t)
        percent = filters.choice("change", t("Change"), changes, shown, shown(str(AT_FIRST))) or str(AT_FIRST)
    with fourth:
        last = series[-1]["year"]
        years = [str(last + ahead) for ahead in range(1, FURTHEST + 1)]
        until = filters.choice("until", t("Until"), years, str, str(last + AHEAD)) or str(last + AHEAD)
    goal = Goal(offences=groups[indicator], place=chosen["name"], percent=int(percent), until=int(until))
    return goal, indicator, chosen


def _shown(t: Text, percent: str) -> str:
    return parts.changes(t, int(percent))


def told(t: Text, goal: Goal, indicator: str, chosen: Municipality, groups: dict[str, str]) -> None:
    """The answer, what it means, and other wordings with their files."""
    wordings = all_wordings(t, goal, indicator, chosen, groups)
    asked = wordings[0].found
    st.html(f'<p class="measured">{answer.bold(parts.sentence(t, goal, asked))}</p>')
    for line in parts.smallest(t, goal, asked):
        st.markdown(notes.plain(line))
    notes.caption(parts.meaning(t))
    st.markdown(notes.plain(parts.better(t, goal, wordings)))
    made = parts.table(t, goal, wordings)
    page.show_table(t, made)
    used = [row["source"] for row in own(chosen["name"], indicator)[-1:]]
    lines = notes.full_lines(t, reference.dictionary().sources, used)
    chosen_words = t("Municipality: {place}", place=chosen["name"])
    explained = [(t("What it means"), parts.meaning(t))]
    about = functools.partial(downloads.about, t, chosen_words, lines, explained, address.link())
    downloads.offer(
        t, downloads.file_name("goal", chosen["name"], indicator), made, None, about, key="downloads_measure"
    )


def all_wordings(t: Text, goal: Goal, indicator: str, chosen: Municipality, groups: dict[str, str]) -> list[Wording]:
    """The goal as it was asked, means of several years, together with similar municipalities, other offences."""
    place, alike = chosen["name"], municipality_offences.similar(chosen)
    together = t("{place} and similar municipalities together", place=place)
    asked = ask([place], indicator, goal.percent)
    last = own(place, indicator)[-1]["year"]
    one_year = t("{last} beside {first}", last=goal.until, first=last)
    made = [Wording(what=goal.offences, where=place, beside=one_year, found=asked)]
    for years in MEANS:
        beside = mean_beside(t, goal, last, years)
        found = ask([place], indicator, goal.percent, years)
        made.append(Wording(what=goal.offences, where=place, beside=beside, found=found))
    if alike:
        for years in (1, MEANS[0]):
            beside = one_year if years == 1 else mean_beside(t, goal, last, years)
            found = ask([place, *alike], indicator, goal.percent, years)
            made.append(Wording(what=goal.offences, where=together, beside=beside, found=found))
    for other, label in groups.items():
        if other != indicator:
            made.append(Wording(what=label, where=place, beside=one_year, found=ask([place], other, goal.percent)))
    return made


def mean_beside(t: Text, goal: Goal, last: int, years: int) -> str:
    """The mean of so many years to the goal's, all after the last figures, beside that of as many before."""
    end = max(goal.until, last + years)
    return t("mean of {last} beside {first}", last=f"{end - years + 1}–{end}", first=f"{last - years + 1}–{last}")


def ask(places: Sequence[str], indicator: str, percent: int, years: int = 1) -> Measurable | None:
    """What could be told of these places together."""
    known = answers.background(indicator, "per_1000")
    series = [own(place, indicator) for place in places]
    return measurable.measurable(series, known.remarks, known.model, percent / 100, years)


def own(place: str, indicator: str) -> list[Figure]:
    """The figures of a municipality, by year."""
    return municipality_chance.newest(municipality_chance.figures_of([place], indicator))
