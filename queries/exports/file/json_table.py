"""JSON as rows of cells: JSON-stat, Kolada's lists within lists, and plain lists of objects."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from queries.exports.file.cube import Cube, Dimension, check_size, rows_of
from queries.exports.file.grid import Row
from queries.exports.problems import Refused, about

DEEPEST = 4
"""Levels within which a list of rows is looked for."""

MOST_KEYS = 1_000

OF_KOLADA = {"kpi", "municipality", "period", "gender", "count", "value"}
"""What Kolada says of a value; ``count`` is of how many units it is made, which is no figure of the place."""


def is_json(text: str) -> bool:
    """Whether a text begins as JSON does: with a list or an object."""
    head = "".join(text[:2000].split())
    return head.startswith(("[{", "[[")) or (head.startswith("{") and '":' in head)


def table(name: str, text: str) -> list[Row]:
    """The rows of a JSON file. Raises :class:`Refused` where it is damaged or holds no list of rows."""
    try:
        found = json.loads(text)
    except RecursionError as error:
        raise Refused(about(name, "damaged_table", "JSON")) from error
    except ValueError as error:
        found = lines_of(text)
        if found is None:
            raise Refused(about(name, "damaged_table", "JSON")) from error
    dataset = found.get("dataset", found) if isinstance(found, dict) else None
    if isinstance(dataset, dict) and {"dimension", "value"} <= dataset.keys():
        try:
            return of_json_stat(name, dataset)
        except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
            raise Refused(about(name, "damaged_table", "JSON-stat")) from error
    rows = [row for one in longest_list(found) for row in exploded(one)]
    if not rows:
        raise Refused(about(name, "no_rows_in_json"))
    keys = list(dict.fromkeys(key for row in rows for key in row))[:MOST_KEYS]
    if set(keys) >= OF_KOLADA:
        keys.remove("count")
    return [keys, *([written(row.get(key)) for key in keys] for row in rows)]


def lines_of(text: str) -> list[Any] | None:
    """Objects, one a line; ``None`` where a line is none."""
    try:
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    except (ValueError, RecursionError):
        return None


def longest_list(found: Any, depth: int = 0) -> list[dict[str, Any]]:
    """The longest list of objects in what JSON holds."""
    if isinstance(found, list):
        objects = [one for one in found if isinstance(one, dict)]
        return objects if len(objects) == len(found) else []
    if not isinstance(found, dict) or depth > DEEPEST:
        return []
    return max((longest_list(one, depth + 1) for one in found.values()), key=len, default=[])


def exploded(row: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The rows of an object: one for each of the objects in a list within it, as Kolada has them."""
    plain = {key: value for key, value in row.items() if not isinstance(value, list | dict)}
    plain |= {
        f"{key}_{inner}": value for key, one in row.items() if isinstance(one, dict) for inner, value in one.items()
    }
    lists = [
        one for one in row.values() if isinstance(one, list) and one and all(isinstance(part, dict) for part in one)
    ]
    if len(lists) != 1:
        yield plain
        return
    for inner in lists[0]:
        yield plain | {key: value for key, value in inner.items() if not isinstance(value, list | dict)}


def written(value: Any) -> str:
    if value is None or isinstance(value, list | dict):
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    # With three decimals a point could as well mark thousands; a fourth says that it does not.
    return f"{value:.12g}" + "0" * (f"{value:.3f}" == f"{value:.12g}") if isinstance(value, float) else str(value)


def of_json_stat(name: str, dataset: dict[str, Any]) -> list[Row]:
    """The rows of a dataset in JSON-stat, version 2 or 1."""
    about_all = dataset["dimension"]
    ids = list(dataset.get("id") or about_all["id"])
    roles = dataset.get("role") or about_all.get("role") or {}
    dimensions = [dimension_of(about_all[one], one) for one in ids]
    count = check_size(name, [len(one.texts) for one in dimensions])
    values = dataset["value"]
    if isinstance(values, dict):
        known = {int(place): value for place, value in values.items()}
    elif len(values) == count:
        known = dict(enumerate(values))
    else:
        raise ValueError("as many values as combinations")
    metrics = [one for one in roles.get("metric", ()) if one in ids]
    notes = dataset.get("note") or []
    title = str(dataset.get("label") or "")
    source = [str(dataset["source"])] if dataset.get("source") else []
    measured = dimensions[ids.index(metrics[0])] if metrics else None
    return rows_of(
        Cube(
            title=title,
            dimensions=dimensions,
            counted="value",
            figures=lambda place: written(known.get(place)),
            measured=measured.name if measured else "",
            notes=[*source, *(str(note) for note in (notes if isinstance(notes, list) else [notes]))],
        )
    )


def dimension_of(found: dict[str, Any], id_: str) -> Dimension:
    category = found["category"]
    labels, index = category.get("label") or {}, category.get("index")
    is_places = isinstance(index, dict)
    codes = sorted(index, key=lambda code: int(index[code])) if is_places else list(index or labels)
    return Dimension(
        name=str(found.get("label") or id_), texts=[str(labels.get(code, code)) for code in codes], codes=codes
    )
