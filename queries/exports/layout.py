"""Second stage: which row is the header, what each column holds, and how its numbers are written.

All of it is a guess that the reader may correct; :class:`Corrections` are what the reader said. A :class:`Layout` is
what is believed after both.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath

from queries.checks import Problem, column_letter
from queries.exports import cells, names
from queries.exports.beside import is_total, is_wide, may_be_places, settled
from queries.exports.cells import Period
from queries.exports.columns import MEASURES, Column, Profile, column, measure_of
from queries.exports.grid import Grid
from queries.exports.header import Numbered, combined, filled, header_of, is_amount, last_row
from queries.exports.meanings import (
    FIGURES,
    SHARE,
    Role,
    apart,
    meaning,
    per,
)
from queries.exports.names import cleaned
from queries.exports.part_years import named, one_part, partly
from queries.exports.problems import Refused, about
from queries.exports.titles import indicator_in, place_in, short_title, spoken_title, stem_of, year_in

__all__ = ["MEASURES", "Column", "Corrections", "Layout", "Profile", "apart", "is_amount", "understood"]


LONGEST_NAME = 300
"""Letters of a column's name that are looked at."""


@dataclass(frozen=True)
class Corrections:
    """What the reader says of a file, in place of the guess. Columns are named by their letter."""

    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    header_row: int | None = None  # 0: there is none
    decimal: str | None = None
    roles: Mapping[str, Role] = field(default_factory=dict)
    per: Mapping[str, int] = field(default_factory=dict)
    year: int | None = None
    columns_are_places: bool | None = None  # columns of figures are named for places, or for what is counted
    whole_years: bool = False  # what speaks of a part of a year does not mean the figures
    place: str | None = None
    indicator: str | None = None
    indicators: Mapping[str, str] = field(default_factory=dict)  # a text of the file: an id, or "" for one of its own
    totals: Mapping[str, str] = field(default_factory=dict)  # a column that parts the figures: the value that is used


@dataclass(frozen=True)
class Layout:
    """What is believed of a table. ``header_rows`` are empty where there is no header; ``year``, ``place`` and
    ``indicator`` hold for every row that says nothing else; ``from_name`` tells which of them the file's name gave.

    ``dates`` is what dates to the day stand for: ``years``, ``months`` or ``days``. ``places`` is what the column of
    places holds, where its cells alone would mislead: ``county``, ``region`` or ``number``. ``carried`` are the columns
    whose empty cells repeat the cell above, as merged cells are saved. ``said`` are title, sheet and file's name,
    ``footnotes`` what stands below the table, ``notes`` the same in short. ``problems`` are columns that are left out. ``columns_unsure`` is whether columns of figures may be named for places or
    for what is counted, ``measures_among`` whether some cells of the column of what is counted name but a measure.
    """

    columns: tuple[Column, ...]
    header_rows: tuple[int, ...]
    first_row: int
    last_row: int | None
    producer: str
    title: str = ""
    year: Period | None = None
    place: str = ""
    indicator: str = ""
    from_name: tuple[str, ...] = ()
    guessed: tuple[str, ...] = ()
    is_events: bool = False
    dates: str = "days"
    places: str = ""
    carried: tuple[int, ...] = ()
    header: tuple[str, ...] = ()
    notes: str = ""
    footnotes: str = ""
    said: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    columns_unsure: bool = False
    measures_among: bool = False

    def having(self, *roles: Role) -> list[Column]:
        return [column for column in self.columns if column.role in roles]

    def one(self, role: Role) -> Column | None:
        return next(iter(self.having(role)), None)

    @property
    def is_wide(self) -> bool:
        """Whether periods stand as columns."""
        return is_wide(self.columns)


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


def notes_below(grid: Grid, last: int | None) -> str:
    """What stands below the table, such as that a year is preliminary or not whole: a line for each of the first rows."""
    rows = [row for number, row in (grid.tail or grid.head) if last is not None and number > last]
    return "\n".join(" ".join(cell for cell in row if cell) for row in rows[:30])[:5000]


