"""A municipality and what lies around it, from the answers of the questions about places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pages.components.areas.degrees import Degrees
from pages.components.text import Text, swedish_order
from queries.row_types import ComputedMeasure, Municipality, MunicipalityCount, NearbyArea, Neighbour


@dataclass(frozen=True, kw_only=True)
class Around:
    """A municipality at one assessment, and everything around it.

    ``year`` is the chosen assessment, ``years`` are all; ``labels`` and ``words`` name every category, ``computed``
    describes what is computed. ``areas``, ``counts`` and ``neighbours`` are the answers of the questions
    ``municipality_areas``, ``municipality_counts`` (of the chosen assessment and of all) and
    ``municipality_neighbours``.
    """

    t: Text
    municipality: Municipality
    year: int
    years: list[int]
    labels: dict[str, str]
    words: Degrees
    computed: Mapping[str, ComputedMeasure]
    areas: Sequence[NearbyArea]
    counts: Sequence[MunicipalityCount]
    neighbours: Sequence[Neighbour]

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
        known = [row for row in self.areas if row["in_municipality"]]
        now = {row["police_district"] for row in known if row["year"] == self.year and row["police_district"]}
        ever = {row["police_district"] for row in known if row["police_district"]}
        return sorted(now or ever, key=swedish_order)

    def number(self, place: str, year: int | None = None) -> int | None:
        """How many areas an assessment has in a place; ``None`` where that is not known."""
        found = [row["areas"] for row in self.counts if (row["place"], row["year"]) == (place, year or self.year)]
        known = [number for number in found if number is not None]
        return None if len(known) < len(found) else sum(known)

    def by_category(self, place: str) -> dict[str, int | None]:
        """The same for the chosen assessment, by category."""
        return {
            row["area_category"]: row["areas"]
            for row in self.counts
            if (row["place"], row["year"]) == (place, self.year)
        }

    def assessed(self, where: Literal["in_municipality", "touch", "in_district"]) -> list[NearbyArea]:
        """The areas of the chosen assessment for which the column ``where`` is true, in alphabetical order."""
        categories = self.by_category("municipality")
        found = [
            row for row in self.areas if row[where] and row["year"] == self.year and row["area_category"] in categories
        ]
        return sorted(found, key=lambda row: swedish_order(row["name"]))

    @property
    def places(self) -> dict[str, str]:
        """The places that areas are counted in, as readers know them; an island has no neighbours."""
        t = self.t
        found = {"municipality": self.name}
        if number := len(self.neighbours):
            found["neighbours"] = t.plural(
                "Neighbouring municipality ({count})", "Neighbouring municipalities ({count})", number
            )
        return found | {
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
