"""Figures by municipality, the areas of 2025 and what goes with them are those of their sources, typed a second time."""

from __future__ import annotations

import csv
import datetime
import json
import math
from collections import Counter
from itertools import pairwise
from typing import Any

import pandas as pd
import pytest
from shapely.geometry import shape

from queries.store import database
from tests.areas_2025 import AREAS_2025, CAME_FROM
from tests.offences_by_municipality import ALL_290, OFFENCES, QUARTERS

DATA = database.BUILT_IN
INDICATORS = {
    "total": "reported_offences",
    "crimes_against_person": "crimes_against_person",
    "theft_robbery": "theft_robbery",
    "burglary": "burglary",
    "criminal_damage": "criminal_damage",
    "narcotics_and_weapons": "narcotics_weapons",
}
YEARS = range(2015, 2026)


def read(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def table(name: str) -> pd.DataFrame:
    """A file as pandas reads it, with codes as text."""
    return pd.read_csv(DATA / name, dtype={"municipality_code": str, "code": str, "county_code": str})


@pytest.fixture(scope="module")
def offences() -> pd.DataFrame:
    return table("exports/bra-kommun-2015-2025.csv")


@pytest.fixture(scope="module")
def quarters() -> pd.DataFrame:
    return table("quarters.csv")


NAMES = {row["code"]: row["name"] for row in read("municipalities.csv")}
CODES = {name: code for code, name in NAMES.items()}


# ---- reported offences by year ------------------------------------------------------------------------------------


@pytest.mark.parametrize("municipality", OFFENCES)
def test_ten_municipalities_are_as_bra_prints_them(municipality: str) -> None:
    entered = {
        (row["indicator"], int(row["year"])): (row["count"], row["per_1000"])
        for row in read("exports/bra-kommun-2015-2025.csv")
        if row["area"] == municipality
    }
    # A rate per 100,000 is one per 1,000 with the point moved two places.
    assert entered == {
        (INDICATORS[group], year): (str(count), f"{rate:03d}"[:-2] + "." + f"{rate:03d}"[-2:])
        for group, figures in OFFENCES[municipality].items()
        for year, (count, rate) in zip(YEARS, figures, strict=True)
    }


@pytest.mark.parametrize("group", INDICATORS)
def test_the_290_add_up(offences: pd.DataFrame, group: str) -> None:
    sums = offences[offences["indicator"] == INDICATORS[group]].groupby("year")["count"].sum()
    assert dict(sums) == dict(zip(YEARS, ALL_290[group], strict=True))


def test_the_290_have_1_262_164_reported_offences_in_2025_and_61_173_burglaries_in_2024() -> None:
    assert ALL_290["total"][-1] == 1_262_164
    assert ALL_290["burglary"][-2] == 61_173


def test_every_municipality_has_every_group_and_year_once(offences: pd.DataFrame) -> None:
    assert len(offences) == 290 * 11 * 6
    assert not offences.duplicated(["indicator", "area", "year"]).any()
    assert set(offences["area"]) == set(NAMES.values())
    assert offences[["count", "per_1000"]].notna().all(axis=None)
    # Populations that are implied are not entered as if somebody had counted them.
    assert offences[["area_category", "population", "share_percent"]].isna().all(axis=None)


def test_no_part_exceeds_its_whole(offences: pd.DataFrame) -> None:
    wide = offences.pivot(index=["area", "year"], columns="indicator", values="count")
    assert (wide["burglary"] <= wide["theft_robbery"]).all()
    parts = ["crimes_against_person", "theft_robbery", "criminal_damage", "narcotics_weapons"]
    assert (wide[parts].sum(axis=1) <= wide["reported_offences"]).all()


def test_count_and_rate_of_five_groups_agree_on_one_population(offences: pd.DataFrame) -> None:
    five = offences[(offences["indicator"] != "narcotics_weapons") & (offences["count"] > 0)]
    lowest = five["count"] * 1000 / (five["per_1000"] + 0.005)
    highest = five["count"] * 1000 / (five["per_1000"] - 0.005)
    places = [five["area"], five["year"]]
    assert (lowest.groupby(places).max() <= highest.groupby(places).min()).all()


# ---- quarters -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("municipality", QUARTERS)
def test_quarters_of_ten_municipalities_are_as_bra_prints_them(quarters: pd.DataFrame, municipality: str) -> None:
    rows = quarters[quarters["municipality_code"] == CODES[municipality]]
    assert tuple(rows.sort_values(["year", "quarter"])["count"]) == QUARTERS[municipality]


def test_there_are_26_quarters_of_each_municipality_the_last_two_preliminary(quarters: pd.DataFrame) -> None:
    wanted = [(2020 + number // 4, number % 4 + 1) for number in range(26)]
    for code, rows in quarters.groupby("municipality_code"):
        assert list(zip(rows["year"], rows["quarter"], strict=True)) == wanted, code
    assert set(quarters["municipality_code"]) == set(NAMES)
    assert set(quarters["indicator"]) == {"reported_offences"}
    assert dict(quarters.groupby("year")["preliminary"].agg(set)) == {
        **{year: {"no"} for year in range(2020, 2026)},
        2026: {"yes"},
    }


def test_four_quarters_are_a_year(offences: pd.DataFrame, quarters: pd.DataFrame) -> None:
    years = offences[offences["indicator"] == "reported_offences"].set_index(["area", "year"])["count"]
    sums = quarters.assign(area=quarters["municipality_code"].map(NAMES)).groupby(["area", "year"])["count"].sum()
    sums = sums[sums.index.get_level_values("year") < 2026]
    assert len(sums) == 1740
    assert (years[sums.index] == sums).all()


def test_quarters_stand_in_no_export_of_years() -> None:
    sources = {row["source"] for path in (DATA / "exports").glob("*.csv") for row in read(f"exports/{path.name}")}
    assert "bra-kvartal-2020-2026" not in sources


# ---- the country --------------------------------------------------------------------------------------------------

COUNTRY = {
    # 2023, 2024, and per 100,000 in 2024
    "total": (1500639, 1478879, 14016),
    "crimes_against_person": (293112, 308967, 2928),
    "assault": (85599, 88387, 838),
    "unlawful_threats": (50191, 50438, 478),
    "theft_robbery": (380721, 348289, 3301),
    "residential_burglary": (35308, 33707, 319),
    "robbery": (6401, 4774, 45),
    "fraud": (221701, 213840, 2027),
    "criminal_damage": (218583, 198810, 1884),
    "vehicle_fires": (1813, 1568, 15),
    "other_fires": (2787, 2342, 22),
    "arson": (1410, 1065, 10),
    "explosions_devastation": (388, 368, 3),
    "blue_light_sabotage": (357, 279, 3),
    "witness_intimidation": (4591, 4516, 43),
    "narcotics_offences": (111196, 129595, 1228),
    "weapons_offences": (9385, 9623, 91),
}


def test_the_country_is_as_bra_prints_it() -> None:
    rows = read("national_offences.csv")
    assert {(row["offence"], int(row["year"])): (int(row["count"]), row["status"]) for row in rows} == {
        (offence, year): (figures[number], status)
        for offence, figures in COUNTRY.items()
        for number, (year, status) in enumerate([(2023, "difference"), (2024, "preliminary")])
    }
    rates = {row["offence"]: row["per_1000"] for row in rows if row["year"] == "2024"}
    assert {offence: round(float(rate) * 100) for offence, rate in rates.items()} == {
        offence: rate for offence, (_, _, rate) in COUNTRY.items()
    }
    assert {row["per_1000"] for row in rows if row["year"] == "2023"} == {""}
    assert len({(row["offence"], row["label_sv"], row["label_en"], row["source_label"]) for row in rows}) == 17


# ---- populations and groups ---------------------------------------------------------------------------------------

SWEDEN = {
    # Statistics Sweden's totals for the country on 31 December
    2010: 9_415_570,
    2011: 9_482_855,
    2012: 9_555_893,
    2013: 9_644_864,
    2014: 9_747_355,
    2015: 9_851_017,
    2016: 9_995_153,
    2017: 10_120_242,
    2018: 10_230_185,
    2019: 10_327_589,
    2022: 10_521_556,
    2023: 10_551_707,
    2024: 10_587_710,
}


def test_the_populations_add_up_to_the_country() -> None:
    populations = table("municipality_populations.csv")
    sums = dict(populations.groupby("year")["population"].sum())
    assert sorted(sums) == [*SWEDEN, 2025]  # 2020 and 2021 are missing and stay so
    assert {year: sums[year] for year in SWEDEN} == SWEDEN
    assert set(populations.groupby("year")["municipality_code"].nunique()) == {290}


def test_every_municipality_has_its_group() -> None:
    groups = {row["code"]: row["skr_group"] for row in read("municipalities.csv")}
    assert Counter(groups.values()) == {
        "A1": 3,
        "A2": 43,
        "B3": 23,
        "B4": 63,
        "B5": 24,
        "C6": 27,
        "C7": 51,
        "C8": 35,
        "C9": 21,
    }
    by_name = {NAMES[code]: group for code, group in groups.items()}
    assert {name for name, group in by_name.items() if group == "A1"} == {"Stockholm", "Göteborg", "Malmö"}
    wanted = {"Umeå": "B3", "Botkyrka": "A2", "Sigtuna": "A2", "Bjurholm": "B4", "Gotland": "C6", "Kiruna": "C6"}
    assert {name: by_name[name] for name in wanted} == wanted
    assert {row["id"]: row["main_group"] for row in read("skr_groups.csv")} == {
        id_: id_[0] for id_ in set(groups.values())
    }


# ---- the assessment of 2025 ---------------------------------------------------------------------------------------

AREAS = {row["id"]: row for row in read("areas.csv")}
PLACES = {(row["area"], int(row["year"])): row for row in read("area_places.csv")}


def assessed(year: int) -> dict[str, dict[str, str]]:
    """The rows of an assessment by the names of the areas."""
    return {AREAS[row["area"]]["name"]: row for row in read("assessments.csv") if row["year"] == str(year)}


def test_the_list_of_2025_is_that_of_the_report() -> None:
    spelt = {"Södra Sofielund (Seved)": "Södra Sofielund/Seved"}  # as the report of 2021 has it
    degrees = {"vulnerable": "UO", "particularly_vulnerable": "SUO"}
    entered = {}
    for name, row in assessed(2025).items():
        place = PLACES[row["area"], 2025]
        entered[spelt.get(name, name)] = (
            AREAS[row["area"]]["municipality_code"],
            degrees[row["area_category"]],
            row["police_trend"] or "new",
            float(place["area_km2"]),
            int(place["overlap_percent"]) if place["overlap_percent"] else None,
        )
        assert row["trend"] == ""  # the arrows of 2021 are another measure
    assert entered == {
        name: (code, degree, trend, km2, overlap) for name, (code, degree, trend, km2, _, overlap) in AREAS_2025.items()
    }
    assert Counter(degree for _, degree, *_ in entered.values()) == {"UO": 46, "SUO": 19}


def test_the_areas_of_2025_are_related_to_those_of_2023() -> None:
    before = {row["area"]: (row["predecessor"], row["relation"]) for row in read("area_successions.csv")}
    outlines = {"identical": "identical", "redrawn": "redrawn", "new": "new"}
    for name, row in assessed(2025).items():
        id_ = row["area"]
        _, _, _, _, relation, _ = AREAS_2025[{"Södra Sofielund (Seved)": "Södra Sofielund/Seved"}.get(name, name)]
        outline = outlines[PLACES[id_, 2025]["outline_change"]]
        if id_ in before:
            assert before[id_][1] in relation, name
        else:
            assert relation in (f"same {outline}", outline), name
            assert (name in assessed(2023)) == (relation != "new"), name
    came = {
        name: [AREAS[later]["name"] for later, (one, _) in before.items() if AREAS[one]["name"] == name]
        for name in CAME_FROM
    }
    assert {name: sorted(areas) for name, areas in came.items()} == {
        name: sorted(areas) for name, areas in CAME_FROM.items()
    }
    assert len(before) == sum(map(len, CAME_FROM.values())) == 15


def test_29_areas_of_the_same_name_have_another_outline() -> None:
    same = [relation for *_, relation, _ in AREAS_2025.values() if relation == "same redrawn"]
    assert len(same) == 29
    redrawn = [
        row["area"]
        for name, row in assessed(2025).items()
        if name in assessed(2023) and PLACES[row["area"], 2025]["outline_change"] == "redrawn"
    ]
    assert len(redrawn) == 29
    # Bäckby grew from 0.59 to 3.07 km²: the size of 2023 does not hold for 2025.
    sizes = [float(PLACES["backby", year]["area_km2"]) for year in (2023, 2025)]
    assert [round(size, 2) for size in sizes] == [0.59, 3.07]


def square_kilometres(outline: Any) -> float:
    """The size of an outline on a plane that touches the Earth there: right to a few parts in a thousand."""
    polygon = shape(outline)
    east = 111.320 * math.cos(math.radians(polygon.centroid.y))
    return float(polygon.area) * east * 111.412


@pytest.mark.parametrize(("area", "year"), PLACES)
def test_outlines_fit_their_sizes_and_centres(area: str, year: int) -> None:
    place = PLACES[area, year]
    outline = json.loads(place["outline"])
    polygon = shape(outline)
    assert polygon.is_valid
    # Those of 2021 and 2023 are simplified to some 20 metres.
    allowed = 0.01 if year == 2025 else 0.08
    assert square_kilometres(outline) == pytest.approx(float(place["area_km2"]), rel=allowed, abs=0.005)
    centre = polygon.centroid
    assert centre.y == pytest.approx(float(place["latitude"]), abs=0.0015)
    assert centre.x == pytest.approx(float(place["longitude"]), abs=0.003)


def test_every_area_of_2021_2023_and_2025_has_an_outline() -> None:
    for year, number in ((2021, 61), (2023, 59), (2025, 65)):
        ids = {row["area"] for row in assessed(year).values() if row["area_category"] != "not_vulnerable"}
        assert len(ids) == number
        assert ids <= {area for area, of in PLACES if of == year}


# ---- the changelog ------------------------------------------------------------------------------------------------


def test_the_changelog_says_what_came_and_what_is_expected() -> None:
    changes = read("data_changes.csv")
    dates = [datetime.date.fromisoformat(row["date"]) for row in changes]
    assert all(before <= after for before, after in pairwise(dates))
    assert {"bra-kommun-2015-2025", "bra-kvartal-2020-2026", "polisen-2025-tabell-19-andra-hand"} <= {
        row["source"] for row in changes
    }
    for row in changes:
        assert row["next_sv"] or not row["next_expected"], row["id"]  # without a date, what is known of the rhythm


@pytest.mark.parametrize("source", ["bra-kommun-2015-2025", "bra-kvartal-2020-2026"])
def test_second_hand_is_said(source: str) -> None:
    [row] = [row for row in read("sources.csv") if row["id"] == source]
    assert "Hämtat hos Brå omkring den 24 september 2026, i andra hand" in row["part_sv"]
    assert "am-dashboard-se" in row["part_sv"]
    assert row["publisher"] == "Brottsförebyggande rådet (Brå)"
