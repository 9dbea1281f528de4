"""Open data: the observations and their dictionary over HTTP, and a health check.

``GET /api/observations.csv`` and ``.json`` take ``indicator``, ``category`` and ``year`` (each repeatable) and ``lang``;
``GET /api/indicators.json`` is the dictionary and takes ``lang``; ``GET /health`` says whether there are figures. Places
stand in ``area_data.py``, municipalities in ``municipality_data.py``, small areas in ``deso_data.py``, checks in ``quality_data.py``,
agreements in ``follow_up_data.py``, everything at once in ``whole_data.py``, what all this is
in ``api_page.py`` and ``catalog.py``. ``GET /feed.atom`` is
the changelog of the data and takes ``lang``.
"""

from __future__ import annotations

import functools
import json
import logging
import os
from collections.abc import Callable, Iterator
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

import queries
from pages.components import address, version
from pages.components.text import is_missing
from pages.screens import FEED, PATHS
from pages.server import (
    answers,
    api_page,
    area_data,
    deso_data,
    feed,
    follow_up_data,
    municipality_data,
    packing,
    quality_data,
    search_data,
    whole_data,
)
from pages.server.formats import CSV, GEOJSON, HTML, JSON, as_csv, as_json
from pages.server.headers import has_already
from pages.server.parameters import BadRequest, only_known, refuse_unknown, text_of
from pages.server.sharing import origin

LOG = logging.getLogger(__name__)

COLUMNS = [
    "indicator",
    "area_category",
    "area",
    "year",
    "count",
    "population",
    "per_1000",
    "share_percent",
    "lower_95",
    "upper_95",
    "interval_of",
    "swing",
    "rounding_lower",
    "rounding_upper",
    "source",
    "published",
]
FILTERS = ("indicator", "category", "year", "lang")
KEPT_FOR = "public, max-age=60, must-revalidate"
KEPT_LONG = "public, max-age=86400"
"""For what changes with the program only."""


def asked(parameters: QueryParams) -> dict[str, Any]:
    """The parameters of the question ``observations``. Raises :class:`BadRequest` for a value that no figure has."""
    indicators = queries.run("indicators")
    only_known(
        parameters,
        {
            "indicator": list(indicators["id"]),
            "category": list(queries.run("area_categories")["id"]),
            "year": [str(year) for year in sorted({year for years in indicators["years"] for year in years})],
        },
    )
    years = [int(value) for value in parameters.getlist("year")]
    return {
        "indicators": parameters.getlist("indicator") or None,
        "categories": parameters.getlist("category") or None,
        "years": years or None,
    }


def observations(parameters: QueryParams) -> list[dict[str, Any]]:
    """One dictionary an observation, with the contract's columns; ``None`` is unknown."""
    wanted = asked(parameters)
    frame = queries.run("observations", **wanted)[COLUMNS]
    if wanted["categories"]:  # whoever asks for a category does not ask for named places
        frame = frame[frame["area_category"].notna()]
    return [
        {name: None if is_missing(value) else value for name, value in row.items()}
        for row in json.loads(frame.to_json(orient="records", double_precision=15))
    ]


def observations_csv(parameters: QueryParams) -> bytes:
    return as_csv(COLUMNS, observations(parameters))


def observations_json(parameters: QueryParams) -> bytes:
    return as_json({"version": queries.version(), "observations": observations(parameters)})


def indicators_json(parameters: QueryParams) -> bytes:
    """The dictionary: indicators, area categories, sources, the measures the dashboard computes, further words."""
    asked(parameters)  # the language may be one nobody knows
    dictionary = {
        name: json.loads(queries.run(name).to_json(orient="records", force_ascii=False))
        for name in ("indicators", "area_categories", "sources", "computed_measures", "concepts")
    }
    return as_json({"version": queries.version(), **dictionary})


def openapi_json(parameters: QueryParams) -> bytes:
    only_known(parameters, {})
    return as_json(api_page.openapi(text_of(parameters), every()))


def api_html(parameters: QueryParams) -> bytes:
    only_known(parameters, {})
    return api_page.html(text_of(parameters), every()).encode("utf-8")


