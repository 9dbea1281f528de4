"""The command as an administrator runs it, against publishers on this machine, and what readers see of it afterwards."""

from __future__ import annotations

import datetime
import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import pytest

import queries
from queries.exports import figures_of_table
from queries.store import database, hiding
from queries.update import answers, publication
from tests import ROOT
from tests.queries.update.conftest import TODAY, Run
from tests.queries.update.publishers import BRA_2026, Publishers, entry, yearly_table

OFFENCES = "hamtad-anmalda-brott-2027-04-09"
POPULATION = "hamtad-folkmangd-2027-04-09"
WITHOUT_BRA = ("--only", "scb", "kolada")
BRA = f"https://bra.se{BRA_2026}"


@pytest.fixture
def next_year(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reader of tables leaves out years that are not over: let it be 2027 for it."""

    class Later(datetime.date):
        @classmethod
        def today(cls) -> Later:
            return cls(2027, 4, 9)

    monkeypatch.setattr(figures_of_table.datetime, "date", Later)


def written(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def umea(indicator: str = "reported_offences", measure: str = "per_1000") -> dict[tuple[str, int], float]:
    """Umeå's figures as pages ask for them, by source and year."""
    rows = queries.rows("series", indicator=indicator, measure=measure, years=None, categories=None, areas=["Umeå"])
    return {(row["source"], row["year"]): row["value"] for row in rows if row["area"] == "Umeå"}


# ---- new figures ------------------------------------------------------------------------------------------------------


def test_a_new_year_is_fetched_told_and_written(run: Run, folder: Path) -> None:
    code, said = run(*WITHOUT_BRA, "--yes", "--lang", "en")
    assert code == 0
    # The repository lacks the populations of 2020 and 2021; 2026 is new: 3 × 290.
    assert "  870 new figures\n    2020: 290 figures\n    2021: 290 figures\n    2026: 290 figures\n" in said
    assert "  290 new figures\n    2026: 290 figures\n  0 revised of 3,190 that are known already\n" in said
    assert "Written. A running dashboard shows the new figures within seconds." in said
    assert written(folder) == {
        "sources.csv",
        "municipality_populations.csv",
        f"exports/{OFFENCES}.csv",
        "notes.csv",
        "data_changes.csv",
    }
    assert queries.problems() == ()


def test_readers_see_the_newest_publication_alone_and_whole(run: Run) -> None:
    before = umea()
    assert before["bra-kommun-2015-2025", 2025] == 92.1
    run(*WITHOUT_BRA, "--yes")
    after = umea()
    assert {source for source, _ in after} == {OFFENCES}
    assert {year: value for (_, year), value in after.items()} == {
        **{year: value for (_, year), value in before.items()},
        2026: 94.6,
    }
    counts = umea(measure="count")
    assert counts[OFFENCES, 2025] == 12_411  # as published before, beside an unchanged rate
    assert (OFFENCES, 2026) not in counts  # Kolada has no counts: unknown, not 0
    # The groups that were not fetched stay with their own publication.
    assert {source for source, _ in umea("burglary")} == {"bra-kommun-2015-2025"}


def test_the_earlier_publication_stays_among_the_open_data(run: Run) -> None:
    run(*WITHOUT_BRA, "--yes")
    rows = queries.rows("observations", indicators=["reported_offences"], categories=None, years=[2025])
    assert sorted((row["source"], row["per_1000"]) for row in rows if row["area"] == "Umeå") == [
        ("bra-kommun-2015-2025", 92.1),
        (OFFENCES, 92.1),
    ]
    (compared,) = [row for row in queries.rows("quality_publications") if row["indicator"] == "reported_offences"]
    assert (compared["compared_source"], compared["outcome"]) == (OFFENCES, "passed")


def test_the_publisher_is_the_one_that_is_superseded(run: Run) -> None:
    run(*WITHOUT_BRA, "--yes")
    sources = {row["id"]: row for row in queries.rows("sources")}
    assert sources[OFFENCES]["publisher"] == sources["bra-kommun-2015-2025"]["publisher"]


def test_figures_of_somebody_else_stay_beside_it(run: Run, folder: Path) -> None:
    """A municipality's own count is no earlier publication of Brå's."""
    (folder / "exports").mkdir()
    row = "reported_offences,,Umeå,2024,12000,,,,umea-2024"
    (folder / "exports" / "umea.csv").write_text(",".join(publication.COLUMNS) + f"\n{row}\n", encoding="utf-8")
    (folder / "sources.csv").write_text(
        "id,publisher,document_sv,document_en,part_sv,part_en,published\n"
        "umea-2024,Umeå kommun,Egna tal,Own figures,fil,file,2025\n",
        encoding="utf-8",
    )
    run("--only", "kolada", "--yes")
    assert queries.problems() == ()
    counts = umea(measure="count")
    assert counts["umea-2024", 2024] == 12_000
    assert counts[OFFENCES, 2024] == 11_984


def test_the_source_says_where_each_piece_is_from(run: Run) -> None:
    run(*WITHOUT_BRA, "--yes")
    sources = {row["id"]: row for row in queries.rows("sources")}
    assert sources[OFFENCES]["published"] == "2027-04-09"
    assert sources[OFFENCES]["part_sv"] == (
        "Kolada (RKA), nyckeltal N07540 per 100 000 invånare 2015–2026, i andra hand, hämtat 2027-04-09, publicerat där"
        " 2027-04-08. Övriga tal oförändrade från 2026: Statistikdatabasen över anmälda brott (SOL), årsstatistik,"
        " slutliga tal, i andra hand (bra-kommun-2015-2025)"
    )


def test_the_changelog_and_the_notes_say_what_came(run: Run) -> None:
    run(*WITHOUT_BRA, "--yes")
    changes = {row["id"]: row for row in queries.rows("data_changes")}
    new = changes["2027-04-09-anmalda-brott-new"]
    assert (new["kind"], new["source"], new["date"]) == ("new", OFFENCES, "2027-04-09")
    assert new["what_sv"] == "Anmälda brott per kommun, nya tal för 2026: 290."
    assert (new["next_expected"], new["next_sv"]) == ("2028-03", "Slutlig statistik för 2027.")
    people = changes["2027-04-09-folkmangd-new"]
    assert people["what_sv"] == "Folkmängd i kommunerna, nya tal för 2020, 2021 och 2026: 870."
    assert people["next_expected"] == "2028-02"
    # What was noted of the whole series holds for the new publication too.
    breaks = queries.rows("notes", indicator="reported_offences", years=[2015], categories=None, areas=["Umeå"])
    assert {(row["source"], row["kind"]) for row in breaks if row["area"] == "Umeå"} == {(OFFENCES, "coverage_break")}


def test_populations_that_lacked_are_there(run: Run) -> None:
    assert 2021 not in populations("2480")
    run("--only", "scb", "--yes")
    assert set(range(2010, 2027)) == set(populations("2480"))


def populations(code: str) -> dict[int, int]:
    return {row["year"]: row["population"] for row in queries.rows("municipality_populations", municipality=code)}


def test_the_table_of_bra_gives_counts(run: Run, next_year: None) -> None:
    code, said = run("--only", "kolada", "bra", "--bra", BRA, "--yes")
    assert code == 0
    assert "  580 nya tal\n    2026: 580 tal\n" in said  # a count and a rate each
    assert umea()[OFFENCES, 2026] == 94.6
    assert umea(measure="count")[OFFENCES, 2026] == 12_600
    sources = {row["id"]: row for row in queries.rows("sources")}
    assert (
        "Brås tabell per kommun för 2026, antal och per 100 000 invånare, läst 2027-04-09, publicerad 2027-03-25"
        in (sources[OFFENCES]["part_sv"])
    )


def test_where_bra_and_kolada_differ_bras_figure_is_taken_and_it_is_told(
    run: Run, publishers: Publishers, next_year: None
) -> None:
    publishers.rates["2480", 2026] = 9_461
    _, said = run("--only", "kolada", "bra", "--bra", BRA, "--yes")
    assert "  1 tal är ett annat i Brås tabell än i Kolada; Brås används\n" in said
    assert "    Umeå 2026, per 1 000 invånare: 94,61 → 94,6 (−0,01)\n" in said
    assert umea()[OFFENCES, 2026] == 94.6


# ---- revised figures --------------------------------------------------------------------------------------------------


@pytest.fixture
def revised(publishers: Publishers) -> None:
    """Kolada gives Umeå's 2024 as 90.69 in place of 89.69, and Dorotea's 2025 as 60 in place of 36.32 or what it is."""
    publishers.rates["2480", 2024] = 9_069
    publishers.rates["2425", 2025] = 6_000


def test_revised_figures_are_named_before_anything_is_written(run: Run, revised: None, folder: Path) -> None:
    code, said = run("--only", "kolada", "--dry-run")
    assert code == 0
    assert "  2 reviderade av 3\u00a0190 som redan är kända\n" in said
    lines = said.splitlines()
    place = next(number for number, line in enumerate(lines) if "reviderade av" in line)
    assert lines[place + 1].startswith("    Dorotea 2025, per 1 000 invånare: ")
    assert lines[place + 1].split(": ")[1].split(" ")[2] == "60"
    assert lines[place + 2] == "    Umeå 2024, per 1 000 invånare: 89,69 → 90,69 (+1)"
    assert "2 antal försvinner" in said
    assert written(folder) == set()


def test_revised_figures_are_noted_and_in_the_changelog(run: Run, revised: None) -> None:
    run("--only", "kolada", "--yes")
    notes = queries.rows("notes", indicator="reported_offences", years=[2024], categories=None, areas=["Umeå"])
    (note,) = [row for row in notes if row["kind"] == "remark"]
    assert (note["area"], note["source"], note["measure"]) == ("Umeå", OFFENCES, "per_1000")
    assert note["note_sv"] == "Reviderat tal: 89,69 i publiceringen 2026, nu 90,69."
    assert note["note_en"] == "A revised figure: 89.69 as published 2026, now 90.69."
    changes = {row["id"]: row for row in queries.rows("data_changes")}
    what = changes["2027-04-09-anmalda-brott-revised"]["what_sv"]
    assert what.startswith("Anmälda brott per kommun, reviderade tal: 2. Mest: Dorotea 2025, ")
    assert what.endswith(" → 60,00 per 1 000 invånare.")
    assert umea()[OFFENCES, 2024] == 90.69
    assert (OFFENCES, 2024) not in umea(measure="count")
    (compared,) = [row for row in queries.rows("quality_publications") if row["indicator"] == "reported_offences"]
    assert list(compared["differing_years"]) == [2024, 2025]


def test_many_revisions_are_never_taken_unseen(run: Run, publishers: Publishers, folder: Path) -> None:
    """As if Kolada counted something else from now on: 400 of 3,190 are more than a tenth."""
    for number, key in enumerate(sorted(key for key in publishers.rates if key[1] < 2026)):
        if number < 400:
            publishers.rates[key] = publishers.rates[key] * 2 + 10
    code, said = run("--only", "kolada", "--yes")
    assert code == 3
    assert "Se efter en gång till: 13% av de kända talen är reviderade." in said
    assert "Med --yes skrivs inte det. Kör om utan --yes. Inget skrevs." in said
    assert written(folder) == set()


# ---- what is missing ----------------------------------------------------------------------------------------------------


def test_what_is_missing_is_named_and_stays_unknown(run: Run, publishers: Publishers) -> None:
    del publishers.rates["2425", 2026]
    del publishers.rates["2480", 2025]
    code, said = run("--only", "kolada", "--yes")
    assert code == 0
    assert "  2 saknas i svaren\n    2025: Umeå\n    2026: Dorotea\n" in said
    assert umea()[OFFENCES, 2025] == 92.1  # as published before
    rows = queries.rows("observations", indicators=["reported_offences"], categories=None, years=[2026])
    assert "Dorotea" not in {row["area"] for row in rows}


# ---- small numbers ------------------------------------------------------------------------------------------------------


def test_published_small_numbers_are_shown_and_own_ones_are_not(
    run: Run, folder: Path, tmp_path: Path, next_year: None
) -> None:
    names = [row["name"] for row in queries.rows("municipalities")]
    path = tmp_path / "Anmälda brott kommunerna 2026.csv"
    path.write_bytes(yearly_table({name: (2, 80) if name == "Dorotea" else (1_000, 8_000) for name in names}))
    run("--only", "bra", "--bra", str(path), "--yes")
    own = folder / "exports" / "dorotea.csv"
    row = "burglary,,Dorotea,2026,2,,,,dorotea-2026"
    own.write_text(",".join(publication.COLUMNS) + f"\n{row}\n", encoding="utf-8")
    with (folder / "sources.csv").open("a", encoding="utf-8") as file:
        file.write("dorotea-2026,Dorotea kommun,Egna tal,Own figures,fil,file,2027-04,\n")
    asked = ["reported_offences", "burglary"]
    rows = queries.rows("observations", indicators=asked, categories=None, years=[2026])
    assert queries.problems() == ()
    counts = {row["indicator"]: row["count"] for row in rows if row["area"] == "Dorotea"}
    assert counts == {"reported_offences": 2, "burglary": None}


def test_an_administrators_figures_under_a_source_of_the_repository_are_own(folder: Path) -> None:
    (folder / "exports").mkdir()
    row = "reported_offences,,Dorotea,2014,2,,,,bra-kommun-2015-2025"
    (folder / "exports" / "more.csv").write_text(",".join(publication.COLUMNS) + f"\n{row}\n", encoding="utf-8")
    (found,) = queries.rows("observations", indicators=["reported_offences"], categories=None, years=[2014])
    assert (found["area"], found["count"]) == ("Dorotea", None)


def test_a_readers_own_file_cannot_pass_for_a_published_one(run: Run) -> None:
    """Small numbers in it are hidden, whatever it calls its source."""
    source = f"{hiding.FETCHED}egen"
    own = {
        "exports/x.csv": (
            ",".join(publication.COLUMNS) + f"\nreported_offences,,Dorotea,2026,2,,,,{source}\n"
        ).encode(),
        "sources.csv": (
            "id,publisher,document_sv,document_en,part_sv,part_en,published\n" + f"{source},Egen,a,a,a,a,2027\n"
        ).encode(),
    }
    with queries.one_state(own):
        (row,) = queries.rows("observations", indicators=["reported_offences"], categories=None, years=[2026])
        assert row["count"] is None


# ---- asking, refusing, writing ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "code"), [("j", 0), ("Ja", 0), ("y", 0), ("n", 3), ("", 3), ("jo då", 3), (None, 3)]
)
def test_it_asks_before_it_writes(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, answer: str | None, code: int
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("" if answer is None else f"{answer}\n"))
    found, said = run("--only", "kolada")
    assert found == code
    assert bool(written(folder)) == (code == 0)
    assert "Ska detta skrivas? [j/N]" in said
    if answer is None:
        assert "Ingen svarade. Använd --yes där ingen kan. Inget skrevs." in said


