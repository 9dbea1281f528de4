"""The borders of SCB's demographic statistical areas (DeSO 2018), a municipality at a time.

``data/deso_borders.topojson`` has half of the population's. An administrator can lay a file of all beside the own data,
``deso_borders.geojson`` in the folder that ``LAGESBILD_DATA`` names: as SCB gives it, or simplified. It is checked as a whole
before anything of it is used. Both are read when somebody first looks at a map, not before.
"""

from __future__ import annotations

import functools
import json
import math
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import queries
from queries.places.base_map import Point
from queries.store.additions import BORDERS
from queries.store.database import BUILT_IN, LARGEST_FILE, MEGABYTE

SHIPPED = BUILT_IN / "deso_borders.topojson"
DECIMALS = 4
"""Decimals of a degree that are kept: some ten metres."""

TOLERANCE = 30
"""Metres that the line of an administrator's file may move: the shipped ones are as coarse."""

MOST_POINTS = 3_000_000
CODE = re.compile(r"\d{4}[ABC]\d{4}")

Polygons = list[list[list[Point]]]
"""Polygons of rings of longitudes and latitudes, outlines clockwise and holes not, as charts draw them."""

Shapes = dict[str, Polygons]
"""The borders of DeSO, by code."""


@dataclass(frozen=True)
class Fault:
    """Why an administrator's file is not used: ``check`` names the rule, ``value`` what broke it."""

    check: str
    value: str = ""


class Unusable(Exception):
    """The file cannot be used; ``fault`` says why."""

    def __init__(self, check: str, value: object = "") -> None:
        super().__init__(check)
        self.fault = Fault(check, str(value)[:80])


def borders(code: str) -> Shapes:
    """The borders that are known of the municipality's DeSO; an administrator's go before ours."""
    own = own_state()
    mine = _own(*own)[0] if own else {}
    return _shipped(code) | mine.get(code, {})


def fault() -> Fault | None:
    """What is wrong in the administrator's file; ``None`` where it is right, or there is none."""
    own = own_state()
    return _own(*own)[1] if own else None


def centre(polygons: Polygons) -> Point:
    """The centre of gravity of the largest polygon: where a ring is drawn."""
    ring = max((polygon[0] for polygon in polygons), key=lambda ring: abs(signed(ring)))
    area = signed(ring)
    if not area:
        return ring[0]
    crosses = [(a, b, a[0] * b[1] - b[0] * a[1]) for a, b in pairwise(ring)]
    return (
        sum((a[0] + b[0]) * cross for a, b, cross in crosses) / (6 * area),
        sum((a[1] + b[1]) * cross for a, b, cross in crosses) / (6 * area),
    )


# ---- the shipped ones ---------------------------------------------------------------------------------------------


@functools.cache
def _topology() -> dict[str, Any]:
    """The borders in the data as TopoJSON, in which neighbours share their lines."""
    found: dict[str, Any] = json.loads(SHIPPED.read_text(encoding="utf-8"))
    return found


@functools.lru_cache(maxsize=32)
def _shipped(code: str) -> Shapes:
    """Those of one municipality."""
    topology = _topology()
    arcs = topology["arcs"]

    def ring(numbers: Iterable[int]) -> list[Point]:
        # ~3 is arc 3 from its end to its beginning.
        parts = ((number, list(_undone(arcs[max(number, ~number)], topology["transform"]))) for number in numbers)
        return [point for number, part in parts for point in (part if number >= 0 else part[::-1])]

    found: Shapes = {}
    for one in topology["objects"]["deso"]["geometries"]:
        if one["id"].startswith(code):
            parts = [one["arcs"]] if one["type"] == "Polygon" else one["arcs"]
            found[one["id"]] = wound([[ring(numbers) for numbers in part] for part in parts])
    return found


def _undone(arc: Iterable[tuple[int, int]], transform: dict[str, Any]) -> Iterator[Point]:
    """The points of an arc, of which each is written as the step from the one before."""
    (x, y), (left, low) = transform["scale"], transform["translate"]
    east = north = 0
    for more_east, more_north in arc:
        east, north = east + more_east, north + more_north
        yield left + east * x, low + north * y


def wound(polygons: Iterable[Iterable[Iterable[Point]]]) -> Polygons:
    """The polygons with rounded points, outlines clockwise and holes not."""
    made = []
    for polygon in polygons:
        rings = []
        for place, ring in enumerate(polygon):
            points = [(round(longitude, DECIMALS), round(latitude, DECIMALS)) for longitude, latitude in ring]
            points = [points[0], *(after for before, after in pairwise(points) if after != before)]
            is_clockwise = signed(points) < 0
            if len(points) > 3:
                rings.append(points if is_clockwise == (place == 0) else points[::-1])
        if rings:
            made.append(rings)
    return made


def signed(ring: Iterable[Point]) -> float:
    """The area of a ring, below zero where it goes clockwise."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)) / 2


# ---- an administrator's -------------------------------------------------------------------------------------------


def own_state() -> tuple[str, tuple[int, ...]] | None:
    """The administrator's file, and what tells whether it changed."""
    folder = os.environ.get("LAGESBILD_DATA")
    path = Path(folder) / BORDERS if folder else None
    try:
        status = path.stat() if path else None
    except OSError:
        return None
    return (str(path), (status.st_ino, status.st_mtime_ns, status.st_size)) if status else None


