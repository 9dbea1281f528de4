"""What the id of a square says (see :mod:`queries.places.squares`): its corner, and the municipality that its middle lies in."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from queries.exports.events import districts
from queries.places import base_map

Square = tuple[str, int]
"""Id (13 digits) and width in metres."""


def corner(square: str) -> tuple[int, int]:
    """Easting and northing of the lower left corner, in metres."""
    return int(square[:6]), int(square[6:])


def lies_in(squares: Sequence[Square]) -> list[str]:
    """The code of the municipality that the middle of each square lies in; empty where it is not in Sweden."""
    if not squares:
        return []
    middles = np.array([[part + metres / 2 for part in corner(square)] for square, metres in squares])
    places = districts.municipalities_at(middles[:, 1], middles[:, 0], "sweref99tm")
    codes = [*(code for code, _, _ in base_map.boundaries("municipalities")), ""]
    return [codes[place] for place in places.tolist()]
