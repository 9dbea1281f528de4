"""From the uses of columns to columns of one meaning each: the finest of nested places, and no figure counted twice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import cast, get_args

from queries.exports.columns.column import FIGURES, Column, Role
from queries.exports.columns.labels import GENERAL, GENERIC, LASTING, concepts
from queries.exports.columns.profile import LIKE_PLACE, Profile
from queries.exports.columns.search import MOST_PAIRED, SURE, Candidate, View, has_sign, is_of_people
from queries.exports.columns.signs import ASKED
from queries.exports.columns.titles import indicator_in
from queries.exports.values import names
from queries.exports.values.cells import Period
from queries.store.checks import column_letter

ROLES = {"place code": "place_code", "group": "breakdown"}
"""Roles of uses that are called otherwise; uses that are no role leave the column out."""


def role_of(use: str) -> Role:
    role = ROLES.get(use, use)
    return cast(Role, role) if role in get_args(Role) else "ignored"


def settled(view: View, found: Candidate, about_all: str, places: bool | None = None) -> list[Column]:
    """The columns of a reading beside each other.

    ``about_all`` is the title and the file's name; ``places`` is whether columns of figures are named for places, where
    the reader has said so.
    """
    columns = [made_of(view, found, at) for at in range(len(found.uses))]
    columns = without_rates_of_others(columns, view, found)
    columns = with_running_totals(columns)
    columns = one_place(columns, view, found)
    columns = one_indicator(columns, view, found)
    columns = one_time(columns, found)
    if not view.has_header:
        columns = without_names(columns, view.profiles)
    if any(one.role == "count" and not one.vague for one in columns):
        columns = [replace(one, role="breakdown") if one.role == "priority" else one for one in columns]
    columns = grouped(columns)
    columns = placed(columns, about_all, places)
    columns = without_totals(columns, view)
    columns = of_a_period(columns)
    return indicators_apart(columns)


def made_of(view: View, found: Candidate, at: int) -> Column:
    """A column by itself, as its name and its use say."""
    label, use = view.labels[at], found.uses[at]
    role = role_of(use.name)
    if role == "rate" and not label.per and at in view.rates:
        per, count, _ = view.rates[at]
        label = replace(label, per=per, contents=view.labels[count].contents)
    is_place = role == "count" and has_sign(use, "name: known place")
    generic = folded(label.contents) in GENERIC or role == "population"
    column = Column(
        index=at,
        name=label.name or column_letter(at),
        role=role,
        use=use.name,
        per=label.per,
        period=label.period,
        place=label.name if is_place else "",
        indicator=label.contents if role in FIGURES and not generic and not is_place else "",
        part=label.part,
        group=label.group if role in FIGURES else "",
        vague=role == "count" and label.is_vague and not label.per,
        partly=label.partly,
        lasts=bool(label.concepts & LASTING),
    )
    whole_year = role in FIGURES and not label.part and view.labels[at].concepts & {"year"} and not label.period
    return replace(column, part=(None, 1), indicator="") if whole_year else column


folded = names.folded


def left_out(column: Column, use: str) -> Column:
    return replace(column, role="ignored", use=use)


def is_wide(columns: Sequence[Column]) -> bool:
    """Whether periods stand as columns. The day of a population in its name does not make the table wide."""
    figures = [found for found in columns if found.is_figure]
    others = [found for found in figures if found.role != "population"]
    return any(found.period for found in (others or figures))


def without_rates_of_others(columns: list[Column], view: View, found: Candidate) -> list[Column]:
    """Rates of what is no number of inhabitants are left out, and what they are divided by, unless it is something that the
    police count; the reader may say otherwise."""
    result = list(columns)
    for at, (_, _, divisor) in view.rates.items():
        if columns[at].role != "rate" or columns[divisor].role == "population" or is_of_people(view, at):
            continue
        if found.uses[at].points < ASKED:
            result[at] = left_out(columns[at], "other rate")
        counts = concepts(view.labels[divisor].contents) & {"activity", "offence"}
        if columns[divisor].role == "count" and not counts and found.uses[divisor].points < ASKED:
            result[divisor] = left_out(columns[divisor], "divisor")
    return result


def with_running_totals(columns: list[Column]) -> list[Column]:
    """A column that grows over the year is used where there is no other: its last month is the year's."""
    if any(one.is_figure for one in columns):
        return columns
    return [
        replace(one, role="count", indicator=one.name, lasts=True) if one.use == "cumulative" else one
        for one in columns
    ]


