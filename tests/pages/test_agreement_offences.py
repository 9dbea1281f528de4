"""Reported offences before, during and after an agreement's time: on its page, on the municipality's, on paper.

Expected figures are worked out from the second transcription of Brå's table (``tests/offences_by_municipality.py``).
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from statistics import mean

import pytest
from streamlit.testing.v1 import AppTest

import queries
from pages.components.follow_up import agreements, periods
from pages.components.layout.answer import MOST_WORDS, plain
from pages.components.municipality.offences import TOTAL
from pages.components.text import in_language
from queries.statistics.evidence import Development
from queries.statistics.tests import Verdict
from tests.agreements import MUNICIPALITIES
from tests.offences_by_municipality import OFFENCES
from tests.page import menu, opened, tables, words, written
from tests.pages.test_follow_up import html, table

pytestmark = pytest.mark.usefixtures("built_in_data")
SCREEN = "follow_up"
LAPLAND = "sodra-lappland-2017-2018"
PARTS = {
    "umea-2021-2024": ((2015, 2020), (2021, 2024), (2025, 2025)),
    LAPLAND: ((2015, 2016), (2017, 2018), (2019, 2025)),
}


def means(place: str, group: str, agreement: str, decimals: int = 1) -> list[str]:
    """The mean rate per 1,000 inhabitants of the years before, during and after, as the page writes it."""
    rates = {2015 + number: rate / 100 for number, (_, rate) in enumerate(OFFENCES[place][group])}
    parts = [mean(rates[year] for year in range(first, last + 1)) for first, last in PARTS[agreement]]
    return [written(part, decimals, "sv") for part in parts]


def answer(at: AppTest) -> str:
    """The page's answer, and what supports it below the goals."""
    marks = '<div class="answer">', '<div class="supporting">'
    found = [part.proto.body for part in at.get("html") if part.proto.body.startswith(marks)]
    return " ".join(words(ET.fromstring(body.replace("<br>", "<br/>"))) for body in found)


def charts(at: AppTest) -> list[str]:
    return [chart.proto.alt.replace("\u00a0", " ") for chart in at.get("vega_lite_chart")]


def test_the_page_answers_how_it_went_under_the_agreement() -> None:
    said = answer(opened(SCREEN))
    before, during, after = means("Umeå", "total", "umea-2021-2024")
    assert (before, during, after) == ("96,5", "87,0", "92,1")  # as the goals below have them, not 96 beside 96,5
    assert (
        f"I Umeå var det {during} anmälda brott per 1 000 invånare och år under avtalet 2021–2024: färre än före ({before}), men det kan vara slump."
        in said
    )
    assert "Liknande kommuner: " in said
    assert "2024 mot 2020: ingen ändring som går att skilja från slumpen." in said
    assert "Den avtalade perioden är slut." in said
    assert "Av överenskommelsens tio punkter kan en följas med tal för Umeå, fyra delvis och fem inte." in said


SURE = {  # how many were reported within and before, what the model says of the change, and what the answer makes of it
    (87.0, 96.0, "lower"): "färre än före (**96,0**).",
    (87.0, 96.0, "no_difference"): "färre än före (**96,0**), men det kan vara slump.",
    (87.0, 96.0, "higher"): "färre än före (**96,0**), men det kan vara slump.",
    (87.0, 96.0, "undetermined"): "färre än före (**96,0**), men det kan vara slump.",
    (87.0, 96.0, None): "färre än före (**96,0**), men det kan vara slump.",
    (105.0, 96.0, "higher"): "fler än före (**96,0**).",
    (105.0, 96.0, "no_difference"): "fler än före (**96,0**), men det kan vara slump.",
    (96.1, 96.0, "no_difference"): "ungefär som före (**96,0**).",
}


@pytest.mark.parametrize(("within", "before", "verdict"), SURE)
def test_the_answer_is_no_surer_than_the_model(within: float, before: float, verdict: Verdict | None) -> None:
    parts = {
        "before": periods.Part(years=(2015, 2016, 2017, 2018, 2019, 2020), rate=before, beside=None),
        "within": periods.Part(years=(2021, 2022, 2023, 2024), rate=within, beside=None),
    }
    [indicator] = [row for row in queries.rows("indicators") if row["id"] == TOTAL]
    step = Development(rows=(), verdict=verdict) if verdict else None
    one = periods.Told(indicator=indicator, place="Upplands Väsby", parts=parts, sources=(), step=step)
    for language in ("sv", "en"):
        said = plain(periods.lead(in_language(language), one))
        assert len(re.sub(r"(?<=\d)[\s,](?=\d)", "", said).split()) <= MOST_WORDS, said
    assert periods.lead(in_language("sv"), one).endswith(SURE[within, before, verdict])


def test_each_goal_that_a_group_of_offences_can_say_something_about_has_its_figures() -> None:
    at = opened(SCREEN)
    page = html(at)
    rows = ET.fromstring(
        "<page>" + page[page.index('<section class="goals">') : page.rindex("</section>")] + "</section></page>"
    )
    goals = {words(row.find("summary/span[@class='what']")): row for row in rows.iter("details")}  # type: ignore[arg-type]
    assert len(goals) == 10
    groups = {
        "Minska brottsligheten i Umeå kommun.": ["Anmälda brott"],
        "Krafttag mot narkotika.": ["Narkotika- och vapenbrott tillsammans"],
        "Skapa trygga och säkra platser utifrån aktuell lokal lägesbild.": ["Skadegörelse", "Stöld och rån"],
    }
    keys = {"Anmälda brott": "total", "Skadegörelse": "criminal_damage", "Stöld och rån": "theft_robbery"}
    for goal, labels in groups.items():
        short = words(goals[goal].find("summary"))  # type: ignore[arg-type]
        for label in labels:
            before, during, after = means("Umeå", keys.get(label, "narcotics_and_weapons"), "umea-2021-2024")
            assert f"{label}: {before} före, {during} under och {after} efter" in short
        assert "delvis" in short
    narcotics = words(goals["Krafttag mot narkotika."])
    assert "Fler kan betyda att polisen gör mer." in narcotics
    assert "Vapenbrotten går inte att skilja ut." in narcotics
    safety = goals["Öka tryggheten i Umeå kommun."]
    assert "nej" in words(safety.find("summary"))  # type: ignore[arg-type]
    assert "Inget av talen här kan visa det." in words(safety)


