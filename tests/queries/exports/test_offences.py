"""Every name of Brå's statistics of reported offences, whole and its last part alone, is what is counted: as the name of a
column, in the rows of a column, as a title and as a file's name."""

from __future__ import annotations

import csv
import re

import pytest

from queries.exports import Reading, read
from queries.exports.values import offences

with offences.NAMES.open(encoding="utf-8", newline="") as file:
    WHOLE = [row["name"] for row in csv.DictReader(file)]

EVERY = [text for name in WHOLE for text in (name, offences.last_part(name, set(WHOLE)))]
NAMES = sorted({offences.plain(text): text.strip() for text in EVERY}.values())
PARTS = [NAMES[start : start + 100] for start in range(0, len(NAMES), 100)]


def quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def same(label: str, name: str) -> bool:
    """Whether a label is the name, but for spaces and marks."""
    return offences.plain(label) == offences.plain(name)


def counts(reading: Reading) -> dict[str, list[int]]:
    """The counts by label; nothing else may have come of the file."""
    assert [(one.check, one.value) for one in (*reading.refused, *reading.problems)] == []
    assert reading.questions == ()
    labels = {found.id: found.label if not found.known else found.text for found in reading.indicators}
    made: dict[str, list[int]] = {}
    for row in reading.observations:
        assert (row["per_1000"], row["share_percent"], row["population"]) == (None, None, None)
        assert row["area"] == "Vara"
        made.setdefault(labels[row["indicator"]], []).append(row["count"])
    return made


def test_there_are_as_many_as_the_source_lists() -> None:
    assert len(WHOLE) == 1248
    assert len(NAMES) > 1700


@pytest.mark.parametrize("names", PARTS, ids=lambda names: names[0][:30])
def test_as_columns(names: list[str]) -> None:
    for at, name in enumerate(names):
        table = f"Kommun;År;{quoted(name)}\nVara;2021;{at + 2}\nVara;2022;{at + 5}\n"
        (made,) = counts(read("underlag.csv", table.encode())).items()
        assert same(made[0], name)
        assert made[1] == [at + 2, at + 5]


@pytest.mark.parametrize("names", PARTS, ids=lambda names: names[0][:30])
def test_as_columns_beside_each_other(names: list[str]) -> None:
    head = ";".join(["Kommun", "År", *map(quoted, names)])
    table = "\n".join(
        [head, *(";".join(["Vara", year, *(str(at + 1) for at in range(len(names)))]) for year in ("2021", "2022"))]
    )
    made = counts(read("underlag.csv", table.encode()))
    assert len(made) == len(names)
    for at, name in enumerate(names):
        (value,) = [found for label, found in made.items() if same(label, name)]
        assert value == [at + 1, at + 1]


@pytest.mark.parametrize("heading", ["Brott", "Brottstyp", "category", "Rubrik"])
def test_as_rows(heading: str) -> None:
    rows = [f"Vara;{quoted(name)};2021;{at + 1}" for at, name in enumerate(NAMES)]
    made = counts(read("underlag.csv", "\n".join([f"Kommun;{heading};År;Antal", *rows]).encode()))
    assert sorted(map(offences.plain, made)) == sorted(map(offences.plain, NAMES))
    assert {offences.plain(name): [at + 1] for at, name in enumerate(NAMES)} == {
        offences.plain(label): found for label, found in made.items()
    }


@pytest.mark.parametrize("names", PARTS, ids=lambda names: names[0][:30])
def test_as_titles(names: list[str]) -> None:
    for at, name in enumerate(names):
        table = f"{quoted(name)}\n\nKommun;2021;2022\nVara;{at + 1};7\nVara kommun;{at + 1};7\n"
        (made,) = counts(read("underlag.csv", table.encode())).items()
        assert same(made[0], name)
        assert made[1] == [at + 1, 7]


@pytest.mark.parametrize("names", PARTS, ids=lambda names: names[0][:30])
def test_as_names_of_files(names: list[str]) -> None:
    for at, name in enumerate(names):
        (made,) = counts(
            read(re.sub("/", "-", name) + ".csv", f"Kommun;År;Antal\nVara;2021;{at + 1}\n".encode())
        ).items()
        assert same(made[0], name)
        assert made[1] == [at + 1]
