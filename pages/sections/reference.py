"""What every screen refers to, whatever is chosen there: the dictionary, the places and the assessments that there are.

Each is asked for once in a state of the data.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import queries
from pages.components.dictionary import Dictionary
from pages.components.indicator import certainty_words
from pages.components.layout.glossary import Glossary
from pages.components.layout.glossary import glossary as of_words
from pages.components.text import Text
from queries.row_types import Area, Assessment, NamedPlace, Place


def dictionary() -> Dictionary:
    """The dictionary of the data as they are now, a reader's own files among them."""
    return queries.remembered(("dictionary",), _dictionary)


def _dictionary() -> Dictionary:
    return Dictionary(
        indicators={row["id"]: row for row in queries.rows("indicators")},
        categories={row["id"]: row for row in queries.rows("area_categories")},
        sources={row["id"]: row for row in queries.rows("sources")},
        computed={row["id"]: row for row in queries.rows("computed_measures")},
    )


def glossary(t: Text) -> Glossary:
    """The words that explain themselves where they stand: the kinds of areas, what is counted, and the interval."""
    known = dictionary()
    kinds = [
        (t.field(row, "definition"), [t.field(row, "label"), t.field(row, "singular")])
        for row in known.categories.values()
    ]
    reports = known.indicators.get("incident_reports")
    counted = [(t.field(reports, "definition"), [t.field(reports, "noun")])] if reports else []
    heading, meaning = next(iter(certainty_words.helps(t)))
    return of_words([*kinds, *counted, (meaning, [heading])])


@dataclass(frozen=True, kw_only=True)
class Geography:
    """All counties and municipalities, and all areas that were assessed at least once."""

    places: list[Place]
    areas: list[Area]

    @cached_property
    def municipalities(self) -> dict[str, str]:
        """The code of each municipality, by its name."""
        return {row["name"]: row["code"] for row in self.places if not row["is_county"]}


def assessments() -> list[Assessment]:
    """The assessments of areas that there are, by year."""
    return queries.remembered(("assessments",), lambda: queries.rows("assessment_years"))


def named_places() -> list[NamedPlace]:
    """The named places that any indicator with a screen has figures of, in the order of the files."""
    return queries.remembered(("named_places",), lambda: queries.rows("named_places", indicator=None, measure=None))


def geography() -> Geography:
    """The places that there are."""
    return queries.remembered(
        ("geography",), lambda: Geography(places=queries.rows("places"), areas=queries.rows("every_area"))
    )
