"""What a column's name says: its role, and with ``figure_names`` per how many inhabitants, of which period, and what is
counted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from queries.exports.columns.figure_names import POPULATION, apart, contents_of, is_span, per
from queries.exports.values.cells import Period, part_of_year
from queries.exports.values.names import folded
from queries.exports.values.part_years import named, partly

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


GENERIC = frozenset(
    {
        "",
        "brott",
        "fall",
        "anmälningar",
        "händelser",
        "anmälda",
        "anmälda brott",
        "st",
        "inv",
        "invånare",
        "folkmängd",
        "personer",
        "offences",
        "crimes",
        "cases",
        "value",
        "värde",
        "antal",
        "tal",
        "rate",
        "per",
        "inklusive",
        "hela",
        "hela året",
        "helår",
    }
)
"""What a column of figures may be called without saying what is counted."""


def words(*alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"(?:^|[^a-zåäöé])(?:{'|'.join(alternatives)})(?:$|[^a-zåäöé])")


CHANGE = re.compile(
    r"förändring|jämfört|skillnad|differens|diff\b|^\+/|\btrend|medeltal|genomsnitt|snitt\b|^medel\b|kumulativ|ackumulerad|(?:folk)?ökning|minskning|utveckling|change|difference|index|rang(?:ordning)?\b|ranking|utrikes|medelvärde|median|\back(?:\.|umulera\w*)?(?:\s|$)"
)
NOTE = re.compile(
    r"kommentar|anmärkning|notering|^not(?:er)?$|fotnot|källa|uppdaterad|uttag|^url$|länk|beskrivning|comment|\bnotes?\b|^source|^status"
)
"""Columns that hold what is said about a row, not what is counted in it."""
SERIAL = re.compile(
    r"^(?:nr|id|löpnr|löpnummer|rad|radnr|radnummer|index|objectid|object id|fid|gid|rank|placering|plats|ordning|sortering|#|no|unnamed:? 0"
    r"|(?:ärende|diarie|händelse|anmälnings?|anmälan|k|case|event|incident)[ ]?(?:nr|nummer|id|number))$"
)
SHARE = re.compile(r"andel|procent|share|percent|(?:^|[\s(,/])%|pct|proportion")
YEAR = words("år", "årtal", "kalenderår", "redovisningsår", "rapportår", "year", "ar")
PERIOD = words(
    "period",
    "tidsperiod",
    "månad",
    "manad",
    "mån",
    "month",
    "kvartal",
    "kv",
    "quarter",
    "qtr",
    "tertial",
    "halvår",
    "vecka",
    "veckonummer",
    "veckonr",
    "week",
    "tid",
    "tidpunkt",
    "time",
    "yyyymm",
    "ym",
)
DATE = re.compile(r"datum|date|tidpunkt|klockslag|timestamp|inskriv|brottsdag|händelsedag|tidstämpel|created")
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
    r"kommun|region|omr[åa]de|län\b|stadsdel|distrikt|district|deso|regso|lokalpolis|\blpo\b|polis|place|plats\b|\barea\b|"
    r"municipality|county|\bort\b|tätort|geografi|^namn$|^name$|basområde|närområde|bostadsområde"
)
INDICATOR = re.compile(
    r"brott|indikator|indicator|nyckeltal|\bkpi\b|variabel|h[äa]ndelse|\btyp\b|kategori|rubricering|offence|crime|event|tabellinnehåll|innehåll|ärende|serie"
)
MEASURE = re.compile(r"^(?:mått|mätetal|enhet|measure|metric|unit|statistik|redovisning|typ av mått|måttenhet)")
COUNT = re.compile(
    r"antal|count|number|anmälda|anmälningar|\bn\b|frekvens|\bfall\b|cases|summa|\bsum\b|totalt|\btotal\b|värde|value|freq|händelser|\bst\b"
)
RATE = re.compile(r"\btal\b|\brate\b|kvot|per inv|relativ")
BREAKDOWN = words(
    "kön",
    "kon",
    "sex",
    "gender",
    "ålder",
    "alder",
    "åldersgrupp",
    "ålders?klass",
    "age",
    "civilstånd",
    "bakgrund",
    "veckodag",
    "weekday",
    "dag",
    "day",
    "timme",
    "hour",
    "brottsoffer",
    "relation",
)


@dataclass(frozen=True)
class Meaning:
    """What a name says. ``role`` is ``None`` where it says nothing; ``contents`` is what is counted, if it says so.

    ``part`` is the part of a year it names (see :func:`cells.part_of_year`); ``vague`` is whether it tells that there
    are figures but not of which kind, such as ``Värde``; ``partly`` are its words for some months of a year together.
    """

    role: Role | None
    per: int | None = None
    period: Period | None = None
    contents: str = ""
    part: tuple[int | None, int] | None = None
    vague: bool = False
    partly: str = ""


GROUP = re.compile(
    r"(?:män|kvinnor|pojkar|flickor|men|women|males?|females?|boys|girls|okänt(?: kön)?|okänd|annat(?: kön)?|kvinna|man)"
    r"|\d{1,2} ?(?:-|–| ) ?\d{1,3}(?: ?år)?|\d{1,3} ?(?:\+|-)(?: ?år)?|\d{1,3} ?år(?: och äldre| eller äldre| och över|\+)?"
    r"|(?:under|över) \d\d(?: år)?"
)
"""What a column that holds the figures of one sex or age is called, folded."""


def meaning(name: str) -> Meaning:
    """What the name of a column says, before its cells are looked at."""
    plain, when = apart(name)
    exact = CONTRACT.get(plain.strip().lower())
    if exact and not when:
        return Meaning(exact, 1000 if exact == "rate" else None)
    text = folded(plain)
    cut = [] if part_of_year(plain) else partly(name)
    if cut:
        years = {year for one in cut for year in one.years}
        return Meaning("ignored", period=Period(years.pop()) if len(years) == 1 else None, partly=named(cut))
    if is_span(name):
        return Meaning("ignored", contents=name)
    if not text:
        return Meaning(None, period=when, vague=True)
    if GROUP.fullmatch(text):
        return Meaning(None, period=when, contents=plain, vague=True)
    part = part_of_year(plain) if re.search("[a-zåäö]", text) else None
    if part:
        role: Role | None = "year" if text in ("år", "year") else "count" if text in TOTAL else None
        return Meaning(role, period=when, part=part if text not in TOTAL else None, vague=True)
    per_how_many = per(plain)
    if per_how_many:
        return Meaning("rate", per_how_many, when, contents_of(plain))
    if CHANGE.search(text) or NOTE.search(text) or SERIAL.search(text):
        return Meaning("ignored", period=when, contents=plain)
    if SHARE.search(plain.lower()):
        return Meaning("share", period=when, contents=contents_of(without_share(plain)))
    for role, pattern in NAMED:
        if pattern.search(text):
            vague = role == "count" and not EXPLICIT.search(text)
            return Meaning(role, period=when, contents=contents_of(plain), vague=vague)
    return Meaning(None, period=when, contents=contents_of(plain), vague=True)


TOTAL = frozenset({"totalt", "total", "summa", "samtliga"})
EXPLICIT = re.compile(r"\b(?:antal(?:et)?|number|count|st|fall|cases|frekvens|freq|anmäl\w+)\b")
"""What says that a column counts; ``Värde`` does not."""


def without_share(name: str) -> str:
    """A name without what says that it is a share."""
    return re.sub(r"(?i)\(?%\)?|\(?\bprocent\b\)?|\bper ?cent\b|\bandel(?:en)?\b|\bshare\b", " ", name)


KOLADA = re.compile(r"\s*\([NU]\d{5}\)$")
"""The code that Kolada writes behind the name of an indicator."""


def counted(name: str) -> tuple[str, Role | None, int | None]:
    """The name of an offence without its measure, which some write there: role and per how many, or ``None``.

    ``Anmälda våldsbrott, antal/100 000 inv`` counts ``Anmälda våldsbrott``, as a rate per 100 000.
    """
    if len(name) > 300:
        return name, None, None
    name = KOLADA.sub("", name)
    per_how_many = per(name)
    if per_how_many:
        return contents_of(name) or name, "rate", per_how_many
    if re.search(r"(?i)[,(]\s*andel|\(%\)|,\s*(?:%|procent)\s*$|^andel\b", name):
        return contents_of(without_share(name)) or name, "share", None
    if re.search(r"(?i)[,(]\s*(?:antal|st)\)?\s*$", name):
        return contents_of(name) or name, "count", None
    return name, None, None


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
