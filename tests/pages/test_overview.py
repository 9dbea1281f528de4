"""The overview: the chosen municipality, the country and the areas beside the rest of Sweden, figures by hand from the files."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from streamlit.testing.v1 import AppTest

from pages.components.country import cards
from pages.components.layout.answer import MOST_WORDS
from pages.components.text import in_language
from tests.page import LANGUAGES, listed, opened, words

pytestmark = pytest.mark.usefixtures("built_in_data")


def parts(at: AppTest, mark: str) -> list[ET.Element]:
    return [ET.fromstring(f"<div>{html.proto.body}</div>") for html in at.get("html") if mark in html.proto.body]


def sentence(at: AppTest) -> str:
    (answer,) = parts(at, 'class="answer"')
    found = answer.find(".//p[@class='sentence']")
    assert found is not None
    return words(found)


def card(at: AppTest, title: str, list_: int = 0) -> dict[str, str]:
    """The parts of a card of one of the lists of cards, by their names; ``link`` where it leads."""
    for link in parts(at, 'class="cards"')[list_].iterfind(".//a[@class='card']"):
        found = {str(part.get("class")): words(part).strip() for part in link.iterfind("span")}
        if found["title"] == title:
            return found | {"link": link.get("href", "")}
    raise AssertionError(f"no card {title}")


# ---- the country --------------------------------------------------------------------------------------------------


def test_without_a_municipality_the_country_comes_first() -> None:
    at = opened("overview")
    # 296 shootings in 2024 and 158 in 2025, 139 detonations and 194.
    assert sentence(at) == (
        "I hela landet räknades 158 skjutningar (138 färre än året före) och 194 sprängningar (55 fler än året före) år 2025."
    )
    (answer,) = parts(at, 'class="supporting"')
    # Vehicle fires per 1,000: 0.9, 0.9 and 1.0 against 0.3.
    assert "var bilbrand 3,0–3,3 gånger så vanligt per invånare som i övriga riket 2020." in words(answer)
    # 0.85 to 0.35 at the least, 1.05 to 0.25 at the most.
    assert "Avrundningen tillåter 2,4–4,2 gånger." in words(answer)


def test_the_country_in_english() -> None:
    assert sentence(opened("overview", lang="en")) == (
        "In Sweden 158 shootings (138 fewer than the year before) and 194 detonations (55 more than the year before) were counted in 2025."
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place", ["", "0127", "2425"])
def test_the_sentence_is_short(place: str, language: str) -> None:
    at = opened("overview", lang=language, place=place)
    assert len(sentence(at).split()) <= MOST_WORDS


def test_the_cards_of_the_country() -> None:
    at = opened("overview")
    shootings = card(at, "Skjutningar")
    assert (shootings["rate"], shootings["change"]) == ("158", "−47 % sedan 2024")  # 158 / 296 = 0.534
    assert card(at, "Sprängningar")["change"] == "+40 % sedan 2024"  # 194 / 139 = 1.396
    offences = card(at, "Anmälda brott per 1 000 invånare")
    # 1,262,164 offences in the 290 municipalities.
    assert (offences["rate"], offences["count"]) == ("119,1", "2025, kommunerna tillsammans")
    assert offences["link"] == "/anmalda-brott"
    areas = card(at, "Områden som polisen bedömer som utsatta")
    assert (areas["rate"], areas["count"], areas["change"]) == (
        "65",
        "2025, varav 19 särskilt utsatta",
        "2023 var det 59",
    )
    assert shootings["link"] == "/skjutningar?figure=country"
    assert "i andra hand" in words(parts(at, 'class="cards"')[0])


def test_as_many_as_the_year_before_and_single_ones_are_said_as_such() -> None:
    t = in_language("sv")
    assert cards.beside_before(t, {2024: 5, 2025: 5}) == " (lika många som året före)"
    assert cards.beside_before(t, {2025: 5}) == ""
    assert cards.number(t, "detonation", 1) == "1 sprängning"


# ---- a municipality -----------------------------------------------------------------------------------------------


def test_the_chosen_municipality_comes_before_the_country() -> None:
    at = opened("overview", place="umea")
    assert sentence(at).startswith("I Umeå anmäldes 12 411 brott 2025, 92 per 1 000 invånare: färre än i liknande")
    total = card(at, "Anmälda brott")
    assert (total["rate"], total["change"]) == ("92,1", "−1 % sedan 2020, kan vara slump")
    assert total["link"] == "/kommun?place=2480&indicator=reported_offences"
    assert card(at, "Skjutningar", 1)["rate"] == "158"
    assert at.selectbox(key="place_filter").value == "2480"


def test_a_municipality_in_english() -> None:
    at = opened("overview", place="2480", lang="en")
    assert card(at, "Theft and robbery")["change"] == "−29 % since 2020, more than chance"


# ---- the areas beside the rest of Sweden ----------------------------------------------------------------------------


def test_the_figure_has_its_views_and_one_menu_for_taking_along() -> None:
    at = opened("overview")
    (views,) = parts(at, 'class="views"')
    assert [words(link) for link in views.iter("a")] == ["Diagram", "Tabell", "Är det slump?", "Om talen"]
    labels = [button.proto.label for button in at.get("download_button")]
    assert labels.count("Excel") == 2  # the figures in the menu, the changes below their table
    titles = [words(part) for part in parts(at, 'class="figure-title"')]
    assert any(title.startswith("Flest gånger övriga riket: bilbrand, 3,0–3,3") for title in titles)


def test_about_the_figures_names_the_sources_of_the_cards_too() -> None:
    """158 shootings and 194 detonations are the police's, second hand; 119.1 is Brå's; 65 areas are the police's of 2025."""
    said = listed(opened("overview"), "sources")
    for source in (
        "Polismyndigheten: Bekräftade skjutningar och sprängningar per polisregion. Hela landet, andra hand",
        "Brottsförebyggande rådet (Brå): Statistikdatabasen över anmälda brott",
        "Polismyndigheten: Polisens rapport om utsatta områden, december 2025. Tabell 19",
    ):
        assert sum(line.startswith(source) for line in said) == 1


def test_the_report_is_named_once_with_its_tables() -> None:
    line, *others = listed(opened("overview"), "sources")
    assert not any("Tabell 4" in other for other in others)
    assert [f"Tabell {number}, " in line for number in range(4, 9)] == [True, False, True, True, True]
