"""Small numbers of own files: what is hidden when files are loaded, and that nothing that is shown tells what it was."""

from __future__ import annotations

import csv
import functools
import io
import re
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
import streamlit as st
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from starlette.datastructures import QueryParams
from streamlit.dataframe_util import convert_arrow_bytes_to_pandas_df
from streamlit.testing.v1 import AppTest

import queries
from pages.server import open_data
from queries.store import additions, database, hiding
from queries.store.dictionary import Files
from tests.additions import GRAFFITI, HEADER, INDICATORS, NOTES, SOURCE, SOURCES, addition
from tests.conftest import LARGE
from tests.page import app, by_name, led_to, prose, remarks, rows

pytestmark = pytest.mark.usefixtures("built_in_data")

OTHER = SOURCE.replace("umea-2024", "umea-2025").replace("2025-02", "2026-02")
KINDS = ("graffiti_walls", "graffiti_trains", "graffiti_other", "noise")
DICTIONARY = {
    "sources": SOURCES + SOURCE + OTHER,
    "indicators": INDICATORS + GRAFFITI + "".join(GRAFFITI.replace("graffiti,", f"{id_},", 1) for id_ in KINDS),
}

Line = tuple[str, list[str]]


@functools.cache
def built_in() -> Files:
    """The data without the largest file, which holds no own numbers and takes most of the time."""
    files, _ = database.read_files()
    return {name: content for name, content in files.items() if not name.endswith(LARGE)}


@pytest.fixture
def base() -> Files:
    return built_in()


def place(name: str) -> str:
    return f"{name}," if name in ("sweden", "all_areas", "vulnerable", "risk", "rest_of_sweden") else f",{name}"


def line(name: str, count: object, indicator: str = "graffiti", year: int = 2020, **more: object) -> str:
    """A line of an export."""
    figures = (more.get(column, "") for column in ("population", "per_1000", "share_percent"))
    written = ",".join(str(figure) for figure in figures)
    return f"{indicator},{place(name)},{year},{count},{written},{more.get('source', 'umea-2024')}\n"


def loaded(base: Files, lines: str, where: str = additions.OWN, **more: str) -> database.Loaded:
    made = database.load(additions.merged(base, addition(lines, **DICTIONARY | more), where))
    assert made.problems == ()
    return made


SHOWN = (
    "SELECT indicator, COALESCE(area, area_category) AS name, source, count, population, per_1000, share_percent"
    " FROM observations WHERE source IN ('umea-2024', 'umea-2025') ORDER BY rowid"
)


def shown(made: database.Loaded, measure: str = "count") -> list[float | None]:
    """The figures of the own rows in one measure, in the order of the file."""
    return [row[measure] for row in made.ask_rows(SHOWN, ())]


def places_shown(base: Files, counts: dict[str, int], **more: str) -> dict[str, int | None]:
    found = shown(loaded(base, "".join(line(name, count) for name, count in counts.items()), **more))
    return dict(zip(counts, found, strict=True))  # type: ignore[arg-type]


# ---- what is hidden -----------------------------------------------------------------------------------------------


def test_a_number_below_three_is_hidden_and_nought_is_not(base: Files) -> None:
    assert places_shown(base, {"Ersboda": 0, "Haga": 1, "Teg": 2, "Mariehem": 9}) == {
        "Ersboda": 0,
        "Haga": None,
        "Teg": None,
        "Mariehem": 9,
    }


def test_an_administrators_addition_is_own_too(base: Files) -> None:
    assert shown(loaded(base, line("Haga", 1) + line("Teg", 30), additions.ADDED)) == [None, 30]


def test_rate_and_share_go_with_the_number_and_the_population_stays(base: Files) -> None:
    made = loaded(base, line("Haga", 2, population=8000, per_1000=0.3, share_percent=0.1))
    assert made.ask_rows(SHOWN, ()) == [
        {
            "indicator": "graffiti",
            "name": "Haga",
            "source": "umea-2024",
            "count": None,
            "population": 8000,
            "per_1000": None,
            "share_percent": None,
        }
    ]


