"""What open data say of themselves, made from the table that answers them: ``GET /api/openapi.json``, and ``/api/``, a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any
from urllib.parse import urlencode

import queries
from pages.components import address, version
from pages.components.page import in_window
from pages.components.quality import OUTCOMES
from pages.components.text import LANGUAGES, Text
from pages.screens import PATHS

Table = Mapping[str, tuple[str, tuple[str, ...]]]
"""Every address, with its media type and the parameters it takes."""

PARQUET = "/api/parquet/{table}"

VALUES = {"lang": tuple(LANGUAGES), "mode": ("light", "dark"), "outcome": tuple(OUTCOMES), "table": queries.TABLES}

EXAMPLES = {
    "/api/observations": {"indicator": "narcotics_offences", "category": "risk", "year": "2020"},
    "/api/areas": {"assessment": "2021"},
    "/api/outlines": {"assessment": "2025"},
    "/api/quality": {"outcome": "found"},
    "/api/municipality-figures": {"municipality": "2480", "indicator": "burglary"},
    "/api/quarters": {"municipality": "2480", "year": "2026"},
    "/api/living-conditions": {"municipality": "0127"},
}
"""Parameters that show what can be asked."""

ONCE = "/api/areas.svg"
"""The one address whose parameters cannot be repeated; elsewhere all but the language can."""


def said(t: Text) -> dict[str, str]:
    """What each address gives, by the address without its format."""
    return {
        "/api/observations": t("Every published figure, one row a figure"),
        "/api/indicators": t("The dictionary: indicators, area categories, sources, computed measures, further words"),
        "/api/areas": t("The assessed areas, one row an area and assessment; as SVG a small map of one assessment"),
        "/api/outlines": t("The outlines of the areas of one assessment"),
        "/api/quality": t("Every check of the data and what it found"),
        "/api/living-conditions": t("Living conditions by small area (DeSO), one row an area"),
        "/api/agreements": t("The agreements between municipalities and the police"),
        "/api/goals": t("The goals of the agreements, as they word them"),
        "/api/goal-indicators": t("Which indicators can show something about a goal, and what they cannot"),
        "/api/actions": t("Actions, with state and who is responsible"),
        "/api/yearly-wheel": t("What is on which meeting of the year"),
        "/api/stages": t("The stage model: ratings by area and year"),
        "/api/phases": t("The phase model: phases of areas, from when until when"),
        "/api/cylinder": t("The cylinder model: how many there are in each group"),
        "/api/squares": t("Living conditions by a municipality's own squares, where there are any"),
        "/api/events": t("Dated events, among them agreements and assessments"),
        "/api/datapackage": t("The dictionary of the tables in the zip and of the Parquet files"),
        "/api/openapi": t("This description for programs (OpenAPI 3.1)"),
        "/api/": t("This page"),
        "/api/municipalities": t("The base map: the boundaries of municipalities"),
        "/api/counties": t("The base map: the boundaries of counties"),
        "/api/borders": t("The base map: each border once"),
        "/api/search": t("What the search in the header finds"),
        "/api/municipality-figures": t("Every figure of a municipality by year"),
        "/api/quarters": t("Every figure of a municipality by quarter"),
        "/api/lagesbild": t("Everything in one zip: a CSV file a table, with dictionary, licence and sources"),
        PARQUET: t("A table as Parquet, with its part of the dictionary in it"),
        "/catalog": t("The data as catalogues read about them (DCAT-AP-SE)"),
        "/feed": t("A feed of what came into the data and what was revised"),
        "/health": t("The versions of the program and of the data, and files that could not be read"),
    }


def meant(t: Text) -> dict[str, str]:
    """What the parameters mean."""
    return {
        "indicator": t("What is counted: an id of the dictionary"),
        "category": t("The area category: an id of the dictionary"),
        "year": t("The year"),
        "assessment": t("The year of an assessment"),
        "region": t("A police region"),
        "municipality": t("The code of a municipality"),
        "trend": t("How the area develops according to the police"),
        "mode": t("For a light or a dark page"),
        "area": t("The id of an area"),
        "outcome": t("What a check found"),
        "file": t("The file that was checked"),
        "agreement": t("The id of an agreement"),
        "lang": t("The language of what is said"),
        "table": t("The name of a table in the dictionary"),
    }


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
        "summary": said(t)[stem(path)],
        "operationId": path.strip("/").replace("/", "_").replace(".", "_").replace("{table}", "table") or "api",
        "parameters": [parameter(t, path, name) for name in names],
        "responses": {
            "200": {"description": said(t)[stem(path)], "content": {plain: {}}},
            "304": {"description": t("Who asks has it already (If-None-Match)")},
            "400": {"description": t("A parameter or value that nobody knows"), "content": failed},
            "503": {"description": t("There are no figures at the moment"), "content": failed},
        },
    }


def parameter(t: Text, path: str, name: str) -> dict[str, Any]:
    one: dict[str, Any] = {"type": "string"} | ({"enum": list(VALUES[name])} if name in VALUES else {})
    about: dict[str, Any] = {"name": name, "description": meant(t)[name]}
    if name == "table":
        return about | {"in": "path", "required": True, "schema": one}
    about |= {"in": "query", "required": False}
    example = EXAMPLES.get(stem(path), {}).get(name)
    if name == "lang" or path == ONCE:
        return about | {"schema": one} | ({"example": example} if example else {})
    return (
        about
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
    title, back = t("Open data"), escape(t("To the overview"))
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
        f'<link rel="stylesheet" href="{address.to("/lagesbild.css", {})}"><title>{escape(in_window(title))}</title></head>'
        f'<body class="plain"><main><h1>{escape(title)}</h1>'
        f'<p><a href="{address.to(PATHS["overview"], asked)}">{back}</a> · '
        f'<a lang="{other}" hreflang="{other}" href="{address.to("/api/", {"lang": other})}">{LANGUAGES[other]}</a></p>'
        f"{''.join(f'<p>{escape(one)}</p>' for one in words)}{''.join(parts)}"
        "</main></body></html>"
    )


def group(t: Text, name: str, paths: Iterable[str], table: Table, asked: Mapping[str, str]) -> str:
    """One kind of answer in all its formats."""
    for_example = escape(t("for example"))
    lines = []
    takes: dict[str, None] = {}
    for path in paths:
        takes |= dict.fromkeys(table[path][1])
        shown = escape(path.replace("{table}", "<table>"))
        there = address.to(path.replace("{table}", "observations"), {})
        lines.append(f'<a href="{there}"><code>{shown}</code></a>')
        given = {one: value for one, value in EXAMPLES.get(name, {}).items() if one in table[path][1]}
        if given:
            example = f"{path}?{urlencode(given)}"
            there = escape(address.to(path, given))
            lines[-1] += f' · {for_example} <a href="{there}"><code>{escape(example)}</code></a>'
    words = "".join(f"<dt><code>{one}</code></dt><dd>{escape(explained(t, one))}</dd>" for one in takes)
    listed = "".join(f"<li>{line}</li>" for line in lines)
    tables = f"<p>{escape(explained(t, 'table'))}</p>" if name == PARQUET else ""
    return f"<h2>{escape(said(t)[name])}</h2><ul>{listed}</ul>{tables}" + (f"<dl>{words}</dl>" if words else "")


def explained(t: Text, name: str) -> str:
    values = ", ".join(VALUES.get(name, ()))
    return f"{meant(t)[name]}: {values}" if values else meant(t)[name]
