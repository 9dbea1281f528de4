"""Areas as rows of cells, with what each assessment said: the one way in which several areas are listed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import queries
from pages.components.areas import area_sentences, degrees
from pages.components.areas.cells import AreaRow
from pages.components.local_picture import models
from pages.components.text import Text
from pages.sections import reference
from queries.row_types import AreaAssessment, AreaChange, AreaSuccession, AssessedArea, Phase


def rows_of(
    t: Text, areas: Sequence[AssessedArea] | Sequence[AreaChange], links: Mapping[str, str], chosen: str = ""
) -> list[AreaRow]:
    """A row for each of the areas: below its name where it lies, what it came from, how that was assessed and, where the police say it, which
    way it goes. ``links`` lead to each, ``chosen`` is the id of the one that is open."""
    history: dict[str, list[AreaAssessment]] = {}
    for one in queries.rows("area_history", area=None):
        history.setdefault(one["area"], []).append(one)
    degrees_ = degrees.degrees(t, list(reference.dictionary().categories.values()))
    years = [row["year"] for row in reference.assessments()]
    came: dict[str, list[str]] = {}
    became: dict[str, list[AreaSuccession]] = {}
    for change in queries.rows("area_successions", area=None):
        assessed = area_sentences.by_years(t, history.get(change["predecessor"], []), degrees_, years)
        said = f"{change['predecessor_name']} ({assessed})" if assessed else change["predecessor_name"]
        came.setdefault(change["area"], []).append(said)
        became.setdefault(change["predecessor"], []).append(change)
    phases: dict[str, list[Phase]] = {}
    for phase in queries.rows("phases", area=None):
        phases.setdefault(phase["area"], []).append(phase)
    ways = area_sentences.police_trends(t)
    rows = []
    for area in areas:
        id_ = area["area"]
        before = t("formerly {area}", area=t.listed(came[id_])) if id_ in came else ""
        way = ways.get(str(area.get("police_trend")), "")
        later, now = later_names(t, became.get(id_, [])), models.latest_phase(t, phases.get(id_, []))
        rows.append(
            AreaRow(
                name=area["name"],
                categories={one["year"]: one["area_category"] for one in history[id_]},
                trend="",
                link=links[id_],
                quiet=", ".join(filter(None, [area["municipality"], before, later, way, now])),
                is_chosen=id_ == chosen,
            )
        )
    return rows


def later_names(t: Text, after: Sequence[AreaSuccession]) -> str:
    """What became of an area, in a few words; empty where nothing did."""
    if not after:
        return ""
    return t("from {year} on {areas}", year=after[0]["year"], areas=t.listed([row["name"] for row in after]))
