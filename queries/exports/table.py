"""Third stage: from cells to figures. Each figure keeps its row; what does not fit is named, never guessed at."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from queries.checks import LARGEST, Problem
from queries.exports import cells, names
from queries.exports.cells import Period
from queries.exports.grid import Grid, Row
from queries.exports.layout import MEASURES, Column, Layout
from queries.exports.meanings import Role, per
from queries.exports.names import Place
from queries.exports.problems import Sentence, message, sentence

MOST_PROBLEMS = 1_000
"""Problems kept; further ones are counted."""

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
    }
)
"""What a group that holds all others is called."""


@dataclass(frozen=True)
class Key:
    """What a figure is about. ``groups`` are its values in the columns that part the figures further."""

    place: str
    indicator: str
    groups: tuple[str, ...]
    year: int
    part: int | None = None
    parts: int = 1


@dataclass
class Cell:
    """The figures of one key, each with the row it stands in; ``None`` is missing, a key not there was not given."""

    figures: dict[str, tuple[float | None, int, str]] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)


@dataclass
class Values:
    """All figures of a table, and what was noticed on the way."""

    cells: dict[Key, Cell] = field(default_factory=dict)
    populations: dict[Key, Cell] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    further_problems: int = 0
    remarks: list[Sentence] = field(default_factory=list)
    rows: int = 0
    figures: int = 0
    missing: int = 0
    repeated: list[int] = field(default_factory=list)
    preliminary: set[int] = field(default_factory=set)
    lost_zeros: dict[str, str] = field(default_factory=dict)
    totals: list[int] = field(default_factory=list)

    def problem(self, found: Problem) -> None:
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(found)
        else:
            self.further_problems += 1


def values(grid: Grid, layout: Layout) -> Values:
    """Read every row of the table below its header and above its notes."""
    found = Values()
    reader = Reader(grid.name, layout, carries_down(grid, layout))
    skipped = set(layout.header_rows)
    for number, row in grid.rows():
        if number < layout.first_row or number in skipped or (layout.last_row is not None and number > layout.last_row):
            continue
        found.rows += 1
        reader.read(number, row, found)
    if reader.carried:
        text = message("Rows without a place that were read as belonging to the place above: {count}.")
        found.remarks.append(sentence(text, count=reader.carried))
    return found


def carries_down(grid: Grid, layout: Layout) -> bool:
    """Whether places are written only in the first row of each, as merged cells are saved."""
    place = layout.one("place")
    if not place:
        return False
    rows = [row for number, row in grid.head if number >= layout.first_row and any(row)]
    empty = [not (place.index < len(row) and row[place.index]) for row in rows]
    return len(empty) > 2 and not empty[0] and sum(empty) > len(empty) * 0.2


class Reader:
    """Reads rows one after the other; remembers the place above."""

    def __init__(self, name: str, layout: Layout, carries: bool) -> None:
        self.name, self.layout, self.carries = name, layout, carries
        self.place = layout.one("place")
        self.code = layout.one("place_code")
        self.category = layout.one("category")
        self.indicator = layout.one("indicator")
        self.measure = layout.one("measure")
        self.year = layout.one("year") or layout.one("date")
        self.period = layout.one("period")
        self.groups = layout.having("breakdown")
        self.figures = [column for column in layout.columns if column.is_figure]
        self.width = len(layout.columns)
        self.above = ""
        self.carried = 0

    def cell(self, row: Row, column: Column | None) -> str:
        return row[column.index] if column and column.index < len(row) else ""

    def read(self, number: int, row: Row, found: Values) -> None:
        if len(row) > self.width and any(row[self.width :]):
            found.problem(Problem("row_too_long", self.name, number, value=str(len(row)), expected=(str(self.width),)))
            return
        texts = [self.cell(row, column) for column in self.figures]
        if not any(texts):
            if self.carries and self.cell(row, self.place):
                self.above = self.cell(row, self.place)
            return  # a heading between rows
        place = self.place_of(number, row, found)
        if place is None:
            return
        when = self.when(number, row, found)
        groups = tuple(self.cell(row, column) for column in self.groups)
        for column, text in zip(self.figures, texts, strict=True):
            period = column.period or when
            if period is None:
                continue
            if column.period and when and when.part and not column.period.part:
                period = Period(column.period.year, when.part, when.parts, column.period.preliminary)
            role, per_how_many = column.role, column.per
            if self.measure:
                role, per_how_many = measured(self.cell(row, self.measure), column)
            indicator = self.cell(row, self.indicator) or column.indicator or self.layout.indicator
            key = Key(column.place or place, indicator, groups, period.year, period.part, period.parts)
            if period.preliminary:
                found.preliminary.add(period.year)
            self.take(found, key, role, per_how_many, column, number, text)

    def place_of(self, number: int, row: Row, found: Values) -> str | None:
        """The text that names the row's place; ``None`` where there is none though there should be."""
        text = self.cell(row, self.place)
        code = self.cell(row, self.code)
        if self.category and self.cell(row, self.category):
            return self.cell(row, self.category)
        if self.carries and not text and self.above:
            text = self.above
            self.carried += 1
        self.above = text or self.above
        if names.folded(text) in TOTALS and not self.layout.place:
            found.totals.append(number)
            return None
        if code:
            known = names.place(code)
            if known.kind != "own":
                if known.lost_zero:
                    found.lost_zeros[code] = known.code
                if not text or names.place(text).kind == "own" or names.place(text) == known:
                    return code if not text or (known.kind != "own" and names.place(text).kind != "own") else text
            text = text or code
        if text or not (self.place or self.code or self.category):
            place = names.place(text) if text else None
            if place and place.lost_zero:
                found.lost_zeros[text] = place.code
            return text or self.layout.place
        if not self.layout.place and all(cells.is_missing(self.cell(row, column)) for column in self.figures):
            return None
        if self.layout.place:
            return self.layout.place
        column = self.place or self.code or self.category
        assert column is not None
        found.problem(Problem("no_place", self.name, number, column.letter, column.name))
        return None

    def when(self, number: int, row: Row, found: Values) -> Period | None:
        """The row's year or part of a year; ``None`` where it is in the header, or cannot be read."""
        year_text, part_text = self.cell(row, self.year), self.cell(row, self.period)
        if not self.year:
            year = self.layout.year
        else:
            year = cells.period(year_text) or day(year_text)
            if year is None and self.period and cells.period(part_text):
                return cells.period(part_text)
            if year is None and not self.layout.is_wide:
                found.problem(Problem("not_a_year", self.name, number, self.year.letter, self.year.name, year_text))
                return None
        if not self.period or not part_text or (year and year.part):
            return year
        whole = cells.period(part_text)
        if whole and (year is None or whole.year == year.year):
            return Period(whole.year, whole.part, whole.parts, whole.preliminary or bool(year and year.preliminary))
        part = cells.part_of_year(part_text)
        if part is None:
            found.problem(Problem("not_a_month", self.name, number, self.period.letter, self.period.name, part_text))
            return None
        return Period(year.year, part[0], part[1], year.preliminary) if year else None

    def take(
        self, found: Values, key: Key, role: Role, per_how_many: int | None, column: Column, number: int, text: str
    ) -> None:
        """Put one figure in its place; say so where another stands there already."""
        kept = found.populations if role == "population" else found.cells
        measure = {"rate": "per_1000", "share": "share_percent"}.get(role, role)
        if measure not in ("count", "population", "per_1000", "share_percent"):
            return
        value = self.number(found, role, per_how_many, column, number, text)
        if value is NOTHING:
            return
        cell = kept.setdefault(key, Cell())
        before = cell.figures.get(measure)
        if value is None:
            found.missing += 1
            if before is None and measure not in cell.broken:
                cell.figures[measure] = (None, number, text)
            return
        assert isinstance(value, float)
        found.figures += 1
        if key.parts == 0 and role == "count" and before and before[0] is not None:  # days are added up to their year
            cell.figures[measure] = (before[0] + value, number, text)
            return
        if measure in cell.broken:
            return
        if before is None or before[0] is None:
            cell.figures[measure] = (value, number, text)
        elif before[0] == value:
            found.repeated.append(number)
        else:
            cell.broken.add(measure)
            del cell.figures[measure]
            found.problem(
                Problem(
                    "two_values",
                    self.name,
                    number,
                    column.letter,
                    column.name,
                    text,
                    (f"{before[2]} (row {before[1]})",),
                )
            )

    def number(
        self, found: Values, role: Role, per_how_many: int | None, column: Column, number: int, text: str
    ) -> float | object | None:
        """The value per 1 000 for rates; ``None`` where it is missing, :data:`NOTHING` where it cannot be one."""
        if cells.is_missing(text):
            return None
        where = (self.name, number, column.letter, column.name, text)
        value = cells.number(text, column.numbers)
        if value is None:
            found.problem(Problem("not_a_number", *where))
            return NOTHING
        if value < 0:
            found.problem(Problem("negative", *where))
            return NOTHING
        if value > LARGEST:
            found.problem(Problem("too_great", *where))
            return NOTHING
        if role in ("count", "population") and value != int(value):
            found.problem(Problem("not_a_whole_number", *where))
            return NOTHING
        if role == "population" and value == 0:
            found.problem(Problem("no_population", *where))
            return NOTHING
        if role == "share" and value > 100:
            found.problem(Problem("too_great", *where))
            return NOTHING
        if role == "rate":
            if not per_how_many:
                found.problem(Problem("no_per", *where))
                return NOTHING
            return round(value * 1000 / per_how_many, 6)
        return value


