"""Times as files write them (a date, a month, a year, one of two years), on the axis of years of a chart."""

from __future__ import annotations

import calendar
import datetime


def bounds(time: str) -> tuple[float, float]:
    """Where a date, month or year begins and ends on the axis of years; of one of two years, both."""
    if "/" in time:
        first, _, second = time.partition("/")
        return bounds(first)[0], bounds(second)[1]
    year, *rest = (int(part) for part in time.split("-"))
    if not rest:
        return year - 0.5, year + 0.5
    if len(rest) == 1:
        return year - 0.5 + (rest[0] - 1) / 12, year - 0.5 + rest[0] / 12
    days = 366 if calendar.isleap(year) else 365
    day = datetime.date.fromisoformat(time).timetuple().tm_yday
    return year - 0.5 + (day - 1) / days, year - 0.5 + day / days
