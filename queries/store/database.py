"""Opening and loading the database: CSV files become a DuckDB database that can only be read.

The files in ``data/`` are loaded once, with those of the folder that ``LAGESBILD_DATA`` names in their place or on top.
When one changes, all are read again and the new database takes the place of the old in one step. A broken file leaves
the last good data up and its problems beside them.
"""

from __future__ import annotations

import contextlib
import dataclasses
import datetime
import functools
import hashlib
import logging
import os
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from queries.store import additions, chance, hiding, restart, states
from queries.store.checks import Problem, Table
from queries.store.dictionary import BUILT_IN as BUILT_IN
from queries.store.dictionary import DICTIONARY, FOLDERS, Files, by_row, can_be_spared, check, without_rows
from queries.store.loading import Frozen, NotLoaded, answer, answer_rows, connect, is_exhausted, reopened, told

LOG = logging.getLogger(__name__)

SECONDS_BETWEEN_LOOKS = 1.0
"""How often, at most, the folder is looked through for changed files."""

LARGEST_FILE = 50
"""Megabytes. Many times what any export needs; a larger file would keep the server from answering while it is read."""

MEGABYTE = 1_000_000

Performed = dict[str, dict[str, int]]
"""Of each file, how many rows or cells each kind of check looked at."""


class DataUnavailable(Exception):
    """There are no good data to show; ``problems`` says why."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(f"no usable data: {problems[0] if problems else 'nothing found'}")
        self.problems = problems


@dataclass(frozen=True, eq=False)
class Database:
    """A read-only database, how the figures of each kind in it swing, and the answers that it gave.

    States in which the same files and rows are used share it, whatever else is wrong in each.
    """

    connection: duckdb.DuckDBPyConnection
    models: chance.Models

    @functools.cached_property
    def ask(self) -> Callable[[str, Frozen], pd.DataFrame]:
        return functools.lru_cache(maxsize=512)(functools.partial(answer, self.connection))

    @functools.cached_property
    def ask_rows(self) -> Callable[[str, Frozen], list[dict[str, Any]]]:
        return functools.lru_cache(maxsize=512)(functools.partial(answer_rows, self.connection))

    @functools.cached_property
    def shown(self) -> bytes:
        return hiding.all_shown(self.connection)


@dataclass(frozen=True, eq=False, kw_only=True)
class Loaded:
    """One state of the data: a read-only database, what is wrong in the files, and a version made from their content.

    ``folder`` is the one the dictionary was read from; ``own_sources`` are the ids of a reader's own sources, and
    ``own_problems`` what is wrong in that reader's files. ``performed`` are the checks that were carried out on each
    file as it stands, ``exports`` the files that hold the figures of each source, ``smallest`` the smallest number of own
    files that is not hidden. ``left_out`` are single rows that are left out of files in use, by file. ``consequences`` say
    which rows are left out, or files, only because what they refer to is (``left_out_id``): what is wrong with that stands
    in ``problems``. ``remembered`` is what was worked out from these data: it goes with them. ``read`` are the files as they
    were read (:func:`queries.store.checks.read_once`), held for the next state.
    """

    database: Database = field(repr=False)
    folder: Path
    files: Files
    own_sources: tuple[str, ...]
    problems: tuple[Problem, ...]
    version: str
    own_problems: tuple[Problem, ...] = ()
    performed: Performed = field(default_factory=dict)
    smallest: int = 0
    exports: dict[str, tuple[str, ...]] = field(default_factory=dict)
    left_out: dict[str, tuple[int, ...]] = field(default_factory=dict)
    consequences: tuple[Problem, ...] = ()
    remembered: dict[tuple[object, ...], Any] = field(default_factory=dict, repr=False)
    read: tuple[Table | None, ...] = field(default=(), repr=False)

    @property
    def connection(self) -> duckdb.DuckDBPyConnection:
        return self.database.connection

    @property
    def models(self) -> chance.Models:
        return self.database.models

    @property
    def ask(self) -> Callable[[str, Frozen], pd.DataFrame]:
        return self.database.ask

    @property
    def ask_rows(self) -> Callable[[str, Frozen], list[dict[str, Any]]]:
        return self.database.ask_rows


def folder() -> Path:
    """The folder with the dictionary: the one that ``LAGESBILD_DATA`` names if it has one, else the built-in one."""
    named = os.environ.get("LAGESBILD_DATA")
    if named and (os.path.lexists(Path(named) / DICTIONARY) or (_loaded is not None and _loaded.folder == Path(named))):
        return Path(named)
    return BUILT_IN


def added() -> Path | None:
    """The folder whose files come on top: the one that ``LAGESBILD_DATA`` names if it has no dictionary of its own."""
    named = os.environ.get("LAGESBILD_DATA")
    return Path(named) if named and Path(named) != folder() else None


_lock = threading.Lock()
_loaded: Loaded | None = None
_seen: tuple[object, ...] = ()
_looked_at = 0.0
_held: ContextVar[Loaded | None] = ContextVar("_held", default=None)


@contextlib.contextmanager
def one_state(state: Loaded | None = None) -> Iterator[None]:
    """Within it, in this thread or task, the data stay as they are now, whatever happens to the files, or are ``state``.

    Raises :class:`DataUnavailable` on entering when there are no good data.
    """
    token = _held.set(state or current())
    try:
        yield
    finally:
        _held.reset(token)


def current() -> Loaded:
    """The data as they are now, loaded again if a file changed.

    Within :func:`one_state` always the same. One thread loads; the others get what was loaded before until it is done.

    Raises :class:`DataUnavailable` when the files cannot be used and no good data were loaded before.
    """
    global _loaded, _seen, _looked_at  # the one place where the process keeps its data
    held = _held.get()
    if held is not None:
        return held
    before = _loaded
    if before is not None and time.monotonic() - _looked_at < SECONDS_BETWEEN_LOOKS:
        return before
    if not _lock.acquire(blocking=before is None):
        assert before is not None
        return before
    try:
        seen = look()
        if _loaded is None or seen != _seen:
            _loaded = renewed(_loaded)
            _seen = seen
        _looked_at = time.monotonic()
        return _loaded
    finally:
        _lock.release()


def renewed(before: Loaded | None) -> Loaded:
    """What the files hold now; when they cannot be used, what was loaded before, with the new problems beside it.

    Raises :class:`DataUnavailable` when there is nothing before.
    """
    try:
        files, unreadable = read_files()
        if before is None and not unreadable and folder() == BUILT_IN:
            return started(files)
        return load(files, before, unreadable)
    except DataUnavailable as error:
        if before is None:
            raise
        problems = error.problems
    except Exception as error:  # whatever nobody thought of: readers keep the figures they had
        LOG.exception("the data could not be loaded")
        name = folder().name
        problems = [Problem("no_room", name) if is_exhausted(error) else Problem("not_loaded", name, value=told(error))]
        if before is None:
            raise DataUnavailable(problems) from error
    return dataclasses.replace(before, problems=tuple(problems))


def started(files: Files) -> Loaded:
    """The state that :func:`load` gives at first. What an earlier process made of the repository's own files is not made anew,
    and where an administrator's come on top of them it is what these begin with."""
    smallest = hiding.smallest()
    ours = {name: content for name, content in files.items() if not additions.is_added(name)}
    key = states.key(ours, smallest)
    kept = restart.found(key)
    if kept is not None and len(ours) == len(files):
        database = Database(reopened(kept.finished.content), kept.finished.models)
        state = Loaded(**kept.state, database=database, files=files, folder=folder())
        states.keep(states.key(files, smallest, known_elsewhere(), datetime.date.today()), state, files)
        return state
    state = load(files)
    if not state.problems and not state.consequences and len(ours) == len(files):
        anew = ("database", "files", "folder", "remembered")
        consists_of = {name: value for name, value in vars(state).items() if name not in anew}
        restart.keep(key, consists_of, state.read, state.models)
    return state


