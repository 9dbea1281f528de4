"""A reader's own municipalities on an indicator's page in a real browser: choosing them, their map, on paper."""

import contextlib
import time
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import follow, settled, turned
from tests.browser.test_accessibility import RULES
from tests.browser.test_own_exports import drop, opened
from tests.browser.test_print import printed

SCREEN, TITLE = "Narkotika- och vapenbrott", "Narkotikabrott"
"""What the menu calls the screen, and the page its first indicator."""
PLACES = ("Arjeplog", "Boden", "Gällivare", "Kalix", "Kiruna", "Luleå", "Piteå", "Umeå")


@pytest.fixture
def file(tmp_path: Path) -> str:
    """Narcotics offences of eight municipalities in two years: more than stand beside each other."""
    lines = [
        f"Narkotikabrott;{place};{year};{100 + number};10000"
        for number, place in enumerate(PLACES)
        for year in (2023, 2024)
    ]
    path = tmp_path / "norr.csv"
    path.write_text("\n".join(["Brottstyp;Kommun;År;Antal;Folkmängd", *lines]), encoding="utf-8")
    return str(path)


def shown(page: Page, address: str, file: str) -> None:
    opened(page, address)
    drop(page, [file])
    follow(page, SCREEN)
    settled(page, TITLE)
    page.locator(".st-key-beside_map canvas").first.wait_for()  # the last part of the page, below what is pressed


def asked(page: Page) -> list[str]:
    return parse_qs(urlsplit(page.url).query).get("area", [])


def unfolded(page: Page) -> Locator:
    """What opens the list of the places that are not chosen, in the filters, which are opened."""
    page.locator(".st-key-filters summary").click()
    control = page.get_by_role("button", name="Fler platser …")
    control.wait_for()
    return control


def more(page: Page) -> None:
    """Open that list with the keyboard."""
    pressed(page, unfolded(page))


def pressed(page: Page, control: Locator) -> None:
    """Press it until the list is open: a press is lost where the page is drawn anew just then."""
    end = time.monotonic() + 30
    while control.get_attribute("aria-expanded") == "false":
        assert time.monotonic() < end, "the list does not open"
        control.press("Space")
        with contextlib.suppress(AssertionError):
            expect(control).to_have_attribute("aria-expanded", "true", timeout=5_000)
    page.get_by_role("combobox", name="Fler platser …").wait_for()
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()


def test_places_are_chosen_with_the_keyboard(page: Page, address: str, file: str) -> None:
    shown(page, address, file)
    more(page)
    page.keyboard.press("Tab")
    expect(page.get_by_role("combobox", name="Fler platser …")).to_be_focused()
    for typed in ("kir", "ume"):
        page.keyboard.type(typed)
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name={"kir": "Kiruna", "ume": "Umeå"}[typed])).to_be_visible()
        expect(page.get_by_role("combobox", name="Fler platser …")).to_be_focused()
    assert asked(page) == ["Arjeplog", "Kiruna", "Umeå"]
    kiruna = page.locator(".st-key-area_filter button", has_text="Kiruna")
    kiruna.focus()
    page.keyboard.press("Space")
    page.wait_for_url(lambda url: "Kiruna" not in url)
    expect(kiruna).to_be_focused()  # it stays, no longer chosen
    assert asked(page) == ["Arjeplog", "Umeå"]


def test_on_paper_are_the_places_that_are_chosen_and_no_more(page: Page, address: str, file: str) -> None:
    shown(page, address, file)
    more(page)
    text = " ".join(printed(page))
    assert "Egna områden: Arjeplog" in text
    assert "Fler platser" not in text
    assert "Välj en plats" not in text


def test_axe_finds_no_violation_beside_the_map(page: Page, address: str, file: str) -> None:
    shown(page, address, file)
    more(page)
    for mode, width in (("light", 1280), ("light", 375), ("dark", 375), ("dark", 1280)):
        turned(page, mode, width)
        assert Axe().run(page, options=RULES).response["violations"] == [], (mode, width)


def test_the_map_stands_beside_its_table_where_there_is_room(page: Page, address: str, file: str) -> None:
    shown(page, address, file)
    for width in (1280, 1024, 320):
        turned(page, "light", width)
        stands_beside_its_table(page, width)


def stands_beside_its_table(page: Page, width: int) -> None:
    row = page.locator(".st-key-beside_map")
    the_map, table = (row.locator(part).bounding_box() for part in (".stDeckGlJsonChart", ".figures"))
    assert the_map is not None
    assert table is not None
    if width == 320:
        assert table["y"] > the_map["y"] + the_map["height"]
    else:
        assert table["x"] > the_map["x"] + the_map["width"]
        assert the_map["width"] > 0.35 * row.evaluate("e => e.clientWidth")
    over = page.evaluate("(m => m.scrollWidth - m.clientWidth)(document.querySelector('[data-testid=stMain]'))")
    assert over == 0


def test_the_map_and_its_table_are_printed_whole(page: Page, address: str, file: str) -> None:
    shown(page, address, file)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 680, "height": 960})
    parts = page.locator(".st-key-beside_map :is(.stDeckGlJsonChart, .figures, .figures table)").all()
    boxes = [part.bounding_box() for part in parts]
    assert len(boxes) == 3
    assert [box for box in boxes if box is None or box["x"] + box["width"] > 682 or box["height"] < 200] == []


def test_the_control_of_the_list_says_whether_it_is_open(page: Page, address: str, file: str) -> None:
    shown(page, address, file)
    control = unfolded(page)
    expect(control).to_have_attribute("aria-expanded", "false")
    pressed(page, control)
    expect(control).to_have_attribute("aria-expanded", "true")
    assert page.locator(".st-key-area_filter button[aria-expanded]").count() == 1
