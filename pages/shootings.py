"""Shootings: the newest figures of the whole country first; those of the areas, and where shootings take place, beside them."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

import queries
from pages.components import address, charts, downloads, filters, navigation, notes, page
from pages.components.charts import bars as bar_charts
from pages.components.charts import national as national_chart
from pages.components.follow_up import event_layers
from pages.components.indicator import certainty_words, shootings_spread
from pages.components.indicator import national as national_series
from pages.components.layout import answer, caveat, head, take_along, views
from pages.components.text import Text
from pages.sections import chart_events, reference
from pages.sections import indicator as indicator_screen
from pages.server.streamlit_internals import Place
from queries.row_types import Concentration, Figure, NationalShooting

# The figures of the page, as they stand in the address: shell.js knows the anchors that links had before.
COUNTRY, AREAS, PLACES = "country", "areas", "places"


def shown(t: Text, there: Sequence[str]) -> str:
    """The figure that the address asks for. A link from before there were several, which chooses among the areas' figures, is
    about them; the address says so from then on, whatever is chosen next."""
    first = AREAS if AREAS in there and asks_for_areas(t) else there[0]
    figure = address.one("figure", [first, *there])
    if figure == AREAS != there[0] and address.asked("figure") is None and not address.version():
        address.put("figure", AREAS)
    return figure


def asks_for_areas(t: Text) -> bool:
    """Whether the address has a choice that only the areas' figures know, or an empty one; or the reader has own figures."""
    own = set(queries.own_sources())
    if own and any(
        own & set(row["sources"]) for row in queries.rows("named_places", indicator="shootings", measure=None)
    ):
        return True
    indicators, labels = indicator_screen.indicators_of("shootings"), reference.dictionary().labels(t)
    known = {
        "indicator": [id_ for id_ in indicators if id_ != "shootings"],
        "measure": [measure for row in indicators.values() for measure in row["measures"]],
        "year": [str(year) for row in indicators.values() for year in row["years"]],
        "category": list(labels),
        "table": ["years", "rows"],
    }
    if any(address.asked(name) == [] or address.among(name, options) for name, options in known.items()):
        return True
    return any(address.asked(name) for name in ("area", "highlight", "yardstick"))


def show(t: Text) -> None:
    """The page: one of its figures, each with its answer and views."""
    country, places = queries.rows("national_shootings"), queries.rows("shooting_concentration")
    areas = indicator_screen.indicators_of("shootings")
    titles = {
        COUNTRY: t("The whole country") if country else "",
        AREAS: t("Linked to the areas") if areas else "",
        PLACES: t("Inside the areas") if places else "",
    }
    there = {id_: title for id_, title in titles.items() if title}
    top = head.show(t("Shootings"))
    if not there:
        filters.no_figures(t)
        return
    figure = shown(t, list(there))
    with top.beside:
        if len(there) > 1:
            navigation.figures(t, there, figure, "figure")
    if figure != AREAS:  # which heeds them
        address.note_unknown("year", [str(row["year"]) for row in [*country, *places]])
        address.note_unknown("category", list(reference.dictionary().labels(t)))
    if figure == COUNTRY:
        of_the_country(t, country, top.actions)
    elif figure == PLACES:
        inside_the_areas(t, places, top.actions)
    else:
        indicator_screen.show_indicators(t, "shootings", top)


def span(t: Text, rows: Sequence[NationalShooting] | Sequence[Concentration]) -> str:
    return t.span(sorted({row["year"] for row in rows}))


def contradicted(t: Text, linked: Sequence[Figure]) -> list[str]:
    """Where the source contradicts the newest of these shares itself: what it says besides, in its first two sentences."""
    year = max((row["year"] for row in linked if row["value"] is not None), default=0)
    found = queries.rows("notes", indicator="shootings", years=[year], categories=["all_areas"])
    said = [
        t.field(row, "note") for row in found if row["kind"] == "contradicted" and row["measure"] == "share_percent"
    ]
    return [". ".join(one.split(". ")[:2]).rstrip(".") + "." for one in said]


def title_of(heading: str, unit: str) -> None:
    """What the figure shows, and its unit."""
    st.html(f'<h2 class="figure-title">{escape(heading)}</h2><p class="unit">{escape(unit[0].upper() + unit[1:])}</p>')


# ---- the whole country ----------------------------------------------------------------------------------------------


