"""Large and hostile tables are read to their end. How fast is for ``make bench-growth``; what never ends is stopped by pytest's timeout."""

from __future__ import annotations

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


def found(table: str) -> Reading:
    return read("rån.csv", table.encode())


def test_every_municipality_offence_and_year() -> None:
    """290 municipalities, 12 offences and 15 years: 52 200 rows."""
    rows = [
        f"Kommun {place};Brott {offence};{year};{(place + offence) * 7};{(place + offence) * 7 / 20:.2f}".replace(
            ".", ","
        )  # 20 000 inhabitants
        for place in range(290)
        for offence in range(12)
        for year in range(2005, 2020)
    ]
    reading = found("Kommun;Brott;År;Antal;Per 1 000 inv\n" + "\n".join(rows))
    assert len(reading.observations) == 52_200


def test_years_and_offences_as_columns() -> None:
    header = [f"Brott {offence} {year}" for offence in range(12) for year in range(2005, 2020)]
    rows = [";".join([f"Kommun {place}", *map(str, range(place, place + 180))]) for place in range(290)]
    reading = found("Kommun;" + ";".join(header) + "\n" + "\n".join(rows))
    assert len(reading.observations) == 52_200


def test_many_places_of_the_files_own() -> None:
    rows = "".join(f"Kvarter {number};2019;{number}\n" for number in range(20_000))
    reading = found("Område;År;Antal\n" + rows)
    assert len(reading.observations) == 20_000


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
    found(table.replace("{cell}", cell))  # no pattern tries every way to part it


@pytest.mark.parametrize(
    "line", ['"' + ";" * 60_000, '"' + '";' * 30_000, "<cellXfs " * 20_000], ids=["quote", "quotes", "tags"]
)
def test_a_line_of_marks_ends(line: str) -> None:
    found(f"{line}\nKommun;År;Antal\nUmeå;2020;5\n")
