"""Charts of series over years: lines labelled at their ends, or bars when there is one year.

Rows are dictionaries with ``name`` (series as readers know it), ``area_category``, ``source``, ``year``, ``value``
(``None`` is unknown) and ``shown`` (the value written in the reader's language). They may have ``low``, ``high``, ``kind``
and ``between``, the range around the figure (``figures.limits``), and ``segment``, which changes where a series begins anew.
"""

from __future__ import annotations

import functools
import math
import textwrap
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

import altair as alt

from pages.components.charts import (
    Chart,
    Row,
    Spec,
    amounts,
    colour,
    finished,
    marked,
    shape,
    where_wide,
    whiskers,
    wrapped,
)
from pages.components.charts.rows import along, names_beside
from pages.components.text import Text, in_language

HEIGHT = 340
PLOT_HEIGHT = 280
"""What at least remains of the height for the lines, when the axis has taken its part."""

LABEL_LINE = 15
ONE_LINE = f"(length(split(datum.label, '\\n')) - 1) * {LABEL_LINE / 2}"
"""How much lower the figure alone stands than the first of several lines."""

WHISKER = "#808080"
"""A grey that is seen on the bars and on the ground, in light and in dark."""
Limits = frozenset[str]
NO_LIMITS: Limits = frozenset()
SPOKEN = "datum.name + ', ' + datum.year + ': ' + datum.shown"


def labelled(rows: Iterable[Row], top: float, height: int = PLOT_HEIGHT) -> list[dict[str, Any]]:
    """The rows with ``label``, ``short`` and ``label_value`` on each series' last known figure: where its name is written, or
    where the window is narrow its figure alone.

    Labels that would overlap are moved apart, in the order of their figures.
    """
    made: list[dict[str, Any]] = [{**row, "label": None, "short": None, "label_value": None} for row in rows]
    ends = last_figures(made)
    wrapped = [lines_of_end(row) for row in ends]
    tall = [len(lines) * LABEL_LINE / height * top for lines in wrapped]
    for row, lines, place in zip(ends, wrapped, spread([row["value"] for row in ends], tall, top), strict=True):
        # A text of several lines hangs from the middle of its first.
        up = (len(lines) - 1) / 2 * LABEL_LINE / height * top
        row["label"], row["label_value"] = "\n".join(lines), place + up
        row["short"] = f"{row['shown']}{row.get('until', '')}"
    return made


AnyRow = TypeVar("AnyRow", bound=Row)


def last_figures(rows: Iterable[AnyRow]) -> list[AnyRow]:
    """The last known figure of each series, the smallest first."""
    last: dict[tuple[object, object], AnyRow] = {}
    for row in rows:
        series = (row["name"], row["source"])
        if row["value"] is not None and (series not in last or row["year"] > last[series]["year"]):
            last[series] = row
    return sorted(last.values(), key=lambda row: float(row["value"]))


def lines_of_end(row: Row) -> list[str]:
    """What stands at the end of a series."""
    return textwrap.wrap(f"{row['shown']} {row['name']}{row.get('until', '')}", 18)


def spread(wanted: Sequence[float], tall: Sequence[float], top: float) -> list[float]:
    """Places as near as possible to those wanted (ascending), such that things this tall do not overlap."""
    places: list[float] = []
    for value, height in zip(wanted, tall, strict=True):
        lowest = places[-1] + (tall[len(places) - 1] + height) / 2 if places else height / 2 - top * 0.02
        places.append(max(value, lowest))
    over = places[-1] + tall[-1] / 2 - top * 1.03 if places else 0
    for position in range(len(places) - 1, -1, -1):  # push back down what was pushed over the top
        if over <= 0:
            break
        places[position] -= over
        if position:
            over = places[position - 1] + (tall[position - 1] + tall[position]) / 2 - places[position]
    return places


def year_axis(named: Sequence[int] = (), field: str = "year") -> alt.X:
    """Years at their true distance, also where some between are not chosen. Its ends come from the rows.

    ``named`` are the only years written, for figures that are not of every year; without them whole years are.
    """
    # tickMinStep alone still gives 2018.5, written 2019, where the drawing is wide.
    label = "datum.value === floor(datum.value) ? format(datum.value, 'd') : ''"
    axis = alt.Axis(labelExpr=label, tickMinStep=1, ticks=False, grid=False, labelFlush=False, offset=8, aria=False)
    if named:
        axis.values, axis.labelOverlap = list(named), "greedy"
    return alt.X(f"{field}:Q", title=None, scale=alt.Scale(zero=False, nice=False), axis=axis)


