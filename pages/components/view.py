"""What a reader chose on an indicator screen, with the dictionary's words for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from pages.components import figures
from pages.components.text import Text

Record = dict[str, Any]


@dataclass(frozen=True)
class View:
    """One indicator in one measure, for some years, categories and named places.

    ``categories``, ``years`` and ``areas`` (names of places) are those chosen; ``highlight`` is the place that stands out;
    ``own`` are the reader's own sources, ``own_caveats`` what must be known of them; ``has_computed_rates``: some rates were computed from a place's count and
    population. ``wholes`` are those of the places that others of them lie in. ``labels`` and ``phrases`` name every category, ``sources`` describes
    every source, ``computed`` every computed measure, by id.
    """

    t: Text
    indicator: Record
    measure: str
    years: list[int]
    categories: list[str]
    labels: dict[str, str]
    phrases: dict[str, str]
    sources: dict[str, Record]
    computed: dict[str, Record]
    areas: list[str] = field(default_factory=list)
    highlight: str | None = None
    own: tuple[str, ...] = ()
    has_computed_rates: bool = False
    own_caveats: dict[str, str] = field(default_factory=dict)
    wholes: frozenset[str] = frozenset()

    @property
    def is_computed(self) -> bool:
        return figures.is_computed(self.measure)

    @property
    def decimals(self) -> int:
        if self.has_computed_rates and self.measure != self.indicator["measure"]:
            return int(self.computed[figures.OF_PLACES]["decimals"])
        return figures.decimals(self.indicator, self.measure, self.computed)

    @property
    def unit(self) -> str:
        """The unit in words, said to be computed where it is."""
        unit = figures.unit(self.t, self.indicator, self.measure, self.computed)
        return self.t("{unit} (computed)", unit=unit) if self.is_computed else unit

    @property
    def said_unit(self) -> str:
        """The unit as it follows a figure in a sentence: ``18,4 anmälda narkotikabrott per 1 000 invånare``."""
        return self.t.field(self.indicator, "noun") if self.measure == "count" else self.unit

    @property
    def heading(self) -> str:
        return self.heading_of(*self.years)

    def heading_of(self, *years: int) -> str:
        """The heading for these years."""
        label, span = self.t.field(self.indicator, "label"), self.t.span(years)
        return f"{label}, {span}" if label[-1].isdigit() else f"{label} {span}"

    @property
    def caption(self) -> str:
        """Heading and unit, as they stand above the table."""
        return f"{self.heading}. {self.unit[0].upper()}{self.unit[1:]}"

    @property
    def published(self) -> dict[str, str]:
        return {id_: source["published"] for id_, source in self.sources.items()}

    def asked(self, *, every: bool = False) -> Record:
        """Parameters of the question ``series``; ``every`` leaves year and category open, not the places."""
        parameters: Record = {"indicator": self.indicator["id"], "measure": self.measure, "areas": self.areas}
        return parameters | {"years": None if every else self.years, "categories": None if every else self.categories}
