"""Catalogues of translations (gettext), read as they are written.

What is read is compiled, and kept beside Python's own compiled files, by its content: else each start would wait for it.
"""

from __future__ import annotations

import contextlib
import functools
import gettext
import hashlib
import io
import os
import sys
import tempfile
from importlib.util import cache_from_source
from pathlib import Path


@functools.cache
def catalogue(folder: Path, language: str) -> gettext.NullTranslations:
    """The translations into a language, from ``<language>.po`` in the folder; without that file, texts stay as they are."""
    path = folder / f"{language}.po"
    if not path.exists():
        return gettext.NullTranslations()
    content = path.read_bytes()
    kept = kept_as(path, content)
    try:
        compiled = kept.read_bytes()
    except OSError:
        compiled = compile_catalogue(content, language)
        keep(kept, compiled)
    return gettext.GNUTranslations(io.BytesIO(compiled))


def kept_as(path: Path, content: bytes) -> Path:
    """Where this content of a catalogue is kept compiled."""
    beside = Path(cache_from_source(str(path)))
    return beside.with_name(f"{path.stem}-{hashlib.sha256(content).hexdigest()[:16]}.mo")


def compile_catalogue(content: bytes, language: str) -> bytes:
    """A catalogue as gettext reads it."""
    from babel.messages.mofile import write_mo  # only where nothing is kept
    from babel.messages.pofile import read_po

    compiled = io.BytesIO()
    write_mo(compiled, read_po(io.BytesIO(content), locale=language))
    return compiled.getvalue()


def keep(kept: Path, compiled: bytes) -> None:
    """Keep what was compiled in place of what was kept before; where the folder cannot be written, or Python is told to keep
    nothing, it is compiled at each start."""
    if sys.dont_write_bytecode:
        return
    with contextlib.suppress(OSError):
        kept.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(
            dir=kept.parent, delete=False
        ) as part:  # whoever reads it now reads all or nothing
            part.write(compiled)
        before = set(kept.parent.glob(f"{kept.stem.partition('-')[0]}-*.mo"))
        os.replace(part.name, kept)
        for old in before - {kept}:
            old.unlink(missing_ok=True)


def message(text: str) -> str:
    """Marks a text for the catalogue: it is shown elsewhere, in the reader's language."""
    return text
