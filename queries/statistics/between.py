"""How much places differ from each other: what a level beside that of many is judged by, and the limits of the funnel.

A place's count is expected to be e = population · rate of the yardstick; its variance is φ·e, the swing from year to year
(:mod:`queries.statistics.variation`), and on top of it τ²·e², since places really differ. So Spiegelhalter (Statist. Med. 24
(2005), 1185-1202, "additive random effects"), with negative binomial tails in the place of normal ones. Rates are per 1 000.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import scipy  # its parts come when they are used: the dashboard waits for them at its start

from queries.statistics.intervals import LEAST_OVER, LEVEL, PER, Interval, tail_of
from queries.statistics.tests import Verdict
from queries.statistics.variation import Key, Variation

FEWEST_PLACES = 10
"""Places from which on it can be told how much they differ."""

CAP = 2.0
"""A place further away than so many standard deviations counts as this far (Huber), so that the few that stand out do not
set what is usual."""

USUAL = (
    math.erf(CAP / math.sqrt(2))
    - 2 * CAP * math.exp(-(CAP**2) / 2) / math.sqrt(2 * math.pi)
    + CAP**2 * math.erfc(CAP / math.sqrt(2))
)
"""The mean of the squares of normal figures so capped."""

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Between:
    """Around ``rate``, per 1 000, places differ by ``tau`` times it (a standard deviation), known from ``freedom`` degrees of
    freedom; ``p`` of each place, judged by what the others are like."""

    rate: float
    tau: float
    freedom: float
    p: Mapping[Key, float]


@dataclass(frozen=True, kw_only=True)
class Among:
    """A place beside many: between ``low`` and ``high``, per 1 000, lie 95 % of places of its size; ``p`` of one no more
    unusual, and what follows; ``tau`` as of :class:`Between`, known from so many ``places``."""

    low: float
    high: float
    p: float
    verdict: Verdict
    tau: float
    places: int


def spread_between(there: Mapping[Key, tuple[float, float]], known: Variation, rate: float) -> Between | None:
    """How much places differ from a rate per 1 000, by their counts and populations; ``known`` is how such figures swing.

    ``None`` of fewer than :data:`FEWEST_PLACES` places, beside a rate of nothing, and where they lie too far from it.
    """
    if len(there) < FEWEST_PLACES or rate <= 0:
        return None
    cases, people = np.array(list(there.values()), float).T
    expected = people * rate / PER
    swings = np.array([known.times_at(one) for one in expected])

    def away(tau: Numbers | float) -> Numbers:
        return scores(cases, expected, swings + tau**2 * expected)

    def weights(tau: float) -> Numbers:  # what a place tells of τ², as in maximum likelihood
        told: Numbers = expected / (swings + tau**2 * expected)
        return told

    def beyond(tau: float) -> Numbers:
        more: Numbers = weights(tau) * (np.minimum(away(tau) ** 2, CAP**2) - USUAL)
        return more

    most = next((tau for tau in TRIED if beyond(tau).sum() <= 0), None)
    if most is None:
        return None
    tau = float(scipy.optimize.brentq(lambda tau: beyond(tau).sum(), 0.0, most, xtol=1e-4)) if most else 0.0
    # Without the place itself the sum would be less by its own part: one step of Newton's to what the others give.
    slope = (beyond(tau + STEP).sum() - beyond(tau).sum()) / STEP
    others = np.maximum(0, tau + beyond(tau) / slope) if tau else np.zeros(len(cases))
    freedom = max(1.0, float(weights(tau).sum() ** 2 / (weights(tau) ** 2).sum()) - 1)
    p = 2 * scipy.special.stdtr(freedom, -np.abs(away(others)))
    return Between(rate, tau, freedom, dict(zip(there, p.tolist(), strict=True)))


TRIED = (0.0, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2)
STEP = 1e-3


def among(found: Between, key: Key, count: int, population: int, known: Variation) -> Among | None:
    """What that says of one of the places."""
    if key not in found.p:
        return None
    [(low, high)] = funnel(found, [population], known)
    p, rate = found.p[key], count / population * PER
    verdict: Verdict = "no_difference" if p >= 1 - LEVEL else "higher" if rate > found.rate else "lower"
    return Among(low=low, high=high, p=p, verdict=verdict, tau=found.tau, places=len(found.p))


def beside(found: Between, rate: float, count: int, population: int, others: float, known: Variation) -> Among:
    """A place beside a rate per 1 000 of so many ``others`` together: whether it lies further from it than places usually do
    from each other. The rate of few others is itself uncertain by how much they differ: τ² counts 1 + 1/``others`` times."""
    wide = dataclasses.replace(found, rate=rate, tau=found.tau * (1 + 1 / others) ** 0.5)
    expected = np.array([population * rate / PER])
    times = np.array([known.times_at(float(expected[0]))]) + wide.tau**2 * expected
    [score] = scores(np.array([float(count)]), expected, times)
    p = 2 * float(scipy.special.stdtr(found.freedom, -abs(score)))
    [(low, high)] = funnel(wide, [population], known)
    verdict: Verdict = "no_difference" if p >= 1 - LEVEL else "higher" if count / population * PER > rate else "lower"
    return Among(low=low, high=high, p=p, verdict=verdict, tau=found.tau, places=len(found.p))


def funnel(found: Between, populations: Sequence[float], known: Variation, level: float = LEVEL) -> list[Interval]:
    """Between which rates, per 1 000, the level's share of places of these populations lie."""
    people = np.asarray(populations, float)
    expected = people * found.rate / PER
    over = np.array([known.times_at(one) for one in expected]) - 1 + found.tau**2 * expected
    over = np.maximum(over, LEAST_OVER)
    tail = float(tail_of(level, found.freedom))
    low, high = (
        np.maximum(0, scipy.special.btdtrib(expected / over, q, 1 / (1 + over)) - 0.5) for q in (tail, 1 - tail)
    )
    return list(zip((low / people * PER).tolist(), (high / people * PER).tolist(), strict=True))


def scores(counts: Numbers, expected: Numbers, times: Numbers) -> Numbers:
    """How many standard deviations from what is expected counts are, by the tails of the negative binomial distribution."""
    over = np.maximum(times - 1, LEAST_OVER)
    size, share = expected / over, 1 / (1 + over)
    below = scipy.special.ndtri(scipy.special.betainc(size, counts + 0.5, share))
    above = -scipy.special.ndtri(scipy.special.betaincc(size, counts + 0.5, share))
    return np.where(below < 0, below, above)
