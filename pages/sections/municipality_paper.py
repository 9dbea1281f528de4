"""What a paper says of the chosen municipality's reported offences: the sentences, the chart and the table of its page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import queries
from pages.components import address, notes
from pages.components.areas import area_sentences
from pages.components.charts import bands
from pages.components.layout import answer
from pages.components.municipality import about, first_years, over_years, quarter, sentences
from pages.components.municipality.offences import TOTAL, Offences
from pages.components.paper import Section
from pages.components.tables import Column, Table, WhyEmpty
from pages.components.text import Text, uncapitalised
from pages.sections import (
    area_choice,
    area_panel,
    chosen_municipality,
    municipality_areas,
    municipality_chance,
    municipality_offences,
    paper,
    reference,
)
from queries.row_types import Municipality, NearbyArea

AREAS = "assessed_areas"
"""The areas that the police assess, among the figures that the address asks for."""

RELATED = {"narcotics_offences": "narcotics_weapons", "weapons_offences": "narcotics_weapons"}
"""The group of offences that comes nearest to an indicator that has no figures of municipalities."""


def answers(t: Text) -> Offences | None:
    """What is known of the municipality that the address asks for; ``None`` without one, or without figures."""
    code = chosen_municipality.code()
    return municipality_offences.answers(t, code) if code else None


def sections(found: Offences | None) -> list[Section]:
    """A section for each group of offences that the address asks for, all offences where it asks for none."""
    if found is None:
        return []
    related = address.among("indicator", list(RELATED)) or []
    groups = address.among("indicator", list(found.indicators)) or list(dict.fromkeys(RELATED[id_] for id_ in related))
    areas = of_areas(found.t) if AREAS in (address.asked("indicator") or []) else None
    groups = groups or ([] if areas else [TOTAL])
    made = [
        not_alone(found, indicator, of_group(found, indicator, chosen_years(found, indicator)))
        for indicator in groups
        if found.own.get(indicator)
    ]
    if paper.first_years_asked():
        made += [one for id_ in groups if (one := since_each_year(found, id_))]
    return [*made, areas] if areas else made


def since_each_year(found: Offences, indicator: str) -> Section | None:
    """The change of a group of offences since every first year; ``None`` where there is none."""
    compared = municipality_chance.since_each_year(found.place, indicator)
    said = first_years.sentence(found.t, compared)
    table = first_years.table(found, indicator, compared)
    return paper.since_each(found.t, table.caption, said, table) if said else None


def chosen_years(found: Offences, indicator: str) -> list[int]:
    """The years of the group that the address asks for, all where it asks for none of them."""
    every = [str(year) for year in sorted(found.own[indicator])]
    return [int(year) for year in address.many("year", every, every) or every]


def of_group(found: Offences, indicator: str, years: list[int]) -> Section:
    """One group of offences in these years, beside the yardstick."""
    t = found.t
    lines = notes.lines_by_id(t, reference.dictionary().sources)
    rows = over_years.chart_rows(found, indicator, years)
    unit = t.field(found.indicators[indicator], "unit")
    return Section(
        heading=f"{found.place}: {t.field(found.indicators[indicator], 'label')}",
        unit=f"{unit[0].upper()}{unit[1:]}",
        said=[answer.plain(line) for line in said(found, indicator, years)],
        chart=bands.over_time(t, rows),
        spoken=over_years.spoken(found, indicator, rows),
        marks="",
        table=over_years.table(found, indicator, years, lines),
        explained=about.explanations(found, indicator),
        caveats=[(found.t("Caveats"), answer.plain(sentences.caveat(found, indicator, years)))],
        sources=notes.documents(t, reference.dictionary().sources, about.sources(found, indicator)),
    )


def said(found: Offences, indicator: str, years: Sequence[int]) -> list[str]:
    """The answer of the page for the last of these years, with what of it may be chance; how the group lies beside the
    yardstick over the years, and of all offences the newest quarter; whom the yardstick is made of."""
    t, last = found.t, max(years)
    *doubts, whom = sentences.support(found, indicator, last)
    answered = " ".join([sentences.answer(found, indicator, last), *doubts])
    lines = [answered, f"{sentences.heading(found, indicator, list(years))}."]
    if indicator == TOTAL and last == found.last and found.quarters:
        lines.append(quarter.line(t, found.quarters[-1]))
    return [*lines, *filter(None, [whom]), sentences.caveat(found, indicator, list(years))]


def not_alone(found: Offences, group: str, section: Section) -> Section:
    """The section of a group; it begins with that where the paper is about one indicator in it, of which alone the
    municipality has no figures."""
    asked = address.among("indicator", [*RELATED, *found.indicators]) or []
    alone = [id_ for id_ in asked if RELATED.get(id_) == group]
    if group in asked or len(alone) != 1:
        return section
    t = found.t
    first = t(
        "Of {alone} alone there are no figures for {place} here: these are of {group}.",
        alone=uncapitalised(t.field(reference.dictionary().indicators[alone[0]], "label")),
        place=found.place,
        group=uncapitalised(t.field(found.indicators[group], "label")),
    )
    return replace(section, said=[f"{first} {section.said[0]}", *section.said[1:]])


def areas_said(t: Text) -> list[str]:
    """How many areas the municipality has in the assessment that the address asks for; nothing without a municipality, or
    where the areas have a section of their own."""
    there = areas_there()
    if there is None or AREAS in (address.asked("indicator") or []):
        return []
    chosen, by_area, year = there
    return [areas_heading(t, chosen, by_area, year)]


def areas_there() -> tuple[Municipality, dict[str, list[NearbyArea]], int] | None:
    """The chosen municipality, the assessments of each of its areas, and the assessment that the address asks for; ``None``
    without a municipality."""
    code = chosen_municipality.code()
    chosen = municipality_offences.municipality(code) if code else None
    if chosen is None:
        return None
    rows = [row for row in queries.rows("municipality_areas", municipality=chosen["code"]) if row["in_municipality"]]
    years = [str(row["year"]) for row in reference.assessments()]
    return chosen, municipality_areas.assessed(rows), int(address.one("assessment", [years[-1], *years]))


def areas_heading(t: Text, chosen: Municipality, by_area: Mapping[str, Sequence[NearbyArea]], year: int) -> str:
    now = [row for found in by_area.values() for row in found if municipality_areas.listed(row, year)]
    return f"{chosen['name']}: {uncapitalised(municipality_areas.heading(t, chosen, now, year))}."


def of_areas(t: Text) -> Section | None:
    """The areas of the municipality with what each assessment said; the one that the address asks for is told of. ``None``
    where there are none."""
    there = areas_there()
    if there is None or not there[1]:
        return None
    chosen, by_area, year = there
    heading = areas_heading(t, chosen, by_area, year)
    caveat = t("The assessment is about how criminals affect the area, not about those who live there.")
    known, used = reference.dictionary().sources, {row["source"] for found in by_area.values() for row in found}
    return Section(
        heading=f"{chosen['name']}: {uncapitalised(areas_title(t))}",
        unit=t("The police's assessments, with the category of each area"),
        said=[heading, *area_said(t, list(by_area), year)],
        chart=None,
        spoken="",
        marks="",
        table=areas_table(t, chosen, by_area, year),
        explained=[(t("Keep in mind"), caveat)],
        caveats=[(t("Keep in mind"), caveat)],
        sources=notes.documents(t, known, sorted(used)),
    )


def areas_title(t: Text) -> str:
    """What the areas are called among what can stand on the paper."""
    return t("Areas that the police assess as vulnerable")


def area_said(t: Text, areas: Sequence[str], year: int) -> list[str]:
    """One area in words, where the address asks for it."""
    terms = area_choice.read(t, reference.assessments())
    places = {row["area"]: row for row in reference.geography().areas}
    return [
        area_sentences.about_one(
            t,
            places[id_],
            queries.rows("area_history", area=id_),
            terms.words,
            terms.years,
            year,
            is_shown=True,
            related=area_panel.came_and_became(terms, id_, queries.rows("area_successions", area=id_)),
        )
        for id_ in address.among("area", areas) or []
        if id_ in places
    ]


def areas_table(t: Text, chosen: Municipality, by_area: Mapping[str, Sequence[NearbyArea]], year: int) -> Table:
    """A row an area, a column an assessment."""
    terms = area_choice.read(t, reference.assessments())
    ordered = municipality_areas.in_order(by_area, year)
    names = {area: by_area[area][-1]["name"] for area in ordered}
    columns = [
        Column("area", t("Area"), labels=names),
        *(Column(str(one), str(one), labels=terms.words.one) for one in terms.years),
    ]
    body: list[list[object]] = []
    for area in ordered:
        said = {row["year"]: row["area_category"] for row in by_area[area]}
        body.append([area, *(said.get(one) for one in terms.years)])
    why = WhyEmpty(t("The area was not among those assessed that year, or the source does not say."))
    caption = t("Areas in {place}, by assessment", place=chosen["name"])
    return Table(caption, columns, body, remarks=[why] if any(None in row for row in body) else [])
