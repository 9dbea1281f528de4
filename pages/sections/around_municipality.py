"""A municipality's areas, its neighbours', its police district's and region's: words, chart, tables, downloads, notes."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import streamlit as st

import queries
from pages.components import address, charts, downloads, figures, filters, notes, page
from pages.components.areas import degrees, municipality_sentences
from pages.components.areas import municipality as municipality_parts
from pages.components.areas.around import Around
from pages.components.areas.degrees import Newer
from pages.components.charts import Row
from pages.components.charts import bars as bar_charts
from pages.components.layout import answer, caveat, filter_bar, take_along, views
from pages.components.tables import Table
from pages.components.text import Text
from pages.sections import place_figures, reference
from pages.server.streamlit_internals import Place
from queries.places import distance
from queries.row_types import AreaCategory, AreaCentre, ComputedMeasure, Municipality, NearbyArea

Explained = list[tuple[str, str]]  # headings with their texts

NEAREST = 3  # so many of the nearest areas are named
EXAMPLES = ("2480", "0127")  # Umeå, which has no area, and Botkyrka, which has several
VIEWS = ("chart", "table", "about")


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What the data say of their own words and places; ``centres`` are all areas of all assessments."""

    t: Text
    categories: Sequence[AreaCategory]
    municipalities: Mapping[str, Municipality]
    centres: Sequence[AreaCentre]
    lines: dict[str, str]
    computed: Mapping[str, ComputedMeasure]
    link: str

    @property
    def labels(self) -> dict[str, str]:
        return figures.named(self.t, [row for row in self.categories if row["role"] == "category"])

    @property
    def years(self) -> list[int]:
        return sorted({row["year"] for row in self.centres})

    def of_the_year(self, year: int) -> list[str]:
        """The sources of one assessment."""
        return sorted({row["source"] for row in self.centres if row["year"] == year})

    def source(self, year: int) -> str:
        """The same as one text for the files."""
        return " ".join(self.lines[id_] for id_ in self.of_the_year(year))

    def counted(self) -> str:
        return municipality_parts.formula(self.t, self.computed, "areas_in_place")

    def explanations(self, measures: list[str], *, has_trends: bool) -> Explained:
        """Definition, caveats and the formulas of these measures."""
        t = self.t
        about = reference.dictionary().indicators.get("assessed_areas")
        with_trends = [row["year"] for row in reference.assessments() if row["has_trends"] and has_trends]
        abolished = degrees.abolitions(t, self.categories, self.years)
        concepts, formulas = queries.rows("concepts"), notes.formulas(t, self.computed, measures)
        return municipality_parts.explanations(t, about, abolished, self.years, with_trends, concepts, formulas)


def terms_of(t: Text, centres: Sequence[AreaCentre]) -> Terms:
    """What the data say of their own words and places."""
    dictionary = reference.dictionary()
    return Terms(
        t=t,
        categories=list(dictionary.categories.values()),
        municipalities={row["code"]: row for row in queries.rows("municipalities")},
        centres=centres,
        lines=notes.lines_by_id(t, dictionary.sources),
        computed=dictionary.computed,
        link=address.link(),  # now: when a file is made, the page is no longer running
    )


def newer_than(terms: Terms) -> Newer | None:
    """An assessment of which only the numbers are here."""
    printed = queries.rows("observations", indicators=["assessed_areas"], categories=None, years=None)
    return degrees.newer(degrees.degrees(terms.t, terms.categories), printed, terms.years)


def folded(t: Text, code: str) -> None:
    """Neighbours, police region and the nearest areas of a municipality, behind one line."""
    centres, assessments = queries.rows("area_centres", years=None), reference.assessments()
    if not centres:
        return
    terms = terms_of(t, centres)
    with st.expander(t("Neighbours and police region"), key="around"):
        one(terms, code, filters.assessment(t, assessments), newer_than(terms), st.container())


def offer(
    terms: Terms,
    name: str,
    table: Table,
    chosen: str,
    used: list[str],
    explained: Explained,
    drawn: Any = None,
    key: str = "downloads_around",
) -> None:
    """What the reader takes along; ``chosen`` and ``explained`` stand on the workbook's second sheet."""
    lines = notes.full_lines(terms.t, reference.dictionary().sources, used)
    about = functools.partial(downloads.about, terms.t, chosen, lines, explained, terms.link)
    downloads.offer(terms.t, name, table, drawn, about, key=key)


