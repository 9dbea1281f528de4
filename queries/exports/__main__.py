"""``python -m queries.exports FILE… [--out FOLDER]``: the same reading as the page Egna filer, for the command line.

Prints what was understood of each file, what was noticed and what is wrong; with ``--out`` writes the figures as exports
of the dashboard's own contract, with the dictionary rows they need: a folder that ``LAGESBILD_DATA`` can name.

``--explain`` says which signs of names and cells counted. Where they do not settle what a column holds, nothing is written
of that file: the readings that are possible are printed, each with the ``--column`` that says so.

Exits with 0 when every file was read, 1 when one was refused or is in doubt, 2 when the command itself is wrong.
"""

from __future__ import annotations

import argparse
import csv
import datetime
import io
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from queries.exports import ROLES, Corrections, Reading, addition, together
from queries.exports.columns.column import Role
from queries.exports.columns.layout import Layout
from queries.exports.counting import read_or_counted
from queries.exports.explanation import reasons
from queries.exports.file import text
from queries.exports.observations import MEASURES, as_csv
from queries.exports.problems import Refused, said
from queries.exports.reading import Question
from queries.exports.sentences import Sentence, message, sentence, spoken
from queries.store.checks import Problem

LONG = 5_000_000
"""Bytes from which on a file's progress is told."""

BESIDE = message("beside your other files")

SHOWN = 20
"""Problems that are printed in full; further ones are counted."""


def place(problem: Problem, language: str) -> str:
    """Row, and column with its letter, as a spreadsheet shows them."""
    parts = [] if problem.row is None else [sentence(message("row {row}"), row=problem.row)]
    if problem.column:
        shown = f"{problem.letter} ({problem.column})" if problem.letter else problem.column
        parts.append(sentence(message("column {column}"), column=shown))
    return ", ".join(spoken(part, language) for part in parts)


def line(problem: Problem, language: str) -> str:
    where = place(problem, language)
    return f"{where}: {spoken(said(problem), language)}" if where else spoken(said(problem), language)


def report(reading: Reading, language: str, explain: bool) -> Iterable[str]:
    """What is printed of one file."""
    yield reading.file
    for one in (*reading.understood, *reading.remarks):
        yield f"  {spoken(one, language)}"
    if explain and reading.layout:
        yield from explained(reading.layout, language)
    for question in reading.questions:
        yield from asked(question, language)
    found = reading.refused or reading.problems
    if found:
        heading = message("Refused:") if reading.refused else message("Look at these:")
        yield f"  {spoken(Sentence(heading), language)}"
    for problem in found[:SHOWN]:
        yield f"    - {line(problem, language)}"
    rest = len(found) - SHOWN + reading.further
    if rest > 0:
        yield f"    … + {rest}"
    if not reading.refused and not reading.questions:
        text_ = message("Observations: {count}.")
        yield f"  {spoken(sentence(text_, count=len(reading.observations)), language)}"
    if reading.by_part:
        text_ = message(
            "Figures of months, quarters or weeks: {count}. They are kept as such on the page; the exports hold years."
        )
        yield f"  {spoken(sentence(text_, count=len(reading.by_part)), language)}"


def explained(layout: Layout, language: str) -> Iterable[str]:
    """The signs that counted, with their points."""
    heading = message("Why it was read so:")
    yield f"  {spoken(Sentence(heading), language)}"
    for reason in reasons(layout):
        yield f"    {reason.points:+g}  {spoken(reason.believed, language)}"
        for sign, points in reason.signs:
            yield f"        {points:+g}  {spoken(sign, language)}"


def asked(question: Question, language: str) -> Iterable[str]:
    """A question with its answers: each in words, with its first figures and the option that gives it."""
    yield f"  {spoken(question.asked, language)}"
    for number, answer in enumerate(question.answers, start=1):
        roles = " ".join(f"--column {letter}={role}" for letter, role in answer.corrections.roles.items())
        yield f"    {number}. {' '.join(spoken(one, language) for one in answer.said)}{f'  ({roles})' if roles else ''}"
        for row in answer.rows:
            figures = ", ".join(f"{name} {row[name]:g}" for name in MEASURES if row[name] is not None)
            yield f"         {row['area'] or row['area_category']}, {row['indicator']}, {row['year']}: {figures}"


def beside_each_other(readings: Sequence[Reading], language: str) -> Iterable[str]:
    """What is printed of what the files say of each other."""
    known = [reading for reading in readings if not reading.refused and not reading.questions]
    for before, after in zip(known, together(known), strict=True):
        remarks, problems = after.remarks[len(before.remarks) :], after.problems[len(before.problems) :]
        lines = [spoken(remark, language) for remark in remarks]
        lines += [f"- {line(problem, language)}" for problem in problems[:SHOWN]]
        rest = len(problems) - SHOWN + after.further - before.further
        lines += [f"… + {rest}"] if rest > 0 else []
        if lines:
            yield "\n  ".join([f"{after.file}: {spoken(Sentence(BESIDE), language)}", *lines])


def read_file(path: Path, corrections: Corrections) -> Reading:
    """Read one file of the disk; one that cannot be opened is refused like any other. Long ones tell how far they are."""

    def progress(share: float) -> None:
        print(f"\r{path.name} {share:4.0%}", end="\n" if share >= 1 else "", file=sys.stderr, flush=True)

    try:
        size = path.stat().st_size
        text.check_size(path.name, size)
        return read_or_counted(path.name, path.read_bytes(), corrections, progress if size > LONG else None)
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
        columns = list(dict.fromkeys([*(new[0] if new else ()), *(before.fieldnames or ())]))
    return as_csv(columns, [{name: row.get(name) or None for name in columns} for row in [*kept, *new]])


def role_of_column(text: str) -> tuple[str, Role]:
    """``B=place`` as the letter of a column and its role."""
    letter, _, role = text.partition("=")
    if role not in ROLES or not letter.isalpha():
        raise argparse.ArgumentTypeError(f"LETTER=ROLE, the role one of {', '.join(ROLES)}")
    return letter.upper(), role


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m queries.exports", description=__doc__)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="CSV, TXT, XLSX, ODS, XLS, JSON or PX")
    parser.add_argument("--out", type=Path, metavar="FOLDER", help="where the figures are written, in our contract")
    parser.add_argument("--lang", choices=("sv", "en"), default="sv", help="language of the report")
    parser.add_argument("--explain", action="store_true", help="say which signs counted for each column")
    parser.add_argument(
        *("--column", "-c"),
        action="append",
        default=[],
        type=role_of_column,
        metavar="LETTER=ROLE",
        help="what a column holds",
    )
    given = parser.parse_args(arguments)
    readings = []
    for number, path in enumerate(given.files, start=1):
        if len(given.files) > 1 and sys.stderr.isatty():
            print(f"{number}/{len(given.files)} {path.name}", file=sys.stderr)
        readings.append(read_file(path, Corrections(roles=dict(given.column))))
        print("\n".join(report(readings[-1], given.lang, given.explain)))
    for said_ in beside_each_other(readings, given.lang):
        print(said_)
    if given.out:
        for path in write(given.out, addition(readings, datetime.date.today())):
            print(path)
    return 1 if any(reading.refused or reading.questions for reading in readings) else 0


if __name__ == "__main__":
    sys.exit(main())
