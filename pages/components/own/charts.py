"""Charts of a reader's own figures: over years, and over months or quarters."""

from __future__ import annotations

import copy
import functools
from collections.abc import Sequence
from typing import Any

import altair as alt

from pages.components import charts
from pages.components.charts import Chart, Spec
from pages.components.charts import lines as line_charts
from pages.components.own import tables as own_tables
from pages.components.own.words import Names
from pages.components.text import Text, in_language
from queries.exports import observations
from queries.exports.values.cells import parts_of
from queries.row_types import Record

MOST_PLACES = 6
"""Places in one chart: more lines cannot be told apart."""

HEIGHT = 320


MEASURES = ("per_1000", "computed", "count", "share_percent", "population")
"""What a chart can show, the likeliest first; ``computed`` is the rate from count and population."""


def titles(t: Text) -> dict[str, str]:
    """The measures as the reader chooses them."""
    return {
        "per_1000": t("Per 1,000 inhabitants"),
        "computed": t("Per 1,000 inhabitants (computed)"),
        "count": t("Number"),
        "share_percent": t("Share, per cent"),
        "population": t("Population"),
    }


def value(row: Record, measure: str) -> float | None:
    """The figure of a row in one measure; ``None`` is unknown."""
    found = own_tables.computed_rate(row) if measure == "computed" else row[measure]
    return None if found is None else float(found)


def measures(rows: Sequence[Record]) -> list[str]:
    """The measures that these rows have figures in."""
    return [measure for measure in MEASURES if any(value(row, measure) is not None for row in rows)]


def decimals(rows: Sequence[Record], measure: str) -> int:
    if measure in ("count", "population"):
        return 0
    return 1 if measure == "share_percent" else observations.decimals([dict(row) for row in rows])


def place(row: Record, places: Names) -> str:
    """The name of a row's place as readers know it."""
    return places.get(row["area_category"] or "", str(row["area"] or row["area_category"]))


def drawn(t: Text, rows: Sequence[Record], measure: str, places: Names) -> list[Record]:
    """Rows for a chart, in the order of time."""
    digits = decimals(rows, measure)
    made: list[Record] = []
    for row in sorted(without_gaps(rows), key=lambda row: (row["year"], row.get("part") or 0)):
        figure = value(row, measure)
        one: dict[str, Any] = {
            "name": place(row, places),
            "area_category": row["area_category"],
            "source": row["file"],
            "year": row["year"],
            "value": figure,
            "shown": own_tables.shown(t, row, t.number(figure, digits)),
            "preliminary": row.get("preliminary", False),
        }
        if "part" in row:
            period = f"{own_tables.part_name(t, row)} {row['year']}"
            one |= {"year": round(row["year"] + (row["part"] - 1) / row["parts"], 4), "period": period}
        made.append(one)
    return made


