"""The base map is light, complete and fits together, and the files about municipalities agree with it."""

from __future__ import annotations

import csv
import gzip
import json
import socket
from collections import defaultdict
from itertools import combinations, pairwise
from typing import Any

import pytest

from queries.places import base_map
from tests import ROOT

DATA = ROOT / "data"


def read(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def features(level: base_map.Level) -> list[dict[str, Any]]:
    collection = json.loads(base_map.geojson(level))
    assert collection["type"] == "FeatureCollection"
    return collection["features"]


def lines(level: base_map.Level) -> list[frozenset[tuple[float, float]]]:
    """Every stretch between two points of every outline and hole."""
    return [
        frozenset({(before[0], before[1]), (after[0], after[1])})
        for feature in features(level)
        for polygon in feature["geometry"]["coordinates"]
        for ring in polygon
        for before, after in pairwise(ring)
    ]


def test_the_map_is_light_over_the_wire() -> None:
    assert sum(len(gzip.compress(base_map.geojson(level), 6)) for level in ("municipalities", "counties")) < 80_000


def test_each_border_is_sent_once() -> None:
    rows = json.loads(base_map.borders())
    assert len(gzip.compress(base_map.borders(), 6)) < 80_000
    sent = [frozenset({tuple(row["start"]), tuple(row["end"])}) for row in rows]
    assert len(sent) == len(set(sent))
    assert set(sent) == set(lines("municipalities"))
    assert {ends for ends, row in zip(sent, rows, strict=True) if row["county"]} == set(lines("counties"))


def test_an_outline_goes_around_its_place() -> None:
    west, south, east, north = base_map.bounds()["2480"]  # Umeå
    points = [point for row in base_map.outline("2480") for point in row.values()]
    assert {min(points)[0], max(points)[0]} == {west, east}
    assert min(latitude for _, latitude in points) == south
    assert max(latitude for _, latitude in points) == north
    assert len(base_map.outline("24")) > len(base_map.outline("2480"))
    assert base_map.outline("") == base_map.outline("9999") == []


def test_the_map_is_made_once() -> None:
    assert base_map.geojson("counties") is base_map.geojson("counties")


def test_the_map_asks_no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the map asked the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    base_map.boundaries.cache_clear()
    assert len(base_map.boundaries("municipalities")) == 290


def test_the_municipalities_are_those_of_the_file() -> None:
    rows = [{name: row[name] for name in ("code", "name", "county_code")} for row in read("municipalities.csv")]
    assert [feature["properties"] for feature in features("municipalities")] == rows
    assert len(rows) == 290


def test_the_counties_are_those_of_the_file() -> None:
    counties = {row["county_code"]: row["county"] for row in read("municipalities.csv")}
    assert {f["properties"]["code"]: f["properties"]["name"] for f in features("counties")} == counties
    assert len(features("counties")) == 21


def test_outlines_are_closed_and_have_no_standing_steps() -> None:
    for level in ("municipalities", "counties"):
        for feature in features(level):
            assert feature["geometry"]["type"] == "MultiPolygon"
            for ring in (ring for polygon in feature["geometry"]["coordinates"] for ring in polygon):
                assert ring[0] == ring[-1]
                assert len(ring) >= 4
        assert all(len(line) == 2 for line in lines(level))


def test_neighbours_share_their_lines_and_counties_run_along_them() -> None:
    # 3,541 lines are drawn twice, by both neighbours and in the same points, so that there is nothing between them.
    drawn = lines("municipalities")
    assert len(drawn) - len(set(drawn)) == 3541
    assert set(lines("counties")) <= set(drawn)


def test_coordinates_are_rounded_and_lie_in_sweden() -> None:
    for point in {point for line in lines("municipalities") for point in line}:
        assert point == (round(point[0], base_map.DECIMALS), round(point[1], base_map.DECIMALS))
        assert 10.9 < point[0] < 24.2
        assert 55.3 < point[1] < 69.1


def neighbours() -> dict[tuple[str, str], str]:
    """How municipalities touch on the base map, by pair of codes, the lower one first.

    ``border``: they share at least one line. ``corner``: they share points only. The map is generalised, so a corner
    can be a short border in reality. Water parts: an island has no neighbours but those on it.
    """
    by_line: dict[object, set[str]] = defaultdict(set)
    by_point: dict[object, set[str]] = defaultdict(set)
    for code, _, polygons in base_map.boundaries("municipalities"):
        for ring in base_map.rings(polygons):
            for start, end in pairwise(ring):
                by_line[min(start, end), max(start, end)].add(code)
                by_point[start].add(code)
    corners = {pair: "corner" for codes in by_point.values() for pair in combinations(sorted(codes), 2)}
    borders = {pair: "border" for codes in by_line.values() for pair in combinations(sorted(codes), 2)}
    return corners | borders


def test_the_neighbours_in_the_file_are_those_of_the_map_both_ways() -> None:
    entered = {(row["code"], row["neighbour"]): row["touch"] for row in read("municipality_neighbours.csv")}
    computed = neighbours()
    assert entered == computed | {(second, first): touch for (first, second), touch in computed.items()}
    assert list(computed.values()).count("border") == 690
    assert list(computed.values()).count("corner") == 38


def test_some_neighbours_known_from_elsewhere() -> None:
    codes = {row["name"]: row["code"] for row in read("municipalities.csv")}
    rows = read("municipality_neighbours.csv")
    umeå = {row["neighbour"] for row in rows if row["code"] == codes["Umeå"] and row["touch"] == "border"}
    assert umeå == {codes[name] for name in ("Nordmaling", "Vännäs", "Vindeln", "Skellefteå", "Robertsfors")}
    alone = {name for name, code in codes.items() if not any(row["code"] == code for row in rows)}
    assert alone == {"Ekerö", "Gotland", "Lidingö", "Tjörn", "Öckerö"}


def test_a_box_holds_the_boxes_within() -> None:
    boxes = base_map.bounds()
    assert len(boxes) == 290 + 21
    west, south, east, north = boxes["24"]
    for code in (code for code in boxes if len(code) == 4 and code.startswith("24")):
        inner = boxes[code]
        assert west <= inner[0] < inner[2] <= east
        assert south <= inner[1] < inner[3] <= north
    assert base_map.bounds_around(code for code in boxes if len(code) == 4 and code.startswith("24")) == boxes["24"]


def test_every_area_lies_in_its_municipality_or_close_to_it() -> None:
    # The coast of the map is generalised: an area by the sea can lie a little outside the land.
    boxes = base_map.bounds()
    for row in read("areas.csv"):
        west, south, east, north = boxes[row["municipality_code"]]
        assert west - 0.04 < float(row["longitude"]) < east + 0.04, row["name"]
        assert south - 0.02 < float(row["latitude"]) < north + 0.02, row["name"]
