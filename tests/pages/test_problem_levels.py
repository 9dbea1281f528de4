"""The screen of problem levels: the report's figures, the rule of tableau 1, and levels computed from answers."""

from __future__ import annotations

import csv
import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

import queries
from pages.components import downloads
from pages.components.tables import Table
from pages.components.text import in_language
from tests.answers import answers, put
from tests.page import (
    answered,
    asked,
    by_name,
    figure_title,
    messages,
    opened,
    prose,
    quiet,
    remarks,
    rows,
    tables,
    well,
    widget,
    words,
    written,
)
from tests.report_2021_areas import TABELL_2, TABELL_3

SCREEN = "problem_levels"
YEARS = ("2017", "2018", "2019", "2020", "2021")
LANGUAGES = ("sv", "en")
CATEGORIES = {  # as the report names them: as the page does
    "Utsatta områden": ("Utsatta områden", "Vulnerable areas"),
    "Riskområden": ("Riskområden", "Risk areas"),
    "Särskilt utsatta områden": ("Särskilt utsatta områden", "Particularly vulnerable areas"),
}
PARTS = {
    "Total problemnivå": ("Total problemnivå", "Total problem level"),
    "Boendemiljö & säkerhet": ("Boendemiljö och säkerhet", "Living environment and safety"),
    "Samhällssystem & samhällsfunktioner": ("Samhällssystem och samhällsfunktioner", "Societal systems and functions"),
    "Social utveckling - effekter": ("Social utveckling – effekter", "Social development – effects"),
}
ALL = ("Totalt enligt källan", "In all according to the source")
CHANGE, RULE = "Förändring 2017–2021 (beräknat)", "Med polisens gräns ±0,2 (beräknat)"

pytestmark = pytest.mark.usefixtures("built_in_data")


def offered(monkeypatch: pytest.MonkeyPatch) -> dict[str, tuple[Table, Callable[[], Any] | None, Callable[[], Any]]]:
    """What the page offers for download: name, table, picture and what is said about them."""
    found: dict[str, tuple[Table, Callable[[], Any] | None, Callable[[], Any]]] = {}

    def keep(t: object, name: str, table: Table, drawn: Any, about: Any, key: str = "downloads") -> None:
        if name.startswith("problem-levels"):  # the overview runs first
            found[name] = (table, drawn, about)

    monkeypatch.setattr(downloads, "offer", keep)
    return found


def letters(drawn: Callable[[], Any] | None) -> list[str]:
    """The texts in a picture."""
    assert drawn is not None
    root = ET.fromstring(downloads.svg(drawn()))
    return [" ".join(text.itertext()) for text in root.iter("{http://www.w3.org/2000/svg}text")]


def alternatives(at: AppTest) -> list[str]:
    return [chart.proto.alt.replace("\u00a0", " ") for chart in at.get("vega_lite_chart")]


