"""Several files beside each other: what contradicts, what only has the same name, and what is saved of it."""

from __future__ import annotations

import csv
import datetime
import io
from pathlib import Path

import pytest

from queries.exports import Reading, addition, together
from queries.exports.__main__ import main
from queries.exports.counting import read_or_counted
from queries.store.checks import Problem
from tests.queries.exports.foreign import lines, reading_of, remarks

FIRST = ("a.csv", "Kommun;År;Rån\nUmeå;2022;100\nUmeå;2023;110\nLund;2023;90\n")
SECOND = ("b.csv", "År;Kommun;Rån\n2023;Umeå;112\n2023;Lund;90\n2024;Umeå;120\n")


def files(*named: tuple[str, str]) -> list[Reading]:
    return together([reading_of(*one) for one in named])


def rows(files: dict[str, bytes], path: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files[path].decode())))


def test_a_contradiction_is_told_with_both_files_and_rows_and_both_figures_stay() -> None:
    first, second = files(FIRST, SECOND)
    assert first.problems == (
        Problem("other_file", "a.csv", 3, value="Umeå 2023: 110", expected=("b.csv", "2", "112")),
    )
    assert second.problems == (
        Problem("other_file", "b.csv", 2, value="Umeå 2023: 112", expected=("a.csv", "3", "110")),
    )
    assert "ran, Umeå, 2023: count 110" in lines(first)
    assert "ran, Umeå, 2023: count 112" in lines(second)


def test_equal_figures_are_no_contradiction() -> None:
    assert [one.problems for one in files(FIRST, ("b.csv", FIRST[1]))] == [(), ()]


def test_rates_that_are_rounded_otherwise_are_none_either() -> None:
    """993.4 per 100,000 and 9.93 per 1,000 are the same; 9.96 is not."""
    exact = ("a.csv", "Kommun;År;Rån per 100 000\nUmeå;2023;993,4\nLund;2023;500,0\n")
    rounded = ("b.csv", "Kommun;År;Rån per 1 000\nUmeå;2023;9,93\nLund;2023;5,04\n")
    first, second = files(exact, rounded)
    assert [one.value for one in (*first.problems, *second.problems)] == ["Lund 2023: 5", "Lund 2023: 5.04"]


def test_populations_are_compared_whatever_is_counted_beside_them() -> None:
    first, second = files(
        ("a.csv", "Kommun;År;Rån;Folkmängd\nUmeå;2023;100;131000\n"),
        ("b.csv", "Kommun;År;Folkmängd\nUmeå;2023;132000\n"),
    )
    assert [one.value for one in first.problems] == ["Umeå 2023: 131000"]
    assert [one.expected for one in first.problems] == [("b.csv", "2", "132000")]
    assert len(second.problems) == 1


def test_a_population_of_another_file_is_not_compared_with_itself() -> None:
    first, second = files(FIRST, ("folk.csv", "Kommun;År;Folkmängd\nUmeå;2023;132000\n"))
    assert "ran, Umeå, 2023: count 110, population 132000" in lines(first)
    assert (first.problems, second.problems) == ((), ())


def test_months_are_compared() -> None:
    first, second = files(
        ("a.csv", "Kommun;År;Månad;Rån\nUmeå;2023;Jan;5\nUmeå;2023;Feb;6\n"),
        ("b.csv", "Kommun;År;Månad;Rån\nUmeå;2023;Jan;5\nUmeå;2023;Feb;7\n"),
    )
    assert [(one.row, one.value) for one in first.problems] == [(3, "Umeå 2023, 2/12: 6")]
    assert len(second.problems) == 1


def test_events_have_no_row_to_name() -> None:
    events = "Datum;Kommun;Brottstyp\n2023-01-02;Umeå;Rån\n2023-12-30;Umeå;Rån\n"
    found = together([read_or_counted("events.csv", events.encode()), reading_of(*FIRST)])
    assert found[1].problems[0].expected == ("events.csv", "–", "2")


def test_indicators_of_one_name_and_of_other_measures_are_kept_apart() -> None:
    count = ("a.csv", "Kommun;År;Trygghet\nUmeå;2023;110\n")
    share = ("b.csv", "Kommun;År;Trygghet (%)\nUmeå;2023;55,5\n")
    first, second = files(count, share)
    assert lines(first) == ["trygghet, Umeå, 2023: count 110"]
    assert lines(second) == ["trygghet_2, Umeå, 2023: share_percent 55.5"]
    assert "“Trygghet” is something else than in your file a.csv" in remarks(second)
    saved = rows(addition([reading_of(*count), reading_of(*share)], datetime.date(2025, 1, 1)), "indicators.csv")
    assert [(row["id"], row["label_sv"], row["measure"]) for row in saved] == [
        ("trygghet", "Trygghet", "count"),
        ("trygghet_2", "Trygghet (b.csv)", "share_percent"),
    ]


def test_other_names_that_give_the_same_id_are_kept_apart() -> None:
    first, second = files(
        ("a.csv", "Kommun;År;Rån A/B\nUmeå;2023;110\n"), ("b.csv", "Kommun;År;Rån (a+b)\nUmeå;2023;55\n")
    )
    assert [one.id for one in (*first.indicators, *second.indicators)] == ["ran_a_b", "ran_a_b_2"]
    assert (first.problems, second.problems) == ((), ())


def test_counts_of_one_file_and_rates_of_another_are_one_indicator() -> None:
    first, second = files(FIRST, ("b.csv", "Kommun;År;Rån per 1 000\nUmeå;2023;0,8\n"))
    assert {one.id for one in (*first.indicators, *second.indicators)} == {"ran"}
    made = addition([first, second], datetime.date(2025, 1, 1))
    assert [(row["id"], row["measure"], row["decimals"]) for row in rows(made, "indicators.csv")] == [
        ("ran", "per_1000", "2")
    ]


def test_the_saved_sources_say_which_file_contradicts() -> None:
    made = addition([reading_of(*FIRST), reading_of(*SECOND)], datetime.date(2025, 1, 1))
    assert [row["part_sv"].split(". ")[0] for row in rows(made, "sources.csv")] == [
        "Några av talen är andra i b.csv",
        "Några av talen är andra i a.csv",
    ]


def test_the_command_line_tells_of_contradictions(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, table in (FIRST, SECOND):
        (tmp_path / name).write_text(table, encoding="utf-8")
    assert main([str(tmp_path / "a.csv"), str(tmp_path / "b.csv"), "--lang", "en"]) == 0
    printed = capsys.readouterr().out
    assert "a.csv: beside your other files" in printed
    assert "row 3: The file says Umeå 2023: 110, but your file b.csv, row 2, says 112." in printed
