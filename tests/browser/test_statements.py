"""The pages below every page, and what a browser really holds after a visit."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from pages.components.statements import measured
from pages.components.statements.stored import stored
from pages.components.text import in_language
from pages.screens import PATHS
from tests.browser.conftest import PAGES, follow, look, settled, turned
from tests.browser.test_accessibility import sideways, violations

HERE = {
    ("/tillganglighet", "sv"): "Tillgänglighetsredogörelse",
    ("/tillganglighet", "en"): "Accessibility statement",
    ("/kakor", "sv"): "Kakor och lagring",
    ("/kakor", "en"): "Cookies and storage",
    ("/fler-indikatorer", "sv"): "Fler indikatorer",  # empty without files of one's own
    ("/fler-indikatorer", "en"): "More indicators",
}


def test_every_page_is_tried_by_the_rules_as_the_statement_says() -> None:
    assert {*PAGES, *(path for path, _ in HERE)} == set(PATHS.values())


@pytest.mark.parametrize(("path", "language"), HERE)
def test_the_pages_below_break_no_rule(page: Page, address: str, path: str, language: str) -> None:
    look(page, measured.MODES[0], measured.NARROWEST)
    page.goto(f"{address}{path}?lang={language}")
    page.locator(".page-footer nav").wait_for()
    for mode in measured.MODES:
        for width in (*measured.WIDTHS, measured.NARROWEST):
            turned(page, mode, width)
            assert violations(page) == []
            assert sideways(page) == [0, []]
    heading = page.get_by_role("heading", level=1).inner_text().replace("\u00ad", "")
    assert heading == HERE[path, language]
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_they_are_reached_from_below_by_keyboard_without_loading_anew(page: Page, address: str) -> None:
    page.goto(f"{address}/om-statistiken?place=2480")
    page.locator(".page-footer nav").wait_for()
    page.evaluate("() => { window.stillHere = true; }")
    page.get_by_role("link", name="Kakor och lagring").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Kakor och lagring")
    expect(page).to_have_url(re.compile(r"/kakor\?place=2480$"))
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    expect(page.locator(".page-footer nav [aria-current=page]")).to_have_text("Kakor och lagring")
    assert page.evaluate("() => window.stillHere")


HELD = """async () => ({
    local: Object.keys(localStorage),
    session: Object.keys(sessionStorage),
    databases: (await indexedDB.databases()).map(one => one.name),
    caches: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""


def test_a_browser_holds_what_the_page_on_storage_says_and_no_more(
    new_context: Callable[[], BrowserContext], address: str
) -> None:
    context = new_context()
    page = context.new_page()
    page.goto(address)
    for path, title in PAGES.items():
        follow(page, title)
        settled(page, title)
        if path == "/egna-exporter":
            file = {"name": "x.csv", "mimeType": "text/csv", "buffer": "kommun;antal\nUmeå;12\n".encode()}
            page.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]
            expect(page.get_by_text("x.csv").first).to_be_visible()
    page.goto(f"{address}/kommun?place=2480&lang=en")
    page.locator(".page-footer").wait_for()
    page.locator("#search").fill("umeå")
    expect(page.get_by_role("option").first).to_be_visible()
    said = stored(in_language("sv"))
    cookies = [one.name for one in said if one.kind == "cookie"]
    assert [cookie["name"] for cookie in context.cookies()] == cookies
    assert [cookie["expires"] for cookie in context.cookies()] == [-1]  # gone with the browser
    held = page.evaluate(HELD)
    for kind in ("local", "session"):
        patterns = [one.pattern for one in said if one.kind == kind]
        assert held[kind]
        assert [name for name in held[kind] if not any(re.fullmatch(one, name) for one in patterns)] == []
    assert set(page.evaluate("() => Object.values(localStorage)")) == {'"System"'}
    assert (held["databases"], held["caches"], held["workers"]) == ([], [], 0)
