"""How far places lie from a municipality: from the nearest point of its generalised border, along the Earth's surface."""

from __future__ import annotations

import functools
import math
from itertools import pairwise

import queries
from queries.places import base_map
from queries.row_types import NearArea

EARTH_RADIUS = 6371.0088
"""Kilometres: the Earth as a sphere of its mean radius, which is at most half a per cent wrong here."""

Direction = tuple[float, float, float]
"""A point of the Earth's surface as seen from its centre, at distance 1."""


def nearest(code: str, year: int, number: int) -> list[NearArea]:
    """The areas of an assessment that lie nearest to the municipality, the nearest first. None for a municipality that the
    map does not have."""
    return list(_nearest(code, year, queries.version())[:number])


@functools.lru_cache(maxsize=256)
def _nearest(code: str, year: int, version: str) -> tuple[NearArea, ...]:
    """All of them, for one state of the data, named by its version: measuring takes some ten milliseconds."""
    found: list[NearArea] = []
    for row in queries.rows("area_centres", years=[year]):
        distance = from_border(code, row["latitude"], row["longitude"])
        if distance is not None:
            found.append({**row, "distance": distance})
    return tuple(sorted(found, key=lambda row: row["distance"]))


def from_border(code: str, latitude: float, longitude: float) -> float | None:
    """Kilometres from the municipality to a place outside it; ``None`` for a municipality that the map does not have."""
    place = direction(longitude, latitude)
    lines = border(code)
    return min(to_line(place, start, end) for start, end in lines) if lines else None


@functools.lru_cache(maxsize=16)
def border(code: str) -> tuple[tuple[Direction, Direction], ...]:
    """The lines of a municipality's border."""
    return tuple(
        (direction(*start), direction(*end))
        for known, _, polygons in base_map.boundaries("municipalities")
        if known == code
        for ring in base_map.rings(polygons)
        for start, end in pairwise(ring)
    )


def direction(longitude: float, latitude: float) -> Direction:
    east, north = math.radians(longitude), math.radians(latitude)
    return math.cos(north) * math.cos(east), math.cos(north) * math.sin(east), math.sin(north)


def to_line(place: Direction, start: Direction, end: Direction) -> float:
    """Kilometres from a place to the nearest point of a line; the line is short beside the Earth."""
    along = [b - a for a, b in zip(start, end, strict=True)]
    length = sum(part * part for part in along)
    part = sum((p - a) * b for p, a, b in zip(place, start, along, strict=True)) / length if length else 0
    nearest = [a + min(1, max(0, part)) * b for a, b in zip(start, along, strict=True)]
    size = math.hypot(*nearest)
    chord = math.dist(place, [value / size for value in nearest])
    return 2 * EARTH_RADIUS * math.asin(min(1, chord / 2))
