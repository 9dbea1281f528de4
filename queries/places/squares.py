"""A municipality's own squares, as Statistics Sweden numbers them: where they lie, and what is drawn of them.

The id of a square (Rutid) is its lower left corner in SWEREF 99 TM, in metres: six digits of easting, seven of northing.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

import queries
from queries import row_types
from queries.exports.events import districts
from queries.places.base_map import Point
from queries.places.deso_borders import Polygons, wound
from queries.places.square_ids import Square, corner, lies_in

DECIMALS = 4
"""Decimals of a degree that are kept, some ten metres: neighbours' corners are rounded alike."""


NARROW = 10_000
"""Metres from side to side of the map of where most live."""


def by_municipality() -> dict[str, frozenset[str]]:
    """The ids of the squares with figures in each municipality, by its code; those of a reader's own files among them."""
    return queries.remembered(("squares by municipality",), _by_municipality)


def _by_municipality() -> dict[str, frozenset[str]]:
    squares = sorted({(row["square"], row["metres"]) for row in queries.rows("square_places")})
    found: dict[str, set[str]] = {}
    for (square, _), code in zip(squares, lies_in(squares), strict=True):
        found.setdefault(code, set()).add(square)
    return {code: frozenset(ids) for code, ids in found.items() if code}


def outlines(squares: Sequence[Square]) -> dict[str, Polygons]:
    """The corners of each square in degrees, clockwise, by its id."""
    if not squares:
        return {}
    east = np.array([int(square[:6]) for square, _ in squares], dtype=float)
    north = np.array([int(square[6:]) for square, _ in squares], dtype=float)
    width = np.array([metres for _, metres in squares], dtype=float)
    corners = ((0, 0), (0, 1), (1, 1), (1, 0), (0, 0))
    turned = [districts.to_degrees(east + x * width, north + y * width) for x, y in corners]
    found: dict[str, Polygons] = {}
    for place, (square, _) in enumerate(squares):
        ring: list[Point] = [
            (round(float(longitudes[place]), DECIMALS), round(float(latitudes[place]), DECIMALS))
            for longitudes, latitudes in turned
        ]
        found[square] = [[ring]]
    return found


def joined(shapes: Sequence[Polygons]) -> Polygons:
    """Squares as one shape: where they meet there is no border."""
    import shapely

    union = shapely.union_all([shapely.Polygon(shape[0][0]) for shape in shapes])
    whole = [part for part in shapely.get_parts(union) if part.geom_type == "Polygon"]
    return wound([[list(ring.coords) for ring in (part.exterior, *part.interiors)] for part in whole])


def most_live(rows: Sequence[row_types.Square]) -> list[str]:
    """The squares around the middle of those who live in the most populous 10 × 10 kilometres of a grid."""
    corners = np.array([corner(row["square"]) for row in rows])
    people = np.array([row["inhabitants"] or 0 for row in rows])
    _, cells = np.unique(corners // NARROW, axis=0, return_inverse=True)
    cell = cells.ravel() == np.bincount(cells.ravel(), people).argmax()
    middle = np.average(corners[cell], axis=0, weights=people[cell])
    near = (np.abs(corners - middle) <= NARROW / 2).all(axis=1)
    return [row["square"] for row, is_near in zip(rows, near.tolist(), strict=True) if is_near]
