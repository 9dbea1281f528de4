"""The latest figures of single places, of every indicator that has some: on the overview, and for a municipality."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

import queries
from pages.components import address, downloads, figures, notes, page
from pages.components.indicator import certainty_words as words
from pages.components.indicator import overview as overview_parts
from pages.components.own import files as own_files
from pages.components.tables import Column, Table, WhyEmpty
from pages.components.text import Text, swedish_order
from pages.sections import reference
from queries.row_types import Comparison, Indicator


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
    used = sorted({row["source"] for row in found})
    full = notes.full_lines(t, sources, used)
    link = address.link()
    downloads.offer(
        t,
        downloads.file_name("places", *areas),
        table,
        None,
        lambda: downloads.about(t, t("Areas: {areas}", areas=t.listed(list(areas))), full, explained, link),
        key="downloads_places",
    )
    notes.beside(explained)
    notes.sources(t, sources, used)


def latest(rows: Sequence[Comparison], own: Sequence[str] = ()) -> list[Comparison]:
    """The row of each indicator and place that reaches the latest year; of two publications, the one published last.

    Of two of the ``own`` files neither is the later one: both stay. A hidden figure is one too: an earlier one does not
    take its place.
    """
    found: dict[tuple[str, str | None], list[Comparison]] = {}
    for row in rows:
        if not row["last_hidden"] and row["last_value"] is None:
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


def intervals(t: Text, rows: Sequence[Comparison], areas: Sequence[str]) -> list[Column]:
    """Two columns with the 95 % interval of each place that has one."""
    known = {row["area"] for row in rows if row["last_upper_95"] is not None}
    titles = {
        "lower_95": t("{area}: lowest, 95 % interval"),
        "upper_95": t("{area}: highest, 95 % interval"),
    }
    condition = words.in_titles(t, [row["last_swing"] for row in rows])
    return [
        Column(
            f"{end}_{area}",
            titles[end].format(area=area) + condition,
            1,
            computed=True,
            by_row=True,
            unseen=len(areas) > FEW,
        )
        for area in areas
        if area in known
        for end in ENDS
    ]


def tabulate(t: Text, rows: Sequence[Comparison], own: Sequence[str], lines: dict[str, str], caption: str) -> Table:
    """A row an indicator, year and source, a column a place."""
    indicators = reference.dictionary().indicators
    places = sorted({row["area"] for row in rows if row["area"]}, key=swedish_order)
    grouped: dict[tuple[str, int, str], dict[str, Comparison]] = {}
    for row in rows:
        if row["area"]:
            grouped.setdefault((row["indicator"], row["last_year"], row["source"]), {})[row["area"]] = row
    columns = columns_of(t, rows, places, own, lines)
    cells = [
        cells_of(indicators[id_], year, source, source in own, there) for (id_, year, source), there in grouped.items()
    ]
    groups = list(grouped.values())
    hidden = {(number, place) for number, there in enumerate(groups) for place in places if is_hidden(there, place)}
    empty = {
        (number, place) for number, there in enumerate(groups) for place in places if cells[number].get(place) is None
    }
    swings = {
        (number, f"{end}_{place}"): row["last_swing"]
        for number, there in enumerate(groups)
        for place, row in there.items()
        for end in ENDS
    }
    shows_intervals = any(column.id.startswith("upper_95") and not column.unseen for column in columns)
    return Table(
        caption,
        columns,
        [[row.get(column.id) for column in columns] for row in cells],
        notes=words.in_cells(t, swings) | dict.fromkeys(hidden, notes.hidden(t)),
        row_headers=1,
        remarks=[
            *([WhyEmpty(t("The source gives no figure."))] if empty - hidden else []),
            *(words.of_intervals(t) if shows_intervals else []),
        ],
        decimals_by_row=[int(indicators[id_]["decimals"]) for id_, _, _ in grouped],
        computed=frozenset((number, place) for number, there in enumerate(groups) for place in computed_in(there)),
    )


def columns_of(
    t: Text, rows: Sequence[Comparison], places: Sequence[str], own: Sequence[str], lines: dict[str, str]
) -> list[Column]:
    """The columns: what a row is about, a column a place, and what stands around them in the files."""
    marked = {place: all(row["source"] in own for row in rows if row["area"] == place) for place in places}
    several = len({(row["indicator"], row["last_year"], row["area"]) for row in rows}) < len(rows)
    carried = {name: value for name, value in address.carried().items() if name == "lang"} | {"area": list(places)}
    return [
        overview_parts.indicator_column(t, reference.dictionary().indicators, carried),
        Column("unit", t("Unit"), labels=overview_parts.short_units(t)),
        Column("year", t("Year"), 0, grouped=False),
        *(Column(place, place + figures.said_marks(t, marked[place], False), 1, by_row=True) for place in places),
        *intervals(t, rows, places),
        Column("source", t("Source"), labels=lines, unseen=not several),
        Column("computed", t("Computed figures"), unseen=True),
        Column("origin", t("Origin"), labels={"own": t("own file"), "published": t("published")}, unseen=True),
    ]


def cells_of(
    indicator: Indicator, year: int, source: str, is_own: bool, there: Mapping[str, Comparison]
) -> dict[str, object]:
    """The cells of a row, by column; ``there`` are its figures by place."""
    cells: dict[str, object] = {
        "indicator": indicator["id"],
        "unit": indicator["measure"],
        "year": year,
        "source": source,
        "computed": ", ".join(computed_in(there)) or None,
        "origin": "own" if is_own else "published",
    }
    for place, row in there.items():
        cells[place] = row["last_value"]
        cells |= {f"lower_95_{place}": row["last_lower_95"], f"upper_95_{place}": row["last_upper_95"]}
    return cells


def computed_in(there: Mapping[str, Comparison]) -> list[str]:
    """The places whose figure the dashboard computed, in order."""
    made = [place for place, row in there.items() if row["computed"] and not row["last_hidden"]]
    return sorted(made, key=swedish_order)


def is_hidden(there: Mapping[str, Comparison], place: str) -> bool:
    """Whether the figure of a place is hidden."""
    return place in there and there[place]["last_hidden"]
