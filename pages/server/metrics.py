"""Figures of the server itself, for those who run it: ``GET /metrics`` in Prometheus' text format, off unless
``LAGESBILD_METRICS`` is set. Nothing in it is about persons: no addresses, sessions, names or questions."""

from __future__ import annotations

import os
import threading
import time
from collections import Counter

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pages.server import streamlit_internals

HELP = {
    "answers_total": ("counter", "Answers over HTTP, by kind of address and class of status."),
    "answer_seconds_total": ("counter", "Seconds until these answers were sent, by kind of address."),
    "pages_drawn_total": ("counter", "Pages that were drawn, also after a click."),
    "page_seconds_total": ("counter", "Seconds that drawing them took."),
    "refused_total": ("counter", "Uploads that were refused: too much of one session, or of all."),
    "readers": ("gauge", "Open pages."),
    "files_read_total": ("counter", "Files of readers that were read."),
    "files_refused_total": ("counter", "Files of readers of which nothing could be read."),
    "own_bytes": ("gauge", "Bytes of readers' files that are held."),
    "problems": ("gauge", "Problems in the data files."),
}
KINDS = ("api", "static", "_stcore", "media")
"""First parts of addresses that are counted by themselves; everything else is a page."""

_lock = threading.Lock()
_counted: Counter[str] = Counter()


def are_on() -> bool:
    return bool(os.environ.get("LAGESBILD_METRICS", "").strip())


def count(name: str, number: float = 1, **labels: str) -> None:
    """Add to one of the figures in :data:`HELP`."""
    marks = ",".join(f'{label}="{value}"' for label, value in labels.items())
    with _lock:
        _counted[f"{name}{{{marks}}}" if marks else name] += number  # type: ignore[assignment]


def drawn(seconds: float) -> None:
    """A page was drawn."""
    count("pages_drawn_total")
    count("page_seconds_total", seconds)


class Counted:
    """ASGI middleware that counts answers and the time until their first byte."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun = time.perf_counter()

        async def noted(message: Message) -> None:
            if message["type"] == "http.response.start":
                first = scope["path"].split("/")[1]
                kind = first if first in KINDS else "page"
                count("answers_total", kind=kind, status=f"{message['status'] // 100}xx")
                count("answer_seconds_total", time.perf_counter() - begun, kind=kind)
            await send(message)

        await self.app(scope, receive, noted)


async def respond(_: Request) -> Response:
    if not are_on():
        return PlainTextResponse("404", status_code=404, headers={"cache-control": "no-store"})
    return PlainTextResponse(
        await run_in_threadpool(text), media_type="text/plain; version=0.0.4", headers={"cache-control": "no-store"}
    )


def text() -> str:
    """All figures as they are now."""
    import queries  # pandas and DuckDB come with it: not before the server answers
    from queries.exports import own_process

    with _lock:
        now: dict[str, float] = dict(_counted)
    now |= {f"files_{name}_total": number for name, number in own_process.counted.items()}
    now["readers"] = streamlit_internals.open_pages()
    now["own_bytes"] = sum(size for size, _ in streamlit_internals.files_held().values())
    try:
        now["problems"] = len(queries.problems())
    except queries.DataUnavailable as error:
        now["problems"] = len(error.problems)
    lines = []
    for name, (kind, meaning) in HELP.items():
        lines += [f"# HELP lagesbild_{name} {meaning}", f"# TYPE lagesbild_{name} {kind}"]
        found = {key: value for key, value in now.items() if key.partition("{")[0] == name}
        lines += [f"lagesbild_{key} {value:.12g}" for key, value in sorted((found or {name: 0.0}).items())]
    return "\n".join(lines) + "\n"