def in_words(t: Text, municipality: str, year: int) -> str:
    return t("Municipality: {municipality}; assessment: {year}", municipality=municipality, year=year)


def draw(terms: Terms, year: int, rows: Sequence[Row], heading: str) -> Any:
    """A chart of numbers of areas; gives what draws its picture. There is nothing to see where all are 0."""
    t = terms.t
    unit = t("number of areas in the police's assessment of {year} (computed)", year=year)
    st.subheader(heading, anchor=False)
    st.caption(unit[0].upper() + unit[1:])
    if not any(row["value"] for row in rows):
        return None
    chart = bar_charts.grouped(t, rows, t("Place"))
    charts.show(chart, bar_charts.description(t, rows, f"{heading}, {unit}"), key="areas_by_category")
    sources = [t("Source: {source}", source=terms.lines[id_]) for id_ in terms.of_the_year(year)]
    return lambda: charts.picture(chart, heading, unit, [terms.counted(), *sources, terms.link])


def about(terms: Terms, explained: Explained, used: list[str]) -> None:
    st.subheader(terms.t("About the figures"), anchor=False)
    notes.beside(explained)
    notes.sources(terms.t, reference.dictionary().sources, used)
    notes.open_data_of_areas(terms.t)


# ---- nothing chosen ---------------------------------------------------------------------------------------------


def ask_for_one(t: Text) -> None:
    """Ask for a municipality, with examples."""
    names = {code: name for name, code in reference.geography().municipalities.items()}
    examples = [
        f'<a href="{escape(municipality_parts.link_to(example))}">{escape(names[example])}</a>'
        for example in EXAMPLES
        if example in names
    ]
    answer.show(t, t("Choose a municipality: its reported offences, its areas and its agreement, beside similar ones."))
    asked = escape(t("For example {examples}."))
    st.html(f'<p class="examples">{asked.format(examples=t.listed(examples))}</p>')


def country(t: Text, actions: Place) -> None:
    """Without a choice, the whole country: areas by police region, and the municipalities that have some. What can be
    taken along is put into ``actions``."""
    ask_for_one(t)
    centres, assessments = queries.rows("area_centres", years=None), reference.assessments()
    if not centres:
        filters.no_figures(t)
        return
    terms = terms_of(t, centres)
    newer, labels, known = newer_than(terms), terms.labels, terms.municipalities
    with st.container(key="figure"):
        title = st.container()
        default = next(str(row["year"]) for row in assessments if row["is_default"])
        asked = address.one("assessment", [default, *(str(row["year"]) for row in assessments)])
        with filter_bar.bar([t("Assessment of {year}", year=asked)]):
            year = filters.assessment(t, assessments)
        counts = queries.rows("region_counts", years=[year])
        there = queries.rows("municipality_counts", municipality=None, years=[year])
        source, used = terms.source(year), terms.of_the_year(year)
        heading = t("Areas by police region, {year}", year=year)
        unit = t("number of areas in the police's assessment of {year} (computed)", year=year)
        title.html(
            f'<h2 class="figure-title">{escape(heading)}</h2><p class="unit">{escape(unit[0].upper() + unit[1:])}</p>'
        )
        rows = municipality_parts.region_bars(t, counts, labels)
        chart = bar_charts.grouped(t, rows, t("Place"))
        table = municipality_parts.regions(t, counts, labels, year, source, terms.counted())
        explained = terms.explanations(["areas_in_place"], has_trends=False)
        explained += [(t("In short"), newer.said)] if newer else []
        chosen = in_words(t, t("none chosen"), year)
        with views.view(t, "chart"):
            charts.show(chart, bar_charts.description(t, rows, f"{heading}, {unit}"), key="areas_by_category")
        with views.view(t, "table"):
            page.show_table(t, table)
            listed = municipality_parts.municipalities(t, there, known, labels, year, source, terms.counted())
            page.show_table(t, listed)
            name = downloads.file_name("municipalities-with-areas", str(year))
            offer(terms, name, listed, chosen, used, explained, key="downloads_municipalities")
        with views.view(t, "about"):
            lines = [*used, *(newer.sources if newer else [])]
            notes.beside(explained)
            notes.sources(t, reference.dictionary().sources, lines)
            notes.open_data_of_areas(t)
        caveat.show(t("**The assessment is about how criminals affect the area,** not about those who live there."))
        views.switch(t, VIEWS)
    below = [terms.counted(), *(t("Source: {source}", source=terms.lines[id_]) for id_ in used), terms.link]
    sources = reference.dictionary().sources
    with actions:
        take_along.menu(
            t,
            downloads.file_name("areas-by-police-region", str(year)),
            table,
            lambda: charts.picture(chart, heading, unit, below),
            lambda: downloads.about(t, chosen, notes.full_lines(t, sources, used), explained, terms.link),
        )


