"""Two years of hexagons beside each other: what is drawn without change is told apart no more often than it should."""

from __future__ import annotations

import numpy as np
import pytest

from queries.statistics import hot_spots

YEARS = list(range(2018, 2026))


def steady(seed: int, places: int = 120) -> dict[int, dict[int, int]]:
    """Counts of places that differ, each the same from year to year but for chance (Poisson)."""
    generator = np.random.default_rng(seed)
    means = generator.gamma(0.7, 12, places)
    return {
        place: dict(zip(YEARS, generator.poisson(mean, len(YEARS)).tolist(), strict=True))
        for place, mean in enumerate(means)
    }


def test_where_nothing_has_changed_hardly_anything_is_called_changed() -> None:
    called = [
        sum(one in ("higher", "lower") for one in hot_spots.verdicts(steady(seed), YEARS, 2024, 2025).values())
        for seed in range(40)
    ]
    assert sum(number > 0 for number in called) <= 5  # corrected for their number: in some 2 of 40 at most one


def test_a_place_with_three_times_as_many_is_told() -> None:
    counts = steady(7)
    place = max(counts, key=lambda one: counts[one][2024])
    counts[place][2025] = counts[place][2024] * 3
    found = hot_spots.verdicts(counts, YEARS, 2024, 2025)
    assert found[place] == "higher"
    assert sum(one in ("higher", "lower") for one in found.values()) <= 2  # one in twenty of those told may be wrong


def test_how_many_of_the_densest_stay_lies_within_what_is_told_where_nothing_has_changed() -> None:
    inside = 0
    for seed in range(40):
        found = hot_spots.stability(steady(seed), YEARS, 2024, 2025)
        assert found
        inside += found.least <= found.stayed <= found.most
    assert inside >= 35


def test_places_that_have_moved_are_seen_to() -> None:
    counts = steady(3)
    cells = sorted(counts, key=lambda one: -counts[one][2024])
    for one, other in zip(cells, reversed(cells), strict=True):  # the densest are now the emptiest
        counts[one][2025] = counts[other][2024]
    found = hot_spots.stability(counts, YEARS, 2024, 2025)
    assert found
    assert found.stayed < found.least


@pytest.mark.parametrize(("counts", "number"), [([10, 0, 0], 1), ([4, 3, 2, 1], 2), ([1, 1, 1, 1], 2), ([5], 1)])
def test_half_of_the_events_lie_in_so_few(counts: list[int], number: int) -> None:
    assert hot_spots.densest(np.array(counts, dtype=float)) == number


def test_without_events_nothing_is_said() -> None:
    assert hot_spots.stability({1: {2024: 0, 2025: 0}}, [2024, 2025], 2024, 2025) is None


def test_of_a_part_are_told_its_own_among_the_densest_of_all() -> None:
    counts = {1: {2024: 60, 2025: 60}, 2: {2024: 20, 2025: 20}, 3: {2024: 10, 2025: 10}}  # the first has half
    found = hot_spots.stability_of_parts(counts, [2024, 2025], 2024, 2025, {"a": [1, 3], "b": [2], "c": []})
    assert (found["a"].all, found["a"].densest, found["a"].stayed) == (2, 1, 1)
    assert (found["b"].all, found["b"].densest, found["b"].stayed, found["b"].most) == (1, 0, 0, 0)
    assert (found["c"].all, found["c"].most) == (0, 0)
    whole = hot_spots.stability_of_parts(steady(1), YEARS, 2024, 2025, {"whole": range(120)})["whole"]
    assert whole == hot_spots.stability(steady(1), YEARS, 2024, 2025)


def test_the_same_figures_give_the_same_answer() -> None:
    assert hot_spots.stability(steady(1), YEARS, 2024, 2025) == hot_spots.stability(steady(1), YEARS, 2024, 2025)


def test_drawn_counts_have_the_mean_and_the_variance_that_are_asked_for() -> None:
    generator = np.random.default_rng(1)
    means, times = np.array([8.0, 8.0]), np.array([1.0, 3.0])
    drawn = np.array([hot_spots.drawn(generator, means, times) for _ in range(20_000)])
    assert drawn.mean(axis=0) == pytest.approx([8, 8], rel=0.02)
    assert drawn.var(axis=0) == pytest.approx([8, 24], rel=0.05)