def understood(grid: Grid, corrections: Corrections = Corrections(), sheet: str = "") -> Layout:
    """What the table is believed to be. ``sheet`` is the title of the workbook's sheet. Raises :class:`Refused` where
    it cannot be used at all."""
    rows = [(number, row) for number, row in grid.head if any(row)]
    header, body = header_of(rows, corrections.header_row)
    if not body:
        raise Refused(about(grid.name, "no_data_rows"))
    titles = [row for number, row in rows if number < (header[0][0] if header else body[0][0])]
    title = " ".join(cell for row in titles[:5] for cell in row if cell)[:300]
    header_width = max((filled(row) for _, row in header), default=0)
    width = header_width or max(filled(row) for _, row in body)
    labels = [label[:LONGEST_NAME] for label in combined([row for _, row in header], width)]
    if header and unnamed_rows(body, width):
        labels, width = ["", *labels], width + 1
    last = last_row(grid, body)
    body = [(number, row) for number, row in body if last is None or number <= last]
    if not body:
        raise Refused(about(grid.name, "no_data_rows"))
    sample = body
    profiles = [Profile([row[index] if index < len(row) else "" for _, row in sample]) for index in range(width)]
    refuse_persons(grid.name, labels, profiles)
    columns = [column(index, labels[index], profiles[index], bool(header)) for index in range(width)]
    beside = beside_each_other(columns, corrections)
    columns = settled(columns, profiles, bool(header), f"{title} {stem_of(grid.name)}", corrections.columns_are_places)
    columns = [corrected(found, corrections) for found in columns]
    columns = written(columns, profiles, grid.delimiter, corrections.decimal)
    columns, dates = dated(columns, profiles)
    layout = Layout(
        tuple(columns),
        tuple(number for number, _ in header),
        body[0][0],
        last,
        producer_of(grid, labels, columns),
        title,
        guessed=() if header else tuple(found.letter for found in columns if found.is_figure),
        is_events=is_events(columns),
        dates=dates,
        places=kind_of_places(columns, profiles),
        carried=carried_down(columns, body),
        header=tuple(labels),
        notes=cleaned(" ".join(notes_below(grid, last).splitlines()[:5]), 200),
        footnotes=notes_below(grid, last),
        problems=partly_named(grid.name, columns, header),
        columns_unsure=may_be_places(columns),
        measures_among=any(
            measure_of(text) is not None
            for found in columns
            if found.role == "indicator"
            for text in set(profiles[found.index].present[:500])
        ),
    )
    above = "\n".join(" ".join(cell for cell in row if cell) for row in titles[-10:])
    layout = with_defaults(grid.name, layout, corrections, sheet, spoken_title(titles), above)
    return checked(grid.name, layout, profiles, body, beside)


def partly_named(name: str, columns: Sequence[Column], header: Sequence[Numbered]) -> tuple[Problem, ...]:
    """The columns that are left out because their names speak of some months of a year together."""
    row = header[-1][0] if header else None
    return tuple(
        Problem("part_of_year", name, row, found.letter, found.name, found.partly)
        for found in columns
        if found.partly and not found.is_figure
    )


def unnamed_rows(body: Sequence[Numbered], width: int) -> bool:
    """Whether rows begin with their number, of which the header says nothing: R's ``write.table``."""
    rows = [row for _, row in body[:300]]
    if not all(filled(row) == width + 1 for row in rows):
        return False
    return [row[0] for row in rows] == [str(number) for number in range(1, len(rows) + 1)]


def carried_down(columns: Sequence[Column], body: Sequence[Numbered]) -> tuple[int, ...]:
    """The columns that are written only in the first of several rows."""
    figures = [found.index for found in columns if found.is_figure]
    rows = [row for _, row in body if any(index < len(row) and row[index] for index in figures)]
    found = []
    for one in columns:
        if one.role not in ("place", "place_code", "indicator", "year", "category", "breakdown", "measure"):
            continue
        empty = [not (one.index < len(row) and row[one.index]) for row in rows]
        if sum(empty) > 1 and not empty[0] and sum(empty) > len(empty) * 0.2:
            found.append(one.index)
    return tuple(found)


