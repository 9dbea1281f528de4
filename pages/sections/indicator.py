"""What the indicator screens have in common, from title to sources. Each screen is a file that calls :func:`show`."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

import queries
from pages.components import address, charts, downloads, figures, filters, navigation, notes, page
from pages.components.charts import Chart
from pages.components.charts import lines as line_charts
from pages.components.charts import places as place_charts
from pages.components.follow_up import event_layers
from pages.components.indicator import certainty_words as words
from pages.components.indicator import sentences
from pages.components.indicator import tables as indicator_tables
from pages.components.own import files as own_files
from pages.components.tables import Table
from pages.components.text import Text, swedish_order
from pages.components.view import Record, View
from pages.screens import SCREENS
from pages.sections import certainty, chart_events, classification, municipality_map
from queries.statistics import evidence


def show(screen: str, sections: Sequence[tuple[str, str]] = ()) -> None:
    """Put the indicators of one screen on the page: the chosen indicator's sentences, chart, table, downloads, notes.

    ``sections`` are those that the screen has below, each with the anchor of its heading and its title.
    """
    t = address.text()
    st.title(t(next(listed.title for listed in SCREENS if listed.id == screen)), anchor=False)
    navigation.sections(t, sections)
    indicators = queries.rows("indicators")
    here = {row["id"]: row for row in indicators if row["screen"] == screen and row["years"]}
    if not here:
        filters.no_figures(t)
        return
    chosen = filters.segments("indicator", t("Indicator"), list(here), lambda id_: t.field(here[id_], "label"))
    show_indicator(t, here[chosen], indicators)


def show_indicator(t: Text, indicator: Record, indicators: list[Record]) -> None:
    """One indicator, from its sentences to its sources; one without a screen of its own has no sentences."""
    if not indicator["years"]:
        filters.no_figures(t)
        return
    summary = st.container(key="summary") if indicator["screen"] else None
    view = choose(t, indicator, indicators)
    shown = shown_of(view, indicators)
    if shown is None:
        ask_for_more(view)
        return
    shown = with_events(shown)
    own_files.are_shown(shown.series)
    if summary:
        summary.markdown("\n\n".join(notes.plain(part) for part in shown.said))
    draw(shown)
    table = tabulate(shown)
    explained = explanations(view, table, shown.populations) + shown.own
    sources = sources_of(view, shown.series, shown.populations)
    said = " ".join(shown.said)
    take_along(view, table, shown.chart, said, explained, sources, [text for _, text in shown.own])
    known = shown.known
    if known:
        certainty.show(view, known)
    classification.show(view)
    municipality_map.show(view)
    st.subheader(t("About the figures"), anchor=False)
    notes.beside([*explained, *((t("Source"), line) for line in sources)])


@dataclass(frozen=True)
class Shown:
    """What is shown of one view, before it is drawn: the screen and the paper for a meeting are both made of it.

    ``said`` are its paragraphs of sentences, none for an indicator without a screen of its own; ``spoken`` is the chart's
    alternative text and ``marks`` what its ranges mean; ``names`` are all indicators' labels; ``own`` are the caveats of
    the reader's own files.
    """

    view: View
    series: list[Record]
    comparison: list[Record]
    remarks: list[Record]
    known: certainty.Certainty | None
    said: list[str]
    chart: Chart
    spoken: str
    marks: str
    populations: list[Record]
    own: list[tuple[str, str]]
    names: dict[str, str]


def shown_of(view: View, indicators: list[Record]) -> Shown | None:
    """The figures of this view with all that is said of them; ``None`` where nothing that is chosen has figures."""
    t, id_ = view.t, view.indicator["id"]
    series = queries.rows("series", **view.asked())
    if not series:
        return None
    chosen: Record = {"years": view.years, "categories": view.categories, "areas": view.areas}
    comparison = queries.rows("comparison", indicators=[id_], measure=view.measure, **chosen)
    remarks = queries.rows("notes", indicator=id_, **chosen)
    known = certainty.found(view, series)
    said: list[str] = []
    if view.indicator["screen"]:
        doubts = sentences.doubts(t, remarks, view.measure, view.years)
        hidden = sentences.hidden(view, remarks)
        what = " ".join([sentences.summary(view, comparison, series), *doubts, *hidden])
        sure = " ".join(certainty.sentences(view, known) if known else [])
        said = [part for part in (what, sure) if part]
    chart, spoken = drawn(view, series)
    marks = words.of_the_marks(t, (row.get("kind") for row in chart.rows))
    populations = []
    if view.measure == "per_1000_computed":
        used = {row["source"] for row in series}
        populations = [row for row in queries.rows("shooting_populations", years=view.years) if row["source"] in used]
    own = own_files.explained(t, (row["source"] for row in series), view.sources)
    names = {row["id"]: t.field(row, "label") for row in indicators}
    return Shown(view, series, comparison, remarks, known, said, chart, spoken, marks, populations, own, names)


def choose(t: Text, indicator: Record, indicators: list[Record]) -> View:
    """The filters, from the address."""
    categories = queries.rows("area_categories")
    labels = figures.named(t, categories)
    computed = {row["id"]: row for row in queries.rows("computed_measures")}
    measures = figures.measures(indicator)
    measure = filters.segments(
        "measure",
        t("Measure"),
        measures,
        lambda id_: figures.measure_title(t, id_, computed, "per_1000_computed" in measures),
    )
    asked: Record = {"indicator": indicator["id"], "measure": measure}
    above = st.container()  # which years there are depends on the places, which are chosen below
    areas, highlight = choose_places(t, queries.rows("named_places", **asked), indicator["id"])
    there = queries.rows("series", **asked, years=None, categories=None, areas=areas)
    options = [str(year) for year in sorted({row["year"] for row in there})]
    shown = [row for row in indicators if row["screen"] or row["id"] == indicator["id"]]
    known_years = sorted({str(year) for row in shown for year in row["years"]})
    offered = [category for category in labels if any(row["area_category"] == category for row in there)]
    with above:
        years = filters.pills("year", t("Year"), options, str, known_years)
        chosen = filters.pills("category", t("Area category"), offered, labels.__getitem__, list(labels))
    return view_of(t, indicator, measure, [int(year) for year in years], chosen, areas, highlight)


def view_of(
    t: Text,
    indicator: Record,
    measure: str,
    years: list[int],
    chosen: list[str],
    areas: list[str],
    highlight: str | None,
) -> View:
    """These years, categories and named places of an indicator, with the dictionary's words for them."""
    categories = queries.rows("area_categories")
    there = queries.rows("series", indicator=indicator["id"], measure=measure, years=None, categories=None, areas=areas)
    return View(
        t,
        indicator,
        measure,
        years,
        chosen,
        figures.named(t, categories),
        figures.named(t, categories, "phrase"),
        {row["id"]: row for row in queries.rows("sources")},
        {row["id"]: row for row in queries.rows("computed_measures")},
        areas,
        highlight,
        queries.own_sources(),
        measure == "per_1000" and any(row["computed"] for row in there),
        own_files.caveats(t),
        wholes(areas),
    )


