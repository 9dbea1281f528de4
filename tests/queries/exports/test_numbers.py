"""Figures as they are written: decimals, thousands, minus signs, per cent, footnotes, and what is missing."""

from __future__ import annotations

import pytest

from queries.exports.values import cells
from queries.exports.values.cells import Numbers, notation
from tests.queries.exports.foreign import assert_read, checks, lines, parametrised, reading_of, remarks

CASES = {
    "thousands by space, no-break space and narrow no-break space": (
        "rån.csv",
        "Kommun;År;Antal\nUmeå;2019;2 537\nUmeå;2020;2\u00a0538\nUmeå;2021;2\u202f539\nUmeå;2022;540\n",
        """
        ran, Umeå, 2019: count 2537
        ran, Umeå, 2020: count 2538
        ran, Umeå, 2021: count 2539
        ran, Umeå, 2022: count 540
        """,
    ),
    "thousands by point": (
        "rån.csv",
        "Kommun;År;Antal;Folkmängd\nUmeå;2019;1.234;128.901\nLund;2019;950;1.128.901\n",
        "ran, Umeå, 2019: count 1234, population 128901\nran, Lund, 2019: count 950, population 1128901",
    ),
    "thousands by comma in quotes": (
        "rån.csv",
        'Municipality,Year,Count,Rate per 1 000\nUmeå,2019,"1,234",9.57\nLund,2019,"2,345",15.13\n',
        "ran, Umeå, 2019: count 1234, per_1000 9.57\nran, Lund, 2019: count 2345, per_1000 15.13",
    ),
    "thousands by apostrophe": (
        "rån.csv",
        "Kommun;År;Antal\nUmeå;2019;1'234\nLund;2019;12'345\n",
        "ran, Umeå, 2019: count 1234\nran, Lund, 2019: count 12345",
    ),
    "decimal commas in a file of commas": (
        "rån.csv",
        '"Kommun","År","Antal","Per 1 000 inv"\n"Umeå","2019","1 234","9,5"\n"Lund","2019","234","2,0"\n',
        "ran, Umeå, 2019: count 1234, per_1000 9.5\nran, Lund, 2019: count 234, per_1000 2",
    ),
    "decimal commas with thousands": (
        "brott.csv",
        "Kommun;År;Brott per 100 000 inv\nUmeå;2019;11 234,5\nLund;2019;8 000,25\n",
        "brott, Umeå, 2019: per_1000 112.345\nbrott, Lund, 2019: per_1000 80.0025",
    ),
    "counts as a computer's decimals": (
        "rån.csv",
        "Kommun;År;Antal\nUmeå;2019.0;4.0\nLund;2019.0;12.0\nYstad;2019.0;\n",
        "ran, Umeå, 2019: count 4\nran, Lund, 2019: count 12",
    ),
    "quoted figures": (
        "rån.csv",
        '"Kommun";"År";"Antal"\n"Umeå";"2019";"1 234"\n"Lund";"2019";"5"\n',
        "ran, Umeå, 2019: count 1234\nran, Lund, 2019: count 5",
    ),
    "footnotes at figures": (
        "rån.csv",
        "Kommun;År;Antal\nUmeå;2019;12*\nLund;2019;13¹\nYstad;2019;14 1)\nSala;2019;15†\n",
        """
        ran, Umeå, 2019: count 12
        ran, Lund, 2019: count 13
        ran, Ystad, 2019: count 14
        ran, Sala, 2019: count 15
        """,
    ),
    "missing figures": (
        "rån.csv",
        "Kommun;2011;2012;2013;2014;2015;2016;2017;2018;2019;2020;2021\nUmeå;..;.;...;-;–;;x;X;Uppgift saknas;<5;7\n",
        "ran, Umeå, 2021: count 7",
    ),
    "per cent signs": (
        "trygghet.csv",
        "Kommun;År;Andel otrygga\nUmeå;2019;12,5 %\nLund;2019;3,1%\n",
        "otrygga, Umeå, 2019: share_percent 12.5\notrygga, Lund, 2019: share_percent 3.1",
    ),
    "per cent signs under years": (
        "trygghet.csv",
        "Kommun;2019;2020\nUmeå;12 %;13 %\nLund;3 %;4 %\n",
        """
        trygghet, Umeå, 2019: share_percent 12
        trygghet, Umeå, 2020: share_percent 13
        trygghet, Lund, 2019: share_percent 3
        trygghet, Lund, 2020: share_percent 4
        """,
    ),
    "rates by the title": (
        "umeå.csv",
        "Anmälda brott per 100 000 invånare, 2019-2020\nKommun;2019;2020\nUmeå;9500;9400\nLund;8500;8400\n",
        """
        reported_offences, Umeå, 2019: per_1000 95
        reported_offences, Umeå, 2020: per_1000 94
        reported_offences, Lund, 2019: per_1000 85
        reported_offences, Lund, 2020: per_1000 84
        """,
    ),
    "rates by the file's name": (
        "vapenbrott_per_100000_inv.csv",
        "Kommun;2019;2020\nUmeå;95;94\n",
        "weapons_offences, Umeå, 2019: per_1000 0.95\nweapons_offences, Umeå, 2020: per_1000 0.94",
    ),
    "rates of inhabitants": (
        "rån.csv",
        "Kommun;År;Rån per invånare\nUmeå;2019;0,0012\nLund;2019;0,0034\n",
        "ran, Umeå, 2019: per_1000 1.2\nran, Lund, 2019: per_1000 3.4",
    ),
    "rates of an unknown number": (
        "rån.csv",
        "Kommun;2019;2020\nUmeå;9,5;9,4\nLund;8,5;8,4\n",
        "",
        ("no_per",),
    ),
    "rates named but of an unknown number": (
        "rån.csv",
        "Kommun;År;Brottstal\nUmeå;2019;9,5\nLund;2019;8,5\n",
        "",
        ("no_per",),
    ),
    "a units row": (
        "rån.csv",
        "Kommun;År;Antal;Brott\n;;st;per 1 000 inv\nUmeå;2019;95;0,7\nLund;2019;85;0,6\n",
        "brott, Umeå, 2019: count 95, per_1000 0.7\nbrott, Lund, 2019: count 85, per_1000 0.6",
    ),
    "a count that was rounded by a spreadsheet": (
        "rån.csv",
        "Kommun;År;Antal\nSverige;2019;1,04E+07\nUmeå;2019;12\nLund;2019;13\n",
        "ran, Umeå, 2019: count 12\nran, Lund, 2019: count 13",
        ("not_a_number",),
    ),
    "R's way to write 100 000": (
        "rån.csv",
        '"","Kommun","År","Antal"\n"1","Umeå",2019,1e+05\n"2","Lund",2019,12\n',
        "ran, Umeå, 2019: count 100000\nran, Lund, 2019: count 12",
    ),
    "groups of digits that are no thousands": (
        "rån.csv",
        "Kommun;År;Antal\nUmeå;2019;12 34\nLund;2019;1 234\nYstad;2019;5\n",
        "ran, Lund, 2019: count 1234\nran, Ystad, 2019: count 5",
        ("not_a_number",),
    ),
    "figures with words": (
        "rån.csv",
        "Kommun;År;Antal\nUmeå;2019;ca 12\nLund;2019;14\nYstad;2019;5\n",
        "ran, Lund, 2019: count 14\nran, Ystad, 2019: count 5",
        ("not_a_number",),
    ),
    "minus signs": (
        "rån.csv",
        "Kommun;År;Antal\nUmeå;2019;\u22125\nLund;2019;14\nYstad;2019;5\nSala;2019;5\nGävle;2019;5\nUpplands Väsby;2019;1\n",
        """
        ran, Lund, 2019: count 14
        ran, Ystad, 2019: count 5
        ran, Sala, 2019: count 5
        ran, Gävle, 2019: count 5
        ran, Upplands Väsby, 2019: count 1
        """,
        ("negative",),
    ),
}


