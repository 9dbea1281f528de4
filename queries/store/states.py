"""The last few states of the data, found again by what they were made from, so that they need not be made again.

A file that is mended, a folder that is copied, or two readers with the same file then share one database. What holds a
reader's own files stays only as long as a session holds it, and is found by nobody who does not bring the very same
files under the same names.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable
from typing import Any, TypeVar
from weakref import WeakValueDictionary

from queries.store import additions
from queries.store.dictionary import Files

MOST = 4
"""So many states without a reader's own files stay although nobody uses them."""

LARGEST = 50_000_000
"""Bytes of files that these have together at most."""

Made = TypeVar("Made")

_lock = threading.Lock()
_databases: WeakValueDictionary[str, Any] = WeakValueDictionary()
_in_use: WeakValueDictionary[str, Any] = WeakValueDictionary()
_kept: dict[str, tuple[Any, int]] = {}


def key(files: Files, *conditions: object) -> str:
    """What tells a state from all others: the names and the content of its files, and the ``conditions`` it was made under."""
    digest = hashlib.sha256(repr(conditions).encode())
    for name in sorted(files):
        digest.update(f"\n{len(name)} {len(files[name])} {name}".encode())  # no content can be taken for a name
        digest.update(files[name])
    return digest.hexdigest()


def found(key: str) -> Any:
    """The state with this key, or ``None`` where it is not there any more."""
    with _lock:
        state = _in_use.get(key)
        if key in _kept:
            _kept[key] = _kept.pop(key)  # the last used is the last to go
        return state


def shared(key: str, make: Callable[[], Made]) -> Made:
    """What ``make`` gave for this key, as long as a state holds it. Unlike a state it holds nothing of what was left out."""
    found: Made | None = _databases.get(key)
    if found is None:
        _databases[key] = found = make()
    return found


def keep(key: str, state: object, files: Files) -> None:
    """Let the state that was made from these files be found; it stays for a while, unless a reader's own are among them."""
    with _lock:
        _in_use[key] = state
        if not any(map(additions.is_own, files)):
            _kept.pop(key, None)
            _kept[key] = (state, sum(map(len, files.values())))
            while len(_kept) > MOST or sum(size for _, size in _kept.values()) > LARGEST:
                del _kept[next(iter(_kept))]
