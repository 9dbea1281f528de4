"""First pages that are kept: drawn for nobody, so never of what a reader's session holds, and one at a time.

They are bounded in number, bytes and time: addresses that strangers make up fill nothing. A reader whose page is not kept gets
the shell alone. What is asked for a second time is drawn for the next one: most addresses are asked for once, by one reader
who turns a page, and drawing costs as much as a visit.
"""

from __future__ import annotations

import asyncio
import contextlib
import datetime
import logging
import time
import zlib
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
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
from pages.server.first_page import restart
from pages.server.sharing import Asked, View

LOG = logging.getLogger(__name__)

MOST_PAGES, MOST_BYTES = 300, 24_000_000
"""So many pages are kept, and so many bytes of them, compressed."""

MOST_ASKED = 1000
"""So many addresses are known as asked for."""

LONGEST, MOST_WAITING = 20, 4
"""So many seconds a page may take, and so many wait to be drawn; others are sent without."""

BEGIN, QUIET, LATEST = 2, 5, 30
"""Seconds from the start of the server until pages are drawn ahead: whoever waits for it comes first. Nobody has asked for a page
for some seconds by then, or it is late enough."""

LARGEST = 3_000_000
"""Characters of a page; a larger one is sent without."""

ORIGIN = "http://lagesbild.invalid"
"""Stands for where readers reach the server, which each of them may reach under another name."""


State = tuple[object, ...]


def state() -> State:
    """What tells whether a page would be another one now: the version of the data, what is wrong in their files, the day, which some
    sentences depend on, and an administrator's borders. Raises :class:`queries.DataUnavailable`."""
    from queries.places import deso_borders  # late: not before the server answers

    return queries.version(), queries.problems(), datetime.date.today(), deso_borders.own_state()


@dataclass(frozen=True)
class Kept:
    """A first page, compressed, what it says of itself, and the :func:`state` that it was drawn in."""

    content: bytes
    view: View
    state: State


_kept: OrderedDict[Asked, Kept] = OrderedDict()
_asked: OrderedDict[int, None] = OrderedDict()
_waiting: set[Asked] = set()
_tasks: set[asyncio.Task[None]] = set()
_one_at_a_time = asyncio.Semaphore(1)
_presumed: State | None = None
"""The state in which an earlier process drew pages of the very same files today, until the data are loaded."""

_last_asked = 0.0
"""When somebody asked for a page."""


_drawer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="first-page")


def asked_by(scope: Scope) -> Asked | None:
    """What a first page is kept for; ``None`` where none is: of frozen figures, and where more is asked for than is heeded."""
    asked = sharing.parameters_of(scope)
    if len(asked) > sharing.MOST_PARAMETERS or any(name == "version" for name, _ in asked):
        return None
    path, parameters = sharing.asked(scope["path"], asked)
    return path, tuple((name, value) for name, value in parameters if name != "lang" or value in LANGUAGES)


async def of(scope: Scope) -> tuple[str, View] | None:
    """The first page that is kept for a request, with what it says of itself; ``None`` where none is; asked for again, it is
    drawn for the next one."""
    global _last_asked  # the moment alone: of whom and for what is nobody's business
    _last_asked = time.monotonic()
    at = asked_by(scope)
    if at is None:
        return None
    if at not in _kept:  # the state is not asked for: a new process would load all data before its first answer
        if is_asked_again(at):
            draw_behind(at)
        return None
    try:
        now = _presumed or await run_in_threadpool(state)
    except queries.DataUnavailable:
        return None
    found = _kept.get(at)
    if found is None or found.state != now:
        draw_behind(at)
        return None
    _kept.move_to_end(at)
    return zlib.decompress(found.content).decode().replace(ORIGIN, escape(sharing.host(scope))), found.view


def is_asked_again(at: Asked) -> bool:
    """Whether a page was asked for before; it is known from now on, and those that were asked for longest ago are not."""
    known = hash(at)
    before = known in _asked
    _asked[known] = None
    _asked.move_to_end(known)
    while len(_asked) > MOST_ASKED:
        _asked.popitem(last=False)
    return before


def draw_behind(at: Asked) -> None:
    """Let a page be drawn once there is time, unless too many wait."""
    if at in _waiting or len(_waiting) >= MOST_WAITING:
        return
    _waiting.add(at)  # at once: many may ask before the task begins
    task = asyncio.get_running_loop().create_task(draw(at))
    _tasks.add(task)
    task.add_done_callback(_tasks.discard)


