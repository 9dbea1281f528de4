"""The whole document: five chapters in the order of the act, with what stands before and after them."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import queries
from pages.components import paper
from pages.components.layout import answer
from pages.components.municipality import sentences
from pages.components.paper import Paper
from pages.components.paper.passages import Passage
from pages.components.tables import Table
from pages.components.text import Text
from pages.sections.paper import Version
from pages.sections.situation_report import analysis, information, mapping, plan, since
from pages.sections.situation_report.asked import Asked

TITLE, SUMMARY = "title", "summary"
"""The reader's own title and sentence, which stand in the address."""


def passages(asked: Asked) -> list[Passage]:
    """All chapters; the last one compares the tables of those before."""
    before = [*mapping.chapter(asked), *information.chapter(asked), *analysis.chapter(asked), *plan.chapter(asked)]
    return [*before, *since.chapter(asked, tables_of(before))]


def tables_of(found: Sequence[Passage]) -> list[Table]:
    """The tables that a link to exactly these figures keeps: all but that of what has changed."""
    return [table for one in found for table in one.tables if one.id != "since"]


def default_title(t: Text, place: str, year: int) -> str:
    return t("The situation in {place} {year}", place=place, year=year)


def of(asked: Asked, found: Sequence[Passage], title: str, link: str, version: Version) -> Paper:
    """The document made of these passages."""
    t = asked.t
    shared = paper.explanations([one.explained for one in found])
    in_short = points(asked, found)
    kept = [
        dataclasses.replace(
            one,
            said=once(one, in_short) if asked.is_short else one.said,
            explained=[line for line in one.explained if line[1] and line not in shared],
        )
        for one in found
    ]
    return Paper(
        t=t,
        title=title,
        made=asked.today,
        front=front(asked, version),
        points=in_short,
        sections=[],
        passages=kept,
        shared=shared,
        link=link,
        last=[(t("Version of the data"), version.now)],
        is_short=asked.is_short,
    )


def once(passage: Passage, in_short: Sequence[str]) -> list[str]:
    """What a passage says without what stands on the same sheets in short already, unless nothing else would be left."""
    left = [line for line in passage.said if line not in in_short]
    return left if left or passage.tables else list(passage.said)


def front(asked: Asked, version: Version) -> list[tuple[str, str]]:
    """What the document is, of which day, and whose figures are in it."""
    t = asked.t
    law = t(
        "The act (2023:196) on municipalities' responsibility for crime prevention, §§ 4–6. The act prescribes neither the form of the situation report nor its figures: the municipality decides."
    )
    draft = t(
        "A program makes the sentences on figures from the figures. Why things are as they are, the municipality writes itself."
    )
    lines = [(t("Date"), asked.today.isoformat()), (t("Basis"), law), (t("Draft"), draft)]
    if version.asked:
        said = t(
            "The address from which the paper was made asks for version {version}. The data have changed since: the paper shows the figures of {date}, not those of then.",
            version=version.asked,
            date=asked.today.isoformat(),
        )
        lines.append((t("Changed data"), said))
    if queries.own_sources():
        own = t(
            "The paper also holds figures from your own files. At the address only you see them, while they are open."
        )
        lines.append((t("Own figures"), own))
    return lines


def points(asked: Asked, found: Sequence[Passage]) -> list[str]:
    """The document in short: the reader's own sentence first, then the answers of the pages."""
    offences = asked.found
    lines = [*asked.own(SUMMARY)]
    if offences is not None:
        lines.append(" ".join(map(answer.plain, [sentences.answer(offences), *sentences.support(offences)[:-1]])))
    areas = [line for one in found if one.id == "areas" for line in one.said[:1]]
    return [*lines, *areas]
