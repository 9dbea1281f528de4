"""Maps of areas over Sweden's counties and municipalities, drawn in the browser without tiles or another host.

Rows are dictionaries with ``area`` (id), ``name``, ``municipality``, ``area_category``, ``label`` (the category as
readers know it), ``latitude`` and ``longitude``. Colours are those of the charts; more serious categories are drawn
larger, so that colour is not the only sign.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from html import escape
from typing import Any

import pydeck
import streamlit as st

from pages.components import address
from pages.components.charts import COLOUR_ORDER, COLOURS, Row, map_names, mark_of, marked

SWEDEN = (10.9, 55.2, 24.2, 69.1)
"""West, south, east and north of the country, in degrees."""

RADIUS = {"vulnerable": 6, "risk": 7, "particularly_vulnerable": 8}
SMALLEST = 6
"""Pixels; other marks have the smallest."""

WIDTH, HEIGHT = 330, 520
"""Pixels of the map where it is smallest, on a telephone."""

LAND = {"light": ("#eef1f5", "#b7bfc9", "#7f8a96"), "dark": ("#1f2630", "#46515d", "#7a8693")}
"""Fill of the land, borders of municipalities, borders of counties."""

BORDERS, OUTLINES = "/api/borders.json", "/api/outlines.json"

NEAR = 8.0
"""From this zoom on a view shows single municipalities: areas and municipalities carry their names."""

Box = tuple[float, float, float, float]


def mode() -> str:
    """Whether the reader's page is light or dark."""
    return "dark" if st.context.theme.type == "dark" else "light"


def rgb(colour: str, alpha: int = 255) -> list[int]:
    return [*(int(colour[place : place + 2], 16) for place in (1, 3, 5)), alpha]


def drawn_as(row: Row) -> dict[str, Any]:
    """Fill, outline and size of an area's point."""
    colour = COLOURS[mode()][COLOUR_ORDER.index(mark_of(row))]
    known = row["area_category"] in RADIUS
    return {
        "fill": rgb(colour, 235 if known else 0),
        "line": rgb("#12161c" if mode() == "dark" else "#ffffff") if known else rgb(colour),
        "radius": RADIUS.get(row["area_category"], SMALLEST),
    }


def zoom_to(box: Box, width: int = WIDTH, height: int = HEIGHT) -> pydeck.ViewState:
    """The view that shows a box of degrees in a map of at least this many pixels, with some air around it."""
    west, south, east, north = box
    tall = mercator(north) - mercator(south)
    wide = math.radians(east - west)
    zoom = min(
        math.log2(width / 512 * 2 * math.pi / max(wide, 1e-4)), math.log2(height / 512 * 2 * math.pi / max(tall, 1e-4))
    )
    middle = math.degrees(2 * math.atan(math.exp((mercator(north) + mercator(south)) / 2)) - math.pi / 2)
    return pydeck.ViewState(
        longitude=(west + east) / 2, latitude=middle, zoom=min(zoom - 0.1, 11), min_zoom=2.5, max_zoom=13
    )


def mercator(latitude: float) -> float:
    return math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2))


ACCENT = {"light": "#9a5b00", "dark": "#e0a44a"}
"""What the chosen place and area stand out in."""


def borders(look: str, outline: Sequence[Row] | None = None) -> list[pydeck.Layer]:
    """The layers of all borders and coasts, and of the bolder line around a place; ``look`` is light or dark.

    ``outline`` are the lines around the place, with ``start`` and ``end`` (longitude and latitude). Plain lines: without
    a graphics card, fills and lines with mitred corners take a second to be prepared.
    """
    _, border, county = (rgb(colour) for colour in LAND[look])

    def lines(id_: str, data: str | Sequence[Row], colour: list[int] | str, width: float | str) -> pydeck.Layer:
        ends = {"get_source_position": "start", "get_target_position": "end"}
        return pydeck.Layer("LineLayer", data, id=id_, **ends, get_color=colour, get_width=width)

    every = lines("borders", address.to(BORDERS, {}), f"county ? {county} : {border}", "county ? 1.5 : 0.75")
    return [every, lines("place", outline, rgb(ACCENT[look]), 3)] if outline else [every]


def outlines(look: str, shapes: str) -> pydeck.Layer:
    """The areas as they are outlined, to be seen from near; the address ``shapes`` answers with a polygon each."""
    shades = {mark: rgb(COLOURS[look][COLOUR_ORDER.index(mark)], 130) for mark in RADIUS}
    vulnerable, risk, serious = (shades[mark] for mark in RADIUS)
    fill = f"area_category == 'vulnerable' ? {vulnerable} : area_category == 'risk' ? {risk} : {serious}"
    return pydeck.Layer(
        "SolidPolygonLayer", shapes, id="outlines", get_polygon="polygon", get_fill_color=fill, extruded=False
    )


def names(rows: Sequence[Row], look: str, id_: str, size: int) -> pydeck.Layer:
    """Names of places at their ``longitude`` and ``latitude``, by their ``anchor`` moved by their ``offset`` in pixels."""
    ink, ground = ("#f2f5f8", "#12161c") if look == "dark" else ("#12161c", "#ffffff")
    return pydeck.Layer(
        "TextLayer",
        list(rows),
        id=id_,
        get_position=["longitude", "latitude"],
        get_text="name",
        get_size=size,
        get_color=rgb(ink),
        get_pixel_offset="offset",
        get_text_anchor="anchor",
        background=True,
        get_background_color=rgb(ground, 190),
        background_padding=[3, 1],
        character_set=pydeck.types.String("auto"),
        font_family=pydeck.types.String('"Source Sans", sans-serif'),
    )


