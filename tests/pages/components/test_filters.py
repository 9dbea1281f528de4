"""Lists to choose from: what is typed is understood as people type it."""

from __future__ import annotations

import pytest

from pages.components import filters

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
        ("xyz", None),
        ("", None),
    ],
)
def test_what_is_typed_means_the_place_of_that_name(typed: str, code: str | None) -> None:
    assert filters.meant(typed, list(PLACES), PLACES.__getitem__) == code
