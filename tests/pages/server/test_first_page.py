"""What the first answer carries, where no Streamlit runs: how it is written, kept and bounded."""

from __future__ import annotations

import asyncio
from collections import OrderedDict

import pytest

from pages.components.page import File, Form, Page, Published
from pages.components.text import in_language
from pages.server import shell
from pages.server.first_page import kept, markup, tree, widgets
from pages.server.first_page.kept import Kept
from pages.server.sharing import Asked, View
from pages.server.streamlit_internals import Element

EVIL = '<img src=x onerror="alert(1)">'


def page() -> Page:
    published = Published(version="1", has_own=False, hides=False, smallest=0)
    return Page(path="/", published=published, own_sources=(), known_elsewhere={})


def drawn(made: Page | None = None) -> widgets.Drawn:
    return widgets.Drawn(in_language("sv"), made or page(), lambda key: f"/download?of={key}")


def written(element: Element, made: Page | None = None) -> str:
    root = tree.Node(children={0: tree.Node(element=element)})
    return markup.markup(drawn(made), root)


def heading(said: str) -> Element:
    element = Element()
    element.heading.tag, element.heading.body = "h1", said
    return element


def test_text_stays_text() -> None:
    element = Element()
    element.markdown.body = f"{EVIL} **fet**"
    html = written(element)
    assert "<img" not in html
    assert "<strong>fet</strong>" in html
    assert "<img" not in written(heading(EVIL))


def test_a_filter_is_links_to_the_page_as_it_is_with_it() -> None:
    element = Element()
    element.button_group.id = "$$ID-0a-year_filter"
    element.button_group.label = "År"
    for year in ("2019", EVIL):
        element.button_group.options.add().content = year
    element.button_group.raw_values.append("2019")
    made = page()
    made.links["year_filter"] = ["?", "?year=2019&x=%22"]
    html = written(element, made)
    assert '<a class="first-option" href="?" aria-current="true">2019</a>' in html
    assert 'href="?year=2019&amp;x=%22"' in html
    assert "<img" not in html
    assert "st-key-year_filter" in html


def test_a_long_list_is_a_form_that_keeps_what_else_is_chosen() -> None:
    element = Element()
    element.selectbox.id = "$$ID-0a-place_filter"
    element.selectbox.label, element.selectbox.placeholder = "Kommun", "Välj"
    element.selectbox.options.extend(["Umeå", 'A"><b>'])
    made = page()
    made.forms["place_filter"] = Form(name="place", values=["2480", "1"], kept=[("year", '"><b>')])
    html = written(element, made)
    assert '<option value="2480">Umeå</option>' in html
    assert '<input type="hidden" name="year" value="&quot;&gt;&lt;b&gt;">' in html
    assert "<b>" not in html


def test_a_file_is_a_link_only_where_it_can_be_made() -> None:
    element = Element()
    element.download_button.id, element.download_button.label = "$$ID-0a-downloads.csv", "CSV"
    assert "href" not in written(element)
    made = page()
    made.files["downloads.csv"] = File(name="a.csv", kind="text/csv", make=lambda: b"")
    assert 'href="/download?of=downloads.csv"' in written(element, made)


def test_nothing_of_a_session_is_in_it() -> None:
    element = Element()
    element.html.body = (
        '<footer class="page-footer" data-session="e34a57d9" data-own="[]" data-again="/x"><p>Ja</p></footer>'
    )
    html = written(element)
    assert "e34a57d9" not in html
    assert '<footer class="page-footer"><p>Ja</p></footer>' in html


def kept_page(size: int = 10, version: str = "1") -> Kept:
    view = View(version=version, title="", said="", cited="", publishers=(), picture=None)
    return Kept(b"x" * size, view)


def at(number: int) -> Asked:
    return "/", (("x", str(number)),)


def test_strangers_cannot_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "_kept", OrderedDict())
    for number in range(kept.MOST_PAGES + 50):
        kept.keep(at(number), kept_page())
    assert len(kept._kept) == kept.MOST_PAGES
    assert at(0) not in kept._kept
    for number in range(10):
        kept.keep(at(1000 + number), kept_page(kept.MOST_BYTES // 4))
    assert sum(len(one.content) for one in kept._kept.values()) <= kept.MOST_BYTES


def test_few_wait_to_be_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[Asked] = []

    async def draw(at: Asked) -> None:
        begun.append(at)
        kept._waiting.add(at)
        await asyncio.sleep(0)

    async def ask() -> None:
        for number in range(20):
            kept.draw_behind(at(number))
            await asyncio.sleep(0)

    monkeypatch.setattr(kept, "draw", draw)
    monkeypatch.setattr(kept, "_waiting", set())
    asyncio.run(ask())
    assert len(begun) == kept.MOST_WAITING


def scope(query: bytes) -> dict[str, object]:
    return {"type": "http", "path": "/skjutningar", "query_string": query, "headers": [], "scheme": "http"}


def test_frozen_figures_have_none() -> None:
    assert kept.asked_by(scope(b"version=2025-01-01-abc")) is None
    assert kept.asked_by(scope(b"year=2020&utm_source=x&view=table")) == ("/skjutningar", (("year", "2020"),))


def test_what_is_read_comes_before_all_scripts() -> None:
    html = shell.with_first(shell.page("sv"), '<div id="first"><h1>Rubrik</h1></div>', "view=table&embed=1")
    head, body = html.split("</head>")
    assert "<script" not in head
    assert "modulepreload" not in head
    assert '<link rel="stylesheet" href="./lagesbild.css">' in head
    assert 'lang="sv" data-view="table" data-embed' in head
    assert body.index("Rubrik") < body.index("lagesbild.js") < body.index('<template id="late">')
    assert 'type="module"' in body.split('<template id="late">')[1]
    assert "data-embed" not in shell.with_first(shell.page("sv"), "", 'view="><script>&embed=2').split("</head>")[0]
