"""Sentences in plain language built from the figures: what, how much, since when, compared with the rest of Sweden."""

from __future__ import annotations

from typing import Any

from pages.components.text import Text, is_missing

Record = dict[str, Any]


def summary(
    t: Text, indicator: Record, comparison: list[Record], phrases: dict[str, str], decimals: int, unit: str
) -> str:
    """What the chosen figures of one indicator show, in one to three sentences.

    ``comparison`` holds the chosen categories' rows of the question ``comparison``; ``phrases`` how each category
    stands in a sentence. Says only what the figures say: no causes.
    """
    rows = latest_source(comparison)
    known = [row for row in rows if not is_missing(row["last_value"])]
    areas = [row for row in known if row["area_category"] != "rest_of_sweden"]
    said = []
    if areas:
        said.append(_level(t, areas, phrases, decimals, unit))
    elif known:
        said.append(_rest_alone(t, known[0], decimals, unit))
    if rows and rows[0]["first_year"] < rows[0]["last_year"]:
        said.append(_change(t, rows, phrases, decimals))
    return " ".join(part for part in [*said, t.field(indicator, "reading")] if part)


def latest_source(comparison: list[Record]) -> list[Record]:
    """The rows of the publication that reaches the latest year: sentences never mix publications."""
    if not comparison:
        return []
    # Rows come in order of publication; of two that reach the same year the later speaks.
    latest = max(reversed(comparison), key=lambda row: row["last_year"])
    return [row for row in comparison if row["source"] == latest["source"]]


def _level(t: Text, areas: list[Record], phrases: dict[str, str], decimals: int, unit: str) -> str:
    parts = [row for row in areas if row["area_category"] != "all_areas"]
    top = max(parts or areas, key=lambda row: row["last_value"])
    sharing = [row for row in parts or areas if row["last_value"] == top["last_value"]]
    values = {
        "year": top["last_year"],
        "unit": unit,
        "value": t.number(top["last_value"], decimals),
        "where": t.listed([phrase(row, phrases) for row in sharing]),
        "rest": t.number(top["rest_value"], decimals),
    }
    if is_missing(top["ratio_to_rest"]):
        if len(parts) > 1:
            return t("In {year} the figure was highest {where}: {value} ({unit}).", **values)
        return t("In {year} the figure {where} was {value} ({unit}).", **values)
    values["times"] = times(t, top["ratio_to_rest"])
    if len(parts) > 1:
        return t("In {year} the figure was highest {where}: {value} {unit}, {times} ({rest}).", **values)
    return t("In {year} the figure {where} was {value} {unit}, {times} ({rest}).", **values)


def _rest_alone(t: Text, row: Record, decimals: int, unit: str) -> str:
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


def _change(t: Text, rows: list[Record], phrases: dict[str, str], decimals: int) -> str:
    """Which of the chosen categories rose, fell or stood still between the first and the last chosen year."""
    known = [row for row in rows if not is_missing(row["change"])]
    if not known:
        return ""
    groups: dict[str, list[str]] = {"rose": [], "fell": [], "same": []}
    for row in known:
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
    return t("Since {year} it has {clauses}.", year=known[0]["first_year"], clauses="; ".join(clauses))


def phrase(row: Record, phrases: dict[str, str]) -> str:
    category = row["area_category"]
    return phrases[category] if not is_missing(category) else str(row["area"])