def test_a_figure_that_is_hidden_has_a_note_in_both_languages_and_a_series_without_value(base: Files) -> None:
    made = loaded(base, line("Haga", 2, population=8000) + line("Teg", 8, population=4000))
    notes = made.ask_rows("SELECT area, measure, kind, note_sv, note_en FROM notes WHERE kind = 'hidden'", ())
    assert {(row["area"], row["measure"]) for row in notes} == {("Haga", "count"), ("Haga", "per_1000")}
    assert {row["note_sv"] for row in notes} == {"Dolt: antalet är lägre än 3 eller skulle avslöja ett sådant antal."}
    assert {row["note_en"] for row in notes} == {"Hidden: the number is lower than 3 or would reveal one that is."}
    series = made.ask_rows("SELECT area, measure, value, computed FROM series WHERE indicator = 'graffiti'", ())
    assert {(row["area"], row["measure"], row["value"], row["computed"]) for row in series} == {
        ("Haga", "count", None, False),
        ("Haga", "population", 8000, False),
        ("Haga", "per_1000", None, True),  # it would have been computed
        ("Teg", "count", 8, False),
        ("Teg", "population", 4000, False),
        ("Teg", "per_1000", 2, True),  # 8 / 4,000 × 1,000
    }


def test_a_note_that_may_say_the_number_goes_too(base: Files) -> None:
    note = "graffiti,,{},2020,umea-2024,count,remark,Källan skriver två.,The source says two.\n"
    made = loaded(base, line("Haga", 2) + line("Teg", 30), notes=NOTES + note.format("Haga") + note.format("Teg"))
    found = made.ask_rows("SELECT area, kind FROM notes WHERE source = 'umea-2024' ORDER BY area", ())
    assert found == [{"area": "Haga", "kind": "hidden"}, {"area": "Teg", "kind": "remark"}]


def test_published_statistics_are_shown_as_printed(data_copy: Path) -> None:
    export = data_copy / "exports" / "lagesbild-2021-tabell-4.csv"
    text = export.read_text(encoding="utf-8")
    first = next(iter(csv.DictReader(io.StringIO(text))))
    export.write_text(text.replace(f",{first['count']},", ",2,", 1), encoding="utf-8")
    assert 2 in list(queries.run("observations", indicators=["shootings"], categories=None, years=None)["count"])


def test_in_a_folder_with_a_dictionary_of_its_own_the_repositorys_sources_alone_are_published(data_copy: Path) -> None:
    for name, content in addition(line("Haga", 2) + line("Teg", 30), **DICTIONARY).items():
        path = data_copy / name
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        text = content.decode()
        if before and name == "sources.csv":
            text = text.replace("\n", ",\n")  # their addresses are not known
        path.write_text(before + (text.partition("\n")[2] if before else text), encoding="utf-8")
    found = queries.rows("observations", indicators=["graffiti"], categories=None, years=None)
    assert [(row["area"], row["count"]) for row in found] == [("Haga", None), ("Teg", 30)]


def test_without_a_readable_list_of_sources_all_of_a_folder_counts_as_own(tmp_path: Path) -> None:
    assert hiding.published(tmp_path) == frozenset()
    (tmp_path / "sources.csv").write_bytes(b"\xff\xfe,\n1,2\n")
    assert hiding.published(tmp_path) == frozenset()
    (tmp_path / "sources.csv").write_text("name\nx\n")
    assert hiding.published(tmp_path) == frozenset()
    assert "lagesbild-2021-tabell-4" in hiding.published(database.BUILT_IN)


def test_numbers_of_areas_are_not_of_persons(base: Files) -> None:
    assert shown(loaded(base, line("risk", 2, "assessed_areas"))) == [2]


