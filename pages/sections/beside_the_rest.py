"""The area categories beside the rest of Sweden, all indicators at once: chart, small lines over the years, table, chance."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

import queries
from pages.components import address, charts, downloads, figures, filters, notes, page
from pages.components.charts import lines as line_charts
from pages.components.charts import ratios as ratio_chart
from pages.components.follow_up import event_layers
from pages.components.indicator import overview as overview_parts
from pages.components.indicator import sentences
from pages.components.layout import caveat, filter_bar, take_along, views
from pages.components.own import files as own_files
from pages.components.standing import lists as standing_parts
from pages.components.tables import Table
from pages.components.text import Text, uncapitalised
from pages.screens import PATHS
from pages.sections import certainty, chart_events, reference, standing_out
from pages.server.streamlit_internals import Place
from queries.row_types import Comparison, Indicator


@dataclass(frozen=True, kw_only=True)
class Beside:
    """The first and last chosen figures of each category, of one publication for each indicator, as they were chosen.

    ``years`` and ``chosen`` are the chosen years and categories, of the ``known_years`` and the categories ``offered``;
    ``labels`` and ``phrases`` name the categories.
    """

    t: Text
    indicators: Mapping[str, Indicator]
    labels: dict[str, str]
    phrases: dict[str, str]
    known_years: list[str]
    offered: list[str]
    years: list[int]
    chosen: list[str]
    comparison: list[Comparison]

    @property
    def last(self) -> int:
        return max(self.years)

    @property
    def areas(self) -> list[Comparison]:
        """The rows of the last chosen year but those of the rest of Sweden."""
        return [
            row for row in self.comparison if row["area_category"] != "rest_of_sweden" and row["last_year"] == self.last
        ]

    @property
    def narrowed(self) -> list[str]:
        """What is chosen, as parts of a file's name."""
        return [str(year) for year in self.years] + ([] if len(self.chosen) == len(self.offered) else self.chosen)


def answers(t: Text) -> Beside:
    """What the address asks for; without rows where nothing is chosen."""
    # Kinds of areas beside each other: the whole country and single places stand on the indicators' own screens.
    categories = [row for row in reference.dictionary().categories.values() if row["role"] != "country"]
    labels, phrases = figures.named(t, categories), figures.named(t, categories, "phrase")
    own = queries.own_sources()
    national = [row for row in queries.rows("national") if row["source"] not in own]
    known_years = [str(year) for year in sorted({year for row in national for year in row["years"]})]
    every = rows_of(None, list(labels))
    offered = [category for category in labels if category in {row["area_category"] for row in every}]
    years = [int(year) for year in address.many("year", known_years, known_years)]
    chosen = address.many("category", offered, list(labels))
    return Beside(
        t=t,
        indicators=standing_out.with_screen(),
        labels=labels,
        phrases=phrases,
        known_years=known_years,
        offered=offered,
        years=years,
        chosen=chosen,
        # One publication speaks for each indicator; its own screen shows all of them.
        comparison=sentences.latest_sources(rows_of(years, chosen)) if years and chosen else [],
    )


def rows_of(years: list[int] | None, categories: list[str]) -> list[Comparison]:
    """The answer of the question ``comparison`` without what comes from the reader's own files."""
    own = queries.own_sources()
    found = queries.rows("comparison", indicators=None, measure=None, years=years, categories=categories, areas=[])
    return [row for row in found if row["source"] not in own]


