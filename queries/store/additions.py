"""Additions: files in the project's own contract that come on top of the data, from an administrator or one reader.

An addition holds ``exports/<name>.csv`` and, of the dictionary, files with nothing but the rows to add: ``sources.csv``,
``indicators.csv``, ``notes.csv``, and those of :data:`queries.store.dictionary.OF_A_CLERK`. It never replaces what is there.
"""

from __future__ import annotations

from collections.abc import Sequence

from queries.store.checks import Problem, Schema, Table

ADDED = "additions"
"""Where the files of an addition for all readers stand among the files."""

OWN = "own"
"""Where those of one reader's own addition stand."""

BORDERS = "deso_borders.geojson"
"""What an administrator may add that is no table: :mod:`queries.places.deso_borders` reads it."""

PLACES = (f"{ADDED}/", f"{OWN}/")


def merged(base: dict[str, bytes], more: dict[str, bytes], place: str = ADDED) -> dict[str, bytes]:
    """The files of ``base`` with those of the addition ``more`` on top.

    The rows that both have of a dictionary file are read from two files, so that a problem names the addition's own
    file, row and column; :func:`queries.store.dictionary.check` finds what does not fit.
    """
    return base | {f"{place}/{name}": content for name, content in more.items()}


def is_added(file: str) -> bool:
    """Whether the file belongs to an addition."""
    return file.startswith(PLACES)


def is_own(file: str) -> bool:
    """Whether the file is one reader's own."""
    return file.startswith(f"{OWN}/")


def plain(file: str) -> str:
    """The path of a file below the folder it came from."""
    return file.partition("/")[2] if is_added(file) else file


def order(file: str) -> tuple[int, str]:
    """Built-in files first, a reader's own last: of two that contradict each other the later is the wrong one."""
    place = next((number for number, name in enumerate(PLACES, start=1) if file.startswith(name)), 0)
    return place, file


def without_known(tables: Sequence[Table], schema: Schema) -> list[Problem]:
    """Take out of the additions to a dictionary file the rows that are there already; a differing one is a problem.

    ``tables`` are all files of one resource, in order. Rows are the same when they have the same primary key.
    """
    if not any(is_added(table.file) for table in tables):
        return []
    names = [column["name"] for column in schema["fields"]]
    columns = [name for name in names if all(name in table.header for table in tables)]  # some may be without one
    known: dict[tuple[str, ...], tuple[str, tuple[str, ...]]] = {}
    problems = []
    for table in tables:
        new = []
        if is_added(table.file):
            table.performed["additions"] = len(table.numbers)
        keys, every = table.tuples(schema["primaryKey"]), table.tuples(columns)
        for place, (number, key, cells) in enumerate(zip(table.numbers, keys, every, strict=True)):
            file, before = known.setdefault(key, (table.file, cells))
            if file == table.file:
                new.append(place)
            elif schema.get("smallHidden") and is_own(table.file):
                # Whether it says the same is not told either: it would tell a number that is hidden.
                problems.append(Problem("known_row", table.file, number))
            elif before != cells:
                problems.append(_other_row(table, number, columns, cells, before, file))
        table.keep(new)
    return problems


def _other_row(
    table: Table, number: int, columns: list[str], cells: tuple[str, ...], before: tuple[str, ...], file: str
) -> Problem:
    place = next(place for place, cell in enumerate(cells) if cell != before[place])
    column = columns[place]
    return Problem("other_row", table.file, number, table.letter(column), column, cells[place], (before[place], file))


def check_own(observations: Sequence[Table], sources: Sequence[Table]) -> list[Problem]:
    """A reader's own figures stand under sources of their own: nobody's name is put to figures that are not theirs."""
    own = set(own_sources(sources))
    problems = []
    for table in observations:
        if is_own(table.file):
            table.performed["additions"] = len(table.numbers)
            for number, text in table.cells("source"):
                if text not in own:
                    problems.append(Problem("not_own", table.file, number, table.letter("source"), "source", text))
    return problems


def own_sources(sources: Sequence[Table]) -> tuple[str, ...]:
    """Ids of the sources that a reader's own addition brings."""
    return tuple(text for table in sources if is_own(table.file) for text in table.texts("id"))
