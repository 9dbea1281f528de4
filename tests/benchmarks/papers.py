"""How long a paper about every indicator takes, from the first in a new process to the file in hand."""

from __future__ import annotations

import datetime
import logging
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
KINDS = ("pdf", "docx")


def seconds(kind: str) -> tuple[float, float]:
    """From the question to the bytes: in a process that has just started, its libraries and data included, and again."""
    logging.disable(logging.WARNING)
    start = time.perf_counter()
    import queries
    from pages.components.paper import pdf as paper_pdf
    from pages.components.paper import word as paper_word
    from pages.components.text import in_language
    from pages.sections import paper as paper_content
    from pages.sections.paper import PaperChoice, Version

    t, indicators = in_language("sv"), queries.rows("indicators")
    about = [row for row in indicators if row["screen"] and row["years"]]
    categories = sorted(paper_content.categories_of(about))
    choice = PaperChoice(indicators=about, years=paper_content.years_of(about), categories=categories)
    shown = paper_content.present(t, choice)
    paper = paper_content.paper_of(
        t, "Underlag", datetime.date(2026, 12, 3), choice, shown, "https://example.se/", Version("1")
    )
    make = {"pdf": paper_pdf.pdf, "docx": paper_word.docx}[kind]
    assert len(make(paper)) > 10_000
    first, start = time.perf_counter() - start, time.perf_counter()
    make(paper)
    return first, time.perf_counter() - start


def measure(rounds: int) -> dict[str, float]:
    """Median seconds of each kind of file, the first in a process of its own and the next."""
    taken: dict[str, list[float]] = {f"{kind}, {which}": [] for kind in KINDS for which in ("first", "next")}
    for _ in range(rounds):
        for kind in KINDS:
            command = [sys.executable, "-m", "tests.benchmarks.papers", kind]
            said = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
            for which, figure in zip(("first", "next"), said.split()[-2:], strict=True):
                taken[f"{kind}, {which}"].append(float(figure))
    return {kind: statistics.median(figures) for kind, figures in taken.items()}


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(*seconds(sys.argv[1]))
    else:
        for name, figure in measure(3).items():
            print(f"{name:14}{figure:8.2f} s")
