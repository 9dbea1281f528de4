"""Files as they leave programs: encodings, delimiters, titles above, notes below, headers of several rows."""

from __future__ import annotations

import pytest

from tests.queries.exports.foreign import assert_read, lines, parametrised, reading_of, refusals, remarks

PLAIN = "Kommun;År;Antal\nUmeå;2019;5\nÖrebro;2019;6\n"
PLAIN_READ = "ran, Umeå, 2019: count 5\nran, Örebro, 2019: count 6"
BIG = "Kommun;År;Antal\nUmeå;2019;5\nÖrebro;2019;6\nHåbo;2019;7\nMölndal;2019;8\nKävlinge;2019;9\n"

CASES = {
    "a population with its day in the header": (
        "brott.csv",
        "Kommun;Folkmängd 2024-12-31;Antal rån 2024\nUmeå;132000;66\n",
        "ran, Umeå, 2024: count 66, population 132000",
    ),
    "a population with a day in words": (
        "brott.csv",
        "Kommun;Folkmängd 31 dec 2024;Rån 2024\nUmeå;132000;66\n",
        "ran, Umeå, 2024: count 66, population 132000",
    ),
    "a population with a day in brackets, the year of the count in the file's name": (
        "rån 2024.csv",
        "Kommun;Invånare (31/12 2024);Antal\nUmeå;132000;66\n",
        "ran, Umeå, 2024: count 66, population 132000",
    ),
    "a population with its year, counts of other years in rows": (
        "rån.csv",
        "Kommun;År;Befolkning 2024;Antal\nUmeå;2023;132000;60\nUmeå;2024;132000;66\n",
        "ran, Umeå, 2023: count 60\nran, Umeå, 2024: count 66, population 132000",
    ),
    "a population with its year, counts of no year": (
        "rån.csv",
        "Kommun;Befolkning 2024;Antal\nUmeå;132000;60\n",
        "",
        ("no_year",),
    ),
    "no header": ("rån.csv", "Umeå;2019;5\nÖrebro;2019;6\nLund;2020;7\n", PLAIN_READ + "\nran, Lund, 2020: count 7"),
    "header on row 7": (
        "rån.csv",
        "Polismyndigheten;;\nUttagsdatum;2023-04-01;\nHandläggare;NN;\nUrval: Västerbotten, Örebro;;\n;;\n;;\n" + PLAIN,
        PLAIN_READ,
    ),
    "metadata of two cells above a table of three": (
        "rån.csv",
        "Uttagsdatum;2023-04-01;\nAntal rader;2;\n" + PLAIN,
        PLAIN_READ,
    ),
    "a title with commas in a file of commas": (
        "rån.csv",
        "Anmälda rån, Västerbotten, 2019\nKommun,År,Antal\nUmeå,2019,5\nÖrebro,2019,6\n",
        "anmalda_ran_vasterbotten, Umeå, 2019: count 5\nanmalda_ran_vasterbotten, Örebro, 2019: count 6",
    ),
    "notes below, with figures in them": (
        "rån.csv",
        PLAIN + "\nKälla: Polisen;;\n1) 3 fall saknas 2019;;\n* Varav 12 försök;;\nUppdaterad 2020-01-15;;\n",
        PLAIN_READ,
    ),
    "empty first column and empty last ones": (
        "rån.csv",
        ";Kommun;År;Antal;;;\n;Umeå;2019;5;;;\n;Örebro;2019;6;;;\n",
        PLAIN_READ,
    ),
    "blank rows between": ("rån.csv", "Kommun;År;Antal\n\nUmeå;2019;5\n;;\nÖrebro;2019;6\n", PLAIN_READ),
    "a header in capitals with line breaks": (
        "rån.csv",
        '"KOMMUN";"ÅR";"ANTAL\nBROTT"\nUmeå;2019;5\nÖrebro;2019;6\n',
        PLAIN_READ.replace("ran", "brott"),
    ),
    "an English header": (
        "rån.csv",
        "Municipality,Year,Number of cases\nUmeå,2019,5\nÖrebro,2019,6\n",
        PLAIN_READ,
    ),
    "a header of two rows": (
        "rån.csv",
        "Kommun;2019;;2020;\n;Antal;Per 1 000 inv;Antal;Per 1 000 inv\nUmeå;12 345;95,1;11 900;91,0\nLund;5 000;69,0;5 100;70,2\n",
        """
        ran, Umeå, 2019: count 12345, per_1000 95.1
        ran, Umeå, 2020: count 11900, per_1000 91
        ran, Lund, 2019: count 5000, per_1000 69
        ran, Lund, 2020: count 5100, per_1000 70.2
        """,
    ),
    "a header of three rows": (
        "brott.csv",
        "Kommun;Narkotikabrott;;;;Vapenbrott;;;\n;2019;;2020;;2019;;2020;\n"
        ";Antal;Per 1 000;Antal;Per 1 000;Antal;Per 1 000;Antal;Per 1 000\n"
        "Umeå;500;3,8;510;3,9;15;0,12;16;0,13\nLund;400;3,2;410;3,3;11;0,09;12;0,1\n",
        """
        narcotics_offences, Umeå, 2019: count 500, per_1000 3.8
        narcotics_offences, Umeå, 2020: count 510, per_1000 3.9
        weapons_offences, Umeå, 2019: count 15, per_1000 0.12
        weapons_offences, Umeå, 2020: count 16, per_1000 0.13
        narcotics_offences, Lund, 2019: count 400, per_1000 3.2
        narcotics_offences, Lund, 2020: count 410, per_1000 3.3
        weapons_offences, Lund, 2019: count 11, per_1000 0.09
        weapons_offences, Lund, 2020: count 12, per_1000 0.1
        """,
    ),
    "bare numbers as header": (
        "rån.csv",
        "Stadsdel,2019,2020\nTeg,5,7\nErsboda,8,9\n",
        "ran, Teg, 2019: count 5\nran, Teg, 2020: count 7\nran, Ersboda, 2019: count 8\nran, Ersboda, 2020: count 9",
    ),
    "tabs in a file named CSV": ("rån.csv", PLAIN.replace(";", "\t"), PLAIN_READ),
    "vertical bars": ("rån.csv", PLAIN.replace(";", "|"), PLAIN_READ),
    "a line that tells Excel the delimiter": ("rån.csv", "sep=;\n" + PLAIN, PLAIN_READ),
    "line ends of an old Mac": ("rån.csv", PLAIN.replace("\n", "\r").encode(), PLAIN_READ),
    "line ends of Windows": ("rån.csv", PLAIN.replace("\n", "\r\n").encode(), PLAIN_READ),
    "mixed line ends": ("rån.csv", PLAIN.replace("\n", "\r\n", 1).encode(), PLAIN_READ),
    "Excel's Unicode text": ("rån.csv", PLAIN.replace(";", "\t").encode("utf-16"), PLAIN_READ),
    "UTF-16 without its mark": ("rån.csv", PLAIN.encode("utf-16-le"), PLAIN_READ),
    "UTF-8 with its mark": ("rån.csv", PLAIN.encode("utf-8-sig"), PLAIN_READ),
    "Windows-1252": ("rån.csv", PLAIN.encode("cp1252"), PLAIN_READ),
    "an old Mac's letters": ("rån.csv", PLAIN.encode("mac_roman"), PLAIN_READ),
    "DOS's letters": ("rån.csv", PLAIN.encode("cp850"), PLAIN_READ),
    "two files put together": (
        "rån.csv",
        PLAIN.encode("utf-8-sig") + "Kommun;År;Antal\nLund;2019;7\n".encode("utf-8-sig"),
        PLAIN_READ + "\nran, Lund, 2019: count 7",
    ),
    "UTF-8 taken for Windows-1252 and saved again": (
        "rån.csv",
        BIG.encode().decode("cp1252").encode(),
        PLAIN_READ + "\nran, Håbo, 2019: count 7\nran, Mölndal, 2019: count 8\nran, Kävlinge, 2019: count 9",
    ),
    "each line in quotes": (
        "rån.csv",
        '"Kommun;År;Antal"\n"Umeå;2019;5"\n"Örebro;2019;6"\n',
        PLAIN_READ,
    ),
    "no line end at the end": ("rån.csv", PLAIN.rstrip("\n"), PLAIN_READ),
    "a delimiter more in each row than in the header": (
        "rån.csv",
        "Kommun;År;Antal\nUmeå;2019;5;\nÖrebro;2019;6;\n",
        PLAIN_READ,
    ),
    "delimiters in quoted names": (
        "rån.csv",
        '"Område";"År";"Antal"\n"Teg; Böle";"2019";"5"\n"Norr ""Öst""";"2019";"6"\n',
        'ran, Teg; Böle, 2019: count 5\nran, Norr "Öst", 2019: count 6',
    ),
    "a row with too many cells": (
        "rån.csv",
        "Kommun;År;Antal\nUmeå;2019;5\nÖrebro;2019;6;7;8\nLund;2019;7\n",
        "ran, Umeå, 2019: count 5\nran, Lund, 2019: count 7",
        ("row_too_long",),
    ),
    "decimal commas that part the columns": (
        "rån.csv",
        "Kommun,År,Per 1 000 inv\nUmeå,2019,12,5\nLund,2019,11,5\nYstad,2019,10\n",
        "ran, Ystad, 2019: per_1000 10",
        ("row_too_long",),
    ),
}


