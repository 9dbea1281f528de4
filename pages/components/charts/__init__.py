"""What all charts share: colours and shapes, axes, alternative text, pictures that stand alone.

A chart is a Vega-Lite specification, built with Altair once and kept, and the rows it draws, which change with every
click: so a click costs neither Altair's checks on the server nor a new drawing surface in the browser. Rows are
dictionaries; ``area_category`` decides colour and shape. Colours are the theme's category colours in the order of
:data:`COLOUR_ORDER`, so that a category has the same colour everywhere, in light and in dark.
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import altair as alt
import pandas as pd
import pyarrow as pa
import streamlit as st
from altair.utils import schemapi

COLOUR_ORDER = (
    "vulnerable",
    "risk",
    "particularly_vulnerable",
    "all_areas",
    "rest_of_sweden",
    "sweden",
    "own",
    "other",
)
COLOURS = {
    "light": ("#5b8fc9", "#2f67ad", "#0c2d5e", "#9a5b00", "#737373", "#4a4a4a", "#1f4e8c", "#7d4a9e"),
    "dark": ("#e3efff", "#93bbec", "#4f83c4", "#e0a44a", "#9c9c9c", "#c8c8c8", "#9cc3f2", "#c79be0"),
}
"""One ramp for the degrees of vulnerability, the darker the more serious, in light and in dark; brown for their sum; greys for the
yardsticks; the accent for one's own municipality; one for named places and for categories that came after this was written. The same values stand in
``.streamlit/config.toml`` as ``chartCategoricalColors`` and in ``pages/server/styles/base.css``."""

HEXAGON = "M-0.5,-0.87L0.5,-0.87L1,0L0.5,0.87L-0.5,0.87L-1,0Z"
SHAPES = ("circle", "square", "diamond", "triangle-up", "cross", "triangle-down", HEXAGON, "triangle-right")
SIGNS = ("●", "■", "◆", "▲", "✚", "▼", "⬢", "▶")
"""The shapes as letters."""

HUES = ("#9467bd", "#c46a1b", "#1f8a8a", "#c44f8e", "#7f8a1f", "#808890")
"""Colours of places that are no category: none of the categories' blues, and three to one on the light and the dark ground."""

HUE_SHAPES = ("circle", "square", "diamond", "triangle-up", "triangle-down", "cross")
HUE_SIGNS = ("●", "■", "◆", "▲", "▼", "✚")
QUIET = "#8a9099"
"""Places beside the one that stands out: a grey that can be told from the ground, three to one, in light and in dark."""

DASHES = ([1, 0], [8, 3], [2, 2], [8, 3, 2, 3], [4, 4], [12, 4])
"""Shapes and strokes of the same places, in this order: colour is not the only sign."""


def legend_of_places(names: Sequence[str]) -> str:
    """A line of marks and names in HTML for places, in the order in which :data:`HUES` are given to them."""
    items = "".join(
        f'<li><span class="mark" style="color: {HUES[place % len(HUES)]}" aria-hidden="true">'
        f"{HUE_SIGNS[place % len(HUE_SIGNS)]}</span> {escape(name)}</li>"
        for place, name in enumerate(names)
    )
    return f'<ul class="legend">{items}</ul>'


PICTURE_FONT = "Liberation Sans, Arial, sans-serif"
"""The first stands in vl-convert itself, so that pictures have letters on a machine without fonts."""

PICTURE_WIDTH = 560
"""Pixels from the first year to the last, or along the longest bar; names stand beside it."""

Row = Mapping[str, Any]
Spec = dict[str, Any]


@dataclass(frozen=True)
class Chart:
    """A specification without data, and the rows it draws."""

    spec: Spec
    rows: Sequence[Row]


def show(chart: Chart, description: str, key: str) -> None:
    """Put the chart on the page; ``description`` is its alternative text."""
    # Rows with a name are there when it is first drawn; others Streamlit puts in after that, and Vega complains of an empty axis.
    named = {"data": {"name": "rows"}, "datasets": {"rows": data_of(chart.rows)}}
    st.vega_lite_chart(None, chart.spec | named, alt=description, key=key)


def data_of(rows: Sequence[Row]) -> pa.Table | pd.DataFrame:
    """The rows as Streamlit sends them, made in a tenth of the time that a data frame takes; a data frame, of which it
    makes texts, where a column has figures and texts, or other kinds that do not go together."""
    names = dict.fromkeys(name for row in rows for name in row)
    try:
        return pa.table({name: pa.array([row.get(name) for row in rows], from_pandas=True) for name in names})
    except (pa.ArrowInvalid, pa.ArrowTypeError, OverflowError):
        return pd.DataFrame(rows)


