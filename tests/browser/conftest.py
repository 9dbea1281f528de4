"""The running dashboard and a real Chromium."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).parents[2]
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
QUIET = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
DRAWS_MAPS = ["--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist"]
"""Maps are drawn with WebGL, in software where there is no graphics card."""

PAGES = {
    "/": "Översikt",
    "/skjutningar": "Skjutningar",
    "/handelserapporter": "Händelserapporter",
    "/narkotika-och-vapenbrott": "Narkotika- och vapenbrott",
    "/bilbrand-hot-overgrepp": "Bilbrand, hot och övergrepp i rättssak",
    "/sticker-ut": "Vad som sticker ut",
    "/omraden": "Områden",
    "/forandringar": "Förändringar",
    "/problemnivaer": "Problemnivåer",
    "/krypterade-telefoner": "Krypterade telefoner",
    "/kommun": "Lägesbild för en kommun",
    "/underlag": "Underlag till sammanträde",
    "/uppfoljning": "Mål och uppföljning",
    "/egna-exporter": "Egna exporter",
    "/datakvalitet": "Datakvalitet",
    "/om-statistiken": "Om statistiken",
}
WITHOUT_CHART = {
    "Egna exporter": "[data-testid=stFileUploader] button",
    "Own exports": "[data-testid=stFileUploader] button",
    "Mål och uppföljning": "[data-testid=stDownloadButton] button",
    "Goals and follow-up": "[data-testid=stDownloadButton] button",
}
"""Screens that have nothing to draw until the reader gives them something, and what shows that they are there."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """Where the dashboard is served, started as the README says."""
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
            break
        except OSError:
            assert process.poll() is None, "the dashboard ended"
            assert time.monotonic() < deadline, "the dashboard does not answer"
            time.sleep(0.1)
    yield url
    process.terminate()
    process.wait()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*QUIET, *DRAWS_MAPS])
        yield browser
        browser.close()


@pytest.fixture
def new_context(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """A fresh browser, as on another machine; keyword arguments are Playwright's."""
    made = []

    def make(width: int = 1280, **options: object) -> BrowserContext:
        context = browser.new_context(viewport={"width": width, "height": 900}, locale="sv-SE", **options)
        context.set_default_timeout(15_000)
        made.append(context)
        return context

    yield make
    for context in made:
        context.close()


@pytest.fixture
def page(new_context: Callable[..., BrowserContext]) -> Page:
    return new_context().new_page()


def follow(page: Page, title: str) -> None:
    """Follow the menu's link to this screen, out of its group, or out of the folded menu of a narrow screen."""
    fold = page.locator(".menu .fold:not([open]) > summary")
    if fold.is_visible():
        fold.click()
    link = page.locator(".menu nav a").filter(has_text=re.compile(f"^{re.escape(title)}$"))
    if not link.is_visible():
        link.locator("xpath=ancestor::details[1]/summary").click()
    link.click()


def settled(page: Page, title: str) -> None:
    """Wait until this screen is drawn and no longer changes."""
    page.get_by_role("heading", level=1, name=title, exact=True).wait_for()
    page.locator(".page-footer").wait_for()
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
    if title in WITHOUT_CHART:
        page.locator(WITHOUT_CHART[title]).first.wait_for()
        return
    page.locator("[data-testid=stVegaLiteChart] svg, [data-testid=stDeckGlJsonChart] canvas").first.wait_for()
