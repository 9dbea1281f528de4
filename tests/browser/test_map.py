"""The map of the assessed areas in Chromium: drawn from this server alone, clickable, and usable without a mouse."""

import re
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect

from pages.components.charts import maps
from queries.places import base_map
from tests.browser.conftest import launched, look, settled, turned, usable
from tests.mercator import MAP, find, point


@pytest.fixture(scope="session")
def browser(browser_with_maps: Browser) -> Browser:
    """In place of the browser of all other tests, which draws no maps."""
    return browser_with_maps


@pytest.fixture
def page(tabs_with_maps: list[Page]) -> Page:
    return usable(tabs_with_maps)


def test_a_click_on_the_map_opens_the_area(page: Page, address: str) -> None:
    # Of 2023, Halmstad has one area, Andersberg, at 56.65996 N, 12.90027 E (the police's geodata).
    page.goto(f"{address}/omraden?assessment=2023&place=1380")
    settled(page, "Områden")
    view = maps.zoom_to(base_map.bounds()["1380"])
    page.locator(MAP).scroll_into_view_if_needed()
    x, y = point(page, (view.longitude, view.latitude), view.zoom, (12.90027, 56.65996))
    find(page, (x, y), "Andersberg")
    page.mouse.click(x, y)
    expect(page).to_have_url(re.compile("area=andersberg"))
    expect(page.get_by_role("heading", name="Andersberg")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="Andersberg ligger i Halmstad")).to_have_count(1)


def test_a_click_counts_whatever_was_chosen_in_the_list_meanwhile(page: Page, address: str) -> None:
    # Helsingborg has two areas: Söder at 56.03601 N, 12.7087 E, and Dalhem/Drottninghög/Fredriksdal.
    page.goto(f"{address}/omraden?place=1283")
    settled(page, "Områden")
    view = maps.zoom_to(base_map.bounds()["1283"])
    page.locator(MAP).scroll_into_view_if_needed()

    def click() -> None:
        settled(page, "Områden")
        page.locator(MAP).scroll_into_view_if_needed()
        x, y = point(page, (view.longitude, view.latitude), view.zoom, (12.7087, 56.03601))
        find(page, (x, y), "Söder")
        page.mouse.click(x, y)

    click()
    expect(page).to_have_url(re.compile("area=soder"))
    page.get_by_role("combobox", name="Område", exact=False).last.focus()
    page.keyboard.type("Dalhem")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("area=dalhem"))
    click()
    expect(page).to_have_url(re.compile("area=soder"))
    page.wait_for_timeout(600)  # two clicks at once would zoom
    click()  # a second time: let go
    expect(page).not_to_have_url(re.compile("area="))


def test_the_keyboard_opens_an_area_from_the_list(page: Page, address: str) -> None:
    page.goto(f"{address}/omraden")
    settled(page, "Områden")
    box = page.get_by_role("combobox", name="Område", exact=False).last
    box.focus()
    page.keyboard.type("Vivalla")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("area=vivalla"))
    expect(page.get_by_role("status").filter(has_text="Vivalla ligger i Örebro")).to_have_count(1)
    page.locator(".area-cells").get_by_role("link", name="Fittja").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("area=fittja"))
    listed = page.locator(".area-cells").get_by_role("link", name="Fittja")
    expect(listed).to_have_attribute("aria-current", "true")
    expect(listed).to_be_focused()
    page.get_by_role("link", name="Stäng").focus()
    page.keyboard.press("Enter")
    expect(page).not_to_have_url(re.compile("area="))
    expect(page.locator(".st-key-map_panel")).to_have_count(0)
    expect(listed).to_be_focused()


