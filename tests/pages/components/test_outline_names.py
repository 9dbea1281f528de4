"""The names of the police's areas on the map of living conditions: each at its outline, none over another."""

from __future__ import annotations

from itertools import combinations

import pytest

from pages.components.charts import maps, outline_names
from pages.components.charts.map_names import covered

BOX: maps.Box = (17.0, 59.0, 18.0, 59.5)


def square(west: float, south: float, width: float = 0.1) -> dict[str, object]:
    east, north = west + width, south + width / 2
    return {
        "type": "Polygon",
        "coordinates": [[[west, south], [east, south], [east, north], [west, north], [west, south]]],
    }


def sides(outlines: dict[str, dict[str, object]]) -> dict[str, str]:
    return {row["name"]: row["side"] for row in outline_names.placed(outlines, BOX, 330, 380)}


def test_a_name_stands_above_its_outline_where_there_is_room() -> None:
    assert sides({"Alby": square(17.5, 59.2)}) == {"Alby": "above"}
    (row,) = outline_names.placed({"Alby": square(17.5, 59.2)}, BOX, 330, 380)
    assert (row["longitude"], row["latitude"]) == pytest.approx((17.55, 59.25))


def test_two_that_would_cover_each_other_stand_on_different_sides() -> None:
    beside = sides({"Hallunda/Norsborg": square(17.45, 59.2), "Fittja": square(17.55, 59.2)})
    assert set(beside) == {"Hallunda/Norsborg", "Fittja"}
    assert len(set(beside.values())) == 2


def test_at_the_edge_of_the_map_the_name_is_not_cut() -> None:
    assert sides({"Hallunda/Norsborg": square(17.0, 59.2)}) == {"Hallunda/Norsborg": "right"}


def test_where_nothing_is_free_a_name_is_left_out_and_none_covers_another() -> None:
    crowd = {f"Området {number}": square(17.5 + number / 1000, 59.2, 0.02) for number in range(9)}
    rows = outline_names.placed(crowd, BOX, 330, 380)
    assert len(rows) < 9
    drawn = [
        outline_names.rectangle(row["side"], (row["longitude"] * 330, -row["latitude"] * 660), len(row["name"]) * 7.0)
        for row in rows
    ]
    assert not any(covered(one, other) > 0 for one, other in combinations(drawn, 2))


def test_one_outside_of_what_the_map_shows_has_no_name() -> None:
    assert sides({"Alby": square(19.5, 59.2)}) == {}
