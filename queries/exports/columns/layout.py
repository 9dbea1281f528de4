"""What is believed of a table, and what the reader says of it in place of a guess."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from queries.exports.columns.column import Column, Role
from queries.exports.columns.search import Candidate
from queries.exports.columns.settling import is_wide
from queries.exports.values.cells import Period
from queries.store.checks import Problem


@dataclass(frozen=True, kw_only=True)
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
    date_form: str = ""  # how events write their dates, a key of ``date_forms.FORMS``, where they do not tell
    columns_are_places: bool | None = None  # columns of figures are named for places, or for what is counted
    whole_years: bool = False  # what speaks of a part of a year does not mean the figures
    lasting: Mapping[str, bool] = field(
        default_factory=dict
    )  # by what is counted: whether the last month is the year's
    place: str | None = None
    indicator: str | None = None
    indicators: Mapping[str, str] = field(default_factory=dict)  # a text of the file: an id, or "" for one of its own
    totals: Mapping[str, str] = field(default_factory=dict)  # a column that parts the figures: the value that is used
    added: frozenset[str] = frozenset()  # columns whose groups may be added up


@dataclass(frozen=True, kw_only=True)
class Layout:
    """What is believed of a table. ``header_rows`` are empty where there is no header; ``year``, ``place`` and
    ``indicator`` hold for every row that says nothing else; ``from_name`` tells which of them the file's name gave.

    ``dates`` is what dates to the day stand for: ``years``, ``months`` or ``days``. ``places`` is what the column of
    places holds, where its cells alone would mislead: ``county``, ``region`` or ``number``. ``carried`` are the columns
    whose empty cells repeat the cell above, as merged cells are saved. ``wider`` is the column that tells apart places of
    one name: Centrum in two municipalities. ``said`` are title, sheet and file's name,
    ``footnotes`` what stands below the table, ``notes`` the same in short. ``problems`` are columns that are left out.
    ``columns_unsure`` is whether columns of figures may be named for places or for what is counted, ``measures_among``
    whether some cells of the column of what is counted name but a measure. ``counted`` is what title or file's name say
    is counted, of which the texts of a column of kinds (``Fullbordat``) are parts. ``groups`` are the values of columns that
    part the figures, by letter. ``believed`` is the reading of the columns with
    its signs, ``others`` the next
    that give other figures.
    """

    columns: tuple[Column, ...]
    header_rows: tuple[int, ...]
    first_row: int
    last_row: int | None
    producer: str
    believed: Candidate
    others: tuple[Layout, ...] = ()
    title: str = ""
    year: Period | None = None
    place: str = ""
    indicator: str = ""
    from_name: tuple[str, ...] = ()
    guessed: tuple[str, ...] = ()
    is_events: bool = False
    dates: str = "days"
    places: str = ""
    carried: tuple[int, ...] = ()
    wider: int | None = None
    header: tuple[str, ...] = ()
    notes: str = ""
    footnotes: str = ""
    said: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    columns_unsure: bool = False
    measures_among: bool = False
    counted: str = ""
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def having(self, *roles: Role) -> list[Column]:
        return [column for column in self.columns if column.role in roles]

    def one(self, role: Role) -> Column | None:
        return next(iter(self.having(role)), None)

    @property
    def is_wide(self) -> bool:
        """Whether periods stand as columns."""
        return is_wide(self.columns)

    @property
    def points(self) -> float:
        return self.believed.points

    @property
    def lead(self) -> float:
        """Points by which the reading is ahead of the next that gives other figures."""
        return self.points - self.others[0].points if self.others else float("inf")
