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
from scipy import optimize, special  # not scipy.stats, which takes a second or two to import

from queries.statistics.intervals import LEVEL, PER, Interval, count_interval

FEWEST_PERIODS = 5
"""Periods that a trend needs at least."""

Verdict = Literal["higher", "lower", "no_difference", "undetermined"]
"""``no_difference`` is none that can be told from chance; ``undetermined`` means that the figures do not allow a test."""


Spread = tuple[float, int]
"""How many times the variance of chance figures have, and from how many degrees of freedom that is known."""


@dataclass(frozen=True)
class Comparison:
    """A rate as so many times another: ``ratio`` with ``low`` and ``high`` (infinite where the other count is 0), the
    two-sided ``p`` of no difference, and what follows. ``None`` is unknown."""

    ratio: float | None
    low: float | None
    high: float | None
    p: float | None
    verdict: Verdict


UNDETERMINED = Comparison(None, None, None, None, "undetermined")


def compared(
    count: int | None,
    population: int | None,
    other_count: int | None,
    other_population: int | None,
    level: float = LEVEL,
    spread: Spread | None = None,
) -> Comparison:
    """A rate beside another one, of other people or of another year.

    ``spread`` is the dispersion of figures of the kind, where it is known: the limits are then wider by its square root
    (on the scale of logarithms), as for any quasi-Poisson count (McCullagh & Nelder 1989, section 4.5).

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
    tail, exposed = (1 - level) / 2, other_population / population
    # The quantiles of the beta distribution are the limits of a binomial share.
    share_low = float(special.betaincinv(count, other_count + 1, tail)) if count else 0.0
    share_high = float(special.betaincinv(count + 1, other_count, 1 - tail)) if other_count else 1.0
    ratio = count / other_count * exposed if other_count else math.inf
    low = share_low / (1 - share_low) * exposed
    high = share_high / (1 - share_high) * exposed if share_high < 1 else math.inf
    even = population / (population + other_population)
    below = float(special.betainc(total - count, count + 1, 1 - even)) if other_count else 1.0  # of so many or fewer
    above = float(special.betainc(count, other_count + 1, even)) if count else 1.0  # of so many or more
    p = min(1.0, 2 * min(below, above))
    if spread and spread[0] > 1:
        wider = math.sqrt(spread[0])
        p = 2 * float(special.ndtr(float(special.ndtri(p / 2)) / wider)) if p else p
        if 0 < ratio < math.inf:
            low, high = ratio * (low / ratio) ** wider, ratio * (high / ratio) ** wider
        elif p >= 1 - level:
            return Comparison(ratio, low, high, p, "no_difference")
    return Comparison(ratio, low, high, p, verdict_of(low, high, 1))


def against_a_rate(count: int | None, population: int | None, rate: Interval, level: float = LEVEL) -> Comparison:
    """A rate beside one of so many people that chance does not show in it, and of which rounding leaves a range.

    ``rate`` is that range, per 1 000. The interval of the count, exact or by Byar, divided by what the rate would lead
    to expect: a standardised ratio (Breslow & Day 1987, section 2.3). Higher or lower only beyond the whole range.
    ``p`` is twice the exact Poisson tail of the count at the nearer end of the range, 1 within it.
    """
    least, most = rate
    if count is None or not population or least <= 0:
        return UNDETERMINED
    low, high = count_interval(count, level)
    each = PER / population
    ratio = count * each / ((least + most) / 2)
    low, high = low * each / most, high * each / least
    return Comparison(ratio, low, high, tail_beyond(count, least / each, most / each), verdict_of(low, high, 1))


def tail_beyond(count: int, least: float, most: float) -> float:
    """The two-sided p-value of a Poisson count of which between ``least`` and ``most`` were expected: twice the exact
    tail beyond the count, where the expected number is what of the range speaks most for chance."""
    if least <= count <= most:
        return 1.0
    if count > most:
        return min(1.0, 2 * float(special.gammainc(count, most)))  # of so many or more
    return min(1.0, 2 * float(special.gammaincc(count + 1, least)))  # of so many or fewer


def verdict_of(low: float, high: float, none: float) -> Verdict:
    """What an interval says beside the value that means no difference."""
    return "no_difference" if low <= none <= high else "higher" if low > none else "lower"


@dataclass(frozen=True)
class YearOnYear:
    """``z`` of a change between two years, and whether it lies beyond ``limit``; ``p`` of no change."""

    z: float
    limit: float
    p: float
    verdict: Verdict


def year_on_year(
    old: int, new: int, times: float = 1.0, level: float = LEVEL, spread: Spread | None = None
) -> YearOnYear:
    """The change of a count from one year to the next: Z = 2(√new - √old).

    The square root of a Poisson count has a variance of some 1/4 whatever its mean (Bartlett 1936), so Z has one of 2
    when neither year is more than chance: the limit is z·√2, 2.77 for 95 %, and √spread times that for figures that
    swing more. ``times`` is how many times the old population the new one is: the old count is then that many times
    what it was, and the limit z·√(1 + times). Of few cases Z promises too much: the exact test of :func:`compared` must agree.
    """
    wider = math.sqrt(spread[0]) if spread else 1.0
    z = 2 * (math.sqrt(new) - math.sqrt(old * times))
    deviation = math.sqrt(1 + times) * wider
    limit = float(special.ndtri(1 - (1 - level) / 2)) * deviation
    exact = compared(new, round(times * 1_000_000), old, 1_000_000, level, spread)
    found = verdict_of(z - limit, z + limit, 0)
    p = max(2 * float(special.ndtr(-abs(z) / deviation)), exact.p if exact.p is not None else 1.0)
    return YearOnYear(z, limit, p, found if found == exact.verdict else "no_difference")


# ---- trends ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Series:
    """Counts and populations of one place over comparable periods, ``years`` ascending."""

    years: Sequence[int]
    counts: Sequence[int]
    populations: Sequence[int]


@dataclass(frozen=True)
class Line:
    """A straight line through rates: ``slope`` per 1 000 and year, its standard error for Poisson variance, the sum of
    squared standardised residuals and its degrees of freedom."""

    slope: float
    error: float
    chi2: float
    freedom: int


@dataclass(frozen=True)
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


def fitted(series: Series) -> Line | None:
    """Weighted least squares of the rates on the years, weights the populations divided by the mean rate: the inverse of
    the variance that chance gives a rate. ``None`` below :data:`FEWEST_PERIODS` periods or without any case."""
    years, counts, populations = (np.asarray(part, float) for part in (series.years, series.counts, series.populations))
    if len(years) < FEWEST_PERIODS or counts.sum() == 0:
        return None
    rates = counts / populations * PER
    variance = counts.sum() / populations.sum() * PER**2 / populations
    weights = 1 / variance
    middle = np.average(years, weights=weights)
    spread = float((weights * (years - middle) ** 2).sum())
    slope = float((weights * (years - middle) * rates).sum()) / spread
    level = np.average(rates, weights=weights)
    residuals = rates - level - slope * (years - middle)
    return Line(slope, 1 / math.sqrt(spread), float((weights * residuals**2).sum()), len(years) - 2)


def dispersion(lines: Sequence[Line]) -> tuple[float, int]:
    """How many times the variance of chance the figures have, pooled over series, never below 1; and its degrees of
    freedom. Pearson's chi² divided by its degrees of freedom (McCullagh & Nelder 1989, section 4.5)."""
    freedom = sum(line.freedom for line in lines)
    return max(1.0, sum(line.chi2 for line in lines) / freedom), freedom


