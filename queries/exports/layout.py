"""Second stage: which row is the header, what each column holds, and how its numbers are written.

All of it is a guess that the reader may correct; :class:`Corrections` are what the reader said. A :class:`Layout` is
what is believed after both.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath

from queries.checks import Problem, column_letter
from queries.exports import cells, names
from queries.exports.cells import Numbers, Period
from queries.exports.grid import Grid, Row
from queries.exports.meanings import FIGURES, Role, apart, meaning, per
from queries.exports.problems import Refused, about

Numbered = tuple[int, Row]


@dataclass(frozen=True)
class Corrections:
    """What the reader says of a file, in place of the guess. Columns are named by their letter."""

    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    header_row: int | None = None  # 0: there is none
    decimal: str | None = None
    roles: Mapping[str, Role] = field(default_factory=dict)
    per: Mapping[str, int] = field(default_factory=dict)
    year: int | None = None
    place: str | None = None
    indicator: str | None = None
    indicators: Mapping[str, str] = field(default_factory=dict)  # a text of the file: an id, or "" for one of its own
    totals: Mapping[str, str] = field(default_factory=dict)  # a column that parts the figures: the value that is used


@dataclass(frozen=True)
class Column:
    """One column: where it is, what it is called, what it holds. ``period``, ``place`` and ``indicator`` are those that
    its name gives to all its figures; ``sure`` is whether its numbers tell their decimal mark."""

    index: int
    name: str
    role: Role
    per: int | None = None
    period: Period | None = None
    place: str = ""
    indicator: str = ""
    numbers: Numbers = field(default_factory=Numbers)

    @property
    def letter(self) -> str:
        return column_letter(self.index)

    @property
    def is_figure(self) -> bool:
        return self.role in FIGURES


@dataclass(frozen=True)
class Layout:
    """What is believed of a table. ``header_rows`` are empty where there is no header; ``year``, ``place`` and
    ``indicator`` hold for every row that says nothing else; ``from_name`` tells which of them the file's name gave."""

    columns: tuple[Column, ...]
    header_rows: tuple[int, ...]
    first_row: int
    last_row: int | None
    producer: str
    title: str = ""
    year: Period | None = None
    place: str = ""
    indicator: str = ""
    from_name: tuple[str, ...] = ()
    guessed: tuple[str, ...] = ()
    is_events: bool = False

    def having(self, *roles: Role) -> list[Column]:
        return [column for column in self.columns if column.role in roles]

    def one(self, role: Role) -> Column | None:
        return next(iter(self.having(role)), None)

    @property
    def is_wide(self) -> bool:
        """Whether periods stand as columns."""
        return any(column.period for column in self.columns if column.is_figure)


def understood(grid: Grid, corrections: Corrections = Corrections()) -> Layout:
    """What the table is believed to be. Raises :class:`Refused` where it cannot be used at all."""
    rows = [(number, row) for number, row in grid.head if any(row)]
    header, body = header_of(rows, corrections.header_row)
    if not body:
        raise Refused(about(grid.name, "no_data_rows"))
    titles = [row for number, row in rows if number < (header[0][0] if header else body[0][0])]
    title = " ".join(cell for row in titles[:5] for cell in row if cell)[:300]
    width = max([len(row) for _, row in header] + [filled(row) for _, row in body])
    labels = combined([row for _, row in header], width)
    last = last_row(grid, body)
    body = [(number, row) for number, row in body if last is None or number <= last]
    if not body:
        raise Refused(about(grid.name, "no_data_rows"))
    profiles = [Profile([row[index] if index < len(row) else "" for _, row in body]) for index in range(width)]
    columns = [column(index, labels[index], profiles[index], bool(header)) for index in range(width)]
    columns = settled(columns, profiles, bool(header))
    columns = [corrected(found, corrections) for found in columns]
    columns = written(columns, profiles, grid.delimiter, corrections.decimal)
    layout = Layout(
        tuple(columns),
        tuple(number for number, _ in header),
        body[0][0],
        last,
        producer_of(grid, labels, columns),
        title,
        guessed=() if header else tuple(found.letter for found in columns if found.is_figure),
        is_events=is_events(columns, profiles),
    )
    return checked(grid.name, with_defaults(grid.name, layout, profiles, corrections), corrections)


