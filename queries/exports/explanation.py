"""Why a table was read as it was: the signs that counted for each column and for the table, with their points, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from queries.exports.columns.evidence import WHY
from queries.exports.columns.layout import Layout
from queries.exports.sentences import Sentence, message, sentence
from queries.exports.understanding import about_column, what_rows_are


@dataclass(frozen=True, kw_only=True)
class Reason:
    """What is believed, with the points it is worth, and the signs for and against it."""

    believed: Sentence
    points: float
    signs: tuple[tuple[Sentence, float], ...]


def reasons(found: Layout) -> Iterator[Reason]:
    """The reasons for each column, for the table as a whole, and how far the next reading is behind."""
    for column, use in zip(found.columns, found.believed.uses, strict=True):
        yield Reason(believed=about_column(found, column), points=use.points, signs=in_words(use.signs))
    believed = what_rows_are(found)
    signs = [(f"table: {sign}", points) for sign, points in found.believed.signs]
    yield Reason(believed=believed, points=found.points, signs=in_words(signs))
    for other in found.others[:1]:
        there = [one for one in other.columns if one != found.columns[one.index]]
        said = about_column(other, there[0]) if there else believed
        text = message("The next reading is behind by {points}: {said}")
        yield Reason(believed=sentence(text, points=f"{found.lead:g}", said=said), points=other.points, signs=())


def in_words(signs: Sequence[tuple[str, float]]) -> tuple[tuple[Sentence, float], ...]:
    return tuple((Sentence(WHY[sign]), points) for sign, points in signs if points)
