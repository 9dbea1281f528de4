"""The paper as a Word document, which the clerk can go on writing in: styles, repeated header rows, alternative texts.

Charts are vectors (SVG), which Word shows since 2016, and beside each the same as a picture at print resolution for programs
that show none.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence
from typing import Any

from pages.components import charts, downloads
from pages.components.charts import Chart
from pages.components.charts import places as place_charts
from pages.components.notes import Document, ended
from pages.components.paper import SHEET, Agreement, Paper, Section, footer, letters, word_tables, word_template
from pages.components.paper.letters import plain
from pages.components.paper.passages import CHAPTER, Passage, Point
from pages.components.text import LOCALES, Text

LETTERS = "Calibri"


def docx(paper: Paper) -> bytes:
    """The file. Text from data files becomes text, never fields or markup."""
    document, is_own = word_template.begun()
    _about(document, paper)
    if not is_own:
        _set_up(document, paper)
    document.add_paragraph(plain(paper.title), style="Title")
    _headed(document, paper.front)
    if paper.points:
        document.add_heading(plain(paper.t("In short")), level=1)
    for point in paper.points:
        document.add_paragraph(plain(point), style="List Bullet")
    for passage in paper.since:
        _passage(document, paper, passage)
    if paper.agreement:
        _agreement(document, paper.t, paper.agreement)
    for section in paper.sections:
        _section(document, paper, section)
    for passage in paper.passages:
        _passage(document, paper, passage)
    if paper.shared:
        document.add_heading(plain(paper.t("About the figures")), level=1)
        _headed(document, paper.shared)
    link = [(paper.t("Address"), paper.link)] if paper.link else []
    _headed(document, [*paper.last, *link, *paper.kept], size=8.5)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _about(document: Any, paper: Paper) -> None:
    """The language, and what the file says of itself."""
    from docx.oxml.ns import qn

    language = LOCALES[paper.t.language].replace("_", "-")
    for found in document.styles.element.iter(qn("w:lang")):
        found.set(qn("w:val"), language)
    about = document.core_properties
    about.title, about.language, about.author, about.comments = plain(paper.title)[:255], language, "Lägesbild", ""
    about.created = about.modified = datetime.datetime.combine(paper.made, datetime.time())


def _set_up(document: Any, paper: Paper) -> None:
    """A4, black letters, and the foot of each sheet."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt, RGBColor

    sheet = document.sections[0]
    sheet.page_width, sheet.page_height = Mm(210), Mm(297)
    sheet.left_margin = sheet.right_margin = Mm((210 - SHEET) / 2)
    sheet.top_margin = sheet.bottom_margin = Mm(20)
    sizes = {"Normal": 10.5, "Title": 20, "Heading 1": 14, "Heading 2": 12, "Heading 3": 11, "Caption": 9}
    for name, size in sizes.items():
        style = document.styles[name]
        style.font.size, style.font.color.rgb, style.font.name = Pt(size), RGBColor(0, 0, 0), LETTERS
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):  # the theme's letters would win
            fonts.attrib.pop(qn(f"w:{kind}"), None)
        fonts.set(qn("w:hAnsi"), LETTERS)
    document.styles["Caption"].font.bold = True
    normal = document.styles["Normal"].paragraph_format
    normal.space_after, normal.line_spacing = Pt(AFTER), LINE
    document.styles["Heading 1"].paragraph_format.space_before = Pt(BEFORE_CHAPTER)
    foot = sheet.footer.paragraphs[0]
    run = foot.add_run(plain(f"{footer(paper)}    "))
    for kind, instruction in (("begin", ""), ("", " PAGE "), ("end", "")):  # the number of the sheet
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = instruction
        run._r.append(part)
    foot.style.font.size = Pt(8.5)


