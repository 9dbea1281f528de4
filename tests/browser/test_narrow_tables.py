"""Tables of words on a telephone: a card a row, and still a table to screen readers."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import MUNICIPALITIES, PAGES, look, settled, turned

# The part of a cell's text that lies right of the screen, and what its column is called there.
CELLS = """() => [...document.querySelectorAll('.figures:not(.area-cells) tbody tr')].flatMap(row => [...row.cells].slice(1).filter(cell => cell.checkVisibility()).map(cell => ({
    right: cell.getBoundingClientRect().right,
    stacked: getComputedStyle(row).display === 'grid',
    named: getComputedStyle(cell, '::before').content.split('"')[1],
})))"""


def there(page: Page, title: str) -> None:
    """Wait until the page of this heading is drawn; its chart stands in another view than its table."""
    page.get_by_role("heading", level=1, name=title, exact=True).wait_for()
    page.locator(".page-footer").wait_for()
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()


@pytest.mark.parametrize("path", ["/forandringar?view=table", "/kommun?place=0127", "/kommun?place=2480", "/kommun"])
def test_no_column_is_out_of_sight_on_a_telephone(page: Page, address: str, path: str) -> None:
    look(page, "light", 375)
    page.goto(address + path)
    title = MUNICIPALITIES.get(path) or PAGES[path.split("?")[0]]
    there(page, title)
    if path in MUNICIPALITIES:
        page.get_by_text("Grannar och polisregion", exact=True).click()
        page.locator("details[open] summary", has_text="Grannar och polisregion").wait_for()
    elif path == "/kommun":
        page.get_by_role("link", name="Tabell", exact=True).click()
    # A fold is drawn when it opens, and what lies in closed views after what is seen.
    page.wait_for_function(f"() => (cells => cells.length > 20 && cells.every(cell => cell.stacked))(({CELLS})())")
    cells = page.evaluate(CELLS)
    assert [cell for cell in cells if cell["right"] > 375 or not cell["stacked"] or not cell["named"]] == []


@pytest.mark.parametrize("width", [375, 1280])
def test_it_is_a_table_with_headers_to_screen_readers_at_every_width(page: Page, address: str, width: int) -> None:
    look(page, "light", width)
    page.goto(f"{address}/forandringar?from=2019&to=2021&view=table")
    there(page, "Förändringar")
    table = page.get_by_role("table", name="Områden som fick ändrad bedömning mellan 2019 och 2021")
    expect(table).to_have_count(1)
    expect(table.get_by_role("columnheader", name="Kategori 2021", exact=True)).to_have_count(1)
    row = table.get_by_role("row", name="Araby")
    expect(row).to_have_count(1)
    expect(row.get_by_role("rowheader")).to_have_text("Araby")
    # Växjö's Araby, tablå 3. What stands before each figure on a telephone is not read twice.
    expect(row.get_by_role("cell", name="Riskområde", exact=True)).to_have_count(1)
    expect(row.get_by_role("cell", name="Särskilt utsatt område", exact=True)).to_have_count(1)


@pytest.mark.parametrize("width", [375, 1280])
def test_what_can_be_followed_of_a_goal_is_no_verdict_on_it(page: Page, address: str, width: int) -> None:
    """Beside "Öka tryggheten i Umeå kommun." a mere "nej" reads as if it had failed: the question is above the column, or beside it."""
    look(page, "light", width)
    page.goto(f"{address}/uppfoljning")
    settled(page, PAGES["/uppfoljning"])
    is_narrow = width == 375
    asked = page.locator(".goal .asked")
    expect(asked).to_have_text(["Kan följas:"] * 10)
    assert {box["width"] > 20 for box in map(Locator.bounding_box, asked.all()) if box} == {is_narrow}
    expect(page.locator(".goal-titles").get_by_text("Kan det följas?", exact=True)).to_be_visible(visible=not is_narrow)
    # Heard once in each row, seen or not, and not above them too.
    heard = page.locator("section.goals").first.locator("xpath=..").aria_snapshot()
    assert len(re.findall(r"Öka tryggheten i Umeå kommun\.\"? *.*Kan följas: *nej", heard.replace("\n", " "))) == 1
    assert heard.count("Kan följas:") == 10
    assert "Kan det följas?" not in heard


@pytest.mark.parametrize("path", ["/omraden", "/forandringar?view=table"])
def test_links_in_tables_are_high_enough_for_a_finger(page: Page, address: str, path: str) -> None:
    look(page, "light", 375)
    page.goto(address + path)
    there(page, PAGES[path.split("?")[0]])
    page.locator(".figures a:visible").first.wait_for()
    heights = page.evaluate(
        """() => [...document.querySelectorAll('.figures a')].filter(link => link.checkVisibility())
            .map(link => link.getBoundingClientRect().height)"""
    )
    assert len(heights) > 15
    assert min(heights) >= 24  # WCAG 2.5.8


SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }"""
"""What readers may ask of their browser without losing anything: WCAG 1.4.12."""

