"""What the name of a column says: of which period and part of a year, per how many inhabitants, what is counted, and the
concepts of its words (:mod:`queries.exports.words`)."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from queries.exports.columns.column import Role
from queries.exports.values import offences
from queries.exports.values.cells import Period, part_of_year, period
from queries.exports.values.names import folded
from queries.exports.values.part_years import MONTH, named, partly
from queries.exports.values.part_years import YEAR as YEAR_OF_FOUR
from queries.exports.words.concepts import Concepts, concepts_of, head_of, is_preposition, names_of, words

CONTRACT = {
    "indicator": "indicator",
    "area_category": "category",
    "area": "place",
    "year": "year",
    "count": "count",
    "population": "population",
    "per_1000": "rate",
    "share_percent": "share",
    "source": "note",
}
"""The columns of the dashboard's own contract, with the use of each."""

GENERIC = names_of("says nothing") | {""}
"""What a column of figures may be called without saying what is counted."""

GENERAL = names_of("offences of any kind")
"""What says that offences are counted, but not which."""


@dataclass(frozen=True, kw_only=True)
class Label:
    """What a name says. ``contents`` is what is counted, without measure and period.

    ``part`` is the part of a year it names (see :func:`cells.part_of_year`); ``partly`` are its words for some months of a
    year together; ``span`` whether it speaks of several years; ``group`` the sex or age whose figures it holds.
    """

    name: str
    contents: str = ""
    per: int | None = None
    period: Period | None = None
    part: tuple[int | None, int] | None = None
    partly: str = ""
    span: bool = False
    group: str = ""
    concepts: Concepts = frozenset()
    contract: str = ""

    @property
    def is_vague(self) -> bool:
        """Whether it leaves open which kind of figures the column holds."""
        return not self.concepts & {"number", "population", "rate", "share"} or self.is_total

    @property
    def is_total(self) -> bool:
        return folded(self.contents or self.name) in (
            "totalt",
            "total",
            "summa",
            "samtliga",
            "sum",
            "tot",
            "totalsumma",
        )


# ---- per how many inhabitants -----------------------------------------------------------------------------------------

PER = re.compile(
    r"(?:(?<![^\W\d_])(?:per|pr\.?)|/)[\s_.]*"
    r"(?P<number>\d[\d .,\u00a0\u202f_]*\d|\d|hundra ?tusen|tio ?tusen|tusen|ett tusen|thousand|miljon)\s*(?P<thousands>k\b|tusen|000-tal)?"
    r"[\s_.]*(?:inv(?:ånare|anare|\.|\b)?|inh(?:abitants|\.|\b)?|pers(?:oner)?|capita|residents|people|(?:av )?(?:medel)?(?:folkmängd|befolkning)(?:en)?)*\.?",
    re.IGNORECASE,
)
PER_HEAD = re.compile(r"(?i)\bper (?:inv(?:ånare|\.|\b)|capita|person|inhabitant)")
PER_MILLE = re.compile(r"(?i)\(?(?:promille|‰)\)?")
IN_WORDS = {"hundratusen": 100_000, "tiotusen": 10_000, "tusen": 1000, "etttusen": 1000, "thousand": 1000}
IN_WORDS |= {"miljon": 1_000_000}


def per(text: str) -> int | None:
    """Per how many inhabitants, where the text says it: ``/100 000 inv``, ``per 1000``, ``per_100k``, promille."""
    if PER_MILLE.search(text):
        return 1000
    found = PER.search(text)
    if not found:
        return 1 if PER_HEAD.search(text.replace("_", " ")) else None
    if in_words := IN_WORDS.get(found["number"].lower().replace(" ", "")):
        return in_words
    digits = re.sub(r"\D", "", found["number"])
    if len(digits) > len("1000000"):
        return None
    number = int(digits) * (1000 if found["thousands"] else 1)
    return number if number in (1, 10, 100, 1000, 10_000, 100_000, 1_000_000) else None


# ---- the period -------------------------------------------------------------------------------------------------------