def wholes(areas: Sequence[str]) -> frozenset[str]:
    """The municipalities and counties among these places, where there are parts of municipalities beside them."""
    known = {row["name"] for row in queries.rows("places")}
    return frozenset(known.intersection(areas)) if set(areas) - known else frozenset()


REPORT = 2021
"""The year of the report whose figures by category are built in."""

AT_FIRST = 5
"""So many named places can be told apart in a chart; of more only one is chosen at first."""


def choose_places(t: Text, named: list[Record], about: str) -> tuple[list[str], str | None]:
    """The named places that are chosen, of those with figures (in the order of the files), and the one to stand out;
    ``about`` is the indicator or the page whose choice it is."""
    if not named:
        return [], None
    in_files = [row["area"] for row in named]
    at_first = in_files if len(in_files) <= AT_FIRST else in_files[:1]
    own = set(queries.own_sources())
    label = t("Own areas") if all(own & set(row["sources"]) for row in named) else t("Areas and municipalities")
    options = sorted(in_files, key=swedish_order)
    more, hint = t("More places …"), t("Choose a place")
    areas = filters.among_many("area", label, options, at_first, str, more, hint, about)
    if len(areas) < 2:
        return areas, next(iter(areas), None)
    if len(areas) <= AT_FIRST:
        return areas, filters.segments("highlight", t("Highlight"), areas, str)
    return areas, filters.choice("highlight", t("Highlight"), areas, str, areas[0]) or areas[0]


