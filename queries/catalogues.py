"""Catalogues of translations (gettext), read as they are written.

What is read is compiled, and kept beside Python's own compiled files, by its content: else each start would wait for it.
"""

from __future__ import annotations

import functools
import gettext
import hashlib
import io
from pathlib import Path

from queries import beside


@functools.cache
def catalogue(folder: Path, language: str) -> gettext.NullTranslations:
    """The translations into a language, from ``<language>.po`` in the folder; without that file, texts stay as they are."""
    path = folder / f"{language}.po"
    if not path.exists():
        return gettext.NullTranslations()
    content = path.read_bytes()
    kept = beside.place(path, hashlib.sha256(content).hexdigest(), ".mo")
    try:
        compiled = kept.read_bytes()
    except OSError:
        compiled = compile_catalogue(content, language)
        beside.keep(kept, compiled)
    return gettext.GNUTranslations(io.BytesIO(compiled))


def compile_catalogue(content: bytes, language: str) -> bytes:
    """A catalogue as gettext reads it."""
    from babel.messages.mofile import write_mo  # only where nothing is kept
    from babel.messages.pofile import read_po

    compiled = io.BytesIO()
    write_mo(compiled, read_po(io.BytesIO(content), locale=language))
    return compiled.getvalue()


def message(text: str) -> str:
    """Marks a text for the catalogue: it is shown elsewhere, in the reader's language."""
    return text
