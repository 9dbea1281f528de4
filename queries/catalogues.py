"""Catalogues of translations (gettext), read as they are written."""

from __future__ import annotations

import functools
import gettext
import io
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


@functools.cache
def catalogue(folder: Path, language: str) -> gettext.NullTranslations:
    """The translations into a language, from ``<language>.po`` in the folder; without that file, texts stay as they are."""
    path = folder / f"{language}.po"
    if not path.exists():
        return gettext.NullTranslations()
    compiled = io.BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def message(text: str) -> str:
    """Marks a text for the catalogue: it is shown elsewhere, in the reader's language."""
    return text
