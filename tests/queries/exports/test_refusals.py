"""Each rule that can break, with one small bad file; and each reason to refuse a file as a whole."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from pathlib import Path

import pytest

from queries.exports import event_checks, problems
from queries.exports.file import text
from queries.exports.problems import WORDINGS, said
from tests.queries.exports import test_kinds
from tests.queries.exports import test_part_years as test_exports_part_years
from tests.queries.exports import test_producers as test_exports_producers
from tests.queries.exports.foreign import checks, lines, reading_of, refusals
from tests.queries.exports.test_workbooks import PLAIN, of_rows

PLAIN_TEXT = "Kommun;År;Antal\nUmeå;2019;5\nLund;2019;6\n"


def zipped(**entries: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, entry in entries.items():
            archive.writestr(name, entry)
    return content.getvalue()


def damaged_workbook() -> bytes:
    return of_rows(PLAIN)[:-400]


def broken_sheet() -> bytes:
    """A workbook whose archive is whole, but not the text of its sheet."""
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(of_rows(PLAIN))) as old, zipfile.ZipFile(content, "w") as new:
        for entry in old.namelist():
            new.writestr(entry, b"<worksheet><row" if entry.endswith("sheet1.xml") else old.read(entry))
    return content.getvalue()


def locked_zip() -> bytes:
    """A workbook whose entries say that they are encrypted."""
    content = bytearray(of_rows(PLAIN))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        for found in re.finditer(re.escape(mark), bytes(content)):
            struct.pack_into("<H", content, found.start() + at, 1)
    return bytes(content)


def packed_otherwise() -> bytes:
    """A workbook packed as no spreadsheet does it, and damaged."""
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(of_rows(PLAIN))) as old, zipfile.ZipFile(content, "w", zipfile.ZIP_LZMA) as new:
        for entry in old.namelist():
            new.writestr(entry, old.read(entry))
    found = bytearray(content.getvalue())
    begin = found.index(b"xl/workbook.xml") + len(b"xl/workbook.xml")
    found[begin + 20 : begin + 120] = bytes(100)
    return bytes(found)


def in_directory(mark: bytes, at: int, format: str, value: int) -> bytes:
    """A workbook that says something else of its entries in the list at its end."""
    content = bytearray(of_rows(PLAIN))
    for found in re.finditer(re.escape(mark), bytes(content)):
        struct.pack_into(format, content, found.start() + at, value)
    return bytes(content)


def name_that_is_no_text() -> bytes:
    """A workbook whose names are said to be UTF-8 (bit 11) and are not."""
    return in_directory(b"PK\x01\x02", 8, "<H", 0x800).replace(b"docProps/app.xml", b"docProps/\xff\xff\xff.xml")


def other_name_in_front() -> bytes:
    """A workbook whose entries have other names in front of their contents than in the list, said to be UTF-8 there."""
    content = bytearray(in_directory(b"PK\x01\x02", 8, "<H", 0x800))
    begin = content.index(b"docProps/app.xml") + len(b"docProps/")
    content[begin : begin + 3] = b"\xff\xff\xff"
    return bytes(content)


def zip_bomb() -> bytes:
    """Some kilobytes that unpack to 60 megabytes."""
    content = io.BytesIO(of_rows(PLAIN))
    with zipfile.ZipFile(content, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet2.xml", b" " * 60_000_000)
    return content.getvalue()


def far_apart() -> bytes:
    rows: list[list[object]] = [[None] * 2 for _ in range(10)]
    rows[0] = ["Kommun", "År"]
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(of_rows(rows))) as old, zipfile.ZipFile(content, "w") as new:
        for entry in old.namelist():
            body = old.read(entry)
            if entry.endswith("sheet1.xml"):
                far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
                body = body.replace(b"</sheetData>", far)
            new.writestr(entry, body)
    return content.getvalue()


BAD_FILES: dict[str, tuple[str, bytes, str]] = {
    "nothing": ("rån.csv", b"", "nothing_in_it"),
    "blanks only": ("rån.csv", b"\r\n \r\n\t", "nothing_in_it"),
    "a mark only": ("rån.csv", b"\xef\xbb\xbf", "nothing_in_it"),
    "a sentence": ("rån.csv", "Här står bara text.\nOch mer text.\n".encode(), "not_a_table"),
    "figures in one column": ("rån.csv", b"1\n2\n3\n", "not_a_table"),
    "columns of spaces": ("rån.csv", "Kommun   År   Antal\nUmeå   2019   5\n".encode(), "not_a_table"),
    "PDF": ("rån.csv", b"%PDF-1.7\n%\xe2\xe3", "binary"),
    "picture": ("rån.csv", b"\x89PNG\r\n\x1a\n" + bytes(100), "binary"),
    "Parquet": ("rån.csv", b"PAR1" + bytes(100), "binary"),
    "random bytes": ("rån.csv", bytes(range(256)) * 20, "no_text"),
    "HTML": ("rån.csv", b"<!DOCTYPE html>\n<html><table><tr><td>1</td></tr></table></html>", "binary"),
    "HTML named as a workbook": ("rån.xls", b"<html xmlns:x='urn'><table><tr><td>1</td></tr></table>", "binary"),
    "XML": ("rån.csv", b'<?xml version="1.0"?><rows><row/></rows>', "binary"),
    "JSON": ("rån.csv", b'{"Kommun": "Lund", "Antal": 5}', "no_rows_in_json"),
    "JSON of rows": ("rån.csv", b'[{"Kommun": "Lund", "Antal": 5}, {"Kommun": "Ystad", "Antal": 6}]', "no_year"),
    "damaged JSON": ("rån.csv", b'[{"Kommun": "Lund", "Antal": 5}, {"Komm', "damaged_table"),
    "zip": ("rån.xlsx", zipped(**{"rån.csv": PLAIN_TEXT.encode()}), "binary"),
    "old workbook": ("rån.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "damaged_workbook"),
    "OpenDocument": ("rån.ods", zipped(mimetype=b"x", **{"content.xml": b"<x/>"}), "damaged_workbook"),
    "binary workbook": ("rån.xlsb", zipped(**{"xl/workbook.bin": b"x"}), "old_workbook"),
    "damaged workbook": ("rån.xlsx", damaged_workbook(), "damaged_workbook"),
    "broken sheet": ("rån.xlsx", broken_sheet(), "damaged_workbook"),
    "packed otherwise": ("rån.xlsx", packed_otherwise(), "damaged_workbook"),
    "a name that is no text": ("rån.xlsx", name_that_is_no_text(), "damaged_workbook"),
    "a name in front that is no text": ("rån.xlsx", other_name_in_front(), "damaged_workbook"),
    "a newer kind of archive": ("rån.xlsx", in_directory(b"PK\x01\x02", 6, "<H", 90), "damaged_workbook"),
    "patches instead of data": ("rån.xlsx", in_directory(b"PK\x01\x02", 8, "<H", 0x20), "damaged_workbook"),
    "an entry before the beginning": (
        "rån.xlsx",
        in_directory(b"PK\x05\x06", 16, "<I", 0x00FFFFFF),
        "damaged_workbook",
    ),
    "strong encryption": ("rån.xlsx", in_directory(b"PK\x01\x02", 8, "<H", 0x40), "locked_workbook"),
    "password": ("rån.xlsx", locked_zip(), "locked_workbook"),
    "cells far apart": ("rån.xlsx", far_apart(), "too_many_cells"),
    "empty workbook": ("rån.xlsx", of_rows([]), "no_sheet"),
    "broken UTF-8": (
        "rån.csv",
        ("Kommun;År;Antal\n" + "Mölndal;2019;5\n" * 30).encode() + b"Ume\xe5;2019;5\n",
        "undecodable",
    ),
    "10 000 columns": ("rån.csv", ";".join(map(str, range(10_000))).encode() + b"\n", "too_many_columns"),
    "unclosed quotation mark": (
        "rån.csv",
        b'Kommun;Ar;Antal\nLund;2019;"5\n' + b"Ystad;2019;4\n" * 100,
        "unclosed_quote",
    ),
    "no year": ("rån.csv", b"Kommun;Antal\nLund;5\nYstad;6\n", "no_year"),
    "nothing numeric": ("rån.csv", b"Kommun;Namn\nLund;Kalle\nYstad;Lisa\n", "nothing_numeric"),
    "a header only": ("rån.csv", b"Kommun;2019;2020\n", "no_data_rows"),
    "all missing": ("rån.csv", b"Kommun;2019;2020\nLund;..;..\nYstad;..;..\n", "all_missing"),
    "nothing but broken figures": ("rån.csv", b"Kommun;Ar;Antal\nLund;2019;-5\nYstad;2019;-6\n", "nothing_numeric"),
    "per how many": ("rån.csv", b"Kommun;2019\nLund;5,5\nYstad;6,5\n", "no_per"),
    "two columns of the same": ("rån.csv", b"Kommun;2019;2019\nLund;5;6\nYstad;6;7\n", "two_columns_for_one"),
    "persons": (
        "rån.csv",
        "Kommun;År;Person;Antal\nUmeå;2020;19121212-1212;1\nUmeå;2020;121212+1212;1\nLund;2021;191212121212;1\n".encode(),
        "personal_numbers",
    ),
    "ages that hold each other": (
        "rån.csv",
        "Kommun;År;Ålder;Antal\nUmeå;2020;0-17 år;5\nUmeå;2020;18-24 år;3\nUmeå;2020;18+ år;9\n".encode(),
        "overlapping_groups",
    ),
    "places and offences in one column": (
        "rån.csv",
        b"Rader;2019\nTeg;9\nVapenbrott;5\nOlaga hot;4\nErsboda;5\nVapenbrott;2\nOlaga hot;3\n",
        "mixed_column",
    ),
}


@pytest.mark.parametrize(("name", "content", "check"), BAD_FILES.values(), ids=list(BAD_FILES))
def test_refused(name: str, content: bytes, check: str) -> None:
    reading = reading_of(name, content)
    assert refusals(reading) == [check]
    assert reading.observations == ()


def test_a_file_of_which_every_row_is_wrong_is_not_said_to_have_no_rows() -> None:
    rows = "Stadsdel;År;Antal\nNorrmalm;2023;tolv\nSöderby;20233;5\nVästra;2024;-4\nVästra;2024;1 2 3,5,6\n"
    reading = reading_of("trasig.csv", rows)
    assert refusals(reading) == ["not_a_number", "not_a_year", "negative", "not_a_number"]


def test_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAGESBILD_LARGEST_FILE", "0.0001")  # megabytes
    long = PLAIN_TEXT + "Ystad;2019;7\n" * 10
    assert refusals(reading_of("rån.csv", long)) == ["too_large"]
    assert lines(reading_of("rån.csv", PLAIN_TEXT)) == ["ran, Lund, 2019: count 6", "ran, Umeå, 2019: count 5"]
    assert str(said(reading_of("rån.csv", long).refused[0])).startswith("The file is larger than 0.0001 megabytes.")


def test_zip_bomb(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAGESBILD_LARGEST_FILE", "10")
    content = zip_bomb()
    assert len(content) < 100_000
    assert refusals(reading_of("rån.xlsx", content)) == ["zip_bomb"]


HEADER = "Kommun;År;Antal;Folkmängd;Per 1 000 inv\n"
GOOD = "Lund;2019;100;10000;10,0\nYstad;2019;50;10000;5,0\nSala;2019;20;10000;2,0\n"

BAD_VALUES = {
    "not_a_number": ("Umeå;2019;fem;10000;5,0", "C", "Antal", "fem", ()),
    "not_a_whole_number": ("Umeå;2019;5,5;10000;", "C", "Antal", "5,5", ()),
    "negative": ("Umeå;2019;-5;10000;", "C", "Antal", "-5", ()),
    "too_great": ("Umeå;2019;99999999999;10000;", "C", "Antal", "99999999999", ()),
    "not_a_year": ("Umeå;20x9;5;10000;", "B", "År", "20x9", ()),
    "no_place": (";2019;5;10000;", "A", "Kommun", "", ()),
    "no_population": ("Umeå;2019;5;0;", "D", "Folkmängd", "0", ()),
    "row_too_long": ("Umeå;2019;5;10000;;7", "", "", "6", ("5",)),
    "two_values": ("Lund;2019;101;10000;10,0", "C", "Antal", "101", ("100", "2")),
    "rate_differs": ("Umeå;2019;100;10000;12,0", "E", "Per 1 000 inv", "12,0", ("10.0",)),
    "population_jumps": ("Lund;2020;100;20000;5,0", "", "", "Lund 2020: 20000", ("10000",)),
}


@pytest.mark.parametrize("check", BAD_VALUES)
def test_rules_of_values(check: str) -> None:
    """The bad row is the fifth; the good ones are read."""
    row, letter, column, value, expected = BAD_VALUES[check]
    reading = reading_of("rån.csv", HEADER + GOOD + row + "\n")
    assert checks(reading) == [check]
    (found,) = reading.problems
    assert (found.file, found.row, found.letter, found.column) == ("rån.csv", 5, letter, column)
    assert (found.value, found.expected) == (value, expected)
    assert lines(reading)[-1] == "ran, Ystad, 2019: count 50, population 10000, per_1000 5"


def test_a_share_above_a_hundred() -> None:
    reading = reading_of("rån.csv", "Kommun;År;Andel (%)\nLund;2019;12,5\nUmeå;2019;112,5\n")
    assert (checks(reading), lines(reading)) == (["too_great"], ["ran, Lund, 2019: share_percent 12.5"])


def test_a_row_that_does_not_say_what_is_counted() -> None:
    reading = reading_of("brott.csv", "Kommun;Brott;År;Antal\nUmeå;Rån;2020;5\nUmeå;;2020;8\nLund;Rån;2020;7\n")
    assert (checks(reading), lines(reading)) == (
        ["no_indicator"],
        ["ran, Lund, 2020: count 7", "ran, Umeå, 2020: count 5"],
    )
    assert (reading.problems[0].row, reading.problems[0].letter) == (3, "B")


def test_the_reader_chooses_one_of_the_groups_that_hold_each_other() -> None:
    name, content, _ = BAD_FILES["ages that hold each other"]
    assert lines(reading_of(name, content, totals={"C": "18+ år"})) == ["ran, Umeå, 2020: count 9"]


def test_a_month_that_is_none() -> None:
    months = "".join(f"Lund;2019;{month};1\n" for month in range(1, 13))
    reading = reading_of("rån.csv", f"Kommun;År;Månad;Antal\n{months}Umeå;2019;13;5\n")
    assert (checks(reading), lines(reading)) == (["not_a_month"], ["ran, Lund, 2019: count 12"])
    assert (reading.problems[0].row, reading.problems[0].value) == (14, "13")


def test_a_row_whose_measure_says_no_number_of_inhabitants() -> None:
    """Per mille is told; a bare share per inhabitants is not."""
    table = "Kommun;År;Mått;Värde\nLund;2019;Antal;5\nLund;2019;Promille;0,5\n"
    assert lines(reading_of("rån.csv", table)) == ["ran, Lund, 2019: count 5, per_1000 0.5"]


def test_neither_of_two_values_is_used() -> None:
    reading = reading_of("rån.csv", "Kommun;År;Antal\nLund;2019;5\nLund;2019;6\nLund;2019;5\nUmeå;2019;1\n")
    assert lines(reading) == ["ran, Umeå, 2019: count 1"]


def test_two_values_are_worded_in_any_language() -> None:
    reading = reading_of("rån.csv", HEADER + GOOD + BAD_VALUES["two_values"][0])
    assert str(said(reading.problems[0])) == (
        "Two figures for the same cell: “101” here, but “100” in row 2. Neither is used. Keep one of them."
    )


def test_many_problems_are_counted() -> None:
    rows = "".join(f"Lund;{year};-1\n" for year in range(1950, 2000)) * 40
    rows = "Umeå;2019;5\n" * 4000 + rows
    reading = reading_of("rån.csv", "Kommun;År;Antal\nUmeå;2019;5\n" + rows)
    assert len(reading.problems) + reading.further == 2000
    assert len(reading.problems) == 1000


def produced() -> set[str]:
    """The rules that the reader's code names."""
    folder = Path(problems.__file__).parent
    code = "\n".join(
        path.read_text(encoding="utf-8")
        for path in folder.rglob("*.py")
        if path.relative_to(folder).as_posix() not in ("problems.py", "events/__init__.py")
    )
    return {name for name in WORDINGS if f'"{name}"' in code}


