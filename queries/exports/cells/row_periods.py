"""Third stage, second part: the year or part of a year that a row is about."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace

from queries.exports.cells.kept import Values
from queries.exports.columns.column import cell
from queries.exports.columns.layout import Layout
from queries.exports.columns.whole_days import as_meant
from queries.exports.file.grid import Row
from queries.exports.values import cells
from queries.exports.values.cells import Period
from queries.exports.values.memory import MOST_REMEMBERED
from queries.exports.values.part_years import partly
from queries.store.checks import Problem

BROKEN = "broken"
"""In place of a period: it cannot be read, which has been told."""


class Periods:
    """Tells the periods of rows, and remembers what texts mean and the first and the last day among them."""

    def __init__(self, name: str, layout: Layout) -> None:
        self.name, self.layout = name, layout
        self.year = layout.one("year") or layout.one("date")
        self.period = layout.one("period")
        self.parts = cells.parts_counted(self.period.name) if self.period else 0
        self.first_day: datetime.date | None = None
        self.last_day: datetime.date | None = None
        self.known: dict[tuple[str, str], Period | str | None] = {}

    def of(self, number: int, row: Row, found: Values, told: bool = True) -> Period | str | None:
        """The row's year or part of a year; ``None`` where it is in the header, :data:`BROKEN` where it cannot be read,
        which is ``told``."""
        texts = (cell(row, self.year), cell(row, self.period))
        if texts not in self.known:
            if len(self.known) > MOST_REMEMBERED:
                self.known.clear()
            self.known[texts] = self.period_of(*texts)
        period = self.known[texts]
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


def day(text: str) -> Period | None:
    """The year of a date to the day in any notation; days are added up to their year."""
    year, date = re.search(r"(?:19|20)\d\d", text), cells.date(text)
    in_year = 100 * date.month + date.day if date else 0
    return Period(int(year[0]), None, 0, day=in_year) if year and cells.is_day(text) else None
