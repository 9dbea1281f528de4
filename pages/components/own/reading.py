"""What was read of a file of the reader's own: its kind and first rows, remarks, problems, refusals; what can be read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from html import escape

import streamlit as st

from pages.components import downloads, notes, page, problems
from pages.components.layout import answer
from pages.components.own import questions as own_questions
from pages.components.own import tables as own_tables
from pages.components.own.words import Names, problem, say, wording
from pages.components.tables import Column, Table
from pages.components.text import Text
from pages.server.streamlit_internals import Place
from queries.exports import Reading
from queries.exports.sentences import Sentence
from queries.store.checks import column_letter

MOST_SENTENCES = 40
"""Sentences about a file that are shown; a file may have a column of each of them."""

NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def privacy(t: Text) -> None:
    """Where the files are and for how long: one line, and the rest behind it."""
    short = t("The files stay in this tab, and only you see them. They are gone when you close it.")
    whole = t(
        "Your files stay in this browser tab's session on the server, seen by nobody else and not in the open data. They lie in its memory; their figures also in a temporary database, and events in a temporary file while they are counted. They are gone when you close the tab or load the page anew, at the latest some minutes after, or at once with the button “Remove my files”. Going from page to page by the menu keeps them."
    )
    answer.below(t, [short], [whole])


def has_figures(reading: Reading) -> bool:
    """Whether the file gave any figures, of years or of parts of them."""
    return bool(reading.observations or reading.by_part)


def anchor(key: str) -> str:
    """What the address calls a file's fold."""
    return key.replace("_", "-")


def counted_without(t: Text, readings: Sequence[Reading]) -> list[str]:
    """How many of the files could not be read, and how many gave no figures yet; nothing of those that did."""
    refused_ = sum(bool(one.refused) for one in readings)
    others = sum(not one.refused and not has_figures(one) for one in readings)
    said = {
        t("One file could not be read."): refused_ == 1,
        t("{count} files could not be read.", count=refused_): refused_ > 1,
        t("One file gave no figures yet."): others == 1,
        t("{count} files gave no figures yet.", count=others): others > 1,
    }
    return [sentence for sentence, holds in said.items() if holds]


def show_without(t: Text, readings: Mapping[str, Reading]) -> None:
    """The files, by their keys, that gave no figures, each with the reason and a link to its fold; first those that could
    not be read."""
    without = sorted((not one.refused, key) for key, one in readings.items() if not has_figures(one))
    lines = []
    for _, key in without:
        one = readings[key]
        name = f'<a href="#{anchor(key)}">{cell(one.file)}</a>'
        said = t("{file} could not be read.") if one.refused else t("{file} gave no figures yet.")
        lines.append(f"<li>{escape(said).format(file=name)} {cell(why_none(t, one))}</li>")
    if lines:
        st.html(f'<ul class="not-shown">{"".join(lines)}</ul>')


def why_none(t: Text, reading: Reading) -> str:
    """Why a file gave no figures: the first thing that is wrong or open, otherwise what was noticed last."""
    wrong_ = [*reading.refused, *reading.problems]
    if reading.questions and not reading.refused:
        return say(t, reading.questions[0].asked)
    if wrong_:
        return wording(t, wrong_[0], reading.events)
    noticed = [one for one in reading.remarks if one.kind != "rows"]
    return say(t, noticed[-1]) if noticed else ""


def folded(t: Text, reading: Reading, key: str, *, is_open: bool) -> Place:
    """A fold with the file's name and what there is to do or to know about it."""
    count = len(reading.problems) + reading.further
    parts = [
        t("could not be read") if reading.refused else "",
        t.plural("{count} question", "{count} questions", len(reading.questions)) if reading.questions else "",
        t.plural("{count} thing to check", "{count} things to check", count) if count else "",
    ]
    if not any(parts) and not has_figures(reading):
        parts = [t("gave no figures yet")]
    said = t.listed([part for part in parts if part]) or t("how it was read")
    return st.expander(f"**{notes.plain(reading.file)}** · {said}", expanded=is_open, key=f"{key}_fold")


def can_be_read(t: Text) -> Table:
    """The kinds of files that are recognised, and what is special about each."""
    kinds = [
        (t("Brå, statistical database, Databasfil"), t("By year or month. The rates per 100,000 become per 1,000.")),
        (
            t("Brå, reported offences by municipality"),
            t("With or without a header; the year stands in the file's name."),
        ),
        (
            t("Statistics Sweden (SCB) and others, PxWeb"),
            t("As CSV with title rows and years as columns, as PX, or as JSON-stat."),
        ),
        (t("Kolada"), t("As a table, or as JSON from its interface.")),
        (
            t("Any table with a place and a year"),
            t(
                "Semicolon, comma or tab; years in rows or as columns. Excel, OpenDocument and JSON too. If the file can be read in more ways than one, the page asks."
            ),
        ),
        (t("Populations"), t("Become the denominator of counts in the other files, by place and year.")),
        (t("One row an event"), t("With a date in each row, and a place or type where there is one.")),
        (
            t("Living conditions by own squares, squares.csv"),
            t(
                "With the id of each square (Rutid), its variable, figure and inhabitants; the template is on the page of living conditions."
            ),
        ),
        (t("The dashboard's own form"), t("As saved with “Save as export”.")),
    ]
    return Table(
        t("What can be read"),
        [Column("file", t("File")), Column("peculiar", t("What the dashboard does with it"))],
        kinds,
    )


