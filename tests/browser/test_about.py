"""What is folded on the page about the statistics: a link that leads into a fold opens it."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import settled


def test_an_address_opens_the_fold_that_it_leads_to(page: Page, address: str) -> None:
    page.goto(f"{address}/om-statistiken#risk")
    settled(page, "Om statistiken")
    expect(page.locator("#risk")).to_be_visible()
    expect(page.locator("#vulnerable")).not_to_be_visible()
    page.goto("about:blank")
    page.goto(f"{address}/om-statistiken#kallor")
    settled(page, "Om statistiken")
    expect(page.get_by_role("list", name="Källor")).to_be_visible()


def test_the_search_opens_the_word_that_was_found(page: Page, address: str) -> None:
    page.goto(f"{address}/datakvalitet")
    settled(page, "Datakvalitet")
    page.locator("#search").fill("riskomr")
    page.get_by_role("option").first.click()
    settled(page, "Om statistiken")
    expect(page.locator("#risk")).to_be_visible()
