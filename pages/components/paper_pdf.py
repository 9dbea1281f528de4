"""The paper as PDF: tagged for screen readers (PDF/UA-1), charts as vectors, fonts from within Typst itself."""

from __future__ import annotations

import dataclasses
import datetime
import json
from pathlib import Path
from typing import Any

from pages.components import charts, downloads
from pages.components.paper import Paper, Section, written
from pages.components.text import LOCALES

TEMPLATE = Path(__file__).with_name("paper.typ")
FONT = "Libertinus Serif"
"""Stands in Typst itself, as in no need of the machine's fonts; charts have the same letters as the text."""


def pdf(paper: Paper) -> bytes:
    """The file. Reaches neither address nor other files: the text comes as data and is never read as markup."""
    import typst  # large, and needed only when a paper is asked for

    made: bytes = typst.compile(
        TEMPLATE.read_bytes(),
        format="pdf",
        sys_inputs={"paper": json.dumps(content(paper), ensure_ascii=False)},
        pdf_standards=["ua-1"],
        ignore_system_fonts=True,
        timestamp=datetime.datetime.combine(paper.made, datetime.time(), datetime.UTC),
    )
    return made


def content(paper: Paper) -> dict[str, Any]:
    """What the template is given: texts, cells, and charts drawn as SVG."""
    t = paper.t
    language, region = LOCALES[t.language].split("_")
    return {
        "title": paper.title,
        "made": [paper.made.year, paper.made.month, paper.made.day],
        "lang": language,
        "region": region.lower(),
        "front": paper.front,
        "link": paper.link,
        "footer": f"Lägesbild. {paper.title}",
        "words": {"address": t("Address"), "shared": t("About the figures")},
        "sections": [_section(paper, section) for section in paper.sections],
        "shared": paper.shared,
    }


def _section(paper: Paper, section: Section) -> dict[str, Any]:
    t = paper.t
    table = written(t, section.table)
    return {
        "heading": section.heading,
        "unit": section.unit,
        "said": section.said,
        "svg": downloads.svg(charts.alone(section.chart, FONT)).decode("utf-8"),
        "spoken": section.spoken,
        "marks": section.marks,
        "parts": [dataclasses.asdict(part) for part in table.parts],
        "below": table.below,
        "explained": [*section.explained, *((t("Source"), line) for line in section.sources)],
    }
