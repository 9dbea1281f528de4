"""What stands out, in words: a sentence for each finding with its evidence. No causes."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping, Sequence

from pages.components import figures
from pages.components.indicator import certainty_words as words
from pages.components.indicator.certainty_tables import TIMES
from pages.components.text import Text, uncapitalised
from pages.components.view import View
from queries.row_types import Figure
from queries.statistics import standing_out
from queries.statistics.evidence import figure_beside
from queries.statistics.standing_out import Finding, Standing

Item = tuple[Standing, list[Finding]]
Views = dict[str, View]


def view_of(views: Views, row: Figure) -> View:
    """The words of a row's indicator, in the row's own measure."""
    made = bool(row["computed"]) and row["measure"] == "per_1000"
    view = views[row["indicator"]]
    choice = dataclasses.replace(view.choice, measure=row["measure"])
    return dataclasses.replace(view, choice=choice, has_computed_rates=made)


def name(view: View, row: Figure) -> str:
    """The category or place, with what must be known of its figure."""
    return figures.place_name(row, view.labels) + figures.said_marks(
        view.t, row["source"] in view.own, bool(row["computed"])
    )


def title(view: View, row: Figure) -> str:
    """Indicator and place: what an item is about."""
    return view.t("{indicator}: {place}", indicator=view.t.field(view.indicator, "label"), place=name(view, row))


def lead(t: Text, one: Finding, tone: str) -> str:
    """Sign, judgement where there is one, and direction: ``▲ Worse: higher``."""
    way = (words.verdicts(t) if one.kind == "level" else words.ways(t))[code(one)]
    judged = {
        ("level", "worse"): t("Worse"),
        ("level", "better"): t("Better"),
        ("change", "worse"): t("Worsens"),
        ("change", "better"): t("Improves"),
    }.get((one.kind, tone))
    said = f"{judged}: {way}" if judged else f"{way[:1].upper()}{way[1:]}"
    return f"{words.SIGNS[one.verdict]} {said}."


def code(one: Finding) -> str:
    """What is said of a finding, after the correction: beside many places, whether it is unusual for one of them."""
    if one.kind == "change" or one.compared is None or one.verdict == "undetermined":
        return one.verdict
    found = words.said_of(one.compared)
    return "no_difference" if one.verdict == "no_difference" and by_itself(one) else found


def by_itself(one: Finding) -> str | None:
    """What would be said of it by itself, where that does not stay among so many comparisons."""
    alone = one.compared.verdict if one.compared else one.developed.verdict if one.developed else None
    return alone if alone in ("higher", "lower") and one.verdict == "no_difference" else None


def verdict(t: Text, one: Finding) -> str:
    """The same as it stands in a table, with its sign."""
    if one.verdict == "undetermined":
        return f"{words.SIGNS[one.verdict]} {words.reasons(t)[one.why or 'no_count']}"
    said, alone = (words.verdicts(t) if one.kind == "level" else words.ways(t)), by_itself(one)
    found = one.compared or one.developed
    if alone:
        text = t("{verdict} by itself, but not among so many comparisons", verdict=said[alone])
        return f"{words.SIGNS['no_difference']} {text}{words.if_independent(t, found.spread if found else None)}"
    return words.verdict(t, said, code(one), None, found.spread if found else None)


def evidence(view: View, one: Finding) -> str:
    """The figures behind a finding: beside the yardstick with the ratio's interval, or over time."""
    return _level(view, one) if one.kind == "level" else _change(view, one)


def unit(view: View) -> str:
    """The unit after a figure, short."""
    t = view.t
    if view.measure == "count":
        return t.field(view.indicator, "noun")
    return t("per cent") if view.measure == "share_percent" else t("per 1,000 inhabitants")


def _level(view: View, one: Finding) -> str:
    t = view.t
    assert one.compared is not None
    row, other, result = one.compared.row, one.compared.other, one.compared.result
    assert other is not None
    figure = yardstick_figure(one)
    # So many decimals that the two figures can be seen to give the ratio; a figure that a source printed keeps its own.
    ours = theirs = view.decimals
    times = TIMES
    if row["value"] is not None and figure and result.ratio not in (None, math.inf):
        may_grow = bool(row["computed"]), one.compared.rest or bool(other["computed"])
        ours, theirs, times = figures.agreeing(row["value"], figure, result.ratio or 0, view.decimals, may_grow)
    values = {
        "value": t.number(row["value"], ours),
        "other": t.number(figure, theirs),
        "unit": unit(view),
        "year": row["year"],
        "ratio": t.number(result.ratio, times) if result.ratio != math.inf else t("no limit"),
        "low": t.number(result.low, times),
        "high": t.number(result.high, times) if result.high != math.inf else t("no limit"),
        "condition": words.if_independent(t, one.compared.spread),
    }
    if other["year"] != row["year"]:
        return t(
            "{value} {unit} in {year} against {other} in {before}: {ratio} times that (95 % interval {low} to {high}{condition}).",
            before=other["year"],
            **values,
        )
    said = t(
        "{value} against {other} {unit} {where} in {year}: {ratio} times that (95 % interval {low} to {high}{condition}).",
        where=yardstick_place(view, one),
        **values,
    )
    among = one.compared.among
    if among is None:
        return said
    return f"{said} " + t(
        "Of places of this size 95 of 100 lie between {low} and {high}.",
        low=t.number(among.low, ours),
        high=t.number(among.high, ours),
    )


