"""The server answers before what only pages need is there: pandas alone takes as long as all of Streamlit."""

import subprocess
import sys
from pathlib import Path

import pytest

from pages.server import assets, ready
from tests import ROOT

HEAVY = ("altair", "duckdb", "numpy", "pandas", "pyarrow", "scipy", "xlsxwriter")

SHELL = f"""
import sys
import dashboard
from pages.server import shell
assert "Lägesbild" in shell.page("sv")
print(*(name for name in {HEAVY} if name in sys.modules))
"""


def test_the_first_answer_waits_for_no_library_of_pages() -> None:
    ran = subprocess.run([sys.executable, "-c", SHELL], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == ""


FIRST = f"""
import asyncio, sys
import dashboard
from pages.server.first_page import kept
scope = {{"type": "http", "path": "/", "query_string": b"", "headers": [], "scheme": "http"}}
assert asyncio.run(kept.of(scope)) is None
print(*(name for name in {HEAVY} if name in sys.modules))
"""


def test_nor_for_the_data_where_no_first_page_is_kept() -> None:
    """All data were loaded to tell whether it would be the same: 3.0 seconds in place of 0.6."""
    ran = subprocess.run([sys.executable, "-c", FIRST], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == ""


@pytest.mark.usefixtures("built_in_data", "nothing_kept")
def test_what_starts_would_make_is_made_at_installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from queries.catalogues import catalogue
    from queries.store import database

    monkeypatch.setattr("sys.dont_write_bytecode", False)
    monkeypatch.setattr("sys.pycache_prefix", str(tmp_path))
    monkeypatch.setattr(database, "_loaded", None)
    monkeypatch.setattr(assets, "_kept", {})
    monkeypatch.setattr(assets, "of_pages", lambda: assets.scripts_of_a_page()[:3])  # all take seven seconds
    catalogue.cache_clear()
    ready.in_language.cache_clear()
    ready.make()
    assert {".mo", ".packed", ".zst"} <= {path.suffix for path in tmp_path.rglob("*") if path.is_file()}
    assert assets.restore()
