"""What programs read of pages, where no Streamlit runs: addresses, the list of all pages, and what is kept."""

from __future__ import annotations

import re
import urllib.parse
from collections.abc import Iterator
from xml.etree import ElementTree

import pytest

from pages.screens import PATHS
from pages.server import sharing, streamlit_internals
from tests.page import opened_with_own
from tests.server import get

pytestmark = pytest.mark.usefixtures("built_in_data")

LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    sharing.public.cache_clear()
    yield
    sharing.public.cache_clear()


def url_of(html: str) -> str:
    found = re.search(r'<meta property="og:url" content="([^"]*)">', html)
    return found[1] if found else ""


def test_the_list_of_all_pages_has_pages_languages_and_municipalities() -> None:
    answer = get("/sitemap.xml")
    assert answer.headers["content-type"].startswith("application/xml")
    found = [part.text or "" for part in ElementTree.fromstring(answer.content).iter(LOC)]
    assert len(found) == len(set(found)) == 2 * (len(PATHS) - 1 + 290 + 1)  # the page on open data too
    assert "http://localhost:8501/kommun?place=2480&lang=en" in found
    assert not any("fler-indikatorer" in url for url in found)
    for url in found[:: len(found) // 25]:
        assert get(urllib.parse.urlsplit(url)._replace(scheme="", netloc="").geturl()).status_code == 200
    assert "Sitemap: http://localhost:8501/sitemap.xml" in get("/robots.txt").text


def test_the_address_is_the_one_that_the_administrator_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAGESBILD_ADDRESS", "https://lagesbild.example.se/")
    assert url_of(get("/kommun?place=2480").text) == "https://lagesbild.example.se/kommun?place=2480"
    assert "<loc>https://lagesbild.example.se/kommun?place=2480</loc>" in get("/sitemap.xml").text
    assert "Sitemap: https://lagesbild.example.se/sitemap.xml" in get("/robots.txt").text


def test_an_address_that_is_none_is_said_in_the_log_and_not_used(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("LAGESBILD_ADDRESS", 'https://x"><script>')
    assert url_of(get("/").text) == "http://localhost:8501/"
    assert "LAGESBILD_ADDRESS" in caplog.text


@pytest.mark.parametrize("host", ['evil"><script>', "a b", "x/y", "user@host", ""])
def test_without_a_plain_host_nothing_is_said_of_the_address(host: str) -> None:
    html = get("/kommun?place=2480", host=host).text
    assert url_of(html) == ""
    assert "canonical" not in html
    assert "<script>" not in html
    assert "Sitemap" not in get("/robots.txt", host=host).text


def test_an_address_is_written_anew_and_in_one_order() -> None:
    html = get('/sticker-ut?year=2020&utm_source=a&category=risk&x="><b>&fbclid=1&version=2&embed=1').text
    assert url_of(html) == "http://localhost:8501/sticker-ut?category=risk&amp;x=%22%3E%3Cb%3E&amp;year=2020"
    assert "<b>" not in html


def test_where_nothing_is_known_of_a_view_its_page_is_described() -> None:
    html = get("/skjutningar?lang=en").text
    assert "<title>Shootings – Lägesbild</title>" in html
    assert 'content="Police figures for elected council members' in html
    assert "application/ld+json" in html
    assert "application/ld+json" not in get("/om-statistiken").text  # shows no figures of its own


def test_so_many_views_are_kept_and_no_more() -> None:
    view = sharing.View(version="1", title="", said="", cited="", publishers=(), picture=None)
    before = dict(sharing._kept)
    try:
        for number in range(sharing.MOST_VIEWS + 10):
            sharing.keep(("", ("/", (("x", str(number)),))), view)
        assert len(sharing._kept) == sharing.MOST_VIEWS
    finally:
        sharing._kept.clear()
        sharing._kept.update(before)


def test_nobody_is_told_of_a_page_with_a_readers_own_files() -> None:
    before = dict(sharing._kept)
    opened_with_own("overview")
    assert sharing._kept == before
    assert streamlit_internals._nobodies == {}