def dated(columns: list[Column], profiles: list[Profile]) -> tuple[list[Column], str]:
    """What dates to the day stand for, in the header and in cells: a year, a month, or the day."""
    header = [found.period for found in columns if found.period and found.period.parts == 0]
    meant = meant_by(header)
    columns = [
        replace(found, period=as_meant(found.period, meant)) if found.period and found.period.parts == 0 else found
        for found in columns
    ]
    texts = {
        text
        for found in columns
        if found.role in ("date", "year", "period")
        for text in profiles[found.index].present
        if cells.is_day(text)
    }
    timed = any(re.search(r"[1-9]\s*:|:\d*[1-9]", text) for text in texts)
    return columns, "days" if timed else meant_by([found for text in texts if (found := cells.period(text))])


def meant_by(days: Sequence[Period]) -> str:
    """``years`` where each year has the same day only, ``months`` where each month has its first or last only."""
    distinct = set(days)
    first = all(found.day == 1 for found in distinct)
    last = all(found.day >= (28 if found.part == 2 else 30) for found in distinct)
    if not distinct or not (first or last):
        return "days"
    ends = {(found.part, found.day) for found in distinct}
    if ends in ({(1, 1)}, {(12, 31)}):
        return "years"
    return "months"


def as_meant(found: Period, meant: str) -> Period:
    """A date as the year, month or day that it stands for."""
    if meant == "years":
        return Period(found.year, preliminary=found.preliminary, star=found.star)
    if meant == "months":
        return Period(found.year, found.part, 12, found.preliminary, star=found.star)
    return Period(found.year, None, 0, found.preliminary, star=found.star)


def kind_of_places(columns: Sequence[Column], profiles: Sequence[Profile]) -> str:
    """What the places are, where the cells alone would mislead: Stockholm in a column of counties is one."""
    found = next((one for one in columns if one.role == "place"), None) or next(
        (one for one in columns if one.role == "place_code"), None
    )
    if not found:
        return ""
    name = names.folded(found.name)
    texts = {names.folded(text) for text in profiles[found.index].present}
    if texts and all(re.fullmatch(r"\d{1,2}(?: 0)?", text) for text in texts):
        return "" if re.search(r"län|county|lan\b|lkf|region", name) else "number"
    if re.search(r"^län\b|^lan$|^county|länsnamn", name):
        return "county"
    if re.search(r"polis ?region", name):
        return "region"
    known = texts & names.REGIONS
    return "region" if len(known) >= 3 and len(known) >= len(texts) - 2 else ""


def corrected(found: Column, corrections: Corrections) -> Column:
    if found.letter in corrections.roles:
        found = replace(found, role=corrections.roles[found.letter], vague=False)
    if found.letter in corrections.per:
        found = replace(found, per=corrections.per[found.letter], vague=False)
    return found


def written(columns: list[Column], profiles: list[Profile], delimiter: str, decimal: str | None) -> list[Column]:
    """How each column of figures writes its numbers; a column that does not tell does as the others do."""
    figures = [found for found in columns if found.is_figure or found.role in ("latitude", "longitude")]
    sure = [cells.notation(profiles[found.index].present, delimiter) for found in figures]
    marks = {
        numbers.decimal
        for numbers, found in zip(sure, figures, strict=True)
        if numbers.sure and has_decimals(profiles[found.index].present)
    }
    shared = decimal or (next(iter(marks)) if len(marks) == 1 else None)
    result = list(columns)
    for found in figures:
        texts = profiles[found.index].present
        numbers = cells.notation(texts, delimiter, shared, whole=found.role in ("count", "population"))
        if (
            found.vague
            and numbers.thousands in (",", ".")
            and not any(text.count(numbers.thousands) > 1 for text in texts)
        ):
            numbers = replace(numbers, sure=False)  # 1.234 may as well be a rate
        result[found.index] = replace(found, numbers=numbers)
    return result


def has_decimals(texts: Sequence[str]) -> bool:
    return any("," in text or "." in text for text in texts)


# ---- the table as a whole ---------------------------------------------------------------------------------------------


def is_events(columns: Sequence[Column]) -> bool:
    """Whether each row is one event: days as dates, and no column that counts."""
    if not any(found.role == "date" for found in columns):
        return False
    named = [found for found in columns if found.is_figure and meaning(found.name).role in FIGURES]
    return not named


