"""Tables, downloads and charts: what is downloaded is what is shown, and it harms nobody."""

import csv
import io
import random
import re
import tomllib
from pathlib import Path

import openpyxl
import pytest

from pages.components import charts, downloads, tables
from pages.components.tables import Column, Table
from pages.components.text import in_language

ROOT = Path(__file__).parents[1]
SV, EN = in_language("sv"), in_language("en")
HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "<script>alert(1)</script>"]

TABLE = Table(
    "Narkotikabrott 2020",
    [
        Column("area_category", "Områdeskategori", labels={"risk": "Riskområden", "rest": "Övriga riket"}),
        Column("2020", "2020", 1),
        Column("change", "Förändring", 1, computed=True, signed=True),
        Column("population", "Folkmängd", 0),
    ],
    [["risk", 16.1, -2.7, 10379295], ["rest", 11.9, None, None]],
    {(0, "2020"): "En anmärkning"},
    remarks=["– Källan anger inget tal."],
)


def test_html_has_caption_scopes_marks_and_footnotes() -> None:
    html = tables.html(SV, TABLE)
    assert "<caption><span>Narkotikabrott 2020</span></caption>" in html
    assert '<th scope="row">Riskområden</th>' in html
    assert '<th scope="col" class="figure computed">Förändring (beräknat)</th>' in html
    assert '<td class="figure">16,1<sup>1)</sup></td>' in html
    assert '<td class="figure computed">−2,7</td>' in html
    assert '<td class="figure">–</td>' in html
    assert "<sup>1)</sup> En anmärkning" in html


def test_html_runs_nothing_that_stands_in_a_file() -> None:
    evil = "<script>alert(1)</script>\"'"
    table = Table(
        evil, [Column("a", evil, labels={"x": evil}), Column("b", "b")], [["x", evil]], {(0, "b"): evil}, 1, [evil]
    )
    assert "<script" not in tables.html(SV, table)
    assert 'aria-label="&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#x27;"' in tables.html(SV, table)


def test_csv_for_machines_is_rfc_4180() -> None:
    assert downloads.csv_for_machines(TABLE) == (
        b"area_category,2020,change,population\r\nrisk,16.1,-2.7,10379295\r\nrest,11.9,,\r\n"
    )


def test_csv_for_swedish_excel() -> None:
    content = downloads.csv_for_swedish_excel(SV, TABLE)
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig") == (
        "Områdeskategori;2020;Förändring (beräknat);Folkmängd\r\nRiskområden;16,1;-2,7;10379295\r\nÖvriga riket;11,9;;\r\n"
    )


def hostile_table() -> Table:
    return Table("=1", [Column("name", "=name"), Column("value", "v", 1)], [[text, -1.5] for text in HOSTILE])


@pytest.mark.parametrize("make", [downloads.csv_for_machines, lambda table: downloads.csv_for_swedish_excel(SV, table)])
def test_no_cell_of_a_csv_is_run_as_a_formula(make) -> None:  # type: ignore[no-untyped-def]
    text = make(hostile_table()).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";" if ";" in text else ","))
    assert all(not row[0].startswith(downloads.RUN_AS_FORMULA) for row in rows)
    assert [row[0] for row in rows[1:]] == [f"'{text}" for text in HOSTILE[:-1]] + HOSTILE[-1:]
    assert {row[1] for row in rows[1:]} <= {"-1.5", "-1,5"}  # figures stay figures


def test_the_workbook_holds_numbers_and_says_what_they_are() -> None:
    about = downloads.about(
        SV, "År: 2020", ["Polismyndigheten"], [("Definition", "D"), ("Att tänka på", "C")], "http://x/?y"
    )
    book = openpyxl.load_workbook(io.BytesIO(downloads.workbook(SV, TABLE, about)))
    assert book.sheetnames == ["Tabell", "Om tabellen"]
    assert [[cell.value for cell in row] for row in book["Tabell"].rows] == [
        ["Områdeskategori", "2020", "Förändring (beräknat)", "Folkmängd"],
        ["Riskområden", 16.1, -2.7, 10379295],
        ["Övriga riket", 11.9, None, None],
    ]
    said = {row[0].value: row[1].value for row in book["Om tabellen"].rows}
    assert {"Rubrik", "Urval", "Definition", "Att tänka på", "Källa", "Hämtad", "Adress", "Anmärkning"} <= set(said)
    assert said["Adress"] == "http://x/?y"


def test_no_cell_of_the_workbook_is_a_formula() -> None:
    book = openpyxl.load_workbook(io.BytesIO(downloads.workbook(SV, hostile_table(), [("=1", "=2")])))
    kinds = {cell.data_type for sheet in book for row in sheet.rows for cell in row if cell.value is not None}
    assert kinds == {"s", "n"}


