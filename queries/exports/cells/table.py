"""Third stage: from cells to figures. Each figure keeps its row; what does not fit is named, never guessed at."""

from __future__ import annotations

import re
from dataclasses import replace

from queries.exports.cells.kept import ASIDE, About, Key, Values
from queries.exports.cells.row_periods import BROKEN, Periods
from queries.exports.cells.row_places import Places
from queries.exports.columns.column import Role, cell
from queries.exports.columns.defaults import ASKED_ABOUT
from queries.exports.columns.labels import contents_of, counted, label, measure_of
from queries.exports.columns.layout import Layout
from queries.exports.file.grid import Grid, Row
from queries.exports.problems import message, sentence
from queries.exports.values import cells, names
from queries.exports.values.cells import Period
from queries.exports.values.memory import MOST_REMEMBERED
from queries.exports.values.part_years import is_preliminary
from queries.store.checks import LARGEST, Problem

FIGURES_OF = {"count": "count", "population": "population", "rate": "per_1000", "share": "share_percent"}
"""The measure of the contract for each role."""


def values(grid: Grid, layout: Layout) -> Values:
    """Read every row of the table below its header and above its notes, or above another table."""
    found = Values()
    reader = Reader(grid.name, layout)
    skipped = set(layout.header_rows)
    before, headings, headers = layout.first_row - 1, 0, 0
    for number, row in grid.rows():
        if number < layout.first_row or number in skipped:
            continue
        if layout.last_row is not None and number > layout.last_row:
            break
        again = reader.header_again(row, after_gap=number > before + 1 or headings > 0)
        if again and (again == "other" or headings):
            text = message("Row {row} begins another table, which was not read. Save it as a file of its own.")
            found.remarks.append(sentence(text, row=number))
            break
        before, headings = number, 0
        if again:
            headers += 1
            continue
        found.rows += 1
        headings = reader.read(number, row, found)
    remark(reader, found, headers)
    return found


def remark(reader: Reader, found: Values, headers: int) -> None:
    """What a reader of the file must know of how its rows were read; ``headers`` are the rows that repeat the header."""
    if headers:
        found.remarks.append(
            sentence(message("Rows that repeat the header and were left out: {count}."), count=headers)
        )
    if reader.carried:
        text = message("Rows whose empty cells were read as in the row above: {count}.")
        found.remarks.append(sentence(text, count=reader.carried))
    lost = sorted(text for text in reader.places.spelled if "\ufffd" in text)
    if lost:
        text = message("Letters were lost before the file was saved, such as in “{example}”: mend them at the source.")
        found.remarks.append(sentence(text, example=lost[0]))
    parts_of_one = [column.letter for at, column in enumerate(reader.figures) if may_be_parts_of_one(reader, at)]
    if parts_of_one:
        text = message(
            "Shares that are all at most 1 per cent: column {columns}. Are they parts of 1? Multiply by 100."
        )
        found.remarks.append(sentence(text, columns=listed(parts_of_one)))
    for per_how_many in sorted(reader.converted):
        text = message("Rates per {per} inhabitants in the rows became rates per 1 000.")
        found.remarks.append(sentence(text, per=f"{per_how_many:,}".replace(",", " ")))
    if reader.periods.first_day and reader.periods.last_day:
        found.first_day, found.last_day = reader.periods.first_day, reader.periods.last_day
        text = message("Figures by day were added up to years. The first day is {first}, the last {last}.")
        found.remarks.append(sentence(text, first=str(reader.periods.first_day), last=str(reader.periods.last_day)))


def may_be_parts_of_one(reader: Reader, at: int) -> bool:
    """Whether the shares of a column are all so small that they may be parts of 1."""
    known = reader.numbers[at]
    shares = [value for value in known.values() if isinstance(value, float)]
    if reader.figures[at].role != "share" or len(shares) < 2:
        return False
    return max(shares) <= 1 and not any("%" in text for text in known)


