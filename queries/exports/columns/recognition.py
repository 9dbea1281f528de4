"""Second stage: which row is the header, what each column holds, and how its numbers are written.

All of it is a guess that the reader may correct; :class:`layout.Corrections` are what the reader said. A
:class:`layout.Layout` is what is believed after both.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from queries.exports.columns import search
from queries.exports.columns.column import FIGURES, Column
from queries.exports.columns.defaults import with_defaults
from queries.exports.columns.header import Numbered, combined, filled, header_of, last_row
from queries.exports.columns.labels import is_contract, label, measure_of, says_people
from queries.exports.columns.layout import Corrections, Layout
from queries.exports.columns.layout_checks import beside_each_other, checked, refuse_persons
from queries.exports.columns.profile import Profile
from queries.exports.columns.search import Candidate, View
from queries.exports.columns.settling import ROLES, may_be_places, settled
from queries.exports.columns.structure import Structure
from queries.exports.columns.titles import spoken_title, stem_of, year_in
from queries.exports.columns.whole_days import dated
from queries.exports.file.grid import Grid, Row
from queries.exports.problems import Refused, about
from queries.exports.values import cells, names
from queries.exports.values.names import cleaned
from queries.store.checks import Problem, column_letter

LONGEST_NAME = 400
"""Letters of a column's name that are looked at."""

MOST_GROUPS = 100
"""Values of a column that are offered to choose from."""

USES = {role: use for use, role in ROLES.items()} | {"ignored": "description"}
"""Uses of the roles that the reader says columns have, where they are called otherwise."""


@dataclass(frozen=True, kw_only=True)
class Table:
    """The rows of a table apart: titles above, header, body, notes below; and what its columns show."""

    grid: Grid
    sheet: str
    titles: Sequence[Row]
    header: Sequence[Numbered]
    body: Sequence[Numbered]
    last: int | None
    merged: tuple[int, ...]  # columns whose empty cells repeat the cell above
    view: View

    @property
    def title(self) -> str:
        return " ".join(cell for row in self.titles[:5] for cell in row if cell)[:LONGEST_NAME]

    @property
    def notes(self) -> str:
        """What stands below the table, such as that a year is preliminary or not whole: a line for each of the first rows."""
        end = self.grid.tail or self.grid.head
        rows = [row for number, row in end if self.last is not None and number > self.last]
        return "\n".join(" ".join(cell for cell in row if cell) for row in rows[:30])[:5000]


def understood(grid: Grid, corrections: Corrections = Corrections(), sheet: str = "") -> Layout:  # noqa: B008 - it is frozen
    """What the table is believed to be. ``sheet`` is the title of the workbook's sheet. Raises :class:`Refused` where
    it cannot be used at all."""
    table = parted(grid, corrections, sheet)
    asked = {at: use_of(corrections, at) for at in range(len(table.view.labels)) if use_of(corrections, at)}
    found = search.candidates(table.view, asked)
    layout = layout_of(table, found[0], corrections)
    layout = replace(layout, others=tuple(itertools.islice(others(table, found, layout, corrections), MOST_OTHERS)))
    beside = beside_each_other(layout.columns, corrections)
    return checked(grid.name, layout, table.view.profiles, table.body, beside)


def use_of(corrections: Corrections, at: int) -> str:
    role = corrections.roles.get(column_letter(at), "")
    return USES.get(role, role)


def others(table: Table, found: Sequence[Candidate], best: Layout, corrections: Corrections) -> Iterator[Layout]:
    """The readings after the best that give other figures, each once."""
    seen = {signature(best)}
    for candidate in found[1:MOST_LOOKED_AT]:
        if best.points - candidate.points > MOST_BEHIND:
            return
        layout = layout_of(table, candidate, corrections)
        if signature(layout) not in seen:
            seen.add(signature(layout))
            yield layout


