"""Straight lines through rates over years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from queries.statistics.intervals import PER

FEWEST_PERIODS = 5
"""Periods that a line needs at least, and a series that is to tell by itself how it swings."""


Numbers = npt.NDArray[np.float64]


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


@dataclass(frozen=True, kw_only=True)
class Lines:
    """The same of many series; ``is_fitted`` is false where one has too few periods, or no case."""

    slope: Numbers
    error: Numbers
    chi2: Numbers
    freedom: npt.NDArray[np.int64]
    is_fitted: npt.NDArray[np.bool_]


def through(series: npt.NDArray[np.int64], years: Numbers, counts: Numbers, populations: Numbers) -> Lines:
    """Weighted least squares of the rates on the years, of each ``series`` (its number at each figure) by itself. Weights are
    the populations divided by the mean rate: the inverse of the variance that chance gives a rate."""

    def summed(values: Numbers) -> Numbers:
        return np.bincount(series, values).astype(float)

    people, cases, periods = summed(populations), summed(counts), np.bincount(series)
    apart = years - (summed(populations * years) / people)[series]
    rates = (counts / populations - (cases / people)[series]) * PER
    spread = summed(populations * apart**2)
    is_fitted = (periods >= FEWEST_PERIODS) & (cases > 0)
    nothing, variance = np.zeros(len(people)), cases / people * PER**2  # of a rate, times its population
    slope = np.divide(summed(populations * apart * rates), spread, out=nothing.copy(), where=is_fitted)
    chi2 = summed(populations * (rates - slope[series] * apart) ** 2)
    return Lines(
        slope=slope,
        error=np.sqrt(np.divide(variance, spread, out=nothing.copy(), where=is_fitted)),
        chi2=np.divide(chi2, variance, out=nothing.copy(), where=is_fitted),
        freedom=periods - 2,
        is_fitted=is_fitted,
    )


def fitted(series: Series) -> Line | None:
    """The line through one series; ``None`` below :data:`FEWEST_PERIODS` periods or without any case."""
    if len(series.years) < FEWEST_PERIODS:
        return None
    columns = (np.array(one, float) for one in (series.years, series.counts, series.populations))
    found = through(np.zeros(len(series.years), int), *columns)
    if not found.is_fitted[0]:
        return None
    return Line(float(found.slope[0]), float(found.error[0]), float(found.chi2[0]), int(found.freedom[0]))
