"""Reported offences of the chosen places over the years: their answer, chart, tables and files; and all municipalities."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from html import escape

import streamlit as st

import queries
from pages.components import address, charts, downloads, notes, page
from pages.components.charts import Chart, bands
from pages.components.layout import answer, caveat, glossary, onward, take_along, views
from pages.components.municipality import about, over_years, quarter, sentences
from pages.components.municipality import chance as words
from pages.components.municipality.offences import TOTAL, Offences
from pages.components.reported_offences import several, strip
from pages.components.tables import Table
from pages.components.text import Text
from pages.components.view import Choice, View
from pages.screens import PATHS
from pages.sections import municipality_chance, municipality_map, municipality_offences, offences_choice, reference
from pages.sections.offences_choice import LIST, Chosen
from pages.server.streamlit_internals import Place

PATH = PATHS["reported_offences"]
COMPOSITE = "narcotics_weapons"


def answers(t: Text, chosen: Chosen) -> list[Offences]:
    """What was reported in each of the chosen places, the first of which stands out; all municipalities together where none
    is chosen."""
    if chosen.single is not None:
        one = municipality_offences.answers(t, chosen.single["code"])
        return [one] if one is not None else []
    names = chosen.within if chosen.together else [row["name"] for row in queries.rows("municipalities")]
    beside = [
        municipality_offences.beside(t, row, municipality_offences.everywhere(t)) for row in chosen.municipalities
    ]
    if chosen.is_everywhere:
        beside.append(municipality_offences.together(t, t("the 290 municipalities"), names, alone=True))
    elif chosen.within:
        beside.append(municipality_offences.together(t, chosen.together, names))
    return [one for one in beside if one is not None]


def lead(t: Text, chosen: Chosen, found: Sequence[Offences]) -> None:
    """The answer, and where the places lie among all municipalities."""
    indicator, year, first = chosen.indicator, chosen.year, found[0]
    several_places = len(found) > 1
    said = several.answer(found, indicator, year) if several_places else sentences.answer(first, indicator, year)
    codes = [row["code"] for row in chosen.municipalities]
    rates = queries.rows("municipality_rates", indicator=indicator, years=[year], places=None, groups=None)
    with st.container(key="lead"):
        left, right = st.columns([19, 11], gap="large")
        with left:
            answer.show(t, said, similar_ones(t, chosen))
        with right:
            st.html(strip.html(t, rates, codes))


def similar_ones(t: Text, chosen: Chosen) -> glossary.Glossary:
    """The words that are explained where they stand: which municipalities are similar."""
    meaning = municipality_offences.explanation(t, chosen.single) if chosen.single else ""
    return glossary.glossary([(meaning, [t("Similar municipalities")])] if meaning else [])


def over_the_years(t: Text, chosen: Chosen, found: Sequence[Offences], actions: Place) -> None:
    """The chosen group over the years, with its filters, views and files."""
    indicator, years, first = chosen.indicator, chosen.years, found[0]
    with st.container(key="figure"):
        label, unit = (t.field(first.indicators[indicator], name) for name in ("label", "unit"))
        heading = sentences.heading(first, indicator, years) if len(found) == 1 else label
        warned = next((text for place in found if (text := leap_told(place, indicator, years))), "")
        warned = warned or sentences.caveat(first, indicator, years)
        is_not = what_it_is_not(t, first, indicator, warned)
        unit = unit[0].upper() + unit[1:]
        st.html(f'<h2 class="figure-title">{escape(heading)}</h2><p class="unit">{escape(unit)}</p>')
        offences_choice.bar(t, chosen, first.yardstick.within)
        rows = several.chart_rows(found, indicator, years)
        chart, spoken = bands.over_time(t, rows), over_years.spoken(first, indicator, rows)
        known = reference.dictionary().sources
        lines = notes.lines_by_id(t, known)
        used = sorted({id_ for place in found for id_ in about.sources(place, indicator)})
        table = tabulate(found, indicator, years, lines)
        with views.view(t, "chart"):
            st.html(bands.legend(t, rows))
            charts.show(chart, spoken, key="chart")
            if len(found) > several.IN_CHART:
                notes.caption(
                    t("The chart has the first {count}; all are in the table.", count=t.in_words(several.IN_CHART))
                )
        with views.view(t, "table"):
            page.show_table(t, table)
            if indicator == TOTAL:
                quarters(t, found, lines)
        with views.view(t, "chance"):
            notes.beside(chance(t, chosen, found))
        explained = explanations(t, chosen, found)
        with views.view(t, "about"):
            notes.beside(explained)
            notes.sources(t, known, used)
        support = several.support(found, indicator, chosen.year)
        if len(found) == 1:
            support = sentences.support(first, indicator, chosen.year)
        answer.below(t, [*support, *is_not], words=similar_ones(t, chosen))
        caveat.show(warned)
        views.switch(t)
    with actions:
        files(t, chosen, found, table, chart, [answer.plain(warned), *is_not], used, explained)


def what_it_is_not(t: Text, place: Offences, indicator: str, warned: str) -> list[str]:
    """What the group is not, as far as the caveat ``warned`` does not say it: "brott mot person" is not violent crime, and
    the composite of narcotics and weapons another measure than the two indicators of the report."""
    row = place.indicators[indicator]
    reading, caveats = t.field(row, "reading"), t.field(row, "caveats")
    said = [] if answer.plain(warned) == reading else [reading]
    return [*said, *([caveats.partition(". ")[0] + "."] if indicator == COMPOSITE else [])]


def leap_told(place: Offences, indicator: str, years: Sequence[int]) -> str:
    """The caveat of a leap in these years, of a place or of one that is part of it."""
    return sentences.caveat(place, indicator, list(years)) if place.leap(indicator, years) else ""


def tabulate(found: Sequence[Offences], indicator: str, years: list[int], lines: dict[str, str]) -> Table:
    """The figures of the chart as a table."""
    if len(found) == 1:
        return over_years.table(found[0], indicator, years, lines)
    return several.table(found, indicator, years, lines)


def chance(t: Text, chosen: Chosen, found: Sequence[Offences]) -> list[tuple[str, str]]:
    """What chance leaves of the newest figure of a single municipality, after what must be told first; in one sentence why
    nothing can be tested of anything else."""
    first, heading = found[0], t("Is it chance?")
    if chosen.single is None:
        return [(heading, t("Only one municipality at a time is tested here: choose one. Sums of several are not."))]
    if chosen.year != first.last:
        return [(heading, t("Only the newest figures are tested here, those of {year}.", year=first.last))]
    judged = municipality_chance.judged(first.place, first.yardstick, chosen.indicator)
    if judged is None:
        return []
    told = first.told_first(chosen.indicator)
    before = [(t("Keep in mind"), sentences.striking(first, told))] if told is not None else []
    yardstick = " ".join(filter(None, (words.beside(t, judged), words.among_all(t, judged))))
    past = " ".join(filter(None, (words.last_change(t, judged), words.since(t, judged), words.over_years(t, judged))))
    rate = f"{t.number(judged.row['value'], 1)} {words.interval(t, judged)}"
    said = [
        (t.field(first.indicators[chosen.indicator], "label"), rate),
        (t("Beside others"), yardstick),
        (t("Beside its own past"), past),
    ]
    return [*before, *((name, text) for name, text in said if text)]


def quarters(t: Text, found: Sequence[Offences], lines: dict[str, str]) -> None:
    """The quarters of a municipality, or the newest of several, with their files; preliminary ones are marked."""
    those = [place for place in found if place.quarters]
    if not those:
        return
    names = t.listed([place.place for place in those])
    if len(those) == 1:
        table = quarter.table(t, names, those[0].quarters, lines)
    else:
        table = several.quarters(t, [place.quarters for place in those], lines)
    page.show_table(t, table)
    used = [lines[id_] for id_ in sorted({row["source"] for place in those for row in place.quarters})]
    link, explained = address.link(), about.of_quarters(t)
    told = functools.partial(downloads.about, t, t("Municipality: {place}", place=names), used, explained, link)
    downloads.offer(t, downloads.file_name(names, "quarters"), table, None, told, key="downloads_quarters")


def explanations(t: Text, chosen: Chosen, found: Sequence[Offences]) -> list[tuple[str, str]]:
    """What the group is and is not, whom the places are compared with, and how sums are made."""
    first, indicator = found[0], chosen.indicator
    if chosen.single is not None:
        similar = queries.rows("similar_municipalities", municipality=chosen.single["code"])
        return about.explanations(first, indicator, similar)
    explained = notes.definition_lines(t, first.indicators[indicator])
    if chosen.within or chosen.is_everywhere:
        how = t("The offences of the municipalities added up, divided by their inhabitants (computed).")
        members = "" if chosen.is_everywhere else f" {t.listed(chosen.within)}."
        explained.append((t("Several municipalities together"), how + members))
    explained += [
        (t("The middle half"), about.middle_half(first)),
        (t("Why not the whole country"), about.why_not_the_country(t)),
    ]
    return [*explained, (t("Leaps"), about.leaps(t)), *about.of_quarters(t)]


def files(
    t: Text,
    chosen: Chosen,
    found: Sequence[Offences],
    table: Table,
    chart: Chart,
    warned: list[str],
    used: list[str],
    explained: Sequence[tuple[str, str]],
) -> None:
    """What can be taken along of the chart."""
    link, row = address.link(), found[0].indicators[chosen.indicator]
    heading = f"{t.listed([place.place for place in found])}: {t.field(row, 'label')}"
    known = reference.dictionary().sources
    below = [*warned, *(t("Source: {source}", source=line) for line in notes.source_lines(t, known, used)), link]
    lines = notes.full_lines(t, known, used)
    filters = t("Places: {places}; year: {years}").format(
        places=t.listed([place.place for place in found]), years=t.span(chosen.years)
    )
    take_along.menu(
        t,
        downloads.file_name(
            chosen.indicator, *(place.place for place in found), str(chosen.years[0]), str(chosen.year)
        ),
        table,
        lambda: charts.picture(chart, heading, t.field(row, "unit"), below),
        lambda: downloads.about(t, filters, lines, [*((t("Keep in mind"), said) for said in warned), *explained], link),
        paper=municipality_offences.compared_with() | {"indicator": chosen.indicator},
    )


# ---- all municipalities -------------------------------------------------------------------------------------------


def every_municipality(t: Text, chosen: Chosen) -> None:
    """The municipalities of the choice on a map; all of them in a list where the reader asks for it, since a page that is
    about one place need not send the others."""
    if chosen.lists_all or chosen.is_everywhere:
        show_map(t, chosen, None)
    elif chosen.within:
        show_map(t, chosen, set(chosen.within))
    here = {name: value for name, value in address.here().items() if name != LIST}
    link = address.to(PATH, here if chosen.lists_all else here | {LIST: "all"})
    wished = t("Only what is chosen") if chosen.lists_all else t("Map and list of all 290")
    rows = [
        onward.Row(
            title=t("All municipalities"),
            sentence=t("The same figure of every municipality."),
            link=link,
            link_title=wished,
        )
    ]
    if chosen.single is not None:
        name = chosen.single["name"]
        rows.append(
            onward.Row(
                title=name,
                sentence=t("All six groups, the newest quarter, the areas and the agreement."),
                link=address.to(PATHS["municipality"], address.carried()),
                link_title=t("The situation in {place}", place=name),
            )
        )
    onward.show(rows)


def show_map(t: Text, chosen: Chosen, names: set[str] | None) -> None:
    """The map of the year's figures of these municipalities, all for ``None``; a table beside it of few, or on request."""
    found = queries.rows("municipality_figures", indicator=chosen.indicator, measure="per_1000", years=[chosen.year])
    rows = [row for row in found if names is None or row["name"] in names]
    if len(rows) < FEWEST:
        return
    choice = Choice(
        indicator=chosen.indicator,
        measure="per_1000",
        years=(chosen.year,),
        categories=(),
        highlight=next((row["name"] for row in chosen.municipalities), None),
    )
    municipality_map.show(
        View(t=t, choice=choice, dictionary=reference.dictionary()), rows, names is not None or chosen.lists_all
    )


FEWEST = 3
"""So many municipalities make a map."""
