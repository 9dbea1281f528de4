"""What a title, a sheet's or a file's name says of all figures below it: the year, the place, what is counted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePath

from queries.exports.columns.labels import GENERAL, contents_of, is_span, per
from queries.exports.file.grid import Row
from queries.exports.values import names
from queries.exports.values.cells import Period
from queries.exports.values.part_years import one_part, partly, without_periods
from queries.exports.words.concepts import concepts_of, is_preposition, names_of, words


def stem_of(name: str) -> str:
    """The name of a file as words: with spaces in it, its points and hyphens belong to the words."""
    stem = PurePath(name).stem
    return re.sub(r"_+" if " " in stem else r"[_.\-]+", " ", stem)


PUBLISHERS = re.compile(
    r"(?i)^(?:polismyndigheten|polisen|brottsförebyggande rådet|brå|scb|statistiska centralbyrån|kolada|källa|rapport|utdrag|tabell \d+)\b.{0,12}$|:|uttag|utskri|hämtad|^avser\b|^period\b|^urval\b|filter"
)


def spoken_title(titles: Sequence[Row]) -> str:
    """What rows above a table say it is about: the first line of words that is no ``name: value`` and no publisher."""
    for row in titles[:8]:
        there = [cell for cell in row if cell]
        said = " ".join(there)
        if (
            len(there) != 2
            and re.search("[a-zåäöA-ZÅÄÖ]{3}", said)
            and not PUBLISHERS.search(said)
            and not names.is_place(said)
        ):
            return said[:400]
    return ""


YEAR_IN_NAME = re.compile(r"(?<![\d:§])((?:19|20)\d\d)(?![\d:])")


NOT_YEARS = re.compile(
    r"(?:19|20)\d\d[-_ ](?:0[1-9]|1[0-2])[-_ ](?:0[1-9]|[12]\d|3[01])(?!\d)"
    r"|(?:uttag\w*|utskriv\w*|utskrift\w*|hämtad\w*|uppdaterad\w*|skapad\w*|publicerad\w*|export\w*|datum)\D{0,20}(?:19|20)\d\d(?:-\d\d)*",
    re.IGNORECASE,
)
"""Dates, and years in which a table was made: not those it is about. ``1968:64`` is a law."""


def year_in(text: str) -> Period | None:
    """The one year that a title or a file's name is about, if it is about all of it."""
    if is_span(text) or partly(text) or one_part(text):
        return None
    years = {int(match) for match in YEAR_IN_NAME.findall(NOT_YEARS.sub(" ", text))}
    if len(years) != 1:
        return None
    return Period(
        years.pop(), preliminary="prel" in text.lower(), star=re.search(r"(?:19|20)\d\d\s?\*", text) is not None
    )


def short_title(text: str) -> str:
    """A title as the name of an indicator: without its number, years, and measures; at most 80 letters."""
    text = re.sub(r"(?i)^\s*(?:tabell|table|diagram|figur)\s*[\d.:]+[a-z]?[.:]?\s*", "", text)
    text = re.sub(r"[,;(]\s*(?:19|20)\d\d(?![:\d]).*$", "", without_periods(text)) or text
    text = re.sub(r"(?i)[\s,(]*\bprel(?:imin\w*|\b\.?)\)?", " ", text).strip() or text
    text = re.sub(r"(?i)(?<=[a-zåäö]{5}),? (?:antal )?anmälda brott$", "", text)
    text = contents_of(text) or text
    text = re.sub(r"[,.:;(]?\s*(?:år(?:en)?\s*)?(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)\d\d)?\)?\s*$", "", text).strip(
        " ,.:;-–"
    )
    return shortened(text)


LONGEST_LABEL = 80


def shortened(text: str) -> str:
    """At most :data:`LONGEST_LABEL` letters, cut between words."""
    if len(text) <= LONGEST_LABEL:
        return text
    return text[: LONGEST_LABEL - 1].rsplit(" ", 1)[0].rstrip(" ,.:;-–")[: LONGEST_LABEL - 1] + "…"


def place_in(text: str) -> str:
    """The one municipality, county or region that a text names."""
    parts = re.findall(r"[A-Za-zÅÄÖåäöÉé]+", text)
    found = []
    for size in (3, 2, 1):
        for start in range(len(parts) - size + 1):
            place = names.place(" ".join(parts[start : start + size]))
            if place.kind in ("municipality", "county", "region", "sweden") and len(place.name) > 2:
                found.append(place.name if place.kind != "sweden" else "Sverige")
    distinct = list(dict.fromkeys(found))
    return distinct[0] if len(distinct) == 1 else ""


def indicator_in(text: str) -> str:
    """A known indicator that a text names, such as a title or a file's name, if all else in it are places, times and measures:
    a part of an offence is not the offence."""
    folded = names.folded(contents_of(text) if per(text) else text)
    if ALL_OFFENCES.match(folded):
        return "anmälda brott"
    known = (name for name in names.known_indicators() if len(name) > 5 and not name.isdigit() and name not in GENERAL)
    for name in sorted(known, key=len, reverse=True):
        for written in {name, names.bare(name)}:
            found = re.search(rf"(?:^|\W){re.escape(written)}(?:\W|$)", folded)
            if found and is_plain(f"{folded[: found.start()]} {folded[found.end() :]}"):
                return name
    return ""


SAYS_LITTLE = frozenset(
    {"place", "year", "part", "date", "made", "of made", "number", "population", "rate", "measure", "total"}
)
"""Concepts of words that say where, when and how a thing is counted, and not which."""


def is_plain(text: str) -> bool:
    """Whether a text says nothing of what is counted."""
    text = YEAR_IN_NAME.sub(" ", without_periods(text))
    said = [word for word in words(text) if not word.isdecimal() and len(word) > 2 and not is_preposition(word)]
    known = names_of("beside what is counted")
    return all(word in known or concepts_of(word) & SAYS_LITTLE or names.is_place(word) for word in said)


ALL_OFFENCES = re.compile(
    r"(?:(?:br[åa]|statistik|tabell [\d: ]+)\W*)?(?:totalt |samtliga )?(?:antal(?:et)? )?anm[aä]lda brott(?: totalt)?,?(?:$| (?:i|per|efter|på|för|år|kommun\w*|lan|län|region\w*|\d{4})(?:$|\W))"
)
"""All offences together; "Skadegörelse, anmälda brott" is not."""
