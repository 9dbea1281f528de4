"""Areas: where the assessed areas lie, on a map and in a list, and what each assessment said of them."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

import queries
from pages.components import address, charts, downloads, filters, notes, page, tables
from pages.components.areas import area_sentences, area_table, cells, degrees
from pages.components.areas.degrees import Newer
from pages.components.charts import Row, drawn_maps
from pages.components.layout import answer, caveat, head, onward, take_along, views
from pages.components.layout.glossary import Glossary
from pages.components.text import Text
from pages.screens import PATHS
from pages.sections import area_choice, area_map, area_panel, area_rows, reference
from pages.sections.area_choice import Chosen, Terms, found, in_words, narrowed
from queries.row_types import Area, AssessedArea

Explained = list[tuple[str, str]]  # headings with their texts


def show(t: Text) -> None:
    """The page from top to bottom."""
    top = head.show(t("Areas"))
    assessments = reference.assessments()
    if not assessments:
        filters.no_figures(t)
        return
    terms = area_choice.read(t, assessments)
    year = area_choice.shown_assessment(terms)
    every = queries.rows("areas", assessment=year, categories=None, regions=None, place=None, trends=None)
    with top.beside:
        place = area_choice.choose_place(terms)
    said, bar, figure = st.container(), st.container(), st.container(key="figure")
    with figure, views.view(t, "chart"), st.container(key="map_page"):
        panel, beside, map_side = st.container(), st.container(key="beside_map"), st.container(key="map_side")
    area = area_choice.choose_area(terms, every, beside)
    with bar:
        chosen = area_choice.choose(terms, year, every, place, area)
    rows, words = found(terms, chosen), reference.glossary(t)
    newer = newer_than(terms)
    short = in_short(terms, chosen, rows, every)
    with said:
        answer.show(t, short, words=words)
    explained = explanations(terms, chosen, every)
    drawn, used = area_map.points(terms, rows, every, area), sources(rows)
    # What is said of a pressed area stands beside the map, on telephones at the lower edge: the map keeps its place.
    with map_side:
        area_map.show(terms, chosen, rows, drawn)
    if area:
        with panel:
            history = area_panel.show(terms, area, year, any(row["area"] == area["area"] for row in rows), explained)
        used |= {row["source"] for row in history} | {area["place_source"]}
    with beside:
        show_list(terms, chosen, rows, words)
    with figure:
        table = below_the_map(terms, chosen, rows, every, explained, newer, used)
    if table:
        with top.actions:
            files(terms, chosen, rows, table, drawn, [(t("In short"), short), *explained])
    lead_on(terms, chosen)


# ---- words ------------------------------------------------------------------------------------------------------


def in_short(terms: Terms, chosen: Chosen, rows: Sequence[AssessedArea], every: Sequence[AssessedArea]) -> str:
    """How many areas there are where the reader looks."""
    t, where, name = terms.t, "", ""
    inside = [
        row
        for row in every
        if row["municipality_code"].startswith(chosen.place or "") and row["police_region"] in chosen.regions
    ]
    if chosen.place:
        name = terms.places[chosen.place]["name"]
        where = t("in {place}", place=name)
    elif len(chosen.regions) == 1:
        name = t("Police region {region}", region=chosen.regions[0])
        where = t("in police region {region}", region=chosen.regions[0])
    if where and not area_sentences.assessed(inside) and not rows:
        return t("{place} has no area in the assessment of {year}.", place=name, year=chosen.year)
    return area_sentences.summary(t, rows, every, terms.words, chosen.year, where)


def newer_than(terms: Terms) -> Newer | None:
    """A newer assessment of which only the numbers are here."""
    printed = queries.rows("observations", indicators=["assessed_areas"], categories=None, years=None)
    return degrees.newer(terms.words, printed, terms.years)


def explanations(terms: Terms, chosen: Chosen, every: Sequence[AssessedArea]) -> Explained:
    """Definition, caveats and formulas."""
    t = terms.t
    lines = notes.definition_lines(t, terms.about) if terms.about else []
    abolished = degrees.abolitions(t, terms.categories, terms.years)
    lines += [(t("Abolished categories"), " ".join(abolished))]
    if chosen.has_trends:
        lines += area_sentences.trend(t, queries.rows("concepts"), chosen.year)
    if every[0]["assessment_before"]:
        lines += notes.formulas(t, reference.dictionary().computed, ["direction"])
    meant = [row for row in terms.categories if row["id"] in chosen.offered]
    return [*lines, *((terms.words.many[row["id"]], t.field(row, "definition")) for row in meant)]


def sources(rows: Sequence[AssessedArea]) -> set[str]:
    """Ids of the sources of these areas."""
    used = {source for row in rows for source in (row["source"], row["source_before"], row["place_source"])}
    return {source for source in used if source}


# ---- list, table and what is said of them -------------------------------------------------------------------------


def show_list(terms: Terms, chosen: Chosen, rows: Sequence[AssessedArea], words: Glossary) -> None:
    """The areas beside the map, with what each assessment said; or the offer to show all where there are none."""
    t = terms.t
    if not rows:
        filters.nothing_chosen(t, ["category", "region", "trend", "place"], t("No area fits what is chosen."))
        return
    here = address.here()
    links = {row["area"]: address.to(PATHS["areas"], here | {"area": row["area"]}) for row in rows}
    listed = area_rows.rows_of(t, rows, links, chosen.area["area"] if chosen.area else "")
    caption = t("Areas in the assessment of {year}, with each assessment", year=chosen.year)
    st.html(cells.html(t, caption, terms.years, listed, words))


def below_the_map(
    terms: Terms,
    chosen: Chosen,
    rows: Sequence[AssessedArea],
    every: Sequence[AssessedArea],
    explained: Explained,
    newer: Newer | None,
    used: set[str],
) -> tables.Table | None:
    """The same as a table, what is to be known of it, the one caveat, and the switch between them. Gives the table."""
    t, table = terms.t, tabulate(terms, chosen, rows, every) if rows else None
    if table:
        with views.view(t, "table"):
            page.show_table(t, table)
    with views.view(t, "about"):
        notes.beside(explained)
        known = reference.dictionary().sources
        notes.sources(t, known, sorted(used | (set(newer.sources) if newer else set())))
        notes.open_data_of_areas(t)
    caveat.show(t("The assessment is about how criminals affect the area, not about those who live there."))
    there = [view for view in ("chart", "table", "about") if table or view != "table"]
    views.switch(t, there, t("Map and list"))
    answer.below(t, [newer.said] if newer else [])
    return table


def tabulate(terms: Terms, chosen: Chosen, rows: Sequence[AssessedArea], every: Sequence[AssessedArea]) -> tables.Table:
    """The areas as a table."""
    here = address.here()
    links = {row["area"]: address.to(PATHS["areas"], here | {"area": row["area"]}) for row in rows}
    gone, earlier = no_longer_listed(chosen, every), further_back(rows)
    return area_table.table(terms.t, rows, terms.words, links, terms.lines, terms.note, gone, earlier)


def further_back(rows: Sequence[AssessedArea]) -> dict[str, list[int]]:
    """By area, the years in which it was vulnerable in some degree before the assessment before the shown one."""
    before = rows[0]["assessment_before"] or 0
    earlier: dict[str, list[int]] = {}
    for row in queries.rows("area_history", area=None):
        if row["year"] < before and row["area_category"] != "not_vulnerable":
            earlier.setdefault(row["area"], []).append(row["year"])
    return earlier


def no_longer_listed(chosen: Chosen, every: Sequence[AssessedArea]) -> list[Area]:
    """The areas of the assessment before, where the reader looks, that have no row in the chosen one."""
    before, there = every[0]["assessment_before"], {row["area"] for row in every}
    if not before:
        return []
    places = {row["area"]: row for row in reference.geography().areas}
    changes = queries.rows("assessment_changes", years=[before, chosen.year])
    gone = [places[row["area"]] for row in changes if row["direction"] == "removed" and row["area"] not in there]
    return [
        row
        for row in gone
        if row["municipality_code"].startswith(chosen.place or "") and row["police_region"] in chosen.regions
    ]


# ---- what is taken along, and what leads on -----------------------------------------------------------------------


def files(
    terms: Terms,
    chosen: Chosen,
    rows: Sequence[AssessedArea],
    table: tables.Table,
    drawn: Sequence[Row],
    explained: Explained,
) -> None:
    """What the reader takes along; the first of what is explained is what the page says in short."""
    t, link = terms.t, address.link()
    of_the_map = sorted({row[name] for row in rows for name in ("source", "place_source")})
    below = [explained[0][1], *(t("Source: {source}", source=terms.lines[id_]) for id_ in of_the_map), link]
    lines = notes.full_lines(t, reference.dictionary().sources, sorted(sources(rows)))
    words = in_words(terms, chosen)
    heading = t("Vulnerable areas in the assessment of {year}", year=chosen.year)

    def picture() -> charts.Spec:
        drawing = drawn_maps.picture(drawn, area_map.land(terms, chosen), terms.words.many)
        return charts.picture(drawing, heading, t("Points are the middle of each area"), below)

    take_along.menu(
        t,
        downloads.file_name("areas", str(chosen.year), *narrowed(terms, chosen)),
        table,
        picture,
        lambda: downloads.about(t, words, lines, explained, link),
        paper=on_paper(chosen),
    )


def on_paper(chosen: Chosen) -> dict[str, str]:
    """What of the page a paper can show: the areas of a municipality, and the one that is chosen."""
    code = chosen.area["municipality_code"] if chosen.area else area_map.municipality_of(chosen)
    if len(code) != len("0180"):
        return {}
    about = {"area": chosen.area["area"]} if chosen.area else {}
    return {"place": code, "indicator": "assessed_areas", **about}


def lead_on(terms: Terms, chosen: Chosen) -> None:
    """To what changed between assessments, and to the page of the municipality that the reader looks at."""
    t, carried = terms.t, address.carried()
    rows = [
        onward.Row(
            title=t("Changes"),
            sentence=t(
                "Which areas moved to another category between two assessments, and how many there were at each."
            ),
            link=address.to(PATHS["changes"], carried),
            link_title=t("Changes"),
        )
    ]
    code = area_map.municipality_of(chosen)
    if len(code) == len("0180"):
        name = terms.places[code]["name"]
        rows.append(
            onward.Row(
                title=name,
                sentence=t("Reported offences, the areas and the agreement."),
                link=address.to(PATHS["municipality"], carried | {"place": code}),
                link_title=t("The situation in {municipality}", municipality=name),
            )
        )
    onward.show(rows)


show(address.text())
