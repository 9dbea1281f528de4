"""The assessed areas on their page, on the map and as open data, against the report's tableaux typed a second time."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import openpyxl
import pytest
import streamlit as st
from starlette.datastructures import QueryParams
from streamlit.testing.v1 import AppTest

import queries
from pages.components.charts import maps
from pages.components.text import swedish_order
from pages.server import area_data
from pages.server.parameters import BadRequest
from queries.places import base_map
from tests import ROOT, page
from tests.areas_2025 import AREAS_2025
from tests.page import app, led_to, typed
from tests.report_2021_areas import TABLÅ_3, TABLÅ_4

MENU = ROOT / "pages/menu.py"
TABLEAU_4 = {
    line.split(", ")[0].strip(): (degree, arrow)
    for (degree, arrow), lines in TABLÅ_4.items()
    for line in lines.strip().splitlines()
}
"""Category and arrow by area."""

pytestmark = pytest.mark.usefixtures("built_in_data")


def opened(**parameters: str | list[str]) -> AppTest:
    """The page at the assessment of the report, unless another one is asked for."""
    at = app("areas")
    for name, value in ({"assessment": "2021"} | parameters).items():
        at.query_params[name] = value
    return led_to(at.run())


def newest(**parameters: str | list[str]) -> AppTest:
    """The page as it opens by itself."""
    return page.opened("areas", **parameters)


def text(element: ET.Element) -> str:
    return "".join(element.itertext()).replace("\u00a0", " ")


def tables(at: AppTest) -> list[list[list[str]]]:
    bodies = [ET.fromstring(f"<page>{html.proto.body}</page>") for html in at.get("html")]
    beside_the_map = {table for body in bodies for table in body.findall(".//div[@class='figures area-cells']/table")}
    found = [table for body in bodies for table in body.iter("table") if table not in beside_the_map]
    return [[[text(cell) for cell in line] for line in table.iter("tr")] for table in found]


def listed(at: AppTest) -> dict[str, list[str]]:
    """The list beside the map: what each assessment said, by the name of the area."""
    bodies = [ET.fromstring(f"<page>{html.proto.body}</page>") for html in at.get("html")]
    lines = [line for body in bodies for line in body.findall(".//div[@class='figures area-cells']/table/tbody/tr")]
    return {
        text(line.find("th/a")): [
            "".join(part.text or "" for part in cell.iter() if part.get("class") == "letter")
            for cell in line.findall("td")
        ]  # type: ignore[arg-type]
        for line in lines
    }


def by_name(at: AppTest, place: int = -1) -> dict[str, dict[str, str]]:
    head, *body = tables(at)[place]
    return {line[0]: dict(zip(head, line, strict=True)) for line in body}


def prose(at: AppTest) -> str:
    """All running text, the answer, what stands below the map and the sources among it."""
    bodies = [re.sub(r'<span id="term-.*?</span>', "", html.proto.body) for html in at.get("html")]  # what words mean
    told = [body for body in bodies if any(f'class="{name}"' in body for name in ("answer", "quiet", "sources"))]
    said = [part.value.replace("\\", "") for part in at.markdown]
    return " ".join([*said, *(text(ET.fromstring(f"<p>{body}</p>")) for body in told)]).replace("\u00a0", " ")


def the_map(at: AppTest) -> dict[str, Any]:
    """The map's layers by name."""
    (deck,) = at.get("deck_gl_json_chart")
    return {layer["id"]: layer for layer in json.loads(deck.proto.json)["layers"]}


def prose_below(at: AppTest) -> str:
    """What stands below the tables."""
    bodies = [ET.fromstring(f"<page>{html.proto.body}</page>") for html in at.get("html")]
    return " ".join(text(item) for body in bodies for item in body.findall(".//ul[@class='remarks']/li"))


def widget(at: AppTest, name: str) -> Any:
    return next(group for group in at.get("button_group") if group.key == f"{name}_filter")


# ---- the report -------------------------------------------------------------------------------------------------


def test_the_map_and_the_table_hold_every_area_of_tableau_4_and_the_two_no_longer_assessed() -> None:
    at = opened()
    shown = {name: line["Kategori 2021"] for name, line in by_name(at).items()}
    assert len(TABLEAU_4) == 63
    assert shown == {name: degree for name, (degree, _) in TABLEAU_4.items()}
    assert {row["name"] for row in the_map(at)["areas"]["data"]} == set(shown)


