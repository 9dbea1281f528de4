"""What the page of a municipality says of its own areas, its neighbours', its police district's and region's, in the part
that is folded; and the page without a municipality."""

from __future__ import annotations

import csv
import io
import re
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

import queries
from pages.components import charts, downloads
from pages.components.areas import degrees, municipality_sentences
from pages.components.areas import municipality as municipality_parts
from pages.components.areas.around import Around
from pages.components.charts import bars as bar_charts
from pages.components.text import in_language as speak
from pages.components.text import swedish_order
from queries.places import distance
from tests.page import asked, messages, opened, prose, remarks, rows, tables, well, words
from tests.report_2021_areas import TABLÅ_2, TABLÅ_4

LANGUAGES = ("sv", "en")
YEARS = [2015, 2017, 2019, 2021, 2023, 2025]
CATEGORIES = ("vulnerable", "risk", "particularly_vulnerable")

# Transcribed by hand: the lists of 2015, 2017, 2019, 2021, 2023 and 2025.
BOTKYRKA = {
    "Alby": ["Riskområde", *["Särskilt utsatt område"] * 5, "→ oförändrat"],
    "Fittja": ["Riskområde", *["Särskilt utsatt område"] * 5, "→ oförändrat"],
    "Hallunda/Norsborg": [*["Särskilt utsatt område"] * 6, "→ oförändrat"],
    "Storvreten": ["–", "–", *["Utsatt område"] * 4, "→ oförändrat"],
}
# By region, 2023: vulnerable, risk, particularly vulnerable. 27 + 15 + 17 = 59.
REGIONS_2023 = {
    "Bergslagen": (0, 2, 1),
    "Mitt": (1, 1, 0),
    "Nord": (0, 0, 0),
    "Stockholm": (15, 4, 7),
    "Syd": (2, 5, 2),
    "Väst": (3, 3, 6),
    "Öst": (6, 0, 1),
}

pytestmark = pytest.mark.usefixtures("built_in_data")


def page(municipality: str | None = None, **parameters: str | list[str]) -> AppTest:
    """The page as it shows the assessment of 2023, unless the address asks for another."""
    if municipality is not None:
        parameters["place"] = municipality
    return opened("municipality", **{"assessment": "2023"} | parameters)


def around(code: str, year: int = 2023, language: str = "sv") -> Around:
    """What the page knows of a municipality."""
    t = speak(language)
    return Around(
        t=t,
        municipality=next(row for row in queries.rows("municipalities") if row["code"] == code),
        year=year,
        years=YEARS,
        labels={
            row["id"]: t.field(row, "label") for row in queries.rows("area_categories") if row["role"] == "category"
        },
        words=degrees.degrees(t, queries.rows("area_categories")),
        computed={row["id"]: row for row in queries.rows("computed_measures")},
        areas=queries.rows("municipality_areas", municipality=code),
        counts=queries.rows("municipality_counts", municipality=code, years=None),
        neighbours=queries.rows("municipality_neighbours", municipality=code),
    )


def folded(at: AppTest) -> str:
    """The running text of what is folded: neighbours, police region, nearest areas."""
    part = next(part for part in at.expander if part.label == "Grannar och polisregion")
    return "\n".join(line.value for line in part.markdown).replace("\\", "").replace("\u00a0", " ")


def numbers(at: AppTest) -> list[list[str]]:
    """The table of how many areas there are in and around the municipality."""
    return rows(at, next(n for n, said in enumerate(captions(at)) if said.startswith("Antal områden i och omkring")))


def bar_charts_of(at: AppTest) -> list[str]:
    """The alternative texts of the charts of numbers of areas."""
    return [chart.proto.alt for chart in at.get("vega_lite_chart") if chart.proto.alt.startswith("Stapeldiagram")]


def captions(at: AppTest) -> list[str]:
    return [words(table.find(".//caption")) for table in tables(at)]  # type: ignore[arg-type]


def table(at: AppTest, caption: str) -> list[list[str]]:
    return rows(at, captions(at).index(caption))


