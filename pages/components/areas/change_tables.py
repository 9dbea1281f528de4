"""The tables of what changed between two assessments, and of the number of areas at each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pages.components import notes
from pages.components.areas import area_table
from pages.components.areas.changes import MOVED, category_of
from pages.components.areas.degrees import Degrees, directions
from pages.components.tables import Column, Table, WhyEmpty
from pages.components.text import Text, is_missing
from queries.row_types import AreaChange, AreaCount, AreaFlow, Indicator, Note, Observation, Source


def areas_table(t: Text, changes: Sequence[AreaChange], words: Degrees, sources: Mapping[str, Source]) -> Table:
    """A row for each area that changed; ``changes`` is the answer of the question ``assessment_changes``."""
    first, last = changes[0]["first_year"], changes[0]["last_year"]
    moved = [row for row in changes if row["direction"] in MOVED]
    lines = _lines(t, sources)
    # An area that is no longer included is shown as it was.
    shown_in = {row["area"]: first if row["direction"] == "removed" else last for row in moved}
    links = area_table.links_to(moved, shown_in)
    columns = [
        Column("area", t("Area"), labels={row["area"]: row["name"] for row in moved}, links=links),
        Column("municipality", t("Municipality")),
        Column("first_category", t("Category {year}", year=first), labels=words.one),
        Column("last_category", t("Category {year}", year=last), labels=words.one),
        Column("direction", t("Direction"), labels=directions(t), computed=True),
        Column("police_region", t("Police region")),
        Column("first_source", t("Source {year}", year=first), labels=lines, unseen=True),
        Column("last_source", t("Source {year}", year=last), labels=lines, unseen=True),
        Column("note", t("Note"), unseen=True),
    ]
    notes_ = _words(t, moved)
    rows = [
        [
            row["area"],
            row["municipality"],
            category_of(row["first_category"]),
            category_of(row["last_category"]),
            row["direction"],
            row["police_region"],
            row["first_source"],
            row["last_source"],
            " ".join(_words(t, [row])) or None,
        ]
        for row in moved
    ]
    caption = t("Areas whose assessment changed between {first} and {last}", first=first, last=last)
    return Table(caption, columns, rows, remarks=notes_, stacked=True)


def _words(t: Text, changes: Sequence[AreaChange | AreaFlow]) -> list[str]:
    """What the words for areas in no category mean, where they are used."""
    used = {category_of(category) for row in changes for category in (row["first_category"], row["last_category"])}
    explained = {
        "not_vulnerable": t("Not vulnerable areas: the source says so in words."),
        "not_assessed": t(
            "Not among the assessed: not in the list; the source does not say whether the area was found not vulnerable or was not assessed."
        ),
    }
    return [said for id_, said in explained.items() if id_ in used]


def flows_table(
    t: Text,
    rows: Sequence[AreaFlow],
    changes: Sequence[AreaChange],
    named: dict[str, str],
    sources: Mapping[str, Source],
) -> Table:
    """A row for each pair of categories, with its number of areas: the flow chart in figures."""
    first, last = rows[0]["first_year"], rows[0]["last_year"]
    used = {source for row in changes for source in (row["first_source"], row["last_source"]) if source}
    lines = _lines(t, sources)
    said = " ".join(lines[id_] for id_ in sorted(used))
    columns = [
        Column("first_category", t("Category {year}", year=first), labels=named),
        Column("last_category", t("Category {year}", year=last), labels=named),
        Column("direction", t("Direction"), labels=directions(t), computed=True),
        Column("areas", t("Number of areas"), 0, computed=True),
        Column("unit", t("Unit"), unseen=True),
        Column("source", t("Source"), unseen=True),
        Column("note", t("Note"), unseen=True),
    ]
    order = [*MOVED, "unchanged"]
    cells = [
        [
            category_of(row["first_category"]),
            category_of(row["last_category"]),
            row["direction"],
            row["areas"],
            t("number of areas"),
            said,
            " ".join(_words(t, [row])) or None,
        ]
        for row in sorted(rows, key=lambda row: order.index(row["direction"]))
    ]
    caption = t("Areas by category in the assessments of {first} and {last}", first=first, last=last)
    return Table(caption, columns, cells, row_headers=2, stacked=True)


def counts_table(
    t: Text,
    indicator: Indicator,
    computed: Sequence[AreaCount],
    printed: Sequence[Observation],
    labels: dict[str, str],
    sources: Mapping[str, Source],
    remarks: Sequence[Note],
) -> Table:
    """A row for each category and origin of its figures, a column for each year.

    ``computed`` is the answer of the question ``assessed_areas``, ``printed`` of ``observations``, ``remarks`` of ``notes``.
    """
    years = sorted({row["year"] for row in (*computed, *printed)})
    parts = {id_: t.field(source, "part") for id_, source in sources.items()}
    own = "computed"
    lines = _lines(t, sources)
    values: dict[tuple[str, str], dict[int, object]] = {}
    for counted in computed:
        values.setdefault((counted["area_category"], own), {})[counted["year"]] = counted["areas"]
    for row in printed:
        if row["area_category"]:
            values.setdefault((row["area_category"], row["source"]), {})[row["year"]] = row["count"]
    lists = " ".join(lines[id_] for id_ in sorted({id_ for row in computed for id_ in row["sources"]}))
    columns = [
        Column("area_category", t("Area category"), labels=labels),
        Column("origin", t("Figures from"), labels=parts | {own: t("Computed from the assessments")}),
        *(Column(str(year), str(year), 0) for year in years),
        Column("unit", t("Unit"), unseen=True),
        Column("source", t("Source"), labels=lines, unseen=True),
        Column("note", t("Note"), unseen=True),
    ]
    rows: list[list[object]] = []
    marks: dict[tuple[int, str], str] = {}
    order = list(labels)
    for (category, origin), found in sorted(values.items(), key=lambda item: order.index(item[0][0])):
        about = {
            row["year"]: t.field(row, "note")
            for row in remarks
            if (row["area_category"], row["source"]) == (category, origin)
        }
        marks |= {(len(rows), str(year)): note for year, note in about.items() if year in years}
        said = " ".join(f"{year}: {note}" for year, note in about.items()) or t.field(indicator, "reading") or None
        figures = [found.get(year) for year in years]
        source = lists if origin == own else origin
        rows.append([category, origin, *figures, t.field(indicator, "unit"), source, said])
    why = []
    if any(is_missing(value) for row in rows if row[1] != own for value in row[2 : 2 + len(years)]):
        why.append(WhyEmpty(t("The source gives no figure.")))
    if any(is_missing(value) for row in rows if row[1] == own for value in row[2 : 2 + len(years)]):
        why.append(WhyEmpty(t("Computed: the list of that year's areas is not here, or the category did not exist.")))
    caption = t("{indicator} by assessment", indicator=t.field(indicator, "label"))
    return Table(caption, columns, rows, notes=marks, row_headers=2, remarks=why, stacked=True, id=indicator["id"])


def _lines(t: Text, sources: Mapping[str, Source]) -> dict[str, str]:
    return notes.lines_by_id(t, sources)
