"""Two years beside each other in every hexagon, and whether the densest stay: what of it may be chance.

The one model of variation (``variation.py``) tells how the hexagons' counts swing.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from queries.statistics import tests, variation
from queries.statistics.intervals import LEVEL
from queries.statistics.lines import Series
from queries.statistics.tests import Verdict

HALF = 0.5
DRAWS = 400
SEED = 20211201
"""The same figures always give the same answer."""


@dataclass(frozen=True, kw_only=True)
class Stability:
    """How many hexagons together hold half of the earlier year's events, ``densest``, of ``all``; how many of them are among
    as many densest of the later year, ``stayed``; and between which numbers that would be if nothing had changed. Of a part of
    the hexagons: how many of those are in it."""

    densest: int
    all: int
    stayed: int
    least: int
    most: int


def model(counts: Mapping[int, Mapping[int, int]], years: Sequence[int]) -> variation.Variation:
    """How the counts of hexagons swing from year to year; ``years`` are those that the file covers."""
    parts = {
        (cell,): [
            Series(years=list(years), counts=[of_cell.get(year, 0) for year in years], populations=[1.0] * len(years))
        ]
        for cell, of_cell in counts.items()
    }
    return variation.estimated(parts)


def verdicts(
    counts: Mapping[int, Mapping[int, int]], years: Sequence[int], earlier: int, later: int
) -> dict[int, Verdict]:
    """For each hexagon whether the later year had more or fewer events than the earlier, beyond what chance usually gives.

    So many comparisons at once are corrected for their number (Benjamini & Hochberg)."""
    known = model(counts, years)
    found = {}
    for cell, of_cell in counts.items():
        old, new = of_cell.get(earlier, 0), of_cell.get(later, 0)
        spread = variation.spread_of(known, (cell,), (old + new) / 2, (earlier, later))
        found[cell] = tests.compared(new, 1, old, 1, spread=spread)
    known_p = {cell: one.p for cell, one in found.items() if one.p is not None}
    likely = dict(zip(known_p, tests.corrected(list(known_p.values())), strict=True))
    made: dict[int, Verdict] = {}
    for cell, one in found.items():
        if one.verdict in ("higher", "lower") and likely.get(cell, 1.0) > 1 - LEVEL:
            made[cell] = "no_difference"
        else:
            made[cell] = one.verdict
    return made


def stability(
    counts: Mapping[int, Mapping[int, int]], years: Sequence[int], earlier: int, later: int
) -> Stability | None:
    """Whether the densest hexagons of the earlier year are the densest of the later; ``None`` where there are no events."""
    return stability_of_parts(counts, years, earlier, later, {"": counts}).get("")


def stability_of_parts(
    counts: Mapping[int, Mapping[int, int]],
    years: Sequence[int],
    earlier: int,
    later: int,
    parts: Mapping[str, Collection[int]],
) -> dict[str, Stability]:
    """The same of some of the hexagons at a time, by the name of the part; the densest are still those of all. Empty where
    there are no events.

    What it would be without change is found by drawing both years from the mean of the two, with the model's variance.
    """
    cells = sorted(counts)
    old = np.array([counts[cell].get(earlier, 0) for cell in cells], dtype=float)
    new = np.array([counts[cell].get(later, 0) for cell in cells], dtype=float)
    if not old.sum() or not new.sum():
        return {}
    number = densest(old)
    known = model(counts, years)
    means = (old + new) / 2
    times = np.array([max(known.times_at(mean), 1.0) if mean else 1.0 for mean in means.tolist()])
    generator = np.random.default_rng(SEED)
    kept = [
        largest(drawn(generator, means, times), number) & largest(drawn(generator, means, times), number)
        for _ in range(DRAWS)
    ]
    first, stayed = largest(old, number), largest(old, number) & largest(new, number)
    found = {}
    for name, part in parts.items():
        within = {place for place, cell in enumerate(cells) if cell in part}
        least, most = np.quantile([len(one & within) for one in kept], [0.025, 0.975])
        found[name] = Stability(
            densest=len(first & within),
            all=len(within),
            stayed=len(stayed & within),
            least=int(np.floor(least)),
            most=int(np.ceil(most)),
        )
    return found


def densest(counts: variation.Numbers) -> int:
    """How few hexagons hold half of the events."""
    ordered = np.sort(counts)[::-1].cumsum()
    return int(np.searchsorted(ordered, counts.sum() * HALF) + 1)


def largest(counts: variation.Numbers, number: int) -> set[int]:
    """The places of the so many largest counts; of equal ones the first."""
    return set(np.argsort(-counts, kind="stable")[:number].tolist())


def drawn(generator: np.random.Generator, means: variation.Numbers, times: variation.Numbers) -> variation.Numbers:
    """Counts with these means and so many times the variance of independent events: Poisson, or negative binomial."""
    rates = means.copy()
    wide = (times > 1) & (means > 0)
    rates[wide] = generator.gamma(means[wide] / (times[wide] - 1), times[wide] - 1)
    return generator.poisson(rates).astype(float)
