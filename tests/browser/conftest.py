"""The running dashboard, one for all, and a real Chromium, one for a worker, with one profile and tab for nearly all tests.

A page is opened once and then turned, or left by the menu, as readers do: to load all scripts anew takes five times as long.
"""

import contextlib
import fcntl
import functools
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Playwright, expect, sync_playwright
from playwright.sync_api import Error as PlaywrightError

ROOT = Path(__file__).parents[2]
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
QUIET = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
DRAWS_MAPS = ["--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist"]
"""Maps are drawn with WebGL, in software where there is no graphics card: for the tests of maps alone, since everything
else is then drawn by it too, which takes a third longer."""

PATIENCE = 30_000
"""Milliseconds that something may take to appear: on a machine with others much more than on an idle one."""

IN_MENU = {
    "/": "Översikt",
    "/anmalda-brott": "Anmälda brott",
    "/skjutningar": "Skjutningar",
    "/handelserapporter": "Händelserapporter",
    "/narkotika-och-vapenbrott": "Narkotika- och vapenbrott",
    "/bilbrand-hot-overgrepp": "Bilbrand, hot och övergrepp i rättssak",
    "/sticker-ut": "Vad som sticker ut",
    "/omraden": "Områden",
    "/forandringar": "Förändringar",
    "/livsvillkor": "Livsvillkor",
    "/problemnivaer": "Problemnivåer",
    "/krypterade-telefoner": "Krypterade telefoner",
    "/kommun": "Lägesbild för en kommun",
    "/platser": "Händelsernas platser",
    "/lokal-lagesbild": "Så görs en lokal lägesbild",
    "/underlag": "Underlag till sammanträde",
    "/lagesbild": "Lägesbild enligt lag",
    "/uppfoljning": "Mål och uppföljning",
    "/egna-exporter": "Egna filer",
    "/datakvalitet": "Datakvalitet",
    "/nytt": "Vad är nytt",
    "/om-statistiken": "Om statistiken",
}
PAGES = IN_MENU | {"/tillganglighet": "Tillgänglighetsredogörelse", "/kakor": "Kakor och lagring"}
"""Every page, by its title in the menu, or in the list below all pages, and in the tab of a browser."""

HEADINGS = {
    "Narkotika- och vapenbrott": "Narkotikabrott",
    "Narcotics and weapons offences": "Narcotics offences",
    "Bilbrand, hot och övergrepp i rättssak": "Bilbrand",
    "Vehicle fires, threats and witness intimidation": "Vehicle fires",
}
"""A page with one of several indicators is headed with the one that it shows; these are what it shows at first."""

MUNICIPALITIES = {"/kommun?place=0127": "Botkyrka", "/kommun?place=2480": "Umeå"}
"""The page of a municipality is called after it."""

WITHOUT_CHART = {
    "Egna filer": "[data-testid=stFileUploader] button",
    "Own files": "[data-testid=stFileUploader] button",
    "Händelsernas platser": ".figures",
    "Places of events": ".figures",
    "Så görs en lokal lägesbild": ".path",
    "How a local picture is made": ".path",
    "Livsvillkor": ".figures",
    "Living conditions by area": ".figures",
    "Underlag till sammanträde": ".sheet",
    "Meeting paper": ".sheet",
    "Lägesbild enligt lag": ".sheet",
    "Situation report": ".sheet",
    "Om statistiken": ".glossary summary",
    "About the statistics": ".glossary summary",
    "Tillgänglighetsredogörelse": ".running p",
    "Accessibility statement": ".running p",
    "Kakor och lagring": ".running p",
    "Cookies and storage": ".running p",
}
"""Screens that draw nothing until the reader gives them something, chooses or opens a fold, and what shows that they are there."""


TAKEN_OVER = "() => !document.getElementById('first') || document.querySelector('noscript > link')"
"""Whether the first page has given its place; without scripts, where what is in noscript is part of the page, it never does."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the dashboard is served. The first worker starts it, all use it, the last one stops it."""
    folder = tmp_path_factory.getbasetemp()
    note = (folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder) / "dashboard.json"
    with locked(note) as served:
        if not served:
            served |= started()
        served["users"] = served.get("users", 0) + 1
        url = served["url"]
    yield url
    with locked(note) as served:
        served["users"] -= 1
        if not served["users"]:
            os.kill(served["process"], signal.SIGTERM)
            served.clear()


