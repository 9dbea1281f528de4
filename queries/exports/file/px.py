"""PX files (PC-Axis), as Statistics Sweden and others hand them out: the part of the format that such tables use."""

from __future__ import annotations

import re

from queries.exports.file.cube import Cube, Dimension, check_size, rows_of
from queries.exports.file.grid import Row
from queries.exports.problems import Refused, about

ENTRY = re.compile(r'\s*([A-Z][A-Z0-9-]*)(\[\w+\])?(?:\(((?:"[^"]*"[\s,]*)+)\))?\s*=((?:[^;"]|"[^"]*")*+);')
"""A keyword, with a language or the dimension it is about, and what it says."""

TEXT = re.compile(r'"([^"]*)"')
DATA = re.compile(r"(?:^|\n)\s*DATA\s*=")


def is_px(text: str) -> bool:
    return (
        re.match(r"\s*(?:CHARSET|AXIS-VERSION|CODEPAGE|LANGUAGE|MATRIX|TITLE)\s*=\s*\"", text) is not None
        and DATA.search(text) is not None
    )


def table(name: str, text: str) -> list[Row]:
    """The rows of a PX file. Raises :class:`Refused` where its figures are not as many as its dimensions say."""
    begin = DATA.search(text)
    if begin is None:
        raise Refused(about(name, "damaged_table", "PX"))
    said: dict[tuple[str, str], list[str]] = {}
    at = 0
    while found := ENTRY.match(text, at, begin.start() + 1):
        keyword, language, of, value = found.groups()
        if not language:  # the first language is the file's own
            said.setdefault((keyword, "".join(TEXT.findall(of or "")[:1])), TEXT.findall(value))
        at = found.end()
    names = [*said.get(("STUB", ""), ()), *said.get(("HEADING", ""), ())]
    dimensions = [
        Dimension(name=one, texts=said.get(("VALUES", one), []), codes=said.get(("CODES", one), [])) for one in names
    ]
    count = check_size(name, [len(one.texts) for one in dimensions])
    figures = text[begin.end() :].rstrip().rstrip(";").replace('"', "").split()
    if len(figures) != count or any(keyword == "KEYS" for keyword, _ in said):
        raise Refused(about(name, "damaged_table", "PX"))

    def words(keyword: str) -> str:
        return " ".join("".join(said.get((keyword, ""), ())).replace("#", " ").split())

    return rows_of(
        Cube(
            title=words("TITLE") or words("CONTENTS"),
            dimensions=dimensions,
            counted=words("CONTENTS"),
            figures=figures.__getitem__,
            measured=words("CONTVARIABLE"),
            notes=[note for note in (words("SOURCE"), words("NOTE")) if note],
        )
    )
