"""Files with one row per event: counted as by hand, and everything that is not counted is named."""

from __future__ import annotations

import dataclasses
import os
import random
import tempfile
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pytest

from queries.exports.events import (
    SENTENCES,
    Counts,
    EventFile,
    as_observations,
    counted,
    date_forms,
    districts,
    event_reading,
    with_population,
)
from queries.exports.events.event_file import Share
from queries.exports.events.event_reading import Counting
from queries.store.checks import Problem

TODAY = date(2026, 11, 21)


@pytest.fixture
def count(tmp_path: Path) -> Any:
    """Write a file and count it; columns that are not given are those of the header called so."""

    def write_and_count(content: str | bytes, **given: Any) -> Counts:
        path = tmp_path / "events.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        asked = {name: given.pop(name) for name in ("by", "progress", "limit_memory") if name in given}
        shape: dict[str, Any] = {"encoding": "utf-8", "delimiter": ";", "header_row": 1, "date": "date"} | given
        if "columns" not in shape:
            text = path.read_text(encoding="utf-8-sig").splitlines()
            shape["columns"] = tuple(text[shape["header_row"] - 1].split(shape["delimiter"]))
        named = [name for name in ("place", "type", "priority") if name in shape["columns"]]
        shape = {name: name for name in named} | shape
        return counted(EventFile(path=path, name="events.csv", **shape), today=TODAY, **asked)

    return write_and_count


def years(counts: Counts) -> dict[int, int]:
    found: Counter[int] = Counter()
    for row in counts.rows:
        found[row.year] += row.count
    return dict(found)


def months(counts: Counts) -> dict[tuple[int, int | None], int]:
    return {(row.year, row.month): row.count for row in counts.rows}


def first_problem(counts: Counts, check: str) -> Problem:
    return next(problem for problem in counts.problems if problem.check == check)


def test_events_are_counted_by_year_place_type_and_priority(count: Any) -> None:
    counts = count(
        "date;place;type;priority\n"
        "2024-01-01;Alby;Rån;1\n"
        "2024-12-31;Alby;Rån;1\n"
        "2024-06-01;Alby;Rån;2\n"
        "2025-06-01;Alby;Rån;1\n"
        "2025-06-01;Ersboda;Rån;1\n"
        "2025-12-30;Ersboda;Stöld;1\n"
    )
    assert sorted(tuple(row) for row in counts.rows) == [
        ("Alby", "Rån", "1", 2024, None, 2, None),
        ("Alby", "Rån", "1", 2025, None, 1, None),
        ("Alby", "Rån", "2", 2024, None, 1, None),
        ("Ersboda", "Rån", "1", 2025, None, 1, None),
        ("Ersboda", "Stöld", "1", 2025, None, 1, None),
    ]
    assert (counts.rows_read, counts.left_out, counts.problems, counts.refused) == (6, {}, (), False)
    assert (counts.first, counts.last, counts.partial) == (date(2024, 1, 1), date(2025, 12, 30), ())