@functools.lru_cache(maxsize=1)
def _own(path: str, state: tuple[int, ...]) -> tuple[dict[str, Shapes], Fault | None]:
    """The borders of the file by municipality, and why there are none."""
    try:
        with open(path, "rb") as file:
            content = file.read(LARGEST_FILE * MEGABYTE + 1)
        if len(content) > LARGEST_FILE * MEGABYTE:
            raise Unusable("too_big", LARGEST_FILE)
        return read(content, {row["deso"] for row in queries.rows("living_conditions", municipalities=None)}), None
    except Unusable as error:
        return {}, error.fault
    except OSError as error:
        return {}, Fault("unreadable", error.strerror or "")


def read(content: bytes, known: set[str]) -> dict[str, Shapes]:
    """The borders in a GeoJSON file by municipality, simplified; ``known`` are the codes of DeSO 2018.

    Coordinates are degrees (WGS84) or metres (SWEREF 99 TM), told by their size. Raises :class:`Unusable` for a file that
    is anything else, or of which one feature is wrong: half a map would look like a whole one.
    """
    try:
        collection = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise Unusable("not_json") from error
    features = collection.get("features") if isinstance(collection, dict) else None
    if not isinstance(features, list) or not features:
        raise Unusable("no_features")
    found: dict[str, Shapes] = {}
    points = 0
    for feature in features:
        code = _code(feature)
        if code not in known:
            raise Unusable("unknown_deso", code)
        of_municipality = found.setdefault(code[:4], {})
        if code in of_municipality:
            raise Unusable("repeated_deso", code)
        polygons = _polygons(feature, code)
        points += sum(len(ring) for polygon in polygons for ring in polygon)
        if points > MOST_POINTS:
            raise Unusable("too_many_points", MOST_POINTS)
        of_municipality[code] = _simplified(polygons, code)
    return found


def _code(feature: Any) -> str:
    """The DeSO of a feature, from its property ``deso`` or ``desokod``."""
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(properties, dict):
        raise Unusable("no_deso")
    named = {str(name).lower(): value for name, value in properties.items()}
    code = named.get("deso") or named.get("desokod")
    if not isinstance(code, str) or not CODE.fullmatch(code):
        raise Unusable("no_deso", code or "")
    return code


def _polygons(feature: dict[str, Any], code: str) -> list[Any]:
    """The coordinates of a feature as polygons, each ring closed and of finite numbers."""
    geometry = feature.get("geometry")
    if not isinstance(geometry, dict):
        raise Unusable("no_polygon", code)
    kind = geometry.get("type")
    if kind not in ("Polygon", "MultiPolygon"):
        raise Unusable("no_polygon", code)
    coordinates: Any = geometry.get("coordinates")
    polygons = [coordinates] if kind == "Polygon" else coordinates
    try:
        made = [[[(float(point[0]), float(point[1])) for point in ring] for ring in polygon] for polygon in polygons]
    except (TypeError, ValueError, IndexError, KeyError, OverflowError) as error:
        raise Unusable("no_polygon", code) from error
    rings = [ring for polygon in made for ring in polygon]
    if not rings or not all(made) or any(len(ring) < 4 or ring[0] != ring[-1] for ring in rings):
        raise Unusable("no_polygon", code)
    if not all(math.isfinite(value) for ring in rings for point in ring for value in point):
        raise Unusable("no_polygon", code)
    return made


DEGREES = (9.5, 54.0, 25.5, 70.5)
METRES = (150_000.0, 6_000_000.0, 1_000_000.0, 7_800_000.0)
"""West, south, east and north of Sweden with some sea around it."""


def _lies_in(polygons: Polygons, box: tuple[float, float, float, float]) -> bool:
    west, south, east, north = box
    return all(
        west <= point[0] <= east and south <= point[1] <= north
        for polygon in polygons
        for ring in polygon
        for point in ring
    )


def _simplified(polygons: Polygons, code: str) -> Polygons:
    """The polygons in degrees, with fewer points."""
    import shapely  # late: only an administrator's file needs it

    if _lies_in(polygons, METRES):
        metres = polygons
    elif _lies_in(polygons, DEGREES):
        metres = [[_turned(ring, back=False) for ring in polygon] for polygon in polygons]
    else:
        raise Unusable("not_in_sweden", code)
    shape = shapely.simplify(shapely.MultiPolygon([(outline, holes) for outline, *holes in metres]), TOLERANCE)
    made = [
        [_turned(list(ring.coords), back=True) for ring in (part.exterior, *part.interiors)]
        for part in getattr(shape, "geoms", [shape])
        if not part.is_empty
    ]
    return wound(made)


def _turned(ring: list[Point], *, back: bool) -> list[Point]:
    """The points from degrees to metres, or back."""
    east, north = _transformer().transform(*zip(*ring, strict=True), direction="INVERSE" if back else "FORWARD")
    return list(zip(east, north, strict=True))


@functools.cache
def _transformer() -> Any:
    import pyproj

    return pyproj.Transformer.from_crs("EPSG:4326", "EPSG:3006", always_xy=True)
