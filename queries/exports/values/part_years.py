"""Years of which a text says that they are not whole (``jan–sep 2024``, ``2024 t.o.m. september``) or are preliminary."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from queries.exports.values.cells import MONTHS, PRELIMINARY

YEAR = r"(?:19|20)\d\d"
MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
UNTIL = r"(?:t\.? ?o\.? ?m\.?|till och med|till|to|through|until)"
TO = rf"\s*(?:[-–—−]+|{UNTIL})\s*"

MONTHS_TOGETHER = re.compile(
    rf"(?:(?<!\d)(?P<day>\d{{1,2}}) )?\b(?P<first>{MONTH})\b\.?(?: (?P<year>{YEAR}))?{TO}"
    rf"(?:(?:den )?(?P<last_day>\d{{1,2}}) )?(?P<last>{MONTH})\b\.?(?: (?P<last_year>{YEAR})(?!\s*[-–—]\s*{YEAR}))?",
    re.IGNORECASE,
)
DATES = re.compile(
    rf"(?P<year>{YEAR})-(?P<first>\d\d)(?:-(?P<day>\d\d))?{TO}(?P<last_year>{YEAR})-(?P<last>\d\d)(?:-(?P<last_day>\d\d))?(?!\d)",
    re.IGNORECASE,
)
UNTIL_MONTH = re.compile(
    rf"(?<!\w){UNTIL}\s*(?:den )?(?:(?P<last_day>\d{{1,2}}) )?(?P<last>{MONTH})\b\.?(?: (?P<last_year>{YEAR}))?",
    re.IGNORECASE,
)
UNTIL_DATE = re.compile(
    rf"(?<!\w){UNTIL}\s*(?P<last_year>{YEAR})-(?P<last>\d\d)(?:-(?P<last_day>\d\d))?(?!\d)", re.IGNORECASE
)
PARTS_TOGETHER = re.compile(
    rf"(?<!\w)(?P<kind>kvartal(?:en)?|kv\.?|q|k|tertial(?:en)?|t|veckor(?:na)?|vecka|v\.?|månad(?:er)?)\s*(?P<first>\d{{1,2}})"
    rf"{TO}(?:kvartal|kv\.?|q|k|tertial|t|vecka|v\.?|månad)?\s*(?P<last>\d{{1,2}})(?![\d:])",
    re.IGNORECASE,
)
NUMBERS = "en|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva"
IN_WORDS = re.compile(
    r"(?<!\w)(?:hittills(?: i år)?|y\.?t\.?d\.?|year to date|(?:första|andra) halvåret|halvår(?:et)? ?[12]|h[12](?= ?(?:19|20)\d\d)"
    r"|delår\w*|(?:ej|inte|icke) (?:ett )?hel(?:a |t )?år(?:et|s\w*)?|(?:en )?del av (?:\w+ )?året?|del av år"
    rf"|(?:de )?(?:första )?(?:[1-9]|1[01]|{NUMBERS}) (?:första )?månader(?:na)?(?! (?:efter|före|i rad|sedan|senare|tidigare))"
    r"|(?:första|andra|tredje|fjärde) (?:kvartalet|tertialet)"
    r"|(?:året|år (?:19|20)\d\d) är (?:ännu )?(?:inte|ej) (?:slut|komplett|fullständigt))(?!\w)",
    re.IGNORECASE,
)
ONE_PART = re.compile(
    rf"\b(?P<last>{MONTH})\b\.? (?P<last_year>{YEAR})(?!\d)|(?<!\w)(?:kv(?:artal(?:et)?)?|q|k|tertial|t)\.? ?[1-4][,: ]+{YEAR}(?!\d)"
    rf"|(?<!\d){YEAR}[ _:-]?(?:q|k|kv|kvartal|t|tertial) ?[1-4](?!\d)|(?<!\d){YEAR}[ -](?:0[1-9]|1[0-2])(?![\d-])|\b(?:vecka|v\.?) ?\d{{1,2}}[,: ]+{YEAR}(?!\d)",
    re.IGNORECASE,
)
"""One month, quarter or week: what a title is about, or when it was written."""

MADE = re.compile(
    r"(?:uttag|utskriv|utskrift|hämta|uppdatera|skapa|publicera|export|rapport)\w*(?: (?:den|från|i|per|datum))*:?\s*"
    rf"(?:(?:\d{{1,2}} )?(?:{MONTH})\.? )?{YEAR}(?:[- ]?\d\d){{0,2}}(?!\d)(?!{TO}\d)",
    re.IGNORECASE,
)
"""When a table was made; not what it is about. Of a span of days it is both."""

PARTS_OF_A_YEAR = {"k": 4, "q": 4, "t": 3, "v": 52, "m": 12}


@dataclass(frozen=True)
class Partly:
    """Words of a text that tell of a year that is not whole; ``years`` are those they name, and may be none."""

    words: str
    years: tuple[int, ...] = ()


def partly(text: str) -> list[Partly]:
    """What a text says of years that are not whole."""
    if len(text) > 5_000:
        text = text[:5_000]
    text = re.sub(r"\s+", " ", MADE.sub(" ", text.replace("_", " ")))
    found: list[tuple[int, int, Partly]] = []
    for pattern in (DATES, MONTHS_TOGETHER, UNTIL_DATE, UNTIL_MONTH, PARTS_TOGETHER, IN_WORDS):
        for match in pattern.finditer(text):
            if any(start < match.end() and match.start() < end for start, end, _ in found):
                continue
            found.append((match.start(), match.end(), Partly(match[0].strip(), cut(match, text))))
            if is_whole(match):
                found[-1] = (match.start(), match.end(), Partly(""))
    return [one for *_, one in sorted(found, key=lambda item: item[0]) if one.words]


def ends(match: re.Match[str]) -> tuple[bool, bool]:
    """Whether what a pattern found begins with a year and ends with one."""
    groups = match.groupdict()
    first, last = number(groups.get("first")), number(groups.get("last"))
    if match.re is PARTS_TOGETHER:
        return first == 1, last is not None and last >= PARTS_OF_A_YEAR[match["kind"][0].lower()]
    if match.re is IN_WORDS:
        return False, False
    day, last_day = number(groups.get("day")), number(groups.get("last_day"))
    return first in (None, 1) and day in (None, 1), last == 12 and last_day in (None, 31)


def is_whole(match: re.Match[str]) -> bool:
    return all(ends(match))


def number(text: str | None) -> int | None:
    """A month by its name or number, or a day."""
    return None if text is None else int(text) if text.isdecimal() else MONTHS[text.lower()]


def cut(match: re.Match[str], text: str) -> tuple[int, ...]:
    """The years that are cut short by what a pattern found: those in it, else those right beside it."""
    groups = match.groupdict()
    first, last = groups.get("year"), groups.get("last_year")
    begins, finishes = ends(match)
    if first and last and first != last:
        return tuple(int(year) for year, whole in ((first, begins), (last, finishes)) if not whole)
    if first or last:
        return (int(first or last or 0),)
    after = re.match(rf"\W{{0,3}}(?:i |under |år |av )?({YEAR})(?:\s*[-–—]\s*({YEAR}))?(?!\d)", text[match.end() :])
    before = re.search(rf"({YEAR})(?:\s*[-–—]\s*({YEAR}))?[*]?[^\d.;]{{0,30}}$", text[: match.start()])
    beside = after or before
    if not beside:
        return ()
    return tuple(range(int(beside[1]), int(beside[2] or beside[1]) + 1))[:200]


def one_part(text: str) -> str:
    """The words of a title or a file's name that name one month, quarter or week; December's last day is a whole year's."""
    text = re.sub(r"[\s_]+", " ", MADE.sub(" ", text))
    text = re.sub(rf"(?i)\b31\.? dec(?:ember)?\.? {YEAR}", " ", text)
    if re.search(r"(?i)folkmängd|befolkning|invånare|population", text):
        return ""  # of a day, whichever it is
    text = re.sub(rf"{YEAR}-\d\d-\d\d", " ", text)
    found = ONE_PART.search(text)
    return found[0].strip() if found else ""


