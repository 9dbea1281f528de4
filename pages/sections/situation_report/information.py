"""Chapter 2, other relevant information: the reader's own files and words, and a named empty box for what is not here."""

from __future__ import annotations

import queries
from pages.components import notes
from pages.components.own import files as own_files
from pages.components.paper.passages import CHAPTER, Passage
from pages.components.situation_report import missing, own_figures
from pages.sections import reference
from pages.sections.situation_report.asked import Asked
from queries.row_types import Observation


def chapter(asked: Asked) -> list[Passage]:
    """The chapter: what the reader has brought, then each kind of knowledge, filled or as an empty box."""
    t = asked.t
    said = [t("What reported offences do not show.")]
    if not asked.is_short:
        said.append(t("A box with a frame is empty: it says who has the figures and how to ask for them."))
    passages = [
        Passage(
            id="information", heading=t("2. Other relevant information"), level=CHAPTER, hint=hint(asked), said=said
        )
    ]
    rows = own_rows()
    if rows:
        own_files.are_shown(rows)
        known = reference.dictionary()
        passages.append(
            Passage(
                id="own_figures",
                heading=t("The municipality's own figures"),
                tables=[own_figures.table(t, rows, known)],
                explained=own_files.explained(t, {row["source"] for row in rows}, known.sources),
                sources=notes.documents(t, known.sources, sorted({row["source"] for row in rows})),
            )
        )
    for one in missing.every(t, asked.place):
        own = asked.own(one.id)
        boxes = [] if own else [missing.box(t, one)]
        passages.append(Passage(id=one.id, heading=one.heading, own=own, boxes=boxes))
    return in_short(asked, passages) if asked.is_short else passages


def hint(asked: Asked) -> str:
    """How much is missing."""
    t = asked.t
    left = sum(not asked.own(one.id) for one in missing.every(t, asked.place))
    return t("{count} missing", count=t.in_words(left)) if left else ""


def in_short(asked: Asked, passages: list[Passage]) -> list[Passage]:
    """What is missing in one list; what the reader has written stands by itself."""
    t = asked.t
    first, *rest = passages
    kept = [one for one in rest if not one.boxes]
    lines = [f"{one.heading} – {one.who}" for one in missing.every(t, asked.place) if not asked.own(one.id)]
    if not lines:
        return [first, *kept]
    said = t("This is not in the document. After the dash: who has it.")
    return [first, *kept, Passage(id="missing", heading=t("Still missing"), said=[said], items=lines)]


def own_rows() -> list[Observation]:
    """The figures of the reader's own files, as every page shows them: small numbers are hidden."""
    own = set(queries.own_sources())
    if not own:
        return []
    places = [row["area"] for row in reference.named_places() if own & set(row["sources"])]
    every = queries.rows("observations", indicators=None, categories=[], years=None, areas=places)
    return [row for row in every if row["source"] in own]
