"""The database is closed, answers many threads at once, and follows the files without ever losing the last good data."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest

import queries
from queries import DataUnavailable, Problem
from queries.store import database, loading
from tests.report_2021 import RATES

HEADER = "indicator,area_category,area,year,count,population,per_1000,share_percent,source\n"
TABLE_7 = "exports/lagesbild-2021-tabell-7.csv"
TABLE_8 = "exports/lagesbild-2021-tabell-8.csv"
THREADS = 16


def replace(path: Path, old: str, new: str) -> None:
    """Change text in a file, as an editor does."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def add_row(path: Path, **cells: str) -> None:
    """Add a row to a CSV file; columns not named stay empty."""
    with path.open(encoding="utf-8", newline="") as file:
        header = next(csv.reader(file))
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.DictWriter(file, header, lineterminator="\n").writerow(cells)


def rate(indicator: str, category: str, year: int) -> list[float]:
    """What the database says of one rate now: one figure, or none."""
    frame = queries.run("series", indicator=indicator, measure="per_1000", years=[year], categories=[category])
    return list(frame["value"])


def places() -> list[tuple[str, int | None, str]]:
    """File, row and column of every problem there is now."""
    return [(problem.file, problem.row, problem.column) for problem in queries.problems()]


# ---- closed -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TABLE mine (x INTEGER)",
        "CREATE VIEW mine AS SELECT 1",
        "INSERT INTO notes SELECT * FROM notes",
        "UPDATE observations SET count = 0",
        "DELETE FROM observations",
        "DROP TABLE observations",
        "DROP VIEW series",
        "COPY observations TO '{folder}/out.csv'",
        "EXPORT DATABASE '{folder}/out'",
        "ATTACH '{folder}/other.duckdb'",
        "ATTACH ':memory:' AS other",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SELECT * FROM read_csv('{folder}/notes.csv')",
        "SELECT * FROM '{folder}/notes.csv'",
        "SELECT * FROM read_text('{folder}/notes.csv')",
        "SELECT * FROM glob('{folder}/*')",
        "SELECT * FROM read_csv('https://localhost/notes.csv')",
        "CREATE SECRET (TYPE s3)",
        "SET enable_external_access = true",
        "SET lock_configuration = false",
        "SET python_enable_replacements = true",
        "SET autoinstall_known_extensions = true",
        "SET memory_limit = '1GB'",
        "RESET threads",
        "PRAGMA threads = 8",
    ],
)
def test_nothing_can_be_written_reached_or_set(built_in_data: Path, tmp_path: Path, sql: str) -> None:
    shutil.copy(built_in_data / "notes.csv", tmp_path)
    loaded = database.current()
    with pytest.raises(duckdb.Error):
        loaded.ask(sql.format(folder=tmp_path), ())
    assert [path.name for path in tmp_path.iterdir()] == ["notes.csv"]
    assert (
        len(loaded.ask("SELECT * FROM observations", ())) == 111 + 290 * 11 * 6
    )  # 12 shootings, 72 rates, 6 populations, 18 numbers of areas and districts


def test_a_variable_of_the_program_cannot_be_queried(built_in_data: Path) -> None:
    secret = pd.DataFrame({"x": [1]})
    with pytest.raises(duckdb.CatalogException, match="secret"):
        database.current().connection.execute("SELECT * FROM secret")
    with duckdb.connect() as other:  # another database, not closed
        assert other.execute("SELECT * FROM secret").df().equals(secret)


# ---- many threads -------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("nothing_kept")
def test_threads_that_start_together_share_one_database(data_copy: Path) -> None:
    together = threading.Barrier(THREADS)

    def start(_: int) -> database.Loaded:
        together.wait()
        return database.current()

    with ThreadPoolExecutor(THREADS) as pool:
        assert len({id(loaded) for loaded in list(pool.map(start, range(THREADS)))}) == 1


