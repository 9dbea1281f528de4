"""The menu: its groups by mouse and by keyboard alone, over the page, in every width."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import IN_MENU, follow, look, settled, turned
from tests.browser.test_accessibility import RULES

OFFENCES, AREAS, FOLLOW_UP, DATA = (
    "Brott och händelser",
    "Områden och kommuner",
    "Uppföljning och underlag",
    "Data och kvalitet",
)


def name(page: Page, group: str) -> Locator:
    """What opens the group."""
    return page.locator(".menu .group summary").filter(has_text=group)


def open_groups(page: Page) -> list[str]:
    return [text.strip() for text in page.locator(".menu .group[open] summary").all_inner_texts()]


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.textContent")).strip()


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_menu_is_one_line_and_leads_to_every_page(page: Page, address: str, language: str) -> None:
    page.goto(f"{address}/forandringar?lang={language}")
    page.locator(".page-footer").wait_for()
    tops = page.evaluate(
        """() => [...document.querySelectorAll(".menu nav > ul > li > a, .menu .group summary, .menu > a")]
            .map(part => Math.round(part.getBoundingClientRect().top + part.getBoundingClientRect().height / 2))"""
    )
    assert len(tops) == 6
    assert max(tops) - min(tops) <= 3
    paths = page.evaluate("""() => [...document.querySelectorAll(".menu nav a")].map(link => link.pathname)""")
    assert sorted(paths) == sorted(IN_MENU)


def test_a_group_is_opened_read_and_closed_by_keyboard_alone(page: Page, address: str) -> None:
    page.goto(f"{address}/om-statistiken")
    settled(page, "Om statistiken")
    page.locator(".menu nav a").filter(has_text="Översikt").focus()
    page.keyboard.press("Tab")
    expect(name(page, OFFENCES)).to_be_focused()
    page.keyboard.press("Enter")
    assert open_groups(page) == [OFFENCES]
    reached = []
    for _ in range(3):
        page.keyboard.press("Tab")
        reached.append(focused(page))
    assert reached == ["Anmälda brott", "Skjutningar", "Händelserapporter"]
    page.keyboard.press("Escape")
    assert open_groups(page) == []
    expect(name(page, OFFENCES)).to_be_focused()
    page.keyboard.press("Tab")  # past what is closed
    expect(name(page, AREAS)).to_be_focused()
    page.keyboard.press("Space")
    assert open_groups(page) == [AREAS]
    page.keyboard.press("Space")
    assert open_groups(page) == []
    page.keyboard.press("Enter")
    for _ in range(9):  # eight links, and on
        page.keyboard.press("Tab")
    expect(name(page, FOLLOW_UP)).to_be_focused()
    assert open_groups(page) == []  # nothing that the keyboard reaches lies under an open group
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert focused(page) == "Mål och uppföljning"
    page.keyboard.press("Enter")
    settled(page, "Mål och uppföljning")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    assert open_groups(page) == []


def test_one_group_is_open_at_a_time_and_none_when_the_reader_clicks_elsewhere(page: Page, address: str) -> None:
    page.goto(f"{address}/om-statistiken")
    settled(page, "Om statistiken")
    name(page, OFFENCES).click()
    name(page, DATA).click()
    assert open_groups(page) == [DATA]
    page.get_by_role("heading", level=1).click()
    assert open_groups(page) == []
    name(page, DATA).click()
    page.locator(".menu .group a").filter(has_text="Om statistiken").click()  # the page that is shown
    assert open_groups(page) == []
    expect(page.get_by_role("heading", level=1)).to_be_focused()


def test_a_group_stays_open_when_the_menu_is_drawn_anew_under_the_readers_hand(page: Page, address: str) -> None:
    page.goto(f"{address}/om-statistiken")
    settled(page, "Om statistiken")
    follow(page, "Datakvalitet")
    settled(page, "Datakvalitet")
    name(page, AREAS).click()
    page.evaluate("() => { window.before = document.querySelector('.menu'); }")
    page.go_back()
    settled(page, "Om statistiken")
    page.wait_for_function("() => window.before !== document.querySelector('.menu')")
    expect(page.locator(".menu .group[open] summary")).to_have_text([AREAS])
    expect(name(page, AREAS)).to_be_focused()
    page.keyboard.press("Escape")
    assert open_groups(page) == []


def test_a_group_that_is_opened_while_a_page_still_comes_stays_open(page: Page, address: str) -> None:
    page.goto(f"{address}/om-statistiken")
    settled(page, "Om statistiken")
    page.evaluate(
        """group => new MutationObserver(() => {
            if (window.opened || document.querySelector("h1")?.textContent !== "Datakvalitet") return;
            window.opened = true; // a reader who knows the way does not wait
            const all = [...document.querySelectorAll(".menu .group summary")];
            const wanted = all.find(summary => summary.textContent.includes(group));
            wanted.focus();
            wanted.click();
        }).observe(document.getElementById("root"), { childList: true, subtree: true })""",
        AREAS,
    )
    follow(page, "Datakvalitet")
    settled(page, "Datakvalitet")
    page.wait_for_timeout(
        1000
    )  # the keyboard is taken to a page's heading once nothing has changed for a third of that
    assert open_groups(page) == [AREAS]
    expect(name(page, AREAS)).to_be_focused()


def test_a_group_lies_over_the_page_and_moves_nothing(page: Page, address: str) -> None:
    page.goto(f"{address}/omraden")  # a map, and a header that sticks
    settled(page, "Områden")
    where = "() => { const box = document.querySelector('h1').getBoundingClientRect(); return [box.left, box.top]; }"
    before = page.evaluate(where)
    for group in (OFFENCES, AREAS, FOLLOW_UP, DATA):
        name(page, group).click()
        assert page.evaluate(where) == before
        links = page.locator(".menu .group[open] a")
        assert links.count() >= 2
        for link in links.all():
            on_top = "link => { const box = link.getBoundingClientRect();"
            on_top += (
                " return document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2) === link; }"
            )
            assert link.evaluate(on_top), link.inner_text()


def test_the_group_of_the_shown_page_is_marked_also_after_a_link_and_the_choice_goes_along(
    page: Page, address: str
) -> None:
    page.goto(f"{address}/skjutningar?year=2020")
    settled(page, "Skjutningar")
    page.evaluate("() => { window.stillHere = true; }")
    marked = page.locator(".menu summary[aria-current=true]")
    expect(marked).to_have_text([OFFENCES])
    follow(page, "Händelserapporter")
    settled(page, "Händelserapporter")
    expect(page).to_have_url(re.compile(r"/handelserapporter\?year=2020$"))
    expect(marked).to_have_text([OFFENCES])
    follow(page, "Datakvalitet")
    settled(page, "Datakvalitet")
    expect(marked).to_have_text([DATA])
    follow(page, "Översikt")
    settled(page, "Översikt")
    expect(marked).to_have_count(0)
    assert page.evaluate("() => window.stillHere")


@pytest.mark.parametrize("width", [320, 1280])
def test_an_open_menu_has_no_violation_that_axe_finds_and_targets_are_large(
    page: Page, address: str, width: int
) -> None:
    look(page, "light", width)
    page.goto(f"{address}/forandringar")
    settled(page, "Förändringar")
    for mode in ("light", "dark"):
        turned(page, mode, width)
        page.keyboard.press("Escape")
        open_all_and_look(page)


def open_all_and_look(page: Page) -> None:
    for opener in page.locator(".menu summary:visible").all():
        opener.click()
        assert Axe().run(page, ".menu", options=RULES).response["violations"] == []
        small = page.evaluate(
            """() => [...document.querySelectorAll(".menu a, .menu summary")]
                .map(part => [part.textContent, part.getBoundingClientRect()])
                .filter(([, box]) => box.height && (box.height < 24 || box.width < 24 || box.right > innerWidth))
                .map(([text]) => text)"""
        )
        assert small == []


def test_a_narrow_screen_has_all_links_in_lists_under_their_names(page: Page, address: str) -> None:
    look(page, "light", 320)  # as wide as 1280 at 400 per cent
    page.goto(f"{address}/forandringar")
    settled(page, "Förändringar")
    expect(page.locator(".menu nav a:visible")).to_have_count(0)
    page.get_by_text("Meny", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.locator(".menu nav a:visible")).to_have_count(len(IN_MENU))
    expect(page.locator(".menu .group summary:visible")).to_have_count(0)
    headed = "list => getComputedStyle(list, '::before').content.split('\"')[1]"
    assert [part.evaluate(headed) for part in page.locator(".menu .group ul").all()] == [
        OFFENCES,
        AREAS,
        FOLLOW_UP,
        DATA,
    ]
    expect(page.get_by_role("navigation").get_by_role("list", name=AREAS).get_by_role("link")).to_have_count(8)
    page.keyboard.press("Tab")
    assert focused(page) == "Översikt"
    page.keyboard.press("Escape")
    expect(page.get_by_text("Meny", exact=True)).to_be_focused()
    expect(page.locator(".menu nav a:visible")).to_have_count(0)
    page.keyboard.press("Enter")
    follow(page, "Om statistiken")
    settled(page, "Om statistiken")
    expect(page.locator(".menu nav a:visible")).to_have_count(0)


@pytest.mark.parametrize("width", [320, 1280])
def test_the_menu_leads_everywhere_without_the_shells_script(page: Page, address: str, width: int) -> None:
    look(page, "light", width)
    page.route("**/lagesbild.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    page.goto(address)
    page.locator(".page-footer").wait_for()
    if width == 320:
        page.get_by_text("Meny", exact=True).click()
    else:
        name(page, OFFENCES).click()
        name(page, AREAS).click()
        assert open_groups(page) == [AREAS]
    page.locator(".menu nav a").filter(has_text="Förändringar").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Förändringar")


@pytest.mark.parametrize("width", [375, 1280])
def test_a_link_leads_back_to_the_heading_once_the_first_screen_is_left(page: Page, address: str, width: int) -> None:
    look(page, "light", width)
    page.goto(f"{address}/kommun?place=0127")
    settled(page, "Botkyrka")
    up = page.get_by_role("link", name="Till början")
    expect(up).to_be_hidden()
    page.locator("[data-testid=stMain]").evaluate("part => part.scrollTo(0, 2000)")
    expect(up).to_be_visible()
    page.emulate_media(media="print")
    expect(up).to_be_hidden()
    page.emulate_media(media="screen")
    up.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    page.wait_for_function("() => document.querySelector('[data-testid=stMain]').scrollTop === 0")
    expect(up).to_be_hidden()
