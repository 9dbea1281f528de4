"""What programs read that show links and search: of the served pages, each drawn for nobody."""

from __future__ import annotations

import io
import json
import re
import urllib.error
import urllib.request
from html.parser import HTMLParser
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.conftest import settled

UMEA = "I Umeå anmäldes 12 411 brott 2025, 92 per 1 000 invånare: färre än i liknande kommuner (130) och ungefär som 2020 (94)."


class Head(HTMLParser):
    """Title, tags by name or property, links by their kind, and the data set, of a page as it is sent."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: dict[str, str] = {}
        self.links: list[dict[str, str | None]] = []
        self.title = ""
        self.data: dict[str, Any] = {}
        self.scripts: list[dict[str, str | None]] = []
        self.within: str | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.within = tag
        if tag == "meta" and (name := found.get("name") or found.get("property")):
            self.tags[name] = found["content"] or ""
        if tag == "link":
            self.links.append(found)
        if tag == "script":
            self.scripts.append(found)
            self.within = found.get("type")

    def handle_data(self, data: str) -> None:
        if self.within == "title" and not self.title:
            self.title = data
        if self.within == "application/ld+json" and data.strip():
            self.data = json.loads(data)

    def handle_endtag(self, tag: str) -> None:
        self.within = None


def asked(url: str, **headers: str) -> tuple[bytes, str]:
    with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=30) as answer:
        return answer.read(), answer.headers["content-type"]


def head(url: str, **headers: str) -> Head:
    return Head(asked(url, **headers)[0].decode("utf-8").replace("\u00a0", " "))


def test_a_shared_link_has_title_sentence_picture_and_data_set(address: str) -> None:
    found = head(f"{address}/kommun?place=2480&utm_source=x&view=table&embed=1")
    assert found.title == "Umeå – Lägesbild"
    assert found.tags["description"] == found.tags["og:description"] == UMEA
    assert found.tags["og:title"] == found.title
    assert found.tags["og:url"] == f"{address}/kommun?place=2480"
    assert found.tags["twitter:card"] == "summary_large_image"
    assert found.data["@type"] == "Dataset"
    assert found.data["description"] == UMEA
    assert found.data["creator"] == [{"@type": "Organization", "name": "Brottsförebyggande rådet (Brå)"}]
    for file in found.data["distribution"]:
        assert asked(file["contentUrl"])[1].startswith("text/csv")
    content, kind = asked(found.tags["og:image"])
    assert kind == "image/png"
    picture = Image.open(io.BytesIO(content)).convert("RGB")
    assert picture.size == (1200, 630)
    colours = {colour for _, colour in picture.getcolors(2**24) or []}
    assert (31, 78, 140) in colours  # the line of the municipality
    assert picture.getpixel((2, 2)) == (255, 255, 255)


@pytest.mark.parametrize("path", ["/", "/anmalda-brott?indicator=burglary", "/sticker-ut", "/uppfoljning", "/nytt"])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_answer_is_told_in_either_language(address: str, path: str, language: str) -> None:
    url = f"{address}{path}{'&' if '?' in path else '?'}lang={language}"
    found = head(url)
    assert len(found.tags["og:description"]) > 30
    assert found.tags["og:locale"] == {"sv": "sv_SE", "en": "en_GB"}[language]
    assert {link["hreflang"] for link in found.links if link.get("rel") == "alternate" and "hreflang" in link} == {
        "sv",
        "en",
    }
    assert re.search(r"\d|Inget|Nothing|Ingen|None of|mål|goal", found.tags["og:description"])


def test_the_sentence_is_that_of_the_page(page: Page, address: str) -> None:
    page.goto(f"{address}/kommun?place=0127")
    settled(page, "Botkyrka")
    said = page.locator(".answer .sentence").inner_text().replace("\u00a0", " ")
    assert head(f"{address}/kommun?place=0127").tags["og:description"] == said
    expect(page.locator('meta[name="description"]')).to_have_count(1)


@pytest.mark.parametrize(
    ("path", "heading"),
    [("/kommun?place=0127", "Botkyrka"), ("/narkotika-och-vapenbrott?lang=en", "Narcotics offences")],
)
def test_the_window_and_a_shared_link_are_called_after_what_the_page_shows(
    page: Page, address: str, path: str, heading: str
) -> None:
    page.goto(address + path)
    settled(page, heading)
    expect(page).to_have_title(f"{heading} – Lägesbild")
    assert head(address + path).title == f"{heading} – Lägesbild"


def test_a_reader_is_not_made_to_wait_for_it(address: str) -> None:
    waits_not = {"accept-language": "sv", "user-agent": "Mozilla/5.0 Firefox"}
    assert "Hylte" not in head(f"{address}/kommun?place=1315", **waits_not).title
    assert "Hylte" in head(f"{address}/kommun?place=1315", **waits_not | {"user-agent": "Twitterbot"}).title
    assert "Hylte" in head(f"{address}/kommun?place=1315", **waits_not).title  # known by now


def test_nothing_of_an_address_stands_in_the_page_as_it_is(address: str) -> None:
    bad = "%22%3E%3C/script%3E%3Cscript%3Ealert(1)%3C/script%3E"
    content = asked(f"{address}/kommun?place={bad}&x={bad}&lang={bad}")[0].decode("utf-8")
    assert "alert(1)<" not in content
    assert "<script>" not in content
    kinds = {(script.get("src") or "")[:2] or script.get("type") for script in Head(content).scripts}
    assert kinds == {"./", "application/ld+json"}


@pytest.mark.parametrize("query", ["", "?page=/nonsense", "?page=/om-statistiken", "?page=https://www.example.se/"])
def test_there_is_no_picture_of_what_has_no_chart(address: str, query: str) -> None:
    with pytest.raises(urllib.error.HTTPError, match="404"):
        asked(f"{address}/picture.png{query}")


def test_many_at_once_are_all_answered(address: str) -> None:
    from concurrent.futures import ThreadPoolExecutor

    codes = ["0114", "0115", "0117", "0120", "0123", "0125", "0126", "0128", "0136", "0138", "0139", "0140"]
    with ThreadPoolExecutor(12) as pool:
        titles = [one.title for one in pool.map(lambda code: head(f"{address}/kommun?place={code}"), codes)]
    assert all(title.endswith(" – Lägesbild") for title in titles)