def test_nothing_new_writes_nothing(run: Run, folder: Path) -> None:
    run("--only", "kolada", "--yes")
    before = {name: (folder / name).read_bytes() for name in written(folder)}
    code, said = run("--only", "kolada", "--yes", today=TODAY + datetime.timedelta(days=30))
    assert code == 0
    assert "Det finns inget nytt. Inget skrevs." in said
    assert {name: (folder / name).read_bytes() for name in written(folder)} == before


def test_a_later_publication_takes_the_place_of_the_fetched_one_before(
    run: Run, publishers: Publishers, folder: Path
) -> None:
    run("--only", "kolada", "--yes")
    publishers.rates["2480", 2026] = 9_500
    run("--only", "kolada", "--yes", today=datetime.date(2027, 5, 2))
    assert [path.name for path in (folder / "exports").iterdir()] == ["hamtad-anmalda-brott-2027-05-02.csv"]
    assert [path.name for path in (folder / "backup").rglob("hamtad-*")] == [f"{OFFENCES}.csv"]
    assert umea()["hamtad-anmalda-brott-2027-05-02", 2026] == 95.0
    notes = queries.rows("notes", indicator="reported_offences", years=[2026], categories=None, areas=["Umeå"])
    assert [row["note_sv"] for row in notes if row["area"] == "Umeå"] == [
        "Reviderat tal: 94,60 i publiceringen 2027-04-09, nu 95,00."
    ]
    # Both stand in the changelog, and so both sources in the dictionary.
    assert {row["id"] for row in queries.rows("data_changes")} >= {
        "2027-04-09-anmalda-brott-new",
        "2027-05-02-anmalda-brott-revised",
    }
    assert queries.problems() == ()


