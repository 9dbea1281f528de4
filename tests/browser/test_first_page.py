"""The page in the first answer gives its place to Streamlit's: without a jump, and with what the reader had opened and reached."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.browser.conftest import PATIENCE, context
from tests.browser.test_without_scripts import answer

PAGE = "/narkotika-och-vapenbrott"

SCRIPTS = "**/static/js/index.*.js"
"""What starts Streamlit's page."""

SHIFTS = """
window.shift = 0;
new PerformanceObserver(list => {
  for (const entry of list.getEntries()) window.shift += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""

MOST_SHIFT = 0.02


@pytest.fixture
def fresh(browser: Browser) -> Iterator[BrowserContext]:
    made = context(browser, viewport={"width": 1280, "height": 900})
    yield made
    made.close()


def held(page: Page, url: str) -> Callable[[], None]:
    """Open the page, and keep Streamlit's scripts back; gives what lets them come."""
    answer(url)
    routes: list[Route] = []

    def keep(route: Route) -> None:
        routes.append(route)

    page.route(SCRIPTS, keep)
    page.goto(url, wait_until="commit")
    page.locator("#first .page-footer").wait_for()
    while not routes:
        page.wait_for_timeout(50)

    def let_come() -> None:
        page.unroute(SCRIPTS)  # what was kept goes on

    return let_come


def until_taken(page: Page) -> None:
    page.wait_for_function("() => document.documentElement.dataset.taken === ''", timeout=PATIENCE)


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch, taken_over: None) -> None:
    """Here pages are looked at before Streamlit's is there."""
    monkeypatch.setattr(Page, "goto", Page.goto.__wrapped__)  # type: ignore[attr-defined]


@pytest.mark.parametrize("width", [1280, 375])
@pytest.mark.parametrize("path", ["/", PAGE, "/omraden", "/uppfoljning"])
def test_nothing_jumps(fresh: BrowserContext, address: str, path: str, width: int) -> None:
    answer(f"{address}{path}")
    page = fresh.new_page()
    page.set_viewport_size({"width": width, "height": 900})
    page.add_init_script(SHIFTS)
    page.goto(f"{address}{path}")
    before = page.evaluate("() => document.querySelector('#first h1')?.getBoundingClientRect().top")
    until_taken(page)
    after = page.evaluate("() => document.querySelector('h1').getBoundingClientRect().top")
    assert before is None or abs(before - after) < 3
    assert page.evaluate("() => window.shift") <= MOST_SHIFT
    assert page.locator("h1").count() == page.locator(".page-footer").count() == 1


def test_what_the_reader_opened_reached_and_scrolled_to_stays(fresh: BrowserContext, address: str) -> None:
    page = fresh.new_page()
    let_come = held(page, f"{address}{PAGE}")
    page.locator("#first .st-key-filters summary").click()
    page.locator("#first .stMain").evaluate("main => main.scrollTo(0, 200)")
    link = page.locator("#first .views a", has_text="Tabell")
    link.focus()
    before = link.bounding_box()
    let_come()
    until_taken(page)
    expect(page.locator(".st-key-filters details")).to_have_attribute("open", "")
    there = page.locator(".views a", has_text="Tabell")
    expect(there).to_be_focused()
    after = there.bounding_box()
    assert before
    assert after
    assert abs(before["y"] - after["y"]) < 5


def test_a_link_is_followed_before_streamlit_is_there(fresh: BrowserContext, address: str) -> None:
    page = fresh.new_page()
    held(page, f"{address}{PAGE}")
    page.locator("#first .st-key-filters summary").click()
    page.locator("#first .st-key-year_filter a", has_text="2018").click()
    page.wait_for_url("**year=2019&year=2020", wait_until="commit")


def test_without_streamlit_the_page_stays(fresh: BrowserContext, address: str) -> None:
    answer(f"{address}{PAGE}")
    page = fresh.new_page()
    page.route(SCRIPTS, lambda route: route.abort())
    page.goto(f"{address}{PAGE}")
    page.wait_for_timeout(1000)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.locator("#root").evaluate("root => getComputedStyle(root).visibility") == "hidden"
