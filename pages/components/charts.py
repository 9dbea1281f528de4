"""Charts of series over years: lines labelled at their ends, or bars when there is one year.

A chart is a Vega-Lite specification, built with Altair once and kept, and the rows it draws, which change with every
click: so a click costs neither Altair's checks on the server nor a new drawing surface in the browser. Rows are
dictionaries with ``name`` (series as readers know it), ``area_category``, ``source``, ``year``, ``value`` (``None`` is
unknown) and ``shown`` (the value written in the reader's language). Colours are the theme's category colours in the
order of :data:`COLOUR_ORDER`, so that a category has the same colour everywhere, in light and in dark.
"""

from __future__ import annotations

import functools
import json
import math
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from pages.components.text import Text, in_language

COLOUR_ORDER = ("vulnerable", "risk", "particularly_vulnerable", "all_areas", "rest_of_sweden", "sweden")
COLOURS = {
    "light": ("#5b8fc9", "#2f67ad", "#0c2d5e", "#9a5b00", "#737373", "#4a4a4a"),
    "dark": ("#4f83c4", "#93bbec", "#e3efff", "#e0a44a", "#9c9c9c", "#c8c8c8"),
}
"""One ramp for the degrees of vulnerability, the most vulnerable standing out most; brown for their sum; greys for the
yardsticks. The same values stand in ``.streamlit/config.toml`` as ``chartCategoricalColors`` and in ``shell.css``."""

SHAPES = ("circle", "square", "diamond", "triangle-up", "cross", "triangle-down")
HEIGHT = 340
LABEL_LINE = 15
PICTURE_FONT = "Liberation Sans, Arial, sans-serif"
"""The first stands in vl-convert itself, so that pictures have letters on a machine without fonts."""

Row = dict[str, Any]
Spec = dict[str, Any]


@dataclass(frozen=True)
class Chart:
    """A specification without data, and the rows it draws."""

    spec: Spec
    rows: list[Row]


def show(chart: Chart, description: str, key: str) -> None:
    """Put the chart on the page; ``description`` is its alternative text."""
    st.vega_lite_chart(pd.DataFrame(chart.rows), chart.spec, alt=description, key=key)


def number_locale(language: str) -> dict[str, object]:
    """How Vega writes numbers on axes and in labels for screen readers."""
    if language == "sv":
        return {"number": {"decimal": ",", "thousands": "\u00a0", "grouping": [3], "currency": ["", "\u00a0kr"]}}
    return {"number": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["SEK\u00a0", ""]}}


def ceiling(highest: float) -> float:
    """The end of an axis from zero that holds the highest figure with some air: 1, 2, 2.5 or 5 times a power of ten."""
    if highest <= 0:
        return 1.0
    step = 10 ** math.floor(math.log10(highest / 4))
    step *= next(factor for factor in (1, 2, 2.5, 5, 10) if highest / (step * factor) <= 7)
    return float(step * math.ceil(highest * 1.02 / step))


def labelled(rows: Iterable[Row], top: float, height: int = HEIGHT) -> list[Row]:
    """The rows with ``label`` and ``label_value`` on each series' last known figure: where its name is written.

    Labels that would overlap are moved apart, in the order of their figures.
    """
    rows = [row | {"label": None, "label_value": None} for row in rows]
    last: dict[tuple[object, object], Row] = {}
    for row in rows:
        series = (row["name"], row["source"])
        if row["value"] is not None and (series not in last or row["year"] > last[series]["year"]):
            last[series] = row
    ends = sorted(last.values(), key=lambda row: row["value"])
    wrapped = [textwrap.wrap(f"{row['shown']} {row['name']}", 18) for row in ends]
    tall = [len(lines) * LABEL_LINE / height * top for lines in wrapped]
    for row, lines, place in zip(ends, wrapped, spread([row["value"] for row in ends], tall, top), strict=True):
        row["label"], row["label_value"] = "\n".join(lines), place
    return rows


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


