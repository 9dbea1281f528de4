"""Problem levels of the police's method support: by category, by part, and computed from answers where there are any."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

import queries
from pages.components import address, charts, downloads, figures, filters, notes, page
from pages.components.areas import levels as level_parts
from pages.components.charts import levels as level_charts
from pages.components.follow_up import event_layers
from pages.components.layout import answer, caveat, filter_bar, head, take_along, views
from pages.components.tables import Column, Table
from pages.components.text import Text, uncapitalised
from pages.screens import INDICATOR_SCREENS
from pages.sections import chart_events, reference
from pages.server.streamlit_internals import Place
from queries.row_types import (
    AnsweredLevel,
    AreaCategory,
    ComputedMeasure,
    LevelChange,
    ProblemLevel,
    ProblemPart,
    Source,
)

Explained = list[tuple[str, str]]  # headings with their texts


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What the data say of their own words, by id. The sum is called what the source calls it, a total."""

    t: Text
    categories: Sequence[AreaCategory]
    parts_of_level: Sequence[ProblemPart]
    sources: Mapping[str, Source]
    computed: Mapping[str, ComputedMeasure]

    @property
    def labels(self) -> dict[str, str]:
        totals = {row["id"]: self.t("In all according to the source") for row in self.sums}
        return figures.named(self.t, self.categories) | totals

    @property
    def phrases(self) -> dict[str, str]:
        totals = {row["id"]: self.t("in all according to the source") for row in self.sums}
        return figures.named(self.t, self.categories, "phrase") | totals

    @property
    def sums(self) -> list[AreaCategory]:
        return [row for row in self.categories if row["role"] == "sum"]

    @property
    def parts(self) -> dict[str, str]:
        return figures.named(self.t, self.parts_of_level)

    @property
    def published(self) -> dict[str, str]:
        return {id_: source["published"] or "" for id_, source in self.sources.items()}

    def full_lines(self, rows: Sequence[ProblemLevel]) -> list[str]:
        """The same for files: a line a document, with its address."""
        return notes.full_lines(self.t, self.sources, sorted({row["source"] for row in rows}))

    def lines(self, rows: Sequence[ProblemLevel]) -> list[str]:
        """One line for each source of these rows."""
        return notes.source_lines(self.t, self.sources, sorted({row["source"] for row in rows}))


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """What the filters leave: years, categories, and the rows of the questions; ``offered`` are all categories."""

    years: list[int]
    offered: list[str]
    categories: list[str]
    series: Sequence[ProblemLevel]
    changes: Sequence[LevelChange]
    answered: Sequence[AnsweredLevel]

    @property
    def narrowed(self) -> list[str]:
        """What tells a file from that of everything."""
        all_of_them = len(self.categories) == len(self.offered)
        return [str(year) for year in self.years] + ([] if all_of_them else self.categories)


def show(t: Text) -> None:
    """The page from top to bottom."""
    dictionary = reference.dictionary()
    terms = Terms(
        t=t,
        categories=list(dictionary.categories.values()),
        parts_of_level=queries.rows("problem_parts"),
        sources=dictionary.sources,
        computed=dictionary.computed,
    )
    top = head.show(t("Problem levels"))
    above = st.container()
    chosen = choose(terms)
    if not chosen.series and not chosen.answered:
        nothing(t)
        return
    explained = explanations(terms, chosen)
    if chosen.series:
        words = reference.glossary(t)
        sentence = level_parts.answer(t, chosen.changes, terms.phrases)
        support = level_parts.support(t, chosen.changes, terms.phrases, terms.parts)
        if sentence:
            with above:
                answer.show(t, sentence, words)
        said = " ".join(
            filter(None, [answer.plain(sentence), *support, answer.plain(level_parts.caveat(t, chosen.years))])
        )
        link = address.link()
        chosen_words = filters.in_words(t, chosen.years, [terms.labels[category] for category in chosen.categories])
        lines = terms.full_lines(chosen.series)

        def about() -> Explained:
            return downloads.about(t, chosen_words, lines, [(t("In short"), said), *explained], link)

        totals(terms, chosen, explained, about, top.actions)
        answer.below(t, support, words=words)
        parts(terms, chosen, about)
    else:
        st.info(t("The source has no figures here for what is chosen. Choose another year or area category."))
        folded_notes(terms, chosen, explained)
    from_answers(terms, chosen)


