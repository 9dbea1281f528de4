"""Tables of a reader's own figures and of what is wrong in the files."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from babel.dates import get_month_names

from pages.components.indicator import certainty_words as words
from pages.components.own.words import Names, wording
from pages.components.tables import Column, Table, WhyEmpty
from pages.components.text import Text
from queries.exports import observations
from queries.exports.values.cells import WEEKS
from queries.row_types import Record
from queries.statistics import intervals
from queries.store.checks import Problem

SHOWN = 200
"""Rows of a table on the page; the downloads have all of them."""


def problems(t: Text, found: Sequence[Problem], of_events: bool = False) -> Table:
    """One row a problem, with the file's own columns apart, to be sorted and sent to whoever made the file."""
    columns = [
        Column("file", t("File")),
        Column("row", t("Row"), 0, grouped=False),
        Column("letter", t("Column letter")),
        Column("column", t("Column")),
        Column("value", t("Value")),
        Column("expected", t("Expected")),
        Column("what", t("What is wrong, and how to mend it")),
    ]
    rows = [
        [one.file, one.row, one.letter, one.column, one.value, ", ".join(one.expected), wording(t, one, of_events)]
        for one in found
    ]
    return Table(t("Problems in the files"), columns, rows)


def computed_rate(row: Record) -> float | None:
    """Per 1,000 inhabitants from count and population, where the file itself has no rate."""
    if row["per_1000"] is not None or row["count"] is None or not row["population"]:
        return None
    return float(row["count"] / row["population"] * 1000)


def with_limits(rows: Sequence[Record]) -> list[Record]:
    """The rows with the 95 % interval of the rate per 1,000 (``lower_95``, ``upper_95``), where number and population are
    known and what is counted are events: not of inhabitants, and not of part numbers, which are no counts."""

    # How such figures swing is known once the file is part of the data: here cases are taken to be independent.
    def is_counted(row: Record) -> bool:
        known = row["count"] is not None and row["population"]
        return bool(known and row["indicator"] != "population" and row["count"] >= 0 and row["count"] % 1 == 0)

    counts = np.array([float(row["count"]) if is_counted(row) else 0.0 for row in rows])
    low, high = intervals.count_limits(counts)
    per = [intervals.PER / row["population"] if is_counted(row) else None for row in rows]
    return [
        {
            **row,
            "lower_95": None if each is None else float(low[number] * each),
            "upper_95": None if each is None else float(high[number] * each),
        }
        for number, (row, each) in enumerate(zip(rows, per, strict=True))
    ]


def shown(t: Text, row: Record, figure: str) -> str:
    """A figure as charts say it, with the word preliminary where the file calls it so."""
    return t("{value} (preliminary)", value=figure) if row.get("preliminary") else figure


def preliminary(t: Text) -> str:
    return t("Preliminary according to the file: the figure may change.")


def part_name(t: Text, row: Record) -> str:
    """The month or another part of the year of a figure."""
    named = {
        WEEKS: t("week {number}", number=row["part"]),
        4: t("quarter {number}", number=row["part"]),
        3: t("third {number}", number=row["part"]),
        2: t("half-year {number}", number=row["part"]),
    }
    if row["parts"] != 12:
        return named.get(row["parts"]) or t("part {number}", number=row["part"])
    return str(get_month_names("wide", locale=t.locale)[row["part"]])


def of_several_files(rows: Sequence[Record]) -> bool:
    """Whether two files have a figure of the same thing, so that each row must say from which it is."""
    files: dict[tuple[object, ...], set[str]] = {}
    for row in rows:
        about = (row["indicator"], row["area_category"], row["area"], row["year"], row.get("part"))
        files.setdefault(about, set()).add(row["file"])
    return any(len(found) > 1 for found in files.values())


MEASURES = ("count", "population", "per_1000", "computed", "lower_95", "upper_95", "share_percent")
"""The columns of figures, in their order, as far as there are any."""


