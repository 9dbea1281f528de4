"""Checks of what a local picture is made of: phases of an area, and numbers that must never be persons."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from queries.store.checks import Problem, Schema, Table, column_letter

PERSONAL_COLUMN = re.compile(r"namn|name|person|\bpnr|födel|birth|adress|address|alias|telefon|phone", re.IGNORECASE)
"""What columns are called that tell who somebody is."""

PERSONAL_NUMBER = re.compile(r"(?<!\d)(\d{2})?\d{2}(0[1-9]|1[0-2])\d{2}[-+ ]?\d{4}(?!\d)")
"""A Swedish personal identity number, or the coordination number of somebody without one."""


def check_persons(table: Table, schema: Schema) -> list[Problem]:
    """A file of numbers holds nothing that looks like a person: no such column, no personal identity number, no row a person.

    What stands in the file is never repeated.
    """
    table.performed["persons"] = len(table.numbers)
    wanted = {column["name"] for column in schema["fields"]}
    problems = [
        Problem("personal_column", table.file, table.header_row, column_letter(place), expected=tuple(sorted(wanted)))
        for place, name in enumerate(table.header)
        if name not in wanted and (PERSONAL_COLUMN.search(name) or PERSONAL_NUMBER.search(name))
    ]
    for place, column in enumerate(table.columns):
        problems += [
            Problem("personal_number", table.file, number, column_letter(place))
            for number, text in zip(table.numbers, column, strict=True)
            if PERSONAL_NUMBER.search(text)
        ]
    return problems or check_row_a_person(table, schema["primaryKey"])


def check_row_a_person(table: Table, key: list[str]) -> list[Problem]:
    """Each number stands once: several rows for one group are a list of those in it."""
    if not set(key) <= set(table.header):
        return []
    first: dict[tuple[str, ...], int] = {}
    problems = []
    for number, values in table.keys(key):
        if values in first:
            problems.append(Problem("row_a_person", table.file, number, expected=(str(first[values]),)))
        first.setdefault(values, number)
    return problems


def check_areas(cylinder: Sequence[Table], areas: Sequence[Table], stages: Sequence[Table]) -> list[Problem]:
    """Numbers are of an area that is known: an assessed one, or one with ratings. Another text could name a person."""
    known = {text for table in areas for text in table.texts("id")}
    known |= {text for table in stages for text in table.texts("area")}
    return [
        Problem("not_an_area", table.file, number, table.letter("area"), "area")
        for table in cylinder
        for number, text in table.cells("area")
        if text not in known
    ]


def check_one_phase(phases: Sequence[Table]) -> list[Problem]:
    """An area is in one phase at a time: one ends no later than the next begins, as exactly as both are known."""
    problems = []
    for table in phases:
        table.performed["one_phase"] = len(table.numbers)
        rows = sorted(table.keys(["area", "begins", "ends"]), key=lambda row: row[1][:2])
        for (_, (area, _, ends)), (number, (later, begins, _)) in itertools.pairwise(rows):
            known = min(len(ends), len(begins))
            if area == later and (not ends or begins[:known] < ends[:known]):
                place = (number, table.letter("begins"), "begins", begins)
                problems.append(Problem("two_phases", table.file, *place, expected=(ends or "–",)))
    return problems
