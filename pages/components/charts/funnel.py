"""A funnel plot: a point a place by its population, between the limits within which places of that size usually lie."""

from __future__ import annotations

import functools
from collections.abc import Sequence

import altair as alt

from pages.components.charts import Chart, Row, Spec, ceiling, colour, finished
from pages.components.charts.bands import few_ticks
from pages.components.text import Text, in_language

HEIGHT = 360
POPULATIONS = (2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000)


@functools.lru_cache(maxsize=16)
def spec(language: str, top: float, least: float, most: float) -> Spec:
    t = in_language(language)
    ticks = [at for at in POPULATIONS if least <= at <= most]
    people = alt.X(
        "population:Q",
        title=t("Inhabitants"),
        scale=alt.Scale(type="log", domain=[least, most], nice=False),
        axis=alt.Axis(values=ticks, format=",.0f", grid=False, aria=False),
    )
    scale = alt.Scale(domain=[0, top], nice=False, clamp=True)
    rate = alt.Y("value:Q", title=None, scale=scale, axis=few_ticks(top, whole=False))
    base = alt.Chart().encode(x=people, y=rate)
    limits = base.transform_filter("datum.role === 'limit'")
    lines = [
        limits.transform_filter(f"datum.kind === '{kind}'")
        .mark_line(strokeWidth=width, strokeDash=dash, color="#808080", aria=False)
        .encode(y=alt.Y(f"{end}:Q", scale=scale))
        for kind, width, dash in (("between", 2, [1, 0]), ("chance", 1.5, [3, 3]))
        for end in ("low", "high")
    ]
    points = (
        base.transform_filter("datum.role === 'place'")
        .transform_calculate(spoken="datum.name + ': ' + datum.shown + ', ' + datum.between")
        .mark_point(filled=True, size=34, opacity=0.75)
        .encode(
            color=colour(),
            shape=alt.Shape(
                "outside:N", scale=alt.Scale(domain=["no", "yes"], range=["circle", "diamond"]), legend=None
            ),
            description="spoken:N",
            tooltip=[
                alt.Tooltip("name:N", title=t("Municipality")),
                alt.Tooltip("shown:N", title=t("Per 1,000 inhabitants")),
                alt.Tooltip("between:N", title=t("Usual for its size")),
            ],
        )
    )
    return finished(alt.layer(*lines, points).properties(height=HEIGHT), language)


def plot(t: Text, rows: Sequence[Row]) -> Chart:
    """The chart. Rows of the ``role`` ``place`` have ``name``, ``population``, ``value``, ``shown``, ``between`` and
    ``outside`` (``yes`` or ``no``); those of the role ``limit`` ``population``, ``low``, ``high`` and ``kind``: ``between``
    with the differences between places, ``chance`` without."""
    places = [row for row in rows if row["role"] == "place"]
    people = [row["population"] for row in places]
    top = ceiling(max(row.get("value") or row["high"] for row in rows))
    drawn = [{**row, "mark": "own" if row.get("outside") == "yes" else "rest_of_sweden"} for row in rows]
    return Chart(spec(t.language, top, min(people) * 0.9, max(people) * 1.6), drawn)