def filled(row: Row) -> int:
    """How far the row goes: the place of its last cell that is not empty."""
    return max((place for place, cell in enumerate(row, start=1) if cell), default=0)


def count_filled(row: Row) -> int:
    return sum(1 for cell in row if cell)


# ---- header ---------------------------------------------------------------------------------------------------------


def is_amount(text: str) -> bool:
    """A number that is no year or month, as a header's cell would not be."""
    return bool(text) and cells.looks_numeric(text) and cells.period(text) is None


def header_of(rows: list[Numbered], asked: int | None) -> tuple[list[Numbered], list[Numbered]]:
    """The rows of the header (none, one or two) and those below it."""
    if asked == 0:
        return [], [(number, row) for number, row in rows if count_filled(row) > 1]
    if asked is not None:
        return [(n, r) for n, r in rows if n == asked], [(n, r) for n, r in rows if n > asked]
    several = [(number, row) for number, row in rows if count_filled(row) > 1]
    if not several:
        return [], []
    usual = sorted(count_filled(row) for _, row in several)[len(several) // 2]
    for place, (number, row) in enumerate(several[:30]):
        if count_filled(row) * 2 < usual:
            continue
        if any(is_amount(cell) for cell in row):
            return [], several[place:]
        below = [item for item in rows if item[0] > number]
        if not below:
            return [(number, row)], []
        under = below[0]
        if len(below) > 1 and is_second(row, under[1], [row for _, row in below[1:200]]):
            return [(number, row), under], below[1:]
        if all(cell in ("", "År", "..") or not names.folded(cell) for cell in row):
            continue
        if not header_like(row, [row for _, row in below[:200]]):
            return [], several[place:]
        return [(number, row)], below
    return [], several


def header_like(row: Row, below: list[Row]) -> bool:
    """Whether a row without amounts names columns: something in it differs in kind from what stands under it."""
    for index, cell in enumerate(row):
        under = [other[index] for other in below if index < len(other) and other[index]]
        figures = [text for text in under if not cells.is_missing(text)]
        if not cell or not figures:
            continue
        numeric = sum(cells.looks_numeric(text) for text in figures) > len(figures) * 0.7
        if numeric and not cells.looks_numeric(cell) and not cells.is_missing(cell):
            return True
        if numeric and cells.period(cell) and not all(cells.period(text) for text in figures):
            return True
    return any(
        meaning(cell).role
        for cell in row
        if not names.is_place(cell) and not cells.period(cell) and not cells.is_missing(cell)
    ) and not any(names.is_place(cell) for cell in row)


def is_second(row: Row, under: Row, below: list[Row]) -> bool:
    """Whether the row under a header belongs to it: no amounts, but names where figures stand below."""
    if any(is_amount(cell) for cell in under) or len(under) < 2:
        return False
    if not any(not cell for cell in row[1 : filled(under)]) and not (row and under and not under[0] and row[0]):
        return False  # every column of the first row has its own name already
    for index, cell in enumerate(under):
        if not cell or cells.is_missing(cell):
            continue
        figures = [other[index] for other in below if index < len(other) and not cells.is_missing(other[index])]
        amounts = sum(is_amount(text) for text in figures)
        if figures and amounts > len(figures) * 0.5:
            return True
    return False


def combined(header: list[Row], width: int) -> list[str]:
    """A name for each column; a name over several columns is said of each of them. Two columns of one name keep it."""
    if not header:
        return [""] * width
    top = [*header[0], *[""] * (width - len(header[0]))]
    if len(header) == 1:
        return top
    second = [*header[1], *[""] * (width - len(header[1]))]
    spread, current = [], ""
    for index, cell in enumerate(top):
        current = cell or (current if index and second[index] else "")
        spread.append(current)
    return [" ".join(part for part in pair if part) for pair in zip(spread, second, strict=True)]


def last_row(grid: Grid, body: list[Numbered]) -> int | None:
    """The number of the last row with figures; what stands below it are notes. ``None`` if all rows have some."""
    end = grid.tail or grid.head
    rows = [(number, row) for number, row in end if any(row)]
    usual = max((filled(row) for _, row in body[:200]), default=0)
    last = None
    for number, row in reversed(rows):
        enough = count_filled(row) > 1 and any(
            cells.looks_numeric(cell) or cells.is_missing(cell) for cell in row[1:] if cell
        )
        if enough and filled(row) * 2 >= usual:
            break
        last = number
    if last is None:
        return None
    before = [number for number, _ in rows if number < last]
    return before[-1] if before else body[-1][0]


# ---- columns --------------------------------------------------------------------------------------------------------


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

    def share(self, holds: object) -> float:
        known = {text: bool(holds(text)) for text in set(self.present)}  # type: ignore[operator]
        return sum(known[text] for text in self.present) / len(self.present) if self.present else 0.0

    @property
    def places(self) -> float:
        return names.share_of_places(self.present[:2000])

    @property
    def measures(self) -> bool:
        """Whether the cells name measures: Antal, Per 100 000 inv."""
        distinct = {names.folded(text) for text in self.present}
        known = [text for text in distinct if per(text) or text in MEASURES]
        return (
            0 < len(distinct) <= 6
            and len(known) == len(distinct)
            and any(text in MEASURES or per(text) for text in distinct)
        )

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
    "count": "count",
    "number": "count",
    "folkmängd": "population",
    "befolkning": "population",
    "population": "population",
    "andel": "share",
    "procent": "share",
    "andel procent": "share",
    "promille": "rate",
}