MOST_BEHIND, MOST_OTHERS, MOST_LOOKED_AT = 12.0, 3, 40
"""Points behind the best from which on a reading is not told of, how many are told of, and how many are looked at."""


def signature(layout: Layout) -> tuple[object, ...]:
    """What decides which figures come of a reading, and under which names."""
    unused = ("ignored", "place_code") if layout.having("place") else ("ignored",)
    used = [one for one in layout.columns if one.role not in unused]
    columns = tuple((one.index, one.role, one.per, one.place, one.indicator) for one in used)
    return columns, layout.is_events, layout.place, layout.indicator


def parted(grid: Grid, corrections: Corrections, sheet: str) -> Table:
    """The table's rows apart. Raises :class:`Refused` where there is nothing below its header, or it is about persons."""
    rows = [(number, row) for number, row in grid.head if any(row)]
    header, body = header_of(rows, corrections.header_row)
    if not body:
        raise Refused(about(grid.name, "no_data_rows"))
    titles = [row for number, row in rows if number < (header[0][0] if header else body[0][0])]
    header_width = max((filled(row) for _, row in header), default=0)
    width = header_width or max(filled(row) for _, row in body)
    texts = [text[:LONGEST_NAME] for text in combined([row for _, row in header], width)]
    if header and unnamed_rows(body, width):
        texts, width = ["", *texts], width + 1
    last = last_row(grid, body)
    body = [(number, row) for number, row in body if last is None or number <= last]
    if not body:
        raise Refused(about(grid.name, "no_data_rows"))
    profiles = [Profile([row[at] if at < len(row) else "" for _, row in body]) for at in range(width)]
    refuse_persons(grid.name, texts, profiles)
    merged_ = merged(profiles, body)
    has_time = bool(corrections.year) or any(year_in(text) for text in (grid.name, sheet, *map(" ".join, titles)))
    structure = Structure(filled_down([row for _, row in body], merged_), profiles)
    numbers = [at for at, one in enumerate(profiles) if one["numbers"] > 0.9 and one["years"] < 0.9]
    rates = {
        at: found for at in numbers if profiles[at]["fractions"] and (found := structure.rate_of(at, numbers[:12]))
    }
    of_contract = is_contract(texts)
    view = View(
        labels=[label(text, of_contract) for text in texts],
        profiles=profiles,
        structure=structure,
        rates=rates,
        has_header=bool(header),
        has_time=has_time,
        of_people=any(says_people(text) for text in (sheet, stem_of(grid.name), *map(" ".join, titles))),
    )
    return Table(grid=grid, sheet=sheet, titles=titles, header=header, body=body, last=last, merged=merged_, view=view)


def layout_of(table: Table, candidate: Candidate, corrections: Corrections) -> Layout:
    """The layout that a reading of the columns gives."""
    grid, view = table.grid, table.view
    said_of_all = f"{table.title} {stem_of(grid.name)}"
    columns = settled(view, candidate, said_of_all, corrections.columns_are_places)
    columns = [
        replace(one, per=corrections.per[one.letter], vague=False) if one.letter in corrections.per else one
        for one in columns
    ]
    columns = [replace(one, vague=False) if one.letter in corrections.roles else one for one in columns]
    columns = written(columns, view.profiles, grid.delimiter, corrections.decimal)
    columns, dates = dated(columns, view.profiles)
    texts = [one.name for one in view.labels]
    layout = Layout(
        columns=tuple(columns),
        header_rows=tuple(number for number, _ in table.header),
        first_row=table.body[0][0],
        last_row=table.last,
        producer=producer_of(grid, texts, columns),
        believed=candidate,
        title=table.title,
        guessed=() if table.header else tuple(one.letter for one in columns if one.is_figure),
        is_events=candidate.is_events,
        dates=dates,
        places=kind_of_places(columns, view.profiles),
        carried=carried_down(columns, table.merged, table.body),
        wider=next((one.index for one in columns if one.use == "wider place"), None),
        header=tuple(texts),
        notes=cleaned(" ".join(table.notes.splitlines()[:5]), 200),
        footnotes=table.notes,
        problems=partly_named(grid.name, columns, table.header),
        columns_unsure=may_be_places(columns),
        groups={
            one.letter: tuple(view.profiles[one.index].kinds)[:MOST_GROUPS]
            for one in columns
            if one.role == "breakdown"
        },
        measures_among=any(
            measure_of(text) is not None
            for one in columns
            if one.role == "indicator"
            for text in list(view.profiles[one.index].kinds)[:500]
        ),
    )
    above = "\n".join(" ".join(cell for cell in row if cell) for row in table.titles[-10:])
    return with_defaults(grid.name, layout, corrections, table.sheet, spoken_title(table.titles), above)


