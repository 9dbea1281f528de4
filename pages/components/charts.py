"""Charts of series over years: lines labelled at their ends, or bars when there is one year.

Charts are given a frame with the columns ``name`` (series as readers know it), ``area_category``, ``source``, ``year``,
``value`` and ``shown`` (the value written in the reader's language). Colours are the theme's category colours in the
order of :data:`COLOUR_ORDER`, so that a category has the same colour everywhere, in light and in dark.
"""

from __future__ import annotations

import json
import math
import textwrap
from collections.abc import Sequence
from html import escape
from typing import Any

import altair as alt
import pandas as pd

from pages.components.text import Text

COLOUR_ORDER = ("vulnerable", "risk", "particularly_vulnerable", "all_areas", "rest_of_sweden", "sweden")
COLOURS = {
    "light": ("#5b8fc9", "#2f67ad", "#0c2d5e", "#9a5b00", "#737373", "#4a4a4a"),
    "dark": ("#4f83c4", "#93bbec", "#e3efff", "#e0a44a", "#9c9c9c", "#c8c8c8"),
}
"""One ramp for the degrees of vulnerability, the most vulnerable standing out most; brown for their sum; grey for the
yardstick. The same values stand in ``.streamlit/config.toml`` as ``chartCategoricalColors``."""

SHAPES = ("circle", "square", "diamond", "triangle-up", "cross", "triangle-down")
HEIGHT = 340
LABEL_LINE = 15
PICTURE_FONT = "Liberation Sans, Arial, sans-serif"
"""The first stands in vl-convert itself, so that pictures have letters on a machine without fonts."""


def number_locale(t: Text) -> dict[str, object]:
    """How Vega writes numbers on axes and in labels for screen readers."""
    if t.language == "sv":
        return {"number": {"decimal": ",", "thousands": "\u00a0", "grouping": [3], "currency": ["", "\u00a0kr"]}}
    return {"number": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["SEK\u00a0", ""]}}


def ceiling(highest: float) -> float:
    """The end of an axis from zero that holds the highest figure with some air: 1, 2, 2.5 or 5 times a power of ten."""
    if highest <= 0:
        return 1.0
    step = 10 ** math.floor(math.log10(highest / 4))
    step *= next(factor for factor in (1, 2, 2.5, 5, 10) if highest / (step * factor) <= 5)
    return float(step * math.ceil(highest * 1.02 / step))


def scales(names: pd.DataFrame) -> tuple[alt.Color, alt.Shape]:
    """Colour and shape of each category. The legend is the labels at the lines."""
    colour = alt.Color("area_category:N", scale=alt.Scale(domain=list(COLOUR_ORDER)), legend=None)
    shape = alt.Shape("area_category:N", scale=alt.Scale(domain=list(COLOUR_ORDER), range=list(SHAPES)), legend=None)
    return colour, shape


def with_labels(frame: pd.DataFrame, top: float, height: int = HEIGHT) -> pd.DataFrame:
    """The frame with ``label`` and ``label_value`` filled in on each series' last row: where its name is written.

    Labels that would overlap are moved apart, in the order of their figures.
    """
    frame = frame.assign(label=None, label_value=None)
    known = frame.dropna(subset=["value"])
    last = known.loc[known.groupby(["name", "source"])["year"].idxmax()] if len(known) else known
    last = last.sort_values("value")
    wrapped = [
        textwrap.wrap(f"{row.shown} {row.name_}", 18) for row in last.rename(columns={"name": "name_"}).itertuples()
    ]
    tall = [len(lines) * LABEL_LINE / height * top for lines in wrapped]
    places = spread(list(last["value"]), tall, top)
    for index, lines, place in zip(last.index, wrapped, places, strict=True):
        frame.loc[index, ["label", "label_value"]] = ["\n".join(lines), place]
    return frame


def spread(wanted: Sequence[float], tall: Sequence[float], top: float) -> list[float]:
    """Places as near as possible to those wanted (ascending), such that things this tall do not overlap."""
    places: list[float] = []
    for value, height in zip(wanted, tall, strict=True):
        lowest = places[-1] + (tall[len(places) - 1] + height) / 2 if places else height / 2 - top * 0.02
        places.append(max(value, lowest))
    over = places[-1] + tall[-1] / 2 - top if places else 0
    for position in range(len(places) - 1, -1, -1):  # push back down what was pushed over the top
        if over <= 0:
            break
        places[position] -= over
        if position:
            over = places[position - 1] + (tall[position - 1] + tall[position]) / 2 - places[position]
    return places


def records(frame: pd.DataFrame) -> pd.DataFrame:
    """Only the columns a chart needs, with missing values as ``None``."""
    columns = ["name", "area_category", "source", "year", "value", "shown", "label", "label_value"]
    present = [column for column in columns if column in frame]
    return frame[present].astype(object).where(frame[present].notna(), None)