def test_the_table_has_every_municipality_of_an_agreement() -> None:
    found = table(opened(SCREEN, agreement=LAPLAND), "Före, under och efter avtalet")
    assert [line[1] for line in found[1:]] == MUNICIPALITIES[LAPLAND]
    dorotea = found[1]
    assert dorotea[2:5] == means("Dorotea", "narcotics_and_weapons", LAPLAND)
    assert dorotea[6].startswith("2018 mot 2016: ")


def test_the_chart_marks_the_time_of_the_agreement() -> None:
    [spoken] = charts(opened(SCREEN))
    assert spoken.endswith("Markerat: Avtalstiden 2021–2024.")
    assert "92,1 (2025)" in spoken
    [of_umea] = charts(opened("municipality", place="2480"))
    assert of_umea.endswith("Markerat: Avtalstiden 2021–2024.")
    assert "Markerat" not in charts(opened("municipality", place="0127"))[0]
    [short] = charts(opened("municipality", place="2480", year=["2022", "2023"]))
    assert short.endswith("Markerat: Avtalstiden 2021–2024.")  # all of it, though two years are drawn


def test_the_page_opens_at_the_agreement_of_the_chosen_municipality() -> None:
    at = opened(SCREEN, place="2425")  # Dorotea
    assert "fyra punkter" in answer(at)
    assert "Dorotea" in charts(at)[0]
    assert "Umeå" not in charts(at)[0]
    assert "tio punkter" in answer(opened(SCREEN, place="0127"))  # Botkyrka has none here: the latest
    assert "Dorotea" in charts(opened(SCREEN, agreement=LAPLAND))[0]
    assert "place=2425" in menu(at)["Mål och uppföljning"]


ELSEWHERE = {  # what stands above the answer about a municipality that the shown agreement is not of
    ("0127", None, "sv"): "Botkyrka har ingen överenskommelse här. Sidan visar den för Umeå 2021–2024.",
    ("0127", None, "en"): "Botkyrka has no agreement here. The page shows that of Umeå 2021–2024.",
    ("0127", LAPLAND, "sv"): "Botkyrka har ingen överenskommelse här. Sidan visar den för Södra Lappland 2017–2018.",
    ("2425", "umea-2021-2024", "sv"): "Sidan visar överenskommelsen Umeå 2021–2024, som Dorotea inte ingår i.",
    ("2425", "umea-2021-2024", "en"): "The page shows the agreement Umeå 2021–2024, which Dorotea is not part of.",
    ("2425", None, "sv"): None,
    ("2480", None, "sv"): None,
    (None, None, "sv"): None,
}


@pytest.mark.parametrize(("place", "agreement", "language"), ELSEWHERE)
def test_an_agreement_of_others_than_the_chosen_municipality_is_said_to_be(
    place: str | None, agreement: str | None, language: str
) -> None:
    asked = {"place": place, "agreement": agreement, "lang": language}
    at = opened(SCREEN, **{name: value for name, value in asked.items() if value})
    bodies = [part.proto.body for part in at.get("html")]
    lines = [number for number, body in enumerate(bodies) if body.startswith('<p class="meta">')]
    expected = ELSEWHERE[place, agreement, language]
    assert [words(ET.fromstring(bodies[number])) for number in lines] == ([expected] if expected else [])
    if lines:
        assert bodies[lines[0] + 1].startswith('<div class="answer">')


def test_nothing_is_said_to_be_the_agreements_doing() -> None:
    page = html(opened(SCREEN))
    assert "Att talet ändras under avtalet säger inte att avtalet är orsaken." in page
    assert "Anmälda brott är inte begångna brott" in page


@pytest.mark.parametrize(
    ("begins", "ends", "within"),
    [
        ("2021-01-01", "2024-12-31", range(2021, 2025)),
        ("2016-12-08", "2018-12-31", range(2017, 2019)),  # of 2016 it has 24 days
        ("2016-06-01", "2018-03-31", range(2016, 2018)),
        ("2025-01-01", None, range(2025, 2031)),
        ("2022-03-01", "2022-06-30", range(2022, 2023)),  # shorter than half a year
    ],
)
def test_a_year_is_the_agreements_if_half_of_it_is(begins: str, ends: str | None, within: range) -> None:
    row = queries.rows("agreements", agreement=None)[0] | {"begins": begins, "ends": ends}
    found = {year: agreements.when(row, year) for year in range(2010, 2031)}
    assert [year for year, part in found.items() if part == "within"] == list(within)
    assert {part for year, part in found.items() if year < within[0]} == {"before"}
    assert {part for year, part in found.items() if year > within[-1]} <= {"after"}


def test_in_english_too() -> None:
    at = opened(SCREEN, lang="en")
    assert (
        "Umeå had 87.0 reported offences per 1,000 inhabitants a year under the agreement 2021–2024: fewer than before it (96.5), but it may be chance."
        in answer(at)
    )
    assert any(
        words(part).startswith("Before, during and after") for found in tables(at) for part in found.iter("caption")
    )
