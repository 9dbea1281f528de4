"""An administrator's folder, and publishers who know what is in the repository, a new year, and the years that lack here."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import queries
from queries.store import database
from queries.update import __main__ as command
from queries.update import answers
from tests.queries.update.publishers import Publishers, served, yearly_table

TODAY = datetime.date(2027, 4, 9)

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def publishers(built_in_data: Path) -> Publishers:
    """They say the same as the repository, and for 2026: Umeå 9,460 offences per 100,000, all others 8,000."""
    rows = queries.rows("municipalities")
    names = {row["code"]: row["name"] for row in rows}
    codes = {name: code for code, name in names.items()}
    loaded = database.current()
    populations = {
        (row["municipality_code"], row["year"]): row["population"]
        for row in loaded.ask_rows("SELECT * FROM municipality_populations", ())
    }
    for code in names:
        for year, other in ((2020, 2019), (2021, 2022), (2026, 2025)):
            populations[code, year] = populations[code, other]
    rates = {
        (codes[row["area"]], row["year"]): round(row["per_1000"] * 100)
        for row in loaded.ask_rows("SELECT * FROM observations WHERE indicator = 'reported_offences'", ())
    }
    rates |= {(code, 2026): 9_460 if name == "Umeå" else 8_000 for code, name in names.items()}
    table = yearly_table({name: (12_600, 9_460) if name == "Umeå" else (1_000, 8_000) for name in codes})
    return Publishers(names, populations, rates, table)


@pytest.fixture
def address(publishers: Publishers, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setattr(answers, "PAUSES", (0, 0, 0))
    with served(publishers) as found:
        for host in ("scb", "kolada", "bra"):
            monkeypatch.setenv(f"LAGESBILD_{host.upper()}", f"{found}/{host}")
        yield found


@pytest.fixture
def folder(data_copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder of an administrator, which adds to the built-in data."""
    found = tmp_path / "more"
    found.mkdir()
    monkeypatch.setenv("LAGESBILD_DATA", str(found))
    return found


@pytest.fixture
def run(address: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command; its code, and all that it said."""

    def running(*arguments: str, today: datetime.date = TODAY) -> tuple[int, str]:
        code = command.main(arguments, today)
        said = capsys.readouterr()
        return code, said.out + said.err

    return running
