"""Open data about what was agreed and how it goes: agreements, their goals and what can show something about them, actions,
the yearly wheel, dated events; and what the police and a municipality rate themselves: stages, phases, numbers by group, squares.

``GET /api/agreements.csv`` and ``.json``, and so on (:data:`TABLES`), take ``agreement`` (repeatable) and ``lang``; those
of no agreement (:data:`OF_NONE`) only ``lang``.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from starlette.datastructures import QueryParams

import queries
from pages.server.formats import CSV, JSON, as_csv, as_json
from pages.server.parameters import only_known
from queries.row_types import Action, Agreement, Event, Goal, GoalIndicator, InGroup, Meeting, Phase, Square, Stage

TABLES: dict[str, type] = {
    "agreements": Agreement,
    "goals": Goal,
    "goal_indicators": GoalIndicator,
    "actions": Action,
    "yearly_wheel": Meeting,
    "events": Event,
    "stages": Stage,
    "phases": Phase,
    "cylinder": InGroup,
    "squares": Square,
}
"""The questions that are answered, with their rows."""

OF_NONE: dict[str, dict[str, None]] = {
    "events": {},
    "stages": {},
    "phases": {"area": None},
    "cylinder": {},
    "squares": {"conditions": None, "years": None},
}
"""Those that are about no agreement, with what is asked."""

CODES, NAMES = "municipality_codes", "municipalities"
"""What the codes of municipalities are called here, and a column that is left out: names follow from codes."""


def columns(table: str) -> list[str]:
    return [CODES if name == "codes" else name for name in TABLES[table].__annotations__ if name != NAMES]


def found(table: str, parameters: QueryParams) -> list[dict[str, Any]]:
    """One dictionary a row of the question ``table``, with :func:`columns`; ``None`` is unknown. What is about no agreement
    is about all of them."""
    asked: Sequence[Mapping[str, str | None]]
    if table in OF_NONE:
        only_known(parameters, {})
        asked = [OF_NONE[table]]
    else:
        only_known(parameters, {"agreement": [row["id"] for row in queries.rows("agreements", agreement=None)]})
        names = parameters.getlist("agreement")
        asked = [{"agreement": name} for name in names] if names else [{"agreement": None}]
    rows: dict[str, dict[str, Any]] = {}
    for one in asked:
        for row in queries.rows(table, **one):
            named = {CODES if name == "codes" else name: value for name, value in row.items() if name != NAMES}
            rows.setdefault(repr(named), named)  # some are about all agreements
    return list(rows.values())


def csv(table: str, parameters: QueryParams) -> bytes:
    """The rows; several codes of municipalities stand in one cell, with a space between."""
    names = columns(table)
    plain = [
        {name: " ".join(value) if isinstance(value, tuple) else value for name, value in row.items()}
        for row in found(table, parameters)
    ]
    return as_csv(names, plain)


def json(table: str, parameters: QueryParams) -> bytes:
    names = columns(table)
    rows = [{name: row[name] for name in names} for row in found(table, parameters)]
    return as_json({"version": queries.version(), table: rows})


def answers() -> dict[str, tuple[Callable[[QueryParams], bytes], str, tuple[str, ...]]]:
    """What answers at each address, as ``open_data.ANSWERS``."""
    return {
        f"/api/{table.replace('_', '-')}.{form}": (
            functools.partial(make, table),
            media_type,
            ("lang",) if table in OF_NONE else ("agreement", "lang"),
        )
        for table in TABLES
        for form, make, media_type in (("csv", csv, CSV), ("json", json, JSON))
    }