def of_the_country(t: Text, rows: list[NationalShooting], actions: Place) -> None:
    """The later figures of the whole country, each publication by itself."""
    heading = t("Shootings and detonations in the whole country, {years}", years=span(t, rows))
    unit = t("number, as published at different times; second hand")
    behind = queries.rows("shooting_populations", years=None)
    implied = {row["year"]: row["country_count"] for row in behind if row["country_count"] is not None}
    models = {event: queries.variation(event, "national") for event in national_series.events(t)}
    steps = national_series.last_steps(t, rows, models)
    said, warned = national_series.national_sentences(t, rows, implied, models), national_series.second_hand(t)
    answer.show(t, national_series.answer(t, rows))
    drawn = national_series.national_rows(t, rows)
    events = chart_events.find(t, chart_events.scope(drawn, ["shootings"], False), chart_events.are_on())
    said_events = event_layers.lines(t, events.shown)
    chart = event_layers.on(national_chart.national(t, drawn), events.shown, is_wide=True)
    how = " ".join(
        [
            t(
                "Lines: the publication that covers most years. Hollow circles: what other publications said of that year."
            ),
            certainty_words.of_the_marks(t, (row["kind"] for row in drawn if row["line"])),
        ]
    ).strip()
    spoken = national_series.national_description(t, drawn, f"{heading}, {unit}")
    known = reference.dictionary().sources
    used = list(dict.fromkeys(row["source"] for row in reversed(rows)))
    lines = notes.lines_by_id(t, known)
    explained = national_series.national_explanations(t)
    tested = [*national_series.last_steps(t, rows, models, with_z=True), national_series.how_tested(t)]
    with st.container(key="figure"):
        title_of(heading, unit)
        with views.view(t, "chart"):
            st.html(charts.key_of(chart))
            charts.show(chart, " ".join([spoken, *said_events]), key="national")
            notes.caption(how)
            chart_events.show_below(t, events, key="_national")
        with views.view(t, "table"):
            table = national_series.national_table(t, rows, f"{heading}. {unit[0].upper()}{unit[1:]}", lines)
            table = chart_events.add_to_table(t, table, events)
            page.show_table(t, table)
        with views.view(t, "chance"):
            notes.beside([(t("Is it chance?"), " ".join(tested))])
        with views.view(t, "about"):
            notes.beside(explained)
            notes.sources(t, known, used)
        answer.below(t, [" ".join(steps)], said)
        caveat.show(warned)
        views.switch(t)
    link, plain = address.link(), answer.plain(warned)
    below = [how, *said, plain, *said_events, *(t("Source: {source}", source=lines[id_]) for id_ in used), link]
    about = [(t("In short"), " ".join([*said, plain])), *explained]
    with actions:
        take_along.menu(
            t,
            downloads.file_name("national-shootings", span(t, rows)),
            table,
            lambda: charts.picture(chart, heading, unit, below),
            lambda: downloads.about(t, t("None"), notes.full_lines(t, known, used), about, link),
            paper={"indicator": "shootings"},
        )


# ---- inside the areas -----------------------------------------------------------------------------------------------


def inside_the_areas(t: Text, rows: list[Concentration], actions: Place) -> None:
    """The shares of table 5, and how small the areas are."""
    dictionary = reference.dictionary()
    land = next(iter(queries.rows("areas_land_share")), None)
    heading = t("Where shootings take place, {years}", years=span(t, rows))
    unit = t("per cent of the country's shootings, inside the boundaries of the areas")
    linked = queries.rows(
        "series", indicator="shootings", measure="share_percent", years=None, categories=["all_areas"], areas=None
    )
    said, warned = shootings_spread.spread_sentences(t, rows, land), shootings_spread.not_to_be_compared(t)
    answer.show(t, shootings_spread.answer(t, rows))
    drawn = shootings_spread.spread_bars(t, rows)
    chart = bar_charts.grouped(t, drawn, t("Year"), top=charts.ceiling(max(row["share_percent"] for row in rows)))
    used = list(dict.fromkeys(row["source"] for row in rows))
    used += [*(land["sources"] if land else ()), "lagesbild-2021-avsnitt-2-3"]
    used = [id_ for id_ in dict.fromkeys(used) if id_ in dictionary.sources]
    lines = notes.lines_by_id(t, dictionary.sources)
    has_formula = land and "areas_land_share" in dictionary.computed
    formulas = notes.formulas(t, dictionary.computed, ["areas_land_share"]) if has_formula else []
    explained = [*shootings_spread.spread_explanations(t, rows), *formulas]
    with st.container(key="figure"):
        title_of(heading, unit)
        with views.view(t, "chart"):
            charts.show(chart, bar_charts.description(t, drawn, f"{heading}, {unit}"), key="spread")
        with views.view(t, "table"):
            table = shootings_spread.spread_table(t, rows, land, f"{heading}. {unit[0].upper()}{unit[1:]}", lines)
            page.show_table(t, table)
        with views.view(t, "about"):
            notes.beside(explained)
            notes.sources(t, dictionary.sources, used)
        beside = shootings_spread.beside_the_linked(t, linked)
        answer.below(t, [*beside, *contradicted(t, linked)] if beside else [], said)
        caveat.show(warned)
        views.switch(t, [view for view in views.VIEWS if view != "chance"])
    link = address.link()
    below = [*said, warned, *(t("Source: {source}", source=lines[id_]) for id_ in used[:1]), link]
    about = [(t("In short"), " ".join([*said, warned])), *explained]
    with actions:
        take_along.menu(
            t,
            downloads.file_name("where-shootings-take-place"),
            table,
            lambda: charts.picture(chart, heading, unit, below),
            lambda: downloads.about(t, t("None"), notes.full_lines(t, dictionary.sources, used), about, link),
            paper={"indicator": "shootings"},
        )


show(address.text())