def ask_for_more(view: View) -> None:
    """Nothing is chosen, or nothing that is chosen has figures here."""
    t = view.t
    if address.asked("year") == []:
        message = t("No year is chosen. Choose at least one to see figures.")
    elif address.asked("category") == [] and not view.areas:
        message = t("No area category is chosen. Choose at least one to see figures.")
    else:
        message = t("The source has no figures here for what is chosen. Choose another year or area category.")
    filters.nothing_chosen(t, ["year", "category", "area"], message)


def drawn(view: View, series: list[Record]) -> tuple[Chart, str]:
    """The chart and its alternative text."""
    t, mark = view.t, not view.is_computed
    every = queries.rows("series", **view.asked(every=True))
    said = evidence.by_place(queries.rows("notes", indicator=view.indicator["id"], years=None, categories=None), every)
    broken = {figures.series_of(part[0]): evidence.breaks(part, said) for part in evidence.by_series(series)}
    rows = figures.chart_rows(t, series, view.labels, view.published, view.decimals, view.own, mark, broken)
    rows = figures.with_gaps(t, rows, view.years)
    # The scale holds all of the indicator's figures, so that it stays when the filters change, and the ranges drawn.
    one_year = len({row["year"] for row in rows}) == 1  # bars have all their ranges drawn
    quiet = [
        row | {"high": None} if row["area"] not in (None, view.highlight) and not one_year else row for row in rows
    ]
    known = [row["value"] for row in every if row["value"] is not None]
    top = charts.ceiling(max(max(known, default=0), line_charts.highest(quiet)))
    if view.areas or any(row["source"] in view.own for row in series):
        chart = place_charts.over_time(t, rows, top, view.highlight)
    else:
        chart = line_charts.over_time(t, rows, top)
    return chart, line_charts.description(t, rows, view.unit)


def draw(shown: Shown) -> None:
    """Heading, unit and chart with alternative text."""
    view = shown.view
    st.subheader(notes.plain(view.heading), anchor=False)
    notes.caption(f"{view.unit[0].upper()}{view.unit[1:]}")
    charts.show(shown.chart, shown.spoken, key="chart")
    if shown.marks:
        notes.caption(shown.marks)
    chart_events.below(view.t, chart_events.scope_of(view, shown.chart.rows))


def with_events(shown: Shown) -> Shown:
    """The same with the dated events in the chart and its alternative text."""
    events = chart_events.of(shown.view.t, chart_events.scope_of(shown.view, shown.chart.rows))
    spoken = " ".join([shown.spoken, *event_layers.lines(shown.view.t, events)])
    return dataclasses.replace(shown, chart=event_layers.on(shown.chart, events), spoken=spoken)


def tabulate(shown: Shown) -> Table:
    """The same figures as a table, in the form the reader chooses."""
    t = shown.view.t
    forms = {"years": t("Years as columns"), "rows": t("Rows as in the data file")}
    form = filters.segments("table", t("Form of the table"), list(forms), forms.__getitem__)
    table = years_as_columns(shown) if form == "years" else rows_of_the_data(shown)
    table = chart_events.into(t, table, chart_events.scope_of(shown.view, shown.chart.rows))
    page.show_table(t, table)
    return table


def years_as_columns(shown: Shown) -> Table:
    return indicator_tables.years_as_columns(
        shown.view,
        shown.series,
        shown.comparison,
        shown.remarks,
        shown.known.by_chance if shown.known else frozenset(),
    )


def rows_of_the_data(shown: Shown) -> Table:
    view, frame = shown.view, shown.series
    if not view.is_computed:
        chosen: Record = {"years": view.years, "categories": view.categories, "areas": view.areas}
        frame = queries.rows("observations", indicators=[view.indicator["id"]], **chosen)
    return indicator_tables.rows_of_the_data(view, frame, shown.remarks, shown.names, shown.series)


