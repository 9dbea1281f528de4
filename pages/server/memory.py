"""How much memory the process may have: the machine's, or what its container or service is given."""

from __future__ import annotations

import os
from pathlib import Path

UNKNOWN = 4_000_000_000
"""Taken where the system does not tell."""

GROUPS = ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes")
"""What a container is given, in either version of Linux' control groups."""


def of_machine() -> int:
    """Bytes."""
    found = []
    try:
        found.append(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"))
    except (AttributeError, ValueError, OSError):  # Windows
        found.append(UNKNOWN)
    for place in map(Path, (*GROUPS, *own_groups())):
        try:
            said = place.read_text(encoding="ascii").strip()
        except OSError:
            continue
        if said.isdigit():
            found.append(int(said))
    return min(found)


def own_groups() -> list[str]:
    """Where the limit of the service stands that this process belongs to, outside a container, with those above it."""
    try:
        lines = Path("/proc/self/cgroup").read_text(encoding="utf-8").splitlines()
    except OSError:
        return []
    path = next((Path(line.removeprefix("0::/")) for line in lines if line.startswith("0::/")), Path())
    return [f"/sys/fs/cgroup/{part}/memory.max" for part in (path, *path.parents) if str(part) != "."]
