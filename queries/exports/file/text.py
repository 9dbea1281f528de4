"""First stage: what a file is, and its text. Bytes in, text out, or a reason why not.

CSV files come in UTF-8 with or without a byte order mark, UTF-16, Windows-1252, Latin-1, or an old Mac's or DOS's
encoding. Bytes alone do not tell the last four apart; Swedish letters do.
"""

from __future__ import annotations

import codecs
import contextlib
import os
import re

from charset_normalizer import from_bytes

from queries.exports.problems import Refused, about

LARGEST_FILE = 100
"""Megabytes; the environment's ``LAGESBILD_LARGEST_FILE`` says otherwise. Found by reading tables of 10, 25, 50, 100 and 200
MB within the bounds of ``queries/exports/own_process.py`` on two busy cores: that of 100 MB took 1.2 of the 2 GB and 80 of the
120 seconds, that of 200 MB did not fit. (200 MB of events: 0.5 GB, 10 seconds.)"""

MEGABYTE = 1_000_000

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Byte order marks. The one of UTF-32 begins with that of UTF-16."""

ONE_BYTE = ("cp1252", "mac_roman", "cp850", "latin_1")
"""Encodings of one byte a letter, the likeliest first."""

OTHER_FILES = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"\x1f\x8b", "gzip"),
    (b"7z\xbc\xaf", "7z"),
    (b"Rar!", "RAR"),
    (b"PAR1", "Parquet"),
    (b"SQLite format", "SQLite"),
    (b"{\\rtf", "RTF"),
)
ZIP, OLD_WORKBOOK = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"

SWEDISH = frozenset("åäöÅÄÖéÉüÜ§–—’”“…½²€")
"""What stands in Swedish tables beyond ASCII."""

NO_BREAKS = frozenset("\u00a0\u2009\u202f")


def largest() -> int:
    """The largest file that is read, in bytes."""
    return int(float(os.environ.get("LAGESBILD_LARGEST_FILE") or LARGEST_FILE) * MEGABYTE)


def check_size(name: str, size: int) -> None:
    """Raise :class:`Refused` for nothing, and for too much."""
    if size == 0:
        raise Refused(about(name, "nothing_in_it"))
    if size > largest():
        raise Refused(about(name, "too_large", size, f"{largest() / MEGABYTE:g}"))


def is_workbook(content: bytes) -> bool:
    return content.startswith((ZIP, OLD_WORKBOOK))


def check_kind(name: str, content: bytes) -> None:
    """Raise :class:`Refused` for what is known not to be text."""
    for start, kind in OTHER_FILES:
        if content.startswith(start):
            raise Refused(about(name, "binary", kind))
    head = content[:2000].lstrip().lower()
    if head.startswith((b"<!doctype html", b"<html", b"<?xml")):
        raise Refused(about(name, "binary", "HTML" if b"<html" in head or b"doctype html" in head else "XML"))


def encoding_of(name: str, content: bytes) -> str:
    """Python's name of the encoding. Raises :class:`Refused` where the bytes are no text."""
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return encoding
    wide = without_mark(content)
    if wide:
        return wide
    if b"\0" in content:
        raise Refused(about(name, "no_text"))
    if len(re.findall(rb"[\x01-\x08\x0e-\x1f\x7f]", content[:100_000])) > len(content[:100_000]) / 500:
        raise Refused(about(name, "no_text"))
    try:
        content.decode("utf-8")
        return "utf-8"
    except UnicodeDecodeError as error:
        if mostly_utf8(content):
            row = content[: error.start].count(b"\n") + 1
            problem = about(name, "undecodable", content[error.start : error.end].hex(" "), "UTF-8")
            raise Refused(
                type(problem)(problem.check, problem.file, row, value=problem.value, expected=problem.expected)
            ) from error
    return of_one_byte(content)


def without_mark(content: bytes) -> str | None:
    """UTF-16 without a mark: every second byte of mostly ASCII text is 0."""
    head = content[:4000]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if half >= 2 and odd > half * 0.7 and even < half * 0.1:
        return "utf-16-le"
    if half >= 2 and even > half * 0.7 and odd < half * 0.1:
        return "utf-16-be"
    return None


def mostly_utf8(content: bytes) -> bool:
    """Whether the letters beyond ASCII are UTF-8's but for a few: then the file is broken, not in another encoding."""
    whole = len(re.findall(rb"[\xc3][\x80-\xbf]", content))
    strange = content.decode("utf-8", "replace").count("\ufffd")
    return whole >= 5 and strange * 10 < whole


def of_one_byte(content: bytes) -> str:
    """The likeliest encoding of one byte a letter: the one in which most strange letters are those of Swedish tables.

    What charset-normalizer finds counts where that does not settle it.
    """
    beyond = bytes(sorted({byte for byte in content if byte > 127}))
    counts = {byte: content.count(bytes([byte])) for byte in beyond}

    def fitting(encoding: str) -> float:
        score = 0.0
        for byte, count in counts.items():
            letter = bytes([byte]).decode(encoding, "replace")
            score += count if letter in SWEDISH else count * 0.8 if letter in NO_BREAKS else -count
            if letter == "\ufffd" or "\x80" <= letter <= "\x9f":
                score -= 3 * count
        return score

    best = max(ONE_BYTE, key=fitting)  # the first of equals
    if fitting(best) > 0:
        return best
    found = from_bytes(content[:200_000], cp_isolation=list(ONE_BYTE)).best()
    return found.encoding if found else best


TWICE = "utf-8-twice"
"""UTF-8 that a program took for Windows-1252 and wrote as UTF-8 again."""

MANGLED = re.compile("Ã[¥¤¶…–„]")
"""å, ä, ö in it."""


def twice_decoded(content: bytes) -> str:
    """The text before it was mangled. Raises :class:`UnicodeError` where it was not."""
    return content.decode("utf-8").encode("cp1252").decode("utf-8")


def decoded(name: str, content: bytes, encoding: str | None = None) -> tuple[str, str]:
    """The text and its encoding, which is found unless it is given. Raises :class:`Refused`."""
    check_kind(name, content)
    asked, encoding = encoding, encoding or encoding_of(name, content)
    try:
        text = twice_decoded(content) if encoding == TWICE else content.decode(encoding)
        if not asked and MANGLED.search(text) and not re.search("[åäö]", text):
            with contextlib.suppress(UnicodeError):
                text, encoding = twice_decoded(content), TWICE
    except (UnicodeError, LookupError) as error:
        found = content[error.start : error.end].hex(" ") if isinstance(error, UnicodeDecodeError) else encoding
        raise Refused(about(name, "undecodable", found, encoding)) from error
    text = text.removeprefix("\ufeff")
    if "\0" in text:
        raise Refused(about(name, "no_text"))
    if not text.strip():
        raise Refused(about(name, "nothing_in_it"))
    return text, encoding