# ---- sums ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("counts", "gone"),
    [
        # 2 + 7 + 30 = 39: with the 2 goes another, the first by name as there are no other years to go by.
        ({"Haga": 2, "Teg": 7, "Ersboda": 30, "Alla": 39}, {"Haga", "Ersboda"}),
        ({"Umeå": 39, "Haga": 2, "Teg": 7, "Ersboda": 30}, {"Haga", "Ersboda"}),
        ({"sweden": 39, "Umeå": 2, "Lund": 7, "Malmö": 30}, {"Umeå", "Lund"}),
        # Two ones would both be known from their total, 2, and of 3 nobody could be 3: one more goes.
        ({"Haga": 1, "Teg": 1, "Ersboda": 30, "Röbäck": 40, "Alla": 72}, {"Haga", "Teg", "Ersboda"}),
        ({"Haga": 1, "Teg": 2, "Ersboda": 30, "Röbäck": 40, "Alla": 73}, {"Haga", "Teg", "Ersboda"}),
        # All others are 0: nothing but the total can go along. A sum of two goes as a whole.
        ({"Haga": 2, "Teg": 0, "Ersboda": 0, "Alla": 2}, {"Haga", "Alla"}),
        ({"Haga": 1, "Teg": 1, "Alla": 2}, {"Haga", "Teg", "Alla"}),
        ({"Haga": 2, "Teg": 30, "Alla": 32}, {"Haga", "Teg", "Alla"}),
        # Not a sum of all others: nothing is given away.
        ({"Haga": 2, "Teg": 7, "Ersboda": 30, "Alla": 50}, {"Haga"}),
        # The issue's own: Norr is Ersboda and Centrum, and so Teg would be 2. Of such a table all is hidden that adds up.
        (
            {"Umeå": 30, "Teg": 2, "Ersboda": 18, "Centrum": 10, "Norr": 28},
            {"Umeå", "Teg", "Ersboda", "Centrum", "Norr"},
        ),
        (
            {"all_areas": 39, "vulnerable": 2, "risk": 7, "particularly_vulnerable": 30},
            {"vulnerable", "particularly_vulnerable"},
        ),
        # Two counties with their municipalities, each by itself.
        (
            {"Västerbottens län": 40, "Umeå": 2, "Vindeln": 8, "Vännäs": 30, "Skåne län": 12, "Lund": 5, "Malmö": 7},
            {"Umeå", "Vindeln"},
        ),
        # The country, its municipalities, and those of which it is not known.
        ({"sweden": 39, "Umeå": 2, "Lund": 30, "Okänd kommun": 7}, {"Umeå", "Lund"}),
        # Districts of two municipalities, in any order.
        ({"Umeå": 42, "Haga": 2, "Teg": 30, "Böle": 10, "Lund": 115, "Norr": 51, "Torn": 64}, {"Haga", "Böle"}),
        ({"Torn": 64, "Haga": 2, "Umeå": 42, "Norr": 51, "Böle": 10, "Lund": 115, "Teg": 30}, {"Haga", "Böle"}),
    ],
)
def test_what_a_total_would_give_away_is_hidden_too(base: Files, counts: dict[str, int], gone: set[str]) -> None:
    lines = "".join(
        f"graffiti,{name},,2020,{count},,,,umea-2024\n" if name == "particularly_vulnerable" else line(name, count)
        for name, count in counts.items()
    )
    found = dict(zip(counts, shown(loaded(base, lines)), strict=True))
    assert {name for name, count in found.items() if count is None} == gone
    assert {name: count for name, count in found.items() if count is not None} == {
        name: count for name, count in counts.items() if name not in gone
    }


@pytest.mark.parametrize(
    ("counts", "gone"),
    [
        # The last is the sum of all others.
        (
            {"graffiti_walls": 2, "graffiti_trains": 8, "noise": 30, "graffiti": 40},
            {"graffiti_walls", "graffiti_trains"},
        ),
        # By their ids, beside something else.
        (
            {"graffiti": 17, "graffiti_walls": 2, "noise": 30, "graffiti_trains": 8, "graffiti_other": 7},
            {"graffiti_walls", "graffiti_other"},
        ),
    ],
)
def test_a_sum_of_indicators_is_one_too(base: Files, counts: dict[str, int], gone: set[str]) -> None:
    made = loaded(base, "".join(line("Haga", count, id_) for id_, count in counts.items()))
    assert {id_ for id_, count in zip(counts, shown(made), strict=True) if count is None} == gone


