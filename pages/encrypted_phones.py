"""Encrypted phones (Encrochat): the answer, the chart of ranges in its views, and what can be taken along."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

import queries
from pages.components import address, charts, downloads, filters, notes, page
from pages.components.areas import phones as phone_parts
from pages.components.charts import Chart
from pages.components.charts import ranges as range_chart
from pages.components.layout import answer, caveat, filter_bar, head, take_along, views
from pages.components.layout.glossary import Glossary
from pages.components.text import Text, uncapitalised
from pages.sections import reference
from queries.row_types import FootprintShare, PhoneFigure, PopulationShare, Source

ASKED = [2020]  # the year in which the source made its analysis: the populations are those of that year
AREAS_SOURCE = "lagesbild-2021-tabla-2"  # where the number of areas of each category of 2019 stands: table 9 lacks it


def show(t: Text) -> None:
    """The page from top to bottom."""
    dictionary = reference.dictionary()
    labels, sources, computed = dictionary.labels(t), dictionary.sources, dictionary.computed
    top = head.show(t("Encrypted phones"))
    above = st.container()
    measures = phone_parts.measures(t)
    measure = address.one("measure", list(measures))
    everything = [row for row in queries.rows("encrypted_phones") if row["measure"] == measure]
    there = {row["area_category"] for row in everything}
    offered = [category for category in labels if category in there]
    chosen = choose(t, measures, measure, offered)
    # Groups that are no category are always shown, as named places are on other screens.
    phones = [row for row in everything if row["area_category"] in (*chosen, None)]
    if not chosen or not phones:
        nothing_to_show(t)
        return

    shares, people = queries.rows("areas_footprint_share"), queries.rows("areas_population_share", years=ASKED)
    share, population = (shares[-1] if shares else None), (people[-1] if people else None)
    sentence = phone_parts.answer(t, everything, measure, share, population, computed)
    support = phone_parts.support(t, everything, phones, measure, share is not None)
    warned, words = phone_parts.caveat(t), explained_words(t)
    with above:
        answer.show(t, sentence, words)

    heading = t("Encrochat: {measure} by group of areas", measure=uncapitalised(measures[measure]))
    unit = phone_parts.units(t)[measure]
    how = how_to_read(t, phones)
    table = phone_parts.table(t, heading, phones, measure, sources)
    explained = explanations(t, phones)
    explained += notes.formulas(t, computed, ["areas_footprint_share"]) if share else []
    used_ = used(phones, share, population, sources)
    with st.container(key="figure"):
        below = f"{unit[0].upper()}{unit[1:]}"
        st.html(f'<h2 class="figure-title">{escape(heading)}</h2><p class="unit">{escape(below)}</p>')
        with views.view(t, "chart"):
            chart = draw(t, everything, phones, measure, unit, sources)
            notes.caption(how)
        with views.view(t, "table"):
            page.show_table(t, table)
        with views.view(t, "about"):
            notes.beside(explained)
            notes.sources(t, sources, used_)
        caveat.show(warned)
        views.switch(t, ("chart", "table", "about"))
    answer.below(t, support, words=words)
    source_lines = notes.full_lines(t, sources, used_)
    filter_words = t("Area category: {categories}", categories=t.listed([labels[category] for category in chosen]))
    link = address.link()
    narrowed = [] if len(chosen) == len(offered) else chosen
    in_short = " ".join([answer.plain(sentence), *support, warned])
    with top.actions:
        take_along.menu(
            t,
            downloads.file_name("encrypted_phones", measure, *narrowed),
            table,
            lambda: picture(t, chart, heading, unit, how, phones, sources, link),
            lambda: downloads.about(t, filter_words, source_lines, [(t("In short"), in_short), *explained], link),
        )


def choose(t: Text, measures: dict[str, str], measure: str, offered: list[str]) -> list[str]:
    """The measure and the categories, folded to words; gives the chosen categories."""
    dictionary = reference.dictionary()
    labels = dictionary.labels(t)
    sums = [row["id"] for row in dictionary.categories.values() if row["role"] == "sum"]
    chosen = address.many("category", offered, list(labels))
    in_all = len(chosen) == len(offered) or set(address.asked("category") or []) & set(sums)
    categories = t("all categories") if in_all else t.listed([labels[id_] for id_ in chosen]) or t("no category")
    with filter_bar.bar([measures[measure], categories]):
        filters.segments("measure", t("Measure"), list(measures), measures.__getitem__)
        return filters.pills("category", t("Area category"), offered, labels.__getitem__, list(labels), sums)


def explained_words(t: Text) -> Glossary:
    """The words that explain themselves where they stand: kinds of areas, and what is measured."""
    words = reference.glossary(t)
    known = {row["id"]: row for row in queries.rows("concepts")}
    if "daily_footprint" in known:
        meaning = t.field(known["daily_footprint"], "definition")
        words.meanings |= {uncapitalised(t("Daily footprints")): meaning}
    return words


def nothing_to_show(t: Text) -> None:
    """Why there is no figure, with the offer to show all."""
    nothing = address.asked("category") == []
    message = t("No area category is chosen. Choose at least one to see figures.")
    other = t("The source has no figures here for what is chosen. Choose another area category.")
    filters.nothing_chosen(t, ["category"], message if nothing else other)


def draw(
    t: Text,
    everything: Sequence[PhoneFigure],
    phones: Sequence[PhoneFigure],
    measure: str,
    unit: str,
    sources: Mapping[str, Source],
) -> Chart:
    """The chart of the chosen groups. Its scale holds all groups, so that it stays when the filter changes."""
    published = {id_: source["published"] or "" for id_, source in sources.items()}
    rows = phone_parts.chart_rows(t, phones, measure, published)
    highest = max(max(row["mean"], row["highest"] or 0) for row in everything)
    chart = range_chart.ranges(t, rows, highest)
    charts.show(chart, range_chart.description(t, rows, unit), key="chart")
    return chart


def used(
    phones: Sequence[PhoneFigure],
    share: FootprintShare | None,
    population: PopulationShare | None,
    sources: Mapping[str, Source],
) -> list[str]:
    """Ids of the sources of all that is shown, in the order of the page."""
    found = [row["source"] for row in phones]
    if any(row["area_category"] and row["areas"] is not None for row in phones) and AREAS_SOURCE in sources:
        found.append(AREAS_SOURCE)
    if share:
        found.append(share["source"])
    if share and population:
        found += [population["areas_source"], population["country_source"]]
    return list(dict.fromkeys(found))


def how_to_read(t: Text, phones: Sequence[PhoneFigure]) -> str:
    """What point and line of the chart are."""
    how = t(
        "The point is the mean of the group's areas, the line goes from the area with the lowest figure to the highest."
    )
    without_number = list(dict.fromkeys(row["lowest_printed"] for row in phones if row["lowest"] is None))
    if without_number:
        how += " " + t(
            "Where the source prints {printed} instead of a lowest number, the line starts at the edge without a mark.",
            printed=t.listed(without_number),
        )
    return how


def picture(
    t: Text,
    chart: Chart,
    heading: str,
    unit: str,
    how: str,
    phones: Sequence[PhoneFigure],
    sources: Mapping[str, Source],
    link: str,
) -> charts.Spec:
    drawn_from = notes.source_lines(t, sources, sorted({row["source"] for row in phones}))
    below = [how, *(t("Source: {source}", source=line) for line in drawn_from), link]
    return charts.picture(chart, heading, unit, below)


def explanations(t: Text, phones: Sequence[PhoneFigure]) -> list[tuple[str, str]]:
    """Definition, groups and caveats, as the data have them."""
    concepts = queries.rows("concepts")
    about = next((row for row in concepts if row["id"] == "encrochat"), None)
    definition, caveats = notes.definition_lines(t, about) if about else (("", ""), ("", ""))
    groups = ((t.field(row, "label"), t.field(row, "definition")) for row in phones)
    return [definition, *notes.concepts(t, concepts, ["daily_footprint"]), *groups, caveats]


show(address.text())
