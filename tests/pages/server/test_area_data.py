"""The files about places say what the report says, and what they say of places fits together."""

from __future__ import annotations

import csv
import re
from collections import Counter

import pytest

from tests import ROOT
from tests import report_2021_areas as report
from tests.areas_2025 import CAME_FROM

DATA = ROOT / "data"
CATEGORIES = {
    "Ej utsatt område": "not_vulnerable",
    "Utsatt område": "vulnerable",
    "Riskområde": "risk",
    "Särskilt utsatt område": "particularly_vulnerable",
}
PLURALS = {
    "Utsatta områden": "vulnerable",
    "Riskområden": "risk",
    "Särskilt utsatta områden": "particularly_vulnerable",
}
TRENDS = {"↑": "improved", "→": "unchanged", "↓": "worsened", "": ""}
PARTS = {
    "Total problemnivå": "total",
    "Boendemiljö & säkerhet": "living_environment",
    "Samhällssystem & samhällsfunktioner": "societal_systems",
    "Social utveckling - effekter": "social_development",
}
YEARS_OF_LEVELS = range(2017, 2022)
NOT_IN_THE_REPORT = {"Falkagård", "Hagalund", "Hageby", "Saltskog", "Smedby", "Årby"}


def read(name: str) -> list[dict[str, str]]:
    """The rows of a file in ``data/`` as the text that stands in it."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


AREAS = {row["id"]: row for row in read("areas.csv")}
ASSESSMENTS = read("assessments.csv")
MUNICIPALITIES = {row["code"]: row for row in read("municipalities.csv")}
DISTRICTS = {row["name"]: row for row in read("police_districts.csv")}
GROUPS = {row["id"]: row for row in read("area_groups.csv")}


def assessed(year: int) -> dict[str, str]:
    """Category of each area, by name, in the assessment of one year."""
    return {AREAS[row["area"]]["name"]: row["area_category"] for row in ASSESSMENTS if row["year"] == str(year)}


def counted(year: int) -> dict[str, int]:
    """Number of areas by category, without those that are not vulnerable."""
    return dict(Counter(category for category in assessed(year).values() if category != "not_vulnerable"))


def tablå_4() -> list[tuple[str, str, str, str, str]]:
    """Area, police district, remark, category and trend of each line."""
    lines = []
    for (category, arrow), areas in report.TABLÅ_4.items():
        for line in areas.split("\n"):
            if line.strip():
                name, district, remark = re.fullmatch(r"(.+), (.+?)(?: \((.+)\))?", line.strip()).groups("")
                lines.append((name, district, remark, CATEGORIES[category], TRENDS[arrow]))
    return lines


# ---- areas and assessments ----------------------------------------------------------------------------------------


def test_every_area_category_and_arrow_of_2021_is_the_reports() -> None:
    entered = {
        (AREAS[row["area"]]["name"], AREAS[row["area"]]["police_district"], row["area_category"], row["trend"])
        for row in ASSESSMENTS
        if row["year"] == "2021"
    }
    assert entered == {(name, district, category, trend) for name, district, _, category, trend in tablå_4()}


def test_the_category_of_2019_is_what_the_report_remarks() -> None:
    before = {"tidigare UO": "vulnerable", "tidigare RO": "risk", "tidigare SUO": "particularly_vulnerable"}
    before["ny"] = "not_vulnerable"
    expected = {name: before.get(remark, category) for name, _, remark, category, _ in tablå_4()}
    assert assessed(2019) == expected


def test_every_change_between_2019_and_2021_is_the_reports() -> None:
    before, after = assessed(2019), assessed(2021)
    changes = {name: (before[name], after[name]) for name in after if before[name] != after[name]}
    assert changes == {
        name: (CATEGORIES[first], CATEGORIES[then]) for (_, _, name), (first, then) in report.TABLÅ_3.items()
    }
    places = {row["name"]: (row["police_region"], row["police_district"]) for row in AREAS.values()}
    assert all(places[name] == (region, district) for region, district, name in report.TABLÅ_3)


def test_the_assessments_of_the_two_years_name_the_tableau_they_stand_in() -> None:
    changed = {name for _, _, name in report.TABLÅ_3}
    for row in ASSESSMENTS:
        name, category = AREAS[row["area"]]["name"], row["area_category"]
        if row["year"] == "2019":
            assert row["source"] == f"lagesbild-2021-tabla-{3 if name in changed else 4}"
        elif row["year"] == "2021":
            assert row["source"] == f"lagesbild-2021-tabla-{3 if category == 'not_vulnerable' else 4}"


@pytest.mark.parametrize(("year", "place"), [(2021, 0), (2019, 1)])
def test_the_areas_add_up_to_tablå_2(year: int, place: int) -> None:
    printed = {category: figures[place] for category, figures in report.TABLÅ_2.items()}
    total = printed.pop("Totalt")
    assert counted(year) == {CATEGORIES[category]: number for category, number in printed.items()}
    assert sum(counted(year).values()) == total


def test_the_areas_of_2017_add_up_to_the_text() -> None:
    assert counted(2017) == {CATEGORIES[category]: number for category, number in report.CATEGORIES_OF_2017.items()}


def test_the_areas_add_up_to_tabell_1_and_to_59_in_2023() -> None:
    totals = {year: sum(counted(year).values()) for year in (2015, 2017, 2019, 2021, 2023)}
    printed = {year: areas for year, (areas, _) in report.TABELL_1.items() if year != 2014}
    assert totals == printed | {2023: 59}


@pytest.mark.parametrize("year", [2019, 2021])
def test_the_police_districts_add_up_to_tabell_1(year: int) -> None:
    places = {row["name"]: row["police_district"] for row in AREAS.values()}
    districts = {places[name] for name, category in assessed(year).items() if category != "not_vulnerable"}
    assert len(districts) == report.TABELL_1[year][1]


def test_the_arrows_add_up_to_the_text() -> None:
    arrows = Counter((row["area_category"], row["trend"]) for row in ASSESSMENTS if row["trend"])
    printed = {
        (CATEGORIES[category], trend): number
        for category, numbers in report.ARROWS_IN_THE_TEXT.items()
        for trend, number in zip(("improved", "unchanged", "worsened"), numbers, strict=True)
    }
    assert arrows == printed
    assert Counter(trend for _, trend in arrows.elements()) == {"improved": 17, "unchanged": 31, "worsened": 13}


def test_only_the_areas_of_2021_have_an_arrow() -> None:
    for row in ASSESSMENTS:
        has_one = row["year"] == "2021" and row["area_category"] != "not_vulnerable"
        assert bool(row["trend"]) == has_one, row


def test_what_the_report_tells_of_gårdsten() -> None:
    # Section 3.3: lowered to a risk area at the assessment before, and now to a vulnerable one.
    found = [assessed(year)["Gårdsten"] for year in (2017, 2019, 2021)]
    assert found == ["particularly_vulnerable", "risk", "vulnerable"]


NEW_IN_2025 = {"Granängsringen", *(name for names in CAME_FROM.values() for name in names)}


def test_the_areas_are_the_85_ever_assessed_in_the_right_spelling() -> None:
    names = {row["name"] for row in AREAS.values()}
    assert names == {name for name, *_ in tablå_4()} | NOT_IN_THE_REPORT | NEW_IN_2025
    assert len(AREAS) == len(names) == 69 + 16
    assert not names & set(report.MISREAD)
    assert set(report.MISREAD.values()) <= names


def test_an_id_is_the_name_in_lower_case_ascii() -> None:
    for id_, row in AREAS.items():
        plain = row["name"].lower().translate(str.maketrans("åäö", "aao"))
        assert id_ == re.sub(r"[^a-z]+", "-", plain).strip("-")


def test_every_area_was_assessed_once_at_least_and_no_more_than_once_a_year() -> None:
    assert {row["area"] for row in ASSESSMENTS} == set(AREAS)
    keys = [(row["area"], row["year"]) for row in ASSESSMENTS]
    assert len(keys) == len(set(keys)) == 53 + 61 + (60 + 3) + (61 + 2) + 59 + 65


# ---- where the areas are ------------------------------------------------------------------------------------------


def test_every_area_lies_in_its_municipality_and_police_region() -> None:
    for row in AREAS.values():
        municipality = MUNICIPALITIES[row["municipality_code"]]
        assert row["municipality"] == municipality["name"]
        assert row["police_region"] == municipality["police_region"]
        assert 55 < float(row["latitude"]) < 61
        assert 11 < float(row["longitude"]) < 19


def test_every_area_lies_in_its_police_district_where_that_is_known() -> None:
    unknown = set()
    for row in AREAS.values():
        if row["police_district"]:
            district = DISTRICTS[row["police_district"]]
            # The list of 2025 has Nacka in Stockholm syd, the boundaries of 2023 in Stockholm nord.
            moved = row["name"] in NEW_IN_2025 and row["police_district"] == "Nacka"
            assert row["police_area"] == ("Stockholm syd" if moved else district["police_area"])
            assert row["police_region"] == district["police_region"]
        else:
            assert row["police_area"] == ""
            unknown.add(row["name"])
    assert unknown == {"Falkagård", "Smedby"}
    every = {row["police_district"] for row in [*AREAS.values(), *read("area_places.csv")] if row["police_district"]}
    assert every == set(DISTRICTS)


def test_the_codes_of_police_districts_areas_and_regions_fit_together() -> None:
    for row in DISTRICTS.values():
        assert row["code"][:2] in ("", row["police_region_code"][:2]), row
        assert row["police_area_code"].startswith(row["police_region_code"][:2]), row
    assert [name for name, row in DISTRICTS.items() if not row["code"]] == ["Globen"]


def test_the_size_is_known_of_the_areas_of_the_report_only() -> None:
    assert {row["name"] for row in AREAS.values() if not row["area_km2"]} == NOT_IN_THE_REPORT


def test_the_areas_of_2019_are_0_02_per_cent_of_sweden() -> None:
    # The text prints the country's area and the rounded share. It gives no km² of the areas; they add up to 80.29,
    # which is 0.0179 per cent. (0.02 per cent exactly would be 89.485 km².)
    sizes = {row["name"]: float(row["area_km2"] or "nan") for row in AREAS.values()}
    areas = [name for name, category in assessed(2019).items() if category != "not_vulnerable"]
    total = sum(sizes[name] for name in areas)
    assert total == pytest.approx(80.290, abs=0.0005)
    assert round(total, 1) == 80.3
    assert total / report.AREA_OF_SWEDEN * 100 == pytest.approx(0.01794, abs=0.000005)
    assert round(total / report.AREA_OF_SWEDEN * 100, 2) == report.PART_OF_SWEDEN


def test_the_municipalities_are_290_in_21_counties_and_7_police_regions() -> None:
    assert len(MUNICIPALITIES) == 290
    assert all(code[:2] == row["county_code"] for code, row in MUNICIPALITIES.items())
    counties = {(row["county_code"], row["county"], row["police_region"]) for row in MUNICIPALITIES.values()}
    assert len(counties) == len({code for code, _, _ in counties}) == 21
    assert Counter(region for _, _, region in counties) == {
        "Nord": 4,
        "Mitt": 3,
        "Stockholm": 2,
        "Öst": 3,
        "Väst": 2,
        "Syd": 4,
        "Bergslagen": 3,
    }


# ---- tables of the report -----------------------------------------------------------------------------------------


def test_tabell_1_is_the_reports() -> None:
    rows = read("exports/lagesbild-2021-tabell-1.csv")
    entered = {(row["indicator"], row["area_category"], int(row["year"])): int(row["count"]) for row in rows}
    areas = {("assessed_areas", "all_areas", year): areas for year, (areas, _) in report.TABELL_1.items()}
    districts = {
        ("police_districts_with_areas", "all_areas", year): districts
        for year, (_, districts) in report.TABELL_1.items()
    }
    assert entered == areas | districts
    assert len(rows) == len(entered)


def test_tablå_2_is_the_reports() -> None:
    rows = read("exports/lagesbild-2021-tabla-2.csv")
    entered = {(row["indicator"], row["area_category"], int(row["year"])): int(row["count"]) for row in rows}
    ids = CATEGORIES | {"Totalt": "all_areas"}
    assert entered == {
        ("assessed_areas", ids[category], year): number
        for category, figures in report.TABLÅ_2.items()
        for year, number in zip((2021, 2019), figures, strict=True)
    }
    assert len(rows) == len(entered)


@pytest.mark.parametrize("name", ["lagesbild-2021-tabell-1", "lagesbild-2021-tabla-2"])
def test_the_exports_of_counts_hold_counts_only_and_name_their_table(name: str) -> None:
    for row in read(f"exports/{name}.csv"):
        assert row["source"] == name
        assert [row[column] for column in ("area", "population", "per_1000", "share_percent")] == ["", "", "", ""]


def test_the_problem_levels_are_the_reports() -> None:
    rows = read("problem_levels.csv")
    entered = {
        (row["source"], row["area_category"], row["part"], int(row["year"])): float(row["level"]) for row in rows
    }
    tabell_2 = {
        ("lagesbild-2021-tabell-2", "all_areas", PARTS[part], year): level
        for part, levels in report.TABELL_2.items()
        for year, level in zip(YEARS_OF_LEVELS, levels, strict=True)
    }
    tabell_3 = {
        ("lagesbild-2021-tabell-3", PLURALS[category], "total", year): level
        for category, levels in report.TABELL_3.items()
        for year, level in zip(YEARS_OF_LEVELS, levels, strict=True)
    }
    assert entered == tabell_2 | tabell_3
    assert len(rows) == len(entered)
    assert {row["part"] for row in rows} == {row["id"] for row in read("problem_parts.csv")} == set(PARTS.values())


def test_the_total_level_of_2021_is_the_mean_of_the_assessed_areas() -> None:
    # Table 2 does not say which areas it covers. The levels of table 3, weighted with the areas, give its total.
    areas = {category: figures[0] for category, figures in report.TABLÅ_2.items()}
    levels = {"Utsatt område": 2.3, "Riskområde": 2.7, "Särskilt utsatt område": 3.0}
    assert [figures[-1] for figures in report.TABELL_3.values()] == list(levels.values())
    mean = sum(areas[category] * level for category, level in levels.items()) / areas["Totalt"]
    assert round(mean, 1) == report.TABELL_2["Total problemnivå"][-1]


def test_tabell_5_is_the_reports() -> None:
    rows = read("shooting_concentration.csv")
    entered = {(row["year"], row["months"], row["area_group"]): int(row["share_percent"]) for row in rows}
    periods = {"2019": ("2019", "12"), "2020": ("2020", "12"), "2021 (6 mån)": ("2021", "6")}
    groups = ("reported_2021", "outside_reported_2021", "assessed_2019")
    assert entered == {
        (*periods[period], group): share
        for period, shares in report.TABELL_5.items()
        for group, share in zip(groups, shares, strict=True)
    }
    assert len(rows) == len(entered)
    for reported, outside, assessed_2019 in report.TABELL_5.values():
        assert reported + outside == 100
        assert assessed_2019 < reported


def test_tabell_9_is_the_reports() -> None:
    labels = {row["label_sv"]: id_ for id_, row in GROUPS.items()}
    rows = {(row["area_group"], row["measure"]): row for row in read("encrochat.csv")}
    assert len(rows) == 2 * len(report.TABELL_9)
    for label, (share, footprints, phones) in report.TABELL_9.items():
        for measure, (mean, lowest, highest) in (("daily_footprints", footprints), ("unique_phones", phones)):
            row = rows[labels[label], measure]
            assert row["mean"] == mean.replace(",", ".")
            assert (row["lowest_printed"], row["highest_printed"]) == (lowest, highest)
            assert row["lowest"] == ("" if lowest == ">0" else lowest.replace(",", "."))
            assert row["highest"] == highest.replace(",", ".")
            assert row["share_percent"] == (share.replace(",", ".") if measure == "daily_footprints" else "")


def test_the_shares_of_daily_footprints_add_up_to_the_text() -> None:
    # Section 3.2.5: 13 per cent from the 60 areas of 2019, nearly 20 from the about 200 reported ones.
    shares = {label: float(share.replace(",", ".")) for label, (share, _, _) in report.TABELL_9.items()}
    assert sum(shares.values()) == pytest.approx(19.4)
    assert sum(share for label, share in shares.items() if label.endswith("2019")) == pytest.approx(13.0)


def test_the_groups_of_areas_hold_the_areas_of_tablå_2() -> None:
    printed = {
        f"{category}_2019": str(report.TABLÅ_2[name][1]) for name, category in CATEGORIES.items() if "Ej" not in name
    }
    assert {id_: GROUPS[id_]["areas"] for id_ in printed} == printed
    assert GROUPS["assessed_2019"]["areas"] == str(report.TABLÅ_2["Totalt"][1])
    used = {row["area_group"] for name in ("shooting_concentration.csv", "encrochat.csv") for row in read(name)}
    assert used == set(GROUPS)


# ---- the country's shootings and detonations, published elsewhere -------------------------------------------------


def test_no_figure_of_the_country_belongs_to_two_publications() -> None:
    rows = read("national_shootings.csv")
    keys = [(row["year"], row["event"], row["source"]) for row in rows]
    assert len(keys) == len(set(keys))
    assert not any(row["source"].startswith("lagesbild-2021") for row in rows)
    assert {row["second_hand"] for row in rows} == {"yes"}


def test_the_country_was_counted_again_later() -> None:
    rows = read("national_shootings.csv")
    shootings = {(row["source"], row["year"]): int(row["count"]) for row in rows if row["event"] == "shooting"}
    later = "polisen-statistik-2026-andra-hand"
    assert [shootings[later, str(year)] for year in range(2017, 2026)] == [281, 325, 360, 379, 344, 391, 368, 296, 158]
    assert shootings["dagens-vimmerby-2025", "2024"] == 270
    assert shootings["omtanke-today-2023", "2022"] == 388
