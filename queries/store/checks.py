"""Checks of the CSV files in ``data/`` against their dictionary, ``datapackage.json``.

Three stages, each stopping a file that fails it, so that nobody wades through consequences: the file as such, its
columns, its values. Afterwards the files are checked against each other. One rule is one small function. A finding is
a :class:`Problem`; its wording, in the reader's language, is the pages' business (``pages/components/problems.py``).
"""

from __future__ import annotations

import csv
import datetime
import hashlib
import io
import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlsplit
from weakref import WeakValueDictionary

Schema = dict[str, Any]
"""A Frictionless table schema: fields with type and constraints, primary key, foreign keys."""


@dataclass(frozen=True)
class Problem:
    """What is wrong in a file, where, and what was expected.

    ``row`` counts as a spreadsheet does (a header at the top is row 1); ``letter`` is the spreadsheet's column letter;
    ``check`` names the rule and selects the wording; ``expected`` are that rule's details.
    """

    check: str
    file: str
    row: int | None = None
    letter: str = ""
    column: str = ""
    value: str = ""
    expected: tuple[str, ...] = ()


@dataclass(kw_only=True)
class Table:
    """A CSV file that was read: its header and columns, the spreadsheet's number of each row, and what is wrong with it.

    Kept by columns, in which most cells say what others say: an export of tens of thousands of rows is checked in a
    fraction of the time that rows would take. ``widths`` are the numbers of cells of the rows that have too few, which
    are filled up, or too many, which are cut off. ``performed`` says of each kind of check (:data:`KINDS`) how many rows or
    cells it looked at; a kind that is not there was not carried out. ``origin`` is what the same file was read as before, if
    all its rows are here: see :func:`read_once`. ``mark`` separates its cells.
    """

    file: str
    header: list[str] = field(default_factory=list)
    header_row: int = 1
    numbers: list[int] = field(default_factory=list)
    columns: list[list[str]] = field(default_factory=list)
    widths: dict[int, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    performed: dict[str, int] = field(default_factory=dict)
    origin: Table | None = field(default=None, repr=False)
    mark: str = ","

    def letter(self, column: str) -> str:
        return column_letter(self.header.index(column))

    def texts(self, column: str) -> list[str]:
        """What stands in one column, row by row."""
        return self.columns[self.header.index(column)]

    def cells(self, column: str) -> Iterator[tuple[int, str]]:
        """Spreadsheet row number and text of every cell of one column."""
        return zip(self.numbers, self.texts(column), strict=True)

    def tuples(self, columns: list[str]) -> Iterator[tuple[str, ...]]:
        """What stands in several columns, row by row."""
        return zip(*map(self.texts, columns), strict=True)

    def keys(self, columns: list[str]) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Spreadsheet row number and what stands in several columns of every row."""
        return zip(self.numbers, self.tuples(columns), strict=True)

    def keep(self, places: Sequence[int]) -> None:
        """Do without all rows but those at these places, counted from 0."""
        if len(places) < len(self.numbers):
            self.origin = None
            self.numbers = [self.numbers[place] for place in places]
            self.columns = [[column[place] for place in places] for column in self.columns]


KINDS: dict[str, tuple[str, ...]] = {
    "dictionary": ("broken_dictionary",),
    "form": (
        *("not_utf8", "not_csv", "empty", "no_rows", "missing_file", "missing_folder", "unreadable", "too_big"),
        *(
            "wrong_delimiter",
            "missing_column",
            "unknown_column",
            "repeated_column",
            "row_width",
            "not_loaded",
            "no_room",
            "too_many_rows",
        ),
    ),
    "persons": ("personal_column", "personal_number", "row_a_person", "not_an_area"),
    "values": (
        *(
            "required",
            "not_integer",
            "not_number",
            "not_date",
            "not_address",
            "not_allowed",
            "wrong_form",
            "too_small",
            "too_large",
        ),
        "too_many_decimals",
    ),
    "keys": ("repeated_key", "repeated_across"),
    "filled": ("no_figure", "category_or_area"),
    "references": ("unknown_id", "left_out_id"),
    "decimals": ("too_precise", "too_many_decimals"),
    "parts": ("other_part",),
    "action_goals": ("other_agreement",),
    "targets": ("not_tied", "no_change", "not_later"),
    "ends": ("ends_before",),
    "future": ("in_future",),
    "one_phase": ("two_phases",),
    "squares": ("not_on_grid", "not_in_sweden", "square_within", "square_overlaps", "other_inhabitants"),
    "additions": ("other_row", "not_own", "known_row"),
}
"""The kinds of check, in the order in which they are carried out, with the problems that each can find."""


@dataclass(frozen=True, kw_only=True)
class FileCheck:
    """One kind of check (:data:`KINDS`) on one file.

    ``checked`` is how many rows (``form``, ``keys``, ``filled``, ``parts``, ``action_goals``,
    ``targets``, ``ends``, ``future``, ``squares``, ``additions``), cells (``values``,
    ``references``, ``decimals``) or resources (``dictionary``) it looked at, ``None`` where it was not carried out.
    ``problems`` are what it found, with the ids that are right but refer to what is left out (``left_out_id``); ``use``
    says which version of the file the figures come from: ``as_it_stands``, ``rows_left_out``, ``last_good``, or
    ``left_out``.
    """

    file: str
    kind: str
    checked: int | None
    problems: tuple[Problem, ...]
    use: str

    @property
    def outcome(self) -> str:
        """``found`` something, ``passed``, or ``not_checked``."""
        if self.problems:
            return "found"
        return "not_checked" if self.checked is None else "passed"


LARGEST = 10_000_000_000
"""No figure is larger, nor smaller than its negative: there are fewer people on earth."""

FINEST = 6
"""No figure has more decimals. A tiny one would make others that are divided by it absurdly large."""


def column_letter(index: int) -> str:
    """The letters a spreadsheet shows above the column with this index (0 is A, 26 is AA)."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def read(
    file: str,
    content: bytes,
    schema: Schema,
    may_be_empty: bool = False,
    from_spreadsheet: bool = False,
    without: Collection[int] = (),
) -> Table:
    """Read one CSV file and check it by itself. The table's ``problems`` are empty when it fits its schema.

    ``may_be_empty`` allows a header without rows, ``from_spreadsheet`` semicolons in place of commas; ``without`` are
    rows that are left out, by their spreadsheet row numbers.
    """
    table = Table(file=file)
    table.problems = (
        check_file(table, content, may_be_empty, from_spreadsheet, without)
        or check_length(table, schema)
        or check_columns(table, schema)
        or check_values(table, schema)
    )
    return table


