"""A reader's own addition: a database of its own for as long as somebody holds it."""

from __future__ import annotations

import dataclasses
import logging
import threading

from queries.store import additions, database
from queries.store.checks import Problem
from queries.store.database import DataUnavailable, Loaded
from queries.store.dictionary import Files
from queries.store.loading import is_exhausted, told

LOG = logging.getLogger(__name__)


class Own:
    """One reader's own files, in the project's own contract, and the database they make with the built-in data.

    Whoever holds it keeps it for one reader alone; nothing of it stays when it is let go. Another reader who brings the
    very same files meanwhile shares the database (:mod:`queries.store.states`). ``files`` are paths such as
    ``exports/umea.csv`` and ``sources.csv`` with their content.
    """

    def __init__(self, files: Files) -> None:
        self.files = dict(files)
        self._lock = threading.Lock()
        self._made: tuple[str, Loaded | None, tuple[Problem, ...]] | None = None

    def on(self, base: Loaded) -> Loaded:
        """The data with these files on top; made once for each version of ``base``.

        A file that does not fit is left out and named in ``own_problems``; when nothing can be made of them, ``base``
        is what remains.
        """
        with self._lock:
            if self._made is None or self._made[0] != base.version:
                self._made = (base.version, *self._make(base))
            _, made, problems = self._made
        performed = base.performed | (made.performed if made else {})  # of the published files, what was said of them
        return dataclasses.replace(made or base, problems=base.problems, own_problems=problems, performed=performed)

    def _make(self, base: Loaded) -> tuple[Loaded | None, tuple[Problem, ...]]:
        try:
            decided = base.ask("SELECT * FROM hidden_figures", ())
            made = database.load(additions.merged(base.files, self.files, additions.OWN), decided=decided)
        except DataUnavailable as error:
            return None, plain(error.problems)
        except Exception as error:  # whatever nobody thought of: the reader keeps the built-in figures
            LOG.exception("a reader's own files could not be loaded")
            if is_exhausted(error):
                return None, (Problem("no_room", additions.OWN),)
            return None, (Problem("not_loaded", additions.OWN, value=told(error)),)
        known = set(base.problems)  # the wrong rows of an administrator's files, which are no reader's business
        return made, plain([problem for problem in made.problems if problem not in known])


def plain(problems: list[Problem] | tuple[Problem, ...]) -> tuple[Problem, ...]:
    """The problems with the files' names as the reader knows them."""
    return tuple(dataclasses.replace(problem, file=additions.plain(problem.file)) for problem in problems)