def producer_of(grid: Grid, labels: list[str], columns: list[Column]) -> str:
    """Which known kind of export this is: a word for the sentence that tells the reader."""
    folded = [names.folded(label) for label in labels if label]
    if {"region", "brott", "år", "period", "antal"} <= set(folded):
        return "bra_month" if any(found.role == "period" for found in columns) else "bra_year"
    if set(folded[:2]) == {"kommun", "antal"} and any("100 000" in label for label in folded):
        return "bra_municipalities"
    if {"indicator", "area_category", "area", "year", "source"} <= {label.lower() for label in labels}:
        return "contract"
    if not folded and len(columns) == 3 and columns[0].role == "place":
        return "bra_municipalities"
    if (
        any(re.search(r"\d{4}$", label) for label in labels)
        and grid.text.startswith('"')
        and any("efter" in row[0] for _, row in grid.head[:1] if row)
    ):
        return "scb"
    if (
        labels
        and not labels[0]
        and columns[0].role == "ignored"
        and any(row[:1] == ["1"] for _, row in grid.head[:3])
        and grid.text.startswith(('"",', '"";', ",", ";", '""\t'))
    ):
        return "r"
    return ""


def with_defaults(name: str, layout: Layout, corrections: Corrections, sheet: str, spoken: str, above: str) -> Layout:
    """Year, place, indicator and measure for all rows, where no column has them: from the title, else from the sheet's
    or the file's name. ``spoken`` is the title in words, ``above`` are all rows above the table."""
    stem = stem_of(name)
    said = [text for text in (layout.title, sheet, stem) if text]
    layout = replace(layout, said=tuple(text for text in (layout.title, sheet, PurePath(name).stem) if text))
    from_name: list[str] = []
    year = Period(corrections.year) if corrections.year else None
    if not year and not layout.is_wide and not layout.having("year", "date"):
        titles = (layout.title, sheet, PurePath(name).stem)
        year = next((named for text in titles if (named := year_in(text))), None)
        if year:
            from_name.append("year")
    place = corrections.place or ""
    if (
        not place
        and not layout.having("place", "place_code", "category")
        and not any(found.place for found in layout.columns)
    ):
        place = next((found for text in said if (found := place_in(text))), "")
        from_name.append("place" if place else "file")
        place = place or stem.strip()[:80] or "–"
    layout = with_measure(layout, said)
    indicator = corrections.indicator or ""
    figures = [found for found in layout.columns if found.role in ("count", "rate", "share")]
    unsaid = not layout.having("indicator") or layout.measures_among
    if not indicator and unsaid and any(not found.indicator for found in figures):
        others = {found.indicator for found in figures if found.indicator}
        indicator = (others.pop() if len(others) == 1 else "") or filtered(layout, above)
        indicator = indicator or next((found for text in said if (found := indicator_in(text))), "")
        if not indicator:
            contents = [meaning(found.name).contents for found in figures]
            told = next((text for text in contents if names.folded(text) in TOLD), "")
            indicator = short_title(spoken) or told or short_title(stem) or stem.strip() or "fil"
        from_name.append("indicator")
    if indicator and names.indicator(indicator).id == "population":
        unnamed = [found for found in figures if found.role == "count" and not found.indicator]
        layout = replaced(layout, unnamed, "population", None)
    return replace(layout, year=year, place=place, indicator=indicator, from_name=tuple(from_name))


TOLD = ("anmälda brott", "brott", "händelser", "anmälningar")
"""What a column of figures may say is counted, where nothing says more."""

FILTER = re.compile(
    r"(?im)^\W*(?:brott\w*|offence|indikator|händelsetyp|rubricering)\s*(?:is|är|=|:)\s*(?P<name>[^\n;]{3,80})$"
)
"""What a Power BI report writes of the choice that its figures are of."""


def filtered(layout: Layout, titles: str) -> str:
    """The one offence that a filter beside the table names."""
    found = {match["name"].strip() for match in FILTER.finditer(f"{titles}\n{layout.footnotes}")}
    name = found.pop() if len(found) == 1 else ""
    return "" if re.search(r"(?i)\b(?:or|eller|and|och)\b|^(?:all|alla|samtliga)\b", name) else name