def show(found: Beside, actions: Place, also: Sequence[str] = ()) -> None:
    """The figure with its filters, views and files; what can be taken along is put into ``actions``. ``also`` are the ids of the
    sources of what stands above it."""
    t = found.t
    with st.container(key="figure"):
        title = st.container()
        choose(found)
        if not found.comparison:
            filters.nothing_chosen(
                t, ["year", "category"], t("Choose at least one year and one area category to see figures.")
            )
            return
        heading = overview_parts.heading(t, found.areas, found.indicators)
        unit = t("The areas' figures divided by the rest of Sweden's, {year} (computed)", year=found.last)
        title.html(f'<h2 class="figure-title">{escape(heading)}</h2><p class="unit">{escape(unit)}</p>')
        ratios = overview_parts.ratios(t, found.areas, found.indicators, found.labels)
        chart = ratio_chart.ratios(t, ratios, found.labels) if ratios else None
        table, changes = tables(found)
        with views.view(t, "chart"):
            if chart:
                charts.show(chart, overview_parts.spoken_ratios(t, ratios, found.last), key="ratios")
            events = over_the_years(found)
        with views.view(t, "table"), st.container(key="compact_overview"):
            page.show_table(t, table)
            if changes:
                changes = chart_events.add_to_table(t, changes, events) if events else changes
                page.show_table(t, changes)
                name = downloads.file_name("overview-change", *found.narrowed)
                downloads.offer(t, name, changes, None, lambda: about(found), key="downloads_change")
        with views.view(t, "chance"):
            by_chance(found)
        with views.view(t, "about"):
            notes.beside(explanations(found))
            notes.sources(t, reference.dictionary().sources, [*used_sources(found), *also])
        caveat.show(
            t(
                "**Reported is not the same as committed:** narcotics and weapons offences to a large extent mirror the police's own work."
            )
        )
        views.switch(t)
    link = address.link()
    below = [overview_parts.summary(t, found.areas, found.indicators, found.phrases)]
    lines = notes.source_lines(t, reference.dictionary().sources, used_sources(found))
    below += [*(t("Source: {source}", source=line) for line in lines), link]
    with actions:
        take_along.menu(
            t,
            downloads.file_name("overview", *found.narrowed),
            table,
            (lambda: charts.picture(chart, heading, unit, below)) if chart else None,
            lambda: about(found),
            paper=on_paper(found),
        )


def on_paper(found: Beside) -> dict[str, str]:
    """What leads the page, on a paper; with a municipality it is the municipality's offences, which follow by themselves."""
    largest = overview_parts.largest(found.areas)
    return {"indicator": largest[0]["indicator"]} if largest and address.asked(address.PLACE) is None else {}


def choose(found: Beside) -> None:
    """The filters, folded to words."""
    t = found.t
    every = len(found.chosen) == len(found.offered)
    kinds = t("all area categories") if every else t.listed([found.labels[one] for one in found.chosen]) or t("none")
    with filter_bar.bar([t.span(found.years) if found.years else t("no year"), kinds]):
        filters.pills("year", t("Year"), found.known_years, str, found.known_years)
        filters.pills("category", t("Area category"), found.offered, found.labels.__getitem__, list(found.labels))


def tables(found: Beside) -> tuple[Table, Table | None]:
    """The figures of the last year, and the changes where more than one year is chosen."""
    t, sources = found.t, reference.dictionary().sources
    first = overview_parts.indicator_column(t, found.indicators, address.carried())
    beside = overview_parts.beside_table(
        t, found.comparison, found.indicators, found.labels, first, found.last, sources
    )
    if len(found.years) < 2:
        return beside, None
    by_chance = {
        (id_, category)
        for id_, source in overview_parts.source_of(found.comparison).items()
        for category, area, of in certainty.changes_by_chance(id_, found.indicators[id_]["measure"], found.years)
        if of == source and not area
    }
    changes = overview_parts.change_table(
        t, found.comparison, found.indicators, found.labels, first, found.years, sources, by_chance
    )
    return beside, changes


