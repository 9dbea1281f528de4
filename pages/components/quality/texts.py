"""Contradictions in what a source says, from ``data/contradictions.csv``: rows of the data quality, and as paragraphs."""

from __future__ import annotations

from collections.abc import Sequence

from pages.components.quality import Row, Words
from pages.components.text import Text, uncapitalised
from queries.row_types import Contradiction

FILE = "contradictions.csv"


def rows(words: Words, contradictions: Sequence[Contradiction]) -> list[Row]:
    """One row a contradiction. All have found something: what does not contradict itself is not listed."""
    t = words.t
    return [
        Row(
            check="contradiction",
            kind="text",
            file=words.file(row["source"], FILE),
            source=row["source"],
            subject=t.field(row, "subject"),
            outcome="found",
            said=statements(t, row),
            meaning=meaning(t, row),
        )
        for row in contradictions
    ]


def statements(t: Text, row: Contradiction) -> str:
    """The two statements, each with the place where it stands."""
    said = t("{place}: {statement}")
    return " ".join(
        said.format(place=t.field(row, f"{which}place"), statement=t.field(row, f"{which}statement"))
        for which in ("", "other_")
    )


def meaning(t: Text, row: Contradiction) -> str:
    """What it means, and which of the two is shown."""
    return " ".join([t.field(row, "meaning"), t("Shown here: {shown}", shown=uncapitalised(t.field(row, "shown")))])


def beside(t: Text, contradictions: Sequence[Contradiction]) -> list[tuple[str, str]]:
    """Heading and text of each contradiction, for ``notes.beside``."""
    return [(t.field(row, "subject"), f"{statements(t, row)} {meaning(t, row)}") for row in contradictions]