# ---- nothing chosen ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_chosen_asks_for_a_municipality_with_examples(language: str) -> None:
    at = page(lang=language)
    (line,) = [html.proto.body for html in at.get("html") if "examples" in html.proto.body]
    link = {words(a): a.get("href") for a in ET.fromstring(line).iter("a")}
    assert link == {
        "Umeå": f"/kommun?assessment=2023&lang={language}&place=2480",
        "Botkyrka": f"/kommun?assessment=2023&lang={language}&place=0127",
    }
    (said,) = [html.proto.body for html in at.get("html") if 'class="answer"' in html.proto.body]
    assert words(ET.fromstring(said)).startswith({"sv": "Välj en kommun", "en": "Choose a municipality"}[language])
    assert at.selectbox(key="place_filter").value is None


@pytest.mark.parametrize("screen", ["municipality", "overview", "what_stands_out"])
def test_the_choice_takes_what_no_option_holds(screen: str) -> None:
    """What is typed goes to the address as it is, where it is understood; a browser's journey types it."""
    at = opened(screen, place="umea")
    choice = at.selectbox(key="place_filter")
    assert (choice.value, choice.proto.accept_new_options) == ("2480", True)


def test_the_start_shows_the_number_of_areas_by_region() -> None:
    at = page()
    head, *body = rows(at)
    assert head[0] == "Polisregion"
    assert all(title.endswith(" (beräknat)") for title in head[1:])
    assert {line[0]: tuple(map(int, line[1:4])) for line in body} == REGIONS_2023
    assert [int(line[4]) for line in body] == [sum(found) for found in REGIONS_2023.values()]
    assert [sum(int(line[column]) for line in body) for column in (1, 2, 3, 4)] == [27, 15, 17, 59]
    (chart,) = at.get("vega_lite_chart")
    assert "Stockholm: Utsatta områden 15, Riskområden 4 och Särskilt utsatta områden 7." in chart.proto.alt


def test_the_start_lists_the_municipalities_with_areas_and_leads_to_them() -> None:
    at = page(assessment="2021")
    _, *body = rows(at, 1)
    assert sum(int(line[5]) for line in body) == 61
    assert [line[0] for line in body] == sorted((line[0] for line in body), key=swedish_order)
    assert body[-1][0] == "Örebro"
    links = {words(link): link.get("href") for link in tables(at)[1].iter("a")}
    assert links["Botkyrka"] == "/kommun?assessment=2021&place=0127"


@pytest.mark.parametrize("year", [2019, 2021])
def test_the_regions_add_up_to_the_reports_numbers(year: int) -> None:
    found = Counter()
    for row in queries.rows("region_counts", years=[year]):
        found[row["area_category"]] += row["areas"]
    column = {2021: 0, 2019: 1}[year]
    names = {
        "vulnerable": "Utsatt område",
        "risk": "Riskområde",
        "particularly_vulnerable": "Särskilt utsatt område",
    }
    assert {names[id_]: number for id_, number in found.items()} == {
        name: TABLÅ_2[name][column] for name in names.values()
    }
    assert sum(found.values()) == TABLÅ_2["Totalt"][column]


# ---- a municipality without areas -------------------------------------------------------------------------------


def test_umea_is_told_that_it_has_none_and_which_are_nearest() -> None:
    at = page("2480")
    assert folded(at).startswith(
        "Umeå har inget område i polisens nationella bedömningar 2015–2025. Polisen påpekar att problem finns även på "
        "andra orter, utan att ha nått de nivåer som krävs för att ingå.\n\nNärmast av områdena i bedömningen 2023 ligger "
        "Tjärna Ängar i Borlänge (408 km), Gottsunda i Uppsala (430 km) och Sigtuna/Valsta i Sigtuna (448 km), fågelvägen "
        "från kommunens gräns (beräknat).\n\nIngen av grannkommunerna har något område i bedömningen 2023: Nordmaling, "
        "Robertsfors, Skellefteå, Vindeln och Vännäs.\n\nKällorna till bedömningarna anger lokalpolisområde bara för "
        "områden som har bedömts, alltså inte för Umeå.\n\nPolisregion Nord har inget område i bedömningen 2023."
    )
    assert table(at, "Närmaste områden i bedömningen 2023") == [
        ["Område", "Kommun", "Polisregion", "Kategori 2023", "Avstånd, km (beräknat)"],
        ["Tjärna Ängar", "Borlänge", "Bergslagen", "Riskområde", "408"],
        ["Gottsunda", "Uppsala", "Mitt", "Riskområde", "430"],
        ["Sigtuna/Valsta", "Sigtuna", "Stockholm", "Riskområde", "448"],
    ]
    assert "Kortaste avståndet fågelvägen från kommunens gräns till områdets mittpunkt." in prose(at)
    assert "andra hand" in prose(at)
    assert (
        "Kategorierna 2015 och 2017 är hämtade i andra hand, de för 2023 ur polisens geodata och de för 2025 i andra"
        in prose(at)
    )


