"""No violation of WCAG 2.2 A and AA that axe finds, and nothing scrolls sideways: every page, language, mode, width.

All pages are opened one after the other by the menu, and turned as a reader's device is: that takes a third of the time, and
shows that turning works.
"""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

from pages.components.statements import measured
from tests.browser.conftest import (
    MUNICIPALITIES,
    PAGES,
    WITHOUT_CHART,
    led,
    look,
    open_downloads,
    open_filters,
    settled,
    turned,
    unfold,
)

(LIGHT, DARK), (WIDE, NARROW) = measured.MODES, measured.WIDTHS
ENGLISH = {
    "/": "Overview",
    "/anmalda-brott": "Reported offences",
    "/skjutningar": "Shootings",
    "/handelserapporter": "Incident reports",
    "/narkotika-och-vapenbrott": "Narcotics and weapons offences",
    "/bilbrand-hot-overgrepp": "Vehicle fires, threats and witness intimidation",
    "/sticker-ut": "What stands out",
    "/omraden": "Areas",
    "/forandringar": "Changes",
    "/livsvillkor": "Living conditions by area",
    "/problemnivaer": "Problem levels",
    "/krypterade-telefoner": "Encrypted phones",
    "/kommun": "The situation in a municipality",
    "/platser": "Places of events",
    "/lokal-lagesbild": "How a local picture is made",
    "/underlag": "Meeting paper",
    "/lagesbild": "Situation report",
    "/uppfoljning": "Goals and follow-up",
    "/egna-exporter": "Own files",
    "/datakvalitet": "Data quality",
    "/nytt": "What is new",
    "/om-statistiken": "About the statistics",
    "/tillganglighet": "Accessibility statement",
    "/kakor": "Cookies and storage",
}
RULES = {
    "runOnly": list(measured.RULES),  # as the accessibility statement says
    "resultTypes": ["violations"],  # of what passes it is enough to know that there was something
}


def violations(page: Page) -> list[tuple[str, list[str]]]:
    """What axe finds: each rule with the first parts of the page that break it."""
    result = Axe().run(page, options=RULES).response
    assert result["passes"], "axe looked at nothing"
    return [(rule["id"], [node["html"][:200] for node in rule["nodes"][:3]]) for rule in result["violations"]]


SIDEWAYS = """() => {
    const main = document.querySelector('[data-testid=stMain]');
    const wide = [...main.querySelectorAll('*')].filter(e => {
        const box = e.getBoundingClientRect();
        return box.right > innerWidth + 1 && box.width > 0 && e.checkVisibility() && !e.closest('.figures') && !e.closest('svg.marks > *');
    });
    return [main.scrollWidth - main.clientWidth, wide.slice(0, 3).map(e => e.outerHTML.slice(0, 150))];
}"""
"""By how much the page scrolls sideways, and what reaches beyond the screen."""


def sideways(page: Page) -> tuple[int, list[str]]:
    found: tuple[int, list[str]] = page.evaluate(SIDEWAYS)
    return found


class Device:
    """A reader's device with the dashboard open in one language, and the two ways in which it is held in turn."""

    def __init__(self, page: Page, language: str, *ways: tuple[str, int]) -> None:
        self.page = page
        self.language = language
        self.ways = ways
        look(page, *ways[0])

    def turn(self) -> None:
        self.ways = self.ways[::-1]
        turned(self.page, *self.ways[0])


# Every two of language, mode and width meet once on every page: all eight together take twice the time.
@pytest.fixture(
    scope="module",
    params=[("sv", (LIGHT, WIDE), (DARK, NARROW)), ("en", (LIGHT, NARROW), (DARK, WIDE))],
    ids=["sv", "en"],
)
def device(request: pytest.FixtureRequest, profile: BrowserContext) -> Iterator[Device]:
    device = Device(profile.new_page(), *request.param)
    yield device
    device.page.close()


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_no_violation_and_nothing_scrolls_sideways_on_a_narrow_screen(
    device: Device, address: str, path: str
) -> None:
    page = device.page
    title = PAGES[path] if device.language == "sv" else ENGLISH[path]
    led(page, address, title, f"{path}?lang={device.language}")
    turned(page, *device.ways[0])  # a test that failed may have left it otherwise
    assert page.locator("svg.marks").count() or title in WITHOUT_CHART or path == "/omraden"
    assert violations(page) == []
    assert sideways(page) == [0, []]
    device.turn()
    assert violations(page) == []
    assert sideways(page) == [0, []]
    turned(page, device.ways[0][0], measured.NARROWEST)
    assert sideways(page) == [0, []]
    turned(page, *device.ways[0])  # so begins the next page


