"""What is called more than chance: by simulation with fixed seeds, by the figures of which it was wrong, and by hand.

Each simulation is of figures in which nothing happens. Nominal is one false verdict of twenty; half as much again is let pass.
"""

from __future__ import annotations

import math

import numpy as np
import pytest

from queries.statistics import between, evidence, lines, standing_out, variation
from queries.statistics import tests as statistics
from queries.statistics.evidence import Row
from queries.statistics.lines import Series
from tests.queries.statistics.test_evidence import figure, note

MOST = 1.5 * 0.05

SHOOTINGS = (281, 325, 360, 379, 344, 391, 368, 296, 158)
"""Confirmed shootings in the country 2017–2025, as the police's files had them in 2026."""


def drawn(generator: np.random.Generator, means: np.ndarray, times: float) -> np.ndarray:
    """Counts with these means and a variance of so many times the mean: Poisson, or negative binomial."""
    if times == 1:
        return generator.poisson(means)
    return generator.negative_binomial(means / (times - 1), 1 / times)


def places(generator: np.random.Generator, means: np.ndarray, years: int, times: float) -> list[list[Row]]:
    """The rates of places with these mean counts, 10 per 1 000 each."""
    counts = drawn(generator, np.repeat(means[:, None], years, 1), times).tolist()
    return [
        [
            figure(2026 - years + n, count, round(mean * 100), area=f"Ort {place}")
            for n, count in enumerate(counts[place])
        ]
        for place, mean in enumerate(means)
    ]


def told(found: evidence.Compared | evidence.Development) -> bool:
    result = found.result.verdict if isinstance(found, evidence.Compared) else found.verdict
    return result in ("higher", "lower")


# ---- what was wrong -------------------------------------------------------------------------------------------------


def test_a_tested_step_is_not_part_of_its_own_yardstick() -> None:
    """The country's shootings 2024 → 2025: the largest other step is 368 → 296, Z = 2(√296 - √368) = -3.96."""
    known = variation.estimated({("country",): [Series(range(2017, 2026), SHOOTINGS, [1] * 9)]}, [("country",)])
    spread = variation.spread_of(known, ("country",), 158, (2024, 2025))
    # The six steps 2017–2023 squared, beside twice the mean of these years, 349.7: 1.784, from seven years. Their sum has the
    # relative variance (3·7 - 4)/6² = 0.472, so 4.24 degrees of freedom, and a little less for the tails of counts.
    steps = [44, 35, 19, -35, 47, -23]
    assert spread.times == pytest.approx(sum(step**2 for step in steps) / 6 / (2 * 2448 / 7))
    assert spread.freedom == pytest.approx(4.24, abs=0.05)
    assert spread.basis == "place"
    step = statistics.year_on_year(296, 158, spread=spread)
    assert step.z == pytest.approx(2 * (math.sqrt(158) - math.sqrt(296)))  # -9.27
    assert step.limit == pytest.approx(2.72 * math.sqrt(2 * 1.784), abs=0.03)  # t with 4.2 degrees of freedom
    assert step.verdict == "lower"
    assert statistics.year_on_year(368, 296, spread=spread).verdict == "no_difference"


def test_whatever_years_are_chosen_the_same_comparison_has_the_same_verdict() -> None:
    generator = np.random.default_rng(21)
    every = places(generator, np.full(40, 60.0), 11, 6)
    known = evidence.variation_of([row for part in every for row in part])
    for part in every:
        for row in part:
            row["indicator"] = "graffiti"
    chosen = [row for part in every for row in part[-2:]]
    listed = standing_out.found(chosen, {}, lambda indicator, measure: known, lambda row: True, "country", ())
    verdicts = {one.row["area"]: one.change for one in listed}
    differing = 0
    for part in every:
        page = evidence.development(part[-2:], evidence.NONE, known)
        change = verdicts[part[0]["area"]]
        assert change is not None
        assert change.developed == page
        differing += told(page)
    assert differing / 40 <= 0.1
    # The years that were chosen alone would tell something else.
    assert evidence.variation_of(chosen).pool != known.pool


def test_two_years_of_many_places_tell_how_figures_swing() -> None:
    generator = np.random.default_rng(22)
    false = 0
    for _ in range(8):
        every = places(generator, np.full(142, 60.0), 2, 6)
        known = evidence.variation_of([row for part in every for row in part])
        false += sum(told(evidence.development(part, evidence.NONE, known)) for part in every)
    assert false / (8 * 142) <= MOST


