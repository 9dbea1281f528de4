"""The screen of the data quality: what the checks came to, by hand from the report; and that they are really made."""

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
from pages.components import downloads, problems
from pages.components.quality import Row
from pages.components.tables import Table
from pages.components.text import in_language
from pages.sections import quality_checks
from queries.store import checks
from tests.additions import EXPORT, FIGURES, HEADER, addition
from tests.page import app, asked, led_to, messages, opened, prose, tables, well, widget
from tests.report_2021 import RATES, SHOOTINGS
from tests.report_2021_areas import TABELL_1
from tests.server import get
from tests.server import rows as csv_rows

SCREEN = "data_quality"
NARCOTICS = "exports/lagesbild-2021-tabell-7.csv"
SHOOTING_EXPORT = "exports/lagesbild-2021-tabell-4.csv"
SV = in_language("sv")

pytestmark = pytest.mark.usefixtures("built_in_data")


def replace(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(before) == 1
    path.write_text(text.replace(before, after), encoding="utf-8")


def made(check: str, language: str = "sv") -> list[Row]:
    """The rows of one check as they are now."""
    return [row for row in quality_checks.rows(in_language(language)) if row.check == check]


def of_file(file: str) -> dict[str, Row]:
    """What one file went through when it was loaded, by the kind of check."""
    rows = [row for row in quality_checks.rows(SV) if row.kind == "file" and row.file == file]
    return {row.check: row for row in rows}


def outcomes(check: str) -> dict[str, str]:
    return {row.subject.replace("\u00a0", " "): row.outcome for row in made(check)}


def shown(at: AppTest) -> list[list[str]]:
    """All rows of checks on the page, folded away or not, as they are read."""
    found = []
    for part in tables(at):
        if part.find(".//div[@class='figures stacked']") is not None:
            for line in part.iter("tr"):
                cells = ["".join(cell.itertext()) for cell in line]
                if line.find("th[@scope='row']") is not None:
                    found.append(cells)
    return found


# ---- what the figures show: by hand from the report -------------------------------------------------------------------


def test_the_parts_of_table_4_make_its_totals_but_for_the_share_of_2020() -> None:
    # 7.2 + 4.6 + 27.1 = 38.9; 7.8 + 2.4 + 18.6 = 28.8; 10.9 + 4.9 + 19.7 = 35.5, where 39.7 is printed.
    # 22 + 14 + 83 = 119; 26 + 8 + 62 = 96; 40 + 18 + 72 = 130. Tableau 2: 28 + 10 + 22 = 60; 28 + 14 + 19 = 61.
    # 2025: 46 + 19 = 65, for there are no risk areas any more.
    share = ", andel av landets i procent: blir delarna totalen?"
    assert outcomes("totals") == {
        f"Skjutningar 2018{share}": "passed",
        f"Skjutningar 2019{share}": "passed",
        f"Skjutningar 2020{share}": "found",
        "Skjutningar 2018: blir delarna totalen?": "passed",
        "Skjutningar 2019: blir delarna totalen?": "passed",
        "Skjutningar 2020: blir delarna totalen?": "passed",
        "Antal utsatta områden 2019: blir delarna totalen?": "passed",
        "Antal utsatta områden 2021: blir delarna totalen?": "passed",
        "Antal utsatta områden 2025: blir delarna totalen?": "passed",
    }
    [wrong] = [row for row in made("totals") if row.outcome == "found"]
    assert wrong.said == "Källan skriver 39,7. Delarna blir 10,9 + 4,9 + 19,7 = 35,5 (beräknat)."
    assert wrong.file == SHOOTING_EXPORT
    assert "22 + 14 + 83 = 119, som källan skriver." in [row.said for row in made("totals")]


def test_three_of_four_shares_of_2020_fit_the_number_of_shootings() -> None:
    # 40, 18 and 72 of 366 are 10.9, 4.9 and 19.7 per cent; 130 of 366 is 35.5, where 39.7 is printed.
    assert [(row.outcome, row.said.split(" (")[0]) for row in made("implied_shares")] == [
        ("found", "3 av 4 andelar stämmer med 366 i hela landet"),
        ("passed", "4 av 4 andelar stämmer med 306 i hela landet"),
        ("passed", "4 av 4 andelar stämmer med 333 i hela landet"),
    ]


def test_the_numbers_that_were_changed_later() -> None:
    changed = {
        (row["event"], row["year"], row["printed"]): (row["compared"], row["difference"])
        for row in queries.rows("quality_revisions")
        if row["outcome"] == "found"
    }
    assert changed == {
        ("shooting", 2018, 306): (325, 19),
        ("shooting", 2019, 320): (360, 40),  # what the press quoted in January 2020
        ("shooting", 2019, 333): (360, 27),
        ("shooting", 2020, 366): (379, 13),
        ("shooting", 2022, 388): (391, 3),
        ("shooting", 2024, 270): (296, 26),
        ("detonation", 2024, 136): (139, 3),
        ("detonation", 2025, 189): (194, 5),
    }
    said = [row.said for row in made("revisions")]
    assert "306 enligt andelarna från 2021-12 (beräknat), 325 i uppgiften från 2026-06-03." in said
    same = [row for row in made("revisions") if row.outcome == "passed"]
    assert sorted(int(re.findall(r"\d{4}", row.subject)[0]) for row in same) == [2021, 2022, 2023, 2025]


def test_how_coarse_the_rounding_is() -> None:
    # Half of 0.1 of the smallest figure: 0.05 / 0.3 = 17 %, 0.05 / 0.5 = 10 %, 0.05 / 0.6 = 8 %; 0.05 / 2.4 = 2.1 %.
    smallest = {indicator: min(rate for key, rate in RATES.items() if key[0] == indicator) for indicator, _, _ in RATES}
    assert (smallest["vehicle_fires"], smallest["witness_intimidation"], smallest["weapons_offences"]) == (
        0.3,
        0.5,
        0.6,
    )
    found = {row.subject.split(" per ")[0]: row.said for row in made("rounding") if row.outcome == "found"}
    assert {name: re.findall(r"göra det (\S+) procent", said) for name, said in found.items()} == {
        "Bilbrand": ["17"],
        "Övergrepp i rättssak": ["10"],
        "Vapenbrott": ["8"],
    }
    passed = [row for row in made("rounding") if row.outcome == "passed"]
    assert [row.said for row in passed if row.subject.startswith("Skjutningar")] == [
        "Det minsta talet är 2,4. Enbart avrundningen kan göra det 2 procent för högt eller för lågt (beräknat)."
    ]


def test_three_years_are_no_trend() -> None:
    few = {row.subject.replace("\u00a0", " "): row.said for row in made("periods") if row.outcome == "found"}
    assert len({year for _, year in SHOOTINGS}) == 3
    assert few["Skjutningar, tabell 4, avsnitt 3.2.1: räcker åren för en trend?"] == "Tal för 3 år."
    enough = [(row.said, row.file) for row in made("periods") if row.outcome == "passed"]
    assert len(TABELL_1) == 5
    by_municipality = ("Tal för 11 år.", "exports/bra-kommun-2015-2025.csv")
    assert sorted(enough) == sorted([("Tal för 5 år.", "exports/lagesbild-2021-tabell-1.csv"), by_municipality])


def test_years_without_figures_and_figures_with_remarks() -> None:
    found = {row.file: row.said for row in made("gaps") if row.outcome == "found"}
    assert found == {
        "exports/lagesbild-2021-tabell-1.csv": "Tal från 2014 till 2021, men inga för 2016, 2018 och 2020.",
        "exports/lagesbild-2021-tabla-2.csv": "Tal från 2019 till 2021, men inga för 2020.",
    }
    remarks = {(row.file, row.found, row.checked) for row in made("notes") if row.outcome == "found"}
    assert remarks == {
        ("exports/population.csv", 3, 3),  # 550,000 for each of the three years
        ("exports/lagesbild-2021-tabell-1.csv", 1, 10),  # 33 police districts; five numbers of areas, five of districts
        (SHOOTING_EXPORT, 1, 24),  # 39.7; twelve counts, twelve shares
        (
            "exports/bra-kommun-2015-2025.csv",
            6,
            290 * 11 * 6 * 2,
        ),  # better coverage from 2015 on, in each of six groups
    }


def test_the_population_of_the_areas_is_one_number_for_three_years() -> None:
    assert [(row.outcome, row.said.replace("\u00a0", " ")) for row in made("population")] == [
        ("found", "Samma tal för 2018–2020: 550 000."),
        ("passed", "Ett eget tal för vart och ett av åren 2018–2020."),
    ]


def test_the_populations_of_many_places_are_one_row(data_copy: Path) -> None:
    with (data_copy / "sources.csv").open("a", encoding="utf-8") as file:
        file.write("ny,Umeå kommun,Folkmängd,Population,Tabell,Table,2023-12,\n")
    people = {("Teg", 2019): 100, ("Teg", 2020): 100, ("Ersboda", 2019): 100, ("Ersboda", 2020): 101}
    lines = [f"population,,{place},{year},,{number},,,ny\n" for (place, year), number in people.items()]
    (data_copy / "exports/new.csv").write_text(HEADER + "".join(lines), encoding="utf-8")
    [row] = [row for row in made("population") if row.source == "ny"]
    assert (row.outcome, row.said) == ("found", "Samma tal alla år för 1 av 2 platser.")


def test_rates_without_counts_cannot_be_checked() -> None:
    assert {row.outcome for row in made("rates")} == {"not_checked"}
    checked = {row.file: 0 for row in made("rates")}
    for row in made("rates"):
        checked[row.file] += int(row.said.split(" ")[0].replace("\u00a0", ""))
    assert checked.pop("exports/bra-kommun-2015-2025.csv") == 290 * 11 * 6
    assert sum(checked.values()) == len(RATES)


def test_quarters_parts_and_populations_of_municipalities_fit() -> None:
    found = {name: [(row.outcome, row.checked, row.found) for row in made(name)] for name in ("quarters", "wholes")}
    assert found == {"quarters": [("passed", 290 * 6, 0)], "wholes": [("passed", 290 * 11 * 6, 0)]}
    assert [(row.outcome, row.checked, row.found) for row in made("one_population")] == [("passed", 290 * 11, 0)]


def test_a_quarter_a_part_and_a_rate_that_do_not_fit_are_found(whole_data_copy: Path) -> None:
    for name, before, after in (
        ("quarters.csv", "reported_offences,2480,2025,1,", "reported_offences,2480,2025,1,1"),
        ("exports/bra-kommun-2015-2025.csv", "burglary,,Umeå,2025,211,", "burglary,,Umeå,2025,21111,"),
    ):
        text = (whole_data_copy / name).read_text(encoding="utf-8")
        assert text.count(before) == 1
        (whole_data_copy / name).write_text(text.replace(before, after), encoding="utf-8")
    for name, number in (("quarters", 1), ("wholes", 2), ("one_population", 1)):  # a part of theft and of all offences
        [row] = made(name)
        assert (row.outcome, row.found) == ("found", number), name


def test_printed_numbers_of_areas_and_the_lists() -> None:
    # The list holds 53, 61, 60 and 61 areas of 2015, 2017, 2019 and 2021, and 65 of 2025; there is none of 2014.
    agree = "antal som har en lista stämmer med den (beräknat)."
    assert [(row.outcome, row.said) for row in made("area_counts")] == [
        ("passed", f"3 av de 3 {agree}"),
        ("passed", f"4 av de 4 {agree} Det finns ingen fullständig lista för 2014."),
        # Of some areas of 2015 and 2017 the police district is not known.
        ("passed", f"2 av de 2 {agree} Det finns ingen fullständig lista för 2014, 2015 och 2017."),
        ("passed", f"8 av de 8 {agree}"),
    ]


def test_a_number_that_the_list_does_not_have_is_found(data_copy: Path) -> None:
    replace(
        data_copy / "exports/lagesbild-2021-tabell-1.csv",
        "assessed_areas,all_areas,,2019,60",
        "assessed_areas,all_areas,,2019,61",
    )
    [row] = [row for row in made("area_counts") if row.outcome == "found"]
    assert row.said.startswith(
        "3 av de 4 antal som har en lista stämmer med den (beräknat). De skiljer sig åt för 2019."
    )


@pytest.mark.parametrize(
    ("check", "wanted"),
    [
        ("concentration", [("passed", "Ja, 3 av 3 år.")]),  # 45 + 55, 45 + 55, 46 + 54; 28, 29 and 28 of them
        ("levels", [("passed", "Ja, 5 av 5 år."), ("passed", "Ja, 5 av 5 år.")]),
        # Of table 9 the ranges from “>0” are open; 43.1 lies between 2.7 and 115, 6.8 between 0 and 109.4.
        (
            "ranges",
            [
                ("passed", "Ja, i 4 av 4 grupper. I 2 grupper skriver källan inget tal i ena änden (”>0”)."),
                ("passed", "Ja, i 4 av 4 grupper."),
            ],
        ),
        # 80.29 km² of 447,425 is 0.0179 per cent.
        (
            "land",
            [
                ("not_checked", "Källan skriver 0,16 procent. Områdenas ytor finns inte här."),
                ("passed", "Källan skriver 0,02 procent. Områdenas ytor ger 0,018 procent (beräknat)."),
            ],
        ),
        (
            "publications",
            [("passed", "2 tal står både i tabell 1, avsnitt 3.1 och i tablå 2, avsnitt 3.3. De är lika.")],
        ),
    ],
)
def test_what_else_the_figures_show(check: str, wanted: list[tuple[str, str]]) -> None:
    assert [(row.outcome, row.said) for row in made(check)] == wanted


# ---- what the text contradicts ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("screen", [SCREEN, "about"])
def test_the_contradictions_of_the_text_are_told_with_their_places(screen: str) -> None:
    at = opened(screen)
    text = prose(at) + "\n".join(" ".join(cells) for cells in shown(at))
    for said in (
        "Sammanfattningen: En fjärdedel av landets anmälda bilbränder sker i områdena. Avsnitt 3.2.4: 20 procent",
        "Avsnitt 3.2.2: Händelserapporterna kommer från 61 områden bedömda 2019.",
        "Tabell 1, avsnitt 3.1: 33 lokalpolisområden. Texten under tabell 1: 26 sedan 2014 och sex till 2015",
        "Texten under bild 5, avsnitt 3.2.1: Drygt 0,02 procent av landets yta.",
        "Sammanfattningen: Cirka 40 procent av skjutningarna 2020",
        "Här visas: ingen av dem, utan tabell 8",
    ):
        assert said in text


def test_without_contradictions_the_pages_go_on(data_copy: Path) -> None:
    path = data_copy / "contradictions.csv"
    path.write_text(path.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    assert queries.problems() == ()
    assert made("contradiction") == []
    assert "Motsägelser i källorna" not in [part.value for part in opened("about").subheader]
    assert shown(opened(SCREEN))


# ---- the checks of the files are really made ----------------------------------------------------------------------------


def test_each_file_says_how_much_was_looked_at() -> None:
    # Table 7 has 2 indicators × 4 categories × 3 years = 24 rows of 9 columns; each names indicator, category, source.
    assert {kind: (row.outcome, row.checked, row.found) for kind, row in of_file(NARCOTICS).items()} == {
        "form": ("passed", 24, 0),
        "values": ("passed", 216, 0),
        "keys": ("passed", 24, 0),
        "filled": ("passed", 24, 0),
        "references": ("passed", 72, 0),
        "decimals": ("passed", 24, 0),
    }


def test_every_file_has_its_rows() -> None:
    folder = Path(queries.__file__).parent.parent / "data"
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*.csv")} | {"datapackage.json"}
    assert {check.file for check in queries.checked_files()} == there


def test_a_file_that_breaks_while_the_dashboard_runs_changes_its_rows(data_copy: Path) -> None:
    assert {row.outcome for row in of_file(NARCOTICS).values()} == {"passed"}
    replace(data_copy / NARCOTICS, "vulnerable,,2019,,,12.9", "vulnerable,,2019,,,tolv")
    broken = of_file(NARCOTICS)
    assert {kind: row.outcome for kind, row in broken.items()} == {
        "form": "passed",
        "values": "found",
        "keys": "passed",
        "filled": "passed",
        "references": "not_checked",
        "decimals": "not_checked",
    }
    assert "”tolv” är inte ett tal" in broken["values"].said
    assert broken["values"].found == 1
    assert broken["values"].meaning == "Sidorna visar filens senaste hela version."
    assert {row.outcome for row in of_file(SHOOTING_EXPORT).values()} == {"passed"}
    at = opened(SCREEN)
    assert prose(at).startswith("1 fil är inte som den ska.")
    assert shown(at)[0][:2] == ["Har varje cell rätt slags värde, inom sina gränser?", "▲ Något att veta"]
    replace(data_copy / NARCOTICS, "tolv", "12.9")
    assert {row.outcome for row in of_file(NARCOTICS).values()} == {"passed"}


def test_a_file_that_was_broken_from_the_start_is_said_to_be_left_out(data_copy: Path) -> None:
    replace(data_copy / NARCOTICS, "indicator,area_category", "indikator,area_category")
    rows = of_file(NARCOTICS)
    assert {kind for kind, row in rows.items() if row.outcome == "found"} == {"form"}
    assert {rows[kind].outcome for kind in ("values", "keys", "references")} == {"not_checked"}
    assert rows["form"].meaning == "Filen är utelämnad. Dess tal visas ingenstans förrän den är lagad."
    assert [row.file for row in made("rounding") if row.file == NARCOTICS] == []


@pytest.mark.parametrize(
    ("kind", "breaking"),
    [
        ("form", lambda text: text.replace(",", ";")),
        ("values", lambda text: text.replace("12.9", "-1")),
        ("keys", lambda text: text + "narcotics_offences,vulnerable,,2018,,,8.8,,lagesbild-2021-tabell-7\n"),
        ("filled", lambda text: text.replace(",,,12.9,,", ",,,,,")),
        (
            "references",
            lambda text: text.replace("narcotics_offences,vulnerable,,2019", "narcotics_offences,nope,,2019"),
        ),
        ("decimals", lambda text: text.replace("12.9", "12.95")),
    ],
)
def test_each_kind_of_check_finds_its_own(data_copy: Path, kind: str, breaking: Callable[[str], str]) -> None:
    path = data_copy / NARCOTICS
    before = path.read_text(encoding="utf-8")
    assert breaking(before) != before
    path.write_text(breaking(before), encoding="utf-8")
    assert {name for name, row in of_file(NARCOTICS).items() if row.outcome == "found"} == {kind}


def test_a_missing_file_of_the_dictionary_is_said(data_copy: Path) -> None:
    assert of_file("notes.csv")["form"].outcome == "passed"
    (data_copy / "notes.csv").unlink()
    row = of_file("notes.csv")["form"]
    assert (row.outcome, row.meaning) == ("found", "Sidorna visar filens senaste hela version.")


def test_a_broken_dictionary_is_said(data_copy: Path) -> None:
    assert of_file("datapackage.json")["dictionary"].outcome == "passed"
    (data_copy / "datapackage.json").write_text("{", encoding="utf-8")
    assert of_file("datapackage.json")["dictionary"].outcome == "found"


def test_every_problem_belongs_to_a_kind_of_check_and_has_words() -> None:
    sources = "".join(path.read_text(encoding="utf-8") for path in Path(checks.__file__).parent.glob("*.py"))
    named = set(re.findall(r'Problem\(\s*"(\w+)"', sources)) | set(re.findall(r'return \(?"(\w+)", \(', sources))
    known = {check for found in checks.KINDS.values() for check in found}
    assert named
    assert named <= known
    for check in known:
        assert problems.sentence(SV, checks.Problem(check, "x.csv"))


# ---- the checks of the figures are really made ----------------------------------------------------------------------------


def test_a_source_that_is_right_has_nothing_to_remark(data_copy: Path) -> None:
    replace(data_copy / SHOOTING_EXPORT, ",130,,,39.7,", ",130,,,35.5,")
    assert {row.outcome for row in (*made("totals"), *made("implied_shares"))} == {"passed"}
    assert "39,7" not in prose(opened(SCREEN)).split("Viktigast att veta")[1].split("\n")[0]


def test_counts_that_do_not_add_up_are_found_and_said_first(data_copy: Path) -> None:
    replace(data_copy / SHOOTING_EXPORT, "risk,,2019,8,", "risk,,2019,9,")
    wrong = [row.said for row in made("totals") if row.outcome == "found"]
    assert "Källan skriver 96. Delarna blir 26 + 9 + 62 = 97 (beräknat)." in wrong
    assert "totalen för skjutningar 2019 står som 96, men delarna blir 97" in prose(opened(SCREEN))


def test_a_total_without_one_of_its_parts_cannot_be_checked(data_copy: Path) -> None:
    path = data_copy / SHOOTING_EXPORT
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if "risk,,2018" not in line), encoding="utf-8")
    assert outcomes("totals")["Skjutningar 2018: blir delarna totalen?"] == "not_checked"


