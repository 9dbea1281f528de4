"""What the browser prints of a page: the figures, the filters in words, address and date; nothing to press, nothing cut."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from pypdf import PdfReader

from tests.browser.conftest import HEADINGS, MUNICIPALITIES, PAGES, led, look, open_filters, settled, turned

MARGIN = dict.fromkeys(("top", "bottom", "left", "right"), "15mm")
TO_PRESS = (
    "Kopiera länk",
    "Ladda ned",
    "Gör underlag",
    "Hela skärmen",
    "CSV för Excel",
    "CSV för program",
    "Bild (PNG)",
    "English",
    "Öppna data: CSV",
    "Hoppa till innehållet",
)


def printed(page: Page) -> list[str]:
    """The text of each sheet."""
    sheets = PdfReader(io.BytesIO(page.pdf(format="A4", margin=MARGIN))).pages
    return [re.sub(r"\s+", " ", sheet.extract_text()) for sheet in sheets]


def at_rest(page: Page) -> None:
    """Wait as long as a reader needs to find the browser's menu: until the page is at rest. Nothing is opened."""
    page.locator("[data-testid=stVegaLiteChart] svg").first.wait_for()
    page.wait_for_function(
        """() => 'atRest' in document.documentElement.dataset && !document.querySelector('[data-stale=true]')
            && [...document.querySelectorAll('[data-testid=stVegaLiteChart]')].every(chart => chart.querySelector('svg.marks'))"""
    )


def test_a_page_is_printed_with_its_filters_in_words_address_and_date(page: Page, address: str) -> None:
    page.goto(f"{address}/narkotika-och-vapenbrott?year=2019&year=2020&category=risk")
    settled(page, PAGES["/narkotika-och-vapenbrott"])
    text = " ".join(printed(page))
    assert "2019–2020 · riskområden · jämfört med övriga riket" in text
    assert "invånare Narkotikabrott 2019" not in text
    assert "narkotika-och-vapenbrott?year=2019&year=2020&category=risk" in text
    assert f"Utskrivet {datetime.date.today().isoformat()}" in text
    # Table 7 of the report: risk areas 12,5 and 16,1.
    assert re.search(r"Riskområden 12,5 16,1", text)


@pytest.fixture(scope="module")
def reader(profile: BrowserContext) -> Iterator[Page]:
    """A tab in which all pages are opened one after the other, by the menu."""
    made = profile.new_page()
    yield made
    made.close()


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_printed_whole_and_without_anything_to_press(reader: Page, address: str, path: str) -> None:
    """As wide as A4 within its margins, no table or chart reaches beyond, none scrolls, and the map has its height."""
    page = reader
    look(page, "light", 1280)
    led(page, address, PAGES[path], path)
    turned(page, "light", 1280)
    text = " ".join(printed(page))
    heading = HEADINGS.get(PAGES[path], PAGES[path])
    assert heading.replace(" ", "") in re.sub(r"[\s\u00ad]", "", text)  # a long word may be set in two parts
    assert [words for words in TO_PRESS if words in text] == []
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 680, "height": 960})
    assert not page.locator(".menu").is_visible()
    beyond = page.evaluate(
        """() => [...document.querySelectorAll('.figures, .figures table, svg.marks, .stDeckGlJsonChart')]
            .filter(e => e.getBoundingClientRect().right > 682 || e.scrollHeight > e.clientHeight + 2 && e.matches('.figures')
                || e.matches('.stDeckGlJsonChart') && e.getBoundingClientRect().height < 300)
            .map(e => [e.tagName, e.getBoundingClientRect().right, e.textContent.slice(0, 60)])"""
    )
    assert beyond == []


def test_a_table_and_its_name_stand_together(page: Page, address: str) -> None:
    """No sheet ends with a table's caption or header: of every table the last sheet line is a row or what follows."""
    page.goto(f"{address}/")
    settled(page, PAGES["/"])
    for sheet in printed(page):
        assert not sheet.rstrip().endswith(("(beräknat)", "efter områdeskategori"))


def test_a_heading_and_its_chart_stand_together(page: Page, address: str) -> None:
    page.goto(f"{address}/sticker-ut")
    settled(page, PAGES["/sticker-ut"])
    heading = "De största skillnaderna"
    (sheet,) = [sheet for sheet in printed(page) if heading in sheet]
    assert "Gånger jämförelsetalet" in sheet.partition(heading)[2]


def test_letters_are_black_on_paper_also_from_a_dark_screen(page: Page, address: str) -> None:
    look(page, "dark", 1280)
    page.goto(f"{address}/narkotika-och-vapenbrott")
    settled(page, PAGES["/narkotika-och-vapenbrott"])
    page.emulate_media(media="print", color_scheme="dark")
    colours = page.evaluate(
        """() => ['h1', '.figures td', '.printed', '[data-testid=stMarkdownContainer] p']
            .map(part => getComputedStyle(document.querySelector(part)).color)"""
    )
    assert colours == ["rgb(0, 0, 0)"] * 4
    line = "path[stroke='#4f83c4']"  # particularly vulnerable areas on a dark ground
    assert page.evaluate(f'getComputedStyle(document.querySelector("{line}")).stroke') == "rgb(12, 45, 94)"


