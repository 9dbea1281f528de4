"""Open data about municipalities: their figures by year, and by quarter, sent as they are read.

``GET /api/municipality-figures.csv`` and ``.json``, ``/api/quarters.csv`` and ``.json`` take ``indicator``, ``municipality``
(code) and ``year`` (each repeatable) and ``lang``.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any

from starlette.datastructures import QueryParams

import queries
from pages.server.formats import csv_parts, json_parts
from pages.server.parameters import only_known
from queries.row_types import Record

FILTERS = ("indicator", "municipality", "year", "lang")
FIGURES = [
    "indicator",
    "municipality_code",
    "municipality",
    "county_code",
    "county",
    "skr_group",
    "year",
    "count",
    "per_1000",
    "lower_95",
    "upper_95",
    "interval_of",
    "swing",
    "striking",
    "source",
    "published",
]
QUARTERS = [
    "indicator",
    "municipality_code",
    "municipality",
    "year",
    "quarter",
    "count",
    "per_1000",
    "preliminary",
    "source",
    "published",
]
AT_ONCE = 500
"""So many rows are read and sent at a time."""

Batches = Iterator[list[dict[str, Any]]]


def asked(parameters: QueryParams, years: set[int]) -> dict[str, list[Any] | None]:
    """Indicators, municipalities and years, ``None`` for all. Raises :class:`BadRequest` for a value that no figure has;
    ``years`` are those that some have."""
    known = {
        "indicator": [row["id"] for row in queries.rows("indicators")],
        "municipality": [row["code"] for row in queries.rows("municipalities")],
        "year": [str(year) for year in sorted(years)],
    }
    only_known(parameters, known)
    return {
        "indicators": parameters.getlist("indicator") or None,
        "municipalities": parameters.getlist("municipality") or None,
        "years": [int(year) for year in parameters.getlist("year")] or None,
    }


def figures(parameters: QueryParams) -> Batches:
    """The figures of years, with :data:`FIGURES`; ``None`` is unknown or hidden. ``striking`` is what must be told of a
    figure before anything is compared: ``leap`` or ``far_above`` (the question ``leaps``)."""
    wanted = asked(parameters, {year for row in queries.rows("indicators") for year in row["years"]})
    marks = queries.remembered(("striking figures",), striking)

    def marked(row: Record) -> dict[str, Any]:
        mark = marks.get((row["indicator"], row["municipality"], row["year"], row["source"]))
        return {name: mark if name == "striking" else row[name] for name in FIGURES}

    found = queries.batches("municipality_observations", AT_ONCE, **wanted)
    return ([marked(row) for row in batch] for batch in found)


def striking() -> dict[tuple[str, str, int, str], str]:
    """The kind of each striking figure; a leap that lies far above all others is a leap."""
    found: dict[tuple[str, str, int, str], str] = {}
    for row in queries.rows("leaps", indicator=None, areas=None, years=None):
        if row["of"] == row["indicator"]:
            key = (row["indicator"], row["area"], row["year"], row["source"])
            found[key] = row["kind"] if row["kind"] == "leap" else found.get(key, row["kind"])
    return found


def quarters(parameters: QueryParams) -> Batches:
    """The figures of quarters, with :data:`QUARTERS`; ``preliminary`` is ``yes`` or ``no``."""
    wanted = asked(parameters, queries.remembered(("years of quarters",), years_of_quarters))
    of = {name: wanted[name] for name in ("municipalities", "years")}
    # All are asked now, of one state of the data, and read later.
    found = [
        queries.batches("quarters", AT_ONCE, indicator=indicator, **of) for indicator in wanted["indicators"] or [None]
    ]
    statuses = {True: "yes", False: "no"}

    def named(row: Record) -> dict[str, Any]:
        said = {"municipality": row["name"], "preliminary": statuses[row["preliminary"]]}
        return {name: said.get(name, row.get(name)) for name in QUARTERS}

    return ([named(row) for row in batch] for batch in chain.from_iterable(found))


def years_of_quarters() -> set[int]:
    batches = queries.batches("quarters", AT_ONCE, indicator=None, municipalities=None, years=None)
    return {row["year"] for batch in batches for row in batch}


def figures_csv(parameters: QueryParams) -> Iterator[bytes]:
    return csv_parts(FIGURES, figures(parameters))


def figures_json(parameters: QueryParams) -> Iterator[bytes]:
    return json_parts({"version": queries.version()}, "figures", figures(parameters))


def quarters_csv(parameters: QueryParams) -> Iterator[bytes]:
    return csv_parts(QUARTERS, quarters(parameters))


def quarters_json(parameters: QueryParams) -> Iterator[bytes]:
    return json_parts({"version": queries.version()}, "quarters", quarters(parameters))
