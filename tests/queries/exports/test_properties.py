"""A table written in any combination of notations comes back as the same observations."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from queries.exports import Corrections, read
from tests.queries.exports.foreign import checks, remarks

PLACES = ("Umeå", "Lund", "Örebro", "Upplands Väsby", "Malå", "Arjeplog", "Gävle", "Håbo")
SPACES = (" ", "\u00a0", "\u202f")

Figures = dict[tuple[str, int], tuple[int | None, float | None]]
"""Count and rate per 1 000 by place and year; ``None`` is missing."""


@dataclass(frozen=True)
class Notation:
    """How a table is written."""

    delimiter: str
    encoding: str
    decimal: str
    thousands: str
    line_end: str
    titles: int
    notes: bool
    quoting: int
    wide: bool
    missing: str
    per: int
    years_first: bool


@st.composite
def notations(draw: st.DrawFn) -> Notation:
    """A notation that can be read in one way only: a thousands mark is not the decimal mark, and narrow spaces and
    dashes are not in encodings that lack them."""
    decimal = draw(st.sampled_from([",", "."]))
    encoding = draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "latin-1", "cp1252"]))
    marks = ["", " ", "\u00a0", "'", "." if decimal == "," else ","]
    missing = ["..", ".", "-", "", "x"]
    if encoding.startswith("utf"):
        marks.append("\u202f")
        missing.append("–")
    return Notation(
        delimiter=draw(st.sampled_from([";", ",", "\t", "|"])),
        encoding=encoding,
        decimal=decimal,
        thousands=draw(st.sampled_from(marks)),
        line_end=draw(st.sampled_from(["\n", "\r\n", "\r"])),
        titles=draw(st.integers(0, 4)),
        notes=draw(st.booleans()),
        quoting=draw(st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC])),
        wide=draw(st.booleans()),
        missing=draw(st.sampled_from(missing)),
        per=draw(st.sampled_from([1_000, 10_000, 100_000])),
        years_first=draw(st.booleans()),
    )


@st.composite
def tables(draw: st.DrawFn) -> Figures:
    """Two to six places in two to five years. Rates have decimals, and some counts are above a thousand."""
    places = draw(st.lists(st.sampled_from(PLACES), min_size=2, max_size=6, unique=True))
    first = draw(st.integers(1995, 2020))
    years = range(first, first + draw(st.integers(2, 5)))
    found: Figures = {}
    for place in places:
        for year in years:
            count = draw(st.none() | st.integers(0, 9_999_999))
            rate = draw(st.none() | st.integers(0, 99_999).map(lambda value: value / 100))
            found[place, year] = (count, rate)
    # Without these nothing would tell a table of missing figures from one of words.
    found[places[0], first] = (1_234_567, 12.34)
    found[places[1], first] = (12, 5.67)
    return found


TITLES = ("Tabell 3. Brott i några kommuner", "Polismyndigheten", "Urval: alla", "")


def whole(value: int | None, notation: Notation) -> str:
    if value is None:
        return notation.missing
    return f"{value:,}".replace(",", notation.thousands)


def rate(value: float | None, notation: Notation) -> str:
    """The rate per as many inhabitants as the notation says, of a rate per 1 000."""
    if value is None:
        return notation.missing
    written = f"{value * notation.per / 1000:,.2f}"
    left, right = written.split(".")
    return left.replace(",", notation.thousands) + notation.decimal + right


def written(figures: Figures, notation: Notation) -> bytes:
    places = list(dict.fromkeys(place for place, _ in figures))
    years = sorted({year for _, year in figures})
    named = f"Per {notation.per:,} inv".replace(",", " ")
    rows: list[list[str]]
    if notation.wide:
        rows = [["Kommun", *[f"{name} {year}" for year in years for name in ("Antal", named)]]]
        for place in places:
            cells = [figures[place, year] for year in years]
            rows.append([place, *[text for one in cells for text in (whole(one[0], notation), rate(one[1], notation))]])
    else:
        rows = [["Kommun", "År", "Antal", named]]
        order = [(p, y) for y in years for p in places] if notation.years_first else list(figures)
        rows += [[p, str(y), whole(figures[p, y][0], notation), rate(figures[p, y][1], notation)] for p, y in order]
    text = io.StringIO()
    for title in TITLES[: notation.titles]:
        text.write(title + notation.line_end)
    csv.writer(
        text, delimiter=notation.delimiter, quoting=notation.quoting, lineterminator=notation.line_end
    ).writerows(rows)
    if notation.notes:
        text.write(notation.line_end + "Källa: Polisen 2021. 3 fall saknas." + notation.line_end)
    return text.getvalue().encode(notation.encoding)


@settings(max_examples=200, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(figures=tables(), notation=notations())
def test_any_notation_comes_back(figures: Figures, notation: Notation) -> None:
    reading = read("rån.csv", written(figures, notation), Corrections())
    found = {(row["area"], row["year"]): (row["count"], row["per_1000"]) for row in reading.observations}
    expected = {
        key: (count, None if value is None else round(value, 6))
        for key, (count, value) in figures.items()
        if (count, value) != (None, None)
    }
    assert (found, checks(reading)) == (expected, []), remarks(reading)


@settings(max_examples=40, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(figures=tables(), notation=notations(), factor=st.sampled_from(["B", "C"]))
def test_a_correction_changes_only_what_it_says(figures: Figures, notation: Notation, factor: str) -> None:
    """Leaving a column out takes its figures away, and no others."""
    content = written(figures, notation)
    before = read("rån.csv", content, Corrections())
    assert before.layout is not None
    column = next(one for one in before.layout.columns if one.is_figure and one.role == "rate")
    after = read("rån.csv", content, Corrections(roles={column.letter: "ignored"}))
    counts = {(row["area"], row["year"]): row["count"] for row in before.observations if row["count"] is not None}
    assert counts == {
        (row["area"], row["year"]): row["count"] for row in after.observations if row["count"] is not None
    }
