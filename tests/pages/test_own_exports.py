"""The page of the reader's own exports, as Streamlit's test runner sees it: every figure worked out by hand."""

from __future__ import annotations

import csv
import io
import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from pages.components import charts, downloads
from pages.components.layout.answer import MOST_WORDS
from pages.components.own import charts as own_charts
from pages.components.own import files as own_files
from pages.components.own import package as own_package
from pages.components.own import tables as own_tables
from pages.components.own import words as own_words
from pages.components.own.form import unmarked
from pages.components.text import in_language
from pages.sections import own_session
from queries import Problem, exports
from queries.exports.event_checks import SENTENCES
from queries.exports.problems import WORDINGS
from queries.exports.sentences import Matched, Sentence
from tests.page import app, led_to, messages, opened, opened_with_own, prose, remarks, rows, tables, well, words
from tests.queries.exports.test_workbooks import workbook

SV, EN = in_language("sv"), in_language("en")
NO_BREAK = "\u00a0"

PLAIN = ["Plats", "År", "Antal", "Folkmängd"]
INTERVAL = "95 %-intervall, om fallen är oberoende (beräknat)"
RATES = "Kommun;År;Antal;Folkmängd\nUmeå;2019;260;130000\nUmeå;2020;325;130000\nVännäs;2019;9;9000\n".encode()
MANY = "Område;År;Narkotikabrott;Klotter\nTeg;2021;12;5\nTeg;2022;15;..\nErsboda;2021;7;1\n".encode()

pytestmark = pytest.mark.usefixtures("built_in_data")


def given(*files: tuple[str, bytes], **parameters: str) -> AppTest:
    """The page after these files were dropped on it."""
    at = opened("own_exports", **parameters)
    at.file_uploader[0].set_value([(name, content, "text/csv") for name, content in files])
    return well(at.run())


def box(at: AppTest, label: str) -> Any:
    (found,) = [one for one in at.selectbox if one.label == label]
    return found


def chosen(at: AppTest, label: str) -> str:
    found = box(at, label)
    return str(found.options[found.index])


def choose(at: AppTest, label: str, option: str) -> AppTest:
    found = box(at, label)
    found.select_index(found.options.index(option))
    return well(at.run())


def table(at: AppTest, caption: str) -> list[list[str]]:
    (found,) = [n for n, one in enumerate(tables(at)) if words(one.find(".//caption")).startswith(caption)]  # type: ignore[arg-type]
    return rows(at, found)


def press(at: AppTest, label: str) -> AppTest:
    (button,) = [one for one in at.button if one.label == label]
    button.click()
    return well(at.run())


# ---- sentences --------------------------------------------------------------------------------------------------


def test_a_sentence_of_the_reader_is_said_in_both_languages_with_what_it_holds() -> None:
    text = "The text is in {encoding}, the columns are separated by {delimiter}."
    sentence = Sentence(text, {"encoding": "UTF-8", "delimiter": Sentence("semicolon")})
    assert own_words.say(SV, sentence) == "Texten är kodad i UTF-8. Mellan kolumnerna står semikolon."
    assert own_words.say(EN, sentence) == "The text is in UTF-8, the columns are separated by semicolon."


def test_numbers_in_a_sentence_are_written_as_the_language_does_and_years_are_not_parted() -> None:
    counted = Sentence("Rows read: {rows}; figures in them: {figures}.", {"rows": 12345, "figures": 7})
    assert own_words.say(SV, counted) == f"Lästa rader: 12{NO_BREAK}345; tal i dem: 7."
    assert own_words.say(EN, counted) == "Rows read: 12,345; figures in them: 7."
    year = Sentence("The figures of {year} are marked as preliminary and may change.", {"year": 2026})
    assert own_words.say(SV, year) == "Talen för 2026 är märkta som preliminära och kan ändras."


def test_indicators_in_a_sentence_are_named_by_their_labels() -> None:
    sentence = Sentence(
        "Recognised indicators: {indicators}.", {"indicators": (Matched("Narkotika", "narcotics_offences"),)}
    )
    labels = {"narcotics_offences": "Narkotikabrott"}
    assert own_words.say(SV, sentence, labels) == "Indikatorer som känns igen: Narkotika = Narkotikabrott."


@pytest.mark.parametrize("of_events", [False, True])
def test_every_check_has_its_swedish_with_the_value_and_what_was_expected(of_events: bool) -> None:
    for check, english in (SENTENCES if of_events else WORDINGS).items():
        said = own_words.wording(SV, Problem(check, "a.csv", value="VALUE", expected=("WANTED",)), of_events)
        assert said != english.format(value="VALUE", expected="WANTED", first="WANTED", second="", third=""), check
        assert ("VALUE" in said) == ("{value}" in english), check
        assert ("WANTED" in said) == ("{expected}" in english or "{first}" in english), check


def test_a_label_is_free_of_marks_that_a_screen_reader_would_speak() -> None:
    assert unmarked("Kolumn B (antal_brott)") == "Kolumn B (antal_brott)"
    assert unmarked("*fet* [länk](http://a) `kod` _kursiv_") == "fet länk (http://a) kod kursiv"


# ---- the page ---------------------------------------------------------------------------------------------------


def test_that_the_page_shows_own_figures_is_said_on_other_pages_alone() -> None:
    def said(at: AppTest) -> int:
        return sum('class="own"' in html.proto.body for html in at.get("html"))

    assert said(opened_with_own("narcotics_weapons")) == 1
    assert said(given(("rates.csv", RATES))) == 0  # it is what the page is about


