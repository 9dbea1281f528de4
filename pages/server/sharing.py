"""What stands in the head of a page for those who do not see it: titles, sentences and pictures of shared links, what search
engines read, and the list of all pages.

All of it is made of the page itself, drawn for nobody (``streamlit_internals.draw``): never of what a reader's session holds. Who
follows a link is not made to wait for that; programs that look up a link are, and one page is drawn at a time.
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
import json
import os
import re
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import dataclass
from html import escape
from typing import Any
from urllib.parse import parse_qsl, urlencode
from xml.etree import ElementTree

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

import queries
from pages.components import downloads, drawing
from pages.components.page import Page, in_window
from pages.components.text import LANGUAGES, Text
from pages.screens import AREAS, OFFENCES, PATHS, SCREENS
from pages.server import streamlit_internals
from pages.server.headers import sites
from pages.server.under_path import base_of

PICTURE, SITEMAP, FILE = "/picture.png", "/sitemap.xml", "/download"

SIZE = (1200, 630)
"""Pixels of a picture, as those who show links ask for."""

MOST_VIEWS, MOST_PICTURES = 128, 64
"""So many views are kept, with some 100 kB for the chart of each, and so many pictures of up to 200 kB."""

MOST_WAITING, PATIENCE = 8, 10
"""So many wait until a page is drawn for them, and so many seconds each; others get what can be said without."""

OF_THE_WAY = ("embed", "embed_options", "version", "view", "fbclid")
"""Parameters that say how a view is shown, or where a link comes from: with other ones it is the same."""

MOST_SENT = 64_000_000
"""So many bytes of files are held while they are taken; who asks for more is to come again."""

MOST_PARAMETERS = 100

BY_MUNICIPALITY = "/api/municipality-figures.csv"

WITH_FIGURES = {PATHS[screen.id] for screen in SCREENS if screen.id == "overview" or screen.group in (OFFENCES, AREAS)}

Asked = tuple[str, tuple[tuple[str, str], ...]]
"""A path with its parameters in one order."""


@dataclass(frozen=True, kw_only=True)
class View:
    """One view as it is shared: its heading, the sentence that answers it, its sources in words and their publishers, and what
    makes the specification of its chart, if it has one; and of which version of the data it is."""

    version: str
    title: str
    said: str
    cited: str
    publishers: tuple[str, ...]
    picture: Callable[[], dict[str, Any]] | None


# ---- addresses ------------------------------------------------------------------------------------------------------


@functools.cache
def public() -> str:
    """The address that an administrator says the dashboard has; empty where none is said."""
    return next(iter(sites(os.environ.get("LAGESBILD_ADDRESS", ""), "LAGESBILD_ADDRESS")), "")


def origin(scope: Scope) -> str:
    """Where readers reach the server: as the administrator says, else as this request has it, if that is a plain host."""
    there = host(scope)
    return there + base_of(scope) if there else ""


def host(scope: Scope) -> str:
    """The same without the path that the dashboard is below."""
    named = Headers(scope=scope).get("host", "")
    plain = re.fullmatch(r"[A-Za-z0-9.-]{1,253}(:\d{1,5})?|\[[0-9A-Fa-f:]{2,45}\](:\d{1,5})?", named)
    here = f"{scope['scheme']}://{named}" if plain and scope["scheme"] in ("http", "https") else ""
    return public() or here


def asked(path: str, parameters: Iterable[tuple[str, str]]) -> Asked:
    """What an address asks for. Of several values of one parameter the first may be the one that counts: their order stays."""
    known = [one for one in parameters if one[0] not in OF_THE_WAY and not one[0].startswith("utm_")]
    return path, tuple(sorted(known[:MOST_PARAMETERS], key=lambda one: one[0]))


def asked_by(scope: Scope) -> Asked:
    """What a request for a page asks for."""
    return asked(scope["path"], parameters_of(scope))


def parameters_of(scope: Scope) -> list[tuple[str, str]]:
    """The parameters of a request, the empty ones too: they say that nothing is chosen."""
    return parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)


def to(at: Asked, **others: str | None) -> str:
    """The path and parameters of a view; with ``others``, where ``None`` leaves one out."""
    path, parameters = at
    kept = [(name, value) for name, value in parameters if name not in others]
    kept += [(name, value) for name, value in others.items() if value is not None]
    return f"{path}?{urlencode(kept)}" if kept else path


def of_page(path: str, at: Asked, **more: str) -> str:
    """Where something is made of a page: what it is, and the page's own parameters, none of which may say so instead."""
    first = {"page": at[0], **more}
    return to((path, (*first.items(), *(one for one in at[1] if one[0] not in ("page", "of")))))


# ---- what is kept of a view, or drawn -------------------------------------------------------------------------------

PROGRAMS = re.compile("bot|crawl|spider|preview|facebook|whatsapp|slack|telegram|discord|embed", re.IGNORECASE)
"""What programs that look up links call themselves."""

_kept: OrderedDict[tuple[str, Asked], View] = OrderedDict()
_waiting: list[Asked] = []
_one_at_a_time = asyncio.Semaphore(1)


