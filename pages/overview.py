"""Overview: every indicator beside the rest of Sweden in the last chosen year, and its development in small."""

import math
from html import escape

import streamlit as st

import queries
from pages.components import address, charts, downloads, figures, filters, navigation, notes, page
from pages.components.areas import degrees
from pages.components.charts import lines as line_charts
from pages.components.charts import ratios as ratio_chart
from pages.components.follow_up import event_layers
from pages.components.indicator import overview as overview_parts
from pages.components.indicator import sentences
from pages.components.own import files as own_files
from pages.components.standing import lists as standing_parts
from pages.screens import PATHS
from pages.sections import certainty, chart_events, place_figures, reference, standing_out

t = address.text()
# Kinds of areas beside each other: the whole country and single places stand on the indicators' own screens.
dictionary = reference.dictionary()
categories = [row for row in dictionary.categories.values() if row["role"] != "country"]
labels, phrases = figures.named(t, categories), figures.named(t, categories, "phrase")
indicators = standing_out.with_screen()
sources, computed = dictionary.sources, dictionary.computed
own = queries.own_sources()
national = [row for row in queries.rows("national") if row["source"] not in own]
known = {row["indicator"] for row in national}
named = reference.named_places()
places = [row["area"] for row in named]
few = places if len(places) <= overview_parts.PLACES else []  # of a publication that has the categories too
everything = [
    row
    for row in queries.rows("comparison", indicators=None, measure=None, years=None, categories=list(labels), areas=[])
    if row["source"] not in own
]

st.title(t("Overview"), anchor=False)
summary = st.container(key="summary")
known_years = [str(year) for year in sorted({year for row in national for year in row["years"]})]
offered = [category for category in labels if category in {row["area_category"] for row in everything}]
years = [int(year) for year in filters.pills("year", t("Year"), known_years, str, known_years)]
chosen = filters.pills("category", t("Area category"), offered, labels.__getitem__, list(labels))
comparison = queries.rows("comparison", indicators=None, measure=None, years=years, categories=chosen, areas=[])
comparison = [row for row in comparison if row["source"] not in own]
# One publication speaks for each indicator; its own screen shows all of them.
comparison = sentences.latest_sources(comparison)
if not comparison:
    message = t("Choose at least one year and one area category to see figures.")
    filters.nothing_chosen(t, ["year", "category"], message)
    navigation.footer(t)  # the menu does not get to it
    st.stop()

last = max(years)
narrowed = [str(year) for year in years] + ([] if len(chosen) == len(offered) else chosen)
filter_words = filters.in_words(t, years, [labels[category] for category in chosen])
link = address.link()
first = overview_parts.indicator_column(t, indicators, address.carried())
source_lines = notes.source_lines(t, sources, sorted({row["source"] for row in comparison}))
readings = [(t.field(row, "label"), t.field(row, "reading")) for row in indicators.values() if row["id"] in known]

# What stands out, of all indicators and places.
found = standing_out.lists(years if len(years) < len(known_years) else None, chosen, None, "nearest")
own_files.are_shown([standing.row for standing, _ in (*found.worse[:1], *found.better[:1])])
views = standing_out.views(t, years)
more = address.to(PATHS["what_stands_out"], address.carried())
asked = found.tested + found.untold
st.html(standing_parts.on_overview(t, views, found.worse, found.better, found.untold, asked, more))

# One year beside the rest of Sweden.
areas = [row for row in comparison if row["area_category"] != "rest_of_sweden" and row["last_year"] == last]
said = overview_parts.summary(t, areas, indicators, phrases)
summary.markdown(notes.plain(said))
st.subheader(t("Beside the rest of Sweden, {year}", year=last), anchor=False)
ratios = overview_parts.ratios(t, areas, indicators, labels)
table = overview_parts.beside_table(t, comparison, indicators, labels, first, last, sources)
compared = notes.formulas(t, computed, ["ratio_to_rest"]) if ratios else []
picture = None
if ratios:
    chart = ratio_chart.ratios(t, ratios, labels)
    st.caption(t("The figure of each area category divided by the figure of the rest of Sweden (computed)"))
    charts.show(chart, overview_parts.spoken_ratios(t, ratios, last), key="ratios")

    def picture() -> charts.Spec:
        heading = t("Vulnerable areas beside the rest of Sweden, {year}", year=last)
        drawn = notes.source_lines(t, sources, sorted({row["source"] for row in ratios}))
        below = [said, *(t("Source: {source}", source=line) for line in drawn), link]
        return charts.picture(chart, heading, t("Times the figure of the rest of Sweden (computed)"), below)