@pytest.mark.parametrize("times", [1, 3, 9])
def test_beside_a_printed_rate_figures_swing_as_they_do(times: int) -> None:
    generator = np.random.default_rng(23)
    country = figure(2025, None, None, value=10.0, area=None, area_category="sweden")
    false = 0
    for _ in range(10):
        every = places(generator, np.full(40, 60.0), 6, times)
        known = evidence.variation_of([row for part in every for row in part])
        false += sum(told(evidence.compared(part[-1], country, evidence.NONE, {}, known)) for part in every)
    assert false / 400 <= MOST


JUMP = (36, 34, 35, 41, 55, 26, 40, 35, 29, 44, 113)


def test_a_jump_in_a_small_place_is_seen_and_large_places_have_no_false_ones() -> None:
    """Small places swing less, for their size, than large ones: φ = 1 + 0.5·√m, 3 at 20 cases a year and 23 at 2 000."""
    generator = np.random.default_rng(24)
    false = tested = 0
    for _ in range(12):
        means = np.exp(generator.uniform(math.log(20), math.log(2000), 60))
        every = []
        for number, mean in enumerate(means):
            [part] = places(generator, np.array([mean]), 11, 1 + 0.5 * math.sqrt(mean))
            every.append([row | {"area": f"Ort {number}"} for row in part])
        jump = [figure(2015 + n, count, 4000, area="Liten") for n, count in enumerate(JUMP)]
        known = evidence.variation_of([row for part in [*every, jump] for row in part])
        found = evidence.development(jump[-2:], evidence.NONE, known)
        assert found.verdict == "higher"
        large = [part for part, mean in zip(every, means, strict=True) if mean > 500]
        false += sum(told(evidence.development(part[-2:], evidence.NONE, known)) for part in large)
        tested += len(large)
    assert false / tested <= MOST


@pytest.mark.parametrize("times", [3, 9])
def test_a_lone_series_of_five_years_heeds_how_little_it_tells(times: int) -> None:
    generator = np.random.default_rng(25)
    false = 0
    for _ in range(300):
        [part] = places(generator, np.array([60.0]), 5, times)
        false += told(evidence.compared(part[-1], part[0], evidence.NONE, {}, evidence.variation_of(part)))
    assert false / 300 <= MOST


@pytest.mark.parametrize("times", [1, 3, 9])
def test_of_hundred_intervals_ninety_five_hold_the_level(times: int) -> None:
    generator = np.random.default_rng(26)
    held = 0
    for _ in range(20):
        every = places(generator, np.full(40, 60.0), 6, times)
        known = evidence.variation_of([row for part in every for row in part])
        rows = [part[-1] for part in every]
        low, high, _ = evidence.limits([evidence.who(row) for row in rows], [row["cases"] or 0 for row in rows], known)
        held += sum(least <= 60 <= most for least, most in zip(low, high, strict=True))
    assert 0.93 <= held / 800 <= 0.97


# ---- the model ------------------------------------------------------------------------------------------------------


def model(generator: np.random.Generator, means: np.ndarray, years: int, times: np.ndarray) -> variation.Variation:
    counts = [
        drawn(generator, np.full(years, mean), float(one)).tolist() for mean, one in zip(means, times, strict=True)
    ]
    return variation.estimated({(i,): [Series(range(years), one, [1000] * years)] for i, one in enumerate(counts)})


def test_the_growth_with_size_is_found() -> None:
    generator = np.random.default_rng(31)
    means = np.exp(generator.uniform(math.log(20), math.log(5000), 290))
    known = model(generator, means, 11, 1 + 0.5 * means**0.5)
    assert known.pool is not None
    for mean in (50, 500, 4000):
        assert known.times_at(mean) == pytest.approx(1 + 0.5 * mean**0.5, rel=0.15)
    assert known.pool.b == pytest.approx(0.5, abs=0.11)


def test_independent_cases_are_found_to_be_so() -> None:
    known = model(np.random.default_rng(32), np.full(100, 40.0), 8, np.ones(100))
    assert known.times_at(40) == pytest.approx(1, abs=0.12)


def test_places_that_differ_keep_more_of_their_own() -> None:
    generator = np.random.default_rng(33)
    alike = model(generator, np.full(200, 200.0), 11, np.full(200, 5.0))
    unlike = model(generator, np.full(200, 200.0), 11, 1 + 4 * generator.gamma(1.5, 1 / 1.5, 200))
    assert alike.pool is not None
    assert unlike.pool is not None
    assert alike.pool.alike > 30
    assert unlike.pool.alike < 15