def test_the_base_map_is_light_and_sent_once(new_context: Callable[[], BrowserContext], address: str) -> None:
    page = new_context().new_page()
    sizes: dict[str, list[int]] = {}

    def note(response: object) -> None:
        url = getattr(response, "url", "")
        if url.endswith(("borders.json", ".geojson")):
            sizes.setdefault(url.rsplit("/", 1)[-1], []).append(response.request.sizes()["responseBodySize"])  # type: ignore[attr-defined]

    page.on("response", note)
    with page.expect_response("**/borders.json"):
        page.goto(f"{address}/omraden?assessment=2023")
    settled(page, "Områden")
    page.wait_for_load_state("networkidle")
    assert set(sizes) == {"borders.json"}
    assert 10_000 < sum(sum(found) for found in sizes.values()) <= 250_000
    sizes.clear()
    page.locator(".st-key-filters summary").click()
    page.get_by_role("button", name="Riskområden", exact=True).click()
    expect(page).to_have_url(re.compile("category="))
    with page.expect_response("**/borders.json"):
        page.reload()
    settled(page, "Områden")
    page.wait_for_load_state("networkidle")
    assert sum(sum(found) for found in sizes.values()) <= 0  # kept by the browser: nothing came over the wire


def test_the_map_is_drawn(page: Page, address: str) -> None:
    page.goto(f"{address}/omraden")
    settled(page, "Områden")
    drawn = picture(page)
    page.goto(f"{address}/omraden?region=Nord")  # no areas there: land alone
    settled(page, "Områden")
    empty = picture(page)
    assert drawn != empty
    expect(page.locator(f"{MAP}[aria-label*=Karta], {MAP} [aria-label*=Karta]").first).to_be_attached()


def picture(page: Page) -> bytes:
    """The map once it no longer changes; that of the outline of the north alone is larger than 5,000 bytes."""
    end = time.monotonic() + 30
    before = b""
    while (now := page.locator(MAP).screenshot()) != before or len(now) <= 5000:
        assert time.monotonic() < end, "the map is not drawn"
        before = now
        page.wait_for_timeout(200)
    return now


def scrolled(page: Page) -> float:
    return float(page.locator("[data-testid=stMain]").evaluate("part => part.scrollTop"))


def middle(page: Page) -> tuple[float, float]:
    """The middle of the map, which is brought to the middle of the window."""
    page.locator(MAP).evaluate("part => part.scrollIntoView({block: 'center'})")
    box = page.locator(MAP).bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_the_wheel_scrolls_the_page_and_leaves_the_map_as_it_was(page: Page, address: str) -> None:
    page.goto(f"{address}/omraden?place=1283")
    settled(page, "Områden")
    before = picture(page)
    page.mouse.move(*middle(page))
    at = scrolled(page)
    page.mouse.wheel(0, 200)
    page.wait_for_function("at => document.querySelector('[data-testid=stMain]').scrollTop > at + 100", arg=at)
    page.mouse.move(5, 5)
    assert picture(page) == before


def drag(page: Page, at: tuple[float, float], down: float) -> None:
    """Draw one finger over the page from a point, as a telephone tells the browser."""
    told, (x, y), steps = page.context.new_cdp_session(page), at, 15
    told.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for step in range(1, steps + 1):
        points = [{"x": x, "y": y + down * step / steps}]
        told.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": points})
        page.wait_for_timeout(16)
    told.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_a_finger_scrolls_the_page_and_does_not_pull_the_map_away(browser: Browser, address: str) -> None:
    made = browser.new_context(locale="sv-SE", has_touch=True, is_mobile=True, viewport={"width": 375, "height": 812})
    try:
        page = made.new_page()
        page.goto(f"{address}/omraden?place=1283")
        settled(page, "Områden")
        x, y = middle(page)
        before, at = picture(page), scrolled(page)
        drag(page, (x, y), -150)
        page.wait_for_function("at => document.querySelector('[data-testid=stMain]').scrollTop > at + 80", arg=at)
        page.locator("[data-testid=stMain]").evaluate("(part, at) => part.scrollTo(0, at)", at)
        page.add_style_tag(content=".deck-tooltip { display: none !important }")
        assert picture(page) == before
    finally:
        made.close()


