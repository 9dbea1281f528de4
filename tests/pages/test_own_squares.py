"""Living conditions by a municipality's own squares: from an administrator's file, and from a reader's alone."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

import queries
from pages.components.charts import choropleth, deso_map
from tests.page import (
    answered,
    figure_title,
    listed,
    messages,
    opened,
    opened_with_own,
    prose,
    remarks,
    rows,
    unit,
    well,
)
from tests.queries.store.test_local_picture import own, put
from tests.queries.store.test_squares import HEAD
from tests.server import get

__all__ = ["own"]

SCREEN, PAGE = "living_conditions", "own_exports"
WEST, EAST, SOUTH = "7580007087000", "7590007087000", "7580007086000"
"""Three square kilometres in Umeå."""

TEXT = HEAD + "".join(
    f"{square},1000,{year},{condition},{value},{people},SCB leverans 2025\n"
    for square, year, condition, value, people in (
        (WEST, 2024, "income", 100, 300),
        (EAST, 2024, "income", 900, 700),
        (SOUTH, 2024, "income", 250, 2),  # hidden
        (WEST, 2023, "income", 90, 290),
        (WEST, 2024, "children", 20, 300),
        (EAST, 2024, "children", 10, 700),
        (WEST, 2024, "overcrowding", 12.5, 300),
        (WEST, 2024, "foreign_background", 40, 300),
        ("6590006568000", 2024, "income", 250, 4000),  # in Botkyrka
    )
)


@pytest.fixture
def there(own: Path) -> Path:
    """An administrator's folder with these squares."""
    assert put(own, squares=TEXT) == []
    return own


def spec(at: AppTest) -> dict[str, Any]:
    (chart,) = at.get("vega_lite_chart")
    found: dict[str, Any] = json.loads(chart.proto.spec)
    return found


def coloured(at: AppTest) -> dict[str, dict[str, Any]]:
    """What the map says of each square, by its id."""
    (layer,) = [one for one in spec(at)["layer"] if "color" in one.get("encoding", {})]
    return {one["properties"]["deso"]: one["properties"] for one in layer["data"]["values"]}


def control(at: AppTest, label: str) -> list[str]:
    return [
        option.content.replace("\\", "")
        for one in at.get("button_group")
        if one.label == label
        for option in one.proto.options
    ]


def html(at: AppTest) -> str:
    return " ".join(one.proto.body for one in at.get("html")).replace("\u00a0", " ")


# ---- an administrator's -------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("there")
def test_who_has_squares_can_choose_them_and_the_address_says_so() -> None:
    at = opened(SCREEN, place="2480")
    assert control(at, "Områden") == ["SCB:s områden (DeSO)", "Egna rutor"]
    assert figure_title(at) == "SCB:s områdestyp i Umeå 2022"
    at = opened(SCREEN, place="2480", by="squares")
    assert figure_title(at) == "Inkomst i Umeå efter egna rutor, 2024"
    assert answered(at)[0] == (
        "Umeå har 2 egna rutor med uppgift om inkomst, 2024. "
        "30 av 100 där bor i den mörkaste av fem klasser (mörkare: lägre inkomst)."
    )  # 300 of 1 000
    assert control(at, "Mått") == ["Inkomst", "Barn 0–14 år", "För sig: utländsk bakgrund", "Trångboddhet"]
    assert control(at, "År") == ["2023", "2024"]


@pytest.mark.usefixtures("there")
def test_who_has_none_has_no_choice_and_a_link_that_asks_is_answered() -> None:
    at = opened(SCREEN, place="0380")
    assert control(at, "Områden") == []
    assert "inga egna rutor" not in messages(at)
    at = opened(SCREEN, place="0380", by="squares", condition="overcrowding")
    assert figure_title(at) == "SCB:s områdestyp i Uppsala 2022"
    assert messages(at) == "Det finns inga egna rutor för Uppsala här."


@pytest.mark.usefixtures("there")
def test_the_map_has_each_square_with_how_many_live_there_and_no_hidden_one() -> None:
    at = opened(SCREEN, place="2480", by="squares")
    found = coloured(at)
    assert {id_: (one["shown"], one["people"], one["shade"]) for id_, one in found.items()} == {
        WEST: ("100,0", "300", 5),
        EAST: ("900,0", "700", 1),
    }
    assert "<b>1 ruta är dold:</b> färre än 3 bor där, eller så gäller talet färre än så." in html(at)
    assert listed(at, "legend shades")[4].replace("\u00a0", " ").endswith("1 ruta, 300 invånare")
    assert SOUTH not in json.dumps(spec(at))
    (chart,) = at.get("vega_lite_chart")
    assert chart.proto.alt.startswith("Karta över Umeå efter egna rutor: inkomst.")


