"""The house as README and CONTRIBUTING draw it: which module lies where, and which may import which.

Read off the source, nothing is run. What counts as an import is every ``import`` in a file, also within a function or for
annotations only. That Python runs a folder's ``__init__`` before a module in it is no import.

The words used below:

- A **layer** is ``queries``, ``pages.components``, ``pages.sections``, ``pages.server``, the screens (what lies in ``pages/`` itself), or
  ``dashboard``.
- A **room** is a folder within a layer. Its **front door** is its ``__init__.py``, which stands for the room: as an importer it is at
  home in everything below the room; as what is imported it lies where the room lies.

A module with one importer is a part of it, so it lies in the importer's folder or below. What serves another layer cannot, as the layer
says what it may do; there it lies in a room named by its subject, not among what everybody needs (flat in ``components/`` or ``queries/``).
``sections/`` and ``server/`` are the rooms of what one screen, or the served application, is made of.
"""

from __future__ import annotations

import ast
import functools
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from pages.screens import SCREENS
from tests import ROOT

CODE = ("dashboard.py", "pages", "queries")

MAY_IMPORT = {
    "queries": ("queries",),
    "pages.components": ("pages.components", "queries"),
    "pages.sections": ("pages.sections", "pages.components", "queries"),
    "pages": ("pages.sections", "pages.components", "queries"),
    "pages.server": ("pages.server", "pages.sections", "pages.components", "queries"),
    "dashboard": ("pages.server", "pages.sections", "queries"),
}
"""The layers that each layer may import; ``pages.screens``, the list of screens, is open to all but ``queries``."""

ASKED = ("queries", "queries.store.database")
"""Where questions are asked of the data."""


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def files() -> Iterator[Path]:
    for part in CODE:
        yield from [ROOT / part] if part.endswith(".py") else sorted((ROOT / part).rglob("*.py"))


@functools.cache
def modules() -> dict[str, Path]:
    """Every module by its name; a front door has the name of its room."""
    return {name_of(path): path for path in files()}


@functools.cache
def parsed(module: str) -> ast.Module:
    return ast.parse(modules()[module].read_text(encoding="utf-8"))


@functools.cache
def named_imports(module: str) -> frozenset[str]:
    """What a module imports, as it is named there: modules, and names out of modules."""
    found = set()
    for node in ast.walk(parsed(module)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} imports relatively"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return frozenset(found)


@functools.cache
def imports(module: str) -> frozenset[str]:
    """The modules of the house that a module imports."""
    of_names = (name if name in modules() else name.rpartition(".")[0] for name in named_imports(module))
    return frozenset(name for name in of_names if name in modules())


def graph() -> dict[str, frozenset[str]]:
    return {module: imports(module) for module in modules()}


def importers() -> dict[str, list[str]]:
    return {module: [other for other in modules() if module in imports(other)] for module in modules()}


def layer(module: str) -> str:
    return next(part for part in sorted(MAY_IMPORT, reverse=True) if f"{module}.".startswith(f"{part}."))


def folder(module: str) -> str:
    """Where a module lies; a front door where its room lies."""
    return module.rpartition(".")[0]


def home(module: str) -> str:
    """Where the parts of a module may lie, in the folder or below: a front door is the room itself."""
    return module if modules()[module].name == "__init__.py" else folder(module)


def is_below(place: str, home: str) -> bool:
    return not home or f"{place}.".startswith(f"{home}.")


def circle(arrows: Mapping[str, frozenset[str]]) -> list[str]:
    """Some circle of arrows; empty if there is none."""
    done: set[str] = set()

    def walk(name: str, path: list[str]) -> list[str]:
        if name in path:
            return [*path[path.index(name) :], name]
        if name in done:
            return []
        found = next(filter(None, (walk(to, [*path, name]) for to in sorted(arrows[name]))), [])
        done.add(name)
        return found

    return next(filter(None, (walk(name, []) for name in arrows)), [])


def path_to(module: str, wanted: tuple[str, ...]) -> list[str]:
    """A chain of imports from a module to one of those wanted; empty if there is none."""
    chains, seen = [[module]], {module}
    for chain in chains:
        for name in sorted(imports(chain[-1]) - seen):
            if name in wanted:
                return [*chain, name]
            seen.add(name)
            chains.append([*chain, name])
    return []


def test_the_walk_finds_circles_and_chains() -> None:
    none = frozenset[str]()
    assert circle({"a": frozenset({"b", "c"}), "b": frozenset({"c"}), "c": none}) == []
    assert circle({"a": frozenset({"b"}), "b": frozenset({"c"}), "c": frozenset({"b"})}) == ["b", "c", "b"]
    assert path_to("pages.menu", ASKED) == ["pages.menu", "queries"]
    assert path_to("pages.screens", ASKED) == []
    assert len(modules()) > 150


def test_the_top_level_holds_no_further_code() -> None:
    hidden_or_code = {
        path.relative_to(ROOT).parts[0] for path in ROOT.glob("[!.]*/**/*") if path.suffix in (".py", ".sql", ".js")
    }
    assert hidden_or_code == {"pages", "queries", "tests"}
    assert [path.name for path in ROOT.glob("*.py")] == ["dashboard.py"]


