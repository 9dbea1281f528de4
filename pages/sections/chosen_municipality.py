"""The municipality that the reader chose, from the address: by its code, or by its name as people type it."""

from __future__ import annotations

from collections.abc import Mapping

import queries
from pages.components import address
from pages.components.text import folded

ALIAS = "municipality"
"""Another name of the parameter, which others' links may use: ``?municipality=2480``."""


def code() -> str | None:
    """The code of the chosen municipality; ``None`` for none. A place that there is not is named at the top of the page."""
    known = {row["code"]: row["name"] for row in queries.rows("municipalities")}
    for name in ("place", ALIAS):
        for value in address.asked(name) or []:
            found = meant(value, known)
            if found is not None:
                if value != found or name != "place":
                    address.put("place", found)
                    address.put(ALIAS, None)
                return found
    address.heeded("place", list(known))
    return None


def meant(asked: str, known: Mapping[str, str]) -> str | None:
    """The code of the municipality that is meant: its code, or its name with or without diacritics and "kommun"."""
    if asked in known:
        return asked
    wanted = folded(asked).removesuffix(" kommun").removesuffix(" kommuns")
    for code_, name in known.items():
        if wanted and wanted in (folded(name), folded(name) + "s"):
            return code_
    return None
