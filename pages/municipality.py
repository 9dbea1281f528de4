"""A municipality's areas, its neighbours', its police district's and region's: words, chart, tables, downloads, notes."""

from html import escape

import streamlit as st

import queries
from pages import place_figures
from pages.components import (
    address,
    bar_charts,
    charts,
    downloads,
    figures,
    filters,
    municipality_parts,
    municipality_sentences,
    notes,
    tables,
)
from pages.components.municipality_parts import Around
from pages.components.tables import Table
from pages.components.text import swedish_order
from pages.components.view import Record
from queries import distance

NEAREST = 3  # so many of the nearest areas are named
EXAMPLES = ("2480", "0127")  # Umeå, which has no area, and Botkyrka, which has several

t = address.text()
known = {row["code"]: row for row in queries.rows("municipalities")}
every = queries.rows("area_centres", years=None)
years = sorted({row["year"] for row in every})
labels = figures.named(t, [row for row in queries.rows("area_categories") if row["role"] == "category"])
sources = {row["id"]: row for row in queries.rows("sources")}
lines = notes.lines_by_id(t, sources)
link = address.link()  # now: when a file is made, the page is no longer running


def choose() -> tuple[str | None, int]:
    """The municipality, if one is chosen, and the assessment."""
    left, right = st.columns([2, 3])
    codes = sorted(known, key=lambda code: swedish_order(known[code]["name"]))
    with left:
        code = filters.choice(
            "municipality", t("Municipality"), codes, lambda code: known[code]["name"], t("Choose a municipality")
        )
    with right:
        options = [str(year) for year in reversed(years)]
        year = filters.segments("assessment", t("Assessment"), options, str)
    return code, int(year)


def drawn_and_offered(name: str, rows: list[Record], heading: str, table: Table, around: list[tuple[str, str]]) -> None:
    """A chart of numbers of areas with its table and downloads; ``around`` is the workbook's second sheet."""
    st.subheader(heading, anchor=False)
    unit = t("number of areas in the police's assessment of {year} (computed)", year=year)
    st.caption(unit[0].upper() + unit[1:])
    chart = bar_charts.grouped(t, rows, t("Place"))
    charts.show(chart, bar_charts.description(t, rows, f"{heading}, {unit}"), key="areas_by_category")
    tables.show(t, table)
    below = [municipality_parts.counted(t), *(t("Source: {source}", source=lines[id_]) for id_ in of_the_year)]
    downloads.offer(
        t, name, table, lambda: charts.picture(chart, heading, unit, [*below, link]), lambda: around_the_table(around)
    )


def around_the_table(notes_: list[tuple[str, str]]) -> list[tuple[str, str]]:
    where = known[code]["name"] if code else t("none chosen")
    chosen = t("Municipality: {municipality}; assessment: {year}", municipality=where, year=year)
    return downloads.about(t, chosen, [lines[id_] for id_ in used], notes_, link)


def ask_for_one() -> None:
    """Nothing is chosen: ask, and show the country."""
    examples = [
        f'<a href="{escape(municipality_parts.link_to(example))}">{escape(known[example]["name"])}</a>'
        for example in EXAMPLES
        if example in known
    ]
    asked = escape(t("Choose a municipality to read about its areas and those around it, for example {examples}."))
    summary.html(f'<p class="examples">{asked.format(examples=t.listed(examples))}</p>')
    counts = queries.rows("region_counts", years=[year])
    explained = municipality_parts.explanations(t, years, has_trends=False, is_measured=False)
    drawn_and_offered(
        downloads.file_name("areas-by-police-region", str(year)),
        municipality_parts.region_bars(t, counts, labels),
        t("Areas by police region, {year}", year=year),
        municipality_parts.regions(t, counts, labels, year, " ".join(lines[id_] for id_ in of_the_year)),
        explained,
    )
    there = queries.rows("municipality_counts", municipality=None, years=[year])
    table = municipality_parts.municipalities(
        t, there, known, labels, year, " ".join(lines[id_] for id_ in of_the_year)
    )
    st.subheader(t("Municipalities with areas"), anchor=False)
    tables.show(t, table)
    name = downloads.file_name("municipalities-with-areas", str(year))
    downloads.offer(t, name, table, None, lambda: around_the_table(explained), key="downloads_municipalities")
    about(explained)


