"""A longer document in chapters, as data: the screen, the PDF, Word and the HTML file are all written from the same passages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pages.components.charts import Chart
from pages.components.notes import Document
from pages.components.tables import Table

CHAPTER, PART = 2, 3
"""Levels of headings: the title of the document is the first."""


@dataclass(frozen=True)
class Point:
    """A goal, say: its text, and lines about it, each with a heading of its own or none."""

    text: str
    lines: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Box:
    """What is not here, by its name: ``lines`` are headings with texts that say what it is, who has it and how to ask for
    it."""

    id: str
    heading: str
    lines: Sequence[tuple[str, str]]


@dataclass(frozen=True, kw_only=True)
class Passage:
    """A chapter's beginning or a part of it, in the order in which it is read.

    ``own`` are paragraphs in the reader's own words, ``items`` short lines of a list. ``spoken`` is the chart's alternative
    text. ``hint`` says in a few words what a chapter holds, where it is folded to its title. ``room`` says what can be written in the room that is left for it; empty for none. ``explained`` are headings with
    texts.
    """

    id: str
    heading: str
    level: int = PART
    hint: str = ""
    said: Sequence[str] = ()
    own: Sequence[str] = ()
    items: Sequence[str] = ()
    unit: str = ""
    chart: Chart | None = None
    spoken: str = ""
    tables: Sequence[Table] = ()
    points: Sequence[Point] = ()
    boxes: Sequence[Box] = ()
    room: str = ""
    explained: Sequence[tuple[str, str]] = ()
    sources: Sequence[Document] = ()
