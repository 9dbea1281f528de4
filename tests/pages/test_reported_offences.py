"""The screen of reported offences: groups, places and years in a sentence, a chart, tables, a strip and a map.

Expected figures are Brå's, typed a second time (``tests/offences_by_municipality.py``), or worked out with pandas from the files.
"""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from pages.components import downloads
from pages.components.layout import answer, take_along
from queries.store import database
from tests.offences_by_municipality import ALL_290, OFFENCES, QUARTERS
from tests.page import LANGUAGES, asked, messages, opened, prose, tables, well, words
from tests.pages.test_municipality import table
from tests.pages.test_municipality_offences import (
    SIMILAR_TO_UMEÅ,
    chart,
    figures,
    headings,
    sentence,
    support,
    together,
)

FILLED_IN_THE_BROWSER = r'src="[^"]*"|\{(?:count|text|address)\}'

pytestmark = pytest.mark.usefixtures("built_in_data")

UMEÅ, BOTKYRKA, STOCKHOLM, SIGTUNA, KIRUNA, BJURHOLM = "2480", "0127", "0180", "0191", "2584", "2403"
SCREEN = "reported_offences"
EVERY = list(pd.read_csv(database.BUILT_IN / "municipalities.csv", dtype=str)["name"])


def within(**columns: str) -> list[str]:
    """The names of the municipalities of a county or a group of SKR's."""
    rows = pd.read_csv(database.BUILT_IN / "municipalities.csv", dtype=str)
    for name, value in columns.items():
        rows = rows[rows[name] == value]
    return list(rows["name"])


def number(value: float, decimals: int = 0) -> str:
    return f"{value:,.{decimals}f}".replace(",", " ").replace(".", ",")


def on_map(at: AppTest) -> list[str]:
    """The municipalities that the map has figures of."""
    found = at.get("deck_gl_json_chart")
    if not found:
        return []
    layers = json.loads(found[0].proto.json)["layers"]
    (layer,) = [layer for layer in layers if layer["id"] == "municipalities"]
    return [feature["properties"]["name"] for feature in layer["data"]["features"]]


# ---- the answer ---------------------------------------------------------------------------------------------------


def test_without_a_place_the_answer_is_about_all_municipalities() -> None:
    at = opened(SCREEN)
    rate, low, high = together("reported_offences", 2025, EVERY)
    before, _, _ = together("reported_offences", 2020, EVERY)
    assert sentence(at) == (
        f"I de 290 kommunerna anmäldes {number(ALL_290['total'][-1])} brott 2025, {number(rate)} per 1 000 invånare: "
        f"ungefär som 2020 ({number(before)})."
    )
    assert support(at) == (
        f"Alla 290 kommuner hoplagda (beräknat). Hälften av dem ligger mellan {number(low)} och {number(high)} per 1 000 invånare."
    )
    assert headings(at) == ["Anmälda brott"]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "sv",
            "Umeå hade 211 anmälda stölder genom inbrott 2025, 1,6 per 1 000 invånare: färre än i liknande kommuner (6,1) och färre än 2020 (2,6).",
        ),
        (
            "en",
            "Umeå had 211 reported thefts by burglary in 2025, 1.6 per 1,000 inhabitants: fewer than in similar municipalities (6.1) and fewer than in 2020 (2.6).",
        ),
    ],
)
def test_a_municipality_is_told_beside_similar_ones_and_five_years_ago(language: str, said: str) -> None:
    assert OFFENCES["Umeå"]["burglary"][-1] == (211, 157)
    assert OFFENCES["Umeå"]["burglary"][5][1] == 257
    assert number(together("burglary", 2025, SIMILAR_TO_UMEÅ)[0], 1) == "6,1"
    at = opened(SCREEN, place=UMEÅ, indicator="burglary", lang=language)
    assert sentence(at) == said
    assert len(said.replace("1 000", "1000").split()) <= answer.MOST_WORDS


def test_the_last_chosen_year_is_told() -> None:
    at = opened(SCREEN, place=UMEÅ, year=["2016", "2021", "2022"])
    count, rate = OFFENCES["Umeå"]["total"][7]
    assert sentence(at).startswith(
        f"I Umeå anmäldes {number(count)} brott 2022, {number(rate / 100)} per 1 000 invånare: "
    )
    assert f"som 2017 ({number(OFFENCES['Umeå']['total'][2][1] / 100)})" in sentence(at).replace(
        "färre än 2017", "som 2017"
    )