_read: WeakValueDictionary[tuple[object, ...], Table] = WeakValueDictionary()
"""What was read before, as long as a state of the data holds it."""


def read_once(
    file: str, content: bytes, schema: Schema, may_be_empty: bool, from_spreadsheet: bool, without: Collection[int]
) -> Table:
    """The same as :func:`read` gives, for files that all readers see: what stays as it is needs no reading again when
    something beside it changes. The table's ``origin`` is to be held as long as it shall be found."""
    key = (file, hashlib.sha256(content).digest(), json.dumps(schema), may_be_empty, from_spreadsheet, *sorted(without))
    origin = _read.get(key)
    if origin is None:
        _read[key] = origin = read(file, content, schema, may_be_empty, from_spreadsheet, without)
    return replace(origin, problems=list(origin.problems), performed=dict(origin.performed), origin=origin)


def once_read() -> dict[tuple[object, ...], Table]:
    """What was read before, by what :func:`read_once` finds it by."""
    return dict(_read)


def restore(read: Mapping[tuple[object, ...], Table]) -> None:
    """Take as read what an earlier process read. It is to be held as long as it shall be found."""
    _read.update(read)


def check_file(
    table: Table,
    content: bytes,
    may_be_empty: bool = False,
    from_spreadsheet: bool = False,
    without: Collection[int] = (),
) -> list[Problem]:
    """Text in UTF-8 (with or without byte order mark) with a header and, as a rule, at least one row; fills the table."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        return [Problem("not_utf8", table.file, row=line, value=content[error.start : error.end].hex(" "))]
    try:
        header = text.lstrip().partition("\n")[0]
        table.mark = ";" if from_spreadsheet and ";" in header and "," not in header else ","
        fill(table, csv.reader(io.StringIO(text, newline=""), delimiter=table.mark, strict=True), without)
    except csv.Error as error:
        return [Problem("not_csv", table.file, value=str(error))]
    if not table.header:
        return [Problem("empty", table.file)]
    table.performed["form"] = len(table.numbers)
    if not table.numbers and not may_be_empty:
        return [Problem("no_rows", table.file)]
    return []


def check_length(table: Table, schema: Schema) -> list[Problem]:
    """No more rows than can be shown, where the schema says how many those are."""
    most = schema.get("mostRows", len(table.numbers))
    return [Problem("too_many_rows", table.file, expected=(str(most),))] if len(table.numbers) > most else []


def fill(table: Table, lines: Iterable[list[str]], without: Collection[int]) -> None:
    """Take header and columns from the lines of a file; blank ones and those ``without`` count but are left out."""
    for number, row in enumerate(lines, start=1):
        if not any(map(str.strip, row)):
            continue
        if not table.header:
            table.header_row, table.header = number, [name.strip() for name in row]
            table.columns = [[] for _ in row]
        elif number not in without:
            if len(row) != len(table.header):
                table.widths[number] = len(row)
                row = [*row, *[""] * len(table.header)][: len(table.header)]
            table.numbers.append(number)
            for column, cell in zip(table.columns, row, strict=True):
                column.append(cell)
    for place, column in enumerate(table.columns):
        stripped = {text: text.strip() for text in set(column)}  # and equal texts become one
        table.columns[place] = [stripped[text] for text in column]


def check_columns(table: Table, schema: Schema) -> list[Problem]:
    """Exactly the columns of the schema, in any order, of which optional ones may be missing, and as many cells in each row
    as in the header."""
    wanted = [column["name"] for column in schema["fields"]]
    optional = {column["name"] for column in schema["fields"] if column.get("optional")}
    if len(table.header) == 1 and any(mark in table.header[0] for mark in ";\t"):
        return [Problem("wrong_delimiter", table.file, row=table.header_row, letter="A", value=table.header[0])]
    problems = [
        Problem("missing_column", table.file, row=table.header_row, column=name, expected=tuple(wanted))
        for name in wanted
        if name not in table.header and name not in optional
    ]
    for index, name in enumerate(table.header):
        place = {"row": table.header_row, "letter": column_letter(index), "column": name}
        if name not in wanted:
            problems.append(Problem("unknown_column", table.file, expected=tuple(wanted), **place))  # type: ignore[arg-type]
        elif name in table.header[:index]:
            problems.append(Problem("repeated_column", table.file, **place))  # type: ignore[arg-type]
    return problems or [
        Problem("row_width", table.file, row=number, value=str(width), expected=(str(len(table.header)),))
        for number, width in table.widths.items()
    ]


def check_values(table: Table, schema: Schema) -> list[Problem]:
    """Every cell has its column's type and meets its constraints; no key stands twice."""
    problems = []
    with_points(table, schema)
    table.performed["values"] = len(table.numbers) * len(table.header)
    for column in schema["fields"]:
        if column["name"] not in table.header:
            continue
        name, letter = column["name"], table.letter(column["name"])
        # Most cells say what others say.
        wrong = {text: found for text in set(table.texts(name)) if (found := check_cell(text, column))}
        for number, text in table.cells(name) if wrong else ():
            if text in wrong:
                check, expected = wrong[text]
                problems.append(Problem(check, table.file, number, letter, name, text, expected))
    return problems + check_unique(table, schema) + check_filled(table, schema)


