"""What a paper says of the chosen municipality's reported offences: the sentences, the chart and the table of its page."""

from __future__ import annotations

from collections.abc import Sequence

from pages.components import address, notes
from pages.components.charts import bands
from pages.components.layout import answer
from pages.components.municipality import about, over_years, quarter, sentences
from pages.components.municipality.offences import TOTAL, Offences
from pages.components.paper import Section
from pages.components.text import Text
from pages.sections import chosen_municipality, municipality_offences, reference


def answers(t: Text) -> Offences | None:
    """What is known of the municipality that the address asks for; ``None`` without one, or without figures."""
    code = chosen_municipality.code()
    return municipality_offences.answers(t, code) if code else None


def sections(found: Offences | None) -> list[Section]:
    """A section for each group of offences that the address asks for, all offences where it asks for none."""
    if found is None:
        return []
    groups = address.among("indicator", list(found.indicators)) or [TOTAL]
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
        sources=about.sources(found, indicator, lines),
    )


def said(found: Offences, indicator: str, years: Sequence[int]) -> list[str]:
    """The answer of the page and its newest quarter for all offences; for a group how it lies beside the yardstick."""
    t, caveat = found.t, sentences.caveat(found, indicator, list(years))
    if indicator != TOTAL:
        return [f"{sentences.heading(found, indicator, list(years))}.", caveat]
    newest = (
        [f"{quarter.name(t, found.quarters[-1])}: {quarter.sentence(t, found.quarters[-1])}."] if found.quarters else []
    )
    return [sentences.answer(found), *sentences.support(found), *newest, caveat]
