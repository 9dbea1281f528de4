"""A chart of ratios to a yardstick: a point with its interval a row, and a line at once as many."""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence

import altair as alt

from pages.components.charts import Chart, Row, Spec, ceiling, colour, finished, marked, shape, wrapped
from pages.components.charts.rows import along, at_once, names_beside
from pages.components.text import Text, in_language

ROW = 46
LINE = 17
"""Pixels of a row, and of a line of its label."""
FARTHEST = 6.0
"""So many times the yardstick an interval is drawn at most, where the ratios themselves are smaller."""


@functools.lru_cache(maxsize=64)
def spec(language: str, top: float, rows: int, lines: int = 2) -> Spec:
    t = in_language(language)
    base = alt.Chart().encode(y=names_beside())
    title = t("Times the yardstick (dashed: 1)")
    x, low, high = (along(field, top, title, clamp=True) for field in ("value", "low", "high_drawn"))
    rounding, chance = (base.transform_filter(f"datum.kind === '{kind}'") for kind in ("rounding", "chance"))
    ends = [
        chance.transform_filter("!datum.beyond" if end is high else "true")
        .mark_tick(thickness=2, size=14, aria=False)
        .encode(x=end, color=colour())
        for end in (low, high)
    ]
    points = (
        base.transform_calculate(spoken="datum.name + ': ' + datum.shown + ', ' + datum.between + ', ' + datum.verdict")
        .mark_point(filled=True, size=90, opacity=1)
        .encode(
            x=x,
            color=colour(),
            shape=shape(),
            description="spoken:N",
            tooltip=[
                alt.Tooltip("name:N", title=t("Area")),
                alt.Tooltip("shown:N", title=t("Times the yardstick")),
                alt.Tooltip("between:N", title=t("Uncertainty")),
                alt.Tooltip("verdict:N", title=t("Result")),
            ],
        )
    )
    layers = [
        at_once(),
        rounding.mark_rule(strokeWidth=9, opacity=0.35, aria=False).encode(x=low, x2="high_drawn:Q", color=colour()),
        chance.mark_rule(strokeWidth=2, aria=False).encode(x=low, x2="high_drawn:Q", color=colour()),
        *ends,
        points,
    ]
    return finished(alt.layer(*layers).properties(height=max(ROW, 10 + LINE * lines) * rows + 60), language)


def ratios(t: Text, rows: Sequence[Row]) -> Chart:
    """The chart. Rows have ``name``, ``area_category``, ``value`` (the ratio), ``low``, ``high``, ``kind``
    (``chance`` or ``rounding``), ``shown``, ``between`` and ``verdict`` as they are read."""
    farthest = max(FARTHEST, 3 * max(row["value"] for row in rows))
    top = ceiling(max(1.2, *(min(farthest, row["high"]) for row in rows)))
    drawn = [
        {
            **row,
            "label": wrapped(row["name"]),
            "high_drawn": min(row["high"], top),
            "high": None if math.isinf(row["high"]) else row["high"],
            "beyond": row["high"] > top,
        }
        for row in marked(rows)
    ]
    return Chart(spec(t.language, top, len(rows), max(row["label"].count("\n") + 1 for row in drawn)), drawn)


def description(t: Text, rows: Sequence[Row], unit: str) -> str:
    """Alternative text: what kind of chart, what it shows, and every figure in it."""
    said = " ".join(f"{row['name']}: {row['shown']}, {row['between']}, {row['verdict']}." for row in rows)
    return t("Chart of ratios: {unit}. {figures}", unit=unit, figures=said)
