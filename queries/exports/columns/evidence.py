"""How much each sign speaks for or against a use of a column, or for a reading of the whole table: ``evidence.csv``.

That table is the one place where it is decided what a table is believed to be: a candidate reading is worth the sum of its
points, and the best is taken if it is ahead of the next by :data:`MARGIN`; else the reader is asked. A sign of a name is a
concept of ``words/lexicon.txt``, or what :mod:`labels` parses; one of cells counts by the share of cells that have it
(:mod:`profile`); one of ``beside`` comes of the columns beside each other (:mod:`structure`); one of ``table`` counts for a
reading as a whole. ``python -m queries.exports --explain FILE`` shows which signs counted.
"""

from __future__ import annotations

import csv
from pathlib import Path

MARGIN = 2.0
"""Points by which a reading must be ahead of the next that gives other figures; else the reader is asked."""


def read() -> tuple[dict[str, dict[str, float]], dict[str, str]]:
    """What each sign is worth by use, and why."""
    with Path(__file__).with_name("evidence.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    parted = {row["sign"]: [one.rpartition(" ") for one in row["points"].split("; ")] for row in rows}
    points = {sign: {use: float(value) for use, _, value in there} for sign, there in parted.items()}
    return points, {row["sign"]: row["why"] for row in rows}


POINTS, WHY = read()


def worth(sign: str, strength: float = 1.0) -> tuple[str, float]:
    """A sign of a whole reading with its points."""
    return sign, round(POINTS[f"table: {sign}"]["reading"] * strength, 2)
