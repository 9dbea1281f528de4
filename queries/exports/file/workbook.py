"""A workbook (XLSX, ODS, XLS) as rows of text, one sheet at a time. Hostile until looked at: a small file can unpack to anything."""

from __future__ import annotations

import contextlib
import datetime
import html
import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from queries.exports.file import open_document
from queries.exports.file.shared_strings import check_texts
from queries.exports.file.text import MEGABYTE, OLD_WORKBOOK, largest
from queries.exports.problems import Refused, about

MOST_CELLS = 20_000_000
"""Cells that all sheets together span, empty ones included: two filled cells far apart cost as much memory as all between."""

CHUNK = 1 << 20


def kind_of(name: str, archive: zipfile.ZipFile) -> str:
    """Which kind of workbook an archive is. Raises :class:`Refused` for what is none that can be read."""
    names = archive.namelist()
    if "xl/workbook.xml" in names:
        return "XLSX"
    if "content.xml" in names:
        return "ODS"
    kind = "XLSB" if "xl/workbook.bin" in names else "zip"
    raise Refused(about(name, "binary" if kind == "zip" else "old_workbook", kind))


def checked(name: str, content: bytes) -> tuple[str, dict[str, frozenset[tuple[int, int]]]]:
    """The kind of workbook, and the cells of each sheet that are shown as per cent. Raises :class:`Refused` for what is no
    workbook, unpacks to too much, or spans too many cells."""
    if content.startswith(OLD_WORKBOOK):
        return "XLS", {}  # not packed, and never more than 65 536 rows of 256 cells
    with opened(name, content) as archive:
        kind = kind_of(name, archive)
        room = 5 * largest()  # a workbook of that size as CSV would be refused anyway
        cells = 0
        for entry in archive.infolist():
            size, spanned = unpacked(name, archive, entry, room, cells)
            room, cells = room - size, cells + spanned
        check_texts(name, archive.infolist(), lambda entry: chunks(name, archive, entry))
        if kind == "ODS":
            return kind, open_document.per_cent_cells(
                name, chunks(name, archive, archive.getinfo("content.xml")), MOST_CELLS
            )
    return kind, per_cent_cells(content)


def opened(name: str, content: bytes) -> zipfile.ZipFile:
    """The archive that a workbook is, with its list of entries looked through. Raises :class:`Refused`."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, RuntimeError, UnicodeDecodeError) as error:  # damaged, of a newer kind, or oddly named
        raise damaged(name, error) from error
    for entry in archive.infolist():
        if entry.flag_bits & LOCKED:
            raise Refused(about(name, "locked_workbook"))
        if entry.compress_type not in PACKED or entry.flag_bits & PATCHES or entry.header_offset < 0:
            raise damaged(name, f"{entry.filename}: {entry.compress_type}, {entry.flag_bits}, {entry.header_offset}")
    return archive


def chunks(name: str, archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """The bytes that an entry unpacks to, some at a time. Raises :class:`Refused` where it is damaged."""
    try:
        with archive.open(entry) as file:
            while chunk := file.read(CHUNK):
                yield chunk
    except (zipfile.BadZipFile, zlib.error, EOFError, UnicodeDecodeError) as error:  # names stand there again
        raise damaged(name, error) from error


def damaged(name: str, why: Exception | str) -> Refused:
    """What says that a workbook cannot be unpacked."""
    said = why if isinstance(why, str) else f"{type(why).__name__}: {why}"
    return Refused(about(name, "damaged_workbook", said))


PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""How spreadsheets pack a workbook; the ways that other archives are packed fail in ways of their own."""

LOCKED, PATCHES = 0x1 | 0x40, 0x20
"""Bits of an entry: it needs a password, in one of two ways; it holds changes to another file."""

PLACE = re.compile(rb"""\br\s*=\s*["']\s*([A-Za-z]{0,4})\s*(\d{1,8})""")
"""Where a cell or row is, whatever quotation marks and spaces it is written with."""

MOST_COLUMNS = 16_384
"""Columns that a sheet can have."""

LARGEST_PART = 20_000_000
"""Bytes of the parts that are read whole: styles, and the list of sheets."""


def unpacked(name: str, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, room: int, before: int) -> tuple[int, int]:
    """How many bytes an entry really unpacks to, whatever it says of itself, and how many cells it spans; ``before`` are
    those of the entries before it."""
    # Any part can be a sheet: the workbook's own list says which, and may say anything.
    sheet = entry.filename.lower().endswith(".xml")
    size, rows, columns, plain, rest = 0, 0, 0, 0, b""

    def spanned() -> int:
        cells = rows * max(columns, min(plain, MOST_COLUMNS))  # cells may leave out where they are
        if before + cells > MOST_CELLS:
            raise Refused(about(name, "too_many_cells", before + cells, MOST_CELLS))
        return cells

    for chunk in chunks(name, archive, entry):
        size += len(chunk)
        if size > room:
            raise Refused(about(name, "zip_bomb", "", f"{5 * largest() / MEGABYTE:g}"))
        if sheet:
            text = rest + chunk
            for letters, row in PLACE.findall(text):
                rows = max(rows, int(row))
                columns = max(columns, column_number(letters.decode().upper()))
            plain += text.count(b"<c>") + text.count(b"<c/") - rest.count(b"<c>") - rest.count(b"<c/")
            rest = text[-40:]
            if rows * columns > MOST_CELLS:
                spanned()
    return size, spanned()


