"""A reader's own files: in the memory of that reader's session, and nowhere else.

Streamlit gives each open browser tab a session of its own and forgets it when the tab is closed or loaded anew. What is
kept here is reached by that session alone; nothing is cached for all. On disk there is but the temporary database of
:class:`queries.Own`, whose file has no name once it is opened.
"""

from __future__ import annotations

import datetime
import logging
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

import streamlit as st

from pages.components.own import files as own_files
from pages.server.streamlit_internals import end_if_left, forget_upload
from queries import Problem, exports
from queries.exports import Corrections, Reading, observations
from queries.exports.columns.column import Column
from queries.exports.events import By
from queries.exports.own_process import read_apart
from queries.row_types import Record
from queries.store import square_checks

LOG = logging.getLogger(__name__)


UPLOADS = own_files.UPLOADS
ROUND = "own_round"
MADE = own_files.MADE
"""Keys of the session: the files as they came, how often the uploader was emptied, and what was made of them for the
page."""

Made = TypeVar("Made")


@dataclass(kw_only=True)
class OwnFile:
    """A file as it came, what the reader corrected, and what was read of it.

    ``reading`` is ``None`` until it has been read with the corrections as they are; ``columns`` are those of the last time
    that columns were understood; ``groups`` are the values of the columns that part the figures, by letter; ``objection``
    is why the last correction was not taken; ``by_month`` whether events are counted by month too.
    """

    number: int
    name: str
    content: bytes = field(repr=False)
    corrections: Corrections = field(default_factory=Corrections)
    reading: Reading | None = None
    columns: tuple[Column, ...] = ()
    groups: dict[str, list[str]] = field(default_factory=dict)
    objection: str = ""
    by_month: bool = False

    @property
    def is_squares(self) -> bool:
        """Whether it is a file of own squares, which is not read as figures of places are: it has a form of its own."""
        return square_checks.is_file(self.content)

    @property
    def is_too_big(self) -> bool:
        """Whether it is larger than any file of squares needs to be: it is checked in the server's own process."""
        return len(self.content) > LARGEST_SQUARES


LARGEST_SQUARES = 10_000_000
"""Bytes of a file of squares: some 150 000 rows."""


def files() -> list[OwnFile]:
    """The files of this session, in the order in which they came."""
    found: list[OwnFile] = st.session_state.setdefault(UPLOADS, [])
    return found


def uploader_key() -> str:
    """The uploader's key, which changes when it is emptied."""
    return f"own_upload_{st.session_state.get(ROUND, 0)}"


def take() -> None:
    """Take over what lies in the uploader, and empty it: the page's own list is the only one."""
    uploaded = st.session_state.get(uploader_key()) or []
    before = {file.name for file in files()}
    for part in uploaded:
        add(part.name, part.getvalue(), before)
        forget_upload(part.file_id)
    if uploaded:
        st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1


def add(name: str, content: bytes, before: set[str]) -> None:
    """Put a file among the others. It replaces one of the same name among those ``before``; the corrections stay."""
    there = {file.name: file for file in files()}
    if name in there and there[name].content == content:
        return
    if name in before and name in there:
        there[name].content, there[name].reading = content, None
        return
    original, copies = name, 1
    while name in there:  # two files of one name from different folders
        copies += 1
        stem, dot, suffix = original.rpartition(".")
        name = f"{stem} ({copies}){dot}{suffix}" if dot else f"{original} ({copies})"
    number = max((file.number for file in files()), default=0) + 1
    files().append(OwnFile(number=number, name=name, content=content))


def remove(number: int | None = None) -> None:
    """Remove a file, or all of them, with everything that was made of them."""
    st.session_state[UPLOADS] = [file for file in files() if number is not None and file.number != number]
    keep(files())


def correct(file: OwnFile, corrections: Corrections, objection: str = "") -> None:
    """Take a correction; the file is read again. With an ``objection`` it is not taken, and the reader is told why."""
    file.objection = objection
    if not objection and corrections != file.corrections:
        file.corrections, file.reading = corrections, None


