"""What stands out: in the chosen municipality, or in the areas, where too little is known of most."""

from __future__ import annotations

from html import escape
from typing import cast

import streamlit as st

import queries
from pages.components import address, charts, downloads, figures, filters, notes, page
from pages.components.charts import Chart
from pages.components.charts import intervals as interval_chart
from pages.components.layout import answer, caveat, filter_bar, head, take_along, views
from pages.components.own import files as own_files
from pages.components.standing import lists as standing_parts
from pages.components.standing import tables as standing_tables
from pages.components.standing import words as standing_words
from pages.components.tables import Table
from pages.components.text import Text
from pages.sections import (
    chosen_municipality,
    municipality_offences,
    municipality_standing,
    reference,
    standing_out,
)
from pages.sections.standing_out import Lists, Offered
from pages.server.streamlit_internals import Place
from queries.statistics.standing_out import Yardstick

IN_CHART = 8  # so many items of each list have room
MOST_ON_PAPER = 3  # so many indicators fit on two or three sheets
SCOPES = ["municipality", "areas"]  # what the page can be about, as in the address


def show(t: Text) -> None:
    """The page from top to bottom: of the chosen municipality, or else of the areas."""
    top = head.show(t("What stands out"))
    with top.beside:
        chosen_municipality.choose(t)
    code = chosen_municipality.code()
    chosen = municipality_offences.municipality(code) if code else None
    found = municipality_offences.answers(t, code) if code else None
    if chosen and found and choose_scope(t, found.place) == SCOPES[0]:
        municipality_standing.show(t, found, chosen, top.actions)
    else:
        of_areas(t, top.actions)


def choose_scope(t: Text, place: str) -> str:
    """Whether the page is about the chosen municipality, or the areas."""
    titles = {"municipality": place, "areas": t("Area categories and places")}
    return filters.segments("scope", t("What stands out in"), SCOPES, titles.__getitem__)


def of_areas(t: Text, actions: Place) -> None:
    """The area categories and named places, all indicators together; what can be taken along is put into ``actions``."""
    summary = st.container()
    with st.spinner(t("Looking through all figures …")):  # the first time after figures were added
        there = standing_out.offered()
    labels = reference.dictionary().labels(t)
    known_years = [str(year) for year in there.years]
    offered = [id_ for id_ in labels if id_ in there.categories]
    with st.container(key="figure"):
        title = st.container()
        with filter_bar.bar(words_of_filters(t, there, known_years, offered, labels)):
            years = [int(year) for year in filters.pills("year", t("Year"), known_years, str, known_years)]
            chosen = filters.pills("category", t("Area category"), offered, labels.__getitem__, list(labels))
            areas = choose_areas(t, there)
            yardstick = choose_yardstick(t, there, years)
        with st.spinner(t("Comparing all figures …")):
            found = standing_out.lists(years, chosen, areas or None, yardstick) if years else None
        if found is None or not (found.tested or found.untold):
            filters.nothing_chosen(
                t, ["year", "category", "area"], t("Choose at least one year and one area category to see figures.")
            )
            return
        own_files.are_shown([standing.row for standing, _ in found.every])
        with summary:
            numbers = tuple(standing_parts.count(one) for one in (found.worse, found.better, found.neutral))
            answer.show(t, standing_words.answer(t, numbers, found.tested, found.untold))
        figure(t, title, found, years, [labels[id_] for id_ in chosen], areas, yardstick, actions)


def words_of_filters(
    t: Text, there: Offered, known_years: list[str], offered: list[str], labels: dict[str, str]
) -> list[str]:
    """What is chosen, folded to words."""
    years = [int(year) for year in address.many("year", known_years, known_years)]
    kinds = address.many("category", offered, list(labels))
    said = [t.span(years) if years else t("no year")]
    every = len(kinds) == len(offered)
    said.append(t("all area categories") if every else t.listed([labels[one] for one in kinds]) or t("none"))
    places = address.among("area", there.areas) or []
    return [*said, t.listed(places)] if places else said


