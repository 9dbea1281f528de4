"""No page writes an error or a warning to the browser's console: what stands there hides what will be wrong one day.

Each is loaded for that by its address, so that is also seen what it is called and whom it asks."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import ConsoleMessage, Page, Request, WebSocket, expect

from tests.browser.conftest import HEADINGS, MUNICIPALITIES, PAGES, elsewhere, open_filters, settled, usable

WITH_MAP = ("/", "/omraden")


@pytest.fixture
def page(request: pytest.FixtureRequest, path: str) -> Page:
    """Where maps are drawn if there is one: without them it would rightly complain."""
    tabs: list[Page] = request.getfixturevalue("tabs_with_maps" if path in WITH_MAP else "tabs")
    page = usable(tabs)
    page.goto("about:blank")  # what the test before left open is heard no more
    return page


OF_THE_MACHINE = "GL Driver Message (OpenGL, Performance"
"""What a machine without a graphics card says of its own slowness."""


@pytest.fixture
def said(page: Page) -> Iterator[list[str]]:
    """What the page complains of."""
    found: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and OF_THE_MACHINE not in message.text:
            found.append(message.text)

    def hear_error(error: Exception) -> None:
        found.append(str(error))

    page.on("console", hear)
    page.on("pageerror", hear_error)
    yield found
    page.remove_listener("console", hear)
    page.remove_listener("pageerror", hear_error)


@pytest.fixture
def asked(page: Page) -> Iterator[list[str]]:
    """The addresses that the page asks for."""
    found: list[str] = []

    def note(asked: Request | WebSocket) -> None:
        found.append(asked.url)

    page.on("request", note)
    page.on("websocket", note)
    yield found
    page.remove_listener("request", note)
    page.remove_listener("websocket", note)


@pytest.mark.parametrize("path", [*PAGES, *MUNICIPALITIES])
def test_every_address_shows_its_page_which_complains_of_nothing_and_asks_no_other_host(
    page: Page, address: str, said: list[str], asked: list[str], path: str
) -> None:
    title = (PAGES | MUNICIPALITIES)[path]
    page.goto(address + path)
    settled(page, title)
    expect(page).to_have_title(f"{HEADINGS.get(title, title)} – Lägesbild".replace("\u00ad", ""))
    page.wait_for_load_state("networkidle")
    assert said == []
    assert any(url.startswith("ws:") for url in asked)
    assert elsewhere(asked, address) == set()


@pytest.mark.parametrize("path", ["/narkotika-och-vapenbrott"])
def test_nor_do_charts_that_change(page: Page, address: str, said: list[str], path: str) -> None:
    page.goto(address + path)
    settled(page, "Narkotika- och vapenbrott")
    open_filters(page)
    for pressed, left in (("2018", "year=2019&year=2020"), ("2019", "year=2020")):  # then bars in place of lines
        page.get_by_role("button", name=pressed, exact=True).click()
        expect(page).to_have_url(re.compile(f"{left}$"))
    settled(page, "Narkotika- och vapenbrott")
    page.set_viewport_size({"width": 375, "height": 812})
    page.goto(f"{address}{path}?category=")  # none
    page.get_by_role("button", name="Visa alla").wait_for()
    assert said == []
