"""The yearly wheel and dated events, as tables."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

from pages.components.follow_up.agreements import said
from pages.components.tables import Column, Table
from pages.components.text import Text
from queries.row_types import Event, Meeting


def moments(t: Text) -> dict[str, str]:
    """When a meeting is, seen from today, with its sign."""
    return {"next": t("▶ Next"), "coming": t("○ Coming"), "past": t("◁ Past")}


def is_past(date: str, today: datetime.date) -> bool:
    """Whether a date has passed; a month passes with its last day."""
    return date < today.isoformat()[: len(date)]


def by_moment(rows: Sequence[Meeting], today: datetime.date) -> list[tuple[str, Meeting]]:
    """The rows, by date, each with one of :func:`moments`; all that meet on the next day are next.

    A month without a day may be any of its days: in the next month it is next too, beside the first day of that month. It
    stands after the days of its month.
    """
    ordered = sorted(rows, key=lambda row: (row["date"] + "-99")[:10])
    dates = [row["date"] for row in ordered if not is_past(row["date"], today)]
    month = min((date[:7] for date in dates), default="")
    first = min((date for date in dates if date[:7] == month and len(date) > len(month)), default=month)
    found = []
    for row in ordered:
        if is_past(row["date"], today):
            found.append(("past", row))
        else:
            found.append(("next" if row["date"] in (first, month) else "coming", row))
    return found


def next_said(t: Text, rows: Sequence[tuple[str, Meeting]]) -> str:
    """The next meeting with its themes, or that none is planned."""
    upcoming = [row for moment, row in rows if moment == "next"]
    if not upcoming:
        return t("No coming meeting stands in the yearly wheel.")
    meetings: dict[tuple[str, str], list[str]] = {}
    for row in upcoming:
        meetings.setdefault((row["date"], row["body"]), []).append(said(t, row, "theme"))
    if len(meetings) == 1:
        [((date, body), themes)] = meetings.items()
        return t(
            "The next meeting in the yearly wheel: {date}, {body}. Theme: {themes}.",
            date=date,
            body=body,
            themes=t.listed(themes),
        )
    each = [
        t("{date}, {body} (theme: {themes})", date=date, body=body, themes=t.listed(themes))
        for (date, body), themes in meetings.items()
    ]
    return t("The next meetings in the yearly wheel: {meetings}.", meetings="; ".join(each))


def wheel(t: Text, caption: str, rows: Sequence[tuple[str, Meeting]]) -> Table:
    """A row a theme, by date."""
    columns = [
        Column("date", t("Date or month")),
        Column("moment", t("When"), labels=moments(t), by_date=True),
        Column("body", t("Body")),
        Column("theme", t("Theme")),
        Column("follow_up", t("What is followed up")),
    ]
    cells: list[list[object]] = [
        [row["date"], moment, row["body"], said(t, row, "theme"), said(t, row, "follow_up") or None]
        for moment, row in rows
    ]
    tones = {(number, "moment"): "next" for number, (moment, _) in enumerate(rows) if moment == "next"}
    ids = [(row["date"], row["body"], row["theme_sv"]) for _, row in rows]
    return Table(caption, columns, cells, tones=tones, stacked=True, row_ids=ids)


def kinds(t: Text) -> dict[str, str]:
    """Kinds of events."""
    return {
        "agreement": t("Agreement"),
        "assessment": t("Assessment by the police"),
        "operation": t("Operation or work"),
        "definition_change": t("Definition changes"),
        "other": t("Other"),
    }


def span(row: Event) -> str:
    """From when until when, as the file says it."""
    return str(row["begins"]) if row["ends"] is None else f"{row['begins']} – {row['ends']}"


def events(t: Text, caption: str, rows: Sequence[Event], lines: Mapping[str, str]) -> Table:
    """A row an event, by date; ``lines`` are the sources by id."""
    columns = [
        Column("when", t("When")),
        Column("label", t("What")),
        Column("kind", t("Kind"), labels=kinds(t)),
        Column("begins", t("From"), unseen=True),
        Column("ends", t("To"), unseen=True),
        Column("source", t("Source"), labels=dict(lines), unseen=True),
    ]
    cells: list[list[object]] = [
        [span(row), said(t, row, "label"), row["kind"], row["begins"], row["ends"], row["source"]] for row in rows
    ]
    ids = [(row["begins"], row["ends"], row["label_sv"], row["source"]) for row in rows]
    return Table(caption, columns, cells, stacked=True, row_ids=ids)
