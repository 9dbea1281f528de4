"""Files with one row per event, counted by period, place, type and priority.

An event whose date cannot be read, lies in the future or before 1950 is left out; so is a row with too few or too many
cells. An event without a place is counted without one. All of it is told. Nothing is corrected.
"""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

from queries.exports.event_checks import SENTENCES
from queries.exports.events.event_counts import By, Count, Counts, as_observations, with_population
from queries.exports.events.event_file import EventFile, NotCounted, Progress, Share, as_utf8
from queries.exports.events.event_reading import Counting
from queries.store.checks import Problem

__all__ = [
    "SENTENCES",
    "By",
    "Count",
    "Counts",
    "EventFile",
    "Problem",
    "as_observations",
    "counted",
    "with_population",
]


def counted(
    file: EventFile,
    by: By = "year",
    progress: Progress | None = None,
    limit_memory: str = "1GB",
    today: date | None = None,
) -> Counts:
    """Count the events of a file. Nothing is raised for what is wrong in the file: see ``problems`` and ``refused``.

    ``progress`` is told the share done, from 0 to 1, in the caller's thread; what it raises ends the counting.
    ``limit_memory`` is DuckDB's, which begins to use a temporary folder above it. ``today`` is for tests.

    Raises ``ValueError`` when the file's description names a column that it does not have.
    """
    wanted = (file.date, file.place, file.latitude, file.longitude, file.type, file.priority)
    unknown = [name for name in wanted if name is not None and name not in file.columns]
    if unknown or (file.latitude is None) != (file.longitude is None):
        raise ValueError(f"not among the columns of {file.name}: {', '.join(unknown) or 'one of the coordinates'}")
    told = Share(progress)
    try:
        with tempfile.TemporaryDirectory(prefix="lagesbild-", ignore_cleanup_errors=True) as scratch:
            path = as_utf8(file, Path(scratch), told)
            counts = Counting(file, path, Path(scratch), by, today or date.today(), limit_memory, told).counts()
    except NotCounted as refusal:
        check = refusal.problem.check
        counts = Counts(file.name, by, problems=(refusal.problem,), totals={check: 1}, refused=True)
    told(1.0)
    return counts
