"""A map of the small areas (DeSO) of one municipality in five shades of one hue, with the police's areas as outlines and rings
where many children or youths live. Drawn as SVG, without tiles or WebGL."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from pages.components.charts import PICTURE_WIDTH, Chart, Row, Spec, choropleth, maps, outline_names
from pages.components.charts.drawn_maps import SCHEMA
from pages.components.text import Text

HEIGHT = 380
AIR = 8
"""Pixels of the map's height, and of air around what fills it, both sides together."""

GREYS = {
    "light": ("#ededed", "#cccccc", "#a3a3a3", "#767676", "#464646"),
    "dark": ("#f2f2f2", "#cfcfcf", "#a8a8a8", "#858585", "#636363"),
}
"""For what must not look like better or worse; as in the other ramp, the darker the more."""

LINES = {"light": ("#ffffff", "#b04a00"), "dark": ("#12161c", "#ffb35c")}
"""Borders between areas, and around those of the police."""

RING = {"light": "#12161c", "dark": "#12161c"}
PIXELS_A_PERSON = 0.9
"""The surface of a ring, by the number of those it stands for."""

Polygons = Sequence[Sequence[Sequence[tuple[float, float]]]]


def ramp(is_neutral: bool, look: str) -> tuple[str, ...]:
    """The five colours, from the lightest shade to the darkest; ``look`` is light or dark."""
    return (GREYS if is_neutral else choropleth.RAMPS)[look]


def chart(
    t: Text,
    rows: Sequence[Row],
    shapes: Mapping[str, Polygons],
    outlines: Mapping[str, Any],
    ground: Any | None,
    box: maps.Box,
    colours: Sequence[str],
    look: str,
    *,
    are_squares: bool = False,
) -> Chart:
    """The map, of DeSO or of own squares. ``rows`` have ``deso``, ``name``, ``people`` and ``shown`` as written, ``shade`` from 1 to 5, and ``ring``, how
    many a ring stands for, 0 for none, at ``longitude`` and ``latitude``. ``shapes`` are their borders, ``outlines`` those of
    the police's areas as GeoJSON geometries by name, ``ground`` the municipality's, where some borders are missing. What lies
    outside of the ``box`` is cut off.
    """
    by_code = {row["deso"]: row for row in rows}
    areas = [
        feature(polygons, {name: by_code[code][name] for name in ("name", "deso", "people", "shown", "shade")})
        for code, polygons in shapes.items()
        if code in by_code
    ]
    named_so = [("name", t("Square"))] if are_squares else [("name", t("Area")), ("deso", "DeSO")]
    width = 0 if are_squares else 0.5  # squares can be as small as a border is wide
    layers = [*under(ground, look), filled(t, areas, colours, look, named_so, width)]
    if outlines:
        layers += [*around(t, outlines, look), *outline_names.layers(outlines, box, NARROWEST, HEIGHT, look)]
    rings = [row for row in rows if row["ring"]]
    if rings:
        layers.append(circles(t, rings, look))
    spec: Spec = {
        "$schema": SCHEMA,
        "width": "container",
        "height": HEIGHT,
        "projection": fitted(box),
        "layer": [layer | {"mark": {**layer["mark"], "clip": True}} for layer in layers],
        "config": {"view": {"stroke": None}, "mark": {"tooltip": None}},
    }
    return Chart(spec, [{name: row[name] for name in ("deso", "shade")} for row in rows])


def fitted(box: maps.Box, width: str = "width", height: str = "height") -> dict[str, Any]:
    """The projection in which the box fills the drawing, however wide that is on the page."""
    west, south, east, north = box
    wide, tall = math.radians(east - west), maps.mercator(north) - maps.mercator(south)
    middle = math.radians(west + east) / 2, (maps.mercator(north) + maps.mercator(south)) / 2
    scale = f"min(({width} - {AIR}) / {wide:.8f}, ({height} - {AIR}) / {tall:.8f})"
    return {
        "type": "mercator",
        "scale": {"expr": scale},
        "translate": {"expr": f"[{width} / 2 - {scale} * {middle[0]:.8f}, {height} / 2 + {scale} * {middle[1]:.8f}]"},
    }


def feature(polygons: Polygons, properties: Mapping[str, Any]) -> dict[str, Any]:
    geometry = {"type": "MultiPolygon", "coordinates": polygons}
    return {"type": "Feature", "geometry": geometry, "properties": dict(properties)}