def test_the_empty_page_says_where_files_are_kept_and_what_can_be_read() -> None:
    at = opened("own_exports")
    assert "Här finns inga filer än." in prose(at)
    assert "Ingen annan ser dem" in prose(at)
    assert "tillfällig databas" in prose(at)
    assert "Ta bort mina filer" in prose(at)
    assert ["Folkmängd", "Blir nämnare till antalen i de andra filerna, efter plats och år."] in rows(at)
    assert not [one for one in at.button if one.label == "Ta bort mina filer"]


@pytest.mark.parametrize(
    ("language", "summary", "understood"),
    [
        ("sv", "1 fil: 3 rader med tal för 2 platser, 2019–2020.", "Kolumn A (Kommun): platsen."),
        ("en", "1 file: 3 rows of figures for 2 places, 2019–2020.", "Column A (Kommun): the place."),
    ],
)
def test_a_file_is_read_and_what_was_understood_is_said(language: str, summary: str, understood: str) -> None:
    at = given(("brott.csv", RATES), lang=language)
    assert summary in prose(at)
    assert understood in prose(at)
    assert not at.error
    assert table(at, "Filens första rader" if language == "sv" else "The first rows of the file")[:3] == [
        ["Rad" if language == "sv" else "Row", "A", "B", "C", "D"],
        ["1", "Kommun", "År", "Antal", "Folkmängd"],
        ["2", "Umeå", "2019", "260", "130000"],
    ]


def test_the_figures_stand_in_table_and_chart_and_the_rate_is_marked_as_computed() -> None:
    at = given(("brott.csv", RATES))
    found = table(at, "Alla tal efter år")
    assert found == [  # 260 / 130,000 × 1,000 = 2.0; 325 / 130,000 × 1,000 = 2.5; 9 / 9,000 × 1,000 = 1.0
        # Byar's limits of 260 are 229.4 and 293.6, of 325 290.6 and 362.3; the exact ones of 9 are 4.12 and 17.08.
        [*PLAIN, "Per 1 000 invånare (beräknat)", f"Lägst, {INTERVAL}", f"Högst, {INTERVAL}"],
        ["Umeå", "2019", "260", "130 000", "2,0", "1,8", "2,3"],
        ["Umeå", "2020", "325", "130 000", "2,5", "2,2", "2,8"],
        ["Vännäs", "2019", "9", "9 000", "1,0", "0,5", "1,9"],
    ]
    (chart,) = at.get("vega_lite_chart")
    assert "Umeå: 2,0 (2019) och 2,5 (2020). Vännäs: 1,0 (2019)." in chart.proto.alt.replace(NO_BREAK, " ")
    choose(at, "Mått", "Antal")
    (chart,) = at.get("vega_lite_chart")
    assert "Umeå: 260 (2019) och 325 (2020)." in chart.proto.alt


def test_the_rest_of_the_dashboard_is_told_and_the_page_leads_to_it() -> None:
    at = given(("brott.csv", MANY))
    files = at.session_state[own_files.KEY]
    assert files is not None
    lines = files["exports/egen-brott.csv"].decode().splitlines()
    assert "narcotics_offences,,Teg,2021,12,,,,egen-brott" in lines
    links = [ET.fromstring(one.proto.body) for one in at.get("html") if "examples" in one.proto.body]
    assert next((words(a), a.get("href")) for a in links[0].iter("a")) == (
        "Narkotikabrott",
        "/narkotika-och-vapenbrott?indicator=narcotics_offences",
    )


def test_a_figure_that_is_missing_in_the_file_stays_missing() -> None:
    at = given(("brott.csv", MANY))
    assert "Tal som saknas i filen: 1. De förblir tomma; inget blev 0." in prose(at)
    choose(at, "Indikator", "Klotter")
    assert table(at, "Klotter 2021")[1:] == [["Teg", "5"], ["Ersboda", "1"]]  # no year 2022


def test_a_year_that_is_not_in_the_file_breaks_the_line() -> None:
    kept = [
        {"area": "Teg", "area_category": None, "year": year, "file": "a.csv", "population": None}
        | {"count": count, "per_1000": None, "share_percent": None, "indicator": "x"}
        for year, count in ((2019, 5), (2021, 7))
    ]
    drawn = own_charts.drawn(SV, kept, "count", {})
    assert [(row["year"], row["value"]) for row in drawn] == [(2019, 5.0), (2020, None), (2021, 7.0)]


def test_months_are_drawn_and_listed() -> None:
    content = "Kommun;Månad;Antal\n" + "".join(f"Umeå;2024M{month:02};{month}\n" for month in range(1, 13))
    at = given(("klotter.csv", content.encode()))
    found = table(at, "klotter efter månad")
    assert found[0] == ["Plats", "År", "Månad eller kvartal", "Antal"]
    assert found[1:3] == [["Umeå", "2024", "januari", "1"], ["Umeå", "2024", "februari", "2"]]
    assert table(at, "Alla tal efter år")[1] == ["Umeå", "2024", "78"]  # 1 + 2 + … + 12
    assert any("12 (december 2024)" in chart.proto.alt for chart in at.get("vega_lite_chart"))


