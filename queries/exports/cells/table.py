"""Third stage: from cells to figures. Each figure keeps its row; what does not fit is named, never guessed at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from queries.exports.cells.kept import ASIDE, About, Key, Values
from queries.exports.cells.row_headers import Headers
from queries.exports.cells.row_numbers import Amounts
from queries.exports.cells.row_periods import BROKEN, Periods
from queries.exports.cells.row_places import Places
from queries.exports.cells.row_texts import Carried, Offences
from queries.exports.columns.column import Role, cell
from queries.exports.columns.labels import lasts, measure_of
from queries.exports.columns.layout import Layout
from queries.exports.file.grid import Grid, Row
from queries.exports.sentences import message, sentence
from queries.exports.values import cells, names, offences
from queries.exports.values.cells import Period
from queries.exports.values.part_years import is_preliminary
from queries.store.checks import Problem

FIGURES_OF = {"count": "count", "population": "population", "rate": "per_1000", "share": "share_percent"}
"""The measure of the contract for each role."""


def values(grid: Grid, layout: Layout) -> Values:
    """Read every row of the table below its header and above its notes, or above another table."""
    found = Values()
    reader = Reader(grid.name, layout, found)
    headers, is_heading, repeated, before = Headers(layout), False, 0, layout.first_row - 1
    for number, row in rows_of(grid, layout):
        again = headers.again(row, after_gap=number > before + 1 or is_heading)
        if again == "other" or (again and is_heading):
            text = message("Row {row} begins another table, which was not read. Save it as a file of its own.")
            found.remarks.append(sentence(text, row=number))
            break
        before, is_heading = number, False
        if again:
            repeated += 1
            continue
        found.rows += 1
        is_heading = not reader.take_row(number, row)
    remark(reader, repeated)
    return found


def rows_of(grid: Grid, layout: Layout) -> Iterator[tuple[int, Row]]:
    for number, row in grid.rows():
        if layout.last_row is not None and number > layout.last_row:
            return
        if number >= layout.first_row and number not in layout.header_rows:
            yield number, row


def remark(reader: Reader, repeated: int) -> None:
    """What a reader of the file must know of how its rows were read; ``repeated`` are the rows that repeat the header."""
    found = reader.found
    if repeated:
        text = message("Rows that repeat the header and were left out: {count}.")
        found.remarks.append(sentence(text, count=repeated))
    if reader.carried.rows:
        text = message("Rows whose empty cells were read as in the row above: {count}.")
        found.remarks.append(sentence(text, count=reader.carried.rows))
    lost = sorted(text for text in reader.places.spelled if "\ufffd" in text)
    if lost:
        text = message("Letters were lost before the file was saved, such as in “{example}”: mend them at the source.")
        found.remarks.append(sentence(text, example=lost[0]))
    small = [column.letter for column, amounts in reader.amounts if amounts.may_be_parts_of_one]
    if small:
        text = message(
            "Shares that are all at most 1 per cent: column {columns}. Are they parts of 1? Multiply by 100."
        )
        found.remarks.append(sentence(text, columns=listed(small)))
    for per_how_many in sorted(reader.converted):
        text = message("Rates per {per} inhabitants in the rows became rates per 1 000.")
        found.remarks.append(sentence(text, per=f"{per_how_many:,}".replace(",", " ")))
    found.first_day, found.last_day = reader.periods.first_day, reader.periods.last_day
    if found.first_day and found.last_day:
        text = message("Figures by day were added up to years. The first day is {first}, the last {last}.")
        if reader.days:
            text = message("The figure of a year is that of its last day. The first day is {first}, the last {last}.")
        found.remarks.append(sentence(text, first=str(found.first_day), last=str(found.last_day)))


class Reader:
    """Reads rows one after the other into ``found``."""

    def __init__(self, name: str, layout: Layout, found: Values) -> None:
        self.name, self.layout, self.found = name, layout, found
        self.places, self.periods = Places(name, layout), Periods(name, layout)
        self.offences, self.carried = Offences(layout), Carried(layout)
        self.measure = layout.one("measure")
        self.groups = layout.having("breakdown")
        self.remarked = [one for one in layout.columns if one.use == "note"]
        self.amounts = [(column, Amounts(column)) for column in layout.columns if column.is_figure]
        self.grouped = any(column.group for column, _ in self.amounts)
        self.converted: set[int] = set()
        self.lasting: dict[str, bool] = {}
        self.days: dict[tuple[Key, str], int] = {}  # the last day of what lasts, as month and day

    def take_row(self, number: int, row: Row) -> bool:
        """Take the row's figures; whether it has any."""
        width = len(self.layout.columns)
        if len(row) > width and any(cells.looks_numeric(cell) for cell in row[width:]):
            problem = Problem("row_too_long", self.name, number, value=str(len(row)), expected=(str(width),))
            self.found.problem(problem)
            return True
        if not any(cell(row, column) for column, _ in self.amounts):
            self.take_heading(row)
            return False
        if self.layout.carried and not names.is_total(cell(row, self.places.place)):
            row = self.carried.filled(row)
        about = self.about(number, row)
        if about:
            for column, amounts in self.amounts:
                self.take_figure(about, amounts, number, cell(row, column))
        return True

    def take_heading(self, row: Row) -> None:
        """A row without figures: the place or the offence of the rows below it, where it names one."""
        keys = (*self.places.columns, self.offences.column, self.periods.year, *self.groups)
        if sum(1 for column in keys if cell(row, column)) > 1:
            self.found.missing += len(self.amounts)  # nothing is known of what the row is about
        there = [text for text in row if text]
        if len(there) == 1 or self.layout.carried:
            self.carried.keep(row)
        if (
            len(there) == 1
            and not self.offences.column
            and (names.indicator(there[0]).id or offences.is_like(there[0]))
        ):
            self.offences.section = there[0]

    def about(self, number: int, row: Row) -> About | None:
        """What the row's figures are about; ``None`` where that is unknown, which is told."""
        place = self.places.of(number, row, self.found)
        if place is None:
            return None
        when = self.periods.of(number, row, self.found, told=place not in ASIDE)
        if when == BROKEN:
            return None
        assert not isinstance(when, str)
        column = self.offences.column
        text = cell(row, column)
        if column and not text and not self.offences.section:
            if place not in ASIDE:
                self.found.problem(Problem("no_indicator", self.name, number, column.letter, column.name))
            return None
        if names.is_bare_total(text):
            self.found.of_offences.setdefault(text, []).append(number)
        groups = tuple([row[one.index] if one.index < len(row) else "" for one in self.groups])
        preliminary = any(is_preliminary(cell(row, one), one.name) for one in self.remarked)
        measured = measure_of(cell(row, self.measure)) if self.measure else None
        return About(place, when, groups, *self.offences.of(row), measured, preliminary)

    def take_figure(self, about: About, amounts: Amounts, number: int, text: str) -> None:
        """Take one figure of a row, as what its column and its row together say it is."""
        column = amounts.column
        period = column.period or about.when
        if period is None or not period.year:
            return
        if column.part and not period.part:
            period = Period(period.year, *column.part, period.preliminary, star=period.star)
        elif column.period and about.when and about.when.part and not column.period.part:
            period = replace(column.period, part=about.when.part, parts=about.when.parts)
        role, per_how_many = column.role, column.per
        if about.measured:
            role, per_how_many = about.measured
        elif role == "count" and (about.said == "population" or (about.said and column.vague)):
            role, per_how_many = about.said, about.said_per
        if role == "rate" and per_how_many not in (None, 1000, column.per):
            self.converted.add(per_how_many or 0)
        named = about.indicator or column.indicator or self.offences.section or self.layout.indicator
        if about.indicator and column.indicator:
            named = f"{about.indicator}, {column.indicator}"
        lasting = column.lasts or self.lasts(named)
        day = period.day if lasting and period.parts == 0 else 0
        if lasting and (period.part or day):
            self.found.lasting.add(named)
        key = Key(
            self.places.of_column(column.place) if column.place else about.place,
            "" if role == "population" else named,
            (*about.groups, column.group) if self.grouped else about.groups,
            period.year,
            period.part,
            period.parts,
        )
        if period.preliminary or about.preliminary:
            self.found.preliminary.add(period.year)
        if period.star:
            self.found.starred.add(period.year)
        if key.place not in ASIDE:
            self.put(key, role, per_how_many, amounts, number, text, day)
        elif role in ("count", "population"):
            value = None if cells.is_missing(text) else cells.number(text, column.numbers)
            self.found.asides.setdefault(key, []).append((role, value, number))

    def lasts(self, named: str) -> bool:
        """Whether what is counted is a stock, a sum of twelve months or one that grows, by its name."""
        if named not in self.lasting:
            self.lasting[named] = lasts(named)
        return self.lasting[named]

    def put(
        self, key: Key, role: Role, per_how_many: int | None, amounts: Amounts, number: int, text: str, day: int
    ) -> None:
        """Put one figure in its place; say so where another stands there already. Of what lasts, the last ``day`` of the
        year stands there."""
        measure = FIGURES_OF.get(role)
        if measure is None:
            return
        found, column = self.found, amounts.column
        kept = found.populations if role == "population" else found.cells
        value = amounts.of(text, role, per_how_many)
        if isinstance(value, str):
            found.problem(Problem(value, self.name, number, column.letter, column.name, text))
            return
        there = kept.setdefault(key, {})
        before = there.get(measure)
        is_broken = bool(found.broken) and (key, measure) in found.broken
        if value is None:
            found.missing += 1
            if before is None and not is_broken:
                there[measure] = (None, number, text)
            return
        found.figures += 1
        last = self.days.setdefault((key, measure), day) if day else 0
        if before is None or before[0] is None or day > last:
            if not is_broken:
                there[measure] = (value, number, text)
                self.days[key, measure] = day
        elif day < last:
            return
        elif key.parts == 0 and role == "count" and not day:  # days are added up to their year
            there[measure] = (before[0] + value, number, text)
        elif before[0] == value:
            if role != "population":  # that of a place may stand on each of its rows
                found.repeated.append(number)
        else:
            found.broken.add((key, measure))
            del there[measure]
            where = (self.name, number, column.letter, column.name)
            found.problem(Problem("two_values", *where, text, (before[2], str(before[1]))))


def listed(letters: list[str]) -> str:
    return ", ".join(letters[:8]) + (" …" if len(letters) > 8 else "")
