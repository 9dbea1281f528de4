"""The table on the page and everything that is taken along: CSV, Excel, pictures."""

from __future__ import annotations

import csv
import datetime
import io
import re
import struct
import xml.etree.ElementTree as ET

import openpyxl
import pytest

from pages.components import charts, downloads, tables
from pages.components.charts import lines as line_charts
from pages.components.tables import Column, Table, WhyEmpty
from pages.components.text import in_language

SV, EN = in_language("sv"), in_language("en")
HOSTILE = "<script>alert('x')</script>"
LABELS = {"risk": "Riskområden", "rest_of_sweden": "Övriga riket; resten"}


def table() -> Table:
    """Two categories, a figure that is missing, a note on one figure, and computed columns."""
    return Table(
        "Narkotikabrott 2018–2020",
        [
            Column("area_category", "Områdeskategori", labels=LABELS),
            Column("2018", "2018", 1),
            Column("2020", "2020", 1),
            Column("change", "Förändring 2018–2020", 1, computed=True, signed=True),
            Column("year", "År", 0, grouped=False),
            Column("population", "Folkmängd", 0),
        ],
        [["risk", 18.8, 16.1, 16.1 - 18.8, 2020, 550000], ["rest_of_sweden", 10.4, None, float("nan"), 2020, None]],
        notes={(0, "2020"): "Första noten", (1, "2018"): "Andra noten"},
        remarks=[WhyEmpty("Källan anger inget tal.")],
    )


def parsed(shown: Table) -> ET.Element:
    return ET.fromstring(f"<page>{tables.html(SV, shown)}</page>")


def words(element: ET.Element) -> str:
    return "".join(element.itertext())


# ---- HTML -------------------------------------------------------------------------------------------------------


def test_the_table_has_a_caption_and_scoped_headers() -> None:
    html = parsed(table())
    assert [words(caption) for caption in html.iter("caption")] == ["Narkotikabrott 2018–2020"]
    head, *body = html.iter("tr")
    assert {cell.get("scope") for cell in head} == {"col"}
    assert [words(cell) for cell in head][:3] == ["Områdeskategori", "2018", "2020"]
    for line in body:
        assert line[0].tag == "th"
        assert line[0].get("scope") == "row"
        assert {cell.tag for cell in line[1:]} == {"td"}


def test_the_table_scrolls_by_keyboard_and_has_a_name() -> None:
    region = parsed(table())[0]
    assert (region.get("role"), region.get("tabindex")) == ("region", "0")
    assert region.get("aria-label") == "Narkotikabrott 2018–2020"


def test_several_row_headers() -> None:
    shown = Table("c", [Column("a", "A"), Column("b", "B"), Column("c", "C", 0)], [["x", "y", 1]], row_headers=2)
    assert [cell.tag for cell in list(parsed(shown).iter("tr"))[1]] == ["th", "th", "td"]


def test_a_missing_figure_is_a_dash_with_its_reason_and_never_0() -> None:
    html = parsed(table())
    assert [words(cell) for cell in list(html.iter("tr"))[2]] == [
        "Övriga riket; resten",
        "10,42)",
        "–",
        "–",
        "2020",
        "–",
    ]
    assert "– Källan anger inget tal." in [words(item) for item in html.iter("li")]


def test_figures_are_written_in_the_readers_language() -> None:
    first = [words(cell) for cell in list(parsed(table()).iter("tr"))[1]]
    assert first == ["Riskområden", "18,8", "16,11)", "−2,7", "2020", "550\u00a0000"]
    assert "16.1<sup>" in tables.html(EN, table())
    assert "550,000" in tables.html(EN, table())


def test_computed_columns_are_marked_in_words_and_in_looks() -> None:
    head, first, _ = parsed(table()).iter("tr")
    assert words(head[3]) == "Förändring 2018–2020 (beräknat)"
    assert "computed" in str(first[3].get("class"))
    assert "computed" not in str(first[2].get("class"))
    assert "(computed)" in tables.html(EN, table())


def test_footnotes_are_numbered_in_the_order_of_their_rows() -> None:
    html = parsed(table())
    assert [words(mark) for mark in html.iter("sup")] == ["1)", "2)", "1)", "2)"]
    assert [words(item) for item in html.iter("li")][:2] == ["1) Första noten", "2) Andra noten"]


def test_hostile_text_is_shown_and_not_run() -> None:
    shown = Table(
        HOSTILE,
        [
            Column("area_category", HOSTILE, labels={"risk": HOSTILE}, links={"risk": '/x?a="><script>'}),
            Column("area", "Område"),
            Column("2020", "2020", 1),
        ],
        [["risk", HOSTILE, 1.0]],
        notes={(0, "2020"): HOSTILE},
        remarks=[HOSTILE],
    )
    html = tables.html(SV, shown)
    assert "<script" not in html
    page = ET.fromstring(f"<page>{html}</page>")
    assert words(page).count(HOSTILE) == 6  # caption, heading, label, cell, note, remark
    assert page[0].get("aria-label") == HOSTILE
    assert [link.get("href") for link in page.iter("a")] == ['/x?a="><script>']