def test_threads_get_the_answers_to_their_own_questions(built_in_data: Path) -> None:
    figures = list(RATES.items())

    def ask(turn: int) -> bool:
        (indicator, category, year), figure = figures[turn % len(figures)]
        # A second year without figures, different each time, so that no answer comes from memory.
        chosen = {"years": [year, 10_000 + turn], "categories": [category]}
        if turn % 3 == 0:
            frame = queries.run("series", indicator=indicator, measure="per_1000", **chosen)
            columns = ["indicator", "area_category", "year", "value"]
        elif turn % 3 == 1:
            frame = queries.run("observations", indicators=[indicator], **chosen)
            columns = ["indicator", "area_category", "year", "per_1000"]
        else:
            frame = queries.run("comparison", indicators=[indicator], measure=None, **chosen)
            columns = ["indicator", "area_category", "last_year", "last_value"]
        return frame[columns].to_numpy().tolist() == [[indicator, category, year, figure]]

    with ThreadPoolExecutor(THREADS) as pool:
        assert all(pool.map(ask, range(20 * THREADS)))


@pytest.mark.usefixtures("nothing_kept")
def test_readers_see_the_old_or_the_new_figures_and_nothing_between(data_copy: Path, tmp_path: Path) -> None:
    # Weapons offences 2020 in vulnerable, risk and particularly vulnerable areas: as printed, and with two changed.
    old, new = (1.5, 1.6, 1.5), (8.5, 9.6, 1.5)
    text = (data_copy / TABLE_7).read_text(encoding="utf-8")
    changed = text.replace("weapons_offences,vulnerable,,2020,,,1.5", "weapons_offences,vulnerable,,2020,,,8.5")
    changed = changed.replace("weapons_offences,risk,,2020,,,1.6", "weapons_offences,risk,,2020,,,9.6")
    categories = ["vulnerable", "risk", "particularly_vulnerable"]

    def figures() -> tuple[float, ...]:
        frame = queries.run(
            "series", indicator="weapons_offences", measure="per_1000", years=[2020], categories=categories
        )
        return tuple(frame["value"])

    assert figures() == old
    done = threading.Event()

    def watch() -> set[tuple[float, ...]]:
        seen = {figures()}
        while not done.wait(0.001):  # a reader who never waits would keep the loading thread from its turn
            seen.add(figures())
        return seen

    with ThreadPoolExecutor(4) as pool:
        readers = [pool.submit(watch) for _ in range(4)]
        try:
            for content, expected in [(changed, new), (text, old)] * 6:
                (tmp_path / "next").write_text(content, encoding="utf-8")
                os.replace(tmp_path / "next", data_copy / TABLE_7)
                deadline = time.monotonic() + 20
                while figures() != expected:  # another thread may be loading them
                    assert time.monotonic() < deadline
                    time.sleep(0.001)
        finally:
            done.set()
        for reader in readers:
            assert reader.result() <= {old, new}
    assert queries.problems() == ()


