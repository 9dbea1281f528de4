"""What a municipality's reported offences say, in a sentence that answers and in lines of support."""

from __future__ import annotations

from collections.abc import Sequence

from pages.components.layout.answer import MOST_WORDS, plain
from pages.components.municipality.offences import FEW, NONE, TOTAL, YEARS_BACK, Offences, compared, decimals
from pages.components.text import Text, uncapitalised
from queries.row_types import Leap


def answer(found: Offences, indicator: str = TOTAL, year: int | None = None) -> str:
    """How many offences of a group were reported in a year, the last unless told, beside the yardstick and some years ago;
    key figures in ``**``.

    What must be told before anything is compared stands before the comparison, or the comparison follows below
    (:func:`support`).
    """
    t, year = found.t, year or found.last
    row = found.own.get(indicator, {}).get(year)
    if row is None or row["count"] is None or row["per_1000"] is None:
        return t(
            "How many offences were reported in {place} in {year} is not known here.", place=found.place, year=year
        )
    counted = (
        t("{place} had **{count} reported offences** in {year}, **{rate} per 1,000 inhabitants**")
        if indicator == TOTAL
        else t("{place} had **{count} {noun}** in {year}, **{rate} per 1,000 inhabitants**")
    )
    said = t.filled(
        counted,
        place=found.place,
        count=t.number(row["count"], 0),
        noun=t.field(found.indicators[indicator], "noun"),
        year=year,
        rate=t.number(row["per_1000"], decimals(row["per_1000"])),
    )
    said = said[0].upper() + said[1:]
    parts = comparisons(found, indicator, year)
    if found.told_first(indicator, year) is not None:
        return in_spite_of_a_part(found, said, indicator, year) or f"{said}."
    return f"{said}: {t.listed(parts)}." if parts else f"{said}."


def in_spite_of_a_part(found: Offences, said: str, indicator: str, year: int) -> str:
    """The answer where one group lies far above all municipalities and so lifts the sum: that there are unusually many of it,
    and how the sum lies beside the yardstick, or that alone where both take too many words. Nothing where it is otherwise."""
    t, first, compared_ = found.t, found.told_first(indicator, year), beside(found, indicator, year)
    if first is None or first["kind"] != "far_above" or first["of"] == indicator or not compared_:
        return ""
    group = found.indicators[first["of"]]
    noun, part = t.field(group, "noun"), uncapitalised(t.field(group, "label"))
    wordings = (
        t("{said}, with unusually many {noun}; all together {compared}.", said=said, noun=noun, compared=compared_),
        t("{said}, {part} unusually high; overall {compared}.", said=said, part=part, compared=compared_),
        t("{said}, with unusually many {noun}.", said=said, noun=noun),
    )
    return next((one for one in wordings if len(plain(one).replace("\u00a0", "").split()) <= MOST_WORDS), "")


def support(found: Offences, indicator: str = TOTAL, year: int | None = None) -> list[str]:
    """The lines below: what must be told before the comparison, with it; what of it may be chance; and whom the yardstick
    is made of."""
    t, year = found.t, year or found.last
    first, doubt = found.told_first(indicator, year), may_be_chance(found, indicator, year)
    if first is None:
        return [*filter(None, [doubt]), whom(found, indicator, year)]
    parts = [part for part in comparisons(found, indicator, year) if part not in answer(found, indicator, year)]
    words = t("All reported offences are {compared}.") if indicator == TOTAL else t("The offences are {compared}.")
    compared_ = words.format(compared=t.listed(parts)) if parts else ""
    return [" ".join(filter(None, [f"**{striking(found, first)}**", compared_, doubt])), whom(found, indicator, year)]


def may_be_chance(found: Offences, indicator: str, year: int) -> str:
    """Which of the differences that the answer tells may be chance; nothing where none may, or for earlier years."""
    t, judged = found.t, found.judged.get(indicator)
    own = found.rate(indicator, year)
    if judged is None or own is None or year != judged.row["year"]:
        return ""
    earlier = year - YEARS_BACK
    asked = ((judged.beside, found.rate_beside(indicator, year)), (judged.since, found.rate(indicator, earlier)))
    doubted = [
        other is not None
        and compared(own, other) != "alike"
        and one is not None
        and one.result.verdict == "no_difference"
        for one, other in asked
    ]
    wordings = {
        (True, True): t("Both differences may be chance."),
        (True, False): t("The difference to {yardstick} may be chance.", yardstick=found.yardstick.within),
        (False, True): t("The difference to {year} may be chance.", year=earlier),
    }
    return wordings.get((doubted[0], doubted[1]), "")


