"""The texts of a workbook, which its cells only point to: one long text, named by many cells, becomes as many copies of it."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator

from queries.exports.file.text import largest
from queries.exports.problems import Refused, about

LONGEST = 32_767
"""Letters that a spreadsheet lets a cell have."""

PART = "xl/sharedstrings.xml"
END = re.compile(rb"</(?:\w+:)?si\s*>")
EMPTY = re.compile(rb"<(?:\w+:)?si\s*/>")
TAG = re.compile(rb"<[^>]*>")
POINTER = re.compile(rb"""\bt\s*=\s*["']s["'][^<>]*>\s*<(?:\w+:)?v[^<>]*>\s*(\d{1,9})""")

Chunks = Callable[[zipfile.ZipInfo], Iterator[bytes]]


def check_texts(name: str, entries: list[zipfile.ZipInfo], chunks: Chunks) -> None:
    """Raise :class:`Refused` where a text is longer than a spreadsheet allows, or the cells hold more than could be read of a
    text file. What is written so that this does not see it is left to the bounds of the process that reads."""
    lengths = [length for entry in entries if entry.filename.lower() == PART for length in lengths_of(chunks(entry))]
    longest = max(lengths, default=0)
    if longest > LONGEST:
        raise Refused(about(name, "too_much_text", longest, LONGEST))
    most = 5 * largest()
    together = 0
    for entry in entries:
        if longest < LONGEST / 100 or not entry.filename.lower().endswith(".xml"):
            continue
        for number in pointed_to(chunks(entry)):
            together += lengths[number] if number < len(lengths) else 0
            if together > most:
                raise Refused(about(name, "too_much_text", together, most))


def lengths_of(chunks: Iterator[bytes]) -> Iterator[int]:
    """The length of each text; of one that is much too long only as much as has been seen."""
    rest = b""
    for chunk in chunks:
        *whole, rest = END.split(rest + chunk)
        for text in whole:
            yield from (0 for _ in EMPTY.findall(text))
            yield len(TAG.sub(b"", text))
        if len(rest) > 10 * LONGEST and (seen := len(TAG.sub(b"", rest))) > LONGEST:
            yield seen
            return


def pointed_to(chunks: Iterator[bytes]) -> Iterator[int]:
    """The number of the text in each cell that has one."""
    rest = b""
    for chunk in chunks:
        text = rest + chunk
        cut = max(text.rfind(b"</"), len(text) - 1000, 0)
        for number in POINTER.findall(text[:cut]):
            yield int(number)
        rest = text[cut:]
    for number in POINTER.findall(rest):
        yield int(number)
