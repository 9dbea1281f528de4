"""What is said of a file, as sentences to be translated.

A :class:`Sentence` is English with ``{names}``; ``locale/sv.po`` holds the Swedish. Whoever shows it fills in the names, in the
reader's language.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, NamedTuple

from babel.lists import format_list

from queries.catalogues import catalogue
from queries.catalogues import message as message  # passed on to who says something of a file

CATALOGUES = Path(__file__).parent / "locale"

Kind = Literal["", "rows"]
"""What a sentence is for: ``rows`` says how many were read, which is no caveat of the figures."""


@dataclass(frozen=True)
class Sentence:
    """A sentence about a file, in English, with the values of its ``{names}``."""

    text: str
    values: dict[str, Any] = field(default_factory=dict)
    kind: Kind = ""

    def __str__(self) -> str:
        return spoken(self, "en")


class Matched(NamedTuple):
    """A text of a file and the id of the dashboard's indicator that it is, or may be."""

    text: str
    id: str
    is_sure: bool = True


class Listed(NamedTuple):
    """Several things named together: ``2022 and 2023``."""

    parts: tuple[str, ...]


def sentence(text: str, **values: object) -> Sentence:
    return Sentence(text, values)


def translated(text: str, language: str) -> str:
    """A text of the reader of exports in a language."""
    return catalogue(CATALOGUES, language).gettext(text)


def in_text(_: str, value: object) -> str:
    """A value as it stands in a sentence, where nobody knows better."""
    if isinstance(value, Matched):
        return f"{value.text} = {value.id}" if value.is_sure else f"{value.text} ({value.id}?)"
    return str(value)


def spoken(said: Sentence, language: str, shown: Callable[[str, object], str] = in_text) -> str:
    """A sentence in a language; ``shown`` writes a value of it, given its name."""

    def written(name: str, value: object) -> str:
        if isinstance(value, Sentence):
            return spoken(value, language, shown)
        if isinstance(value, Listed):
            return str(format_list(value.parts, locale=language))
        if isinstance(value, Sequence) and not isinstance(value, str | Matched):
            return ", ".join(written(name, one) for one in value)
        return shown(name, value)

    if not said.text:
        return ""
    found = translated(said.text, language)
    return found.format(**{name: written(name, value) for name, value in said.values.items()}) if said.values else found
