"""Open data about places: the assessed areas as CSV, JSON and GeoJSON, and the base map of Sweden.

``GET /api/areas.csv``, ``.json`` and ``.geojson`` take ``assessment`` (a year; without it all of them), ``category``,
``region``, ``municipality`` (code) and ``trend`` (each repeatable) and ``lang``.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Sequence
from typing import Any

from starlette.datastructures import QueryParams

import queries
from pages.components import downloads
from pages.components.charts import drawn_maps, maps
from pages.sections import municipality_areas
from pages.server.formats import as_csv, as_json
from pages.server.parameters import only_known
from queries.places import base_map
from queries.row_types import Record

FILTERS = ("assessment", "category", "region", "municipality", "trend", "lang")
COLUMNS = [
    "area",
    "name",
    "municipality_code",
    "municipality",
    "police_district",
    "police_area",
    "police_region",
    "latitude",
    "longitude",
    "area_km2",
    "assessment",
    "area_category",
    "trend",
    "source",
    "place_source",
    "published",
]


def areas(parameters: QueryParams) -> list[dict[str, Any]]:
    """One dictionary an area and assessment, with :data:`COLUMNS`; ``None`` is unknown."""
    every: Sequence[Record] = queries.rows(
        "areas", assessment=None, categories=None, regions=None, place=None, trends=None
    )
    filters = {
        "assessment": "assessment",
        "category": "area_category",
        "region": "police_region",
        "municipality": "municipality_code",
        "trend": "trend",
    }
    known: dict[str, list[str]] = {
        name: sorted({str(row[column]) for row in every if row[column] is not None}) for name, column in filters.items()
    }
    # Every municipality and region may be asked for: most have no such area, and that is an answer.
    places = queries.rows("places")
    known["municipality"] = [row["code"] for row in places if not row["is_county"]]
    known["region"] = sorted({row["police_region"] for row in places})
    only_known(parameters, known)
    return [
        {name: row[name] for name in COLUMNS}
        for row in every
        if all(
            not parameters.getlist(name) or str(row[column]) in parameters.getlist(name)
            for name, column in filters.items()
        )
    ]


def areas_csv(parameters: QueryParams) -> bytes:
    return as_csv(COLUMNS, areas(parameters))


def areas_json(parameters: QueryParams) -> bytes:
    return as_json({"version": queries.version(), "areas": areas(parameters)})


def areas_geojson(parameters: QueryParams) -> bytes:
    """A point for each area, its centre; everything else are properties (RFC 7946)."""
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [row["longitude"], row["latitude"]]},
            "properties": {name: value for name, value in row.items() if name not in ("longitude", "latitude")},
        }
        for row in areas(parameters)
    ]
    return as_json({"type": "FeatureCollection", "features": features})


def areas_svg(parameters: QueryParams) -> bytes:
    """A small map of the areas of one assessment, for a light or a dark page: of the whole country, or of a municipality,
    which has names and follows the browser's own mode."""
    years = {str(row["year"]): row["is_default"] for row in queries.rows("assessment_years")}
    codes = [row["code"] for row in queries.rows("places") if not row["is_county"]]
    only_known(parameters, {"assessment": list(years), "mode": maps.LAND, "municipality": codes})
    default = next((year for year, is_default in years.items() if is_default), "")
    year = int(parameters.get("assessment", default))
    if "municipality" in parameters:
        return of_municipality(queries.version(), year, parameters["municipality"])
    return drawn(queries.version(), year, parameters.get("mode", "light"))


@functools.lru_cache(maxsize=64)
def of_municipality(version: str, year: int, code: str) -> bytes:
    """The map of a municipality for one state of the data, named by its version."""
    return municipality_areas.svg(code, year).encode()


@functools.lru_cache(maxsize=32)
def drawn(version: str, year: int, mode: str) -> bytes:
    """The map for one state of the data, named by its version."""
    rows = queries.rows("areas", assessment=year, categories=None, regions=None, place=None, trends=None)
    points = [{name: row[name] for name in ("area_category", "latitude", "longitude")} for row in rows]
    return downloads.svg(drawn_maps.small(points, base_map.geojson("counties"), mode))


def outlines_json(parameters: QueryParams) -> bytes:
    """The outlines of the areas of one assessment: a polygon each, of which an area can have several."""
    years = {str(row["year"]): row["is_default"] for row in queries.rows("assessment_years")}
    every = [row["area"] for row in queries.rows("every_area")]
    only_known(parameters, {"assessment": list(years), "area": every})
    default = next((year for year, is_default in years.items() if is_default), "")
    year = int(parameters.get("assessment", default))
    found = []
    rows: Sequence[Record] = queries.rows("area_outlines", assessment=year, areas=parameters.getlist("area") or None)
    for row in rows:
        shape = json.loads(row["outline"])
        polygons = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
        names = ("area", "name", "municipality", "area_category", "outline_year", "outline_change", "place_source")
        found += [{name: row[name] for name in names} | {"polygon": polygon} for polygon in polygons]
    return as_json(found)


def municipalities_geojson(_: QueryParams) -> bytes:
    """The base map's municipalities."""
    return base_map.geojson("municipalities")


def counties_geojson(_: QueryParams) -> bytes:
    """The base map's counties."""
    return base_map.geojson("counties")


def borders_json(_: QueryParams) -> bytes:
    """The base map as single lines, as the map on the page draws it."""
    return base_map.borders()
