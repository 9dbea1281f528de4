"""What the indicator screens have in common, from title to sources. Each screen is a file that calls :func:`show`."""

from __future__ import annotations

import streamlit as st

import queries
from pages.components import address, charts, downloads, figures, filters, indicator_tables, notes, sentences, tables
from pages.components.charts import Chart
from pages.components.tables import Table
from pages.components.text import Text
from pages.components.view import Record, View
from pages.screens import SCREENS


def show(screen: str) -> None:
    """Put the indicators of one screen on the page: the chosen indicator's sentences, chart, table, downloads, notes."""
    t = address.text()
    st.title(t(next(listed.title for listed in SCREENS if listed.id == screen)), anchor=False)
    indicators = queries.rows("indicators")
    here = {row["id"]: row for row in indicators if row["screen"] == screen and len(row["years"])}
    if not here:
        st.info(t("There are no figures for this page. See the messages about the files, or choose another page."))
        return

    chosen = filters.segments("indicator", t("Indicator"), list(here), lambda id_: t.field(here[id_], "label"))
    summary = st.container(key="summary")
    view = choose(t, here[chosen], indicators)
    series = queries.rows("series", **view.asked())
    if not series:
        ask_for_more(view)
        return
    comparison = queries.rows(
        "comparison", indicators=[chosen], measure=view.measure, years=view.years, categories=view.categories
    )

    said = sentences.summary(t, view.indicator, comparison, view.phrases, view.decimals, view.unit)
    remarks = queries.rows("notes", indicator=chosen, years=view.years, categories=view.categories)
    doubts = [
        t.field(note, "note")
        for note in remarks
        if note["measure"] == view.measure and note["year"] in (view.years[0], view.years[-1])
    ]
    said = " ".join([said, *doubts])
    summary.markdown(notes.plain(said))
    chart = draw(view, series)
    table = tabulate(view, series, comparison, remarks, {row["id"]: t.field(row, "label") for row in indicators})
    used = sorted({row["source"] for row in series})
    take_along(view, table, chart, said, used)
    explain(view, used)


def choose(t: Text, indicator: Record, indicators: list[Record]) -> View:
    """The filters, from the address."""
    categories = queries.rows("area_categories")
    labels = figures.named(t, categories)
    computed = {row["id"]: row for row in queries.rows("computed_measures")}
    measures = figures.measures(indicator)
    measure = filters.segments("measure", t("Measure"), measures, lambda id_: figures.measure_title(t, id_, computed))
    there = queries.rows("series", indicator=indicator["id"], measure=measure, years=None, categories=None)
    options = [str(year) for year in sorted({row["year"] for row in there})]
    known_years = sorted({str(year) for row in indicators for year in row["years"]})
    years = filters.pills("year", t("Year"), options, str, known_years)
    offered = [category for category in labels if any(row["area_category"] == category for row in there)]
    return View(
        t,
        indicator,
        measure,
        [int(year) for year in years],
        filters.pills("category", t("Area category"), offered, labels.__getitem__, list(labels)),
        labels,
        figures.named(t, categories, "phrase"),
        {row["id"]: row for row in queries.rows("sources")},
        computed,
    )


def ask_for_more(view: View) -> None:
    """Nothing is chosen, or nothing that is chosen has figures here."""
    t = view.t
    if address.asked("year") == []:
        message = t("No year is chosen. Choose at least one to see figures.")
    elif address.asked("category") == []:
        message = t("No area category is chosen. Choose at least one to see figures.")
    else:
        message = t("The source has no figures here for what is chosen. Choose another year or area category.")
    filters.nothing_chosen(t, ["year", "category"], message)


def draw(view: View, series: list[Record]) -> Chart:
    """Heading, unit and chart with alternative text; the chart is returned for the pictures."""
    rows = figures.chart_rows(view.t, series, view.labels, view.published, view.decimals)
    # The scale holds all of the indicator's figures, so that it stays when the filters change.
    every = queries.rows("series", **view.asked(every=True))
    chart = charts.over_time(view.t, rows, charts.ceiling(max(row["value"] for row in every)))
    st.subheader(view.heading, anchor=False)
    st.caption(notes.plain(f"{view.unit[0].upper()}{view.unit[1:]}"))
    charts.show(chart, charts.description(view.t, rows, view.unit), key="chart")
    return chart


def tabulate(
    view: View, series: list[Record], comparison: list[Record], remarks: list[Record], names: dict[str, str]
) -> Table:
    """The same figures as a table, in the form the reader chooses."""
    t, id_ = view.t, view.indicator["id"]
    forms = {"years": t("Years as columns"), "rows": t("Rows as in the data file")}
    form = filters.segments("table", t("Form of the table"), list(forms), forms.__getitem__)
    if form == "years":
        table = indicator_tables.years_as_columns(view, series, comparison, remarks)
    else:
        frame = series
        if not view.is_computed:
            frame = queries.rows("observations", indicators=[id_], years=view.years, categories=view.categories)
        table = indicator_tables.rows_of_the_data(view, frame, remarks, names)
    tables.show(t, table)
    return table


def take_along(view: View, table: Table, chart: Chart, said: str, used: list[str]) -> None:
    """Downloads of exactly what is shown. ``used`` are the ids of the sources in it."""
    t = view.t
    sources = notes.source_lines(t, view.sources, used)
    filter_words = filters.in_words(t, view.years, [view.labels[category] for category in view.categories])
    explained = [(t("In short"), said), *notes.definition_lines(t, view.indicator), *formulas(view)]
    link = address.link()
    below = [line for line in [t.field(view.indicator, "reading"), *table.notes.values(), *sources] if line]
    offered = {row["area_category"] for row in queries.rows("series", **view.asked(every=True))}
    narrowed = [] if set(view.categories) >= offered else view.categories
    years = [str(year) for year in view.years]
    downloads.offer(
        t,
        downloads.file_name(view.indicator["id"], view.measure, *years, *narrowed),
        table,
        lambda: charts.picture(chart, view.heading, view.unit, below),
        lambda: downloads.about(t, filter_words, sources, explained, link),
    )


def formulas(view: View) -> list[tuple[str, str]]:
    """Name and formula of every computed figure on the page."""
    own = [view.measure] if view.is_computed else []
    return notes.formulas(view.t, view.computed, [*own, "change", "change_percent", "ratio_to_rest"])


def explain(view: View, used: list[str]) -> None:
    """Definition, caveats, formulas, populations and sources, beside the figures."""
    t = view.t
    st.subheader(t("About the figures"), anchor=False)
    headed = [*notes.definition_lines(t, view.indicator), *formulas(view)]
    if view.measure == "per_1000_computed":
        headed += [(t("Populations"), populations(view, used))]
    notes.beside([*headed, *((t("Source"), line) for line in notes.source_lines(t, view.sources, used))])


def populations(view: View, used: list[str]) -> str:
    """What shootings per 1,000 inhabitants were computed from, year by year."""
    t = view.t
    return " ".join(
        t(
            "{year}: {country} shootings in all of Sweden, {areas} inhabitants in the areas, {rest} in the rest of Sweden.",
            year=row["year"],
            country=t.number(row["country_count"], 0),
            areas=t.number(row["all_areas"], 0),
            rest=t.number(row["rest_of_sweden"], 0),
        )
        for row in queries.rows("shooting_populations", years=view.years)
        if row["source"] in used
    )