def nearest(code: str) -> list[Record]:
    """The areas of the latest assessment that lie nearest to the municipality, with the distance in kilometres."""
    found = []
    for row in every:
        if row["year"] == years[-1]:
            far = distance.from_border(code, row["latitude"], row["longitude"])
            if far is not None:
                found.append(row | {"distance": far})
    return sorted(found, key=lambda row: float(row["distance"]))[:NEAREST]


def show(view: Around, near: list[Record]) -> None:
    """The chosen municipality."""
    said = municipality_sentences.paragraphs(view, near, years[-1])
    summary.markdown("\n\n".join(notes.plain(part) for part in said))
    explained = municipality_parts.explanations(
        t, years, has_trends=any(row["trend"] for row in view.areas), is_measured=bool(near)
    )
    in_short = [(t("In short"), " ".join(said)), *explained]
    drawn_and_offered(
        downloads.file_name("municipality", view.municipality["code"], str(year)),
        municipality_parts.bars(view),
        t("Areas in {municipality} and around it, {year}", municipality=view.name, year=year),
        municipality_parts.numbers(view, " ".join(lines[id_] for id_ in of_the_year)),
        in_short,
    )
    if near:
        st.subheader(t("Nearest areas"), anchor=False)
        table = municipality_parts.nearest(view, near, years[-1], lines)
        tables.show(t, table)
        name = downloads.file_name("nearest-areas", view.municipality["code"])
        downloads.offer(t, name, table, None, lambda: around_the_table(in_short), key="downloads_nearest")
    found = []
    headings = municipality_parts.tables_of(view)
    with st.container(key="compact_areas"):
        st.subheader(t("The areas at each assessment"), anchor=False)
        for place, rows in grouped(view).items():
            if rows:
                table = municipality_parts.areas(
                    view, rows, headings[place], lines, place, municipality=place != "municipality"
                )
                tables.show(t, table)
                found.append(table)
    if found:
        st.caption(t("The tables of areas in one file, with a column that tells which table a row stands in:"))
        table = municipality_parts.together(view, found)
        name = downloads.file_name("areas-around", view.municipality["code"])
        downloads.offer(t, name, table, None, lambda: around_the_table(in_short), key="downloads_areas")
    else:
        st.markdown(notes.plain(t("No assessment has an area here, in a neighbouring municipality or in the region.")))
    about(explained)


def grouped(view: Around) -> dict[str, list[Record]]:
    """The areas by the first table they belong in, so that none stands twice."""
    groups: dict[str, list[Record]] = {place: [] for place in municipality_parts.tables_of(view)}
    for row in view.areas:
        place = "municipality" if row["in_municipality"] else "neighbours" if row["touch"] else ""
        groups[place or ("police_district" if row["in_district"] else "police_region")].append(row)
    return groups


def about(explained: list[tuple[str, str]]) -> None:
    st.subheader(t("About the figures"), anchor=False)
    notes.beside([*explained, *((t("Source"), lines[id_]) for id_ in used)])


st.title(t("The situation in a municipality"), anchor=False)
if not known or not years:
    st.info(t("There are no figures for this page. See the messages about the files, or choose another page."))
    st.stop()
code, year = choose()
summary = st.container(key="summary")
of_the_year = sorted({row["source"] for row in every if row["year"] == year})
if code is None:
    used = of_the_year
    ask_for_one()
else:
    asked_for = {"municipality": code}
    found = queries.rows("municipality_areas", **asked_for)
    view = Around(
        t,
        known[code],
        year,
        years,
        labels,
        found,
        queries.rows("municipality_counts", years=None, **asked_for),
        queries.rows("municipality_neighbours", **asked_for),
    )
    near = [] if view.number("municipality", years[-1]) else nearest(code)
    used = sorted(
        {row["source"] for row in (*every, *found)} | {row[name] for row in near for name in ("source", "place_source")}
    )
    show(view, near)
    place_figures.show(t, t("Figures of {place}", place=view.name), [view.name])
