"""The paper as a Word document, which the clerk can go on writing in: styles, repeated header rows, alternative texts.

Charts are pictures at print resolution: Word shows vectors of its own kinds only, which nothing here can draw.
"""

from __future__ import annotations

import datetime
import io
import re
from typing import Any

from pages.components import charts, downloads
from pages.components.paper import Cell, Paper, Part, Section, written
from pages.components.text import LOCALES

TEXT_WIDTH = 170
"""Millimetres between the margins of an A4 sheet."""

LETTERS = "Calibri"
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def docx(paper: Paper) -> bytes:
    """The file. Text from data files becomes text, never fields or markup."""
    import docx  # large, and needed only when a paper is asked for
    from docx.shared import Mm

    document = docx.Document()
    _set_up(document, paper)
    document.add_paragraph(plain(paper.title), style="Title")
    _headed(document, paper.front)
    if paper.link:
        _headed(document, [(paper.t("Address"), paper.link)])
    for section in paper.sections:
        _section(document, paper, section, Mm(TEXT_WIDTH))
    if paper.shared:
        document.add_heading(plain(paper.t("About the figures")), level=1)
        _headed(document, paper.shared)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def plain(text: str) -> str:
    """The text without what XML cannot hold."""
    return NOT_XML.sub("", text)


def _set_up(document: Any, paper: Paper) -> None:
    """A4, black letters, the language, and what the file says of itself."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt, RGBColor

    language = LOCALES[paper.t.language].replace("_", "-")
    sheet = document.sections[0]
    sheet.page_width, sheet.page_height = Mm(210), Mm(297)
    sheet.left_margin = sheet.right_margin = Mm((210 - TEXT_WIDTH) / 2)
    sheet.top_margin = sheet.bottom_margin = Mm(20)
    sizes = {"Normal": 10.5, "Title": 20, "Heading 1": 14, "Caption": 9}
    for name, size in sizes.items():
        style = document.styles[name]
        style.font.size, style.font.color.rgb, style.font.name = Pt(size), RGBColor(0, 0, 0), LETTERS
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):  # the theme's letters would win
            fonts.attrib.pop(qn(f"w:{kind}"), None)
        fonts.set(qn("w:hAnsi"), LETTERS)
    document.styles["Caption"].font.bold = True
    for found in document.styles.element.iter(qn("w:lang")):
        found.set(qn("w:val"), language)
    about = document.core_properties
    about.title, about.language, about.author, about.comments = plain(paper.title)[:255], language, "Lägesbild", ""
    about.created = about.modified = datetime.datetime.combine(paper.made, datetime.time())
    foot = sheet.footer.paragraphs[0]
    run = foot.add_run(plain(f"Lägesbild. {paper.title}    "))
    for kind, instruction in (("begin", ""), ("", " PAGE "), ("end", "")):  # the number of the sheet
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = instruction
        run._r.append(part)
    run.font.size = Pt(8.5)


def _headed(document: Any, lines: Any) -> None:
    for heading, body in lines:
        paragraph = document.add_paragraph()
        paragraph.add_run(plain(f"{heading}. ")).bold = True
        paragraph.add_run(plain(body))


def _section(document: Any, paper: Paper, section: Section, width: Any) -> None:
    from docx.shared import Pt

    t = paper.t
    document.add_heading(plain(section.heading), level=1)
    for said in section.said:
        document.add_paragraph(plain(said))
    unit = document.add_paragraph(plain(section.unit))
    unit.paragraph_format.keep_with_next = True
    drawn = downloads.png(charts.alone(section.chart, charts.PICTURE_FONT), scale=PRINT_SCALE)
    picture = document.add_picture(io.BytesIO(drawn), width=width)
    about = picture._inline.docPr
    about.set("descr", plain(section.spoken))
    about.set("title", plain(section.heading))
    if section.marks:
        document.add_paragraph(plain(section.marks))
    table = written(t, section.table)
    for part in table.parts:
        _table(document, part)
    for line in table.below:
        paragraph = document.add_paragraph()
        paragraph.add_run(plain(line)).font.size = Pt(8.5)
        paragraph.paragraph_format.space_after = Pt(2)
    _headed(document, section.explained)
    _headed(document, [(t("Source"), line) for line in section.sources])


PRINT_SCALE = 2.6
"""Some 300 points an inch over the width of the text."""


def _table(document: Any, part: Part) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    caption = document.add_paragraph(plain(part.caption), style="Caption")
    caption.paragraph_format.keep_with_next = True
    table = document.add_table(rows=0, cols=len(part.head), style="Table Grid")
    said = OxmlElement("w:tblCaption")
    said.set(qn("w:val"), plain(part.caption))
    table._tbl.tblPr.append(said)
    for number, cells in enumerate([part.head, *part.rows]):
        row = table.add_row()
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if number == 0:
            properties.append(OxmlElement("w:tblHeader"))  # comes again on each sheet, and is said to be the header
        for cell, there in zip(cells, row.cells, strict=True):
            _fill(there, cell, bold=number == 0, keep=number < min(len(part.rows), 2))


def _fill(there: Any, cell: Cell, *, bold: bool, keep: bool) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    paragraph = there.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.paragraph_format.keep_with_next = keep
    if cell.figure:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    run = paragraph.add_run(plain(cell.text))
    run.font.size, run.bold, run.italic = Pt(8.5), bold or None, cell.computed or None
    if cell.note:
        note = paragraph.add_run(plain(cell.note))
        note.font.size, note.font.superscript = Pt(8.5), True
