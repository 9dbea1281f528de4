"""A municipality: how many offences were reported, beside similar ones and over the years; its areas; its agreement."""

from __future__ import annotations

import queries
from pages.components import address, filters
from pages.components.layout import head
from pages.components.text import Text
from pages.sections import around_municipality, chosen_municipality, municipality_page


def show(t: Text) -> None:
    """The page of the chosen municipality; without one, the whole country and the question for one."""
    known = {row["code"]: row for row in queries.rows("municipalities")}
    title, code = t("The situation in a municipality"), chosen_municipality.code()
    if not known:
        head.show(title)
        filters.no_figures(t)
        return
    chosen = known[code] if code else None
    top = head.show(chosen["name"], municipality_page.kind_and_size(t, chosen)) if chosen else head.show(title)
    with top.beside:
        chosen_municipality.choose(t)
    if chosen:
        municipality_page.show(t, chosen, top.actions)
    else:
        around_municipality.country(t, top.actions)


show(address.text())
