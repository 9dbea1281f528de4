"""Figures of single assessed areas added up by category: as assessed each year, or the same areas throughout."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pages.components import address, charts, downloads, figures, filters, notes, page
from pages.components.charts import Row
from pages.components.charts import lines as line_charts
from pages.components.indicator import certainty_words as words
from pages.components.tables import Column, Table
from pages.components.text import Text, swedish_order
from pages.components.view import View
from pages.sections import reference
from pages.sections.answers import Answers
from queries.row_types import CategorySum
from queries.statistics import evidence, variation
from queries.statistics.intervals import PER
from queries.statistics.variation import Variation

THEN = "then"
"""Each year's figures by the latest assessment of that time."""

FEWEST = 2
"""So many assessed areas must have figures: a single one is no category."""


def show(view: View, answers: Answers) -> None:
    """Choice, sentence, chart, table and downloads; nothing where no figures of single areas are there."""
    t = view.t
    if len(places([row for row in answers.sums if row["fixed"] is None])) < FEWEST:
        return
    st.subheader(t("The areas by category"), anchor=False)
    options = {THEN: t("As assessed each year")}
    options |= {
        str(row["year"]): t("The same areas, those of {year}", year=row["year"])
        for row in reversed(reference.assessments())
    }
    chosen = filters.segments("classification", t("Category of the areas"), list(options), options.__getitem__)
    fixed = None if chosen == THEN else int(chosen)
    rows = with_rates([row for row in answers.sums if row["fixed"] == fixed], answers.background.model)
    if not rows:
        st.info(t("None of the areas with figures was assessed then. Choose another assessment."))
        return
    said = [*sentences(t, rows, chosen), *left_out(view, answers, rows)]
    st.markdown(notes.plain(" ".join(said)))
    drawn = chart_rows(view, rows)
    unit = t("{noun} per 1,000 inhabitants (computed)", noun=t.field(view.indicator, "noun"))
    heading = t("{indicator} by category: {choice}", indicator=t.field(view.indicator, "label"), choice=options[chosen])
    chart = line_charts.over_time(t, drawn, charts.ceiling(line_charts.highest(drawn)))
    st.caption(notes.plain(f"{heading}, {unit}"))
    charts.show(chart, line_charts.description(t, drawn, unit), key="classification_chart")
    table = tabulate(view, rows, f"{heading}. {unit[0].upper()}{unit[1:]}")
    page.show_table(t, table)
    explained = [(t("How it is computed"), how(t))]
    sources = notes.full_lines(t, view.sources, sorted({row["source"] for row in rows}))
    link = address.link()
    downloads.offer(
        t,
        downloads.file_name(view.indicator["id"], "by-category", chosen),
        table,
        lambda: charts.picture(chart, heading, unit, [*said, how(t), link]),
        lambda: downloads.about(t, options[chosen], sources, explained, link),
        key="downloads_classification",
    )
    notes.beside(explained)


def how(t: Text) -> str:
    return t(
        "The numbers of the areas are added up, and so are their inhabitants; the sum per 1,000 inhabitants follows from the two. Only areas with number and population in every chosen year are counted."
    )


def left_out(view: View, answers: Answers, rows: Sequence[CategorySum]) -> list[str]:
    """Which assessed areas with figures are not in the sums, and whether populations were computed."""
    t = view.t
    assessed = {row["name"] for row in reference.geography().areas}
    there = {row["area"] for row in answers.background.figures if row["year"] in view.years and row["area"]}
    missing = sorted((there & assessed) - places(rows), key=swedish_order)
    said = []
    if missing:
        said.append(
            t(
                "Not in the sums, since a year is missing or hidden, the series begins anew, a figure is in doubt, or the area was in no category: {areas}.",
                areas=t.listed(missing),
            )
        )
    if any(row["implied"] for row in rows):
        said.append(t("The population is computed from the number and the figure per 1,000 inhabitants."))
    return said


class RatedSum(CategorySum):
    """A sum with ``value`` (per 1 000 inhabitants), its 95 % interval, and whether it is known how much such figures swing."""

    value: float
    lower_95: float
    upper_95: float
    swing: str