# ---- what is wrong ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "wanted"),
    [
        ("a.csv", b"", "a.csv: Filen är tom."),
        ("a.pdf", b"%PDF-1.7 ...", "Det här är ingen tabell utan PDF."),
        ("a.csv", "Kommun;Antal\nUmeå;5\n".encode(), "Det finns inget år"),
        ("a.csv", b"\x00\x01\x02\x03" * 50, "Det här är ingen tabell utan binära data."),
        ("a.xlsx", b"PK\x03\x04 no workbook", "Arbetsboken går inte att öppna"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_words(name: str, content: bytes, wanted: str) -> None:
    at = given((name, content))
    assert len(at.error) == 1
    assert wanted in messages(at)
    assert "Inga tal gick att läsa ur filerna." in prose(at)


def test_a_wrong_cell_is_named_by_file_row_and_column_and_the_others_are_read() -> None:
    at = given(("fel.csv", "Kommun;År;Antal\nUmeå;2019;5\nLund;2019;många\n".encode()))
    assert "fel.csv, rad 3, kolumn C (Antal): ”många” är inte ett tal." in messages(at)
    assert table(at, "Alla tal efter år")[1:] == [["Umeå", "2019", "5"]]


def test_the_first_twenty_problems_are_shown_and_the_rest_counted_and_all_are_in_the_csv() -> None:
    lines = "".join(f"Plats {number};2019;x{number}x\n" for number in range(25))
    content = f"Område;År;Antal\nTeg;2019;5\n{lines}" + "".join(f"Ort {n};2019;{n}\n" for n in range(60))
    at = given(("fel.csv", content.encode()))
    (warning,) = at.warning
    assert warning.value.count("är inte ett tal") == 20
    assert "och 5 problem till" in warning.value
    reading = exports.read("fel.csv", content.encode())
    made = own_tables.problems(SV, reading.problems)
    assert len(made.rows) == 25
    assert made.rows[0][:5] == ["fel.csv", 3, "C", "Antal", "x0x"]


def test_what_stands_in_a_file_is_shown_as_it_is() -> None:
    at = given(("<b>.csv", "Område;År;Antal\n<script>alert(1)</script>;2019;5\nTeg;2019;:red[6]\n".encode()))
    for part in tables(at):  # parsing them proves that they are well-formed
        assert part.find(".//script") is None
    assert ["2", "<script>alert(1)</script>", "2019", "5"] in table(at, "Filens första rader")


# ---- corrections ------------------------------------------------------------------------------------------------


def test_the_guess_about_a_column_can_be_corrected_and_taken_back() -> None:
    at = given(("brott.csv", RATES))
    assert chosen(at, "Kolumn C (Antal)") == "Som det lästes: antal"
    choose(at, "Kolumn D (Folkmängd)", "utelämnas")
    assert table(at, "Alla tal efter år")[:2] == [["Plats", "År", "Antal"], ["Umeå", "2019", "260"]]
    press(at, "Ångra alla rättelser för filen")
    assert table(at, "Alla tal efter år")[0][3] == "Folkmängd"


def test_a_year_that_is_missing_is_given_by_the_reader() -> None:
    at = given(("brott.csv", "Kommun;Antal\nUmeå;5\n".encode()))
    assert at.error
    choose(at, "År för alla tal", "2021")
    assert not at.error
    assert table(at, "Alla tal efter år")[1] == ["Umeå", "2021", "5"]


def test_corrections_that_make_no_sense_are_refused_in_words_and_nothing_is_lost() -> None:
    at = given(("brott.csv", RATES))
    choose(at, "Kolumn C (Antal)", "utelämnas")
    choose(at, "Kolumn D (Folkmängd)", "utelämnas")
    assert "Det finns ingen kolumn med tal." in messages(at)
    assert chosen(at, "Kolumn C (Antal)") == "utelämnas"
    choose(at, "Mellan kolumnerna", "tabb")
    assert at.error
    press(at, "Ångra alla rättelser för filen")
    assert not at.error
    assert len(table(at, "Alla tal efter år")) == 4


@pytest.mark.parametrize("encoding", ["UTF-16", "DOS (850)"])
def test_another_encoding_is_tried_without_a_traceback(encoding: str) -> None:
    at = choose(given(("brott.csv", RATES)), "Teckenkodning", encoding)
    assert "Traceback" not in messages(at)
    press(at, "Ångra alla rättelser för filen")
    assert "Kolumn A (Kommun): platsen." in prose(at)


def test_a_year_that_seems_not_to_be_whole_is_shown_when_the_reader_says_that_it_is() -> None:
    content = "Avser januari–juni 2024\n\nKommun;År;Rån\nUmeå;2023;110\nUmeå;2024;70\n".encode()
    at = given(("rån.csv", content))
    assert [line[:2] for line in table(at, "Alla tal efter år")[1:]] == [["Umeå", "2023"]]
    assert "”januari–juni 2024” gäller inte hela år. Årstalen för 2024 togs därför inte med." in messages(at)
    (whole,) = [one for one in at.checkbox if one.label.startswith("Talen gäller hela år")]
    well(whole.check().run())
    assert [line[:2] for line in table(at, "Alla tal efter år")[1:]] == [["Umeå", "2023"], ["Umeå", "2024"]]


def test_preliminary_figures_are_marked_on_this_page_and_on_the_others() -> None:
    at = given(("vapenbrott.csv", "Kommun;År;Antal\nUmeå;2022;100\nUmeå;2023 prel.;110\n".encode()))
    assert table(at, "Alla tal efter år")[1:] == [["Umeå", "2022", "100"], ["Umeå", "2023", "110"]]
    noted = [words(one) for body in tables(at) for one in body.iter("td") if one.find("sup") is not None]
    assert noted == ["1101)", "1101)"]  # in the chart's table and in that of all figures
    assert [remarks(at, number) for number in range(len(tables(at)))].count(
        ["1) Preliminärt enligt filen: talet kan ändras."]
    ) == 2
    drawn = str(at.get("vega_lite_chart")[0].proto)
    assert "110 (preliminärt)" in drawn
    at.query_params["indicator"] = "weapons_offences"
    at.query_params["measure"] = "count"
    well(at.switch_page("narcotics_weapons.py").run())
    assert "Preliminärt tal enligt filen; det kan ändras." in prose(at)
    assert "Talen för 2023 är preliminära." in prose(at)


def test_an_indicator_is_matched_by_the_reader() -> None:
    at = given(("brott.csv", MANY))
    assert chosen(at, "”Narkotikabrott” räknar") == "Som det lästes: Narkotikabrott"
    assert chosen(at, "”Klotter” räknar") == "Som det lästes: En av filens egna"
    choose(at, "”Klotter” räknar", "Vapenbrott")
    assert b"weapons_offences,,Teg,2021,5,,,,egen-brott" in at.session_state[own_files.KEY]["exports/egen-brott.csv"]
    choose(at, "”Klotter” räknar", "Narkotikabrott")
    assert "”Narkotikabrott” är redan Narkotikabrott" in messages(at)
    assert chosen(at, "”Klotter” räknar") == "Vapenbrott"  # as before


def test_the_group_that_is_used_can_be_chosen() -> None:
    content = "Kommun;År;Kön;Antal\nUmeå;2020;Män;5\nUmeå;2020;Kvinnor;3\n".encode()
    at = given(("brott.csv", content))
    assert table(at, "Alla tal efter år")[1] == ["Umeå", "2020", "8"]
    choose(at, "Kolumn C (Kön), rader som används", "Kvinnor")
    assert table(at, "Alla tal efter år")[1] == ["Umeå", "2020", "3"]


def test_the_sheet_of_a_workbook_can_be_chosen() -> None:
    book = openpyxl.Workbook()
    for name, count in (("Ett", 5), ("Två", 6)):
        sheet = book.create_sheet(name)
        for row in (["Kommun", "År", "Antal"], ["Umeå", 2020, count], ["Lund", 2020, count]):
            sheet.append(row)
    made = io.BytesIO()
    book.save(made)
    at = given(("brott.xlsx", made.getvalue()))
    assert table(at, "Alla tal efter år")[1] == ["Umeå", "2020", "5"]
    choose(at, "Blad", "Två")
    assert table(at, "Alla tal efter år")[1] == ["Umeå", "2020", "6"]


# ---- several files ----------------------------------------------------------------------------------------------


def test_the_populations_of_one_file_are_the_denominator_of_another() -> None:
    people = "Område;År;Folkmängd\nTeg;2021;6000\n".encode()
    at = given(("brott.csv", MANY), ("folk.csv", people))
    lines = {(line[0], line[1], line[2]): line[3:] for line in table(at, "Alla tal efter år")}
    # 12 / 6,000 × 1,000; Byar's limits of 12 are 6.19 and 20.96.
    assert lines["Teg", "Narkotikabrott", "2021"] == ["12", "6 000", "2,0", "1,0", "3,5"]
    assert lines["Ersboda", "Narkotikabrott", "2021"] == ["7", "–", "–", "–", "–"]


def test_inhabitants_and_halves_have_no_interval() -> None:
    people = {"indicator": "population", "count": 6000, "population": 6000}
    halves = {"indicator": "graffiti", "count": 2.5, "population": 1000}
    unknown = {"lower_95": None, "upper_95": None}
    assert own_tables.with_limits([people, halves]) == [people | unknown, halves | unknown]


def test_a_file_of_the_same_name_replaces_the_one_before_and_keeps_its_corrections() -> None:
    at = given(("brott.csv", "Kommun;Antal\nUmeå;5\n".encode()))
    choose(at, "År för alla tal", "2021")
    at.file_uploader[0].set_value([("brott.csv", "Kommun;Antal\nUmeå;6\n".encode(), "text/csv")])
    well(at.run())
    assert [part for part in folds(at) if part.startswith("brott.csv")] == ["brott.csv · så lästes den"]
    assert table(at, "Alla tal efter år")[1] == ["Umeå", "2021", "6"]


def test_two_files_of_one_name_from_different_folders_are_both_kept() -> None:
    at = given(("brott.csv", RATES), ("brott.csv", MANY))
    assert [file.name for file in at.session_state[own_session.UPLOADS]] == ["brott.csv", "brott (2).csv"]


def test_the_files_are_there_after_another_page_and_gone_with_the_button() -> None:
    at = given(("brott.csv", RATES), ("många.csv", MANY))
    well(at.switch_page("about.py").run())
    well(at.switch_page("own_exports.py").run())
    assert "2 filer" in prose(at)
    first = next(one for one in at.button if one.label == "Ta bort den här filen")
    first.click()
    well(at.run())
    assert "1 fil:" in prose(at)
    assert list(at.session_state[own_files.KEY]) == ["exports/egen-manga.csv", "sources.csv", "indicators.csv"]
    press(at, "Ta bort mina filer")
    assert "Här finns inga filer än." in prose(at)
    assert own_files.KEY not in at.session_state
    assert at.session_state[own_session.UPLOADS] == []


# ---- events -----------------------------------------------------------------------------------------------------

EVENTS = (
    "Datum;Område;Typ\n"
    "2023-01-01;Teg;Skadegörelse\n2023-06-05;Ersboda;Narkotikabrott\n2023-12-31;Teg;Skadegörelse\n"
    "2024-02-05;Teg;Skadegörelse\n2024-12-30;Ersboda;Narkotikabrott\nigår;Teg;Skadegörelse\n"
).encode()


def test_events_are_counted_by_year_place_and_type() -> None:
    at = given(("händelser.csv", EVENTS))
    assert "Lästa rader: 6; räknade händelser: 5." in prose(at)
    assert "händelser.csv, rad 7, kolumn A (Datum): igår är inget datum." in messages(at)
    assert sorted(table(at, "Alla tal efter år")[1:]) == [
        ["Ersboda", "Narkotikabrott", "2023", "1"],
        ["Ersboda", "Narkotikabrott", "2024", "1"],
        ["Ersboda", "Skadegörelse", "2023", "0"],
        ["Ersboda", "Skadegörelse", "2024", "0"],
        ["Teg", "Narkotikabrott", "2023", "0"],
        ["Teg", "Narkotikabrott", "2024", "0"],
        ["Teg", "Skadegörelse", "2023", "2"],
        ["Teg", "Skadegörelse", "2024", "1"],
    ]


def test_events_are_counted_by_month_if_asked() -> None:
    at = given(("händelser.csv", EVENTS))
    (asked,) = at.checkbox
    asked.check()
    well(at.run())
    choose(at, "Indikator", "Skadegörelse")
    found = {(line[0], line[1], line[2]): line[3] for line in table(at, "Skadegörelse efter månad")}
    assert found["Teg", "2023", "januari"] == "1"
    assert found["Teg", "2024", "februari"] == "1"
    assert found["Teg", "2024", "mars"] == "0"
    assert len(found) == 1 + 2 * 24  # the header; two places, two whole years


def test_a_large_file_of_events_is_counted() -> None:
    line = "2023-01-01;Teg;Skadegörelse\n2023-12-31;Teg;Skadegörelse\n"
    content = ("Datum;Område;Typ\n" + line * 200_000).encode()  # 11 MB
    at = given(("händelser.csv", content))
    assert table(at, "Alla tal efter år")[1] == ["Teg", "2023", "400 000"]


# ---- taken along ------------------------------------------------------------------------------------------------


def test_the_saved_export_holds_the_files_and_says_where_they_go(tmp_path: Path) -> None:
    at = given(("brott.csv", MANY))
    packed = own_package.packed(at.session_state[own_files.KEY])
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert archive.namelist() == ["exports/egen-brott.csv", "indicators.csv", "sources.csv", "README.txt"]
        readme = archive.read("README.txt").decode()
        lines = list(csv.DictReader(io.StringIO(archive.read("exports/egen-brott.csv").decode())))
    assert "LAGESBILD_DATA" in readme
    assert re.search("Lägg innehållet", readme)
    assert re.search("Put the contents", readme)
    assert {(line["indicator"], line["area"], line["year"], line["count"]) for line in lines} == {
        ("narcotics_offences", "Teg", "2021", "12"),
        ("narcotics_offences", "Teg", "2022", "15"),
        ("narcotics_offences", "Ersboda", "2021", "7"),
        ("klotter", "Teg", "2021", "5"),
        ("klotter", "Ersboda", "2021", "1"),
    }
    assert packed == own_package.packed(at.session_state[own_files.KEY])


def test_only_the_first_rows_are_on_the_page_and_all_in_the_downloads() -> None:
    lines = "".join(f"Plats {number:03};2020;{number}\n" for number in range(250))
    at = given(("brott.csv", f"Område;År;Antal\n{lines}".encode()))
    assert len(table(at, "Alla tal efter år")) == 1 + own_tables.SHOWN
    assert "De första 200 av 250 rader visas" in " ".join(words(part) for part in tables(at))


def test_the_button_of_every_page_removes_all_of_the_files() -> None:
    own_page = given(("brott.csv", MANY))
    at = app("overview")
    for key in (own_session.UPLOADS, own_files.KEY):
        at.session_state[key] = own_page.session_state[key]
    led_to(at.run())
    press(at, "Ta bort egna tal")
    assert own_files.KEY not in at.session_state
    assert own_session.UPLOADS not in at.session_state or at.session_state[own_session.UPLOADS] == []
    assert all(one.label != "Ta bort egna tal" for one in at.button)


def test_two_files_of_one_place_have_a_row_each() -> None:
    one = "Stadsdel;År;Klotter\nTeg;2020;5\nTeg;2021;6\nTeg;2023;7\n".encode()
    other = "Stadsdel;År;Klotter\nTeg;2020;50\nTeg;2022;60\nTeg;2023;70\n".encode()
    at = given(("a.csv", one), ("b.csv", other))
    shown = [rows(at, number) for number in range(len(tables(at)))]
    assert ["Teg (a.csv)", "5", "6", "–", "7"] in [line for table in shown for line in table]
    assert ["Teg (b.csv)", "50", "–", "60", "70"] in [line for table in shown for line in table]


def test_weeks_and_thirds_are_called_so() -> None:
    row = {"part": 2, "parts": 53}
    assert own_tables.part_name(SV, row) == "vecka 2"
    assert own_tables.part_name(SV, row | {"parts": 3}) == "tertial 2"
    assert own_tables.part_name(SV, row | {"parts": 2}) == "halvår 2"
    assert own_tables.part_name(SV, row | {"parts": 12}) == "februari"


PRELIMINARY = "Kommun;År;Narkotikabrott;Folkmängd\nUmeå;2022;260;130000\nUmeå;2023 (prel.);325;130000\n".encode()
SAID = "Talen för 2023 är märkta som preliminära och kan ändras."


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> dict[str, Callable[[], bytes]]:
    """What each download button gives, by file name."""
    files: dict[str, Callable[[], bytes]] = {}
    monkeypatch.setattr(
        st, "download_button", lambda label, data, file_name="", **others: files.update({file_name: data})
    )
    return files


@pytest.mark.parametrize("screen", ["narcotics_weapons", "overview", "municipality"])
def test_a_preliminary_figure_is_called_so_wherever_it_is_shown(
    screen: str, offered: dict[str, Callable[[], bytes]]
) -> None:
    at = given(("brott.csv", PRELIMINARY))
    assert SAID in prose(at)
    if screen == "municipality":
        at.query_params["place"] = "2480"
    offered.clear()
    well(at.switch_page(f"{screen}.py").run())
    assert f"**Att tänka på i brott.csv.** {SAID}" in prose(at)  # and not how many rows were read
    own = next(name for name in offered if name.endswith(".xlsx") and ("places" in name or "narcotics" in name))
    sheets = openpyxl.load_workbook(io.BytesIO(offered[own]()))
    assert SAID in " ".join(str(cell.value) for sheet in sheets for row in sheet for cell in row).replace(NO_BREAK, " ")


def test_the_files_say_that_a_figure_is_preliminary(offered: dict[str, Callable[[], bytes]]) -> None:
    at = given(("brott.csv", PRELIMINARY))
    here = {
        name: data().decode("utf-8-sig").replace(NO_BREAK, " ")
        for name, data in offered.items()
        if name.endswith(".csv")
    }
    with_figures = [text for name, text in here.items() if name.startswith("egna")]
    assert len(with_figures) >= 2
    assert all(SAID in text for text in with_figures)
    offered.clear()
    well(at.switch_page("narcotics_weapons.py").run())
    own = [
        line
        for name, data in offered.items()
        if name.endswith(".csv") and "municipalities" not in name
        for line in data().decode("utf-8-sig").replace(NO_BREAK, " ").splitlines()
        if "Umeå" in line
    ]
    assert own
    assert all(SAID in line for line in own)


def test_what_was_noticed_is_forgotten_with_the_files() -> None:
    at = given(("brott.csv", PRELIMINARY))
    press(at, "Ta bort mina filer")
    well(at.switch_page("narcotics_weapons.py").run())
    assert "preliminär" not in prose(at)


FOUR = "Område;År;Klotter\n" + "".join(f"{name};{year};{year - 2010}\n" for name in "ABCD" for year in (2021, 2022))


def test_own_places_differ_in_colour_shape_and_stroke_and_the_legend_names_them() -> None:
    at = given(("klotter.csv", FOUR.encode()))
    legend = next(part.proto.body for part in at.get("html") if 'class="legend"' in part.proto.body)
    items = list(ET.fromstring(legend))
    assert [words(item).split()[1] for item in items] == ["A", "B", "C", "D"]
    assert len({words(item).split()[0] for item in items}) == 4  # the shapes
    spec = own_charts.part_spec("sv", 20.0, ("A", "B", "C", "D"))
    lines, points = spec["layer"][:2]
    for layer, channel in ((lines, "color"), (lines, "strokeDash"), (points, "color"), (points, "shape")):
        found = layer["encoding"][channel]["scale"]
        assert found["domain"] == ["A", "B", "C", "D"]
        assert len({str(value) for value in found["range"]}) == 4


def test_what_is_kept_of_a_chart_for_all_readers_has_no_reader_s_places() -> None:
    assert "Hemligby" in str(own_charts.part_spec("sv", 20.0, ("Hemligby",)))
    assert "Hemligby" not in str(own_charts.part_spec("sv", 20.0, ("Teg",)))
    assert "Hemligby" not in str(own_charts._nameless("sv", 20.0, 1))


def test_the_picture_of_own_places_has_a_legend_of_its_own() -> None:
    made = [
        {"name": name, "source": "x", "year": year, "value": 1.0, "shown": "1", "area_category": None}
        for name in ("Teg", "Ersboda")
        for year in (2021, 2022)
    ]
    drawn = own_charts.with_legend(own_charts.by_year(SV, made), made)
    svg = downloads.svg(charts.picture(drawn, "Rubrik", "enhet", ["Källa"])).decode()
    written = re.sub('aria-label="[^"]*"', "", svg)
    assert ">Teg<" in written
    assert ">Ersboda<" in written


def folds(at: AppTest) -> list[str]:
    """The titles of the page's folds, in their order."""
    return [part.label.replace("**", "").replace(NO_BREAK, " ") for part in at.expander]


def test_the_figures_come_first_and_offences_before_people() -> None:
    people = "Område;År;Folkmängd\nTeg;2021;6000\nTeg;2022;6100\n".encode()
    at = given(("a-folk.csv", people), ("brott.csv", MANY))
    first = words(tables(at)[0].find(".//caption"))  # type: ignore[arg-type]
    assert first.startswith("Narkotikabrott 2021–2022")
    assert [line[1] for line in table(at, "Alla tal efter år")][-2:] == ["Folkmängd", "Folkmängd"]
    order = [
        part for part in folds(at) if part.partition(" ")[0] in ("Alla", "a-folk.csv", "brott.csv", "Spara", "Det")
    ]
    assert order == [
        "Alla tal efter år",
        "a-folk.csv · så lästes den",
        "brott.csv · så lästes den",
        "Spara för alla",
        "Det här går att läsa",
    ]


def test_what_the_reader_must_do_stands_open_before_the_figures_and_on_its_fold() -> None:
    at = given(("brott.csv", RATES), ("utan.csv", "Kommun;Antal\nUmeå;5\n".encode()))
    first = at.expander[0]
    assert (first.label, first.proto.expanded) == ("**utan.csv** · gick inte att läsa", True)
    at = given(("fel.csv", "Kommun;År;Antal\nUmeå;2019;5\nLund;2019;många\n".encode()))
    fold = next(part for part in at.expander if "fel.csv" in part.label)
    assert (fold.label, fold.proto.expanded) == ("**fel.csv** · 1 sak att kontrollera", False)


HALF_A_YEAR = (
    "Datum;Område;Typ\n" + "".join(f"2025-{month:02}-15;Teg;Skadegörelse\n" for month in range(1, 8))
).encode()
PEOPLE = "Område;År;Folkmängd\nTeg;2021;6000\nTeg;2022;6100\n".encode()


def top(at: AppTest) -> tuple[str, dict[str, str]]:
    """The answer of the page, and below it the lines about files that are not shown, by the place they lead to."""
    bodies = [ET.fromstring(f"<page>{html.proto.body}</page>") for html in at.get("html")]
    (answer,) = [part for body in bodies for part in body.findall("./div[@class='answer']")]
    lines = [line for body in bodies for line in body.findall("./ul[@class='not-shown']/li")]
    return words(answer), {line.find("a").get("href"): words(line) for line in lines}  # type: ignore[union-attr,misc]


def anchors(at: AppTest) -> list[str]:
    return [
        f"#{found}" for html in at.get("html") for found in re.findall('id="([^"]+)" class="anchor"', html.proto.body)
    ]


def test_a_file_that_gave_no_figures_is_told_of_at_the_top_with_the_reason_and_stands_open() -> None:
    at = given(("händelser.csv", HALF_A_YEAR), ("folk.csv", PEOPLE))
    said, lines = top(at)
    assert said == "1 av 2 filer: 2 rader med tal för 1 plats, 2021–2022. En fil gav inga tal än."
    reason = "Inget år täcks från början till slut. Räkna efter månad för att se tal."
    assert list(lines.values()) == [f"händelser.csv gav inga tal än. {reason}"]
    assert set(lines) <= set(anchors(at))
    # What there is to do about it stands open, before the figures.
    assert [(part.label, part.proto.expanded) for part in at.expander[:2]] == [
        ("**händelser.csv** · gav inga tal än", True),
        ("Rätta det som är fel", True),
    ]
    (by_month,) = [one for one in at.checkbox if one.label.startswith("Räkna efter månad")]
    well(by_month.check().run())
    assert top(at) == ("2 filer: 2 rader med tal för 1 plats, 2021–2022.", {})
    assert "händelser.csv · så lästes den" in folds(at)


def test_a_file_that_cannot_be_read_is_told_of_at_the_top_beside_those_that_can() -> None:
    broken = ("trasig.csv", b"\x00\x01\x02\xff\xfe;;;\n")
    at = given(("händelser.csv", HALF_A_YEAR), ("folk.csv", PEOPLE), broken)
    said, lines = top(at)
    assert said == (
        "1 av 3 filer: 2 rader med tal för 1 plats, 2021–2022. En fil gick inte att läsa. En fil gav inga tal än."
    )
    assert len(said.split()) <= MOST_WORDS
    assert [line.partition(".csv")[0] for line in lines.values()] == ["trasig", "händelser"]
    assert "trasig.csv gick inte att läsa. Det här är ingen tabell utan binära data." in next(iter(lines.values()))
    assert set(lines) <= set(anchors(at))
    english, _ = top(given(("folk.csv", PEOPLE), broken, ("annan.csv", b""), lang="en"))
    assert english == "1 of 3 files: 2 rows of figures for 1 place, 2021–2022. 2 files could not be read."


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n" + bytes(range(256))])
def test_nothing_is_offered_to_choose_where_no_choice_gives_figures(content: bytes) -> None:
    at = given(("bild.csv", content))
    assert "bild.csv · gick inte att läsa" in folds(at)
    assert "Rätta det som är fel" not in folds(at)
    assert "Rätta det som är fel" in folds(given(("utan.csv", b"Kommun;Antal\nLund;5\n")))


def test_another_sheet_can_be_chosen_where_one_identifies_persons_and_taken_back() -> None:
    persons = [["Kommun", "År", "Person", "Antal"], *(["Umeå", 2020, "19121212-1212", 1] for _ in range(9))]
    statistics = [["Kommun", "År", "Antal"], ["Umeå", 2020, 7]]

    def fill(book: Any) -> None:
        for name, lines in (("Ärenden", persons), ("Statistik", statistics)):
            sheet = book.add_worksheet(name)
            for number, line in enumerate(lines):
                sheet.write_row(number, 0, line)

    at = given(("rån.xlsx", workbook(fill)))
    assert "rån.xlsx · gick inte att läsa" in folds(at)
    choose(at, "Blad", "Statistik")
    assert [line[0] for line in table(at, "Alla tal efter år")[1:]] == ["Umeå"]
    choose(at, "Blad", "Ärenden")
    assert "Rätta det som är fel" in folds(at)
    choose(at, "Blad", "Statistik")
    assert [line[0] for line in table(at, "Alla tal efter år")[1:]] == ["Umeå"]


def test_a_file_alone_that_cannot_be_read_is_told_of_once() -> None:
    only = top(given(("trasig.csv", b"\x00\x01\x02\xff\xfe;;;\n")))
    assert only[0] == "Inga tal gick att läsa ur filerna."
    assert len(only[1]) == 1
    assert top(given(("folk.csv", PEOPLE)))[1] == {}


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("Kommun;2024", "År som kolumner: 2024. Kolumner med tal: 1."),
        ("Kommun;2023;2024", "År som kolumner: 2023–2024. Kolumner med tal: 2."),
    ],
)
def test_years_as_columns_are_said_in_their_number(head: str, said: str) -> None:
    count = head.count(";")
    body = "".join(f"{name}{';5' * count}\n" for name in ("Umeå", "Vännäs", "Nordmaling"))
    text = prose(given(("klotter.csv", f"{head}\n{body}".encode())))
    assert said in text
    assert "2024–2024" not in text


