"""Changes between two assessments: the report's own figures, every address, the chart in words, files, later data."""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

import queries
from pages.components import downloads
from pages.components.areas import changes as change_parts
from pages.components.areas import degrees
from pages.components.charts import flows as flow_chart
from pages.components.text import in_language
from tests import ROOT
from tests import report_2021_areas as report
from tests.page import (
    answered,
    asked,
    by_name,
    figure_title,
    label,
    messages,
    opened,
    prose,
    remarks,
    rows,
    tables,
    well,
    widget,
    words,
)

CATEGORIES = {
    "Ej utsatt område": "not_vulnerable",
    "Utsatt område": "vulnerable",
    "Riskområde": "risk",
    "Särskilt utsatt område": "particularly_vulnerable",
}
NO_CATEGORY = {
    "not_vulnerable": ("Ej utsatta områden", "Not vulnerable areas"),
    "not_assessed": ("Inte bland de bedömda", "Not among the assessed"),
}
DIRECTIONS = {
    "more_serious": ("Till en allvarligare kategori", "To a more serious category"),
    "less_serious": ("Till en mindre allvarlig kategori", "To a less serious category"),
    "added": ("Tillkom", "Added"),
    "removed": ("Finns inte längre med", "No longer included"),
}
# Tablå 3 by hand: 1 area went up, 4 went down, 3 are new, 2 are gone. 61 of 2021 less the 3 new and 5 moved ones stayed.
MOVED = {"more_serious": 1, "less_serious": 4, "added": 3, "removed": 2, "unchanged": 53}
LANGUAGES = ("sv", "en")
SV, EN = in_language("sv"), in_language("en")

pytestmark = pytest.mark.usefixtures("built_in_data")


SINGULAR = {
    "vulnerable": ("Utsatt område", "Vulnerable area"),
    "risk": ("Riskområde", "Risk area"),
    "particularly_vulnerable": ("Särskilt utsatt område", "Particularly vulnerable area"),
    "not_vulnerable": ("Ej utsatt område", "Not a vulnerable area"),
}


def one(category: str, language: str) -> str:
    """What a single area of the category is called."""
    return SINGULAR[category][LANGUAGES.index(language)]


def named(category: str, language: str) -> str:
    if category in NO_CATEGORY:
        return NO_CATEGORY[category][LANGUAGES.index(language)]
    return label(category, language)


def report_pair(**parameters: str) -> AppTest:
    """The page with the two assessments that the report of 2021 compares."""
    return opened("changes", **({"from": "2019", "to": "2021"} | parameters))


def said(at: AppTest) -> str:
    """The answer, and what stands below the figure."""
    return " ".join(answered(at)).replace("\u00a0", " ")


def alts(at: AppTest) -> list[str]:
    return [chart.proto.alt for chart in at.get("vega_lite_chart")]


# ---- the questions --------------------------------------------------------------------------------------------------


def test_who_moved_between_2019_and_2021_is_tablå_3() -> None:
    found = queries.rows("assessment_changes", years=[2019, 2021])
    places = {row["id"]: row for row in csv_rows("areas.csv")}
    moved = {
        (row["police_region"], places[row["area"]]["police_district"], row["name"]): (
            row["first_category"],
            row["last_category"],
        )
        for row in found
        if row["direction"] != "unchanged"
    }
    assert moved == {who: (CATEGORIES[then], CATEGORIES[now]) for who, (then, now) in report.TABLÅ_3.items()}
    assert Counter(row["direction"] for row in found) == MOVED
    assert len({row["area"] for row in found}) == len(found) == 63