def partly_named(name: str, columns: Sequence[Column], header: Sequence[Numbered]) -> tuple[Problem, ...]:
    """The columns that are left out because their names speak of some months of a year together."""
    row = header[-1][0] if header else None
    return tuple(
        Problem("part_of_year", name, row, one.letter, one.name, one.partly)
        for one in columns
        if one.partly and not one.is_figure
    )


def unnamed_rows(body: Sequence[Numbered], width: int) -> bool:
    """Whether rows begin with their number, of which the header says nothing: R's ``write.table``."""
    rows = [row for _, row in body[:300]]
    if not all(filled(row) == width + 1 for row in rows):
        return False
    return [row[0] for row in rows] == [str(number) for number in range(1, len(rows) + 1)]


def merged(profiles: Sequence[Profile], body: Sequence[Numbered]) -> tuple[int, ...]:
    """The columns that are written only in the first of several rows, as merged cells are saved.

    A column is not written so if a text stands again in the next row, or one to its left begins anew where its cell is
    empty: then an empty cell is unknown. Nor is any column of a list of events.
    """
    if any(profile["days"] > 0.5 for profile in profiles):
        return ()
    texts = [at for at, one in enumerate(profiles) if one.present and (one["numbers"] < 0.6 or one["years"] > 0.6)]
    numbers = [at for at, one in enumerate(profiles) if one["numbers"] >= 0.6]
    rows = [row for _, row in body if any(at < len(row) and row[at] for at in numbers)]
    columns = {at: [row[at] if at < len(row) else "" for row in rows] for at in texts}
    found = []
    for at, cells_ in columns.items():
        empty = sum(not text for text in cells_)
        again = any(text and text == before for before, text in itertools.pairwise(cells_))
        if empty > 1 and cells_[0] and empty > len(cells_) * 0.2 and not again:
            wider = [columns[other] for other in texts if other < at and profiles[other]["years"] < 0.6]
            anew = (any(one[row] and one[row] != one[row - 1] for one in wider) for row in range(1, len(rows)))
            if not any(begins and not cells_[row] for row, begins in enumerate(anew, start=1)):
                found.append(at)
    return tuple(found)


def filled_down(rows: Sequence[Row], merged_: Sequence[int]) -> list[Row]:
    """The rows with empty cells of some columns as in the row above."""
    above: dict[int, str] = {}
    filled_: list[Row] = []
    for row in rows if merged_ else ():
        above |= {at: row[at] for at in merged_ if at < len(row) and row[at]}
        row = [*row, *[""] * (max(merged_) + 1 - len(row))]
        filled_.append([above.get(at, "") if at in merged_ else text for at, text in enumerate(row)])
    return filled_ or list(rows)