NOTHING = object()


def day(text: str) -> Period | None:
    """The year of a date to the day in any notation; days are added up to their year."""
    year = re.search(r"(?:19|20)\d\d", text)
    return Period(int(year[0]), 1, 0) if year and cells.is_day(text) else None


def measured(text: str, column: Column) -> tuple[Role, int | None]:
    """What the figure of a row is, where a column says so."""
    per_how_many = per(text)
    if per_how_many:
        return "rate", per_how_many
    return MEASURES.get(names.folded(text), column.role), column.per


# ---- groups and parts of years added up ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Figure:
    """The figures of one place, indicator and period; ``None`` is unknown."""

    place: str
    indicator: str
    year: int
    part: int | None
    parts: int
    count: float | None = None
    population: float | None = None
    per_1000: float | None = None
    share_percent: float | None = None
    row: int | None = None
    summed: bool = False
    rate_text: str = ""


def figures(found: Values, layout: Layout, totals: dict[str, str]) -> list[Figure]:
    """The figures with groups added up, or the group that holds all, or the one the reader chose."""
    picked = pick(layout, found, totals)
    result = []
    populations = {
        (names.folded(key.place), key.year, key.part): figure
        for key, figure in collapsed(found.populations, picked, found)
    }
    for key, figure in collapsed(found.cells, picked, found):
        result.append(
            with_population(
                figure,
                populations.get((names.folded(key.place), key.year, key.part))
                or populations.get((names.folded(key.place), key.year, None)),
            )
        )
    if not result:
        return [Figure(**{**figure.__dict__, "indicator": "population"}) for figure in populations.values()]
    return result


