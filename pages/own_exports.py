"""Own files: what the reader drops here is read in the reader's session, shown at once, and corrected where it must be."""

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import streamlit as st

import queries
from pages.components import address, figures, notes
from pages.components.layout import answer, head, topic
from pages.components.own import corrections as own_corrections
from pages.components.own import form as own_form
from pages.components.own import questions as own_questions
from pages.components.own import reading as own_parts
from pages.sections import own_results, own_session, own_squares
from queries.exports import Reading, own_process
from queries.exports.file import text
from queries.exports.values import memory

t = address.text()
labels = figures.named(t, queries.rows("indicators"))
places = figures.named(t, queries.rows("area_categories"))

top = head.show(t("Own files"))
summary = st.container()

own_process.make_ready()

# Streamlit refuses what is larger than its own limit before it is read, and the reader of exports the rest, in words.
limit = min(math.ceil(text.largest() / text.MEGABYTE), int(st.get_option("server.maxUploadSize")))
st.file_uploader(
    t("Choose files, or drop them here: CSV or text, Excel, OpenDocument, PX or JSON"),
    accept_multiple_files=True,
    key=own_session.uploader_key(),
    on_change=own_session.take,
    max_upload_size=limit,
)


@contextmanager
def reading(name: str) -> Iterator[Callable[[float], None]]:
    """Say which file is being read; a bar tells how far its events are counted, if it has a row for each."""
    bar = st.empty()

    def told(share: float) -> None:
        words = notes.plain(t("Counting the events in {file} …", file=name))
        bar.progress(min(max(share, 0.0), 1.0), words)

    with st.spinner(notes.plain(t("Reading {file} …", file=name))):
        yield told
    bar.empty()


if own_session.read_new(reading):
    st.rerun()  # the menu and the other pages know the figures from now on

files = [file for file in own_session.files() if not file.is_squares]


def key_of(file: own_session.OwnFile) -> str:
    """What the session calls the parts of the page about this file."""
    return f"own_{file.number}"


def ask(file: own_session.OwnFile, key: str) -> None:
    """What the file leaves open, before any figure of it is shown."""
    for question in file.reading.questions if file.reading else ():
        own_questions.show_question(
            t, question, places, key, lambda corrections: own_session.correct(file, corrections)
        )


def in_short(readings: list[Reading]) -> str:
    """The first sentences: what the files hold together, and how many of them gave nothing."""
    without = own_parts.counted_without(t, [file.reading for file in files if file.reading])
    return " ".join([held(readings), *(without if len(files) > 1 else [])])


def held(readings: list[Reading]) -> str:
    """What the files hold together."""
    if not readings:
        if own_session.squares_in_use():
            return t("The files hold own squares: below is what is shown of them.")
        asked = any(file.reading and file.reading.questions for file in files)
        if asked:
            return t("Say how the files are to be read: below is what they leave open.")
        return t("No files are here yet.") if not files else t("No figures could be read from the files.")
    rows = own_session.rows()
    if not rows:
        return t("The files hold figures of months or quarters, but of no whole year.")
    years = sorted({row["year"] for row in rows})
    return t(
        "{files}: {figures} for {places}, {years}.",
        files=t("{count} of {total} files", count=len(readings), total=len(files))
        if len(readings) < len(files)
        else t.plural("{count} file", "{count} files", len(readings)),
        figures=t.plural("{count} row of figures", "{count} rows of figures", len(rows)),
        places=t.plural("{count} place", "{count} places", len({row["area"] or row["area_category"] for row in rows})),
        years=t.span(years) if len(years) < 3 or years[-1] - years[0] + 1 == len(years) else f"{years[0]}–{years[-1]}",
    )


with summary:
    answer.show(t, in_short([one for one in own_session.readings() if own_parts.has_figures(one)]))
    own_parts.show_without(t, {key_of(file): file.reading for file in files if file.reading})
own_parts.privacy(t)
own_squares.show(t)
if own_session.files():
    with top.actions:
        st.button(t("Remove my files"), key="own_remove", on_click=own_session.remove)

beside = {reading.file: reading for reading in own_session.readings()}  # with what the files say of each other


def about(file: own_session.OwnFile, reading: Reading) -> None:
    """How the file was read, folded to its name where nothing is open; and its corrections."""
    key = key_of(file)
    form = own_form.Form(
        t=t,
        key=key,
        reading=reading,
        corrections=file.corrections,
        columns=file.columns,
        groups=file.groups,
        labels={id_: label for id_, label in labels.items() if id_ != "population"},
        write=lambda corrections, objection: own_session.correct(file, corrections, objection),
        by_month=file.by_month,
        count_by=lambda by_month: own_session.count_by(file, by_month),
    )
    with own_parts.folded(t, reading, key, is_open=is_open(file)):
        own_parts.file(
            t,
            beside.get(reading.file, reading),
            labels,
            key,
            lambda: ask(file, key),
            lambda: own_corrections.show(form, file.objection),
        )
        st.button(t("Remove this file"), key=f"{key}_remove", on_click=own_session.remove, args=(file.number,))


def is_open(file: own_session.OwnFile) -> bool:
    """Whether the reader must say or do something before the file's figures can be shown."""
    return bool(file.reading and (file.objection or not own_parts.has_figures(file.reading)))


known = [(file, file.reading) for file in files if file.reading is not None]
for file, reading_ in known:  # what the reader must do something about comes first
    if is_open(file):
        about(file, reading_)
own_results.show(t, labels, places)
for file, reading_ in known:
    if not is_open(file):
        about(file, reading_)
own_results.save(t)
with topic.folded(t("What can be read"), "format" if files else "lasbart", is_open=not files):
    own_parts.show_can_be_read(t)
memory.forget()  # what the page remembered of the texts of files
