"""What can be said of figures, worked out by hand on made-up ones."""

from __future__ import annotations

import math
from typing import Any

import pytest

from queries.statistics import evidence, variation
from queries.statistics.evidence import Row


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


@pytest.mark.parametrize(
    ("people", "implied", "why"),
    [
        (4000, "whole", None),  # 1,000 of 5,000 are the rest: a fifth
        (4001, "whole", "no_population"),
        (4001, "part", "no_population"),
        (4001, "", None),  # both populations are printed: the rest is known to the last person
    ],
)
def test_a_small_rest_of_a_population_that_follows_from_a_rounded_rate_is_too_uncertain(
    people: int, implied: str, why: str | None
) -> None:
    umea = figure(2024, 100, 5000, area="Umeå", implied=implied == "whole")
    district = figure(2024, 40, people, implied=implied == "part")
    found = evidence.compared(district, umea, within={("egen", "Ersboda"): "Umeå"})
    assert found.why == why
    assert found.result.verdict == ("lower" if why is None else "undetermined")  # 10 against 60 per 1,000


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

KNOWN = variation.UNKNOWN


def test_five_periods_have_a_trend() -> None:
    rows = [figure(2020 + step, 100 + 10 * step, 10_000) for step in range(5)]
    found = evidence.development(rows, model=KNOWN)
    assert found.trend is not None
    assert found.trend.slope == pytest.approx(1.0)  # ten of ten thousand more each year
    assert found.z is None


def test_three_years_are_no_trend() -> None:
    found = evidence.development([figure(2018, 22), figure(2019, 26), figure(2020, 40)], model=KNOWN)
    assert found.trend is None
    assert [row["year"] for row in found.rows] == [2019, 2020]
    assert found.z == pytest.approx(2 * (math.sqrt(40) - math.sqrt(26)))  # 2.45, below 2.77
    assert found.verdict == "no_difference"


@pytest.mark.parametrize("kind", ["definition_break", "coverage_break", "boundary_break"])
def test_a_flag_does_not_cross_a_break(kind: str) -> None:
    rows = [figure(year, 10 if year < 2023 else 90) for year in range(2018, 2025)]
    found = evidence.development(rows, evidence.by_place([note(kind, 2023)]), KNOWN)
    assert (found.since, found.trend, found.verdict) == (2023, None, "no_difference")
    assert [row["year"] for row in found.rows] == [2023, 2024]
    last = evidence.development(rows[:-1], evidence.by_place([note(kind, 2023)]), KNOWN)
    assert (last.verdict, last.why) == ("undetermined", "break")


def test_a_break_of_another_place_breaks_nothing() -> None:
    rows = [figure(2020 + step, 100 + 10 * step, 10_000) for step in range(5)]
    found = evidence.development(rows, evidence.by_place([note("definition_break", 2022, area="Teg")]), KNOWN)
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
    found = evidence.development(rows, evidence.by_place(notes), KNOWN)
    assert (found.verdict, found.why) == ("undetermined", why)


def test_the_model_is_made_of_all_districts_and_not_of_the_country() -> None:
    districts = [figure(year, 100, 10_000, area=area) for area in ("Ersboda", "Teg") for year in range(2018, 2024)]
    country = [figure(year, 10 * year, 10_000, area=None, area_category="sweden") for year in range(2018, 2024)]
    known = evidence.variation_of([*districts, *country])
    assert known.pool == evidence.variation_of(districts).pool
    assert evidence.variation_of(country).pool is None
    ours = variation.spread_of(known, (None, "Teg", "egen"), 100, (2022, 2023))
    assert (ours.times, ours.basis) == (1.0, "place_and_others")
    assert variation.spread_of(known, ("sweden", None, "egen"), 20_000, (2022, 2023)).basis == "place"


