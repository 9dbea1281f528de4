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
import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

import numpy as np
import numpy.typing as npt
import scipy  # its parts come when they are used: the dashboard waits for them at its start

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
Whole = npt.NDArray[np.int64]
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


def said(spread: Spread) -> Literal["known", "independent"]:
    """Whether it is known how figures swing, as tables and files say it."""
    return "independent" if spread.basis == "independent" else "known"


# ---- the steps of all places ----------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Figures:
    """The figures of all places one after the other: of each the number of its place and of its part, between two
    breaks, with year, count and population."""

    place: Whole
    part: Whole
    years: Whole
    counts: Numbers
    populations: Numbers

    @classmethod
    def of(cls, places: Collection[Parts]) -> Figures:
        every = [(number, series) for number, parts in enumerate(places) for series in parts]
        sizes = [len(series.years) for _, series in every]
        return cls(
            place=np.repeat(np.array([number for number, _ in every], int), sizes),
            part=np.repeat(np.arange(len(every)), sizes),
            years=np.array([year for _, series in every for year in series.years], int),
            counts=np.array([count for _, series in every for count in series.counts], float),
            populations=np.array([people for _, series in every for people in series.populations], float),
        )


@dataclass(frozen=True, kw_only=True)
class Swings:
    """How the figures of all places swing. Of each its ``mean`` count of a year (0: nothing was counted), its number of
    ``steps`` between consecutive years, and ``times``, the mean of their squares, each divided by what independent cases would
    give; that mean has the relative variance ``noise`` + ``tails`` · kurtosis. Of each step the number of its place, its
    later year and its ``square``."""

    mean: Numbers
    steps: Whole
    times: Numbers
    noise: Numbers
    tails: Numbers
    place: Whole
    year: Whole
    square: Numbers

    def of(self, number: int) -> Swing:
        """Those of one place."""
        return Swing(
            float(self.mean[number]),
            int(self.steps[number]),
            float(self.times[number]),
            float(self.noise[number]),
            float(self.tails[number]),
        )


class Swing(NamedTuple):
    """The same of one place, see :class:`Swings`."""

    mean: float
    steps: int
    times: float
    noise: float
    tails: float


def swings(
    figures: Figures, places: int, without: Collection[int] = (), leaps: Collection[tuple[int, int]] = ()
) -> Swings:
    """How the figures of so many places swing.

    Years in ``without`` are left out, with the steps from and to them. ``leaps``, each a place's number and a year, are as
    breaks. Squared steps of consecutive years overlap: of n years their sum has the variance 4(3n - 4) + (4n - 6)·kurtosis,
    where one step has the mean 2 (von Neumann, Ann. Math. Statist. 12 (1941)).
    """
    place, years, counts, people = figures.place, figures.years, figures.counts, figures.populations
    begins = np.ones(len(years), bool)
    begins[1:] = figures.part[1:] != figures.part[:-1]
    for number, year in leaps:
        begins |= (place == number) & (years == year)
    part = np.cumsum(begins) - 1
    kept = ~np.isin(years, list(without)) if without else np.ones(len(years), bool)
    cases, exposed, long = (
        np.bincount(part, kept * one).astype(float) for one in (counts, people, np.ones(len(years)))
    )
    there = cases > 0  # a part in which nothing was counted tells nothing
    rate = np.divide(cases, exposed, out=np.zeros_like(cases), where=there)

    last = np.flatnonzero(~begins & kept & there[part])
    last = last[kept[last - 1]]
    ratio = people[last] / people[last - 1]
    expected = rate[part[last]] * (people[last] + ratio**2 * people[last - 1])
    square = (counts[last] - ratio * counts[last - 1]) ** 2 / expected

    goes_on = np.zeros(len(years), bool)
    goes_on[last] = True
    run = np.cumsum(~goes_on) - 1
    length = np.bincount(run)
    whose = place[~goes_on]  # of each run
    more = length > 1
    steps = np.bincount(place[last], minlength=places)
    share = np.maximum(1, steps) ** 2.0
    noise = np.bincount(whose, more * (3 * length - 4), places) / share
    tails = np.bincount(whose, more * (4 * length - 6), places) / share / 4

    of_part = place[begins]
    usual = there & (long > 1)
    usual |= there & (np.bincount(of_part, usual, places) == 0)[of_part]  # a single year between two leaps is not usual
    level = np.bincount(of_part, usual * cases, places) / np.maximum(1, np.bincount(of_part, usual * long, places))
    times = np.bincount(place[last], square, places) / np.maximum(1, steps)
    return Swings(
        mean=level,
        steps=steps,
        times=times,
        noise=noise,
        tails=tails,
        place=place[last],
        year=years[last],
        square=square,
    )


