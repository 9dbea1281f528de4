"""The page of a municipality: chart, tables and explanations, built from the answers of the questions about places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from pages.components import address, figures, notes
from pages.components.areas import area_sentences, area_table
from pages.components.areas.around import Around
from pages.components.areas.degrees import trends
from pages.components.charts import Row
from pages.components.tables import Column, Table, WhyEmpty
from pages.components.text import Text, is_missing, swedish_order
from pages.screens import PATHS
from queries.row_types import (
    ComputedMeasure,
    Concept,
    Indicator,
    Municipality,
    MunicipalityCount,
    NearArea,
    NearbyArea,
    RegionCount,
)


def bars(view: Around) -> list[Row]:
    """The rows of the chart: municipality, neighbours and police region, a bar a category."""
    return [
        bar(view.t, view.places[row["place"]], row, view.labels)
        for row in view.counts
        if row["year"] == view.year and row["place"] != "police_district" and row["place"] in view.places
    ]


def region_bars(t: Text, counts: Sequence[RegionCount], labels: dict[str, str]) -> list[Row]:
    """The same for the police regions; ``counts`` is the answer of the question ``region_counts``."""
    ordered = sorted(counts, key=lambda row: swedish_order(row["police_region"]))
    return [bar(t, row["police_region"], row, labels) for row in ordered]


def bar(t: Text, place: str, row: RegionCount | MunicipalityCount, labels: dict[str, str]) -> Row:
    """The number of areas of one category in a place."""
    return {
        "group": place,
        "series": row["area_category"],
        "name": labels[row["area_category"]],
        "area_category": row["area_category"],
        "value": row["areas"],
        "shown": t.number(row["areas"], 0),
    }


# ---- tables -----------------------------------------------------------------------------------------------------


def count_columns(t: Text, categories: Iterable[str], labels: dict[str, str]) -> list[Column]:
    columns = [Column(category, labels[category], 0, computed=True) for category in categories]
    return [*columns, Column("areas", t("All together"), 0, computed=True)]


def around_files(t: Text) -> list[Column]:
    """Columns for the files: what stands around the tables on the page."""
    return [Column("source", t("Source"), unseen=True), Column("note", t("Note"), unseen=True)]


def numbers(view: Around, source: str) -> Table:
    """A row a place: how many areas of each category the chosen assessment has there."""
    t = view.t
    categories = list(view.by_category("municipality"))
    columns = [
        Column("place", t("Place"), labels=view.places),
        *count_columns(t, categories, view.labels),
        Column("assessment", t("Assessment"), 0, grouped=False, unseen=True),
        *around_files(t),
    ]
    note = formula(t, view.computed, "areas_in_place")
    rows = []
    for place in view.places:
        if place == "police_district" and not view.districts:
            continue  # the sentences say that it is not known
        found = view.by_category(place)
        values = [found[category] for category in categories]
        rows.append([place, *values, view.number(place), view.year, source, note])
    caption = t("Number of areas in {municipality} and around it, {year}", municipality=view.name, year=view.year)
    return Table(caption, columns, rows, stacked=True)


def regions(t: Text, counts: Sequence[RegionCount], labels: dict[str, str], year: int, source: str, note: str) -> Table:
    """A row a police region: how many areas of each category one assessment has there."""
    categories = list(dict.fromkeys(row["area_category"] for row in counts))
    columns = [
        Column("police_region", t("Police region")),
        *count_columns(t, categories, labels),
        Column("assessment", t("Assessment"), 0, grouped=False, unseen=True),
        *around_files(t),
    ]
    by_region: dict[str, dict[str, int]] = {}
    for row in counts:
        by_region.setdefault(row["police_region"], {})[row["area_category"]] = row["areas"]
    rows = [
        [
            region,
            *(found[category] for category in categories),
            sum(found.values()),
            year,
            source,
            note,
        ]
        for region, found in sorted(by_region.items(), key=lambda item: swedish_order(item[0]))
    ]
    return Table(t("Number of areas by police region, {year}", year=year), columns, rows, stacked=True)


def municipalities(
    t: Text,
    counts: Sequence[MunicipalityCount],
    known: Mapping[str, Municipality],
    labels: dict[str, str],
    year: int,
    source: str,
    note: str,
) -> Table:
    """A row a municipality with areas in one assessment; ``counts`` is the answer of ``municipality_counts``."""
    there: dict[str, dict[str, int]] = {}
    for row in counts:
        if row["place"] == "municipality":
            there.setdefault(row["code"], {})[row["area_category"]] = row["areas"] or 0  # known of every municipality
    there = {code: found for code, found in there.items() if sum(found.values())}
    categories = list(dict.fromkeys(category for found in there.values() for category in found))
    columns = [
        Column(
            "municipality_code",
            t("Municipality"),
            labels={code: known[code]["name"] for code in there},
            links={code: link_to(code) for code in there},
        ),
        Column("police_region", t("Police region")),
        *count_columns(t, categories, labels),
        Column("assessment", t("Assessment"), 0, grouped=False, unseen=True),
        *around_files(t),
    ]
    rows = [
        [
            code,
            known[code]["police_region"],
            *(there[code][category] for category in categories),
            sum(there[code].values()),
            year,
            source,
            note,
        ]
        for code in sorted(there, key=lambda code: swedish_order(known[code]["name"]))
    ]
    return Table(t("Municipalities with areas in the assessment of {year}", year=year), columns, rows, stacked=True)


def link_to(code: str) -> str:
    """The address of this page for a municipality, with what follows the reader."""
    return address.to(PATHS["municipality"], address.carried() | {"place": code})


def areas(
    view: Around,
    rows: Sequence[NearbyArea],
    caption: str,
    sources: dict[str, str],
    place: str,
    municipality: bool = True,
) -> Table:
    """A row an area: its category at each assessment and, where a source gives it, the trend of its problem level.

    ``rows`` are rows of the question ``municipality_areas``; ``sources`` are lines by id; ``place`` says in the files
    which table a row stands in; ``municipality`` whether the areas lie in several.
    """
    with_trends = sorted({row["year"] for row in view.areas if row["trend"]})
    columns = columns_of_areas(view, rows, with_trends, municipality)
    may_be_unknown = ["police_district", *map(str, view.years), *(f"trend_{year}" for year in with_trends)]
    by_area: dict[str, list[NearbyArea]] = {}
    for row in rows:
        by_area.setdefault(row["area"], []).append(row)
    corners = {row["neighbour"] for row in view.neighbours if row["touch"] == "corner"}
    body: list[list[object]] = []
    marks = {}
    dashes = False
    for found in sorted(by_area.values(), key=lambda found: place_in_order(found[0], municipality)):
        cells = cells_of_area(view, found, sources) | {"table": place}
        if cells["municipality_code"] in corners:
            marks[len(body), "municipality_code"] = corner(view.t)
        dashes |= any(is_missing(cells.get(id_)) for id_ in may_be_unknown)
        body.append([cells.get(column.id) for column in columns])
    remarks = [not_assessed(view.t)] if dashes else []
    return Table(caption, columns, body, notes=marks, remarks=remarks, stacked=True, id=place)


def columns_of_areas(
    view: Around, rows: Sequence[NearbyArea], with_trends: Sequence[int], municipality: bool
) -> list[Column]:
    """Area and place, a column an assessment, a column a trend, and what stands around them in the files."""
    t = view.t
    columns = [
        Column("area", t("Area"), labels={row["area"]: row["name"] for row in rows}, links=area_table.links_to(rows))
    ]
    if municipality:
        codes = {row["municipality_code"]: row["municipality"] for row in rows}
        columns.append(Column("municipality_code", t("Municipality"), labels=codes, unseen=False))
    columns.append(Column("police_district", t("Local police district")))
    columns += [Column(str(year), str(year), labels=view.words.one) for year in view.years]
    columns += [
        Column(f"trend_{year}", t("Trend of the problem level {year}", year=year), labels=trends(t))
        for year in with_trends
    ]
    return [
        *columns,
        Column("police_region", t("Police region"), unseen=True),
        Column("table", t("Table"), labels=tables_of(view), unseen=True),
        *around_files(t),
    ]


def place_in_order(area: NearbyArea, municipality: bool) -> tuple[str, str]:
    """Where an area stands in its table: by municipality where they lie in several, then by name."""
    return swedish_order(area["municipality"]) if municipality else "", swedish_order(area["name"])


def cells_of_area(view: Around, found: Sequence[NearbyArea], sources: dict[str, str]) -> dict[str, Any]:
    """The cells of one area, of which ``found`` are the assessments; what no source says is not among them."""
    shown = next((row for row in found if row["year"] == view.year), found[-1])
    cells: dict[str, Any] = {
        "area": shown["area"],
        "municipality_code": shown["municipality_code"],
        "police_district": shown["police_district"],
        "police_region": shown["police_region"],
    }
    for row in found:
        cells |= {str(row["year"]): row["area_category"], f"trend_{row['year']}": row["trend"]}
    used = [sources[id_] for id_ in dict.fromkeys(row["source"] for row in found)]
    return cells | {"source": " ".join(used), "note": not_assessed(view.t)}


def tables_of(view: Around) -> dict[str, str]:
    """The tables of areas, as readers know them."""
    t = view.t
    return {
        "municipality": t("Areas in {municipality}", municipality=view.name),
        "neighbours": t("Areas in neighbouring municipalities"),
        "police_district": t("Other areas of the local police district"),
        "police_region": t("Other areas of police region {region}", region=view.region),
    }


def together(view: Around, found: Sequence[Table]) -> Table:
    """Several tables of areas as one, for the files; the column ``table`` tells them apart."""
    widest = max(found, key=lambda table: len(table.columns))
    columns = [replace(column, labels=dict(column.labels)) for column in widest.columns]
    rows: list[list[object]] = []
    marks: dict[tuple[int, str], str] = {}
    for table in found:
        names = [column.id for column in table.columns]
        for column in columns:
            column.labels.update(next((own.labels for own in table.columns if own.id == column.id), {}))
        for (row, name), note in table.notes.items():
            marks[len(rows) + row, name] = note
        for line in table.rows:
            cells = dict(zip(names, line, strict=True))
            cells.setdefault("municipality_code", view.municipality["code"])
            rows.append([cells[column.id] for column in columns])
    for column in columns:
        if column.id == "municipality_code":
            column.labels[view.municipality["code"]] = view.name
    caption = view.t("Areas in {municipality} and around it", municipality=view.name)
    return Table(
        caption, columns, rows, notes=marks, remarks=list(dict.fromkeys(r for table in found for r in table.remarks))
    )


def nearest(view: Around, rows: Sequence[NearArea], sources: dict[str, str]) -> Table:
    """The areas of the chosen assessment that lie nearest; the rows have ``distance`` in kilometres."""
    t, year = view.t, view.year
    columns = [
        Column("area", t("Area"), labels={row["area"]: row["name"] for row in rows}, links=area_table.links_to(rows)),
        Column(
            "municipality_code",
            t("Municipality"),
            labels={row["municipality_code"]: row["municipality"] for row in rows},
        ),
        Column("police_region", t("Police region")),
        Column("area_category", t("Category {year}", year=year), labels=view.words.one),
        Column(
            "distance_km", t("Distance, km"), figures.decimals_of_computed(view.computed["distance"]), computed=True
        ),
        *around_files(t),
    ]
    note = formula(t, view.computed, "distance")
    body = [
        [
            row["area"],
            row["municipality_code"],
            row["police_region"],
            row["area_category"],
            row["distance"],
            " ".join(dict.fromkeys([sources[row["source"]], sources[row["place_source"]]])),
            note,
        ]
        for row in rows
    ]
    caption = t("Nearest areas in the assessment of {year}", year=year)
    return Table(caption, columns, body, stacked=True, id="nearest")


# ---- explanations -----------------------------------------------------------------------------------------------


def corner(t: Text) -> str:
    return t("Meets the municipality only in a corner on the generalised map; in reality it may be a short border.")


def not_assessed(t: Text) -> str:
    return WhyEmpty(t("The area was not among those assessed that year, or the source does not say."))


def formula(t: Text, computed: Mapping[str, ComputedMeasure], id_: str) -> str:
    """How a measure is computed and what one must know of it, for the column of notes in the files."""
    return " ".join(filter(None, [t.field(computed[id_], "formula"), t.field(computed[id_], "caveats")]))


def explanations(
    t: Text,
    about: Indicator | None,
    abolished: Sequence[str],
    years: Sequence[int],
    with_trends: Sequence[int],
    concepts: Sequence[Concept],
    formulas: Sequence[tuple[str, str]],
) -> list[tuple[str, str]]:
    """Definition, caveats and formulas; ``about`` is the indicator of the number of areas, ``years`` are the assessments.

    ``abolished`` says which categories there no longer are, ``with_trends`` are the assessments with trends, which one of the
    ``concepts`` explains.
    """
    lines = notes.definition_lines(t, about) if about else []
    lines += [
        (t("Assessments"), t("Here are those of {years}.", years=t.listed([str(year) for year in years]))),
        (t("Abolished categories"), " ".join(abolished)),
        *(line for year in with_trends for line in area_sentences.trend(t, concepts, year)),
        *formulas,
        (
            t("Neighbours and police districts"),
            t(
                "Neighbours are municipalities that touch on the generalised map of Statistics Sweden; water parts, and bridges do not count. Local police districts are known only for areas that have been assessed. Not vulnerable stands only where a source says so."
            ),
        ),
    ]
    return lines
