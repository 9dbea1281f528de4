"""Second stage: which row is the header, what each column holds, and how its numbers are written.

All of it is a guess that the reader may correct; :class:`layout.Corrections` are what the reader said. A
:class:`layout.Layout` is what is believed after both.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from queries.exports.columns.beside import may_be_places, settled
from queries.exports.columns.columns import Column, Profile, column, measure_of
from queries.exports.columns.defaults import with_defaults
from queries.exports.columns.header import Numbered, combined, filled, header_of, last_row
from queries.exports.columns.layout import Corrections, Layout
from queries.exports.columns.layout_checks import beside_each_other, checked, refuse_persons
from queries.exports.columns.meanings import FIGURES, meaning
from queries.exports.columns.titles import spoken_title, stem_of
from queries.exports.columns.whole_days import dated
from queries.exports.file.grid import Grid
from queries.exports.problems import Refused, about
from queries.exports.values import cells, names
from queries.exports.values.names import cleaned
from queries.store.checks import Problem

LONGEST_NAME = 300
"""Letters of a column's name that are looked at."""


def notes_below(grid: Grid, last: int | None) -> str:
    """What stands below the table, such as that a year is preliminary or not whole: a line for each of the first rows."""
    rows = [row for number, row in (grid.tail or grid.head) if last is not None and number > last]
    return "\n".join(" ".join(cell for cell in row if cell) for row in rows[:30])[:5000]


def understood(grid: Grid, corrections: Corrections = Corrections(), sheet: str = "") -> Layout:  # noqa: B008 - it is frozen
    """What the table is believed to be. ``sheet`` is the title of the workbook's sheet. Raises :class:`Refused` where
    it cannot be used at all."""
    rows = [(number, row) for number, row in grid.head if any(row)]
    header, body = header_of(rows, corrections.header_row)
    if not body:
        raise Refused(about(grid.name, "no_data_rows"))
    titles = [row for number, row in rows if number < (header[0][0] if header else body[0][0])]
    title = " ".join(cell for row in titles[:5] for cell in row if cell)[:300]
    header_width = max((filled(row) for _, row in header), default=0)
    width = header_width or max(filled(row) for _, row in body)
    labels = [label[:LONGEST_NAME] for label in combined([row for _, row in header], width)]
    if header and unnamed_rows(body, width):
        labels, width = ["", *labels], width + 1
    last = last_row(grid, body)
    body = [(number, row) for number, row in body if last is None or number <= last]
    if not body:
        raise Refused(about(grid.name, "no_data_rows"))
    sample = body
    profiles = [Profile([row[index] if index < len(row) else "" for _, row in sample]) for index in range(width)]
    refuse_persons(grid.name, labels, profiles)
    columns = [column(index, labels[index], profiles[index], bool(header)) for index in range(width)]
    beside = beside_each_other(columns, corrections)
    columns = settled(columns, profiles, bool(header), f"{title} {stem_of(grid.name)}", corrections.columns_are_places)
    columns = [corrected(found, corrections) for found in columns]
    columns = written(columns, profiles, grid.delimiter, corrections.decimal)
    columns, dates = dated(columns, profiles)
    layout = Layout(
        tuple(columns),
        tuple(number for number, _ in header),
        body[0][0],
        last,
        producer_of(grid, labels, columns),
        title,
        guessed=() if header else tuple(found.letter for found in columns if found.is_figure),
        is_events=is_events(columns),
        dates=dates,
        places=kind_of_places(columns, profiles),
        carried=carried_down(columns, body),
        header=tuple(labels),
        notes=cleaned(" ".join(notes_below(grid, last).splitlines()[:5]), 200),
        footnotes=notes_below(grid, last),
        problems=partly_named(grid.name, columns, header),
        columns_unsure=may_be_places(columns),
        measures_among=any(
            measure_of(text) is not None
            for found in columns
            if found.role == "indicator"
            for text in set(profiles[found.index].present[:500])
        ),
    )
    above = "\n".join(" ".join(cell for cell in row if cell) for row in titles[-10:])
    layout = with_defaults(grid.name, layout, corrections, sheet, spoken_title(titles), above)
    return checked(grid.name, layout, profiles, body, beside)


def partly_named(name: str, columns: Sequence[Column], header: Sequence[Numbered]) -> tuple[Problem, ...]:
    """The columns that are left out because their names speak of some months of a year together."""
    row = header[-1][0] if header else None
    return tuple(
        Problem("part_of_year", name, row, found.letter, found.name, found.partly)
        for found in columns
        if found.partly and not found.is_figure
    )


