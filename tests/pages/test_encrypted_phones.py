"""The screen of encrypted phones: the report's figures with their range, as printed where no number is given."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import queries
from pages.components import downloads
from pages.components.tables import Table
from pages.components.text import in_language
from tests.page import answered, asked, by_name, messages, opened, prose, quiet, remarks, rows, tables, well, widget
from tests.report_2021_areas import TABELL_9

SCREEN = "encrypted_phones"
LANGUAGES = ("sv", "en")
GROUPS = {
    "Särskilt utsatta områden 2019": ("Särskilt utsatta områden 2019", "Particularly vulnerable areas 2019"),
    "Riskområden 2019": ("Riskområden 2019", "Risk areas 2019"),
    "Utsatta områden 2019": ("Utsatta områden 2019", "Vulnerable areas 2019"),
    "Övriga inrapporterade områden 2021": ("Övriga inrapporterade områden 2021", "Other areas reported in 2021"),
}
MEASURES = ("daily_footprints", "unique_phones")
WORDS = {"sv": ("Medelvärde", "Lägsta", "Högsta"), "en": ("Mean", "Lowest", "Highest")}
SHARE = {"sv": "Andel av landets dygnsavtryck, procent", "en": "Share of the country's daily footprints, per cent"}

pytestmark = pytest.mark.usefixtures("built_in_data")


def as_read(printed: str, language: str) -> str:
    """A figure of the report as the page writes it in this language."""
    return printed if language == "sv" else printed.replace(",", ".")


def unbroken(text: str) -> str:
    return text.replace("\u00a0", " ")


def shown_by(line: dict[str, str], language: str) -> tuple[str, ...]:
    return tuple(line[word] for word in WORDS[language])


# ---- the report's figures ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("measure", MEASURES)
def test_the_table_holds_the_reports_figures_as_printed(measure: str, language: str) -> None:
    table = by_name(opened(SCREEN, lang=language, measure=measure))
    place = 1 + MEASURES.index(measure)
    assert {name: shown_by(line, language) for name, line in table.items()} == {
        GROUPS[name][LANGUAGES.index(language)]: tuple(as_read(figure, language) for figure in figures[place])
        for name, figures in TABELL_9.items()
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_shares_are_the_reports(language: str) -> None:
    table = by_name(opened(SCREEN, lang=language))
    assert {name: line[SHARE[language]] for name, line in table.items()} == {
        GROUPS[name][LANGUAGES.index(language)]: as_read(share, language) for name, (share, _, _) in TABELL_9.items()
    }
    assert SHARE[language] not in rows(opened(SCREEN, lang=language, measure="unique_phones"))[0]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("measure", MEASURES)
def test_every_figure_stands_in_the_alternative_text(measure: str, language: str) -> None:
    (chart,) = opened(SCREEN, lang=language, measure=measure).get("vega_lite_chart")
    for name, figures in TABELL_9.items():
        mean, lowest, highest = (as_read(figure, language) for figure in figures[1 + MEASURES.index(measure)])
        said = {
            "sv": f": medelvärde {mean}, lägsta {lowest}, högsta {highest}.",
            "en": f": mean {mean}, lowest {lowest}, highest {highest}.",
        }
        assert GROUPS[name][LANGUAGES.index(language)] + said[language] in chart.proto.alt


def test_where_no_lowest_number_is_printed_none_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    found = offered(monkeypatch)
    at = opened(SCREEN)
    (chart,) = at.get("vega_lite_chart")
    assert ">0" in chart.proto.alt
    drawn = found["encrypted-phones-daily-footprints"][1]
    assert drawn is not None
    by_group = {row["name"]: row for row in drawn()["vconcat"][0]["data"]["values"]}
    unknown = {name for name, (_, (_, lowest, _), _) in TABELL_9.items() if lowest == ">0"}
    assert {name for name, row in by_group.items() if row["lowest"] is None} == unknown
    assert {row["lowest_shown"] for name, row in by_group.items() if name in unknown} == {">0"}
    # The mark at the end of a line is drawn only for rows with a number.
    assert "isValid(datum.lowest)" in json.dumps(drawn())
    assert any(remark.startswith(">0 är källans eget uttryck") for remark in remarks(at))
    assert "Där källan skriver >0 i stället" in " ".join(quiet(at))


@pytest.mark.parametrize(
    ("language", "measure", "wanted"),
    [
        (
            "sv",
            "daily_footprints",
            # 4.4 + 2.1 + 6.5 = 13.0; 550,000 / 10,379,295 = 5.3 per cent
            "Sammanlagt 13 procent av landets dygnsavtryck kommer från de 60 områdena i bedömningen 2019, där ungefär 5 "
            "procent av befolkningen bor. Av alla grupper är medelvärdet högst i särskilt utsatta områden 2019: 43,1 dygnsavtryck av "
            "Encrochat-telefoner per område, men enskilda områden där hade mellan 2,7 och 115. Det högsta talet av alla, "
            "233,3, har ett område i en annan grupp: utsatta områden 2019.",
        ),
        (
            "en",
            "unique_phones",
            "In all, 13 per cent of the country's daily footprints come from the 60 areas of the 2019 assessment, where some "
            "5 per cent of the population live. Of all groups the mean is highest in particularly vulnerable areas 2019: 82 unique "
            "Encrochat phones per area, but single areas there had between 10 and 161. The highest figure of all, 212, is "
            "that of an area in another group: other areas reported in 2021.",
        ),
    ],
)
def test_the_sentences_are_built_from_the_figures(language: str, measure: str, wanted: str) -> None:
    at = opened(SCREEN, lang=language, measure=measure)
    said = " ".join(line for line in map(unbroken, answered(at)) if not line.startswith(("Talen är", "The figures")))
    assert said == wanted


def test_definition_caveats_and_source_stand_with_the_figures() -> None:
    text = prose(opened(SCREEN))
    footprint = re.search(r"\*\*Dygnsavtryck\.\*\* (.*)", text)
    assert footprint
    assert len(re.findall(r"\.(?: |$)", footprint[1])) == 3  # three plain sentences
    assert "Källan anger inte vilken period som mäts" in text
    assert "Tabell 9, avsnitt 3.2.5 (från s. 25)" in text
    assert "Summan av de andelar som källan trycker" in text
    assert "Avsnitt 2.3 (från s. 13)" in text


# ---- the address ------------------------------------------------------------------------------------------------


def test_category_and_measure_stand_in_the_address() -> None:
    at = opened(SCREEN, category="risk", measure="unique_phones")
    # The other reported areas are no category and stay, as named places do elsewhere.
    assert list(by_name(at)) == ["Riskområden 2019", "Övriga inrapporterade områden 2021"]
    well(widget(at, "category").set_value(["vulnerable"]).run())
    assert asked(at, "category") == ["vulnerable"]
    assert list(by_name(at)) == ["Utsatta områden 2019", "Övriga inrapporterade områden 2021"]
    well(widget(at, "measure").set_value("daily_footprints").run())
    assert by_name(at)["Utsatta områden 2019"]["Medelvärde"] == "23,0"
    # What is highest is so among all groups, also those that the filter leaves out; >0 is said in words.
    assert answered(at)[0].startswith("Sammanlagt 13 procent av landets dygnsavtryck")
    assert " ".join(map(unbroken, answered(at)[2:])).startswith(
        "I utsatta områden 2019 var medelvärdet 23,0 dygnsavtryck av Encrochat-telefoner per område; "
        "enskilda områden hade mellan mer än 0 och 233,3. Av alla grupper är medelvärdet högst i särskilt utsatta områden "
        "2019: 43,1 dygnsavtryck"
    )
    assert "Tablå 2, avsnitt 3.3" in prose(at)  # table 9 does not give the number of areas


@pytest.mark.parametrize(
    ("category", "wanted"),
    [
        ("", "Ingen områdeskategori är vald."),
        ("rest_of_sweden", "Källan har inga tal här för det som är valt. Välj en annan områdeskategori."),
    ],
)
def test_nothing_chosen_is_said(category: str, wanted: str) -> None:
    at = opened(SCREEN, category=category)
    assert messages(at).startswith(wanted)
    assert tables(at) == []
    well(at.button[0].click().run())
    assert len(by_name(at)) == 4


@pytest.mark.parametrize(
    "parameters",
    [
        {"measure": "per_1000", "category": "<b>", "lang": "xx", "year": "abc"},
        {"measure": ["'; DROP TABLE encrochat", "unique_phones"], "category": ["risk", "nonsense"]},
        {"year": "", "table": "rows"},
    ],
)
def test_an_address_of_nonsense_does_no_harm(parameters: dict[str, str | list[str]]) -> None:
    at = opened(SCREEN, **parameters)
    assert tables(at)
    assert not at.error


def test_with_populations_missing_the_sentence_leaves_them_out(data_copy: Path) -> None:
    (data_copy / "exports/population.csv").unlink()
    at = opened(SCREEN)
    text = prose(at)
    assert unbroken(answered(at)[0]) == (
        "Sammanlagt 13 procent av landets dygnsavtryck kommer från de 60 områdena i bedömningen 2019."
    )
    assert "Statistiska centralbyrån" not in text


@pytest.mark.parametrize("row", ["population,,Umeå,2020,,130224,,,x", "population,all_areas,,2020,5,,,,x"])
def test_other_rows_of_the_population_do_no_harm(data_copy: Path, row: str) -> None:
    with (data_copy / "sources.csv").open("a", encoding="utf-8") as file:
        file.write("x,SCB,Ny,New,Tabell,Table,2024,\n")
    with (data_copy / "exports/population.csv").open("a", encoding="utf-8") as file:
        file.write(row + "\n")
    assert queries.problems() == ()
    assert "där ungefär 5 procent av befolkningen bor." in prose(opened(SCREEN))


def test_a_share_that_is_missing_gives_no_sum(data_copy: Path) -> None:
    path = data_copy / "encrochat.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",2.1,lagesbild", ",,lagesbild"), encoding="utf-8")
    assert queries.rows("areas_footprint_share") == []
    assert prose(opened(SCREEN)).startswith("Av alla grupper är medelvärdet högst i")


def test_another_publication_stands_beside_the_first(data_copy: Path) -> None:
    with (data_copy / "sources.csv").open("a", encoding="utf-8") as file:
        file.write("ny,Polismyndigheten,Ny lägesbild,New report,Tabell 9,Table 9,2023-12,\n")
    with (data_copy / "encrochat.csv").open("a", encoding="utf-8") as file:
        file.write('risk_2019,daily_footprints,31.0,,,>0,"<500",,ny\n')
    at = opened(SCREEN)
    (chart,) = at.get("vega_lite_chart")
    assert "Riskområden 2019 (2021-12): medelvärde 30,4, lägsta >0, högsta 108,2." in chart.proto.alt
    assert "Riskområden 2019 (2023-12): medelvärde 31,0, lägsta >0, högsta <500." in chart.proto.alt
    assert [line[3:5] for line in rows(at)[1:] if line[0] == "Riskområden 2019"] == [[">0", "108,2"], [">0", "<500"]]


# ---- downloads --------------------------------------------------------------------------------------------------


def offered(monkeypatch: pytest.MonkeyPatch) -> dict[str, tuple[Table, Callable[[], Any] | None, Callable[[], Any]]]:
    """What the page offers for download: name, table, picture and what is said about them."""
    found: dict[str, tuple[Table, Callable[[], Any] | None, Callable[[], Any]]] = {}

    def keep(t: object, name: str, table: Table, drawn: Any, about: Any, key: str = "downloads") -> None:
        if name.startswith("encrypted-phones"):  # the overview runs first
            found[name] = (table, drawn, about)

    monkeypatch.setattr(downloads, "offer", keep)
    return found


def test_the_files_hold_what_the_table_shows_and_what_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    found = offered(monkeypatch)
    at = opened(SCREEN, category="risk")
    table, drawn, about = found["encrypted-phones-daily-footprints-risk"]
    head, first, second = csv.reader(io.StringIO(downloads.csv_for_machines(table).decode()))
    assert head == [
        *("area_group", "areas", "mean", "lowest", "highest", "share_percent"),
        *("lowest_printed", "highest_printed", "unit", "source", "note"),
    ]
    # >0 is no number: the cell for programs is empty, never 0.
    assert first[:8] == ["risk_2019", "10", "30.4", "", "108.2", "2.1", ">0", "108,2"]
    assert second[:8] == ["other_reported_2021", "", "6.8", "0.0", "109.4", "6.4", "0", "109,4"]
    assert [line[2:] for line in rows(at)[1:]] == [["30,4", ">0", "108,2", "2,1"], ["6,8", "0", "109,4", "6,4"]]
    assert first[10] == second[10] == "Inte per invånare eller yta. Källan anger inte vilken period som mäts."
    excel = downloads.csv_for_swedish_excel(in_language("sv"), table).decode("utf-8-sig").splitlines()
    assert excel[1].startswith("Riskområden 2019;10;30,4;;108,2;2,1;>0;108,2;")
    assert dict(about())["Urval"] == "Områdeskategori: Riskområden"
    assert drawn is not None
    root = ET.fromstring(downloads.svg(drawn()))
    letters = [" ".join(text.itertext()) for text in root.iter("{http://www.w3.org/2000/svg}text")]
    assert {"30,4", ">0", "108,2"} <= set(letters)
    assert any("Tabell 9, avsnitt 3.2.5" in text for text in letters)
