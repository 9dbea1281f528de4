"""Why a table that was recognised cannot be read all the same: nothing is guessed at that may be wrong."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from queries.exports.columns.column import Column
from queries.exports.columns.header import Numbered
from queries.exports.columns.labels import counted, is_span
from queries.exports.columns.layout import Corrections, Layout
from queries.exports.columns.profile import Profile
from queries.exports.problems import Refused, about
from queries.exports.values import cells, names
from queries.exports.values.part_years import named, one_part, partly
from queries.store.checks import Problem, column_letter

PERSONAL_NUMBER = re.compile(
    r"(?:(?:19|20)?\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])[-+]\d{4}"
    r"|(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])\d{4})"
)
"""A Swedish personal identity or coordination number: date of birth, hyphen (which twelve digits can do without), four digits."""


def refuse_persons(name: str, labels: Sequence[str], profiles: Sequence[Profile]) -> None:
    """Raise :class:`Refused` where a column identifies persons: such files are not for a dashboard."""
    for index, profile in enumerate(profiles):
        if profile.share(lambda text: PERSONAL_NUMBER.fullmatch(text) is not None) > 0.3:
            raise Refused(Problem("personal_numbers", name, None, column_letter(index), labels[index]))


def beside_each_other(columns: Sequence[Column], corrections: Corrections) -> list[Column]:
    """Columns of places with one name: two tables stand beside each other."""
    places = [one for one in columns if one.use in ("place", "coarser place") and one.letter not in corrections.roles]
    counts = Counter(names.folded(found.name) for found in places)
    return [found for found in places if counts[names.folded(found.name)] > 1]


def checked(
    name: str, layout: Layout, profiles: Sequence[Profile], body: Sequence[Numbered], beside: list[Column]
) -> Layout:
    """Raise :class:`Refused` where nothing can be read; otherwise the layout."""
    if layout.is_events:
        return layout
    figures = [found for found in layout.columns if found.is_figure]
    short = next((one for one in layout.columns if short_dates(one.name, profiles[one.index])), None)
    six = next((one for one in layout.having("date") if profiles[one.index]["short days"] > 0.9), None)
    short, timed = six or short, layout.having("year") if six else layout.having("year", "date")
    if short and not layout.year and not layout.is_wide and not timed:
        header = layout.header_rows[-1] if layout.header_rows else None
        shown = profiles[short.index].present[0]
        raise Refused(Problem("short_years", name, header, short.letter, short.name, shown))
    if not figures:
        raise Refused(*(layout.problems or [without_figures(name, layout, profiles)]))
    problems = mixed(name, layout, body)
    if problems:
        raise Refused(*problems)
    if not layout.year and not layout.is_wide and not layout.having("year", "date"):
        problems.append(several_years(name, layout, profiles) or without_year(name, layout))
    header = layout.header_rows[-1] if layout.header_rows else None
    said = any(counted(text)[1] for one in layout.having("indicator") for text in list(profiles[one.index].kinds)[:500])
    if not layout.having("measure"):
        problems += [
            Problem("no_per", name, header, found.letter, found.name)
            for found in figures
            if (found.role == "rate" and not found.per)
            or (found.role == "count" and found.vague and not said and has_fractions(found, profiles))
        ]
        problems += [] if said or problems else of_unknown_kind(name, layout, profiles)
    if beside:
        others = tuple(f"{found.letter} ({found.name})" for found in beside[:1])
        problems.append(Problem("two_columns_for_one", name, header, beside[1].letter, beside[1].name, expected=others))
    problems += twice(name, header, layout)
    if problems:
        raise Refused(*problems)
    return layout


KEY_FIGURE = re.compile(r"[NU]\d{5}")
"""Kolada's code of a key figure."""


def of_unknown_kind(name: str, layout: Layout, profiles: Sequence[Profile]) -> list[Problem]:
    """The column of values of key figures that are told by their codes alone: whether these are numbers, rates or shares, the
    file does not say, nor do whole numbers."""
    coded = [one for one in layout.columns if profiles[one.index].share(is_key_figure) > 0.9]
    titled = any(one not in coded for one in layout.having("indicator"))
    if not coded or titled or any(re.search(r"(?i)\bantal\b", text) for text in layout.said):
        return []
    vague = (one for one in layout.columns if one.role == "count" and one.vague and not one.indicator)
    header = layout.header_rows[-1] if layout.header_rows else None
    code = profiles[coded[0].index].present[0]
    return [Problem("kind_unknown", name, header, one.letter, one.name, code) for one in vague][:1]


