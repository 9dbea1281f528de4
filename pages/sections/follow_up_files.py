"""What of the files of agreements, actions, meetings and events could not be read: said where their rows would stand."""

from __future__ import annotations

import streamlit as st

import queries
from pages.components.text import Text


def said(t: Text, *kinds: str) -> bool:
    """Say which of these kinds of files are not shown in full, if any; whether there was any.

    What is wrong, with row and column, stands at the top of the page: not of the rows that are right themselves, but of
    those of other files that they refer to. A file that is there is never called missing.
    """
    lines = []
    for kind in kinds:
        referring = queries.referring(kind)
        rows = queries.left_out(kind) - referring
        if queries.unread(kind):
            lines.append(t("{file} could not be read, see the top of the page.", file=f"{kind}.csv"))
            continue
        if rows:
            lines.append(
                t.plural(
                    "{count} row of {file} is left out, see the top of the page.",
                    "{count} rows of {file} are left out, see the top of the page.",
                    rows,
                    file=f"{kind}.csv",
                )
            )
        if referring:
            lines.append(
                t.plural(
                    "{count} row of {file} is left out, because it refers to a row of another file that is left out.",
                    "{count} rows of {file} are left out, because they refer to rows of another file that are left out.",
                    referring,
                    file=f"{kind}.csv",
                )
            )
    if lines:
        st.warning("  \n".join(lines))
    return bool(lines)
