"""The server answers before what only pages need is there: pandas alone takes as long as all of Streamlit."""

import subprocess
import sys

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