def colour(legend: alt.Legend | None = None) -> alt.Color:
    return alt.Color("area_category:N", scale=alt.Scale(domain=list(COLOUR_ORDER)), legend=legend)


def shape(legend: alt.Legend | None = None) -> alt.Shape:
    scale = alt.Scale(domain=list(COLOUR_ORDER), range=list(SHAPES))
    return alt.Shape("area_category:N", scale=scale, legend=legend)


def year_axis() -> alt.X:
    """Whole years at their true distance, also where some between are not chosen. Its ends come from the rows."""
    # tickMinStep alone still gives 2018.5, written 2019, where the drawing is wide.
    label = "datum.value === floor(datum.value) ? format(datum.value, 'd') : ''"
    axis = alt.Axis(labelExpr=label, tickMinStep=1, ticks=False, grid=False, labelFlush=False)
    return alt.X("year:Q", title=None, scale=alt.Scale(zero=False, nice=False), axis=axis)


def finished(chart: alt.LayerChart | alt.FacetChart, language: str) -> Spec:
    """What all charts have in common: the width of the page, numbers in the reader's language, no frame."""
    chart = (
        chart.properties(width="container")
        .configure(locale=number_locale(language))
        .configure_axis(labelFontSize=12.5)
        .configure_view(stroke=None)
    )
    spec: Spec = chart.to_dict()
    # Altair's placeholders for the rows, which come with each click.
    spec.pop("datasets", None)
    for part in (spec, *spec["layer"]):
        part.pop("data", None)
    return spec


SPOKEN = "datum.name + ', ' + datum.year + ': ' + datum.shown"


@functools.cache
def line_spec(language: str, top: float) -> Spec:
    t = in_language(language)
    y = alt.Y("value:Q", title=None, scale=alt.Scale(domain=[0, top], nice=False), axis=alt.Axis(tickCount=5))
    base = alt.Chart().encode(x=year_axis(), y=y)
    yardstick = "datum.area_category === 'rest_of_sweden'"
    drawn = base.mark_line(strokeWidth=2.5).encode(
        color=colour(),
        detail=["name:N", "source:N"],
        strokeDash=alt.condition(yardstick, alt.value([6, 4]), alt.value([1, 0])),
        description="name:N",
    )
    points = base.transform_calculate(spoken=SPOKEN).mark_point(filled=True, size=70, opacity=1)
    points = points.encode(
        color=colour(),
        shape=shape(),
        description="spoken:N",
        tooltip=[
            alt.Tooltip("name:N", title=t("Area category")),
            alt.Tooltip("year:O", title=t("Year")),
            alt.Tooltip("shown:N", title=t("Figure")),
        ],
    )
    names = (
        base.transform_filter("isValid(datum.label_value)")
        .mark_text(
            align="left", dx=10, fontSize=12.5, lineBreak="\n", lineHeight=LABEL_LINE, baseline="middle", aria=False
        )
        .encode(y=alt.Y("label_value:Q"), text="label:N")
    )
    around = {"left": 5, "top": 12, "right": 5, "bottom": 5}
    return finished(alt.layer(drawn, points, names).properties(height=HEIGHT, padding=around), language)


def lines(t: Text, rows: list[Row], top: float) -> Chart:
    """A line a series over the years, named at its end. Different publications are never joined by a line."""
    return Chart(line_spec(t.language, top), labelled(rows, top))


LINES_OF_LABEL = "split(datum.label, '\\n')"