def test_the_trends_are_the_arrows_of_tableau_4() -> None:
    arrows = {"↑": "↑ förbättring", "→": "→ oförändrat", "↓": "↓ försämring", "": "–"}
    lines = by_name(opened())
    assert {name: line["Problemnivå 2020–2021"] for name, line in lines.items()} == {
        name: arrows[arrow] for name, (_, arrow) in TABLEAU_4.items()
    }


def test_the_changes_are_those_of_tableau_3() -> None:
    ladder = ["Ej utsatt område", "Utsatt område", "Riskområde", "Särskilt utsatt område"]
    changes = {name: line["Kategori sedan 2019 (beräknat)"] for name, line in by_name(opened()).items()}
    for (_, _, name), (then, now) in TABLÅ_3.items():
        if then == ladder[0]:
            assert changes.pop(name) == "Tillkom"
        elif now == ladder[0]:
            assert changes.pop(name) == "Finns inte längre med"
        else:
            up = ladder.index(now) > ladder.index(then)
            wanted = "Till en allvarligare kategori" if up else "Till en mindre allvarlig kategori"
            assert changes.pop(name) == wanted
    assert set(changes.values()) == {"Samma kategori"}


def test_the_page_opens_at_the_latest_assessment() -> None:
    at = newest()
    assert (
        "År 2025 bedömde polisen 65 områden som utsatta: 19 särskilt utsatta områden och 46 utsatta områden."
        in prose(at)
    )
    shown = {name: line["Kategori 2025"] for name, line in by_name(at).items()}
    spelt = {"Södra Sofielund/Seved": "Södra Sofielund (Seved)"}  # as the report of 2021 has it
    words = {"UO": "Utsatt område", "SUO": "Särskilt utsatt område"}
    assert shown == {spelt.get(name, name): words[degree] for name, (_, degree, *_) in AREAS_2025.items()}
    assert {row["name"] for row in the_map(at)["areas"]["data"]} == set(shown)
    assert "Listan finns inte här" not in prose(at)  # as was said while only the numbers of 2025 were known


def test_what_was_split_is_not_told_to_be_gone_or_new() -> None:
    at = newest()
    since = {name: line["Kategori sedan 2023 (beräknat)"] for name, line in by_name(at).items()}
    assert [name for name, way in since.items() if way.startswith("Tillkom")] == ["Granängsringen"]
    assert (since["Rinkeby"], since["Hjulsta"]) == ("Samma kategori", "Till en mindre allvarlig kategori")
    assert "Fanns med 2023 men inte i listan 2025: Andersberg (Halmstad)." in prose_below(at)


def test_an_area_lies_where_it_lay_at_the_chosen_assessment() -> None:
    assert "Rosengård ligger i Malmö, lokalpolisområde Malmö Söder, polisregion Syd." in prose(opened(area="rosengard"))
    assert "Rosengård ligger i Malmö, lokalpolisområde Rosengård, polisregion Syd." in prose(newest(area="rosengard"))


def test_an_area_that_no_assessment_held_before_is_not_called_new_while_it_is_not_vulnerable() -> None:
    at = opened(assessment="2019")
    lines = by_name(at)
    # Tablå 3: not vulnerable in 2019, and in no list of 2017.
    for name in ("Fisksätra", "Grantorp/Visättra", "Sigtuna/Valsta"):
        assert lines[name]["Kategori 2019"] == "Ej utsatt område"
        assert lines[name]["Kategori sedan 2017 (beräknat)"] == "–"
    # The lists of 2017 and 2019, by hand: Storvreten is new, Hageby and Smedby are gone.
    changes = [line["Kategori sedan 2017 (beräknat)"] for line in lines.values()]
    assert [name for name, way in zip(lines, changes, strict=True) if way == "Tillkom"] == ["Storvreten"]
    assert "Fanns med 2017 men inte i listan 2019: Hageby (Norrköping) och Smedby (Upplands Väsby)." in prose_below(at)
    assert "Fanns med 2017" not in prose_below(opened(assessment="2019", region="Syd"))


def test_what_the_table_says_of_a_change_is_what_the_page_of_changes_says() -> None:
    for year, before in (("2017", 2015), ("2019", 2017), ("2021", 2019), ("2023", 2021)):
        found = {row["name"]: row["direction"] for row in queries.rows("assessment_changes", years=[before, int(year)])}
        for name, line in by_name(opened(assessment=year)).items():
            said = line[f"Kategori sedan {before} (beräknat)"].rstrip("1)")
            assert (
                said
                == {
                    "more_serious": "Till en allvarligare kategori",
                    "less_serious": "Till en mindre allvarlig kategori",
                    "added": "Tillkom",
                    "removed": "Finns inte längre med",
                    "unchanged": "Samma kategori",
                    None: "–",
                }[found.get(name)]
            )


