"""Third stage: from cells to figures. Each figure keeps its row; what does not fit is named, never guessed at."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace

from queries.checks import LARGEST, Problem
from queries.exports import cells, names
from queries.exports.beside import is_total
from queries.exports.cells import Period
from queries.exports.columns import Column, measure_of
from queries.exports.defaults import TOLD
from queries.exports.figure_names import contents_of
from queries.exports.grid import Grid, Row
from queries.exports.layout import Layout
from queries.exports.meanings import NOTE, Role, counted, meaning
from queries.exports.part_years import is_preliminary, partly
from queries.exports.problems import message, sentence
from queries.exports.titles import place_in
from queries.exports.values import ASIDE, STATISTIC, TOTAL, UNKNOWN, About, Key, Values
from queries.exports.whole_days import as_meant

MOST_REMEMBERED = 200_000
"""Texts whose meaning is remembered while a file is read."""

STATISTICS = frozenset({"medel", "medelvärde", "genomsnitt", "snitt", "median", "average", "mean"})
"""What a row is called that is computed from the others."""

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
    if headers:
        found.remarks.append(
            sentence(message("Rows that repeat the header and were left out: {count}."), count=headers)
        )
    if reader.carried:
        text = message("Rows whose empty cells were read as in the row above: {count}.")
        found.remarks.append(sentence(text, count=reader.carried))
    lost = sorted(text for text in reader.spelled if "\ufffd" in text)
    if lost:
        text = message("Letters were lost before the file was saved, such as in “{example}”: mend them at the source.")
        found.remarks.append(sentence(text, example=lost[0]))
    parts_of_one = []
    for at, column in enumerate(reader.figures):
        shares = [value for value in reader.numbers[at].values() if isinstance(value, float)]
        if (
            column.role == "share"
            and len(shares) > 1
            and max(shares) <= 1
            and not any("%" in text for text in reader.numbers[at])
        ):
            parts_of_one.append(column.letter)
    if parts_of_one:
        text = message(
            "Shares that are all at most 1 per cent: column {columns}. Are they parts of 1? Multiply by 100."
        )
        found.remarks.append(sentence(text, columns=listed(parts_of_one)))
    for per_how_many in sorted(reader.converted):
        text = message("Rates per {per} inhabitants in the rows became rates per 1 000.")
        found.remarks.append(sentence(text, per=f"{per_how_many:,}".replace(",", " ")))
    if reader.first_day and reader.last_day:
        found.first_day, found.last_day = reader.first_day, reader.last_day
        text = message("Figures by day were added up to years. The first day is {first}, the last {last}.")
        found.remarks.append(sentence(text, first=str(reader.first_day), last=str(reader.last_day)))
    return found


class Reader:
    """Reads rows one after the other; remembers the row above, and what texts mean."""

    def __init__(self, name: str, layout: Layout) -> None:
        self.name, self.layout = name, layout
        self.place = layout.one("place")
        self.code = layout.one("place_code")
        self.category = layout.one("category")
        self.indicator = layout.one("indicator")
        self.measure = layout.one("measure")
        self.year = layout.one("year") or layout.one("date")
        self.period = layout.one("period")
        self.parts = cells.parts_counted(self.period.name) if self.period else 0
        self.groups = layout.having("breakdown")
        self.remarked = [one for one in layout.columns if one.role == "ignored" and NOTE.search(names.folded(one.name))]
        self.figures = [column for column in layout.columns if column.is_figure]
        self.grouped = any(column.group for column in self.figures)
        self.width = len(layout.columns)
        self.whole = next((place for text in layout.said if (place := place_in(text))), "")
        self.above: dict[int, str] = {}
        self.carried = 0
        self.converted: set[int] = set()
        self.section = ""
        self.first_day: datetime.date | None = None
        self.last_day: datetime.date | None = None
        self.places: dict[tuple[str, str, str], tuple[str, tuple[str, str] | None]] = {}
        self.indicators: dict[str, tuple[str, Role | None, int | None]] = {}
        self.same: dict[str, str] = {}
        self.spelled: dict[str, str] = {}
        self.periods: dict[tuple[str, str], Period | str | None] = {}
        self.numbers: list[dict[str, float | str | None]] = [{} for _ in self.figures]
        self.no_labels: set[str] = set()
        self.labels = [(index, names.folded(label)) for index, label in enumerate(layout.header) if label]

    def cell(self, row: Row, column: Column | None) -> str:
        return row[column.index] if column is not None and column.index < len(row) else ""

    def header_again(self, row: Row, after_gap: bool) -> str:
        """Whether the row is the header once more (``same``), or that of another table (``other``)."""
        if not self.labels:
            return ""
        index, label = self.labels[0]
        if not after_gap and index < len(row) and row[index] in self.no_labels:
            return ""
        if index < len(row) and row[index] and len(label) > 1 and names.folded(row[index]) == label:
            if not re.search("[a-zåäö]", label):
                return ""
            there = [i < len(row) and names.folded(row[i]) == label for i, label in self.labels]
            if all(there):
                return "same"
            if not any(
                cells.looks_numeric(self.cell(row, one)) and not cells.period(self.cell(row, one))
                for one in self.figures
            ):
                return "other"
        if index < len(row) and len(self.no_labels) < MOST_REMEMBERED and names.folded(row[index]) != label:
            self.no_labels.add(row[index])
        if not after_gap or not self.layout.header_rows:
            return ""
        texts = [text for column in self.figures if (text := self.cell(row, column))]
        named = [text for text in row if text and meaning(text).role and not names.is_place(text)]
        words = [text for text in texts if not cells.looks_numeric(text) and not cells.is_missing(text)]
        years = all(cells.period(text) for text in texts)
        return "other" if texts and named and (years or len(words) == len(texts)) and len(texts) > 0 else ""

    def read(self, number: int, row: Row, found: Values) -> int:
        """Take the row's figures. Returns 1 for a heading, which has none."""
        if len(row) > self.width and any(cells.looks_numeric(cell) for cell in row[self.width :]):
            found.problem(Problem("row_too_long", self.name, number, value=str(len(row)), expected=(str(self.width),)))
            return 0
        texts = [self.cell(row, column) for column in self.figures]
        if not any(texts):
            if self.filled_keys(row) > 1:
                found.missing += len(texts)  # nothing is known of what the row is about
            self.heading(row)
            return 1
        if self.layout.carried and not is_total(self.cell(row, self.place)):
            row = self.filled(row)
        about = self.about(number, row, found)
        if about:
            for at, text in enumerate(texts):
                self.figure(found, about, at, number, text)
        return 0

    def about(self, number: int, row: Row, found: Values) -> About | None:
        """What the row's figures are about; ``None`` where that is unknown, which is told."""
        place = self.place_of(number, row, found)
        if place is None:
            return None
        when = self.when(number, row, found, told=place not in ASIDE)
        if when == BROKEN:
            return None
        assert not isinstance(when, str)
        text = self.cell(row, self.indicator)
        if self.indicator and not text and not self.section:
            if place not in ASIDE:
                found.problem(Problem("no_indicator", self.name, number, self.indicator.letter, self.indicator.name))
            return None
        if self.indicator and is_total(text):
            found.totals.append(number)
            return None
        groups = tuple([row[column.index] if column.index < len(row) else "" for column in self.groups])
        preliminary = any(is_preliminary(self.cell(row, column)) for column in self.remarked)
        measured = measure_of(self.cell(row, self.measure)) if self.measure else None
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
            self.column_place(column.place) if column.place else about.place,
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

    def column_place(self, text: str) -> str:
        return UNKNOWN if names.is_unknown(text) else self.spelling(text)

    def filled_keys(self, row: Row) -> int:
        """How many of the cells that say what a row is about are filled."""
        keys = (self.place, self.code, self.category, self.indicator, self.year, *self.groups)
        return sum(1 for column in keys if self.cell(row, column))

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
                name, (role, per_how_many) = said if names.folded(said) in TOLD else "", measured
            if names.indicator(name).id == "population":
                role = "population"
            name = self.same.setdefault(names.folded(name), name)
            if len(self.indicators) > MOST_REMEMBERED:
                self.indicators.clear()
            known = self.indicators[text] = (name, role, per_how_many)
        return known

    def place_of(self, number: int, row: Row, found: Values) -> str | None:
        """The text that names the row's place; ``None`` where there is none though there should be."""
        texts = (self.cell(row, self.place), self.cell(row, self.code), self.cell(row, self.category))
        known = self.places.get(texts)
        if known is None:
            if len(self.places) > MOST_REMEMBERED:
                self.places.clear()
            known = self.places[texts] = self.named(*texts)
            self.check_code(number, texts, found)
        place, lost = known
        if lost:
            found.lost_zeros[lost[0]] = lost[1]
        if place in (TOTAL, STATISTIC):
            found.totals.append(number)
        elif place == UNKNOWN:
            found.unknown.setdefault(texts[0] or texts[1], []).append(number)
        elif texts[0] and names.is_whole(texts[0]):
            found.wholes[place] = texts[0]
        if place:
            return place
        if all(cells.is_missing(self.cell(row, column)) for column in self.figures):
            return None
        column = self.place or self.code or self.category
        if column is None:
            return "–" if any(one.place for one in self.figures) else self.layout.place or "–"
        found.problem(Problem("no_place", self.name, number, column.letter, column.name))
        return None

    def check_code(self, number: int, texts: tuple[str, str, str], found: Values) -> None:
        """Say once of each place where its code is that of another."""
        text, code, _ = texts
        column = self.place or self.code
        if column is None or self.layout.places == "number":
            return
        differing = names.contradiction(text or code, code if text else "")
        if differing:
            shown = text if not code or code in text else f"{code} {text}"
            where = (self.name, number, column.letter, column.name)
            found.problem(Problem("place_contradicts", *where, shown, differing))

    def named(self, text: str, code: str, category: str) -> tuple[str, tuple[str, str] | None]:
        """The place that a row's cells name, in one spelling; and a code that lost its zero with the code it was."""
        if category and (not text or names.place(text).kind in ("category", "sweden")):
            return self.spelling(category), None
        if not self.layout.place and names.folded(text) in STATISTICS:
            return STATISTIC, None
        if not self.layout.place and (is_total(text) or (not text and is_total(code))):
            return TOTAL, None
        if names.is_unknown(text):
            return UNKNOWN, None
        if names.is_whole(text):
            return self.whole or text, None
        lost = None
        if code and self.layout.places != "number":
            known = names.place(code)
            if known.kind != "own":
                if known.lost_zero:
                    lost = (code, known.code)
                named = names.place(text) if text else known
                if named.kind != "own":
                    return self.spelling(text if named != known and text else code), lost
                return self.spelling(text), lost
        text = text or code
        if not text:
            return self.layout.place, None
        if self.layout.places == "number" and re.fullmatch(r"\d{1,2}(?:\.0)?", text):
            column = self.place or self.code
            assert column is not None
            return f"{column.name} {text.removesuffix('.0')}", None
        known = names.place(text)
        return self.spelling(text), (text, known.code) if known.lost_zero else None

    def spelling(self, text: str) -> str:
        """The official name of a place of the country; for others, as it is first written."""
        known = self.spelled.get(text)
        if known is None:
            place = (
                names.place_of_kind(text, self.layout.places)
                if self.layout.places in ("county", "region")
                else names.place(text)
            )
            known = place.name if place.kind != "own" else self.same.setdefault(f"place {names.folded(text)}", text)
            if len(self.spelled) > MOST_REMEMBERED:
                self.spelled.clear()
            self.spelled[text] = known
        return known

    def when(self, number: int, row: Row, found: Values, told: bool = True) -> Period | str | None:
        """The row's year or part of a year; ``None`` where it is in the header, :data:`BROKEN` where it cannot be read,
        which is ``told``."""
        texts = (self.cell(row, self.year), self.cell(row, self.period))
        if texts not in self.periods:
            if len(self.periods) > MOST_REMEMBERED:
                self.periods.clear()
            self.periods[texts] = self.period_of(*texts)
        period = self.periods[texts]
        if isinstance(period, str) and not told:
            return BROKEN
        if period == "not_a_year" and self.year:
            found.problem(Problem("not_a_year", self.name, number, self.year.letter, self.year.name, texts[0]))
            return BROKEN
        if period == "part_of_year":
            column, text = (self.period, texts[1]) if self.period and partly(texts[1]) else (self.year, texts[0])
            assert column is not None
            found.problem(Problem("part_of_year", self.name, number, column.letter, column.name, text))
            return BROKEN
        if period == "not_a_month" and self.period:
            found.problem(Problem("not_a_month", self.name, number, self.period.letter, self.period.name, texts[1]))
            return BROKEN
        return period

    def period_of(self, year_text: str, part_text: str) -> Period | str | None:
        year: Period | None
        if not self.year:
            year = self.layout.year
        else:
            year = cells.period(year_text)
            if year and year.parts == 0:
                year = as_meant(year, self.layout.dates)
            year = year or day(year_text)
            if year and year.parts == 0 and (date := cells.date(year_text)):
                self.first_day = min(self.first_day or date, date)
                self.last_day = max(self.last_day or date, date)
            if year is None and self.period and cells.period(part_text):
                return cells.period(part_text)
            if year is None and not self.layout.is_wide:
                return "part_of_year" if partly(year_text) else "not_a_year"
        if not self.period or not part_text or (year and year.part):
            return year
        whole = cells.period(part_text)
        if whole and whole.parts == 0:
            whole = as_meant(whole, self.layout.dates)
        if whole and (year is None or whole.year == year.year):
            preliminary, star = (bool(year and getattr(year, name)) for name in ("preliminary", "star"))
            return replace(whole, day=0, preliminary=whole.preliminary or preliminary, star=whole.star or star)
        part = cells.part_of_year(part_text)
        bare = re.fullmatch(r"0?(\d{1,2})(?:\.0)?", part_text.strip())
        if self.parts and bare:  # 1 to 4 in a column of quarters
            most = cells.parts_of(year.year, self.parts) if year and year.year else self.parts
            part = (int(bare[1]), self.parts) if 1 <= int(bare[1]) <= most else None
        if part is None:
            return "part_of_year" if partly(part_text) else "not_a_month"
        if year is None:
            return Period(0, *part)  # the year is in the header
        return Period(year.year, *part, year.preliminary, star=year.star)

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
        cell = kept.setdefault(key, {})
        before = cell.get(measure)
        if value is None:
            found.missing += 1
            if before is None and (key, measure) not in found.broken:
                cell[measure] = (None, number, text)
            return
        found.figures += 1
        if key.parts == 0 and role == "count" and before and before[0] is not None:  # days are added up to their year
            cell[measure] = (before[0] + value, number, text)
            return
        if before is None or before[0] is None:
            if found.broken and (key, measure) in found.broken:
                return
            cell[measure] = (value, number, text)
        elif before[0] == value:
            found.repeated.append(number)
        else:
            found.broken.add((key, measure))
            del cell[measure]
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


BROKEN = "broken"


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


def day(text: str) -> Period | None:
    """The year of a date to the day in any notation; days are added up to their year."""
    year = re.search(r"(?:19|20)\d\d", text)
    return Period(int(year[0]), None, 0) if year and cells.is_day(text) else None
