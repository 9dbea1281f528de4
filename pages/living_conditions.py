"""Living conditions by SCB's small areas: the police's strategic map as far as public figures go, one measure at a time."""

from __future__ import annotations

import queries
from pages.components import address, filters
from pages.components.layout import head
from pages.components.text import Text
from pages.sections import chosen_municipality
from pages.sections.living import around, begin, country, municipality, squares


def show(t: Text) -> None:
    """The map of the chosen municipality; without one, the whole country by type of area."""
    top = head.show(t("Living conditions by area"))
    known = {row["code"]: row for row in queries.rows("municipalities")}
    code = chosen_municipality.code()
    measures = {row["id"] for row in queries.rows("conditions")}
    if not known or "area_type" not in measures or not queries.rows("deso_types", municipality=None):
        filters.no_figures(t)
        return
    with top.beside:
        chosen_municipality.choose(t)
    if code and around.shown(code) == around.SQUARES:
        squares.show(t, known[code], top.actions)
    elif code:
        municipality.show(t, known[code], top.actions)
    else:
        country.show(t, top.actions)
    begin.show(t)


show(address.text())
