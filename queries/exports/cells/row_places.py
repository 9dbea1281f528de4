"""Third stage, first part: the place that a row is about."""

from __future__ import annotations

import re

from queries.exports.cells.kept import ASIDE, STATISTIC, TOTAL, UNKNOWN, Values
from queries.exports.columns.column import cell
from queries.exports.columns.layout import Layout
from queries.exports.columns.titles import place_in
from queries.exports.file.grid import Row
from queries.exports.values import cells, names
from queries.exports.values.memory import MOST_REMEMBERED
from queries.store.checks import Problem

STATISTICS = frozenset({"medel", "medelvärde", "genomsnitt", "snitt", "median", "average", "mean"})
"""What a row is called that is computed from the others."""


class Places:
    """Tells the places of rows, and remembers what texts mean."""

    def __init__(self, name: str, layout: Layout) -> None:
        self.name, self.layout = name, layout
        self.place = layout.one("place")
        self.code = layout.one("place_code")
        self.category = layout.one("category")
        self.columns = (self.place, self.code, self.category)
        self.figures = [column for column in layout.columns if column.is_figure]
        self.whole = next((place for text in layout.said if (place := place_in(text))), "")
        self.wider = None if layout.wider is None else layout.columns[layout.wider]
        self.known: dict[tuple[str, ...], tuple[str, tuple[str, str] | None]] = {}
        self.same: dict[str, str] = {}
        self.spelled: dict[str, str] = {}

    def of_column(self, text: str) -> str:
        """The place that a column is named for."""
        return UNKNOWN if names.is_unknown(text) else self.spelling(text)

    def of(self, number: int, row: Row, found: Values) -> str | None:
        """The text that names the row's place; ``None`` where there is none though there should be."""
        texts = (cell(row, self.place), cell(row, self.code), cell(row, self.category))
        wider = cell(row, self.wider)
        known = self.known.get((*texts, wider))
        if known is None:
            if len(self.known) > MOST_REMEMBERED:
                self.known.clear()
            place, lost = self.named(*texts)
            if wider and place and place not in ASIDE and names.place(place).kind == "own":
                place = self.spelling(wider) if names.is_whole(texts[0]) else f"{place} ({self.spelling(wider)})"
            known = self.known[(*texts, wider)] = (place, lost)
            self.check_code(number, texts, found)
        place, lost = known
        if lost:
            found.lost_zeros[lost[0]] = lost[1]
        if place in (TOTAL, STATISTIC):
            found.totals.append(number)
        elif place == UNKNOWN:
            found.unknown.setdefault(texts[0] or texts[1], []).append(number)
        elif texts[0] and names.is_whole(texts[0]):
            found.wholes[place] = texts[0]
        if place:
            return place
        if all(cells.is_missing(cell(row, column)) for column in self.figures):
            return None
        column = self.place or self.code or self.category
        if column is None:
            return "–" if any(one.place for one in self.figures) else self.layout.place or "–"
        found.problem(Problem("no_place", self.name, number, column.letter, column.name))
        return None

    def check_code(self, number: int, texts: tuple[str, str, str], found: Values) -> None:
        """Say once of each place where its code is that of another."""
        text, code, _ = texts
        column = self.place or self.code
        if column is None or self.layout.places == "number":
            return
        differing = names.contradiction(text or code, code if text else "")
        if differing:
            shown = text if not code or code in text else f"{code} {text}"
            where = (self.name, number, column.letter, column.name)
            found.problem(Problem("place_contradicts", *where, shown, differing))

    def named(self, text: str, code: str, category: str) -> tuple[str, tuple[str, str] | None]:
        """The place that a row's cells name, in one spelling; and a code that lost its zero with the code it was."""
        if category and (not text or names.place(text).kind in ("category", "sweden")):
            return self.spelling(category), None
        if not self.layout.place and names.folded(text) in STATISTICS:
            return STATISTIC, None
        if not self.layout.place and (names.is_total(text) or (not text and names.is_total(code))):
            return TOTAL, None
        if names.is_unknown(text):
            return UNKNOWN, None
        if names.is_whole(text):
            return self.whole or text, None
        lost = None
        if code and self.layout.places != "number":
            known = names.place(code)
            if known.kind != "own":
                if known.lost_zero:
                    lost = (code, known.code)
                named = names.place(text) if text else known
                if named.kind != "own":
                    return self.spelling(text if named != known and text else code), lost
                return self.spelling(text), lost
        text = text or code
        if not text:
            return self.layout.place, None
        if self.layout.places == "number" and re.fullmatch(r"\d{1,2}(?:\.0)?", text):
            column = self.place or self.code
            assert column is not None
            return f"{column.name} {text.removesuffix('.0')}", None
        known = names.place(text)
        return self.spelling(text), (text, known.code) if known.lost_zero else None

    def spelling(self, text: str) -> str:
        """The official name of a place of the country; for others, as it is first written."""
        known = self.spelled.get(text)
        if known is None:
            place = (
                names.place_of_kind(text, self.layout.places)
                if self.layout.places in ("county", "region")
                else names.place(text)
            )
            known = place.name if place.kind != "own" else self.same.setdefault(names.folded(text), text)
            if len(self.spelled) > MOST_REMEMBERED:
                self.spelled.clear()
            self.spelled[text] = known
        return known
