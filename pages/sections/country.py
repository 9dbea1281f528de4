"""The newest figures of the whole country: asked once, for the overview."""

from __future__ import annotations

from html import escape

import streamlit as st

import queries
from pages.components import address
from pages.components.areas import cells
from pages.components.country import cards as country_cards
from pages.components.country.cards import Country
from pages.components.layout import cards
from pages.components.municipality.offences import TOTAL
from pages.components.text import Text
from pages.screens import PATHS


def answers(t: Text) -> Country:
    """What there is of the whole country."""
    carried, centres = address.carried(), queries.rows("area_centres", years=None)
    shootings = queries.rows("national_shootings")
    offences = queries.rows("middle_half", indicators=[TOTAL], areas=None, years=None)
    used = [*country_cards.events_from(shootings), *(row["source"] for row in (*offences, *centres))]
    areas = country_cards.by_assessment(centres, cells.COLOURED)
    serious = country_cards.by_assessment(centres, ["particularly_vulnerable"])
    return Country(
        t=t,
        events=country_cards.by_event(shootings),
        offences={row["year"]: row for row in offences},
        areas=areas,
        serious=serious.get(max(areas), 0) if areas else 0,
        links={
            "events": address.to(PATHS["shootings"], carried | {"figure": "country"}),
            "offences": address.to(PATHS["reported_offences"], carried),
            "areas": address.to(PATHS["areas"], carried),
        },
        sources=list(dict.fromkeys(used)),
    )


def show(found: Country) -> None:
    """The cards, each leading to its page."""
    t, heading = found.t, found.t("The whole country")
    note = t("Shootings and detonations: second hand") if found.events else ""
    made = country_cards.cards(found)
    if not made:
        return
    drawn = cards.html(made, heading)
    st.html(f'<div class="bar"><h2>{escape(heading)}</h2><p class="note">{escape(note)}</p></div>{drawn}')
