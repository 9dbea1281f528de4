"""Intervals, comparisons and trends against published values, SciPy's exact distributions and simulation."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import stats

from queries.statistics import intervals, lines, variation
from queries.statistics import tests as statistics
from queries.statistics.lines import Series
from queries.statistics.variation import Spread

# ---- intervals ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("count", "low", "high"),
    [
        # Breslow & Day (1987), table 2.10: factors of the exact 95 % limits, times the count.
        (1, 0.0253, 5.57),
        (2, 0.121 * 2, 3.61 * 2),
        (3, 0.206 * 3, 2.92 * 3),
        (5, 0.324 * 5, 2.33 * 5),
        (9, 0.457 * 9, 1.90 * 9),
    ],
)
def test_limits_of_small_counts_are_those_of_the_published_table(count: int, low: float, high: float) -> None:
    assert intervals.count_interval(count) == pytest.approx((low, high), rel=0.005)


@pytest.mark.parametrize(
    ("count", "low", "high"),
    [(10, 0.480, 1.84), (20, 0.611, 1.54), (50, 0.742, 1.32), (100, 0.814, 1.22)],
)
def test_byars_limits_are_near_the_published_exact_ones(count: int, low: float, high: float) -> None:
    assert intervals.count_interval(count) == pytest.approx((low * count, high * count), rel=0.006)


def test_nothing_counted_still_has_an_upper_limit() -> None:
    assert intervals.count_interval(0) == (
        0.0,
        pytest.approx(-math.log(0.025)),
    )  # 3.69, the "rule of three" to be exact


@pytest.mark.parametrize("count", range(10))
def test_exact_limits_have_their_tails(count: int) -> None:
    low, high = intervals.count_interval(count)
    assert stats.poisson.cdf(count, high) == pytest.approx(0.025)
    if count:
        assert stats.poisson.sf(count - 1, low) == pytest.approx(0.025)


def test_a_negative_count_is_refused() -> None:
    with pytest.raises(ValueError, match="-1"):
        intervals.count_interval(-1)


# ---- comparisons ----------------------------------------------------------------------------------------------------


def test_a_ratio_has_exact_limits() -> None:
    # 15 of 41 cases among 28 010 of 47 027 person-years: Rosner, Fundamentals of Biostatistics: breast cancer 41/28010
    # against 15/19017, ratio 1.86 with 95 % limits 1.03 and 3.36 by the normal approximation; the exact ones are wider.
    found = statistics.compared(41, 28010, 15, 19017)
    assert found.ratio == pytest.approx(1.856, abs=0.001)
    assert found.low == pytest.approx(1.005, abs=0.01)
    assert found.high == pytest.approx(3.61, abs=0.01)
    assert found.verdict == "higher"


def test_turned_around_the_ratio_is_its_inverse() -> None:
    one, other = statistics.compared(12, 3000, 50, 4000), statistics.compared(50, 4000, 12, 3000)
    assert one.ratio is not None
    assert other.ratio is not None
    assert one.ratio == pytest.approx(1 / other.ratio)
    assert (one.low, one.high) == (pytest.approx(1 / other.high), pytest.approx(1 / other.low))  # type: ignore[operator]
    assert (one.verdict, other.verdict) == ("lower", "higher")


def test_few_cases_cannot_be_told_from_chance() -> None:
    assert statistics.compared(3, 1000, 1, 1000).verdict == "no_difference"


def test_none_against_some_has_an_upper_limit_only() -> None:
    found = statistics.compared(0, 1000, 10, 1000)
    assert (found.ratio, found.low, found.verdict) == (0.0, 0.0, "lower")
    other = statistics.compared(10, 1000, 0, 1000)
    assert (other.ratio, other.high, other.verdict) == (math.inf, math.inf, "higher")


@pytest.mark.parametrize("unknown", [(None, 1000, 5, 1000), (5, None, 5, 1000), (0, 1000, 0, 1000), (5, 1000, 5, 0)])
def test_what_is_unknown_is_not_compared(unknown: tuple[int | None, ...]) -> None:
    assert statistics.compared(*unknown) == statistics.UNDETERMINED  # type: ignore[arg-type]


@pytest.mark.parametrize(("count", "other"), [(3, 9), (0, 7), (7, 0), (25, 20), (400, 460)])
def test_the_limits_and_the_p_value_are_those_of_the_exact_binomial_distribution(count: int, other: int) -> None:
    found = statistics.compared(count, 3000, other, 5000)
    even, total = 3000 / 8000, count + other
    share = stats.binomtest(count, total).proportion_ci(0.95, "exact")
    assert found.low == pytest.approx(share.low / (1 - share.low) * 5 / 3)
    assert found.high == (pytest.approx(share.high / (1 - share.high) * 5 / 3) if other else math.inf)
    tails = stats.binom.cdf(count, total, even), stats.binom.sf(count - 1, total, even)
    assert found.p == pytest.approx(min(1, 2 * min(tails)))


def test_a_rate_beside_that_of_the_country() -> None:
    # 30 cases among 2 000: 15 per 1 000; Byar's limits of 30 are 20.24 and 42.83 (Breslow & Day: 0.675 and 1.43).
    found = statistics.against_a_rate(30, 2000, (9.95, 10.05))
    assert found.ratio == pytest.approx(1.5)
    assert (found.low, found.high) == (pytest.approx(20.24 / 20.1, rel=0.005), pytest.approx(42.83 / 19.9, rel=0.005))
    assert found.verdict == "higher"


def test_a_rate_within_what_rounding_leaves_is_no_difference() -> None:
    # 100 cases among 100 000 is 1.0 per 1 000, limits 0.81 to 1.22; printed 0.8 may have been up to 0.85.
    assert statistics.against_a_rate(100, 100_000, (0.75, 0.85)).verdict == "no_difference"
    assert statistics.against_a_rate(100, 100_000, (0.65, 0.75)).verdict == "higher"
    assert statistics.against_a_rate(None, 1000, (1, 2)) == statistics.UNDETERMINED
    assert statistics.against_a_rate(5, 1000, (0.0, 0.05)) == statistics.UNDETERMINED


def test_false_differences_stay_below_their_level() -> None:
    generator = np.random.default_rng(1)
    pairs = generator.poisson(8, (2000, 2))
    flagged = sum(statistics.compared(int(a), 1000, int(b), 1000).verdict in ("higher", "lower") for a, b in pairs)
    assert flagged / 2000 <= 0.05


@pytest.mark.parametrize(
    ("old", "new", "z", "verdict"),
    [
        (100, 121, 2.0, "no_difference"),  # 2(11 - 10)
        (100, 144, 4.0, "higher"),  # 2(12 - 10)
        (16, 9, -2.0, "no_difference"),
        (81, 49, -4.0, "lower"),
        (9, 14, 2 * (math.sqrt(14) - 3), "no_difference"),  # +56 % of nine
    ],
)
def test_a_year_beside_the_one_before(old: int, new: int, z: float, verdict: str) -> None:
    found = statistics.year_on_year(old, new)
    assert found.z == pytest.approx(z)
    assert found.limit == pytest.approx(2.772, abs=0.001)  # 1.960 · √2
    assert found.verdict == verdict


def test_false_changes_from_year_to_year_are_near_their_level() -> None:
    generator = np.random.default_rng(2)
    pairs = generator.poisson(30, (4000, 2))
    flagged = sum(statistics.year_on_year(int(a), int(b)).verdict != "no_difference" for a, b in pairs)
    assert 0.03 <= flagged / 4000 <= 0.07


# ---- trends ---------------------------------------------------------------------------------------------------------

YEARS = tuple(range(2015, 2025))
RUNS = 400


def drawn(generator: np.random.Generator, means: np.ndarray, times: float) -> list[int]:
    """Counts with these means and a variance of so many times the mean: Poisson, or negative binomial."""
    if times == 1:
        return [int(count) for count in generator.poisson(means)]
    return [int(count) for count in generator.negative_binomial(means / (times - 1), 1 / times)]


def district(generator: np.random.Generator, times: float, slope: float = 0.0, mean: float = 60.0) -> Series:
    """A district of 10 000 with 6 cases per 1 000, changing by ``slope`` per 1 000 a year."""
    means = np.array([mean + slope * 10 * (year - np.mean(YEARS)) for year in YEARS])
    return Series(YEARS, drawn(generator, means, times), [10_000] * len(YEARS))


def trend(series: Series, *beside: Series) -> statistics.Trend:
    """The trend of a series, judged by itself and by others of its kind."""
    known = variation.estimated({(i,): [one] for i, one in enumerate([series, *beside])})
    line = lines.fitted(series)
    assert line is not None
    mean = sum(series.counts) / len(series.counts)
    return statistics.trend_along(line, variation.spread_around(known, (0,), line, mean))


@pytest.mark.parametrize("times", [1, 3])
def test_false_trends_stay_near_their_level(times: float) -> None:
    generator = np.random.default_rng(3)
    found = [trend(*(district(generator, times) for _ in range(8))) for _ in range(RUNS)]
    assert sum(one.verdict != "no_difference" for one in found) / RUNS <= 1.5 * 0.05


@pytest.mark.parametrize("times", [1, 3])
def test_false_trends_of_a_single_series_stay_near_their_level(times: float) -> None:
    generator = np.random.default_rng(4)
    found = [trend(district(generator, times)) for _ in range(RUNS)]
    assert sum(one.verdict != "no_difference" for one in found) / RUNS <= 1.5 * 0.05


@pytest.mark.parametrize("times", [1, 3])
def test_the_stated_detectable_change_is_found_in_four_of_five_runs(times: float) -> None:
    generator = np.random.default_rng(5)
    stated = [trend(*(district(generator, times) for _ in range(8))).detectable for _ in range(100)]
    slope = float(np.mean(stated))
    hits = 0
    for _ in range(RUNS):
        found = trend(district(generator, times, slope), *(district(generator, times) for _ in range(7)))
        hits += found.verdict == "higher"
    assert 0.75 <= hits / RUNS <= 0.85


def test_a_trend_through_exact_figures_is_their_slope() -> None:
    # 10, 12, 14, 16, 18 cases among 1 000: two more per 1 000 every year.
    found = trend(Series((2019, 2020, 2021, 2022, 2023), (10, 12, 14, 16, 18), (1000,) * 5))
    assert found.slope == pytest.approx(2.0)
    assert found.dispersion == 1.0  # never below what chance gives
    # Poisson variance of a rate of 14 per 1 000 among 1 000 is 14; Σ(x - x̄)² = 10: error √(14/10) = 1.1832; t with 3 degrees
    # of freedom is 3.1824, a little more since counts have heavier tails than normal figures.
    assert found.high - found.slope == pytest.approx(3.1824 * math.sqrt(1.4), rel=0.02)
    assert found.verdict == "no_difference"


def test_too_few_periods_or_cases_have_no_line() -> None:
    assert lines.fitted(Series((2018, 2019, 2020), (10, 20, 30), (1000,) * 3)) is None
    assert lines.fitted(Series((2016, 2017, 2018, 2019, 2020), (0,) * 5, (1000,) * 5)) is None


def test_many_comparisons_are_corrected_as_published() -> None:
    # Benjamini & Hochberg (1995), section 3.2: 15 p-values, of which the four smallest are significant at 0.05.
    p_values = [
        *(0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344),
        *(0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000),
    ]
    assert [p < 0.05 for p in statistics.corrected(p_values)] == [True] * 4 + [False] * 11
    assert statistics.corrected([]) == []


@pytest.mark.parametrize("mean", [0.5, 1, 1.5, 2, 3, 5, 10])
def test_false_changes_of_few_cases_stay_below_their_level(mean: float) -> None:
    generator = np.random.default_rng(11)
    pairs = generator.poisson(mean, (2000, 2))
    flagged = sum(statistics.year_on_year(int(a), int(b)).verdict != "no_difference" for a, b in pairs)
    assert flagged / 2000 <= 0.05


@pytest.mark.parametrize("times", [3, 5])
def test_false_differences_of_figures_that_swing_stay_near_their_level(times: int) -> None:
    generator = np.random.default_rng(12)
    pairs = generator.negative_binomial(60 / (times - 1), 1 / times, (1000, 2))
    spread = Spread(float(times), 60, "others")
    flagged = sum(
        statistics.compared(int(a), 1000, int(b), 1000, spread=spread).verdict in ("higher", "lower") for a, b in pairs
    )
    steps = sum(statistics.year_on_year(int(a), int(b), spread=spread).verdict != "no_difference" for a, b in pairs)
    assert flagged / 1000 <= 0.075
    assert steps / 1000 <= 0.075


def test_a_series_that_swings_more_than_its_kind_keeps_part_of_its_own_swing() -> None:
    calm = [Series(YEARS, [60 + n % 7 for n in range(place, place + 10)], [10_000] * 10) for place in range(12)]
    wild = Series(YEARS, [20, 100] * 5, [10_000] * 10)
    known = variation.estimated({(i,): [one] for i, one in enumerate([*calm, wild])})
    of_calm, of_wild = (variation.spread_of(known, (i,), 60) for i in (0, 12))
    assert of_calm.times < 1.5
    assert 10 < of_wild.times < 6400 / 120  # each step of 80, beside two years of 60