def test_umea_in_english() -> None:
    text = prose(page("2480", lang="en"))
    assert "Umeå has no area" in text
    assert text[text.index("Umeå has no area") :].startswith(
        "Umeå has no area in the police's national assessments 2015–2025. The police point out"
    )
    assert (
        "Tjärna Ängar in Borlänge (408 km), Gottsunda in Uppsala (430 km) and Sigtuna/Valsta in Sigtuna (448 km)"
        in text
    )


def test_an_unknown_police_district_has_no_row_and_a_known_zero_is_0() -> None:
    at = page("2480")
    assert [line[0] for line in numbers(at)[1:]] == ["Umeå", "Grannkommunerna (5)", "Polisregion Nord"]
    assert [line[1:] for line in numbers(at)[1:]] == [["0"] * 4] * 3
    assert len(numbers(page("0127"))[1:]) == 4


def test_where_every_number_is_0_there_is_no_chart() -> None:
    assert bar_charts_of(page("2480")) == []
    assert len(bar_charts_of(page("0127"))) == 1


def test_the_areas_lead_to_their_own_page() -> None:
    at = page("0127", category="risk")
    number = captions(at).index("Områden i Botkyrka")
    links = {words(link): link.get("href") for link in tables(at)[number].iter("a")}
    assert links["Alby"] == "/omraden?assessment=2023&category=risk&area=alby"


def test_the_caveats_are_those_of_the_dictionary() -> None:
    text = prose(page("0127"))
    assert "inte om dem som bor där" in text
    assert "Kategorin riskområde avskaffades 2025." in text
    assert "Antal områden (beräknat)." in text
    assert "2021 med nivån 2020" in text


def test_the_nearest_areas_are_those_of_the_assessment_that_the_page_shows() -> None:
    usual = opened("municipality", place="2480")  # as readers first see it: the latest assessment
    assert "Närmast av områdena i bedömningen 2025 ligger Tjärna Ängar i Borlänge (408 km)" in prose(usual)
    assert "Närmaste områden i bedömningen 2025" in captions(usual)
    assert "Valsta i Sigtuna (448 km)" in prose(usual)
    assert "Sigtuna/Valsta" in prose(page("2480", assessment="2021"))
    before = page("2480", assessment="2019")
    assert "bedömningen 2019 ligger Tjärna Ängar i Borlänge (408 km)" in prose(before)
    assert "Sigtuna/Valsta" not in prose(before)  # tablå 3: new in 2021
    links = {words(link): str(link.get("href")) for table in tables(usual) for link in table.iter("a")}
    assert "assessment=2023" not in links["Tjärna Ängar"]


def test_a_municipality_with_an_area_in_the_shown_assessment_has_no_nearest_ones() -> None:
    assert "Närmast" not in prose(page("0114", assessment="2015"))  # Smedby, in Upplands Väsby
    assert "Närmast" in prose(page("0114", assessment="2019"))


@pytest.mark.parametrize("code", [None, "0127"])
def test_the_areas_are_offered_as_open_data(code: str | None) -> None:
    assert "[GeoJSON](/api/areas.geojson)" in prose(page(code))


def test_a_municipality_that_had_areas_is_told_which_and_when() -> None:
    text = folded(page("0114"))
    assert text.startswith(
        "Upplands Väsby har inget område i polisens bedömning 2023. I tidigare bedömningar fanns Smedby (2015 och 2017) med."
    )
    assert "Närmast av områdena i bedömningen 2023" in text
    assert "Polisen påpekar" not in text  # that is said of those that never had one


@pytest.mark.parametrize(
    ("start", "end", "kilometres"),
    [
        ((17.0, 59.0), (18.0, 59.0), 0.11),  # the great circle runs a little north of the parallel
        ((17.5, 60.0), (17.5, 61.0), 111.19),  # one degree of latitude: 6,371.0088 km × π / 180
        ((17.5, 58.0), (17.5, 57.0), 111.19),
        ((17.5, 57.0), (17.5, 57.0), 222.39),  # a line without length
    ],
)
def test_distances_are_those_of_the_earth(
    start: tuple[float, float], end: tuple[float, float], kilometres: float
) -> None:
    place = distance.direction(17.5, 59.0)
    found = distance.to_line(place, distance.direction(*start), distance.direction(*end))
    assert found == pytest.approx(kilometres, abs=0.01)


