"""Map of an indicator by municipality, below its chart, where three municipalities or more have figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

import queries
from pages.components import address, charts, downloads, figures, notes, page, tables
from pages.components.charts import choropleth, maps
from pages.components.indicator import certainty_words as words
from pages.components.own import files as own_files
from pages.components.tables import Column, Table, WhyEmpty
from pages.components.text import swedish_order
from pages.components.view import View
from queries.places import base_map
from queries.row_types import MunicipalityFigure, Record

NEARLY_ALL = 200
"""With figures for so many municipalities, the map shows the whole country."""


@dataclass(frozen=True, kw_only=True)
class Known:
    """What the map and its table are made of: the ``rows`` with their classes, the names of municipalities whose figure is
    ``hidden``, the unit, the line about the source, the table, and that as HTML."""

    rows: Sequence[Record]
    hidden: list[str]
    unit: str
    line: str
    table: Table
    html: str


def known(view: View, found: Sequence[MunicipalityFigure]) -> Known:
    """The same from the answer of the question ``municipality_figures``."""
    t = view.t
    hidden = [row["name"] for row in found if row["value"] is None]
    known = [{**row, "shown": t.number(row["value"], view.decimals)} for row in found if row["value"] is not None]
    rows = choropleth.classed(known, view.decimals)
    year, source = found[0]["year"], found[0]["source"]
    is_computed = any(row["computed"] for row in rows)
    marks = figures.said_marks(t, source in view.own, is_computed and not view.is_computed)
    unit = f"{view.unit[0].upper()}{view.unit[1:]}{marks}"
    line = notes.source_lines(t, view.sources, [source])[0]
    table = tabulate(view, rows, hidden, f"{view.heading_of(year)}. {unit}", line)
    return Known(rows=rows, hidden=hidden, unit=unit, line=line, table=table, html=tables.html(t, table))


def show(view: View, found: Sequence[MunicipalityFigure], listed: bool = True) -> None:
    """The map of the answer of the question ``municipality_figures``, with its legend, a table of all its figures beside it
    where they are ``listed``, and downloads; nothing where there is no map."""
    t = view.t
    if not found:
        return
    own_files.are_shown(found)
    year, source = found[0]["year"], found[0]["source"]
    about = kept_as(view, found)
    made = queries.remembered(about, lambda: known(view, found))
    rows, look, shapes = made.rows, maps.mode(), base_map.shapes()
    heading = t("Map of municipalities, {year}", year=year)
    st.subheader(heading, anchor=False)
    how = t("Each class holds about as many municipalities. Coast and borders are simplified.")
    if view.measure == "count":
        how = t("These are numbers, not rates: where more people live, more is counted.") + " " + how
    codes = [row["code"] for row in rows]
    box = maps.SWEDEN if len(codes) > NEARLY_ALL else base_map.bounds_around(codes)
    chosen = next((row["code"] for row in rows if row["name"] == view.choice.highlight), "")
    # Few elements: the browser draws each of them anew at every answer.
    what, meant = f"{t.field(view.indicator, 'label')}. {made.unit}", choropleth.legend(t, rows, look)
    st.html(f"{notes.quiet([escape(what)])}{meant}{notes.quiet([escape(how)])}")
    with st.container(horizontal=True, gap="medium", key="beside_map"):
        deck = queries.remembered(
            (*about, look, chosen),
            lambda: choropleth.deck(
                choropleth.features(rows, shapes, look), look, box, base_map.outline(chosen) if chosen else []
            ),
        )
        spoken = choropleth.description(t, rows, view.unit, year)
        spoken += " " + t("Hidden: {places}.", places=t.listed(made.hidden)) if made.hidden else ""
        st.pydeck_chart(deck, height=maps.HEIGHT, key="municipality_map", alt=spoken)
        if listed:
            page.note_table(made.table)
            st.html(made.html)
    explained = [*notes.definition_lines(t, view.indicator)]
    explained += notes.formulas(t, view.computed, [figures.OF_PLACES]) if view.has_computed_rates else []
    explained += own_files.explained(t, [source], view.sources)
    link = address.link()
    lines = notes.full_lines(t, view.sources, [source])
    below = [how, *(text for _, text in explained[2:]), t("Source: {source}", source=made.line), link]
    downloads.offer(
        t,
        downloads.file_name(view.indicator["id"], view.measure, "municipalities", str(year)),
        made.table,
        lambda: charts.picture(choropleth.picture(t, rows, shapes), view.heading_of(year), made.unit, below),
        lambda: downloads.about(t, t("Year: {year}; all municipalities", year=year), lines, explained, link),
        key="downloads_map",
    )


def kept_as(view: View, found: Sequence[MunicipalityFigure]) -> tuple[object, ...]:
    """What the map of hundreds of municipalities is kept as: made once for a year, whatever else is chosen."""
    which = tuple(row["code"] for row in found) if len(found) < NEARLY_ALL else ()  # where they are not all
    shown = (view.choice.indicator, view.measure, found[0]["year"], found[0]["source"])
    return ("municipality_map", *shown, view.t.language, view.decimals, view.unit, which)


def tabulate(view: View, rows: Sequence[Record], hidden: list[str], caption: str, line: str) -> Table:
    """A row a municipality, the highest figure first; those whose figure is ``hidden`` last, in the order of names."""
    t = view.t
    ordered = sorted(rows, key=lambda row: (-row["value"], row["code"]))
    is_own = ordered[0]["source"] in view.own
    classes = choropleth.labels(rows)
    has_intervals = any(row["upper_95"] is not None for row in rows)
    condition = words.in_titles(t, [row["swing"] for row in rows])
    columns = [
        Column("name", t("Municipality")),
        Column("value", t("Figure"), view.decimals, computed=view.is_computed),
        *(
            [
                Column("lower_95", t("Lowest, 95 % interval") + condition, view.decimals, computed=True),
                Column("upper_95", t("Highest, 95 % interval") + condition, view.decimals, computed=True),
            ]
            if has_intervals
            else []
        ),
        Column("class", t("Class")),
        Column("code", t("Municipality code"), unseen=True),
        Column("year", t("Year"), 0, grouped=False, unseen=True),
        Column("computed", t("Computed figures"), labels={"yes": t("computed")}, unseen=True),
        Column("origin", t("Origin"), labels={"own": t("own file"), "published": t("published")}, unseen=True),
        Column("unit", t("Unit"), unseen=True),
        Column("source", t("Source"), labels={ordered[0]["source"]: line}, unseen=True),
    ]
    cells = [
        [
            row["name"],
            row["value"],
            *([row["lower_95"], row["upper_95"]] if has_intervals else []),
            classes[row["class"]],
            row["code"],
            row["year"],
            "yes" if row["computed"] else None,
            "own" if is_own else "published",
            view.unit,
            row["source"],
        ]
        for row in ordered
    ]
    empty = [None] * (len(columns) - 1)
    cells += [[name, *empty] for name in sorted(hidden, key=swedish_order)]
    printed = {(place, "value"): row["shown"] for place, row in enumerate(ordered)}
    computed = frozenset(
        (place, "value") for place, row in enumerate(ordered) if row["computed"] and not view.is_computed
    )
    remarks = [WhyEmpty(notes.hidden(t))] if hidden else []
    swings = {(place, end): row["swing"] for place, row in enumerate(ordered) for end in ("lower_95", "upper_95")}
    marks = words.in_cells(t, swings) if has_intervals else {}
    return Table(caption, columns, cells, notes=marks, remarks=remarks, printed=printed, computed=computed)