@functools.cache
def bar_spec(language: str, top: float, bars_: int) -> Spec:
    t = in_language(language)
    names = alt.Axis(labelExpr=LINES_OF_LABEL, labelLimit=200, labelOverlap=False, ticks=False, domain=False)
    base = alt.Chart().encode(
        y=alt.Y("label:N", sort=None, title=None, axis=names),
        x=alt.X("value:Q", title=None, scale=alt.Scale(domain=[0, top], nice=False), axis=alt.Axis(tickCount=5)),
    )
    drawn = base.transform_calculate(spoken=SPOKEN).mark_bar(size=28)
    drawn = drawn.encode(
        color=colour(),
        description="spoken:N",
        tooltip=[alt.Tooltip("name:N", title=t("Area category")), alt.Tooltip("shown:N", title=t("Figure"))],
    )
    figures = base.mark_text(align="left", dx=6, fontSize=13, aria=False).encode(text="shown:N")
    around = {"left": 5, "top": 5, "right": 5, "bottom": 5}
    return finished(alt.layer(drawn, figures).properties(height=54 * bars_ + 40, padding=around), language)


def bars(t: Text, rows: list[Row], top: float) -> Chart:
    """A bar a series for a single year, with its figure at the end."""
    return Chart(bar_spec(t.language, top, len(rows)), [row | {"label": wrapped(row["name"])} for row in rows])


def wrapped(name: str) -> str:
    return "\n".join(textwrap.wrap(name, 18))


def over_time(t: Text, rows: list[Row], top: float) -> Chart:
    """Lines over years, or bars when the rows are of one year."""
    return lines(t, rows, top) if len({row["year"] for row in rows}) > 1 else bars(t, rows, top)


@functools.lru_cache(maxsize=64)
def ratio_spec(language: str, top: float, indicators: int, labels: tuple[tuple[str, str], ...]) -> Spec:
    t = in_language(language)
    names = json.dumps(dict(labels), ensure_ascii=False)
    legend = alt.Legend(
        title=None,
        orient="top",
        columns=1,
        labelExpr=f"({names})[datum.label]",
        values=[category for category, _ in labels],
        labelLimit=260,
        symbolSize=80,
    )
    rows = alt.Axis(labelExpr=LINES_OF_LABEL, labelLimit=220, labelOverlap=False, grid=True, ticks=False, domain=False)
    scale = alt.Scale(domain=[0, top], nice=False)
    x = alt.X("value:Q", title=t("Times the rest of Sweden"), scale=scale, axis=alt.Axis(tickCount=5))
    points = alt.Chart().transform_calculate(spoken="datum.indicator + ', ' + datum.name + ': ' + datum.shown")
    points = points.mark_point(filled=True, size=90, opacity=1).encode(
        y=alt.Y("label:N", sort=None, title=None, axis=rows),
        yOffset=alt.YOffset("area_category:N", scale=alt.Scale(domain=[category for category, _ in labels])),
        x=x,
        color=colour(legend),
        shape=shape(legend),
        description="spoken:N",
        tooltip=[
            alt.Tooltip("indicator:N", title=t("Indicator")),
            alt.Tooltip("name:N", title=t("Area category")),
            alt.Tooltip("shown:N", title=t("Times the rest of Sweden")),
        ],
    )
    even = alt.Chart().mark_rule(strokeDash=[6, 4], strokeWidth=2, color="#808080", aria=False).encode(x=alt.datum(1))
    return finished(alt.layer(even, points).properties(height=52 * indicators + 130), language)


def ratios(t: Text, rows: list[Row], labels: dict[str, str]) -> Chart:
    """How many times the rest of Sweden's figure: a row an indicator, a point a category, a line at once as many.

    The rows have ``indicator`` (its label), ``area_category``, ``name``, ``value`` (the ratio) and ``shown``.
    """
    there = {row["area_category"] for row in rows}
    named = tuple((category, labels[category]) for category in COLOUR_ORDER if category in there)
    top = ceiling(max(row["value"] for row in rows))
    drawn = [row | {"label": wrapped(row["indicator"])} for row in rows]
    return Chart(ratio_spec(t.language, top, len({row["indicator"] for row in rows}), named), drawn)