def year_axis(years: Sequence[int], named: Sequence[int]) -> alt.X:
    """Years at their true distance, also where some between are not chosen; ``named`` are written out."""
    span = list(range(years[0], years[-1] + 1))
    every = max(1, math.ceil(len(named) / 8))
    return alt.X(
        "year:O",
        title=None,
        scale=alt.Scale(type="point", domain=span, padding=0),
        axis=alt.Axis(values=list(named[::every]), labelAngle=0, grid=False, labelOverlap=False),
    )


def lines(t: Text, frame: pd.DataFrame, top: float) -> alt.LayerChart:
    """A line a series over the years, named at its end. Different publications are never joined by a line."""
    frame = with_labels(frame, top)
    years = sorted(frame["year"].unique().tolist())
    colour, shape = scales(frame)
    x = year_axis(years, years)
    y = alt.Y("value:Q", title=None, scale=alt.Scale(domain=[0, top], nice=False), axis=alt.Axis(tickCount=5))
    base = alt.Chart(records(frame)).encode(x=x, y=y)
    drawn = base.mark_line(strokeWidth=2.5).encode(
        color=colour,
        detail="source:N",
        strokeDash=alt.condition("datum.area_category === 'rest_of_sweden'", alt.value([6, 4]), alt.value([1, 0])),
        description="name:N",
    )
    points = (
        base.mark_point(filled=True, size=70, opacity=1)
        .encode(
            color=colour,
            shape=shape,
            description="spoken:N",
            tooltip=[
                alt.Tooltip("name:N", title=t("Area category")),
                alt.Tooltip("year:O", title=t("Year")),
                alt.Tooltip("shown:N", title=t("Figure")),
            ],
        )
        .transform_calculate(spoken="datum.name + ', ' + datum.year + ': ' + datum.shown")
    )
    names = (
        base.transform_filter("isValid(datum.label_value)")
        .mark_text(
            align="left", dx=10, fontSize=12.5, lineBreak="\n", lineHeight=LABEL_LINE, baseline="middle", aria=False
        )
        .encode(y=alt.Y("label_value:Q"), text="label:N")
    )
    around = {"left": 5, "top": 12, "right": 5, "bottom": 5}
    return finished(t, alt.layer(drawn, points, names).properties(height=HEIGHT, padding=around))


def bars(t: Text, frame: pd.DataFrame, top: float) -> alt.LayerChart:
    """A bar a series for a single year, with its figure at the end."""
    frame = frame.assign(label=["\n".join(textwrap.wrap(name, 18)) for name in frame["name"]])
    colour, _ = scales(frame)
    base = alt.Chart(records(frame)).encode(
        y=alt.Y(
            "label:N",
            sort=None,
            title=None,
            axis=alt.Axis(labelExpr="split(datum.label, '\\n')", labelLimit=200, ticks=False, domain=False),
        ),
        x=alt.X("value:Q", title=None, scale=alt.Scale(domain=[0, top], nice=False), axis=alt.Axis(tickCount=5)),
    )
    drawn = (
        base.mark_bar(size=28)
        .encode(
            color=colour,
            description="spoken:N",
            tooltip=[alt.Tooltip("name:N", title=t("Area category")), alt.Tooltip("shown:N", title=t("Figure"))],
        )
        .transform_calculate(spoken="datum.name + ', ' + datum.year + ': ' + datum.shown")
    )
    figures = base.mark_text(align="left", dx=6, fontSize=13, aria=False).encode(text="shown:N")
    around = {"left": 5, "top": 5, "right": 5, "bottom": 5}
    return finished(t, alt.layer(drawn, figures).properties(height=54 * len(frame), padding=around))


def ratios(t: Text, frame: pd.DataFrame, labels: dict[str, str]) -> alt.LayerChart:
    """How many times the rest of Sweden's figure: a row an indicator, a point a category, a line at once as many.

    ``frame`` has the columns ``indicator`` (its label), ``area_category``, ``name``, ``value`` (the ratio), ``shown``.
    """
    frame = frame.assign(label=["\n".join(textwrap.wrap(name, 18)) for name in frame["indicator"]])
    colour, shape = scales(frame)
    there = [category for category in COLOUR_ORDER if category in set(frame["area_category"])]
    names = json.dumps({category: labels[category] for category in there}, ensure_ascii=False)
    legend = alt.Legend(
        title=None,
        orient="top",
        columns=1,
        labelExpr=f"({names})[datum.label]",
        values=there,
        labelLimit=260,
        symbolSize=80,
    )
    colour.legend = legend  # type: ignore[attr-defined]
    shape.legend = legend  # type: ignore[attr-defined]
    x = alt.X(
        "value:Q",
        title=t("Times the rest of Sweden"),
        scale=alt.Scale(domain=[0, ceiling(float(frame["value"].max()))], nice=False),
        axis=alt.Axis(tickCount=5),
    )
    points = (
        alt.Chart(frame[["label", "indicator", "area_category", "name", "value", "shown"]])
        .transform_calculate(spoken="datum.indicator + ', ' + datum.name + ': ' + datum.shown")
        .mark_point(filled=True, size=110, opacity=1)
        .encode(
            y=alt.Y(
                "label:N",
                sort=None,
                title=None,
                axis=alt.Axis(
                    labelExpr="split(datum.label, '\\n')",
                    labelLimit=220,
                    labelOverlap=False,
                    grid=True,
                    ticks=False,
                    domain=False,
                ),
            ),
            x=x,
            color=colour,
            shape=shape,
            description="spoken:N",
            tooltip=[
                alt.Tooltip("indicator:N", title=t("Indicator")),
                alt.Tooltip("name:N", title=t("Area category")),
                alt.Tooltip("shown:N", title=t("Times the rest of Sweden")),
            ],
        )
    )
    even = (
        alt.Chart(pd.DataFrame({"value": [1]}))
        .mark_rule(strokeDash=[6, 4], strokeWidth=2, color="#808080")
        .encode(x="value:Q")
    )
    return finished(t, alt.layer(even, points).properties(height=44 * frame["label"].nunique() + 130))


