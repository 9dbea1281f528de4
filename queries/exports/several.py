"""Several files beside each other: populations of one for the counts of another, contradictions, and all of them saved."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from queries.exports import observations
from queries.exports.cells.kept import MOST_PROBLEMS
from queries.exports.observations import Found
from queries.exports.reading import Reading, Record, key_of
from queries.exports.sentences import message, sentence
from queries.exports.values import cells, names
from queries.store.checks import Problem


def together(readings: Sequence[Reading]) -> list[Reading]:
    """The readings beside each other, in their order.

    Populations of one file stand beside the counts of the others, where those have none of their own; indicators of the
    files' own that have one name but are of different kinds are kept apart; and where two files differ about a figure,
    both say so.
    """
    return with_populations(contradicting(kept_apart(readings)))


# ---- indicators of one name -------------------------------------------------------------------------------------------

KINDS = {"count": "amount", "per_1000": "amount", "share_percent": "share", "population": "population"}
"""Measures of the same thing are of one kind: a number and its rate, but not a share."""


def kinds_of(reading: Reading) -> dict[str, set[str]]:
    """The kinds of figures that there are of each indicator."""
    found: dict[str, set[str]] = {}
    for row in reading.observations:
        found.setdefault(row["indicator"], set()).update(
            kind for measure, kind in KINDS.items() if row[measure] is not None and kind != "population"
        )
    return found


def kept_apart(readings: Sequence[Reading]) -> list[Reading]:
    """The readings with other ids for indicators of their own that have the id of something else in a file before."""
    known: dict[str, tuple[str, set[str], str]] = {}
    made = []
    for reading in readings:
        kinds_there, taken = kinds_of(reading), {one.id for one in reading.indicators}
        anew: dict[str, tuple[str, str]] = {}
        for found in [one for one in reading.indicators if not one.known]:
            label, kinds = names.folded(found.label), kinds_there.get(found.id, set())
            before = known.setdefault(found.id, (label, kinds, reading.file))
            if before[0] == label and (not kinds or not before[1] or kinds & before[1]):
                known[found.id] = (label, kinds | before[1], before[2])
                continue
            numbered = (f"{found.id}_{number}" for number in itertools.count(2))
            id_ = next(id_ for id_ in numbered if id_ not in taken and id_ not in known)
            anew[found.id] = id_, before[2]
            known[id_] = (label, kinds, reading.file)
        made.append(renamed(reading, anew) if anew else reading)
    return made


def renamed(reading: Reading, anew: Mapping[str, tuple[str, str]]) -> Reading:
    """The reading with other ids for some of its own indicators, and its file's name in their labels; ``anew`` has by the id the
    new one, and the file that has something else under the old."""
    text = message("“{indicator}” is something else than in your file {file}, and is kept apart from it.")

    def with_id(row: Record) -> Record:
        return row | {"indicator": anew[row["indicator"]][0]} if row["indicator"] in anew else row

    def apart(one: Found) -> Found:
        if one.id not in anew:
            return one
        return replace(one, id=anew[one.id][0], label=f"{one.label} ({names.cleaned(reading.file)})")

    return replace(
        reading,
        indicators=tuple(map(apart, reading.indicators)),
        observations=tuple(map(with_id, reading.observations)),
        rows={(anew[key[0]][0] if key[0] in anew else key[0], *key[1:]): row for key, row in reading.rows.items()},
        remarks=(
            *reading.remarks,
            *(
                sentence(text, indicator=one.label, file=anew[one.id][1])
                for one in reading.indicators
                if one.id in anew
            ),
        ),
    )


# ---- populations ------------------------------------------------------------------------------------------------------


def with_populations(readings: Sequence[Reading]) -> list[Reading]:
    """The readings with populations of one file beside the counts of the others, where those have none of their own.

    Where files differ about a population, none is used, and the files with counts say so.
    """
    populations: dict[tuple[Any, ...], set[int]] = {}
    for reading in readings:
        if reading.is_population:
            for row in reading.observations:
                populations.setdefault((row["area_category"], row["area"], row["year"]), set()).add(row["population"])
    return [with_population(reading, populations) for reading in readings] if populations else list(readings)


def with_population(reading: Reading, populations: dict[tuple[Any, ...], set[int]]) -> Reading:
    differing: set[str] = set()

    def filled(row: Record) -> Record:
        if row["population"] is not None or row["count"] is None or row["indicator"] == "population":
            return row
        found = populations.get((row["area_category"], row["area"], row["year"]), set())
        if len(found) > 1:
            differing.add(f"{row['area'] or row['area_category']} {row['year']}")
        return row | {"population": next(iter(found)) if len(found) == 1 else None}

    made = replace(reading, observations=tuple(filled(row) for row in reading.observations))
    if not differing:
        return made
    text = message("Your files have different populations of {places}; none of them is used there.")
    shown = ", ".join(sorted(differing)[:5]) + (" …" if len(differing) > 5 else "")
    return replace(made, remarks=(*made.remarks, sentence(text, places=shown)))


# ---- contradictions ---------------------------------------------------------------------------------------------------


class Stated(NamedTuple):
    """One figure of one file: where it is and how precisely it is written. ``about`` is what it is of."""

    at: int
    file: str
    row: int | None
    value: float
    about: str
    precision: float


def contradicting(readings: Sequence[Reading]) -> list[Reading]:
    """The readings with a problem for each figure that another of the files gives otherwise; both stay as they are."""
    if len(readings) < 2:
        return list(readings)
    first: dict[tuple[Any, ...], Stated] = {}
    problems: list[list[Problem]] = [[] for _ in readings]
    others: list[list[str]] = [[] for _ in readings]
    for at, reading in enumerate(readings):
        for key, stated in stated_by(at, reading):
            before = first.setdefault(key, stated)
            if before.at == at or abs(before.value - stated.value) <= before.precision + stated.precision:
                continue
            for one, other in ((before, stated), (stated, before)):
                problems[one.at].append(differing(one, other))
                others[one.at].append(other.file)
    return [
        replace(
            reading,
            problems=(*reading.problems, *found[:MOST_PROBLEMS]),
            further=reading.further + max(len(found) - MOST_PROBLEMS, 0),
            contradicted_by=tuple(dict.fromkeys(named)),
        )
        if found
        else reading
        for reading, found, named in zip(readings, problems, others, strict=True)
    ]


def stated_by(at: int, reading: Reading) -> Iterator[tuple[tuple[Any, ...], Stated]]:
    """Every figure of a reading by what it is about. A population is not about an indicator."""
    precise = {measure: precision(reading, measure) for measure in KINDS}
    for row in reading.observations:
        place = row["area"] or row["area_category"]
        for measure in KINDS:
            if row[measure] is None:
                continue
            key = ("population" if measure == "population" else row["indicator"], measure, place, row["year"], None, 1)
            about = f"{place} {row['year']}"
            yield key, Stated(at, reading.file, reading.rows.get(key_of(row)), row[measure], about, precise[measure])
    ids = {found.text: found.id for found in reading.indicators}
    for figure in reading.by_part:
        for measure in KINDS:
            value = getattr(figure, measure)
            if value is None or measure == "population":
                continue
            of_part = (ids.get(figure.indicator), measure, figure.place, figure.year, figure.part, figure.parts)
            about = f"{figure.place} {figure.year}, {figure.part}/{figure.parts}"
            yield of_part, Stated(at, reading.file, figure.row, value, about, precise[measure])


def precision(reading: Reading, measure: str) -> float:
    """Half a unit of the last decimal with which a file gives its rates or shares; counts are exact."""
    if measure in ("count", "population"):
        return 0.0
    values = [row[measure] for row in reading.observations if row[measure] is not None][:2000]
    values += [value for one in reading.by_part[:2000] if (value := getattr(one, measure)) is not None]
    decimals = max((len(cells.digits(value).partition(".")[2]) for value in values), default=0)
    return 0.5001 * 10.0**-decimals


def differing(one: Stated, other: Stated) -> Problem:
    shown = f"{one.about}: {cells.digits(one.value)}"
    row = "–" if other.row is None else str(other.row)
    return Problem("other_file", one.file, one.row, value=shown, expected=(other.file, row, cells.digits(other.value)))


def addition(readings: Sequence[Reading], read_on: datetime.date) -> dict[str, bytes]:
    """The readings as files of the data folder: an export for each, and the rows the dictionary needs for them."""
    readings = [reading for reading in together(readings) if reading.observations]
    files: dict[str, bytes] = {}
    sources: list[Record] = []
    indicators: dict[str, Record] = {}
    notes: list[Record] = []
    taken: set[str] = set()
    of_indicators: dict[str, list[Record]] = {}
    for row in itertools.chain.from_iterable(reading.observations for reading in readings):
        of_indicators.setdefault(row["indicator"], []).append(row)
    preliminary = sorted({year for one in readings for year in one.preliminary})
    lasting = {text for one in readings for text in one.lasting}
    for reading in readings:
        source = reading.source
        while source in taken:
            source += "-2"
        taken.add(source)
        rows = [row | {"source": source} for row in reading.observations]
        files[f"exports/{source}.csv"] = observations.as_csv(observations.COLUMNS, rows)
        there = sorted({row["year"] for row in rows} & set(reading.preliminary))
        sources.append(
            observations.source_row(
                source, reading.file, reading.sheet, read_on.isoformat(), there, reading.contradicted_by
            )
        )
        notes += observations.preliminary_notes(rows, there)
        for found in reading.indicators:
            if not found.known and found.id not in indicators:
                # Several files can have figures of it: its unit is that of them all.
                indicators[found.id] = observations.indicator_row(
                    found,
                    of_indicators.get(found.id, []),
                    observations.FIRST_POSITION + len(indicators),
                    reading.file,
                    preliminary,
                    found.text in lasting,
                )
    if sources:
        files["sources.csv"] = observations.as_csv(list(sources[0]), sources)
    if notes:
        files["notes.csv"] = observations.as_csv(list(notes[0]), notes)
    if indicators:
        files["indicators.csv"] = observations.as_csv(list(next(iter(indicators.values()))), indicators.values())
    return files
