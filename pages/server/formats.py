"""Answers as CSV and JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from pages.components.downloads import harmless

CSV = "text/csv; charset=utf-8; header=present"
HTML = "text/html; charset=utf-8"
JSON = "application/json"
GEOJSON = "application/geo+json"


def as_csv(columns: Sequence[str], rows: Iterable[dict[str, Any]]) -> bytes:
    """RFC 4180 in UTF-8; unknown is empty, and text that a spreadsheet would run is made harmless."""
    return b"".join(csv_parts(columns, [rows]))


def csv_parts(columns: Sequence[str], batches: Iterable[Iterable[dict[str, Any]]]) -> Iterator[bytes]:
    """The same, a part for the header and one for each batch of rows."""
    yield _lines([columns])
    for rows in batches:
        yield _lines([["" if row[name] is None else row[name] for name in columns] for row in rows])


def _lines(rows: Iterable[Sequence[Any]]) -> bytes:
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerows([harmless(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    return file.getvalue().encode("utf-8")


def as_json(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False).encode("utf-8")


def json_parts(head: Mapping[str, Any], name: str, batches: Iterable[Iterable[dict[str, Any]]]) -> Iterator[bytes]:
    """An object with ``head`` and then the rows under their ``name``, a part for each batch of rows."""
    yield as_json(head)[:-1] + b", " + as_json(name) + b": ["
    between = b""
    for rows in batches:
        said = b", ".join(map(as_json, rows))
        if said:
            yield between + said
            between = b", "
    yield b"]}"
