"""What the maps of living conditions have in common: which areas are shown, the police's around them, and the ground."""

from __future__ import annotations

import json
from html import escape
from typing import Any

import streamlit as st

import queries
from pages.components import address, filters, notes
from pages.components.charts import deso_map, maps
from pages.components.text import Text
from pages.sections import reference
from queries.places import base_map, deso_borders, squares

DESO, SQUARES = "deso", "squares"
"""By what a municipality is shown, as the address says: ``by``."""


def has_squares(code: str) -> bool:
    """Whether there are own squares of the municipality."""
    return bool(squares.by_municipality().get(code))


def shown(code: str) -> str:
    """By what the municipality is shown: own squares only where there are some."""
    asked = address.one("by", (DESO, SQUARES))
    return asked if has_squares(code) else DESO


def named(t: Text, code: str) -> list[str]:
    """That in words; nothing where there is no choice."""
    return [options(t)[shown(code)]] if has_squares(code) else []


def choose(t: Text, code: str) -> None:
    """The choice between SCB's areas and own squares, where there is one."""
    if has_squares(code):
        filters.segments("by", t("Areas"), (DESO, SQUARES), options(t).__getitem__)


def warn(t: Text, code: str, place: str) -> None:
    """That a link asks for squares that are not here."""
    if address.one("by", (DESO, SQUARES)) == SQUARES and not has_squares(code):
        st.info(notes.plain(t("There are no own squares of {place} here.", place=place)))


def options(t: Text) -> dict[str, str]:
    return {DESO: t("SCB's areas (DeSO)"), SQUARES: t("Own squares")}


def outlines(code: str) -> dict[str, Any]:
    """The police's areas in the municipality at the latest assessment, as GeoJSON geometries by name."""
    years = [row["year"] for row in reference.assessments()]
    if not years:
        return {}
    rows = queries.rows("area_outlines", assessment=years[-1], areas=None)
    found = {}
    for row in rows:
        if row["municipality_code"] == code:
            shape = json.loads(row["outline"])
            parts = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
            found[row["name"]] = {"type": "MultiPolygon", "coordinates": deso_borders.wound(parts)}
    return found


def ground(code: str) -> deso_borders.Polygons | None:
    """The municipality on the base map."""
    return next(
        (deso_borders.wound(polygons) for known, _, polygons in base_map.boundaries("municipalities") if known == code),
        None,
    )


def outlined(t: Text) -> str:
    """What the lines are."""
    return t("line: the police's areas 2025")


def marks(t: Text, has_areas: bool, ring: str) -> str:
    """What lines and rings on the map mean; ``ring`` is empty where there are none."""
    found = []
    if has_areas:
        colour = deso_map.LINES[maps.mode()][1]
        mark = f'<span class="line" style="border-color: {colour}" aria-hidden="true"></span>'
        found.append(f"<li>{mark}{escape(outlined(t))}</li>")
    if ring:
        found.append(f'<li><span class="ring" aria-hidden="true"></span>{escape(ring)}</li>')
    return f'<ul class="legend shades">{"".join(found)}</ul>' if found else ""
