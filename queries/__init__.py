"""The only way to the data: questions in ``.sql`` files, asked with named parameters (:mod:`queries.asking`).

pandas and DuckDB come with the first name that is used: who only starts the server does not wait for them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from queries.asking import (
        TABLES,
        DataUnavailable,
        FileCheck,
        Files,
        Own,
        Parameter,
        Problem,
        batches,
        checked_files,
        columns,
        dictionary,
        export_files,
        has_own,
        left_out,
        one_state,
        own_problems,
        own_sources,
        problems,
        questions,
        referring,
        remembered,
        rows,
        run,
        smallest_count,
        table,
        unread,
        variation,
        version,
    )

__all__ = [
    "TABLES",
    "DataUnavailable",
    "FileCheck",
    "Files",
    "Own",
    "Parameter",
    "Problem",
    "batches",
    "checked_files",
    "columns",
    "dictionary",
    "export_files",
    "has_own",
    "left_out",
    "one_state",
    "own_problems",
    "own_sources",
    "problems",
    "questions",
    "referring",
    "remembered",
    "rows",
    "run",
    "smallest_count",
    "table",
    "unread",
    "variation",
    "version",
]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(name)
    from queries import asking

    return getattr(asking, name)
