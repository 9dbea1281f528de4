"""How far a count or a rate may lie from what was to be expected: 95 % intervals.

Counts of offences and events are taken as Poisson distributed. Rates are per 1 000 inhabitants.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import scipy  # its parts come when they are used: the dashboard waits for them at its start

PER = 1000
"""Rates are cases per this many inhabitants."""

LEVEL = 0.95
EXACT_BELOW = 10
"""Counts below this get the exact interval, those from it on Byar's approximation."""

Interval = tuple[float, float]
Numbers = npt.NDArray[np.float64]


def count_limits(counts: Numbers, level: float = LEVEL) -> tuple[Numbers, Numbers]:
    """Lower and upper limits of the expected counts behind observed ones.

    Below :data:`EXACT_BELOW` the exact Poisson limits, chi²(alpha/2; 2O)/2 and chi²(1-alpha/2; 2O+2)/2; from it on
    Byar's approximation, O(1 - 1/9O - z/3√O)³ and (O+1)(1 - 1/9(O+1) + z/3√(O+1))³. Breslow & Day, Statistical
    Methods in Cancer Research, volume II (IARC 1987), section 2.3. Raises ``ValueError`` for a negative count.
    """
    if (counts < 0).any():
        raise ValueError(f"a count cannot be {counts.min():g}")
    tail = (1 - level) / 2
    z = scipy.special.ndtri(1 - tail)
    few, above = counts < EXACT_BELOW, counts + 1
    some = np.maximum(counts, 1)  # of nothing the lower limit is 0, by whatever formula
    # The quantile of chi² with 2a degrees of freedom is twice the inverse of the incomplete gamma function.
    low = np.where(
        few, scipy.special.gammaincinv(some, tail), some * (1 - 1 / (9 * some) - z / (3 * np.sqrt(some))) ** 3
    )
    high = np.where(
        few, scipy.special.gammaincinv(above, 1 - tail), above * (1 - 1 / (9 * above) + z / (3 * np.sqrt(above))) ** 3
    )
    return np.where(counts > 0, low, 0.0), high


def swinging_limits(counts: Numbers, times: Numbers, freedom: Numbers, level: float = LEVEL) -> tuple[Numbers, Numbers]:
    """The same for counts whose variance is ``times`` their mean, as known with so many degrees of ``freedom``.

    Limits of a negative binomial mean: where the tail at half a count less and half a count more is reached, so that the
    interval neither covers too rarely nor far too often (as the mid-p interval, Lancaster 1961; for Poisson counts this is
    Jeffreys' interval, Brown, Cai & DasGupta, Statistica Sinica 13 (2003)). Few degrees of freedom make the tail smaller, in
    the way that t is wider than z.
    """
    tail = tail_of(level, freedom)
    over = np.maximum(times - 1, LEAST_OVER)
    middle = counts + 0.5
    # I(p; size, k + 1) is the probability of at most k; its inverse in size times (φ - 1) is the mean.
    low = over * scipy.special.btdtria(1 - tail, middle, 1 / (1 + over))
    return np.where(counts > 0, low, 0.0), over * scipy.special.btdtria(tail, middle, 1 / (1 + over))


LEAST_OVER = 1e-3
"""Below it a negative binomial count is as good as a Poisson one."""


def limits(counts: Numbers, times: Numbers, freedom: Numbers, level: float = LEVEL) -> tuple[Numbers, Numbers]:
    """The limits of counts by :func:`swinging_limits`; of independent cases by :func:`count_limits`."""
    low, high = np.empty(len(counts)), np.empty(len(counts))
    free = (times == 1) & np.isinf(freedom)
    low[free], high[free] = count_limits(counts[free], level)
    low[~free], high[~free] = swinging_limits(counts[~free], times[~free], freedom[~free], level)
    return low, high


def tail_of(level: float, freedom: Numbers | float) -> Numbers:
    """The share that a normal tail must have to begin where the tail of t with so many degrees of freedom does."""
    half = (1 - level) / 2
    return np.where(np.isinf(freedom), half, scipy.special.ndtr(scipy.special.stdtrit(np.minimum(freedom, 1e9), half)))


def count_interval(count: int, level: float = LEVEL) -> Interval:
    """The limits of one count; see :func:`count_limits`."""
    low, high = count_limits(np.array([float(count)]), level)
    return float(low[0]), float(high[0])
