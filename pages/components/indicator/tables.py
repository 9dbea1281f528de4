"""The table of an indicator screen with the years as columns."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pages.components import figures, notes
from pages.components.figures import series_of
from pages.components.indicator import certainty_words as words
from pages.components.indicator import places
from pages.components.tables import Column, Table, WhyEmpty
from pages.components.text import Text, is_missing
from pages.components.view import View
from queries.row_types import Comparison, Figure, Note, Observation, Placed

FigureId = tuple[str, str, str, int]
"""Which figure: its series, as :func:`pages.components.figures.series_of` has it, and its year."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One row of the table: its series, its cells by column, what readers see in place of some of them, which of them are
    marked as computed each by itself, and how some are toned."""

    series: tuple[str, str, str]
    cells: dict[str, object]
    printed: dict[str, str]
    computed: frozenset[str]
    tones: dict[str, str]


def years_as_columns(
    view: View,
    series: Sequence[Figure],
    comparison: Sequence[Comparison],
    remarks: Sequence[Note],
    by_chance: Collection[tuple[str, ...]] = (),
) -> Table:
    """A row a series and a column a year; change and ratio to the rest of Sweden, marked as computed.

    ``series``, ``comparison`` and ``remarks`` are the answers of the questions ``series``, ``comparison`` and ``notes``;
    ``by_chance`` are the series whose change may be chance.
    """
    headers = columns_of_names(view, series)
    columns = [*headers, *columns_of_figures(view, series, comparison)]
    columns += unseen_columns(view, series, comparison, "source" in {column.id for column in columns})
    lines = lines_of(view, columns, series, comparison, remarks)
    rows = [[line.cells[column.id] for column in columns] for line in lines]
    noted = placed(view, lines, remarks)
    marks = {place: view.t.field(note, "note") for place, note in noted}
    hidden = {place for place, note in noted if note["kind"] == "hidden"}
    return Table(
        view.caption,
        columns,
        rows,
        notes=marks
        | independent(view, lines, series)
        | may_be_rounding(view, columns, lines, comparison)
        | may_be_chance(view, columns, lines, by_chance),
        row_headers=len(headers),
        remarks=[*why_missing(view, columns, rows, comparison, hidden), *what_limits_are(view.t, columns)],
        printed={(number, id_): text for number, line in enumerate(lines) for id_, text in line.printed.items()},
        computed=frozenset((number, id_) for number, line in enumerate(lines) for id_ in line.computed),
        tones={(number, id_): tone for number, line in enumerate(lines) for id_, tone in line.tones.items()},
        stacked=len(rows) <= FEW_ROWS,
        id=view.choice.indicator,
        row_ids=[line.series for line in lines],
    )


FEW_ROWS = 8
"""So many rows are drawn as cards where the screen is narrow: of more, the columns scroll beside the names."""


def lines_of(
    view: View,
    columns: Sequence[Column],
    series: Sequence[Figure],
    comparison: Sequence[Comparison],
    remarks: Sequence[Note],
) -> list[Line]:
    """The rows of the table, in the order of the comparison."""
    by_year = {figure_of(row, row["year"]): row for row in series}
    made = {id_ for id_, row in by_year.items() if row["computed"] and row["value"] is not None}
    names = figures.series_names(view.t, series, view.labels, view.own)
    differing = of_several_years(comparison)
    noted: dict[tuple[str, str, str], list[Note]] = {}
    for note in remarks:
        noted.setdefault(series_of(note), []).append(note)
    lines = []
    for row in comparison:
        who, is_own = series_of(row), row["source"] in view.own
        cells = cells_of(view, row, by_year, noted.get(who, []))
        known = {str(year) for year in view.years if cells[str(year)] is not None}
        computed = {str(year) for year in view.years if view.has_computed_rates and (*who, year) in made}
        cells["computed"] = ", ".join(sorted(computed)) or None
        printed = figures_with_years(view, row, columns, differing)
        if row["area"] is not None or is_own:
            printed["area_category"] = names[who]
        if is_own and known and known <= computed:  # said once for the whole row
            printed["origin"] = view.t("own file, computed")
            lines.append(
                Line(
                    series=who,
                    cells=cells,
                    printed=printed,
                    computed=frozenset(),
                    tones=dict.fromkeys(known, "computed"),
                )
            )
        else:
            lines.append(Line(series=who, cells=cells, printed=printed, computed=frozenset(computed), tones={}))
    return lines


def placed(view: View, lines: Sequence[Line], remarks: Sequence[Note]) -> list[tuple[tuple[int, str], Note]]:
    """The notes on figures of the table, each with the row and the column that its figure stands in."""
    numbers = {line.series: number for number, line in enumerate(lines)}
    return [
        ((numbers[series_of(note)], str(note["year"])), note)
        for note in remarks
        if note["measure"] == view.measure and series_of(note) in numbers and note["year"] in view.years
    ]


def may_be_chance(
    view: View, columns: Sequence[Column], lines: Sequence[Line], by_chance: Collection[tuple[str, ...]]
) -> dict[tuple[int, str], str]:
    """A note on each change that cannot be told from chance."""
    said = view.t("This change cannot be told from chance.")
    changes = [column.id for column in columns if column.id in ("change", "change_percent")]
    return {
        (number, id_): said
        for number, line in enumerate(lines)
        for id_ in changes
        if line.series in by_chance and line.cells[id_] is not None
    }


def may_be_rounding(
    view: View, columns: Sequence[Column], lines: Sequence[Line], comparison: Sequence[Comparison]
) -> dict[tuple[int, str], str]:
    """A note on each change that rounding alone can make."""
    said = view.t("Rounding may be the whole of this change.")
    changes = [column.id for column in columns if column.id in ("change", "change_percent")]
    numbers = {line.series: number for number, line in enumerate(lines)}
    found: dict[tuple[int, str], str] = {}
    for row in comparison:
        ends = places.ends_of(row)
        if ends is not None and places.may_be_rounding(view, row, ends):
            found |= {(numbers[series_of(row)], id_): said for id_ in changes}
    return found


def columns_of_names(view: View, series: Sequence[Figure]) -> list[Column]:
    """What says whose figures a row has."""
    has_places = any(row["area"] is not None for row in series)
    title = view.t("Area category or area") if has_places else view.t("Area category")
    columns = [Column("area_category", title, labels=view.labels)]
    if any(row["source"] in view.own for row in series):
        columns.append(origin(view))
    publications = {(row["area_category"], row["area"], row["source"]) for row in series}
    if len(publications) > len({who[:2] for who in publications}):  # the same figures, published more than once
        columns.append(Column("source", view.t("Published"), labels=view.published))
    return columns


def columns_of_figures(view: View, series: Sequence[Figure], comparison: Sequence[Comparison]) -> list[Column]:
    """The years, the change, the ratio to the rest of Sweden with what rounding allows of it, and how sure the last year is."""
    columns = [Column(str(year), str(year), view.decimals, computed=view.is_computed) for year in view.years]
    columns += changes(view, comparison)
    ratio_years = years_of_ratios(comparison)
    if ratio_years:
        title = view.t("Times the rest of Sweden {year}", year=max(ratio_years))
        if len(ratio_years) > 1:
            title = view.t("Times the rest of Sweden, in the row's last year")
        columns.append(Column("ratio_to_rest", title, 1, computed=True))
        if any(row["ratio_to_rest"] is not None and is_rounded(view, row) for row in comparison):
            columns += [
                Column("ratio_low", view.t("Rounding allows, lowest"), 1, computed=True),
                Column("ratio_high", view.t("Rounding allows, highest"), 1, computed=True),
            ]
    return columns + [column for column in limit_columns(view, series, view.years[-1]) if not column.unseen]


def unseen_columns(
    view: View, series: Sequence[Figure], comparison: Sequence[Comparison], has_source: bool
) -> list[Column]:
    """What only the files have; ``has_source`` is whether the page already names the publication."""
    columns = []
    if any(row["area"] is not None for row in series):  # on the page the place stands where its category would
        columns.append(Column("area", view.t("Area"), labels=own_places(view, series), unseen=True))
    columns += [column for column in limit_columns(view, series, view.years[-1]) if column.unseen]
    columns += [column for year in view.years[:-1] for column in limit_columns(view, series, year, unseen=True)]
    if len(spans_of(comparison)) > 1:
        columns.append(Column("change_years", view.t("Years of the change"), unseen=True))
    if any(row["change_percent"] is not None and is_rounded(view, row) for row in comparison):
        columns += [
            Column("change_percent_low", view.t("Change in per cent, lowest before rounding"), 0, unseen=True),
            Column("change_percent_high", view.t("Change in per cent, highest before rounding"), 0, unseen=True),
        ]
    columns += around(view, not has_source)
    if view.has_computed_rates:
        columns.append(Column("computed", view.t("Computed figures"), unseen=True))
    return columns


def cells_of(
    view: View, row: Comparison, by_year: Mapping[FigureId, Figure], remarks: Sequence[Note]
) -> dict[str, object]:
    """The cells of one series, by column; ``row`` is that of the comparison, ``by_year`` has its figures, and ``remarks`` are
    the notes on them."""
    who = series_of(row)
    low = high = None
    if row["change_percent"] is not None and row["first_value"] and row["last_value"] is not None:
        low, high = (
            figures.percent_ends(row["first_value"], row["last_value"], view.decimals)
            if is_rounded(view, row)
            else (None, None)
        )
    is_ratio = row["ratio_to_rest"] is not None and is_rounded(view, row)
    ratio = figures.ratio_ends(row, view.decimals) if is_ratio else (None, None)
    cells: dict[str, object] = {
        "area_category": row["area_category"],
        "area": row["area"],
        "source": row["source"],
        "unit": view.unit,
        "origin": "own" if row["source"] in view.own else "published",
        "change": row["change"],
        "change_percent": row["change_percent"],
        "ratio_to_rest": row["ratio_to_rest"],
        "ratio_low": ratio[0],
        "ratio_high": ratio[1],
        "change_years": span_of(row) if row["change"] is not None else None,
        "change_percent_low": low,
        "change_percent_high": high,
        "note": notes_on(view, row["source"], remarks),
    }
    for year in view.years:
        figure = by_year.get((*who, year))
        cells[str(year)] = figure["value"] if figure else None
        for end in ENDS:
            cells[f"{end}_{year}"] = figure[end] if figure else None
    return cells


def of_several_years(comparison: Sequence[Comparison]) -> set[str]:
    """The columns of computed figures that are not of the same years in all rows."""
    found = {"ratio_to_rest"} if len(years_of_ratios(comparison)) > 1 else set()
    return found | ({"change", "change_percent"} if len(spans_of(comparison)) > 1 else set())


def figures_with_years(
    view: View, row: Comparison, columns: Sequence[Column], differing: Collection[str]
) -> dict[str, str]:
    """The computed figures of a row as readers see them where a number does not say it: with their years, in the columns
    where these are ``differing``, and changes in per cent with the range that rounding leaves them, where it is wide."""
    years = {"change": span_of(row), "change_percent": span_of(row), "ratio_to_rest": str(row["last_year"])}
    values: dict[str, float | None] = {
        "change": row["change"],
        "change_percent": row["change_percent"],
        "ratio_to_rest": row["ratio_to_rest"],
    }
    found = {}
    per_cent = figures.in_per_cent(view.t, row, view.decimals) if is_rounded(view, row) else None
    for column in columns:
        value = values.get(column.id)
        if value is None:
            continue
        said = view.t.number(value, column.decimals or 0, signed=column.signed)
        if column.id == "change_percent" and per_cent:
            found[column.id] = said = per_cent
        if column.id in differing:
            found[column.id] = f"{said} ({years[column.id]})"
    return found


def is_rounded(view: View, row: Comparison) -> bool:
    """Whether a source has rounded the figures of a row."""
    return view.measure not in ("count", "population") and not row["computed"]


def years_of_ratios(comparison: Sequence[Comparison]) -> set[int]:
    return {row["last_year"] for row in comparison if row["ratio_to_rest"] is not None}


def spans_of(comparison: Sequence[Comparison]) -> set[str]:
    """The years of the changes, of rows that have one."""
    return {span_of(row) for row in comparison if row["first_year"] < row["last_year"]}


def span_of(row: Comparison) -> str:
    """The first and the last year that a row's publication has figures for, of those chosen."""
    return f"{row['first_year']}–{row['last_year']}"


