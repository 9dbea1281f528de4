"""What can be said of figures, worked out by hand on made-up ones."""

from __future__ import annotations

import math
from typing import Any

import pytest

from queries import evidence
from queries.evidence import Row


def figure(year: int, cases: int | None, among: int | None = 1000, **more: Any) -> Row:
    """A rate per 1 000 of a district with its count and population; without a count a printed rate of one decimal."""
    value = more.pop("value", cases / among * 1000 if cases is not None and among else None)
    known = {
        "area_category": None,
        "area": "Ersboda",
        "source": "egen",
        "measure": "per_1000",
        "implied": False,
        "computed": False,
    }
    rounded = cases is None and value is not None
    limits = {
        "rounding_lower": value - 0.05 if rounded else None,
        "rounding_upper": value + 0.05 if rounded else None,
    }
    return known | {"year": year, "cases": cases, "among": among, "value": value} | limits | more


def note(kind: str, year: int, measure: str = "per_1000", **more: Any) -> Row:
    return {
        "kind": kind,
        "year": year,
        "measure": measure,
        "area_category": None,
        "area": "Ersboda",
        "source": "egen",
    } | more


# ---- beside a yardstick ---------------------------------------------------------------------------------------------


def test_two_counts_with_their_populations_are_compared() -> None:
    found = evidence.compared(figure(2024, 40), figure(2024, 60, 3000, area="Teg"))
    assert found.result.ratio == pytest.approx(2.0)  # 40 against 20 per 1,000
    assert found.result.verdict == "higher"
    assert (found.rest, found.rounded, found.why) == (False, False, None)


def test_a_district_is_compared_with_the_rest_of_its_municipality() -> None:
    umea = figure(2024, 100, 5000, area="Umeå")
    found = evidence.compared(figure(2024, 40), umea, within={("egen", "Ersboda"): "Umeå"})
    assert found.rest
    assert found.result.ratio == pytest.approx(40 / 1000 / (60 / 4000))
    other_file = umea | {"source": "annan"}  # another count of the same: what is the rest of it nobody knows
    assert not evidence.compared(figure(2024, 40), other_file, within={("egen", "Ersboda"): "Umeå"}).rest


def test_a_category_is_compared_with_the_rest_of_all_areas() -> None:
    risk = figure(2020, 18, 10_000, area=None, area_category="risk")
    every = figure(2020, 130, 50_000, area=None, area_category="all_areas")
    assert evidence.compared(risk, every).result.ratio == pytest.approx(18 / 10 / (112 / 40))


def test_an_earlier_year_is_compared_also_without_population() -> None:
    now, before = (
        figure(year, cases, None, measure="count", value=float(cases)) for year, cases in ((2020, 40), (2018, 22))
    )
    found = evidence.compared(now, before)
    assert found.alike
    assert found.result.ratio == pytest.approx(40 / 22)
    # Exact limits of the share 40/62 are 0.513 and 0.762 (Clopper & Pearson): of the ratio 1.05 and 3.21.
    assert found.result.low == pytest.approx(1.05, abs=0.01)
    assert found.result.high == pytest.approx(3.21, abs=0.02)


def test_other_places_without_population_are_not_compared() -> None:
    one, other = (figure(2020, 40, None, measure="count", value=40.0, area=area) for area in ("Ersboda", "Teg"))
    found = evidence.compared(one, other)
    assert (found.result.verdict, found.why) == ("undetermined", "no_population")


def test_two_rounded_rates_have_a_ratio_and_no_verdict() -> None:
    risk, rest = (
        figure(2020, None, None, value=value, area=None, area_category=category)
        for value, category in ((0.9, "risk"), (0.3, "rest_of_sweden"))
    )
    found = evidence.compared(risk, rest)
    assert found.result.ratio == pytest.approx(3.0)
    assert found.result.low == pytest.approx(0.85 / 0.35)
    assert found.result.high == pytest.approx(0.95 / 0.25)
    assert (found.result.verdict, found.rounded, found.why) == ("undetermined", True, "no_count")


def test_counts_are_compared_with_the_rounded_rate_of_the_country_but_not_with_that_of_a_category() -> None:
    rest = figure(2020, None, None, value=11.9, area=None, area_category="rest_of_sweden")
    found = evidence.compared(figure(2020, 60, 2000), rest)  # 30 per 1,000
    assert found.result.verdict == "higher"
    assert found.result.ratio == pytest.approx(30 / 11.9)
    risk = rest | {"area_category": "risk"}
    assert evidence.compared(figure(2020, 60, 2000), risk).why == "no_count"