def test_a_table_without_notes_has_no_list() -> None:
    assert "<ul" not in tables.html(SV, Table("c", [Column("a", "A")], [["x"]]))


def test_rows_of_different_indicators_have_their_own_decimals() -> None:
    shown = Table(
        "c", [Column("i", "I"), Column("v", "V", 1, by_row=True)], [["a", 72], ["b", 1.5]], decimals_by_row=[0, 1]
    )
    assert [[words(cell) for cell in line] for line in parsed(shown).iter("tr")][1:] == [["a", "72"], ["b", "1,5"]]


# ---- CSV --------------------------------------------------------------------------------------------------------


def test_csv_for_machines_is_rfc_4180_byte_for_byte() -> None:
    assert downloads.csv_for_machines(table()) == (
        b"area_category,2018,2020,change,year,population\r\n"
        b"risk,18.8,16.1,-2.7,2020,550000\r\n"
        b"rest_of_sweden,10.4,,,2020,\r\n"
    )


def test_csv_for_machines_quotes_what_needs_quoting_and_has_no_byte_order_mark() -> None:
    area = 'Väst, "Norr"\r\nSöder'
    content = downloads.csv_for_machines(Table("c", [Column("area", "Område")], [[area]]))
    assert not content.startswith(b"\xef\xbb\xbf")
    assert content == 'area\r\n"Väst, ""Norr""\r\nSöder"\r\n'.encode()
    assert list(csv.reader(io.StringIO(content.decode("utf-8"), newline=""))) == [["area"], [area]]


def test_csv_for_swedish_excel_byte_for_byte() -> None:
    assert downloads.csv_for_swedish_excel(SV, table()) == (
        b"\xef\xbb\xbf"
        + (
            "Områdeskategori;2018;2020;Förändring 2018–2020 (beräknat);År;Folkmängd\r\n"
            "Riskområden;18,8;16,1;-2,7;2020;550000\r\n"
            '"Övriga riket; resten";10,4;;;2020;\r\n'
        ).encode()
    )


FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("https://evil.example";"x")']


@pytest.mark.parametrize("formula", FORMULAS)
def test_text_that_a_spreadsheet_would_run_is_made_harmless_in_csv(formula: str) -> None:
    shown = Table("c", [Column("area", formula, labels={"risk": formula}), Column("b", "B", 1)], [[formula, -1.5]])
    for content, delimiter, figure in (
        (downloads.csv_for_machines(shown), ",", "-1.5"),
        (downloads.csv_for_swedish_excel(SV, shown), ";", "-1,5"),
    ):
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=delimiter))
        assert rows[1] == [f"'{formula}", figure]
    labelled = Table("c", [Column("area", formula, labels={"risk": formula})], [["risk"]])
    rows = list(csv.reader(io.StringIO(downloads.csv_for_swedish_excel(SV, labelled).decode("utf-8-sig"), newline="")))
    assert all(cell.startswith("'") for cell in (rows[0][0], rows[1][0]))


def test_ordinary_text_is_left_as_it_is() -> None:
    for text in ("", "Riskområden", "10 - 5", "–", "a=b"):
        assert downloads.harmless(text) == text


# ---- Excel ------------------------------------------------------------------------------------------------------


def opened(shown: Table, about: list[tuple[str, str]] | None = None) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(downloads.workbook(SV, shown, about or [])))


def test_the_workbooks_figures_are_numbers() -> None:
    sheet = opened(table())["Tabell"]
    assert [cell.value for cell in sheet[1]] == [  # years are numbers too
        "Områdeskategori",
        2018,
        2020,
        "Förändring 2018–2020 (beräknat)",
        "År",
        "Folkmängd",
    ]
    assert [cell.value for cell in sheet[2]] == ["Riskområden", 18.8, 16.1, -2.7, 2020, 550000]
    assert [cell.data_type for cell in sheet[2]] == ["s", "n", "n", "n", "n", "n"]
    assert [cell.value for cell in sheet[3]] == ["Övriga riket; resten", 10.4, None, None, 2020, None]
    assert [cell.number_format for cell in sheet[2]][1:] == ["#,##0.0", "#,##0.0", "#,##0.0", "0", "#,##0"]
    assert sheet.freeze_panes == "B2"


@pytest.mark.parametrize("formula", FORMULAS)
def test_text_in_the_workbook_is_text(formula: str) -> None:
    shown = Table(formula, [Column("area", formula)], [[formula]], remarks=[formula])
    book = opened(shown, [("Urval", formula)])
    for sheet in book:
        for line in sheet.iter_rows():
            for cell in line:
                assert cell.data_type == "s"
                assert cell.hyperlink is None
                assert not str(cell.value).startswith(downloads.RUN_AS_FORMULA)


