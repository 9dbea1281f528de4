"""Words, rows and tables of the assessed areas."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pages.components.tables import Column, Table
from pages.components.text import Text, swedish_order
from pages.components.view import Record

ORDER = ("not_vulnerable", "vulnerable", "risk", "particularly_vulnerable")
"""Degrees from the least to the most serious."""

TRENDS = ("improved", "unchanged", "worsened")
SORTED_BY = ("category", "name", "municipality", "change")


def category_names(t: Text, labels: dict[str, str]) -> dict[str, str]:
    """What an assessment can say of an area, by id."""
    return {**labels, "not_vulnerable": t("Not a vulnerable area")}


def trend_names(t: Text) -> dict[str, str]:
    """The arrows of the report in words: an arrow up is an improvement."""
    names = {"improved": t("↑ improved"), "unchanged": t("→ unchanged"), "worsened": t("↓ worsened")}
    return {id_: name.replace(" ", "\u00a0") for id_, name in names.items()}


def change(row: Record) -> str:
    """How the category moved since the assessment before; the empty text at the first one."""
    if row["assessment_before"] is None:
        return ""
    now, then = row["area_category"], row["category_before"]
    if then is None:
        return "new"
    if then == now:
        return "same"
    if "not_vulnerable" in (now, then):
        return "left" if now == "not_vulnerable" else "new"
    return "more_serious" if ORDER.index(now) > ORDER.index(then) else "less_serious"


def change_names(t: Text) -> dict[str, str]:
    return {
        "new": t("new"),
        "more_serious": t("to a more serious category"),
        "less_serious": t("to a less serious category"),
        "left": t("no longer assessed as vulnerable"),
        "same": t("same"),
    }


def in_order(rows: Sequence[Record], by: str) -> list[Record]:
    """The rows sorted for reading; names in Swedish order."""
    changes = ("more_serious", "new", "less_serious", "left", "same", "")
    keys: dict[str, Any] = {
        "category": lambda row: (-ORDER.index(row["area_category"]), swedish_order(row["name"])),
        "name": lambda row: swedish_order(row["name"]),
        "municipality": lambda row: (swedish_order(row["municipality"]), swedish_order(row["name"])),
        "change": lambda row: (changes.index(change(row)), swedish_order(row["name"])),
    }
    return sorted(rows, key=keys[by])


def table(
    t: Text, rows: Sequence[Record], names: dict[str, str], links: dict[str, str], lines: dict[str, str], year: int
) -> Table:
    """One row an area. ``links`` lead to each area's details, ``lines`` name the sources."""
    before = rows[0]["assessment_before"] if rows else None
    columns = [
        Column("area", t("Area"), labels={row["area"]: row["name"] for row in rows}, links=links),
        Column("area_category", t("Category {year}", year=year), labels=names),
        Column("municipality", t("Municipality")),
        Column("police_region", t("Police region")),
    ]
    if any(row["trend"] for row in rows):
        columns.append(Column("trend", t("Trend"), labels=trend_names(t)))
    if before:
        title = t("Change since {year}", year=before)
        columns.append(Column("change", title, labels=change_names(t), computed=True))
    columns += [
        Column("police_district", t("Local police district"), unseen=True),
        Column("municipality_code", t("Municipality code"), unseen=True),
        Column("latitude", t("Latitude"), 5, unseen=True),
        Column("longitude", t("Longitude"), 5, unseen=True),
        Column("area_km2", t("Size, km²"), 3, unseen=True),
        Column("source", t("Source"), labels=lines, unseen=True),
    ]
    cells = [row | {"change": change(row) or None} for row in rows]
    body = [[row[column.id] for column in columns] for row in cells]
    shown = [place for place, column in enumerate(columns) if not column.unseen]
    unknown = any(row[place] is None for row in body for place in shown)
    remarks = [t("– The source gives no information.")] if unknown else []
    caption = t("Assessed areas {year}", year=year)
    return Table(caption, columns, body, remarks=remarks)


