"""What one connection may hold of the server before anything that it sends is read as a question, and while it is answered.

Uvicorn receives, and sets no bounds on that: a message of a WebSocket may have 200 MB and never end, in any number of parts;
pings are answered to whoever reads no answer, and kept until then; a request may take for ever to arrive. What it sends it copies
for each who asks, and holds it until it is taken.
"""

from __future__ import annotations

import asyncio
import weakref
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

LARGEST_MESSAGE, MOST_PARTS = 1_000_000, 1_000
"""Bytes of a message, and frames that it may come in: pages send some kilobytes, in one frame."""

SECONDS = 30
"""How long a request may take to arrive, and twice that at most."""

UNTAKEN = 20
"""So many times :data:`SECONDS` an answer may lie untouched, as in a tunnel. The system takes some 1.4 MB at a time off what lies
here: in ten minutes a line of 2.4 kB a second has taken that."""

PART = 65_536
"""Bytes of an answer that are sent at a time, and held for a connection beside what all of them share."""


class InParts:
    """ASGI middleware that sends each part of an answer once the one before is taken."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_in_parts(message: Message) -> None:
            body = message.get("body", b"")
            if message["type"] != "http.response.body" or len(body) <= PART or scope.get("method") == "HEAD":
                await send(message)
                return
            for start in range(0, len(body), PART):
                is_last = start + PART >= len(body)
                more = message.get("more_body", False) if is_last else True
                await send({**message, "body": body[start : start + PART], "more_body": more})

        await self.app(scope, receive, send_in_parts)


def bound() -> None:
    """From now on connections are bounded."""
    bound_messages()
    bound_pings()
    bound_waiting()


def bound_messages() -> None:
    """Close a WebSocket with 1009 on which a message gets too long, or comes in too many parts."""
    begin, go_on = WebSocketsSansIOProtocol.__init__, WebSocketsSansIOProtocol.handle_cont

    def begun(self: WebSocketsSansIOProtocol, config: Any, *arguments: Any, **named: Any) -> None:
        config.ws_max_size = LARGEST_MESSAGE
        begin(self, config, *arguments, **named)

    def continued(self: WebSocketsSansIOProtocol, event: Any) -> None:
        if len(self.frames) < MOST_PARTS:
            go_on(self, event)
        elif not self.close_sent:
            self.conn.fail(1009)
            self.handle_parser_exception()

    WebSocketsSansIOProtocol.__init__ = begun  # type: ignore[method-assign]
    WebSocketsSansIOProtocol.handle_cont = continued  # type: ignore[method-assign]


def bound_pings() -> None:
    """Leave pings without an answer while what was sent before is not taken."""

    def answer(self: WebSocketsSansIOProtocol) -> None:
        pongs = self.conn.data_to_send()
        if self.writable.is_set():
            self.transport.write(b"".join(pongs))

    WebSocketsSansIOProtocol.handle_ping = answer  # type: ignore[method-assign]


def bound_waiting() -> None:
    """Close connections on which no whole request comes, or of whose answer nothing is taken."""
    begin = H11Protocol.connection_made

    def begun(self: H11Protocol, transport: asyncio.Transport) -> None:
        begin(self, transport)
        look_again(self, None)

    H11Protocol.connection_made = begun  # type: ignore[method-assign]


def look_again(connection: H11Protocol, last: RequestResponseCycle | None, untaken: tuple[int, int] = (0, 0)) -> None:
    """After :data:`SECONDS`, close the connection if since its ``last`` request, which is answered, no other has come; or if
    ``untaken``, bytes and how often as many lay there, tells that nobody takes the answer. Those that are idle between two
    requests uvicorn closes itself, once all is taken."""
    of = weakref.ref(connection)  # nobody holds what is closed meanwhile

    def look() -> None:
        found = of()
        if found is None or found.transport.get_protocol() is not found:
            return  # the last is a WebSocket by now
        lies, (lay, times) = found.transport.get_write_buffer_size(), untaken
        times = times + 1 if lies and lies == lay else 0
        is_idle = found.cycle is last and (last is None or last.response_complete)
        if times >= UNTAKEN or (is_idle and not lies and not found.transport.is_closing()):
            found.transport.abort()
        elif lies or not found.transport.is_closing():
            look_again(found, found.cycle, (lies, times))

    connection.loop.call_later(SECONDS, look)
