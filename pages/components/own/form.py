"""What a form of corrections is made of: a choice in a list, a text, and what they are about. Each is taken at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from pages.components.own.words import Names
from pages.components.text import Text
from queries.exports import Corrections, Reading
from queries.exports.columns.column import Column

AS_READ = ""
"""The choice that leaves a guess as it is."""

Write = Callable[[Corrections, str], None]
"""Takes the corrections as they are after a choice, and why the choice is not possible, or nothing."""


@dataclass(frozen=True, kw_only=True)
class Form:
    """What the form is about; ``key`` parts its widgets from those of other files."""

    t: Text
    key: str
    reading: Reading
    corrections: Corrections
    columns: Sequence[Column]
    groups: Mapping[str, Sequence[str]]
    labels: Names
    write: Write
    by_month: bool
    count_by: Callable[[bool], None]


def pick(
    form: Form,
    name: str,
    label: str,
    options: Mapping[str, str],
    current: str,
    corrected: Callable[[str], Corrections],
    as_read: str | None = None,
    objects: Callable[[str], str] = lambda _: "",
) -> None:
    """One of several choices in a list. ``as_read`` is what the guess was, ``corrected`` what follows from a choice."""
    key = f"{form.key}_{name}"
    t = form.t
    first = {AS_READ: t("As read: {what}", what=as_read) if as_read and not current else t("As the dashboard reads it")}
    all_ = first | dict(options)
    st.session_state[key] = current if current in all_ else AS_READ

    def write() -> None:
        chosen = st.session_state[key] or AS_READ
        objection = objects(chosen)
        form.write(form.corrections if objection else corrected(chosen), objection)

    st.selectbox(unmarked(label), list(all_), key=key, format_func=lambda id_: all_.get(id_, id_), on_change=write)


def unmarked(text: str) -> str:
    """A label without what Markdown would interpret. Escaped, it would be right for the eye and wrong for screen readers."""
    text = re.sub(r"[\\`*\[\]<>$#|~]+|(?<!\w)_|_(?!\w)", " ", text)
    return re.sub(r"\s+", " ", re.sub(r":(?=\w)", ": ", text)).strip()


def typed(form: Form, name: str, label: str, current: str, corrected: Callable[[str], Corrections]) -> None:
    """A text of the reader's own."""
    key = f"{form.key}_{name}"
    st.session_state[key] = current

    def write() -> None:
        form.write(corrected(st.session_state[key].strip()), "")

    st.text_input(unmarked(label), key=key, on_change=write, max_chars=120)