def kurtosis(times: Any, means: Any) -> Any:
    """How much heavier the tails of negative binomial counts are than those of normal figures (excess kurtosis)."""
    return (1 + 6 * times * (times - 1)) / (times * means)


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
class Others:
    """What is different in the pool without each of its places: its level, what is known of it, and how it wanders. ``where``
    is each place's number among them."""

    where: Mapping[Key, int]
    a: Sequence[float]
    known: Sequence[tuple[float, float, float]]
    wander: Sequence[float] = ()
    lines: Sequence[int] = ()


NONE = Others(where={}, a=(), known=())


@dataclass(frozen=True, kw_only=True)
class Variation:
    """The model of one kind of figures: all places in ``parts``, with the years of their ``leaps``; ``pool`` is that of
    all, ``others`` what tells it from a place's pool without itself. Those that stand ``alone`` have none. What is asked of
    the ``published`` ones is answered by a model in which nothing else is. ``kept`` holds what is made of the model once and
    asked for often."""

    parts: Mapping[Key, Parts]
    leaps: Mapping[Key, Collection[int]] = field(default_factory=dict)
    pool: Pool | None = None
    others: Others = NONE
    alone: Collection[Key] = ()
    published: Variation | None = None
    kept: dict[Key, Any] = field(default_factory=dict, compare=False, repr=False)

    def times_at(self, mean: float) -> float:
        """φ of a place that nothing is known of but its mean: that of the kind; 1 where that is not known either."""
        return self.pool.at(mean)[0] if self.pool else 1.0

    def without(self, key: Key) -> Pool | None:
        """The pool without a place; ``None`` where there are no others."""
        number = self.others.where.get(key)
        if number is None or self.pool is None:
            return None if key in self.alone else self.pool
        if self.pool.places == 1:
            return None
        rest = self.others
        pool = self.pool._replace(a=rest.a[number], known=rest.known[number])
        return pool._replace(wander=rest.wander[number], lines=rest.lines[number]) if rest.wander else pool

    def swing(self, key: Key, without: Collection[int] = ()) -> Swing | None:
        """How a place's figures swing in other years than those ``without``; ``None`` where nothing was counted."""
        asked = ("swings", *sorted(without))
        if asked not in self.kept:
            self.kept[asked] = self.swings(without)
        where, found = self.kept[asked]
        one: Swing | None = found.of(where[key]) if key in where else None
        return one if one and one.mean else None

    def swings(self, without: Collection[int] = ()) -> tuple[Mapping[Key, int], Swings]:
        """The same of all places, and where each is found."""
        if ("figures",) not in self.kept:
            where = {key: number for number, key in enumerate(self.parts)}
            self.kept[("figures",)] = where, Figures.of(self.parts.values())
        where, figures = self.kept[("figures",)]
        leaps = [(where[key], year) for key, years in self.leaps.items() for year in years]
        return where, swings(figures, len(where), without, leaps)


UNKNOWN = Variation(parts={})


