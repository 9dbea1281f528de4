"""Areas: where the assessed areas lie, on a map and in a table, and what each assessment said of them."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

import queries
from pages.components import address, charts, downloads, filters, notes, page, tables
from pages.components.areas import assessed as area_parts
from pages.components.areas import degrees
from pages.components.charts import maps
from pages.components.text import Text
from pages.screens import PATHS
from pages.sections.area_choice import Chosen, Dictionary, choose, found, in_words, narrowed
from queries.places import base_map
from queries.row_types import Record


def show(t: Text) -> None:
    """The page from top to bottom."""
    st.title(t("Areas"), anchor=False)
    assessments = queries.rows("assessment_years")
    if not assessments:
        filters.no_figures(t)
        return
    categories = queries.rows("area_categories")
    said_of = Dictionary(
        t=t,
        categories=categories,
        words=degrees.degrees(t, categories),
        lines=notes.lines_by_id(t, {row["id"]: row for row in queries.rows("sources")}),
        places={row["code"]: row for row in queries.rows("places")},
        assessments=assessments,
        about=next((row for row in queries.rows("indicators") if row["id"] == "assessed_areas"), None),
    )
    summary = st.container(key="summary")
    year = filters.assessment(t, assessments)
    every = queries.rows("areas", assessment=year, categories=None, regions=None, place=None, trends=None)
    chosen = choose(said_of, year, every)
    rows = found(said_of, chosen)

    said, about, history = in_short(said_of, chosen, rows, every), "", []
    if chosen.area:
        history = queries.rows("area_history", area=chosen.area["area"])
        is_shown = any(row["area"] == chosen.area["area"] for row in rows)
        about = area_parts.about_one(t, chosen.area, history, said_of.words, said_of.years, year, is_shown)
    printed = queries.rows("observations", indicators=["assessed_areas"], categories=None, years=None)
    newer = degrees.newer(said_of.words, printed, said_of.years)
    summary.markdown("\n\n".join(notes.plain(part) for part in (said, about, newer.said if newer else "") if part))
    ask_further(said_of, chosen)

    explained = explanations(said_of, chosen, every)
    if chosen.area:
        one_area(said_of, chosen.area, history, explained)
    heading = t("Vulnerable areas in the assessment of {year}", year=year)
    st.subheader(heading, anchor=False)
    drawn = points(said_of, rows, every, chosen.area)
    map_side, table_side = st.columns([1, 2], gap="medium")
    with map_side:
        show_map(said_of, chosen, rows, drawn)
    with table_side, st.container(key="beside_map"):
        table = show_table(said_of, chosen, rows, every)
    if table:
        offer(said_of, chosen, rows, table, drawn, heading, [(t("In short"), said), *explained])
    used = sources(rows) | {row["source"] for row in history}
    used |= {chosen.area["place_source"]} if chosen.area else set()
    used |= set(newer.sources) if newer else set()
    st.subheader(t("About the figures"), anchor=False)
    notes.beside([*explained, *((t("Source"), said_of.lines[id_]) for id_ in sorted(used))])
    notes.open_data_of_areas(t)


# ---- words ------------------------------------------------------------------------------------------------------


def in_short(said_of: Dictionary, chosen: Chosen, rows: Sequence[Record], every: Sequence[Record]) -> str:
    """How many areas there are where the reader looks."""
    t, where, name = said_of.t, "", ""
    inside = [
        row
        for row in every
        if row["municipality_code"].startswith(chosen.place or "") and row["police_region"] in chosen.regions
    ]
    if chosen.place:
        name = said_of.places[chosen.place]["name"]
        where = t("in {place}", place=name)
    elif len(chosen.regions) == 1:
        name = t("Police region {region}", region=chosen.regions[0])
        where = t("in police region {region}", region=chosen.regions[0])
    if where and not area_parts.assessed(inside) and not rows:
        return t("{place} has no area in the assessment of {year}.", place=name, year=chosen.year)
    return area_parts.summary(t, rows, every, said_of.words, chosen.year, where)


def ask_further(said_of: Dictionary, chosen: Chosen) -> None:
    """A link to the page of the chosen municipality, or of the municipality that the chosen area lies in."""
    code = chosen.area["municipality_code"] if chosen.area else chosen.place or ""
    if len(code) == len("0180"):
        name = said_of.places[code]["name"]
        link = address.to(PATHS["municipality"], address.carried() | {"place": code})
        words = said_of.t("The situation in {municipality}", municipality=name)
        st.html(f'<p class="examples"><a href="{escape(link)}">{escape(words)}</a></p>')


def explanations(said_of: Dictionary, chosen: Chosen, every: Sequence[Record]) -> list[tuple[str, str]]:
    """Definition, caveats and formulas."""
    t = said_of.t
    lines = notes.definition_lines(t, said_of.about) if said_of.about else []
    abolished = degrees.abolitions(t, said_of.categories, said_of.years)
    lines += [(t("Abolished categories"), " ".join(abolished))]
    if chosen.has_trends:
        lines += area_parts.trend(t, queries.rows("concepts"), chosen.year)
    if every[0]["assessment_before"]:
        computed = {row["id"]: row for row in queries.rows("computed_measures")}
        lines += notes.formulas(t, computed, ["direction"])
    meant = [row for row in said_of.categories if row["id"] in chosen.offered]
    return [*lines, *((said_of.words.many[row["id"]], t.field(row, "definition")) for row in meant)]


def sources(rows: Sequence[Record]) -> set[str]:
    return {row[name] for row in rows for name in ("source", "source_before", "place_source") if row[name]}


# ---- one area ---------------------------------------------------------------------------------------------------


def one_area(said_of: Dictionary, place: Record, history: Sequence[Record], explained: list[tuple[str, str]]) -> None:
    """The chosen area: its assessments, downloads, and what its latest category means."""
    t, words = said_of.t, said_of.words
    st.subheader(notes.plain(place["name"]), anchor=False)
    table = area_parts.history_table(t, place["name"], history, words, said_of.lines, said_of.note)
    page.show_table(t, table)
    used = [said_of.lines[id_] for id_ in dict.fromkeys(row["source"] for row in history)]
    link, chosen = address.link(), t("Area: {area}; all assessments", area=place["name"])
    lies = (t("Place"), area_parts.where_it_lies(t, place))
    downloads.offer(
        t,
        downloads.file_name("area", place["name"]),
        table,
        None,
        lambda: downloads.about(t, chosen, used, [lies, *explained], link),
        key="downloads_area",
    )
    meanings = {row["id"]: t.field(row, "definition") for row in said_of.categories}
    latest = history[-1]["area_category"]
    if latest in meanings:
        notes.beside([(words.one[latest], meanings[latest])])


# ---- map --------------------------------------------------------------------------------------------------------


def points(said_of: Dictionary, rows: Sequence[Record], every: Sequence[Record], area: Record | None) -> list[Record]:
    """The points of the map: the areas that the filters leave, and the chosen one, whatever they leave."""
    shown = {row["area"]: row for row in rows}
    if area and area["area"] not in shown:
        here = next((row for row in every if row["area"] == area["area"]), {**area, "area_category": "not_assessed"})
        shown[here["area"]] = here
    names = ("area", "name", "municipality", "area_category", "latitude", "longitude")
    return [
        {name: row[name] for name in names} | {"label": said_of.words.one[row["area_category"]]}
        for row in shown.values()
    ]


def show_map(said_of: Dictionary, chosen: Chosen, rows: Sequence[Record], drawn: Sequence[Record]) -> None:
    """The map with its legend."""
    t = said_of.t
    st.html(maps.legend_html(maps.legend(drawn, said_of.words.many)))
    area = chosen.area["area"] if chosen.area else None
    deck = maps.areas(drawn, box(said_of, chosen), area, base_map.outline(chosen.place or ""))
    maps.show(deck, area_parts.spoken(t, rows, said_of.words, chosen.year), f"map_{chosen.year}", choose_or_let_go)
    st.caption(
        t(
            "Points are the middle of each area; where several cover each other, choose a county or a municipality. Choose an area here or in the list above. Coast and borders are simplified."
        )
    )


def choose_or_let_go(area: str) -> None:
    """A click chooses an area, and a click on the chosen one lets it go."""
    address.put("area", None if area in (address.asked("area") or []) else area)


def box(said_of: Dictionary, chosen: Chosen) -> maps.Box:
    """What the map shows: the chosen place, area or police region, and the chosen area in any case."""
    around = maps.SWEDEN
    if chosen.place:
        around = base_map.bounds()[chosen.place]
    elif len(chosen.regions) == 1:
        around = base_map.bounds_around(municipalities(said_of, chosen))
    if chosen.area:
        east, north = chosen.area["longitude"], chosen.area["latitude"]
        if not chosen.place or not (around[0] <= east <= around[2] and around[1] <= north <= around[3]):
            around = (east - 0.12, north - 0.06, east + 0.12, north + 0.06)
    return around


def municipalities(said_of: Dictionary, chosen: Chosen) -> list[str]:
    """Codes of the municipalities of the chosen county, of the chosen municipality's county, or of the police regions."""
    county = (chosen.place or "")[:2]
    return [
        code
        for code, row in said_of.places.items()
        if not row["is_county"] and code.startswith(county) and (county or row["police_region"] in chosen.regions)
    ]


