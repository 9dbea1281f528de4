"""The screens of the dashboard, as data. A new screen is a file ``pages/<id>.py`` and a line here."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Screen:
    """A screen: its file's name, its address below the root, its title in English, which the catalogue translates.

    ``group`` is the group of the menu that it stands in, empty where it stands by itself; those of one group follow each
    other. ``elements`` are the scripts of Streamlit that it needs beyond those of every screen. What is
    ``in_footer`` stands below every screen instead.
    """

    id: str
    path: str
    title: str
    group: str = ""
    in_footer: bool = False
    elements: tuple[str, ...] = ()


def message(text: str) -> str:
    """Marks a text for the catalogue."""
    return text


OFFENCES = message("Offences and incidents")
AREAS = message("Areas and municipalities")
FOLLOW_UP = message("Follow-up and papers")
DATA = message("Data and quality")

SCREENS = (
    Screen(id="overview", path="", title=message("Overview"), elements=("Selectbox",)),
    Screen(
        id="reported_offences",
        path="anmalda-brott",
        title=message("Reported offences"),
        group=OFFENCES,
        elements=("DeckGlJsonChart", "Selectbox", "Multiselect"),
    ),
    Screen(id="shootings", path="skjutningar", title=message("Shootings"), group=OFFENCES),
    Screen(id="incident_reports", path="handelserapporter", title=message("Incident reports"), group=OFFENCES),
    Screen(
        id="narcotics_weapons",
        path="narkotika-och-vapenbrott",
        title=message("Narcotics and weapons offences"),
        group=OFFENCES,
    ),
    Screen(
        id="fires_threats_intimidation",
        path="bilbrand-hot-overgrepp",
        title=message("Vehicle fires, threats and witness intimidation"),
        group=OFFENCES,
    ),
    Screen(id="more_indicators", path="fler-indikatorer", title=message("More indicators"), group=OFFENCES),
    Screen(
        id="what_stands_out",
        path="sticker-ut",
        title=message("What stands out"),
        group=OFFENCES,
        elements=("Selectbox",),
    ),
    Screen(id="areas", path="omraden", title=message("Areas"), group=AREAS, elements=("DeckGlJsonChart", "Selectbox")),
    Screen(id="changes", path="forandringar", title=message("Changes"), group=AREAS),
    Screen(
        id="living_conditions",
        path="livsvillkor",
        title=message("Living conditions by area"),
        group=AREAS,
        elements=("Selectbox",),
    ),
    Screen(id="problem_levels", path="problemnivaer", title=message("Problem levels"), group=AREAS),
    Screen(id="encrypted_phones", path="krypterade-telefoner", title=message("Encrypted phones"), group=AREAS),
    Screen(
        id="municipality",
        path="kommun",
        title=message("The situation in a municipality"),
        group=AREAS,
        elements=("Selectbox",),
    ),
    Screen(
        id="hot_spots",
        path="platser",
        title=message("Places of events"),
        group=AREAS,
        elements=("Selectbox", "Multiselect"),
    ),
    Screen(
        id="local_picture",
        path="lokal-lagesbild",
        title=message("How a local picture is made"),
        group=AREAS,
        elements=("Selectbox",),
    ),
    Screen(
        id="follow_up",
        path="uppfoljning",
        title=message("Goals and follow-up"),
        group=FOLLOW_UP,
        elements=("Selectbox",),
    ),
    Screen(
        id="situation_report",
        path="lagesbild",
        title=message("Situation report"),
        group=FOLLOW_UP,
        elements=("Selectbox", "TextInput", "TextArea", "FileUploader"),
    ),
    Screen(
        id="meeting_paper",
        path="underlag",
        title=message("Meeting paper"),
        group=FOLLOW_UP,
        elements=("Selectbox", "TextInput"),
    ),
    Screen(id="own_exports", path="egna-exporter", title=message("Own files"), group=DATA, elements=("FileUploader",)),
    Screen(id="data_quality", path="datakvalitet", title=message("Data quality"), group=DATA, elements=("Selectbox",)),
    Screen(id="whats_new", path="nytt", title=message("What is new"), group=DATA),
    Screen(id="about", path="om-statistiken", title=message("About the statistics"), group=DATA),
    Screen(id="accessibility", path="tillganglighet", title=message("Accessibility statement"), in_footer=True),
    Screen(id="storage", path="kakor", title=message("Cookies and storage"), in_footer=True),
)

INDICATOR_SCREENS = (
    "shootings",
    "incident_reports",
    "narcotics_weapons",
    "fires_threats_intimidation",
    "more_indicators",
)
"""The screens made by ``pages/sections/indicator.py``, which an indicator of the dictionary can name as its own."""

FEED, CAME = "/feed.atom", "kom"
"""The feed of what is new, and the heading of the screen of the same below which its entries stand."""

PATHS = {screen.id: f"/{screen.path}" for screen in SCREENS}
ELEMENTS = {f"/{screen.path}": screen.elements for screen in SCREENS}