def figures(
    t: Text, caption: str, rows: Sequence[Record], labels: Names, places: Names, caveats: Names | None = None
) -> Table:
    """One row a place, indicator and period; columns without figures are left out.

    ``places`` are the labels of area categories, ``caveats`` what must be known of the figures of each file.
    """
    kept = with_limits([{**row, "computed": computed_rate(row)} for row in rows])
    measures = [name for name in MEASURES if any(row[name] is not None for row in kept)]
    by_part = any("part" in row for row in rows)
    decimals = decimals_of(kept)
    columns = [
        Column("area", t("Place"), labels=dict(places)),
        # One indicator is named above the table; in the files it stands in each row.
        Column("indicator", t("Indicator"), labels=dict(labels), unseen=len(decimals) == 1),
        Column("year", t("Year"), 0, grouped=False),
        *([Column("part", t("Month or quarter"))] if by_part else []),
        *(column_of(t, name) for name in measures),
        Column("file", t("File"), unseen=not of_several_files(kept)),
        Column("note", t("Note"), unseen=True),
    ]
    lines = [
        [
            row["area_category"] or row["area"],
            row["indicator"],
            row["year"],
            *([part_name(t, row)] if by_part else []),
            *(row[name] for name in measures),
            row["file"],
            note_on(t, row, caveats or {}),
        ]
        for row in kept
    ]
    ids = {name: column_of(t, name).id for name in measures}
    marks = {
        (number, ids[name]): preliminary(t)
        for number, row in enumerate(kept)
        for name in measures
        if row.get("preliminary") and row[name] is not None
    }
    return Table(
        caption,
        columns,
        lines,
        notes=marks,
        remarks=remarks_on(t, kept, measures),
        decimals_by_row=[decimals[row["indicator"]] for row in kept],
    )


def decimals_of(rows: Sequence[Record]) -> dict[str, int]:
    """How many decimals the figures of each indicator have."""
    return {
        id_: observations.decimals([dict(row) for row in rows if row["indicator"] == id_])
        for id_ in {row["indicator"] for row in rows}
    }


def column_of(t: Text, measure: str) -> Column:
    """The column of one kind of figures."""
    independent = words.in_titles(t, ["independent"])
    return {
        "count": Column("count", t("Number"), 0),
        "population": Column("population", t("Population"), 0),
        "per_1000": Column("per_1000", t("Per 1,000 inhabitants"), 1, by_row=True),
        "computed": Column("per_1000_computed", t("Per 1,000 inhabitants"), 1, computed=True, by_row=True),
        "lower_95": Column("lower_95", t("Lowest, 95 % interval") + independent, 1, computed=True, by_row=True),
        "upper_95": Column("upper_95", t("Highest, 95 % interval") + independent, 1, computed=True, by_row=True),
        "share_percent": Column("share_percent", t("Share, per cent"), 1),
    }[measure]


def note_on(t: Text, row: Record, caveats: Names) -> str | None:
    """What must be known of one row: that it is preliminary, and what its file says."""
    parts = (preliminary(t) if row.get("preliminary") else "", caveats.get(row["file"]))
    return " ".join(filter(None, parts)) or None


def remarks_on(t: Text, rows: Sequence[Record], measures: Sequence[str]) -> list[str]:
    """What must be known below the table."""
    remarks: list[str] = []
    if any(row[name] is None for row in rows for name in measures):
        remarks.append(WhyEmpty(t("There is no figure in the file, or it was left out. It never means 0.")))
    if "computed" in measures:
        remarks.append(t("Computed: number / population × 1,000."))
    if "upper_95" in measures:
        remarks += words.of_intervals(t)
    return remarks


def first(t: Text, table: Table) -> Table:
    """The table's first rows, with a remark that there are more."""
    if len(table.rows) <= SHOWN:
        return table
    more = t(
        "The first {shown} of {count} rows are shown; the files below have all of them.",
        shown=t.number(SHOWN, 0),
        count=t.number(len(table.rows), 0),
    )
    return Table(
        table.caption,
        table.columns,
        table.rows[:SHOWN],
        notes={place: note for place, note in table.notes.items() if place[0] < SHOWN},
        remarks=[more, *table.remarks],
        decimals_by_row=table.decimals_by_row[:SHOWN],
    )
