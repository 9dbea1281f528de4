"""Charts over years, read with the keyboard alone and shown on the whole screen."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import look, settled

CHART = "[data-testid=stVegaLiteChart]"

# Each page's first chart over years, and what its last year and the one before hold, as the sources print them.
CHARTS = {
    "/narkotika-och-vapenbrott": ("Narkotikabrott", "2020: Utsatta områden 14,6", "2019: Utsatta områden 12,9"),
    "/skjutningar": ("Skjutningar", "2025: ", "2024: "),
    "/anmalda-brott?place=2480": ("Anmälda brott", "2025: ", "2024: "),
}


@pytest.mark.parametrize("path", CHARTS)
def test_a_chart_is_read_year_by_year_with_the_keyboard(page: Page, address: str, path: str) -> None:
    title, last, before = CHARTS[path]
    look(page, "light", 1280)
    page.goto(address + path)
    settled(page, title)
    chart = page.locator(f"{CHART}[tabindex='0']").first
    chart.focus()
    reader = page.locator(".chart-reader")
    page.keyboard.press("ArrowRight")
    expect(reader).to_have_text(re.compile(f"^{re.escape(last)}"))
    expect(reader).to_have_attribute("role", "status")
    page.keyboard.press("ArrowLeft")
    expect(reader).to_have_text(re.compile(f"^{re.escape(before)}"))
    expect(chart.locator("path.read").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(reader).not_to_contain_text(";")  # one line of the year
    page.keyboard.press("Escape")
    expect(reader).to_have_count(0)


def test_the_figure_fills_the_screen_and_comes_back(page: Page, address: str) -> None:
    look(page, "light", 1280)
    page.goto(address + "/narkotika-och-vapenbrott")
    settled(page, "Narkotikabrott")
    small = page.locator(f"{CHART} svg.marks").first.bounding_box()
    page.get_by_role("button", name="Helskärm").click()
    page.wait_for_function("document.fullscreenElement?.matches('.st-key-figure')")
    expect(page.get_by_role("heading", name="Narkotikabrott 2018–2020")).to_be_in_viewport()
    large = page.locator(f"{CHART} svg.marks").first.bounding_box()
    assert small is not None
    assert large is not None
    assert large["height"] > small["height"] * 1.3
    page.get_by_role("button", name="Helskärm").click()
    page.wait_for_function("!document.fullscreenElement")


def test_pointing_at_a_note_says_it_in_words(page: Page, address: str) -> None:
    look(page, "light", 1280)
    page.goto(address + "/skjutningar")
    settled(page, "Skjutningar")
    letter = page.locator(f"{CHART} svg text", has_text=re.compile("^b$")).first
    letter.hover()
    tip = page.locator("#vg-tooltip-element")
    expect(tip).to_contain_text("Polisens bedömning av utsatta områden 2019")
    assert "letter" not in tip.inner_text()
    page.locator(f"{CHART} svg text", has_text="Sprängningar").first.hover()
    expect(page.locator("#vg-tooltip-element.visible")).to_have_count(0)  # it says itself what it is


def test_a_telephone_has_neither_letters_nor_names_in_the_chart(page: Page, address: str) -> None:
    look(page, "light", 375)
    page.goto(address + "/skjutningar")
    settled(page, "Skjutningar")
    written = [
        text for text in page.locator(f"{CHART} svg .mark-text.role-mark text").all_text_contents() if text.strip()
    ]
    assert sorted(written) == ["158", "194"]
    expect(page.locator("ul.narrow-only")).to_be_visible()
    room = page.evaluate(
        "() => { const svg = document.querySelector('[data-testid=stVegaLiteChart] svg.marks');"
        " const lines = [...svg.querySelectorAll('.mark-line path')].map(part => part.getBoundingClientRect());"
        " return Math.max(...lines.map(box => box.width)) / svg.getBoundingClientRect().width; }"
    )
    assert room > 0.7  # of the width, for what is drawn


@pytest.mark.parametrize(
    ("anchor", "title"),
    [
        ("spridning", "Skjutningarnas spridning 2019–2021"),
        ("hela-landet", "Skjutningar och sprängningar i hela landet 2017–2025"),
    ],
)
def test_a_link_to_what_was_a_section_once_leads_to_its_figure(
    page: Page, address: str, anchor: str, title: str
) -> None:
    look(page, "light", 1280)
    page.goto(f"{address}/skjutningar?year=2020#{anchor}")
    settled(page, "Skjutningar")
    expect(page.get_by_role("heading", name=title, exact=True)).to_be_visible()
