"""The served application: Streamlit's pages with our headers, shell and open data around them.

Start it with ``streamlit run dashboard.py``.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from pages.screens import PATHS
from pages.server import (
    assets,
    connections,
    failures,
    garbage,
    headers,
    limits,
    log,
    metrics,
    shell,
    streamlit_internals,
    under_path,
)
from pages.server.first_page import kept

streamlit_internals.ask_no_host_for_the_address()  # nothing leaves the building
streamlit_internals.tell_sessions_less(shell.build())
streamlit_internals.tell_nothing_of_the_program()
streamlit_internals.time_pages(metrics.drawn)
connections.bound()


LOG = logging.getLogger(__name__)

FIRST = 0.05
"""Seconds from the first moment at which the server can answer until it does something else too."""


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Answer at once; libraries, data and scripts are made ready meanwhile."""
    log.begin()
    streamlit_internals.send_at_once()
    streamlit_internals.keep_left_sessions()
    stopped = threading.Event()
    warming = threading.Thread(target=warm, args=[stopped], name="warm", daemon=True)
    asyncio.get_running_loop().call_later(FIRST, warming.start)  # whoever waits for the server is answered before
    tasks = [asyncio.create_task(limits.let_go()), asyncio.create_task(kept.warm())]
    yield
    for task in tasks:
        task.cancel()
    stopped.set()


def warm(stopped: threading.Event) -> None:
    """Import what pages need, load the data, compress the scripts: before the first visitor asks, if there is time.

    Then keep collecting garbage short until the server has stopped.
    """
    kept.restore()
    were_packed = assets.restore()
    with garbage.much_that_stays():
        from altair.utils import schemapi

        import queries
        from pages.sections import indicator as indicator_screen  # noqa: F401 - it and most others need what it imports

        schemapi.disable_debug_mode()  # tests check whether charts are made well; readers would wait for it
        try:
            queries.version()
        except queries.DataUnavailable as error:
            for problem in error.problems:
                LOG.error("no figures can be shown: %s", problem)  # readers get the same on the page, in words
        kept.data_are_there()
    if not were_packed:
        assets.warm()
        threading.Thread(target=assets.pack_smaller, args=[stopped], name="pack", daemon=True).start()
    garbage.settle_until(stopped)


async def open_data(request: Request) -> Response:
    """Everything below ``/api/``, the catalogue, the feed, and ``/health``."""
    from pages.server import open_data  # pandas and DuckDB come with it: not before the server answers

    return await open_data.respond(request)


async def shared(request: Request) -> Response:
    """The picture of a shared link, the list of all pages, and a file that a page offers."""
    from pages.server import sharing

    ways = {sharing.PICTURE: sharing.picture, sharing.SITEMAP: sharing.sitemap, sharing.FILE: sharing.file}
    return await ways[request.url.path](request)


METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]  # open data say themselves which they answer
ROUTES = [
    Route(path, open_data, methods=METHODS)
    for path in ("/api/{path:path}", "/catalog.jsonld", "/catalog.rdf", "/feed.atom", "/health")
]
ROUTES.append(Route("/metrics", metrics.respond, methods=METHODS))
ROUTES += [Route(path, shared, methods=["GET"]) for path in ("/picture.png", "/sitemap.xml", "/download")]
LAYERS = [
    Middleware(connections.InParts),
    Middleware(headers.SecurityHeaders),
    Middleware(headers.AllowedHosts),
    Middleware(under_path.WithoutPath),
    Middleware(metrics.Counted),
    Middleware(assets.FromMemory),
    Middleware(shell.Shell, paths=frozenset(PATHS.values())),
    Middleware(limits.Limits),
    Middleware(under_path.WithPath),
]

app = st.App("pages/menu.py", routes=ROUTES, middleware=LAYERS, lifespan=lifespan, on_script_error=failures.tell)
