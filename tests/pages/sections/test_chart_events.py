"""Dated events in charts over years: where they stand, what is said of them, and that the reader can turn them off."""

from __future__ import annotations

import dataclasses
import io
import json
import zipfile
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages.components import charts, downloads
from pages.components.charts import Chart
from pages.components.charts import lines as line_charts
from pages.components.follow_up import event_layers, times
from pages.components.follow_up.event_layers import Mark
from pages.components.tables import Column, Table
from pages.components.text import in_language
from pages.sections import chart_events
from tests.additions import addition
from tests.page import asked, opened, quiet, widget

SV = in_language("sv")
EVENT = {"ends": None, "kind": "other", "label_sv": "Något", "label_en": "Something", "indicator": None, "codes": ()}


def drawn(at: AppTest) -> dict[str, list[dict[str, object]]]:
    """The rows of the layers of the first chart that have data of their own, by kind of mark."""
    spec = json.loads(at.get("vega_lite_chart")[0].proto.spec)
    return {layer["mark"]["type"]: layer["data"]["values"] for layer in spec["layer"] if "data" in layer}


def lettered(at: AppTest) -> list[dict[str, object]]:
    """The charts of the page that have letters of events."""
    specs = [json.loads(chart.proto.spec) for chart in at.get("vega_lite_chart")]
    return [spec for spec in specs if any(layer.get("data", {}).get("values") for layer in spec.get("layer", ()))]


def page_html(at: AppTest) -> str:
    """All HTML of the page but the lines below charts."""
    bodies = [part.proto.body for part in at.get("html") if 'class="quiet"' not in part.proto.body]
    return "\n".join(bodies).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("time", "begins", "ends"),
    [
        ("2020", 2019.5, 2020.5),  # a year's figure stands in the middle of its year
        ("2020-07", 2020.0, 2020 + 1 / 12),  # half of the year has passed when July begins
        ("2021-01-01", 2020.5, 2020.5 + 1 / 365),
        ("2020-12-31", 2020.5 - 1 / 366, 2020.5),  # a leap year
        ("2023/2024", 2022.5, 2024.5),  # in one of them
    ],
)
def test_a_time_lies_where_its_part_of_the_year_does(time: str, begins: float, ends: float) -> None:
    assert times.bounds(time) == pytest.approx((begins, ends))


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


def test_no_event_of_the_years_drawn_is_lost() -> None:
    """The first and the last figure stand in the middle of their years: what lies beyond stands at them."""
    events = [
        EVENT | {"begins": "2018-03-01"},
        EVENT | {"begins": "2018-01-01", "ends": "2018-05-01"},
        EVENT | {"begins": "2020-10-01"},
        EVENT | {"begins": "2017-12-31"},  # the year before
        EVENT | {"begins": "2021-01-01"},  # the year after
    ]
    found = event_layers.marks(SV, events, [2018, 2019, 2020])
    assert [(mark.letter, mark.at, mark.until, mark.text) for mark in found] == [
        ("a", 2018.0, None, "2018-03-01: Något"),
        ("b", 2018.0, None, "2018-01-01 – 2018-05-01: Något"),
        ("c", 2020.0, None, "2020-10-01: Något"),
    ]
    said = " ".join(event_layers.lines(SV, found))
    assert "Ett års tal står mitt i året." in said
    only_years = event_layers.marks(SV, [EVENT | {"begins": "2019"}], [2018, 2019, 2020])
    assert "mitt i året" not in " ".join(event_layers.lines(SV, only_years))


def test_a_single_year_has_its_events_in_words_only() -> None:
    events = [EVENT | {"begins": "2018-03-01"}, EVENT | {"begins": "2019"}]
    [mark] = event_layers.marks(SV, events, [2018])
    assert (mark.letter, mark.text) == ("", "2018-03-01: Något")
    assert event_layers.lines(SV, [mark])[1:] == ["2018-03-01: Något."]
    bars = Chart({"layer": [{"encoding": {"x": {"field": "value"}, "y": {"field": "label"}}}]}, [])
    assert event_layers.on(bars, [mark]) is bars