def letters(page: Page, word: str) -> list[float]:
    """How large the letters of this word are on paper, in points along and upright; of every place where it stands."""
    found: list[float] = []

    def look(text: str, outer: list[float], inner: list[float], _font: object, size: float) -> None:
        if word in text:
            found.extend((abs(size * inner[0] * outer[0]), abs(size * inner[3] * outer[3])))

    for sheet in PdfReader(io.BytesIO(page.pdf(format="A4", margin=MARGIN))).pages:
        sheet.extract_text(visitor_text=look)
    return found


def test_a_map_keeps_its_shape_on_paper(page: Page, address: str) -> None:
    look(page, "light", 1280)
    page.goto(f"{address}/livsvillkor?place=0127")
    page.locator("svg.marks").wait_for()
    page.locator(".page-footer").wait_for()
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    wide, tall, drawn = page.locator("svg.marks").evaluate(
        "e => [e.clientWidth, e.clientHeight, e.viewBox.baseVal.width / e.viewBox.baseVal.height]"
    )
    assert wide / tall == pytest.approx(drawn, rel=0.02)


@pytest.mark.parametrize("width", [1280, 1920])
def test_what_stands_in_charts_can_be_read_on_paper(page: Page, address: str, width: int) -> None:
    """Letters of at least eight points and not squeezed, whatever screen the chart was drawn for; on the screen it is as it was."""
    look(page, "light", width)
    page.goto(f"{address}/narkotika-och-vapenbrott")
    settled(page, PAGES["/narkotika-och-vapenbrott"])
    at_rest(page)
    turned(page, "light", width)
    drawn = page.evaluate("[...document.querySelectorAll('svg.marks')].map(chart => chart.outerHTML)")
    assert min(letters(page, "18,4")) >= 8  # beside the line
    assert min(letters(page, "streckat")) >= 8  # below "Mer än slump?"
    assert page.evaluate("[...document.querySelectorAll('svg.marks')].map(chart => chart.outerHTML)") == drawn


def test_what_was_never_opened_is_printed_as_it_is_now(page: Page, address: str) -> None:
    """The chart behind *Is it chance?* and its fold, of the years that are chosen now, not those of the page before."""
    page.goto(f"{address}/narkotika-och-vapenbrott?year=2018&year=2019")
    settled(page, "Narkotikabrott")
    at_rest(page)
    assert "streckat" in " ".join(printed(page))  # it stands in the chart alone
    # Table 7: 12.9 against 11.1 in 2019, 14.6 against 11.9 in 2020.
    expect(page.locator(".st-key-tested svg.marks [aria-label^='Utsatta områden: 1,16']")).to_have_count(1)
    open_filters(page)
    page.get_by_role("button", name="2020", exact=True).click()
    expect(page.locator(".st-key-tested svg.marks [aria-label^='Utsatta områden: 1,23']")).to_have_count(1)
    assert not page.locator(".st-key-tested svg.marks").is_visible()


MOST_SHEETS = 4


@pytest.mark.parametrize("path", ["/kommun?place=0127", "/kommun?place=2480"])
def test_the_page_of_a_municipality_is_few_sheets_and_whole(page: Page, address: str, path: str) -> None:
    page.goto(address + path)
    settled(page, MUNICIPALITIES[path])
    at_rest(page)
    sheets = printed(page)
    assert len(sheets) <= MOST_SHEETS
    text = " ".join(sheets)
    for said in (
        "Tabell",
        "Är det slump?",
        "Om talen",
        "Anmälda brott i",
        "per kvartal",
        "Så räknas intervall",
        "preliminärt",
    ):
        assert said in text


@pytest.mark.parametrize(
    "path", ["/kommun?place=0127", "/", "/narkotika-och-vapenbrott", "/sticker-ut", "/uppfoljning"]
)
def test_no_sheet_ends_with_a_heading(page: Page, address: str, path: str) -> None:
    """What stands below a heading stands on its sheet: the last line of text on a sheet is none, nor the filters' words."""
    page.goto(address + path)
    page.locator(".page-footer").wait_for()
    at_rest(page)
    headings = page.evaluate(
        "[...document.querySelectorAll('main :is(h2, h3, caption, summary), .unit')].map(part => part.textContent)"
    )
    squeezed = {re.sub(r"\s+", "", heading) for heading in headings} - {""}
    ends = [re.sub(r"\s+", "", sheet)[-400:] for sheet in printed(page)]
    assert [(end[-60:], one) for end in ends[:-1] for one in squeezed if end.endswith(one)] == []


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_links_are_black_on_paper_and_all_letters_can_be_read(page: Page, address: str, mode: str) -> None:
    look(page, mode, 1280)
    page.goto(f"{address}/kommun?place=0127")
    settled(page, "Botkyrka")
    at_rest(page)
    colours = colours_of_letters(PdfReader(io.BytesIO(page.pdf(format="A4", margin=MARGIN)))) - {
        (1, 1, 1)
    }  # around names
    assert (0, 0, 0) in colours
    assert [colour for colour in colours if contrast_with_white(colour) < 4.5] == []
    page.emulate_media(media="print", color_scheme=mode)  # type: ignore[arg-type]
    links = "[...document.querySelectorAll('main a')].filter(link => link.checkVisibility()).map(link => getComputedStyle(link).color)"
    assert set(page.evaluate(links)) == {"rgb(0, 0, 0)"}


