"""What the indicator screens have in common, from title to sources. Each screen is a file that calls :func:`show_screen`.

The reader's choice goes one way: from the address (:func:`choose`) to its answers (:mod:`pages.sections.answers`), from
these to what is said and drawn of them (:func:`present`), and so to page, files and paper.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

import queries
from pages.components import address, charts, downloads, figures, filters, notes, page
from pages.components.charts import Chart, Spec
from pages.components.charts import lines as line_charts
from pages.components.charts import places as place_charts
from pages.components.follow_up import event_layers
from pages.components.indicator import certainty_words as words
from pages.components.indicator import data_rows, headline, sentences
from pages.components.indicator import tables as indicator_tables
from pages.components.layout import answer, caveat, filter_bar, head, views
from pages.components.layout import take_along as take_along_menu
from pages.components.layout.head import Head
from pages.components.own import files as own_files
from pages.components.tables import Table
from pages.components.text import Text, swedish_order, uncapitalised
from pages.components.view import Choice, View
from pages.screens import INDICATOR_SCREENS, SCREENS
from pages.sections import answers, certainty, chart_events, classification, municipality_map, reference
from pages.sections.answers import Answers
from pages.sections.certainty import Certainty
from pages.sections.chart_events import ChartEvents
from pages.server.streamlit_internals import Place
from queries.row_types import Figure, Indicator, NamedPlace, ShootingPopulation
from queries.statistics import evidence


def show_screen(screen: str) -> None:
    """A page with one of the indicators of a screen, which the reader chooses beside its title."""
    t = address.text()
    here = indicators_of(screen)
    title = t(next(listed.title for listed in SCREENS if listed.id == screen))
    if len(here) > 1:
        title = t.field(here[address.one("indicator", list(here))], "label")
    show_indicators(t, screen, head.show(title))


def show_indicators(t: Text, screen: str, top: Head) -> None:
    """The same on a page that has its title already."""
    here = indicators_of(screen)
    if not here:
        filters.no_figures(t)
        return
    with top.beside:
        chosen = filters.segments("indicator", t("Indicator"), list(here), lambda id_: t.field(here[id_], "label"))
    show_answer(t, chosen, top.actions)


def indicators_of(screen: str) -> dict[str, Indicator]:
    """The indicators of a screen that have figures."""
    indicators = reference.dictionary().indicators
    return {id_: row for id_, row in indicators.items() if row["screen"] == screen and row["years"]}


def show_answer(t: Text, indicator: str, actions: Place) -> None:
    """One indicator: its answer, its figure in four views, and what can be taken along, which is put into ``actions``."""
    known = answers.ask(read(t, indicator))
    view = view_of(t, known)
    if not known.figures:
        show_filters(t, known.choice)
        ask_for_more(view)
        return
    made = present(view, known)
    own_files.are_shown(known.figures)
    words = reference.glossary(t)
    answer.show(t, made.answer, words)
    with st.container(key="figure"):
        unit = f"{view.unit[0].upper()}{view.unit[1:]}"
        st.html(f'<h2 class="figure-title">{escape(view.heading)}</h2><p class="unit">{escape(unit)}</p>')
        show_filters(t, known.choice)
        with views.view(t, "chart"):
            draw(made)
        with views.view(t, "table"):
            table = tabulate(made)
        with views.view(t, "chance"):
            certainty.show(view, known, made.certainty)
        explained = [*explanations(made, table), *made.own_caveats]
        sources = used_sources(made)
        with views.view(t, "about"):
            notes.beside(explained)
            notes.sources(t, view.sources, sources)
        answer.below(t, made.support, made.more, words)
        caveat.show(made.caveat)
        views.switch(t)
    with actions:
        take_along(made, table, explained, sources)
    classification.show(view, known)
    municipality_map.show(view, known.municipalities)


def show_indicator(t: Text, indicator: str) -> None:
    """An indicator without a screen of its own, among others on a page: filters, chart, table, downloads, notes."""
    row = reference.dictionary().indicators[indicator]
    if not row["years"]:
        filters.no_figures(t)
        return
    known = answers.ask(read(t, indicator))
    view = view_of(t, known)
    show_filters(t, known.choice)
    if not known.figures:
        ask_for_more(view)
        return
    made = present(view, known)
    own_files.are_shown(known.figures)
    st.subheader(notes.plain(view.heading), anchor=False)
    notes.caption(f"{view.unit[0].upper()}{view.unit[1:]}")
    draw(made)
    table = tabulate(made)
    explained = [*explanations(made, table), *made.own_caveats]
    sources = used_sources(made)
    downloads.offer(t, *files(made, table, explained, sources))
    classification.show(view, known)
    municipality_map.show(view, known.municipalities)
    st.subheader(t("About the figures"), anchor=False)
    notes.beside(explained)
    notes.sources(t, view.sources, sources)


# ---- what is chosen -------------------------------------------------------------------------------------------------


def read(t: Text, indicator: str) -> Choice:
    """The reader's choice, from the address."""
    dictionary = reference.dictionary()
    labels, row = dictionary.labels(t), dictionary.indicators[indicator]
    measure = address.one("measure", figures.measures(row))
    known = answers.background(indicator, measure)
    places, highlight = read_places(known.places)
    there = answers.of_places(known.figures, places)
    offered = {figure["area_category"] for figure in there}
    years = address.many("year", [str(year) for year in years_of(there)], years_on_screens(indicator))
    categories = address.many("category", [id_ for id_ in labels if id_ in offered], list(labels))
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


