"""Open data about the data: every check with its outcome.

``GET /api/quality.csv`` and ``.json`` take ``outcome`` (``found``, ``not_checked`` or ``passed``) and ``file`` (each
repeatable), and ``lang``, the language of the words. A reader's own files are never among them.
"""

from __future__ import annotations

from typing import Any

from starlette.datastructures import QueryParams

import queries
from pages.components.quality import OUTCOMES
from pages.sections import quality_checks
from pages.server.formats import as_csv, as_json
from pages.server.parameters import only_known, text_of

FILTERS = ("outcome", "file", "lang")
COLUMNS = ["check", "kind", "file", "own", "source", "subject", "outcome", "checked", "found", "result", "meaning"]


def checks(parameters: QueryParams) -> list[dict[str, Any]]:
    """One dictionary a check, with :data:`COLUMNS`; ``None`` is not counted, or no source."""
    rows = quality_checks.rows(text_of(parameters))
    only_known(parameters, {"outcome": OUTCOMES, "file": sorted({row.file for row in rows})})
    asked = {name: parameters.getlist(name) for name in ("outcome", "file")}
    return [
        {
            "check": row.check,
            "kind": row.kind,
            "file": row.file,
            "own": "yes" if row.is_own else "no",
            "source": row.source,
            "subject": row.subject,
            "outcome": row.outcome,
            "checked": row.checked,
            "found": row.found,
            "result": row.said,
            "meaning": row.meaning,
        }
        for row in rows
        if row.outcome in (asked["outcome"] or OUTCOMES) and row.file in (asked["file"] or [row.file])
    ]


def quality_csv(parameters: QueryParams) -> bytes:
    return as_csv(COLUMNS, checks(parameters))


def quality_json(parameters: QueryParams) -> bytes:
    return as_json({"version": queries.version(), "checks": checks(parameters)})
