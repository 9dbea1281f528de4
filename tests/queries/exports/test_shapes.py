"""The known exports, each written here in small: Brå's, Statistics Sweden's, R's and our own. Expected by hand."""

from __future__ import annotations

import datetime

import pytest

from queries.exports import addition, together
from tests.queries.exports.foreign import assert_read, checks, lines, parametrised, reading_of, remarks

BRA_YEAR = """
Region;Brott;År;Period;Antal;/100 000 inv
Hela landet;8-12 kap. Brott mot förmögenhet;År;2023;..;..;
Hela landet;8-12 kap. Brott mot förmögenhet;År;2024;..;..;
Hela landet;Narkotikastrafflagen (1968:64);År;2023;100000;950;
Hela landet;Narkotikastrafflagen (1968:64);År;2024;110000;1040;
Hela landet;Narkotikastrafflagen (1968:64);År;2024;110000;1040;
Region Nord;Narkotikastrafflagen (1968:64);År;2023;9000;1005;
Region Nord;Narkotikastrafflagen (1968:64);År;2024;..;..;
Arjeplogs kommun;Narkotikastrafflagen (1968:64);År;2024;12;455;
""".lstrip()

BRA_MONTH = (
    "Region;Brott;År;Period;Antal;/100 000 inv\n"
    + "".join(
        f"Region Öst;5005 - Narkotikabrott, innehav;2025;{month};{number};1;\n"
        for number, month in enumerate(
            ["Jan", "Feb", "Mar", "Apr", "Maj", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dec"], start=1
        )
    )
    + "Region Öst;5005 - Narkotikabrott, innehav;2026 prel.;Jan;20;2;\n"
)

BRA_MUNICIPALITIES = (
    "\ufeffKommun;Antal;Per 100 000 inv.\r\nAle;2 537;7810\r\nAlingsås;4\u00a0293;10\u202f100\r\nArjeplog;..;..\r\n"
)

BRA_2021 = "\ufeffAle kommun;2731;8547\r\nArjeplogs kommun;120;4400\r\nGöteborg kommun;75000;12800\r\n"

SCB = (
    '"Folkmängden efter region, civilstånd, kön, tabellinnehåll och år"\r\n\r\n'
    '"region";"civilstånd";"kön";"Folkmängd 2020";"Folkmängd 2021";"Folkökning 2020";"Folkökning 2021"\r\n'
    '"Upplands Väsby";"ogifta";"män";1054;1026;-1;-28\r\n'
    '"Upplands Väsby";"ogifta";"kvinnor";815;..;-7;-6\r\n'
    '"Upplands Väsby";"gifta";"män";616;658;50;42\r\n'
    '"Upplands Väsby";"gifta";"kvinnor";515;555;38;40\r\n'
    '"0115 Vallentuna";"ogifta";"män";698;705;-13;7\r\n'
    '"0115 Vallentuna";"ogifta";"kvinnor";580;597;-17;17\r\n'
    '"0115 Vallentuna";"gifta";"män";474;500;10;26\r\n'
    '"0115 Vallentuna";"gifta";"kvinnor";410;433;39;23\r\n'
)
SCB_READ = """
population, Upplands Väsby, 2020: population 3000
population, Vallentuna, 2020: population 2162
population, Vallentuna, 2021: population 2235
"""

CASES: dict[str, tuple[str, str | bytes, str]] = {
    "Brå, database by year": (
        "databasfil.txt",
        BRA_YEAR.encode("latin-1"),
        """
        narcotics_offences, sweden, 2023: count 100000, per_1000 9.5
        narcotics_offences, sweden, 2024: count 110000, per_1000 10.4
        narcotics_offences, Region Nord, 2023: count 9000, per_1000 10.05
        narcotics_offences, Arjeplog, 2024: count 12, per_1000 4.55
        """,
    ),
    "Brå, database by month": (
        "databasfil.txt",
        BRA_MONTH.encode("latin-1"),
        "i_5005_narkotikabrott_innehav, Region Öst, 2025: count 78",
    ),
    "Brå, table by municipality": (
        "anmalda_brott_kommunerna_2025.csv",
        BRA_MUNICIPALITIES.encode(),
        "reported_offences, Ale, 2025: count 2537, per_1000 78.1\nreported_offences, Alingsås, 2025: count 4293, per_1000 101",
    ),
    "Brå, table by municipality of 2021": (
        "anmalda_brott_kommuner_2021.csv",
        BRA_2021.encode(),
        """
        reported_offences, Ale, 2021: count 2731, per_1000 85.47
        reported_offences, Arjeplog, 2021: count 120, per_1000 44
        reported_offences, Göteborg, 2021: count 75000, per_1000 128
        """,
    ),
    "PxWeb, semicolons": ("folkmangd.csv", SCB.encode("cp1252"), SCB_READ),
    "PxWeb, commas": ("folkmangd.csv", SCB.replace(";", ",").encode("cp1252"), SCB_READ),
    "PxWeb, tabs": ("folkmangd.csv", SCB.replace(";", "\t").encode("cp1252"), SCB_READ),
    "PxWeb, decimals": (
        "medelalder.csv",
        '"Brott per 1 000 invånare efter region och år"\r\n\r\n"region","2019","2020","2021"\r\n'
        '"0114 Upplands Väsby",95.1,94.25,-\r\n"0115 Vallentuna",..,60.5,.\r\n',
        """
        brott_efter_region_och_ar, Upplands Väsby, 2019: per_1000 95.1
        brott_efter_region_och_ar, Upplands Väsby, 2020: per_1000 94.25
        brott_efter_region_och_ar, Vallentuna, 2020: per_1000 60.5
        """,
    ),
    "R": (
        "deso.csv",
        '"","DeSO.område","År","Antal.brott","Folkmängd"\n"1","2480A0010",2020,12,1500\n"2","2480A0020",2020,NA,1700\n',
        "brott, 2480A0010, 2020: count 12, population 1500\nbrott, 2480A0020, 2020: population 1700",
    ),
    "R, whose header does not name the row numbers": (
        "rån.csv",
        '"Kommun";"År";"Antal"\n"1";"Umeå";2020;12\n"2";"Lund";2020;7\n',
        "ran, Umeå, 2020: count 12\nran, Lund, 2020: count 7",
    ),
    "R, which puts X before years": (
        "rån.csv",
        '"","Kommun","X2019","X2020"\n"1","Umeå",5,6\n"2","Lund",7,8\n',
        "ran, Umeå, 2019: count 5\nran, Umeå, 2020: count 6\nran, Lund, 2019: count 7\nran, Lund, 2020: count 8",
    ),
    "the dashboard's own contract": (
        "export.csv",
        "indicator,area_category,area,year,count,population,per_1000,share_percent,source\n"
        "threats,risk,,2020,120,60000,2.0,,x\nthreats,,Umeå,2020,300,,,,x\nthreats,sweden,,2020,45000,10379295,,,x\n",
        """
        threats, risk, 2020: count 120, population 60000, per_1000 2
        threats, Umeå, 2020: count 300
        threats, sweden, 2020: count 45000, population 10379295
        """,
    ),
    "wide by indicator": (
        "umeå.csv",
        "Kommun;År;Narkotikabrott;Vapenbrott;Olaga hot\nUmeå;2020;500;20;300\nUmeå;2021;510;25;310\n",
        """
        narcotics_offences, Umeå, 2020: count 500
        narcotics_offences, Umeå, 2021: count 510
        weapons_offences, Umeå, 2020: count 20
        weapons_offences, Umeå, 2021: count 25
        threats, Umeå, 2020: count 300
        threats, Umeå, 2021: count 310
        """,
    ),
    "measures in rows": (
        "vapenbrott.csv",
        "Kommun;År;Mått;Värde\nUmeå;2020;Antal;500\nUmeå;2020;Per 1 000 inv;3,8\nUmeå;2021;Antal;510\nUmeå;2021;Per 1 000 inv;3,9\n",
        "weapons_offences, Umeå, 2020: count 500, per_1000 3.8\nweapons_offences, Umeå, 2021: count 510, per_1000 3.9",
    ),
    "Brå's code as the offence": (
        "brott.csv",
        "Kommun;Brottskod;År;Antal\nUmeå;5005;2020;15\nUmeå;5005;2021;17\n",
        "narcotics_offences, Umeå, 2020: count 15\nnarcotics_offences, Umeå, 2021: count 17",
    ),
}


@parametrised(CASES)
def test_known_exports(name: str, table: str | bytes, observations: str, broken: tuple[str, ...]) -> None:
    assert_read(name, table, observations, broken)


@pytest.mark.parametrize(
    ("case", "said"),
    [
        ("Brå, database by year", "yearly table from the database of Brå"),
        ("Brå, database by year", "Figures that stand twice and were counted once: 2 (rows 6)."),
        ("Brå, database by year", "rates per 100 000 inhabitants; they become rates per 1 000."),
        ("Brå, database by month", "monthly table from the database of Brå"),
        ("Brå, database by month", "The figures of 2026 are marked as preliminary"),
        ("Brå, table by municipality", "Brå's yearly table of reported offences by municipality"),
        ("Brå, table by municipality", "All figures are of 2025"),
        ("Brå, table by municipality of 2021", "What the columns B, C hold was guessed from their place: check it."),
        ("PxWeb, semicolons", "statistical database of Statistics Sweden"),
        ("PxWeb, semicolons", "sums of up to 4 groups each, and cover only the groups in the file"),
        ("PxWeb, semicolons", "Windows-1252"),
        ("R", "written by R"),
        ("the dashboard's own contract", "the dashboard's own form"),
    ],
)
def test_what_is_said(case: str, said: str) -> None:
    assert said in remarks(reading_of(*CASES[case][:2]))


def test_months_of_an_unfinished_year_are_kept_as_parts() -> None:
    reading = reading_of(*CASES["Brå, database by month"][:2])
    last = reading.by_part[-1]
    assert (last.place, last.year, last.part, last.count, last.per_1000) == ("Region Öst", 2026, 1, 20, 0.02)


def test_a_missing_group_leaves_the_sum_unknown() -> None:
    """Women of Upplands Väsby are missing in 2021: so is the population of that year."""
    reading = reading_of(*CASES["PxWeb, semicolons"][:2])
    assert not [row for row in reading.observations if row["area"] == "Upplands Väsby" and row["year"] == 2021]


def test_populations_of_another_file() -> None:
    counts = reading_of("rån.csv", "Kommun;År;Antal\nVallentuna;2020;10\nUmeå;2020;5\n")
    populations = reading_of("folkmängd.csv", "Kommun;År;Folkmängd\nVallentuna;2020;34000\nLund;2020;125000\n")
    more = reading_of(
        "folkmängd norr.csv", "Kommun;2019;2020\nUmeå;128000;130000\nPiteå;42000;42100\n", indicator="Folkmängd"
    )
    assert populations.is_population
    assert more.is_population
    assert lines(together([counts, populations, more])[0]) == [
        "ran, Umeå, 2020: count 5, population 130000",
        "ran, Vallentuna, 2020: count 10, population 34000",
    ]


def test_populations_of_some_ages_are_no_denominator() -> None:
    """Rates by those of 45 to 64 years would be several times too high."""
    counts = reading_of("rån.csv", "Kommun;År;Antal\nVallentuna;2020;10\n")
    ages = reading_of(
        "folkmängd.csv", "region;ålder;Folkmängd 2020\nVallentuna;45-54 år;5000\nVallentuna;55-64 år;4000\n"
    )
    assert not ages.is_population
    assert lines(together([counts, ages])[0]) == ["ran, Vallentuna, 2020: count 10"]


def test_saved_as_an_export() -> None:
    reading = reading_of(*CASES["Brå, table by municipality"][:2])
    files = addition([reading], datetime.date(2026, 1, 2))
    assert files["exports/egen-anmalda-brott-kommunerna-2025.csv"].decode().splitlines() == [
        "indicator,area_category,area,year,count,population,per_1000,share_percent,source",
        "reported_offences,,Ale,2025,2537,,78.1,,egen-anmalda-brott-kommunerna-2025",
        "reported_offences,,Alingsås,2025,4293,,101,,egen-anmalda-brott-kommunerna-2025",
    ]
    assert (
        "egen-anmalda-brott-kommunerna-2025,Egen fil,anmalda_brott_kommunerna_2025.csv" in files["sources.csv"].decode()
    )
    assert "indicators.csv" not in files  # the dashboard has it


@pytest.mark.parametrize(
    "name", ["<b>Rån</b> & <script>alert(1)</script>", "=HYPERLINK(1)", "Rån " * 60, "**[Rån](http://x)**", "`rån`"]
)
def test_names_of_indicators_are_plain_and_short(name: str) -> None:
    """A name of a file is shown on pages and written into exports: no markup, no formula, no paragraph."""
    reading = reading_of("brott.csv", f'Kommun;Brott;År;Antal\nUmeå;"{name}";2020;5\nLund;Vapenbrott;2020;6\n')
    label = next(found.label for found in reading.indicators if not found.known)
    assert 0 < len(label) <= 80
    assert not set(label) & set("<>[]`*|")
    assert label[0].isalnum()
    assert checks(reading) == []


def test_two_spellings_of_a_place_are_one() -> None:
    reading = reading_of("rån.csv", "Kommun;År;Antal\nUmeå;2020;5\nUMEÅ KOMMUN;2021;6\n2480;2022;7\n")
    assert [row["area"] for row in reading.observations] == ["Umeå"] * 3


def test_two_spellings_of_a_place_contradict_each_other() -> None:
    reading = reading_of("rån.csv", "Kommun;År;Antal\nUmeå;2020;5\nUmeå kommun;2020;6\nLund;2020;1\n")
    assert (checks(reading), lines(reading)) == (["two_values"], ["ran, Lund, 2020: count 1"])


def test_a_name_that_resembles_a_municipality_is_suggested_not_taken() -> None:
    reading = reading_of("rån.csv", "Kommun;År;Antal\nSkellefteåå;2020;5\nUmeå;2020;6\n")
    assert lines(reading) == ["ran, Skellefteåå, 2020: count 5", "ran, Umeå, 2020: count 6"]
    assert reading.likely_places == {"Skellefteåå": "Skellefteå"}