# ---- dates ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "form"),
    [
        (["2025-08-22", "2025-09-01", "2026-01-31"], "iso"),
        (["2025-08-22 9:48:12 +02:00", "2025-09-1 0:01", "2026-1-31 23:59:59 +01:00"], "iso"),
        (["2025-08-22T09:48:12Z", "2025-09-01T00:00:00.000Z", "2026-01-31T23:59:59+01:00"], "iso"),
        (["2025/08/22", "2025/09/01", "2026/01/31"], "iso"),
        (["20250822", "20250901", "20260131"], "compact"),
        (["20250822094812", "20250901T0948", "20260131 09:48"], "compact"),
        (["22/08/2025", "01/09/2025", "31/01/2026"], "day_first"),
        (["22.8.2025", "1.9.2025 kl. 09.48", "31.1.2026"], "day_first"),
        (["1.8.2025", "2.9.2025", "3.1.2026"], "day_first"),
        (["08/22/2025", "09/01/2025", "01/31/2026 1:15 PM"], "month_first"),
        (["2025-08", "2025-9", "2026-01"], "month"),
        (["202508", "202509", "202601"], "month"),
        (["08/2025", "9/2025", "01-2026"], "month_before_year"),
        (["250831", "250930", "260131"], "year_month_day"),
        (["310825", "300925", "310126"], "day_month_year"),
        (["2025M08", "2025M09", "2026M01"], "month"),
        (["45891", "45901,5", "46053.999"], "serial"),
        (["22 augusti 2025", "1 sep. 2025", "lördag 31 januari 2026 kl. 09:48"], "day_of_named_month"),
        (["22 August 2025", "1 SEPTEMBER 2025", "31 jan 2026"], "day_of_named_month"),
        ([" 2025-08-22 ", "  2025-09-01", "          2026-01-31"], "iso"),
    ],
    ids=lambda value: value if isinstance(value, str) else value[0].strip(),
)
def test_each_way_to_write_a_date_is_understood(count: Any, cells: list[str], form: str) -> None:
    counts = count("date;x\n" + "".join(f"{cell};1\n" for cell in cells), by="month")
    assert counts.problems == ()
    assert counts.date_form == form
    assert months(counts) == {(2025, 8): 1, (2025, 9): 1, (2026, 1): 1}


def test_serial_numbers_are_the_days_that_excel_shows(count: Any) -> None:
    counts = count("date;x\n45891;1\n45658;1\n")  # Excel: 22 August 2025 and 1 January 2025
    assert (counts.first, counts.last) == (date(2025, 1, 1), date(2025, 8, 22))


@pytest.mark.parametrize(
    ("name", "number"),
    [
        *(("januari", 1), ("februari", 2), ("mars", 3), ("april", 4), ("maj", 5), ("juni", 6), ("juli", 7)),
        *(("augusti", 8), ("september", 9), ("oktober", 10), ("november", 11), ("december", 12)),
        *(("May", 5), ("October", 10), ("okt", 10), ("jun", 6)),
    ],
)
def test_months_have_their_names(count: Any, name: str, number: int) -> None:
    assert months(count(f"date;x\n5 {name} 2025;1\n", by="month")) == {(2025, number): 1}


def test_a_time_zone_does_not_move_an_event_to_another_day(count: Any) -> None:
    counts = count(
        "date;x\n2025-01-01 0:30:00 +01:00;1\n2025-06-30 23:30:00 +02:00;1\n2025-03-30 02:30:00 +01:00;1\n"
        "2025-10-26 02:30:00 +02:00;1\n2025-10-26 02:30:00 +01:00;1\n2025-12-31T23:59:59Z;1\n",
        by="month",
    )
    assert months(counts) == {(2025, 1): 1, (2025, 3): 1, (2025, 6): 1, (2025, 10): 2, (2025, 12): 1}
    assert (counts.first, counts.last) == (date(2025, 1, 1), date(2025, 12, 31))


@pytest.mark.parametrize(
    ("cells", "check"),
    [
        (["8/22/26", "8/23/26"], "date_short_year"),
        (["220801", "230902"], "date_short_year"),
        (["229901", "230902"], "date_short_year"),
        (["banan", "äpple"], "date_form_unknown"),
        (["22/08/2025", "08/22/2025", "23/08/2025", "08/23/2025"], "date_order_mixed"),
    ],
)
def test_dates_that_nobody_can_tell_are_refused(count: Any, cells: list[str], check: str) -> None:
    counts = count("x;date\n" + "".join(f"1;{cell}\n" for cell in cells))
    assert counts.refused
    assert counts.rows == ()
    assert counts.problems == (Problem(check, "events.csv", 1, "B", "date", cells[0]),)


def test_without_a_day_above_12_years_are_counted_and_months_refused(count: Any) -> None:
    content = "date;x\n05/06/2025;1\n07/08/2025;1\n"
    by_year = count(content)
    assert years(by_year) == {2025: 2}
    assert first_problem(by_year, "date_order_unclear").value == "05/06/2025"
    by_month = count(content, by="month")
    assert by_month.refused
    assert by_month.problems == by_year.problems
    told = count(content, by="month", date_form="month_first")  # the reader knows
    assert months(told) == {(2025, 5): 1, (2025, 7): 1}