# ---- one municipality -------------------------------------------------------------------------------------------


def one(terms: Terms, code: str, year: int, newer: Newer | None, summary: Any) -> None:
    """The chosen municipality."""
    t = terms.t
    found = queries.rows("municipality_areas", municipality=code)
    view = Around(
        t=t,
        municipality=terms.municipalities[code],
        year=year,
        years=terms.years,
        labels=terms.labels,
        words=degrees.degrees(t, terms.categories),
        computed=terms.computed,
        areas=found,
        counts=queries.rows("municipality_counts", municipality=code, years=None),
        neighbours=queries.rows("municipality_neighbours", municipality=code),
    )
    near = [] if view.number("municipality") else distance.nearest(code, year, NEAREST)
    said = municipality_sentences.paragraphs(view, near)
    said += [newer.said] if newer else []
    summary.markdown("\n\n".join(notes.plain(part) for part in said))
    measures = ["areas_in_place", *(["distance"] if near else [])]
    explained = terms.explanations(measures, has_trends=any(row["trend"] for row in found))
    in_short = [(t("In short"), " ".join(said)), *explained]
    chosen = in_words(t, view.name, year)

    heading = t("Areas in {municipality} and around it, {year}", municipality=view.name, year=year)
    drawn = draw(terms, year, municipality_parts.bars(view), heading)
    table = municipality_parts.numbers(view, terms.source(year))
    page.show_table(t, table)
    name = downloads.file_name("municipality", code, str(year))
    offer(terms, name, table, chosen, terms.of_the_year(year), in_short, drawn)
    if near:
        st.subheader(t("Nearest areas"), anchor=False)
        table = municipality_parts.nearest(view, near, terms.lines)
        page.show_table(t, table)
        name, places = downloads.file_name("nearest-areas", code), {row["place_source"] for row in near}
        used = sorted({row["source"] for row in near} | places)
        offer(terms, name, table, chosen, used, in_short, key="downloads_nearest")
    at_each_assessment(terms, view, chosen, in_short)
    everywhere = {row["source"] for row in (*terms.centres, *found)} | set(newer.sources if newer else [])
    about(terms, explained, sorted(everywhere | {row["place_source"] for row in near}))
    if any(row["area"] == view.name for row in reference.named_places()):  # of a reader's or an administrator's files
        place_figures.show(t, t("Figures of {place}", place=view.name), [view.name])


def at_each_assessment(terms: Terms, view: Around, chosen: str, explained: Explained) -> None:
    """The areas in and around the municipality, each once, with its category at each assessment."""
    t, found = view.t, []
    headings = municipality_parts.tables_of(view)
    with st.container(key="compact_areas"):
        st.subheader(t("The areas at each assessment"), anchor=False)
        for place, rows in grouped(view).items():
            if rows:
                inside = place == "municipality"
                lines = terms.lines
                table = municipality_parts.areas(view, rows, headings[place], lines, place, municipality=not inside)
                page.show_table(t, table)
                found.append(table)
    if not found:
        st.markdown(notes.plain(t("No assessment has an area here, in a neighbouring municipality or in the region.")))
        return
    st.caption(t("The tables of areas in one file, with a column that tells which table a row stands in:"))
    table = municipality_parts.together(view, found)
    name, used = downloads.file_name("areas-around", view.municipality["code"]), {row["source"] for row in view.areas}
    offer(terms, name, table, chosen, sorted(used), explained, key="downloads_areas")


def grouped(view: Around) -> dict[str, list[NearbyArea]]:
    """The areas by the first table they belong in, so that none stands twice."""
    groups: dict[str, list[NearbyArea]] = {place: [] for place in municipality_parts.tables_of(view)}
    for row in view.areas:
        place = "municipality" if row["in_municipality"] else "neighbours" if row["touch"] else ""
        groups[place or ("police_district" if row["in_district"] else "police_region")].append(row)
    return groups