def striking(found: Offences, first: Leap) -> str:
    """A leap, or how far a group of offences lies above the others, in a short sentence with its possible reason."""
    t, what = found.t, what_is_striking(found, first)
    if first["kind"] == "leap" and first["count_before"] is not None:
        return t(
            "{what} went from {before} to {count} in {year}, which a single case can make.",
            what=what,
            before=t.number(first["count_before"], 0),
            count=t.number(first["count"], 0),
            year=first["year"],
        )
    said = (
        t("{what} is {times} times the usual, which can come of how cases are registered.")
        if first["year"] >= found.last
        else t("{what} was {times} times the usual in {year}, which can come of how cases are registered.")
    )
    return said.format(what=what, times=times(found, first["times"]), year=first["year"])


def striking_for_years(found: Offences, years: Sequence[Leap]) -> str:
    """The same of a group that lies far above the others in several years."""
    all_times = [row["times"] for row in years]
    return found.t(
        "{what} has been {least}–{most} times the usual in these years, which can come of how cases are registered.",
        what=what_is_striking(found, years[0]),
        least=times(found, min(all_times)),
        most=times(found, max(all_times)),
    )


def what_is_striking(found: Offences, first: Leap) -> str:
    label = found.t.field(found.indicators[first["of"]], "label")
    if first["area"] == found.place:
        return label
    return found.t("{label} in {place}", label=label, place=first["area"])


def times(found: Offences, number: float) -> str:
    return found.t.number(number, 0 if number >= 10 else 1)


def all_the_same(found: Offences, first: Leap | None) -> str:
    """That what lies far above all municipalities may be chance beside the yardstick, or is not unusual there: the one tells
    where it lies among them, the other what such figures swing by. Nothing where neither is so."""
    judged = found.judged.get(first["of"]) if first is not None and first["area"] == found.place else None
    if judged is None or first is None or first["kind"] != "far_above" or first["year"] != judged.row["year"]:
        return ""
    t, one, yardstick = found.t, judged.beside, found.yardstick.within
    if one.result.verdict == "no_difference":
        return t(
            "The difference to {yardstick} may be chance all the same: such figures swing that much from year to year.",
            yardstick=yardstick,
        )
    if one.result.verdict != "undetermined" and one.verdict == "no_difference":
        return t(
            "Beside {yardstick} it is not unusual all the same: such figures differ that much between municipalities.",
            yardstick=yardstick,
        )
    return ""


def comparisons(found: Offences, indicator: str, year: int) -> list[str]:
    """How a group lies beside the yardstick, and beside that of some years ago; what is not known is left out."""
    return [part for part in (beside(found, indicator, year), since(found, indicator, year)) if part]


def beside(found: Offences, indicator: str, year: int) -> str:
    """How a group lies beside the yardstick."""
    t = found.t
    own, other = found.rate(indicator, year), found.rate_beside(indicator, year)
    if own is None or other is None:
        return ""
    words = {
        "fewer": t("fewer than {where} ({rate})"),
        "more": t("more than {where} ({rate})"),
        "alike": t("about as {where} ({rate})"),
    }
    return words[compared(own, other)].format(where=found.yardstick.where, rate=t.number(other, decimals(other)))


def since(found: Offences, indicator: str, year: int) -> str:
    """How a group lies beside that of some years ago."""
    t = found.t
    own, before = found.rate(indicator, year), found.rate(indicator, year - YEARS_BACK)
    if own is None or before is None:
        return ""
    words = {
        "fewer": t("fewer than in {year} ({rate})"),
        "more": t("more than in {year} ({rate})"),
        "alike": t("about as in {year} ({rate})"),
    }
    return words[compared(own, before)].format(year=year - YEARS_BACK, rate=t.number(before, decimals(before)))