def test_years_alone_cannot_be_counted_by_month(count: Any) -> None:
    assert years(count("date;x\n2024;1\n2025;1\n2025;1\n")) == {2024: 1, 2025: 2}
    assert count("date;x\n2024;1\n2025;1\n", by="month").problems[0].check == "date_without_month"


def test_dates_that_are_none_are_left_out_and_named(count: Any) -> None:
    counts = count(
        "id;date;x\n1;2025-08-22;\n2;2025-02-30;\n3;;\n4;okänt;\n5;1949-12-31;\n6;1950-01-01;\n7;2026-11-22;\n8;2026-11-21;\n9;infinity;\n"
    )
    assert years(counts) == {1950: 1, 2025: 1, 2026: 1}
    assert counts.rows_read == 9
    assert counts.left_out == {"date_unreadable": 3, "date_missing": 1, "date_too_early": 1, "date_in_future": 1}
    place = ("B", "date")
    assert counts.problems == (
        Problem("date_unreadable", "events.csv", 3, *place, "2025-02-30", ("2026-08-22",)),
        Problem("date_missing", "events.csv", 4, *place, "", ("2026-08-22",)),
        Problem("date_unreadable", "events.csv", 5, *place, "okänt", ("2026-08-22",)),
        Problem("date_too_early", "events.csv", 6, *place, "1949-12-31", ("1950-01-01",)),
        Problem("date_in_future", "events.csv", 8, *place, "2026-11-22", ("2026-11-21",)),
        Problem("date_unreadable", "events.csv", 10, *place, "infinity", ("2026-08-22",)),
    )


def test_twenty_of_a_kind_are_shown_and_all_are_counted(count: Any) -> None:
    rows = "".join(f"2025-01-{day:02};{'' if day % 2 else 'Alby'}\n" for day in range(1, 32)) * 2
    counts = count("date;place\n" + rows + "x;Alby\n")
    assert counts.totals == {"place_missing": 32, "date_unreadable": 1}
    missing = [problem.row for problem in counts.problems if problem.check == "place_missing"]
    # Odd days stand in the rows 2, 4, … 32 of the first time, and from row 33 the second time.
    assert missing == [*range(2, 33, 2), 33, 35, 37, 39]
    assert first_problem(counts, "date_unreadable").row == 64
    assert {row.place: row.count for row in counts.rows} == {"Alby": 30, None: 32}


# ---- the file as a table ----------------------------------------------------------------------------------------------


def test_quoted_delimiters_and_line_breaks_are_part_of_a_cell_and_rows_are_counted_as_a_spreadsheet_does(
    count: Any,
) -> None:
    counts = count(
        'date;type;place\n2025-08-22;"Rån; grovt";"Norra\nstaden"\n\n2025-08-23;"Rån; grovt";"Norra\nstaden"\n'
        '2025-08-24;"kallad ""Rån""";Alby\n2025-08-32;x;"a\nb"\n2025-08-25;x\n2025-08-99;x;y\n'
    )
    assert {(row.place, row.type, row.count) for row in counts.rows} == {
        ("Norra\nstaden", "Rån; grovt", 2),
        ("Alby", 'kallad "Rån"', 1),
    }
    assert [(problem.check, problem.row, problem.value) for problem in counts.problems] == [
        ("date_unreadable", 6, "2025-08-32"),
        ("row_width", 7, "2"),
        ("date_unreadable", 8, "2025-08-99"),
    ]


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "utf-16", "utf-8", "utf-8-sig"])
def test_letters_survive_every_encoding(count: Any, encoding: str) -> None:
    content = "date;place;type\r\n2025-08-22;Årsta ängar;Skadegörelse\r\n2025-08-22;Årsta ängar;Skadegörelse\r\n"
    given = "utf-8" if encoding == "utf-8-sig" else encoding
    counts = count(content.encode(encoding), encoding=given, columns=("date", "place", "type"))
    assert [tuple(row)[:4] for row in counts.rows] == [("Årsta ängar", "Skadegörelse", None, 2025)]
    assert counts.problems == ()


