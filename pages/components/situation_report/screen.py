"""The chapters on the screen: folded to their titles, open in print; the same passages as in the files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

import streamlit as st

from pages.components import charts, notes, page, tables
from pages.components.layout import topic
from pages.components.paper.passages import CHAPTER, Box, Passage
from pages.components.text import Text


def chapters(passages: Sequence[Passage]) -> list[list[Passage]]:
    """The passages by chapter, the one that begins it first."""
    found: list[list[Passage]] = []
    for one in passages:
        if one.level == CHAPTER:
            found.append([])
        found[-1].append(one)
    return found


def show(t: Text, passages: Sequence[Passage], is_drawn: Iterable[str] = ()) -> None:
    """Every chapter as a topic; ``is_drawn`` are the passages whose chart stands above already."""
    above = set(is_drawn)
    for chapter in chapters(passages):
        with topic.folded(" · ".join(filter(None, [chapter[0].heading, chapter[0].hint])), chapter[0].id):
            for one in chapter:
                passage(t, one, has_chart=one.id not in above)


def passage(t: Text, one: Passage, *, has_chart: bool = True) -> None:
    """A part of a chapter, without the heading where it begins it: that is the title of the fold."""
    heading = f"<h2>{escape(one.heading)}</h2>" if one.level > CHAPTER else ""
    lines = "".join(f"<p>{escape(line)}</p>" for line in [*one.said, *one.own])
    items = "".join(f"<li>{escape(line)}</li>" for line in one.items)
    listed = f"<ul>{items}</ul>" if items else ""
    where = escape(t("You write below, under “Write your own words”."))
    room = f'<p class="room">{escape(one.room)}<br/>{where}</p>' if one.room else ""
    st.html(f'<div class="running passage">{heading}{lines}{listed}{"".join(map(_box, one.boxes))}{room}</div>')
    if one.chart is not None and has_chart:
        st.html(notes.quiet([escape(one.unit)]))
        charts.show(one.chart, one.spoken, key=f"chart_{one.id}")
    for table in one.tables:
        if one.id == "since":  # what is said of a comparison is no part of it
            st.html(tables.html(t, table))
        else:
            page.show_table(t, table)
    notes.beside(one.explained)
    if one.sources:
        notes.listed(t, one.sources)


def _box(box: Box) -> str:
    lines = "".join(f"<dt>{escape(heading)}</dt><dd>{escape(body)}</dd>" for heading, body in box.lines)
    return f'<section class="missing-box"><h3>{escape(box.heading)}</h3><dl>{lines}</dl></section>'