def test_kinds_are_known_by_adding_up_in_every_row(base: Files) -> None:
    ids = ("narcotics_offences", "noise", "graffiti_trains", "weapons_offences")
    table = {"Haga": (20, 2, 18, 5), "Teg": (40, 12, 28, 6), "Ersboda": (9, 9, 0, 7)}  # the first is the next two
    lines = "".join(line(name, count, id_) for name, row in table.items() for id_, count in zip(ids, row, strict=True))
    assert shown(loaded(base, lines)) == [None, None, None, 5, 40, 12, 28, 6, 9, 9, 0, 7]


def test_what_is_hidden_in_one_file_is_hidden_in_all(base: Files) -> None:
    earlier = line("Haga", 2) + line("Teg", 30)
    revised = line("Haga", 4, source="umea-2025") + line("Teg", 31, source="umea-2025")
    assert shown(loaded(base, earlier + revised)) == [None, 30, None, 31]
    # A total in the second file gives the first one's figure away: its second cell goes in both.
    first = line("Haga", 2) + line("Böle", 30)
    second = {"Haga": 2, "Böle": 30, "Alla": 32}
    other = "".join(line(name, count, source="umea-2025") for name, count in second.items())
    assert shown(loaded(base, first + other)) == [None, None, None, None, None]


def test_a_rate_with_a_population_is_as_good_as_a_number(base: Files) -> None:
    # 0.25 × 8,000 / 1,000 = 2; 5 × 8,000 / 1,000 = 40
    printed = GRAFFITI.replace("graffiti,100,more_indicators,per_1000,1", "graffiti,100,more_indicators,per_1000,2")
    lines = line("Haga", "", population=8000, per_1000="0.25") + line("Teg", "", population=8000, per_1000=5)
    made = loaded(base, lines, indicators=INDICATORS + printed)
    assert shown(made, "per_1000") == [None, 5]
    assert shown(made, "population") == [8000, 8000]
    # The population may stand elsewhere.
    apart = line("Haga", "", per_1000="0.25") + line("Haga", "", "population", population=8000)
    made = loaded(base, apart, indicators=INDICATORS + printed)
    assert shown(made, "per_1000")[0] is None
    # Without one nobody can tell.
    assert shown(loaded(base, line("Haga", "", per_1000="0.25"), indicators=INDICATORS + printed), "per_1000") == [0.25]


def test_a_share_of_a_known_whole_is_as_good_as_a_number(base: Files) -> None:
    made = loaded(base, line("sweden", 100) + line("Haga", "", share_percent=2) + line("Teg", "", share_percent=40))
    assert shown(made, "share_percent") == [None, None, 40]
    assert shown(made) == [100, None, None]


def test_shares_do_not_lead_to_a_hidden_country(base: Files) -> None:
    # The country is the one part there is and goes with it; 10 is 500 per cent of 2 in no file, but 1 of 2 is 50.
    lines = line("sweden", 2) + line("Umeå", 2, share_percent=100) + line("Lund", 0, share_percent=0)
    made = loaded(base, lines)
    assert shown(made) == [None, None, 0]
    assert shown(made, "share_percent") == [None, None, None]


# ---- a reader's files on top of an administrator's ----------------------------------------------------------------

OWN_SOURCE = SOURCES + SOURCE.replace("umea-2024", "gissning")


def with_guess(base: Files, teg: int, guess: int) -> list[tuple[database.Loaded, database.Loaded]]:
    """An administrator's table with a small number, and the same with a reader's guess at one that would give it away."""
    counts = {"Umeå": 30, "Teg": teg, "Ersboda": 16, "Centrum": 14 - teg, "Haga": 0}
    files = additions.merged(base, addition("".join(map(line, counts, counts.values())), **DICTIONARY), additions.ADDED)
    state = database.load(files)
    own = addition(line("Norr", guess, source="gissning") + line("Väst", 40, source="gissning"), sources=OWN_SOURCE)
    del own["indicators.csv"]
    return [(state, queries.Own(own).on(state)), (state, database.load(additions.merged(files, own, additions.OWN)))]


def of_all_sources(made: database.Loaded) -> list[dict[str, object]]:
    question = "SELECT * FROM observations WHERE indicator = 'graffiti' ORDER BY source, area, area_category"
    return made.ask_rows(question, ())


