"""The targets in numbers of an agreement's goals: how each of its municipalities stands to them, asked once for all pages."""

from __future__ import annotations

from collections.abc import Sequence

from pages.components.follow_up.targets import AT_MOST, CHANGE, OF_RATE, Aim
from pages.sections import answers, goal_periods, municipality_chance, reference
from queries.row_types import Agreement, Figure, Goal, Indicator
from queries.statistics import targets
from queries.statistics.targets import Target


def aims(agreement: Agreement, goals: Sequence[Goal]) -> list[Aim]:
    """A target in each municipality of the agreement, in the order of the goals."""
    indicators = reference.dictionary().indicators
    found = []
    for goal in goals:
        target = of(goal)
        if target is None or goal["target_indicator"] is None:
            continue
        indicator = indicators[goal["target_indicator"]]
        measure = measure_of(indicator)
        known = answers.background(indicator["id"], measure)
        for place in agreement["municipalities"]:
            rows = series(indicator, place)
            found.append(
                Aim(
                    goal=goal["id"],
                    indicator=indicator,
                    place=place,
                    standing=targets.standing(rows, known.remarks, known.model, target),
                    first=target.since or int(agreement["begins"][:4]),
                    source=rows[-1]["source"] if rows else None,
                )
            )
    return found


def measure_of(indicator: Indicator) -> str:
    """The measure whose figures have both numbers and rates, where there is one."""
    return goal_periods.MEASURE if goal_periods.is_by_municipality(indicator) else indicator["measure"]


def series(indicator: Indicator, place: str) -> list[Figure]:
    """The figures of a municipality by year, of the publication that reaches furthest."""
    known = answers.background(indicator["id"], measure_of(indicator))
    return municipality_chance.newest([row for row in known.figures if row["area"] == place])


def of(goal: Goal) -> Target | None:
    """The target of a goal as the model takes it; ``None`` where it has none."""
    kind, number, until = goal["target_kind"], goal["target"], goal["target_year"]
    if kind is None or number is None or until is None:
        return None
    is_change = kind.startswith(CHANGE)
    return Target(
        at_most=number < 0 if is_change else kind.startswith(AT_MOST),
        number=number / 100 if is_change else number,
        of_rate=kind.endswith(OF_RATE),
        since=goal["target_from"] if is_change else None,
        until=until,
    )
