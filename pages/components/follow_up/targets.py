"""A goal's target in numbers: what it asks, whether the figures have reached it and how surely, and its line in a chart."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from pages.components.charts import Row
from pages.components.indicator import certainty_words as words
from pages.components.text import Text
from queries.row_types import Indicator
from queries.statistics.targets import Standing, Target

CHANGE, AT_MOST, OF_RATE = "change_percent", "at_most", "_per_1000"
"""What the kinds of targets in ``goals.csv`` are made of; what is neither a change nor at most is at least."""


@dataclass(frozen=True, kw_only=True)
class Aim:
    """The target of a goal in one municipality, ``place``: the figure that it is about, and how it stands; ``first`` is the
    year from which its line is drawn, ``source`` that of the figures."""

    goal: str
    indicator: Indicator
    place: str
    standing: Standing
    first: int
    source: str | None

    @property
    def target(self) -> Target:
        return self.standing.target


def kinds(t: Text) -> dict[str, str]:
    """What the kinds of targets ask."""
    return {
        "change_percent": t("a change of the number in per cent"),
        "at_most": t("at most so many a year"),
        "at_least": t("at least so many a year"),
        "change_percent_per_1000": t("a change per 1,000 inhabitants in per cent"),
        "at_most_per_1000": t("at most so many per 1,000 inhabitants and year"),
        "at_least_per_1000": t("at least so many per 1,000 inhabitants and year"),
    }


def plain_number(t: Text, number: float) -> str:
    """A number with as few decimals as it needs."""
    decimals = next((few for few in range(3) if math.isclose(number, round(number, few), abs_tol=1e-9)), 2)
    return t.number(number, decimals)


# ---- in words -----------------------------------------------------------------------------------------------------


def asked(t: Text, one: Aim) -> str:
    """What the target asks, in a few words."""
    target = one.target
    values = {"noun": t.field(one.indicator, "noun"), "year": target.until, "since": target.since}
    if target.since is not None:
        values["number"] = plain_number(t, abs(target.number) * 100)
        said = {
            (True, False): t("{year}: at least {number} per cent fewer {noun} than in {since}"),
            (True, True): t("{year}: at least {number} per cent fewer {noun} per 1,000 inhabitants than in {since}"),
            (False, False): t("{year}: at least {number} per cent more {noun} than in {since}"),
            (False, True): t("{year}: at least {number} per cent more {noun} per 1,000 inhabitants than in {since}"),
        }
    else:
        values["number"] = plain_number(t, target.number)
        said = {
            (True, False): t("{year}: at most {number} {noun}"),
            (True, True): t("{year}: at most {number} {noun} per 1,000 inhabitants"),
            (False, False): t("{year}: at least {number} {noun}"),
            (False, True): t("{year}: at least {number} {noun} per 1,000 inhabitants"),
        }
    return said[target.at_most, target.of_rate].format(**values)


def in_words(t: Text, one: Aim) -> str:
    """How the place stands to the target: its own numbers, what has been reached, how surely, and what is left."""
    standing = one.standing
    row = standing.row
    if standing.why or row is None or standing.needed is None:
        return f"{one.place}: {why(t, one)}"
    limit = limit_of(t, one)
    values = {
        "place": one.place,
        "year": row["year"],
        "cases": t.number(row["cases"], 0),
        "noun": t.field(one.indicator, "noun"),
        "limit": limit,
        "rate": t.number(row["value"], 2),
        "level": t.number(standing.level, 2),
    }
    if one.target.of_rate and one.target.at_most:
        said = t(
            "{place} {year}: {cases} {noun}, {rate} per 1,000 inhabitants; the target is at most {level}, some {limit}.",
            **values,
        )
    elif one.target.of_rate:
        said = t(
            "{place} {year}: {cases} {noun}, {rate} per 1,000 inhabitants; the target is at least {level}, some {limit}.",
            **values,
        )
    elif one.target.at_most:
        said = t("{place} {year}: {cases} {noun}; the target is at most {limit}.", **values)
    else:
        said = t("{place} {year}: {cases} {noun}; the target is at least {limit}.", **values)
    return " ".join(filter(None, [said, verdict(t, one), left(t, one), to_come(t, one)]))


def limit_of(t: Text, one: Aim) -> str:
    """The cases that the target allows or asks, as a whole number that meets it."""
    needed = round(one.standing.needed or 0.0, 6)
    return t.number(math.floor(needed) if one.target.at_most else math.ceil(needed), 0)


def verdict(t: Text, one: Aim) -> str:
    """Whether the target is reached and how surely, in a sentence."""
    standing = one.standing
    said = {
        (True, "reached"): t("Reached, by more than chance."),
        (True, "cannot_tell"): t("Reached as counted, but that may be chance."),
        (True, "undetermined"): t("Reached as counted; how surely cannot be told."),
        (False, "cannot_tell"): t("Not reached as counted, but the distance may be chance."),
        (False, "not_reached"): t("Not reached, by more than chance."),
        (False, "undetermined"): t("Not reached as counted; how surely cannot be told."),
    }
    line = said[bool(standing.is_reached), standing.sure]
    condition = words.if_independent(t, standing.spread) if standing.sure != "undetermined" else ""
    return f"{line[:-1]}{condition}."


def left(t: Text, one: Aim) -> str:
    """How far it is to the target; empty where it is reached."""
    cases = one.standing.row["cases"] if one.standing.row else None
    if not one.standing.left or not cases:
        return ""
    values = {
        "count": t.number(math.ceil(round(one.standing.left, 6)), 0),
        "percent": t.number(one.standing.left / cases * 100, 0),
    }
    if one.target.at_most:
        return t("Left: {count} fewer, {percent} per cent of the number now.", **values)
    return t("Left: {count} more, {percent} per cent of the number now.", **values)


def to_come(t: Text, one: Aim) -> str:
    """That the year of the target has no figure yet; empty where it has."""
    row = one.standing.row
    if row is None or row["year"] >= one.target.until:
        return ""
    return t("The year of the target, {year}, has no figure yet.", year=one.target.until)


def why(t: Text, one: Aim) -> str:
    """Why nothing can be said of the target."""
    since = one.target.since
    return {
        "no_figure": t("there is no figure yet to follow the target with."),
        "no_base": t("there is no figure of {since}, from which the target is counted.", since=since),
        "doubted": t("the source contradicts itself, so the target cannot be followed."),
        "break": t("the series begins anew after {since}, so the target cannot be followed.", since=since),
    }[one.standing.why or "no_figure"]


def shortly(t: Text, aims: Sequence[Aim]) -> str:
    """The same of all municipalities as shortly as a row of goals has room for."""
    first = aims[0]
    year = first.target.until
    if len(aims) == 1:
        said = {
            "reached": t("Target {year}: reached, more than chance", year=year),
            "not_reached": t("Target {year}: not reached, more than chance", year=year),
            "cannot_tell": t("Target {year}: cannot be told from chance", year=year),
            "undetermined": t("Target {year}: cannot be told", year=year),
        }
        return said[first.standing.sure]
    reached = sum(one.standing.sure == "reached" for one in aims)
    count = t.in_words(reached) if reached else t("none")
    return t(
        "Target {year}: reached by more than chance in {count} of {all}",
        year=year,
        count=count,
        all=t.in_words(len(aims)),
    )


def counted(t: Text, aims: Sequence[Aim]) -> str:
    """What has been reached of all targets, in a sentence; empty without targets."""
    if not aims:
        return ""
    if len(aims) == 1:
        return f"{asked(t, aims[0])}. {verdict_or_why(t, aims[0])}"
    numbers = [sum(one.standing.sure == sure for one in aims) for sure in ("reached", "not_reached")]
    reached, not_reached, rest = (t.number(number, 0) for number in (*numbers, len(aims) - sum(numbers)))
    return t(
        "Targets in numbers: reached by more than chance: {reached}; not reached, by more than chance: {not_reached}; cannot be told: {rest}.",
        reached=reached,
        not_reached=not_reached,
        rest=rest,
    )


def verdict_or_why(t: Text, one: Aim) -> str:
    """The verdict, or why there is none."""
    if one.standing.needed is not None:
        return verdict(t, one)
    said = why(t, one)
    return f"{said[:1].upper()}{said[1:]}"


def of_goal(t: Text, aims: Sequence[Aim]) -> str:
    """All that is said of a goal's target: what it asks, and how each municipality stands; empty without one."""
    if not aims:
        return ""
    return " ".join([f"{asked(t, aims[0])}.", *(in_words(t, one) for one in aims)])


# ---- in a chart ---------------------------------------------------------------------------------------------------


def lines(t: Text, aims: Sequence[Aim], place: str, indicator: str) -> list[Row]:
    """The lines of the targets that a chart of this figure in this municipality carries, per 1,000 inhabitants."""
    rows: list[Row] = []
    for one in aims:
        level = one.standing.level
        if one.place != place or one.indicator["id"] != indicator or level is None:
            continue
        name = t("target {year}", year=one.target.until)
        first = min(one.first, one.target.until - 1)
        rows.append(
            {
                "role": "target",
                "name": name,
                "year": one.target.until,
                "from": first,
                "value": level,
                "shown": t.number(level, 1),
            }
        )
    return rows


def spoken(t: Text, rows: Sequence[Row]) -> str:
    """What the lines are, for the chart's alternative text."""
    return " ".join(t("Line of the {name}: {value}.", name=row["name"], value=row["shown"]) for row in rows)


def how(t: Text) -> str:
    """How a target is judged, and what its line is."""
    return t(
        "Reached by more than chance is a figure that chance would hardly bring below the target if it were not met (95 per cent), by the same model as “Is it chance?”. A target for the number is drawn per 1,000 inhabitants with the population of the last figure (computed)."
    )
