"""Open data: the observations and their dictionary over HTTP, and a health check.

``GET /api/observations.csv`` and ``.json`` take ``indicator``, ``category`` and ``year`` (each repeatable) and ``lang``;
``GET /api/indicators.json`` is the dictionary; ``GET /health`` says whether there are figures.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Callable
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

import queries
from pages.components.downloads import harmless
from pages.components.text import LANGUAGES, Text, in_language, is_missing

COLUMNS = [
    "indicator",
    "area_category",
    "area",
    "year",
    "count",
    "population",
    "per_1000",
    "share_percent",
    "source",
    "published",
]
PARAMETERS = ("indicator", "category", "year", "lang")
KEPT_FOR = "public, max-age=60, must-revalidate"
CSV = "text/csv; charset=utf-8; header=present"


class BadRequest(Exception):
    """A parameter or value nobody knows; the message is a sentence for whoever asked."""


def text_of(parameters: QueryParams) -> Text:
    return in_language(parameters.get("lang", next(iter(LANGUAGES))))


def asked(parameters: QueryParams) -> dict[str, Any]:
    """The parameters of the question ``observations``.

    Raises :class:`BadRequest` for a parameter that does not exist or a value that no figure has.
    """
    t = text_of(parameters)
    for name in parameters:
        if name not in PARAMETERS:
            known = ", ".join(PARAMETERS)
            raise BadRequest(
                t("There is no parameter “{name}”. The parameters are {known}.", name=name[:80], known=known)
            )
    indicators = queries.run("indicators")
    known_values = {
        "indicator": list(indicators["id"]),
        "category": list(queries.run("area_categories")["id"]),
        "year": [str(year) for year in sorted({year for years in indicators["years"] for year in years})],
        "lang": list(LANGUAGES),
    }
    for name, value in parameters.multi_items():
        if value not in known_values[name]:
            known = ", ".join(known_values[name])
            raise BadRequest(
                t("“{value}” is no value of {name}. Known are {known}.", value=value[:80], name=name, known=known)
            )
    years = [int(value) for value in parameters.getlist("year")]
    return {
        "indicators": parameters.getlist("indicator") or None,
        "categories": parameters.getlist("category") or None,
        "years": years or None,
    }


def observations(parameters: QueryParams) -> list[dict[str, Any]]:
    """One dictionary an observation, with the contract's columns; ``None`` is unknown."""
    frame = queries.run("observations", **asked(parameters))[COLUMNS]
    return [
        {name: None if is_missing(value) else value for name, value in row.items()}
        for row in json.loads(frame.to_json(orient="records", double_precision=15))
    ]


def observations_csv(parameters: QueryParams) -> bytes:
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in observations(parameters):
        cells = ("" if value is None else value for value in row.values())
        writer.writerow([harmless(cell) if isinstance(cell, str) else cell for cell in cells])
    return file.getvalue().encode("utf-8")


def observations_json(parameters: QueryParams) -> bytes:
    return as_json({"version": queries.version(), "observations": observations(parameters)})


def indicators_json(parameters: QueryParams) -> bytes:
    """The dictionary: indicators, area categories, sources, and the measures the dashboard computes."""
    asked(parameters)
    dictionary = {
        name: json.loads(queries.run(name).to_json(orient="records", force_ascii=False))
        for name in ("indicators", "area_categories", "sources", "computed_measures")
    }
    return as_json({"version": queries.version(), **dictionary})


def as_json(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False).encode("utf-8")


def answer(make: Callable[[QueryParams], bytes], media_type: str) -> Callable[[Request], Any]:
    """A route that sends what ``make`` returns, with ETag and Cache-Control; 304 when the asker has it already."""

    async def respond(request: Request) -> Response:
        headers = {"access-control-allow-origin": "*"}  # open data may be read by any page
        try:
            content = await run_in_threadpool(make, request.query_params)
        except BadRequest as error:
            return JSONResponse({"error": str(error)}, status_code=400, headers=headers)
        except queries.DataUnavailable:
            t = text_of(request.query_params)
            sentence = t("The figures cannot be shown, because the data files could not be read.")
            return JSONResponse({"error": sentence}, status_code=503, headers=headers)
        tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
        headers |= {"etag": tag, "cache-control": KEPT_FOR}
        if tag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        return Response(content, media_type=media_type, headers=headers)

    return respond


async def health(_: Request) -> Response:
    """200 with the version of the data, 503 when there are none to show."""
    try:
        version = await run_in_threadpool(queries.version)
        broken = sorted({problem.file for problem in queries.problems()})
    except queries.DataUnavailable as error:
        return JSONResponse(
            {"status": "no data", "broken_files": sorted({p.file for p in error.problems})}, status_code=503
        )
    return JSONResponse({"status": "ok", "version": version, "broken_files": broken})


async def nothing_here(request: Request) -> Response:
    t = text_of(request.query_params)
    known = "/api/observations.csv, /api/observations.json, /api/indicators.json"
    return JSONResponse(
        {"error": t("There is nothing at this address. There is {known}.", known=known)}, status_code=404
    )


ROUTES = [
    Route("/api/observations.csv", answer(observations_csv, CSV)),
    Route("/api/observations.json", answer(observations_json, "application/json")),
    Route("/api/indicators.json", answer(indicators_json, "application/json")),
    Route("/api/{path:path}", nothing_here),
    Route("/health", health),
]
