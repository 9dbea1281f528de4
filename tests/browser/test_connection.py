"""A server that goes away under open pages: what the reader is told, what comes back by itself, and what was lost."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.browser.conftest import follow, open_downloads, settled, unfold
from tests.browser.test_accessibility import RULES
from tests.browser.test_own_exports import RATES, drop, opened
from tests.served import free_port, serving


@pytest.fixture
def own_file(tmp_path: Path) -> str:
    (tmp_path / "brott.csv").write_text(RATES, encoding="utf-8")
    return str(tmp_path / "brott.csv")


LABELS = {"sv": "Välj filer", "en": "Upload"}


def test_a_restart_tells_which_own_files_are_lost_and_they_can_be_given_again(
    new_context: Callable[[], BrowserContext], tmp_path: Path, own_file: str
) -> None:
    """The page went on showing them, the next file vanished too, and a dialog said in English that Streamlit is away."""
    port = free_port()
    pages = {language: new_context().new_page() for language in LABELS}
    with serving(tmp_path / "one.txt", port=port) as served:
        for language, page in pages.items():
            opened(page, served.url, language)
            drop(page, [own_file], LABELS[language])
        served.process.kill()
        for language, page in pages.items():
            said = "Ingen kontakt med servern" if language == "sv" else "No contact with the server"
            expect(page.locator("#bar-away")).to_contain_text(said)
        page.wait_for_timeout(6000)  # by then Streamlit has its own say
        for page in pages.values():
            expect(page.get_by_role("dialog")).to_have_count(0)
            assert "Streamlit" not in page.locator("body").inner_text()
            found = Axe().run(page, "#bar-away", RULES)  # the rest is dimmed meanwhile
            assert found.response["violations"] == []
    with serving(tmp_path / "other.txt", port=port):
        for language, page in pages.items():
            lost_and_given_again(page, language, own_file)


def lost_and_given_again(page: Page, language: str, own_file: str) -> None:
    lost = page.locator("#bar-lost")
    expect(lost).to_contain_text("Dina egna filer finns inte kvar: brott.csv." if language == "sv" else "brott.csv")
    expect(page.locator("#bar-away")).to_have_count(0)
    summary = page.locator(".st-key-summary")
    expect(summary).to_have_text("Här finns inga filer än." if language == "sv" else "No files are here yet.")
    expect(page.locator("[data-testid=stMain]")).not_to_contain_text("Hemligby")
    assert Axe().run(page, options=RULES).response["violations"] == []
    drop(page, [own_file], LABELS[language])
    expect(page.locator("[data-testid=stMain]")).to_contain_text("Hemligby")
    expect(lost).to_have_count(0)


def test_the_view_is_the_same_after_a_restart_and_another_page_than_that_of_own_files_tells_it_too(
    page: Page, tmp_path: Path, own_file: str
) -> None:
    port = free_port()
    with serving(tmp_path / "one.txt", port=port) as served:
        opened(page, served.url)
        drop(page, [own_file])
        follow(page, "Skjutningar")
        settled(page, "Skjutningar")
        page.evaluate("history.replaceState(null, '', '/skjutningar?year=2019&category=risk')")
        served.process.kill()
        expect(page.locator("#bar-away")).to_be_visible()
    with serving(tmp_path / "other.txt", port=port) as served:
        expect(page.locator("#bar-lost")).to_contain_text("brott.csv")
        settled(page, "Skjutningar")
        assert page.url.startswith(f"{served.url}/skjutningar?year=2019&category=risk")
        page.locator("#bar-lost a").click()
        settled(page, "Egna filer")
        expect(page.locator("#bar-lost")).to_contain_text("brott.csv")
        page.locator("#bar-lost").get_by_role("button", name="Stäng").click()
        expect(page.locator("#bar-lost")).to_have_count(0)
        page.reload()
        settled(page, "Egna filer")
        expect(page.locator("#bar-lost")).to_have_count(0)


def test_a_page_that_is_loaded_anew_tells_that_its_files_are_gone(page: Page, address: str, own_file: str) -> None:
    opened(page, address)
    drop(page, [own_file])
    page.reload()
    settled(page, "Egna filer")
    expect(page.locator("#bar-lost")).to_contain_text("brott.csv")
    page.locator("#bar-lost").get_by_role("button", name="Stäng").click()


def test_files_that_the_reader_removes_are_not_lost(page: Page, address: str, own_file: str) -> None:
    opened(page, address)
    drop(page, [own_file])
    page.get_by_role("button", name="Ta bort mina filer").click()
    expect(page.locator(".st-key-summary")).to_have_text("Här finns inga filer än.")
    page.reload()
    settled(page, "Egna filer")
    expect(page.locator("#bar-lost")).to_have_count(0)


def test_a_file_that_there_is_no_room_for_is_refused_in_words(
    new_context: Callable[[], BrowserContext], tmp_path: Path
) -> None:
    for name in ("en.csv", "två.csv", "tre.csv"):
        (tmp_path / name).write_text(RATES + " " * 900_000, encoding="utf-8")
    with serving(tmp_path / "log.txt", LAGESBILD_LARGEST_FILE="1") as served:
        page = new_context().new_page()
        opened(page, served.url)
        chosen = [str(tmp_path / name) for name in ("en.csv", "två.csv", "tre.csv")]
        page.locator("[data-testid=stFileUploader] input").set_input_files(chosen)
        expect(page.locator("#bar-refused")).to_contain_text("för många eller för stora filer")
        page.close()


def test_reading_ends_when_the_reader_leaves(new_context: Callable[[], BrowserContext], tmp_path: Path) -> None:
    """A file was read on for over a minute, at full load."""
    rows = (f"Plats {n % 9000};{2015 + n % 11};{n % 900};{n % 9000 + 1000}\n" for n in range(600_000))
    (tmp_path / "stor.csv").write_text("Kommun;År;Antal;Folkmängd\n" + "".join(rows), encoding="utf-8")
    with serving(tmp_path / "log.txt") as served:
        page = new_context().new_page()
        opened(page, served.url)
        page.locator("[data-testid=stFileUploader] input").set_input_files(str(tmp_path / "stor.csv"))
        until(lambda: bool(served.readings()))
        page.close()
        until(lambda: not served.readings())
        assert "was read" not in served.logged()  # it was not that it had come to its end


def until(happened: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.mark.parametrize("stays_away", [False, True])
def test_a_script_that_is_gone_lets_the_page_load_itself_anew_once_and_never_again(
    page: Page, address: str, stays_away: bool
) -> None:
    """After an update: a red TypeError in English stood in its place."""
    page.goto(f"{address}/om-statistiken")
    page.evaluate("sessionStorage.clear()")
    page.locator(".page-footer").wait_for()
    asked: list[str] = []

    def gone(route: Route) -> None:
        asked.append(route.request.url)
        if stays_away or len(asked) == 1:
            route.fulfill(status=404, body="404")
        else:
            route.continue_()

    page.route("**/static/js/FileUploader.*.js", gone)
    loads: list[str] = []
    page.on("framenavigated", lambda frame: loads.append(frame.url))
    page.on("load", lambda _: loads.append("load"))
    follow(page, "Egna filer")
    if stays_away:
        expect(page.locator("#bar-broken")).to_contain_text("Ladda om sidan")
        page.wait_for_timeout(3000)
    else:
        settled(page, "Egna filer")
        expect(page.locator("#bar-broken")).to_have_count(0)
    assert loads.count("load") == 1
    page.unroute_all()


def test_pages_are_followed_drawn_and_given_files_below_a_path(
    new_context: Callable[[], BrowserContext], tmp_path: Path, own_file: str
) -> None:
    with serving(tmp_path / "log.txt", "--server.baseUrlPath", "lagesbild", path="/lagesbild") as served:
        page = new_context().new_page()
        failed: list[str] = []
        page.on("response", lambda answer: failed.append(answer.url) if answer.status >= 400 else None)
        page.goto(f"{served.url}/skjutningar?year=2019")
        settled(page, "Skjutningar")
        follow(page, "Områden")
        settled(page, "Områden")
        assert page.url.startswith(f"{served.url}/omraden")
        follow(page, "Egna filer")
        settled(page, "Egna filer")
        drop(page, [own_file])
        expect(page.locator("[data-testid=stMain]")).to_contain_text("Hemligby")
        settled(page, "Egna filer")  # while files are read the buttons are drawn anew
        unfold(page.locator(".st-key-topic_save"))
        with page.expect_download() as saving:
            page.get_by_role("button", name="Spara som export").click()
        assert Path(saving.value.path()).read_bytes().startswith(b"PK")
        page.go_back()
        settled(page, "Områden")
        page.reload()
        settled(page, "Områden")
        assert failed == []
        page.close()


@pytest.mark.parametrize("path", ["/", "/kommun?place=2480"])
def test_nothing_lies_over_a_page_while_all_is_well(page: Page, address: str, path: str) -> None:
    """The headings of cards had the look of what is said of the connection."""
    page.goto(address + path)
    page.locator(".page-footer").wait_for()
    heading = page.locator(".bar h2").first
    heading.wait_for()
    over = "part => { for (; part; part = part.parentElement) if (getComputedStyle(part).position === 'fixed') return part.className; }"
    assert heading.evaluate(over) is None


def test_opening_the_files_moves_nothing(page: Page, address: str) -> None:
    page.goto(f"{address}/kommun?place=2480")
    settled(page, "Umeå")
    page.evaluate(
        """() => {
            window.tops = new Set();
            const note = () => { window.tops.add(Math.round(document.querySelector(".answer").getBoundingClientRect().top)); requestAnimationFrame(note); };
            note();
        }"""
    )
    open_downloads(page).get_by_role("button", name="Excel", exact=True).wait_for()
    page.wait_for_timeout(700)  # as long as Streamlit's own movement takes, and a little more
    assert len(page.evaluate("() => [...window.tops]")) == 1
