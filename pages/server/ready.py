"""What each start would make anew, made once and kept (:mod:`queries.beside`): ``python -m pages.server.ready``, at installation.

Where nothing can be kept, as where Python is told to write no compiled files, it is made for nothing.
"""

from __future__ import annotations

import os
import threading

import queries
from pages.components.text import LANGUAGES, in_language
from pages.server import assets


def make() -> None:
    """The compiled catalogues, the packed scripts, and what loading the repository's own data gives: an administrator's begin
    with these."""
    os.environ.pop("LAGESBILD_DATA", None)
    for language in LANGUAGES:
        in_language(language)
    assets.warm()
    assets.pack_smaller(threading.Event(), after=0)
    queries.version()


if __name__ == "__main__":
    make()
