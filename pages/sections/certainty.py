"""How sure differences and changes are, below an indicator's table: beside a chosen yardstick, and over time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from pages.components import address, charts, downloads, filters, notes, page, tables
from pages.components.charts import intervals as interval_chart
from pages.components.dictionary import Dictionary
from pages.components.figures import series_of
from pages.components.indicator import certainty_sentences, certainty_tables
from pages.components.indicator import certainty_words as words
from pages.components.text import Text, uncapitalised
from pages.components.view import Choice, View
from pages.sections import first_years, reference
from pages.sections.answers import Answers, Background, Yardsticks, background
from queries.row_types import Figure, Indicator
from queries.statistics import evidence
from queries.statistics.evidence import Compared, Development

EARLIER = "earlier"
"""The yardstick that is each series' own figure of the first chosen year."""


@dataclass(frozen=True, kw_only=True)
class Certainty:
    """What can be said of the chosen figures: every series beside the yardstick, and over time.

    ``label`` is the yardstick's name in a table, ``phrase`` the same in a sentence; ``options`` are the names of all that
    figures can be compared with, by id. ``by_chance`` are the series whose change from the first to the last chosen year
    cannot be told from chance.
    """

    compared: list[Compared]
    developments: list[Development]
    label: str
    phrase: str
    options: dict[str, str]
    by_chance: frozenset[tuple[str, ...]] = frozenset()


def is_told(indicator: Indicator, measure: str) -> bool:
    """Whether chance is in the figures of an indicator in this measure."""
    return bool(indicator["screen"]) and measure in ("count", "per_1000")


def choose_yardstick(t: Text, choice: Choice, known: Background, dictionary: Dictionary) -> str | None:
    """The yardstick that the address asks for, else the likeliest; ``None`` where nothing can be compared."""
    if not is_told(dictionary.indicators[choice.indicator], choice.measure):
        return None
    options = list(yardsticks(t, choice, known, dictionary))
    return address.one("yardstick", options) if options else None


def judge(view: View, answers: Answers) -> Certainty | None:
    """How sure the chosen figures are; ``None`` for what no chance is in, or what nothing can be compared with."""
    t, known, yardstick = view.t, answers.background, view.choice.yardstick
    if yardstick is None:
        return None
    parts = evidence.by_series(row for row in answers.figures if row["value"] is not None)
    compared = [
        evidence.compared(
            *last_with(yardstick, part, known.yardsticks, view.years[0]), known.remarks, known.within, known.model
        )
        for part in parts
    ]
    where = view.phrases.get(yardstick) or t("in {place}", place=yardstick.removeprefix("area:"))
    phrase = t("that of {year}", year=view.years[0]) if yardstick == EARLIER else t("the figure {where}", where=where)
    options = yardsticks(t, view.choice, known, view.dictionary)
    return Certainty(
        compared=[one for one in compared if one.why != "own_yardstick"],
        developments=evidence.developments(answers.figures, known.remarks, known.model) if len(view.years) > 1 else [],
        label=options[yardstick],
        phrase=phrase,
        options=options,
        by_chance=changed_by_chance(parts, known),
    )


def sentences(view: View, known: Certainty) -> list[str]:
    """How sure it is what the screen's first sentences say."""
    # Beside its own earlier year a series has been compared over time already.
    developments = [one for one in known.developments if one.trend or one.since or view.choice.yardstick != EARLIER]
    few = certainty_sentences.too_few(
        view.t,
        [one.periods for one in known.developments if not one.trend],
        beside=any(one.trend for one in known.developments),
    )
    return certainty_sentences.sentences(view, known.compared, developments, known.phrase) + few


def yardsticks(t: Text, choice: Choice, known: Background, dictionary: Dictionary) -> dict[str, str]:
    """What figures can be compared with, the likeliest first: names by id."""
    municipalities, labels = reference.geography().municipalities, dictionary.labels(t)
    categories = {id_ for year in choice.years for id_ in known.categories_in.get(year, ())}
    places = {place for year in choice.years for place in known.places_in.get(year, ())}
    has_districts = any(place not in municipalities for place in places)
    likeliest = [id_ for id_ in ("rest_of_sweden", "sweden") if id_ in categories]
    wholes = [place for place in choice.places if place in municipalities] if has_districts else []
    found: dict[str, str] = {id_: labels[id_] for id_ in likeliest[:1]}
    found |= {f"area:{place}": place for place in wholes}
    if len(choice.years) > 1:
        found[EARLIER] = t("The same area in {year}", year=choice.years[0])
    if choice.measure == "count":  # numbers of more and of fewer people are not to be compared
        return {id_: label for id_, label in found.items() if id_ == EARLIER}
    found |= {id_: label for id_, label in labels.items() if id_ in categories}
    others = sorted(place for place in places if place in municipalities)
    return found | {f"area:{place}": place for place in [*choice.places, *others]}


def last_with(yardstick: str, own: Sequence[Figure], known: Yardsticks, first: int) -> tuple[Figure, Figure | None]:
    """The last figure of a series that has the yardstick beside it, and that; without one the last figure alone.

    ``first`` is the year of the earlier figures.
    """
    pairs = ((row, beside(yardstick, row, own, known, first)) for row in reversed(own))
    return next(((row, other) for row, other in pairs if other), (own[-1], None))


