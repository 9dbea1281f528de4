"""The words for what an assessment says of an area: its category, how the category moved, the trend of its problem level."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pages.components.text import Text, uncapitalised
from queries.row_types import AreaCategory, Observation

DIRECTIONS = ("more_serious", "added", "less_serious", "removed", "unchanged")
"""Ways an area can have gone between two assessments; the last is none."""


@dataclass(frozen=True)
class Degrees:
    """What an area can be in an assessment, by id, the most serious first: ``one`` area and ``many``."""

    t: Text
    one: dict[str, str]
    many: dict[str, str]

    def counted(self, number: int, id_: str) -> str:
        """``ett riskområde``, ``14 riskområden``."""
        said = self.t("one") if number == 1 else self.t.in_words(number)
        return f"{said} {uncapitalised((self.one if number == 1 else self.many)[id_])}"


def degrees(t: Text, categories: Sequence[AreaCategory]) -> Degrees:
    """The dictionary's categories, which come in the order of filters, and the words for areas in none of them."""
    there = [row for row in reversed(categories) if row["role"] == "category"]
    one = {row["id"]: t.field(row, "singular") or t.field(row, "label") for row in there}
    many = {row["id"]: t.field(row, "label") for row in there}
    outside = t("Not among the assessed")
    return Degrees(
        t,
        one | {"not_vulnerable": t("Not a vulnerable area"), "not_assessed": outside},
        many | {"not_vulnerable": t("Not vulnerable areas"), "not_assessed": outside},
    )


def directions(t: Text) -> dict[str, str]:
    """How the category moved from one assessment to another."""
    return {
        "more_serious": t("To a more serious category"),
        "less_serious": t("To a less serious category"),
        "added": t("Added"),
        "removed": t("No longer included"),
        "unchanged": t("Same category"),
    }


def trends(t: Text) -> dict[str, str]:
    """What the rule of tableau 1 says of a change of the problem level, with its arrow: upwards is an improvement."""
    return {
        "improved": t("↑ improvement").replace(" ", "\u00a0"),
        "unchanged": t("→ unchanged").replace(" ", "\u00a0"),
        "worsened": t("↓ deterioration").replace(" ", "\u00a0"),
    }


@dataclass(frozen=True)
class Newer:
    """An assessment of which only the numbers are here: a sentence, and the ids of its sources."""

    said: str
    sources: list[str]


def newer(words: Degrees, printed: Sequence[Observation], years: Sequence[int]) -> Newer | None:
    """The latest assessment of which a source prints the number of areas, if its list is not here.

    ``printed`` are the observations of the number of areas, ``years`` are those of the assessments that are here.
    """
    t = words.t
    counted = [row for row in printed if row["count"] is not None and row["area_category"] is not None]
    totals = [row for row in counted if row["area_category"] not in words.one and row["year"] > max(years)]
    if not totals:
        return None
    total = max(totals, key=lambda row: row["year"])
    there = {
        row["area_category"]: row["count"]
        for row in counted
        if row["year"] == total["year"] and row["count"] is not None
    }
    parts = [words.counted(there[id_], id_) for id_ in words.one if id_ in there]
    values = {"year": total["year"], "total": t.number(total["count"], 0), "parts": t.listed(parts)}
    if parts:
        said = t(
            "The police made a newer assessment in {year}: {total} areas, {parts}. Its list is not here.", **values
        )
    else:
        said = t("The police made a newer assessment in {year}: {total} areas. Its list is not here.", **values)
    return Newer(said, sorted({row["source"] for row in counted if row["year"] == total["year"]}))


def abolitions(t: Text, categories: Sequence[AreaCategory], years: Sequence[int]) -> list[str]:
    """A sentence for each category that was abolished; ``years`` are those of the assessments that are here."""
    said = []
    for row in categories:
        if row["role"] != "category" or row["valid_to"] is None:
            continue
        name = uncapitalised(t.field(row, "singular") or t.field(row, "label"))
        values = {"category": name, "year": int(row["valid_to"])}
        if max(years) < row["valid_to"]:
            said.append(
                t("The category {category} was abolished in {year}; no assessment from then on is here.", **values)
            )
        else:
            said.append(t("The category {category} was abolished in {year}.", **values))
    return said