def over_the_years(found: Beside) -> chart_events.ChartEvents | None:
    """A small line chart for each indicator: the change since the first chosen year, on one scale."""
    t, years, labels = found.t, found.years, found.labels
    if len(years) < 2:
        notes.caption(t("Choose more than one year to see the development."))
        return None
    places = [row["area"] for row in reference.named_places()]
    few = places if len(places) <= overview_parts.PLACES else []  # of a publication that has the categories too
    shown = overview_parts.source_of(found.comparison)
    series = [
        row
        for row in queries.rows("development", years=years, categories=found.chosen, areas=few)
        if row["source"] == shown.get(row["indicator"])
    ]
    development = overview_parts.development(t, series, labels)
    every = [row for rows in development.values() for row in rows]
    lowest = min(-20, 20 * math.floor(min((row["value"] for row in every), default=0) / 20))
    highest = max(20, 20 * math.ceil(max((row["value"] for row in every), default=0) / 20))
    heading = t("Change since {year}, per cent", year=min(years))
    st.html(f'<h3 class="figure-title">{escape(heading)}</h3>{charts.legend(labels, found.chosen)}')
    drawn_places = {row["area"] for row in series if row["area"] is not None}
    in_years = chart_events.scope(every, development, bool(found.chosen), drawn_places)
    events = chart_events.find(t, in_years, chart_events.are_on())
    said_events = event_layers.lines(t, events.shown)
    links = overview_parts.indicator_column(t, found.indicators, address.carried()).links
    with st.grid("auto", min_column_width=220, key="small_multiples"):
        for number, (id_, rows) in enumerate(development.items()):
            with st.container(key=f"multiple_{id_}"):
                label = t.field(found.indicators[id_], "label")
                st.html(f'<h4 class="multiple"><a href="{escape(links[id_])}">{escape(label)}</a></h4>')
                unit = t("{indicator}, change in per cent since {year}", indicator=label, year=min(years))
                small = line_charts.small(t, rows, lowest, highest)
                small = event_layers.on(small, chart_events.of_indicator(events.shown, id_))
                # The charts stand together: the first says the events of them all.
                said_here = said_events if number == 0 else []
                spoken = " ".join([line_charts.description(t, small.rows, unit), *said_here])
                charts.show(small, spoken, key=f"small_{id_}")
    chart_events.show_below(t, events, heading=t("Notes in the charts"))
    return events


def by_chance(found: Beside) -> None:
    """What stands out of all indicators and places, and how much cannot be tested."""
    t, years = found.t, found.years
    lists = standing_out.lists(years if len(years) < len(found.known_years) else None, found.chosen, None, "nearest")
    own_files.are_shown([standing.row for standing, _ in (*lists.worse[:1], *lists.better[:1])])
    words, more = standing_out.views(t, years), address.to(PATHS["what_stands_out"], address.carried())
    asked = lists.tested + lists.untold
    st.html(standing_parts.on_overview(t, words, lists.worse, lists.better, lists.untold, asked, more))


def lead(found: Beside) -> str:
    """Where the areas differ most from the rest of Sweden, in a line."""
    t = found.t
    top = overview_parts.largest(found.areas)
    if not top:
        return ""
    label = uncapitalised(t.field(found.indicators[top[0]["indicator"]], "label"))
    times = overview_parts.between(t, top)
    said = t(
        "Per inhabitant there were {times} times as many {indicator} in the police's vulnerable areas as in the rest of Sweden in {year}.",
        indicator=label,
        times=times,
        year=found.last,
    )
    return " ".join(filter(None, [said, overview_parts.rounding(t, top, found.indicators)]))


def used_sources(found: Beside) -> list[str]:
    """Ids of the sources."""
    return sorted({row["source"] for row in found.comparison})


def explanations(found: Beside) -> list[tuple[str, str]]:
    """What must be known of the indicators, and how ratios and changes are computed."""
    t, computed = found.t, reference.dictionary().computed
    shown = {row["indicator"] for row in found.comparison}
    readings = [
        (t.field(row, "label"), t.field(row, "reading")) for id_, row in found.indicators.items() if id_ in shown
    ]
    formulas = [*(["ratio_to_rest"] if overview_parts.largest(found.areas) else [])]
    formulas += ["change_percent"] if len(found.years) > 1 else []
    said = overview_parts.summary(t, found.areas, found.indicators, found.phrases)
    return [(t("In short"), said), *notes.formulas(t, computed, formulas), *readings]


def about(found: Beside) -> Sequence[tuple[str, str]]:
    """The second sheet of the workbooks."""
    t = found.t
    chosen = filters.in_words(t, found.years, [found.labels[category] for category in found.chosen])
    sources = notes.full_lines(t, reference.dictionary().sources, used_sources(found))
    return downloads.about(t, chosen, sources, explanations(found), address.link())
