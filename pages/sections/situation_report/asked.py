"""What every chapter is made of: the municipality, its offences, how much is to be said, and the reader's own words."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from pages.components.municipality.offences import Offences
from pages.components.paper import Section, short
from pages.components.paper.passages import Passage
from pages.components.tables import Table
from pages.components.text import Text
from queries.row_types import Municipality


@dataclass(frozen=True, kw_only=True)
class Asked:
    """``found`` is what was reported, ``None`` without figures; ``words`` are the reader's own texts by their ids."""

    t: Text
    chosen: Municipality
    found: Offences | None
    today: datetime.date
    is_short: bool
    words: Mapping[str, str] = field(default_factory=dict)

    @property
    def place(self) -> str:
        return self.chosen["name"]

    def own(self, id_: str) -> list[str]:
        """The reader's own text as paragraphs."""
        return [line.strip() for line in self.words.get(id_, "").splitlines() if line.strip()]


def of_section(t: Text, section: Section, id_: str, *, is_short: bool) -> Passage:
    """A section of a meeting paper as part of a chapter; the short form keeps the text, the chart and a few columns."""
    made = Passage(
        id=id_,
        heading=section.heading,
        said=section.said,
        unit=section.unit,
        chart=section.chart,
        spoken=section.spoken,
        tables=[with_few_notes(t, replace(section.table, id=f"years_{id_}"))],
        explained=section.explained,
        sources=section.sources,
    )
    return replace(made, explained=[], tables=[last_years(t, one) for one in made.tables]) if is_short else made


MOST_NOTES = 2
"""Of so many figures the document tells one by one what is striking."""


def with_few_notes(t: Text, table: Table) -> Table:
    """The table with one note for all where each of many years has its own."""
    if len(set(table.notes.values())) <= MOST_NOTES:
        return table
    many = t(
        "In these years a single group of offences lies far above that of other municipalities, which can come of how cases are registered."
    )
    return replace(table, notes=dict.fromkeys(table.notes, many))


def last_years(t: Text, table: Table) -> Table:
    """The table with few columns and as many rows as the short form has room for; it says where it has more."""
    made = short.narrowed(table)
    left = len(table.rows) - len(made.rows)
    remark = t("The chart has all {count} years.", count=t.in_words(len(table.rows)))
    return replace(made, remarks=[remark] if left else [])


def with_source(passage: Passage, others: Sequence[Passage]) -> Passage:
    """The passage without sources that another one of its chapter has named already."""
    named = {one.line for other in others for one in other.sources}
    return replace(passage, sources=[one for one in passage.sources if one.line not in named])
