"""What dates to the day stand for, in the header and in cells: a year, a month, or the day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from queries.exports.columns.column import Column
from queries.exports.columns.profile import Profile
from queries.exports.values import cells
from queries.exports.values.cells import Period


def dated(columns: list[Column], profiles: Sequence[Profile]) -> tuple[list[Column], str]:
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
    in_year = 100 * (found.part or 0) + found.day
    return Period(found.year, None, 0, found.preliminary, in_year, star=found.star)