def test_readers_do_not_wait_while_changed_files_are_loaded(data_copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert rate("threats", "risk", 2020) == [6.7]
    loading, go_on = threading.Event(), threading.Event()
    load = database.load

    def slow(*given: Any) -> database.Loaded:
        loading.set()
        assert go_on.wait(20)
        return load(*given)

    monkeypatch.setattr(database, "load", slow)
    replace(data_copy / TABLE_8, "threats,risk,,2020,,,6.7", "threats,risk,,2020,,,7.7")
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(rate, "threats", "risk", 2020)
        try:
            assert loading.wait(20)
            assert rate("threats", "risk", 2020) == [6.7]
        finally:
            go_on.set()
        assert first.result() == [7.7]
    assert rate("threats", "risk", 2020) == [7.7]


# ---- files that change --------------------------------------------------------------------------------------------


def test_a_changed_file_is_taken_up_without_restart(data_copy: Path) -> None:
    assert rate("narcotics_offences", "vulnerable", 2020) == [14.6]
    replace(
        data_copy / TABLE_7, "narcotics_offences,vulnerable,,2020,,,14.6", "narcotics_offences,vulnerable,,2020,,,15.6"
    )
    assert rate("narcotics_offences", "vulnerable", 2020) == [15.6]


def test_the_folder_is_not_looked_through_at_every_question(data_copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "SECONDS_BETWEEN_LOOKS", 1000.0)
    assert rate("narcotics_offences", "vulnerable", 2020) == [14.6]
    replace(data_copy / TABLE_7, "2020,,,14.6", "2020,,,15.6")
    assert rate("narcotics_offences", "vulnerable", 2020) == [14.6]
    monkeypatch.setattr(database, "SECONDS_BETWEEN_LOOKS", 0.0)
    assert rate("narcotics_offences", "vulnerable", 2020) == [15.6]


def test_a_new_indicator_is_one_file_and_one_row(data_copy: Path) -> None:
    assert "burglaries" not in list(queries.run("indicators")["id"])
    (data_copy / "exports" / "burglaries.csv").write_text(
        HEADER
        + "burglaries,risk,,2019,,,4.0,,lagesbild-2021-tabell-8\n"
        + "burglaries,risk,,2020,,,5.0,,lagesbild-2021-tabell-8\n"
        + "burglaries,rest_of_sweden,,2020,,,2.0,,lagesbild-2021-tabell-8\n"
    )
    add_row(
        data_copy / "indicators.csv",
        id="burglaries",
        position="8",
        screen="more_indicators",
        measure="per_1000",
        decimals="1",
        polarity="lower_is_better",
        label_sv="Bostadsinbrott",
        label_en="Burglaries",
        noun_sv="anmälda bostadsinbrott",
        noun_en="reported burglaries",
        unit_sv="anmälda bostadsinbrott per 1 000 invånare",
        unit_en="reported burglaries per 1,000 inhabitants",
        definition_sv="Anmälda bostadsinbrott.",
        definition_en="Reported burglaries.",
    )
    indicators = queries.run("indicators").set_index("id")
    assert queries.problems() == ()
    assert list(indicators.index[-2:]) == ["police_districts_with_areas", "population"]  # positions 81 and 90
    assert indicators.index[7] == "burglaries"  # position 8
    assert list(indicators.loc["burglaries", "years"]) == [2019, 2020]
    assert set(indicators.loc["burglaries", "categories"]) == {"risk", "rest_of_sweden"}
    observations = queries.run("observations", indicators=["burglaries"], categories=None, years=None)
    assert list(observations["per_1000"]) == [4.0, 5.0, 2.0]
    comparison = queries.run("comparison", indicators=["burglaries"], measure=None, years=None, categories=["risk"])
    # 5.0 - 4.0 and 5.0 / 2.0
    assert comparison[["change", "ratio_to_rest"]].to_numpy().tolist() == [[1.0, 2.5]]


def test_the_figures_of_a_deleted_export_disappear(data_copy: Path) -> None:
    assert rate("threats", "risk", 2020) == [6.7]
    (data_copy / TABLE_8).unlink()
    assert rate("threats", "risk", 2020) == []
    assert rate("narcotics_offences", "vulnerable", 2020) == [14.6]
    assert queries.problems() == ()


def test_a_change_of_a_label_is_taken_up(data_copy: Path) -> None:
    assert list(queries.run("indicators")["label_en"])[5] == "Unlawful threats"
    replace(data_copy / "indicators.csv", "Unlawful threats", "Threats")
    assert list(queries.run("indicators")["label_en"])[5] == "Threats"


def test_within_one_state_the_figures_stay_as_they_are(data_copy: Path) -> None:
    with queries.one_state():
        version = queries.version()
        replace(
            data_copy / TABLE_7,
            "narcotics_offences,vulnerable,,2020,,,14.6",
            "narcotics_offences,vulnerable,,2020,,,15.6",
        )
        (data_copy / TABLE_8).write_text("")
        assert rate("narcotics_offences", "vulnerable", 2020) == [14.6]
        assert queries.problems() == ()
        assert queries.version() == version
        with ThreadPoolExecutor(1) as pool:  # others go on
            assert pool.submit(rate, "narcotics_offences", "vulnerable", 2020).result() == [15.6]
        with queries.one_state():
            assert queries.version() == version
        assert queries.version() == version
    assert queries.version() != version
    assert places() == [(TABLE_8, None, "")]


def test_an_error_ends_the_state_that_was_held(data_copy: Path) -> None:
    with pytest.raises(ValueError, match="no such question"), queries.one_state():
        queries.run("nothing")
    replace(data_copy / TABLE_7, "2020,,,14.6", "2020,,,15.6")
    assert rate("narcotics_offences", "vulnerable", 2020) == [15.6]


def test_the_last_note_can_be_removed(data_copy: Path) -> None:
    assert queries.rows("notes", indicator="shootings", years=None, categories=None) != []
    path = data_copy / "notes.csv"
    path.write_text(path.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    assert queries.rows("notes", indicator="shootings", years=None, categories=None) == []
    assert queries.problems() == ()


@pytest.mark.parametrize("name", [TABLE_8, "indicators.csv", "sources.csv"])
def test_other_files_need_rows(data_copy: Path, name: str) -> None:
    version = queries.version()
    path = data_copy / name
    path.write_text(path.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    assert queries.version() == version
    assert queries.problems() == (Problem("no_rows", name),)


# ---- files that break ---------------------------------------------------------------------------------------------


def test_a_broken_file_keeps_its_last_good_figures_while_others_are_taken_up(data_copy: Path) -> None:
    assert rate("threats", "risk", 2020) == [6.7]
    replace(data_copy / TABLE_7, "narcotics_offences,risk,,2020,,,16.1", "narcotics_offences,risk,,2020,,,16:1")
    replace(data_copy / TABLE_8, "threats,risk,,2020,,,6.7", "threats,risk,,2020,,,7.7")
    assert rate("threats", "risk", 2020) == [7.7]
    assert rate("narcotics_offences", "risk", 2020) == [16.1]
    # Table 7: the header is row 1, the three years of vulnerable areas rows 2 to 4, of risk areas 5 to 7.
    assert queries.problems() == (Problem("not_number", TABLE_7, 7, "G", "per_1000", "16:1"),)

    replace(data_copy / TABLE_7, "narcotics_offences,risk,,2020,,,16:1", "narcotics_offences,risk,,2020,,,17.1")
    assert rate("narcotics_offences", "risk", 2020) == [17.1]
    assert queries.problems() == ()


def test_files_that_break_in_different_ways_are_all_named_and_a_good_change_is_taken_up(data_copy: Path) -> None:
    assert rate("incident_reports", "risk", 2020) == [52.5]
    replace(data_copy / TABLE_7, "narcotics_offences,risk,,2020,,,16.1", "narcotics_offences,risk,,2020,,,16:1")
    replace(data_copy / TABLE_8, "threats,risk,,2020", "treats,risk,,2020")
    replace(data_copy / "exports/lagesbild-2021-tabell-6.csv", "risk,,2020,,,52.5", "risk,,2020,,,53.5")
    assert rate("incident_reports", "risk", 2020) == [53.5]
    assert rate("narcotics_offences", "risk", 2020) == [16.1]
    assert rate("threats", "risk", 2020) == [6.7]
    # Table 8: twelve rows of vehicle fires, three of threats in vulnerable areas, then risk areas in rows 17 to 19.
    assert places() == [(TABLE_7, 7, "per_1000"), (TABLE_8, 19, "indicator")]


def test_a_broken_new_export_is_left_out(data_copy: Path) -> None:
    assert queries.problems() == ()
    (data_copy / "exports" / "new.csv").write_text(HEADER + "threats,risk,,2021,,,6:7,,lagesbild-2021-tabell-8\n")
    assert rate("threats", "risk", 2021) == []
    assert rate("threats", "risk", 2020) == [6.7]
    assert places() == [("exports/new.csv", 2, "per_1000")]


@pytest.mark.parametrize("name", ["new.CSV", "new.Csv"])
def test_capital_letters_in_the_ending_of_an_export_do_no_harm(data_copy: Path, name: str) -> None:
    (data_copy / "exports" / name).write_text(HEADER + "threats,risk,,2021,,,7.1,,lagesbild-2021-tabell-8\n")
    assert rate("threats", "risk", 2021) == [7.1]
    (data_copy / "exports" / name).write_text(HEADER + "threats,risk,,2021,,,7:1,,lagesbild-2021-tabell-8\n")
    assert places() == [(f"exports/{name}", 2, "per_1000")]


def test_only_files_in_the_folder_of_exports_are_exports(data_copy: Path) -> None:
    (data_copy / "exports-old.csv").write_text("a,b\n1,2\n")
    assert queries.problems() == ()
    assert rate("threats", "risk", 2020) == [6.7]


def test_figures_are_not_replaced_by_another_export_with_the_same(data_copy: Path) -> None:
    assert rate("threats", "risk", 2020) == [6.7]
    (data_copy / "exports" / "again.csv").write_text(HEADER + "threats,risk,,2020,,,9.9,,lagesbild-2021-tabell-8\n")
    assert rate("threats", "risk", 2020) == [6.7]
    assert [problem.check for problem in queries.problems()] == ["repeated_across"]


@pytest.mark.parametrize(
    ("column", "row"),
    [
        ("count", "threats,risk,,2021,99999999999999999999,,,,lagesbild-2021-tabell-8"),
        ("population", "threats,risk,,2021,,99999999999999999999,,,lagesbild-2021-tabell-8"),
        ("per_1000", f"threats,risk,,2021,,,{'9' * 400},,lagesbild-2021-tabell-8"),
    ],
    ids=["count", "population", "per_1000"],
)
def test_a_figure_larger_than_the_database_can_hold_is_a_problem_of_its_file(
    data_copy: Path, column: str, row: str
) -> None:
    (data_copy / "exports" / "new.csv").write_text(HEADER + row + "\n")
    assert places() == [("exports/new.csv", 2, column)]
    assert rate("threats", "risk", 2020) == [6.7]


def test_a_large_position_in_the_dictionary_does_no_harm(data_copy: Path) -> None:
    replace(data_copy / "indicators.csv", "threats,6,", "threats,9999999999,")
    assert rate("threats", "risk", 2020) == [6.7]


def test_a_broken_dictionary_leaves_all_good_data_up(data_copy: Path) -> None:
    version = queries.version()
    replace(data_copy / "indicators.csv", "threats,6,", "threats,six,")
    replace(data_copy / TABLE_8, "threats,risk,,2020,,,6.7", "threats,risk,,2020,,,6:7")
    assert rate("threats", "risk", 2020) == [6.7]
    assert list(queries.run("indicators")["position"]) == [1, 2, 3, 4, 5, 6, 7, *range(20, 26), 80, 81, 90]
    assert queries.version() == version
    assert places() == [(TABLE_8, 19, "per_1000"), ("indicators.csv", 7, "position")]


def test_a_dictionary_file_that_disappears_leaves_all_good_data_up(data_copy: Path) -> None:
    version = queries.version()
    (data_copy / "sources.csv").unlink()
    assert queries.version() == version
    assert queries.problems() == (Problem("missing_file", "sources.csv"),)


def test_a_source_in_use_cannot_be_taken_away(data_copy: Path) -> None:
    version = queries.version()
    replace(data_copy / "sources.csv", "scb-befolkning-1960-2020", "scb-befolkning")
    assert queries.version() == version
    assert {(problem.check, problem.value) for problem in queries.problems()} == {
        ("unknown_id", "scb-befolkning-1960-2020")
    }


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"resources"', '"files"'),
        ('"path": "indicators.csv"', '"path": "indicator.csv"'),
        ('"path": "indicators.csv",', ""),
        ('"primaryKey"', '"keys"'),
        ("^[a-z]", "^([a-z]"),
    ],
)
def test_a_broken_data_package_leaves_all_good_data_up(data_copy: Path, old: str, new: str) -> None:
    version = queries.version()
    replace(data_copy / "datapackage.json", old, new)
    assert queries.version() == version
    assert rate("threats", "risk", 2020) == [6.7]
    assert queries.problems() != ()

    shutil.copyfile(database.BUILT_IN / "datapackage.json", data_copy / "datapackage.json")
    assert queries.problems() == ()


def reported() -> list[tuple[str, str]]:
    """Check and file of every problem there is now."""
    return [(problem.check, problem.file) for problem in queries.problems()]


def dictionary(folder: Path, resource: str, change: Callable[[list[dict[str, Any]]], object]) -> None:
    """Change the columns of one resource in the data package."""
    path = folder / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    change(next(listed["schema"]["fields"] for listed in package["resources"] if listed["name"] == resource))
    path.write_text(json.dumps(package), encoding="utf-8")


def rules_of(columns: list[dict[str, Any]], name: str) -> dict[str, Any]:
    return next(column for column in columns if column["name"] == name)["constraints"]


def test_a_column_that_the_database_does_not_have_leaves_all_good_data_up(data_copy: Path) -> None:
    version = queries.version()
    dictionary(data_copy, "observations", lambda columns: columns.append({"name": "remark", "type": "string"}))
    for export in (data_copy / "exports").iterdir():
        lines = export.read_text(encoding="utf-8").splitlines()
        export.write_text("\n".join([f"{lines[0]},remark", *(f"{line}," for line in lines[1:])]), encoding="utf-8")
    assert queries.version() == version
    assert rate("threats", "risk", 2020) == [6.7]
    assert ("broken_dictionary", "datapackage.json") in reported()


def without_addresses(folder: Path) -> None:
    """A folder with a dictionary of its own from before sources had addresses."""
    dictionary(folder, "sources", lambda columns: columns.pop())
    lines = (folder / "sources.csv").read_text(encoding="utf-8").splitlines()
    old = "".join(f"{line.rpartition(',')[0]}\n" for line in lines)
    (folder / "sources.csv").write_text(old, encoding="utf-8")


def test_a_folder_from_before_addresses_is_read(data_copy: Path) -> None:
    without_addresses(data_copy)
    replace(
        data_copy / "exports/lagesbild-2021-tabell-7.csv",
        "narcotics_offences,risk,,2020,,,16.1,",
        "narcotics_offences,risk,,2020,,,16.2,",
    )
    assert queries.problems() == ()
    assert rate("narcotics_offences", "risk", 2020) == [16.2]
    assert {row["url"] for row in queries.rows("sources")} == {None}


@pytest.mark.parametrize(
    ("file", "content", "check"),
    [
        ("cylinder.csv", "namn,personnummer\nAnna,19800101-1234\n", "personal_column"),
        ("actions.csv", "id;titel\n", "wrong_delimiter"),
        ("goals.csv", None, "missing_file"),
    ],
)
def test_from_the_start_the_figures_are_there_without_a_broken_file_of_a_clerks(
    data_copy: Path, file: str, content: str | None, check: str
) -> None:
    """Nothing was shown until it was mended."""
    if content is None:
        (data_copy / file).unlink()
    else:
        (data_copy / file).write_text(content, encoding="utf-8")
    assert rate("narcotics_offences", "risk", 2020) == [16.1]
    assert (check, file) in reported()
    shutil.copy(database.BUILT_IN / file, data_copy)
    assert queries.problems() == ()


def test_from_the_start_no_figure_is_there_without_a_file_of_figures(data_copy: Path) -> None:
    (data_copy / "areas.csv").unlink()
    with pytest.raises(DataUnavailable):
        queries.version()


def test_no_other_column_can_be_spared(data_copy: Path) -> None:
    version = queries.version()
    dictionary(data_copy, "sources", lambda columns: columns[0].update(optional=True))
    assert queries.version() == version
    assert ("broken_dictionary", "datapackage.json") in reported()


def test_a_count_retyped_as_number_is_not_cut_to_a_whole_number(data_copy: Path) -> None:
    version = queries.version()
    dictionary(data_copy, "observations", lambda columns: columns[4].update(type="number"))
    replace(data_copy / "exports/lagesbild-2021-tabell-4.csv", "2018,22,", "2018,22.5,")
    assert queries.version() == version
    assert ("broken_dictionary", "datapackage.json") in reported()


def test_a_value_the_database_needs_stays_required(data_copy: Path) -> None:
    version = queries.version()
    dictionary(data_copy, "sources", lambda columns: rules_of(columns, "publisher").clear())
    replace(data_copy / "sources.csv", "Statistiska centralbyrån (SCB)", "")
    assert queries.version() == version
    assert ("broken_dictionary", "datapackage.json") in reported()


def test_a_figure_that_the_database_cannot_hold_is_a_problem_of_its_file(data_copy: Path) -> None:
    assert rate("threats", "risk", 2020) == [6.7]
    dictionary(data_copy, "observations", lambda columns: rules_of(columns, "year").pop("maximum"))
    (data_copy / "exports/new.csv").write_text(HEADER + "threats,risk,,9999999999,,,1.5,,lagesbild-2021-tabell-8\n")
    assert rate("threats", "risk", 2020) == [6.7]
    assert reported() == [("not_loaded", "exports/new.csv")]
    assert "9999999999" in queries.problems()[0].value


def unreadable(path: Path) -> None:
    """Put a file there that exists and cannot be read, not even by an administrator."""
    if Path("/proc/self/mem").exists():
        path.unlink(missing_ok=True)
        path.symlink_to("/proc/self/mem")
    else:  # another system than Linux, where tests are not run as administrator
        path.chmod(0)


@pytest.mark.parametrize("name", [TABLE_8, "indicators.csv", "datapackage.json"])
def test_a_file_that_cannot_be_read_keeps_its_last_good_content(data_copy: Path, name: str) -> None:
    assert rate("threats", "risk", 2020) == [6.7]
    unreadable(data_copy / name)
    assert rate("threats", "risk", 2020) == [6.7]
    assert reported() == [("unreadable", name)]
    assert queries.problems()[0].value  # what the system says, in its own words


def test_a_file_that_cannot_be_read_at_the_start(data_copy: Path) -> None:
    unreadable(data_copy / TABLE_8)
    assert rate("threats", "risk", 2020) == []
    assert rate("narcotics_offences", "risk", 2020) == [16.1]
    assert reported() == [("unreadable", TABLE_8)]


def test_a_dictionary_that_cannot_be_read_at_the_start(data_copy: Path) -> None:
    unreadable(data_copy / "datapackage.json")
    with pytest.raises(DataUnavailable) as error:
        queries.version()
    assert [(problem.check, problem.file) for problem in error.value.problems] == [("unreadable", "datapackage.json")]


def test_a_data_package_without_references_still_loads(data_copy: Path) -> None:
    path = data_copy / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    for resource in package["resources"]:
        resource["schema"].pop("foreignKeys", None)
    path.write_text(json.dumps(package), encoding="utf-8")
    (data_copy / "exports/new.csv").write_text(HEADER + "burglaries,risk,,2021,,,6.7,,lagesbild-2021-tabell-8\n")
    assert rate("threats", "risk", 2020) == [6.7]
    assert queries.problems() == ()


CAME_LATER = ("stages", "phases", "cylinder", "squares")


def test_a_folder_from_before_a_file_of_a_clerk_goes_on_without_it(data_copy: Path) -> None:
    """An upgraded dashboard is not to stand still over a copied folder that knows nothing of its newest form."""
    path = data_copy / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    package["resources"] = [one for one in package["resources"] if one["name"] not in CAME_LATER]
    path.write_text(json.dumps(package), encoding="utf-8")
    for name in CAME_LATER:
        (data_copy / f"{name}.csv").unlink()
    assert rate("threats", "risk", 2020) == [6.7]
    assert reported() == []
    assert queries.rows("stages") == []
    assert {*CAME_LATER} <= {one["name"] for one in queries.dictionary()["resources"]}


def test_a_folder_from_before_a_file_of_a_clerk_takes_it_all_the_same(data_copy: Path) -> None:
    path = data_copy / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    package["resources"] = [one for one in package["resources"] if one["name"] != "stages"]
    path.write_text(json.dumps(package), encoding="utf-8")
    with (data_copy / "stages.csv").open("a", encoding="utf-8") as file:
        file.write("Fittja,2024,Narkotika,2,1\n")
    assert reported() == []
    assert [(row["area"], row["highest"]) for row in queries.rows("stages")] == [("Fittja", 2)]


def test_a_file_that_is_too_large_keeps_its_last_good_content(data_copy: Path) -> None:
    assert rate("threats", "risk", 2020) == [6.7]
    with (data_copy / TABLE_8).open("r+b") as file:
        file.truncate(50_000_001)
    assert rate("threats", "risk", 2020) == [6.7]
    assert queries.problems() == (Problem("too_big", TABLE_8, expected=("50",)),)


def test_a_folder_of_exports_that_cannot_be_listed_keeps_the_figures(data_copy: Path) -> None:
    version = queries.version()
    shutil.rmtree(data_copy / "exports")
    (data_copy / "exports").write_text("a file where the folder should be")
    assert queries.version() == version
    assert reported() == [("unreadable", "exports/")]


@pytest.mark.parametrize("is_empty", [False, True], ids=["gone", "empty, as a share that is not mounted any more"])
def test_a_data_folder_out_of_reach_keeps_the_figures_until_it_is_back(data_copy: Path, is_empty: bool) -> None:
    version = queries.version()
    away = data_copy.rename(data_copy.with_name("away"))
    if is_empty:
        data_copy.mkdir()
    for _ in range(2):
        assert queries.version() == version
        assert rate("threats", "risk", 2020) == [6.7]
        assert queries.problems() == (Problem("missing_folder", "datapackage.json", value=str(data_copy)),)
    if is_empty:
        data_copy.rmdir()
    away.rename(data_copy)
    assert queries.problems() == ()
    replace(data_copy / TABLE_8, "threats,risk,,2020,,,6.7", "threats,risk,,2020,,,7.7")
    assert rate("threats", "risk", 2020) == [7.7]


def test_a_folder_of_exports_out_of_reach_keeps_the_figures(data_copy: Path) -> None:
    version = queries.version()
    shutil.rmtree(data_copy / "exports")
    assert queries.version() == version
    assert queries.problems() == (Problem("missing_folder", "exports/", value=str(data_copy / "exports")),)


@pytest.mark.usefixtures("nothing_kept")
def test_an_error_that_nobody_thought_of_leaves_all_good_data_up(
    data_copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    version = queries.version()
    monkeypatch.setattr(loading, "SERIES", tmp_path / "no-such-file.sql")
    replace(data_copy / TABLE_8, "threats,risk,,2020,,,6.7", "threats,risk,,2020,,,7.7")
    assert queries.version() == version
    assert rate("threats", "risk", 2020) == [6.7]
    assert [problem.check for problem in queries.problems()] == ["not_loaded"]


@pytest.mark.usefixtures("nothing_kept")
def test_an_error_that_nobody_thought_of_at_the_start_is_said(
    data_copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "SERIES", tmp_path / "no-such-file.sql")
    with pytest.raises(DataUnavailable) as error:
        queries.version()
    assert "no-such-file.sql" in error.value.problems[0].value


# ---- at the first start -------------------------------------------------------------------------------------------


def test_a_broken_export_at_the_start_is_left_out_and_the_rest_goes_on(data_copy: Path) -> None:
    replace(data_copy / TABLE_7, "narcotics_offences,risk,,2020,,,16.1", "narcotics_offences,risk,,2020,,,16:1")
    assert rate("narcotics_offences", "risk", 2020) == []
    assert rate("threats", "risk", 2020) == [6.7]
    assert places() == [(TABLE_7, 7, "per_1000")]


def test_exports_that_break_in_different_ways_at_the_start_are_all_named(data_copy: Path) -> None:
    replace(data_copy / TABLE_7, "narcotics_offences,risk,,2020,,,16.1", "narcotics_offences,risk,,2020,,,16:1")
    replace(data_copy / TABLE_8, "threats,risk,,2020", "treats,risk,,2020")
    assert rate("incident_reports", "risk", 2020) == [52.5]
    assert rate("threats", "vulnerable", 2020) == []
    assert places() == [(TABLE_7, 7, "per_1000"), (TABLE_8, 19, "indicator")]


def test_without_a_dictionary_at_the_start_there_are_no_data(data_copy: Path) -> None:
    replace(data_copy / "indicators.csv", "threats,6,", "threats,six,")
    with pytest.raises(DataUnavailable) as error:
        queries.run("indicators")
    assert error.value.problems == [Problem("not_integer", "indicators.csv", 7, "B", "position", "six")]

    replace(data_copy / "indicators.csv", "threats,six,", "threats,6,")
    assert rate("threats", "risk", 2020) == [6.7]
    assert queries.problems() == ()


def test_a_folder_that_is_not_there_is_named_and_the_built_in_data_are_shown(
    data_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAGESBILD_DATA", str(data_copy / "nothing"))
    assert rate("threats", "risk", 2020) == [6.7]
    assert queries.problems() == (Problem("missing_folder", "additions/", value=str(data_copy / "nothing")),)


def test_a_data_package_that_disappears_does_not_turn_the_folder_into_an_addition(data_copy: Path) -> None:
    version = queries.version()
    (data_copy / "datapackage.json").unlink()
    assert queries.version() == version
    assert {(problem.check, problem.file) for problem in queries.problems()} == {
        ("broken_dictionary", "datapackage.json")
    }


# ---- version ------------------------------------------------------------------------------------------------------


def test_the_version_tells_the_content_and_nothing_else(data_copy: Path) -> None:
    first = queries.version()
    assert re.fullmatch("[0-9a-f]{16}", first)
    os.utime(data_copy / TABLE_7)  # saved again, unchanged
    assert queries.version() == first
    replace(data_copy / TABLE_7, "2020,,,14.6", "2020,,,15.6")
    second = queries.version()
    replace(data_copy / TABLE_7, "2020,,,15.6", "2020,,,14.6")
    assert queries.version() == first
    (data_copy / TABLE_7).unlink()
    assert len({first, second, queries.version()}) == 3
