"""What an interval is, for whoever is no statistician: two sentences and a picture, of real figures."""

from __future__ import annotations

import streamlit as st

import queries
from pages.components import address, charts, downloads, figures, notes, page
from pages.components.charts import lines as line_charts
from pages.components.indicator import certainty_words as words
from pages.components.tables import Column, Table
from pages.components.text import Text
from pages.sections import answers, reference

EXAMPLE = "shootings"
"""The indicator of the example: a few cases in one category and many in another."""


def show(t: Text) -> None:
    """Heading, sentences, chart and table of the last year's intervals; nothing where the example has no figures."""
    own = queries.own_sources()
    series = answers.of_places(answers.background(EXAMPLE, "count").figures, ())
    known = [row for row in series if row["upper_95"] is not None and row["source"] not in own]
    last = max((row["year"] for row in known), default=None)
    known = [row for row in known if row["year"] == last]
    if not known:
        return
    st.subheader(t("What an interval says"), anchor=False)
    dictionary = reference.dictionary()
    labels, sources = dictionary.labels(t), dictionary.sources
    few = min(known, key=lambda row: row["value"] or 0)
    said = t(
        "That {count} shootings were counted in {category} in {year} is not in doubt, but small numbers vary from year to year although the situation is the same. The 95 % interval, {low} to {high}, shows which levels are likely behind the figure: it holds the level in 95 cases of 100, and it is narrow only where many cases are counted.",
        year=few["year"],
        count=t.number(few["value"], 0),
        category=figures.place_name(few, labels).lower(),
        low=t.number(few["lower_95"], 0),
        high=t.number(few["upper_95"], 0),
    )
    if few["swing"] == "independent":
        said += " " + words.of_independent(t)
    st.markdown(notes.plain(said))
    rows = figures.chart_rows(t, known, labels, dictionary.published, 0)
    chart = line_charts.bars(t, rows, charts.ceiling(line_charts.highest(rows)))
    heading = t("Shootings {year} with 95 % intervals", year=last)
    st.caption(notes.plain(f"{heading}. {words.of_the_marks(t, ['chance'])}"))
    charts.show(chart, line_charts.description(t, rows, heading), key="interval_example")
    condition = words.in_titles(t, [row["swing"] for row in known])
    columns = [
        Column("area_category", t("Area category"), labels=labels),
        Column("count", t("Number"), 0),
        Column("lower_95", t("Lowest, 95 % interval") + condition, 0, computed=True),
        Column("upper_95", t("Highest, 95 % interval") + condition, 0, computed=True),
    ]
    body = [[row["area_category"], row["value"], row["lower_95"], row["upper_95"]] for row in known]
    swings = {(place, end): row["swing"] for place, row in enumerate(known) for end in ("lower_95", "upper_95")}
    table = Table(heading, columns, body, id="intervals", notes=words.in_cells(t, swings))
    page.show_table(t, table)
    used = sorted({row["source"] for row in known})
    lines = notes.source_lines(t, sources, used)
    link = address.link()
    downloads.offer(
        t,
        downloads.file_name("intervals", EXAMPLE, str(last)),
        table,
        lambda: charts.picture(chart, heading, t("Number"), [said, *lines, link]),
        lambda: downloads.about(t, t("None"), notes.full_lines(t, sources, used), [(t("In short"), said)], link),
        key="downloads_interval",
    )
    notes.beside(list(words.methods(t)))
    notes.sources(t, sources, used)
