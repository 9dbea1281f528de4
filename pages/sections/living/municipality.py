"""The map of living conditions in one municipality: what is shown, its shades, table, files and sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

import queries
from pages.components import address, charts, downloads, filters, notes, page
from pages.components.charts import Chart, Row, deso_map, maps
from pages.components.layout import answer, caveat, filter_bar, take_along, views
from pages.components.living import tables, words
from pages.components.tables import Table
from pages.components.text import Text, uncapitalised
from pages.sections import reference
from pages.sections.living import around, border_file, claim
from pages.server.streamlit_internals import Place
from queries.places import base_map, deso_borders
from queries.row_types import Condition, Deso, Municipality

RINGS = ("none", "children", "youths")
PARTS = ("whole", "centre")
COUNTED = {"children": "age_0_14", "youths": "age_15_19"}
NEUTRAL = "foreign_background"
"""The variable that must not look like better or worse."""


@dataclass(frozen=True, kw_only=True)
class View:
    """What is shown of which municipality: the chosen measure, whose rings, whether the map is of the whole or of its main town,
    the areas, and the shade of each by its code."""

    t: Text
    place: Municipality
    condition: Condition
    conditions: Sequence[Condition]
    rings: str
    part: str
    rows: Sequence[Deso]
    shades: Mapping[str, int]
    said: Mapping[int, str]

    @property
    def is_neutral(self) -> bool:
        return self.condition["id"] == NEUTRAL

    @property
    def heading(self) -> str:
        label = self.t.field(self.condition, "label")
        return self.t("{label} in {place}, 2022", label=label, place=self.place["name"])

    @property
    def unit(self) -> str:
        """The unit, and what the darker shade is."""
        t, one = self.t, self.condition
        unit = t.field(one, "unit")
        computed, darker = t("computed"), t.field(one, "darker")
        marked = unit if one["id"] == "income" or one["kind"] == "type" else f"{unit} ({computed})"
        return f"{marked[0].upper()}{marked[1:]}. {darker}."


def show(t: Text, chosen: Municipality, actions: Place) -> None:
    """The page of a municipality below its head."""
    conditions = queries.rows("conditions")
    own = queries.rows("deso_types", municipality=chosen["code"])
    if not own:
        filters.no_figures(t)
        return
    answer.show(t, words.answer(t, chosen["name"], own, queries.rows("deso_types", municipality=None)))
    with st.container(key="figure"):
        title = st.container()
        view = choose(t, chosen, [row for row in conditions if row["kind"] != "missing"], conditions)
        lack = answer.bold(words.border_caveat(t, view.rows))
        below = f'<p class="unit">{escape(view.unit)}</p>' + (f'<p class="unit">{lack}</p>' if lack else "")
        title.html(f'<h2 class="figure-title">{escape(view.heading)}</h2>{below}')
        table = tables.areas(t, view.heading, view.condition, conditions, view.rows, view.shades)
        chart = drawn(view, maps.mode())
        with views.view(t, "chart"):
            beside(view, chart)
        with views.view(t, "table"):
            page.show_table(t, table)
        with views.view(t, "about"):
            about(view)
        border_file.warn(t)
        around.warn(t, chosen["code"], chosen["name"])
        caveat.show(
            t("**The map describes areas, not people.** It is not the police's map, and says nothing about causes.")
        )
        views.switch(t, ("chart", "table", "about"), first=t("Map") if chart else t("In short"))
    answer.below(t, words.support(t, chosen["name"], view.condition, view.rows, view.shades))
    claim.show(t, of_types(conditions) if view.is_neutral else view.condition)  # a background is no hard condition
    claim.before_use(t)
    with actions:
        files(view, chart, table)


def of_types(conditions: Sequence[Condition]) -> Condition:
    """SCB's type of area among the measures."""
    return next(row for row in conditions if row["id"] == "area_type")


