"""Where the names of places stand beside their points on a map, so that one does not cover another."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, NamedTuple

from pages.components.charts import Row

TALL, LETTER = 20, 7.6
"""Pixels: how tall a name is with its ground, and how wide a letter of it, on the average."""
Side = tuple[str, float, float]
POINT, BESIDE, ASIDE = 9, 18, 13
"""Pixels: half of a point, and from its middle to that of a name above or below it, or to the edge of one beside it."""
RING = 8
"""How much larger the ring around the chosen place is."""

ROUNDS = 4
"""How often names look for a better side, now that the others have theirs."""

SIDES: tuple[Side, ...] = (
    *(("middle", 0, -1), ("middle", 0, 1), ("start", 1, 0), ("end", -1, 0)),
    *(("start", 0.7, -0.8), ("start", 0.7, 0.8), ("end", -0.7, -0.8), ("end", -0.7, 0.8)),
)
"""Above, below, to the right, to the left and between these, in the order in which they are preferred: how a name is anchored,
and its way."""


class Pixels(NamedTuple):
    """A rectangle on the screen."""

    left: float
    top: float
    right: float
    bottom: float


def covered(one: Pixels, other: Pixels) -> float:
    """How much of one lies over the other, in square pixels."""
    wide = min(one.right, other.right) - max(one.left, other.left)
    tall = min(one.bottom, other.bottom) - max(one.top, other.top)
    return wide * tall if wide > 0 and tall > 0 else 0


def outside(one: Pixels, frame: Pixels) -> float:
    """How much of it lies outside of what is seen, in square pixels."""
    return (one.right - one.left) * (one.bottom - one.top) - covered(one, frame)


def place(
    rows: Sequence[Row], zoom: float, frame: Pixels, chosen: str | None = None, others: Sequence[Row] = ()
) -> list[dict[str, Any]]:
    """The rows, with the ``anchor`` and the ``offset`` in pixels of their names.

    ``frame`` is what is seen, in :func:`pixels` of the same ``zoom``; ``others`` are names that stand in their places. A name
    takes the side on which it covers least of points and of names that have one, that of the ``chosen`` area before all; where
    they still cover each other, those that can go elsewhere then do.
    """
    points = {row["area"]: pixels(row, zoom) for row in rows}
    taken = [Pixels(x - POINT, y - POINT, x + POINT, y + POINT) for x, y in points.values()]
    for row in others:
        x, y = pixels(row, zoom)
        taken.append(Pixels(x - wide(row) / 2, y - TALL / 2, x + wide(row) / 2, y + TALL / 2))
    order = sorted(rows, key=lambda row: (row["area"] != chosen, -row["latitude"]))
    sides: dict[str, Placed] = {}
    for _ in range(ROUNDS):
        before = dict(sides)
        for row in order:
            other_names = [found.name for area, found in sides.items() if area != row["area"]]
            more = RING if row["area"] == chosen else 0
            sides[row["area"]] = best(row, points[row["area"]], [*taken, *other_names], frame, more)
        if sides == before:
            break
    placed = []
    for row in rows:
        (anchor, east, south), more = sides[row["area"]].side, RING if row["area"] == chosen else 0
        placed.append({**row, "anchor": anchor, "offset": [east * (ASIDE + more), south * (BESIDE + more)]})
    return placed


class Placed(NamedTuple):
    """On which side of its point a name stands, and what it takes there."""

    side: Side
    name: Pixels


def best(row: Row, at: tuple[float, float], taken: Sequence[Pixels], frame: Pixels, more: int) -> Placed:
    """The side on which a name covers least of what is ``taken``; of equals the first, which is preferred."""
    tried = [Placed(side, named(row, at, side, more)) for side in SIDES]
    return min(tried, key=lambda one: sum(covered(one.name, other) for other in taken) + outside(one.name, frame))


def around(middle: tuple[float, float], width: float, height: float) -> Pixels:
    """A rectangle of this size around its middle."""
    x, y = middle
    return Pixels(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def named(row: Row, at: tuple[float, float], side: Side, more: int) -> Pixels:
    """The rectangle of a name on one side of its point."""
    anchor, east, south = side
    x, y = at[0] + east * (ASIDE + more), at[1] + south * (BESIDE + more)
    left = {"start": x, "middle": x - wide(row) / 2, "end": x - wide(row)}[anchor]
    return Pixels(left, y - TALL / 2, left + wide(row), y + TALL / 2)


def wide(row: Row) -> float:
    return len(row["name"]) * LETTER + 6


def pixels(row: Row, zoom: float) -> tuple[float, float]:
    """Where a place lies from the corner of the world map of this zoom, to the right and down."""
    around, latitude = 512 * 2**zoom / (2 * math.pi), math.radians(row["latitude"])
    return math.radians(row["longitude"]) * around, -math.log(math.tan(math.pi / 4 + latitude / 2)) * around
