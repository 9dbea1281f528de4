"""How much figures of a kind swing from year to year: the one model of chance that every comparison uses.

A count with the mean m is taken to have the variance φ·m. For the places of an indicator φ = 1 + a·m^b (the negative
binomial family NB-P: b = 0 is a multiple of Poisson's variance, b = 1 the usual negative binomial); a place's own φ lies
somewhere around that. It is estimated from the steps between consecutive years, of all years and places there are; the
place's own steps and those of the others are weighed together as two estimates of one variance (Smyth 2004), which also
gives the degrees of freedom. The years that are tested are left out of the place's own part, and the place itself out of
that of the others. ``docs/chance.md`` explains it in words, and shows how well it holds.
"""

from __future__ import annotations

import dataclasses
import itertools
import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

import numpy as np
import numpy.typing as npt
from scipy import special

from queries.statistics import lines
from queries.statistics.lines import FEWEST_PERIODS, Line, Series

FEWEST_PLACES = 10
"""Places from which on it can be seen whether φ grows with size, and how far places differ."""

POWERS = np.array([0.0, *np.linspace(-0.3, 1, 14)])
"""What b may be; the first where it cannot be seen. Somewhat below 0 too, else figures that do not grow would be taken to."""

LEAP = 1e-4
"""A step that is less likely than this, given all others, is a leap: it can be tested, but tells nothing of usual swings."""

ALIKE = 20.0
"""How alike places are taken to be in φ where too few are there to tell: as estimates from so many degrees of freedom."""

LEAST_ALIKE = 6.0
"""And the least that they are taken to be, however much estimates differ."""

LEAST_FREEDOM = 4.0
"""Few others tell how figures swing from so many degrees of freedom on; a place does by itself from five years."""

Numbers = npt.NDArray[np.float64]
Key = tuple[Any, ...]
"""A place, or whatever else has figures of its own."""

Parts = Sequence[Series]
"""The figures of a place between its breaks."""

Basis = Literal["place_and_others", "others", "place", "independent"]
"""What a spread is known from: the place's own years and other places', others' alone, its own alone; or nothing, so that
cases are taken to be independent of each other."""


class Spread(NamedTuple):
    """``times`` its mean is the variance of a count, known with so many degrees of ``freedom``, and from what."""

    times: float = 1.0
    freedom: float = math.inf
    basis: Basis = "independent"


INDEPENDENT = Spread()

# ---- the steps of one place -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Swing:
    """The steps of one place: of each its later year and its square, divided by what independent cases would give;
    ``mean`` is the count of a year. The mean square has the relative variance ``noise`` + ``tails`` · kurtosis."""

    mean: float
    steps: Sequence[tuple[int, float]]
    noise: float
    tails: float

    @property
    def times(self) -> float:
        return sum(square for _, square in self.steps) / len(self.steps)


def swing(parts: Parts, without: Collection[int] = (), leaps: Collection[int] = ()) -> Swing | None:
    """How the figures of a place swing; ``None`` where nothing was counted.

    Years in ``without`` are left out, with the steps from and to them. A leap to a year is as a break. Squared steps of
    consecutive years overlap: of n years their sum has the variance 4(3n - 4) + (4n - 6)·kurtosis, where one step has the
    mean 2 (von Neumann, Ann. Math. Statist. 12 (1941)).
    """
    steps: list[tuple[int, float]] = []
    noise, tails = 0, 0
    levels: list[tuple[float, int]] = []
    for part in itertools.chain.from_iterable(split(part, leaps) for part in parts) if leaps else parts:
        kept = [year not in without for year in part.years]
        cases = sum(itertools.compress(part.counts, kept))
        if not cases:
            continue
        levels.append((cases, sum(kept)))
        rate, run = cases / sum(itertools.compress(part.populations, kept)), 1
        for i in range(1, len(kept) + 1):
            if i < len(kept) and kept[i - 1] and kept[i]:
                times = part.populations[i] / part.populations[i - 1]
                step = part.counts[i] - times * part.counts[i - 1]
                expected = rate * (part.populations[i] + times**2 * part.populations[i - 1])
                steps.append((part.years[i], step**2 / expected))
                run += 1
            else:
                noise, tails = (noise + 3 * run - 4, tails + 4 * run - 6) if run > 1 else (noise, tails)
                run = 1
    if not levels:
        return None
    usual = [level for level in levels if level[1] > 1] or levels  # a single year between two leaps is not usual
    mean = sum(cases for cases, _ in usual) / sum(years for _, years in usual)
    whole = len(steps) ** 2 or 1
    return Swing(mean, steps, noise / whole, tails / whole / 4)


