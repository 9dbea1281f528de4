"""Each screen as a reader meets it: run by Streamlit's own test runner on real data, in both languages."""

from __future__ import annotations

import csv
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.datastructures import QueryParams

from pages.screens import SCREENS
from pages.server import open_data
from tests.page import (
    HEADINGS,
    LANGUAGES,
    TITLES,
    asked,
    by_name,
    cell,
    figure_title,
    label,
    links,
    menu,
    messages,
    opened,
    prose,
    quiet,
    remarks,
    rows,
    tables,
    unit,
    well,
    widget,
    words,
    written,
)
from tests.report_2021 import POPULATION, RATES, SHOOTINGS

PLACES = {  # the screen on which an indicator stands
    "incident_reports": "incident_reports",
    "narcotics_offences": "narcotics_weapons",
    "weapons_offences": "narcotics_weapons",
    "vehicle_fires": "fires_threats_intimidation",
    "threats": "fires_threats_intimidation",
    "witness_intimidation": "fires_threats_intimidation",
}

ASKED = {"meeting_paper": {"place": "2480"}, "situation_report": {"place": "2480"}}
"""What a screen is asked for that shows nothing before anything is chosen."""

pytestmark = pytest.mark.usefixtures("built_in_data")


# ---- every screen -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("screen", TITLES)
def test_every_screen_runs_and_has_its_title(screen: str, language: str) -> None:
    at = opened(screen, lang=language, **ASKED.get(screen, {}))
    assert [title.value for title in at.title] == [HEADINGS[screen][LANGUAGES.index(language)]]
    assert not at.error
    assert not at.warning
    assert tables(at)
    said = [prose(at), *(html.proto.body for html in at.get("html")), *(part.label for part in at.expander)]
    assert "LAGESBILD_" not in " ".join(said)  # the names of settings are for those who run the website


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_menu_leads_to_every_screen_that_has_figures(language: str) -> None:
    at = opened("about", lang=language)
    paths = {screen.id: f"/{screen.path}?lang={language}" for screen in SCREENS}
    assert menu(at) == {title[LANGUAGES.index(language)]: paths[id_] for id_, title in TITLES.items()}


