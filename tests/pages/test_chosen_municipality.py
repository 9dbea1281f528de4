"""The municipality that the address asks for: by code or by name, as people type it, on every page."""

from __future__ import annotations

from collections import Counter

import pytest

import queries
from pages.components.text import folded
from pages.sections import chosen_municipality
from tests.page import TITLES, links, menu, opened
from tests.pages.test_address import SAID, captions

pytestmark = pytest.mark.usefixtures("built_in_data")


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ("2480", "2480"),
        ("Umeå", "2480"),
        ("umea", "2480"),
        ("UMEÅ KOMMUN", "2480"),
        ("Umeås kommun", "2480"),
        (" umea kommun ", "2480"),
        ("Stockholms stad", "0180"),
        ("boras", "1490"),
        ("Borås stad", "1490"),
        ("upplands vasby", "0114"),
        ("Habo", "0643"),
        ("habo kommun", "0643"),
        ("Håbo", "0305"),
        ("håbo", "0305"),
        ("Västerbottens län", "24"),
        ("01", "01"),
        ("9999", None),
        ("Ume", None),
        ("s", None),
        ("kommun", None),
        ("'; DROP TABLE areas; --", None),
    ],
)
def test_a_place_is_understood_by_code_and_by_name(asked: str, code: str | None) -> None:
    assert chosen_municipality.meant(asked, queries.rows("places")) == code


def test_every_municipality_is_found_by_its_name_and_by_its_letters() -> None:
    places = queries.rows("places")
    by_letters = Counter(folded(place["name"]) for place in places)
    for place in places:
        assert chosen_municipality.meant(place["name"], places) == place["code"]
        if by_letters[folded(place["name"])] == 1:
            assert chosen_municipality.meant(folded(place["name"]), places) == place["code"]
    assert {name for name, count in by_letters.items() if count > 1} == {"habo"}


@pytest.mark.parametrize("asked", [{"place": "umea"}, {"municipality": "2480"}, {"municipality": "Umeå"}])
def test_links_take_the_code_along(asked: dict[str, str]) -> None:
    at = opened("encrypted_phones", **asked)
    assert links(at)["Lägesbild för en kommun"] == "/kommun?place=2480"


@pytest.mark.parametrize("screen", TITLES)
def test_the_municipality_follows_from_every_page_to_every_other(screen: str) -> None:
    at = opened(screen, place="umea")
    assert {link.partition("?")[2] for link in menu(at).values()} == {"place=2480"}
    assert captions(screen, place="umea") == []


@pytest.mark.parametrize("screen", TITLES)
def test_a_place_that_there_is_not_is_named_on_every_page(screen: str) -> None:
    assert captions(screen, place="9999") == [SAID.format("platsen 9999")]