def contrast_with_white(colour: tuple[float, ...]) -> float:
    """As WCAG 2 has it."""
    parts = colour * 3 if len(colour) == 1 else colour
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def colours_of_letters(paper: PdfReader) -> set[tuple[float, ...]]:
    """The colours in which text is set, each as its parts."""
    found: set[tuple[float, ...]] = set()
    for sheet in paper.pages:
        now: list[tuple[float, ...]] = [(0.0,)]

        def look(operator: bytes, operands: list[object], *_: object, now: list[tuple[float, ...]] = now) -> None:
            if operator == b"q":
                now.append(now[-1])
            elif operator == b"Q":
                now.pop()
            elif operator in (b"rg", b"g"):
                now[-1] = tuple(float(str(part)) for part in operands)
            elif operator in (b"Tj", b"TJ"):
                found.add(now[-1])

        sheet.extract_text(visitor_operand_before=look)
    return found


def test_the_map_stands_on_the_first_sheet(page: Page, address: str) -> None:
    page.goto(f"{address}/omraden")
    settled(page, PAGES["/omraden"])
    sheets = printed(page)
    assert "År 2025 bedömde polisen 65 områden" in sheets[0]
    assert "Punkterna är mitten av varje område" in sheets[0]


def test_the_chosen_area_stands_on_the_first_sheet_and_the_map_on_the_next(page: Page, address: str) -> None:
    page.goto(f"{address}/omraden?area=alby")
    settled(page, PAGES["/omraden"])
    sheets = printed(page)
    assert "Alby ligger i Botkyrka" in sheets[0]
    assert "Punkterna är mitten av varje område" in sheets[1]


def test_a_paper_is_printed_without_how_to_make_it(page: Page, address: str) -> None:
    page.goto(f"{address}/underlag?indicator=shootings&form=all")
    settled(page, PAGES["/underlag"])
    text = " ".join(printed(page))
    assert "Definition." in text
    assert "Hur mycket" not in text
    assert "Fler val" not in text


@pytest.mark.parametrize(("lang", "said"), [("sv", "Filen gick inte att göra"), ("en", "The file could not be made")])
def test_a_file_that_cannot_be_made_is_spoken_of_beside_the_buttons(
    page: Page, address: str, lang: str, said: str
) -> None:
    """The answer to a press that Streamlit gives where making the file fails, as its own part of the page."""
    page.goto(f"{address}/underlag?lang={lang}&indicator=shootings")
    settled(page, {"sv": "Underlag till sammanträde", "en": "Meeting paper"}[lang])
    row = page.locator(".st-key-downloads_paper")
    row.locator(".stDownloadButton").first.evaluate(
        """button => button.append(Object.assign(document.createElement("div"), {
            textContent: "Failed to generate file for download"})) ?? button.lastChild.setAttribute("data-testid", "stDownloadButtonError")"""
    )
    row.get_by_role("alert").get_by_text(said).wait_for()
    assert "Failed to generate" not in row.inner_text()
    row.locator("[data-testid=stDownloadButtonError]").evaluate("part => part.remove()")
    with page.expect_download() as download:
        row.get_by_role("button").first.click()
    assert download.value.suggested_filename.endswith(".pdf")
    assert row.locator(".failed").count() == 0


def test_goals_are_printed_without_templates_and_what_belongs_to_buttons(page: Page, address: str) -> None:
    page.goto(f"{address}/uppfoljning")
    settled(page, PAGES["/uppfoljning"])
    sheets = printed(page)
    text = " ".join(sheets)
    assert "Mål och uppföljning Umeå 2021–2024" in text
    assert "Umeå har i dag inget utsatt område" in text
    assert "Kolumnerna i actions.csv" not in text
    assert "Ta med målen" not in text
    assert "Ladda ner mallen" not in text
    assert len(sheets) < 11  # the columns of the templates alone were as much


def test_what_only_a_screen_can_do_is_not_printed(page: Page, address: str) -> None:
    page.goto(f"{address}/narkotika-och-vapenbrott")
    settled(page, PAGES["/narkotika-och-vapenbrott"])
    text = " ".join(printed(page))
    assert "a) 2019: Polisens bedömning" in text
    assert "Noteringar i diagrammet: Visa" not in text
    assert "Visas inte här" not in text
