"""Third stage: groups of persons or times are added up to one figure, or the group that holds all is used."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from queries.exports.cells.kept import Cell, Figure, Key, Values
from queries.exports.columns.layout import Layout
from queries.exports.problems import Refused
from queries.exports.sentences import message, sentence
from queries.exports.values import names
from queries.exports.words.concepts import names_of
from queries.store.checks import Problem

ADDED = ("count", "population")
"""Measures that can be added up over groups; rates and shares cannot."""

Group = tuple[str, ...]
Members = list[tuple[Group, Cell]]

ALL_CODES = frozenset({"T", "1+2"})
"""What some write for both sexes together."""


def parting(layout: Layout) -> list[tuple[str, str]]:
    """Letter and name of each column that parts the figures, in the order of a key's groups."""
    columns = [(column.letter, column.name) for column in layout.having("breakdown")]
    return [*columns, ("", "")] if any(column.group for column in layout.columns) else columns  # groups as columns


def texts_at(found: Values, place: int) -> set[str]:
    return {key.groups[place] for kept in (found.cells, found.populations) for key in kept}


def is_all(text: str, name: str) -> bool:
    """Whether a value of a column holds all its groups."""
    of_sexes = any(word in names_of("sexes") for word in names.folded(name).split()) or name.lower() in (
        "gender",
        "sex",
    )
    return names.is_total(text) or (of_sexes and text in ALL_CODES)


def pick(layout: Layout, found: Values, asked: Mapping[str, str]) -> dict[int, str]:
    """The value that is used in each column that parts the figures: the reader's choice, else the one that holds all."""
    picked = {}
    for place, (letter, name) in enumerate(parting(layout)):
        there = texts_at(found, place)
        whole = sorted(text for text in there if is_all(text, name))
        if asked.get(letter) in there:
            picked[place] = asked[letter]
        elif whole and len(there) > len(whole):
            picked[place] = whole[0]
            if name:
                text = message("In the column {column}, the rows with “{value}” are used; the groups are left out.")
                found.remarks.append(sentence(text, column=name, value=whole[0]))
            else:
                text = message("The column “{value}” is used; the columns of groups are left out.")
                found.remarks.append(sentence(text, value=whole[0]))
        elif name and len(there) == 1 and not whole:
            text = message("All figures are of “{value}” (column {column}).")
            found.remarks.append(sentence(text, value=next(iter(there)), column=name))
    return picked


AGES = re.compile(
    r"(?P<from>\d{1,3})\s*(?:-|–| )\s*(?P<to>\d{1,3})\b.*|(?P<older>\d{1,3})\s*(?:år)?\s*(?:\+|och äldre|eller äldre|och över|-)\s*(?:år)?"
    r"|över (?P<over>\d{1,3}).*|under (?P<under>\d{1,3}).*|(?P<one>\d{1,3})(?: ?år)?"
)


def ages(texts: Iterable[str]) -> list[tuple[int, int]]:
    """The first and last year of life of each text that names a group of ages."""
    found = []
    for match in filter(None, (AGES.fullmatch(names.folded(text)) for text in texts)):
        numbers = {name: int(text) for name, text in match.groupdict().items() if text}
        first = numbers.get("from", numbers.get("one", numbers.get("older", numbers.get("over", 0))))
        last = numbers.get("to", numbers.get("one", numbers["under"] - 1 if "under" in numbers else 200))
        found.append((first, last))
    return found


def check_overlap(layout: Layout, found: Values, picked: Mapping[int, str], file: str) -> None:
    """Raise :class:`Refused` where groups of ages hold each other, so that their sum would count some twice."""
    for place, (letter, name) in enumerate(parting(layout)):
        texts = texts_at(found, place)
        groups = sorted(set(ages(texts)))
        if place in picked or len(groups) < max(2, len(texts)):
            continue
        if are_hours(groups):
            continue
        if any(later[0] <= earlier[1] for earlier, later in itertools.pairwise(groups)):
            raise Refused(Problem("overlapping_groups", file, None, letter, name, ", ".join(sorted(texts)[:5])))


def are_hours(groups: Sequence[tuple[int, int]]) -> bool:
    """Whether these are the hours of a whole day, each group of which ends when the next begins."""
    touch = all(later[0] == earlier[1] for earlier, later in itertools.pairwise(groups))
    return touch and (groups[0][0], groups[-1][1]) == (0, 24)


WHOLES = (
    (r"män|man$|pojk|^m$|male|^men|boys", r"kvinn|flick|^k$|female|women|girls"),
    (r"ogift", r"(?<!o)gift", r"skild", r"änk"),
    (r"inrikes|svensk", r"utrikes|utländsk"),
)
"""Groups that together are all there are: sexes, civil status, birth."""