def test_a_county_is_its_municipalities_added_up() -> None:
    names = within(county_code="24")
    rate, _, _ = together("criminal_damage", 2025, names)
    rows = figures()
    count = rows[rows["area"].isin(names) & (rows["year"] == 2025) & (rows["indicator"] == "criminal_damage")][
        "count"
    ].sum()
    at = opened(SCREEN, county="24", indicator="criminal_damage")
    said = (
        f"Västerbottens län hade {number(count)} anmälda skadegörelsebrott 2025, {number(rate, 1)} per 1 000 invånare"
    )
    assert sentence(at).startswith(said)
    _, low, high = together("criminal_damage", 2025, EVERY)
    assert support(at) == f"Hälften av de 290 ligger mellan {number(low, 1)} och {number(high, 1)} per 1 000 invånare."
    assert "Kommunernas brott hoplagda, delade med deras invånare (beräknat). Nordmaling, Bjurholm" in prose(at)
    head = table(at, "Skadegörelse i Västerbottens län, jämfört med alla kommuner tillsammans")[0]
    assert head[1:3] == ["Antal (beräknat)", "Per 1 000 invånare (beräknat)"]


def test_county_and_group_together_are_the_municipalities_in_both() -> None:
    names = within(county_code="24", skr_group="C8")
    at = opened(SCREEN, county="24", group="C8")
    assert sorted(on_map(at)) == sorted(names)
    assert sentence(at).startswith("I Västerbottens län, gruppen landsbygdskommun anmäldes ")
    at = opened(SCREEN, county="09", group="A1")  # Gotland has no large city
    assert "Ingen kommun passar in på valet." in messages(at)
    well(at.button(key="show_all").click().run())
    assert asked(at, "county") is None
    assert "1 262 164" in sentence(at)


def test_several_places_are_told_beside_each_other() -> None:
    at = opened(SCREEN, place=[UMEÅ, KIRUNA, BJURHOLM])
    rates = {name: number(OFFENCES[name]["total"][-1][1] / 100) for name in ("Umeå", "Kiruna", "Bjurholm")}
    assert sentence(at) == (
        f"Anmälda brott per 1 000 invånare 2025: {rates['Umeå']} i Umeå, {rates['Kiruna']} i Kiruna och {rates['Bjurholm']} i Bjurholm."
    )
    assert support(at).startswith("Alla kommuner tillsammans: 119.")


# ---- leaps --------------------------------------------------------------------------------------------------------


def test_a_leap_is_told_before_places_are_compared() -> None:
    at = opened(SCREEN, place=[UMEÅ, SIGTUNA], indicator="narcotics_weapons")
    assert sentence(at) == (
        "Sigtuna: Narkotika- och vapenbrott tillsammans gick från 6 533 till 882 år 2025, vilket ett enda ärende kan göra."
    )
    (caveat,) = [html.proto.body for html in at.get("html") if 'class="caveat"' in html.proto.body]
    assert "Ett språng som ett enda ärende kan göra:" in caveat
    assert "Ringen" in chart(at) or "ring" in chart(at)  # marked in the chart
    body = table(at, "Anmälda narkotika- och vapenbrott per 1 000 invånare, efter plats")
    assert body[1][:3] == ["2025", "14,52", "16,62"]
    (_, notes) = [words(item) for item in tables(at)[0].iter("li")][:2]
    assert "gick från 1 054 till 6 533 år 2024" in notes


def test_a_leap_of_a_part_is_told_of_the_whole() -> None:
    """Of Stockholm's county 157 123 … offences a leap of some thousands is little; of its commuting towns' narcotics not."""
    at = opened(SCREEN, place=SIGTUNA)
    assert support(at).startswith("Narkotika- och vapenbrott tillsammans gick från 6 533 till 882 år 2025")
    at = opened(SCREEN, county="01", indicator="narcotics_weapons")
    assert "Narkotika- och vapenbrott tillsammans i Sigtuna gick från 6 533 till 882 år 2025" in support(at)
    at = opened(SCREEN, county="24", indicator="narcotics_weapons")
    assert "enda ärende" not in support(at)


