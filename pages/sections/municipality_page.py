"""The page of one municipality, from its answer to what lies around it."""

from __future__ import annotations

from html import escape

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

import queries
from pages.components import (
    address,
    answer,
    cards,
    caveat,
    charts,
    downloads,
    filter_bar,
    filters,
    notes,
    onward,
    page,
    take_along,
    views,
)
from pages.components.areas import cells
from pages.components.charts import bands
from pages.components.follow_up import agreements as agreement_parts
from pages.components.glossary import glossary
from pages.components.municipality import cards as municipality_cards
from pages.components.municipality import over_years, quarter, sentences
from pages.components.municipality.offences import TOTAL, Offences, Record
from pages.components.onward import Row
from pages.components.text import Text
from pages.screens import PATHS
from pages.sections import around_municipality, municipality_offences

PATH = PATHS["municipality"]


def show(t: Text, municipality: Record, actions: DeltaGenerator) -> None:
    """The page below its head; what can be taken along is put into ``actions``."""
    found = municipality_offences.answers(t, municipality["code"])
    if found is None:
        answer.show(t, t("No figures of reported offences in {place} are here.", place=municipality["name"]))
    else:
        lead(t, found, municipality)
        chosen = address.one("indicator", list(found.indicators))
        key_figures(t, found, chosen)
        over_the_years(t, found, chosen, actions)
    areas_of(t, municipality)
    lead_on(t, municipality)
    around_municipality.folded(t, municipality["code"])


def kind_and_size(t: Text, municipality: Record) -> str:
    """What kind of municipality it is, and how many live there."""
    group = next((row for row in queries.rows("skr_groups") if row["code"] == municipality["code"]), None)
    populations = queries.rows("municipality_populations", municipality=municipality["code"])
    parts = [t.field(group, "label")] if group else []
    if populations:
        newest = populations[-1]
        parts.append(t("{count} inhabitants {year}", count=t.number(newest["population"], 0), year=newest["year"]))
    return ", ".join([*parts, municipality["county"]])


def lead(t: Text, found: Offences, municipality: Record) -> None:
    """The answer, and the newest quarter beside it."""
    words = glossary([(municipality_offences.explanation(t, municipality), [t("Similar municipalities")])])
    left, right = st.columns([19, 11], gap="large")
    with left:
        answer.show(t, sentences.answer(found), [sentences.whom(found)], words=words)
    with right:
        st.html(quarter.html(t, found.quarters))


def key_figures(t: Text, found: Offences, chosen: str) -> None:
    """The cards."""
    heading = t("Reported offences {year}", year=found.last)
    note = t("Per 1,000 inhabitants. Grey: the middle half of the 290 municipalities.")
    drawn = cards.html(municipality_cards.of_groups(found, chosen, PATH), heading)
    st.html(f'<div class="bar"><h2>{escape(heading)}</h2><p class="note">{escape(note)}</p></div>{drawn}')


def over_the_years(t: Text, found: Offences, chosen: str, actions: DeltaGenerator) -> None:
    """The chosen group over the years beside the yardstick, with its filters, views and files."""
    indicator = found.indicators[chosen]
    every = sorted(found.own[chosen])
    unit = t.field(indicator, "unit")
    st.html(
        f'<h2 class="figure-title">{escape(sentences.heading(found, chosen))}</h2>'
        f'<p class="unit">{escape(unit[0].upper() + unit[1:])}</p>'
    )
    years = chosen_years(t, found, indicator, every)
    rows = over_years.chart_rows(found, chosen, years)
    chart, spoken = bands.over_time(t, rows), over_years.spoken(found, chosen, rows)
    sources = {row["id"]: row for row in queries.rows("sources")}
    lines = notes.lines_by_id(t, sources)
    table = over_years.table(found, chosen, years, lines)
    explained = notes.definition_lines(t, indicator)
    used = [lines[id_] for id_ in sorted({row["source"] for row in found.own[chosen].values()})]
    with actions:
        files(t, found, chosen, years, table, charts.picture, chart, explained, used)
    with views.view(t, "chart"):
        charts.show(chart, spoken, key="chart")
    with views.view(t, "table"):
        page.show_table(t, table)
        if chosen == TOTAL and found.quarters:
            page.show_table(t, quarter.table(t, found.place, found.quarters, lines))
    with views.view(t, "about"):
        notes.beside([*explained, *((t("Source"), line) for line in used)])
    caveat.show(sentences.caveat(found, chosen))
    views.switch(t, ("chart", "table", "about"))