def series(
    y: alt.Y, figure: str, language: str, size: int, named: Sequence[int] = (), limited: Limits = NO_LIMITS
) -> tuple[alt.Chart, list[Any]]:
    """The years along, and a line and its points for each series; ``figure`` is the tooltip's word for the value.

    ``limited`` are the kinds of ranges around figures.
    """
    t = in_language(language)
    base = alt.Chart().encode(x=year_axis(named), y=y)
    yardstick = "datum.mark === 'rest_of_sweden' || datum.mark === 'sweden'"
    lines = base.mark_line(strokeWidth=2.5).encode(
        color=colour(),
        detail=["name:N", "source:N", *(["segment:N"] if limited else [])],
        strokeDash=alt.condition(yardstick, alt.value([6, 4]), alt.value([1, 0])),
        description="name:N",
    )
    points = base.transform_calculate(spoken=SPOKEN).mark_point(filled=True, size=size, opacity=1)
    points = points.encode(
        color=colour(),
        shape=shape(),
        description="spoken:N",
        tooltip=[
            alt.Tooltip("name:N", title=t("Area category")),
            alt.Tooltip("year:O", title=t("Year")),
            alt.Tooltip("shown:N", title=figure),
            *between(t, limited),
        ],
    )
    ranges = whiskers(alt.Chart().encode(x=year_axis(named)), colour(), limited)
    return base, [*ranges, lines, points]


def between(t: Text, limited: Limits) -> list[alt.Tooltip]:
    """The tooltip's line on the range around a figure."""
    return [alt.Tooltip("between:N", title=t("Uncertainty"))] if limited else []


def limits_of(rows: Iterable[Row]) -> Limits:
    """The kinds of ranges around the figures that any of the rows has."""
    return frozenset(row["kind"] for row in rows if row.get("kind"))


def highest(rows: Iterable[Row]) -> float:
    """The highest figure or end of a range that is drawn."""
    found = [value for row in rows for value in (row["value"], row.get("high")) if value is not None]
    return float(max(found, default=0))


@functools.lru_cache(maxsize=64)
def line_spec(language: str, top: float, named: tuple[int, ...] = (), limited: Limits = NO_LIMITS) -> Spec:
    t = in_language(language)
    y = alt.Y("value:Q", title=None, scale=alt.Scale(domain=[0, top], nice=False), axis=amounts(top))
    base, layers = series(y, t("Figure"), language, 70, named, limited)
    ends = at_ends(base, amounts(top))
    around = {"left": 5, "top": 12, "right": 5, "bottom": 5}
    chart = alt.layer(*layers, signs(ends, colour(), shape()), names(ends))
    return finished(chart.properties(height=HEIGHT, padding=around), language)


def at_ends(base: alt.Chart, axis: alt.Axis) -> alt.Chart:
    """Where each series is named: the rows to which :func:`labelled` gave a label."""
    at: alt.Chart = base.transform_filter("isValid(datum.label_value)").encode(y=alt.Y("label_value:Q", axis=axis))
    return at


def signs(ends: alt.Chart, painted: Any, formed: alt.Shape) -> alt.Chart:
    """The mark of each series before its name."""
    lower = where_wide("0", ONE_LINE)
    drawn = ends.mark_point(filled=True, size=50, opacity=1, xOffset=16, yOffset=lower, aria=False)
    written: alt.Chart = drawn.encode(color=painted, shape=formed)
    return written


def names(ends: alt.Chart, **differing: Any) -> alt.Chart:
    """The name of each series at its end; ``differing`` are further settings of the letters."""
    written: alt.Chart = ends.mark_text(
        align="left",
        dx=24,
        fontSize=12.5,
        lineBreak="\n",
        lineHeight=LABEL_LINE,
        baseline="middle",
        aria=False,
        dy=where_wide("0", ONE_LINE),
        text=where_wide("datum.label", "datum.short"),
        **differing,
    )
    return written


def lines(t: Text, rows: Sequence[Row], top: float, named: Sequence[int] = ()) -> Chart:
    """A line a series over the years, named at its end. Different publications are never joined by a line.

    ``named`` are the years that the axis writes; without them all whole ones that have room.
    """
    return Chart(line_spec(t.language, top, tuple(named), limits_of(rows)), marked(labelled(rows, top)))


@functools.lru_cache(maxsize=64)
def bar_spec(language: str, top: float, bars_: int, limited: Limits = NO_LIMITS) -> Spec:
    t = in_language(language)
    return lying_bars(t, t("Area category"), top, bars_, limited, size=28, color=colour())


