"""What readers do, on the running dashboard in Chromium."""

import csv
import io
import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import openpyxl
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import (
    MUNICIPALITIES,
    PAGES,
    elsewhere,
    follow,
    look,
    open_downloads,
    open_filters,
    settled,
    unfold,
)

NARCOTICS = "/narkotika-och-vapenbrott"
TITLE = PAGES[NARCOTICS]


def figures(page: Page) -> list[list[str]]:
    """The first table as it is read, header first, without footnote marks."""
    return page.locator(".figures table").first.evaluate(
        """table => [...table.rows].map(row => [...row.cells].map(cell => {
            const copy = cell.cloneNode(true);
            copy.querySelectorAll('sup').forEach(mark => mark.remove());
            return copy.textContent.trim();
        }))"""
    )


def taken(page: Page, button: str) -> tuple[str, bytes]:
    """File name and content of what is taken along from the page's menu."""
    open_downloads(page)
    return downloaded(page, button)


def downloaded(page: Page, button: str) -> tuple[str, bytes]:
    """File name and content of what a button downloads."""
    for _ in range(2):  # Chromium cancels one now and then on a busy machine; a reader presses again
        with page.expect_download() as waiting:
            page.get_by_role("button", name=button, exact=True).first.click()
        if waiting.value.failure() is None:
            break
    name = waiting.value.suggested_filename
    return name, waiting.value.path().read_bytes()


def test_a_filter_stands_in_the_address_and_a_new_browser_shows_the_same(
    page: Page, new_context: Callable[[], BrowserContext], address: str
) -> None:
    page.goto(address + NARCOTICS)
    settled(page, TITLE)
    open_filters(page)
    page.get_by_role("button", name="2018", exact=True).click()
    expect(page.locator(".st-key-filters summary")).to_contain_text("2019–2020 · alla områdeskategorier")
    expect(page.locator(".figures thead th", has_text="2019–2020").first).to_be_attached()
    page.get_by_role("button", name="Utsatta områden", exact=True).click()
    expect(page.locator(".figures").first.locator("tbody tr")).to_have_count(3)
    assert parse_qs(urlsplit(page.url).query) == {
        "year": ["2019", "2020"],
        "category": ["risk", "particularly_vulnerable", "rest_of_sweden", "all_areas", "sweden"],
    }
    other = new_context().new_page()
    other.goto(page.url)
    settled(other, TITLE)
    assert figures(other) == figures(page)
    assert figures(other)[1][:3] == ["Riskområden", "12,5", "16,1"]  # tabell 7
    described = "[data-testid=stVegaLiteChart][aria-label*='Riskområden: 12,5 (2019) och 16,1 (2020)']"
    expect(other.locator(described).first).to_be_attached()


def test_a_filter_changes_the_figures_of_a_chart_and_what_is_said_of_it_and_keeps_the_drawing(
    page: Page, address: str
) -> None:
    """To build a chart anew takes half of what the browser does on a click: see ``MENDED`` in streamlit_internals.py."""
    page.goto(address + NARCOTICS)
    settled(page, TITLE)
    chart = page.locator("[data-testid=stVegaLiteChart]").first
    points = chart.locator("[aria-roledescription=point]")
    expect(chart).to_have_attribute("aria-label", re.compile("Riskområden: 18,8 \\(2018\\), 12,5"))
    expect(points.first).to_be_attached()
    before = points.count()
    chart.locator("svg.marks").evaluate("drawing => { drawing.kept = true; }")
    open_filters(page)
    page.get_by_role("button", name="2018", exact=True).click()
    expect(chart).to_have_attribute("aria-label", re.compile("Riskområden: 12,5 \\(2019\\) och 16,1 \\(2020\\)"))
    expect(points).not_to_have_count(before)
    assert chart.locator("svg.marks").evaluate("drawing => drawing.kept") is True


PUBLISHER = "https://polisen.se/om-polisen/polisens-arbete/utsatta-omraden/"


def with_the_publisher(reader: BrowserContext | Page) -> None:
    """Let the publisher's page be there, also without the internet."""
    reader.route(f"{PUBLISHER}**", lambda route: route.fulfill(body="the publisher's", content_type="text/html"))


def test_the_source_opens_in_two_presses(page: Page, address: str) -> None:
    with_the_publisher(page)
    page.goto(address + NARCOTICS)
    settled(page, TITLE)
    page.get_by_role("link", name="Om talen", exact=True).click()
    link = page.get_by_role("link", name=re.compile("^Lägesbild över utsatta områden"))
    assert link.evaluate("link => getComputedStyle(link).textDecorationLine") == "underline"
    expect(link).to_be_in_viewport()
    link.click()
    expect(page).to_have_url(PUBLISHER)


