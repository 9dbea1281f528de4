"""Places, offences, groups and totals as municipal analysts write them: read right, or refused with a reason.

A figure that is silently wrong is worse than a refusal: each case names all observations and all problems.
"""

from __future__ import annotations

import pytest

from tests.queries.exports.foreign import assert_read, lines, parametrised, reading_of, remarks

CASES = {
    "row of totals": (
        "rån.csv",
        """
        Stadsdel;År;Antal
        Teg;2020;5
        Ersboda;2020;7
        Summa;2020;12
        """,
        "ran, Teg, 2020: count 5\nran, Ersboda, 2020: count 7",
    ),
    "rows of totals and means": (
        "rån.csv",
        """
        Stadsdel;2019;2020
        Teg;4;5
        Ersboda;6;7
        TOTALT:;10;12
        Medelvärde;5;6
        """,
        "ran, Teg, 2019: count 4\nran, Teg, 2020: count 5\nran, Ersboda, 2019: count 6\nran, Ersboda, 2020: count 7",
    ),
    "column of totals beside years": (
        "rån.csv",
        """
        Stadsdel;2019;2020;Totalt
        Teg;4;5;9
        Ersboda;6;7;13
        """,
        "ran, Teg, 2019: count 4\nran, Teg, 2020: count 5\nran, Ersboda, 2019: count 6\nran, Ersboda, 2020: count 7",
    ),
    "column of totals beside places": (
        "rån.csv",
        """
        År;Umeå;Skellefteå;Totalt
        2019;10;5;15
        2020;12;4;16
        """,
        """
        ran, Umeå, 2019: count 10
        ran, Umeå, 2020: count 12
        ran, Skellefteå, 2019: count 5
        ran, Skellefteå, 2020: count 4
        """,
    ),
    "districts as columns, the offence in the file's name": (
        "vapenbrott per stadsdel.csv",
        """
        År;Teg;Ersboda;Ålidhem
        2019;10;5;3
        2020;12;4;2
        """,
        """
        weapons_offences, Teg, 2019: count 10
        weapons_offences, Teg, 2020: count 12
        weapons_offences, Ersboda, 2019: count 5
        weapons_offences, Ersboda, 2020: count 4
        weapons_offences, Ålidhem, 2019: count 3
        weapons_offences, Ålidhem, 2020: count 2
        """,
    ),
    "one's own municipality beside county and country": (
        "olaga hot.csv",
        """
        År;Umeå;Länet;Riket
        2020;300;600;45000
        2021;310;590;44000
        """,
        """
        threats, Umeå, 2020: count 300
        threats, Umeå, 2021: count 310
        threats, Länet, 2020: count 600
        threats, Länet, 2021: count 590
        threats, sweden, 2020: count 45000
        threats, sweden, 2021: count 44000
        """,
    ),
    "the whole municipality among its districts": (
        "vapenbrott.csv",
        """
        Område;År;Antal;Folkmängd
        Teg;2020;5;10000
        Ersboda;2020;7;9000
        Hela kommunen;2020;30;130000
        """,
        """
        weapons_offences, Teg, 2020: count 5, population 10000
        weapons_offences, Ersboda, 2020: count 7, population 9000
        weapons_offences, Hela kommunen, 2020: count 30, population 130000
        """,
    ),
    "sexes with their total": (
        "olaga hot.csv",
        """
        Kommun;Kön;År;Antal
        Umeå;Män;2020;5
        Umeå;Kvinnor;2020;3
        Umeå;Totalt;2020;8
        """,
        "threats, Umeå, 2020: count 8",
    ),
    "sexes without a total are added up": (
        "olaga hot.csv",
        """
        Kommun;Kön;År;Antal
        Umeå;Män;2020;5
        Umeå;Kvinnor;2020;3
        """,
        "threats, Umeå, 2020: count 8",
    ),
    "a total of sexes in one year only": (
        "olaga hot.csv",
        """
        Kommun;Kön;År;Antal
        Umeå;Män;2019;4
        Umeå;Kvinnor;2019;2
        Umeå;Män;2020;5
        Umeå;Kvinnor;2020;3
        Umeå;Totalt;2020;8
        """,
        "threats, Umeå, 2019: count 6\nthreats, Umeå, 2020: count 8",
    ),
    "sexes as columns with their total": (
        "olaga hot.csv",
        """
        Kommun;År;Män;Kvinnor;Totalt
        Umeå;2020;5;3;8
        Umeå;2021;6;4;10
        """,
        "threats, Umeå, 2020: count 8\nthreats, Umeå, 2021: count 10",
    ),
    "sexes as columns without a total": (
        "olaga hot.csv",
        """
        Kommun;År;Män;Kvinnor
        Umeå;2020;5;3
        Umeå;2021;6;4
        """,
        "threats, Umeå, 2020: count 8\nthreats, Umeå, 2021: count 10",
    ),
    "ages in years": (
        "rån.csv",
        """
        Kommun;År;Ålder;Antal
        Umeå;2020;15;5
        Umeå;2020;16;3
        Umeå;2020;17;1
        """,
        "ran, Umeå, 2020: count 9",
    ),
    "priorities are added up": (
        "händelserapporter.csv",
        """
        Område;År;Prio;Antal
        Teg;2020;1;5
        Teg;2020;2;3
        """,
        "incident_reports, Teg, 2020: count 8",
    ),
    "comments are no groups": (
        "rån.csv",
        """
        Kommun;År;Antal;Kommentar
        Umeå;2020;5;preliminär
        Umeå;2020;6;reviderad
        Lund;2020;7;
        """,
        "ran, Lund, 2020: count 7",
        ("two_values",),
    ),
    "group and offence": (
        "brott.csv",
        """
        Brottsgrupp;Brott;Kommun;År;Antal
        Våldsbrott;Olaga hot;Umeå;2020;5
        Våldsbrott;Rån;Umeå;2020;3
        Övrigt;Vapenbrott;Umeå;2020;2
        """,
        "threats, Umeå, 2020: count 5\nran, Umeå, 2020: count 3\nweapons_offences, Umeå, 2020: count 2",
    ),
    "code and name of the offence": (
        "brott.csv",
        """
        Brottskod;Brottstyp;Kommun;År;Antal
        5005;Narkotikabrott;Umeå;2020;5
        0412;Rån;Umeå;2020;3
        """,
        "narcotics_offences, Umeå, 2020: count 5\nran, Umeå, 2020: count 3",
    ),
    "row numbers and ranking are no figures": (
        "rån.csv",
        """
        Nr;Kommun;År;Antal;Plats
        1;Umeå;2020;50;1
        2;Lund;2020;40;2
        3;Ystad;2020;30;3
        """,
        "ran, Umeå, 2020: count 50\nran, Lund, 2020: count 40\nran, Ystad, 2020: count 30",
    ),
    "counties by their short names": (
        "rån.csv",
        """
        Län;År;Antal
        Stockholm;2020;500
        Uppsala;2020;40
        Halland;2020;30
        """,
        "ran, Stockholms län, 2020: count 500\nran, Uppsala län, 2020: count 40\nran, Hallands län, 2020: count 30",
    ),
    "police regions by their short names": (
        "rån.csv",
        """
        Polisregion;År;Antal
        Stockholm;2020;500
        Nord;2020;40
        Bergslagen;2020;30
        """,
        """
        ran, Region Stockholm, 2020: count 500
        ran, Region Nord, 2020: count 40
        ran, Region Bergslagen, 2020: count 30
        """,
    ),
    "codes with the names of counties and municipalities": (
        "rån.csv",
        """
        Region;År;Antal
        00 Riket;2020;900
        01 Stockholms län;2020;500
        0180 Stockholm;2020;40
        1480 Göteborg;2020;30
        """,
        """
        ran, sweden, 2020: count 900
        ran, Stockholms län, 2020: count 500
        ran, Stockholm, 2020: count 40
        ran, Göteborg, 2020: count 30
        """,
    ),
    "codes that lost their zeros": (
        "rån.csv",
        """
        Kommunkod;År;Antal
        180;2020;40
        114;2020;30
        2480;2020;20
        """,
        "ran, Stockholm, 2020: count 40\nran, Upplands Väsby, 2020: count 30\nran, Umeå, 2020: count 20",
    ),
    "codes written so that Excel keeps their zeros": (
        "rån.csv",
        """
        Kommunkod;År;Antal
        ="0180";2020;40
        ="0114";2020;30
        """,
        "ran, Stockholm, 2020: count 40\nran, Upplands Väsby, 2020: count 30",
    ),
    "districts by number are no counties": (
        "rån.csv",
        """
        Distrikt;År;Antal
        1;2020;40
        2;2020;30
        3;2020;20
        """,
        "ran, Distrikt 1, 2020: count 40\nran, Distrikt 2, 2020: count 30\nran, Distrikt 3, 2020: count 20",
    ),
    "DeSO areas": (
        "rån.csv",
        """
        DeSO;Kommun;År;Antal;Folkmängd
        2480A0010;Umeå;2020;4;1500
        2480C1050;Umeå;2020;0;1700
        """,
        "ran, 2480A0010, 2020: count 4, population 1500\nran, 2480C1050, 2020: count 0, population 1700",
    ),
    "RegSO areas with their names": (
        "rån.csv",
        """
        RegSO-kod;RegSO;År;Antal
        2480R001;Umeå (Teg);2020;4
        2480R002;Umeå (Ersboda);2020;6
        """,
        "ran, Umeå (Teg), 2020: count 4\nran, Umeå (Ersboda), 2020: count 6",
    ),
    "local police areas of a police area": (
        "rån.csv",
        """
        Polisområde;Lokalpolisområde;År;Antal
        Västerbotten;Lpo Umeå;2020;4
        Västerbotten;Lpo Skellefteå;2020;6
        """,
        "ran, Lpo Umeå, 2020: count 4\nran, Lpo Skellefteå, 2020: count 6",
    ),
    "municipalities in capitals, with kommun, stad and kn": (
        "rån.csv",
        """
        KOMMUN;ÅR;ANTAL
        UMEÅ;2020;1
        ARJEPLOGS KOMMUN;2020;2
        Göteborgs Stad;2020;3
        Upplands-Väsby kn;2020;4
        """,
        """
        ran, Umeå, 2020: count 1
        ran, Arjeplog, 2020: count 2
        ran, Göteborg, 2020: count 3
        ran, Upplands Väsby, 2020: count 4
        """,
    ),
    "municipalities with the marks of footnotes": (
        "rån.csv",
        """
        Kommun;År;Antal
        Umeå 1);2020;1
        Lund¹;2020;2
        Ystad*;2020;3
        """,
        "ran, Umeå, 2020: count 1\nran, Lund, 2020: count 2\nran, Ystad, 2020: count 3",
    ),
    "area categories": (
        "vapenbrott.csv",
        """
        Kategori;År;Antal;Folkmängd
        Utsatt område;2020;10;1000
        Riskområde;2020;20;2000
        """,
        """
        weapons_offences, vulnerable, 2020: count 10, population 1000
        weapons_offences, risk, 2020: count 20, population 2000
        """,
    ),
}


