"""Questions about municipalities: what they are compared with, how they lie among all, quarters, leaps. Expected figures
are worked out by pandas from the files themselves, or typed off the sources.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

import pandas as pd
import pytest

import queries
from queries.store import database
from tests.additions import addition
from tests.offences_by_municipality import OFFENCES, QUARTERS

DATA = database.BUILT_IN
SIX = [
    "reported_offences",
    "crimes_against_person",
    "theft_robbery",
    "burglary",
    "criminal_damage",
    "narcotics_weapons",
]

pytestmark = pytest.mark.usefixtures("built_in_data")


def table(name: str) -> pd.DataFrame:
    codes = ("municipality_code", "code", "neighbour", "county_code")
    return pd.read_csv(DATA / name, dtype=dict.fromkeys(codes, str))


@pytest.fixture(scope="module")
def offences() -> pd.DataFrame:
    return table("exports/bra-kommun-2015-2025.csv")


@pytest.fixture(scope="module")
def towns() -> pd.DataFrame:
    """Municipalities by code, with their population of 31 December 2025."""
    populations = table("municipality_populations.csv")
    newest = populations[populations["year"] == 2025].set_index("municipality_code")["population"]
    return table("municipalities.csv").set_index("code").assign(population=newest)


def members(code: str, yardstick: str) -> list[str]:
    rows = queries.rows("yardsticks", municipality=code)
    return [row["name"] for row in rows if row["yardstick"] == yardstick]


# ---- what a municipality is compared with -------------------------------------------------------------------------


def nearest_ten(towns: pd.DataFrame, code: str) -> list[str]:
    own = towns.loc[code]
    others = towns.drop(code)
    there = others[others["skr_group"] == own["skr_group"]]
    if len(there) < 10:
        there = others[others["skr_group"].str[0] == own["skr_group"][0]]
    apart = (there["population"] - own["population"]).abs()
    return list(apart.reset_index().sort_values(["population", "code"])["code"][:10])


def test_similar_are_the_ten_nearest_in_population_of_the_same_group(towns: pd.DataFrame) -> None:
    found: dict[str, list[str]] = {}
    for row in queries.rows("similar_municipalities", municipality=None):
        found.setdefault(row["code"], []).append(row["similar_code"])
    assert found == {code: nearest_ten(towns, code) for code in towns.index}


def test_umea_is_compared_with_towns_of_its_group_and_stockholm_with_its_main_group() -> None:
    umea = queries.rows("similar_municipalities", municipality="2480")
    assert [row["name"] for row in umea] == [
        *("Lund", "Norrköping", "Jönköping", "Helsingborg", "Borås"),
        *("Örebro", "Västerås", "Eskilstuna", "Halmstad", "Gävle"),
    ]
    assert {(row["among"], row["label_sv"], row["population_year"]) for row in umea} == {("group", "Större stad", 2025)}
    stockholm = queries.rows("similar_municipalities", municipality="0180")
    # Its own group has two others only.
    assert [row["name"] for row in stockholm][:3] == ["Göteborg", "Malmö", "Huddinge"]
    assert {(row["among"], row["label_sv"]) for row in stockholm} == {
        ("main_group", "Storstäder och storstadsnära kommuner")
    }


def test_the_other_yardsticks() -> None:
    rows = queries.rows("yardsticks", municipality="2480")
    assert Counter(row["yardstick"] for row in rows) == {
        "similar": 10,
        "group": 23,
        "county": 15,
        "neighbours": 5,
        "all": 290,
    }
    assert members("2480", "neighbours") == ["Nordmaling", "Vindeln", "Robertsfors", "Vännäs", "Skellefteå"]
    assert "Dorotea" in members("2480", "county")
    assert {row["yardstick"] for row in rows if row["is_own"]} == {"group", "county", "all"}
    assert members("0980", "county") == ["Gotland"]  # itself alone, and it has no neighbours
    assert members("0980", "neighbours") == []


# ---- how they lie among each other --------------------------------------------------------------------------------


def test_the_290_together_have_119_11_per_1000_in_2025() -> None:
    [row] = queries.rows("middle_half", indicators=["reported_offences"], areas=None, years=[2025])
    assert (row["municipalities"], row["count"]) == (290, 1_262_164)
    assert round(row["per_1000"], 2) == 119.11


@pytest.mark.parametrize("indicator", SIX)
def test_the_middle_half_of_all_and_of_some(offences: pd.DataFrame, indicator: str) -> None:
    for areas in (None, members("2425", "similar")):
        rows = offences[offences["indicator"] == indicator]
        rows = rows if areas is None else rows[rows["area"].isin(areas)]
        by_year = rows.groupby("year")["per_1000"]
        found = {
            row["year"]: row for row in queries.rows("middle_half", indicators=[indicator], areas=areas, years=None)
        }
        assert sorted(found) == list(range(2015, 2026))
        for year, row in found.items():
            expected = by_year.get_group(year).describe()
            names = ("lowest", "lower_quartile", "median", "upper_quartile", "highest")
            for name, other in zip(names, ("min", "25%", "50%", "75%", "max"), strict=True):
                assert row[name] == pytest.approx(expected[other]), (year, name)
            assert row["municipalities"] == expected["count"]
            assert row["count"] == rows[rows["year"] == year]["count"].sum()


def test_municipalities_together_are_weighted_by_their_populations(offences: pd.DataFrame) -> None:
    areas = members("2480", "similar")
    rows = offences[(offences["indicator"] == "reported_offences") & offences["area"].isin(areas)]
    rows = rows[rows["year"] == 2025]
    # Of the total, rounding leaves the population exact to one part in ten thousand.
    expected = rows["count"].sum() / (rows["count"] * 1000 / rows["per_1000"]).sum() * 1000
    [found] = queries.rows("middle_half", indicators=["reported_offences"], areas=areas, years=[2025])
    assert found["per_1000"] == pytest.approx(expected, rel=1e-4)


def test_in_which_fourth_a_municipality_lies(offences: pd.DataFrame) -> None:
    rates = offences[(offences["indicator"] == "criminal_damage") & (offences["year"] == 2025)]
    rates = rates.set_index("area")["per_1000"]
    limits = [rates.quantile(part) for part in (0.25, 0.5, 0.75)]
    found = queries.rows("municipality_rates", indicator="criminal_damage", years=[2025], places=None, groups=None)
    assert len(found) == 290
    for row in found:
        value = rates[row["name"]]
        assert row["per_1000"] == value
        below = 1 if value < limits[0] else 4 if value > limits[2] else 2 if value < limits[1] else 3
        assert row["fourth"] == below, row["name"]
    assert next(row["fourth"] for row in found if row["name"] == "Stockholm") == 4


def test_a_filter_does_not_move_the_fourths() -> None:
    asked = {"indicator": "burglary", "years": [2020]}
    every = {row["code"]: row for row in queries.rows("municipality_rates", **asked, places=None, groups=None)}
    county = queries.rows("municipality_rates", **asked, places=["24"], groups=None)
    assert len(county) == 15
    assert all(row == every[row["code"]] for row in county)
    one = queries.rows("municipality_rates", **asked, places=["2480"], groups=["B3"])
    assert [row["name"] for row in one] == ["Umeå"]
    assert len(queries.rows("municipality_rates", **asked, places=None, groups=["A1", "C8"])) == 38


# ---- quarters -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("municipality", QUARTERS)
def test_quarters_beside_those_of_the_year_before_and_the_last_four(municipality: str) -> None:
    code = next(row["code"] for row in queries.rows("municipalities") if row["name"] == municipality)
    rows = queries.rows("quarters", indicator="reported_offences", municipalities=[code], years=None)
    counts = QUARTERS[municipality]
    assert tuple(row["count"] for row in rows) == counts
    for number, row in enumerate(rows):
        assert row["year_before"] == (counts[number - 4] if number > 3 else None)
        assert row["last_four"] == (sum(counts[number - 3 : number + 1]) if number > 2 else None)
        assert row["preliminary"] == (row["year"] == 2026)
        assert row["last_four_preliminary"] == (row["year"] == 2026)
    # The last four of a year's last quarter are the year.
    assert rows[23]["last_four"] == OFFENCES[municipality]["total"][-1][0]


def test_a_quarter_that_is_missing_leaves_the_sums_over_it_unknown(data_copy: Any) -> None:
    path = data_copy / "quarters.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("reported_offences,2480,2025,3,", "reported_offences,2481,2019,3,", 1), encoding="utf-8"
    )
    rows = queries.rows("quarters", indicator="reported_offences", municipalities=["2480"], years=[2025, 2026])
    assert queries.problems() == ()
    assert {(row["year"], row["quarter"]): row["last_four"] is None for row in rows} == {
        (2025, 1): False,
        (2025, 2): False,
        (2025, 4): True,
        (2026, 1): True,
        (2026, 2): True,
    }
    assert all(row["year_before"] is not None for row in rows)  # a gap moves nothing


@pytest.mark.parametrize(
    ("row", "check", "column"),
    [
        ("reported_offences,2480,2026,5,10,0.1,yes,bra-kvartal-2020-2026", "too_large", "quarter"),
        ("reported_offences,2480,2026,0,10,0.1,yes,bra-kvartal-2020-2026", "too_small", "quarter"),
        ("reported_offences,2480,2026,2,10,0.1,yes,bra-kvartal-2020-2026", "repeated_key", ""),
        ("reported_offences,2480,2026,3,10,0.1,,bra-kvartal-2020-2026", "required", "preliminary"),
        ("reported_offences,2480,2026,3,10,0.1,maybe,bra-kvartal-2020-2026", "not_allowed", "preliminary"),
        ("reported_offences,9999,2026,3,10,0.1,yes,bra-kvartal-2020-2026", "unknown_id", "municipality_code"),
    ],
)
def test_a_wrong_quarter_is_named(data_copy: Any, row: str, check: str, column: str) -> None:
    queries.rows("sources")  # good figures to fall back on
    with (data_copy / "quarters.csv").open("a", encoding="utf-8") as file:
        file.write(row + "\n")
    [problem] = queries.problems()
    assert (problem.file, problem.check, problem.column) == ("quarters.csv", check, column)
    assert problem.row == 290 * 26 + 2


# ---- leaps --------------------------------------------------------------------------------------------------------


def test_leaps_are_found(offences: pd.DataFrame) -> None:
    rows = offences.sort_values(["indicator", "area", "year"])
    before = rows.groupby(["indicator", "area"])["count"].shift()
    larger = rows["count"].where(rows["count"] > before, before)
    smaller = rows["count"].where(rows["count"] < before, before)
    leapt = rows[(larger >= 200) & (larger > 2.5 * smaller)]
    expected = set(zip(leapt["indicator"], leapt["area"], leapt["year"], strict=True))
    found = queries.rows("leaps", indicator=None, areas=None, years=None)
    own = [row for row in found if row["kind"] == "leap" and row["of"] == row["indicator"]]
    assert {(row["indicator"], row["area"], row["year"]) for row in own} == expected
    assert len(own) == len(expected)
    # "Six leaps of more than 2.5 times among counts from 200 up in all."
    assert {
        (row["of"], row["area"], row["year"], row["count"])
        for row in own
        if min(row["count"], row["count_before"]) >= 200
    } == {
        ("narcotics_weapons", "Sigtuna", 2024, 6533),
        ("narcotics_weapons", "Sigtuna", 2025, 882),
        ("narcotics_weapons", "Mariestad", 2016, 202),
        ("narcotics_weapons", "Kiruna", 2020, 227),
        ("criminal_damage", "Täby", 2022, 745),
        ("crimes_against_person", "Trosa", 2022, 752),
    }


def test_figures_far_above_the_others_are_found(offences: pd.DataFrame) -> None:
    expected = set()
    for (indicator, year), rows in offences.groupby(["indicator", "year"]):
        lower, upper = rows["per_1000"].quantile(0.25), rows["per_1000"].quantile(0.75)
        far = rows[(rows["per_1000"] > upper + 3 * (upper - lower)) & (rows["count"] >= 200)]
        expected |= {(indicator, area, year) for area in far["area"]}
    found = queries.rows("leaps", indicator=None, areas=None, years=None)
    own = {(row["of"], row["area"], row["year"]) for row in found if row["kind"] == "far_above"}
    assert own == expected
    # Stockholm's criminal damage of 2025: 62 per 1,000, Göteborg's 20.5, the median 7.58.
    damage = queries.rows("leaps", indicator="criminal_damage", areas=["Stockholm", "Göteborg"], years=[2025])
    assert {row["area"]: (row["kind"], row["per_1000"], round(row["times"], 1)) for row in damage} == {
        "Stockholm": ("far_above", 62.08, 8.2),
        "Göteborg": ("far_above", 20.5, 2.7),
    }


def test_a_leap_of_a_part_is_told_of_the_whole() -> None:
    rows = queries.rows("leaps", indicator="reported_offences", areas=["Sigtuna"], years=[2024, 2025])
    leaps = {(row["of"], row["year"]): row["times"] for row in rows if row["kind"] == "leap"}
    assert {key: round(times, 2) for key, times in leaps.items()} == {
        ("narcotics_weapons", 2024): 6.20,  # 6,533 / 1,054
        ("narcotics_weapons", 2025): 0.14,  # 882 / 6,533
    }


# ---- denominators -------------------------------------------------------------------------------------------------


def test_the_population_that_count_and_rate_imply_is_the_same_for_all_groups(offences: pd.DataFrame) -> None:
    five = offences[(offences["indicator"] != "narcotics_weapons") & (offences["area"] == "Dorotea")]
    five = five[five["count"] > 0]
    lowest = (five["count"] * 1000 / (five["per_1000"] + 0.005)).groupby(five["year"]).max()
    highest = (five["count"] * 1000 / (five["per_1000"] - 0.005)).groupby(five["year"]).min()
    for indicator in SIX:
        for row in queries.rows(
            "series", indicator=indicator, measure="per_1000", years=None, categories=[], areas=["Dorotea"]
        ):
            assert row["implied"]
            assert lowest[row["year"]] - 0.5 <= row["among"] <= highest[row["year"]] + 0.5
            assert not row["computed"]


def test_no_case_in_a_year_has_an_interval_too(offences: pd.DataFrame) -> None:
    none = offences[offences["count"] == 0].iloc[0]
    [row] = queries.rows(
        "series",
        indicator=none["indicator"],
        measure="per_1000",
        years=[int(none["year"])],
        categories=[],
        areas=[none["area"]],
    )
    assert (row["value"], row["lower_95"]) == (0, 0)
    # Independent cases: with 3.689 expected, none is seen in one of forty years. These swing more, so more may lie behind none.
    assert 3.688879 < row["upper_95"] * row["among"] / 1000 < 10


# ---- what they leave alone ----------------------------------------------------------------------------------------


def test_published_figures_are_shown_as_printed_however_small(offences: pd.DataFrame) -> None:
    small = offences[(offences["count"] > 0) & (offences["count"] < 3)]
    assert len(small) > 0
    with queries.one_state(addition()):
        for indicator in set(small["indicator"]):
            rows = queries.rows("series", indicator=indicator, measure="count", years=None, categories=[], areas=None)
            shown = {(row["area"], row["year"]): row["value"] for row in rows}
            of_it = small[small["indicator"] == indicator]
            for area, year, count in zip(of_it["area"], of_it["year"], of_it["count"], strict=True):
                assert shown[area, year] == count


def test_pages_that_ask_for_everything_do_not_get_290_municipalities() -> None:
    assert queries.rows("named_places", indicator=None, measure=None) == []
    every = {"indicators": None, "measure": None, "years": None, "categories": None, "areas": None}
    for rows in (queries.rows("every_series"), queries.rows("national"), queries.rows("comparison", **every)):
        assert not {row["indicator"] for row in rows} & {*SIX}
    there = queries.rows("development", years=None, categories=None, areas=None)
    assert not {row["indicator"] for row in there} & {*SIX}


def test_a_place_is_asked_for_by_name() -> None:
    rows = queries.rows("observations", indicators=SIX, categories=[], years=[2025], areas=["Dorotea"])
    assert [row["indicator"] for row in rows] == SIX
    assert [row["count"] for row in rows] == [figures[-1][0] for figures in OFFENCES["Dorotea"].values()]
    assert all(row["interval_of"] == "per_1000" for row in rows)


def test_the_country_is_no_series_with_municipalities_or_categories() -> None:
    rows = queries.rows("national_offences")
    assert len(rows) == 34
    sources = {row["source"] for row in rows}
    for indicator in ("narcotics_offences", "reported_offences"):
        series = queries.rows(
            "series", indicator=indicator, measure="per_1000", years=None, categories=None, areas=None
        )
        assert not sources & {row["source"] for row in series}
