"""Words, rows and tables of the assessed areas."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypedDict

from pages.components import address, notes
from pages.components.areas.degrees import DIRECTIONS, Degrees, directions, trends
from pages.components.tables import Column, Table, WhyEmpty
from pages.components.text import Text, swedish_order, uncapitalised
from pages.screens import PATHS
from queries.row_types import Area, AreaAssessment, AssessedArea, Concept

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


def trend(t: Text, concepts: Sequence[Concept], year: int) -> list[tuple[str, str]]:
    """What the arrows of the assessment of this year mean, with their name; ``concepts`` are the data's own words."""
    years = t("Here the level of {year} is compared with that of {before}.", year=year, before=year - 1)
    return [(name, f"{said} {years}") for name, said in notes.concepts(t, concepts, ["trend"])]


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


def counts(rows: Sequence[AssessedArea], words: Degrees) -> dict[str, int]:
    """Number of areas by category, the most serious first."""
    found = {id_: sum(row["area_category"] == id_ for row in rows) for id_ in words.one}
    return {id_: number for id_, number in found.items() if number}


def in_numbers(rows: Sequence[AssessedArea], words: Degrees) -> str:
    """``1 särskilt utsatt område och 2 riskområden``."""
    return words.t.listed([words.counted(number, id_) for id_, number in counts(rows, words).items()])


def assessed(rows: Sequence[AssessedArea]) -> list[AssessedArea]:
    """The rows of areas that are vulnerable in some degree."""
    return [row for row in rows if row["degree"]]


def summary(
    t: Text, rows: Sequence[AssessedArea], every: Sequence[AssessedArea], words: Degrees, year: int, where: str = ""
) -> str:
    """How many areas there are where the reader looks, by category, and how many in the whole country.

    ``where`` is the chosen place with its preposition; empty for the whole country.
    """
    here, total = assessed(rows), len(assessed(every))
    values = {"year": year, "total": t.number(total, 0), "where": where}
    if not here and where:
        return t("No area {where} in the assessment of {year} fits what is chosen.", year=year, where=where)
    if not here:
        return t("None of the {total} areas of the assessment of {year} fits what is chosen.", **values)
    values |= {"count": t.number(len(here), 0), "parts": in_numbers(here, words)}
    if len(here) == total:
        said = t("In {year} the police assessed {total} areas as vulnerable: {parts}.", **values)
    elif where:
        said = t("{count} of the {total} areas of the assessment of {year} lie {where}: {parts}.", **values)
    else:
        said = t("{count} of the {total} areas of the assessment of {year} are shown: {parts}.", **values)
    if len(rows) == len(here):
        return said
    others = t.plural(
        "The table also shows {count} area that was found not to be vulnerable.",
        "The table also shows {count} areas that were found not to be vulnerable.",
        len(rows) - len(here),
    )
    return f"{said} {others}"


def where_it_lies(t: Text, place: Area | AssessedArea) -> str:
    """One area's municipality, local police district and police region in words; ``place`` is a row of ``every_area``."""
    district = t("local police district {name}", name=place["police_district"]) if place["police_district"] else ""
    region = t("police region {name}", name=place["police_region"])
    where = ", ".join(filter(None, [place["municipality"], district, region]))
    return t("{area} lies in {place}.", area=place["name"], place=where)


def about_one(
    t: Text,
    place: Area | AssessedArea,
    history: Sequence[AreaAssessment],
    words: Degrees,
    years: Sequence[int],
    year: int,
    is_shown: bool,
) -> str:
    """One area in words: where it lies, its category at each assessment, its trend.

    ``years`` are those of all assessments, ``year`` is the chosen one; ``is_shown`` tells whether the filters leave the
    area in map and table.
    """
    said = [where_it_lies(t, place)]
    spans: list[tuple[str, list[int]]] = []
    for entry in history:
        before = years.index(entry["year"]) - 1
        if spans and spans[-1][0] == entry["area_category"] and spans[-1][1][-1] == years[before]:
            spans[-1][1].append(entry["year"])
        else:
            spans.append((entry["area_category"], [entry["year"]]))
    parts = []
    for id_, found in spans:
        when = f"{found[0]}–{found[-1]}" if len(found) > 1 else str(found[0])
        parts.append(f"{uncapitalised(words.one[id_])} {when}")
    said.append(t("Assessed as {years}.", years=t.listed(parts)))
    trends_ = [(entry["year"], entry["trend"]) for entry in history if entry["trend"]]
    if trends_:
        last, trend = trends_[-1]
        wordings = {
            "improved": t("The problem level fell by more than 0.2 from {before} to {year}: an improvement."),
            "unchanged": t("The problem level changed by 0.2 at most from {before} to {year}."),
            "worsened": t("The problem level rose by more than 0.2 from {before} to {year}: a deterioration."),
        }
        said.append(wordings[trend].format(before=last - 1, year=last))
    if all(entry["year"] != year for entry in history):
        said.append(t("{area} is not in the assessment of {year}.", area=place["name"], year=year))
    elif not is_shown:
        said.append(t("{area} does not fit what is chosen in the filters.", area=place["name"]))
    return " ".join(said)


def spoken(t: Text, rows: Sequence[AssessedArea], words: Degrees, year: int) -> str:
    """Alternative text of the map: how many areas of each category in each police region."""
    if not rows:
        return t("Map of Sweden without areas: none of the assessment of {year} fits what is chosen.", year=year)
    regions: dict[str, list[AssessedArea]] = {}
    for row in rows:
        regions.setdefault(row["police_region"], []).append(row)
    ordered = sorted(regions.items(), key=lambda item: swedish_order(item[0]))
    figures = "; ".join(f"{region}: {in_numbers(inside, words)}" for region, inside in ordered)
    return t(
        "Map of Sweden with the areas of the assessment of {year}, by police region. {figures}.",
        year=year,
        figures=figures,
    )