def is_key_figure(text: str) -> bool:
    return KEY_FIGURE.fullmatch(text) is not None


SHORT_DATE = re.compile(r"\d{2}([-/.])\d{1,2}\1\d{1,2}|\d{1,2}([-/.])\d{1,2}\2\d{2}(?:\s.*)?")


def short_dates(name: str, profile: Profile) -> bool:
    """Whether the cells are dates, or years, of two digits for the year."""
    if not profile.present:
        return False
    if re.fullmatch(r"(?i)år(?:tal)?|year", name.strip()) and all(
        re.fullmatch(r"\d\d", text) for text in profile.present
    ):
        return True
    return profile.share(lambda text: SHORT_DATE.fullmatch(text) is not None) > 0.6


def without_figures(name: str, layout: Layout, profiles: Sequence[Profile]) -> Problem:
    """Why there are no figures: no column has any, or those that do are of several years, or of means and the like."""
    header = layout.header_rows[-1] if layout.header_rows else None
    for one in layout.columns:
        if one.use in ("mean", "change", "limit") and profiles[one.index]["negative"] < 0.5:
            return Problem("nothing_to_show", name, header, one.letter, one.name)
    return several_years(name, layout, profiles) or about(name, "nothing_numeric")


def several_years(name: str, layout: Layout, profiles: Sequence[Profile]) -> Problem | None:
    """The column whose cells, or whose name, are of several years together."""
    header = layout.header_rows[-1] if layout.header_rows else None
    for one in layout.columns:
        if one.use in ("several years", "split year"):
            shown = (
                next(iter(profiles[one.index].kinds), "")
                if one.use == "split year" or not is_span(one.name)
                else one.name
            )
            return Problem("several_years", name, header, one.letter, one.name, shown)
    return None


def without_year(name: str, layout: Layout) -> Problem:
    """Why there is no year: nothing says one, or what says it speaks of a part of one."""
    for text in layout.said:
        words = named(partly(text)) or one_part(text)
        if words:
            return about(name, "only_part_of_year", words)
    return about(name, "no_year")


def has_fractions(found: Column, profiles: Sequence[Profile]) -> bool:
    """Whether many of a column's figures are no whole numbers, and so no counts."""
    values = [cells.number(text, found.numbers) for text in profiles[found.index].present[:300]]
    there = [value for value in values if value is not None]
    return sum(value != int(value) for value in there) > len(there) * 0.2


def mixed(name: str, layout: Layout, body: Sequence[Numbered]) -> list[Problem]:
    """A column that holds places, and offences or years as well, as pivot tables have them: each row's figures would
    be those of a place."""
    place = layout.one("place")
    if not place and not layout.having("category"):
        place = layout.one("indicator") or layout.one("breakdown")
    if not place or layout.header_rows == () or layout.having("place_code"):
        return []
    figures = [found.index for found in layout.columns if found.is_figure]
    offences, years, others = [], [], 0
    for number, row in body:
        text = row[place.index] if place.index < len(row) else ""
        if not text or names.is_total(text) or not any(index < len(row) and row[index] for index in figures):
            continue
        if cells.period(text):
            years.append((number, text))
        elif (place.role == "indicator" or not layout.having("indicator")) and names.indicator(text).id:
            offences.append((number, text))
        else:
            others += 1
    if place.role == "indicator" and len({text for _, text in offences}) == len(offences):
        offences = []  # each of them once: the others are offences too
    found = offences if len(offences) > 1 else years if len(years) > 1 else []
    if not found or not others:
        return []
    return [Problem("mixed_column", name, found[0][0], place.letter, place.name, found[0][1])]


def twice(name: str, header: int | None, layout: Layout) -> list[Problem]:
    """No two columns hold the same figure."""
    seen: dict[tuple[object, ...], Column] = {}
    problems = []
    if layout.having("measure"):
        return []
    for found in layout.columns:
        if not found.is_figure:
            continue
        key = (found.role, found.indicator, found.place, found.period, found.part, found.group, found.per)
        if key in seen:
            problems.append(
                Problem(
                    "two_columns_for_one",
                    name,
                    header,
                    found.letter,
                    found.name,
                    expected=(f"{seen[key].letter} ({seen[key].name})",),
                )
            )
        seen.setdefault(key, found)
    return problems
