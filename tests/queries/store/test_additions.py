"""What comes on top of the built-in data: an administrator's folder, and one reader's own files."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import queries
from queries import Problem
from queries.store import additions, database, loading
from queries.store.dictionary import Files, check
from tests.additions import EXPORT, FIGURES, GRAFFITI, HEADER, INDICATORS, NOTES, SOURCE, SOURCES, addition
from tests.server import get

BUILT_IN_ROWS = 111 + 290 * 11 * 6  # of the report, and by municipality


@pytest.fixture
def base(data_copy: Path) -> Files:
    return database.read_files()[0]


@pytest.fixture
def folder(small_built_in: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder without a dictionary of its own, which adds to the built-in data; what a test changes is seen at once."""
    return adding(tmp_path, monkeypatch)


@pytest.fixture
def folder_on_all(data_copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same, on all of them."""
    return adding(tmp_path, monkeypatch)


def adding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "more"
    put(place, addition())
    monkeypatch.setenv("LAGESBILD_DATA", str(place))
    return place


def put(place: Path, files: Files) -> None:
    for name, content in files.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_bytes(content)


def found(base: Files, more: Files) -> list[Problem]:
    return check(additions.merged(base, more))[1]


def before_addresses(row: str) -> str:
    """A row of sources.csv as it was while the file had no column for addresses, the last one."""
    return row.rpartition(",")[0]


def counted(area: str, year: int) -> list[int]:
    """The number of narcotics offences of a named place."""
    rows = queries.rows("observations", indicators=["narcotics_offences"], categories=None, years=[year])
    return [row["count"] for row in rows if row["area"] == area]


def national() -> list[float]:
    """A figure of the built-in data: narcotics offences in risk areas in 2020, 16.1 in table 7."""
    frame = queries.run("series", indicator="narcotics_offences", measure="per_1000", years=[2020], categories=["risk"])
    return list(frame[frame["area"].isna()]["value"])


# ---- files on top of files ----------------------------------------------------------------------------------------


def test_an_addition_that_fits_has_no_problems(base: Files) -> None:
    assert found(base, addition()) == []


def test_the_base_is_not_changed(base: Files) -> None:
    together = additions.merged(base, addition())
    assert {name: together[name] for name in base} == base
    assert set(together) - set(base) == {f"additions/{name}" for name in addition()}


def test_rows_that_are_there_already_count_once(base: Files) -> None:
    built_in = before_addresses(base["sources.csv"].decode().splitlines()[1])
    more = addition(sources=f"{SOURCES}{built_in}\n{SOURCE}")
    tables, problems = check(additions.merged(base, more))
    assert problems == []
    ids = [text for table in tables["sources"] for _, text in table.cells("id")]
    assert ids.count("lagesbild-2021-tabell-4") == 1
    assert ids.count("umea-2024") == 1


def test_a_differing_row_with_a_known_id_is_a_problem(base: Files) -> None:
    changed = before_addresses(base["sources.csv"].decode().splitlines()[1]).replace("Polismyndigheten", "Umeå kommun")
    more = addition(sources=f"{SOURCES}{SOURCE}{changed}\n")
    assert found(base, more) == [
        Problem(
            "other_row",
            "additions/sources.csv",
            3,
            "B",
            "publisher",
            "Umeå kommun",
            ("Polismyndigheten", "sources.csv"),
        )
    ]


ADDRESS = "https://www.umea.se/brott"
WITH_ADDRESSES = SOURCES.replace("published\n", "published,url\n")


def addressed(url: str) -> dict[str, bytes]:
    """The addition with this address of its source."""
    return addition(sources=WITH_ADDRESSES + SOURCE.replace("2025-02\n", f"2025-02,{url}\n"))


def addresses() -> dict[str, str | None]:
    return {row["id"]: row["url"] for row in queries.rows("sources")}


def test_a_source_has_an_address_or_none(folder: Path) -> None:
    put(folder, addressed(ADDRESS))
    assert queries.problems() == ()
    assert addresses()["umea-2024"] == ADDRESS
    put(folder, addressed(""))
    assert queries.problems() == ()
    assert addresses()["umea-2024"] is None


def test_a_file_of_sources_from_before_addresses_is_read(folder: Path) -> None:
    put(folder, addition())  # without the column
    assert queries.problems() == ()
    assert counted("Umeå", 2020) == [325]
    assert addresses()["umea-2024"] is None
    assert addresses()["lagesbild-2021-tabell-4"]  # as the repository says


@pytest.mark.parametrize(
    "wrong",
    [
        "http://www.umea.se/brott",
        "www.umea.se/brott",
        "javascript:alert(1)",
        "https://",
        "https://umea",
        "https://polisen.se@example.com/",
        "https://www.umea.se/b rott",
        "https://www.umea.se/<b>",
        "https://[umea.se",
        "brott@umea.se",
    ],
)
def test_an_address_that_is_none_is_named_and_its_row_left_out(folder: Path, wrong: str) -> None:
    put(folder, addressed(wrong))
    [problem] = [one for one in queries.problems() if one.file == "additions/sources.csv"]
    assert problem == Problem("not_address", "additions/sources.csv", 2, "H", "url", wrong)
    assert "umea-2024" not in addresses()


def test_figures_that_are_there_already_are_the_additions_problem(base: Files) -> None:
    more = addition("shootings,vulnerable,,2020,40,,,10.9,lagesbild-2021-tabell-4\n")
    assert [(problem.check, problem.file, problem.row) for problem in found(base, more)] == [
        ("repeated_across", f"additions/{EXPORT}", 2)
    ]


def test_a_dictionary_file_without_rows_adds_nothing(base: Files) -> None:
    assert found(base, addition(notes=NOTES)) == []
    assert found(base, addition(FIGURES.replace("graffiti", "threats"), indicators=INDICATORS)) == []


# ---- a folder that adds -------------------------------------------------------------------------------------------


def test_a_folder_without_a_dictionary_adds_to_the_built_in_data(folder_on_all: Path) -> None:
    assert queries.problems() == ()
    assert national() == [16.1]
    assert counted("Umeå", 2020) == [325]
    assert "graffiti" in list(queries.run("indicators")["id"])
    assert "umea-2024" in list(queries.run("sources")["id"])
    assert len(database.current().ask("SELECT * FROM observations", ())) == BUILT_IN_ROWS + 5
    assert queries.own_sources() == ()  # published for all readers


def test_a_changed_addition_is_taken_up(folder: Path) -> None:
    assert counted("Umeå", 2020) == [325]
    put(folder, addition(FIGURES.replace(",325,", ",326,")))
    assert counted("Umeå", 2020) == [326]


def test_a_new_export_of_an_addition_is_taken_up_and_a_deleted_one_disappears(folder: Path) -> None:
    assert counted("Sävar", 2020) == []
    more = folder / "exports/savar.csv"
    more.write_text(HEADER + "narcotics_offences,,Sävar,2020,7,,,,umea-2024\n", encoding="utf-8")
    assert counted("Sävar", 2020) == [7]
    more.unlink()
    assert counted("Sävar", 2020) == []
    assert queries.problems() == ()


def test_a_broken_addition_keeps_its_last_good_figures(folder: Path) -> None:
    assert counted("Umeå", 2020) == [325]
    put(folder, addition(FIGURES.replace(",325,", ",32:5,")))
    assert counted("Umeå", 2020) == [325]
    assert national() == [16.1]
    # The value stays unsaid: a number that is hidden could stand there.
    assert queries.problems() == (Problem("not_integer", f"additions/{EXPORT}", 3, "E", "count", "…"),)


def test_a_broken_addition_at_the_start_is_spared(folder: Path) -> None:
    put(folder, addition(FIGURES.replace(",325,", ",32:5,")))
    assert counted("Umeå", 2020) == []
    assert national() == [16.1]
    assert "graffiti" in list(queries.run("indicators")["id"])  # the rest of it stands


def test_a_broken_dictionary_of_an_addition_at_the_start_is_named_without_its_consequences(folder: Path) -> None:
    put(folder, addition(sources=SOURCES + SOURCE.replace("2025-02", "februari")))
    assert counted("Umeå", 2020) == []
    assert national() == [16.1]
    assert queries.problems() == (
        Problem("wrong_form", "additions/sources.csv", 2, "G", "published", "februari", queries.problems()[0].expected),
    )


def test_a_dictionary_that_an_addition_contradicts_stays_as_it_was(folder: Path) -> None:
    assert counted("Umeå", 2020) == [325]
    changed = before_addresses(database.BUILT_IN.joinpath("sources.csv").read_text(encoding="utf-8").splitlines()[1])
    put(folder, addition(sources=SOURCES + SOURCE + changed.replace("Polismyndigheten", "Ingen") + "\n"))
    publishers = {row["publisher"] for row in queries.rows("sources")}
    assert "Polismyndigheten" in publishers
    assert "Ingen" not in publishers
    assert counted("Umeå", 2020) == [325]
    assert [problem.check for problem in queries.problems()] == ["other_row"]


def test_an_addition_out_of_reach_keeps_its_last_good_figures(folder: Path) -> None:
    assert counted("Umeå", 2020) == [325]
    shutil.rmtree(folder)
    assert counted("Umeå", 2020) == [325]
    assert [problem.check for problem in queries.problems()] == ["missing_folder"]


def test_an_empty_folder_adds_nothing_and_is_named(folder_on_all: Path) -> None:
    shutil.rmtree(folder_on_all)
    folder_on_all.mkdir()
    assert len(database.current().ask("SELECT * FROM observations", ())) == BUILT_IN_ROWS
    assert queries.problems() == (Problem("missing_folder", "additions/", value=str(folder_on_all)),)


def test_an_addition_that_was_emptied_keeps_its_last_good_figures_and_health_says_so(folder: Path) -> None:
    """Its figures were gone from all pages, and nothing said it: as where a share is not mounted any more."""
    assert counted("Umeå", 2020) == [325]
    assert get("/health").json()["status"] == "ok"
    shutil.rmtree(folder)
    folder.mkdir()
    assert counted("Umeå", 2020) == [325]
    assert queries.problems() == (Problem("missing_folder", "additions/", value=str(folder)),)
    answer = get("/health").json()
    assert (answer["status"], answer["broken_files"]) == ("degraded", ["additions/"])


# ---- one reader's own files ---------------------------------------------------------------------------------------


def test_own_figures_are_seen_within_and_nowhere_else(data_copy: Path) -> None:
    own = queries.Own(addition())
    with queries.one_state(own):
        assert counted("Umeå", 2020) == [325]
        assert national() == [16.1]
        assert queries.own_sources() == ("umea-2024",)
        assert queries.own_problems() == ()
    assert counted("Umeå", 2020) == []
    assert queries.own_sources() == ()
    with queries.one_state(queries.Own({})):
        assert counted("Umeå", 2020) == []


def test_plain_files_will_do(data_copy: Path) -> None:
    with queries.one_state(addition()):
        assert counted("Umeå", 2020) == [325]


@pytest.mark.usefixtures("nothing_kept")
def test_own_files_are_loaded_once_for_each_state_of_the_data(data_copy: Path) -> None:
    own = queries.Own(addition())

    def connection() -> int:
        with queries.one_state(own):
            return id(database.current().connection)

    first = connection()
    assert connection() == first
    path = data_copy / "exports/lagesbild-2021-tabell-7.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("2020,,,16.1", "2020,,,17.1"), encoding="utf-8")
    with queries.one_state(own):
        assert id(database.current().connection) != first
        assert national() == [17.1]
        assert counted("Umeå", 2020) == [325]


def test_the_version_tells_own_files_apart(data_copy: Path) -> None:
    versions = {queries.version()}
    for files in (addition(), addition(FIGURES.replace(",325,", ",326,"))):
        with queries.one_state(queries.Own(files)):
            versions.add(queries.version())
    assert len(versions) == 3


@pytest.mark.usefixtures("nothing_kept")
def test_nothing_of_own_files_stays_on_disk(data_copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    queries.version()
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    with queries.one_state(queries.Own(addition())):
        assert counted("Umeå", 2020) == [325]
        assert list(scratch.iterdir()) == []


def test_own_files_that_do_not_fit_are_named_and_the_page_goes_on(data_copy: Path) -> None:
    own = queries.Own(addition(FIGURES.replace(",325,", ",32:5,")))
    with queries.one_state(own):
        assert counted("Umeå", 2019) == []
        assert national() == [16.1]
        assert queries.own_problems() == (Problem("not_integer", EXPORT, 3, "E", "count", "32:5"),)
        assert queries.problems() == ()  # nothing is wrong with what all readers see
    assert queries.own_problems() == ()


def test_own_files_come_back_when_the_data_fit_again(data_copy: Path) -> None:
    own = queries.Own(addition())
    indicators = data_copy / "indicators.csv"
    before = indicators.read_text(encoding="utf-8")
    indicators.write_text(before + GRAFFITI.replace("Klotter", "Skadegörelse"), encoding="utf-8")
    with queries.one_state(own):
        assert [(problem.check, problem.file) for problem in queries.own_problems()] == [
            ("other_row", "indicators.csv")
        ]
    indicators.write_text(before, encoding="utf-8")
    with queries.one_state(own):
        assert queries.own_problems() == ()
        assert counted("Umeå", 2020) == [325]


def test_own_figures_cannot_stand_under_anothers_name(data_copy: Path) -> None:
    lent = FIGURES.replace("2020,325,130000,,,umea-2024", "2020,325,130000,,,lagesbild-2021-tabell-7")
    with queries.one_state(queries.Own(addition(lent))):
        assert counted("Umeå", 2020) == []
        assert queries.own_problems() == (Problem("not_own", EXPORT, 3, "I", "source", "lagesbild-2021-tabell-7"),)


def test_own_files_cannot_replace_a_figure_of_the_data(data_copy: Path) -> None:
    built_in = database.BUILT_IN.joinpath("sources.csv").read_text(encoding="utf-8").splitlines()
    (row,) = [line for line in built_in if line.startswith("lagesbild-2021-tabell-7,")]
    more = addition(
        "narcotics_offences,risk,,2020,,,9.9,,lagesbild-2021-tabell-7\n", sources=f"{SOURCES}{before_addresses(row)}\n"
    )
    with queries.one_state(queries.Own(more)):
        assert national() == [16.1]
        assert {problem.check for problem in queries.own_problems()} == {"repeated_across", "not_own"}


@pytest.mark.usefixtures("nothing_kept")
def test_an_error_that_nobody_thought_of_leaves_the_built_in_data(
    data_copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    queries.version()
    monkeypatch.setattr(loading, "SERIES", tmp_path / "no-such-file.sql")
    with queries.one_state(queries.Own(addition())):
        assert national() == [16.1]
        assert [problem.check for problem in queries.own_problems()] == ["not_loaded"]


def test_an_own_addition_lies_on_top_of_an_administrators(folder: Path) -> None:
    more = addition(
        "narcotics_offences,,Holmsund,2020,9,,,,egen\n", sources=SOURCES + SOURCE.replace("umea-2024", "egen")
    )
    with queries.one_state(queries.Own(more)):
        assert queries.own_problems() == ()
        assert counted("Holmsund", 2020) == [9]
        assert counted("Umeå", 2020) == [325]
        assert queries.own_sources() == ("egen",)


def test_figures_that_an_administrator_has_published_meanwhile_are_no_longer_own(folder: Path) -> None:
    with queries.one_state(queries.Own(addition())):
        assert counted("Umeå", 2020) == [325]
        assert queries.own_sources() == ()
        assert "repeated_across" in {problem.check for problem in queries.own_problems()}
