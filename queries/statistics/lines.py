"""Straight lines through rates over years."""

from __future__ import annotations

import math
import operator
from collections.abc import Sequence
from dataclasses import dataclass

from queries.statistics.intervals import PER

FEWEST_PERIODS = 5
"""Periods that a line needs at least, and a series that is to tell by itself how it swings."""


@dataclass(frozen=True)
class Series:
    """Counts and populations of one place over comparable periods, ``years`` ascending; without known populations (not
    ``has_populations``) they are taken not to change."""

    years: Sequence[int]
    counts: Sequence[float]
    populations: Sequence[float]
    has_populations: bool = True


@dataclass(frozen=True)
class Line:
    """A straight line through rates: ``slope`` per 1 000 and year, its standard error for Poisson variance, the sum of
    squared standardised residuals and its degrees of freedom."""

    slope: float
    error: float
    chi2: float
    freedom: int


def fitted(series: Series) -> Line | None:
    """Weighted least squares of the rates on the years, weights the populations divided by the mean rate: the inverse of
    the variance that chance gives a rate. ``None`` below :data:`FEWEST_PERIODS` periods or without any case."""
    cases, people = sum(series.counts), sum(series.populations)
    if len(series.years) < FEWEST_PERIODS or not cases:
        return None
    # Plain sums: of so few numbers they take a tenth of the time that arrays do, and all places are asked for at once.
    mean = cases / people * PER
    middle = sum(map(operator.mul, series.populations, series.years)) / people
    apart = [year - middle for year in series.years]
    rates = [count / among * PER - mean for count, among in zip(series.counts, series.populations, strict=True)]
    spread = sum(among * x * x for among, x in zip(series.populations, apart, strict=True))
    slope = sum(among * x * y for among, x, y in zip(series.populations, apart, rates, strict=True)) / spread
    chi2 = sum(among * (y - slope * x) ** 2 for among, x, y in zip(series.populations, apart, rates, strict=True))
    variance = mean * PER  # of a rate, times its population
    return Line(slope, math.sqrt(variance / spread), chi2 / variance, len(apart) - 2)