@pytest.mark.parametrize(("rate", "outcome"), [("2.0", "passed"), ("2.1", "found")])
def test_rates_with_count_and_population_are_computed_anew(data_copy: Path, rate: str, outcome: str) -> None:
    # 26 / 13,000 × 1,000 = 2.0
    line = f"threats,sweden,,2016,26,13000,{rate},,lagesbild-2021-tabell-8\n"
    (data_copy / "exports/new.csv").write_text(HEADER + line, encoding="utf-8")
    [threats] = [row for row in made("rates") if row.subject.startswith("Olaga hot")]
    assert (threats.outcome, threats.checked) == (outcome, 1)


def test_two_publications_that_differ_are_found(data_copy: Path) -> None:
    with (data_copy / "sources.csv").open("a", encoding="utf-8") as file:
        file.write("ny,Polismyndigheten,Ny lägesbild,New report,Tabell 7,Table 7,2023-12,\n")
    lines = (
        "narcotics_offences,risk,,2019,,,12.5,,ny\nnarcotics_offences,risk,,2020,,,16.4,,ny\n"  # 12.5 and 16.1 before
    )
    (data_copy / "exports/new.csv").write_text(HEADER + lines, encoding="utf-8")
    [row] = [row for row in made("publications") if row.outcome == "found"]
    assert row.said == "2 tal står både i tabell 7, avsnitt 3.2.3 och i tabell 7. De skiljer sig åt för 2020."