class Reader:
    """Reads rows one after the other; remembers the row above, and what texts mean."""

    def __init__(self, name: str, layout: Layout) -> None:
        self.name, self.layout = name, layout
        self.places = Places(name, layout)
        self.periods = Periods(name, layout)
        self.indicator = layout.one("indicator")
        self.measure = layout.one("measure")
        self.groups = layout.having("breakdown")
        self.remarked = [one for one in layout.columns if one.use == "note"]
        self.figures = [column for column in layout.columns if column.is_figure]
        self.grouped = any(column.group for column in self.figures)
        self.width = len(layout.columns)
        self.above: dict[int, str] = {}
        self.carried = 0
        self.converted: set[int] = set()
        self.section = ""
        self.indicators: dict[str, tuple[str, Role | None, int | None]] = {}
        self.same: dict[str, str] = {}
        self.numbers: list[dict[str, float | str | None]] = [{} for _ in self.figures]
        self.no_labels: set[str] = set()
        self.labels = [(at, names.folded(name)) for at, name in enumerate(layout.header) if name]

    def header_again(self, row: Row, after_gap: bool) -> str:
        """Whether the row is the header once more (``same``), or that of another table (``other``)."""
        if not self.labels:
            return ""
        index, first = self.labels[0]
        if not after_gap and index < len(row) and row[index] in self.no_labels:
            return ""
        if index < len(row) and row[index] and len(first) > 1 and names.folded(row[index]) == first:
            if not re.search("[a-zåäö]", first):
                return ""
            there = [at < len(row) and names.folded(row[at]) == name for at, name in self.labels]
            if all(there):
                return "same"
            if not any(
                cells.looks_numeric(cell(row, one)) and not cells.period(cell(row, one)) for one in self.figures
            ):
                return "other"
        if index < len(row) and len(self.no_labels) < MOST_REMEMBERED and names.folded(row[index]) != first:
            self.no_labels.add(row[index])
        if not after_gap or not self.layout.header_rows:
            return ""
        texts = [text for column in self.figures if (text := cell(row, column))]
        named = [text for text in row if text and label(text).concepts and not names.is_place(text)]
        words = [text for text in texts if not cells.looks_numeric(text) and not cells.is_missing(text)]
        years = all(cells.period(text) for text in texts)
        return "other" if texts and named and (years or len(words) == len(texts)) and len(texts) > 0 else ""

    def read(self, number: int, row: Row, found: Values) -> int:
        """Take the row's figures. Returns 1 for a heading, which has none."""
        if len(row) > self.width and any(cells.looks_numeric(cell) for cell in row[self.width :]):
            found.problem(Problem("row_too_long", self.name, number, value=str(len(row)), expected=(str(self.width),)))
            return 0
        texts = [cell(row, column) for column in self.figures]
        if not any(texts):
            if self.filled_keys(row) > 1:
                found.missing += len(texts)  # nothing is known of what the row is about
            self.heading(row)
            return 1
        if self.layout.carried and not names.is_total(cell(row, self.places.place)):
            row = self.filled(row)
        about = self.about(number, row, found)
        if about:
            for at, text in enumerate(texts):
                self.figure(found, about, at, number, text)
        return 0

    def about(self, number: int, row: Row, found: Values) -> About | None:
        """What the row's figures are about; ``None`` where that is unknown, which is told."""
        place = self.places.of(number, row, found)
        if place is None:
            return None
        when = self.periods.of(number, row, found, told=place not in ASIDE)
        if when == BROKEN:
            return None
        assert not isinstance(when, str)
        text = cell(row, self.indicator)
        if self.indicator and not text and not self.section:
            if place not in ASIDE:
                found.problem(Problem("no_indicator", self.name, number, self.indicator.letter, self.indicator.name))
            return None
        if self.indicator and names.is_total(text):
            found.totals.append(number)
            return None
        groups = tuple([row[column.index] if column.index < len(row) else "" for column in self.groups])
        preliminary = any(is_preliminary(cell(row, column)) for column in self.remarked)
        measured = measure_of(cell(row, self.measure)) if self.measure else None
        return About(place, when, groups, *self.indicator_of(text), measured, preliminary)

    def figure(self, found: Values, about: About, at: int, number: int, text: str) -> None:
        """Take one figure of a row, as what its column and its row together say it is."""
        column = self.figures[at]
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
        named = about.indicator or column.indicator or self.section or self.layout.indicator
        key = Key(
            self.places.of_column(column.place) if column.place else about.place,
            "" if role == "population" else named,
            (*about.groups, column.group) if self.grouped else about.groups,
            period.year,
            period.part,
            period.parts,
        )
        if period.preliminary or about.preliminary:
            found.preliminary.add(period.year)
        if period.star:
            found.starred.add(period.year)
        if key.place not in ASIDE:
            self.take(found, key, role, per_how_many, at, number, text)
        elif role in ("count", "population"):
            value = None if cells.is_missing(text) else cells.number(text, column.numbers)
            found.asides.setdefault(key, []).append((role, value, number))

    def filled_keys(self, row: Row) -> int:
        """How many of the cells that say what a row is about are filled."""
        keys = (*self.places.columns, self.indicator, self.periods.year, *self.groups)
        return sum(1 for column in keys if cell(row, column))

    def heading(self, row: Row) -> None:
        """A row without figures: the place or the offence of the rows below it, where it names one."""
        there = [cell for cell in row if cell]
        if len(there) != 1 and not self.layout.carried:
            return
        for index in self.layout.carried:
            if index < len(row) and row[index]:
                self.above[index] = row[index]
        if len(there) == 1 and not self.indicator and names.indicator(there[0]).id:
            self.section = there[0]

    def filled(self, row: Row) -> Row:
        """The row with its empty cells as in the row above, where columns are written so."""
        changed = False
        for index in self.layout.carried:
            text = row[index] if index < len(row) else ""
            if text:
                self.above[index] = text
            elif index in self.above:
                row = [*row, *[""] * (index + 1 - len(row))] if not changed or index >= len(row) else row
                row[index] = self.above[index]
                changed = True
        self.carried += changed
        return row

    def indicator_of(self, text: str) -> tuple[str, Role | None, int | None]:
        """What a cell says is counted, in one spelling, with the measure that some write beside it."""
        if not text:
            return "", None, None
        known = self.indicators.get(text)
        if known is None:
            name, role, per_how_many = counted(text)
            if measured := measure_of(text):
                said = contents_of(text)
                name, (role, per_how_many) = said if names.folded(said) in ASKED_ABOUT else "", measured
            if names.indicator(name).id == "population":
                role = "population"
            name = self.same.setdefault(names.folded(name), name)
            if len(self.indicators) > MOST_REMEMBERED:
                self.indicators.clear()
            known = self.indicators[text] = (name, role, per_how_many)
        return known

    def take(
        self, found: Values, key: Key, role: Role, per_how_many: int | None, at: int, number: int, text: str
    ) -> None:
        """Put one figure in its place; say so where another stands there already."""
        measure = FIGURES_OF.get(role)
        if measure is None:
            return
        kept = found.populations if role == "population" else found.cells
        value = self.number(found, role, per_how_many, at, number, text)
        if isinstance(value, str):
            return
        there = kept.setdefault(key, {})
        before = there.get(measure)
        if value is None:
            found.missing += 1
            if before is None and (key, measure) not in found.broken:
                there[measure] = (None, number, text)
            return
        found.figures += 1
        if key.parts == 0 and role == "count" and before and before[0] is not None:  # days are added up to their year
            there[measure] = (before[0] + value, number, text)
            return
        if before is None or before[0] is None:
            if found.broken and (key, measure) in found.broken:
                return
            there[measure] = (value, number, text)
        elif before[0] == value:
            found.repeated.append(number)
        else:
            found.broken.add((key, measure))
            del there[measure]
            column = self.figures[at]
            where = (self.name, number, column.letter, column.name)
            found.problem(Problem("two_values", *where, text, (before[2], str(before[1]))))

    def number(
        self, found: Values, role: Role, per_how_many: int | None, at: int, number: int, text: str
    ) -> float | str | None:
        """The value per 1 000 for rates; ``None`` where it is missing, the broken rule where it cannot be one."""
        known = self.numbers[at]
        if text in known:
            value = known[text]
        else:
            if len(known) > MOST_REMEMBERED:
                known.clear()
            value = None if cells.is_missing(text) else cells.number(text, self.figures[at].numbers)
            if value is None and not cells.is_missing(text):
                value = "not_a_number"
            known[text] = value
        if value is None:
            return None
        rule = value if isinstance(value, str) else rule_broken(value, role, per_how_many)
        if rule:
            column = self.figures[at]
            found.problem(Problem(rule, self.name, number, column.letter, column.name, text))
            return rule
        assert isinstance(value, float)
        return round(value * 1000 / per_how_many, 6) if role == "rate" and per_how_many else value


def listed(letters: list[str]) -> str:
    return ", ".join(letters[:8]) + (" …" if len(letters) > 8 else "")


def rule_broken(value: float, role: Role, per_how_many: int | None) -> str:
    """The rule that a figure breaks, or nothing."""
    if value < 0:
        return "negative"
    if value > LARGEST or (role == "share" and value > 100):
        return "too_great"
    if role in ("count", "population") and value != int(value):
        return "not_a_whole_number"
    if role == "population" and value == 0:
        return "no_population"
    if role == "rate" and not per_how_many:
        return "no_per"
    return ""