def test_every_rule_has_a_wording_and_a_bad_file() -> None:
    tested = (
        {check for _, _, check in BAD_FILES.values()}
        | set(BAD_VALUES)
        | {"too_large", "zip_bomb", "not_a_month", "no_indicator"}
        | {
            check
            for module in (test_exports_part_years, test_exports_producers)
            for case in module.CASES.values()
            for checks in case[3:]
            for check in checks
        }
    )
    tested |= {check for _, check, _ in test_kinds.REFUSED.values()}
    tested.add("unopened")  # by the command line, in test_exports_cli.py
    tested.add("place_contradicts")  # of many forms, in test_exports_groups.py
    tested.add("other_file")  # of two files, in test_exports_several.py
    tested |= {"too_much_text", "line_too_long", "too_demanding", "too_many_figures"}  # in test_own_process.py
    assert tested == set(WORDINGS)
    assert produced() == set(WORDINGS)


def test_every_problem_that_the_code_makes_is_worded() -> None:
    folder = Path(problems.__file__).parent
    made = set()
    for path in folder.rglob("*.py"):
        code = path.read_text(encoding="utf-8")
        made |= set(re.findall(r'\babout\(\s*[\w.]+,\s*"(\w+)"', code)) | set(
            re.findall(r'\bProblem\(\s*"(\w+)"', code)
        )
    assert made <= set(WORDINGS) | set(event_checks.SENTENCES)


