"""What one asker may have of the server: messages over a WebSocket, bytes of files, and which addresses there are at all.

A message makes the server draw a page, and a file stays in memory: without bounds a stranger silences it for everybody.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections import Counter

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pages.components.text import in_language
from pages.server import metrics, streamlit_internals
from pages.server.memory import of_machine
from pages.server.shell import language_of

LOG = logging.getLogger(__name__)

MESSAGES_AT_ONCE, MESSAGES_A_SECOND = 30, 5.0
"""A reader who presses as fast as can be sends some three messages a second; opening a page takes four."""

FILES_OF_A_SESSION = 60

SECONDS_UNTAKEN = 300
"""How long a file is kept that was sent, and that no page has taken over."""

SECONDS_BETWEEN_LOOKS = 15

UPLOADS = "/_stcore/upload_file/"
STREAM = "/_stcore/stream"


def most_of_a_session() -> int:
    """Bytes of files that one session may hold: two of the largest."""
    from queries.exports.file import text  # pandas and DuckDB come with it: not before the server answers

    return 2 * text.largest()


class Limits:
    """ASGI middleware: messages that come too fast wait, files that are too much are refused with 413 (of one session) or
    507 (of all), and a WebSocket that does not speak Streamlit's language is closed with a line in the log."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.most = of_machine() // 8
        """Bytes of files that all sessions together may hold, but two of the largest at least."""
        self.coming: Counter[str] = Counter()
        """Bytes of files that are on their way, by session."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            try:
                await self.app(scope, Paced(receive, send), send)
            except Exception as error:  # as when the reader leaves while something is being sent: no more than a line
                LOG.info("a WebSocket ended early: %s: %s", type(error).__name__, error)
        elif scope["type"] == "http" and scope["method"] == "PUT" and scope["path"].startswith(UPLOADS):
            await self.take(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def take(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a file come in, as long as there is room for it."""
        session = scope["path"].removeprefix(UPLOADS).partition("/")[0]
        declared = dict(scope["headers"]).get(b"content-length", b"")
        came, started = 0, False

        async def bounded() -> Message:
            nonlocal came
            message = await receive()
            size = len(message.get("body", b""))
            came += size
            self.coming[session] += size
            self.check(session)
            return message

        async def noted(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            self.check(session, int(declared) if declared.isdigit() else 0)
            await self.app(scope, bounded, noted)
        except (TooMuchError, OSError, MemoryError) as error:  # the temporary folder is full, or the memory
            if started:
                raise
            status = error.status if isinstance(error, TooMuchError) else 507
            LOG.warning("a file of a reader's was refused: %d, %s", status, error)
            metrics.count("refused_total")
            t = in_language(language_of(scope["query_string"].decode("latin-1")))
            said = {
                413: t("These are too many files, or too large ones, for one page. Remove some first."),
                507: t("The server has no room for more files right now. Try again in a few minutes."),
            }
            refusal = PlainTextResponse(said[status], status_code=status, headers={"connection": "close"})
            await refusal(scope, receive, send)
        finally:
            self.coming[session] -= came
            self.coming += Counter()  # without those at 0

    def check(self, session: str, more: int = 0) -> None:
        """Raise :class:`TooMuchError` where files that are there and on their way are too much, with so many bytes more."""
        held = streamlit_internals.files_held()
        bytes_, files = held.get(session, (0, 0))
        if bytes_ + self.coming[session] + more > most_of_a_session() or files >= FILES_OF_A_SESSION:
            raise TooMuchError(413)
        if sum(size for size, _ in held.values()) + self.coming.total() + more > max(self.most, most_of_a_session()):
            raise TooMuchError(507)


class TooMuchError(Exception):
    """A file that there is no room for; ``status`` is how the asker is answered."""

    def __init__(self, status: int) -> None:
        super().__init__("too much for the session" if status == 413 else "too much in all")
        self.status = status


class Paced:
    """Receives messages of a WebSocket no faster than :data:`MESSAGES_A_SECOND`, after :data:`MESSAGES_AT_ONCE`; the rest
    wait where they come from. Text, which Streamlit answers with sixty lines in the log, ends the connection."""

    def __init__(self, receive: Receive, send: Send) -> None:
        self.receive, self.send = receive, send
        self.left, self.at = float(MESSAGES_AT_ONCE), time.monotonic()

    async def __call__(self) -> Message:
        message = await self.receive()
        if message["type"] != "websocket.receive":
            return message
        if message.get("bytes") is None:
            LOG.warning("a WebSocket sent text and was closed")
            await self.send({"type": "websocket.close", "code": 1003, "reason": ""})
            return {"type": "websocket.disconnect", "code": 1003, "reason": ""}
        now = time.monotonic()
        self.left = min(MESSAGES_AT_ONCE, self.left + (now - self.at) * MESSAGES_A_SECOND)
        self.at = now
        self.left -= 1
        if self.left < 0:
            await asyncio.sleep(-self.left / MESSAGES_A_SECOND)
        return message


async def let_go() -> None:
    """Again and again: end sessions that nobody has come back to, with their files, and forget files that no page took.

    Streamlit does so only when the next visitor comes. On the server's own loop, as it does.
    """
    since: dict[tuple[str, str], float] = {}
    while True:
        await asyncio.sleep(SECONDS_BETWEEN_LOOKS)
        try:
            streamlit_internals.end_left_sessions()
            there = streamlit_internals.uploads()
            since = {key: since.get(key, time.monotonic()) for key in there}
            for key, first in since.items():
                if time.monotonic() - first > SECONDS_UNTAKEN:
                    streamlit_internals.remove_upload(*key)
        except Exception:  # it must go on, whatever an upgrade of Streamlit changes
            LOG.exception("what nobody needs any more could not be let go")
