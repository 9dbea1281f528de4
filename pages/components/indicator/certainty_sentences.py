"""How sure differences and changes are, as sentences below an indicator's figure. No causes, and no judgement by itself."""

from __future__ import annotations

from collections.abc import Sequence

from pages.components.indicator import certainty_words as words
from pages.components.indicator import places
from pages.components.text import Text
from pages.components.view import View
from queries.row_types import Figure
from queries.statistics.evidence import Compared, Development


def sentences(
    view: View, compared: Sequence[Compared], developments: Sequence[Development], yardstick: str
) -> list[str]:
    """How sure it is what the summary says: the differences first, then the changes. ``yardstick`` as in a sentence."""
    said = [*_differences(view, compared, yardstick), *_changes(view, developments)]
    reasons = {one.why for one in compared} | {one.why for one in developments}
    return said or ([without_count(view.t)] if "no_count" in reasons else [])


def without_count(t: Text) -> str:
    """Why nothing can be said of chance where the source has no numbers of cases, and what it can mean."""
    return t(
        "The source does not say how many cases there are. Therefore it cannot be told how much is chance. In the rest of Sweden, with close to ten million inhabitants, chance means little; routines, police work and which areas are counted may have changed the figures."
    )


def untestable(t: Text, compared: Sequence[Compared], developments: Sequence[Development]) -> str:
    """Why none of these can be tested, in a sentence or two; nothing where any can."""
    whys = [one.why for one in compared] + [one.why for one in developments]
    tested = [one.result.verdict for one in compared] + [one.verdict for one in developments]
    if not whys or any(verdict != "undetermined" for verdict in tested):
        return ""
    if "no_count" in whys:
        return without_count(t)
    known = words.reasons(t)
    named = list(dict.fromkeys(known[why] for why in whys if why in known))
    return t("Nothing here can be tested against chance: {reasons}.", reasons="; ".join(named))


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
    groups: dict[tuple[str, int, str], list[str]] = {}
    for one in compared:
        if one.result.verdict != "undetermined" and is_spoken(view, one.row):
            key = words.said_of(one), one.row["year"], words.if_independent(t, one.spread)
            groups.setdefault(key, []).append(places.where(view, one.row))
    wordings = {
        "unusually_high": t(
            "In {year} the figure {places} lay above {yardstick} by more than such places usually differ{condition}."
        ),
        "unusually_low": t(
            "In {year} the figure {places} lay below {yardstick} by more than such places usually differ{condition}."
        ),
        "higher": t("In {year} the figure {places} was higher than {yardstick}, by more than chance{condition}."),
        "lower": t("In {year} the figure {places} was lower than {yardstick}, by more than chance{condition}."),
        "usual_higher": t(
            "In {year} the figure {places} was higher than {yardstick}, but not by more than such places usually differ{condition}."
        ),
        "usual_lower": t(
            "In {year} the figure {places} was lower than {yardstick}, but not by more than such places usually differ{condition}."
        ),
        "no_difference": t(
            "In {year} the figure {places} could not be told from {yardstick}: the difference may be chance{condition}."
        ),
    }
    order = list(wordings)
    said = [
        wordings[found].format(
            year=year, places=t.listed(list(dict.fromkeys(where))), yardstick=yardstick, condition=condition
        )
        for (found, year, condition), where in sorted(
            groups.items(), key=lambda group: (group[0][1], order.index(group[0][0]))
        )
    ]
    if any(verdict not in ("no_difference", "undetermined") for verdict, _, _ in groups):
        said.append(t("Each comparison was tested by itself."))
    said += _others(view, compared, yardstick)
    if any(is_of_two_sources(one) for one in compared if is_spoken(view, one.row)):
        said.append(t("Figure and yardstick come from different sources, which may count differently."))
    if any(one.alike for one in compared if one.result.verdict != "undetermined"):
        said.append(t("The population is taken to be the same in both years, since it is not known."))
    return said


