"""Years, months, quarters and dates as municipal analysts write them, in cells, headers, titles and files' names."""

from __future__ import annotations

import pytest

from tests.queries.exports.foreign import assert_read, lines, parametrised, reading_of, refusals, remarks

MONTHS = ["jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]

CASES = {
    "years with marks, points and words": (
        "rån.csv",
        """
        Kommun;År;Antal
        Umeå;2015*;1
        Umeå;2016¹;2
        Umeå;2017.0;3
        Umeå;År 2018;4
        Umeå;2019 prel.;5
        Umeå;2020 1);6
        """,
        """
        ran, Umeå, 2015: count 1
        ran, Umeå, 2016: count 2
        ran, Umeå, 2017: count 3
        ran, Umeå, 2018: count 4
        ran, Umeå, 2019: count 5
        ran, Umeå, 2020: count 6
        """,
    ),
    "years with a thousands mark": (
        "rån.csv",
        """
        Kommun;År;Antal
        Umeå;2 015;1
        Umeå;2 016;2
        """,
        "ran, Umeå, 2015: count 1\nran, Umeå, 2016: count 2",
    ),
    "months before their year": (
        "rån.csv",
        "Kommun;Månad;Antal\n" + "".join(f"Umeå;{month:02}/2021;{month}\n" for month in range(1, 13)),
        "ran, Umeå, 2021: count 78",
    ),
    "a year of another name": (
        "rån.csv",
        """
        Kommun;Anmälningsår;Antal
        Umeå;2015;1
        Umeå;2016;2
        """,
        "ran, Umeå, 2015: count 1\nran, Umeå, 2016: count 2",
    ),
    "years as columns, some preliminary": (
        "rån.csv",
        """
        Kommun;2019;2020*;2021 prel.;2022p
        Umeå;1;2;3;4
        """,
        """
        ran, Umeå, 2019: count 1
        ran, Umeå, 2020: count 2
        ran, Umeå, 2021: count 3
        ran, Umeå, 2022: count 4
        """,
    ),
    "counts and rates of each year side by side": (
        "rån.csv",
        """
        Kommun;Antal 2019;Per 100 000 2019;Antal 2020;Per 100 000 2020
        Umeå;100;77,0;110;84,0
        """,
        "ran, Umeå, 2019: count 100, per_1000 0.77\nran, Umeå, 2020: count 110, per_1000 0.84",
    ),
    "changes between years are left out": (
        "rån.csv",
        """
        Kommun;2019;2020;Förändring 2019-2020;2019-2020;+/-;Utveckling (%)
        Umeå;100;110;10;10;10;10 %
        Lund;100;80;-20;-20;-20;−20 %
        """,
        """
        ran, Umeå, 2019: count 100
        ran, Umeå, 2020: count 110
        ran, Lund, 2019: count 100
        ran, Lund, 2020: count 80
        """,
    ),
    "means over years are left out": (
        "rån.csv",
        """
        Kommun;Medel 2016–2018;2019;2020
        Umeå;105;100;110
        """,
        "ran, Umeå, 2019: count 100\nran, Umeå, 2020: count 110",
    ),
    "a column without a year beside columns of years": (
        "rån.csv",
        """
        Kommun;Anmälda brott;2021;2022
        Umeå;77;100;110
        """,
        "ran, Umeå, 2021: count 100\nran, Umeå, 2022: count 110",
    ),
    "a year of some months is left out": (
        "rån.csv",
        """
        Kommun;2021;2022;2023 (jan-aug)
        Umeå;100;110;70
        """,
        "ran, Umeå, 2021: count 100\nran, Umeå, 2022: count 110",
        ("part_of_year",),
    ),
    "months as rows": (
        "rån.csv",
        "Kommun;År;Månad;Antal\n" + "".join(f"Umeå;2022;{month};{at + 1}\n" for at, month in enumerate(MONTHS)),
        "ran, Umeå, 2022: count 78",
    ),
    "months with two digits of the year": (
        "rån.csv",
        "Kommun;Månad;Antal\n" + "".join(f"Umeå;{month}-22;{at + 1}\n" for at, month in enumerate(MONTHS)),
        "ran, Umeå, 2022: count 78",
    ),
    "months with two digits of the year as columns": (
        "rån.csv",
        "Kommun;" + ";".join(f"{month}-22" for month in MONTHS) + "\nUmeå;1;2;3;4;5;6;7;8;9;10;11;12\n",
        "ran, Umeå, 2022: count 78",
    ),
    "months as columns with their total": (
        "rån.csv",
        "Kommun;År;" + ";".join(MONTHS) + ";Totalt\nUmeå;2022;1;2;3;4;5;6;7;8;9;10;11;12;78\n",
        "ran, Umeå, 2022: count 78",
    ),
    "months as columns, the year in the file's name": (
        "rån 2022.csv",
        "Kommun;" + ";".join(MONTHS) + "\nUmeå;1;2;3;4;5;6;7;8;9;10;11;12\n",
        "ran, Umeå, 2022: count 78",
    ),
    "months as first days, in the header": (
        "rån.csv",
        "Kommun;" + ";".join(f"2022-{at:02}-01" for at in range(1, 13)) + "\nUmeå;1;2;3;4;5;6;7;8;9;10;11;12\n",
        "ran, Umeå, 2022: count 78",
    ),
    "months as last days, in rows": (
        "rån.csv",
        "Kommun;Datum;Antal\n"
        + "".join(
            f"Umeå;2022-{at:02}-{day};{at}\n"
            for at, day in enumerate((31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31), start=1)
        ),
        "ran, Umeå, 2022: count 78",
    ),
    "years as their last day": (
        "folkmängd.csv",
        """
        Kommun;Datum;Folkmängd
        Umeå;2021-12-31;130000
        Umeå;2022-12-31;131000
        """,
        "population, Umeå, 2021: population 130000\npopulation, Umeå, 2022: population 131000",
    ),
    "days are added up": (
        "rån.csv",
        """
        Kommun;Datum;Antal
        Umeå;2022-01-05;1
        Umeå;2022-02-06;2
        Umeå;2023-01-07;4
        Umeå;2023-12-30;1
        """,
        "ran, Umeå, 2022: count 3\nran, Umeå, 2023: count 5",
    ),
    "quarters as rows": (
        "rån.csv",
        """
        Kommun;Kvartal;Antal
        Umeå;2022K1;1
        Umeå;2022K2;2
        Umeå;2022K3;3
        Umeå;2022K4;4
        """,
        "ran, Umeå, 2022: count 10",
    ),
    "quarters as columns": (
        "rån.csv",
        """
        Kommun;År;Kv 1;Kv 2;Kv 3;Kv 4;Helår
        Umeå;2022;1;2;3;4;10
        """,
        "ran, Umeå, 2022: count 10",
    ),
    "quarters by number under years": (
        "rån.csv",
        """
        Kommun;Kvartal;2020;2021
        Umeå;1;5;6
        Umeå;2;5;6
        Umeå;3;5;6
        Umeå;4;5;6
        """,
        "ran, Umeå, 2020: count 20\nran, Umeå, 2021: count 24",
    ),
    "hours of a day are added up": (
        "rån.csv",
        """
        Tid;Område;Antal
        2020-01-01 10:00;Teg;1
        2020-01-01 11:00;Teg;1
        2020-12-31 23:00;Teg;3
        """,
        "ran, Teg, 2020: count 5",
    ),
    "quarters of years as columns": (
        "rån.csv",
        """
        Kommun;Kvartal 1 2022;Kvartal 2 2022;Kvartal 3 2022;Kvartal 4 2022
        Umeå;1;2;3;4
        """,
        "ran, Umeå, 2022: count 10",
    ),
    "thirds of a year": (
        "rån.csv",
        """
        Kommun;T1 2022;T2 2022;T3 2022
        Umeå;1;2;3
        """,
        "ran, Umeå, 2022: count 6",
    ),
    "months of Statistics Sweden": (
        "rån.csv",
        "region;" + ";".join(f"2022M{at:02}" for at in range(1, 13)) + "\nUmeå;1;2;3;4;5;6;7;8;9;10;11;12\n",
        "ran, Umeå, 2022: count 78",
    ),
    "school years are no years": (
        "skadegörelse.csv",
        """
        Kommun;Läsår;Antal
        Umeå;2010/11;1
        Umeå;2011/12;2
        """,
        "",
        ("several_years",),
    ),
    "a span of years in a cell": (
        "rån.csv",
        """
        Kommun;År;Antal
        Umeå;2019;1
        Umeå;2019-2020;3
        Umeå;20x1;3
        """,
        "ran, Umeå, 2019: count 1",
        ("not_a_year",),
    ),
    "the year in the title": (
        "rån.csv",
        """
        Anmälda rån i Västerbotten år 2022
        Kommun;Antal
        Umeå;1
        Vännäs;2
        """,
        "anmalda_ran_i_vasterbotten, Umeå, 2022: count 1\nanmalda_ran_i_vasterbotten, Vännäs, 2022: count 2",
    ),
    "a law and a day in the title are no years": (
        "vapenbrott.csv",
        """
        Vapenlagen (1996:67), uttaget 2023-02-01
        Kommun;Antal
        Umeå;1
        """,
        "",
        ("no_year",),
    ),
    "a day in the file's name is no year": (
        "vapenbrott_2023-02-01.csv",
        """
        Kommun;Antal
        Umeå;1
        """,
        "",
        ("no_year",),
    ),
    "the year in the file's name": (
        "vapenbrott_2022.csv",
        """
        Kommun;Antal
        Umeå;1
        Lund;2
        """,
        "weapons_offences, Umeå, 2022: count 1\nweapons_offences, Lund, 2022: count 2",
    ),
    "two years in the file's name tell none": (
        "vapenbrott_2021_2022.csv",
        """
        Kommun;Antal
        Umeå;1
        """,
        "",
        ("no_year",),
    ),
}


@parametrised(CASES)
def test_periods(name: str, table: str, observations: str, broken: tuple[str, ...]) -> None:
    assert_read(name, table, observations, broken)


def test_the_year_can_be_named() -> None:
    table = "Kommun;Antal\nUmeå;1\n"
    assert refusals(reading_of("vapenbrott.csv", table)) == ["no_year"]
    assert lines(reading_of("vapenbrott.csv", table, year=2021)) == ["weapons_offences, Umeå, 2021: count 1"]


@pytest.mark.parametrize(
    ("case", "said"),
    [
        ("years as columns, some preliminary", "The figures of 2021 are marked as preliminary and may change."),
        ("days are added up", "The first day is 2022-01-05, the last 2023-12-30."),
        ("a year of some months is left out", "Column D (2023 (jan-aug)): left out."),
        (
            "a column without a year beside columns of years",
            "Column B (Anmälda brott): left out, since it names no year as the columns of years do.",
        ),
        ("the year in the title", "All figures are of 2022 (taken from the title or the file's name)."),
    ],
)
def test_is_said(case: str, said: str) -> None:
    assert said in remarks(reading_of(*CASES[case][:2]))


def test_a_year_of_too_few_months_is_no_year() -> None:
    table = "Kommun;År;Månad;Antal\n" + "".join(f"Umeå;2022;{month};1\n" for month in [*MONTHS]) + "Umeå;2023;Jan;5\n"
    reading = reading_of("rån.csv", table)
    assert lines(reading) == ["ran, Umeå, 2022: count 12"]
    assert "Of 2023 there are too few months or quarters (1)" in remarks(reading)
    assert [(one.year, one.part, one.count) for one in reading.by_part][-1] == (2023, 1, 5)


def test_a_missing_month_leaves_the_year_unknown() -> None:
    """Eleven counts and a missing one are no year's count."""
    cells = ["1"] * 11 + [".."]
    table = "Kommun;År;" + ";".join(MONTHS) + "\nUmeå;2022;" + ";".join(cells) + "\nLund;2022;" + ";".join(["2"] * 12)
    assert lines(reading_of("rån.csv", table)) == ["ran, Lund, 2022: count 24"]


def test_years_missing_between_others_are_named() -> None:
    table = "Kommun;År;Antal\nUmeå;2018;1\nUmeå;2021;2\n"
    assert "There are no figures for 2019, 2020" in remarks(reading_of("rån.csv", table))
