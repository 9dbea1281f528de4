"""Second stage, third part: the columns beside each other, so that each has one meaning and none is counted twice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from queries.exports.columns.columns import Column, Profile
from queries.exports.columns.figure_names import apart
from queries.exports.columns.meanings import GENERIC, GROUP, Role
from queries.exports.columns.titles import indicator_in
from queries.exports.values import names
from queries.exports.values.cells import Period


def settled(
    columns: list[Column], profiles: list[Profile], has_header: bool, about_all: str, places: bool | None = None
) -> list[Column]:
    """The columns beside each other: one place, one year, and figures that do not stand for the same thing twice.

    ``about_all`` is the title and the file's name; ``places`` is whether columns of figures are named for places, where
    the reader has said so.
    """
    columns = without_generic(columns)
    columns = one_place(columns, profiles)
    columns = one_indicator(columns, profiles)
    columns = one_of(columns, "year")
    columns = one_of(columns, "period")
    if any(found.role == "year" for found in columns):
        columns = [replace(found, role="ignored") if found.role == "date" else found for found in columns]
    dates = [found for found in columns if found.role == "date"]
    for found in dates[1:]:
        columns[found.index] = replace(found, role="ignored")
    if not has_header:
        columns = without_names(columns, profiles)
    if any(found.is_figure and not found.vague for found in columns if found.role == "count"):
        columns = [
            replace(found, role="breakdown") if found.role == "priority" else found for found in columns
        ]  # counted already
    columns = grouped(columns)
    columns = placed(columns, about_all, places)
    columns = without_totals(columns)
    columns = of_a_period(columns)
    return indicators_apart(columns)


def is_wide(columns: Sequence[Column]) -> bool:
    """Whether periods stand as columns. The day of a population in its name does not make the table wide."""
    figures = [found for found in columns if found.is_figure]
    others = [found for found in figures if found.role != "population"]
    return any(found.period for found in (others or figures))


def months_of_the_year(columns: list[Column]) -> list[Column]:
    """Months without a year beside a column of one year are those of that year."""
    years = {found.period.year for found in columns if found.is_figure and found.period and not found.part}
    if len(years) != 1 or any(found.role in ("year", "date") for found in columns):
        return columns
    of_year = Period(years.pop())
    return [
        replace(one, period=of_year) if one.is_figure and one.part and one.part[0] and not one.period else one
        for one in columns
    ]


def of_a_period(columns: list[Column]) -> list[Column]:
    """Where years stand as columns, figures of no year are left out."""
    columns = months_of_the_year(columns)
    if not is_wide(columns) or any(found.role in ("year", "date") for found in columns):
        return columns
    return [replace(one, role="ignored", undated=True) if one.is_figure and not one.period else one for one in columns]


TOTALS = frozenset(
    {
        "totalt",
        "total",
        "summa",
        "samtliga",
        "sum",
        "alla",
        "båda könen",
        "män och kvinnor",
        "kvinnor och män",
        "total ålder",
        "totalt ålder",
        "samtliga åldrar",
        "alla åldrar",
        "båda",
        "all",
        "both",
        "tot",
        "totalsumma",
        "grand total",
        "s:a",
        "summa totalt",
        "totalt antal",
        "antal totalt",
        "hela perioden",
        "samtliga brott",
    }
)
"""What a group that holds all others is called."""


def is_total(text: str) -> bool:
    """Whether a group or place is the sum of the others: Totalt, and Narkotikabrott totalt."""
    plain = names.folded(text).strip(" :")
    return plain in TOTALS or plain.endswith((" totalt", " samtliga", " summa"))


def without_generic(columns: list[Column]) -> list[Column]:
    return [
        replace(
            found,
            indicator="" if names.folded(found.indicator) in GENERIC or found.role == "population" else found.indicator,
        )
        if found.is_figure
        else replace(found, indicator="")
        for found in columns
    ]


def one_place(columns: list[Column], profiles: list[Profile]) -> list[Column]:
    """The finest of several places; the others do not part the figures any further."""
    places = [found for found in columns if found.role == "place"]
    if len(places) > 1:
        finest = max(places, key=lambda found: (profiles[found.index].distinct, found.index))
        columns = [
            replace(found, role="ignored") if found in places and found is not finest else found for found in columns
        ]
    codes = [found for found in columns if found.role == "place_code"]
    for found in codes[1:]:
        columns[found.index] = replace(found, role="ignored")
    if codes and not places and profiles[codes[0].index].places < 0.5:
        columns[codes[0].index] = replace(codes[0], role="place")
    return columns


def one_indicator(columns: list[Column], profiles: list[Profile]) -> list[Column]:
    """The finest of several columns that say what is counted, rather its name than its code."""
    found = [one for one in columns if one.role == "indicator"]
    if len(found) < 2:
        return columns
    best = max(found, key=lambda one: (not is_code(profiles[one.index]), profiles[one.index].distinct, -one.index))
    return [replace(one, role="ignored") if one in found and one is not best else one for one in columns]


def is_code(profile: Profile) -> bool:
    """Whether the cells are numbers, or codes such as Kolada's N07403."""
    return (
        profile.numeric >= 0.5
        or profile.share(lambda text: re.fullmatch(r"[A-ZÅÄÖ]{1,3}\d{3,}", text) is not None) > 0.5
    )


