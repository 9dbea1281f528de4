"""Words and numbers in the reader's language: Swedish first, English as a choice.

The code says everything in English; ``locale/sv.po`` holds the Swedish (gettext's format, read by Babel). Numbers,
plurals and lists follow the Unicode locale data in Babel.
"""

from __future__ import annotations

import functools
import math
import re
import unicodedata
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from pathlib import Path
from typing import Any

from babel.lists import format_list
from babel.numbers import get_decimal_symbol, get_group_symbol

from queries.catalogues import catalogue

LANGUAGES = {"sv": "Svenska", "en": "English"}
"""Languages by their id in the address, the first being the default, each with its own name."""

MISSING = "–"
"""What stands where there is no figure. Never 0."""

WIDE = Context(prec=400)
"""Room for any float: rounding never fails, however large a number is."""

ISLANDS = ("Ekerö", "Gotland", "Hammarö", "Lidingö", "Orust", "Tjörn", "Värmdö", "Öckerö")
"""Municipalities that bear the name of their island: in Swedish one lives on them, not in them."""

LOCALES = {"sv": "sv_SE", "en": "en_GB"}
CATALOGUES = Path(__file__).parent / "locale"


class Text:
    """Everything said in one language. ``t("Year")`` translates; ``t.number(12.9, 1)`` writes a number."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.locale = LOCALES[language]
        self._catalogue = catalogue(CATALOGUES, language)
        # Babel's own way of writing numbers takes too long for a table of all municipalities.
        marks = {",": get_group_symbol(self.locale), ".": get_decimal_symbol(self.locale), "-": "−"}
        self._marks = str.maketrans(marks)
        self._known: dict[str, str] = {}  # messages of the catalogue alone, never a text of somebody's file

    def __call__(self, message: str, **values: object) -> str:
        """The message in this language, with ``{names}`` filled in."""
        found = self._known.get(message)
        if found is None:
            found = self._known[message] = unbroken(self._catalogue.gettext(message))
        return self.filled(found, **values) if values else found

    def filled(self, said: str, /, **values: object) -> str:
        """A message that is in this language already, with its ``{names}`` filled in: ``i Umeå``, but ``på Gotland``."""
        for name in ("place", "municipality"):
            if values.get(name) in ISLANDS and self.language == "sv":
                said = said.replace(f"i {{{name}}}", f"på {{{name}}}").replace(f"I {{{name}}}", f"På {{{name}}}")
        return said.format(**values)

    def plural(self, one: str, many: str, count: int, **values: object) -> str:
        """The form that fits the number, which fills in as ``{count}``."""
        return self._catalogue.ngettext(one, many, count).format(count=self.number(count, 0), **values)

    def number(self, value: float | None, decimals: int, *, signed: bool = False) -> str:
        """A number with this many decimals, halves away from zero; :data:`MISSING` for ``None`` and NaN.

        Swedish writes ``12,9`` and ``10 379 295`` (no-break spaces), English ``12.9`` and ``10,379,295``.
        ``signed`` puts a plus before what is above zero.
        """
        if is_missing(value):
            return MISSING
        rounded = round_half_up(float(value), decimals)  # type: ignore[arg-type]
        written = f"{rounded:,.{decimals}f}".translate(self._marks)
        return f"+{written}" if signed and rounded > 0 else written

    def in_words(self, count: int) -> str:
        """A whole number as it stands within a sentence: in words up to twelve."""
        t = self
        words = t("no one two three four five six seven eight nine ten eleven twelve").split()
        return words[count] if 0 <= count < len(words) else self.number(count, 0)

    def listed(self, parts: Sequence[str]) -> str:
        """``a, b och c``; in Swedish ``a, b samt c`` where a part has an *och* of its own: ``stöld och rån samt inbrott``."""
        if self.language == "sv" and len(parts) > 1 and any(" och " in part for part in parts):
            return f"{', '.join(parts[:-1])} samt {parts[-1]}"
        return format_list(list(parts), locale=self.locale)

    def field(self, row: Any, name: str) -> str:
        """A bilingual field of a dictionary row, e.g. ``label``; empty where the dictionary has none."""
        value = row[f"{name}_{self.language}"]
        return "" if is_missing(value) else unbroken(str(value))

    def span(self, years: Sequence[int]) -> str:
        """``2018–2020``, ``2018 och 2020`` or ``2020``."""
        if len(years) > 1 and list(years) == list(range(years[0], years[-1] + 1)):
            return f"{years[0]}–{years[-1]}"
        return self.listed([str(year) for year in years])


def is_missing(value: object) -> bool:
    """Whether this is no figure or text: ``None``, NaN or pandas' missing value."""
    if value is None:
        return True
    if isinstance(value, float):
        return math.isnan(value)
    return str(value) == "<NA>"


def unbroken(text: str) -> str:
    """The text with no-break spaces within numbers, so that ``1 000`` never stands on two lines."""
    return re.sub(r"(?<=\d) (?=\d{3}\b)", "\u00a0", text)


def folded(name: str) -> str:
    """A name as it is looked for: without capitals and without what stands above letters (``umea``, ``vasteras``)."""
    apart = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(letter for letter in apart if not unicodedata.combining(letter)).split())


def uncapitalised(label: str) -> str:
    """A label as it stands within a sentence."""
    return label[:1].lower() + label[1:]


AFTER_Z = str.maketrans("åäöé", "{|}e")


def swedish_order(name: str) -> str:
    """What names are sorted by, in either language: å, ä and ö stand after z."""
    return name.lower().translate(AFTER_Z)


def round_half_up(value: float, decimals: int) -> Decimal:
    """The value as a reader would round it. Through the shortest text of the float, so that 2.25 gives 2.3."""
    rounded = Decimal(repr(round(value, 12))).quantize(
        Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP, context=WIDE
    )
    return rounded if rounded else abs(rounded)  # no minus before zero


@functools.cache
def in_language(language: str) -> Text:
    """The text of a language; the default language for an unknown id."""
    return Text(language if language in LANGUAGES else next(iter(LANGUAGES)))