def history_table(t: Text, name: str, history: Sequence[Record], names: dict[str, str]) -> Table:
    """One row an assessment of one area."""
    columns = [
        Column("year", t("Assessment"), 0, grouped=False),
        Column("area_category", t("Category"), labels=names),
        Column("trend", t("Trend"), labels=trend_names(t)),
    ]
    body = [[row[column.id] for column in columns] for row in history]
    remarks = [t("– The source gives no information.")] if any(row["trend"] is None for row in history) else []
    return Table(t("Assessments of {area}", area=name), columns, body, remarks=remarks)


def counts(rows: Sequence[Record], names: dict[str, str]) -> dict[str, int]:
    """Number of areas by category, the most serious first."""
    found = {id_: sum(row["area_category"] == id_ for row in rows) for id_ in reversed(ORDER) if id_ in names}
    return {id_: number for id_, number in found.items() if number}


def summary(
    t: Text, rows: Sequence[Record], every: Sequence[Record], names: dict[str, str], year: int, where: str
) -> str:
    """How many areas there are where the reader looks, by category, and how many in the whole country."""
    assessed = [row for row in rows if row["area_category"] != "not_vulnerable"]
    total = sum(row["area_category"] != "not_vulnerable" for row in every)
    parts = t.listed([f"{t.number(number, 0)} {names[id_].lower()}" for id_, number in counts(assessed, names).items()])
    if not assessed:
        return t(
            "No area {where} is among those of the assessment of {year} that are chosen. There were {total} in the whole country.",
            where=where,
            year=year,
            total=t.number(total, 0),
        )
    if len(assessed) == total:
        return t(
            "In {year} the police assessed {total} areas as vulnerable: {parts}.",
            year=year,
            total=t.number(total, 0),
            parts=parts,
        )
    return t(
        "{count} of the {total} areas of the assessment of {year} are shown {where}: {parts}.",
        count=t.number(len(assessed), 0),
        total=t.number(total, 0),
        year=year,
        where=where,
        parts=parts,
    )


def about_one(t: Text, row: Record, history: Sequence[Record], names: dict[str, str]) -> str:
    """One area in words: where it lies, its category at each assessment, its trend."""
    years = ", ".join(f"{names[entry['area_category']].lower()} ({entry['year']})" for entry in history)
    district = t("local police district {name}", name=row["police_district"]) if row["police_district"] else ""
    place = ", ".join(
        filter(None, [row["municipality"], district, t("police region {name}", name=row["police_region"])])
    )
    said = [t("{area} lies in {place}.", area=row["name"], place=place), t("Assessed as: {years}.", years=years)]
    trends = [(entry["year"], entry["trend"]) for entry in history if entry["trend"]]
    if trends:
        year, trend = trends[-1]
        words = {
            "improved": t("The problem level fell by more than 0.2 from {before} to {year}: an improvement."),
            "unchanged": t("The problem level changed by 0.2 at most from {before} to {year}."),
            "worsened": t("The problem level rose by more than 0.2 from {before} to {year}: a deterioration."),
        }
        said.append(words[trend].format(before=year - 1, year=year))
    return " ".join(said)


def spoken(t: Text, rows: Sequence[Record], names: dict[str, str], year: int) -> str:
    """Alternative text of the map: how many areas of each category in each police region."""
    regions: dict[str, list[Record]] = {}
    for row in rows:
        regions.setdefault(row["police_region"], []).append(row)
    said = [
        f"{region}: " + t.listed([f"{number} {names[id_].lower()}" for id_, number in counts(inside, names).items()])
        for region, inside in sorted(regions.items(), key=lambda item: swedish_order(item[0]))
    ]
    figures = "; ".join(said)
    return t(
        "Map of Sweden with the areas of the assessment of {year}, by police region. {figures}. The table below lists them all.",
        year=year,
        figures=figures,
    )
