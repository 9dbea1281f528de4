"""Third stage, second half: groups, months and quarters are added up to figures of years, and checked among themselves."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from queries.exports.cells.kept import Cell, Key, Values
from queries.exports.columns.layout import Layout
from queries.exports.problems import Refused
from queries.exports.sentences import Sentence, message, sentence
from queries.exports.values import cells, names
from queries.exports.values.names import Place
from queries.store.checks import Problem

MEASURES = ("count", "population", "per_1000", "share_percent")


@dataclass(frozen=True, slots=True)
class Figure:
    """The figures of one place, indicator and period; ``None`` is unknown."""

    place: str
    indicator: str
    year: int
    part: int | None
    parts: int
    count: float | None = None
    population: float | None = None
    per_1000: float | None = None
    share_percent: float | None = None
    row: int | None = None
    summed: bool = False
    rate_text: str = ""


def figures(found: Values, layout: Layout, totals: dict[str, str], name: str) -> list[Figure]:
    """The figures with groups added up, or the group that holds all, or the one the reader chose."""
    picked = pick(layout, found, totals)
    overlap(layout, found, picked, name)
    found.partial = only_some(layout, found, picked)
    if found.partial:
        text = message("The populations cover only some ages or one sex, and are not used for rates of other files.")
        found.remarks.append(sentence(text))
    result = []
    populations = {
        (key.place, key.year, key.part): figure for key, figure in collapsed(found.populations, picked, found)
    }
    for key, figure in collapsed(found.cells, picked, found):
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


def pick(layout: Layout, found: Values, totals: dict[str, str]) -> dict[int, str]:
    """The value that is used in each column that parts the figures: the reader's choice, else the one that holds all."""
    picked = {}
    for place, (letter, name) in enumerate(parting(layout)):
        sexes = re.search(r"kön|\bkon\b|gender|sex", names.folded(name)) is not None
        there = {key.groups[place] for kept in (found.cells, found.populations) for key in kept}
        if letter in totals and totals[letter] in there:
            picked[place] = totals[letter]
            continue
        whole = sorted(text for text in there if names.is_total(text) or (sexes and text in ("T", "1+2")))
        if name and len(there) == 1 and not whole:
            text = message("All figures are of “{value}” (column {column}).")
            found.remarks.append(sentence(text, value=next(iter(there)), column=name))
        if whole and len(there) > len(whole):
            picked[place] = whole[0]
            if name:
                text = message("In the column {column}, the rows with “{value}” are used; the groups are left out.")
                found.remarks.append(sentence(text, column=name, value=whole[0]))
            else:
                text = message("The column “{value}” is used; the columns of groups are left out.")
                found.remarks.append(sentence(text, value=whole[0]))
    return picked


def parting(layout: Layout) -> list[tuple[str, str]]:
    """Letter and name of each column that parts the figures, in the order of a key's groups."""
    columns = [(column.letter, column.name) for column in layout.having("breakdown")]
    return [*columns, ("", "")] if any(column.group for column in layout.columns) else columns  # groups as columns


AGES = re.compile(
    r"(?P<from>\d{1,3})\s*(?:-|–| )\s*(?P<to>\d{1,3})\b.*|(?P<older>\d{1,3})\s*(?:år)?\s*(?:\+|och äldre|eller äldre|och över|-)\s*(?:år)?"
    r"|över (?P<over>\d{1,3}).*|under (?P<under>\d{1,3}).*|(?P<one>\d{1,3})(?: ?år)?"
)


def ages(texts: Iterable[str]) -> list[tuple[int, int]]:
    """The first and last year of life of each text that names a group of ages."""
    found = []
    for text in texts:
        match = AGES.fullmatch(names.folded(text))
        if not match:
            continue
        if match["from"]:
            found.append((int(match["from"]), int(match["to"])))
        elif match["under"]:
            found.append((0, int(match["under"]) - 1))
        elif match["one"]:
            found.append((int(match["one"]), int(match["one"])))
        else:
            found.append((int(match["older"] or match["over"]), 200))
    return found


def overlap(layout: Layout, found: Values, picked: dict[int, str], file: str) -> None:
    """Raise :class:`Refused` where groups of ages hold each other, so that their sum would count some twice."""
    for place, (letter, name) in enumerate(parting(layout)):
        texts = {key.groups[place] for kept in (found.cells, found.populations) for key in kept}
        groups = sorted(set(ages(texts)))
        if place in picked or len(groups) < max(2, len(texts)):
            continue
        if any(later[0] <= earlier[1] for earlier, later in itertools.pairwise(groups)):
            shown = ", ".join(sorted(texts)[:5])
            raise Refused(Problem("overlapping_groups", file, None, letter, name, shown))


