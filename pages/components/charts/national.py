"""The chart of the national series: a line an event, and hollow points for what other publications said of the same year."""

from __future__ import annotations

import functools
from collections.abc import Sequence

import altair as alt

from pages.components.charts import (
    Chart,
    Row,
    Spec,
    amounts,
    ceiling,
    colour,
    finished,
    marked,
    shape,
    where_wide,
    whiskers,
)
from pages.components.charts.lines import (
    HEIGHT,
    LABEL_LINE,
    ONE_LINE,
    Limits,
    between,
    highest,
    labelled,
    limits_of,
    year_axis,
)
from pages.components.text import Text, in_language


@functools.cache
def spec(language: str, top: float, limited: Limits, with_others: bool) -> Spec:
    t = in_language(language)
    y = alt.Y("value:Q", title=None, scale=alt.Scale(domain=[0, top], nice=False), axis=amounts(top))
    spoken = "datum.name + ', ' + datum.publication + ', ' + datum.year + ': ' + datum.shown"
    base = alt.Chart().transform_calculate(spoken=spoken).encode(x=year_axis(), y=y)
    lines = base.transform_filter("datum.line").mark_line(strokeWidth=2.5)
    lines = lines.encode(color=colour(), detail="name:N", description="name:N")
    tooltip = [
        alt.Tooltip("name:N", title=t("Event")),
        alt.Tooltip("publication:N", title=t("Publication")),
        alt.Tooltip("year:O", title=t("Year")),
        alt.Tooltip("shown:N", title=t("Number")),
        *between(t, limited),
    ]
    ranges = whiskers(alt.Chart().encode(x=year_axis()).transform_filter("datum.line"), colour(), limited)
    points = base.transform_filter("datum.line").mark_point(filled=True, size=70, opacity=1)
    points = points.encode(color=colour(), shape=shape(), description="spoken:N", tooltip=tooltip)
    others = base.transform_filter("!datum.line").mark_point(filled=False, size=110, opacity=1, strokeWidth=2)
    others = others.encode(color=colour(), shape=alt.value("circle"), description="spoken:N", tooltip=tooltip)
    ends = base.transform_filter("isValid(datum.label_value)").encode(y=alt.Y("label_value:Q", axis=amounts(top)))
    names = ends.mark_text(
        align="left",
        dx=14,
        fontSize=12.5,
        lineBreak="\n",
        lineHeight=LABEL_LINE,
        baseline="middle",
        aria=False,
        dy=where_wide("0", ONE_LINE),
        text=where_wide("datum.label", "datum.short"),
    )
    around = {"left": 5, "top": 12, "right": 5, "bottom": 5}
    return finished(
        alt.layer(*ranges, lines, points, *([others] if with_others else []), names).properties(
            height=HEIGHT, padding=around
        ),
        language,
    )


def national(t: Text, rows: Sequence[Row]) -> Chart:
    """The chart; the rows are those of ``national_series.national_rows``."""
    top = ceiling(highest(rows))
    line = labelled([row for row in rows if row["line"]], top)
    others = [{**row, "label": None, "label_value": None} for row in rows if not row["line"]]
    return Chart(spec(t.language, top, limits_of(line), bool(others)), marked([*line, *others]))