def estimated(parts: Mapping[Key, Parts], alone: Collection[Key] = (), guests: Collection[Key] = ()) -> Variation:
    """The model for these places. Those that stand ``alone``, such as the country, are none of the kind: they are judged
    by their own years only. ``guests`` are judged by the others, but not counted among them."""
    found = Variation(parts=parts, alone=alone)
    leaps: dict[Key, frozenset[int]] = {}
    settled = False
    while True:
        found = Variation(
            parts=parts,
            leaps=leaps,
            alone=alone,
            kept={key: found.kept[key] for key in found.kept if key == ("figures",)},
        )
        where, there = found.swings()
        found.kept[("swings",)] = where, there
        counted = [
            key for key, number in where.items() if there.steps[number] and key not in alone and key not in guests
        ]
        pool, others = pooled(there, counted, where, settled)
        found = dataclasses.replace(found, pool=pool, others=others)
        if settled:
            return around_lines(found, there, counted)
        more = leaps_in(found, where, there)
        settled = not more
        for key, year in more:
            leaps[key] = leaps.get(key, frozenset()) | {year}


def pooled(
    there: Swings, counted: Sequence[Key], where: Mapping[Key, int], settled: bool
) -> tuple[Pool | None, Others]:
    """The pool of these places, and of all but each one. How alike places are is asked once leaps are out
    (``settled``), since one leap would make them all look unlike."""
    if not counted:
        return None, NONE
    numbers = [where[key] for key in counted]
    means, times, noise, tails = (one[numbers] for one in (there.mean, there.times, there.noise, there.tails))
    powers = POWERS if len(counted) >= FEWEST_PLACES else POWERS[:1]
    logs = np.log(means)
    grown = np.exp(np.outer(powers, logs))
    alike, best, a = ALIKE, 0, np.zeros(len(powers))
    expected = np.full(len(counted), max(1.0, float(np.average(times, weights=1 / noise))))
    for _ in range(ROUNDS):
        by_chance = noise + tails * kurtosis(expected, means)
        relative = by_chance + 2 / alike
        for _ in range(ROUNDS):  # for each b the weighted mean, with weights that follow it
            weights = grown / ((1 + a[:, None] * grown) ** 2 * relative)
            a = np.maximum(0, (weights @ (times - 1)) / np.einsum("ij,ij->i", weights, grown))
        curves = 1 + a[:, None] * grown
        best = int(np.argmin((np.log(curves) + times / curves) @ (1 / relative)))  # gamma quasi-likelihood
        expected = curves[best]
        if settled and len(counted) >= FEWEST_PLACES:
            alike = how_alike(times / expected, 2 / by_chance)
    weights = grown[best] / (expected**2 * relative)
    above, below = weights * (times - 1), weights * grown[best]
    information = (np.maximum(a[best], TINY) * grown[best] / expected) ** 2 / relative
    middle = float(np.average(logs, weights=information))
    beside = (logs - middle) * (len(powers) > 1)
    known = np.array([information, information * beside, information * beside**2])
    level, both, slope = known.sum(1).tolist()
    whole = Pool(
        float(a[best]),
        float(powers[best]),
        alike,
        (level, both, slope),
        middle,
        float(means.min()),
        float(means.max()),
        len(counted),
    )
    less = below.sum() - below
    levels = np.maximum(0, np.divide(above.sum() - above, less, out=np.zeros_like(less), where=less > 0))
    rest = known.sum(1)[:, None] - known
    among = {key: number for number, key in enumerate(counted)}
    return whole, Others(where=among, a=levels.tolist(), known=list(zip(*rest.tolist(), strict=True)))


