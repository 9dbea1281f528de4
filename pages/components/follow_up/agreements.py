"""An agreement in words and as HTML: what it is, its goals, and what the figures can show of each."""

from __future__ import annotations

import datetime
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from pages.components.follow_up import targets
from pages.components.follow_up.targets import Aim
from pages.components.follow_up.times import bounds
from pages.components.tables import Column, Table
from pages.components.text import Text
from queries.row_types import Agreement, Goal, Record

KINDS = ("vision", "overall_goal", "focus_area", "way_of_working")
"""Kinds of goals, in the order in which they are shown."""


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What an indicator can show of a goal: its name and where it leads, what can and cannot be seen, and the latest
    figures in words; ``is_here`` says whether there are any of the agreement's own municipalities. ``figure`` and ``since``
    are the figures and their change since the agreement began, as shortly as a row of goals has room for."""

    goal: str
    name: str
    link: str | None
    shows: str
    limits: str
    latest: str
    is_here: bool
    figure: str = ""
    since: str = ""


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


def kinds(t: Text) -> dict[str, str]:
    """What one goal of each kind is called."""
    return {
        "vision": t("Vision"),
        "overall_goal": t("Overall goal"),
        "focus_area": t("Focus area"),
        "way_of_working": t("Way of working"),
    }


def counted(t: Text, kind: str, number: int) -> str:
    """So many goals of a kind, within a sentence."""
    said = t.in_words(number)
    return {
        "vision": t("one vision") if number == 1 else t("{number} visions", number=said),
        "overall_goal": t("one overall goal") if number == 1 else t("{number} overall goals", number=said),
        "focus_area": t("one focus area") if number == 1 else t("{number} focus areas", number=said),
        "way_of_working": t("one way of working") if number == 1 else t("{number} ways of working", number=said),
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
    """Whether a year lies before, within or after the agreement's time; a year that it shares lies where most of it does."""
    begins = bounds(agreement["begins"])[0]
    ends = bounds(agreement["ends"])[1] if agreement["ends"] is not None else math.inf
    shared = min(year + 0.5, ends) - max(year - 0.5, begins)
    if shared >= min(0.5, (ends - begins) / 2):
        return WITHIN
    return BEFORE if year < begins + 0.5 else AFTER


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


def summary(t: Text, agreement: Agreement, goals: Sequence[Goal], today: datetime.date) -> str:
    """What was agreed and until when."""
    kinds = [kind for kind in KINDS if any(goal["kind"] == kind for goal in goals)]
    parts = [counted(t, kind, sum(goal["kind"] == kind for goal in goals)) for kind in kinds]
    values = {"parties": said(t, agreement, "parties"), "period": period(t, agreement), "parts": t.listed(parts)}
    if parts:
        line = t("{parties} have agreed on {parts}, {period}.", **values)
    else:
        line = t("{parties} have an agreement {period}; no goals of it are here.", **values)
    if is_over(agreement, today):
        line = " ".join(filter(None, (line, t("The agreed period is over."), said(t, agreement, "continues"))))
    return line


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
    t: Text,
    agreement: Agreement,
    goals: Sequence[Goal],
    shown: Sequence[Shown],
    answers: Mapping[str, str],
    reach: Mapping[str, str],
    titles: Sequence[str],
    aims: Sequence[Aim] = (),
) -> str:
    """A row a goal, by kind: whether it can be followed, and the figures in short; it opens to all that the figures can and
    cannot show. ``answers`` are direct ones, by goal; ``reach`` says how far the figures reach, by goal, in words;
    ``titles`` stand above the goals, what can be followed and the figures; ``aims`` are targets in numbers.
    Without goals there is no HTML."""
    parts = [_titles(titles)] if goals else []
    words_of = whose_words(t, agreement)
    for kind, heading in headings(t).items():
        of_kind = [goal for goal in goals if goal["kind"] == kind]
        if of_kind:
            cards = "".join(
                _goal(
                    t,
                    goal,
                    [one for one in shown if one.goal == goal["id"]],
                    answers,
                    words_of,
                    reach,
                    [one for one in aims if one.goal == goal["id"]],
                )
                for goal in of_kind
            )
            parts.append(f'<section class="goals"><h3>{escape(heading)}</h3>{cards}</section>')
    return "".join(parts)


def _titles(titles: Sequence[str]) -> str:
    """What stands above the columns; what each row asks anew is for the eye only."""
    hidden = ("", ' aria-hidden="true"', "")
    spans = "".join(f"<span{mark}>{escape(title)}</span> " for mark, title in zip(hidden, titles, strict=True))
    return f'<p class="goal-titles">{spans}</p>'


