"""What a reader chose on an indicator screen, and the same with the dictionary's words for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pages.components import figures
from pages.components.dictionary import Dictionary
from pages.components.text import Text
from queries.row_types import ComputedMeasure, Indicator, Source


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One indicator in one measure, for some years, area categories and named places.

    ``highlight`` is the place that stands out. ``yardstick`` is the id of what the figures are compared with, ``None``
    where nothing is. ``with_events`` is whether dated events are shown in the chart.
    """

    indicator: str
    measure: str
    years: tuple[int, ...]
    categories: tuple[str, ...]
    places: tuple[str, ...] = ()
    highlight: str | None = None
    yardstick: str | None = None
    with_events: bool = True


@dataclass(frozen=True, kw_only=True)
class View:
    """A choice with the words for it in the reader's language.

    ``own`` are the reader's own sources, ``own_caveats`` what must be known of them; ``has_computed_rates``: some rates
    were computed from a place's count and population. ``wholes`` are those of the places that others of them lie in.
    """

    t: Text
    choice: Choice
    dictionary: Dictionary
    own: tuple[str, ...] = ()
    own_caveats: Mapping[str, str] = field(default_factory=dict)
    has_computed_rates: bool = False
    wholes: frozenset[str] = frozenset()

    @property
    def indicator(self) -> Indicator:
        return self.dictionary.indicators[self.choice.indicator]

    @property
    def measure(self) -> str:
        return self.choice.measure

    @property
    def years(self) -> tuple[int, ...]:
        return self.choice.years

    @property
    def sources(self) -> Mapping[str, Source]:
        return self.dictionary.sources

    @property
    def computed(self) -> Mapping[str, ComputedMeasure]:
        return self.dictionary.computed

    @property
    def labels(self) -> dict[str, str]:
        return self.dictionary.labels(self.t)

    @property
    def phrases(self) -> dict[str, str]:
        return self.dictionary.phrases(self.t)

    @property
    def published(self) -> dict[str, str]:
        return self.dictionary.published

    @property
    def is_computed(self) -> bool:
        return figures.is_computed(self.measure)

    @property
    def decimals(self) -> int:
        if self.has_computed_rates and self.measure != self.indicator["measure"]:
            return figures.decimals_of_computed(self.computed[figures.OF_PLACES])
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
    def category_labels(self) -> list[str]:
        """The names of the chosen area categories."""
        return [self.labels[id_] for id_ in self.choice.categories]
