"""What the tests of foreign tables share: small files written in the test, and observations as lines to compare."""

from __future__ import annotations

from textwrap import dedent
from typing import Any

import pytest

from queries.exports import Corrections, Reading, read

MEASURES = ("count", "population", "per_1000", "share_percent")


def figure(value: float) -> str:
    return f"{value:.6f}".rstrip("0").rstrip(".")


def lines(reading: Reading) -> list[str]:
    """Each observation as ``indicator, place, year: count 5, per_1000 3.8``, with what is known of it; sorted."""
    said = []
    for row in reading.observations:
        known = ", ".join(f"{name} {figure(row[name])}" for name in MEASURES if row[name] is not None)
        said.append(f"{row['indicator']}, {row['area'] or row['area_category']}, {row['year']}: {known}")
    return sorted(said)


def expected(text: str) -> list[str]:
    return sorted(line.strip() for line in text.strip().splitlines())


def checks(reading: Reading) -> list[str]:
    """The rules that were broken, those of a refusal included, each once."""
    return sorted({problem.check for problem in (*reading.refused, *reading.problems)})


def text(table: str) -> str:
    """A table written in a test, without the indentation of the test."""
    return dedent(table).lstrip("\n")


def reading_of(name: str, table: str | bytes, **corrections: Any) -> Reading:
    content = text(table).encode() if isinstance(table, str) else table
    return read(name, content, Corrections(**corrections))


def remarks(reading: Reading) -> str:
    return " ".join(str(sentence) for sentence in (*reading.understood, *reading.remarks))


def refusals(reading: Reading) -> list[str]:
    return [problem.check for problem in reading.refused]


def parametrised(cases: dict[str, tuple[Any, ...]]) -> pytest.MarkDecorator:
    """A case a name: the file's name, its text, the observations, the rules it breaks (none, unless said)."""
    full = [(*case, ()) if len(case) == 3 else case for case in cases.values()]
    return pytest.mark.parametrize(("name", "table", "observations", "broken"), full, ids=list(cases))


def assert_read(name: str, table: str | bytes, observations: str, broken: tuple[str, ...]) -> None:
    """The observations that stand in the test, no others; and no problem that the test does not name."""
    reading = reading_of(name, table)
    assert (lines(reading), checks(reading)) == (expected(observations), sorted(broken)), remarks(reading)