def unnamed_rows(body: Sequence[Numbered], width: int) -> bool:
    """Whether rows begin with their number, of which the header says nothing: R's ``write.table``."""
    rows = [row for _, row in body[:300]]
    if not all(filled(row) == width + 1 for row in rows):
        return False
    return [row[0] for row in rows] == [str(number) for number in range(1, len(rows) + 1)]


def carried_down(columns: Sequence[Column], body: Sequence[Numbered]) -> tuple[int, ...]:
    """The columns that are written only in the first of several rows."""
    figures = [found.index for found in columns if found.is_figure]
    rows = [row for _, row in body if any(index < len(row) and row[index] for index in figures)]
    found = []
    for one in columns:
        if one.role not in ("place", "place_code", "indicator", "year", "category", "breakdown", "measure"):
            continue
        empty = [not (one.index < len(row) and row[one.index]) for row in rows]
        if sum(empty) > 1 and not empty[0] and sum(empty) > len(empty) * 0.2:
            found.append(one.index)
    return tuple(found)


def kind_of_places(columns: Sequence[Column], profiles: Sequence[Profile]) -> str:
    """What the places are, where the cells alone would mislead: Stockholm in a column of counties is one."""
    found = next((one for one in columns if one.role == "place"), None) or next(
        (one for one in columns if one.role == "place_code"), None
    )
    if not found:
        return ""
    name = names.folded(found.name)
    texts = {names.folded(text) for text in profiles[found.index].present}
    if texts and all(re.fullmatch(r"\d{1,2}(?: 0)?", text) for text in texts):
        return "" if re.search(r"län|county|lan\b|lkf|region", name) else "number"
    if re.search(r"^län\b|^lan$|^county|länsnamn", name):
        return "county"
    if re.search(r"polis ?region", name):
        return "region"
    known = texts & names.REGIONS
    return "region" if len(known) >= 3 and len(known) >= len(texts) - 2 else ""


def corrected(found: Column, corrections: Corrections) -> Column:
    if found.letter in corrections.roles:
        found = replace(found, role=corrections.roles[found.letter], vague=False)
    if found.letter in corrections.per:
        found = replace(found, per=corrections.per[found.letter], vague=False)
    return found


def written(columns: list[Column], profiles: list[Profile], delimiter: str, decimal: str | None) -> list[Column]:
    """How each column of figures writes its numbers; a column that does not tell does as the others do."""
    figures = [found for found in columns if found.is_figure or found.role in ("latitude", "longitude")]
    sure = [cells.notation(profiles[found.index].present, delimiter) for found in figures]
    marks = {
        numbers.decimal
        for numbers, found in zip(sure, figures, strict=True)
        if numbers.sure and has_decimals(profiles[found.index].present)
    }
    shared = decimal or (next(iter(marks)) if len(marks) == 1 else None)
    result = list(columns)
    for found in figures:
        texts = profiles[found.index].present
        numbers = cells.notation(texts, delimiter, shared, whole=found.role in ("count", "population"))
        if (
            found.vague
            and numbers.thousands in (",", ".")
            and not any(text.count(numbers.thousands) > 1 for text in texts)
        ):
            numbers = replace(numbers, sure=False)  # 1.234 may as well be a rate
        result[found.index] = replace(found, numbers=numbers)
    return result


def has_decimals(texts: Sequence[str]) -> bool:
    return any("," in text or "." in text for text in texts)


# ---- the table as a whole ---------------------------------------------------------------------------------------------


def is_events(columns: Sequence[Column]) -> bool:
    """Whether each row is one event: days as dates, and no column that counts."""
    if not any(found.role == "date" for found in columns):
        return False
    named = [found for found in columns if found.is_figure and meaning(found.name).role in FIGURES]
    return not named


def producer_of(grid: Grid, labels: list[str], columns: list[Column]) -> str:
    """Which known kind of export this is: a word for the sentence that tells the reader."""
    folded = [names.folded(label) for label in labels if label]
    if {"region", "brott", "år", "period", "antal"} <= set(folded):
        return "bra_month" if any(found.role == "period" for found in columns) else "bra_year"
    if set(folded[:2]) == {"kommun", "antal"} and any("100 000" in label for label in folded):
        return "bra_municipalities"
    if {"indicator", "area_category", "area", "year", "source"} <= {label.lower() for label in labels}:
        return "contract"
    if not folded and len(columns) == 3 and columns[0].role == "place":
        return "bra_municipalities"
    if (
        any(re.search(r"\d{4}$", label) for label in labels)
        and grid.text.startswith('"')
        and any("efter" in row[0] for _, row in grid.head[:1] if row)
    ):
        return "scb"
    if (
        labels
        and not labels[0]
        and columns[0].role == "ignored"
        and any(row[:1] == ["1"] for _, row in grid.head[:3])
        and grid.text.startswith(('"",', '"";', ",", ";", '""\t'))
    ):
        return "r"
    return ""