def health(_: QueryParams) -> bytes:
    """The versions of the program and of the data, and the files that could not be read. ``degraded`` are data with such files,
    or without any figures; raises :class:`queries.DataUnavailable` where the files are why there are no figures."""
    problems, exports = queries.problems(), queries.export_files()
    if problems and not exports:
        raise queries.DataUnavailable(list(problems))
    broken = sorted({problem.file for problem in problems})
    versions = {"program": version.of_program(), "version": queries.version()}
    return as_json({"status": "degraded" if broken or not exports else "ok", **versions, "broken_files": broken})


def feed_atom(parameters: QueryParams) -> bytes:
    """What came into the data, what was revised, and when the next figures are due, for readers of feeds."""
    only_known(parameters, {})
    return feed.atom(text_of(parameters), queries.rows("data_changes"), address.to(PATHS["whats_new"], {}))


def described(form: str, parameters: QueryParams, base: str) -> bytes:
    """The data for catalogues, in a form of RDF; ``base`` is where readers reach the dashboard."""
    from pages.server import catalog  # RDF takes a while to import: only who asks for it waits

    return catalog.written(form, parameters, base)


ANSWERS: dict[str, tuple[Callable[[QueryParams], bytes], str, tuple[str, ...]]] = {
    "/api/": (api_html, HTML, ("lang",)),
    "/api/openapi.json": (openapi_json, JSON, ("lang",)),
    "/api/observations.csv": (observations_csv, CSV, FILTERS),
    "/api/observations.json": (observations_json, JSON, FILTERS),
    "/api/indicators.json": (indicators_json, JSON, ("lang",)),
    "/api/areas.csv": (area_data.areas_csv, CSV, area_data.FILTERS),
    "/api/areas.json": (area_data.areas_json, JSON, area_data.FILTERS),
    "/api/areas.geojson": (area_data.areas_geojson, GEOJSON, area_data.FILTERS),
    "/api/areas.svg": (area_data.areas_svg, "image/svg+xml", ("assessment", "municipality", "mode", "lang")),
    "/api/outlines.json": (area_data.outlines_json, JSON, ("assessment", "area", "lang")),
    "/api/living-conditions.csv": (deso_data.areas_csv, CSV, deso_data.FILTERS),
    "/api/living-conditions.json": (deso_data.areas_json, JSON, deso_data.FILTERS),
    "/api/quality.csv": (quality_data.quality_csv, CSV, quality_data.FILTERS),
    "/api/quality.json": (quality_data.quality_json, JSON, quality_data.FILTERS),
    **follow_up_data.answers(),
    "/api/datapackage.json": (whole_data.datapackage_json, JSON, ("lang",)),
    **whole_data.answers(),
    "/api/municipalities.geojson": (area_data.municipalities_geojson, GEOJSON, ()),
    "/api/counties.geojson": (area_data.counties_geojson, GEOJSON, ()),
    "/api/borders.json": (area_data.borders_json, JSON, ()),
    "/api/search.json": (search_data.search_json, JSON, search_data.FILTERS),
    FEED: (feed_atom, "application/atom+xml", ("lang",)),
    "/health": (health, JSON, ()),
}
"""What answers at each address, the media type, and the parameters it takes."""

STREAMED: dict[str, tuple[Callable[[QueryParams], Iterator[bytes]], str, tuple[str, ...]]] = {
    "/api/municipality-figures.csv": (municipality_data.figures_csv, CSV, municipality_data.FILTERS),
    "/api/municipality-figures.json": (municipality_data.figures_json, JSON, municipality_data.FILTERS),
    "/api/quarters.csv": (municipality_data.quarters_csv, CSV, municipality_data.FILTERS),
    "/api/quarters.json": (municipality_data.quarters_json, JSON, municipality_data.FILTERS),
}
"""The same, of long answers: they are made in parts, and held as a whole only when they are packed."""

NAMING_US: dict[str, tuple[Callable[[QueryParams, str], bytes], str, tuple[str, ...]]] = {
    "/catalog.rdf": (functools.partial(described, "xml"), "application/rdf+xml", ("lang",)),
    "/catalog.jsonld": (functools.partial(described, "json-ld"), "application/ld+json", ("lang",)),
}
"""The same, of what must say where readers reach the dashboard, and is told so."""