def changes(view: View, comparison: Sequence[Comparison]) -> list[Column]:
    """The columns of the change over each row's own years, which the heading says where they are the same for all."""
    t = view.t
    spans = {span_of(row) for row in comparison if row["first_year"] < row["last_year"]}
    if not spans:
        return []
    in_points = view.measure == "share_percent"  # per cent of per cent would be taken for percentage points
    if len(spans) == 1:
        span = spans.pop()
        titles = t("Change {span}", span=span), t("Change {span}, per cent", span=span)
        points = t("Change {span}, percentage points", span=span)
    else:
        titles = t("Change over the row's own years"), t("Change over the row's own years, per cent")
        points = t("Change over the row's own years, percentage points")
    if in_points:
        return [Column("change", points, view.decimals, computed=True, signed=True)]
    return [
        Column("change", titles[0], view.decimals, computed=True, signed=True),
        Column("change_percent", titles[1], 0, computed=True, signed=True),
    ]


End = Literal["lower_95", "upper_95", "rounding_lower", "rounding_upper"]
ENDS: tuple[End, ...] = ("lower_95", "upper_95", "rounding_lower", "rounding_upper")
"""The ends of the ranges around a figure, as they are called everywhere."""

CHANCE: tuple[End, ...] = ENDS[:2]
"""Those of the intervals of chance."""