@parametrised(CASES)
def test_places_and_groups(name: str, table: str, observations: str, broken: tuple[str, ...]) -> None:
    assert_read(name, table, observations, broken)


@pytest.mark.parametrize(
    ("case", "said"),
    [
        ("row of totals", "Rows of totals that were left out: 1 (rows 4)."),
        ("sexes without a total are added up", "sums of up to 2 groups"),
        ("sexes with their total", "the rows with “Totalt” are used"),
        ("codes that lost their zeros", "114 → 0114, 180 → 0180"),
        ("row numbers and ranking are no figures", "Column A (Nr): left out."),
    ],
)
def test_is_said(case: str, said: str) -> None:
    assert said in remarks(reading_of(*CASES[case][:2]))


def test_a_group_that_is_missing_is_unknown_and_not_nothing() -> None:
    table = "Kommun;År;Kön;Antal\nUmeå;2020;Män;60\nUmeå;2020;Kvinnor;40\nUmeå;2021;Män;61\nUmeå;2022;Män;60\nUmeå;2022;Kvinnor;43\n"
    reading = reading_of("rån.csv", table)
    assert lines(reading) == ["ran, Umeå, 2020: count 100", "ran, Umeå, 2022: count 103"]
    assert "Figures left out because a group of the file is missing there: 1." in remarks(reading)


