"""Charts drawn in a process of its own: the same pictures as the library's, and nobody waits for the lock meanwhile."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
import vl_convert

from pages.components import drawing
from tests import ROOT

SPEC: dict[str, Any] = {
    "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
    "data": {"values": [{"year": 2018, "count": 3}, {"year": 2019, "count": 5}]},
    "mark": "bar",
    "encoding": {"x": {"field": "year", "type": "ordinal"}, "y": {"field": "count", "type": "quantitative"}},
}
"""A small chart."""


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    yield
    drawing.end()


def test_the_pictures_are_those_of_the_library() -> None:
    svg = vl_convert.vegalite_to_svg(SPEC, allowed_base_urls=[])
    assert drawing.svg(SPEC) == svg
    assert drawing.png(SPEC, 2) == vl_convert.vegalite_to_png(SPEC, scale=2, allowed_base_urls=[])
    assert drawing.png_of(svg) == vl_convert.svg_to_png(svg, scale=1)


def test_the_library_that_holds_the_lock_is_not_in_the_process_that_answers() -> None:
    """While a picture was drawn nobody was answered, for up to a second."""
    program = (
        "import sys; from tests.pages.components.test_drawing import SPEC; del sys.modules['vl_convert']\n"
        "from pages.components import downloads\n"
        "assert downloads.svg(SPEC).startswith(b'<svg') and downloads.png(SPEC).startswith(b'\\x89PNG')\n"
        "assert 'vl_convert' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True, timeout=120)


def test_what_is_no_chart_is_an_error_and_the_next_one_is_drawn() -> None:
    with pytest.raises(ValueError, match=r"\w"):
        drawing.svg({"mark": 1})
    assert drawing.svg(SPEC).startswith("<svg")


def test_a_process_that_was_ended_is_replaced() -> None:
    drawing.svg(SPEC)
    assert drawing._process is not None
    drawing._process.kill()
    assert drawing.svg(SPEC).startswith("<svg")


def test_what_is_left_of_an_answer_is_not_for_the_next_one(monkeypatch: pytest.MonkeyPatch) -> None:
    received = drawing._received

    def no_room(file: object) -> bytes:
        raise MemoryError

    monkeypatch.setattr(drawing, "_received", no_room)
    with pytest.raises(MemoryError):
        drawing.svg({**SPEC, "title": "somebody else's"})
    monkeypatch.setattr(drawing, "_received", received)
    assert "somebody else" not in drawing.svg(SPEC)


def test_a_picture_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    drawing.svg(SPEC)
    monkeypatch.setattr(drawing, "SECONDS", 0.0)
    with pytest.raises(ValueError, match="too long"):
        drawing.png(SPEC, 8)
    monkeypatch.undo()
    assert drawing.svg(SPEC).startswith("<svg")
