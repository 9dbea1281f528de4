"""Tables of words on a telephone: a card a row, and still a table to screen readers."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import PAGES, settled

# The part of a cell's text that lies right of the screen, and what its column is called there.
CELLS = """() => [...document.querySelectorAll('.figures tbody tr')].flatMap(row => [...row.cells].slice(1).map(cell => ({
    right: cell.getBoundingClientRect().right,
    stacked: getComputedStyle(row).display === 'block',
    named: getComputedStyle(cell, '::before').content.split('"')[1],
})))"""


@pytest.mark.parametrize("path", ["/forandringar", "/kommun?place=0127", "/kommun?place=2480", "/kommun"])
def test_no_column_is_out_of_sight_on_a_telephone(
    new_context: Callable[..., BrowserContext], address: str, path: str
) -> None:
    page = new_context(width=375).new_page()
    page.goto(address + path)
    title = PAGES[path.split("?")[0]]
    page.get_by_role("heading", level=1, name=title, exact=True).wait_for()
    page.locator(".page-footer").wait_for()
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
    cells = page.evaluate(CELLS)
    assert len(cells) > 20
    assert [cell for cell in cells if cell["right"] > 375 or not cell["stacked"] or not cell["named"]] == []


@pytest.mark.parametrize("width", [375, 1280])
def test_it_is_a_table_with_headers_to_screen_readers_at_every_width(
    new_context: Callable[..., BrowserContext], address: str, width: int
) -> None:
    page: Page = new_context(width=width).new_page()
    page.goto(f"{address}/forandringar")
    settled(page, "Förändringar")
    table = page.get_by_role("table", name="Områden som fick ändrad bedömning mellan 2019 och 2021")
    expect(table).to_have_count(1)
    expect(table.get_by_role("columnheader", name="Kategori 2021", exact=True)).to_have_count(1)
    row = table.get_by_role("row", name="Araby")
    expect(row).to_have_count(1)
    expect(row.get_by_role("rowheader")).to_have_text("Araby")
    # Växjö's Araby, tablå 3. What stands before each figure on a telephone is not read twice.
    expect(row.get_by_role("cell", name="Riskområde", exact=True)).to_have_count(1)
    expect(row.get_by_role("cell", name="Särskilt utsatt område", exact=True)).to_have_count(1)
