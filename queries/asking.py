"""Questions in ``.sql`` files, asked with named parameters."""

from __future__ import annotations

import contextlib
import functools
import json
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar, cast

import pandas as pd
import pyarrow as pa

from queries.row_types import Parameter as Parameter
from queries.row_types import Record, Rows
from queries.statistics.variation import UNKNOWN, Variation
from queries.store import additions, chance, database, file_checks
from queries.store.checks import FileCheck as FileCheck
from queries.store.checks import Problem as Problem
from queries.store.database import DataUnavailable as DataUnavailable
from queries.store.dictionary import DICTIONARY, by_row, read_dictionary
from queries.store.dictionary import Files as Files
from queries.store.loading import INSERT, Frozen, answer_batches, whole_table
from queries.store.own import Own as Own

FOLDER = Path(__file__).parent

MOST_REMEMBERED = 64
"""So many results of one state of the data are kept; a reader's own go with that reader's files."""

TABLES = tuple(name for name in INSERT if name != "answers")
"""The tables that may be given away whole. Answers of single people who were asked may not: questions ask for what follows."""

Made = TypeVar("Made")


def questions() -> list[str]:
    """Names of all questions that :func:`run` answers."""
    return sorted(path.stem for path in FOLDER.glob("*.sql"))


def run(question: str, **parameters: Parameter) -> pd.DataFrame:
    """Answer one question from the data as they are now.

    ``question`` is the name of a ``.sql`` file in this folder; its first comment says what a row means and which
    parameters it takes; ``areas`` may be left out. A list filters by its members; ``None`` does not filter. Answers are kept until a file in
    ``data/`` changes; the frame returned is the caller's own.

    Raises ``ValueError`` for an unknown question, ``duckdb.Error`` for parameters the question does not take, and
    :class:`DataUnavailable` when there are no good data.
    """
    loaded, sql, frozen = _prepared(question, parameters)
    return loaded.ask(sql, frozen).copy()


def _rows(question: str, **parameters: Parameter) -> Sequence[Record]:
    """The same answer as :func:`run`, as one dictionary a row, of the types in :mod:`queries.row_types`; ``None`` is
    unknown. They are the caller's own."""
    loaded, sql, frozen = _prepared(question, parameters)
    return [dict(row) for row in loaded.ask_rows(sql, frozen)]


rows = cast(Rows, _rows)


def batches(question: str, size: int, **parameters: Parameter) -> Iterator[list[dict[str, Any]]]:
    """The same rows, at most ``size`` at a time and not kept: for long answers that are passed on as they come. They are of
    the state of the data in which this is called, whenever they are read."""
    loaded, sql, frozen = _prepared(question, parameters)
    return answer_batches(loaded.connection, sql, frozen, size)


def remembered(key: tuple[object, ...], make: Callable[[], Made]) -> Made:
    """What ``make`` gives for the data as they are now; made once for each ``key`` as long as they stay so."""
    kept = database.current().remembered
    if key not in kept:
        made = make()
        while len(kept) >= MOST_REMEMBERED:
            kept.pop(next(iter(kept), ()), None)
        kept[key] = made
        return made
    try:
        found: Made = kept[key]
    except KeyError:  # another thread has made room meanwhile
        return make()
    return found


def variation(indicator: str, measure: str) -> Variation:
    """How figures of an indicator in a measure swing: the one model by which all is judged that is said of chance, made of all
    years and places. Of the national series ``indicator`` is the event, ``measure`` is ``national``."""
    kind = indicator, chance.kind_of(measure)
    return database.current().models.get(kind, UNKNOWN)


def _text(question: str) -> str:
    path = f"{FOLDER}/{question}.sql"
    try:
        found = os.stat(path) if question.isidentifier() else None
    except OSError:
        found = None
    if found is None:
        raise ValueError(f"no such question: {question!r}; there are {', '.join(questions())}")
    return _read(path, (found.st_mtime_ns, found.st_ctime_ns, found.st_ino, found.st_size))


@functools.lru_cache(maxsize=256)
def _read(path: str, state: tuple[int, ...]) -> str:
    """The text of a file; read once for each ``state`` of it, by what the file system knows."""
    return Path(path).read_text(encoding="utf-8")


