"""Dated events in charts over years: where they stand, what is said of them, and that the reader can turn them off."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages.components import charts, downloads, event_layers, line_charts
from pages.components.event_layers import Mark
from pages.components.text import in_language
from tests.additions import addition
from tests.test_pages import asked, opened, widget

SV = in_language("sv")
EVENT = {"ends": None, "kind": "other", "label_sv": "Något", "label_en": "Something"}


def drawn(at: AppTest) -> dict[str, list[dict[str, object]]]:
    """The rows of the layers of the first chart that have data of their own, by kind of mark."""
    spec = json.loads(at.get("vega_lite_chart")[0].proto.spec)
    return {layer["mark"]["type"]: layer["data"]["values"] for layer in spec["layer"] if "data" in layer}


@pytest.mark.parametrize(
    ("time", "begins", "ends"),
    [
        ("2020", 2019.5, 2020.5),  # a year's figure stands in the middle of its year
        ("2020-07", 2020.0, 2020 + 1 / 12),  # half of the year has passed when July begins
        ("2021-01-01", 2020.5, 2020.5 + 1 / 365),
        ("2020-12-31", 2020.5 - 1 / 366, 2020.5),  # a leap year
    ],
)
def test_a_time_lies_where_its_part_of_the_year_does(time: str, begins: float, ends: float) -> None:
    assert event_layers.bounds(time) == pytest.approx((begins, ends))


def test_events_are_points_or_periods_within_the_years_drawn() -> None:
    events = [
        EVENT | {"begins": "2017"},  # before
        EVENT | {"begins": "2018"},
        EVENT | {"begins": "2017-01-01", "ends": "2019-12-31"},  # from before until the end of 2019
        EVENT | {"begins": "2019-07", "kind": "agreement"},  # open
        EVENT | {"begins": "2021", "ends": "2022"},  # after
    ]
    found = event_layers.marks(SV, events, [2018, 2019, 2020])
    assert [(mark.letter, mark.at, mark.until) for mark in found] == [
        ("a", 2018.0, None),
        ("b", 2018, 2019.5),
        ("c", 2019.0, 2020.0),
    ]
    assert found[1].text == "2017-01-01 – 2019-12-31: Något"
    assert event_layers.marks(SV, events, [2018]) == []  # bars of one year have no line of time


def test_letters_upon_each_other_are_written_in_one_place() -> None:
    found = [Mark("a", 2018.0, None, ""), Mark("b", 2018.0, None, ""), Mark("c", 2020.0, None, "")]
    assert [(row["letter"], row["at"]) for row in event_layers.lettered(found)] == [("a b", 2018.0), ("c", 2020.0)]
    assert event_layers.letter_of(25) == "z"
    assert event_layers.letter_of(26) == "a2"


@pytest.mark.usefixtures("built_in_data")
@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_assessment_within_the_years_stands_in_the_chart_and_in_words(language: str) -> None:
    at = opened("narcotics_weapons", lang=language)
    said = {
        "sv": "a) 2019: Polisens bedömning av utsatta områden 2019.",
        "en": "a) 2019: Assessment of vulnerable areas by the police 2019.",
    }[language]
    # of 2015, 2017, 2021 and 2023 none lies within 2018–2020; Umeå's notes are Umeå's only
    assert [(row["at"], row["letter"]) for row in drawn(at)["text"]] == [(2019.0, "a")]
    assert [row["at"] for row in drawn(at)["rule"]] == [2019.0]
    assert "rect" not in drawn(at)
    assert said in at.get("vega_lite_chart")[0].proto.alt
    [caption] = [part.value.replace("\\", "") for part in at.caption if "a)" in part.value]
    assert said in caption
    assert {"sv": "som inte förklarar något i sig", "en": "explain nothing by themselves"}[language] in caption


@pytest.mark.usefixtures("built_in_data")
def test_events_are_turned_off_in_the_address_and_on_the_page() -> None:
    at = opened("narcotics_weapons", events="off")
    assert drawn(at) == {}
    assert "a)" not in at.get("vega_lite_chart")[0].proto.alt
    widget(at, "events").set_value("on").run()
    assert asked(at, "events") is None
    assert "text" in drawn(at)


@pytest.mark.usefixtures("built_in_data")
@pytest.mark.parametrize("years", [["2020"], ["2018"]])
def test_a_single_year_has_no_events_and_no_switch(years: list[str]) -> None:
    at = opened("narcotics_weapons", year=years)
    assert drawn(at) == {}
    assert "events_filter" not in [group.key for group in at.get("button_group")]


def test_a_municipalitys_own_events_stand_in_its_chart(
    data_copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "own"
    for name, content in addition().items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_bytes(content)
    (place / "events.csv").write_text(
        "id,begins,ends,kind,label_sv,label_en,municipality_code,indicator,source\n"
        "e1,2019-07-01,2020-06-30,operation,Fler kameror,,2480,,umea-2024\n"
        "e2,2019,,operation,Någon annanstans,,0127,,umea-2024\n"
        "e3,2019,,definition_change,Vapen räknas om,,,weapons_offences,umea-2024\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("LAGESBILD_DATA", str(place))
    at = opened("narcotics_weapons", area="Umeå")
    alt = at.get("vega_lite_chart")[0].proto.alt
    assert "2019-07-01 – 2020-06-30: Fler kameror." in alt
    assert "Umeå växer – tryggt och säkert startar" in alt
    assert "Någon annanstans" not in alt
    assert "Vapen räknas om" not in alt
    [period] = drawn(at)["rect"]
    # 181 of 365 days of 2019 have passed; 182 of 366 of 2020
    assert (period["at"], period["until"]) == pytest.approx((2018.5 + 181 / 365, 2019.5 + 182 / 366))
    assert (
        "Vapen räknas om"
        in opened("narcotics_weapons", indicator="weapons_offences").get("vega_lite_chart")[0].proto.alt
    )


def test_the_picture_has_the_events_and_their_words() -> None:
    rows = [
        {"name": "A", "area_category": "risk", "source": "s", "year": year, "value": 1.0, "shown": "1,0"}
        for year in (2018, 2020)
    ]
    found = [Mark("a", 2018.0, 2019.5, "2018: Annat"), Mark("b", 2019.0, None, "2019: Något")]
    chart = event_layers.on(line_charts.over_time(SV, rows, 2.0), found)
    svg = downloads.svg(charts.picture(chart, "Rubrik", "enhet", event_layers.lines(SV, found))).decode()
    assert "b) 2019: Något." in svg
    assert ">b<" in svg
    assert "stroke-dasharray" in svg