def look() -> tuple[object, ...]:
    """What tells whether a file changed: folder, names, sizes and times of all files, and what cannot be read."""
    found: list[object] = []
    listed, unreadable = paths()
    for path in listed.values():
        try:
            with path.open("rb") as file:  # opened, to see when a program that held the file lets go of it
                status = os.fstat(file.fileno())
        except OSError as error:  # deleted since the folder was listed, or out of reach
            found.append((str(path), error.errno))
            continue
        found.append((str(path), status.st_ino, status.st_mtime_ns, status.st_ctime_ns, status.st_size))
    if _loaded is not None and any(problem.check == "in_future" for problem in _loaded.problems):
        found.append(datetime.date.today())  # what lay ahead yesterday need not do so today
    return (*found, *unreadable)


def paths() -> tuple[dict[str, Path], list[Problem]]:
    """All data files by their names, and the folders that cannot be listed."""
    found: dict[str, Path] = {}
    problems: list[Problem] = []
    base, more = folder(), added()
    # Without the dictionary nothing can be said of the files beside it; exports and additions can be spared.
    places = [(base, "", DICTIONARY), *((base / name, f"{name}/", f"{name}/") for name in FOLDERS.values())]
    if more is not None:
        top = f"{additions.ADDED}/"
        places += [(more, top, top), *((more / name, f"{top}{name}/", f"{top}{name}/") for name in FOLDERS.values())]
    for place, before, name in places:
        try:
            inside = [path for path in place.iterdir() if path.suffix.lower() == ".csv" or path == base / DICTIONARY]
            found |= {f"{before}{path.name}": path for path in inside if path.is_file()}
        except FileNotFoundError:
            if place == more or (place != base and was_there(base, before)):  # misspelt, or out of reach for a while
                problems.append(Problem("missing_folder", name, value=str(place)))
        except OSError as error:
            problems.append(Problem("unreadable", name, value=error.strerror or told(error)))
    is_empty = not any(additions.is_added(name) for name in found)
    if more is not None and not problems and is_empty and not (more / additions.BORDERS).exists():
        problems.append(
            Problem("missing_folder", f"{additions.ADDED}/", value=str(more))
        )  # as where a share was mounted
    return dict(sorted(found.items())), problems


