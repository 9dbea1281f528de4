"""The screens, run as Streamlit runs them, compared with the report."""

from html.parser import HTMLParser
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages.screens import SCREENS
from tests.report_2021 import RATES, SHOOTINGS

SWEDISH = {
    "overview": "Översikt",
    "shootings": "Skjutningar",
    "incident_reports": "Händelserapporter",
    "narcotics_weapons": "Narkotika- och vapenbrott",
    "fires_threats_intimidation": "Bilbrand, hot och övergrepp i rättssak",
    "about": "Om statistiken",
}
LABELS = {
    "Utsatta områden": "vulnerable",
    "Riskområden": "risk",
    "Särskilt utsatta områden": "particularly_vulnerable",
    "Alla områden tillsammans": "all_areas",
    "Övriga riket": "rest_of_sweden",
}
SCREEN_OF = {
    "incident_reports": "incident_reports",
    "narcotics_offences": "narcotics_weapons",
    "weapons_offences": "narcotics_weapons",
    "vehicle_fires": "fires_threats_intimidation",
    "threats": "fires_threats_intimidation",
    "witness_intimidation": "fires_threats_intimidation",
}


class Cells(HTMLParser):
    """The cells of the tables in a piece of HTML, row by row; footnote marks are left out."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.inside = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag == "tr":
            self.rows.append([])
        elif tag in ("th", "td"):
            self.rows[-1].append("")
        self.inside = tag

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside in ("th", "td", "a") and self.rows:
            self.rows[-1][-1] += data


def opened(screen: str, **parameters: str | list[str]) -> AppTest:
    """The screen as it is with these parameters in its address."""
    app = AppTest.from_file("../pages/menu.py", default_timeout=30)
    for name, value in parameters.items():
        app.query_params[name] = value
    app.run()
    if screen != "overview":
        app.switch_page(f"{screen}.py")
        for name, value in parameters.items():
            app.query_params[name] = value
        app.run()
    assert not app.exception
    return app


def tables(app: AppTest) -> list[list[list[str]]]:
    found = []
    for element in app.get("html"):
        if "<table>" in element.proto.body:
            cells = Cells()
            cells.feed(element.proto.body)
            found.append(cells.rows)
    return found


def words(app: AppTest) -> str:
    said = [element.value for kind in (app.title, app.markdown, app.info, app.warning, app.error) for element in kind]
    return " ".join([*said, *(element.proto.body for element in app.get("html"))]).replace("\\", "")


def figure(text: str) -> float:
    return float(text.replace("\u00a0", "").replace(",", ".").replace("−", "-"))


@pytest.mark.usefixtures("built_in_data")
@pytest.mark.parametrize("screen", [screen for screen in SCREENS if screen.id != "more_indicators"])
def test_every_screen_runs_in_both_languages(screen) -> None:  # type: ignore[no-untyped-def]
    assert opened(screen.id).title[0].value == SWEDISH[screen.id]
    assert opened(screen.id, lang="en").title[0].value == screen.title


@pytest.mark.usefixtures("built_in_data")
@pytest.mark.parametrize("indicator", list(SCREEN_OF))
def test_the_table_of_each_indicator_equals_the_report(indicator: str) -> None:
    [header, *body] = tables(opened(SCREEN_OF[indicator], indicator=indicator))[0]
    assert header[1:4] == ["2018", "2019", "2020"]
    shown = {
        (indicator, LABELS[row[0]], year): figure(row[place])
        for row in body
        for place, year in enumerate([2018, 2019, 2020], start=1)
    }
    assert shown == {key: value for key, value in RATES.items() if key[0] == indicator}


@pytest.mark.usefixtures("built_in_data")
def test_shootings_are_shown_as_count_and_as_share_with_the_note_on_the_total() -> None:
    counts = tables(opened("shootings"))[0][1:]
    assert {(LABELS[row[0]], 2020): figure(row[3]) for row in counts} == {
        key: value[0] for key, value in SHOOTINGS.items() if key[1] == 2020
    }
    app = opened("shootings", measure="share_percent")
    shares = tables(app)[0][1:]
    assert {(LABELS[row[0]], 2020): figure(row[3]) for row in shares} == {
        key: value[1] for key, value in SHOOTINGS.items() if key[1] == 2020
    }
    assert "10,9 + 4,9 + 19,7 = 35,5 procent" in words(app)
    assert "35,5 procent" not in words(opened("shootings", measure="share_percent", year=["2018", "2019"]))


@pytest.mark.usefixtures("built_in_data")
def test_shootings_per_1000_are_computed_and_say_how() -> None:
    app = opened("shootings", measure="per_1000_computed")
    header, areas, rest = tables(app)[0]
    assert header[3] == "2020 (beräknat)"
    assert areas[3] == "0,236"  # 130 / 550 000 * 1 000
    assert rest[3] == "0,024"  # (366 - 130) / (10 379 295 - 550 000) * 1 000
    assert "9 829 295 i övriga riket" in words(app).replace("\u00a0", " ")
    assert "Källan redovisar inte skjutningar per 1 000 invånare, eftersom" in words(app)


@pytest.mark.usefixtures("built_in_data")
def test_change_and_ratio_are_marked_as_computed() -> None:
    header, *body = tables(opened("narcotics_weapons"))[0]
    assert header[4:] == [
        "Förändring 2018–2020 (beräknat)",
        "Förändring 2018–2020, procent (beräknat)",
        "Gånger övriga riket 2020 (beräknat)",
    ]
    # 14.6 - 8.8; 14.6 / 8.8 = 1.659; 14.6 / 11.9 = 1.227
    assert body[0][4:] == ["+5,8", "+66", "1,2"]
    assert body[3][4:] == ["+1,5", "+14", "–"]


@pytest.mark.usefixtures("built_in_data")
def test_filters_from_the_address() -> None:
    app = opened("narcotics_weapons", year=["2019", "1066"], category=["risk", "moon"])
    header, *body = tables(app)[0]
    assert header[1] == "2019"
    assert [row[0] for row in body] == ["Riskområden"]
    assert len(tables(opened("narcotics_weapons", category="moon", lang="tlh"))[0]) == 5


@pytest.mark.usefixtures("built_in_data")
def test_a_click_on_a_filter_writes_ids_to_the_address() -> None:
    app = opened("narcotics_weapons")
    years, categories = app.button_group(key="year_filter"), app.button_group(key="category_filter")
    years.set_value(["2020"])
    categories.set_value(["risk"]).run()
    assert dict(app.query_params) == {"year": "2020", "category": "risk"}
    app.button_group(key="year_filter").set_value(["2018", "2019", "2020"]).run()
    assert "year" not in app.query_params


@pytest.mark.usefixtures("built_in_data")
@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"year": ""}, "Inget år är valt"),
        ({"category": ""}, "Ingen områdeskategori är vald"),
        ({"category": "rest_of_sweden"}, "Källan har inga tal här för det som är valt"),
    ],
)
def test_nothing_to_show_says_why_and_offers_all_again(parameters: dict[str, str], message: str) -> None:
    app = opened("shootings", **parameters)
    assert message in words(app)
    app.button(key="show_all").click().run()
    assert len(tables(app)[0]) == 5


@pytest.mark.usefixtures("built_in_data")
def test_rows_as_in_the_data_file() -> None:
    header, *body = tables(opened("shootings", table="rows", year="2020"))[0]
    assert header == [
        "Indikator",
        "Områdeskategori",
        "Område",
        "År",
        "Antal",
        "Folkmängd",
        "Per 1 000 invånare".replace(" 000", "\u00a0000") if "\u00a0" in header[6] else "Per 1 000 invånare",
        "Andel, procent",
        "Källa",
        "Publicerad",
    ]
    row = ["Skjutningar", "Utsatta områden", "–", "2020", "40", "–", "–", "10,9"]
    assert body[0] == [*row, "Polismyndigheten, Tabell 4, avsnitt 3.2.1", "2021-12"]


@pytest.mark.usefixtures("built_in_data")
def test_the_overview_has_every_indicator_beside_the_rest_of_sweden() -> None:
    beside, changes = tables(opened("overview"))
    by_name = {row[0]: row for row in beside[1:]}
    assert by_name["Bilbrand"][2:] == ["0,9", "0,9", "1,0", "–", "0,3", "3,0", "3,0", "3,3"]
    assert by_name["Skjutningar"][2:] == ["40", "18", "72", "130", "–", "–", "–", "–"]
    # 60.7: 6.7 / 7.2 = 0.931
    assert {row[0]: row[2] for row in changes[1:]}["Olaga hot"] == "−7"


def test_a_broken_file_is_named_and_the_last_good_figures_stay(data_copy: Path) -> None:
    export = data_copy / "exports" / "lagesbild-2021-tabell-7.csv"
    opened("narcotics_weapons")
    export.write_text(export.read_text("utf-8").replace(",8.8,", ',"8,8",'), "utf-8")
    app = opened("narcotics_weapons")
    where = "exports/lagesbild-2021-tabell-7.csv, rad 2, kolumn G (per_1000): ”8,8” är inte ett tal"
    assert where in words(app)
    assert tables(app)[0][1][:2] == ["Utsatta områden", "8,8"]
    assert "row 2, column G (per_1000): “8,8” is not a number" in words(opened("narcotics_weapons", lang="en"))


def test_without_a_dictionary_the_page_says_what_to_mend(data_copy: Path) -> None:
    (data_copy / "indicators.csv").write_text("id\n", "utf-8")
    app = AppTest.from_file("../pages/menu.py", default_timeout=30).run()
    assert not app.exception
    assert "indicators.csv: Filen har en rubrikrad men inga rader" in words(app)


@pytest.mark.parametrize("screen", ["incident_reports", "more_indicators"])
def test_a_new_indicator_needs_a_file_and_a_row_of_the_dictionary(data_copy: Path, screen: str) -> None:
    with (data_copy / "indicators.csv").open("a", encoding="utf-8") as file:
        words_ = (
            "Rån,Robberies,anmälda rån,reported robberies,anmälda rån per 1 000 invånare,reported robberies,,,D,D,,"
        )
        file.write(f"robberies,8,{screen},per_1000,1,lower_is_better,{words_}\n")
    (data_copy / "exports" / "robberies.csv").write_text(
        "indicator,area_category,area,year,count,population,per_1000,share_percent,source\n"
        "robberies,risk,,2020,,,3.5,,lagesbild-2021-tabell-8\n"
        "robberies,rest_of_sweden,,2020,,,1.0,,lagesbild-2021-tabell-8\n",
        "utf-8",
    )
    assert [row[3] for row in tables(opened("overview"))[0] if row[0] == "Rån"] == ["3,5"]
    _, *body = tables(opened(screen, indicator="robberies"))[0]
    assert [row[:2] for row in body] == [["Riskområden", "3,5"], ["Övriga riket", "1,0"]]


def test_two_publications_of_a_figure_stay_two_series(data_copy: Path) -> None:
    with (data_copy / "sources.csv").open("a", encoding="utf-8") as file:
        file.write("lagesbild-2023-tabell-7,Polismyndigheten,Lägesbild 2023,Report 2023,Tabell 7,Table 7,2023-12\n")
    (data_copy / "exports" / "lagesbild-2023-tabell-7.csv").write_text(
        "indicator,area_category,area,year,count,population,per_1000,share_percent,source\n"
        "narcotics_offences,risk,,2020,,,16.4,,lagesbild-2023-tabell-7\n"
        "narcotics_offences,risk,,2021,,,17.0,,lagesbild-2023-tabell-7\n",
        "utf-8",
    )
    header, *body = tables(opened("narcotics_weapons", category="risk"))[0]
    assert header[:6] == ["Områdeskategori", "Publicerad", "2018", "2019", "2020", "2021"]
    assert [row[:6] for row in body] == [
        ["Riskområden", "2021-12", "18,8", "12,5", "16,1", "–"],
        ["Riskområden", "2023-12", "–", "–", "16,4", "17,0"],
    ]
    assert {row[6] for row in body} == {"–"}  # neither publication spans 2018 to 2021


@pytest.mark.usefixtures("built_in_data")
@pytest.mark.parametrize(
    ("screen", "said"),
    [
        ("overview", "Bilbrand: Utsatta områden 3,0, Riskområden 3,0 och Särskilt utsatta områden 3,3."),
        ("shootings", "Riskområden: 14 (2018), 8 (2019) och 18 (2020)."),
        ("incident_reports", "Övriga riket: 46,4 (2018), 45,1 (2019) och 42,6 (2020)."),
        ("narcotics_weapons", "Utsatta områden: 8,8 (2018), 12,9 (2019) och 14,6 (2020)."),
        ("fires_threats_intimidation", "Riskområden: 1,5 (2018), 1,3 (2019) och 0,9 (2020)."),
        ("about", "Hela riket: 10 379 295 (2020)."),
    ],
)
def test_charts_have_an_alternative_text_with_their_figures(screen: str, said: str) -> None:
    charts = [chart.proto for chart in opened(screen).get("vega_lite_chart")]
    assert said in charts[0].alt.replace("\u00a0", " ")
    assert all(chart.alt for chart in charts)


@pytest.mark.usefixtures("built_in_data")
def test_a_sentence_that_quotes_a_doubtful_figure_says_so() -> None:
    summary = next(element.value for element in opened("shootings", measure="share_percent").markdown)
    assert "tabellens egna delar ger 10,9 + 4,9 + 19,7 = 35,5 procent" in summary
    unaffected = next(element.value for element in opened("shootings", measure="share_percent", category="risk").markdown)
    assert "35,5" not in unaffected