def choose(terms: Terms) -> Chosen:
    """The filters."""
    t, labels = terms.t, terms.labels
    everything = queries.rows("problem_levels", years=None, categories=None)
    every_answer = queries.rows("answered_levels", years=None)
    offered_years = [str(year) for year in sorted({row["year"] for row in [*everything, *every_answer]})]
    elsewhere = {
        str(year)
        for row in reference.dictionary().indicators.values()
        if row["screen"] in INDICATOR_SCREENS
        for year in row["years"]
    }
    known = sorted(elsewhere | {*offered_years})
    offered = [category for category in labels if category in {row["area_category"] for row in everything}]
    with filter_bar.bar(folded(terms, offered_years, known, offered)):
        years = [int(year) for year in filters.pills("year", t("Year"), offered_years, str, known)]
        categories = filters.pills("category", t("Area category"), offered, labels.__getitem__, list(labels))
    series = queries.rows("problem_levels", years=years, categories=categories)
    return Chosen(
        years=sorted({row["year"] for row in series}) or years,
        offered=offered,
        categories=categories,
        series=series,
        changes=queries.rows("problem_level_changes", years=years, categories=categories),
        answered=queries.rows("answered_levels", years=years),
    )


def folded(terms: Terms, offered_years: list[str], known: list[str], offered: list[str]) -> list[str]:
    """What the filters have chosen, in words."""
    t = terms.t
    years = [int(year) for year in address.many("year", offered_years, known)]
    categories = address.many("category", offered, list(terms.labels))
    in_all = len(categories) == len(offered)
    listed = t.listed([uncapitalised(terms.labels[category]) for category in categories])
    return [t.span(years) if years else t("no year"), t("all categories") if in_all else listed or t("no category")]


def nothing(t: Text) -> None:
    """Say why there is nothing to show."""
    if address.asked("year") == []:
        message = t("No year is chosen. Choose at least one to see figures.")
    elif address.asked("category") == []:
        message = t("No area category is chosen. Choose at least one to see figures.")
    else:
        message = t("The source has no figures here for what is chosen. Choose another year or area category.")
    filters.nothing_chosen(t, ["year", "category"], message)


def explanations(terms: Terms, chosen: Chosen) -> Explained:
    """Definition, parts, the rule for changes, caveats."""
    t, dictionary = terms.t, terms.parts_of_level
    rule = notes.formulas(t, terms.computed, ["problem_level_arrow"]) if len(chosen.years) > 1 else []
    caveats = t(
        "The levels are the police's own ratings, partly made by different people in different years, and printed with one decimal. Differences of 0.1–0.2 are within what the police count as unchanged. The levels of the three categories overlap. The source does not say which year's categories the years between the assessments go by, nor which areas the total of table 2 covers. The total is the mean of all 80 questions, not of the three parts, and how many questions each part has is not given. That the level of social development has fallen may, according to the police, partly be because the police have become better able to work in the areas."
    )
    return [
        (t("Definition"), t.field(dictionary[0], "definition")),
        *((t.field(row, "label"), t.field(row, "definition")) for row in dictionary[1:]),
        *rule,
        (t("Caveats"), caveats),
    ]


def scale(t: Text) -> str:
    return t(
        "The scale is the police's own, from 1 to 5, and the same in every chart here. It does not start at zero: no level can be lower than 1."
    )


def about_the_sum(t: Text) -> str:
    return t(
        "The source does not say which areas its total covers; it is not necessarily a mean of the three categories."
    )


