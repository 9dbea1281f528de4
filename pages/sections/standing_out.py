"""What stands out in the chosen figures, for the screen about it and for the overview: asked once, kept with the data."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import queries
from pages.components.indicator import certainty_words as words
from pages.components.text import Text, swedish_order
from pages.components.view import Choice, View
from pages.sections import reference
from queries.row_types import Figure, Indicator
from queries.statistics import evidence, standing_out
from queries.statistics.standing_out import Finding, Standing, Yardstick

Item = tuple[Standing, list[Finding]]
"""A series with those of its findings that put it on a list."""


@dataclass(frozen=True, kw_only=True)
class Lists:
    """Every finding stands in one of these; ``tested`` is the number of comparisons that were corrected for, ``asked``
    what the lists are kept under."""

    worse: list[Item]
    better: list[Item]
    neutral: list[Item]
    same: list[Item]
    unknown: list[Item]
    tested: int
    asked: tuple[object, ...] = ()

    @property
    def every(self) -> list[Item]:
        """The items of all lists."""
        return [*self.worse, *self.better, *self.neutral, *self.unknown, *self.same]

    @property
    def flagged(self) -> int:
        """How many findings stand out."""
        return sum(len(findings) for _, findings in (*self.worse, *self.better, *self.neutral))

    @property
    def reasons(self) -> Counter[str]:
        """Why nothing can be said of so many findings."""
        return Counter(one.why or "no_count" for _, findings in self.unknown for one in findings)

    @property
    def untold(self) -> int:
        """How many findings nothing can be said of."""
        return sum(len(findings) for _, findings in self.unknown)


def lists(
    years: Sequence[int] | None, categories: Sequence[str], areas: Sequence[str] | None, yardstick: Yardstick
) -> Lists:
    """The lists for these years, categories and named places; ``None`` does not filter."""
    key = (
        "standing_out",
        None if years is None else tuple(years),
        tuple(categories),
        None if areas is None else tuple(areas),
        yardstick,
    )
    return queries.remembered(
        key, lambda: dataclasses.replace(_lists(years, set(categories), areas, yardstick), asked=key)
    )


@dataclass(frozen=True)
class Offered:
    """What there are figures of: the choices that the filters have. ``own`` are the places of own files alone."""

    years: list[int]
    categories: set[str]
    areas: list[str]
    own: set[str]


def offered() -> Offered:
    """The years, categories and places of all series."""
    return queries.remembered(("standing_out_offered",), _offered)


def _offered() -> Offered:
    own = set(queries.own_sources())
    rows = queries.rows("every_series")
    published = {row["area"] for row in rows if row["source"] not in own}
    areas = {row["area"] for row in rows if row["area"]}
    return Offered(
        sorted({row["year"] for row in rows}),
        {row["area_category"] for row in rows if row["area_category"]},
        sorted(areas, key=swedish_order),
        areas - published,
    )


def _lists(
    years: Sequence[int] | None, categories: set[str], areas: Sequence[str] | None, yardstick: Yardstick
) -> Lists:
    chosen = None if areas is None else set(areas)

    def is_chosen(row: Figure) -> bool:
        if row["area"] is None:
            return row["area_category"] in categories
        return chosen is None or row["area"] in chosen

    # All years are asked for, so that the database is asked once, whatever years are chosen then.
    there = set(years) if years is not None else None
    every = queries.rows("every_series")
    rows = [row for row in every if there is None or row["year"] in there]
    indicators = with_screen()
    # A year that is not chosen can break a series, or hide a number, all the same.
    by_indicator: dict[str, list[Figure]] = {}
    for row in every:
        by_indicator.setdefault(row["indicator"], []).append(row)
    notes = {
        id_: evidence.by_place(queries.rows("notes", indicator=id_, years=None, categories=None), rows_)
        for id_, rows_ in by_indicator.items()
    }
    geography = reference.geography()
    over_time = years is None or len(years) > 1
    own = queries.own_sources()
    found = standing_out.found(
        rows, notes, queries.variation, is_chosen, yardstick, geography.municipalities, own, over_time, geography.areas
    )
    return sorted_into_lists(found, {id_: row["polarity"] for id_, row in indicators.items()})


def sorted_into_lists(found: Sequence[Standing], polarity: dict[str, str]) -> Lists:
    """Worse and better by the indicators' polarity; both at once first, then by the least difference there can be."""
    kept: dict[str, list[Item]] = {name: [] for name in ("worse", "better", "neutral", "same", "unknown")}
    for standing in found:
        groups: dict[str, list[Finding]] = {}
        for one in standing.findings:
            groups.setdefault(list_of(one, polarity[standing.row["indicator"]]), []).append(one)
        for name, findings in groups.items():
            kept[name].append((standing, findings))
    for name in ("worse", "better", "neutral"):
        kept[name].sort(key=lambda item: (-len(item[1]), -max(map(standing_out.least, item[1]))))
    tested = sum(one.p is not None for standing in found for one in standing.findings)
    return Lists(
        worse=kept["worse"],
        better=kept["better"],
        neutral=kept["neutral"],
        same=kept["same"],
        unknown=kept["unknown"],
        tested=tested,
    )


def list_of(one: Finding, polarity: str) -> str:
    """Which list a finding belongs to."""
    if one.verdict in ("higher", "lower"):
        return words.tone(polarity, one.verdict) or "neutral"
    return "same" if one.verdict == "no_difference" else "unknown"


def with_screen() -> dict[str, Indicator]:
    """The indicators that have a screen, by id."""
    return {id_: row for id_, row in reference.dictionary().indicators.items() if row["screen"]}


def views(t: Text, years: Sequence[int]) -> dict[str, View]:
    """The words for each indicator with a screen; measures and decimals are those of its rows."""
    dictionary, own = reference.dictionary(), queries.own_sources()
    return {
        id_: View(
            t=t,
            choice=Choice(indicator=id_, measure=row["measure"], years=tuple(years), categories=()),
            dictionary=dictionary,
            own=own,
        )
        for id_, row in with_screen().items()
    }
