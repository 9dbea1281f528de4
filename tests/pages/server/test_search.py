"""What the search in the header can find, and where it leads."""

from __future__ import annotations

import json

import pytest

import queries
from pages.screens import PATHS, SCREENS
from tests.page import opened
from tests.server import get

pytestmark = pytest.mark.usefixtures("built_in_data")


def entries(language: str = "sv") -> dict[str, list[dict[str, str]]]:
    """The entries by their titles: there are places of one name."""
    found: dict[str, list[dict[str, str]]] = {}
    for entry in get(f"/api/search.json?lang={language}").json()["entries"]:
        found.setdefault(entry["title"], []).append(entry)
    return found


def test_every_municipality_is_found_and_leads_to_its_page() -> None:
    every = {row["code"]: row["name"] for row in queries.rows("municipalities")}
    assert len(every) == 290
    there = {entry["address"]: title for title, found in entries().items() for entry in found}
    assert {code: there[f"/kommun?place={code}"] for code in every} == every
    (umea,) = entries()["Umeå"]
    assert umea["about"] == "Kommun i Västerbottens län"


def test_the_areas_of_a_municipality_are_found_by_its_name() -> None:
    found = entries()
    (areas,) = found["Botkyrka: polisens områden"]
    assert areas["address"] == "/omraden?place=0127"
    assert "Bjurholm: polisens områden" not in found  # it has none
    titles = list(found)
    assert titles.index("Botkyrka") < titles.index("Botkyrka: polisens områden")


def test_every_page_that_there_is_is_found_in_both_languages() -> None:
    for language in ("sv", "en"):
        there = {entry["address"] for found in entries(language).values() for entry in found}
        assert {PATHS[screen.id] for screen in SCREENS if screen.id != "more_indicators"} <= there
        assert PATHS["more_indicators"] not in there  # no file has any
    assert "Skjutningar" in entries("en")["Shootings"][0]["also"] + entries("en")["Shootings"][1]["also"]


def test_areas_indicators_counties_and_words_lead_to_where_they_stand() -> None:
    found = entries()
    assert [one["address"] for one in found["Rinkeby/Tensta"]] == ["/omraden?area=rinkeby-tensta"]
    assert found["Rinkeby/Tensta"][0]["about"] == "Område i Stockholm"
    assert found["Västerbottens län"][0]["address"] == "/anmalda-brott?county=24"
    (weapons,) = [one for one in found["Vapenbrott"] if "indicator" in one["address"]]
    assert weapons["address"] == "/narkotika-och-vapenbrott?indicator=weapons_offences"
    assert "Weapons offences" in weapons["also"]
    (risk,) = found["Riskområden"]
    assert risk["address"] == "/om-statistiken#risk"
    assert "Risk areas" in risk["also"]


def test_what_the_first_page_names_and_what_people_call_offences_is_found() -> None:
    found = entries()
    (detonations,) = found["Sprängningar"]
    assert (detonations["address"], detonations["about"]) == ("/skjutningar", "Tal 2018–2025")
    assert "Detonations" in detonations["also"]
    wanted = {
        "våldtäkt": "Brott mot person",
        "klotter": "Skadegörelse",
        "rån": "Stöld och rån",
        "slump": "Om statistiken",
    }
    for word, title in wanted.items():
        assert word in f"{title} {found[title][0]['also']}".lower().split()


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_word_has_its_anchor_on_the_page_about_the_statistics(language: str) -> None:
    wanted = {one["address"].partition("#")[2] for found in entries(language).values() for one in found} - {""}
    assert len(wanted) > 5
    page = "".join(html.proto.body for html in opened("about", lang=language).get("html"))
    assert {anchor for anchor in wanted if f'<p id="{anchor}">' not in page} == set()


def test_the_answer_is_small_and_kept_by_its_tag() -> None:
    answer = get("/api/search.json?lang=sv")
    assert len(answer.content) < 100_000
    assert get("/api/search.json?lang=sv", if_none_match=answer.headers["etag"]).status_code == 304
    assert get("/api/search.json?q=x").status_code == 400


@pytest.mark.parametrize(("place", "shown"), [("2480", "Umeå"), ("umea", "Umeå"), ("24", None), ("nowhere", None)])
def test_the_header_shows_the_municipality_that_follows_the_reader(place: str, shown: str | None) -> None:
    header = next(
        html.proto.body for html in opened("data_quality", place=place).get("html") if "<header" in html.proto.body
    )
    assert ('class="chosen"' in header) == (shown is not None)
    if shown:
        assert f'href="/kommun?place=2480" aria-label="Vald kommun: {shown}">{shown}</a>' in header


def test_the_words_of_the_search_are_in_the_readers_language() -> None:
    for language, none in (("sv", "Inget här heter ”{text}”."), ("en", "Nothing here is called “{text}”.")):
        header = next(
            html.proto.body for html in opened("about", lang=language).get("html") if "<header" in html.proto.body
        )
        assert f'data-none="{none}"' in header
        assert f'data-index="/api/search.json?lang={language}"' in header


def test_no_file_of_a_readers_own_is_in_the_answer() -> None:
    """It is made of the published data alone: the route knows no session."""
    assert json.loads(get("/api/search.json").content)["version"] == queries.version()