def choose(t: Text, chosen: Municipality, offered: Sequence[Condition], conditions: Sequence[Condition]) -> View:
    """The measure and the rings, folded to words."""
    known = {row["id"]: row for row in offered}
    labels = {id_: t.field(row, "label") for id_, row in known.items()}
    labels[NEUTRAL] = t("Apart: {label}", label=uncapitalised(labels.get(NEUTRAL, "")))
    rings = {"none": t("no rings"), "children": t("many children 0–14"), "youths": t("many youths 15–19")}
    condition, ring = address.one("condition", list(known)), address.one("rings", RINGS)
    parts = {"whole": t("the whole municipality"), "centre": t("the main town")}
    part = address.one("part", PARTS)
    with filter_bar.bar([*around.named(t, chosen["code"]), labels[condition], rings[ring], parts[part]]):
        around.choose(t, chosen["code"])
        filters.segments("condition", t("Measure"), list(known), labels.__getitem__)
        filters.segments("rings", t("Rings where many live"), list(RINGS), rings.__getitem__)
        filters.segments("part", t("The map shows"), list(PARTS), parts.__getitem__)
    shades = queries.rows("deso_classes", municipality=chosen["code"], conditions=[condition])
    classes = queries.rows("condition_classes", conditions=[condition])
    return View(
        t=t,
        place=chosen,
        condition=known[condition],
        conditions=conditions,
        rings=ring,
        part=part,
        rows=queries.rows("living_conditions", municipalities=[chosen["code"]]),
        shades={row["deso"]: row["shade"] for row in shades},
        said=words.labels(t, known[condition], classes),
    )


# ---- map ----------------------------------------------------------------------------------------------------------


def drawn(view: View, look: str) -> Chart | None:
    """The map for a light or a dark page; ``None`` where no border is known."""
    shapes = deso_borders.borders(view.place["code"])
    if not shapes:
        return None
    rows = [row_of(view, row, shapes.get(row["deso"])) for row in view.rows]
    return deso_map.chart(
        view.t,
        rows,
        shapes,
        around.outlines(view.place["code"]),
        around.ground(view.place["code"]) if len(shapes) < len(rows) else None,
        box(view, shapes),
        deso_map.ramp(view.is_neutral, look),
        look,
    )


IN_MAIN_TOWN = "C"
"""SCB's letter, the fifth of a code, of areas mostly in the municipality's main town."""


def box(view: View, shapes: deso_borders.Shapes) -> base_map.Box:
    """What the map shows: the municipality, or the areas of its main town."""
    if len(shapes) < len(view.rows) and view.part == "whole":
        return base_map.bounds()[view.place["code"]]
    of_town = [shape for code, shape in shapes.items() if code[4] == IN_MAIN_TOWN and view.part == "centre"]
    points = [point for shape in of_town or shapes.values() for polygon in shape for point in polygon[0]]
    longitudes, latitudes = zip(*points, strict=True)
    return min(longitudes), min(latitudes), max(longitudes), max(latitudes)


def row_of(view: View, row: Deso, shape: deso_borders.Polygons | None) -> Row:
    """What the map shows and says of one area: no figure without how many live there."""
    t, one = view.t, view.condition
    shown = (
        t.number(row[one["id"]], one["decimals"] or 0)  # type: ignore[literal-required]
        if one["kind"] == "variable"
        else view.said[view.shades[row["deso"]]]
    )
    is_ringed = view.rings in COUNTED and row[f"many_{view.rings}"]  # type: ignore[literal-required]
    count = row[COUNTED[view.rings]] if is_ringed and shape else 0  # type: ignore[literal-required]
    longitude, latitude = deso_borders.centre(shape) if shape else (0.0, 0.0)
    return {
        "deso": row["deso"],
        "name": row["name"],
        "people": t.number(row["population"], 0),
        "shown": shown,
        "shade": view.shades[row["deso"]],
        "ring": count,
        "ring_shown": t.number(count, 0),
        "longitude": longitude,
        "latitude": latitude,
    }