def test_pages_holds_the_menu_the_list_of_screens_and_one_file_a_screen() -> None:
    found = {path.stem for path in (ROOT / "pages").glob("*.py")}
    assert found == {"__init__", "menu", "screens"} | {screen.id for screen in SCREENS}
    assert {path.name for path in (ROOT / "pages").iterdir() if path.is_dir()} - {"__pycache__"} == {
        "components",
        "sections",
        "server",
    }


def test_nothing_imports_a_screen_or_the_menu() -> None:
    screens = {"pages.menu", *(f"pages.{screen.id}" for screen in SCREENS)}
    assert {module: sorted(imports(module) & screens) for module in modules() if imports(module) & screens} == {}


@pytest.mark.parametrize("of", MAY_IMPORT)
def test_arrows_lead_from_pages_to_queries(of: str) -> None:
    shared = ["pages.screens", "pages.server.streamlit_internals", "pages.server.turns"]
    may = (*MAY_IMPORT[of], *([] if of == "queries" else shared))
    wrong = [
        (module, name)
        for module in modules()
        for name in imports(module)
        if layer(module) == of and layer(name) not in may and name not in may
    ]
    assert wrong == []


def test_only_queries_import_duckdb() -> None:
    using = {module for module in modules() if any(name.split(".")[0] == "duckdb" for name in named_imports(module))}
    assert using
    assert {module for module in using if layer(module) != "queries"} == set()


def test_components_never_ask() -> None:
    """No chain of imports leads from a component to where questions are asked: what it shows, it is given."""
    components = [module for module in modules() if layer(module) == "pages.components"]
    assert [chain for module in components if (chain := path_to(module, ASKED))] == []


def test_queries_read_no_file_of_pages() -> None:
    """Nor any other folder's of the house: only ``data/``, and what they are handed."""
    reading = [
        (module, node.value)
        for module in modules()
        for node in ast.walk(parsed(module))
        if layer(module) == "queries"
        and isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and {"pages", "tests", "components", "sections"} & set(node.value.split("/"))
        and " " not in node.value
    ]
    assert reading == []


def test_no_circles_among_modules() -> None:
    assert circle(graph()) == []


def test_no_circles_among_the_rooms_of_components() -> None:
    components = [module for module in modules() if layer(module) == "pages.components"]
    rooms: dict[str, set[str]] = {home(module): set() for module in components}
    for module in components:
        rooms[home(module)] |= {home(name) for name in imports(module) if layer(name) == "pages.components"}
    assert circle({room: frozenset(others - {room}) for room, others in rooms.items()}) == []


def test_a_module_with_one_importer_lies_with_it() -> None:
    wrong = []
    for module, (importer, *others) in ((name, found) for name, found in importers().items() if found):
        if others or module == "pages.screens":
            continue
        if layer(module) == layer(importer):
            well = is_below(folder(module), home(importer))
        else:
            well = folder(module) not in ("pages.components", "queries")
        if not well:
            wrong.append(f"{module} is imported by {importer} alone")
    assert wrong == []


def test_every_module_is_used() -> None:
    """By another, by Streamlit as a screen or the menu, or as what is started."""
    started = {
        "dashboard",
        "pages.menu",
        "pages.server.ready",
        "queries.exports.__main__",
        "queries.update.__main__",
        *(f"pages.{screen.id}" for screen in SCREENS),
    }
    unused = {module for module, found in importers().items() if not found} - started
    assert {module for module in unused if any(not is_docstring(node) for node in parsed(module).body)} == set()


def is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


MOST_FIELDS, MOST_LINES = 4, 60
POSITIONAL = {"queries.store.checks.Problem"}
"""What is made at a hundred places in one and the same order: check, file, row, letter, column."""


def of_pages_and_queries() -> Iterator[tuple[str, ast.AST]]:
    """Every function and class, with its name; the reader of exports is left out."""
    for module in modules():
        if not module.startswith("queries.exports"):
            for node in ast.walk(parsed(module)):
                if isinstance(node, ast.FunctionDef | ast.ClassDef):
                    yield f"{module}.{node.name}", node


def test_dataclasses_of_many_fields_are_keyword_only() -> None:
    """But for the first few of those that are made again and again, before ``KW_ONLY``."""
    wrong = []
    for name, node in of_pages_and_queries():
        if not isinstance(node, ast.ClassDef) or name in POSITIONAL:
            continue
        marks = [ast.unparse(mark) for mark in node.decorator_list if "dataclass" in ast.unparse(mark)]
        fields = [ast.unparse(line.annotation) for line in node.body if isinstance(line, ast.AnnAssign)]
        positional = fields.index("KW_ONLY") if "KW_ONLY" in fields else len(fields)
        if marks and "kw_only=True" not in marks[0] and positional > MOST_FIELDS:
            wrong.append(name)
    assert wrong == []


def test_functions_are_short() -> None:
    lines = {
        name: node.end_lineno - node.lineno + 1
        for name, node in of_pages_and_queries()
        if isinstance(node, ast.FunctionDef)
    }
    assert {name: count for name, count in lines.items() if count > MOST_LINES} == {}
