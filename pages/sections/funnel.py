"""How well the model of chance describes the figures, in a picture: the municipalities' rates between their limits."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import numpy as np
import streamlit as st

import queries
from pages.components import address, charts, downloads, notes, page
from pages.components.charts import Row
from pages.components.charts import funnel as funnel_chart
from pages.components.tables import Column, Table
from pages.components.text import Text
from pages.sections import reference
from queries.row_types import Figure
from queries.statistics import between, evidence
from queries.statistics.between import Among

EXAMPLE = "reported_offences"
"""The indicator of the picture: it has figures of all municipalities."""

STEPS = 40
"""So many populations the limits are drawn through."""

Placed = tuple[Figure, Among]
"""A municipality's rate, and where it lies among all of them."""


def show(t: Text) -> None:
    """Heading, sentences, chart, table and downloads; nothing where too few municipalities have figures."""
    rows = latest()
    found = judged(rows)
    if not found:
        return
    dictionary = reference.dictionary()
    year, source = rows[0]["year"], rows[0]["source"]
    indicator = dictionary.indicators[EXAMPLE]
    st.subheader(t("How well the model describes the figures"), anchor=False)
    outside = [one for one in found if is_outside(one)]
    said = t(
        "If the model holds, 5 of 100 municipalities lie outside the limits. In {year} {outside} of {count} do, {percent} per cent. "
        "The solid lines are the limits of how municipalities of a size usually differ, chance included; the dotted ones those of chance alone. "
        "The smaller the municipality, the further chance moves its figure.",
        year=year,
        outside=t.number(len(outside), 0),
        count=t.number(len(found), 0),
        percent=t.number(100 * len(outside) / len(found), 1),
    )
    st.markdown(notes.plain(said))
    unit = t.field(indicator, "unit")
    heading = t("{indicator} {year} by population", indicator=t.field(indicator, "label"), year=year)
    chart = funnel_chart.plot(t, [*points(t, found), *limits(rows)])
    st.caption(notes.plain(f"{heading}. {unit}"))
    charts.show(chart, spoken(t, found, outside, heading), key="funnel")
    table = tabulate(t, found, heading, notes.lines_by_id(t, dictionary.sources))
    shown = [number for number, one in enumerate(found) if is_outside(one)]
    caption = t("{heading}: outside the limits", heading=heading)
    page.show_table(
        t, dataclasses.replace(table, caption=caption, rows=[table.rows[number] for number in shown], id="outside")
    )
    page.note_table(table)
    lines = notes.source_lines(t, dictionary.sources, [source])
    link = address.link()
    downloads.offer(
        t,
        downloads.file_name("funnel", EXAMPLE, str(year)),
        table,
        lambda: charts.picture(chart, heading, unit, [said, *lines, link]),
        lambda: downloads.about(
            t, t("None"), notes.full_lines(t, dictionary.sources, [source]), [(t("In short"), said)], link
        ),
        key="downloads_funnel",
    )


def latest() -> list[Figure]:
    """The municipalities' rates of the last year that one publication has of most of them."""
    names = {row["name"] for row in queries.rows("municipalities")}
    own = set(queries.own_sources())
    rows = queries.rows("series", indicator=EXAMPLE, measure="per_1000", years=None, categories=[], areas=None)
    rows = [row for row in rows if row["area"] in names and row["source"] not in own]
    last = max((row["year"] for row in rows), default=None)
    there = [row for row in rows if row["year"] == last]
    sources = [row["source"] for row in there]
    fullest = max(sources, key=lambda one: (sources.count(one), one), default=None)
    return [row for row in there if row["source"] == fullest]


def judged(rows: Sequence[Figure]) -> list[Placed]:
    """Where each lies among all, by name; those that cannot be judged are left out."""
    notes_ = evidence.by_place(queries.rows("notes", indicator=EXAMPLE, years=None, categories=[]))
    model = queries.variation(EXAMPLE, "per_1000")
    found = [(row, evidence.among_all(row, notes_, model)) for row in rows]
    return [(row, among) for row, among in found if among is not None and row["value"] is not None]


def is_outside(one: Placed) -> bool:
    row, among = one
    return not among.low <= (row["value"] or 0) <= among.high


def points(t: Text, found: Sequence[Placed]) -> list[Row]:
    """A row a municipality."""
    return [
        {
            "role": "place",
            "name": row["area"],
            "population": row["among"],
            "value": row["value"],
            "shown": t.number(row["value"], 1),
            "between": t("{low} to {high}", low=t.number(among.low, 1), high=t.number(among.high, 1)),
            "outside": "yes" if is_outside((row, among)) else "no",
        }
        for row, among in found
    ]


def limits(rows: Sequence[Figure]) -> list[Row]:
    """The limits through the populations that there are, with and without the differences between municipalities."""
    model = queries.variation(EXAMPLE, "per_1000")
    every = evidence.between_all(model, rows[0]["source"], rows[0]["year"])
    if every is None:
        return []
    people = [row["among"] for row in rows if row["among"]]
    steps = np.geomspace(min(people), max(people), STEPS).tolist()
    kinds = {"between": every, "chance": dataclasses.replace(every, tau=0.0)}
    return [
        {"role": "limit", "kind": kind, "population": population, "low": low, "high": high}
        for kind, one in kinds.items()
        for population, (low, high) in zip(steps, between.funnel(one, steps, model), strict=True)
    ]


def spoken(t: Text, found: Sequence[Placed], outside: Sequence[Placed], heading: str) -> str:
    """Alternative text: how many lie outside, and which."""
    named = [
        t(
            "{place} {value} ({low} to {high})",
            place=row["area"],
            value=t.number(row["value"], 1),
            low=t.number(among.low, 1),
            high=t.number(among.high, 1),
        )
        for row, among in outside
    ]
    return t(
        "Funnel plot: {heading}, {count} municipalities. Outside the limits: {places}.",
        heading=heading,
        count=t.number(len(found), 0),
        places=t.listed(named) or t("None"),
    )


def tabulate(t: Text, found: Sequence[Placed], caption: str, lines: dict[str, str]) -> Table:
    """A row a municipality: its population and rate, and the limits for its size."""
    columns = [
        Column("name", t("Municipality")),
        Column("population", t("Population"), 0),
        Column("per_1000", t("Per 1,000 inhabitants"), 1),
        Column("low", t("Lowest, usual for its size"), 1, computed=True),
        Column("high", t("Highest, usual for its size"), 1, computed=True),
        Column("outside", t("Outside the limits"), labels={"yes": t("yes"), "no": t("no")}),
        Column("source", t("Source"), labels=lines, unseen=True),
    ]
    body: list[list[object]] = [
        [
            row["area"],
            row["among"],
            row["value"],
            among.low,
            among.high,
            "yes" if is_outside((row, among)) else "no",
            row["source"],
        ]
        for row, among in found
    ]
    return Table(caption, columns, body, id="funnel")
