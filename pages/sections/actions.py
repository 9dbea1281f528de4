"""The actions of an agreement: counted by status, filtered, as table and files; or how to begin where there are none."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Literal

import streamlit as st

import queries
from pages.components import address, charts, downloads, filters, notes, page
from pages.components.follow_up import action_chart
from pages.components.follow_up import actions as action_parts
from pages.components.follow_up import forms as follow_up_forms
from pages.components.follow_up.agreements import said
from pages.components.text import Text, swedish_order
from pages.sections import follow_up_files
from queries.row_types import Action, Agreement, Goal

FILTERS = ("status", "term", "kind", "goal", "unit")
NOT_SAID = "none"
"""The value in the address of what the file does not say."""


def show(t: Text, agreement: Agreement | None, goals: Sequence[Goal], today: datetime.date) -> list[str]:
    """The section below its heading; gives a sentence for the summary."""
    broken = follow_up_files.said(t, "actions")
    every = queries.rows("actions", agreement=agreement["id"]) if agreement else []
    if not every and broken:
        return []
    if not every:
        st.markdown(
            t("**No actions are here yet.** They are the municipality's own, with status, unit and last follow-up.")
        )
        follow_up_forms.begin(t, "actions", queries.columns("actions"), t("Template for actions"))
        return []
    texts = {goal["id"]: said(t, goal, "text") for goal in goals}
    rows, words = choose(t, every, texts)
    if not rows:
        filters.nothing_chosen(t, FILTERS, t("No action fits what is chosen."))
        return [action_parts.summary(t, every)]
    draw(t, rows, words)
    order = filters.segments("sort", t("Sorted by"), action_parts.ORDERS, action_parts.orders(t).__getitem__)
    listed = action_parts.ordered(rows, order)
    caption = t("Actions: {shown} of {all}", shown=t.number(len(rows), 0), all=t.number(len(every), 0))
    table = action_parts.table(t, caption, listed, texts, today)
    with st.container(key="compact_actions"):
        page.show_table(t, table)
    link, meaning = address.link(), explanations(t)
    assert agreement is not None
    chosen = t("Agreement: {agreement}; {filters}", agreement=said(t, agreement, "title"), filters=words)
    downloads.offer(
        t,
        downloads.file_name("actions", agreement["id"]),
        table,
        None,
        lambda: downloads.about(t, chosen, [], meaning, link),
        key="downloads_actions",
    )
    notes.beside(meaning)
    return [action_parts.summary(t, every)]


def choose(t: Text, every: Sequence[Action], texts: dict[str, str]) -> tuple[list[Action], str]:
    """The actions that fit the filters, and the filters in words."""
    statuses = action_parts.statuses(t)
    there = {row["status"] for row in every}
    chosen = filters.pills(
        "status",
        t("Status"),
        [id_ for id_ in action_parts.STATUSES if id_ in there],
        statuses.__getitem__,
        action_parts.STATUSES,
    )
    rows = [row for row in every if row["status"] in chosen]
    said_of = [t("status: {status}", status=t.listed([statuses[id_] for id_ in chosen]) or t("none"))]
    groups: tuple[tuple[Literal["term", "kind"], str, dict[str, str], str], ...] = (
        ("term", t("Term"), action_parts.terms(t), t("Both terms")),
        ("kind", t("Kind of goal"), action_parts.kinds(t), t("Both kinds of goals")),
    )
    for name, label, words, both in groups:
        found = {row[name] for row in every}
        options = [id_ for id_ in words if id_ in found] + ([NOT_SAID] if None in found else [])
        labels = {"all": both, **words, NOT_SAID: t("Not said")}
        one = filters.segments(name, label, ["all", *options], labels.__getitem__)
        rows = [row for row in rows if one in ("all", row[name] or NOT_SAID)]
        said_of.append(f"{label}: {labels[one]}")
    left, right = st.columns(2)
    with left:
        ids = [id_ for id_ in texts if any(row["goal"] == id_ for row in every)]
        ids += [NOT_SAID] if any(row["goal"] is None for row in every) else []
        named = {**texts, NOT_SAID: t("None of them")}
        goal = filters.choice("goal", t("Goal of the agreement"), ids, named.__getitem__, t("All goals"))
    with right:
        units = sorted({row["unit"] for row in every}, key=swedish_order)
        unit = filters.choice("unit", t("Responsible unit"), units, str, t("All units"))
    if goal:
        rows = [row for row in rows if (row["goal"] or NOT_SAID) == goal]
        said_of.append(t("goal: {goal}", goal=named[goal]))
    if unit:
        rows = [row for row in rows if row["unit"] == unit]
        said_of.append(t("responsible unit: {unit}", unit=unit))
    return rows, "; ".join(said_of)


def draw(t: Text, rows: Sequence[Action], words: str) -> None:
    """How many actions have each status: chart, table, downloads."""
    heading = t("Number of actions by status")
    drawn = action_parts.chart_rows(t, rows)
    chart = action_chart.bars(t, drawn)
    st.caption(f"{heading} ({t.number(len(rows), 0)})")
    charts.show(chart, action_chart.description(t, drawn), key="actions_chart")
    table = action_parts.counted(t, heading, rows)
    page.show_table(t, table)
    link = address.link()
    downloads.offer(
        t,
        downloads.file_name("actions", "by-status"),
        table,
        lambda: charts.picture(chart, heading, words, [link]),
        lambda: downloads.about(t, words, [], explanations(t), link),
        key="downloads_actions_by_status",
    )


def explanations(t: Text) -> list[tuple[str, str]]:
    """What status, term and kind of goal mean."""
    return [
        (
            t("Status"),
            t(
                "Green: goes as planned. Yellow: there are obstacles, but the work goes on. Red: the action has stranded, and it was decided to end it. The status says how the work goes, not whether crime falls."
            ),
        ),
        (
            t("Process and effect"),
            t("A process goal says what is to be done, an effect goal what is to come of it."),
        ),
    ]