def test_one_of_two_years_is_no_period_that_it_took() -> None:
    [mark] = event_layers.marks(SV, [EVENT | {"begins": "2023/2024"}], [2022, 2023, 2024, 2025])
    assert (mark.at, mark.until, mark.uncertain) == (2022.5, 2024.5, True)
    rows = [
        {"name": "A", "area_category": "risk", "source": "s", "year": year, "value": 1.0, "shown": "1,0"}
        for year in (2022, 2025)
    ]
    chart = event_layers.on(line_charts.over_time(SV, rows, 2.0), [mark])
    [layer] = [layer for layer in chart.spec["layer"] if layer["mark"]["type"] == "rect"]
    assert layer["mark"]["fill"] == "transparent"
    assert layer["mark"]["strokeDash"]


def test_events_stand_in_the_table_and_in_its_files() -> None:
    columns = [Column("area_category", "Kategori"), Column("year", "År", 0), Column("count", "Antal", 0)]
    table = Table("", columns, [["risk", 2018, 1], ["risk", 2019, 2]], remarks=["– Saknas."])
    found = event_layers.marks(SV, [EVENT | {"begins": "2019"}], [2018, 2019])
    made = event_layers.into(SV, table, found, {})
    assert downloads.csv_for_machines(made).decode().splitlines() == [
        "area_category,year,count,events",
        "risk,2018,1,",
        "risk,2019,2,2019: Något",
    ]
    assert made.remarks[1] == "Daterade noteringar, som inte förklarar något i sig: a) 2019: Något."
    assert event_layers.into(SV, table, [], {}) is table
    sheets = zipfile.ZipFile(io.BytesIO(downloads.workbook(SV, made, [])))
    assert "a) 2019: Något." in sheets.read("xl/sharedStrings.xml").decode()


def test_letters_upon_each_other_are_written_in_one_place() -> None:
    found = [
        Mark(letter="a", at=2018.0, until=None, text=""),
        Mark(letter="b", at=2018.0, until=None, text=""),
        Mark(letter="c", at=2020.0, until=None, text=""),
    ]
    assert [(row["written"], row["at"]) for row in event_layers.lettered(found)] == [("a b", 2018.0), ("c", 2020.0)]
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
    # There is room for its words in the chart; where the window is narrow, for none of it.
    assert [(row["at"], row["written"]) for row in drawn(at)["text"]] == [
        (2019.0, said.removeprefix("a) ").removesuffix("."))
    ]
    assert [row["at"] for row in drawn(at)["rule"]] == [2019.0]
    assert "rect" not in drawn(at)
    assert said in at.get("vega_lite_chart")[0].proto.alt
    lines = quiet(at)
    assert {"sv": "som inte förklarar något i sig", "en": "explain nothing by themselves"}[language] in lines[
        lines.index(said) - 1
    ]


def test_a_municipalitys_events_stand_in_the_rows_of_its_places_only() -> None:
    columns = [Column("area_category", "Kategori"), Column("2019", "2019", 0), Column("area", "Område", unseen=True)]
    table = Table("", columns, [["risk", 1, None], [None, 2, "Umeå"], [None, 3, "Ersboda"], [None, 4, "Botkyrka"]])
    found = event_layers.marks(SV, [EVENT | {"begins": "2019", "codes": ("2480",)}], [2018, 2019])
    made = event_layers.into(SV, table, found, {"Umeå": {"2480"}, "Ersboda": {"2480"}, "Botkyrka": {"0127"}})
    assert [row[-1] for row in made.rows] == [None, "2019: Något", "2019: Något", None]


@pytest.mark.usefixtures("built_in_data")
@pytest.mark.parametrize("form", [None, "rows"])
def test_the_table_of_an_indicator_says_its_events_unless_they_are_off(form: str | None) -> None:
    chosen = {"table": form} if form else {}
    said = "a) 2019: Polisens bedömning av utsatta områden 2019."
    assert said in page_html(opened("narcotics_weapons", **chosen))
    assert said not in page_html(opened("narcotics_weapons", events="off", **chosen))


@pytest.mark.usefixtures("built_in_data")
def test_events_that_are_not_in_the_chart_are_counted_with_a_link_to_them() -> None:
    at = opened("narcotics_weapons")
    # Of the country: 2015, 2017, 2021, 2023, 2025, Frigg and the category that was abolished lie outside; of Umeå are five
    # and its agreement, of southern Lapland its agreement.
    [line] = [line for line in quiet(at) if "Visas inte här" in line]
    assert "7 noteringar utanför diagrammets år och 7 om enskilda kommuner" in line
    [link] = [html.proto.body for html in at.get("html") if "Visas inte här" in html.proto.body]
    assert '<a href="/uppfoljning#handelser">Daterade noteringar</a>' in link


