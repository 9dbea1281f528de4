"""What open data say of themselves, made from the table that answers them: ``GET /api/openapi.json``, and ``/api/``, a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any
from urllib.parse import urlencode

import queries
from pages.components import address, version
from pages.components.quality import OUTCOMES
from pages.components.text import LANGUAGES, Text
from pages.screens import PATHS
from queries.catalogues import message

Table = Mapping[str, tuple[str, tuple[str, ...]]]
"""Every address, with its media type and the parameters it takes."""

PARQUET = "/api/parquet/{table}"

SAID = {
    "/api/observations": message("Every published figure, one row a figure"),
    "/api/indicators": message(
        "The dictionary: indicators, area categories, sources, computed measures, further words"
    ),
    "/api/areas": message("The assessed areas, one row an area and assessment; as SVG a small map of one assessment"),
    "/api/outlines": message("The outlines of the areas of one assessment"),
    "/api/quality": message("Every check of the data and what it found"),
    "/api/agreements": message("The agreements between municipalities and the police"),
    "/api/goals": message("The goals of the agreements, as they word them"),
    "/api/goal-indicators": message("Which indicators can show something about a goal, and what they cannot"),
    "/api/actions": message("Actions, with state and who is responsible"),
    "/api/yearly-wheel": message("What is on which meeting of the year"),
    "/api/events": message("Dated events, among them agreements and assessments"),
    "/api/datapackage": message("The dictionary of the tables in the zip and of the Parquet files"),
    "/api/openapi": message("This description for programs (OpenAPI 3.1)"),
    "/api/": message("This page"),
    "/api/municipalities": message("The base map: the boundaries of municipalities"),
    "/api/counties": message("The base map: the boundaries of counties"),
    "/api/borders": message("The base map: each border once"),
    "/api/search": message("What the search in the header finds"),
    "/api/municipality-figures": message("Every figure of a municipality by year"),
    "/api/quarters": message("Every figure of a municipality by quarter"),
    "/api/lagesbild": message("Everything in one zip: a CSV file a table, with dictionary, licence and sources"),
    PARQUET: message("A table as Parquet, with its part of the dictionary in it"),
    "/catalog": message("The data as catalogues read about them (DCAT-AP-SE)"),
    "/feed": message("A feed of what came into the data and what was revised"),
    "/health": message("The versions of the program and of the data, and files that could not be read"),
}
"""What an address gives, by the address without its format."""

MEANT = {
    "indicator": message("What is counted: an id of the dictionary"),
    "category": message("The area category: an id of the dictionary"),
    "year": message("The year"),
    "assessment": message("The year of an assessment"),
    "region": message("A police region"),
    "municipality": message("The code of a municipality"),
    "trend": message("How the area develops according to the police"),
    "mode": message("For a light or a dark page"),
    "area": message("The id of an area"),
    "outcome": message("What a check found"),
    "file": message("The file that was checked"),
    "agreement": message("The id of an agreement"),
    "lang": message("The language of what is said"),
    "table": message("The name of a table in the dictionary"),
}
"""What parameters mean."""

VALUES = {"lang": tuple(LANGUAGES), "mode": ("light", "dark"), "outcome": tuple(OUTCOMES), "table": queries.TABLES}

EXAMPLES = {
    "/api/observations": {"indicator": "narcotics_offences", "category": "risk", "year": "2020"},
    "/api/areas": {"assessment": "2021"},
    "/api/outlines": {"assessment": "2025"},
    "/api/quality": {"outcome": "found"},
    "/api/municipality-figures": {"municipality": "2480", "indicator": "burglary"},
    "/api/quarters": {"municipality": "2480", "year": "2026"},
}
"""Parameters that show what can be asked."""

ONCE = "/api/areas.svg"
"""The one address whose parameters cannot be repeated; elsewhere all but the language can."""


def templated(table: Table) -> dict[str, tuple[str, tuple[str, ...]]]:
    """The addresses with one for all Parquet files."""
    return {f"{PARQUET}.parquet" if path.startswith("/api/parquet/") else path: one for path, one in table.items()}


def stem(path: str) -> str:
    """An address without its format."""
    return path.rpartition(".")[0] or path


# ---- for programs ---------------------------------------------------------------------------------------------------


def openapi(t: Text, table: Table) -> dict[str, Any]:
    """The description by OpenAPI 3.1."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Lägesbild",
            "description": licence(t),
            "version": version.of_program(),
            "license": {"name": "EUPL 1.2", "identifier": "EUPL-1.2"},
        },
        "servers": [{"url": address.base() or "/"}],
        "paths": {path: {"get": operation(t, path, *one)} for path, one in templated(table).items()},
        "components": {
            "schemas": {
                "Error": {
                    "type": "object",
                    "required": ["error"],
                    "properties": {
                        "error": {"type": "string"},
                        "broken_files": {"type": "array", "items": {"type": "string"}},
                    },
                }
            }
        },
    }


