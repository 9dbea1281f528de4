"""The page of one municipality, from its answer to what lies around it."""

from __future__ import annotations

import datetime
import functools
from html import escape

import streamlit as st

import queries
from pages.components import address, charts, downloads, filters, notes, page
from pages.components.charts import Chart, bands
from pages.components.follow_up import agreements as agreement_parts
from pages.components.follow_up import periods, reach
from pages.components.indicator import certainty_words
from pages.components.layout import answer, cards, caveat, filter_bar, onward, take_along, views
from pages.components.layout.glossary import Glossary, glossary
from pages.components.layout.onward import Row
from pages.components.living import words as living
from pages.components.municipality import about, by_chance, first_years, over_years, quarter, sentences
from pages.components.municipality import cards as municipality_cards
from pages.components.municipality.offences import TOTAL, Offences
from pages.components.tables import Table
from pages.components.text import Text
from pages.screens import PATHS
from pages.sections import (
    around_municipality,
    municipality_areas,
    municipality_chance,
    municipality_offences,
    reference,
)
from pages.server.streamlit_internals import Place
from queries.row_types import Agreement, Municipality

PATH = PATHS["municipality"]
VIEWS = ("chart", "table", "chance", "about")


def show(t: Text, chosen: Municipality, actions: Place) -> None:
    """The page below its head; what can be taken along is put into ``actions``."""
    found = municipality_offences.answers(t, chosen["code"])
    if found is None:
        answer.show(t, t("No figures of reported offences in {place} are here.", place=chosen["name"]))
    else:
        words = similar_ones(t, chosen)
        lead(t, found, words)
        indicator = address.one("indicator", [id_ for id_ in found.indicators if found.own.get(id_)])
        key_figures(t, found, indicator)
        answer.below(t, sentences.support(found), words=words)
        over_the_years(t, found, indicator, chosen, actions)
    has_areas = municipality_areas.show(t, chosen)
    lead_on(t, chosen, has_areas)
    around_municipality.folded(t, chosen["code"])


def kind_and_size(t: Text, chosen: Municipality) -> str:
    """What kind of municipality it is, and how many live there."""
    group = municipality_offences.group_of(chosen)
    populations = queries.rows("municipality_populations", municipality=chosen["code"])
    parts = [t.field(group, "label")] if group else []
    if populations:
        newest = populations[-1]
        parts.append(t("{count} inhabitants {year}", count=t.number(newest["population"], 0), year=newest["year"]))
    return ", ".join(parts)


# ---- answer and key figures ---------------------------------------------------------------------------------------


def similar_ones(t: Text, chosen: Municipality) -> Glossary:
    """The words that are explained where they stand: which municipalities are similar."""
    meaning = municipality_offences.explanation(t, chosen)
    return glossary([(meaning, [t("Similar municipalities")])] if meaning else [])


def lead(t: Text, found: Offences, words: Glossary) -> None:
    """The answer, and the newest quarter beside it."""
    with st.container(key="lead"):
        left, right = st.columns([19, 11], gap="large")
        with left:
            answer.show(t, sentences.answer(found), words)
        with right:
            st.html(quarter.html(t, found.quarters))


def key_figures(t: Text, found: Offences, indicator: str) -> None:
    """The cards, of which a press opens the chart."""
    heading = t("Reported offences {year}", year=found.last)
    note = t("Per 1,000 inhabitants. Grey: the middle half of the 290 municipalities.")
    drawn = cards.html(municipality_cards.of_groups(found, indicator, PATH), heading)
    st.html(f'<div class="bar"><h2>{escape(heading)}</h2><p class="note">{escape(note)}</p></div>{drawn}')


# ---- the chosen group over the years ------------------------------------------------------------------------------


