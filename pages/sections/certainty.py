"""How sure differences and changes are, below an indicator's table: beside a chosen yardstick, and over time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

import queries
from pages.components import address, charts, downloads, filters, notes, page, tables
from pages.components.charts import intervals as interval_chart
from pages.components.figures import series_of
from pages.components.indicator import certainty_tables
from pages.components.indicator import certainty_words as words
from pages.components.text import uncapitalised
from pages.components.view import Record, View
from queries.statistics import evidence
from queries.statistics.evidence import Compared, Development
from queries.statistics.tests import Spread

EARLIER = "earlier"
"""The yardstick that is each series' own figure of the first chosen year."""

StandingFor = dict[tuple[int, str], list[Record]]
"""The figures of a year that a yardstick, as :func:`yardsticks` names it, may stand for."""


@dataclass(frozen=True)
class Certainty:
    """What can be said of the chosen figures: every series beside the yardstick, and over time; ``yardstick`` is its id,
    with its name in a table and in a sentence; ``by_chance`` are the series whose change from the first to the last
    chosen year cannot be told from chance."""

    compared: list[Compared]
    developments: list[Development]
    yardstick: str
    label: str
    phrase: str
    options: dict[str, str]
    by_chance: frozenset[tuple[str, ...]] = frozenset()


def found(view: View, series: list[Record]) -> Certainty | None:
    """The results for what is chosen; ``None`` for what no chance is in. ``series`` as on the screen."""
    if not view.indicator["screen"] or view.measure not in ("count", "per_1000"):
        return None
    all_ = background(view.indicator["id"], view.measure)
    said, within = all_.said, all_.within
    options = yardsticks(view, all_)
    if not options:
        return None
    yardstick = address.one("yardstick", [next(iter(options)), *options])
    spread = all_.spread
    parts = evidence.by_series(row for row in series if row["value"] is not None)
    compared = [
        evidence.compared(*last_with(yardstick, part, all_.standing_for, view.years[0]), said, within, spread)
        for part in parts
    ]
    compared = [one for one in compared if one.why != "own_yardstick"]
    developments = evidence.developments(series, said, spread) if len(view.years) > 1 else []
    where = view.phrases.get(yardstick) or view.t("in {place}", place=yardstick.removeprefix("area:"))
    phrase = view.t("the figure {where}", where=where)
    if yardstick == EARLIER:
        phrase = view.t("that of {year}", year=view.years[0])
    return Certainty(
        compared, developments, yardstick, options[yardstick], phrase, options, changed_by_chance(parts, all_)
    )


def sentences(view: View, known: Certainty) -> list[str]:
    """How sure it is what the screen's first sentences say."""
    # Beside its own earlier year a series has been compared over time already.
    developments = [one for one in known.developments if one.trend or one.since or known.yardstick != EARLIER]
    few = words.too_few(
        view.t,
        [one.periods for one in known.developments if not one.trend],
        beside=any(one.trend for one in known.developments),
    )
    return words.sentences(view, known.compared, developments, known.phrase) + few


def yardsticks(view: View, known: Background) -> dict[str, str]:
    """What figures can be compared with, the likeliest first: names by id."""
    t, municipalities = view.t, known.municipalities
    there: set[str] = set().union(*(known.categories.get(year, ()) for year in view.years))
    order = [id_ for id_ in ("rest_of_sweden", "sweden") if id_ in there]
    places: set[str] = set().union(*(known.places.get(year, ()) for year in view.years))
    whole = [area for area in view.areas if area in municipalities] if places - municipalities else []
    found: dict[str, str] = {id_: view.labels[id_] for id_ in order[:1]}
    found |= {f"area:{area}": area for area in whole}
    if len(view.years) > 1:
        found[EARLIER] = t("The same area in {year}", year=view.years[0])
    if view.measure != "count":  # numbers of more and of fewer people are not to be compared
        found |= {id_: view.labels[id_] for id_ in view.labels if id_ in there}
        found |= {f"area:{area}": area for area in [*view.areas, *sorted(places & municipalities)]}
    else:
        found = {id_: label for id_, label in found.items() if id_ == EARLIER}
    return found


def last_with(yardstick: str, own: Sequence[Record], known: StandingFor, first: int) -> tuple[Record, Record | None]:
    """The last figure of a series that has the yardstick beside it, and that; without one the last figure alone.

    ``first`` is the year of the earlier figures.
    """
    pairs = ((row, beside(yardstick, row, own, known, first)) for row in reversed(own))
    return next(((row, other) for row, other in pairs if other), (own[-1], None))


def beside(yardstick: str, row: Record, own: Sequence[Record], known: StandingFor, first: int) -> Record | None:
    """The figure that a row is compared with: of the same year, if it can be of the same source, else the last published."""
    if yardstick == EARLIER:
        return own[0] if own[0]["year"] == first and first < row["year"] else None
    there = known.get((row["year"], yardstick), [])
    same = [other for other in there if other["source"] == row["source"]]
    return next(reversed(same or there), None)