def test_the_source_of_an_embedded_figure_opens_beside_the_other_page(
    new_context: Callable[[], BrowserContext], address: str
) -> None:
    context = new_context()
    with_the_publisher(context)
    page = context.new_page()
    page.goto(f"{address}{NARCOTICS}?embed=1&view=about")
    link = page.get_by_role("link", name=re.compile("^Lägesbild över utsatta områden"))
    with context.expect_page() as opened:  # few publishers let themselves be shown in a frame
        link.click()
    expect(opened.value).to_have_url(PUBLISHER)


def test_choices_follow_from_page_to_page_and_the_back_button_works(page: Page, address: str) -> None:
    page.goto(address + NARCOTICS)
    settled(page, TITLE)
    open_filters(page)
    page.get_by_role("button", name="2018", exact=True).click()
    expect(page).to_have_url(re.compile(r"year=2019&year=2020"))
    follow(page, "Händelserapporter")
    settled(page, "Händelserapporter")
    assert figures(page)[0][1:3] == ["2019", "2020"]
    open_filters(page)
    for year, pressed in (("2018", "false"), ("2019", "true"), ("2020", "true")):
        expect(page.get_by_role("button", name=year, exact=True)).to_have_attribute("aria-pressed", pressed)
    page.go_back()
    settled(page, TITLE)
    page.go_back()
    expect(page.locator(".figures thead th", has_text=re.compile("^2018$"))).to_have_count(1)


def test_nothing_chosen_says_so_and_offers_all_again(page: Page, address: str) -> None:
    page.goto(f"{address}{NARCOTICS}?year=")
    page.get_by_text("Inget år är valt").wait_for()
    page.get_by_role("button", name="Visa alla").click()
    settled(page, TITLE)
    assert figures(page)[0][1:4] == ["2018", "2019", "2020"]


def test_unknown_values_in_the_address_do_no_harm(page: Page, address: str) -> None:
    page.goto(f"{address}{NARCOTICS}?year=1066&category=moon&lang=tlh&indicator=%3Cscript%3E&measure=x")
    settled(page, TITLE)
    assert len(figures(page)) == 5


def test_both_csv_files_equal_the_table_cell_by_cell(page: Page, address: str) -> None:
    page.goto(f"{address}{NARCOTICS}?year=2019&year=2020&category=risk&category=rest_of_sweden")
    settled(page, TITLE)
    shown = figures(page)
    name, content = taken(page, "CSV för Excel")
    assert name == "narcotics-offences-per-1000-2019-2020-risk-rest-of-sweden.excel.csv"
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    # Behind the columns of the page stand the ranges of the other years.
    assert [row[: len(shown[0])] for row in rows] == [[unsigned(cell) for cell in row] for row in shown]
    # What stands around the table on the page.
    assert rows[0][-4:] == ["Enhet", "Källa", "Anmärkning", "Noteringar"]
    assert rows[1][-4] == "anmälda narkotikabrott per 1 000 invånare".replace("1 000", "1\u00a0000")
    expect(page.locator(".sources li")).to_have_text([rows[1][-3]])
    page.get_by_role("link", name="Om talen", exact=True).click()
    expect(page.locator(".sources li")).to_be_visible()
    assert rows[1][-1] == "2019: Polisens bedömning av utsatta områden 2019"
    name, content = taken(page, "CSV för program")
    assert name == "narcotics-offences-per-1000-2019-2020-risk-rest-of-sweden.csv"
    rows = list(csv.reader(io.StringIO(content.decode("utf-8"))))
    assert rows[0] == [
        *("area_category", "2019", "2020", "change", "change_percent", "ratio_to_rest", "ratio_low", "ratio_high"),
        *("rounding_lower_2020", "rounding_upper_2020", "rounding_lower_2019", "rounding_upper_2019"),
        *("change_percent_low", "change_percent_high"),
        *("unit", "source", "note", "events"),
    ]
    assert [row[0] for row in rows[1:]] == ["risk", "rest_of_sweden"]
    assert [[cell.replace(".", ",") for cell in row[1 : len(shown[0])]] for row in rows[1:]] == [
        [unsigned(cell) for cell in row[1:]] for row in shown[1:]
    ]