def land(said_of: Dictionary, chosen: Chosen) -> bytes:
    """The ground of the picture: the country's counties, or the municipalities around what is chosen."""
    if chosen.place or len(chosen.regions) == 1:
        return base_map.geojson("municipalities", frozenset(municipalities(said_of, chosen)))
    return base_map.geojson("counties")


# ---- table and files --------------------------------------------------------------------------------------------


def show_table(
    said_of: Dictionary, chosen: Chosen, rows: Sequence[Record], every: Sequence[Record]
) -> tables.Table | None:
    """The same as the map as a table, or the offer to show all where there is nothing to show."""
    t = said_of.t
    if not rows:
        filters.nothing_chosen(t, ["category", "region", "trend", "place"], t("No area fits what is chosen."))
        return None
    sorting = {"category": t("Category"), "name": t("Name"), "municipality": t("Municipality"), "change": t("Change")}
    filters.segments("sort", t("Sort by"), list(sorting), sorting.__getitem__)
    here = address.here()
    links = {row["area"]: address.to(PATHS["areas"], here | {"area": row["area"]}) for row in rows}
    gone, earlier = no_longer_listed(chosen, every), further_back(rows)
    table = area_parts.table(t, rows, said_of.words, links, said_of.lines, said_of.note, gone, earlier)
    page.show_table(t, table)
    return table


