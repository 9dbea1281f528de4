"""Which numbers are found to be sums of others: by their numbers alone, in any order, whatever they are called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pytest

from queries.store import sums

Number = int | tuple[int, int] | None
"""A count, between which numbers it lies, or nothing."""

Rows = Mapping[str, Sequence[Number]]
"""A table: the numbers of each year by ``place``, ``place/indicator`` or ``place/indicator/source``."""

LEVELS = {
    "sweden": ("sweden", -1),
    "Västerbottens län": ("county", 0),
    "Skåne län": ("county", 1),
    "Umeå": ("municipality", 0),
    "Vännäs": ("municipality", 0),
    "Lund": ("municipality", 1),
    "Malmö": ("municipality", 1),
    "all_areas": ("all_areas", -1),
    "vulnerable": ("vulnerable", -1),
    "risk": ("risk", -1),
}
"""What is known of a place: its kind, and its county."""


def looked_through(rows: Rows) -> tuple[set[str], set[tuple[str, str]]]:
    """The sums found, as ``Umeå 1 = Haga 1 + Teg 1``, and the doubts: cells, and those that go with them."""
    written = [
        (*(name.split("/") + ["graffiti", "egen"][len(name.split("/")) - 1 :]), year, number)
        for name, line in rows.items()
        for year, number in enumerate(line, start=1)
        if number is not None
    ]
    places, indicators, sources, years, numbers = zip(*written, strict=True)
    limits = [number if isinstance(number, tuple) else (number, number) for number in numbers]
    kinds = [LEVELS.get(place, ("other", -1)) for place in places]
    figures = [f"{place} {indicator} {year}" for place, indicator, _, year, _ in written]
    table = {
        "place": np.unique(places, return_inverse=True)[1],
        "indicator": np.unique(indicators, return_inverse=True)[1],
        "source": np.unique(sources, return_inverse=True)[1],
        "figure": np.unique(figures, return_inverse=True)[1],
        "year": np.array(years),
        "low": np.array([low for low, _ in limits]),
        "high": np.array([high for _, high in limits]),
        "is_own": np.array(sources) != "published",
        "level": np.array([level for level, _ in kinds], dtype=object),
        "county": np.array([county for _, county in kinds]),
        "region": np.array([county for _, county in kinds]),
    }
    found, doubts = sums.found(table, np.arange(len(written)), set(years))
    labels = [
        f"{name} {year}" for name, line in rows.items() for year, _ in enumerate(line, 1) if line[year - 1] is not None
    ]

    def worded(cells: Sequence[int]) -> str:
        return " + ".join(sorted(labels[cell] for cell in cells))

    lines = {f"{worded(left)} = {worded(right)}" + (f" + {rest}" if rest else "") for left, right, rest in found}
    return lines, {(worded(cells), worded(others)) for cells, others in doubts}


def found(rows: Rows) -> set[str]:
    lines, doubts = looked_through(rows)
    assert doubts == set()
    return lines


def test_one_that_is_the_sum_of_all_others_leaves_no_room_for_other_sums() -> None:
    # 9 = 2 + 7 too, but districts that make up the town do not overlap.
    assert found({"Haga": [2], "Teg": [7], "Röbäck": [9], "Alla": [18]}) == {"Alla 1 = Haga 1 + Röbäck 1 + Teg 1"}


def test_a_subtotal_is_found_wherever_it_stands_and_whatever_it_is_called() -> None:
    lines = found({"Umeå": [30], "Teg": [2], "Ersboda": [18], "Centrum": [10], "Norr": [28]})
    assert {"Norr 1 = Centrum 1 + Ersboda 1", "Umeå 1 = Norr 1 + Teg 1"} <= lines
    assert lines == found({"Norr": [28], "Ersboda": [18], "Umeå": [30], "Centrum": [10], "Teg": [2]})


def test_what_adds_up_in_one_year_by_chance_is_no_sum() -> None:
    assert found({"Haga": [5, 6], "Teg": [7, 9], "Ersboda": [12, 10]}) == set()
    assert found({"Haga": [5], "Teg": [7], "Ersboda": [12], "Röbäck": [50]}) == {"Ersboda 1 = Haga 1 + Teg 1"}


def test_a_sum_may_lack_a_part_that_is_in_no_row() -> None:
    # Alla is 30 and 22: what is not known where makes the difference, 1 in the second year and more than that in the first.
    assert found({"Alla": [30, 22], "Haga": [5, 6], "Teg": [15, 15]}) == {"Alla 2 = Haga 2 + Teg 2 + 1"}


def test_two_ways_to_part_the_same_make_each_other_up() -> None:
    town, land, north = [31, 44, 17, 23, 52], [12, 9, 30, 41, 8], [20, 33, 29, 11, 37]
    south = [one + two - three for one, two, three in zip(town, land, north, strict=True)]
    lines = found({"Stad": town, "Land": land, "Norr": north, "Söder": south})
    assert lines == {f"Land {year} + Stad {year} = Norr {year} + Söder {year}" for year in range(1, 6)}


def test_districts_that_were_put_together() -> None:
    rows = {"Teg": [5, 7, None], "Backen": [8, 1, None], "Teg-Backen": [None, None, 20], "Haga": [3, 9, 4]}
    whole = {"Alla": [16, 17, 24]}
    assert found({**rows, **whole}) == {
        "Alla 1 = Backen 1 + Haga 1 + Teg 1",
        "Alla 2 = Backen 2 + Haga 2 + Teg 2",
        "Alla 3 = Haga 3 + Teg-Backen 3",
    }
    both = {"Teg/a": [5, 7], "Backen/a": [8, 1], "Teg-Backen/a/annan": [13, 8], "Haga/a": [3, 9]}
    assert {"Teg-Backen/a/annan 1 = Backen/a 1 + Teg/a 1", "Teg-Backen/a/annan 2 = Backen/a 2 + Teg/a 2"} <= found(both)


def test_indicators_and_periods() -> None:
    kinds = {
        "Haga/väggar": [2, 9],
        "Haga/tåg": [8, 1],
        "Haga/klotter": [10, 10],
        "Teg/väggar": [1, 1],
        "Teg/tåg": [3, 4],
    }
    assert found({**kinds, "Teg/klotter": [4, 5]}) == {
        "Haga/klotter 1 = Haga/tåg 1 + Haga/väggar 1",
        "Haga/klotter 2 = Haga/tåg 2 + Haga/väggar 2",
        "Teg/klotter 1 = Teg/tåg 1 + Teg/väggar 1",
        "Teg/klotter 2 = Teg/tåg 2 + Teg/väggar 2",
    }
    lines = found({"Haga/klotter": [2, 9, 5], "Haga/två år": [None, 11, 14]})
    assert lines == {
        "Haga/två år 2 = Haga/klotter 1 + Haga/klotter 2",
        "Haga/två år 3 = Haga/klotter 2 + Haga/klotter 3",
    }


def test_the_last_corner_of_a_table_without_other_totals() -> None:
    rows = {"Haga/a": [2], "Haga/b": [30], "Teg/a": [15], "Teg/b": [6], "Alla/alla": [53]}
    assert "Alla/alla 1 = Haga/a 1 + Haga/b 1 + Teg/a 1 + Teg/b 1" in found(rows)


def test_counties_and_municipalities_are_known() -> None:
    rows = {"Västerbottens län": [32], "Umeå": [2], "Vännäs": [30], "Skåne län": [12], "Lund": [5], "Malmö": [7]}
    # 7 is also 5 + 2, but no municipality contains others.
    assert found(rows) == {"Västerbottens län 1 = Umeå 1 + Vännäs 1", "Skåne län 1 = Lund 1 + Malmö 1"}
    # A municipality that is in no row has one case, whoever it is.
    assert "Västerbottens län 1 = Umeå 1 + Vännäs 1 + 1" in found({**rows, "Västerbottens län": [33]})
    assert "sweden 1 = Skåne län 1 + Västerbottens län 1" in found({**rows, "sweden": [44]})
    with_unknown = {"sweden": [39], "Umeå": [2], "Lund": [30], "Okänd kommun": [7]}
    assert found(with_unknown) == {"sweden 1 = Lund 1 + Okänd kommun 1 + Umeå 1"}
    areas = {"all_areas": [39], "vulnerable": [9], "risk": [30]}
    assert found(areas) == {"all_areas 1 = risk 1 + vulnerable 1"}


def test_rounded_numbers_add_up_if_they_could() -> None:
    rows = {"Haga": [2, 6], "Teg": [9, 5], "Alla": [(7, 13), (8, 14)]}
    assert found(rows) == {"Alla 1 = Haga 1 + Teg 1", "Alla 2 = Haga 2 + Teg 2"}
    assert found({**rows, "Alla": [(3, 10), (8, 14)]}) == set()


def test_published_numbers_can_be_parts_and_totals_too() -> None:
    rows = {"Umeå/klotter/published": [39], "Haga/klotter": [2], "Teg/klotter": [7], "Ersboda/klotter": [30]}
    assert found(rows) == {"Umeå/klotter/published 1 = Ersboda/klotter 1 + Haga/klotter 1 + Teg/klotter 1"}


def test_of_two_versions_each_is_tried() -> None:
    rows = {"Haga/a/1": [2, 9], "Teg/a/1": [7, 5], "Alla/a/1": [9, 14], "Haga/a/2": [3, 9], "Alla/a/2": [10, 14]}
    assert {"Alla/a/1 1 = Haga/a/1 1 + Teg/a/1 1", "Alla/a/2 1 = Haga/a/2 1 + Teg/a/1 1"} <= found(rows)


# ---- more rows than can be tried ----------------------------------------------------------------------------------


def many(years: int) -> dict[str, list[int]]:
    numbers = np.random.default_rng(4).poisson(25, (30, years))
    return {f"Område {number:02}": line for number, line in enumerate(numbers.tolist())}


def total(rows: Mapping[str, Sequence[int]], names: Sequence[str]) -> list[int]:
    return np.sum([rows[name] for name in names], axis=0).tolist()


def test_a_solver_finds_the_parts_among_many_where_there_are_years_enough() -> None:
    rows = many(12)
    names = [f"Område {number:02}" for number in range(0, 30, 2)]
    lines = found({**rows, "Jämna": total(rows, names)})
    assert lines == {f"Jämna {year} = " + " + ".join(f"{name} {year}" for name in names) for year in range(1, 13)}


def test_without_years_enough_it_is_doubtful_what_many_sum_and_all_go_together() -> None:
    rows = many(2)
    _, doubts = looked_through({**rows, "Jämna": total(rows, [f"Område {number:02}" for number in range(0, 30, 2)])})
    every = [" + ".join(f"{name} {year}" for name in sorted([*rows, "Jämna"])) for year in (1, 2)]
    assert {(cells, cells) for cells in every} <= doubts
    whole = {**rows, "Alla": total(rows, list(rows))}  # but a total of all is one
    assert len(found(whole)) == 2


@pytest.mark.parametrize("years", [1, 30])
def test_no_time_decides_what_is_found(years: int) -> None:
    rows = many(years)
    assert looked_through(rows) == looked_through(rows)
