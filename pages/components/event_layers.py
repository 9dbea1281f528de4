"""Dated events in charts over years: a thin dashed line or a pale period each, with a letter that the text explains.

A figure of a year stands at the year, the middle of the twelve months that it is about: so the turn of the year lies halfway
between two figures, and an event of which only the year is known stands at the year.
"""

from __future__ import annotations

import calendar
import copy
import datetime
import string
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pages.components.agreement_parts import said
from pages.components.charts import Chart
from pages.components.text import Text
from pages.components.view import Record
from pages.components.wheel_parts import span

GREY = "#808080"
"""Seen on the light and the dark ground, three to one."""


@dataclass(frozen=True)
class Mark:
    """An event in a chart: its letter, where it begins and, of a period, ends on the axis of years, and what it is."""

    letter: str
    at: float
    until: float | None
    text: str


def bounds(time: str) -> tuple[float, float]:
    """Where a date, month or year begins and ends on the axis of years."""
    year, *rest = (int(part) for part in time.split("-"))
    if not rest:
        return year - 0.5, year + 0.5
    if len(rest) == 1:
        return year - 0.5 + (rest[0] - 1) / 12, year - 0.5 + rest[0] / 12
    days = 366 if calendar.isleap(year) else 365
    day = datetime.date.fromisoformat(time).timetuple().tm_yday
    return year - 0.5 + (day - 1) / days, year - 0.5 + day / days


def marks(t: Text, events: Sequence[Record], years: Sequence[int]) -> list[Mark]:
    """The events that lie between the first and the last of these years; an agreement without an end is open."""
    if len(set(years)) < 2:
        return []
    first, last = min(years), max(years)
    found: list[tuple[float, float | None, str]] = []
    for row in events:
        begins, next_ = bounds(row["begins"])
        text = t("{when}: {what}", when=span(row), what=said(t, row, "label"))
        if row["ends"] is None and row["kind"] != "agreement":
            if first <= (begins + next_) / 2 <= last:
                found.append(((begins + next_) / 2, None, text))
            continue
        ends = bounds(row["ends"])[1] if row["ends"] else float(last)
        if begins < last and ends > first:
            found.append((max(begins, first), min(ends, last), text))
    found.sort(key=lambda one: one[0])
    return [Mark(letter_of(number), *one) for number, one in enumerate(found)]


def letter_of(number: int) -> str:
    """a, b, c … and after z a2."""
    again, place = divmod(number, len(string.ascii_lowercase))
    return string.ascii_lowercase[place] + (str(again + 1) if again else "")


def lines(t: Text, found: Sequence[Mark]) -> list[str]:
    """What the letters in the chart stand for, a line each, and that they explain nothing; nothing without events."""
    if not found:
        return []
    heading = t("Events, dated notes that explain nothing by themselves:")
    return [heading, *(f"{mark.letter}) {mark.text}." for mark in found)]


def lettered(found: Sequence[Mark]) -> list[dict[str, Any]]:
    """The letters and where they are written: those that would lie upon each other stand in one place."""
    if not found:
        return []
    apart = max(found[-1].at - found[0].at, 1) / 25
    written: list[dict[str, Any]] = []
    for mark in found:
        if written and mark.at - written[-1]["at"] < apart:
            written[-1]["letter"] += f" {mark.letter}"
        else:
            written.append({"letter": mark.letter, "at": mark.at})
    return written


def on(chart: Chart, found: Sequence[Mark]) -> Chart:
    """The chart with the events drawn behind its lines."""
    layers = chart.spec.get("layer")
    if not found or not layers:
        return chart
    along = next(layer["encoding"]["x"] for layer in layers if layer["encoding"]["x"]["field"] == "year")
    x = copy.deepcopy(along) | {"field": "at"}
    shared: dict[str, Any] = {"tooltip": {"field": "text", "type": "nominal"}, "description": {"field": "text"}}
    values = [{"letter": mark.letter, "at": mark.at, "until": mark.until, "text": mark.text} for mark in found]
    periods = {"values": [row for row in values if row["until"] is not None]}
    points = {"values": [row for row in values if row["until"] is None]}
    behind = [
        {
            "data": periods,
            "mark": {"type": "rect", "color": GREY, "opacity": 0.12, "aria": False},
            "encoding": {"x": x, "x2": {"field": "until"}, **shared},
        },
        {
            "data": points,
            "mark": {"type": "rule", "color": GREY, "strokeWidth": 1, "strokeDash": [2, 3], "aria": False},
            "encoding": {"x": x, **shared},
        },
    ]
    letters = {
        "data": {"values": lettered(found)},
        "mark": {"type": "text", "color": GREY, "fontSize": 12, "baseline": "bottom", "dy": -1, "aria": False},
        "encoding": {"x": x, "y": {"value": 0}, "text": {"field": "letter", "type": "nominal"}},
    }
    kept = [layer for layer in behind if layer["data"]["values"]]  # type: ignore[index]
    return Chart(chart.spec | {"layer": [*kept, *layers, letters]}, chart.rows)
