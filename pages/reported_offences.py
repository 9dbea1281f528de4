"""Reported offences: the six groups over places and years, beside all municipalities or similar ones."""

from __future__ import annotations

from pages.components import address, filters
from pages.components.layout import head
from pages.components.text import Text
from pages.sections import offences_beside_places, offences_choice


def show(t: Text) -> None:
    """The answer, the chart with its filters, and all municipalities."""
    top = head.show(t("Reported offences"))
    if not offences_choice.known_groups():
        filters.no_figures(t)
        return
    chosen = offences_choice.read(t)
    found = offences_beside_places.answers(t, chosen)
    if not found:
        offences_choice.bar(t, chosen)
        filters.nothing_chosen(t, offences_choice.FILTERS, t("No municipality fits this choice."))
        return
    offences_beside_places.lead(t, chosen, found)
    offences_beside_places.over_the_years(t, chosen, found, top.actions)
    offences_beside_places.every_municipality(t, chosen)


show(address.text())