def explanations(view: View, table: Table, populations: list[Record]) -> list[tuple[str, str]]:
    """Definition, caveats, and formula of everything computed that the table shows: headings with their texts."""
    t, computed = view.t, view.computed
    shown = [view.measure] if view.is_computed else []
    shown += [figures.OF_PLACES] if view.has_computed_rates else []
    shown += [column.id for column in table.columns if column.id in computed and column.id not in shown]
    lines = [*notes.definition_lines(t, view.indicator), *notes.formulas(t, computed, shown)]
    lines += which_areas(view)
    if populations:
        lines.append((t("Shootings and populations behind it"), " ".join(behind(t, row) for row in populations)))
    return lines


def which_areas(view: View) -> list[tuple[str, str]]:
    """That a category's figure follows the category, not the areas; for those of the report."""
    t = view.t
    years = [row["year"] for row in queries.rows("assessment_years") if row["year"] <= REPORT]
    if not view.indicator["screen"] or not view.categories or len(years) < 2:
        return []
    changes = queries.rows("assessment_changes", years=years[-2:])
    return [
        (
            t("Which areas"),
            t(
                "A category's figure is that of the areas that the police counted in it then; the report speaks of the assessment of {first}. Areas change category: from {first} to {last} {moved} of {areas} did, came or went. A figure can change for that reason too.",
                first=years[-2],
                last=years[-1],
                moved=t.number(sum(row["direction"] != "unchanged" for row in changes), 0),
                areas=t.number(len(changes), 0),
            ),
        )
    ]


def behind(t: Text, row: Record) -> str:
    """What shootings per 1,000 inhabitants of one year were computed from."""
    return t(
        "{year}: {country} shootings in all of Sweden (computed), {areas} inhabitants in the areas, {rest} in the rest of Sweden.",
        year=row["year"],
        country=t.number(row["country_count"], 0),
        areas=t.number(row["all_areas"], 0),
        rest=t.number(row["rest_of_sweden"], 0),
    )


def sources_of(view: View, series: list[Record], populations: list[Record]) -> list[str]:
    """One line for each publication in the figures, those of the populations behind them included."""
    used = {row["source"] for row in series}
    used |= {row[name] for row in populations for name in ("areas_source", "country_source")}
    return notes.source_lines(view.t, view.sources, sorted(used))


def take_along(
    view: View,
    table: Table,
    chart: Chart,
    said: str,
    explained: list[tuple[str, str]],
    sources: list[str],
    caveats: list[str],
) -> None:
    """Downloads of exactly what is shown; ``caveats`` are those of the reader's own files."""
    t = view.t
    filter_words = filters.in_words(t, view.years, [view.labels[category] for category in view.categories], view.areas)
    link = address.link()
    marks = words.of_the_marks(t, (row.get("kind") for row in chart.rows))
    below = [marks, t.field(view.indicator, "reading"), *dict.fromkeys(table.notes.values())]
    if view.is_computed:
        below = [marks, *(t.field(view.computed[view.measure], part) for part in ("caveats", "formula"))]
    below += [t.field(view.computed[figures.OF_PLACES], "formula")] if view.has_computed_rates else []
    below += event_layers.lines(t, chart_events.of(t, chart_events.scope_of(view, chart.rows)))
    below += [*caveats, *(t("Source: {source}", source=line) for line in sources)]
    offered = {row["area_category"] for row in queries.rows("series", **view.asked(every=True))}
    narrowed = [] if set(view.categories) >= offered - {None} else view.categories
    years = [str(year) for year in view.years]
    in_short = [(t("In short"), said)] if said else []
    downloads.offer(
        t,
        downloads.file_name(view.indicator["id"], view.measure, *years, *narrowed, *view.areas[:3]),
        table,
        lambda: charts.picture(chart, view.heading, view.unit, [*filter(None, below), link]),
        lambda: downloads.about(t, filter_words, sources, [*in_short, *explained], link),
    )
