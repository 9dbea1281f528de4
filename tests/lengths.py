"""How long each page is, what is read before its figure, and whether that is seen at once: ``python -m tests.lengths [ADDRESS [PATH …]]``.

Prints a row for each page at 1280×900 and 375×812, as one gets it without choosing, and ends with 1 where an aim is missed:

- at most 25 words of text are read between the title and the first figure: words on controls are not counted, nor the figure's
  own heading, unit and legend;
- an indicator's page is at most 2.5 screens long, on a telephone 4.5; any other 4 and 7, but for texts to be looked up in;
- the figure begins at least 120 pixels above the edge of the first screen.

Of pages that are named, what is read is printed where it is too much. Without an address the dashboard is started as for the browser's tests.
"""

from __future__ import annotations

import os
import signal
import sys
from dataclasses import dataclass

from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import CHROMIUM, DRAWS_MAPS, MUNICIPALITIES, PAGES, QUIET, started

SCREENS = {1280: 900, 375: 812}
INDICATORS = ("/skjutningar", "/handelserapporter", "/narkotika-och-vapenbrott", "/bilbrand-hot-overgrepp")
LOOKED_UP = ("/om-statistiken", "/datakvalitet")
"""Pages that may be longer: they are looked up in, and folded."""

OF_WORDS = ("/tillganglighet", "/kakor")
"""Pages that have no figure."""

MOST_WORDS = 25
LEAST_SEEN = 120
"""Pixels: the beginning of a figure and its key values."""

MEASURED = r"""() => {
    const main = document.querySelector('[data-testid=stMain]');
    const top = main.querySelector('h1');
    const seen = e => e.checkVisibility({visibilityProperty: true}) && e.getBoundingClientRect().height > 20;
    const figures = '[data-testid=stVegaLiteChart], [data-testid=stDeckGlJsonChart], .figures, .cards, .figure, '
        + '[data-testid=stFileUploader], main svg[role=img], .drawn-map, .quarter, .lies, .st-key-glossary, .area-cells, .goal-titles, .goals, .sheet';
    const after = e => !top.contains(e) && top.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING;
    const figure = [...main.querySelectorAll(figures)].find(e => after(e) && seen(e));
    const words = [];
    const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
    const controls = 'button, summary, nav, label, a.button, style, script, [role=tooltip], .only-print, .take-along, .figure-title, '
        + '.unit, .bar, .legend, .visually-hidden, '
        + '[data-testid=stWidgetLabel], [data-testid=stSelectbox], [data-testid=stMultiSelect], .st-key-head_actions';
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const parent = node.parentElement;
        if (!after(node) || !parent.checkVisibility() || parent.closest(controls)) continue;
        if (figure && !(figure.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_PRECEDING)) break;
        words.push(...node.data.split(/[ \n\t]+/).filter(word => /[\p{L}\p{N}]/u.test(word)));
    }
    const place = figure ? figure.getBoundingClientRect() : null;
    return {height: main.scrollHeight, words: words.join(' '), top: place ? place.top + main.scrollTop : null};
}"""


@dataclass(frozen=True, kw_only=True)
class Measured:
    """A page at a width: its length in screens, what is read before the first figure, and how many pixels of the first screen are left for it."""

    path: str
    width: int
    screens: float
    words: str
    seen: float

    @property
    def count(self) -> int:
        return len(self.words.split(" "))

    @property
    def missed(self) -> list[str]:
        """The aims that the page misses."""
        laptop = self.width == 1280
        indicator = self.path in INDICATORS
        longest = (2.5 if laptop else 4.5) if indicator else (4 if laptop else 7)
        missed = []
        if self.screens > longest and not self.path.startswith(LOOKED_UP):
            missed.append(f"longer than {longest} screens")
        if self.path.startswith(OF_WORDS):
            return missed
        if self.count > MOST_WORDS:
            missed.append(f"more than {MOST_WORDS} words")
        if self.seen < LEAST_SEEN:
            missed.append("figure below the first screen")
        return missed


def main(address: str | None = None, *paths: str) -> int:
    served = None if address else started()
    try:
        pages = paths or (*PAGES, *MUNICIPALITIES)
        rows = measured(address or served["url"], pages)  # type: ignore[index]
    finally:
        if served:
            os.kill(served["process"], signal.SIGTERM)
    print(f"{'page':<34}{'width':>6}{'screens':>9}{'words':>7}{'seen':>7}  missed")
    for row in rows:
        print(f"{row.path:<34}{row.width:>6}{row.screens:>9.1f}{row.count:>7}{row.seen:>7.0f}  {', '.join(row.missed)}")
        if paths and row.count > MOST_WORDS and row.missed:
            print(f"    {row.words}")
    return 1 if any(row.missed for row in rows) else 0


def measured(address: str, paths: tuple[str, ...]) -> list[Measured]:
    """Each page at each width, in a real browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*QUIET, *DRAWS_MAPS])
        rows = []
        for width, height in SCREENS.items():
            page = browser.new_context(locale="sv-SE", viewport={"width": width, "height": height}).new_page()
            rows += [one(page, address, path, width) for path in paths]
        browser.close()
    return rows


def one(page: Page, address: str, path: str, width: int) -> Measured:
    """The page at this address, once it is drawn."""
    page.goto(address + path)
    page.locator(".page-footer").wait_for(timeout=60_000)
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for(timeout=60_000)
    page.wait_for_timeout(1500)  # charts and maps take their height
    found = page.evaluate(MEASURED)
    seen = 0.0 if found["top"] is None else max(0.0, SCREENS[width] - found["top"])
    return Measured(path=path, width=width, screens=found["height"] / SCREENS[width], words=found["words"], seen=seen)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