def beside(yardstick: str, row: Figure, own: Sequence[Figure], known: Yardsticks, first: int) -> Figure | None:
    """The figure that a row is compared with: of the same year, if it can be of the same source, else the last published."""
    if yardstick == EARLIER:
        return own[0] if own[0]["year"] == first and first < row["year"] else None
    there = known.get((row["year"], yardstick), [])
    same = [other for other in there if other["source"] == row["source"]]
    return next(reversed(same or there), None)


def changed_by_chance(parts: Sequence[Sequence[Figure]], known: Background) -> frozenset[tuple[str, ...]]:
    """Which of these series have changed from their first figure to their last no more than chance may have done."""
    changed = [
        evidence.compared(part[-1], part[0], known.remarks, known.within, known.model)
        for part in parts
        if len(part) > 1
    ]
    return frozenset(series_of(one.row) for one in changed if one.verdict == "no_difference")


def changes_by_chance(indicator: str, measure: str, years: Sequence[int]) -> frozenset[tuple[str, ...]]:
    """The same for all series of an indicator, from the first of these years to the last."""
    known, ends = background(indicator, measure), (min(years), max(years))
    rows = (row for row in known.figures if row["year"] in ends and row["value"] is not None)
    return changed_by_chance(evidence.by_series(rows), known)


def show(view: View, answers: Answers, known: Certainty | None) -> None:
    """Chart and table of comparison, table of changes, downloads, and what the words mean; where nothing can be tested, one
    sentence why, and the rest folded."""
    t = view.t
    if known is None:
        st.markdown(notes.plain(t("In this measure nothing is tested here: only numbers and rates are.")))
        return
    explained = list(words.helps(t))
    used = sorted({row["source"] for row in answers.figures})
    why = certainty_sentences.untestable(t, known.compared, known.developments)
    if why:
        st.markdown(notes.plain(why))
    with st.expander(t("How it was tested"), key="tested") if why else st.container():
        compare(view, known, explained, used)
        if known.developments:
            develop(view, known, explained, used)
        since_when(view, answers, explained, used)
        if why:
            notes.beside(explained)
    if not why:
        with st.expander(t("How chance is judged"), key="chance_explained"):
            notes.beside(explained)


def compare(view: View, known: Certainty, explained: list[tuple[str, str]], used: list[str]) -> None:
    t = view.t
    is_place = (view.choice.yardstick or "").startswith("area:")
    yardstick = known.label if is_place else uncapitalised(known.label)
    heading = t(
        "{indicator}: compared with {yardstick}", indicator=t.field(view.indicator, "label"), yardstick=yardstick
    )
    if not known.compared:
        st.info(t("What is chosen is the yardstick itself. Choose another yardstick or more areas."))
        return
    rows = certainty_tables.chart_rows(view, known.compared)
    years = sorted({row["year"] for one in known.compared for row in (one.row, one.other) if row})
    unit = t("{years}, times the yardstick; computed", years=t.span(years))
    chart = interval_chart.ratios(t, rows) if rows else None
    if chart:
        notes.caption(f"{heading}, {unit}")
        charts.show(chart, interval_chart.description(t, rows, f"{heading}, {unit}"), key="ratios_chart")
    table = certainty_tables.comparison(view, known.compared, heading, known.label)
    page.show_table(t, table)
    take_along(view, table, "compared", explained, used, chart, heading, unit)


def develop(view: View, known: Certainty, explained: list[tuple[str, str]], used: list[str]) -> None:
    t = view.t
    heading = t("{indicator}: change over time", indicator=t.field(view.indicator, "label"))
    table = certainty_tables.change(view, known.developments, heading)
    page.show_table(t, table)
    if not any(one.trend for one in known.developments):
        notes.caption(
            t(
                "A trend needs at least five comparable years with number and population. With fewer, the last year is compared with the one before."
            )
        )
    take_along(view, table, "changes", explained, used)


def since_when(view: View, answers: Answers, explained: list[tuple[str, str]], used: list[str]) -> None:
    """The change since every first year there is, folded, with how many go the same way."""
    found = first_years.of(view, answers.background)
    if found is None:
        return
    said, table = found
    with st.expander(view.t("The change since each first year"), key="first_years"):
        st.html(f'<p class="first-years">{escape(said)}</p>')
        page.show_table(view.t, table)
        take_along(view, table, "first-years", explained, used)


def take_along(
    view: View,
    table: tables.Table,
    name: str,
    explained: list[tuple[str, str]],
    used: list[str],
    chart: charts.Chart | None = None,
    heading: str = "",
    unit: str = "",
) -> None:
    """Downloads of one of the tables, and of its chart."""
    t = view.t
    link = address.link()
    below = [
        *table.remarks,
        *(text for _, text in explained),
        *(t("Source: {source}", source=line) for line in notes.source_lines(t, view.sources, used)),
        link,
    ]
    filter_words = filters.in_words(t, view.years, view.category_labels, view.choice.places)
    sources = notes.full_lines(t, view.sources, used)
    downloads.offer(
        t,
        downloads.file_name(view.indicator["id"], view.measure, name),
        table,
        (lambda: charts.picture(chart, heading, unit, below)) if chart else None,
        lambda: downloads.about(t, filter_words, sources, explained, link),
        key=f"downloads_{name}",
    )
