"""No violation of WCAG 2.2 A and AA that axe finds, and nothing scrolls sideways: every page, language, mode, width."""

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


# Every two of language, mode and width meet once: all eight together take twice the time.
@pytest.mark.parametrize(
    ("language", "mode", "width"),
    [("sv", "light", 1280), ("sv", "dark", 375), ("en", "dark", 1280), ("en", "light", 375)],
)
def test_axe_finds_no_violation(
    new_context: Callable[..., BrowserContext], address: str, language: str, mode: str, width: int
) -> None:
    page = new_context(width=width, color_scheme=mode).new_page()
    found = {}
    for path in PAGES:
        opened(page, address, path, language)
        result = Axe().run(page, options=RULES)
        assert result.response["passes"], "axe looked at nothing"
        violations = result.response["violations"]
        if violations:
            found[path] = [(rule["id"], [node["html"][:200] for node in rule["nodes"][:3]]) for rule in violations]
    assert found == {}


def test_axe_finds_no_violation_where_nothing_is_chosen(page: Page, address: str) -> None:
    page.goto(f"{address}/skjutningar?category=")
    page.get_by_role("button", name="Visa alla").wait_for()
    assert Axe().run(page, options=RULES).response["violations"] == []


@pytest.mark.parametrize("language", ["sv", "en"])
def test_nothing_scrolls_sideways_on_a_narrow_screen_and_charts_fit(
    new_context: Callable[..., BrowserContext], address: str, language: str
) -> None:
    page = new_context(width=320).new_page()
    for path in PAGES:
        opened(page, address, path, language)
        over = page.evaluate(
            """() => {
                const main = document.querySelector('[data-testid=stMain]');
                const wide = [...main.querySelectorAll('*')].filter(e => {
                    const box = e.getBoundingClientRect();
                    return box.right > 321 && box.width > 0 && !e.closest('.figures') && !e.closest('svg');
                });
                return [main.scrollWidth - main.clientWidth, wide.slice(0, 3).map(e => e.outerHTML.slice(0, 150))];
            }"""
        )
        assert over == [0, []], path
        widths = page.evaluate("[...document.querySelectorAll('svg.marks')].map(e => e.getBoundingClientRect().right)")
        assert widths or path in ("/omraden", "/egna-exporter", "/uppfoljning")
        assert max(widths, default=0) <= 320, path