def operation(t: Text, path: str, media_type: str, takes: tuple[str, ...]) -> dict[str, Any]:
    plain = media_type.partition(";")[0]
    failed = {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}
    names = (*(("table",) if path.startswith(PARQUET) else ()), *takes)
    return {
        "summary": t(SAID[stem(path)]),
        "operationId": path.strip("/").replace("/", "_").replace(".", "_").replace("{table}", "table") or "api",
        "parameters": [parameter(t, path, name) for name in names],
        "responses": {
            "200": {"description": t(SAID[stem(path)]), "content": {plain: {}}},
            "304": {"description": t("Who asks has it already (If-None-Match)")},
            "400": {"description": t("A parameter or value that nobody knows"), "content": failed},
            "503": {"description": t("There are no figures at the moment"), "content": failed},
        },
    }


def parameter(t: Text, path: str, name: str) -> dict[str, Any]:
    one: dict[str, Any] = {"type": "string"} | ({"enum": list(VALUES[name])} if name in VALUES else {})
    said: dict[str, Any] = {"name": name, "description": t(MEANT[name])}
    if name == "table":
        return said | {"in": "path", "required": True, "schema": one}
    said |= {"in": "query", "required": False}
    example = EXAMPLES.get(stem(path), {}).get(name)
    if name == "lang" or path == ONCE:
        return said | {"schema": one} | ({"example": example} if example else {})
    return (
        said
        | {"explode": True, "schema": {"type": "array", "items": one}}
        | ({"example": [example]} if example else {})
    )


# ---- in words -------------------------------------------------------------------------------------------------------


def licence(t: Text) -> str:
    return t(
        "The program is free under the European Union Public Licence 1.2. The figures belong to their publishers; quote them as the source."
    )


def html(t: Text, table: Table) -> str:
    """The page: each address with its formats, parameters and an example."""
    first = next(iter(LANGUAGES))
    asked = {} if t.language == first else {"lang": t.language}
    title = t("Open data")
    other = next(language for language in LANGUAGES if language != t.language)
    words = [
        t("The figures of Lägesbild can be fetched by programs, without key or charge. Addresses are read with GET."),
        t("Parameters choose among the rows. All but {once} can be said several times.", once="lang"),
        t(
            "An empty cell is unknown, not published or hidden; it is never 0. A reader's own files are in none of this."
        ),
        licence(t),
    ]
    groups: dict[str, list[str]] = {}
    for path in templated(table):
        groups.setdefault(stem(path), []).append(path)
    parts = [group(t, name, paths, templated(table), asked) for name, paths in groups.items()]
    return (
        f'<!DOCTYPE html><html lang="{t.language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<link rel="stylesheet" href="{address.to("/lagesbild.css", {})}"><title>{title} – Lägesbild</title></head>'
        f'<body class="plain"><main><h1>{escape(title)}</h1>'
        f'<p><a href="{address.to(PATHS["overview"], asked)}">{escape(t("To the overview"))}</a> · '
        f'<a lang="{other}" hreflang="{other}" href="{address.to("/api/", {"lang": other})}">{LANGUAGES[other]}</a></p>'
        f"{''.join(f'<p>{escape(one)}</p>' for one in words)}{''.join(parts)}"
        "</main></body></html>"
    )


def group(t: Text, name: str, paths: Iterable[str], table: Table, asked: Mapping[str, str]) -> str:
    """One kind of answer in all its formats."""
    lines = []
    takes: dict[str, None] = {}
    for path in paths:
        takes |= dict.fromkeys(table[path][1])
        shown = escape(path.replace("{table}", "<table>"))
        there = address.to(path.replace("{table}", "observations"), {})
        lines.append(f'<li><a href="{there}"><code>{shown}</code></a></li>')
        given = {one: value for one, value in EXAMPLES.get(name, {}).items() if one in table[path][1]}
        if given:
            example = f"{path}?{urlencode(given)}"
            lines[-1] = lines[-1].replace(
                "</li>",
                f" · {escape(t('for example'))} "
                f'<a href="{escape(address.to(path, given))}"><code>{escape(example)}</code></a></li>',
            )
    meant = "".join(f"<dt><code>{one}</code></dt><dd>{escape(explained(t, one))}</dd>" for one in takes)
    tables = f"<p>{escape(explained(t, 'table'))}</p>" if name == PARQUET else ""
    return f"<h2>{escape(t(SAID[name]))}</h2><ul>{''.join(lines)}</ul>{tables}" + (f"<dl>{meant}</dl>" if meant else "")


def explained(t: Text, name: str) -> str:
    values = ", ".join(VALUES.get(name, ()))
    return f"{t(MEANT[name])}: {values}" if values else t(MEANT[name])
