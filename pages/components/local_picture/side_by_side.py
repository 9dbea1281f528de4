"""Living conditions and the stability of hot spots side by side, a row an area: nothing is weighed together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pages.components.living import words
from pages.components.living.tables import titled
from pages.components.tables import Column, Table
from pages.components.text import Text, swedish_order
from queries.row_types import Condition, Deso
from queries.statistics.hot_spots import Stability

APART = "foreign_background"
"""The variable that is no living condition: never beside places of events."""


@dataclass(frozen=True, kw_only=True)
class Area:
    """An area of the police's with the DeSO that lie at least half in it; ``is_compared`` is whether SCB's borders are here."""

    id: str
    name: str
    is_compared: bool
    deso: Sequence[Deso]


@dataclass(frozen=True, kw_only=True)
class Events:
    """What the reader's own events say: two years, the hexagons' width, and the stability of each area's, by its id."""

    earlier: int
    later: int
    metres: int
    found: Mapping[str, Stability]


def variables(conditions: Sequence[Condition]) -> list[Condition]:
    """The report's variables that stand beside places of events."""
    return [one for one in conditions if one["kind"] == "variable" and one["id"] != APART]


def table(
    t: Text, caption: str, areas: Sequence[Area], conditions: Sequence[Condition], events: Events | None
) -> Table:
    """A row an area, by name: its DeSO, their figures as lowest–highest, and the hexagons of the reader's own events."""
    shown = variables(conditions)
    columns = [
        Column("area", t("The police's area")),
        Column("deso", t("Number of DeSO"), 0, computed=True),
        Column("population", t("Inhabitants of each DeSO")),
        Column("area_type", t("SCB's type of area")),
        *(Column(one["id"], titled(t, one), computed=one["id"] != "income") for one in shown),
        *(hexagon_columns(t, events) if events else []),
        Column("codes", t("Area (DeSO)"), unseen=True),
        *ends(t, shown),
    ]
    cells: list[list[object]] = []
    notes: dict[tuple[int, str], str] = {}
    for number, area in enumerate(sorted(areas, key=lambda one: swedish_order(one.name))):
        rows = area.deso
        numbers = [end(rows, id_) for id_ in ("population", *(one["id"] for one in shown)) for end in (least, most)]
        cells.append(
            [
                area.name,
                len(rows) if area.is_compared else None,
                span(t, rows, "population", 0),
                types_of(t, rows),
                *(span(t, rows, one["id"], one["decimals"] or 0) for one in shown),
                *(hexagons(t, events.found.get(area.id)) if events else []),
                " ".join(row["deso"] for row in rows) or None,
                *numbers,
            ]
        )
        if not area.deso:
            why = none_inside(t) if area.is_compared else no_borders(t)
            notes |= {(number, id_): why for id_ in ("population", "area_type", *(one["id"] for one in shown))}
    remarks = [read_so(t), *gone(t, conditions), *(hexagons_said(t, events) if events else [])]
    return Table(caption, columns, cells, notes=notes, remarks=remarks, stacked=True, id="side_by_side")


def ends(t: Text, shown: Sequence[Condition]) -> list[Column]:
    """The ends of each range as numbers, for files."""
    titles = {"population": (t("Inhabitants of each DeSO"), 0)}
    titles |= {one["id"]: (titled(t, one), one["decimals"] or 0) for one in shown}
    return [
        Column(f"{id_}_{end}", word, decimals, unseen=True, computed=id_ not in ("income", "population"))
        for id_, (title, decimals) in titles.items()
        for end, word in (
            ("lowest", t("{label}: lowest", label=title)),
            ("highest", t("{label}: highest", label=title)),
        )
    ]


def least(rows: Sequence[Deso], id_: str) -> float | None:
    return min((row[id_] for row in rows), default=None)  # type: ignore[literal-required]


def most(rows: Sequence[Deso], id_: str) -> float | None:
    return max((row[id_] for row in rows), default=None)  # type: ignore[literal-required]


def span(t: Text, rows: Sequence[Deso], id_: str, decimals: int) -> str | None:
    """The figure of a single DeSO, or the lowest and the highest of several; never one figure of them together."""
    if not rows:
        return None
    low, high = (t.number(end(rows, id_), decimals) for end in (least, most))
    return low if low == high else f"{low}–{high}"


