"""The version of the program, which ``pyproject.toml`` alone holds; ``CHANGELOG.md`` says what each one brought."""

from __future__ import annotations

import functools
import tomllib
from pathlib import Path

PROJECT = Path(__file__).parents[2] / "pyproject.toml"


@functools.cache
def of_program() -> str:
    """Such as ``1.2.3``. That of the data is another: ``queries.version``."""
    return str(tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]["version"])