def test_dashes_and_quotes_of_windows_survive(count: Any) -> None:
    counts = count(b"date;place\n2025-08-22;\x84S\xf6der\x94 \x96 \x80\n", encoding="cp1252", columns=("date", "place"))
    assert [row.place for row in counts.rows] == ["„Söder” – €"]


@pytest.mark.parametrize(
    ("content", "encoding", "row"),
    [
        ("date;place\n2025-08-22;Årsta\n".encode("cp1252"), "utf-8", 2),
        (b"date;place\n2025-08-22;Alby\n2025-08-22;\x81\n", "cp1252", 3),
        (b"date;place\n2025-08-22;Alby\n", "klingon", None),
    ],
)
def test_a_wrong_encoding_is_refused(count: Any, content: bytes, encoding: str, row: int | None) -> None:
    counts = count(content, encoding=encoding, columns=("date", "place"))
    assert counts.refused
    assert [(problem.check, problem.row) for problem in counts.problems] == [("wrong_encoding", row)]


def test_a_few_rows_that_are_not_in_the_encoding_are_left_out(count: Any) -> None:
    content = b"date;place\n" + b"2025-08-22;Alby\n" * 200 + b"2025-08-22;\xc5rsta\n" + b"x;Alby\n"
    counts = count(content, columns=("date", "place"))
    assert years(counts) == {2025: 200}
    assert counts.left_out == {"row_not_in_encoding": 1, "date_unreadable": 1}
    assert [(problem.check, problem.row) for problem in counts.problems] == [
        ("row_not_in_encoding", 202),
        ("date_unreadable", 203),
    ]


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_rows_with_too_few_or_too_many_cells_are_left_out(count: Any, ends: str) -> None:
    counts = count(
        ends.join(
            [
                "date;place;type",
                "2025-08-22;Alby;Rån",
                "2025-08-22;Alby",
                "2025-08-22;Alby;Rån;1",
                "2025-08-22;Alby;Rån;1;2;3",
                "2025-08-22;Alby;Rån;",
                "",
                "2025-08-22;Alby;Rån;;",
                "Källa: polisen",
            ]
        ),
        columns=("date", "place", "type"),
    )
    assert years(counts) == {2025: 3}  # empty cells behind the last are no data
    assert counts.left_out == {"row_width": 4}
    assert counts.rows_read == 7
    assert [(problem.row, problem.value, problem.expected) for problem in counts.problems] == [
        (3, "2", ("3",)),
        (4, "4", ("3",)),
        (5, "6", ("3",)),
        (9, "1", ("3",)),
    ]


def test_line_ends_of_several_kinds_are_one_table(count: Any) -> None:
    content = "date;place\r\n2025-08-22;Alby\n2025-08-23;Alby\r2025-08-24;Alby\n"
    assert years(count(content, columns=("date", "place"))) == {2025: 3}


@pytest.mark.parametrize(("delimiter", "name"), [(",", "a"), ("\t", "b"), ("|", "c"), (";", "d")])
def test_any_delimiter_separates(count: Any, delimiter: str, name: str) -> None:
    content = "date,place\n2025-08-22,Alby\n".replace(",", delimiter)
    assert [row.place for row in count(content, delimiter=delimiter).rows] == ["Alby"]


def test_title_rows_above_the_header_are_no_events(count: Any) -> None:
    counts = count(
        '"Händelser\n2025"\n\ndate;place\n2025-08-22;Alby\nx;Alby\n', header_row=3, columns=("date", "place")
    )
    assert years(counts) == {2025: 1}
    assert first_problem(counts, "date_unreadable").row == 5


