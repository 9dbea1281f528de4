"""How sure differences are: comparisons and trends. Every formula with its source; SciPy where it has the function.

Counts of offences and events are taken as Poisson distributed, or more dispersed than that where the figures show it.
Rates are per 1 000 inhabitants throughout.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import scipy  # its parts come when they are used: the dashboard waits for them at its start

from queries.statistics import variation
from queries.statistics.intervals import LEAST_OVER, LEVEL, PER, Interval, count_interval, tail_of
from queries.statistics.lines import Line
from queries.statistics.variation import INDEPENDENT

Verdict = Literal["higher", "lower", "no_difference", "undetermined"]
"""``no_difference`` is none that can be told from chance; ``undetermined`` means that the figures do not allow a test."""


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """A rate as so many times another: ``ratio`` with ``low`` and ``high`` (infinite where the other count is 0), the
    two-sided ``p`` of no difference, and what follows. ``None`` is unknown."""

    ratio: float | None
    low: float | None
    high: float | None
    p: float | None
    verdict: Verdict


UNDETERMINED = Comparison(ratio=None, low=None, high=None, p=None, verdict="undetermined")


def compared(
    count: int | None,
    population: int | None,
    other_count: int | None,
    other_population: int | None,
    level: float = LEVEL,
    spread: variation.Spread = INDEPENDENT,
) -> Comparison:
    """A rate beside another one, of other people or of another year.

    ``spread`` is how such figures swing: the counts then stand for so many times fewer independent ones, which is what the
    shares of negative binomial counts do, given their sum (beta-binomial).

    Given both counts' sum, the first is binomial with the share λP/(λP + Q) where λ is the ratio of the rates: so the
    exact (Clopper-Pearson) limits of that share give those of the ratio, and twice the smaller tail the p-value, so that
    the two agree. Przyborowski & Wilenski, Biometrika 31 (1940); Breslow & Day (1987), section 3.4. The two must not
    share cases: of a whole that holds the part, take the rest.
    """
    if count is None or other_count is None or not population or not other_population:
        return UNDETERMINED
    total = count + other_count
    if total == 0:
        return UNDETERMINED
    tail, exposed = float(tail_of(level, spread.freedom)), other_population / population
    ours, theirs, one = count / spread.times, other_count / spread.times, 1 / spread.times
    # The quantiles of the beta distribution are the limits of a binomial share.
    share_low = float(scipy.special.betaincinv(ours, theirs + one, tail)) if count else 0.0
    share_high = float(scipy.special.betaincinv(ours + one, theirs, 1 - tail)) if other_count else 1.0
    ratio = count / other_count * exposed if other_count else math.inf
    low = share_low / (1 - share_low) * exposed
    high = share_high / (1 - share_high) * exposed if share_high < 1 else math.inf
    even = population / (population + other_population)
    below = float(scipy.special.betainc(theirs, ours + one, 1 - even)) if other_count else 1.0  # of so many or fewer
    above = float(scipy.special.betainc(ours, theirs + one, even)) if count else 1.0  # of so many or more
    return Comparison(
        ratio=ratio,
        low=low,
        high=high,
        p=two_sided(min(below, above), spread.freedom),
        verdict=verdict_of(low, high, 1),
    )


def two_sided(tail: float, freedom: float) -> float:
    """The two-sided p-value of a tail that is exact where the dispersion is known: with t in the place of the normal
    distribution where it was estimated."""
    if tail >= 0.5:
        return 1.0
    return (
        2 * tail if math.isinf(freedom) else 2 * float(scipy.special.stdtr(freedom, float(scipy.special.ndtri(tail))))
    )


def against_a_rate(
    count: int | None,
    population: int | None,
    rate: Interval,
    level: float = LEVEL,
    spread: variation.Spread = INDEPENDENT,
) -> Comparison:
    """A rate beside one of so many people that chance does not show in it, and of which rounding leaves a range.

    ``rate`` is that range, per 1 000. The interval of the count, divided by what the rate would lead to expect: a
    standardised ratio (Breslow & Day 1987, section 2.3); exact, or by Byar, for independent cases, exact of a negative
    binomial count for others. Higher or lower only beyond the whole range. ``p`` is twice the tail of the count at the nearer
    end of the range, 1 within it.
    """
    least, most = rate
    if count is None or not population or least <= 0:
        return UNDETERMINED
    low, high = expected_limits(count, spread, level)
    each = PER / population
    ratio = count * each / ((least + most) / 2)
    low, high = low * each / most, high * each / least
    return Comparison(
        ratio=ratio,
        low=low,
        high=high,
        p=tail_beyond(count, least / each, most / each, spread),
        verdict=verdict_of(low, high, 1),
    )


def expected_limits(count: int, spread: variation.Spread, level: float = LEVEL) -> Interval:
    """Between which expected counts the tails beyond a count are not smaller than the level's."""
    over = spread.times - 1
    if over < LEAST_OVER and math.isinf(spread.freedom):
        return count_interval(count, level)
    over, tail = max(over, LEAST_OVER), float(tail_of(level, spread.freedom))
    low = over * float(scipy.special.btdtria(1 - tail, count, 1 / (1 + over))) if count else 0.0
    return low, over * float(scipy.special.btdtria(tail, count + 1, 1 / (1 + over)))


