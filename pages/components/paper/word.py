"""The paper as a Word document, which the clerk can go on writing in: styles, repeated header rows, alternative texts.

Charts are vectors (SVG), which Word shows since 2016, and beside each the same as a picture at print resolution for programs
that show none.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence
from html import escape
from typing import Any

from pages.components import charts, downloads
from pages.components.charts import Chart
from pages.components.charts import places as place_charts
from pages.components.notes import Document
from pages.components.paper import AROUND, SHEET, Agreement, Cell, Paper, Part, Section, letters, written
from pages.components.paper.letters import plain
from pages.components.tables import Table
from pages.components.text import LOCALES, Text

LETTERS = "Calibri"
TWIPS = 1440 / 25.4
"""Twentieths of a point, in which Word measures, to the millimetre."""


def docx(paper: Paper) -> bytes:
    """The file. Text from data files becomes text, never fields or markup."""
    import docx  # large, and needed only when a paper is asked for
    from docx.shared import Mm

    document = docx.Document()
    _set_up(document, paper)
    document.add_paragraph(plain(paper.title), style="Title")
    _headed(document, paper.front)
    if paper.points:
        document.add_heading(plain(paper.t("In short")), level=1)
    for point in paper.points:
        document.add_paragraph(plain(point), style="List Bullet")
    if paper.agreement:
        _agreement(document, paper.t, paper.agreement)
    for section in paper.sections:
        _section(document, paper, section, Mm(SHEET))
    if paper.shared:
        document.add_heading(plain(paper.t("About the figures")), level=1)
        _headed(document, paper.shared)
    link = [(paper.t("Address"), paper.link)] if paper.link else []
    _headed(document, [*paper.last, *link, *paper.kept], size=8.5)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _set_up(document: Any, paper: Paper) -> None:
    """A4, black letters, the language, and what the file says of itself."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt, RGBColor

    language = LOCALES[paper.t.language].replace("_", "-")
    sheet = document.sections[0]
    sheet.page_width, sheet.page_height = Mm(210), Mm(297)
    sheet.left_margin = sheet.right_margin = Mm((210 - SHEET) / 2)
    sheet.top_margin = sheet.bottom_margin = Mm(20)
    sizes = {"Normal": 10.5, "Title": 20, "Heading 1": 14, "Heading 2": 12, "Caption": 9}
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
            paragraph.add_run(plain(f"{heading}. ")).bold = True
        paragraph.add_run(plain(body))
        if size is not None:
            for run in paragraph.runs:
                run.font.size = Pt(size)


def _sources(document: Any, t: Text, sources: Sequence[Document]) -> None:
    """Where the figures come from: a document's title is a link to its page, if that is known."""
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


