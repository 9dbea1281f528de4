"""The served application: Streamlit's pages with our headers, shell and open data around them.

Start it with ``streamlit run dashboard.py``.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware

import queries
from pages.screens import PATHS
from pages.server import assets, headers, open_data, shell


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Load the data and compress the scripts before the first visitor comes."""
    await run_in_threadpool(warm)
    yield


def warm() -> None:
    try:
        queries.version()
    except queries.DataUnavailable as error:
        for problem in error.problems:
            print(problem)  # the administrator's log; readers get the same on the page, in words
    assets.warm()


app = st.App(
    "pages/menu.py",
    routes=open_data.ROUTES,
    middleware=[
        Middleware(headers.SecurityHeaders),
        Middleware(assets.FromMemory),
        Middleware(shell.Shell, paths=frozenset(PATHS.values())),
    ],
    lifespan=lifespan,
)
