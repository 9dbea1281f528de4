"""What programs read of pages, where no Streamlit runs: addresses, the list of all pages, and what is kept."""

from __future__ import annotations

import asyncio
import re
import shutil
import urllib.parse
from collections import OrderedDict
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import httpx
import pytest
from starlette.requests import Request

from pages.screens import PATHS
from pages.server import sharing, streamlit_internals
from tests.page import opened_with_own
from tests.server import app, get

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


def test_of_several_places_the_file_is_that_of_the_first() -> None:
    html = get("/kommun?place=0180&place=1280").text
    assert "municipality=0180" in html
    assert "municipality=1280" not in html


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


def test_a_picture_is_made_once_for_all_who_wait_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """It was made for each; and of sixty who asked, 52 were told that there is none."""
    made: list[str] = []

    async def drawn(base: str, at: sharing.Asked) -> sharing.View:
        return sharing.View(version="1", title="", said="", cited="", publishers=(), picture=dict)

    def as_png(one: sharing.View) -> bytes:
        made.append(one.version)
        return b"png"

    monkeypatch.setattr(sharing, "drawn", drawn)
    monkeypatch.setattr(sharing, "as_png", as_png)
    monkeypatch.setattr(sharing, "_pictures", OrderedDict())
    monkeypatch.setattr(sharing, "_one_at_a_time", asyncio.Semaphore(1))
    found = asyncio.run(asked_at_once(["/picture.png?page=/skjutningar"] * 20))
    assert made == ["1"]
    # Whoever cannot wait any more is to come again.
    assert sorted(set(found)) == [(200, "public, max-age=3600"), (503, "no-store")]
    assert found.count((503, "no-store")) == 20 - sharing.MOST_WAITING
    other = asyncio.run(asked_at_once(["/picture.png?page=/skjutningar", "/picture.png?page=/nonsense"]))
    assert other == [(200, "public, max-age=3600"), (404, "no-store")]
    assert len(made) == 1


async def asked_at_once(addresses: list[str]) -> list[tuple[int, str]]:
    """Status and how long it may be kept, of each answer."""
    transport = httpx.ASGITransport(app())
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost:8501") as client:
        found = await asyncio.gather(*map(client.get, addresses))
    return [(answer.status_code, answer.headers["cache-control"]) for answer in found]


def test_files_that_nobody_takes_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    held = sharing.Sent(b"x" * sharing.MOST_SENT)
    asked = Request(
        {"type": "http", "method": "GET", "headers": [], "path": "/download", "query_string": b"page=/nytt"}
    )
    seen: list[int] = []

    async def send(message: object) -> None:
        seen.append((await sharing.file(asked)).status_code)

    monkeypatch.setattr(sharing, "MOST_SENT", sharing.MOST_SENT - 1)
    asyncio.run(held({"type": "http", "method": "GET"}, None, send))  # type: ignore[arg-type]
    assert set(seen) == {503}
    assert sharing._sending == []


def test_without_figures_the_list_of_all_pages_says_so(data_copy: Path) -> None:
    shutil.rmtree(data_copy)
    data_copy.mkdir()
    (data_copy / "datapackage.json").write_text("{", encoding="utf-8")
    assert get("/sitemap.xml").status_code == 503
