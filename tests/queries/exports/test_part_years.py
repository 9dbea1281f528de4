"""Figures of a part of a year, and preliminary ones: never shown as those of a whole and final year without a word.

Each case names all observations and all problems.
"""

from __future__ import annotations

import csv
import datetime
import io

import pytest

from queries.exports import addition
from tests.queries.exports.foreign import assert_read, lines, parametrised, reading_of, refusals, remarks

MONTHS = ["jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]
THIS_YEAR = datetime.date.today().year

WHOLE = "ran, Umeå, 2022: count 100\nran, Umeå, 2023: count 110"
THREE = f"{WHOLE}\nran, Umeå, 2024: count 70"
ROWS = "Kommun;År;Antal\nUmeå;2022;100\nUmeå;2023;110\nUmeå;2024;70\n"


def days(*of_each: str) -> str:
    return "Kommun;Datum;Antal\n" + "".join(f"Umeå;{day};5\n" for day in of_each)


CASES = {
    "months in the header": (
        "rån.csv",
        "Kommun;2022;2023;jan–sep 2024\nUmeå;100;110;70\n",
        WHOLE,
        ("part_of_year",),
    ),
    "until a month in the header": (
        "rån.csv",
        "Kommun;2022;2023;2024 t.o.m. september\nUmeå;100;110;70\n",
        WHOLE,
        ("part_of_year",),
    ),
    "quarters in the header": (
        "rån.csv",
        "Kommun;2022;2023;Q1–Q3 2024\nUmeå;100;110;70\n",
        WHOLE,
        ("part_of_year",),
    ),
    "so far in the header": (
        "rån.csv",
        "Kommun;2022;2023;2024 hittills\nUmeå;100;110;70\n",
        WHOLE,
        ("part_of_year",),
    ),
    "nothing but parts of years": (
        "rån.csv",
        "Kommun;jan-aug 2023;jan-aug 2024\nUmeå;100;110\n",
        "",
        ("part_of_year",),
    ),
    "a part of a year in a cell": (
        "rån.csv",
        "Kommun;År;Antal\nUmeå;2022;100\nUmeå;2023;110\nUmeå;2024 (jan-sep);70\n",
        WHOLE,
        ("part_of_year",),
    ),
    "several months in the column of months": (
        "rån.csv",
        "Kommun;År;Period;Antal\nUmeå;2022;Helår;100\nUmeå;2023;Helår;110\nUmeå;2024;jan-sep;70\n",
        WHOLE,
        ("part_of_year",),
    ),
    "the title names the year that is cut": (
        "rån.csv",
        "Anmälda rån 2022–2024, 2024 avser januari–juni\n\n" + ROWS,
        WHOLE.replace("ran,", "anmalda_ran,"),
        ("year_not_whole",),
    ),
    "the title cuts every year": (
        "rån.csv",
        "Anmälda rån januari–september 2022–2024\n\n" + ROWS,
        "",
        ("year_not_whole",),
    ),
    "the title has the months of whole years": (
        "rån.csv",
        "Anmälda rån januari 2022–december 2024\n\n" + ROWS,
        THREE.replace("ran,", "anmalda_ran,"),
    ),
    "the title spans days": (
        "rån.csv",
        "Period: 2022-01-01 – 2024-09-30\n\n" + ROWS,
        WHOLE,
        ("year_not_whole",),
    ),
    "a note on a year": (
        "rån.csv",
        ROWS + "\nUppgifterna för 2024 avser t.o.m. den 30 september.\n",
        WHOLE,
        ("year_not_whole",),
    ),
    "a note without a year is on the last": (
        "rån.csv",
        ROWS + "\nAnm: avser januari–juni\n",
        WHOLE,
        ("year_not_whole",),
    ),
    "a note at a star": (
        "rån.csv",
        "Kommun;2022*;2023;2024\nUmeå;100;110;70\n\n* Avser mars–december\n",
        "ran, Umeå, 2023: count 110\nran, Umeå, 2024: count 70",
        ("year_not_whole",),
    ),
    "until a whole year": (
        "rån.csv",
        ROWS + "\nT.o.m. 2023 enligt den gamla klassningen, fr.o.m. 1 januari till 31 december.\n",
        THREE,
    ),
    "made before the year was over": (
        "rån.csv",
        "Uttag 2024-10-02\n\n" + ROWS,
        WHOLE,
        ("year_not_whole",),
    ),
    "made in the following year": (
        "rån.csv",
        "Uttag 2025-01-15\n\n" + ROWS,
        THREE,
    ),
    "a file's name with months and a column of years": (
        "rån_2024_jan-jun.csv",
        "Kommun;År;Antal\nUmeå;2024;70\n",
        "",
        ("year_not_whole",),
    ),
    "the only year in a title of a part of it": (
        "rån.csv",
        "Anmälda rån jan–sep 2024\nKommun;Antal\nUmeå;70\n",
        "",
        ("only_part_of_year",),
    ),
    "one month in the title": (
        "rån.csv",
        "Anmälda rån september 2024\nKommun;Antal\nUmeå;7\n",
        "",
        ("only_part_of_year",),
    ),
    "a quarter in the file's name": (
        "ran_2024_kv3.csv",
        "Kommun;Antal\nUmeå;7\n",
        "",
        ("only_part_of_year",),
    ),
    "populations are of a day": (
        "folkmangd.csv",
        "Folkmängd 30 juni 2024\nKommun;År;Folkmängd\nUmeå;2023;131000\nUmeå;2024;132000\n",
        "population, Umeå, 2023: population 131000\npopulation, Umeå, 2024: population 132000",
    ),
    "days that end within a year": (
        "rån.csv",
        days("2022-01-03", "2022-12-29", "2023-03-02", "2023-09-30"),
        "ran, Umeå, 2022: count 10",
        ("year_not_whole",),
    ),
    "days that begin within a year": (
        "rån.csv",
        days("2022-03-15", "2022-12-29", "2023-03-02", "2023-12-30"),
        "ran, Umeå, 2023: count 10",
        ("year_not_whole",),
    ),
    "few days, of whole years as the title says": (
        "rån.csv",
        "Uttag för perioden 2022-01-01–2023-12-31\n\n" + days("2022-03-15", "2023-03-02"),
        "ran, Umeå, 2022: count 5\nran, Umeå, 2023: count 5",
    ),
    "a year that is not over": (
        "rån.csv",
        f"Kommun;År;Antal\nUmeå;2022;100\nUmeå;2023;110\nUmeå;{THIS_YEAR};70\n",
        WHOLE,
        ("year_not_over",),
    ),
    "a total of nine months": (
        "rån.csv",
        "Kommun;År;" + ";".join(MONTHS[:9]) + ";Totalt\nUmeå;2024;1;2;3;4;5;6;7;8;9;45\n",
        "",
        ("total_of_parts",),
    ),
    "a total row of nine months": (
        "rån.csv",
        "Kommun;År;Månad;Antal\n" + "".join(f"Umeå;2024;{month};2\n" for month in MONTHS[:9]) + "Umeå;2024;Totalt;18\n",
        "",
        ("total_of_parts",),
    ),
    "a total that is not its months": (
        "rån.csv",
        "Kommun;År;" + ";".join(MONTHS) + ";Hela året\nUmeå;2022;1;1;1;1;1;1;1;1;1;1;1;1;14\n",
        "ran, Umeå, 2022: count 14",
        ("sum_differs",),
    ),
    "months and quarters together": (
        "rån.csv",
        "Kommun;År;Period;Antal\n"
        + "".join(f"Umeå;2022;{month};2\n" for month in MONTHS)
        + "".join(f"Umeå;2022;Kvartal {number};6\n" for number in range(1, 5)),
        "ran, Umeå, 2022: count 24",
    ),
    "months and quarters that differ": (
        "rån.csv",
        "Kommun;År;Period;Antal\n"
        + "".join(f"Umeå;2022;{month};2\n" for month in MONTHS)
        + "".join(f"Umeå;2022;Kvartal {number};7\n" for number in range(1, 5)),
        "ran, Umeå, 2022: count 24",
        ("sum_differs",),
    ),
    "too few months, but all quarters": (
        "rån.csv",
        "Kommun;År;Period;Antal\nUmeå;2022;Jan;2\nUmeå;2022;Feb;2\n"
        + "".join(f"Umeå;2022;Kvartal {number};7\n" for number in range(1, 5)),
        "ran, Umeå, 2022: count 28",
    ),
    "halves as months together, in rows": (
        "rån.csv",
        "Kommun;År;Period;Antal\nUmeå;2022;jan-jun;300\nUmeå;2022;jul-dec;310\nUmeå;2023;jan-jun;320\n",
        "ran, Umeå, 2022: count 610",
    ),
    "halves as months together, in the header": (
        "rån.csv",
        "Kommun;jan–jun 2022;jul–dec 2022;jan–jun 2023\nUmeå;300;310;305\n",
        "ran, Umeå, 2022: count 610",
    ),
    "months together in a column of another name": (
        "rån.csv",
        "Kommun;År;Omfattning;Antal\nUmeå;2022;jan-sep;300\nUmeå;2023;jan-sep;310\n",
        "",
        ("part_of_year",),
    ),
    "months to come are no zeros": (
        "rån.csv",
        "Område;År;" + ";".join(MONTHS) + "\nTeg;2023;1;1;1;1;1;1;1;1;1;1;1;1\nTeg;2024;1;1;1;1;1;1;0;0;0;0;0;0\n",
        "ran, Teg, 2023: count 12",
        ("zeros_at_end",),
    ),
    "few zeros at the end may be chance": (
        "rån.csv",
        "Område;År;" + ";".join(MONTHS) + "\nTeg;2023;1;0;1;0;1;0;1;1;1;0;0;0\n",
        "ran, Teg, 2023: count 6",
    ),
    "years of two digits": (
        "rån.csv",
        "Kommun;År;Antal\nUmeå;22;300\nUmeå;23;310\n",
        "",
        ("short_years",),
    ),
    "quarters as months together": (
        "rån.csv",
        "Kommun;jan-mar 2022;apr-jun 2022;jul-sep 2022;okt-dec 2022\nUmeå;1;2;3;4\n",
        "ran, Umeå, 2022: count 10",
    ),
    "thirds by number": (
        "rån.csv",
        "Kommun;År;Tertial;Antal\nUmeå;2022;1;10\nUmeå;2022;2;20\nUmeå;2022;3;30\nUmeå;2023;1;11\nUmeå;2023;2;21\n",
        "ran, Umeå, 2022: count 60",
    ),
    "quarters by number": (
        "rån.csv",
        "Kommun;År;Kvartal;Antal\nUmeå;2022;1;1\nUmeå;2022;2;2\nUmeå;2022;3;3\nUmeå;2022;4;4\nUmeå;2023;1;9\n",
        "ran, Umeå, 2022: count 10",
    ),
    "halves by number": (
        "rån.csv",
        "Kommun;År;Halvår;Antal\nUmeå;2022;1;10\nUmeå;2022;2;20\nUmeå;2023;1;11\n",
        "ran, Umeå, 2022: count 30",
    ),
    "a fourth third": (
        "rån.csv",
        "Kommun;År;Tertial;Antal\nUmeå;2022;1;10\nUmeå;2022;2;20\nUmeå;2022;3;30\nUmeå;2022;4;30\n",
        "ran, Umeå, 2022: count 60",
        ("not_a_month",),
    ),
    "few weeks": (
        "rån.csv",
        "Stadsdel;År;Vecka;Antal\nTeg;2020;1;5\nTeg;2020;2;3\nTeg;2021;1;1\nTeg;2021;2;0\n",
        "",
    ),
    "weeks of a year of 53 and of one of 52": (
        "rån.csv",
        "Kommun;År;Vecka;Antal\n"
        + "".join(f"Umeå;2020;{week};1\n" for week in range(1, 54))
        + "".join(f"Umeå;2021;{week};2\n" for week in range(1, 53)),
        "ran, Umeå, 2020: count 53\nran, Umeå, 2021: count 104",
    ),
    "52 weeks of a year of 53": (
        "rån.csv",
        "Kommun;Vecka;Antal\n" + "".join(f"Umeå;2020v{week:02};1\n" for week in range(1, 53)),
        "",
    ),
    "week 53 of a year of 52": (
        "rån.csv",
        "Kommun;År;Vecka;Antal\n" + "".join(f"Umeå;2021;{week};1\n" for week in range(1, 54)),
        "ran, Umeå, 2021: count 52",
        ("not_a_month",),
    ),
}


@parametrised(CASES)
def test_parts_of_years(name: str, table: str, observations: str, broken: tuple[str, ...]) -> None:
    assert_read(name, table, observations, broken)


@pytest.mark.parametrize(
    ("case", "said"),
    [
        ("thirds by number", "Of 2023 there are too few months or quarters (2); it is not shown as a year."),
        ("few weeks", "Of 2020 there are too few months or quarters (2); it is not shown as a year."),
        ("months and quarters together", "The file has months and quarters of the same year."),
        ("weeks of a year of 53 and of one of 52", "some days off the calendar year"),
    ],
)
def test_is_said(case: str, said: str) -> None:
    assert said in remarks(reading_of(*CASES[case][:2]))


def test_the_problem_names_column_and_words() -> None:
    reading = reading_of("rån.csv", "Kommun;2022;2023;jan–sep 2024\nUmeå;100;110;70\n")
    (problem,) = reading.problems
    assert (problem.row, problem.letter, problem.column, problem.value) == (1, "D", "jan–sep 2024", "jan–sep 2024")


def test_the_problem_names_the_years() -> None:
    reading = reading_of("rån.csv", CASES["the title spans days"][1])
    (problem,) = reading.problems
    assert (problem.value, problem.expected) == ("2022-01-01 – 2024-09-30", ("2024",))


def test_the_reader_can_say_that_years_are_whole() -> None:
    title = "Avser januari–juni 2024\n\n" + ROWS
    assert lines(reading_of("rån.csv", title, whole_years=True)) == THREE.splitlines()
    header = "Kommun;2022;2023;2024 t.o.m. september\nUmeå;100;110;70\n"
    assert lines(reading_of("rån.csv", header, roles={"D": "count"})) == THREE.splitlines()
    named = "Anmälda rån jan–sep 2024\nKommun;Antal\nUmeå;70\n"
    assert refusals(reading_of("rån.csv", named)) == ["only_part_of_year"]
    assert [row["year"] for row in reading_of("rån.csv", named, year=2024, whole_years=True).observations] == [2024]


def test_shares_by_month_are_said_to_stay_by_month() -> None:
    table = "Kommun;År;Månad;Andel (%)\n" + "".join(f"Umeå;2022;{month};5,5\n" for month in MONTHS)
    reading = reading_of("rån.csv", table)
    assert len(reading.by_part) == 12
    assert "Shares by month or quarter cannot be added up to years" in remarks(reading)


# ---- preliminary figures ---------------------------------------------------------------------------------------------

PRELIMINARY = {
    "a star in a title": "Anmälda rån 2023*\nKommun;Antal\nUmeå;110\n",
    "a star in a cell": "Kommun;År;Antal\nUmeå;2022;100\nUmeå;2023*;110\n",
    "a star in the header": "Kommun;2022;2023*\nUmeå;100;110\n",
    "a star apart": "Kommun;2022;2023 *\nUmeå;100;110\n",
    "a word in a cell": "Kommun;År;Antal\nUmeå;2022;100\nUmeå;2023 prel;110\n",
    "a word in brackets": "Kommun;2022;2023 (prel.)\nUmeå;100;110\n",
    "the whole word": "Kommun;2022;2023 preliminär\nUmeå;100;110\n",
    "a note on the year": "Kommun;2022;2023\nUmeå;100;110\n\nUppgifterna för 2023 är preliminära.\n",
    "a note at a star": "Kommun;2022;2023*\nUmeå;100;110\n\n* Preliminära uppgifter\n",
    "a note without a year": "Kommun;2022;2023\nUmeå;100;110\n\nPreliminär statistik för det senaste året\n",
    "the title": "Anmälda rån, 2023 preliminärt\nKommun;2022;2023\nUmeå;100;110\n",
    "a column beside": "Kommun;År;Antal;Status\nUmeå;2022;100;slutlig\nUmeå;2023;110;preliminär\n",
}


@pytest.mark.parametrize("table", PRELIMINARY.values(), ids=PRELIMINARY)
def test_preliminary_years_are_known(table: str) -> None:
    reading = reading_of("rån.csv", table)
    known = [line.partition(", ")[2] for line in lines(reading)]
    assert known == WHOLE.replace("ran, ", "").splitlines()[-len(known) :] != []
    assert reading.preliminary == (2023,)
    assert "The figures of 2023 are marked as preliminary and may change." in remarks(reading)


@pytest.mark.parametrize(
    "table",
    [
        "Kommun;2022;2023\nUmeå;100;110\n",
        "Kommun;2022;2023*\nUmeå;100;110\n\n* Omlagd statistik\n",
        "Kommun;2022;2023\nUmeå;100;110\n\nSlutlig statistik, inga preliminära uppgifter\n",
    ],
)
def test_others_are_not(table: str) -> None:
    assert reading_of("rån.csv", table).preliminary == ()


def test_another_star_is_explained() -> None:
    said = remarks(reading_of("rån.csv", "Kommun;2022;2023*\nUmeå;100;110\n\n* Omlagd statistik\n"))
    assert "The star beside 2023 is explained in the notes: “Omlagd statistik”." in said


def saved(name: str, table: str) -> dict[str, list[dict[str, str]]]:
    files = addition([reading_of(name, table)], datetime.date(2025, 3, 1))
    return {path: list(csv.DictReader(io.StringIO(content.decode()))) for path, content in files.items()}


def test_the_mark_is_saved_with_the_figures() -> None:
    """As a note on each preliminary figure, in the words of the source, and in the caveats of the file's own indicator."""
    files = saved("rån.csv", "Kommun;År;Antal;Folkmängd\nUmeå;2022;100;130000\nUmeå;2023 prel.;110;131000\n")
    notes = files["notes.csv"]
    assert [(row["indicator"], row["area"], row["year"], row["measure"], row["kind"]) for row in notes] == [
        ("ran", "Umeå", "2023", "count", "remark"),
        ("ran", "Umeå", "2023", "population", "remark"),
        ("ran", "Umeå", "2023", "per_1000", "remark"),
    ]
    assert {row["source"] for row in notes} == {"egen-ran"}
    assert {row["note_sv"] for row in notes} == {"Preliminärt tal enligt filen; det kan ändras."}
    assert files["sources.csv"][0]["part_sv"].startswith("Talen för 2023 är preliminära. ")
    assert files["sources.csv"][0]["part_en"].startswith("The figures of 2023 are preliminary. ")
    assert "Talen för 2023 är preliminära och kan ändras." in files["indicators.csv"][0]["caveats_sv"]


def test_a_known_indicator_keeps_the_mark_too() -> None:
    files = saved("vapenbrott.csv", "Kommun;År;Antal\nUmeå;2022;100\nUmeå;2023*;110\n")
    assert "indicators.csv" not in files
    assert [(row["indicator"], row["year"]) for row in files["notes.csv"]] == [("weapons_offences", "2023")]
    assert files["sources.csv"][0]["part_sv"].startswith("Talen för 2023 är preliminära. ")


def test_without_preliminary_figures_there_are_no_notes() -> None:
    assert "notes.csv" not in saved("rån.csv", "Kommun;År;Antal\nUmeå;2022;100\n")
