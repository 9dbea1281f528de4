"""First pages that are kept: drawn for nobody, so never of what a reader's session holds, and one at a time.

They are bounded in number, bytes and time: addresses that strangers make up fill nothing. A reader whose page is not kept gets
the shell alone, and the page is drawn for the next one.
"""

from __future__ import annotations

import asyncio
import logging
import time
import zlib
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from html import escape
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.types import Scope

import queries
from pages.components import address
from pages.components.page import Page
from pages.components.text import LANGUAGES, in_language
from pages.screens import PATHS
from pages.server import sharing, streamlit_internals
from pages.server.sharing import Asked, View

LOG = logging.getLogger(__name__)

MOST_PAGES, MOST_BYTES = 300, 24_000_000
"""So many pages are kept, and so many bytes of them, compressed."""

LONGEST, MOST_WAITING = 20, 4
"""So many seconds a page may take, and so many wait to be drawn; others are sent without."""

BEGIN = 2
"""Seconds from the start of the server until pages are drawn ahead: whoever waits for it comes first."""

LARGEST = 3_000_000
"""Characters of a page; a larger one is sent without."""

ORIGIN = "http://lagesbild.invalid"
"""Stands for where readers reach the server, which each of them may reach under another name."""


@dataclass(frozen=True)
class Kept:
    """A first page, compressed, of which version of the data it is, and what it says of itself."""

    content: bytes
    view: View


_kept: OrderedDict[Asked, Kept] = OrderedDict()
_waiting: set[Asked] = set()
_tasks: set[asyncio.Task[None]] = set()
_one_at_a_time = asyncio.Semaphore(1)


_drawer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="first-page")


def asked_by(scope: Scope) -> Asked | None:
    """What a first page is kept for; ``None`` where none is: of frozen figures."""
    path, parameters = sharing.asked_by(scope)
    if b"version=" in scope["query_string"]:
        return None
    return path, tuple((name, value) for name, value in parameters if name != "lang" or value in LANGUAGES)


async def of(scope: Scope) -> tuple[str, View] | None:
    """The first page that is kept for a request, with what it says of itself; ``None`` where none is, and it is drawn for the
    next one."""
    at = asked_by(scope)
    if at is None:
        return None
    found = _kept.get(at)
    try:
        version = await run_in_threadpool(queries.version)
    except queries.DataUnavailable:
        return None
    if found is None or found.view.version != version:
        draw_behind(at)
        return None
    _kept.move_to_end(at)
    return zlib.decompress(found.content).decode().replace(ORIGIN, escape(sharing.host(scope))), found.view


def draw_behind(at: Asked) -> None:
    """Let a page be drawn once there is time, unless too many wait."""
    if at in _waiting or len(_waiting) >= MOST_WAITING:
        return
    task = asyncio.get_running_loop().create_task(draw(at))
    _tasks.add(task)
    task.add_done_callback(_tasks.discard)


async def draw(at: Asked) -> None:
    """Draw a page and keep it."""
    _waiting.add(at)
    try:
        async with _one_at_a_time:
            base = ORIGIN + address.base()
            nobody = await streamlit_internals.draw(base, at[0], urlencode(at[1]), LONGEST)
            if nobody is not None and isinstance(nobody.told, Page):
                made = await asyncio.get_running_loop().run_in_executor(_drawer, made_of, at, nobody)
                if made is not None:
                    keep(at, made)
    except TimeoutError:
        LOG.info("%s takes too long for a first page", at[0])
    except Exception:  # readers get the page without it
        LOG.exception("no first page of %s", at[0])
    finally:
        _waiting.discard(at)


def made_of(at: Asked, nobody: streamlit_internals.Nobody) -> Kept | None:
    """What is kept of a drawn page; ``None`` where it is too large."""
    from pages.server.first_page import markup, tree, widgets

    page: Page = nobody.told
    t = in_language(dict(at[1]).get("lang", next(iter(LANGUAGES))))
    drawn = widgets.Drawn(t, page, lambda key: file_address(at, key))
    content = markup.markup(drawn, tree.grown(nobody.deltas))
    if len(content) > LARGEST:
        return None
    return Kept(zlib.compress(content.encode(), 6), sharing.view_of(page))


def file_address(at: Asked, key: str) -> str:
    """Where a file of a page is made."""
    return address.base() + sharing.to((sharing.FILE, (("page", at[0]), ("of", key), *at[1])))


def keep(at: Asked, made: Kept) -> None:
    """Keep a page; those that were read longest ago make room."""
    _kept[at] = made
    _kept.move_to_end(at)
    while len(_kept) > MOST_PAGES or sum(len(one.content) for one in _kept.values()) > MOST_BYTES:
        _kept.popitem(last=False)


async def warm() -> None:
    """Draw every screen as it is at first, in every language, so that readers find it: with as long a pause after each as it
    took."""
    first = next(iter(LANGUAGES))
    await asyncio.sleep(BEGIN)
    for language in LANGUAGES:
        for path in PATHS.values():
            at: Asked = (path, ()) if language == first else (path, (("lang", language),))
            begun = time.monotonic()
            if at not in _kept:
                await draw(at)
            await asyncio.sleep(time.monotonic() - begun)