def test_figures_that_stand_twice_are_said_in_plain_swedish() -> None:
    text = prose(given(("brott.csv", MANY + b"Ersboda;2021;7;1\n")))
    assert "Tal som står dubbelt och bara räknas en gång: 2 (rad 5)." in text


def test_populations_that_stand_on_each_row_are_no_doubled_figures() -> None:
    rows = "".join(
        f"{place};{year};{people}\n" for place, people in (("Teg", 6000), ("Ersboda", 7000)) for year in (2021, 2022)
    )
    text = prose(given(("folk.csv", f"Område;År;Folkmängd\n{rows * 3}".encode())))
    assert "dubbelt" not in text


def test_nothing_is_said_of_notes_where_none_are_seen() -> None:
    end_of_file = b"\x1a"  # as older programs write it
    assert "anmärkningar" not in prose(given(("brott.csv", RATES + end_of_file)))
    assert "Det som står under rad 4 är anmärkningar" in prose(given(("brott.csv", RATES + "Källa: Brå\n".encode())))


def test_weeks_are_drawn_without_a_gap_for_a_week_that_the_year_has_not() -> None:
    rows = [(2023, 51), (2023, 52), (2024, 1)]
    table_ = "Område;År;Vecka;Rån\n" + "".join(f"Teg;{year};{week};5\n" for year, week in rows)
    at = given(("brott.csv", table_.encode()))
    assert "Rån efter vecka" in [one.value for one in at.subheader]
    assert [line[1:] for line in table(at, "Rån efter vecka")[1:]] == [
        ["2023", "vecka 51", "5"],
        ["2023", "vecka 52", "5"],
        ["2024", "vecka 1", "5"],
    ]
    drawn = own_charts.without_gaps(own_session_rows(at))
    assert len(drawn) == 3


