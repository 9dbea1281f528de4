"""Goals and actions as the plan of measures has them: tied to what they would show in, with status and responsible unit."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

from pages.components.follow_up import actions as action_parts
from pages.components.follow_up import targets
from pages.components.follow_up.agreements import kinds, said
from pages.components.follow_up.targets import Aim
from pages.components.tables import Column, Table
from pages.components.text import Text
from queries.row_types import Action, Agreement, Goal

Shows = Mapping[str, Sequence[str]]
"""The labels of the indicators that a goal would show in, by the goal's id."""


def of_goals(
    t: Text,
    agreement: Agreement,
    goals: Sequence[Goal],
    shows: Shows,
    reach: Mapping[str, str],
    aims: Sequence[Aim] = (),
) -> Table:
    """A row a goal, with its target in numbers where any has one."""
    columns = [
        Column("goal", t("Goal")),
        Column("kind", t("Kind"), labels=kinds(t)),
        Column("shows", t("Would show in")),
        Column("reach", t("Can it be followed?")),
        *([Column("target", t("Target"))] if aims else []),
    ]
    none = t("none of the figures here")
    body: list[list[object]] = [
        [
            said(t, goal, "text"),
            goal["kind"],
            apart(shows.get(goal["id"], ())) or none,
            reach.get(goal["id"]),
            *([target_of(t, goal, aims)] if aims else []),
        ]
        for goal in goals
    ]
    ids = [(goal["id"],) for goal in goals]
    caption = t("Goals of {agreement}", agreement=said(t, agreement, "label"))
    return Table(caption, columns, body, id=f"goals_{agreement['id']}", row_ids=ids, stacked=True)


def apart(labels: Sequence[str]) -> str:
    """Names of indicators beside each other in a cell: some hold a comma or an *and* of their own."""
    return "; ".join(labels)


def target_of(t: Text, goal: Goal, aims: Sequence[Aim]) -> str | None:
    """What the goal's target asks; ``None`` without one."""
    return next((targets.asked(t, one) for one in aims if one.goal == goal["id"]), None)


def of_actions(t: Text, rows: Sequence[Action], goals: Sequence[Goal], shows: Shows, today: datetime.date) -> Table:
    """A row an action, with the goal that it belongs to."""
    texts = {goal["id"]: said(t, goal, "text") for goal in goals}
    columns = [
        Column("title", t("Action")),
        Column("goal", t("Goal"), labels=texts),
        Column("shows", t("Would show in")),
        Column("status", t("Status"), labels=action_parts.statuses(t)),
        Column("unit", t("Responsible unit")),
        Column("followed_up", t("Last follow-up"), by_date=True),
    ]
    body: list[list[object]] = [
        [
            said(t, row, "title"),
            row["goal"],
            apart(shows.get(row["goal"] or "", ())) or None,
            row["status"],
            row["unit"],
            row["followed_up"],
        ]
        for row in rows
    ]
    printed = {(number, "followed_up"): text for number, text in action_parts.follow_ups(t, rows, today).items()}
    ids = [(row["id"],) for row in rows]
    remarks = [t("A dash (–) means that the file does not say.")]
    caption = t("Actions: what they would show in, status and responsible unit")
    return Table(caption, columns, body, printed=printed, id="actions", row_ids=ids, stacked=True, remarks=remarks)
