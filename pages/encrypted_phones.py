"""Encrypted phones (Encrochat): sentences, filters, chart of ranges, table, downloads, notes."""

import streamlit as st

import queries
from pages.components import address, charts, downloads, figures, filters, notes, phone_parts, range_chart, tables

t = address.text()
labels = figures.named(t, queries.rows("area_categories"))
sources = {row["id"]: row for row in queries.rows("sources")}
published = {id_: source["published"] for id_, source in sources.items()}

st.title(t("Encrypted phones"), anchor=False)
summary = st.container(key="summary")
measures = phone_parts.measures(t)
measure = filters.segments("measure", t("Measure"), list(measures), measures.__getitem__)
both = queries.rows("encrypted_phones")
everything = [row for row in both if row["measure"] == measure]
there = {row["area_category"] for row in everything}
offered = [category for category in labels if category in there]
chosen = filters.pills("category", t("Area category"), offered, labels.__getitem__, list(labels))
# Groups that are no category are always shown, as named places are on other screens.
shown = [row for row in both if row["area_category"] in (*chosen, None)]
phones = [row for row in shown if row["measure"] == measure]
if not chosen or not phones:
    nothing = address.asked("category") == []
    message = t("No area category is chosen. Choose at least one to see figures.")
    other = t("The source has no figures here for what is chosen. Choose another area category.")
    filters.nothing_chosen(t, ["category"], message if nothing else other)
    st.stop()

# What part of the population lives in the areas, from the figures of the year the analysis was made.
people = {
    row["area_category"]: row
    for row in queries.rows("observations", indicators=["population"], categories=["all_areas", "sweden"], years=[2020])
}
population = None
if len(people) == 2:
    population = people["all_areas"]["population"] / people["sweden"]["population"] * 100
footprints = [row for row in shown if row["measure"] == "daily_footprints"]
said = phone_parts.summary(t, footprints, phones, measure, population)
summary.markdown(notes.plain(said))

# The chart; its scale holds all groups, so that it stays when the filter changes.
unit = phone_parts.units(t)[measure]
heading = t("Encrochat: {measure} by group of areas", measure=measures[measure].lower())
rows = phone_parts.chart_rows(t, phones, measure, published)
highest = max(max(row["mean"], row["highest"] or 0) for row in everything)
chart = range_chart.ranges(t, rows, highest)
how = t(
    "The point is the mean of the group's areas, the line goes from the area with the lowest figure to the highest."
)
without_number = list(dict.fromkeys(row["lowest_printed"] for row in phones if row["lowest"] is None))
if without_number:
    how += " " + t(
        "Where the source prints {printed} instead of a lowest number, the line starts at the edge without a mark.",
        printed=t.listed(without_number),
    )
st.subheader(heading, anchor=False)
st.caption(f"{unit[0].upper()}{unit[1:]}")
charts.show(chart, range_chart.description(t, rows, unit), key="chart")
st.caption(notes.plain(how))

table = phone_parts.table(t, heading, phones, measure, sources)
tables.show(t, table)

footprint = t(
    "A daily footprint is one phone during one day: however many times it was active, it contributes 1 in all. That 1 is divided equally among the times, and each time is counted to the areas within 500 metres of the base station, by how much of the circle lies in the area. The figure thus shows how much phones were active in and near an area, not who lives there or how many crimes were committed."
)
explained = [
    (
        t("Definition"),
        t(
            "How much phones in the encrypted service Encrochat were connected in and near the areas. Unique phones are the number of different phones that were active in the area."
        ),
    ),
    (t("Daily footprint"), footprint),
    *((t.field(row, "label"), t.field(row, "definition")) for row in phones),
    (
        t("Caveats"),
        t(
            "The range within each category is wide: the highest number of daily footprints of all is among the vulnerable areas, whose mean is lower than that of the particularly vulnerable ones. The figures are not per inhabitant or area. “>0” is the source's own expression: more than zero, no number given. Only a limited group, mainly strategic actors, used the service. A phone can be counted in several areas. The source does not give the period measured; the analysis was made in autumn 2020."
        ),
    ),
]
if phone_parts.all_assessed(footprints):
    computed = {row["id"]: row for row in queries.rows("computed_measures")}
    explained += notes.formulas(t, computed, ["areas_footprint_share"])
used = [row["source"] for row in [*phones, *footprints]]
if population is not None and phone_parts.all_assessed(footprints):
    used += [row["source"] for row in people.values()]
source_lines = notes.source_lines(t, sources, list(dict.fromkeys(used)))
link = address.link()
drawn_from = notes.source_lines(t, sources, sorted({row["source"] for row in phones}))
below = [how, *(t("Source: {source}", source=line) for line in drawn_from), link]
filter_words = t("Area category: {categories}", categories=t.listed([labels[category] for category in chosen]))
narrowed = [] if len(chosen) == len(offered) else chosen
downloads.offer(
    t,
    downloads.file_name("encrypted_phones", measure, *narrowed),
    table,
    lambda: charts.picture(chart, heading, unit, below),
    lambda: downloads.about(t, filter_words, source_lines, [(t("In short"), said), *explained], link),
)

st.subheader(t("About the figures"), anchor=False)
notes.beside([*explained, *((t("Source"), line) for line in source_lines)])
