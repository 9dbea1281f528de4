"""A letter that asks for figures, as data, as plain text and for Word."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pages.components.paper import word_template
from pages.components.paper.letters import plain
from pages.components.situation_report import missing
from pages.components.situation_report.missing import Missing
from pages.components.text import LOCALES, Text, uncapitalised


@dataclass(frozen=True, kw_only=True)
class Letter:
    """``paragraphs`` before the table, the ``columns`` with an example row, paragraphs ``after`` it."""

    id: str
    title: str
    paragraphs: Sequence[str]
    columns: Sequence[str]
    example: Sequence[str]
    after: Sequence[str]


def about(t: Text, one: Missing, place: str, years: Sequence[int], address: str) -> Letter:
    """The letter for what is missing: which table, which years and places, in which columns, and where the answer goes."""
    paragraphs = [
        t("To: {who}", who=", ".join(one.to)),
        t(
            "{place} makes its situation report by the act (2023:196) on municipalities' responsibility for crime prevention. For it we ask for the following.",
            place=place,
        ),
        t("What we ask for: {what}.", what=uncapitalised(one.table)),
        t("What it is about: {what}", what=one.what),
        t("Place: {place}, the whole municipality.", place=place)
        if missing.MUNICIPALITY in one.columns
        else t("Place: {place}, by areas or districts where there are such.", place=place),
        t("Years: {first}–{last}, or as many of them as there are.", first=years[0], last=years[-1]),
    ]
    persons = t("Send no names and nothing that points out a single person.")
    after = [t("Send it as text. We put it into the chapter on other information."), persons]
    if one.columns:
        paragraphs.append(
            t(
                "Send it as a spreadsheet or a CSV file, one row for each figure, with exactly these columns. The first row is an example."
            )
        )
        few = t("Numbers of one and two may be left out; say so then.")
        count = t("Say what the figures count, which period they are of, and what they do not show.")
        after = [*where(t, address), f"{persons} {few}", count]
    title = t("Request for figures: {what}", what=uncapitalised(one.heading))
    return Letter(id=one.id, title=title, paragraphs=paragraphs, columns=one.columns, example=one.example, after=after)


def where(t: Text, address: str) -> list[str]:
    """Where the answer is dropped, and what stands for what is unknown."""
    return [
        t("Leave a cell empty where the figure is not known. Write 0 only where it is known to be none."),
        t("We drop the file on the page Own files, {address}, which reads these columns as they are.", address=address),
    ]


def text(letter: Letter) -> bytes:
    """The letter as plain text; the table with semicolons, so that it can be copied into a spreadsheet."""
    table = [";".join(letter.columns), ";".join(letter.example), ""] if letter.columns else []
    lines = [letter.title, "", *(line for part in letter.paragraphs for line in (part, "")), *table]
    lines += [line for part in letter.after for line in (part, "")]
    return plain("\r\n".join(lines)).encode("utf-8-sig")  # with the mark, so that editors read å, ä and ö


def docx(t: Text, letter: Letter) -> bytes:
    """The letter for Word."""
    from docx.oxml.ns import qn

    document, _ = word_template.begun()
    language = LOCALES[t.language].replace("_", "-")
    for found in document.styles.element.iter(qn("w:lang")):
        found.set(qn("w:val"), language)
    document.core_properties.title, document.core_properties.author = plain(letter.title), "Lägesbild"
    document.core_properties.language, document.core_properties.comments = language, ""
    document.add_heading(plain(letter.title), level=1)
    for line in letter.paragraphs:
        document.add_paragraph(plain(line))
    if letter.columns:
        _table(document, letter)
    for line in letter.after:
        document.add_paragraph(plain(line))
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


EMPTY_ROWS = 3


def _table(document: Any, letter: Letter) -> None:
    """The columns, an example, and rows to fill in."""
    table = document.add_table(rows=2 + EMPTY_ROWS, cols=len(letter.columns))
    table.style = "Table Grid"
    for number, cells in enumerate((letter.columns, letter.example)):
        for cell, said in zip(table.rows[number].cells, cells, strict=True):
            cell.text = plain(said)
    for cell in table.rows[0].cells:
        cell.paragraphs[0].runs[0].bold = True
    document.add_paragraph()