def are_all(texts: set[str]) -> bool:
    """Whether groups are all there are, as far as their names tell."""
    if any(names.is_total(text) for text in texts):
        return True
    known = sorted(ages(texts))
    if len(known) == len(texts):
        return bool(known) and known[0][0] == 0 and known[-1][1] >= 100
    return any(all(any(re.search(part, text) for text in texts) for part in whole) for whole in WHOLES)


def covers_some(layout: Layout, found: Values, picked: Mapping[int, str]) -> bool:
    """Whether populations cover but some ages, one sex or the like: those are no denominators."""
    places = [place for place in range(len(parting(layout))) if place not in picked]
    return any(
        not are_all({names.folded(key.groups[place]) for key in found.populations})
        for place in places
        if found.populations
    )


def wanted_groups(groups: Mapping[Key, Members], picked: Mapping[int, str]) -> dict[str, list[set[Group]]]:
    """The groups that make up each indicator's figures: those picked, where the indicator has such at all, else all.

    Where totals are picked, the groups that they are of come second: all of them together are as good as a total.
    """
    every: dict[str, set[Group]] = {}
    for key, members in groups.items():
        every.setdefault(key.indicator, set()).update(group for group, _ in members)
    found = {}
    for indicator, there in every.items():
        chosen, others = there, there
        for place, value in picked.items():
            chosen = {group for group in chosen if group[place] == value} or chosen
            others = {group for group in others if group[place] != value}
        totals = all(names.is_total(value) or value in ALL_CODES for value in picked.values())
        found[indicator] = [chosen, others] if totals and others and chosen != others else [chosen]
    return found


def complete(members: Members, wanted: list[set[Group]]) -> Members:
    """The members of the first of these sets of groups that is there completely; none where none is."""
    for groups in wanted:
        found = [(group, cell) for group, cell in members if group in groups]
        if len(found) == len(groups):
            return found
    return []


def summed(key: Key, members: Members) -> Figure:
    """The counts and populations of several groups together; unknown where one is."""
    one: dict[str, float | None] = {}
    for measure in ADDED:
        entries = [cell[measure][0] for _, cell in members if measure in cell]
        if entries:
            known = [entry for entry in entries if entry is not None]
            one[measure] = sum(known) if len(known) == len(members) else None
    first = next((entry for _, cell in members for entry in cell.values()), None)
    return Figure.of(key, **one, row=first[1] if first else None, summed=True)


def by_itself(key: Key, cell: Cell) -> Figure:
    first = next(iter(cell.values()), None)
    rate = cell.get("per_1000")
    values = {measure: entry[0] for measure, entry in cell.items()}
    return Figure.of(key, **values, row=first[1] if first else None, rate_text=rate[2] if rate else "")


def collapsed(kept: dict[Key, Cell], picked: Mapping[int, str], found: Values) -> Iterator[tuple[Key, Figure]]:
    """One figure a place, indicator and period. Groups of nothing but rates or shares, which cannot be added up, are figures
    of their own, each under the name of its group."""
    groups: dict[Key, Members] = {}
    while kept:  # emptied on the way, so that a large table is not held twice
        key, cell = kept.popitem()
        plain = key._replace(groups=()) if key.groups else key
        groups.setdefault(plain, []).append((key.groups, cell))
    groups = dict(reversed(groups.items()))
    wanted = wanted_groups(groups, picked)
    sums, dropped, most, absent, shown = 0, 0, 1, 0, dict[str, None]()
    for key, all_members in groups.items():
        members = complete(all_members, wanted[key.indicator])
        if len(members) == 1:
            yield key, by_itself(key, members[0][1])
            continue
        if any(measure in cell for _, cell in all_members for measure in ADDED):
            if not members:  # a group that is not there is unknown, not 0
                absent += 1
                continue
            sums, most = sums + 1, max(most, len(members))
            dropped += len({measure for _, cell in members for measure in cell} - set(ADDED))
            shown |= dict.fromkeys(" ".join(group) for group, _ in members[::-1])
            yield key, summed(key, members)
            continue
        for group, cell in reversed(all_members):
            own = key._replace(indicator=f"{key.indicator} ({', '.join(group)})")
            yield own, by_itself(own, cell)
    if sums:
        text = message(
            "The file parts its figures into groups. Figures here that are sums of up to {groups} groups each, and cover only the groups in the file: {count} ({examples})."
        )
        examples = ", ".join(list(shown)[:6]) + (" …" if len(shown) > 6 else "")
        found.remarks.append(sentence(text, count=sums, groups=most, examples=examples))
    if absent:
        text = message("Figures left out because a group of the file is missing there: {count}.")
        found.remarks.append(sentence(text, count=absent))
    if dropped:
        text = message("Rates or shares of groups that were left out, since they cannot be added up: {count}.")
        found.remarks.append(sentence(text, count=dropped))
