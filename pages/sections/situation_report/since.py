"""Chapter 5, the follow-up: what has changed in figures, goals and actions since the version that the address asks for."""

from __future__ import annotations

from collections.abc import Sequence

import queries
from pages.components import frozen
from pages.components.follow_up import agreements as agreement_parts
from pages.components.follow_up import targets
from pages.components.paper.passages import CHAPTER, Passage
from pages.components.tables import Table
from pages.sections import goal_targets, municipality_page
from pages.sections.situation_report.asked import Asked

ROOM = "follow_up"


def chapter(asked: Asked, tables: Sequence[Table]) -> list[Passage]:
    """The chapter; ``tables`` are those of the chapters before, of which every cell is compared."""
    t = asked.t
    said = t("At least every second year the municipality shall update the picture and follow up the plan (§ 6).")
    lines, table = frozen.since(t, tables)
    hint = lines[-1].rstrip(".") if lines else t("no earlier version is chosen")
    hint = f"{hint[:1].lower()}{hint[1:]}"
    heading = t("5. Follow-up")
    passages = [Passage(id="follow_up_of_plan", heading=heading, level=CHAPTER, hint=hint, said=[said])]
    if not lines:
        lines = [
            t(
                "No earlier version is chosen. Open the address that stands last in the earlier document: then this chapter says what has changed in figures, goals and actions."
            )
        ]
    found = [table] if table else []
    passages.append(Passage(id="since", heading=t("Since the last version"), said=lines, tables=found))
    passages += of_targets(asked)
    own = asked.own(ROOM)
    room = t("Write here: what was done, what it gave, what goes on, what ends.")
    passages.append(Passage(id=ROOM, heading=t("The municipality's follow-up"), own=own, room="" if own else room))
    return passages


def of_targets(asked: Asked) -> list[Passage]:
    """What has been reached of the goals that have a target in numbers, and how surely; nothing without any."""
    t, lines = asked.t, []
    for agreement in municipality_page.agreements_of(asked.chosen):
        goals = queries.rows("goals", agreement=agreement["id"])
        aims = goal_targets.aims(agreement, goals)
        for goal in goals:
            said = targets.of_goal(t, [one for one in aims if one.goal == goal["id"] and one.place == asked.place])
            lines += [f"{agreement_parts.said(t, goal, 'text')} {said}"] if said else []
    if not lines:
        return []
    explained = [(t("Target"), targets.how(t))]
    return [Passage(id="targets", heading=t("Targets in numbers"), items=lines, explained=explained)]
