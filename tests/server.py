"""What the tests of the server share: asking it without a network."""

from __future__ import annotations

import asyncio
import csv
import io

import httpx
from starlette.applications import Starlette

import dashboard


def app() -> Starlette:
    """The routes and layers of dashboard.py without Streamlit in the middle; browser/test_served.py asks all of it."""
    return Starlette(routes=dashboard.ROUTES, middleware=dashboard.LAYERS)


def get(address: str, method: str = "GET", **asked: str) -> httpx.Response:
    """The answer to one request; ``asked`` are request headers with ``_`` for ``-``."""

    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(app())
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost:8501") as client:
            return await client.request(
                method, address, headers={name.replace("_", "-"): text for name, text in asked.items()}
            )

    return asyncio.run(ask())


def rows(address: str) -> list[dict[str, str]]:
    answer = get(address)
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8"), newline="")))
