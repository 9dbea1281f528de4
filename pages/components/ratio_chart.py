"""The overview's chart: how many times the figure of the rest of Sweden each category has."""

from __future__ import annotations

import functools
import json

import altair as alt

from pages.components.charts import (
    LINES_OF_LABEL,
    Chart,
    Row,
    Spec,
    amounts,
    ceiling,
    colour,
    finished,
    mark_of,
    marked,
    shape,
    wrapped,
)
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
    # Lines between the rows, not through them: each point belongs to the band it stands in.
    rows = alt.Axis(
        labelExpr=LINES_OF_LABEL,
        labelLimit=220,
        labelOverlap=False,
        grid=True,
        tickBand="extent",
        ticks=False,
        domain=False,
        aria=False,
    )
    offset = alt.Scale(domain=[category for category, _ in labels], paddingOuter=0.8)
    title = t("Times the rest of Sweden (dashed: 1)")
    x = alt.X("value:Q", title=title, scale=alt.Scale(domain=[0, top], nice=False), axis=amounts(top))
    points = alt.Chart().transform_calculate(spoken="datum.indicator + ', ' + datum.name + ': ' + datum.shown")
    points = points.mark_point(filled=True, size=90, opacity=1).encode(
        y=alt.Y("label:N", sort=None, title=None, axis=rows),
        yOffset=alt.YOffset("area_category:N", scale=offset),
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
    return finished(alt.layer(even, points).properties(height=56 * indicators + 130), language)


def ratios(t: Text, rows: list[Row], labels: dict[str, str]) -> Chart:
    """How many times the rest of Sweden's figure: a row an indicator, a point a category, a line at once as many.

    The rows have ``indicator`` (its label), ``area_category``, ``name``, ``value`` (the ratio) and ``shown``; ``labels``
    are those of the categories, in their order.
    """
    there = {row["area_category"] for row in rows}
    named = tuple((category, label) for category, label in labels.items() if category in there)
    top = ceiling(max(1, *(row["value"] for row in rows)))
    drawn = [row | {"label": wrapped(row["indicator"])} for row in marked(rows)]
    return Chart(ratio_spec(t.language, top, len({row["indicator"] for row in rows}), named), drawn)