def preliminary_years(text: str, years: Collection[int]) -> set[int]:
    """The years that a title or note calls preliminary; the last of ``years`` where it names none."""
    found: set[int] = set()
    for piece in re.split(r"[;\n]|\.(?= [A-ZÅÄÖ*]|$)", text):
        if not re.search(r"(?i)\bprel(?:imin|\b)", piece) or re.search(r"(?i)\b(?:ej|inte|inga|icke)\b", piece):
            continue
        named = {int(year) for year in re.findall(rf"(?<!\d){YEAR}(?!\d)", piece)} & set(years)
        found |= named or ({max(years)} if years else set())
    return found


YES = frozenset({"ja", "yes", "x", "1", "true", "sant", "j", "y"})


def is_preliminary(text: str, name: str = "") -> bool:
    """Whether a cell such as that of a column Status says that its row is preliminary; ``name`` is the column's."""
    said = "prel" in name.lower() and text.strip().lower() in YES
    return said or (len(text) < 40 and PRELIMINARY.search(text) is not None)


def named(found: Iterable[Partly]) -> str:
    return ", ".join(dict.fromkeys(one.words for one in found))


def made_in(text: str) -> list[tuple[int, str]]:
    """The years in which a table says that it was made, before they were over, with its words."""
    found = []
    for match in MADE.finditer(re.sub(r"\s+", " ", text.replace("_", " "))):
        day = re.search(rf"({YEAR})-?(\d\d)-?(\d\d)$", match[0])
        month = re.search(rf"\b({MONTH})\.? ({YEAR})$", match[0], re.IGNORECASE)
        if day and (day[2], day[3]) != ("12", "31"):
            found.append((int(day[1]), match[0]))
        elif month and MONTHS[month[1].lower()] < 12:
            found.append((int(month[2]), match[0]))
    return found


def stated_period(text: str) -> tuple[datetime.date, datetime.date] | None:
    """The first and last day of the period that a title or note states, such as ``2023-03-15 till 2024-12-31``."""
    text = re.sub(r"\s+", " ", text.replace("_", " "))
    match = DATES.search(text) or MONTHS_TOGETHER.search(text)
    if not match or not match["last_year"]:
        return None
    first, last = number(match["first"]), number(match["last"])
    year, last_year = int(match["year"] or match["last_year"]), int(match["last_year"])
    if not first or not last or not 1 <= first <= 12 or not 1 <= last <= 12:
        return None
    end = calendar.monthrange(last_year, last)[1]
    day, last_day = int(match["day"] or 1), min(int(match["last_day"] or end), end)
    if not 1 <= day <= calendar.monthrange(year, first)[1] or last_day < 1:
        return None
    begin, finish = datetime.date(year, first, day), datetime.date(last_year, last, last_day)
    return (begin, finish) if begin <= finish else None


def without_periods(text: str) -> str:
    """A title without the months, quarters and days that it is about."""
    for pattern in (DATES, MONTHS_TOGETHER, UNTIL_DATE, UNTIL_MONTH, PARTS_TOGETHER, IN_WORDS, ONE_PART):
        text = pattern.sub(" ", text)
    return re.sub(r"\s+", " ", text).strip(" ,.:;-–")
