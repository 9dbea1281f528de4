"""Charts of places and own figures beside the national categories: one place stands out, others are thin and grey.

Rows are those of ``line_charts`` with ``area``, the name of the place. Everything is named at the right edge, also what
ends earlier, so that no name lies across a line.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Any

import altair as alt

from pages.components.charts import (
    COLOUR_ORDER,
    DASHES,
    HUE_SHAPES,
    QUIET,
    SHAPES,
    Chart,
    Row,
    Spec,
    amounts,
    colour,
    finished,
    marked,
    whiskers,
    wrapped,
)
from pages.components.charts import lines as line_charts
from pages.components.charts.lines import HEIGHT, LABEL_LINE, PLOT_HEIGHT, SPOKEN, year_axis
from pages.components.text import Text, in_language

NAMED = 8
"""So many of the other places are named in the chart; of more, the table and the tooltips say which is which."""

FORMS = tuple(f"place {number}" for number in range(len(HUE_SHAPES)))
"""The quiet places are all grey: shapes and strokes tell them apart."""

YARDSTICKS = ("rest_of_sweden", "sweden")

PRINTED: dict[object, object] = {QUIET: "#4d5157", 1.25: 1.75, 22: 45}
"""Colour, stroke and size of the quiet places on the screen, and what they become on paper."""

IS_QUIET, IS_PALE = "datum.weight === 'quiet'", "datum.weight === 'pale'"
PALE = 0.6


def weighed(rows: Sequence[Row], highlight: str | None) -> list[Row]:
    """The rows with ``weight``: full for the place that stands out, quiet for the others, pale for the yardsticks.

    Where there is no place, nothing stands out.
    """
    weights = {True: "full", False: "quiet"}
    yardstick = "pale" if highlight else "full"
    drawn = [{**row, "weight": weights[row["area"] == highlight] if row["area"] else yardstick} for row in rows]
    order = {"quiet": 0, "pale": 1, "full": 2}
    series = dict.fromkeys((row["name"], row["source"]) for row in drawn if row["weight"] == "quiet")
    number = {who: place % len(FORMS) for place, who in enumerate(series)}
    made = marked(sorted(drawn, key=lambda row: order[row["weight"]]))
    return [{**row, "form": _form(row, number.get((row["name"], row["source"])))} for row in made]


def _form(row: Row, number: int | None) -> str:
    """Which shape and stroke a row has: its category's, or one of those that tell the quiet places apart."""
    return row["mark"] if number is None else FORMS[number]


def over_time(t: Text, rows: Sequence[Row], top: float, highlight: str | None) -> Chart:
    """Lines over years, or bars when the rows are of one year."""
    if len({row["year"] for row in rows}) > 1:
        return lines(t, rows, top, highlight)
    order = {"full": 0, "quiet": 1, "pale": 2}
    drawn = sorted(weighed(rows, highlight), key=lambda row: order[row["weight"]])
    limited = line_charts.limits_of(drawn)
    return Chart(
        bar_spec(t.language, top, len(drawn), limited), [{**row, "label": wrapped(row["name"])} for row in drawn]
    )


def lines(t: Text, rows: Sequence[Row], top: float, highlight: str | None) -> Chart:
    """A line a series; what stands beside it says its last figure, and of which year if that is not the last one."""
    last = max(row["year"] for row in rows)
    quiet = {row["area"] for row in rows if row["area"] not in (None, highlight)}
    named: list[Row] = []
    unnamed: list[Row] = []
    for row in weighed(rows, highlight):
        (unnamed if row["weight"] == "quiet" and len(quiet) > NAMED else named).append(row)
    ends = {(row["name"], row["source"]): row["year"] for row in line_charts.last_figures(named)}
    until = {who: "" if year == last else f" ({year})" for who, year in ends.items()}
    named = [{**row, "until": until.get((row["name"], row["source"]), "")} for row in named]
    tall = LABEL_LINE * sum(len(line_charts.lines_of_end(row)) for row in line_charts.last_figures(named))
    height = max(PLOT_HEIGHT, round(tall * 1.1))
    drawn: list[Row] = [{**row, "label": None, "label_value": None} for row in unnamed]
    drawn += line_charts.labelled(named, top, height)
    limited = line_charts.limits_of(drawn)
    loud = line_charts.limits_of(row for row in drawn if row["weight"] != "quiet")
    return Chart(
        line_spec(t.language, top, height + HEIGHT - PLOT_HEIGHT, limited, loud),
        [{**row, "label_year": last} for row in drawn],
    )