def test_a_municipality_the_map_does_not_have_has_no_distance() -> None:
    assert distance.from_border("9999", 59, 18) is None


# ---- a municipality with areas ----------------------------------------------------------------------------------


def test_botkyrka_has_its_areas_at_every_assessment() -> None:
    at = page("0127")
    found = table(at, "Områden i Botkyrka")
    assert found[0] == ["Område", "Lokalpolisområde", *map(str, YEARS), "Problemnivåns trend 2021"]
    assert {line[0]: line[2:] for line in found[1:]} == BOTKYRKA
    assert {line[1] for line in found[1:]} == {"Botkyrka"}
    assert folded(at).startswith(
        "Botkyrka har 4 områden i polisens bedömning 2023. Utsatta områden: Storvreten. Särskilt utsatta områden: Alby, "
        "Fittja och Hallunda/Norsborg. Antal områden i bedömningarna: 3 (2015), 3 (2017), 4 (2019), 4 (2021), 4 (2023) och 4 (2025)."
    )


def test_the_areas_stand_once_in_the_tables() -> None:
    at = page("0139")
    names = captions(at)[-3:]
    assert names == ["Områden i Upplands-Bro", "Områden i grannkommunerna", "Övriga områden i polisregion Stockholm"]
    names = [line[0] for name in names for line in table(at, name)[1:]]
    assert len(names) == len(set(names))
    ever = {
        row["area"]
        for row in queries.rows("municipality_areas", municipality="0139")
        if row["police_region"] == "Stockholm"
    }
    assert len(names) == len(ever)


def test_a_police_district_over_several_municipalities_is_told() -> None:
    text = prose(page("0139", assessment="2021"))
    assert "Lokalpolisområdet Järfälla har 3 områden i bedömningen 2021." in text
    assert "I en annan kommun ligger Sångvägen (Järfälla) och Termovägen (Järfälla)." in text


def test_several_police_districts_are_told_together() -> None:
    text = prose(page("1280", assessment="2021"))
    assert "Lokalpolisområdena Malmö Norr och Malmö Söder har tillsammans 4 områden i bedömningen 2021." in text


def test_areas_of_the_same_district_outside_the_neighbours_have_their_table() -> None:
    # Sollentuna's district is also Sigtuna's, which is no neighbour of it.
    found = table(page("0163"), "Övriga områden i lokalpolisområdet")
    assert [line[:3] for line in found[1:]] == [
        ["Sigtuna/Valsta", "Sigtuna", "Sollentuna"],
        ["Valsta", "Sigtuna", "Sollentuna"],  # what it is called since 2025
    ]


def test_the_districts_are_those_of_the_assessment() -> None:
    text = prose(page("1280", assessment="2025"))
    assert (
        "Lokalpolisområdena Fosie, Hyllie, Malmö city och Rosengård har tillsammans 4 områden i bedömningen 2025."
        in text
    )


def test_the_trend_is_said_where_the_assessment_has_one() -> None:
    assert "Problemnivån hade försämrats sedan året före i Finnsta." in prose(page("0139", assessment="2021"))
    assert "Problemnivån hade" not in prose(page("0139", assessment="2019"))


def test_neighbours_that_touch_in_a_corner_are_marked() -> None:
    at = page("0188")  # Norrtälje and Knivsta meet in a corner of the map
    assert "Knivsta (bara i ett hörn)" in prose(at)
    # Sollentuna and Sundbyberg do, and Sundbyberg has Rissne/Hallonbergen, and since 2025 Rissne and Hallonbergen.
    at = page("0163")
    number = captions(at).index("Områden i grannkommunerna")
    assert any(line.startswith("1) Möter kommunen bara i ett hörn") for line in remarks(at, number))
    marked = [words(part) for part in tables(at)[number].iter("td") if part.find("sup") is not None]
    assert marked == ["Sundbyberg1)"] * 3


@pytest.mark.parametrize("code", ["0980", "0186", "0125", "1407", "1419"])
def test_islands_are_told_that_they_border_on_nobody(code: str) -> None:
    at = page(code)
    assert "inte till någon annan kommun på land." in prose(at)
    assert not [line for line in numbers(at) if line[0].startswith("Grannkommun")]


