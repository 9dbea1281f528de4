"""Files in other encodings, written anew as UTF-8 for DuckDB, as a stream."""

from __future__ import annotations

import codecs
import io
from collections.abc import Callable
from pathlib import Path
from typing import Literal

CHUNK = 1 << 20
"""Bytes in one piece."""


class NotInEncoding(Exception):
    """A byte that the encoding does not know; ``line`` counts from 1, ``value`` is the byte in hexadecimal digits."""

    def __init__(self, line: int, value: str) -> None:
        super().__init__(f"line {line}: {value}")
        self.line = line
        self.value = value


def python_name(encoding: str) -> str:
    """The encoding as Python calls it; a byte order mark is no part of the first cell.

    Raises ``LookupError`` for an encoding that Python does not know.
    """
    name = codecs.lookup(encoding).name
    return {"utf-8": "utf-8-sig"}.get(name, name)


def is_utf8(encoding: str) -> bool:
    return python_name(encoding) == "utf-8-sig"


def write_utf8(
    path: Path,
    encoding: str,
    target: Path,
    progress: Callable[[float], None],
    errors: Literal["strict", "surrogateescape"] = "strict",
) -> None:
    """Write the file as UTF-8 with line feeds into ``target``; ``progress`` is told the share done.

    Bytes that the encoding does not know raise :class:`NotInEncoding`, or stay as they are (``surrogateescape``).
    """
    name = without_mark(path, python_name(encoding))
    decoder = io.IncrementalNewlineDecoder(codecs.getincrementaldecoder(name)(errors), translate=True)
    size = max(path.stat().st_size, 1)
    lines = 0
    with path.open("rb") as source, target.open("w", encoding="utf-8", errors=errors, newline="") as writer:
        while True:
            piece = source.read(CHUNK)
            try:
                text = decoder.decode(piece, final=not piece)
            except UnicodeDecodeError as error:
                before = bytes(error.object[: error.start]).decode(name, "replace")
                line = lines + before.count("\n") + 1
                raise NotInEncoding(line, error.object[error.start : error.end].hex(" ")) from error
            lines += text.count("\n")
            writer.write(text)
            if not piece:
                return
            progress(source.tell() / size)


def without_mark(path: Path, name: str) -> str:
    """UTF-16 without a byte order mark is that of Windows, unless a text in Latin letters begins with a zero byte."""
    with path.open("rb") as source:
        start = source.read(2)
    if name != "utf-16" or start in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return name
    return "utf-16-be" if start[:1] == b"\0" else "utf-16-le"


def is_valid_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as source:
        try:
            while piece := source.read(CHUNK):
                decoder.decode(piece)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True
