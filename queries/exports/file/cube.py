"""Tables of databases that are written as one list of figures: every combination of the values of their dimensions."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from queries.exports.file.grid import Row
from queries.exports.problems import Refused, about

MOST_FIGURES = 2_000_000


@dataclass(frozen=True, kw_only=True)
class Dimension:
    """A dimension by its name, with its values in words and, where there are such, their codes."""

    name: str
    texts: Sequence[str]
    codes: Sequence[str] = ()

    def written(self) -> list[str]:
        """The values as cells: a code of digits, as places have, stands before its name."""
        codes = self.codes if len(self.codes) == len(self.texts) else self.texts
        coded = all(code.isdecimal() and len(code) in (2, 4) for code in codes) and codes != self.texts
        return [
            f"{code} {text}" if coded and code not in text else text
            for code, text in zip(codes, self.texts, strict=True)
        ]


@dataclass(frozen=True, kw_only=True)
class Cube:
    """``figures`` are in the order of the dimensions, the last changing first; ``measured`` is the dimension that says
    what is counted, whose values become columns, or else ``counted`` is the name of the one column of figures."""

    title: str
    dimensions: Sequence[Dimension]
    counted: str
    figures: Callable[[int], str]
    measured: str = ""
    notes: Sequence[str] = ()


def check_size(name: str, sizes: Sequence[int]) -> int:
    """The number of figures. Raises :class:`Refused` where there are too many, or none."""
    count = math.prod(sizes)
    if count > MOST_FIGURES:
        raise Refused(about(name, "too_many_cells", count, MOST_FIGURES))
    if count == 0 or not sizes:
        raise Refused(about(name, "no_data_rows"))
    return count


def rows_of(cube: Cube) -> list[Row]:
    """The table as rows of cells: its title, a header, a row for each combination, and what is noted below."""
    sizes = [len(one.texts) for one in cube.dimensions]
    strides = [math.prod(sizes[at + 1 :]) for at in range(len(sizes))]
    across = next((at for at, one in enumerate(cube.dimensions) if one.name == cube.measured), None)
    kept = [at for at in range(len(sizes)) if at != across]
    columns = [cube.counted] if across is None else list(cube.dimensions[across].texts)
    written = [one.written() for one in cube.dimensions]
    rows = [[cube.title], [], [*(cube.dimensions[at].name for at in kept), *columns]]
    for places in itertools.product(*(range(sizes[at]) for at in kept)):
        first = sum(place * strides[at] for place, at in zip(places, kept, strict=True))
        step = 0 if across is None else strides[across]
        figures = [cube.figures(first + number * step) for number in range(len(columns))]
        rows.append([*(written[at][place] for place, at in zip(places, kept, strict=True)), *figures])
    return [*rows, [], *([note] for note in cube.notes)] if cube.notes else rows