def with_population(figure: Figure, population: Figure | None) -> Figure:
    if population is None or figure.population is not None:
        return figure
    return Figure(**{**figure.__dict__, "population": population.population})


def pick(layout: Layout, found: Values, totals: dict[str, str]) -> dict[int, str]:
    """The value that is used in each column that parts the figures: the reader's choice, else the one that holds all."""
    picked = {}
    for place, column in enumerate(layout.having("breakdown")):
        there = {key.groups[place] for key in (*found.cells, *found.populations)}
        if column.letter in totals and totals[column.letter] in there:
            picked[place] = totals[column.letter]
            continue
        whole = [text for text in there if names.folded(text) in TOTALS]
        if len(whole) == 1 and len(there) > 1:
            picked[place] = whole[0]
            text = message("In the column {column}, the rows with “{value}” are used; the groups are left out.")
            found.remarks.append(sentence(text, column=column.name, value=whole[0]))
    return picked


def collapsed(kept: dict[Key, Cell], picked: dict[int, str], found: Values) -> Iterator[tuple[Key, Figure]]:
    """One figure a place, indicator and period."""
    groups: dict[Key, list[Cell]] = {}
    for key, cell in kept.items():
        if any(key.groups[place] != value for place, value in picked.items()):
            continue
        groups.setdefault(Key(key.place, key.indicator, (), key.year, key.part, key.parts), []).append(cell)
    summed, dropped = 0, 0
    most = 1
    for key, members in groups.items():
        first = next((entry for cell in members for entry in cell.figures.values()), None)
        one: dict[str, float | None] = {}
        for measure in ("count", "population", "per_1000", "share_percent"):
            entries = [cell.figures[measure][0] for cell in members if measure in cell.figures]
            if not entries:
                continue
            if len(members) == 1:
                one[measure] = entries[0]
            elif measure in ("count", "population"):
                complete = len(entries) == len(members) and all(entry is not None for entry in entries)
                one[measure] = sum(entry for entry in entries if entry is not None) if complete else None
            else:
                dropped += 1
        if len(members) > 1:
            summed += 1
            most = max(most, len(members))
        rate = members[0].figures.get("per_1000")
        yield (
            key,
            Figure(
                key.place,
                key.indicator,
                key.year,
                key.part,
                key.parts,
                **one,
                row=first[1] if first else None,
                summed=len(members) > 1,
                rate_text=rate[2] if rate and len(members) == 1 else "",
            ),
        )
    if summed:
        text = message(
            "The file parts its figures into groups. Figures here that are sums of up to {groups} groups each, and cover only the groups in the file: {count}."
        )
        found.remarks.append(sentence(text, count=summed, groups=most))
    if dropped:
        text = message("Rates or shares of groups that were left out, since they cannot be added up: {count}.")
        found.remarks.append(sentence(text, count=dropped))