def test_the_trends_are_the_reports() -> None:
    wanted: dict[str, str] = {}
    for (_, arrow), text in TABLÅ_4.items():
        for line in filter(None, map(str.strip, text.splitlines())):
            if arrow:
                wanted[line.split(",")[0]] = {"↑": "improved", "→": "unchanged", "↓": "worsened"}[arrow]
    found = {
        row["name"]: row["trend"]
        for row in queries.rows("municipality_areas", municipality=None)
        if row["year"] == 2021 and row["trend"]
    }
    assert found == wanted


def test_the_chosen_assessment_is_that_of_chart_and_numbers() -> None:
    at = page("0127", assessment="2021")
    head, *body = numbers(at)
    found = {line[0]: dict(zip(head, line, strict=True)) for line in body}
    assert found["Polisregion Stockholm"]["Alla tillsammans (beräknat)"] == "28"
    (said,) = bar_charts_of(at)
    assert said == (
        "Stapeldiagram: Områden i och omkring Botkyrka 2021, antal områden i polisens bedömning 2021 (beräknat). "
        "Botkyrka: Utsatta områden 1, Riskområden 0 och Särskilt utsatta områden 3. "
        "Grannkommunerna (5): Utsatta områden 5, Riskområden 2 och Särskilt utsatta områden 1. "
        "Polisregion Stockholm: Utsatta områden 17, Riskområden 5 och Särskilt utsatta områden 6."
    )


# ---- every municipality -----------------------------------------------------------------------------------------