def with_measure(layout: Layout, said: Sequence[str]) -> Layout:
    """Figures whose columns do not say of which kind they are, where the title or a name does: per 100 000, shares."""
    vague = [found for found in layout.columns if found.role == "count" and found.vague]
    explicit = [found for found in layout.columns if found.role in ("count", "rate", "share") and not found.vague]
    if not vague or explicit or layout.having("measure"):
        return layout
    for text in said:
        if re.search(r"(?i)antal (?:och|samt|respektive)", text):
            return layout
        per_how_many = per(text)
        if per_how_many and (per_how_many >= 1000 or per_how_many == 1):
            return replaced(layout, vague, "rate", per_how_many)
        if SHARE.search(text.lower()):
            return replaced(layout, vague, "share", None)
    return layout


def replaced(layout: Layout, vague: Sequence[Column], role: Role, per_how_many: int | None) -> Layout:
    columns = [
        replace(one, role=role, per=per_how_many, vague=False) if one in vague else one for one in layout.columns
    ]
    return replace(layout, columns=tuple(columns))


def beside_each_other(columns: Sequence[Column], corrections: Corrections) -> list[Column]:
    """Columns of places with one name: two tables stand beside each other."""
    places = [found for found in columns if found.role == "place" and found.letter not in corrections.roles]
    counts = Counter(names.folded(found.name) for found in places)
    return [found for found in places if counts[names.folded(found.name)] > 1]


def checked(
    name: str, layout: Layout, profiles: list[Profile], body: Sequence[Numbered], beside: list[Column]
) -> Layout:
    """Raise :class:`Refused` where nothing can be read; otherwise the layout."""
    if layout.is_events:
        return layout
    figures = [found for found in layout.columns if found.is_figure]
    short = next((one for one in layout.columns if short_dates(one.name, profiles[one.index])), None)
    if short and not layout.year and not layout.is_wide and not layout.having("year", "date"):
        header = layout.header_rows[-1] if layout.header_rows else None
        shown = profiles[short.index].present[0]
        raise Refused(Problem("short_years", name, header, short.letter, short.name, shown))
    if not figures:
        raise Refused(*(layout.problems or [about(name, "nothing_numeric")]))
    problems = mixed(name, layout, body)
    if problems:
        raise Refused(*problems)
    if not layout.year and not layout.is_wide and not layout.having("year", "date"):
        problems.append(without_year(name, layout))
    header = layout.header_rows[-1] if layout.header_rows else None
    offences = layout.having("indicator")
    if not layout.having("measure"):
        problems += [
            Problem("no_per", name, header, found.letter, found.name)
            for found in figures
            if (found.role == "rate" and not found.per)
            or (found.role == "count" and found.vague and not offences and has_fractions(found, profiles))
        ]
    if beside:
        others = tuple(f"{found.letter} ({found.name})" for found in beside[:1])
        problems.append(Problem("two_columns_for_one", name, header, beside[1].letter, beside[1].name, expected=others))
    problems += twice(name, header, layout)
    if problems:
        raise Refused(*problems)
    return layout


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


def without_year(name: str, layout: Layout) -> Problem:
    """Why there is no year: nothing says one, or what says it speaks of a part of one."""
    for text in layout.said:
        words = named(partly(text)) or one_part(text)
        if words:
            return about(name, "only_part_of_year", words)
    return about(name, "no_year")


def has_fractions(found: Column, profiles: list[Profile]) -> bool:
    """Whether many of a column's figures are no whole numbers, and so no counts."""
    values = [cells.number(text, found.numbers) for text in profiles[found.index].present[:300]]
    there = [value for value in values if value is not None]
    return sum(value != int(value) for value in there) > len(there) * 0.2


def mixed(name: str, layout: Layout, body: Sequence[Numbered]) -> list[Problem]:
    """A column that holds places, and offences or years as well, as pivot tables have them: each row's figures would
    be those of a place."""
    place = layout.one("place") or layout.one("breakdown")
    if (
        not place
        or layout.header_rows == ()
        or layout.having("place_code")
        or (place.role == "breakdown" and layout.having("place", "category"))
    ):
        return []
    figures = [found.index for found in layout.columns if found.is_figure]
    offences, years, others = [], [], 0
    for number, row in body:
        text = row[place.index] if place.index < len(row) else ""
        if not text or is_total(text) or not any(index < len(row) and row[index] for index in figures):
            continue
        if cells.period(text):
            years.append((number, text))
        elif not layout.having("indicator") and names.indicator(text).id:
            offences.append((number, text))
        else:
            others += 1
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