def with_points(table: Table, schema: Schema) -> None:
    """Let decimals have points where a Swedish spreadsheet wrote commas: between semicolons they can be nothing else."""
    if table.mark != ";":
        return
    for name in (column["name"] for column in schema["fields"] if column["type"] == "number"):
        if name in table.header:
            place = table.header.index(name)
            table.columns[place] = [
                text.replace(",", ".") if WITH_COMMA.fullmatch(text) else text for text in table.columns[place]
            ]


WITH_COMMA = re.compile(r"-?\d+,\d+", re.ASCII)
INTEGER = re.compile(r"0|-?[1-9]\d*", re.ASCII)
NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)


def check_cell(text: str, column: dict[str, Any]) -> tuple[str, tuple[str, ...]] | None:
    """The rule that a cell breaks and what was expected, or ``None``. An empty cell is a missing value, never 0."""
    constraints = column.get("constraints", {})
    if text == "":
        return ("required", ()) if constraints.get("required") else None
    if column["type"] == "integer" and not INTEGER.fullmatch(text):
        return "not_integer", ()
    if column["type"] == "number" and not NUMBER.fullmatch(text):
        return "not_number", ()
    if "calendar" in column and not any(is_time(text, form) for form in column["calendar"]):
        return "not_date", tuple(CALENDAR[form] for form in column["calendar"])
    if column.get("format") == "uri" and not is_address(text):
        return "not_address", ()
    if "enum" in constraints and text not in constraints["enum"]:
        return "not_allowed", tuple(constraints["enum"])
    if "pattern" in constraints and not re.fullmatch(constraints["pattern"], text):
        return "wrong_form", (constraints["pattern"],)
    if column["type"] != "string":
        least, most = constraints.get("minimum", -LARGEST), constraints.get("maximum", LARGEST)
        if float(text) < least:
            return "too_small", (str(least),)
        if float(text) > most:
            return "too_large", (str(most),)
        most_decimals = column.get("decimals", FINEST)
        if decimals(text) > most_decimals:
            return "too_many_decimals", (str(most_decimals),)
    return None


