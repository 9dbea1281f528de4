"""What a file of the reader's own leaves open, with the readings that are possible; and why a file was read as it was."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from pages.components import notes, page
from pages.components.own.words import Names, say
from pages.components.tables import Column, Table
from pages.components.text import Text
from queries.exports import Corrections, Layout, reasons
from queries.exports.reading import Answer, Question

MEASURES = ("count", "per_1000", "share_percent", "population")


def show_question(t: Text, question: Question, places: Names, key: str, choose: Callable[[Corrections], None]) -> None:
    """The question, and below it each answer in words with its first figures and a button that takes it."""
    st.warning(notes.plain(say(t, question.asked)))
    for number, answer in enumerate(question.answers, start=1):
        said = " ".join(say(t, one) for one in answer.said)
        st.markdown(f"**{number}.** {notes.plain(said)}")
        page.show_table(t, first_figures(t, answer, number, places))
        st.button(
            t("Reading {number} is right", number=number),
            key=f"{key}_answer_{number}",
            on_click=choose,
            args=(answer.corrections,),
        )


def first_figures(t: Text, answer: Answer, number: int, places: Names) -> Table:
    """The first figures that come of an answer."""
    titles = {
        "count": t("Number"),
        "per_1000": t("Per 1,000 inhabitants"),
        "share_percent": t("Share, per cent"),
        "population": t("Population"),
    }
    there = [name for name in MEASURES if any(row[name] is not None for row in answer.rows)]
    columns = [
        Column("area", t("Place"), labels=dict(places)),
        Column("indicator", t("Indicator")),
        Column("year", t("Year"), 0, grouped=False),
        *(Column(name, titles[name], 0 if name in ("count", "population") else 1) for name in there),
    ]
    rows = [
        [row["area_category"] or row["area"], row["indicator"], row["year"], *(row[name] for name in there)]
        for row in answer.rows
    ]
    return Table(t("The first figures of reading {number}", number=number), columns, rows)


def show_reasons(t: Text, found: Layout) -> None:
    """Which signs of names and cells counted for what was understood, with their points; folded."""
    with st.expander(t("Why the file was read so")):
        st.markdown(
            t(
                "What each column holds is decided by points for and against, from its name, its cells and the columns beside it. If the best reading is not clearly ahead of the next, the page asks."
            )
        )
        rows = [
            [
                say(t, one.believed),
                one.points,
                " ".join(f"{say(t, sign)} ({t.number(points, 0, signed=True)})." for sign, points in one.signs),
            ]
            for one in reasons(found)
        ]
        columns = [Column("believed", t("Understood")), Column("points", t("Points"), 0), Column("signs", t("Signs"))]
        page.show_table(t, Table(t("Signs and points"), columns, rows))
