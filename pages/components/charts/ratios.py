"""The overview's chart: how many times the figure of the rest of Sweden each category has."""

from __future__ import annotations

import functools
import json
from collections.abc import Sequence

import altair as alt

from pages.components.charts import Chart, Row, Spec, ceiling, colour, finished, mark_of, marked, shape, wrapped
from pages.components.charts.rows import along, at_once, names_beside
from pages.components.text import Text, in_language


@functools.lru_cache(maxsize=64)
def ratio_spec(language: str, top: float, indicators: int, labels: tuple[tuple[str, str], ...]) -> Spec:
    t = in_language(language)
    names: dict[str, str] = {}
    for category, label in labels:
        mark = mark_of({"area_category": category})
        names[mark] = f"{names[mark]}, {label}" if mark in names else label
    legend = alt.Legend(
        title=None,
        orient="top",
        columns=1,
        labelExpr=f"({json.dumps(names, ensure_ascii=False)})[datum.label]",
        values=list(names),
        labelLimit=260,
        symbolSize=80,
        aria=False,
    )
    offset = alt.Scale(domain=[category for category, _ in labels], paddingOuter=0.8)
    title = t("Times the rest of Sweden (dashed: 1)")
    points = alt.Chart().transform_calculate(spoken="datum.indicator + ', ' + datum.name + ': ' + datum.shown")
    points = points.mark_point(filled=True, size=90, opacity=1).encode(
        # Lines between the rows, not through them: each point belongs to the band it stands in.
        y=names_beside(labelLimit=220, grid=True, tickBand="extent"),
        yOffset=alt.YOffset("area_category:N", scale=offset),
        x=along("value", top, title),
        color=colour(legend),
        shape=shape(legend),
        description="spoken:N",
        tooltip=[
            alt.Tooltip("indicator:N", title=t("Indicator")),
            alt.Tooltip("name:N", title=t("Area category")),
            alt.Tooltip("shown:N", title=t("Times the rest of Sweden")),
        ],
    )
    return finished(alt.layer(at_once(), points).properties(height=46 * indicators + 120), language)


def ratios(t: Text, rows: Sequence[Row], labels: dict[str, str]) -> Chart:
    """How many times the rest of Sweden's figure: a row an indicator, a point a category, a line at once as many.

    The rows have ``indicator`` (its label), ``area_category``, ``name``, ``value`` (the ratio) and ``shown``; ``labels``
    are those of the categories, in their order.
    """
    there = {row["area_category"] for row in rows}
    named = tuple((category, label) for category, label in labels.items() if category in there)
    top = ceiling(max(1, *(row["value"] for row in rows)))
    drawn = [{**row, "label": wrapped(row["indicator"])} for row in marked(rows)]
    return Chart(ratio_spec(t.language, top, len({row["indicator"] for row in rows}), named), drawn)
