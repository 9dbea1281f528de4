"""The map of municipalities: which figures are on it, in which class, and that the table holds them all."""

from __future__ import annotations

import csv
import io
import json
from itertools import pairwise
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

import queries
from pages.components import charts, downloads
from pages.components.charts import choropleth, maps
from pages.components.text import in_language
from queries.places import base_map
from tests.additions import SOURCE, SOURCES, addition
from tests.page import by_name, prose, quiet, tables, words
from tests.page import opened_with_own as opened
from tests.pages.sections.test_own_places import downloaded

pytestmark = pytest.mark.usefixtures("built_in_data")

SV = in_language("sv")
TEN = ("Umeå", "Luleå", "Boden", "Malmö", "Lund", "Kiruna", "Piteå", "Skövde", "Borås", "Täby")
FIGURES = "".join(
    f"narcotics_offences,,{name},2020,,,{rate}.0,,umea-2024\n" for rate, name in enumerate(TEN, start=1)
) + "narcotics_offences,,Distrikt Öst,2020,,,11.0,,umea-2024\n"  # fmt: skip
"""Ten municipalities with the rates 1.0 to 10.0 in this order, and a district, which is on no map."""


def map_of(at: AppTest) -> Any:
    found = at.get("deck_gl_json_chart")
    return found[0].proto if found else None


def on_map(at: AppTest) -> dict[str, dict[str, Any]]:
    """What the map says of each municipality."""
    layers = json.loads(map_of(at).json)["layers"]
    (layer,) = [layer for layer in layers if layer["id"] == "municipalities"]
    return {feature["properties"]["name"]: feature["properties"] for feature in layer["data"]["features"]}


def asked(files: dict[str, bytes], **given: Any) -> list[dict[str, Any]]:
    with queries.one_state(files):
        return queries.rows(
            "municipality_figures", **{"indicator": "narcotics_offences", "measure": "per_1000", "years": None} | given
        )


def test_the_shapes_are_sent_once() -> None:
    """pydeck writes whatever a map has: all shapes went to the reader twice."""
    sent = str(map_of(opened("narcotics_weapons", addition(FIGURES), year="2020")).json)
    assert sent.count('"shown"') == len(TEN)
    assert sent.count("FeatureCollection") == sent.count('"type":"FeatureCollection"')


# ---- the question -------------------------------------------------------------------------------------------------


def test_only_municipalities_are_answered() -> None:
    rows = asked(addition(FIGURES))
    assert {row["name"]: row["value"] for row in rows} == dict(zip(TEN, range(1, 11), strict=True))
    assert {row["name"]: row["code"] for row in rows}["Umeå"] == "2480"
    assert {row["year"] for row in rows} == {2020}


def test_the_latest_year_that_three_municipalities_have_figures_for() -> None:
    later = "".join(f"narcotics_offences,,{name},2021,,,5.0,,umea-2024\n" for name in TEN[:2])
    assert {row["year"] for row in asked(addition(FIGURES + later))} == {2020}
    later += "narcotics_offences,,Malmö,2021,,,5.0,,umea-2024\n"
    assert {row["year"] for row in asked(addition(FIGURES + later))} == {2021}
    assert {row["year"] for row in asked(addition(FIGURES + later), years=[2019, 2020])} == {2020}


def test_two_municipalities_make_no_map() -> None:
    two = "".join(FIGURES.splitlines(keepends=True)[:2])
    assert asked(addition(two)) == []
    assert map_of(opened("narcotics_weapons", addition(two))) is None


def test_of_two_sources_the_one_with_more_municipalities_is_drawn() -> None:
    other = "".join(f"narcotics_offences,,{name},2020,,,9.9,,other\n" for name in TEN[:3])
    files = addition(FIGURES + other, sources=SOURCES + SOURCE + SOURCE.replace("umea-2024", "other"))
    assert {row["source"] for row in asked(files)} == {"umea-2024"}


def test_the_built_in_data_have_no_map() -> None:
    assert map_of(opened("narcotics_weapons", {})) is None


def test_hostile_values_are_only_values() -> None:
    assert asked(addition(FIGURES), indicator="'; DROP TABLE series; --") == []
    assert asked(addition(FIGURES), measure="'; DROP TABLE series; --") == []
    assert len(asked(addition(FIGURES))) == 10


# ---- classes ------------------------------------------------------------------------------------------------------


def valued(*values: float) -> list[dict[str, Any]]:
    return [
        {"code": f"{number:04}", "name": f"K{number}", "value": value, "shown": SV.number(value, 1)}
        for number, value in enumerate(values)
    ]


def test_classes_hold_as_many_municipalities_each() -> None:
    rows = choropleth.classed(valued(*range(1, 11)), 1)
    assert [row["class"] for row in rows] == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4]
    assert choropleth.labels(rows) == ["1,0–2,0", "3,0–4,0", "5,0–6,0", "7,0–8,0", "9,0–10,0"]


def test_figures_that_are_shown_alike_are_of_one_class() -> None:
    rows = choropleth.classed(valued(1.01, 1.02, 1.03, 1.04, 2.0), 1)
    assert [row["class"] for row in rows] == [0, 0, 0, 0, 1]
    assert choropleth.labels(rows) == ["1,0", "2,0"]


def test_a_single_class_has_the_colour_in_the_middle() -> None:
    rows = choropleth.classed(valued(3, 3, 3), 1)
    assert choropleth.colours(rows, "light") == [choropleth.RAMPS["light"][2]]
    assert choropleth.labels(rows) == ["3,0"]


def luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it."""
    parts = [part / 255 for part in maps.rgb(colour)[:3]]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("look", ["light", "dark"])
def test_neighbouring_classes_differ_in_lightness(look: str) -> None:
    # What colour-blind readers go by; the land without figures is further from the ramp's beginning than that.
    steps = sorted(luminance(colour) for colour in choropleth.RAMPS[look])
    contrasts = [(above + 0.05) / (below + 0.05) for below, above in pairwise(steps)]
    assert min(contrasts) >= 1.35
    assert steps == [luminance(colour) for colour in choropleth.RAMPS[look]][::-1]  # darker is more, in dark too


# ---- on the page --------------------------------------------------------------------------------------------------


def test_the_map_shows_the_figures_and_the_table_holds_them() -> None:
    at = opened("narcotics_weapons", addition(FIGURES))
    shown = on_map(at)
    assert {name: told["shown"] for name, told in shown.items()} == {
        name: f"{rate},0" for rate, name in enumerate(TEN, start=1)
    }
    ramp = choropleth.RAMPS["light"]
    assert shown["Umeå"]["fill"] == maps.rgb(ramp[0])
    assert shown["Täby"]["fill"] == maps.rgb(ramp[4])
    table = by_name(at, -1)
    assert list(table) == list(reversed(TEN))  # the highest figure first
    assert (table["Umeå"]["Tal"], table["Umeå"]["Klass"]) == ("1,0", "1,0–2,0")
    assert "Karta över kommuner, 2020" in [part.value for part in at.subheader]


def test_the_map_has_an_alternative_text_and_a_legend() -> None:
    at = opened("narcotics_weapons", addition(FIGURES))
    said = map_of(at).alt
    assert "10 kommuner har ett tal." in said
    assert "Klasser: 1,0–2,0; 3,0–4,0; 5,0–6,0; 7,0–8,0; 9,0–10,0." in said
    assert "Högst: Täby 10,0, Borås 9,0 och Skövde 8,0. Lägst: Umeå 1,0, Luleå 2,0 och Boden 3,0." in said
    (legend,) = [html.proto.body for html in at.get("html") if 'class="class"' in html.proto.body]
    assert legend.count('class="class"') == 6
    assert "ingen uppgift" in legend


def test_the_map_asks_no_tile_host() -> None:
    assert json.loads(map_of(opened("narcotics_weapons", addition(FIGURES))).json).get("mapProvider") is None


def test_computed_figures_and_own_ones_are_marked() -> None:
    figures = "".join(
        f"narcotics_offences,,{name},2020,{number},10000,,,umea-2024\n" for number, name in enumerate(TEN[:3], start=20)
    )
    at = opened("narcotics_weapons", addition(figures))
    assert by_name(at, -1)["Umeå"]["Tal"] == "2,0 (beräknat)"  # 20 / 10,000 × 1,000
    assert "Narkotikabrott. Anmälda narkotikabrott per 1 000 invånare (egen fil, beräknat)" in quiet(at)
    assert "Antalet / folkmängden × 1 000" in prose(at)


def test_numbers_are_said_to_be_no_rates() -> None:
    figures = "".join(f"narcotics_offences,,{name},2020,20,,,,umea-2024\n" for name in TEN[:3])
    at = opened("narcotics_weapons", addition(figures), measure="count")
    assert any("Det är antal, inte tal per invånare" in line for line in quiet(at))


def test_populations_are_not_mapped() -> None:
    figures = "".join(f"narcotics_offences,,{name},2020,20,10000,,,umea-2024\n" for name in TEN[:3])
    assert map_of(opened("narcotics_weapons", addition(figures), measure="population")) is None


def test_the_downloads_of_the_map(monkeypatch: pytest.MonkeyPatch) -> None:
    given = downloaded(monkeypatch, "narcotics_weapons", "downloads_map", addition(FIGURES))
    assert given["name"] == "narcotics-offences-per-1000-municipalities-2020"
    machine = list(csv.DictReader(io.StringIO(downloads.csv_for_machines(given["table"]).decode())))
    (line,) = [row for row in machine if row["name"] == "Umeå"]
    assert (line["code"], line["value"], line["year"], line["origin"]) == ("2480", "1.0", "2020", "own")
    picture = downloads.svg(given["drawn"]()).decode()
    assert "9,0–10,0" in picture
    assert "Umeå kommun" in picture
    assert picture.count(choropleth.RAMPS["light"][4]) >= 2  # two municipalities and the legend


def test_the_picture_draws_each_municipality_in_the_colour_of_its_class() -> None:
    rows = choropleth.classed([row | {"code": code} for row, code in zip(valued(1, 2, 3), ("2480", "0180", "1280"), strict=True)], 1)  # fmt: skip
    drawn = choropleth.picture(SV, rows, base_map.shapes())
    picture = downloads.svg(charts.picture(drawn, "Rubrik", "enhet", [])).decode()
    for colour in choropleth.colours(rows, "light"):
        assert f'fill="{colour}"' in picture


def test_every_municipality_has_a_shape() -> None:
    listed = [row["code"] for row in queries.rows("places") if not row["is_county"]]
    assert sorted(base_map.shapes()) == sorted(listed)
    assert json.loads(base_map.shapes()["2480"])["type"] == "MultiPolygon"


def test_the_table_of_the_map_has_a_caption() -> None:
    captions = [words(part) for table in tables(opened("narcotics_weapons", addition(FIGURES))) for part in table.iter("caption")]  # fmt: skip
    assert any(said.startswith("Narkotikabrott 2020.") for said in captions)