def test_an_administrators_own_files_stay_as_they_are(run: Run, folder: Path) -> None:
    """Also those that a Swedish spreadsheet has saved, with semicolons."""
    (folder / "actions.csv").write_bytes(
        b"id,agreement,goal,title_sv,title_en,status,term,kind,unit,followed_up,note_sv,note_en\n"
    )
    (folder / "sources.csv").write_bytes(
        "\ufeffid;publisher;document_sv;document_en;part_sv;part_en;published;url\r\n"
        "umea-2026;Umeå kommun;Åtgärder, egna;Actions;plan;plan;2026-01;https://www.umea.se/a\r\n".encode()
    )
    code, _ = run(*WITHOUT_BRA, "--yes")
    assert code == 0
    ids = {row["id"]: row for row in queries.rows("sources")}
    assert (ids["umea-2026"]["document_sv"], ids["umea-2026"]["url"]) == ("Åtgärder, egna", "https://www.umea.se/a")
    assert OFFENCES in ids
    assert queries.problems() == ()


def test_what_is_wrong_in_the_folder_already_does_not_stop_it(run: Run, folder: Path) -> None:
    (folder / "exports").mkdir()
    (folder / "exports" / "broken.csv").write_text("indicator;year\n", encoding="utf-8")
    code, _ = run("--only", "kolada", "--yes")
    assert code == 0
    assert {problem.file for problem in queries.problems()} == {"additions/exports/broken.csv"}


