"""The assessed areas on their page, on the map and as open data, against the report's tableaux typed a second time."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
from starlette.datastructures import QueryParams
from streamlit.testing.v1 import AppTest

import queries
from pages.components import maps
from pages.components.text import swedish_order
from pages.server import area_data
from pages.server.parameters import BadRequest
from tests.report_2021_areas import TABLÅ_3, TABLÅ_4

MENU = Path(__file__).parent.parent / "pages/menu.py"
DEGREES = {
    "Utsatt område": "Utsatta områden",
    "Riskområde": "Riskområden",
    "Särskilt utsatt område": "Särskilt utsatta områden",
}

TABLEAU_4 = {
    line.split(", ")[0].strip(): (degree, arrow)
    for (degree, arrow), lines in TABLÅ_4.items()
    for line in lines.strip().splitlines()
}
"""Category and arrow by area."""

pytestmark = pytest.mark.usefixtures("built_in_data")


def opened(**parameters: str | list[str]) -> AppTest:
    at = AppTest.from_file(MENU, default_timeout=30)
    for name, value in parameters.items():
        at.query_params[name] = value
    at.run()
    at.switch_page("areas.py").run()
    assert [error.message for error in at.exception] == []
    return at


def text(element: ET.Element) -> str:
    return "".join(element.itertext()).replace("\u00a0", " ")


def tables(at: AppTest) -> list[list[list[str]]]:
    bodies = [ET.fromstring(f"<page>{html.proto.body}</page>") for html in at.get("html")]
    found = [table for body in bodies for table in body.iter("table")]
    return [[[text(cell) for cell in line] for line in table.iter("tr")] for table in found]


def by_name(at: AppTest, place: int = -1) -> dict[str, dict[str, str]]:
    head, *body = tables(at)[place]
    return {line[0]: dict(zip(head, line, strict=True)) for line in body}


def prose(at: AppTest) -> str:
    return " ".join(part.value for part in at.markdown).replace("\u00a0", " ").replace("\\", "")


def widget(at: AppTest, name: str) -> Any:
    return next(group for group in at.get("button_group") if group.key == f"{name}_filter")


# ---- the report -------------------------------------------------------------------------------------------------


def test_the_map_and_the_table_hold_every_area_of_tableau_4_and_the_two_no_longer_assessed() -> None:
    at = opened()
    shown = {name: line["Kategori 2021"] for name, line in by_name(at).items()}
    assert len(TABLEAU_4) == 63
    assert shown == {name: DEGREES.get(degree, degree) for name, (degree, _) in TABLEAU_4.items()}
    (deck,) = at.get("deck_gl_json_chart")
    layers = {layer["id"]: layer for layer in json.loads(deck.proto.json)["layers"]}
    assert {row["name"] for row in layers["areas"]["data"]} == set(shown)


def test_the_trends_are_the_arrows_of_tableau_4() -> None:
    arrows = {"↑": "↑ förbättring", "→": "→ oförändrat", "↓": "↓ försämring", "": "–"}
    lines = by_name(opened())
    assert {name: line["Trend"] for name, line in lines.items()} == {
        name: arrows[arrow] for name, (_, arrow) in TABLEAU_4.items()
    }


def test_the_changes_are_those_of_tableau_3() -> None:
    ladder = ["Ej utsatt område", "Utsatt område", "Riskområde", "Särskilt utsatt område"]
    lines = by_name(opened())
    for (_, _, name), (then, now) in TABLÅ_3.items():
        said = lines[name]["Ändring sedan 2019 (beräknat)"]
        if then == ladder[0]:
            assert said == "nytt"
        elif now == ladder[0]:
            assert said == "bedöms inte längre som utsatt"
        else:
            assert said.startswith(
                "till en allvarligare" if ladder.index(now) > ladder.index(then) else "till en mindre"
            )
    moved = {name for (_, _, name) in TABLÅ_3}
    assert {line["Ändring sedan 2019 (beräknat)"] for name, line in lines.items() if name not in moved} == {
        "oförändrad"
    }


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "sv",
            "År 2021 bedömde polisen 61 områden som utsatta: 19 särskilt utsatta områden, 14 riskområden och 28 utsatta områden.",
        ),
        (
            "en",
            "In 2021 the police assessed 61 areas as vulnerable: 19 particularly vulnerable areas, 14 risk areas and 28 vulnerable areas.",
        ),
    ],
)
def test_the_page_says_how_many_there_are(language: str, said: str) -> None:
    assert said in prose(opened(lang=language))


@pytest.mark.parametrize(("year", "areas"), [("2015", 53), ("2017", 61), ("2019", 60), ("2021", 61), ("2023", 59)])
def test_every_assessment_has_its_number_of_areas(year: str, areas: int) -> None:
    at = opened(assessment=year)
    assert f"{areas} områden" in prose(at)
    assert sum(line[f"Kategori {year}"] != "Ej utsatt område" for line in by_name(at).values()) == areas


# ---- filters ----------------------------------------------------------------------------------------------------


def test_filters_narrow_table_map_and_sentence_and_stand_in_the_address() -> None:
    at = opened(place="12")
    assert "9 av de 61 områdena i bedömningen 2021 visas i Skåne län" in prose(
        at
    )  # tablå 4: nine of region Syd lie in Skåne
    assert len(by_name(at)) == 9
    widget(at, "category").set_value(["risk"]).run()
    assert at.query_params["category"][0] == "risk"
    assert set(by_name(at)) == {
        "Karlslund",
        "Söder",
        "Dalhem/Drottninghög/Fredriksdal",
        "Holma/Kroksbäck/Bellevuegården",
    }
    at = opened(region="Mitt", trend="worsened")
    assert {line["Polisregion"] for line in by_name(at).values()} == {"Mitt"}
    assert {line["Trend"] for line in by_name(at).values()} == {"↓ försämring"}


def test_a_place_without_areas_says_so_and_offers_all_again() -> None:
    at = opened(place="2480")
    assert "Inget område i Umeå finns bland dem i bedömningen 2021" in prose(at)
    assert [info.value for info in at.info] == ["Inget område passar det som är valt."]
    at.button(key="show_all").click().run()
    assert len(by_name(at)) == 63


@pytest.mark.parametrize(
    ("sort", "first"),
    [("category", "Alby"), ("name", "Alby"), ("municipality", "Tjärna Ängar"), ("change", "Kronogården/Lextorp/Sylte")],
)
def test_the_table_is_sorted(sort: str, first: str) -> None:
    assert next(iter(by_name(opened(sort=sort)))) == first


def test_names_are_sorted_in_swedish() -> None:
    assert sorted(["Österås", "Åby", "Ärla", "Zinkgruvan", "Alby"], key=swedish_order) == [
        "Alby",
        "Zinkgruvan",
        "Åby",
        "Ärla",
        "Österås",
    ]


def test_nonsense_in_the_address_does_no_harm() -> None:
    nonsense = {
        "assessment": "1066",
        "category": "%",
        "region": "<b>",
        "trend": "x",
        "place": "99",
        "area": "nowhere",
        "sort": "x",
    }
    assert tables(opened(**nonsense)) == tables(opened())


# ---- one area ---------------------------------------------------------------------------------------------------


def test_an_area_is_told_of_in_words_and_in_a_table() -> None:
    at = opened(area="vivalla")
    assert "Vivalla ligger i Örebro, lokalpolisområde Örebro, polisregion Bergslagen." in prose(at)
    assert "Problemnivån ändrades med högst 0,2 från 2020 till 2021." in prose(at)  # the text makes Vivalla level
    history = by_name(at, 0)
    assert list(history) == ["2015", "2017", "2019", "2021", "2023"]
    assert history["2021"]["Kategori"] == "Särskilt utsatta områden"
    assert history["2021"]["Trend"] == "→ oförändrat"
    assert history["2019"]["Trend"] == "–"
    (deck,) = at.get("deck_gl_json_chart")
    ring = next(layer for layer in json.loads(deck.proto.json)["layers"] if layer["id"] == "chosen")
    assert [row["area"] for row in ring["data"]] == ["vivalla"]


def test_an_area_is_chosen_in_the_list() -> None:
    at = opened()
    at.selectbox(key="area_filter").set_value("rosengard").run()
    assert at.query_params["area"] in ("rosengard", ["rosengard"])
    assert "Rosengård ligger i Malmö" in prose(at)


def test_the_map_is_told_in_words() -> None:
    (deck,) = opened().get("deck_gl_json_chart")
    alt = deck.proto.alt
    # Tablå 4, region Bergslagen: Vivalla, Oxhagen/Varberga, Tjärna Ängar
    assert "Bergslagen: 1 särskilt utsatta områden och 2 riskområden" in alt
    assert "bedömningen 2021" in alt


def test_the_map_shows_the_whole_box() -> None:
    view = maps.zoom_to((10.0, 55.0, 20.0, 69.0), width=400, height=600)
    world = 512 * 2**view.zoom
    assert world * 10 / 360 <= 400
    assert 55 < view.latitude < 69
    assert maps.zoom_to((12.0, 57.0, 12.001, 57.001)).zoom <= 11  # never closer than the borders bear


# ---- open data --------------------------------------------------------------------------------------------------


def asked(query: str) -> list[dict[str, str]]:
    content = area_data.areas_csv(QueryParams(query)).decode("utf-8")
    return list(csv.DictReader(io.StringIO(content, newline="")))


def test_open_data_hold_every_assessment() -> None:
    rows = asked("")
    assert len(rows) == 299
    assert set(rows[0]) == set(area_data.COLUMNS)
    wanted = {name for name, (degree, _) in TABLEAU_4.items() if degree == "Riskområde"}
    assert {row["name"] for row in asked("assessment=2021&category=risk")} == wanted
    assert asked("municipality=2480") == []


def test_open_data_as_geojson_are_points_in_sweden() -> None:
    collection = json.loads(area_data.areas_geojson(QueryParams("assessment=2023")))
    assert collection["type"] == "FeatureCollection"
    assert len(collection["features"]) == 59
    for feature in collection["features"]:
        longitude, latitude = feature["geometry"]["coordinates"]
        assert 10 < longitude < 25
        assert 55 < latitude < 70
        assert feature["properties"]["assessment"] == 2023
    rows = json.loads(area_data.areas_json(QueryParams("assessment=2023")))["areas"]
    assert [row["area"] for row in rows] == [feature["properties"]["area"] for feature in collection["features"]]


@pytest.mark.parametrize("query", ["assessment=1066", "category=moon", "region=x", "municipality=9999", "trend=up"])
def test_what_nobody_knows_is_refused(query: str) -> None:
    with pytest.raises(BadRequest, match="är inget värde för"):
        area_data.areas_csv(QueryParams(query))


def test_a_later_assessment_is_data_only(data_copy: Path) -> None:
    with (data_copy / "sources.csv").open("a", encoding="utf-8") as file:
        file.write("lagesbild-2025,Polismyndigheten,Lägesbild 2025,Report 2025,Lista,List,2025-12\n")
    with (data_copy / "assessments.csv").open("a", encoding="utf-8") as file:
        file.write("alby,2025,particularly_vulnerable,improved,lagesbild-2025\naraby,2025,vulnerable,,lagesbild-2025\n")
    assert queries.problems() == ()
    at = opened()  # the latest with trends comes first
    assert list(by_name(at)) == ["Alby", "Araby"]
    assert [option.content for option in widget(at, "assessment").proto.options] == [
        "2015",
        "2017",
        "2019",
        "2021",
        "2023",
        "2025",
    ]
    assert [option.content for option in widget(at, "category").proto.options] == [
        "Utsatta områden",
        "Särskilt utsatta områden",
    ]


# ---- the overview -----------------------------------------------------------------------------------------------


def test_the_overview_has_the_map_in_small_and_the_number_of_areas_of_each_category() -> None:
    at = AppTest.from_file(MENU, default_timeout=30).run()
    (glance,) = [html.proto.body for html in at.get("html") if 'class="glance"' in html.proto.body]
    part = ET.fromstring(glance)
    assert [text(item).split(" ", 1)[1] for item in part.iter("li")] == [
        "Särskilt utsatta områden: 19",
        "Riskområden: 14",
        "Utsatta områden: 28",
    ]
    (image,) = part.iter("img")
    assert "Bergslagen: 1 särskilt utsatta områden och 2 riskområden" in image.get("alt", "")
    assert image.get("src") == "/api/areas.svg?assessment=2021"
    assert {link.get("href") for link in part.iter("a")} == {"/omraden"}


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_small_map_has_a_point_for_each_area(mode: str) -> None:
    picture = area_data.areas_svg(QueryParams(f"assessment=2023&mode={mode}")).decode("utf-8")
    assert picture.count('aria-roledescription="point"') == 59
    assert picture.count(f'stroke="{maps.LAND[mode][2]}"') == 21  # the counties
    with pytest.raises(BadRequest):
        area_data.areas_svg(QueryParams("mode=blue"))
