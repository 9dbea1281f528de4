"""What the checks at loading found, file by file: the answer to "was this file checked, and how"."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence

from queries.store import additions
from queries.store.checks import KINDS, FileCheck, Problem
from queries.store.database import Loaded
from queries.store.dictionary import DICTIONARY, by_row, resource_of


def of(state: Loaded) -> list[FileCheck]:
    """Every check on every file: the dictionary and its files, the exports, additions, the reader's own files.

    A file that could not be read has a row for what is wrong, and one that stopped at a check says of the later ones
    that they were not carried out.
    """
    own = [_at(problem, f"{additions.OWN}/") for problem in state.own_problems]
    problems: dict[str, list[Problem]] = {}
    for problem in [*state.problems, *own, *state.consequences]:
        problems.setdefault(problem.file, []).append(problem)
    names = sorted({*state.performed, *problems}, key=lambda name: (*additions.order(name), name != DICTIONARY))
    return [row for name in names for row in _of_file(state, name, problems.get(name, []))]


def _at(problem: Problem, place: str) -> Problem:
    """The problem with its file's full name: a reader's own files are named to that reader without their folder."""
    if problem.file.rstrip("/") == place.rstrip("/"):  # all of them
        return dataclasses.replace(problem, file=place)
    return problem if problem.file.startswith(place) else dataclasses.replace(problem, file=f"{place}{problem.file}")


USUAL = ("form", "values", "keys")
"""What every file undergoes, unless an earlier check stops it; and what an export does besides:"""

OF_EXPORTS = (*USUAL, "filled", "references", "decimals")


def _of_file(state: Loaded, name: str, problems: Sequence[Problem]) -> Iterator[FileCheck]:
    performed = state.performed.get(name, {})
    use = "as_it_stands"
    if problems:
        inside = name.endswith("/") and any(file.startswith(name) for file in state.files)
        use = "last_good" if inside or name in state.files else "left_out"
    if name in state.left_out and all(by_row(problem) for problem in problems):
        use = "rows_left_out"
    found: dict[str, list[Problem]] = {}
    for problem in problems:
        found.setdefault(kind_of(problem, performed), []).append(problem)
    expected: tuple[str, ...] = ()
    if name != DICTIONARY and not name.endswith("/"):  # of what is in a folder nothing is known
        expected = OF_EXPORTS if resource_of(name) == "observations" else USUAL
    for kind in KINDS:
        if kind in performed or kind in found or kind in expected:
            yield FileCheck(
                file=name, kind=kind, checked=performed.get(kind), problems=tuple(found.get(kind, ())), use=use
            )


def kind_of(problem: Problem, performed: dict[str, int]) -> str:
    """The kind of check that found this problem. Too many decimals can be found by two, the later of which stops it."""
    kinds = [kind for kind, checks in KINDS.items() if problem.check in checks]
    return next((kind for kind in reversed(kinds) if kind in performed), kinds[0])
