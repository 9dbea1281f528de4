"""The search in the header: by keyboard, by mouse, on a telephone, for those who hear the page."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import look, settled, turned
from tests.browser.test_accessibility import RULES, sideways


def test_places_figures_pages_and_words_are_found_without_marks_and_in_english(page: Page, address: str) -> None:
    page.goto(f"{address}/om-statistiken")
    settled(page, "Om statistiken")
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "search.json" in request.url else None)
    for text, title in {
        "umea": "Umeå",
        "VÄSTERÅS": "Västerås",
        "vasteras": "Västerås",
        "2480": "Umeå",
        "rinkeby te": "Rinkeby/Tensta",
        "vapenb": "Vapenbrott",
        "weapons": "Vapenbrott",
        "knark": "Narkotikabrott",
        "map": "Områden",
        "riskomr": "Riskområden",
        "data quality": "Datakvalitet",
    }.items():
        page.locator("#search").fill(text)
        expect(page.locator("#found b").first).to_have_text(title)
    page.locator("#search").fill("xyzzy")
    expect(page.locator(".search .nothing")).to_have_text("Inget här heter ”xyzzy”.")
    assert len(asked) == 1  # asked for once, looked through here


def test_by_keyboard_alone_and_the_language_and_the_municipality_go_along(page: Page, address: str) -> None:
    page.goto(f"{address}/datakvalitet?lang=en&place=2480")
    settled(page, "Data quality")
    page.evaluate("() => { window.stillHere = true; }")
    page.keyboard.press("/")
    field = page.get_by_role("combobox", name="Search municipality, area, figure, page or word")
    expect(field).to_be_focused()
    page.keyboard.type("botk")
    expect(page.get_by_role("listbox")).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(page.locator("body > .said").filter(has_text=re.compile(r"^\d+ hits$"))).to_have_count(1)
    assert field.get_attribute("aria-activedescendant") is None
    page.keyboard.press("ArrowDown")
    active = page.locator(f"#{field.get_attribute('aria-activedescendant')}")
    expect(active).to_have_attribute("aria-selected", "true")
    expect(active).to_contain_text("Botkyrka")
    page.keyboard.press("ArrowUp")
    assert field.get_attribute("aria-activedescendant") is None
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_have_count(0)
    expect(field).to_have_value("botk")
    page.keyboard.press("Escape")
    expect(field).to_have_value("")
    page.keyboard.type("stands out")
    expect(page.get_by_role("option").first).to_contain_text("What stands out")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/sticker-ut\?lang=en&place=2480$"))
    settled(page, "What stands out")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    expect(page.locator(".menu .chosen")).to_have_text("Umeå")
    assert page.evaluate("() => window.stillHere")
    page.keyboard.press("/")
    page.keyboard.type("dorotea")
    expect(page.get_by_role("option").first).to_contain_text("Dorotea")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Dorotea")
    expect(page).to_have_url(re.compile(r"/kommun\?place=2425&lang=en$"))
    expect(page.locator(".menu .chosen")).to_have_text("Dorotea")


def test_a_slash_is_a_letter_where_something_is_typed(page: Page, address: str) -> None:
    page.goto(f"{address}/")
    settled(page, "Översikt")
    page.get_by_role("combobox", name="Kommun", exact=True).focus()
    page.keyboard.press("/")
    expect(page.locator("#search")).not_to_be_focused()


def test_a_word_leads_to_where_it_is_explained(page: Page, address: str) -> None:
    page.goto(f"{address}/datakvalitet")
    settled(page, "Datakvalitet")
    page.locator("#search").fill("riskområden")
    page.get_by_role("option").first.click()
    expect(page.locator("#risk")).to_be_focused()
    expect(page.locator("#risk")).to_be_in_viewport()


@pytest.mark.parametrize("width", [1280, 375, 320])
def test_an_open_search_breaks_no_rule_and_fits_the_screen(page: Page, address: str, width: int) -> None:
    look(page, "light", width)
    page.goto(f"{address}/kommun?place=0114")  # a long name: Upplands Väsby
    settled(page, "Upplands Väsby")
    before = page.locator("h1").bounding_box()
    page.locator("#search").click()
    page.keyboard.type("stad")
    expect(page.get_by_role("listbox")).to_be_visible()
    for mode in ("light", "dark"):
        page.emulate_media(color_scheme=mode)  # type: ignore[arg-type]
        page.wait_for_timeout(300)
        assert Axe().run(page, ".menu", options=RULES).response["violations"] == []
    assert page.locator("h1").bounding_box() == before  # what is found lies over the page
    box = page.get_by_role("listbox").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert sideways(page)[0] == 0
    page.locator("#search").blur()
    expect(page.get_by_role("listbox")).to_have_count(0)
    turned(page, "light", width)


def test_what_is_typed_stays_when_the_page_is_drawn_anew(page: Page, address: str) -> None:
    page.goto(f"{address}/skjutningar")
    settled(page, "Skjutningar")
    page.locator("#search").focus()
    page.keyboard.type("ume")
    page.evaluate("() => { history.pushState(null, '', '?lang=en'); dispatchEvent(new PopStateEvent('popstate')); }")
    settled(page, "Shootings")
    field = page.get_by_role("combobox", name="Search municipality, area, figure, page or word")
    expect(field).to_be_focused()
    expect(field).to_have_value("ume")


def test_a_search_that_gets_no_answer_says_so_and_tries_again(page: Page, address: str) -> None:
    page.route("**/api/search.json*", lambda route: route.abort())
    page.goto(f"{address}/om-statistiken")
    settled(page, "Om statistiken")
    page.locator("#search").fill("umeå")
    expect(page.locator(".search .nothing")).to_have_text("Sökningen svarar inte. Försök igen om en stund.")
    page.unroute_all()
    page.locator("#search").fill("ume")
    expect(page.get_by_role("option").first).to_contain_text("Umeå")
