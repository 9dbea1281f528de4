"""A place's line over years beside its yardstick, in front of a grey band: the middle half of the yardstick's places.

Rows are dictionaries with ``role`` (``own``, ``yardstick`` or ``band``), ``name``, ``year``, ``value`` and ``shown``; those of
the band have ``low`` and ``high`` in place of a value. ``from`` and ``to`` of a row of role ``period`` shade years, such as
those of an agreement.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Any

import altair as alt

from pages.components.charts import Chart, Row, Spec, amounts, ceiling, colour, finished
from pages.components.charts.lines import LABEL_LINE, PLOT_HEIGHT, SPOKEN, lines_of_end, spread, year_axis
from pages.components.text import Text, in_language

HEIGHT = 322
NARROW = 640
"""Windows narrower than this have no room for names beside the lines: the legend above the chart has them."""

GREY = "#808080"
BAND_OPACITY = 0.22
PERIOD_OPACITY = 0.1


def over_time(t: Text, rows: Sequence[Row], whole: bool = False) -> Chart:
    """The chart of these rows; ``whole`` for counts, whose axis has whole numbers only."""
    known = [row[name] for row in rows for name in ("value", "high") if row.get(name) is not None]
    top = ceiling(max(known, default=0))
    return Chart(_spec(t.language, top, whole), labelled(rows, top))


def labelled(rows: Sequence[Row], top: float) -> list[dict[str, Any]]:
    """The rows with ``label``, ``short`` and ``label_value`` on the last known figure of each line, moved apart."""
    marks = {"own": "own", "yardstick": "rest_of_sweden"}
    none: dict[str, Any] = {"label": None, "short": None, "label_value": None}
    made: list[dict[str, Any]] = [{**row, **none, "mark": marks.get(row["role"])} for row in rows]
    last: dict[str, dict[str, Any]] = {}
    for row in made:
        if row["role"] in ("own", "yardstick") and row.get("value") is not None:
            key = f"{row['role']} {row['name']}"
            if key not in last or row["year"] > last[key]["year"]:
                last[key] = row
    ends = sorted(last.values(), key=lambda row: float(row["value"]))
    written = [lines_of_end(row) for row in ends]
    tall = [len(lines) * LABEL_LINE / PLOT_HEIGHT * top for lines in written]
    for row, lines, place in zip(ends, written, spread([row["value"] for row in ends], tall, top), strict=True):
        up = (len(lines) - 1) / 2 * LABEL_LINE / PLOT_HEIGHT * top  # a text of several lines hangs from its first
        row["label"], row["short"], row["label_value"] = "\n".join(lines), row["shown"], place + up
    return made


@functools.lru_cache(maxsize=64)
def _spec(language: str, top: float, whole: bool) -> Spec:
    t = in_language(language)
    axis = amounts(top, whole)
    scale = alt.Scale(domain=[0, top], nice=False)
    base = alt.Chart().encode(x=year_axis(), y=alt.Y("value:Q", title=None, scale=scale, axis=axis))
    period = (
        alt.Chart()
        .transform_filter("datum.role === 'period'")
        .mark_rect(color=GREY, opacity=PERIOD_OPACITY, aria=False)
        .encode(x=alt.X("from:Q", title=None), x2="to:Q")
    )
    band = base.transform_filter("datum.role === 'band'").mark_area(color=GREY, opacity=BAND_OPACITY, aria=False)
    yardstick = base.transform_filter("datum.role === 'yardstick'").mark_line(strokeWidth=2, strokeDash=[5, 4])
    own = base.transform_filter("datum.role === 'own'").mark_line(strokeWidth=2.5)
    points = (
        base.transform_filter("datum.role === 'own' || datum.role === 'yardstick'")
        .transform_calculate(spoken=SPOKEN)
        .mark_point(filled=True, size=50, opacity=1)
        .encode(
            color=colour(),
            description="spoken:N",
            tooltip=[
                alt.Tooltip("name:N", title=t("Place")),
                alt.Tooltip("year:O", title=t("Year")),
                alt.Tooltip("shown:N", title=t("Figure")),
            ],
        )
    )
    ends = base.transform_filter("isValid(datum.label_value)").encode(y=alt.Y("label_value:Q", scale=scale, axis=axis))
    names = ends.mark_text(
        align="left",
        dx=10,
        fontSize=12.5,
        lineBreak="\n",
        lineHeight=LABEL_LINE,
        baseline="middle",
        aria=False,
        text=alt.ExprRef(f"windowSize()[0] < {NARROW} ? datum.short : datum.label"),
    ).encode(color=colour())
    layers = [
        period,
        band.encode(y=alt.Y("low:Q", title=None, scale=scale, axis=axis), y2="high:Q"),
        yardstick.encode(detail="name:N", description="name:N", color=colour()),
        own.encode(detail="name:N", description="name:N", color=colour()),
        points,
        names,
    ]
    around = {"left": 5, "top": 12, "right": 5, "bottom": 5}
    return finished(alt.layer(*layers).properties(height=HEIGHT, padding=around), language)