def totals(terms: Terms, chosen: Chosen, explained: Explained, about: Callable[[], Explained], actions: Place) -> None:
    """The total level by category: chart, table and notes as views of one figure, with its files in ``actions``."""
    t, labels, unit = terms.t, terms.labels, level_parts.unit(terms.t)
    drawn = [row for row in chosen.series if row["part"] == "total"]
    if not drawn:
        folded_notes(terms, chosen, explained)
        return
    heading = t("Problem level by area category {years}", years=t.span(chosen.years))
    rows = figures.chart_rows(t, drawn, labels, terms.published, 1)
    chart = level_charts.over_time(t, rows)
    sums = {row["id"] for row in terms.sums}
    how = [scale(t), *([about_the_sum(t)] if any(row["area_category"] in sums for row in drawn) else [])]
    groups = of_groups(terms, chosen)
    events = chart_events.find(t, chart_events.scope(rows, [], True), chart_events.are_on())
    said_events = event_layers.lines(t, events.shown)
    chart = event_layers.on(chart, events.shown)
    table = chart_events.add_to_table(t, total_table(terms, chosen, drawn, groups), events)
    shown = f"{unit[0].upper()}{unit[1:]}"
    with st.container(key="figure"):
        st.html(f'<h2 class="figure-title">{escape(heading)}</h2><p class="unit">{escape(shown)}</p>')
        with views.view(t, "chart"):
            names = charts.key_of(chart)
            if names:
                st.html(names)
            charts.show(chart, " ".join([level_charts.description(t, rows, unit), *said_events]), key="chart")
            chart_events.show_below(t, events, heading=t("Notes in the charts"))
        with views.view(t, "table"):
            page.show_table(t, table)
        with views.view(t, "about"):
            groups_said = [(t("The areas of the categories"), groups)] if groups else []
            about_the_figures(terms, chosen, [(t("Scale"), " ".join(how)), *groups_said, *explained])
        caveat.show(level_parts.caveat(t, chosen.years))
        views.switch(t, ("chart", "table", "about"))
    below = [*how, *filter(None, [groups]), *said_events]
    below += [t("Source: {source}", source=line) for line in terms.lines(drawn)]
    link = address.link()
    name = downloads.file_name("problem_levels", *chosen.narrowed)
    with actions:
        take_along.menu(t, name, table, lambda: charts.picture(chart, heading, unit, [*below, link]), about)


def about_the_figures(terms: Terms, chosen: Chosen, explained: Explained) -> None:
    """What the figures mean, how levels are computed from answers where there are any, and the sources."""
    formula = notes.formulas(terms.t, terms.computed, ["answered_level"]) if chosen.answered else []
    notes.beside([*explained, *formula])
    if chosen.series:
        notes.sources(terms.t, terms.sources, sorted({row["source"] for row in chosen.series}))


def folded_notes(terms: Terms, chosen: Chosen, explained: Explained) -> None:
    """The same where there is no figure whose view they could be."""
    with st.expander(terms.t("About the figures"), key="figures_behind_notes"):
        about_the_figures(terms, chosen, explained)


def of_groups(terms: Terms, chosen: Chosen) -> str:
    """That a category is not made of the same areas in the first and the last year; empty for a single year."""
    numbers = queries.rows("assessed_areas", years=chosen.years)
    shown = {id_: label for id_, label in terms.labels.items() if id_ in chosen.categories}
    return level_parts.not_the_same(terms.t, numbers, shown, chosen.years)


def total_table(terms: Terms, chosen: Chosen, drawn: Sequence[ProblemLevel], groups: str) -> Table:
    """The total level by category as a table; ``groups`` says that the categories' areas change."""
    t = terms.t
    return level_parts.printed_table(
        t,
        t("Total problem level {years}, by area category", years=t.span(chosen.years)),
        Column("area_category", t("Area category"), labels=terms.labels),
        drawn,
        [row for row in chosen.changes if row["part"] == "total"],
        chosen.years,
        terms.sources,
        Column("part", t("Part"), labels=terms.parts),
        [*filter(None, [groups])],
    )


