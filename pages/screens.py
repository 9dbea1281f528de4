"""The screens of the dashboard, as data. A new screen is a file ``pages/<id>.py`` and a line here."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Screen:
    """A screen: its file's name, its address below the root, its title in English, which the catalogue translates.

    ``group`` is the group of the menu that it stands in, empty where it stands by itself; those of one group follow each
    other. ``elements`` are the scripts of Streamlit that it needs beyond those of every screen.
    """

    id: str
    path: str
    title: str
    group: str = ""
    elements: tuple[str, ...] = ()


def message(text: str) -> str:
    """Marks a text for the catalogue."""
    return text


OFFENCES = message("Offences and incidents")
AREAS = message("Areas and municipalities")
FOLLOW_UP = message("Follow-up and papers")
DATA = message("Data and quality")

SCREENS = (
    Screen("overview", "", message("Overview")),
    Screen("shootings", "skjutningar", message("Shootings"), OFFENCES),
    Screen("incident_reports", "handelserapporter", message("Incident reports"), OFFENCES),
    Screen("narcotics_weapons", "narkotika-och-vapenbrott", message("Narcotics and weapons offences"), OFFENCES),
    Screen(
        "fires_threats_intimidation",
        "bilbrand-hot-overgrepp",
        message("Vehicle fires, threats and witness intimidation"),
        OFFENCES,
    ),
    Screen("more_indicators", "fler-indikatorer", message("More indicators"), OFFENCES),
    Screen("what_stands_out", "sticker-ut", message("What stands out"), OFFENCES),
    Screen("areas", "omraden", message("Areas"), AREAS, ("DeckGlJsonChart", "Selectbox")),
    Screen("changes", "forandringar", message("Changes"), AREAS),
    Screen("problem_levels", "problemnivaer", message("Problem levels"), AREAS),
    Screen("encrypted_phones", "krypterade-telefoner", message("Encrypted phones"), AREAS),
    Screen("municipality", "kommun", message("The situation in a municipality"), AREAS, ("Selectbox",)),
    Screen("follow_up", "uppfoljning", message("Goals and follow-up"), FOLLOW_UP, ("Selectbox",)),
    Screen("meeting_paper", "underlag", message("Meeting paper"), FOLLOW_UP, ("TextInput",)),
    Screen("own_exports", "egna-exporter", message("Own exports"), DATA, ("FileUploader",)),
    Screen("data_quality", "datakvalitet", message("Data quality"), DATA, ("Selectbox",)),
    Screen("about", "om-statistiken", message("About the statistics"), DATA),
)

INDICATOR_SCREENS = (
    "shootings",
    "incident_reports",
    "narcotics_weapons",
    "fires_threats_intimidation",
    "more_indicators",
)
"""The screens made by ``pages/sections/indicator.py``, which an indicator of the dictionary can name as its own."""

PATHS = {screen.id: f"/{screen.path}" for screen in SCREENS}
ELEMENTS = {f"/{screen.path}": screen.elements for screen in SCREENS}