@pytest.mark.usefixtures("there")
def test_the_table_is_in_the_order_of_ids_and_says_what_is_hidden() -> None:
    at = opened(SCREEN, place="2480", by="squares")
    lines = rows(at)
    assert [line[0] for line in lines[1:]] == sorted([WEST, EAST, SOUTH])
    hidden = next(line for line in lines if line[0] == SOUTH)
    assert {cell[0] for cell in hidden[2:5]} == {"–"}
    assert any("få bor där" in remark for remark in remarks(at))


@pytest.mark.usefixtures("there")
def test_foreign_background_is_grey_and_apart_and_nothing_is_called_the_darkest() -> None:
    at = opened(SCREEN, place="2480", by="squares", condition="foreign_background")
    (layer,) = [one for one in spec(at)["layer"] if "color" in one.get("encoding", {})]
    assert layer["encoding"]["color"]["scale"]["range"] == list(deso_map.GREYS["light"])
    assert answered(at)[0] == "Umeå har 1 egen ruta med uppgift om utländsk bakgrund, 2024."
    assert "det är inte sämre" in unit(at)
    at = opened(SCREEN, place="2480", by="squares")
    (layer,) = [one for one in spec(at)["layer"] if "color" in one.get("encoding", {})]
    assert layer["encoding"]["color"]["scale"]["range"] == list(choropleth.RAMPS["light"])


@pytest.mark.usefixtures("there")
def test_rings_and_the_polices_areas() -> None:
    at = opened(SCREEN, place="2480", by="squares", rings="children")
    (rings,) = [one for one in spec(at)["layer"] if one["mark"]["type"] == "point"]
    assert [(one["number"], one["people"]) for one in rings["data"]["values"]] == [("70", "700")]  # of 60 and 70
    assert control(at, "Ringar där många bor") == ["inga ringar", "många barn 0–14 år"]  # no youths in the file
    at = opened(SCREEN, place="0127", by="squares", rings="children")
    names = [
        one["properties"].get("name")
        for layer in spec(at)["layer"]
        for one in layer["data"]["values"]
        if "properties" in one
    ]
    assert "Alby" in names


def test_many_squares_of_a_class_are_drawn_as_one(own: Path) -> None:
    ids = [f"{745_000 + 250 * (place % 60):06}{7_080_000 + 250 * (place // 60):07}" for place in range(2520)]
    text = "".join(f"{id_},250,2024,income,{(900, 100)[place % 2]},100,SCB\n" for place, id_ in enumerate(ids))
    assert put(own, squares=HEAD + text) == []
    at = opened(SCREEN, place="2480", by="squares")
    found = coloured(at)
    assert {
        (one["name"].replace("\u00a0", " "), one["people"].replace("\u00a0", " "), one["shade"])
        for one in found.values()
    } == {
        ("1 260 rutor", "126 000", 1),
        ("1 260 rutor", "126 000", 5),
    }
    assert "Rutorna i en klass är ritade som en" in html(at)
    assert len(rows(at)) == 201  # the first 200
    near = coloured(opened(SCREEN, place="2480", by="squares", part="centre"))
    assert set(near) < set(ids)
    assert 40 * 40 <= len(near) <= 42 * 42  # ten kilometres, and what touches them


@pytest.mark.usefixtures("there")
def test_another_year_and_what_only_squares_have() -> None:
    assert set(coloured(opened(SCREEN, place="2480", by="squares", to="2023"))) == {WEST}
    at = opened(SCREEN, place="2480", by="squares", condition="overcrowding", lang="en")
    assert figure_title(at) == "Overcrowding in Umeå by own squares, 2024"
    assert "There are no figures of the country" in prose(at)


@pytest.mark.usefixtures("there")
def test_the_files_say_the_same_and_name_the_delivery(monkeypatch: pytest.MonkeyPatch) -> None:
    offered: dict[str, Any] = {}
    monkeypatch.setattr(st, "download_button", lambda label, data, file_name, **_: offered.update({file_name: data}))
    opened(SCREEN, place="2480", by="squares")
    table = list(csv.DictReader(io.StringIO(offered["own-squares-income-umea-2024.csv"]().decode())))
    assert [(row["square"], row["income"], row["inhabitants"], row["class"]) for row in table] == [
        (SOUTH, "", "", ""),
        (WEST, "100.0", "300", "5"),
        (EAST, "900.0", "700", "1"),
    ]
    assert {row["source"] for row in table} == {"SCB leverans 2025"}
    assert offered["own-squares-income-umea-2024.png"]()[:4] == b"\x89PNG"
    assert b"SCB leverans 2025" in offered["own-squares-income-umea-2024.svg"]()


