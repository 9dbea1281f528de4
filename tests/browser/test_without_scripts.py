"""Without JavaScript: every page can be read, filtered and taken along, since the first answer has it."""

from __future__ import annotations

import csv
import io
import re
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import HEADINGS, PAGES, PATIENCE, context

WITHOUT_TABLE = ("/lagesbild", "/underlag", "/kakor", "/tillganglighet", "/fler-indikatorer")
WITHOUT_FIGURE = (*WITHOUT_TABLE, "/egna-exporter", "/om-statistiken", "/livsvillkor", "/lokal-lagesbild", "/platser")


@pytest.fixture(scope="module")
def plain(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that runs no scripts."""
    made = context(browser, java_script_enabled=False, viewport={"width": 1280, "height": 900})
    yield made
    made.close()


@pytest.fixture
def reader(plain: BrowserContext) -> Iterator[Page]:
    made = plain.new_page()
    yield made
    made.close()


def answer(url: str) -> str:
    """The answer once it has the page: the first to ask has it drawn for the next."""
    deadline = time.monotonic() + 120
    while True:
        with urllib.request.urlopen(url) as found:
            html: str = found.read().decode()
        if 'id="first"' in html:
            return html
        assert time.monotonic() < deadline, f"{url} has no first page"
        time.sleep(0.3)


def opened(reader: Page, url: str) -> Page:
    answer(url)
    reader.goto(url)
    return reader


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("path", list(PAGES))
def test_every_page_can_be_read(reader: Page, address: str, path: str, language: str) -> None:
    page = opened(reader, f"{address}{path}" + ("" if language == "sv" else "?lang=en"))
    expect(page.locator("html")).to_have_attribute("lang", language)
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_be_visible()
    if language == "sv":
        title = PAGES[path]
        expect(heading).to_have_text(HEADINGS.get(title, title))
    assert page.locator(".page-footer").is_visible()
    if path not in WITHOUT_TABLE:
        assert page.locator("#first table").count()
    if path not in WITHOUT_FIGURE:
        assert page.locator("#first").get_by_role("img").count()


def test_the_figure_has_an_alternative_text_and_the_table_its_figures(reader: Page, address: str) -> None:
    page = opened(reader, f"{address}/narkotika-och-vapenbrott")
    figure = page.get_by_role("img", name=re.compile("^Linjediagram: anmälda narkotikabrott per 1 000 invånare"))
    assert figure.is_visible()
    assert "Riskområden: 18,8 (2018), 12,5 (2019) och 16,1 (2020)" in (figure.get_attribute("aria-label") or "")
    row = page.locator(".st-key-view_table tr", has_text="Riskområden").first
    expect(row).to_contain_text("18,8")
    expect(row).to_be_visible()
    expect(page.get_by_text("Definition.").first).to_be_visible()  # the other views are sections below


def test_words_that_are_explained_stay_in_the_sentence(reader: Page, address: str) -> None:
    page = opened(reader, f"{address}/omraden")
    said = page.locator(".answer .sentence").first.inner_text()
    assert "19 särskilt utsatta områden och 46 utsatta områden" in " ".join(said.split())


def test_a_year_is_chosen_by_a_link(reader: Page, address: str) -> None:
    page = opened(reader, f"{address}/narkotika-och-vapenbrott")
    page.locator(".st-key-filters summary").click()
    link = page.locator(".st-key-year_filter a", has_text="2018")
    expect(link).to_have_attribute("aria-current", "true")
    there = urllib.parse.urljoin(page.url, link.get_attribute("href"))
    assert urllib.parse.parse_qs(urllib.parse.urlsplit(there).query) == {"year": ["2019", "2020"]}
    opened(page, there)
    row = page.locator(".st-key-view_table tr", has_text="Riskområden").first
    expect(row).to_contain_text("12,5")
    expect(row).not_to_contain_text("18,8")


def test_a_municipality_is_chosen_in_a_form(reader: Page, address: str) -> None:
    page = opened(reader, f"{address}/?lang=en")
    page.get_by_role("combobox", name="Municipality").select_option(label="Umeå")
    page.get_by_role("button", name="Show").click()
    assert urllib.parse.parse_qs(urllib.parse.urlsplit(page.url).query) == {"lang": ["en"], "place": ["2480"]}
    opened(page, page.url)
    expect(page.locator(".answer").first).to_contain_text("Umeå")


def test_what_is_seen_can_be_taken_along(reader: Page, address: str) -> None:
    page = opened(reader, f"{address}/narkotika-och-vapenbrott?year=2020")
    page.locator(".st-key-take_along_files summary").click()
    with page.expect_download() as found:
        page.locator(".st-key-take_along_files").get_by_role("link", name="CSV för program").click()
    rows = list(csv.DictReader(io.StringIO(found.value.path().read_text(encoding="utf-8"))))
    assert found.value.suggested_filename.endswith(".csv")
    assert "16.1" in {value for row in rows for value in row.values()}
    assert "12.5" not in {value for row in rows for value in row.values()}


def test_every_address_in_it_leads_somewhere(address: str) -> None:
    html = answer(f"{address}/uppfoljning")
    files = {urllib.parse.unquote(link).replace("&amp;", "&") for link in re.findall(r'href="(/download[^"]*)"', html)}
    assert files
    with urllib.request.urlopen(f"{address}{sorted(files)[0]}") as found:
        assert "attachment" in found.headers["content-disposition"]


@pytest.fixture(scope="module")
def examined(browser: Browser) -> Iterator[Page]:
    """A tab in which axe may run in whatever is put there."""
    made = context(browser, bypass_csp=True)
    yield made.new_page()
    made.close()


@pytest.mark.parametrize("width", [1280, 375])
@pytest.mark.parametrize("path", ["/", "/narkotika-och-vapenbrott", "/omraden", "/underlag", "/egna-exporter"])
def test_axe_finds_no_fault_in_it(examined: Page, address: str, path: str, width: int) -> None:
    """The page as it is without scripts, in a browser that runs axe in it."""
    html = re.sub(r"<script[^>]*></script>|<template.*?</template>", "", answer(f"{address}{path}"), flags=re.DOTALL)
    html = html.replace("<noscript>", "").replace("</noscript>", "").replace("./", f"{address}/")
    examined.set_viewport_size({"width": width, "height": 900})
    examined.set_content(html)
    examined.wait_for_load_state("networkidle", timeout=PATIENCE)
    found = Axe().run(examined)
    assert found.response["violations"] == [], found.generate_report()
