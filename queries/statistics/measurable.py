"""Which changes could be told from chance, asked before they happen: for a goal such as "15 per cent fewer until 2028".

The test is that of two figures of a place (:func:`queries.statistics.tests.compared`), the swing that of the one model
(:mod:`queries.statistics.variation`): what is said here beforehand is what the pages will judge by afterwards. Sums of several
years swing by more than independent years would (:func:`wandering`).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import scipy  # its parts come when they are used: the dashboard waits for them at its start

from queries.row_types import Figure
from queries.statistics import evidence, tests, variation
from queries.statistics.evidence import Notes
from queries.statistics.intervals import LEVEL, Numbers, tail_of
from queries.statistics.tests import LEAST_STATED, POWER
from queries.statistics.variation import Spread, Variation


@dataclass(frozen=True, kw_only=True)
class Measurable:
    """What could be told of a sum of ``years`` years beside the ``years`` before, ``first`` to ``last``, in which ``cases`` were
    counted. ``fall`` and ``rise`` are the smallest changes, as shares of it, that the test would call more than chance in four
    cases of five; ``fall`` is ``None`` where even no case at all would not be, both where too few cases are expected. ``seen`` is
    the share of cases in which the asked change would be. ``spread`` is how such figures swing."""

    first: int
    last: int
    years: int
    cases: int
    fall: float | None
    rise: float | None
    seen: float | None
    spread: Spread

    def can_tell(self, change: float) -> bool:
        """Whether a change, such as -0.15, would be told from chance in four cases of five."""
        least = self.fall if change < 0 else self.rise
        return least is not None and abs(change) >= least


def measurable(
    places: Sequence[Sequence[Figure]], notes: Notes, model: Variation, change: float, years: int = 1
) -> Measurable | None:
    """What could be told of these places together, a series each by year, if their populations stay as they are.

    The last ``years`` years that all have are what a goal is measured from. ``None`` where one has no count in them, where a
    figure is in doubt, or where a series begins anew within them.
    """
    if not places or not all(places):
        return None
    last = places[0][-1]["year"]
    before = set(range(last - years + 1, last + 1))
    cases, parts = 0, []
    for rows in places:
        used = [row for row in rows if row["year"] in before]
        counts = [row["cases"] for row in used if row["cases"] is not None]
        broken = any(min(before) < year <= last for year in evidence.breaks(rows, notes))
        if len(counts) < years or broken or any(evidence.is_doubted(row, notes) for row in used):
            return None
        mean = sum(counts) / years
        cases += sum(counts)
        parts.append((variation.spread_of(model, evidence.who(rows[0]), mean, before), mean))
    spread = parts[0][0] if len(parts) == 1 else variation.summed([part for part in parts if part[1]])
    spread = spread._replace(times=spread.times * wandering(model, years))
    return Measurable(
        first=min(before),
        last=last,
        years=years,
        cases=cases,
        fall=smallest_fall(cases, spread),
        rise=smallest_rise(cases, spread),
        seen=share_seen(cases, change, spread),
        spread=spread,
    )


def wandering(model: Variation, years: int) -> float:
    """How many times the variance that independent years would have the difference between two sums of so many consecutive
    years has: levels wander, so years near each other are alike and sums of several differ by more. 1 for single years.

    From all places of the kind that have twice as many years without a leap, with the change that all of them share taken
    away; by the steps of single years, so that it is 1 where years are independent. Where fewer than ten places tell, the
    years of a sum are taken to swing as one: it then tells no smaller changes than a single year.
    """
    known = model.published or model
    asked = ("wandering", years)
    if years > 1 and asked not in known.kept:
        known.kept[asked] = estimated_wandering(known, years)
    return float(known.kept[asked]) if years > 1 else 1.0


def estimated_wandering(model: Variation, years: int) -> float:
    """The same, worked out anew."""
    by_source: dict[str, list[tuple[Numbers, Numbers]]] = {}
    for key, parts in model.parts.items():
        for part in parts:
            if len(part.years) >= 2 * years and key not in model.leaps and any(part.counts):
                figures = np.array(part.counts, float), np.array(part.populations, float)
                by_source.setdefault(f"{key[2]} {part.years[0]}–{part.years[-1]}", []).append(figures)
    alike = [places for places in by_source.values() if len(places) >= variation.FEWEST_PLACES]
    squares = np.zeros(2)
    for places in alike:
        counts, people = (np.stack(one) for one in zip(*places, strict=True))
        expected = people * (counts.sum(0) / people.sum(0))  # where all change together, nothing wanders
        times = np.array([model.times_at(mean) for mean in counts.mean(1)])
        squares += [(mean_square(counts, expected, width) / times).sum() for width in (1, years)]
    return max(1.0, float(squares[1] / squares[0])) if squares[0] else float(years)


def mean_square(counts: Numbers, expected: Numbers, width: int) -> Numbers:
    """Of each place (row) the mean square of the differences between sums of ``width`` years and of those before, as so many
    times what independent cases would have."""
    rate = counts.sum(1) / expected.sum(1)
    found = []
    for middle in range(width, counts.shape[1] - width + 1):
        before, after = slice(middle - width, middle), slice(middle, middle + width)
        then, now = expected[:, before].sum(1), expected[:, after].sum(1)
        grown = now / then
        away = counts[:, after].sum(1) - grown * counts[:, before].sum(1)
        found.append(away**2 / (rate * (now + grown**2 * then)))
    return np.asarray(np.mean(found, axis=0), np.float64)


def smallest_rise(old: float, spread: Spread) -> float | None:
    """The smallest rise of a count, as a share of it, that is told from chance in four cases of five."""
    times = tests.detectable_rise(old, 1.0, spread)
    return None if times is None else times - 1


def smallest_fall(old: float, spread: Spread) -> float | None:
    """The same of a fall; ``None`` below :data:`LEAST_STATED` cases, and where a fall to nothing would not be told either."""
    if old < LEAST_STATED:
        return None
    least, most = 0.0, 1.0
    if (share_seen(old, -most, spread) or 0.0) < POWER:
        return None
    while most - least > PRECISE:
        middle = (least + most) / 2
        is_seen = (share_seen(old, -middle, spread) or 0.0) >= POWER
        least, most = (least, middle) if is_seen else (middle, most)
    return most


PRECISE = 1e-4


def share_seen(old: float, change: float, spread: Spread) -> float | None:
    """In which share of cases a change of a count by this share of it would be called more than chance, in its direction.

    By the square roots of both counts, whose variance is a quarter of how many times the mean that of the counts is, over the
    uncertainty of that; half a count of the exact test's steps is taken off. ``None`` below :data:`LEAST_STATED` cases.
    """
    if old < LEAST_STATED:
        return None
    new = max(0.0, old * (1 + change))
    away = 2 * abs(math.sqrt(new) - math.sqrt(old)) - 0.5 / math.sqrt(old)
    times = away / math.sqrt(2 * spread.times)
    freedom = tests.nearly(spread.freedom)
    limit = -float(scipy.special.ndtri(tail_of(LEVEL, freedom)))
    if math.isinf(freedom):
        return float(scipy.special.ndtr(times - limit))
    shares = (np.arange(400) + 0.5) / 400
    errors = np.sqrt(scipy.special.gammaincinv(freedom / 2, shares) * 2 / freedom)
    return float(scipy.special.ndtr(times - limit * errors).mean())
