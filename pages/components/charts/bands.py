"""A place's line over years beside its yardstick, in front of a grey band: the middle half of the yardstick's places.

Rows are dictionaries with ``role`` (``own``, ``yardstick``, ``band``, ``period`` or ``target``), ``name``, ``year``, ``value``
and ``shown``; those of the band have ``low`` and ``high`` in place of a value, those of a period, such as an agreement's, the
years ``from`` and ``to`` only, those of a target the year ``from`` which its line is drawn to ``year``. ``leap`` marks figures of the own line that a single case can have made. Up to six further
places have the roles of :data:`OTHERS`, each with a colour and shape of its own.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from html import escape
from typing import Any

import altair as alt

from pages.components.charts import (
    HUE_SHAPES,
    HUE_SIGNS,
    HUES,
    Chart,
    Row,
    Spec,
    ceiling,
    colour,
    finished,
    ticks,
)
from pages.components.charts.lines import LABEL_LINE, SPOKEN, lines_of_end, spread, year_axis
from pages.components.text import Text, in_language

HEIGHT = 322
PLOT = 240
"""Pixels that at least remain of the height for the lines."""

NARROW = 640
"""Windows narrower than this have no room for names beside the lines: the legend above the chart has them."""

GREY = "#808080"
BAND_OPACITY = 0.22
PERIOD_OPACITY = 0.1
PERIOD_LETTERS = 12
"""Size of the name of a period, which stands at the top of the drawing."""

MARKS = {
    "own": "own",
    "yardstick": "rest_of_sweden",
    "band": "rest_of_sweden",
    "period": "rest_of_sweden",
    "target": "own",
}
MOST_TICKS = 5
OTHERS = tuple(f"other{number}" for number in range(len(HUES)))
"""The roles of further places."""

ROLES = ("own", *OTHERS, "yardstick", "target", "band", "period")
"""In the order of the legend."""


def over_time(t: Text, rows: Sequence[Row], whole: bool = False) -> Chart:
    """The chart of these rows; ``whole`` for counts, whose axis has whole numbers only."""
    known = [row[name] for row in rows for name in ("value", "high") if row.get(name) is not None]
    top = ceiling(max(known, default=0))
    roles, leaping = (
        frozenset(row["role"] for row in some) for some in (rows, [row for row in rows if row.get("leap")])
    )
    return Chart(_spec(t.language, top, whole, roles, leaping), labelled(rows, top))


def labelled(rows: Sequence[Row], top: float) -> list[dict[str, Any]]:
    """The rows with ``label``, ``short`` and ``label_value`` at the last known figure of each line, moved apart; what the band
    is says the legend."""
    none: dict[str, Any] = {"label": None, "short": None, "label_value": None}
    made: list[dict[str, Any]] = [{**row, **none, "mark": MARKS.get(row["role"], "other")} for row in rows]
    last: dict[tuple[str, str], dict[str, Any]] = {}
    for row in made:
        key = (row["role"], row.get("name") or "")
        if row.get("value") is not None and (key not in last or row["year"] > last[key]["year"]):
            last[key] = row
    ends = sorted(last.values(), key=lambda row: float(row["value"]))
    written = [lines_of_end(row) for row in ends]
    tall = [len(lines) * LABEL_LINE / PLOT * top for lines in written]
    for row, lines, place in zip(ends, written, spread([row["value"] for row in ends], tall, top), strict=True):
        up = (len(lines) - 1) / 2 * LABEL_LINE / PLOT * top  # a text of several lines hangs from its first
        row["label"], row["short"], row["label_value"] = "\n".join(lines), row["shown"], place + up
    return made


def few_ticks(top: float, whole: bool) -> alt.Axis:
    """An axis from zero with few lines: the band and the lines are what is to be seen."""
    found = ticks(top)
    if len(found) - 1 > MOST_TICKS:
        step = 2 if (len(found) - 1) % 2 == 0 else 1
        found = found[::step]
    values = [at for at in found if not whole or at == round(at)]
    return alt.Axis(values=values, labelFlush=False, aria=False)


@functools.lru_cache(maxsize=64)
def _spec(language: str, top: float, whole: bool, roles: frozenset[str], leaping: frozenset[str]) -> Spec:
    """The chart of rows with these roles, some of them with a leap; a layer without rows would have no ends."""
    t = in_language(language)
    axis = few_ticks(top, whole)
    scale = alt.Scale(domain=[0, top], nice=False)
    base = alt.Chart().encode(x=year_axis(), y=alt.Y("value:Q", title=None, scale=scale, axis=axis))

    def of(role: str) -> alt.Chart:
        chart: alt.Chart = base.transform_filter(f"datum.role === '{role}'")
        return chart

    layers: list[alt.Chart] = []
    if "period" in roles:
        shade = alt.Chart().transform_filter("datum.role === 'period'")
        its_time = {"x": alt.X("from:Q", title=None), "x2": "to:Q"}
        layers.append(shade.mark_rect(color=GREY, opacity=PERIOD_OPACITY, aria=False).encode(**its_time))
        layers.append(shade.mark_rule(strokeWidth=3, color=GREY, aria=False).encode(**its_time, y=alt.value(0)))
        layers.append(_periods(shade))
    if "band" in roles:
        low = alt.Y("low:Q", title=None, scale=scale, axis=axis)
        layers.append(of("band").mark_area(color=GREY, opacity=BAND_OPACITY, aria=False).encode(y=low, y2="high:Q"))
    if "yardstick" in roles:
        line = of("yardstick").mark_line(strokeWidth=2, strokeDash=[5, 4])
        layers.append(line.encode(detail="name:N", description="name:N", color=colour()))
    layers.append(of("own").mark_line(strokeWidth=2.5).encode(detail="name:N", description="name:N", color=colour()))
    if "target" in roles:
        aimed = of("target").mark_rule(strokeWidth=2, strokeDash=[2, 3], aria=False)
        layers.append(aimed.encode(x=alt.X("from:Q", title=None), x2="year:Q", color=colour()))
    ring: dict[str, Any] = {"size": 220, "strokeWidth": 1.5, "opacity": 1, "aria": False}
    if "own" in leaping:
        layers.append(of("own").transform_filter("datum.leap").mark_point(**ring).encode(color=colour()))
    layers.append(
        _points(base.transform_filter("datum.role === 'own' || datum.role === 'yardstick'"), t, color=colour())
    )
    ends = base.transform_filter("isValid(datum.label_value)").encode(y=alt.Y("label_value:Q", scale=scale, axis=axis))
    layers.append(_names(ends.transform_filter("datum.mark !== 'other'")).encode(color=colour()))
    for role, hue, form in zip(OTHERS, HUES, HUE_SHAPES, strict=True):
        if role in roles:
            painted = alt.value(hue)
            there = of(role)
            layers.append(there.mark_line(strokeWidth=2, color=hue).encode(description="name:N"))
            if role in leaping:
                layers.append(there.transform_filter("datum.leap").mark_point(**ring, color=hue))
            layers.append(_points(there, t, color=painted, shape=alt.value(form)))
            layers.append(_names(ends.transform_filter(f"datum.role === '{role}'"), color=hue))
    around = {"left": 5, "top": 12, "right": 5, "bottom": 5}
    return finished(alt.layer(*layers).properties(height=HEIGHT, padding=around), language)


def _points(there: alt.Chart, t: Text, **painted: Any) -> alt.Chart:
    """A point a figure, which tells it when it is pointed at; those at the ends stand out."""
    points: alt.Chart = (
        there.transform_calculate(spoken=SPOKEN)
        .mark_point(filled=True, opacity=1)
        .encode(
            size=alt.condition("isValid(datum.label_value)", alt.value(64), alt.value(24)),
            description="spoken:N",
            tooltip=[
                alt.Tooltip("name:N", title=t("Place")),
                alt.Tooltip("year:O", title=t("Year")),
                alt.Tooltip("shown:N", title=t("Figure")),
            ],
            **painted,
        )
    )
    return points


def _periods(shade: alt.Chart) -> alt.Chart:
    """The name of each period at its beginning; the legend has it where the window is narrow."""
    named: alt.Chart = shade.mark_text(
        align="left",
        dx=6,
        dy=12,
        fontSize=PERIOD_LETTERS,
        aria=False,
        text=alt.ExprRef(f"windowSize()[0] < {NARROW} ? '' : datum.name"),
    ).encode(x=alt.X("from:Q", title=None), y=alt.value(0))
    return named


def _names(ends: alt.Chart, **painted: Any) -> alt.Chart:
    """The figure and name of each line at its end; where the window is narrow, the figure alone."""
    names: alt.Chart = ends.mark_text(
        align="left",
        dx=10,
        fontSize=13,
        lineBreak="\n",
        lineHeight=LABEL_LINE,
        baseline="middle",
        aria=False,
        text=alt.ExprRef(f"windowSize()[0] < {NARROW} ? datum.short : datum.label"),
        fontWeight=alt.ExprRef("datum.role === 'own' ? 650 : 400"),
        **painted,
    )
    return names


def legend(t: Text, rows: Sequence[Row]) -> str:
    """What the lines, the band and the periods are, in HTML."""
    marks = {role: f'<span class="sign {role}" aria-hidden="true"></span>' for role in ROLES} | {
        role: f'<span class="mark" style="color: {hue}" aria-hidden="true">{sign}</span>'
        for role, hue, sign in zip(OTHERS, HUES, HUE_SIGNS, strict=True)
    }
    named = dict.fromkeys((row["role"], row["name"]) for role in ROLES for row in rows if row["role"] == role)
    items = "".join(f"<li>{marks[role]} {escape(name)}</li>" for role, name in named)
    return f'<ul class="legend of-bands">{items}</ul>'
