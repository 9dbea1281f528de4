"""The models of a local picture that need own files: their definitions, what was put in, and how to begin."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

import queries
from pages.components import address, downloads, notes, page
from pages.components.follow_up import forms
from pages.components.local_picture import models
from pages.components.tables import Table
from pages.components.text import Text
from pages.sections import follow_up_files
from queries.store import hiding


def stages(t: Text) -> None:
    """The stage model: the four stages, the areas that are to be marked, and how they have changed."""
    headed = [(f"{number}. {name}", meaning) for number, (name, meaning) in models.stages(t).items()]
    rule = t(
        "An area is as far as its worst condition. Where a condition is in stage 3 or 4, the police mark the area on a map and carry out all the steps within it."
    )
    st.html(models.defined(headed))
    notes.caption(rule)
    rows = queries.rows("stages")
    if rows:
        latest = {row["area"]: row for row in rows}.values()
        marked = [row["name"] for row in latest if row["to_be_marked"]]
        said = t.plural(
            "{count} area is to be marked and described in full: {names}.",
            "{count} areas are to be marked and described in full: {names}.",
            len(marked),
            names=t.listed(marked),
        )
        st.markdown(notes.plain(said if marked else t("No area has a condition in stage 3 or 4.")))
        offer(t, "stages", models.stage_table(t, rows), [*headed, (t("How it is computed"), rule)])
    begin(t, "stages", bool(rows))


def cylinder(t: Text) -> None:
    """The cylinder model: the four groups, and how many there are in each."""
    headed = list(models.groups(t).items())
    st.html(models.defined(headed))
    warned = t(
        "Only numbers are shown here, never who. Small numbers are hidden, and a file with anything that could tell of a person is refused whole. How many are named in a group depends on whom the police look at, too."
    )
    notes.caption(warned)
    rows = queries.rows("cylinder")
    if rows:
        offer(t, "cylinder", models.group_table(t, rows, hiding.smallest()), [*headed, (t("Caveats"), warned)])
    begin(t, "cylinder", bool(rows))


def phases(t: Text) -> None:
    """The phase model: what marks the three phases, and which areas are in which."""
    defined = models.phase_words(t)
    page.show_table(t, defined)
    notes.caption(
        t(
            "The phase model is a concept of the National Council for Crime Prevention (Brå) for planning and telling of efforts over a long time; it is no theory in itself. The report sums up a film of 2020; shortened here."
        )
    )
    rows = queries.rows("phases", area=None)
    if rows:
        offer(t, "phases", models.phase_table(t, rows), models.phase_meanings(t))
    begin(t, "phases", bool(rows))


def offer(t: Text, kind: str, table: Table, meaning: Sequence[tuple[str, str]]) -> None:
    """The table with its files."""
    page.show_table(t, table)
    link, own = address.link(), t("Put in by whoever runs the website; not published by the police.")
    notes.caption(own)
    downloads.offer(
        t,
        downloads.file_name(kind),
        table,
        None,
        lambda: downloads.about(t, table.caption, [own], meaning, link),
        key=f"downloads_{kind}",
    )


def begin(t: Text, kind: str, is_here: bool) -> None:
    """What of the files could not be read; how to put in own ones, with the template. Not printed."""
    follow_up_files.said(t, kind)
    if not is_here:
        st.markdown(t("**None are here yet.** They are the police's and the municipality's own."))
    columns = queries.columns(kind)
    with st.container(key=f"screen_only_begin_{kind}"):
        st.markdown(forms.steps(t, kind))
        forms.offer(t, kind, columns, t("Template: {file}", file=f"{kind}.csv"))
