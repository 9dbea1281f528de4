"""First pages as they are at first, for a start on the same day: whoever comes while libraries and data are loaded reads them.

They are kept beside Python's compiled files and trusted as they are (:mod:`queries.beside`), by all that makes them: files of the
program, of the data and of packages, settings, the day. Pages with an administrator's figures are not kept.
"""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import os
import pickle
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import streamlit as st

from queries import beside

ROOT = Path(__file__).parents[3]
OPTIONS = ("server.baseUrlPath", "server.maxUploadSize")
"""Settings of Streamlit's that pages heed."""


_at_start: Path | None = None
"""Where they would have been kept when this process began: it does not draw by files that came later."""


def place() -> Path | None:
    """Where they are kept as they would be drawn now; ``None`` where they are not."""
    settings = sorted((name, value) for name, value in os.environ.items() if name.startswith("LAGESBILD_"))
    if any(name == "LAGESBILD_DATA" for name, _ in settings):
        return None
    files = [
        ROOT / "dashboard.py",
        ROOT / "pyproject.toml",  # the program's version
        *(path for name in ("pages", "queries", "data", ".streamlit") for path in (ROOT / name).rglob("*")),
    ]
    states = [
        (str(path), status.st_ino, status.st_ctime_ns, status.st_size, status.st_mtime_ns)  # as of files of figures
        for path in sorted(files)
        if path.is_file() and path.parent.name != "__pycache__"
        for status in (path.stat(),)
    ]
    packages = sorted(path.name for path in Path(st.__file__).parents[1].glob("*.dist-info"))
    options = [st.get_option(name) for name in OPTIONS]
    made_of = repr((datetime.date.today(), sys.version, states, packages, settings, options))
    return beside.place(Path(__file__), hashlib.sha256(made_of.encode()).hexdigest(), ".pages")


def found() -> Mapping[Any, Any]:
    """The pages by what was asked for; none where none are kept, or they cannot be used."""
    global _at_start
    _at_start = place()
    if _at_start is not None:
        with contextlib.suppress(Exception):  # whatever is wrong with them, they can be drawn anew
            pages: dict[Any, Any] = pickle.loads(_at_start.read_bytes())
            return pages
    return {}


def keep(pages: Mapping[Any, Any]) -> None:
    """Keep these pages for the next start; none of what a stranger asked for is to be among them."""
    if _at_start is not None and _at_start == place():
        beside.keep(_at_start, pickle.dumps(dict(pages)))
