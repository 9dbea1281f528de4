"""Rows of the data quality: what is checked, what came out, what it means for the reader; made by ``quality_*`` modules."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import Any

from pages.components import tables
from pages.components.tables import Column, Table
from pages.components.text import Text, uncapitalised
from queries.row_types import Indicator, Record, Source
from queries.store.additions import PLACES
from queries.store.checks import READ

OUTCOMES = ("found", "not_checked", "passed")
"""What a check can come to, in the order that its readers need: what they must know first."""

SIGNS = {"found": "▲", "not_checked": "○", "passed": "✓"}


@dataclass(frozen=True, kw_only=True)
class Row:
    """One check. ``kind`` is ``file`` (done when a file is loaded), ``content`` (asked of the figures) or ``text`` (a
    contradiction in what a source says, which nobody can compute).

    ``file`` is the file that it is about; ``checked`` and ``found`` are how many rows, cells or figures it looked at and
    what it found in them, ``None`` where nothing was counted.
    """

    check: str
    kind: str
    file: str
    source: str | None
    subject: str
    outcome: str
    said: str
    meaning: str
    checked: int | None = None
    found: int | None = None

    @property
    def is_own(self) -> bool:
        """Whether the file is not Lägesbild's, but an administrator's or the reader's own."""
        return self.file.startswith(PLACES)


@dataclass(frozen=True, kw_only=True)
class Words:
    """What rows are worded with: dictionaries by id, and the files of each source's figures."""

    t: Text
    indicators: Mapping[str, Indicator]
    labels: Mapping[str, str]
    sources: Mapping[str, Source]
    exports: Mapping[str, Sequence[str]]

    def indicator(self, id_: str) -> str:
        return self.t.field(self.indicators[id_], "label")

    def where(self, source: str) -> str:
        """The source's table or section, without its page; of a file that was read, the file's name."""
        if source.startswith(READ):
            return self.t.field(self.sources[source], "document")
        return re.split(r" \(|[;:]", self.t.field(self.sources[source], "part"))[0]

    def within(self, source: str) -> str:
        """The same within a sentence."""
        where = self.where(source)
        return where if source.startswith(READ) else uncapitalised(where)

    def category(self, id_: str) -> str:
        """The category's label within a sentence."""
        return uncapitalised(self.labels[id_])

    def file(self, source: str, otherwise: str = "sources.csv") -> str:
        """The first file with figures of the source; ``otherwise`` where no export has any."""
        return next(iter(self.exports.get(source, ())), otherwise)


def of_source(words: Words, check: str, row: Record, subject: str, said: str, meaning: str, **more: Any) -> Row:
    """A row about the figures of one source, with the outcome that the question gave; ``more`` are other fields."""
    file = more.pop("file", None) or words.file(row["source"])
    subject = subject[:1].upper() + subject[1:]
    return Row(
        check=check,
        kind="content",
        file=file,
        source=row["source"],
        subject=subject,
        outcome=row["outcome"],
        said=said,
        meaning=meaning,
        **more,
    )


def years(words: Words, found: Sequence[int]) -> str:
    return words.t.listed([str(year) for year in found])


def outcomes(t: Text) -> dict[str, str]:
    """The outcomes in words, each with its sign."""
    words = {"found": t("Found something"), "not_checked": t("Cannot be checked"), "passed": t("Nothing to remark")}
    return {outcome: f"{SIGNS[outcome]} {words[outcome]}" for outcome in OUTCOMES}


def file_labels(t: Text, files: Sequence[str], words: Words | None = None) -> dict[str, str]:
    """Files as readers know them: without the folders that additions stand below, and marked where they are own.

    With ``words`` also the tables or sections whose figures a file holds.
    """
    labels = {file: _file_label(t, file) for file in files}
    if words is None:
        return labels
    held: dict[str, list[str]] = {}
    for source, there in words.exports.items():
        for file in there:
            held.setdefault(file, []).append(words.within(source))
    return {
        file: t("{file}: {parts}", file=label, parts=t.listed(held[file])) if file in held else label
        for file, label in labels.items()
    }


def _file_label(t: Text, file: str) -> str:
    place = next((place for place in PLACES if file.startswith(place)), None)
    return t("{file} (own)", file=file.removeprefix(place)) if place else file


def table(t: Text, caption: str, rows: Sequence[Row]) -> Table:
    """The rows as a table; for programs also what each check is called and how much it looked at."""
    files = file_labels(t, list(dict.fromkeys(row.file for row in rows)))
    columns = [
        Column("subject", t("What is checked")),
        Column("outcome", t("Outcome"), labels=outcomes(t), evident=True),
        Column("result", t("What came out"), evident=True),
        Column("meaning", t("What it means for you"), evident=True),
        Column("file", t("File"), labels=files, evident=True),
        Column("check", t("Check"), unseen=True),
        Column("checked", t("Number checked"), decimals=0, unseen=True),
        Column("found", t("Number found"), decimals=0, unseen=True),
    ]
    cells = [
        [row.subject, row.outcome, row.said, row.meaning, row.file, row.check, row.checked, row.found] for row in rows
    ]
    tones = {(number, "file"): "quiet" for number in range(len(rows))}
    return Table(caption, columns, cells, stacked=True, tones=tones)


def ordered(rows: Sequence[Row]) -> list[Row]:
    """What found something first, a broken file before all; then what cannot be checked; the files that passed last."""

    def place(row: Row) -> tuple[int, bool]:
        return OUTCOMES.index(row.outcome), (row.kind == "file") == (row.outcome == "passed")

    return sorted(rows, key=place)


TOPICS = {
    "sums": (
        "totals",
        "implied_shares",
        "quarters",
        "wholes",
        "one_population",
        "concentration",
        "area_counts",
        "ranges",
    ),
    "texts": ("contradiction",),
    "later": ("revisions", "publications"),
    "years": ("periods", "gaps", "population"),
    "notes": ("notes",),
}
"""The checks of figures and texts by what they are about; others are of a kind of their own."""


def by_topic(t: Text, rows: Sequence[Row]) -> list[tuple[str, list[Row]]]:
    """The rows below the titles of topics that have any: broken files, what is to be known, what cannot be checked, what passed."""
    titles = {
        "broken": t("Files that are not as they should be"),
        "sums": t("Figures that do not add up"),
        "texts": t("Where a source contradicts itself"),
        "later": t("Numbers that were changed later"),
        "years": t("Years that are missing or too few"),
        "notes": t("Remarks on single figures"),
        "others": t("Coarse rounding and other things"),
        "not_checked": t("Cannot be checked"),
        "figures": t("Nothing to remark on the figures"),
        "files": t("Nothing to remark on the files"),
    }
    known = {check: topic for topic, checks in TOPICS.items() for check in checks}

    def topic(row: Row) -> str:
        is_file = row.kind == "file"
        if row.outcome == "passed":
            return "files" if is_file else "figures"
        if row.outcome == "not_checked":
            return "not_checked"
        return "broken" if is_file else known.get(row.check, "others")

    found = [(title, [row for row in rows if topic(row) == id_]) for id_, title in titles.items()]
    return [(title, there) for title, there in found if there]


def folded(t: Text, table: Table, is_open: bool) -> str:
    """A long table behind its caption, which opens it."""
    state = ' open="open"' if is_open else ""
    rows = tables.html(t, replace(table, stacked=True))
    return f'<details class="folded"{state}><summary>{escape(table.caption)}</summary>{rows}</details>'
