"""Every check with its outcome, asked of the data as they are now: for the screen and for the open data."""

from __future__ import annotations

import queries
from pages.components import figures
from pages.components.quality import Row, Words, ordered
from pages.components.quality import figures as quality_figures
from pages.components.quality import files as quality_files
from pages.components.quality import texts as quality_texts
from pages.components.text import Text

FIRST = ("totals", "implied_shares")
"""The checks of figures that come before the contradictions in texts."""


def words(t: Text) -> Words:
    """What the rows are worded with."""
    return Words(
        t=t,
        indicators={row["id"]: row for row in queries.rows("indicators")},
        labels=figures.named(t, queries.rows("area_categories")),
        sources={row["id"]: row for row in queries.rows("sources")},
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