def independent(view: View, lines: Sequence[Line], series: Sequence[Figure]) -> dict[tuple[int, str], str]:
    """A note on each interval that holds only if cases are independent, where others hold without that."""
    swings = {figure_of(row, row["year"]): row["swing"] for row in series}
    marks: dict[tuple[int, str], str] = {}
    for year in view.years:
        marks |= words.in_cells(
            view.t,
            {
                (number, f"{end}_{year}"): swings.get((*line.series, year))
                for number, line in enumerate(lines)
                for end in CHANCE
            },
        )
    return marks


def limit_columns(view: View, series: Sequence[Figure], year: int, *, unseen: bool = False) -> list[Column]:
    """Two columns with the 95 % interval of one year's figures, and two with the range of rounding, which only the files have,
    as far as known."""
    t = view.t
    titles = {
        "lower_95": t("Lowest {year}, 95 % interval", year=year),
        "upper_95": t("Highest {year}, 95 % interval", year=year),
        "rounding_lower": t("Lowest {year} before rounding", year=year),
        "rounding_upper": t("Highest {year} before rounding", year=year),
    }
    rows = [row for row in series if row["year"] == year]
    known = {end for end in ENDS for row in rows if row[end] is not None}
    condition = words.in_titles(t, [row["swing"] for row in rows])
    titles |= {end: f"{titles[end]}{condition}" for end in CHANCE}
    return [
        Column(
            f"{end}_{year}",
            titles[end],
            view.decimals + end.startswith("rounding"),
            computed=True,
            unseen=unseen or end not in CHANCE,
        )
        for end in ENDS
        if end in known
    ]