@parametrised(CASES)
def test_files(name: str, table: str | bytes, observations: str, broken: tuple[str, ...]) -> None:
    assert_read(name, table, observations, broken)


@pytest.mark.parametrize(
    ("case", "said"),
    [
        ("notes below, with figures in them", "What stands below row 3 are notes and was left out."),
        ("a header of two rows", "The header is row 1, 2."),
        ("header on row 7", "The header is row 7."),
        ("no header", "There is no header; the columns are named by their letters."),
        ("Windows-1252", "The text is in Windows-1252, the columns are separated by semicolon."),
        ("a line that tells Excel the delimiter", "The header is row 2."),
        ("UTF-8 taken for Windows-1252 and saved again", "The text is in UTF-8 (encoded twice)"),
    ],
)
def test_is_said(case: str, said: str) -> None:
    assert said in remarks(reading_of(*CASES[case][:2]))


def test_the_reader_corrects_the_header() -> None:
    table = "x;y;z\nKommun;År;Antal\nUmeå;2019;5\n"
    assert lines(reading_of("rån.csv", table, header_row=2)) == ["ran, Umeå, 2019: count 5"]


def test_the_reader_corrects_encoding_and_delimiter() -> None:
    content = "Kommun!År!Antal\nUmeå!2019!5\n".encode("cp850")
    assert refusals(reading_of("rån.csv", content)) == ["not_a_table"]
    reading = reading_of("rån.csv", content, encoding="cp850", delimiter="!")
    assert lines(reading) == ["ran, Umeå, 2019: count 5"]


