"""The dictionary of the data, by id: what the figures are, what they are about, and where they come from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from pages.components.text import Text
from queries.row_types import AreaCategory, ComputedMeasure, Indicator, Source


@dataclass(frozen=True, kw_only=True)
class Dictionary:
    """Each in the order in which filters and tables have them; ``computed`` are the measures that the dashboard computes."""

    indicators: Mapping[str, Indicator]
    categories: Mapping[str, AreaCategory]
    sources: Mapping[str, Source]
    computed: Mapping[str, ComputedMeasure]

    def labels(self, t: Text) -> dict[str, str]:
        """The name of each area category."""
        return self._categories_in_words(t, "label")

    def phrases(self, t: Text) -> dict[str, str]:
        """Each area category as it stands in a sentence."""
        return self._categories_in_words(t, "phrase")

    def _categories_in_words(self, t: Text, field: str) -> dict[str, str]:
        if (t.language, field) not in self._words:
            self._words[t.language, field] = {id_: t.field(row, field) for id_, row in self.categories.items()}
        return self._words[t.language, field]

    @cached_property
    def _words(self) -> dict[tuple[str, str], dict[str, str]]:
        """What was asked for already: for a long table thousands of times."""
        return {}

    @cached_property
    def published(self) -> dict[str, str]:
        """When each source was published; empty where that is not known, as of documents without figures."""
        return {id_: row["published"] or "" for id_, row in self.sources.items()}