# ---- what a group is not --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("indicator", "said"),
    [
        ("crimes_against_person", "Inte detsamma som våldsbrott: rån och våld mot tjänsteman är inte med."),
        ("burglary", "Inte detsamma som bostadsinbrott:"),
        (
            "narcotics_weapons",
            "Ett annat mått än narkotikabrott och vapenbrott efter områdeskategori i polisens rapport",
        ),
        ("theft_robbery", "Bedrägeri är inte med."),
    ],
)
@pytest.mark.parametrize("place", [UMEÅ, STOCKHOLM, SIGTUNA])
def test_what_a_group_is_not_stands_beside_it(place: str, indicator: str, said: str) -> None:
    at = opened(SCREEN, place=place, indicator=indicator)
    open_ = [html.proto.body for html in at.get("html") if re.search('class="(caveat|supporting)', html.proto.body)]
    assert said in words(ET.fromstring(f"<page>{''.join(open_)}</page>"))


# ---- chance -----------------------------------------------------------------------------------------------------------


def test_chance_is_told_of_one_municipality_and_why_not_of_several() -> None:
    text = prose(opened(SCREEN, place=UMEÅ, indicator="burglary"))
    assert "**Stöld genom inbrott.** 1,6 (95 %-intervall" in text
    assert "**Bredvid andra.** Det är mindre än i liknande kommuner" in text
    assert "**Bredvid tidigare år.**" in text
    text = prose(opened(SCREEN, place=SIGTUNA, indicator="narcotics_weapons"))
    assert text.index("gick från 6 533 till 882") < text.index("**Bredvid andra.**")  # told before anything is compared
    text = prose(opened(SCREEN, place=[UMEÅ, KIRUNA]))
    assert "Här prövas bara en kommun i taget" in text
    assert "Bredvid andra" not in text
    assert "Här prövas bara de nyaste talen, de från 2025." in prose(opened(SCREEN, place=UMEÅ, year="2020"))


# ---- chart and tables -----------------------------------------------------------------------------------------------


def test_the_chart_has_a_line_a_place_beside_all_municipalities() -> None:
    said = chart(opened(SCREEN, place=[UMEÅ, KIRUNA], group="B3"))
    for name in ("Umeå", "Kiruna"):
        for year in (0, 10):
            assert f"{number(OFFENCES[name]['total'][year][1] / 100, 1)} ({2015 + year})" in said
    group, _, _ = together("reported_offences", 2025, within(skr_group="B3"))
    assert re.search(f"gruppen större stad: [^:]*{number(group, 1)} \\(2025\\)", said)
    rate, low, high = together("reported_offences", 2025, EVERY)
    assert f"{number(rate, 1)} (2025)" in said
    assert f"{number(low, 1)}–{number(high, 1)} (2025)" in said


def test_the_table_has_what_is_chosen() -> None:
    at = opened(SCREEN, place=[UMEÅ, KIRUNA], year=["2024", "2025"])
    body = table(at, "Anmälda brott per 1 000 invånare, efter plats")
    assert body[0] == ["År", "Umeå", "Kiruna", "Alla kommuner tillsammans (beräknat)"]
    assert [row[0] for row in body[1:]] == ["2025", "2024"]
    for row, year in zip(body[1:], (10, 9), strict=True):
        rates = [OFFENCES[name]["total"][year][1] / 100 for name in ("Umeå", "Kiruna")]
        assert row[1:3] == [number(rate, 2) for rate in rates]


def test_preliminary_quarters_are_marked() -> None:
    at = opened(SCREEN, place=[UMEÅ, BOTKYRKA])
    body = table(at, "Anmälda brott per kvartal: det nyaste")
    assert body[1] == [
        "Umeå",
        "Andra kvartalet 2026",
        number(QUARTERS["Umeå"][-1]),
        number(QUARTERS["Umeå"][-5]),
        number(sum(QUARTERS["Umeå"][-4:])),
        "preliminärt",
    ]
    one = table(opened(SCREEN, place=UMEÅ), "Anmälda brott i Umeå per kvartal")
    assert [row[3] for row in one[1:4]] == ["preliminärt", "preliminärt", "slutligt"]
    assert not [
        caption for caption in captions(opened(SCREEN, place=UMEÅ, indicator="burglary")) if "kvartal" in caption
    ]


