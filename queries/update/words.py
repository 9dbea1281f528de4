"""What the command line says, in Swedish and English. The Swedish stands in ``locale/sv.po`` beside this file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from babel.lists import format_list
from babel.numbers import format_decimal

from queries.catalogues import catalogue

LANGUAGES = ("sv", "en")
LOCALES = {"sv": "sv_SE", "en": "en_GB"}
CATALOGUES = Path(__file__).parent / "locale"

LONGEST = 120
"""Letters that are shown of what somebody else wrote."""

MOST = 10
"""Members that are named of a list; the others are counted."""

Value: TypeAlias = "Said | Listed | str | int | float"


@dataclass(frozen=True)
class Listed:
    """Several names, of which the first are named and the others counted."""

    members: tuple[str, ...]


@dataclass(frozen=True)
class Said:
    """A sentence in English, with the values of its ``{names}``; ``many`` is its form for other numbers than one."""

    text: str
    values: dict[str, Value] = field(default_factory=dict)
    many: str = ""


def say(text: str, **values: Value) -> Said:
    """Marks a sentence for the catalogue. A number is written as the language does; a year is given as text."""
    return Said(text, values)


def say_number(one: str, many: str, count: int, **values: Value) -> Said:
    """The same in two forms, for one and for other numbers, which fill in as ``{count}``."""
    return Said(one, {"count": count, **values}, many)


def spoken(sentence: Said, language: str) -> str:
    """The sentence in a language."""
    words = catalogue(CATALOGUES, language)
    if sentence.many:
        text = words.ngettext(sentence.text, sentence.many, int(str(sentence.values["count"])))
    else:
        text = words.gettext(sentence.text)
    values = {name: written(value, language) for name, value in sentence.values.items()}
    return text.format(**values) if values else text


def written(value: Value, language: str) -> str:
    if isinstance(value, Said):
        return spoken(value, language)
    if isinstance(value, Listed):
        return listed(value.members, language)
    if isinstance(value, str):
        return shown(value)
    return number(value, language)


def number(value: float, language: str, signed: bool = False) -> str:
    """A number with at most two decimals, as the language writes it, with a real minus."""
    pattern = "+#,##0.##;−#,##0.##" if signed and value else "#,##0.##;−#,##0.##"
    return format_decimal(value, pattern, locale=LOCALES[language])


def listed(members: Sequence[str], language: str) -> str:
    named = [shown(name) for name in members[:MOST]]
    rest = len(members) - len(named)
    if rest:
        named.append(spoken(say_number("{count} other", "{count} others", rest), language))
    return format_list(named, locale=LOCALES[language])


def shown(text: str) -> str:
    """What somebody else wrote, in one line and without anything that steers a terminal."""
    plain = "".join(letter if letter.isprintable() else " " for letter in text[: LONGEST + 1])
    return plain if len(plain) <= LONGEST else f"{plain[:LONGEST]}…"