def rings(chosen: Sequence[Row]) -> list[pydeck.Layer]:
    """A ring around the chosen area; no layer where none is chosen."""
    if not chosen:
        return []
    ring = pydeck.Layer(
        "ScatterplotLayer",
        chosen,
        id="chosen",
        get_position=["longitude", "latitude"],
        filled=False,
        get_line_color=rgb(ACCENT[mode()]),
        get_radius=14,
        radius_units=pydeck.types.String("pixels"),
        stroked=True,
        line_width_units=pydeck.types.String("pixels"),
        get_line_width=3,
    )
    return [ring]


def areas(
    rows: Sequence[Row],
    box: Box,
    chosen: str | None = None,
    outline: Sequence[Row] | None = None,
    outlined: str | None = None,
    around: Sequence[Row] = (),
) -> pydeck.Deck:
    """The map: borders, a point for each area, a ring around the chosen one, a bolder border around a place.

    ``outline`` are the lines around the place, with ``start`` and ``end``; ``outlined`` is where the outlines of the areas
    are fetched; ``around`` are the places whose names stand on the map where it begins near.
    """
    view = zoom_to(box)
    data = [{**row, **drawn_as(row)} for row in serious_last(rows)]
    layers = borders(mode(), outline)
    if outlined:
        layers.insert(0, outlines(mode(), outlined))
    if view.zoom >= NEAR:
        west, south, east, north = box
        near = [row for row in data if west <= row["longitude"] <= east and south <= row["latitude"] <= north]
        layers.append(names([{**row, "anchor": "middle", "offset": [0, 0]} for row in around], mode(), "places", 12))
        middle = map_names.pixels({"longitude": view.longitude, "latitude": view.latitude}, view.zoom)
        frame = map_names.around(middle, WIDTH, HEIGHT)
        layers.append(names(map_names.place(near, view.zoom, frame, chosen, around), mode(), "names", 14))
    layers.append(
        pydeck.Layer(
            "ScatterplotLayer",
            data,
            # The browser keeps a click as a selection in the layer of this name, and takes the next one on the same point
            # as its end, whatever was chosen elsewhere meanwhile. In a layer of another name nothing is selected.
            id=f"areas beside {chosen}" if chosen else "areas",
            get_position=["longitude", "latitude"],
            get_fill_color="fill",
            get_line_color="line",
            get_radius="radius",
            radius_units=pydeck.types.String("pixels"),
            stroked=True,
            line_width_units=pydeck.types.String("pixels"),
            get_line_width=1.5,
            pickable=True,  # without auto_highlight: a point lit up under the mouse does not take the first click
        )
    )
    layers += rings([row for row in data if row["area"] == chosen])
    return pydeck.Deck(
        layers=layers,
        initial_view_state=view,
        map_provider=None,  # no tiles; with a style of None, Streamlit would fetch some from elsewhere
        tooltip={"text": "{name}, {municipality}\n{label}"},
    )


def show(deck: pydeck.Deck, description: str, key: str, on_choice: Callable[[str], None]) -> None:
    """Put the map on the page. ``on_choice`` is given the id of the area that is clicked."""

    def clicked() -> None:
        layers = st.session_state[key].selection.get("objects", {}).values()
        for row in (row for rows in layers for row in rows):
            on_choice(str(row["area"]))

    st.pydeck_chart(deck, height=HEIGHT, on_select=clicked, key=key, alt=description)


ZOOM = ("in", "out")


def zoom_html(nearer: str, farther: str) -> str:
    """The buttons that zoom the map, named for those who hear the page; shell.js does what they say."""
    signs = dict(zip(ZOOM, (("+", nearer), ("−", farther)), strict=True))
    buttons = "".join(
        f'<button type="button" class="control" data-zoom="{way}" aria-label="{escape(name)}">{sign}</button>'
        for way, (sign, name) in signs.items()
    )
    return f'<span class="map-zoom">{buttons}</span>'


def legend(rows: Sequence[Row], labels: dict[str, str]) -> dict[str, str]:
    """What the marks on the map mean."""
    meant: dict[str, dict[str, None]] = {}
    for row in rows:
        meant.setdefault(mark_of(row), {})[labels[row["area_category"]]] = None
    return {mark: ", ".join(named) for mark, named in meant.items()}


def dot(mark: str) -> str:
    """A mark in HTML, as large as the map draws it; what is no category is hollow there too."""
    across = 2 * RADIUS.get(mark, SMALLEST)
    look = "background" if mark in RADIUS else "border: 1.5px solid; border-color"
    return f'<span class="dot" style="width: {across}px; height: {across}px; {look}: var(--{mark})" aria-hidden="true"></span>'


def legend_html(meant: dict[str, str], order: str) -> str:
    """The legend beside the map; ``meant`` is the answer of :func:`legend`, ``order`` says how its shades are meant."""
    items = "".join(f"<li>{dot(mark)} {escape(meant[mark])}</li>" for mark in COLOUR_ORDER if mark in meant)
    items += f"<li>({escape(order)})</li>" if len(meant) > 1 else ""
    return f'<ul class="legend">{items}</ul>'


def serious_last(rows: Sequence[Row]) -> list[Row]:
    """The rows with their marks, such that the most serious are drawn on top."""
    return sorted(marked(rows), key=lambda row: RADIUS.get(row["area_category"], 0))