GROUPS = {
    "sv": {
        "Brott och händelser": [
            "Anmälda brott",
            "Skjutningar",
            "Händelserapporter",
            "Narkotika- och vapenbrott",
            "Bilbrand, hot och övergrepp i rättssak",
            "Vad som sticker ut",
        ],
        "Områden och kommuner": [
            "Områden",
            "Förändringar",
            "Livsvillkor",
            "Problemnivåer",
            "Krypterade telefoner",
            "Lägesbild för en kommun",
            "Händelsernas platser",
            "Så görs en lokal lägesbild",
        ],
        "Uppföljning och underlag": ["Mål och uppföljning", "Lägesbild enligt lag", "Underlag till sammanträde"],
        "Data och kvalitet": ["Egna filer", "Datakvalitet", "Vad är nytt", "Om statistiken"],
    },
    "en": {
        "Offences and incidents": [
            "Reported offences",
            "Shootings",
            "Incident reports",
            "Narcotics and weapons offences",
            "Vehicle fires, threats and witness intimidation",
            "What stands out",
        ],
        "Areas and municipalities": [
            "Areas",
            "Changes",
            "Living conditions by area",
            "Problem levels",
            "Encrypted phones",
            "The situation in a municipality",
            "Places of events",
            "How a local picture is made",
        ],
        "Follow-up and papers": ["Goals and follow-up", "Situation report", "Meeting paper"],
        "Data and quality": ["Own files", "Data quality", "What is new", "About the statistics"],
    },
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_menu_has_its_links_in_groups_that_say_so_and_the_overview_by_itself(language: str) -> None:
    (bar,) = [
        html.proto.body
        for html in opened("changes", lang=language).get("html")
        if html.proto.body.startswith("<header")
    ]
    groups = ET.fromstring(bar).findall(".//nav/ul/li/details")
    assert {words(group[0]): [words(link) for link in group.iter("a")] for group in groups} == GROUPS[language]
    assert [group[1].get("aria-label") for group in groups] == list(GROUPS[language])
    alone = [words(link) for link in ET.fromstring(bar).iterfind(".//nav/ul/li/a")]
    assert alone == [TITLES["overview"][LANGUAGES.index(language)]]
    assert len({group.get("name") for group in groups} - {None}) == 1  # of one name, only one is open at a time


@pytest.mark.parametrize(
    ("screen", "marked"),
    [
        ("changes", [("page", "Förändringar"), ("true", "Områden och kommuner")]),
        ("about", [("page", "Om statistiken"), ("true", "Data och kvalitet")]),
        ("overview", [("page", "Översikt")]),
    ],
)
def test_the_menu_says_where_the_reader_is(screen: str, marked: list[tuple[str, str]]) -> None:
    bar = next(html.proto.body for html in opened(screen).get("html") if html.proto.body.startswith("<header"))
    parts = [part for part in ET.fromstring(bar).iter() if part.get("aria-current")]
    assert sorted((part.get("aria-current"), words(part)) for part in parts) == marked


def test_the_title_of_every_screen_is_known_here() -> None:
    assert set(TITLES) == {screen.id for screen in SCREENS if not screen.in_footer} - {"more_indicators"}


@pytest.mark.parametrize("screen", TITLES)
def test_english_pages_have_no_swedish_left(screen: str) -> None:
    at = opened(screen, lang="en")
    text = " ".join(
        [prose(at), *(words(table) for table in tables(at)), *quiet(at), *(part.value for part in at.caption)]
    )
    names = "Umeå växer (– )?tryggt och säkert|Sveriges Kommuner och Regioner|mikaela81/brott"
    text = re.sub(names, "", text)  # they stay as they are
    assert re.findall(r"\b(?:och|eller|områden|övriga|källan|beräknat|brott)\b", text, re.IGNORECASE) == []


def test_the_language_link_keeps_the_choice() -> None:
    at = opened("narcotics_weapons", year="2020", indicator="weapons_offences")
    assert links(at)["English"] == "/narkotika-och-vapenbrott?year=2020&indicator=weapons_offences&lang=en"
    at = opened("narcotics_weapons", lang="en", year="2020", indicator="weapons_offences")
    assert at.title[0].value == "Weapons offences"
    assert links(at)["Svenska"] == "/narkotika-och-vapenbrott?year=2020&indicator=weapons_offences"


# ---- figures ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("indicator", PLACES)
def test_the_table_holds_the_reports_figures(indicator: str, language: str) -> None:
    table = by_name(opened(PLACES[indicator], lang=language, indicator=indicator))
    shown = {
        (name, year): figure
        for name, line in table.items()
        for year, figure in line.items()
        if year in ("2018", "2019", "2020")
    }
    assert shown == {
        (label(category, language), str(year)): written(rate, 1, language)
        for (id_, category, year), rate in RATES.items()
        if id_ == indicator
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("measure", "place", "decimals"), [("count", 0, 0), ("share_percent", 1, 1)])
def test_the_shootings_are_the_reports(measure: str, place: int, decimals: int, language: str) -> None:
    table = by_name(opened("shootings", lang=language, measure=measure))
    shown = {(name, year): line[year] for name, line in table.items() for year in ("2018", "2019", "2020")}
    assert shown == {
        (label(category, language), str(year)): written(figures[place], decimals, language)
        for (category, year), figures in SHOOTINGS.items()
    }


def test_change_and_ratio_are_computed_and_marked() -> None:
    table = by_name(opened("narcotics_weapons"))
    names = [
        "Förändring 2018–2020 (beräknat)",
        "Förändring 2018–2020, procent (beräknat)",
        "Gånger övriga riket 2020 (beräknat)",
    ]
    assert {name: [line[column] for column in names] for name, line in table.items()} == {
        "Utsatta områden": ["+5,8", "+66", "1,2"],  # 14.6 - 8.8; 14.6 / 8.8 = 1.659; 14.6 / 11.9 = 1.227
        "Riskområden": ["−2,7", "−14", "1,4"],  # 16.1 - 18.8; 16.1 / 18.8 = 0.856; 16.1 / 11.9 = 1.353
        "Särskilt utsatta områden": ["+3,9", "+27", "1,5"],  # 18.4 - 14.5; 18.4 / 14.5 = 1.269; 18.4 / 11.9 = 1.546
        "Övriga riket": ["+1,5", "+14", "–"],  # 11.9 - 10.4; 11.9 / 10.4 = 1.144
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_overview_holds_the_reports_figures(language: str) -> None:
    table = by_name(opened("overview", lang=language))
    assert len(table) == 7
    names = {
        "shootings": ("Skjutningar", "Shootings"),
        "incident_reports": ("Händelserapporter, prioritet 1 och 2", "Incident reports, priority 1 and 2"),
        "narcotics_offences": ("Narkotikabrott", "Narcotics offences"),
        "weapons_offences": ("Vapenbrott", "Weapons offences"),
        "vehicle_fires": ("Bilbrand", "Vehicle fires"),
        "threats": ("Olaga hot", "Unlawful threats"),
        "witness_intimidation": ("Övergrepp i rättssak", "Witness intimidation"),
    }
    for (id_, category, year), rate in RATES.items():
        if year == 2020:
            line = table[names[id_][LANGUAGES.index(language)]]
            assert line[label(category, language)] == written(rate, 1, language), (id_, category)
    shootings = table[names["shootings"][LANGUAGES.index(language)]]
    assert shootings[label("all_areas", language)] == "130"
    assert shootings[label("rest_of_sweden", language)] == "–"


def test_the_overview_in_another_year() -> None:
    at = opened("overview", year="2018")
    assert by_name(at)["Narkotikabrott"]["Riskområden"] == "18,8"
    assert by_name(at)["Narkotikabrott"]["Riskområden, gånger övriga riket (beräknat)"] == "1,8"  # 18.8 / 10.4 = 1.808
    assert len(tables(at)) == 1  # no change without a second year
    assert "Välj mer än ett år för att se utvecklingen." in quiet(at)


def test_the_overviews_changes() -> None:
    table = by_name(opened("overview"), 1)
    assert table["Narkotikabrott"]["Riskområden, procent (beräknat)"] == "−14"  # 16.1 / 18.8 = 0.856
    assert table["Skjutningar"]["Utsatta områden, procent (beräknat)"] == "+82"  # 40 / 22 = 1.818
    assert table["Skjutningar"]["Övriga riket, procent (beräknat)"] == "–"


def test_the_populations_on_the_page_about_the_statistics() -> None:
    table = by_name(opened("about"))
    assert {(name, int(year)): line[year] for name, line in table.items() for year in ("2018", "2019", "2020")} == {
        ({"all_areas": "Alla områden tillsammans", "sweden": "Hela riket"}[category], year): written(people, 0, "sv")
        for (category, year), people in POPULATION.items()
    }


@pytest.mark.parametrize(("language", "year"), [("sv", "(2020)"), ("en", "(2020)")])
def test_the_charts_figures_stand_in_its_alternative_text(language: str, year: str) -> None:
    chart = opened("narcotics_weapons", lang=language).get("vega_lite_chart")[0]
    for category in ("vulnerable", "risk", "particularly_vulnerable", "rest_of_sweden"):
        assert label(category, language) in chart.proto.alt
        figure = RATES["narcotics_offences", category, 2020]
        assert f"{written(figure, 1, language)} {year}" in chart.proto.alt


def test_source_definition_and_caveat_stand_with_the_figures() -> None:
    text = prose(opened("narcotics_weapons"))
    assert "Polismyndigheten: Lägesbild över utsatta områden." in text
    assert "Tabell 7, avsnitt 3.2.3 (från s. 23). Publicerad 2021-12." in text
    assert "Narkotikabrott är ingripandebrott" in text
    assert "Ungefär 7 procent av landets anmälda narkotikabrott kommer från områdena" in text


def test_each_document_is_one_line_with_its_tables_and_a_link_that_opens_it() -> None:
    at = opened("about")
    *_, body = [html.proto.body for html in at.get("html") if 'class="sources"' in html.proto.body]
    lines = list(ET.fromstring(f"<div>{body}</div>").iter("li"))
    reports = [line for line in lines if "Regeringsuppdrag 2021" in words(line)]
    assert len(reports) == 1  # eighteen tables and sections of one report
    assert "Tabell 7, avsnitt 3.2.3 (från s. 23)" in words(reports[0])
    link = reports[0].find("a")
    assert link is not None
    assert link.get("href", "").startswith("https://polisen.se/")
    assert words(link) == "Lägesbild över utsatta områden. Regeringsuppdrag 2021 (dnr A028.504/2021)"
    unknown = [line for line in lines if "Mötesanteckningar" in words(line)]
    assert len(unknown) == 1
    assert unknown[0].find("a") is None


# ---- shootings --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("language", "printed", "sum_"), [("sv", "39,7", "35,5"), ("en", "39.7", "35.5")])
def test_the_reports_slip_is_shown_as_printed_with_a_footnote(language: str, printed: str, sum_: str) -> None:
    at = opened("shootings", lang=language, measure="share_percent")
    (marked,) = [part for part in tables(at)[0].iter("td") if part.find("sup") is not None]
    assert cell(marked) == printed
    assert words(marked) == f"{printed}1)"
    (note,) = [line for line in remarks(at) if line.startswith("1)")]
    assert sum_ in note


def test_the_footnote_is_absent_where_its_figure_is() -> None:
    for parameters in ({"year": "2018"}, {"category": "risk"}):
        at = opened("shootings", measure="share_percent", **parameters)
        assert [line for line in remarks(at) if "35,5" in line] == []
    assert "35,5" in prose(opened("about"))


def test_shootings_per_1000_are_computed_with_formula_and_populations() -> None:
    at = opened("shootings", measure="per_1000_computed")
    table = by_name(at)
    years = ["2018 (beräknat)", "2019 (beräknat)", "2020 (beräknat)"]
    # The country's numbers are those that give all three parts' shares: 22/306 = 7.2 %, 62/333 = 18.6 %, 72/366 = 19.7 %.
    # 119 / 550 = 0.2164, 96 / 550 = 0.1745, 130 / 550 = 0.2364
    assert [table["Alla områden tillsammans"][year] for year in years] == ["0,22", "0,17", "0,24"]
    # (306 - 119) / 9,680.185 = 0.0193, (333 - 96) / 9,777.589 = 0.0242, (366 - 130) / 9,829.295 = 0.0240
    assert [table["Övriga riket"][year] for year in years] == ["0,02", "0,02", "0,02"]
    text = prose(at)
    assert "Alla områden: antalet skjutningar / områdenas folkmängd × 1 000." in text
    assert "Polisen redovisar inte detta mått" in text
    assert "Avsnitt 2.3 (från s. 13)" in text
    assert "Statistiska centralbyrån (SCB)" in text
    assert "gånger övriga riket" not in str(rows(at)[0]).lower()
    assert (
        "2018: 306 skjutningar i hela riket (beräknat), 550 000 invånare i områdena, 9 680 185 i övriga riket." in text
    )
    assert (
        "2020: 366 skjutningar i hela riket (beräknat), 550 000 invånare i områdena, 9 829 295 i övriga riket." in text
    )
    assert "Skjutningar per 1 000 invånare (beräknat)" in unit(at)


def test_the_number_of_shootings_is_not_beside_the_rest_of_sweden() -> None:
    head = rows(opened("shootings", figure="areas"))[0]
    assert [title for title in head if "övriga riket" in title.lower()] == []


# ---- filters and the address ------------------------------------------------------------------------------------


def test_years_and_categories_from_the_address() -> None:
    at = opened("narcotics_weapons", year=["2018", "2020"], category=["risk", "rest_of_sweden"])
    assert rows(at)[0][:3] == ["Områdeskategori", "2018", "2020"]
    assert list(by_name(at)) == ["Riskområden", "Övriga riket"]
    assert widget(at, "year").value == ["2018", "2020"]
    assert widget(at, "category").value == ["risk", "rest_of_sweden"]
    assert figure_title(at) == "Narkotikabrott 2018 och 2020"


def test_the_order_in_the_address_does_not_matter() -> None:
    at = opened("narcotics_weapons", year=["2020", "2018"], category=["rest_of_sweden", "risk"])
    assert rows(at)[0][1:3] == ["2018", "2020"]
    assert list(by_name(at)) == ["Riskområden", "Övriga riket"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_choice_is_written_to_the_address_with_ids(language: str) -> None:
    at = opened("narcotics_weapons", lang=language)
    assert (asked(at, "year"), asked(at, "category")) == (None, None)
    well(widget(at, "category").set_value(["risk"]).run())
    assert asked(at, "category") == ["risk", "all_areas", "sweden"]  # those not offered here stay chosen elsewhere
    assert list(by_name(at)) == [label("risk", language)]
    well(widget(at, "year").unselect("2018").run())
    assert asked(at, "year") == ["2019", "2020"]
    assert rows(at)[0][1:3] == ["2019", "2020"]


def test_all_chosen_again_leaves_the_address_clean() -> None:
    at = opened("narcotics_weapons", year=["2019", "2020"])
    well(widget(at, "year").select("2018").run())
    assert asked(at, "year") is None
    assert rows(at)[0][1:4] == ["2018", "2019", "2020"]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("year", "Inget år är valt. Välj minst ett för att se tal."),
        ("category", "Ingen områdeskategori är vald. Välj minst en för att se tal."),
    ],
)
def test_nothing_chosen_gives_a_message_and_a_way_back(name: str, message: str) -> None:
    at = opened("narcotics_weapons")
    well(widget(at, name).set_value([]).run())
    assert asked(at, name) == [""]
    assert messages(at) == message
    assert tables(at) == []
    at.button(key="show_all").click()
    well(at.run())
    assert asked(at, name) is None
    assert len(by_name(at)) == 4


@pytest.mark.parametrize("screen", ["overview", "about"])
def test_nothing_chosen_on_the_other_screens(screen: str) -> None:
    at = opened(screen, lang="en", year="")
    assert "Choose" in messages(at)
    # What an interval is and how well the model of chance fits, is explained whatever is chosen.
    explained = [
        "Shootings 2020 with 95 % intervals",
        "Reported offences 2025 by population: outside the limits",
    ]
    captions = [words(table.find(".//caption")) for table in tables(at)]
    assert captions == (explained if screen == "about" else [])
    at.button(key="show_all").click()
    well(at.run())
    assert tables(at)
    assert asked(at, "lang") == ["en"]


@pytest.mark.parametrize("screen", TITLES)
def test_unknown_values_in_the_address_do_no_harm(screen: str) -> None:
    nonsense = {
        "indicator": "x",
        "measure": "<b>",
        "table": "x",
        "lang": "de",
        "other": "x",
        "year": "1066",
        "category": "%",
    }
    asked_for = ASKED.get(screen, {})
    assert [rows(opened(screen, **(nonsense | asked_for)))] == [rows(opened(screen, **asked_for))]


def test_unknown_values_beside_known_ones_are_left_out() -> None:
    at = opened("narcotics_weapons", year=["2020", "1066"], category=["nobody", "risk"])
    assert rows(at)[0][1] == "2020"
    assert list(by_name(at)) == ["Riskområden"]


def test_indicator_measure_and_form_are_chosen_with_their_buttons() -> None:
    at = opened("narcotics_weapons")
    well(widget(at, "indicator").set_value("weapons_offences").run())
    assert asked(at, "indicator") == ["weapons_offences"]
    assert by_name(at)["Riskområden"]["2020"] == "1,6"
    well(widget(at, "indicator").set_value("narcotics_offences").run())
    assert asked(at, "indicator") is None
    well(widget(at, "table").set_value("rows").run())
    assert asked(at, "table") == ["rows"]
    at = opened("shootings", figure="areas")
    well(widget(at, "measure").set_value("share_percent").run())
    assert asked(at, "measure") == ["share_percent"]
    assert by_name(at)["Riskområden"]["2020"] == "4,9"


def test_a_choice_follows_to_the_next_screen() -> None:
    at = opened("narcotics_weapons", lang="en")
    well(widget(at, "category").set_value(["risk"]).run())
    well(widget(at, "year").set_value(["2019"]).run())
    assert {target.split("?")[1] for target in menu(at).values()} == {
        "lang=en&category=risk&category=all_areas&category=sweden&year=2019"
    }
    well(at.switch_page("shootings.py").run())
    # Byar's and exact limits: 3.45 and 15.76 of 8, 77.76 and 117.23 of 96.
    assert rows(at)[1:] == [["Risk areas", "8", "3", "16"], ["All areas together", "96", "78", "117"]]
    assert widget(at, "category").value == ["risk", "all_areas"]


def test_assessment_and_place_follow_too_and_the_script_in_the_browser_knows_what_follows() -> None:
    at = opened("areas", assessment="2019", place="0180", region="Stockholm", area="husby")
    assert {target.split("?")[1] for target in menu(at).values()} == {"assessment=2019&place=0180"}
    (head,) = [html.proto.body for html in at.get("html") if 'class="menu"' in html.proto.body]
    assert 'data-carried="lang year category assessment place"' in head
    well(at.switch_page("municipality.py").run())
    assert "Stockholm har 8 områden i polisens bedömning 2019." in prose(at)


def test_what_a_screen_does_not_offer_is_not_lost_by_choosing_there() -> None:
    at = opened("narcotics_weapons")
    well(widget(at, "category").unselect("rest_of_sweden").run())
    well(at.switch_page("shootings.py").run())
    assert list(by_name(at)) == [
        label(id_, "sv") for id_ in ("vulnerable", "risk", "particularly_vulnerable", "all_areas")
    ]


def test_a_category_that_the_next_screen_lacks_is_said_to_be_missing() -> None:
    at = opened("shootings", category="rest_of_sweden")
    assert messages(at) == (
        "Källan har inga tal här för det som är valt. Välj ett annat år eller en annan områdeskategori."
    )
    assert not tables(at)
    well(widget(at, "category").set_value(["risk"]).run())
    assert sorted(asked(at, "category") or []) == ["rest_of_sweden", "risk"]  # stays chosen for the other screens
    assert list(by_name(at)) == ["Riskområden"]


def test_the_overviews_indicators_lead_to_their_screens_with_the_choice() -> None:
    at = opened("overview", lang="en", year="2019")
    links = {words(link): link.get("href") for link in tables(at)[0].iter("a")}
    assert links["Weapons offences"] == "/narkotika-och-vapenbrott?lang=en&year=2019&indicator=weapons_offences"
    assert len(links) == 7


# ---- the other form of the table, and the downloads ----------------------------------------------------------------


def test_the_rows_of_the_data_file() -> None:
    at = opened("narcotics_weapons", table="rows", year="2020", category="risk")
    head, *body = rows(at)
    assert head == [
        "Indikator",
        "Områdeskategori",
        "Område",
        "År",
        "Antal",
        "Folkmängd",
        "Per 1 000 invånare",
        "Andel, procent",
        "Lägst före avrundning (beräknat)",
        "Högst före avrundning (beräknat)",
        "Källa",
        "Publicerad",
    ]
    source = "Polismyndigheten, Tabell 7, avsnitt 3.2.3 (från s. 23)"
    assert body == [["Narkotikabrott", "Riskområden", "–", "2020", "–", "–", "16,1", "–", "16,05", "16,15", source, "2021-12"]]  # fmt: skip
    assert remarks(at)[0] == "– Källan anger inget tal, eller så gäller kolumnen inte här."


def test_the_rows_of_shootings_hold_count_and_share_and_the_footnote() -> None:
    at = opened("shootings", table="rows", year="2020", category="all_areas")
    line = dict(zip(rows(at)[0], rows(at)[1], strict=True))
    assert (line["Antal"], line["Andel, procent"]) == ("130", "39,7")
    assert any("35,5" in remark for remark in remarks(at))


def test_the_rows_of_a_computed_measure() -> None:
    at = opened("shootings", table="rows", measure="per_1000_computed", year="2020")
    assert [line[4] for line in rows(at)] == ["Per 1 000 invånare (beräknat)", "0,24", "0,02"]


@pytest.mark.parametrize("screen", ["shootings", "narcotics_weapons", "about", "overview"])
def test_every_screen_offers_table_and_picture(screen: str) -> None:
    labels = [button.proto.label for button in opened(screen).get("download_button")]
    assert labels[:5] == ["Excel", "CSV för Excel", "CSV för program", "Bild (PNG)", "Bild (SVG)"]


# ---- broken files -----------------------------------------------------------------------------------------------

NARCOTICS = "exports/lagesbild-2021-tabell-7.csv"


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize(
    ("language", "wanted"),
    [
        ("sv", f"{NARCOTICS}, rad 3, kolumn G (per_1000): ”tolv” är inte ett tal."),
        ("en", f"{NARCOTICS}, row 3, column G (per_1000): “tolv” is not a number."),
    ],
)
def test_a_broken_file_is_named_and_the_page_still_shows_its_last_good_figures(
    data_copy: Path, language: str, wanted: str
) -> None:
    at = opened("narcotics_weapons", lang=language)
    before = rows(at)
    replace(data_copy / NARCOTICS, "vulnerable,,2019,,,12.9", "vulnerable,,2019,,,tolv")
    well(at.run())
    assert len(at.warning) == 1
    assert wanted in messages(at)
    assert rows(at) == before
    replace(data_copy / NARCOTICS, "tolv", "12.9")
    well(at.run())
    assert messages(at) == ""


def test_a_file_that_was_broken_from_the_start_leaves_the_other_figures(data_copy: Path) -> None:
    replace(data_copy / NARCOTICS, "vulnerable,,2019,,,12.9", "vulnerable,,2019,,,tolv")
    at = opened("narcotics_weapons")
    assert "”tolv” är inte ett tal" in messages(at)
    assert "Det finns inga tal för den här sidan." in messages(at)
    assert by_name(opened("shootings", figure="areas"))["Riskområden"]["2020"] == "18"
    assert "Narkotikabrott" not in by_name(opened("overview"))
    assert tables(opened("about"))


@pytest.mark.parametrize("screen", ["overview", "shootings", "about"])
def test_with_every_export_broken_from_the_start_the_screens_say_so(data_copy: Path, screen: str) -> None:
    for export in (data_copy / "exports").glob("*.csv"):
        export.write_text("", encoding="utf-8")
    at = opened(screen)
    assert len(at.warning) == 1
    # The country's shootings come from a file of their own.
    assert (len(at.info), len(tables(at))) == ((0, 1) if screen == "shootings" else (1, 0))


def test_the_words_in_a_broken_file_are_shown_as_they_are(data_copy: Path) -> None:
    replace(data_copy / NARCOTICS, "vulnerable,,2019,,,12.9", "vulnerable,,2019,,,<b>[x](http://a) :red[y]")
    (warning,) = opened("narcotics_weapons").warning
    # The mark between colon and slashes is not seen, and keeps Streamlit from making a link of it.
    assert "\\<b\\>\\[x\\](http\\:\u2060//a) \\:red\\[y\\]" in warning.value


@pytest.mark.parametrize(
    ("language", "wanted"), [("sv", "Talen kan inte visas"), ("en", "The figures cannot be shown")]
)
@pytest.mark.parametrize(
    "breaking",
    [
        lambda data: (data / "datapackage.json").write_text("{", encoding="utf-8"),
        lambda data: (data / "indicators.csv").unlink(),
        lambda data: (data / "area_categories.csv").write_text("id\n", encoding="utf-8"),
    ],
    ids=["dictionary", "missing", "cut off"],
)
def test_without_a_dictionary_the_page_says_so(
    data_copy: Path, breaking: Callable[[Path], object], language: str, wanted: str
) -> None:
    breaking(data_copy)
    at = opened("overview", lang=language)
    (error,) = at.error
    assert error.value.startswith(wanted)
    assert re.search(r"datapackage\.json|indicators\.csv|area\\_categories\.csv", error.value)
    assert "Traceback" not in error.value
    assert tables(at) == []


# ---- new data without code --------------------------------------------------------------------------------------

HEADER = "indicator,area_category,area,year,count,population,per_1000,share_percent,source\n"


def add_indicator(data: Path, screen: str) -> None:
    """One line in the dictionary and one export file, as the administrator adds them."""
    with (data / "indicators.csv").open(encoding="utf-8", newline="") as file:
        columns = next(csv.reader(file))
    row = dict.fromkeys(columns, "text") | {
        "id": "burglaries",
        "position": "8",
        "screen": screen,
        "measure": "per_1000",
        "decimals": "1",
        "polarity": "lower_is_better",
        "label_sv": "Bostadsinbrott",
        "label_en": "Burglaries",
    }
    with (data / "indicators.csv").open("a", encoding="utf-8", newline="") as file:
        csv.DictWriter(file, columns).writerow(row)
    source = "lagesbild-2021-tabell-8"
    lines = [
        f"burglaries,{category},,{year},,,{rate},,{source}\n"
        for category, year, rate in (
            ("risk", 2019, 2.0),
            ("risk", 2020, 3.0),
            ("rest_of_sweden", 2019, 1.5),
            ("rest_of_sweden", 2020, 2.0),
        )
    ]
    (data / "exports/burglaries.csv").write_text(HEADER + "".join(lines), encoding="utf-8")


@pytest.mark.parametrize("screen", ["narcotics_weapons", "more_indicators"])
def test_a_new_indicator_appears_everywhere_without_code(data_copy: Path, screen: str) -> None:
    add_indicator(data_copy, screen)
    line = by_name(opened("overview"))["Bostadsinbrott"]
    assert (line["Riskområden"], line["Övriga riket"], line["Utsatta områden"]) == ("3,0", "2,0", "–")
    assert line["Riskområden, gånger övriga riket (beräknat)"] == "1,5"  # 3.0 / 2.0

    at = opened(screen, indicator="burglaries", lang="en")
    assert figure_title(at) == "Burglaries 2019–2020"
    table = by_name(at)
    assert (table["Risk areas"]["2019"], table["Risk areas"]["2020"]) == ("2.0", "3.0")
    # Rounded to one decimal, they may be 2.95 / 2.05 to 3.05 / 1.95.
    assert table["Risk areas"]["Change 2019–2020, per cent (computed)"] == "+50 (+44 to +56)"
    assert ("More indicators" in menu(at)) == (screen == "more_indicators")

    answer = json.loads(open_data.observations_json(QueryParams("indicator=burglaries&category=risk&year=2020")))
    assert [row["per_1000"] for row in answer["observations"]] == [3.0]
    dictionary = json.loads(open_data.indicators_json(QueryParams("")))
    assert "Bostadsinbrott" in [row["label_sv"] for row in dictionary["indicators"]]


def test_a_new_year_appears_without_code(data_copy: Path) -> None:
    line = "narcotics_offences,risk,,2021,,,20.5,,lagesbild-2021-tabell-7\n"
    (data_copy / "exports/new.csv").write_text(HEADER + line, encoding="utf-8")
    at = opened("narcotics_weapons")
    assert rows(at)[0][1:5] == ["2018", "2019", "2020", "2021"]
    assert by_name(at)["Riskområden"]["2021"] == "20,5"
    assert by_name(at)["Övriga riket"]["2021"] == "–"
    assert "År 2021 var talet i riskområden 20,5" in prose(at)


def test_two_publications_of_the_same_figure_stand_apart(data_copy: Path) -> None:
    source = "lagesbild-2023-tabell-7,Polismyndigheten,Ny lägesbild,New report,Tabell 7,Table 7,2023-12,\n"
    with (data_copy / "sources.csv").open("a", encoding="utf-8") as file:
        file.write(source)
    lines = [
        f"narcotics_offences,{category},,{year},,,{rate},,lagesbild-2023-tabell-7\n"
        for category, year, rate in (("risk", 2020, 16.4), ("risk", 2021, 17.0), ("rest_of_sweden", 2021, 10.0))
    ]
    (data_copy / "exports/second.csv").write_text(HEADER + "".join(lines), encoding="utf-8")
    at = opened("narcotics_weapons", category=["risk", "rest_of_sweden"])
    head, *body = rows(at)
    assert head[:6] == ["Områdeskategori", "Publicerad", "2018", "2019", "2020", "2021"]
    assert [line[:6] for line in body] == [
        ["Riskområden", "2021-12", "18,8", "12,5", "16,1", "–"],
        ["Riskområden", "2023-12", "–", "–", "16,4", "17,0"],
        ["Övriga riket", "2021-12", "10,4", "11,1", "11,9", "–"],
        ["Övriga riket", "2023-12", "–", "–", "–", "10,0"],
    ]
    # Each publication's change is over its own years, and its ratio of its own last year: 16.1 − 18.8 and 16.1 / 18.8,
    # 17.0 − 16.4 and 17.0 / 16.4; 11.9 − 10.4 and 11.9 / 10.4; 16.1 / 11.9 and 17.0 / 10.0.
    # Rounding allows 16.05 / 11.95 to 16.15 / 11.85, and 16.95 / 10.05 to 17.05 / 9.95.
    assert [line[6:] for line in body] == [
        ["−2,7 (2018–2020)", "−14 (2018–2020)", "1,4 (2020)", "1,3", "1,4"],
        ["+0,6 (2020–2021)", "+4 (2020–2021)", "1,7 (2021)", "1,7", "1,7"],
        ["+1,5 (2018–2020)", "+14 (2018–2020)", "–", "–", "–"],
        ["–", "–", "–", "–", "–"],
    ]
    chart = at.get("vega_lite_chart")[0]
    assert "Riskområden (2021-12)" in chart.proto.alt
    assert "Riskområden (2023-12): 16,4 (2020) och 17,0 (2021)." in chart.proto.alt
    assert "Ny lägesbild" in prose(at)
    assert "Publicerad 2021-12" in prose(at)


def test_a_sentence_that_quotes_a_doubtful_figure_says_so() -> None:
    doubt = "Delarna i samma tabell ger 10,9 + 4,9 + 19,7 = 35,5 procent"
    assert doubt in prose(opened("shootings", measure="share_percent"))
    assert doubt not in prose(opened("shootings", measure="share_percent", category="risk"))
    assert doubt not in prose(opened("shootings", figure="areas"))  # the numbers themselves add up


def test_a_named_place_stands_beside_the_categories(data_copy: Path) -> None:
    lines = [
        f"threats,,Norra staden,{year},,,{rate},,lagesbild-2021-tabell-8\n" for year, rate in ((2018, 5.0), (2020, 5.5))
    ]
    (data_copy / "exports/place.csv").write_text(HEADER + "".join(lines), encoding="utf-8")
    at = opened("fires_threats_intimidation", indicator="threats", category="risk")
    head, *body = rows(at)
    assert head[:3] == ["Områdeskategori eller område", "2018", "2019"]
    assert [line[:4] for line in body] == [
        ["Riskområden", "7,2", "6,6", "6,7"],
        ["Norra staden", "5,0", "–", "5,5"],
    ]
    chart = at.get("vega_lite_chart")[0]
    assert "Norra staden: 5,0 (2018), – (2019) och 5,5 (2020)." in chart.proto.alt
    alts = [chart.proto.alt for chart in opened("overview").get("vega_lite_chart")]
    assert any("Norra staden: 0 % (2018) och +10 % (2020)." in alt for alt in alts)
    answer = json.loads(open_data.observations_json(QueryParams("indicator=threats&category=risk&year=2020")))
    assert [row["area"] for row in answer["observations"]] == [None]
    answer = json.loads(open_data.observations_json(QueryParams("indicator=threats&year=2020")))
    assert "Norra staden" in [row["area"] for row in answer["observations"]]


def test_the_overview_lets_one_publication_speak_for_an_indicator(data_copy: Path) -> None:
    with (data_copy / "sources.csv").open("a", encoding="utf-8") as file:
        file.write("lagesbild-2023-tabell-7,Polismyndigheten,Ny lägesbild,New report,Tabell 7,Table 7,2023-12,\n")
    lines = [
        f"narcotics_offences,{category},,{year},,,{rate},,lagesbild-2023-tabell-7\n"
        for category, year, rate in (("risk", 2018, 20.0), ("risk", 2020, 30.0), ("rest_of_sweden", 2020, 10.0))
    ]
    (data_copy / "exports/second.csv").write_text(HEADER + "".join(lines), encoding="utf-8")
    at = opened("overview")
    line = by_name(at)["Narkotikabrott"]
    assert (line["Riskområden"], line["Riskområden, gånger övriga riket (beräknat)"]) == ("30,0", "3,0")
    assert line["Utsatta områden"] == "–"  # not in the later publication
    ratios, *small = at.get("vega_lite_chart")
    assert "Narkotikabrott: Riskområden 3,0." in ratios.proto.alt
    (narcotics,) = [chart.proto.alt for chart in small if "Narkotikabrott" in chart.proto.alt]
    assert "Riskområden: 0 % (2018) och +50 % (2020)." in narcotics


def test_the_share_that_the_source_contradicts_has_no_change() -> None:
    table = by_name(opened("shootings", measure="share_percent"))
    change = "Förändring 2018–2020, procentenheter (beräknat)"
    assert (table["Utsatta områden"][change], table["Alla områden tillsammans"][change]) == ("+3,7", "–")


def test_the_population_of_the_areas_is_said_to_be_approximate() -> None:
    at = opened("about")
    assert by_name(at)["Alla områden tillsammans"]["Förändring 2018–2020 (beräknat)"] == "–"
    assert by_name(at)["Hela riket"]["Förändring 2018–2020 (beräknat)"] == "+149 110"  # 10,379,295 - 10,230,185
    assert any("cirka 550 000" in remark for remark in remarks(at))


def test_numbers_are_not_torn_apart_at_the_end_of_a_line() -> None:
    for screen in TITLES:
        at = opened(screen)
        shown = [part.value for part in (*at.markdown, *at.caption, *at.title, *at.subheader)]
        shown += [html.proto.body for html in at.get("html")]
        assert [text for text in shown if re.search(r"\d \d{3}\b", text)] == [], screen


# ---- words of the report ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("screen", "parameters"),
    [("areas", {"assessment": "2021"}), ("municipality", {"place": "0127"}), ("encrypted_phones", {}), ("about", {})],
)
def test_definitions_stand_in_the_data_and_not_in_the_code(
    data_copy: Path, screen: str, parameters: dict[str, str]
) -> None:
    path = data_copy / "concepts.csv"
    for old, new in (("Trenden jämför", "Pilen väger"), ("Ett dygnsavtryck är", "Ett fotspår är")):
        replace(path, old, new)
    at = opened(screen, **parameters)
    text = "\n".join([prose(at), *(html.proto.body for html in at.get("html"))])
    assert "Trenden jämför" not in text
    assert "Ett dygnsavtryck är" not in text
    if screen != "encrypted_phones":
        assert "Pilen väger områdets totala problemnivå" in text
    if screen in ("encrypted_phones", "about"):
        assert "Ett fotspår är en telefon under ett dygn" in text


def test_the_trends_of_an_assessment_are_explained_with_its_years() -> None:
    text = prose(opened("municipality", place="0127"))
    assert "**Problemnivåns trend.** Trenden jämför" in text
    assert "Här jämförs nivån 2021 med nivån 2020." in text


def test_without_the_definitions_the_pages_stay(data_copy: Path) -> None:
    path = data_copy / "concepts.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    other = lines[1].replace("trend,", "something_else,", 1)
    path.write_text(lines[0] + other, encoding="utf-8")
    for screen in ("areas", "municipality", "encrypted_phones", "about"):
        well(opened(screen, place="0127"))
