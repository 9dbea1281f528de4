"""Reported offences of an agreement's municipalities before, during and after its time: asked for the page and the paper."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import queries
from pages.components.follow_up import periods
from pages.components.follow_up.agreements import BEFORE, WITHIN
from pages.components.follow_up.periods import Told
from pages.components.municipality.offences import Offences
from pages.components.own import files as own_files
from pages.components.text import Text
from pages.sections import answers, municipality_offences
from queries.row_types import Agreement, Indicator
from queries.statistics import evidence
from queries.statistics.evidence import Development

MEASURE = "per_1000"


def is_by_municipality(indicator: Indicator) -> bool:
    """Whether an indicator is a group of offences with figures of every municipality."""
    return indicator["screen"] == municipality_offences.SCREEN


def offences(t: Text, agreement: Agreement) -> dict[str, Offences]:
    """The figures of each municipality of the agreement that has any, beside similar ones, by its name."""
    found = {}
    for code in agreement["codes"]:
        chosen = municipality_offences.municipality(code)
        if chosen is None:
            continue
        similar = municipality_offences.named(t, "similar", chosen)
        beside = municipality_offences.beside(t, chosen, similar)
        if beside is not None:
            own_files.are_shown([row for rows in beside.own.values() for row in rows.values()])
            found[chosen["name"]] = beside
    return found


def told(agreement: Agreement, known: dict[str, Offences], indicators: Iterable[Indicator]) -> list[Told]:
    """What these indicators tell of each municipality, indicator by indicator."""
    own = queries.own_sources()
    made = []
    for indicator in indicators:
        for place, found in known.items():
            parts = periods.parts_of(agreement, found, indicator["id"])
            if not parts:
                continue
            ends = ends_of(parts)
            used = {row["source"] for row in found.own[indicator["id"]].values()}
            used |= {row["source"] for row in found.beside.get(indicator["id"], {}).values()}
            made.append(
                Told(
                    indicator=indicator,
                    place=place,
                    parts=parts,
                    sources=tuple(sorted(used)),
                    is_own=any(row["source"] in own for row in found.own[indicator["id"]].values()),
                    ends=ends,
                    step=step(indicator["id"], place, ends) if ends else None,
                )
            )
    return made


def ends_of(parts: dict[str, periods.Part]) -> tuple[int, int] | None:
    """The last year before the agreement and the last of its time; ``None`` where one of them has no figure."""
    if BEFORE not in parts or WITHIN not in parts:
        return None
    return parts[BEFORE].years[-1], parts[WITHIN].years[-1]


def step(indicator: str, place: str, ends: Sequence[int]) -> Development | None:
    """What the model of chance says of the change between two years; ``None`` where no one source has both."""
    known = answers.background(indicator, MEASURE)
    rows = [row for row in known.figures if row["area"] == place and row["year"] in ends]
    pairs = [pair for pair in evidence.by_series(rows) if len(pair) == len(ends)]
    return evidence.development(pairs[-1], known.remarks, known.model) if pairs else None