def tail_beyond(count: int, least: float, most: float, spread: variation.Spread = INDEPENDENT) -> float:
    """The two-sided p-value of a count of which between ``least`` and ``most`` were expected: twice the exact tail beyond the
    count, where the expected number is what of the range speaks most for chance."""
    if least <= count <= most:
        return 1.0
    over = max(spread.times - 1, LEAST_OVER)
    if count > most:  # of so many or more
        tail = (
            scipy.special.betaincc(most / over, count, 1 / (1 + over))
            if over > LEAST_OVER
            else scipy.special.gammainc(count, most)
        )
    elif over > LEAST_OVER:  # of so many or fewer
        tail = scipy.special.betainc(least / over, count + 1, 1 / (1 + over))
    else:
        tail = scipy.special.gammaincc(count + 1, least)
    return two_sided(float(tail), spread.freedom)


def verdict_of(low: float, high: float, none: float) -> Verdict:
    """What an interval says beside the value that means no difference."""
    return "no_difference" if low <= none <= high else "higher" if low > none else "lower"


@dataclass(frozen=True)
class YearOnYear:
    """``z`` of a change between two years and the ``limit`` of chance for it; ``p`` of no change and the ``verdict``, which
    are those of :func:`compared`: two years are judged by one test, whoever asks."""

    z: float
    limit: float
    p: float
    verdict: Verdict


def year_on_year(
    old: int, new: int, times: float = 1.0, level: float = LEVEL, spread: variation.Spread = INDEPENDENT
) -> YearOnYear:
    """The change of a count from one year to the next: Z = 2(√new - √old).

    The square root of a Poisson count has a variance of some 1/4 whatever its mean (Bartlett 1936), so Z has one of 2
    when neither year is more than chance: the limit is z·√2, 2.77 for 95 %, and √spread times that for figures that
    swing more. ``times`` is how many times the old population the new one is: the old count is then that many times
    what it was, and the limit z·√(1 + times). Z tells how far a change goes; of few cases it promises too much, so that the
    exact test decides.
    """
    z = 2 * (math.sqrt(new) - math.sqrt(old * times))
    limit = -float(scipy.special.ndtri(tail_of(level, spread.freedom))) * math.sqrt((1 + times) * spread.times)
    exact = compared(new, round(times * 1_000_000), old, 1_000_000, level, spread)
    if exact.p is None:  # nothing was counted in either
        return YearOnYear(z, limit, 1.0, "no_difference")
    return YearOnYear(z, limit, exact.p, exact.verdict)


