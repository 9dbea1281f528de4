"""A reader's own files: where the session keeps them, and the line that says on every page that they are there.

``st.session_state["own"]`` holds the files in the project's own contract, by their path (``exports/umea.csv``,
``sources.csv``, …). They are that reader's alone and gone with the session.
"""

from __future__ import annotations

import csv
import io
import json
import secrets
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from pathlib import PurePosixPath

import streamlit as st

from pages.components import address, filters, notes, page, problems
from pages.components.own.words import say
from pages.components.text import Text
from queries.exports.sentences import Sentence
from queries.row_types import Record
from queries.store.checks import Problem

KEY, DATABASE = "own", "own_database"
"""Keys of the session: the files, and the database made of them (``pages/sections/own_database.py``)."""

PAGE = "/egna-exporter"


def put(files: Mapping[str, bytes] | None) -> None:
    """Let every page of this session show these files; nothing for ``None``."""
    if files:
        st.session_state[KEY] = dict(files)
    else:
        for key in (KEY, DATABASE):
            st.session_state.pop(key, None)
        filters.forget()


def are_open() -> bool:
    """Whether the session has any own files, read or not: then no page of it may be kept, whatever it shows."""
    return bool(st.session_state.get(KEY) or st.session_state.get(UPLOADS))


CAVEATS = "own_caveats"
"""What was noticed in each file, such as preliminary figures: sentences by the id that the file has as a source."""

MOST_CAVEATS = 8


def noticed(t: Text, sentences: Sequence[Sentence]) -> str:
    """What was noticed in a file, as far as it says something of its figures."""
    said = [sentence for sentence in sentences if sentence.kind != "rows"]
    return " ".join(say(t, sentence) for sentence in said[:MOST_CAVEATS])


SESSION = "own_session"


def marks() -> str:
    """Attributes that tell ``connection.js`` which files this session has, so that it can say which are gone when another
    one has taken its place: ``data-session`` stands for the session, ``data-own`` are their names."""
    session = st.session_state.setdefault(SESSION, secrets.token_hex(4))
    named = json.dumps([file.name for file in st.session_state.get(UPLOADS, [])], ensure_ascii=False)
    language = {name: value for name, value in address.here().items() if name == "lang"}
    again = address.to(PAGE, language)
    return f' data-session="{session}" data-own="{escape(named)}" data-again="{escape(again)}"'


def caveats(t: Text) -> dict[str, str]:
    """What must be known of the figures of each own file, wherever they are shown, by the file's id as a source."""
    found = {str(source): noticed(t, said) for source, said in st.session_state.get(CAVEATS, {}).items()}
    return {source: said for source, said in found.items() if said}


def explained(t: Text, used: Iterable[str], sources: Mapping[str, Record]) -> list[tuple[str, str]]:
    """The same as headings with their texts, for the own files among the sources that are ``used``."""
    there = set(used)
    return [
        (t("Caveats of {file}", file=t.field(sources[id_], "document")), said)
        for id_, said in caveats(t).items()
        if id_ in there and id_ in sources
    ]


UPLOADS, MADE = "own_uploads", "own_made"
"""Where the session keeps the files as they came, and what was made of them for their page."""


def remove() -> None:
    """Forget the session's own files, as they came and what became of them."""
    for key in (KEY, DATABASE, UPLOADS, MADE, CAVEATS):
        st.session_state.pop(key, None)
    filters.forget()


def names(files: Mapping[str, bytes]) -> list[str]:
    """The names of the files that the exports were read from: their documents, or else the exports' own names."""
    text = files.get("sources.csv", b"").decode("utf-8-sig", "replace")
    documents = {row.get("id", ""): row.get("document_sv", "") for row in csv.DictReader(io.StringIO(text))}
    stems = sorted(PurePosixPath(path).stem for path in files if path.startswith("exports/"))
    squares = ["squares.csv"] if "squares.csv" in files else []
    return [*(documents.get(stem) or f"{stem}.csv" for stem in stems), *squares]


def are_shown(rows: Sequence[Record]) -> None:
    """The page shows these rows: if any is from the reader's own files, its top says so."""
    drawn = page.current()
    if any(row["source"] in drawn.own_sources for row in rows):
        drawn.shows_own = True


def show(t: Text, files: Mapping[str, bytes] | None, found: Sequence[Problem]) -> None:
    """Once the page is drawn: say that it shows the reader's own figures, whose they are, how to be rid of them; and what
    does not fit, on every page, as it is missing there."""
    if not files:
        return
    if page.current().shows_own and not on_their_page():  # there it would say twice what the page is about
        line(t, files)
    if found:
        heading = t("Some of your own figures do not fit and are left out. The rest of the page goes on without them.")
        st.warning(f"{notes.plain(heading)}\n\n{problems.listed(t, found)}")


def on_their_page() -> bool:
    """Whether the page is that of the reader's own files."""
    return page.current().path == PAGE


def line(t: Text, files: Mapping[str, bytes]) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="own_files"):
        said = t("The page also shows your own figures from {names}. Only you see them.", names=t.listed(names(files)))
        more = address.to(PAGE, {name: value for name, value in address.here().items() if name == "lang"})
        title = escape(t("Your own files"))
        link = f'<a href="{escape(more)}">{title}</a>'
        st.html(f'<p class="own">{escape(said)} {link}</p>')
        st.button(t("Remove my own figures"), key="remove_own", on_click=remove)
