"""Checks of a municipality's own squares: that their ids are corners of a grid in Sweden, that no two lie on each other, and
that one square has one number of inhabitants a year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from queries.store.checks import Problem, Table

COLUMNS = ["square", "metres", "year", "condition", "value", "inhabitants"]
IN_THOUSANDS = "income"
"""The one condition that is not in per cent."""

WIDER = (500, 1000)
"""Widths in metres of squares that can hold narrower ones."""


def is_file(content: bytes) -> bool:
    """Whether a reader's file is one of squares: by its header, as far as it is one at all."""
    header = content[:1000].decode("utf-8-sig", "replace").lstrip().partition("\n")[0]
    return {"square", "inhabitants"} <= {name.strip().strip('"') for name in re.split("[,;]", header)}


def ids_in(content: bytes) -> set[str]:
    """The ids of squares that stand in a file."""
    return {found.decode() for found in re.findall(rb"\b\d{13}\b", content)}


Grid = tuple[int, int, int, str]
"""Width of a grid in metres, which square of it, by easting and northing, and the year."""


def check(squares: Sequence[Table]) -> list[Problem]:
    """What does not fit in these files, row by row; of two files that do not fit together, in the later one."""
    problems: list[Problem] = []
    wide, held = set[Grid](), set[Grid]()
    for table in squares:
        if table.numbers:
            problems += _of_file(table, wide, held)
            for square, metres, year in table.tuples(COLUMNS[:3]):
                if int(metres) in WIDER:
                    wide.add((*_grid(square, int(metres)), year))
                held |= set(_around(square, int(metres), year))
    return problems


def _of_file(table: Table, wide_before: set[Grid], held_before: set[Grid]) -> Iterator[Problem]:
    """``wide_before`` are the wide squares of the files before, and ``held_before`` where a wide one would hold one of theirs."""
    from queries.places import square_ids  # late: only who has squares needs the map

    table.performed["squares"] = len(table.numbers)
    known = sorted({(square, int(metres)) for square, metres in table.tuples(["square", "metres"])})
    there = dict(zip(known, square_ids.lies_in(known), strict=True))
    people: dict[tuple[str, str, str], tuple[str, int]] = {}
    wide: dict[Grid, int] = {}
    for number, (square, metres, year) in table.keys(COLUMNS[:3]):
        if int(metres) in WIDER:
            wide.setdefault((*_grid(square, int(metres)), year), number)
    for number, (square, metres, year, condition, value, inhabitants) in table.keys(COLUMNS):
        place = (number, table.letter("square"), "square", square)
        first, row = people.setdefault((square, metres, year), (inhabitants, number))
        grids = _around(square, int(metres), year)
        around = next((wide[grid] for grid in grids if grid in wide), None)
        if not there[square, int(metres)]:
            yield Problem("not_in_sweden", table.file, *place)
        elif any(part % int(metres) for part in square_ids.corner(square)):
            yield Problem("not_on_grid", table.file, *place, expected=(metres,))
        elif around:
            yield Problem("square_within", table.file, *place, expected=(str(around),))
        elif wide_before & set(grids) or (*_grid(square, int(metres)), year) in held_before:
            yield Problem("square_overlaps", table.file, *place)
        elif condition != IN_THOUSANDS and float(value) > 100:
            yield Problem("too_large", table.file, number, table.letter("value"), "value", value, ("100",))
        elif inhabitants != first:  # the other number is not said: it may be one that is hidden
            letter = table.letter("inhabitants")
            yield Problem(
                "other_inhabitants", table.file, number, letter, "inhabitants", inhabitants, expected=(str(row),)
            )


def _around(square: str, metres: int, year: str) -> list[Grid]:
    """The wider squares that would hold this one."""
    return [(*_grid(square, width), year) for width in WIDER if width > metres]


def _grid(square: str, width: int) -> tuple[int, int, int]:
    """Which square of this width on the same grid the corner lies in."""
    return width, int(square[:6]) // width, int(square[6:]) // width
