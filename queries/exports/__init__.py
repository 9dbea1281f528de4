"""Reading exports of others: any Swedish table becomes observations in our contract, or is refused with reasons.

Four stages, each sparing the reader the consequences of the one before: the file (``text``, ``workbook``, ``grid``), its
columns (``recognition``, ``meanings``), its values (``table``, ``cells``), and checks of the values against each other.
Everything that is guessed can be corrected (:class:`Corrections`). Nothing is written to disk.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace

from queries.exports import observations
from queries.exports.cells import figures, sums, table, years
from queries.exports.columns import header, recognition
from queries.exports.columns.layout import Corrections, Layout
from queries.exports.file import grid, text, workbook
from queries.exports.observations import Found
from queries.exports.problems import Refused, about, message, sentence
from queries.exports.reading import Key, Reading
from queries.exports.several import addition, together
from queries.exports.understanding import (
    DELIMITERS,
    ENCODINGS,
    ROLES,
    about_indicators,
    about_places,
    understood,
)
from queries.exports.values import memory

__all__ = [
    "DELIMITERS",
    "ENCODINGS",
    "ROLES",
    "Corrections",
    "Reading",
    "addition",
    "read",
    "together",
    "understood",
]

LEFT_OUT = ("part_of_year", "year_not_whole", "year_not_over", "zeros_at_end", "total_of_parts")
"""Why figures of years are left out, which says enough where nothing else remains."""

PREVIEW = 8
"""Rows that are shown of a file beside what was understood of it."""


def read(name: str, content: bytes, corrections: Corrections = Corrections()) -> Reading:  # noqa: B008 - it is frozen
    """Read one file. Never raises for what stands in a file: what is wrong is in the answer."""
    reading = Reading(name)
    try:
        text.check_size(name, len(content))
        reading, cells = opened(reading, content, corrections)
        reading = replace(reading, preview=first_rows(cells))
        found = recognition.understood(cells, corrections, reading.sheet)
        reading = replace(reading, layout=found, preview=first_rows(cells, found.header_rows))
        if found.is_events:
            return replace(reading, events=True, understood=tuple(understood(reading, found)))
        return values_of(reading, cells, found, corrections)
    except Refused as refusal:
        if any(problem.check == "personal_numbers" for problem in refusal.problems):
            reading = replace(reading, preview=())  # nor are they shown
        return replace(reading, refused=tuple(refusal.problems))
    finally:
        memory.forget()


def opened(reading: Reading, content: bytes, corrections: Corrections) -> tuple[Reading, grid.Grid]:
    """The file as a grid of cells, with what was found on the way."""
    name = reading.file
    if not text.is_workbook(content):
        decoded, encoding = text.decoded(name, content, corrections.encoding)
        cells = grid.from_text(name, decoded, corrections.delimiter)
        return replace(reading, encoding=encoding, delimiter=cells.delimiter), cells
    sheets = workbook.sheets(name, content)
    tables = {}
    for title, rows in sheets.items():
        try:
            tables[title] = grid.from_cells(name, rows)
        except Refused:
            continue
    if not tables:
        raise Refused(about(name, "not_a_table"))
    sheet = corrections.sheet if corrections.sheet in tables else max(tables, key=lambda title: weight(tables[title]))
    return replace(reading, sheet=str(sheet), sheets=tuple(tables)), tables[str(sheet)]


def weight(cells: grid.Grid) -> int:
    """How many figures a sheet holds, of its first rows."""
    return sum(header.is_amount(cell) for _, row in cells.head for cell in row)


def first_rows(cells: grid.Grid, header_rows: Sequence[int] = ()) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """The first rows that are not blank, with their numbers; from the header on where it is known."""
    first = min(header_rows, default=0)
    rows = [
        (number, tuple(cell[:80] for cell in row[:40])) for number, row in cells.head if any(row) and number >= first
    ]
    return tuple(rows[:PREVIEW])


def values_of(reading: Reading, cells: grid.Grid, found: Layout, corrections: Corrections) -> Reading:
    """The observations of a table that was understood."""
    values = table.values(cells, found)
    parts = figures.figures(values, found, dict(corrections.totals), reading.file)
    figures.cross_checked(parts, found, reading.file, values)
    sums.check_totals(parts, found, reading.file, values)
    whole = years.whole_years(parts, reading.file, values)
    if not corrections.whole_years:
        whole = years.without_parts_of_years(whole, parts, found, reading.file, values, datetime.date.today())
    years.mark_preliminary(found, {figure.year for figure in parts}, values)
    texts = {figure.indicator for figure in whole}
    indicators = observations.indicators_of(texts - {"population"}, corrections.indicators)
    if "population" in texts:
        indicators["population"] = Found("Folkmängd", "population", "Folkmängd", True)
    in_file: dict[Key, int] = {}
    rows = observations.observations(whole, indicators, reading.source, in_file)
    places = figures.places_of(parts)
    by_part = tuple(figure for figure in parts if figure.part is not None and figure.parts)
    problems = [*found.problems, *values.problems]
    if not rows and not any(problem.check in LEFT_OUT for problem in problems):
        kind = "all_missing" if values.missing and not by_part else "no_data_rows"
        if not by_part:
            problems = [*problems, about(reading.file, kind)]
    reading = replace(
        reading,
        problems=tuple(problems),
        further=values.further_problems,
        indicators=tuple(indicators.values()),
        observations=tuple(rows),
        by_part=by_part,
        rows=in_file,
        partial=values.partial,
        preliminary=tuple(sorted(values.preliminary)),
        likely_places={text: place.likely for text, place in places.items() if place.likely},
    )
    if not rows and not by_part:
        return replace(reading, refused=tuple(problems[-20:]), problems=())
    said = [
        *understood(reading, found),
        *about_places(
            {
                text: place
                for text, place in places.items()
                if text not in values.wholes and not (text == found.place and "file" in found.from_name)
            }
        ),
        *about_indicators(reading),
    ]
    remarks = [*figures.counted(values), *values.remarks]
    others = [title for title in reading.sheets if title != reading.sheet]
    if others:
        text_ = message("Other sheets of the workbook were not read: {sheets}. Choose one below, or save it as a file.")
        remarks.append(sentence(text_, sheets=", ".join(others[:10]) + (" …" if len(others) > 10 else "")))
    return replace(reading, understood=tuple(said), remarks=tuple(remarks))
