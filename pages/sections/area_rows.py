"""Areas as rows of cells, with what each assessment said: the one way in which several areas are listed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import queries
from pages.components.areas import area_sentences
from pages.components.areas.cells import AreaRow
from pages.components.text import Text
from queries.row_types import AreaChange, AssessedArea


def rows_of(
    t: Text, areas: Sequence[AssessedArea] | Sequence[AreaChange], links: Mapping[str, str], chosen: str = ""
) -> list[AreaRow]:
    """A row for each of the areas: below its name where it lies, what it was called before and, where the police say it, which
    way it goes. ``links`` lead to each, ``chosen`` is the id of the one that is open."""
    history: dict[str, dict[int, str]] = {}
    for one in queries.rows("area_history", area=None):
        history.setdefault(one["area"], {})[one["year"]] = one["area_category"]
    came: dict[str, list[str]] = {}
    for change in queries.rows("area_successions", area=None):
        came.setdefault(change["area"], []).append(change["predecessor_name"])
    ways = area_sentences.police_trends(t)
    rows = []
    for area in areas:
        id_ = area["area"]
        before = t("formerly {area}", area=t.listed(came[id_])) if id_ in came else ""
        way = ways.get(str(area.get("police_trend")), "")
        rows.append(
            AreaRow(
                name=area["name"],
                categories=history[id_],
                trend="",
                link=links[id_],
                quiet=", ".join(filter(None, [area["municipality"], before, way])),
                is_chosen=id_ == chosen,
            )
        )
    return rows
