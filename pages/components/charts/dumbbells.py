"""A chart of what was changed: a line a row from the earlier figure, a ring, to the latest, a filled point."""

from __future__ import annotations

import functools
from collections.abc import Sequence

import altair as alt

from pages.components.charts import Chart, Row, Spec, amounts, ceiling, colour, finished, marked
from pages.components.text import Text, in_language

ROW = 40
"""Height of a row, with room for a figure above it."""


@functools.lru_cache(maxsize=16)
def dumbbell_spec(language: str, top: float, rows: int) -> Spec:
    t = in_language(language)
    names = alt.Axis(labelOverlap=False, labelPadding=10, labelFlush=False, ticks=False, domain=False, aria=False)
    base = alt.Chart().encode(y=alt.Y("name:N", sort=None, title=None, axis=names))
    x = alt.X("value:Q", title=None, scale=alt.Scale(domain=[0, top], nice=False), axis=amounts(top))
    rules = base.mark_rule(strokeWidth=3, opacity=0.5, aria=False).encode(
        x=alt.X("min(value):Q", title=None, axis=amounts(top)), x2="max(value):Q", color=colour()
    )
    points = base.transform_calculate(spoken="datum.name + ', ' + datum.published + ': ' + datum.shown").encode(
        x=x,
        color=colour(),
        description="spoken:N",
        tooltip=[
            alt.Tooltip("name:N", title=t("Year")),
            alt.Tooltip("published:N", title=t("Published")),
            alt.Tooltip("shown:N", title=t("Number")),
        ],
    )
    latest = points.transform_filter("datum.is_latest").mark_point(filled=True, size=90, opacity=1)
    # Larger than the filled ones, so that a ring is seen around a number that did not change.
    earlier = points.transform_filter("!datum.is_latest").mark_point(filled=False, size=170, strokeWidth=2, opacity=1)

    def figures(side: str) -> alt.Chart:
        return base.transform_filter(f"datum.side == '{side}'").encode(x=x, text="shown:N")

    written = [
        figures("left").mark_text(align="right", dx=-11, fontSize=12.5, aria=False),
        figures("right").mark_text(align="left", dx=11, fontSize=12.5, aria=False),
        figures("above").mark_text(align="center", dy=-15, fontSize=12.5, aria=False),
    ]
    around = {"left": 5, "top": 8, "right": 12, "bottom": 5}
    chart = alt.layer(rules, latest, earlier, *written).properties(height=ROW * rows + 30, padding=around)
    return finished(chart, language)


def dumbbells(t: Text, rows: Sequence[Row]) -> Chart:
    """The chart. Rows have ``name`` (of the line), ``area_category`` (whose colour it has), ``value``, ``shown``,
    ``published`` and ``is_latest``."""
    by_name: dict[str, list[float]] = {}
    drawn = []
    for row in marked(rows):
        seen = by_name.setdefault(row["name"], [])
        of_line = [other["value"] for other in rows if other["name"] == row["name"]]
        drawn.append({**row, "side": "none" if row["value"] in seen else side(row["value"], of_line)})
        seen.append(row["value"])
    top = ceiling(max((row["value"] for row in rows), default=0))
    return Chart(dumbbell_spec(t.language, top, len(by_name)), drawn)


def side(value: float, of_line: Sequence[float]) -> str:
    """Where a figure stands so that it covers no other of its line."""
    if value == max(of_line):
        return "right"
    return "left" if value == min(of_line) else "above"


def description(t: Text, rows: Sequence[Row], unit: str) -> str:
    """Alternative text: what kind of chart, what it shows, and every figure in it."""
    said: dict[str, list[str]] = {}
    for row in rows:
        said.setdefault(row["name"], []).append(
            t("{value} (published {published})", value=row["shown"], published=row["published"])
        )
    figures = " ".join(f"{name}: {t.listed(values)}." for name, values in said.items())
    return t("Chart of earlier and latest numbers: {unit}. {figures}", unit=unit, figures=figures)