def test_the_limit_is_the_environments(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LAGESBILD_LARGEST_FILE", raising=False)
    assert text.largest() == 100_000_000
    monkeypatch.setenv("LAGESBILD_LARGEST_FILE", "1.5")
    assert text.largest() == 1_500_000


def rewritten(change: dict[bytes, bytes]) -> bytes:
    """The workbook with two cells far apart, its sheet written in another way."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(far_apart())) as old, zipfile.ZipFile(made, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            for before, after in change.items():
                content = content.replace(before, after)
            new.writestr(entry.filename.replace("xl/worksheets/", "xl/other/"), content)
    return made.getvalue()


@pytest.mark.parametrize(
    "change",
    [
        {b"worksheets/sheet": b"other/sheet"},  # the sheet in another folder
        {b"worksheets/sheet": b"other/sheet", b' r="': b" r='", b'" s="': b"' s=\"", b'"><': b"'><"},
        {b"worksheets/sheet": b"other/sheet", b' r="': b' r = "'},
    ],
    ids=["another folder", "single quotation marks", "spaces"],
)
def test_cells_far_apart_are_found_however_they_are_written(change: dict[bytes, bytes]) -> None:
    """Opened all the same, such a workbook would take all memory and the server with it."""
    refused = reading_of("rån.xlsx", rewritten(change)).refused
    assert [problem.check for problem in refused] == ["too_many_cells"]


def test_what_identifies_persons_is_not_shown_either() -> None:
    name, content, _ = BAD_FILES["persons"]
    reading = reading_of(name, content)
    assert reading.preview == ()
    assert (reading.refused[0].letter, reading.refused[0].column, reading.refused[0].value) == ("C", "Person", "")


MANY = "9" * 5000
"""More digits than Python reads as one number."""


@pytest.mark.parametrize(
    "table",
    [
        f"Kommun;År;Antal\nUmeå;2022-09-{MANY};5\nLund;2019;6\n",
        f"Kommun;År;Antal\nUmeå;2022-09-{MANY[:400]};5\nLund;2019;6\n",
        f"Kommun;År;Månad;Antal\nUmeå;2019;{MANY};5\nLund;2019;1;6\n",
        f"Kommun;År;Antal per {MANY} inv\nUmeå;2019;5\nLund;2019;6\n",
        f"Kommun;År;Antal\nUmeå;{MANY};5\nLund;2019;6\n",
        f"Kommun;År;Antal\n{MANY};2019;5\nLund;2019;6\n",
        f"Kommun;År;Antal\nUmeå;2019;{MANY}\nLund;2019;6\n",
        f"Anmälda rån {MANY}\nKommun;År;Antal\nUmeå;2019;5\nLund;2019;6\n",
        f"Kommun;År;Ålder;Antal\nUmeå;2019;0-{MANY} år;5\nLund;2019;0-{MANY} år;6\n",
        f"Brottstyp;Datum;Lat;Long\nRån;2024-01-{MANY};63.8;20.3\nRån;2024-01-03;63.8;20.{MANY}\n",
    ],
    ids=["day", "400 digits", "month", "per", "year", "place", "count", "title", "age", "events"],
)
def test_a_number_of_thousands_of_digits_is_read_or_refused(table: str) -> None:
    reading = reading_of("rån.csv", table.encode())
    for problem in (*reading.refused, *reading.problems):
        assert str(said(problem))
    assert reading.refused or reading.problems or reading.questions or reading.remarks


def test_a_format_of_thousands_of_digits_in_a_workbook_is_read() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(of_rows(PLAIN))) as old, zipfile.ZipFile(made, "w") as new:
        for entry in old.infolist():
            new.writestr(entry.filename, old.read(entry).replace(b'numFmtId="0"', b'numFmtId="%s"' % MANY.encode()))
    assert reading_of("rån.xlsx", made.getvalue()).observations == reading_of("rån.xlsx", of_rows(PLAIN)).observations