def figure(
    t: Text,
    title: Place,
    found: Lists,
    years: list[int],
    categories: list[str],
    areas: list[str],
    yardstick: Yardstick,
    actions: Place,
) -> None:
    """Chart and lists, table, chance and what must be known, and what can be taken along."""
    words, carried = standing_out.views(t, years), address.carried()
    numbers = tuple(standing_parts.count(one) for one in (found.worse, found.better, found.neutral))
    said = standing_words.in_short(t, numbers, found.tested, found.reasons)
    how = standing_words.method(t, found.tested, found.flagged)
    heading = t("What stands out, {years}", years=t.span(years))
    unit = t("times the yardstick; computed")
    used, known = used_sources(found), reference.dictionary().sources
    sources = notes.source_lines(t, known, used)
    explained = [*explanations(t, found), *own_files.explained(t, used, known)]
    with views.view(t, "chart"):
        chart = draw_levels(t, title, words, found, unit)
        if found.worse or found.better:
            st.html(standing_parts.side_by_side(t, words, found.worse, found.better, carried, yardstick))
        if found.neutral:
            st.html(standing_parts.neutral(t, words, found.neutral, carried, yardstick))
    with views.view(t, "table"):
        whole = tabulate(t, words, found, heading)
    with views.view(t, "chance"):
        of_chance(t, words, found, how)
    with views.view(t, "about"):
        notes.beside([(t("In short"), said), *readings_of(t, found), *explained])
        notes.sources(t, known, used)
    answer.below(t, [standing_words.untold(t, found.reasons)])
    caveat.show(
        t(
            "**Reported is not the same as committed:** narcotics and weapons offences to a large extent mirror the police's own work."
        )
    )
    views.switch(t)
    link = address.link()
    filter_words = filters.in_words(t, years, categories, areas)
    below = [said, how, *(t("Source: {source}", source=line) for line in sources), link]
    with actions:
        take_along.menu(
            t,
            downloads.file_name("what-stands-out", *map(str, years)),
            whole,
            (lambda: charts.picture(chart, heading, unit, below)) if chart else None,
            lambda: downloads.about(
                t,
                filter_words,
                notes.full_lines(t, known, used),
                [(t("In short"), said), (t("Method"), how), *explained],
                link,
            ),
            paper=on_paper(found),
        )


def on_paper(found: Lists) -> dict[str, list[str]]:
    """What stands out, on a paper, with the chosen places."""
    parts = (found.worse, found.neutral, found.better)
    out = dict.fromkeys(standing.row["indicator"] for part in parts for standing, _ in part)
    asked = {"indicator": list(out)[:MOST_ON_PAPER], "area": address.asked("area") or []}
    return {name: values for name, values in asked.items() if values}


def of_chance(t: Text, words: standing_words.Views, found: Lists, how: str) -> None:
    """How it was tested, what does not differ by more than chance, and what cannot be tested."""
    language = {name: value for name, value in address.carried().items() if name == "lang"}
    if found.tested:
        st.markdown(notes.plain(how))
    st.html(standing_parts.same(t, words, found.same))
    st.html(standing_parts.unknown(t, words, found.unknown, address.to(own_files.PAGE, language)))


def explanations(t: Text, found: Lists) -> list[tuple[str, str]]:
    """What was compared and how, and what must be known of the indicators in the lists."""
    return [*standing_words.explained(t), *definitions(t, found), *formulas(t, found)]


def choose_areas(t: Text, there: Offered) -> list[str]:
    """The named places that are chosen; none means all of them, since hundreds of names would fill the page."""
    if not there.areas:
        return []
    label = t("Own areas") if len(there.own) == len(there.areas) else t("Areas and municipalities")
    every = t("All {count}", count=t.number(len(there.areas), 0))
    return filters.several("area", label, there.areas, [], str, every)


def choose_yardstick(t: Text, there: Offered, years: list[int]) -> Yardstick:
    """What levels are compared with."""
    municipalities = set(reference.geography().municipalities)
    places = set(there.areas)
    options = {"nearest": t("Rest of Sweden; for places the municipality or the country")}
    if not places:
        options = {"nearest": t("Rest of Sweden")}
    elif places - municipalities and places & municipalities:
        options["country"] = t("The country, for all")
    if len(years) > 1:
        options["earlier"] = t("Each one's own first year")
    return cast(Yardstick, filters.segments("yardstick", t("Compare with"), list(options), options.__getitem__))