PRELIMINARY_YEAR = r"\s*\*?(?:\s*\(?prel\w*\.?\)?"
PERIOD_AT_END = re.compile(
    rf"^(?P<contents>.*?)[\s_.,:;(\[–-]*(?P<period>{YEAR_OF_FOUR}(?:[-/. ]?[MmKkQq]?\d{{1,2}})?{PRELIMINARY_YEAR}|\s?p)?)[)\]]?$",
    re.DOTALL,
)
PERIOD_AT_START = re.compile(
    rf"^X?(?P<period>{YEAR_OF_FOUR}(?:[-/. ]?[MmKkQq]?\d{{2}})?{PRELIMINARY_YEAR})?)[\s_.,:;–-]+(?P<contents>\D.*)$",
    re.DOTALL,
)
PERIOD_INSIDE = re.compile(
    rf"^(?P<before>\D+?)[\s_]+(?P<period>{YEAR_OF_FOUR}\*?)[\s_,:;]+(?P<after>[^\d\s].*)$", re.DOTALL
)
BEFORE_NUMBER = re.compile(r"(?:per|/|fr\.? ?o\.? ?m\.?|från|sedan|till|t\.? ?o\.? ?m\.?|mot|med)$")
"""What stands before a number that is no year of the figures: ``per 2020``, ``fr.o.m. 2019``."""

DAY_AT_END = re.compile(
    rf"^(?P<contents>.*?[a-zåäö)])[\s(,:]*(?:den |per )*(?:(?P<iso>{YEAR_OF_FOUR})-\d\d-\d\d"
    rf"|\d{{1,2}}[./ -]\d{{1,2}}(?:[./ -](?P<short>{YEAR_OF_FOUR}))?|\d{{1,2}}\.? (?:{MONTH})\.?(?: (?P<named>{YEAR_OF_FOUR}))?)\)?$",
    re.IGNORECASE | re.DOTALL,
)
"""A population is that of a day, which stands for its year; without one, for that of the row."""


def apart(name: str) -> tuple[str, Period | None]:
    """A name parted into what is counted and the period: ``Folkmängd 2020``, ``2020 Antal``, ``X2015``, ``jan 2023``."""
    found = period(name)
    if found:
        return "", found
    of_day = DAY_AT_END.match(name.strip()) if len(name) < 100 else None
    if of_day and any("population" in concepts_of(word) for word in words(of_day["contents"])):
        year = of_day["iso"] or of_day["short"] or of_day["named"]
        if not per(of_day["contents"]):
            return of_day["contents"].strip(" _.,:;–-()[]"), Period(int(year)) if year else None
    for pattern in (PERIOD_AT_END, PERIOD_AT_START):
        match = pattern.match(name.strip())
        found = period(match["period"]) if match else None
        if match and found and not BEFORE_NUMBER.search(match["contents"].rstrip(" (").lower()):
            contents = match["contents"].strip(" _.,:;–-()[]")
            return ("" if contents.upper() == "X" else contents), found
    inside = PERIOD_INSIDE.match(name.strip())
    if inside and not BEFORE_NUMBER.search(inside["before"].rstrip().lower()):
        return f"{inside['before']} {inside['after']}", period(inside["period"])
    return name, None


SPAN = re.compile(r"(?:19|20)\d{2}\s*(?:[-–—/]|till|t\.?o\.?m\.?|to)\s*(?:(?:19|20)\d{2}|\d{2}(?!\d))(?![-/ ]?\d)")
"""Several years in one: a mean of them, a change between them, or a school year; never the year of a figure."""


def is_span(name: str) -> bool:
    """Whether the name speaks of several years together: ``2019–2020``, ``2019/20``."""
    return period(name) is None and SPAN.search(name) is not None


# ---- what is counted --------------------------------------------------------------------------------------------------

MEASURE_BEFORE = re.compile(
    r"(?i)^\s*(?:number of|antalet|antal|count|värde|value|totalt|total|summa|frekvens|rate|tal|n|st)(?![\wåäö])"
)
MEASURE_BEHIND = re.compile(
    r"(?i)[\s,(]+(?:antal|count|st|rate|tal|totalt|helår|hela året)\)?\s*$|^(?:antal|count|st|rate|tal|totalt)$"
)
SHARE = re.compile(r"(?i)\(?%\)?|\(?\bprocent\b\)?|\bper ?cent\b|\bandel(?:en)?\b|\bshare\b")


