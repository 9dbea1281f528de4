"""Answers as CSV and JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from typing import Any

from pages.components.downloads import harmless

CSV = "text/csv; charset=utf-8; header=present"
JSON = "application/json"
GEOJSON = "application/geo+json"


def as_csv(columns: Sequence[str], rows: Iterable[dict[str, Any]]) -> bytes:
    """RFC 4180 in UTF-8; unknown is empty, and text that a spreadsheet would run is made harmless."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        cells = ("" if row[name] is None else row[name] for name in columns)
        writer.writerow([harmless(cell) if isinstance(cell, str) else cell for cell in cells])
    return file.getvalue().encode("utf-8")


def as_json(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False).encode("utf-8")