def test_a_total_with_its_name_is_not_added_to_its_parts() -> None:
    table = "Kommun;År;Lagrum;Antal\nMalmö;2020;innehav;300\nMalmö;2020;eget bruk;700\nMalmö;2020;Narkotikabrott totalt;1000\n"
    reading = reading_of("narkotikabrott.csv", table)
    assert lines(reading) == ["narcotics_offences, Malmö, 2020: count 1000"]


@pytest.mark.parametrize(
    ("table", "value", "expected"),
    [
        (
            "Kommun;År;Antal\n1480 Stockholm;2020;5\n1480 Stockholm;2021;6\n",
            "1480 Stockholm",
            ("Göteborg", "Stockholm"),
        ),
        ("Kommun;År;Antal\nStockholm (1480);2020;5\n", "Stockholm (1480)", ("Göteborg", "Stockholm")),
        ("Kommunkod;Kommun;År;Antal\n2480;Lund;2020;5\n", "2480 Lund", ("Umeå", "Lund")),
        ("Länskod;Län;År;Antal\n01;Skåne län;2020;5\n", "01 Skåne län", ("Stockholms län", "Skåne län")),
        ("Länskod;Kommun;År;Antal\n01;Lund;2020;5\n", "01 Lund", ("Stockholms län", "Lund")),
    ],
)
def test_a_code_of_another_place_than_the_name_is_told_once(table: str, value: str, expected: tuple[str, str]) -> None:
    reading = reading_of("rån.csv", table)
    (problem,) = reading.problems
    assert (problem.check, problem.row, problem.value, problem.expected) == ("place_contradicts", 2, value, expected)
    assert {row["area"] for row in reading.observations} == {expected[1]}


