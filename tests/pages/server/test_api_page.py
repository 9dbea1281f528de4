"""What open data say of themselves: as OpenAPI, judged by an independent reader, and as a page."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

import httpx
import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from pages.server import open_data
from tests.served import Served
from tests.server import get

pytestmark = pytest.mark.usefixtures("built_in_data")

MEDIA = re.compile(r";.*")


def described(language: str = "sv") -> dict[str, Any]:
    answer = get(f"/api/openapi.json?lang={language}")
    assert answer.headers["content-type"] == "application/json"
    found: dict[str, Any] = answer.json()
    return found


def concrete(description: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """What is said of each address; a table in a path stands for all of them."""
    found = {}
    for path, said in description["paths"].items():
        tables = [one["schema"]["enum"] for one in said["get"]["parameters"] if one["in"] == "path"]
        for name in tables[0] if tables else [""]:
            found[path.replace("{table}", name)] = said["get"]
    return found


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_description_is_openapi(language: str) -> None:
    OpenAPIV31SpecValidator(described(language)).validate()


def test_it_describes_what_is_answered_and_nothing_else() -> None:
    said = concrete(described())
    assert {
        path: (
            next(iter(one["responses"]["200"]["content"])),
            {of["name"] for of in one["parameters"] if of["in"] == "query"},
        )
        for path, one in said.items()
    } == {path: (MEDIA.sub("", media), set(takes)) for path, (media, takes) in open_data.every().items()}


def test_every_example_is_answered() -> None:
    for path, one in concrete(described()).items():
        query = {of["name"]: of["example"] for of in one["parameters"] if of["in"] == "query" and "example" in of}
        if "geojson" in path and not query:  # the base map
            continue
        answer = get(str(httpx.URL(path, params=query)), "HEAD")
        assert answer.status_code == 200, (path, query)


def test_the_same_name_may_be_said_several_times_where_it_is_answered() -> None:
    by_path = concrete(described())
    (category,) = [one for one in by_path["/api/observations.csv"]["parameters"] if one["name"] == "category"]
    assert (category["schema"]["type"], category["explode"]) == ("array", True)
    (assessment,) = [one for one in by_path["/api/areas.svg"]["parameters"] if one["name"] == "assessment"]
    assert assessment["schema"]["type"] == "string"


class Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.headings: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.links.append(dict(attrs)["href"] or "")
        elif re.fullmatch(r"h\d", tag):
            self.headings.append(tag)


@pytest.mark.parametrize(("language", "title"), [("sv", "Öppna data"), ("en", "Open data")])
def test_the_page_lists_every_address_with_its_parameters(language: str, title: str) -> None:
    answer = get(f"/api/?lang={language}")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    html = answer.text
    assert f'<html lang="{language}">' in html
    assert f"<h1>{title}</h1>" in html
    for path, (_, takes) in open_data.every().items():
        assert re.sub(r"/api/parquet/\w+", "/api/parquet/&lt;table&gt;", path) in html, path
        assert all(f"<code>{name}</code>" in html for name in takes)
    page = Links()
    page.feed(html)
    assert page.headings[0] == "h1"
    assert set(page.headings[1:]) == {"h2"}
    for link in dict.fromkeys(page.links):
        if link.startswith("/") and "geojson" not in link:
            assert get(link, "HEAD").status_code in (200, 404 if not link.startswith("/api") else 200), link


def test_below_a_path_page_and_description_lead_there(below: Served) -> None:
    html = httpx.get(f"{below.url}/api/", timeout=60).text
    links = re.findall(r'href="(/[^"]*)"', html)
    assert len(links) > 30
    assert all(link.startswith("/lagesbild/") for link in links)
    said = httpx.get(f"{below.url}/api/openapi.json", timeout=60).json()
    assert said["servers"] == [{"url": "/lagesbild"}]
    assert httpx.get(f"{below.url}/lagesbild.css", timeout=60).status_code == 200
    assert "/lagesbild/api/" in httpx.get(f"{below.url}/sitemap.xml", timeout=60).text
