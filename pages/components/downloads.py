"""What readers take along: the table as CSV and Excel, the chart as picture. What is downloaded is what is shown."""

from __future__ import annotations

import csv
import datetime
import io
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Any

import streamlit as st

from pages.components import drawing, page
from pages.components.tables import Column, Table, WhyEmpty, heading
from pages.components.text import Text, is_missing, round_half_up

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

RUN_AS_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""Text that starts so is run as a formula by spreadsheets."""


def harmless(text: str) -> str:
    """Text that no spreadsheet runs as a formula: an apostrophe goes before what would start one."""
    return f"'{text}" if text.startswith(RUN_AS_FORMULA) else text


def cells(table: Table) -> Iterator[list[tuple[Column, Decimal | str | None]]]:
    """The rows as they are shown, for a program: figures with their decimals, text, or ``None`` for the unknown."""
    for row_number, row in enumerate(table.rows):
        yield [
            (column, _cell(raw, table.decimals(row_number, column)))
            for column, raw in zip(table.columns, row, strict=True)
        ]


def _cell(raw: object, decimals: int | None) -> Decimal | str | None:
    if is_missing(raw):
        return None
    return str(raw) if decimals is None else round_half_up(float(str(raw)), decimals)


def csv_for_machines(table: Table) -> bytes:
    """RFC 4180: comma, CRLF, UTF-8 without byte order mark, decimal point; ids instead of labels; unknown is empty."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(harmless(column.id) for column in table.columns)
    for row in cells(table):
        writer.writerow(_plain(cell) for _, cell in row)
    return file.getvalue().encode("utf-8")


def _plain(cell: Decimal | str | None) -> str:
    if cell is None:
        return ""
    return harmless(cell) if isinstance(cell, str) else str(cell)


def csv_for_swedish_excel(t: Text, table: Table) -> bytes:
    """What Swedish Excel opens with a double click: semicolon, decimal comma, UTF-8 with byte order mark; labels."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow(harmless(heading(t, column)) for column in table.columns)
    for row in cells(table):
        writer.writerow(_with_comma(column, cell) for column, cell in row)
    return file.getvalue().encode("utf-8-sig")


def _with_comma(column: Column, cell: Decimal | str | None) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return harmless(column.labels.get(cell, cell))
    return str(cell).replace(".", ",")


def workbook(t: Text, table: Table, about: Sequence[tuple[str, str]]) -> bytes:
    """An Excel file: the table with its figures as numbers, and a second sheet that says what the figures are.

    ``about`` are the second sheet's rows: a heading and its text.
    """
    import xlsxwriter  # comes with the first workbook: not before the server answers

    file = io.BytesIO()
    # Text is never read as formula, number or link.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        sheet = book.add_worksheet(t("Table"))
        sheet.freeze_panes(1, table.row_headers)
        formats: dict[str, Any] = {}
        for position, column in enumerate(table.columns):
            title = harmless(heading(t, column))
            if title.isdecimal():  # a year, which a spreadsheet can count with
                sheet.write_number(0, position, int(title), bold)
            else:
                sheet.write_string(0, position, title, bold)
            sheet.set_column(position, position, _width(column))
        for row_number, row in enumerate(cells(table), start=1):
            for position, (column, cell) in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(row_number, position, harmless(column.labels.get(cell, cell)))
                elif cell is not None:
                    places = -int(cell.as_tuple().exponent)
                    look = ("#,##0" if column.grouped else "0") + ("." + "0" * places if places else "")
                    formats[look] = formats.get(look) or book.add_format({"num_format": look})
                    sheet.write_number(row_number, position, float(cell), formats[look])
                note = table.notes.get((row_number - 1, column.id))
                if note:
                    sheet.write_comment(row_number, position, note, {"x_scale": 3, "y_scale": 2})
        sheet = book.add_worksheet(t("About the table"))
        sheet.set_column(0, 0, 22)
        sheet.set_column(1, 1, 90)
        empty = t("Empty cell")
        notes = [(t("Note"), note) for note in dict.fromkeys(table.notes.values())]
        notes += [
            (empty, remark.why) if isinstance(remark, WhyEmpty) else (t("Note"), remark) for remark in table.remarks
        ]
        for row_number, (name, text) in enumerate([(t("Title"), table.caption), *about, *notes]):
            sheet.write_string(row_number, 0, name, bold)
            sheet.write_string(row_number, 1, harmless(text), wrapped)
    return file.getvalue()


def _width(column: Column) -> int:
    """Width in characters, such that figures and names can be read."""
    if column.unseen:
        return 40
    return 28 if column.decimals is None and not column.by_row else 14


def about(
    t: Text, filters: str, sources: Sequence[str], notes: Sequence[tuple[str, str]], link: str
) -> list[tuple[str, str]]:
    """Rows for the second sheet of a workbook: filters, definitions and caveats, sources, date, address."""
    return [
        (t("Filters"), filters),
        *notes,
        *((t("Source"), source) for source in sources),
        (t("Downloaded"), datetime.datetime.now(datetime.UTC).date().isoformat()),
        (t("Address"), link),
    ]


def offer(
    t: Text,
    name: str,
    table: Table,
    drawn: Callable[[], dict[str, Any]] | None,
    about: Callable[[], Sequence[tuple[str, str]]],
    key: str = "downloads",
) -> None:
    """A row of download buttons: Excel, two kinds of CSV, and the chart as PNG and SVG.

    ``name`` is the file name without suffix; it says indicator and filter. ``drawn`` gives the chart's specification, if
    there is a chart, ``about`` the rows of the workbook's second sheet. Content is made when a button is pressed.
    """
    files: list[tuple[str, str, str, Callable[[], bytes]]] = [
        ("Excel", ".xlsx", XLSX, lambda: workbook(t, table, about())),
        (t("CSV for Swedish Excel"), ".excel.csv", "text/csv", lambda: csv_for_swedish_excel(t, table)),
        (t("CSV for programs"), ".csv", "text/csv", lambda: csv_for_machines(table)),
    ]
    if drawn is not None:
        files.append((t("Picture (PNG)"), ".png", "image/png", lambda: png(drawn())))
        files.append((t("Picture (SVG)"), ".svg", "image/svg+xml", lambda: svg(drawn())))
    with st.container(horizontal=True, key=key):
        for label, suffix, kind, make in files:
            page.offer(f"{key}{suffix}", f"{name}{suffix}", kind, make)
            st.download_button(
                label, data=make, file_name=f"{name}{suffix}", mime=kind, on_click="ignore", key=f"{key}{suffix}"
            )


def file_name(*parts: str) -> str:
    """A file name without suffix from these parts, of letters without marks (å is a), digits and hyphens."""
    plain = unicodedata.normalize("NFKD", "-".join(part for part in parts if part).lower())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:120]


def svg(spec: dict[str, Any]) -> bytes:
    """A Vega-Lite specification drawn as SVG. Reaches no address."""
    return drawing.svg(spec).encode("utf-8")


def png(spec: dict[str, Any], scale: float = 2) -> bytes:
    """A Vega-Lite specification drawn as PNG at twice its size, sharp enough for print. Reaches no address."""
    return drawing.png(spec, scale)