@contextlib.contextmanager
def locked(note: Path) -> Iterator[dict[str, Any]]:
    """What the workers have noted for each other, one at a time."""
    with note.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        content = json.loads(note.read_text(encoding="utf-8")) if note.exists() else {}
        yield content
        note.write_text(json.dumps(content), encoding="utf-8")


def started() -> dict[str, Any]:
    """The dashboard, started as the README says: its address, and its process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port", str(port)]
    environment = {name: value for name, value in os.environ.items() if name != "LAGESBILD_DATA"}
    process = subprocess.Popen(command, cwd=ROOT, env=environment)
    url = f"http://127.0.0.1:{port}"
    deadline = time.monotonic() + 60
    while True:
        try:
            urllib.request.urlopen(f"{url}/health", timeout=5).close()
            return {"url": url, "process": process.pid}
        except OSError:
            assert process.poll() is None, "the dashboard ended"
            assert time.monotonic() < deadline, "the dashboard does not answer"
            time.sleep(0.1)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as begun:
        yield begun


@pytest.fixture(scope="session", autouse=True)
def taken_over() -> Iterator[None]:
    """What a test opens is awaited until Streamlit's page has taken the place of the first one, as far as there is one."""
    goto, reload = Page.goto, Page.reload

    def awaited(page: Page) -> None:
        with contextlib.suppress(PlaywrightError):
            page.wait_for_function(TAKEN_OVER, timeout=PATIENCE)

    @functools.wraps(goto)
    def goto_and_wait(self: Page, url: str, **options: Any) -> Any:
        answer = goto(self, url, **options)
        awaited(self)
        return answer

    def reload_and_wait(self: Page, **options: Any) -> Any:
        answer = reload(self, **options)
        awaited(self)
        return answer

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Page, "goto", goto_and_wait)
        patch.setattr(Page, "reload", reload_and_wait)
        yield


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    yield from launched(playwright)


def launched(playwright: Playwright, *flags: str) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*QUIET, *flags])
    yield browser
    browser.close()


def context(browser: Browser, **options: object) -> BrowserContext:
    """A fresh profile, as on another machine; the options are Playwright's."""
    made = browser.new_context(locale="sv-SE", **options)
    made.set_default_timeout(PATIENCE)
    return made