@functools.lru_cache(maxsize=64)
def small_spec(language: str, lowest: float, highest: float) -> Spec:
    t = in_language(language)
    percent = alt.Axis(
        values=[lowest, 0, highest], labelExpr="(datum.value > 0 ? '+' : '') + format(datum.value, ',d') + ' %'"
    )
    y = alt.Y("value:Q", title=None, scale=alt.Scale(domain=[lowest, highest], nice=False), axis=percent)
    base = alt.Chart().encode(x=year_axis(), y=y)
    drawn = base.mark_line(strokeWidth=2).encode(color=colour(), detail=["name:N", "source:N"], description="name:N")
    points = base.transform_calculate(spoken=SPOKEN).mark_point(filled=True, size=40, opacity=1)
    points = points.encode(
        color=colour(),
        shape=shape(),
        description="spoken:N",
        tooltip=[
            alt.Tooltip("name:N", title=t("Area category")),
            alt.Tooltip("year:O", title=t("Year")),
            alt.Tooltip("shown:N", title=t("Change in per cent")),
        ],
    )
    return finished(alt.layer(drawn, points).properties(height=160), language)


def small(t: Text, rows: list[Row], lowest: float, highest: float) -> Chart:
    """The development of one indicator in small: ``value`` is the change in per cent, on a scale shared by all."""
    return Chart(small_spec(t.language, lowest, highest), rows)


def legend(labels: dict[str, str], categories: Iterable[str]) -> str:
    """A line of marks and names in HTML, for charts too small to name their lines."""
    there = set(categories)
    items = "".join(
        f'<li><span class="mark" style="--mark: var(--{category})" aria-hidden="true"></span>{escape(labels[category])}</li>'
        for category in COLOUR_ORDER
        if category in there
    )
    return f'<ul class="legend">{items}</ul>'


def description(t: Text, rows: list[Row], unit: str) -> str:
    """Alternative text: what kind of chart, what it shows, and every figure in it."""
    years = sorted({row["year"] for row in rows})
    kind = t("Line chart") if len(years) > 1 else t("Bar chart")
    said: dict[str, list[str]] = {}
    for row in rows:
        said.setdefault(row["name"], []).append(f"{row['shown']} ({row['year']})")
    figures = " ".join(f"{name}: {t.listed(values)}." for name, values in said.items())
    return f"{kind}: {unit}, {t.span(years)}. {figures}"


def picture(chart: Chart, heading: str, unit: str, below: Sequence[str]) -> Spec:
    """The chart as a specification that stands alone: with its rows, heading, unit, and what must stand below it.

    ``below`` are sentences such as caveat and source; they are wrapped to the picture's width.
    """
    left_out = ("config", "$schema", "padding")
    spec = {name: value for name, value in chart.spec.items() if name not in left_out} | {"width": 560}
    foot_lines = [line for sentence in below for line in textwrap.wrap(sentence, 104)]
    foot = {
        "data": {"values": [{"line": line, "place": place} for place, line in enumerate(foot_lines)]},
        "mark": {"type": "text", "align": "left", "fontSize": 12, "color": "#444444"},
        "width": 560,
        "height": 17 * max(len(foot_lines), 1),
        "encoding": {
            "text": {"field": "line", "type": "nominal"},
            "y": {"field": "place", "type": "ordinal", "axis": None},
            "x": {"value": 0},
        },
    }
    look = {"font": PICTURE_FONT, "range": {"category": list(COLOURS["light"])}, "view": {"stroke": None}}
    return {
        "$schema": chart.spec["$schema"],
        "background": "white",
        "padding": 24,
        "title": {
            "text": textwrap.wrap(heading, 76),
            "subtitle": textwrap.wrap(unit, 100),
            "anchor": "start",
            "fontSize": 18,
            "subtitleFontSize": 13,
            "offset": 16,
        },
        "vconcat": [spec | {"data": {"values": chart.rows}}, foot],
        "config": chart.spec["config"] | look,
    }
