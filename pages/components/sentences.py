"""Sentences in plain language built from the figures: what, how much, since when, compared with the rest of Sweden."""

from __future__ import annotations

from typing import Any

import pandas as pd

from pages.components.text import Text, is_missing


def summary(
    t: Text, indicator: Any, comparison: pd.DataFrame, phrases: dict[str, str], decimals: int, unit: str
) -> str:
    """What the chosen figures of one indicator show, in one to three sentences.

    ``comparison`` holds the chosen categories' rows of the question ``comparison``; ``phrases`` how each category
    stands in a sentence. Says only what the figures say: no causes.
    """
    rows = latest_source(comparison)
    areas = rows[(rows["area_category"] != "rest_of_sweden") & rows["last_value"].notna()]
    rest = rows[rows["area_category"] == "rest_of_sweden"]
    said = []
    if len(areas):
        said.append(_level(t, areas, phrases, decimals, unit))
    elif len(rest):
        said.append(_rest_alone(t, rest.iloc[0], decimals, unit))
    if len(rows) and rows.iloc[0]["first_year"] < rows.iloc[0]["last_year"]:
        said.append(_change(t, rows, phrases, decimals))
    reading = t.field(indicator, "reading")
    return " ".join([*said, reading] if reading else said)


def latest_source(comparison: pd.DataFrame) -> pd.DataFrame:
    """The rows of the publication that reaches the latest year: sentences never mix publications."""
    if comparison.empty:
        return comparison
    source = comparison.sort_values("last_year", kind="stable").iloc[-1]["source"]
    return comparison[comparison["source"] == source]


def _level(t: Text, areas: pd.DataFrame, phrases: dict[str, str], decimals: int, unit: str) -> str:
    parts = areas[areas["area_category"] != "all_areas"]
    top = (parts if len(parts) else areas).sort_values("last_value", kind="stable").to_dict("records")[-1]
    values = {
        "year": top["last_year"],
        "unit": unit,
        "value": t.number(top["last_value"], decimals),
        "where": phrase(top, phrases),
        "rest": t.number(top["rest_value"], decimals),
        "times": times(t, top["ratio_to_rest"]),
    }
    if is_missing(top["ratio_to_rest"]):
        if len(parts) > 1:
            return t("In {year} the figure was highest {where}: {value} ({unit}).", **values)
        return t("In {year} the figure {where} was {value} ({unit}).", **values)
    if len(parts) > 1:
        return t("In {year} the figure was highest {where}: {value} {unit}, {times} ({rest}).", **values)
    return t("In {year} the figure {where} was {value} {unit}, {times} ({rest}).", **values)


def _rest_alone(t: Text, row: Any, decimals: int, unit: str) -> str:
    value = t.number(row["last_value"], decimals)
    return t(
        "In {year} the figure in the rest of Sweden was {value} {unit}.", year=row["last_year"], value=value, unit=unit
    )


def times(t: Text, ratio: float) -> str:
    """How a figure relates to the rest of Sweden's, in words; from figures that the source has rounded."""
    tenths = round(float(ratio) + 1e-9, 1)
    if tenths == 1:
        return t("about the same as in the rest of Sweden")
    if tenths < 1:
        return t("{times} times the figure in the rest of Sweden, that is lower", times=t.number(ratio, 1))
    return t("{times} times the figure in the rest of Sweden", times=t.number(ratio, 1))


def _change(t: Text, rows: pd.DataFrame, phrases: dict[str, str], decimals: int) -> str:
    """Which of the chosen categories rose, fell or stood still between the first and the last chosen year."""
    known = rows[rows["change"].notna()]
    if known.empty:
        return ""
    groups: dict[str, list[str]] = {"rose": [], "fell": [], "same": []}
    for row in known.to_dict("records"):
        change = round(float(row["change"]), decimals)
        direction = "rose" if change > 0 else "fell" if change < 0 else "same"
        ends = {"first": t.number(row["first_value"], decimals), "last": t.number(row["last_value"], decimals)}
        said = t("{where} (from {first} to {last})", where=phrase(row, phrases), **ends)
        groups[direction].append(phrase(row, phrases) if direction == "same" else said)
    clauses = []
    if groups["rose"]:
        clauses.append(t("risen {places}", places=t.listed(groups["rose"])))
    if groups["fell"]:
        clauses.append(t("fallen {places}", places=t.listed(groups["fell"])))
    if groups["same"]:
        clauses.append(t("remained unchanged {places}", places=t.listed(groups["same"])))
    return t("Since {year} it has {clauses}.", year=known.iloc[0]["first_year"], clauses="; ".join(clauses))


def phrase(row: Any, phrases: dict[str, str]) -> str:
    category = row["area_category"]
    return phrases[category] if not is_missing(category) else str(row["area"])
