"""A page that is about one municipality sends the figures of that one and what it is compared with, not those of all."""

from __future__ import annotations

import re

import pytest
from streamlit.testing.v1 import AppTest

import queries
from tests.page import opened

pytestmark = pytest.mark.usefixtures("built_in_data")

CHOICES = {"selectbox", "multiselect", "button_group"}
"""Elements to choose from: their names are no figures."""


def sent(at: AppTest) -> dict[str, bytes]:
    """What the server sends of a page, by the kind of element."""
    found: dict[str, bytes] = {}
    for node in at.main:
        if hasattr(node.proto, "SerializeToString"):
            found[node.type] = found.get(node.type, b"") + node.proto.SerializeToString()
    return found


def named(content: bytes) -> set[str]:
    """The municipalities whose names stand in it."""
    text = content.decode("utf-8", "ignore")
    names = [row["name"] for row in queries.rows("municipalities")]
    return {name for name in names if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)}


@pytest.mark.parametrize("view", ["chart", "table", "about"])
@pytest.mark.parametrize("place", ["2480", "0180", "2425"])
@pytest.mark.parametrize("screen", ["municipality", "reported_offences"])
def test_a_page_of_one_municipality_does_not_send_all(screen: str, place: str, view: str) -> None:
    parts = sent(opened(screen, place=place, view=view))
    figures = b"".join(content for kind, content in parts.items() if kind not in CHOICES)
    # Itself, ten similar ones, and the neighbours and nearest areas' municipalities.
    assert 1 <= len(named(figures)) <= 60
    assert len(figures) < 150_000  # a third of it the outlines of Stockholm's areas
    # At most one list to choose a municipality from.
    assert sum(len(content) for kind, content in parts.items() if kind in CHOICES) < 6_000


def test_a_page_of_all_sends_all() -> None:
    """What the test above counts is there where all are asked for."""
    parts = sent(opened("reported_offences", place="2480", list="all"))
    assert len(named(parts["html"])) == 290
    assert len(named(parts["deck_gl_json_chart"])) == 290
    assert len(named(sent(opened("municipality", place="2480"))["selectbox"])) == 290