def yardstick_figure(one: Finding) -> float | None:
    """The figure that was really compared with: of a whole that holds the place, that of the rest."""
    return figure_beside(one.compared) if one.compared else None


def yardstick_place(view: View, one: Finding) -> str:
    """Where the figure that was compared with comes from, as it stands in a sentence."""
    t = view.t
    assert one.compared is not None
    other = one.compared.other
    assert other is not None
    if one.compared.rest:
        return (
            t("in the rest of {place}", place=other["area"])
            if other["area"] is not None
            else t("in the rest of the country")
        )
    if other["area_category"] is not None:
        return view.phrases[other["area_category"]]
    return t("in {place}", place=other["area"])


def _change(view: View, one: Finding) -> str:
    t, found = view.t, one.developed
    assert found is not None
    first, last, trend = found.rows[0], found.rows[-1], found.trend
    if trend:
        decimals = max(2, places_of(trend.slope, trend.low, trend.high))
        return t(
            "By {slope} per 1,000 inhabitants and year {first}–{last} (95 % interval {low} to {high}{condition}).",
            condition=words.if_independent(t, found.spread),
            slope=t.number(abs(trend.slope), decimals),
            first=first["year"],
            last=last["year"],
            low=t.number(trend.low, decimals, signed=True),
            high=t.number(trend.high, decimals, signed=True),
        )
    return t(
        "From {old} cases in {first} to {new} in {last}: Z {z}, limit of chance {limit}{condition}.",
        condition=words.if_independent(t, found.spread),
        old=t.number(first["cases"], 0),
        new=t.number(last["cases"], 0),
        first=first["year"],
        last=last["year"],
        z=t.number(found.z, 2, signed=True),
        limit=t.number(found.limit, 2),
    )


def places_of(*values: float) -> int:
    """Decimals with which each of these, unless it is tiny, keeps two digits."""
    least = min((abs(value) for value in values if value), default=1.0)
    return min(4, max(1, 1 - math.floor(math.log10(least))))


def strongest(views: Views, item: Item) -> str:
    """An item in short, for another page: its title and its best evidence."""
    standing, findings = item
    view = view_of(views, standing.row)
    one = max(findings, key=standing_out.least)
    said = lead(view.t, one, words.tone(view.indicator["polarity"], one.verdict)).rstrip(".")
    return f"{title(view, standing.row)}. {said}. {evidence(view, one)}"


def answer(t: Text, flagged: Sequence[int], tested: int, untold: int) -> str:
    """What came out of the comparisons that could be made, in one sentence; ``flagged`` as in :func:`in_short`."""
    worse, better, neutral = flagged
    if not tested:
        return t("None of {untold} comparisons can be tested against chance.", untold=t.number(untold, 0))
    if not sum(flagged):
        return t(
            "**None** of the {tested} comparisons that can be tested shows more than chance.",
            tested=t.in_words(tested),
        )
    return t(
        "**{flagged} of {tested} comparisons** that can be tested show more than chance: {worse} worse, {better} better, {neutral} without judgement.",
        flagged=t.in_words(sum(flagged)).capitalize(),
        tested=t.in_words(tested),
        worse=t.in_words(worse),
        better=t.in_words(better),
        neutral=t.in_words(neutral),
    )


def untold(t: Text, found: Mapping[str, int]) -> str:
    """Of how many comparisons nothing can be said, by the reason; nothing where there are none."""
    if not found:
        return ""
    return t(
        "{untold} more cannot be tested: {reasons}. The differences may be large there too.",
        untold=t.number(sum(found.values()), 0),
        reasons=counted(t, found),
    )


