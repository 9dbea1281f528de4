"""Third stage, second half: groups, months and quarters are added up to figures of years, and checked among themselves."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from queries.exports.cells import groups
from queries.exports.cells.kept import Figure, Values
from queries.exports.columns.layout import Layout
from queries.exports.sentences import Sentence, message, sentence
from queries.exports.values import cells, names
from queries.exports.values.names import Place
from queries.store.checks import Problem


def figures(found: Values, layout: Layout, totals: dict[str, str], name: str) -> list[Figure]:
    """The figures with groups added up, or the group that holds all, or the one the reader chose."""
    picked = groups.pick(layout, found, totals)
    groups.check_overlap(layout, found, picked, name)
    found.partial = groups.covers_some(layout, found, picked)
    if found.partial:
        text = message("The populations cover only some ages or one sex, and are not used for rates of other files.")
        found.remarks.append(sentence(text))
    result = []
    populations = {
        (key.place, key.year, key.part): figure for key, figure in groups.collapsed(found.populations, picked, found)
    }
    for key, figure in groups.collapsed(found.cells, picked, found):
        result.append(
            with_population(
                figure,
                populations.get((key.place, key.year, key.part)) or populations.get((key.place, key.year, None)),
            )
        )
    if not result:
        return [replace(figure, indicator="population") for figure in populations.values()]
    return result


def with_population(figure: Figure, population: Figure | None) -> Figure:
    if population is None or figure.population is not None:
        return figure
    return replace(figure, population=population.population)


def cross_checked(parts: list[Figure], layout: Layout, name: str, found: Values) -> None:
    """What contradicts itself in the file: rates that are not count by population, years missing, leaps of populations."""
    rate = next((column for column in layout.columns if column.role == "rate" and column.per), None)
    for figure in parts:
        if figure.count is None or not figure.population or figure.per_1000 is None or not rate or not rate.per:
            continue
        expected = figure.count / figure.population * rate.per
        shown = figure.per_1000 * rate.per / 1000
        decimals = (
            len(re.split(r"[.,]", cells.plain(figure.rate_text))[-1]) if re.search(r"[.,]\d", figure.rate_text) else 0
        )
        decimals = min(decimals, 6)
        if abs(expected - shown) > 0.5 * 10**-decimals * 1.001 + 1e-9:
            found.problem(
                Problem(
                    "rate_differs",
                    name,
                    figure.row,
                    rate.letter,
                    rate.name,
                    figure.rate_text or f"{shown:g}",
                    (f"{expected:.{max(decimals, 1)}f}",),
                )
            )
    years = sorted({figure.year for figure in parts})
    if years:
        absent = sorted(set(range(years[0], years[-1] + 1)) - set(years))
        if absent:
            text = message("There are no figures for {years}, while there are for years before and after.")
            found.remarks.append(sentence(text, years=", ".join(map(str, absent))))
    leaps(parts, name, found)


LEAP = 0.1
"""A population that changes by more than this share in a year is pointed out."""


def leaps(parts: list[Figure], name: str, found: Values) -> None:
    populations: dict[str, dict[int, Figure]] = {}
    for figure in parts:
        if figure.population:
            populations.setdefault(figure.place, {})[figure.year] = figure
    for place, by_year in populations.items():
        for year, figure in sorted(by_year.items()):
            before = by_year.get(year - 1)
            if before and before.population and figure.population:
                change = abs(figure.population / before.population - 1)
                if change > LEAP and before.population >= 100:
                    shown = f"{place} {year}: {figure.population:.0f}"
                    found.problem(
                        Problem(
                            "population_jumps", name, figure.row, value=shown, expected=(f"{before.population:.0f}",)
                        )
                    )


def counted(found: Values) -> list[Sentence]:
    """How many rows and figures were read, missing, repeated or lost their zeros, in sentences."""
    text = message("Rows read: {rows}; figures in them: {figures}.")
    said = [Sentence(text, {"rows": found.rows, "figures": found.figures}, "rows")]
    if found.missing:
        said.append(
            sentence(
                message("Figures missing in the file: {count}. They stay missing; none became 0."), count=found.missing
            )
        )
    if found.repeated:
        shown = ", ".join(str(row) for row in sorted(set(found.repeated))[:10])
        text = message("Figures that stand twice and were counted once: {count} (rows {rows}).")
        found_rows = sorted(set(found.repeated))
        said.append(sentence(text, count=len(found.repeated), rows=shown + (" …" if len(found_rows) > 10 else "")))
    if found.totals:
        text = message("Rows of totals that were left out: {count} (rows {rows}).")
        said.append(sentence(text, count=len(found.totals), rows=", ".join(map(str, found.totals[:10]))))
    if found.lost_zeros:
        text = message("Codes that lost their leading zero were read with it: {codes}.")
        shown = ", ".join(f"{short} → {code}" for short, code in sorted(found.lost_zeros.items())[:10])
        said.append(sentence(text, codes=shown))
    return said


MOST_SUGGESTED = 500
"""Places that are compared with those of the country; a file of more has areas of its own."""


def places_of(parts: list[Figure]) -> dict[str, Place]:
    """What each place's text names, with what the first of those nobody knows resemble."""
    found = {text: names.place(text) for text in dict.fromkeys(figure.place for figure in parts)}
    own = [text for text, place in found.items() if place.kind == "own"]
    return found | {text: replace(found[text], likely=names.suggestion(text)) for text in own[:MOST_SUGGESTED]}


def kinds(places: dict[str, Place]) -> Counter[str]:
    return Counter(place.kind for place in places.values())