@pytest.mark.parametrize(
    "table",
    [
        "Kommun;År;Antal\n0180 Stockholm;2020;5\n",
        "Län;År;Antal\n01 Stockholm;2020;5\n12 Skåne;2020;5\n",
        "Länskod;Län;År;Antal\n01;Stockholm;2020;5\n",
        "Länskod;Kommun;År;Antal\n12;Lund;2020;5\n",
        "Kommunkod;Stadsdel;År;Antal\n2480;Ersboda;2020;5\n",
        "Regionkod;Region;År;Antal\n00;Riket;2020;5\n0180;Stockholm;2020;4\n",
    ],
)
def test_codes_that_fit_are_not_told_of(table: str) -> None:
    assert reading_of("rån.csv", table).problems == ()


SUMS = {
    "a total that is the sum": ("Stadsdel;År;Antal\nTeg;2020;5\nErsboda;2020;7\nSumma;2020;12\n", None),
    "a total that is not": ("Stadsdel;År;Antal\nTeg;2020;5\nErsboda;2020;7\nSumma;2020;13\n", (4, "2020: 13", "12")),
    "the whole municipality": (
        "Stadsdel;År;Antal\nHela kommunen;2020;11\nTeg;2020;5\nErsboda;2020;7\n",
        (2, "2020: 11", "12"),
    ),
    "the whole municipality beside some districts": (
        "Stadsdel;År;Antal\nHela kommunen;2020;15\nTeg;2020;5\nErsboda;2020;7\n",
        None,
    ),
    "with those whose place is unknown": (
        "Stadsdel;År;Antal\nTeg;2020;5\nErsboda;2020;7\nOkänt;2020;3\nTotalt;2020;15\n",
        None,
    ),
    "in wide tables": ("Stadsdel;2019;2020\nTeg;4;5\nErsboda;6;7\nTotalt;10;13\n", (4, "2020: 13", "12")),
    "of populations": (
        "Stadsdel;År;Rån;Folkmängd\nTeg;2020;5;900\nErsboda;2020;7;800\nTotalt;2020;12;1701\n",
        (4, "2020: 1701", "1700"),
    ),
    "rounded figures": (
        "Stadsdel;År;Antal\nTeg;2020;10\nErsboda;2020;15\nCentrum;2020;20\nTotalt;2020;50\n",
        None,
    ),
    "a figure that is not known": ("Stadsdel;År;Antal\nTeg;2020;5\nErsboda;2020;..\nTotalt;2020;13\n", None),
    "means": ("Stadsdel;År;Antal\nTeg;2020;5\nErsboda;2020;7\nMedelvärde;2020;6\n", None),
    "totals of several counties": (
        "Kommun;År;Antal\nLund;2020;5\nMalmö;2020;7\nSkåne totalt;2020;12\nUmeå;2020;3\nVännäs;2020;1\nVästerbotten totalt;2020;4\n",
        None,
    ),
}


@pytest.mark.parametrize(("table", "wanted"), SUMS.values(), ids=SUMS)
def test_totals_are_compared_with_their_parts(table: str, wanted: tuple[int, str, str] | None) -> None:
    found = [(one.check, one.row, one.value, *one.expected) for one in reading_of("rån.csv", table).problems]
    assert found == ([("sum_differs", *wanted)] if wanted else [])


def test_an_unknown_place_is_no_district_and_is_counted() -> None:
    reading = reading_of(
        "rån.csv", "Stadsdel;År;Antal\nTeg;2020;5\nOkänt;2020;3\nOkänt;2021;4\nUppgift saknas;2020;2\nTeg;2021;6\n"
    )
    assert lines(reading) == ["ran, Teg, 2020: count 5", "ran, Teg, 2021: count 6"]
    assert "“Okänt” is no place: its counts, 7 in all, belong to no district (rows 3, 4)." in remarks(reading)
    assert "“Uppgift saknas” is no place: its counts, 2 in all, belong to no district (rows 5)." in remarks(reading)


def test_unknown_places_as_columns_are_no_districts_either() -> None:
    reading = reading_of("vapenbrott per stadsdel.csv", "År;Teg;Ersboda;Okänt\n2020;5;7;3\n2021;6;8;1\n")
    assert {row["area"] for row in reading.observations} == {"Teg", "Ersboda"}


def test_the_whole_municipality_is_no_district() -> None:
    table = "Stadsdel;År;Antal\nHela kommunen;2020;12\nTeg;2020;5\nErsboda;2020;7\n"
    plain, titled = reading_of("rån.csv", table), reading_of("rån i Umeå.csv", table)
    assert "“Hela kommunen” is the whole of which the other places are parts." in remarks(plain)
    assert "Places of the file's own: 2, such as Ersboda, Teg." in remarks(plain)
    assert "“Hela kommunen” is read as Umeå, of which the other places are parts." in remarks(titled)
    assert [row["area"] for row in titled.observations] == ["Umeå", "Teg", "Ersboda"]
