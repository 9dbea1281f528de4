"""Whether a target in numbers is met, and how surely: beside SciPy's exact tests and drawn counts that lie at the target."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from queries.statistics import evidence, targets, variation
from queries.statistics.lines import Series
from queries.statistics.targets import Target
from queries.statistics.variation import Variation
from tests.queries.statistics.test_measurable import figures, model, places

FALL = Target(at_most=True, number=-0.15, of_rate=False, since=2020, until=2024)


def alone() -> Variation:
    """A model that knows nothing: cases are taken to be independent."""
    own = figures("Ersboda", [100])
    return variation.estimated({evidence.who(own[0]): [Series([2020], [100], [20_000])]})


def independent(counts: list[int | None], target: Target, people: int = 20_000) -> targets.Standing:
    return targets.standing(figures("Ersboda", counts, people=people), {}, alone(), target)


@pytest.mark.parametrize("now", [700, 760, 790, 820, 850, 900, 930, 950])
def test_a_fall_is_reached_by_more_than_chance_where_the_exact_binomial_test_says_so(now: int) -> None:
    # Given both years' sum, this year's is binomial with the share 0.85/1.85 if the target is just met.
    share = 0.85 / 1.85
    exact = 2 * min(stats.binom.cdf(now, 1000 + now, share), stats.binom.sf(now - 1, 1000 + now, share))
    found = independent([1000, 980, 960, 940, now], FALL)
    assert found.needed == pytest.approx(850)
    assert found.is_reached == (now <= 850)
    assert found.sure == ("cannot_tell" if exact > 0.05 else "reached" if now < 850 else "not_reached")
    assert found.left == (max(0, now - 850))


@pytest.mark.parametrize("now", [60, 75, 88, 100, 112, 125, 140])
def test_a_level_is_reached_by_more_than_chance_where_the_exact_poisson_test_says_so(now: int) -> None:
    below, above = stats.poisson.cdf(now, 100), stats.poisson.sf(now - 1, 100)
    most = Target(at_most=True, number=5.0, of_rate=True, since=None, until=2024)  # 5 of 1,000 are 100 of 20,000
    least = Target(at_most=False, number=100, of_rate=False, since=None, until=2024)
    for target in (most, least):
        found = independent([130, 120, 110, 105, now], target)
        assert (found.needed, found.level) == (pytest.approx(100), pytest.approx(5.0))
        assert found.is_reached == (now <= 100 if target.at_most else now >= 100)
        expected = "cannot_tell"
        if min(below, above) < 0.024:  # Byar's limits and the exact ones differ a little
            expected = "reached" if (now < 100) == target.at_most else "not_reached"
        assert found.sure == expected


def test_of_figures_that_lie_at_the_target_hardly_more_than_five_in_a_hundred_are_called_surer_than_chance() -> None:
    known = model(places(60))
    generator = np.random.default_rng(73)
    wrong = {"change": 0, "level": 0}
    drawn = 1500
    for _ in range(drawn):
        # Five times the mean: as the model's places swing. The later year is drawn at the target itself.
        before, after = stats.nbinom.rvs([500 / 4, 425 / 4], 1 / 5, random_state=generator)
        rows = figures("Ort 0", [int(before), 500, 500, 500, int(after)], 2016)
        change = Target(at_most=True, number=-0.15, of_rate=True, since=2016, until=2020)
        level = Target(at_most=True, number=425, of_rate=False, since=None, until=2020)
        for name, target in (("change", change), ("level", level)):
            wrong[name] += targets.standing(rows, {}, known, target).sure != "cannot_tell"
    assert wrong["change"] / drawn == pytest.approx(0.05, abs=0.02)
    assert wrong["level"] / drawn == pytest.approx(0.05, abs=0.02)


def test_the_figure_of_the_targets_year_counts_and_before_it_the_last_there_is() -> None:
    counts: list[int | None] = [1000, 980, 960, 940, 700, 999]
    assert independent(counts, FALL).row == figures("Ersboda", counts)[4]  # 2024, not the year after
    before = independent(counts[:3], FALL)
    assert before.row is not None
    assert (before.row["year"], before.sure) == (2022, "not_reached")


def test_a_target_for_rates_heeds_the_population() -> None:
    rows = [*figures("Ersboda", [1000, 980, 960, 940]), *figures("Ersboda", [850], 2024, people=18_500)]
    by_number = targets.standing(rows, {}, alone(), FALL)
    by_rate = targets.standing(
        rows, {}, alone(), Target(at_most=True, number=-0.15, of_rate=True, since=2020, until=2024)
    )
    assert by_number.is_reached
    assert by_rate.needed == pytest.approx(0.85 * 1000 / 20_000 * 18_500)  # 786
    assert not by_rate.is_reached


def test_nothing_is_said_without_figures_across_a_break_or_in_doubt() -> None:
    assert independent([], FALL).why == "no_figure"
    assert independent([1000, None], FALL).why == "no_figure"
    assert independent([1000], FALL).why == "no_figure"  # none after the year that the change is counted from
    late = Target(at_most=True, number=-0.15, of_rate=False, since=2019, until=2024)
    assert independent([1000, 900], late).why == "no_base"
    rows = figures("Ersboda", [1000, 900, 800])
    for kind, why in (("definition_break", "break"), ("approximate", "doubted")):
        notes: evidence.Notes = {evidence.who(rows[0]): [{"kind": kind, "year": 2022, "measure": "per_1000"}]}
        found = targets.standing(rows, notes, alone(), FALL)
        assert (found.why, found.sure, found.is_reached) == (why, "undetermined", None)


def test_at_most_none_is_met_by_none_and_how_surely_is_not_said() -> None:
    none = Target(at_most=True, number=0, of_rate=False, since=None, until=2024)
    assert (independent([3, 2, 0], none).is_reached, independent([3, 2, 0], none).sure) == (True, "undetermined")
    assert not independent([3, 2, 1], none).is_reached