def _linked(paragraph: Any, run: Any, url: str) -> None:
    """Put the run into a link, for which the library has no words."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run._r.addprevious(link)
    link.append(run._r)


def _agreement(document: Any, t: Text, agreement: Agreement) -> None:
    from docx.shared import Mm

    document.add_heading(plain(agreement.heading), level=1)
    for said in agreement.said:
        document.add_paragraph(plain(said))
    _headed(document, agreement.facts)
    for chapter in agreement.chapters:
        document.add_heading(plain(chapter.heading), level=2)
        for said in chapter.said:
            document.add_paragraph(plain(said))
        for point in chapter.points:
            paragraph = document.add_paragraph()
            paragraph.add_run(plain(point.text)).bold = True
            paragraph.paragraph_format.keep_with_next = True
            _headed(document, point.lines, Mm(4), together=True)
        for table in chapter.tables:
            _written(document, t, table)
    _headed(document, agreement.explained)
    _sources(document, t, agreement.sources)


SHORT_CHART = 62
"""Millimetres: how high a chart of the short paper is at most, as in the PDF."""


def _section(document: Any, paper: Paper, section: Section, width: Any) -> None:
    t = paper.t
    document.add_heading(plain(section.heading), level=1)
    for said in filter(None, [*section.said, section.missing]):
        document.add_paragraph(plain(said))
    unit = document.add_paragraph(plain(section.unit))
    unit.paragraph_format.keep_with_next = True
    if section.chart is not None:
        _chart(document, section, section.chart, width, paper.is_short)
    below = [*filter(None, [section.marks, *section.events])]
    document.paragraphs[-1].paragraph_format.keep_with_next = bool(below) or None
    for line in below:
        document.add_paragraph(plain(line))
    _written(document, t, section.table)
    _headed(document, section.explained)
    _sources(document, t, section.sources)


def _chart(document: Any, section: Section, drawn: Chart, width: Any, is_short: bool) -> None:
    """The chart as a picture with its alternative text, in points and as vectors."""
    from docx.shared import Mm

    chart = letters.throughout(charts.alone(place_charts.on_paper(drawn), charts.PICTURE_FONT), plain)
    picture = document.add_picture(io.BytesIO(downloads.png(chart, scale=PRINT_SCALE)), width=width)
    if is_short and picture.height > Mm(SHORT_CHART):
        picture.width, picture.height = round(picture.width * Mm(SHORT_CHART) / picture.height), Mm(SHORT_CHART)
    about = picture._inline.docPr
    about.set("descr", plain(section.spoken))
    about.set("title", plain(section.heading))
    _as_vector(document, picture, downloads.svg(chart))


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


def _written(document: Any, t: Text, table: Table) -> None:
    """The table, in parts where it is wide, and its notes."""
    from docx.shared import Pt

    made = written(t, table)
    for number, part in enumerate(made.parts, start=1):
        _table(document, part, is_followed=bool(made.below) and number == len(made.parts))
    for line in made.below:
        paragraph = document.add_paragraph()
        paragraph.add_run(plain(line)).font.size = Pt(8.5)
        paragraph.paragraph_format.space_after = Pt(2)


def _table(document: Any, part: Part, *, is_followed: bool) -> None:
    """A table as XML: asking python-docx for each cell takes seconds where there are many rows. Its last row stays by the
    remarks that follow it, if there are any: no sheet begins with a remark alone."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    caption = document.add_paragraph(plain(part.caption), style="Caption")
    caption.paragraph_format.keep_with_next = True
    widths = [round(width * TWIPS) for width in part.widths]
    style = document.styles["Table Grid"].style_id
    kept = len(part.rows) if is_followed else 0
    rows = [
        _row(cells, widths, header=number == 0, keep=number < min(len(part.rows), 2) or number == kept)
        for number, cells in enumerate([part.head, *part.rows])
    ]
    # Word's own would leave less room than the widths are reckoned with: years would be torn.
    inside = "".join(f'<w:{side} w:w="{round(AROUND / 3 * TWIPS)}" w:type="dxa"/>' for side in ("left", "right"))
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    table = (
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{inside}</w:tblCellMar><w:tblLook w:val="00A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1"'
        ' w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{_xml(part.caption)}"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'
    )
    document.element.body.insert_element_before(parse_xml(table), "w:sectPr")


def _row(cells: list[Cell], widths: list[int], *, header: bool, keep: bool) -> str:
    """A row that is not cut between sheets. The header comes again on each sheet, and is said to be the header."""
    repeated = "<w:tblHeader/>" if header else ""
    inside = "".join(_cell(cell, width, bold=header, keep=keep) for cell, width in zip(cells, widths, strict=True))
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{inside}</w:tr>"


def _cell(cell: Cell, width: int, *, bold: bool, keep: bool) -> str:
    near = "<w:keepNext/>" if keep else ""
    right = '<w:jc w:val="right"/>' if cell.figure else ""
    look = f"{'<w:b/>' if bold else ''}{'<w:i/>' if cell.computed else ''}"
    note = _run(cell.note, "", '<w:vertAlign w:val="superscript"/>') if cell.note else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p><w:pPr>{near}<w:spacing w:after="0"/>{right}'
        f"</w:pPr>{_run(cell.text, look)}{note}</w:p></w:tc>"
    )


def _run(text: str, look: str, place: str = "") -> str:
    return f'<w:r><w:rPr>{look}<w:sz w:val="17"/>{place}</w:rPr><w:t xml:space="preserve">{_xml(text)}</w:t></w:r>'


def _xml(text: str) -> str:
    return escape(plain(text))
