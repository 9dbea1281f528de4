"""Shootings: what all indicator screens have, then where shootings take place, then the later national series."""

import streamlit as st

import queries
from pages.components import address, charts, downloads, notes, page
from pages.components.charts import bars as bar_charts
from pages.components.charts import national as national_chart
from pages.components.follow_up import event_layers
from pages.components.indicator import national as national_series
from pages.components.indicator import shootings_spread
from pages.sections import chart_events, reference
from pages.sections import indicator as indicator_screen

t = address.text()
dictionary = reference.dictionary()
lines = notes.lines_by_id(t, dictionary.sources)
link = address.link()  # now: when a file is made, the page is no longer running
concentration = queries.rows("shooting_concentration")
country = queries.rows("national_shootings")

SPREAD, NATIONAL = "spridning", "hela-landet"  # anchors of the sections: part of links, the same in all languages


def spread_heading() -> str:
    return t("Where shootings take place, {years}", years=t.span(sorted({row["year"] for row in concentration})))


def national_years() -> str:
    return t.span(sorted({row["year"] for row in country}))


def national_heading() -> str:
    return t("Shootings and detonations in the whole country, {years}", years=national_years())


def spread() -> None:
    """The shares of table 5, and how small the areas are."""
    rows = concentration
    if not rows:
        return
    land = next(iter(queries.rows("areas_land_share")), None)
    years = t.span(sorted({row["year"] for row in rows}))
    heading = spread_heading()
    st.subheader(heading, anchor=SPREAD)
    st.caption(
        t("This section always shows {years}: the filters at the top of the page are for table 4 only.", years=years)
    )
    said = shootings_spread.spread_sentences(t, rows, land)
    st.markdown("\n\n".join(notes.plain(part) for part in said))
    unit = t("per cent of the country's shootings, inside the boundaries of the areas")
    st.caption(unit[0].upper() + unit[1:])
    drawn = shootings_spread.spread_bars(t, rows)
    chart = bar_charts.grouped(t, drawn, t("Year"), top=charts.ceiling(max(row["share_percent"] for row in rows)))
    charts.show(chart, bar_charts.description(t, drawn, f"{heading}, {unit}"), key="spread")
    used = list(dict.fromkeys(row["source"] for row in rows))
    used += [*(land["sources"] if land else ()), "lagesbild-2021-avsnitt-2-3"]
    read = [lines[id_] for id_ in used if id_ in lines]
    has_formula = land and "areas_land_share" in dictionary.computed
    formulas = notes.formulas(t, dictionary.computed, ["areas_land_share"]) if has_formula else []
    explained = [*shootings_spread.spread_explanations(t, rows), *formulas]
    table = shootings_spread.spread_table(t, rows, land, f"{heading}. {unit[0].upper()}{unit[1:]}", lines)
    page.show_table(t, table)
    below = [*said, *(t("Source: {source}", source=line) for line in read[:1]), link]
    downloads.offer(
        t,
        downloads.file_name("where-shootings-take-place"),
        table,
        lambda: charts.picture(chart, heading, unit, below),
        lambda: downloads.about(t, t("None"), read, [(t("In short"), " ".join(said)), *explained], link),
        key="downloads_spread",
    )
    notes.beside([*explained, *((t("Source"), line) for line in read)])


def national() -> None:
    """The later figures of the whole country, each publication by itself."""
    rows = country
    if not rows:
        return
    years, heading = national_years(), national_heading()
    unit = t("number, as published at different times; second hand")
    st.subheader(heading, anchor=NATIONAL)
    st.caption(
        t(
            "This section always shows {years}, whatever is chosen at the top of the page. It is another publication than table 4.",
            years=years,
        )
    )
    behind = queries.rows("shooting_populations", years=None)
    implied = {row["year"]: row["country_count"] for row in behind if row["country_count"] is not None}
    models = {event: queries.variation(event, "national") for event in national_series.events(t)}
    said = national_series.national_sentences(t, rows, implied, models)
    st.markdown("\n\n".join(notes.plain(part) for part in said))
    drawn = national_series.national_rows(t, rows)
    events = chart_events.find(t, chart_events.scope(drawn, ["shootings"], False), chart_events.are_on())
    said_events = event_layers.lines(t, events.shown)
    chart = event_layers.on(national_chart.national(t, drawn), events.shown)
    how = t("Lines: the publication that covers most years. Hollow circles: what other publications said of that year.")
    st.caption(f"{unit[0].upper()}{unit[1:]}. {how}")
    spoken = national_series.national_description(t, drawn, f"{heading}, {unit}")
    charts.show(chart, " ".join([spoken, *said_events]), key="national")
    chart_events.show_below(t, events, key="_national")
    table = national_series.national_table(t, rows, f"{heading}. {unit[0].upper()}{unit[1:]}", lines)
    table = chart_events.add_to_table(t, table, events)
    page.show_table(t, table)
    read = [lines[id_] for id_ in dict.fromkeys(row["source"] for row in reversed(rows))]
    explained = national_series.national_explanations(t)
    below = [how, *said, *said_events, *(t("Source: {source}", source=line) for line in read), link]
    downloads.offer(
        t,
        downloads.file_name("national-shootings", years),
        table,
        lambda: charts.picture(chart, heading, unit, below),
        lambda: downloads.about(t, t("None"), read, [(t("In short"), " ".join(said)), *explained], link),
        key="downloads_national",
    )
    notes.beside([*explained, *((t("Source"), line) for line in read)])


sections = [(SPREAD, spread_heading())] if concentration else []
sections += [(NATIONAL, national_heading())] if country else []
indicator_screen.show_screen("shootings")
spread()
national()
