"""How sure differences and changes are, in the words of tables. No causes, and no judgement by itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pages.components import figures
from pages.components.text import Text
from pages.components.view import View
from queries.row_types import Figure
from queries.statistics import variation
from queries.statistics.evidence import Compared, Development
from queries.statistics.variation import Spread

# No sign of equality: what cannot be told from chance need not be alike, and what is not unusual may be much higher.
SIGNS = {
    "higher": "▲",
    "lower": "▼",
    "no_difference": "○",
    "undetermined": "?",
    "unusually_high": "▲",
    "unusually_low": "▼",
    "usual_higher": "○",
    "usual_lower": "○",
}


def verdicts(t: Text) -> dict[str, str]:
    """What a comparison says, by what :func:`said_of` gives."""
    return {
        "higher": t("higher"),
        "lower": t("lower"),
        "no_difference": t("no difference that can be told from chance"),
        "undetermined": t("cannot be determined"),
        "unusually_high": t("higher than such places usually are"),
        "unusually_low": t("lower than such places usually are"),
        "usual_higher": t("higher, but not unusual among such places"),
        "usual_lower": t("lower, but not unusual among such places"),
    }


def said_of(one: Compared) -> str:
    """What is said of a comparison: beside a yardstick that stands for many places, whether it is unusual for one of them."""
    if one.among is None or one.result.verdict in ("no_difference", "undetermined"):
        return one.result.verdict
    way = {"higher": "high", "lower": "low"}[one.result.verdict]
    return f"unusually_{way}" if one.verdict == one.result.verdict else f"usual_{one.result.verdict}"


def swing_of(spread: Spread | None) -> str | None:
    """Whether it is known how figures swing: ``known`` or ``independent``, as in the data."""
    return variation.said(spread) if spread else None


def swings(t: Text) -> dict[str, str]:
    """The same in words, for the files."""
    return {"known": t("known"), "independent": t("not known: cases taken to be independent")}


def if_independent(t: Text, spread: Spread | None) -> str:
    """What must be said at a verdict or an interval where it is not known how much such figures swing."""
    return t(", if cases are independent") if spread and spread.basis == "independent" else ""


def ways(t: Text) -> dict[str, str]:
    """What a development says."""
    return {
        "higher": t("rises"),
        "lower": t("falls"),
        "no_difference": t("no change that can be told from chance"),
        "undetermined": t("cannot be determined"),
    }


def reasons(t: Text) -> dict[str, str]:
    """Why nothing can be said."""
    return {
        "no_count": t("the number of cases is not published"),
        "no_population": t("the population is not known"),
        "hidden": t("a small number is hidden"),
        "doubted": t("the source contradicts the figure or calls it approximate"),
        "one_period": t("there is one period only"),
        "break": t("the series begins anew in between"),
        "nothing_counted": t("nothing was counted"),
        "no_yardstick": t("the yardstick has no figure for the year"),
        "own_yardstick": t("it is the yardstick itself"),
        "not_within": t("it is larger than the whole that it should be part of"),
    }


def steps(t: Text) -> dict[str, str]:
    """What the last step of a series says."""
    return ways(t) | {"higher": t("rose"), "lower": t("fell")}


def verdict(t: Text, said: dict[str, str], found: str, why: str | None, spread: Spread | None = None) -> str:
    """A verdict with its sign, as it stands in a table, and the reason where there is none; ``spread`` is how the figures
    swing."""
    return f"{SIGNS[found]} {verdict_in_words(t, said, found, why, spread)}"


def verdict_in_words(t: Text, said: dict[str, str], found: str, why: str | None, spread: Spread | None = None) -> str:
    """The same within a sentence."""
    if found == "undetermined":
        return f"{said[found]}: {reasons(t)[why]}" if why else said[found]
    return said[found] + if_independent(t, spread)


def of_compared(t: Text, one: Compared) -> str:
    """The verdict of a comparison with its sign."""
    return f"{SIGNS[said_of(one)]} {compared_in_words(t, one)}"


def compared_in_words(t: Text, one: Compared) -> str:
    """The same within a sentence."""
    return verdict_in_words(t, verdicts(t), said_of(one), one.why, one.spread)


def of_development(t: Text, one: Development) -> str:
    """The verdict of a change with its sign."""
    return f"{SIGNS[one.verdict]} {development_in_words(t, one)}"


def development_in_words(t: Text, one: Development) -> str:
    """The same within a sentence."""
    return verdict_in_words(t, ways(t) if one.trend else steps(t), one.verdict, one.why, one.spread)


def tone(polarity: str, found: str) -> str:
    """Whether a verdict is for the better or the worse; empty where the indicator is not to be judged by."""
    better = {"lower_is_better": "lower", "higher_is_better": "higher"}.get(polarity)
    if better is None or found not in ("higher", "lower"):
        return ""
    return "better" if found == better else "worse"


def name_of(view: View, row: Figure) -> str:
    """The category or place of a row as it stands in a table."""
    own = figures.said_marks(view.t, row["source"] in view.own, False)
    return f"{figures.place_name(row, view.labels)}{own}"


def polarity_words(t: Text, polarity: str) -> str:
    """What colour means in the table, or why there is none."""
    if polarity == "no_judgement":
        return t("No judgement by colour: more or fewer cases may mean more or less police work.")
    return ""


def of_the_marks(t: Text, kinds: Iterable[str | None]) -> str:
    """What the marks around the figures of a chart mean; empty where there are none. ``kinds`` are those of its rows."""
    there = set(kinds)
    said = []
    if "chance" in there:
        said.append(t("Thin lines with ends: 95 % interval, how far chance may have moved the figure."))
    if "rounding" in there:
        said.append(t("Short broad lines: what rounding allows."))
    return " ".join(said)


def of_intervals(t: Text) -> list[str]:
    """What the columns of intervals in a table mean, in a sentence."""
    return [
        t(
            "95 % interval: a figure swings by chance from year to year. In 95 cases of 100 the level behind it lies between lowest and highest."
        )
    ]


def interval(t: Text, row: Figure, decimals: int) -> str:
    """The interval of a figure, in brackets."""
    values = {"low": t.number(row["lower_95"], decimals), "high": t.number(row["upper_95"], decimals)}
    if row["swing"] == "independent":
        return t("(95 % interval {low} to {high} if cases are independent)", **values)
    return t("(95 % interval {low} to {high})", **values)


def in_titles(t: Text, swings: Iterable[str | None]) -> str:
    """What stands behind the title of a column of intervals if of none of them it is known how much such figures swing."""
    return t(", if cases are independent") if {swing for swing in swings if swing} == {"independent"} else ""


def in_cells(t: Text, swings: Mapping[tuple[int, str], str | None]) -> dict[tuple[int, str], str]:
    """A note on each interval, by row and column, of which it is not known how much such figures swing, where that is known
    of others."""
    if in_titles(t, swings.values()):
        return {}
    return {cell: of_independent(t) for cell, swing in swings.items() if swing == "independent"}


def of_independent(t: Text) -> str:
    """What must be said at an interval where it is not known how much such figures swing."""
    return t("If cases are independent: too few years and places are known to tell how much such figures swing.")


def helps(t: Text) -> Iterable[tuple[str, str]]:
    """What an interval, a comparison and a trend are, in a heading and two sentences each."""
    yield (
        t("95 % interval"),
        t(
            "A figure swings by chance from year to year, most of all where few cases are counted. In 95 cases of 100 the level behind it lies within the interval."
        ),
    )
    yield (
        t("Higher or lower"),
        t(
            "Said only where chance alone would give such a difference less than 5 times of 100. No difference that can be told from chance does not mean that there is none."
        ),
    )
    yield (
        t("Usual among such places"),
        t(
            "Places really differ. Beside a figure that stands for ten places or more, a place is called unusual only if it lies further away than such places usually do, chance included."
        ),
    )
    yield (
        t("One at a time"),
        t(
            "Here each comparison is tested by itself. Where many are made some look large by chance alone: the page on what stands out takes that into account, and fewer remain there."
        ),
    )
    yield (
        t("Chance"),
        t(
            "How much figures swing of themselves is told by all years and places there are, whatever is chosen, except the years that are compared. Where too few are known, cases are taken to happen independently of each other, and it is said."
        ),
    )


def methods(t: Text) -> Iterable[tuple[str, str]]:
    """The formulas behind intervals, comparisons and trends, with their sources."""
    yield (
        t("How it is estimated how much figures swing"),
        t(
            "A number of cases is taken to vary φ times as much as independent cases do, where φ = 1 + a·m^b grows with the number m (the negative binomial family NB-P). a and b come from the steps between consecutive years of all places, without those across a break; a place's own steps and those of the others are weighed together (Smyth 2004). The years that are compared are left out, and so is a single leap."
        ),
    )
    yield (
        t("How intervals are computed"),
        t(
            "Limits of the mean of a negative binomial distribution with this φ, divided by the population. Where φ is not known, exact Poisson limits below 10 cases and Byar's approximation from 10 on (Breslow & Day 1987). Where only a rounded figure is published there is no interval, only the range that rounding allows."
        ),
    )
    yield (
        t("How figures are compared"),
        t(
            "The ratio of two rates with exact limits: given the sum of both numbers, the one is beta-binomial, and binomial where φ is 1. A part is compared with the rest of its whole. Beside a rounded figure of the whole country the interval of the own figure decides. Beside many places their differences count too (Spiegelhalter 2005)."
        ),
    )
    yield (
        t("How changes are tested"),
        t(
            "Two years as two rates are. From five comparable years on, a straight line through the rates, weighted by population, with the distances from it in all places of the kind taken into account. Z = 2(√new − √old), the old number brought to the new population, tells how far two years lie apart: beyond the limit would be rare if only chance were at work, and of few cases the exact test must agree. Where what is counted, who reports or a boundary changes, and where the population changes by more than 10 per cent in a year, a series begins anew."
        ),
    )
    yield (
        t("How many comparisons at once are dealt with"),
        t(
            "Of twenty comparisons in which nothing but chance is at work, one is expected to look remarkable. What stands out is therefore corrected by the method of Benjamini and Hochberg (1995), published and own figures apart: of what stands in its lists, at most one in twenty is expected to be there by chance. The pages of the indicators test each comparison by itself."
        ),
    )