def test_there_are_290_in_swedish_order() -> None:
    options = page().selectbox(key="place_filter").options
    assert len(options) == 290
    assert options[:2] == ["Ale", "Alingsås"]
    assert options[-2:] == ["Överkalix", "Övertorneå"]
    first = {letter: min(i for i, name in enumerate(options) if name[0] == letter) for letter in "VYÅÄÖ"}
    assert sorted(first, key=first.__getitem__) == list("VYÅÄÖ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_municipality_has_its_sentences(language: str) -> None:
    counted = queries.rows("municipality_counts", municipality=None, years=None)
    assert len(counted) == 290 * 4 * (5 * 3 + 2)  # of 2025 there are two categories
    said = set()
    there = queries.rows("municipalities")
    for row in there if language == "sv" else there[::7]:
        for year in (2015, 2021, 2023, 2025):
            view = around(row["code"], year, language)
            near = [] if view.number("municipality") else [row | {"name": "X", "municipality": "Y", "distance": 1.4}]
            text = municipality_sentences.paragraphs(view, near)
            assert all(text)
            assert not any(re.search(r"[{}]|\bNone\b(?! of)|\bnan\b|\.\.|  ", part) for part in text), text
            assert text[0].startswith(row["name"])
            said.add(text[0])
            numbers = municipality_parts.numbers(view, "")
            assert len(numbers.rows) == 2 + bool(view.neighbours) + bool(view.districts)
    assert len(said) >= (290 if language == "sv" else 290 // 7)


def test_the_municipalities_together_have_every_area() -> None:
    for year, number in {2015: 53, 2017: 61, 2019: 60, 2021: 61, 2023: 59, 2025: 65}.items():
        found = queries.rows("municipality_counts", municipality=None, years=[year])
        assert sum(row["areas"] for row in found if row["place"] == "municipality") == number


# ---- addresses --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "parameters",
    [
        {"place": "9999"},
        {"place": ""},
        {"place": "'; DROP TABLE areas; --"},
        {"place": "<b>"},
        {"place": ["9999", "x"], "assessment": ["1066", "2016"]},
        {"assessment": "x"},
    ],
)
def test_nonsense_in_the_address_is_as_if_nothing_were_chosen(parameters: dict[str, str | list[str]]) -> None:
    at = page(**{"assessment": "2025"} | parameters)  # type: ignore[arg-type]
    assert rows(at) == rows(page(assessment="2025"))
    assert messages(at) == ""


def test_nonsense_beside_a_known_municipality_is_left_out() -> None:
    assert rows(page(["x", "2480"], assessment="1066")) == rows(page("2480", assessment="2025"))  # type: ignore[arg-type]


def test_a_choice_is_written_to_the_address() -> None:
    at = page()
    well(at.selectbox(key="place_filter").set_value("2480").run())
    assert asked(at, "place") == ["2480"]
    assert folded(at).startswith("Umeå har inget område")
    assert at.title[0].value == "Umeå"
    well(at.selectbox(key="place_filter").set_value(None).run())
    assert asked(at, "place") is None


def test_without_the_lists_the_page_says_so(data_copy: Path) -> None:
    for name in ("assessments.csv", "areas.csv"):
        lines = (data_copy / name).read_text(encoding="utf-8").splitlines()
        (data_copy / name).write_text(lines[0] + "\n" + "x\n", encoding="utf-8")
    at = page("2480")
    assert messages(at)


# ---- English, downloads -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["2480", "0127", "0163", "0188", "0980", "1280"])
def test_english_has_no_swedish_left(code: str) -> None:
    at = page(code, lang="en", assessment="2021")
    text = " ".join([prose(at), *(words(part) for part in tables(at)), *(part.value for part in at.caption)])
    text += " ".join(chart.proto.alt for chart in at.get("vega_lite_chart"))
    assert re.findall(r"\b(?:och|eller|områden|övriga|källan|beräknat|kommun|utsatt|har)\b", text, re.IGNORECASE) == []


def test_every_table_can_be_taken_along() -> None:
    # Of the country's two tables one has a chart. Umeå: years with a chart, quarters, first years, chance, numbers of areas,
    # nearest areas.
    # Botkyrka: years with a chart, quarters, first years, chance, numbers of areas with one, the areas in one file.
    for parameters, wanted in (({}, 8), ({"place": "2480"}, 20), ({"place": "0127"}, 22)):
        assert len(opened("municipality", **parameters).get("download_button")) == wanted


def test_the_files_equal_the_tables() -> None:
    view = around("0139", 2021)
    lines = {row["id"]: row["id"] for row in queries.rows("sources")}
    shown = []
    for place, wanted in (("municipality", "in_municipality"), ("neighbours", "touch")):
        found = [row for row in view.areas if row[wanted]]
        shown.append(municipality_parts.areas(view, found, place, lines, place, municipality=place != "municipality"))
    whole = municipality_parts.together(view, shown)
    records = list(csv.DictReader(io.StringIO(downloads.csv_for_machines(whole).decode())))
    assert len(records) == sum(len(table.rows) for table in shown)
    assert [record["table"] for record in records] == ["municipality"] + ["neighbours"] * len(shown[1].rows)
    assert records[0] | {"source": "", "note": ""} == {
        "area": "finnsta",
        "municipality_code": "0139",
        "police_district": "Järfälla",
        "2015": "vulnerable",
        "2017": "vulnerable",
        "2019": "vulnerable",
        "2021": "vulnerable",
        "2023": "vulnerable",
        "2025": "vulnerable",
        "trend_2021": "worsened",
        "police_region": "Stockholm",
        "table": "municipality",
        "source": "",
        "note": "",
    }
    assert records[0]["source"].split()[-1] == "polisen-2025-tabell-19-andra-hand"
    book = openpyxl.load_workbook(io.BytesIO(downloads.workbook(view.t, whole, [])))
    assert [cell.value for cell in book.worksheets[0][2]][:4] == [
        "Finnsta",
        "Upplands-Bro",
        "Järfälla",
        "Utsatt område",
    ]
    excel = downloads.csv_for_swedish_excel(view.t, whole).decode("utf-8-sig").splitlines()
    assert excel[1].startswith("Finnsta;Upplands-Bro;Järfälla;Utsatt område;")


def test_unseen_columns_carry_source_and_note() -> None:
    numbers = municipality_parts.numbers(around("2480"), "the source")
    unseen = [column.id for column in numbers.columns if column.unseen]
    assert unseen == ["assessment", "source", "note"]
    (first, *_) = csv.DictReader(io.StringIO(downloads.csv_for_machines(numbers).decode()))
    assert first["source"] == "the source"
    assert first["note"].startswith("Räknat ur polisens lista")
    assert (first["vulnerable"], first["areas"], first["assessment"]) == ("0", "0", "2023")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", ["2480", "0180"])
def test_the_picture_is_drawn(code: str, language: str) -> None:
    view = around(code, 2023, language)
    chart = bar_charts.grouped(view.t, municipality_parts.bars(view), "x")
    drawn = downloads.svg(charts.picture(chart, "Heading", "unit", ["Source"]))
    assert b"<svg" in drawn
    assert view.name.encode() in drawn
