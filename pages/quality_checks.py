"""Every check with its outcome, asked of the data as they are now: for the screen and for the open data."""

from __future__ import annotations

import queries
from pages.components import figures, quality_figures, quality_files, quality_texts
from pages.components.quality import Row, Words, ordered
from pages.components.text import Text


def words(t: Text) -> Words:
    """What the rows are worded with."""
    return Words(
        t,
        {row["id"]: row for row in queries.rows("indicators")},
        figures.named(t, queries.rows("area_categories")),
        {row["id"]: row for row in queries.rows("sources")},
        queries.export_files(),
    )


def rows(t: Text) -> list[Row]:
    """All rows: those of figures and texts, then those of the files; in each what found something first."""
    answers = {question: queries.rows(question) for question in quality_figures.QUESTIONS}
    said_with = words(t)
    contradictions = quality_texts.rows(said_with, queries.rows("contradictions"))
    # A total that does not add up is the first thing to know; what only the text contradicts comes next.
    found = [*quality_figures.rows(said_with, answers), *contradictions]
    return [*ordered(found), *ordered(quality_files.rows(t, queries.checked_files()))]