CALENDAR = {"date": "2025-03-18", "month": "2025-03", "year": "2025", "either": "2024/2025"}
"""How a time can be written (ISO 8601), each with an example; the last is one of two years, it is not known which."""


def is_time(text: str, form: str) -> bool:
    """Whether the text is a day, month or year that there is, written in this form of :data:`CALENDAR`."""
    if not re.fullmatch(re.sub(r"\d", r"\\d", CALENDAR[form]), text, re.ASCII):
        return False
    if form == "either":
        first, _, second = text.partition("/")
        return is_time(first, "year") and is_time(second, "year") and first < second
    try:
        datetime.date.fromisoformat((text + "-01-01")[:10])
    except ValueError:
        return False
    return True


def is_address(text: str) -> bool:
    """Whether the text is the address of a page: it begins with ``https://``, and says no name or password."""
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
    except ValueError:
        return False
    return parts.scheme == "https" and "." in host and "@" not in parts.netloc and not NO_ADDRESS.search(text)


NO_ADDRESS = re.compile(r"[\s\x00-\x1f\x7f<>\"\\^`{|}]")
"""What never stands in an address."""


def decimals(text: str) -> int:
    """How many decimals a number has; zeros at its end say nothing."""
    return len(text.partition(".")[2].rstrip("0")) if "." in text else 0


def check_unique(table: Table, schema: Schema) -> list[Problem]:
    """No two rows with the same primary key: one figure is published once in one source."""
    table.performed["keys"] = len(table.numbers)
    if len(set(table.tuples(schema["primaryKey"]))) == len(table.numbers):
        return []
    first: dict[tuple[str, ...], int] = {}
    problems = []
    for number, key in table.keys(schema["primaryKey"]):
        if key in first:
            shown = ", ".join(part for part in key if part)
            problems.append(
                Problem("repeated_key", table.file, number, value=shown, expected=(str(first[key]),)),
            )
        first.setdefault(key, number)
    return problems


def check_filled(table: Table, schema: Schema) -> list[Problem]:
    """An observation is about a category or a place, not both, and holds at least one figure."""
    measures = [column["name"] for column in schema["fields"] if column.get("unit")]
    if not measures or not {"area_category", "area"} <= set(table.header):
        return []
    table.performed["filled"] = len(table.numbers)
    problems = [
        Problem("no_figure", table.file, number, expected=tuple(measures))
        for number, figures in table.keys(measures)
        if not any(figures)
    ]
    for number, (category, area) in table.keys(["area_category", "area"]):
        if bool(category) == bool(area):
            letter = table.letter("area_category")
            problems.append(Problem("category_or_area", table.file, number, letter, "area_category", category))
    return problems


