"""Putting files into a folder, all or nothing; what they replace is kept in its ``backup/``.

The new files are written beside the old ones first and then take their places one by one, sources before what refers to
them, so that a running dashboard never sees figures without their source. What fails on the way is taken back, and what
was cut off (by a power failure) at the next start.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from collections.abc import Collection, Sequence
from pathlib import Path

from queries.store.dictionary import Files

BACKUP = "backup"
UNFINISHED = "unfinished.json"
BESIDE = ".update-"
"""What the new files are called until they take their places."""


def put(folder: Path, files: Files, gone: Collection[str], stamp: str) -> Path | None:
    """Write the files, remove those that are gone, and return where the earlier ones are kept, if there were any. Raises
    ``OSError``; then the folder is as it was."""
    kept = new_backup(folder, stamp)
    names = [*sorted(files, key=order), *gone]
    before = [name for name in names if (folder / name).exists()]
    try:
        for name, content in files.items():
            target = beside(folder / name)
            target.parent.mkdir(parents=True, exist_ok=True)
            write(target, content)
        for name in before:
            (kept / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(folder / name, kept / name)
        write(kept / UNFINISHED, json.dumps({"names": names, "before": before}).encode())
        for name in sorted(files, key=order):
            os.replace(beside(folder / name), folder / name)
        for name in gone:
            (folder / name).unlink(missing_ok=True)
        (kept / UNFINISHED).unlink()
    except BaseException:
        take_back(folder, kept, names, before)
        raise
    if before:
        return kept
    kept.rmdir()
    return None


def order(name: str) -> tuple[bool, bool, str]:
    """Sources first, then figures, then what is noted of them."""
    return name != "sources.csv", name in ("notes.csv", "data_changes.csv"), name


def beside(path: Path) -> Path:
    return path.with_name(f"{BESIDE}{path.name}.tmp")


def write(path: Path, content: bytes) -> None:
    """Write a file so that it is on the disk before anything else happens."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def new_backup(folder: Path, stamp: str) -> Path:
    """A folder of its own for what this update replaces."""
    for number in range(1, 1000):
        place = folder / BACKUP / (stamp if number == 1 else f"{stamp}-{number}")
        with contextlib.suppress(FileExistsError):
            place.mkdir(parents=True)
            return place
    raise FileExistsError(str(folder / BACKUP / stamp))


def take_back(folder: Path, kept: Path, names: Sequence[str], before: Sequence[str]) -> None:
    """Make the folder as it was before an update that did not come to its end."""
    begun = (kept / UNFINISHED).exists()
    for name in names:
        beside(folder / name).unlink(missing_ok=True)
        if not begun:  # nothing has taken its place yet
            continue
        if name in before:
            copy = beside(folder / name)
            shutil.copy2(kept / name, copy)
            os.replace(copy, folder / name)
        else:
            (folder / name).unlink(missing_ok=True)
    shutil.rmtree(kept, ignore_errors=True)
    with contextlib.suppress(OSError):  # other backups are in it
        (folder / BACKUP).rmdir()


def take_back_unfinished(folder: Path) -> int:
    """Take back every update that was cut off; how many there were. Raises ``OSError``."""
    found = sorted((folder / BACKUP).glob(f"*/{UNFINISHED}"))
    for path in found:
        listed = json.loads(path.read_text(encoding="utf-8"))
        take_back(folder, path.parent, listed["names"], listed["before"])
    return len(found)