def count_by(file: OwnFile, by_month: bool) -> None:
    """Count the events of a file by month, or only by year."""
    if by_month != file.by_month:
        file.by_month, file.reading = by_month, None


def read_new(reading: Callable[[str], AbstractContextManager[Callable[[float], None]]]) -> bool:
    """Read every file that is new or corrected; whether there was any.

    ``reading`` shows which is being read, and how far its events are counted.
    """
    unread = [file for file in files() if file.reading is None]
    for file in unread:
        with reading(file.name) as progress:
            read(file, progress)
    if unread:
        keep(files())
    return bool(unread)


def read(file: OwnFile, progress: Callable[[float], None]) -> None:
    """Read the file with its corrections; squares are checked where the data are loaded."""
    if file.is_squares:
        file.reading = Reading(file=file.name)
        return
    by: By = "month" if file.by_month else "year"
    try:
        file.reading = read_apart(file.name, file.content, file.corrections, by, progress, end_if_left)
    except Exception:  # whatever nobody thought of: the reader gets words, the log the rest
        LOG.exception("an export of a reader's own could not be read")
        file.reading = Reading(file=file.name, refused=(Problem("unexpected", file.name),))
    layout = file.reading.layout
    if layout is not None:
        file.columns = layout.columns
        file.groups = {letter: list(values) for letter, values in layout.groups.items()}


def readings() -> list[Reading]:
    """What was read of the files that have figures; populations of one file beside the counts of the others."""
    return once(
        "readings",
        lambda: exports.together(
            [one.reading for one in files() if one.reading and not one.reading.refused and not one.is_squares]
        ),
    )


def rows() -> list[Record]:
    """The figures of all files by year, each with the name of its file."""
    return once("rows", lambda: [with_file(row, one) for one in readings() for row in one.observations])


def parts() -> list[Record]:
    """The figures of all files by month or quarter, each with the name of its file."""
    return once("parts", lambda: [with_file(row, one) for one in readings() for row in parts_of(one)])


def with_file(row: Record, of: Reading) -> Record:
    """The figure with the name of its file, and whether that calls it preliminary."""
    return {**row, "file": of.file, "preliminary": row["year"] in of.preliminary}


def keep(kept: Sequence[OwnFile]) -> None:
    """Let the rest of the dashboard see what the files say, in this session."""
    st.session_state[MADE] = {}
    figures = [file.reading for file in kept if file.reading and file.reading.observations]
    made = exports.addition(figures, today()) if figures else {}
    squares = squares_in_use()
    if squares:
        made["squares.csv"] = squares.content
    own_files.put(made)
    st.session_state[own_files.CAVEATS] = {one.source: one.remarks for one in figures}


def squares_in_use() -> OwnFile | None:
    """The file of own squares that is shown: the last one that came."""
    return next((file for file in reversed(files()) if file.is_squares and not file.is_too_big), None)


def once(name: str, make: Callable[[], Made]) -> Made:
    """What is made of the files for the page, made once until they change: a click must not wait for it."""
    made: dict[str, Any] = st.session_state.setdefault(MADE, {})
    if name not in made:
        made[name] = make()
    return cast(Made, made[name])


def today() -> datetime.date:
    return datetime.date.today()


def parts_of(reading: Reading) -> list[Record]:
    """The figures of months and quarters, with the contract's names and ``part`` and ``parts`` (12 or 4)."""
    ids = {found.text: found.id for found in reading.indicators}
    rows: list[Record] = []
    for figure in reading.by_part:
        category, area = observations.category_and_area(figure.place)
        rows.append(
            {
                "indicator": ids.get(figure.indicator, figure.indicator),
                "area_category": category,
                "area": area,
                "year": figure.year,
                "part": figure.part,
                "parts": figure.parts,
                "count": figure.count,
                "population": figure.population,
                "per_1000": figure.per_1000,
                "share_percent": figure.share_percent,
                "source": reading.source,
            }
        )
    return rows