def parts(terms: Terms, chosen: Chosen, about: Callable[[], Explained]) -> None:
    """The parts, which the source gives in all only: a small chart each, a table, downloads."""
    t, labels, names, unit = terms.t, terms.labels, terms.parts, level_parts.unit(terms.t)
    sums = {row["id"] for row in terms.sums}
    together = [row for row in chosen.series if row["area_category"] in sums]
    by_part = {id_: [row for row in together if row["part"] == id_] for id_ in names if id_ != "total"}
    events = chart_events.find(t, chart_events.scope(together, [], True), chart_events.are_on())
    said_events = event_layers.lines(t, events.shown)
    small = {
        id_: event_layers.on(
            level_charts.small(t, figures.chart_rows(t, rows, labels, terms.published, 1)), events.shown
        )
        for id_, rows in by_part.items()
        if rows
    }
    heading = t("The three parts of the problem level {years}", years=t.span(chosen.years))
    whole = f"{labels[together[0]['area_category']]}: {unit}" if small else ""
    st.html(f'<h2 class="figure-title">{escape(heading)}</h2><p class="unit">{escape(whole)}</p>')
    if not small:
        notes.caption(t("The source gives the parts in all only. Choose “In all according to the source” to see them."))
        return
    with st.grid("auto", min_column_width=270, key="small_multiples"):
        for number, (id_, drawn) in enumerate(small.items()):
            with st.container(border=True):
                st.html(f'<h3 class="multiple">{escape(names[id_])}</h3>')
                # The charts stand together: the first says the events of them all.
                said_here = said_events if number == 0 else []
                spoken = level_charts.description(t, drawn.rows, f"{names[id_]}, {unit}")
                charts.show(drawn, " ".join([spoken, *said_here]), key=f"small_{id_}")
    notes.caption(scale(t))
    table = level_parts.printed_table(
        t,
        t("Problem level in all according to the source {years}, by part", years=t.span(chosen.years)),
        Column("part", t("Part"), labels=names),
        together,
        [row for row in chosen.changes if row["area_category"] in sums],
        chosen.years,
        terms.sources,
        Column("area_category", t("Area category"), labels=labels),
        [about_the_sum(t)],
    )
    table = chart_events.add_to_table(t, table, events)
    lines = terms.lines([row for rows in by_part.values() for row in rows])
    below = [scale(t), *said_events, *(t("Source: {source}", source=line) for line in lines), address.link()]
    drawings = [(names[id_], drawn) for id_, drawn in small.items()]
    with st.expander(t("As a table, with files"), key="figures_behind_parts"):
        page.show_table(t, table)
        downloads.offer(
            t,
            downloads.file_name("problem_levels_parts", *[str(year) for year in chosen.years]),
            table,
            lambda: level_charts.pictures_beside(drawings, heading, whole, below),
            about,
            key="downloads_parts",
        )


def from_answers(terms: Terms, chosen: Chosen) -> None:
    """Levels of single areas, where their answers are at hand: table and downloads."""
    t = terms.t
    if not chosen.answered:
        return
    formula = notes.formulas(t, terms.computed, ["answered_level"])
    st.subheader(t("Computed from answers"), anchor=False)
    st.markdown(notes.plain(level_parts.own_answers(t)))
    decimals = terms.computed["answered_level"]["decimals"]
    table = level_parts.answers_table(t, chosen.answered, terms.parts, 2 if decimals is None else decimals)
    page.show_table(t, table)
    years, link = sorted({row["year"] for row in chosen.answered}), address.link()
    around = [(t("Computed from answers"), level_parts.own_answers(t)), *explanations(terms, chosen), *formula]
    downloads.offer(
        t,
        downloads.file_name("problem_levels_from_answers", *[str(year) for year in years]),
        table,
        None,
        lambda: downloads.about(t, t("Year: {years}", years=t.span(years)), [], around, link),
        key="downloads_answers",
    )


show(address.text())
