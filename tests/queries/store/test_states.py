"""States of the data that were made before are found again: by the same files only, and a reader's own only while in use."""

from __future__ import annotations

import datetime
import gc
import shutil
import weakref
from pathlib import Path

import pytest

import queries
from queries.store import database, hiding, states
from tests.additions import EXPORT, FIGURES, HEADER, SOURCE, SOURCES, addition

TABLE_8 = "exports/lagesbild-2021-tabell-8.csv"

pytestmark = pytest.mark.usefixtures("nothing_kept")


class Tomorrow(datetime.date):
    @classmethod
    def today(cls) -> datetime.date:
        return datetime.date(2098, 12, 24)


def connection(own: queries.Own | None = None) -> object:
    with queries.one_state(own):
        return database.current().connection


def change(folder: Path, figure: str) -> None:
    """Put another figure in place of the first of the risk areas' threats in 2020."""
    path = folder / TABLE_8
    line = next(line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("threats,risk,,2020"))
    path.write_text(path.read_text(encoding="utf-8").replace(line, f"threats,risk,,2020,,,{figure},,{line[-23:]}"))


def test_a_file_that_is_as_it_was_brings_back_the_database_it_had(data_copy: Path) -> None:
    before = connection()
    change(data_copy, "7.7")
    assert connection() is not before
    change(data_copy, "6.7")
    assert connection() is before


def test_what_was_worked_out_of_the_data_comes_back_with_them(data_copy: Path) -> None:
    assert queries.remembered(("x",), lambda: "made") == "made"
    change(data_copy, "7.7")
    assert queries.remembered(("x",), lambda: "made of others") == "made of others"
    change(data_copy, "6.7")
    assert queries.remembered(("x",), lambda: "made again") == "made"


