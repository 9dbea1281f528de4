"""A chart of ranges: a rule from the lowest to the highest figure of a group, with the mean as a point on it."""

from __future__ import annotations

import functools
from collections.abc import Sequence

import altair as alt

from pages.components.charts import Chart, Row, Spec, ceiling, colour, finished, marked, shape, wrapped
from pages.components.charts.rows import along, names_beside
from pages.components.text import Text, in_language

ROW = 78
"""Height of a group, with room for the figures above and below its rule."""


@functools.lru_cache(maxsize=64)
def range_spec(language: str, top: float, groups: int) -> Spec:
    t = in_language(language)
    base = alt.Chart().encode(y=names_beside(labelPadding=12))
    rules = base.mark_rule(strokeWidth=4, opacity=0.55, aria=False).encode(
        x=along("from", top), x2="to:Q", color=colour()
    )
    # An end has a mark across it only where the source prints a number for it.
    ends = [
        base.transform_filter(f"isValid(datum.{end})")
        .mark_tick(thickness=3, size=20, opacity=1, aria=False)
        .encode(x=along(end, top), color=colour())
        for end in ("lowest", "highest")
    ]
    means = base.transform_calculate(spoken="datum.name + ': ' + datum.spoken_figures")
    means = means.mark_point(filled=True, size=150, opacity=1).encode(
        x=along("value", top),
        color=colour(),
        shape=shape(),
        description="spoken:N",
        tooltip=[
            alt.Tooltip("name:N", title=t("Group of areas")),
            alt.Tooltip("shown:N", title=t("Mean")),
            alt.Tooltip("lowest_shown:N", title=t("Lowest")),
            alt.Tooltip("highest_shown:N", title=t("Highest")),
        ],
    )
    figures = [
        base.mark_text(align="center", dy=-18, fontSize=14, fontWeight="bold", aria=False).encode(
            x=along("value", top), text="shown:N"
        ),
        base.mark_text(align="left", dx=1, dy=20, fontSize=12.5, aria=False).encode(
            x=along("from", top), text="lowest_shown:N"
        ),
        base.mark_text(align="right", dx=2, dy=20, fontSize=12.5, aria=False).encode(
            x=along("to", top), text="highest_shown:N"
        ),
    ]
    around = {"left": 5, "top": 5, "right": 12, "bottom": 5}
    chart = alt.layer(rules, *ends, means, *figures).properties(height=ROW * groups + 30, padding=around)
    return finished(chart, language)


def ranges(t: Text, rows: Sequence[Row], highest: float) -> Chart:
    """A rule a group on a scale from zero that holds ``highest``.

    The rows have ``name``, ``area_category``, ``value`` (the mean), ``lowest`` and ``highest`` (``None`` where the source
    prints no number), and the three as they are shown: ``shown``, ``lowest_shown``, ``highest_shown``.
    """
    drawn = [
        {
            **row,
            "label": wrapped(row["name"]),
            # Without a number the rule runs from the axis, or to the mean; the text says what the source prints.
            "from": 0 if row["lowest"] is None else row["lowest"],
            "to": row["value"] if row["highest"] is None else row["highest"],
            "spoken_figures": figures_of(t, row),
        }
        for row in marked(rows)
    ]
    return Chart(range_spec(t.language, ceiling(highest), len(rows)), drawn)


def figures_of(t: Text, row: Row) -> str:
    return t(
        "mean {mean}, lowest {lowest}, highest {highest}",
        mean=row["shown"],
        lowest=row["lowest_shown"],
        highest=row["highest_shown"],
    )


def description(t: Text, rows: Sequence[Row], unit: str) -> str:
    """Alternative text: what kind of chart, what it shows, and every figure in it."""
    figures = " ".join(f"{row['name']}: {figures_of(t, row)}." for row in rows)
    return t("Chart of ranges: {unit}. {figures}", unit=unit, figures=figures)
