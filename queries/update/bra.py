"""Brå's tables by municipality: the yearly one on its site, or one from its database, as a file or an address.

They are read like any file on the page *Egna filer*: all layouts that Brå has used are known there.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection
from pathlib import Path
from urllib.parse import unquote, urlsplit

from queries.exports import Reading, read
from queries.exports.file import text
from queries.exports.problems import Refused
from queries.exports.values.names import folded
from queries.update.answers import BRA, Asker, Telling, Unanswered
from queries.update.figures import OFFENCES, Fetched, Figures, Key
from queries.update.words import Listed, say, say_number

ADDRESSES = {
    "2023": "https://bra.se/download/18.349839a519329944199b20/1731934941054/Anmalda%20brott%20i%20kommunerna%202023.csv",
    "2024": "https://bra.se/download/18.41109aad195b25241f818dbf/1742982579590/Anm%C3%A4lda%20brott%20kommunerna%202024.csv",
    "2025": "https://bra.se/download/18.3b6b697b19d24d83762a45f/1774625599791/Anm%C3%A4lda%20brott%20kommunerna%202025.csv",
}
"""The yearly tables whose addresses are known. Brå gives each a new one, which nobody can foresee."""

NAMES = {
    "Anmälda brott": OFFENCES,
    "Totalt antal brott": OFFENCES,
    "3-7 kap. Brott mot person": "crimes_against_person",
    "8 kap. Stöld, rån m.m.": "theft_robbery",
    "Stöld genom inbrott, inbrottsstöld i bostad, ej av skjutvapen (1, 2, 4, 4 a§)": "burglary",
    "12 kap. Skadegörelsebrott": "criminal_damage",
}
"""What Brå's tables and its database call what the indicators count."""

INDICATORS = {folded(name): indicator for name, indicator in NAMES.items()}

PARTS = ("narcotics_offences", "weapons_offences")
TOGETHER = "narcotics_weapons"
"""The acts on narcotics and on weapons added up; a rate is the sum of two rounded ones."""

ENOUGH = 0.9
"""A table of a year with fewer of the municipalities than this was cut off."""


def fetch(asker: Asker, given: str, municipalities: Collection[str], today: str) -> Fetched:
    """The figures of a table: a year whose address is known, an address, or a file. Raises :class:`Unanswered`."""
    address = ADDRESSES.get(given, given)
    if urlsplit(address).scheme in ("http", "https"):
        name = unquote(urlsplit(address).path.rpartition("/")[2]) or "bra.csv"
        return of_table(name, asker.of_address(BRA, address), municipalities, day_of(address), today, asker.tell)
    path = Path(given)
    try:
        text.check_size(path.name, path.stat().st_size)
        return of_table(path.name, path.read_bytes(), municipalities, "", today, asker.tell)
    except Refused as refusal:
        raise Unanswered(say("{file} is too large for a table of Brå's.", file=path.name)) from refusal
    except OSError as error:
        why = say("{file} cannot be opened ({error}).", file=str(path), error=error.strerror or str(error))
        raise Unanswered(why) from error


def day_of(address: str) -> str:
    """The day on which Brå put a file up, which its addresses hold in milliseconds; empty where they do not."""
    found = re.search(r"/download/[0-9a-f.]+/(\d{13})/", address, re.ASCII)
    if not found:
        return ""
    return datetime.datetime.fromtimestamp(int(found[1]) / 1000, datetime.UTC).date().isoformat()


def of_table(
    name: str, content: bytes, municipalities: Collection[str], day: str, today: str, tell: Telling
) -> Fetched:
    """The figures of a table that was read; ``tell`` is told what of it is not used."""
    reading = read(name, content)
    if reading.refused:
        checks = Listed(tuple(problem.check for problem in reading.refused))
        text_ = say(
            "{file} is no table that can be read ({checks}). Save it and run python -m queries.exports with it, which says why.",
            file=name,
            checks=checks,
        )
        raise Unanswered(text_)
    figures = figures_of(reading, municipalities)
    if not figures:
        text_ = say(
            "{file} has no figures of reported offences by municipality and whole year. Give Brå's table by municipality.",
            file=name,
        )
        raise Unanswered(text_)
    if reading.preliminary:
        years_ = Listed(tuple(map(str, reading.preliminary)))
        tell(say("{file}: the figures of {years} are preliminary and were left out.", file=name, years=years_))
    if found := len(reading.problems) + reading.further:
        text_ = say_number(
            "{file}: {count} cell was left out or looks wrong. Run python -m queries.exports with the file to see it.",
            "{file}: {count} cells were left out or look wrong. Run python -m queries.exports with the file to see them.",
            found,
            file=name,
        )
        tell(text_)
    missing = []
    for indicator, year in sorted({(key.indicator, key.year) for key in figures}):
        gone = [name for name in municipalities if Key(indicator, name, year) not in figures]
        if len(gone) > (1 - ENOUGH) * len(municipalities):
            text_ = say(
                "{file} has figures of only {count} municipalities for {year}. It was cut off, or is another table.",
                file=name,
                count=len(municipalities) - len(gone),
                year=str(year),
            )
            raise Unanswered(text_)
        missing += [Key(indicator, area, year) for area in gone]
    years = sorted({key.year for key in figures})
    span = f"{years[0]}–{years[-1]}" if len(years) > 1 else str(years[0])
    said_sv, said_en = (f", publicerad {day}", f", published {day}") if day else ("", "")
    told_sv = f"Brås tabell per kommun för {span}, antal och per 100 000 invånare, läst {today}{said_sv}"
    told_en = f"Brå's table by municipality for {span}, count and per 100,000 inhabitants, read {today}{said_en}"
    return Fetched(publisher=BRA.name, figures=figures, missing=tuple(missing), told_sv=told_sv, told_en=told_en)


def figures_of(reading: Reading, municipalities: Collection[str]) -> Figures:
    """The figures of municipalities and whole years, of what an indicator counts; preliminary years are left out."""
    ids = {found.id: INDICATORS.get(folded(found.text), found.id) for found in reading.indicators}
    known = {*INDICATORS.values(), *PARTS}
    figures: Figures = {}
    for row in reading.observations:
        indicator = ids.get(row["indicator"], row["indicator"])
        if indicator not in known or row["area"] not in municipalities or row["year"] in reading.preliminary:
            continue
        measures = {name: round(row[name], 2) for name in ("count", "per_1000") if row[name] is not None}
        if measures:
            figures[Key(indicator, row["area"], row["year"])] = measures
    return added_up(figures)


def added_up(figures: Figures) -> Figures:
    """With the two acts as one indicator, where both are known; by themselves they are none of the municipalities'."""
    found = {key: measures for key, measures in figures.items() if key.indicator not in PARTS}
    for key, one in figures.items():
        if key.indicator == PARTS[0]:
            other = figures.get(key._replace(indicator=PARTS[1]), {})
            both = {name: round(one[name] + other[name], 2) for name in one if name in other}
            if both:
                found[key._replace(indicator=TOGETHER)] = both
    return found
