"""Checks of agreements, actions and events against each other."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

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


TARGET = ("target_indicator", "target_kind", "target", "target_from", "target_year")
"""The columns of a goal's target in numbers, all of which came later."""


def check_targets(goals: Sequence[Table], tied: Sequence[Table]) -> list[Problem]:
    """A target is whole: what it is about, which is tied to its goal, of which kind, its number and its year; and where it
    is a change, since when."""
    ties = {key for table in tied for _, key in table.keys(["goal", "indicator"])}
    problems = []
    for table in goals:
        there = [name for name in TARGET if name in table.header]
        if not there:
            continue
        table.performed["targets"] = len(table.numbers)
        for number, (id_, *texts) in table.keys(["id", *there]):
            found = dict.fromkeys(TARGET, "") | dict(zip(there, texts, strict=True))
            wrong = wrong_target(found, (id_, found["target_indicator"]) in ties) if any(texts) else None
            if wrong:
                check, column, expected = wrong
                letter = table.letter(column) if column in there else ""
                problems.append(Problem(check, table.file, number, letter, column, found[column], expected))
    return problems


def wrong_target(found: Mapping[str, str], is_tied: bool) -> tuple[str, str, tuple[str, ...]] | None:
    """The rule that a target breaks, in which column, and what was expected; ``None`` where it is whole."""
    is_change = found["target_kind"].startswith("change")
    for column in TARGET:
        if not found[column] and (is_change or column != "target_from"):
            return "required", column, ()
    if not is_tied:
        return "not_tied", "target_indicator", ()
    if is_change and not float(found["target"]):
        return "no_change", "target", ()
    if not is_change and float(found["target"]) < 0:
        return "too_small", "target", ("0",)
    if not is_change and found["target_from"]:
        return "no_change", "target_from", ()
    if is_change and int(found["target_year"]) <= int(found["target_from"]):
        return "not_later", "target_year", (found["target_from"],)
    return None


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
