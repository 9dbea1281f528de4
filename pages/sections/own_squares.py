"""A reader's own file of squares among the other own files: where its squares lie, and the page that shows them."""

from __future__ import annotations

from html import escape

import streamlit as st

from pages.components import address, notes
from pages.components.problems import sentence
from pages.components.text import Text
from pages.screens import PATHS
from pages.sections import own_session, reference
from queries.places import squares
from queries.store import square_checks
from queries.store.checks import Problem


def show(t: Text) -> None:
    """What came of each file of squares, with a button that removes it. What does not fit in it stands at the top of the
    page."""
    used = own_session.squares_in_use()
    for file in (one for one in own_session.files() if one.is_squares):
        with st.container(key=f"own_{file.number}"):
            if file.is_too_big:
                most = (str(own_session.LARGEST_SQUARES // 1_000_000),)
                st.error(notes.plain(sentence(t, Problem("too_big", file.name, expected=most))))
            elif file is used:
                st.html(f"<p>{said(t, file)}</p>")
            else:
                text = t(
                    "{file} is not used: {other} has taken its place.", file=file.name, other=used.name if used else ""
                )
                st.markdown(notes.plain(text))
            st.button(
                t("Remove this file"), key=f"own_{file.number}_remove", on_click=own_session.remove, args=(file.number,)
            )


def said(t: Text, file: own_session.OwnFile) -> str:
    """How many squares of the file are shown of which municipalities, each a link to its map, in HTML."""
    ids = square_checks.ids_in(file.content)
    there = {code: len(ids & known) for code, known in squares.by_municipality().items() if ids & known}
    names = {code: name for name, code in reference.geography().municipalities.items()}
    if not there:
        return escape(t("{file}: no row of own squares fits, see the top of the page.", file=file.name))
    links = []
    for code in sorted(there, key=lambda one: -there[one]):
        parameters = {**address.carried(), "place": code, "by": "squares"}
        links.append(
            f'<a href="{escape(address.to(PATHS["living_conditions"], parameters))}">{escape(names[code])}</a>'
        )
    shown = t.plural(
        "{file}: {count} own square in {links}.",
        "{file}: {count} own squares in {links}.",
        sum(there.values()),
        file="{file}",
        links="{links}",
    )
    return escape(shown).format(file=escape(file.name), links=t.listed(links))
