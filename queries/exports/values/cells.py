"""What one cell says: a number, a year, a month, or nothing. Pure functions of text."""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from queries.exports.values.memory import remembered

MISSING = frozenset(
    {
        *("", ".", "..", "...", "….", "…", "-", "--", "–", "—", "−", "x", "xx", "*", "**", "#", "?"),
        *(
            "na",
            "n/a",
            "#n/a",
            "#saknas!",
            "#värdefel!",
            "#division/0!",
            "#div/0!",
            "#value!",
            "#ref!",
            "null",
            "nan",
            "none",
            "nil",
        ),
        *(
            "saknas",
            "uppgift saknas",
            "uppgifter saknas",
            "ej uppgift",
            "ingen uppgift",
            "sekretess",
            "ej tillgänglig",
            "u.s.",
            "c",
        ),
    }
)
"""What stands where there is no figure. Never 0. In lower case."""

SPACES = " \u00a0\u202f\u2009\u2007"
APOSTROPHES = "'’"

FOOTNOTE = re.compile(r"(?<=\d)(?:\s*\*+|\s*[¹²³]+|\s+\d\)|\s*[a-e]\)|\s*\([a-z]\)|\s*†)$")


HIDDEN = re.compile(r"<\s?\d{1,2}|färre än \d{1,2}|mindre än \d{1,2}", re.IGNORECASE)
"""A count too small to be told."""


@remembered
def is_missing(text: str) -> bool:
    return text.lower() in MISSING or (len(text) < 20 and HIDDEN.fullmatch(text) is not None)


@dataclass(frozen=True)
class Numbers:
    """How numbers are written: ``decimal`` mark, and ``thousands`` mark (``""`` for none, ``" "`` for any space).

    ``sure`` is whether the figures themselves tell the two apart.
    """

    decimal: str = ","
    thousands: str = ""
    sure: bool = True


@remembered
def plain(text: str) -> str:
    """A number's text without what surrounds it: percent sign, footnote mark, apostrophe, unusual minus."""
    text = text.strip().strip(SPACES).lstrip("'").replace("\u2212", "-").replace("–", "-")
    text = re.sub(r"(?<=\d) ?st\.?$", "", FOOTNOTE.sub("", text))
    text = text.removesuffix("%").rstrip(SPACES)
    return text.removeprefix("+")


def digits(value: float) -> str:
    """A value in digits, with as many decimals as it has, at most six."""
    text = f"{value:.6f}"
    return text.rstrip("0").rstrip(".")


NUMBER = re.compile(r"-?\s?\d[\d., \u00a0\u202f\u2009\u2007'’]*(?:[eE][+-]?\d{1,3})?|-?[.,]\d+", re.ASCII)


@remembered
def looks_numeric(text: str) -> bool:
    """Whether the cell is written as a number in any notation."""
    return len(text) < 60 and NUMBER.fullmatch(plain(text)) is not None


def is_amount(text: str) -> bool:
    """A number that is no year or month, as a header's cell would not be."""
    return bool(text) and looks_numeric(text) and period(text) is None


GAPS = re.compile(f"[{SPACES}{APOSTROPHES}]")
ROUNDED = re.compile(r"-?\d[.,]\d\dE\+\d\d")
"""What a spreadsheet shows of a large number: its other digits are lost."""


@functools.cache
def pattern(decimal: str, thousands: str) -> re.Pattern[str]:
    """What a number looks like that is written with these marks."""
    mark, group = re.escape(decimal), ""
    if thousands == " ":
        group = f"[{SPACES}]"
    elif thousands in ("'", "’"):
        group = f"[{APOSTROPHES}]"
    elif thousands:
        group = re.escape(thousands)
    whole = rf"\d{{1,3}}(?:{group}\d{{3}})+|\d+" if group else r"\d+"
    return re.compile(rf"-?(?:(?:{whole})(?:{mark}\d*)?|{mark}\d+)(?:[eE][+-]?\d{{1,2}})?", re.ASCII)


def number(text: str, numbers: Numbers) -> float | None:
    """The value of a cell that holds a number written so; ``None`` where it does not."""
    text = plain(text)
    if len(text) > 60 or not text:
        return None
    if ROUNDED.fullmatch(text) or not pattern(numbers.decimal, numbers.thousands).fullmatch(text):
        return None
    thousands = numbers.thousands
    text = GAPS.sub("", text)
    if thousands in (".", ","):
        text = text.replace(thousands, "")
    return float(text.replace(numbers.decimal, "."))


