"""What became of a file of the reader's own."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from queries.exports import observations
from queries.exports.cells.kept import Figure
from queries.exports.columns.layout import Corrections, Layout
from queries.exports.events.spots import Spots
from queries.exports.observations import Found
from queries.exports.sentences import Sentence
from queries.store.checks import Problem

Record = dict[str, Any]

Key = tuple[str, str | None, str | None, int]
"""Indicator, area category, area and year of an observation."""


def key_of(row: Record) -> Key:
    return row["indicator"], row["area_category"], row["area"], row["year"]


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One way to read a table: in words, with the first figures that come of it, and the corrections that say so."""

    said: tuple[Sentence, ...]
    rows: tuple[Record, ...]
    corrections: Corrections
    contradicts: bool = False  # whether rows about the same have other figures then
    figures: int = field(default=0, repr=False)  # the same number for the same figures


@dataclass(frozen=True, kw_only=True)
class Question:
    """What the reader has to say before figures are given; ``columns`` are those that are open."""

    asked: Sentence
    columns: tuple[int, ...]
    answers: tuple[Answer, ...]


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What became of a file.

    ``refused`` are the reasons why nothing could be read; ``questions`` is what the table does not settle: in either case there
    are no observations. ``problems`` are figures that
    were left out or look wrong; ``further`` counts those beyond the ones kept. ``understood`` and ``remarks`` are
    sentences to be translated. ``preliminary`` are the years whose figures may change, ``contradicted_by`` the other files that give some otherwise. ``observations`` have the columns of the contract; ``by_part`` are the figures of months
    or quarters where the file has such; ``rows`` tells in which row of the file an observation stands. ``events`` is whether each row is one event, which :mod:`queries.exports.events`
    counts. ``lasting`` is what is not added up over months, by its text in the file.
    """

    file: str
    kind: str = ""
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    layout: Layout | None = None
    preview: tuple[tuple[int, tuple[str, ...]], ...] = ()
    refused: tuple[Problem, ...] = ()
    questions: tuple[Question, ...] = ()
    problems: tuple[Problem, ...] = ()
    further: int = 0
    understood: tuple[Sentence, ...] = ()
    remarks: tuple[Sentence, ...] = ()
    indicators: tuple[Found, ...] = ()
    observations: tuple[Record, ...] = ()
    by_part: tuple[Figure, ...] = ()
    rows: dict[Key, int] = field(default_factory=dict, repr=False)
    likely_places: dict[str, str] = field(default_factory=dict)
    events: bool = False
    preliminary: tuple[int, ...] = ()
    lasting: tuple[str, ...] = ()
    contradicted_by: tuple[str, ...] = ()
    spots: Spots | None = None  # events with coordinates, by hexagon
    partial: bool = False  # whether the populations are those of some ages or of one sex

    @property
    def source(self) -> str:
        return observations.source_id(self.file)

    @property
    def is_population(self) -> bool:
        """Whether the file holds whole populations and nothing else."""
        return (
            not self.partial
            and bool(self.observations)
            and all(row["indicator"] == "population" for row in self.observations)
        )