def split(series: Series, years: Collection[int]) -> list[Series]:
    """A series in parts that begin with these years."""
    starts = [0, *(i for i, year in enumerate(series.years) if i and year in years), len(series.years)]
    return [
        Series(series.years[a:b], series.counts[a:b], series.populations[a:b], series.has_populations)
        for a, b in itertools.pairwise(starts)
    ]


def kurtosis(times: Numbers, means: Numbers) -> Numbers:
    """How much heavier the tails of negative binomial counts are than those of normal figures (excess kurtosis)."""
    return (1 + 6 * times * (times - 1)) / (times * means)


def kurtosis_of(times: float, mean: float) -> float:
    """The same of one place."""
    return (1 + 6 * times * (times - 1)) / (times * mean)


# ---- all places of a kind -------------------------------------------------------------------------------------------


class Pool(NamedTuple):
    """φ = 1 + ``a``·m^``b`` of the places of a kind. ``alike``: how alike they are, as degrees of freedom; ``wander``: how
    many times the variance between years that around straight lines is, known from ``lines`` degrees of freedom.
    ``known`` is the information on the logarithm of φ - 1 and on its slope about ``middle``: the level's, both, the slope's;
    ``least`` and ``most`` are the means there are."""

    a: float
    b: float
    alike: float
    known: tuple[float, float, float]
    middle: float
    least: float
    most: float
    places: int
    wander: float = 1.0
    lines: int = 0

    def at(self, mean: float) -> tuple[float, float]:
        """φ at a mean, and the degrees of freedom with which it is known; beyond the means there are, that of the end."""
        mean = min(max(mean, self.least), self.most)
        over = max(self.a, TINY) * mean**self.b
        beside = math.log(mean) - self.middle
        level, both, slope = self.known
        free = level * slope - both**2
        variance = (
            (slope - 2 * both * beside + level * beside**2) / free if free > 0 else 1 / level if level else math.inf
        )
        return 1 + over, 2 * ((1 + over) / over) ** 2 / variance


TINY = 1e-6


@dataclass(frozen=True, kw_only=True)
class Variation:
    """The model of one kind of figures: all places in ``parts``, with the years of their ``leaps``; ``pool`` is that of
    all, ``others`` a place's pool without itself. ``kept`` holds what is made of the model once and asked for often."""

    parts: Mapping[Key, Parts]
    leaps: Mapping[Key, Collection[int]] = field(default_factory=dict)
    pool: Pool | None = None
    others: Mapping[Key, Pool | None] = field(default_factory=dict)
    kept: dict[Key, Any] = field(default_factory=dict, compare=False, repr=False)

    def times_at(self, mean: float) -> float:
        """φ of a place that nothing is known of but its mean: that of the kind; 1 where that is not known either."""
        return self.pool.at(mean)[0] if self.pool else 1.0


UNKNOWN = Variation(parts={})


def estimated(parts: Mapping[Key, Parts], alone: Collection[Key] = (), guests: Collection[Key] = ()) -> Variation:
    """The model for these places. Those that stand ``alone``, such as the country, are none of the kind: they are judged
    by their own years only. ``guests`` are judged by the others, but not counted among them."""
    leaps: dict[Key, frozenset[int]] = {}
    swings = {key: swing(part) for key, part in parts.items()}
    settled = False
    while True:
        there = {
            key: one for key, one in swings.items() if one and one.steps and key not in alone and key not in guests
        }
        pool, others = pooled(list(there.values()), settled)
        found = Variation(
            parts=parts, leaps=leaps, pool=pool, others=dict(zip(there, others, strict=True)) | dict.fromkeys(alone)
        )
        if settled:
            calm = {key: part for key, part in parts.items() if key in there and key not in leaps}
            return around_lines(found, calm, there)
        more = {key: leaps_in(one, found, key) for key, one in swings.items() if one}
        more = {key: years for key, years in more.items() if years}
        settled = not more
        for key, years in more.items():
            leaps[key] = leaps.get(key, frozenset()) | years
            swings[key] = swing(parts[key], leaps=leaps[key])


