"""Charts of groups of bars: a group a place or a year, a bar a category, its figure at the end.

Rows are dictionaries with ``group`` (as readers know it), ``series`` (id), ``name`` (the series as readers know it),
``area_category`` (whose colour the bar has), ``value`` and ``shown`` (the value written in the reader's language).
"""

from __future__ import annotations

import functools
import json
import textwrap
from collections.abc import Sequence

import altair as alt

from pages.components.charts import Chart, Row, Spec, ceiling, colour, finished, marked, wrapped
from pages.components.charts.rows import along, names_beside
from pages.components.text import Text, in_language

BAR = 22
"""Height of a bar with the space around it."""

GROUP = 10
"""Letters in a line of a group's name: the bars need the width of a telephone."""

LEGEND = 26
"""Letters in a line of the legend: what a telephone has room for."""


@functools.lru_cache(maxsize=64)
def grouped_spec(
    language: str, top: float, whole: bool, groups: int, series: tuple[tuple[str, str, str], ...], title: str
) -> Spec:
    t = in_language(language)
    names = json.dumps({mark: textwrap.wrap(name, LEGEND) for _, mark, name in series}, ensure_ascii=False)
    legend = alt.Legend(
        title=None,
        orient="top",
        columns=1,
        labelExpr=f"({names})[datum.label]",
        values=[mark for _, mark, _ in series],
        labelLimit=300,
        symbolType="square",
        symbolSize=120,
        aria=False,
    )
    base = (
        alt.Chart()
        .transform_calculate(spoken="datum.group + ', ' + datum.name + ': ' + datum.shown")
        .encode(
            y=names_beside().scale(paddingInner=0.22),
            yOffset=alt.YOffset("series:N", scale=alt.Scale(domain=[id_ for id_, _, _ in series], paddingInner=0.12)),
            x=along("value", top, whole=whole),
        )
    )
    bars = base.mark_bar().encode(
        color=colour(legend),
        description="spoken:N",
        tooltip=[
            alt.Tooltip("group:N", title=title),
            alt.Tooltip("name:N", title=t("Area category")),
            alt.Tooltip("shown:N", title=t("Figure")),
        ],
    )
    figures = base.mark_text(align="left", dx=5, fontSize=13, aria=False).encode(text="shown:N")
    around = {"left": 0, "top": 5, "right": 24, "bottom": 5}
    lines = sum(len(textwrap.wrap(name, LEGEND)) for _, _, name in series)
    height = (BAR * len(series) + 12) * groups + 22 * lines + 56  # bars, legend, axis
    return finished(alt.layer(bars, figures).properties(height=height, padding=around), language)


def grouped(t: Text, rows: Sequence[Row], title: str, top: float | None = None) -> Chart:
    """The chart; ``title`` is what the groups are, in the tooltip. Without ``top`` the figures are whole numbers."""
    drawn = [{**row, "label": wrapped(row["group"], GROUP)} for row in marked(rows)]
    series = tuple(dict.fromkeys((row["series"], row["mark"], row["name"]) for row in drawn))
    groups = len({row["group"] for row in drawn})
    highest = max((row["value"] for row in drawn if row["value"] is not None), default=0)
    spec = grouped_spec(t.language, top or max(4, ceiling(highest)), top is None, groups, series, title)
    return Chart(spec, drawn)


def description(t: Text, rows: Sequence[Row], unit: str) -> str:
    """Alternative text: what kind of chart, what it shows, and every figure in it."""
    said: dict[str, list[str]] = {}
    for row in rows:
        said.setdefault(row["group"], []).append(f"{row['name']} {row['shown']}")
    figures = " ".join(f"{group}: {t.listed(values)}." for group, values in said.items())
    return t("Bar chart: {unit}. {figures}", unit=unit, figures=figures)
