"""Second stage, second part: what each column holds, from its name and from its cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from queries.exports.columns.figure_names import contents_of, per
from queries.exports.columns.meanings import FIGURES, GENERIC, SERIAL, Meaning, Role, meaning
from queries.exports.values import cells, names
from queries.exports.values.cells import Numbers, Period
from queries.exports.values.part_years import partly
from queries.store.checks import column_letter


@dataclass(frozen=True)
class Column:
    """One column: where it is, what it is called, what it holds.

    ``period``, ``part`` (of a year), ``place``, ``indicator`` and ``group`` are those that its name gives to all its
    figures; ``vague`` is whether its name leaves open which kind of figures they are; ``partly`` are the name's words for
    some months of a year together; ``undated`` is whether its figures are of no year, while others have one each.
    """

    index: int
    name: str
    role: Role
    per: int | None = None
    period: Period | None = None
    place: str = ""
    indicator: str = ""
    numbers: Numbers = field(default_factory=Numbers)
    part: tuple[int | None, int] | None = None
    group: str = ""
    vague: bool = False
    partly: str = ""
    undated: bool = False

    @property
    def letter(self) -> str:
        return column_letter(self.index)

    @property
    def is_figure(self) -> bool:
        return self.role in FIGURES


def cell(row: Sequence[str], found: Column | None) -> str:
    """The text of a row in a column; empty where there is no such column, or the row ends before it."""
    return row[found.index] if found is not None and found.index < len(row) else ""


@dataclass
class Profile:
    """What a column's cells are, by share of those that are not missing."""

    texts: Sequence[str]
    present: list[str] = field(init=False)
    numeric: float = field(init=False)
    periods: float = field(init=False)
    parts: float = field(init=False)
    days: float = field(init=False)
    distinct: int = field(init=False)

    def __post_init__(self) -> None:
        self.present = [text for text in self.texts if not cells.is_missing(text)]
        kinds = dict.fromkeys(self.present)
        self.distinct = len(kinds)
        self.numeric = self.share(cells.looks_numeric)
        self.periods = self.share(lambda text: cells.period(text) is not None)
        self.parts = self.share(lambda text: cells.part_of_year(text) is not None)
        self.days = self.share(cells.is_day)

    def share(self, holds: Callable[[str], bool]) -> float:
        known = {text: holds(text) for text in set(self.present)}
        return sum(known[text] for text in self.present) / len(self.present) if self.present else 0.0

    @property
    def partly(self) -> float:
        """How many cells, from 0 to 1, name some months of a year together."""
        return self.share(lambda text: cells.part_of_year(text) is not None or bool(partly(text)))

    @property
    def places(self) -> float:
        return names.share_of_places(text for text in self.present[:2000] if not re.fullmatch(r"\d{1,2}", text))

    @property
    def categories(self) -> bool:
        """Whether all cells name area categories, or the country beside them."""
        kinds = {names.place(text).kind for text in set(self.present)}
        return "category" in kinds and kinds <= {"category", "sweden"}

    @property
    def per_cent(self) -> bool:
        """Whether the figures carry per cent signs."""
        return bool(self.present) and sum(text.endswith("%") for text in self.present) > len(self.present) * 0.5

    @property
    def negative(self) -> float:
        return self.share(lambda text: cells.looks_numeric(text) and cells.plain(text).startswith("-"))

    @property
    def measures(self) -> bool:
        """Whether the cells name measures: Antal, Per 100 000 inv."""
        distinct = {names.folded(text) for text in self.present}
        return 0 < len(distinct) <= 8 and all(measure_of(text) for text in distinct)

    @property
    def row_numbers(self) -> bool:
        """Whether the cells count the rows, from whatever number on."""
        first = self.texts[0]
        if len(self.texts) < 2 or not first.isdecimal():
            return False
        return list(self.texts) == [str(number) for number in range(int(first), int(first) + len(self.texts))]


MEASURES: dict[str, Role] = {
    "antal": "count",
    "antal brott": "count",
    "antal anmälda brott": "count",
    "antal (st)": "count",
    "anmälda brott": "count",
    "count": "count",
    "number": "count",
    "folkmängd": "population",
    "antal invånare": "population",
    "befolkning": "population",
    "population": "population",
    "andel": "share",
    "procent": "share",
    "andel (%)": "share",
    "andel procent": "share",
    "promille": "rate",
}


def measure_of(text: str) -> tuple[Role, int | None] | None:
    """The measure that a cell names, with per how many; ``None`` where it names none."""
    per_how_many = per(text)
    if per_how_many and names.folded(contents_of(text)) in GENERIC:
        return "rate", per_how_many
    role = MEASURES.get(names.folded(text))
    return (role, None) if role else None


