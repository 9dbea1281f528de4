"""What a column's name says: its role, per how many inhabitants, of which period, and what is counted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from queries.exports.cells import Period, period
from queries.exports.names import folded

Role = Literal[
    "place",
    "place_code",
    "category",
    "indicator",
    "measure",
    "year",
    "period",
    "date",
    "count",
    "population",
    "rate",
    "share",
    "breakdown",
    "latitude",
    "longitude",
    "priority",
    "ignored",
]
"""What a column holds. ``measure`` says for each row what its figure is; ``breakdown`` parts the figures further."""

FIGURES: tuple[Role, ...] = ("count", "population", "rate", "share")

CONTRACT: dict[str, Role] = {
    "indicator": "indicator",
    "area_category": "category",
    "area": "place",
    "year": "year",
    "count": "count",
    "population": "population",
    "per_1000": "rate",
    "share_percent": "share",
    "source": "ignored",
}
"""The columns of the dashboard's own contract."""


def words(*alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"(?:^|[^a-zåäöé])(?:{'|'.join(alternatives)})(?:$|[^a-zåäöé])")


CHANGE = re.compile(
    r"förändring|skillnad|differens|diff\b|(?:folk)?ökning|minskning|utveckling|change|difference|index|rang(?:ordning)?\b|ranking|utrikes|medelvärde|median"
)
SHARE = re.compile(r"andel|procent|share|percent|(?:^|\s)%|pct|proportion")
YEAR = words("år", "årtal", "kalenderår", "redovisningsår", "rapportår", "year", "ar")
PERIOD = words(
    "period",
    "tidsperiod",
    "månad",
    "manad",
    "mån",
    "month",
    "kvartal",
    "quarter",
    "tid",
    "tidpunkt",
    "time",
    "yyyymm",
    "ym",
)
DATE = re.compile(r"datum|date|tidpunkt|klockslag|timestamp|inskriv|brottsdag|händelsedag|tidstämpel|created")
POPULATION = re.compile(r"folkmängd|befolkning|invånarantal|invånare|inv\b|population|inhabitants")
LATITUDE = words(
    "lat", "latitud", "latitude", "y", "n", "north", "northing", "n koordinat", "y koord(?:inat)?", "sweref n", "nord"
)
LONGITUDE = words(
    "lon",
    "lng",
    "long",
    "longitud",
    "longitude",
    "x",
    "e",
    "east",
    "easting",
    "e koordinat",
    "x koord(?:inat)?",
    "sweref e",
    "öst",
)
PRIORITY = re.compile(r"^prio")
CODE = re.compile(
    r"kommunkod|regionkod|länskod|lkf|områdeskod|(?:kommun|region|län|område|municipality|area).{0,6}(?:kod|code|nr|id)\b|^kod$|^code$"
)
PLACE = re.compile(
    r"kommun|region|område|län\b|stadsdel|distrikt|district|deso|regso|lokalpolis|\blpo\b|polis|place|plats\b|\barea\b|"
    r"municipality|county|\bort\b|tätort|geografi|^namn$|^name$|basområde|närområde|bostadsområde"
)
INDICATOR = re.compile(
    r"brott|indikator|indicator|variabel|händelse|\btyp\b|kategori|rubricering|offence|crime|event|tabellinnehåll|innehåll|ärende|serie"
)
MEASURE = re.compile(r"^(?:mått|mätetal|enhet|measure|metric|unit|statistik|redovisning|typ av mått|måttenhet)")
COUNT = re.compile(
    r"antal|count|number|anmälda|anmälningar|\bn\b|frekvens|\bfall\b|cases|summa|\bsum\b|totalt|\btotal\b|värde|value|freq|händelser|\bst\b"
)
RATE = re.compile(r"\btal\b|\brate\b|kvot|per inv|relativ")
BREAKDOWN = words(
    "kön",
    "sex",
    "gender",
    "ålder",
    "åldersgrupp",
    "ålders?klass",
    "age",
    "civilstånd",
    "bakgrund",
    "veckodag",
    "timme",
    "brottsoffer",
    "relation",
)

