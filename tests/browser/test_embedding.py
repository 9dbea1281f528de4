"""The figure of a page within a page of another site, and the lines that are copied for other texts and pages."""

from __future__ import annotations

import os
import re
import signal
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import settled, started
from tests.browser.test_accessibility import RULES, sideways

MUNICIPALITY = "/kommun?place=2480"


@pytest.fixture
def other_site(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """Another site, and the folder of its pages."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", tmp_path
    server.shutdown()


@pytest.fixture
def reader(page: Page) -> Iterator[Page]:
    """A tab that may look at what was copied."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    yield page
    page.context.clear_permissions()


def copied(page: Page, button: str) -> str:
    page.get_by_text(re.compile("^(Ladda ned|Download)$")).click()
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.get_by_role("button", name=re.compile("kopierad|copied"))).to_be_visible()
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_a_figure_is_embedded_in_two_presses_where_the_administrator_allows_it(
    reader: Page, other_site: tuple[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    site, folder = other_site
    monkeypatch.setenv("LAGESBILD_FRAME_ANCESTORS", site)
    served = started()
    try:
        reader.goto(served["url"] + MUNICIPALITY)
        settled(reader, "Umeå")
        code = copied(reader, "Kopiera kod för inbäddning")
        assert 'title="Anmälda brott i Umeå, jämfört med liknande kommuner"' in code
        assert f'src="{served["url"]}/kommun?place=2480&amp;embed=1"' in code
        (folder / "index.html").write_text(f"<!DOCTYPE html><html lang=sv><title>x</title>{code}", encoding="utf-8")
        reader.goto(site)
        frame = reader.frame_locator("iframe")
        expect(frame.get_by_role("heading", level=1)).to_have_text("Umeå")
        expect(frame.locator(".answer .sentence")).to_contain_text("12 411 brott")
        expect(frame.locator("svg.marks:visible")).to_have_count(1)
        expect(frame.locator(".embedded")).to_contain_text("Källa: Brottsförebyggande rådet (Brå)")
        for hidden in (".menu", ".search", ".views", ".st-key-take_along", ".st-key-filters", ".cards", ".onward"):
            expect(frame.locator(f"{hidden}:visible")).to_have_count(0)
        with reader.context.expect_page() as opened:
            frame.get_by_role("link", name="Öppna hela sidan i Lägesbild").click()
        assert opened.value.url == served["url"] + MUNICIPALITY
        settled(opened.value, "Umeå")
    finally:
        os.kill(served["process"], signal.SIGTERM)


def test_no_other_site_embeds_a_page_that_the_administrator_has_not_named(
    reader: Page, other_site: tuple[str, Path], address: str
) -> None:
    site, folder = other_site
    (folder / "index.html").write_text(f'<iframe src="{address}{MUNICIPALITY}&embed=1"></iframe>', encoding="utf-8")
    refused = []
    reader.on("console", lambda said: refused.append(said.text) if "frame-ancestors" in said.text else None)
    reader.goto(site)
    reader.wait_for_timeout(500)
    assert refused


@pytest.mark.parametrize("width", [320, 700])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_an_embedded_figure_breaks_no_rule(reader: Page, address: str, language: str, width: int) -> None:
    reader.set_viewport_size({"width": width, "height": 900})
    reader.goto(f"{address}/anmalda-brott?embed=1&lang={language}")
    link = "Öppna hela sidan i Lägesbild" if language == "sv" else "Open the whole page in Lägesbild"
    expect(reader.get_by_role("link", name=link)).to_be_visible()
    expect(reader.locator("svg.marks:visible").first).to_be_visible()
    assert Axe().run(reader, options=RULES).response["violations"] == []
    assert sideways(reader) == [0, []]


def test_the_view_that_is_open_is_the_one_that_is_embedded_and_cited(reader: Page, address: str) -> None:
    reader.goto(f"{address}{MUNICIPALITY}&lang=en")
    settled(reader, "Umeå")
    reader.get_by_role("link", name="Table", exact=True).click()
    cited = copied(reader, "Copy citation")
    assert "\n" not in cited
    assert cited.startswith("Source: Brottsförebyggande rådet (Brå): ")  # a publisher has one name
    assert re.search(
        rf"Lägesbild, read \d{{4}}-\d\d-\d\d, {re.escape(address)}/kommun\?place=2480&lang=en&view=table$", cited
    )
    reader.get_by_role("button", name="Copy code for embedding", exact=True).click()
    reader.wait_for_function("async () => (await navigator.clipboard.readText()).includes('view=table&amp;embed=1')")
    reader.goto(f"{address}{MUNICIPALITY}&view=table&embed=1")
    expect(reader.locator("table:visible").first).to_be_visible()
    expect(reader.locator("svg.marks:visible")).to_have_count(0)