def check_references(tables: dict[str, list[Table]], schemas: dict[str, Schema]) -> list[Problem]:
    """Every id that a file uses stands in the dictionary file it refers to.

    ``tables`` holds the files of each resource of the data package.
    """
    problems = []
    for resource, schema in schemas.items():
        for key in schema.get("foreignKeys", []):
            column, target = key["fields"][0], key["reference"]["resource"]
            known = {text for table in tables.get(target, []) for text in table.texts(key["reference"]["fields"][0])}
            for table in tables.get(resource, []):
                if column not in table.header:  # an optional one
                    continue
                used = table.texts(column)
                filled = len(used) - used.count("")
                table.performed["references"] = table.performed.get("references", 0) + filled
                unknown = set(used) - known - {""}
                for number, text in table.cells(column) if unknown else ():
                    if text in unknown:
                        place = (number, table.letter(column), column, text)
                        problems.append(Problem("unknown_id", table.file, *place, expected=(target,)))
    return problems


def check_dated(tables: dict[str, list[Table]], schemas: dict[str, Schema], undated: Collection[str]) -> list[Problem]:
    """A source of figures says when it was published: of two, the later counts. ``undated`` are resources without figures."""
    used = set()
    for resource, schema in schemas.items():
        keys = [key["fields"][0] for key in schema.get("foreignKeys", []) if key["reference"]["resource"] == "sources"]
        if resource not in undated:
            used |= {text for table in tables.get(resource, []) for column in keys for text in table.texts(column)}
    return [
        Problem("required", table.file, number, table.letter("published"), "published")
        for table in tables.get("sources", [])
        for number, (id_, published) in table.keys(["id", "published"])
        if id_ in used and not published
    ]


def check_repeated_across(tables: list[Table], schema: Schema) -> list[Problem]:
    """No figure stands in two export files. (Nor twice in one: :func:`check_unique`.)"""
    every = [set(table.tuples(schema["primaryKey"])) for table in tables]
    if len(set().union(*every)) == sum(map(len, every)):
        return []
    first: dict[tuple[str, ...], str] = {}
    problems = []
    for table in tables:
        for number, key in table.keys(schema["primaryKey"]):
            if first.setdefault(key, table.file) != table.file:
                shown = ", ".join(part for part in key if part)
                problems.append(
                    Problem("repeated_across", table.file, number, value=shown, expected=(first[key],)),
                )
    return problems


def check_parts(answers: list[Table]) -> list[Problem]:
    """A question belongs to the same part wherever it was answered that year: else the levels of parts are not comparable."""
    first: dict[tuple[str, str], tuple[str, str]] = {}
    problems = []
    for table in answers:
        table.performed["parts"] = len(table.numbers)
        for number, (year, question, part) in table.keys(["year", "question", "part"]):
            said, place = first.setdefault((year, question), (part, f"{table.file}:{number}"))
            if said != part:
                letter = table.letter("part")
                problems.append(Problem("other_part", table.file, number, letter, "part", part, (said, place)))
    return problems


SHOWN_DECIMALS = {"count": 0, "population": 0, "per_1000": 1, "share_percent": 1}
"""Decimals of a measure that is not the indicator's own, as the pages show them."""


READ = "egen-"
"""How the ids of sources begin that were read from others' files: their rates were converted, and have more decimals."""


def check_decimals(observations: list[Table], indicators: list[Table]) -> list[Problem]:
    """No figure has more decimals than are shown: what a source prints is never rounded in silence.

    A rate per 100 000 that became one per 1 000 does not stand in its file in that form; its source says so.
    """
    own = {
        id_: (measure, int(shown))
        for table in indicators
        for _, (id_, measure, shown) in table.keys(["id", "measure", "decimals"])
    }
    problems = []
    for table in observations:
        figures = {name: table.texts(name) for name in SHOWN_DECIMALS}
        table.performed["decimals"] = sum(len(texts) - texts.count("") for texts in figures.values())
        for name, shown in SHOWN_DECIMALS.items():
            # A figure with few decimals is right for any indicator; only those with more are looked at row by row.
            fewest = min([shown, *(most for measure, most in own.values() if measure == name)])
            many = {text for text in set(figures[name]) if "." in text and decimals(text) > fewest}
            for number, (indicator, text, source) in table.keys(["indicator", name, "source"]) if many else ():
                if text not in many or (name == "per_1000" and source.startswith(READ)):
                    continue
                measure, own_decimals = own.get(indicator, ("", 0))
                is_own = measure == name
                most = own_decimals if is_own else shown
                if decimals(text) > most:
                    check = "too_precise" if is_own else "too_many_decimals"
                    problems.append(Problem(check, table.file, number, table.letter(name), name, text, (str(most),)))
    return problems