PER = re.compile(
    r"(?:per|/|pr\.?)[\s_.]*"
    r"(?P<number>\d[\d .,\u00a0\u202f_]*\d|\d|hundra ?tusen|tio ?tusen|tusen|ett tusen|thousand|miljon)\s*(?P<thousands>k\b|tusen|000-tal)?"
    r"[\s_.]*(?:inv(?:ånare|\.|\b)?|inh(?:abitants|\.|\b)?|pers(?:oner)?|capita|residents|people|folkmängd|medelfolkmängd|av befolkningen)*\.?",
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


def per(text: str) -> int | None:
    """Per how many inhabitants, where the text says it: ``/100 000 inv``, ``per 1000``, ``per_100k``, promille."""
    if re.search(r"promille|‰", text.lower()):
        return 1000
    found = PER.search(text)
    if not found:
        return None
    written = found["number"].lower()
    if written in NUMBERS:
        return NUMBERS[written]
    number = int(re.sub(r"\D", "", written))
    if found["thousands"]:
        number *= 1000
    return number if number in (1, 10, 100, 1000, 10_000, 100_000, 1_000_000) else None


@dataclass(frozen=True)
class Meaning:
    """What a name says. ``role`` is ``None`` where it says nothing; ``contents`` is what is counted, if it says so."""

    role: Role | None
    per: int | None = None
    period: Period | None = None
    contents: str = ""


PERIOD_AT_END = re.compile(
    r"^(?P<contents>.*?)[\s_.,:;(\[–-]*(?P<period>(?:19|20)\d{2}(?:[-/. ]?[MmKkQq]?\d{1,2})?\s*\*?(?:\s*\(?prel\w*\.?\)?|\s?p)?)[)\]]?$",
    re.DOTALL,
)
PERIOD_AT_START = re.compile(
    r"^X?(?P<period>(?:19|20)\d{2}(?:[-/. ]?[MmKkQq]?\d{2})?\s*\*?(?:\s*\(?prel\w*\.?\)?)?)[\s_.,:;–-]+(?P<contents>\D.*)$",
    re.DOTALL,
)


def apart(name: str) -> tuple[str, Period | None]:
    """A header parted into what is counted and the period: ``Folkmängd 2020``, ``2020 Antal``, ``X2015``, ``jan 2023``."""
    found = period(name)
    if found:
        return "", found
    for pattern in (PERIOD_AT_END, PERIOD_AT_START):
        match = pattern.match(name.strip())
        if match:
            found = period(match["period"])
            # "per 2020"? A bare number after "per" or "/" is no year, nor is one in "fr.o.m. 2019".
            before = match["contents"].rstrip().lower()
            if found and not re.search(r"(?:per|/|fr\.? ?o\.? ?m\.?|från|sedan|till|t\.?o\.?m\.?)$", before):
                contents = match["contents"].strip(" _.,:;–-()[]")
                return ("" if contents.upper() == "X" else contents), found
    return name, None


def contents_of(name: str) -> str:
    """What a name of a column of figures says is counted, without ``Antal``, ``Per 1 000 inv.`` and the like."""
    text = PER.sub(" ", name)
    text = re.sub(r"(?i)\(?(?:promille|‰)\)?", " ", text)
    text = re.sub(r"[_.]", " ", text)
    text = re.sub(
        r"(?i)^\s*(?:number of|antalet|antal|count|värde|value|totalt|total|summa|frekvens|rate|tal|n|st)\b", " ", text
    )
    text = re.sub(r"(?i)[\s,(]*(?:antal|count|st|rate|tal|totalt)\)?\s*$", " ", text)
    return re.sub(r"\s+", " ", text).strip(" ,;:-/")


def meaning(name: str) -> Meaning:
    """What the name of a column says, before its cells are looked at."""
    plain, when = apart(name)
    exact = CONTRACT.get(plain.strip().lower())
    if exact and not when:
        return Meaning(exact, 1000 if exact == "rate" else None)
    text = folded(plain)
    if not text:
        return Meaning(None, period=when)
    per_how_many = per(plain)
    if per_how_many:
        return Meaning("rate", per_how_many, when, contents_of(plain))
    if CHANGE.search(text):
        return Meaning("ignored", period=when, contents=plain)
    if SHARE.search(plain.lower()):
        return Meaning(
            "share",
            period=when,
            contents=contents_of(re.sub(r"(?i)\(?%\)?|procent|per ?cent|andel(?:en)?|share", " ", plain)),
        )
    for role, pattern in NAMED:
        if pattern.search(text):
            return Meaning(role, period=when, contents=contents_of(plain))
    return Meaning(None, period=when, contents=contents_of(plain))


NAMED: tuple[tuple[Role, re.Pattern[str]], ...] = (
    ("year", YEAR),
    ("measure", MEASURE),
    ("priority", PRIORITY),
    ("date", DATE),
    ("period", PERIOD),
    ("place_code", CODE),
    ("population", POPULATION),
    ("count", re.compile(r"^(?:antal|number of|count|anmälda)")),
    ("breakdown", BREAKDOWN),
    (
        "indicator",
        re.compile(
            r"^(?:brott|brottstyp|brottskod|indikator|indicator|händelsetyp|typ|kategori|rubricering|offence|crime|variabel)\b"
        ),
    ),
    ("place", PLACE),
    ("indicator", INDICATOR),
    ("latitude", LATITUDE),
    ("longitude", LONGITUDE),
    ("count", COUNT),
    ("rate", RATE),
)
"""Roles by what a folded name contains; the first that fits counts."""