def captions(at: AppTest) -> list[str]:
    return [words(part) for body in tables(at) for part in body.iter("caption")]


def test_what_is_downloaded_is_what_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    offered: dict[str, Any] = {}

    def kept(t: Any, name: str, table: Any, drawn: Any, about: Any, paper: Any = None) -> None:
        offered.update(name=name, table=table, drawn=drawn, about=about)

    monkeypatch.setattr(take_along, "menu", kept)
    opened(SCREEN, place=[UMEÅ, KIRUNA], indicator="burglary", year=["2024", "2025"])
    lines = list(csv.DictReader(io.StringIO(downloads.csv_for_machines(offered["table"]).decode())))
    assert [line["year"] for line in lines] == ["2025", "2024"]
    for line, year in zip(lines, (10, 9), strict=True):
        for number_, name in enumerate(("Umeå", "Kiruna")):
            count, rate = OFFENCES[name]["burglary"][year]
            assert (int(line[f"count_{number_}"]), float(line[f"per_1000_{number_}"])) == (count, rate / 100)
    assert offered["name"] == "burglary-umea-kiruna-2024-2025"
    about = offered["about"]()
    told = dict(about)
    assert told["Urval"] == "Platser: Umeå och Kiruna; år: 2024–2025"
    assert "Inte detsamma som bostadsinbrott" in " ".join(text for _, text in about)
    assert downloads.svg(offered["drawn"]()).decode().count("Umeå") >= 2  # title and line


# ---- all municipalities ---------------------------------------------------------------------------------------------


def test_a_strip_has_a_dot_for_each_municipality_and_says_where_the_chosen_lie() -> None:
    at = opened(SCREEN, place=[UMEÅ, BOTKYRKA], indicator="burglary")
    (strip,) = [html.proto.body for html in at.get("html") if 'class="lies"' in html.proto.body]
    page = ET.fromstring(f"<page>{strip}</page>")
    drawn = unquote(str(next(page.iter("img")).get("src")))
    assert drawn.count("h0") + drawn.count("<circle") == 290
    assert drawn.count("<circle") == 2
    rates = figures()[(figures()["indicator"] == "burglary") & (figures()["year"] == 2025)].set_index("area")[
        "per_1000"
    ]
    low, high = rates.quantile(0.25), rates.quantile(0.75)
    assert rates["Umeå"] < low <= rates["Botkyrka"] <= high
    assert words(page).endswith(
        "Umeå 1,6, i den lägsta fjärdedelen; Botkyrka " + number(rates["Botkyrka"], 1) + ", i mittersta hälften"
    )
    assert f"hälften av dem ligger mellan {number(low, 1)} och {number(high, 1)}" in str(
        next(page.iter("img")).get("alt")
    ).replace("\u00a0", " ")


def test_the_map_has_the_municipalities_of_the_choice() -> None:
    assert sorted(on_map(opened(SCREEN))) == sorted(EVERY)
    assert sorted(on_map(opened(SCREEN, county="24"))) == sorted(within(county_code="24"))
    assert on_map(opened(SCREEN, place=UMEÅ)) == []


def test_all_municipalities_are_listed_on_request() -> None:
    at = opened(SCREEN, place=UMEÅ, indicator="burglary")
    assert max(len(list(body.iter("tr"))) for body in tables(at)) == 12  # eleven years
    (link,) = [
        part
        for html in at.get("html")
        for part in linked(html.proto.body)
        if words(part) == "Karta och lista över alla 290"
    ]
    assert link.get("href") == "/anmalda-brott?place=2480&indicator=burglary&list=all"
    at = opened(SCREEN, place=UMEÅ, indicator="burglary", list="all")
    assert len(on_map(at)) == 290
    body = table(at, "Stöld genom inbrott 2025. Anmälda stölder genom inbrott per 1 000 invånare")
    assert len(body) == 291
    assert next(row for row in body if row[0] == "Umeå")[1] == "1,57"


def linked(body: str) -> list[ET.Element]:
    return list(ET.fromstring(f"<page>{body}</page>").iter("a")) if "onward" in body else []