def _others(view: View, compared: Sequence[Compared], yardstick: str) -> list[str]:
    """Of the places that are not named, how many differ, so that nobody takes the one for all."""
    t = view.t
    others = [one for one in compared if not is_spoken(view, one.row)]
    if not others:
        return []
    return [
        t(
            "Of the {count} other places chosen, {above} lay above {yardstick} and {below} below by more than chance or than is usual; of {untold} it cannot be told.",
            count=t.number(len(others), 0),
            above=t.number(sum(one.verdict == "higher" for one in others), 0),
            below=t.number(sum(one.verdict == "lower" for one in others), 0),
            untold=t.number(sum(one.result.verdict == "undetermined" for one in others), 0),
            yardstick=yardstick,
        )
    ]


def is_of_two_sources(one: Compared) -> bool:
    """Whether a verdict rests on two publications."""
    return one.result.verdict != "undetermined" and one.other is not None and one.other["source"] != one.row["source"]


def _changes(view: View, developments: Sequence[Development]) -> list[str]:
    t = view.t
    spoken = [one for one in developments if one.rows and is_spoken(view, one.rows[-1])]
    said = [_trend(view, one) for one in spoken if one.trend]
    steps: dict[tuple[str, int, int, str], list[str]] = {}
    for one in spoken:
        if one.z is not None:
            key = (one.verdict, one.rows[0]["year"], one.rows[-1]["year"], words.if_independent(t, one.spread))
            steps.setdefault(key, []).append(places.where(view, one.rows[-1]))
    wordings = {
        "higher": t("From {first} to {last} it rose {places}, by more than chance{condition}."),
        "lower": t("From {first} to {last} it fell {places}, by more than chance{condition}."),
        "no_difference": t("The change from {first} to {last} {places} may be chance{condition}."),
    }
    for (found, first, last, condition), where in steps.items():
        said.append(wordings[found].format(first=first, last=last, places=t.listed(where), condition=condition))
    said += _other_changes(view, developments)
    for one in spoken:
        if one.since:
            said.append(
                t(
                    "{place} begins anew in {year}, so nothing is compared across that year.",
                    place=words.name_of(view, one.rows[-1]),
                    year=one.since,
                )
            )
    return said


def _other_changes(view: View, developments: Sequence[Development]) -> list[str]:
    """Of the places that are not named, how many rise and fall."""
    t = view.t
    others = [one for one in developments if one.rows and not is_spoken(view, one.rows[-1])]
    if not others:
        return []
    return [
        t(
            "Of the {count} other places chosen, {up} rose and {down} fell by more than chance; of {untold} it cannot be told.",
            count=t.number(len(others), 0),
            up=t.number(sum(one.verdict == "higher" for one in others), 0),
            down=t.number(sum(one.verdict == "lower" for one in others), 0),
            untold=t.number(sum(one.verdict == "undetermined" for one in others), 0),
        )
    ]


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
        "condition": words.if_independent(t, one.spread),
    }
    if one.verdict == "higher":
        return t(
            "{years} it has risen {place} by {slope} per 1,000 inhabitants and year (95 % interval {low} to {high}{condition}).",
            **values,
        )
    if one.verdict == "lower":
        return t(
            "{years} it has fallen {place} by {slope} per 1,000 inhabitants and year (95 % interval {low} to {high}{condition}).",
            **values,
        )
    return t(
        "{years} there is no trend {place} that can be told from chance; a change of {least} per 1,000 inhabitants and year would have been seen four times of five{condition}.",
        **values,
    )


COVERED = 3
"""So many chosen places are all named in sentences; of more, the one that stands out, and how many of the others."""


def is_spoken(view: View, row: Figure) -> bool:
    """Whether sentences speak of a series by name."""
    choice = view.choice
    return row["area"] is None or row["area"] == choice.highlight or len(choice.places) <= COVERED
