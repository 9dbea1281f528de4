"""What the reader chose on the page of areas, and the areas that the choice leaves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import queries
from pages.components import address, figures, filters, notes, page
from pages.components.areas import area_table, degrees
from pages.components.areas.degrees import Degrees
from pages.components.layout import filter_bar
from pages.components.text import Text, swedish_order
from pages.sections import reference
from pages.server.streamlit_internals import Place as Slot
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


def read(t: Text, assessments: Sequence[Assessment]) -> Terms:
    """What the data say of their words and places; ``assessments`` are those that there are."""
    dictionary = reference.dictionary()
    categories = list(dictionary.categories.values())
    return Terms(
        t=t,
        categories=categories,
        words=degrees.degrees(t, categories),
        lines=notes.lines_by_id(t, dictionary.sources),
        places={row["code"]: row for row in reference.geography().places},
        assessments=assessments,
        about=dictionary.indicators.get("assessed_areas"),
    )


def choose_place(terms: Terms) -> str | None:
    """The choice of county or municipality."""
    places = terms.places
    in_order = sorted(places, key=lambda code: (len(code), swedish_order(places[code]["name"])))
    title, none = terms.t("County or municipality"), terms.t("All of Sweden")

    def named(code: str) -> str:
        return places[code]["name"] if code in places else code

    return filters.choice("place", title, in_order, named, none, is_typed=True)


def choose_area(terms: Terms, every: Sequence[AssessedArea], at: Slot) -> Area | AssessedArea | None:
    """The choice of one area, put into ``at``; ``every`` are the areas of the chosen assessment, where they lay then."""
    t = terms.t
    known: dict[str, Area | AssessedArea] = {row["area"]: row for row in reference.geography().areas}
    known |= {row["area"]: row for row in every}
    by_name = sorted(known, key=lambda id_: swedish_order(known[id_]["name"]))

    def named(id_: str) -> str:
        return f"{known[id_]['name']} ({known[id_]['municipality']})" if id_ in known else id_

    with at:
        area = filters.choice("area", t("Area"), by_name, named, t("Search for an area"), is_typed=True)
    typed = [value for value in address.asked("area") or [] if value not in known]
    drawn = page.current()
    drawn.unknown += [("area", value) for value in typed if ("area", value) not in drawn.unknown]
    return known[area] if area else None


def shown_assessment(terms: Terms) -> int:
    """The assessment that the address asks for, at first the default."""
    default = next(row["year"] for row in terms.assessments if row["is_default"])
    return int(address.one("assessment", [str(default), *map(str, terms.years)]))


def choose(
    terms: Terms, year: int, every: Sequence[AssessedArea], place: str | None, area: Area | AssessedArea | None
) -> Chosen:
    """The filters, folded to words; ``every`` are the areas of the assessment of this year."""
    t, labels, arrows = terms.t, terms.labels, degrees.trends(terms.t)
    there = {row["area_category"] for row in every}
    offered = [id_ for id_ in labels if id_ in there]
    sums = [row["id"] for row in terms.categories if row["role"] == "sum"]
    trends = list(arrows)
    has_trends = any(row["trend"] for row in every)
    with filter_bar.bar(folded(terms, year, offered, sums)):
        filters.assessment(t, terms.assessments)
        categories = filters.pills("category", t("Area category"), offered, labels.__getitem__, list(labels), sums)
        regions = filters.pills("region", t("Police region"), terms.regions, str, terms.regions)
        if has_trends:
            title = t("Trend of the problem level")
            trends = filters.pills("trend", title, trends, arrows.__getitem__, trends)
        orders = {
            "category": t("Category"),
            "name": t("Name"),
            "municipality": t("Municipality"),
            "change": t("Change"),
        }
        filters.segments("sort", t("Sort by"), list(orders), orders.__getitem__)
    return Chosen(
        year=year,
        has_trends=has_trends,
        offered=offered,
        categories=categories,
        regions=regions,
        trends=trends,
        place=place,
        area=area,
    )


def folded(terms: Terms, year: int, offered: list[str], sums: list[str]) -> list[str]:
    """What the folded filters have chosen, in words."""
    t, asked = terms.t, address.among("category", [*offered, *sums])
    chosen = [id_ for id_ in offered if asked is None or id_ in asked or set(asked) & set(sums)]
    in_all = len(chosen) == len(offered)
    regions, arrows = address.among("region", terms.regions), degrees.trends(t)
    trends = address.among("trend", list(arrows))
    return [
        str(year),
        t("all categories") if in_all else t.listed([terms.labels[id_] for id_ in chosen]) or t("no category"),
        t("all police regions") if regions is None else t.listed(regions) or t("no police region"),
        t.listed([arrows[id_] for id_ in trends]) if trends else "",
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