def types_of(t: Text, rows: Sequence[Deso]) -> str | None:
    """SCB's type of each DeSO, how many of each."""
    counted = {type_: sum(row["area_type"] == type_ for row in rows) for type_ in words.SHADES}
    said = [t("type {number}: {count} DeSO", number=type_, count=count) for type_, count in counted.items() if count]
    return ", ".join(said) or None


def by_deso(t: Text, caption: str, areas: Sequence[Area], conditions: Sequence[Condition]) -> Table:
    """A row a DeSO: what the ranges are made of. Foreign background stands last, and apart."""
    shown = variables(conditions)
    apart = [one for one in conditions if one["id"] == APART]
    columns = [
        Column("area", t("The police's area")),
        Column("deso", t("Area (DeSO)")),
        Column("name", t("Part of the municipality (RegSO)")),
        Column("population", t("Inhabitants"), 0),
        *(Column(one["id"], titled(t, one), one["decimals"], computed=one["id"] != "income") for one in shown),
        Column("area_type", t("SCB's type of area"), 0),
        *(
            Column(one["id"], t("Apart: {label}", label=titled(t, one)), one["decimals"], computed=True)
            for one in apart
        ),
    ]
    cells = [
        [
            area.name,
            row["deso"],
            row["name"],
            row["population"],
            *(row[one["id"]] for one in shown),  # type: ignore[literal-required]
            row["area_type"],
            *(row[one["id"]] for one in apart),  # type: ignore[literal-required]
        ]
        for area in sorted(areas, key=lambda one: swedish_order(one.name))
        for row in area.deso
    ]
    named = [t("{label}: {count}", label=number, count=name) for number, name in words.types(t).items()]
    remarks = [t("SCB's types of area – {types}.", types="; ".join(named))]
    return Table(caption, columns, cells, row_headers=2, remarks=remarks, id="side_by_side_deso")


# ---- the reader's own events ---------------------------------------------------------------------------------------


def hexagon_columns(t: Text, events: Events) -> list[Column]:
    years = {"earlier": str(events.earlier), "later": str(events.later)}
    return [
        Column("hexagons", t("Hexagons shown in the area"), 0, computed=True),
        Column("dense", t("of them dense in {earlier}", **years), 0, computed=True),
        Column("dense_both", t("dense in {earlier} and in {later}", **years), 0, computed=True),
        Column("by_chance", t("dense in both if nothing had changed"), computed=True),
    ]


def hexagons(t: Text, found: Stability | None) -> list[object]:
    """How many of an area's hexagons there are, were dense, stayed so, and would have if nothing had changed."""
    if found is None:
        return [None] * 4
    low, high = t.number(found.least, 0), t.number(found.most, 0)
    return [found.all, found.densest, found.stayed, low if low == high else f"{low}–{high}"]


# ---- what is said -------------------------------------------------------------------------------------------------


def read_so(t: Text) -> str:
    return t(
        "Each figure is of SCB's small areas (DeSO) that lie at least half within the police's area, in 2022. Where they are several, the lowest and the highest stand there, of their inhabitants too. None is a figure of the area itself, and none is added up."
    )


def none_inside(t: Text) -> str:
    return t("no DeSO lies at least half in the area")


def no_borders(t: Text) -> str:
    return t("SCB's borders are missing here: which DeSO lie in the area is not known")


def gone(t: Text, conditions: Sequence[Condition]) -> list[str]:
    """Which of the report's variables are not in the table, and why."""
    missing = [t.field(one, "label") for one in conditions if one["kind"] == "missing"]
    said = [t("Missing among the report's variables: {names}. No open figures were found.", names=t.listed(missing))]
    apart = t(
        "Foreign background is left out here: beside places of events it would look like a cause, and it is no living condition."
    )
    return [*(said if missing else []), apart]


def hexagons_said(t: Text, events: Events) -> list[str]:
    return [
        t(
            "Your own events in hexagons {metres} metres wide. A hexagon belongs to the area that its middle lies in. Dense are those that together hold half of the municipality's events in {year}, and as many in the other year. The last column: between which numbers 95 of 100 draws lie, by the model of chance used everywhere here.",
            metres=t.number(events.metres, 0),
            year=str(events.earlier),
        )
    ]
