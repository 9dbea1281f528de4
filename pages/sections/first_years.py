"""The change since every first year there is, of an indicator's categories and places: for its view of chance and for papers."""

from __future__ import annotations

from collections.abc import Sequence

from pages.components.indicator import certainty_words as words
from pages.components.municipality import first_years
from pages.components.municipality.first_years import Named
from pages.components.tables import Table
from pages.components.view import Choice, View
from pages.sections import answers
from pages.sections.answers import Background
from queries.row_types import Figure
from queries.statistics import evidence

FEWEST = 3
"""Of fewer years there is but one first year."""


def of(view: View, known: Background) -> tuple[str, Table] | None:
    """What is said of the chosen series, of all their years, and the table; ``None`` where none has several first years."""
    t = view.t
    series: Named = [
        (
            words.name_of(view, part[-1]),
            [evidence.compared(part[-1], row, known.remarks, known.within, known.model) for row in part[:-1]],
        )
        for part in evidence.by_series(rows_of(view.choice, known))
        if len(part) >= FEWEST
    ]
    if not series:
        return None
    caption = t("{indicator}: the change since each first year", indicator=t.field(view.indicator, "label"))
    return first_years.alike(t, series), first_years.of_series(t, caption, series, view.indicator["polarity"])


def rows_of(choice: Choice, known: Background) -> Sequence[Figure]:
    """The figures of the chosen categories and places, of all years."""
    categories = {None, *choice.categories}
    return [
        row
        for row in answers.of_places(known.figures, choice.places)
        if row["area_category"] in categories and row["value"] is not None
    ]