def was_there(base: Path, before: str) -> bool:
    """Whether the data that are shown have files of this folder, whose names begin with ``before``."""
    if _loaded is None or _loaded.folder != base or before.startswith(additions.ADDED):
        return False
    return any(name.startswith(before) for name in _loaded.files)


def read_files() -> tuple[Files, list[Problem]]:
    """The content of all data files, and what could not be read.

    Raises :class:`DataUnavailable` where the folder that was read before is not there, or empty as where a share was mounted.
    """
    files: Files = {}
    listed, problems = paths()
    if not listed and was_there(folder(), ""):
        raise DataUnavailable([Problem("missing_folder", DICTIONARY, value=str(folder()))])
    for name, path in listed.items():
        try:
            with path.open("rb") as file:
                content = file.read(LARGEST_FILE * MEGABYTE + 1)
        except FileNotFoundError:  # deleted since the folder was listed
            continue
        except OSError as error:
            problems.append(Problem("unreadable", name, value=error.strerror or told(error)))
            continue
        if len(content) > LARGEST_FILE * MEGABYTE:
            problems.append(Problem("too_big", name, expected=(str(LARGEST_FILE),)))
        else:
            files[name] = content
    return files, problems


def load(
    files: Files,
    before: Loaded | None = None,
    unreadable: Sequence[Problem] = (),
    decided: pd.DataFrame | None = None,
) -> Loaded:
    """Make a database of these files; a broken one is replaced by its last good version or, if there is none, left out.

    Of what a municipality's clerk fills in (:func:`queries.store.dictionary.by_row`) only the wrong rows are left out.
    A state in which nothing is wrong is not made again as long as it is kept (:mod:`queries.store.states`).

    ``unreadable`` are the files whose content is not known; ``decided`` is what is hidden of the data without a reader's
    files (:func:`queries.store.hiding.hide`). Raises :class:`DataUnavailable` when no combination of new and last good
    files can be loaded.
    """
    smallest, known = hiding.smallest(), known_elsewhere()
    key = states.key(files, smallest, known, datetime.date.today())
    kept: Loaded | None = None if unreadable else states.found(key)
    rule = Rule(smallest=smallest, known=known, decided=decided)
    made = kept or make(files, before, unreadable, rule)
    state = made if made.folder == folder() else dataclasses.replace(made, folder=folder())
    if not made.problems and not made.consequences:
        states.keep(key, state, files)
    return state


@dataclass(frozen=True, kw_only=True)
class Rule:
    """What is hidden: numbers below ``smallest``, and of all but published statistics. ``known`` are the ids of the sources
    that are such; those of the files themselves for ``None``. ``decided`` see :func:`load`."""

    smallest: int
    known: Sequence[str] | None
    decided: pd.DataFrame | None