def test_a_copy_of_the_files_shares_the_database_and_is_another_folder(
    data_copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = connection()
    shutil.copytree(data_copy, tmp_path / "copy")
    monkeypatch.setenv("LAGESBILD_DATA", str(tmp_path / "copy"))
    assert connection() is before
    assert database.current().folder == tmp_path / "copy"


def test_the_same_files_hide_nothing_where_they_are_the_repositorys_own(
    data_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Their source is the repository's own only while its folder is this one.
    with (data_copy / "sources.csv").open("a", encoding="utf-8") as file:
        file.write(SOURCE.replace("\n", ",\n"))  # its address is not known
    (data_copy / "exports/umea.csv").write_text(
        "indicator,area_category,area,year,count,population,per_1000,share_percent,source\nthreats,,Umeå,2020,2,,,,umea-2024\n"
    )

    def count() -> list[object]:
        found = queries.rows("observations", indicators=["threats"], years=None, categories=None, areas=["Umeå"])
        return [row["count"] for row in found if row["area"] == "Umeå"]

    assert count() == [None]
    with monkeypatch.context() as patch:
        patch.setattr(database, "BUILT_IN", data_copy)
        patch.setattr(database, "_loaded", None)
        patch.delenv("LAGESBILD_DATA")
        assert count() == [2]
        assert not queries.has_own()
    assert count() == [None]
    assert queries.has_own()


def test_another_smallest_number_is_another_state(data_copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = connection()
    monkeypatch.setattr(database, "_loaded", None)
    monkeypatch.setenv(hiding.SETTING, "5")
    assert connection() is not before
    assert queries.smallest_count() == 5


def test_another_day_is_another_state(data_copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = database.current()
    monkeypatch.setattr(database, "_loaded", None)
    assert database.current() is before
    monkeypatch.setattr(database, "_loaded", None)
    monkeypatch.setattr(datetime, "date", Tomorrow)
    assert database.current() is not before


def test_a_state_with_problems_is_made_anew(data_copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # With last good figures or without: it depends on what was there before.
    change(data_copy, "6:7")
    first = database.current()
    assert [problem.check for problem in queries.problems()] == ["not_number"]
    monkeypatch.setattr(database, "_loaded", None)
    assert database.current() is not first
    assert connection() is first.connection


def test_a_row_that_is_left_out_is_in_no_database_and_there_once_it_is_right(
    data_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (data_copy / "actions.csv").open("a", encoding="utf-8") as file:
        file.write("a,umea-2021-2024,,Å,,red,,,E,2097-01-01,,\n")
    assert queries.rows("actions", agreement=None) == []
    monkeypatch.setattr(database, "_loaded", None)
    monkeypatch.setattr(datetime, "date", Tomorrow)
    assert [row["id"] for row in queries.rows("actions", agreement=None)] == ["a"]


def test_a_file_that_breaks_leaves_the_database_of_its_last_good_figures(data_copy: Path) -> None:
    before = database.current()
    change(data_copy, "6:7")
    assert [problem.check for problem in queries.problems()] == ["not_number"]
    assert before.problems == ()
    assert connection() is before.connection


@pytest.mark.parametrize(("most", "times"), [(2, 100), (100, 2.5)])
def test_few_and_small_states_are_kept(
    data_copy: Path, monkeypatch: pytest.MonkeyPatch, most: int, times: float
) -> None:
    monkeypatch.setattr(states, "MOST", most)
    size = sum(map(len, database.current().files.values()))
    monkeypatch.setattr(states, "LARGEST", times * size)  # bytes: room for two states like this one
    made = []
    for figure in ("1.1", "1.2", "1.3", "1.1"):  # the last is the first again, which has gone meanwhile
        change(data_copy, figure)
        made.append(weakref.ref(database.current().connection))
    gc.collect()
    assert made[0]() is None
    assert made[1]() is None
    assert made[2]() is not None
    change(data_copy, "1.3")
    assert connection() is made[2]()


def test_the_state_that_was_used_last_is_the_last_to_go(data_copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(states, "MOST", 2)
    change(data_copy, "1.1")
    first = connection()
    for figure in ("1.2", "1.1", "1.3", "1.1"):
        change(data_copy, figure)
        database.current()
    assert connection() is first


# ---- a reader's own files -----------------------------------------------------------------------------------------


def test_two_readers_with_the_same_files_share_a_database(built_in_data: Path) -> None:
    one, other = queries.Own(addition()), queries.Own(addition())
    assert connection(one) is connection(other)


def test_files_that_differ_in_a_figure_a_name_or_a_source_share_nothing(built_in_data: Path) -> None:
    readers = [
        queries.Own(addition()),
        queries.Own(addition(FIGURES.replace(",325,", ",326,"))),
        queries.Own({name.replace("umea", "lund"): content for name, content in addition().items()}),
        queries.Own(addition(sources=SOURCES + SOURCE.replace("Umeå kommun", "Umebrå"))),
    ]
    assert len({id(connection(own)) for own in readers}) == len(readers)
    assert connection() not in [connection(own) for own in readers]


def test_a_reader_whose_file_is_broken_has_no_database_of_their_own(data_copy: Path) -> None:
    broken = HEADER + "narcotics_offences,,Umeå,2020,many,130000,,,umea-2024\n"
    own = queries.Own({EXPORT: broken.encode()})
    assert connection(own) is connection()
    assert own.on(database.current()).own_problems


def test_own_files_are_gone_once_no_session_holds_them(built_in_data: Path) -> None:
    one, other = queries.Own(addition()), queries.Own(addition())
    made = weakref.ref(connection(one))
    assert connection(other) is made()
    del one
    gc.collect()
    assert made() is not None
    del other
    gc.collect()
    assert made() is None


def test_no_content_of_a_file_can_be_taken_for_another_file() -> None:
    assert states.key({"a": b"x\0b\0y"}) != states.key({"a": b"x", "b": b"y"})
    assert states.key({"a": b"x\n1 1 by"}) != states.key({"a": b"x", "b": b"y"})
    assert states.key({"a": b"x"}) != states.key({"b": b"x"})
    assert states.key({"a": b"x"}, 3) != states.key({"a": b"x"}, 4)
    assert states.key({"a": b"x", "b": b"y"}) == states.key({"b": b"y", "a": b"x"})
