"""The table of the assessed areas, and that of the assessments of one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypedDict

from pages.components import address
from pages.components.areas.degrees import DIRECTIONS, Degrees, directions, trends
from pages.components.tables import Column, Table, WhyEmpty
from pages.components.text import Text, swedish_order
from pages.screens import PATHS
from queries.row_types import Area, AreaAssessment, AssessedArea

SORTED_BY = ("category", "name", "municipality", "change")


def in_order(rows: Sequence[AssessedArea], by: str) -> list[AssessedArea]:
    """The rows of the question ``areas`` sorted for reading; names in Swedish order."""
    ways = (*DIRECTIONS, None)
    keys: dict[str, Any] = {
        "category": lambda row: (-row["degree"], swedish_order(row["name"])),
        "name": lambda row: swedish_order(row["name"]),
        "municipality": lambda row: (swedish_order(row["municipality"]), swedish_order(row["name"])),
        "change": lambda row: (ways.index(row["direction"]), swedish_order(row["name"])),
    }
    return sorted(rows, key=keys[by])


class Named(TypedDict):
    """What rows about an area have in common."""

    area: str


def links_to(rows: Iterable[Named], shown_in: Mapping[str, int] | None = None) -> dict[str, str]:
    """The address of each area on the page of areas, by id, with what follows the reader but the place: the area may lie
    elsewhere. ``shown_in`` are the assessments that the page is to show, where that is not the reader's own choice.
    """
    carried = {name: value for name, value in address.carried().items() if name != "place"}
    found = {}
    for row in rows:
        year = {"assessment": str(shown_in[row["area"]])} if shown_in else {}
        found[row["area"]] = address.to(PATHS["areas"], carried | year | {"area": row["area"]})
    return found


def table(
    t: Text,
    rows: Sequence[AssessedArea],
    words: Degrees,
    links: dict[str, str],
    lines: dict[str, str],
    note: str | None,
    gone: Sequence[Area],
    earlier: dict[str, list[int]],
) -> Table:
    """One row an area of one assessment.

    ``links`` lead to each area's details, ``lines`` name the sources, ``note`` is what the files say beside each row.
    ``gone`` are the areas of the assessment before that have no row in this one, ``earlier`` the years of further back in
    which an area was assessed as vulnerable.
    """
    columns = columns_of_areas(t, rows, words, links, lines)
    body = [[{**row, "note": note}[column.id] for column in columns] for row in rows]
    shown = [place for place, column in enumerate(columns) if not column.unseen]
    remarks = [no_longer_listed(t, rows[0], gone)] if gone else []
    if any(row[place] is None for row in body for place in shown):
        remarks.append(WhyEmpty(t("The source gives no information.")))
    marks = {
        (number, "direction"): t("Was also included in {years}.", years=t.listed(list(map(str, earlier[row["area"]]))))
        for number, row in enumerate(rows)
        if row["direction"] == "added" and row["area"] in earlier
    }
    caption = t("Assessed areas {year}", year=rows[0]["assessment"])
    return Table(caption, columns, body, notes=marks, remarks=remarks)


def columns_of_areas(
    t: Text, rows: Sequence[AssessedArea], words: Degrees, links: dict[str, str], lines: dict[str, str]
) -> list[Column]:
    """What the page shows of each area, then what the files have as well."""
    year, before = rows[0]["assessment"], rows[0]["assessment_before"]
    columns = [
        Column("area", t("Area"), labels={row["area"]: row["name"] for row in rows}, links=links),
        Column("area_category", t("Category {year}", year=year), labels=words.one),
        Column("municipality", t("Municipality")),
        Column("police_region", t("Police region")),
    ]
    if any(row["trend"] for row in rows):
        columns.append(Column("trend", trend_title(t, year), labels=trends(t)))
    if before:
        title = t("Category since {year}", year=before)
        columns.append(Column("direction", title, labels=directions(t), computed=True))
    columns += [
        Column("police_district", t("Local police district"), unseen=True),
        Column("municipality_code", t("Municipality code"), unseen=True),
        Column("latitude", t("Latitude"), 5, unseen=True),
        Column("longitude", t("Longitude"), 5, unseen=True),
        Column("area_km2", t("Size, km²"), 3, unseen=True),
        Column("source", t("Source"), labels=lines, unseen=True),
    ]
    if before:
        columns.append(Column("source_before", t("Source {year}", year=before), labels=lines, unseen=True))
    return [
        *columns,
        Column("place_source", t("Source of the place"), labels=lines, unseen=True),
        Column("note", t("Note"), unseen=True),
    ]


def no_longer_listed(t: Text, one: AssessedArea, gone: Sequence[Area]) -> str:
    """The areas that have no row in the assessment of ``one`` but had in that before."""
    return t(
        "Assessed in {before} and not in the list of {year}: {areas}.",
        before=one["assessment_before"],
        year=one["assessment"],
        areas=t.listed([f"{row['name']} ({row['municipality']})" for row in gone]),
    )


def trend_title(t: Text, year: int) -> str:
    """What an arrow of the assessment of this year is about: it compares with the year before."""
    return t("Problem level {before}–{year}", before=year - 1, year=year)


def history_table(
    t: Text, name: str, history: Sequence[AreaAssessment], words: Degrees, lines: dict[str, str], note: str | None
) -> Table:
    """One row an assessment of one area."""
    columns = [
        Column("year", t("Assessment")),
        Column("area_category", t("Category"), labels=words.one),
        Column("trend", t("Trend of the problem level"), labels=trends(t)),
        Column("source", t("Source"), labels=lines, unseen=True),
        Column("note", t("Note"), unseen=True),
    ]
    body = [[{**row, "note": note}[column.id] for column in columns] for row in history]
    remarks = [WhyEmpty(t("The source gives no information."))] if any(row["trend"] is None for row in history) else []
    return Table(t("Assessments of {area}", area=name), columns, body, remarks=remarks)