def notation(texts: Iterable[str], delimiter: str = ";", decimal: str | None = None, whole: bool = False) -> Numbers:
    """How these cells write numbers.

    ``whole`` means that they are whole numbers, so that a mark before three digits separates thousands. Where nothing
    tells, a comma before three digits is a decimal mark unless commas separate the columns; a point there is one too.
    """
    spaced = apostrophed = False
    evidence = {",": {"decimal": 0, "thousands": 0, "either": 0}, ".": {"decimal": 0, "thousands": 0, "either": 0}}
    ungrouped = False
    for text in dict.fromkeys(texts):
        text = plain(text)
        if not NUMBER.fullmatch(text):
            continue
        text = text.lstrip("-")
        spaced = spaced or re.match(rf"\d{{1,3}}([{SPACES}]\d{{3}})+(?!\d)", text) is not None
        apostrophed = apostrophed or re.match(r"\d{1,3}(['’]\d{3})+(?!\d)", text) is not None
        ungrouped = ungrouped or re.match(r"\d{4,}", text) is not None
        last = max(text.rfind(","), text.rfind("."))
        if last < 0:
            continue
        mark = text[last]
        other = "." if mark == "," else ","
        if other in text:
            evidence[mark]["decimal"] += 1
            evidence[other]["thousands"] += 1
        elif text.count(mark) > 1:
            evidence[mark]["thousands"] += 1
        elif re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", text):
            evidence[mark]["either"] += 1
        else:
            evidence[mark]["decimal"] += 1
    thousands = " " if spaced else "'" if apostrophed else ""
    for mark, other in ((",", "."), (".", ",")):
        found = evidence[mark]
        if found["thousands"] and not found["decimal"]:
            return Numbers(decimal if decimal and decimal != mark else other, mark)
    other = "." if decimal == "," else ","
    if decimal and evidence[other]["either"] and not evidence[other]["decimal"]:
        return Numbers(decimal, other)
    if decimal and not (whole and any(found["either"] for found in evidence.values())):
        return Numbers(decimal, thousands)
    for mark, other in ((",", "."), (".", ",")):
        if evidence[mark]["decimal"]:
            grouped = evidence[other]["either"] and not evidence[other]["decimal"]
            return Numbers(mark, other if grouped else thousands)
    for mark, other in ((",", "."), (".", ",")):
        if evidence[mark]["either"]:
            if whole and not ungrouped:
                return Numbers(decimal or other, mark)
            if thousands or ungrouped:
                return Numbers(mark, thousands)  # thousands are written otherwise
            if mark == "," and delimiter == ",":
                return Numbers(".", ",", sure=False)
            return Numbers(mark, "", sure=False)
    return Numbers(",", thousands)


# ---- periods ------------------------------------------------------------------------------------------------------

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("jan", "januari", "january"),
            ("feb", "februari", "february", "febr"),
            ("mar", "mars", "march"),
            ("apr", "april"),
            ("maj", "may"),
            ("jun", "juni", "june"),
            ("jul", "juli", "july"),
            ("aug", "augusti", "august"),
            ("sep", "sept", "september"),
            ("okt", "oktober", "oct", "october"),
            ("nov", "november"),
            ("dec", "december"),
        ),
        start=1,
    )
    for name in names
}

WHOLE_YEAR = frozenset(
    {"år", "helår", "hela året", "totalt", "year", "jan-dec", "jan–dec", "januari-december", "samtliga"}
)

PRELIMINARY = re.compile(r"\(?\bprel(?:imin\w*|\.)?\b\.?\)?|\bp\b|(?<=\d)p$", re.IGNORECASE)


@dataclass(frozen=True)
class Period:
    """A year, or one part of it: of 12 months, 4 quarters, 3 thirds, 2 halves, 52 or 53 weeks (``parts`` 53), or a day (``parts`` 0), whose figures are added up. ``day`` is that of the month ``part``, or month and day of the year as one number.

    ``star`` is whether a star stands beside it, which marks a footnote: most often that it is preliminary.
    """

    year: int
    part: int | None = None
    parts: int = 1
    preliminary: bool = False
    day: int = 0
    star: bool = field(default=False, compare=False)