# The words of cells that are wider than their cell or reach beyond the screen, and figures that go on in a second line.
CUT = """() => [...document.querySelectorAll('.figures.stacked tbody tr > *')].filter(cell => cell.checkVisibility()).filter(cell => {
    const words = document.createRange();
    words.selectNodeContents(cell);
    const [there, box] = [words.getBoundingClientRect(), cell.getBoundingClientRect()];
    const isBroken = /^[\\d,]+$/.test(cell.textContent) && words.getClientRects().length !== 1;
    return isBroken || there.right > box.right + 1 || there.left < box.left - 1 || box.right > innerWidth;
}).map(cell => cell.textContent)"""


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("/forandringar?view=table", "Förändringar"),
        ("/datakvalitet", "Datakvalitet"),
        ("/bilbrand-hot-overgrepp?indicator=vehicle_fires&view=table", "Bilbrand"),
        ("/bilbrand-hot-overgrepp?indicator=vehicle_fires&view=chance", "Bilbrand"),
    ],
)
def test_nothing_is_cut_on_a_card_also_where_readers_widen_the_text(
    page: Page, address: str, path: str, title: str
) -> None:
    look(page, "light", 320)
    page.goto(address + path)
    there(page, title)
    for mode, width in (("light", 320), ("dark", 375)):
        turned(page, mode, width)
        page.evaluate(
            "document.querySelectorAll('details.folded, .st-key-tested details').forEach(fold => { fold.open = true; })"
        )
        assert page.locator(".figures.stacked tbody tr:visible").count() >= 4
        assert page.evaluate(CUT) == []
        spaced = page.add_style_tag(content=SPACED)
        assert page.evaluate(CUT) == []
        spaced.evaluate("style => style.remove()")


def test_figures_share_a_line_of_their_card_and_what_is_missing_keeps_its_dash(page: Page, address: str) -> None:
    look(page, "light", 375)
    page.goto(f"{address}/forandringar")
    settled(page, "Förändringar")
    page.get_by_text("Som tabell, med filer", exact=True).first.click()
    table = page.get_by_role("table", name="Antal utsatta områden efter bedömning")
    card = table.get_by_role("row", name="Riskområden Tablå 2")
    drawn = card.evaluate(
        """row => [...row.querySelectorAll('.figure')].map(cell => [
            getComputedStyle(cell, '::before').content.split('"')[1],
            cell.textContent,
            Math.round(cell.getBoundingClientRect().top - row.getBoundingClientRect().top),
        ])"""
    )
    # Tableau 2 prints risk areas of 2019 and 2021 only.
    assert [(year, figure) for year, figure, _ in drawn] == [
        ("2014", "–"),
        ("2015", "–"),
        ("2017", "–"),
        ("2019", "10"),
        ("2021", "14"),
        ("2023", "–"),
        ("2025", "–"),
    ]
    tops = [top for _, _, top in drawn]
    assert tops[::2] == sorted(set(tops))  # two and two
    assert tops[1::2] == tops[:-1:2]


def test_the_checks_are_cards_of_sentences_without_names_beside_them(page: Page, address: str) -> None:
    look(page, "light", 375)
    page.goto(f"{address}/datakvalitet?outcome=found")
    settled(page, "Datakvalitet")
    row = page.get_by_role("row", name="Källan skriver 39,7.")
    expect(row.get_by_role("cell")).to_have_count(4)
    lefts = row.evaluate("row => [...row.cells].map(cell => cell.getBoundingClientRect().left)")
    assert set(lefts) == {16}
    assert row.evaluate("row => row.querySelectorAll('[data-label]').length") == 0
