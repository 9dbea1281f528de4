"""The reader's own words: short ones in the address, longer ones in the session and in a file that the reader keeps."""

from __future__ import annotations

import functools

import streamlit as st

from pages.components import address, downloads, filters, notes
from pages.components.situation_report import own_words
from pages.components.situation_report.own_words import SHORT
from pages.components.text import Text
from pages.server.streamlit_internals import forget_upload

KEY, ROUND, SAID = "situation_words", "situation_words_round", "situation_words_said"
"""Keys of the session: the texts by municipality, how often the uploader was emptied, what was said of the last file."""


def of(place: str) -> dict[str, str]:
    """The texts of this session about a municipality, by their ids."""
    found: dict[str, str] = st.session_state.setdefault(KEY, {}).setdefault(place, {})
    return found


def short_ones(t: Text, default: str) -> dict[str, str]:
    """The fields of the short texts, which stand in the address."""
    names, given = own_words.names(t), {"title": default, "summary": t("What matters most, in your own words")}
    return {id_: filters.line(id_, names[id_], longest, given[id_]) for id_, longest in SHORT.items()}


def show(t: Text, place: str, name: str) -> None:
    """The fields of the longer texts, and the file: to be saved and opened again."""
    st.html(
        notes.quiet([t("What you write stays in this tab and in the file that you save. The server keeps nothing.")])
    )
    opened(t, place)
    names, texts = own_words.names(t), of(place)
    for id_ in (one for one in own_words.IDS if one not in SHORT):
        field(names[id_], place, id_)
    words_of, short = t("words"), {id_: (address.asked(id_) or [""])[0] for id_ in SHORT}
    st.download_button(
        t("Save my words"),
        data=functools.partial(own_words.written, place, {**texts, **short}),
        file_name=f"{downloads.file_name(name, words_of)}.json",
        mime="application/json",
        on_click="ignore",
        key="situation_words_save",
    )


def field(label: str, place: str, id_: str) -> None:
    """A field of several lines, which writes to the session."""
    key = f"situation_{id_}_words"
    st.session_state[key] = of(place).get(id_, "")  # every time: a page that is opened anew would else show it empty

    def write() -> None:
        of(place)[id_] = st.session_state[key]

    st.text_area(label, key=key, max_chars=own_words.LONGEST, on_change=write, height="content")


def opened(t: Text, place: str) -> None:
    """Where a saved file is opened, and what came of the last one."""
    key = f"situation_words_file_{st.session_state.get(ROUND, 0)}"

    def take() -> None:
        part = st.session_state.get(key)
        if part is None:
            return
        read = own_words.read(t, part.getvalue())
        forget_upload(part.file_id)
        st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
        st.session_state[SAID] = said_of(t, read, place)
        if read.problem:
            return
        of(place).update({id_: text for id_, text in read.texts.items() if id_ not in SHORT})
        for id_ in SHORT:
            if id_ in read.texts:
                address.put(id_, " ".join(read.texts[id_].split())[: SHORT[id_]] or None)

    st.file_uploader(
        t("Open words that you have saved (JSON)"), type="json", key=key, on_change=take, max_upload_size=1
    )
    for line in st.session_state.pop(SAID, []):
        st.info(notes.plain(line))


def said_of(t: Text, read: own_words.Read, place: str) -> list[str]:
    """What came of a file, in sentences."""
    if read.problem:
        return [read.problem]
    count = t.plural("{count} text was opened.", "{count} texts were opened.", len(read.texts))
    other = t("The file was saved for another municipality. Read the texts before you use them.")
    return [count, *([other] if read.place and read.place != place else []), *read.remarks]