@functools.cache
def every() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Every address, with its media type and the parameters it takes."""
    return {
        path: (media_type, takes)
        for path, (_, media_type, takes) in (*ANSWERS.items(), *STREAMED.items(), *NAMING_US.items())
    }


KEPT = {
    "/health": "no-cache",
    "/api/municipalities.geojson": KEPT_LONG,
    "/api/counties.geojson": KEPT_LONG,
    "/api/borders.json": KEPT_LONG,
}
"""How long an answer may be kept, where it is not :data:`KEPT_FOR`."""

METHODS = ("GET", "HEAD")


UNKEPT = ("/health", *NAMING_US)
"""What is made anew each time."""


def state() -> tuple[object, ...]:
    """What every answer follows from beside what is asked."""
    with queries.one_state():
        return version.of_program(), queries.version(), queries.problems()


def from_one_state(path: str, parameters: QueryParams, base: str) -> answers.Answer:
    """An answer whose version, known values and figures belong together, although files may change meanwhile."""
    with queries.one_state():
        if path in STREAMED:
            parts, media_type, _ = STREAMED[path]
            return answers.made(parts(parameters), media_type)
        if path in NAMING_US:
            told, media_type, _ = NAMING_US[path]
            return answers.made([told(parameters, base)], media_type)
        make, media_type, _ = ANSWERS[path]
        return answers.made([make(parameters)], media_type)


async def answered(path: str, parameters: QueryParams, base: str) -> answers.Answer:
    """What is asked for, made if it is not kept. Raises :class:`answers.TooManyError` where too much is asked for at once."""
    if path == "/health":  # waits for nobody
        return await run_in_threadpool(from_one_state, path, parameters, base)
    key = path, tuple(parameters.multi_items()), *await run_in_threadpool(state)
    found = answers.kept(key)
    if found is not None:
        return found
    async with answers.turn():
        found = answers.kept(key)
        if found is None:
            found = await run_in_threadpool(from_one_state, path, parameters, base)
            if path not in UNKEPT and key[2:] == await run_in_threadpool(state):  # not of newer data
                answers.keep(key, found)
    return found


async def respond(request: Request) -> Response:
    """The answer to a request, with ETag and Cache-Control; 304 when the asker has it already.

    400 for a parameter or value nobody knows, 404 for another address, 405 for another method than GET, 503 while
    there are no figures or too much is asked for at once, 500 for what should not happen and is written to the log, each with a
    sentence in the asker's language.
    """
    path = request.url.path
    parameters = QueryParams(list(dict.fromkeys(request.query_params.multi_items())))  # what is said twice is said once
    t = text_of(parameters)
    if path not in every():
        known = ", ".join(path for path in every() if path.count("/") <= 2)
        return failed(404, t("There is nothing at this address. There is {known}.", known=known))
    if request.method not in METHODS:
        answer = failed(405, t("This address can only be read, with GET."))
        answer.headers["allow"] = ", ".join(METHODS)
        return answer
    try:
        refuse_unknown(t, parameters, every()[path][1])
        found = await answered(path, parameters, origin(request.scope))
    except BadRequest as error:
        return failed(400, str(error))
    except queries.DataUnavailable as error:
        sentence = t("The figures cannot be shown, because the data files could not be read.")
        return failed(503, sentence, broken_files=sorted({problem.file for problem in error.problems}))
    except answers.TooManyError:
        return failed(503, t("Too much is asked for at once. Try again in a few seconds."))
    except Exception:
        LOG.exception("%s failed", path)
        return failed(500, t("The server could not answer. Try again later, or tell whoever runs the dashboard."))
    headers = for_pages() | {"etag": found.tag, "cache-control": KEPT.get(path, KEPT_FOR)}
    if has_already(request.headers.get("if-none-match"), found.tag):
        return Response(status_code=304, headers=headers)
    return answers.Sent(found, packing.takes_gzip(request.headers.get("accept-encoding", "")), headers)


def for_pages() -> dict[str, str]:
    """Open data may be read by any page on the internet, unless the dashboard answers under its own names alone: then they
    could be read through a reader's browser where only that reader reaches them."""
    return {} if os.environ.get("LAGESBILD_ALLOWED_HOSTS", "").strip() else {"access-control-allow-origin": "*"}


def failed(status: int, sentence: str, **more: object) -> Response:
    return JSONResponse(
        {"error": sentence, **more}, status_code=status, headers=for_pages() | {"cache-control": "no-store"}
    )
