"""Devices that set the colours themselves, or ask for more contrast: what stands out still does."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page

from tests.browser.conftest import settled
from tests.browser.test_accessibility import RULES

Opened = Callable[..., Page]


@pytest.fixture
def opened(page: Page, address: str) -> Opened:
    """Opens a page on a device of this kind."""

    def open_page(path: str, title: str, **device: str) -> Page:
        page.emulate_media(**device)  # type: ignore[arg-type]
        page.goto(address + path)
        settled(page, title)
        return page

    return open_page


def look(part: Locator) -> tuple[str, ...]:
    """What the eye tells a part from others by."""
    names = ["backgroundColor", "borderTopStyle", "borderTopWidth", "borderTopColor", "outlineStyle", "outlineWidth"]
    return tuple(part.evaluate("(part, names) => names.map(name => getComputedStyle(part)[name])", names))


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_with_forced_colours_what_is_chosen_and_where_the_keyboard_is_stand_out(opened: Opened, mode: str) -> None:
    page = opened("/sticker-ut?year=2020", "Vad som sticker ut", color_scheme=mode, forced_colors="active")
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    page.locator(".st-key-filters summary").click()
    pills = page.locator(".st-key-year_filter button")
    chosen, other = pills.filter(has_text="2020"), pills.filter(has_text="2019")
    chosen.wait_for()
    page.get_by_role("heading", level=1).click()
    assert look(chosen) != look(other)
    before = look(other)
    other.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert look(other) != before
    menu = page.locator(".menu .group summary")
    assert look(menu.nth(0)) != look(menu.nth(1))  # the group of this page
    views = page.locator(".views a")
    assert look(views.nth(0)) != look(views.nth(1))
    page.keyboard.press("Escape")
    page.locator("#search").fill("stad")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("ArrowDown")
    options = page.get_by_role("option")
    assert look(options.nth(0)) != look(options.nth(1))
    assert Axe().run(page, ".menu", options=RULES).response["violations"] == []


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_with_forced_colours_the_categories_and_the_lines_can_be_told_apart(opened: Opened, mode: str) -> None:
    page = opened("/kommun?place=0127", "Botkyrka", color_scheme=mode, forced_colors="active")
    cells = {
        name: page.locator(f".area-cells .cell.{name}") for name in ("vulnerable", "particularly_vulnerable", "risk")
    }
    there = {name: look(cell.first) for name, cell in cells.items() if cell.count()}
    assert len(there) >= 2
    assert len(set(there.values())) == len(there)
    lines = page.locator("svg.marks .mark-line path")
    strokes = {(part.get_attribute("stroke"), part.get_attribute("stroke-dasharray")) for part in lines.all()}
    assert len(strokes) >= 2
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    for part in lines.all():
        assert contrast(part.evaluate("part => getComputedStyle(part).stroke"), ground) >= 3
    for text in page.locator("svg.marks text").all()[:20]:
        assert contrast(text.evaluate("part => getComputedStyle(part).fill"), ground) >= 4.5


def contrast(one: str, other: str) -> float:
    """By WCAG's definition, of colours as browsers write them."""

    def luminance(colour: str) -> float:
        parts = [float(part) / 255 for part in colour[colour.index("(") + 1 : -1].split(",")[:3]]
        red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    dark, light = sorted([luminance(one), luminance(other)])
    return (light + 0.05) / (dark + 0.05)


def test_black_on_white_is_21_to_1() -> None:
    assert contrast("rgb(0, 0, 0)", "rgb(255, 255, 255)") == pytest.approx(21)
    assert contrast("rgb(118, 118, 118)", "rgb(255, 255, 255)") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_with_more_contrast_no_text_is_quiet(opened: Opened, mode: str) -> None:
    page = opened("/kommun?place=0127", "Botkyrka", color_scheme=mode, contrast="more")
    ground = page.evaluate("getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor")
    for selector in (".brand", "p.meta", ".support p", ".page-footer", "svg.marks .role-axis-label text"):
        part = page.locator(selector).first
        name = "fill" if "text" in selector else "color"
        assert contrast(part.evaluate("(part, name) => getComputedStyle(part)[name]", name), ground) >= 7, selector
    assert Axe().run(page, options=RULES).response["violations"] == []
    rule = "getComputedStyle(document.querySelector('.menu')).borderBottomColor"
    strong = contrast(page.evaluate(rule), ground)
    page.emulate_media(contrast="no-preference")
    assert strong > contrast(page.evaluate(rule), ground)
