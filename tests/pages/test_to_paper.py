"""*Make a paper*: what a page shows, and the paper that its link leads to."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from tests.page import by_name, opened, prose, widget, words

pytestmark = pytest.mark.usefixtures("built_in_data")


def link(at: AppTest) -> str:
    """Where *Make a paper* leads."""
    bodies = [html.proto.body for html in at.get("html") if 'class="control"' in html.proto.body]
    found = [part for body in bodies for part in ET.fromstring(f"<div>{body}</div>").iter("a")]
    return next(part.get("href", "") for part in found if words(part) in ("Gör underlag", "Make a paper"))


def paper(at: AppTest, **more: str) -> AppTest:
    return opened("meeting_paper", **parse_qs(urlsplit(link(at)).query), **more)  # type: ignore[arg-type]


def test_an_area_comes_along_with_its_municipality_and_what_was_said_of_it() -> None:
    at = opened("areas", area="alby")
    assert parse_qs(urlsplit(link(at)).query) == {
        "place": ["0127"],
        "indicator": ["assessed_areas"],
        "area": ["alby"],
    }
    made = paper(at, form="all")
    assert widget(made, "indicator").value == ["assessed_areas"]
    text = prose(made)
    assert "Botkyrka: fyra områden i polisens bedömning 2025, tre särskilt utsatta." in text
    # The lists of 2015 to 2025, by hand.
    assert "Alby ligger i Botkyrka" in text
    assert "Bedömdes som riskområde 2015 och särskilt utsatt område 2017–2025." in text
    assert "Bedömningen gäller hur kriminella påverkar området" in text
    areas = by_name(made)
    assert list(areas) == ["Alby", "Fittja", "Hallunda/Norsborg", "Storvreten"]
    assert areas["Alby"]["2015"] == "Riskområde"
    assert areas["Alby"]["2025"] == "Särskilt utsatt område"
    assert areas["Storvreten"]["2017"] == "–"


def test_an_assessment_comes_along() -> None:
    at = opened("areas", place="0127", assessment="2015")
    assert "Botkyrka: tre områden i polisens bedömning 2015, ett särskilt utsatt." in prose(paper(at, form="all"))


def test_the_short_paper_and_its_files_hold_the_areas() -> None:
    made = paper(opened("areas", area="alby"))
    assert made.caption[0].value == "1 sida"
    assert list(by_name(made)["Alby"]) == ["Område", "2015", "2025"]


@pytest.mark.parametrize("screen", ["areas", "changes", "problem_levels", "encrypted_phones"])
def test_of_what_no_paper_shows_nothing_but_the_choice_comes_along(screen: str) -> None:
    assert link(opened(screen)) == "/underlag"


def test_the_yardstick_of_a_municipality_comes_along() -> None:
    at = opened("municipality", place="2480", yardstick="own", against=["2482", "2580"], indicator="burglary")
    text = prose(paper(at, form="all"))
    assert "Skellefteå och Luleå" in text
    assert "1 avsnitt: Umeå: Stöld genom inbrott." in text


def test_what_stands_out_comes_along() -> None:
    at = opened("what_stands_out", place="0127")
    asked = parse_qs(urlsplit(link(at)).query)
    assert 1 <= len(asked["indicator"]) <= 3
    assert widget(paper(at), "indicator").value == asked["indicator"]


def test_the_overview_takes_what_leads_it() -> None:
    assert link(opened("overview")) == "/underlag?indicator=vehicle_fires"
    assert link(opened("overview", place="2480")) == "/underlag?place=2480"