def pooled(places: Sequence[Swing], settled: bool) -> tuple[Pool | None, list[Pool | None]]:
    """The pool of all these places, and of all but each one. How alike places are is asked once leaps are out
    (``settled``), since one leap would make them all look unlike."""
    if not places:
        return None, []
    means = np.array([one.mean for one in places])
    times = np.array([one.times for one in places])
    noise, tails = np.array([one.noise for one in places]), np.array([one.tails for one in places])
    powers = POWERS if len(places) >= FEWEST_PLACES else POWERS[:1]
    logs = np.log(means)
    grown = np.exp(np.outer(powers, logs))
    alike, best, a = ALIKE, 0, np.zeros(len(powers))
    expected = np.full(len(places), max(1.0, float(np.average(times, weights=1 / noise))))
    for _ in range(ROUNDS):
        by_chance = noise + tails * kurtosis(expected, means)
        relative = by_chance + 2 / alike
        for _ in range(ROUNDS):  # for each b the weighted mean, with weights that follow it
            weights = grown / ((1 + a[:, None] * grown) ** 2 * relative)
            a = np.maximum(0, (weights * (times - 1)).sum(1) / (weights * grown).sum(1))
        curves = 1 + a[:, None] * grown
        best = int(np.argmin(((np.log(curves) + times / curves) / relative).sum(1)))  # gamma quasi-likelihood
        expected = curves[best]
        if settled and len(places) >= FEWEST_PLACES:
            alike = how_alike(times / expected, 2 / by_chance)
    weights = grown[best] / (expected**2 * relative)
    above, below = weights * (times - 1), weights * grown[best]
    information = (np.maximum(a[best], TINY) * grown[best] / expected) ** 2 / relative
    middle = float(np.average(logs, weights=information))
    beside = (logs - middle) * (len(powers) > 1)
    known = np.array([information, information * beside, information * beside**2])
    whole = Pool(
        float(a[best]),
        float(powers[best]),
        alike,
        tuple(known.sum(1).tolist()),
        middle,
        float(means.min()),
        float(means.max()),
        len(places),
    )
    if len(places) == 1:
        return whole, [None]
    levels = np.maximum(0, (above.sum() - above) / (below.sum() - below)).tolist()
    rest = (known.sum(1)[:, None] - known).T.tolist()
    return whole, [whole._replace(a=level, known=tuple(one)) for level, one in zip(levels, rest, strict=True)]


def around_lines(found: Variation, calm: Mapping[Key, Parts], swings: Mapping[Key, Swing]) -> Variation:
    """The same with how much further years lie from straight lines than from each other, in places without leaps."""
    if found.pool is None:
        return found
    own = {}
    for key, parts in calm.items():
        fits = [line for line in map(lines.fitted, parts) if line]
        if fits:
            expected = found.pool.at(swings[key].mean)[0]
            own[key] = sum(line.chi2 for line in fits) / expected, sum(line.freedom for line in fits)
    chi2, freedom = (sum(part) for part in zip(*own.values(), strict=True)) if own else (0.0, 0)

    def with_lines(pool: Pool | None, key: Key = ()) -> Pool | None:
        less, fewer = own.get(key, (0.0, 0))
        if pool is None or freedom <= fewer:
            return pool
        return pool._replace(wander=max(1.0, (chi2 - less) / (freedom - fewer)), lines=freedom - fewer)

    others = {key: with_lines(pool, key) for key, pool in found.others.items()}
    return dataclasses.replace(found, pool=with_lines(found.pool), others=others)


ROUNDS = 5
"""So many rounds settle the estimates to a hundredth and less."""


def how_alike(ratios: Numbers, freedom: Numbers) -> float:
    """How alike the φ of places are, as degrees of freedom: from how much more the estimates, as ``ratios`` to what is
    expected, differ than they would by chance. Cube roots are nearly normal with the variance 2/9 of the degrees of
    freedom's inverse (Wilson & Hilferty 1931), also where φ differs."""
    few = freedom >= 0.9
    if few.sum() < FEWEST_PLACES:
        return ALIKE
    by_chance = 2 / (9 * freedom[few])
    roots = np.cbrt(ratios[few]) + by_chance
    apart = (roots - np.average(roots, weights=1 / by_chance)) ** 2
    weights = 1 / (by_chance + 2 / (9 * ALIKE)) ** 2
    more = float(np.average(apart - by_chance, weights=weights)) * 9 / 2
    return max(LEAST_ALIKE, 1 / more) if more > 0 else math.inf


LARGE = 4.0
"""Squares that are not so many times what is expected of such places are no leaps, whatever a place's others are."""


