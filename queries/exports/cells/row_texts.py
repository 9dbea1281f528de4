"""Third stage: what the texts of a row say beside its place and time: what is counted, and cells that repeat those above."""

from __future__ import annotations

from queries.exports.columns.column import Role, cell
from queries.exports.columns.defaults import ASKED_ABOUT
from queries.exports.columns.labels import contents_of, counted, measure_of
from queries.exports.columns.layout import Layout
from queries.exports.file.grid import Row
from queries.exports.values import names, offences
from queries.exports.values.memory import MOST_REMEMBERED

Counted = tuple[str, Role | None, int | None]
"""What is counted, with the measure that some write beside it and per how many."""


class Offences:
    """Tells what rows count, in one spelling, and remembers what texts mean. ``section`` is what a heading said last."""

    def __init__(self, layout: Layout) -> None:
        self.column = layout.one("indicator")
        self.section = ""
        self.whole = layout.counted
        self.known: dict[str, Counted] = {}
        self.same: dict[str, str] = {}

    def of(self, row: Row) -> Counted:
        text = cell(row, self.column)
        if not text:
            return "", None, None
        if text not in self.known:
            if len(self.known) > MOST_REMEMBERED:
                self.known.clear()
            self.known[text] = self.said(text)
        return self.known[text]

    def said(self, text: str) -> Counted:
        name, role, per_how_many = counted(text)
        if measured := measure_of(text):
            contents = contents_of(text)
            name, (role, per_how_many) = contents if names.folded(contents) in ASKED_ABOUT else "", measured
        if names.indicator(name).id == "population":
            role = "population"
        if self.whole and name and not offences.is_like(name):
            name = f"{self.whole}, {name}"
        return self.same.setdefault(names.folded(name), name), role, per_how_many


class Carried:
    """Fills cells that are empty because they repeat the one above, as merged cells are saved; counts the rows."""

    def __init__(self, layout: Layout) -> None:
        self.columns = layout.carried
        self.above: dict[int, str] = {}
        self.rows = 0

    def keep(self, row: Row) -> None:
        """Remember a row without figures."""
        self.above |= {at: row[at] for at in self.columns if at < len(row) and row[at]}

    def filled(self, row: Row) -> Row:
        """The row with its empty cells as in the row above, where columns are written so."""
        self.keep(row)
        lacking = {at: self.above[at] for at in self.columns if not (at < len(row) and row[at]) and at in self.above}
        if not lacking:
            return row
        self.rows += 1
        row = [*row, *[""] * (max(lacking) + 1 - len(row))]
        for at, text in lacking.items():
            row[at] = text
        return row
