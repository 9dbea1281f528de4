"""Which municipality a point lies in, by the boundaries of the base map."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from queries.exports.values.coordinates import System
from queries.places import base_map

if TYPE_CHECKING:
    from shapely import STRtree

METRES_OFF_THE_MAP = 2000
"""The base map's coasts are drawn in few straight lines: even the middle of a town by the sea can lie a kilometre outside."""

OUTSIDE = -1

AT_ONCE = 250_000
"""Points that are held as shapes at the same time, at some hundred bytes each."""


def municipality_names() -> tuple[str, ...]:
    """Names of the 290 municipalities; :func:`municipalities_at` gives places in this list."""
    return tuple(name for _, name, _ in base_map.boundaries("municipalities"))


def municipalities_at(first: NDArray[Any], second: NDArray[Any], system: System) -> NDArray[np.int64]:
    """For each point the place of its municipality in :func:`municipality_names`; ``OUTSIDE`` is none of them.

    ``first`` are latitudes or northings, ``second`` longitudes or eastings, in degrees or metres. A point at most
    ``METRES_OFF_THE_MAP`` from a municipality belongs to the nearest.
    """
    starts = range(0, len(first), AT_ONCE)
    parts = [looked_up(first[start : start + AT_ONCE], second[start : start + AT_ONCE], system) for start in starts]
    return np.concatenate([np.empty(0, dtype=np.int64), *parts])


def looked_up(first: NDArray[Any], second: NDArray[Any], system: System) -> NDArray[np.int64]:
    import shapely  # late: only files with coordinates need it

    east, north = (second, first) if system == "sweref99tm" else to_sweref(second, first)
    found = np.full(len(first), OUTSIDE, dtype=np.int64)
    there = np.flatnonzero(np.isfinite(east) & np.isfinite(north))
    east, north = np.asarray(east, dtype=float)[there], np.asarray(north, dtype=float)[there]
    points = shapely.points(east, north)
    point, shape = tree().query(points)  # whose box the point lies in
    inside = shapely.intersects_xy(tree().geometries[shape], east[point], north[point])
    found[there[point[inside]]] = shape[inside]
    off = np.flatnonzero(found[there] == OUTSIDE)
    near, shape = tree().query_nearest(points[off], max_distance=METRES_OFF_THE_MAP, all_matches=False)
    found[there[off[near]]] = shape
    return found


@functools.cache
def tree() -> STRtree:
    """The municipalities in SWEREF 99 TM, in the order of their codes. In metres, a distance is the same everywhere."""
    import shapely

    shapes = []
    for _, _, polygons in base_map.boundaries("municipalities"):
        parts = [[np.column_stack(to_sweref(*np.array(ring).T)) for ring in polygon] for polygon in polygons]
        shape = shapely.MultiPolygon([(outline, holes) for outline, *holes in parts])
        shapes.append(shape if shape.is_valid else shapely.make_valid(shape))
    shapely.prepare(shapes)
    return shapely.STRtree(shapes)


@functools.cache
def transformer() -> Any:
    import pyproj

    return pyproj.Transformer.from_crs("EPSG:4326", "EPSG:3006", always_xy=True)


def to_degrees(east: NDArray[Any], north: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    """Longitudes and latitudes in WGS84 of points in SWEREF 99 TM."""
    longitudes, latitudes = transformer().transform(east, north, direction="INVERSE")
    return longitudes, latitudes


def to_sweref(longitudes: NDArray[Any], latitudes: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    """Eastings and northings in SWEREF 99 TM, in metres, of points in WGS84; infinite where there are none."""
    east, north = transformer().transform(longitudes, latitudes)
    return east, north
