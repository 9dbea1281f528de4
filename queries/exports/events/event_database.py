"""The database that counts a file of events: fresh, in memory, and able to reach this one file and nothing else."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from queries.exports.events.event_file import Share

LINES = "lines.csv"
"""The file with line ends of one kind, where it has to be written anew."""

LOOKS_PER_SECOND = 20


@contextmanager
def only_reading(path: Path, scratch: Path, limit_memory: str) -> Iterator[duckdb.DuckDBPyConnection]:
    """A fresh database in memory that reads the one file, has no network and can no longer be told otherwise.

    ``scratch`` is the folder for what does not fit into ``limit_memory``, and for the file with other line ends.
    """
    config: dict[str, Any] = {
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "python_enable_replacements": "false",
        "memory_limit": limit_memory,
        "temp_directory": str(scratch / "spilled"),
    }
    with duckdb.connect(config=config) as database:
        database.execute("SET enable_progress_bar = true")  # without it there is no share done to ask for
        database.execute("SET enable_progress_bar_print = false")
        allowed = [str(path), str(scratch / LINES)]
        database.execute("SET allowed_paths = $paths", {"paths": allowed})
        database.execute("SET enable_external_access = false")
        database.execute("SET lock_configuration = true")
        yield database


def run(
    database: duckdb.DuckDBPyConnection, told: Share, sql: str, parameters: dict[str, Any] | None = None
) -> duckdb.DuckDBPyConnection:
    """Run SQL in a thread while this one, the caller's, is told the share done."""
    failed: list[BaseException] = []

    def work() -> None:
        try:
            database.execute(sql, parameters)
        except BaseException as error:  # handed on to the caller's thread
            failed.append(error)

    worker = threading.Thread(target=work, daemon=True)
    worker.start()
    try:
        while worker.is_alive():
            worker.join(1 / LOOKS_PER_SECOND)
            told(min(max(database.query_progress() / 100, 0.0), 0.99))
    except BaseException:
        database.interrupt()
        worker.join()
        raise
    if failed:
        raise failed[0]
    return database