@pytest.mark.parametrize(
    ("other", "kind", "why"),
    [
        (None, None, "no_yardstick"),
        (figure(2024, None, value=None), None, "no_yardstick"),
        (figure(2024, 40), None, "own_yardstick"),
        (figure(2024, 9, area="Teg"), "contradicted", "doubted"),
        (figure(2022, 9), "boundary_break", "break"),
        (figure(2022, 9, 1500), None, "break"),  # a third of the people gone in two years
    ],
)
def test_what_cannot_be_compared_says_why(other: Row | None, kind: str | None, why: str) -> None:
    notes = evidence.by_place([note(kind, 2024)] if kind else [])
    found = evidence.compared(figure(2024, 40), other, notes)
    assert (found.result.verdict, found.why) == ("undetermined", why)


def test_a_measure_whose_level_is_known_to_be_off_is_compared_over_time_only() -> None:
    now, before = (
        figure(year, cases, 550_000, measure="per_1000_computed", area=None, area_category="all_areas")
        for year, cases in ((2020, 130), (2019, 96))
    )
    rest = figure(2020, 236, 9_829_295, measure="per_1000_computed", area=None, area_category="rest_of_sweden")
    assert evidence.compared(now, rest).why == "doubted"
    assert evidence.compared(now, before).result.verdict == "higher"


def test_nothing_beside_nothing_says_so() -> None:
    assert evidence.compared(figure(2024, 0), figure(2024, 0, area="Teg")).why == "nothing_counted"


# ---- over time ------------------------------------------------------------------------------------------------------

SPREAD = (1.0, 30)


def test_five_periods_have_a_trend() -> None:
    rows = [figure(2020 + step, 100 + 10 * step, 10_000) for step in range(5)]
    found = evidence.development(rows, spread=SPREAD)
    assert found.trend is not None
    assert found.trend.slope == pytest.approx(1.0)  # ten of ten thousand more each year
    assert found.z is None


def test_three_years_are_no_trend() -> None:
    found = evidence.development([figure(2018, 22), figure(2019, 26), figure(2020, 40)], spread=SPREAD)
    assert found.trend is None
    assert [row["year"] for row in found.rows] == [2019, 2020]
    assert found.z == pytest.approx(2 * (math.sqrt(40) - math.sqrt(26)))  # 2.45, below 2.77
    assert found.verdict == "no_difference"


@pytest.mark.parametrize("kind", ["definition_break", "coverage_break", "boundary_break"])
def test_a_flag_does_not_cross_a_break(kind: str) -> None:
    rows = [figure(year, 10 if year < 2023 else 90) for year in range(2018, 2025)]
    found = evidence.development(rows, evidence.by_place([note(kind, 2023)]), SPREAD)
    assert (found.since, found.trend, found.verdict) == (2023, None, "no_difference")
    assert [row["year"] for row in found.rows] == [2023, 2024]
    last = evidence.development(rows[:-1], evidence.by_place([note(kind, 2023)]), SPREAD)
    assert (last.verdict, last.why) == ("undetermined", "break")


def test_a_break_of_another_place_breaks_nothing() -> None:
    rows = [figure(2020 + step, 100 + 10 * step, 10_000) for step in range(5)]
    found = evidence.development(rows, evidence.by_place([note("definition_break", 2022, area="Teg")]), SPREAD)
    assert found.since is None
    assert found.trend is not None


@pytest.mark.parametrize(
    ("rows", "notes", "why"),
    [
        ([figure(2024, 5)], [], "one_period"),
        ([figure(2023, None, value=8.8), figure(2024, None, value=12.9)], [], "no_count"),
        ([figure(2023, 5), figure(2024, None, value=None)], [], "no_count"),
        ([figure(2022, 5), figure(2024, 6)], [note("hidden", 2023, "count")], "hidden"),
        ([figure(2023, 5), figure(2024, 25)], [note("contradicted", 2024)], "doubted"),
        ([figure(2023, 0), figure(2024, 0)], [], "nothing_counted"),
    ],
)
def test_what_has_no_development_says_why(rows: list[Row], notes: list[Row], why: str) -> None:
    found = evidence.development(rows, evidence.by_place(notes), SPREAD)
    assert (found.verdict, found.why) == ("undetermined", why)


def test_the_spread_is_that_of_all_districts_and_not_of_the_country() -> None:
    districts = [figure(year, 100, 10_000, area=area) for area in ("Ersboda", "Teg") for year in range(2018, 2024)]
    country = [figure(year, 10 * year, 10_000, area=None, area_category="sweden") for year in range(2018, 2024)]
    spread = evidence.spread_of([*districts, *country])
    assert spread == (1.0, 8)  # two series of six years, two parameters each
    assert evidence.spread_of(country) is None
