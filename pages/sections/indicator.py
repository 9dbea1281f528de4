"""What the indicator screens have in common, from title to sources. Each screen is a file that calls :func:`show_screen`.

The reader's choice goes one way: from the address (:func:`choose`) to its answers (:mod:`pages.sections.answers`), from
these to what is said and drawn of them (:func:`present`), and so to page, files and paper.
"""

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
from pages.components.indicator import data_rows, sentences
from pages.components.indicator import tables as indicator_tables
from pages.components.own import files as own_files
from pages.components.tables import Table
from pages.components.text import Text, swedish_order
from pages.components.view import Choice, View
from pages.screens import INDICATOR_SCREENS, SCREENS
from pages.sections import answers, certainty, chart_events, classification, municipality_map, reference
from pages.sections.answers import Answers
from pages.sections.certainty import Certainty
from pages.sections.chart_events import ChartEvents
from queries.row_types import Figure, NamedPlace, ShootingPopulation
from queries.statistics import evidence


def show_screen(screen: str, sections: Sequence[tuple[str, str]] = ()) -> None:
    """Put the indicators of one screen on the page: the chosen indicator's sentences, chart, table, downloads, notes.

    ``sections`` are those that the screen has below, each with the anchor of its heading and its title.
    """
    t = address.text()
    st.title(t(next(listed.title for listed in SCREENS if listed.id == screen)), anchor=False)
    navigation.sections(t, sections)
    indicators = reference.dictionary().indicators
    here = {id_: row for id_, row in indicators.items() if row["screen"] == screen and row["years"]}
    if not here:
        filters.no_figures(t)
        return
    show_indicator(
        t, filters.segments("indicator", t("Indicator"), list(here), lambda id_: t.field(here[id_], "label"))
    )


def show_indicator(t: Text, indicator: str) -> None:
    """One indicator, from its sentences to its sources; one without a screen of its own has no sentences."""
    row = reference.dictionary().indicators[indicator]
    if not row["years"]:
        filters.no_figures(t)
        return
    summary = st.container(key="summary") if row["screen"] else None
    known = answers.ask(choose(t, indicator))
    view = view_of(t, known)
    if not known.figures:
        ask_for_more(view)
        return
    made = present(view, known)
    own_files.are_shown(known.figures)
    if summary:
        summary.markdown("\n\n".join(notes.plain(part) for part in made.said))
    draw(made)
    table = tabulate(made)
    explained = [*explanations(made, table), *made.own_caveats]
    sources = source_lines(made)
    take_along(made, table, explained, sources)
    if made.certainty:
        certainty.show(view, known, made.certainty)
    classification.show(view, known)
    municipality_map.show(view, known.municipalities)
    st.subheader(t("About the figures"), anchor=False)
    notes.beside([*explained, *((t("Source"), line) for line in sources)])


# ---- what is chosen -------------------------------------------------------------------------------------------------


def choose(t: Text, indicator: str) -> Choice:
    """The filters, from the address."""
    dictionary = reference.dictionary()
    labels, row = dictionary.labels(t), dictionary.indicators[indicator]
    measures = figures.measures(row)
    measure = filters.segments(
        "measure",
        t("Measure"),
        measures,
        lambda id_: figures.measure_title(t, id_, dictionary.computed, "per_1000_computed" in measures),
    )
    known = answers.background(indicator, measure)
    above = st.container()  # which years there are depends on the places, which are chosen below
    places, highlight = choose_places(t, known.places, indicator)
    there = answers.of_places(known.figures, places)
    with above:
        years = filters.pills(
            "year", t("Year"), [str(year) for year in years_of(there)], str, years_on_screens(indicator)
        )
        offered = {figure["area_category"] for figure in there}
        categories = filters.pills(
            "category",
            t("Area category"),
            [id_ for id_ in labels if id_ in offered],
            labels.__getitem__,
            list(labels),
        )
    return with_yardstick(
        t,
        Choice(
            indicator=indicator,
            measure=measure,
            years=tuple(int(year) for year in years),
            categories=tuple(categories),
            places=tuple(places),
            highlight=highlight,
            with_events=chart_events.are_on(),
        ),
    )