def sentences(t: Text, heading: str, said: Sequence[Sentence], labels: Names) -> None:
    """Sentences as a list under a heading; nothing where there are none."""
    if not said:
        return
    lines = [f"- {notes.plain(say(t, sentence, labels))}" for sentence in said[:MOST_SENTENCES]]
    if len(said) > MOST_SENTENCES:
        lines.append(
            "- " + t.plural("and {count} further sentence", "and {count} further sentences", len(said) - MOST_SENTENCES)
        )
    st.markdown("\n".join([f"**{heading}**", "", *lines]))


def preview(t: Text, reading: Reading) -> str:
    """The first rows as a spreadsheet shows them, with row numbers and column letters, as HTML."""
    header = reading.layout.header_rows if reading.layout else ()
    width = max((len(row) for _, row in reading.preview), default=0)
    letters = "".join(f'<th scope="col">{column_letter(index)}</th>' for index in range(width))
    body = "".join(
        f'<tr{_mark(number in header)}><th scope="row">{number}</th>'
        + "".join(f"<td>{cell(text)}</td>" for text in (*row, *[""] * (width - len(row))))
        + "</tr>"
        for number, row in reading.preview
    )
    caption, row_ = escape(t("The first rows of the file")), escape(t("Row"))
    return (
        f'<div class="figures sheet" role="region" tabindex="0" aria-label="{caption}: {cell(reading.file)}">'
        f'<table><caption><span>{caption}</span></caption><thead><tr><th scope="col">{row_}</th>{letters}</tr>'
        f"</thead><tbody>{body}</tbody></table></div>"
    )


def _mark(is_header: bool) -> str:
    return ' class="header"' if is_header else ""


def cell(text: str) -> str:
    """Text of a file, safe in HTML that must be XML as well."""
    return escape(NOT_IN_XML.sub("\ufffd", text))


def refused(t: Text, reading: Reading) -> None:
    """Why nothing could be read, with what to do about it."""
    heading = t("This file could not be read:")
    lines = [f"- {notes.plain(problem(t, one, reading.events))}" for one in reading.refused[: problems.SHOWN]]
    st.error("\n".join([heading, "", *lines]))


def wrong(t: Text, reading: Reading, key: str) -> None:
    """Figures that were left out or look wrong: the first in full, the rest counted, all of them as CSV."""
    count = len(reading.problems) + reading.further
    if not count:
        return
    heading = t.plural(
        "{count} thing to check in the file:",
        "{count} things to check in the file:",
        count,
    )
    lines = [f"- {notes.plain(problem(t, one, reading.events))}" for one in reading.problems[: problems.SHOWN]]
    if count > problems.SHOWN:
        lines.append(
            "- " + t.plural("and {count} further problem", "and {count} further problems", count - problems.SHOWN)
        )
    st.warning("\n".join([heading, "", *lines]))
    st.download_button(
        t("Problems as CSV"),
        data=lambda: downloads.csv_for_swedish_excel(t, own_tables.problems(t, reading.problems, reading.events)),
        file_name=f"{downloads.file_name(reading.source, 'problem')}.csv",
        mime="text/csv",
        on_click="ignore",
        key=f"{key}_problems",
    )


def file(
    t: Text, reading: Reading, labels: Names, key: str, questions: Callable[[], None], corrections: Callable[[], None]
) -> None:
    """Everything about one file. ``questions`` puts what is open on the page, ``corrections`` the form for
    them."""
    st.html(f'<span id="{anchor(key)}" class="anchor"></span>')
    if reading.refused:
        refused(t, reading)
    questions()
    if reading.refused:
        corrections()
    said_side, rows_side = st.columns([1, 1], gap="medium")
    with said_side:
        sentences(t, t("What was understood"), reading.understood, labels)
        sentences(t, t("What was noticed"), reading.remarks, labels)
    with rows_side:
        if reading.preview:
            st.html(preview(t, reading))
    wrong(t, reading, key)
    if not reading.refused:
        corrections()
    if reading.layout:
        own_questions.show_reasons(t, reading.layout)


def show_can_be_read(t: Text) -> None:
    page.show_table(t, can_be_read(t))
