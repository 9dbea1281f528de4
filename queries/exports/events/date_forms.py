"""The forms in which dates are written, and which of them a column uses.

The form is decided once, from a sample, and then applied to all rows in SQL. A date is taken as written: a time zone
behind it does not move it, since an event at half past midnight belongs to the day that its reporter wrote down.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

TIME = (
    r"(?:[T ,]+(?:kl\.? ?)?[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2}(?:[.,][0-9]+)?)?"
    r"(?: ?(?:am|pm))?(?: ?(?:Z|UTC|GMT|CES?T|[+-][0-9]{2}(?::?[0-9]{2})?))?)?"
)
"""What may stand behind a date; the patterns are read alike by Python and by DuckDB (RE2)."""

MONTHS = (
    r"(jan(?:uari|uary)?|feb(?:ruari|ruary)?|mar(?:s|ch)?|apr(?:il)?|ma[jy]|jun[ie]?|jul[iy]?"
    r"|aug(?:usti|ust)?|sept?(?:ember)?|o[kc]t(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
MONTH_NUMBER = (
    "list_position(['jan', 'feb', 'mar', 'apr', 'maj', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'dec'],"
    " replace(replace(left(lower({month}), 3), 'may', 'maj'), 'oct', 'okt'))"
)

Precision = Literal["day", "month", "year"]


@dataclass(frozen=True)
class DateForm:
    """One way to write a date.

    ``pattern`` is what a cell looks like, spaces around it aside; ``as_iso`` puts its groups into the order of ISO 8601;
    ``usual`` are shapes (SQL ``LIKE``) that ``quick`` turns into ISO 8601 at a fraction of the time. ``precision`` is
    the smallest period that the form tells apart, ``example`` an instance to show.
    """

    id: str
    pattern: str
    as_iso: str
    example: str
    precision: Precision = "day"
    usual: tuple[str, ...] = ()
    quick: str = ""

    @cached_property
    def expression(self) -> re.Pattern[str]:
        return re.compile(self.whole)

    @property
    def whole(self) -> str:
        return rf"(?i)^\s*{self.pattern}\s*$"

    def fits(self, text: str) -> bool:
        """Whether the text has this form; it may still be no date, such as 30 February."""
        return self.expression.match(text) is not None

    def sql(self, cell: str) -> str:
        """SQL for the date of a cell, NULL where it is none; ``cell`` is a column's name, never a reader's text."""
        if self.id == "day_of_named_month":
            # A struct with empty texts where the cell has another form: the pattern is looked for once.
            parts = f"regexp_extract({cell}, '{self.whole}', ['day', 'month', 'year'])"
            month = MONTH_NUMBER.format(month=f"{parts}.month")
            return f"TRY_CAST({parts}.year || '-' || {month} || '-' || {parts}.day AS DATE)"
        usual = " OR ".join(f"{cell} LIKE '{shape}'" for shape in self.usual)
        quick = f"WHEN {usual} THEN TRY_CAST({self.quick.format(cell=cell)} AS DATE) " if usual else ""
        if self.id == "serial":
            slow = f"DATE '1899-12-30' + CAST(left(trim({cell}), 5) AS INTEGER)"
        else:
            slow = f"TRY_CAST(regexp_replace({cell}, '{self.whole}', '{self.as_iso}') AS DATE)"
        return f"CASE {quick}WHEN regexp_matches({cell}, '{self.whole}') THEN {slow} END"


ISO = DateForm(
    "iso",
    rf"([0-9]{{4}})[-/.]([0-9]{{1,2}})[-/.]([0-9]{{1,2}}){TIME}",
    r"\1-\2-\3",
    "2026-08-22",
    usual=("____-__-__", "____-__-__ __:__%", "____-__-__T__:__%", "____-__-__ _:__%"),
    quick="left({cell}, 10)",
)
COMPACT = DateForm(
    "compact",
    rf"((?:19|20)[0-9]{{2}})([0-9]{{2}})([0-9]{{2}})(?:[T ]?[0-9]{{4}}(?:[0-9]{{2}})?Z?|{TIME})",
    r"\1-\2-\3",
    "20260822",
)
_DAY_MONTH = rf"([0-9]{{1,2}})[/.-]([0-9]{{1,2}})[/.-]([0-9]{{4}}){TIME}"
_USUAL = ("__/__/____", "__.__.____", "__-__-____", "__/__/____ __:__%", "__.__.____ __:__%", "__-__-____ __:__%")
DAY_FIRST = DateForm(
    "day_first",
    _DAY_MONTH,
    r"\3-\2-\1",
    "22/08/2026",
    usual=_USUAL,
    quick="substr({cell}, 7, 4) || '-' || substr({cell}, 4, 2) || '-' || left({cell}, 2)",
)
MONTH_FIRST = DateForm(
    "month_first",
    _DAY_MONTH,
    r"\3-\1-\2",
    "08/22/2026",
    usual=_USUAL,
    quick="substr({cell}, 7, 4) || '-' || left({cell}, 2) || '-' || substr({cell}, 4, 2)",
)
NAMED_MONTH = DateForm(
    "day_of_named_month",
    rf"(?:[A-Za-zÅÄÖåäö]+,? )?(?:den )?([0-9]{{1,2}})(?:\.|:e)?[ -]{MONTHS}\.?[ -]([0-9]{{4}}){TIME}",
    "",
    "22 augusti 2026",
)
SERIAL = DateForm("serial", r"([0-9]{5})(?:[.,][0-9]+)?", "", "45891")
MONTH = DateForm(
    "month",
    r"((?:19|20)[0-9]{2})(?:[-/.M]([0-9]{1,2})|(0[1-9]|1[0-2]))",
    r"\1-\2\3-01",
    "2026-08",
    precision="month",
)
MONTH_BEFORE_YEAR = DateForm(
    "month_before_year",
    r"(0?[1-9]|1[0-2])[/-]((?:19|20)[0-9]{2})",
    r"\2-\1-01",
    "08/2026",
    precision="month",
)
YEAR = DateForm("year", r"((?:19|20)[0-9]{2})", r"\1-01-01", "2026", precision="year")
SHORT_YEAR = DateForm(
    "short_year", rf"(?:[0-9]{{1,2}}[/.-][0-9]{{1,2}}[/.-][0-9]{{2}}{TIME}|[0-9]{{6}})", "", "8/22/26"
)
"""Not a form to read by: nobody can tell which of the three is the year."""

YEAR_SHORT = DateForm("year_month_day", r"([0-9]{2})([0-9]{2})([0-9]{2})", r"20\1-\2-\3", "260131")
DAY_SHORT = DateForm("day_month_year", r"([0-9]{2})([0-9]{2})([0-9]{2})", r"20\3-\2-\1", "310126")
"""Six digits, read only where the others of the column, or the reader, tell which of the two it is."""

FORMS = {
    form.id: form
    for form in (
        *(ISO, COMPACT, DAY_FIRST, MONTH_FIRST, NAMED_MONTH, SERIAL, MONTH, MONTH_BEFORE_YEAR, YEAR),
        *(YEAR_SHORT, DAY_SHORT),
    )
}

ENOUGH = 0.5
"""Share of a sample's filled cells that must have a form for it to be the column's."""

TWISTED = 0.1
"""Share of dates that may have the day and the month the other way round and still be called slips."""


@dataclass(frozen=True)
class Decision:
    """The form of a column, or why there is none: the ``check`` that it fails.

    ``order_unclear``: no day above 12 was seen, so that day and month may be the other way round; the year is right.
    """

    form: DateForm | None = None
    check: str = ""
    order_unclear: bool = False


def decide(cells: Sequence[str]) -> Decision:
    """The form that most of the filled cells have; ``cells`` is a sample of the column."""
    filled = [cell for cell in cells if cell.strip()]
    candidates = (ISO, COMPACT, DAY_FIRST, NAMED_MONTH, SERIAL, MONTH, MONTH_BEFORE_YEAR, YEAR, SHORT_YEAR)
    fitting = Counter({form.id: sum(map(form.fits, filled)) for form in candidates})
    best, found = max(fitting.items(), key=lambda item: item[1], default=("", 0))
    if not filled or found < ENOUGH * len(filled):
        return Decision(check="date_form_unknown")
    if best == SHORT_YEAR.id or (best == MONTH.id and fitting[SHORT_YEAR.id] > found):
        form = short_form(filled)
        return Decision(form) if form else Decision(check="date_short_year")
    return order(filled) if best == DAY_FIRST.id else Decision(FORMS[best])


VALID, DOUBTFUL = 0.95, 0.9
"""Share of dates of six digits that are days until today in the order they are in; and below which they are in another."""


def short_form(cells: Sequence[str]) -> DateForm | None:
    """The form of dates of six digits, where they are days of the calendar until today in one order only: of those whose year
    comes first, a day after today's year is none where the year is thought to come last."""
    first, last = (share_valid(cells, form) for form in (YEAR_SHORT, DAY_SHORT))
    if first >= VALID and last < DOUBTFUL:
        return YEAR_SHORT
    return DAY_SHORT if last >= VALID and first < DOUBTFUL else None


