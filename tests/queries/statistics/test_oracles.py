"""The functions of chance beside those of SciPy and statsmodels, which are written by others."""

from __future__ import annotations

import math

import numpy as np
import pytest
import statsmodels.api as sm
from scipy import stats
from statsmodels.discrete.discrete_model import NegativeBinomialP
from statsmodels.stats.meta_analysis import combine_effects
from statsmodels.stats.multitest import multipletests

from queries.statistics import between, intervals, lines, variation
from queries.statistics import tests as statistics
from queries.statistics.lines import Series
from queries.statistics.variation import Spread


def test_a_line_is_that_of_weighted_least_squares() -> None:
    years, counts, people = (
        range(2015, 2025),
        [61, 55, 70, 66, 80, 71, 90, 84, 79, 99],
        list(range(10_000, 12_000, 200)),
    )
    line = lines.fitted(Series(years, counts, people))
    assert line is not None
    rates = np.array(counts) / people * 1000
    expected = sum(counts) / sum(people) * 1000 * 1000 / np.array(people)  # the variance that chance gives a rate
    fit = sm.WLS(rates, sm.add_constant(np.array(years)), weights=1 / expected).fit()
    assert line.slope == pytest.approx(fit.params[1])
    assert line.chi2 / line.freedom == pytest.approx(fit.scale)
    trend = statistics.trend_along(line, Spread(fit.scale, line.freedom, "place"))
    assert (trend.low, trend.high) == pytest.approx(tuple(fit.conf_int()[1]))
    assert trend.p == pytest.approx(fit.pvalues[1])


def test_the_variance_is_that_of_the_negative_binomial_family_p() -> None:
    """statsmodels fits α of the variance m + α·m^p by maximum likelihood; here φ = 1 + a·m^b, so α = a and p = 1 + b."""
    generator = np.random.default_rng(61)
    means = np.exp(generator.uniform(math.log(30), math.log(3000), 290))
    size = means / (0.5 * means**0.5)
    counts = generator.negative_binomial(size[:, None], (size / (size + means))[:, None], (290, 11))
    known = variation.estimated({(i,): [Series(range(11), one, [1] * 11)] for i, one in enumerate(counts.tolist())})
    fit = NegativeBinomialP(counts.ravel(), np.repeat(np.log(means), 11)[:, None], p=1.5).fit(
        start_params=[1, 0.3], method="nm", maxiter=500, disp=False
    )
    assert fit.params[0] == pytest.approx(1, abs=0.01)
    for mean in (50, 500, 2500):
        assert known.times_at(mean) == pytest.approx(1 + fit.params[1] * mean**0.5, rel=0.1)


@pytest.mark.parametrize("years", [2, 3, 7, 11])
def test_overlapping_steps_have_the_variance_that_is_said(years: int) -> None:
    figures = np.random.default_rng(62).normal(size=(200_000, years))
    mean_square = (np.diff(figures, axis=1) ** 2 / 2).mean(1)
    series = Series(range(years), list(range(1, years + 1)), [1] * years)
    found = variation.estimated({(0,): [series]}).swing((0,))
    assert found is not None
    assert found.noise == pytest.approx(mean_square.var(), rel=0.02)


@pytest.mark.parametrize(("mean", "times"), [(5.0, 1.0), (40.0, 3.0), (7.0, 9.0)])
def test_tails_are_those_that_are_said(mean: float, times: float) -> None:
    draw = stats.poisson(mean) if times == 1 else stats.nbinom(mean / (times - 1), 1 / times)
    _, _, _, kurtosis = draw.stats("mvsk")
    assert variation.kurtosis(times, mean) == pytest.approx(float(kurtosis))


def limits_of(count: int, times: float, freedom: float) -> tuple[float, float]:
    low, high = intervals.limits(np.array([float(count)]), np.array([times]), np.array([freedom]))
    return float(low[0]), float(high[0])


