"""A municipality: how many offences were reported, beside similar ones and over the years; its areas; its agreement."""

from __future__ import annotations

import queries
from pages.components import address, filters, head
from pages.components.text import swedish_order
from pages.sections import around_municipality, chosen_municipality, municipality_page

t = address.text()
known = {row["code"]: row for row in queries.rows("municipalities")}
code = chosen_municipality.code()
if not known:
    head.show(t("The situation in a municipality"))
    filters.no_figures(t)
else:
    chosen = known.get(code or "")
    top = head.show(
        chosen["name"] if chosen else t("The situation in a municipality"),
        municipality_page.kind_and_size(t, chosen) if chosen else "",
    )
    codes = sorted(known, key=lambda one: swedish_order(known[one]["name"]))
    with top.beside:
        label, none = t("Municipality"), t("Choose a municipality")
        filters.choice("place", label, codes, lambda one: known[one]["name"], none)
    if chosen:
        municipality_page.show(t, chosen, top.actions)
    else:
        around_municipality.country(t, known)