def one_of(columns: list[Column], role: Role) -> list[Column]:
    for found in [one for one in columns if one.role == role][1:]:
        columns[found.index] = replace(found, role="ignored")
    return columns


def without_names(columns: list[Column], profiles: list[Profile]) -> list[Column]:
    """Columns of figures without names: counts, then rates per 100 000, as Brå's table of 2021 has them."""
    figures = [found for found in columns if found.is_figure]
    if len(figures) == 2 and any(found.role in ("place", "place_code") for found in columns):
        second = profiles[figures[1].index]
        if second.present and not any(re.fullmatch(r"\d+[.,]\d+", text) for text in profiles[figures[0].index].present):
            columns[figures[1].index] = replace(figures[1], role="rate", per=100_000)
    return columns


def grouped(columns: list[Column]) -> list[Column]:
    """Columns for sexes or ages become groups of the same figure."""
    groups = [
        found
        for found in columns
        if found.role in ("count", "population") and found.vague and GROUP.fullmatch(names.folded(apart(found.name)[0]))
    ]
    if len({apart(found.name)[0] for found in groups}) < 2:
        return columns
    return [
        replace(found, group=apart(found.name)[0], indicator="")
        if found in groups or (found.is_figure and is_total(apart(found.name)[0]))
        else found
        for found in columns
    ]


def of_one_kind(columns: Sequence[Column]) -> list[Column]:
    """The columns of figures that are named for places or for what is counted, as no other column names a place."""
    if any(found.role in ("place", "place_code", "category", "indicator") for found in columns):
        return []
    return [
        found
        for found in columns
        if found.role == "count" and found.vague and not (found.part or found.group) and not is_total(found.name)
    ]


def may_be_places(columns: Sequence[Column]) -> bool:
    """Whether columns that are read as what is counted may be places as well: none names a known offence."""
    own = [found for found in of_one_kind(columns) if found.indicator and not found.place]
    return len(own) > 1 and not any((same := names.indicator(found.indicator)).id or same.likely for found in own)


def placed(columns: list[Column], about_all: str, places: bool | None) -> list[Column]:
    """Columns of figures named for places of the file's own, beside known places or in a table of one offence."""
    figures = of_one_kind(columns)
    own = [found for found in figures if not found.place and found.indicator]
    if places is False:
        return [
            replace(one, place="", indicator=one.indicator or one.place) if one in figures else one for one in columns
        ]
    known = [found for found in own if (same := names.indicator(found.indicator)).id or same.likely]
    alone = len(own) == len(figures) and (len(own) < 2 or not indicator_in(about_all))
    if not own or (not places and (known or alone)):
        return columns
    return [replace(found, place=found.indicator, indicator="") if found in own else found for found in columns]


def without_totals(columns: list[Column]) -> list[Column]:
    """A column that adds up the others is left out, but for one of the whole year beside its months."""
    figures = [found for found in columns if found.is_figure]
    totals = [found for found in figures if is_total(apart(found.name)[0]) and not found.group]
    others = [found for found in figures if found not in totals]
    result = list(columns)
    for found in totals:
        if any(other.part for other in others) and not found.period:
            result[found.index] = replace(found, part=(None, 1))
        elif any((other.period and not found.period) or other.place for other in others):
            result[found.index] = replace(found, role="ignored")
        elif len({other.indicator for other in others if other.role == found.role}) > 1:
            bare = names.folded(found.name) in ("totalt", "total", "summa", "sum", "tot", "s:a", "totalsumma")
            result[found.index] = replace(found, role="ignored") if bare else replace(found, indicator=found.name)
    return result


def indicators_apart(columns: list[Column]) -> list[Column]:
    """Where names differ only in the measure (Antal narkotikabrott, Narkotikabrott per 1 000), they are one indicator."""
    if any(found.role == "indicator" for found in columns):
        # What is counted stands in a column; a figure's name adds nothing.
        return [
            replace(found, indicator="") if found.is_figure and found.role != "population" else found
            for found in columns
        ]
    texts: dict[str, str] = {}
    for found in columns:
        if found.is_figure and found.indicator:
            texts.setdefault(names.folded(found.indicator), found.indicator)
    return [
        replace(found, indicator=texts[names.folded(found.indicator)]) if found.is_figure and found.indicator else found
        for found in columns
    ]