def column(index: int, name: str, profile: Profile, has_header: bool) -> Column:
    """A column by itself: its name's role where the cells agree with it, else what the cells look like."""
    said = meaning(name) if name else meaning("")
    contents = said.contents
    made = Column(
        index,
        name or column_letter(index),
        "ignored",
        said.per,
        said.period,
        indicator=contents,
        part=said.part,
        vague=said.vague,
        partly=said.partly,
    )
    if not profile.present:
        # Nothing but missing figures is still a column of figures if its name says so.
        named = name and (said.role in FIGURES or said.period or said.part) and said.role not in ("year", "ignored")
        return replace(made, role=(said.role if said.role in FIGURES else "count") if named else "ignored")
    numeric = profile.numeric > 0.6
    if not name and index == 0 and has_header and profile.row_numbers:
        return made
    if said.role == "ignored":
        placed = SERIAL.search(names.folded(name)) and names.folded(name) == "plats" and not numeric
        return replace(made, role="place") if placed else made
    if numeric and profile.per_cent and said.role in (None, "count", "share"):
        # Signed per cent are changes; counts have no per cent sign.
        return replace(made, role="share" if profile.negative < 0.1 else "ignored", vague=False)
    if said.role == "year" and profile.numeric and not profile.periods and said.part:
        return replace(made, role="count", part=(None, 1))  # the year's sum beside its months
    if said.role in ("latitude", "longitude"):
        if numeric and profile.periods < 0.9:
            return replace(made, role=said.role)
    elif said.role in ("year", "period", "date"):
        return of_time(made, profile, said.role)
    elif said.role in FIGURES:
        if numeric or profile.numeric > 0.3:
            change = said.role == "count" and profile.negative > 0.4
            return replace(made, role="ignored" if change else said.role)
    elif said.role in ("place", "place_code", "category"):
        if found := of_place(made, profile, said, numeric):
            return found
    elif found := of_words(made, profile, said.role, numeric):
        return found
    return by_cells(made, profile, said.role)


def of_time(made: Column, profile: Profile, said: Role) -> Column:
    """A column whose name says that it holds years, parts of them, or days."""
    if {names.folded(text) for text in profile.present} <= cells.WHOLE_YEAR:
        return made  # Brå's column År says År in every row of a yearly table
    if profile.days > 0.8:
        return replace(made, role="date")
    if profile.periods > 0.6:
        return replace(made, role="year")
    if (
        profile.parts > 0.6
        or profile.partly > 0.3
        or (said == "period" and cells.parts_counted(made.name) and small(profile))
    ):
        return replace(made, role="period")
    if said == "year" and profile.periods > 0:
        return replace(made, role="year")
    return made


def of_place(made: Column, profile: Profile, said: Meaning, numeric: bool) -> Column | None:
    """A column whose name says that it holds places; ``None`` where its cells do not agree."""
    if profile.categories:
        return replace(made, role="category")
    if said.period is None and (not numeric or profile.places > 0.8 or said.role == "place_code" or small(profile)):
        is_code = said.role == "place" and numeric and profile.places > 0.8
        return replace(made, role="place_code" if is_code else said.role or "place")
    return None


def of_words(made: Column, profile: Profile, said: Role | None, numeric: bool) -> Column | None:
    """A column whose name says that it holds measures, groups, or what is counted; ``None`` where its cells do not agree."""
    if said == "measure" and profile.measures:
        return replace(made, role="measure")
    if said == "measure" and not numeric:
        return replace(made, role="indicator")
    if said == "breakdown":
        return replace(made, role="breakdown")
    if said == "indicator" and profile.categories:
        return replace(made, role="category")
    few = said == "priority" and profile.distinct < 10
    if said in ("indicator", "priority") and (not numeric or few):
        return replace(made, role=said)
    codes = all(re.fullmatch(r"\d{4}", text) for text in profile.present)
    if said == "indicator" and codes and re.search("kod|code", made.name.lower()):
        return replace(made, role="indicator")
    return None


def small(profile: Profile) -> bool:
    """Whether the cells are whole numbers below 1 000, as those of districts are."""
    return all(re.fullmatch(r"\d{1,3}", text) for text in profile.present)


def by_cells(made: Column, profile: Profile, said: Role | None) -> Column:
    """A column whose name tells nothing that its cells agree with."""
    if profile.measures:
        return replace(made, role="measure")
    if profile.days > 0.8 and made.period is None:
        return replace(made, role="date")
    if profile.periods > 0.9 and made.period is None and not made.part:
        return replace(made, role="year")
    if profile.categories:
        return replace(made, role="category")
    if profile.places > 0.6 and profile.numeric < 0.2 and made.period is None:
        return replace(made, role="place")
    codes = profile.distinct > 2 and all(re.fullmatch(r"\d{4}", text) for text in profile.present)
    if codes and profile.places > 0.9 and made.period is None and made.name == column_letter(made.index):
        return replace(made, role="place_code")
    if 0.3 < profile.periods < 0.9 and profile.numeric < 0.9 and made.period is None and said not in FIGURES:
        return replace(made, role="place")  # a pivot table's places with their years, which is refused later
    if profile.numeric > 0.6:
        if profile.negative > (0.4 if made.period else 0.1):
            return made  # a change, not an amount
        if names.is_place(made.name) and re.search(r"[a-zåäö]{2}", made.name.lower()):
            return replace(made, role="count", place=made.name, indicator="", vague=True)
        return replace(made, role="count", vague=True)
    if profile.parts > 0.9 or profile.partly > 0.5:
        return replace(made, role="period")
    known = [names.indicator(text) for text in set(profile.present[:500])]
    if known and sum(bool(found.id or found.likely) for found in known) > len(known) * 0.5:
        return replace(made, role="indicator")
    return replace(made, role="breakdown" if profile.distinct > 1 else "ignored")