@pytest.mark.parametrize("path", MUNICIPALITIES)
def test_axe_finds_no_violation_on_the_page_of_a_municipality(page: Page, address: str, path: str) -> None:
    look(page, "light", 1280)
    page.goto(address + path)
    settled(page, MUNICIPALITIES[path])
    assert violations(page) == []
    open_downloads(page)
    page.get_by_role("button", name="liknande kommuner").click()
    expect(page.get_by_text(re.compile("^De tio kommuner"))).to_be_visible()
    assert violations(page) == []
    turned(page, "dark", 375)
    picture = page.get_by_role("button", name="Bild (PNG)", exact=True).bounding_box()
    assert picture is not None
    assert picture["x"] >= 0  # the files lie within the screen
    page.get_by_role("link", name="Om talen", exact=True).click()
    expect(page.get_by_text(re.compile("^Varför inte hela landet"))).to_be_visible()
    assert violations(page) == []
    assert sideways(page) == [0, []]
    page.reload()  # the address says which view is open
    expect(page.get_by_text(re.compile("^Varför inte hela landet"))).to_be_visible()
    turned(page, "light", 320)
    page.get_by_role("link", name="Diagram", exact=True).click()
    assert violations(page) == []
    assert sideways(page) == [0, []]


def test_axe_finds_no_violation_where_areas_stand_side_by_side(page: Page, address: str) -> None:
    look(page, "light", 1280)
    page.goto(f"{address}/lokal-lagesbild?place=0127")
    page.locator(".page-footer").wait_for()
    unfold(page.locator(".st-key-topic_deso-i-omradena"))
    expect(page.get_by_role("columnheader", name="Område (DeSO)")).to_be_visible()
    assert violations(page) == []
    turned(page, "dark", 320)
    assert violations(page) == []
    assert sideways(page) == [0, []]


def test_axe_finds_no_violation_on_the_map_of_living_conditions(page: Page, address: str) -> None:
    look(page, "light", 1280)
    page.goto(f"{address}/livsvillkor?place=0127&condition=economy&rings=children")
    page.locator("svg.marks").wait_for()
    page.locator(".page-footer").wait_for()
    open_filters(page)
    for fold in page.locator("[class*=st-key-topic_]").all():
        unfold(fold)
    assert violations(page) == []
    turned(page, "dark", 375)
    assert violations(page) == []
    assert sideways(page) == [0, []]
    page.get_by_role("link", name="Tabell", exact=True).click()
    expect(page.get_by_role("columnheader", name="Område (DeSO)")).to_be_visible()
    assert violations(page) == []
    turned(page, "light", 320)
    assert sideways(page) == [0, []]


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_axe_finds_no_violation_on_a_paper_on_a_telephone(page: Page, address: str, mode: str) -> None:
    """Its first sheet is a window of its own there, which is scrolled by the keyboard too."""
    look(page, mode, 375)
    page.goto(f"{address}/underlag?place=0127&indicator=weapons_offences")
    settled(page, "Underlag till sammanträde")
    expect(page.locator(".st-key-sheet svg.marks")).to_have_count(1)
    assert violations(page) == []
    assert sideways(page) == [0, []]


def test_axe_finds_no_violation_where_places_are_compared(page: Page, address: str) -> None:
    look(page, "light", 1280)
    page.goto(f"{address}/anmalda-brott?place=0191&place=2480&county=24&indicator=narcotics_weapons")
    settled(page, "Anmälda brott")
    assert violations(page) == []
    open_filters(page)
    page.get_by_role("button", name="Välj kommuner").click()
    expect(page.get_by_role("combobox", name="Välj kommuner")).to_be_visible()
    assert violations(page) == []
    for way in (("dark", 375), ("light", 320)):
        turned(page, *way)
        for view in ("Tabell", "Är det slump?", "Om talen", "Diagram"):
            page.get_by_role("link", name=view, exact=True).click()
            assert violations(page) == []
            assert sideways(page) == [0, []]


def test_axe_finds_no_violation_where_nothing_is_chosen(page: Page, address: str) -> None:
    page.goto(f"{address}/skjutningar?category=")
    page.get_by_role("button", name="Visa alla").wait_for()
    assert Axe().run(page, options=RULES).response["violations"] == []


@pytest.mark.parametrize("path", ["/api/", "/nothing"])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_axe_finds_no_violation_on_pages_that_the_server_writes_itself(
    page: Page, address: str, path: str, language: str
) -> None:
    for mode, width in ((LIGHT, WIDE), (DARK, NARROW), (LIGHT, measured.NARROWEST)):
        look(page, mode, width)
        page.goto(f"{address}{path}?lang={language}")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert violations(page) == []
        assert page.evaluate("document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth") == 0
