"""A bar a status of actions, named with its sign and in words: colour is not the only sign.

Rows are dictionaries with ``status`` (id), ``name`` (sign and words), ``value`` and ``shown``.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence

import altair as alt

from pages.components.charts import Chart, Row, Spec, ceiling, finished, wrapped
from pages.components.charts.rows import along, names_beside
from pages.components.text import Text, in_language

COLOURS = {"green": "#2e8b57", "yellow": "#b7791f", "red": "#d1453b"}
"""Of traffic lights, each three to one on the light and on the dark ground."""


@functools.lru_cache(maxsize=32)
def spec(language: str, top: float, bars: int) -> Spec:
    t = in_language(language)
    base = (
        alt.Chart()
        .transform_calculate(spoken="datum.name + ': ' + datum.shown")
        .encode(
            y=names_beside(),
            x=along("value", top, whole=True),
        )
    )
    drawn = base.mark_bar(size=28).encode(
        color=alt.Color("status:N", legend=None, scale=alt.Scale(domain=list(COLOURS), range=list(COLOURS.values()))),
        description="spoken:N",
        tooltip=[alt.Tooltip("name:N", title=t("Status")), alt.Tooltip("shown:N", title=t("Number of actions"))],
    )
    figures = base.mark_text(align="left", dx=6, fontSize=13, aria=False).encode(text="shown:N")
    around = {"left": 5, "top": 5, "right": 24, "bottom": 5}
    return finished(alt.layer(drawn, figures).properties(height=50 * bars + 36, padding=around), language)


def bars(t: Text, rows: Sequence[Row]) -> Chart:
    """The chart of how many actions have each status."""
    top = max(4.0, ceiling(max((row["value"] for row in rows), default=0)))
    return Chart(spec(t.language, top, len(rows)), [{**row, "label": wrapped(row["name"])} for row in rows])


def description(t: Text, rows: Sequence[Row]) -> str:
    """Alternative text: every status with its number."""
    said = t.listed([f"{row['name']}: {row['shown']}" for row in rows])
    return t("Bar chart: number of actions by status. {figures}.", figures=said)
