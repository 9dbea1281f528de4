"""Made-up answers to the 80 questions, for tests only. The pattern is fixed; nothing in it comes from the police."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

HEADER = "area,year,question,part,level,uncertainty\n"


def part(question: int) -> str:
    """A made-up division of the questions: 30, 25 and 25."""
    if question <= 30:
        return "living_environment"
    return "societal_systems" if question <= 55 else "social_development"


def answers(area: str, year: int, moved: int = 0, without: Collection[int] = ()) -> str:
    """Lines of an answer file: 3 to every question, but one more (or less) to the first ``moved`` of them.

    The uncertainty is 1 for odd questions and 4 for even ones.
    """
    lines = []
    for question in range(1, 81):
        level = 3 + (question <= abs(moved)) * (1 if moved > 0 else -1)
        if question not in without:
            lines.append(f"{area},{year},{question},{part(question)},{level},{1 if question % 2 else 4}\n")
    return "".join(lines)


def put(folder: Path, *lines: str, name: str = "made-up.csv") -> Path:
    """Write an answer file into a copy of the data."""
    path = folder / "answers" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(HEADER + "".join(lines), encoding="utf-8")
    return path