def carried_down(columns: Sequence[Column], merged_: Sequence[int], body: Sequence[Numbered]) -> tuple[int, ...]:
    """The columns that are written in the first of several rows only; none if that made two rows one."""
    roles = ("place", "place_code", "indicator", "year", "category", "breakdown", "measure")
    found = tuple(at for at in merged_ if columns[at].role in roles or columns[at].use == "wider place")
    keys = [one.index for one in columns if one.index in found or one.role not in ("ignored", *FIGURES)]
    figures = [one.index for one in columns if one.is_figure]
    rows = [row for _, row in body if any(at < len(row) and row[at] for at in figures)]
    seen: set[tuple[str, ...]] = set()
    for row, full in zip(rows, filled_down(rows, found), strict=True):
        key = tuple(full[at] if at < len(full) else "" for at in keys)
        if key in seen and full[: len(row)] != row:
            return ()
        seen.add(key)
    return found


def kind_of_places(columns: Sequence[Column], profiles: Sequence[Profile]) -> str:
    """What the places are, where the cells alone would mislead: Stockholm in a column of counties is one."""
    found = next((one for one in columns if one.role == "place"), None) or next(
        (one for one in columns if one.role == "place_code"), None
    )
    if not found:
        return ""
    name = names.folded(found.name)
    texts = {names.folded(text) for text in profiles[found.index].kinds}
    if texts and all(re.fullmatch(r"\d{1,2}(?: 0)?", text) for text in texts):
        return "" if re.search(r"län|county|lan\b|lkf|region", name) else "number"
    if re.search(r"^län\b|^lan$|^county|länsnamn", name):
        counties = [names.place_of_kind(text, "county").name for text in texts]
        return "county" if len(set(counties)) == len(counties) else ""  # Uppsala beside Uppsala län is a municipality
    if re.search(r"polis ?region", name):
        return "region"
    known = texts & names.REGIONS
    return "region" if "region" in name and len(known) >= 3 and len(known) >= len(texts) - 2 else ""


def written(columns: list[Column], profiles: Sequence[Profile], delimiter: str, decimal: str | None) -> list[Column]:
    """How each column of figures writes its numbers; a column that does not tell does as the others do."""
    figures = [one for one in columns if one.is_figure or one.role in ("latitude", "longitude")]
    sure = [cells.notation(profiles[one.index].present, delimiter) for one in figures]
    marks = {
        numbers.decimal
        for numbers, one in zip(sure, figures, strict=True)
        if numbers.sure and has_marks(profiles[one.index].present)
    }
    shared = decimal or (next(iter(marks)) if len(marks) == 1 else None)
    result = list(columns)
    for one in figures:
        texts = profiles[one.index].present
        numbers = cells.notation(texts, delimiter, shared, whole=one.role in ("count", "population"))
        if (
            one.vague
            and numbers.thousands in (",", ".")
            and not any(text.count(numbers.thousands) > 1 for text in texts)
        ):
            numbers = replace(numbers, sure=False)  # 1.234 may as well be a rate
        result[one.index] = replace(one, numbers=numbers)
    return result


def has_marks(texts: Sequence[str]) -> bool:
    return any("," in text or "." in text for text in texts)


def producer_of(grid: Grid, labels: Sequence[str], columns: Sequence[Column]) -> str:
    """Which known kind of export this is: a word for the sentence that tells the reader."""
    folded = [names.folded(text) for text in labels if text]
    if {"region", "brott", "år", "period", "antal"} <= set(folded):
        return "bra_month" if any(one.role == "period" for one in columns) else "bra_year"
    if set(folded[:2]) == {"kommun", "antal"} and any("100 000" in text for text in folded):
        return "bra_municipalities"
    if is_contract(labels):
        return "contract"
    if not folded and len(columns) == 3 and columns[0].role == "place":
        return "bra_municipalities"
    titled = any("efter" in row[0] for _, row in grid.head[:1] if row)
    if any(re.search(r"\d{4}$", text) for text in labels) and grid.text.startswith('"') and titled:
        return "scb"
    numbered = any(row[:1] == ["1"] for _, row in grid.head[:3])
    if (
        labels
        and not labels[0]
        and columns[0].role == "ignored"
        and numbered
        and grid.text.startswith(('"",', '"";', ",", ";", '""\t'))
    ):
        return "r"
    return ""
