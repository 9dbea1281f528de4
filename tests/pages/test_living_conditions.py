"""Living conditions: the sentence and the shades from SCB's figures, the map's parts, what is missing, and what is never shown."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from PIL import Image
from streamlit.testing.v1 import AppTest

import queries
from pages.components.charts import choropleth
from pages.components.text import swedish_order
from queries.store import database
from queries.store.additions import BORDERS
from tests.page import answered, by_name, figure_title, listed, messages, opened, prose, rows, tables, unit

SCREEN = "living_conditions"

pytestmark = pytest.mark.usefixtures("built_in_data")


def spec(at: AppTest) -> dict[str, Any]:
    """The specification of the map."""
    (chart,) = at.get("vega_lite_chart")
    found: dict[str, Any] = json.loads(chart.proto.spec)
    return found


def layers(at: AppTest, mark: str) -> list[dict[str, Any]]:
    return [layer for layer in spec(at)["layer"] if layer["mark"]["type"] == mark]


def areas(at: AppTest) -> list[dict[str, Any]]:
    """What the map says of each area."""
    (coloured,) = [layer for layer in layers(at, "geoshape") if "color" in layer.get("encoding", {})]
    return [one["properties"] for one in coloured["data"]["values"]]


def legend(at: AppTest) -> list[str]:
    return listed(at, "legend shades")


# ---- the answer ---------------------------------------------------------------------------------------------------


def test_a_municipality_is_told_in_a_sentence_beside_the_country() -> None:
    at = opened(SCREEN, place="0127")
    assert answered(at)[0] == (  # 14 072 of 95 383, and 568 542 of 10 521 556
        "I Botkyrka bor 15 av 100 i områden med stora socioekonomiska utmaningar enligt SCB (8 av 50 områden), "
        "i hela landet 5 (2022)."
    )
    assert opened(SCREEN, place="2480", lang="en").title[0].value == "Living conditions by area"
    assert answered(opened(SCREEN, place="2480"))[0].startswith("I Umeå finns inget område med stora")


def test_without_a_municipality_it_is_the_country_by_type() -> None:
    at = opened(SCREEN)
    assert answered(at)[0].startswith("5 av 100 bor i områden med stora socioekonomiska utmaningar enligt SCB: 293 av")
    found = by_name(at)
    assert [line["Områden (DeSO)"] for line in found.values()] == ["293", "467", "1 365", "3 311", "548"]
    assert [line["Invånare"] for line in found.values()][:2] == ["568 542", "845 321"]
    assert not at.get("vega_lite_chart")


# ---- the map ------------------------------------------------------------------------------------------------------


def test_the_map_shades_each_area_and_says_how_many_live_there() -> None:
    at = opened(SCREEN, place="0127")
    found = {one["deso"]: one for one in areas(at)}
    assert len(found) == 50
    known = {row["deso"]: row for row in queries.rows("living_conditions", municipalities=["0127"])}
    assert {deso: 6 - one["shade"] for deso, one in found.items()} == {
        deso: row["area_type"] for deso, row in known.items()
    }
    people = {deso: int("".join(filter(str.isdigit, one["people"]))) for deso, one in found.items()}
    assert people == {deso: row["population"] for deso, row in known.items()}
    assert [line.replace("\u00a0", " ") for line in legend(at)[1:5]] == [
        "goda socioekonomiska förutsättningar21 områden, 38 459 invånare",
        "socioekonomiskt blandat5 områden, 9 761 invånare",
        "socioekonomiska utmaningar16 områden, 33 091 invånare",
        "stora socioekonomiska utmaningar8 områden, 14 072 invånare",
    ]


def test_the_polices_areas_are_outlined_and_named_on_top() -> None:
    at = opened(SCREEN, place="0127")
    outlined = layers(at, "geoshape")[-1]
    names = {one["properties"]["name"] for one in outlined["data"]["values"]}
    assert names == {"Alby", "Fittja", "Hallunda/Norsborg", "Storvreten"}
    assert outlined["mark"]["fill"] is None
    assert "linje: polisens områden 2025" in legend(at)
    (chart,) = at.get("vega_lite_chart")
    assert "Inritade: polisens områden Alby" in chart.proto.alt


@pytest.mark.parametrize(
    ("condition", "column"), [("income", "Inkomst, tusen kronor"), ("employment", "Förvärvsarbete, %")]
)
def test_each_variable_stands_by_itself(condition: str, column: str) -> None:
    at = opened(SCREEN, place="0127", condition=condition)
    assert figure_title(at) == f"{column.partition(',')[0]} i Botkyrka 2022"
    found = {line[1]: line for line in rows(at)[1:]}
    head = [title.removesuffix(" (beräknat)") for title in rows(at)[0]]
    assert head[:4] == ["Del av kommunen (RegSO)", "Område (DeSO)", "Invånare", column]
    values = {row["deso"]: row for row in queries.rows("living_conditions", municipalities=["0127"])}
    first = values["0127A0010"]
    written = f"{first[condition]:.1f}".replace(".", ",")  # type: ignore[literal-required]
    assert found["0127A0010"][3].startswith(written)


def test_a_group_shows_its_variables_and_a_fifth_but_no_figure_of_its_own() -> None:
    at = opened(SCREEN, place="0127", condition="economy")
    assert [title.split(" (ber")[0] for title in rows(at)[0]][3:7] == [
        "Inkomst, tusen kronor",
        "Förgymnasial utbildning, %",
        "Förvärvsarbete, %",
        "Femtedel (5 = mörkast)",
    ]
    assert {line[6] for line in rows(at)[1:]} <= {"1", "2", "3", "4", "5"}
    assert {one["shown"] for one in areas(at)} <= {f"femtedel {number}" for number in range(1, 6)}


def test_areas_stand_by_name_and_never_by_their_figure() -> None:
    table = rows(opened(SCREEN, place="0180", condition="income"))[1:]
    assert len(table) == 544
    assert table == sorted(table, key=lambda line: (swedish_order(line[0]), line[1]))
    figures = [line[3] for line in table]
    assert figures != sorted(figures)
    assert figures != sorted(figures, reverse=True)


def test_foreign_background_is_grey_and_part_of_nothing() -> None:
    def colours(condition: str) -> list[str]:
        at = opened(SCREEN, place="0127", condition=condition)
        (coloured,) = [layer for layer in layers(at, "geoshape") if "color" in layer.get("encoding", {})]
        found: list[str] = coloured["encoding"]["color"]["scale"]["range"]
        return found

    grey = [colour[1:3] == colour[3:5] == colour[5:7] for colour in colours("foreign_background")]
    assert all(grey)
    assert len(set(colours("income"))) == 5
    at = opened(SCREEN, place="0127", condition="foreign_background")
    assert "det är inte sämre" in unit(at)
    said = prose(at)
    assert "Emot" in said
    assert "Ursprung är inget livsvillkor" in said
    assert "143 av de 180" in said
    # Whether conditions are hard is told of SCB's type, never of where people come from.
    assert "är 93 av SCB:s svåraste typ" in " ".join(html.proto.body for html in at.get("html")).replace(
        "<b>", ""
    ).replace("</b>", "")


@pytest.mark.parametrize(("rings", "column"), [("children", "age_0_14"), ("youths", "age_15_19")])
def test_rings_are_where_many_children_or_youths_live_and_grow_with_their_number(rings: str, column: str) -> None:
    at = opened(SCREEN, place="0127", rings=rings)
    (circles,) = layers(at, "point")
    known = queries.rows("living_conditions", municipalities=["0127"])
    expected = sorted(
        row[column]  # type: ignore[literal-required]
        for row in known
        if row[f"many_{rings}"]  # type: ignore[literal-required]
    )
    drawn = sorted(int(one["number"].replace("\u00a0", "")) for one in circles["data"]["values"])
    assert drawn == expected
    by_number = {int(one["number"].replace("\u00a0", "")): one["size"] for one in circles["data"]["values"]}
    assert len({round(size / number, 6) for number, size in by_number.items()}) == 1
    assert not layers(opened(SCREEN, place="0127"), "point")


def test_the_map_can_show_the_main_town() -> None:
    whole, town = spec(opened(SCREEN, place="0380")), spec(opened(SCREEN, place="0380", part="centre"))
    assert whole["projection"] != town["projection"]
    assert len(areas(opened(SCREEN, place="0380", part="centre"))) == 150


def test_the_picture_and_the_files_have_the_whole_map(monkeypatch: pytest.MonkeyPatch) -> None:
    offered: dict[str, Any] = {}
    monkeypatch.setattr(st, "download_button", lambda label, data, file_name, **_: offered.update({file_name: data}))
    opened(SCREEN, place="1280", rings="children")
    drawn = Image.open(io.BytesIO(offered["living-conditions-area-type-malmo.png"]())).convert("RGB")
    colours = {colour: count for count, colour in drawn.getcolors(drawn.width * drawn.height) or []}
    for shade in choropleth.RAMPS["light"]:  # Malmö has areas of every type
        assert colours.get(tuple(bytes.fromhex(shade[1:])), 0) > 2_000, shade
    table = list(csv.DictReader(io.StringIO(offered["living-conditions-area-type-malmo.csv"]().decode())))
    assert len(table) == 192
    assert sum(row["has_border"] == "no" for row in table) == 16
    assert all(int(row["population"]) > 0 for row in table)


# ---- what is missing ----------------------------------------------------------------------------------------------


def test_where_no_border_is_known_words_say_so_and_the_table_has_the_figures() -> None:
    at = opened(SCREEN, place="2480")
    assert not at.get("vega_lite_chart")
    assert any("<b>Gräns saknas här:</b>" in html.proto.body for html in at.get("html"))
    assert len(rows(at)) == 71  # Umeå has 70 areas


def test_where_some_borders_are_missing_the_map_is_grey_there() -> None:
    at = opened(SCREEN, place="1280")
    assert legend(at)[5].startswith("gräns saknas här16 områden")
    assert len(areas(at)) == 176
    assert len(rows(at)) == 193


def test_what_the_report_has_and_this_map_has_not_is_said() -> None:
    said = prose(opened(SCREEN, place="0127"))
    for part in ("Trångboddhet", "0–14 och 15–19", "inga vikter", "DeSO 2025"):
        assert part in said


def test_what_such_a_map_can_do_is_said() -> None:
    said = prose(opened(SCREEN))
    assert "Den som bor i ett område är inte området." in said
    assert "ingen rangordning" in said


# ---- the claim ----------------------------------------------------------------------------------------------------


def test_the_claim_is_tested_both_ways_for_every_measure() -> None:
    at = opened(SCREEN, place="0127", condition="income")
    body = " ".join(html.proto.body for html in at.get("html"))
    assert "hör <b>122</b> till landets mörkaste tiondel" in body
    assert "av 275 områden i den tiondelen ligger <b>153</b> inte i något" in body
    number = next(place for place in range(len(tables(at))) if rows(at, place)[0][0] == "Mått")
    found = {line[0]: [cell.split(" (ber")[0] for cell in line[1:]] for line in rows(at, number)[1:]}
    assert found["SCB:s områdestyp"] == ["180", "93", "52", "157", "93", "59"]
    assert found["Gruppen ekonomi"] == ["180", "143", "79", "304", "143", "47"]
    assert found["Unga 15–19 år"] == ["180", "27", "15", "368", "27", "7"]
    assert list(found)[-1] == "Utländsk bakgrund"


# ---- an administrator's borders -----------------------------------------------------------------------------------


def test_a_file_of_borders_that_cannot_be_used_is_said_on_the_page_and_ours_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / BORDERS).write_text('{"features": [{"properties": {"deso": "<b>x"}}]}', encoding="utf-8")
    monkeypatch.setenv("LAGESBILD_DATA", str(tmp_path))
    at = opened(SCREEN, place="0127")
    assert "Filen med gränser, deso_borders.geojson, används inte: ett område i den saknar kod" in messages(at)
    assert len(areas(at)) == 50
    at = opened(SCREEN, place="0127", lang="en")
    assert "is not used: an area in it has no code" in messages(at)


def test_a_measure_of_somebodys_own_is_named_and_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    head = (database.BUILT_IN / "conditions.csv").read_text(encoding="utf-8").splitlines()[0]
    row = "noise,12,variable,economy,high,1,Buller,Noise,dB,dB,Mörkare,Darker,Ljud,Sound,,,scb-omradestyp-2022"
    (tmp_path / "conditions.csv").write_text(f"{head}\n{row}\n", encoding="utf-8")
    monkeypatch.setenv("LAGESBILD_DATA", str(tmp_path))
    at = opened(SCREEN, place="0127", condition="economy")
    assert len(areas(at)) == 50
    assert "noise" in messages(at)


def test_a_municipality_without_figures_is_said_to_have_none(data_copy: Path) -> None:
    figures = (data_copy / "deso_figures.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (data_copy / "deso_figures.csv").write_text("".join(line for line in figures if "2480," not in line), "utf-8")
    assert messages(opened(SCREEN, place="2480"))
    assert not opened(SCREEN, place="2480").get("vega_lite_chart")


def test_areas_and_municipalities_lead_here() -> None:
    bodies = [html.proto.body for html in opened("municipality", place="0127").get("html")]
    assert any('href="/livsvillkor?place=0127"' in body and "15 av 100" in body for body in bodies)
    bodies = [html.proto.body for html in opened("areas", area="alby").get("html")]
    assert any('href="/livsvillkor?place=0127">Livsvillkor i Botkyrka</a>' in body for body in bodies)
