"""Which dated events belong to a chart over years, what is said of them, and the reader's switch for them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

import queries
from pages.components import address, filters, notes
from pages.components.charts import Row
from pages.components.follow_up import event_layers
from pages.components.follow_up.event_layers import Mark
from pages.components.local_picture import models
from pages.components.tables import Table
from pages.components.text import Text, in_language
from pages.components.view import View
from pages.screens import PATHS
from pages.sections import reference
from queries.row_types import Event, Located
from queries.statistics import evidence

SHOWN = ("on", "off")
LIST = "handelser"
"""The anchor of the list of events."""


@dataclass(frozen=True, kw_only=True)
class Scope:
    """What a chart is about: its years, its indicators, whether it shows area categories, and its named places."""

    years: tuple[int, ...]
    indicators: frozenset[str]
    has_categories: bool
    places: tuple[str, ...] = ()


def scope(
    rows: Iterable[Row], indicators: Collection[str], has_categories: bool, places: Collection[str] = ()
) -> Scope:
    """That of a chart with these rows."""
    return Scope(
        years=tuple(sorted({row["year"] for row in rows})),
        indicators=frozenset(indicators),
        has_categories=has_categories,
        places=tuple(sorted(places)),
    )


def scope_of(view: View, drawn: Sequence[Row]) -> Scope:
    """That of an indicator's chart."""
    return scope(drawn, [view.choice.indicator], bool(view.choice.categories), view.choice.places)


@dataclass(frozen=True, kw_only=True)
class ChartEvents:
    """The dated events about a chart.

    ``inside`` are those of its years, in the whole country or in the municipalities of its places; ``are_on`` is whether the
    reader wants to see them. ``outside`` is the number of those of other years, ``elsewhere`` of those in other
    municipalities. ``towns`` are the codes of the municipalities that each of its places lies in.
    """

    inside: list[Mark]
    are_on: bool
    outside: int
    elsewhere: int
    towns: Mapping[str, set[str]]

    @property
    def shown(self) -> list[Mark]:
        """Those that are in the chart."""
        return self.inside if self.are_on else []


def are_on() -> bool:
    """Whether the reader wants to see events, as the address says."""
    return address.one("events", SHOWN) == "on"


def find(t: Text, about: Scope, are_on: bool) -> ChartEvents:
    """The events about a chart."""
    towns = municipalities(about.places)
    every = [row for row in chronicle().events if is_about(row, about)]
    here = [row for row in every if not row["codes"] or towns & set(row["codes"])]
    here += phases(about.places)
    outside = [
        row for row in here if not about.years or not event_layers.overlaps(event_layers.span_of(row), about.years)
    ]
    return ChartEvents(
        inside=event_layers.marks(t, here, about.years),
        are_on=are_on,
        outside=len(outside),
        elsewhere=len(every) - len(here),
        towns={place: municipalities([place]) for place in about.places},
    )


def phases(places: Collection[str]) -> list[Event]:
    """The phases of the phase model of these places, as events: a band under the lines of their time."""
    if not places:
        return []
    sv, en = in_language("sv"), in_language("en")
    return [
        Event(
            id=f"phase {row['name']} {row['begins']}",
            begins=row["begins"],
            ends=row["ends"],
            kind="phase",
            label_sv=models.phase_of(sv, row),
            label_en=models.phase_of(en, row),
            codes=(),
            indicator=None,
            source="",
        )
        for row in queries.rows("phases", area=None)
        if row["name"] in places or row["area"] in places
    ]


def is_about(event: Event, about: Scope) -> bool:
    """Whether an event is about the indicators of a chart, wherever and whenever it was."""
    kept = about.indicators | ({event_layers.ABOUT_CATEGORIES} if about.has_categories else set())
    return event["indicator"] is None or event["indicator"] in kept


@dataclass(frozen=True, kw_only=True)
class Chronicle:
    """All dated events, and the names of the municipalities in which places and areas lie."""

    events: list[Event]
    towns: Mapping[str, set[str]]


def chronicle() -> Chronicle:
    """The same whatever is chosen, so made once for a state of the data."""
    return queries.remembered(("chronicle",), _chronicle)


def _chronicle() -> Chronicle:
    geography = reference.geography()
    everywhere: list[Located] = [
        {"area": row["area"], "source": source} for row in reference.named_places() for source in row["sources"]
    ]
    towns: dict[str, set[str]] = {}
    for (_, place), town in evidence.lie_within(everywhere, geography.areas, geography.places).items():
        towns.setdefault(place, set()).add(town)
    for row in geography.areas:
        towns.setdefault(row["name"], set()).add(row["municipality"])
    return Chronicle(events=queries.rows("events"), towns=towns)


def municipalities(places: Collection[str]) -> set[str]:
    """The codes of these municipalities, and of those that these areas are known to lie in."""
    if not places:
        return set()
    codes, towns = reference.geography().municipalities, chronicle().towns
    names = {*places, *(town for place in places for town in towns.get(place, ()))}
    return {codes[name] for name in names if name in codes}


def of_indicator(found: Sequence[Mark], indicator: str) -> list[Mark]:
    """Those of several indicators' events that are about this one."""
    return [mark for mark in found if event_layers.is_about(mark, indicator)]


def add_to_table(t: Text, table: Table, events: ChartEvents) -> Table:
    """The table of such a chart, with the events in words."""
    return event_layers.into(t, table, events.shown, events.towns)


def show_below(t: Text, events: ChartEvents, *, key: str = "", heading: str | None = None) -> None:
    """Below a chart, folded: what its events are, the switch, and how many events are not in it. ``key`` tells several
    switches of a page apart."""
    said, others = event_layers.lines(t, events.shown), not_shown(t, events)
    title = t("Notes in the chart")
    if events.shown:
        title = t("Notes in the chart: {count}", count=t.number(len(events.shown), 0))
    with st.expander(title, key=f"notes_in_chart{key}"):
        if said:
            st.html(notes.quiet(map(escape, said)))
        with st.container(key=f"screen_only_events{key}"):
            if events.inside:
                show_switch(t, key=key, heading=heading)
            if others:
                st.html(notes.quiet([others]))


def show_switch(t: Text, *, key: str = "", heading: str | None = None) -> None:
    """Lets the reader turn the events off."""
    words = {"on": t("Show"), "off": t("Hide")}
    label = heading or t("Notes in the chart")
    filters.segments("events", label, SHOWN, words.__getitem__, key=f"events{key}_filter")


def not_shown(t: Text, events: ChartEvents) -> str:
    """How many events about the indicators lie outside the years or concern other municipalities, with a link to them, in
    HTML."""
    parts = []
    if events.outside:
        parts.append(
            t.plural(
                "{count} event outside the years of the chart",
                "{count} events outside the years of the chart",
                events.outside,
            )
        )
    if events.elsewhere and events.towns:
        parts.append(
            t.plural(
                "{count} about a municipality that is not chosen",
                "{count} about municipalities that are not chosen",
                events.elsewhere,
            )
        )
    elif events.elsewhere:
        parts.append(
            t.plural("{count} about a single municipality", "{count} about single municipalities", events.elsewhere)
        )
    if not parts:
        return ""
    link = f"{address.to(PATHS['follow_up'], address.carried())}#{LIST}"
    said, title = t("Not shown here: {events}.", events=t.listed(parts)), t("Dated events")
    return f'{escape(said)} <a href="{escape(link)}">{escape(title)}</a>'
