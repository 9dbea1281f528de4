"""The table of an indicator screen in its two forms: years as columns, or the rows of the data files."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from pages.components import figures, notes
from pages.components.figures import series_of
from pages.components.indicator import certainty_words as words
from pages.components.tables import Column, Table
from pages.components.text import Text, is_missing
from pages.components.view import View
from queries.row_types import Record


def years_as_columns(
    view: View,
    series: Sequence[Record],
    comparison: Sequence[Record],
    remarks: Sequence[Record],
    by_chance: Collection[tuple[str, ...]] = (),
) -> Table:
    """A row a series and a column a year; change and ratio to the rest of Sweden, marked as computed.

    ``series``, ``comparison`` and ``remarks`` are the answers of the questions ``series``, ``comparison`` and ``notes``;
    ``by_chance`` are the series whose change may be chance.
    """
    headers = columns_of_names(view, series)
    columns = [*headers, *columns_of_figures(view, series, comparison)]
    columns += unseen_columns(view, series, comparison, "source" in {column.id for column in columns})
    made: set[tuple[object, ...]] = set()
    if view.has_computed_rates:
        made = {figure_of(row) for row in series if row["computed"] and not is_missing(row["value"])}
    ranges: dict[tuple[object, ...], Record] = {(*series_of(row), row["year"]): row for row in series}
    by_series: dict[tuple[str, ...], list[Record]] = {}
    for note in remarks:
        by_series.setdefault(series_of(note), []).append(note)
    said = {who: notes_on(view, who, by_series.get(who, [])) for who in {series_of(row) for row in comparison}}
    names = figures.series_names(view.t, series, view.labels, view.own)
    differing = of_several_years(comparison)
    printed: dict[tuple[int, str], str] = {}
    rows: list[list[object]] = []
    places: dict[tuple[object, ...], int] = {}
    tones: dict[tuple[int, str], str] = {}
    said_by_row: set[tuple[object, ...]] = set()
    for row in comparison:
        who = series_of(row)
        cells = cells_of(view, row, ranges, made) | {"note": said[who]}
        for id_, text in figures_with_years(view, row, cells, columns, differing).items():
            printed[len(rows), id_] = text
        if not is_missing(row["area"]) or row["source"] in view.own:
            printed[len(rows), "area_category"] = names[who]
        with_figures = {(*who, year) for year in view.years if not is_missing(cells[str(year)])}
        if row["source"] in view.own and with_figures and with_figures <= made:  # said once for the whole row
            printed[len(rows), "origin"] = view.t("own file, computed")
            tones |= {(len(rows), str(figure[-1])): "computed" for figure in with_figures}
            said_by_row |= with_figures
        places |= {(*who, year): len(rows) for year in view.years}
        rows.append([cells[column.id] for column in columns])

    noted = [note for note in remarks if note["measure"] == view.measure and (*series_of(note), note["year"]) in places]
    marks = {place_of(note, places): view.t.field(note, "note") for note in noted}
    hidden = {place_of(note, places) for note in noted if note["kind"] == "hidden"}
    marks |= may_be_chance(
        view, columns, rows, {place: series_of(row) for place, row in enumerate(comparison)}, by_chance
    )
    computed = frozenset((places[figure], str(figure[-1])) for figure in made - said_by_row if figure in places)
    remarks_below = [*why_missing(view, columns, rows, comparison, hidden), *what_limits_are(view.t, columns)]
    return Table(
        view.caption,
        columns,
        rows,
        notes=marks,
        row_headers=len(headers),
        remarks=remarks_below,
        printed=printed,
        computed=computed,
        tones=tones,
        id=view.indicator["id"],
        row_ids=[series_of(row) for row in comparison],
    )


def may_be_chance(
    view: View,
    columns: Sequence[Column],
    rows: Sequence[Sequence[object]],
    series: dict[int, tuple[str, ...]],
    by_chance: Collection[tuple[str, ...]],
) -> dict[tuple[int, str], str]:
    """A note on each change that cannot be told from chance; ``series`` says which one a row is of."""
    said = view.t("This change cannot be told from chance.")
    return {
        (place, column.id): said
        for place, row in enumerate(rows)
        for column, value in zip(columns, row, strict=True)
        if column.id in ("change", "change_percent") and not is_missing(value) and series[place] in by_chance
    }


def columns_of_names(view: View, series: Sequence[Record]) -> list[Column]:
    """What says whose figures a row has."""
    has_places = any(not is_missing(row["area"]) for row in series)
    title = view.t("Area category or area") if has_places else view.t("Area category")
    columns = [Column("area_category", title, labels=view.labels)]
    if any(row["source"] in view.own for row in series):
        columns.append(origin(view))
    publications = {(row["area_category"], row["area"], row["source"]) for row in series}
    if len(publications) > len({who[:2] for who in publications}):  # the same figures, published more than once
        columns.append(Column("source", view.t("Published"), labels=view.published))
    return columns


def columns_of_figures(view: View, series: Sequence[Record], comparison: Sequence[Record]) -> list[Column]:
    """The years, how sure the last one is, the change, and the ratio to the rest of Sweden."""
    columns = [Column(str(year), str(year), view.decimals, computed=view.is_computed) for year in view.years]
    columns += limit_columns(view, series, view.years[-1])
    columns += changes(view, comparison)
    ratio_years = years_of_ratios(comparison)
    if ratio_years:
        title = view.t("Times the rest of Sweden {year}", year=max(ratio_years))
        if len(ratio_years) > 1:
            title = view.t("Times the rest of Sweden, in the row's last year")
        columns.append(Column("ratio_to_rest", title, 1, computed=True))
    return columns


def unseen_columns(
    view: View, series: Sequence[Record], comparison: Sequence[Record], has_source: bool
) -> list[Column]:
    """What only the files have; ``has_source`` is whether the page already names the publication."""
    columns = []
    if any(not is_missing(row["area"]) for row in series):  # on the page the place stands where its category would
        columns.append(Column("area", view.t("Area"), labels=own_places(view, series), unseen=True))
    columns += [column for year in view.years[:-1] for column in limit_columns(view, series, year, unseen=True)]
    if len(spans_of(comparison)) > 1:
        columns.append(Column("change_years", view.t("Years of the change"), unseen=True))
    columns += around(view, not has_source)
    if view.has_computed_rates:
        columns.append(Column("computed", view.t("Computed figures"), unseen=True))
    return columns


def cells_of(
    view: View, row: Record, ranges: Mapping[tuple[object, ...], Record], made: set[tuple[object, ...]]
) -> dict[str, Any]:
    """The cells of one series, by column; ``row`` is that of the comparison, ``ranges`` its figures by year, ``made`` the
    computed ones."""
    who = series_of(row)
    cells: dict[str, Any] = {name: row[name] for name in ("area_category", "area", "source")}
    for year in view.years:
        figure = ranges.get((*who, year), {})
        cells |= {str(year): figure.get("value")} | {f"{end}_{year}": figure.get(end) for end in ENDS}
    cells |= {"unit": view.unit, "origin": "own" if row["source"] in view.own else "published"}
    cells["computed"] = ", ".join(str(year) for year in view.years if (*who, year) in made) or None
    cells |= {name: row[name] for name in ("change", "change_percent", "ratio_to_rest")}
    cells["change_years"] = span_of(row) if not is_missing(row["change"]) else None
    return cells


def of_several_years(comparison: Sequence[Record]) -> set[str]:
    """The columns of computed figures that are not of the same years in all rows."""
    found = {"ratio_to_rest"} if len(years_of_ratios(comparison)) > 1 else set()
    return found | ({"change", "change_percent"} if len(spans_of(comparison)) > 1 else set())


def figures_with_years(
    view: View, row: Record, cells: dict[str, Any], columns: list[Column], differing: set[str]
) -> dict[str, str]:
    """The computed figures of a row with their years, in the columns where these are ``differing``."""
    found = {}
    for column in columns:
        if column.id in differing and not is_missing(cells[column.id]):
            figure = view.t.number(cells[column.id], column.decimals or 0, signed=column.signed)
            when = row["last_year"] if column.id == "ratio_to_rest" else span_of(row)
            found[column.id] = f"{figure} ({when})"
    return found


def place_of(note: Record, places: dict[tuple[object, ...], int]) -> tuple[int, str]:
    """The row and column of the figure that a note is about."""
    return places[(*series_of(note), note["year"])], str(note["year"])


def years_of_ratios(comparison: Sequence[Record]) -> set[int]:
    return {row["last_year"] for row in comparison if not is_missing(row["ratio_to_rest"])}


def spans_of(comparison: Sequence[Record]) -> set[str]:
    """The years of the changes, of rows that have one."""
    return {span_of(row) for row in comparison if row["first_year"] < row["last_year"]}


def span_of(row: Record) -> str:
    """The first and the last year that a row's publication has figures for, of those chosen."""
    return f"{row['first_year']}–{row['last_year']}"


