"""The dashboard below a path of a host that others share, such as ``https://kommun.example/lagesbild/``: Streamlit's own
setting ``server.baseUrlPath`` says so. All our layers see addresses without it."""

from __future__ import annotations

from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from pages.components import address

KEY = "lagesbild.base"

AT_THE_ROOT = ("/health", "/metrics")
"""What those who watch the process itself ask for without the path too."""

OURS = (
    *("/api/", "/catalog.jsonld", "/catalog.rdf", "/feed.atom", "/health", "/metrics"),
    *("/picture.png", "/sitemap.xml", "/download"),
)
"""Where our own routes answer, which know no path."""


def base_of(scope: Scope) -> str:
    """The path of this request that the dashboard is below, such as ``/lagesbild``; nothing at the root."""
    base: str = scope.get(KEY, "")
    return base


class WithoutPath:
    """ASGI middleware that takes the path from the addresses that are asked for; nothing is there beside it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        base = address.base()
        if not base or scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        path = scope["path"]
        if path.startswith(f"{base}/"):
            scope = {**scope, "path": path.removeprefix(base), KEY: base}
        elif scope["type"] == "http" and path in (base, "/"):
            query = scope["query_string"].decode("latin-1")
            await RedirectResponse(f"{base}/?{query}" if query else f"{base}/", status_code=308)(scope, receive, send)
            return
        elif path not in AT_THE_ROOT:
            await PlainTextResponse("404", status_code=404)(scope, receive, send)
            return
        await self.app(scope, receive, send)


class WithPath:
    """ASGI middleware, the innermost, that gives the path back: Streamlit's own routes have it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if base_of(scope) and not scope["path"].startswith(OURS):
            scope = {**scope, "path": base_of(scope) + scope["path"]}
        await self.app(scope, receive, send)