def counted(t: Text, found: Mapping[str, int]) -> str:
    """The reasons with their numbers, the most frequent first."""
    said, by_number = words.reasons(t), sorted(found.items(), key=lambda one: -one[1])
    return t.listed([f"{said[why]} ({t.number(number, 0)})" for why, number in by_number])


def in_short(t: Text, flagged: Sequence[int], tested: int, reasons: Mapping[str, int]) -> str:
    """How many comparisons could be made, and what came out; ``flagged`` are findings for the worse, for the better and without judgement,
    ``reasons`` why nothing can be said of so many others."""
    untold = sum(reasons.values())
    worse, better, neutral = flagged
    if not tested:
        return t(
            "Of the {untold} comparisons asked for none can be made with the figures that there are: nothing can be said of what stands out.",
            untold=t.number(untold, 0),
        )
    values = {
        "tested": t.number(tested, 0),
        "flagged": t.number(sum(flagged), 0),
        "worse": t.number(worse, 0),
        "better": t.number(better, 0),
        "neutral": t.number(neutral, 0),
    }
    if sum(flagged):
        said = t(
            "Of the comparisons that can be made ({tested}), {flagged} show more than chance: {worse} for the worse, {better} for the better and {neutral} without judgement.",
            **values,
        )
    else:
        said = t("None of the comparisons that can be made ({tested}) shows more than chance.", **values)
    if not untold:
        return said
    if untold > tested:  # the first thing to know, lest nothing found be taken for nothing there
        return (
            t(
                "Most cannot be tested, {untold} of {asked} comparisons: {reasons}.",
                reasons=counted(t, reasons),
                untold=t.number(untold, 0),
                asked=t.number(untold + tested, 0),
            )
            + " "
            + said
        )
    return f"{said} " + t(
        "Another {untold} cannot be made with the figures that there are; the differences may be large there too.",
        untold=t.number(untold, 0),
    )


def method(t: Text, tested: int, flagged: int) -> str:
    """How many comparisons at once are dealt with, in two sentences; ``tested`` and ``flagged`` are numbers of comparisons."""
    first = t(
        "All {tested} comparisons were corrected together for being many (Benjamini and Hochberg), and only what stays below 0.05 stands in the lists.",
        tested=t.number(tested, 0),
    )
    if not flagged:
        return f"{first} " + t("Without the correction about one comparison in twenty would stand out by chance alone.")
    return f"{first} " + t(
        "Without the correction about one comparison in twenty would stand out by chance alone; with it at most one in twenty of those in the lists is expected to be there by chance."
    )


def explained(t: Text) -> list[tuple[str, str]]:
    """What was compared, and how."""
    return [
        (
            t("What is compared"),
            t(
                "Each indicator in each area category or place is asked two things: whether its last chosen year lies above or below the comparison, and whether it rises or falls over the chosen years. Of several publications of the same figure the latest counts. All areas together and their parts are compared each for itself."
            ),
        ),
        (
            t("Method"),
            t(
                "Levels: exact ratio of two counts with their populations; beside a printed rate the exact Poisson probability of the count, at the end of what rounding allows that speaks most for chance. Changes: a trend over at least five comparable years, else Z of the last two years, which is no trend. Figures that the source only prints rounded have no number of cases, and are not tested."
            ),
        ),
        (
            t("Order"),
            t(
                "First what is both worse and worsening (or both better and improving), then by the least difference that the 95 % interval allows."
            ),
        ),
        *words.helps(t),
    ]


def lines(views: Views, items: Sequence[Item], most: int) -> tuple[list[tuple[str, str]], int]:
    """Items without a difference, an indicator a line with the names of its places; and how many lines are left out.

    Where only one of the two questions is meant, the line says which.
    """
    named: dict[tuple[str, str], list[str]] = {}
    for standing, findings in items:
        view = view_of(views, standing.row)
        asked = "" if len(findings) == len(standing.findings) else kinds(view.t)[findings[0].kind]
        named.setdefault((view.t.field(view.indicator, "label"), uncapitalised(asked)), []).append(
            name(view, standing.row)
        )
    made = []
    for (label, asked), who in named.items():
        t = next(iter(views.values())).t
        made.append((f"{label} ({asked})" if asked else label, some(t, who)))
    return made[:most], len(made[most:])


FEW = 10
"""So many names stand in a line; the rest is counted."""


def some(t: Text, names: Sequence[str]) -> str:
    if len(names) <= FEW + 1:
        return t.listed(list(names))
    return t("{names} and {count} more", names=", ".join(names[:FEW]), count=t.number(len(names) - FEW, 0))


def kinds(t: Text) -> dict[str, str]:
    """The two questions, as they stand in a table."""
    return {"level": t("Level"), "change": t("Change")}
