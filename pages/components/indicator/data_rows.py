"""The table of an indicator screen as the data files have it: a row a figure, in all measures that are printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pages.components import figures
from pages.components.indicator import certainty_words as words
from pages.components.indicator.tables import ENDS, FigureId, figure_of, origin, own_places, what_limits_are
from pages.components.tables import Column, Table, WhyEmpty
from pages.components.text import Text
from pages.components.view import View
from queries.row_types import Figure, Note, Observation

Rows = Sequence[Observation | Figure]
"""Figures in all their measures or, of a measure that the dashboard computes, in that one."""


def rows_of_the_data(view: View, published: Rows, remarks: Sequence[Note], series: Sequence[Figure]) -> Table:
    """A row a figure with the columns of the data files; a computed measure has a column of its own.

    ``published`` is the answer of the question ``observations`` or, for a computed measure, of ``series``; ``series`` has
    the rates that were computed from a count and a population.
    """
    headers = columns_of_names(view, published)
    columns = [*headers, *columns_of_figures(view), *row_limits(view, published), *columns_around(view, published)]
    rates = {figure_of(row, row["year"]): row["value"] for row in series if row["computed"]}
    noted = notes_by_figure(remarks)
    ids = [figure_of(row, row["year"]) for row in published]
    rows = [
        [cells[column.id] for column in columns]
        for cells in (
            cells_of(view, row, rates.get(id_), noted.get(id_, [])) for row, id_ in zip(published, ids, strict=True)
        )
    ]
    marks, hidden = notes_in_cells(view.t, {column.id for column in columns}, ids, noted, rates)
    missing = any(
        value is None and (number, column.id) not in hidden
        for number, row in enumerate(rows)
        for column, value in zip(columns[:-1], row, strict=False)
    )
    remarks_below = [WhyEmpty(view.t("The source gives no figure, or the column does not apply."))] if missing else []
    return Table(
        view.caption,
        columns,
        rows,
        notes=marks,
        row_headers=len(headers),
        remarks=[*remarks_below, *what_limits_are(view.t, columns)],
        id=view.choice.indicator,
        row_ids=ids,
    )


def columns_of_names(view: View, published: Rows) -> list[Column]:
    """What says whose figures a row has, and of which year."""
    t = view.t
    names = {id_: t.field(row, "label") for id_, row in view.dictionary.indicators.items()}
    return [
        Column("indicator", t("Indicator"), labels=names),
        Column("area_category", t("Area category"), labels=view.labels),
        Column("area", t("Area"), labels=own_places(view, published)),
        Column("year", t("Year"), 0, grouped=False),
    ]


def columns_of_figures(view: View) -> list[Column]:
    """The measures."""
    t = view.t
    if view.is_computed:
        return [Column("value", t.field(view.computed[view.measure], "label"), view.decimals, computed=True)]
    columns = [
        Column("count", t("Number"), figures.decimals(view.indicator, "count", view.computed)),
        Column("population", t("Population"), 0),
        Column("per_1000", t("Per 1,000 inhabitants"), figures.decimals(view.indicator, "per_1000", view.computed)),
        Column("share_percent", t("Share, per cent"), 1),
    ]
    if view.has_computed_rates:
        title = t.field(view.computed[figures.OF_PLACES], "label")
        columns.append(Column(figures.OF_PLACES, title, view.decimals, computed=True))
    return columns


def columns_around(view: View, published: Rows) -> list[Column]:
    """Where a figure comes from, and what must be known of it."""
    t = view.t
    parts = {id_: f"{source['publisher']}, {t.field(source, 'part')}" for id_, source in view.sources.items()}
    has_own = any(row["source"] in view.own for row in published)
    return [
        Column("source", t("Source"), labels=parts),
        Column("published", t("Published")),
        *([origin(view)] if has_own else []),
        Column("note", t("Note"), unseen=True),
    ]


def cells_of(view: View, row: Observation | Figure, rate: float | None, remarks: Sequence[Note]) -> dict[str, object]:
    """The cells of one figure, by column; ``rate`` is the one that was computed from its count and population."""
    return {
        **row,
        "published": view.published[row["source"]],
        "note": all_said(view.t, remarks, view.own_caveats.get(row["source"], "")),
        "origin": "own" if row["source"] in view.own else "published",
        figures.OF_PLACES: rate,
    }


Place = tuple[int, str]
"""A cell: its row and its column."""


def notes_in_cells(
    t: Text,
    columns: set[str],
    ids: Sequence[FigureId],
    noted: Mapping[FigureId, Sequence[Note]],
    rates: Mapping[FigureId, float | None],
) -> tuple[dict[Place, str], set[Place]]:
    """The notes on single cells, and which of these are hidden."""
    marks: dict[Place, str] = {}
    hidden: set[Place] = set()
    for number, id_ in enumerate(ids):
        for note in noted.get(id_, ()):
            measure = note["measure"]
            if measure == "per_1000" and id_ in rates:  # not printed: it would have been computed
                measure = figures.OF_PLACES
            if measure in columns:
                marks[number, measure] = t.field(note, "note")
                if note["kind"] == "hidden":
                    hidden.add((number, measure))
    return marks, hidden


def row_limits(view: View, rows: Rows) -> list[Column]:
    """The columns of ranges in the rows of the data files, as far as there are any."""
    t = view.t
    titles = {
        "lower_95": t("Lowest, 95 % interval"),
        "upper_95": t("Highest, 95 % interval"),
        "rounding_lower": t("Lowest before rounding"),
        "rounding_upper": t("Highest before rounding"),
    }
    known = {end for end in ENDS for row in rows if row[end] is not None}
    wide = max([view.decimals, *(2 for row in rows if row.get("interval_of") == "per_1000")])
    columns = [
        Column(end, titles[end], view.decimals + 1 if end.startswith("rounding") else wide, computed=True)
        for end in ENDS
        if end in known
    ]
    if "upper_95" in known and any(row.get("interval_of") for row in rows):
        labels = {"per_1000": t("the figure per 1,000 inhabitants"), "count": t("the number")}
        columns.insert(2, Column("interval_of", t("The interval is of"), labels=labels))
    if "upper_95" in known:
        columns.append(Column("swing", t("How such figures swing"), labels=words.swings(t)))
    return columns


def all_said(t: Text, remarks: Sequence[Note], caveats: str) -> str | None:
    """The notes on one figure and what was noticed in its file, in one text."""
    return " ".join(filter(None, [*dict.fromkeys(t.field(note, "note") for note in remarks), caveats])) or None


def notes_by_figure(remarks: Sequence[Note]) -> dict[FigureId, list[Note]]:
    """The notes on each figure."""
    found: dict[FigureId, list[Note]] = {}
    for note in remarks:
        found.setdefault(figure_of(note, note["year"]), []).append(note)
    return found
