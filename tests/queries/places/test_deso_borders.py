"""The shipped borders fit the figures, and an administrator's file is read, or refused as a whole with its reason."""

from __future__ import annotations

import json
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pyproj
import pytest
import shapely

import queries
from queries.places import base_map, deso_borders
from queries.places.deso_borders import Unusable, borders, read
from queries.store.additions import BORDERS

KNOWN = {"0127C1010", "0127C1020", "2480C1010"}
SQUARE = [[18.0, 59.0], [18.1, 59.0], [18.1, 59.1], [18.0, 59.1], [18.0, 59.0]]


def feature(code: str = "0127C1010", ring: Any = SQUARE, **more: Any) -> dict[str, Any]:
    geometry = {"type": "Polygon", "coordinates": [ring]}
    return {"type": "Feature", "properties": {"deso": code}, "geometry": geometry} | more


def collection(*features: Any) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": list(features)}).encode()


def polygon(shape: deso_borders.Polygons) -> shapely.MultiPolygon:
    return shapely.MultiPolygon([(outline, holes) for outline, *holes in shape])


# ---- the shipped ones ---------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("built_in_data")
def test_those_with_borders_are_those_that_the_figures_say() -> None:
    rows = queries.rows("living_conditions", municipalities=None)
    said = {row["deso"] for row in rows if row["has_border"]}
    codes = {row["municipality_code"] for row in rows if row["has_border"]}
    there = {deso for code in codes for deso in borders(code)}
    assert there == said
    assert len(said) == 2877
    # Half of the country, and these towns only in part.
    by_town = Counter(deso[:4] for deso in said if deso.startswith("12"))
    assert by_town == {"1280": 176, "1231": 8, "1262": 1}
    assert borders("2480") == {}


def test_outlines_are_closed_and_go_the_way_that_charts_fill() -> None:
    for shape in borders("0127").values():
        for outline, *holes in shape:
            assert outline[0] == outline[-1]
            assert shapely.LinearRing(outline).is_ccw is False
            assert all(shapely.LinearRing(hole).is_ccw for hole in holes)


@pytest.mark.parametrize("code", ["0127", "0180", "1480", "0380"])
def test_the_areas_together_are_the_municipality(code: str) -> None:
    """But for water and the coarse coast of the base map."""
    parts = shapely.union_all([polygon(shape).buffer(0) for shape in borders(code).values()])
    [whole] = [polygons for known, _, polygons in base_map.boundaries("municipalities") if known == code]
    town = polygon(whole).buffer(0)
    assert parts.intersection(town).area / town.area > 0.8


def test_a_centre_lies_amid_its_area() -> None:
    square = deso_borders.wound([[[tuple(point) for point in SQUARE]]])
    assert deso_borders.centre(square) == pytest.approx((18.05, 59.05))


# ---- an administrator's -------------------------------------------------------------------------------------------


@pytest.fixture
def folder(built_in_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of an administrator's own."""
    monkeypatch.setenv("LAGESBILD_DATA", str(tmp_path))
    return tmp_path


def test_the_file_is_used_and_goes_before_ours(folder: Path) -> None:
    (folder / BORDERS).write_bytes(collection(feature("2480C1010"), feature("0127C1010")))
    assert deso_borders.fault() is None
    assert queries.problems() == ()  # a folder with nothing else is not empty
    assert list(borders("2480")) == ["2480C1010"]
    assert polygon(borders("0127")["0127C1010"]).bounds == pytest.approx((18.0, 59.0, 18.1, 59.1), abs=0.001)
    assert len(borders("0127")) == 50


def test_a_file_that_is_put_right_is_read_anew(folder: Path) -> None:
    (folder / BORDERS).write_bytes(b"{")
    assert deso_borders.fault() == deso_borders.Fault("not_json")
    assert len(borders("0127")) == 50  # ours
    (folder / BORDERS).write_bytes(collection(feature()))
    assert deso_borders.fault() is None


def test_metres_are_understood() -> None:
    to_metres = pyproj.Transformer.from_crs("EPSG:4326", "EPSG:3006", always_xy=True)
    ring = [list(to_metres.transform(*point)) for point in SQUARE]
    shape = read(collection(feature(ring=ring)), KNOWN)["0127"]["0127C1010"]
    assert polygon(shape).bounds == pytest.approx((18.0, 59.0, 18.1, 59.1), abs=0.001)


def test_lines_are_simplified_but_no_more_than_the_shipped_ones() -> None:
    bent = [[18.0 + number / 1000, 59.0 + (number % 2) * 0.0001] for number in range(100)]  # some ten metres
    ring = [*bent, [18.1, 59.1], [18.0, 59.1], [18.0, 59.0]]
    [[outline]] = read(collection(feature(ring=ring)), KNOWN)["0127"]["0127C1010"]
    assert len(list(pairwise(outline))) < 20


FAULTS = {
    "not_json": b"\xff{",
    "no_features": b'{"type": "FeatureCollection", "features": []}',
    "no_deso": collection(feature(properties={"name": "Alby"})),
    "unknown_deso": collection(feature("0127C9999")),  # as one of DeSO 2025
    "repeated_deso": collection(feature(), feature()),
    "no_polygon": collection(feature(geometry={"type": "Point", "coordinates": [18, 59]})),
    "not_in_sweden": collection(feature(ring=[[2.0, 48.0], [3.0, 48.0], [3.0, 49.0], [2.0, 48.0]])),
}


@pytest.mark.parametrize("check", FAULTS)
def test_what_is_wrong_is_named(check: str) -> None:
    with pytest.raises(Unusable) as found:
        read(FAULTS[check], KNOWN)
    assert found.value.fault.check == check


@pytest.mark.parametrize(
    "content",
    [
        b"[" * 100_000,
        b"[]",
        b"null",
        b'{"features": {"a": 1}}',
        b'{"features": [null]}',
        collection(feature(properties=None)),
        collection(feature(properties={"deso": ["0127C1010"]})),
        collection(feature(properties={"deso": "<script>alert(1)</script>"})),
        collection(feature(geometry=None)),
        collection(feature(geometry={"type": "Polygon", "coordinates": None})),
        collection(feature(geometry={"type": "Polygon", "coordinates": []})),
        collection(feature(geometry={"type": "MultiPolygon", "coordinates": [[]]})),
        collection(feature(ring=[[18, 59], [18, 59]])),
        collection(feature(ring=SQUARE[:-1])),
        collection(feature(ring=[["18", "x"]] * 4)),
        collection(feature(ring=[[float("nan"), 59]] * 5)),
        collection(feature(ring=[[10**400, 59]] * 5)),
    ],
)
def test_whatever_stands_in_the_file_is_refused_in_a_word(content: bytes) -> None:
    with pytest.raises(Unusable) as found:
        read(content, KNOWN)
    assert len(found.value.fault.value) <= 80
