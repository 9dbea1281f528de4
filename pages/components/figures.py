"""How figures of an indicator are named and written: measures, their titles, units and decimals."""

from __future__ import annotations

from typing import Any

import pandas as pd

from pages.components.text import Text

PRINTED = ("count", "share_percent", "per_1000", "population")
"""Measures a source can print, in the order they are offered."""


def measures(indicator: Any) -> list[str]:
    """The measures an indicator has figures for: its own first, then other printed ones, then computed ones."""
    there = set(indicator["measures"])
    order = [indicator["measure"], *PRINTED, *sorted(there)]
    return [measure for measure in dict.fromkeys(order) if measure in there]


def is_computed(measure: str) -> bool:
    return measure not in PRINTED


def decimals(indicator: Any, measure: str, computed: pd.DataFrame) -> int:
    """Decimals of the measure: the source's for printed figures, the dictionary's for computed ones."""
    if measure == indicator["measure"]:
        return int(indicator["decimals"])
    if is_computed(measure):
        return int(computed.set_index("id").loc[measure, "decimals"])  # type: ignore[arg-type]
    return 0 if measure in ("count", "population") else 1


def measure_title(t: Text, indicator: Any, measure: str, computed: pd.DataFrame) -> str:
    """The measure as the reader chooses it."""
    if is_computed(measure):
        return t.field(computed.set_index("id").loc[measure], "label")
    return {
        "count": t("Number"),
        "share_percent": t("Share of the country's"),
        "per_1000": t("Per 1,000 inhabitants"),
        "population": t("Population"),
    }[measure]


def unit(t: Text, indicator: Any, measure: str, computed: pd.DataFrame) -> str:
    """The unit in words, as it stands under a heading."""
    if measure == indicator["measure"]:
        return t.field(indicator, "unit")
    if is_computed(measure):
        return t.field(computed.set_index("id").loc[measure], "unit")
    if measure == "share_percent":
        return t("per cent of the country's {noun}", noun=t.field(indicator, "noun"))
    if measure == "count":
        return t("number of {noun}", noun=t.field(indicator, "noun"))
    return t("{noun} per 1,000 inhabitants", noun=t.field(indicator, "noun"))


def series_names(t: Text, series: pd.DataFrame, categories: pd.DataFrame, sources: pd.DataFrame) -> pd.Series:
    """A name for each row's series: category or place, and the publication's date where there are several sources."""
    labels = {row["id"]: t.field(row, "label") for _, row in categories.iterrows()}
    names = series["area_category"].map(labels).fillna(series["area"])
    if series["source"].nunique() > 1:
        published = sources.set_index("id")["published"]
        names = names + " (" + series["source"].map(published) + ")"
    return names