@pytest.fixture
def new_context(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Gives a fresh profile as often as it is called."""
    made: list[BrowserContext] = []

    def make() -> BrowserContext:
        made.append(context(browser))
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture(scope="session")
def profile(browser: Browser) -> Iterator[BrowserContext]:
    """The profile of a reader who has been here before: scripts are fetched and understood once, which takes longer than
    most tests. A test for which it matters what a browser holds has one of its own (``new_context``)."""
    made = context(browser)
    yield made
    made.close()


@pytest.fixture(scope="session")
def tabs(profile: BrowserContext) -> list[Page]:
    """The tab in which tests open one page after the other, behind those that crashed."""
    return [profile.new_page()]


@pytest.fixture(scope="session")
def browser_with_maps(playwright: Playwright) -> Iterator[Browser]:
    yield from launched(playwright, *DRAWS_MAPS)


@pytest.fixture(scope="session")
def tabs_with_maps(browser_with_maps: Browser) -> Iterator[list[Page]]:
    """The same of a browser that draws maps."""
    made = context(browser_with_maps)
    yield [made.new_page()]
    made.close()


@pytest.fixture
def page(tabs: list[Page]) -> Page:
    """The tab, as wide as a laptop; what was open in it before ends when the test opens its page."""
    return usable(tabs)


def usable(tabs: list[Page]) -> Page:
    """The last tab, or another in its place if it crashed."""
    try:
        return cleared(tabs[-1])
    except PlaywrightError:
        tabs.append(tabs[-1].context.new_page())
        return cleared(tabs[-1])


def cleared(tab: Page) -> Page:
    """The tab without what the test before left in it: what it remembers for itself, how it looks, what it is kept from."""
    tab.unroute_all()
    tab.emulate_media(forced_colors="none", contrast="no-preference")
    look(tab, "light", 1280)
    with contextlib.suppress(PlaywrightError):  # nothing is open yet, or something else is being opened
        tab.evaluate("sessionStorage.clear(); localStorage.clear()")
    return tab


def look(page: Page, mode: str, width: int) -> None:
    """Let the reader's device have this mode and width, before anything is opened."""
    page.emulate_media(media="null", color_scheme=mode)  # type: ignore[arg-type]
    page.set_viewport_size({"width": width, "height": 900})


def turned(page: Page, mode: str, width: int) -> None:
    """Let the reader's device turn to this mode and width, and wait until page and charts are drawn that way."""
    look(page, mode, width)
    page.wait_for_function(DRAWN, arg=mode, timeout=45_000)


DRAWN = r"""mode => {
    const red = colour => Number(colour.match(/\d+/)[0]);
    const axes = [...document.querySelectorAll('svg.marks .role-axis-label text')].map(e => getComputedStyle(e).fill);
    const ground = getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor;
    const places = [...document.querySelectorAll('svg.marks, .figures')].map(e => e.getBoundingClientRect());
    const now = JSON.stringify(places);
    window.frames_alike = now === window.frame_before ? window.frames_alike + 1 : 0;
    window.frame_before = now;
    return (red(ground) < 128) === (mode === 'dark') && axes.every(e => (red(e) > 128) === (mode === 'dark'))
        && !document.querySelector('[data-stale=true]') && document.getAnimations().every(one => one.playState !== 'running')
        && [...document.querySelectorAll('svg.marks')].every(e => !e.checkVisibility() || e.getBoundingClientRect().right <= innerWidth)
        && window.frames_alike > 10;
}"""
"""Whether everything is drawn within the screen's width and in this mode, and has not moved for ten frames."""


def follow(page: Page, title: str) -> None:
    """Follow the link to this screen: below the page, or out of its group of the menu, or of the folded menu of a narrow screen."""
    named = re.compile(f"^{re.escape(title)}$")
    below = page.locator(".page-footer nav a").filter(has_text=named)
    if below.count():
        below.click()
        return
    fold = page.locator(".menu .fold:not([open]) > summary")
    if fold.is_visible():
        fold.click()
    link = page.locator(".menu nav a").filter(has_text=named)
    if not link.is_visible():
        link.locator("xpath=ancestor::details[1]/summary").click()
    link.click()


def led(page: Page, address: str, title: str, path: str) -> None:
    """Come to this screen by the menu, or by its address in a tab where nothing is open yet."""
    if page.url == "about:blank":
        page.goto(address + path)
    else:
        follow(page, title)
    settled(page, title)


def settled(page: Page, title: str) -> None:
    """Wait until the screen of this title, or heading, is drawn and no longer changes."""
    page.get_by_role("heading", level=1, name=HEADINGS.get(title, title), exact=True).wait_for()
    page.locator(".page-footer").wait_for()
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
    if title in WITHOUT_CHART:
        page.locator(WITHOUT_CHART[title]).first.wait_for()
        return
    page.locator("[data-testid=stVegaLiteChart] svg, [data-testid=stDeckGlJsonChart] canvas").first.wait_for()


def open_filters(page: Page) -> None:
    """Unfold the bar of filters."""
    unfold(page.locator(".st-key-filters"))


def open_downloads(page: Page) -> Locator:
    """Open the menu of the files that can be taken along; gives that menu."""
    menu = page.locator(".st-key-take_along_files")
    unfold(menu)
    return menu


def elsewhere(asked: list[str], address: str) -> set[str]:
    """The addresses among these that are not the dashboard's own."""
    parts = {url: urlsplit(url) for url in asked}
    host = urlsplit(address).netloc
    return {url for url, part in parts.items() if part.netloc != host and part.scheme not in ("data", "blob")}


def unfold(part: Locator) -> None:
    """Open a fold, which may be open already."""
    fold = part.locator("details").first
    if fold.get_attribute("open") is None:
        fold.locator("summary").first.click()