def test_a_leap_is_no_usual_swing() -> None:
    """Sigtuna's narcotics and weapons offences 2023–2025: 1 054, 6 533, 882."""
    calm = [1000, 1020, 980, 1010, 990, 1000, 1040, 960]
    leaping = [*calm, 1054, 6533, 882]
    parts = {(i,): [Series(range(2015, 2026), [*calm, 1010, 1000, 990], [1] * 11)] for i in range(12)}
    known = variation.estimated({**parts, ("leap",): [Series(range(2015, 2026), leaping, [1] * 11)]})
    assert known.leaps[("leap",)] == {2024, 2025}
    usual = variation.spread_of(known, ("leap",), 1000)
    assert usual.times < 3
    assert (
        statistics.year_on_year(1054, 6533, spread=variation.spread_of(known, ("leap",), 1000, (2023, 2024))).verdict
        == "higher"
    )


def test_a_place_is_no_yardstick_of_its_own_through_the_others() -> None:
    parts = {(i,): [Series(range(2), [100, 110 + i], [1, 1])] for i in range(30)}
    wild = {**parts, (0,): [Series(range(2), [100, 900], [1, 1])]}
    usual = variation.spread_of(variation.estimated(parts), (0,), 100, (0, 1))
    assert variation.spread_of(variation.estimated(wild), (0,), 100, (0, 1)).times == pytest.approx(
        usual.times, rel=0.05
    )


def test_what_cannot_be_estimated_is_independent() -> None:
    lone = variation.estimated({("x",): [Series(range(4), [10, 30, 12, 25], [1] * 4)]})
    assert variation.spread_of(lone, ("x",), 25, (2, 3)) == variation.INDEPENDENT
    assert variation.spread_of(variation.UNKNOWN, ("x",), 25) == variation.INDEPENDENT
    five = variation.estimated({("x",): [Series(range(5), [10, 30, 12, 25, 40], [1] * 5)]})
    assert variation.spread_of(five, ("x",), 25, (3, 4)).basis == "place"
    two = [[figure(2024, 50, area=str(n)), figure(2025, 60, area=str(n))] for n in range(2)]
    found = evidence.development(two[0], evidence.NONE, evidence.variation_of([row for part in two for row in part]))
    assert found.spread is not None
    assert found.spread.basis == "independent"


def test_much_larger_places_are_not_judged_by_others() -> None:
    known = model(np.random.default_rng(36), np.full(20, 60.0), 6, np.full(20, 3.0))
    assert variation.spread_of(known, ("district",), 100).basis == "others"
    nothing_yet = variation.spread_of(known, ("village",), 0)
    assert (nothing_yet.basis, nothing_yet.times) == ("others", pytest.approx(known.times_at(1)))
    assert variation.spread_of(known, ("country",), 10_000) == variation.INDEPENDENT


def test_no_step_goes_across_a_break() -> None:
    rows = [figure(year, 100 if year < 2020 else 500, 10_000) for year in range(2015, 2025)]
    notes = evidence.by_place([note("definition_break", 2020)], rows)
    known = evidence.variation_of(rows, notes)
    assert [list(part.years) for part in known.parts[evidence.who(rows[0])]] == [
        list(range(2015, 2020)),
        list(range(2020, 2025)),
    ]
    assert variation.spread_of(known, evidence.who(rows[0]), 500).times == 1


def test_a_readers_own_figures_change_nothing_of_what_is_said_of_the_published_ones() -> None:
    generator = np.random.default_rng(34)
    published = [row for part in places(generator, np.full(20, 60.0), 6, 3) for row in part]
    own = [row | {"source": "mine", "cases": row["cases"] * 2} for row in published]
    alone, both = evidence.variation_of(published), evidence.variation_of([*published, *own], own=["mine"])
    for key in alone.parts:
        assert variation.spread_of(both, key, 60, (2025,)) == variation.spread_of(alone, key, 60, (2025,))
    mine = evidence.who(own[0])
    assert variation.spread_of(both, mine, 120, (2025,)).basis == "place_and_others"


def test_two_publications_of_the_same_figures_are_one_place() -> None:
    generator = np.random.default_rng(35)
    rows = [row for part in places(generator, np.full(20, 60.0), 6, 3) for row in part]
    again = [row | {"source": "annan"} for row in rows if row["year"] > 2021]
    country = [figure(year, 10 * year, 10_000, area=None, area_category="sweden") for year in range(2018, 2026)]
    assert evidence.variation_of([*rows, *again, *country]).pool == evidence.variation_of(rows).pool


