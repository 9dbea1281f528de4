"""Which dated events belong to an indicator's chart, and the reader's switch for them."""

from __future__ import annotations

from collections.abc import Sequence

import queries
from pages.components import address, event_layers, filters
from pages.components.event_layers import Mark
from pages.components.view import Record, View

SHOWN = ("on", "off")


def of(view: View, drawn: Sequence[Record]) -> list[Mark]:
    """The events of the whole country and of the chosen municipalities, in the years of the rows drawn, unless turned
    off."""
    return [] if address.one("events", SHOWN) == "off" else _there(view, drawn)


def _there(view: View, drawn: Sequence[Record]) -> list[Mark]:
    chosen = {row["code"] for row in queries.rows("municipalities") if row["name"] in view.areas}
    rows = [
        row
        for row in queries.rows("events")
        if row["indicator"] in (None, view.indicator["id"]) and (not row["codes"] or chosen & set(row["codes"]))
    ]
    return event_layers.marks(view.t, rows, [row["year"] for row in drawn])


def switch(view: View, drawn: Sequence[Record]) -> bool:
    """Lets the reader turn the events off, where there are any; whether there are."""
    if not _there(view, drawn):
        return False
    words = {"on": view.t("Show"), "off": view.t("Hide")}
    filters.segments("events", view.t("Events in the chart"), SHOWN, words.__getitem__)
    return True
