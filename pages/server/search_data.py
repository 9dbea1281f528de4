"""What can be found by the search in the header: municipalities, counties, areas, indicators, pages, words.

The browser asks for all of it once (``/api/search.json``) and looks through it while the reader types (``search.js``).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from starlette.datastructures import QueryParams

import queries
from pages.components import address
from pages.components.text import LANGUAGES, Text, in_language, swedish_order
from pages.screens import PATHS, SCREENS
from pages.server.formats import as_json
from pages.server.parameters import only_known, text_of

FILTERS = ("lang",)

ALSO_CALLED = {
    "shootings": "skottlossningar gun guns",
    "reported_offences": "brottslighet kriminalitet crime",
    "crimes_against_person": "våld misshandel mord våldtäkt sexualbrott hot ofredande violence assault murder rape",
    "theft_robbery": "stölder rån snatteri tillgrepp robberies shoplifting",
    "criminal_damage": "klotter vandalisering förstörelse graffiti vandalism",
    "narcotics_offences": "knark droger drugs",
    "weapons_offences": "vapen gun guns",
    "vehicle_fires": "bilbränder brand bränder car fires",
    "burglary": "inbrott break-ins",
    "areas": "karta map utsatta områden vulnerable areas",
    "living_conditions": "levnadsvillkor socioekonomi deso inkomst trångboddhet rutor rutid squares strategisk karta segregation deprivation income",
    "what_stands_out": "ovanligt avviker unusual",
    "follow_up": "överenskommelse avtal medborgarlöfte agreement",
    "meeting_paper": "pdf word skriva ut print report",
    "own_exports": "ladda upp filer csv excel upload files",
    "data_quality": "fel kontroller errors checks",
    "whats_new": "nyheter uppdaterat news updates rss atom",
    "about": "källor ordlista definitioner metod slump folkmängd invånare sources glossary definitions method chance population",
}
"""What people call an indicator or a page, beside its names."""


def search_json(parameters: QueryParams) -> bytes:
    """One entry for each thing to be found: ``title``, what it is (``about``), its ``address`` without language, and further
    words by which it is found (``also``), those of the other language among them."""
    only_known(parameters, {})
    t = text_of(parameters)
    entries = [*_municipalities(t), *_areas(t), *_indicators(t), *_country(t), *_pages(t), *_words(t)]
    return as_json({"version": queries.version(), "entries": entries})


def _entry(title: str, about: str, address: str, *also: str) -> dict[str, Any]:
    others = dict.fromkeys(word for word in also if word and word != title)
    return {"title": title, "about": about, "address": address, "also": " ".join(others)}


def _municipalities(t: Text) -> Iterator[dict[str, Any]]:
    rows = queries.rows("municipalities")
    for row in sorted(rows, key=lambda row: swedish_order(row["name"])):
        path = address.to(PATHS["municipality"], {address.PLACE: row["code"]})
        yield _entry(row["name"], t("Municipality in {county}", county=row["county"]), path, row["code"])
    with_areas = {row["municipality"] for row in queries.rows("every_area")}
    for row in rows:
        if row["name"] in with_areas:  # found after the municipality itself
            path = address.to(PATHS["areas"], {address.PLACE: row["code"]})
            yield _entry(t("{place}: the police's areas", place=row["name"]), t("Map, list and history"), path)
    counties = {row["county"]: row["county_code"] for row in rows}
    for name in sorted(counties, key=swedish_order):
        yield _entry(name, t("County"), address.to(PATHS["reported_offences"], {"county": counties[name]}))


def _areas(t: Text) -> Iterator[dict[str, Any]]:
    for row in queries.rows("every_area"):
        path = address.to(PATHS["areas"], {"area": row["area"]})
        yield _entry(row["name"], t("Area in {place}", place=row["municipality"]), path, row["police_district"] or "")


def _in_all(row: Any, *fields: str) -> list[str]:
    """These fields of a dictionary row in every language."""
    return [in_language(language).field(row, field) for field in fields for language in LANGUAGES]


def _indicators(t: Text) -> Iterator[dict[str, Any]]:
    for row in queries.rows("indicators"):
        if row["screen"] and row["years"]:
            path = address.to(PATHS[row["screen"]], {"indicator": row["id"]})
            about = t("Figures {years}", years=t.span(row["years"]))
            yield _entry(
                t.field(row, "label"), about, path, *_in_all(row, "label", "noun"), ALSO_CALLED.get(row["id"], "")
            )


def _country(t: Text) -> Iterator[dict[str, Any]]:
    """The detonations of the whole country, which stand on the screen of the shootings and are no indicator of it."""
    years = sorted({row["year"] for row in queries.rows("national_shootings") if row["event"] == "detonation"})
    if years:
        called = [in_language(language)("Detonations") for language in LANGUAGES]
        about = t("Figures {years}", years=t.span(years))
        yield _entry(t("Detonations"), about, PATHS["shootings"], *called, "explosioner bomber bombs explosions")


def _pages(t: Text) -> Iterator[dict[str, Any]]:
    with_figures = {row["screen"] for row in queries.rows("known_values")}
    for screen in SCREENS:
        if screen.id != "more_indicators" or screen.id in with_figures:
            titles = [in_language(language)(screen.title) for language in LANGUAGES]
            yield _entry(t(screen.title), t("Page"), PATHS[screen.id], *titles, ALSO_CALLED.get(screen.id, ""))


def _words(t: Text) -> Iterator[dict[str, Any]]:
    for row in [*queries.rows("area_categories"), *queries.rows("concepts")]:
        about, path = t("Word: {meaning}", meaning=t.field(row, "definition")), f"{PATHS['about']}#{row['id']}"
        yield _entry(t.field(row, "label"), about, path, *_in_all(row, "label"))
