"""Coordinates as they stand in files: their system, told by their size, and how SQL reads and rounds them."""

from __future__ import annotations

import math
import re
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

System = Literal["wgs84", "sweref99tm"]


@dataclass(frozen=True)
class Grid:
    """A system of coordinates; ``first`` and ``second`` are the ranges of Sweden with some sea around it.

    ``per_unit`` grid lines stand on a degree or a metre: points are rounded to some ten metres, so that as few as
    possible need to be looked up on the map.
    """

    system: System
    first: tuple[float, float]
    second: tuple[float, float]
    per_unit: float

    def holds(self, first: float, second: float) -> bool:
        return self.first[0] <= first <= self.first[1] and self.second[0] <= second <= self.second[1]

    def degrees_or_metres(self, steps: Any) -> NDArray[np.float64]:
        return np.asarray(steps, dtype=float) / self.per_unit


GRIDS = (
    Grid("wgs84", (54.0, 70.5), (9.5, 25.5), 10_000),
    Grid("sweref99tm", (6_000_000.0, 7_800_000.0), (150_000.0, 1_000_000.0), 0.1),
)


@dataclass(frozen=True)
class Decision:
    """The grid of two columns, or the ``check`` that they fail."""

    grid: Grid | None = None
    check: str = ""


def decide(pairs: Sequence[tuple[str, str]]) -> Decision:
    """The system that most pairs of a sample lie in; one pair is the latitude or northing, and the other coordinate."""
    known = [(first, second) for first, second in (map(number, pair) for pair in pairs) if first and second]
    if not known:
        return Decision(check="coordinates_system_unknown")
    # The middle of each column: some far-off or empty points do not matter.
    first, second = (statistics.median(column) for column in zip(*known, strict=True))
    for grid in GRIDS:
        if grid.holds(first, second):
            return Decision(grid)
        if grid.holds(second, first):
            return Decision(check="coordinates_swapped")
    return Decision(check="coordinates_system_unknown")


def number(text: str) -> float | None:
    """A coordinate with decimal point or comma and perhaps spaces between thousands."""
    try:
        value = float(re.sub(r"\s", "", text).replace(",", "."))
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def sql(cell: str, grid: Grid) -> str:
    """SQL for the grid line nearest to a coordinate, NULL where the cell is no number; ``cell`` is a column's name."""
    plain = f"regexp_replace(replace({cell}, ',', '.'), '[\\s\\x{{a0}}\\x{{202f}}]', '', 'g')"
    value = f"coalesce(TRY_CAST({cell} AS DOUBLE), TRY_CAST({plain} AS DOUBLE))"
    return f"TRY_CAST(round({value} * {grid.per_unit}) AS INTEGER)"
