"""The short paper, one or two sheets: three points, and of each section its chart, a table of four columns and what to think of."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from pages.components.paper import Paper, Section
from pages.components.paper.passages import Passage
from pages.components.tables import Table
from pages.components.text import Text, is_missing

MOST_POINTS = 3
MOST_COLUMNS = 4
MOST_ROWS = 12
MOST_CAVEATS = 2

LATER = ("ratio_to_rest", "change", "change_percent")
"""What a table of several years says beside its first and last, the likeliest first."""

OF_YEARS = ("year", "count", "per_1000", "yardstick")
"""The columns of a table with a row a year."""


def shortened(paper: Paper, more: Sequence[str] = ()) -> Paper:
    """The paper in short; ``more`` are sentences that are no section's."""
    sections = [_section(one) for one in paper.sections]
    firsts = [one.said[0] for one in paper.sections if one.said]
    others = [line for one in paper.sections[:1] for line in one.said[1:]]
    points = [*firsts, *more, *others] if len(paper.sections) == 1 else [*firsts, *more]
    agreement = paper.agreement
    if agreement is not None:
        points = [*agreement.said[1:2], *points]
        agreement = dataclasses.replace(agreement, facts=[], explained=[], chapters=agreement.chapters[:1])
    return dataclasses.replace(
        paper,
        is_short=True,
        points=list(dict.fromkeys(points))[:MOST_POINTS],
        front=paper.front[:1],
        last=[*paper.front[1:], *paper.last],
        sections=sections,
        shared=[],
        agreement=agreement,
        since=[_since(paper.t, one) for one in paper.since],
    )


def _since(t: Text, passage: Passage) -> Passage:
    """The first of what has changed; how many more there are says a remark."""
    tables = []
    for table in passage.tables:
        left = len(table.rows) - MOST_ROWS
        more = t.plural("{count} more cell is in the whole paper.", "{count} more cells are in the whole paper.", left)
        remarks = [more] if left > 0 else []
        tables.append(dataclasses.replace(table, rows=table.rows[:MOST_ROWS], remarks=remarks))
    return dataclasses.replace(passage, tables=tables)


def _section(section: Section) -> Section:
    return dataclasses.replace(
        section, said=[], table=narrowed(section.table), explained=list(section.caveats)[:MOST_CAVEATS], events=()
    )


def narrowed(table: Table) -> Table:
    """The table with at most four columns: names, the first and the last year, and what is computed of them."""
    seen = [column for column in table.columns if not column.unseen]
    names, rest = seen[: table.row_headers], seen[table.row_headers :]
    years = [column.id for column in rest if column.id.isdigit()]
    if years:
        computed = [id_ for id_ in LATER if _is_there(table, id_)]
        wanted = [*(column.id for column in names), *dict.fromkeys([years[0], years[-1]]), *computed]
    else:
        wanted = [id_ for id_ in OF_YEARS if id_ in {column.id for column in seen}] or [column.id for column in seen]
    wanted = wanted[:MOST_COLUMNS]
    places = [number for number, column in enumerate(table.columns) if column.id in wanted and not column.unseen]
    ids = {table.columns[place].id for place in places}
    count = min(len(table.rows), MOST_ROWS)

    def kept(cells: dict[tuple[int, str], str]) -> dict[tuple[int, str], str]:
        return {place: text for place, text in cells.items() if place[0] < count and place[1] in ids}

    return dataclasses.replace(
        table,
        columns=[table.columns[place] for place in places],
        rows=[[row[place] for place in places] for row in table.rows[:count]],
        notes=kept(table.notes),
        printed=kept(table.printed),
        tones=kept(table.tones),
        computed=frozenset(place for place in table.computed if place[0] < count and place[1] in ids),
        decimals_by_row=table.decimals_by_row[:count],
        row_headers=min(table.row_headers, len(names)),
        remarks=[],
    )


def _is_there(table: Table, id_: str) -> bool:
    places = [number for number, column in enumerate(table.columns) if column.id == id_ and not column.unseen]
    return bool(places) and any(not is_missing(row[places[0]]) for row in table.rows)
