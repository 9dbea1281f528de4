"""A municipality by its own squares: what is shown, its classes, table, files and sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

import queries
from pages.components import address, charts, downloads, filters, notes, page
from pages.components.charts import Chart, Row, deso_map, maps
from pages.components.layout import answer, caveat, filter_bar, take_along, views
from pages.components.living import squares as parts
from pages.components.living.words import SHADES
from pages.components.own import files as own_files
from pages.components.tables import Table
from pages.components.text import Text, uncapitalised
from pages.sections import reference
from pages.sections.living import around, claim
from pages.sections.living.municipality import NEUTRAL, RINGS
from pages.server.streamlit_internals import Place
from queries.places import base_map, deso_borders, squares
from queries.row_types import Condition, Municipality, Square, SquareClass
from queries.store import square_checks

MOST_SINGLE = 2500
"""If more squares than these are in the map, those of a class are drawn as one: a browser would take seconds for each."""


@dataclass(frozen=True, kw_only=True)
class View:
    """What is shown of which municipality: the variable, the year, whose rings, whether the map is of all squares or of
    where most live; the squares, and from where to where each class goes."""

    t: Text
    place: Municipality
    condition: Condition
    year: int
    rings: str
    part: str
    rows: Sequence[Square]
    classes: Sequence[SquareClass]

    @property
    def is_neutral(self) -> bool:
        return self.condition["id"] == NEUTRAL

    @property
    def heading(self) -> str:
        label = self.t.field(self.condition, "label")
        return self.t(
            "{label} in {place} by own squares, {year}", label=label, place=self.place["name"], year=str(self.year)
        )

    @property
    def unit(self) -> str:
        """The unit, and what the darker class is."""
        unit = self.t.field(self.condition, "unit")
        return f"{unit[0].upper()}{unit[1:]}. {self.t.field(self.condition, 'darker')}."

    @property
    def said(self) -> dict[int, str]:
        return parts.labels(self.t, self.condition, self.classes)

    @property
    def told(self) -> list[Square]:
        """The squares that are not hidden."""
        return [row for row in self.rows if row["shade"]]


def show(t: Text, chosen: Municipality, actions: Place) -> None:
    """The page of a municipality below its head."""
    above = st.container()
    with st.container(key="figure"):
        title = st.container()
        view = choose(t, chosen)
        own = (st.session_state.get(own_files.KEY) or {}).get("squares.csv", b"")
        page.current().shows_own |= not square_checks.ids_in(own).isdisjoint(row["square"] for row in view.rows)
        smallest = queries.smallest_count()
        lines = [escape(view.unit), answer.bold(parts.hidden(t, view.rows, smallest))]
        below = "".join(f'<p class="unit">{line}</p>' for line in lines if line)
        title.html(f'<h2 class="figure-title">{escape(view.heading)}</h2>{below}')
        table = parts.table(t, view.heading, view.condition, view.rows)
        chart = drawn(view, maps.mode()) if view.told else None
        with views.view(t, "chart"):
            beside(view, chart)
            if view.part == "whole" and len(view.told) > MOST_SINGLE:
                said = t(
                    "The squares of a class are drawn as one, because they are many. Let the map show where most live to point at each."
                )
                notes.caption(said)
        with views.view(t, "table"):
            page.show_table(t, parts.first(t, table))
        with views.view(t, "about"):
            about(view)
        caveat.show(
            t("**The map describes areas, not people.** It is not the police's map, and says nothing about causes.")
        )
        views.switch(t, ("chart", "table", "about"), first=t("Map") if chart else t("In short"))
    with above:
        answer.show(t, parts.answer(t, chosen["name"], view.condition, view.year, view.rows, view.is_neutral))
    claim.before_use(t)
    with actions:
        files(view, chart, table)


def choose(t: Text, chosen: Municipality) -> View:
    """The variable, the year and the rings, folded to words."""
    here = squares.by_municipality()[chosen["code"]]
    conditions = {row["id"]: row for row in queries.rows("conditions")}
    there = {(row["condition"], row["year"]) for row in queries.rows("square_places") if row["square"] in here}
    offered = [id_ for id_ in conditions if any(id_ == one for one, _ in there)]
    labels = {id_: t.field(conditions[id_], "label") for id_ in offered}
    labels |= {NEUTRAL: t("Apart: {label}", label=uncapitalised(labels[NEUTRAL]))} if NEUTRAL in labels else {}
    rings = {"none": t("no rings"), "children": t("many children 0–14"), "youths": t("many youths 15–19")}
    ringed = [ring for ring in RINGS if ring in ("none", *offered)]
    spread = {"whole": t("all squares"), "centre": t("where most live, 10 km")}
    condition = address.one("condition", offered)
    years = sorted({str(year) for one, year in there if one == condition})
    year = address.one("to", [years[-1], *years])
    ring, part = address.one("rings", ringed), address.one("part", list(spread))
    with filter_bar.bar([*around.named(t, chosen["code"]), labels[condition], year, rings[ring], spread[part]]):
        around.choose(t, chosen["code"])
        filters.segments("condition", t("Measure"), offered, labels.__getitem__)
        filters.segments("to", t("Year"), years, str, years[-1])
        filters.segments("rings", t("Rings where many live"), ringed, rings.__getitem__)
        filters.segments("part", t("The map shows"), list(spread), spread.__getitem__)
    rows = queries.rows("squares", conditions=[condition], years=[int(year)])
    return View(
        t=t,
        place=chosen,
        condition=conditions[condition],
        year=int(year),
        rings=ring,
        part=part,
        rows=[row for row in rows if row["square"] in here],
        classes=queries.rows("square_classes", conditions=[condition], years=[int(year)]),
    )


# ---- map ----------------------------------------------------------------------------------------------------------


def drawn(view: View, look: str) -> Chart:
    """The map for a light or a dark page."""
    shapes = squares.outlines([(row["square"], row["metres"]) for row in view.told])
    limits = box(view, shapes)
    inside = {id_: shape for id_, shape in shapes.items() if touches(shape, limits)}
    ringed = number_in_rings(view)
    rows = [row_of(view, row, shapes[row["square"]], ringed.get(row["square"], 0)) for row in view.told]
    if len(inside) > MOST_SINGLE:
        rows, inside = by_class(view, rows, inside)
    return deso_map.chart(
        view.t,
        rows,
        inside,
        around.outlines(view.place["code"]),
        around.ground(view.place["code"]),
        limits,
        deso_map.ramp(view.is_neutral, look),
        look,
        are_squares=True,
    )


def by_class(
    view: View, rows: Sequence[Row], shapes: Mapping[str, deso_borders.Polygons]
) -> tuple[list[Row], dict[str, deso_borders.Polygons]]:
    """The squares of each class joined, with how many they are and how many live there; rings stay as they are."""
    t, joined = view.t, {}
    made = [row for row in rows if row["ring"]]
    for shade in SHADES:
        inside = [row for row in view.told if row["shade"] == shade and row["square"] in shapes]
        if inside:
            joined[str(shade)] = squares.joined([shapes[row["square"]] for row in inside])
            count = t.plural("{count} square", "{count} squares", len(inside))
            people = t.number(parts.people(inside), 0)
            told = {"name": count, "people": people, "shown": view.said[shade], "shade": shade, "ring": 0}
            made.append({"deso": str(shade), **told})
    return made, joined


def row_of(view: View, row: Square, shape: deso_borders.Polygons, ring: int) -> Row:
    """What the map shows and says of one square: no figure without how many live there."""
    t = view.t
    (west, south), _, (east, north), *_ = shape[0][0]
    return {
        "deso": row["square"],
        "name": row["square"],
        "people": t.number(row["inhabitants"], 0),
        "shown": t.number(row["value"], view.condition["decimals"] or 0),
        "shade": row["shade"],
        "ring": ring,
        "ring_shown": t.number(ring, 0),
        "longitude": (west + east) / 2,
        "latitude": (south + north) / 2,
    }


def number_in_rings(view: View) -> dict[str, int]:
    """The number that a ring is drawn for, by square."""
    if view.rings not in parts.COUNTED:
        return {}
    rows = queries.rows("squares", conditions=[view.rings], years=[view.year])
    return {row["square"]: row["number"] for row in rows if row["is_many"] and row["number"]}


def box(view: View, shapes: Mapping[str, deso_borders.Polygons]) -> base_map.Box:
    """What the map shows: all squares, or those where most live."""
    chosen = squares.most_live(view.told) if view.part == "centre" else list(shapes)
    longitudes, latitudes = zip(*(point for id_ in chosen for point in shapes[id_][0][0]), strict=True)
    return min(longitudes), min(latitudes), max(longitudes), max(latitudes)


def touches(shape: deso_borders.Polygons, limits: base_map.Box) -> bool:
    """Whether a square is in the box, in whole or in part."""
    (west, south), _, (east, north), *_ = shape[0][0]
    return limits[0] <= east and west <= limits[2] and limits[1] <= north and south <= limits[3]


def beside(view: View, chart: Chart | None) -> None:
    """The classes with what they hold, and the map beside them."""
    t, look = view.t, maps.mode()
    meant = parts.legend(t, view.rows, view.said, deso_map.ramp(view.is_neutral, look))
    if chart is None:
        st.html(f'<div class="figure">{meant}</div>')
        return
    areas = list(around.outlines(view.place["code"]))
    marks = around.marks(t, bool(areas), ring_said(view))
    with st.container(horizontal=True, gap="medium", key="beside_shades"):
        st.html(f"{meant}{marks}")
        spoken = parts.spoken(t, view.place["name"], view.condition, view.rows, view.said, areas)
        charts.show(chart, spoken, key="chart")


def ring_said(view: View) -> str:
    """What the rings are; empty where there are none."""
    if view.rings not in parts.COUNTED:
        return ""
    return view.t("ring: among the tenth of own squares with most; larger, the more they are")


# ---- what it is, and files ----------------------------------------------------------------------------------------


def explained(view: View) -> list[tuple[str, str]]:
    """What the variable, the squares and the classes are, and what is hidden."""
    t = view.t
    return [
        *notes.definition_lines(t, view.condition),
        *parts.explained(t, view.condition, view.classes, queries.smallest_count(), view.rings in parts.COUNTED),
    ]


def sources(view: View) -> list[str]:
    """A line a source, those of the squares as they were put in."""
    known = reference.dictionary().sources
    used = list(dict.fromkeys(row["source"] for row in view.rows))
    others = ["polisen-geodata-2025"] if around.outlines(view.place["code"]) else []
    ids = [id_ for id_ in (*used, *others) if id_ in known]
    return [*(text for text in used if text not in known), *notes.full_lines(view.t, known, ids)]


def about(view: View) -> None:
    """What the figures mean and where they come from."""
    t = view.t
    notes.beside(explained(view))
    label, items = escape(t("Sources")), "".join(f"<li>{escape(line)}</li>" for line in sources(view))
    st.html(f'<ul class="sources" aria-label="{label}">{items}</ul>')


def files(view: View, chart: Chart | None, table: Table) -> None:
    """What can be taken along."""
    t, link = view.t, address.link()
    warned = t("The map describes areas, not people. It is not the police's map, and says nothing about causes.")
    lines, told = sources(view), explained(view)
    hidden = answer.plain(parts.hidden(t, view.rows, queries.smallest_count()))
    meant = [around.outlined(t)] if around.outlines(view.place["code"]) else []
    below = [*meant, ring_said(view), hidden, warned, *(t("Source: {source}", source=line) for line in lines), link]
    chosen = t("Municipality: {place}", place=view.place["name"])

    def picture() -> charts.Spec:
        light = drawn(view, "light")
        shapes = squares.outlines([(row["square"], row["metres"]) for row in view.told])
        said = [view.said[shade] for shade in SHADES]
        fitted = deso_map.picture(light, said, deso_map.ramp(view.is_neutral, "light"), box(view, shapes))
        return charts.picture(fitted, view.heading, view.unit, [line for line in below if line])

    take_along.menu(
        t,
        downloads.file_name("own-squares", view.condition["id"], view.place["name"], str(view.year)),
        table,
        picture if chart else None,
        lambda: downloads.about(t, chosen, lines, [(t("Keep in mind"), warned), *told], link),
    )