POWER = 0.8


def pooled(series: Sequence[Series]) -> Spread | None:
    """The dispersion of series of the same kind, such as all districts; ``None`` where none is long enough."""
    lines = [line for line in map(fitted, series) if line]
    return dispersion(lines) if lines else None


def spread_for(series: Series, spread: Spread | None) -> Spread:
    """The dispersion to judge a series by: that of all of its kind, or its own where that is larger by more than chance
    (F test), or where there is no other."""
    own = pooled([series]) or (1.0, 1)
    if spread is None:
        return own
    return own if float(special.fdtrc(own[1], spread[1], own[0] / spread[0])) < 1 - LEVEL else spread


def trend_with(series: Series, spread: Spread, level: float = LEVEL) -> Trend | None:
    """Whether the rate rises or falls over the years, by more than chance: a t-test of the slope.

    ``spread`` is the dispersion of the series and others of its kind (:func:`pooled`). ``None`` where a trend cannot be
    asked for. ``detectable`` solves the power of that test (non-central t) for :data:`POWER`.
    """
    line = fitted(series)
    if line is None:
        return None
    times, freedom = spread
    error = line.error * math.sqrt(times)
    limit = float(special.stdtrit(freedom, 1 - (1 - level) / 2))
    p = 2 * float(special.stdtr(freedom, -abs(line.slope) / error))
    low, high = line.slope - limit * error, line.slope + limit * error
    detectable = detectable_times(freedom, limit) * error
    return Trend(line.slope, low, high, p, detectable, times, verdict_of(low, high, 0))


@functools.lru_cache(maxsize=1024)
def detectable_times(freedom: int, limit: float) -> float:
    """How many standard errors a slope must have to be found with :data:`POWER`."""

    def short(times: float) -> float:
        return 1 - float(special.nctdtr(freedom, times, limit)) - POWER

    return float(optimize.brentq(short, 0.5, 20))


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
