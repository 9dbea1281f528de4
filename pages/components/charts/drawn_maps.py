"""Maps of areas as pictures: for files, and for browsers without WebGL. Rows are those of :mod:`pages.components.charts.maps`."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from pages.components.charts import COLOUR_ORDER, COLOURS, Chart, Row
from pages.components.charts.maps import LAND, Box, legend, mercator, serious_last

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"

PICTURE = (180, 400)
"""Width and height of the picture of the whole country, in pixels, without the air around it."""

AIR = 2


@dataclass(frozen=True, kw_only=True)
class Ground:
    """Where places stand in a picture: its width and height, and what says where a longitude and a latitude lie, in pixels."""

    width: float
    height: float
    at: Callable[[float, float], tuple[float, float]]


def whole(box: Box) -> Ground:
    """The picture that :func:`small` draws of what lies in the box."""
    west, south, east, north = box
    wide, tall = math.radians(east - west), mercator(north) - mercator(south)
    scale = min(PICTURE[0] / wide, PICTURE[1] / tall)

    def at(longitude: float, latitude: float) -> tuple[float, float]:
        x = (PICTURE[0] - wide * scale) / 2 + math.radians(longitude - west) * scale
        y = (PICTURE[1] - tall * scale) / 2 + (mercator(north) - mercator(latitude)) * scale
        return x + AIR, y + AIR

    return Ground(width=PICTURE[0] + 2 * AIR, height=PICTURE[1] + 2 * AIR, at=at)


def linked(
    rows: Sequence[Row], image: str, ground: Ground, links: Mapping[str, str], label: str, chosen: str | None = None
) -> str:
    """A picture with a link on each area, for browsers without WebGL; the style sheet shows it to them alone.

    ``image`` is where it is fetched, ``links`` where each area leads, ``label`` the alternative text. An area that lies
    outside of the picture is left out.
    """
    points = []
    for row in serious_last(rows):
        x, y = ground.at(row["longitude"], row["latitude"])
        if not (0 <= x <= ground.width and 0 <= y <= ground.height):
            continue
        current = ' aria-current="true"' if row["area"] == chosen else ""
        name = escape(f"{row['name']}, {row['municipality']}: {row['label']}")
        points.append(
            f'<a href="{escape(links[row["area"]])}" title="{name}" aria-label="{name}"{current}'
            f' style="left:{x / ground.width * 100:.2f}%;top:{y / ground.height * 100:.2f}%"></a>'
        )
    drawn = f'<img src="{escape(image)}" alt="{escape(label)}" loading="lazy"/>'
    shape = f"aspect-ratio:{ground.width:g}/{ground.height:g}"
    return f'<div class="drawn-map" style="{shape}">{drawn}{"".join(points)}</div>'


def shapes(rows: Sequence[Row], land: bytes, look: str, size: int) -> list[dict[str, Any]]:
    """The layers of the map as Vega-Lite draws it: ``land`` is the GeoJSON of the counties, ``look`` light or dark."""
    fill, _, border = LAND[look]
    scale = {"domain": list(COLOUR_ORDER), "range": list(COLOURS[look])}
    return [
        {
            "data": {"values": json.loads(land)["features"]},
            "mark": {"type": "geoshape", "fill": fill, "stroke": border, "strokeWidth": 0.6},
        },
        {
            "mark": {
                "type": "point",
                "filled": True,
                "size": size,
                "opacity": 0.95,
                "stroke": fill,
                "strokeWidth": 0.6,
            },
            "encoding": {
                "longitude": {"field": "longitude", "type": "quantitative"},
                "latitude": {"field": "latitude", "type": "quantitative"},
                "color": {"field": "mark", "type": "nominal", "scale": scale, "legend": None},
            },
        },
    ]


def small(rows: Sequence[Row], land: bytes, look: str) -> dict[str, Any]:
    """The map in small, without words, as a Vega-Lite specification."""
    return {
        "$schema": SCHEMA,
        "background": None,
        "padding": AIR,
        "width": PICTURE[0],
        "height": PICTURE[1],
        "projection": {"type": "mercator"},
        "data": {"values": serious_last(rows)},
        "layer": shapes(rows, land, look, 30),
        "config": {"view": {"stroke": None}},
    }


def picture(rows: Sequence[Row], land: bytes, labels: dict[str, str]) -> Chart:
    """The map for pictures that stand alone, with a legend."""
    names = legend(rows, labels)
    ground, points = shapes(rows, land, "light", 55)
    points["encoding"]["color"]["legend"] = {
        "title": None,
        "orient": "left",
        "values": [mark for mark in COLOUR_ORDER if mark in names],
        "labelExpr": f"({json.dumps(names, ensure_ascii=False)})[datum.label]",
        "labelLimit": 260,
    }
    spec = {
        "$schema": SCHEMA,
        "height": 760,
        "projection": {"type": "mercator"},
        "layer": [ground, points],
        "config": {},
    }
    return Chart(spec, serious_last(rows))
