"""An agreement in words and as HTML: what it is, its goals, and what the figures can show of each."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from pages.components.tables import Column, Table
from pages.components.text import Text
from pages.components.view import Record

KINDS = ("vision", "overall_goal", "focus_area", "way_of_working")
"""Kinds of goals, in the order in which they are shown."""


@dataclass(frozen=True)
class Shown:
    """What an indicator can show of a goal: its name and where it leads, what can and cannot be seen, and the latest
    figures in words."""

    goal: str
    name: str
    link: str | None
    shows: str
    limits: str
    latest: str


def said(t: Text, row: Record, name: str) -> str:
    """A bilingual field; what a municipality has written in Swedish only stands in Swedish."""
    return t.field(row, name) or str(row[f"{name}_sv"] or "")


def headings(t: Text) -> dict[str, str]:
    """What stands above the goals of each kind."""
    return {
        "vision": t("Vision"),
        "overall_goal": t("Overall goals"),
        "focus_area": t("Focus areas"),
        "way_of_working": t("Ways of working"),
    }


def counted(t: Text, kind: str, number: int) -> str:
    """So many goals of a kind, within a sentence."""
    return {
        "vision": t.plural("{count} vision", "{count} visions", number),
        "overall_goal": t.plural("{count} overall goal", "{count} overall goals", number),
        "focus_area": t.plural("{count} focus area", "{count} focus areas", number),
        "way_of_working": t.plural("{count} way of working", "{count} ways of working", number),
    }[kind]


def period(t: Text, agreement: Record) -> str:
    """From when until when, as it stands in a sentence."""
    if agreement["ends"] is None:
        return t("from {begins} until further notice", begins=agreement["begins"])
    return t("from {begins} to {ends}", begins=agreement["begins"], ends=agreement["ends"])


def is_over(agreement: Record, today: datetime.date) -> bool:
    """Whether the last day has passed."""
    return agreement["ends"] is not None and agreement["ends"] < today.isoformat()


def summary(
    t: Text, agreement: Record, goals: Sequence[Record], shown: Sequence[Shown], today: datetime.date
) -> list[str]:
    """What was agreed and until when, and of how many goals the figures here can show something."""
    kinds = [kind for kind in KINDS if any(goal["kind"] == kind for goal in goals)]
    parts = [counted(t, kind, sum(goal["kind"] == kind for goal in goals)) for kind in kinds]
    values = {"parties": said(t, agreement, "parties"), "period": period(t, agreement), "parts": t.listed(parts)}
    if parts:
        lines = [t("{parties} have agreed on {parts}, {period}.", **values)]
    else:
        lines = [t("{parties} have an agreement {period}; no goals of it are here.", **values)]
    if is_over(agreement, today):
        over = (lines[0], t("The agreed period is over."), said(t, agreement, "continues"))
        lines = [" ".join(filter(None, over))]
    if goals:
        there = {one.goal for one in shown}
        number = sum(goal["id"] in there for goal in goals)
        lines.append(
            t(
                "The figures here can show something about {shown} of the {all} points, and nothing about the others.",
                shown=t.number(number, 0),
                all=t.number(len(goals), 0),
            )
            if number
            else t("The figures here can show nothing about any of the {all} points.", all=t.number(len(goals), 0))
        )
    return lines


def facts_html(t: Text, agreement: Record, links: Mapping[str, str], source: str) -> str:
    """Parties, municipalities, period, follow-up and source of an agreement; ``links`` by the municipalities' names."""
    places = ", ".join(
        f'<a href="{escape(links[name])}">{escape(name)}</a>' for name in agreement["municipalities"] if name in links
    )
    facts = [
        (t("Agreement"), escape(said(t, agreement, "title"))),
        (t("Parties"), escape(said(t, agreement, "parties"))),
        (t("Municipalities"), places),
        (t("Period"), escape(period(t, agreement))),
        (t("Signed"), escape(agreement["signed"] or "")),
        (t("After the end"), escape(said(t, agreement, "continues"))),
        (t("How the agreement is followed up"), escape(said(t, agreement, "follow_up"))),
        (t("Source"), escape(source)),
    ]
    rows = "".join(f"<div><dt>{escape(name)}</dt><dd>{value}</dd></div>" for name, value in facts if value)
    return f'<dl class="facts">{rows}</dl>'


