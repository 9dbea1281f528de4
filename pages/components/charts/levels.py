"""Charts of problem levels: lines on the police's own scale from 1 to 5, and the parts in small beside each other.

Rows are those of ``line_charts``. The scale does not start at zero, because no level can: it is the same in every chart.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence

import altair as alt

from pages.components.charts import Chart, Row, Spec, colour, finished, marked, picture, shape, wrapped
from pages.components.charts import lines as line_charts
from pages.components.charts.rows import names_beside
from pages.components.text import Text, in_language

LOWEST, HIGHEST = 1, 5
SMALL_HEIGHT = 190
AROUND = {"left": 5, "top": 12, "right": 5, "bottom": 5}


def scale() -> alt.Scale:
    return alt.Scale(domain=[LOWEST, HIGHEST], nice=False, zero=False)


def steps() -> alt.Axis:
    return alt.Axis(values=list(range(LOWEST, HIGHEST + 1)), format="d", labelFlush=False, aria=False)


@functools.cache
def line_spec(language: str) -> Spec:
    t = in_language(language)
    base, layers = line_charts.series(
        alt.Y("value:Q", title=None, scale=scale(), axis=steps()), t("Level"), language, 70
    )
    ends = line_charts.at_ends(base, steps())
    chart = alt.layer(*layers, line_charts.signs(ends, colour(), shape()), line_charts.names(ends))
    return finished(chart.properties(height=line_charts.HEIGHT, padding=AROUND), language)


def lines(t: Text, rows: Sequence[Row]) -> Chart:
    """A line a series over the years, named at its end."""
    above = [{**row, "value": None if row["value"] is None else row["value"] - LOWEST} for row in rows]
    labelled = line_charts.labelled(above, HIGHEST - LOWEST)
    drawn = [
        {**row, "label": label["label"], "short": label["short"], "label_value": back(label["label_value"])}
        for row, label in zip(rows, labelled, strict=True)
    ]
    return Chart(line_spec(t.language), marked(drawn))


def back(height: float | None) -> float | None:
    """A height above the lowest level, as a level."""
    return None if height is None else height + LOWEST


@functools.cache
def point_spec(language: str, points: int) -> Spec:
    t = in_language(language)
    base = alt.Chart().encode(
        y=names_beside(grid=True),
        x=alt.X("value:Q", title=None, scale=scale(), axis=steps()),
    )
    drawn = base.transform_calculate(spoken=line_charts.SPOKEN).mark_point(filled=True, size=110, opacity=1)
    drawn = drawn.encode(
        color=colour(),
        shape=shape(),
        description="spoken:N",
        tooltip=[alt.Tooltip("name:N", title=t("Area category")), alt.Tooltip("shown:N", title=t("Level"))],
    )
    figures = base.mark_text(dy=-16, fontSize=13, aria=False).encode(text="shown:N")
    return finished(alt.layer(drawn, figures).properties(height=54 * points + 40, padding=AROUND), language)


def over_time(t: Text, rows: Sequence[Row]) -> Chart:
    """Lines over years. A single year is drawn as points: a bar would start at a zero that the scale does not have."""
    if len({row["year"] for row in rows}) > 1:
        return lines(t, rows)
    return Chart(point_spec(t.language, len(rows)), [{**row, "label": wrapped(row["name"])} for row in marked(rows)])


@functools.cache
def small_spec(language: str) -> Spec:
    t = in_language(language)
    y = alt.Y("value:Q", title=None, scale=scale(), axis=steps())
    base, layers = line_charts.series(y, t("Level"), language, 45)
    figures = base.mark_text(dy=-12, fontSize=12, aria=False).encode(text="shown:N")
    # Room at the sides, so that the first figure does not stand on the axis.
    years = line_charts.year_axis().scale(zero=False, nice=False, padding=18)
    drawn = [layer.encode(x=years) for layer in (*layers, figures)]
    return finished(alt.layer(*drawn).properties(height=SMALL_HEIGHT, padding=AROUND), language)


def small(t: Text, rows: Sequence[Row]) -> Chart:
    """One part over the years in small, with its figures at the points."""
    return Chart(small_spec(t.language), marked(rows))


def pictures_beside(charts: Sequence[tuple[str, Chart]], heading: str, unit: str, below: Sequence[str]) -> Spec:
    """Small charts beside each other, each with its name above it, as one picture that stands alone."""
    whole = picture(charts[0][1], heading, unit, below)
    parts = [
        {name: value for name, value in chart.spec.items() if name not in ("config", "$schema", "padding")}
        | {"width": 160, "title": {"text": wrapped(title).split("\n"), "fontSize": 13}, "data": {"values": chart.rows}}
        for title, chart in charts
    ]
    return whole | {"vconcat": [{"hconcat": parts, "spacing": 30}, whole["vconcat"][-1]]}


def description(t: Text, rows: Sequence[Row], unit: str) -> str:
    """Alternative text: what kind of chart, what it shows, and every figure in it."""
    if len({row["year"] for row in rows}) > 1:
        return line_charts.description(t, rows, unit)
    figures = " ".join(f"{row['name']}: {row['shown']} ({row['year']})." for row in rows)
    return t("Dot chart: {unit}, {year}. {figures}", unit=unit, year=rows[0]["year"], figures=figures)