def csv_rows(name: str) -> list[dict[str, str]]:
    with (ROOT / "data" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_direction_follows_the_order_of_the_categories() -> None:
    by_area = {row["name"]: row["direction"] for row in queries.rows("assessment_changes", years=[2019, 2021])}
    assert by_area["Kronogården/Lextorp/Sylte"] == "more_serious"
    assert by_area["Gårdsten"] == by_area["Araby"] == "less_serious"
    assert by_area["Sigtuna/Valsta"] == "added"
    assert by_area["Rannebergen"] == "removed"
    assert by_area["Alby"] == "unchanged"


def test_the_areas_of_each_category_are_tablå_2() -> None:
    counted = {
        (row["area_category"], row["year"]): row["areas"] for row in queries.rows("assessed_areas", years=[2019, 2021])
    }
    printed = {CATEGORIES.get(name, "all_areas"): numbers for name, numbers in report.TABLÅ_2.items()}
    assert counted == {
        (category, year): numbers[place]
        for category, numbers in printed.items()
        for place, year in enumerate((2021, 2019))
    }
    assert [counted["particularly_vulnerable", year] for year in (2019, 2021)] == [22, 19]
    assert [counted["risk", year] for year in (2019, 2021)] == [10, 14]
    assert [counted["vulnerable", year] for year in (2019, 2021)] == [28, 28]
    assert [counted["all_areas", year] for year in (2019, 2021)] == [60, 61]


def test_the_areas_together_are_tabell_1() -> None:
    counted = {row["year"]: row["areas"] for row in queries.rows("assessed_areas", years=None) if row["role"] == "sum"}
    assert counted == {year: areas for year, (areas, _) in report.TABELL_1.items() if year != 2014} | {
        2023: 59,
        2025: 65,
    }


def test_the_flows_of_every_pair_add_up_to_the_areas_of_each_assessment() -> None:
    counted = {
        (row["area_category"], row["year"]): row["areas"]
        for row in queries.rows("assessed_areas", years=None)
        if row["role"] == "category"
    }
    flows = queries.rows("assessment_flows", years=None)
    pairs = {(row["first_year"], row["last_year"]) for row in flows}
    assert len(pairs) == 15  # six assessments
    split = {2025: 6}  # four areas became ten
    for pair in pairs:
        here = [row for row in flows if (row["first_year"], row["last_year"]) == pair]
        for category in ("vulnerable", "risk", "particularly_vulnerable"):
            then, now = (
                sum(row["areas"] for row in here if row[side] == category)
                for side in ("first_category", "last_category")
            )
            assert now == counted.get((category, pair[1]), 0)
            if pair[1] != 2025:
                assert then == counted[category, pair[0]]
        vulnerable = [row for row in here if row["first_category"] not in (None, "not_vulnerable")]
        # Rinkeby/Tensta, Ronna/Geneta/Lina, Rissne/Hallonbergen and Oxhagen/Varberga have been there all the time.
        there = sum(counted[category, pair[0]] for category in ("vulnerable", "risk", "particularly_vulnerable"))
        assert sum(row["areas"] for row in vulnerable) - there == split.get(pair[1], 0)


def test_the_flows_count_the_areas_that_changed() -> None:
    changes = queries.rows("assessment_changes", years=None)
    key = ("first_year", "last_year", "first_category", "last_category", "direction")
    counted = Counter(tuple(row[name] for name in key) for row in changes)
    flows = queries.rows("assessment_flows", years=None)
    assert {tuple(row[name] for name in key): row["areas"] for row in flows} == counted


def test_not_vulnerable_is_said_only_where_a_source_says_so() -> None:
    found = queries.rows("assessment_changes", years=None)
    words_ = {
        (row["first_name"] if end == "first" else row["name"], row[f"{end}_year"])
        for row in found
        for end in ("first", "last")
        if row[f"{end}_category"] == "not_vulnerable"
    }
    told = {
        (name, year)
        for (_, _, name), categories in report.TABLÅ_3.items()
        for year, category in zip((2019, 2021), categories, strict=True)
        if category == "Ej utsatt område"
    }
    assert words_ == told
    assert len(told) == 5


def test_names_are_in_swedish_order() -> None:
    found = [
        row["name"] for row in queries.rows("assessment_changes", years=[2021, 2023]) if row["direction"] == "removed"
    ]
    assert found == ["Charlottesborg", "Edsberg", "Lagersberg", "Termovägen", "Älvsjö/Solberga", "Östberga"]


@pytest.mark.parametrize("years", [[2019], [], [1066, 2019]])
def test_fewer_than_two_assessments_are_no_pair(years: list[int]) -> None:
    assert queries.rows("assessment_changes", years=years) == []
    assert queries.rows("assessment_flows", years=years) == []


def test_years_that_are_no_numbers_are_refused() -> None:
    with pytest.raises(duckdb.Error):
        queries.rows("assessment_changes", years=["2019' OR 1=1 --", "2021"])


def test_the_page_opens_with_the_latest_two_and_says_what_was_split_and_abolished() -> None:
    at = opened("changes")
    assert answered(at)[0].replace("\u00a0", " ") == (
        "Från 2023 till 2025 fick 19 områden en mindre allvarlig kategori och inget område en allvarligare; "
        "antalet områden gick från 59 till 65."
    )
    for part in (
        "Utsatta områden från 27 till 46, riskområden 15 (ingen kategori 2025) och särskilt utsatta områden från 17 till 19.",
        "Ett tillkom, ett finns inte längre med och 45 är kvar i sin kategori.",
        "Fyra områden delades upp i tio och räknas här som så många: Oxhagen/Varberga i Oxhagen och Varberga; ",
    ):
        assert part in said(at), part
    assert "Riskområden är en kategori bara i den ena bedömningen" in said(at)
    text = prose(at)
    assert "29 områden med samma namn har en annan gräns 2025 än i bedömningen före." in text
    assert "Valsta (tidigare: Sigtuna/Valsta)" in text
    assert "Att de hör ihop är Lägesbilds läsning av gränserna." in text
    before = opened("changes", **{"from": "2021", "to": "2023"})
    assert "räknas här som så många" not in said(before)
    assert "annan gräns" not in prose(before)


# ---- the page -------------------------------------------------------------------------------------------------------


def test_the_sentences_say_the_reports_sums() -> None:
    text = said(report_pair())
    for part in (
        "Från 2019 till 2021 fick fyra områden en mindre allvarlig kategori och ett område en allvarligare; "
        "antalet områden gick från 60 till 61.",
        "Utsatta områden 28 båda gångerna, riskområden från 10 till 14 och särskilt utsatta områden från 22 till 19.",
        "Tre tillkom, två finns inte längre med och 53 är kvar i sin kategori.",
    ):
        assert part in text, part
    assert "Färre områden i en kategori är inte säkert en förbättring" in text


def test_the_sentences_in_english() -> None:
    text = said(report_pair(lang="en"))
    for part in (
        "From 2019 to 2021 four areas moved to a less serious category and one area to a more serious one; "
        "the number of areas went from 60 to 61.",
        "Vulnerable areas 28 both times, risk areas from 10 to 14 and particularly vulnerable areas from 22 to 19.",
        "Three came, two went and 53 stayed in their category.",
    ):
        assert part in text, part


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_is_tablå_3(language: str) -> None:
    place = LANGUAGES.index(language)
    head, *body = rows(report_pair(lang=language))
    assert (
        head
        == [
            ["Område", "Kommun", "Kategori 2019", "Kategori 2021", "Riktning (beräknat)", "Polisregion"],
            ["Area", "Municipality", "Category 2019", "Category 2021", "Direction (computed)", "Police region"],
        ][place]
    )
    assert {(line[5], line[0]): (line[2], line[3]) for line in body} == {
        (region, name): tuple(one(CATEGORIES[category], language) for category in pair)
        for (region, _, name), pair in report.TABLÅ_3.items()
    }
    order = [way[place] for way in DIRECTIONS.values()]
    shown = [line[4] for line in body]
    assert shown == sorted(shown, key=order.index)
    assert Counter(shown) == {DIRECTIONS[way][place]: MOVED[way] for way in DIRECTIONS}
    assert by_name(report_pair(lang=language))["Araby"][head[1]] == "Växjö"


def test_the_areas_lead_to_their_own_page_in_an_assessment_that_has_them() -> None:
    at = report_pair(lang="en", assessment="2015", place="25")
    links = {words(link): link.get("href") for link in tables(at)[0].iter("a")}
    assert len(links) == len(report.TABLÅ_3)
    assert links["Araby"] == "/omraden?lang=en&assessment=2021&area=araby"
    assert links["Fisksätra"] == "/omraden?lang=en&assessment=2021&area=fisksatra"
    assert links["Tynnered/Grevegården/Opaltorget"].startswith("/omraden?lang=en&assessment=2021&area=")
    pair = opened("changes", **{"from": "2021", "to": "2023"})
    gone = {line[0] for line in rows(pair) if line[4] == DIRECTIONS["removed"][0]}
    assert gone
    for link in tables(pair)[0].iter("a"):
        assert f"assessment={2021 if words(link) in gone else 2023}&" in str(link.get("href"))


def test_the_areas_are_offered_as_open_data() -> None:
    assert "[CSV](/api/areas.csv)" in prose(opened("changes"))


def test_the_bands_of_the_chart_name_the_areas_that_moved() -> None:
    names = degrees.degrees(SV, queries.rows("area_categories")).many
    pairs, changes = (queries.rows(f"assessment_{what}", years=[2019, 2021]) for what in ("flows", "changes"))
    flows = change_parts.flows(SV, pairs, names, changes)
    found = {(row["first"], row["last"]): row["names"] for row in flows}
    assert found["particularly_vulnerable", "risk"] == "Araby, Karlslund och Tynnered/Grevegården/Opaltorget"
    assert found["vulnerable", "vulnerable"] == ""  # 25 names are no tooltip
    bands = [row for row in flow_chart.flows(SV, flows, names, 2019, 2021).rows if row["part"] == "band"]
    assert "Araby, Karlslund och Tynnered/Grevegården/Opaltorget" in {row["names"] for row in bands}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_of_pairs_holds_the_charts_figures(language: str) -> None:
    at = report_pair(lang=language)
    shown = {(line[0], line[1]): int(line[3]) for line in rows(at, 1)[1:]}
    changed = Counter(
        tuple(named(CATEGORIES[category], language) for category in pair) for pair in report.TABLÅ_3.values()
    )
    kept = {
        (named(id_, language),) * 2: n for id_, n in (("vulnerable", 25), ("risk", 9), ("particularly_vulnerable", 19))
    }
    assert shown == changed | kept
    for (then, now), number in shown.items():
        into = f"{now[0].lower()}{now[1:]} {number}"
        assert into in alts(at)[0], (then, now)


def test_the_alternative_text_holds_every_figure_of_the_flow_chart() -> None:
    assert alts(report_pair())[0] == (
        "Flödesdiagram: områden efter kategori i bedömningarna 2019 och 2021. "
        "2019: särskilt utsatta områden 22, riskområden 10, utsatta områden 28 och ej utsatta områden 3. "
        "2021: särskilt utsatta områden 19, riskområden 14, utsatta områden 28 och ej utsatta områden 2. "
        "Från särskilt utsatta områden till: särskilt utsatta områden 19 och riskområden 3. "
        "Från riskområden till: riskområden 9 och utsatta områden 1. "
        "Från utsatta områden till: riskområden 1, utsatta områden 25 och ej utsatta områden 2. "
        "Från ej utsatta områden till: riskområden 1 och utsatta områden 2."
    )


def test_the_alternative_texts_of_the_line_charts_hold_every_figure() -> None:
    _, numbers, districts = alts(opened("changes"))
    for year, (areas, with_areas) in report.TABELL_1.items():
        assert f"{with_areas} ({year})" in districts
        if year != 2014:
            assert f"{areas} ({year})" in numbers
    assert "Särskilt utsatta områden: 15 (2015), 23 (2017), 22 (2019), 19 (2021), 17 (2023) och 19 (2025)." in numbers


def test_the_printed_numbers_stand_beside_the_computed_ones_with_their_source() -> None:
    head, *body = rows(opened("changes"), 2)
    assert head == ["Områdeskategori", "Uppgift från", "2014", "2015", "2017", "2019", "2021", "2023", "2025"]
    shown = {(line[0], line[1].split(",")[0]): line[2:] for line in body}
    own = "Beräknat ur bedömningarna"
    assert shown["Alla områden tillsammans", own] == ["–", "53", "61", "60", "61", "59", "65"]
    totals = [str(areas) for areas, _ in report.TABELL_1.values()]
    assert shown["Alla områden tillsammans", "Tabell 1"] == [*totals, "–", "–"]
    for name, (last, first) in report.TABLÅ_2.items():
        category = label(CATEGORIES.get(name, "all_areas"), "sv")
        assert shown[category, "Tablå 2"] == ["–", "–", "–", str(first), str(last), "–", "–"]
        assert shown[category, own][3:5] == [str(first), str(last)]
    later = "Antal områden 2025"
    assert {name: line[-1] for (name, origin), line in shown.items() if origin == later} == {
        "Utsatta områden": "46",
        "Särskilt utsatta områden": "19",
        "Alla områden tillsammans": "65",
    }
    assert len(body) == 12


@pytest.mark.parametrize("screen", ["changes", "areas", "municipality"])
def test_a_newer_assessment_is_told_of_as_long_as_its_list_is_not_here(screen: str, data_copy: Path) -> None:
    wanted = (
        "Polisen har gjort en nyare bedömning 2025: 65 områden, 19 särskilt utsatta områden och 46 utsatta områden. "
        "Listan finns inte här."
    )
    without_2025(data_copy)
    text = prose(opened(screen))
    assert wanted in text
    assert "Bedömningen av utsatta områden 2025, uppgift i andra hand" in text
    add_2025(data_copy)
    assert "nyare bedömning" not in prose(opened(screen))


@pytest.mark.parametrize(("language", "wanted"), [("sv", "det vill säga 32"), ("en", "that is 32")])
def test_the_districts_are_those_of_tabell_1_and_2015_has_its_footnote(language: str, wanted: str) -> None:
    at = opened("changes", lang=language)
    head, line = rows(at, 3)
    assert dict(zip(head[2:], line[2:], strict=True)) == {
        str(year): str(districts) for year, (_, districts) in report.TABELL_1.items()
    }
    (marked,) = [part for part in tables(at)[3].iter("td") if part.find("sup") is not None]
    assert words(marked) == "331)"
    assert wanted in remarks(at, 3)[0]


def test_definition_caveats_formulas_and_sources_stand_below() -> None:
    text = prose(report_pair())
    for part in (
        "Ordnade efter allvar: ej utsatt, utsatt, riskområde, särskilt utsatt.",
        "polisen påpekar det själv (avsnitt 3.4)",
        "det säger källan bara för fem områden",
        "Riktning (beräknat).",
        "Antal områden per kategori (beräknat).",
        "Tabell 1, avsnitt 3.1",
        "Tablå 2, avsnitt 3.3",
        "Tablå 3, avsnitt 3.3",
        "uso_2023.shp",
    ):
        assert part in text, part


def test_what_is_not_among_the_assessed_is_not_called_not_vulnerable() -> None:
    at = opened("changes", **{"from": "2021", "to": "2023"})
    gone = [line for line in rows(at)[1:] if line[4] == "Finns inte längre med"]
    assert {line[3] for line in gone} == {"Inte bland de bedömda"}
    assert len(gone) == 6
    assert [remark for remark in remarks(at) if "inte bedömdes alls" in remark]
    assert "Ej utsatta områden" not in {cell for line in rows(at) for cell in line}


# ---- the address ----------------------------------------------------------------------------------------------------


def shown_pair(at: AppTest) -> tuple[str, ...]:
    return tuple(re.findall(r"\d{4}", figure_title(at)))


@pytest.mark.parametrize("first", ["2015", "2017", "2019", "2021", "2023"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_pair_is_shown(first: str, language: str) -> None:
    for last in ("2017", "2019", "2021", "2023", "2025"):
        if last > first:
            at = opened("changes", lang=language, **{"from": first, "to": last})
            assert shown_pair(at) == (first, last)
            assert rows(at)[0][2].endswith(first)
            assert rows(at)[0][3].endswith(last)


NONSENSE: list[dict[str, Any]] = [
    {"from": "x", "to": "y"},
    {"from": "", "to": ""},
    {"from": "1066", "to": "2066"},
    {"from": "2019' OR 1=1 --", "to": "<script>"},
    {"from": ["nobody", "2023"], "to": ["%", "2025"]},
    {"from": "2023"},
    {"to": "2015"},
    {"from": "2023", "to": "2023"},
    {"from": "２０１７", "to": "2021"},
]


@pytest.mark.parametrize("address", NONSENSE, ids=str)
@pytest.mark.parametrize("language", LANGUAGES)
def test_nonsense_in_the_address_shows_the_usual_pair(address: dict[str, Any], language: str) -> None:
    at = opened("changes", lang=language, **address)
    assert shown_pair(at) == ("2023", "2025")
    assert messages(at) == ""


def test_the_wrong_way_round_is_turned() -> None:
    at = opened("changes", **{"from": "2023", "to": "2017"})
    assert shown_pair(at) == ("2017", "2023")
    assert (asked(at, "from"), asked(at, "to")) == (["2017"], ["2023"])


def test_a_choice_is_written_to_the_address() -> None:
    at = opened("changes")
    assert widget(at, "from").value == "2023"  # after which there is one only
    well(widget(at, "from").set_value("2015").run())
    assert (asked(at, "from"), asked(at, "to")) == (["2015"], None)
    assert shown_pair(at) == ("2015", "2025")
    well(widget(at, "to").set_value("2021").run())
    assert asked(at, "to") == ["2021"]
    well(widget(at, "from").set_value("2019").run())
    assert (asked(at, "from"), shown_pair(at)) == (["2019"], ("2019", "2021"))


# ---- files ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> dict[str, Callable[[], bytes]]:
    """What each download button gives, by file name."""
    files: dict[str, Callable[[], bytes]] = {}

    def button(label: str, data: Callable[[], bytes], file_name: str, **others: object) -> None:
        files[file_name] = data

    monkeypatch.setattr(st, "download_button", button)
    return files


NAMES = ("changes-2019-2021", "changes-by-category-2019-2021", "assessed-areas", "police-districts-with-areas")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("number", range(4))
def test_the_files_are_the_table(offered: dict[str, Callable[[], bytes]], number: int, language: str) -> None:
    at = report_pair(lang=language)
    head, *body = rows(at, number)
    dashes = [["" if cell == "–" else cell for cell in line] for line in body]
    text = offered[f"{NAMES[number]}.excel.csv"]().decode("utf-8-sig")
    first, *lines = csv.reader(io.StringIO(text), delimiter=";")
    assert first[: len(head)] == head
    assert [line[: len(head)] for line in lines] == dashes
    assert first[-1] == {"sv": "Anmärkning", "en": "Note"}[language]
    sources = [
        cell for line in lines for name, cell in zip(first, line, strict=True) if name.startswith(("Källa", "Source"))
    ]
    assert any("Polismyndigheten" in cell for cell in sources)

    ids, *plain = csv.reader(io.StringIO(offered[f"{NAMES[number]}.csv"]().decode("utf-8")))
    assert len(plain) == len(body)
    assert ids[-1] == "note"

    book = openpyxl.load_workbook(io.BytesIO(offered[f"{NAMES[number]}.xlsx"]()))
    table, about = book.worksheets
    values = [["" if cell is None else str(cell) for cell in line] for line in table.iter_rows(values_only=True)]
    assert [line[: len(head)] for line in values] == [head, *dashes]
    told = {row[0]: row[1] for row in about.iter_rows(values_only=True)}
    assert any("Polismyndigheten" in str(text) for text in told.values())


def test_the_files_of_the_areas_name_the_source_of_each_category(offered: dict[str, Callable[[], bytes]]) -> None:
    opened("changes", **{"from": "2021", "to": "2023"})
    lines = {row["area"]: row for row in csv.DictReader(io.StringIO(offered["changes-2021-2023.csv"]().decode()))}
    assert lines["hovsjo"]["first_source"] == "lagesbild-2021-tabla-4"
    assert lines["hovsjo"]["last_source"] == "polisen-geodata-2023"
    assert lines["ostberga"]["last_category"] == "not_assessed"
    assert lines["ostberga"]["last_source"] == ""
    assert "not among the assessed" in lines["ostberga"]["note"].lower() or "Inte bland" in lines["ostberga"]["note"]


@pytest.mark.parametrize("name", [NAMES[0], *NAMES[2:]])
def test_pictures_are_drawn(offered: dict[str, Callable[[], bytes]], name: str) -> None:
    report_pair()
    picture = offered[f"{name}.svg"]().decode("utf-8")
    assert picture.startswith("<svg")
    assert "Polismyndigheten" in picture
    assert offered[f"{name}.png"]().startswith(b"\x89PNG")


def test_the_pairs_have_no_picture_of_their_own(offered: dict[str, Callable[[], bytes]]) -> None:
    report_pair()
    assert sorted(name for name in offered if name.startswith(NAMES[1])) == [
        f"{NAMES[1]}{suffix}" for suffix in (".csv", ".excel.csv", ".xlsx")
    ]


# ---- the flow chart -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("years", [(2019, 2021), (2015, 2023), (2017, 2019)])
def test_bands_are_as_thick_as_their_numbers_and_fill_their_ends(years: tuple[int, int]) -> None:
    names = degrees.degrees(SV, queries.rows("area_categories")).many
    asked_for = list(years)
    flows = change_parts.flows(
        SV,
        queries.rows("assessment_flows", years=asked_for),
        names,
        queries.rows("assessment_changes", years=asked_for),
    )
    chart = flow_chart.flows(SV, flows, names, *years)
    bands = [row for row in chart.rows if row["part"] == "band"]
    thick = {row["place"]: row["y2"] - row["y"] for row in bands}
    one = flow_chart.THICKNESS / sum(flow["areas"] for flow in flows)
    assert thick == {place: pytest.approx(flow["areas"] * one) for place, flow in enumerate(flows)}
    for x in (0, 1):
        here = sorted((row["y"], row["y2"]) for row in bands if row["x"] == x)
        ends = sorted((row["y"], row["y2"]) for row in chart.rows if row["part"] == "end" and row["x"] == x)
        assert sum(high - low for low, high in here) == pytest.approx(sum(high - low for low, high in ends))
        for (_, low), (high, _) in itertools.pairwise(here):
            assert high >= low - 1e-6  # no band covers another where it begins or ends
        assert all(any(top - 1e-6 <= low and high <= bottom + 1e-6 for top, bottom in ends) for low, high in here)
    picture = downloads.svg(chart.spec | {"data": {"values": chart.rows}}).decode("utf-8")
    for flow in flows:
        assert f'aria-label="{flow["spoken"]}"' in picture


def test_the_most_serious_category_stands_at_the_top() -> None:
    assert list(degrees.degrees(EN, queries.rows("area_categories")).many) == [
        "particularly_vulnerable",
        "risk",
        "vulnerable",
        "not_vulnerable",
        "not_assessed",
    ]


def test_nothing_moved_is_said() -> None:
    (row,) = [row for row in queries.rows("assessment_changes", years=[2019, 2021]) if row["area"] == "alby"]
    numbers = {("particularly_vulnerable", year): 1 for year in (2019, 2021)} | {
        ("all_areas", 2019): 1,
        ("all_areas", 2021): 1,
    }
    categories = queries.rows("area_categories")
    assert change_parts.answer(EN, [row], numbers, categories) == (
        "From 2019 to 2021 **no area moved to a less serious category** and no area to a more serious one; "
        "the number of areas went from 1 to 1."
    )
    text = change_parts.by_category(EN, [row], numbers, categories)
    assert text == "Particularly vulnerable areas 1 both times. No area changed category."


# ---- later assessments, and files that are broken -------------------------------------------------------------------


def without_2025(data: Path) -> None:
    """Leave out the list of 2025, as if only its numbers were known."""
    path = data / "assessments.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if ",2025," not in line), encoding="utf-8")


def add_2025(data: Path) -> None:
    """A made-up list of 2025 in place of the real one: two areas of 2023, one that is new to the list."""
    without_2025(data)
    lines = [
        "hovsjo,2025,particularly_vulnerable,,,polisen-geodata-2023",  # as in 2023
        "araby,2025,vulnerable,,,polisen-geodata-2023",  # risk in 2023
        "smedby,2025,vulnerable,,,polisen-geodata-2023",  # not in the list of 2023
    ]
    with (data / "assessments.csv").open("a", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")


def test_a_later_assessment_without_risk_areas_needs_data_only(data_copy: Path) -> None:
    add_2025(data_copy)
    at = opened("changes", **{"from": "2023", "to": "2025"})
    assert messages(at) == ""
    assert shown_pair(at) == ("2023", "2025")
    table = by_name(at)
    assert table["Araby"]["Riktning (beräknat)"] == "Till en mindre allvarlig kategori"
    assert table["Smedby"]["Riktning (beräknat)"] == "Tillkom"
    assert "Hovsjö" not in table
    assert "riskområden 15 (ingen kategori 2025)" in said(at)
    assert "Riskområden är en kategori bara i den ena bedömningen" in prose(at)
    head, *body = rows(at, 2)
    shown = {(line[0], line[1]): line[head.index("2025")] for line in body}
    own = "Beräknat ur bedömningarna"
    assert shown["Riskområden", own] == "–"  # not 0: there is no such category
    assert shown["Utsatta områden", own] == "2"
    assert shown["Alla områden tillsammans", own] == "3"
    assert "Riskområden: 7 (2015), 6 (2017), 10 (2019), 14 (2021) och 15 (2023)." in alts(at)[1]
    assert shown_pair(opened("changes")) == ("2023", "2025")


def test_every_page_opens_at_the_latest_assessment(data_copy: Path) -> None:
    for year, pair in (("2025", ("2023", "2025")), ("2027", ("2025", "2027"))):
        assert shown_pair(opened("changes")) == pair
        assert answered(opened("areas"))[0].startswith(f"År {year} bedömde polisen")
        assert f"Områden per polisregion {year}" in "".join(part.body for part in opened("municipality").get("html"))
        assert f"Områden i bedömningen {year}" in [part.value for part in opened("overview").subheader]
        with (data_copy / "assessments.csv").open("a", encoding="utf-8") as file:
            file.write("hovsjo,2027,particularly_vulnerable,,,polisen-geodata-2023\n")
            file.write("araby,2027,vulnerable,,,polisen-geodata-2023\n")


NAMED_PLACES = [
    "assessed_areas,,Umeå,2021,0,,,,lagesbild-2021-tabell-1",
    "assessed_areas,vulnerable,,2023,,,,45.0,lagesbild-2021-tabell-1",
    "police_districts_with_areas,,Umeå,2021,1,,,,lagesbild-2021-tabell-1",
]


@pytest.mark.parametrize("row", NAMED_PLACES)
def test_rows_of_a_named_place_or_without_a_count_do_no_harm(data_copy: Path, row: str) -> None:
    before = [rows(opened("changes"), number) for number in (2, 3)]
    with (data_copy / "exports/lagesbild-2021-tabell-1.csv").open("a", encoding="utf-8") as file:
        file.write(row + "\n")
    assert queries.problems() == ()
    assert [rows(opened("changes"), number) for number in (2, 3)] == before


def test_a_category_without_areas_is_0_as_long_as_it_exists(data_copy: Path) -> None:
    text = (data_copy / "area_categories.csv").read_text(encoding="utf-8")
    (data_copy / "area_categories.csv").write_text(text.replace(",2015,2025,", ",2015,,"), encoding="utf-8")
    add_2025(data_copy)
    numbers = {row["area_category"]: row["areas"] for row in queries.rows("assessed_areas", years=[2025])}
    assert numbers == {"vulnerable": 2, "risk": 0, "particularly_vulnerable": 1, "all_areas": 3}


def test_an_area_of_an_abolished_category_is_not_lost(data_copy: Path) -> None:
    with (data_copy / "assessments.csv").open("a", encoding="utf-8") as file:
        file.write("araby,2027,risk,,,polisen-geodata-2023\n")
    numbers = {row["area_category"]: row["areas"] for row in queries.rows("assessed_areas", years=[2027])}
    assert (numbers["risk"], numbers["all_areas"]) == (1, 1)
    # Araby lies in Växjö, region Syd: it is counted there too.
    by_region = queries.rows("region_counts", years=[2027])
    assert [row["police_region"] for row in by_region if (row["area_category"], row["areas"]) == ("risk", 1)] == ["Syd"]
    there = queries.rows("municipality_counts", municipality="0780", years=[2027])
    own = {row["area_category"]: row["areas"] for row in there if row["place"] == "municipality"}
    assert own == {"vulnerable": 0, "risk": 1, "particularly_vulnerable": 0}


@pytest.mark.parametrize("year", [2024, 2025])
def test_a_category_ends_with_the_year_in_which_it_was_abolished(data_copy: Path, year: int) -> None:
    without_2025(data_copy)
    with (data_copy / "assessments.csv").open("a", encoding="utf-8") as file:
        file.write(f"araby,{year},vulnerable,,,polisen-geodata-2023\n")
    for question, others in (("region_counts", {}), ("municipality_counts", {"municipality": "0780"})):
        there = {row["area_category"] for row in queries.rows(question, years=[year], **others)}
        assert ("risk" in there) == (year < 2025)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["assessments.csv", "areas.csv", "exports/lagesbild-2021-tabla-2.csv", "notes.csv"])
def test_a_broken_file_gives_a_message_and_no_traceback(data_copy: Path, name: str, language: str) -> None:
    (data_copy / name).write_text("broken\n", encoding="utf-8")
    at = AppTest.from_file(ROOT / "pages/menu.py", default_timeout=30)
    at.query_params["lang"] = language
    well(at.run())
    well(at.switch_page("changes.py").run())
    assert messages(at) != ""


def test_without_every_export_the_computed_numbers_stay(data_copy: Path) -> None:
    for export in (data_copy / "exports").glob("*.csv"):
        export.write_text("", encoding="utf-8")
    at = opened("changes")
    assert len(at.warning) == 1
    assert shown_pair(at) == ("2023", "2025")
    assert len(tables(at)) == 3