@remembered
def period(text: str) -> Period | None:
    """The year or month a cell or part of a header names: ``2020``, ``2015*``, ``2026 prel.``, ``202311``, ``2023-11``,
    ``2023M11``, ``nov 2023``, ``År 2020``, ``2020-12-31`` (a day stands for its year)."""
    text = text.strip().strip(SPACES).strip("'\"")
    if not text or len(text) > 40 or not re.search(r"\d{4}|\d \d{3}|[a-z].*\d{2}", text, re.IGNORECASE):
        return None
    preliminary = PRELIMINARY.search(text) is not None
    text = PRELIMINARY.sub("", text).strip()
    star = text.endswith("*")
    text = re.sub(r"(?<=\d)(\s?\*+|[¹²³]+|\s\d\))$", "", text).strip()
    text = re.sub(r"\.0+$", "", text)  # a spreadsheet's number
    text = re.sub(r"^(?:år|year|helår|X)\s*(?=\d{4})", "", text, flags=re.IGNORECASE).strip()
    text = re.sub(r"^([12]) (\d{3})$", r"\1\2", text.replace("\u00a0", " "))  # a year with a thousands mark
    year, month, parts, day = None, None, 12, 0
    if found := re.fullmatch(r"(\d{4})(?:\s*(?:år|helår))?", text):
        year = int(found[1])
    elif found := re.fullmatch(rf"(\d{{4}})[-/:, ]*{PART}", text, re.IGNORECASE):
        year, (month, parts) = int(found[1]), part_found(found, 2)
    elif found := re.fullmatch(rf"{PART}[-/:, ]*(\d{{4}})", text, re.IGNORECASE):
        year, (month, parts) = int(found[found.re.groups]), part_found(found, 1)
    elif found := re.fullmatch(r"(\d{4})([-/. ]?)[Mm]?(\d{2})", text):
        year, month = int(found[1]), int(found[3])
        if found[2] == "/" and month == (year + 1) % 100:
            return None  # 2010/11 is a school year
    elif found := re.fullmatch(r"(0?[1-9]|1[0-2])[/-](\d{4})", text):
        year, month = int(found[2]), int(found[1])
    elif (found := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?", text)) or (
        found := re.fullmatch(r"(\d{4})(0[1-9]|1[0-2])([0-2]\d|3[01])", text)
    ):
        year, month, parts, day = int(found[1]), int(found[2]), 0, int(found[3])
    elif found := re.fullmatch(r"([a-zåäö]+)\.?[-/ ,]*(\d{4}|['’]?\d{2})", text, re.IGNORECASE):
        month = MONTHS.get(found[1].lower())
        short = found[2].lstrip("'’")
        year = (int(short) if len(short) == 4 else 2000 + int(short)) if month else None
    elif found := re.fullmatch(r"(\d{4})[-/ ]*([a-zåäö]+)\.?", text, re.IGNORECASE):
        month = MONTHS.get(found[2].lower())
        year = int(found[1]) if month else None
    if (
        year is None
        or not 1900 <= year <= 2100
        or (month is not None and not 1 <= month <= parts_of(year, parts or 12))
    ):
        return None
    return Period(year, month, parts if month else 1, preliminary, day, star)


PART = (
    r"(?:(?:kv(?:artal(?:et)?)?|q|k)\.?\s*([1-4])|(?:tertial|t)\.?\s*([1-3])|(?:halvår|h)\.?\s*([12])|"
    r"(?:vecka|v|w)\.?\s*(\d{1,2})|([1-4])(?::?[ae])?\s*kv(?:artalet|\.)?|([1-3])(?::?[ae])?\s*tertialet|([12])(?::?[ae])?\s*halvåret)"
)
"""A quarter, a third, a half or a week of a year."""

WEEKS = 53
"""So many weeks a year has at most."""

PARTS = (4, 3, 2, WEEKS, 4, 3, 2)


def parts_of(year: int, parts: int) -> int:
    """How many parts the year has: 52 weeks, in some years 53."""
    return datetime.date(year, 12, 28).isocalendar().week if parts == WEEKS else parts


