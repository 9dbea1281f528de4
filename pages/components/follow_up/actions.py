"""Actions in words, as tables and as rows of a chart."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Literal

from pages.components.charts import Row
from pages.components.follow_up.agreements import said
from pages.components.tables import Column, Table
from pages.components.text import Text, swedish_order
from queries.row_types import Action

STATUSES = ("green", "yellow", "red")
SIGNS = {"green": "✓", "yellow": "!", "red": "✕"}
TONES = {"green": "better", "yellow": "obstacle", "red": "worse"}
ORDERS = ("status", "followed_up", "unit")
"""What the table can be sorted by: what has stranded first, what was followed up longest ago first, by unit."""


def statuses(t: Text) -> dict[str, str]:
    """The traffic light, each light with its sign and what it means."""
    words = {
        "green": t("Green: as planned"),
        "yellow": t("Yellow: obstacles, goes on"),
        "red": t("Red: stranded, ended"),
    }
    return {status: f"{SIGNS[status]} {words[status]}" for status in STATUSES}


def terms(t: Text) -> dict[str, str]:
    return {"short": t("Short term"), "long": t("Long term")}


def kinds(t: Text) -> dict[str, str]:
    return {"process": t("Process goal"), "effect": t("Effect goal")}


def orders(t: Text) -> dict[str, str]:
    return {"status": t("Status, red first"), "followed_up": t("Oldest follow-up first"), "unit": t("Unit")}


def ordered(rows: Sequence[Action], order: str) -> list[Action]:
    """The rows by one of :data:`ORDERS`; what was never followed up comes first among the oldest."""

    def place(row: Action) -> tuple[object, ...]:
        status, date = -STATUSES.index(row["status"]), row["followed_up"] or ""
        unit = swedish_order(row["unit"])
        return {"status": (status, date, unit), "followed_up": (date, status, unit), "unit": (unit, status, date)}[
            order
        ]

    return sorted(rows, key=place)


def summary(t: Text, rows: Sequence[Action]) -> str:
    """How many actions go as planned, how many have obstacles, how many were ended, and when they were followed up."""
    counts = {status: sum(row["status"] == status for row in rows) for status in STATUSES}
    parts = [
        t.plural("{count} goes as planned (green)", "{count} go as planned (green)", counts["green"]),
        t.plural(
            "{count} has obstacles but goes on (yellow)", "{count} have obstacles but go on (yellow)", counts["yellow"]
        ),
        t.plural(
            "{count} has stranded and was ended (red)", "{count} have stranded and were ended (red)", counts["red"]
        ),
    ]
    there = [part for part, count in zip(parts, counts.values(), strict=True) if count]
    text = t.plural("Of {count} action {parts}.", "Of {count} actions {parts}.", len(rows), parts=t.listed(there))
    dates = [row["followed_up"] for row in rows if row["followed_up"]]
    if dates:
        text += " " + t("The last follow-up is of {date}.", date=max(dates))
    without = len(rows) - len(dates)
    if without:
        text += " " + t.plural("{count} has not been followed up.", "{count} have not been followed up.", without)
    return text


def chart_rows(t: Text, rows: Sequence[Action]) -> list[Row]:
    """A row a status, also where there is none of it: a light that is not there is something to know."""
    words = statuses(t)
    counts = {status: sum(row["status"] == status for row in rows) for status in STATUSES}
    return [
        {"status": status, "name": words[status], "value": counts[status], "shown": t.number(counts[status], 0)}
        for status in STATUSES
    ]


def counted(t: Text, caption: str, rows: Sequence[Action]) -> Table:
    """A row a status: how many in all, by term and by kind of goal; what is not said has a column if there is any."""
    groups: list[tuple[Literal["term", "kind"], str, str | None, str]] = [
        *(("term", f"term_{id_}", id_, name) for id_, name in terms(t).items()),
        ("term", "term_unknown", None, t("Term not said")),
        *(("kind", f"kind_{id_}", id_, name) for id_, name in kinds(t).items()),
        ("kind", "kind_unknown", None, t("Kind of goal not said")),
    ]
    groups = [group for group in groups if group[2] or any(row[group[0]] is None for row in rows)]
    columns = [Column("status", t("Status"), labels=statuses(t)), Column("count", t("Number"), 0)]
    columns += [Column(id_, name, 0) for _, id_, _, name in groups]
    cells: list[list[object]] = []
    for status in STATUSES:
        of_it = [row for row in rows if row["status"] == status]
        cells.append([status, len(of_it), *(sum(row[name] == value for row in of_it) for name, _, value, _ in groups)])
    return Table(caption, columns, cells, stacked=True)


def is_long_ago(date: str, today: datetime.date) -> bool:
    """Whether a day is more than a year before today."""
    return date < f"{today.year - 1}{today.isoformat()[4:]}"


def follow_ups(t: Text, rows: Sequence[Action], today: datetime.date) -> dict[int, str]:
    """What stands for the last follow-up of the actions that go on and were not followed up, or more than a year ago."""
    marked = {}
    for number, row in enumerate(rows):
        if row["status"] == "red":  # it has ended
            continue
        if row["followed_up"] is None:
            marked[number] = t("not yet followed up")
        elif is_long_ago(row["followed_up"], today):
            marked[number] = t("{date}, more than a year ago", date=row["followed_up"])
    return marked


def table(t: Text, caption: str, rows: Sequence[Action], goals: Mapping[str, str], today: datetime.date) -> Table:
    """A row an action, in the order of ``rows``; ``goals`` are the goals' texts by id."""
    columns = [
        Column("title", t("Action")),
        Column("status", t("Status"), labels=statuses(t)),
        Column("term", t("Term"), labels=terms(t)),
        Column("kind", t("Kind of goal"), labels=kinds(t)),
        Column("goal", t("Goal of the agreement"), labels=dict(goals)),
        Column("unit", t("Responsible unit")),
        Column("followed_up", t("Last follow-up")),
        Column("note", t("Note")),
        Column("id", t("Id"), unseen=True),
    ]
    cells: list[list[object]] = [
        [
            said(t, row, "title"),
            *(row[name] for name in ("status", "term", "kind", "goal", "unit", "followed_up")),
            said(t, row, "note") or None,
            row["id"],
        ]
        for row in rows
    ]
    tones = {(number, "status"): TONES[row["status"]] for number, row in enumerate(rows)}
    remarks = [t("A dash (–) means that the file does not say.")]
    ids = [(row["id"],) for row in rows]
    printed = {(number, "followed_up"): text for number, text in follow_ups(t, rows, today).items()}
    return Table(caption, columns, cells, printed=printed, tones=tones, stacked=True, remarks=remarks, row_ids=ids)
