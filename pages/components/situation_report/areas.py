"""The assessed areas of a municipality as a table: a row an area, a column an assessment."""

from __future__ import annotations

from collections.abc import Sequence

from pages.components.areas import cells
from pages.components.areas.cells import AreaRow
from pages.components.tables import Column, Table
from pages.components.text import Text


def table(t: Text, caption: str, years: Sequence[int], rows: Sequence[AreaRow]) -> Table:
    """The same words as in the coloured cells of the municipality's page, of the areas that any of these years knew."""
    words = {id_: f"{word.short}{word.rest}" for id_, word in cells.words(t).items()}
    has_trends = any(row.trend for row in rows)
    columns = [Column("area", t("Area")), *(Column(f"assessed_{year}", str(year), labels=words) for year in years)]
    columns += [Column("trend", t("Trend since 2024"))] if has_trends else []
    body: list[list[object]] = [
        [
            f"{row.name} ({row.quiet})" if row.quiet else row.name,
            *(row.categories.get(year) for year in years),
            *([row.trend or None] if has_trends else []),
        ]
        for row in rows
        if any(row.categories.get(year) for year in years)
    ]
    has_gaps = any(None in row for row in body)
    remarks = [t("A dash (–) means that the area is not on the list of that year.")] if has_gaps else []
    return Table(caption, columns, body, remarks=remarks, id="areas_by_assessment")