def years_of(rows: Sequence[Figure]) -> list[int]:
    """The years that there are figures of."""
    return sorted({row["year"] for row in rows})


def years_on_screens(indicator: str) -> list[str]:
    """The years that this indicator, or one of the screens of its kind, has figures of, as they stand in the address."""
    every = reference.dictionary().indicators.values()
    return sorted(
        {
            str(year)
            for row in every
            if row["screen"] in INDICATOR_SCREENS or row["id"] == indicator
            for year in row["years"]
        }
    )


def with_yardstick(t: Text, choice: Choice) -> Choice:
    """The choice with what its figures are compared with, from the address."""
    known = answers.background(choice.indicator, choice.measure)
    if not answers.chosen(known.figures, choice):
        return choice
    yardstick = certainty.choose_yardstick(t, choice, known, reference.dictionary())
    return dataclasses.replace(choice, yardstick=yardstick)


AT_FIRST = 5
"""So many named places can be told apart in a chart; of more only one is chosen at first."""


def choose_places(t: Text, named: Sequence[NamedPlace], kept_for: str) -> tuple[list[str], str | None]:
    """The named places that are chosen, of those with figures (in the order of the files), and the one to stand out;
    ``kept_for`` is the indicator or the page whose choice it is."""
    if not named:
        return [], None
    in_files = [row["area"] for row in named]
    at_first = in_files if len(in_files) <= AT_FIRST else in_files[:1]
    own = set(queries.own_sources())
    label = t("Own areas") if all(own & set(row["sources"]) for row in named) else t("Areas and municipalities")
    options = sorted(in_files, key=swedish_order)
    more, hint = t("More places …"), t("Choose a place")
    places = filters.among_many("area", label, options, at_first, str, more, hint, kept_for)
    if len(places) < 2:
        return places, next(iter(places), None)
    if len(places) <= AT_FIRST:
        return places, filters.segments("highlight", t("Highlight"), places, str)
    return places, filters.choice("highlight", t("Highlight"), places, str, places[0]) or places[0]


def ask_for_more(view: View) -> None:
    """Nothing is chosen, or nothing that is chosen has figures here."""
    t = view.t
    if address.asked("year") == []:
        message = t("No year is chosen. Choose at least one to see figures.")
    elif address.asked("category") == [] and not view.choice.places:
        message = t("No area category is chosen. Choose at least one to see figures.")
    else:
        message = t("The source has no figures here for what is chosen. Choose another year or area category.")
    filters.nothing_chosen(t, ["year", "category", "area"], message)


# ---- what is made of it ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Presentation:
    """What is said and drawn of one view: the screen and the paper for a meeting are both made of it.

    ``said`` are its paragraphs of sentences, none for an indicator without a screen of its own; ``chart`` has the dated
    events in it, ``spoken`` is its alternative text and ``marks`` what its ranges mean; ``own_caveats`` are the caveats of
    the reader's own files.
    """

    view: View
    answers: Answers
    certainty: Certainty | None
    said: list[str]
    chart: Chart
    spoken: str
    marks: str
    events: ChartEvents
    own_caveats: list[tuple[str, str]]


def view_of(t: Text, known: Answers) -> View:
    """A choice with the words for it."""
    choice = known.choice
    is_rate = choice.measure == "per_1000"
    return View(
        t=t,
        choice=choice,
        dictionary=reference.dictionary(),
        own=queries.own_sources(),
        own_caveats=own_files.caveats(t),
        has_computed_rates=is_rate and any(row["computed"] for row in known.throughout),
        wholes=wholes(choice.places),
    )


def wholes(places: Sequence[str]) -> frozenset[str]:
    """The municipalities and counties among these places, where there are parts of municipalities beside them."""
    known = {row["name"] for row in reference.geography().places}
    return frozenset(known.intersection(places)) if set(places) - known else frozenset()


