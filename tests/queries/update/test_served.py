"""What serves the dashboard never goes out on the network: it imports neither this package nor what that needs."""

from __future__ import annotations

import ast
import subprocess
import sys

from tests import ROOT

SERVED = """
import importlib, sys
for name in sys.argv[1:]:
    importlib.import_module(name)
print(*sorted(name for name in sys.modules if name.split(".")[0] in ("httpx", "httpcore") or name.startswith("queries.update")))
"""


def served() -> list[str]:
    """Every module of the dashboard but the screens, which are scripts, and what is run by itself."""
    paths = [path.relative_to(ROOT) for folder in ("pages", "queries") for path in (ROOT / folder).rglob("*.py")]
    named = [path.with_suffix("").as_posix().replace("/", ".").removesuffix(".__init__") for path in paths]
    rooms = [name for name in named if name.count(".") > 1 or not name.startswith("pages.")]
    return ["dashboard", *(name for name in rooms if not name.startswith("queries.update") and "__main__" not in name)]


def test_the_served_dashboard_imports_nothing_that_fetches() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", SERVED, *served()], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert ran.stdout.strip() == ""
    assert len(served()) > 100


def test_nothing_else_imports_the_package() -> None:
    """The screens too, which are scripts and not imported above."""
    importing = []
    for path in (*ROOT.glob("*.py"), *(ROOT / "pages").rglob("*.py"), *(ROOT / "queries").rglob("*.py")):
        if (ROOT / "queries/update") in path.parents:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if any(
                name.split(".")[0] in ("httpx", "requests", "urllib3") or name.startswith("queries.update")
                for name in names
            ):
                importing.append(str(path.relative_to(ROOT)))
    assert importing == []


def test_what_it_needs_is_not_among_what_the_dashboard_runs_on() -> None:
    runs_on = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    fetches = (ROOT / "requirements-update.txt").read_text(encoding="utf-8")
    assert "httpx" not in runs_on
    assert "httpx==" in fetches
