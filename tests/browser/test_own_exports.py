"""Own files in a real browser: choosing files, words in Swedish, one reader's files beside another's, no violation."""

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import follow, settled, turned
from tests.browser.test_accessibility import RULES

PATH = "/egna-exporter"
RATES = "Kommun;År;Antal;Folkmängd\nHemligby;2019;260;130000\nHemligby;2020;325;130000\n"
WRONG = "Kommun;Antal\nUmeå;5\n"


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    """A file that is read, and one that is refused until a year is given."""
    for name, content in (("brott.csv", RATES), ("utan.csv", WRONG)):
        (tmp_path / name).write_text(content, encoding="utf-8")
    return [str(tmp_path / "brott.csv"), str(tmp_path / "utan.csv")]


def opened(page: Page, address: str, language: str = "sv") -> None:
    page.goto(f"{address}{PATH}?lang={language}")
    settled(page, "Egna filer" if language == "sv" else "Own files")


def drop(page: Page, chosen: list[str], label: str = "Välj filer") -> None:
    """Choose the files with the button, as readers do, and wait until they are read."""
    button = page.locator("[data-testid=stFileUploader]").locator("button", has_text=label)
    with page.expect_file_chooser() as choosing:
        button.click()
    choosing.value.set_files(chosen)
    for one in chosen:
        page.locator("summary", has_text=Path(one).name).wait_for()
    expect(page.locator("[data-testid=stFileChip]")).to_have_count(0)  # the uploader is empty again
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()


def test_files_are_chosen_read_and_drawn(page: Page, address: str, files: list[str]) -> None:
    opened(page, address)
    drop(page, files)
    expect(page.locator(".st-key-summary")).to_contain_text(
        "1 av 2 filer: 2 rader med tal för 1 plats, 2019–2020. En fil gick inte att läsa."
    )
    page.locator(".not-shown a").click()
    expect(page.get_by_text("Filen gick inte att läsa:")).to_be_in_viewport()
    expect(page.get_by_text("Det finns inget år").first).to_be_visible()
    chart = page.locator("[data-testid=stVegaLiteChart]").first
    expect(chart.locator("svg").first).to_be_visible()
    expect(page.locator(".figures td", has_text="2,5").first).to_be_visible()


def test_streamlits_own_words_are_in_the_readers_language(page: Page, address: str) -> None:
    opened(page, address)
    uploader = page.locator("[data-testid=stFileUploader]")
    expect(uploader.get_by_text("Högst 100 MB per fil")).to_be_visible()
    assert "Upload" not in uploader.inner_text()
    page.locator(".menu a[lang=en]").click()
    page.get_by_role("heading", level=1, name="Own files").wait_for()
    expect(uploader.get_by_text("100MB per file")).to_be_visible()
    expect(uploader.locator("button", has_text="Upload")).to_be_visible()
    page.locator(".menu a[lang=sv]").click()
    expect(uploader.locator("button", has_text="Välj filer")).to_be_visible()


def test_the_keyboard_is_back_at_the_uploader_when_files_were_read(page: Page, address: str, files: list[str]) -> None:
    opened(page, address)
    drop(page, files[:1])
    expect(page.locator("[data-testid=stFileUploader] button")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("summary", has_text="Mer")).to_be_focused()


def test_one_reader_never_sees_the_files_of_another(
    page: Page, new_context: Callable[[], BrowserContext], address: str, files: list[str]
) -> None:
    mine, other = page, new_context().new_page()
    opened(mine, address)
    opened(other, address)
    drop(mine, files[:1])
    expect(mine.locator("[data-testid=stMain]")).to_contain_text("Hemligby")
    for path, title in ((PATH, "Egna filer"), ("/om-statistiken", "Om statistiken"), ("/", "Översikt")):
        other.goto(f"{address}{path}")
        settled(other, title)
        assert "Hemligby" not in other.content(), path
    answer = other.request.get(f"{address}/api/observations.csv").text()
    assert "Hemligby" not in answer
    assert "indicator" in answer
    expect(mine.locator("[data-testid=stMain]")).to_contain_text("Hemligby")


def test_the_button_removes_the_files(page: Page, address: str, files: list[str]) -> None:
    opened(page, address)
    drop(page, files)
    page.get_by_role("button", name="Ta bort mina filer").click()
    expect(page.locator(".st-key-summary")).to_have_text("Här finns inga filer än.")
    expect(page.locator("body")).not_to_contain_text("Hemligby")  # what was there goes when the page has run to its end


def test_the_files_follow_the_reader_through_the_menu_and_are_gone_when_the_page_is_loaded_anew(
    page: Page, address: str, files: list[str]
) -> None:
    opened(page, address)
    drop(page, files[:1])
    follow(page, "Om statistiken")
    settled(page, "Om statistiken")
    follow(page, "Egna filer")
    settled(page, "Egna filer")
    expect(page.locator(".st-key-summary")).to_contain_text("1 fil")
    page.reload()
    settled(page, "Egna filer")
    expect(page.locator(".st-key-summary")).to_have_text("Här finns inga filer än.")


def test_a_refused_file_is_mended_with_the_keyboard(page: Page, address: str, files: list[str]) -> None:
    opened(page, address)
    drop(page, files[1:])
    year = page.get_by_role("combobox", name="År för alla tal")
    year.focus()
    page.keyboard.type("2021")
    page.keyboard.press("Enter")
    expect(page.locator(".st-key-summary")).to_contain_text("1 fil: 1 rad med tal för 1 plats, 2021.")
    expect(page.locator("[data-testid=stAlert]")).to_have_count(0)


def test_the_export_is_saved(page: Page, address: str, files: list[str]) -> None:
    opened(page, address)
    drop(page, files[:1])
    page.locator("summary", has_text="Spara för alla").click()
    with page.expect_download() as saving:
        page.get_by_role("button", name="Spara som export").click()
    assert saving.value.suggested_filename == "lagesbild-egna-exporter.zip"
    assert Path(saving.value.path()).read_bytes().startswith(b"PK")


def test_axe_finds_no_violation_with_files_and_nothing_scrolls_sideways(
    page: Page, address: str, files: list[str]
) -> None:
    opened(page, address)
    drop(page, files)
    page.locator("[data-testid=stVegaLiteChart] svg").first.wait_for()
    turned(page, "light", 320)
    over = page.evaluate("(m => m.scrollWidth - m.clientWidth)(document.querySelector('[data-testid=stMain]'))")
    assert over == 0
    page.locator("summary", has_text="Rätta det som är fel").first.click()
    page.get_by_role("combobox", name="Kolumn A (Kommun)").first.wait_for()
    for mode, width in (("light", 375), ("light", 1280), ("dark", 1280), ("dark", 375)):
        turned(page, mode, width)
        assert Axe().run(page, options=RULES).response["violations"] == [], (mode, width)
