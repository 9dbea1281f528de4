"""What the first answer carries, where no Streamlit runs: how it is written, kept and bounded."""

from __future__ import annotations

import asyncio
import dataclasses
import datetime
import os
import shutil
import zlib
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from pages.components.page import File, Form, Page, Published
from pages.components.text import in_language
from pages.server import sharing, shell
from pages.server.first_page import kept, markup, restart, tree, widgets
from pages.server.first_page.kept import Kept
from pages.server.sharing import Asked, View
from pages.server.streamlit_internals import Element, Nobody

Answered = tuple[str, View] | None
"""The first page that a reader gets, with what it says of itself."""

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


def kept_page(size: int = 10, state: kept.State = ()) -> Kept:
    view = View(version="1", title="", said="", cited="", publishers=(), picture=None)
    return Kept(b"x" * size, view, state)


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


def test_strangers_drive_out_no_page_as_it_is_at_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "_kept", OrderedDict())
    at_first: list[Asked] = [("/", ()), ("/", (("lang", "en"),))]
    for page_ in at_first:
        kept.keep(page_, kept_page())
    for number in range(kept.MOST_PAGES + 50):
        kept.keep(at(number), kept_page())
    assert len(kept._kept) == kept.MOST_PAGES
    assert set(at_first) <= set(kept._kept)


def test_few_wait_to_be_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[Asked] = []

    async def draw(at: Asked) -> None:
        begun.append(at)
        await asyncio.sleep(0)

    async def ask() -> None:
        for number in (*range(20), *range(20)):  # all before the first of them begins, as where many ask at once
            kept.draw_behind(at(number))
        await asyncio.sleep(0)

    monkeypatch.setattr(kept, "draw", draw)
    monkeypatch.setattr(kept, "_waiting", set())
    asyncio.run(ask())
    assert len(begun) == kept.MOST_WAITING


def test_the_server_rests_as_long_as_it_drew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Made-up addresses, one after the other, held up whoever pressed something."""
    rested: list[float] = []
    now = iter((100.0, 107.0))

    async def too_long(at: Asked) -> None:
        raise TimeoutError

    async def sleep(seconds: float) -> None:
        rested.append(seconds)

    monkeypatch.setattr(kept, "draw_now", too_long)
    monkeypatch.setattr(kept, "time", SimpleNamespace(monotonic=lambda: next(now)))
    monkeypatch.setattr(kept, "asyncio", SimpleNamespace(sleep=sleep))
    monkeypatch.setattr(kept, "_one_at_a_time", asyncio.Semaphore(1))
    kept._waiting.add(at(1))
    asyncio.run(kept.draw(at(1)))
    assert rested == [7.0]
    assert at(1) not in kept._waiting


def test_nothing_is_drawn_ahead_while_somebody_waits_for_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first visitor's page took half a second longer for it."""
    now = [100.0]

    async def sleep(seconds: float) -> None:
        now[0] += seconds

    monkeypatch.setattr(kept, "time", SimpleNamespace(monotonic=lambda: now[0]))
    monkeypatch.setattr(kept, "asyncio", SimpleNamespace(sleep=sleep))
    ends = []
    for last in (0.0, 101.0, 1000.0):  # nobody, one who came after a second, and all the time
        now[0] = 100.0
        monkeypatch.setattr(kept, "_last_asked", last)
        asyncio.run(kept.until_quiet())
        ends.append(round(now[0]))
    assert ends == [102, 106, 130]


