"""The paper as PDF: tagged for screen readers (PDF/UA-1), charts as vectors, fonts from within Typst itself."""

from __future__ import annotations

import dataclasses
import datetime
import json
import re
from pathlib import Path
from typing import Any

from pages.components import charts, downloads
from pages.components.charts import Chart
from pages.components.charts import places as place_charts
from pages.components.paper import Agreement, Paper, Section, footer, letters, written
from pages.components.paper.passages import Passage
from pages.components.tables import Table
from pages.components.text import LOCALES, Text

TEMPLATE = Path(__file__).with_name("paper.typ")
FONT = "Libertinus Serif"
"""Stands in Typst itself, as in no need of the machine's fonts; charts have the same letters as the text."""

LONGEST_PIECE = 36
"""Letters of an address that stand together where nothing in it says where it may be divided."""


def pdf(paper: Paper) -> bytes:
    """The file. Reaches neither address nor other files: the text comes as data and is never read as markup."""
    import typst  # large, and needed only when a paper is asked for

    from pages.components.paper import tags as paper_tags  # likewise

    asked = content(paper)
    made: bytes = typst.compile(
        TEMPLATE.read_bytes(),
        format="pdf",
        sys_inputs={"paper": json.dumps(asked, ensure_ascii=False)},
        pdf_standards=["ua-1"],
        ignore_system_fonts=True,
        timestamp=datetime.datetime.combine(paper.made, datetime.time(), datetime.UTC),
    )
    return paper_tags.with_row_headers(made, [part["names"] for part in tables_of(asked)])


def count_pages(paper: Paper) -> int:
    """How many sheets the short paper takes: charts have one height there, so they need not be drawn for it."""
    import io

    import pikepdf
    import typst

    asked = json.dumps(content(paper, is_drawn=False), ensure_ascii=False)
    made: bytes = typst.compile(
        TEMPLATE.read_bytes(), format="pdf", sys_inputs={"paper": asked}, ignore_system_fonts=True
    )
    with pikepdf.open(io.BytesIO(made)) as read:
        return len(read.pages)


EMPTY = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 1" width="3" height="1"/>'


def tables_of(asked: dict[str, Any]) -> list[dict[str, Any]]:
    """The parts of all tables, in the order of the paper."""
    chapters = asked["agreement"]["chapters"] if asked["agreement"] else []
    of_agreement = [table for chapter in chapters for table in chapter["tables"]]
    of_since, of_passages = (
        [table for passage in asked[name] for table in passage["tables"]] for name in ("since", "passages")
    )
    every = [*of_since, *of_agreement, *(one["table"] for one in asked["sections"]), *of_passages]
    return [part for table in every for part in table["parts"]]


def content(paper: Paper, *, is_drawn: bool = True) -> dict[str, Any]:
    """What the template is given: texts, cells, and charts drawn as SVG; only letters that its fonts have."""
    t = paper.t
    language, region = LOCALES[t.language].split("_")
    asked = {
        "title": paper.title,
        "made": [paper.made.year, paper.made.month, paper.made.day],
        "lang": language,
        "region": region.lower(),
        "short": paper.is_short,
        "front": paper.front,
        "points": paper.points,
        "last": paper.last,
        "link": paper.link,
        "link_parts": pieces(paper.link),
        "kept": paper.kept,
        "footer": footer(paper),
        "words": {
            "address": t("Address"),
            "source": t("Source"),
            "shared": t("About the figures"),
            "points": t("In short"),
        },
        "since": [_passage(t, passage, is_drawn) for passage in paper.since],
        "agreement": _agreement(t, paper.agreement) if paper.agreement else None,
        "sections": [_section(t, section, is_drawn) for section in paper.sections],
        "passages": [_passage(t, passage, is_drawn) for passage in paper.passages],
        "shared": paper.shared,
        "boxes": "",
    }
    made: dict[str, Any] = seen(letters.throughout(asked, letters.drawn))
    if letters.has_boxes(asked):
        said = t("{box} stands for letters that this file cannot write. The Word file has them.", box="□")
        made["boxes"] = letters.drawn(said)
    return made


NEEDED = frozenset({"title", "heading", "spoken"})
"""What PDF/UA does not allow to be empty."""


def seen(value: Any) -> Any:
    """The same with a box where a heading or an alternative text has no letter that is seen."""
    if isinstance(value, dict):
        boxed = {name: letters.STANDS_FOR_OTHERS for name in NEEDED & value.keys() if not value[name].strip()}
        return {name: seen(part) for name, part in value.items()} | boxed
    return [seen(part) for part in value] if isinstance(value, list) else value


def pieces(link: str) -> list[str]:
    """An address in pieces between which a line may end."""
    parts = re.split(r"(?<=[/?&=+])|(?=%)", link)
    return [part[start : start + LONGEST_PIECE] for part in parts for start in range(0, len(part), LONGEST_PIECE)]


def _section(t: Text, section: Section, is_drawn: bool) -> dict[str, Any]:
    return {
        "heading": section.heading,
        "unit": section.unit,
        "missing": section.missing,
        "said": section.said,
        "svg": "" if section.chart is None else _drawn(section.chart) if is_drawn else EMPTY,
        "spoken": section.spoken,
        "below": [*filter(None, [section.marks]), *section.events],
        "table": _table(t, section.table),
        "explained": section.explained,
        "sources": [dataclasses.asdict(one) for one in section.sources],
    }


def _drawn(chart: Chart) -> str:
    drawn = letters.throughout(charts.alone(place_charts.on_paper(chart), FONT), letters.plain)
    return downloads.svg(drawn).decode("utf-8")


def _passage(t: Text, passage: Passage, is_drawn: bool) -> dict[str, Any]:
    drawn = None
    if passage.chart is not None:
        svg = _drawn(passage.chart) if is_drawn else EMPTY
        drawn = {"svg": svg, "spoken": passage.spoken, "unit": passage.unit}
    return {
        "level": passage.level,
        "heading": passage.heading,
        "said": [*passage.said, *passage.own],
        "items": passage.items,
        "chart": drawn,
        "tables": [_table(t, table) for table in passage.tables],
        "points": [dataclasses.asdict(point) for point in passage.points],
        "boxes": [dataclasses.asdict(box) for box in passage.boxes],
        "room": passage.room,
        "explained": passage.explained,
        "sources": [dataclasses.asdict(one) for one in passage.sources],
    }


def _agreement(t: Text, agreement: Agreement) -> dict[str, Any]:
    return {
        "heading": agreement.heading,
        "said": agreement.said,
        "facts": agreement.facts,
        "chapters": [
            {
                "heading": chapter.heading,
                "said": chapter.said,
                "points": [dataclasses.asdict(point) for point in chapter.points],
                "tables": [_table(t, table) for table in chapter.tables],
            }
            for chapter in agreement.chapters
        ],
        "explained": agreement.explained,
        "sources": [dataclasses.asdict(one) for one in agreement.sources],
    }


def _table(t: Text, table: Table) -> dict[str, Any]:
    made = written(t, table)
    return {"parts": [dataclasses.asdict(part) for part in made.parts], "below": made.below}
