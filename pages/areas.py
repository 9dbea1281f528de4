"""Areas: where the assessed areas lie, on a map and in a table, and what each assessment said of them."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

import queries
from pages.components import address, charts, downloads, filters, notes, page, tables
from pages.components.areas import area_sentences, area_table, degrees
from pages.components.charts import Row, drawn_maps, maps
from pages.components.text import Text
from pages.screens import PATHS
from pages.sections import reference
from pages.sections.area_choice import Chosen, Terms, choose, found, in_words, narrowed
from queries.places import base_map
from queries.row_types import Area, AreaAssessment, AssessedArea, Record


def show(t: Text) -> None:
    """The page from top to bottom."""
    st.title(t("Areas"), anchor=False)
    assessments = reference.assessments()
    if not assessments:
        filters.no_figures(t)
        return
    dictionary, geography = reference.dictionary(), reference.geography()
    categories = list(dictionary.categories.values())
    terms = Terms(
        t=t,
        categories=categories,
        words=degrees.degrees(t, categories),
        lines=notes.lines_by_id(t, dictionary.sources),
        places={row["code"]: row for row in geography.places},
        assessments=assessments,
        about=dictionary.indicators.get("assessed_areas"),
    )
    summary = st.container(key="summary")
    year = filters.assessment(t, assessments)
    every = queries.rows("areas", assessment=year, categories=None, regions=None, place=None, trends=None)
    chosen = choose(terms, year, every)
    rows = found(terms, chosen)

    said, about, history = in_short(terms, chosen, rows, every), "", []
    printed = queries.rows("observations", indicators=["assessed_areas"], categories=None, years=None)
    newer = degrees.newer(terms.words, printed, terms.years)
    summary.markdown("\n\n".join(notes.plain(part) for part in (said, newer.said if newer else "") if part))
    ask_further(terms, chosen)

    explained = explanations(terms, chosen, every)
    heading = t("Vulnerable areas in the assessment of {year}", year=year)
    st.subheader(heading, anchor=False)
    drawn = points(terms, rows, every, chosen.area)
    # What is said of a pressed area stands beside the map, on telephones below it: the map keeps its place.
    with st.container(key="map_page"):
        with st.container(key="map_side"):
            show_map(terms, chosen, rows, drawn)
        if chosen.area:
            history = queries.rows("area_history", area=chosen.area["area"])
            is_shown = any(row["area"] == chosen.area["area"] for row in rows)
            about = area_sentences.about_one(t, chosen.area, history, terms.words, terms.years, year, is_shown)
            with st.container(key="map_panel"):
                one_area(terms, chosen.area, history, about, explained)
        with st.container(key="beside_map"):
            table = show_table(terms, chosen, rows, every)
    if table:
        offer(terms, chosen, rows, table, drawn, heading, [(t("In short"), said), *explained])
    used = sources(rows) | {row["source"] for row in history}
    used |= {chosen.area["place_source"]} if chosen.area else set()
    used |= set(newer.sources) if newer else set()
    st.subheader(t("About the figures"), anchor=False)
    notes.beside([*explained, *((t("Source"), terms.lines[id_]) for id_ in sorted(used))])
    notes.open_data_of_areas(t)


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


def ask_further(terms: Terms, chosen: Chosen) -> None:
    """A link to the page of the chosen municipality, or of the municipality that the chosen area lies in."""
    code = chosen.area["municipality_code"] if chosen.area else chosen.place or ""
    if len(code) == len("0180"):
        name = terms.places[code]["name"]
        link = address.to(PATHS["municipality"], address.carried() | {"place": code})
        words = terms.t("The situation in {municipality}", municipality=name)
        st.html(f'<p class="examples"><a href="{escape(link)}">{escape(words)}</a></p>')


def explanations(terms: Terms, chosen: Chosen, every: Sequence[AssessedArea]) -> list[tuple[str, str]]:
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
    found = {source for row in rows for source in (row["source"], row["source_before"], row["place_source"])}
    return {source for source in found if source}


# ---- one area ---------------------------------------------------------------------------------------------------


def one_area(
    terms: Terms,
    place: Area | AssessedArea,
    history: Sequence[AreaAssessment],
    about: str,
    explained: list[tuple[str, str]],
) -> None:
    """The chosen area: what is said ``about`` it, its assessments, downloads, and what its latest category means."""
    t, words = terms.t, terms.words
    st.subheader(notes.plain(place["name"]), anchor=False)
    with st.container(key="area_said"):
        st.markdown(notes.plain(" ".join(filter(None, [about, outline_said(t, place)]))))
    table = area_table.history_table(t, place["name"], history, words, terms.lines, terms.note)
    page.show_table(t, table)
    used = [terms.lines[id_] for id_ in dict.fromkeys(row["source"] for row in history)]
    link, chosen = address.link(), t("Area: {area}; all assessments", area=place["name"])
    lies = (t("Place"), area_sentences.where_it_lies(t, place))
    downloads.offer(
        t,
        downloads.file_name("area", place["name"]),
        table,
        None,
        lambda: downloads.about(t, chosen, used, [lies, *explained], link),
        key="downloads_area",
    )
    meanings = {row["id"]: t.field(row, "definition") for row in terms.categories}
    latest = history[-1]["area_category"]
    if latest in meanings:
        notes.beside([(words.one[latest], meanings[latest])])


def outline_said(t: Text, place: Area | AssessedArea) -> str:
    """That the outline of the shown assessment is another than that of the one before; empty where it is not."""
    change, overlap = place.get("outline_change"), place.get("overlap_percent")
    if change != "redrawn":
        return ""
    return t(
        "The police have redrawn its outline since the assessment before: {overlap} per cent of it overlaps, so compare with care.",
        overlap=overlap,
    )


# ---- map --------------------------------------------------------------------------------------------------------


def points(
    terms: Terms, rows: Sequence[AssessedArea], every: Sequence[AssessedArea], area: Area | AssessedArea | None
) -> list[Row]:
    """The points of the map: the areas that the filters leave, and the chosen one, whatever they leave."""
    shown: dict[str, Record] = {row["area"]: row for row in rows}
    if area and area["area"] not in shown:
        here = next((row for row in every if row["area"] == area["area"]), None)
        shown[area["area"]] = here or {**area, "area_category": "not_assessed"}
    names = ("area", "name", "municipality", "area_category", "latitude", "longitude")
    return [
        {name: row[name] for name in names} | {"label": terms.words.one[row["area_category"]]} for row in shown.values()
    ]


def show_map(terms: Terms, chosen: Chosen, rows: Sequence[AssessedArea], drawn: Sequence[Row]) -> None:
    """The map with its legend."""
    t = terms.t
    st.html(maps.legend_html(maps.legend(drawn, terms.words.many)))
    area = chosen.area["area"] if chosen.area else None
    around = box(terms, chosen)
    outlined = address.to(maps.OUTLINES, {"assessment": str(chosen.year), **outlined_only(terms, chosen, drawn)})
    place = chosen.place or (chosen.area["municipality_code"] if chosen.area else "")
    deck = maps.areas(drawn, around, area, base_map.outline(place), outlined, places_around(around))
    spoken = area_sentences.spoken(t, rows, terms.words, chosen.year)
    with st.container(horizontal=True, key="map_tools"):
        st.html(maps.zoom_html(t("Zoom in"), t("Zoom out")), width="content")
        st.button(t("All of Sweden"), on_click=whole_country, key="whole_country")
    begun = st.session_state.get(BEGUN, 0)
    maps.show(deck, spoken, f"map_{chosen.year}_{begun}", choose_or_let_go)
    image = address.to(AREAS_SVG, {"assessment": str(chosen.year), "mode": maps.mode()})
    here = address.here()
    links = {row["area"]: address.to(PATHS["areas"], here | {"area": row["area"]}) for row in drawn}
    st.html(drawn_maps.drawn_html(drawn, image, land_box(), links, spoken, area))
    st.caption(
        outlines_of(terms, chosen)
        + t(
            "Dots are the middle of each area; from near its outline is seen. Coast and borders are simplified. Ctrl and the wheel, two fingers or the buttons zoom."
        )
    )


def outlines_of(terms: Terms, chosen: Chosen) -> str:
    """That some outlines are of a later assessment, where those of the chosen one are not known."""
    found = queries.rows("area_outlines", assessment=chosen.year, areas=None)
    later = sorted({row["outline_year"] for row in found if row["outline_year"] != chosen.year})
    if not later:
        return ""
    said = terms.t("Not all outlines of {year} are known: the others are of {later}.")
    return said.format(year=chosen.year, later=terms.t.listed([str(year) for year in later])) + " "


BEGUN = "map_begun"  # how often the reader asked for the whole country: each time the map begins anew

AREAS_SVG = "/api/areas.svg"


def whole_country() -> None:
    """Let go of what narrows the map, and begin it anew."""
    for name in ("place", "area", "region"):
        address.put(name, None)
    st.session_state[BEGUN] = st.session_state.get(BEGUN, 0) + 1


def outlined_only(terms: Terms, chosen: Chosen, drawn: Sequence[Row]) -> dict[str, list[str]]:
    """Which outlines to fetch: those of the areas on the map, where they are not all of the assessment."""
    return {"area": sorted(row["area"] for row in drawn)} if narrowed(terms, chosen) else {}


def land_box() -> maps.Box:
    """What the small map shows: the counties."""
    return base_map.bounds_around([code for code in base_map.bounds() if len(code) == len("01")])


def places_around(around: maps.Box) -> list[Row]:
    """The municipalities of which the middle lies within the map, with their names."""
    west, south, east, north = around
    found: list[Row] = []
    for code, name, _ in base_map.boundaries("municipalities"):
        w, s, e, n = base_map.bounds()[code]
        longitude, latitude = (w + e) / 2, (s + n) / 2
        if west <= longitude <= east and south <= latitude <= north:
            found.append({"name": name, "longitude": longitude, "latitude": latitude})
    return found


def choose_or_let_go(area: str) -> None:
    """A click chooses an area, and a click on the chosen one lets it go."""
    address.put("area", None if area in (address.asked("area") or []) else area)


def box(terms: Terms, chosen: Chosen) -> maps.Box:
    """What the map shows: the chosen place, area or police region, and the chosen area in any case."""
    around = maps.SWEDEN
    if chosen.place:
        around = base_map.bounds()[chosen.place]
    elif len(chosen.regions) == 1:
        around = base_map.bounds_around(municipalities(terms, chosen))
    if chosen.area:
        east, north = chosen.area["longitude"], chosen.area["latitude"]
        if not chosen.place or not (around[0] <= east <= around[2] and around[1] <= north <= around[3]):
            around = base_map.bounds()[chosen.area["municipality_code"]]
    return around


def municipalities(terms: Terms, chosen: Chosen) -> list[str]:
    """Codes of the municipalities of the chosen county, of the chosen municipality's county, or of the police regions."""
    county = (chosen.place or "")[:2]
    return [
        code
        for code, row in terms.places.items()
        if not row["is_county"] and code.startswith(county) and (county or row["police_region"] in chosen.regions)
    ]


