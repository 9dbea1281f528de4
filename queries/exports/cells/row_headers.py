"""Third stage: rows that are no rows of figures but the header once more, or the beginning of another table."""

from __future__ import annotations

import re
from typing import Literal

from queries.exports.columns.column import cell
from queries.exports.columns.labels import label
from queries.exports.columns.layout import Layout
from queries.exports.file.grid import Row
from queries.exports.values import cells, names
from queries.exports.values.memory import MOST_REMEMBERED


class Headers:
    """Knows the header when it comes again, and another table's; remembers texts that begin no header."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.figures = [column for column in layout.columns if column.is_figure]
        self.names = [(at, names.folded(name)) for at, name in enumerate(layout.header) if name]
        self.others: set[str] = set()

    def again(self, row: Row, after_gap: bool) -> Literal["", "same", "other"]:
        """Whether the row is the header once more (``same``), or that of another table (``other``)."""
        if not self.names:
            return ""
        at, first = self.names[0]
        text = row[at] if at < len(row) else ""
        if not after_gap and text in self.others:
            return ""
        is_first = names.folded(text) == first
        if text and is_first and len(first) > 1:
            if not re.search("[a-zåäö]", first):
                return ""
            if all(at < len(row) and names.folded(row[at]) == name for at, name in self.names):
                return "same"
            if not any(cells.is_amount(cell(row, one)) for one in self.figures):
                return "other"
        if text and not is_first and len(self.others) < MOST_REMEMBERED:
            self.others.add(text)
        return "other" if after_gap and self.layout.header_rows and self.names_columns(row) else ""

    def names_columns(self, row: Row) -> bool:
        """Whether words or years stand where figures should, and the row reads as names of columns."""
        texts = [text for column in self.figures if (text := cell(row, column))]
        words = all(not cells.looks_numeric(text) and not cells.is_missing(text) for text in texts)
        if not texts or not (words or all(cells.period(text) for text in texts)):
            return False
        return any(text and label(text).concepts and not names.is_place(text) for text in row)
