"""Exports as Kolada, Power BI, Excel, Stata, SAS, R and the police's own systems write them.

Each case names all observations and all problems: what is misread must be said.
"""

from __future__ import annotations

import pytest

from queries.exports.counting import read_or_counted
from tests.queries.exports.foreign import assert_read, lines, parametrised, reading_of, refusals, remarks

CASES = {
    "Kolada, a row a value": (
        "kolada.csv",
        """
        kpi,kpi_title,municipality,municipality_name,period,gender,value
        N07403,"Anmälda våldsbrott, antal/100 000 inv",1480,Göteborg,2022,T,1250.5
        N07403,"Anmälda våldsbrott, antal/100 000 inv",1480,Göteborg,2022,K,900.1
        N07403,"Anmälda våldsbrott, antal/100 000 inv",1480,Göteborg,2022,M,1600.2
        N07403,"Anmälda våldsbrott, antal/100 000 inv",2480,Umeå,2022,T,950.0
        """,
        "anmalda_valdsbrott, Göteborg, 2022: per_1000 12.505\nanmalda_valdsbrott, Umeå, 2022: per_1000 9.5",
    ),
    "Kolada, years as columns": (
        "kolada.csv",
        """
        Nyckeltal;Kommun;2021;2022
        Anmälda våldsbrott, antal/100 000 inv (N07403);Umeå;1 100;1 050
        Invånare totalt, antal (N01951);Umeå;130 997;132 235
        """,
        """
        anmalda_valdsbrott, Umeå, 2021: population 130997, per_1000 11
        anmalda_valdsbrott, Umeå, 2022: population 132235, per_1000 10.5
        """,
    ),
    "Power BI, a filter below": (
        "data.csv",
        """
        Kommun,År,Antal anmälda brott
        Umeå,2022,130
        Umeå,2023,135

        Applied filters:
        År is 2022 or 2023
        Brottstyp is Rån
        """,
        "ran, Umeå, 2022: count 130\nran, Umeå, 2023: count 135",
    ),
    "Power BI, a Swedish filter above": (
        "data.csv",
        """
        Tillämpade filter:;;
        Brottstyp är Narkotikabrott;;

        Kommun;År;Antal
        Umeå;2022;130
        """,
        "narcotics_offences, Umeå, 2022: count 130",
    ),
    "Stata, without dots and rings": (
        "stata.csv",
        """
        kommun,ar,antal_brott,folkmangd
        "Umea",2022,13000,130500
        "Vannas",2022,.,9000
        """,
        "brott, Umeå, 2022: count 13000, population 130500\nbrott, Vännäs, 2022: population 9000",
    ),
    "SAS": (
        "sas.csv",
        """
        Obs;REGION;BROTT;_2021;_2022
        1;Region Nord;Rån;10;11
        2;Region Syd;Rån;20;21
        """,
        """
        ran, Region Nord, 2021: count 10
        ran, Region Nord, 2022: count 11
        ran, Region Syd, 2021: count 20
        ran, Region Syd, 2022: count 21
        """,
    ),
    "the offence in the title, beside anmälda brott": (
        "tabell.csv",
        """
        Tabell 3. Skadegörelse, antal anmälda brott
        Område;2021;2022
        Teg;45;50
        Källa: Brå, anmälda brott. Uttag 2024-03-15
        """,
        "criminal_damage, Teg, 2021: count 45\ncriminal_damage, Teg, 2022: count 50",
    ),
    "all offences in the title": (
        "tabell.csv",
        """
        Tabell 3. Antal anmälda brott per område
        Område;2021;2022
        Teg;45;50
        """,
        "reported_offences, Teg, 2021: count 45\nreported_offences, Teg, 2022: count 50",
    ),
    "numbers of cases are not what is counted": (
        "lista.csv",
        """
        Ärendenr;År;Område;Brottstyp;Antal
        A1;2022;Teg;Rån;2
        A2;2023;Teg;Rån;3
        """,
        "ran, Teg, 2022: count 2\nran, Teg, 2023: count 3",
    ),
    "sums that grow": (
        "rån.csv",
        """
        Kommun;År;Antal;Ackumulerat
        Umeå;2021;10;10
        Umeå;2022;12;22
        """,
        "ran, Umeå, 2021: count 10\nran, Umeå, 2022: count 12",
    ),
    "areas with their category": (
        "områden.csv",
        """
        Område;Kategori;Antal skjutningar 2022
        Rinkeby/Tensta;Särskilt utsatt område;5
        Gottsunda;Särskilt utsatt område;4
        """,
        "shootings, Rinkeby/Tensta, 2022: count 5\nshootings, Gottsunda, 2022: count 4",
    ),
    "measures beside others in rows": (
        "Våldsbrott.csv",
        """
        Kommun;Mått;2022
        Umeå;Antal;1300
        Umeå;Per 100 000 inv.;996
        Umeå;Andel uppklarade (%);14
        """,
        "valdsbrott, Umeå, 2022: count 1300, per_1000 9.96\nuppklarade, Umeå, 2022: share_percent 14",
    ),
    "measures of all offences in rows": (
        "statistik.csv",
        """
        Kommun;Mått;2022
        Umeå;Antal anmälda brott;1300
        Umeå;Anmälda brott per 1 000 inv;9,96
        Umeå;Uppklarade brott, andel (%);14
        """,
        "reported_offences, Umeå, 2022: count 1300, per_1000 9.96\nuppklarade_brott, Umeå, 2022: share_percent 14",
    ),
    "quarters by number under a short name": (
        "rån.csv",
        """
        kommun;ar;kv;antal
        Umeå;2023;1;5
        Umeå;2023;2;6
        Umeå;2023;3;7
        Umeå;2023;4;8
        """,
        "ran, Umeå, 2023: count 26",
    ),
    "a share in one word": (
        "uppklaring.csv",
        """
        Kommun;År;Personuppklaringsprocent
        Umeå;2023;15,2
        """,
        "personuppklaringsprocent, Umeå, 2023: share_percent 15.2",
    ),
    "months beside their year": (
        "rån.csv",
        """
        Område;jan;feb;mar;apr;maj;jun;jul;aug;sep;okt;nov;dec;2023
        Teg;1;2;3;4;5;6;7;8;9;10;11;12;79
        """,
        "ran, Teg, 2023: count 79",
        ("sum_differs",),
    ),
    "a file's name with a preliminary year": (
        "Vapenbrott 2023 (prel).csv",
        """
        Kommun;Antal;Per 100 000 inv.
        Umeå;135;102
        """,
        "weapons_offences, Umeå, 2023: count 135, per_1000 1.02",
    ),
    "pieces": (
        "rån.csv",
        """
        Kommun;År;Antal
        Lund;2023;1 250 st
        """,
        "ran, Lund, 2023: count 1250",
    ),
    "two rows of headers": (
        "brott.csv",
        """
        Kommun;Antal brott;;Antal brott per 100 000 inv;
        ;2022;2023;2022;2023
        Umeå;13000;13500;10000;10305
        """,
        "brott, Umeå, 2022: count 13000, per_1000 100\nbrott, Umeå, 2023: count 13500, per_1000 103.05",
    ),
    "Brå's year above its months": (
        "brott.csv",
        "Brottstyp;Kommun;Period;2022\nRån;Umeå;Hela året;78\n"
        + "".join(
            f"Rån;Umeå;{month};{number}\n"
            for number, month in enumerate(
                [
                    "Januari",
                    "Februari",
                    "Mars",
                    "April",
                    "Maj",
                    "Juni",
                    "Juli",
                    "Augusti",
                    "September",
                    "Oktober",
                    "November",
                    "December",
                ],
                start=1,
            )
        ),
        "ran, Umeå, 2022: count 78",
    ),
    "thousands with points": (
        "brott.csv",
        """
        Kommun;År;Antal brott
        Göteborg;2023;61.234
        Bjurholm;2023;98
        """,
        "brott, Göteborg, 2023: count 61234\nbrott, Bjurholm, 2023: count 98",
    ),
    "tabs in a CSV file": (
        "rån.csv",
        "Kommun\tÅr\tAntal\tPer 1 000 inv\nUmeå\t2023\t1 310\t9,93\n",
        "ran, Umeå, 2023: count 1310, per_1000 9.93",
    ),
    "Excel's line for the delimiter": (
        "rån.csv",
        "sep=;\r\nKommun;År;Antal\r\nUmeå;2023;1310\r\nVännäs;2023;12\r\n".encode("cp1252"),
        "ran, Umeå, 2023: count 1310\nran, Vännäs, 2023: count 12",
    ),
    "figures that are hidden": (
        "rån.csv",
        """
        Område;År;Antal;Antal per 1000 inv
        Teg;2023;<5;..
        Ersboda;2023;12;1,5
        Obbola;2023;färre än 5;
        """,
        "ran, Ersboda, 2023: count 12, per_1000 1.5",
    ),
    "dates with two digits of the year": (
        "händelser.csv",
        """
        Datum;Område;Typ
        23-01-04;Teg;Rån
        23-05-12;Ersboda;Stöld
        """,
        "",
        ("short_years",),
    ),
}


