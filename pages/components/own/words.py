"""What the reader of exports says of a file, in the reader's language: its sentences, its problems, where they are."""

from __future__ import annotations

from collections.abc import Mapping

from pages.components import problems
from pages.components.text import Text, unbroken
from queries.exports.event_checks import SENTENCES
from queries.exports.problems import said
from queries.exports.sentences import Matched, Sentence, spoken
from queries.store.checks import Problem

UNGROUPED = ("year", "first", "last", "row")
"""Values that are years or numbers of rows, written without thousands marks."""

Names = Mapping[str, str]
"""Labels of indicators by id."""


def say(t: Text, sentence: Sentence, labels: Names | None = None) -> str:
    """A sentence of ``queries.exports`` in this language; sentences and numbers within it too.

    ``labels`` names the indicators, whose ids a sentence may hold.
    """

    def shown(name: str, value: object) -> str:
        if isinstance(value, Matched):
            label = (labels or {}).get(value.id, value.id)
            if value.text == value.id:
                return label
            if not value.is_sure:
                return f"{value.text} ({label}?)"
            return label if label.casefold() == value.text.casefold() else f"{value.text} = {label}"
        is_number = isinstance(value, int | float) and name not in UNGROUPED
        return t.number(value, 0) if is_number else str(value)  # type: ignore[arg-type]

    return unbroken(spoken(sentence, t.language, shown))


def wording(t: Text, problem: Problem, of_events: bool = False) -> str:
    """What is wrong, what was expected, how to mend it; without the place.

    ``of_events`` means that the file has one row an event, whose checks have wordings of their own.
    """
    if problem.check == "unexpected":
        return t(
            "The file could not be read, for a reason that nobody thought of. Take back the last correction, or save the file anew as CSV UTF-8."
        )
    if of_events and problem.check in SENTENCES:
        first = problem.expected[0] if problem.expected else ""
        return say(t, Sentence(SENTENCES[problem.check], {"value": problem.value[:80], "expected": first}))
    return say(t, said(problem))


def problem(t: Text, found: Problem, of_events: bool = False) -> str:
    """One problem as a line: file, row, column, and what is wrong there."""
    return f"{problems.place(t, found)}: {wording(t, found, of_events)}"