def readings_of(t: Text, found: Lists) -> list[tuple[str, str]]:
    """What must be known of the indicators that stand in the lists of worse and better, or of how they are computed."""
    indicators, computed = reference.dictionary().indicators, reference.dictionary().computed
    own = queries.own_sources()  # of those the dictionary's readings, which are about the report, know nothing
    used = dict.fromkeys(
        (standing.row["indicator"], standing.row["measure"])
        for standing, _ in (*found.worse, *found.better)
        if standing.row["source"] not in own
    )
    said = []
    for id_, measure in used:
        text = t.field(computed[measure], "caveats") if measure in computed else t.field(indicators[id_], "reading")
        if text:
            said.append((t.field(indicators[id_], "label"), text))
    return said


def draw_levels(t: Text, title: Place, views: standing_words.Views, found: Lists, unit: str) -> Chart | None:
    """The chart of the levels as times what they are compared with, where any can be drawn, with its heading: whether the
    differences in it could be tested."""
    told = [found.worse, found.better, found.neutral, found.same]  # what could be tested, first
    drawn = standing_tables.chart_rows(views, told, found.unknown, IN_CHART)
    if not drawn:
        return None
    rounded = sum(row["kind"] == "rounding" for row in drawn)
    heading = (
        t("The largest differences, none of which can be tested against chance")
        if rounded == len(drawn)
        else t("What differs, and by how much")
    )
    below = t("Levels as times what each is compared with (computed).")
    if rounded < len(drawn):
        below += " " + t("Thin line with ends: 95 % interval.")
    if rounded:
        below += " " + t("Broad line: what rounding allows, which says nothing of chance.")
    title.html(f'<h2 class="figure-title">{escape(heading)}</h2><p class="unit">{escape(below)}</p>')
    chart = interval_chart.ratios(t, drawn)
    charts.show(chart, interval_chart.description(t, drawn, unit), key="chart")
    return chart


def tabulate(t: Text, views: standing_words.Views, found: Lists, heading: str) -> Table:
    """The first comparisons of each list on the page; gives the table of them all, for the files."""
    lists = {
        "worse": found.worse,
        "better": found.better,
        "neutral": found.neutral,
        "unknown": found.unknown,
        "same": found.same,
    }
    table = standing_tables.table(t, views, lists, heading, standing_parts.SHOWN)
    with st.container(key="compact_standing"):
        page.show_table(t, table)
    # Thousands of rows, for the files alone: made once, and anew only where the lists are.
    whole = queries.remembered(
        ("standing_table", t.language, *found.asked), lambda: standing_tables.table(t, views, lists, heading)
    )
    if len(whole.rows) > len(table.rows):
        st.caption(
            t(
                "The table shows the first {shown} of each list. The files hold all {count} comparisons.",
                shown=t.number(standing_parts.SHOWN, 0),
                count=t.number(len(whole.rows), 0),
            )
        )
    return whole


def definitions(t: Text, found: Lists) -> list[tuple[str, str]]:
    """The definition of each indicator that stands in a list of what stands out."""
    indicators = reference.dictionary().indicators
    used = dict.fromkeys(standing.row["indicator"] for standing, _ in (*found.worse, *found.better, *found.neutral))
    return [
        (t.field(indicators[id_], "label"), " ".join((t.field(indicators[id_], "definition"), caveats)))
        for id_ in used
        for caveats in [t.field(indicators[id_], "caveats")]
    ]


def formulas(t: Text, found: Lists) -> list[tuple[str, str]]:
    """How the rates were computed that no source prints."""
    computed = reference.dictionary().computed
    rows = [standing.row for part in (found.worse, found.better, found.neutral, found.same) for standing, _ in part]
    used = dict.fromkeys(
        figures.OF_PLACES if row["measure"] == "per_1000" else row["measure"] for row in rows if row["computed"]
    )
    return notes.formulas(t, computed, [id_ for id_ in used if id_ in computed])


def used_sources(found: Lists) -> list[str]:
    """The sources of all that was asked about, and of what it was compared with."""
    used = set()
    for standing, findings in found.every:
        used.add(standing.row["source"])
        used |= {one.compared.other["source"] for one in findings if one.compared and one.compared.other}
    return sorted(used)


show(address.text())