def pinch(page: Page, at: tuple[float, float], apart: float) -> None:
    """Draw two fingers apart about a point, as a telephone tells the browser."""
    told, (x, y), steps = page.context.new_cdp_session(page), at, 15

    def fingers(between: float) -> list[dict[str, float]]:
        return [{"x": x + side * between / 2, "y": y, "id": number} for number, side in enumerate((-1, 1))]

    told.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": fingers(40)[:1]})
    told.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": fingers(40)})
    for step in range(1, steps + 1):
        points = fingers(40 + apart * step / steps)
        told.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": points})
        page.wait_for_timeout(16)
    told.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_two_fingers_zoom_the_map_and_not_the_page(browser: Browser, address: str) -> None:
    made = browser.new_context(locale="sv-SE", has_touch=True, is_mobile=True, viewport={"width": 375, "height": 812})
    try:
        page = made.new_page()
        page.goto(f"{address}/omraden")
        settled(page, "Områden")
        x, y = middle(page)
        before, at = picture(page), scrolled(page)
        pinch(page, (x, y), 120)
        assert page.evaluate("visualViewport.scale") == 1
        assert scrolled(page) == at
        apart = picture(page)
        assert apart != before
        pinch(page, (x, y), -30)
        assert picture(page) != apart
        page.locator("h1").evaluate("part => part.scrollIntoView()")
        pinch(page, (180, 150), 100)
        assert page.evaluate("visualViewport.scale") > 1  # elsewhere the page
    finally:
        made.close()


def test_buttons_zoom_and_bring_back_the_whole_country(page: Page, address: str) -> None:
    page.goto(f"{address}/omraden")
    settled(page, "Områden")
    whole = picture(page)
    page.get_by_role("button", name="Zooma in").click()
    near = picture(page)
    assert near != whole
    page.get_by_role("button", name="Zooma ut").click()
    assert picture(page) != near
    page.goto(f"{address}/omraden?place=1283&area=soder")
    settled(page, "Områden")
    page.get_by_role("button", name="Hela Sverige").click()
    expect(page).not_to_have_url(re.compile("place=|area="))
    settled(page, "Områden")
    page.mouse.move(5, 5)
    assert picture(page) == whole


def test_a_press_on_a_dot_leaves_the_map_where_it_was(page: Page, address: str) -> None:
    page.goto(f"{address}/omraden?assessment=2023&place=1380")
    settled(page, "Områden")
    view = maps.zoom_to(base_map.bounds()["1380"])
    page.locator(MAP).scroll_into_view_if_needed()
    x, y = point(page, (view.longitude, view.latitude), view.zoom, (12.90027, 56.65996))
    find(page, (x, y), "Andersberg")
    before = page.locator(MAP).bounding_box()
    page.mouse.click(x, y)
    panel = page.locator(".st-key-map_panel")
    expect(panel.get_by_role("heading", name="Andersberg")).to_be_visible()
    settled(page, "Områden")
    after, beside = page.locator(MAP).bounding_box(), panel.bounding_box()
    assert before is not None
    assert after is not None
    assert beside is not None
    assert abs(after["y"] - before["y"]) < 3
    assert beside["x"] >= after["x"] + after["width"]  # beside the map
    turned(page, "light", 375)
    before = page.locator(MAP).bounding_box()
    expect(panel).to_be_in_viewport()  # at the lower edge of the screen where there is no room beside it
    panel.get_by_role("link", name="Stäng").click()
    expect(panel).to_have_count(0)
    after = page.locator(MAP).bounding_box()
    assert before is not None
    assert after is not None
    assert abs(after["y"] - before["y"]) < 3


@pytest.mark.parametrize("width", [375, 1280])
def test_an_area_is_found_and_its_history_read_in_three_presses(page: Page, address: str, width: int) -> None:
    look(page, "light", width)
    page.goto(address)
    settled(page, "Översikt")
    page.locator(".menu summary").filter(has_text="Meny" if width == 375 else "Områden och kommuner").click()
    page.locator(".menu nav a:visible").filter(has_text="Områden").first.click()
    settled(page, "Områden")
    link = page.locator(".area-cells").get_by_role("link", name="Alby")
    expect(link).to_be_in_viewport(ratio=1)
    link.click()
    history = page.locator(".area-strip")
    expect(history).to_have_text(re.compile("2015.*2017.*2019.*2021.*2023.*2025"))
    expect(history).to_be_in_viewport(ratio=1)
    assert scrolled(page) == 0