# ---- the report's figures ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_tables_hold_the_reports_figures(language: str) -> None:
    place = LANGUAGES.index(language)
    at = opened(SCREEN, lang=language)
    categories, parts = by_name(at), by_name(at, 1)
    wanted = {CATEGORIES[name][place]: levels for name, levels in TABELL_3.items()}
    wanted[ALL[place]] = TABELL_2["Total problemnivå"]
    assert {name: tuple(line[year] for year in YEARS) for name, line in categories.items()} == {
        name: tuple(written(level, 1, language) for level in levels) for name, levels in wanted.items()
    }
    assert {name: tuple(line[year] for year in YEARS) for name, line in parts.items()} == {
        PARTS[name][place]: tuple(written(level, 1, language) for level in levels) for name, levels in TABELL_2.items()
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_stands_in_an_alternative_text(language: str) -> None:
    place = LANGUAGES.index(language)
    total, *small = alternatives(opened(SCREEN, lang=language))
    every = {CATEGORIES[name][place]: levels for name, levels in TABELL_3.items()}
    for name, levels in (every | {ALL[place]: TABELL_2["Total problemnivå"]}).items():
        said = total.partition(f"{name}: ")[2].partition(". ")[0]
        for year, level in zip(YEARS, levels, strict=True):
            assert f"{written(level, 1, language)} ({year})" in said, name
    assert len(small) == 3
    for alternative, (name, levels) in zip(small, list(TABELL_2.items())[1:], strict=True):
        assert PARTS[name][place] in alternative
        for year, level in zip(YEARS, levels, strict=True):
            assert f"{written(level, 1, language)} ({year})" in alternative


def test_all_charts_share_the_scale_of_the_police_and_the_page_says_so() -> None:
    at = opened(SCREEN)
    specs = [chart.proto.spec for chart in at.get("vega_lite_chart")]
    assert len(specs) == 4
    assert {found for spec in specs for found in re.findall(r'"domain": \[(\d), ?(\d)\]', spec)} == {("1", "5")}
    assert [line for line in quiet(at) if "Den börjar inte på noll" in line]  # below the parts
    assert "**Skala.** Skalan är polisens egen" in prose(at)


# ---- the rule of tableau 1 --------------------------------------------------------------------------------------


def test_the_rule_is_applied_to_tenths() -> None:
    at = opened(SCREEN)
    # 2.3 - 2.5, 2.7 - 3.1, 3.0 - 2.9, 2.6 - 2.8: as floats, 2.8 - 2.6 is more than 0.2.
    assert {name: (line[CHANGE], line[RULE]) for name, line in by_name(at).items()} == {
        "Utsatta områden": ("−0,2", "→ oförändrat"),
        "Riskområden": ("−0,4", "↑ förbättring"),
        "Särskilt utsatta områden": ("+0,1", "→ oförändrat"),
        "Totalt enligt källan": ("−0,2", "→ oförändrat"),
    }
    # 2.6 - 2.8, 3.1 - 3.2, 2.9 - 2.3, 2.2 - 2.9
    assert {name: (line[CHANGE], line[RULE]) for name, line in by_name(at, 1).items()} == {
        "Total problemnivå": ("−0,2", "→ oförändrat"),
        "Boendemiljö och säkerhet": ("−0,1", "→ oförändrat"),
        "Samhällssystem och samhällsfunktioner": ("+0,6", "↓ försämring"),
        "Social utveckling – effekter": ("−0,7", "↑ förbättring"),
    }
    assert any("sjunkit med mer än 0,2" in remark for remark in remarks(at))
    assert "från ett år till nästa" in prose(at)


@pytest.mark.parametrize(
    ("years", "part", "change", "arrow"),
    [
        ([2019, 2020], "societal_systems", 0.3, "worsened"),
        ([2019, 2020], "social_development", -0.5, "improved"),
        ([2017, 2018], "living_environment", 0.2, "unchanged"),
        ([2018, 2019], "living_environment", -0.2, "unchanged"),
        ([2018, 2021], "total", -0.3, "improved"),
        ([2021], "total", None, None),
    ],
)
def test_the_rule_between_other_years(years: list[int], part: str, change: float | None, arrow: str | None) -> None:
    answer = queries.rows("problem_level_changes", years=years, categories=["all_areas"])
    (row,) = [row for row in answer if row["part"] == part]
    assert (row["change"], row["arrow"]) == (change, arrow)


@pytest.mark.parametrize(
    ("language", "wanted"),
    [
        (
            "sv",
            "År 2021 var problemnivån 2,6 totalt enligt källan, på en skala från 1 (inget problem) till 5 (ett mycket "
            "stort problem). Den var högst i särskilt utsatta områden (3,0) och lägst i utsatta områden (2,3). Från 2017 "
            "till 2021 har den totala nivån sjunkit i riskområden (3,1 till 2,7), om polisens gräns för enskilda områden "
            "(±0,2) används på medelvärdena.",
        ),
        (
            "en",
            "In 2021 the problem level was 2.6 in all according to the source, on a scale from 1 (no problem) to 5 (a very large "
            "problem). It was highest in particularly vulnerable areas (3.0) and lowest in vulnerable areas (2.3). From "
            "2017 to 2021 the total level fell in risk areas (3.1 to 2.7), if the police's limit for single areas (±0.2) is "
            "applied to these means.",
        ),
    ],
)
def test_the_sentences_are_built_from_the_figures(language: str, wanted: str) -> None:
    sentence, _, *support = answered(opened(SCREEN, lang=language))  # the second is the caveat
    assert " ".join([sentence, *support]).replace("\u00a0", " ").startswith(wanted)


def test_the_sentences_follow_the_choice() -> None:
    said = prose(opened(SCREEN, year=["2019", "2020"], category="all_areas"))
    assert said.startswith("År 2020 var problemnivån 2,7 totalt enligt källan")
    assert "högst" not in said.partition(".")[0]
    assert "Från 2019 till 2020 var den totala nivån oförändrad totalt enligt källan (2,8 till 2,7)" in said
    assert "samhällssystem och samhällsfunktioner (2,5 till 2,8) stigit" in said
    assert "social utveckling – effekter (2,9 till 2,4) sjunkit" in said
    said = prose(opened(SCREEN, year="2021", category="risk"))
    assert said.startswith("År 2021 var problemnivån 2,7 i riskområden")
    assert "Från" not in said.partition("Definition")[0]
    assert "Nivåerna är polisens egna skattningar." in said.partition("Definition")[0]


# ---- the address ------------------------------------------------------------------------------------------------


def test_year_and_category_stand_in_the_address() -> None:
    at = opened(SCREEN, year=["2017", "2021"], category=["risk", "all_areas"])
    assert rows(at)[0] == ["Områdeskategori", "2017", "2021", CHANGE, RULE]
    assert [line[0] for line in rows(at)[1:]] == ["Riskområden", "Totalt enligt källan"]
    well(widget(at, "year").unselect("2017").run())
    assert asked(at, "year") == ["2021"]
    assert rows(at)[0] == ["Områdeskategori", "2021"]  # nothing to compare with


def test_a_single_year_is_drawn_as_points() -> None:
    first = alternatives(opened(SCREEN, year="2021"))[0]
    assert first.startswith("Punktdiagram: ")
    assert "Riskområden: 2,7 (2021)." in first


def test_other_screens_are_not_disturbed_by_years_they_lack() -> None:
    at = opened(SCREEN, year=["2017", "2021"])
    well(at.switch_page("incident_reports.py").run())
    assert rows(at)[0][1:4] == ["2018", "2019", "2020"]
    at = opened("incident_reports", year="2020")
    well(at.switch_page(f"{SCREEN}.py").run())
    assert rows(at)[0] == ["Områdeskategori", "2020"]


def test_parts_need_all_areas_together() -> None:
    at = opened(SCREEN, category="risk")
    assert len(tables(at)) == 1
    assert "Källan redovisar delarna bara totalt. Välj ”Totalt enligt källan” för att se dem." in quiet(at)


@pytest.mark.parametrize(
    ("parameters", "wanted"),
    [
        ({"year": ""}, "Inget år är valt."),
        ({"category": ""}, "Ingen områdeskategori är vald."),
        ({"category": "rest_of_sweden"}, "Källan har inga tal här för det som är valt."),
    ],
)
def test_nothing_chosen_is_said(parameters: dict[str, str], wanted: str) -> None:
    at = opened(SCREEN, **parameters)
    assert messages(at).startswith(wanted)
    assert tables(at) == []
    well(at.button[0].click().run())
    assert len(tables(at)) == 2


@pytest.mark.parametrize(
    "parameters",
    [
        {"year": "abc", "category": "<script>", "lang": "xx"},
        {"year": ["2017", "99999999999999999999"], "category": ["risk", "'; DROP TABLE problem_levels"]},
        {"year": "-1", "measure": "per_1000", "table": "rows"},
    ],
)
def test_an_address_of_nonsense_does_no_harm(parameters: dict[str, str | list[str]]) -> None:
    at = opened(SCREEN, **parameters)
    assert tables(at)
    assert not at.error


# ---- downloads --------------------------------------------------------------------------------------------------


def test_the_files_hold_what_the_tables_show(monkeypatch: pytest.MonkeyPatch) -> None:
    found = offered(monkeypatch)
    at = opened(SCREEN, year=["2017", "2021"])
    assert list(found) == ["problem-levels-2017-2021", "problem-levels-parts-2017-2021"]
    for number, (table, drawn, about) in enumerate(found.values()):
        lines = list(csv.reader(io.StringIO(downloads.csv_for_machines(table).decode())))
        shown = rows(at, number)
        seen = len(shown[0])
        assert [[cell.replace("−", "-").replace(",", ".").lstrip("+") for cell in line[1:4]] for line in shown[1:]] == [
            line[1:4] for line in lines[1:]
        ]
        assert lines[0][seen:] == ["part" if number == 0 else "area_category", "unit", "source", "note", "events"]
        assert all(line[-3].startswith("lagesbild-2021-tabell-") for line in lines[1:])
        assert all("2019: Polisens bedömning av utsatta områden 2019" in line[-1] for line in lines[1:])
        said = dict(about())
        assert said["Urval"].startswith("År: 2017 och 2021; områdeskategori: Utsatta områden")
        assert "Medelvärdet av svaren på de 80 frågorna" in said["Definition"]
        assert downloads.workbook(in_language("sv"), table, about()).startswith(b"PK")
        written_ = " ".join(letters(drawn))
        assert "Den börjar inte på noll" in written_
        assert "Tabell 2, avsnitt 3.1" in written_


def test_the_picture_of_the_parts_has_all_three(monkeypatch: pytest.MonkeyPatch) -> None:
    found = offered(monkeypatch)
    opened(SCREEN)
    found_letters = letters(found["problem-levels-parts-2017-2018-2019-2020-2021"][1])
    for name, levels in list(TABELL_2.items())[1:]:
        assert PARTS[name][0] in found_letters
        assert {written(level, 1, "sv") for level in levels} <= set(found_letters)


# ---- levels computed from answers -------------------------------------------------------------------------------


def levels(area: str, year: int) -> dict[str, dict[str, Any]]:
    """What the question says of one area and year, by part."""
    return {
        row["part"]: row
        for row in queries.rows("answered_levels", years=None)
        if (row["area"], row["year"]) == (area, year)
    }


def test_without_answers_the_page_says_nothing_of_them() -> None:
    assert queries.rows("answered_levels", years=None) == []
    at = opened(SCREEN)
    assert figure_title(at) == "Problemnivå efter områdeskategori 2017–2021"
    assert [part.value for part in at.subheader] == []


def test_the_level_is_the_mean_of_the_answers(data_copy: Path) -> None:
    put(data_copy, answers("alby", 2021, moved=16))
    found = levels("alby", 2021)
    # 80 answers of 3 and 16 of the first 30 one higher: (240 + 16) / 80, (90 + 16) / 30, 75 / 25, 75 / 25
    assert {part: row["level"] for part, row in found.items()} == {
        "total": 3.2,
        "living_environment": pytest.approx(106 / 30),
        "societal_systems": 3.0,
        "social_development": 3.0,
    }
    assert {part: row["answers"] for part, row in found.items()} == {
        "total": 80,
        "living_environment": 30,
        "societal_systems": 25,
        "social_development": 25,
    }
    assert found["total"]["uncertainty"] == 2.5  # 40 of 1 and 40 of 4
    assert found["societal_systems"]["uncertainty"] == pytest.approx(61 / 25)  # 13 odd questions of 1, 12 even of 4
    assert found["total"]["name"] == "Alby"


@pytest.mark.parametrize(
    ("before", "now", "change", "arrow"),
    [
        (0, 0, 0.0, "unchanged"),
        (0, 16, 0.2, "unchanged"),
        (0, -16, -0.2, "unchanged"),
        (0, 17, 17 / 80, "worsened"),
        (0, -17, -17 / 80, "improved"),
        (10, 27, 17 / 80, "worsened"),
        (-8, 8, 0.2, "unchanged"),
        (80, -80, -2.0, "improved"),
    ],
)
def test_a_difference_of_16_is_level_and_one_of_17_is_not(
    data_copy: Path, before: int, now: int, change: float, arrow: str
) -> None:
    put(data_copy, answers("alby", 2020, moved=before), answers("alby", 2021, moved=now))
    total = levels("alby", 2021)["total"]
    assert total["change"] == pytest.approx(change)
    assert (total["arrow"], total["reason"]) == (arrow, None)
    assert levels("alby", 2020)["total"]["reason"] == "no_year_before"
    assert levels("alby", 2021)["societal_systems"]["arrow"] is None


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ([answers("alby", 2021)], "no_year_before"),
        ([answers("alby", 2019), answers("alby", 2021)], "no_year_before"),
        ([answers("fittja", 2020), answers("alby", 2021)], "no_year_before"),
        ([answers("alby", 2020, without=[80]), answers("alby", 2021)], "incomplete_before"),
        ([answers("alby", 2020), answers("alby", 2021, without=[1])], "incomplete"),
        ([answers("alby", 2020, without=[1]), answers("alby", 2021, without=[1])], "incomplete"),
    ],
)
def test_without_all_80_answers_in_both_years_there_is_no_arrow(data_copy: Path, lines: list[str], reason: str) -> None:
    put(data_copy, *lines)
    total = levels("alby", 2021)["total"]
    assert (total["change"], total["arrow"], total["reason"]) == (None, None, reason)


