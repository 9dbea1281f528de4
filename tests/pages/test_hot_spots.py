"""*Händelsernas platser*: a reader's own events with coordinates by hexagon, and what the page says without any."""

from __future__ import annotations

import random
import re
import xml.etree.ElementTree as ET

import pytest
from streamlit.testing.v1 import AppTest

from pages.components.own import files as own_files
from pages.sections.own_session import OwnFile
from queries.exports import Corrections
from queries.exports.counting import read_or_counted
from queries.exports.events import spots
from tests.page import app, led_to, opened, prose, tables, words

SCREEN = "hot_spots"
SQUARE, STATION, HOME = (63.8250, 20.2630), (63.8400, 20.3100), (64.0, 20.6)


def file_of(events: list[tuple[str, str, tuple[float, float]]]) -> str:
    lines = [f"{when};{type_};{latitude};{longitude}" for when, type_, (latitude, longitude) in events]
    return "Datum;Brottstyp;Latitud;Longitud\n" + "".join(f"{line}\n" for line in lines)


def events() -> list[tuple[str, str, tuple[float, float]]]:
    """Two whole years in Umeå: the square 30 and 60 times, the station 20 and 20, a home once a year."""
    found = []
    for year, square in ((2024, 30), (2025, 60)):
        found += [(f"{year}-01-01 23:15", "Rån", SQUARE)] * (square - 1) + [(f"{year}-12-31 10:00", "Stöld", SQUARE)]
        found += [(f"{year}-06-14 13:00", "Stöld", STATION)] * 20
        found += [(f"{year}-06-15 13:00", "Stöld", HOME)]
    return found


def with_file(text: str, **parameters: str) -> AppTest:
    """The page for a reader who has dropped this file."""
    reading = read_or_counted("handelser.csv", text.encode(), Corrections())
    assert not reading.refused
    at = app(SCREEN)
    for name, value in parameters.items():
        at.query_params[name] = value
    at.session_state[own_files.UPLOADS] = [
        OwnFile(number=1, name="handelser.csv", content=text.encode(), reading=reading)
    ]
    return led_to(at.run())


def cells(at: AppTest, caption: str) -> list[list[str]]:
    (found,) = (one for one in tables(at) if caption in words(one))
    return [[words(cell) for cell in row] for row in found.iter("tr")]


def everything(at: AppTest) -> str:
    own = " ".join(words(ET.fromstring(f"<div>{one.proto.body}</div>")) for one in at.get("html"))
    return f"{prose(at)} {own}".replace("\u00a0", " ")


@pytest.mark.usefixtures("built_in_data")
@pytest.mark.parametrize(
    ("language", "said"),
    [("sv", "Här finns inga händelser med koordinater."), ("en", "No events with coordinates are here.")],
)
def test_without_a_file_the_page_says_what_it_needs(language: str, said: str) -> None:
    at = opened(SCREEN, lang=language)
    assert said in prose(at)
    assert "SWEREF 99 TM" in everything(at)


@pytest.mark.usefixtures("built_in_data")
@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_sentence_the_map_and_the_table_say_the_same(language: str) -> None:
    at = with_file(file_of(events()), lang=language)
    said = {
        "sv": "I Umeå låg hälften av 80 händelser 2025 i 1 av 2 sexhörningar, 350 meter breda.",
        "en": "In Umeå half of 80 events in 2025 lay in 1 of 2 hexagons, 350 metres wide.",
    }[language]
    assert said in prose(at)
    caption = {"sv": "Händelser i Umeå per sexhörning", "en": "Events in Umeå by hexagon"}[language]
    rows = cells(at, caption)[1:]
    assert [row[3:5] for row in rows] == [["20", "20"], ["30", "60"]]  # the station lies farther north
    assert any("Umeå" in re.sub("&#x27;", "'", one.proto.body) and "<img" in one.proto.body for one in at.get("html"))


@pytest.mark.usefixtures("built_in_data")
def test_a_home_is_pointed_at_nowhere() -> None:
    at = with_file(file_of(events()), lang="sv", width="130")
    assert "Några få händelser ligger för långt från andra för att visas." in everything(at)
    assert len(cells(at, "per sexhörning")) == 3
    assert "7 107" not in everything(at)  # its northing


@pytest.mark.usefixtures("built_in_data")
def test_what_may_be_chance_is_said_by_the_one_model() -> None:
    steady = [
        (f"{year}-{month:02}-1{number % 10} 12:00", "Rån", (63.80 + number % 9 / 100, 20.2 + number % 7 / 50))
        for year in (2022, 2023, 2024, 2025)
        for number in range(400)
        for month in (random.Random(number).randrange(1, 13),)
    ]
    steady += [(f"{year}-{end}", "Rån", SQUARE) for year in (2022, 2023, 2024, 2025) for end in ("01-01", "12-31")]
    at = with_file(file_of(steady), lang="sv")
    assert "går en förändring från 2024 till 2025 att skilja från slumpen" in everything(at)
    assert "platserna består, så långt det går att avgöra" in everything(at)


@pytest.mark.usefixtures("built_in_data")
def test_types_weekdays_and_hours_narrow_what_is_counted() -> None:
    only = with_file(file_of(events()), lang="sv", type="Rån")
    assert [row[3:5] for row in cells(only, "per sexhörning")[1:]] == [["29", "59"]]
    at_night = with_file(file_of(events()), lang="sv", hours="18-24")
    assert [row[3:5] for row in cells(at_night, "per sexhörning")[1:]] == [["29", "59"]]
    on_fridays = with_file(file_of(events()), lang="sv", days="5")  # 14 June 2024 was a Friday, that of 2025 a Saturday
    assert [row[3:5] for row in cells(on_fridays, "per sexhörning")[1:]] == [["20", "0"]]


@pytest.mark.usefixtures("built_in_data")
def test_when_the_events_happened_stands_by_weekday_and_hours() -> None:
    rows = {row[0]: row[1:] for row in cells(with_file(file_of(events()), lang="sv"), "När händelserna inträffade")[1:]}
    assert rows["onsdag"][3] == "59"  # 1 January 2025, a quarter past eleven at night
    assert rows["lördag"][2] == "20"
    assert rows["söndag"][2].startswith("–")  # the one at the home: too few to be told


@pytest.mark.usefixtures("built_in_data")
def test_a_file_of_a_single_year_is_not_compared() -> None:
    one = [event for event in events() if event[0].startswith("2025")]
    at = with_file(file_of(one), lang="sv")
    assert "Filen täcker ett enda helt år: inget går att jämföra." in everything(at)
    assert len(cells(at, "per sexhörning")[0]) == 4


@pytest.mark.usefixtures("built_in_data")
def test_a_file_with_wide_hexagons_only_says_how_wide_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spots, "MOST_ROWS", 8)  # nine points in each of two years are too many but for the widest
    near = [
        (f"{year}-{day} 12:00", "Rån", (63.8250 + number % 3 * 0.0015, 20.2630 + number // 3 * 0.003))
        for year in (2024, 2025)
        for day in ("01-01", "12-31")
        for number in range(9)
    ]
    at = with_file(file_of(near), lang="sv")
    assert "920 meter breda" in prose(at)
    assert "350 meter" not in everything(at)


@pytest.mark.usefixtures("built_in_data")
def test_the_way_to_the_same_hexagons_beside_living_conditions_keeps_their_width() -> None:
    html = " ".join(one.proto.body for one in with_file(file_of(events()), lang="sv", width="920").get("html"))
    assert "/lokal-lagesbild?lang=sv&amp;place=2480&amp;width=920#sida-vid-sida" in html