with st.container(key="compact_overview"):
    page.show_table(t, table)


def about() -> list[tuple[str, str]]:
    return downloads.about(t, filter_words, source_lines, [(t("In short"), said), *compared, *readings], link)


downloads.offer(t, downloads.file_name("overview", *narrowed), table, picture, about)

# Single places.
if places:
    with_own = any(set(own) & set(row["sources"]) for row in named)
    title = t("Own areas") if with_own else t("Areas and municipalities")
    place_figures.show(t, title, places[: overview_parts.PLACES], len(places[overview_parts.PLACES :]))

# The years together.
st.subheader(t("Development"), anchor=False)
changes = notes.formulas(t, computed, ["change_percent"]) if len(years) > 1 else []
if len(years) > 1:
    st.caption(t("Change in per cent since {year}, on one scale for all indicators (computed)", year=min(years)))
    shown = overview_parts.source_of(comparison)
    series = [
        row
        for row in queries.rows("development", years=years, categories=chosen, areas=few)
        if row["source"] == shown.get(row["indicator"])
    ]
    development = overview_parts.development(t, series, labels)
    values = [row["value"] for rows in development.values() for row in rows]
    lowest = min(-20, 20 * math.floor(min(values, default=0) / 20))
    highest = max(20, 20 * math.ceil(max(values, default=0) / 20))
    st.html(charts.legend(labels, chosen))
    every = [row for rows in development.values() for row in rows]
    drawn_places = {row["area"] for row in series if row["area"] is not None}
    in_years = chart_events.scope(every, development, bool(chosen), drawn_places)
    events = chart_events.find(t, in_years, chart_events.are_on())
    said_events = event_layers.lines(t, events.shown)
    with st.grid("auto", min_column_width=270, key="small_multiples"):
        for number, (id_, rows) in enumerate(development.items()):
            with st.container(border=True):
                label = t.field(indicators[id_], "label")
                st.html(f'<h3 class="multiple"><a href="{escape(first.links[id_])}">{escape(label)}</a></h3>')
                unit = t("{indicator}, change in per cent since {year}", indicator=label, year=min(years))
                small = line_charts.small(t, rows, lowest, highest)
                small = event_layers.on(small, chart_events.of_indicator(events.shown, id_))
                # The charts stand together: the first says the events of them all.
                said_here = said_events if number == 0 else []
                spoken = " ".join([line_charts.description(t, small.rows, unit), *said_here])
                charts.show(small, spoken, key=f"small_{id_}")
    chart_events.show_below(t, events, heading=t("Events in the charts"))
    by_chance = {
        (id_, category)
        for id_, source in shown.items()
        for category, area, of in certainty.changes_by_chance(id_, indicators[id_]["measure"], years)
        if of == source and not area
    }
    change_table = overview_parts.change_table(t, comparison, indicators, labels, first, years, sources, by_chance)
    change_table = chart_events.add_to_table(t, change_table, events)
    page.show_table(t, change_table)

    def about_changes() -> list[tuple[str, str]]:
        return downloads.about(t, filter_words, source_lines, [*changes, *readings], link)

    name = downloads.file_name("overview-change", *narrowed)
    downloads.offer(t, name, change_table, None, about_changes, key="downloads_change")
else:
    st.caption(t("Choose more than one year to see the development."))

# Where the areas lie.
assessments = reference.assessments()
if assessments:
    default = next(row["year"] for row in assessments if row["is_default"])
    assessed = int(address.one("assessment", [str(default), *(str(row["year"]) for row in assessments)]))
    areas_there = queries.rows("areas", assessment=assessed, categories=None, regions=None, place=None, trends=None)
    st.subheader(t("Areas in the assessment of {year}", year=assessed), anchor=False)
    st.html(
        overview_parts.areas_at_a_glance(t, areas_there, degrees.degrees(t, categories), assessed, address.carried())
    )
    source_lines += notes.source_lines(t, sources, sorted({row["source"] for row in areas_there}))

st.subheader(t("About the figures"), anchor=False)
notes.beside([*readings, *compared, *changes, *((t("Source"), line) for line in source_lines)])
