"""``python -m queries.exports``: the analyst's command line reads, reports and writes exports that the dashboard takes."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

import pytest

from queries.exports.__main__ import main
from tests import ROOT


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def offences(tmp_path: Path) -> Path:
    path = tmp_path / "narkotikabrott_2024.csv"
    path.write_text("Kommun;Antal;Per 100 000 inv.\nUmeå;1 310;993\nVännäs;12;131\n", encoding="utf-8")
    return path


def test_a_file_is_read_reported_and_written(
    offences: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(offences), "--out", str(tmp_path / "out"), "--lang", "en"]) == 0
    printed = capsys.readouterr().out
    assert "Column C (Per 100 000 inv.) holds rates per 100 000 inhabitants; they become rates per 1 000." in printed
    assert "Observations: 2." in printed
    source = "egen-narkotikabrott-2024"
    written = rows(tmp_path / "out" / "exports" / f"{source}.csv")
    assert [(row["indicator"], row["area"], row["year"], row["count"], row["per_1000"]) for row in written] == [
        ("narcotics_offences", "Umeå", "2024", "1310", "9.93"),
        ("narcotics_offences", "Vännäs", "2024", "12", "1.31"),
    ]
    assert {row["source"] for row in written} == {source}
    assert [row["id"] for row in rows(tmp_path / "out" / "sources.csv")] == [source]


def test_a_second_file_adds_to_the_folder_and_a_file_read_again_replaces_itself(offences: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    other = tmp_path / "stold.csv"
    other.write_text("Kommun;År;Stöld\nUmeå;2024;5\n", encoding="utf-8")
    for path in (offences, other, offences):
        assert main([str(path), "--out", str(out)]) == 0
    assert sorted(row["id"] for row in rows(out / "sources.csv")) == ["egen-narkotikabrott-2024", "egen-stold"]
    assert [row["id"] for row in rows(out / "indicators.csv")] == ["stold"]
    assert len(rows(out / "exports" / "egen-narkotikabrott-2024.csv")) == 2


def test_addresses_of_the_folders_own_sources_stay(offences: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    header = "id,publisher,document_sv,document_en,part_sv,part_en,published,url"
    (out / "sources.csv").write_text(
        f"{header}\numea,Umeå kommun,a,a,a,a,2025,https://www.umea.se/a\n", encoding="utf-8"
    )
    assert main([str(offences), "--out", str(out)]) == 0
    urls = {row["id"]: row["url"] for row in rows(out / "sources.csv")}
    assert urls == {"umea": "https://www.umea.se/a", "egen-narkotikabrott-2024": ""}


def test_a_file_read_again_without_preliminary_figures_loses_its_notes_alone(tmp_path: Path) -> None:
    out, first, second = tmp_path / "out", tmp_path / "stold.csv", tmp_path / "ran.csv"
    second.write_text("Kommun;År;Rån\nUmeå;2024*;5\n", encoding="utf-8")
    for year in ("2024 prel.", "2024"):
        first.write_text(f"Kommun;År;Stöld\nUmeå;{year};5\n", encoding="utf-8")
        assert main([str(first), "--out", str(out)]) == 0
        assert main([str(second), "--out", str(out)]) == 0
    assert [(row["source"], row["measure"]) for row in rows(out / "notes.csv")] == [("egen-ran", "count")]


def test_a_refused_file_says_where_and_why_and_ends_with_1(tmp_path: Path) -> None:
    path = tmp_path / "utan_ar.csv"
    path.write_text("Kommun;Antal\nUmeå;5\nVännäs;x\n", encoding="utf-8")
    found = subprocess.run(
        [sys.executable, "-m", "queries.exports", str(path), str(tmp_path / "nowhere.csv"), "--lang", "en"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 1
    assert "No year was found" in found.stdout
    assert "nowhere.csv" in found.stdout
    assert "The file cannot be opened" in found.stdout
    assert found.stderr == ""


def test_problems_name_row_and_column(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "vapenbrott.csv"
    path.write_text("Kommun;År;Antal\nUmeå;2023;4\nVännäs;2023;fyra\n", encoding="utf-8")
    assert main([str(path), "--lang", "en"]) == 0
    assert "row 3, column C (Antal): “fyra” is not a number." in capsys.readouterr().out


def test_what_lasts_over_months_is_written_as_the_last_of_the_year_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "kameror.csv"
    quarters = "".join(f"Eslöv;2022K{quarter};{count}\n" for quarter, count in ((1, 14), (2, 14), (3, 16), (4, 18)))
    path.write_text(f"Kommun;Kvartal;Antal kameror i drift\n{quarters}", encoding="utf-8")
    assert main([str(path), "--out", str(tmp_path / "out"), "--lang", "en"]) == 0
    printed = capsys.readouterr().out
    assert "Observations: 1." in printed
    assert "Figures of months, quarters or weeks: 4." in printed
    assert [row["count"] for row in rows(tmp_path / "out" / "exports" / "egen-kameror.csv")] == ["18"]
    (indicator,) = rows(tmp_path / "out" / "indicators.csv")
    assert indicator["caveats_en"].startswith("The figure of a year is that of its last month or quarter;")


def test_a_file_in_doubt_is_asked_about_with_the_options_that_answer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "fack.csv"
    path.write_text("Fack;År;Antal\nAlfa;2021;5\nBeta;2021;7\nAlfa;2022;6\nBeta;2022;8\n", encoding="utf-8")
    assert main([str(path), "--out", str(tmp_path / "out"), "--explain"]) == 1
    printed = capsys.readouterr().out
    assert "Varför den lästes så:" in printed
    assert "En kolumn eller rubriken säger när" in printed
    assert "(--column A=place)" in printed
    assert not (tmp_path / "out").exists()
    assert main([str(path), "--column", "A=place", "--lang", "en"]) == 0
    assert "Observations: 4." in capsys.readouterr().out
