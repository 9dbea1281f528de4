"""The HTML page that Streamlit's scripts fill: language, styles, scripts to fetch early, and words for those without.

Streamlit's own page says ``lang="en"`` whatever it shows, and lets the browser learn of the chart's scripts only when
the first figures arrive.
"""

from __future__ import annotations

import functools
import hashlib
import re
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import parse_qs

from starlette.datastructures import Headers
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from pages.components import version
from pages.components.layout.views import VIEWS
from pages.components.page import in_window
from pages.components.text import LANGUAGES, in_language
from pages.screens import ELEMENTS
from pages.server import assets, sharing
from pages.server.first_page import kept
from pages.server.headers import has_already
from pages.server.streamlit_internals import (
    FOLDER,
    HOST_CONFIG,
    LANGUAGE,
    PASSED_ON,
    PASSED_ON_BELOW,
    SERVICE,
    TITLE,
    WRITES,
)
from pages.server.under_path import base_of

HERE = Path(__file__).parent
STYLES = (
    "base",
    "menu",
    "search",
    "controls",
    "charts",
    "sections",
    "tables",
    "head",
    "answer",
    "cards",
    "views",
    "cells",
    "path",
    "onward",
    "embed",
    "connection",
    "contrast",
    "first",
    "print",
    "print_sizes",
)
"""The files of ``styles/``, one a concern, in the order in which they are joined: of two rules that say as much, the later
one holds."""

OWN_FILES = {
    "/lagesbild.css": ([f"styles/{name}.css" for name in STYLES], "text/css"),
    "/without-script.css": (["styles/without_script.css"], "text/css"),
    "/lagesbild.js": (["shell.js", "search.js", "connection.js", "first.js"], "text/javascript"),
}
"""Addresses of our own with the files, joined, and the kind that they answer with."""


CONFIG = {
    "allowedOrigins": [],
    "useExternalAuthToken": False,
    "enableCustomParentMessages": False,
    "enforceDownloadInNewTab": False,
    "metricsUrl": "",
    "blockErrorDialogs": True,
    "resourceCrossOriginMode": None,
}
"""What Streamlit's scripts are told of where they run, as Streamlit itself tells it, but for its dialogs in English:
``connection.js`` says what is wrong. No page of another site steers this one."""


OUR_TITLE = "<title>Lägesbild</title>"
"""What stands in the page for what is known of a view (``sharing.head``)."""


class Shell:
    """ASGI middleware that answers with the page itself and its own files, and passes on what Streamlit needs.

    ``paths`` are the addresses of the screens; with a slash at the end they lead to the screen. Every other address is
    answered with 404: Streamlit would send its own page, in English, and say 200.
    """

    def __init__(self, app: ASGIApp, paths: frozenset[str]) -> None:
        self.app = app
        self.paths = paths

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] in ("GET", "HEAD"):
            response = await self.answer(scope)
            if response is not None:
                await GZipMiddleware(response, compresslevel=6)(scope, receive, send)
                return
        elif scope["type"] == "http" and not scope["path"].startswith(WRITES) and scope["path"] not in PASSED_ON:
            refusal = PlainTextResponse("404", status_code=404, headers={"cache-control": "no-store"})
            await refusal(scope, receive, send)
            return
        await self.app(scope, receive, send)

    async def answer(self, scope: Scope) -> Response | None:
        path = scope["path"]
        asked = Headers(scope=scope)
        if path in OWN_FILES:
            content, kind, tag = own_file(path)
            headers = {"cache-control": "no-cache", "etag": tag}
            if has_already(asked.get("if-none-match"), tag):
                return Response(status_code=304, headers=headers)
            return Response(content, media_type=kind, headers=headers)
        if path == HOST_CONFIG:
            return JSONResponse(CONFIG, headers={"cache-control": "no-cache"})
        if path == "/robots.txt":
            return PlainTextResponse(sharing.robots(scope), headers={"cache-control": "no-cache"})
        if path in PASSED_ON or path.startswith(PASSED_ON_BELOW):
            return None
        query = scope["query_string"].decode("latin-1")
        language = language_of(query)
        without_slash = path.rstrip("/")
        if path not in self.paths and without_slash in self.paths:
            there = base_of(scope) + without_slash
            return RedirectResponse(f"{there}?{query}" if query else there, status_code=308)
        if path in self.paths:
            known, first = await sharing.known(scope), await kept.of(scope)
            html = page(language, ELEMENTS.get(path, ()))
            if first is not None:
                html, known = with_first(html, first[0], query), known or first[1]
            html = html.replace(OUR_TITLE, sharing.head(in_language(language), scope, known), 1)
            return HTMLResponse(html, headers={"cache-control": "no-cache", "vary": "accept-language"})
        return HTMLResponse(not_found(language, base_of(scope)), status_code=404, headers={"cache-control": "no-cache"})


def language_of(query: str) -> str:
    """The language a query string asks for."""
    return first_known(parse_qs(query).get("lang", []))