def chosen_years(t: Text, found: Offences, indicator: Record, every: list[int]) -> list[int]:
    """The filters of the chart, folded to words; gives the chosen years."""
    options = [str(year) for year in every]
    asked = address.many("year", options, options) or options
    words = [
        t.field(indicator, "label"),
        t.span([int(year) for year in asked]),
        t("beside {yardstick}", yardstick=found.yardstick.title[0].lower() + found.yardstick.title[1:]),
    ]
    with filter_bar.bar(words):
        titles = municipality_offences.titles(t)
        filters.segments("yardstick", t("Compare with"), list(titles), titles.__getitem__)
        if found.yardstick.id == "own" or address.asked("yardstick") == ["own"]:
            known = {row["code"]: row["name"] for row in queries.rows("municipalities")}
            filters.several(
                "against", t("Municipalities"), list(known), [], known.__getitem__, t("Choose a municipality")
            )
        years = filters.pills("year", t("Year"), options, str, options)
    return [int(year) for year in years] or every


def files(t, found, chosen, years, table, picture, chart, explained, used) -> None:  # type: ignore[no-untyped-def]
    """What can be taken along of the chart."""
    indicator = found.indicators[chosen]
    heading, unit = sentences.heading(found, chosen), t.field(indicator, "unit")
    link = address.link()
    below = [*(text for _, text in explained), *(t("Source: {source}", source=line) for line in used), link]
    about = t("Municipality: {municipality}; year: {years}; compared with: {yardstick}").format(
        municipality=found.place, years=t.span(years), yardstick=found.yardstick.title
    )
    take_along.menu(
        t,
        downloads.file_name(found.place, chosen, str(years[0]), str(years[-1])),
        table,
        lambda: picture(chart, heading, unit, below),
        lambda: downloads.about(t, about, used, explained, link),
    )


def areas_of(t: Text, municipality: Record) -> None:
    """The municipality's areas, a coloured cell for each assessment."""
    rows = [
        row for row in queries.rows("municipality_areas", municipality=municipality["code"]) if row["in_municipality"]
    ]
    if not rows:
        return
    years = [row["year"] for row in queries.rows("assessment_years")]
    trends = {"positive": t("in the right direction"), "negative": t("in the wrong direction"), "stable": t("stable")}
    by_area: dict[str, list[Record]] = {}
    for row in rows:
        by_area.setdefault(row["area"], []).append(row)
    found = [
        cells.AreaRow(
            name=part[-1]["name"],
            categories={row["year"]: row["area_category"] for row in part},
            trend=trends.get(part[-1]["police_trend"] or "", ""),
            link=address.to(PATHS["areas"], address.carried() | {"area": area}),
        )
        for area, part in by_area.items()
    ]
    labels = {
        "vulnerable": t("Vulnerable"),
        "risk": t("Risk area"),
        "particularly_vulnerable": t("Particularly vulnerable"),
        "not_vulnerable": t("Not vulnerable"),
    }
    now = sum(one.categories.get(years[-1]) in cells.COLOURED for one in found)
    heading = t("Areas in the police's assessment {year}", year=years[-1])
    said = t.plural(
        "{place} has {count} area in the assessment of {year}.",
        "{place} has {count} areas in the assessment of {year}.",
        now,
        place=municipality["name"],
        year=years[-1],
    )
    caption = t("Areas in {place}, by assessment", place=municipality["name"])
    st.html(
        f'<h2 class="figure-title">{escape(heading)}</h2><p class="unit">{escape(said)}</p>'
        + cells.html(t, caption, years, found, labels)
    )


def lead_on(t: Text, municipality: Record) -> None:
    """Where there is more: map, agreement."""
    has_areas = any(
        row["in_municipality"] for row in queries.rows("municipality_areas", municipality=municipality["code"])
    )
    years = [row["year"] for row in queries.rows("assessment_years")]
    rows = []
    if not has_areas and years:
        rows.append(
            Row(
                title=t("Areas"),
                sentence=t(
                    "No area in {place} is in the police's assessments {years}.",
                    place=municipality["name"],
                    years=f"{years[0]}–{years[-1]}",
                ),
                link=address.to(PATHS["areas"], address.carried()),
                link_title=t("Map"),
            )
        )
    for agreement in queries.rows("agreements", agreement=None):
        if municipality["code"] in agreement["codes"]:
            rows.append(
                Row(
                    title=t("Agreement {period}", period=agreement_parts.period(t, agreement)),
                    sentence=t.field(agreement, "title"),
                    link=address.to(PATHS["follow_up"], address.carried() | {"agreement": agreement["id"]}),
                    link_title=t("Goals and follow-up"),
                )
            )
    if rows:
        onward.show(rows)