# ---- levels beside many ---------------------------------------------------------------------------------------------


def differing(generator: np.random.Generator, count: int, tau: float) -> list[list[Row]]:
    means = np.full(count, 300.0)
    rates = generator.gamma(1 / tau**2, tau**2, count)
    every = places(generator, means * rates, 5, 4)
    for part, mean in zip(every, means, strict=True):
        for row in part:
            row |= {"among": round(mean * 100), "value": row["cases"] / mean * 10}
    return every


def test_a_level_is_judged_by_how_much_places_differ() -> None:
    generator = np.random.default_rng(41)
    country = figure(2025, 3_000_000, 300_000_000, area=None, area_category="sweden", source="riket")
    apart = unusual = 0
    for _ in range(3):
        every = differing(generator, 100, 0.3)
        known = evidence.variation_of([row for part in every for row in part])
        found = [evidence.compared(part[-1], country, evidence.NONE, {}, known) for part in every]
        apart += sum(told(one) for one in found)
        unusual += sum(one.verdict in ("higher", "lower") for one in found)
        [among] = {one.among.tau for one in found if one.among}
        assert among == pytest.approx(0.3, rel=0.25)
    assert apart / 300 > 0.4  # they do differ from the country
    assert unusual / 300 <= MOST  # but not by more than places do


def test_one_that_stands_out_among_many_is_found() -> None:
    every = differing(np.random.default_rng(42), 100, 0.3)
    for row in every[0]:
        row |= {"cases": 1200, "value": 40.0}
    known = evidence.variation_of([row for part in every for row in part])
    country = figure(2025, 3_000_000, 300_000_000, area=None, area_category="sweden", source="riket")
    found = evidence.compared(every[0][-1], country, evidence.NONE, {}, known)
    assert (found.verdict, found.p) == ("higher", pytest.approx(0, abs=1e-4))
    assert found.among is not None
    assert found.among.high < 40


def test_few_places_are_compared_by_chance_alone() -> None:
    every = differing(np.random.default_rng(43), 5, 0.3)
    known = evidence.variation_of([row for part in every for row in part])
    country = figure(2025, 3_000_000, 300_000_000, area=None, area_category="sweden", source="riket")
    found = evidence.compared(every[0][-1], country, evidence.NONE, {}, known)
    assert found.among is None
    assert found.verdict == found.result.verdict


def test_the_funnel_holds_nineteen_of_twenty() -> None:
    generator = np.random.default_rng(44)
    every = differing(generator, 290, 0.3)
    known = evidence.variation_of([row for part in every for row in part])
    found = evidence.between_of(known, "egen", 2025, 10.0)
    assert found is not None
    [(low, high)] = between.funnel(found, [30_000], known)
    assert 0.92 <= np.mean([low <= part[-1]["value"] <= high for part in every]) <= 0.98
    (narrow, _), (wide, _) = between.funnel(found, [300_000, 1000], known)
    assert wide < low < narrow < 10


# ---- what would be seen ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("times", [1, 4])
def test_a_rise_that_is_said_to_be_seen_in_four_cases_of_five_is(times: int) -> None:
    generator = np.random.default_rng(51)
    known = model(generator, np.full(40, 60.0), 8, np.full(40, float(times)))
    seen = 0
    for run in range(800):
        spread = variation.spread_of(known, (run % 40,), 60, (6, 7))
        more = statistics.detectable_rise(60, 1.0, spread)
        assert more is not None
        old, new = (int(drawn(generator, np.array([mean]), times)[0]) for mean in (60, 60 * more))
        seen += statistics.year_on_year(old, new, spread=spread).verdict == "higher"
    assert 0.75 <= seen / 800 <= 0.85
    assert statistics.detectable_rise(4, 1.0, variation.INDEPENDENT) is None


def test_a_trend_is_judged_by_distances_from_the_line() -> None:
    """Figures that rise and fall slowly lie closer to the year before than to a line."""
    generator = np.random.default_rng(52)
    waves = 300 + 60 * np.sin(np.arange(11) / 1.7 + generator.uniform(0, 6, 60)[:, None])
    counts = generator.poisson(waves).tolist()
    known = variation.estimated({(i,): [Series(range(11), one, [1000] * 11)] for i, one in enumerate(counts)})
    assert known.pool is not None
    assert known.pool.wander > 2
    line = lines.fitted(known.parts[0,][0])
    assert line is not None
    assert variation.spread_around(known, (0,), line, 300).times > 2 * variation.spread_of(known, (0,), 300).times