def first_known(asked: Iterable[str]) -> str:
    """The first of these languages that there is, else the default: the rule of pages/components/address.py."""
    return next((language for language in asked if language in LANGUAGES), next(iter(LANGUAGES)))


@functools.cache
def own_file(path: str) -> tuple[bytes, str, str]:
    names, kind = OWN_FILES[path]
    content = b"\n".join((HERE / name).read_bytes() for name in names)
    content = content.replace(b"SOURCE_SANS", letters().encode())
    return content, kind, f'"{hashlib.sha256(content).hexdigest()[:16]}"'


@functools.cache
def letters() -> str:
    """Where the letters of Streamlit's theme are, upright."""
    return next(iter(sorted(name for name in assets.names() if "/SourceSans" in name and "Upright" in name)), "")


@functools.cache
def build() -> str:
    """Stands for the versions of the program and of Streamlit, without telling them: an open page that was made by another
    build loads itself anew."""
    parts = [own_file(path)[2] for path in OWN_FILES]
    parts += [version.of_program(), hashlib.sha256((FOLDER / "index.html").read_bytes()).hexdigest()]
    return hashlib.sha256("".join(parts).encode()).hexdigest()[:16]


@functools.cache
def page(language: str, elements: tuple[str, ...] = ()) -> str:
    """Streamlit's page in this language, with our style sheet and script, and without inline scripts.

    ``elements`` are those of the screen beyond what every screen has.
    """
    t = in_language(language)
    html = (FOLDER / "index.html").read_text(encoding="utf-8")
    html = re.sub(r"<!--.*?-->", "", html, flags=re.DOTALL)
    html = html.replace(LANGUAGE, f'<html lang="{language}">')
    html = html.replace(TITLE, OUR_TITLE)
    html = re.sub(r"<script>.*?</script>", "", html, flags=re.DOTALL)
    html = re.sub(SERVICE, "", html)
    without_script = t("This page needs JavaScript. The figures can also be had as open data:")
    html = re.sub(
        r"<noscript>.*?</noscript>",
        f'<noscript><p>{without_script} <a href="./api/observations.csv">CSV</a></p></noscript>',
        html,
        flags=re.DOTALL,
    )
    early = "".join(
        f'<link rel="modulepreload" crossorigin href="./{name}">' for name in assets.scripts_of_a_page(elements)
    )
    ours = f'{OUR_SCRIPT}<link rel="stylesheet" href="./lagesbild.css">'
    query = "" if language == next(iter(LANGUAGES)) else f"?lang={language}"
    news = t("What is new in the data")
    ours += f'<link rel="alternate" type="application/atom+xml" title="{news}" href="./feed.atom{query}">'
    return re.sub(
        r"\n\s*\n+", "\n", html.replace("<title>", f"{ours}<title>", 1).replace("</head>", f"{early}</head>", 1)
    )


LATE = re.compile(
    r'<link rel="modulepreload"[^>]*>|<script type="module"[^>]*></script>|<link rel="stylesheet" crossorigin[^>]*>'
)
"""What Streamlit's page begins with: where the first page stands in the answer, ``first.js`` begins it once that one is seen."""

OUR_SCRIPT = '<script src="./lagesbild.js"></script>'


def with_first(html: str, first: str, query: str) -> str:
    """The page with its first page: the style sheet and what is read come first, scripts after that. What the address says of
    how it is shown is told to the style sheet, as ``shell.js`` does."""
    head, body = html.replace(OUR_SCRIPT, "", 1).split("</head>", 1)
    late = "".join(LATE.findall(head))
    head = LATE.sub("", head).replace('rel="preload"', 'rel="preload" fetchpriority="low"')
    asked = parse_qs(query)
    view = next((view for view in asked.get("view", []) if view in VIEWS), VIEWS[0])
    shown = f' data-view="{view}"' + (" data-embed" if {"1", "true"} & {*asked.get("embed", [])} else "")
    head = re.sub(r"<html [^>]*", lambda found: found[0] + shown, head, count=1)
    head += '<noscript><link rel="stylesheet" href="./without-script.css"></noscript>'
    body = re.sub(r"<noscript>.*?</noscript>", "", body, flags=re.DOTALL)
    body = body.replace('<div id="root">', f'{first}<div id="root">', 1)
    ours = OUR_SCRIPT.replace("<script ", '<script defer fetchpriority="low" ')
    body = body.replace("</body>", f'{ours}<template id="late">{late}</template></body>', 1)
    return f"{head}</head>{body}"


def not_found(language: str, base: str = "") -> str:
    """What stands at an address that is no screen; the dashboard is below the path ``base``."""
    t = in_language(language)
    title = t("Page not found")
    why = t("There is no page at this address. It may have been renamed, or a letter may be missing.")
    back = t("To the overview")
    query = "" if language == next(iter(LANGUAGES)) else f"?lang={language}"
    return (
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<link rel="stylesheet" href="{base}/lagesbild.css"><title>{in_window(title)}</title></head>'
        f'<body class="plain"><main><h1>{title}</h1>'
        f"<p>{why}</p>"
        f'<p><a href="{base}/{query}">{back}</a></p></main></body></html>'
    )
