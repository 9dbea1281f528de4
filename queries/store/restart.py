"""What loading the repository's own data gave, kept for the next start: to read, check and work out all anew takes ten times
as long.

Kept by the content of the data and of the code that made it, beside Python's compiled files and trusted as they are
(:mod:`queries.beside`). Nothing of an administrator's or a reader's files is in it, and no state in which something is wrong.
"""

from __future__ import annotations

import contextlib
import datetime
import functools
import hashlib
import pickle
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pyarrow as pa

from queries import beside
from queries.store import base, chance, checks

CODE = Path(__file__).parents[1]
DIGEST = hashlib.sha256().digest_size
MADE_WITH = ("duckdb", "numpy", "pandas", "pyarrow", "scipy")
"""Packages whose versions what is kept depends on."""


@dataclass(frozen=True, kw_only=True)
class Kept:
    """The last whole start: the day, what the state consists of but for its files and its connection, and what makes the next
    state quick, such as that of a reader's own files."""

    day: datetime.date
    state: Mapping[str, Any]
    begun: base.Base
    finished: base.Finished
    read: Mapping[tuple[object, ...], checks.Table]
    known: Mapping[bytes, chance.Known]


def found(key: str) -> Kept | None:
    """What was kept under this key; ``None`` where nothing is, or it cannot be used."""
    with contextlib.suppress(Exception):  # whatever is wrong with it, it can be made anew
        content = place(key).read_bytes()
        digest, packed = content[:DIGEST], content[DIGEST:]
        if hashlib.sha256(packed).digest() != digest:  # damaged on the disk
            return None
        with pa.input_stream(pa.py_buffer(packed), compression="zstd") as stream:
            kept = pickle.loads(stream.read())
        if isinstance(kept, Kept) and kept.day <= datetime.date.today():  # what lay ahead then need not have come yet
            base.restore(kept.begun, kept.finished)
            checks.restore(kept.read)
            chance.restore(kept.known)
            return kept
    return None


def keep(key: str, state: Mapping[str, Any], read: tuple[checks.Table | None, ...], models: chance.Models) -> None:
    """Keep a state that was just made of the repository's own files alone; ``read`` are these as they were read."""
    tables = {id(table) for table in read}
    begun, finished = base.of_tables(tables)
    if begun is None or finished is None:  # they were made of other files
        return
    kept = Kept(
        day=datetime.date.today(),
        state=state,
        begun=begun,
        finished=finished,
        read={of: table for of, table in checks.once_read().items() if id(table) in tables},
        known=chance.of_models(models),
    )
    packed = pa.compress(pickle.dumps(kept), "zstd", asbytes=True)
    beside.keep(place(key), hashlib.sha256(packed).digest() + packed)


def place(key: str) -> Path:
    """Where what belongs to this key is kept."""
    digest = hashlib.sha256(f"{key} {made_by()}".encode()).hexdigest()
    return beside.place(Path(__file__), digest, ".zst")


@functools.cache
def made_by() -> str:
    """What tells the code by which it was made from any other."""
    digest = hashlib.sha256(f"{sys.version} {[version(package) for package in MADE_WITH]}".encode())
    for path in sorted(path for path in CODE.rglob("*") if path.suffix in (".py", ".sql")):
        digest.update(f"\n{path}\n".encode() + path.read_bytes())
    return digest.hexdigest()