def paint() -> alt.Color:
    """The colour of the category or the place that stands out; grey for the other places."""
    return alt.condition(IS_QUIET, alt.value(QUIET), colour())


def shape() -> alt.Shape:
    scale = alt.Scale(domain=[*COLOUR_ORDER, *FORMS], range=[*SHAPES, *HUE_SHAPES])
    return alt.Shape("form:N", scale=scale, legend=None)


def stroke() -> alt.StrokeDash:
    drawn = [[6, 4] if mark in YARDSTICKS else [1, 0] for mark in COLOUR_ORDER]
    scale = alt.Scale(domain=[*COLOUR_ORDER, *FORMS], range=[*drawn, *DASHES])
    return alt.StrokeDash("form:N", scale=scale, legend=None)


@functools.lru_cache(maxsize=64)
def line_spec(
    language: str,
    top: float,
    height: int,
    limited: line_charts.Limits = line_charts.NO_LIMITS,
    loud_limits: line_charts.Limits = line_charts.NO_LIMITS,
) -> Spec:
    t = in_language(language)
    y = alt.Y("value:Q", title=None, scale=alt.Scale(domain=[0, top], nice=False), axis=amounts(top))
    base = alt.Chart().encode(x=year_axis(), y=y)
    faint = alt.condition(IS_PALE, alt.value(PALE), alt.value(1))
    strokes = base.mark_line().encode(
        color=paint(),
        detail=["name:N", "source:N", *(["segment:N"] if limited else [])],
        strokeDash=stroke(),
        strokeWidth=alt.condition(IS_QUIET, alt.value(1.25), alt.value(2.5)),
        opacity=faint,
        description="name:N",
    )
    points = (
        base.transform_calculate(spoken=SPOKEN)
        .mark_point(filled=True)
        .encode(
            color=paint(),
            shape=shape(),
            size=alt.condition(IS_QUIET, alt.value(22), alt.value(60)),
            opacity=faint,
            description="spoken:N",
            tooltip=[
                alt.Tooltip("name:N", title=t("Area")),
                alt.Tooltip("year:O", title=t("Year")),
                alt.Tooltip("shown:N", title=t("Figure")),
                *line_charts.between(t, limited),
            ],
        )
    )
    # Of many places only the one that stands out has its range drawn; the tooltips and the table have all.
    loud = alt.Chart().encode(x=year_axis()).transform_filter("datum.weight !== 'quiet'")
    ranges = whiskers(loud, paint(), loud_limits)
    ends = line_charts.at_ends(base, amounts(top)).encode(x=year_axis(field="label_year"))
    names = line_charts.names(ends, fontWeight=alt.ExprRef("datum.weight === 'full' ? 'bold' : 'normal'"))
    around = {"left": 5, "top": 12, "right": 5, "bottom": 5}
    chart = alt.layer(*ranges, strokes, points, line_charts.signs(ends, paint(), shape()), names)
    return finished(chart.properties(height=height, padding=around), language)


@functools.lru_cache(maxsize=64)
def bar_spec(language: str, top: float, bars: int, limited: line_charts.Limits = line_charts.NO_LIMITS) -> Spec:
    t = in_language(language)
    faint = alt.condition(IS_PALE, alt.value(PALE), alt.value(1))
    return line_charts.lying_bars(t, t("Area"), top, bars, limited, size=24, color=paint(), opacity=faint)


def on_paper(chart: Chart) -> Chart:
    """The chart as it is printed, in grey as a rule: the quiet places darker, their lines and marks larger."""
    return Chart(_stronger(chart.spec), chart.rows)


def _stronger(part: Any) -> Any:
    if isinstance(part, list):
        return [_stronger(inner) for inner in part]
    if not isinstance(part, dict):
        return part
    if isinstance(part.get("condition"), dict) and part["condition"].get("test") == IS_QUIET:
        value = PRINTED.get(part["condition"].get("value"), part["condition"].get("value"))
        part = part | {"condition": part["condition"] | {"value": value}}
    return {name: _stronger(inner) for name, inner in part.items()}
