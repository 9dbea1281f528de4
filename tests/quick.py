"""Names the fast tests of what a change touches, for ``make quick``: ``python -m tests.quick [COMMIT]``.

A change is what differs from a commit (HEAD unless told), files that git does not know yet among it. It touches

- the tests that it changes itself;
- the tests of each changed module: those that lie where tests/ repeats the module's place and bear its name, else those that import it;
- the structure and the documents of the house, and, for anything under pages/ or data/, that every screen still runs.

What a module does to others that import it is not followed: ``make test`` is for that.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests import ROOT

ALWAYS = ("tests/test_structure.py", "tests/test_documents.py")
SCREENS = "tests/pages/test_screens.py::test_every_screen_runs_and_has_its_title"
QUESTIONS = ("tests/queries/test_queries.py", "tests/queries/test_row_types.py")


def main(commit: str = "HEAD") -> None:
    print(*touched(changed(commit)), sep="\n")


def changed(commit: str) -> list[str]:
    """The files that differ from the commit and still exist, as paths from the top of the repository."""
    git = ["git", "-C", str(ROOT)]
    differing = subprocess.run([*git, "diff", "--name-only", commit], check=True, capture_output=True, text=True).stdout
    unknown = subprocess.run(
        [*git, "ls-files", "--others", "--exclude-standard"], check=True, capture_output=True, text=True
    ).stdout
    return sorted({path for path in (differing + unknown).splitlines() if (ROOT / path).is_file()})


def touched(paths: list[str]) -> list[str]:
    """What pytest is to run for changes in these files; whole files of tests, but for the walk through the screens."""
    chosen = dict.fromkeys(ALWAYS)
    for path in paths:
        if path.startswith(("pages/", "data/", "dashboard.py")):
            chosen[SCREENS] = None
        chosen.update(dict.fromkeys(tests_of_file(Path(path))))
    return list(chosen)


def tests_of_file(path: Path) -> Iterator[str]:
    if path.parts[0] == "tests":
        yield from [str(path)] if path.name.startswith("test_") else importing(path)
    elif path.suffix == ".sql" or path.parts[0] == "data":
        yield from QUESTIONS
    elif path.suffix == ".py":
        yield from list(named_like(path)) or importing(path)


def named_like(path: Path) -> Iterator[str]:
    """tests/queries/places/test_places.py and the like for queries/places/places.py, or for the room queries/places."""
    module = path.parent if path.name == "__init__.py" else path.with_suffix("")
    for found in sorted((ROOT / "tests" / module.parent).glob(f"test_{module.name}*.py")):
        yield str(found.relative_to(ROOT))


def importing(path: Path) -> Iterator[str]:
    """The files of fast tests in which the module is imported by its name, or something out of it."""
    module = path.parent if path.name == "__init__.py" else path.with_suffix("")
    room, name = ".".join(module.parent.parts), module.name
    whole = f"{room}.{name}".removeprefix(".")
    for test in sorted((ROOT / "tests").rglob("test_*.py")):
        lines = test.read_text(encoding="utf-8").splitlines()
        if "browser" not in test.parts and any(
            line.startswith((f"from {whole} import ", f"import {whole}"))
            or (line.startswith(f"from {room} import ") and name in line.replace(",", " ").split()[3:])
            for line in lines
        ):
            yield str(test.relative_to(ROOT))


if __name__ == "__main__":
    main(*sys.argv[1:])