def without_gaps(rows: Sequence[Record]) -> list[Record]:
    """The rows and, for each place and file, one without figures for each period between its first and last that is not
    there: so that no line is drawn across what is unknown."""
    made = list(rows)
    series: dict[tuple[object, ...], dict[int, Record]] = {}
    for row in rows:
        moment = row["year"] * row.get("parts", 1) + (row.get("part") or 1) - 1
        name = (row["area_category"], row["area"], row["file"], row.get("parts", 1))
        series.setdefault(name, {})[moment] = row
    for (*_, parts), there in series.items():
        example = next(iter(there.values()))
        for moment in range(min(there), max(there)):
            exists = moment % int(str(parts)) < parts_of(moment // int(str(parts)), int(str(parts)))  # not week 53
            if moment not in there and exists:
                empty = {**example, **dict.fromkeys(("count", "population", "per_1000", "share_percent"))}
                empty["year"] = moment // int(str(parts))
                if "part" in example:
                    empty["part"] = moment % int(str(parts)) + 1
                made.append(empty)
    return made


def part_spec(language: str, top: float, names: Sequence[str]) -> Spec:
    """The specification for these places. Kept for all readers is one without their names, which are some reader's own."""
    spec = copy.deepcopy(_nameless(language, top, len(names)))
    for layer in spec["layer"]:
        for channel in NAMING:
            if channel in layer["encoding"]:
                layer["encoding"][channel]["scale"]["domain"] = list(names)
    return spec


NAMING = ("color", "shape", "strokeDash")
"""What tells the places apart."""


@functools.lru_cache(maxsize=32)
def _nameless(language: str, top: float, places: int) -> Spec:
    t = in_language(language)
    whole = "datum.value === floor(datum.value) ? format(datum.value, 'd') : ''"
    along = alt.X(
        "year:Q",
        title=None,
        scale=alt.Scale(zero=False, nice=False),
        axis=alt.Axis(labelExpr=whole, tickMinStep=1, ticks=False, grid=False, labelFlush=False, offset=8, aria=False),
    )
    y = alt.Y("value:Q", title=None, scale=alt.Scale(domain=[0, top], nice=False), axis=charts.amounts(top))
    base = alt.Chart().encode(x=along, y=y)
    # Places are told apart by colour, shape and stroke, which the legend above the chart names.
    hue, form, stroke = (
        (list(range(places)), [kinds[place % len(kinds)] for place in range(places)])
        for kinds in (charts.HUES, charts.HUE_SHAPES, charts.DASHES)
    )
    shade = alt.Color("name:N", legend=None, scale=alt.Scale(domain=hue[0], range=hue[1]))
    dash = alt.StrokeDash("name:N", legend=None, scale=alt.Scale(domain=stroke[0], range=stroke[1]))
    lines = base.mark_line(strokeWidth=2).encode(
        color=shade, strokeDash=dash, detail=["name:N", "source:N"], description="name:N"
    )
    points = (
        base.transform_calculate(spoken="datum.name + ', ' + datum.period + ': ' + datum.shown")
        .mark_point(filled=True, size=40, opacity=1)
        .encode(
            color=shade,
            shape=alt.Shape("name:N", legend=None, scale=alt.Scale(domain=form[0], range=form[1])),
            description="spoken:N",
            tooltip=[
                alt.Tooltip("name:N", title=t("Place")),
                alt.Tooltip("period:N", title=t("Period")),
                alt.Tooltip("shown:N", title=t("Figure")),
            ],
        )
    )
    return charts.finished(alt.layer(lines, points).properties(height=HEIGHT), language)


def by_part(t: Text, rows: Sequence[Record]) -> Chart:
    """A line a place over months or quarters, from the rows of :func:`drawn`."""
    top = charts.ceiling(max((row["value"] for row in rows if row["value"] is not None), default=0))
    return Chart(part_spec(t.language, top, names_of(rows)), list(rows))


def by_year(t: Text, rows: Sequence[Record]) -> Chart:
    """A line a place over years, from the rows of :func:`drawn`; a bar a place where there is one year only."""
    top = charts.ceiling(max((row["value"] for row in rows if row["value"] is not None), default=0))
    if len({row["year"] for row in rows}) == 1:
        return line_charts.over_time(t, list(rows), top)
    return Chart(part_spec(t.language, top, names_of(rows)), [{**row, "period": str(row["year"])} for row in rows])


def names_of(rows: Sequence[Record]) -> tuple[str, ...]:
    """The places of the chart in the order of its legend."""
    return tuple(dict.fromkeys(row["name"] for row in rows))


def with_legend(chart: Chart, rows: Sequence[Record]) -> Chart:
    """The chart for pictures that stand alone, where the legend above it is missing."""
    if len({row["year"] for row in rows}) == 1:
        return chart
    names = names_of(rows)
    spec = copy.deepcopy(chart.spec)
    legend = {"title": None, "orient": "top", "direction": "vertical", "columns": 1, "labelLimit": 400}
    for layer in spec["layer"]:
        for channel in ("color", "shape"):
            if channel in layer["encoding"]:  # in all layers: one without would take it from the others
                layer["encoding"][channel]["legend"] = legend | {"values": list(names)}
    return Chart(spec, chart.rows)


def description(t: Text, rows: Sequence[Record], unit: str) -> str:
    """Alternative text of :func:`by_part`: what it shows, and every figure in it."""
    said: dict[str, list[str]] = {}
    for row in rows:
        said.setdefault(row["name"], []).append(f"{row['shown']} ({row['period']})")
    figures = " ".join(f"{name}: {t.listed(values)}." for name, values in said.items())
    kind = t("Line chart")
    return f"{kind}: {unit}. {figures}"
