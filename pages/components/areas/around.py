"""A municipality and what lies around it, from the answers of the questions about places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pages.components.areas.degrees import Degrees
from pages.components.text import Text, is_missing, swedish_order
from queries.row_types import Record


@dataclass(frozen=True, kw_only=True)
class Around:
    """A municipality at one assessment, and everything around it.

    ``year`` is the chosen assessment, ``years`` are all; ``labels`` and ``words`` name every category, ``computed``
    describes what is computed. ``areas``, ``counts`` and ``neighbours`` are the answers of the questions
    ``municipality_areas``, ``municipality_counts`` (of the chosen assessment and of all) and
    ``municipality_neighbours``.
    """

    t: Text
    municipality: Record
    year: int
    years: list[int]
    labels: dict[str, str]
    words: Degrees
    computed: Mapping[str, Record]
    areas: Sequence[Record]
    counts: Sequence[Record]
    neighbours: Sequence[Record]

    @property
    def name(self) -> str:
        return str(self.municipality["name"])

    @property
    def region(self) -> str:
        return str(self.municipality["police_region"])

    @property
    def districts(self) -> list[str]:
        """The local police districts of the municipality, as far as they are known: those of the chosen assessment, or of
        others where it has no area here."""
        known = [row for row in self.areas if row["in_municipality"] and row["police_district"]]
        there = [row for row in known if row["year"] == self.year] or known
        return sorted({row["police_district"] for row in there}, key=swedish_order)

    def number(self, place: str, year: int | None = None) -> int | None:
        """How many areas an assessment has in a place; ``None`` where that is not known."""
        found = [row["areas"] for row in self.counts if (row["place"], row["year"]) == (place, year or self.year)]
        return None if any(map(is_missing, found)) else sum(found)

    def by_category(self, place: str) -> dict[str, int | None]:
        """The same for the chosen assessment, by category."""
        return {
            row["area_category"]: None if is_missing(row["areas"]) else row["areas"]
            for row in self.counts
            if (row["place"], row["year"]) == (place, self.year)
        }

    def assessed(self, where: str) -> list[Record]:
        """The areas of the chosen assessment for which the column ``where`` is true, in alphabetical order."""
        categories = self.by_category("municipality")
        found = [
            row for row in self.areas if row[where] and row["year"] == self.year and row["area_category"] in categories
        ]
        return sorted(found, key=lambda row: swedish_order(row["name"]))

    @property
    def places(self) -> dict[str, str]:
        """The places that areas are counted in, as readers know them."""
        t = self.t
        number = len(self.neighbours)
        return {
            "municipality": self.name,
            "neighbours": t.plural(
                "Neighbouring municipality ({count})", "Neighbouring municipalities ({count})", number
            ),
            "police_district": self._named_districts(),
            "police_region": t("Police region {region}", region=self.region),
        }

    def _named_districts(self) -> str:
        t, known = self.t, self.districts
        if not known:
            return t("Local police district")
        if len(known) == 1:
            return t("Local police district {district}", district=known[0])
        return t("Local police districts {districts}", districts=t.listed(known))
