"""The folder ``LAGESBILD_HISTORY``: what pages showed when a link to them was made.

A file a view and language, below a folder a version of the data. The folder is bounded in number and in bytes; what was
not used for longest makes room. Only files of these names are ever removed.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
import os
import re
import tempfile
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pages.components.frozen import figures as frozen_figures
from pages.components.frozen.figures import Part
from pages.components.text import LANGUAGES

LOG = logging.getLogger(__name__)

MOST = 10_000
"""So many views are kept."""

SETTING = "LAGESBILD_HISTORY_SIZE"
LARGEST = 100
"""Megabytes that all of them may take where ``LAGESBILD_HISTORY_SIZE`` does not say otherwise."""

MEGABYTE = 1_000_000
_lock = threading.Lock()
"""One thread at a time makes room and writes; of other processes see :func:`keep`."""

VERSION = re.compile(r"[0-9a-f]{16}")
KEPT = re.compile(r"[0-9a-f]{32}(\.[a-z]{2})?\.json|\.lagesbild-\w+\.part")

View = Mapping[str, Sequence[str]]
"""The parameters of the address that a page heeds, with the values it knows."""


@dataclass(frozen=True, kw_only=True)
class Kept:
    """What a page showed: when, in which language, and the tables.

    ``smallest`` is the smallest number of own files that was shown then; ``has_own`` whether there were own files.
    """

    made: str
    language: str
    smallest: int
    has_own: bool
    parts: list[Part]


def folder() -> Path | None:
    """Where figures are kept, if the administrator has named a place."""
    named = os.environ.get("LAGESBILD_HISTORY", "").strip()
    return Path(named) if named else None


def largest() -> int:
    """How many bytes all that is kept may take."""
    said = os.environ.get(SETTING, "").strip()
    if said.isascii() and said.isdigit() and len(said) <= 9:
        return int(said) * MEGABYTE
    if said:
        LOG.warning("%s: %r is not a whole number of megabytes; %d is used", SETTING, said[:80], LARGEST)
    return LARGEST * MEGABYTE


def name_of(path: str, view: View) -> str:
    """One name for a view, whatever the order of its parameters."""
    content = json.dumps([path, {name: list(values) for name, values in sorted(view.items())}])
    return hashlib.sha256(content.encode()).hexdigest()[:32]


def keep(version: str, path: str, view: View, shown: Kept) -> bool:
    """Write what the view showed, unless it is there already; whether it is kept now."""
    place = folder()
    if place is None:
        return False
    target = place / version / f"{name_of(path, view)}.{shown.language}.json"
    try:
        with _lock:
            if read(target) is not None:
                return True
            content = json.dumps(as_json(shown)).encode()
            if not make_room(place, len(content)):
                return False
            try:
                write(target, content)
            except FileNotFoundError:  # another process made room and removed the folder while it was empty
                write(target, content)
    except OSError as error:
        LOG.error("LAGESBILD_HISTORY: %s", error)  # the reader is told that nothing is kept
        return False
    return True


def write(target: Path, content: bytes) -> None:
    """Put a file in its place in one step. Raises ``OSError``, and leaves nothing behind then."""
    written: str | None = None
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with tempfile.NamedTemporaryFile(
            "wb", dir=target.parent, prefix=".lagesbild-", suffix=".part", delete=False
        ) as file:
            written = file.name
            file.write(content)
        Path(written).replace(target)
    finally:
        if written is not None:
            with contextlib.suppress(OSError):
                Path(written).unlink(missing_ok=True)


def make_room(place: Path, more: int) -> bool:
    """Remove what was not used for longest until one more file of so many bytes fits; whether it fits at all."""
    most = largest()
    if more > most:
        return False
    files = sorted(there(place))  # the oldest first
    size = sum(bytes_ for _, bytes_, _ in files)
    left = len(files)
    for _, bytes_, path in files:
        if left < MOST and size + more <= most:
            return True
        path.unlink(missing_ok=True)
        left, size = left - 1, size - bytes_
        with contextlib.suppress(OSError):  # others of that version are still there
            path.parent.rmdir()
    return left < MOST


def there(place: Path) -> list[tuple[int, int, Path]]:
    """All files of this folder that are ours, those half written too: when last used, bytes, path."""
    found = []
    for version in listed(place):
        if VERSION.fullmatch(version.name):
            for file in listed(version.path):
                if KEPT.fullmatch(file.name):
                    with contextlib.suppress(FileNotFoundError):  # another process made room
                        status = file.stat()
                        found.append((status.st_mtime_ns, status.st_size, Path(file.path)))
    return found


def listed(place: Path | str) -> list[os.DirEntry[str]]:
    """What is in a folder; nothing where there is none, as when another process removed it while making room."""
    with contextlib.suppress(FileNotFoundError, NotADirectoryError), os.scandir(place) as inside:
        return list(inside)
    return []


def kept(version: str, path: str, view: View, language: str) -> Kept | None:
    """What the view showed in that version, in this language or else another; ``None`` if that is not kept, or no
    longer to be read."""
    place = folder()
    if place is None:
        return None
    name = name_of(path, view)
    for one in (language, *(other for other in LANGUAGES if other != language)):
        found = read(place / version / f"{name}.{one}.json")
        if found is not None:
            return found
    return None


def read(file: Path) -> Kept | None:
    """What a file holds, which counts as its use; ``None`` if it is not there, or no longer to be read."""
    with contextlib.suppress(OSError, ValueError, TypeError, KeyError):
        found = from_json(json.loads(file.read_bytes()))
        with contextlib.suppress(OSError):  # a folder that may only be read
            os.utime(file)
        return found
    return None


def as_json(shown: Kept) -> dict[str, Any]:
    """What is kept of a view."""
    return {
        "made": shown.made,
        "language": shown.language,
        "smallest": shown.smallest,
        "own": shown.has_own,
        "tables": frozen_figures.as_json(shown.parts),
    }


def from_json(content: dict[str, Any]) -> Kept:
    """What was kept. Raises ``ValueError``, ``TypeError`` or ``KeyError`` for what is none."""
    return Kept(
        made=str(content["made"]),
        language=str(content["language"]),
        smallest=int(content["smallest"]),
        has_own=bool(content["own"]),
        parts=frozen_figures.from_json(content["tables"]),
    )