def column(index: int, name: str, profile: Profile, has_header: bool) -> Column:
    """A column by itself: its name's role where the cells agree with it, else what the cells look like."""
    said = meaning(name) if name else meaning("")
    contents = said.contents
    made = Column(index, name or column_letter(index), "ignored", said.per, said.period, indicator=contents)
    if not profile.present:
        # Nothing but missing figures is still a column of figures if its name says so.
        return replace(made, role=said.role if said.role in FIGURES and name else "ignored")
    if not name and index == 0 and has_header and profile.row_numbers:
        return made
    if said.role == "ignored":
        return made
    numeric = profile.numeric > 0.6
    if said.role in ("latitude", "longitude"):
        if numeric and profile.periods < 0.9:
            return replace(made, role=said.role)
    elif said.role in ("year", "period", "date"):
        if {names.folded(text) for text in profile.present} <= cells.WHOLE_YEAR:
            return made  # Brå's column År says År in every row of a yearly table
        if profile.days > 0.8:
            return replace(made, role="date")
        if profile.periods > 0.6:
            return replace(made, role="year")
        if profile.parts > 0.6:
            return replace(made, role="period")
        return made if not numeric else replace(made, role="ignored")
    elif said.role in FIGURES:
        if numeric or profile.numeric > 0.3:
            return replace(made, role=said.role)
    elif said.role in ("place", "place_code", "category"):
        if said.period is None and (not numeric or profile.places > 0.8 or said.role == "place_code"):
            role: Role = said.role
            if role == "place" and numeric:
                role = "place_code"
            return replace(made, role=role)
    elif said.role == "measure" and profile.measures:
        return replace(made, role="measure")
    elif said.role in ("indicator", "breakdown", "priority") and (
        not numeric or (said.role == "priority" and profile.distinct < 10)
    ):
        return replace(made, role=said.role)
    elif (
        said.role == "indicator"
        and numeric
        and all(re.fullmatch(r"\d{4}", text) for text in profile.present)
        and re.search("kod|code", name.lower())
    ):
        return replace(made, role="indicator")
    return by_cells(made, profile, said.role)