def small(t: Text, frame: pd.DataFrame, lowest: float, highest: float) -> alt.LayerChart:
    """The development of one indicator in small: change in per cent since the first year, on a scale shared by all.

    ``frame`` has the columns of :func:`lines`, ``value`` being the change in per cent.
    """
    years = sorted(frame["year"].unique().tolist())
    colour, shape = scales(frame)
    base = alt.Chart(records(frame)).encode(
        x=year_axis(years, [years[0], years[-1]]),
        y=alt.Y(
            "value:Q",
            title=None,
            scale=alt.Scale(domain=[lowest, highest], nice=False),
            axis=alt.Axis(values=[lowest, 0, highest], labelExpr="format(datum.value, '+,d') + ' %'"),
        ),
    )
    drawn = base.mark_line(strokeWidth=2).encode(color=colour, detail="source:N", description="name:N")
    points = (
        base.transform_calculate(spoken="datum.name + ', ' + datum.year + ': ' + datum.shown")
        .mark_point(filled=True, size=40, opacity=1)
        .encode(
            color=colour,
            shape=shape,
            description="spoken:N",
            tooltip=[
                alt.Tooltip("name:N", title=t("Area category")),
                alt.Tooltip("year:O", title=t("Year")),
                alt.Tooltip("shown:N", title=t("Change in per cent")),
            ],
        )
    )
    return finished(t, alt.layer(drawn, points).properties(height=130))


def finished(t: Text, chart: alt.LayerChart) -> alt.LayerChart:
    """What all charts have in common: the width of the page, numbers in the reader's language, letters, no frame."""
    return (
        chart.properties(width="container")
        .configure(locale=number_locale(t))
        .configure_axis(labelFontSize=12.5)
        .configure_view(stroke=None)
    )


def legend(labels: dict[str, str], categories: Sequence[str]) -> str:
    """A line of marks and names in HTML, for charts too small to name their lines."""
    items = "".join(
        f'<li><span class="mark" style="--mark: var(--{category})" aria-hidden="true"></span>{escape(labels[category])}</li>'
        for category in COLOUR_ORDER
        if category in categories
    )
    return f'<ul class="legend">{items}</ul>'


def over_time(t: Text, frame: pd.DataFrame, top: float) -> alt.LayerChart:
    """Lines over years, or bars when the frame holds one year."""
    return lines(t, frame, top) if frame["year"].nunique() > 1 else bars(t, frame, top)


def description(t: Text, frame: pd.DataFrame, unit: str) -> str:
    """Alternative text: what kind of chart, what it shows, and every figure in it."""
    years = sorted(frame["year"].unique().tolist())
    kind = t("Line chart") if len(years) > 1 else t("Bar chart")
    said = []
    for name, rows in frame.groupby("name", sort=False):
        figures = t.listed([f"{row.shown} ({row.year})" for row in rows.itertuples()])
        said.append(f"{name}: {figures}.")
    return f"{kind}: {unit}, {t.span(years)}. {' '.join(said)}"


def picture(chart: alt.LayerChart, heading: str, unit: str, below: Sequence[str]) -> dict[str, Any]:
    """The chart as a Vega-Lite specification that stands alone: with heading, unit, and what must stand below it.

    ``below`` are sentences such as caveat and source; they are wrapped to the picture's width.
    """
    spec: dict[str, Any] = chart.properties(width=560).to_dict()
    config = spec.pop("config")
    schema = spec.pop("$schema")
    datasets = spec.pop("datasets", {})
    spec.pop("padding", None)
    wrapped = [line for sentence in below for line in textwrap.wrap(sentence, 104)]
    foot = {
        "data": {"values": [{"line": line, "place": place} for place, line in enumerate(wrapped)]},
        "mark": {"type": "text", "align": "left", "fontSize": 12, "color": "#444444"},
        "width": 560,
        "height": 17 * max(len(wrapped), 1),
        "encoding": {
            "text": {"field": "line", "type": "nominal"},
            "y": {"field": "place", "type": "ordinal", "axis": None},
            "x": {"value": 0},
        },
    }
    return {
        "$schema": schema,
        "datasets": datasets,
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
        "vconcat": [spec, foot],
        "config": config
        | {"font": PICTURE_FONT, "range": {"category": list(COLOURS["light"])}, "view": {"stroke": None}},
    }
