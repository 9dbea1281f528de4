"""The page that is being drawn: each thread has its own, and what is called later holds what it needs of it."""

from __future__ import annotations

import threading

import pytest
from streamlit.testing.v1 import AppTest

from pages.components import page
from pages.components.page import Published
from tests.page import opened, well, widget

PUBLISHED = Published(version="0123456789abcdef", has_own=False, hides=False, smallest=3)


def test_two_threads_draw_pages_of_their_own() -> None:
    found: dict[str, page.Page] = {}
    begun = threading.Barrier(2)

    def draw(path: str) -> None:
        page.begin(path=path, published=PUBLISHED, known_elsewhere={})
        begun.wait()  # both pages are there now
        page.current().heeded["year"] = [path]
        found[path] = page.current()

    threads = [threading.Thread(target=draw, args=[path]) for path in ("/a", "/b")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {path: (one.path, one.heeded) for path, one in found.items()} == {
        "/a": ("/a", {"year": ["/a"]}),
        "/b": ("/b", {"year": ["/b"]}),
    }


def test_where_none_was_begun_there_is_none() -> None:
    missing: list[type] = []

    def look() -> None:
        with pytest.raises(LookupError):
            page.current()
        missing.append(LookupError)

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert missing == [LookupError]


def test_the_view_is_what_is_heeded_in_one_order_without_the_language() -> None:
    begun = page.begin(path="/", published=PUBLISHED, known_elsewhere={})
    begun.heeded |= {"year": ["2020", "2018", "2020"], "lang": ["en"], "category": []}
    assert begun.view == {"year": ["2018", "2020"], "category": []}


@pytest.mark.usefixtures("built_in_data")
def test_a_choice_is_written_before_the_next_page_begins() -> None:
    """Streamlit calls ``on_change`` before the page is drawn, when this run has no page yet."""
    at: AppTest = opened("narcotics_weapons", year=["2019", "1999"])
    assert any("1999" in part.value for part in at.caption)
    widget(at, "year").set_value(["2018"])
    well(at.run())
    assert at.query_params["year"] in ("2018", ["2018"])
    assert not any("1999" in part.value for part in at.caption)  # nothing of the page before is left


@pytest.mark.parametrize(
    ("asked", "view"),
    [(["1999"], {}), (["2018", "1999"], {"year": ["2018"]}), ([""], {"year": []}), (["2018"], {"year": ["2018"]})],
)
def test_what_nobody_knows_is_no_part_of_the_view(asked: list[str], view: dict[str, list[str]]) -> None:
    """Nothing but unknown values is as if nothing stood there; that nothing is chosen is a choice."""

    def draw() -> None:
        import streamlit as st

        from pages.components import address, page
        from pages.components.page import Published

        begun = page.begin(
            path="", published=Published(version="", has_own=False, hides=False, smallest=3), known_elsewhere={}
        )
        address.heeded("year", ["2018", "2019"])
        st.session_state["view"] = begun.view

    at = AppTest.from_function(draw)
    at.query_params["year"] = asked
    assert well(at.run()).session_state["view"] == view