@pytest.mark.usefixtures("built_in_data")
@pytest.mark.parametrize(
    ("screen", "parameters", "charts_with", "said"),
    [
        ("overview", {}, 6, "a) 2019: Polisens bedömning av utsatta områden 2019."),
        ("problem_levels", {}, 4, "c) 2021: Polisens bedömning av utsatta områden 2021."),
        ("shootings", {}, 1, "d) 2023: Polisens bedömning av utsatta områden 2023."),
    ],
)
def test_the_other_charts_over_years_have_events_too(
    screen: str, parameters: dict[str, str], charts_with: int, said: str
) -> None:
    at = opened(screen, **parameters)
    assert len(lettered(at)) >= charts_with
    assert said in quiet(at)
    assert lettered(opened(screen, events="off")) == []


@pytest.mark.usefixtures("built_in_data")
@pytest.mark.parametrize(
    ("screen", "charts_with", "tables_with", "said"),
    [  # of small charts side by side the first says the events of them all
        ("overview", 1, 1, "a) 2019: Polisens bedömning av utsatta områden 2019."),
        ("problem_levels", 2, 2, "c) 2021: Polisens bedömning av utsatta områden 2021."),
        ("shootings", 1, 1, "d) 2023: Polisens bedömning av utsatta områden 2023."),
    ],
)
def test_the_other_charts_over_years_say_their_events_in_alternative_text_and_table(
    screen: str, charts_with: int, tables_with: int, said: str
) -> None:
    def spoken(at: AppTest) -> int:
        return sum(said in chart.proto.alt.replace("\u00a0", " ") for chart in at.get("vega_lite_chart"))

    at, off = opened(screen), opened(screen, events="off")
    assert (spoken(at), spoken(off)) == (charts_with, 0)
    # below the table, and in Shootings' chart of the chosen years d) is no event: only the national one has 2023
    assert (page_html(at).count(said), page_html(off).count(said)) == (tables_with, 0)


def test_an_event_about_one_indicator_stands_in_the_row_of_that_one() -> None:
    columns = [Column("indicator", "Indikator"), Column("risk", "Riskområden", 0)]
    table = Table("", columns, [["weapons_offences", 1], ["threats", 2]])
    events = [
        EVENT | {"begins": "2018", "label_sv": "Vapen räknas om", "indicator": "weapons_offences"},
        EVENT | {"begins": "2019", "label_sv": "Ny kategori", "indicator": "assessed_areas"},  # about all categories
        EVENT | {"begins": "2020", "label_sv": "Något i Umeå", "codes": ("2480",)},  # the rows are of no place
    ]
    made = event_layers.into(SV, table, event_layers.marks(SV, events, [2018, 2019, 2020]), {})
    assert [row[-1] for row in made.rows] == ["2018: Vapen räknas om; 2019: Ny kategori", "2019: Ny kategori"]
    assert "c) 2020: Något i Umeå." in made.remarks[0]


@pytest.mark.usefixtures("built_in_data")
def test_the_end_of_a_category_stands_in_charts_of_categories_only() -> None:
    years = chart_events.scope([{"year": 2024}, {"year": 2025}], ["narcotics_offences"], True)
    assert any("riskområde avskaffas" in mark.text for mark in chart_events.find(SV, years, are_on=True).shown)
    assert not any(
        "riskområde" in mark.text
        for mark in chart_events.find(SV, dataclasses.replace(years, has_categories=False), are_on=True).shown
    )


@pytest.mark.usefixtures("built_in_data")
def test_an_area_has_its_municipalitys_events() -> None:
    assert chart_events.municipalities(["Umeå"]) == {"2480"}
    assert chart_events.municipalities(["Rinkeby/Tensta"]) == {"0180"}
    assert chart_events.municipalities([]) == set()


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
    found = [
        Mark(letter="a", at=2018.0, until=2019.5, text="2018: Annat"),
        Mark(letter="b", at=2019.0, until=None, text="2019: Något"),
    ]
    chart = event_layers.on(line_charts.over_time(SV, rows, 2.0), found)
    svg = downloads.svg(charts.picture(chart, "Rubrik", "enhet", event_layers.lines(SV, found))).decode()
    assert "b) 2019: Något." in svg
    assert ">b<" in svg
    assert "stroke-dasharray" in svg