def only_some(layout: Layout, found: Values, picked: dict[int, str]) -> bool:
    """Whether populations cover but some ages, or one sex: those are no denominators."""
    if not found.populations:
        return False
    for place, (_, name) in enumerate(parting(layout)):
        texts = {names.folded(key.groups[place]) for key in found.populations}
        if place in picked or any(names.is_total(text) for text in texts):
            continue
        if len(ages(texts)) == len(texts):
            youngest = any(re.match(r"0(?!\d)|under", text) for text in texts)
            oldest = any(re.search(r"\+|äldre|över|100", text) for text in texts)
            if not (youngest and oldest):
                return True
        elif len(texts) == 1 and re.search(r"kön|sex|gender|civilstånd", names.folded(name)):
            return True
    return False


def wanted_groups(
    groups: dict[Key, list[tuple[tuple[str, ...], Cell]]], picked: dict[int, str]
) -> dict[str, list[set[tuple[str, ...]]]]:
    """The groups that make up each indicator's figures: those picked, where the indicator has such at all, else all.

    Where totals are picked, the groups that they are of come second: all of them together are as good as a total.
    """
    every: dict[str, set[tuple[str, ...]]] = {}
    for key, members in groups.items():
        every.setdefault(key.indicator, set()).update(group for group, _ in members)
    found = {}
    for indicator, there in every.items():
        chosen, others = there, there
        for place, value in picked.items():
            chosen = {group for group in chosen if group[place] == value} or chosen
            others = {group for group in others if group[place] != value}
        totals = all(names.is_total(value) or value in ("T", "1+2") for value in picked.values())
        found[indicator] = [chosen, others] if totals and others and chosen != others else [chosen]
    return found


def whole(members: list[tuple[tuple[str, ...], Cell]], wanted: list[set[tuple[str, ...]]]) -> list[Cell]:
    """The cells of the first of these sets of groups that is there completely; none where none is."""
    for groups in wanted:
        found = [cell for group, cell in members if group in groups]
        if len(found) == len(groups):
            return found
    return []


def summed_up(members: list[Cell]) -> tuple[dict[str, float | None], int]:
    """The figures of several groups together by measure, and how many rates and shares cannot be added up."""
    if len(members) == 1:
        return {measure: entry[0] for measure, entry in members[0].items()}, 0
    one: dict[str, float | None] = {}
    lost = 0
    for measure in MEASURES:
        entries = [cell[measure][0] for cell in members if measure in cell]
        if entries and measure in ("count", "population"):
            complete = len(entries) == len(members) and all(entry is not None for entry in entries)
            one[measure] = sum(entry for entry in entries if entry is not None) if complete else None
        elif entries:
            lost += 1
    return one, lost


def collapsed(kept: dict[Key, Cell], picked: dict[int, str], found: Values) -> Iterator[tuple[Key, Figure]]:
    """One figure a place, indicator and period."""
    groups: dict[Key, list[tuple[tuple[str, ...], Cell]]] = {}
    while kept:  # emptied on the way, so that a large table is not held twice
        key, cell = kept.popitem()
        if key.groups:
            groups.setdefault(key._replace(groups=()), []).append((key.groups, cell))
        else:
            groups[key] = [((), cell)]
    groups = dict(reversed(groups.items()))
    wanted = wanted_groups(groups, picked)
    summed, dropped, most, absent = 0, 0, 1, 0
    for key, all_members in groups.items():
        members = whole(all_members, wanted[key.indicator])
        if not members:  # a group that is not there is unknown, not 0
            absent += 1
            continue
        one, lost = summed_up(members)
        if len(members) > 1:
            dropped += lost
            summed += 1
            most = max(most, len(members))
        first = next((entry for cell in members for entry in cell.values()), None)
        rate = members[0].get("per_1000") if len(members) == 1 else None
        yield (
            key,
            Figure(
                key.place,
                key.indicator,
                key.year,
                key.part,
                key.parts,
                one.get("count"),
                one.get("population"),
                one.get("per_1000"),
                one.get("share_percent"),
                first[1] if first else None,
                len(members) > 1,
                rate[2] if rate else "",
            ),
        )
    if summed:
        text = message(
            "The file parts its figures into groups. Figures here that are sums of up to {groups} groups each, and cover only the groups in the file: {count}."
        )
        found.remarks.append(sentence(text, count=summed, groups=most))
    if absent:
        text = message("Figures left out because a group of the file is missing there: {count}.")
        found.remarks.append(sentence(text, count=absent))
    if dropped:
        text = message("Rates or shares of groups that were left out, since they cannot be added up: {count}.")
        found.remarks.append(sentence(text, count=dropped))


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