@pytest.mark.parametrize("guess", [2, 14, 28, 30])
def test_a_readers_guess_hides_nothing_more_of_an_administrators_figures_and_tells_nothing(
    base: Files, guess: int
) -> None:
    for state, made in with_guess(base, 2, guess):
        assert made.own_problems == ()
        administrators = [row for row in of_all_sources(made) if row["source"] != "gissning"]
        assert administrators == of_all_sources(state)
        assert {row["area"] for row in administrators if row["count"] is None} >= {"Teg"}


def test_what_is_hidden_of_a_readers_guess_does_not_depend_on_what_is_hidden_already(base: Files) -> None:
    # Of both tables the same is hidden, Teg and Centrum, which together are 14.
    for guess in (1, 14, 16, 28, 30):
        one, two = (with_guess(base, teg, guess)[0] for teg in (2, 1))
        assert one[0].version == two[0].version
        assert of_all_sources(one[1]) == of_all_sources(two[1])


@pytest.mark.parametrize("where", [additions.ADDED, additions.OWN])
def test_the_value_of_a_refused_row_is_said_to_its_reader_alone(base: Files, where: str) -> None:
    made = database.load(additions.merged(base, addition(line("Haga", "2 st"), **DICTIONARY), where))
    [problem] = made.problems
    assert (problem.check, problem.row, problem.column) == ("not_integer", 2, "count")
    assert problem.value == ("2 st" if where == additions.OWN else "…")


def test_in_a_folder_with_a_dictionary_of_its_own_the_values_of_the_repositorys_files_are_said(base: Files) -> None:
    known = hiding.published(database.BUILT_IN)
    own = (HEADER + line("Haga", "2 st")).encode()
    for content, value in ((base["exports/lagesbild-2021-tabell-7.csv"], "2 st"), (own, "…"), (b"\xff", "…")):
        problem = queries.Problem("not_integer", "exports/tal.csv", 2, "E", "count", "2 st")
        assert hiding.unsaid(problem, content, known).value == value
        assert hiding.unsaid(problem, content, None).value == "2 st"  # the repository's own folder
    row = queries.Problem("not_loaded", "exports/tal.csv", value="Could not convert '12' to INT32")
    assert hiding.unsaid(row, own, known).value == "Could not convert '…' to INT…"


def test_the_population_of_a_municipality_is_known_wherever_it_stands(base: Files) -> None:
    # Dorotea had some 2,400 inhabitants: 0.8 per 1,000 are two.
    assert shown(loaded(base, line("Dorotea", "", per_1000=0.8)), "per_1000") == [None]


# ---- proofs -------------------------------------------------------------------------------------------------------


def possible(values: dict[str, int | None], sums: Sequence[Line], most: int) -> dict[str, set[int]]:
    """What each hidden cell could be: from every table of numbers from 1 to ``most`` that fits all that is shown."""
    cells = [cell for cell, value in values.items() if value is None]
    grid = np.indices([most] * len(cells)).reshape(len(cells), -1) + 1
    known = {cell: grid[cells.index(cell)] if value is None else value for cell, value in values.items()}
    fits = np.ones(grid.shape[1], dtype=bool)
    for total, parts in sums:
        fits &= sum(known[part] for part in parts) == known[total]
    return {cell: set(grid[number][fits].tolist()) for number, cell in enumerate(cells)}