def lying_bars(t: Text, who: str, top: float, bars_: int, limited: Limits, size: int, **painted: Any) -> Spec:
    """A bar a row with its figure at the end; ``who`` is the tooltip's word for the series, ``size`` a bar's width in
    pixels, ``painted`` how the bars look."""
    base = alt.Chart().encode(y=names_beside(), x=along("value", top))
    drawn = base.transform_calculate(spoken=SPOKEN).mark_bar(size=size)
    drawn = drawn.encode(
        description="spoken:N",
        tooltip=[
            alt.Tooltip("name:N", title=who),
            alt.Tooltip("shown:N", title=t("Figure")),
            *between(t, limited),
        ],
        **painted,
    )
    around = {"left": 5, "top": 5, "right": 5, "bottom": 5}
    layers = [drawn, *(lying_whiskers(base) if limited else []), figure_at_end(base, top)]
    return finished(alt.layer(*layers).properties(height=54 * bars_ + 40, padding=around), t.language)


def lying_whiskers(base: alt.Chart) -> list[Any]:
    """The range around each figure of a bar chart, drawn as :func:`charts.whiskers` does over years."""
    low, high = alt.X("low:Q", title=None), alt.X("high:Q", title=None)
    rounding, chance = (base.transform_filter(f"datum.kind === '{kind}'") for kind in ("rounding", "chance"))
    return [
        rounding.mark_rule(strokeWidth=9, opacity=0.6, color=WHISKER, aria=False).encode(x=low, x2="high:Q"),
        chance.mark_rule(strokeWidth=2, color=WHISKER, aria=False).encode(x=low, x2="high:Q"),
        *(chance.mark_tick(thickness=2, size=12, color=WHISKER, aria=False).encode(x=end) for end in (low, high)),
    ]


def figure_at_end(base: alt.Chart, top: float) -> alt.Chart:
    """The figure in writing, behind the bar and its range."""
    behind = base.transform_calculate(
        end="isValid(datum.high) ? max(datum.high, datum.value) : isValid(datum.value) ? datum.value : 0"
    )
    written: alt.Chart = behind.mark_text(align="left", dx=6, fontSize=13, aria=False, invalid=None).encode(
        text="shown:N", x=along("end", top)
    )
    return written


def bars(t: Text, rows: Sequence[Row], top: float) -> Chart:
    """A bar a series for a single year, with its figure at the end; no bar but a word where the figure is hidden."""
    return Chart(
        bar_spec(t.language, top, len(rows), limits_of(rows)),
        [{**row, "label": wrapped(row["name"])} for row in marked(rows)],
    )


def over_time(t: Text, rows: Sequence[Row], top: float, named: Sequence[int] = ()) -> Chart:
    """Lines over years, or bars when the rows are of one year."""
    return lines(t, rows, top, named) if len({row["year"] for row in rows}) > 1 else bars(t, rows, top)


@functools.lru_cache(maxsize=64)
def small_spec(language: str, lowest: float, highest: float) -> Spec:
    t = in_language(language)
    step = max(20, 20 * math.ceil((highest - lowest) / 80))
    values = [step * number for number in range(math.ceil(lowest / step), math.floor(highest / step) + 1)]
    percent = alt.Axis(
        values=values,
        labelExpr="(datum.value > 0 ? '+' : '') + format(datum.value, ',d') + ' %'",
        labelFlush=False,
        aria=False,
    )
    y = alt.Y("value:Q", title=None, scale=alt.Scale(domain=[lowest, highest], nice=False), axis=percent)
    layers = series(y, t("Change in per cent"), language, 40)[1]
    return finished(alt.layer(*layers).properties(height=SMALL_HEIGHT), language)


SMALL_HEIGHT = 200


def small(t: Text, rows: Sequence[Row], lowest: float, highest: float) -> Chart:
    """The development of one indicator in small: ``value`` is the change in per cent, on a scale shared by all."""
    return Chart(small_spec(t.language, lowest, highest), marked(rows))


def description(t: Text, rows: Sequence[Row], unit: str) -> str:
    """Alternative text: what kind of chart, what it shows, and every figure in it."""
    years = sorted({row["year"] for row in rows})
    kind = t("Line chart") if len(years) > 1 else t("Bar chart")
    said: dict[str, list[str]] = {}
    for row in rows:
        said.setdefault(row["name"], []).append(f"{row['shown']} ({row['year']})")
    figures = " ".join(f"{name}: {t.listed(values)}." for name, values in said.items())
    return f"{kind}: {unit}, {t.span(years)}. {figures}{spoken_ranges(t, rows)}"


def spoken_ranges(t: Text, rows: Sequence[Row]) -> str:
    """The range around the last figure of each series, for the alternative text; the table has them all."""
    last = [row for row in last_figures(rows) if row.get("kind")]
    said = "; ".join(f"{row['name']} {row['year']}: {row['between']}" for row in reversed(last))
    return " " + t("How far the last figures may lie: {ranges}.", ranges=said) if said else ""