def test_the_map_is_told_in_words() -> None:
    at = opened(SCREEN)
    (legend,) = [html.proto.body for html in at.get("html") if 'class="class"' in html.proto.body]
    rates = figures()[(figures()["indicator"] == "reported_offences") & (figures()["year"] == 2025)][
        "per_1000"
    ].sort_values()
    lowest = f"lägsta femtedelen: {number(rates.iloc[0], 2)}–{number(rates.iloc[57], 2)}"  # 58 of 290
    assert lowest in legend
    assert f"högsta femtedelen: {number(rates.iloc[232], 2)}–{number(rates.iloc[-1], 2)}" in legend


# ---- address --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "choice",
    [
        {"place": "umea", "indicator": "theft_robbery"},
        {"municipality": "Umeå", "year": ["2019", "2020"]},
        {"place": [UMEÅ, BOTKYRKA, STOCKHOLM, SIGTUNA, KIRUNA, BJURHOLM, "1480", "1280", "0980"], "county": "24"},
        {"group": "B3", "year": "2015"},
        {"place": ["Dorotea", "Gotland"], "list": "all"},
        {"yardstick": "county", "place": "2480"},
        {"place": [SIGTUNA, UMEÅ], "indicator": "narcotics_weapons"},
    ],
)
def test_every_choice_has_its_page(choice: dict[str, Any], language: str) -> None:
    at = opened(SCREEN, lang=language, **choice)
    assert not [
        body
        for html in at.get("html")
        if re.search(r"\{|\bNone\b|\bnan\b|\.\.", body := re.sub(FILLED_IN_THE_BROWSER, "", html.proto.body))
    ]
    assert len(re.sub(r"(?<=\d)[ ,](?=\d)", "", sentence(at)).split()) <= answer.MOST_WORDS
    assert chart(at)


def test_what_is_missing_in_the_files_is_not_known(whole_data_copy: Path) -> None:
    export = whole_data_copy / "exports/bra-kommun-2015-2025.csv"
    lines = export.read_text(encoding="utf-8").splitlines(keepends=True)
    gone = re.compile("criminal_damage|burglary,,Bjurholm|theft_robbery,,Bjurholm,2025")
    export.write_text("".join(line for line in lines if not gone.match(line)), encoding="utf-8")
    at = opened(SCREEN, place=BJURHOLM, indicator="burglary")
    assert sentence(at) == "Hur många brott som anmäldes i Bjurholm 2025 är inte känt här."
    assert sentence(opened(SCREEN, place=BJURHOLM, indicator="theft_robbery", year="2025")) == sentence(at)
    assert "Umeå" in sentence(opened(SCREEN, place=[BJURHOLM, UMEÅ], indicator="burglary"))
    assert sentence(opened("municipality", place=BJURHOLM, indicator="burglary")).startswith("I Bjurholm anmäldes")
    at = opened(SCREEN, indicator="criminal_damage")  # of which there are no figures at all
    assert "indicator=criminal_damage" not in sentence(at)
    assert sentence(at).startswith("I de 290 kommunerna anmäldes")
    export.unlink()
    assert "Det finns inga tal för den här sidan." in messages(opened(SCREEN))


def test_what_is_not_there_is_named() -> None:
    at = opened(SCREEN, county="99", indicator="arson", year="1999", place="Umea kommun")
    said = "\n".join(part.value for part in at.caption).replace("\\", "")
    assert "talet arson" in said
    assert "länet 99" in said
    assert "år 1999" in said
    assert sentence(at).startswith("I Umeå anmäldes 12 411 brott 2025")


def test_places_are_chosen_in_the_filter_and_the_first_stays_the_first() -> None:
    at = opened(SCREEN, place=UMEÅ)
    pills = next(group for group in at.get("button_group") if group.key == "place_filter")
    pills.set_value([UMEÅ, " more"])
    well(at.run())
    well(at.selectbox(key="place_others_filter").set_value(BOTKYRKA).run())
    assert asked(at, "place") == [UMEÅ, BOTKYRKA]
    assert "Umeå" in sentence(at) or "Botkyrka" in sentence(at)
    well(at.selectbox(key="group_filter").set_value("A2").run())
    assert asked(at, "group") == ["A2"]
    assert [part.label for part in at.expander][1] == (
        "**Anmälda brott** · 2015–2025 · Umeå, Botkyrka och gruppen pendlingskommun nära storstad · jämfört med alla kommuner tillsammans"
    )