# ---- trends ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Trend:
    """``slope`` is the yearly change of the rate per 1 000, with ``low`` and ``high``; ``detectable`` is the smallest
    yearly change that such a series would have shown in four of five cases; ``dispersion`` how many times the variance
    of chance the figures have."""

    slope: float
    low: float
    high: float
    p: float
    detectable: float
    dispersion: float
    verdict: Verdict


POWER = 0.8


def trend_along(line: Line, spread: variation.Spread, level: float = LEVEL) -> Trend:
    """Whether a rate rises or falls over the years along a line, by more than chance: a t-test of the slope.

    ``spread`` is how such figures swing around a line (:func:`queries.statistics.variation.spread_around`). ``detectable``
    solves the power of that test for :data:`POWER`.
    """
    error = line.error * math.sqrt(spread.times)
    limit = -float(scipy.special.ndtri(tail_of(level, spread.freedom)))
    p = two_sided(float(scipy.special.ndtr(-abs(line.slope) / error)), spread.freedom)
    low, high = line.slope - limit * error, line.slope + limit * error
    detectable = detectable_times(nearly(spread.freedom), level) * error
    return Trend(
        slope=line.slope,
        low=low,
        high=high,
        p=p,
        detectable=detectable,
        dispersion=spread.times,
        verdict=verdict_of(low, high, 0),
    )


@functools.lru_cache(maxsize=1024)
def detectable_times(freedom: float, level: float = LEVEL) -> float:
    """How many standard errors a change must have to be found with :data:`POWER`.

    What the limit is times the error as it happens to be estimated; the mean over that gives the power (SciPy's non-central
    t has no value where few degrees of freedom ask for a large change).
    """
    limit = -float(scipy.special.ndtri(tail_of(level, freedom)))
    if math.isinf(freedom):
        return limit + float(scipy.special.ndtri(POWER))
    shares = (np.arange(400) + 0.5) / 400
    errors = np.sqrt(scipy.special.gammaincinv(freedom / 2, shares) * 2 / freedom)

    def short(times: float) -> float:
        return POWER - float(scipy.special.ndtr(times - limit * errors).mean())

    return float(scipy.optimize.brentq(short, 0.0, 100 + 10 * limit))


def nearly(freedom: float) -> float:
    """Degrees of freedom to two digits, so that what takes long is not worked out anew for each series."""
    return freedom if math.isinf(freedom) else round(freedom, 1 - math.floor(math.log10(freedom)))


LEAST_STATED = 5
"""Of fewer expected cases it is not said what would be seen: nearly nothing would."""


def detectable_rise(old: float, times: float, spread: variation.Spread, level: float = LEVEL) -> float | None:
    """How many times the rate of an earlier year a new one must be to be found higher in four of five cases, where ``old``
    cases are expected in it and its population is multiplied by ``times``. ``None`` below :data:`LEAST_STATED` cases."""
    expected = old * times
    if min(old, expected) < LEAST_STATED:
        return None
    deviation = math.sqrt((1 + times) * spread.times)
    away = detectable_times(nearly(spread.freedom), level) * deviation
    # Half a count more, since the exact test must agree, which goes from count to count.
    root = math.sqrt(expected) + away / 2 + 0.25 / math.sqrt(expected)
    return root**2 / expected


def corrected(p_values: Sequence[float]) -> list[float]:
    """p-values of many comparisons at once, corrected so that of those called different at most the level's share is so
    by chance: Benjamini & Hochberg, J. R. Statist. Soc. B 57 (1995).

    The least of m·p(j)/j over all j from the p-value's own place in their order on. Exact for comparisons that are
    independent or swing the same way (Benjamini & Yekutieli, Ann. Statist. 29 (2001)), else an approximation.
    """
    # scipy.stats.false_discovery_control gives the same, but the first page would wait two seconds for its import.
    values = np.asarray(p_values, float)
    order = np.argsort(-values)
    places = np.arange(len(values), 0, -1)
    found = np.empty_like(values)
    found[order] = np.minimum(1, np.minimum.accumulate(values[order] * len(values) / places))
    return [float(value) for value in found]