def unsigned(cell: str) -> str:
    """A cell as a program reads it: no plus, a plain minus, nothing for the unknown."""
    return "" if cell == "–" else cell.removeprefix("+").replace("−", "-")


def test_a_changed_filter_is_said_to_screen_readers(page: Page, address: str) -> None:
    page.goto(address + NARCOTICS)
    settled(page, TITLE)
    open_filters(page)
    spoken = page.get_by_role("status").filter(has_text=re.compile(r"\S"))
    expect(spoken).to_have_count(0)
    page.get_by_role("button", name="2020", exact=True).click()
    expect(spoken).to_have_count(1)  # in one of the places that speak: nothing is read twice
    # Tabell 7. What the word "övriga riket" means is not read in the middle of it.
    expect(spoken).to_have_text(
        "1,1–1,5 gånger så många anmälda narkotikabrott per invånare i områdena som i övriga riket 2019: "
        "12,5–16,8 mot 11,1 per 1 000."
    )


def test_the_picture_and_the_workbook_are_downloaded(page: Page, address: str) -> None:
    page.goto(address + "/skjutningar?measure=share_percent")
    settled(page, "Skjutningar")
    _, svg = taken(page, "Bild (SVG)")
    words = " ".join(re.findall(r"<text[^>]*>([^<]*)", svg.decode()))
    assert "39,7" in words
    assert "Tabell 4, avsnitt 3.2.1" in words
    assert taken(page, "Bild (PNG)")[1].startswith(b"\x89PNG")
    assert taken(page, "Excel")[1].startswith(b"PK")


def test_the_language_is_switched_and_the_page_says_which_it_is(page: Page, address: str) -> None:
    page.goto(f"{address}{NARCOTICS}?year=2020&indicator=weapons_offences")
    settled(page, "Vapenbrott")
    assert page.evaluate("document.documentElement.lang") == "sv"
    page.get_by_role("link", name="English").click()
    settled(page, "Weapons offences")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page).to_have_title("Weapons offences – Lägesbild")
    assert parse_qs(urlsplit(page.url).query) == {"year": ["2020"], "indicator": ["weapons_offences"], "lang": ["en"]}
    assert figures(page)[1][:2] == ["Vulnerable areas", "1.5"]  # tabell 7
    page.reload()
    settled(page, "Weapons offences")
    assert page.evaluate("document.documentElement.lang") == "en"


def test_a_link_to_a_part_of_another_screen_leads_to_that_part(page: Page, address: str) -> None:
    page.goto(f"{address}{NARCOTICS}?year=2018&year=2019")
    settled(page, TITLE)
    unfold(page.locator("[class*=st-key-notes_in_chart]"))
    page.locator("a[href*='#handelser']").click()
    settled(page, "Mål och uppföljning")
    expect(page.locator("#handelser")).to_be_focused()
    expect(page.locator("#handelser")).to_be_in_viewport()


def test_the_keyboard_alone_leads_from_the_menu_to_a_download(page: Page, address: str) -> None:
    page.goto(address)
    settled(page, "Översikt")

    def tab_to(name: str, key: str = "Tab") -> None:
        for _ in range(60):
            page.keyboard.press(key)
            focused = page.evaluate("document.activeElement.innerText || document.activeElement.ariaLabel || ''")
            if focused.strip().splitlines()[-1:] == [name]:  # before it the arrow of a fold
                return
        raise AssertionError(f"the keyboard does not reach {name!r}")

    tab_to("Hoppa till innehållet")
    tab_to("Brott och händelser")
    page.keyboard.press("Enter")
    tab_to("Skjutningar")
    page.keyboard.press("Enter")
    settled(page, "Skjutningar")
    expect(page.locator(".menu a[aria-current]")).to_have_text(["Skjutningar"])
    expect(page.get_by_role("heading", level=1)).to_be_focused()  # the new screen is read from its top
    tab_to("Kopplade till områdena")
    page.keyboard.press("Enter")
    expect(page.locator(".choices a[aria-current]")).to_have_text("Kopplade till områdena")
    settled(page, "Skjutningar")
    tab_to("2018–2020 · alla områdeskategorier · jämfört med samma område 2018 · antal")
    page.keyboard.press("Enter")
    tab_to("2018")
    page.keyboard.press("ArrowRight")  # within a group of choices the arrows move
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile("year=2018&year=2020"))
    settled(page, "Skjutningar")
    tab_to("Ladda ned", "Shift+Tab")
    page.keyboard.press("Enter")
    tab_to("CSV för Excel")
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    assert waiting.value.suggested_filename == "shootings-count-2018-2020.excel.csv"


