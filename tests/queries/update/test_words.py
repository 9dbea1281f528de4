"""The command line in Swedish and English: no sentence is left without its Swedish."""

from __future__ import annotations

import re

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from queries.update.words import CATALOGUES, Listed, number, say, say_number, spoken
from tests import ROOT

NO_BREAK = "\u00a0"


def marked() -> set[str | tuple[str, ...]]:
    keywords = {"say": None, "say_number": (1, 2)}
    found = extract_from_dir(ROOT / "queries/update", [("**.py", "python")], keywords=keywords)
    return {message for _, _, message, _, _ in found}


def swedish() -> Catalog:
    with (CATALOGUES / "sv.po").open("rb") as file:
        return read_po(file, locale="sv")


def test_every_sentence_has_its_swedish_and_the_catalogue_nothing_else() -> None:
    translated = {message.id for message in swedish() if message.id and all(message.string)}
    assert sorted(map(str, translated)) == sorted(map(str, marked()))
    assert len(translated) > 50


def test_every_translation_has_the_placeholders_of_its_original() -> None:
    for message in swedish():
        originals = [message.id] if isinstance(message.id, str) else message.id
        translations = [message.string] if isinstance(message.string, str) else message.string
        for translation in translations:
            assert re.findall(r"\{\w+\}", translation).sort() == re.findall(r"\{\w+\}", originals[-1]).sort(), (
                message.id
            )
            assert set(re.findall(r"\{\w+\}", translation)) == set(re.findall(r"\{\w+\}", originals[-1])), message.id


def test_numbers_are_written_as_each_language_writes_them() -> None:
    assert number(1234.5, "sv") == f"1{NO_BREAK}234,5"
    assert number(1234.5, "en") == "1,234.5"
    assert number(-12, "sv", signed=True) == "−12"
    assert number(12, "sv", signed=True) == "+12"
    assert number(0, "sv", signed=True) == "0"


def test_numbers_steer_the_form_and_years_are_no_numbers() -> None:
    said = say_number("{year}: {count} figure", "{year}: {count} figures", 1290, year="2026")
    assert spoken(said, "sv") == f"2026: 1{NO_BREAK}290 tal"
    assert spoken(said, "en") == "2026: 1,290 figures"
    assert spoken(say_number("{count} new figure", "{count} new figures", 1), "sv") == "1 nytt tal"


def test_a_long_list_names_the_first_and_counts_the_others() -> None:
    places = Listed(tuple(f"K{number}" for number in range(12)))
    said = say("{year}: {places}", year="2026", places=places)
    assert spoken(said, "sv") == "2026: K0, K1, K2, K3, K4, K5, K6, K7, K8, K9 och 2 andra"


@pytest.mark.parametrize("text", ["\x1b[2J", "a\nb", "\u202egnirts", "{host}", "x" * 1000])
def test_what_others_wrote_is_shown_in_one_line_and_steers_nothing(text: str) -> None:
    shown = spoken(say("“{address}” is no address.", address=text), "en")
    assert shown.isprintable()
    assert len(shown) < 160
