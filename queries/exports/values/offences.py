"""The names of offences in Brå's statistics of reported offences (``bra_offences.csv``): code, name with those of the
wider offences before it. Source: Brå's statistical database, as listed for its yearly and regional tables."""

from __future__ import annotations

import csv
import functools
import re
from pathlib import Path

from queries.exports.values.memory import remembered
from queries.exports.words.concepts import concepts_of, words

NAMES = Path(__file__).with_name("bra_offences.csv")

LONGEST = 400
"""Letters; no name is longer."""


def plain(text: str) -> str:
    """A name as it is compared: letters and digits in lower case, single spaces."""
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


@functools.cache
def known() -> frozenset[str]:
    """Every name, whole and by its last part alone, for comparison."""
    with NAMES.open(encoding="utf-8", newline="") as file:
        names = [row["name"] for row in csv.DictReader(file)]
    there = set(names)
    return frozenset(plain(text) for name in names for text in (name, last_part(name, there)))


def last_part(name: str, names: set[str]) -> str:
    """A name without those of the wider offences that it begins with."""
    ends = [found.start() for found in re.finditer(", ", name)]
    end = next((end for end in reversed(ends) if name[:end] in names), None)
    return name if end is None else name[end + 2 :]


@remembered
def is_known(text: str) -> bool:
    """Whether a text is such a name, with or without a code before it."""
    if not 3 < len(text) <= LONGEST:
        return False
    text = re.sub(r"^\d{4,5}\s*[-–:]\s*", "", text.strip())
    return plain(text) in known()


@remembered
def is_like(text: str) -> bool:
    """Whether a text reads as an offence or something else that the police count, known or not: ``Inomhus`` alone does
    not, though it is a part of the statistics."""
    return len(text) <= LONGEST and any(concepts_of(word) & {"activity", "offence"} for word in words(text))