def contents_of(name: str) -> str:
    """What a name of a column of figures says is counted, without ``Antal``, ``Per 1 000 inv.`` and the like."""
    text = PER_MILLE.sub(" ", PER_HEAD.sub(" ", PER.sub(" ", name).replace("_", " ")))
    text = re.sub(r"_|(?<=\w)\.(?=\w)", " ", text)
    text = MEASURE_BEHIND.sub(" ", MEASURE_BEFORE.sub(" ", text))
    text = re.sub(r"\(\s*\)", " ", text)
    return re.sub(r"\s+", " ", text).strip(" ,;:-/" + ("" if text.rstrip().endswith("m.m.") else "."))


def without_share(name: str) -> str:
    """A name without what says that it is a share."""
    return SHARE.sub(" ", name)


KOLADA = re.compile(r"\s*\([NU]\d{5}\)$")
"""The code that Kolada writes behind the name of an indicator."""


def counted(name: str) -> tuple[str, Role | None, int | None]:
    """The name of an offence without its measure, which some write there: role and per how many, or ``None``. ``Anmälda våldsbrott, antal/100 000 inv`` counts ``Anmälda våldsbrott``, as a rate per 100 000."""
    if len(name) > 300 or offences.is_known(name):
        return name, None, None
    name = KOLADA.sub("", name)
    per_how_many = per(name)
    if per_how_many:
        return contents_of(name) or name, "rate", per_how_many
    if re.search(r"(?i)[,(]\s*andel\b|\(%\)|,\s*(?:%|procent)\s*$|^andel\b", name):
        return contents_of(without_share(name)) or name, "share", None
    if re.search(r"(?i)[,(]\s*(?:antal|st)\)?\s*$", name):
        return contents_of(name) or name, "count", None
    return name, None, None


MEASURES: dict[str, Role] = {
    "antal": "count",
    "antal brott": "count",
    "antal anmälda brott": "count",
    "antal (st)": "count",
    "anmälda brott": "count",
    "count": "count",
    "number": "count",
    "folkmängd": "population",
    "antal invånare": "population",
    "befolkning": "population",
    "population": "population",
    "andel": "share",
    "procent": "share",
    "andel (%)": "share",
    "andel procent": "share",
    "promille": "rate",
}


def measure_of(text: str) -> tuple[Role, int | None] | None:
    """The measure that a cell names, with per how many; ``None`` where it names none."""
    per_how_many = per(text)
    if per_how_many and folded(contents_of(text)) in GENERIC | GENERAL:
        return "rate", per_how_many
    role = MEASURES.get(folded(text))
    return (role, None) if role else None


# ---- all of it --------------------------------------------------------------------------------------------------------

GROUP = re.compile(
    r"(?:män|kvinnor|pojkar|flickor|men|women|males?|females?|boys|girls|okänt(?: kön)?|okänd|annat(?: kön)?|kvinna|man)"
    r"|\d{1,2} ?(?:-|–| ) ?\d{1,3}(?: ?år)?|\d{1,3} ?(?:\+|-)(?: ?år)?|\d{1,3} ?år(?: och äldre| eller äldre| och över|\+)?"
    r"|(?:under|över) \d\d(?: år)?|prio(?:ritet)? ?\d"
)
"""What a column that holds the figures of one sex, age or priority is called, folded."""

AT_END = re.compile(
    r"(?i)\b(?:vid|i) (?:månadens|kvartalets|årets|periodens) slut\b|\bper den (?:sista|\d+)\b|\bat (?:the )?end of\b"
)
TWELVE = re.compile(
    r"(?i)\br(?:ull)?\.? ?12\b|\b12[ -]?m(?:ån(?:ader)?s?|onths?)?\b|\btolvmånaders|\bsenaste (?:12|tolv) månaderna\b"
)
VALIDITY = re.compile(r"\((?:t\.? ?o\.? ?m|fr\.? ?o\.? ?m)\.?[^()]*\)", re.IGNORECASE)
"""From or until when an offence is counted so, in brackets behind its name."""

LASTING = frozenset({"rolling", "stock", "cumulative"})
"""Concepts of figures that hold in one month what they held in the one before: the last of a year is the year's."""

SAID_OF_ALL = LASTING | {"change", "mean", "limit", "goal", "yardstick"}
"""Concepts of any word of a name's first part: they change what the figures are."""


UNNAMED = names_of("no name")
"""What a pivot table writes where it has no name."""


