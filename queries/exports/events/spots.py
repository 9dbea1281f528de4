"""Events with coordinates by hexagon, year, type, weekday and hour: what hot spots are shown of. No point is kept.

The hexagons are those of H3 (Uber), the same on every map; a wider one holds seven of the next.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import duckdb
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from queries.exports.values.coordinates import Grid

FINEST, COARSER, COARSEST = 10, 9, 8
"""H3's resolutions: hexagons of some 130, 350 and 920 metres from side to side. The coarser where the finer would be too many."""

MOST_ROWS = 1_000_000
"""Combinations of hexagon, year, type, weekday and hour that are kept; at most 20 MB."""

MOST_TYPES = 200
"""Types of events that are told apart; of more, none is."""

AT_ONCE = 250_000
"""Points that are held as Python's numbers at the same time, at some hundred bytes each."""

HOUR = r"(?:^|[0-9])[T ,]+(?:kl\.? ?)?([01]?[0-9]|2[0-3])[:.][0-5][0-9]"
"""The hour that may stand behind a date."""


TYPES = {
    "cell": np.uint64,
    "year": np.int16,
    "type": np.int16,
    "weekday": np.int8,
    "hour": np.int8,
    "count": np.int32,
}
"""The columns of :class:`Spots`, and what their numbers are kept as."""


@dataclass(frozen=True)
class Spots:
    """Events by hexagon, as columns of one length: ``cell`` is H3's number, ``type`` a place in ``types``, ``weekday`` 1
    for Monday, ``hour`` -1 where the file does not tell it. ``resolution`` is H3's; ``whole_years`` are those that the file covers
    from beginning to end. ``packed`` holds the columns as plain bytes: nothing else comes over from the process that reads files.
    """

    resolution: int
    types: tuple[str | None, ...]
    packed: tuple[bytes, ...] = field(repr=False)
    whole_years: tuple[int, ...] = ()

    def column(self, name: str) -> NDArray[Any]:
        return np.frombuffer(self.packed[list(TYPES).index(name)], dtype=TYPES[name])

    @property
    def cell(self) -> NDArray[np.uint64]:
        return self.column("cell")

    @property
    def year(self) -> NDArray[np.int16]:
        return self.column("year")

    @property
    def type(self) -> NDArray[np.int16]:
        return self.column("type")

    @property
    def weekday(self) -> NDArray[np.int8]:
        return self.column("weekday")

    @property
    def hour(self) -> NDArray[np.int8]:
        return self.column("hour")

    @property
    def count(self) -> NDArray[np.int32]:
        return self.column("count")

    @property
    def has_hours(self) -> bool:
        return bool((self.hour >= 0).any())


def hour_of(cell: str) -> str:
    """SQL for the hour in a cell with a date, -1 where there is none; ``cell`` is a column's name."""
    told = f"TRY_CAST(nullif(regexp_extract({cell}, '{HOUR}', 1), '') AS TINYINT)"
    of_twelve = f"({told} % 12 + CASE WHEN {cell} ILIKE '%pm%' THEN 12 ELSE 0 END)"
    return f"coalesce(CASE WHEN {cell} ILIKE '%pm%' OR {cell} ILIKE '%am%' THEN {of_twelve} ELSE {told} END, -1)"


def found(database: duckdb.DuckDBPyConnection, grid: Grid, run: Callable[[str], object]) -> Spots | None:
    """The events of the table ``events`` (period, type, a, b, day, hour) by hexagon; ``None`` where they would be too many
    even by the coarsest hexagons without hours, or where none has coordinates. ``run`` carries out what takes long."""
    points = database.execute(
        "SELECT DISTINCT a, b FROM events WHERE a IS NOT NULL AND b IS NOT NULL AND period > 0"
    ).fetchnumpy()
    first, second = grid.degrees_or_metres(points["a"]), grid.degrees_or_metres(points["b"])
    finest = numbers(*in_degrees(first, second, grid), FINEST)
    for resolution, hour in ((FINEST, "hour"), (COARSER, "hour"), (COARSER, "-1"), (COARSEST, "-1")):
        cells = parents(finest, resolution)
        database.register("looked_up", pd.DataFrame({"a": points["a"], "b": points["b"], "cell": cells}))
        run(
            "CREATE OR REPLACE TEMP TABLE spots AS"
            " SELECT cell, period // 100 AS year, nullif(trim(type), '') AS type, isodow(day) AS weekday,"
            f" CAST({hour} AS TINYINT) AS hour, count(*) AS count"
            " FROM events INNER JOIN looked_up USING (a, b) WHERE period > 0 AND cell > 0 GROUP BY ALL"
        )
        database.unregister("looked_up")
        ((rows,),) = database.execute("SELECT count(*) FROM spots").fetchall()
        if rows <= MOST_ROWS:
            return columns(database, resolution) if rows else None
    return None


def columns(database: duckdb.DuckDBPyConnection, resolution: int) -> Spots:
    """What stands in the table ``spots``."""
    types = [type_ for (type_,) in database.execute("SELECT DISTINCT type FROM spots ORDER BY type").fetchall()]
    if len(types) > MOST_TYPES:
        types = [None]
    database.register("types", pd.DataFrame({"name": types, "number": range(len(types))}))
    read = database.execute(
        "SELECT cell, year, coalesce(number, 0) AS type, weekday, hour, sum(count) AS count"
        " FROM spots LEFT JOIN types ON type IS NOT DISTINCT FROM name GROUP BY ALL ORDER BY ALL"
    ).fetchnumpy()
    database.unregister("types")
    packed = tuple(np.asarray(read[name], dtype=kept_as).tobytes() for name, kept_as in TYPES.items())
    return Spots(resolution=resolution, types=tuple(types), packed=packed)


def in_degrees(first: NDArray[Any], second: NDArray[Any], grid: Grid) -> tuple[NDArray[Any], NDArray[Any]]:
    """Latitudes and longitudes of points as they stand in the file."""
    if grid.system != "sweref99tm":
        return first, second
    from queries.exports.events.districts import transformer

    longitudes, latitudes = transformer().transform(second, first, direction="INVERSE")
    return latitudes, longitudes


def numbers(latitudes: NDArray[Any], longitudes: NDArray[Any], resolution: int) -> NDArray[np.uint64]:
    """H3's number of the hexagon that each point lies in; 0 where there is no such point on earth."""
    import h3.api.basic_int as h3  # late: only files with coordinates need it

    there = np.flatnonzero((np.abs(latitudes) <= 90) & (np.abs(longitudes) <= 180))
    cells = np.zeros(len(latitudes), dtype=np.uint64)
    for start in range(0, len(there), AT_ONCE):
        part = there[start : start + AT_ONCE]
        cells[part] = [
            h3.latlng_to_cell(latitude, longitude, resolution)
            for latitude, longitude in zip(latitudes[part].tolist(), longitudes[part].tolist(), strict=True)
        ]
    return cells


def parents(cells: NDArray[np.uint64], resolution: int) -> NDArray[np.uint64]:
    """The wider hexagons of this resolution that hold these."""
    import h3.api.basic_int as h3

    known, where = np.unique(cells, return_inverse=True)
    wider = [h3.cell_to_parent(cell, resolution) if cell else 0 for cell in known.tolist()]
    return np.array(wider, dtype=np.uint64)[where]
