"""What the reader of exports says of a file, in the reader's language: its sentences, its problems, where they are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from pages.components import problems
from pages.components.text import Text, unbroken
from queries.exports.event_checks import SENTENCES
from queries.exports.problems import Sentence, said
from queries.store.checks import Problem

UNGROUPED = ("year", "first", "last", "row")
"""Values that are years or numbers of rows, written without thousands marks."""

Names = Mapping[str, str]
"""Labels of indicators by id."""


YEARS_AS_COLUMNS = "The years {first}–{last} stand as columns ({count} columns of figures)."


def in_number(t: Text, sentence: Sentence) -> str:
    """The sentence as it reads for the number of things it is about."""
    values = sentence.values
    if sentence.text == YEARS_AS_COLUMNS and values["first"] == values["last"]:
        if values["count"] == 1:
            return t("The year {first} stands as a column.")
        return t("The year {first} stands as columns ({count} columns of figures).")
    return t(sentence.text)


def say(t: Text, sentence: Sentence, labels: Names | None = None) -> str:
    """A sentence of ``queries.exports`` in this language; sentences and numbers within it too.

    ``labels`` names the indicators, whose ids a sentence may hold.
    """
    if not sentence.text:
        return ""
    values = {name: _value(t, name, value, labels or {}) for name, value in sentence.values.items()}
    translated = in_number(t, sentence)
    return unbroken(translated.format(**values)) if values else translated


def _value(t: Text, name: str, value: object, labels: Names) -> str:
    if isinstance(value, Sentence):
        return say(t, value, labels)
    if isinstance(value, int | float) and name not in UNGROUPED:
        return t.number(value, 0)
    if name == "indicators":
        # Only where the reader of exports puts an id: after the equals sign, or as a question.
        named = re.sub(r"(?<== )\w+\b|(?<=\()\w+(?=\?\))", lambda found: labels.get(found[0], found[0]), str(value))
        return re.sub(r"(?i)(^|, )([^=]+) = (\2)(?=, |$)", r"\1\3", named)  # a name that is the label already
    return str(value)


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
    value = t("binary data") if problem.value == "binary data" else problem.value
    return say(t, said(replace(problem, value=value)))


def problem(t: Text, found: Problem, of_events: bool = False) -> str:
    """One problem as a line: file, row, column, and what is wrong there."""
    return f"{problems.place(t, found)}: {wording(t, found, of_events)}"
