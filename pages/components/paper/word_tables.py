"""Tables of the paper in Word."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from pages.components.paper import AROUND, SHEET, Cell, Part, written
from pages.components.paper.letters import plain
from pages.components.tables import Table
from pages.components.text import Text

EMU = 36_000
"""How python-docx measures, to the millimetre."""

TWIPS = 1440 / 25.4
"""Twentieths of a point, in which Word measures, to the millimetre."""


def put(document: Any, t: Text, table: Table) -> None:
    """The table, in parts where it is wide, and its notes."""
    from docx.shared import Pt

    made = written(t, table)
    for number, part in enumerate(made.parts, start=1):
        _table(document, part, is_followed=bool(made.below) and number == len(made.parts))
    for line in made.below:
        paragraph = document.add_paragraph()
        paragraph.add_run(plain(line)).font.size = Pt(8.5)
        paragraph.paragraph_format.space_after, paragraph.paragraph_format.line_spacing = Pt(2), 1


def _table(document: Any, part: Part, *, is_followed: bool) -> None:
    """A table as XML: asking python-docx for each cell takes seconds where there are many rows. Its last row stays by the
    remarks that follow it, if there are any, and by the row before: no sheet begins with a remark or a row alone."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    caption = document.add_paragraph(plain(part.caption), style="Caption")
    caption.paragraph_format.keep_with_next = True
    room = sheet_width(document) / SHEET  # a municipality's template may have margins of its own
    widths = [round(width * room * TWIPS) for width in part.widths]
    style = document.styles["Table Grid"].style_id
    last = len(part.rows)
    kept = {*range(min(last, 2)), last - 1, *([last] if is_followed else [])}
    rows = [
        _row(cells, widths, header=number == 0, keep=number in kept)
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


def _row(cells: Sequence[Cell], widths: Sequence[int], *, header: bool, keep: bool) -> str:
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


def sheet_width(document: Any) -> float:
    """Millimetres between the margins of the document's first sheet."""
    sheet = document.sections[0]
    return float(sheet.page_width - sheet.left_margin - sheet.right_margin) / EMU