def is_read(asked: Headers) -> bool:
    """Whether it is a reader who asks: their browsers say which languages they know."""
    return "accept-language" in asked and not PROGRAMS.search(asked.get("user-agent", ""))


async def known(scope: Scope) -> View | None:
    """What a view looks like where it is shared; ``None`` where that is not known, and for a reader would first have to be
    drawn."""
    base, at = origin(scope), asked_by(scope)
    return _kept.get((base, at)) if is_read(Headers(scope=scope)) else await drawn(base, at)


@contextlib.asynccontextmanager
async def turn(at: Asked) -> AsyncIterator[None]:
    """One's turn to have something drawn. Raises ``TimeoutError`` where too many wait already, or for too long."""
    if len(_waiting) >= MOST_WAITING:
        raise TimeoutError
    _waiting.append(at)
    try:
        async with asyncio.timeout(PATIENCE * 2), _one_at_a_time:
            yield
    finally:
        _waiting.remove(at)


async def drawn(base: str, at: Asked) -> View | None:
    """The same of today's data, drawn if it is not kept."""
    with contextlib.suppress(queries.DataUnavailable, TimeoutError):
        version = await run_in_threadpool(queries.version)
        async with turn(at):
            found = _kept.get((base, at))
            if found is None or found.version != version:
                nobody = await streamlit_internals.draw(base, at[0], urlencode(at[1]), PATIENCE)
                if nobody is not None and isinstance(nobody.told, Page):
                    keep((base, at), await run_in_threadpool(view_of, nobody.told))
    return _kept.get((base, at))


def view_of(page: Page) -> View:
    """What a drawn page has noted."""
    publishers = dict.fromkeys(row["publisher"] for row in queries.rows("sources"))
    return View(
        version=page.published.version,
        title=page.title,
        said=page.said,
        cited=page.cited,
        publishers=tuple(name for name in publishers if name in page.cited),
        picture=page.picture,
    )


def keep(at: tuple[str, Asked], view: View) -> None:
    """Keep a view; the one that was drawn longest ago makes room."""
    _kept[at] = view
    _kept.move_to_end(at)
    while len(_kept) > MOST_VIEWS:
        _kept.popitem(last=False)


# ---- the head -------------------------------------------------------------------------------------------------------


def head(t: Text, scope: Scope, one: View | None) -> str:
    """Title, description, and what those read who show links or search: all of it escaped."""
    path = scope["path"]
    screen = next(t(screen.title) for screen in SCREENS if PATHS[screen.id] == path)
    title = in_window(one.title if one and one.title else screen)
    said = (one.said if one else "") or t(
        "Police figures for elected council members, each with its source: every municipality, and the areas that the police call vulnerable."
    )
    base = origin(scope)
    tags = [f"<title>{escape(title)}</title>", _meta("name", "description", said)]
    about = {"title": title, "description": said, "type": "website", "site_name": "Lägesbild", "locale": t.locale}
    at = asked_by(scope)
    if base:
        about["url"] = base + to(at)
        tags.append(f'<link rel="canonical" href="{escape(about["url"])}">')
        for language in LANGUAGES:
            there = base + to(at, lang=None if language == next(iter(LANGUAGES)) else language)
            tags.append(f'<link rel="alternate" hreflang="{language}" href="{escape(there)}">')
    if base and (one.picture if one else path in WITH_FIGURES):
        about["image"] = base + of_page(PICTURE, at)
        about |= {"image:width": str(SIZE[0]), "image:height": str(SIZE[1]), "image:alt": said}
    tags += [_meta("property", f"og:{name}", text) for name, text in about.items()]
    tags.append(_meta("name", "twitter:card", "summary_large_image" if "image" in about else "summary"))
    if base and (one.cited if one else path in WITH_FIGURES):
        tags.append(_data_set(t, at, base, about, one))
    return "".join(tags)


def _meta(kind: str, name: str, text: str) -> str:
    return f'<meta {kind}="{name}" content="{escape(text)}">'


def _data_set(t: Text, at: Asked, base: str, about: dict[str, str], one: View | None) -> str:
    """The figures of the page as search engines for data sets read them (schema.org)."""
    place = next((value for name, value in at[1] if name == "place"), "") if at[0] == PATHS["municipality"] else ""
    files = [f"{BY_MUNICIPALITY}?{urlencode({'municipality': place})}"] if re.fullmatch(r"\d{4}", place) else []
    files += ["/api/observations.csv", "/api/areas.csv"]
    said = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": about["title"],
        "description": about["description"],
        "url": about["url"],
        "inLanguage": t.language,
        "isAccessibleForFree": True,
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": "text/csv", "contentUrl": base + file} for file in files
        ],
    }
    if one:
        said |= {"version": one.version}
        said |= {"citation": one.cited} if one.cited else {}
        publishers = [{"@type": "Organization", "name": name} for name in one.publishers]
        said |= {"creator": publishers} if publishers else {}
    said |= {"image": about["image"]} if "image" in about else {}
    # Nothing in it ends the script.
    content = json.dumps(said, ensure_ascii=False).replace("<", "\\u003c")
    return f'<script type="application/ld+json">{content}</script>'


