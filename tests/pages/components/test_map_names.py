"""Names on the map of areas: none covers another or a point, as far as there is room."""

from __future__ import annotations

import json
import math
from itertools import combinations

import pytest

from tests.page import opened

pytestmark = pytest.mark.usefixtures("built_in_data")

LETTER, TALL = 6.5, 14
"""Pixels of a letter and of a line of 14 pixels: the letters alone, without the ground behind them."""


def rectangles(area: str) -> tuple[dict[str, tuple[float, float, float, float]], dict[str, tuple[float, float]]]:
    """Where each name stands on the map as it is sent to the browser, in pixels of its zoom; and each point."""
    (drawn,) = opened("areas", area=area).get("deck_gl_json_chart")
    deck = json.loads(drawn.proto.json)
    world = 512 * 2 ** deck["initialViewState"]["zoom"]
    (layer,) = [layer for layer in deck["layers"] if layer["id"] == "names"]
    assert layer["getTextAnchor"] == "@@=anchor"
    names, points = {}, {}
    for row in layer["data"]:
        east = (row["longitude"] + 180) / 360 * world
        south = (0.5 - math.asinh(math.tan(math.radians(row["latitude"]))) / (2 * math.pi)) * world
        points[row["name"]] = (east, south)
        wide, x, y = len(row["name"]) * LETTER, east + row["offset"][0], south + row["offset"][1]
        left = x - wide * {"start": 0, "middle": 0.5, "end": 1}[row["anchor"]]
        names[row["name"]] = (left, y - TALL / 2, left + wide, y + TALL / 2)
    return names, points


@pytest.mark.parametrize("area", ["alby", "hammarkullen", "geneta"])
def test_no_name_on_the_map_covers_another_or_a_point(area: str) -> None:
    """Alby, Fittja and Hallunda/Norsborg lie within two kilometres of each other."""
    names, points = rectangles(area)
    assert len(names) >= 3
    for (one, a), (other, b) in combinations(names.items(), 2):
        assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1], f"{one} covers {other}"
    for name, (left, top, right, bottom) in names.items():
        for place, (x, y) in points.items():
            assert not (left < x < right and top < y < bottom), f"{name} covers the point of {place}"
