"""A reader's own files: where the session keeps them, and the line that says on every page that they are there.

``st.session_state["own"]`` holds the files in the project's own contract, by their path (``exports/umea.csv``,
``sources.csv``, …). They are that reader's alone and gone with the session.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import PurePosixPath
from typing import Any

import streamlit as st

import queries
from pages.components import address, notes, problems
from pages.components.text import Text

Record = dict[str, Any]

KEY = "own"
DATABASE = "own_database"
PAGE = "/egna-exporter"


def of_session() -> queries.Own | None:
    """The session's own files with the database made of them, which is made anew only when they have changed."""
    files = st.session_state.get(KEY)
    if not files:
        st.session_state.pop(DATABASE, None)
        return None
    held = st.session_state.get(DATABASE)
    if not isinstance(held, queries.Own) or held.files != files:
        held = st.session_state[DATABASE] = queries.Own(files)
    return held


def put(files: Mapping[str, bytes] | None) -> None:
    """Let every page of this session show these files; nothing for ``None``."""
    if files:
        st.session_state[KEY] = dict(files)
    else:
        for key in (KEY, DATABASE):
            st.session_state.pop(key, None)


UPLOADS, MADE = "own_uploads", "own_made"
"""Where the session keeps the files as they came, and what was made of them for their page."""


def remove() -> None:
    """Forget the session's own files, as they came and what became of them."""
    for key in (KEY, DATABASE, UPLOADS, MADE):
        st.session_state.pop(key, None)


def names(files: Mapping[str, bytes]) -> list[str]:
    """The names of the files that the exports were read from: their documents, or else the exports' own names."""
    text = files.get("sources.csv", b"").decode("utf-8-sig", "replace")
    documents = {row.get("id", ""): row.get("document_sv", "") for row in csv.DictReader(io.StringIO(text))}
    stems = sorted(PurePosixPath(path).stem for path in files if path.startswith("exports/"))
    return [documents.get(stem) or f"{stem}.csv" for stem in stems]


SHOWN = "own_shown"
"""Whether the page that is being drawn shows the reader's own figures."""


def none_shown() -> None:
    """A page begins."""
    st.session_state[SHOWN] = False


def are_shown(rows: Sequence[Record]) -> None:
    """The page shows these rows: if any is from the reader's own files, its top says so."""
    own = queries.own_sources()
    if own and any(row["source"] in own for row in rows):
        st.session_state[SHOWN] = True


def show(t: Text, files: Mapping[str, bytes] | None, found: Sequence[queries.Problem]) -> None:
    """Once the page is drawn: say that it shows the reader's own figures, whose they are, how to be rid of them; and what
    does not fit, on every page, as it is missing there."""
    if not files:
        return
    if st.session_state.get(SHOWN):
        line(t, files)
    if found:
        heading = t("Some of your own figures do not fit and are left out. The rest of the page goes on without them.")
        st.warning(f"{notes.plain(heading)}\n\n{problems.listed(t, found)}")


def line(t: Text, files: Mapping[str, bytes]) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="own_files"):
        said = t("The page also shows your own figures from {names}. Only you see them.", names=t.listed(names(files)))
        more = address.to(PAGE, {name: value for name, value in address.here().items() if name == "lang"})
        title = escape(t("Your own exports"))
        link = f'<a href="{escape(more)}">{title}</a>'
        st.html(f'<p class="own">{escape(said)} {link}</p>')
        st.button(t("Remove my own figures"), key="remove_own", on_click=remove)
