"""What a telephone shows without scrolling, and how far one scrolls."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import settled

WIDTH, HEIGHT = 375, 812
BEGINNING = 120
"""Pixels of a figure that are its beginning (tests/lengths.py)."""


@pytest.fixture
def telephone(page: Page) -> Page:
    page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    return page


def test_the_paper_in_small_stands_on_the_first_screen_with_what_is_chosen_for_it(
    telephone: Page, address: str
) -> None:
    telephone.goto(f"{address}/underlag?place=0127&indicator=weapons_offences")
    settled(telephone, "Underlag till sammanträde")
    sheet, choice = telephone.locator(".st-key-sheet"), telephone.get_by_role("combobox", name="Kommun", exact=True)
    expect(sheet.locator("svg.marks")).to_have_count(1)
    first, then = sheet.bounding_box(), choice.bounding_box()
    assert first is not None
    assert then is not None
    assert first["y"] < HEIGHT - BEGINNING
    assert first["y"] + first["height"] < then["y"] < HEIGHT - BEGINNING
    sheet.get_by_text("Källa:").scroll_into_view_if_needed()  # the rest is there too
    expect(sheet.get_by_text("Källa:")).to_be_in_viewport()


def test_the_files_of_a_paper_stand_above_it(telephone: Page, address: str) -> None:
    telephone.goto(f"{address}/underlag?place=0127&indicator=weapons_offences")
    settled(telephone, "Underlag till sammanträde")
    sheet = telephone.locator(".st-key-sheet").bounding_box()
    assert sheet is not None
    for name in ("PDF", "Word"):
        button = telephone.get_by_role("button", name=name, exact=True).bounding_box()
        assert button is not None
        assert button["y"] + button["height"] <= sheet["y"]


def test_what_stands_beside_a_link_stays_when_it_is_copied(telephone: Page, address: str) -> None:
    telephone.context.grant_permissions(["clipboard-write"])
    telephone.goto(f"{address}/handelserapporter")
    settled(telephone, "Händelserapporter")
    beside = telephone.get_by_role("link", name="Gör underlag")
    before = beside.bounding_box()
    telephone.get_by_role("button", name="Kopiera länk", exact=True).click()
    expect(telephone.get_by_role("button", name="Kopierad")).to_be_visible()
    assert beside.bounding_box() == before


def test_bars_of_groups_have_most_of_the_width(telephone: Page, address: str) -> None:
    telephone.goto(f"{address}/skjutningar?figure=places")
    settled(telephone, "Skjutningar")
    ends = "svg => [...svg.querySelectorAll('.mark-rect path')].map(bar => bar.getBoundingClientRect())"
    bars = telephone.locator(".st-key-view_chart svg.marks").evaluate(
        f"svg => ({ends})(svg).map(one => [one.left, one.right])"
    )
    wide = max(right for _, right in bars) - min(left for left, _ in bars)
    assert wide > 0.6 * (WIDTH - 32)


@pytest.mark.parametrize("path", ["/skjutningar?figure=areas", "/kommun?place=0127", "/narkotika-och-vapenbrott"])
def test_whether_it_is_chance_is_read_on_three_screens(telephone: Page, address: str, path: str) -> None:
    telephone.goto(f"{address}{path}{'&' if '?' in path else '?'}view=chance")
    telephone.locator(".page-footer").wait_for()
    view = telephone.locator(".st-key-view_chance")
    view.locator(".figures").first.wait_for(state="attached")
    expect(telephone.locator("[data-testid=stApp][data-test-script-state=notRunning]")).to_have_count(1)
    box = view.bounding_box()
    assert box is not None
    assert box["height"] <= 3 * HEIGHT