def beside(view: View, chart: Chart | None) -> None:
    """The shades with what they hold, and the map beside them; the shades alone where there is no map."""
    t, look = view.t, maps.mode()
    is_partial = chart is not None and any(not row["has_border"] for row in view.rows)
    missing = maps.LAND[look][0] if is_partial else ""
    colours = deso_map.ramp(view.is_neutral, look)
    meant = words.legend(t, view.rows, view.shades, view.said, colours, missing)
    if chart is None:
        st.html(f'<div class="figure">{meant}</div>')
        return
    areas = list(around.outlines(view.place["code"]))
    with st.container(horizontal=True, gap="medium", key="beside_shades"):
        st.html(f"{meant}{around.marks(t, bool(areas), ringed(t) if view.rings in COUNTED else '')}")
        spoken = words.spoken(t, view.place["name"], view.condition, view.rows, view.shades, view.said, areas)
        charts.show(chart, spoken, key="chart")


def ringed(t: Text) -> str:
    """What the rings are."""
    return t("ring: among the country's tenth with most; larger, the more they are")


# ---- what it is, and files ----------------------------------------------------------------------------------------


def used(view: View) -> list[str]:
    """The sources of what is shown."""
    parts = [row["source"] for row in view.conditions if row["part"] and row["part"] == view.condition["part"]]
    of_group = parts if view.condition["kind"] == "group" else []
    every = ["scb-deso-folkmangd-2022", "scb-omradestyp-2022", "scb-deso-granser-2018", "polisen-geodata-2025"]
    known = reference.dictionary().sources
    return [id_ for id_ in dict.fromkeys([view.condition["source"], *of_group, *every]) if id_ in known]


def explained(view: View) -> list[tuple[str, str]]:
    """Definition, caveats and formulas of what is shown."""
    t, computed = view.t, reference.dictionary().computed
    formulas = {"type": [], "group": ["deso_fifths"], "variable": ["deso_shares", "deso_fifths"]}
    ids = [*formulas[view.condition["kind"]], "deso_in_areas"]
    if view.condition["id"] == "income":
        ids.remove("deso_shares")
    ids += ["large_groups_of_children"] if view.rings in COUNTED else []
    return [
        *notes.definition_lines(t, view.condition),
        *notes.formulas(t, computed, [id_ for id_ in ids if id_ in computed]),
    ]


def about(view: View) -> None:
    """What the figures mean and where they come from."""
    t = view.t
    notes.beside(explained(view))
    notes.sources(t, reference.dictionary().sources, used(view))
    link = address.to("/api/living-conditions.csv", {"municipality": view.place["code"]})
    st.markdown(t("Open data, all variables: {link}.", link=f"[CSV]({link})"))


def files(view: View, chart: Chart | None, table: Table) -> None:
    """What can be taken along."""
    t, link = view.t, address.link()
    known, ids, told = reference.dictionary().sources, used(view), explained(view)
    warned = t("The map describes areas, not people. It is not the police's map, and says nothing about causes.")
    lines = notes.full_lines(t, known, ids)
    meant = [around.outlined(t)] if around.outlines(view.place["code"]) else []
    meant += [ringed(t)] if view.rings in COUNTED else []
    below = [*meant, warned, *(t("Source: {source}", source=line) for line in notes.source_lines(t, known, ids)), link]
    chosen = t("Municipality: {place}", place=view.place["name"])
    light = deso_map.ramp(view.is_neutral, "light")
    said = [view.said.get(shade, str(shade)) for shade in words.SHADES]

    def picture() -> charts.Spec:
        light_one = drawn(view, "light")
        assert light_one is not None
        fitted = deso_map.picture(light_one, said, light, box(view, deso_borders.borders(view.place["code"])))
        return charts.picture(fitted, view.heading, view.unit, below)

    take_along.menu(
        t,
        downloads.file_name("living-conditions", view.condition["id"], view.place["name"]),
        table,
        picture if chart else None,
        lambda: downloads.about(t, chosen, lines, [(t("Keep in mind"), warned), *told], link),
    )
