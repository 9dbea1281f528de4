"""Living conditions and hot spots side by side, per area: figures worked out by hand from the source's numbers."""

from __future__ import annotations

import csv
import io

import pytest
from streamlit.testing.v1 import AppTest

from pages.components import downloads, page
from pages.components.own import files as own_files
from pages.sections.own_session import OwnFile
from queries.exports import Corrections
from queries.exports.counting import read_or_counted
from tests.page import app, led_to, opened
from tests.pages.test_local_picture import everything, table_rows

SCREEN = "local_picture"
CAPTION = {"sv": "polisens bedömning 2025, sida vid sida", "en": "assessment of 2025, side by side"}
BOTKYRKA, HALMSTAD, JARFALLA, OREBRO = "0127", "1380", "0123", "1880"

FITTJA = [
    "Fittja",
    "4",
    "1 550–2 294",  # 1 550, 1 892, 1 939 and 2 294
    "typ 1: 4 DeSO",
    "193,0–222,5",
    "26,8–34,8",  # 317 of 1 182; 342 of 983
    "59,9–68,2",  # 838 of 1 400; 710 of 1 041
    "8,7–12,8",  # 35 of 403; 109 of 851
    "17,1–18,8",  # 332 of 1 939; 432 of 2 294
    "6,0–8,1",  # 114 of 1 892; 125 of 1 550
]
"""By hand from ``deso_figures.csv``: DeSO 0127C1330, C1420, C1440 and C1470, of which 82, 100, 100 and 59 per cent lie in Fittja."""

IN_FITTJA, IN_ALBY, IN_TUMBA = (59.2480, 17.8600), (59.2380, 17.8480), (59.1990, 17.8330)

pytestmark = pytest.mark.usefixtures("built_in_data")


def in_english(row: list[str]) -> list[str]:
    said = [cell.replace("typ ", "type ").replace(",", ".") for cell in row]
    return [cell.replace("\u00a0", ",") for cell in said]


def events(years: tuple[int, ...] = (2024, 2025)) -> str:
    """Each year 60 events in one place in Fittja, 20 in one in Alby, 10 in one outside the areas."""
    lines = ["Datum;Brottstyp;Latitud;Longitud"]
    for year in years:
        for (latitude, longitude), count in ((IN_FITTJA, 60), (IN_ALBY, 20), (IN_TUMBA, 10)):
            days = [f"{year}-01-01", f"{year}-12-31", *[f"{year}-06-14"] * (count - 2)]
            lines += [f"{day};Rån;{latitude};{longitude}" for day in days]
    return "\n".join(lines) + "\n"


def with_events(text: str, **parameters: str) -> AppTest:
    reading = read_or_counted("egna.csv", text.encode(), Corrections())
    assert not reading.refused
    at = app(SCREEN)
    for name, value in parameters.items():
        at.query_params[name] = value
    at.session_state[own_files.UPLOADS] = [OwnFile(number=1, name="egna.csv", content=text.encode(), reading=reading)]
    return led_to(at.run())


@pytest.mark.parametrize("language", ["sv", "en"])
def test_each_area_has_its_deso_as_lowest_and_highest(language: str) -> None:
    at = opened(SCREEN, lang=language, place=BOTKYRKA)
    rows = table_rows(at, CAPTION[language])
    assert [row[0] for row in rows[1:]] == ["Alby", "Fittja", "Hallunda/Norsborg", "Storvreten"]  # the alphabet's order
    expected = [cell.replace(" ", "\u00a0") if "DeSO" not in cell else cell for cell in FITTJA]
    shown = [cell.replace(" ", "\u00a0") if "DeSO" not in cell else cell for cell in rows[2]]
    assert shown == (expected if language == "sv" else in_english(expected))
    one = {"sv": ["1", "2 348", "typ 2: 1 DeSO", "220,5"], "en": ["1", "2,348", "type 2: 1 DeSO", "220.5"]}[language]
    assert [cell.replace("\u00a0", " ") for cell in rows[4][1:5]] == one  # a single DeSO: its own figure
    said = {"sv": "Inget vägs samman.", "en": "Nothing is weighed together."}[language]
    assert said in everything(at)
    missing = {"sv": "Här saknas egna händelser med koordinater.", "en": "Missing here: own events with coordinates."}
    assert missing[language] in everything(at)
    assert any("/egna-exporter" in one.proto.body and missing[language] in one.proto.body for one in at.get("html"))
    assert not any("sexhörningar" in cell or "Hexagons" in cell for cell in rows[0])


