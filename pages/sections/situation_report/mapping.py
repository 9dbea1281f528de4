"""Chapter 1, the mapping: what is reported, how it has developed, beside whom, what may be chance, and the assessed areas."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import queries
from pages.components import notes
from pages.components.areas import cells
from pages.components.layout import answer
from pages.components.municipality import about, by_chance, quarter, sentences, standing
from pages.components.municipality.offences import TOTAL, Offences
from pages.components.notes import Document
from pages.components.paper.passages import CHAPTER, Passage
from pages.components.situation_report import areas as areas_table
from pages.components.situation_report import groups as groups_table
from pages.components.text import uncapitalised
from pages.sections import municipality_areas, municipality_paper, municipality_standing, reference
from pages.sections.situation_report.asked import Asked, of_section, with_source
from queries.row_types import AreaAssessment, NearbyArea

QUARTERS = 8
"""So many quarters stand in the table: two years."""

LAST_ASSESSMENTS = 2
"""Of so many assessments the short form tells."""


def chapter(asked: Asked) -> list[Passage]:
    """The chapter from its heading to what offences lead to."""
    t, found = asked.t, asked.found
    said = t(
        "What was reported to the police in the municipality. Offences that nobody reports are not in the figures."
    )
    hint = t("what is reported, beside whom, what may be chance, areas")
    passages = [Passage(id="mapping", heading=t("1. Mapping"), level=CHAPTER, hint=hint, said=[said])]
    if found is None:
        none = t("No figures of reported offences in {place} are here.", place=asked.place)
        passages.append(Passage(id="reported", heading=t("Reported offences"), said=[none]))
    else:
        passages += of_offences(asked, found)
    passages += [*of_areas(asked), consequences(asked)]
    return [with_source(one, passages[:number]) for number, one in enumerate(passages)]


def of_offences(asked: Asked, found: Offences) -> list[Passage]:
    """All offences over the years, the groups, the newest quarter, and what of it may be chance."""
    t = found.t
    total = municipality_paper.of_group(found, TOTAL, sorted(found.own[TOTAL]))
    newest = quarter.line(t, found.quarters[-1]) if found.quarters else ""  # it has a part of its own
    whom, alike = sentences.whom(found, TOTAL, found.last), similar(asked, found)
    said = [f"{line} {alike}".strip() if line == whom else line for line in total.said if line != answer.plain(newest)]
    total = dataclasses.replace(total, said=said)
    passages = [of_section(t, total, "reported", is_short=asked.is_short), groups(found)]
    if not asked.is_short:
        others = [id_ for id_ in found.indicators if id_ != TOTAL and found.own.get(id_)]
        passages += [
            of_section(t, municipality_paper.of_group(found, id_, sorted(found.own[id_])), id_, is_short=False)
            for id_ in others
        ]
    if found.quarters:
        table = quarter.table(t, found.place, found.quarters[-QUARTERS:], lines_of_sources(found))
        used = sorted({row["source"] for row in found.quarters})
        passages.append(
            Passage(
                id="quarter",
                heading=quarter.name(t, found.quarters[-1]),
                said=of_quarter(found),
                tables=[] if asked.is_short else [table],
                sources=notes.documents(t, reference.dictionary().sources, used),
            )
        )
    return [*passages, of_chance(asked, found)]


def similar(asked: Asked, found: Offences) -> str:
    """Which municipalities are called similar: a reader asks who chose them."""
    rows = queries.rows("similar_municipalities", municipality=asked.chosen["code"])
    if found.yardstick.id != "similar" or not rows:
        return ""
    return asked.t(
        "Similar are the ten nearest in population within SKR's group “{group}”.",
        group=uncapitalised(asked.t.field(rows[0], "label")),
    )


def lines_of_sources(found: Offences) -> dict[str, str]:
    return notes.lines_by_id(found.t, reference.dictionary().sources)


def groups(found: Offences) -> Passage:
    """All groups of offences beside each other."""
    t = found.t
    used = list(dict.fromkeys(source for id_ in found.indicators for source in about.sources(found, id_)))
    return Passage(
        id="groups",
        heading=t("The groups of offences"),
        tables=[groups_table.table(found)],
        sources=notes.documents(t, reference.dictionary().sources, used),
    )


def of_quarter(found: Offences) -> list[str]:
    """The newest quarter and the last four, with what they are worth."""
    t, newest = found.t, found.quarters[-1]
    said = answer.plain(quarter.sentence(t, newest))
    preliminary = [t("The quarter is preliminary and can change.")] if newest["preliminary"] else []
    lines = [f"{said[:1].upper()}{said[1:]}.", quarter.last_four(t, found.quarters), *preliminary]
    return [" ".join(filter(None, lines))]


def of_chance(asked: Asked, found: Offences) -> Passage:
    """What stands out after the correction for so many comparisons, and the verdicts one by one."""
    t = found.t
    standings = municipality_standing.found_in(found)
    asked_twice = t(
        "Each group of offences is compared with {yardstick}, and with its own years {years}.",
        yardstick=found.yardstick.within,
        years=t.span(sorted(found.own[TOTAL])),
    )
    lines = [f"{standing.answer(found, standings)} {asked_twice}", *standing.out(found, standings)]
    usual = t("Most municipalities differ by more than chance: only what is unusual among them stands out.")
    return Passage(
        id="chance",
        heading=t("What may be chance"),
        said=[*map(answer.plain, lines), usual],
        tables=[] if asked.is_short else [by_chance.table(found)],
    )


def of_areas(asked: Asked) -> list[Passage]:
    """The areas in the police's assessments, or that there are none."""
    t, assessments = asked.t, reference.assessments()
    if not assessments:
        return []
    years = [row["year"] for row in assessments]
    around = queries.rows("municipality_areas", municipality=asked.chosen["code"])
    rows = [row for row in around if row["in_municipality"]]
    heading = t("Areas in the police's assessment")
    if not any(row["area_category"] in cells.COLOURED for row in rows):
        span = f"{years[0]}–{years[-1]}"
        none = t(
            "No area in {place} is in the police's assessments {years}.",
            place=asked.place,
            years=span,
        )
        every = queries.rows("area_history", area=None)
        return [Passage(id="areas", heading=heading, said=[none], sources=documents(asked, every))]
    last, by_area = years[-1], municipality_areas.assessed(rows)
    now = [found[-1] for found in by_area.values() if municipality_areas.listed(found[-1], last)]
    shown = years[-LAST_ASSESSMENTS:] if asked.is_short else years
    lines = [municipality_areas.row_of(t, area, by_area[area]) for area in municipality_areas.in_order(by_area, last)]
    made = areas_table.table(t, t("Areas in {place}, by assessment", place=asked.place), shown, lines)
    return [
        Passage(
            id="areas",
            heading=heading,
            said=[
                f"{municipality_areas.heading(t, asked.chosen, now, last)}.",
                municipality_areas.below(t, now),
            ],
            tables=[made] if made.rows else [],
            sources=documents(asked, [row for row in rows if row["year"] in shown]),
        )
    ]


def documents(asked: Asked, rows: Sequence[NearbyArea | AreaAssessment]) -> list[Document]:
    """The assessments that these rows are of."""
    used = sorted({row["source"] for row in rows})
    return notes.documents(asked.t, reference.dictionary().sources, used)


def consequences(asked: Asked) -> Passage:
    """What the figures do not hold: what offences lead to."""
    t = asked.t
    said = t(
        "The figures here say how much was reported, not what it led to for victims, residents and businesses. Chapter 2 says who has figures of that."
    )
    return Passage(id="consequences", heading=t("Extent and consequences"), said=[said])