def leaps_in(one: Swing, known: Variation, key: Key) -> frozenset[int]:
    """The later years of steps that are leaps."""
    pool = known.others.get(key, known.pool)
    least = LARGE * pool.at(one.mean)[0] if pool else LARGE
    found = []
    for i, (year, square) in enumerate(one.steps):
        if square < least:
            continue  # as nearly all
        rest = [*one.steps[: max(0, i - 1)], *one.steps[i + 2 :]]  # without those that share a year with it
        share = len(one.steps) / len(rest) if rest else 1
        beside = Swing(one.mean, rest, one.noise * share, one.tails * share) if rest else None
        spread = weighed(pool, beside, one.mean, len(one.steps) >= FEWEST_PERIODS - 1)
        tails = 2 / (2 + kurtosis_of(spread.times, one.mean) / 2)
        if spread.basis != "independent" and special.fdtrc(tails, spread.freedom, square / spread.times) < LEAP:
            found.append(year)
    return frozenset(found)


# ---- what a comparison needs ----------------------------------------------------------------------------------------


def from_others(pool: Pool | None, mean: float, around_lines: bool = False) -> tuple[float, float]:
    """φ of a place with this mean as far as others tell, and from how many degrees of freedom: how well theirs is known,
    and how alike places are. Nothing (0) where there are no others, or they are much smaller."""
    if pool is None or mean > pool.most * FAR or (around_lines and not pool.lines):
        return 1.0, 0.0
    times, freedom = pool.at(mean)
    unsure = 1 / freedom + 1 / pool.alike
    if around_lines:
        return times * pool.wander, 1 / (unsure + 1 / pool.lines)
    return max(1.0, times * (1 - 2 / pool.alike)), 1 / unsure  # what is usual is less than the mean where places differ


FAR = 3.0
"""Of a place that is larger than so many times the largest other, others tell nothing."""


def weighed(pool: Pool | None, own: Swing | None, mean: float, is_long: bool) -> Spread:
    """What is known of the place itself and of others, together; ``is_long`` that it tells by itself too."""
    theirs, freedom = from_others(pool, mean)
    is_told = freedom >= LEAST_FREEDOM or (freedom and pool and pool.places > FEWEST_PLACES)
    if not is_told and not (is_long and own and own.steps):
        return INDEPENDENT
    if own is None or not own.steps:
        return Spread(theirs, max(1.0, freedom), "others")
    heavy = kurtosis_of(max(1.0, theirs if freedom else own.times), mean)
    weight = 2 / (own.noise + own.tails * heavy)
    return both(theirs, freedom, own.times, weight)


def both(theirs: float, freedom: float, own: float, weight: float) -> Spread:
    """Two estimates of one variance, weighed by their degrees of freedom; never below that of independent cases."""
    times = (freedom * theirs + weight * own) / (freedom + weight)
    return Spread(max(1.0, times), max(1.0, freedom + weight), "place_and_others" if freedom else "place")


def spread_of(known: Variation, key: Key, mean: float, without: Collection[int] = ()) -> Spread:
    """How a place's figures swing, as far as other years than those of ``without`` and other places tell.

    ``mean`` is the count of a year, used where there is no other year.
    """
    parts = known.parts.get(key, ())
    own = swing(parts, without, known.leaps.get(key, ()))
    is_long = sum(len(part.years) for part in parts) >= FEWEST_PERIODS
    return weighed(known.others.get(key, known.pool), own, own.mean if own else mean, is_long)


def spread_around(known: Variation, key: Key, line: Line, mean: float) -> Spread:
    """How a place's figures swing around a straight line, as far as their distances from it and other places tell."""
    theirs, freedom = from_others(known.others.get(key, known.pool), mean, around_lines=True)
    own = line.chi2 / line.freedom
    heavy = kurtosis_of(max(1.0, theirs if freedom else own), mean)
    return both(theirs, freedom, own, 2 / (2 / line.freedom + heavy / (line.freedom + 2)))


def joined(one: Spread, mean: float, other: Spread, other_mean: float) -> Spread:
    """That of the difference between two places, whose figures swing each in its own way (Satterthwaite 1946)."""
    if not mean or not other_mean:
        return one if mean else other
    first, second = one.times / mean, other.times / other_mean
    unsure = first**2 / one.freedom + second**2 / other.freedom
    return Spread(
        (first + second) / (1 / mean + 1 / other_mean),
        (first + second) ** 2 / unsure if unsure else math.inf,
        one.basis if first >= second else other.basis,
    )