@pytest.mark.usefixtures("data_copy")
def test_a_page_is_kept_as_long_as_it_would_be_the_same(data_copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither what is wrong in the files, the day nor an administrator's borders are part of the version of the data."""
    seen = [kept.state()]
    (data_copy / "exports" / "broken.csv").write_text("not;an;export\n1;2;3\n", encoding="utf-8")
    seen.append(kept.state())
    assert seen[0][0] == seen[1][0]
    (data_copy / "deso_borders.geojson").write_text("{}", encoding="utf-8")
    seen.append(kept.state())
    tomorrow = SimpleNamespace(today=lambda: datetime.date.today() + datetime.timedelta(days=1))
    monkeypatch.setattr(kept, "datetime", SimpleNamespace(date=tomorrow))
    seen.append(kept.state())
    assert len(set(map(repr, seen))) == 4


@pytest.mark.usefixtures("built_in_data")
def test_only_a_page_of_the_present_state_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "_kept", OrderedDict())
    monkeypatch.setattr(kept, "draw_behind", lambda at: None)
    there = kept.asked_by(scope(b""))
    assert there is not None
    page_ = dataclasses.replace(kept_page(state=kept.state()), content=zlib.compress(b"<p>1</p>"))
    kept.keep(there, page_)
    assert asyncio.run(kept.of(scope(b""))) == ("<p>1</p>", page_.view)
    kept.keep(there, dataclasses.replace(page_, state=("another",)))
    assert asyncio.run(kept.of(scope(b""))) is None

    def state() -> kept.State:
        kept._kept.clear()  # others made room while this one looked
        return page_.state

    kept.keep(there, page_)
    monkeypatch.setattr(kept, "state", state)
    assert asyncio.run(kept.of(scope(b""))) is None


def test_what_is_kept_holds_no_chart() -> None:
    nobody = Nobody()
    nobody.told = dataclasses.replace(page(), picture=lambda: {"rows": [0] * 1000})
    found = kept.made_of(("/", ()), nobody, ())
    assert found is not None
    assert found.view.picture is dict  # that there is one


def test_no_parameter_says_in_its_stead_which_file_of_which_page_is_meant() -> None:
    there: Asked = ("/omraden", (("of", "other.csv"), ("page", "/kommun"), ("place", "0127")))
    assert kept.file_address(there, "downloads.csv") == "/download?page=%2Fomraden&of=downloads.csv&place=0127"
    assert sharing.of_page(sharing.PICTURE, there) == "/picture.png?page=%2Fomraden&place=0127"


def test_what_is_kept_is_what_the_address_asks_for() -> None:
    """Of several values the first counts, and an empty one means that nothing is chosen."""
    asked = {query: kept.asked_by(scope(query)) for query in (b"lang=sv&lang=en", b"lang=en&lang=sv", b"year=", b"")}
    assert len(set(asked.values())) == 4
    assert asked[b"lang=sv&lang=en"] == ("/skjutningar", (("lang", "sv"), ("lang", "en")))
    assert asked[b"year="] == ("/skjutningar", (("year", ""),))
    assert kept.asked_by(scope(b"year=1&place=2&year=0")) == kept.asked_by(scope(b"place=2&year=1&year=0"))
    assert kept.asked_by(scope(b"&".join(b"x%d=1" % number for number in range(101)) + b"&place=2480")) is None


def test_what_is_asked_for_again_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "_asked", OrderedDict())
    assert [kept.is_asked_again(at(number)) for number in (1, 2, 1, 2, 3)] == [False, False, True, True, False]
    for number in range(kept.MOST_ASKED + 50):
        kept.is_asked_again(at(100 + number))
    assert len(kept._asked) == kept.MOST_ASKED
    assert not kept.is_asked_again(at(1))


def scope(query: bytes) -> dict[str, object]:
    return {"type": "http", "path": "/skjutningar", "query_string": query, "headers": [], "scheme": "http"}


def test_frozen_figures_have_none() -> None:
    assert kept.asked_by(scope(b"version=2025-01-01-abc")) is None
    assert kept.asked_by(scope(b"%76ersion=2025-01-01-abc")) is None
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


PARTS = ("dashboard.py", "pyproject.toml", "pages/screens.py", "pages/components/locale/sv.po")
"""Files of the program."""