@pytest.mark.usefixtures("there")
def test_open_data_has_what_is_shown() -> None:
    table = list(csv.DictReader(io.StringIO(get("/api/squares.csv").text)))
    found = {(row["square"], row["year"], row["condition"]): row for row in table}
    assert len(table) == 9
    assert found[WEST, "2024", "income"]["inhabitants"] == "300"
    assert found[SOUTH, "2024", "income"]["inhabitants"] == found[SOUTH, "2024", "income"]["value"] == ""


@pytest.mark.parametrize(("language", "said"), [("sv", "jämnt delbara"), ("en", "must be multiples")])
def test_a_wrong_row_is_said_on_the_page_and_the_rest_is_shown(own: Path, language: str, said: str) -> None:
    put(own, squares=f"{TEXT}7580107087000,250,2024,income,250,90,<img src=x>\n")
    at = opened(SCREEN, place="2480", by="squares", lang=language)
    assert said in messages(at)
    assert "<img" not in html(at)
    assert set(coloured(at)) == {WEST, EAST}


@pytest.mark.parametrize("source", ["<script>alert(1)</script>", "=HYPERLINK(1)", "*fet* [x](https://example.se)"])
def test_what_a_source_says_is_only_text(own: Path, source: str) -> None:
    assert put(own, squares=f"{HEAD}{WEST},1000,2024,income,250,90,{source}\n") == []
    at = opened(SCREEN, place="2480", by="squares")
    assert "<script>" not in html(at)
    (item,) = listed(at, "sources")
    assert item == source


@pytest.mark.usefixtures("built_in_data")
@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_page_says_how_to_put_squares_in(language: str) -> None:
    text = prose(opened(SCREEN, lang=language)) + html(opened(SCREEN, place="2480", lang=language))
    assert {"sv": "beställa sådana tal från SCB", "en": "order such figures from Statistics Sweden"}[language] in text
    assert "<dt>overcrowding</dt>" in text


# ---- a reader's ---------------------------------------------------------------------------------------------------


def dropped(*files: tuple[str, bytes]) -> AppTest:
    at = opened(PAGE)
    at.file_uploader[0].set_value([(name, content, "text/csv") for name, content in files])
    return well(at.run())


@pytest.mark.usefixtures("built_in_data")
def test_a_dropped_file_is_known_by_its_header_whatever_it_is_called() -> None:
    at = dropped(("Rutor från SCB.csv", TEXT.replace(",", ";").encode("utf-8-sig")))
    assert answered(at)[0] == "Filerna har egna rutor. Nedan står vad som visas av dem."
    assert 'Rutor från SCB.csv: 4 egna rutor i <a href="/livsvillkor?place=2480&amp;by=squares">Umeå</a>' in html(at)
    assert queries.rows("squares", conditions=None, years=None) == []  # nobody else has them


@pytest.mark.usefixtures("built_in_data")
def test_a_readers_squares_are_shown_with_a_line_that_says_whose_they_are() -> None:
    at = opened_with_own(SCREEN, {"squares.csv": TEXT.encode()}, place="2480", by="squares")
    assert set(coloured(at)) == {WEST, EAST}
    assert "Sidan visar också dina egna tal ur squares.csv" in html(at)
    at = opened_with_own(SCREEN, {"squares.csv": TEXT.encode()}, place="2480")
    assert "Sidan visar också dina egna tal" not in html(at)


@pytest.mark.usefixtures("built_in_data")
def test_wrong_rows_other_figures_and_a_second_file() -> None:
    bad = f"{HEAD}1,2,3,4,5,6,7\n".encode()
    at = dropped(("a.csv", bad), ("b.csv", TEXT.encode()))
    assert "a.csv används inte: b.csv har tagit dess plats." in prose(at)
    at = dropped(("a.csv", bad))
    assert "a.csv: ingen rad med egna rutor passar" in html(at)
    assert "inte id för en ruta" in messages(at)
    at = dropped(("a.csv", TEXT.encode() + b"\n" * 10_000_000))
    assert "större än 10 megabyte" in messages(at)
    figures = "Kommun;År;Antal;Folkmängd\nUmeå;2019;260;130000\n".encode()
    at = dropped(("a.csv", TEXT.encode()), ("b.csv", figures))
    assert "1 fil: " in answered(at)[0]
    assert "4 egna rutor" in html(at)
