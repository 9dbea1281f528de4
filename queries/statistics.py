"""How sure figures are: intervals, comparisons, trends. Every formula with its source; SciPy where it has the function.

Counts of offences and events are taken as Poisson distributed, or more dispersed than that where the figures show it.
Rates are per 1 000 inhabitants throughout.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy import optimize, stats

PER = 1000
"""Rates are cases per this many inhabitants."""

LEVEL = 0.95
EXACT_BELOW = 10
"""Counts below this get the exact interval, those from it on Byar's approximation."""

FEWEST_PERIODS = 5
"""Periods that a trend needs at least."""

Verdict = Literal["higher", "lower", "no_difference", "undetermined"]
"""``no_difference`` is none that can be told from chance; ``undetermined`` means that the figures do not allow a test."""

Interval = tuple[float, float]


def count_interval(count: int, level: float = LEVEL) -> Interval:
    """Lower and upper limit of the expected count behind an observed one.

    Below :data:`EXACT_BELOW` the exact Poisson limits, chi²(alpha/2; 2O)/2 and chi²(1-alpha/2; 2O+2)/2; from it on
    Byar's approximation, O(1 - 1/9O - z/3√O)³ and (O+1)(1 - 1/9(O+1) + z/3√(O+1))³. Breslow & Day, Statistical
    Methods in Cancer Research, volume II (IARC 1987), section 2.3. Raises ``ValueError`` for a negative count.
    """
    if count < 0:
        raise ValueError(f"a count cannot be {count}")
    tail = (1 - level) / 2
    if count < EXACT_BELOW:
        low = float(stats.chi2.ppf(tail, 2 * count)) / 2 if count else 0.0
        return low, float(stats.chi2.ppf(1 - tail, 2 * count + 2)) / 2
    z = float(stats.norm.ppf(1 - tail))
    above = count + 1
    return (
        count * (1 - 1 / (9 * count) - z / (3 * math.sqrt(count))) ** 3,
        above * (1 - 1 / (9 * above) + z / (3 * math.sqrt(above))) ** 3,
    )


def rate_interval(count: int, population: int, level: float = LEVEL) -> Interval:
    """The interval of the rate per 1 000 inhabitants: that of the count, divided by the population."""
    low, high = count_interval(count, level)
    return low / population * PER, high / population * PER


def rounding_range(value: float, decimals: int) -> Interval:
    """What a figure printed with so many decimals can have been before it was rounded; never below 0.

    No interval of chance: where only a rounded rate is known, nothing more can be said.
    """
    half = 0.5 * 10.0**-decimals
    return max(0.0, value - half), value + half


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
) -> Comparison:
    """A rate beside another one, of other people or of another year.

    Given both counts' sum, the first is binomial with the share λP/(λP + Q) where λ is the ratio of the rates: so the
    exact (Clopper-Pearson) limits of that share give those of the ratio, and the exact binomial test the p-value.
    Przyborowski & Wilenski, Biometrika 31 (1940); Breslow & Day (1987), section 3.4. The two must not share cases: of a
    whole that holds the part, take the rest.
    """
    if count is None or other_count is None or not population or not other_population:
        return UNDETERMINED
    total = count + other_count
    if total == 0:
        return UNDETERMINED
    exposed = other_population / population
    test = stats.binomtest(count, total, population / (population + other_population))
    share = test.proportion_ci(level, "exact")
    ratio = count / other_count * exposed if other_count else math.inf
    low = share.low / (1 - share.low) * exposed if share.low < 1 else math.inf
    high = share.high / (1 - share.high) * exposed if share.high < 1 else math.inf
    if low <= 1 <= high:
        return Comparison(ratio, low, high, float(test.pvalue), "no_difference")
    return Comparison(ratio, low, high, float(test.pvalue), "higher" if ratio > 1 else "lower")


@dataclass(frozen=True)
class YearOnYear:
    """``z`` of a change between two years, and whether it lies beyond ``limit``."""

    z: float
    limit: float
    verdict: Verdict


def year_on_year(old: int, new: int, level: float = LEVEL) -> YearOnYear:
    """The change of a count from one year to the next: Z = 2(√new - √old).

    The square root of a Poisson count has a variance of some 1/4 whatever its mean (Bartlett 1936), so Z has one of 2
    when neither year is more than chance: the limit is z·√2, 2.77 for 95 %. Of counts whose populations hardly differ.
    """
    z = 2 * (math.sqrt(new) - math.sqrt(old))
    limit = float(stats.norm.ppf(1 - (1 - level) / 2)) * math.sqrt(2)
    if abs(z) <= limit:
        return YearOnYear(z, limit, "no_difference")
    return YearOnYear(z, limit, "higher" if z > 0 else "lower")


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


def trend(series: Series, beside: Sequence[Series] = (), level: float = LEVEL) -> Trend | None:
    """Whether the rate rises or falls over the years, by more than chance.

    ``beside`` are series of the same kind, such as other districts, from which the dispersion is estimated together
    with this one. A t-test of the slope; ``detectable`` solves the power of that test (non-central t) for
    :data:`POWER`. ``None`` where a trend cannot be asked for.
    """
    line = fitted(series)
    if line is None:
        return None
    pooled = [line, *filter(None, (fitted(other) for other in beside))]
    times, freedom = dispersion(pooled)
    error = line.error * math.sqrt(times)
    limit = float(stats.t.ppf(1 - (1 - level) / 2, freedom))
    p = 2 * float(stats.t.sf(abs(line.slope) / error, freedom))
    low, high = line.slope - limit * error, line.slope + limit * error
    verdict: Verdict = "no_difference" if low <= 0 <= high else "higher" if line.slope > 0 else "lower"
    return Trend(line.slope, low, high, p, detectable_times(freedom, limit) * error, times, verdict)


def detectable_times(freedom: int, limit: float) -> float:
    """How many standard errors a slope must have to be found with :data:`POWER`."""

    def short(times: float) -> float:
        return float(stats.nct.sf(limit, freedom, times)) - POWER

    return float(optimize.brentq(short, 0.5, 20))


def corrected(p_values: Sequence[float]) -> list[float]:
    """p-values of many comparisons at once, corrected so that of those called different at most the level's share is so
    by chance: Benjamini & Hochberg, J. R. Statist. Soc. B 57 (1995)."""
    return [float(p) for p in stats.false_discovery_control(list(p_values))] if p_values else []