def test_the_year_before_counts_also_when_it_is_not_chosen(data_copy: Path) -> None:
    put(data_copy, answers("alby", 2020), name="a.csv")
    put(data_copy, answers("alby", 2021, moved=17), name="b.csv")
    (total,) = [row for row in queries.rows("answered_levels", years=[2021]) if row["part"] == "total"]
    assert total["arrow"] == "worsened"


def some(data: Path) -> None:
    put(
        data,
        answers("alby", 2020),
        answers("alby", 2021, moved=17),
        answers("Östra staden", 2021),
        answers("Årby", 2021, without=range(1, 31)),
    )


def test_the_page_shows_the_levels_of_the_areas(data_copy: Path) -> None:
    some(data_copy)
    at = opened(SCREEN)
    assert "Beräknat ur svar" in [part.value for part in at.subheader]
    head, *body = rows(at, 2)
    assert head == [
        "Område",
        "År",
        "Total problemnivå (beräknat)",
        "Förändring från året före (beräknat)",
        "Enligt polisens regel (beräknat)",
        "Boendemiljö och säkerhet (beräknat)",
        "Samhällssystem och samhällsfunktioner (beräknat)",
        "Social utveckling – effekter (beräknat)",
        "Besvarade frågor",
        "Genomsnittlig osäkerhet, 1–5 (beräknat)",
        "Svar med angiven osäkerhet",
    ]
    assert body == [
        ["Alby", "2020", "3,00", "–", "–", "3,00", "3,00", "3,00", "80", "2,5", "80"],
        # 257 / 80 = 3.2125, 107 / 30 = 3.567, 17 / 80 = 0.2125
        ["Alby", "2021", "3,21", "+0,21", "↓ försämring", "3,57", "3,00", "3,00", "80", "2,5", "80"],
        ["Årby", "2021", "3,00", "–", "–", "–", "3,00", "3,00", "50", "2,5", "50"],
        ["Östra staden", "2021", "3,00", "–", "–", "3,00", "3,00", "3,00", "80", "2,5", "80"],
    ]
    said = remarks(at, 2)
    assert "1) Ingen pil: det finns inga svar för året före." in said
    assert "2) Ingen pil: alla 80 frågor är inte besvarade." in said
    assert "en skillnad på högst 16 (0,2 × 80) är oförändrad" in prose(at)
    assert "De finns inte i rapporten." in prose(at)