def test_the_second_sheet_says_what_the_figures_are() -> None:
    before = datetime.datetime.now(datetime.UTC).date()
    about = downloads.about(
        SV,
        "År: 2018 och 2020; områdeskategori: Riskområden",
        ["Polismyndigheten: Lägesbild. Tabell 7. Publicerad 2021-12."],
        [("Definition", "Anmälda narkotikabrott."), ("Att tänka på", "Följer polisens insatser.")],
        "http://localhost:8501/narkotika-och-vapenbrott?year=2018&year=2020",
    )
    sheet = opened(table(), about)["Om tabellen"]
    rows = [tuple(cell.value for cell in line) for line in sheet.iter_rows()]
    dates = {(before + datetime.timedelta(days=days)).isoformat() for days in (0, 1)}
    assert dict(rows)["Hämtad"] in dates
    assert [line for line in rows if line[0] != "Hämtad"] == [
        ("Rubrik", "Narkotikabrott 2018–2020"),
        ("Urval", "År: 2018 och 2020; områdeskategori: Riskområden"),
        ("Definition", "Anmälda narkotikabrott."),
        ("Att tänka på", "Följer polisens insatser."),
        ("Källa", "Polismyndigheten: Lägesbild. Tabell 7. Publicerad 2021-12."),
        ("Adress", "http://localhost:8501/narkotika-och-vapenbrott?year=2018&year=2020"),
        ("Anmärkning", "Första noten"),
        ("Anmärkning", "Andra noten"),
        ("Tom cell", "Källan anger inget tal."),
    ]


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (["narcotics_offences", "per_1000", "2018", "2020", "risk"], "narcotics-offences-per-1000-2018-2020-risk"),
        (["overview", "", "2020"], "overview-2020"),
        (["../../etc/passwd"], "etc-passwd"),
        (['a"b\r\nc;d'], "a-b-c-d"),
    ],
)
def test_file_names_say_indicator_and_filter_in_letters_that_every_system_takes(
    parts: list[str], expected: str
) -> None:
    assert downloads.file_name(*parts) == expected


def test_file_names_are_not_too_long() -> None:
    assert len(downloads.file_name(*["particularly_vulnerable"] * 50)) <= 120


# ---- pictures ---------------------------------------------------------------------------------------------------

SOURCE = "Polismyndigheten: Lägesbild över utsatta områden. Tabell 7. Publicerad 2021-12."
CAVEAT = "Fler anmälda brott betyder inte säkert fler begångna."


def spec() -> charts.Spec:
    rows = [
        {
            "name": "Riskområden",
            "area_category": "risk",
            "source": "report",
            "year": year,
            "value": value,
            "shown": SV.number(value, 1),
        }
        for year, value in ((2018, 18.8), (2019, 12.5), (2020, 16.1))
    ]
    chart = line_charts.over_time(SV, rows, 20.0)
    return charts.picture(
        chart, "Narkotikabrott 2018–2020", "anmälda narkotikabrott per 1 000 invånare", [CAVEAT, SOURCE]
    )


def test_the_svg_stands_alone_with_title_unit_caveat_and_source() -> None:
    picture = downloads.svg(spec())
    root = ET.fromstring(picture)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    letters = [words(text) for text in root.iter("{http://www.w3.org/2000/svg}text")]
    for wanted in ("Narkotikabrott 2018–2020", "Anmälda narkotikabrott per 1 000 invånare", CAVEAT, SOURCE):
        assert wanted in letters
    assert "16,1" in " ".join(letters)
    assert {"2018", "2019", "2020"} <= set(letters)


def test_the_svg_reaches_no_address() -> None:
    picture = downloads.svg(spec()).decode("utf-8")
    assert set(re.findall(r"https?://[^\"' ]+", picture)) <= {
        "http://www.w3.org/2000/svg",
        "http://www.w3.org/1999/xlink",
    }


def test_long_sentences_are_wrapped_to_the_picture_and_lose_no_word() -> None:
    sentence = " ".join(f"ord{number}" for number in range(120))
    chart = line_charts.bars(SV, spec()["vconcat"][0]["data"]["values"][:1], 20.0)
    root = ET.fromstring(downloads.svg(charts.picture(chart, "Rubrik", "enhet", [sentence])))
    letters = " ".join(words(text) for text in root.iter("{http://www.w3.org/2000/svg}text"))
    assert sentence in letters


def test_the_png_is_a_picture_with_letters_in_it() -> None:
    picture = downloads.png(spec())
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", picture[16:24])
    assert width >= 2 * 560  # twice its size, for print
    assert height >= 2 * line_charts.HEIGHT
    # Without a font on the machine, letters would be missing and the picture no larger than one without words.
    silent = spec()
    silent["title"] = {"text": " "}
    silent["vconcat"] = silent["vconcat"][:1]
    assert len(picture) > len(downloads.png(silent)) * 1.2
    mute = spec()
    for line in mute["vconcat"][1]["data"]["values"]:
        line["line"] = " "
    assert struct.unpack(">II", downloads.png(mute)[16:24])[1] == height
    assert downloads.png(mute) != picture
