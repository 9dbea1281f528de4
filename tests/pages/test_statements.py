"""What the website says of itself: its accessibility statement, what it keeps in browsers, whom to write to."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest
from streamlit.testing.v1 import AppTest

from pages.screens import PATHS
from tests.page import LANGUAGES, links, opened, words

SETTINGS = {
    "LAGESBILD_OPERATOR": "Exempelstads <kommun>",
    "LAGESBILD_FEEDBACK": "synpunkter@example.se",
    "LAGESBILD_ACCESSIBILITY_DATE": "2026-11-30",
}
MISSING = {
    "sv": ("inte fyllt i något namn", "inte fyllt i när bedömningen gjordes", "inte fyllt i någon adress"),
    "en": ("not filled in a name", "not filled in when it was assessed", "not filled in an address"),
}


@pytest.fixture(autouse=True)
def nothing_filled_in(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (*SETTINGS, "LAGESBILD_ACCESSIBILITY_CONTACT", "LAGESBILD_SUPERVISION"):
        monkeypatch.delenv(name, raising=False)


def text(at: AppTest) -> str:
    bodies = [html.proto.body for html in at.get("html") if not html.proto.body.startswith(("<header", "<footer"))]
    return "\n".join(words(ET.fromstring(f"<div>{body}</div>")) for body in bodies)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_not_filled_in_is_said_to_be_missing(language: str) -> None:
    said = text(opened("accessibility", lang=language))
    for missing in MISSING[language]:
        assert missing in said
    assert "https://www.digg.se/tdosanmalan" in said
    assert "2018:1937" in said
    assert {"sv": "delvis förenlig", "en": "partly compliant"}[language] in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_an_administrator_fills_in_stands_there(monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    for name, value in SETTINGS.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("LAGESBILD_SUPERVISION", "Tillsynsmyndigheten, https://www.example.se/anmal")
    at = opened("accessibility", lang=language)
    said = text(at)
    assert "Exempelstads <kommun>" in said
    assert "2026-11-30" in said
    assert not any(missing in said for missing in MISSING[language])
    body = "".join(html.proto.body for html in at.get("html"))
    assert '<a href="mailto:synpunkter@example.se">synpunkter@example.se</a>' in body
    assert '<a href="https://www.example.se/anmal">' in body
    assert "digg.se" not in body
    assert links(at)[{"sv": "Lämna synpunkter", "en": "Give feedback"}[language]] == "mailto:synpunkter@example.se"


def test_those_who_cannot_write_have_a_telephone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAGESBILD_FEEDBACK", "https://www.example.se/synpunkter")
    monkeypatch.setenv("LAGESBILD_ACCESSIBILITY_CONTACT", "08-123 45 67, tillganglig@example.se")
    at = opened("accessibility")
    assert "08-123 45 67, tillganglig@example.se" in text(at)
    assert links(at)["Lämna synpunkter"] == "https://www.example.se/synpunkter"


@pytest.mark.parametrize("value", ["javascript:alert(1)", "data:text/html,x", "someone", '"><script>', "https://a b"])
def test_an_address_that_is_none_is_no_link(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("LAGESBILD_FEEDBACK", value)
    at = opened("accessibility")
    assert "Lämna synpunkter" not in links(at)
    assert 'href="javascript' not in "".join(html.proto.body for html in at.get("html"))


@pytest.mark.parametrize("value", ["2026-13-01", "igår", ""])
def test_a_day_that_is_none_is_missing(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("LAGESBILD_ACCESSIBILITY_DATE", value)
    assert MISSING["sv"][1] in text(opened("accessibility"))


@pytest.mark.parametrize("screen", sorted(set(PATHS) - {"more_indicators"}))
def test_every_page_links_to_both_in_the_readers_language(screen: str) -> None:
    at = opened(screen, lang="en", place="2480")
    (footer,) = [html.proto.body for html in at.get("html") if html.proto.body.startswith("<footer")]
    hrefs = [link.get("href", "") for link in ET.fromstring(footer).iterfind("./nav//a")]
    assert [re.split(r"\?", href)[0] for href in hrefs] == ["/tillganglighet", "/kakor"]
    assert all("lang=en" in href and "place=2480" in href for href in hrefs)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_on_storage_names_what_is_kept(language: str) -> None:
    said = text(opened("storage", lang=language))
    for name in ("_streamlit_xsrf", "stActiveTheme-…", "lagesbild-…", "2022:482"):
        assert name in said


def test_the_statement_says_what_the_tests_do() -> None:
    said = text(opened("accessibility"))
    assert f"alla {len(PATHS)} sidor" in said
    assert "1280 och 375 bildpunkter" in said
    assert "Vid 320 bildpunkter" in said


@pytest.mark.parametrize(
    ("screen", "title"), [("accessibility", "Accessibility statement"), ("storage", "Cookies and storage")]
)
def test_english_pages_have_no_swedish_left(screen: str, title: str) -> None:
    at = opened(screen, lang="en")
    assert [heading.value for heading in at.title] == [title]
    said = text(at).replace("Lägesbild", "").replace("Myndigheten för digital förvaltning", "")
    assert re.findall("[åäöÅÄÖ]", said) == []
