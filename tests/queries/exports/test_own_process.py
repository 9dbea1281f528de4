"""Files that are read in a process of their own: what they hold ends that process at most."""

from __future__ import annotations

import io
import os
import pickle
import threading
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from queries.exports import Corrections, Reading, own_process
from queries.exports.counting import read_or_counted
from queries.exports.own_process import Plain, read_apart
from tests.queries.exports.foreign import refusals, text
from tests.queries.exports.test_counting import EVENTS
from tests.queries.exports.test_databases import HEADER, XLS, open_document, row_of
from tests.queries.exports.test_kinds import ASKED
from tests.queries.exports.test_workbooks import PLAIN, of_rows

TABLE = "Kommun;År;Antal\nUmeå;2019;5\nLund;2019;1234\n".encode()
JSON = '[{"Kommun": "Vara", "År": 2021, "Antal": 5}]'.encode()
SLOW = (
    "Kommun;Brott;År;Antal\n" + "".join(f"Kommun {n % 290};Brott {n // 290};2019;5\n" for n in range(250_000))
).encode()
"""Longer to read than any of these tests waits."""


def apart(name: str, content: bytes, waiting: Callable[[], None] = lambda: None) -> Reading:
    return read_apart(name, content, Corrections(), "year", lambda share: None, waiting)


def repeating(words: str, cells: int) -> bytes:
    """A workbook of one text that many cells point to."""
    content = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(of_rows(PLAIN))) as old,
        zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.namelist():
            if entry.endswith("sheet1.xml"):
                continue
            body = old.read(entry).decode()
            if entry.endswith("sharedStrings.xml"):
                number = body.count("<si>")
                body = body.replace("</sst>", f"<si><t>{words}</t></si></sst>")
            new.writestr(entry, body)
        rows = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>{number}</v></c></row>' for row in range(1, cells))
        sheet = f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>'
        new.writestr("xl/worksheets/sheet1.xml", sheet)
    return content.getvalue()


@pytest.mark.parametrize("content", [TABLE, EVENTS.encode(), b"%PDF-1.7", of_rows(PLAIN), XLS, JSON])
def test_a_file_is_read_as_it_is_otherwise(content: bytes) -> None:
    assert apart("rån.csv", content) == read_or_counted("rån.csv", content, by="year")


@pytest.mark.parametrize("table", ASKED)
def test_what_is_asked_comes_over_with_its_answers(table: str) -> None:
    content = text(ASKED[table]).encode()
    (asked,), (question,) = (
        reading.questions for reading in (read_or_counted("rån.csv", content), apart("rån.csv", content))
    )
    assert (question.asked, question.columns) == (asked.asked, asked.columns)
    assert [one.rows for one in question.answers] == [one.rows for one in asked.answers]
    answer = question.answers[0].corrections
    told = read_apart("rån.csv", content, answer, "year", lambda share: None, lambda: None)
    assert told == read_or_counted("rån.csv", content, answer, by="year")