@parametrised(CASES)
def test_figures(name: str, table: str, observations: str, broken: tuple[str, ...]) -> None:
    assert_read(name, table, observations, broken)


def test_missing_figures_are_counted() -> None:
    assert "Figures missing in the file: 10." in remarks(reading_of(*CASES["missing figures"][:2]))


@pytest.mark.parametrize(
    ("texts", "delimiter", "whole", "decimal", "thousands"),
    [
        (["1,5", "2,25"], ";", False, ",", ""),
        (["1.5", "2.25"], ";", False, ".", ""),
        (["1 234,5"], ";", False, ",", " "),
        (["1.234,5"], ";", False, ",", "."),
        (["1,234.5"], ",", False, ".", ","),
        (["1.234", "2.345"], ";", True, ",", "."),
        (["1,234", "2,345"], ",", True, ".", ","),
        (["1.234.567"], ";", False, ",", "."),
        (["12", "13"], ";", True, ",", ""),
        (["1'234.5"], ";", False, ".", "'"),
    ],
)
def test_notation(texts: list[str], delimiter: str, whole: bool, decimal: str, thousands: str) -> None:
    found = notation(texts, delimiter, whole=whole)
    assert (found.decimal, found.thousands) == (decimal, thousands)


@pytest.mark.parametrize(
    ("text", "numbers", "value"),
    [
        ("1 234,5", Numbers(",", " "), 1234.5),
        ("1.234,5", Numbers(",", "."), 1234.5),
        ("\u22125,5", Numbers(","), -5.5),
        ("+7", Numbers(","), 7),
        (",5", Numbers(","), 0.5),
        ("12 %", Numbers(","), 12),
        ("'0012", Numbers(","), 12),
        ("1,5", Numbers("."), None),
        ("1 23", Numbers(",", " "), None),
        ("12a", Numbers(","), None),
        ("0x1F", Numbers(","), None),
        ("1e999", Numbers("."), None),
        ("١٢", Numbers(","), None),
        ("", Numbers(","), None),
    ],
)
def test_number(text: str, numbers: Numbers, value: float | None) -> None:
    assert cells.number(text, numbers) == value