def further_back(rows: Sequence[Record]) -> dict[str, list[int]]:
    """By area, the years in which it was vulnerable in some degree before the assessment before the shown one."""
    before = rows[0]["assessment_before"] or 0
    found: dict[str, list[int]] = {}
    for row in queries.rows("area_history", area=None):
        if row["year"] < before and row["area_category"] != "not_vulnerable":
            found.setdefault(row["area"], []).append(row["year"])
    return found


def no_longer_listed(chosen: Chosen, every: Sequence[Record]) -> list[Record]:
    """The areas of the assessment before, where the reader looks, that have no row in the chosen one."""
    before, there = every[0]["assessment_before"], {row["area"] for row in every}
    if not before:
        return []
    places = {row["area"]: row for row in queries.rows("every_area")}
    changes = queries.rows("assessment_changes", years=[before, chosen.year])
    gone = [places[row["area"]] for row in changes if row["direction"] == "removed" and row["area"] not in there]
    return [
        row
        for row in gone
        if row["municipality_code"].startswith(chosen.place or "") and row["police_region"] in chosen.regions
    ]


def offer(
    said_of: Dictionary,
    chosen: Chosen,
    rows: Sequence[Record],
    table: tables.Table,
    drawn: Sequence[Record],
    heading: str,
    explained: list[tuple[str, str]],
) -> None:
    """What the reader takes along; the first of what is explained is what the page says in short."""
    t, link = said_of.t, address.link()
    of_the_map = sorted({row[name] for row in rows for name in ("source", "place_source")})
    below = [explained[0][1], *(t("Source: {source}", source=said_of.lines[id_]) for id_ in of_the_map), link]
    lines = [said_of.lines[id_] for id_ in sorted(sources(rows))]
    words = in_words(said_of, chosen)

    def picture() -> charts.Spec:
        drawing = maps.picture(drawn, land(said_of, chosen), said_of.words.many)
        return charts.picture(drawing, heading, t("Points are the middle of each area"), below)

    downloads.offer(
        t,
        downloads.file_name("areas", str(chosen.year), *narrowed(said_of, chosen)),
        table,
        picture,
        lambda: downloads.about(t, words, lines, explained, link),
    )


show(address.text())
