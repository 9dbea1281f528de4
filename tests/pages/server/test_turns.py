"""Pages are drawn in turn; nobody who takes long, leaves or fails keeps the others from theirs."""

import threading
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from pages.server import turns
from tests.page import MENU


def nothing() -> None:
    pass


def beside(what: Callable[[], None]) -> threading.Thread:
    thread = threading.Thread(target=what)
    thread.start()
    return thread


def in_line(number: int) -> None:
    """Wait until so many stand in the line."""
    while len(turns._line) < number:
        pass


def test_one_after_the_other_in_the_order_of_coming() -> None:
    drawn: list[int] = []

    def draw(number: int) -> Callable[[], None]:
        def drawing() -> None:
            with turns.taken(nothing):
                drawn.append(number)

        return drawing

    with turns.taken(nothing):
        waiting = []
        for number in range(5):
            waiting.append(beside(draw(number)))
            in_line(number + 2)
        assert drawn == []
    for thread in waiting:
        thread.join(10)
    assert drawn == [0, 1, 2, 3, 4]


def test_who_takes_long_goes_on_beside_the_others() -> None:
    came, end = threading.Event(), threading.Event()

    def long() -> None:
        with turns.taken(nothing):
            came.set()
            end.wait(60)

    slow = beside(long)
    assert came.wait(10)
    with turns.taken(nothing), turns.taken(nothing):
        assert slow.is_alive()
    end.set()
    slow.join(10)
    assert not turns._line


def test_who_leaves_while_waiting_loses_the_place_and_who_fails_gives_the_turn_back() -> None:
    class LeftError(Exception):
        pass

    def left() -> None:
        raise LeftError

    with turns.taken(nothing):
        with pytest.raises(LeftError), turns.taken(left):
            raise AssertionError("drawn out of turn")
        assert len(turns._line) == 1
    with pytest.raises(LeftError), turns.taken(nothing):
        left()
    assert not turns._line


def test_a_page_waits_for_its_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "SECONDS_OF_A_TURN", 60.0)
    drawn: list[AppTest] = []
    with turns.taken(nothing):
        thread = beside(lambda: drawn.append(AppTest.from_file(MENU, default_timeout=60).run()))
        in_line(2)
        assert drawn == []
    thread.join(60)
    assert [title.value for page in drawn for title in page.title] == ["Översikt"]
    assert not turns._line
