"""Where shootings take place (table 5): sentences, table and chart rows from the answers of the questions
``shooting_concentration`` and ``areas_land_share``."""

from __future__ import annotations

from collections.abc import Sequence

from pages.components.charts import Row
from pages.components.tables import Column, Table, WhyEmpty
from pages.components.text import Text, is_missing, round_half_up, uncapitalised
from queries.row_types import Concentration, Figure, LandShare

INSIDE = "assessed_2019"
"""The group of the areas of the assessment of 2019."""

COLOURED_AS = {"assessed_2019": "all_areas", "reported_2021": "other", "outside_reported_2021": "sweden"}
"""Groups of areas are no categories: they borrow colours, but never that of the rest of Sweden, which means another thing."""


PART_OF = {"assessed_2019": "reported_2021"}
"""Groups whose areas are among those of another, as their definitions say: the two shares are not to be added up."""


def period(t: Text, row: Concentration) -> str:
    """The year, and how much of it where it is not whole."""
    if row["months"] == 12:
        return str(row["year"])
    return t("{year}, the first {months} months", year=row["year"], months=row["months"])


def when(t: Text, row: Concentration, rows: Sequence[Concentration]) -> str:
    """The period, and when it was published where there are several publications of table 5."""
    if len({other["source"] for other in rows}) == 1:
        return period(t, row)
    return t("{period}, published {published}", period=period(t, row), published=row["published"])


def spread_sentences(t: Text, rows: Sequence[Concentration], land: LandShare | None) -> list[str]:
    """What table 5 says of the areas assessed in 2019, and on how small a part of the country: short paragraphs."""
    inside = [row for row in rows if row["area_group"] == INSIDE]
    said = []
    if inside:
        first, *later = inside
        said.append(
            t(
                "{share} per cent of the country's shootings in {year} took place inside the boundaries of the {areas} areas of the 2019 assessment.",
                share=t.number(first["share_percent"], 0),
                year=when(t, first, rows),
                areas=t.number(first["areas"], 0),
            )
        )
        if later:
            shares = [
                t("{share} per cent ({year})", share=t.number(row["share_percent"], 0), year=when(t, row, rows))
                for row in later
            ]
            said[0] = " ".join([said[0], t("Then the share was {shares}.", shares=t.listed(shares))])
        if land:
            said.append(on_how_little(t, first, land))
    return said


def answer(t: Text, rows: Sequence[Concentration]) -> str:
    """The newest share of a whole year inside the areas, with the first; key figures in ``**``."""
    inside = [row for row in rows if row["area_group"] == INSIDE]
    if not inside:
        return t("The source has no share for the areas of an assessment.")
    whole = [row for row in inside if row["months"] == 12] or inside
    last, first = whole[-1], whole[0]
    values = {
        "share": t.number(last["share_percent"], 0),
        "year": period(t, last),
        "areas": t.number(last["areas"], 0),
        "first": t.number(first["share_percent"], 0),
        "first_year": period(t, first),
    }
    if first is last:
        return t(
            "**{share} per cent** of the country's shootings in {year} took place inside the {areas} areas of the 2019 assessment.",
            **values,
        )
    return t(
        "**{share} per cent** of the country's shootings in {year} took place inside the {areas} areas of the 2019 assessment, against {first} per cent in {first_year}.",
        **values,
    )


def beside_the_linked(t: Text, linked: Sequence[Figure]) -> list[str]:
    """The larger share that counts shootings outside that are linked to the areas too; nothing where it is not known."""
    known = [row for row in linked if row["value"] is not None]
    if not known:
        return []
    last = known[-1]
    return [
        t(
            "With shootings outside that are linked to the areas it is {share} per cent in {year} (table 4), another measure.",
            share=t.number(last["value"], 1),
            year=last["year"],
        )
    ]


def on_how_little(t: Text, first: Concentration, land: LandShare) -> str:
    """The areas' part of the country's area: as printed and as computed."""
    values = {
        "share": t.number(first["share_percent"], 0),
        "printed": t.number(first["land_percent"], 2),
        "km2": t.number(land["km2"], 1),
        "country": t.number(land["country_km2"], 0),
        "computed": t.number(land["land_percent"], 3),
    }
    if agrees(first, land):
        small = t(
            "So some {share} per cent of the shootings took place on {printed} per cent of the country's area: {km2} of {country} km² ({computed} per cent, computed from the sizes of the areas).",
            **values,
        )
    else:
        small = t(
            "The source says that the areas are {printed} per cent of the country's area; their sizes give {km2} of {country} km², that is {computed} per cent (computed).",
            **values,
        )
    return " ".join(
        [small, t("But some five per cent of the population live there, so the area alone exaggerates the difference.")]
    )