def land(terms: Terms, chosen: Chosen) -> bytes:
    """The ground of the picture: the country's counties, or the municipalities around what is chosen."""
    if chosen.place or len(chosen.regions) == 1:
        return base_map.geojson("municipalities", frozenset(municipalities(terms, chosen)))
    return base_map.geojson("counties")


# ---- table and files --------------------------------------------------------------------------------------------


def show_table(
    terms: Terms, chosen: Chosen, rows: Sequence[AssessedArea], every: Sequence[AssessedArea]
) -> tables.Table | None:
    """The same as the map as a table, or the offer to show all where there is nothing to show."""
    t = terms.t
    if not rows:
        filters.nothing_chosen(t, ["category", "region", "trend", "place"], t("No area fits what is chosen."))
        return None
    sorting = {"category": t("Category"), "name": t("Name"), "municipality": t("Municipality"), "change": t("Change")}
    filters.segments("sort", t("Sort by"), list(sorting), sorting.__getitem__)
    here = address.here()
    links = {row["area"]: address.to(PATHS["areas"], here | {"area": row["area"]}) for row in rows}
    gone, earlier = no_longer_listed(chosen, every), further_back(rows)
    table = area_table.table(t, rows, terms.words, links, terms.lines, terms.note, gone, earlier)
    page.show_table(t, table)
    return table