def test_file_names_are_plain() -> None:
    assert (
        downloads.file_name("narcotics_offences", "per_1000", "2020", "../x y")
        == "narcotics-offences-per-1000-2020-x-y"
    )


def rows(values: dict[str, list[float | None]]) -> list[charts.Row]:
    return [
        {
            "name": name,
            "area_category": category,
            "source": "s",
            "year": year,
            "value": value,
            "shown": SV.number(value, 1),
        }
        for (name, category), series in zip(
            [("Riskområden", "risk"), ("Övriga riket", "rest_of_sweden")], values.values(), strict=False
        )
        for year, value in zip([2018, 2019, 2020], series, strict=True)
    ]


NARCOTICS = rows({"risk": [18.8, 12.5, 16.1], "rest": [10.4, 11.1, 11.9]})  # tabell 7


def test_the_picture_holds_title_unit_source_caveat_and_figures() -> None:
    chart = charts.over_time(SV, NARCOTICS, 20.0)
    spec = charts.picture(
        chart, "Narkotikabrott 2018–2020", "per 1 000 invånare", ["Ett förbehåll.", "Källa: tabell 7"]
    )
    drawn = " ".join(re.findall(r"<text[^>]*>([^<]*)", downloads.svg(spec).decode()))
    for words in (
        "Narkotikabrott 2018–2020",
        "per 1 000 invånare",
        "Ett förbehåll.",
        "Källa: tabell 7",
        "16,1 Riskområden",
    ):
        assert words in drawn
    assert downloads.png(spec).startswith(b"\x89PNG")


@pytest.mark.parametrize("t", [SV, EN])
def test_every_kind_of_chart_can_be_drawn(t) -> None:  # type: ignore[no-untyped-def]
    labels = {"risk": "Riskområden"}
    ratio = [{"indicator": "Bilbrand", "area_category": "risk", "name": "Riskområden", "value": 3.0, "shown": "3,0"}]
    for chart in (
        charts.over_time(t, NARCOTICS, 20.0),
        charts.over_time(t, [row for row in NARCOTICS if row["year"] == 2020], 20.0),
        charts.ratios(t, ratio, labels),
        charts.small(t, NARCOTICS, -20, 100),
    ):
        assert b"<path" in downloads.svg(charts.picture(chart, "T", "U", ["S"]))
        assert chart.spec["config"]["locale"]["number"]["decimal"] == ("," if t is SV else ".")


def test_the_axis_begins_at_zero_and_publications_are_not_joined() -> None:
    line = charts.over_time(SV, NARCOTICS, 20.0).spec["layer"][0]["encoding"]
    assert line["y"]["scale"]["domain"] == [0, 20.0]
    assert "source" in {detail["field"] for detail in line["detail"]}


@pytest.mark.parametrize("highest", [0.03, 0.25, 1.5, 7.2, 18.8, 62.3, 130, 10379295])
def test_the_scale_holds_the_highest_figure_and_is_round(highest: float) -> None:
    top = charts.ceiling(highest)
    assert highest <= top <= 2 * highest
    assert float(f"{top:.3g}") == pytest.approx(top)


@pytest.mark.parametrize("seed", range(50))
def test_labels_at_the_ends_of_lines_do_not_overlap(seed: int) -> None:
    chance = random.Random(seed)
    count = chance.randint(1, 6)
    wanted = sorted(chance.uniform(0, 100) for _ in range(count))
    tall = [chance.choice([4.4, 8.8]) for _ in range(count)]
    places = charts.spread(wanted, tall, 100)
    for lower, upper in zip(range(count - 1), range(1, count), strict=True):
        assert places[upper] - places[lower] >= (tall[upper] + tall[lower]) / 2 - 1e-9
    assert max(places) <= 103


def test_a_missing_figure_is_not_drawn_as_zero() -> None:
    drawn = charts.over_time(SV, rows({"risk": [18.8, None, 16.1], "rest": [1, 2, 3]}), 20.0).rows
    assert [row["value"] for row in drawn if row["name"] == "Riskområden"] == [18.8, None, 16.1]


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_colours_are_the_same_everywhere_and_can_be_seen(mode: str) -> None:
    theme = tomllib.loads((ROOT / ".streamlit/config.toml").read_text("utf-8"))["theme"][mode]
    assert tuple(theme["chartCategoricalColors"]) == charts.COLOURS[mode]
    css = (ROOT / "pages/server/shell.css").read_text("utf-8")
    for category, colour in zip(charts.COLOUR_ORDER, charts.COLOURS[mode], strict=True):
        assert re.search(rf"--{category}: {colour};", css), category
        lighter, darker = sorted([luminance(colour), luminance(theme["backgroundColor"])], reverse=True)
        assert (lighter + 0.05) / (darker + 0.05) >= 3, category  # WCAG 1.4.11
