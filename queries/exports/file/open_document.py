"""What is told of the cells of an OpenDocument sheet before it is opened: how far they reach, and which are per cent."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator

from queries.exports.problems import Refused, about

TAG = re.compile(rb"<(/?)table:(table-row|(?:covered-)?table-cell|table)(?=[\s/>])([^<>]*)>")
TIMES = re.compile(rb'number-(?:rows|columns)-repeated="(\d{1,9})"')
NAME = re.compile(rb'table:name="([^"]*)"')
LONGEST_TAG = 2_000


def tags(chunks: Iterable[bytes]) -> Iterator[tuple[bool, bytes, bytes]]:
    """The tags of tables, rows and cells: whether one ends, its name and what stands in it."""
    rest = b""
    for chunk in chunks:
        text, end = rest + chunk, 0
        for found in TAG.finditer(text):
            yield bool(found[1]), found[2], found[3]
            end = found.end()
        rest = text[max(end, len(text) - LONGEST_TAG) :]


def per_cent_cells(name: str, chunks: Iterable[bytes], most: int) -> dict[str, frozenset[tuple[int, int]]]:
    """The cells of each sheet that are shown as per cent, by row and column, both from 1. Raises :class:`Refused` where a
    workbook's sheets span more than ``most`` cells together: one cell or row may be said to stand there many times."""
    found: dict[str, set[tuple[int, int]]] = {}
    sheet, row, column, times, width = "", 0, 0, 1, 0
    before = cells = 0  # what the sheets before this one span, and what this one does
    for ends, tag, within in tags(chunks):
        again = int((TIMES.search(within) or (b"", b"1"))[1]) or 1
        if tag == b"table" and not ends:
            sheet, row, width = html.unescape((NAME.search(within) or (b"", b""))[1].decode("utf-8", "replace")), 0, 0
            before, cells = before + cells, 0
        elif tag == b"table-row" and not ends:
            row, column, times = row + 1, 0, again
            row += times - 1 if within.endswith(b"/") else 0
        elif tag == b"table-row":
            row += times - 1
        elif not ends:
            column += again
            if b"value-type" in within:
                width = max(width, column)
                cells = (row + times - 1) * width
                if before + cells > most:
                    raise Refused(about(name, "too_many_cells", before + cells, most))
                if b'"percentage"' in within:
                    places = (
                        (row + down, column - across)
                        for down in range(min(times, 1000))
                        for across in range(min(again, 100))
                    )
                    found.setdefault(sheet, set()).update(places)
    return {title: frozenset(places) for title, places in found.items()}
