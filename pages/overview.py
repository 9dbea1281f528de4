"""Overview: every indicator beside the rest of Sweden in the last chosen year, and its development in small."""

import math

import pandas as pd
import streamlit as st

import queries
from pages.components import address, charts, downloads, filters, notes, overview_parts, tables

t = address.text()
indicators = queries.run("indicators")
category_rows = queries.run("area_categories")
computed = queries.run("computed_measures")
sources = queries.run("sources")

shown = indicators[indicators["screen"].notna() & (indicators["years"].map(len) > 0)].set_index("id", drop=False)
labels = {row["id"]: t.field(row, "label") for _, row in category_rows.iterrows()}
phrases = {row["id"]: t.field(row, "phrase") for _, row in category_rows.iterrows()}
everything = queries.run("comparison", indicators=None, measure=None, years=None, categories=None)

st.title(t("Overview"), anchor=False)
summary = st.container()
known_years = [str(year) for year in sorted({year for years in shown["years"] for year in years})]
offered = [category for category in labels if category in set(everything["area_category"])]
years = [int(year) for year in filters.pills("year", t("Year"), known_years, str, known_years)]
categories = filters.pills("category", t("Area category"), offered, labels.__getitem__, list(labels))

comparison = queries.run("comparison", indicators=None, measure=None, years=years, categories=categories)
areas = comparison[comparison["area_category"] != "rest_of_sweden"]
if not years or not categories or comparison.empty:
    message = t("Choose at least one year and one area category to see figures.")
    filters.nothing_chosen(t, ["year", "category"], message)
    st.stop()

said = overview_parts.summary(t, areas, shown, phrases)
summary.markdown(notes.plain(said))

last = max(years)
st.subheader(t("Beside the rest of Sweden, {year}", year=last), anchor=False)
compared = overview_parts.ratios(t, areas[areas["last_year"] == last], shown, labels)
chart = None
if len(compared):
    st.caption(t("The figure of each area category divided by the figure of the rest of Sweden (computed)"))
    chart = charts.ratios(t, compared, labels)
    st.altair_chart(chart, alt=overview_parts.spoken_ratios(t, compared, last), key="ratios")
else:
    st.info(t("The rest of Sweden has no figures to compare with for what is chosen."))

first = overview_parts.labels_and_links(t, shown, address.carried())
table = overview_parts.beside_table(t, comparison, shown, labels, first, last)
tables.show(t, table)

explained = notes.formulas(t, computed, ["ratio_to_rest", "change_percent"])
source_lines = notes.source_lines(t, sources, sorted(comparison["source"].unique()))
filter_words = filters.in_words(t, years, [labels[category] for category in categories])
link = address.link()
overview_heading = t("Overview {year}", year=last)
narrowed = [str(year) for year in years] + ([] if len(categories) == len(offered) else categories)


def about() -> list[tuple[str, str]]:
    return downloads.about(t, filter_words, source_lines, [(t("In short"), said), *explained], link)


def drawn() -> dict[str, object]:
    return charts.picture(chart, overview_heading, t("Times the rest of Sweden"), [said, *source_lines])


downloads.offer(t, downloads.file_name("overview", *narrowed), table, drawn if chart else None, about)

st.subheader(t("Development"), anchor=False)
if len(years) > 1:
    st.caption(t("Change in per cent since {year}, on one scale for all indicators (computed)", year=min(years)))
    series = queries.run("development", years=years, categories=categories)
    development = overview_parts.development(t, series, labels)
    st.html(charts.legend(labels, development["area_category"].tolist()))
    lowest = min(-20, 20 * math.floor(development["value"].min() / 20))
    highest = max(20, 20 * math.ceil(development["value"].max() / 20))
else:
    st.caption(t("Choose more than one year to see the development."))
    development = pd.DataFrame()
with st.grid("auto", min_column_width=270, key="small_multiples"):
    for id_, indicator in shown.iterrows():
        with st.container(border=True):
            label = t.field(indicator, "label")
            parameters = address.carried() | {"indicator": str(id_)}
            st.page_link(f"{indicator['screen']}.py", label=label, query_params=parameters)
            if len(development) and (development["indicator"] == id_).any():
                frame = development[development["indicator"] == id_]
                unit = t("{indicator}, change in per cent since {year}", indicator=label, year=min(years))
                alt = charts.description(t, frame, unit)
                st.altair_chart(charts.small(t, frame, lowest, highest), alt=alt, key=f"small_{id_}")
if len(years) > 1:
    changes = overview_parts.change_table(t, comparison, labels, first, years)
    tables.show(t, changes)
    downloads.offer(t, downloads.file_name("overview-change", *narrowed), changes, None, about, key="downloads_change")
notes.beside(t, [*explained, *((t("Source"), line) for line in source_lines)])