def test_what_does_not_tell_its_mark_is_said() -> None:
    """Whether 1,234 is a rate of a little more than one or of more than a thousand, nobody knows."""
    reading = reading_of("rån.csv", "Kommun;År;Per 1 000 inv\nUmeå;2019;1,234\nLund;2019;2,345\n")
    assert "do not tell whether their mark is one of decimals or thousands" in remarks(reading)
    named = reading_of("rån.csv", "Kommun;År;Per 1 000 inv\nUmeå;2019;1,234\nLund;2019;2,345\n", decimal=".")
    assert lines(named) == ["ran, Lund, 2019: per_1000 2345", "ran, Umeå, 2019: per_1000 1234"]


def test_shares_that_may_be_parts_of_one() -> None:
    reading = reading_of("trygghet.csv", "Kommun;År;Andel trygga\nUmeå;2020;0,51\nLund;2020;0,62\n")
    assert "Shares that are all at most 1 per cent: column C." in remarks(reading)


def test_letters_that_were_lost() -> None:
    reading = reading_of("rån.csv", "Kommun;År;Antal\nUme\ufffd;2020;5\nLund;2020;6\n")
    assert "Letters were lost before the file was saved, such as in “Ume\ufffd”" in remarks(reading)


def test_a_column_that_is_corrected() -> None:
    """The reader says that a column without a name of its own holds rates per 10 000."""
    table = "Kommun;2019;2020\nUmeå;9,5;9,4\n"
    reading = reading_of("rån.csv", table, roles={"B": "rate", "C": "rate"}, per={"B": 10_000, "C": 10_000})
    assert lines(reading) == ["ran, Umeå, 2019: per_1000 0.95", "ran, Umeå, 2020: per_1000 0.94"]
    assert checks(reading) == []


def test_rates_of_wide_tables_are_said_to_be_converted_once() -> None:
    table = "Kommun;2021 per 100 000 inv;2022 per 100 000 inv;2023 per 100 000 inv\nUmeå;500;510;520\n"
    said = remarks(reading_of("rån.csv", table))
    assert said.count("Column B, C, D holds rates per 100 000 inhabitants; they become rates per 1 000.") == 1
    assert "Years as columns: 2021–2023. Columns of figures: 3." in said


def test_rates_in_rows_are_said_to_be_converted() -> None:
    table = "Kommun;Mått;2023\nUmeå;Antal;650\nUmeå;Per 100 000 inv;500\n"
    reading = reading_of("rån.csv", table)
    assert [row["per_1000"] for row in reading.observations] == [5]
    assert "Rates per 100 000 inhabitants in the rows became rates per 1 000." in remarks(reading)


def test_shares_that_may_be_parts_of_one_are_asked_about_once() -> None:
    table = "Kommun;År;Andel trygga (%);Andel otrygga (%)\nUmeå;2022;0,71;0,29\nUmeå;2023;0,72;0,28\n"
    assert remarks(reading_of("trygghet.csv", table)).count("Shares that are all at most 1 per cent: column C, D.") == 1