def goals_html(t: Text, goals: Sequence[Record], shown: Sequence[Shown], answers: Mapping[str, str]) -> str:
    """Every goal by kind, with what the figures can show of it or that none can; ``answers`` are direct ones, by goal."""
    parts = []
    for kind, heading in headings(t).items():
        of_kind = [goal for goal in goals if goal["kind"] == kind]
        if of_kind:
            cards = "".join(
                _goal(t, goal, [one for one in shown if one.goal == goal["id"]], answers) for goal in of_kind
            )
            parts.append(f'<section class="goals"><h4>{escape(heading)}</h4>{cards}</section>')
    return "".join(parts)


def _goal(t: Text, goal: Record, shown: Sequence[Shown], answers: Mapping[str, str]) -> str:
    lines = [f"<h5>{escape(said(t, goal, 'text'))}</h5>"]
    if said(t, goal, "detail"):
        lines.append(f"<p>{escape(said(t, goal, 'detail'))}</p>")
    if goal["id"] in answers:
        lines.append(f'<p class="answer">{escape(answers[goal["id"]])}</p>')
    if shown:
        lines.append(f"<ul>{''.join(_indicator(t, one) for one in shown)}</ul>")
    else:
        none = escape(t("None of the figures here can show this."))
        lines.append(f'<p class="none"><span aria-hidden="true">○</span> {none}</p>')
    if said(t, goal, "needed"):
        word = t("What would be needed") if goal["kind"] != "way_of_working" else t("Followed in another way")
        lines.append(f'<p class="quiet">{escape(word)}: {escape(said(t, goal, "needed"))}</p>')
    if said(t, goal, "place"):
        lines.append(f'<p class="quiet">{escape(said(t, goal, "place"))}</p>')
    return f'<article class="goal">{"".join(lines)}</article>'


def _indicator(t: Text, one: Shown) -> str:
    name = f'<a href="{escape(one.link)}">{escape(one.name)}</a>' if one.link else escape(one.name)
    latest = f"<br/>{escape(one.latest)}" if one.latest else ""
    can, cannot = t("Can show: {what}", what=one.shows), t("Cannot show: {what}", what=one.limits)
    lines = "".join(f'<br/><span class="quiet">{escape(line)}</span>' for line in (can, cannot))
    return f"<li><strong>{name}</strong>{latest}{lines}</li>"


def wording(t: Text, caption: str, goals: Sequence[Record]) -> Table:
    """A row a goal with its own words, as the page shows them without a table: so that a link can tell what was reworded."""
    columns = [
        Column("kind", t("Kind"), labels=headings(t)),
        Column("goal", t("Goal")),
        Column("detail", t("Detail")),
        Column("needed", t("What would be needed")),
        Column("place", t("Place in the agreement")),
    ]
    fields = ("text", "detail", "needed", "place")
    rows = [[goal["kind"], *(said(t, goal, name) or None for name in fields)] for goal in goals]
    return Table(caption, columns, rows, id="goals", row_ids=[(goal["id"],) for goal in goals])


def table(t: Text, caption: str, goals: Sequence[Record], shown: Sequence[Shown], answers: Mapping[str, str]) -> Table:
    """A row a goal and indicator, for the files: the same words as on the page."""
    columns = [
        Column("kind", t("Kind"), labels=headings(t)),
        Column("goal", t("Goal")),
        Column("detail", t("Detail")),
        Column("indicator", t("Indicator")),
        Column("latest", t("Latest figures")),
        Column("shows", t("Can show")),
        Column("limits", t("Cannot show")),
        Column("needed", t("What would be needed")),
        Column("place", t("Place in the agreement")),
    ]
    rows: list[list[object]] = []
    for goal in sorted(goals, key=lambda goal: KINDS.index(goal["kind"])):
        head = [goal["kind"], said(t, goal, "text"), said(t, goal, "detail") or None]
        tail = [said(t, goal, "needed") or None, said(t, goal, "place") or None]
        of_goal = [one for one in shown if one.goal == goal["id"]]
        if not of_goal:
            rows.append([*head, None, t("None of the figures here can show this."), None, None, *tail])
        for one in of_goal:
            latest = " ".join(filter(None, (answers.get(goal["id"]), one.latest)))
            rows.append([*head, one.name, latest or None, one.shows, one.limits, *tail])
    return Table(caption, columns, rows)