def present(view: View, known: Answers) -> Presentation:
    """What is said and drawn of a view that has figures."""
    t = view.t
    judged = certainty.judge(view, known)
    chart, spoken = drawn(view, known)
    events = chart_events.find(t, chart_events.scope_of(view, chart.rows), view.choice.with_events)
    return Presentation(
        view=view,
        answers=known,
        certainty=judged,
        said=said_of(view, known, judged) if view.indicator["screen"] else [],
        chart=event_layers.on(chart, events.shown),
        spoken=" ".join([spoken, *event_layers.lines(t, events.shown)]),
        marks=words.of_the_marks(t, (row.get("kind") for row in chart.rows)),
        events=events,
        own_caveats=own_files.explained(t, (row["source"] for row in known.figures), view.sources),
    )


def said_of(view: View, known: Answers, judged: Certainty | None) -> list[str]:
    """The paragraphs of sentences: what the figures show, and how sure that is."""
    doubts = sentences.doubts(view.t, known.notes, view.measure, view.years)
    hidden = sentences.hidden(view, known.notes)
    what = " ".join([sentences.summary(view, known.comparison, known.figures), *doubts, *hidden])
    sure = " ".join(certainty.sentences(view, judged)) if judged else ""
    return [part for part in (what, sure) if part]


def drawn(view: View, known: Answers) -> tuple[Chart, str]:
    """The chart and its alternative text."""
    t, series = view.t, known.figures
    remarks = known.background.remarks
    broken = {figures.series_of(part[0]): evidence.breaks(part, remarks) for part in evidence.by_series(series)}
    rows = figures.chart_rows(
        t, series, view.labels, view.published, view.decimals, view.own, not view.is_computed, broken
    )
    rows = figures.with_gaps(t, rows, view.years)
    # The scale holds all of the indicator's figures, so that it stays when the filters change, and the ranges drawn.
    one_year = len({row["year"] for row in rows}) == 1  # bars have all their ranges drawn
    quiet = [
        {**row, "high": None} if row["area"] not in (None, view.choice.highlight) and not one_year else row
        for row in rows
    ]
    highest = max((row["value"] for row in known.throughout if row["value"] is not None), default=0)
    top = charts.ceiling(max(highest, line_charts.highest(quiet)))
    if view.choice.places or any(row["source"] in view.own for row in series):
        chart = place_charts.over_time(t, rows, top, view.choice.highlight)
    else:
        chart = line_charts.over_time(t, rows, top)
    return chart, line_charts.description(t, rows, view.unit)


def years_as_columns(made: Presentation) -> Table:
    """The table with a column a year."""
    known = made.answers
    by_chance = made.certainty.by_chance if made.certainty else frozenset()
    return indicator_tables.years_as_columns(made.view, known.figures, known.comparison, known.notes, by_chance)


def rows_of_the_data(made: Presentation) -> Table:
    """The table with a row a figure, in all measures that are printed."""
    view, known = made.view, made.answers
    published = known.figures if view.is_computed else answers.observations(view.choice)
    return data_rows.rows_of_the_data(view, published, known.notes, known.figures)


def explanations(made: Presentation, table: Table) -> list[tuple[str, str]]:
    """Definition, caveats, and formula of everything computed that the table shows: headings with their texts."""
    view, t, computed = made.view, made.view.t, made.view.computed
    shown = [view.measure] if view.is_computed else []
    shown += [figures.OF_PLACES] if view.has_computed_rates else []
    shown += [column.id for column in table.columns if column.id in computed and column.id not in shown]
    lines = [*notes.definition_lines(t, view.indicator), *notes.formulas(t, computed, shown)]
    lines += which_areas(view)
    populations = made.answers.populations
    if populations:
        lines.append((t("Shootings and populations behind it"), " ".join(behind(t, row) for row in populations)))
    return lines


REPORT = 2021
"""The year of the report whose figures by category are built in."""