COUNTS = some.sampled_from([0, 1, 1, 2, 2, 3, 4, 6])


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some.data())
def test_every_hidden_figure_of_a_loaded_table_could_be_another(data: some.DataObject) -> None:
    """A table of places and kinds with totals of both, or of one of them, as anybody could write it into a file."""
    places = ["Haga", "Teg", "Ersboda"][: data.draw(some.integers(2, 3))]
    kinds = list(KINDS[: data.draw(some.integers(1, 2))])
    totals = data.draw(some.sampled_from(["places", "kinds", "both"]))
    table = {(name, kind): data.draw(COUNTS) for name in places for kind in kinds}
    sums: list[tuple[tuple[str, str], list[tuple[str, str]]]] = []
    if totals != "places" and len(kinds) > 1:
        sums += [((name, "graffiti"), [(name, kind) for kind in kinds]) for name in places]
    every = kinds + (["graffiti"] if sums else [])
    if totals != "kinds":
        sums += [(("Umeå", kind), [(name, kind) for name in places]) for kind in every]
    for total, parts in sums:
        table[total] = sum(table[part] for part in parts)
    made = loaded(built_in(), "".join(line(name, count, kind) for (name, kind), count in table.items()))
    names = {cell: "/".join(cell) for cell in table}
    found = {names[cell]: value for cell, value in zip(table, shown(made), strict=True)}
    assert all(found[names[cell]] is None for cell, count in table.items() if count in (1, 2))
    assert all(found[names[cell]] == 0 for cell, count in table.items() if count == 0)
    assert all(value in (None, table[cell]) for cell, value in zip(table, found.values(), strict=True))
    if not 0 < sum(value is None for value in found.values()) < 6:
        return  # nothing to try, or too many tables
    written = [(names[total], [names[part] for part in parts]) for total, parts in sums]
    for cell, numbers in possible(found, written, max(table.values()) + 3).items():  # type: ignore[arg-type]
        assert len(numbers) > 2, (table, found, cell)


# ---- the administrator's threshold --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("", [0, None, None, 4, 20]),
        ("0", [0, 1, 2, 4, 20]),
        ("1", [0, 1, 2, 4, 20]),
        ("5", [0, None, None, None, 20]),
        (" 3 ", [0, None, None, 4, 20]),
        ("three", [0, None, None, 4, 20]),
        ("-1", [0, None, None, 4, 20]),
        ("2.5", [0, None, None, 4, 20]),
        ("²", [0, None, None, 4, 20]),
        ("9" * 5000, [0, None, None, 4, 20]),
    ],
)
def test_the_threshold_is_the_administrators(
    base: Files, monkeypatch: pytest.MonkeyPatch, said: str, expected: list[int | None]
) -> None:
    monkeypatch.setenv(hiding.SETTING, said)
    lines = "".join(line(f"Distrikt {number}", count) for number, count in enumerate([0, 1, 2, 4, 20]))
    assert shown(loaded(base, lines)) == expected


