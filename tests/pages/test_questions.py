"""How often a page asks the data: one view is asked once."""

from __future__ import annotations

import json
from collections import Counter

import pytest

import queries
from pages.components.view import Choice
from pages.screens import INDICATOR_SCREENS
from pages.sections import answers
from queries import asking
from queries.store import database
from tests.additions import addition
from tests.page import app, led_to

MUNICIPALITIES = ("Umeå", "Luleå", "Malmö", "Lund")
AREAS = ("Alby", "Araby", "Biskopsgården")
OWN = addition(
    "".join(
        f"{indicator},,{place},{year},{20 + 3 * number + year % 3},{9000 + 100 * number},,,umea-2024\n"
        for indicator in ("shootings", "narcotics_offences", "vehicle_fires")
        for number, place in enumerate((*MUNICIPALITIES, *AREAS))
        for year in range(2018, 2021)
    )
)
"""Figures of municipalities, for a map, and of assessed areas, for their sums by category."""

SCREENS = [screen for screen in INDICATOR_SCREENS if screen != "more_indicators"]
MOST = 12

pytestmark = pytest.mark.usefixtures("built_in_data")


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Counter[tuple[object, ...]]:
    """Every question that is asked from now on, with its parameters and the state of the data that it is asked of."""
    found: Counter[tuple[object, ...]] = Counter()
    prepare = asking._prepared

    def noting(question: str, parameters: dict[str, queries.Parameter]) -> object:
        found[database.current().version, question, json.dumps(parameters, sort_keys=True)] += 1
        return prepare(question, parameters)

    monkeypatch.setattr(asking, "_prepared", noting)
    return found


def twice(asked: Counter[tuple[object, ...]]) -> list[tuple[object, ...]]:
    return [question for question, times in asked.items() if times > 1]


@pytest.mark.parametrize("own", [None, OWN], ids=["built in", "own"])
@pytest.mark.parametrize("screen", SCREENS)
def test_an_indicator_page_asks_little_and_nothing_twice(
    screen: str, own: dict[str, bytes] | None, asked: Counter[tuple[object, ...]]
) -> None:
    at = app(screen)
    if own:
        at.session_state["own"] = own
    database.current().remembered.clear()
    led_to(at.run())  # the first page of this state of the data
    assert twice(asked) == []
    asked.clear()
    led_to(at.run())
    assert twice(asked) == []
    assert 0 < len(asked) <= MOST
    asked.clear()
    at.query_params["year"] = "2019"  # another choice: what is the same for all is not asked for again
    led_to(at.run())
    assert twice(asked) == []
    assert 0 < len(asked) <= MOST


def test_a_paper_asks_nothing_twice(asked: Counter[tuple[object, ...]]) -> None:
    at = app("meeting_paper")
    database.current().remembered.clear()
    led_to(at.run())
    assert twice(asked) == []


def test_a_choice_is_answered_by_the_figures_of_that_choice_alone() -> None:
    """From the address to the CSV nothing asks for the years again: what is chosen is chosen once."""
    chosen = Choice(indicator="narcotics_offences", measure="per_1000", years=(2018, 2020), categories=("risk",))
    known = answers.ask(chosen)
    asked = {"indicator": "narcotics_offences", "measure": "per_1000", "years": [2018, 2020], "categories": ["risk"]}
    assert known.figures == queries.rows("series", **asked)
    assert [row["value"] for row in known.figures] == [18.8, 16.1]  # table 7 of the report
    assert {row["year"] for row in known.throughout} == {2018, 2019, 2020}
    assert [(row["first_value"], row["last_value"]) for row in known.comparison] == [(18.8, 16.1)]
