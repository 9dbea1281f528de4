"""Whether a goal such as "15 per cent fewer until 2028" could be told from chance: a sentence, and a table of other wordings."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from pages.components.indicator import certainty_words as words
from pages.components.tables import Column, Table
from pages.components.text import Text, uncapitalised
from queries.statistics.measurable import Measurable


@dataclass(frozen=True, kw_only=True)
class Goal:
    """What is to change: a group of offences, called ``offences``, in a municipality, by so many ``percent`` (below 0: a
    fall) until a year."""

    offences: str
    place: str
    percent: int
    until: int


@dataclass(frozen=True, kw_only=True)
class Wording:
    """One way to say a goal: what is counted where, the years that are compared, and what could be told (``None``: nothing,
    since figures are missing or broken)."""

    what: str
    where: str
    beside: str
    found: Measurable | None


def changes(t: Text, percent: int) -> str:
    """A change as it stands in the list of them."""
    if percent < 0:
        return t("fall by {percent} per cent", percent=-percent)
    return t("rise by {percent} per cent", percent=percent)


def sentence(t: Text, goal: Goal, found: Measurable | None) -> str:
    """The answer: whether it could be told, in one sentence."""
    values = {
        "offences": uncapitalised(goal.offences),
        "place": goal.place,
        "percent": abs(goal.percent),
        "until": goal.until,
    }
    if found is None:
        return t("Of {offences} in {place} nothing can be said: figures are missing or begin anew.", **values)
    if found.seen is None:
        return t("Of {offences} in {place} too few are reported to say what could be told from chance.", **values)
    is_told, is_fall = found.can_tell(goal.percent / 100), goal.percent < 0
    if is_told and is_fall:
        return t(
            "**Yes:** a fall by {percent} per cent until {until} could be told from chance ({place}, {offences}).",
            **values,
        )
    if is_told:
        return t(
            "**Yes:** a rise by {percent} per cent until {until} could be told from chance ({place}, {offences}).",
            **values,
        )
    if is_fall:
        return t(
            "**No:** a fall by {percent} per cent until {until} is too small to tell from chance ({place}, {offences}).",
            **values,
        )
    return t(
        "**No:** a rise by {percent} per cent until {until} is too small to tell from chance ({place}, {offences}).",
        **values,
    )


def smallest(t: Text, goal: Goal, found: Measurable | None) -> list[str]:
    """The smallest changes that could be told, and how often the asked one would be."""
    if found is None or found.seen is None:
        return []
    values = {
        "fall": least(t, found.fall),
        "rise": least(t, found.rise),
        "cases": t.number(found.cases, 0),
        "last": found.last,
        "condition": words.if_independent(t, found.spread),
    }
    if found.fall is None:
        said = t(
            "Even a fall to nothing could not be told from {last} ({cases} reported); the smallest rise that could is {rise} per cent{condition}.",
            **values,
        )
    else:
        said = t(
            "The smallest fall that could be told beside {last} ({cases} reported) is {fall} per cent, the smallest rise {rise} per cent{condition}.",
            **values,
        )
    return [said, often(t, goal, found.seen)]


def often(t: Text, goal: Goal, seen: float) -> str:
    """In how many cases of ten a change as large as the goal would be called more than chance."""
    of_ten = math.floor(seen * 10 + 0.5)
    if of_ten == 0:
        return t("A change as large as the goal would hardly ever be called more than chance.")
    if of_ten == 10:
        return t("A change as large as the goal would nearly always be called more than chance.")
    return t(
        "A change as large as the goal would be called more than chance in some {count} cases of ten.",
        count=t.in_words(of_ten),
    )


def least(t: Text, share: float | None) -> str:
    """A smallest change in per cent, rounded up: less would not do."""
    return t.number(None if share is None else math.ceil(round(share * 100, 6)), 0)


def meaning(t: Text) -> str:
    """What could be told means, and what it does not."""
    return t(
        "“Could be told from chance” is the limit of “Is it chance?”: a change larger than such figures usually swing (95 per cent). The smallest change is found by that test in four cases of five, if the population stays as it is. It says nothing about causes."
    )


def better(t: Text, goal: Goal, wordings: Sequence[Wording]) -> str:
    """Which other wordings of the same change could be told, in one sentence."""
    enough = [one for one in wordings[1:] if one.found and one.found.can_tell(goal.percent / 100)]
    if not enough:
        return t(
            "None of the other wordings here makes so small a change visible: choose a larger one, or a longer time."
        )
    return t(
        "Of {all} other wordings {count} would show so large a change: marked with yes.",
        count=t.in_words(len(enough)),
        all=t.in_words(len(wordings) - 1),
    )


def table(t: Text, goal: Goal, wordings: Sequence[Wording]) -> Table:
    """A row a wording, with its smallest changes."""
    columns = [
        Column("offences", t("Offences")),
        Column("where", t("Where")),
        Column("compared", t("Years compared")),
        Column("smallest_fall", t("Smallest fall, per cent"), 0, computed=True),
        Column("smallest_rise", t("Smallest rise, per cent"), 0, computed=True),
        Column("enough", t("Is the goal enough?")),
    ]
    rows: list[list[object]] = []
    for one in wordings:
        found = one.found
        fall, rise = (found.fall, found.rise) if found else (None, None)
        limits = [None if share is None else math.ceil(round(share * 100, 6)) for share in (fall, rise)]
        rows.append([one.what, one.where, one.beside, *limits, enough_in_words(t, goal, found)])
    return Table(
        t("Other wordings of the goal, and the smallest change of each that could be told from chance"),
        columns,
        rows,
        row_headers=3,
        stacked=True,
        remarks=[
            t(
                "Years near each other are alike, so the mean of several years tells less than as many independent years would."
            )
        ],
        id="measurability",
    )


def enough_in_words(t: Text, goal: Goal, found: Measurable | None) -> str:
    """Whether the goal's change could be told so, in a word or two."""
    if found is None or found.seen is None:
        return t("cannot be told")
    return t("yes") if found.can_tell(goal.percent / 100) else t("no")
