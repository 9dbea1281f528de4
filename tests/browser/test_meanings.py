"""The explanations of words stay within the screen, wherever on a line the word stands."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import PAGES, look, settled, turned

WIDER = "() => [document.scrollingElement, document.querySelector('[data-testid=stMain]')].map(e => e.scrollWidth - e.clientWidth)"
"""By how many pixels the page scrolls sideways."""


@pytest.mark.parametrize("path", ["/omraden", "/narkotika-och-vapenbrott"])
def test_every_explained_word_opens_within_the_screen(page: Page, address: str, path: str) -> None:
    look(page, "light", 320)
    page.goto(address + path)
    settled(page, PAGES[path])
    for width in (320, 375, 700, 1280):
        turned(page, "light", width)
        every_word_opens_within(page, width)


def every_word_opens_within(page: Page, width: int) -> None:
    words = [word for word in page.locator(".term").all() if word.is_visible()]
    assert words
    for word in words:
        word.click()
        meaning = page.locator(".meaning:popover-open")
        box, of_word = meaning.bounding_box(), word.bounding_box()
        assert box is not None
        assert of_word is not None
        assert box["x"] >= 0, word.inner_text()
        assert box["x"] + box["width"] <= width, word.inner_text()
        assert box["width"] >= 250, word.inner_text()
        assert box["y"] >= 0, word.inner_text()
        assert box["y"] + box["height"] <= 900, word.inner_text()
        # Above or below the word, not on it.
        assert box["y"] >= of_word["y"] + 10 or box["y"] + box["height"] <= of_word["y"] + 10, word.inner_text()
        assert page.evaluate(WIDER) == [0, 0], word.inner_text()
        page.keyboard.press("Escape")
