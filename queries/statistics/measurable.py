"""Which changes could be told from chance, asked before they happen: for a goal such as "15 per cent fewer until 2028".

The test is that of two figures of a place (:func:`queries.statistics.tests.compared`), the swing that of the one model
(:mod:`queries.statistics.variation`): what is said here beforehand is what the pages will judge by afterwards.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import special

from queries.row_types import Figure
from queries.statistics import evidence, tests, variation
from queries.statistics.evidence import Notes
from queries.statistics.intervals import LEVEL, tail_of
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
    limit = -float(special.ndtri(tail_of(LEVEL, freedom)))
    if math.isinf(freedom):
        return float(special.ndtr(times - limit))
    shares = (np.arange(400) + 0.5) / 400
    errors = np.sqrt(special.gammaincinv(freedom / 2, shares) * 2 / freedom)
    return float(special.ndtr(times - limit * errors).mean())
