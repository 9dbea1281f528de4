"""Charts as SVG, with the look that Streamlit gives them, and the page's own colours in light and in dark."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Mapping
from html import escape
from typing import Any

import pyarrow as pa

from pages.components import drawing
from pages.components.charts import COLOUR_ORDER, COLOURS, NARROW
from pages.server.streamlit_internals import VegaLiteChart

WIDE, SMALL = 1120, 343
"""Pixels that a page has between its edges, in a window of 1280 and on a telephone of 375: charts are drawn for both."""

FONT = "Liberation Sans"
"""Measures the letters, since vl-convert has it and not the page's own; it is a tenth wider."""

INK, QUIET, GRID = "#31333f", "#808495", "#e6eaf1"
"""Colours of Streamlit's that stand for those of the page, until they are drawn."""

LOOK: dict[str, Any] = {
    "font": FONT,
    "background": "transparent",
    "autosize": {"type": "fit", "contains": "padding"},
    "title": {"align": "left", "anchor": "start", "color": INK, "fontWeight": 700, "fontSize": 16, "offset": 26},
    "header": {
        "titleFontWeight": 400,
        "titleFontSize": 16,
        "titleColor": QUIET,
        "labelFontSize": 12,
        "labelFontWeight": 400,
        "labelColor": QUIET,
    },
    "axis": {
        "labelFontSize": 12,
        "labelFontWeight": 400,
        "labelColor": QUIET,
        "titleFontWeight": 400,
        "titleFontSize": 14,
        "titleColor": QUIET,
        "ticks": False,
        "gridColor": GRID,
        "domain": False,
        "domainWidth": 1,
        "domainColor": GRID,
        "labelFlush": True,
        "labelFlushOffset": 1,
        "labelBound": False,
        "labelLimit": 112,
        "titlePadding": 16,
        "labelPadding": 16,
        "labelSeparation": 4,
        "labelOverlap": True,
    },
    "legend": {
        "labelFontSize": 14,
        "labelFontWeight": 400,
        "labelColor": QUIET,
        "titleFontSize": 14,
        "titleFontWeight": 400,
        "titleColor": QUIET,
        "titlePadding": 8,
        "labelPadding": 16,
        "columnPadding": 8,
        "rowPadding": 4,
        "padding": 8,
        "symbolStrokeWidth": 4,
    },
    "range": {"category": list(COLOURS["light"])},
    "view": {"columns": 1, "strokeWidth": 0, "stroke": "transparent", "continuousHeight": 350, "continuousWidth": 400},
    "concat": {"columns": 1},
    "facet": {"columns": 1},
    "mark": {"color": COLOURS["light"][0]},
    "bar": {"binSpacing": 4, "discreteBandSize": {"band": 0.85}},
    "axisDiscrete": {"grid": False},
    "axisXPoint": {"grid": False},
    "axisTemporal": {"grid": False},
    "axisXBand": {"grid": False},
}
"""What Streamlit tells Vega of its theme."""

VARIABLES = dict(zip(COLOURS["light"], COLOUR_ORDER, strict=True)) | {INK: "ink", QUIET: "quiet", GRID: "rule"}
"""The variables of the style sheet that stand for colours."""


def rows_of(chart: VegaLiteChart) -> dict[str, list[dict[str, Any]]]:
    """The rows that a chart draws, by the name under which it asks for them."""
    found = {named.name: named.data.data for named in chart.datasets if named.has_name}
    return {name: _rows(content) for name, content in found.items()}


def _rows(content: bytes) -> list[dict[str, Any]]:
    """The rows of a table, without the index that a data frame brings."""
    table = pa.ipc.open_stream(content).read_all()
    kept = [name for name in table.column_names if not name.startswith("__index_level_")]
    return list(table.select(kept).to_pylist())


def markup(chart: VegaLiteChart, share: float) -> str:
    """The chart twice, for wide and for narrow windows, of which the style sheet shows one; as wide as ``share`` of a page."""
    spec = json.loads(chart.spec)
    spec["datasets"] = spec.get("datasets", {}) | rows_of(chart)
    label = escape(chart.alt)
    drawn = []
    for name, width, window in (("wide", round(WIDE * share), 1280), ("narrow", SMALL, 375)):
        picture = coloured(drawn_at(spec, width, window))
        shape = re.match(r'<svg[^>]*? width="([\d.]+)" height="([\d.]+)"', picture)
        if shape is None:
            continue
        tall = float(shape[2])
        opened = (
            f'<svg class="first-chart {name}" role="img" aria-label="{label}" height="{tall:g}" viewBox="0 0 '
            f'{float(shape[1]):g} {tall:g}" preserveAspectRatio="xMinYMid meet">'
        )
        drawn.append(re.sub(r"^<svg[^>]*>", lambda _, opened=opened: opened, picture))  # type: ignore[misc]
    return "".join(drawn)


def drawn_at(spec: Mapping[str, Any], width: int, window: int) -> str:
    """A specification drawn so wide, as in a window of this width."""
    at = json.loads(json.dumps(spec).replace("windowSize()[0]", str(window)))
    if at.get("width") == "container":
        at["width"] = width
    at["config"] = merged(LOOK, at.get("config", {}))
    return drawing.svg(at)


def merged(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Two settings, of which what is ``above`` holds where both say something."""
    found = dict(below)
    for name, value in above.items():
        known = found.get(name)
        found[name] = merged(known, value) if isinstance(known, dict) and isinstance(value, dict) else value
    return found


def coloured(svg: str) -> str:
    """The picture in the colours of the page, with letters as beside it; a figure and not a list of marks to those who hear it,
    who get its alternative text."""
    svg = re.sub(r' (?:role|aria-[a-z]+|pointer-events|xmlns:xlink|version)="[^"]*"', "", svg)
    svg = re.sub(r' (?:font-family|font-style)="[^"]*"', "", svg)
    svg = re.sub(r'<path class="(?:background|foreground)"[^>]*?(?:/>|></path>)', "", svg)
    svg = re.sub(r"(\d+\.\d\d)\d+", r"\1", svg)
    return _known().sub(lambda found: f'{found[1]}="var(--{VARIABLES[found[2].lower()]})"', svg)


@functools.cache
def _known() -> re.Pattern[str]:
    return re.compile(rf'\b(fill|stroke)="({"|".join(VARIABLES)})"', re.IGNORECASE)


assert NARROW < WIDE