def which_areas(view: View) -> list[tuple[str, str]]:
    """That a category's figure follows the category, not the areas; for those of the report."""
    t = view.t
    last = next((row for row in reversed(reference.assessments()) if row["year"] <= REPORT), None)
    if not view.indicator["screen"] or not view.choice.categories or last is None or last["first_year"] is None:
        return []
    return [
        (
            t("Which areas"),
            t(
                "A category's figure is that of the areas that the police counted in it then; the report speaks of the assessment of {first}. Areas change category: from {first} to {last} {moved} of {areas} did, came or went. A figure can change for that reason too.",
                first=last["first_year"],
                last=last["year"],
                moved=t.number(last["moved"], 0),
                areas=t.number(last["areas"], 0),
            ),
        )
    ]


def behind(t: Text, row: ShootingPopulation) -> str:
    """What shootings per 1,000 inhabitants of one year were computed from."""
    return t(
        "{year}: {country} shootings in all of Sweden (computed), {areas} inhabitants in the areas, {rest} in the rest of Sweden.",
        year=row["year"],
        country=t.number(row["country_count"], 0),
        areas=t.number(row["all_areas"], 0),
        rest=t.number(row["rest_of_sweden"], 0),
    )


def source_lines(made: Presentation) -> list[str]:
    """One line for each publication in the figures, those of the populations behind them included."""
    used = {row["source"] for row in made.answers.figures}
    used |= {source for row in made.answers.populations for source in (row["areas_source"], row["country_source"])}
    return notes.source_lines(made.view.t, made.view.sources, sorted(used))


# ---- on the page ----------------------------------------------------------------------------------------------------


def draw(made: Presentation) -> None:
    """Heading, unit and chart with alternative text."""
    view = made.view
    st.subheader(notes.plain(view.heading), anchor=False)
    notes.caption(f"{view.unit[0].upper()}{view.unit[1:]}")
    charts.show(made.chart, made.spoken, key="chart")
    if made.marks:
        notes.caption(made.marks)
    chart_events.show_below(view.t, made.events)


def tabulate(made: Presentation) -> Table:
    """The same figures as a table, in the form the reader chooses."""
    t = made.view.t
    forms = {"years": t("Years as columns"), "rows": t("Rows as in the data file")}
    form = filters.segments("table", t("Form of the table"), list(forms), forms.__getitem__)
    table = years_as_columns(made) if form == "years" else rows_of_the_data(made)
    table = chart_events.add_to_table(t, table, made.events)
    page.show_table(t, table)
    return table


def take_along(made: Presentation, table: Table, explained: list[tuple[str, str]], sources: list[str]) -> None:
    """Downloads of exactly what is shown."""
    view, t = made.view, made.view.t
    choice, chart = view.choice, made.chart
    filter_words = filters.in_words(t, view.years, view.category_labels, choice.places)
    link = address.link()
    below = [made.marks, t.field(view.indicator, "reading"), *dict.fromkeys(table.notes.values())]
    if view.is_computed:
        below = [made.marks, *(t.field(view.computed[view.measure], part) for part in ("caveats", "formula"))]
    below += [t.field(view.computed[figures.OF_PLACES], "formula")] if view.has_computed_rates else []
    below += event_layers.lines(t, made.events.shown)
    below += [*(text for _, text in made.own_caveats), *(t("Source: {source}", source=line) for line in sources)]
    offered = {row["area_category"] for row in made.answers.throughout} - {None}
    narrowed = () if set(choice.categories) >= offered else choice.categories
    years = [str(year) for year in view.years]
    in_short = [(t("In short"), " ".join(made.said))] if made.said else []
    downloads.offer(
        t,
        downloads.file_name(choice.indicator, choice.measure, *years, *narrowed, *choice.places[:3]),
        table,
        lambda: charts.picture(chart, view.heading, view.unit, [*filter(None, below), link]),
        lambda: downloads.about(t, filter_words, sources, [*in_short, *explained], link),
    )
