"""``python -m queries.exports FILE… [--out FOLDER]``: the same reading as the page Egna exporter, for the command line.

Prints what was understood of each file, what was noticed and what is wrong; with ``--out`` writes the figures as exports
of the dashboard's own contract, with the dictionary rows they need: a folder that ``LAGESBILD_DATA`` can name.

Exits with 0 when every file was read, 1 when one was refused, 2 when the command itself is wrong.
"""

from __future__ import annotations

import argparse
import csv
import datetime
import io
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from queries.exports import Reading, addition, together
from queries.exports.counting import read_or_counted
from queries.exports.file import text
from queries.exports.observations import as_csv
from queries.exports.problems import Refused, said
from queries.exports.sentences import Sentence, message, spoken
from queries.store.checks import Problem

LONG = 5_000_000
"""Bytes from which on a file's progress is told."""

BESIDE = message("beside your other files")

SHOWN = 20
"""Problems that are printed in full; further ones are counted."""


def place(problem: Problem, language: str) -> str:
    """Row, and column with its letter, as a spreadsheet shows them."""
    row, column = message("row {row}"), message("column {column}")
    parts = [] if problem.row is None else [spoken(Sentence(row, {"row": problem.row}), language)]
    if problem.column:
        shown = f"{problem.letter} ({problem.column})" if problem.letter else problem.column
        parts.append(spoken(Sentence(column, {"column": shown}), language))
    return ", ".join(parts)


def line(problem: Problem, language: str) -> str:
    where = place(problem, language)
    return f"{where}: {spoken(said(problem), language)}" if where else spoken(said(problem), language)


def report(reading: Reading, language: str) -> Iterable[str]:
    """What is printed of one file."""
    yield reading.file
    for sentence in (*reading.understood, *reading.remarks):
        yield f"  {spoken(sentence, language)}"
    found = reading.refused or reading.problems
    if found:
        heading = message("Refused:") if reading.refused else message("Look at these:")
        yield f"  {spoken(Sentence(heading), language)}"
    for problem in found[:SHOWN]:
        yield f"    - {line(problem, language)}"
    rest = len(found) - SHOWN + reading.further
    if rest > 0:
        yield f"    … + {rest}"
    if not reading.refused:
        text_ = message("Observations: {count}.")
        yield f"  {spoken(Sentence(text_, {'count': len(reading.observations)}), language)}"


def beside_each_other(readings: Sequence[Reading], language: str) -> Iterable[str]:
    """What is printed of what the files say of each other."""
    known = [reading for reading in readings if not reading.refused]
    for before, after in zip(known, together(known), strict=True):
        remarks, problems = after.remarks[len(before.remarks) :], after.problems[len(before.problems) :]
        lines = [spoken(remark, language) for remark in remarks]
        lines += [f"- {line(problem, language)}" for problem in problems[:SHOWN]]
        rest = len(problems) - SHOWN + after.further - before.further
        lines += [f"… + {rest}"] if rest > 0 else []
        if lines:
            yield "\n  ".join([f"{after.file}: {spoken(Sentence(BESIDE), language)}", *lines])


def read_file(path: Path) -> Reading:
    """Read one file of the disk; one that cannot be opened is refused like any other. Long ones tell how far they are."""

    def progress(share: float) -> None:
        print(f"\r{path.name} {share:4.0%}", end="\n" if share >= 1 else "", file=sys.stderr, flush=True)

    try:
        size = path.stat().st_size
        text.check_size(path.name, size)
        return read_or_counted(path.name, path.read_bytes(), progress=progress if size > LONG else None)
    except Refused as refusal:
        return Reading(file=path.name, refused=tuple(refusal.problems))
    except OSError as error:
        return Reading(file=path.name, refused=(Problem("unopened", path.name, value=error.strerror or str(error)),))


def write(folder: Path, files: dict[str, bytes]) -> list[Path]:
    """Put the files into the folder. Rows that its dictionary has for other files stay; those of these files are replaced."""
    written = []
    if (folder / "notes.csv").exists():
        files = {"notes.csv": b"", **files}  # what was noted of these files before may hold no longer
    sources = {row["id"] for row in records(files.get("sources.csv", b""))}
    for name, content in sorted(files.items()):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if "/" not in name and path.exists():
            content = with_rows_before(path, content, sources)
        path.write_bytes(content)
        written.append(path)
    return written


def records(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode())))


def with_rows_before(path: Path, content: bytes, sources: set[str]) -> bytes:
    """The rows of a dictionary file, with those of ``content`` in place of the ones that have the same id, or are notes
    on the figures of these sources."""
    new = records(content)
    ids = {row.get("id") for row in new}
    with path.open(encoding="utf-8-sig", newline="") as file:
        before = csv.DictReader(file)
        kept = [row for row in before if (row["id"] not in ids if "id" in row else row.get("source") not in sources)]
        columns = list(new[0] if new else before.fieldnames or [])
    return as_csv(columns, [{name: row.get(name) or None for name in columns} for row in [*kept, *new]])


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m queries.exports", description=__doc__)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="CSV, TXT or XLSX")
    parser.add_argument("--out", type=Path, metavar="FOLDER", help="where the figures are written, in our contract")
    parser.add_argument("--lang", choices=("sv", "en"), default="sv", help="language of the report")
    asked = parser.parse_args(arguments)
    readings = []
    for number, path in enumerate(asked.files, start=1):
        if len(asked.files) > 1 and sys.stderr.isatty():
            print(f"{number}/{len(asked.files)} {path.name}", file=sys.stderr)
        readings.append(read_file(path))
        print("\n".join(report(readings[-1], asked.lang)))
    for sentence in beside_each_other(readings, asked.lang):
        print(sentence)
    if asked.out:
        for path in write(asked.out, addition(readings, datetime.date.today())):
            print(path)
    return 1 if any(reading.refused for reading in readings) else 0


if __name__ == "__main__":
    sys.exit(main())
