"""Streamlit's own scripts, styles and fonts, sent from memory, compressed once and kept by the browser for a year.

Streamlit sends each file from disk, uncompressed, on every first visit (over 5 MB). Their names contain a hash of their
content, so a browser may keep them for good.
"""

from __future__ import annotations

import functools
import gzip
import mimetypes
import re
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from pages import screens
from pages.server.streamlit_internals import ELEMENTS, FOLDER, SCRIPTS

KEPT_FOR_A_YEAR = "public, immutable, max-age=31536000"
COMPRESSIBLE = {".js", ".css", ".svg", ".json", ".html", ".wasm"}


class FromMemory:
    """ASGI middleware that answers ``GET /static/…`` (and ``HEAD``) and passes everything else on."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        compressed = takes_gzip(Headers(scope=scope).get("accept-encoding", ""))
        if not compressed:
            # What compresses the other answers looks for the word alone, also where "gzip;q=0" forbids it.
            kept = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
            scope = {**scope, "headers": kept}
        if scope["method"] in ("GET", "HEAD") and scope["path"].startswith("/static/"):
            found = asset(scope["path"].removeprefix("/"), compressed)
            if found is None:
                response = Response("404", status_code=404, media_type="text/plain")
            else:
                response = Response(found[0], headers=found[1])
            await response(scope, receive, send)
            return
        await self.app(scope, receive, send)


def takes_gzip(accepted: str) -> bool:
    """Whether an ``Accept-Encoding`` allows gzip; a weight of 0 forbids it."""
    weights = {}
    for part in accepted.lower().split(","):
        name, _, weight = part.partition(";")
        weights[name.strip()] = weight.replace(" ", "") or "q=1"
    return re.fullmatch(r"q=0(\.0*)?", weights.get("gzip", weights.get("*", "q=0"))) is None


@functools.cache
def names() -> frozenset[str]:
    """Paths below Streamlit's static folder; only these are ever read, whatever a request asks for."""
    return frozenset(path.relative_to(FOLDER).as_posix() for path in FOLDER.glob("static/**/*") if path.is_file())


@functools.lru_cache(maxsize=1024)
def asset(name: str, compressed: bool) -> tuple[bytes, dict[str, str]] | None:
    """Content and headers of one file, or ``None`` if Streamlit has no such file."""
    if name not in names():
        return None
    content = (FOLDER / name).read_bytes()
    kind = "text/javascript" if name.endswith(".js") else mimetypes.guess_type(name)[0]
    headers = {
        "content-type": kind or "application/octet-stream",
        "cache-control": KEPT_FOR_A_YEAR,
        "vary": "accept-encoding",
    }
    if compressed and Path(name).suffix in COMPRESSIBLE:
        content = gzip.compress(content, compresslevel=6, mtime=0)
        headers["content-encoding"] = "gzip"
    return content, headers


@functools.cache
def scripts_of_a_page(further: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Paths of all scripts a screen needs beyond the first, so that the browser can ask for them at once.

    ``further`` are elements beyond those of every screen.

    Without that it learns of the chart's scripts only after the first figures have arrived.
    """
    scripts = {name.removeprefix(SCRIPTS) for name in names() if name.startswith(SCRIPTS)}
    first = {name for name in scripts if name.split(".")[0] in (*ELEMENTS, *further)}
    found: set[str] = set()
    while first:
        name = first.pop()
        found.add(name)
        text = (FOLDER / SCRIPTS / name).read_text(encoding="utf-8")
        imported = set(re.findall(r'(?:from|import)\s*["`]\./([\w.~-]+\.js)["`]', text))
        first |= (imported & scripts) - found
    return tuple(f"{SCRIPTS}{name}" for name in sorted(found))


def warm() -> None:
    """Read and compress what a screen needs before the first visitor asks for it."""
    index = (FOLDER / "index.html").read_text(encoding="utf-8")
    scripts = {name for elements in screens.ELEMENTS.values() for name in scripts_of_a_page(elements)}
    for name in {*re.findall(r'"\./(static/[^"]+)"', index), *scripts}:
        asset(name, True)