async def draw(at: Asked) -> None:
    """Draw a page and keep it; then leave the server as long as it took to those who press something."""
    try:
        async with _one_at_a_time:
            begun = time.monotonic()
            try:
                await draw_now(at)
            except TimeoutError:
                LOG.info("%s takes too long for a first page", at[0])
            except Exception:  # readers get the page without it
                LOG.exception("no first page of %s", at[0])
            await asyncio.sleep(time.monotonic() - begun)
    finally:
        _waiting.discard(at)


async def draw_now(at: Asked) -> None:
    """Draw a page, which may have been kept meanwhile, and keep it."""
    with contextlib.suppress(queries.DataUnavailable):
        now = await run_in_threadpool(state)  # before it is drawn: what changes meanwhile has it drawn again
        if at in _kept and _kept[at].state == now:
            return
        nobody = await streamlit_internals.draw(ORIGIN + address.base(), at[0], urlencode(at[1]), LONGEST)
        if nobody is not None and isinstance(nobody.told, Page):
            made = await asyncio.get_running_loop().run_in_executor(_drawer, made_of, at, nobody, now)
            if made is not None:
                keep(at, made)


def made_of(at: Asked, nobody: streamlit_internals.Nobody, now: State) -> Kept | None:
    """What is kept of a page that was drawn in the state of ``now``; ``None`` where it is too large."""
    from pages.server.first_page import markup, tree, widgets

    page: Page = nobody.told
    t = in_language(next((value for name, value in at[1] if name == "lang"), next(iter(LANGUAGES))))
    drawn = widgets.Drawn(t, page, lambda key: file_address(at, key))
    content = markup.markup(drawn, tree.grown(nobody.deltas))
    if len(content) > LARGEST:
        return None
    view = sharing.view_of(page)
    if view.picture is not None:  # that there is one is known; its chart would hold more than the page
        view = replace(view, picture=dict)
    return Kept(zlib.compress(content.encode(), 6), view, now)


def file_address(at: Asked, key: str) -> str:
    """Where a file of a page is made."""
    return address.base() + sharing.of_page(sharing.FILE, at, of=key)


def keep(at: Asked, made: Kept) -> None:
    """Keep a page; those that were read longest ago make room, last of all the pages as they are at first: whoever makes up
    addresses drives those out for nobody."""
    _kept[at] = made
    _kept.move_to_end(at)
    while len(_kept) > MOST_PAGES or sum(len(one.content) for one in _kept.values()) > MOST_BYTES:
        chosen = (one for one in _kept if any(name != "lang" for name, _ in one[1]))
        del _kept[next(chosen, next(iter(_kept)))]


def restore() -> None:
    """Take the pages as they are at first as an earlier process drew them today, before there are data."""
    global _presumed
    pages = restart.found()
    _kept.update(pages)
    _presumed = next((one.state for one in pages.values()), None)


def data_are_there() -> None:
    """From now on it is known in which state the data are."""
    global _presumed
    _presumed = None


async def warm() -> None:
    """Draw every screen as it is at first, in every language, so that readers find it; keep them for the next start."""
    first = next(iter(LANGUAGES))
    await until_quiet()
    at_first: list[Asked] = [
        (path, () if language == first else (("lang", language),)) for language in LANGUAGES for path in PATHS.values()
    ]
    missing = [at for at in at_first if at not in _kept]
    for at in missing:
        if at not in _kept:
            await draw(at)
    if missing:
        await run_in_threadpool(keep_for_the_next_start, at_first)


def keep_for_the_next_start(at_first: list[Asked]) -> None:
    """Keep these pages as they are now, unless something is wrong in the data or an administrator has put borders to them."""
    with contextlib.suppress(queries.DataUnavailable):
        now = state()
        pages = {at: _kept[at] for at in at_first if at in _kept and _kept[at].state == now}
        if now[1] == () and now[3] is None:
            restart.keep(pages)


async def until_quiet() -> None:
    """Wait until whoever waited for the server to start has been served: pages drawn ahead would have held that one up."""
    begun = time.monotonic()
    await asyncio.sleep(BEGIN)
    while time.monotonic() < min(_last_asked + QUIET, begun + LATEST):
        await asyncio.sleep(0.1)
