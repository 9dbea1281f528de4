"""Second stage, first part: which rows of a table are its header, and where its figures end."""

from __future__ import annotations

from collections.abc import Sequence

from queries.exports.columns.labels import label, per
from queries.exports.file.grid import Grid, Row
from queries.exports.values import cells, names

Numbered = tuple[int, Row]

LOOKED_AT = 40
"""Rows among which the header is looked for."""

MOST_HEADER_ROWS = 3


def filled(row: Row) -> int:
    """How far the row goes: the place of its last cell that is not empty."""
    return max((place for place, cell in enumerate(row, start=1) if cell), default=0)


def count_filled(row: Row) -> int:
    return sum(1 for cell in row if cell)


def is_figure(text: str) -> bool:
    """An amount, or the mark of a missing one."""
    return bool(text) and (cells.is_missing(text) or cells.is_amount(text))


def header_of(rows: list[Numbered], asked: int | None) -> tuple[list[Numbered], list[Numbered]]:
    """The rows of the header (none, one or more) and those below it."""
    if asked == 0:
        return [], [(number, row) for number, row in rows if count_filled(row) > 1]
    if asked is not None:
        return [(n, r) for n, r in rows if n == asked], [(n, r) for n, r in rows if n > asked]
    several = [(number, row) for number, row in rows if count_filled(row) > 1]
    if not several:
        return [], []
    sample = [row for _, row in several[:300]]
    columns = amount_columns(sample)
    best, best_score = None, 0
    for place, (_, row) in enumerate(several[:LOOKED_AT]):
        score = header_score(row, columns)
        if score > best_score:
            best, best_score = place, score
        if best is not None and is_row_of_figures(row, columns, sample):
            break  # a header stands above the figures
    if best is None or best_score < 2 or figures_above(several[:best], columns, sample):
        first = next((place for place, (_, row) in enumerate(several) if figures_in(row, columns)), 0)
        return [], several[first:]
    number = several[best][0]
    header, body = [several[best]], [item for item in rows if item[0] > number]
    while len(header) < MOST_HEADER_ROWS and len(body) > 1 and is_second(header[-1][1], body[0][1], body[1:200]):
        header.append(body.pop(0))
    while best and len(header) < MOST_HEADER_ROWS and is_above(several[best - 1][1], header[0][1], columns):
        best -= 1
        header.insert(0, several[best])
    return header, body


def amount_columns(sample: Sequence[Row]) -> set[int]:
    """The columns whose cells are mostly figures, from the widest part of the rows."""
    width = max(len(row) for row in sample)
    found = set()
    for index in range(width):
        there = [row[index] for row in sample if index < len(row) and row[index]]
        amounts = sum(cells.is_amount(text) for text in there)
        if amounts and sum(is_figure(text) for text in there) >= len(there) * 0.25:
            found.add(index)
    return found


def header_score(row: Row, columns: set[int]) -> int:
    """How much a row looks like one that names columns."""
    score = 0
    for index, cell in enumerate(row[:200]):
        if not cell:
            continue
        if cells.is_amount(cell):
            return 0
        if cells.is_missing(cell):
            score -= 1
        elif cells.period(cell) or cells.part_of_year(cell):
            score += 2 if index in columns else 0
        elif len(cell) < 120:
            score += 2 if index in columns else 0
            known = names.is_place(cell) or names.indicator(cell).id
            score += 2 if not known and says_something(cell) else 0
    return score


def says_something(text: str) -> bool:
    """Whether a cell reads as the name of a column."""
    found = label(text)
    return bool(found.concepts - {"activity"} or found.per)


def figures_in(row: Row, columns: set[int]) -> int:
    return sum(is_figure(row[index]) for index in columns if index < len(row))


def is_row_of_figures(row: Row, columns: set[int], sample: Sequence[Row]) -> bool:
    """Whether most columns of figures have one in this row, which is as wide as others."""
    return any(cells.is_amount(cell) for cell in row) and figures_in(row, columns) * 2 > len(columns) > 0