def _headed(
    document: Any, lines: Any, indent: Any = None, *, together: bool = False, size: float | None = None
) -> None:
    """Paragraphs with their headings; ``together``: the last never begins a sheet alone. ``size`` is that of small letters."""
    from docx.shared import Pt

    for number, (heading, body) in enumerate(lines):
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.keep_with_next = True if together and number == len(lines) - 2 else None
        paragraph.paragraph_format.left_indent = indent
        if heading:
            paragraph.add_run(plain(f"{ended(heading)} ")).bold = True
        paragraph.add_run(plain(body))
        if size is not None:
            paragraph.paragraph_format.space_after, paragraph.paragraph_format.line_spacing = Pt(2), 1
            for run in paragraph.runs:
                run.font.size = Pt(size)


def _sources(document: Any, t: Text, sources: Sequence[Document]) -> None:
    """Where the figures come from, small: a document's title is a link to its page, if that is known."""
    from docx.shared import Pt

    heading = plain(t("Source"))
    for one in sources:
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{heading}. ").bold = True
        paragraph.add_run(plain(one.before))
        title = paragraph.add_run(plain(one.title))
        if one.url:
            title.underline = True
            _linked(paragraph, title, one.url)
        paragraph.add_run(plain(one.after))
        paragraph.paragraph_format.space_after, paragraph.paragraph_format.line_spacing = Pt(3), 1
        for run in [*paragraph.runs, title]:  # one that has become a link is no longer among them
            run.font.size = Pt(8.5)


def _linked(paragraph: Any, run: Any, url: str) -> None:
    """Put the run into a link, for which the library has no words."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run._r.addprevious(link)
    link.append(run._r)


def _points(document: Any, points: Sequence[Point]) -> None:
    """Each goal in bold, and what is said of it."""
    from docx.shared import Mm

    for point in points:
        paragraph = document.add_paragraph()
        paragraph.add_run(plain(point.text)).bold = True
        paragraph.paragraph_format.keep_with_next = True
        _headed(document, point.lines, Mm(4), together=True)


def _agreement(document: Any, t: Text, agreement: Agreement) -> None:
    document.add_heading(plain(agreement.heading), level=1)
    for said in agreement.said:
        document.add_paragraph(plain(said))
    _headed(document, agreement.facts)
    for chapter in agreement.chapters:
        document.add_heading(plain(chapter.heading), level=2)
        for said in chapter.said:
            document.add_paragraph(plain(said))
        _points(document, chapter.points)
        for table in chapter.tables:
            word_tables.put(document, t, table)
    _headed(document, agreement.explained)
    _sources(document, t, agreement.sources)


SHORT_CHART, CHAPTERS_CHART = 62, 75
"""Millimetres: how high a chart of the short paper is at most, as in the PDF; and of a document in chapters, where a higher one
left half of the first sheet empty."""


def _section(document: Any, paper: Paper, section: Section) -> None:
    t = paper.t
    document.add_heading(plain(section.heading), level=1)
    for said in filter(None, [*section.said, section.missing]):
        document.add_paragraph(plain(said))
    below = [*filter(None, [section.marks, *section.events])]
    if section.chart is not None:
        _chart(document, paper, section.chart, (section.heading, section.unit, section.spoken))
    else:
        document.add_paragraph(plain(section.unit))
    document.paragraphs[-1].paragraph_format.keep_with_next = bool(below) or None
    for line in below:
        document.add_paragraph(plain(line))
    word_tables.put(document, t, section.table)
    _headed(document, section.explained)
    _sources(document, t, section.sources)


def _chart(document: Any, paper: Paper, drawn: Chart, words: tuple[str, str, str]) -> None:
    """A chart below its unit; ``words`` are its heading, its unit and its alternative text. Both are one paragraph, which no
    program tears: LibreOffice left the unit alone at the foot of a sheet where it was one of its own."""
    from docx.shared import Mm

    heading, said_unit, spoken = words
    unit = document.add_paragraph(plain(said_unit))
    unit.paragraph_format.keep_together = True
    chart = letters.throughout(charts.alone(place_charts.on_paper(drawn), charts.PICTURE_FONT), plain)
    width = min(SHEET, word_tables.sheet_width(document))
    run = unit.add_run()
    run.add_break()
    picture = run.add_picture(io.BytesIO(downloads.png(chart, scale=PRINT_SCALE)), width=Mm(width))
    most = SHORT_CHART if paper.is_short else CHAPTERS_CHART if paper.passages else None
    if most is not None and picture.height > Mm(most):
        picture.width, picture.height = round(picture.width * Mm(most) / picture.height), Mm(most)
    about = picture._inline.docPr
    about.set("descr", plain(spoken))
    about.set("title", plain(heading))
    _as_vector(document, picture, downloads.svg(chart))


def _passage(document: Any, paper: Paper, passage: Passage) -> None:
    """A chapter's beginning or a part of it; boxes are framed, and so is the room to write in."""
    t = paper.t
    document.add_heading(plain(passage.heading), level=passage.level - CHAPTER + 1)
    lines = [document.add_paragraph(plain(said)) for said in [*passage.said, *passage.own]]
    if passage.level == CHAPTER or passage.items:  # what only leads on stays with what it leads to
        for line in lines:
            line.paragraph_format.keep_with_next = True
    for item in passage.items:
        document.add_paragraph(plain(item), style="List Bullet")
    if passage.chart is not None:
        _chart(document, paper, passage.chart, (passage.heading, passage.unit, passage.spoken))
    for table in passage.tables:
        word_tables.put(document, t, table)
    _points(document, passage.points)
    for box in passage.boxes:
        _framed(document, [(box.heading, ""), *box.lines])
    if passage.room:
        _framed(document, [("", passage.room), *[("", "")] * LINES_TO_WRITE[paper.is_short]])
    _headed(document, passage.explained)
    _sources(document, t, passage.sources)