def over_the_years(t: Text, found: Offences, indicator: str, chosen: Municipality, actions: Place) -> None:
    """The chosen group over the years beside the yardstick, with its filters, views and files."""
    every = sorted(found.own[indicator])
    with st.container(key="figure"):
        title = st.container()
        years = choose(t, found, indicator, chosen, every)
        heading = sentences.heading(found, indicator, years)
        unit = t.field(found.indicators[indicator], "unit")
        unit = unit[0].upper() + unit[1:]
        title.html(f'<h2 class="figure-title">{escape(heading)}</h2><p class="unit">{escape(unit)}</p>')
        figures, agreed_on = over_years.chart_rows(found, indicator, years), agreements_of(chosen)
        marks = [mark for one in agreed_on if (mark := periods.mark(t, one, years))]
        rows = [*figures, *marks]
        chart = bands.over_time(t, rows)
        spoken = " ".join(filter(None, [over_years.spoken(found, indicator, figures), periods.spoken(t, marks)]))
        known = reference.dictionary().sources
        lines, used = notes.lines_by_id(t, known), about.sources(found, indicator)
        table = over_years.table(found, indicator, years, lines)
        with views.view(t, "chart"):
            st.html(bands.legend(t, rows))
            charts.show(chart, spoken, key="chart")
        with views.view(t, "table"), st.container(key="beside_on_paper"):
            page.show_table(t, table)
            if indicator == TOTAL and found.quarters:
                quarters(t, found, lines)
        with views.view(t, "chance"):
            of_chance(t, found, indicator, used)
        with views.view(t, "about"):
            similar = queries.rows("similar_municipalities", municipality=chosen["code"])
            explained = about.explanations(found, indicator, similar)
            notes.beside(explained)
            notes.sources(t, known, used)
        caveat.show(sentences.caveat(found, indicator, years))
        views.switch(t, VIEWS)
    with actions:
        files(found, indicator, years, table, chart, heading, used)


def choose(t: Text, found: Offences, indicator: str, chosen: Municipality, every: list[int]) -> list[int]:
    """The filters of the chart, folded to words; gives the chosen years, all where none is chosen."""
    options = [str(year) for year in every]
    known = sorted({str(year) for row in reference.dictionary().indicators.values() for year in row["years"]})
    asked = [int(year) for year in address.many("year", options, known)] or every
    words = [
        t.field(found.indicators[indicator], "label"),
        t.span(asked),
        t("beside {yardstick}", yardstick=found.yardstick.within),
    ]
    with filter_bar.bar(words):
        titles = municipality_offences.titles(t)
        yardsticks = municipality_offences.offered(chosen)
        filters.segments("yardstick", t("Compare with"), yardsticks, titles.__getitem__)
        if address.asked("yardstick") == ["own"]:
            others = municipality_offences.others(chosen)
            name, none = municipality_offences.AGAINST, t("Choose municipalities")
            filters.several(name, t("Municipalities"), list(others), [], others.__getitem__, none)
        groups = {id_: t.field(row, "label") for id_, row in found.indicators.items()}
        filters.segments("indicator", t("Offences"), list(groups), groups.__getitem__)
        filters.pills("year", t("Year"), options, str, known)
    return asked


def quarters(t: Text, found: Offences, lines: dict[str, str]) -> None:
    """Every quarter as a table, with its files."""
    table = quarter.table(t, found.place, found.quarters, lines)
    page.show_table(t, table)
    used = notes.full_lines(t, reference.dictionary().sources, sorted({row["source"] for row in found.quarters}))
    link, explained = address.link(), about.of_quarters(t)
    told = functools.partial(downloads.about, t, t("Municipality: {place}", place=found.place), used, explained, link)
    name = downloads.file_name(found.place, "quarters")
    downloads.offer(t, name, table, None, told, key="downloads_quarters")


def of_chance(t: Text, found: Offences, indicator: str, used: list[str]) -> None:
    """What of the figures may be chance: the chosen group in sentences, all groups in a table, with its files."""
    said = "".join(f"<li>{answer.bold(line)}</li>" for line in by_chance.of_group(found, indicator))
    st.html(f'<ul class="by-chance">{said}</ul>')
    since_when(t, found, indicator, used)
    table = by_chance.table(found)
    page.show_table(t, table)
    explained = [*certainty_words.helps(t), *certainty_words.methods(t)]
    link = address.link()
    chosen = t("Municipality: {place}", place=found.place)
    lines = notes.full_lines(t, reference.dictionary().sources, used)
    told = functools.partial(downloads.about, t, chosen, lines, explained, link)
    downloads.offer(t, downloads.file_name(found.place, "chance"), table, None, told, key="downloads_chance")
    with st.expander(t("How chance is judged"), key="chance_explained"):
        notes.beside(explained)


def since_when(t: Text, found: Offences, indicator: str, used: list[str]) -> None:
    """The change since every first year there is: how many give a fall or a rise, and how many of these by more than chance."""
    compared = municipality_chance.since_each_year(found.place, indicator)
    said = first_years.sentence(t, compared)
    if not said:
        return
    table = first_years.table(found, indicator, compared)
    st.html(f'<p class="first-years">{answer.bold(said)}</p>')
    with st.expander(t("The change since each first year"), key="first_years"):
        page.show_table(t, table)
        chosen = t("Municipality: {place}", place=found.place)
        lines = notes.full_lines(t, reference.dictionary().sources, used)
        about_it = functools.partial(downloads.about, t, chosen, lines, list(certainty_words.helps(t)), address.link())
        name = downloads.file_name(found.place, indicator, "first-years")
        downloads.offer(t, name, table, None, about_it, key="downloads_first_years")


