"""A reader's own squares, from the file that is dropped to the map that can be pointed at, read and used by keyboard."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import look, open_filters, turned
from tests.browser.test_accessibility import sideways, violations
from tests.queries.store.test_squares import HEAD

SQUARES = HEAD + "".join(
    f"{758_000 + 250 * (place % 10):06}{7_087_000 + 250 * (place // 10)},250,2024,{condition},{10 + place},90,SCB\n"
    for place in range(40)
    for condition in ("education", "children")
)


def test_a_dropped_file_becomes_a_map_that_everybody_can_use(page: Page, address: str, tmp_path: Path) -> None:
    file = tmp_path / "rutor.csv"
    file.write_text(SQUARES, encoding="utf-8")
    look(page, "light", 1280)
    page.goto(f"{address}/egna-exporter")
    page.locator("[data-testid=stFileUploader] input").set_input_files(file)
    expect(page.get_by_text("rutor.csv: 40 egna rutor i Umeå.")).to_be_visible()
    assert violations(page) == []
    page.locator("[data-testid=stMain]").get_by_role("link", name="Umeå", exact=True).click()
    expect(page).to_have_url(re.compile("by=squares"))
    expect(page.get_by_role("heading", name="Förgymnasial utbildning i Umeå efter egna rutor, 2024")).to_be_visible()
    expect(page.locator("svg.marks path[aria-label], svg.marks g.mark-shape path")).not_to_have_count(0)
    open_filters(page)
    expect(page.get_by_role("radio", name="Egna rutor")).to_be_checked()
    assert violations(page) == []
    turned(page, "dark", 375)
    assert violations(page) == []
    assert sideways(page) == [0, []]
    page.get_by_role("link", name="Tabell", exact=True).click()
    expect(page.get_by_role("columnheader", name="Ruta (Rutid)")).to_be_visible()
    assert violations(page) == []
    turned(page, "light", 320)
    assert sideways(page) == [0, []]
    page.get_by_role("radio", name="SCB:s områden (DeSO)").click()
    expect(page.get_by_role("heading", name="SCB:s områdestyp i Umeå 2022")).to_be_visible()
