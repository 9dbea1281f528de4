"""Security headers on every answer, and no third party in any of them."""

from __future__ import annotations

import logging
import os
import re

from starlette.datastructures import MutableHeaders
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOG = logging.getLogger(__name__)


def content_security_policy(frame_ancestors: str) -> str:
    """Only this server's own scripts, styles, fonts and answers. ``frame_ancestors`` may embed the pages."""
    return "; ".join(
        [
            "default-src 'self'",
            "script-src 'self' 'wasm-unsafe-eval'",
            # Streamlit's styles are written into the page by its scripts, so they stand inline.
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            f"frame-ancestors {frame_ancestors}",
        ]
    )


def has_already(asked: str | None, tag: str) -> bool:
    """Whether an ``If-None-Match`` names this ETag, so that 304 is the answer. Weak tags count as the strong ones."""
    if asked is None:
        return False
    return asked.strip() == "*" or tag in re.findall(r'"[^"]*"', asked)


def sites(named: str, setting: str) -> list[str]:
    """The sites that are ``named`` in a setting, separated by spaces or commas; what is not a plain site is refused and logged."""
    found = []
    for site in filter(None, re.split(r"[\s,;]+", named)):
        # Only plain hosts: nothing else may get into the header.
        if re.fullmatch(r"https?://(\*\.)?[A-Za-z0-9.-]+(:\d+)?/?", site):
            found.append(site.removesuffix("/"))
        else:
            LOG.warning("%s: %r is not like https://www.example.se and is left out", setting, site)
    return found


def secure(name: bytes, value: bytes) -> bytes:
    """A header of an answer over TLS: cookies come back over TLS alone. Streamlit says so only where it has the
    certificate itself, and not behind a proxy. Who claims to have come over TLS does so to no one's harm but their own."""
    if name.lower() != b"set-cookie" or b"; secure" in value.lower():
        return value
    return value + b"; Secure"


LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


def hosts(named: str) -> list[str]:
    """The host names in a setting, separated by spaces or commas; what is not like a host name is refused and logged."""
    found = []
    for host in filter(None, re.split(r"[\s,;]+", named)):
        if re.fullmatch(r"(\*\.)?[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*", host):
            found.append(host)
        else:
            LOG.warning("LAGESBILD_ALLOWED_HOSTS: %r is not like lagesbild.example.se and is left out", host)
    return found


class AllowedHosts(TrustedHostMiddleware):
    """ASGI middleware that answers, and opens WebSockets, only under the names that ``LAGESBILD_ALLOWED_HOSTS`` gives and
    those of this machine itself; under any name without it. Else a page elsewhere could give its own name our address, and
    read with its reader's browser what only that reader reaches."""

    def __init__(self, app: ASGIApp) -> None:
        named = os.environ.get("LAGESBILD_ALLOWED_HOSTS", "").strip()
        super().__init__(app, [*hosts(named), *LOOPBACK] if named else ["*"], www_redirect=False)


class SecurityHeaders:
    """ASGI middleware that puts the headers on every HTTP answer, also on the one to a request that failed.

    ``LAGESBILD_FRAME_ANCESTORS`` names the sites that may embed the pages, e.g. ``https://www.example.se``; without it
    only this server may.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        ancestors = sites(os.environ.get("LAGESBILD_FRAME_ANCESTORS", ""), "LAGESBILD_FRAME_ANCESTORS")
        self.headers = {
            "content-security-policy": content_security_policy(" ".join(["'self'", *ancestors])),
            "x-content-type-options": "nosniff",
            "referrer-policy": "strict-origin-when-cross-origin",
            "permissions-policy": "camera=(), geolocation=(), microphone=()",
            "cross-origin-opener-policy": "same-origin",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        started = False

        async def send_with_headers(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                headers = MutableHeaders(scope=message)
                for name, value in self.headers.items():
                    headers[name] = value
                if scope.get("scheme") == "https" or dict(scope["headers"]).get(b"x-forwarded-proto") == b"https":
                    message["headers"] = [(name, secure(name, value)) for name, value in message["headers"]]
            await send(message)

        try:
            await self.app(scope, receive, send_with_headers)
        except Exception:
            if started:  # too late for another answer
                raise
            # Starlette's own answer to an error is sent outside all layers, and so without the headers.
            LOG.exception("%s %s failed", scope["method"], scope["path"])
            failed = PlainTextResponse("500", status_code=500, headers={"cache-control": "no-store"})
            await failed(scope, receive, send_with_headers)
