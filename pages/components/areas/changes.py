"""The sentences and tables of the changes between two assessments, and of the number of areas at each assessment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pages.components import notes
from pages.components.areas import area_table
from pages.components.areas.degrees import Degrees, directions
from pages.components.tables import Column, Table, WhyEmpty
from pages.components.text import Text, is_missing, uncapitalised
from queries.row_types import (
    AreaCategory,
    AreaChange,
    AreaCount,
    AreaFlow,
    Indicator,
    Note,
    Observation,
    Record,
    Source,
)

Numbers = Mapping[tuple[str, int], int]
"""Number of areas by category and year; there is none where the category did not exist."""

MOVED = ("more_serious", "less_serious", "added", "removed")


def flows(t: Text, rows: Sequence[AreaFlow], named: dict[str, str], changes: Sequence[AreaChange]) -> list[Record]:
    """The rows of the flow chart from the answers of the questions ``assessment_flows`` and ``assessment_changes``.

    A band of areas that moved names them.
    """
    names: dict[tuple[str, str], list[str]] = {}
    for change in changes:
        if change["direction"] in MOVED:
            ends = _category(change["first_category"]), _category(change["last_category"])
            names.setdefault(ends, []).append(change["name"])
    found: list[Record] = []
    for row in rows:
        first, last = _category(row["first_category"]), _category(row["last_category"])
        spoken = t("{first} to {last}: {count}", first=named[first], last=named[last], count=t.number(row["areas"], 0))
        found.append(
            {
                "first": first,
                "last": last,
                "kept": row["direction"] == "unchanged",
                "areas": int(row["areas"]),
                "names": t.listed(names.get((first, last), [])),
                "spoken": spoken,
            }
        )
    return found


def _category(value: object) -> str:
    return "not_assessed" if is_missing(value) else str(value)


# ---- sentences ----------------------------------------------------------------------------------------------------


def summary(t: Text, changes: Sequence[AreaChange], numbers: Numbers, categories: Sequence[AreaCategory]) -> str:
    """How the number of areas changed, in all and by category, and how many areas moved which way.

    ``changes`` is the answer of the question ``assessment_changes`` for two assessments.
    """
    first, last = changes[0]["first_year"], changes[0]["last_year"]
    parts = [_from_to(t, row, numbers, first, last) for row in categories if row["role"] == "category"]
    total = next(row["id"] for row in categories if row["role"] == "sum")
    before, after = numbers[total, first], numbers[total, last]
    values = {"first": first, "last": last, "parts": t.listed([part for part in parts if part])}
    if before == after:
        said = t(
            "The assessments of {first} and {last} hold equally many areas, {count}: {parts}.",
            count=t.number(after, 0),
            **values,
        )
    else:
        said = t(
            "Between the assessments of {first} and {last} the number of areas went from {before} to {after}: {parts}.",
            before=t.number(before, 0),
            after=t.number(after, 0),
            **values,
        )
    return " ".join([said, _moves(t, changes), *splits(t, changes)])


def splits(t: Text, changes: Sequence[AreaChange]) -> list[str]:
    """Which areas became several between the two assessments: why numbers that moved do not add up to those of the earlier."""
    parts: dict[str, list[str]] = {}
    for row in changes:
        if row["relation"] == "split" and row["first_name"]:
            parts.setdefault(row["first_name"], []).append(row["name"])
    if not parts:
        return []
    return [
        t.plural(
            "{count} area was split into {parts} and counts as so many here: {names}.",
            "{count} areas were split into {parts} and count as so many here: {names}.",
            len(parts),
            parts=t.number(sum(map(len, parts.values())), 0),
            names="; ".join(
                t("{area} into {parts}", area=area, parts=t.listed(names)) for area, names in sorted(parts.items())
            ),
        )
    ]


def outlines(t: Text, changes: Sequence[AreaChange]) -> list[str]:
    """Caveats: which areas have another name or another outline than in the assessment before."""
    last, said = changes[0]["last_year"], []
    renamed = [row for row in changes if row["relation"] == "renamed"]
    if renamed:
        names = [t("{area} (before: {before})", area=row["name"], before=row["first_name"]) for row in renamed]
        said.append(
            t(
                "Compared with the area that they came from, which had another name: {areas}. That they belong together is Lägesbild's reading of the boundaries.",
                areas=t.listed(names),
            )
        )
    redrawn = [row for row in changes if row["outline_change"] == "redrawn" and row["relation"] is None]
    if redrawn:
        said.append(
            t.plural(
                "{count} area of the same name has another boundary in {year} than in the assessment before.",
                "{count} areas of the same name have another boundary in {year} than in the assessment before.",
                len(redrawn),
                year=last,
            )
        )
    return said


def _from_to(t: Text, category: AreaCategory, numbers: Numbers, first: int, last: int) -> str:
    name = uncapitalised(t.field(category, "label"))
    before, after = numbers.get((category["id"], first)), numbers.get((category["id"], last))
    if before is None and after is None:
        return ""
    if before is None:
        return t("{category} {count} (a new category)", category=name, count=t.number(after, 0))
    if after is None:
        return t("{category} {count} (no category in {year})", category=name, count=t.number(before, 0), year=last)
    if before == after:
        return t("{category} {count} both times", category=name, count=t.number(after, 0))
    return t("{category} from {before} to {after}", category=name, before=t.number(before, 0), after=t.number(after, 0))


def _moves(t: Text, changes: Sequence[AreaChange]) -> str:
    counts = {way: sum(row["direction"] == way for row in changes) for way in (*MOVED, "unchanged")}
    if not any(counts[way] for way in MOVED):
        return t("No area changed category.")
    others = [
        t.plural("{count} was added", "{count} were added", counts["added"]),
        t.plural("{count} is no longer included", "{count} are no longer included", counts["removed"]),
        t.plural("{count} kept its category", "{count} kept their category", counts["unchanged"]),
    ]
    return t.plural(
        "Meanwhile {count} area moved to a more serious category and {less} to a less serious one; {others}.",
        "Meanwhile {count} areas moved to a more serious category and {less} to a less serious one; {others}.",
        counts["more_serious"],
        less=t.number(counts["less_serious"], 0),
        others=t.listed(others),
    )


def abolished(t: Text, categories: Sequence[AreaCategory], numbers: Numbers, first: int, last: int) -> list[str]:
    """A caveat for each category that only one of the two assessments has."""
    return [
        t(
            "{category} is a category in one of the assessments only: areas also moved from or to it because of that.",
            category=t.field(row, "label"),
        )
        for row in categories
        if row["role"] == "category" and ((row["id"], first) in numbers) != ((row["id"], last) in numbers)
    ]


# ---- tables -------------------------------------------------------------------------------------------------------


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
            _category(row["first_category"]),
            _category(row["last_category"]),
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
    used = {_category(category) for row in changes for category in (row["first_category"], row["last_category"])}
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
            _category(row["first_category"]),
            _category(row["last_category"]),
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
