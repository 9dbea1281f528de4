"""A file with one row per event becomes observations as a table does."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
import xlsxwriter

import queries
from queries.exports import Reading, addition
from queries.exports.counting import HEAD, read_or_counted
from queries.exports.values import memory

EVENTS = """Händelse-ID;Inträffat;Stadsdel;Brottstyp;Prio
1;2022-01-03 09:48;Teg;Narkotikabrott;1
2;2022-06-03 09:48;Teg;Skadegörelse;3
3;2022-12-28 09:48;Ersboda;Narkotikabrott;2
4;2023-01-02 09:48;Ersboda;Narkotikabrott;2
5;2023-12-30 09:48;Teg;Olaga hot;1
6;2024-03-30 09:48;Teg;Olaga hot;1
"""


def counts(reading: Reading) -> dict[tuple[str, str, int], int]:
    return {(row["indicator"], row["area"], row["year"]): row["count"] for row in reading.observations}


def said(reading: Reading) -> str:
    return " ".join(str(sentence) for sentence in (*reading.understood, *reading.remarks))


def test_events_are_counted_by_year_place_and_type() -> None:
    found = read_or_counted("handelser.csv", EVENTS.encode())
    assert not found.refused
    assert counts(found) == {
        ("narcotics_offences", "Teg", 2022): 1,
        ("narcotics_offences", "Teg", 2023): 0,
        ("narcotics_offences", "Ersboda", 2022): 1,
        ("narcotics_offences", "Ersboda", 2023): 1,
        ("criminal_damage", "Teg", 2022): 1,
        ("criminal_damage", "Teg", 2023): 0,
        ("criminal_damage", "Ersboda", 2022): 0,
        ("criminal_damage", "Ersboda", 2023): 0,
        ("threats", "Teg", 2022): 0,
        ("threats", "Teg", 2023): 1,
        ("threats", "Ersboda", 2022): 0,
        ("threats", "Ersboda", 2023): 0,
        # Of priority 1 or 2: events 1, 3, 4 and 5.
        ("incident_reports", "Teg", 2022): 1,
        ("incident_reports", "Teg", 2023): 1,
        ("incident_reports", "Ersboda", 2022): 1,
        ("incident_reports", "Ersboda", 2023): 1,
    }


def test_a_year_that_the_file_does_not_cover_is_told_and_shown_by_month_only() -> None:
    found = read_or_counted("handelser.csv", EVENTS.encode())
    assert "The file covers only a part of 2024; it is not shown as a year." in said(found)
    # Its last event is of 30 March: January and February are covered, and hold none.
    threats = [part for part in found.by_part if (part.place, part.indicator) == ("Teg", "Olaga hot")]
    assert [(part.year, part.part, part.count) for part in threats if part.count or part.year == 2024] == [
        (2023, 12, 1),
        (2024, 1, 0),
        (2024, 2, 0),
    ]


def test_a_broken_date_names_its_row_and_column() -> None:
    found = read_or_counted("handelser.csv", EVENTS.replace("2022-06-03 09:48", "i juni").encode())
    problem = next(problem for problem in found.problems if problem.check == "date_unreadable")
    assert (problem.row, problem.letter, problem.column, problem.value) == (3, "B", "Inträffat", "i juni")


def test_a_long_file_is_known_from_its_beginning_and_counted_alike() -> None:
    head, *rows = EVENTS.splitlines()
    times = HEAD // len(EVENTS) + 2
    long = read_or_counted("handelser.csv", "\n".join([head, *(rows * times), ""]).encode("cp1252"))
    assert counts(long) == {
        key: count * times for key, count in counts(read_or_counted("h.csv", EVENTS.encode())).items()
    }
    assert "Each row is one event" in said(long)


def test_a_long_file_in_doubt_is_asked_about_before_it_is_counted() -> None:
    days = [datetime.date(2021, 1, 1) + datetime.timedelta(days=number % 365) for number in range(40_000)]
    rows = "".join(f"{day};{'Kokain' if day.day % 2 else 'Cannabis'};Södra\n" for day in days)
    content = f"Datum;Preparat;Distrikt\n{rows}".encode()
    assert len(content) > HEAD
    reading = read_or_counted("beslag.csv", content)
    assert reading.observations == ()
    (question,) = reading.questions
    kinds = [answer for answer in question.answers if answer.corrections.roles.get("B") == "indicator"]
    told = read_or_counted("beslag.csv", content, kinds[0].corrections)
    expected = {kind: sum((day.day % 2 == 1) == (kind == "Kokain") for day in days) for kind in ("Cannabis", "Kokain")}
    assert {row["indicator"]: row["count"] for row in told.observations} == {
        kind.lower(): count for kind, count in expected.items()
    }


def test_events_of_a_workbook_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "handelser.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Händelser")
        for number, line in enumerate(EVENTS.splitlines()):
            sheet.write_row(number, 0, line.split(";"))
    found = read_or_counted(path.name, path.read_bytes())
    assert counts(found) == counts(read_or_counted("handelser.csv", EVENTS.encode()))


def test_events_without_a_place_are_of_the_place_in_the_files_name() -> None:
    text = "Datum,Typ\n2022-01-02,Vapenbrott\n2022-12-30,Vapenbrott\n"
    found = read_or_counted("vapenbrott_umea.csv", text.encode())
    assert counts(found) == {("weapons_offences", "Umeå", 2022): 2}


def test_what_was_read_fits_the_dashboards_data() -> None:
    """Rates per 100 000 have more decimals per 1 000 than the built-in ones; they are taken all the same."""
    table = "Kommun;År;Brott;Antal;Per 100 000 inv.\nUmeå;2024;Narkotikabrott;1310;993\nUmeå;2024;Rån;11;8\n"
    files = addition([read_or_counted("bra.csv", table.encode())], datetime.date(2026, 11, 21))
    asked = {"years": None, "categories": None}
    with queries.one_state(files):
        assert queries.own_problems() == ()
        rates = {
            id_: [
                row["value"]
                for row in queries.rows("series", indicator=id_, measure="per_1000", **asked)
                if row["area"]
            ]
            for id_ in ("narcotics_offences", "ran")
        }
    assert rates == {"narcotics_offences": [9.93], "ran": [0.08]}


def test_shares_of_more_decimals_are_rounded_and_none_is_lost() -> None:
    """12,34 was read without a remark and then left out everywhere. A half is rounded up, as it is by hand."""
    table = "Kommun;År;Andel otrygga (%)\nUmeå;2024;12,34\nLund;2024;8,25\nVara;2024;7,5\n"
    reading = read_or_counted("trygghet.csv", table.encode())
    assert "Shares with more than one decimal were rounded to one: 2." in [str(said) for said in reading.remarks]
    with queries.one_state(addition([reading], datetime.date(2026, 11, 21))):
        assert queries.own_problems() == ()
        found = queries.rows("series", indicator="otrygga", measure="share_percent", years=None, categories=None)
        assert {row["area"]: row["value"] for row in found if row["area"]} == {"Umeå": 12.3, "Lund": 8.3, "Vara": 7.5}


def test_nothing_of_a_file_is_remembered_after_it_was_read() -> None:
    read_or_counted("stadsdelar.csv", "Stadsdel;År;Brott;Antal\nHemliga gränd;2020;Rån;5\nTeg;2020;Rån;5\n".encode())
    sizes = [clear.__self__.cache_info().currsize for clear in memory._remembered]  # type: ignore[attr-defined]
    assert sizes
    assert not any(sizes)


COLUMNS = "Datum;Område;Brottstyp\n"


def events_of(title: str, *of_each: str) -> str:
    return title + COLUMNS + "".join(f"{day};Teg;Rån\n" for day in of_each)


@pytest.mark.parametrize(
    ("title", "days", "years"),
    [
        ("", ("2022-03-16", "2022-12-30", "2023-05-05", "2024-12-28"), [2023, 2024]),
        ("", ("2022-01-02", "2022-12-30", "2023-05-05", "2024-09-30"), [2022, 2023]),
        (
            "Uttaget gäller från 2022-03-15 till 2024-12-31\n\n",
            ("2022-03-16", "2022-12-30", "2023-05-05", "2024-06-01"),
            [2023, 2024],
        ),
        ("Period: 2022-01-01 – 2023-12-31\n\n", ("2022-03-16", "2022-12-30", "2023-05-05"), [2022, 2023]),
        ("Period: 2022-01-01 – 2022-12-31\n\n", ("2022-03-16", "2023-05-05"), []),
    ],
    ids=["begins late", "ends early", "begins late, as the title says", "few, of whole years", "a title that is wrong"],
)
def test_years_that_the_events_do_not_cover_are_left_out_and_said(
    title: str, days: tuple[str, ...], years: list[int]
) -> None:
    reading = read_or_counted("rån.csv", events_of(title, *days).encode())
    assert sorted({row["year"] for row in reading.observations}) == years
    there = {int(day[:4]) for day in days}
    said = " ".join(str(one) for one in reading.remarks)
    assert [year for year in sorted(there) if f"covers only a part of {year};" in said] == sorted(there - set(years))


def test_events_of_an_unknown_place_are_in_no_district() -> None:
    table = "Datum;Område;Brottstyp\n2023-01-02;Teg;Rån\n2023-06-02;Okänt;Rån\n2023-12-30;Okänt;Rån\n"
    reading = read_or_counted("rån.csv", table.encode())
    assert counts(reading) == {("ran", "Teg", 2023): 1}
    assert "“Okänt” is no place: its events, 2 in all, belong to no district." in said(reading)