@parametrised(CASES)
def test_producers(name: str, table: str | bytes, observations: str, broken: tuple[str, ...]) -> None:
    assert_read(name, table, observations, broken)


def test_numbers_of_cases_are_not_types_of_events() -> None:
    table = (
        "Ärendenr;Händelsedatum;Distrikt;Händelsetyp\n"
        "A1;2023-01-04 12:30;Teg;Skadegörelse\nA2;2023-06-14 22:10;Teg;Bråk\nA3;2023-12-29 01:05;Teg;Bråk\n"
    )
    assert lines(read_or_counted("kia.csv", table.encode())) == [
        "brak, Teg, 2023: count 2",
        "criminal_damage, Teg, 2023: count 1",
    ]


@pytest.mark.parametrize(
    ("case", "said"),
    [
        ("Kolada, a row a value", "Rates per 100 000 inhabitants in the rows became rates per 1 000."),
        ("Kolada, a row a value", "In the column gender, the rows with “T” are used; the groups are left out."),
        ("tabs in a CSV file", "Column D (Per 1 000 inv): rates per 1 000 inhabitants."),
        ("a file's name with a preliminary year", "The figures of 2023 are marked as preliminary and may change."),
        ("sums that grow", "Column D (Ackumulerat): left out."),
    ],
)
def test_is_said(case: str, said: str) -> None:
    assert said in remarks(reading_of(*CASES[case][:2]))


def test_two_digit_years_name_the_column_and_how_to_mend_it() -> None:
    reading = reading_of("händelser.csv", CASES["dates with two digits of the year"][1])
    (problem,) = reading.refused
    assert (problem.row, problem.letter, problem.column, problem.value) == (1, "A", "Datum", "23-01-04")
    assert refusals(reading) == ["short_years"]


def test_empty_columns_are_not_taken_for_those_of_r() -> None:
    said = remarks(reading_of("rån.csv", ";;Kommun;;År;;Antal;;\n;;Umeå;;2023;;13500;;\n;;Lund;;2023;;12500;;\n"))
    assert "written by R" not in said