@pytest.mark.parametrize(("count", "times"), [(0, 3.0), (1, 9.0), (12, 3.0), (250, 40.0)])
def test_limits_are_where_the_tails_of_the_negative_binomial_distribution_are(count: int, times: float) -> None:
    low, high = statistics.expected_limits(count, Spread(times, math.inf, "others"))
    assert stats.nbinom.cdf(count, high / (times - 1), 1 / times) == pytest.approx(0.025)
    if count:
        assert stats.nbinom.sf(count - 1, low / (times - 1), 1 / times) == pytest.approx(0.025)
    inner_low, inner_high = limits_of(count, times, math.inf)
    assert low <= inner_low
    assert inner_high < high


@pytest.mark.parametrize("count", [0, 3, 25, 400])
def test_of_independent_cases_limits_are_those_of_jeffreys(count: int) -> None:
    low, high = limits_of(count, 1.0, 1e6)
    assert high == pytest.approx(stats.gamma.ppf(0.975, count + 0.5), rel=2e-3)
    assert low == pytest.approx(stats.gamma.ppf(0.025, count + 0.5) if count else 0, rel=2e-3)


def test_few_degrees_of_freedom_widen_as_t_does() -> None:
    assert stats.norm.ppf(1 - intervals.tail_of(0.95, 4.0)) == pytest.approx(stats.t.ppf(0.975, 4))
    assert statistics.two_sided(float(stats.norm.sf(2.5)), 7.0) == pytest.approx(2 * stats.t.sf(2.5, 7))


@pytest.mark.parametrize(("count", "expected"), [(30, 18.0), (5, 18.0)])
def test_beside_a_rate_the_tail_is_that_of_the_negative_binomial_distribution(count: int, expected: float) -> None:
    draw = stats.nbinom(expected / 2, 1 / 3)
    tail = draw.sf(count - 1) if count > expected else draw.cdf(count)
    found = statistics.against_a_rate(count, 1800, (10.0, 10.0), spread=Spread(3.0, math.inf, "others"))
    assert found.p == pytest.approx(2 * tail)


@pytest.mark.parametrize(("count", "other"), [(30, 12), (9, 22), (4, 21), (180, 130)])
def test_two_counts_that_swing_are_nearly_beta_binomial(count: int, other: int) -> None:
    """Given their sum, two negative binomial counts with φ = 3 are beta-binomial; dividing the counts by φ comes near it."""
    size = (count + other) / 2 / 2
    exact = 2 * min(
        stats.betabinom.cdf(count, count + other, size, size), stats.betabinom.sf(count - 1, count + other, size, size)
    )
    found = statistics.compared(count, 1000, other, 1000, spread=Spread(3.0, math.inf, "others"))
    assert found.p == pytest.approx(exact, rel=0.25)


@pytest.mark.parametrize("freedom", [2.0, 4.0, 9.0, 40.0])
def test_what_is_seen_in_four_cases_of_five_is_that_of_the_noncentral_t_distribution(freedom: float) -> None:
    limit = float(stats.t.ppf(0.975, freedom))
    assert stats.nct.sf(limit, freedom, statistics.detectable_times(freedom)) == pytest.approx(0.8, abs=0.001)


def test_differences_between_places_are_those_of_a_random_effects_model() -> None:
    """Paule and Mandel's τ² of the logarithms of the rates, by statsmodels."""
    generator = np.random.default_rng(63)
    people = np.exp(generator.uniform(math.log(5000), math.log(100_000), 290))
    counts = generator.poisson(people / 100 * generator.gamma(1 / 0.09, 0.09, 290))
    logs = np.log(counts / people * 100)
    effects = combine_effects(logs, 1 / counts, method_re="iterated")
    there = {(i,): (int(counts[i]), float(people[i])) for i in range(290)}
    found = between.spread_between(there, variation.UNKNOWN, 10.0)
    assert found is not None
    assert found.tau == pytest.approx(math.sqrt(effects.tau2), rel=0.1)


def test_many_comparisons_are_corrected_as_statsmodels_does() -> None:
    p_values = np.random.default_rng(64).uniform(0, 1, 50) ** 3
    assert statistics.corrected(p_values.tolist()) == pytest.approx(
        multipletests(p_values, method="fdr_bh")[1].tolist()
    )