def parts_counted(name: str) -> int:
    """How many parts of a year a column counts by its name, such as Kvartal; 0 where it does not say."""
    found = re.search(r"(kvartal|quarter|\bkv\b|\bqtr\b)|(tertial)|(halvår)|(\bvecka|veckon|\bweek\b)", name.lower())
    return next((parts for at, parts in enumerate((4, 3, 2, WEEKS), start=1) if found[at]), 0) if found else 0


LONGEST_NUMBER = 8
"""Digits of the longest number in a date, such as 20221231: Python refuses to read thousands of digits as a number."""


def date(text: str) -> datetime.date | None:
    """The day of a date in any notation (see :func:`is_day`); ``None`` where it is no day of the calendar."""
    numbers = re.findall(r"\d+", text)[:3]
    if any(len(number) > LONGEST_NUMBER for number in numbers):
        return None
    parts = [int(number) for number in numbers]
    if found := re.match(r"((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)", text.strip()):
        parts = [int(part) for part in found.groups()]
    elif found := re.match(r"(\d{1,2})\s+([a-zåäö]{3,9})\.?\s+(\d{4})", text.strip().lower()):
        parts = [int(found[3]), MONTHS.get(found[2], 0), int(found[1])]
    elif len(parts) == 3 and parts[2] > 31:
        parts = [parts[2], *((parts[1], parts[0]) if parts[1] <= 12 else (parts[0], parts[1]))]
    try:
        return datetime.date(*parts) if len(parts) == 3 else None
    except ValueError:
        return None


def part_found(found: re.Match[str], first: int) -> tuple[int, int]:
    """The part that :data:`PART` found, whose groups begin with the ``first``, and how many a year has."""
    number, parts = next((found[first + place], parts) for place, parts in enumerate(PARTS) if found[first + place])
    return int(number), parts


SPANS = {
    (first, first + length - 1): (first // length + 1, 12 // length)
    for length in (3, 4, 6)
    for first in range(1, 13, length)
}
"""First and last month of each quarter, third and half of a year."""


def months_together(text: str) -> tuple[int, int] | None:
    """The quarter, third or half that two months name: ``jan-mar`` is the first of 4, ``jan–jun`` the first of 2."""
    found = re.fullmatch(r"([a-z]{3,9})\.?\s*[-–—]\s*([a-z]{3,9})\.?", text.lower())
    return SPANS.get((MONTHS.get(found[1], 0), MONTHS.get(found[2], 0))) if found else None


@remembered
def part_of_year(text: str) -> tuple[int | None, int] | None:
    """The part of a year a cell names, and how many parts there are: ``Jan``, ``januari``, ``1``, ``M01`` of 12,
    ``Kvartal 1``, ``K1`` of 4; ``(None, 1)`` for the whole year, ``None`` for anything else."""
    text = text.strip().lower().rstrip(".")
    if text in WHOLE_YEAR:
        return None, 1
    if text in MONTHS:
        return MONTHS[text], 12
    if together := months_together(text):
        return together
    if found := re.fullmatch(PART, text):
        number, parts = part_found(found, 1)
        return (number, parts) if 1 <= number <= parts else None
    found = re.fullmatch(r"m?0?(\d{1,2})", text)
    return (int(found[1]), 12) if found and 1 <= int(found[1]) <= 12 else None


def is_short_day(text: str) -> bool:
    """Whether six digits may be a date, below a header that says so: 260822, or 220826."""
    return re.fullmatch(r"\d\d(?:0[1-9]|1[0-2])\d\d", text.strip()) is not None


def is_day(text: str) -> bool:
    """Whether the cell is a date to the day, as in files with a row an event."""
    text = text.strip()
    return (
        re.fullmatch(
            r"(?:19|20)\d\d-\d{1,2}-\d{1,2}(?:[T ]\s*\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?\s*(?:Z|[+-]\d{2}:?\d{2})?)?"
            r"|\d{1,2}[/.]\d{1,2}[/.](?:19|20)\d\d(?:\s+\d{1,2}[:.]\d{2}(?:[:.]\d{2})?)?"
            r"|(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
            r"|\d{1,2}\s+[a-zåäö]{3,9}\.?\s+(?:19|20)\d\d",
            text,
            re.IGNORECASE,
        )
        is not None
    )