def one_place(columns: list[Column], view: View, found: Candidate) -> list[Column]:
    """The finest of several places; the others do not part the figures any further. One that need not be a place is taken
    only if rows are about the same without it."""
    places = [one for one in columns if one.role == "place"]
    figures = [one.index for one in columns if one.is_figure]
    keys = {one.index for one in columns if one.role not in ("ignored", *FIGURES)}
    sure = {one.index for one in places if found.uses[one.index].points >= SURE}
    unsure = {one.index for one in places} - sure
    if sure and unsure and figures and not found.is_events and view.structure.repeated(keys - unsure, figures):
        sure = keys

    def fineness(one: Column) -> tuple[bool, bool, int, bool, int, int]:
        within = sum(view.structure.lies_within(one.index, other.index) for other in places[:MOST_PAIRED])
        cells_ = view.profiles[one.index]
        is_text = cells_["numbers"] < 0.6
        return one.index in sure, is_text, within, cells_["places"] < 0.5, cells_.distinct, one.index

    if len(places) > 1:
        finest = max(places, key=fineness)
        for one in places:
            columns[one.index] = one if one is finest else left_out(one, "coarser place")
        wider = [one for one in places if one is not finest and not view.structure.lies_within(finest.index, one.index)]
        if wider and not found.is_events:
            tells = max(wider, key=lambda one: view.profiles[one.index].distinct)
            columns[tells.index] = left_out(tells, "wider place")
    codes = [one for one in columns if one.role == "place_code"]
    for one in codes[1:]:
        columns[one.index] = left_out(one, "coarser place")
    if codes and not places and view.profiles[codes[0].index]["places"] < 0.5:
        columns[codes[0].index] = replace(codes[0], role="place")
    return columns


def one_indicator(columns: list[Column], view: View, uses: Candidate) -> list[Column]:
    """The finest of several columns that say what is counted, rather its name than its code."""
    found = [one for one in columns if one.role == "indicator"]
    if len(found) < 2:
        return columns

    def worth(one: Column) -> tuple[bool, bool, float, float, int]:
        profile, points = view.profiles[one.index], uses.uses[one.index].points
        is_code = profile["numbers"] >= 0.5 or profile["codes"] > 0.5
        fineness = points if uses.is_events else profile.distinct  # of an event, the finest is its headline
        return points >= SURE, not is_code, fineness, profile["offences"], -one.index

    best = max(found, key=worth)
    return [left_out(one, "wider offence") if one.role == "indicator" and one is not best else one for one in columns]


def one_time(columns: list[Column], found: Candidate) -> list[Column]:
    """One year, one part of it, or one date: the likeliest of several."""
    for role in ("year", "period", "date"):
        there = [one for one in columns if one.role == role]
        best = max(there, key=lambda one: (found.uses[one.index].points, -one.index), default=None)
        columns = [left_out(one, "other time") if one.role == role and one is not best else one for one in columns]
    if any(one.role == "year" for one in columns) or is_wide(columns):
        columns = [left_out(one, "other time") if one.role == "date" else one for one in columns]
    return columns


def without_names(columns: list[Column], profiles: Sequence[Profile]) -> list[Column]:
    """Columns of figures without names: counts, then rates per 100 000, as Brå's table of 2021 has them."""
    figures = [one for one in columns if one.is_figure]
    placed_ = any(one.role in ("place", "place_code") for one in columns)
    two = len(figures) == 2 and placed_ and profiles[figures[1].index].present
    if two and not profiles[figures[0].index]["fractions"]:
        columns[figures[1].index] = replace(figures[1], role="rate", per=100_000)
    return columns


def grouped(columns: list[Column]) -> list[Column]:
    """Columns for sexes or ages are groups of the same figure, and their total is one too; a single one is no group."""
    groups = {one.group for one in columns if one.is_figure and one.group}
    if len(groups) < 2:
        return [replace(one, group="", indicator=bare(one)) if one.group else one for one in columns]
    return [
        replace(one, group=one.indicator or one.name, indicator="")
        if one.is_figure and not one.group and names.is_total(one.indicator or bare(one))
        else one
        for one in columns
    ]


def bare(column: Column) -> str:
    """The name of a column without its period."""
    return re.sub(r"[\s_]*(?:19|20)\d\d[\s_]*", " ", column.name).strip() if column.period else column.name


def of_one_kind(columns: Sequence[Column]) -> list[Column]:
    """The columns of figures that are named for places or for what is counted, as no other column names a place."""
    if any(one.role in ("place", "place_code", "category", "indicator") for one in columns):
        return []
    return [
        one
        for one in columns
        if one.role == "count" and one.vague and not (one.part or one.group) and not names.is_total(one.name)
    ]


def says_offence(column: Column) -> bool:
    """Whether a column of figures is named for an offence or something else that the police count."""
    same = names.indicator(column.indicator)
    return bool(same.id or same.likely or concepts(column.indicator) & {"activity", "offence"})


def may_be_places(columns: Sequence[Column]) -> bool:
    """Whether columns that are read as what is counted may be places as well: none names an offence."""
    own = [one for one in of_one_kind(columns) if one.indicator and not one.place]
    return len(own) > 1 and not any(says_offence(one) for one in own)