def number_locale(language: str) -> dict[str, object]:
    """How Vega writes numbers on axes and in labels for screen readers."""
    if language == "sv":
        return {"number": {"decimal": ",", "thousands": "\u00a0", "grouping": [3], "currency": ["", "\u00a0kr"]}}
    return {"number": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["SEK\u00a0", ""]}}


def ceiling(highest: float) -> float:
    """The end of an axis from zero that holds the highest figure with some air, in steps of 1, 2 or 5 times a power of ten."""
    if highest <= 0:
        return 1.0
    step = 10 ** math.floor(math.log10(highest / 4))
    step *= next(factor for factor in (1, 2, 5, 10) if highest / (step * factor) <= 7.8)
    return float(step * math.ceil(highest * 1.02 / step))


def ticks(top: float) -> list[float]:
    """Where the axis from zero to ``top`` has its lines: four to eight round steps, the last at the end."""
    size = 10 ** math.floor(math.log10(top))
    for step in (size * factor for factor in (0.5, 0.2, 0.1, 1)):
        steps = round(top / step)
        if 4 <= steps <= 8 and math.isclose(steps * step, top, rel_tol=1e-9):
            return [float(f"{number * step:.10g}") for number in range(steps + 1)]
    return [0, top / 2, top]


def mark_of(row: Row) -> str:
    """Which colour and shape a row has: its category's, or that of everything else."""
    return row["area_category"] if row["area_category"] in COLOUR_ORDER else "other"


def marked(rows: Iterable[Row]) -> list[Row]:
    """The rows with ``mark``, which :func:`colour` and :func:`shape` draw by."""
    return [{**row, "mark": mark_of(row)} for row in rows]


def colour(legend: alt.Legend | None = None) -> alt.Color:
    return alt.Color("mark:N", scale=alt.Scale(domain=list(COLOUR_ORDER)), legend=legend)


def shape(legend: alt.Legend | None = None) -> alt.Shape:
    return alt.Shape("mark:N", scale=alt.Scale(domain=list(COLOUR_ORDER), range=list(SHAPES)), legend=legend)


def amounts(top: float, whole: bool = False) -> alt.Axis:
    """An axis of figures from zero, on request at whole numbers only. Screen readers get the alternative text instead,
    which holds every figure."""
    values = [at for at in ticks(top) if not whole or at == round(at)]
    return alt.Axis(values=values, labelFlush=False, aria=False)


def whiskers(base: alt.Chart, painted: Any, kinds: Iterable[str], size: float = 1) -> list[alt.LayerChart | alt.Chart]:
    """The range around each figure, upright: a thin line with ends for what chance leaves, a short broad one for what
    rounding leaves. Rows have ``low``, ``high`` and ``kind``; ``kinds`` are those that any has, since Vega complains of a
    layer without rows; the base has the axis of years."""
    low, high = alt.Y("low:Q", title=None), alt.Y("high:Q", title=None)
    layers: list[alt.LayerChart | alt.Chart] = []
    if "rounding" in kinds:
        broad = base.transform_filter("datum.kind === 'rounding'").mark_rule(
            strokeWidth=7 * size, opacity=0.35, aria=False
        )
        layers.append(broad.encode(y=low, y2="high:Q", color=painted))
    if "chance" in kinds:
        chance = base.transform_filter("datum.kind === 'chance'")
        thin = chance.mark_rule(strokeWidth=1.5, opacity=0.6, aria=False)
        layers.append(thin.encode(y=low, y2="high:Q", color=painted))
        tick = chance.mark_tick(thickness=1.5, size=9 * size, opacity=0.6, aria=False, orient="horizontal")
        layers += [tick.encode(y=end, color=painted) for end in (low, high)]
    return layers


NARROW = 640
"""Windows narrower than this have no room for words in a chart: a legend above it has them."""


def where_wide(words: str, short: str = "''") -> alt.ExprRef:
    """Words of each datum in a wide window, in a narrow one what is shorter; both are expressions of Vega."""
    return alt.ExprRef(f"windowSize()[0] < {NARROW} ? {short} : {words}")


LINES_OF_LABEL = "split(datum.label, '\\n')"


def wrapped(name: str, width: int = 18) -> str:
    """The name in lines of so many letters that fit beside a chart; :data:`LINES_OF_LABEL` draws them."""
    return "\n".join(textwrap.wrap(name, width, break_long_words=False))


