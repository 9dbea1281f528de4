"""Every check with its outcome, asked of the data as they are now: for the screen and for the open data."""

from __future__ import annotations

import queries
from pages.components.quality import Row, Words, ordered
from pages.components.quality import figures as quality_figures
from pages.components.quality import files as quality_files
from pages.components.quality import texts as quality_texts
from pages.components.text import Text
from pages.sections import reference

FIRST = ("totals", "implied_shares")
"""The checks of figures that come before the contradictions in texts."""


def words(t: Text) -> Words:
    """What the rows are worded with."""
    dictionary = reference.dictionary()
    return Words(
        t=t,
        indicators=dictionary.indicators,
        labels=dictionary.labels(t),
        sources=dictionary.sources,
        exports=queries.export_files(),
    )


def rows(t: Text) -> list[Row]:
    """All rows, in the order in which a reader needs them."""
    answers = {question: queries.rows(question) for question in quality_figures.QUESTIONS}
    said_with = words(t)
    contradictions = quality_texts.rows(said_with, queries.rows("contradictions"))
    figures_say = quality_figures.rows(said_with, answers)
    # What does not add up is the first thing to know; what the text contradicts comes next.
    first = [row for row in figures_say if row.check in FIRST]
    then = [row for row in figures_say if row.check not in FIRST]
    return ordered([*first, *contradictions, *then, *quality_files.rows(t, queries.checked_files())])