def agrees(first: Concentration, land: LandShare) -> bool:
    """Whether the computed part of the country's area rounds to the printed one."""
    if first["land_percent"] is None:
        return False
    return round_half_up(land["land_percent"], 2) == round_half_up(first["land_percent"], 2)


def not_to_be_compared(t: Text) -> str:
    return t(
        "Table 5 counts only shootings inside the boundaries. Table 4 also counts those outside that are linked to the areas. The figures of the two tables cannot be compared."
    )


def spread_bars(t: Text, rows: Sequence[Concentration]) -> list[Row]:
    """The bars of each period. A group that is part of another stands below it and is said to be: they do not add up."""
    there = {(when(t, row, rows), row["area_group"]) for row in rows}
    parts = {
        part
        for part, whole in PART_OF.items()
        if all((period_, whole) in there for period_, group in there if group == part)
    }
    position = {row["area_group"]: float(place) for place, row in enumerate(rows)}
    position |= {part: position[PART_OF[part]] + 0.5 for part in parts if part in position}
    periods = list(dict.fromkeys(when(t, row, rows) for row in rows))
    ordered = sorted(rows, key=lambda row: (periods.index(when(t, row, rows)), position[row["area_group"]]))
    return [
        {
            "group": when(t, row, rows),
            "series": row["area_group"],
            "name": bar_name(t, row, row["area_group"] in parts),
            "area_category": COLOURED_AS.get(row["area_group"]),
            "value": row["share_percent"],
            "shown": t("{share} %", share=t.number(row["share_percent"], 0)),
        }
        for row in ordered
    ]


def bar_name(t: Text, row: Concentration, is_part: bool) -> str:
    label = t.field(row, "label")
    return t("of which {group}", group=uncapitalised(label)) if is_part else label


def spread_table(
    t: Text, rows: Sequence[Concentration], land: LandShare | None, caption: str, lines: dict[str, str]
) -> Table:
    """A row a group of areas and publication: its share of the country's shootings in each period, and its part of the country's area."""
    periods = {(row["year"], row["months"]): period(t, row) for row in rows}
    groups = {(row["area_group"], row["source"]): row for row in rows}
    labels = {row["area_group"]: t.field(row, "label") for row in rows}
    columns = [Column("area_group", t("Areas"), labels=labels)]
    several = len({source for _, source in groups}) > 1  # the same shares, published more than once
    if several:
        published = {row["source"]: row["published"] for row in rows}
        columns.append(Column("source", t("Published"), labels=published))
    headers = len(columns)
    twice = [year for year, _ in periods]
    columns += [
        Column(str(year) if twice.count(year) == 1 else f"{year}_{months}_months", shown, 0)
        for (year, months), shown in periods.items()
    ]
    columns.append(Column("land_percent", t("Part of the country's area, per cent"), 2))
    if land:
        columns += [
            Column("km2", t("Size, km²"), 1, computed=True),
            Column("land_percent_computed", t("Part of the country's area, per cent"), 3, computed=True),
        ]
    columns += [
        Column("unit", t("Unit"), unseen=True),
        Column("document" if several else "source", t("Source"), labels=lines, unseen=True),
        Column("note", t("Note"), unseen=True),
    ]
    shares = {(row["area_group"], row["source"], row["year"], row["months"]): row["share_percent"] for row in rows}
    body = []
    for (id_, source), group in groups.items():
        known = land if land and land["area_group"] == id_ else None
        computed = [known["km2"] if known else None, known["land_percent"] if known else None] if land else []
        body.append(
            [
                id_,
                *([source] if several else []),
                *(shares.get((id_, source, *when_)) for when_ in periods),
                group["land_percent"],
                *computed,
                t("per cent of the country's shootings"),
                source,
                " ".join([t.field(group, "definition"), not_to_be_compared(t)]),
            ]
        )
    remarks = []
    if any(is_missing(value) for line in body for value in line[headers:-3]):
        remarks.append(
            WhyEmpty(
                t("The source gives no figure. Sizes are known only for the areas that have been assessed one by one.")
            )
        )
    return Table(caption, columns, body, row_headers=headers, remarks=remarks)


def spread_explanations(t: Text, rows: Sequence[Concentration]) -> list[tuple[str, str]]:
    groups = {row["area_group"]: row for row in rows}
    return [
        (
            t("Definition"),
            t(
                "The share of the country's shootings that took place inside the boundaries of the areas, as the police count them in table 5."
            ),
        ),
        *((t.field(row, "label"), t.field(row, "definition")) for row in groups.values()),
        (
            t("Caveats"),
            t(
                "The shares of the areas of the 2019 assessment are part of those of the reported areas: the two cannot be added. The year 2021 covers January–June only. The shares are rounded to whole per cent by the source."
            ),
        ),
    ]
