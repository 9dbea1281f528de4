"""The latest figures of single places, of every indicator that has some: on the overview, and for a municipality."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

import queries
from pages.components import address, downloads, figures, notes, page
from pages.components.indicator import certainty_words as words
from pages.components.indicator import overview as overview_parts
from pages.components.own import files as own_files
from pages.components.tables import Column, Table
from pages.components.text import Text, is_missing, swedish_order
from pages.sections import reference
from queries.row_types import Record


def show(t: Text, heading: str, areas: Sequence[str], more: int = 0) -> None:
    """A table of these places, with downloads and sources; nothing where none of them has figures.

    ``more`` is the number of places that the table leaves out.
    """
    found = queries.rows("comparison", indicators=None, measure=None, years=None, categories=[], areas=list(areas))
    if not found:
        return
    own_files.are_shown(found)
    own = queries.own_sources()
    sources = reference.dictionary().sources
    lines = notes.lines_by_id(t, sources)
    caption = t("Latest figures, in each indicator's own measure")
    table = tabulate(t, latest(found, own), own, lines, f"{heading}. {caption}")
    st.subheader(notes.plain(heading), anchor=False)
    st.caption(caption)
    page.show_table(t, table)
    if more:
        st.caption(
            t("There are {count} further places: choose them on the page of an indicator.", count=t.number(more, 0))
        )
    computed = reference.dictionary().computed
    explained = notes.formulas(t, computed, [figures.OF_PLACES]) if table.computed else []
    explained += own_files.explained(t, (row["source"] for row in found), sources)
    used = [lines[id_] for id_ in sorted({row["source"] for row in found})]
    link = address.link()
    downloads.offer(
        t,
        downloads.file_name("places", *areas),
        table,
        None,
        lambda: downloads.about(t, t("Areas: {areas}", areas=t.listed(list(areas))), used, explained, link),
        key="downloads_places",
    )
    notes.beside([*explained, *((t("Source"), line) for line in used)])


def latest(rows: Sequence[Record], own: Sequence[str] = ()) -> list[Record]:
    """The row of each indicator and place that reaches the latest year; of two publications, the one published last.

    Of two of the ``own`` files neither is the later one: both stay. A hidden figure is one too: an earlier one does not
    take its place.
    """
    found: dict[tuple[str, str], list[Record]] = {}
    for row in rows:
        if not row["last_hidden"] and is_missing(row["last_value"]):
            continue
        kept = found.setdefault((row["indicator"], row["area"]), [])
        if kept and row["last_year"] < kept[0]["last_year"]:
            continue
        beside = kept and row["last_year"] == kept[0]["last_year"] and {row["source"], kept[0]["source"]} <= set(own)
        kept[:] = [*kept, row] if beside else [row]
    return [row for kept in found.values() for row in kept]


ENDS = ("lower_95", "upper_95")
FEW = 2
"""The intervals of so many places have room on the page; those of more are in the files."""


def intervals(t: Text, rows: Sequence[Record], areas: Sequence[str]) -> list[Column]:
    """Two columns with the 95 % interval of each place that has one."""
    known = {row["area"] for row in rows if not is_missing(row["last_upper_95"])}
    titles = {
        "lower_95": t("{area}: lowest, 95 % interval"),
        "upper_95": t("{area}: highest, 95 % interval"),
    }
    return [
        Column(f"{end}_{area}", titles[end].format(area=area), 1, computed=True, by_row=True, unseen=len(areas) > FEW)
        for area in areas
        if area in known
        for end in ENDS
    ]


def tabulate(t: Text, rows: Sequence[Record], own: Sequence[str], lines: dict[str, str], caption: str) -> Table:
    """A row an indicator and year, a column a place."""
    indicators = reference.dictionary().indicators
    areas = sorted({row["area"] for row in rows}, key=swedish_order)
    marked = {area: all(row["source"] in own for row in rows if row["area"] == area) for area in areas}
    several = len({(row["indicator"], row["last_year"], row["area"]) for row in rows}) < len(rows)
    carried = {name: value for name, value in address.carried().items() if name == "lang"} | {"area": areas}
    columns = [
        overview_parts.indicator_column(t, indicators, carried),
        Column("unit", t("Unit"), labels=overview_parts.short_units(t)),
        Column("year", t("Year"), 0, grouped=False),
        *(Column(area, area + figures.said_marks(t, marked[area], False), 1, by_row=True) for area in areas),
        *intervals(t, rows, areas),
        Column("source", t("Source"), labels=lines, unseen=not several),
        Column("computed", t("Computed figures"), unseen=True),
        Column("origin", t("Origin"), labels={"own": t("own file"), "published": t("published")}, unseen=True),
    ]
    cells: list[list[object]] = []
    decimals: list[int] = []
    computed: set[tuple[int, str]] = set()
    hidden: set[tuple[int, str]] = set()
    for id_, year, source in dict.fromkeys((row["indicator"], row["last_year"], row["source"]) for row in rows):
        here = {
            row["area"]: row
            for row in rows
            if (row["indicator"], row["last_year"], row["source"]) == (id_, year, source)
        }
        hidden |= {(len(cells), area) for area in areas if area in here and here[area]["last_hidden"]}
        made = [area for area in areas if area in here and here[area]["computed"] and not here[area]["last_hidden"]]
        computed |= {(len(cells), area) for area in made}
        values = [here[area]["last_value"] if area in here else None for area in areas]
        origin = "own" if source in own else "published"
        limits = {f"{end}_{area}": here[area][f"last_{end}"] for area in here for end in ENDS}
        values += [limits.get(column.id) for column in intervals(t, rows, areas)]
        cells.append([id_, indicators[id_]["measure"], year, *values, source, ", ".join(made) or None, origin])
        decimals.append(int(indicators[id_]["decimals"]))
    missing = {
        (number, area)
        for number, row in enumerate(cells)
        for area, value in zip(areas, row[3 : 3 + len(areas)], strict=True)
        if is_missing(value)
    }
    remarks = [t("– The source gives no figure.")] if missing - hidden else []
    remarks += (
        words.of_intervals(t)
        if any(column.id.startswith("upper_95") and not column.unseen for column in columns)
        else []
    )
    marks = dict.fromkeys(hidden, notes.hidden(t).removeprefix("– "))
    return Table(
        caption,
        columns,
        cells,
        notes=marks,
        row_headers=1,
        remarks=remarks,
        printed={},
        decimals_by_row=decimals,
        computed=frozenset(computed),
    )
