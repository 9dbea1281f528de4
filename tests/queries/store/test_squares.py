"""A municipality's own squares: where their ids say that they lie, which rows fit, what is hidden, and in which class a figure is."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

import queries
from pages.components import problems
from pages.components.text import in_language
from queries.places import squares
from queries.store import checks
from queries.store.dictionary import read_dictionary
from tests.queries.store.test_local_picture import own, put

__all__ = ["own"]

HEAD = "square,metres,year,condition,value,inhabitants,source\n"
UMEA = "7580007087000"
"""A square kilometre in Umeå: 63.81 °N, 20.24 °E."""


def shown(**asked: list[str]) -> dict[tuple[str, str], tuple[float | None, int | None, int | None]]:
    """Figure, inhabitants and shade of each square and condition."""
    rows = queries.rows("squares", conditions=asked.get("conditions"), years=None)
    return {(row["square"], row["condition"]): (row["value"], row["inhabitants"], row["shade"]) for row in rows}


@pytest.mark.usefixtures("built_in_data")
def test_nothing_is_made_up() -> None:
    assert queries.rows("squares", conditions=None, years=None) == []
    assert squares.by_municipality() == {}


def test_the_id_tells_which_municipality_a_square_lies_in(own: Path) -> None:
    # The first is a square kilometre of SCB's open grid, on the southern coast of Skåne.
    text = HEAD + "3940006133000,1000,2024,income,250.5,7,SCB\n7582507087250,250,2024,income,301,120,SCB\n"
    assert put(own, squares=text) == []
    assert squares.by_municipality() == {"1287": {"3940006133000"}, "2480": {"7582507087250"}}


def test_corners_are_turned_to_degrees() -> None:
    # By its definition SWEREF 99 TM has 15° east at E 500 000, and along it N is 0.9996 of the way from the equator.
    ((ring,),) = squares.outlines([("5000006651500", 250)])["5000006651500"]
    (west, south), (_, north), (east, _) = ring[0], ring[1], ring[2]
    assert west == 15
    assert 0.9996 * from_equator(south) == pytest.approx(6_651_500, abs=6)  # four decimals are within six metres
    assert 0.9996 * from_equator(north) == pytest.approx(6_651_750, abs=6)
    assert 0.9996 * (east - west) * math.radians(6_378_137 * math.cos(math.radians(south))) == pytest.approx(250, abs=6)
    assert (ring[4], len(set(ring))) == (ring[0], 4)


def from_equator(latitude: float) -> float:
    """Metres along a meridian of GRS 80, added up in ten thousand steps."""
    square, steps = 0.006_694_380_022_90, 10_000
    step = math.radians(latitude) / steps
    middles = ((number + 0.5) * step for number in range(steps))
    return sum(6_378_137 * (1 - square) / (1 - square * math.sin(at) ** 2) ** 1.5 * step for at in middles)


WRONG = [
    ("EXEMPEL,1000,{},income,250,90,SCB", "wrong_form", "A", "EXEMPEL"),  # the template's
    ("7.58E+12,1000,{},income,250,90,SCB", "wrong_form", "A", "7.58E+12"),  # as a spreadsheet spoils it
    ("<b>,1000,{},income,250,90,SCB", "wrong_form", "A", "<b>"),
    ("758000708700,1000,{},income,250,90,SCB", "wrong_form", "A", "…"),
    ("7087000758000,1000,{},income,250,90,SCB", "not_in_sweden", "A", "…"),  # northing first
    ("9000006500000,1000,{},income,250,90,SCB", "not_in_sweden", "A", "…"),  # in the sea
    ("9999999999999,1000,{},income,250,90,SCB", "not_in_sweden", "A", "…"),
    ("7580107087000,250,{},income,250,90,SCB", "not_on_grid", "A", "…"),
    ("7582507087000,1000,{},income,250,90,SCB", "not_on_grid", "A", "…"),  # a corner of 250 metres only
    (f"{UMEA},300,{{}},income,250,90,SCB", "not_allowed", "B", "…"),
    (f"{UMEA},1000,{{}},income,250,,SCB", "required", "F", ""),
    (f"{UMEA},1000,{{}},income,250,0,SCB", "too_small", "F", "…"),
    (f"{UMEA},1000,{{}},economy,5,90,SCB", "not_allowed", "D", "economy"),  # nobody else's total either
    (f"{UMEA},1000,{{}},area_type,5,90,SCB", "not_allowed", "D", "area_type"),
    (f"{UMEA},1000,{{}},income,,90,SCB", "required", "E", ""),
    (f"{UMEA},1000,{{}},education,100.1,90,SCB", "too_large", "E", "…"),
    (f"{UMEA},1000,{{}},income,250500,90,SCB", "too_large", "E", "…"),  # kronor for thousands
    (f"{UMEA},1000,{{}},education,12.345,90,SCB", "too_many_decimals", "E", "…"),
    (f"{UMEA},1000,{{}},income,250,90,", "required", "G", ""),
    (
        f"{UMEA},1000,{{}},income,250,90,A\n{UMEA},1000,{{}},income,251,90,A",
        "repeated_key",
        "",
        f"{UMEA}, {{}}, income",
    ),
    (f"{UMEA},1000,{{}},income,250,90,A\n7582507087250,250,{{}},income,251,9,A", "square_within", "A", "…"),
    (f"{UMEA},1000,{{}},income,250,14,A\n{UMEA},250,{{}},overcrowding,30,12,A", "square_within", "A", "…"),  # 14 − 12
    (f"{UMEA},1000,{{}},income,250,2 st,SCB", "not_integer", "F", "…"),
    (f"{UMEA},1000,{{}},income,under 3 (2),90,SCB", "not_number", "E", "…"),
    (
        "7580007087500,500,{},income,250,90,A\n7582507087750,250,{},income,251,9,A",
        "square_within",
        "A",
        "…",
    ),
    (f"{UMEA},1000,{{}},income,250,90,A\n{UMEA},1000,{{}},education,12,91,A", "other_inhabitants", "F", "…"),
]


def test_a_wrong_row_is_named_and_the_others_are_shown(own: Path) -> None:
    text, expected = HEAD, []
    for year, (rows, check, letter, value) in enumerate(WRONG, start=2000):  # a year each, so that none meets another
        text += rows.format(year, year) + "\n"
        expected.append((check, text.count("\n"), letter, value.format(year)))
    assert sorted(put(own, squares=f"{text}7600007087000,1000,2024,income,260,80,SCB\n")) == sorted(expected)
    assert shown()["7600007087000", "income"][:2] == (260, 80)
    for language in ("sv", "en"):
        for problem in queries.problems():
            said = problems.sentence(in_language(language), problem)
            assert "squares.csv" in said
            assert not set("{}^") & set(said)


def test_semicolons_come_with_decimal_commas(own: Path) -> None:
    text = HEAD.replace(",", ";") + f"{UMEA};1000;2024;education;12,5;90;SCB, leverans 2025\n"
    assert put(own, squares=text) == []
    assert shown()[UMEA, "education"][:2] == (12.5, 90)


def test_a_file_of_too_many_rows_is_refused_at_once() -> None:
    (schema,) = (
        row["schema"] for row in read_dictionary(Path("data/datapackage.json").read_bytes()) if row["name"] == "squares"
    )
    row = f"{UMEA},1000,2024,income,250,90,SCB\n"
    table = checks.read("squares.csv", (HEAD + row * 100_001).encode(), schema)
    assert [(problem.check, problem.expected) for problem in table.problems] == [("too_many_rows", ("100000",))]


# ---- small numbers ------------------------------------------------------------------------------------------------


@pytest.fixture
def five(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAGESBILD_SMALLEST_COUNT", "5")


@pytest.mark.usefixtures("five")
def test_what_tells_of_few_is_hidden(own: Path) -> None:
    expected = [
        ("income", 250, 4, None, None),
        ("income", 250, 5, 250, 5),
        ("children", 10, 40, None, 40),  # 4 children
        ("children", 12.5, 40, 12.5, 40),  # 5
        ("children", 0, 40, 0, 40),
        ("children", 0.4, 100, None, 100),  # of one that rounding hides
        ("employment", 90, 40, None, 40),  # at most 4 without work
        ("employment", 100, 40, 100, 40),
    ]
    rows = [
        f"{UMEA},1000,{year},{condition},{value},{people},SCB\n"
        for year, (condition, value, people, *_) in enumerate(expected, start=2000)
    ]
    assert put(own, squares=HEAD + "".join(rows)) == []
    found = queries.rows("squares", conditions=None, years=None)
    assert [(row["value"], row["inhabitants"]) for row in found] == [(value, people) for *_, value, people in expected]
    assert [row["shade"] is None for row in found] == [row["value"] is None for row in found]
    assert [row["number"] for row in found if row["condition"] == "children"] == [None, 5, 0, None]
    given_away = {row["year"]: row for row in queries.table("squares").to_pylist()}
    assert (given_away[2000]["value"], given_away[2000]["inhabitants"], given_away[2002]["value"]) == (None, None, None)


@pytest.mark.usefixtures("five")
def test_neither_the_version_nor_a_problem_tells_a_hidden_number(own: Path) -> None:
    versions = set()
    for inhabitants in (1, 4):
        text = f"{HEAD}{UMEA},1000,2024,income,250,{inhabitants},SCB\n{UMEA},1000,2024,education,20,9,SCB\n"
        ((check, _, _, value),) = put(own, squares=text)
        assert (check, value) == ("other_inhabitants", "…")
        assert queries.problems()[0].expected == ("2",)  # the row
        versions.add(queries.version())
    assert len(versions) == 1


@pytest.mark.usefixtures("five")
@pytest.mark.parametrize("guess", [3, 4])
def test_a_reader_cannot_try_out_what_is_hidden_of_an_administrators(own: Path, guess: int) -> None:
    row = f"{UMEA},1000,2024,income,250,{{}},SCB\n"
    assert put(own, squares=HEAD + row.format(4)) == []
    with queries.one_state({"squares.csv": (HEAD + row.format(guess)).encode()}):
        assert [(problem.check, problem.value, problem.expected) for problem in queries.own_problems()] == [
            ("known_row", "", ())
        ]
        assert [row["inhabitants"] for row in queries.rows("squares", conditions=None, years=None)] == [None]


def test_a_readers_own_squares_come_on_top(own: Path) -> None:
    assert put(own, squares=f"{HEAD}{UMEA},1000,2024,income,250,90,SCB\n") == []
    mine = f"{HEAD}7600007087000,1000,2024,income,260,80,SCB\n".encode()
    with queries.one_state({"squares.csv": mine}):
        assert queries.own_problems() == ()
        assert squares.by_municipality() == {"2480": {UMEA, "7600007087000"}}
    assert squares.by_municipality() == {"2480": {UMEA}}


@pytest.mark.parametrize(
    ("theirs", "mine", "value"),
    [(f"{UMEA},1000", "7582507087250,250", "7582507087250"), ("7582507087250,250", f"{UMEA},1000", UMEA)],
)
def test_of_two_files_that_lie_on_each_other_the_readers_is_named(
    own: Path, theirs: str, mine: str, value: str
) -> None:
    """Those who live there counted twice."""
    assert put(own, squares=f"{HEAD}{theirs},2024,income,250,90,SCB\n") == []
    for year, expected in ((2024, [("square_overlaps", value, ())]), (2023, [])):
        with queries.one_state({"squares.csv": f"{HEAD}{mine},{year},overcrowding,30,90,SCB\n".encode()}):
            found = [(problem.check, problem.value, problem.expected) for problem in queries.own_problems()]
            assert found == expected
            for language in ("sv", "en"):
                assert all(value in problems.sentence(in_language(language), one) for one in queries.own_problems())


# ---- classes ------------------------------------------------------------------------------------------------------


def test_the_classes_are_those_of_the_countrys_deso(own: Path) -> None:
    classes = {row["shade"]: row for row in queries.rows("condition_classes", conditions=["education"])}
    highest = [classes[shade]["highest"] for shade in (1, 2, 3, 4)]
    assert all(one is not None for one in highest)
    ids = [f"{758000 + 1000 * place}7087000" for place in range(5)]
    values = [0, *(round(float(one or 0) + 0.1, 1) for one in highest)]  # just above each limit
    assert (
        put(
            own,
            squares=HEAD
            + "".join(f"{id_},1000,2024,education,{value},900,SCB\n" for id_, value in zip(ids, values, strict=True)),
        )
        == []
    )
    assert [shown()[id_, "education"][2] for id_ in ids] == [1, 2, 3, 4, 5]
    limits = queries.rows("square_classes", conditions=["education"], years=[2024])
    assert [(row["limit_value"], row["of_country"]) for row in limits] == [(one, True) for one in highest]


def test_of_income_the_lowest_is_the_darkest(own: Path) -> None:
    text = "7580007087000,1000,2024,income,100,90,SCB\n7590007087000,1000,2024,income,900,90,SCB\n"
    assert put(own, squares=HEAD + text) == []
    assert [shown()[id_, "income"][2] for id_ in (UMEA, "7590007087000")] == [5, 1]
    lowest = {row["shade"]: row["lowest"] for row in queries.rows("condition_classes", conditions=["income"])}
    limits = queries.rows("square_classes", conditions=["income"], years=[2024])
    assert [row["limit_value"] for row in limits] == [lowest[shade] for shade in (1, 2, 3, 4)]


def test_what_the_country_has_no_limits_for_is_parted_into_fifths(own: Path) -> None:
    ids = [f"{758000 + 1000 * place}7087000" for place in range(5)]
    rows = "".join(f"{id_},1000,2024,overcrowding,{10 + place},900,SCB\n" for place, id_ in enumerate(ids))
    assert put(own, squares=HEAD + rows) == []
    assert [shown()[id_, "overcrowding"][2] for id_ in ids] == [1, 2, 3, 4, 5]
    assert {row["of_country"] for row in queries.rows("square_classes", conditions=None, years=None)} == {False}


def test_rings_are_of_the_tenth_with_most(own: Path) -> None:
    ids = [f"{758000 + 1000 * place}7087000" for place in range(11)]
    rows = "".join(f"{id_},1000,2024,children,20,{100 + 10 * place},SCB\n" for place, id_ in enumerate(ids))
    assert put(own, squares=HEAD + rows) == []
    found = queries.rows("squares", conditions=["children"], years=[2024])
    assert [row["number"] for row in found] == [20 + 2 * place for place in range(11)]
    assert [row["square"] for row in found if row["is_many"]] == ids[-2:]