def around_lines(found: Variation, there: Swings, counted: Sequence[Key]) -> Variation:
    """The same with how much further years lie from straight lines than from each other, in places without leaps."""
    if found.pool is None:
        return found
    where, figures = found.kept[("figures",)]
    chi2, freedom = np.zeros(len(where)), np.zeros(len(where), int)
    fits = lines.through(figures.part, figures.years, figures.counts, figures.populations)
    of_part = figures.place[np.flatnonzero(np.diff(figures.part, prepend=-1))]
    fit = fits.is_fitted
    np.add.at(chi2, of_part[fit], fits.chi2[fit])
    np.add.at(freedom, of_part[fit], fits.freedom[fit])
    calm = np.array([where[key] for key in counted])
    over = 1 + max(found.pool.a, TINY) * there.mean[calm] ** found.pool.b
    leapt = np.array([key in found.leaps for key in counted])
    own, free = np.where(leapt, 0, chi2[calm] / over), np.where(leapt, 0, freedom[calm])
    less, fewer = own.sum() - own, free.sum() - free
    wander = np.maximum(1, np.divide(less, fewer, out=np.ones_like(less), where=fewer > 0))
    pool = found.pool
    if free.sum():
        pool = pool._replace(wander=max(1.0, float(own.sum() / free.sum())), lines=int(free.sum()))
    others = dataclasses.replace(found.others, wander=wander.tolist(), lines=fewer.tolist())
    return dataclasses.replace(found, pool=pool, others=others)


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


LARGE = 8.0
"""Squares that are not so many times what is expected of such places are no leaps, whatever a place's others are."""


def leaps_in(found: Variation, where: Mapping[Key, int], there: Swings) -> list[tuple[Key, int]]:
    """The places and later years of steps that are leaps."""
    keys = list(where)
    least = np.full(len(keys), LARGE)
    if found.pool:
        least = LARGE * (1 + found.pool.a * np.clip(there.mean, found.pool.least, found.pool.most) ** found.pool.b)
    leaps = []
    for step in np.flatnonzero(there.square >= least[there.place]):
        number = int(there.place[step])
        key, one, pool = keys[number], there.of(number), found.without(keys[number])
        first = int(np.searchsorted(there.place, number))
        after = first + one.steps
        rest = [i for i in range(first, after) if abs(i - int(step)) > 1]  # without those that share a year with it
        share = one.steps / len(rest) if rest else 1
        mean_square = float(there.square[rest].mean()) if rest else 0.0
        beside = Swing(one.mean, len(rest), mean_square, one.noise * share, one.tails * share) if rest else None
        spread = weighed(pool, beside, one.mean, one.steps >= FEWEST_PERIODS - 1)
        tails = 2 / (2 + kurtosis(spread.times, one.mean) / 2)
        square = float(there.square[step])
        if spread.basis != "independent" and scipy.special.fdtrc(tails, spread.freedom, square / spread.times) < LEAP:
            leaps.append((key, int(there.year[step])))
    return leaps


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
    heavy = kurtosis(max(1.0, theirs if freedom else own.times), mean)
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
    if known.published and key in known.published.parts:
        known = known.published
    own = known.swing(key, without)
    is_long = sum(len(part.years) for part in known.parts.get(key, ())) >= FEWEST_PERIODS
    return weighed(known.without(key), own, own.mean if own else mean, is_long)


def spread_around(known: Variation, key: Key, line: Line, mean: float) -> Spread:
    """How a place's figures swing around a straight line, as far as their distances from it and other places tell."""
    if known.published and key in known.published.parts:
        known = known.published
    theirs, freedom = from_others(known.without(key), mean, around_lines=True)
    own = line.chi2 / line.freedom
    heavy = kurtosis(max(1.0, theirs if freedom else own), mean)
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


def summed(parts: Sequence[tuple[Spread, float]]) -> Spread:
    """That of the sum of counts of several places, each with its spread and its mean. What is known of one is known of the
    others from the same figures for the most part, so that together it is no better known; of one of which nothing is known,
    nothing is known of the sum."""
    if any(spread.basis == "independent" for spread, _ in parts):
        return INDEPENDENT
    variances = [spread.times * mean for spread, mean in parts]
    whole = sum(variances)
    if not whole:
        return INDEPENDENT
    unsure = sum(one / spread.freedom for one, (spread, _) in zip(variances, parts, strict=True)) / whole
    times = whole / sum(mean for _, mean in parts)
    return Spread(times, 1 / unsure if unsure else math.inf, "place_and_others")