def what_limits_are(t: Text, columns: Sequence[Column]) -> list[str]:
    """What the columns of ranges mean, in a sentence each."""
    ids = {column.id.rpartition("_")[0] or column.id for column in columns} | {column.id for column in columns}
    said = []
    if "upper_95" in ids:
        said += words.of_intervals(t)
    if "ratio_high" in ids:
        said.append(
            t(
                "Rounding allows: the source prints both figures rounded, so the ratio of the exact ones lies between these two."
            )
        )
    return said


def own_places(view: View, rows: Sequence[Figure | Observation]) -> dict[str, str]:
    """The names of places whose figures are the reader's own, as readers see them."""
    published = {row["area"] for row in rows if row["source"] not in view.own}
    marked = figures.said_marks(view.t, own=True, computed=False)
    return {row["area"]: f"{row['area']}{marked}" for row in rows if row["area"] and row["area"] not in published}


def origin(view: View) -> Column:
    """Whether figures were published or come from the reader's own file."""
    t = view.t
    return Column("origin", t("Origin"), labels={"own": t("own file"), "published": t("published")})


def around(view: View, source: bool) -> list[Column]:
    """Columns for the files: what stands around the table on the page."""
    t = view.t
    lines = notes.lines_by_id(t, view.sources)
    columns = [Column("unit", t("Unit"), unseen=True)]
    columns += [Column("source", t("Source"), labels=lines, unseen=True)] if source else []
    return [*columns, Column("note", t("Note"), unseen=True)]


def notes_on(view: View, source: str, remarks: Sequence[Note]) -> str | None:
    """What must be known with one series: remarks on its figures, what its file says, and how to read them."""
    how = view.t.field(view.computed[view.measure], "caveats") if view.is_computed else ""
    said = [f"{note['year']}: {view.t.field(note, 'note')}" for note in remarks if note["measure"] == view.measure]
    own = view.own_caveats.get(source, "")
    return " ".join([*said, own, how or view.t.field(view.indicator, "reading")]).strip() or None


def why_missing(
    view: View,
    columns: Sequence[Column],
    rows: Sequence[Sequence[object]],
    comparison: Sequence[Comparison],
    hidden: Collection[tuple[int, str]] = (),
) -> list[str]:
    """The reason for each kind of dash in the table. Cells that are ``hidden`` have a note that says so."""
    t = view.t
    dashes = {
        column.id
        for number, row in enumerate(rows)
        for column, value in zip(columns, row, strict=True)
        if is_missing(value) and not column.unseen and (number, column.id) not in hidden
    }
    reasons: list[str] = []
    if dashes & {str(year) for year in view.years}:
        reasons.append(WhyEmpty(t("The source gives no figure.")))
    if dashes & {"change", "change_percent"} and hidden:
        reasons.append(
            WhyEmpty(
                t("Change: a figure for the first or the last year is missing, hidden or in doubt, or the first is 0.")
            )
        )
    elif dashes & {"change", "change_percent"}:
        reasons.append(
            WhyEmpty(
                t(
                    "Change: a figure for the first or the last year is missing or in doubt, the first is 0, the series begins anew in between, or there is one year only."
                )
            )
        )
    if "ratio_to_rest" in dashes:
        reasons.append(
            WhyEmpty(t("Times the rest of Sweden: the rest of Sweden is the yardstick itself, or a figure is missing."))
        )
        if {row["source"] for row in comparison if row["ratio_to_rest"] is None} & set(view.own):
            reasons.append(
                WhyEmpty(t("Times the rest of Sweden, own file: the file has no figure for the rest of Sweden."))
            )
    return reasons


def figure_of(row: Placed, year: int) -> FigureId:
    """Which observation a row is, or is about."""
    return (*series_of(row), year)