def changed_by_chance(parts: Sequence[Sequence[Record]], known: Background) -> frozenset[tuple[str, ...]]:
    """Which of these series have changed from their first figure to their last no more than chance may have done."""
    changed = [
        evidence.compared(part[-1], part[0], known.said, known.within, known.spread) for part in parts if len(part) > 1
    ]
    return frozenset(series_of(one.row) for one in changed if one.result.verdict == "no_difference")


def changes_by_chance(indicator: str, measure: str, years: Sequence[int]) -> frozenset[tuple[str, ...]]:
    """The same for all series of an indicator, from the first of these years to the last."""
    known = background(indicator, measure)
    rows = (row for year in (min(years), max(years)) for row in known.by_year.get(year, ()))
    return changed_by_chance(evidence.by_series(row for row in rows if row["value"] is not None), known)


@dataclass(frozen=True)
class Background:
    """All figures of an indicator in one measure, by year and by year and yardstick, with the ``categories`` and the
    ``places`` that have some in a year, the notes on them (``said``), which place lies ``within`` which, the dispersion of
    its series, and the names of all municipalities."""

    by_year: dict[int, list[Record]]
    categories: dict[int, set[str]]
    places: dict[int, set[str]]
    standing_for: StandingFor
    said: evidence.Notes
    within: evidence.Within
    spread: Spread | None
    municipalities: set[str]


def background(indicator: str, measure: str) -> Background:
    """The same for all choices, so made once for a state of the data."""
    return queries.remembered(("background", indicator, measure), lambda: _background(indicator, measure))


def _background(indicator: str, measure: str) -> Background:
    # Of all years and places: what is not chosen can break a series, or throw doubt on a yardstick, all the same.
    every = queries.rows("series", indicator=indicator, measure=measure, years=None, categories=None, areas=None)
    said = evidence.by_place(queries.rows("notes", indicator=indicator, years=None, categories=None), every)
    everywhere = queries.rows("places")
    within = evidence.lie_within(every, queries.rows("every_area"), everywhere)
    by_year: dict[int, list[Record]] = {}
    standing_for: StandingFor = {}
    for row in every:
        by_year.setdefault(row["year"], []).append(row)
        for yardstick in (row["area"] and f"area:{row['area']}", row["area_category"]):
            if yardstick:
                standing_for.setdefault((row["year"], yardstick), []).append(row)
    spread = evidence.spread_of(every, said, within)
    categories = {
        year: {row["area_category"] for row in rows if row["area_category"]} for year, rows in by_year.items()
    }
    places = {year: {row["area"] for row in rows if row["area"]} for year, rows in by_year.items()}
    municipalities = {row["name"] for row in everywhere if not row["is_county"]}
    return Background(by_year, categories, places, standing_for, said, within, spread, municipalities)


def show(view: View, known: Certainty) -> None:
    """The yardstick's choice, chart and table of comparison, table of changes, downloads, and what the words mean."""
    t = view.t
    st.subheader(t("More than chance?"), anchor=False)
    explained = list(words.helps(t))
    names = known.options
    filters.likeliest(
        "yardstick", t("Compare with"), list(names), names.__getitem__, t("Another place"), t("Choose a place")
    )
    compare(view, known, explained)
    if known.developments:
        develop(view, known, explained)
    notes.beside(explained)


def compare(view: View, known: Certainty, explained: list[tuple[str, str]]) -> None:
    t = view.t
    is_place = known.yardstick.startswith("area:")
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
    take_along(view, table, "compared", explained, chart, heading, unit)


def develop(view: View, known: Certainty, explained: list[tuple[str, str]]) -> None:
    t = view.t
    heading = t("{indicator}: change over time", indicator=t.field(view.indicator, "label"))
    table = certainty_tables.change(view, known.developments, heading)
    page.show_table(t, table)
    if not any(one.trend for one in known.developments):
        notes.caption(
            t(
                "A trend needs at least five comparable years with number and population. With fewer, the last year is compared with the one before: Z beyond the limit would be rare if only chance were at work, and of few cases the exact test must agree."
            )
        )
    take_along(view, table, "changes", explained)


def take_along(
    view: View,
    table: tables.Table,
    name: str,
    explained: list[tuple[str, str]],
    chart: charts.Chart | None = None,
    heading: str = "",
    unit: str = "",
) -> None:
    """Downloads of one of the tables, and of its chart."""
    t = view.t
    sources = notes.source_lines(t, view.sources, sorted(used_sources(view)))
    link = address.link()
    below = [
        *table.remarks,
        *(text for _, text in explained),
        *(t("Source: {source}", source=line) for line in sources),
        link,
    ]
    filter_words = filters.in_words(t, view.years, [view.labels[id_] for id_ in view.categories], view.areas)
    downloads.offer(
        t,
        downloads.file_name(view.indicator["id"], view.measure, name),
        table,
        (lambda: charts.picture(chart, heading, unit, below)) if chart else None,
        lambda: downloads.about(t, filter_words, sources, explained, link),
        key=f"downloads_{name}",
    )


def used_sources(view: View) -> set[str]:
    """The sources of the chosen figures."""
    return {row["source"] for row in queries.rows("series", **view.asked())}
