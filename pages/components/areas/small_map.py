"""A small map of one municipality: its outline, what lies around it, and its areas with their names. An image of SVG.

Distances are true around the municipality; a name is left out where it has no room.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from pages.components.charts import COLOURS
from pages.components.layout import small_pictures

Ring = Sequence[tuple[float, float]]
"""A closed line of longitudes and latitudes."""

Box = tuple[float, float, float, float]
"""West, south, east and north, in degrees."""

WIDTH, HIGHEST, LOWEST = 352, 380, 150
"""Pixels: the width of the map, and between which heights it may be."""

AIR = 14
LETTER, LINE = 7.2, 15
"""Pixels that a letter is wide, about, and a line of text is high."""

SIZES = {"vulnerable": 4.5, "risk": 5, "particularly_vulnerable": 5.5}
"""How large the point of an area is, by its category."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """An area: where its middle is, and its outline where one is known."""

    name: str
    category: str
    longitude: float
    latitude: float
    outline: Sequence[Ring] = ()


@dataclass(frozen=True, kw_only=True)
class Land:
    """A municipality: its name and its outlines."""

    name: str
    outline: Sequence[Ring]


class Sheet:
    """Where degrees lie on the map, and where there is still room for a name."""

    def __init__(self, box: Box, width: int = WIDTH, highest: int = HIGHEST) -> None:
        west, south, east, north = box
        self.width = width
        self.west, self.north = west, north
        self.narrower = math.cos(math.radians((south + north) / 2))
        wide, tall = (east - west) * self.narrower, north - south
        room = width - 2 * AIR
        self.scale = min(room / wide, (highest - 2 * AIR) / tall)
        self.height = round(max(LOWEST, min(highest, tall * self.scale + 2 * AIR)))
        self.left = (width - wide * self.scale) / 2
        self.top = (self.height - tall * self.scale) / 2
        self.taken: list[Box] = []

    def at(self, longitude: float, latitude: float) -> tuple[float, float]:
        return (
            self.left + (longitude - self.west) * self.narrower * self.scale,
            self.top + (self.north - latitude) * self.scale,
        )

    def path(self, outline: Iterable[Ring]) -> str:
        lines = (
            "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in (self.at(*point[:2]) for point in ring)) for ring in outline
        )
        return "".join(f"{line}Z" for line in lines)

    def place(self, box: Box) -> bool:
        """Whether there is room for something in this box of pixels; if so, it is taken."""
        left, top, right, bottom = box
        if left < 0 or top < 0 or right > self.width or bottom > self.height:
            return False
        if any(left < r and right > a and top < b and bottom > o for a, o, r, b in self.taken):
            return False
        self.taken.append(box)
        return True


def html(own: Land, around: Sequence[Land], areas: Sequence[Place], box: Box, spoken: str) -> str:
    """The map as an image of the page; ``box`` is what lies within it, ``spoken`` the alternative text."""
    sheet = Sheet(box)
    return small_pictures.image("map", WIDTH, sheet.height, inside(sheet, own, around, areas), spoken, STYLE)


def svg(own: Land, around: Sequence[Land], areas: Sequence[Place], box: Box) -> str:
    """The map as a file of its own."""
    sheet = Sheet(box)
    return small_pictures.svg(WIDTH, sheet.height, inside(sheet, own, around, areas), STYLE)


def inside(sheet: Sheet, own: Land, around: Sequence[Land], areas: Sequence[Place]) -> str:
    """What is drawn on the sheet: land, outlines, points, names."""
    points = [sheet.at(area.longitude, area.latitude) for area in areas]
    for x, y in points:
        sheet.taken.append((x - 7, y - 7, x + 7, y + 7))
    land = "".join(f'<path class="land" d="{sheet.path(one.outline)}"/>' for one in around)
    land += f'<path class="place" d="{sheet.path(own.outline)}"/>'
    outlines = "".join(f'<path class="{area.category}" d="{sheet.path(area.outline)}"/>' for area in areas)
    dots = "".join(_dot(area, *point) for area, point in zip(areas, points, strict=True))
    names = "".join(_name(sheet, area.name, *point) for area, point in zip(areas, points, strict=True))
    names += "".join(_neighbour(sheet, one) for one in around)
    return f"{land}{outlines}{dots}{names}"


def _dot(area: Place, x: float, y: float) -> str:
    size = SIZES.get(area.category, 4)
    return f'<circle class="{area.category}" cx="{x:.1f}" cy="{y:.1f}" r="{size}"/>'


def _name(sheet: Sheet, name: str, x: float, y: float) -> str:
    """The name beside its point, on the side where there is room."""
    wide = len(name) * LETTER
    ways = (
        ("start", x + 9, y + 4, (x + 8, y - 7, x + 9 + wide, y + 8)),
        ("end", x - 9, y + 4, (x - 9 - wide, y - 7, x - 8, y + 8)),
        ("middle", x, y + 18, (x - wide / 2, y + 8, x + wide / 2, y + 8 + LINE)),
        ("middle", x, y - 9, (x - wide / 2, y - 8 - LINE, x + wide / 2, y - 8)),
    )
    for anchor, left, base, box in ways:
        if sheet.place(box):
            return f'<text x="{left:.1f}" y="{base:.1f}" style="text-anchor:{anchor}">{escape(name)}</text>'
    return ""


def _neighbour(sheet: Sheet, land: Land) -> str:
    """The name of a municipality around, in the middle of what is seen of it."""
    points = [sheet.at(*point[:2]) for ring in land.outline for point in ring]
    seen = [(x, y) for x, y in points if 0 <= x <= WIDTH and 0 <= y <= sheet.height]
    if not seen:
        return ""
    # Its points lie on the border: the middle of what is seen lies between them and the edge of the map.
    outside = [(min(max(x, 0), WIDTH), min(max(y, 0), sheet.height)) for x, y in points if (x, y) not in seen]
    every = [*seen, *outside]
    x, y = (sum(values) / len(every) for values in zip(*every, strict=True))
    wide = len(land.name) * LETTER * 0.92
    x = min(max(x, wide / 2 + 3), WIDTH - wide / 2 - 3)
    if not sheet.place((x - wide / 2, y - 10, x + wide / 2, y + 5)):
        return ""
    return f'<text class="around" x="{x:.1f}" y="{y:.1f}">{escape(land.name)}</text>'


def _colours(look: str) -> str:
    shades = dict(zip(("vulnerable", "risk", "particularly_vulnerable"), COLOURS[look], strict=False))
    return "".join(f".{category}{{--fill:{colour}}}" for category, colour in shades.items())


STYLE = (
    "svg{--land:#e9edf2;--sea:#fff;--place:#cfdcec}"
    f"{_colours('light')}"
    "@media(prefers-color-scheme:dark){svg{--land:#222a34;--sea:#12161c;--place:#31496a}" + _colours("dark") + "}"
    "path.land{fill:var(--land);stroke:var(--sea);stroke-width:1}"
    "path.place{fill:var(--place);stroke:var(--own);stroke-width:1.25}"
    "path.vulnerable,path.risk,path.particularly_vulnerable{fill:var(--fill);stroke:none;opacity:.55}"
    "circle{fill:var(--fill,var(--quiet));stroke:var(--sea);stroke-width:1.25}"
    "text{paint-order:stroke;stroke:var(--sea);stroke-width:3px;stroke-linejoin:round}"
    "text.around{fill:var(--quiet);font-size:12px}"
)
"""Beyond the rules of all small pictures: land, the municipality, its areas in the colours of their categories."""
