"""The names of outlines on a drawn map, each above, below or beside its outline, so that none covers another."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from pages.components.charts import Row, Spec, maps
from pages.components.charts.map_names import Pixels, covered, outside

LETTER, LINE, AIR = 7, 15, 5
"""Pixels: how wide a letter is, about, how high a line of text, and how far from its outline a name stands."""

SIDES: dict[str, Spec] = {
    "above": {"align": "center", "baseline": "bottom", "dy": -AIR},
    "below": {"align": "center", "baseline": "top", "dy": AIR},
    "left": {"align": "right", "baseline": "middle", "dx": -AIR},
    "right": {"align": "left", "baseline": "middle", "dx": AIR},
}
"""Where a name can stand, in the order in which sides are preferred, and how its text is set there."""


def layers(outlines: Mapping[str, Any], box: maps.Box, width: float, height: float, look: str) -> list[Spec]:
    """The names as layers of a map that shows the ``box`` in so many pixels; ``outlines`` are GeoJSON geometries by name."""
    rows = placed(outlines, box, width, height)
    ground, ink = ("#12161c", "#f2f5f8") if look == "dark" else ("#ffffff", "#12161c")
    halo = {"stroke": ground, "strokeWidth": 3, "strokeJoin": "round", "fill": ground}
    encoding = {
        "longitude": {"field": "longitude", "type": "quantitative"},
        "latitude": {"field": "latitude", "type": "quantitative"},
        "text": {"field": "name", "type": "nominal"},
    }
    found: list[Spec] = []
    for look_of in (halo, {"fill": ink}):
        for side, setting in SIDES.items():
            if values := [row for row in rows if row["side"] == side]:
                mark = {"type": "text", "fontSize": 12, "fontWeight": 600, "aria": False} | setting | look_of
                found.append({"data": {"values": values}, "mark": mark, "encoding": encoding})
    return found


def placed(outlines: Mapping[str, Any], box: maps.Box, width: float, height: float) -> list[Row]:
    """Name, ``side`` and the point of the outline at which the name begins. One that fits on no side is left out: pointing at
    its outline tells it, and so does the alternative text."""
    west, south, east, north = box
    wide, tall = math.radians(east - west), maps.mercator(north) - maps.mercator(south)
    scale = min(width / wide, height / tall)

    def pixels(longitude: float, latitude: float) -> tuple[float, float]:
        return math.radians(longitude - west) * scale, (maps.mercator(north) - maps.mercator(latitude)) * scale

    aside = (width - wide * scale) / 2
    frame = Pixels(-aside, -LINE, width - aside, tall * scale + LINE)
    around = {name: bounds(geometry) for name, geometry in outlines.items()}
    drawn = {name: Pixels(*pixels(one[0], one[3]), *pixels(one[2], one[1])) for name, one in around.items()}
    taken: list[Pixels] = []
    found: list[Row] = []
    for name in sorted(outlines, key=lambda name: drawn[name].top):
        free = []
        for side in SIDES:
            at = point(side, around[name])
            text = rectangle(side, pixels(*at), len(name) * LETTER)
            if not outside(text, frame) and not any(covered(text, other) for other in taken):
                free.append((sum(covered(text, other) for other in drawn.values()), side, at, text))
        if free:
            _, side, at, text = min(free, key=lambda one: one[0])  # of equals the first, which is preferred
            taken.append(text)
            found.append({"name": name, "side": side, "longitude": at[0], "latitude": at[1]})
    return found


def bounds(geometry: Any) -> maps.Box:
    """West, south, east and north of a geometry."""
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    along, up = zip(*(point for polygon in polygons for point in polygon[0]), strict=True)
    return min(along), min(up), max(along), max(up)


def point(side: str, around: maps.Box) -> tuple[float, float]:
    """The middle of one side of an outline, in degrees."""
    west, south, east, north = around
    middle, half = (west + east) / 2, (south + north) / 2
    return {"above": (middle, north), "below": (middle, south), "left": (west, half), "right": (east, half)}[side]


def rectangle(side: str, at: tuple[float, float], wide: float) -> Pixels:
    """What a name so wide takes on that side of its outline."""
    x, y = at
    left = {"left": x - AIR - wide, "right": x + AIR}.get(side, x - wide / 2)
    top = {"above": y - AIR - LINE, "below": y + AIR}.get(side, y - LINE / 2)
    return Pixels(left, top, left + wide, top + LINE)
