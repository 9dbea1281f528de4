"""The assessment of 2025 beside the earlier ones: what moved, what was split, where an area lay when."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

import queries
from tests.areas_2025 import AREAS_2025, CAME_FROM

pytestmark = pytest.mark.usefixtures("built_in_data")

RISK_2023 = {
    # the fifteen risk areas of 2023, and what became of them
    "Araby": 1,
    "Biskopsgården": 1,
    "Dalhem/Drottninghög/Fredriksdal": 1,
    "Fornhöjden": 1,
    "Gottsunda": 1,
    "Rissne/Hallonbergen": 2,
    "Holma/Kroksbäck/Bellevuegården": 1,
    "Kronogården/Lextorp/Sylte": 1,
    "Oxhagen/Varberga": 2,
    "Söder": 1,
    "Södra Sofielund (Seved)": 1,
    "Tjärna Ängar": 1,
    "Tureberg": 1,
    "Tynnered/Grevegården/Opaltorget": 1,
    "Sigtuna/Valsta": 1,
}


def test_the_latest_assessment_is_the_one_that_pages_open_at() -> None:
    rows = queries.rows("assessment_years")
    assert [row["year"] for row in rows] == [2015, 2017, 2019, 2021, 2023, 2025]
    assert [row["year"] for row in rows if row["is_default"]] == [2025]
    assert [row["year"] for row in rows if row["has_trends"]] == [2021]
    assert [row["year"] for row in rows if row["has_police_trends"]] == [2025]
    assert [row["year"] for row in rows if row["has_outlines"]] == [2021, 2023, 2025]


def test_what_moved_from_2023_to_2025() -> None:
    rows = queries.rows("assessment_changes", years=[2023, 2025])
    assert Counter(row["direction"] for row in rows) == {"unchanged": 45, "less_serious": 19, "added": 1, "removed": 1}
    moved = [row for row in rows if row["direction"] == "less_serious"]
    # All risk areas were assessed as vulnerable, as there is no such category any more; besides, Hjulsta and Lina.
    assert Counter(row["first_name"] for row in moved if row["first_category"] == "risk") == RISK_2023
    assert {row["name"] for row in moved if row["first_category"] != "risk"} == {"Hjulsta", "Lina"}
    assert {row["name"]: row["direction"] for row in rows if row["direction"] in ("added", "removed")} == {
        "Granängsringen": "added",
        "Andersberg": "removed",
    }


def test_what_was_split_or_renamed_is_neither_gone_nor_new() -> None:
    rows = queries.rows("assessment_changes", years=[2023, 2025])
    related = [row for row in rows if row["relation"]]
    found: dict[str, list[str]] = {}
    for row in related:
        found.setdefault(row["first_name"], []).append(row["name"])
    assert {name: sorted(later) for name, later in found.items()} == {
        name: sorted(later) for name, later in CAME_FROM.items()
    }
    assert Counter(row["relation"] for row in related) == {"split": 10, "renamed": 5}
    assert not {row["name"] for row in rows} & {*CAME_FROM}
    # 59 areas: four became ten, one is gone, one is new.
    assert 59 - 4 + 10 - 1 + 1 == len(AREAS_2025) == sum(row["last_category"] is not None for row in rows)


def test_flows_say_how_many_areas_there_were_before() -> None:
    rows = queries.rows("assessment_flows", years=[2023, 2025])
    by_pair = {(row["first_category"], row["last_category"]): (row["areas"], row["first_areas"]) for row in rows}
    assert by_pair == {
        ("particularly_vulnerable", "particularly_vulnerable"): (19, 17),  # Rinkeby, Tensta; Ronna, Geneta
        ("particularly_vulnerable", "vulnerable"): (2, 2),
        ("risk", "vulnerable"): (17, 15),
        ("vulnerable", "vulnerable"): (26, 26),
        (None, "vulnerable"): (1, 0),
        ("vulnerable", None): (1, 1),
    }


def test_a_longer_span_leads_over_the_split_too() -> None:
    rows = {row["name"]: row for row in queries.rows("assessment_changes", years=[2015, 2025])}
    assert (rows["Rissne"]["first_name"], rows["Rissne"]["relation"]) == ("Rissne/Hallonbergen", "split")
    assert "Rissne/Hallonbergen" not in rows
    # Between two assessments before the split nothing has changed.
    before = queries.rows("assessment_changes", years=[2021, 2023])
    assert not any(row["relation"] for row in before)
    assert {"Rissne/Hallonbergen", "Andersberg"} <= {row["name"] for row in before}


def test_what_became_others_that_are_not_in_a_later_list_is_gone_itself(data_copy: Path) -> None:
    path = data_copy / "assessments.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    gone = ("ronna,2025", "geneta,2025", "lina,2025")
    path.write_text("".join(line for line in lines if not line.startswith(gone)), encoding="utf-8")
    rows = queries.rows("assessment_changes", years=[2023, 2025])
    assert {row["name"] for row in rows if row["direction"] == "removed"} == {"Andersberg", "Ronna/Geneta/Lina"}
    assert not {"Ronna", "Geneta", "Lina"} & {row["name"] for row in rows}


def test_several_steps_are_one_way(data_copy: Path) -> None:
    lines = {
        "areas.csv": "hjulsta-norra,Hjulsta norra,0180,Stockholm,Järva,Stockholm nord,Stockholm,59.4,17.9,,polisen-geodata-2025",
        "assessments.csv": "hjulsta-norra,2027,risk,,,polisen-geodata-2025",
        "area_successions.csv": "hjulsta-norra,hjulsta,2027,renamed,polisen-geodata-2025",
    }
    for name, line in lines.items():
        with (data_copy / name).open("a", encoding="utf-8") as file:
            file.write(line + "\n")
    assert queries.problems() == ()

    def came_from(first: int) -> tuple[str, str, str]:
        rows = {row["area"]: row for row in queries.rows("assessment_changes", years=[first, 2027])}
        row = rows["hjulsta-norra"]
        return row["first_name"], row["relation"], row["direction"]

    assert came_from(2025) == ("Hjulsta", "renamed", "more_serious")
    assert came_from(2021) == ("Rinkeby/Tensta", "split", "less_serious")


@pytest.mark.parametrize(
    ("area", "year", "km2", "district"),
    [
        ("backby", 2021, 0.593, "Västerås"),
        ("backby", 2023, 0.593, "Västerås"),
        ("backby", 2025, 3.073, "Västerås"),
        ("rosengard", 2021, 1.097, "Malmö Söder"),
        ("rosengard", 2025, 0.969, "Rosengård"),
        ("gottsunda", 2019, 0.915, "Uppsala-Knivsta"),  # of 2019 there are no boundaries: those of 2021
        ("gottsunda", 2025, 2.579, "Uppsala-Knivsta"),
    ],
)
def test_size_and_district_are_those_of_the_assessment(area: str, year: int, km2: float, district: str) -> None:
    asked = {"categories": None, "regions": None, "place": None, "trends": None}
    rows = {row["area"]: row for row in queries.rows("areas", assessment=year, **asked)}
    assert (rows[area]["area_km2"], rows[area]["police_district"]) == (km2, district)
    assert rows[area]["has_outline"] == (year >= 2021)


def test_the_centre_follows_the_outline() -> None:
    before, after = (
        next(row for row in queries.rows("area_centres", years=[year]) if row["area"] == "gottsunda")
        for year in (2023, 2025)
    )
    assert (before["latitude"], before["longitude"]) == (59.80934, 17.62478)
    assert (after["latitude"], after["longitude"]) == (59.80944, 17.62824)
    [latest] = [row for row in queries.rows("every_area") if row["area"] == "gottsunda"]
    assert (latest["latitude"], latest["place_source"]) == (59.80944, "polisen-geodata-2025")


def test_outlines_are_those_of_the_year_or_the_next() -> None:
    for year, number in ((2021, 61), (2023, 59), (2025, 65)):
        rows = queries.rows("area_outlines", assessment=year, areas=None)
        assert len(rows) == number
        assert {row["outline_year"] for row in rows} == {year}
        assert {json.loads(row["outline"])["type"] for row in rows} <= {"Polygon", "MultiPolygon"}
    rows = queries.rows("area_outlines", assessment=2019, areas=None)
    assert len(rows) == 60
    # Klockaretorpet and Rannebergen were last assessed in 2019.
    assert {row["name"] for row in rows if row["outline_year"] == 2019} == {"Klockaretorpet", "Rannebergen"}


def test_the_neighbourhood_of_a_municipality_counts_areas_of_all_districts_once() -> None:
    rows = queries.rows("municipality_counts", municipality="1280", years=[2025])
    counts = {(row["place"], row["area_category"]): row["areas"] for row in rows}
    # Malmö: Rosengård and Nydala are particularly vulnerable, Holma and Sofielund vulnerable; its districts hold no others.
    for place in ("municipality", "police_district"):
        assert counts[place, "particularly_vulnerable"] == 2
        assert counts[place, "vulnerable"] == 2
    assert {row["area_category"] for row in rows} == {"vulnerable", "particularly_vulnerable"}