def test_a_file_without_header_begins_with_an_event(count: Any) -> None:
    content = "2025-08-22;Alby\nx;Alby\n"
    counts = count(content, header_row=None, columns=("A", "B"), date="A", place="B")
    assert [(row.place, row.count) for row in counts.rows] == [("Alby", 1)]
    assert first_problem(counts, "date_unreadable") == Problem(
        "date_unreadable", "events.csv", 2, "A", "A", "x", ("2026-08-22",)
    )


@pytest.mark.parametrize(
    ("content", "check"), [("", "empty"), ("date;place\n", "no_rows"), ("date;place\n\n\n", "no_rows")]
)
def test_a_file_without_events_is_refused(count: Any, content: str, check: str) -> None:
    counts = count(content, columns=("date", "place"))
    assert counts.refused
    assert [problem.check for problem in counts.problems] == [check]


def test_a_quotation_mark_that_is_not_closed_is_named(count: Any) -> None:
    counts = count('date;place\n2025-08-22;Alby\n2025-08-23;"Alby"x\n2025-08-24;Alby\n' + "2025-08-25;Alby\n" * 100)
    assert counts.left_out == {"quote_not_closed": 1}
    assert first_problem(counts, "quote_not_closed").row == 3
    assert years(counts) == {2025: 102}


@pytest.mark.parametrize("quoted", [False, True])
def test_damaged_rows_do_not_move_the_numbers_of_others(count: Any, quoted: bool) -> None:
    good = b'2025-08-22;"Norra\nstaden";a\n' if quoted else b"2025-08-22;Alby;a\n"
    rows = [good] * 3000
    damaged = {
        100: (b"x;Alby;a\n", "date_unreadable"),
        101: (b'2025-08-22;"a"b;a\n', "quote_not_closed"),
        200: (b"2025-08-22;Alby;\xe5\n", "row_not_in_encoding"),  # in a column that is not counted by
        300: (b"2025-08-22;Alby\n", "row_width"),
        400: (b"2025-08-22;Alby;a;b\n", "row_width"),
        500: (b"2025-08-22;Alby;a;b;c;d\n", "row_width"),
        2500: (b"2025-08-22;;a\n", "place_missing"),
        2600: (b'2025-08-22;Alby;"a"b\n', "quote_not_closed"),
        2999: (b"x;Alby;a\n", "date_unreadable"),
    }
    for row, (text, _) in damaged.items():
        rows[row - 2] = text
    rows[600 - 2] = b"\n"
    counts = count(b"date;place;note\n" + b"".join(rows), columns=("date", "place", "note"))
    assert [(problem.row, problem.check) for problem in counts.problems] == [
        (row, check) for row, (_, check) in damaged.items()
    ]
    assert years(counts) == {2025: 3000 - 9}  # without the eight that are left out and the blank row


def test_spaces_around_texts_do_not_make_other_places(count: Any) -> None:
    counts = count("date;place\n2025-08-22;Alby\n2025-08-22; Alby \n2025-08-22;  \n")
    assert {row.place: row.count for row in counts.rows} == {"Alby": 2, None: 1}
    assert first_problem(counts, "place_missing") == Problem("place_missing", "events.csv", 4, "B", "place", "  ")


def test_texts_that_look_like_sql_stay_texts(count: Any) -> None:
    hostile = "'); DROP TABLE x; --"
    counts = count(f"date|{hostile}\n2025-08-22|{hostile}\n", place=hostile, delimiter="|")
    assert [row.place for row in counts.rows] == [hostile]


def test_a_name_with_marks_of_a_pattern_is_one_file(count: Any, tmp_path: Path) -> None:
    (tmp_path / "a1.csv").write_text("date;place\n2025-08-22;Alby\n" * 50)
    path = tmp_path / "a[1]*.csv"
    path.write_text("date;place\n2025-08-22;Alby\n")
    counts = counted(EventFile(path, path.name, "utf-8", ";", 1, ("date", "place"), "date", "place"), today=TODAY)
    assert years(counts) == {2025: 1}


def test_a_column_that_the_file_does_not_have_is_an_error_of_the_caller(count: Any) -> None:
    with pytest.raises(ValueError, match="Ort"):
        count("date;place\n2025-08-22;Alby\n", place="Ort")


