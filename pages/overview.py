"""Overview: every indicator beside the rest of Sweden in the last chosen year, and its development in small."""

import functools
import math
from html import escape

import streamlit as st

import queries
from pages.components import address, charts, downloads, figures, filters, notes, overview_parts, tables

t = address.text()
categories = queries.rows("area_categories")
labels, phrases = figures.named(t, categories), figures.named(t, categories, "phrase")
indicators = {row["id"]: row for row in queries.rows("indicators") if isinstance(row["screen"], str)}
sources = {row["id"]: row for row in queries.rows("sources")}
computed = {row["id"]: row for row in queries.rows("computed_measures")}
everything = queries.rows("comparison", indicators=None, measure=None, years=None, categories=None)

st.title(t("Overview"), anchor=False)
summary = st.container(key="summary")
known_years = [str(year) for year in sorted({year for row in indicators.values() for year in row["years"]})]
offered = [category for category in labels if category in {row["area_category"] for row in everything}]
years = [int(year) for year in filters.pills("year", t("Year"), known_years, str, known_years)]
chosen = filters.pills("category", t("Area category"), offered, labels.__getitem__, list(labels))
comparison = queries.rows("comparison", indicators=None, measure=None, years=years, categories=chosen)
if not comparison:
    message = t("Choose at least one year and one area category to see figures.")
    filters.nothing_chosen(t, ["year", "category"], message)
    st.stop()

# One year beside the rest of Sweden.
last = max(years)
areas = [row for row in comparison if row["area_category"] != "rest_of_sweden" and row["last_year"] == last]
said = overview_parts.summary(t, areas, indicators, phrases)
summary.markdown(notes.plain(said))
st.subheader(t("Beside the rest of Sweden, {year}", year=last), anchor=False)
ratios = overview_parts.ratios(t, areas, indicators, labels)
chart = charts.ratios(t, ratios, labels) if ratios else None
if chart:
    st.caption(t("The figure of each area category divided by the figure of the rest of Sweden (computed)"))
    charts.show(chart, overview_parts.spoken_ratios(t, ratios, last), key="ratios")
else:
    st.info(t("The rest of Sweden has no figures to compare with for what is chosen."))
first = overview_parts.indicator_column(t, indicators, address.carried())
table = overview_parts.beside_table(t, comparison, indicators, labels, first, last)
tables.show(t, table)

explained = notes.formulas(t, computed, ["ratio_to_rest", "change_percent"])
source_lines = notes.source_lines(t, sources, sorted({row["source"] for row in comparison}))
filter_words = filters.in_words(t, years, [labels[category] for category in chosen])
link, heading = address.link(), t("Overview {year}", year=last)
narrowed = [str(year) for year in years] + ([] if len(chosen) == len(offered) else chosen)


def about() -> list[tuple[str, str]]:
    return downloads.about(t, filter_words, source_lines, [(t("In short"), said), *explained], link)


def drawn(shown: charts.Chart) -> charts.Spec:
    return charts.picture(shown, heading, t("Times the rest of Sweden"), [said, *source_lines])


picture = functools.partial(drawn, chart) if chart else None
downloads.offer(t, downloads.file_name("overview", *narrowed), table, picture, about)

# The years together.
st.subheader(t("Development"), anchor=False)
development = {}
if len(years) > 1:
    st.caption(t("Change in per cent since {year}, on one scale for all indicators (computed)", year=min(years)))
    development = overview_parts.development(t, queries.rows("development", years=years, categories=chosen), labels)
    changes = [row["value"] for rows in development.values() for row in rows]
    lowest = min(-20, 20 * math.floor(min(changes, default=0) / 20))
    highest = max(20, 20 * math.ceil(max(changes, default=0) / 20))
    st.html(charts.legend(labels, chosen))
else:
    st.caption(t("Choose more than one year to see the development."))
with st.grid("auto", min_column_width=270, key="small_multiples"):
    for id_, indicator in indicators.items():
        with st.container(border=True):
            label = t.field(indicator, "label")
            st.html(f'<h3 class="card"><a href="{escape(first.links[id_])}">{escape(label)}</a></h3>')
            if id_ in development:
                unit = t("{indicator}, change in per cent since {year}", indicator=label, year=min(years))
                small = charts.small(t, development[id_], lowest, highest)
                charts.show(small, charts.description(t, small.rows, unit), key=f"small_{id_}")
if len(years) > 1:
    change_table = overview_parts.change_table(t, comparison, labels, first, years)
    tables.show(t, change_table)
    name = downloads.file_name("overview-change", *narrowed)
    downloads.offer(t, name, change_table, None, about, key="downloads_change")
notes.beside([*explained, *((t("Source"), line) for line in source_lines)])
