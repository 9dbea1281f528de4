"""Events by hexagon on a map: of chosen types and times, so wide as is asked for, and none with so few that it could point at a
home.

The hexagons are H3's: a wider one holds seven of the next narrower, nearly.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from queries.exports.events import districts
from queries.exports.events.spots import Spots
from queries.places import base_map

WIDTHS = {10: 130, 9: 350, 8: 920}
"""Metres from side to side of the hexagons that can be chosen, by H3's resolution (1.73 times its mean edge)."""

WIDEST = 7
"""Hexagons that hold few events are joined with their neighbours up to this resolution, some 2.4 kilometres wide."""

FEWEST = 5
"""No hexagon with fewer events is shown, in both periods together; an administrator's own limit holds if it is higher."""

Point = tuple[float, float]


@dataclass(frozen=True, kw_only=True)
class Hexagon:
    """One hexagon: H3's number and resolution, how many events of each year, and whether it is what is left of a wider
    one after the narrower in it that are shown themselves."""

    cell: int
    resolution: int
    counts: dict[int, int]
    is_rest: bool

    @property
    def outline(self) -> list[Point]:
        """Longitudes and latitudes of its corners."""
        import h3.api.basic_int as h3  # late: only files with coordinates need it

        return [(longitude, latitude) for latitude, longitude in h3.cell_to_boundary(self.cell)]

    @property
    def middle(self) -> Point:
        import h3.api.basic_int as h3

        latitude, longitude = h3.cell_to_latlng(self.cell)
        return longitude, latitude

    @property
    def north_east(self) -> tuple[int, int]:
        """Its middle in SWEREF 99 TM, to a hundred metres."""
        east, north = districts.to_sweref(*(np.array([part]) for part in self.middle))
        return int(round(float(north[0]), -2)), int(round(float(east[0]), -2))

    def total(self, years: Collection[int]) -> int:
        return sum(self.counts.get(year, 0) for year in years)


@dataclass(frozen=True, kw_only=True)
class Gathered:
    """The hexagons to be shown, from north to south and from west to east; and how many events are in none of them."""

    hexagons: list[Hexagon]
    outside: int


def municipalities(spots: Spots) -> dict[str, int]:
    """How many events lie in each municipality, by code, those with most first; a hexagon lies where its middle does."""
    codes = codes_of(spots)
    found: dict[str, int] = {}
    for code, count in zip(codes.tolist(), spots.count.tolist(), strict=True):
        if code:
            found[code] = found.get(code, 0) + count
    return dict(sorted(found.items(), key=lambda one: (-one[1], one[0])))


def codes_of(spots: Spots) -> NDArray[np.str_]:
    """The municipality of each row, empty where it lies in none."""
    import h3.api.basic_int as h3

    cells, where = np.unique(spots.cell, return_inverse=True)
    middles = np.array([h3.cell_to_latlng(cell) for cell in cells.tolist()], dtype=float).reshape(-1, 2)
    places = districts.municipalities_at(middles[:, 0], middles[:, 1], "wgs84")
    codes = np.array([*(code for code, _, _ in base_map.boundaries("municipalities")), ""])
    return codes[places][where]


def gathered(
    spots: Spots,
    rows: NDArray[np.bool_],
    years: Sequence[int],
    resolution: int,
    smallest: int,
) -> Gathered:
    """The chosen ``rows`` of the events by hexagons of this ``resolution``.

    What has fewer than ``smallest`` events in these ``years`` together is joined with its neighbours in a wider hexagon, and
    that with its own, until there are enough; what is left at :data:`WIDEST` is in none. Events of other years are counted
    along: they tell how the numbers swing.
    """

    def total(counts: dict[int, int]) -> int:
        return sum(counts.get(year, 0) for year in years)

    import h3.api.basic_int as h3

    cells: dict[int, dict[int, int]] = {}
    for cell, year, count in zip(
        spots.cell[rows].tolist(), spots.year[rows].tolist(), spots.count[rows].tolist(), strict=True
    ):
        of_cell = cells.setdefault(cell, {})
        of_cell[year] = of_cell.get(year, 0) + count
    if resolution < spots.resolution:
        cells = joined(cells, resolution)
    shown: list[Hexagon] = []
    at = min(resolution, spots.resolution)
    is_rest = False
    while cells:
        few: dict[int, dict[int, int]] = {}
        for cell, counts in cells.items():
            if total(counts) >= smallest:
                shown.append(Hexagon(cell=cell, resolution=at, counts=counts, is_rest=is_rest))
            elif total(counts):
                few[cell] = counts
        if at == WIDEST:
            cells = few
            break
        at, is_rest = at - 1, True
        cells = joined(few, at)
    outside = sum(map(total, cells.values()))
    shown.sort(key=lambda one: (-h3.cell_to_latlng(one.cell)[0], h3.cell_to_latlng(one.cell)[1]))
    return Gathered(hexagons=shown, outside=outside)


def inside(hexagons: Sequence[Hexagon], outlines: Mapping[str, str]) -> dict[str, frozenset[int]]:
    """H3's numbers of the hexagons whose middle lies in each outline (GeoJSON geometry as text), by the outline's name."""
    import shapely  # late: only files with coordinates need it

    found = {}
    for name, outline in outlines.items():
        shape = shapely.make_valid(shapely.from_geojson(outline))
        found[name] = frozenset(one.cell for one in hexagons if shapely.intersects_xy(shape, *one.middle))
    return found


def joined(cells: dict[int, dict[int, int]], resolution: int) -> dict[int, dict[int, int]]:
    """The counts of each year by the wider hexagons of this resolution."""
    import h3.api.basic_int as h3

    found: dict[int, dict[int, int]] = {}
    for cell, counts in cells.items():
        of_parent = found.setdefault(h3.cell_to_parent(cell, resolution), {})
        for year, count in counts.items():
            of_parent[year] = of_parent.get(year, 0) + count
    return found
