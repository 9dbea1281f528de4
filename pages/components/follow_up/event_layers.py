"""Dated events in charts over years: a thin dashed line or a pale period each, with a letter that the text explains.

A figure of a year stands at the year, the middle of the twelve months that it is about: so the turn of the year lies halfway
between two figures, and an event of which only the year is known stands at the year.
"""

from __future__ import annotations

import copy
import dataclasses
import math
import string
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pages.components.charts import NARROW, Chart
from pages.components.follow_up.agreements import said
from pages.components.follow_up.times import bounds
from pages.components.follow_up.wheel import span as when
from pages.components.tables import Column, Table
from pages.components.text import Text
from queries.row_types import Event

GREY = "#808080"
"""Seen on the light and the dark ground, three to one."""


@dataclass(frozen=True, kw_only=True)
class Mark:
    """An event in a chart: its letter, where it begins and, of a period, ends on the axis of years, and what it is.

    A chart of a single year has no axis of years: its events have no letter, they only stand in words. ``uncertain`` is
    what happened in one of the years from ``at`` to ``until``; ``exact`` what is dated to a month or day; ``is_moved`` what
    would lie beyond the first or last figure and stands at it. ``span`` is all of its time, ``indicator`` the only one
    that it is about, ``codes`` the municipalities; none means the whole country.
    """

    letter: str
    at: float
    until: float | None
    text: str
    uncertain: bool = False
    exact: bool = False
    is_moved: bool = False
    span: tuple[float, float] = (-math.inf, math.inf)
    indicator: str | None = None
    codes: tuple[str, ...] = ()


ABOUT_CATEGORIES = "assessed_areas"
"""Events of this indicator are about the area categories: they concern every chart that shows those."""


def is_about(mark: Mark, indicator: str) -> bool:
    """Whether an event among those of a chart concerns this indicator."""
    return mark.indicator in (None, indicator, ABOUT_CATEGORIES)


LASTING = ("agreement", "phase")
"""Kinds of events that go on where no end is known."""

NARROWEST = 0.02
"""Years: a narrower period is drawn as a line."""


def span_of(row: Event) -> tuple[float, float]:
    """All of an event's time on the axis of years; an agreement or a phase without an end is open."""
    begins, ends = bounds(row["begins"])
    if row["ends"]:
        return begins, bounds(row["ends"])[1]
    return begins, math.inf if row["kind"] in LASTING else ends


def overlaps(span: tuple[float, float], years: Sequence[int]) -> bool:
    """Whether a time has any part in the years from the first to the last of these."""
    return span[0] < max(years) + 0.5 and span[1] > min(years) - 0.5


def marks(t: Text, events: Sequence[Event], years: Sequence[int]) -> list[Mark]:
    """The events that have any part in the years from the first to the last of these, by date."""
    if not years:
        return []
    first, last = float(min(years)), float(max(years))
    found = []
    for row in events:
        span = span_of(row)
        if not overlaps(span, years):
            continue
        uncertain = "/" in row["begins"]
        is_period = row["ends"] is not None or uncertain or row["kind"] in LASTING
        begins, ends = span if is_period else (sum(span) / 2, sum(span) / 2)
        at, until = min(max(begins, first), last), min(max(ends, first), last)
        moved = at != begins if not is_period else until - at < NARROWEST
        found.append(
            Mark(
                letter="",
                at=at,
                until=until if is_period and until - at >= NARROWEST else None,
                text=t("{when}: {what}", when=when(row), what=said(t, row, "label")),
                uncertain=uncertain,
                exact="-" in row["begins"] or "-" in (row["ends"] or ""),
                is_moved=moved,
                span=span,
                indicator=row["indicator"],
                codes=tuple(row["codes"]),
            )
        )
    found.sort(key=lambda mark: mark.at)
    if first == last:  # bars, which have no axis of years
        return found
    return [dataclasses.replace(mark, letter=letter_of(number)) for number, mark in enumerate(found)]


def letter_of(number: int) -> str:
    """a, b, c … and after z a2."""
    again, place = divmod(number, len(string.ascii_lowercase))
    return string.ascii_lowercase[place] + (str(again + 1) if again else "")


def lines(t: Text, found: Sequence[Mark]) -> list[str]:
    """What the letters in the chart stand for, a line each, that they explain nothing, and how they lie among the figures;
    nothing without events."""
    if not found:
        return []
    said_of = [t("Events, dated notes that explain nothing by themselves:")]
    said_of += [f"{mark.letter}) {mark.text}." if mark.letter else f"{mark.text}." for mark in found]
    if any(mark.letter and (mark.exact or mark.is_moved) for mark in found):
        said_of.append(
            t(
                "A year's figure stands at the middle of its year. What happened before the middle of the first year or after that of the last stands at the edge of the chart."
            )
        )
    return said_of


def into(t: Text, table: Table, found: Sequence[Mark], towns: Mapping[str, Collection[str]]) -> Table:
    """The table with the events below it, and in its files a column with them: those of each row's year, where rows have
    years, and about its indicator, where rows have indicators, of the whole country and of the municipality of the row's
    area; ``towns`` are the areas' codes."""
    if not found:
        return table
    places = {column.id: place for place, column in enumerate(table.columns)}
    rows = []
    for row in table.rows:
        area = row[places["area"]] if "area" in places else None
        of_row = [
            mark
            for mark in found
            if (not mark.codes or set(mark.codes) & set(towns.get(str(area), ())))
            and ("indicator" not in places or is_about(mark, str(row[places["indicator"]])))
            and ("year" not in places or overlaps(mark.span, [int(str(row[places["year"]]))]))
        ]
        rows.append([*row, "; ".join(mark.text for mark in of_row) or None])
    return dataclasses.replace(
        table,
        columns=[*table.columns, Column("events", t("Events"), unseen=True)],
        rows=rows,
        remarks=[*table.remarks, " ".join(lines(t, found))],
    )


