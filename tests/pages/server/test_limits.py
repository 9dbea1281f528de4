"""What a stranger tries with the running server, and what the others notice of it: nothing."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import websockets

from pages.server import log
from tests.served import Reader, Served, serving

MEGABYTE = 1_000_000


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    log = tmp_path_factory.mktemp("served") / "log.txt"
    with serving(log, LAGESBILD_LARGEST_FILE="40") as running:
        yield running


def test_thousands_of_messages_wait_and_the_others_are_answered(served: Served) -> None:
    """3 494 of them in five seconds silenced it for three quarters of a minute."""
    with Reader(served.url) as stranger, Reader(served.url, "/om-statistiken") as other:
        stranger.open()
        stranger.socket.protocol.max_size = None
        begun = time.monotonic()
        sent = 0
        while sent < 3500 and time.monotonic() - begun < 5:
            stranger.ask()
            sent += 1
        for _ in range(5):
            assert httpx.get(f"{served.url}/health", timeout=30).status_code == 200
        assert other.open()
        stranger.drawn()  # nobody was shut out


def test_text_closes_the_connection_with_one_line_in_the_log(served: Served) -> None:
    """There were sixty lines of a traceback."""
    assert closed_after(served, "hello", "sent text") == 1003


def test_what_is_no_message_of_streamlits_is_one_line_in_the_log_too(served: Served) -> None:
    assert closed_after(served, b"\xff\xff\xff\xff", "Error deserializing") == 1002


def closed_after(served: Served, sent: str | bytes, event: str) -> int | None:
    """How a connection was closed on which this was sent; the log has one line on it, and nothing else than such lines."""
    before = served.logged()
    with Reader(served.url) as stranger:
        stranger.socket.send(sent)
        with pytest.raises(websockets.ConnectionClosed) as closed:
            stranger.socket.recv(timeout=20)
    deadline = time.monotonic() + 20
    while event not in (new := served.logged().removeprefix(before)):
        assert time.monotonic() < deadline
        time.sleep(0.1)
    lines = [json.loads(line) for line in new.splitlines()]
    assert len([line for line in lines if event in line["event"]]) == 1
    assert {"time", "level", "from", "event"} <= set.intersection(*map(set, lines))
    return closed.value.rcvd.code if closed.value.rcvd else None


def test_a_line_in_the_log_steers_no_terminal_and_cannot_be_turned_round() -> None:
    hostile = "\x1b[2J \x9b31m \u202e \u2028 \ud800 \n å"
    record = logging.LogRecord("a", logging.INFO, "", 0, hostile, None, None)
    line = log.Line().format(record)
    assert line.isascii()
    assert line.isprintable()
    assert json.loads(line)["event"] == hostile


def test_who_comes_back_finds_the_page_again(served: Served) -> None:
    """As a telephone does that slept."""
    with Reader(served.url, "/egna-exporter") as reader:
        reader.open()
        assert reader.send(b"a;b\n1;2\n").status_code == 204
        session = reader.session
    with Reader(served.url, "/egna-exporter", comes_back_to=session) as reader:
        reader.open()
        assert reader.session == session


def test_files_of_one_session_are_bounded_and_those_of_another_find_room(served: Served) -> None:
    with Reader(served.url) as stranger, Reader(served.url) as other:
        stranger.open()
        other.open()
        assert [stranger.send(b"x" * 30 * MEGABYTE, file_id=name).status_code for name in "abcd"] == [
            204,
            204,
            413,
            413,
        ]
        refusal = stranger.send(b"x" * 30 * MEGABYTE, file_id="e")
        assert refusal.text == "Det är för många eller för stora filer på en sida. Ta bort några först."
        assert other.send(b"x" * 30 * MEGABYTE).status_code == 204
        many = [stranger.send(b"x", file_id=f"small{number}").status_code for number in range(70)]
        assert many.count(204) == 58
        assert many[-1] == 413


def test_what_is_longer_than_it_says_is_refused_on_the_way(served: Served) -> None:
    """Without a length in the head of the request."""
    with Reader(served.url) as stranger:
        stranger.open()

        def endless() -> Iterator[bytes]:
            yield b'--x\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
            for _ in range(100):
                yield b"x" * MEGABYTE

        headers = {"X-Xsrftoken": stranger.token, "content-type": "multipart/form-data; boundary=x"}
        try:
            answer = stranger.client.put(
                f"/_stcore/upload_file/{stranger.session}/a",
                content=endless(),
                headers=headers | {"Cookie": f"_streamlit_xsrf={stranger.token}"},
            )
        except httpx.WriteError:
            return  # the server hung up while more was coming
        assert answer.status_code == 413


def test_memory_is_back_without_another_visitor(tmp_path: Path) -> None:
    """331 → 1 482 MB, held until the next visitor came."""
    soon = ("--server.disconnectedSessionTTL", "3")  # seconds that a session is kept that was left, in place of 120
    with serving(tmp_path / "log.txt", *soon, LAGESBILD_LARGEST_FILE="40") as served:
        readers = [Reader(served.url) for _ in range(4)]
        for reader in readers:
            reader.open()
        for reader in readers:
            for name in "ab":
                assert reader.send(b"x" * 38 * MEGABYTE, file_id=name).status_code == 204
        held = served.memory()
        for reader in readers:
            reader.close()
        deadline = time.monotonic() + 120
        while served.memory() > held - 200 * MEGABYTE:
            assert time.monotonic() < deadline
            time.sleep(1)


def test_sessions_are_not_told_where_the_program_lies_and_of_which_versions_it_is(served: Served) -> None:
    with Reader(served.url) as reader:
        (begun,) = [message for message in reader.open() if message.WhichOneof("type") == "new_session"]
    said = str(begun)
    for secret in ("dashboard.py", "menu.py", "/pages", "3.1", "1.67", "Linux", "installation_id"):
        assert secret not in said, secret


@pytest.mark.parametrize("method", ["GET", "POST", "OPTIONS"])
@pytest.mark.parametrize(
    "path",
    ["/_stcore/metrics", "/_stcore/agent/interact", "/_stcore/agent/mcp", "/_stcore/agent/openapi.json", "/metrics"],
)
def test_addresses_for_machines_are_closed(served: Served, path: str, method: str) -> None:
    answer = httpx.request(method, served.url + path)
    assert answer.status_code == 404
    assert answer.headers["x-content-type-options"] == "nosniff"
