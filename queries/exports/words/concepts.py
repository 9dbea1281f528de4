"""The concepts of a word or a name, by its whole words and by the parts of compounds: never by letters within a word."""

from __future__ import annotations

import functools
import re
from pathlib import Path
from typing import Literal

from queries.exports.values.memory import remembered

Concepts = frozenset[str]

NOTHING: Concepts = frozenset()

ENDINGS = ("", "s", "n", "en", "et", "na", "a", "ar", "er", "or", "arna", "erna", "orna", "ns", "ens", "ets", "es")
"""What inflected forms of the words end in."""

SHORTEST_MODIFIER, SHORTEST_LAST = 2, 3
"""Letters that the parts of a compound have at least."""


@functools.cache
def listed(name: str) -> dict[str, list[str]]:
    """The words of ``lexicon.txt`` or ``names.txt`` by what they stand under."""
    text = Path(__file__).with_name(name).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    joined = "\n".join(lines).replace("\n ", " ")
    parted = (line.partition(":") for line in joined.splitlines())
    return {concept: words_.split() for concept, _, words_ in parted}


@functools.cache
def names_of(heading: str) -> frozenset[str]:
    """Whole names of columns, or words of values, that ``names.txt`` lists under a heading."""
    return frozenset(entry.replace("_", " ") for entry in listed("names.txt")[heading])


@functools.cache
def words_of(place: Literal["whole", "last", "first"]) -> dict[str, Concepts]:
    """The words that count as a whole, as the last or as the first part of a compound, with their concepts."""
    found: dict[str, set[str]] = {}
    for concept, entries in listed("lexicon.txt").items():
        for entry in entries:
            word = entry.strip("=-")
            fits = {"whole": not entry.endswith("-"), "last": entry == word, "first": entry.endswith("-")}
            if fits[place]:
                found.setdefault(word, set()).add(concept)
    return {word: frozenset(concepts) for word, concepts in found.items()}


WORD = re.compile(r"[^\W\d_]+|\d+")
JOINED = re.compile(r"(?<=[a-zåäö])(?=[A-ZÅÄÖ])")


@remembered
def words(text: str) -> tuple[str, ...]:
    """The words and numbers of a text in lower case; ``AntalBrott`` and ``antal_brott`` are two words."""
    whole = words_of("whole")
    parted = (word if word.casefold() in whole else JOINED.sub(" ", word) for word in WORD.findall(text[:300]))
    return tuple(word.casefold() for joined in parted for word in joined.split())


@remembered
def concepts_of(word: str) -> Concepts:
    """The concepts of a word: its own, else those of the longest last part that is known; of ``kommunkod`` also those
    of its first part, as ``of place``."""
    if found := inflected(word, words_of("whole")):
        return found
    for at in range(SHORTEST_MODIFIER, len(word) - SHORTEST_LAST + 1):
        modifier, last = word[:at], word[at:]
        if re.search("[aeiouyåäöé]", modifier) and (found := inflected(last, words_of("last"))):
            return found | {f"of {concept}" for concept in of_modifier(modifier)}
    return frozenset({"mean"}) if word.startswith("medel") and len(word) > 7 else NOTHING


def inflected(word: str, known: dict[str, Concepts]) -> Concepts:
    for ending in ENDINGS:
        if word.endswith(ending) and (found := known.get(word[: len(word) - len(ending)])):
            return found
    return NOTHING


def of_modifier(modifier: str) -> Concepts:
    """The concepts of the first part of a compound, which may be joined to the rest with an s."""
    for word in (modifier, modifier.removesuffix("s"), modifier + "e"):
        if found := words_of("first").get(word) or inflected(word, words_of("whole")):
            return found
    return NOTHING


def is_base_form(word: str, concept: str) -> bool:
    """Whether a word ends in one of a concept as the lexicon has it: ``distrikt``, not ``områden``."""
    return any(word.endswith(base) for base, there in words_of("whole").items() if concept in there)


def is_preposition(word: str) -> bool:
    return "preposition" in words_of("whole").get(word, NOTHING)


def head_of(name: str) -> tuple[str, ...]:
    """The words of a name before the first preposition, bracket or comma; all of them if it begins with one."""
    before = re.split(r"[(,;:\[]", name, maxsplit=1)[0]
    found = words(before) or words(name)
    end = next((at for at, word in enumerate(found) if is_preposition(word)), len(found))
    return found[:end] if end else found