def further_back(rows: Sequence[AssessedArea]) -> dict[str, list[int]]:
    """By area, the years in which it was vulnerable in some degree before the assessment before the shown one."""
    before = rows[0]["assessment_before"] or 0
    found: dict[str, list[int]] = {}
    for row in queries.rows("area_history", area=None):
        if row["year"] < before and row["area_category"] != "not_vulnerable":
            found.setdefault(row["area"], []).append(row["year"])
    return found


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


def offer(
    terms: Terms,
    chosen: Chosen,
    rows: Sequence[AssessedArea],
    table: tables.Table,
    drawn: Sequence[Row],
    heading: str,
    explained: list[tuple[str, str]],
) -> None:
    """What the reader takes along; the first of what is explained is what the page says in short."""
    t, link = terms.t, address.link()
    of_the_map = sorted({row[name] for row in rows for name in ("source", "place_source")})
    below = [explained[0][1], *(t("Source: {source}", source=terms.lines[id_]) for id_ in of_the_map), link]
    lines = [terms.lines[id_] for id_ in sorted(sources(rows))]
    words = in_words(terms, chosen)

    def picture() -> charts.Spec:
        drawing = drawn_maps.picture(drawn, land(terms, chosen), terms.words.many)
        return charts.picture(drawing, heading, t("Points are the middle of each area"), below)

    downloads.offer(
        t,
        downloads.file_name("areas", str(chosen.year), *narrowed(terms, chosen)),
        table,
        picture,
        lambda: downloads.about(t, words, lines, explained, link),
    )


show(address.text())
