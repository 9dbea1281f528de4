"""What a Word file begins as: the municipality's own template, where an administrator has named one, or a plain A4 sheet."""

from __future__ import annotations

import copy
import logging
import os
import zipfile
from typing import Any

LOG = logging.getLogger(__name__)

SETTING = "LAGESBILD_WORD_TEMPLATE"
STYLES = ("Normal", "Title", "Heading 1", "Heading 2", "Heading 3", "List Bullet", "Caption", "Table Grid")
"""What the papers are written in; those that a template lacks come from the plain sheet."""


def begun() -> tuple[Any, bool]:
    """An empty document, and whether it is the municipality's own: then its looks, header and footer are left alone."""
    import docx  # large, and needed only when a paper is asked for

    own = named()
    return (own, True) if own is not None else (docx.Document(), False)


def named() -> Any | None:
    """The document that the setting names, without what stands in it; ``None`` where there is none, or it cannot be read:
    then the log says so."""
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    path = os.environ.get(SETTING, "").strip()
    if not path:
        return None
    try:
        document = docx.Document(path)
        emptied(document)
        complete(document, docx.Document())
    except (OSError, ValueError, KeyError, zipfile.BadZipFile, PackageNotFoundError, SyntaxError) as error:
        LOG.error("%s: %s cannot be read as a .docx: %s", SETTING, path, error)
        return None
    return document


def emptied(document: Any) -> None:
    """Take out what stands in the body; the sheet's size, margins, header and footer stay."""
    body = document.element.body
    for part in list(body):
        if not part.tag.endswith("}sectPr"):
            body.remove(part)


def complete(document: Any, plain: Any) -> None:
    """Give the document those of the styles that it lacks."""
    there = {style.name for style in document.styles}
    for name in STYLES:
        if name not in there:
            document.styles.element.append(copy.deepcopy(plain.styles[name].element))
