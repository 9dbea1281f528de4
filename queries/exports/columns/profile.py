"""What the cells of a column are, as shares from 0 to 1 of those that are not missing."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Sequence

from babel import Locale

from queries.exports.columns.labels import is_span, measure_of
from queries.exports.values import cells, names, offences
from queries.exports.values.coordinates import GRIDS
from queries.exports.values.coordinates import number as coordinate
from queries.exports.values.part_years import partly
from queries.exports.words.concepts import names_of

MOST_KINDS = 500
"""Different texts of a column whose meaning is looked up."""

AREA_CODE = re.compile(r"(?:\d{4}[A-C]\d{4}|\d{4}R\d{3})(?: .*)?")
"""Statistics Sweden's small areas, DeSO and RegSO, with or without their names."""

CODE = re.compile(r"[A-ZÅÄÖ]{1,4}[-_ ]?\d{1,6}[A-Z]?|\d{2,6}[A-Z]|\d{2,6}")

PARTITIONS = ("sexes", "civil status", "birth", "days", "times of day")
"""Groups of which nobody is in two at once; the words of their values stand in the lexicon."""

AGE = re.compile(
    r"\d{1,3}(?: ?[-– ] ?\d{1,3})? ?(?:år|years)(?: och äldre| eller äldre| och över|\+)?|\d{1,3} ?[-– ] ?\d{1,3}|\d{2,3}\+ ?(?:år)?|(?:under|över) \d\d(?: år)?"
)


@functools.cache
def countries() -> frozenset[str]:
    """Names of the world's countries in Swedish and English, but for Sweden."""
    names_ = {
        name.casefold()
        for language in ("sv", "en")
        for code, name in Locale(language).territories.items()
        if code.isalpha() and code != "SE"
    }
    return frozenset(names_)


LIKE_PLACE = re.compile(
    r"(?:(?:Norra|Södra|Östra|Västra|Övre|Nedre|Gamla|Nya|Stora|Lilla|Sankt|Sankta|S:t|S:ta|Lpo|LPO) )?[A-ZÅÄÖ][a-zåäöé]*"
    r"(?:torp|boda|by|sta|stad|berga?|dal|vik|köping|holm|lund|sund|fors|näs|hem|ryd|löv|arp|inge|hult|säter|ås|hamn|tuna|åker"
    r"|gården|backen|höjden|stranden|strand|centrum|kulla|backa|lösa|mark|viken|dalen|berget|holmen|sjön|ön)"
    r"|(?:Nord|Syd|Öst|Väst)(?:ost|väst|öst|er)?|Norr|Söder|Öster|Väster|Centrum|City|Centrala|Sydost|Sydväst"
    r"|(?:Norra|Södra|Östra|Västra|Övre|Nedre|Sankt|Sankta|S:t|S:ta|Lpo|LPO|Distrikt|Område) \S+"
)
"""What many Swedish places, districts and parishes are called."""


def is_group(text: str) -> bool:
    """Whether a text names a sex, an age, or another group of which nobody is in two at once."""
    folded = names.folded(text)
    if AGE.fullmatch(folded):
        return True
    said = set(re.findall(r"[^\W\d_]+", folded))
    return bool(said) and any(said <= names_of(one) | {"och", "eller", "okänt"} for one in PARTITIONS)


