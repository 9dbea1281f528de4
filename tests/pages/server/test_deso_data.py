"""Living conditions as open data."""

from __future__ import annotations

import csv
import io

import pytest

from tests.server import get

pytestmark = pytest.mark.usefixtures("built_in_data")


def test_every_area_with_all_its_figures() -> None:
    rows = list(csv.DictReader(io.StringIO(get("/api/living-conditions.csv").text)))
    assert len(rows) == 5984
    assert sum(int(row["population"]) for row in rows) == 10_521_556
    assert sum(row["area"] != "" for row in rows) == 180
    first = rows[0]
    assert (first["deso"], first["employment"], first["has_border"], first["area"]) == ("0114A0010", "80.47", "yes", "")
    assert not {"fifth", "index", "shade"} & set(first)


def test_a_municipality_alone_and_what_nobody_knows() -> None:
    answer = get("/api/living-conditions.json?municipality=0127").json()
    assert len(answer["living_conditions"]) == 50
    assert {row["municipality"] for row in answer["living_conditions"]} == {"Botkyrka"}
    assert get("/api/living-conditions.csv?municipality=9999").status_code == 400
    assert get("/api/living-conditions.csv?deso=0114A0010").status_code == 400