def test_a_level_outside_its_parts_is_found(data_copy: Path) -> None:
    replace(
        data_copy / "problem_levels.csv", "all_areas,2019,total,2.8", "all_areas,2019,total,3.3"
    )  # parts 2.5 to 3.2
    assert [(row.outcome, row.said) for row in made("levels")] == [
        ("found", "Ja, 4 av 5 år. Inte 2019."),
        ("found", "Ja, 4 av 5 år. Inte 2019."),
    ]


def test_shares_that_do_not_make_100_are_found(data_copy: Path) -> None:
    replace(
        data_copy / "shooting_concentration.csv", "2020,12,outside_reported_2021,55", "2020,12,outside_reported_2021,59"
    )
    assert [(row.outcome, row.said) for row in made("concentration")] == [("found", "Ja, 2 av 3 år. Inte 2020.")]


def test_a_mean_outside_its_range_is_found(data_copy: Path) -> None:
    replace(data_copy / "encrochat.csv", "unique_phones,82,10,161", "unique_phones,182,10,161")
    assert [(row.outcome, row.found) for row in made("ranges")] == [("found", 1), ("passed", 0)]


# ---- own files ----------------------------------------------------------------------------------------------------------


def test_the_files_of_an_administrator_are_checked_and_marked(
    built_in_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, content in addition().items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    monkeypatch.setenv("LAGESBILD_DATA", str(tmp_path))
    rows = of_file(f"additions/{EXPORT}")
    assert {row.outcome for row in rows.values()} == {"passed"}
    assert rows["form"].checked == 5
    assert "exports/umea.csv (egen)" in {cells[4] for cells in shown(opened(SCREEN))}


def with_own(files: dict[str, bytes]) -> AppTest:
    """The screen of a reader whose session holds these files."""
    at = app(SCREEN)
    at.session_state["own"] = files
    return led_to(at.run())


def test_a_readers_own_files_are_checked_for_that_reader_alone() -> None:
    at = with_own(addition())
    own = [cells for cells in shown(at) if cells[4] == "exports/umea.csv (egen)"]
    # Six kinds of check of the file, that it replaces nothing, and what its figures show.
    assert "5 rader lästa." in [cells[2] for cells in own]
    assert "Har varje rad ett tal, för en kategori eller en plats?" in [cells[0] for cells in own]
    # 260 / 130,000 × 1,000 is not printed in the file: only Ersboda has rates, without counts.
    assert any("Narkotikabrott: stämmer talen" in cells[0] and "2 tal." in cells[2] for cells in own)
    assert any(cells[0].endswith("räcker åren för en trend?") for cells in own)
    assert "1 rad läst." in [cells[2] for cells in shown(at) if cells[4] == "sources.csv (egen)"]
    assert not [cells for cells in shown(opened(SCREEN)) if "egen" in cells[4]]


def test_a_file_that_was_read_is_called_by_its_name() -> None:
    files = addition(
        FIGURES.replace("umea-2024", "egen-brott"),
        sources=(
            "id,publisher,document_sv,document_en,part_sv,part_en,published\n"
            "egen-brott,Egen fil,Brott.csv,Brott.csv,Som Lägesbild har läst filen,As read,2025-02\n"
        ),
    )
    assert "Brott.csv: finns det tal för varje år?" in [cells[0] for cells in shown(with_own(files))]


def test_what_is_wrong_in_a_readers_own_files_is_found() -> None:
    at = with_own(addition(FIGURES.replace("325", "många")))
    found = [cells for cells in shown(at) if cells[4] == "exports/umea.csv (egen)" and cells[1] == "▲ Något att veta"]
    assert [cells[0] for cells in found] == ["Har varje cell rätt slags värde, inom sina gränser?"]
    assert "”många” är inte ett heltal" in found[0][2]
    assert found[0][3].startswith("Filen är utelämnad.")


def test_names_in_own_files_are_shown_as_they_are() -> None:
    files = addition(FIGURES.replace("Ersboda", "<b>x</b>"))
    at = with_own(files)
    assert shown(at)  # the page is well-formed XML


# ---- the screen ---------------------------------------------------------------------------------------------------------


def test_the_sentence_counts_the_rows_and_names_what_matters() -> None:
    at = opened(SCREEN)
    rows = shown(at)
    found, passed = (sum(cells[1].endswith(word) for cells in rows) for word in ("Något att veta", "Inget att anmärka"))
    text = prose(at)
    assert text.startswith(
        f"Av {len(rows)} kontroller av {len({cells[4] for cells in rows})} filer visade {found} något"
    )
    assert f"{passed} gav inget att anmärka på och {len(rows) - found - passed} gick inte att göra" in text
    assert "områdenas andel av landets skjutningar 2020 står som 39,7 procent, men delarna blir 35,5" in text
    assert "antalet skjutningar i landet har ändrats i efterhand för 2018, 2019, 2020, 2022 och 2024" in text
    assert "så få år visar ingen trend" in text


@pytest.mark.parametrize("language", ["sv", "en"])
def test_chart_and_table_hold_the_same_numbers(language: str) -> None:
    at = opened(SCREEN, lang=language)
    (chart,) = at.get("vega_lite_chart")
    said = {
        "sv": "2018: 306 (publicerat 2021-12) och 325 (publicerat 2026-06-03).",
        "en": "2018: 306 (published 2021-12) and 325 (published 2026-06-03).",
    }
    assert said[language] in chart.proto.alt
    head, *body = [["".join(cell.itertext()) for cell in line] for line in tables(at)[0].iter("tr")]
    assert len(head) == 6
    assert body[0][:4] == ["2018", {"sv": "306 (beräknat)", "en": "306 (computed)"}[language], "2021-12", "325"]
    for cells in body:
        assert cells[1].split(" ")[0] in chart.proto.alt
        assert cells[3] in chart.proto.alt


def test_outcome_and_file_stand_in_the_address() -> None:
    at = opened(SCREEN, outcome="found", file=SHOOTING_EXPORT)
    # The share of 2020 twice (its sum, the country's number), the text's 40 per cent, three years, a remark.
    assert len(shown(at)) == 5
    assert {(cells[1], cells[4]) for cells in shown(at)} == {("▲ Något att veta", SHOOTING_EXPORT)}
    well(widget(at, "outcome").set_value("passed").run())
    assert asked(at, "outcome") == ["passed"]
    assert {cells[1] for cells in shown(at)} == {"✓ Inget att anmärka"}
    well(at.selectbox[0].set_value(NARCOTICS).run())
    assert asked(at, "file") == [NARCOTICS]
    assert {cells[4] for cells in shown(at)} == {NARCOTICS}


def test_nothing_left_by_the_filters_offers_all_again() -> None:
    at = opened(SCREEN, outcome="found", file="municipalities.csv")
    assert messages(at) == "Ingen kontroll av filen har det utfallet."
    at.button(key="show_all").click()
    well(at.run())
    assert asked(at, "file") is None
    assert len(shown(at)) > 100


@pytest.mark.parametrize("parameters", [{"outcome": "<b>", "file": "../../etc/passwd"}, {"outcome": "", "file": ""}])
def test_an_address_of_nonsense_does_no_harm(parameters: dict[str, str]) -> None:
    assert len(shown(opened(SCREEN, **parameters))) > 100


def test_checks_are_folded_by_topic_until_they_are_asked_for() -> None:
    def folds(at: AppTest) -> list[ET.Element]:
        return [part for table in tables(at) for part in table.iter("details")]

    assert {part.get("open") for part in folds(opened(SCREEN))} == {None}
    assert {part.get("open") for part in folds(opened(SCREEN, file=NARCOTICS))} == {"open"}
    assert {part.get("open") for part in folds(opened(SCREEN, outcome="passed"))} == {"open"}


def test_the_files_hold_what_the_page_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    found: dict[str, tuple[Table, Callable[[], Any] | None, Callable[[], Any]]] = {}

    def keep(t: object, name: str, table: Table, drawn: Any, about: Any, key: str = "downloads") -> None:
        found[name] = (table, drawn, about)

    monkeypatch.setattr(downloads, "offer", keep)
    at = opened(SCREEN, outcome="found")
    table, drawn, about = found["data-quality-found"]
    assert drawn is None
    assert dict(about())["Urval"] == "Utfall: ▲ Något att veta; fil: Alla filer"
    head, *body = csv.reader(io.StringIO(downloads.csv_for_swedish_excel(SV, table).decode("utf-8-sig")), delimiter=";")
    assert head[:5] == ["Vad som kontrolleras", "Utfall", "Vad som kom fram", "Vad det betyder för dig", "Fil"]
    assert sorted(line[:5] for line in body) == sorted(shown(at))
    ids, first, *_ = csv.reader(io.StringIO(downloads.csv_for_machines(table).decode()))
    assert dict(zip(ids, first, strict=True))["outcome"] == "found"
    assert dict(zip(ids, first, strict=True))["check"] == "totals"
    table, drawn, _ = found["shootings-changed-later"]
    assert drawn is not None
    letters = ET.fromstring(downloads.svg(drawn())).iter("{http://www.w3.org/2000/svg}text")
    assert {"306", "325", "366", "379"} <= {"".join(text.itertext()) for text in letters}
    lines = list(csv.DictReader(io.StringIO(downloads.csv_for_machines(table).decode())))
    assert (lines[0]["earlier"], lines[0]["latest"], lines[0]["difference"]) == ("306", "325", "19")
    assert lines[0]["earlier_is_computed"] == "yes"


def test_without_national_numbers_there_is_no_chart_but_all_the_rest(data_copy: Path) -> None:
    path = data_copy / "national_shootings.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([lines[0], *(line for line in lines if line.startswith("2017,"))]), encoding="utf-8")
    at = opened(SCREEN)
    assert at.get("vega_lite_chart") == []
    assert "antalet skjutningar i landet" not in prose(at)
    assert shown(at)


# ---- open data ------------------------------------------------------------------------------------------------------------


def test_the_open_data_are_the_rows_of_the_page() -> None:
    answer = csv_rows("/api/quality.csv")
    assert list(answer[0]) == [
        *("check", "kind", "file", "own", "source", "subject", "outcome", "checked", "found", "result", "meaning")
    ]
    page = shown(opened(SCREEN))
    assert sorted((row["subject"], row["result"], row["meaning"], row["file"]) for row in answer) == sorted(
        (cells[0], cells[2], cells[3], cells[4]) for cells in page
    )
    found = get("/api/quality.json?outcome=found&file=exports/lagesbild-2021-tabell-4.csv&lang=en").json()["checks"]
    assert {row["own"] for row in found} == {"no"}
    assert found[0]["result"] == "The source prints 39.7. Its parts are 10.9 + 4.9 + 19.7 = 35.5 (computed)."


@pytest.mark.parametrize("query", ["outcome=good", "file=../notes.csv", "year=2020"])
def test_open_data_refuse_what_nobody_knows(query: str) -> None:
    assert get(f"/api/quality.csv?{query}").status_code == 400
