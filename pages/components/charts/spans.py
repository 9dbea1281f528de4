"""A chart of spans of years: a bar a row from its first year to its last, which is written at its end.

Rows are dictionaries with ``name``, ``from`` and ``to`` (years; a quarter is a part of one) and ``shown``, the last period as
readers know it.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence

import altair as alt

from pages.components.charts import Chart, Row, Spec, finished, wrapped
from pages.components.charts.lines import year_axis
from pages.components.charts.rows import names_beside
from pages.components.text import Text, in_language

ROW = 56
"""Height of a row, with room for the last period above its bar."""

BAR = 14
COLOUR = "#7f93ad"
"""Seen on the light and the dark ground, three to one."""


@functools.lru_cache(maxsize=16)
def spec(language: str, first: float, last: float, rows: int) -> Spec:
    t = in_language(language)
    axis = year_axis(field="from")
    axis["scale"] = alt.Scale(domain=[first, last], nice=False, zero=False)
    base = (
        alt.Chart()
        .transform_calculate(spoken="datum.name + ': ' + datum.shown")
        .encode(y=names_beside(), x=axis, x2="to:Q")
    )
    bars = base.mark_bar(size=BAR, color=COLOUR, cornerRadius=1).encode(
        description="spoken:N",
        tooltip=[alt.Tooltip("name:N", title=t("Figures")), alt.Tooltip("shown:N", title=t("Until"))],
    )
    ends = (
        alt.Chart()
        .mark_text(align="right", dy=-16, fontSize=13, aria=False)
        .encode(y=names_beside(), x=alt.X("to:Q", title=None), text="shown:N")
    )
    around = {"left": 5, "top": 5, "right": 12, "bottom": 5}
    return finished(alt.layer(bars, ends).properties(height=ROW * rows + 30, padding=around), language)


def spans(t: Text, rows: Sequence[Row]) -> Chart:
    """The chart of these rows."""
    first, last = min(row["from"] for row in rows), max(row["to"] for row in rows)
    return Chart(spec(t.language, first, last, len(rows)), [{**row, "label": wrapped(row["name"])} for row in rows])


def description(t: Text, rows: Sequence[Row], unit: str) -> str:
    """Alternative text: what kind of chart, what it shows, and every span in it."""
    figures = " ".join(f"{row['name']}: {row['shown']}." for row in rows)
    return t("Chart of spans of years: {unit}. {figures}", unit=unit, figures=figures)