def placed(columns: list[Column], about_all: str, places: bool | None) -> list[Column]:
    """Columns of figures named for places of the file's own, beside known places or in a table of one offence."""
    figures = of_one_kind(columns)
    own = [one for one in figures if not one.place and one.indicator]
    at, at_own = {one.index for one in figures}, {one.index for one in own}
    if places is False:
        return [
            replace(one, place="", indicator=one.indicator or one.place) if one.index in at else one for one in columns
        ]
    named = any(says_offence(one) for one in own)
    if len(own) > 1 and not named and all(LIKE_PLACE.fullmatch(one.indicator) for one in own):
        return [replace(one, place=one.indicator, indicator="") if one.index in at_own else one for one in columns]
    alone = len(own) == len(figures) and (len(own) < 2 or not indicator_in(about_all))
    if not own or (not places and (named or alone)):
        return columns
    return [replace(one, place=one.indicator, indicator="") if one.index in at_own else one for one in columns]


def without_totals(columns: list[Column], view: View) -> list[Column]:
    """A column that adds up the others is left out, but for one of the whole year beside its months."""
    figures = [one for one in columns if one.is_figure]
    totals = [one for one in figures if names.is_total(one.indicator or bare(one)) and not one.group]
    at_totals = {one.index for one in totals}
    others = [one for one in figures if one.index not in at_totals]
    in_parts, of_periods = any(other.part for other in others), any(other.period for other in others)
    of_places = any(other.place for other in others)
    counted: dict[str, set[str]] = {}
    parts: dict[tuple[str, Period | None], list[int]] = {}
    for other in others:
        counted.setdefault(other.role, set()).add(other.indicator)
        parts.setdefault((other.role, other.period), []).append(other.index)
    result = list(columns)
    for one in totals:
        if in_parts and not one.period:
            result[one.index] = replace(one, part=(None, 1))
        elif (of_periods and not one.period) or of_places:
            result[one.index] = left_out(one, "total")
        elif len(counted.get(one.role, ())) > 1:
            beside = parts.get((one.role, one.period), [])
            is_sum = names.is_bare_total(bare(one)) and view.structure.adds_up(one.index, beside)
            result[one.index] = left_out(one, "total") if is_sum else replace(one, indicator=one.name)
    return result


def of_a_period(columns: list[Column]) -> list[Column]:
    """Where years stand as columns, figures of no year are left out."""
    columns = rates_of_the_year(months_of_the_year(columns))
    if not is_wide(columns) or any(one.role in ("year", "date") for one in columns):
        return columns
    return [left_out(one, "undated") if one.is_figure and not one.period else one for one in columns]


def months_of_the_year(columns: list[Column]) -> list[Column]:
    """Months without a year beside a column of one year are those of that year."""
    years = {one.period.year for one in columns if one.is_figure and one.period and not one.part}
    if len(years) != 1 or any(one.role in ("year", "date") for one in columns):
        return columns
    of_year = Period(years.pop())
    return [
        replace(one, period=of_year) if one.is_figure and one.part and one.part[0] and not one.period else one
        for one in columns
    ]


def rates_of_the_year(columns: list[Column]) -> list[Column]:
    """Rates without a year beside counts that are all of one year are those of that year."""
    years = {one.period for one in columns if one.is_figure and one.period}
    if len(years) != 1 or not any(one.role == "count" and one.period for one in columns):
        return columns
    return [replace(one, period=next(iter(years))) if one.role == "rate" and not one.period else one for one in columns]


def measured_as(one: Column) -> tuple[object, ...]:
    """All that a column of figures says of them but what they count."""
    return one.role, one.per, one.period, one.part, one.group


def beside_rows(columns: Sequence[Column]) -> list[Column]:
    """What the name of a column of figures adds to what its rows say is counted: nothing, unless another column differs from
    it in that alone."""
    texts: dict[tuple[object, ...], set[str]] = {}
    for one in columns:
        texts.setdefault(measured_as(one), set()).add(folded(one.indicator))
    return [
        replace(
            one,
            indicator="" if len(texts[measured_as(one)]) == 1 or folded(one.indicator) in GENERAL else one.indicator,
        )
        if one.is_figure and one.role != "population"
        else one
        for one in columns
    ]


def indicators_apart(columns: list[Column]) -> list[Column]:
    """Where names differ only in the measure (Antal narkotikabrott, Narkotikabrott per 1 000), they are one indicator.

    A name that says offences but not which (``Anmälda brott``) is kept beside names that do."""
    if any(one.role == "indicator" for one in columns):
        return beside_rows(columns)
    texts: dict[str, str] = {}
    for one in columns:
        if one.is_figure and one.indicator:
            texts.setdefault(folded(one.indicator), one.indicator)
    several = len(texts) > 1
    return [
        replace(one, indicator="" if folded(one.indicator) in GENERAL and not several else texts[folded(one.indicator)])
        if one.is_figure and one.indicator
        else one
        for one in columns
    ]