def own_session_rows(at: AppTest) -> list[dict[str, Any]]:
    (file,) = at.session_state[own_session.UPLOADS]
    return [row | {"file": file.name} for row in own_session.parts_of(file.reading)]


def test_months_and_quarters_have_a_chart_each() -> None:
    content = "Område;År;Period;Rån\nTeg;2023;Jan;5\nTeg;2023;Feb;6\nTeg;2023;Kvartal 1;17\nTeg;2023;Kvartal 2;18\n"
    at = given(("brott.csv", content.encode()))
    assert [one.value for one in at.subheader if " efter " in one.value] == ["Rån efter månad", "Rån efter kvartal"]
    assert [line[2:] for line in table(at, "Rån efter kvartal")[1:]] == [["kvartal 1", "17"], ["kvartal 2", "18"]]


def test_two_files_that_contradict_each_other_both_say_so() -> None:
    at = given(
        ("a.csv", "Kommun;År;Rån\nUmeå;2023;110\n".encode()), ("b.csv", "Kommun;År;Rån\nUmeå;2023;112\n".encode())
    )
    said = messages(at)
    assert "a.csv, rad 2: Här står Umeå 2023: 110, men i din fil b.csv, rad 2, står 112." in said
    assert "b.csv, rad 2: Här står Umeå 2023: 112, men i din fil a.csv, rad 2, står 110." in said
    assert [line[2:] for line in table(at, "Alla tal efter år")] == [
        ["Antal", "Fil"],
        ["110", "a.csv"],
        ["112", "b.csv"],
    ]


def test_columns_that_may_be_places_are_said_to_be_so_by_the_reader() -> None:
    at = given(("statistik.csv", "År;Teg;Ersboda\n2022;5;7\n".encode()))
    assert "De här kolumnerna läses som vad som räknas: Teg, Ersboda. Ändra nedan om de är platser." in prose(at)
    assert chosen(at, "Kolumnerna med tal är uppkallade efter") == "Som det lästes: vad som räknas"
    choose(at, "Kolumnerna med tal är uppkallade efter", "platser")
    assert [line[0] for line in table(at, "Alla tal efter år")[1:]] == ["Teg", "Ersboda"]


def test_an_indicator_by_its_own_name_is_named_once() -> None:
    at = given(("brott.csv", MANY))
    assert "Indikatorer som känns igen: Narkotikabrott." in prose(at)
    at = given(("vapenbrott.csv", "Kommun;År;Antal\nUmeå;2021;5\n".encode()))
    assert "Indikatorer som känns igen: Vapenbrott." in prose(at)
