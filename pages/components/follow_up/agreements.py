"""An agreement in words and as HTML: what it is, its goals, and what the figures can show of each."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from pages.components.tables import Column, Table
from pages.components.text import Text
from queries.row_types import Agreement, Goal, Record

KINDS = ("vision", "overall_goal", "focus_area", "way_of_working")
"""Kinds of goals, in the order in which they are shown."""


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What an indicator can show of a goal: its name and where it leads, what can and cannot be seen, and the latest
    figures in words; ``is_here`` says whether there are any of the agreement's own municipalities."""

    goal: str
    name: str
    link: str | None
    shows: str
    limits: str
    latest: str
    is_here: bool


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


def period(t: Text, agreement: Agreement) -> str:
    """From when until when, as it stands in a sentence."""
    if agreement["ends"] is None:
        return t("from {begins} until further notice", begins=agreement["begins"])
    return t("from {begins} to {ends}", begins=agreement["begins"], ends=agreement["ends"])


def is_over(agreement: Agreement, today: datetime.date) -> bool:
    """Whether the last day has passed."""
    return agreement["ends"] is not None and agreement["ends"] < today.isoformat()


BEFORE, WITHIN, AFTER = "before", "within", "after"


def when(agreement: Agreement, year: int) -> str:
    """Whether a year lies before, within or after the agreement's time; a year that it shares lies within."""
    if year < int(agreement["begins"][:4]):
        return BEFORE
    return AFTER if agreement["ends"] is not None and year > int(agreement["ends"][:4]) else WITHIN


def outside(t: Text, agreement: Agreement, years: Sequence[int]) -> str:
    """That figures of these years are of another time than the agreement's; empty where all are of its time."""
    by_time: dict[str, list[str]] = {}
    for year in sorted(set(years)):
        by_time.setdefault(when(agreement, year), []).append(str(year))
    values = {"period": period(t, agreement)}
    if list(by_time) == [BEFORE]:
        return t(
            "All figures of incidents and offences are from before the time of the agreement ({period}).", **values
        )
    if list(by_time) == [AFTER]:
        return t("All figures of incidents and offences are from after the time of the agreement ({period}).", **values)
    if WITHIN not in by_time and by_time:
        return t("No figure of incidents and offences is from the time of the agreement ({period}).", **values)
    parts = []
    if BEFORE in by_time:
        parts.append(t("before it: {years}", years=t.listed(by_time[BEFORE])))
    if AFTER in by_time:
        parts.append(t("after it: {years}", years=t.listed(by_time[AFTER])))
    if not parts:
        return ""
    return t(
        "Some figures of incidents and offences are from another time than the agreement's ({period}): {parts}.",
        parts="; ".join(parts),
        **values,
    )


def summary(
    t: Text,
    agreement: Agreement,
    goals: Sequence[Goal],
    shown: Sequence[Shown],
    today: datetime.date,
    years: Sequence[int] = (),
) -> list[str]:
    """What was agreed and until when, of how many goals there are figures, and whether those, of ``years``, are of the
    agreement's time."""
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
        lines.append(" ".join(filter(None, (reach(t, agreement, goals, shown), outside(t, agreement, years)))))
    return lines


def whom(t: Text, agreement: Agreement) -> str:
    """The municipality or municipalities of an agreement, within a sentence."""
    names = agreement["municipalities"]
    return names[0] if len(names) == 1 else t("the municipalities")


def reach(t: Text, agreement: Agreement, goals: Sequence[Goal], shown: Sequence[Shown]) -> str:
    """About how many points there are figures of the municipalities, for how many only indicators, and for how many
    nothing."""
    tied, here = {one.goal for one in shown}, {one.goal for one in shown if one.is_here}
    direct = sum(goal["id"] in here for goal in goals)
    indirect = sum(goal["id"] in tied - here for goal in goals)

    def about(count: int) -> str:
        return t("it") if len(goals) == 1 else t.number(count, 0)

    values = {"who": whom(t, agreement)}
    parts = []
    if direct:
        parts.append(t("for {count} there are figures of {who} here", count=about(direct), **values))
    if indirect:
        parts.append(
            t(
                "for {count} there are indicators, but figures only of the rest of Sweden and of kinds of areas, none of {who}",
                count=about(indirect),
                **values,
            )
        )
    rest = len(goals) - direct - indirect
    if rest:
        parts.append(t("for {count} the figures here can show nothing", count=about(rest)))
    return t.plural(
        "The agreement has {count} point: {parts}.",
        "The agreement has {count} points: {parts}.",
        len(goals),
        parts="; ".join(parts),
    )


def facts_html(t: Text, agreement: Agreement, links: Mapping[str, str], source: str) -> str:
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


def goals_html(
    t: Text, agreement: Agreement, goals: Sequence[Goal], shown: Sequence[Shown], answers: Mapping[str, str]
) -> str:
    """Every goal by kind, with what the figures can show of it or that none can; ``answers`` are direct ones, by goal.
    Without goals there is no HTML."""
    parts = []
    words_of = whose_words(t, agreement)
    for kind, heading in headings(t).items():
        of_kind = [goal for goal in goals if goal["kind"] == kind]
        if of_kind:
            cards = "".join(
                _goal(t, goal, [one for one in shown if one.goal == goal["id"]], answers, words_of) for goal in of_kind
            )
            parts.append(f'<section class="goals"><h4>{escape(heading)}</h4>{cards}</section>')
    return "".join(parts)


def whose_words(t: Text, agreement: Agreement) -> str:
    """That a goal's words are those of the agreement, of its year, and not of today."""
    return t("(the agreement's words, {year})", year=(agreement["signed"] or agreement["begins"])[:4])


def _goal(t: Text, goal: Goal, shown: Sequence[Shown], answers: Mapping[str, str], words_of: str) -> str:
    lines = [f"<h5>{escape(said(t, goal, 'text'))}</h5>"]
    if goal["id"] in answers:  # beside an answer of today the goal could be taken for one
        lines.append(f'<p class="quiet">{escape(words_of)}</p>')
    if said(t, goal, "detail"):
        lines.append(f"<p>{escape(said(t, goal, 'detail'))}</p>")
    if goal["id"] in answers:
        lines.append(f"<p>{escape(answers[goal['id']])}</p>")
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


def wording(t: Text, caption: str, goals: Sequence[Goal]) -> Table:
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


def table(t: Text, caption: str, goals: Sequence[Goal], shown: Sequence[Shown], answers: Mapping[str, str]) -> Table:
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
        Column("id", t("Id of the goal")),
    ]
    rows: list[list[object]] = []
    for goal in sorted(goals, key=lambda goal: KINDS.index(goal["kind"])):
        head = [goal["kind"], said(t, goal, "text"), said(t, goal, "detail") or None]
        tail = [said(t, goal, "needed") or None, said(t, goal, "place") or None, goal["id"]]
        of_goal = [one for one in shown if one.goal == goal["id"]]
        if not of_goal:
            rows.append([*head, None, t("None of the figures here can show this."), None, None, *tail])
        for one in of_goal:
            latest = " ".join(filter(None, (answers.get(goal["id"]), one.latest)))
            rows.append([*head, one.name, latest or None, one.shows, one.limits, *tail])
    return Table(caption, columns, rows)