def figures_above(above: Sequence[Numbered], columns: set[int], sample: Sequence[Row]) -> bool:
    """Whether rows of figures stand above what looks like a header: then it is none."""
    widths = sorted(count_filled(row) for row in sample)
    usual = widths[len(widths) // 2]
    return any(is_row_of_figures(row, columns, sample) and count_filled(row) * 2 > usual + 2 for _, row in above)


def is_second(row: Row, under: Row, below: Sequence[Numbered]) -> bool:
    """Whether the row under a header belongs to it: no amounts, but names where figures stand below."""
    if any(cells.is_amount(cell) for cell in under) or len(under) < 2:
        return False
    above = [*row, *[""] * (len(under) - len(row))]
    new = [index for index, cell in enumerate(under) if cell and not above[index]]
    units = [cell for cell in under if cell and is_unit(cell)]
    if not new and not (units and len(units) == count_filled(under)) and not (not under[0] and row and row[0]):
        return False  # every column of the first row has its own name already
    for index, cell in enumerate(under):
        if not cell or cells.is_missing(cell):
            continue
        there = [other[index] for _, other in below if index < len(other) and not cells.is_missing(other[index])]
        amounts = sum(cells.is_amount(text) for text in there)
        if there and amounts > len(there) * 0.5:
            return True
    return False


def is_above(row: Row, under: Row, columns: set[int]) -> bool:
    """Whether the row above a header belongs to it: names over columns of figures, each over one or several."""
    under = [*under, *[""] * (len(row) - len(under))]
    if any(cells.is_amount(cell) for cell in row) or not any(
        cell for index, cell in enumerate(row) if index in columns
    ):
        return False
    fits = all(index in columns or under[index] in ("", cell) for index, cell in enumerate(row) if cell)
    named = [under[index] for index in sorted(columns) if index < len(under) and under[index]]
    spans = any(under[index] and (index >= len(row) or not row[index]) for index in columns if index < len(under))
    return fits and (spans or len(set(named)) < len(named))  # names that come again do not tell their columns apart


def is_unit(text: str) -> bool:
    """Whether a cell under a header says in which unit its column is: ``st``, ``per 1 000 inv``, ``%``."""
    return per(text) is not None or names.folded(text).strip("()") in ("st", "antal", "%", "procent", "inv", "personer")


def combined(header: list[Row], width: int) -> list[str]:
    """A name for each column; a name over several columns is said of each of them. Two columns of one name keep it."""
    if not header:
        return [""] * width
    rows = [[*row[:width], *[""] * (width - len(row))] for row in header]
    last = rows[-1]
    parts: list[list[str]] = [[] for _ in range(width)]
    for row in rows[:-1]:
        current = ""
        for index, cell in enumerate(row):
            current = cell or (current if index and last[index] else "")
            parts[index].append(current)
    return [" ".join(dict.fromkeys(part for part in [*parts[index], last[index]] if part)) for index in range(width)]


def has_figure(row: Row) -> bool:
    """Whether a cell beside the first is a number or the mark of a missing one."""
    return any(cell and (cells.looks_numeric(cell) or cells.is_missing(cell)) for cell in row[1:])


def is_seen(cell: str) -> bool:
    """Whether a reader sees anything in a cell: not in the mark of a file's end that older programs write."""
    return any(letter.isprintable() and not letter.isspace() for letter in cell)


def last_row(grid: Grid, body: list[Numbered]) -> int | None:
    """The number of the last row with figures; what stands below it are notes. ``None`` if all rows have some."""
    end = grid.tail or grid.head
    rows = [(number, row) for number, row in end if any(map(is_seen, row))]
    usual = max((filled(row) for _, row in body[:200]), default=0)
    figured = sum(has_figure(row) for _, row in body[:200]) * 2 > len(body[:200])  # a list of events may have none
    last = None
    for place, (number, row) in reversed(list(enumerate(rows))):
        cells_beside = [cell for cell in row[1:] if cell]
        enough = count_filled(row) > 1 and (has_figure(row) if figured else len(cells_beside) * 2 >= usual - 1)
        # A row that lacks its last figures is still one of the table, if nothing parts them.
        follows = place > 0 and rows[place - 1][0] == number - 1 and all(is_figure(cell) for cell in cells_beside)
        if enough and (filled(row) * 2 >= usual or follows):
            break
        last = number
    if last is None:
        return None
    before = [number for number, _ in rows if number < last]
    return before[-1] if before else body[-1][0]
