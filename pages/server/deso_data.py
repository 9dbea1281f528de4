"""Open data about living conditions by SCB's small areas (DeSO 2018).

``GET /api/living-conditions.csv`` and ``.json`` take ``municipality`` (code, repeatable) and ``lang``.
"""

from __future__ import annotations

from typing import Any

from starlette.datastructures import QueryParams

import queries
from pages.server.formats import as_csv, as_json
from pages.server.parameters import only_known

FILTERS = ("municipality", "lang")
COLUMNS = [
    "deso",
    "name",
    "municipality_code",
    "municipality",
    "year",
    "population",
    "area_type",
    "income",
    "education",
    "employment",
    "single_parents",
    "children",
    "youths",
    "foreign_background",
    "age_0_14",
    "age_15_19",
    "has_border",
    "area",
    "assessment",
]
YEAR = 2022
"""The year that all figures are of."""


def areas(parameters: QueryParams) -> list[dict[str, Any]]:
    """One dictionary an area, with :data:`COLUMNS`, in the order of codes; ``area`` is the police's area that it lies in by half
    or more, ``None`` where it lies in none or has no border here."""
    only_known(parameters, {"municipality": [row["code"] for row in queries.rows("municipalities")]})
    found = queries.rows("living_conditions", municipalities=parameters.getlist("municipality") or None)
    statuses = {True: "yes", False: "no"}
    made = ({**row, "year": YEAR, "has_border": statuses[row["has_border"]]} for row in found)
    return [{name: row[name] for name in COLUMNS} for row in made]


def areas_csv(parameters: QueryParams) -> bytes:
    return as_csv(COLUMNS, areas(parameters))


def areas_json(parameters: QueryParams) -> bytes:
    return as_json({"version": queries.version(), "living_conditions": areas(parameters)})