@pytest.fixture
def next_start(built_in_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Answered]:
    """Gives what a process that has just started, and has no data yet, answers a reader; some of its files lie in a folder in
    which they may be changed."""
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    monkeypatch.setattr("sys.pycache_prefix", str(tmp_path / "kept"))
    for name in PARTS:
        (tmp_path / "program" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(restart.ROOT / name, tmp_path / "program" / name)
    monkeypatch.setattr(restart, "ROOT", tmp_path / "program")
    assert restart.found() == {}  # the first one begins

    def started() -> Answered:
        monkeypatch.setattr(kept, "_kept", OrderedDict())
        kept.restore()
        with monkeypatch.context() as patch:
            patch.setattr(kept, "state", lambda: pytest.fail("it waits for the data"))
            return asyncio.run(kept.of(scope(b"")))

    return started


def test_the_next_start_of_a_day_has_the_pages_before_there_are_data(
    next_start: Callable[[], Answered], monkeypatch: pytest.MonkeyPatch
) -> None:
    at_first = kept.asked_by(scope(b""))
    assert at_first is not None
    page_ = dataclasses.replace(kept_page(state=kept.state()), content=zlib.compress(b"<p>1</p>"))
    monkeypatch.setattr(kept, "_kept", OrderedDict({at_first: page_, at(1): page_}))
    kept.keep_for_the_next_start([at_first])
    assert next_start() == ("<p>1</p>", page_.view)
    assert list(kept._kept) == [at_first]  # nothing that a stranger asked for
    kept.data_are_there()
    monkeypatch.setattr(kept, "state", lambda: ("another",))
    monkeypatch.setattr(kept, "draw_behind", lambda at: None)
    assert asyncio.run(kept.of(scope(b""))) is None


@pytest.mark.parametrize("changed", ["the day", "a setting", "an administrator's data", *PARTS])
def test_but_not_where_they_would_be_others(
    next_start: Callable[[], Answered], changed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_first = kept.asked_by(scope(b""))
    assert at_first is not None
    monkeypatch.setattr(kept, "_kept", OrderedDict({at_first: kept_page(state=kept.state())}))
    kept.keep_for_the_next_start([at_first])
    assert restart.found()
    if changed == "the day":
        tomorrow = SimpleNamespace(today=lambda: datetime.date.today() + datetime.timedelta(days=1))
        monkeypatch.setattr(restart, "datetime", SimpleNamespace(date=tomorrow))
    elif changed == "a setting":
        monkeypatch.setenv("LAGESBILD_OPERATOR", "Umeå kommun")
    elif changed == "an administrator's data":
        monkeypatch.setenv("LAGESBILD_DATA", str(tmp_path))
    else:
        change(restart.ROOT / changed)
    assert restart.found() == {}
    assert next_start() is None


def change(path: Path) -> None:
    """Another text of the same length and time, as a tool that copies files with their times can leave it."""
    status = path.stat()
    path.write_bytes(path.read_bytes().replace(b"a", b"e", 1))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def test_nor_for_an_administrators_data(
    next_start: Callable[[], Answered], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_first = kept.asked_by(scope(b""))
    assert at_first is not None
    monkeypatch.setenv("LAGESBILD_DATA", str(tmp_path))
    assert restart.found() == {}  # it begins
    monkeypatch.setattr(kept, "_kept", OrderedDict({at_first: kept_page(state=kept.state())}))
    kept.keep_for_the_next_start([at_first])
    assert list(tmp_path.rglob("*.pages")) == []


def test_pages_are_not_kept_for_a_program_that_came_after_they_were_drawn(
    next_start: Callable[[], Answered], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A new version was copied over the old one while that drew its pages."""
    at_first = kept.asked_by(scope(b""))
    assert at_first is not None
    monkeypatch.setattr(kept, "_kept", OrderedDict({at_first: kept_page(state=kept.state())}))
    change(restart.ROOT / "pages/screens.py")
    kept.keep_for_the_next_start([at_first])
    assert restart.found() == {}


def test_pages_of_data_in_which_something_is_wrong_are_not_kept(
    next_start: Callable[[], Answered], monkeypatch: pytest.MonkeyPatch
) -> None:
    at_first = kept.asked_by(scope(b""))
    assert at_first is not None
    wrong = ("1", ("broken",), datetime.date.today(), None)
    monkeypatch.setattr(kept, "state", lambda: wrong)
    monkeypatch.setattr(kept, "_kept", OrderedDict({at_first: kept_page(state=wrong)}))
    kept.keep_for_the_next_start([at_first])
    assert restart.found() == {}