# ---- pictures -------------------------------------------------------------------------------------------------------

_pictures: OrderedDict[tuple[str, Asked, str], bytes] = OrderedDict()


async def picture(request: Request) -> Response:
    """The chart of the page that ``page`` names, with the further parameters of that page, as PNG; 404 where it has none, 503
    where too much is asked for at once, or there are no figures."""
    parameters = [(name, value) for name, value in request.query_params.multi_items() if name != "page"]
    path = request.query_params.get("page", "")
    if path not in PATHS.values():
        return _nothing(404)
    base, at = origin(request.scope), asked(path, parameters)
    one = await drawn(base, at)
    if one is None:
        return _nothing(503)
    if one.picture is None:
        return _nothing(404)
    key = (base, at, one.version)
    if key not in _pictures:
        try:
            async with turn(at):
                if key not in _pictures:  # not made while this one waited
                    _pictures[key] = await run_in_threadpool(as_png, one)
        except TimeoutError:
            return _nothing(503)
    content = _pictures[key]
    while len(_pictures) > MOST_PICTURES:
        _pictures.popitem(last=False)
    return Response(content, media_type="image/png", headers={"cache-control": "public, max-age=3600"})


_sending: list[int] = []
"""Bytes of each file that is being sent: every one is made for who asks, and held until it is taken."""


class Sent(Response):
    """Sends a file, and lets go of it."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        _sending.append(len(self.body))
        try:
            await super().__call__(scope, receive, send)
        finally:
            _sending.remove(len(self.body))


async def file(request: Request) -> Response:
    """A file that the page which ``page`` names offers, by the key of its button, with the further parameters of that page; 404
    where it offers none, 503 where too much is asked for at once, or there are no figures."""
    others = [(name, value) for name, value in request.query_params.multi_items() if name not in ("page", "of")]
    path, key = request.query_params.get("page", ""), request.query_params.get("of", "")
    if path not in PATHS.values():
        return _nothing(404)
    if sum(_sending) > MOST_SENT:
        return _nothing(503)
    at = asked(path, others)
    try:
        async with turn(at):
            nobody = await streamlit_internals.draw(origin(request.scope), path, urlencode(at[1]), PATIENCE)
            drawn = nobody.told if nobody is not None else None
            if not isinstance(drawn, Page):
                return _nothing(503)
            offered = drawn.files.get(key)
            if offered is None:
                return _nothing(404)
            content = await run_in_threadpool(offered.make)
    except TimeoutError:
        return _nothing(503)
    headers = {"content-disposition": f'attachment; filename="{offered.name}"', "cache-control": "no-cache"}
    return Sent(content, media_type=offered.kind, headers=headers | {"x-robots-tag": "noindex"})


def _nothing(status: int) -> Response:
    return Response(str(status), status_code=status, headers={"cache-control": "no-store"}, media_type="text/plain")


def as_png(one: View) -> bytes:
    """The chart in the middle of a white picture."""
    assert one.picture is not None
    chart = downloads.svg(one.picture()).decode("utf-8")
    width, height = SIZE
    chart = re.sub(
        r'(<svg\b[^>]*?) width="[^"]*" height="[^"]*"', rf'\1 width="{width}" height="{height}"', chart, count=1
    )
    ground = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"><rect width="100%" height="100%" fill="white"/>'
    return drawing.png_of(f"{ground}{chart}</svg>")


# ---- all pages ------------------------------------------------------------------------------------------------------


async def sitemap(request: Request) -> Response:
    """All pages and municipalities in every language (sitemaps.org); 503 where there are no figures."""
    try:
        content = await run_in_threadpool(_sitemap, origin(request.scope))
    except queries.DataUnavailable:
        return _nothing(503)
    return Response(content, media_type="application/xml", headers={"cache-control": "public, max-age=3600"})


def _sitemap(base: str) -> bytes:
    with_figures = {row["screen"] for row in queries.rows("known_values")}
    pages: list[Asked] = [
        (PATHS[screen.id], ()) for screen in SCREENS if screen.id != "more_indicators" or screen.id in with_figures
    ]
    pages.append(("/api/", ()))
    pages += [(PATHS["municipality"], (("place", row["code"]),)) for row in queries.rows("municipalities")]
    first = next(iter(LANGUAGES))
    urls = ElementTree.Element(
        "urlset",
        {"xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9", "xmlns:xhtml": "http://www.w3.org/1999/xhtml"},
    )
    for at in pages:
        there = {name: base + to(at, lang=None if name == first else name) for name in LANGUAGES}
        for address in there.values():
            url = ElementTree.SubElement(urls, "url")
            ElementTree.SubElement(url, "loc").text = address
            for language, other in there.items():
                ElementTree.SubElement(url, "xhtml:link", {"rel": "alternate", "hreflang": language, "href": other})
    written: bytes = ElementTree.tostring(urls, encoding="utf-8", xml_declaration=True)
    return written


def robots(scope: Scope) -> str:
    """Everything may be read; where the list of all pages is."""
    base = origin(scope)
    return "User-agent: *\nDisallow:\n" + (f"Sitemap: {base}{SITEMAP}\n" if base else "")
