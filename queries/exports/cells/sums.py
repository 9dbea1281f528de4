"""Third stage: totals of a file beside what they add up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from queries.exports.cells.kept import TOTAL, UNKNOWN, Figure, Key, Values
from queries.exports.columns.layout import Layout
from queries.exports.sentences import message, sentence
from queries.exports.values import cells, names
from queries.store.checks import Problem

About = tuple[str, int, int | None, str]
"""Indicator, year, part of the year and measure of a sum over places."""

STEPS = (1000, 100, 10, 5)
"""What protected or estimated figures are rounded to."""


def check_totals(parts: Sequence[Figure], layout: Layout, name: str, found: Values) -> None:
    """Say where a row of totals, or one for the whole, is not the sum of the places; rates and groups are not added up."""
    said_of_places(found)
    if layout.having("breakdown") or any(column.group for column in layout.columns):
        return
    districts = [figure for figure in parts if figure.place not in found.wholes]
    if len({names.place(figure.place).kind for figure in districts}) > 1:
        return  # such as municipalities and their county
    values = by_place(districts)
    unknown: dict[About, list[float | None]] = {}
    totals: dict[About, list[tuple[float | None, int]]] = {}
    for key, entries in found.asides.items():
        for role, value, row in entries:
            of: About = (key.indicator, key.year, key.part, role)
            if key.place == UNKNOWN:
                unknown.setdefault(of, []).append(value)
            elif key.place == TOTAL:
                totals.setdefault(of, []).append((value, row))
    of_some = set()  # the whole may be more than the parts in the file, but not less
    for whole in found.wholes:
        for about, of_place in by_place([figure for figure in parts if figure.place == whole]).items():
            if about not in totals:
                of_some.add(about)
                totals[about] = [of_place[whole]]
    for about, stated in totals.items():
        added = [value for value, _ in values.get(about, {}).values()] + unknown.get(about, [])
        known = [value for value in added if value is not None]
        total, row = stated[0]
        if len(stated) > 1 or len(added) < 2 or len(known) < len(added) or total is None:
            continue
        over = sum(known) - total
        if (over if about in of_some else abs(over)) > tolerance([*known, total]):
            shown = f"{about[1]}: {cells.digits(total)}"
            found.problem(Problem("sum_differs", name, row, value=shown, expected=(cells.digits(sum(known)),)))


def without_sums_of_offences(found: Values) -> None:
    """Leave out rows that say that they add up all offences, where they do; others are a figure of their own."""
    for text, rows in found.of_offences.items():
        is_total = {key for key in found.cells if names.folded(key.indicator) == names.folded(text)}
        added: dict[Key, list[float | None]] = {}
        for key, cell in found.cells.items():
            if key not in is_total and "count" in cell:
                added.setdefault(key._replace(indicator=""), []).append(cell["count"][0])
        pairs = []
        for key in is_total:
            parts, (total, *_) = added.get(key._replace(indicator=""), []), found.cells[key].get("count", (None,))
            if len(parts) > 1 and None not in parts and total is not None:
                pairs.append((sum(value for value in parts if value is not None), total))
        if pairs and all(abs(parts_ - total) <= 0.5 for parts_, total in pairs):
            found.totals += rows
            for key in is_total:
                del found.cells[key]


def by_place(figures: Iterable[Figure]) -> dict[About, dict[str, tuple[float | None, int]]]:
    """The counts and populations of each place with their rows."""
    found: dict[About, dict[str, tuple[float | None, int]]] = {}
    for figure in figures:
        row = figure.row or 0
        found.setdefault((figure.indicator, figure.year, figure.part, "count"), {})[figure.place] = (figure.count, row)
        about = ("", figure.year, figure.part, "population")
        found.setdefault(about, {})[figure.place] = (figure.population, row)
    return found


def tolerance(values: Sequence[float]) -> float:
    """How far a sum may be off where all figures are rounded to fives, tens or more."""
    there = [value for value in values if value]
    step = next((step for step in STEPS if len(there) > 3 and all(value % step == 0 for value in there)), 0)
    return step / 2 * len(values)


def said_of_places(found: Values) -> None:
    """What is to be known of rows that are of no district."""
    for text, rows in found.unknown.items():
        counted = sum(
            value
            for key, entries in found.asides.items()
            if key.place == UNKNOWN
            for role, value, row in entries
            if value is not None and role == "count" and row in rows
        )
        shown = ", ".join(map(str, rows[:10])) + (" …" if len(rows) > 10 else "")
        words = message("“{place}” is no place: its counts, {count} in all, belong to no district (rows {rows}).")
        found.remarks.append(sentence(words, place=names.cleaned(text), count=int(counted), rows=shown))
    for place, text in found.wholes.items():
        if place == text:
            words = message("“{whole}” is the whole of which the other places are parts.")
            found.remarks.append(sentence(words, whole=names.cleaned(text)))
        else:
            words = message("“{whole}” is read as {place}, of which the other places are parts.")
            found.remarks.append(sentence(words, whole=names.cleaned(text), place=place))
