"""The assessed areas of one municipality: a coloured cell for each assessment, and where they lie."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import streamlit as st

import queries
from pages.components import address
from pages.components.areas import area_sentences, cells, small_map
from pages.components.areas.small_map import Land, Place
from pages.components.text import Text, swedish_order
from pages.screens import PATHS
from pages.sections import area_rows, reference
from queries.places import base_map
from queries.row_types import AreaOutline, Municipality, NearbyArea


def show(t: Text, chosen: Municipality) -> bool:
    """The areas beside a small map of them; whether there are any."""
    rows = [row for row in queries.rows("municipality_areas", municipality=chosen["code"]) if row["in_municipality"]]
    years = [row["year"] for row in reference.assessments()]
    if not any(row["area_category"] in cells.COLOURED for row in rows):
        return False
    last, by_area = years[-1], assessed(rows)
    now = {area: found[-1] for area, found in by_area.items() if listed(found[-1], last)}
    left, right = st.columns([19, 11], gap="large") if now else (st.container(), None)
    with left:
        st.html(
            f'<h2 class="figure-title">{escape(heading(t, chosen, list(now.values()), last))}</h2>'
            + cells.html(
                t,
                t("Areas in {place}, by assessment", place=chosen["name"]),
                years,
                [row_of(t, area, by_area[area]) for area in in_order(by_area, last)],
            )
            + f'<p class="unit">{escape(below(t, list(now.values())))}</p>'
        )
    if right is not None:
        with right:
            st.html(drawn(t, chosen, list(now), last))
    return True


def assessed(rows: Sequence[NearbyArea]) -> dict[str, list[NearbyArea]]:
    """The assessments of each area, by its id."""
    found: dict[str, list[NearbyArea]] = {}
    for row in rows:
        found.setdefault(row["area"], []).append(row)
    return found


def listed(row: NearbyArea, year: int) -> bool:
    """Whether this is the area's row in the assessment of this year, and holds it as vulnerable in some degree."""
    return row["year"] == year and row["area_category"] in cells.COLOURED


def in_order(by_area: Mapping[str, Sequence[NearbyArea]], last: int) -> list[str]:
    """Those of the last assessment first, then those of earlier ones, each by name."""
    return sorted(
        by_area, key=lambda area: (not listed(by_area[area][-1], last), swedish_order(by_area[area][-1]["name"]))
    )


def row_of(t: Text, area: str, found: Sequence[NearbyArea]) -> cells.AreaRow:
    """An area with its categories, its trend, and what it came from."""
    trends = area_sentences.police_trends(t)
    every = queries.rows("area_successions", area=None)
    came = [row["predecessor_name"] for row in every if row["area"] == area]
    later = area_rows.later_names(t, [row for row in every if row["predecessor"] == area])
    return cells.AreaRow(
        name=found[-1]["name"],
        quiet=t("formerly {area}", area=t.listed(came)) if came else later,
        categories={row["year"]: row["area_category"] for row in found},
        trend=trends.get(found[-1]["police_trend"] or "", ""),
        link=address.to(PATHS["areas"], address.carried() | {"area": area}),
    )


def heading(t: Text, chosen: Municipality, now: Sequence[NearbyArea], year: int) -> str:
    """How many areas there are in the last assessment, and how many of them particularly vulnerable."""
    if not now:
        return t("No area in {place} in the police's assessment of {year}", place=chosen["name"], year=year)
    serious = sum(row["area_category"] == "particularly_vulnerable" for row in now)
    count = t.in_words(len(now)) if len(now) > 1 else ""
    said = (
        t("{count} areas in the police's assessment of {year}", count=count.capitalize(), year=year)
        if len(now) > 1
        else t("One area in the police's assessment of {year}", year=year)
    )
    if not serious:
        words = {"vulnerable": t("vulnerable"), "risk": t("a risk area")}
        return f"{said}, {words[str(now[0]['area_category'])]}" if len(now) == 1 else said
    if serious == len(now):
        more = t("all particularly vulnerable") if len(now) > 1 else t("particularly vulnerable")
    elif serious == 1:
        more = t("one of them particularly vulnerable")
    else:
        more = t("{count} of them particularly vulnerable", count=t.in_words(serious))
    return f"{said}, {more}"