def test_a_place_that_nobody_named_is_asked_for() -> None:
    said = remarks(reading_of("statistik.csv", "År;Rån\n2022;5\n2023;6\n"))
    assert "No place is named. The figures stand under the file's name, “statistik”: name the place below." in said
    said = remarks(reading_of("rån i Umeå.csv", "År;Antal\n2022;5\n2023;6\n"))
    assert "All figures are of Umeå, as the title or the file's name says. If not, name the place below." in said
    said = remarks(reading_of("statistik.csv", "År;Rån\n2022;5\n2023;6\n", place="Teg"))
    assert "All figures are of Teg." in said


COLUMNS = "År;Teg;Ersboda\n2022;5;7\n2023;6;8\n"


def test_columns_of_unknown_names_are_asked_about() -> None:
    """Districts or offences: the dashboard cannot know, so the reader says."""
    guessed = reading_of("statistik.csv", COLUMNS)
    assert "These columns are read as what is counted: Teg, Ersboda. Say below if they are places." in remarks(guessed)
    assert {row["area"] for row in guessed.observations} == {"statistik"}
    told = reading_of("statistik.csv", COLUMNS, columns_are_places=True, indicator="Rån")
    assert lines(told) == [
        "ran, Ersboda, 2022: count 7",
        "ran, Ersboda, 2023: count 8",
        "ran, Teg, 2022: count 5",
        "ran, Teg, 2023: count 6",
    ]
    assert "These columns are read as places: Teg, Ersboda. Say below if they are what is counted." in remarks(told)


def test_municipalities_as_columns_are_places_unless_the_reader_says_otherwise() -> None:
    table = "År;Umeå;Lund\n2022;5;7\n"
    guessed = reading_of("statistik.csv", table)
    assert {row["area"] for row in guessed.observations} == {"Umeå", "Lund"}
    assert "These columns are read as places: Umeå, Lund." in remarks(guessed)
    told = reading_of("statistik.csv", table, columns_are_places=False)
    assert {(row["indicator"], row["area"]) for row in told.observations} == {
        ("umea", "statistik"),
        ("lund", "statistik"),
    }


def test_columns_of_known_offences_are_not_asked_about() -> None:
    assert "Say below" not in remarks(reading_of("statistik.csv", "År;Kommun;Narkotikabrott;Klotter\n2022;Umeå;5;7\n"))
    said = remarks(reading_of("statistik.csv", "År;Narkotikabrott;Klotter\n2022;5;7\n"))
    assert "Say below" not in said