def test_nothing_is_left_on_the_disk(count: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    assert years(count("date;place\n2025-08-22;Årsta\n".encode("cp1252"), encoding="cp1252", columns=("date", "place")))
    assert os.listdir(scratch) == []


def test_the_database_reaches_no_other_file(tmp_path: Path) -> None:
    path, other = tmp_path / "events.csv", tmp_path / "other.csv"
    for each in (path, other):
        each.write_text("date;place\n2025-08-22;Alby\n")
    file = EventFile(path, path.name, "utf-8", ";", 1, ("date", "place"), "date", "place")
    reading = Counting(file, path, tmp_path, "year", TODAY, "1GB", Share(None))
    with reading.database() as database:
        assert len(database.execute("FROM read_csv($path)", {"path": str(path)}).fetchall()) == 1
        for forbidden in (str(other), "https://example.org/a.csv"):
            with pytest.raises(duckdb.Error):
                database.execute("FROM read_csv($path)", {"path": forbidden})
        for change in ("SET enable_external_access = true", "SET lock_configuration = false", "INSTALL httpfs"):
            with pytest.raises(duckdb.Error):
                database.execute(change)


def test_too_many_groups_are_refused(count: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(event_reading, "MOST_GROUPS", 3)
    assert not count("date;place\n" + "".join(f"2025-08-22;{n}\n" for n in range(3))).refused
    counts = count("date;place\n" + "".join(f"2025-08-22;{n}\n" for n in range(4)))
    assert counts.problems == (Problem("too_many_groups", "events.csv", expected=("3",)),)


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_file_is_never_an_error(count: Any, seed: int) -> None:
    chance = random.Random(seed)
    content = bytearray('date;place;n\n2025-08-22 9:48:12;Årsta;1\n"2025-08-23";"Al""by";2\n20250824;;\n'.encode() * 3)
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(content))
        content[at : at + chance.randint(0, 3)] = chance.choice(
            [b'"', b";", b"\n", b"\r", b"\0", b"\xff", b"\xc3", b"\x01"]
        )
    given = {"columns": ("date", "place", "n"), "encoding": chance.choice(["utf-8", "cp1252", "utf-16"])}
    counts = count(bytes(content), **given, by=chance.choice(["year", "month"]))
    assert counts.refused or counts.rows_read == sum(row.count for row in counts.rows) + sum(counts.left_out.values())
    for problem in counts.problems:
        assert problem.check in SENTENCES
        problem.value.encode()


def test_progress_grows_to_the_end_and_may_stop_the_counting(count: Any) -> None:
    told: list[float] = []
    content = "date;place\n" + "2025-08-22;Alby\n" * 20_000
    count(content, progress=told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0

    def stop(share: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        count(content, progress=stop)


# ---- years ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "last", "partial"),
    [
        ("2024-01-07", "2025-12-25", ()),
        ("2024-01-08", "2025-12-25", (2024,)),
        ("2024-01-07", "2025-12-24", (2025,)),
        ("2024-02-01", "2024-11-01", (2024,)),
    ],
)
def test_years_that_the_events_do_not_cover_are_partial(
    count: Any, first: str, last: str, partial: tuple[int, ...]
) -> None:
    counts = count(f"date;place\n{last};Alby\n{first};Alby\n")
    assert counts.partial == partial
    assert set(counts.whole_years) == {int(first[:4]), int(last[:4])} - set(partial)


def test_a_month_is_covered_to_its_end_unless_it_is_not_over(count: Any) -> None:
    assert count("date;x\n2024-01;\n2025-12;\n").last == date(2025, 12, 31)
    assert count("date;x\n2024-01;\n2026-11;\n").last == TODAY


OBSERVED = (
    "date;place;type;priority\n2023-01-02;Alby;Rån;1\n2023-12-30;Alby;Stöld;1\n2024-05-01;Ersboda;Rån;1\n"
    "2024-06-01;Ersboda;Rån;2\n2026-03-01;Alby;Rån;1\n2024-07-01;;Rån;1\n"
)


def test_nothing_is_zero_unless_the_file_would_have_told(count: Any) -> None:
    observations = as_observations(count(OBSERVED), {"Rån": "robberies", "Stöld": "thefts", "Mord": "murders"}, "own")
    figures = {(row["indicator"], row["area"], row["year"]): row["count"] for row in observations}
    # 2025 has no event at all, 2026 is not over: neither is zero. Murders never occur.
    assert figures == {
        ("robberies", "Alby", 2023): 1,
        ("robberies", "Alby", 2024): 0,
        ("robberies", "Ersboda", 2023): 0,
        ("robberies", "Ersboda", 2024): 2,
        ("thefts", "Alby", 2023): 1,
        ("thefts", "Alby", 2024): 0,
        ("thefts", "Ersboda", 2023): 0,
        ("thefts", "Ersboda", 2024): 0,
    }
    assert count(OBSERVED).empty_years == (2025,)


def test_observations_have_the_columns_of_the_contract(count: Any) -> None:
    counts = count("date;place\n2025-01-01;Sverige\n2025-12-31;Alby\n")
    counts = with_population(counts, {("Alby", 2025): 12_000})
    assert as_observations(counts, {None: "incident_reports"}, "own-2025") == [
        dict(
            zip(
                [
                    "indicator",
                    "area_category",
                    "area",
                    "year",
                    "count",
                    "population",
                    "per_1000",
                    "share_percent",
                    "source",
                ],
                row,
                strict=True,
            )
        )
        for row in (
            ("incident_reports", "", "Alby", 2025, 1, 12_000, None, None, "own-2025"),
            ("incident_reports", "sweden", "", 2025, 1, None, None, None, "own-2025"),
        )
    ]


def test_months_and_types_of_an_indicator_are_added(count: Any) -> None:
    counts = count(OBSERVED, by="month")
    observations = as_observations(counts, {"Rån": "crimes", "Stöld": "crimes"}, whole_years=[2023, 2024, 2025])
    figures = {(row["area"], row["year"]): row["count"] for row in observations}
    assert figures == {("Alby", 2023): 2, ("Alby", 2024): 0, ("Ersboda", 2023): 0, ("Ersboda", 2024): 2}


def test_a_population_that_is_missing_stays_missing_and_is_told(count: Any) -> None:
    counts = with_population(count(OBSERVED), {("Alby", 2023): 100, ("Ersboda", 2024): 50, ("Alby", 2025): 101})
    assert {(row.place, row.year, row.population) for row in counts.rows} == {
        ("Alby", 2023, 100),
        ("Ersboda", 2024, 50),
        ("Alby", 2026, None),
        (None, 2024, None),
    }
    told = [problem for problem in counts.problems if problem.check == "population_missing"]
    assert told == [Problem("population_missing", "events.csv", value="Alby", expected=("2026",))]
    assert counts.totals["population_missing"] == 1
    again = with_population(counts, {("Alby", 2023): 100, ("Ersboda", 2024): 50, ("Alby", 2026): 102})
    assert "population_missing" not in again.totals


# ---- coordinates --------------------------------------------------------------------------------------------------------

# Town halls as maps give them; the metres are other points in the same towns.
UMEA, GOTEBORG = ("63.8250", "20.2630"), ("57.7070", "11.9680")
WHERE = {"latitude": "north", "longitude": "east"}


@pytest.mark.parametrize(
    ("umea", "goteborg"),
    [
        (UMEA, GOTEBORG),
        (tuple(part.replace(".", ",") for part in UMEA), tuple(part.replace(".", ",") for part in GOTEBORG)),
        (("7087000", "758500"), ("6400000", "320000")),
        (("7 087 000", "758 500,25"), ("6 400 000", "320 000,75")),
    ],
    ids=["degrees", "comma", "metres", "thousands"],
)
def test_points_are_counted_in_their_municipality(count: Any, umea: tuple[str, str], goteborg: tuple[str, str]) -> None:
    counts = count(
        "date;north;east\n"
        + f"2025-01-01;{';'.join(umea)}\n" * 2
        + f"2025-12-31;{';'.join(goteborg)}\n"
        + f"2024-12-31;{';'.join(goteborg)}\n",
        **WHERE,
    )
    assert counts.place_from == "coordinates"
    assert {(row.place, row.year): row.count for row in counts.rows} == {
        ("Umeå", 2025): 2,
        ("Göteborg", 2025): 1,
        ("Göteborg", 2024): 1,
    }
    assert counts.problems == ()


def test_points_that_are_nowhere_in_sweden_are_counted_without_a_place(count: Any) -> None:
    counts = count(
        "date;north;east;type\n2025-01-01;63.8250;20.2630;a\n2025-01-01;57.5;18.0;a\n2025-01-01;0;0;a\n"
        "2025-01-01;;;a\n2025-01-01;okänd;20.1;a\n2025-01-01;59.9139;10.7522;a\nx;63.8250;20.2630;a\n",
        type="type",
        **WHERE,
    )
    assert {row.place: row.count for row in counts.rows} == {"Umeå": 1, None: 5}
    assert [(problem.check, problem.row, problem.letter, problem.value) for problem in counts.problems] == [
        ("coordinates_outside", 3, "B", "57.5, 18.0"),  # in the sea west of Gotland
        ("coordinates_outside", 4, "B", "0, 0"),
        ("place_missing", 5, "B", ""),
        ("coordinates_unreadable", 6, "B", "okänd, 20.1"),
        ("coordinates_outside", 7, "B", "59.9139, 10.7522"),  # Oslo
        ("date_unreadable", 8, "A", "x"),
    ]
    assert counts.left_out == {"date_unreadable": 1}


def test_coordinates_the_wrong_way_round_are_refused(count: Any) -> None:
    content = "date;north;east\n2025-01-01;20.2630;63.8250\n"
    assert [problem.check for problem in count(content, **WHERE).problems] == ["coordinates_swapped"]
    content = "date;north;east\n2025-01-01;1;2\n"
    assert [problem.check for problem in count(content, **WHERE).problems] == ["coordinates_system_unknown"]


def test_the_same_point_is_the_same_in_degrees_and_metres() -> None:
    # Control points that Lantmäteriet publishes for SWEREF 99 TM; 15° E is the projection's middle.
    longitudes, latitudes = np.array([12.75, 14.25, 15.0]), np.array([55.0, 55.0, 60.0])
    east, north = districts.to_sweref(longitudes, latitudes)
    assert np.round(east, 3).tolist() == [356083.438, 452024.069, 500000.0]
    assert np.round(north[:2], 3).tolist() == [6097106.672, 6095048.642]


def test_every_assessed_area_lies_in_its_municipality() -> None:
    import csv

    from queries.store import database

    with (database.BUILT_IN / "areas.csv").open(encoding="utf-8") as file:
        areas = list(csv.DictReader(file))
    at = districts.municipalities_at(
        np.array([float(area["latitude"]) for area in areas]),
        np.array([float(area["longitude"]) for area in areas]),
        "wgs84",
    )
    names = districts.municipality_names()
    assert [names[place] for place in at] == [area["municipality"] for area in areas]


# ---- wording ------------------------------------------------------------------------------------------------------------


def test_every_form_of_dates_fits_its_own_example() -> None:
    for form in date_forms.FORMS.values():
        assert form.fits(form.example)
        decided = date_forms.decide([form.example] * 3).form
        assert decided is not None
        assert decided.id == form.id


def test_sentences_use_only_what_a_problem_holds() -> None:
    for sentence in SENTENCES.values():
        assert sentence.format(value="1", expected="2").endswith(".")


def test_counts_cannot_be_changed(count: Any) -> None:
    counts = count("date;place\n2025-08-22;Alby\n")
    with pytest.raises(dataclasses.FrozenInstanceError):
        counts.rows = ()
