"""The situation report in a browser: its chapters open and clean to axe, its HTML file alone, and words that are saved and opened again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import context, look, unfold
from tests.browser.test_accessibility import sideways, violations

UMEA = "/lagesbild?place=2480&form=all"


def opened(page: Page, address: str) -> None:
    page.goto(address)
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
    page.locator(".page-footer").wait_for()
    page.locator("[data-testid=stVegaLiteChart] svg").first.wait_for()


@pytest.mark.parametrize(("mode", "width"), [("light", 1280), ("dark", 375)])
def test_the_chapters_are_clean_to_axe_when_they_are_open(page: Page, address: str, mode: str, width: int) -> None:
    look(page, mode, width)
    opened(page, address + UMEA)
    for fold in page.locator("[class*=st-key-topic_], .st-key-own_words, .st-key-letters").all():
        unfold(fold)
    expect(page.locator(".missing-box").first).to_be_visible()
    expect(page.locator("[data-testid=stVegaLiteChart] svg")).to_have_count(6)
    assert violations(page) == []
    assert sideways(page) == [0, []]


@pytest.mark.parametrize(("width", "height"), [(1280, 900), (375, 812)])
def test_the_files_stand_on_the_first_screen(page: Page, address: str, width: int, height: int) -> None:
    """Above the figure: who came for the document sees at once that it can be had, and as what."""
    page.set_viewport_size({"width": width, "height": height})
    opened(page, address + "/lagesbild?place=2480")
    chart = page.locator("[data-testid=stVegaLiteChart]").first.bounding_box()
    for name in ("PDF", "Word", "HTML"):
        box = page.get_by_role("button", name=name, exact=True).bounding_box()
        assert box
        assert chart
        assert box["y"] + box["height"] < chart["y"] < height


def test_the_html_file_stands_alone_and_is_clean_to_axe(
    page: Page, address: str, browser: Browser, tmp_path: Path
) -> None:
    opened(page, address + UMEA)
    with page.expect_download() as download:
        page.get_by_role("button", name="HTML", exact=True).click()
    file = tmp_path / "lagesbild.html"
    download.value.save_as(file)
    alone = context(browser, bypass_csp=True)  # axe is a script, which the file itself allows none of
    asked: list[str] = []
    alone.on("request", lambda request: asked.append(request.url))
    reader = alone.new_page()
    reader.goto(file.as_uri())
    expect(reader.get_by_role("heading", level=1)).to_contain_text("Lägesbild för Umeå")
    expect(reader.locator("figure svg")).to_have_count(6)
    assert asked == [file.as_uri()]
    assert violations(reader) == []
    alone.close()


def test_words_that_were_saved_are_back_when_the_file_is_opened(page: Page, address: str, tmp_path: Path) -> None:
    opened(page, address + UMEA)
    words = page.locator(".st-key-own_words")
    words.locator("summary").click()
    field = page.get_by_label("Kommunens analys")
    field.fill("Vi ser <b>två</b> saker.")
    field.blur()
    expect(page.locator(".passage p", has_text="Vi ser <b>två</b> saker.")).to_have_count(1)
    with page.expect_download() as download:
        page.get_by_role("button", name="Spara mina ord").click()
    file = tmp_path / "ord.json"
    download.value.save_as(file)
    assert json.loads(file.read_text(encoding="utf-8"))["texts"] == {"analysis": "Vi ser <b>två</b> saker."}
    opened(page, address + UMEA)  # loaded anew: nothing of it was kept
    expect(page.locator(".passage p", has_text="Vi ser <b>två</b> saker.")).to_have_count(0)
    page.locator(".st-key-own_words summary").click()
    page.locator("[data-testid=stFileUploader] input").set_input_files(file)
    expect(page.locator(".passage p", has_text="Vi ser <b>två</b> saker.")).to_have_count(1)
    expect(page.get_by_text("1 text öppnades.")).to_be_visible()
