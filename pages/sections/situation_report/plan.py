"""Chapter 4, the plan of measures: goals and actions of the agreement, each with what it would show in, status and unit."""

from __future__ import annotations

import queries
from pages.components import notes
from pages.components.follow_up import actions as action_parts
from pages.components.follow_up import agreements as agreement_parts
from pages.components.follow_up import reach
from pages.components.paper.passages import CHAPTER, Passage
from pages.components.situation_report import plan_tables
from pages.sections import agreement_paper, goal_figures, goal_targets, municipality_page, reference
from pages.sections.situation_report.asked import Asked
from queries.row_types import Agreement

ROOM = "plan"


def chapter(asked: Asked) -> list[Passage]:
    """The chapter."""
    t = asked.t
    begins = t("What the municipality intends to do, what each goal would show in, and who answers for it.")
    agreements = municipality_page.agreements_of(asked.chosen)
    hint = t.listed([agreement_parts.said(t, one, "label") for one in agreements]) or t("no agreement here")
    heading = t("4. Plan of measures")
    passages = [Passage(id="plan_of_measures", heading=heading, level=CHAPTER, hint=hint, said=[begins])]
    for agreement in agreements:
        passages += of_agreement(asked, agreement)
    if not agreements:
        none = t(
            "No agreement and no actions of {place} are entered. They are put in as files, by templates on the page Goals and follow-up, or written below.",
            place=asked.place,
        )
        passages.append(Passage(id="no_agreement", heading=t("Goals and actions"), said=[none]))
    own = asked.own(ROOM)
    room = t("Write here: the problem, the goal, the measure, what it would show in, who answers for it, until when.")
    has_actions = any(one.id.startswith("actions_") for one in passages)
    said = [t("No actions are entered here.")] if agreements and not has_actions else []
    heading = t("The municipality's own measures")
    return [*passages, Passage(id=ROOM, heading=heading, said=said, own=own, room="" if own else room)]


def of_agreement(asked: Asked, agreement: Agreement) -> list[Passage]:
    """The goals, and the actions tied to them."""
    t, id_ = asked.t, agreement["id"]
    goals = queries.rows("goals", agreement=id_)
    shows = shown_in(asked, agreement)
    reached = [row["reach"] for row in queries.rows("goal_reach", agreement=id_)]
    lines = [
        agreement_parts.summary(t, agreement, goals, asked.today),
        reach.sentence(t, agreement, reached),
        *agreement_paper.incomplete(t, "agreements", "agreement_municipalities", "goals", "goal_indicators", "actions"),
    ]
    aims, reached_by = goal_targets.aims(agreement, goals), goal_figures.reach(t, agreement)
    tables = [plan_tables.of_goals(t, agreement, goals, shows, reached_by, aims)] if goals else []
    sources = notes.documents(t, reference.dictionary().sources, [agreement["source"]])
    title = agreement_parts.said(t, agreement, "title")
    passages = [Passage(id=f"goals_{id_}", heading=title, said=lines, tables=tables, sources=sources)]
    every = queries.rows("actions", agreement=id_)
    if not every:
        return passages
    ordered = action_parts.ordered(every, action_parts.ORDERS[0])
    table = plan_tables.of_actions(t, ordered, goals, shows, asked.today)
    said = [action_parts.summary(t, every)]
    return [*passages, Passage(id=f"actions_{id_}", heading=t("Actions"), said=said, tables=[table])]


def shown_in(asked: Asked, agreement: Agreement) -> dict[str, list[str]]:
    """The labels of the indicators that each goal would show in, by the goal's id."""
    indicators = reference.dictionary().indicators
    found: dict[str, list[str]] = {}
    for row in queries.rows("goal_indicators", agreement=agreement["id"]):
        found.setdefault(row["goal"], []).append(asked.t.field(indicators[row["indicator"]], "label"))
    return found
