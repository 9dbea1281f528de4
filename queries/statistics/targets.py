"""Whether a target in numbers has been met, and how surely: a level, or a change since a year, by the one model of variation.

A change is judged by the test of two years of a place, a level by the limits of its count, both as everywhere
(:mod:`queries.statistics.tests`): met is what chance alone would hardly bring below the target, and the other way round.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from queries.row_types import Figure
from queries.statistics import evidence, tests, variation
from queries.statistics.evidence import Notes
from queries.statistics.intervals import PER
from queries.statistics.tests import Comparison
from queries.statistics.variation import Spread, Variation

Sure = Literal["reached", "not_reached", "cannot_tell", "undetermined"]
"""How surely: ``cannot_tell`` is what chance can make of a figure at the target, ``undetermined`` that no test can be made."""

Why = Literal["no_figure", "no_base", "doubted", "break"]
"""Why nothing is said: the figure is missing or hidden; that of the year the change is counted from; a source contradicts
itself; or the series begins anew between the two."""


@dataclass(frozen=True, kw_only=True)
class Target:
    """``at_most`` (or at least) ``number`` cases a year, or per 1,000 inhabitants where ``of_rate``; with ``since`` the
    number is a change as a share of that year's figure, such as -0.15. ``until`` is the year that is to meet it."""

    at_most: bool
    number: float
    of_rate: bool
    since: int | None
    until: int


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How a place stands to its target: ``row`` is the figure of the target's year, or the last before it; ``needed`` are
    the cases that the target allows or asks with the population of ``row``, ``level`` the same per 1,000 inhabitants (``None``:
    no population); ``is_reached`` is what the figures say as counted, ``sure`` how surely. ``spread`` is how they swing."""

    target: Target
    row: Figure | None
    base: Figure | None = None
    needed: float | None = None
    level: float | None = None
    is_reached: bool | None = None
    sure: Sure = "undetermined"
    spread: Spread | None = None
    why: Why | None = None

    @property
    def left(self) -> float:
        """So many cases the figure lies beyond the target; 0 where it is reached."""
        if self.row is None or self.row["cases"] is None or self.needed is None or self.is_reached:
            return 0.0
        return abs(self.row["cases"] - self.needed)


def standing(rows: Sequence[Figure], notes: Notes, model: Variation, target: Target) -> Standing:
    """How the place whose series by year these rows are stands to the target."""
    row = next((one for one in reversed(rows) if one["year"] <= target.until), None)
    base = next((one for one in rows if one["year"] == target.since), None)
    why = why_not(row, base, notes, target)
    if why or row is None or row["cases"] is None:
        return Standing(target=target, row=row, base=base, why=why)
    people = row["among"] if target.of_rate else 1
    if base is not None and base["cases"] is not None:
        then = base["among"] if target.of_rate else 1
        if not people or not then:
            return Standing(target=target, row=row, base=base, why="no_figure")
        none, needed = 1 + target.number, base["cases"] / then * people * (1 + target.number)
        spread = evidence.spread_of_difference(row, base, model, people, then, base["cases"])
        result = tests.compared(row["cases"], people, base["cases"], then, spread=spread)
    else:
        if target.of_rate and not people:
            return Standing(target=target, row=row, why="no_figure")
        none, needed = 1.0, target.number * (people or 1) / PER if target.of_rate else target.number
        spread = variation.spread_of(model, evidence.who(row), needed, {row["year"]})
        each = needed, needed
        result = tests.against_a_rate(row["cases"], PER, each, spread=spread)
    return Standing(
        target=target,
        row=row,
        base=base,
        needed=needed,
        level=needed / row["among"] * PER if row["among"] else None,
        is_reached=row["cases"] <= needed if target.at_most else row["cases"] >= needed,
        sure=how_surely(result, none, target),
        spread=spread,
    )


def why_not(row: Figure | None, base: Figure | None, notes: Notes, target: Target) -> Why | None:
    """Why a target cannot be followed with these two figures; ``None`` where it can."""
    if row is None or row["cases"] is None:
        return "no_figure"
    if evidence.is_doubted(row, notes):
        return "doubted"
    if target.since is None:
        return None
    if base is None or not base["cases"]:
        return "no_base"
    if row["year"] <= target.since:
        return "no_figure"
    if evidence.is_doubted(base, notes):
        return "doubted"
    is_broken = any(base["year"] < year <= row["year"] for year in evidence.breaks([base, row], notes))
    return "break" if is_broken else None


def how_surely(result: Comparison, none: float, target: Target) -> Sure:
    """What the limits of a ratio say beside ``none``, the ratio of a figure that lies at the target."""
    if result.low is None or result.high is None:
        return "undetermined"
    below, above = result.high <= none, result.low >= none
    if not below and not above:
        return "cannot_tell"
    return "reached" if below == target.at_most else "not_reached"
