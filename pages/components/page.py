"""The page that is being drawn: what its parts note of it while they are drawn, for what is said above and below them.

``pages/menu.py`` begins it, once. It stands in a context variable, so in the thread that draws it and in no other: what
Streamlit calls before the page is drawn (``on_change``, ``on_click``) has none, and what it calls later from elsewhere,
as the making of a file, must hold what it needs of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from pages.components import tables
from pages.components.tables import Table
from pages.components.text import Text
from pages.server import streamlit_internals
from pages.server.streamlit_internals import Place


@dataclass(frozen=True, kw_only=True)
class Published:
    """The published data: their version; whether an administrator's files are among them, whether any of their numbers
    are hidden, and from which number on they are shown."""

    version: str
    has_own: bool
    hides: bool
    smallest: int


@dataclass(frozen=True, kw_only=True)
class Form:
    """A choice among many for who has no script: the parameter, its value for each option, and what else the address says."""

    name: str
    values: Sequence[str]
    kept: Sequence[tuple[str, str]]


@dataclass(frozen=True, kw_only=True)
class File:
    """A file that the page offers: its name, its kind, and what makes it when it is asked for."""

    name: str
    kind: str
    make: Callable[[], bytes]


@dataclass(kw_only=True)
class Page:
    """One page, as far as it is drawn.

    ``path`` is its address below the root; ``published`` is what it is made of, and ``own_sources`` are the ids of the
    sources that the reader's own files bring. ``known_elsewhere`` are values of parameters that some page knows, ``meant``
    the codes of the places that the address asks for, by what stands there.
    ``heeded`` are the parameters that this one heeds, with the values it knows; ``unknown`` the parameters with values
    that no page knows. ``tables`` are those it shows, in their order; ``shows_own`` is whether it shows figures from the
    reader's own files. ``freezing`` is where the link to exactly its figures is offered, if not below it. ``cited`` names
    the sources of its figure, ``title`` and ``said`` are its heading and the sentence that answers it, ``picture`` makes the
    specification of its chart alone.
    Only where it is drawn for nobody: ``links`` are the addresses of the options of a filter, by its key, ``forms`` what stands
    for a filter with too many, and ``files`` what is offered, by the key of its button.
    """

    path: str
    published: Published
    own_sources: tuple[str, ...]
    known_elsewhere: Mapping[str, Sequence[str]]
    meant: dict[str, str] = field(default_factory=dict)
    heeded: dict[str, list[str]] = field(default_factory=dict)
    unknown: list[tuple[str, str]] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    shows_own: bool = False
    freezing: Place | None = None
    cited: str = ""
    title: str = ""
    said: str = ""
    picture: Callable[[], dict[str, Any]] | None = None
    links: dict[str, list[str]] = field(default_factory=dict)
    forms: dict[str, Form] = field(default_factory=dict)
    files: dict[str, File] = field(default_factory=dict)

    @property
    def view(self) -> dict[str, list[str]]:
        """What is heeded of the address, with the values that are known, in one order; without language and version."""
        return {name: sorted(set(values)) for name, values in self.heeded.items() if name != "lang"}


def in_window(heading: str) -> str:
    """What the window is called in which a page with this heading is open, and so a link to it."""
    return f"{heading.replace(SOFT_HYPHEN, '')} – Lägesbild"


SOFT_HYPHEN = "\u00ad"

_current: ContextVar[Page] = ContextVar("page")


def begin(
    *,
    path: str,
    published: Published,
    own_sources: tuple[str, ...] = (),
    known_elsewhere: Mapping[str, Sequence[str]],
) -> Page:
    """This thread draws another page from now on; as :class:`Page` has it."""
    begun = Page(path=path, published=published, own_sources=own_sources, known_elsewhere=known_elsewhere)
    _current.set(begun)
    return begun


def current() -> Page:
    """The page that this thread draws. Raises ``LookupError`` where none was begun."""
    return _current.get()


def as_meant(places: Sequence[str]) -> list[str]:
    """These places of the address by their codes, as far as the page knows what is meant."""
    drawn = _current.get(None)
    return [drawn.meant.get(value, value) if drawn else value for value in places]


def offer(key: str, name: str, kind: str, make: Callable[[], bytes]) -> None:
    """Note a file that a button offers, for who has no script."""
    if streamlit_internals.is_for_nobody():
        current().files[key] = File(name=name, kind=kind, make=make)


def show_table(t: Text, table: Table) -> None:
    """Put the table on the page."""
    note_table(table)
    st.html(tables.html(t, table))


def note_table(table: Table) -> None:
    """The page shows this table, drawn in another way."""
    current().tables.append(table)
