"""The newest figures of the reader's own files, as the document shows them."""

from __future__ import annotations

from collections.abc import Sequence

from pages.components.dictionary import Dictionary
from pages.components.tables import Column, Table
from pages.components.text import Text, swedish_order
from queries.row_types import Observation

MOST = 40
"""So many rows stand in the document; the page of the files has all."""


def table(t: Text, rows: Sequence[Observation], known: Dictionary) -> Table:
    """A row an indicator and place, with its newest year."""
    newest: dict[tuple[str, str, str], Observation] = {}
    for row in rows:
        key = (row["indicator"], row["area"] or "", row["source"])
        if key not in newest or row["year"] > newest[key]["year"]:
            newest[key] = row
    ordered = sorted(newest.values(), key=lambda row: (row["indicator"], swedish_order(row["area"] or "")))
    labels = {id_: t.field(row, "label") for id_, row in known.indicators.items()}
    documents = {id_: t.field(row, "document") for id_, row in known.sources.items()}
    columns = [
        Column("indicator", t("Indicator"), labels=labels),
        Column("area", t("Place")),
        Column("year", t("Year"), 0, grouped=False),
        Column("count", t("Number"), 0),
        Column("per_1000", t("Per 1,000 inhabitants"), 1),
        Column("share_percent", t("Per cent"), 1),
        Column("source", t("File"), labels=documents),
    ]
    shown = ordered[:MOST]
    body: list[list[object]] = [
        [
            row["indicator"],
            row["area"] or known.labels(t).get(row["area_category"] or "", "") or None,
            *(row[name] for name in ("year", "count", "per_1000", "share_percent", "source")),
        ]
        for row in shown
    ]
    left = len(ordered) - len(shown)
    remarks = [t("{count} more rows are on the page Own files.", count=t.number(left, 0))] if left else []
    return Table(t("Newest figures of the municipality's own files"), columns, body, row_headers=2, remarks=remarks)