def _prepared(question: str, parameters: dict[str, Parameter]) -> tuple[database.Loaded, str, Frozen]:
    # The text is part of what the answer is kept under: an edited question is asked anew.
    sql = _text(question)
    if "$areas" in sql:  # most of those who ask know of no places
        parameters = {"areas": None} | parameters
    frozen = tuple(
        (name, tuple(value) if isinstance(value, list | tuple) else value) for name, value in sorted(parameters.items())
    )
    return database.current(), sql, frozen


@contextlib.contextmanager
def one_state(own: Own | Files | None = None) -> Iterator[None]:
    """Within it, in this thread or task, the data stay as they are now, whatever happens to the files.

    With ``own``, a reader's own files, every question sees the data with these on top. An :class:`Own` keeps the
    database made of them, and is to be held by that reader's session alone; plain files are loaded at every entering.

    Raises :class:`DataUnavailable` on entering when there are no good data. What does not fit in the reader's own
    files raises nothing: see :func:`own_problems`.
    """
    with database.one_state():
        if own is None:
            yield
            return
        with database.one_state((own if isinstance(own, Own) else Own(own)).on(database.current())):
            yield


def own_sources() -> tuple[str, ...]:
    """Ids of the sources that the reader's own files bring; all their figures, and no others, stand under these."""
    return database.current().own_sources


def own_problems() -> tuple[Problem, ...]:
    """What is wrong in the reader's own files; those of them that have no problem are in use."""
    return database.current().own_problems


def checked_files() -> list[FileCheck]:
    """Every check that loading the files carried out, with what it looked at and found; the reader's own files too."""
    return file_checks.of(database.current())


def export_files() -> dict[str, tuple[str, ...]]:
    """The files that hold the figures of each source, by its id; a reader's own begin with ``own/``."""
    return dict(database.current().exports)


def columns(resource: str) -> list[dict[str, Any]]:
    """The columns of a kind of file, as the dictionary of the data has them: name, type, constraints, how times are
    written. Raises ``KeyError`` for a kind that there is not."""
    found = {row["name"]: row for row in read_dictionary(database.current().files[DICTIONARY])}
    return [dict(column) for column in found[resource]["schema"]["fields"]]


def dictionary() -> dict[str, Any]:
    """The whole dictionary of the data as they are now: ``datapackage.json``, with the resources that it is from before.
    It is the caller's own."""
    content = database.current().files[DICTIONARY]
    return {**json.loads(content), "resources": read_dictionary(content)}


def table(name: str) -> pa.Table:
    """One of :data:`TABLES` as it stands in the database, with the columns of the dictionary: additions are in it, and what
    is hidden is empty."""
    assert name in TABLES
    return whole_table(database.current().connection, name, [column["name"] for column in columns(name)])


def left_out(resource: str) -> int:
    """How many rows are left out of the files of this kind, for what is wrong in them or in what they refer to; those of
    a file that could not be read at all are not counted."""
    rows_ = database.current().left_out
    return sum(len(numbers) for file, numbers in rows_.items() if additions.plain(file) == f"{resource}.csv")


def referring(resource: str) -> int:
    """How many of those rows are right themselves, and left out only because they refer to what is left out."""
    rows_ = {(problem.file, problem.row) for problem in database.current().consequences if by_row(problem)}
    return sum(additions.plain(file) == f"{resource}.csv" for file, _ in rows_)


def unread(resource: str) -> bool:
    """Whether a file of this kind, or the folder that it would be in, is there and could not be read as a whole."""
    files = (f"{resource}.csv", "")
    return any(additions.plain(problem.file) in files and not by_row(problem) for problem in problems())


def problems() -> tuple[Problem, ...]:
    """What is wrong in the files of ``data/`` now; empty when all is well."""
    return database.current().problems


def version() -> str:
    """Sixteen hexadecimal digits made from the content of all files in use, and from how small numbers of own files are
    shown: the same data, the same version."""
    return database.current().version


def smallest_count() -> int:
    """The smallest number of own files that is not hidden, 0 apart."""
    return database.current().smallest


def has_own() -> bool:
    """Whether any files are own, an administrator's or a reader's, so that numbers in them could be hidden."""
    loaded = database.current()
    return loaded.folder != database.BUILT_IN or any(additions.is_added(name) for name in loaded.files)