def below(t: Text, now: Sequence[NearbyArea]) -> str:
    """How many go in which direction according to the police; and what the assessment is about."""
    known = [row["police_trend"] for row in now if row["police_trend"]]
    caveat = t("The assessment is about how criminals affect the area, not about those who live there.")
    if not known:
        return caveat
    better, worse = known.count("positive"), known.count("negative")
    total = t.in_words(len(known))
    parts = []
    if better:
        parts.append(t("{count} of {total} go in the right direction", count=t.in_words(better), total=total))
    if worse:
        parts.append(t("{count} of {total} go in the wrong direction", count=t.in_words(worse), total=total))
    if len(known) == 1:
        words = {"positive": t("in the right direction"), "negative": t("in the wrong direction")}
        parts = [t("it goes {way}", way=words[known[0]])] if known[0] in words else []
    if not parts:
        return (
            t("According to the police none goes in the right or the wrong direction since 2024: stable.")
            + " "
            + caveat
        )
    return t("According to the police, {parts} since 2024.", parts=t.listed(parts)) + " " + caveat


# ---- map ----------------------------------------------------------------------------------------------------------


def drawn(t: Text, chosen: Municipality, areas: Sequence[str], year: int) -> str:
    """The map of these areas of an assessment; made once for a state of the data."""
    key = ("small_map", t.language, chosen["code"], year, tuple(areas))
    made: str = queries.remembered(key, lambda: made_map(t, chosen, areas, year))
    return made


def made_map(t: Text, chosen: Municipality, areas: Sequence[str], year: int) -> str:
    """The same, made anew."""
    own, lands, places, box = what_lies_there(chosen["code"], areas, year)
    spoken = t(
        "Map of {place} with its areas in the assessment of {year}: {areas}.",
        place=chosen["name"],
        year=year,
        areas=t.listed([place.name for place in places]),
    )
    return small_map.html(own, lands, places, box, spoken)


def svg(code: str, year: int) -> str:
    """The map of a municipality with its areas of an assessment, as a file of its own."""
    there = queries.rows("areas", assessment=year, categories=None, regions=None, place=code, trends=None)
    return small_map.svg(*what_lies_there(code, [row["area"] for row in there], year))


def what_lies_there(code: str, areas: Sequence[str], year: int) -> tuple[Land, list[Land], list[Place], base_map.Box]:
    """The municipality, those around it, these of its areas of an assessment, and the box that holds it."""
    centres = {row["area"]: row for row in queries.rows("area_centres", years=[year])}
    outlines = {row["area"]: row for row in queries.rows("area_outlines", assessment=year, areas=list(areas))}
    places = [
        Place(
            name=centres[area]["name"],
            category=centres[area]["area_category"],
            longitude=centres[area]["longitude"],
            latitude=centres[area]["latitude"],
            outline=rings_of(outlines.get(area)),
        )
        for area in areas
        if area in centres
    ]
    box = base_map.bounds()[code]
    lands = lands_around(box)
    own = lands.pop(code)
    return own, list(lands.values()), places, box


def lands_around(box: base_map.Box) -> dict[str, Land]:
    """The municipalities of which something lies in the box or close to it, by code."""
    west, south, east, north = box
    wide, tall = (east - west) / 2, (north - south) / 2
    found, bounds = {}, base_map.bounds()
    for code, name, polygons in base_map.boundaries("municipalities"):
        w, s, e, n = bounds[code]
        if w < east + wide and e > west - wide and s < north + tall and n > south - tall:
            found[code] = Land(name=name, outline=list(base_map.rings(polygons)))
    return found


def rings_of(found: AreaOutline | None) -> list[Any]:
    """The lines of an outline, which is GeoJSON; none where there is none."""
    if found is None:
        return []
    shape = json.loads(found["outline"])
    polygons = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
    return list(base_map.rings(polygons))