MOST_WORDS_BESIDE = 3
"""So many notes have room for their words in a chart; of more there are letters."""

ROOM, LETTER = 760, 6.4
"""Pixels from the first to the last figure of a chart that is as wide as the page, at least, and of a letter."""


def lettered(found: Sequence[Mark], years: tuple[float, float] | None = None) -> list[dict[str, Any]]:
    """What is written where: words beside each line where all have room, else letters, of which those that would lie upon
    each other stand in one place. ``text`` says what they are."""
    if not found:
        return []
    first, last = found[0].at, found[-1].at
    in_words = beside_lines(found, years)
    if in_words:
        return in_words
    apart = max(last - first, 1) / 25
    written: list[dict[str, Any]] = []
    for mark in found:
        if written and mark.at - written[-1]["at"] < apart:
            written[-1]["written"] += f" {mark.letter}"
            written[-1]["text"] += f"; {mark.text}"
        else:
            written.append({"written": mark.letter, "at": mark.at, "text": mark.text, "align": "center"})
    return written


def beside_lines(found: Sequence[Mark], years: tuple[float, float] | None = None) -> list[dict[str, Any]]:
    """The words of each note beside its line, to the right of it in the first half of the chart; nothing where they lack room."""
    if years is None or len(found) > MOST_WORDS_BESIDE or years[0] == years[1]:
        return []
    first, last = years
    taken: list[tuple[float, float]] = []
    made = []
    for mark in found:
        at = (mark.at - first) / (last - first) * ROOM
        is_left = at <= ROOM / 2
        long = len(mark.text) * LETTER
        reach = (at, at + long) if is_left else (at - long, at)
        if reach[0] < 0 or reach[1] > ROOM or any(reach[0] < end and begin < reach[1] for begin, end in taken):
            return []
        taken.append(reach)
        made.append({"written": mark.text, "at": mark.at, "text": mark.text, "align": "left" if is_left else "right"})
    return made


def ends_of(chart: Chart) -> tuple[float, float] | None:
    """The first and the last year that a chart has figures of."""
    years = [row["year"] for row in chart.rows if row.get("year") is not None]
    return (min(years), max(years)) if years else None


def where_wide_alone(value: float) -> dict[str, Any]:
    """Drawn in a wide window only."""
    return {"value": {"expr": f"windowSize()[0] < {NARROW} ? 0 : {value}"}}


def on(chart: Chart, found: Sequence[Mark], *, is_wide: bool = False) -> Chart:
    """The chart with the events drawn behind its lines; one that has no axis of years stays as it is. One that ``is_wide``, as
    the page is, has their words where there is room; in a narrow window there is room for none of it."""
    layers = chart.spec.get("layer") or []
    axes = (layer["encoding"].get("x", {}) for layer in layers)
    along = next((x for x in axes if x.get("field") == "year"), None)
    drawn = [mark for mark in found if mark.letter]
    if along is None or not drawn:
        return chart
    x = copy.deepcopy(along) | {"field": "at"}
    said_: dict[str, Any] = {"field": "text", "type": "nominal"}
    shared: dict[str, Any] = {"tooltip": said_, "description": {"field": "text"}, "opacity": where_wide_alone(1)}
    area: dict[str, Any] = {"type": "rect", "aria": False}
    dashed: dict[str, Any] = {"strokeWidth": 1, "strokeDash": [2, 3]}

    def rows(marks_: Sequence[Mark]) -> dict[str, Any]:
        return {"values": [{"letter": m.letter, "at": m.at, "until": m.until, "text": m.text} for m in marks_]}

    behind = [
        {
            "data": rows([mark for mark in drawn if mark.until is not None and not mark.uncertain]),
            "mark": area | {"color": GREY},
            "encoding": {"x": x, "x2": {"field": "until"}, **shared, "opacity": where_wide_alone(0.12)},
        },
        {  # in one of the years: an outline, no time that it took
            "data": rows([mark for mark in drawn if mark.until is not None and mark.uncertain]),
            "mark": area | dashed | {"fill": "transparent", "stroke": GREY},
            "encoding": {"x": x, "x2": {"field": "until"}, **shared},
        },
        {
            "data": rows([mark for mark in drawn if mark.until is None]),
            "mark": {"type": "rule", "color": GREY, "aria": False} | dashed,
            "encoding": {"x": x, **shared},
        },
    ]
    letters = {
        "data": {"values": lettered(drawn, ends_of(chart) if is_wide else None)},
        "mark": {"type": "text", "color": GREY, "fontSize": 12, "baseline": "bottom", "aria": False}
        | {
            "align": {"expr": "datum.align"},
            "dx": {"expr": "datum.align === 'center' ? 0 : datum.align === 'left' ? 4 : -4"},
        }
        | {"text": {"expr": f"windowSize()[0] < {NARROW} ? '' : datum.written"}}
        | {"dy": {"expr": "datum.align === 'center' ? -1 : 12"}},
        "encoding": {
            "x": x,
            "y": {"value": 0},
            "tooltip": said_,
        },
    }
    kept = [layer for layer in behind if layer["data"]["values"]]
    return Chart(chart.spec | {"layer": [*kept, *layers, letters]}, chart.rows)