def test_an_area_that_comes_back_is_told_to_have_been_there() -> None:
    at = opened(assessment="2023")
    assert by_name(at)["Hageby"]["Kategori sedan 2021 (beräknat)"] == "Tillkom1)"
    assert "1) Fanns med även 2015 och 2017." in prose_below(at)


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
    assert "I Skåne län finns nio av de 61 områdena i bedömningen 2021" in prose(
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
    assert {line["Problemnivå 2020–2021"] for line in by_name(at).values()} == {"↓ försämring"}


def test_a_place_without_areas_says_so_and_offers_all_again() -> None:
    at = opened(place="2480")
    assert "Umeå har inget område i bedömningen 2021." in prose(at)
    assert [info.value for info in at.info] == ["Inget område passar det som är valt."]
    (deck,) = at.get("deck_gl_json_chart")
    assert deck.proto.alt == "Karta över Sverige utan områden: inget i bedömningen 2021 passar det som är valt."
    at.button(key="show_all").click().run()
    assert len(by_name(at)) == 63


@pytest.mark.parametrize(
    ("sort", "first"),
    [
        ("category", ["Alby", "Bergsjön", "Biskopsgården"]),  # the particularly vulnerable ones first
        ("name", ["Alby", "Andersberg", "Araby"]),
        ("municipality", ["Tjärna Ängar", "Hässleholmen/Hulta", "Norrby"]),
        ("change", ["Kronogården/Lextorp/Sylte", "Fisksätra", "Grantorp/Visättra"]),
    ],
)
def test_the_table_is_sorted(sort: str, first: list[str]) -> None:
    assert list(by_name(opened(sort=sort)))[:3] == first


def test_the_areas_of_one_municipality_are_sorted_by_name() -> None:
    lines = by_name(opened(sort="municipality", place="1480"))
    # By category, Hammarkullen would come before Gårdsten.
    assert list(lines)[:5] == ["Bergsjön", "Biskopsgården", "Gårdsten", "Hammarkullen", "Hisings Backa"]


def view_of(at: AppTest) -> tuple[float, float]:
    """The middle of the map."""
    (deck,) = at.get("deck_gl_json_chart")
    view = json.loads(deck.proto.json)["initialViewState"]
    return view["latitude"], view["longitude"]


def test_the_map_shows_a_chosen_region_and_the_border_of_a_chosen_place() -> None:
    latitude, longitude = view_of(opened(region="Syd"))
    assert 55.3 < latitude < 57.7  # from Smygehuk to the north of Kalmar län
    assert 12 < longitude < 17.3
    assert view_of(opened())[0] > 60
    layers = the_map(opened(place="1283"))
    west, south, east, north = base_map.bounds()["1283"]
    assert layers["place"]["data"]
    for line in layers["place"]["data"]:
        for longitude, latitude in (line["start"], line["end"]):
            assert west <= longitude <= east
            assert south <= latitude <= north
    assert "place" not in the_map(opened())


def test_the_most_serious_are_drawn_on_top() -> None:
    drawn = [row["area_category"] for row in the_map(opened(sort="name"))["areas"]["data"]]
    order = ["not_vulnerable", "vulnerable", "risk", "particularly_vulnerable"]
    assert drawn == sorted(drawn, key=order.index)
    assert {row: drawn.count(row) for row in order} == dict(zip(order, (2, 28, 14, 19), strict=True))


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
    assert tables(opened(**nonsense)) == tables(newest())


@pytest.mark.parametrize("screen", ["areas.py", "encrypted_phones.py"])
def test_the_sum_of_the_categories_means_all_of_them(screen: str) -> None:
    at = AppTest.from_file(MENU, default_timeout=30)
    at.query_params["category"] = "all_areas"
    at.query_params["assessment"] = "2021"
    at.run()
    at.switch_page(screen).run()
    assert len(by_name(at)) == {"areas.py": 63, "encrypted_phones.py": 4}[screen]
    assert at.query_params["category"] in ("all_areas", ["all_areas"])
    widget(at, "category").set_value(["risk"]).run()  # the sum stays for the pages that have it
    assert at.query_params["category"] == ["risk", "all_areas"]
    assert len(by_name(at)) == {"areas.py": 14, "encrypted_phones.py": 2}[screen]


def test_a_region_without_areas_says_so() -> None:
    at = opened(region="Nord")
    assert "Polisregion Nord har inget område i bedömningen 2021." in prose(at)
    assert "Inget område i Botkyrka i bedömningen 2021 passar" in prose(opened(place="0127", trend="worsened"))


def test_the_areas_of_one_municipality_lead_to_its_page() -> None:
    links = [html.proto.body for html in newest(place="2480").get("html")]
    assert any("/kommun?place=2480" in link and "Lägesbild för Umeå" in link for link in links)
    links = [html.proto.body for html in newest(area="alby").get("html")]
    assert any("/kommun?place=0127" in link and "Lägesbild för Botkyrka" in link for link in links)


@pytest.mark.parametrize(
    "screen", ["overview.py", "areas.py", "problem_levels.py", "encrypted_phones.py", "changes.py", "municipality.py"]
)
def test_the_footer_is_there_where_there_is_nothing_to_show(screen: str, data_copy: Path) -> None:
    at = AppTest.from_file(MENU, default_timeout=30)
    at.query_params["category"] = ""
    at.query_params["year"] = ""
    at.run()
    at.switch_page(screen).run()
    assert [html for html in at.get("html") if "page-footer" in html.proto.body]


# ---- one area ---------------------------------------------------------------------------------------------------


def test_an_area_is_told_of_in_words_and_in_a_table() -> None:
    at = opened(area="vivalla")
    assert "Vivalla ligger i Örebro, lokalpolisområde Örebro, polisregion Bergslagen." in prose(at)
    assert "Problemnivån ändrades med högst 0,2 från 2020 till 2021." in prose(at)  # the text makes Vivalla level
    history = by_name(at, 0)
    assert list(history) == ["2015", "2017", "2019", "2021", "2023", "2025"]
    assert history["2021"]["Kategori"] == "Särskilt utsatt område"
    assert history["2021"]["Problemnivåns trend"] == "→ oförändrat"
    assert history["2019"]["Problemnivåns trend"] == "–"
    assert [row["area"] for row in the_map(at)["chosen"]["data"]] == ["vivalla"]


def test_an_area_that_the_assessment_does_not_hold_is_told_of_all_the_same() -> None:
    at = opened(assessment="2021", area="arby")  # Årby was assessed in 2023 for the first time
    assert "Årby ligger i Eskilstuna" in prose(at)
    assert "Bedömdes som utsatt område 2023–2025." in prose(at)
    assert "Årby finns inte i bedömningen 2021." in prose(at)
    assert list(by_name(at, 0)) == ["2023", "2025"]
    layers = the_map(at)
    assert [row["label"] for row in layers["chosen"]["data"]] == ["Inte bland de bedömda"]
    (hollow,) = [row for row in layers["areas beside arby"]["data"] if row["area"] == "arby"]
    assert hollow["fill"][3] == 0
    assert "Årby" not in by_name(at)


def test_an_area_that_the_filters_leave_out_is_told_of_and_shown() -> None:
    at = opened(place="12", area="alby")
    assert "Alby passar inte det som är valt i filtren" in prose(at)
    assert [row["label"] for row in the_map(at)["chosen"]["data"]] == ["Särskilt utsatt område"]
    assert "Alby" not in by_name(at)
    (deck,) = at.get("deck_gl_json_chart")
    view = json.loads(deck.proto.json)["initialViewState"]
    botkyrka = maps.zoom_to(base_map.bounds()["0127"])  # in which Alby lies
    assert (view["latitude"], view["longitude"]) == (botkyrka.latitude, botkyrka.longitude)


def test_years_are_joined_only_where_the_assessments_follow_each_other() -> None:
    assert "Bedömdes som riskområde 2015 och särskilt utsatt område 2017–2025." in prose(opened(area="alby"))
    # Hageby was in the lists of 2015 and 2017, then not until 2023.
    assert "Bedömdes som utsatt område 2015–2017 och utsatt område 2023–2025." in prose(opened(area="hageby"))


@pytest.mark.parametrize(
    ("area", "language", "said"),
    [
        # The lists of 2015 to 2023, by hand, and what became of the areas in 2025 (data/area_successions.csv).
        ("rinkeby", "sv", "Var till 2023 en del av Rinkeby/Tensta, som bedömdes som särskilt utsatt område 2015–2023."),
        ("tensta", "sv", "Var till 2023 en del av Rinkeby/Tensta, som bedömdes som särskilt utsatt område 2015–2023."),
        ("varberga", "sv", "Var till 2023 en del av Oxhagen/Varberga, som bedömdes som riskområde 2015–2023."),
        (
            "valsta",
            "sv",
            "Fanns till 2023 med som Sigtuna/Valsta, som bedömdes som ej utsatt område 2019 och riskområde 2021–2023.",
        ),
        (
            "rinkeby",
            "en",
            "Until 2023 it was a part of Rinkeby/Tensta, which was assessed as particularly vulnerable area 2015–2023.",
        ),
        (
            "valsta",
            "en",
            "Until 2023 it was listed as Sigtuna/Valsta, which was assessed as not a vulnerable area 2019 and risk area 2021–2023.",
        ),
    ],
)
def test_an_area_tells_what_it_was_part_of_and_how_that_was_assessed(area: str, language: str, said: str) -> None:
    assert said in prose(newest(area=area, lang=language))


@pytest.mark.parametrize(
    ("area", "language", "said", "links"),
    [
        (
            "rinkeby-tensta",
            "sv",
            "Är från 2025 delat i Hjulsta, Rinkeby och Tensta.",
            {"Hjulsta": "hjulsta", "Rinkeby": "rinkeby", "Tensta": "tensta"},
        ),
        ("sigtuna-valsta", "sv", "Finns från 2025 med som Valsta.", {"Valsta": "valsta"}),
        ("sigtuna-valsta", "en", "From 2025 on it is listed as Valsta.", {"Valsta": "valsta"}),
        ("valsta", "sv", "Fanns till 2023 med som Sigtuna/Valsta", {"Sigtuna/Valsta": "sigtuna-valsta"}),
        ("alby", "sv", "", {}),
    ],
)
def test_an_area_tells_what_became_of_it_and_leads_there(
    area: str, language: str, said: str, links: dict[str, str]
) -> None:
    at = opened(assessment="2023", area=area, lang=language)
    assert said in prose(at)
    assert ("Lägesbilds läsning" in prose(at)) == (language == "sv" and bool(links))
    bodies = [
        ET.fromstring(f"<p>{html.proto.body}</p>") for html in at.get("html") if 'class="examples"' in html.proto.body
    ]
    found = {text(link): link.get("href", "") for body in bodies for link in body.iter("a")}
    there = {name: parse_qs(urlsplit(link).query) for name, link in found.items() if link.startswith("/omraden")}
    assert {name: asked["area"] for name, asked in there.items()} == {name: [id_] for name, id_ in links.items()}
    for asked in there.values():  # the assessment that the link shows has the area
        other = opened(assessment=asked["assessment"][0], area=asked["area"][0])
        assert "finns inte i bedömningen" not in prose(other)


def test_the_rows_of_a_municipality_say_what_became_of_an_area() -> None:
    bodies = " ".join(html.proto.body for html in page.opened("municipality", place="0180").get("html"))
    assert "från 2025 Hjulsta, Rinkeby och Tensta" in bodies


def test_an_area_that_came_from_no_other_tells_of_none() -> None:
    assert "Var till" not in prose(newest(area="alby"))
    assert "Fanns till" not in prose(newest(area="alby"))


def test_the_list_says_how_what_an_area_came_from_was_assessed() -> None:
    bodies = [ET.fromstring(f"<page>{html.proto.body}</page>") for html in newest(place="0180").get("html")]
    lines = [line for body in bodies for line in body.findall(".//div[@class='figures area-cells']/table/tbody/tr")]
    below = {text(line.find("th/a")): text(line.find("th/span")) for line in lines}  # type: ignore[arg-type]
    assert "tidigare Rinkeby/Tensta (särskilt utsatt område 2015–2023)" in below["Rinkeby"]
    assert "tidigare" not in below["Husby"]


def test_the_list_beside_the_map_tells_the_history_of_each_area() -> None:
    shown = listed(newest(place="0127"))
    # The lists of 2015 to 2025, by hand: Alby was a risk area first, Storvreten came in 2019.
    assert shown == {
        "Alby": ["R", "S", "S", "S", "S", "S"],
        "Fittja": ["R", "S", "S", "S", "S", "S"],
        "Hallunda/Norsborg": ["S", "S", "S", "S", "S", "S"],
        "Storvreten": ["", "", "U", "U", "U", "U"],
    }
    assert len(listed(newest())) == 65


def letters(at: AppTest) -> dict[str, str]:
    """What the legend of the list says of each letter."""
    bodies = [ET.fromstring(f"<page>{html.proto.body}</page>") for html in at.get("html")]
    items = [item for body in bodies for item in body.findall(".//ul[@class='legend letters']/li")]
    return dict(text(item).strip().split(" ", 1) for item in items)  # type: ignore[misc]


def test_the_legend_names_every_letter_of_the_rows() -> None:
    # Nacka: Fisksätra was found not to be vulnerable in 2019, and was not in the lists of 2015 and 2017.
    at = newest(place="0182")
    assert listed(at)["Fisksätra"] == ["", "", "E", "U", "U", "U"]
    assert letters(at) == {"U": "utsatt område", "E": "bedömt som ej utsatt", "–": "inte på listan"}
    assert "E" not in letters(newest(place="0127"))
    every = newest()
    assert {cell for row in listed(every).values() for cell in row if cell} <= set(letters(every))


def test_what_a_category_is_stands_where_its_word_does() -> None:
    bodies = " ".join(html.proto.body for html in newest().get("html"))
    assert "En mellannivå: området uppfyller alla kriterier" in bodies
    assert ">riskområde</button>" in bodies


def test_a_name_that_no_area_has_is_told_of() -> None:
    captions = " ".join(part.value for part in newest(area="Atlantis").caption)
    assert "området Atlantis" in captions
    at = newest()
    at.selectbox(key="area_filter").set_value("rosengard").run()
    assert at.query_params["area"] in ("rosengard", ["rosengard"])


@pytest.mark.parametrize("chosen", [None, "soder"])
def test_the_browser_forgets_a_click_when_the_choice_changes(chosen: str | None) -> None:
    # It keeps the clicked point by the name of the layer: the next click on it would else let go what is not chosen.
    rows = [
        {"area": "soder", "name": "S", "municipality": "H", "area_category": "risk", "latitude": 56, "longitude": 13}
    ]
    names = {layer.id for layer in maps.areas(rows, maps.SWEDEN, chosen).layers}
    assert ("areas" in names) == (chosen is None)
    assert ("areas beside soder" in names) == (chosen == "soder")


def test_an_area_is_chosen_in_the_list() -> None:
    at = opened()
    at.selectbox(key="area_filter").set_value("rosengard").run()
    assert at.query_params["area"] in ("rosengard", ["rosengard"])
    assert "Rosengård ligger i Malmö" in prose(at)


def test_the_map_is_told_in_words() -> None:
    (deck,) = opened().get("deck_gl_json_chart")
    alt = deck.proto.alt
    # Tablå 4, region Bergslagen: Vivalla, Oxhagen/Varberga, Tjärna Ängar
    assert "Bergslagen: ett särskilt utsatt område och två riskområden" in alt
    assert "bedömningen 2021" in alt


def test_the_map_shows_the_whole_box() -> None:
    view = maps.zoom_to((10.0, 55.0, 20.0, 69.0), width=400, height=600)
    world = 512 * 2**view.zoom
    assert world * 10 / 360 <= 400
    assert 55 < view.latitude < 69
    assert maps.zoom_to((12.0, 57.0, 12.001, 57.001)).zoom <= 11  # never closer than the borders bear


def test_an_area_is_found_by_its_municipality_and_by_its_name_alone() -> None:
    """Who types "Botkyrka" is shown its areas; "Rinkeby" is one area, though another's name begins so."""
    at = newest()
    options = at.selectbox(key="area_filter").options
    assert [one for one in options if "Botkyrka" in one] == [
        "Alby (Botkyrka)",
        "Fittja (Botkyrka)",
        "Hallunda/Norsborg (Botkyrka)",
        "Storvreten (Botkyrka)",
    ]
    at = typed(at, "area_filter", "rinkeby")
    assert at.query_params["area"] == "rinkeby"


# ---- files ------------------------------------------------------------------------------------------------------


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the page offers for download, by the file's name."""
    found: dict[str, Any] = {}
    monkeypatch.setattr(st, "download_button", lambda label, data, file_name, **others: found.update({file_name: data}))
    return found


def about_sheet(content: bytes) -> dict[str, list[str]]:
    """The second sheet: texts by heading."""
    said: dict[str, list[str]] = {}
    for heading, body in openpyxl.load_workbook(io.BytesIO(content)).worksheets[1].iter_rows(values_only=True):
        said.setdefault(str(heading), []).append(str(body))
    return said


def test_the_workbook_says_all_that_stands_around_the_table(offered: dict[str, Any]) -> None:
    opened(region="Väst", trend=["improved", "worsened"], category=["vulnerable", "risk"])
    name = "areas-2021-vulnerable-risk-vast-improved-worsened"
    assert {f"{name}.{kind}" for kind in ("csv", "excel.csv", "xlsx", "png", "svg")} <= set(offered)
    said = about_sheet(offered[f"{name}.xlsx"]())
    assert said["Urval"] == [
        "Bedömning: 2021; områdeskategori: Utsatta områden och Riskområden; polisregion: Väst; plats: Hela Sverige; "
        "problemnivåns trend: ↑\u00a0förbättring och ↓\u00a0försämring"
    ]
    assert said["I korthet"][0].startswith("I polisregion Väst finns två av de 61 områdena i bedömningen 2021:")
    assert "inte om dem som bor där" in said["Att tänka på"][0]
    assert "jämförda i ordning efter allvar" in said["Riktning (beräknat)"][0]
    assert "2021 med nivån 2020" in said["Problemnivåns trend"][0]
    parts = " ".join(said["Källa"])
    assert all(part in parts for part in ("Tablå 4", "UO2021.shp"))
    assert all(
        line.endswith(" https://polisen.se/om-polisen/polisens-arbete/utsatta-omraden/") for line in said["Källa"]
    )
    assert "trend=improved&trend=worsened" in said["Adress"][0]


def test_the_files_of_an_assessment_without_trends_do_not_speak_of_them(offered: dict[str, Any]) -> None:
    opened(assessment="2015")
    said = about_sheet(offered["areas-2015.xlsx"]())
    assert "Problemnivåns trend" not in said
    assert "Riktning (beräknat)" not in said
    assert "trend" not in said["Urval"][0]


def test_the_files_hold_the_sources_of_category_change_and_place_and_the_caveats(offered: dict[str, Any]) -> None:
    opened()
    lines = {row["area"]: row for row in csv.DictReader(io.StringIO(offered["areas-2021.csv"]().decode()))}
    assert len(lines) == 63
    araby = lines["araby"]
    assert (araby["source"], araby["source_before"]) == ("lagesbild-2021-tabla-4", "lagesbild-2021-tabla-3")
    assert araby["direction"] == "less_serious"
    assert araby["place_source"] == "polisen-geodata-2021"
    assert "andra hand" in araby["note"]
    assert "Tablå 3, avsnitt 3.3" in prose(opened())  # the source of the categories of 2019 that differ


def test_the_chosen_area_can_be_taken_along(offered: dict[str, Any]) -> None:
    opened(area="vivalla")
    lines = list(csv.DictReader(io.StringIO(offered["area-vivalla.csv"]().decode())))
    assert [line["source"] for line in lines] == [
        "utsatta-omraden-2015-andra-hand",
        "utsatta-omraden-2017-andra-hand",
        "lagesbild-2021-tabla-4",
        "lagesbild-2021-tabla-4",
        "polisen-geodata-2023",
        "polisen-2025-tabell-19-andra-hand",
    ]
    said = about_sheet(offered["area-vivalla.xlsx"]())
    assert said["Plats"] == ["Vivalla ligger i Örebro, lokalpolisområde Örebro, polisregion Bergslagen."]
    assert len(said["Källa"]) == 5


def test_the_picture_shows_what_is_chosen(offered: dict[str, Any]) -> None:
    opened(place="0380")
    inside = ET.fromstring(offered["areas-2021-0380.svg"]())
    # Uppsala län has eight municipalities; the whole country would be 21 counties.
    (ground,) = [part for part in inside.iter() if part.get("class", "").startswith("mark-shape")]
    assert len(ground) == 8


# ---- open data --------------------------------------------------------------------------------------------------


def asked(query: str) -> list[dict[str, str]]:
    content = area_data.areas_csv(QueryParams(query)).decode("utf-8")
    return list(csv.DictReader(io.StringIO(content, newline="")))


def test_open_data_hold_every_assessment() -> None:
    rows = asked("")
    assert len(rows) == 299 + 65
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
        file.write("lagesbild-2027,Polismyndigheten,Lägesbild 2027,Report 2027,Lista,List,2027-12,\n")
    with (data_copy / "assessments.csv").open("a", encoding="utf-8") as file:
        file.write(
            "alby,2027,particularly_vulnerable,improved,,lagesbild-2027\naraby,2027,vulnerable,,,lagesbild-2027\n"
        )
    assert queries.problems() == ()
    at = newest()
    assert list(by_name(at)) == ["Alby", "Araby"]
    assert [option.content for option in widget(at, "assessment").proto.options] == [
        "2015",
        "2017",
        "2019",
        "2021",
        "2023",
        "2025",
        "2027",
    ]
    assert [option.content for option in widget(at, "category").proto.options] == [
        "Utsatta områden",
        "Särskilt utsatta områden",
    ]
    assert "Kategorin riskområde avskaffades 2025." in prose(at)
    assert "finns här" not in prose(at)
    assert "Kategorin riskområde avskaffades 2025; ingen bedömning från och med då finns här." not in prose(at)
    assert "Här jämförs nivån 2027 med nivån 2026." in prose(at)
    (picture,) = [area_data.areas_svg(QueryParams(""))]
    assert picture.decode().count('aria-roledescription="point"') == 2


# ---- the overview -----------------------------------------------------------------------------------------------


def test_the_overview_has_the_map_in_small_and_the_number_of_areas_of_each_category() -> None:
    at = AppTest.from_file(MENU, default_timeout=30).run()
    (glance,) = [html.proto.body for html in at.get("html") if 'class="glance"' in html.proto.body]
    part = ET.fromstring(glance)
    assert [text(item).split(" ", 1)[1] for item in part.iter("li")] == [
        "Särskilt utsatta områden: 19",
        "Utsatta områden: 46",
    ]
    (image,) = part.iter("img")
    # Vivalla; Oxhagen and Varberga, which were one area, and Tjärna Ängar
    assert "Bergslagen: ett särskilt utsatt område och tre utsatta områden" in image.get("alt", "")
    assert image.get("src") == "/api/areas.svg?assessment=2025"
    assert {link.get("href") for link in part.iter("a")} == {"/omraden"}
    at.query_params["assessment"] = "2019"
    at.query_params["category"] = "risk"
    at.run()
    (glance,) = [html.proto.body for html in at.get("html") if 'class="glance"' in html.proto.body]
    links = {link.get("href") for link in ET.fromstring(glance).iter("a")}
    assert links == {"/omraden?assessment=2019&category=risk"}
    assert "/api/areas.svg?assessment=2019" in glance


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_small_map_has_a_point_for_each_area(mode: str) -> None:
    picture = area_data.areas_svg(QueryParams(f"assessment=2023&mode={mode}")).decode("utf-8")
    assert picture.count('aria-roledescription="point"') == 59
    assert picture.count(f'stroke="{maps.LAND[mode][2]}"') == 21  # the counties
    with pytest.raises(BadRequest):
        area_data.areas_svg(QueryParams("mode=blue"))
    # Without a year it is the assessment that the pages show at first.
    assert area_data.areas_svg(QueryParams("")).decode("utf-8").count('aria-roledescription="point"') == 65
    assert area_data.areas_svg(QueryParams("assessment=2015")).decode().count('aria-roledescription="point"') == 53


def test_the_marks_of_the_legend_are_those_of_the_map() -> None:
    """Diameters in pixels: twice the radius that the map draws; an area in no category is hollow."""
    at = opened(assessment="2021", category=["vulnerable", "risk", "particularly_vulnerable"])
    html = next(part.proto.body for part in at.get("html") if 'class="legend"' in part.proto.body)
    sizes = re.findall(r"width: (\d+)px; height: (\d+)px; background: var\(--(\w+)\)", html)
    drawn = {row["area_category"]: row["radius"] for row in the_map(at)["areas"]["data"]}
    assert {int(across) for across, _, _ in sizes} == {12, 14, 16}
    assert {mark: int(across) for across, _, mark in sizes} == {mark: 2 * drawn[mark] for *_, mark in sizes}
    assert all(across == tall for across, tall, _ in sizes)
    assert "border" in maps.dot("other")
    assert "background" not in maps.dot("other")


def test_an_outline_that_was_redrawn_is_told_and_so_is_one_of_another_year() -> None:
    # Geneta in Södertälje has the same name in 2023 and 2025, but 59 per cent of the outline (tests/areas_2025.py)
    said = "Polisen har ritat om områdets gräns sedan bedömningen innan: 59 procent av den är densamma"
    assert said in prose(newest(area="geneta"))
    assert "ritat om" not in prose(newest(area="alby"))  # identical
    said = "Alla gränser från 2015 är inte kända: de andra är från 2017, 2019, 2021 och 2023."
    assert said in prose(opened(assessment="2015"))
    assert "är inte kända" not in prose(newest())


def test_outlines_of_the_asked_areas_are_open_data() -> None:
    found = json.loads(area_data.outlines_json(QueryParams("assessment=2025&area=alby&area=fittja")))
    assert {row["area"] for row in found} == {"alby", "fittja"}
    assert {row["outline_year"] for row in found} == {2025}
    assert all(row["polygon"][0][0] == row["polygon"][0][-1] for row in found)  # closed rings
    every = json.loads(area_data.outlines_json(QueryParams("assessment=2025")))
    assert len({row["area"] for row in every}) == 65
    with pytest.raises(BadRequest):
        area_data.outlines_json(QueryParams("area=nowhere"))