def by_cells(made: Column, profile: Profile, said: Role | None) -> Column:
    """A column whose name tells nothing that its cells agree with."""
    if profile.measures:
        return replace(made, role="measure")
    if profile.days > 0.8 and made.period is None:
        return replace(made, role="date")
    if profile.periods > 0.9 and made.period is None and not made.place:
        return replace(made, role="year")
    if profile.places > 0.6 and profile.numeric < 0.2 and made.period is None:
        return replace(made, role="place")
    codes = profile.distinct > 2 and all(re.fullmatch(r"\d{4}", text) for text in profile.present)
    if codes and profile.places > 0.9 and made.period is None and made.name == column_letter(made.index):
        return replace(made, role="place_code")
    if profile.numeric > 0.6:
        if names.is_place(made.name) and re.search(r"[a-zåäö]{2}", made.name.lower()):
            return replace(made, role="count", place=made.name, indicator="")
        return replace(made, role="count")
    if profile.parts > 0.9:
        return replace(made, role="period")
    if said == "breakdown":
        return replace(made, role="breakdown")
    known = [names.indicator(text) for text in set(profile.present[:500])]
    if known and sum(bool(found.id or found.likely) for found in known) > len(known) * 0.5:
        return replace(made, role="indicator")
    return replace(made, role="breakdown" if profile.distinct > 1 else "ignored")


GENERIC = frozenset(
    {
        "",
        "brott",
        "fall",
        "anmälningar",
        "händelser",
        "anmälda",
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
    }
)
"""What a column of figures may be called without saying what is counted."""


def settled(columns: list[Column], profiles: list[Profile], has_header: bool) -> list[Column]:
    """The columns beside each other: one place, one year, and figures that do not stand for the same thing twice."""
    columns = without_generic(columns)
    columns = one_place(columns, profiles)
    columns = one_of(columns, "year")
    columns = one_of(columns, "period")
    if any(found.role == "year" for found in columns):
        columns = [replace(found, role="ignored") if found.role == "date" else found for found in columns]
    dates = [found for found in columns if found.role == "date"]
    for found in dates[1:]:
        columns[found.index] = replace(found, role="ignored")
    if not has_header:
        columns = without_names(columns, profiles)
    return indicators_apart(columns)


def without_generic(columns: list[Column]) -> list[Column]:
    return [
        replace(
            found,
            indicator="" if names.folded(found.indicator) in GENERIC or found.role == "population" else found.indicator,
        )
        if found.is_figure
        else replace(found, indicator="")
        for found in columns
    ]


def one_place(columns: list[Column], profiles: list[Profile]) -> list[Column]:
    """The finest of several places; the others do not part the figures any further."""
    places = [found for found in columns if found.role == "place"]
    if len(places) > 1:
        finest = max(places, key=lambda found: (profiles[found.index].distinct, found.index))
        columns = [
            replace(found, role="ignored") if found in places and found is not finest else found for found in columns
        ]
    codes = [found for found in columns if found.role == "place_code"]
    for found in codes[1:]:
        columns[found.index] = replace(found, role="ignored")
    if codes and not places and profiles[codes[0].index].places < 0.5:
        columns[codes[0].index] = replace(codes[0], role="place")
    return columns


def one_of(columns: list[Column], role: Role) -> list[Column]:
    found = [column for column in columns if column.role == role]
    for column in found[1:]:
        columns[column.index] = replace(column, role="ignored")
    return columns


def without_names(columns: list[Column], profiles: list[Profile]) -> list[Column]:
    """Columns of figures without names: counts, then rates per 100 000, as Brå's table of 2021 has them."""
    figures = [found for found in columns if found.is_figure]
    if len(figures) == 2 and any(found.role in ("place", "place_code") for found in columns):
        second = profiles[figures[1].index]
        if second.present and not any(re.fullmatch(r"\d+[.,]\d+", text) for text in profiles[figures[0].index].present):
            columns[figures[1].index] = replace(figures[1], role="rate", per=100_000)
    return columns