def test_the_page_of_answers_in_english_has_no_swedish_left(data_copy: Path) -> None:
    some(data_copy)
    at = opened(SCREEN, lang="en")
    text = " ".join([prose(at), *(words(table) for table in tables(at)), *(part.value for part in at.caption)])
    assert re.findall(r"\b(?:och|eller|områden|källan|beräknat|svar|pil)\b", text, re.IGNORECASE) == []


def test_the_file_of_the_areas_holds_what_the_table_shows(data_copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    some(data_copy)
    found = offered(monkeypatch)
    opened(SCREEN, year="2021")
    table, drawn, about = found["problem-levels-from-answers-2021"]
    lines = list(csv.reader(io.StringIO(downloads.csv_for_machines(table).decode())))
    assert lines[0] == [
        *("area", "year", "total", "change", "arrow"),
        *("living_environment", "societal_systems", "social_development", "answers", "uncertainty", "uncertain"),
        *("unit", "reason", "note"),
    ]
    assert [line[:11] + line[12:13] for line in lines[1:]] == [
        ["alby", "2021", "3.21", "0.21", "worsened", "3.57", "3.00", "3.00", "80", "2.5", "80", ""],
        ["Årby", "2021", "3.00", "", "", "", "3.00", "3.00", "50", "2.5", "50", "incomplete"],
        ["Östra staden", "2021", "3.00", "", "", "3.00", "3.00", "3.00", "80", "2.5", "80", "no_year_before"],
    ]
    assert all(line[-1].endswith("De finns inte i rapporten.") for line in lines[1:])
    said = dict(about())
    assert said["Beräknat ur svar"].endswith("De finns inte i rapporten.")
    assert "polisens egna skattningar" in said["Att tänka på"]
    assert drawn is None
    assert "medelvärdet av svaren" in str(about()).lower()


def test_how_many_answers_have_an_uncertainty_is_said(data_copy: Path) -> None:
    lines = answers("alby", 2021).splitlines(keepends=True)
    put(data_copy, *(line.rpartition(",")[0] + ",\n" if number >= 3 else line for number, line in enumerate(lines)))
    total = levels("alby", 2021)["total"]
    assert (total["answers"], total["uncertain"]) == (80, 3)
    assert total["uncertainty"] == 2.0  # 1, 4 and 1


def test_a_year_with_parts_and_no_total_is_shown(data_copy: Path) -> None:
    with (data_copy / "problem_levels.csv").open("a", encoding="utf-8") as file:
        file.write("all_areas,2022,social_development,2.0,lagesbild-2021-tabell-2\n")
    at = opened(SCREEN, year="2022")
    assert [line[0] for line in rows(at)[1:]] == ["Social utveckling – effekter"]
    assert figure_title(at) == "Problemnivåns tre delar 2022"
    assert "Definition" in prose(at)  # without a figure whose view it could be


def test_that_the_categories_are_not_the_same_areas_is_said_with_their_numbers() -> None:
    # The lists of 2017 (32, 6, 23) and 2021 (28, 14, 19), section 3.4 and tableau 2.
    wanted = (
        "Kategorierna består inte av samma områden alla år. Antal områden: utsatta områden 32 (2017), 28 (2021); "
        "riskområden 6 (2017), 14 (2021); särskilt utsatta områden 23 (2017), 19 (2021)."
    )
    at = opened(SCREEN)
    assert wanted in prose(at)
    assert any(remark.startswith(wanted) for remark in remarks(at))
    assert "Antal områden:" not in prose(opened(SCREEN, year=["2018", "2020"])).partition("Definition")[0]
    assert "Antal områden: riskområden 6 (2017), 14 (2021). En" in prose(opened(SCREEN, category="risk"))
    assert "Källan säger inte vilka områden totalen omfattar" in prose(at)


def test_a_publication_without_the_first_year_has_no_change_over_all_years(data_copy: Path) -> None:
    with (data_copy / "sources.csv").open("a", encoding="utf-8") as file:
        file.write("ny,Polismyndigheten,Ny lägesbild,New report,Tabell 3,Table 3,2023-12,\n")
    with (data_copy / "problem_levels.csv").open("a", encoding="utf-8") as file:
        file.write("risk,2020,total,2.9,ny\nrisk,2021,total,2.4,ny\n")
    found = {(line[0], line[1]): line[2:] for line in rows(opened(SCREEN))[1:]}
    assert found["Riskområden", "2021-12"] == ["3,1", "2,9", "2,9", "2,7", "2,7", "−0,4", "↑ förbättring"]
    assert found["Riskområden", "2023-12"] == ["–", "–", "–", "2,9", "2,4", "–", "–"]


def test_a_year_that_only_answers_have_can_be_chosen(data_copy: Path) -> None:
    put(data_copy, answers("alby", 2022))
    assert "2022" in widget(opened(SCREEN), "year").options
    at = opened(SCREEN, year="2022")
    assert [line[:3] for line in rows(at)[1:]] == [["Alby", "2022", "3,00"]]
    assert messages(at).startswith("Källan har inga tal här för det som är valt.")


def test_a_broken_answer_file_is_named_and_the_rest_of_the_page_stays(data_copy: Path) -> None:
    path = put(data_copy, answers("alby", 2021))
    path.write_text(path.read_text(encoding="utf-8").replace("alby,2021,7,living_environment,3", "alby,2021,7,x,6"))
    at = opened(SCREEN)
    assert "answers/made-up.csv, rad 8, kolumn D (part): ”x” är inte något av" in messages(at)
    assert "answers/made-up.csv, rad 8, kolumn E (level): ”6” är större än 5." in messages(at)
    assert len(tables(at)) == 2


def test_the_names_in_an_answer_file_are_shown_as_they_are(data_copy: Path) -> None:
    put(data_copy, answers("<b>=1+1</b>", 2021))
    assert rows(opened(SCREEN), 2)[1][0] == "<b>=1+1</b>"
