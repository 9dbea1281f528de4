"""Figures by what they are of; what is new, revised or missing in them beside those that are in use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

POPULATION = "population"
OFFENCES = "reported_offences"


class Key(NamedTuple):
    """What a row of figures is of: an indicator, a municipality by its name, a year."""

    indicator: str
    area: str
    year: int


Figures = dict[Key, dict[str, float]]
"""Figures by measure (``count``, ``per_1000``, ``population``). What is not known is not there; it is never 0."""


@dataclass(frozen=True, kw_only=True)
class Fetched:
    """What one publisher answered: its name, the figures, what was asked for and is not among them, and how a source
    line tells of it in Swedish and English."""

    publisher: str
    figures: Figures
    missing: tuple[Key, ...]
    told_sv: str
    told_en: str


@dataclass(frozen=True)
class Earlier:
    """The newest figures in use, the source of each row, and of each source its document in Swedish and English, its part,
    and when it was published."""

    figures: Figures = field(default_factory=dict)
    sources: dict[Key, str] = field(default_factory=dict)
    told: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    published: dict[str, str] = field(default_factory=dict)


class Change(NamedTuple):
    """A figure that the publisher has given otherwise before."""

    key: Key
    measure: str
    before: float
    after: float

    @property
    def size(self) -> float:
        """How large the change is beside the figure before; a change from 0 counts as one from 1."""
        return abs(self.after - self.before) / max(self.before, 1 if self.measure != "per_1000" else 0.01)


@dataclass(frozen=True)
class Comparison:
    """What is new and what is revised, of how many figures that both have; what is missing."""

    new: tuple[tuple[Key, str], ...]
    revised: tuple[Change, ...]
    compared: int
    missing: tuple[Key, ...]

    @property
    def is_news(self) -> bool:
        return bool(self.new or self.revised)


DECIMALS = {"count": 0, "population": 0, "per_1000": 2}
"""With how many decimals each measure is published; a smaller difference is none."""


def compare(earlier: Figures, fetched: Sequence[Fetched]) -> Comparison:
    """What the fetched figures say otherwise than the earlier ones, the largest changes first."""
    new, revised, compared = [], [], 0
    for key, measures in together(fetched).items():
        for measure, after in measures.items():
            before = earlier.get(key, {}).get(measure)
            if before is None:
                new.append((key, measure))
                continue
            compared += 1
            if round(before, DECIMALS[measure]) != round(after, DECIMALS[measure]):
                revised.append(Change(key, measure, before, after))
    revised.sort(key=lambda change: (-change.size, change.key))
    there = together(fetched)
    missing = tuple(sorted({key for one in fetched for key in one.missing if key not in there}))
    return Comparison(tuple(new), tuple(revised), compared, missing)


def together(fetched: Sequence[Fetched]) -> Figures:
    """All fetched figures; where two publishers give the same one, that of the later in the order counts."""
    found: Figures = {}
    for one in fetched:
        for key, measures in one.figures.items():
            found[key] = found.get(key, {}) | measures
    return found


def disagreeing(fetched: Sequence[Fetched]) -> list[Change]:
    """Where two publishers give the same figure otherwise: ``before`` is the earlier in the order."""
    found: list[Change] = []
    known: Figures = {}
    for one in fetched:
        for key, measures in one.figures.items():
            for measure, value in measures.items():
                before = known.setdefault(key, {}).setdefault(measure, value)
                if round(before, DECIMALS[measure]) != round(value, DECIMALS[measure]):
                    found.append(Change(key, measure, before, value))
    return sorted(found, key=lambda change: (-change.size, change.key))


def whole(earlier: Figures, fetched: Figures) -> tuple[Figures, set[Key]]:
    """The figures of the new publication with all that is known beside them, and the rows that hold earlier figures.

    Rows and measures that were not fetched stay as they were, of the fetched indicators; a count only beside a rate that
    has not changed, since what belongs together is revised together.
    """
    indicators = {key.indicator for key in fetched}
    rows = {key: dict(measures) for key, measures in fetched.items()}
    kept = set()
    for key, before in earlier.items():
        if key.indicator not in indicators:
            continue
        row = rows.setdefault(key, {})
        unchanged = all(
            round(before[measure], DECIMALS[measure]) == round(value, DECIMALS[measure])
            for measure, value in row.items()
            if measure in before
        )
        stay = {measure: value for measure, value in before.items() if measure not in row and unchanged}
        if stay:
            row |= stay
            kept.add(key)
    return {key: row for key, row in rows.items() if row}, kept


def lost(earlier: Figures, rows: Figures) -> list[Key]:
    """The rows that lose a figure: it belonged to one that was revised, and its own revision was not fetched."""
    indicators = {key.indicator for key in rows}
    gone = [key for key, before in earlier.items() if key.indicator in indicators and set(before) - set(rows[key])]
    return sorted(gone, key=lambda key: (key.year, key.area))


def by_year(keys: Sequence[Key]) -> dict[int, list[str]]:
    """The municipalities of each year, in the order of the years."""
    found: dict[int, list[str]] = {}
    for key in sorted(keys, key=lambda key: (key.year, key.area)):
        found.setdefault(key.year, []).append(key.area)
    return found
