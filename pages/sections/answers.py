"""One view is asked once: a choice becomes its answers, and all that a screen, a file or a paper says is made of these.

What is the same for all choices of an indicator in one measure is its :class:`Background`, asked for once in a state of
the data: the figures of a choice are taken from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import queries
from pages.components.view import Choice
from pages.sections import reference
from queries.row_types import (
    CategorySum,
    Comparison,
    Figure,
    MunicipalityFigure,
    NamedPlace,
    Note,
    Observation,
    ShootingPopulation,
)
from queries.statistics import evidence
from queries.statistics.variation import Variation

Yardsticks = dict[tuple[int, str], list[Figure]]
"""The figures that a yardstick can stand for, by year and the yardstick's id: a category's, or ``area:`` and a place."""

FEWEST_MUNICIPALITIES = 3
"""So many must have figures for a map of municipalities."""


@dataclass(frozen=True, kw_only=True)
class Background:
    """All figures of an indicator in one measure, of all years and places, with what tells how sure they are.

    ``places`` are the named ones that have figures, in the order of the files. ``remarks`` are the ``notes`` by series,
    with the breaks that a leap of the population means; ``within`` says which place lies in which municipality, ``model``
    how the figures swing. ``categories_in`` and ``places_in`` are those with figures in a year.
    """

    figures: list[Figure]
    notes: list[Note]
    places: list[NamedPlace]
    remarks: evidence.Notes
    within: evidence.Within
    model: Variation
    yardsticks: Yardsticks
    categories_in: dict[int, set[str]]
    places_in: dict[int, set[str]]


def background(indicator: str, measure: str) -> Background:
    """The same for all choices, so made once for a state of the data."""
    return queries.remembered(("background", indicator, measure), lambda: _background(indicator, measure))


def _background(indicator: str, measure: str) -> Background:
    # Of all years and places: what is not chosen can break a series, or throw doubt on a yardstick, all the same.
    figures = queries.rows("series", indicator=indicator, measure=measure, years=None, categories=None, areas=None)
    notes = queries.rows("notes", indicator=indicator, years=None, categories=None)
    geography = reference.geography()
    remarks = evidence.by_place(notes, figures)
    within = evidence.lie_within(figures, geography.areas, geography.places)
    yardsticks: Yardsticks = {}
    categories_in: dict[int, set[str]] = {}
    places_in: dict[int, set[str]] = {}
    for row in figures:
        if row["area"]:
            yardsticks.setdefault((row["year"], f"area:{row['area']}"), []).append(row)
            places_in.setdefault(row["year"], set()).add(row["area"])
        if row["area_category"]:
            yardsticks.setdefault((row["year"], row["area_category"]), []).append(row)
            categories_in.setdefault(row["year"], set()).add(row["area_category"])
    return Background(
        figures=figures,
        notes=notes,
        places=queries.rows("named_places", indicator=indicator, measure=measure),
        remarks=remarks,
        within=within,
        model=queries.variation(indicator, measure),
        yardsticks=yardsticks,
        categories_in=categories_in,
        places_in=places_in,
    )


Row = TypeVar("Row", Figure, Note)


def of_places(rows: Iterable[Row], places: Sequence[str]) -> list[Row]:
    """Those of the rows that are about area categories, or about one of these places."""
    wanted = {None, *places}
    return [row for row in rows if row["area"] in wanted]


def chosen(rows: Iterable[Row], choice: Choice) -> list[Row]:
    """Those of the rows that are about the chosen years, and about the chosen area categories or places."""
    categories = {None, *choice.categories}
    return [
        row
        for row in of_places(rows, choice.places)
        if row["year"] in choice.years and row["area_category"] in categories
    ]


@dataclass(frozen=True, kw_only=True)
class Answers:
    """All that is known of a choice.

    ``figures`` are those chosen, ``notes`` what must be said of them, ``comparison`` their first and last; ``throughout``
    are those of all years and area categories and of the chosen places. ``populations`` are what shootings per 1,000
    inhabitants were computed from. ``sums`` are the figures of single assessed areas by area category, of the chosen years;
    ``municipalities`` the figures for a map, of the latest of them: both empty where there are too few.
    """

    choice: Choice
    background: Background
    figures: list[Figure]
    throughout: list[Figure]
    notes: list[Note]
    comparison: list[Comparison]
    populations: list[ShootingPopulation]
    sums: list[CategorySum]
    municipalities: list[MunicipalityFigure]


def ask(choice: Choice) -> Answers:
    """The answers to a choice."""
    known = background(choice.indicator, choice.measure)
    figures = chosen(known.figures, choice)
    return Answers(
        choice=choice,
        background=known,
        figures=figures,
        throughout=of_places(known.figures, choice.places),
        notes=chosen(known.notes, choice),
        comparison=comparison(choice) if figures else [],
        populations=populations(choice, figures),
        sums=sums(choice, known),
        municipalities=municipalities(choice, known),
    )


def comparison(choice: Choice) -> list[Comparison]:
    """The first and the last of the chosen figures of each series, and the change between them."""
    return queries.rows(
        "comparison",
        indicators=[choice.indicator],
        measure=choice.measure,
        years=choice.years,
        categories=choice.categories,
        areas=choice.places,
    )


def populations(choice: Choice, figures: Sequence[Figure]) -> list[ShootingPopulation]:
    """What the chosen figures were computed from, if they are shootings per 1,000 inhabitants."""
    if choice.measure != "per_1000_computed":
        return []
    used = {row["source"] for row in figures}
    every = queries.rows("shooting_populations", years=None)
    return [row for row in every if row["source"] in used and row["year"] in choice.years]


def sums(choice: Choice, known: Background) -> list[CategorySum]:
    """The figures of single assessed areas by area category, in each classification there is."""
    assessed = {name for row in reference.geography().areas for name in (row["name"], row["area"])}
    if choice.measure not in ("count", "per_1000") or not any(row["area"] in assessed for row in known.places):
        return []
    return queries.rows("areas_by_category", indicator=choice.indicator, years=choice.years)


def municipalities(choice: Choice, known: Background) -> list[MunicipalityFigure]:
    """The figures of the municipalities for a map of them."""
    names = reference.geography().municipalities
    there = sum(row["area"] in names for row in known.places)
    if choice.measure == "population" or there < FEWEST_MUNICIPALITIES:
        return []
    return queries.rows("municipality_figures", indicator=choice.indicator, measure=choice.measure, years=choice.years)


def observations(choice: Choice) -> list[Observation]:
    """The chosen figures in all their measures, as published."""
    return queries.rows(
        "observations",
        indicators=[choice.indicator],
        years=choice.years,
        categories=choice.categories,
        areas=choice.places,
    )