def whole_years(parts: list[Figure], name: str, found: Values) -> list[Figure]:
    """The figures by year. Months and quarters are added up where all of a year are there; otherwise the year is left out."""
    result = [figure for figure in parts if figure.part is None or figure.parts == 0]
    known = {(names.folded(figure.place), figure.indicator, figure.year) for figure in result if figure.part is None}
    groups: dict[tuple[str, str, int], list[Figure]] = {}
    for figure in parts:
        if figure.part is not None and figure.parts:
            groups.setdefault((figure.place, figure.indicator, figure.year), []).append(figure)
    incomplete: dict[int, int] = {}
    rates = 0
    for (place, indicator, year), members in groups.items():
        if (names.folded(place), indicator, year) in known:
            continue
        if len({figure.part for figure in members}) < members[0].parts:
            incomplete[year] = max(incomplete.get(year, 0), len(members))
            continue
        if any(figure.parts != members[0].parts for figure in members):
            continue
        counts = [figure.count for figure in members if figure.count is not None]
        rates += sum(figure.per_1000 is not None for figure in members)
        last = max(members, key=lambda figure: figure.part or 0)
        count = sum(counts) if len(counts) == len(members) else None
        result.append(
            Figure(place, indicator, year, None, 1, count=count, population=last.population, row=last.row, summed=True)
        )
    for year, months in sorted(incomplete.items()):
        found.remarks.append(
            sentence(
                message("Of {year} there are too few months or quarters ({count}); it is not shown as a year."),
                year=year,
                count=months,
            )
        )
    if rates:
        text = message("Rates by month or quarter cannot be added up to years; the counts can.")
        found.remarks.append(sentence(text))
    return [figure for figure in result if any_figure(figure)]


