"""Every page in Firefox and in WebKit, on a laptop and a telephone, in Swedish and English, and what readers do there.

Run by ``make browsers``, and not with the other tests: it needs both browsers (Debian's packages firefox-esr, webkit2gtk-driver and
xvfb), and some minutes. What each page looked like stands in pytest's folder for temporary files.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pages.components.charts import maps
from queries.places import base_map
from tests.browser.conftest import HEADINGS, MUNICIPALITIES, PAGES, WITHOUT_CHART
from tests.browser.test_accessibility import ENGLISH, SIDEWAYS
from tests.browsers.windows import Window, firefox, firefox_without_webgl, webkit
from tests.mercator import MAP, beside
from tests.served import Served, serving

WIDE, NARROW = 1280, 375
NARCOTICS = "/narkotika-och-vapenbrott"
CHART = "[data-testid=stVegaLiteChart]"

BROWSERS = {"firefox": firefox, "webkit": webkit}


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("served") / "log.txt") as dashboard:
        yield dashboard
        assert "Traceback" not in dashboard.logged()


@pytest.fixture(scope="session", params=BROWSERS)
def opened(request: pytest.FixtureRequest) -> Iterator[Window]:
    with BROWSERS[request.param]() as window:
        yield window


@pytest.fixture(scope="session")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pictures")


@pytest.fixture
def window(opened: Window) -> Iterator[Window]:
    """The browser, which complains of nothing while a test runs."""
    opened.size(WIDE)
    opened.complaints()
    yield opened
    assert opened.complaints() == []


DRAWN = """([heading, figure]) => {
    const now = JSON.stringify([...document.querySelectorAll('svg.marks, .figures')].map(e => e.getBoundingClientRect()));
    const still = now === window.seen_before;
    window.seen_before = now;
    return still && document.querySelector('h1')?.textContent.replaceAll('\u00ad', '').trim() === heading && document.querySelector('.page-footer')
        && document.querySelector('[data-testid=stApp]').dataset.testScriptState === 'notRunning'
        && [...document.querySelectorAll(figure)].some(e => e.checkVisibility() && e.getBoundingClientRect().height > 0);
}"""
"""Whether the heading and the first figure stand there, and have not moved since this was asked last."""

CHARTS = """() => [...document.querySelectorAll('[data-testid=stVegaLiteChart]')].filter(e => e.checkVisibility({visibilityProperty: true})).map(chart => {
    const drawn = [...chart.querySelectorAll('svg.marks .role-mark :is(path, text, line, rect)')];
    const box = chart.querySelector('svg.marks')?.getBoundingClientRect();
    return {marks: drawn.length, wide: Math.round(box?.width ?? 0), right: Math.round(box?.right ?? 0)};
})"""

TABLES = "() => [...document.querySelectorAll('[data-testid=stMain] table')].map(table => table.rows.length)"

SAID = r"""() => {
    const own = '[lang=en], script, style, svg.marks, [translate=no], [data-testid=stIconMaterial]';
    const heard = part => part.checkVisibility({visibilityProperty: true}) && !part.closest(own);
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const said = [];
    while (walker.nextNode()) if (heard(walker.currentNode.parentElement)) said.push(walker.currentNode.data);
    for (const part of document.querySelectorAll('[aria-label], [title], [alt], [placeholder]')) {
        if (heard(part)) said.push(...['aria-label', 'title', 'alt', 'placeholder'].map(name => part.getAttribute(name) ?? ''));
    }
    const english = new RegExp('(?<![\\p{L}-])(the|and|of|with|this|options?|available|open|close|choose|select(ed)?|upload|download'
        + '|menu|full ?screen|press|search|page|show|hide)(?![\\p{L}-])', 'iu');
    return [...new Set(said.filter(text => english.test(text)).map(text => text.trim().slice(0, 120)))];
}"""
"""What is said in English, to whoever sees or hears the page, and not marked as English."""


def settled(window: Window, title: str) -> None:
    """Wait until the page of this title, or heading, is drawn."""
    figure = WITHOUT_CHART.get(title, f"svg.marks, {MAP} canvas, .drawn-map img")
    window.until(DRAWN, [HEADINGS.get(title, title), figure])


def in_order(window: Window, width: int) -> None:
    """Nothing failed or lies beyond the screen, and what is to be drawn is."""
    assert window.ask("() => innerWidth") == width
    assert window.ask("() => document.querySelectorAll('[data-testid=stException]').length") == 0
    assert window.ask(SIDEWAYS) == [0, []]
    for chart in window.ask(CHARTS):
        assert chart["marks"] > 0, chart
        assert chart["wide"] > 20, chart
        assert chart["right"] <= width, chart


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("path", [*PAGES, *MUNICIPALITIES])
def test_a_page_is_whole_on_a_laptop_and_a_telephone(
    window: Window, served: Served, pictures: Path, request: pytest.FixtureRequest, path: str, language: str
) -> None:
    title = MUNICIPALITIES.get(path) or (PAGES if language == "sv" else ENGLISH)[path]
    widths = (WIDE, NARROW) if language == "sv" else (NARROW, WIDE)  # opened at one, and turned to the other
    window.size(widths[0])
    window.open(f"{served.url}{path}{'&' if '?' in path else '?'}lang={language}")
    for width in widths:
        window.size(width)
        settled(window, title)
        name = re.sub(r"\W+", "-", f"{request.node.callspec.id}-{width}")
        window.picture(pictures / f"{name}.png")
        in_order(window, width)
    assert window.ask("() => document.documentElement.lang") == language
    if language == "sv":
        assert window.ask(SAID) == []


def test_a_filter_changes_the_address_the_table_and_the_chart(window: Window, served: Served) -> None:
    window.open(served.url + NARCOTICS)
    settled(window, PAGES[NARCOTICS])
    years = "() => document.querySelector('.figures thead').textContent"
    described = f"() => document.querySelector('{CHART}').getAttribute('aria-label')"
    assert "2018" in window.ask(described)
    window.click("//*[contains(@class, 'st-key-filters')]//summary")
    window.click("//*[contains(@class, 'st-key-year_filter')]//button[normalize-space()='2018']")
    window.until("() => location.search === '?year=2019&year=2020'")
    settled(window, PAGES[NARCOTICS])
    assert "2018" not in window.ask(years)
    assert "2018" not in window.ask(described)
    window.ask("() => history.back()")
    window.until("() => location.search === ''")
    window.until("() => document.querySelector('.figures thead').textContent.includes('2018')")


def test_a_municipality_is_found_without_marks_and_its_page_opened(window: Window, served: Served) -> None:
    window.open(served.url)
    settled(window, PAGES["/"])
    window.type("/")
    window.type("umea")
    window.until("() => document.querySelector('#found b')?.textContent === 'Umeå'")
    window.press("ARROW_DOWN")
    window.press("ENTER")
    settled(window, "Umeå")
    assert window.ask("() => location.pathname + location.search") == "/kommun?place=2480"


def test_the_keyboard_reaches_the_chart_and_reads_its_values(window: Window, served: Served) -> None:
    window.open(served.url + NARCOTICS)
    settled(window, PAGES[NARCOTICS])
    for pressed in ("TAB", "ENTER", *["TAB"] * 20):  # past the menu, by the first link
        window.press(pressed)
        if window.ask(f"() => document.activeElement.matches('{CHART}')"):
            break
    window.press("ARROW_RIGHT")
    read = window.until("() => document.querySelector('.chart-reader')?.textContent")
    assert read.startswith("2020: Utsatta områden 14,6")  # tabell 7


def test_a_press_on_the_map_opens_the_area(window: Window, served: Served) -> None:
    window.open(f"{served.url}/omraden?assessment=2023&place=1380")
    settled(window, "Områden")
    point_at_andersberg(window)
    window.press_mouse()
    area_is_open(window)


def test_in_firefox_without_webgl_a_press_on_the_drawn_map_does(served: Served) -> None:
    with firefox_without_webgl() as window:
        window.open(f"{served.url}/omraden?assessment=2023")
        settled(window, "Områden")
        window.until("() => document.querySelector('.drawn-map img').naturalWidth > 0")
        assert not window.ask(f"() => document.querySelector('{MAP}')?.checkVisibility()")
        window.click("//*[contains(@class, 'drawn-map')]//a[starts-with(@aria-label, 'Andersberg, Halmstad')]")
        area_is_open(window)


def area_is_open(window: Window) -> None:
    window.until("() => location.search.includes('area=andersberg')")
    window.until("() => document.querySelector('.st-key-map_panel')?.innerText.includes('Andersberg')")


def point_at_andersberg(window: Window) -> None:
    """The only area of Halmstad in 2023, at 56.65996 N, 12.90027 E (the police's geodata), once it is drawn there."""
    window.ask(f"() => document.querySelector('{MAP}').scrollIntoView({{block: 'center'}})")
    middle = "() => { const box = document.querySelector('%s').getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2]; }"
    view = maps.zoom_to(base_map.bounds()["1380"])
    end = time.monotonic() + 30
    while True:
        x, y = beside(window.ask(middle % MAP), (view.longitude, view.latitude), view.zoom, (12.90027, 56.65996))
        window.point(x, y)
        if window.ask("() => document.querySelector('.deck-tooltip')?.innerText.includes('Andersberg')"):
            break
        assert time.monotonic() < end, "Andersberg is not on the map"
        window.point(x + 1, y)
        time.sleep(0.1)