def changes(view: View, comparison: Sequence[Record]) -> list[Column]:
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


ENDS = ("lower_95", "upper_95", "rounding_lower", "rounding_upper")
"""The ends of the ranges around a figure, as they are called everywhere."""


def limit_columns(view: View, series: Sequence[Record], year: int, *, unseen: bool = False) -> list[Column]:
    """Two columns with the 95 % interval of one year's figures, and two with the range of rounding, as far as known."""
    t = view.t
    titles = {
        "lower_95": t("Lowest {year}, 95 % interval", year=year),
        "upper_95": t("Highest {year}, 95 % interval", year=year),
        "rounding_lower": t("Lowest {year} before rounding", year=year),
        "rounding_upper": t("Highest {year} before rounding", year=year),
    }
    known = {end for end in ENDS for row in series if row["year"] == year and not is_missing(row[end])}
    return [
        Column(f"{end}_{year}", titles[end], view.decimals + end.startswith("rounding"), computed=True, unseen=unseen)
        for end in ENDS
        if end in known
    ]


def what_limits_are(t: Text, columns: Sequence[Column]) -> list[str]:
    """What the columns of ranges mean, in a sentence each."""
    ids = {column.id.rpartition("_")[0] or column.id for column in columns} | {column.id for column in columns}
    said = []
    if "upper_95" in ids:
        said += words.of_intervals(t)
    if "rounding_upper" in ids:
        said.append(
            t(
                "Before rounding: the source prints a rounded figure and not the number of cases; the exact figure lay between these numbers. How much chance does cannot be told from it."
            )
        )
    return said


