"""No violation of WCAG 2.2 A and AA that axe finds, and nothing scrolls sideways: every page, language, mode, width.

A page is opened once and then turned, as a reader's device is: that takes less time, and shows that turning works.
"""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page

from tests.browser.conftest import PAGES, settled

ENGLISH = {
    "/": "Overview",
    "/skjutningar": "Shootings",
    "/handelserapporter": "Incident reports",
    "/narkotika-och-vapenbrott": "Narcotics and weapons offences",
    "/bilbrand-hot-overgrepp": "Vehicle fires, threats and witness intimidation",
    "/sticker-ut": "What stands out",
    "/omraden": "Areas",
    "/forandringar": "Changes",
    "/problemnivaer": "Problem levels",
    "/krypterade-telefoner": "Encrypted phones",
    "/kommun": "The situation in a municipality",
    "/underlag": "Meeting paper",
    "/uppfoljning": "Goals and follow-up",
    "/egna-exporter": "Own exports",
    "/datakvalitet": "Data quality",
    "/om-statistiken": "About the statistics",
}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


def opened(page: Page, address: str, path: str, language: str) -> None:
    page.goto(f"{address}{path}?lang={language}")
    settled(page, PAGES[path] if language == "sv" else ENGLISH[path])


def violations(page: Page) -> list[tuple[str, list[str]]]:
    """What axe finds: each rule with the first parts of the page that break it."""
    result = Axe().run(page, options=RULES).response
    assert result["passes"], "axe looked at nothing"
    return [(rule["id"], [node["html"][:200] for node in rule["nodes"][:3]]) for rule in result["violations"]]


def turned(page: Page, mode: str, width: int) -> None:
    """Let the reader's device turn to this mode and width, and wait until page and charts are drawn that way."""
    page.emulate_media(color_scheme=mode)
    page.set_viewport_size({"width": width, "height": 900})
    page.wait_for_timeout(
        500
    )  # the page is run anew for another mode, and what is about to be replaced is pale meanwhile
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
    page.wait_for_function(
        r"""mode => {
            const red = colour => Number(colour.match(/\d+/)[0]);
            const axes = [...document.querySelectorAll('svg.marks .role-axis-label text')].map(e => getComputedStyle(e).fill);
            const ground = getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor;
            const drawn = [...document.querySelectorAll('svg.marks')].every(e => e.getBoundingClientRect().right <= innerWidth);
            const stale = document.querySelector('[data-stale=true]');
            return drawn && !stale && (red(ground) < 128) === (mode === 'dark') && axes.every(e => (red(e) > 128) === (mode === 'dark'))
                && document.getAnimations().every(one => one.playState !== 'running');
        }""",
        arg=mode,
        timeout=45_000,
    )


def sideways(page: Page) -> tuple[int, list[str]]:
    """By how much the page scrolls sideways, and what reaches beyond the screen."""
    found: tuple[int, list[str]] = page.evaluate(
        """() => {
            const main = document.querySelector('[data-testid=stMain]');
            const wide = [...main.querySelectorAll('*')].filter(e => {
                const box = e.getBoundingClientRect();
                return box.right > innerWidth + 1 && box.width > 0 && !e.closest('.figures') && !e.closest('svg.marks > *');
            });
            return [main.scrollWidth - main.clientWidth, wide.slice(0, 3).map(e => e.outerHTML.slice(0, 150))];
        }"""
    )
    return found


# Every two of language, mode and width meet once: all eight together take twice the time.
@pytest.mark.parametrize(
    ("language", "mode", "width", "then", "other"),
    [("sv", "light", 1280, "dark", 375), ("en", "light", 375, "dark", 1280)],
)
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_no_violation_and_nothing_scrolls_sideways_on_a_narrow_screen(
    new_context: Callable[..., BrowserContext],
    address: str,
    path: str,
    language: str,
    mode: str,
    width: int,
    then: str,
    other: int,
) -> None:
    page = new_context(width=width, color_scheme=mode).new_page()
    opened(page, address, path, language)
    assert page.locator("svg.marks").count() or path in ("/omraden", "/egna-exporter", "/uppfoljning")
    assert violations(page) == []
    assert sideways(page) == [0, []]
    turned(page, then, other)
    assert violations(page) == []
    assert sideways(page) == [0, []]
    turned(page, then, 320)
    assert sideways(page) == [0, []]


def test_axe_finds_no_violation_where_nothing_is_chosen(page: Page, address: str) -> None:
    page.goto(f"{address}/skjutningar?category=")
    page.get_by_role("button", name="Visa alla").wait_for()
    assert Axe().run(page, options=RULES).response["violations"] == []