def indicators_apart(columns: list[Column]) -> list[Column]:
    """Where names differ only in the measure (Antal narkotikabrott, narkotikabrott per 1 000), they are one indicator."""
    if any(found.role == "indicator" for found in columns):
        # What is counted stands in a column; a figure's name adds nothing.
        return [
            replace(found, indicator="") if found.is_figure and found.role != "population" else found
            for found in columns
        ]
    return columns


def corrected(found: Column, corrections: Corrections) -> Column:
    if found.letter in corrections.roles:
        found = replace(found, role=corrections.roles[found.letter])
    if found.letter in corrections.per:
        found = replace(found, per=corrections.per[found.letter])
    return found


def written(columns: list[Column], profiles: list[Profile], delimiter: str, decimal: str | None) -> list[Column]:
    """How each column of figures writes its numbers; a column that does not tell does as the others do."""
    figures = [found for found in columns if found.is_figure or found.role in ("latitude", "longitude")]
    sure = [cells.notation(profiles[found.index].present, delimiter) for found in figures]
    marks = {
        numbers.decimal
        for numbers, found in zip(sure, figures, strict=True)
        if numbers.sure and has_decimals(profiles[found.index].present)
    }
    shared = decimal or (next(iter(marks)) if len(marks) == 1 else None)
    result = list(columns)
    for found in figures:
        texts = profiles[found.index].present
        numbers = cells.notation(texts, delimiter, shared, whole=found.role in ("count", "population"))
        result[found.index] = replace(found, numbers=numbers)
    return result


def has_decimals(texts: Sequence[str]) -> bool:
    return any("," in text or "." in text for text in texts)


# ---- the table as a whole ---------------------------------------------------------------------------------------------


def is_events(columns: list[Column], profiles: list[Profile]) -> bool:
    """Whether each row is one event: days as dates, and no column that counts."""
    if not any(found.role == "date" for found in columns):
        return False
    named = [found for found in columns if found.is_figure and meaning(found.name).role in FIGURES]
    return not named


def producer_of(grid: Grid, labels: list[str], columns: list[Column]) -> str:
    """Which known kind of export this is: a word for the sentence that tells the reader."""
    folded = [names.folded(label) for label in labels if label]
    if {"region", "brott", "år", "period", "antal"} <= set(folded):
        return "bra_month" if any(found.role == "period" for found in columns) else "bra_year"
    if set(folded[:2]) == {"kommun", "antal"} and any("100 000" in label for label in folded):
        return "bra_municipalities"
    if {"indicator", "area_category", "area", "year", "source"} <= {label.lower() for label in labels}:
        return "contract"
    if not folded and len(columns) == 3 and columns[0].role == "place":
        return "bra_municipalities"
    if (
        any(re.search(r"\d{4}$", label) for label in labels)
        and grid.text.startswith('"')
        and any("efter" in row[0] for _, row in grid.head[:1] if row)
    ):
        return "scb"
    if (
        labels
        and not labels[0]
        and columns[0].role == "ignored"
        and grid.text.startswith(('"",', '"";', ",", ";", '""\t'))
    ):
        return "r"
    return ""


YEAR_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