@pytest.mark.parametrize("width", [375, 1280])
def test_the_areas_of_a_chosen_municipality_and_their_way_are_two_presses_away(
    page: Page, address: str, width: int
) -> None:
    look(page, "light", width)
    page.goto(f"{address}/?place=0127")
    settled(page, "Översikt")
    page.locator(".menu summary").filter(has_text="Meny" if width == 375 else "Områden och kommuner").click()
    page.locator(".menu nav a:visible").filter(has_text="Områden").first.click()
    settled(page, "Områden")
    rows = page.locator(".area-cells tbody tr")
    # Botkyrka in the assessment of 2025, with the police's own trend since 2024 (tests/areas_2025.py).
    expect(rows).to_have_count(4)
    expect(rows.first).to_contain_text("Alby")
    expect(rows.first).to_contain_text("åt rätt håll")
    expect(rows.last).to_be_in_viewport()
    assert scrolled(page) == 0


def test_what_a_risk_area_is_opens_where_its_word_stands(page: Page, address: str) -> None:
    page.goto(f"{address}/omraden")
    settled(page, "Områden")
    meaning = page.get_by_text("En mellannivå: området uppfyller alla kriterier")
    expect(meaning).to_be_hidden()
    page.locator(".legend").get_by_role("button", name="riskområde").click()
    expect(meaning).to_be_visible()
    page.keyboard.press("Escape")
    expect(meaning).to_be_hidden()


def test_the_drawn_map_zooms_to_a_chosen_municipality(playwright: Playwright, address: str) -> None:
    [without] = [launched(playwright, "--disable-gpu", "--disable-3d-apis")]
    browser = next(without)
    try:
        page = browser.new_context(locale="sv-SE").new_page()
        page.goto(f"{address}/omraden?place=0127")
        page.locator(".page-footer").wait_for()
        image = page.locator(".drawn-map img")
        page.wait_for_function("() => document.querySelector('.drawn-map img').naturalWidth > 300")
        assert "municipality=0127" in (image.get_attribute("src") or "")
        # Storvreten lies in the south of Botkyrka's areas (59.19 N), Fittja in the north (59.25 N).
        north, south = (
            page.locator(".drawn-map").get_by_role("link", name=re.compile(f"^{name}, Botkyrka")).bounding_box()
            for name in ("Fittja", "Storvreten")
        )
        assert north is not None
        assert south is not None
        assert south["y"] - north["y"] > 40  # in the picture of the whole country they are one point
        names = page.evaluate("async () => (await (await fetch(document.querySelector('.drawn-map img').src)).text())")
        assert all(f">{name}</text>" in names for name in ("Alby", "Fittja", "Storvreten"))
    finally:
        browser.close()


def test_without_webgl_a_drawn_map_stands_in_its_place(playwright: Playwright, address: str) -> None:
    [without] = [launched(playwright, "--disable-gpu", "--disable-3d-apis")]
    browser = next(without)
    try:
        page = browser.new_context(locale="sv-SE").new_page()
        page.goto(f"{address}/omraden?assessment=2023")
        page.locator(".page-footer").wait_for()
        drawn = page.locator(".drawn-map")
        expect(drawn).to_be_visible()
        expect(page.locator(MAP)).to_be_hidden()
        page.wait_for_function("() => document.querySelector('.drawn-map img').naturalWidth > 0")
        # a link lies on the point that the picture draws of the area: Seved in Malmö is the southernmost one's neighbour
        links = drawn.get_by_role("link")
        assert links.count() == 59  # areas of 2023
        drawn.get_by_role("link", name=re.compile("^Andersberg, Halmstad")).click()
        expect(page).to_have_url(re.compile("area=andersberg"))
        expect(page.locator(".st-key-map_panel").get_by_role("heading", name="Andersberg")).to_be_visible()
    finally:
        browser.close()
