"""Drafts the situation report of all 290 municipalities, in both languages and forms, and checks every sentence and table.

``python -m tests.benchmarks.situation_reports [CODE …] [--files]``, in some minutes; with ``--files`` the PDF, the Word and the HTML
file of each are made too. Prints what is wrong, a line each, and how long one takes; ends with 1 where anything is wrong.
"""

from __future__ import annotations

import datetime
import logging
import re
import statistics
import sys
import time
from collections.abc import Iterator

import queries
from pages.components import page, paper
from pages.components.page import Published
from pages.components.paper import Paper, pdf, web, word
from pages.components.paper.passages import Passage
from pages.components.text import Text, in_language
from pages.sections import municipality_offences
from pages.sections.paper import Version
from pages.sections.situation_report import document, letters
from pages.sections.situation_report.asked import Asked
from queries.row_types import Municipality

EMPTY = re.compile(r"\bNone\b(?! of)|\bnan\b|\{\w*\}|\*\*|  |\(\)|: *\.|\.\.(?!\.)|^\W*$")
"""What no finished sentence holds: values that are not there, marks of the code, two spaces, nothing."""

MOST_PAGES = {True: 4, False: 15}
"""Sheets of the short form, and of all."""


def begin() -> None:
    """This thread draws the page for nobody."""
    published = Published(version=queries.version(), has_own=False, hides=False, smallest=3)
    page.begin(path="/lagesbild", published=published, known_elsewhere={})


def drafted(t: Text, chosen: Municipality, *, is_short: bool) -> tuple[Asked, list[Passage], Paper]:
    """The document of a municipality beside similar ones, as its page drafts it."""
    found = municipality_offences.beside(t, chosen, municipality_offences.named(t, "similar", chosen))
    today = datetime.date(2026, 12, 1)
    asked = Asked(t=t, chosen=chosen, found=found, today=today, is_short=is_short)
    passages = document.passages(asked)
    title = document.default_title(t, chosen["name"], today.year)
    return asked, passages, document.of(asked, passages, title, "https://lagesbild.example.se/", Version("1"))


def sentences(content: Paper) -> Iterator[tuple[str, str]]:
    """Every text of the document, with where it stands."""
    yield from (("front", body) for _, body in content.front)
    yield from (("points", line) for line in content.points)
    for one in content.passages:
        for line in (one.heading, *one.said, *one.items, *(body for _, body in one.explained)):
            yield one.id, line
        yield from ((one.id, body) for box in one.boxes for _, body in box.lines)
        if one.chart is not None:
            yield from ((one.id, line) for line in (one.unit, one.spoken))


def wrong(asked: Asked, content: Paper) -> Iterator[str]:
    """What is wrong in a document."""
    for place, line in sentences(content):
        if EMPTY.search(line):
            yield f"{place}: {line!r}"
    ids = [table.id for one in content.passages for table in one.tables]
    if len(set(ids)) < len(ids):
        yield f"tables of one id: {ids}"
    for one in content.passages:
        if not (one.level == 2 or one.said or one.items or one.tables or one.boxes or one.room or one.own):
            yield f"{one.id}: holds nothing"
        for table in one.tables:
            yield from (f"{one.id}: {said}" for said in torn(asked.t, table))
    for letter in letters.every(asked):
        for line in (letter.title, *letter.paragraphs, *letter.after):
            if EMPTY.search(line):
                yield f"letter {letter.id}: {line!r}"


def torn(t: Text, table: paper.Table) -> Iterator[str]:
    """What is torn in a table: rows of another length, none at all, cells with what is not there, a part wider than the sheet."""
    if not table.rows:
        yield "a table without rows"
    if any(len(row) != len(table.columns) for row in table.rows):
        yield "a row of another length"
    for part in paper.written(t, table).parts:
        if sum(part.widths) > paper.SHEET * paper.SLACK:
            yield f"wider than the sheet: {part.caption}"
        for cells in (part.head, *part.rows):
            yield from (repr(cell.text) for cell in cells if re.search(r"\bNone\b(?! of)|\bnan\b|^$", cell.text))


def main(codes: list[str], *, with_files: bool) -> int:
    """Draft and check them all; how many things are wrong."""
    faults, taken, sheets = 0, [], {True: 0, False: 0}
    places = [row for row in queries.rows("municipalities") if not codes or row["code"] in codes]
    begin()
    logging.disable(logging.WARNING)  # nobody is there to draw for
    for chosen in places:
        for language in ("sv", "en"):
            for is_short in (True, False):
                start = time.perf_counter()
                asked, _, content = drafted(in_language(language), chosen, is_short=is_short)
                if with_files:
                    pdf.pdf(content), word.docx(content), web.html(content)
                taken.append(time.perf_counter() - start)
                found = list(wrong(asked, content))
                if language == "sv":
                    count = pdf.count_pages(content)
                    sheets[is_short] = max(sheets[is_short], count)
                    if count > MOST_PAGES[is_short]:
                        found.append(f"{count} sheets")
                for line in found:
                    print(f"{chosen['name']} {language} {'short' if is_short else 'all'}: {line}", flush=True)
                faults += len(found)
    print(f"{len(places)} municipalities, {len(taken)} documents, {faults} faults")
    print(f"at most {sheets[True]} sheets in short, {sheets[False]} in all")
    print(f"seconds a document: median {statistics.median(taken):.2f}, longest {max(taken):.2f}")
    return faults


if __name__ == "__main__":
    sys.exit(bool(main([one for one in sys.argv[1:] if one.isdigit()], with_files="--files" in sys.argv)))
