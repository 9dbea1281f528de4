"""How sure differences and changes are, in words: in tables, and as sentences. No causes, and no judgement by itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pages.components import figures
from pages.components.indicator import places
from pages.components.text import Text
from pages.components.view import View
from queries.row_types import Figure
from queries.statistics.evidence import Compared, Development

SIGNS = {"higher": "▲", "lower": "▼", "no_difference": "=", "undetermined": "?"}


def verdicts(t: Text) -> dict[str, str]:
    """What a comparison says."""
    return {
        "higher": t("higher"),
        "lower": t("lower"),
        "no_difference": t("no difference that can be told from chance"),
        "undetermined": t("cannot be determined"),
    }


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


def verdict(t: Text, said: dict[str, str], found: str, why: str | None) -> str:
    """A verdict with its sign, as it stands in a table, and the reason where there is none."""
    return f"{SIGNS[found]} {verdict_in_words(t, said, found, why)}"


def verdict_in_words(t: Text, said: dict[str, str], found: str, why: str | None) -> str:
    """The same within a sentence."""
    return f"{said[found]}: {reasons(t)[why]}" if why and found == "undetermined" else said[found]


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


# ---- sentences ------------------------------------------------------------------------------------------------------


def sentences(
    view: View, compared: Sequence[Compared], developments: Sequence[Development], yardstick: str
) -> list[str]:
    """How sure it is what the summary says: the differences first, then the changes. ``yardstick`` as in a sentence."""
    said = [*_differences(view, compared, yardstick), *_changes(view, developments)]
    reasons = {one.why for one in compared} | {one.why for one in developments}
    if not said and "no_count" in reasons:
        said.append(
            view.t(
                "The number of cases is not published, so no interval of chance is computed. In the rest of Sweden, with close to ten million inhabitants, chance means little; routines, police work and which areas are counted may have changed the figures."
            )
        )
    return said


def too_few(t: Text, periods: Sequence[int], beside: bool = False) -> list[str]:
    """That so few comparable years are no trend; nothing where every series has five or more.

    ``beside``: other series have a trend, so that it must be said which have none.
    """
    most = max(periods, default=0)
    said = {2: t("Two years are no trend."), 3: t("Three years are no trend."), 4: t("Four years are no trend.")}
    if beside:
        said = {
            2: t("Where there are but two comparable years, they are no trend."),
            3: t("Where there are but three comparable years, they are no trend."),
            4: t("Where there are but four comparable years, they are no trend."),
        }
    return [said[most]] if most in said else []


def _differences(view: View, compared: Sequence[Compared], yardstick: str) -> list[str]:
    t = view.t
    groups: dict[tuple[str, int], list[str]] = {}
    for one in compared:
        if one.result.verdict != "undetermined" and is_spoken(view, one.row):
            groups.setdefault((one.result.verdict, one.row["year"]), []).append(places.where(view, one.row))
    wordings = {
        "higher": t("In {year} the figure {places} was higher than {yardstick}, by more than chance."),
        "lower": t("In {year} the figure {places} was lower than {yardstick}, by more than chance."),
        "no_difference": t(
            "In {year} the figure {places} could not be told from {yardstick}: the difference may be chance."
        ),
    }
    order = list(wordings)
    said = [
        wordings[found].format(year=year, places=t.listed(list(dict.fromkeys(where))), yardstick=yardstick)
        for (found, year), where in sorted(groups.items(), key=lambda group: (group[0][1], order.index(group[0][0])))
    ]
    if any(verdict in ("higher", "lower") for verdict, _ in groups):
        said.append(t("Each comparison was tested by itself, as if cases were independent of each other."))
    if any(is_of_two_sources(one) for one in compared if is_spoken(view, one.row)):
        said.append(t("Figure and yardstick come from different sources, which may count differently."))
    if any(one.alike for one in compared if one.result.verdict != "undetermined"):
        said.append(t("The population is taken to be the same in both years, since it is not known."))
    return said


def is_of_two_sources(one: Compared) -> bool:
    """Whether a verdict rests on two publications."""
    return one.result.verdict != "undetermined" and one.other is not None and one.other["source"] != one.row["source"]


def _changes(view: View, developments: Sequence[Development]) -> list[str]:
    t = view.t
    spoken = [one for one in developments if one.rows and is_spoken(view, one.rows[-1])]
    said = [_trend(view, one) for one in spoken if one.trend]
    steps: dict[tuple[str, int, int], list[str]] = {}
    for one in spoken:
        if one.z is not None:
            key = (one.verdict, one.rows[0]["year"], one.rows[-1]["year"])
            steps.setdefault(key, []).append(places.where(view, one.rows[-1]))
    wordings = {
        "higher": t("From {first} to {last} it rose {places}, by more than chance."),
        "lower": t("From {first} to {last} it fell {places}, by more than chance."),
        "no_difference": t("The change from {first} to {last} {places} may be chance."),
    }
    for (found, first, last), where in steps.items():
        said.append(wordings[found].format(first=first, last=last, places=t.listed(where)))
    for one in spoken:
        if one.since:
            said.append(
                t(
                    "{place} begins anew in {year}, so nothing is compared across that year.",
                    place=name_of(view, one.rows[-1]),
                    year=one.since,
                )
            )
    return said


def _trend(view: View, one: Development) -> str:
    """A trend with its limits, or that there is none, and how large a one would have been seen."""
    t, trend = view.t, one.trend
    assert trend is not None
    decimals = 2 if abs(trend.detectable) < 1 else 1
    values: dict[str, str] = {
        "years": f"{one.rows[0]['year']}–{one.rows[-1]['year']}",
        "place": places.where(view, one.rows[-1]),
        "slope": t.number(abs(trend.slope), decimals),
        "low": t.number(trend.low, decimals, signed=True),
        "high": t.number(trend.high, decimals, signed=True),
        "least": t.number(trend.detectable, decimals),
    }
    if one.verdict == "higher":
        return t(
            "{years} it has risen {place} by {slope} per 1,000 inhabitants and year (95 % interval {low} to {high}).",
            **values,
        )
    if one.verdict == "lower":
        return t(
            "{years} it has fallen {place} by {slope} per 1,000 inhabitants and year (95 % interval {low} to {high}).",
            **values,
        )
    return t(
        "{years} there is no trend {place} that can be told from chance; a change of {least} per 1,000 inhabitants and year would have been seen four times of five.",
        **values,
    )


def is_spoken(view: View, row: Figure) -> bool:
    """Whether sentences speak of a series: of categories all, of places the one that stands out."""
    return row["area"] is None or row["area"] == view.choice.highlight


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
        t("One at a time"),
        t(
            "Here each comparison is tested by itself. Where many are made some look large by chance alone: the page on what stands out takes that into account, and fewer remain there."
        ),
    )
    yield (
        t("Chance"),
        t(
            "Here chance means that cases happen independently of each other. Where one leads to the next, as in conflicts, figures swing more; where five years or more show how much, that is taken into account."
        ),
    )


def methods(t: Text) -> Iterable[tuple[str, str]]:
    """The formulas behind intervals, comparisons and trends, with their sources."""
    yield (
        t("How intervals are computed"),
        t(
            "Of fewer than 10 cases the exact Poisson limits, from 10 on Byar's approximation (Breslow & Day 1987), divided by the population. Where only a rounded figure is published there is no interval, only the range that rounding allows."
        ),
    )
    yield (
        t("How figures are compared"),
        t(
            "The ratio of two rates with exact limits (the number of the one is binomial, given the sum of both). A part is compared with the rest of its whole. Beside a rounded figure of the whole country the interval of the own figure decides."
        ),
    )
    yield (
        t("How changes are tested"),
        t(
            "From five comparable years on a straight line through the rates, weighted by population, with the spread between all areas of the kind taken into account. With fewer years Z = 2(√new − √old), the old number brought to the new population, beyond ±2.77; of few cases the exact test must agree. Where what is counted, who reports or a boundary changes, and where the population changes by more than 10 per cent in a year, a series begins anew."
        ),
    )
    yield (
        t("How many comparisons at once are dealt with"),
        t(
            "Of twenty comparisons in which nothing but chance is at work, one is expected to look remarkable. What stands out is therefore corrected by the method of Benjamini and Hochberg (1995), published and own figures apart: of what stands in its lists, at most one in twenty is expected to be there by chance. The pages of the indicators test each comparison by itself."
        ),
    )