def whose_words(t: Text, agreement: Agreement) -> str:
    """That a goal's words are those of the agreement, of its year, and not of today."""
    return t("(the agreement's words, {year})", year=(agreement["signed"] or agreement["begins"])[:4])


def _goal(
    t: Text,
    goal: Goal,
    shown: Sequence[Shown],
    answers: Mapping[str, str],
    words_of: str,
    reach: Mapping[str, str],
    aims: Sequence[Aim],
) -> str:
    lines = []
    if goal["id"] in answers:  # beside an answer of today the goal could be taken for one
        lines.append(f'<p class="quiet">{escape(words_of)}</p>')
    if said(t, goal, "detail"):
        lines.append(f"<p>{escape(said(t, goal, 'detail'))}</p>")
    if goal["id"] in answers:
        lines.append(f"<p>{escape(answers[goal['id']])}</p>")
    if aims:
        word = t("Target")
        lines.append(f"<p><strong>{escape(word)}</strong> {escape(targets.of_goal(t, aims))}</p>")
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
    short = [_short(one) for one in shown if one.figure]
    if aims:
        short.insert(0, f"<span>{escape(targets.shortly(t, aims))}</span> ")
    cells = [
        f'<span class="what">{escape(said(t, goal, "text"))}</span>',
        f'<span class="can">{_can(t, reach.get(goal["id"], ""))}</span>',
        f'<span class="so">{"".join(short)}</span>',
    ]
    return f'<details class="goal"><summary>{" ".join(cells)}</summary>{"".join(lines)}</details>'


def _can(t: Text, answer: str) -> str:
    """Whether the goal can be followed, with the question: alone, as on a narrow screen, "no" could be taken for the goal's."""
    question = t("Can be followed:")
    return f'<span class="asked">{escape(question)}</span> {escape(answer)}' if answer else ""


def _short(one: Shown) -> str:
    """The figures of one indicator, and more quietly how sure their change is."""
    since = f" <i>{escape(one.since)}</i>" if one.since else ""
    return f"<span>{escape(one.figure)}{since}</span> "


def _indicator(t: Text, one: Shown) -> str:
    name = f'<a href="{escape(one.link)}">{escape(one.name)}</a>' if one.link else escape(one.name)
    latest = f"<br/>{escape(one.latest)}" if one.latest else ""
    can, cannot = t("Can show: {what}", what=one.shows), t("Cannot show: {what}", what=one.limits)
    lines = "".join(f'<br/><span class="quiet">{escape(line)}</span>' for line in (can, cannot))
    return f"<li><strong>{name}</strong>{latest}{lines}</li>"


def wording(t: Text, caption: str, goals: Sequence[Goal], aims: Sequence[Aim] = ()) -> Table:
    """A row a goal with its own words, as the page shows them without a table: so that a link can tell what was reworded."""
    columns = [
        Column("kind", t("Kind"), labels=kinds(t)),
        Column("goal", t("Goal")),
        Column("detail", t("Detail")),
        Column("needed", t("What would be needed")),
        Column("place", t("Place in the agreement")),
        *([Column("target", t("Target"))] if aims else []),
    ]
    fields = ("text", "detail", "needed", "place")
    rows = [[goal["kind"], *(said(t, goal, name) or None for name in fields)] for goal in goals]
    for row, goal in zip(rows, goals, strict=True) if aims else ():
        row.append(next((targets.asked(t, one) for one in aims if one.goal == goal["id"]), None))
    return Table(caption, columns, rows, id="goals", row_ids=[(goal["id"],) for goal in goals])


def table(
    t: Text,
    caption: str,
    goals: Sequence[Goal],
    shown: Sequence[Shown],
    answers: Mapping[str, str],
    aims: Sequence[Aim] = (),
) -> Table:
    """A row a goal and indicator, for the files: the same words as on the page."""
    columns = [
        Column("kind", t("Kind"), labels=kinds(t)),
        Column("goal", t("Goal")),
        Column("detail", t("Detail")),
        *([Column("target", t("Target"))] if aims else []),
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
        if aims:
            head.append(targets.of_goal(t, [one for one in aims if one.goal == goal["id"]]) or None)
        tail = [said(t, goal, "needed") or None, said(t, goal, "place") or None, goal["id"]]
        of_goal = [one for one in shown if one.goal == goal["id"]]
        if not of_goal:
            rows.append([*head, None, t("None of the figures here can show this."), None, None, *tail])
        for one in of_goal:
            latest = " ".join(filter(None, (answers.get(goal["id"]), one.latest)))
            rows.append([*head, one.name, latest or None, one.shows, one.limits, *tail])
    return Table(caption, columns, rows)