def finished(chart: alt.LayerChart | alt.FacetChart, language: str) -> Spec:
    """What all charts have in common: the width of the page, numbers in the reader's language, no frame."""
    chart = (
        chart.properties(width="container")
        .configure(locale=number_locale(language))
        .configure_axis(labelFontSize=12.5)
        .configure_view(stroke=None)
    )
    spec: Spec = chart.to_dict(validate=schemapi.DEBUG_MODE)  # which dashboard.py ends
    # Without a tooltip of its own a mark would tell the fields of its row as they are called in the code.
    spec["config"]["mark"] = spec["config"].get("mark", {}) | {"tooltip": None}
    # Altair's placeholders for the rows, which come with each click.
    spec.pop("datasets", None)
    for part in (spec, *spec["layer"]):
        part.pop("data", None)
    return spec


def legend(labels: dict[str, str], categories: Iterable[str]) -> str:
    """A line of marks and names in HTML, for charts too small to name their lines."""
    there = set(categories)
    items = "".join(
        f'<li><span class="mark" style="color: var(--{mark})" aria-hidden="true">{sign}</span> {escape(labels[mark])}</li>'
        for mark, sign in zip(COLOUR_ORDER, SIGNS, strict=True)
        if mark in there
    )
    return f'<ul class="legend">{items}</ul>'


def key_of(chart: Chart) -> str:
    """What the lines of a chart are, in HTML: for telephones, where it has no room for names. Rows have ``name`` and ``mark``;
    those of places also ``form`` and ``weight``."""
    if not any(row.get("short") for row in chart.rows):
        return ""
    named = {row["name"]: row for row in chart.rows if row.get("short")}
    items = "".join(
        f'<li><span class="mark" style="color: {_hue(row)}" aria-hidden="true">{_sign(row)}</span> {escape(name)}</li>'
        for name, row in named.items()
    )
    return f'<ul class="legend narrow-only">{items}</ul>'


def _hue(row: Row) -> str:
    return QUIET if row.get("weight") == "quiet" else f"var(--{row['mark']})"


def _sign(row: Row) -> str:
    form = str(row.get("form", row["mark"]))
    return SIGNS[COLOUR_ORDER.index(form)] if form in COLOUR_ORDER else HUE_SIGNS[int(form.split()[-1])]


def picture(chart: Chart, heading: str, unit: str, below: Sequence[str]) -> Spec:
    """The chart as a specification that stands alone: with its rows, heading, unit, and what must stand below it.

    ``below`` are sentences such as caveat and source; they are wrapped to the picture's width.
    """
    spec = unsized(chart) | {"width": PICTURE_WIDTH}
    foot_lines = [line for sentence in below for line in textwrap.wrap(sentence, 104)]
    foot = {
        "data": {"values": [{"line": line, "place": place} for place, line in enumerate(foot_lines)]},
        "mark": {"type": "text", "align": "left", "fontSize": 12, "color": "#444444"},
        "width": PICTURE_WIDTH,
        "height": 17 * max(len(foot_lines), 1),
        "encoding": {
            "text": {"field": "line", "type": "nominal"},
            "y": {"field": "place", "type": "ordinal", "axis": None},
            "x": {"value": 0},
        },
    }
    return {
        "$schema": chart.spec["$schema"],
        "background": "white",
        "padding": 24,
        "title": {
            "text": textwrap.wrap(heading, 76),
            "subtitle": textwrap.wrap(unit[0].upper() + unit[1:], 100),
            "anchor": "start",
            "fontSize": 18,
            "subtitleFontSize": 13,
            "offset": 16,
        },
        "vconcat": [spec | {"data": {"values": chart.rows}}, foot],
        "config": chart.spec["config"] | look(PICTURE_FONT),
    }


def alone(chart: Chart, font: str) -> Spec:
    """The chart as a specification with its rows and nothing around it: for a paper, which says the rest in its text."""
    return unsized(chart) | {
        "$schema": chart.spec["$schema"],
        "background": "white",
        "padding": 4,
        "width": PICTURE_WIDTH,
        "data": {"values": chart.rows},
        "config": chart.spec["config"] | look(font),
    }


def unsized(chart: Chart) -> Spec:
    """The specification without what holds for the screen only."""
    left_out = ("config", "$schema", "padding")
    return {name: value for name, value in chart.spec.items() if name not in left_out}


def look(font: str) -> Spec:
    """Letters and colours on a white ground."""
    return {"font": font, "range": {"category": list(COLOURS["light"])}, "view": {"stroke": None}}
