"""What a paper says of the chosen municipality's reported offences: the sentences, the chart and the table of its page."""

from __future__ import annotations

from collections.abc import Sequence

import queries
from pages.components import address, notes
from pages.components.charts import bands
from pages.components.layout import answer
from pages.components.municipality import about, over_years, quarter, sentences
from pages.components.municipality.offences import TOTAL, Offences
from pages.components.paper import Section
from pages.components.text import Text, uncapitalised
from pages.sections import chosen_municipality, municipality_areas, municipality_offences, reference

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
    groups = groups or [TOTAL]
    return [
        of_group(found, indicator, chosen_years(found, indicator)) for indicator in groups if found.own.get(indicator)
    ]


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
    """The answer of the page, and for all offences its newest quarter, for a group how it lies beside the yardstick."""
    t, caveat = found.t, sentences.caveat(found, indicator, list(years))
    if indicator != TOTAL:
        counted = answer.plain(sentences.answer(found, indicator, max(years)))
        return [counted, f"{sentences.heading(found, indicator, list(years))}.", caveat]
    newest = (
        [f"{quarter.name(t, found.quarters[-1])}: {quarter.sentence(t, found.quarters[-1])}."] if found.quarters else []
    )
    return [sentences.answer(found), *sentences.support(found), *newest, caveat]


def areas_said(t: Text) -> list[str]:
    """How many areas the municipality has in the last assessment; nothing without a municipality."""
    code = chosen_municipality.code()
    chosen = municipality_offences.municipality(code) if code else None
    if chosen is None:
        return []
    rows = [row for row in queries.rows("municipality_areas", municipality=chosen["code"]) if row["in_municipality"]]
    last = reference.assessments()[-1]["year"]
    now = [found[-1] for found in municipality_areas.assessed(rows).values()]
    now = [row for row in now if municipality_areas.listed(row, last)]
    return [f"{chosen['name']}: {uncapitalised(municipality_areas.heading(t, chosen, now, last))}."]