def short_forms(cells: Sequence[str]) -> list[DateForm]:
    """The forms that dates of six digits may have, if all are to be days until today; the usual one first."""
    return [form for form in (YEAR_SHORT, DAY_SHORT) if share_valid(cells, form) >= VALID]


def share_valid(cells: Sequence[str], form: DateForm) -> float:
    """The share of cells that are days until today in a form of six digits."""
    today = datetime.date.today().isoformat()

    def is_valid(cell: str) -> bool:
        if not form.fits(cell):
            return False
        text = form.expression.sub(form.as_iso, cell)
        try:
            return datetime.date.fromisoformat(text).isoformat() <= today
        except ValueError:
            return False

    return sum(map(is_valid, cells)) / len(cells) if cells else 0.0


def order(cells: Sequence[str]) -> Decision:
    """Whether the day or the month comes first, told by numbers above 12. Between points the day always comes first."""
    parts = [match.group(1, 2) for cell in cells if (match := DAY_FIRST.expression.match(cell))]
    dotted = any(re.match(r"\s*[0-9]+\.[0-9]+\.", cell) for cell in cells)
    first = sum(int(day) > 12 for day, _ in parts)
    second = sum(int(day) > 12 for _, day in parts)
    if dotted or (first > 0 and second <= TWISTED * first):
        return Decision(DAY_FIRST)
    if second > 0 and first <= TWISTED * second:
        return Decision(MONTH_FIRST)
    if first or second:
        return Decision(check="date_order_mixed")
    return Decision(DAY_FIRST, order_unclear=True)