def with_rates(rows: Sequence[CategorySum], model: Variation) -> list[RatedSum]:
    """The sums with their rates."""
    if not rows:
        return []
    low, high, spreads = evidence.limits_of_sums(
        [[(None, area, row["source"]) for area in row["areas"]] for row in rows],
        [row["count"] for row in rows],
        model,
    )
    each = [PER / row["population"] for row in rows]
    return [
        {
            **row,
            "value": row["count"] * one,
            "lower_95": least * one,
            "upper_95": most * one,
            "swing": variation.said(spread),
        }
        for row, one, least, most, spread in zip(rows, each, low, high, spreads, strict=True)
    ]


def places(rows: Sequence[CategorySum]) -> set[str]:
    return {name for row in rows for name in row["areas"]}


def sentences(t: Text, rows: Sequence[CategorySum], chosen: str) -> list[str]:
    """Which areas changed category between the chosen years, or that none can have."""
    if chosen != THEN:
        return [
            t(
                "Every year holds the same areas, as assessed in {year}: what changes is the figures, not which areas are counted where.",
                year=chosen,
            )
        ]
    found = moved(rows)
    if not found:
        return [t("None of these areas changed category in these years, so both ways give the same.")]
    return [
        t(
            "A category's figure also changes because areas change category: {areas}. Choose the same areas throughout to see the figures without that.",
            areas=t.listed(found),
        )
    ]


def moved(rows: Sequence[CategorySum]) -> list[str]:
    """Names of the areas that are not in one and the same category in all years."""
    years = {row["year"] for row in rows}
    where: dict[str, dict[int, str]] = {}
    for row in rows:
        for name in row["areas"]:
            where.setdefault(name, {})[row["year"]] = row["area_category"]
    return sorted(name for name, found in where.items() if len(set(found.values())) > 1 or set(found) != years)


def chart_rows(view: View, rows: Sequence[RatedSum]) -> list[Row]:
    """Rows of the chart: a line a category and source."""
    decimals = figures.decimals_of_computed(view.computed[figures.OF_PLACES])
    several = len({row["source"] for row in rows}) > 1
    return [
        {
            "name": view.labels[row["area_category"]]
            + figures.said_marks(view.t, row["source"] in view.own, False)
            + (f" ({view.published[row['source']]})" if several else ""),
            "area_category": row["area_category"],
            "area": None,
            "source": row["source"],
            "year": row["year"],
            "value": row["value"],
            "shown": view.t.number(row["value"], decimals),
            "segment": 0,
        }
        | figures.limits(view.t, row, decimals)
        for row in rows
    ]


def tabulate(view: View, rows: Sequence[RatedSum], caption: str) -> Table:
    """A row a category, year and source."""
    t, decimals = view.t, figures.decimals_of_computed(view.computed[figures.OF_PLACES])
    condition = words.in_titles(t, [row["swing"] for row in rows])
    columns = [
        Column("area_category", t("Area category"), labels=view.labels),
        Column("year", t("Year"), 0, grouped=False),
        Column("per_1000", t("Per 1,000 inhabitants"), decimals, computed=True),
        Column("lower_95", t("Lowest, 95 % interval") + condition, decimals, computed=True),
        Column("upper_95", t("Highest, 95 % interval") + condition, decimals, computed=True),
        Column("count", t("Number"), 0, computed=True),
        Column("population", t("Population"), 0, computed=True),
        Column("assessment", t("Assessment"), 0, grouped=False),
        Column("areas", t("Areas")),
        Column("source", t("Source"), labels=notes.lines_by_id(t, view.sources), unseen=True),
    ]
    body = [
        [
            row["area_category"],
            row["year"],
            row["value"],
            row["lower_95"],
            row["upper_95"],
            row["count"],
            row["population"],
            row["assessment"],
            ", ".join(row["areas"]),
            row["source"],
        ]
        for row in rows
    ]
    swings = {(number, end): row["swing"] for number, row in enumerate(rows) for end in ("lower_95", "upper_95")}
    return Table(caption, columns, body, notes=words.in_cells(t, swings), row_headers=2)