def make(files: Files, before: Loaded | None, unreadable: Sequence[Problem], rule: Rule) -> Loaded:
    """The state that :func:`load` gives, made anew."""
    try:
        usable = combined(files, before.files if before else {}, unreadable, rule)
    except DataUnavailable as error:
        raise DataUnavailable(list(unsaid(error.problems, files, rule))) from error
    return Loaded(
        database=usable.database,
        folder=folder(),
        files=usable.files,
        own_sources=additions.own_sources(usable.tables["sources"]),
        problems=unsaid(usable.problems, files, rule),
        version=version_of(usable, rule),
        performed=usable.performed,
        smallest=rule.smallest,
        exports=exports_of(usable.tables["observations"]),
        left_out={name: tuple(sorted(rows)) for name, rows in usable.left_out.items()},
        consequences=unsaid(usable.consequences, files, rule),
        read=tuple(table.origin for parts in usable.tables.values() for table in parts),
    )


def unsaid(problems: Sequence[Problem], files: Files, rule: Rule) -> tuple[Problem, ...]:
    """The problems without the numbers that must not be shown."""
    return tuple(hiding.unsaid(problem, files.get(problem.file, b""), rule.known) for problem in problems)


def version_of(usable: Usable, rule: Rule) -> str:
    """Sixteen hexadecimal digits made from the content of the files, of own figures and of notes as they are shown:
    whoever could try out what is hidden would know it from a version made of that."""
    digest = hashlib.sha256(f"{rule.smallest}\0".encode())  # what is hidden is another state of the same files
    own = {name for name, content in usable.files.items() if hiding.is_own(name, content, rule.known)}
    for name in sorted(usable.files):
        content = b"" if name in own else usable.files[name]
        digest.update(name.encode() + b"\0" + content + b"\0")
    if own:
        digest.update(usable.database.shown)
    return digest.hexdigest()[:16]


LeftOut = dict[str, dict[int, str]]
"""The rows that are left out of each file, with their ids; nothing for an id where there is none."""


@dataclass(frozen=True, kw_only=True)
class Usable:
    """New and last good files that can be loaded together, their tables and database, and what was found on the way."""

    files: Files
    tables: dict[str, list[Table]]
    database: Database
    problems: tuple[Problem, ...]
    consequences: tuple[Problem, ...]
    performed: Performed
    left_out: LeftOut


def combined(files: Files, good: Files, unreadable: Sequence[Problem], rule: Rule) -> Usable:
    """Find the files and rows that can be loaded together: what is broken is replaced by what was ``good``, or left out.

    Raises :class:`DataUnavailable` when there are none.
    """
    problems, consequences = list(unreadable), list[Problem]()
    used = without_broken(files, good, problems)
    performed: Performed = {}
    left_out: LeftOut = {}
    while True:  # what one broken file or row hides in others comes to light when it is out of the way
        tables, found = check(used, left_out)
        for name, kinds in carried_out(tables).items():
            if used[name] == files.get(name):  # not its last good version
                before_ = performed.setdefault(name, {})
                before_ |= {kind: max(number, before_.get(kind, 0)) for kind, number in kinds.items()}
        if not found:
            try:
                database = database_of(used, left_out, tables, rule)
                break
            except NotLoaded as error:
                found = [error.problem]
        now = [problem for problem in found if not by_row(problem) or used[problem.file] == files.get(problem.file)]
        follows = consequence_of(problems, left_out)
        consequences += [as_consequence(problem) for problem in now if follows(problem)]
        problems += [problem for problem in now if not follows(problem)]
        leave_out(left_out, [problem for problem in found if by_row(problem)], tables)
        whole = [problem for problem in found if not by_row(problem)]
        if not whole:
            continue
        mended = without_broken(used, good, whole)
        # A last good file may no longer fit the new ones beside it: then all that was good stays.
        changed, good = (good, {}) if mended == used else (mended, good)
        left_out = {name: rows for name, rows in left_out.items() if changed.get(name) == used[name]}
        used = changed
    named = {(problem.file, problem.row) for problem in problems}

    def lasts(problem: Problem) -> bool:  # the row, or the file, is still left out, and for nothing else
        if by_row(problem):
            return problem.row in left_out.get(problem.file, {}) and (problem.file, problem.row) not in named
        return used.get(problem.file) != files.get(problem.file)

    lasting = tuple(filter(lasts, dict.fromkeys(consequences)))
    return Usable(
        files=used,
        tables=tables,
        database=database,
        problems=tuple(dict.fromkeys(problems)),
        consequences=lasting,
        performed=performed,
        left_out=left_out,
    )


