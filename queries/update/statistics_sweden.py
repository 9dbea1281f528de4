"""The population of the municipalities on 31 December, from Statistics Sweden's PxWebApi 2.

The table's own metadata say which years there are. Civil status, age and sex are left out of the question, which makes
the API add them up; the sum of the 290 must then be the country's number of the same answer.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Any

from queries.update.answers import SCB, Asker, Unanswered, changed
from queries.update.figures import POPULATION, Fetched, Figures, Key
from queries.update.words import say

TABLE = "TAB638"
CONTENTS = "BE0101N1"
"""Folkmängd; the table also has Folkökning."""

COUNTRY = "00"
LEFT_OUT = ("Civilstand", "Alder", "Kon")


def fetch(asker: Asker, municipalities: Mapping[str, str], since: int, today: str) -> Fetched:
    """Populations of the municipalities (names by code) from a year on. Raises :class:`Unanswered`."""
    years = [year for year in years_of(asker.json(SCB, f"tables/{TABLE}/metadata", {"lang": "sv"})) if year >= since]
    if not years:
        raise changed(SCB, "no year from {since} on", since=str(since))
    parameters = {
        "lang": "sv",
        "outputFormat": "json-stat2",
        "valueCodes[Region]": "*",
        "valueCodes[ContentsCode]": CONTENTS,
        "valueCodes[Tid]": ",".join(map(str, years)),
    }
    answer = asker.json(SCB, f"tables/{TABLE}/data", parameters)
    try:
        numbers = numbers_of(answer)
        updated = updated_of(answer)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        raise changed(SCB, "{error}", error=f"{type(error).__name__} {error}") from error
    check_sums(numbers, municipalities, years)
    figures: Figures = {}
    missing = []
    for code, name in municipalities.items():
        for year in years:
            key, number = Key(POPULATION, name, year), numbers.get((code, year))
            if number:
                figures[key] = {POPULATION: number}
            else:
                missing.append(key)
    span = f"{years[0]}–{years[-1]}" if len(years) > 1 else str(years[0])
    said_sv, said_en = (f", uppdaterad där {updated}", f", updated there {updated}") if updated else ("", "")
    told_sv = f"Tabell {TABLE}, folkmängd 31 december {span}, hämtad {today}{said_sv}"
    told_en = f"Table {TABLE}, population on 31 December {span}, fetched {today}{said_en}"
    return Fetched(publisher=SCB.name, figures=figures, missing=tuple(missing), told_sv=told_sv, told_en=told_en)


def years_of(metadata: Any) -> list[int]:
    """The years that the table has. Raises :class:`Unanswered` where it is not the table it was."""
    try:
        dimensions = metadata["dimension"]
        if CONTENTS not in codes(dimensions["ContentsCode"]):
            raise ValueError(f"{CONTENTS} is gone")
        for name in set(metadata["id"]) - {"Region", "ContentsCode", "Tid"}:
            if name not in LEFT_OUT or dimensions[name]["extension"]["elimination"] is not True:
                raise ValueError(f"{name} cannot be left out")
        return sorted(int(code) for code in codes(dimensions["Tid"]) if re.fullmatch(r"(19|20)\d\d", code, re.ASCII))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise changed(SCB, "{error}", error=f"{type(error).__name__} {error}") from error


def codes(dimension: Any) -> list[str]:
    """The codes of a dimension in the order of its values: JSON-stat has them as a list, or with their positions."""
    index = dimension["category"]["index"]
    ordered = index if isinstance(index, list) else sorted(index, key=index.__getitem__)
    if not all(isinstance(code, str) for code in ordered) or len(set(ordered)) != len(ordered):
        raise ValueError("codes of a dimension")
    if isinstance(index, dict) and sorted(index.values()) != list(range(len(index))):
        raise ValueError("positions of a dimension")
    return ordered


def numbers_of(answer: Any) -> dict[tuple[str, int], int]:
    """The numbers of a JSON-stat 2 dataset by region and year; what is missing there is not among them."""
    if answer["class"] != "dataset" or set(answer["id"]) != {"Region", "ContentsCode", "Tid"}:
        raise ValueError("dimensions")
    order = answer["id"]
    known = {name: codes(answer["dimension"][name]) for name in order}
    size = [len(known[name]) for name in order]
    if answer["size"] != size or known["ContentsCode"] != [CONTENTS]:
        raise ValueError("size")
    values = answer["value"]
    if isinstance(values, list) and len(values) != math.prod(size):
        raise ValueError(f"{len(values)} values, not {math.prod(size)}")
    found = {}
    for position in range(math.prod(size)):
        number = values[position] if isinstance(values, list) else values.get(str(position))
        rest, at = position, {}
        for name, length in zip(reversed(order), reversed(size), strict=True):
            rest, at[name] = divmod(rest, length)
        if number is None:
            continue
        if type(number) not in (int, float) or number < 0 or number != int(number) or number > 100_000_000:
            raise ValueError(f"value {number!r}")
        found[known["Region"][at["Region"]], int(known["Tid"][at["Tid"]])] = int(number)
    return found


def updated_of(answer: Any) -> str:
    """The day on which the table was updated; empty where the answer does not say it in the known form."""
    text = answer.get("updated")
    return text[:10] if isinstance(text, str) and re.fullmatch(r"\d{4}-\d\d-\d\d.*", text, re.ASCII | re.DOTALL) else ""


def check_sums(numbers: Mapping[tuple[str, int], int], municipalities: Mapping[str, str], years: list[int]) -> None:
    """Raise :class:`Unanswered` for a year whose 290 do not add up to the country: something is missing or counted twice."""
    for year in years:
        there = [numbers.get((code, year)) for code in municipalities]
        total = sum(number or 0 for number in there)
        country = numbers.get((COUNTRY, year))
        if total != country:
            text = say(
                "SCB's municipalities add up to {sum} in {year}, but its number of the country is {country}. The answer"
                " is not whole, or counts otherwise than before. Nothing was read. Try again another day.",
                sum=total,
                year=str(year),
                country=country if country is not None else "–",
            )
            raise Unanswered(text)