def test_a_new_reader_asks_no_other_host(new_context: Callable[[], BrowserContext], address: str) -> None:
    """Nor does any page when it is loaded: test_console.py."""
    context = new_context()
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    page.on("websocket", lambda socket: asked.append(socket.url))
    page.goto(address)
    settled(page, "Översikt")
    follow(page, "Skjutningar")
    settled(page, "Skjutningar")
    taken(page, "Bild (PNG)")
    assert len(asked) > 20
    assert elsewhere(asked, address) == set()


def test_an_unknown_address_says_so(page: Page, address: str) -> None:
    answer = page.goto(f"{address}/narkotika?lang=en")
    assert answer is not None
    assert answer.status == 404
    expect(page.get_by_role("heading")).to_have_text("Page not found")
    page.get_by_role("link").click()
    settled(page, "Overview")


def test_a_municipality_typed_without_marks_is_found_and_follows_to_its_page(page: Page, address: str) -> None:
    page.goto(address)
    settled(page, "Översikt")
    choice = page.get_by_role("combobox", name="Kommun", exact=True)
    choice.click()
    choice.press_sequentially("umea")
    expect(page.get_by_role("option")).to_have_text(["Sök: umea"])
    page.keyboard.press("Enter")
    expect(page.locator(".answer .sentence")).to_contain_text("I Umeå anmäldes")
    expect(page.locator(".card").first).to_be_in_viewport(ratio=1)  # the figure is seen without scrolling
    page.locator(".card", has_text="Stöld och rån").click()
    settled(page, "Umeå")
    expect(page).to_have_url(re.compile("indicator=theft_robbery"))
    page.get_by_role("link", name="Är det slump?").click()
    expect(page.get_by_role("table")).to_contain_text("Stöld och rån")


