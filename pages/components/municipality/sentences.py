"""What a municipality's reported offences say, in a sentence that answers and in lines of support."""

from __future__ import annotations

from pages.components.municipality.offences import TOTAL, YEARS_BACK, Offences, compared, decimals
from pages.components.text import Text


def answer(found: Offences) -> str:
    """How many offences were reported last year, beside the yardstick and some years ago; key figures in ``**``."""
    t, year = found.t, found.last
    row = found.own[TOTAL][year]
    rate = row["per_1000"]
    if row["count"] is None or rate is None:
        return t(
            "How many offences were reported in {place} in {year} is not known here.", place=found.place, year=year
        )
    said = t(
        "In {place} **{count} offences** were reported in {year}, **{rate} per 1,000 inhabitants**",
        place=found.place,
        count=t.number(row["count"], 0),
        year=year,
        rate=t.number(rate, decimals(rate)),
    )
    parts = [part for part in (beside(found), since(found)) if part]
    return f"{said}: {t.listed(parts)}." if parts else f"{said}."


def beside(found: Offences) -> str:
    """How the total lies beside the yardstick."""
    t, year = found.t, found.last
    own, other = found.rate(TOTAL, year), found.rate_beside(TOTAL, year)
    if own is None or other is None:
        return ""
    words = {
        "fewer": t("fewer than {where} ({rate})"),
        "more": t("more than {where} ({rate})"),
        "alike": t("about as {where} ({rate})"),
    }
    return words[compared(own, other)].format(where=found.yardstick.where, rate=t.number(other, decimals(other)))


def since(found: Offences) -> str:
    """How the total lies beside that of some years ago; a leap in between is told instead of a change."""
    t, year = found.t, found.last
    own, before = found.rate(TOTAL, year), found.rate(TOTAL, year - YEARS_BACK)
    if own is None or before is None or found.leap(TOTAL, year, year - YEARS_BACK):
        return ""
    words = {
        "fewer": t("fewer than in {year} ({rate})"),
        "more": t("more than in {year} ({rate})"),
        "alike": t("about as in {year} ({rate})"),
    }
    return words[compared(own, before)].format(year=year - YEARS_BACK, rate=t.number(before, decimals(before)))


def whom(found: Offences) -> str:
    """Which municipalities the yardstick is made of, and between which rates half of them lie."""
    t, members = found.t, found.yardstick.members
    row = found.beside.get(TOTAL, {}).get(found.last)
    named = t.listed(
        [*members[:3], *([t("{count} more", count=t.in_words(len(members) - 3))] if len(members) > 3 else [])]
    )
    said = f"{found.yardstick.title}: {named}."
    if row is None or row["lower_quartile"] is None or len(members) < 4:
        return said
    return (
        said
        + " "
        + t(
            "Half of them lie between {low} and {high}.",
            low=t.number(row["lower_quartile"], 0),
            high=t.number(row["upper_quartile"], 0),
        )
    )


def heading(found: Offences, indicator: str) -> str:
    """What the chart of an indicator shows: how the municipality lies beside the yardstick in all its years."""
    t = found.t
    noun = t.field(found.indicators[indicator], "noun")
    both = [
        (year, found.rate(indicator, year), found.rate_beside(indicator, year)) for year in sorted(found.own[indicator])
    ]
    known = [(year, own < other) for year, own, other in both if own is not None and other is not None]
    if not known:
        return t.field(found.indicators[indicator], "label")
    where, first = found.yardstick.where, known[0][0]
    lower = {below for _, below in known}
    if lower == {True}:
        return t("Fewer {noun} than {where} every year since {year}", noun=noun, where=where, year=first)
    if lower == {False}:
        return t("More {noun} than {where} every year since {year}", noun=noun, where=where, year=first)
    return t("More {noun} than {where} in some years, fewer in others", noun=noun, where=where)


def caveat(found: Offences, indicator: str) -> str:
    """The one caveat that changes the meaning of an indicator most: a leap of one's own first, else the dictionary's."""
    t, years = found.t, sorted(found.own[indicator])
    leap = found.leap(indicator, *years)
    if leap is not None:
        return leap_in_words(t, found, indicator)
    first, _, rest = t.field(found.indicators[indicator], "reading").partition(": ")
    return f"**{first}:** {rest}" if rest else f"**{first}**"


def leap_in_words(t: Text, found: Offences, indicator: str) -> str:
    """A leap that a single case, or a way of registering, can make."""
    leap = next(row for row in found.leaps if row["indicator"] == indicator and row["kind"] == "leap")
    return t(
        "**A leap that a single case can make:** {noun} in {place} went from {before} in {year_before} to {count} in {year}. Read changes across it with care.",
        noun=t.field(found.indicators[leap["of"]], "noun"),
        place=found.place,
        before=t.number(leap["count_before"], 0),
        year_before=leap["year"] - 1,
        count=t.number(leap["count"], 0),
        year=leap["year"],
    )


def position(t: Text, fourth: int) -> str:
    """Where a rate lies among those of all municipalities, in words; no rank numbers."""
    return {
        1: t("among the lowest fourth"),
        2: t("in the middle half"),
        3: t("in the middle half"),
        4: t("among the highest fourth"),
    }[fourth]