def show_filters(t: Text, choice: Choice) -> None:
    """The filters as one bar, folded to words."""
    dictionary = reference.dictionary()
    labels, row = dictionary.labels(t), dictionary.indicators[choice.indicator]
    measures = figures.measures(row)
    known = answers.background(choice.indicator, choice.measure)
    there = answers.of_places(known.figures, choice.places)
    offered = [id_ for id_ in labels if id_ in {figure["area_category"] for figure in there}]
    compared = certainty.yardsticks(t, choice, known, dictionary) if choice.yardstick else {}

    def titled(id_: str) -> str:
        return figures.measure_title(t, id_, dictionary.computed, "per_1000_computed" in measures)

    with filter_bar.bar(words_of_filters(t, choice, offered, compared, titled(choice.measure) if measures[1:] else "")):
        filters.segments("measure", t("Measure"), measures, titled)
        above = st.container()  # which years there are depends on the places, which are chosen below
        choose_places(t, known.places, choice.indicator)
        with above:
            years = [str(year) for year in years_of(there)]
            filters.pills("year", t("Year"), years, str, years_on_screens(choice.indicator))
            filters.pills("category", t("Area category"), offered, labels.__getitem__, list(labels))
        if compared:
            other, hint = t("Another place"), t("Choose a place")
            filters.likeliest("yardstick", t("Compare with"), list(compared), compared.__getitem__, other, hint)


def words_of_filters(
    t: Text, choice: Choice, offered: Sequence[str], compared: Mapping[str, str], measure: str
) -> list[str]:
    """What is chosen, folded to words: the years, the places, the kinds of areas, what they are compared with, and in which
    measure where there are several."""
    labels = reference.dictionary().labels(t)
    said = [t.span(list(choice.years)) if choice.years else t("no year"), *choice.places[:FEW]]
    if len(choice.places) > FEW:
        said.append(t.plural("{count} further place", "{count} further places", len(choice.places) - FEW))
    if offered:
        every = set(choice.categories) >= set(offered)
        chosen = t.listed([uncapitalised(labels[one]) for one in choice.categories]) or t("no area category")
        said.append(t("all area categories") if every else chosen)
    if choice.yardstick:
        named = compared[choice.yardstick]
        said.append(
            t(
                "beside {yardstick}",
                yardstick=named if choice.yardstick.startswith("area:") else uncapitalised(named),
            )
        )
    return [*said, uncapitalised(measure)]


FEW = 3
"""So many chosen places are named on the folded bar."""


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


def chosen_at_first(named: Sequence[NamedPlace]) -> list[str]:
    """Of the named places with figures, in the order of the files, those that are chosen at first."""
    in_files = [row["area"] for row in named]
    return in_files if len(in_files) <= AT_FIRST else in_files[:1]


def read_places(named: Sequence[NamedPlace]) -> tuple[list[str], str | None]:
    """The named places that the address asks for, of those with figures, and the one to stand out."""
    if not named:
        return [], None
    places = filters.of_many("area", sorted((row["area"] for row in named), key=swedish_order), chosen_at_first(named))
    if len(places) < 2:
        return places, next(iter(places), None)
    return places, address.one("highlight", places)


