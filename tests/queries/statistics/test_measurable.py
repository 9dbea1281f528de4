"""Which changes could be told from chance: beside drawn counts that swing, which the pages' own test judges."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import stats

from queries.statistics import evidence, measurable, variation
from queries.statistics import tests as statistics
from queries.statistics.evidence import Row
from queries.statistics.lines import Series
from queries.statistics.variation import Spread

DRAWN = 4000


def seen(old: float, change: float, times: float) -> float:
    """The share of drawn pairs of negative binomial counts, the later one changed so, that the exact test calls different in
    the right direction."""
    generator = np.random.default_rng(71)
    before, after = (
        generator.poisson(mean, DRAWN)
        if times == 1
        else stats.nbinom.rvs(mean / (times - 1), 1 / times, size=DRAWN, random_state=generator)
        for mean in (old, old * (1 + change))
    )
    way = "lower" if change < 0 else "higher"
    spread = Spread(times, math.inf, "others")
    told = [
        statistics.compared(int(new), 1000, int(was), 1000, spread=spread).verdict == way
        for was, new in zip(before, after, strict=True)
    ]
    return sum(told) / DRAWN


@pytest.mark.parametrize(("old", "times"), [(60, 1.0), (400, 4.0), (2500, 14.0), (12000, 25.0)])
def test_the_smallest_changes_are_told_in_four_of_five_drawn_cases(old: float, times: float) -> None:
    spread = Spread(times, math.inf, "others")
    fall, rise = measurable.smallest_fall(old, spread), measurable.smallest_rise(old, spread)
    assert fall is not None
    assert rise is not None
    assert seen(old, -fall, times) == pytest.approx(0.8, abs=0.04)
    assert seen(old, rise, times) == pytest.approx(0.8, abs=0.04)


@pytest.mark.parametrize("change", [-0.1, -0.2, 0.15])
def test_a_change_is_told_in_the_share_of_drawn_cases_that_is_said(change: float) -> None:
    said = measurable.share_seen(1000, change, Spread(8.0, math.inf, "others"))
    assert said == pytest.approx(seen(1000, change, 8.0), abs=0.03)


def test_of_many_cases_it_is_the_formula_for_the_roots_of_two_poisson_counts() -> None:
    # By hand: 2(100 - √new) = (1.960 + 0.8416)·√2 + 0.005 gives √new = 98.016, which is 3.93 per cent fewer of 10,000.
    assert measurable.smallest_fall(10_000, variation.INDEPENDENT) == pytest.approx(0.0393, abs=2e-4)


def test_of_few_cases_nothing_is_said_and_of_somewhat_more_not_even_a_fall_to_nothing_is_told() -> None:
    assert measurable.smallest_fall(4, variation.INDEPENDENT) is None
    assert measurable.smallest_rise(4, variation.INDEPENDENT) is None
    assert measurable.smallest_fall(20, Spread(12.0, 20.0, "others")) is None
    assert measurable.smallest_rise(20, Spread(12.0, 20.0, "others")) is not None


def test_what_is_known_from_little_must_change_more() -> None:
    sure, unsure = (measurable.smallest_fall(1000, Spread(5.0, freedom, "others")) for freedom in (math.inf, 6.0))
    assert sure is not None
    assert unsure is not None
    assert unsure > sure


# ---- of places ------------------------------------------------------------------------------------------------------


def figures(place: str, counts: list[int | None], first: int = 2020, people: int = 20_000) -> list[Row]:
    return [
        {
            "area_category": None,
            "area": place,
            "source": "egen",
            "measure": "per_1000",
            "implied": False,
            "computed": False,
            "year": year,
            "cases": count,
            "among": people,
            "value": count and count / people * 1000,
        }
        for year, count in enumerate(counts, first)
    ]


def places(number: int) -> list[list[Row]]:
    """So many places of some 500 cases a year with a variance of five times the mean."""
    drawn = stats.nbinom.rvs(500 / 4, 1 / 5, size=(number, 10), random_state=np.random.default_rng(72))
    return [figures(f"Ort {number}", [int(count) for count in row], 2016) for number, row in enumerate(drawn)]


def model(rows: list[list[Row]]) -> variation.Variation:
    return evidence.variation_of([row for part in rows for row in part])


def test_more_years_and_more_places_together_tell_smaller_changes_by_the_root_of_their_number() -> None:
    there = places(60)
    known = model(there)
    one = measurable.measurable(there[:1], {}, known, -0.15)
    three = measurable.measurable(there[:1], {}, known, -0.15, years=3)
    nine = measurable.measurable(there[:9], {}, known, -0.15)
    assert one
    assert three
    assert nine
    assert (one.first, one.last, one.cases) == (2025, 2025, there[0][-1]["cases"])
    assert (three.first, three.last) == (2023, 2025)
    assert one.fall
    assert three.fall
    assert nine.fall
    assert one.fall / three.fall == pytest.approx(math.sqrt(3), rel=0.2)
    assert one.fall / nine.fall == pytest.approx(3, rel=0.25)
    assert not one.can_tell(-one.fall + 0.01)
    assert one.can_tell(-one.fall - 0.01)
    # By hand, φ = 5 and 500 cases: some 2.8·√10/√500 = 0.40 of two roots' distance, a fall by some 36 per cent.
    assert one.fall == pytest.approx(0.36, abs=0.06)


@pytest.mark.parametrize(("steps", "years"), [(0.0, 3), (0.03, 3), (0.03, 5), (0.1, 3)])
def test_sums_of_years_differ_by_as_much_more_as_their_levels_wander(steps: float, years: int) -> None:
    """Levels that go ``steps`` of themselves at random each year, and counts with five times the variance of their mean."""
    generator = np.random.default_rng(74)
    number, mean, times = 400, 2000.0, 5.0
    levels = (
        mean * np.exp(np.cumsum(generator.normal(0, steps, (number, 11)), axis=1))
        if steps
        else np.full((number, 11), mean)
    )
    counts = stats.nbinom.rvs(levels / (times - 1), 1 / times, random_state=generator)
    drawn = [figures(f"Ort {row}", [int(count) for count in line], 2015) for row, line in enumerate(counts)]
    # By hand: of noise n and steps s, both a year's variance, sums differ by (2n + s(2w² + 1)/3)/(2n + s) times as much.
    noise, step = times * mean, (steps * mean) ** 2
    expected = (2 * noise + step * (2 * years**2 + 1) / 3) / (2 * noise + step)
    assert measurable.wandering(model(drawn), years) == pytest.approx(expected, rel=0.15)


def test_where_few_places_tell_a_mean_of_years_tells_no_smaller_changes_than_one_year() -> None:
    few = places(6)
    known = model(few)
    assert measurable.wandering(known, 3) == 3
    one, three = (measurable.measurable(few[:1], {}, known, -0.15, years=years) for years in (1, 3))
    assert one
    assert three
    assert one.fall
    assert three.fall
    assert three.fall == pytest.approx(one.fall, rel=0.1)


def test_nothing_is_said_across_a_break_or_without_a_count_or_of_a_figure_in_doubt() -> None:
    own = figures("Ersboda", [100, 110, 90, 105])
    known = variation.estimated({evidence.who(own[0]): [Series([2020], [100], [20_000])]})
    notes: evidence.Notes = {evidence.who(own[0]): [{"kind": "definition_break", "year": 2022, "measure": "per_1000"}]}
    assert measurable.measurable([own], notes, known, -0.1, years=2) is not None
    assert measurable.measurable([own], notes, known, -0.1, years=3) is None
    assert measurable.measurable([figures("Ersboda", [100, None])], {}, known, -0.1) is None
    doubt: evidence.Notes = {evidence.who(own[0]): [{"kind": "approximate", "year": 2023, "measure": "per_1000"}]}
    assert measurable.measurable([own], doubt, known, -0.1) is None
    assert measurable.measurable([], {}, known, -0.1) is None