def concepts(name: str) -> Concepts:
    """The concepts of a name: of its first word where that is a measure, else of its last, and what is said of all."""
    found = {"share"} if "%" in name or any("share" in concepts_of(word) for word in words(name)) else set()
    found |= {"stock"} if AT_END.search(name) else set()
    found |= {"rolling"} if TWELVE.search(name) else set()
    inner = re.findall(r"\(\s*([^\W\d_]+)\.?\s*\)", name)
    found |= {concept for word in inner for concept in concepts_of(word.casefold())} & {
        "code",
        "number",
        "share",
        "rate",
    }
    head = [word for word in head_of(name) if not word.isdecimal()]
    if not head or is_preposition(head[0]):
        return frozenset(found)
    for word in head:
        found |= concepts_of(word) & SAID_OF_ALL
    first, last = concepts_of(head[0]), concepts_of(head[-1])
    if any("activity" in concepts_of(word) for word in head[:-1]):
        found, last = found - {"stock"}, last - {"stock"}  # as of officers that were injured
    if "number" in first and len(head) > 1:
        return frozenset(found | {"number"} | (last & {"population", "code", "change", "mean"}))
    if last & {"code", "name", "kind", "identifier", "level"} and len(head) > 1:
        last |= {f"of {concept}" for concept in concepts_of(head[-2])}
    return frozenset(found | last | (first & {"number", "share"}))


def says_people(name: str) -> bool:
    """Whether a name, or a title, speaks of inhabitants or persons."""
    return any("population" in concepts_of(word) or word in PEOPLE for word in words(name))


PEOPLE = names_of("people")


def lasts(name: str) -> bool:
    """Whether what a name counts is a stock, a sum of twelve months, or grows over the year: its months are not added up."""
    return bool(concepts(name) & LASTING)


def group_in(name: str, said: Concepts) -> str:
    """The sex or age whose figures a column holds: ``Män``, ``Antal 0–17 år``, ``Misstänkta kvinnor``; nothing where it names
    none, or a share of it."""
    contents = contents_of(name)
    if "share" in said:
        return ""
    if GROUP.fullmatch(folded(contents or name)):
        return contents or name
    head = head_of(contents)
    is_last = len(head) > 1 and head[-1] in SEXES and contents.casefold().endswith(head[-1])
    return contents[-len(head[-1]) :] if is_last else ""


SEXES = frozenset(word for word in names_of("sexes") if len(word) > 2)


def is_contract(names: Collection[str]) -> bool:
    """Whether these are the columns of the dashboard's own contract."""
    return {"indicator", "area_category", "area", "year", "source"} <= {name.strip().lower() for name in names}


def label(name: str, of_contract: bool = False) -> Label:
    """What the name of a column says, before its cells are looked at; ``of_contract`` is whether it is one of the dashboard's
    own contract."""
    if offences.is_known(name):
        return Label(name=name, contents=name, concepts=frozenset({"activity"}))
    plain, when = apart(name)
    if of_contract and (use := CONTRACT.get(plain.strip().lower())):
        return Label(name=name, contract=use, per=1000 if use == "rate" else None)
    specific = folded(contents_of(VALIDITY.sub(" ", plain))) not in GENERIC | GENERAL
    cut = [] if part_of_year(plain) else partly(VALIDITY.sub(" ", name) if specific and not when else name)
    if cut and all(re.match(r"(?i)hittills|y\.?t|year to", one.words) for one in cut) and not when:
        return Label(name=name, contents=name, concepts=frozenset({"cumulative"}))
    if cut:
        years = {year for one in cut for year in one.years}
        return Label(name=name, period=Period(years.pop()) if len(years) == 1 else None, partly=named(cut))
    if is_span(name):
        return Label(name=name, contents=name, span=True)
    text = folded(plain)
    if not text or text in UNNAMED:
        return Label(name=name if text not in UNNAMED else "", period=when)
    said = concepts(plain)
    if group := group_in(plain, said):
        contents = contents_of(plain).removesuffix(group).strip(" ,:-")
        return Label(name=name, period=when, contents=contents, group=group, concepts=said & {"number", "population"})
    part = part_of_year(plain) if re.search("[a-zåäö]", text) else None
    if part and text in ("totalt", "total", "summa", "samtliga"):
        return Label(name=name, period=when, concepts=frozenset({"total"}))
    if part:
        return Label(name=name, period=when, part=part, concepts=said & {"year"})
    per_how_many = per(plain)
    contents = contents_of(without_share(plain) if "share" in said and not per_how_many else plain)
    return Label(name=name, contents=contents, per=per_how_many, period=when, concepts=said)
