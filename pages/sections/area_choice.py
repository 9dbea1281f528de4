"""What the reader chose on the page of areas, and the areas that the choice leaves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

import queries
from pages.components import address, figures, filters
from pages.components.areas import area_table, degrees
from pages.components.areas.degrees import Degrees
from pages.components.layout import filter_bar
from pages.components.text import Text, swedish_order
from pages.sections import reference
from queries.row_types import Area, AreaCategory, AssessedArea, Assessment, Indicator, Place


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What the data say of their own words and places, by id or code."""

    t: Text
    categories: Sequence[AreaCategory]
    words: Degrees
    lines: dict[str, str]
    places: Mapping[str, Place]
    assessments: Sequence[Assessment]
    about: Indicator | None

    @property
    def labels(self) -> dict[str, str]:
        return figures.named(self.t, self.categories)

    @property
    def regions(self) -> list[str]:
        return sorted({row["police_region"] for row in self.places.values()}, key=swedish_order)

    @property
    def note(self) -> str | None:
        """What the files say beside each row."""
        return self.t.field(self.about, "caveats") if self.about else None

    @property
    def years(self) -> list[int]:
        return [row["year"] for row in self.assessments]


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """What the reader chose, as ids; ``offered`` are the categories of the assessment, ``area`` a row of ``every_area``."""

    year: int
    has_trends: bool
    offered: list[str]
    categories: list[str]
    regions: list[str]
    trends: list[str]
    place: str | None
    area: Area | AssessedArea | None


def choose(terms: Terms, year: int, every: Sequence[AssessedArea]) -> Chosen:
    """The filters; ``every`` are the areas of the assessment."""
    t, labels, arrows = terms.t, terms.labels, degrees.trends(terms.t)
    there = {row["area_category"] for row in every}
    offered = [id_ for id_ in labels if id_ in there]
    sums = [row["id"] for row in terms.categories if row["role"] == "sum"]
    places = terms.places
    known: dict[str, Area | AssessedArea] = {row["area"]: row for row in reference.geography().areas}
    known |= {row["area"]: row for row in every}  # where they lay then
    in_order = sorted(places, key=lambda code: (len(code), swedish_order(places[code]["name"])))
    place_side, area_side = st.columns(2)
    with place_side:
        title, none = t("County or municipality"), t("All of Sweden")
        place = filters.choice(
            "place", title, in_order, lambda code: places[code]["name"] if code in places else code, none, is_typed=True
        )
    with area_side:
        by_name = sorted(known, key=lambda id_: swedish_order(known[id_]["name"]))
        area = filters.choice("area", t("Area"), by_name, lambda id_: known[id_]["name"], t("None chosen"))
    trends = list(arrows)
    has_trends = any(row["trend"] for row in every)
    with filter_bar.bar(folded(terms, offered, sums)):
        categories = filters.pills("category", t("Area category"), offered, labels.__getitem__, list(labels), sums)
        regions = filters.pills("region", t("Police region"), terms.regions, str, terms.regions)
        if has_trends:
            title = t("Trend of the problem level")
            trends = filters.pills("trend", title, trends, arrows.__getitem__, trends)
    return Chosen(
        year=year,
        has_trends=has_trends,
        offered=offered,
        categories=categories,
        regions=regions,
        trends=trends,
        place=place,
        area=known[area] if area else None,
    )


def folded(terms: Terms, offered: list[str], sums: list[str]) -> list[str]:
    """What the folded filters have chosen, in words."""
    t, asked = terms.t, address.among("category", [*offered, *sums])
    chosen = [id_ for id_ in offered if asked is None or id_ in asked or set(asked) & set(sums)]
    in_all = len(chosen) == len(offered)
    regions = address.among("region", terms.regions)
    return [
        t("All categories") if in_all else t.listed([terms.labels[id_] for id_ in chosen]) or t("No category"),
        t("all police regions") if regions is None else t.listed(regions) or t("no police region"),
    ]


def found(terms: Terms, chosen: Chosen) -> list[AssessedArea]:
    """The areas that the filters leave, in the order that the reader chose."""
    rows = queries.rows(
        "areas",
        assessment=chosen.year,
        categories=None if len(chosen.categories) == len(chosen.offered) else chosen.categories,
        regions=None if len(chosen.regions) == len(terms.regions) else chosen.regions,
        place=chosen.place,
        trends=None if len(chosen.trends) == len(degrees.trends(terms.t)) else chosen.trends,
    )
    return area_table.in_order(rows, address.one("sort", area_table.SORTED_BY))


def narrowed(terms: Terms, chosen: Chosen) -> list[str]:
    """What tells the files of this choice from those of the whole assessment."""
    parts = [] if len(chosen.categories) == len(chosen.offered) else chosen.categories
    parts = parts + ([] if len(chosen.regions) == len(terms.regions) else chosen.regions)
    parts = parts + ([] if len(chosen.trends) == len(degrees.trends(terms.t)) else chosen.trends)
    return [*parts, *filter(None, [chosen.place])]


def in_words(terms: Terms, chosen: Chosen) -> str:
    """The choice as it stands on paper."""
    t = terms.t
    said = [
        t(
            "Assessment: {year}; area category: {categories}; police region: {regions}; place: {place}",
            year=chosen.year,
            categories=t.listed([terms.labels[id_] for id_ in chosen.categories]),
            regions=t.listed(chosen.regions),
            place=terms.places[chosen.place]["name"] if chosen.place else t("All of Sweden"),
        )
    ]
    if chosen.has_trends:
        arrows = degrees.trends(t)
        trends = t.listed([arrows[id_] for id_ in chosen.trends])
        said.append(t("trend of the problem level: {trends}", trends=trends))
    return "; ".join(said)
