"""Lists to choose from: what is typed is understood as people type it."""

from __future__ import annotations

import pytest

from pages.components import filters, typed_names
from tests.page import asked, opened, quiet, typed

PLACES = {
    "2480": "Umeå",
    "0643": "Habo",
    "0305": "Håbo",
    "1980": "Västerås",
    "0114": "Upplands Väsby",
    "0139": "Upplands-Bro",
}


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("umea", "2480"),
        ("UME", "2480"),
        ("vasteras", "1980"),
        ("1980", "1980"),
        ("habo", "0643"),
        ("Håbo", "0305"),
        ("upplands v", "0114"),
        ("upplands", None),  # there are two
        ("Umeå kommun", "2480"),
        ("umeås kommun", "2480"),
        ("vasteras stad", "1980"),
        ("stad", None),
        ("xyz", None),
        ("", None),
    ],
)
def test_what_is_typed_means_the_place_of_that_name(typed: str, code: str | None) -> None:
    assert typed_names.meant(typed, list(PLACES), PLACES.__getitem__) == code


NOWHERE = "”{}” finns inte i listan, och inget i den börjar så. Kontrollera stavningen, eller välj i listan."
SEVERAL = "”upplands” passar in på Upplands Väsby och Upplands-Bro. Skriv mer av namnet, eller välj i listan."


@pytest.mark.usefixtures("built_in_data")
@pytest.mark.parametrize(
    ("screen", "view", "key"),
    [
        ("municipality", {"place": "2480"}, "place_filter"),
        ("areas", {"place": "2480"}, "place_filter"),
        ("municipality", {"place": "2480", "yardstick": "own", "against": "2482"}, "against_filter"),
    ],
)
def test_what_is_typed_and_fits_nothing_or_several_is_said_and_the_choice_stays(
    screen: str, view: dict[str, str | list[str]], key: str
) -> None:
    name = key.removesuffix("_filter")
    at = opened(screen, **view)
    for name_typed, said in (("xyz", NOWHERE.format("xyz")), ("upplands", SEVERAL)):
        typed(at, key, name_typed)
        assert [line for line in quiet(at) if "i listan" in line] == [said]
        assert asked(at, name) == [view[name]]
    assert [part.value for part in at.caption if part.value.startswith("Länken gäller")] == []
    typed(at, key, "orebro")
    assert "1880" in (asked(at, name) or [])
    assert [line for line in quiet(at) if "i listan" in line] == []


@pytest.mark.usefixtures("built_in_data")
def test_of_several_typed_names_those_that_are_known_are_chosen_and_the_others_named() -> None:
    at = opened("municipality", place="2480", yardstick="own", lang="en")
    typed(at, "against_filter", "orebro", "xyz", "s")
    assert asked(at, "against") == ["1880"]
    (first, second) = [line for line in quiet(at) if "the list" in line]
    assert (
        first == "“xyz” is not in the list, and nothing in it begins so. Check the spelling, or choose from the list."
    )
    assert second.startswith("“s” fits ")
    assert second.endswith(" names. Type more of the name, or choose from the list.")


@pytest.mark.usefixtures("built_in_data")
def test_the_list_of_further_places_says_so_too() -> None:
    at = opened("reported_offences")
    (pills,) = [one for one in at.get("button_group") if one.key == "place_filter"]
    pills.set_value([filters.MORE])
    at.run()
    typed(at, "place_others_filter", "upplands")
    assert [line for line in quiet(at) if "i listan" in line] == [SEVERAL]
    assert asked(at, "place") is None


def test_names_that_have_it_within_are_offered_where_none_begins_so() -> None:
    assert typed_names.fitting("bro", list(PLACES), PLACES.__getitem__) == ["0139"]
    assert typed_names.fitting("upplands", list(PLACES), PLACES.__getitem__) == ["0114", "0139"]
    assert typed_names.fitting("  ", list(PLACES), PLACES.__getitem__) == []
