"""How figures of an indicator are named and written: measures, their titles, units and decimals."""

from __future__ import annotations

from typing import Any

from pages.components.text import Text, is_missing

Record = dict[str, Any]
"""A row of a dictionary: column names and values."""

PRINTED = ("count", "share_percent", "per_1000", "population")
"""Measures a source can print, in the order they are offered."""


def measures(indicator: Any) -> list[str]:
    """The measures an indicator has figures for: its own first, then other printed ones, then computed ones."""
    there = set(indicator["measures"])
    order = [indicator["measure"], *PRINTED, *sorted(there)]
    return [measure for measure in dict.fromkeys(order) if measure in there]


def is_computed(measure: str) -> bool:
    return measure not in PRINTED


def decimals(indicator: Record, measure: str, computed: dict[str, Record]) -> int:
    """Decimals of the measure: the source's for printed figures, the dictionary's for computed ones."""
    if measure == indicator["measure"]:
        return int(indicator["decimals"])
    if is_computed(measure):
        return int(computed[measure]["decimals"])
    return 0 if measure in ("count", "population") else 1


def measure_title(t: Text, measure: str, computed: dict[str, Record]) -> str:
    """The measure as the reader chooses it."""
    if is_computed(measure):
        return t("{measure} (computed)", measure=t.field(computed[measure], "label"))
    return {
        "count": t("Number"),
        "share_percent": t("Share of the country's"),
        "per_1000": t("Per 1,000 inhabitants"),
        "population": t("Population"),
    }[measure]


def unit(t: Text, indicator: Record, measure: str, computed: dict[str, Record]) -> str:
    """The unit in words, as it stands under a heading."""
    if measure == indicator["measure"]:
        return t.field(indicator, "unit")
    if is_computed(measure):
        return t.field(computed[measure], "unit")
    noun = t.field(indicator, "noun")
    if measure == "share_percent":
        return t("per cent of the country's {noun}", noun=noun)
    if measure == "count":
        return t("number of {noun}", noun=noun)
    return t("{noun} per 1,000 inhabitants", noun=noun)


def chart_rows(
    t: Text, series: list[Record], labels: dict[str, str], published: dict[str, str], decimals: int
) -> list[dict[str, Any]]:
    """Rows for a chart from the answer of the question ``series``.

    ``labels`` names the categories; ``published`` gives each source's date, which is added to a name that
    several publications have figures for.
    """
    publications: dict[str, set[str]] = {}
    for row in series:
        publications.setdefault(labels.get(row["area_category"]) or str(row["area"]), set()).add(row["source"])
    rows = []
    for row in series:
        name = labels.get(row["area_category"]) or str(row["area"])
        value = None if is_missing(row["value"]) else float(row["value"])
        rows.append(
            {
                "name": f"{name} ({published[row['source']]})" if len(publications[name]) > 1 else name,
                "area_category": row["area_category"],
                "source": row["source"],
                "year": int(row["year"]),
                "value": value,
                "shown": t.number(value, decimals),
            }
        )
    return rows


def named(t: Text, dictionary: list[Record], field: str = "label") -> dict[str, str]:
    """A bilingual field of a dictionary in the reader's language, by id, in the dictionary's order."""
    return {row["id"]: t.field(row, field) for row in dictionary}
