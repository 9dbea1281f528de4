"""What a paper for a meeting says of an agreement: the same goals, figures, actions and meeting as *Goals and follow-up*."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Sequence

import queries
from pages.components import address, notes
from pages.components.follow_up import actions as action_parts
from pages.components.follow_up import agreements as agreement_parts
from pages.components.follow_up import periods, reach, targets
from pages.components.follow_up import wheel as wheel_parts
from pages.components.follow_up.agreements import said
from pages.components.paper import Agreement, Chapter
from pages.components.paper.passages import Point
from pages.components.tables import Table
from pages.components.text import Text, is_missing
from pages.sections import actions as follow_up_actions
from pages.sections import goal_figures, goal_periods, goal_targets, reference
from queries import row_types
from queries.row_types import Action, Goal, Indicator, Record


def of(t: Text, agreement: row_types.Agreement, today: datetime.date) -> Agreement:
    """The agreement, its goals with what the figures can show of them, the figures, actions by status, next meeting."""
    id_ = agreement["id"]
    goals, tied = queries.rows("goals", agreement=id_), queries.rows("goal_indicators", agreement=id_)
    dictionary = reference.dictionary()
    indicators = dictionary.indicators
    used = [
        indicators[name] for name in dict.fromkeys(row["indicator"] for row in tied) if name != goal_figures.ASSESSED
    ]
    groups = [row for row in used if goal_periods.is_by_municipality(row)]
    used = [row for row in used if row not in groups]
    told = goal_periods.told(agreement, goal_periods.offences(t, agreement) if groups else {}, groups)
    found = goal_figures.latest(agreement, used, years(used))
    shown = goal_figures.shown(t, agreement, tied, indicators, found, told)
    asked = [row["goal"] for row in tied if row["indicator"] == goal_figures.ASSESSED]
    answers = dict.fromkeys(asked, goal_figures.assessed(t, agreement)) if asked else {}
    lines = notes.lines_by_id(t, dictionary.sources)
    title = said(t, agreement, "title")
    words_of = dict.fromkeys(answers, agreement_parts.whose_words(t, agreement))
    aims = goal_targets.aims(agreement, goals)
    chapters = chapters_of_goals(t, agreement_parts.table(t, title, goals, shown, answers, aims), words_of)
    broken = incomplete(t, "agreements", "agreement_municipalities", "goals", "goal_indicators")
    if broken:
        chapters.insert(0, Chapter(t("Goals"), broken))
    if told:
        table = periods.table(t, t("Before, during and after the agreement"), told, lines, aims)
        chapters.append(Chapter(t("Before, during and after the agreement"), tables=[table]))
    if found:
        caption = t("Latest figures of what can show something about the goals")
        table = goal_figures.table(t, caption, found, lines)
        other_time = agreement_parts.outside(t, agreement, goal_figures.years(found))
        remarks = [*table.remarks, *filter(None, [other_time])]
        # An indicator of which place, also where the table goes on.
        named = dataclasses.replace(without(table, "beside"), row_headers=2, remarks=remarks)
        chapters.append(Chapter(t("The figures behind it"), tables=[named]))
    explained = goal_figures.explanations(t) + ([(t("Target"), targets.how(t))] if aims else [])
    every = queries.rows("actions", agreement=id_)
    if every:
        chapters.append(actions(t, every, goals, today))
        explained += follow_up_actions.explanations(t)
    else:
        chapters.append(Chapter(t("Actions"), incomplete(t, "actions") or [t("No actions are entered here.")]))
    chapters.append(meeting(t, id_, today))
    reached = [row["reach"] for row in queries.rows("goal_reach", agreement=id_)]
    used_sources = goal_figures.sources(t, agreement, found, bool(asked), told)
    return Agreement(
        heading=title,
        said=[
            agreement_parts.summary(t, agreement, goals, today),
            *filter(None, [targets.counted(t, aims)]),
            reach.sentence(t, agreement, reached),
        ],
        facts=facts(t, agreement),
        chapters=chapters,
        explained=explained,
        sources=notes.documents(t, dictionary.sources, used_sources),
        used=used_sources,
        compared=[agreement_parts.wording(t, title, goals, aims), *(table for one in chapters for table in one.tables)],
    )


def without(table: Table, column: str) -> Table:
    """The table without this column if every cell of it is empty: a sheet has no room for what says nothing."""
    place = next(number for number, one in enumerate(table.columns) if one.id == column)
    if any(not is_missing(row[place]) for row in table.rows):
        return table
    kept = [number for number in range(len(table.columns)) if number != place]
    rows = [[row[number] for number in kept] for row in table.rows]
    return dataclasses.replace(table, columns=[table.columns[number] for number in kept], rows=rows)


def years(indicators: Sequence[Indicator]) -> list[int]:
    """The years that the address asks for, of those with figures; as on *Goals and follow-up* at the same address."""
    options = [str(year) for year in sorted({year for row in indicators for year in row["years"]})]
    known = sorted({str(year) for row in reference.dictionary().indicators.values() for year in row["years"]})
    return [int(year) for year in address.many("year", options, known)]


def facts(t: Text, agreement: row_types.Agreement) -> list[tuple[str, str]]:
    """Who agreed, for which municipalities, from when until when, and what is agreed of the time after and of follow-up."""
    lines = [
        (t("Parties"), said(t, agreement, "parties")),
        (t("Municipalities"), ", ".join(agreement["municipalities"])),
        (t("Period"), agreement_parts.period(t, agreement)),
        (t("Signed"), agreement["signed"] or ""),
        (t("After the end"), said(t, agreement, "continues")),
        (t("How the agreement is followed up"), said(t, agreement, "follow_up")),
    ]
    return [line for line in lines if line[1]]


def chapters_of_goals(t: Text, table: Table, words_of: dict[str, str]) -> list[Chapter]:
    """A chapter for each kind of goal, of the table that *Goals and follow-up* offers to take along; ``words_of`` says of
    goals with an answer of today whose words they are."""
    rows: list[Record] = [dict(zip((column.id for column in table.columns), row, strict=True)) for row in table.rows]
    kinds: dict[str, dict[str, list[Record]]] = {}
    for row in rows:
        kinds.setdefault(row["kind"], {}).setdefault(row["id"], []).append(row)
    return [
        Chapter(
            agreement_parts.headings(t)[kind],
            points=[
                Point(" ".join(filter(None, [found[0]["goal"], words_of.get(id_)])), about(t, found))
                for id_, found in goals.items()
            ],
        )
        for kind, goals in kinds.items()
    ]


def about(t: Text, rows: Sequence[Record]) -> list[tuple[str, str]]:
    """What the figures can show of one goal, and what would be needed: headings with their texts."""
    first = rows[0]
    lines = [("", first["detail"] or ""), (t("Target"), first.get("target") or "")]
    for row in rows:
        can = [row["latest"] or ""]
        can += [t("Can show: {what}", what=row["shows"])] if row["shows"] else []
        can += [t("Cannot show: {what}", what=row["limits"])] if row["limits"] else []
        lines.append((row["indicator"] or "", " ".join(filter(None, can))))
    needed = t("What would be needed") if first["kind"] != "way_of_working" else t("Followed in another way")
    lines += [(needed, first["needed"] or ""), ("", first["place"] or "")]
    return [line for line in lines if line[1]]


def actions(t: Text, rows: Sequence[Action], goals: Sequence[Goal], today: datetime.date) -> Chapter:
    """The actions counted by status, and each of them."""
    texts = {goal["id"]: said(t, goal, "text") for goal in goals}
    number = t.number(len(rows), 0)
    return Chapter(
        t("Actions"),
        [*incomplete(t, "actions"), action_parts.summary(t, rows)],
        tables=[
            action_parts.counted(t, t("Number of actions by status"), rows),
            action_parts.table(
                t,
                t("Actions: {shown} of {all}", shown=number, all=number),
                action_parts.ordered(rows, action_parts.ORDERS[0]),
                texts,
                today,
            ),
        ],
    )


def meeting(t: Text, agreement: str, today: datetime.date) -> Chapter:
    """The next meeting of the yearly wheel, with its themes and what is followed up there."""
    timed = wheel_parts.by_moment(queries.rows("yearly_wheel", agreement=agreement), today)
    upcoming = [one for one in timed if one[0] == "next"]
    tables = [wheel_parts.wheel(t, t("The next meeting"), upcoming)] if upcoming else []
    broken = incomplete(t, "yearly_wheel")
    said_of = [wheel_parts.next_said(t, timed)] if timed or not broken else []
    return Chapter(t("Yearly wheel"), [*broken, *said_of], tables=tables)


def incomplete(t: Text, *kinds: str) -> list[str]:
    """Which of these kinds of files are not on the paper in full, a sentence each; none where all are.

    On paper there is no top of the page that says why, so it says what it means for the reader.
    """
    lines = []
    for kind in kinds:
        file, rows = f"{kind}.csv", queries.left_out(kind)
        if queries.unread(kind):
            lines.append(t("{file} could not be read: what it holds is not here.", file=file))
        elif rows:
            lines.append(
                t.plural(
                    "{count} row of {file} is left out, so what stands here is not complete.",
                    "{count} rows of {file} are left out, so what stands here is not complete.",
                    rows,
                    file=file,
                )
            )
    return lines