def choose_places(t: Text, named: Sequence[NamedPlace], kept_for: str) -> tuple[list[str], str | None]:
    """The filters for the same; ``kept_for`` is the indicator or the page whose choice it is."""
    if not named:
        return [], None
    own = set(queries.own_sources())
    label = t("Own areas") if all(own & set(row["sources"]) for row in named) else t("Areas and municipalities")
    options = sorted((row["area"] for row in named), key=swedish_order)
    more, hint = t("More places …"), t("Choose a place")
    places = filters.among_many("area", label, options, chosen_at_first(named), str, more, hint, kept_for)
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

    ``answer`` is the sentence that answers its page, ``support`` the lines below it and ``more`` what is folded away;
    ``caveat`` is what changes the meaning most. All are empty for an indicator without a screen of its own. ``chart`` has the
    dated events in it, ``spoken`` is its alternative text and ``marks`` what its ranges mean; ``own_caveats`` are the caveats
    of the reader's own files.
    """

    view: View
    answers: Answers
    certainty: Certainty | None
    answer: str
    support: list[str]
    more: list[str]
    caveat: str
    chart: Chart
    spoken: str
    marks: str
    events: ChartEvents
    own_caveats: list[tuple[str, str]]

    @property
    def said(self) -> list[str]:
        """All of it as paragraphs, for files and papers."""
        said = [answer.plain(" ".join([self.answer, *self.support])), *self.more, self.caveat]
        return [part for part in said if part]


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
    has_screen = bool(view.indicator["screen"])
    answered = headline.answer(view, known.comparison, known.figures) if has_screen else ""
    return Presentation(
        view=view,
        answers=known,
        certainty=judged,
        answer=answered,
        support=support_of(view, known, judged, answered) if has_screen else [],
        more=more_of(view, known, judged) if has_screen else [],
        caveat=sentences.reading(view) if has_screen else "",
        chart=event_layers.on(chart, events.shown, is_wide=True),
        spoken=" ".join([spoken, *event_layers.lines(t, events.shown)]),
        marks=words.of_the_marks(t, (row.get("kind") for row in chart.rows)),
        events=events,
        own_caveats=own_files.explained(t, (row["source"] for row in known.figures), view.sources),
    )


def support_of(view: View, known: Answers, judged: Certainty | None, answered: str) -> list[str]:
    """The lines below the answer: what throws doubt on it, what rounding allows of it, which way the figures went; of a
    place, whether it differs by more than chance."""
    doubts = sentences.doubts(view.t, known.notes, view.measure, view.years)
    rounded = headline.rounding(view, known.comparison, answered)
    if view.choice.highlight:
        return [*doubts, *(certainty.sentences(view, judged)[:1] if judged else [])]
    return [*doubts, " ".join(filter(None, (rounded, headline.development(view, known.comparison, known.figures))))]


def more_of(view: View, known: Answers, judged: Certainty | None) -> list[str]:
    """The paragraphs behind it: every figure in words, what is hidden, and how sure differences and changes are."""
    what = " ".join([*sentences.details(view, known.comparison, known.figures), *sentences.hidden(view, known.notes)])
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


def used_sources(made: Presentation) -> list[str]:
    """The publications in the figures, those of the populations behind them included."""
    used = {row["source"] for row in made.answers.figures}
    used |= {source for row in made.answers.populations for source in (row["areas_source"], row["country_source"])}
    return sorted(used)


# ---- on the page ----------------------------------------------------------------------------------------------------


def draw(made: Presentation) -> None:
    """The chart with alternative text, what its marks mean, and its dated notes."""
    view = made.view
    names = charts.key_of(made.chart)
    if names:
        st.html(names)
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
    """The link, the files, and the paper about the same indicator."""
    t, choice = made.view.t, made.view.choice
    paper = {"indicator": choice.indicator, **({"area": list(choice.places)} if choice.places else {})}
    take_along_menu.menu(t, *files(made, table, explained, sources), paper=paper)


def files(
    made: Presentation, table: Table, explained: list[tuple[str, str]], sources: list[str]
) -> tuple[str, Table, Callable[[], Spec], Callable[[], list[tuple[str, str]]]]:
    """What :func:`downloads.offer` takes, for exactly what is shown."""
    view, t = made.view, made.view.t
    choice, chart = view.choice, made.chart
    filter_words = filters.in_words(t, view.years, view.category_labels, choice.places)
    link = address.link()
    below = [made.marks, t.field(view.indicator, "reading"), *dict.fromkeys(table.notes.values())]
    if view.is_computed:
        below = [made.marks, *(t.field(view.computed[view.measure], part) for part in ("caveats", "formula"))]
    below += [t.field(view.computed[figures.OF_PLACES], "formula")] if view.has_computed_rates else []
    below += event_layers.lines(t, made.events.shown)
    lines = notes.source_lines(t, view.sources, sources)
    below += [*(text for _, text in made.own_caveats), *(t("Source: {source}", source=line) for line in lines)]
    offered = {row["area_category"] for row in made.answers.throughout} - {None}
    narrowed = () if set(choice.categories) >= offered else choice.categories
    years = [str(year) for year in view.years]
    in_short = [(t("In short"), " ".join(made.said))] if made.said else []
    full = notes.full_lines(t, view.sources, sources)
    return (
        downloads.file_name(choice.indicator, choice.measure, *years, *narrowed, *choice.places[:3]),
        table,
        lambda: charts.picture(chart, view.heading, view.unit, [*filter(None, below), link]),
        lambda: downloads.about(t, filter_words, full, [*in_short, *explained], link),
    )
