"""Tables whose rows and columns stand as analysts put them: headings between rows, pivot tables, several tables, sums.

A figure that is silently wrong is worse than a refusal: each case names all observations and all problems.
"""

from __future__ import annotations

import pytest

from tests.queries.exports.foreign import assert_read, parametrised, reading_of, remarks

CASES = {
    "indicators by their keys in Kolada": (
        "kolada.csv",
        """
        Nyckeltal;Kommun;2019;2020
        Anmälda våldsbrott, antal/100 000 inv;Umeå;950;980
        Anmälda våldsbrott, antal/100 000 inv;Lund;850;800
        """,
        """
        anmalda_valdsbrott, Umeå, 2019: per_1000 9.5
        anmalda_valdsbrott, Umeå, 2020: per_1000 9.8
        anmalda_valdsbrott, Lund, 2019: per_1000 8.5
        anmalda_valdsbrott, Lund, 2020: per_1000 8
        """,
    ),
    "measures in the name of the offence": (
        "brott.csv",
        """
        Indikator;Kommun;2020
        Narkotikabrott, antal;Umeå;500
        Narkotikabrott, per 1 000 inv;Umeå;3,8
        """,
        "narcotics_offences, Umeå, 2020: count 500, per_1000 3.8",
    ),
    "measures in rows, years in columns": (
        "vapenbrott Umeå.csv",
        """
        ;2019;2020
        Antal;15;16
        Per 1 000 inv;0,12;0,13
        Folkmängd;125000;126000
        """,
        """
        weapons_offences, Umeå, 2019: count 15, population 125000, per_1000 0.12
        weapons_offences, Umeå, 2020: count 16, population 126000, per_1000 0.13
        """,
    ),
    "offences as headings between the rows": (
        "brott.csv",
        """
        Kommun;2019;2020
        Olaga hot;;
        Umeå;5;6
        Vännäs;1;2
        Vapenbrott;;
        Umeå;7;8
        Vännäs;3;4
        """,
        """
        threats, Umeå, 2019: count 5
        threats, Umeå, 2020: count 6
        threats, Vännäs, 2019: count 1
        threats, Vännäs, 2020: count 2
        weapons_offences, Umeå, 2019: count 7
        weapons_offences, Umeå, 2020: count 8
        weapons_offences, Vännäs, 2019: count 3
        weapons_offences, Vännäs, 2020: count 4
        """,
    ),
    "pivot table with offences under places": (
        "pivot.csv",
        """
        Radetiketter;2019;2020;Totalsumma
        Teg;15;17;32
          Olaga hot;5;6;11
          Vapenbrott;10;11;21
        Ersboda;8;9;17
          Olaga hot;3;4;7
          Vapenbrott;5;5;10
        Totalsumma;23;26;49
        """,
        "",
        ("mixed_column",),
    ),
    "pivot table with years under places": (
        "pivot.csv",
        """
        Radetiketter;Antal
        Umeå;31
        2019;15
        2020;16
        Lund;20
        2019;9
        2020;11
        """,
        "",
        ("mixed_column",),
    ),
    "year written once for several places": (
        "rån.csv",
        """
        År;Kommun;Antal
        2019;Umeå;5
        ;Lund;6
        ;Ystad;7
        2020;Umeå;8
        ;Lund;9
        ;Ystad;10
        """,
        """
        ran, Umeå, 2019: count 5
        ran, Lund, 2019: count 6
        ran, Ystad, 2019: count 7
        ran, Umeå, 2020: count 8
        ran, Lund, 2020: count 9
        ran, Ystad, 2020: count 10
        """,
    ),
    "place and offence written once": (
        "brott.csv",
        """
        Kommun;Brott;År;Antal
        Umeå;Olaga hot;2019;5
        ;;2020;6
        ;Vapenbrott;2019;7
        ;;2020;8
        Lund;Olaga hot;2019;1
        ;;2020;2
        """,
        """
        threats, Umeå, 2019: count 5
        threats, Umeå, 2020: count 6
        weapons_offences, Umeå, 2019: count 7
        weapons_offences, Umeå, 2020: count 8
        threats, Lund, 2019: count 1
        threats, Lund, 2020: count 2
        """,
    ),
    "two tables below each other": (
        "brott.csv",
        """
        Olaga hot
        Kommun;2019;2020
        Umeå;5;6
        Lund;1;2

        Vapenbrott
        Kommun;2019;2020
        Umeå;50;60
        Lund;10;20
        """,
        """
        threats, Umeå, 2019: count 5
        threats, Umeå, 2020: count 6
        threats, Lund, 2019: count 1
        threats, Lund, 2020: count 2
        """,
    ),
    "two tables of different years below each other": (
        "rån.csv",
        """
        Kommun;2019;2020
        Umeå;5;6
        Lund;1;2

        Kommun;2021;2022
        Umeå;50;60
        Lund;10;20
        """,
        "ran, Umeå, 2019: count 5\nran, Umeå, 2020: count 6\nran, Lund, 2019: count 1\nran, Lund, 2020: count 2",
    ),
    "a header repeated on each page": (
        "rån.csv",
        """
        Kommun;2019;2020
        Umeå;5;6
        Kommun;2019;2020
        Lund;1;2
        """,
        "ran, Umeå, 2019: count 5\nran, Umeå, 2020: count 6\nran, Lund, 2019: count 1\nran, Lund, 2020: count 2",
    ),
    "two tables beside each other": (
        "rån.csv",
        """
        Kommun;2019;;Kommun;2020
        Umeå;50;;Lund;60
        Lund;10;;Umeå;20
        """,
        "",
        ("two_columns_for_one",),
    ),
    "sums of offences are left out": (
        "Umeå.csv",
        """
        Brott;2019;2020
        Misshandel;10;20
        Olaga hot;11;22
        Summa;21;42
        """,
        """
        misshandel, Umeå, 2019: count 10
        misshandel, Umeå, 2020: count 20
        threats, Umeå, 2019: count 11
        threats, Umeå, 2020: count 22
        """,
    ),
    "offences as columns with their sum": (
        "Umeå 2021.csv",
        """
        Stadsdel;Rån;Olaga hot;Totalt
        Teg;1;2;3
        Ersboda;3;4;7
        """,
        """
        ran, Teg, 2021: count 1
        ran, Ersboda, 2021: count 3
        threats, Teg, 2021: count 2
        threats, Ersboda, 2021: count 4
        """,
    ),
    "offences in rows, places in columns": (
        "brott 2020.csv",
        """
        Brottstyp;Umeå;Skellefteå
        Misshandel;10;20
        Olaga hot;11;22
        """,
        """
        misshandel, Umeå, 2020: count 10
        misshandel, Skellefteå, 2020: count 20
        threats, Umeå, 2020: count 11
        threats, Skellefteå, 2020: count 22
        """,
    ),
    "ages as columns": (
        "folkmängd.csv",
        """
        Kommun;År;0-17 år;18-64 år;65+ år
        Umeå;2020;20000;80000;30000
        """,
        "population, Umeå, 2020: population 130000",
    ),
    "codes of areas of one's own beside their names": (
        "rån.csv",
        """
        Kod;Stadsdel;År;Antal
        01;Teg;2020;5
        03;Ersboda;2020;6
        """,
        "ran, Teg, 2020: count 5\nran, Ersboda, 2020: count 6",
    ),
    "county and municipality by number and name": (
        "rån.csv",
        """
        Län;Kommun;Kommunnamn;2020;2021
        24;80;Umeå;5;6
        12;81;Lund;7;8
        """,
        "ran, Umeå, 2020: count 5\nran, Umeå, 2021: count 6\nran, Lund, 2020: count 7\nran, Lund, 2021: count 8",
    ),
    "places with coordinates": (
        "olaga hot.csv",
        """
        Område;Lat;Long;År;Antal
        Teg;63,81;20,25;2020;5
        Ersboda;63,85;20,31;2020;6
        """,
        "threats, Teg, 2020: count 5\nthreats, Ersboda, 2020: count 6",
    ),
    "counts and rates whose names differ in case": (
        "brott.csv",
        """
        Kommun;År;Antal anmälda brott;Anmälda brott per 100 000 av medelfolkmängden
        Umeå;2020;12000;9500
        """,
        "reported_offences, Umeå, 2020: count 12000, per_1000 95",
    ),
    "several offences as columns, with counts and rates": (
        "umeå.csv",
        """
        År;Narkotikabrott antal;Narkotikabrott per 1 000 inv;Rån antal;Rån per 1 000 inv
        2020;500;3,8;10;0,08
        """,
        "narcotics_offences, Umeå, 2020: count 500, per_1000 3.8\nran, Umeå, 2020: count 10, per_1000 0.08",
    ),
}


@parametrised(CASES)
def test_rows_and_columns(name: str, table: str, observations: str, broken: tuple[str, ...]) -> None:
    assert_read(name, table, observations, broken)


@pytest.mark.parametrize(
    ("case", "said"),
    [
        ("two tables below each other", "Row 7 begins another table"),
        ("two tables of different years below each other", "Row 5 begins another table"),
        ("a header repeated on each page", "repeat the header"),
        ("year written once for several places", "read as in the row above"),
    ],
)
def test_is_said(case: str, said: str) -> None:
    assert said in remarks(reading_of(*CASES[case][:2]))
