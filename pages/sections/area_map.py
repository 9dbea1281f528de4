"""The map of the page of areas: what it shows, where it begins, and what a press on it does."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

import queries
from pages.components import address, notes
from pages.components.areas import area_sentences, small_map
from pages.components.charts import Row, drawn_maps, maps
from pages.screens import PATHS
from pages.sections.area_choice import Chosen, Terms, narrowed
from queries.places import base_map
from queries.row_types import Area, AssessedArea, Record

BEGUN = "map_begun"
"""Where the session keeps how often the reader asked for the whole country: each time the map begins anew."""

AREAS_SVG = "/api/areas.svg"


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


def show(terms: Terms, chosen: Chosen, rows: Sequence[AssessedArea], drawn: Sequence[Row]) -> None:
    """The map with its buttons above and its legend below; ``rows`` are the areas that the filters leave, ``drawn`` its points."""
    t = terms.t
    area = chosen.area["area"] if chosen.area else None
    around = box(terms, chosen)
    outlined = address.to(maps.OUTLINES, {"assessment": str(chosen.year), **outlined_only(terms, chosen, drawn)})
    place = municipality_of(chosen)
    deck = maps.areas(drawn, around, area, base_map.outline(place), outlined, places_around(around))
    spoken = area_sentences.spoken(t, rows, terms.words, chosen.year)
    with st.container(horizontal=True, key="map_tools"):
        st.html(maps.zoom_html(t("Zoom in"), t("Zoom out")), width="content")
        st.button(t("All of Sweden"), on_click=whole_country, key="whole_country")
    begun = st.session_state.get(BEGUN, 0)
    maps.show(deck, spoken, f"map_{chosen.year}_{begun}", choose_or_let_go)
    links = {row["area"]: address.to(PATHS["areas"], address.here() | {"area": row["area"]}) for row in drawn}
    st.html(small(chosen, drawn, links, spoken))
    legend = maps.legend_html(maps.legend(drawn, terms.words.many), t("the darker the more serious"))
    st.html(f"{legend}{notes.quiet([escape(how(terms, chosen))])}")


def how(terms: Terms, chosen: Chosen) -> str:
    """What a dot is, how exact the lines are, and how one zooms."""
    t = terms.t
    return outlines_of(terms, chosen) + t(
        "Dots are the middle of each area; from near its outline is seen. Coast and borders are simplified. Ctrl and the wheel, two fingers or the buttons zoom."
    )


def outlines_of(terms: Terms, chosen: Chosen) -> str:
    """That some outlines are of a later assessment, where those of the chosen one are not known."""
    found = queries.rows("area_outlines", assessment=chosen.year, areas=None)
    later = sorted({row["outline_year"] for row in found if row["outline_year"] != chosen.year})
    if not later:
        return ""
    said = terms.t("Not all outlines of {year} are known: the others are of {later}.")
    return said.format(year=chosen.year, later=terms.t.listed([str(year) for year in later])) + " "


def small(chosen: Chosen, drawn: Sequence[Row], links: dict[str, str], spoken: str) -> str:
    """The map as a picture, for browsers without WebGL: of the chosen municipality, else of the whole country."""
    asked = {"assessment": str(chosen.year), "mode": maps.mode()}
    place, ground = municipality_of(chosen), drawn_maps.whole(land_box())
    if len(place) == len("0180"):
        asked["municipality"] = place
        sheet = small_map.Sheet(base_map.bounds()[place])
        ground = drawn_maps.Ground(width=small_map.WIDTH, height=sheet.height, at=sheet.at)
    area = chosen.area["area"] if chosen.area else None
    return drawn_maps.linked(drawn, address.to(AREAS_SVG, asked), ground, links, spoken, area)


# ---- what is chosen ---------------------------------------------------------------------------------------------


def whole_country() -> None:
    """Let go of what narrows the map, and begin it anew."""
    for name in ("place", "area", "region"):
        address.put(name, None)
    st.session_state[BEGUN] = st.session_state.get(BEGUN, 0) + 1


def choose_or_let_go(area: str) -> None:
    """A press chooses an area, and a press on the chosen one lets it go."""
    address.put("area", None if area in (address.asked("area") or []) else area)


# ---- where it begins --------------------------------------------------------------------------------------------


def municipality_of(chosen: Chosen) -> str:
    """The code of the chosen place, or of the municipality that the chosen area lies in; empty where there is neither."""
    return chosen.place or (chosen.area["municipality_code"] if chosen.area else "")


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


def outlined_only(terms: Terms, chosen: Chosen, drawn: Sequence[Row]) -> dict[str, list[str]]:
    """Which outlines to fetch: those of the areas on the map, where they are not all of the assessment."""
    return {"area": sorted(row["area"] for row in drawn)} if narrowed(terms, chosen) else {}


def land_box() -> maps.Box:
    """What the picture of the whole country shows: the counties."""
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