AFTER, BEFORE_CHAPTER, LINE = 6, 14, 1.08
"""Points between paragraphs, and above a chapter; how much higher than its letters a line is, as in Word's own plain sheet
since 2013. With more the short form would not have room on four sheets."""

LINES_TO_WRITE = {True: 3, False: 4}
"""Empty lines of the room to write in, on paper that is printed: in short, and in full."""


def _framed(document: Any, lines: Sequence[tuple[str, str]]) -> None:
    """Paragraphs in one frame, which Word draws around neighbours that have the same."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls
    from docx.shared import Pt

    before = len(document.paragraphs)
    for heading, body in lines:
        paragraph = document.add_paragraph()
        if heading:
            paragraph.add_run(plain(f"{ended(heading)} " if body else heading)).bold = True
        paragraph.add_run(plain(body))
    sides = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="4" w:color="808080"/>' for side in SIDES)
    framed = document.paragraphs[before:]
    for paragraph in framed:
        paragraph._p.get_or_add_pPr().insert_element_before(
            parse_xml(f"<w:pBdr {nsdecls('w')}>{sides}</w:pBdr>"),
            *("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"),
        )
        paragraph.paragraph_format.keep_with_next = paragraph is not framed[-1] or None
    apart = document.add_paragraph()  # the next frame is another one
    apart.paragraph_format.space_after, apart.paragraph_format.line_spacing = Pt(0), Pt(AFTER)


SIDES = ("top", "left", "bottom", "right")


def _as_vector(document: Any, picture: Any, drawn: bytes) -> None:
    """Put the same as SVG into the picture, the way Word does it itself: an extension of what names the file."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part as File
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    package = document.part.package
    name = PackURI(f"/word/media/chart{picture._inline.docPr.id}.svg")
    file = File(name, "image/svg+xml", drawn.replace(*VECTOR_LETTERS), package)
    id_ = document.part.relate_to(file, RELATIONSHIP_TYPE.IMAGE)
    blip = picture._inline.graphic.graphicData.pic.blipFill.blip
    blip.append(
        parse_xml(
            f'<a:extLst {nsdecls("a", "r")}><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}">'
            f'<asvg:svgBlip xmlns:asvg="{SVG_IN_WORD}" r:embed="{id_}"/></a:ext></a:extLst>'
        )
    )


SVG_IN_WORD = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
VECTOR_LETTERS = (b"Liberation Sans, Arial", b"Arial, Liberation Sans")
"""Word takes the first letters that are named. Both have the same widths."""

PRINT_SCALE = 2.6
"""Some 300 points an inch over the width of the text."""
