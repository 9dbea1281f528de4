"""What the name of a column of figures says beside its role: per how many inhabitants, of which period, what is counted."""

from __future__ import annotations

import re

from queries.exports.values.cells import Period, period
from queries.exports.values.names import folded
from queries.exports.values.part_years import MONTH
from queries.exports.values.part_years import YEAR as YEAR_OF_FOUR

POPULATION = re.compile(r"folkm[äa]ngd|befolkning|inv[åa]narantal|inv[åa]nare|inv\b|population|inhabitants")
PER = re.compile(
    r"(?:per|/|pr\.?)[\s_.]*"
    r"(?P<number>\d[\d .,\u00a0\u202f_]*\d|\d|hundra ?tusen|tio ?tusen|tusen|ett tusen|thousand|miljon)\s*(?P<thousands>k\b|tusen|000-tal)?"
    r"[\s_.]*(?:inv(?:ånare|\.|\b)?|inh(?:abitants|\.|\b)?|pers(?:oner)?|capita|residents|people|(?:av )?(?:medel)?(?:folkmängd|befolkning)(?:en)?)*\.?",
    re.IGNORECASE,
)
NUMBERS = {
    "hundratusen": 100_000,
    "hundra tusen": 100_000,
    "tiotusen": 10_000,
    "tio tusen": 10_000,
    "tusen": 1000,
    "ett tusen": 1000,
    "thousand": 1000,
    "miljon": 1_000_000,
}


PER_HEAD = re.compile(r"(?i)\bper (?:inv(?:ånare|\.|\b)|capita|person|inhabitant)")


def per(text: str) -> int | None:
    """Per how many inhabitants, where the text says it: ``/100 000 inv``, ``per 1000``, ``per_100k``, promille."""
    if re.search(r"promille|‰", text.lower()):
        return 1000
    found = PER.search(text)
    if not found:
        return 1 if PER_HEAD.search(text) else None
    written = found["number"].lower()
    if written in NUMBERS:
        return NUMBERS[written]
    number = int(re.sub(r"\D", "", written))
    if found["thousands"]:
        number *= 1000
    return number if number in (1, 10, 100, 1000, 10_000, 100_000, 1_000_000) else None


PERIOD_AT_END = re.compile(
    r"^(?P<contents>.*?)[\s_.,:;(\[–-]*(?P<period>(?:19|20)\d{2}(?:[-/. ]?[MmKkQq]?\d{1,2})?\s*\*?(?:\s*\(?prel\w*\.?\)?|\s?p)?)[)\]]?$",
    re.DOTALL,
)
PERIOD_AT_START = re.compile(
    r"^X?(?P<period>(?:19|20)\d{2}(?:[-/. ]?[MmKkQq]?\d{2})?\s*\*?(?:\s*\(?prel\w*\.?\)?)?)[\s_.,:;–-]+(?P<contents>\D.*)$",
    re.DOTALL,
)


PERIOD_INSIDE = re.compile(
    r"^(?P<before>\D+?)[\s_]+(?P<period>(?:19|20)\d{2}\*?)[\s_]+(?P<after>[^\d\s].*)$", re.DOTALL
)
BEFORE_NUMBER = re.compile(r"(?:per|/|fr\.? ?o\.? ?m\.?|från|sedan|till|t\.?o\.?m\.?|mot|med)$")


DAY_AT_END = re.compile(
    rf"^(?P<contents>.*?[a-zåäö)])[\s(,:]*(?:den |per )?(?:(?P<iso>{YEAR_OF_FOUR})-\d\d-\d\d"
    rf"|\d{{1,2}}[./ -]\d{{1,2}}[./ -](?P<short>{YEAR_OF_FOUR})|\d{{1,2}}\.? (?:{MONTH})\.? (?P<named>{YEAR_OF_FOUR}))\)?$",
    re.IGNORECASE | re.DOTALL,
)
"""A population is that of a day, which stands for its year."""


def apart(name: str) -> tuple[str, Period | None]:
    """A header parted into what is counted and the period: ``Folkmängd 2020``, ``2020 Antal``, ``X2015``, ``jan 2023``."""
    found = period(name)
    of_day = DAY_AT_END.match(name.strip()) if not found and len(name) < 100 else None
    if of_day and POPULATION.search(folded(of_day["contents"])) and not per(of_day["contents"]):
        year = of_day["iso"] or of_day["short"] or of_day["named"]
        return of_day["contents"].strip(" _.,:;–-()[]"), Period(int(year))
    if found:
        return "", found
    for pattern in (PERIOD_AT_END, PERIOD_AT_START):
        match = pattern.match(name.strip())
        if match:
            found = period(match["period"])
            # "per 2020"? A bare number after "per" or "/" is no year, nor is one in "fr.o.m. 2019".
            before = match["contents"].rstrip().lower()
            if found and not BEFORE_NUMBER.search(before):
                contents = match["contents"].strip(" _.,:;–-()[]")
                return ("" if contents.upper() == "X" else contents), found
    inside = PERIOD_INSIDE.match(name.strip())
    if inside and not BEFORE_NUMBER.search(inside["before"].rstrip().lower()):
        return f"{inside['before']} {inside['after']}", period(inside["period"])
    return name, None


def contents_of(name: str) -> str:
    """What a name of a column of figures says is counted, without ``Antal``, ``Per 1 000 inv.`` and the like."""
    text = PER_HEAD.sub(" ", PER.sub(" ", name))
    text = re.sub(r"(?i)\(?(?:promille|‰)\)?", " ", text)
    text = re.sub(r"[_.]", " ", text)
    text = re.sub(
        r"(?i)^\s*(?:number of|antalet|antal|count|värde|value|totalt|total|summa|frekvens|rate|tal|n|st)\b", " ", text
    )
    text = re.sub(r"(?i)[\s,(]*(?:antal|count|st|rate|tal|totalt)\)?\s*$", " ", text)
    text = re.sub(r"\(\s*\)", " ", text)
    return re.sub(r"\s+", " ", text).strip(" ,;:-/")


SPAN = re.compile(r"(?:19|20)\d{2}\s*(?:[-–—/]|till|t\.?o\.?m\.?|to)\s*(?:(?:19|20)\d{2}|\d{2}(?!\d))(?![-/ ]?\d)")
"""Several years in one: a mean of them, a change between them, or a school year; never the year of a figure."""


def is_span(name: str) -> bool:
    """Whether the name speaks of several years together: ``2019–2020``, ``2019/20``."""
    return period(name) is None and SPAN.search(name) is not None
