"""What is installed is pinned to the last package, by hash, and belongs to the files that people edit."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests import ROOT

RUN, FETCH, DEV = "requirements.txt", "requirements-update.txt", "requirements-dev.txt"
LOCKS = {name: name.replace(".txt", ".lock") for name in (RUN, FETCH, DEV)}
FETCHING = ROOT / "queries/update"
INSTALLED_AS = {
    "PIL": "pillow",
    "docx": "python-docx",
    "markdown_it": "markdown-it-py",
    "vl_convert": "vl-convert-python",
}
RENEW = "run “make lock” and commit what it writes"


@dataclass(frozen=True)
class Pinned:
    """A package of a lock file: its version (with a condition, if it is for some machines only), its hashes, and what needs it."""

    version: str
    hashes: frozenset[str]
    needed_by: frozenset[str]


def edited(name: str) -> dict[str, str]:
    """The packages of a file that people edit, with their versions; without those of files that it includes."""
    lines = (line.partition("#")[0].strip() for line in (ROOT / name).read_text(encoding="utf-8").splitlines())
    return dict(line.split("==") for line in lines if line and not line.startswith("-r"))


def locked(name: str) -> dict[str, Pinned]:
    """The packages of a lock file."""
    text = (ROOT / name).read_text(encoding="utf-8")
    found = {}
    for block in re.split(r"\n(?=[a-z0-9])", text)[1:]:
        package, _, rest = block.partition("==")
        version = rest.partition("\\")[0].strip()
        needed_by = re.findall(r"^    #(?: via|  ) +(-r \S+|[a-z0-9][\w.-]*)$", block, flags=re.MULTILINE)
        found[package] = Pinned(version, frozenset(re.findall(r"--hash=(sha256:\w{64})", block)), frozenset(needed_by))
    return found


@pytest.mark.parametrize("name", [RUN, FETCH, DEV])
def test_the_lock_is_of_what_is_edited(name: str) -> None:
    pins = locked(LOCKS[name])
    here = {package for package, pin in pins.items() if f"-r {name}" in pin.needed_by}
    assert {package: pins[package].version for package in here} == edited(name), RENEW


@pytest.mark.parametrize("name", LOCKS.values())
def test_every_package_has_a_version_and_hashes_and_a_reason(name: str) -> None:
    pins = locked(name)
    assert len(pins) > 40
    for package, pin in pins.items():
        assert re.fullmatch(r"[\w.]+( ; .+)?", pin.version), package
        assert pin.hashes, package
        assert pin.needed_by, package
        asked = {by for by in pin.needed_by if not by.startswith("-r ")}
        assert asked <= set(pins), f"{package}: {RENEW}"


@pytest.mark.parametrize("name", [RUN, FETCH])
def test_what_it_runs_on_is_what_it_is_tested_with(name: str) -> None:
    run, dev = locked(LOCKS[name]), locked(LOCKS[DEV])
    assert {package: (pin.version, pin.hashes) for package, pin in run.items()} == {
        package: (dev[package].version, dev[package].hashes) for package in run
    }, RENEW


def imported(paths: Iterable[Path]) -> set[str]:
    """The packages that files import, by the names that they are installed under."""
    names = set()
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                names.add(node.module.split(".")[0])
    foreign = names - set(sys.stdlib_module_names) - {"dashboard", "pages", "queries", "tests"}
    return {INSTALLED_AS.get(name, name.replace("_", "-")) for name in foreign}


def test_what_the_code_imports_is_named_and_not_only_brought_along() -> None:
    code = [ROOT / "dashboard.py", *(ROOT / "pages").rglob("*.py"), *(ROOT / "queries").rglob("*.py")]
    assert imported(path for path in code if FETCHING not in path.parents) == set(edited(RUN))
    assert imported(FETCHING.rglob("*.py")) - set(edited(RUN)) == set(edited(FETCH))
    assert imported((ROOT / "tests").rglob("*.py")) <= {*edited(RUN), *edited(FETCH), *edited(DEV)}


def test_everything_that_is_edited_is_pinned() -> None:
    for name in LOCKS:
        for package, version in edited(name).items():
            assert re.fullmatch(r"[\w.]+", version), package


@pytest.mark.parametrize("name", [*LOCKS, *LOCKS.values()])
def test_no_place_is_named_from_where_packages_come(name: str) -> None:
    assert re.findall(r"\w+://\S+|--(?:extra-)?index-url|--find-links", (ROOT / name).read_text(encoding="utf-8")) == []


def test_the_locks_are_for_every_python_that_the_project_is_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    (oldest,) = re.findall(r"^>=(\d+\.\d+)$", project["requires-python"])
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert f"--universal --python-version {oldest} " in makefile


def test_make_installs_the_locks_alone_by_hash() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert "--require-hashes" in makefile
    assert set(re.findall(r"^\t\$\(INSTALL\).* -r (\S+)$", makefile, flags=re.MULTILINE)) == set(LOCKS.values())
    assert re.findall(r"^\t.*pip install(?!.*playwright)", makefile, flags=re.MULTILINE) == []


@pytest.mark.parametrize("file", ["Makefile", "deploy/Containerfile"])
def test_what_is_compiled_at_installation_is_asked_for_in_words_that_python_knows(file: str, tmp_path: Path) -> None:
    """It was not once, and neither would a fresh machine have started the dashboard nor a container been built."""
    lines = [line for line in (ROOT / file).read_text(encoding="utf-8").splitlines() if "-m compileall" in line]
    assert lines
    for line in lines:
        options = line.partition("-m compileall")[2].partition(" dashboard.py")[0].split()
        command = [sys.executable, "-m", "compileall", *options, "dashboard.py"]  # the rest takes seconds
        subprocess.run(command, cwd=ROOT, env=os.environ | {"PYTHONPYCACHEPREFIX": str(tmp_path)}, check=True)
