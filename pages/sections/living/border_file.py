"""What is said where an administrator's file of borders cannot be used: the map goes on with ours."""

from __future__ import annotations

import streamlit as st

from pages.components import notes
from pages.components.text import Text
from queries.places import deso_borders
from queries.store.additions import BORDERS


def warn(t: Text) -> None:
    """Why the file is not in use; nothing where there is none, or it is right."""
    found = deso_borders.fault()
    if found is None:
        return
    reasons = {
        "too_big": t("it is larger than {value} MB", value=found.value),
        "unreadable": t("it cannot be read ({value})", value=found.value),
        "not_json": t("it is no JSON"),
        "no_features": t("it is no GeoJSON collection of areas"),
        "no_deso": t("an area in it has no code in a property “deso”"),
        "unknown_deso": t("{value} is no DeSO of 2018; the areas of 2025 are others", value=found.value),
        "repeated_deso": t("{value} is in it twice", value=found.value),
        "no_polygon": t("{value} is not a closed polygon", value=found.value),
        "not_in_sweden": t("{value} does not lie in Sweden, in degrees or in SWEREF 99 TM", value=found.value),
        "too_many_points": t("it has more than {value} points: simplify it", value=found.value),
    }
    reason = notes.plain(reasons[found.check])
    st.warning(t("The file of borders, {name}, is not used: {reason}.", name=BORDERS, reason=reason))