def any_figure(figure: Figure) -> bool:
    return any(value is not None for value in (figure.count, figure.population, figure.per_1000, figure.share_percent))


def cross_checked(parts: list[Figure], layout: Layout, name: str, found: Values) -> None:
    """What contradicts itself in the file: rates that are not count by population, years missing, leaps of populations."""
    rate = next((column for column in layout.columns if column.role == "rate" and column.per), None)
    for figure in parts:
        if figure.count is None or not figure.population or figure.per_1000 is None or not rate or not rate.per:
            continue
        expected = figure.count / figure.population * rate.per
        shown = figure.per_1000 * rate.per / 1000
        decimals = (
            len(re.split(r"[.,]", cells.plain(figure.rate_text))[-1]) if re.search(r"[.,]\d", figure.rate_text) else 0
        )
        decimals = min(decimals, 6)
        if abs(expected - shown) > 0.5 * 10**-decimals * 1.001 + 1e-9:
            found.problem(
                Problem(
                    "rate_differs",
                    name,
                    figure.row,
                    rate.letter,
                    rate.name,
                    figure.rate_text or f"{shown:g}",
                    (f"{expected:.{max(decimals, 1)}f}",),
                )
            )
    years = sorted({figure.year for figure in parts})
    if years:
        absent = sorted(set(range(years[0], years[-1] + 1)) - set(years))
        if absent:
            text = message("There are no figures for {years}, while there are for years before and after.")
            found.remarks.append(sentence(text, years=", ".join(map(str, absent))))
    for year in sorted(found.preliminary):
        found.remarks.append(
            sentence(message("The figures of {year} are marked as preliminary and may change."), year=year)
        )
    leaps(parts, name, found)


LEAP = 0.1
"""A population that changes by more than this share in a year is pointed out."""


def leaps(parts: list[Figure], name: str, found: Values) -> None:
    populations: dict[str, dict[int, Figure]] = {}
    for figure in parts:
        if figure.population:
            populations.setdefault(figure.place, {})[figure.year] = figure
    for place, by_year in populations.items():
        for year, figure in sorted(by_year.items()):
            before = by_year.get(year - 1)
            if before and before.population and figure.population:
                change = abs(figure.population / before.population - 1)
                if change > LEAP and before.population >= 100:
                    shown = f"{place} {year}: {figure.population:.0f}"
                    found.problem(
                        Problem(
                            "population_jumps", name, figure.row, value=shown, expected=(f"{before.population:.0f}",)
                        )
                    )


def counted(found: Values) -> list[Sentence]:
    """How many rows and figures were read, missing, repeated or lost their zeros, in sentences."""
    said = [sentence(message("Rows read: {rows}; figures in them: {figures}."), rows=found.rows, figures=found.figures)]
    if found.missing:
        said.append(
            sentence(
                message("Figures missing in the file: {count}. They stay missing; none became 0."), count=found.missing
            )
        )
    if found.repeated:
        shown = ", ".join(str(row) for row in sorted(set(found.repeated))[:10])
        text = message("Figures that stand twice and were counted once: {count} (rows {rows}).")
        found_rows = sorted(set(found.repeated))
        said.append(sentence(text, count=len(found.repeated), rows=shown + (" …" if len(found_rows) > 10 else "")))
    if found.totals:
        text = message("Rows of totals without a place that were left out: {count} (rows {rows}).")
        said.append(sentence(text, count=len(found.totals), rows=", ".join(map(str, found.totals[:10]))))
    if found.lost_zeros:
        text = message("Codes that lost their leading zero were read with it: {codes}.")
        shown = ", ".join(f"{short} → {code}" for short, code in sorted(found.lost_zeros.items())[:10])
        said.append(sentence(text, codes=shown))
    return said


def places_of(parts: list[Figure]) -> dict[str, Place]:
    """What each place's text names."""
    return {text: names.place(text) for text in {figure.place for figure in parts}}


def kinds(places: dict[str, Place]) -> Counter[str]:
    return Counter(place.kind for place in places.values())
