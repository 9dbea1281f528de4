"""Files that are made of others and would be made anew at each start, kept beside Python's own compiled files.

They are as safe there as these: whoever can write to the folder can change the program itself. Where it cannot be written, or
Python is told to keep nothing, nothing is kept.
"""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from importlib.util import cache_from_source
from pathlib import Path


def place(path: Path, digest: str, ending: str) -> Path:
    """Where that is kept which is made of the file at ``path``, or beside it; ``digest`` tells all that it is made of."""
    return Path(cache_from_source(str(path))).with_name(f"{path.stem}-{digest[:16]}{ending}")


def keep(kept: Path, content: bytes) -> None:
    """Keep this in place of what was made of the same file before."""
    if sys.dont_write_bytecode:
        return
    with contextlib.suppress(OSError):
        kept.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=kept.parent) as scratch:  # where there is no room, nothing is left
            part = Path(scratch, kept.name)
            part.write_bytes(content)
            before = set(kept.parent.glob(f"{kept.stem.rpartition('-')[0]}-*{kept.suffix}"))
            os.replace(part, kept)  # who reads it now reads all or nothing
        for old in before - {kept}:
            old.unlink(missing_ok=True)