@pytest.mark.parametrize(
    ("path", "typed", "found"),
    [
        ("/omraden", "vasteras", "place=1980"),
        ("/kommun?place=2480&yardstick=own", "ornskoldsvik", "against=2284"),
    ],
)
def test_every_list_of_places_takes_names_without_marks(
    page: Page, address: str, path: str, typed: str, found: str
) -> None:
    page.goto(address + path)
    page.locator(".page-footer").wait_for()
    if "yardstick" in path:
        page.locator(".st-key-filters summary").click()
    choice = page.get_by_label("Kommuner" if "yardstick" in path else "Län eller kommun", exact=True)
    page.evaluate(  # what is read out is gone after a few seconds
        """() => { window.heard = []; new MutationObserver(changes => changes.forEach(change => change.addedNodes.forEach(
            part => part.closest?.("[data-live-announcer]") && setTimeout(() => heard.push(part.textContent)))))
            .observe(document.body, { childList: true, subtree: true }) }"""
    )
    choice.click()
    choice.press_sequentially(typed)
    expect(page.get_by_role("option")).to_have_text([f"Sök: {typed}"])
    page.wait_for_function("() => heard.some(said => said.includes('alternativ'))")
    assert "available" not in " ".join(page.evaluate("heard"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(found))


def test_links_between_screens_keep_the_scripts_and_take_the_choice_along(page: Page, address: str) -> None:
    page.goto(f"{address}/?year=2019&category=risk")
    settled(page, "Översikt")
    page.evaluate("() => { window.stillHere = true; }")
    page.get_by_role("link", name="Tabell", exact=True).click()
    page.locator(".figures").first.get_by_role("link", name="Vapenbrott").click()
    settled(page, "Vapenbrott")
    assert parse_qs(urlsplit(page.url).query) == {
        "year": ["2019"],
        "category": ["risk"],
        "indicator": ["weapons_offences"],
    }
    open_filters(page)
    page.get_by_role("button", name="2018", exact=True).click()
    expect(page).to_have_url(re.compile("year=2018&year=2019"))
    link = page.get_by_role("navigation").get_by_role("link", name="Översikt")
    expect(link).to_have_attribute("href", "/?year=2018&year=2019&category=risk")
    link.click()
    settled(page, "Översikt")
    assert page.evaluate("() => window.stillHere")
    expect(page.locator(".menu a[aria-current]")).to_have_text(["Översikt"])


@pytest.mark.parametrize(
    ("path", "workbooks"),
    [
        ("/kommun?place=0127", 3),  # chart, numbers, areas
        ("/skjutningar?figure=areas&year=2020", 1),
        ("/omraden", 1),
        ("/forandringar", 3),  # chart, areas that changed, local police districts
    ],
)
def test_every_workbook_says_where_it_was_taken_from(page: Page, address: str, path: str, workbooks: int) -> None:
    page.goto(address + path)
    settled(page, MUNICIPALITIES.get(path) or PAGES[path.partition("?")[0]])
    for fold in page.locator("[data-testid=stMain] [data-testid=stExpander]:has([class*=st-key-downloads_])").all():
        if fold.is_visible():  # not in a closed view
            unfold(fold)
    open_downloads(page)
    buttons = page.get_by_role("button", name="Excel", exact=True)
    expect(buttons).to_have_count(workbooks)
    said = []
    for button in buttons.all():
        with page.expect_download() as waiting:
            button.click()
        sheet = openpyxl.load_workbook(io.BytesIO(waiting.value.path().read_bytes()))["Om tabellen"]
        said += [row[1] for row in sheet.iter_rows(values_only=True) if row[0] == "Adress"]
    assert said == [address + path] * workbooks


def test_the_links_beside_a_title_lead_to_the_figures_of_the_page_and_keep_the_keyboard(
    page: Page, address: str
) -> None:
    page.goto(f"{address}/skjutningar?figure=areas&year=2019")
    settled(page, "Skjutningar")
    link = page.get_by_role("navigation", name="På sidan").get_by_role("link", name="Hela landet")
    link.focus()
    page.keyboard.press("Enter")
    heading = page.get_by_role("heading", name=re.compile("^Skjutningar och sprängningar i hela landet"))
    expect(heading).to_be_in_viewport()
    expect(link).to_have_attribute("aria-current", "true")
    expect(link).to_be_focused()
    assert parse_qs(urlsplit(page.url).query) == {"year": ["2019"], "figure": ["country"]}
    page.reload()
    settled(page, "Skjutningar")
    expect(heading).to_be_in_viewport()


def test_every_check_can_be_read_on_a_phone_and_opened_by_keyboard(page: Page, address: str) -> None:
    look(page, "light", 375)
    page.goto(f"{address}/datakvalitet")
    settled(page, "Datakvalitet")
    wider = (
        "[...document.querySelectorAll('.figures.stacked')].filter(part => part.scrollWidth > part.clientWidth).length"
    )
    files = page.locator("details.folded").last
    expect(files.locator("table")).to_be_hidden()
    files.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(files.locator("table")).to_be_visible()
    assert page.evaluate(wider) == 0
    open_filters(page)
    page.get_by_role("radio", name="▲ Något att veta").click()
    expect(page).to_have_url(re.compile("outcome=found"))
    expect(page.locator("details.folded", has_text="Inget att anmärka")).to_have_count(0)
    expect(page.locator("details.folded:not([open])")).to_have_count(0)
    # Still a table to a screen reader, although each row is drawn as a block.
    row = page.get_by_role("row", name="Källan skriver 39,7.")
    expect(row.get_by_role("rowheader")).to_have_text(re.compile("^Skjutningar 2020"))
    name, content = downloaded_last(page, "CSV för program")
    assert name == "data-quality-found.csv"
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8"))))
    assert len(rows) == page.locator(".figures.stacked tbody tr").count()


def downloaded_last(page: Page, button: str) -> tuple[str, bytes]:
    """The same as ``downloaded``, of the last table on the page."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name=button, exact=True).last.click()
    return waiting.value.suggested_filename, waiting.value.path().read_bytes()


def test_a_paper_of_two_sheets_on_weapons_offences_for_botkyrka_takes_five_presses(page: Page, address: str) -> None:
    page.goto(f"{address}/narkotika-och-vapenbrott?indicator=weapons_offences")
    settled(page, "Vapenbrott")
    page.get_by_role("link", name="Gör underlag").click()
    settled(page, "Underlag till sammanträde")
    page.locator(".st-key-sheet [data-testid=stVegaLiteChart] svg").first.wait_for()  # drawn to its end
    place = page.get_by_role("combobox", name="Kommun", exact=True)
    place.click()
    place.press_sequentially("botkyr", delay=50)
    page.get_by_role("option").first.click()
    expect(page.get_by_text("2 sidor")).to_be_visible()
    for button, suffix in (("PDF", ".pdf"), ("Word", ".docx")):
        name, content = downloaded(page, button)
        assert name.endswith(suffix)
        assert len(content) > 5000
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop") == 0
