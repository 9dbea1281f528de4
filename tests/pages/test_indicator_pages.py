"""The pages of the indicators as a council member meets them: the answer first, one figure, the rest one step below."""

from __future__ import annotations

import pytest

from pages.components.indicator import headline
from pages.components.layout.answer import MOST_WORDS
from tests.page import answered, menu, opened, opened_with_own

pytestmark = pytest.mark.usefixtures("built_in_data")

# Worked out from tables 4 and 6 to 8 of the report: the figures of 2020, and what rounding to one decimal leaves of their
# ratios. Fires are 0.9 to 1.0 against 0.3: 0.85/0.35 to 1.05/0.25.
ANSWERS = {
    ("narcotics_weapons", "narcotics_offences"): (
        "1,2–1,5 gånger så många anmälda narkotikabrott per invånare i områdena som i övriga riket 2020: "
        "14,6–18,4 mot 11,9 per 1 000.",
        "Sedan 2018 har talet stigit i utsatta områden, i särskilt utsatta områden och i övriga riket; det har först sjunkit och "
        "sedan stigit i riskområden.",
    ),
    ("narcotics_weapons", "weapons_offences"): (
        "Ungefär dubbelt så många (avrundningen tillåter 1,7–2,2) anmälda vapenbrott per invånare i områdena som i övriga "
        "riket 2020: 1,5–1,6 mot 0,8 per 1 000.",
        "Alla dessa tal har stigit sedan 2018.",
    ),
    ("fires_threats_intimidation", "vehicle_fires"): (
        "Ungefär 3 gånger så många (avrundningen tillåter 2,4–4,2) anmälda bilbränder per invånare i områdena som i övriga "
        "riket 2020: 0,9–1,0 mot 0,3 per 1 000.",
        "Sedan 2018 har talet sjunkit i utsatta områden, i riskområden och i "
        "särskilt utsatta områden; det har varit oförändrat i övriga riket.",
    ),
    # 43.7 to 42.6 is 1.03: not higher in every kind of areas, as far as one decimal of a ratio tells.
    ("incident_reports", "incident_reports"): (
        "Upp till 1,2 gånger så många händelserapporter med prioritet 1 eller 2 per invånare i områdena som i övriga riket "
        "2020: 43,7–52,5 mot 42,6.",
        "Alla dessa tal har sjunkit sedan 2018.",
    ),
}


@pytest.mark.parametrize(("screen", "indicator"), ANSWERS)
def test_one_sentence_answers_the_title(screen: str, indicator: str) -> None:
    said = [line.replace("\u00a0", " ") for line in answered(opened(screen, indicator=indicator))]
    assert tuple(said[:2]) == ANSWERS[screen, indicator]


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize(
    ("screen", "chosen"),
    [
        *((screen, {"indicator": indicator}) for screen, indicator in ANSWERS),
        ("fires_threats_intimidation", {"indicator": "threats"}),
        ("fires_threats_intimidation", {"indicator": "witness_intimidation"}),
        ("narcotics_weapons", {"year": "2018", "category": "vulnerable"}),
        ("narcotics_weapons", {"category": "rest_of_sweden"}),
        ("shootings", {}),
        ("shootings", {"measure": "count"}),
        ("shootings", {"measure": "share_percent"}),
        ("shootings", {"measure": "per_1000_computed"}),
    ],
)
def test_the_answer_is_short(screen: str, chosen: dict[str, str], language: str) -> None:
    first = answered(opened(screen, lang=language, **chosen))[0]
    assert headline.words(first) <= MOST_WORDS, first


def test_the_chosen_place_comes_first() -> None:
    at = opened_with_own("narcotics_weapons")
    first = answered(at)[0].replace("\u00a0", " ")
    assert first.startswith("I ")
    assert "övriga riket" in first
    assert headline.words(first) <= MOST_WORDS, first


def test_what_is_fewer_is_called_fewer() -> None:
    # 8.8 against 10.4 in 2018
    at = opened("narcotics_weapons", year="2018", category=["vulnerable", "rest_of_sweden"])
    assert answered(at)[0].replace("\u00a0", " ") == (
        "Färre anmälda narkotikabrott per invånare i utsatta områden än i övriga riket 2018: 8,8 mot 10,4 per 1 000."
    )


def test_the_page_of_further_indicators_says_what_it_is_for_where_there_are_none() -> None:
    at = opened("more_indicators")
    assert [title.value for title in at.title] == ["Fler indikatorer"]
    assert answered(at)[0] == (
        "Här står indikatorer som du eller den som driver webbplatsen lägger till. Ännu finns inga."
    )
    assert any(
        'href="/egna-exporter"' in html.proto.body and "Öppna egna filer" in html.proto.body for html in at.get("html")
    )
    assert "Fler indikatorer" not in menu(at)  # a page that is empty is no choice
