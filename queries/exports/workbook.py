"""A workbook (XLSX) as rows of text, one sheet at a time. Hostile until looked at: a small file can unpack to anything."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
import zlib

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from queries.exports.problems import Refused, about
from queries.exports.text import MEGABYTE, largest

MOST_CELLS = 20_000_000
"""Cells that a sheet spans, empty ones included: two filled cells far apart cost as much memory as all between."""

CHUNK = 1 << 20


def check(name: str, content: bytes) -> None:
    """Raise :class:`Refused` for what is no workbook, unpacks to too much, or spans too many cells."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            if "xl/workbook.xml" not in names:
                kind = "ODS" if "content.xml" in names else "XLSB" if "xl/workbook.bin" in names else "zip"
                raise Refused(about(name, "binary" if kind == "zip" else "old_workbook", kind))
            room = 5 * largest()  # a workbook of that size as CSV would be refused anyway
            for entry in archive.infolist():
                room -= unpacked(name, archive, entry, room)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
        raise Refused(about(name, "damaged_workbook", f"{type(error).__name__}: {error}")) from error
    except RuntimeError as error:  # how zipfile says that a password is needed
        raise Refused(about(name, "locked_workbook")) from error


def unpacked(name: str, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, room: int) -> int:
    """How many bytes an entry really unpacks to, whatever it says of itself."""
    sheet = entry.filename.startswith("xl/worksheets/")
    size, rows, columns, rest = 0, 0, 0, b""
    with archive.open(entry) as file:
        while chunk := file.read(CHUNK):
            size += len(chunk)
            if size > room:
                raise Refused(about(name, "zip_bomb", "", f"{5 * largest() / MEGABYTE:g}"))
            if sheet:
                for letters, row in re.findall(rb'\br="([A-Z]{1,4})(\d{1,8})"', rest + chunk):
                    rows, columns = max(rows, int(row)), max(columns, column_number(letters.decode()))
                rest = chunk[-20:]
    if rows * columns > MOST_CELLS:
        raise Refused(about(name, "too_many_cells", rows * columns, MOST_CELLS))
    return size


def column_number(letters: str) -> int:
    """A is 1, Z 26, AA 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def sheets(name: str, content: bytes) -> dict[str, list[list[str]]]:
    """The rows of each sheet that has any, from the first row and column on, as text. Raises :class:`Refused`."""
    check(name, content)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        visible = [sheet.name for sheet in book.sheets_metadata if str(sheet.visible).endswith("Visible")]
        found = {
            title: [
                [shown(cell) for cell in row] for row in book.get_sheet_by_name(title).to_python(skip_empty_area=False)
            ]
            for title in visible or book.sheet_names
        }
    except PasswordError as error:
        raise Refused(about(name, "locked_workbook")) from error
    except (CalamineError, OSError, ValueError, KeyError) as error:
        raise Refused(about(name, "damaged_workbook", error)) from error
    found = {title: rows for title, rows in found.items() if any(any(row) for row in rows)}
    if not found:
        raise Refused(about(name, "no_sheet"))
    return found


def shown(cell: object) -> str:
    """A cell as text: whole numbers without decimals, decimal point, dates as ISO 8601."""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat() if cell.time() == datetime.time() else cell.isoformat(" ")
    if isinstance(cell, datetime.date | datetime.time):
        return cell.isoformat()
    return str(cell)
