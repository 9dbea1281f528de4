"""What chance leaves of a municipality's figures of one indicator: parts of sentences for its cards and for *Is it chance?*.

The verdicts are those of every other page, file and paper (``queries.statistics.evidence``, docs/chance.md); nothing is
judged here. ``pages.sections.municipality_chance`` asks for them.
"""

from __future__ import annotations

from pages.components.indicator import certainty_words as words
from pages.components.municipality.offences import Judged, decimals
from pages.components.text import Text


def interval(t: Text, found: Judged) -> str:
    """The 95 % interval of the last rate; empty where there is none."""
    row = found.row
    if row["lower_95"] is None or row["value"] is None:
        return ""
    return words.interval(t, row, decimals(row["value"]))


def last_change(t: Text, found: Judged) -> str:
    """Whether the last year differs from the one before by more than such figures swing."""
    step = found.step
    if step.verdict == "undetermined" or len(step.rows) < 2:
        return t(
            "Of the change to {year} nothing can be said: {why}.",
            year=found.row["year"],
            why=words.reasons(t)[step.why or "no_count"],
        )
    said = {
        "higher": t("From {first} to {last} it rose by more than such figures usually swing{condition}."),
        "lower": t("From {first} to {last} it fell by more than such figures usually swing{condition}."),
        "no_difference": t("The change from {first} to {last} may be chance: such figures swing as much{condition}."),
    }
    first, last = (row["year"] for row in step.rows[-2:])
    return said[step.verdict].format(first=first, last=last, condition=words.if_independent(t, step.spread))


def since(t: Text, found: Judged) -> str:
    """Whether the last year differs from some years ago by more than such figures swing; empty without a figure then."""
    one = found.since
    if one is None or one.other is None:
        return ""
    if one.verdict == "undetermined":
        return t(
            "Of the change since {year} nothing can be said: {why}.",
            year=one.other["year"],
            why=words.reasons(t)[one.why or "no_count"],
        )
    said = {
        "higher": t("It is more than in {year}, by more than such figures usually swing{condition}."),
        "lower": t("It is less than in {year}, by more than such figures usually swing{condition}."),
        "no_difference": t("The change since {year} may be chance{condition}."),
    }
    return said[one.verdict].format(year=one.other["year"], condition=words.if_independent(t, one.spread))


def over_years(t: Text, found: Judged) -> str:
    """Whether there is a trend over the comparable years; empty where they are too few."""
    one = found.over_years
    if one.trend is None:
        return ""
    said = {
        "higher": t("{years} it has risen by more than chance{condition}."),
        "lower": t("{years} it has fallen by more than chance{condition}."),
        "no_difference": t("{years} there is no trend that can be told from chance{condition}."),
    }
    years = f"{one.rows[0]['year']}–{one.rows[-1]['year']}"
    return said[one.verdict].format(years=years, condition=words.if_independent(t, one.spread))


def beside(t: Text, found: Judged) -> str:
    """Whether the municipality lies beside its yardstick by more than chance, and by more than municipalities differ."""
    one = found.beside
    if one.result.verdict == "undetermined":
        return t("Of the difference nothing can be said: {why}.", why=words.reasons(t)[one.why or "no_count"])
    said = {
        "unusually_high": t("It is more than {where}, and further above than municipalities usually lie{condition}."),
        "unusually_low": t("It is less than {where}, and further below than municipalities usually lie{condition}."),
        "usual_higher": t("It is more than {where}, but not by more than municipalities usually differ{condition}."),
        "usual_lower": t("It is less than {where}, but not by more than municipalities usually differ{condition}."),
        "higher": t("It is more than {where}, by more than chance{condition}."),
        "lower": t("It is less than {where}, by more than chance{condition}."),
        "no_difference": t("It cannot be told from the figure {where}: the difference may be chance{condition}."),
    }
    return said[words.said_of(one)].format(where=found.where, condition=words.if_independent(t, one.spread))


def among_all(t: Text, found: Judged) -> str:
    """Between which rates municipalities of its size usually lie, and whether it lies beyond; empty where too few are known."""
    one = found.among
    if one is None:
        return ""
    said = {
        "higher": t("Of municipalities of its size 95 of 100 lie between {low} and {high}: it lies above."),
        "lower": t("Of municipalities of its size 95 of 100 lie between {low} and {high}: it lies below."),
        "no_difference": t("Of municipalities of its size 95 of 100 lie between {low} and {high}, and so does it."),
    }
    places = decimals(one.high)
    return said[one.verdict].format(low=t.number(one.low, places), high=t.number(one.high, places))
