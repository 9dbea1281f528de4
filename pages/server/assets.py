"""Streamlit's own scripts, styles and fonts, sent from memory, compressed once and kept by the browser for a year.

Streamlit sends each file from disk, uncompressed, on every first visit (over 5 MB). Their names contain a hash of their
content, so a browser may keep them for good. What pages need is ready, packed quickly, before the first visitor asks; then
it is packed again as small as it gets, which takes some seconds of the processor in the background, and kept for the next start.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import mimetypes
import pickle
import re
import sys
import threading
import time
from importlib.metadata import version
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from pages import screens
from pages.server import garbage, packing
from pages.server.streamlit_internals import ELEMENTS, FOLDER, MENDED, SCRIPTS
from queries import beside

KEPT_FOR_A_YEAR = "public, immutable, max-age=31536000"
WAYS = (packing.BROTLI, packing.GZIP)
COMPRESSIBLE = {".js", ".css", ".svg", ".json", ".html", ".wasm"}


class FromMemory:
    """ASGI middleware that answers ``GET /static/…`` (and ``HEAD``) and passes everything else on."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        accepted = Headers(scope=scope).get("accept-encoding", "")
        if not packing.takes_gzip(accepted):
            # What compresses the other answers looks for the word alone, also where "gzip;q=0" forbids it.
            kept = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
            scope = {**scope, "headers": kept}
        if scope["method"] in ("GET", "HEAD") and scope["path"].startswith("/static/"):
            found = asset(scope["path"].removeprefix("/"), packing.best(accepted))
            if found is None:
                response = Response("404", status_code=404, media_type="text/plain")
            else:
                response = Response(found[0], headers=found[1])
            await response(scope, receive, send)
            return
        await self.app(scope, receive, send)


@functools.cache
def names() -> frozenset[str]:
    """Paths below Streamlit's static folder; only these are ever read, whatever a request asks for."""
    return frozenset(path.relative_to(FOLDER).as_posix() for path in FOLDER.glob("static/**/*") if path.is_file())


def content_of(name: str) -> bytes:
    """The content of one file, with what is :data:`MENDED` in it."""
    content = (FOLDER / name).read_bytes()
    mended = MENDED.get(Path(name).name.partition(".")[0], ()) if name.startswith(SCRIPTS) else ()
    if any(content.count(before.encode()) != 1 for before, _ in mended):
        return content
    for before, after in mended:
        content = content.replace(before.encode(), after.encode())
    return content


_kept: dict[tuple[str, str], tuple[bytes, dict[str, str]]] = {}
"""Content and headers by name and way of packing; there are only as many as there are files."""


def asset(name: str, way: str) -> tuple[bytes, dict[str, str]] | None:
    """Content and headers of one file, packed in this ``way`` where that makes it smaller; ``None`` if Streamlit has no such file."""
    if name not in names():
        return None
    way = way if Path(name).suffix in COMPRESSIBLE else packing.PLAIN
    if (name, way) not in _kept:
        content = packing.pack(content_of(name), way)
        kind = "text/javascript" if name.endswith(".js") else mimetypes.guess_type(name)[0]
        headers = {
            "content-type": kind or "application/octet-stream",
            "cache-control": KEPT_FOR_A_YEAR,
            "vary": "accept-encoding",
        }
        _kept[name, way] = content, headers | ({"content-encoding": way} if way else {})
    return _kept[name, way]


@functools.cache
def first_files() -> frozenset[str]:
    """Paths of the files that Streamlit's page names: its first script with all that it imports, style sheets and fonts."""
    return frozenset(re.findall(r'"\./(static/[^"]+)"', (FOLDER / "index.html").read_text(encoding="utf-8")))


@functools.cache
def scripts_of_a_page(further: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Paths of the scripts a screen needs beyond :func:`first_files`, so that the browser can ask for them at once.

    ``further`` are elements beyond those of every screen.

    Without that it learns of the chart's scripts only after the first figures have arrived.
    """
    scripts = {name.removeprefix(SCRIPTS) for name in names() if name.startswith(SCRIPTS)}
    found = {name.removeprefix(SCRIPTS) for name in first_files()}
    known = frozenset(found)
    awaited = {name for name in scripts if name.split(".")[0] in (*ELEMENTS, *further)} - known
    while awaited:
        name = awaited.pop()
        found.add(name)
        text = (FOLDER / SCRIPTS / name).read_text(encoding="utf-8")
        imported = set(re.findall(r'(?:from|import)\s*["`]\./([\w.~-]+\.js)["`]', text))
        awaited |= (imported & scripts) - found
    return tuple(f"{SCRIPTS}{name}" for name in sorted(found - known))


@functools.cache
def of_pages() -> tuple[str, ...]:
    """Paths of all files that screens need."""
    scripts = {name for elements in screens.ELEMENTS.values() for name in scripts_of_a_page(elements)}
    return tuple(sorted(first_files() | scripts))


def warm() -> None:
    """Read and compress what screens need before the first visitor asks for it."""
    for way in WAYS:  # browsers take brotli over TLS and on this machine itself
        for name in of_pages():
            asset(name, way)


def pack_smaller(stopped: threading.Event, after: float = 60) -> None:
    """Pack what screens need a tenth smaller, ``after`` so many seconds, when whoever came first has been served, and with pauses
    as long as the work, so that others get their turn; then keep it for the next start."""
    if stopped.wait(after):
        return
    for name in of_pages():
        begun = time.monotonic()
        _, headers = asset(name, packing.BROTLI) or (b"", {})
        if "content-encoding" in headers:
            packed = packing.pack(content_of(name), packing.BROTLI, quality=10)  # 11 takes twice as long for 2 % less
            _kept[name, packing.BROTLI] = packed, headers
        if stopped.wait(time.monotonic() - begun):
            return
    needed = set(of_pages())
    beside.keep(kept_at(), pickle.dumps({key: found for key, found in list(_kept.items()) if key[0] in needed}))
    garbage.give_back()


def restore() -> bool:
    """Take what screens need as an earlier start packed it; whether that was there."""
    with contextlib.suppress(Exception):  # whatever is wrong with it, it can be packed anew
        _kept.update(pickle.loads(kept_at().read_bytes()))
        return True
    return False


def kept_at() -> Path:
    """Where that is kept, by all that it is made of: the names have a hash of the content."""
    code = [Path(one.__file__).read_bytes() for one in (packing, sys.modules[__name__]) if one.__file__]
    made_of = repr((code, sorted(names()), MENDED, ELEMENTS, sorted(screens.ELEMENTS.items()), version("brotli")))
    return beside.place(Path(__file__), hashlib.sha256(made_of.encode()).hexdigest(), ".packed")
