"""What the house leans on of Streamlit's and Vega's pages is there in the browser: a failure says what an upgrade broke."""

from __future__ import annotations

from playwright.sync_api import Page

from pages.server import streamlit_internals
from tests.browser.conftest import PAGES, settled

AT_TIMES = {
    *(
        "stAlert",
        "stDownloadButtonError",
        "stException",
        "stStatusWidget",
        "stToolbar",
        "stTooltipIcon",
        "InputInstructions",
    ),
    *(
        "stFileChip",
        "stBaseButton-primary",
        "stMultiSelect",
        "stTextInput",
        "data-tag",
        "data-stale",
        "data-live-announcer",
    ),
}
"""What is there only while something is wrong, pointed at, typed, chosen or drawn; that Streamlit has it is seen in its scripts."""


def test_the_marks_stand_in_the_pages(page: Page, address: str) -> None:
    """Six screens have together every element that is there without further ado."""
    ids, classes, attributes = set(), set(), set()
    for path in ("/skjutningar", "/omraden", "/underlag?indicator=shootings", "/egna-exporter", "/nytt", "/sticker-ut"):
        page.goto(address + path)
        settled(page, PAGES[path.partition("?")[0]])
        found = page.evaluate(
            """() => { const all = [...document.querySelectorAll("*")];
                return [all.map(part => part.dataset.testid ?? ""), all.flatMap(part => [...part.classList]),
                        all.flatMap(part => part.getAttributeNames())] }"""
        )
        ids |= set(found[0])
        classes |= set(found[1])
        attributes |= set(found[2])
    assert streamlit_internals.TEST_IDS - ids <= AT_TIMES
    assert streamlit_internals.CLASSES - classes <= AT_TIMES
    assert streamlit_internals.CHART_CLASSES - classes == {"mark-shape"}  # of maps, which stand on paper only
    assert streamlit_internals.ATTRIBUTES - attributes <= AT_TIMES
    assert set(streamlit_internals.ABSENT) & ids == set()