def database_of(used: Files, left_out: LeftOut, tables: dict[str, list[Table]], rule: Rule) -> Database:
    """The database of these files without the rows that are left out: a shared one where another state has the same.

    Raises :class:`NotLoaded` when the rows of a file do not fit.
    """
    sources = published(tables["sources"], rule.known)
    # Without a reader's files there is nothing beside which anything had to be decided before.
    decided = rule.decided if any(map(additions.is_own, used)) else None
    rows = sorted((name, sorted(numbers)) for name, numbers in left_out.items() if numbers)
    told_before = None if decided is None else decided.to_csv()
    key = states.key(used, rows, sorted(sources), rule.smallest, told_before)
    return states.shared(key, lambda: Database(*connect(tables, sources, rule.smallest, decided)))


def carried_out(tables: dict[str, list[Table]]) -> Performed:
    """The checks that were carried out: on the dictionary, which lists the resources, and on every file."""
    performed: Performed = {table.file: table.performed for parts in tables.values() for table in parts}
    return {DICTIONARY: {"dictionary": len(tables)}} | performed if tables else performed


def exports_of(observations: Sequence[Table]) -> dict[str, tuple[str, ...]]:
    """The files that hold the figures of each source."""
    found: dict[str, dict[str, None]] = {}
    for table in observations:
        for source in dict.fromkeys(table.texts("source")):
            found.setdefault(source, {})[table.file] = None
    return {source: tuple(files) for source, files in found.items()}


def leave_out(left_out: LeftOut, found: Sequence[Problem], tables: dict[str, list[Table]]) -> None:
    """Add the rows with these problems to those that are left out."""
    wrong: dict[str, set[int]] = {}
    for problem in found:
        assert problem.row is not None
        wrong.setdefault(problem.file, set()).add(problem.row)
    for table in (table for parts in tables.values() for table in parts if table.file in wrong):
        # Whatever refers to a row that can be left out does so by its id.
        ids = dict(table.cells("id")) if "id" in table.header else {}
        left_out.setdefault(table.file, {}).update({number: ids.get(number, "") for number in wrong[table.file]})


def consequence_of(before: Sequence[Problem], left_out: LeftOut) -> Callable[[Problem], bool]:
    """Tells whether an id is unknown only because the addition's dictionary file that would say it is broken itself, or
    the row of that file that says it was left out. As things are now: what is found later does not count."""
    broken = {problem.file for problem in before if not by_row(problem)}
    ids = {file: set(rows.values()) for file, rows in left_out.items()}

    def follows(problem: Problem) -> bool:
        if problem.check not in ("unknown_id", "not_own") or not additions.is_added(problem.file):
            return False
        place = problem.file.partition("/")[0]
        target = problem.expected[0] if problem.expected else "sources"
        file = f"{place}/{target}.csv"
        return file in broken or f"{place}/" in broken or problem.value in ids.get(file, ())

    return follows


def as_consequence(problem: Problem) -> Problem:
    """The problem as what it is: not the id is wrong, but what it refers to is left out."""
    return dataclasses.replace(problem, check="left_out_id", expected=problem.expected or ("sources",))


def without_broken(files: Files, good: Files, problems: list[Problem]) -> Files:
    """The files with each broken one replaced by its last good version, or left out if it can be spared; of a clerk's its header
    stays."""
    broken = {problem.file for problem in problems}
    for inside in [name for name in broken if name.endswith("/")]:  # a folder: nothing is known of the files in it
        broken |= {name for name in good if name.startswith(inside)}
    used = {name: content for name, content in files.items() if name not in broken}
    for name in broken:
        if name in good:
            used[name] = good[name]
        elif not name.endswith("/") and not can_be_spared(name):
            rowless = without_rows(name, files)
            if rowless is None or files.get(name) == rowless:
                if good:
                    return good
                raise DataUnavailable(problems)
            used[name] = rowless
    return used


def known_elsewhere() -> tuple[str, ...] | None:
    """Ids of the sources that the repository itself has, where the data are not its own."""
    return None if folder() == BUILT_IN else tuple(sorted(hiding.published(BUILT_IN)))


def published(sources: Sequence[Table], known: Sequence[str] | None) -> frozenset[str]:
    """Ids of the sources whose figures are published statistics: the repository's own, and those that were fetched."""
    ids = frozenset(text for table in sources if not additions.is_added(table.file) for text in table.texts("id"))
    of_all = [text for table in sources if not additions.is_own(table.file) for text in table.texts("id")]
    fetched = frozenset(text for text in of_all if text.startswith(hiding.FETCHED))
    return fetched | (ids if known is None else ids.intersection(known))