def column_number(letters: str) -> int:
    """A is 1, Z 26, AA 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def sheets(name: str, content: bytes) -> tuple[str, dict[str, list[list[str]]]]:
    """The kind of a workbook, and the rows of each sheet that has any, from the first row and column on, as text.
    Raises :class:`Refused`."""
    kind, per_cent = checked(name, content)
    with damage_refused(name):
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        listed = [sheet for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
    visible = [sheet for sheet in listed if sheet.visible == SheetVisibleEnum.Visible]
    found = {}
    for sheet in visible or listed:
        with damage_refused(name):
            cells = book.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
        rows = as_text(cells, per_cent.get(sheet.name, frozenset()))
        if any(any(row) for row in rows):
            found[sheet.name] = rows
    if not found:
        raise Refused(about(name, "no_sheet"))
    return kind, found


@contextlib.contextmanager
def damage_refused(name: str) -> Iterator[None]:
    """Around calls of python-calamine: what it raises of a workbook becomes :class:`Refused`."""
    try:
        yield
    except PasswordError as error:
        raise Refused(about(name, "locked_workbook")) from error
    # Its own errors and OSError; OverflowError and ValueError are Python's, of times that its calendar does not hold.
    except (CalamineError, OSError, OverflowError, ValueError) as error:
        raise Refused(about(name, "damaged_workbook", str(error)[:100])) from error
    # The library is written in Rust. Where it panics, as of dates that its own arithmetic does not hold, Python gets a
    # BaseException that no module exports: it has to be known by its name.
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise Refused(about(name, "damaged_workbook", str(error)[:100])) from error


def as_text(cells: Sequence[Sequence[object]], per_cent: frozenset[tuple[int, int]]) -> list[list[str]]:
    """The cells of a sheet as text; ``per_cent`` are those shown as per cent, by row and column, both from 1."""
    return [
        [
            shown(cell, bool(per_cent) and (number, place) in per_cent) if cell != "" else ""
            for place, cell in enumerate(row, start=1)
        ]
        for number, row in enumerate(cells, start=1)
    ]


def shown(cell: object, per_cent: bool = False) -> str:
    """A cell as text: whole numbers without decimals, decimal point, dates as ISO 8601, shares with their sign."""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, int | float):
        if per_cent:
            return f"{cell * 100:.12g}%"
        text = str(int(cell)) if abs(cell) < 1e15 and float(cell).is_integer() else f"{cell:.12g}"
        # With three decimals a point could as well mark thousands; a fourth says that it does not.
        return text + "0" if re.fullmatch(r"-?\d{1,3}\.\d{3}", text) else text
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat() if cell.time() == datetime.time() else cell.isoformat(" ")
    if isinstance(cell, datetime.date | datetime.time):
        return cell.isoformat()
    return str(cell)


# ---- shares: a cell that shows 12 % holds 0.12, which only its format tells -------------------------------------------

PER_CENT_FORMATS = {"9", "10"}
"""Numbers of the built-in formats that show per cent."""


def attribute(tag: str, name: str) -> str:
    """The value of an attribute in the text of a tag."""
    found = re.search(rf'\s{name}="([^"]*)"', tag)
    return html.unescape(found[1]) if found else ""


def per_cent_cells(content: bytes) -> dict[str, frozenset[tuple[int, int]]]:
    """The cells of each sheet that are shown as per cent, by row and column, both from 1."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = set(archive.namelist())
        if "xl/styles.xml" not in names:
            return {}
        read_whole = ("xl/styles.xml", "xl/_rels/workbook.xml.rels", "xl/workbook.xml")
        if any(archive.getinfo(part).file_size > LARGEST_PART for part in read_whole if part in names):
            return {}
        styles = per_cent_styles(archive.read("xl/styles.xml").decode("utf-8", "replace"))
        if not styles or "xl/_rels/workbook.xml.rels" not in names:
            return {}
        targets = {
            attribute(tag, "Id"): attribute(tag, "Target")
            for tag in re.findall(
                r"<Relationship\s[^<>]*>", archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
            )
        }
        found = {}
        for tag in re.findall(r"<sheet\s[^<>]*>", archive.read("xl/workbook.xml").decode("utf-8", "replace")):
            target = targets.get(attribute(tag, "r:id"), "").removeprefix("/").removeprefix("xl/")
            if f"xl/{target}" in names:
                found[attribute(tag, "name")] = frozenset(cells_of_styles(archive, f"xl/{target}", styles))
        return found


def per_cent_styles(styles: str) -> set[str]:
    """The numbers of the styles that show per cent."""
    formats = {
        attribute(tag, "numFmtId"): attribute(tag, "formatCode") for tag in re.findall(r"<numFmt\s[^<>]*>", styles)
    }
    used = styles.partition("<cellXfs")[2].partition("</cellXfs>")[0]
    found = set()
    for place, tag in enumerate(re.findall(r"<xf\s[^<>]*>", used)):
        number = attribute(tag, "numFmtId")
        if number in PER_CENT_FORMATS or "%" in re.sub(r'"[^"]*"', "", formats.get(number, "")):
            found.add(str(place))
    return found


LONGEST_TAG = 1_000


def cells_of_styles(archive: zipfile.ZipFile, entry: str, styles: set[str]) -> Iterator[tuple[int, int]]:
    """The cells of a sheet that have one of these styles; the sheet is read in parts."""
    rest = ""
    with archive.open(entry) as file:
        while chunk := file.read(CHUNK):
            text = rest + chunk.decode("utf-8", "replace")
            *whole, rest = text.split("<c ")
            for tag in whole:
                yield from styled(tag, styles)
            rest = "<c " + rest if whole else rest[-LONGEST_TAG:]  # a tag that goes on in the next part
    yield from styled(rest.removeprefix("<c "), styles)


def styled(tag: str, styles: set[str]) -> Iterator[tuple[int, int]]:
    head = " " + tag.split(">", 1)[0]
    if attribute(head, "s") in styles and (place := re.fullmatch(r"([A-Z]{1,4})(\d{1,8})", attribute(head, "r"))):
        yield int(place[2]), column_number(place[1])