def test_a_threshold_that_is_no_number_is_named(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv(hiding.SETTING, "few")
    assert hiding.smallest() == 3
    assert caplog.messages == ["LAGESBILD_SMALLEST_COUNT: 'few' is not a whole number from 0; 3 is used"]


# ---- what readers see ---------------------------------------------------------------------------------------------

FIRST, SECOND = 4321, 6543
"""Hidden with a threshold of 5,000: the first for itself, the second beside it. So large that they are found as text."""

TELLING = tuple(
    [f"{count // 1000}{mark}{count % 1000}" for count in (4321, 6543, 4322, 6544) for mark in ("", " ", ",")]
    + [f"{rate}{mark}{tenth}" for rate, tenth in ((33, 2), (50, 3)) for mark in ".,"]
)
"""The hidden numbers of both years and their rates per 1,000 of 130,000, in all ways of writing: 4,321 / 130 = 33.24."""

RATED = "".join(
    line(name, count + year, year=2018 + year, population=130000)
    for year in (0, 1)
    for name, count in {"Haga": FIRST, "Teg": SECOND, "Ersboda": 9999 + year, "Alla": 20863 + 3 * year}.items()
)
"""4,321 + 6,543 + 9,999 = 20,863; in 2019 one more of the first two and two more of the third, and so four more in all
are 20,867: 20,863 + 3 and the year."""

FILES = addition(RATED, **DICTIONARY)


@pytest.fixture
def downloaded(monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """What the buttons of a page give, by file name."""
    found: dict[str, bytes] = {}

    def button(label: str, data: Callable[[], bytes], file_name: str, **others: object) -> bool:
        found[file_name] = data()
        return False

    monkeypatch.setattr(st, "download_button", button)
    return found


def opened(screen: str, **parameters: str | list[str]) -> AppTest:
    at = app(screen, timeout=60)
    for name, value in parameters.items():
        at.query_params[name] = value
    at.session_state["own"] = FILES
    return led_to(at.run())


def everything(at: AppTest, files: dict[str, bytes]) -> str:
    """All that a page sends to the browser and gives as files, as text."""
    said = [prose(at)]
    for kind in (
        "vega_lite_chart",
        "markdown",
        "html",
        "caption",
        "deck_gl_json_chart",
        "multiselect",
        "button_group",
        "selectbox",
    ):
        for element in at.get(kind):
            said += [
                str(element.proto),
                str(getattr(element.proto, "body", "")),
                str(getattr(element.proto, "alt", "")),
            ]
            data = getattr(getattr(element.proto, "data", None), "data", b"")
            if data:
                said.append(convert_arrow_bytes_to_pandas_df(data).to_csv())
    for name, content in files.items():
        if name.endswith(".csv"):
            said.append(content.decode("utf-8-sig"))
        elif name.endswith(".svg"):  # what is written or spoken in it, and not where it stands
            text = content.decode()
            said += [*re.findall(r'aria-label="[^"]*"', text), re.sub(r"<[^>]*>", " ", text)]
        elif name.endswith(".xlsx"):
            with zipfile.ZipFile(io.BytesIO(content)) as book:
                said += [book.read(part).decode() for part in book.namelist()]
    return "\n".join(said).replace("\u00a0", " ").replace("\\302\\240", " ")


def told(text: str) -> list[str]:
    """What of :data:`TELLING` stands in a text as a number of its own."""
    return [figure for figure in TELLING if re.search(rf"(?<![\d.,]){re.escape(figure)}(?!\d)", text)]


@pytest.mark.parametrize("measure", ["count", "per_1000"])
@pytest.mark.parametrize("form", ["years", "rows"])
@pytest.mark.parametrize("year", [["2018", "2019"], "2019"])
def test_nothing_of_a_hidden_figure_stands_on_an_indicators_page_or_in_its_files(
    downloaded: dict[str, bytes], monkeypatch: pytest.MonkeyPatch, measure: str, form: str, year: str | list[str]
) -> None:
    monkeypatch.setenv(hiding.SETTING, "5000")
    at = opened("more_indicators", indicator="graffiti", measure=measure, table=form, year=year)
    others = ("compared", "changes")  # the files of how sure the figures are, which are searched too
    assert sum(name.startswith("graffiti") and not any(part in name for part in others) for name in downloaded) == 5
    text = everything(at, downloaded)
    assert told(text) == []
    assert "20867" in text or "160,5" in text  # what is shown is found in this way: 20,867 / 130 = 160.5
    assert "Inga tal visas för Haga" in prose(at)
    assert "Dolt: antalet är lägre än 5000 eller skulle avslöja ett sådant antal." in prose(at)


def test_without_a_threshold_the_same_search_finds_the_figures(
    downloaded: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(hiding.SETTING, "0")
    text = everything(opened("more_indicators", indicator="graffiti", measure="count"), downloaded)
    assert {"4321", "4 321", "6543", "6 543"} <= set(told(text))


def test_tables_say_that_a_figure_is_hidden_and_not_that_the_source_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(hiding.SETTING, "5000")
    at = opened("more_indicators", indicator="graffiti", measure="count")
    table = by_name(at)
    assert [table["Haga (egen fil)"][year] for year in ("2018", "2019")] == ["–", "–"]
    assert table["Alla (egen fil)"]["2018"] == "20 863"
    assert remarks(at)[:4] == [
        "1) Förändringen går inte att skilja från slumpen.",
        "2) Dolt: antalet är lägre än 5000 eller skulle avslöja ett sådant antal.",
        "– Förändring: talet för det första eller sista året saknas, är dolt eller är osäkert, eller det första är 0.",
        "95 %-intervall: ett tal svänger av en slump från år till år. I 95 fall av 100 ligger nivån bakom talet mellan lägst och högst.",
    ]
    assert not any("Källan anger inget tal" in said for said in remarks(at))
    spoken = str(at.get("vega_lite_chart")[0].proto.alt)
    assert "Haga (egen fil): dolt (2018) och dolt (2019)." in spoken


def test_a_place_whose_every_figure_is_hidden_can_be_chosen_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(hiding.SETTING, "5000")
    at = opened("more_indicators", indicator="graffiti", measure="count", area="Haga")
    assert [row[0] for row in rows(at)[1:]] == ["Haga (egen fil)"]
    text = prose(at)
    assert "Inga tal visas för Haga 2018 och 2019." in text or "Inga tal visas för Haga 2018–2019." in text
    assert "Källan anger inget tal" not in text


def test_an_indicator_with_nothing_but_hidden_figures_has_its_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(hiding.SETTING, "100000")
    at = opened("more_indicators", indicator="graffiti", measure="count", lang="en")
    assert "Hidden: the number is lower than 100000 or would reveal one that is." in prose(at)
    assert "own file" in " ".join(by_name(at))


def test_a_hidden_figure_is_not_the_lowest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(hiding.SETTING, "5000")
    said = prose(opened("more_indicators", indicator="graffiti", measure="count"))
    assert "Av de 2 valda områden vars tal visas var det högst i Alla" in said
    assert "lägst i Ersboda" in said


def test_the_overview_says_that_a_places_latest_figure_is_hidden(
    downloaded: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(hiding.SETTING, "5000")
    at = opened("overview")
    text = everything(at, downloaded)
    assert told(text) == []
    assert "Dolt: antalet är för litet för att visas, eller skulle avslöja ett som är det." in text


def test_the_map_leaves_a_hidden_municipality_blank_and_the_table_names_it(
    downloaded: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(hiding.SETTING, "5000")
    counts = {"Umeå": FIRST, "Lund": 7000, "Malmö": 8000, "Gävle": 9000}
    monkeypatch.setitem(globals(), "FILES", addition("".join(map(line, counts, counts.values())), **DICTIONARY))
    at = opened("more_indicators", indicator="graffiti", measure="count", area=list(counts))
    text = everything(at, downloaded)
    assert told(text) == []
    assert [row[:2] for row in rows(at, 1)[1:]] == [
        ["Gävle", "9 000"],
        ["Malmö", "8 000"],
        ["Lund", "7 000"],
        ["Umeå", "–"],
    ]
    assert remarks(at, 1) == ["– Dolt: antalet är för litet för att visas, eller skulle avslöja ett som är det."]


def test_open_data_keep_the_row_without_its_figures(
    data_copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "more"
    for name, content in addition(line("Haga", 2, population=8000) + line("Teg", 30), **DICTIONARY).items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_bytes(content)
    monkeypatch.setenv("LAGESBILD_DATA", str(place))
    answer = open_data.observations_csv(QueryParams("indicator=graffiti")).decode()
    assert answer.splitlines()[1:] == [
        "graffiti,,Haga,2020,,8000,,,,,,,,,umea-2024,2025-02",
        "graffiti,,Teg,2020,30,,,,20.236939,42.828372,count,independent,,,umea-2024,2025-02",  # Byar by hand
    ]


def test_the_page_about_the_statistics_says_from_what_number_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(hiding.SETTING, "5000")
    text = prose(opened("about"))
    assert "antal lägre än 5000 dolda, utom 0" in text
    assert "Dolt: antalet" not in text  # notes on single figures stand with these


def test_a_total_in_another_own_source_gives_nothing_away(base: Files) -> None:
    # Umeå 50 in one source, Ersboda 8, Teg 2 and Röbäck 40 in the other: 50 − 48 would tell what Teg is.
    parts = {"Ersboda": 8, "Teg": 2, "Röbäck": 40}
    lines = line("Umeå", 50) + "".join(line(name, count, source="umea-2025") for name, count in parts.items())
    assert shown(loaded(base, lines)) == [50, None, None, 40]


def test_a_break_stays_a_break_without_the_words_of_whoever_noted_it(base: Files) -> None:
    note = "graffiti,,Haga,2020,umea-2024,count,definition_break,Nu bara två fall.,Now two cases only.\n"
    made = loaded(base, line("Haga", 2) + line("Teg", 30), notes=NOTES + note)
    found = made.ask_rows("SELECT kind, note_sv FROM notes WHERE area = 'Haga' ORDER BY kind", ())
    assert [row["kind"] for row in found] == ["definition_break", "hidden"]
    assert found[0]["note_sv"] == "Serien börjar om detta år."
