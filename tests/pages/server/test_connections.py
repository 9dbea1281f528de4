"""What one connection may hold of the server before anything that it sends is read: a real uvicorn, with connections bounded."""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
import uvicorn
import websockets
from websockets.sync.client import connect

import dashboard
from pages.server import connections

REQUEST = b"GET / HTTP/1.1\r\nhost: localhost\r\n\r\n"


LARGE = b"x" * 20_000_000


async def large(scope: Any, receive: Any, send: Any) -> None:
    """An answer in one piece, as most are made."""
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"%d" % len(LARGE))]})
    await send({"type": "http.response.body", "body": LARGE})


async def answer(scope: Any, receive: Any, send: Any) -> None:
    """Says the size of each message, and to a request that it came; a large one at ``/large``."""
    if scope["type"] == "http" and scope["path"] == "/large":
        await connections.InParts(large)(scope, receive, send)
        return
    if scope["type"] == "http":
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
        await send({"type": "http.response.body", "body": b"ok"})
        return
    await receive()
    await send({"type": "websocket.accept"})
    while (message := await receive())["type"] == "websocket.receive":
        await send({"type": "websocket.send", "text": str(len(message["bytes"]))})


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[uvicorn.Server]:
    assert dashboard.app  # with that, connections are bounded
    monkeypatch.setattr(connections, "SECONDS", 0.2)
    config = uvicorn.Config(answer, port=0, ws="websockets-sansio", lifespan="off", log_level="critical")
    running = uvicorn.Server(config)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=running.run, args=[[listening]], daemon=True)
        thread.start()
        until(lambda: running.started)
        yield running
        running.force_exit = running.should_exit = True
        thread.join(20)


def until(is_so: Any) -> None:
    deadline = time.monotonic() + 20
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def port(server: uvicorn.Server) -> int:
    number: int = server.servers[0].sockets[0].getsockname()[1]
    return number


@contextlib.contextmanager
def connected(server: uvicorn.Server) -> Iterator[socket.socket]:
    with socket.create_connection(("127.0.0.1", port(server)), timeout=20) as found:
        yield found


def test_a_message_that_says_it_is_too_long_is_not_waited_for(server: uvicorn.Server) -> None:
    """Five of 190 megabytes that never ended were kept for as long as the stranger liked."""
    with connect(f"ws://127.0.0.1:{port(server)}") as stranger:
        stranger.send(b"x" * connections.LARGEST_MESSAGE)
        assert stranger.recv(timeout=20) == str(connections.LARGEST_MESSAGE)
        stranger.socket.sendall(b"\x82\xff" + struct.pack(">Q", connections.LARGEST_MESSAGE + 1) + bytes(4))
        assert closed_with(stranger) == 1009


def test_a_message_in_too_many_parts_is_refused(server: uvicorn.Server) -> None:
    with connect(f"ws://127.0.0.1:{port(server)}") as stranger:
        stranger.send([b""] * 900)
        assert stranger.recv(timeout=20) == "0"
        stranger.socket.sendall(b"\x02\x80" + bytes(4) + (b"\x00\x80" + bytes(4)) * 2 * connections.MOST_PARTS)
        assert closed_with(stranger) == 1009


def closed_with(stranger: Any) -> int | None:
    with pytest.raises(websockets.ConnectionClosed) as closed:
        stranger.recv(timeout=20)
    return closed.value.rcvd.code if closed.value.rcvd else None


def test_pings_are_not_answered_to_who_reads_nothing(server: uvicorn.Server) -> None:
    """The answers were kept: of 25 megabytes that came, 25."""
    opening = (
        b"GET / HTTP/1.1\r\nhost: localhost\r\nupgrade: websocket\r\nconnection: upgrade\r\n"
        b"sec-websocket-key: MDEyMzQ1Njc4OWFiY2RlZg==\r\nsec-websocket-version: 13\r\n\r\n"
    )
    with connected(server) as stranger:
        stranger.sendall(opening)
        stranger.recv(65536)
        (there,) = server.server_state.connections
        most = 0
        for _ in range(200):
            stranger.sendall((b"\x89\xfd" + bytes(4) + b"x" * 125) * 1_000)
            most = max(most, there.transport.get_write_buffer_size())
        assert most < connections.LARGEST_MESSAGE


def test_a_request_that_does_not_end_is_not_waited_for(server: uvicorn.Server) -> None:
    """It was, for ever."""
    for begun in (b"", b"GET / HTTP/1.1\r\nhost: loc", REQUEST):
        with connected(server) as stranger:
            stranger.sendall(begun)
            with contextlib.suppress(ConnectionError):
                while stranger.recv(65536):
                    stranger.sendall(b"X" if begun == REQUEST else b"")
            until(lambda: not server.server_state.connections)


def test_a_large_answer_is_not_copied_for_who_does_not_take_it(server: uvicorn.Server) -> None:
    """A hundred who asked for a script and read nothing of it held 240 megabytes for as long as they liked."""
    with connected(server) as stranger:
        stranger.sendall(REQUEST.replace(b"GET /", b"GET /large"))
        until(lambda: any(one.transport.get_write_buffer_size() for one in server.server_state.connections))
        (there,) = server.server_state.connections
        assert there.transport.get_write_buffer_size() <= 2 * connections.PART
        until(lambda: not server.server_state.connections)


def test_who_takes_a_large_answer_slowly_gets_all_of_it(server: uvicorn.Server) -> None:
    with connected(server) as reader:
        reader.sendall(REQUEST.replace(b"GET /", b"GET /large"))
        head, _, body = reader.recv(65536).partition(b"\r\n\r\n")
        came, paused = len(body), 0
        while came < len(LARGE):
            came += len(reader.recv(1_000_000))
            if came > len(LARGE) // 10 * paused:  # ten rests, each longer than a look
                paused += 1
                time.sleep(connections.SECONDS * 1.5)
        assert head.startswith(b"HTTP/1.1 200")
        assert came == len(LARGE)


def test_who_asks_and_who_listens_stay(server: uvicorn.Server) -> None:
    with connect(f"ws://127.0.0.1:{port(server)}") as reader, connected(server) as other:
        for _ in range(8):
            other.sendall(REQUEST)
            said = b""
            while not said.endswith(b"ok"):
                said += other.recv(65536)
            time.sleep(0.1)
        reader.send(b"abc")
        assert reader.recv(timeout=20) == "3"
