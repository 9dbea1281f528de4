"""Chapter 5, the follow-up: what has changed in figures, goals and actions since the version that the address asks for."""

from __future__ import annotations

from collections.abc import Sequence

from pages.components import frozen
from pages.components.paper.passages import CHAPTER, Passage
from pages.components.tables import Table
from pages.sections.situation_report.asked import Asked

ROOM = "follow_up"


def chapter(asked: Asked, tables: Sequence[Table]) -> list[Passage]:
    """The chapter; ``tables`` are those of the chapters before, of which every cell is compared."""
    t = asked.t
    said = t("At least every second year the municipality updates the picture and follows up the plan.")
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
    own = asked.own(ROOM)
    room = t("Write here: what was done, what it gave, what goes on, what ends.")
    passages.append(Passage(id=ROOM, heading=t("The municipality's follow-up"), own=own, room="" if own else room))
    return passages