def with_defaults(name: str, layout: Layout, profiles: list[Profile], corrections: Corrections) -> Layout:
    """Year, place and indicator for all rows, where no column has them: from the title, else from the file's name."""
    stem = re.sub(r"[_.\-]+", " ", PurePath(name).stem)
    from_name: list[str] = []
    has_year = layout.is_wide or layout.having("year", "date")
    year = Period(corrections.year) if corrections.year else None
    if not year and not has_year:
        for text in (layout.title, PurePath(name).stem):
            years = {int(match) for match in YEAR_IN_NAME.findall(text)}
            if len(years) == 1:
                year = Period(years.pop(), preliminary="prel" in text.lower())
                from_name.append("year")
                break
    place = corrections.place or ""
    if (
        not place
        and not layout.having("place", "place_code", "category")
        and not any(found.place for found in layout.columns)
    ):
        place = place_in(layout.title) or place_in(stem)
        place = place or stem.strip()[:80] or "–"
        from_name.append("place")
    indicator = corrections.indicator or ""
    figures = [found for found in layout.columns if found.role in ("count", "rate", "share")]
    if not indicator and not layout.having("indicator") and any(not found.indicator for found in figures):
        others = {found.indicator for found in figures if found.indicator}
        known = [text for text in (layout.title, stem) if text]
        indicator = (others.pop() if len(others) == 1 else "") or next(
            (found for text in known if (found := indicator_in(text))), ""
        )
        if not indicator:
            said = [meaning(found.name).contents for found in figures]
            told = next((text for text in said if names.folded(text) in ("brott", "händelser", "anmälningar")), "")
            indicator = (layout.title or told or stem).strip()[:120]
        from_name.append("indicator")
    return replace(layout, year=year, place=place, indicator=indicator, from_name=tuple(from_name))


def place_in(text: str) -> str:
    """The one municipality, county or region that a text names."""
    parts = re.findall(r"[A-Za-zÅÄÖåäöÉé]+", text)
    found = []
    for size in (3, 2, 1):
        for start in range(len(parts) - size + 1):
            place = names.place(" ".join(parts[start : start + size]))
            if place.kind in ("municipality", "county", "region", "sweden") and len(place.name) > 2:
                found.append(place.name if place.kind != "sweden" else "Hela landet")
    distinct = list(dict.fromkeys(found))
    return distinct[0] if len(distinct) == 1 else ""


def indicator_in(text: str) -> str:
    """A known indicator that a text names, such as a title or a file's name."""
    folded = names.folded(text)
    known = sorted(
        (name for name in names.known_indicators() if len(name) > 5 and not name.isdigit()), key=len, reverse=True
    )
    for name in known:
        if re.search(rf"(?:^|\W){re.escape(name)}(?:\W|$)", folded) or re.search(
            rf"(?:^|\W){re.escape(names.bare(name))}(?:\W|$)", folded
        ):
            return name
    if re.search(r"anm[aä]lda brott", folded):
        return "Anmälda brott"
    return ""


def checked(name: str, layout: Layout, corrections: Corrections) -> Layout:
    """Raise :class:`Refused` where nothing can be read; otherwise the layout."""
    if layout.is_events:
        return layout
    figures = [found for found in layout.columns if found.is_figure]
    if not figures:
        raise Refused(about(name, "nothing_numeric"))
    problems = []
    if not layout.year and not layout.is_wide and not layout.having("year", "date"):
        problems.append(about(name, "no_year"))
    header = layout.header_rows[-1] if layout.header_rows else None
    rates = [found for found in figures if found.role == "rate" and not found.per]
    if rates and not any(found.role == "measure" for found in layout.columns):
        problems += [Problem("no_per", name, header, found.letter, found.name) for found in rates]
    problems += twice(name, header, layout)
    if problems:
        raise Refused(*problems)
    return layout


def twice(name: str, header: int | None, layout: Layout) -> list[Problem]:
    """No two columns hold the same figure."""
    seen: dict[tuple[object, ...], Column] = {}
    problems = []
    for found in layout.columns:
        if not found.is_figure or layout.having("measure"):
            continue
        key = (found.role, found.indicator, found.place, found.period, found.per)
        if key in seen:
            problems.append(
                Problem(
                    "two_columns_for_one",
                    name,
                    header,
                    found.letter,
                    found.name,
                    expected=(f"{seen[key].letter} ({seen[key].name})",),
                )
            )
        seen.setdefault(key, found)
    return problems


__all__ = ["Column", "Corrections", "Layout", "Profile", "apart", "understood"]
