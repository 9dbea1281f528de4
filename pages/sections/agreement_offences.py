"""Reported offences of an agreement's municipalities over the years, with its time marked, and the same as a table."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from html import escape

import streamlit as st

from pages.components import address, charts, downloads, filters, notes, page
from pages.components.charts import bands
from pages.components.follow_up import agreements as agreement_parts
from pages.components.follow_up import periods, targets
from pages.components.follow_up.agreements import BEFORE, WITHIN
from pages.components.follow_up.periods import Told
from pages.components.follow_up.targets import Aim
from pages.components.layout import answer, caveat, filter_bar, views
from pages.components.municipality import about, over_years, sentences
from pages.components.municipality.offences import Offences, compared
from pages.components.tables import Table
from pages.components.text import Text
from pages.sections import reference
from queries.row_types import Agreement

VIEWS = ("chart", "table", "about")


def show(
    t: Text,
    agreement: Agreement,
    known: dict[str, Offences],
    told: Sequence[Told],
    lines: dict[str, str],
    aims: Sequence[Aim],
) -> None:
    """The chosen group of offences in the chosen municipality, and a table of all of them."""
    with st.container(key="figure"):
        title = st.container()
        place, indicator = choose(t, agreement, known, told)
        found, one = known[place], next(one for one in told if one.place == place and one.indicator["id"] == indicator)
        heading, unit = said(t, one), t.field(one.indicator, "unit")
        title.html(
            f'<h2 class="figure-title">{escape(heading)}</h2><p class="unit">{escape(unit[0].upper() + unit[1:])}</p>'
        )
        years = sorted(found.own[indicator])
        figures = over_years.chart_rows(found, indicator, years)
        aimed = targets.lines(t, aims, place, indicator)
        drawn = sorted({*years, *(row["year"] for row in aimed)})
        marks = [mark for mark in [periods.mark(t, agreement, drawn)] if mark]
        rows = [*figures, *marks, *aimed]
        chart = bands.over_time(t, rows)
        table = periods.table(t, t("Before, during and after the agreement"), told, lines, aims)
        used = list(dict.fromkeys(id_ for one in told for id_ in one.sources))
        explained = about.explanations(found, indicator)
        with views.view(t, "chart"):
            st.html(bands.legend(t, rows))
            parts = [over_years.spoken(found, indicator, figures), periods.spoken(t, marks), targets.spoken(t, aimed)]
            spoken = " ".join(filter(None, parts))
            charts.show(chart, spoken, key="agreement_chart")
        warned = f"{sentences.caveat(found, indicator, years)} {no_cause(t)}"
        with views.view(t, "table"):
            page.show_table(t, table)
            kept = [(t("Keep in mind"), answer.plain(warned)), *explained]
            offer(t, agreement, table, chart, f"{place}: {heading}", unit, used, kept)
        if aims:
            explained.append((t("Target"), targets.how(t)))
        with views.view(t, "about"):
            notes.beside(explained)
            notes.sources(t, reference.dictionary().sources, used)
        caveat.show(warned)
        views.switch(t, VIEWS)


def offer(
    t: Text,
    agreement: Agreement,
    table: Table,
    chart: charts.Chart,
    heading: str,
    unit: str,
    used: Sequence[str],
    explained: list[tuple[str, str]],
) -> None:
    """The table and the picture of the chart, to take along."""
    link = address.link()
    chosen = t("Agreement: {agreement}", agreement=agreement_parts.said(t, agreement, "title"))
    known = reference.dictionary().sources
    lines = notes.source_lines(t, known, used)
    below = [explained[0][1], *(t("Source: {source}", source=line) for line in lines), link]
    downloads.offer(
        t,
        downloads.file_name(agreement["id"], "offences"),
        table,
        lambda: charts.picture(chart, heading, unit, below),
        functools.partial(downloads.about, t, chosen, notes.full_lines(t, known, used), explained, link),
        key="downloads_offences",
    )


def choose(t: Text, agreement: Agreement, known: dict[str, Offences], told: Sequence[Told]) -> tuple[str, str]:
    """The municipality and the group of offences that the chart shows."""
    names = dict(zip(agreement["codes"], agreement["municipalities"], strict=True))
    codes = [code for code, name in names.items() if name in known]
    labels = {one.indicator["id"]: t.field(one.indicator, "label") for one in told}
    code, indicator = address.one(address.PLACE, codes), address.one("indicator", list(labels))
    if len(codes) > 1 or len(labels) > 1:
        with filter_bar.bar([names[code], labels[indicator]]):
            filters.segments(address.PLACE, t("Municipality"), codes, names.__getitem__)
            filters.segments("indicator", t("Offences"), list(labels), labels.__getitem__)
    return names[code], indicator


def said(t: Text, one: Told) -> str:
    """What the chart shows: how the agreement's time lies beside the time before it."""
    label = t.field(one.indicator, "label")
    if BEFORE not in one.parts or WITHIN not in one.parts:
        return label
    ways = {
        "fewer": t("{label}: fewer under the agreement than before"),
        "more": t("{label}: more under the agreement than before"),
        "alike": t("{label}: about as many under the agreement as before"),
    }
    return ways[compared(one.parts[WITHIN].rate, one.parts[BEFORE].rate)].format(label=label)


def no_cause(t: Text) -> str:
    return t("A change under the agreement does not say that the agreement is why.")
