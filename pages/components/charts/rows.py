"""What charts of rows share: the names beside them, figures from zero along them, and the line at once a yardstick."""

from __future__ import annotations

from typing import Any

import altair as alt

from pages.components.charts import LINES_OF_LABEL, amounts


def names_beside(**differing: Any) -> alt.Y:
    """The names of the rows (``label``, see ``charts.wrapped``), in the order of the rows.

    ``differing`` are settings of Altair's axis, where a chart needs others.
    """
    settings = {"labelLimit": 200, "labelOverlap": False, "ticks": False, "domain": False, "aria": False} | differing
    return alt.Y("label:N", sort=None, title=None, axis=alt.Axis(labelExpr=LINES_OF_LABEL, **settings))


def along(field: str, top: float, title: str | None = None, whole: bool = False, **differing: Any) -> alt.X:
    """The figures in ``field`` from zero to ``top``, on request written at whole numbers only.

    ``differing`` are further settings of Altair's scale.
    """
    scale = alt.Scale(domain=[0, top], nice=False, **differing)
    return alt.X(f"{field}:Q", title=title, scale=scale, axis=amounts(top, whole))


def at_once() -> alt.Chart:
    """The dashed line where a figure is once its yardstick."""
    line = alt.Chart().mark_rule(strokeDash=[6, 4], strokeWidth=2, color="#808080", aria=False)
    drawn: alt.Chart = line.encode(x=alt.datum(1))
    return drawn