def whom(found: Offences, indicator: str, year: int) -> str:
    """Which municipalities the yardstick is made of, and between which rates half of them lie."""
    t, members = found.t, found.yardstick.members
    row = found.beside.get(indicator, {}).get(year)
    if found.yardstick.id == NONE:
        said = t("All 290 municipalities added up (computed).")
    elif found.yardstick.id == "all":
        said = ""
    elif found.yardstick.id == "own":
        said = t("Compared with {places}.", places=t.listed(members))
    else:
        more = [t("{count} more", count=t.in_words(len(members) - 3))] if len(members) > 3 else []
        said = f"{found.yardstick.title}: {t.listed([*members[:3], *more])}."
    if row is None or row["lower_quartile"] is None or len(members) < FEW:
        return said
    places = decimals(row["lower_quartile"])
    half = (
        t("Half of them lie between {low} and {high} per 1,000 inhabitants.")
        if said
        else t("Half of the 290 lie between {low} and {high} per 1,000 inhabitants.")
    )
    low, high = (t.number(row[name], places) for name in ("lower_quartile", "upper_quartile"))
    line = f"{said} {half.format(low=low, high=high)}".strip()
    together = found.rate_beside(indicator, year) if said else None
    if together is None or row["lower_quartile"] <= together <= (row["upper_quartile"] or together):
        return line
    outside = t(
        "Together they lie at {rate}, outside that half: large municipalities weigh more.",
        rate=t.number(together, decimals(together)),
    )
    return f"{line} {outside}"


def heading(found: Offences, indicator: str, years: list[int]) -> str:
    """What the chart of an indicator shows in these years: how the municipality lies beside the yardstick in all of them,
    or what must be told first."""
    t = found.t
    label, noun = t.field(found.indicators[indicator], "label"), t.field(found.indicators[indicator], "noun")
    first = found.leap(indicator, years) or found.far_above(indicator, years[-1])
    if first is not None:
        part = uncapitalised(t.field(found.indicators[first["of"]], "label"))
        whole = first["of"] == indicator
        if first["kind"] == "leap":
            words = (
                t("{label}: a leap in {year} that a single case can make")
                if whole
                else t("{label}: a leap of {part} in {year}, which a single case can make")
            )
        elif whole:
            words = t("{label}: far above most municipalities")
        else:
            words = t("{label}: {part} far above that of most municipalities")
        return words.format(label=label, part=part, year=first["year"])
    both = [(year, found.rate(indicator, year), found.rate_beside(indicator, year)) for year in years]
    known = [(year, own, other) for year, own, other in both if own is not None and other is not None]
    if not known:
        return label
    where, since_ = found.yardstick.where, known[0][0]
    if len(known) == 1:
        ways = {
            "fewer": t("Fewer {noun} than {where}"),
            "more": t("More {noun} than {where}"),
            "alike": t("About as many {noun} as {where}"),
        }
        return ways[compared(*known[0][1:])].format(noun=noun, where=where)
    if all(own < other for _, own, other in known):
        return t("Fewer {noun} than {where} every year since {year}", noun=noun, where=where, year=since_)
    if all(own > other for _, own, other in known):
        return t("More {noun} than {where} every year since {year}", noun=noun, where=where, year=since_)
    return t("More {noun} than {where} in some years, fewer in others", noun=noun, where=where)


def caveat(found: Offences, indicator: str, years: list[int]) -> str:
    """The one caveat that changes the meaning of an indicator most: a leap of its own in these years first, then that it
    lies far above all others, else the dictionary's."""
    t = found.t
    leap = found.leap(indicator, years)
    if leap is not None and leap["count_before"] is not None:
        return t(
            "**A leap that a single case can make:** {noun} in {place} went from {before} in {year_before} to {count} in {year}. Read changes across it with care.",
            noun=t.field(found.indicators[leap["of"]], "noun"),
            place=leap["area"],
            before=t.number(leap["count_before"], 0),
            year_before=leap["year"] - 1,
            count=t.number(leap["count"], 0),
            year=leap["year"],
        )
    far = found.far_above(indicator, years[-1])
    if far is not None:
        said = t(
            "**Far above the others:** {rate} {unit} in {year}, against {median} in the municipality in the middle of the 290. Differences that large can come of how cases are registered, so compare with care.",
            rate=t.number(far["per_1000"], 1),
            unit=t.field(found.indicators[far["of"]], "unit"),
            year=far["year"],
            median=t.number(far["median"], 1),
        )
        return f"{said} {all_the_same(found, far)}".rstrip()
    first, _, rest = t.field(found.indicators[indicator], "reading").partition(": ")
    return f"**{first}:** {rest}" if rest else f"**{first}**"


def position(t: Text, fourth: int) -> str:
    """Where a rate lies among those of all municipalities, in words; no rank numbers."""
    return {1: t("among the lowest fourth"), 4: t("among the highest fourth")}.get(fourth, t("in the middle half"))