def test_the_figures_of_each_deso_stand_with_its_inhabitants_and_origin_apart() -> None:
    at = opened(SCREEN, lang="sv", place=BOTKYRKA)
    rows = [
        row for row in table_rows(at, "till minst hälften ligger i polisens områden i Botkyrka") if row[0] == "Fittja"
    ]
    assert [row[1] for row in rows] == ["0127C1330", "0127C1420", "0127C1440", "0127C1470"]
    assert [cell.replace("\u00a0", " ") for cell in rows[0][2:5]] == ["Fittja", "1 550", "222,5"]
    header = table_rows(at, CAPTION["sv"])[0]
    assert not any("bakgrund" in cell for cell in header)
    assert "den är inget livsvillkor" in everything(at)


def test_the_reader_s_own_events_stand_beside_with_what_chance_would_leave() -> None:
    at = with_events(events(), lang="sv", place=BOTKYRKA)
    rows = {row[0]: row[10:] for row in table_rows(at, CAPTION["sv"])}
    titles = [title.removesuffix(" (beräknat)") for title in rows["Polisens område"]]
    assert titles[:3] == ["Visade sexhörningar i området", "av dem täta 2024", "täta både 2024 och 2025"]
    # Half of 90 events is 45: the one in Fittja holds it. With 60 against 20 on average, chance never swaps the two.
    assert rows["Fittja"] == ["1", "1", "1", "1"]
    assert rows["Alby"] == ["1", "0", "0", "0"]
    assert rows["Storvreten"] == ["0", "0", "0", "0"]
    assert "350 meter breda" in everything(at)
    assert "Här saknas egna händelser" not in everything(at)
    assert "920 meter breda" in everything(with_events(events(), lang="sv", place=BOTKYRKA, width="920"))


@pytest.mark.parametrize(
    ("years", "place", "said"),
    [
        ((2025,), BOTKYRKA, "din fil täcker ett enda helt år"),
        ((2024, 2025), "2480", "Välj en kommun"),
        ((2024, 2025), JARFALLA, "ingen av dina händelser ligger i Järfälla"),
    ],
)
def test_what_is_missing_of_own_events_is_said(years: tuple[int, ...], place: str, said: str) -> None:
    at = with_events(events(years), lang="sv", **({"place": place} if "Välj" not in said else {}))
    assert said in everything(at)


@pytest.mark.parametrize(
    ("place", "count", "why"),
    [
        (OREBRO, "–", "SCB:s gränser saknas här: vilka DeSO som ligger i området är inte känt"),
        (JARFALLA, "0", "inget DeSO ligger till minst hälften i området"),
    ],
)
def test_where_borders_are_missing_nothing_is_zero(place: str, count: str, why: str) -> None:
    at = opened(SCREEN, lang="sv", place=place)
    rows = table_rows(at, CAPTION["sv"])[1:]
    assert rows
    for row in rows:
        assert row[1] == count
        assert set(row[2:]) == {"–"}
    assert why in everything(at)


def test_a_municipality_without_areas_and_none_chosen() -> None:
    assert "Inget område i Halmstad i polisens bedömning 2025." in everything(opened(SCREEN, lang="sv", place=HALMSTAD))
    assert "Välj en kommun för att se livsvillkor" in everything(opened(SCREEN, lang="sv"))


def test_the_file_has_the_ends_of_each_range_as_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    monkeypatch.setattr(page, "note_table", made.append)
    opened(SCREEN, lang="sv", place=BOTKYRKA)
    (table,) = (one for one in made if one.id == "side_by_side")
    rows = list(csv.DictReader(io.StringIO(downloads.csv_for_machines(table).decode())))
    (fittja,) = (row for row in rows if row["area"] == "Fittja")
    assert fittja["codes"] == "0127C1330 0127C1420 0127C1440 0127C1470"
    assert (fittja["income_lowest"], fittja["income_highest"]) == ("193.0", "222.5")
    assert (fittja["population_lowest"], fittja["population_highest"]) == ("1550", "2294")