def under(ground: Any | None, look: str) -> list[Spec]:
    """The municipality in grey, to be seen where borders are missing."""
    if ground is None:
        return []
    fill, border, _ = maps.LAND[look]
    mark = {"type": "geoshape", "fill": fill, "stroke": border, "strokeWidth": 0.6, "aria": False}
    return [{"data": {"values": [feature(ground, {})]}, "mark": mark}]


def filled(
    t: Text, areas: Sequence[Any], colours: Sequence[str], look: str, named_so: Sequence[tuple[str, str]], width: float
) -> Spec:
    """The areas in their shades; ``named_so`` are what names them, with titles, ``width`` that of their borders."""
    told = [*named_so, ("shown", t("Figure")), ("people", t("Inhabitants"))]
    return {
        "data": {"values": list(areas)},
        "mark": {"type": "geoshape", "stroke": LINES[look][0], "strokeWidth": width, "aria": False},
        "encoding": {
            "color": {
                "field": "properties.shade",
                "type": "ordinal",
                "scale": {"domain": [1, 2, 3, 4, 5], "range": list(colours)},
                "legend": None,
            },
            "tooltip": [{"field": f"properties.{name}", "type": "nominal", "title": title} for name, title in told],
        },
    }


def around(t: Text, outlines: Mapping[str, Any], look: str) -> list[Spec]:
    """The police's areas as lines on top, with a thin edge in the colour of the ground so that they stand out everywhere."""
    shapes = [
        {"type": "Feature", "geometry": geometry, "properties": {"name": name}} for name, geometry in outlines.items()
    ]
    told = {"field": "properties.name", "type": "nominal", "title": t("The police's area")}
    line = {"type": "geoshape", "fill": None, "aria": False}
    edge, colour = LINES[look]
    return [
        {"data": {"values": shapes}, "mark": line | {"stroke": edge, "strokeWidth": 4}},
        {
            "data": {"values": shapes},
            "mark": line | {"stroke": colour, "strokeWidth": 2},
            "encoding": {"tooltip": [told]},
        },
    ]


NARROWEST = 330
"""Pixels of the map's width on a telephone."""


def circles(t: Text, rows: Sequence[Row], look: str) -> Spec:
    """Rings whose surface follows the number."""
    points = [
        {
            "longitude": row["longitude"],
            "latitude": row["latitude"],
            "size": row["ring"] * PIXELS_A_PERSON,
            "name": row["name"],
            "number": row["ring_shown"],
            "people": row["people"],
        }
        for row in sorted(rows, key=lambda row: -row["ring"])
    ]
    told = [("name", t("Area")), ("number", t("In the ring")), ("people", t("Inhabitants"))]
    return {
        "data": {"values": points},
        "mark": {
            "type": "point",
            "shape": "circle",
            "filled": True,
            "fill": "#ffffff",
            "fillOpacity": 0.35,
            "stroke": RING[look],
            "strokeWidth": 1.5,
            "aria": False,
        },
        "encoding": {
            "longitude": {"field": "longitude", "type": "quantitative"},
            "latitude": {"field": "latitude", "type": "quantitative"},
            "size": {"field": "size", "type": "quantitative", "scale": None, "legend": None},
            "tooltip": [{"field": name, "type": "nominal", "title": title} for name, title in told],
        },
    }


PICTURE_HEIGHT = 560


def picture(made: Chart, labels: Sequence[str], colours: Sequence[str], box: maps.Box) -> Chart:
    """The map for pictures that stand alone, with its legend; ``labels`` are what the shades hold, from the lightest."""
    layers = []
    for layer in made.spec["layer"]:
        colour = layer.get("encoding", {}).get("color")
        if colour:
            rows = [
                {**one, "properties": one["properties"] | {"label": labels[one["properties"]["shade"] - 1]}}
                for one in layer["data"]["values"]
            ]
            legend = {"title": None, "orient": "left", "labelLimit": 260, "symbolType": "square"}
            scale = {"domain": list(labels), "range": list(colours)}
            coloured = {"field": "properties.label", "type": "nominal", "scale": scale, "legend": legend}
            encoding = {"color": coloured}
            layers.append(layer | {"data": {"values": rows}, "encoding": encoding})
        else:
            layers.append(layer)
    # Beside other parts of a picture the signals of width and height have other names.
    projection = fitted(box, str(PICTURE_WIDTH), str(PICTURE_HEIGHT))
    return Chart(made.spec | {"layer": layers, "height": PICTURE_HEIGHT, "projection": projection}, made.rows)
