"""What is new: which figures came, which were revised and by how much, how far each kind reaches, what comes next."""

from __future__ import annotations

import datetime
import functools
from html import escape

import streamlit as st

import queries
from pages.components import address, charts, downloads, filters, notes, page
from pages.components.charts import spans
from pages.components.layout import answer, caveat, head, take_along, views
from pages.components.news import changes as news
from pages.components.text import LANGUAGES, Text
from pages.screens import CAME, FEED
from pages.sections import reference

VIEWS = ("chart", "table", "about")


def show(t: Text) -> None:
    """The page from top to bottom."""
    top = head.show(t("What is new"))
    changes, today = queries.rows("data_changes"), datetime.date.today()
    own = queries.own_sources()
    coverage = news.published(queries.rows("coverage"), own)
    if not changes or not coverage:
        filters.no_figures(t)
        return
    dictionary = reference.dictionary()
    lines = notes.lines_by_id(t, dictionary.sources)
    rows = [row for row in queries.rows("revised_figures") if row["source_after"] not in own]
    national = [row for row in queries.rows("quality_revisions") if row["outcome"] == "found" and not row["is_implied"]]
    support = [news.next_said(t, changes, today), news.revised_said(t, rows, national)]
    answer.show(t, news.answer(t, changes))
    with st.container(key="figure"):
        heading, unit = t("How far the figures reach"), t("From the first year to the last")
        st.html(f'<h2 class="figure-title">{escape(heading)}</h2><p class="unit">{escape(unit)}</p>')
        drawn = news.chart_rows(t, coverage)
        chart, table = spans.spans(t, drawn), news.reach(t, coverage, lines)
        used = list(dict.fromkeys(row["source"] for row in coverage))
        explained = explanations(t)
        with views.view(t, "chart"):
            charts.show(chart, spans.description(t, drawn, unit), key="reach_chart")
        with views.view(t, "table"):
            page.show_table(t, table)
        with views.view(t, "about"):
            notes.beside(explained)
            notes.sources(t, dictionary.sources, used)
        answer.below(t, support)
        caveat.show(
            t(
                "**Preliminary figures change:** those of the current year are revised when the year's statistics are final."
            )
        )
        views.switch(t, VIEWS)
    full = notes.full_lines(t, dictionary.sources, used)
    about = functools.partial(downloads.about, t, t("All figures"), full, explained, address.link())
    with top.actions:
        below = [*(t("Source: {source}", source=lines[id_]) for id_ in used), address.link()]
        name = downloads.file_name("what-is-new", "reach")
        take_along.menu(t, name, table, lambda: charts.picture(chart, heading, unit, below), about)
    with st.container(key="news"):
        st.subheader(t("What comes next"), anchor="nast")
        page.show_table(t, news.due(t, changes, today))
        st.subheader(t("What came"), anchor=CAME)
        st.html(follow(t))
        came = news.came(t, changes, lines)
        page.show_table(t, came)
        downloads.offer(t, downloads.file_name("what-is-new"), came, None, about, key="downloads_changes")
        if rows or national:
            st.subheader(t("What was revised"), anchor="reviderat")
            labels = dictionary.labels(t)
            revised = news.revised(t, rows, national, dictionary.indicators, labels, lines)
            page.show_table(t, revised)
            downloads.offer(
                t, downloads.file_name("what-is-new", "revised"), revised, None, about, key="downloads_revised"
            )


def follow(t: Text) -> str:
    """The link to the feed of the same."""
    query = "" if t.language == next(iter(LANGUAGES)) else f"?lang={t.language}"
    words = t("Follow what is new in a reader of feeds (Atom)")
    return f'<p class="examples"><a href="{address.base()}{FEED}{query}">{escape(words)}</a></p>'


def explanations(t: Text) -> list[tuple[str, str]]:
    """What is new, revised and expected."""
    return [
        (
            t("New"),
            t(
                "Figures that were not here before, by the day on which they came here: the source may have published them earlier."
            ),
        ),
        (
            t("Revised"),
            t(
                "A figure that a later publication of the same publisher prints otherwise. Of national shootings, which are second hand, also what a later account says otherwise. Both figures stay in the data."
            ),
        ),
        (
            t("Expected"),
            t(
                "A day is one that the source has published. A month is the rhythm in which such figures usually come, and may prove wrong."
            ),
        ),
    ]


show(address.text())
