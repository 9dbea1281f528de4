"""The model of chance on the figures of the 290 municipalities, beside what an audit with other code found in them."""

from __future__ import annotations

import numpy as np
import pytest

import queries
from queries.statistics import evidence, lines, variation
from queries.statistics import tests as statistics
from queries.statistics.lines import Series
from queries.statistics.variation import Variation

SOURCE = "bra-kommun-2015-2025"
YEARS = list(range(2015, 2026))


def rows(indicator: str) -> list[evidence.Row]:
    found = queries.rows("series", indicator=indicator, measure="per_1000", years=None, categories=None, areas=None)
    return [row for row in found if row["source"] == SOURCE]


@pytest.fixture(scope="module")
def offences() -> tuple[list[evidence.Row], Variation]:
    every = rows("reported_offences")
    return every, evidence.variation_of(every, evidence.by_place([], every))


@pytest.mark.parametrize(("people", "times"), [(5000, 12.7), (29_000, 24.7), (82_000, 46.6)])
def test_the_swing_grows_with_size_as_an_audit_found(
    offences: tuple[list[evidence.Row], Variation], people: int, times: float
) -> None:
    """Its φ are around straight lines, of all offences, in municipalities of these sizes."""
    every, known = offences
    mean = float(np.mean([row["cases"] for row in every if row["among"] and 0.8 < row["among"] / people < 1.25]))
    assert known.pool is not None
    assert known.times_at(mean) * known.pool.wander == pytest.approx(times, rel=0.25)


@pytest.mark.parametrize("indicator", ["reported_offences", "criminal_damage"])
def test_of_shuffled_years_one_in_twenty_is_called_more_than_chance(indicator: str) -> None:
    generator = np.random.default_rng(71)
    parts = {}
    for part in evidence.by_series(rows(indicator)):
        order = generator.permutation(len(part))
        counts, people = [part[i]["cases"] for i in order], [part[i]["among"] for i in order]
        if len(part) == len(YEARS) and all(people):
            parts[evidence.who(part[0])] = [Series(YEARS, counts, people)]  # type: ignore[list-item]
    known = variation.estimated(parts)
    steps, trends = [], []
    for key, [series] in parts.items():
        (old, new), (before, after) = series.counts[-2:], series.populations[-2:]
        spread = variation.spread_of(known, key, new, YEARS[-2:])
        steps.append(statistics.year_on_year(int(old), int(new), after / before, spread=spread).p < 0.05)
        line = lines.fitted(series)
        assert line is not None
        spread = variation.spread_around(known, key, line, sum(series.counts) / len(YEARS))
        trends.append(statistics.trend_along(line, spread).p < 0.05)
    assert len(parts) == 290
    assert 0.02 <= np.mean(steps) <= 0.075
    assert 0.02 <= np.mean(trends) <= 0.075


def test_levels_of_two_thirds_differ_from_that_of_all_and_nineteen_of_twenty_are_usual(
    offences: tuple[list[evidence.Row], Variation],
) -> None:
    every, known = offences
    last = [row for row in every if row["year"] == 2025]
    rate = sum(row["cases"] or 0 for row in last) / sum(row["among"] or 0 for row in last) * 1000
    assert rate == pytest.approx(119.11, abs=0.01)  # 11 911 per 100 000
    found = evidence.between_of(known, SOURCE, 2025, rate)
    assert found is not None
    assert 0.03 <= np.mean([p < 0.05 for p in found.p.values()]) <= 0.075
    country = last[0] | {"area": None, "area_category": "sweden", "source": "x", "cases": None, "value": round(rate, 2)}
    differ = [evidence.compared(row, country, evidence.NONE, {}, known) for row in last]  # type: ignore[arg-type]
    assert 0.5 <= np.mean([one.result.verdict in ("higher", "lower") for one in differ]) <= 0.8