def test_what_needs_too_much_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A workbook of 64 KB that is copied into gigabytes ended the server and cut everybody off."""
    monkeypatch.setenv("LAGESBILD_LARGEST_FILE", "100000")  # what stands in front of it does not see it
    monkeypatch.setattr(own_process, "MEMORY", 200_000_000)
    content = repeating("x" * 30_000, 50_000)
    assert refusals(apart("rån.xlsx", content)) == ["too_demanding"]
    assert refusals(apart("rån.csv", TABLE)) == []


def test_what_needs_too_much_time_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_process, "SECONDS", 0)
    assert refusals(apart("rån.csv", TABLE)) == ["too_demanding"]


def test_more_figures_than_can_be_kept_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_process, "LARGEST_ANSWER", 1000)
    assert refusals(apart("rån.csv", TABLE)) == ["too_many_figures"]


class LeftError(Exception):
    """The reader is gone."""


def children() -> list[psutil.Process]:
    """The processes that read files now."""
    assert own_process._keeper is not None
    return psutil.Process(own_process._keeper[0].pid).children()


def none_is_left() -> bool:
    """Whether all have ended, soon: the kernel closes the files of a process shortly before it is gone."""
    ended = time.monotonic() + 30
    while children() and time.monotonic() < ended:
        time.sleep(0.05)
    return children() == []


def test_a_reading_ends_when_the_reader_leaves() -> None:
    """It went on for minutes at full load."""

    def leaves() -> None:
        if children():
            raise LeftError

    with pytest.raises(LeftError):
        apart("rån.csv", SLOW, leaves)
    assert none_is_left()


def test_only_so_many_are_read_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    most, leave = 0, threading.Event()

    def watch() -> None:
        nonlocal most
        most = max(most, len(children()))
        if leave.is_set():
            raise LeftError

    def reader() -> None:
        with pytest.raises(LeftError):
            apart("rån.csv", SLOW, watch)

    own_process.make_ready()
    threads = [threading.Thread(target=reader) for _ in range(4)]
    for thread in threads:
        thread.start()
    time.sleep(3)
    leave.set()
    for thread in threads:
        thread.join()
    assert most == own_process.MOST_AT_ONCE == 2


def test_nothing_stays_in_the_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    def leaves() -> None:
        if children() and any(tmp_path.rglob("*.csv")):
            raise LeftError

    rows = EVENTS.splitlines(keepends=True)
    with pytest.raises(LeftError):
        apart("handelser.csv", (rows[0] + "".join(rows[1:]) * 200_000).encode(), leaves)
    assert list(tmp_path.iterdir()) == []


def test_the_next_file_is_read_where_the_keeper_was_ended() -> None:
    apart("rån.csv", TABLE)
    assert own_process._keeper is not None
    own_process._keeper[0].kill()
    own_process._keeper[0].wait()
    assert refusals(apart("rån.csv", TABLE)) == []


class Evil:
    def __reduce__(self) -> object:
        return os.system, ("true",)


@pytest.mark.parametrize(
    "sent",
    [
        pickle.dumps(("reading", Evil())),
        b"cqueries.exports.own_process\nPath\n.",  # what a module of ours imports
        b"\x80\x04\x8c\x1bqueries.exports.own_process\x8c\x0fPath.write_text\x93.",
    ],
    ids=["a command", "an import", "a method of one"],
)
def test_nothing_but_a_reading_is_taken_from_the_other_process(sent: bytes) -> None:
    with pytest.raises(pickle.UnpicklingError, match=r"system|Path"):
        Plain.loads(sent)


# ---- what is seen before it is read -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "check"),
    [
        (repeating("x" * 1_000_000, 8000), "too_much_text"),  # 64 KB
        (repeating("x" * 32_768, 3), "too_much_text"),
        (repeating("x" * 30_000, 40_000), "too_much_text"),
        (repeating("x" * 30_000, 3), ""),
        (b"Kommun;" + b";" * 1_000_000 + b"\nUmea;2019\n", "line_too_long"),
        (TABLE + b"Umea;2020;" + b"5" * 1_000_001, "line_too_long"),
        (TABLE.replace(b"\n", b"\r") * 100_000, ""),
    ],
    ids=[
        "a text of a megabyte",
        "a text over 32 767",
        "a text copied",
        "a long text",
        "a line",
        "the last line",
        "old Mac's",
    ],
)
def test_what_no_spreadsheet_writes_is_refused(content: bytes, check: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAGESBILD_LARGEST_FILE", "200")
    found = {problem.check for problem in apart("rån.xlsx", content).refused}
    assert (check in found) if check else not found & {"too_much_text", "line_too_long", "too_demanding"}


@pytest.mark.parametrize(
    ("name", "content"),
    [("rån.xlsx", repeating("x" * 1_000_000, 8000)), ("rån.csv", b";" * 60_000_000)],
    ids=["64 KB that become gigabytes", "60 MB of semicolons"],
)
def test_the_server_stays_as_it_is_whatever_the_file_holds(name: str, content: bytes) -> None:
    """The first ended it, the second let everybody wait for six seconds."""
    own_process.make_ready()
    before = psutil.Process().memory_info().rss
    assert len(apart(name, content).refused) == 1
    assert psutil.Process().memory_info().rss - before < 2 * len(content) + 50_000_000
    assert none_is_left()
    assert refusals(apart("rån.csv", TABLE)) == []


def test_cells_are_counted_over_all_sheets() -> None:
    """Four sheets of cells far apart, each below the bound: two gigabytes and half a minute."""
    content = io.BytesIO(of_rows(PLAIN))
    with zipfile.ZipFile(content, "a") as archive:
        for number in range(2, 6):
            far = '<row r="1000000"><c r="H1000000"><v>1</v></c></row>'  # 8 of the 20 millions
            archive.writestr(f"xl/worksheets/sheet{number}.xml", f"<worksheet><sheetData>{far}</sheetData></worksheet>")
    assert refusals(apart("rån.xlsx", content.getvalue())) == ["too_many_cells"]


def test_cells_are_counted_over_all_tables_of_an_open_document() -> None:
    far = '</table:table><table:table table:name="{name}">' + row_of(
        "x", attributes=' table:number-rows-repeated="9000000"'
    )
    content = open_document(HEADER, row_of("Umeå", 2019, 5, 0.1), *(far.format(name=name) for name in "abc"))
    assert refusals(apart("rån.ods", content)) == ["too_many_cells"]