def own_places(view: View, rows: Sequence[Record]) -> dict[str, str]:
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


def notes_on(view: View, who: tuple[str, ...], remarks: Sequence[Record]) -> str | None:
    """What must be known with one series: remarks on its figures, and how to read them."""
    how = view.t.field(view.computed[view.measure], "caveats") if view.is_computed else ""
    said = [
        f"{note['year']}: {view.t.field(note, 'note')}"
        for note in remarks
        if series_of(note) == who and note["measure"] == view.measure
    ]
    own = view.own_caveats.get(who[2], "")
    return " ".join([*said, own, how or view.t.field(view.indicator, "reading")]).strip() or None


def why_missing(
    view: View,
    columns: Sequence[Column],
    rows: Sequence[Sequence[object]],
    comparison: Sequence[Record],
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
    reasons = []
    if dashes & {str(year) for year in view.years}:
        reasons.append(t("– The source gives no figure."))
    if dashes & {"change", "change_percent"} and hidden:
        reasons.append(
            t("– Change: a figure for the first or the last year is missing, hidden or in doubt, or the first is 0.")
        )
    elif dashes & {"change", "change_percent"}:
        reasons.append(
            t(
                "– Change: a figure for the first or the last year is missing or in doubt, the first is 0, the series begins anew in between, or there is one year only."
            )
        )
    if "ratio_to_rest" in dashes:
        reasons.append(
            t("– Times the rest of Sweden: the rest of Sweden is the yardstick itself, or a figure is missing.")
        )
        if {row["source"] for row in comparison if is_missing(row["ratio_to_rest"])} & set(view.own):
            reasons.append(t("– Times the rest of Sweden, own file: the file has no figure for the rest of Sweden."))
    return reasons


def rows_of_the_data(
    view: View,
    figures_: Sequence[Record],
    remarks: Sequence[Record],
    series: Sequence[Record],
) -> Table:
    """A row a figure with the columns of the data files; a computed measure has a column of its own.

    ``figures_`` is the answer of the question ``observations`` or, for a computed measure, of ``series``; ``series`` has the rates that were computed from a count and a population.
    """
    t = view.t
    names = {id_: t.field(row, "label") for id_, row in view.dictionary.indicators.items()}
    rates = {(*series_of(row), row["year"]): row["value"] for row in series if row["computed"]}
    parts = {id_: f"{source['publisher']}, {t.field(source, 'part')}" for id_, source in view.sources.items()}
    columns = [
        Column("indicator", t("Indicator"), labels=names),
        Column("area_category", t("Area category"), labels=view.labels),
        Column("area", t("Area"), labels=own_places(view, figures_)),
        Column("year", t("Year"), 0, grouped=False),
    ]
    headers = len(columns)
    has_own = any(row["source"] in view.own for row in figures_)
    if view.is_computed:
        title = t.field(view.computed[view.measure], "label")
        columns.append(Column("value", title, view.decimals, computed=True))
    else:
        columns += [
            Column("count", t("Number"), figures.decimals(view.indicator, "count", view.computed)),
            Column("population", t("Population"), 0),
            Column("per_1000", t("Per 1,000 inhabitants"), figures.decimals(view.indicator, "per_1000", view.computed)),
            Column("share_percent", t("Share, per cent"), 1),
        ]
        if view.has_computed_rates:
            title = t.field(view.computed[figures.OF_PLACES], "label")
            columns.append(Column(figures.OF_PLACES, title, view.decimals, computed=True))
    columns += row_limits(view, figures_)
    columns += [Column("source", t("Source"), labels=parts), Column("published", t("Published"))]
    columns += [origin(view)] if has_own else []
    columns.append(Column("note", t("Note"), unseen=True))
    said = notes_by_figure(remarks)
    records = [
        {
            **row,
            "published": view.published[row["source"]],
            "note": all_said(t, said.get(figure_of(row), ()), view.own_caveats.get(row["source"], "")),
            "origin": "own" if row["source"] in view.own else "published",
            figures.OF_PLACES: rates.get((*series_of(row), row["year"])),
        }
        for row in figures_
    ]
    rows = [[row[column.id] for column in columns] for row in records]
    shown = {column.id for column in columns}
    marks: dict[tuple[int, str], str] = {}
    hidden: set[tuple[int, str]] = set()
    for place, row in enumerate(records):
        for note in said.get(figure_of(row), ()):
            measure = note["measure"]
            if measure == "per_1000" and figure_of(row) in rates:  # not printed: it would have been computed
                measure = figures.OF_PLACES
            if measure in shown:
                marks[place, measure] = t.field(note, "note")
                if note["kind"] == "hidden":
                    hidden.add((place, measure))
    missing = any(
        is_missing(value) and (place, column.id) not in hidden
        for place, row in enumerate(rows)
        for column, value in zip(columns[:-1], row, strict=False)
    )
    remark = [t("– The source gives no figure, or the column does not apply.")] if missing else []
    remark += what_limits_are(t, columns)
    ids = [figure_of(row) for row in figures_]
    return Table(
        view.caption,
        columns,
        rows,
        notes=marks,
        row_headers=headers,
        remarks=remark,
        id=view.indicator["id"],
        row_ids=ids,
    )


def row_limits(view: View, rows: Sequence[Record]) -> list[Column]:
    """The columns of ranges in the rows of the data files, as far as there are any."""
    t = view.t
    titles = {
        "lower_95": t("Lowest, 95 % interval"),
        "upper_95": t("Highest, 95 % interval"),
        "rounding_lower": t("Lowest before rounding"),
        "rounding_upper": t("Highest before rounding"),
    }
    known = {end for end in ENDS for row in rows if not is_missing(row[end])}
    wide = max([view.decimals, *(2 for row in rows if row.get("interval_of") == "per_1000")])
    columns = [
        Column(end, titles[end], view.decimals + 1 if end.startswith("rounding") else wide, computed=True)
        for end in ENDS
        if end in known
    ]
    if "upper_95" in known and any(row.get("interval_of") for row in rows):
        labels = {"per_1000": t("the figure per 1,000 inhabitants"), "count": t("the number")}
        columns.insert(2, Column("interval_of", t("The interval is of"), labels=labels))
    return columns


def all_said(t: Text, remarks: Sequence[Record], caveats: str) -> str | None:
    """The notes on one figure and what was noticed in its file, in one text."""
    return " ".join(filter(None, [*dict.fromkeys(t.field(note, "note") for note in remarks), caveats])) or None


def figure_of(row: Record) -> tuple[object, ...]:
    """Which observation a row is, or is about."""
    return (*series_of(row), row["year"])


def notes_by_figure(remarks: Sequence[Record]) -> dict[tuple[object, ...], list[Record]]:
    found: dict[tuple[object, ...], list[Record]] = {}
    for note in remarks:
        found.setdefault(figure_of(note), []).append(note)
    return found