def test_what_does_not_fit_the_data_is_not_written(run: Run, folder: Path) -> None:
    """An administrator's own file that has taken the id of the source which is to come."""
    row = f"{OFFENCES},Umeå kommun,a,a,a,a,2026"
    (folder / "sources.csv").write_text(
        f"id,publisher,document_sv,document_en,part_sv,part_en,published\n{row}\n", encoding="utf-8"
    )
    (folder / "exports").mkdir()
    own = folder / "exports" / "own.csv"
    own.write_text(
        ",".join(publication.COLUMNS) + f"\nreported_offences,,Umeå,2026,12600,,,,{OFFENCES}\n", encoding="utf-8"
    )
    before = {name: (folder / name).read_bytes() for name in written(folder)}
    code, said = run("--only", "kolada", "--yes", "--lang", "en")
    assert code == 1
    assert "What was fetched does not fit the data (additions/exports/own.csv" in said
    assert {name: (folder / name).read_bytes() for name in written(folder)} == before


def test_a_folder_with_a_dictionary_of_its_own_is_updated_too(
    run: Run, data_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAGESBILD_DATA", str(data_copy))
    code, said = run("--only", "kolada", "--yes")
    assert (code, queries.problems()) == (0, ()), said
    assert umea()[OFFENCES, 2026] == 94.6
    assert (data_copy / "backup").is_dir()


def test_a_disk_that_is_full_leaves_the_folder_as_it_was(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    code, said = run("--only", "kolada", "--yes", "--lang", "en")
    assert code == 1
    assert "The files could not be written (No space left on device). The folder is as it was." in said
    assert written(folder) == set()


Break = Callable[[Publishers], None]

BROKEN: dict[str, Break] = {
    "SCB is not there": lambda known: known.instead.update(
        {"/scb": lambda handler: handler.send_bytes(b"", status=404)}
    ),
    "Kolada is cut": lambda known: known.instead.update(
        {"/kolada/data": lambda handler: handler.send_bytes(b'{"values": [')}
    ),
    "Kolada sends text": lambda known: known.instead.update(
        {
            "/kolada/data": lambda handler: handler.send(
                {"values": [entry("2480", 2026, 1) | {"period": "x"}], "next_url": None}
            )
        }
    ),
    "Brå leads away": lambda known: known.instead.update(
        {"/bra": lambda handler: handler.send_bytes(b"", status=301, Location="https://example.org/")}
    ),
    "Brå's table is cut": lambda known: setattr(known, "table", known.table[: len(known.table) // 3]),
}


@pytest.mark.parametrize("break_", BROKEN.values(), ids=BROKEN)
def test_one_broken_answer_and_nothing_is_written(
    run: Run, publishers: Publishers, folder: Path, next_year: None, break_: Break
) -> None:
    """However good the others are."""
    break_(publishers)
    code, said = run("--bra", BRA, "--yes")
    assert code == 1
    assert said.endswith("Inget skrevs.\n")
    assert written(folder) == set()


def test_figures_of_the_future_are_not_built_upon(run: Run, folder: Path) -> None:
    run("--only", "kolada", "--yes", today=datetime.date(2027, 4, 9))
    code, said = run("--only", "kolada", "--yes", today=datetime.date(2026, 4, 9))
    assert code == 1
    assert "Talen som används är daterade 2027-04-09, efter i dag (2026-04-09). Ställ klockan rätt." in said


# ---- the command itself ---------------------------------------------------------------------------------------------------


def test_a_folder_must_be_named_and_there(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    code, said = run("--folder", str(tmp_path / "nowhere"), "--lang", "en")
    assert code == 2
    assert said == f"There is no folder {tmp_path / 'nowhere'}. Make it first, or mend the name.\n"
    monkeypatch.delenv("LAGESBILD_DATA")
    code, said = run()
    assert code == 2
    assert said == "Vilken mapp? Ange den med --folder, eller i LAGESBILD_DATA som för webbplatsen själv.\n"


def test_the_dashboards_own_data_are_not_written_over(run: Run) -> None:
    code, said = run("--folder", str(database.BUILT_IN))
    assert code == 2
    assert "hör till programmet" in said


def test_it_runs_by_its_name(address: str, folder: Path) -> None:
    """As from a terminal, in Swedish without further ado; nobody answers the question."""
    ran = subprocess.run(
        [sys.executable, "-m", "queries.update", "--only", "kolada"],  # without the clock of the other tests
        cwd=ROOT,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        env=os.environ | {"PYTHONUTF8": "1"},
    )
    assert ran.returncode == 3, ran.stderr
    assert "Anmälda brott per kommun\n  290 nya tal\n    2026: 290 tal\n" in ran.stdout
    assert "Kolada har svarat med" in ran.stderr
    assert written(folder) == set()


@pytest.mark.parametrize(("language", "says"), [("sv", "Hämtar nyare tal"), ("en", "Fetches newer figures")])
def test_it_explains_itself(capsys: pytest.CaptureFixture[str], language: str, says: str) -> None:
    from queries.update.arguments import arguments_of

    with pytest.raises(SystemExit):
        arguments_of(["--help", "--lang", language])
    assert says in capsys.readouterr().out


def test_only_what_is_asked_for_is_asked(run: Run, publishers: Publishers) -> None:
    run("--only", "scb", "--dry-run")
    assert all(path.startswith("/scb/") for path in publishers.asked)
    assert "2010" in unquote(publishers.asked[-1])  # as far back as there are populations here


def test_an_update_that_was_cut_off_is_taken_back_first(run: Run, folder: Path) -> None:
    kept = folder / "backup" / "2027-04-01-120000"
    kept.mkdir(parents=True)
    (folder / "sources.csv").write_text("half", encoding="utf-8")
    (kept / "unfinished.json").write_text('{"names": ["sources.csv"], "before": []}', encoding="utf-8")
    _, said = run("--only", "kolada", "--dry-run")
    assert "En tidigare uppdatering avbröts medan den skrev. Mappen är återställd till som den var innan." in said
    assert written(folder) == set()


def test_nobody_is_asked_more_than_the_hosts_allow() -> None:
    """SCB allows 30 questions in ten seconds, Kolada 25 years in one."""
    from queries.update import kolada

    assert kolada.MOST_YEARS == 25
    assert tuple(sorted(answers.PAUSES)) == answers.PAUSES
