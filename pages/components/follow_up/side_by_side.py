"""Agreements side by side: what each is, and goal by goal whether it can be followed and how it went."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pages.components.follow_up import agreements as agreement_parts
from pages.components.follow_up import periods, targets
from pages.components.follow_up.agreements import kinds, said
from pages.components.follow_up.periods import Told
from pages.components.follow_up.reach import ANSWERED, NONE, OTHERS, OWN
from pages.components.follow_up.targets import Aim
from pages.components.tables import Column, Table
from pages.components.text import Text
from queries.row_types import Action, Agreement, Goal, GoalIndicator

OF_PLACE, SIMILAR, OTHER = "own", "similar", "other"
"""Whose an agreement is: of the municipality that is compared, of a similar one, of another; in this order."""


@dataclass(frozen=True, kw_only=True)
class Compared:
    """An agreement with all that is told of it: ``whose`` as above, ``reach`` by goal as the question ``goal_reach`` has it."""

    agreement: Agreement
    whose: str
    goals: Sequence[Goal]
    tied: Sequence[GoalIndicator]
    reach: dict[str, str]
    told: Sequence[Told]
    aims: Sequence[Aim]
    actions: Sequence[Action]


def whose(t: Text) -> dict[str, str]:
    """Whose an agreement is, in words."""
    return {OF_PLACE: t("its own"), SIMILAR: t("a similar municipality's"), OTHER: t("another's")}


def sentence(t: Text, found: Sequence[Compared], place: str) -> str:
    """How many agreements are here, and how many of them are similar municipalities'."""
    similar = sum(one.whose == SIMILAR for one in found)
    if similar:
        return t(
            "{count} agreements are here; {similar} of them are of municipalities similar to {place}.",
            count=t.in_words(len(found)).capitalize(),
            similar=t.in_words(similar),
            place=place,
        )
    return t(
        "{count} agreements are here, none of them of a municipality similar to {place}. More come with files of their own.",
        count=t.in_words(len(found)).capitalize(),
        place=place,
    )


def agreements(t: Text, found: Sequence[Compared]) -> Table:
    """A row an agreement: whose, when, how many goals can be followed, how many targets are reached, what was followed up."""
    columns = [
        Column("agreement", t("Agreement")),
        Column("whose", t("Whose"), labels=whose(t)),
        Column("period", t("Period")),
        Column("goals", t("Goals"), 0),
        Column("followed", t("Can be followed"), 0),
        Column("partly", t("In part"), 0),
        Column("not", t("Not"), 0),
        Column("targets", t("Targets in numbers, reached")),
        Column("actions", t("Actions, followed up")),
    ]
    rows: list[list[object]] = []
    for one in found:
        reached = list(one.reach.values())
        done = sum(aim.standing.sure == "reached" for aim in one.aims)
        followed = sum(action["followed_up"] is not None for action in one.actions)
        rows.append(
            [
                said(t, one.agreement, "label"),
                one.whose,
                agreement_parts.period(t, one.agreement),
                len(one.goals),
                reached.count(ANSWERED),
                reached.count(OWN),
                reached.count(OTHERS) + reached.count(NONE),
                of_all(t, done, len(one.aims)),
                of_all(t, followed, len(one.actions)),
            ]
        )
    remarks = [t("Followed up: with a day of a last follow-up in actions.csv. Reached: by more than chance.")]
    ids = [(one.agreement["id"],) for one in found]
    caption = t("Agreements side by side")
    return Table(caption, columns, rows, remarks=remarks, id="agreements_side_by_side", row_ids=ids, stacked=True)


def of_all(t: Text, count: int, every: int) -> str | None:
    """So many of all; ``None`` where there are none."""
    return t("{count} of {all}", count=t.number(count, 0), all=t.number(every, 0)) if every else None


def goals(t: Text, found: Sequence[Compared]) -> Table:
    """A row a goal: whether it can be followed, the reported offences before and during, what may be chance, its target."""
    words = {ANSWERED: t("yes"), OWN: t("partly"), OTHERS: t("only figures of the country"), NONE: t("no")}
    columns = [
        Column("agreement", t("Agreement")),
        Column("goal", t("Goal")),
        Column("kind", t("Kind"), labels=kinds(t)),
        Column("reach", t("Can it be followed?"), labels=words),
        Column("figures", t("Reported per 1,000 inhabitants and year")),
        Column("chance", t("Is it chance?")),
        Column("target", t("Target")),
    ]
    rows: list[list[object]] = []
    ids = []
    for one in found:
        for goal in one.goals:
            told, sure = figures(t, one, goal)
            aims = [aim for aim in one.aims if aim.goal == goal["id"]]
            aimed = f"{targets.asked(t, aims[0])}. {targets.shortly(t, aims)}" if aims else None
            label, text = said(t, one.agreement, "label"), said(t, goal, "text")
            rows.append([label, text, goal["kind"], one.reach.get(goal["id"]), told, sure, aimed])
            ids.append((one.agreement["id"], goal["id"]))
    caption = t("Goals of all agreements: whether they can be followed, and how it went")
    remarks = [t("A change under the agreement does not say that the agreement is why.")]
    return Table(
        caption, columns, rows, row_headers=2, remarks=remarks, id="goals_side_by_side", row_ids=ids, stacked=True
    )


def figures(t: Text, one: Compared, goal: Goal) -> tuple[str | None, str | None]:
    """The figures tied to a goal before, during and after, and how sure their change is."""
    tied = [row["indicator"] for row in one.tied if row["goal"] == goal["id"]]
    of_it = [[told for told in one.told if told.indicator["id"] == id_] for id_ in tied]
    of_it = [told for told in of_it if told]
    told = "; ".join(periods.figure(t, some) for some in of_it)
    sure = "; ".join(filter(None, (periods.since(t, some) for some in of_it)))
    return told or None, sure or None