def test_a_step_is_judged_by_the_rates_where_the_populations_change() -> None:
    # 100.0 and 99.6 per 1,000: more cases among more people.
    found = evidence.development([figure(2019, 1000, 10_000), figure(2020, 1095, 10_990)])
    assert found.verdict == "no_difference"
    assert found.z is not None
    assert found.z < 0


def test_a_population_that_follows_from_the_rate_can_leap_too() -> None:
    rows = [figure(2019, 100, 10_000, implied=True), figure(2020, 50, 5000, implied=True)]
    found = evidence.development(rows)
    assert (found.since, found.why) == (2020, "break")
    near = [figure(2019, 100, 10_000, implied=True), figure(2020, 100, 10_900, implied=True)]
    assert evidence.breaks(near) == []


def test_a_break_in_a_year_that_is_not_looked_at_breaks_all_the_same() -> None:
    every = [figure(2018, 20), figure(2019, 80), figure(2020, 85)]
    notes = evidence.by_place([note("definition_break", 2019)], every)
    assert evidence.compared(every[2], every[0], notes).why == "break"
    assert evidence.development([every[0], every[2]], notes).why == "break"


def test_a_leap_between_years_that_are_not_looked_at_breaks_all_the_same() -> None:
    every = [figure(year, 50, 10_000 if year < 2019 else 7000) for year in range(2015, 2021)]
    assert evidence.compared(every[-1], every[0]).why is None  # three tenths in five years, as far as these two tell
    assert evidence.compared(every[-1], every[0], evidence.by_place([], every)).why == "break"


def test_a_place_lies_in_the_only_municipality_of_its_source_or_where_it_is_known_to() -> None:
    towns = [{"name": name, "is_county": False} for name in ("Umeå", "Skellefteå", "Göteborg")]
    everywhere = [*towns, {"name": "Västerbottens län", "is_county": True}]
    areas = [{"name": "Gårdsten", "municipality": "Göteborg"}]
    one = [figure(2024, 5, area=area) for area in ("Umeå", "Ersboda", "Västerbottens län")]
    assert evidence.lie_within(one, areas, everywhere) == {("egen", "Ersboda"): "Umeå"}
    two = [figure(2024, 5, area=area) for area in ("Umeå", "Skellefteå", "Ersboda", "Gårdsten")]
    assert evidence.lie_within(two, areas, everywhere) == {("egen", "Gårdsten"): "Göteborg"}


def test_a_part_larger_than_its_whole_is_not_compared() -> None:
    whole = figure(2024, 10, 5000, area="Umeå")
    assert evidence.compared(figure(2024, 40), whole, within={("egen", "Ersboda"): "Umeå"}).why == "not_within"


def test_the_model_leaves_out_wholes_doubts_and_second_publications() -> None:
    rows = [figure(year, 100, 10_000, area=area) for area in ("Ersboda", "Umeå") for year in range(2018, 2024)]
    again = [row | {"source": "annan"} for row in rows if row["area"] == "Ersboda"]
    only = evidence.variation_of([row for row in rows if row["area"] == "Ersboda"]).pool
    assert evidence.variation_of([*rows, *again], within={("egen", "Ersboda"): "Umeå"}).pool == only
    odd = [row | {"cases": 1000} if row["year"] == 2020 else row for row in rows if row["area"] == "Ersboda"]
    [part] = evidence.variation_of(odd, evidence.by_place([note("contradicted", 2020)])).parts.values()
    assert [list(series.years) for series in part] == [[2018, 2019, 2021, 2022, 2023]]


def test_what_was_computed_of_a_doubtful_count_is_doubtful() -> None:
    notes = evidence.by_place([note("contradicted", 2024, "count")])
    assert evidence.compared(figure(2024, 40, computed=True), figure(2024, 9, area="Teg"), notes).why == "doubted"


def test_without_others_of_its_kind_a_series_has_its_own_spread() -> None:
    found = evidence.development([figure(2018 + step, 100, 10_000) for step in range(6)])
    assert found.trend is not None
    assert found.verdict == "no_difference"