def files(
    found: Offences, indicator: str, years: list[int], table: Table, chart: Chart, heading: str, used: list[str]
) -> None:
    """What can be taken along of the chart."""
    t, link = found.t, address.link()
    unit, explained = t.field(found.indicators[indicator], "unit"), about.explanations(found, indicator)
    warned = answer.plain(sentences.caveat(found, indicator, years))
    known = reference.dictionary().sources
    below = [warned, *(t("Source: {source}", source=line) for line in notes.source_lines(t, known, used)), link]
    lines = notes.full_lines(t, known, used)
    chosen = t("Municipality: {municipality}; year: {years}; compared with: {yardstick}").format(
        municipality=found.place, years=t.span(years), yardstick=found.yardstick.title
    )
    take_along.menu(
        t,
        downloads.file_name(found.place, indicator, str(years[0]), str(years[-1])),
        table,
        lambda: charts.picture(chart, f"{found.place}: {heading}", unit, below),
        lambda: downloads.about(t, chosen, lines, [(t("Keep in mind"), warned), *explained], link),
        paper=municipality_offences.compared_with() | {"indicator": indicator},
    )


# ---- what leads on ------------------------------------------------------------------------------------------------


def lead_on(t: Text, chosen: Municipality, has_areas: bool) -> None:
    """Rows that lead on: that there are no areas, and the agreements."""
    rows = []
    years = [row["year"] for row in reference.assessments()]
    if years and not has_areas:
        rows.append(
            Row(
                title=t("Areas"),
                sentence=t(
                    "No area in {place} is in the police's assessments {years}.",
                    place=chosen["name"],
                    years=f"{years[0]}–{years[-1]}",
                ),
                link=address.to(PATHS["areas"], address.carried()),
                link_title=t("Map"),
            )
        )
    rows += [*conditions_of(t, chosen), *(agreed(t, agreement) for agreement in agreements_of(chosen))]
    rows.append(
        Row(
            title=t("Situation report"),
            sentence=t(
                "A draft in the order of the act (2023:196): mapping, other information, analysis, plan, follow-up."
            ),
            link=address.to(PATHS["situation_report"], address.carried()),
            link_title=t("Make a draft"),
        )
    )
    if municipality_offences.groups():
        here = {name: value for name, value in address.here().items() if name == "indicator"}
        rows.append(
            Row(
                title=t("Other municipalities"),
                sentence=t("The same figures beside those of other municipalities, counties and groups, on a map too."),
                link=address.to(PATHS["reported_offences"], address.carried() | here),
                link_title=t("Reported offences"),
            )
        )
    if rows:
        onward.show(rows)


def conditions_of(t: Text, chosen: Municipality) -> list[Row]:
    """The living conditions in the municipality in a sentence, with the way to their map; nothing where there are no figures."""
    own = queries.rows("deso_types", municipality=chosen["code"])
    if not own:
        return []
    country = queries.rows("deso_types", municipality=None)
    return [
        Row(
            title=t("Living conditions by area"),
            sentence=living.answer(t, chosen["name"], own, country),
            link=address.to(PATHS["living_conditions"], address.carried()),
            link_title=t("The map"),
        )
    ]


def agreements_of(chosen: Municipality) -> list[Agreement]:
    """The agreements that the municipality is part of."""
    return [row for row in queries.rows("agreements", agreement=None) if chosen["code"] in row["codes"]]


def agreed(t: Text, agreement: Agreement) -> Row:
    """An agreement: its years, whether it is over, how far the figures here reach its points."""
    is_over = agreement_parts.is_over(agreement, datetime.date.today())
    found = [row["reach"] for row in queries.rows("goal_reach", agreement=agreement["id"])]
    return Row(
        title=t("Agreement {label}", label=agreement_parts.said(t, agreement, "label")),
        quiet=t("the agreed period is over") if is_over else "",
        sentence=reach.sentence(t, agreement, found),
        html=reach.marks(found),
        link=address.to(PATHS["follow_up"], address.carried() | {"agreement": agreement["id"]}),
        link_title=t("Goals and follow-up"),
    )
