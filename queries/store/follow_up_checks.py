"""Checks of agreements, actions and events against each other."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from queries.store.checks import Problem, Table


def check_goals(actions: Sequence[Table], goals: Sequence[Table]) -> list[Problem]:
    """An action's goal is one of the action's own agreement."""
    agreement_of = {goal: agreement for table in goals for _, (goal, agreement) in table.keys(["id", "agreement"])}
    problems = []
    for table in actions:
        table.performed["action_goals"] = len(table.numbers)
        for number, (goal, agreement) in table.keys(["goal", "agreement"]):
            if goal and agreement_of.get(goal) != agreement:
                place = (number, table.letter("goal"), "goal", goal)
                problems.append(Problem("other_agreement", table.file, *place, expected=(agreement,)))
    return problems


def check_periods(tables: Sequence[Table]) -> list[Problem]:
    """Nothing ends before it begins; both may be known to the year or the month only."""
    problems = []
    for table in tables:
        table.performed["ends"] = len(table.numbers)
        for number, (begins, ends) in table.keys(["begins", "ends"]):
            known = min(len(begins), len(ends))
            if ends and ends[:known] < begins[:known]:
                problems.append(
                    Problem("ends_before", table.file, number, table.letter("ends"), "ends", ends, (begins,))
                )
    return problems


def check_followed_up(actions: Sequence[Table], today: datetime.date) -> list[Problem]:
    """No action was last followed up after today."""
    problems = []
    for table in actions:
        table.performed["future"] = len(table.numbers)
        for number, text in table.cells("followed_up"):
            if text > today.isoformat():
                place = (number, table.letter("followed_up"), "followed_up", text)
                problems.append(Problem("in_future", table.file, *place, expected=(today.isoformat(),)))
    return problems