class Profile:
    """The cells of one column; shares are worked out when they are first asked for."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        self.present = [text for text in texts if not cells.is_missing(text)]
        self.kinds = dict.fromkeys(self.present)
        self._known: dict[str, float] = {}

    @property
    def distinct(self) -> int:
        return len(self.kinds)

    def share(self, holds: Callable[[str], bool]) -> float:
        """The share of cells of which something holds."""
        known = {text: holds(text) for text in self.kinds}
        return sum(known[text] for text in self.present) / len(self.present) if self.present else 0.0

    def share_of_kinds(self, holds: Callable[[str], bool]) -> float:
        """The share of different texts of which something holds, of the first of them."""
        first = list(self.kinds)[:MOST_KINDS]
        return sum(map(holds, first)) / len(first) if first else 0.0

    def __getitem__(self, name: str) -> float:
        if name not in self._known:
            self._known[name] = SHARES[name](self)
        return self._known[name]

    @property
    def are_row_numbers(self) -> bool:
        """Whether the cells count the rows, from whatever number on."""
        first = self.texts[0] if self.texts else ""
        return (
            len(self.texts) > 1
            and first.isdecimal()
            and len(first) < 10
            and list(self.texts) == [str(number) for number in range(int(first), int(first) + len(self.texts))]
        )

    @property
    def are_categories(self) -> bool:
        """Whether all cells name area categories, or the country beside them."""
        kinds = {names.place(text).kind for text in list(self.kinds)[:MOST_KINDS]}
        return "category" in kinds and kinds <= {"category", "sweden"}

    @property
    def are_small(self) -> bool:
        """Whether the cells are whole numbers below 1 000, as those of districts are."""
        return bool(self.kinds) and all(re.fullmatch(r"\d{1,3}", text) for text in self.kinds)


def is_fraction(text: str) -> bool:
    """Whether a number has decimals in any notation: not a mark before three digits, nor ``.0``."""
    return re.search(r"\d[.,](?!\d{3}(?:\D|$))(?!0+$)\d+\s?%?$|^-?[.,]\d", cells.plain(text)) is not None


def is_coordinate(text: str, which: int) -> bool:
    value = coordinate(text)
    return value is not None and any(
        low <= value <= high for low, high in ((grid.first, grid.second)[which] for grid in GRIDS)
    )


SHARES: dict[str, Callable[[Profile], float]] = {
    "numbers": lambda of: of.share(cells.looks_numeric),
    "fractions": lambda of: of.share(lambda text: cells.looks_numeric(text) and is_fraction(text)),
    "negative": lambda of: of.share(lambda text: cells.looks_numeric(text) and cells.plain(text).startswith("-")),
    "per cent": lambda of: of.share(lambda text: text.endswith("%")),
    "years": lambda of: of.share(lambda text: cells.period(text) is not None),
    "parts": lambda of: of.share(lambda text: cells.part_of_year(text) is not None),
    "some months": lambda of: of.share(lambda text: cells.part_of_year(text) is not None or bool(partly(text))),
    "several years": lambda of: of.share_of_kinds(is_span),
    "days": lambda of: of.share(cells.is_day),
    "short days": lambda of: of.share(cells.is_short_day),
    "whole years": lambda of: float(bool(of.kinds) and {names.folded(text) for text in of.kinds} <= cells.WHOLE_YEAR),
    "places": lambda of: names.share_of_places(t for t in list(of.kinds)[:2000] if not re.fullmatch(r"\d{1,2}", t)),
    "area codes": lambda of: of.share_of_kinds(lambda text: AREA_CODE.fullmatch(text) is not None),
    "measures": lambda of: float(0 < of.distinct <= 8 and all(measure_of(text) for text in of.kinds)),
    "offences": lambda of: of.share_of_kinds(offences.is_like),
    "offence codes": lambda of: of.share_of_kinds(lambda text: re.fullmatch(r"\d{4}", text) is not None),
    "groups": lambda of: (
        of.share_of_kinds(lambda text: names.is_total(text) or is_group(text)) if of.share_of_kinds(is_group) else 0.0
    ),
    "yes or no": lambda of: float(bool(of.kinds) and {text.casefold() for text in of.kinds} <= names_of("yes or no")),
    "countries": lambda of: of.share_of_kinds(lambda text: text.casefold() in countries()),
    "codes": lambda of: of.share_of_kinds(lambda text: CODE.fullmatch(text) is not None),
    "long": lambda of: of.share_of_kinds(lambda text: len(text) > 60 or len(text.split()) > 9),
    "latitudes": lambda of: of.share(lambda text: is_coordinate(text, 0)),
    "longitudes": lambda of: of.share(lambda text: is_coordinate(text, 1)),
    "capitals": lambda of: of.share_of_kinds(lambda text: re.match(r"[A-ZÅÄÖ]", text) is not None and len(text) < 40),
    "like places": lambda of: of.share_of_kinds(lambda text: LIKE_PLACE.fullmatch(text) is not None),
    "kinds of places": lambda of: of.share_of_kinds(lambda text: names.folded(text) in names_of("kinds of places")),
    "totals": lambda of: of.share_of_kinds(names.is_total),
}
"""What is asked of the cells of a column, by its name."""
