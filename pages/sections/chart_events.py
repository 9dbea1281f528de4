"""Which dated events belong to a chart over years, what is said of them, and the reader's switch for them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

import queries
from pages.components import address, filters, notes
from pages.components.follow_up import event_layers
from pages.components.follow_up.event_layers import Mark
from pages.components.tables import Table
from pages.components.text import Text
from pages.components.view import Record, View
from pages.screens import PATHS
from queries.statistics import evidence

SHOWN = ("on", "off")
LIST = "handelser"
"""The anchor of the list of events."""


@dataclass(frozen=True)
class Scope:
    """What a chart is about: its years, its indicators, whether it shows area categories, and its named places."""

    years: tuple[int, ...]
    indicators: frozenset[str]
    has_categories: bool
    areas: tuple[str, ...] = ()


def scope(
    rows: Iterable[Record], indicators: Collection[str], has_categories: bool, areas: Collection[str] = ()
) -> Scope:
    """That of a chart with these rows."""
    return Scope(
        tuple(sorted({row["year"] for row in rows})), frozenset(indicators), has_categories, tuple(sorted(areas))
    )


def scope_of(view: View, drawn: Sequence[Record]) -> Scope:
    """That of an indicator's chart."""
    return scope(drawn, [view.indicator["id"]], bool(view.categories), view.areas)


def of(t: Text, about: Scope) -> list[Mark]:
    """The events of the whole country and of the chosen places' municipalities in the years of the chart, unless turned
    off."""
    return [] if address.one("events", SHOWN) == "off" else _there(t, about)


def _there(t: Text, about: Scope) -> list[Mark]:
    towns = municipalities(about.areas)
    rows = [row for row in _about_it(about) if not row["codes"] or towns & set(row["codes"])]
    return event_layers.marks(t, rows, about.years)


def _about_it(about: Scope) -> list[Record]:
    """The events about the indicators, wherever and whenever they were."""
    kept = about.indicators | ({event_layers.ABOUT_CATEGORIES} if about.has_categories else set())
    return [row for row in queries.rows("events") if row["indicator"] is None or row["indicator"] in kept]


def municipalities(areas: Collection[str]) -> set[str]:
    """The codes of these municipalities, and of those that these areas are known to lie in."""
    if not areas:
        return set()
    codes, towns = queries.remembered(("where places lie",), _where_places_lie)
    names = {*areas, *(town for area in areas for town in towns.get(area, ()))}
    return {codes[name] for name in names if name in codes}


def _where_places_lie() -> tuple[dict[str, str], dict[str, set[str]]]:
    """The codes of municipalities by name, and the names of the municipalities in which places and areas lie."""
    named = queries.rows("named_places", indicator=None, measure=None)
    everywhere = [{"area": row["area"], "source": source} for row in named for source in row["sources"]]
    known = queries.rows("every_area")
    towns: dict[str, set[str]] = {}
    for (_, place), town in evidence.lie_within(everywhere, known, queries.rows("places")).items():
        towns.setdefault(place, set()).add(town)
    for row in known:
        towns.setdefault(row["name"], set()).add(row["municipality"])
    return {row["name"]: row["code"] for row in queries.rows("municipalities")}, towns


def of_indicator(found: Sequence[Mark], indicator: str) -> list[Mark]:
    """Those of several indicators' events that are about this one."""
    return [mark for mark in found if event_layers.is_about(mark, indicator)]


def into(t: Text, table: Table, about: Scope) -> Table:
    """The table of such a chart, with the events in words."""
    return event_layers.into(t, table, of(t, about), {area: municipalities([area]) for area in about.areas})


def below(t: Text, about: Scope, *, key: str = "", heading: str | None = None) -> None:
    """Below a chart: what its events are, the switch, and how many events are not in it. ``key`` tells several switches of
    a page apart."""
    said = event_layers.lines(t, of(t, about))
    if said:
        st.html(notes.quiet(map(escape, said)))
    with st.container(key=f"screen_only_events{key}"):
        switch(t, about, key=key, heading=heading)
        others = not_shown(t, about)
        if others:
            st.html(notes.quiet([others]))


def switch(t: Text, about: Scope, *, key: str = "", heading: str | None = None) -> bool:
    """Lets the reader turn the events off, where there are any; whether there are."""
    if not _there(t, about):
        return False
    words = {"on": t("Show"), "off": t("Hide")}
    label = heading or t("Events in the chart")
    filters.segments("events", label, SHOWN, words.__getitem__, key=f"events{key}_filter")
    return True


def not_shown(t: Text, about: Scope) -> str:
    """How many events about the indicators lie outside the years or concern other municipalities, with a link to them, in
    HTML."""
    towns = municipalities(about.areas)
    rows = _about_it(about)
    elsewhere = [row for row in rows if row["codes"] and not towns & set(row["codes"])]
    here = [row for row in rows if row not in elsewhere]
    outside = [
        row for row in here if not about.years or not event_layers.overlaps(event_layers.span_of(row), about.years)
    ]
    parts = []
    if outside:
        parts.append(
            t.plural(
                "{count} event outside the years of the chart",
                "{count} events outside the years of the chart",
                len(outside),
            )
        )
    if elsewhere and about.areas:
        parts.append(
            t.plural(
                "{count} about a municipality that is not chosen",
                "{count} about municipalities that are not chosen",
                len(elsewhere),
            )
        )
    elif elsewhere:
        parts.append(
            t.plural("{count} about a single municipality", "{count} about single municipalities", len(elsewhere))
        )
    if not parts:
        return ""
    link = f"{address.to(PATHS['follow_up'], address.carried())}#{LIST}"
    said, title = t("Not shown here: {events}.", events=t.listed(parts)), t("Dated events")
    return f'{escape(said)} <a href="{escape(link)}">{escape(title)}</a>'
