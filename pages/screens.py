"""The screens of the dashboard, as data. A new screen is a file ``pages/<id>.py`` and a line here."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Screen:
    """A screen: its file's name, its address below the root, its title in English, which the catalogue translates.

    ``elements`` are the scripts of Streamlit that it needs beyond those of every screen.
    """

    id: str
    path: str
    title: str
    elements: tuple[str, ...] = ()


def message(text: str) -> str:
    """Marks a text for the catalogue."""
    return text


SCREENS = (
    Screen("overview", "", message("Overview")),
    Screen("shootings", "skjutningar", message("Shootings")),
    Screen("incident_reports", "handelserapporter", message("Incident reports")),
    Screen("narcotics_weapons", "narkotika-och-vapenbrott", message("Narcotics and weapons offences")),
    Screen(
        "fires_threats_intimidation",
        "bilbrand-hot-overgrepp",
        message("Vehicle fires, threats and witness intimidation"),
    ),
    Screen("what_stands_out", "sticker-ut", message("What stands out")),
    Screen("areas", "omraden", message("Areas"), ("DeckGlJsonChart", "Selectbox")),
    Screen("changes", "forandringar", message("Changes")),
    Screen("problem_levels", "problemnivaer", message("Problem levels")),
    Screen("encrypted_phones", "krypterade-telefoner", message("Encrypted phones")),
    Screen("municipality", "kommun", message("The situation in a municipality"), ("Selectbox",)),
    Screen("follow_up", "uppfoljning", message("Goals and follow-up"), ("Selectbox",)),
    Screen("more_indicators", "fler-indikatorer", message("More indicators")),
    Screen("meeting_paper", "underlag", message("Meeting paper"), ("TextInput",)),
    Screen("own_exports", "egna-exporter", message("Own exports"), ("FileUploader",)),
    Screen("data_quality", "datakvalitet", message("Data quality"), ("Selectbox",)),
    Screen("about", "om-statistiken", message("About the statistics")),
)

INDICATOR_SCREENS = (
    "shootings",
    "incident_reports",
    "narcotics_weapons",
    "fires_threats_intimidation",
    "more_indicators",
)
"""The screens made by ``pages/indicator_screen.py``, which an indicator of the dictionary can name as its own."""

PATHS = {screen.id: f"/{screen.path}" for screen in SCREENS}
ELEMENTS = {f"/{screen.path}": screen.elements for screen in SCREENS}
