"""Large and hostile tables are read in time. Seconds of the processor, several times what is needed, so that a slow
machine fails nothing."""

from __future__ import annotations

import time

import pytest

from queries.exports import Reading, read

EVIL = {
    "underscores": "_" * 15_000,
    "brackets": "(" * 15_000,
    "points": "." * 15_000,
    "thousands": "1," * 7_000,
    "spans": "2019-" * 3_000,
    "per": "per " * 4_000,
    "inhabitants": "per 1 inv" + "inv" * 4_000,
    "spaces": "x" + " " * 15_000 + "y",
}
"""Cells that make careless patterns try every way to part them."""


def timed(table: str) -> tuple[Reading, float]:
    start = time.process_time()
    reading = read("rån.csv", table.encode())
    return reading, time.process_time() - start


def test_every_municipality_offence_and_year() -> None:
    """290 municipalities, 12 offences and 15 years: 52 200 rows."""
    rows = [
        f"Kommun {place};Brott {offence};{year};{(place + offence) * 7};{(place + year) / 10:.1f}".replace(".", ",")
        for place in range(290)
        for offence in range(12)
        for year in range(2005, 2020)
    ]
    reading, seconds = timed("Kommun;Brott;År;Antal;Per 1 000 inv\n" + "\n".join(rows))
    assert len(reading.observations) == 52_200
    assert seconds < 6


def test_years_and_offences_as_columns() -> None:
    header = [f"Brott {offence} {year}" for offence in range(12) for year in range(2005, 2020)]
    rows = [";".join([f"Kommun {place}", *map(str, range(place, place + 180))]) for place in range(290)]
    reading, seconds = timed("Kommun;" + ";".join(header) + "\n" + "\n".join(rows))
    assert len(reading.observations) == 52_200
    assert seconds < 8


def test_many_places_of_the_files_own() -> None:
    rows = "".join(f"Kvarter {number};2019;{number}\n" for number in range(20_000))
    reading, seconds = timed("Område;År;Antal\n" + rows)
    assert len(reading.observations) == 20_000
    assert seconds < 8


@pytest.mark.parametrize("cell", EVIL.values(), ids=list(EVIL))
@pytest.mark.parametrize(
    "table",
    [
        'Kommun;År;"a{cell}"\nUmeå;2019;5\nLund;2019;6\n',
        'Kommun;Brott;År;Antal\nUmeå;"x{cell}y";2019;5\nLund;Rån;2019;6\n',
        '"x{cell}y"\nKommun;År;Antal\nUmeå;"{cell}";"{cell}"\n"{cell}";2019;6\n',
    ],
    ids=["header", "offence", "everywhere"],
)
def test_long_cells(table: str, cell: str) -> None:
    assert timed(table.replace("{cell}", cell))[1] < 5


@pytest.mark.parametrize(
    "line", ['"' + ";" * 60_000, '"' + '";' * 30_000, "<cellXfs " * 20_000], ids=["quote", "quotes", "tags"]
)
def test_a_line_of_marks_is_read_in_time(line: str) -> None:
    assert timed(f"{line}\nKommun;År;Antal\nUmeå;2020;5\n")[1] < 5
