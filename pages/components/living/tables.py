"""The tables of living conditions: the areas of a municipality, the country by type, and the report's claim both ways."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pages.components.living import words
from pages.components.tables import Column, Table, WhyEmpty
from pages.components.text import Text, swedish_order
from queries.row_types import Condition, ConditionInAreas, Deso, DesoType

COUNTS = {"children": "age_0_14", "youths": "age_15_19"}
"""Variables of which the report has the number: shown beside the share."""


def areas(
    t: Text,
    caption: str,
    condition: Condition,
    conditions: Sequence[Condition],
    rows: Sequence[Deso],
    shades: Mapping[str, int],
) -> Table:
    """A row an area, by name and not by figure: inhabitants, the figures of the variable or of the group's variables, the
    fifth, and the police's area it lies in."""
    parts = [
        one
        for one in conditions
        if one["kind"] == "variable"
        and (one["id"] == condition["id"] or (condition["kind"] == "group" and one["part"] == condition["part"]))
    ]
    ordered = sorted(rows, key=lambda row: (swedish_order(row["name"]), row["deso"]))
    numbers = [COUNTS[one["id"]] for one in parts if one["id"] in COUNTS]
    titles = {"age_0_14": t("Number aged 0–14"), "age_15_19": t("Number aged 15–19")}
    names = {str(number): f"{number}: {name}" for number, name in words.types(t).items()}
    columns = [
        Column("name", t("Part of the municipality (RegSO)")),
        Column("deso", t("Area (DeSO)")),
        Column("population", t("Inhabitants"), 0),
        *(Column(one["id"], titled(t, one), one["decimals"], computed=one["id"] != "income") for one in parts),
        *(Column(name, titles[name], 0) for name in numbers),
        *([Column("fifth", t("Fifth (5 = darkest)"), 0, computed=True)] if parts else []),
        Column("area_type", t("SCB's type of area"), 0 if parts else None, labels=names),
        Column("area_name", t("The police's area {year}", year=year_of(rows))),
        Column("has_border", t("Border here"), labels={"yes": t("yes"), "no": t("no")}, unseen=True),
        Column("year", t("Year"), 0, grouped=False, unseen=True),
    ]
    cells = [
        [
            row["name"],
            row["deso"],
            row["population"],
            *(row[one["id"]] for one in parts),  # type: ignore[literal-required]
            *(row[name] for name in numbers),  # type: ignore[literal-required]
            *([shades[row["deso"]]] if parts else []),
            row["area_type"],
            row["area_name"],
            "yes" if row["has_border"] else "no",
            2022,
        ]
        for row in ordered
    ]
    why = t("lies in none of the police's areas by half or more, or was not compared, as its border is missing here")
    remarks = [WhyEmpty(why)] if any(row["area_name"] is None for row in rows) else []
    return Table(caption, columns, cells, row_headers=2, remarks=remarks, id="deso")


def titled(t: Text, one: Condition) -> str:
    """The variable with its unit in short."""
    label = t.field(one, "label")
    return t("{label}, thousand SEK", label=label) if one["id"] == "income" else t("{label}, %", label=label)


def year_of(rows: Sequence[Deso]) -> int:
    """The assessment that the areas are of."""
    return next((row["assessment"] for row in rows if row["assessment"]), 2025)


def by_type(t: Text, caption: str, rows: Sequence[DesoType]) -> Table:
    """A row a type of area: how many areas and inhabitants, in the country or a place."""
    everybody = sum(row["population"] for row in rows)
    found: dict[int, list[DesoType]] = {number: [] for number in words.SHADES}
    for row in rows:
        found[row["area_type"]].append(row)
    columns = [
        Column(
            "area_type", t("SCB's type of area"), labels={str(n): f"{n}: {name}" for n, name in words.types(t).items()}
        ),
        Column("areas", t("Areas (DeSO)"), 0),
        Column("population", t("Inhabitants"), 0),
        Column("share", t("Of all inhabitants, %"), 1, computed=True),
    ]
    cells = [
        [
            str(number),
            sum(row["areas"] for row in parts),
            sum(row["population"] for row in parts),
            sum(row["population"] for row in parts) / everybody * 100,
        ]
        for number, parts in found.items()
    ]
    return Table(caption, columns, cells, id="area_types")


def claims(t: Text, caption: str, rows: Sequence[ConditionInAreas], conditions: Mapping[str, Condition]) -> Table:
    """A row a type, group or variable: how many of the areas within the police's are among the worst, and the reverse."""
    columns = [
        Column("condition", t("Measure"), labels={id_: t.field(row, "label") for id_, row in conditions.items()}),
        Column("inside", t("In the police's areas"), 0, computed=True),
        Column("inside_worst", t("of them in the darkest tenth"), 0, computed=True),
        Column("inside_percent", t("per cent"), 0, computed=True),
        Column("worst", t("In the darkest tenth"), 0, computed=True),
        Column("worst_inside", t("of them in the police's areas"), 0, computed=True),
        Column("worst_percent", t("per cent"), 0, computed=True),
    ]
    cells = [
        [
            row["condition"],
            row["inside"],
            row["inside_worst"],
            row["inside_worst"] / row["inside"] * 100,
            row["worst"],
            row["inside_worst"],
            row["inside_worst"] / row["worst"] * 100,
        ]
        for row in rows
    ]
    remarks = [
        t("Of SCB's types of area: the hardest type in place of the darkest tenth."),
        t("Foreign background: the tenth with the largest share, which is not worse."),
    ]
    return Table(caption, columns, cells, remarks=remarks, id="claims")
