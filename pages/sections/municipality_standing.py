"""What stands out in one municipality: its groups of offences beside its yardstick, and beside its own past.

The comparisons are those of the municipality's page (:mod:`pages.sections.municipality_chance`), corrected together for how
many they are, as on the rest of the page on what stands out.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from pages.components import address, charts, downloads, filters, notes, page
from pages.components.charts import intervals as interval_chart
from pages.components.indicator import certainty_words
from pages.components.layout import answer, caveat, filter_bar, onward, take_along, views
from pages.components.layout.onward import Row
from pages.components.municipality import about, sentences, standing
from pages.components.municipality.offences import TOTAL, Judged, Offences
from pages.components.municipality.standing import Standings
from pages.components.standing import words as standing_words
from pages.components.text import Text
from pages.screens import PATHS
from pages.sections import municipality_offences, reference
from pages.server.streamlit_internals import Place
from queries.row_types import Municipality
from queries.statistics import standing_out
from queries.statistics.standing_out import Finding, Standing

VIEWS = ("chart", "table", "chance", "about")


def found_in(found: Offences) -> Standings:
    """What stands out of each group of offences, corrected for the number of comparisons."""
    made = standing_out.corrected([of_group(one) for one in found.judged.values()])
    return dict(zip(found.judged, made, strict=True))


def of_group(judged: Judged) -> Standing:
    """The two questions of one group, each by itself."""
    beside, years = judged.beside, judged.over_years
    verdict = beside.verdict if beside.p is not None else "undetermined"
    return Standing(
        judged.row,
        Finding(kind="level", compared=beside, p=beside.p, verdict=verdict, why=beside.why),
        Finding(kind="change", developed=years, p=years.p, verdict=years.verdict, why=years.why),
    )


def show(t: Text, found: Offences, chosen: Municipality, actions: Place) -> None:
    """The municipality's part of the page; what can be taken along is put into ``actions``."""
    standings = found_in(found)
    answer.show(t, standing.answer(found, standings))
    with st.container(key="figure"):
        title = st.container()
        with filter_bar.bar([t("beside {yardstick}", yardstick=found.yardstick.within)]):
            titles, offered = municipality_offences.titles(t), municipality_offences.offered(chosen)
            offered = [id_ for id_ in offered if id_ != "own"]
            filters.segments("yardstick", t("Compare with"), offered, titles.__getitem__)
        heading = t(
            "{place} beside {yardstick}, {year}", place=found.place, yardstick=found.yardstick.within, year=found.last
        )
        unit = t("Times the yardstick's offences per 1,000 inhabitants, with 95 % interval (computed)")
        usual = t("Most municipalities differ by more than chance: only what is unusual among them stands out.")
        title.html(f'<h2 class="figure-title">{escape(heading)}</h2><p class="unit">{escape(unit)}</p>')
        rows = standing.chart_rows(found, standings)
        chart = interval_chart.ratios(t, rows) if rows else None
        table = standing.table(found, standings)
        known = reference.dictionary().sources
        used = list(dict.fromkeys(source for id_ in standings for source in about.sources(found, id_)))
        tested = sum(one.p is not None for one in standing.findings(standings))
        flagged = sum(map(len, standing.flagged(standings).values()))
        how = standing_words.method(t, tested, flagged)
        explained = [(t("Method"), how), *certainty_words.helps(t), *about.explanations(found, TOTAL)]
        with views.view(t, "chart"):
            if chart:
                charts.show(chart, interval_chart.description(t, rows, f"{heading}, {unit}"), key="chart")
        with views.view(t, "table"):
            page.show_table(t, table)
        with views.view(t, "chance"):
            notes.beside([(t("Method"), how), *certainty_words.helps(t), *certainty_words.methods(t)])
        with views.view(t, "about"):
            notes.beside(about.explanations(found, TOTAL))
            notes.sources(t, known, used)
        answer.below(t, [*standing.support(found, standings), usual])
        caveat.show(sentences.caveat(found, TOTAL, sorted(found.own[TOTAL])))
        views.switch(t, VIEWS)
    link = address.link()
    below = [*(t("Source: {source}", source=line) for line in notes.source_lines(t, known, used)), link]
    told = t("Municipality: {place}", place=found.place)
    with actions:
        take_along.menu(
            t,
            downloads.file_name(found.place, "what-stands-out"),
            table,
            (lambda: charts.picture(chart, heading, unit, below)) if chart else None,
            lambda: downloads.about(t, told, notes.full_lines(t, known, used), explained, link),
            paper=municipality_offences.compared_with() | on_paper(standings),
        )
    path = address.to(PATHS["municipality"], address.carried())
    more = t("Each group over the years, the newest quarter, areas and agreement.")
    onward.show(
        [Row(title=found.place, sentence=more, link=path, link_title=t("The page of {place}", place=found.place))]
    )


def on_paper(standings: Standings) -> dict[str, str | Sequence[str]]:
    """What stands out, as groups of a paper; without any the paper is about all offences."""
    out = dict.fromkeys(id_ for indicators in standing.flagged(standings).values() for id_ in indicators)
    return {"indicator": list(out)[:MOST_ON_PAPER]} if out else {}


MOST_ON_PAPER = 3
"""So many groups of offences fit on two sheets."""
