"""Data quality: what came of all checks in a sentence, numbers that were changed later, and the checks folded by topic."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from html import escape

import streamlit as st

import queries
from pages.components import address, charts, downloads, filters, notes, page, quality
from pages.components.charts import dumbbells as dumbbell_chart
from pages.components.layout import answer, caveat, filter_bar, head, take_along, views
from pages.components.quality import Row
from pages.components.quality import publications as quality_publications
from pages.components.quality import summary as quality_summary
from pages.components.quality.figures import QUESTIONS
from pages.components.text import Text
from pages.sections import quality_checks, reference
from queries.row_types import RevisionCheck, Source

EVERY = "all"
VIEWS = ("chart", "table", "about")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def show(t: Text) -> None:
    """The page from top to bottom."""
    top = head.show(t("Data quality"))
    everything = quality_checks.rows(t)
    answers = {question: queries.rows(question) for question in QUESTIONS}
    dictionary = reference.dictionary()
    labels = {id_: t.field(row, "label") for id_, row in dictionary.indicators.items()}
    counted, *said = quality_summary.summary(t, everything, answers, labels)
    answer.show(t, counted)
    revised = quality_publications.shootings(queries.rows("quality_revisions"))
    if revised:
        with st.container(key="figure"):
            changed_later(t, top, revised, said, dictionary.sources)
    else:
        answer.below(t, said)
    with st.container(key="checks"):
        checks(t, everything, [answer.plain(counted), *said], dictionary.sources)


def checks(t: Text, everything: Sequence[Row], said: list[str], sources: Mapping[str, Source]) -> None:
    """The filters, what figures and texts show, what the files went through, and all of it to take along."""
    st.subheader(t("All checks"), anchor=False)
    words = {EVERY: t("All outcomes"), **quality.outcomes(t)}
    there = [outcome for outcome in quality.OUTCOMES if any(row.outcome == outcome for row in everything)]
    names = sorted(
        {row.file for row in everything}, key=lambda name: ("/" not in name, name)
    )  # those with figures first
    labels = quality.file_labels(t, names, quality_checks.words(t))
    now = address.one("outcome", [EVERY, *there])
    about = next(iter(address.heeded("file", names) or []), None)
    with filter_bar.bar([words[now], labels[about] if about else t("All files")]):
        outcome = filters.segments("outcome", t("Outcome"), [EVERY, *there], words.__getitem__)
        file = filters.choice("file", t("File"), names, labels.__getitem__, t("All files"))
    rows = [row for row in everything if outcome in (EVERY, row.outcome) and file in (None, row.file)]
    if not rows:
        filters.nothing_chosen(t, ["outcome", "file"], t("No check of this file has this outcome."))
        return
    sections(t, rows, is_open=file is not None or outcome != EVERY)
    ids = [(row.check, row.file, row.source, *YEAR.findall(row.subject)) for row in rows]
    page.note_table(replace(quality.table(t, t("All checks"), rows), row_ids=ids))  # what the sections draw in parts
    chosen = t(
        "Outcome: {outcome}; file: {file}", outcome=words[outcome], file=labels[file] if file else t("All files")
    )
    used = list(dict.fromkeys(row.source for row in rows if row.source in sources))
    lines, link = notes.full_lines(t, sources, [id_ for id_ in used if id_]), address.link()
    explained = [(t("In short"), " ".join(said)), *explanations(t)]
    downloads.offer(
        t,
        downloads.file_name("data-quality", "" if outcome == EVERY else outcome, file or ""),
        quality.table(t, t("Data quality: {count} checks", count=t.number(len(rows), 0)), rows),
        None,
        lambda: downloads.about(t, chosen, lines, explained, link),
        key="downloads_checks",
    )


def sections(t: Text, rows: Sequence[Row], is_open: bool) -> None:
    """The checks by topic, each folded to its title: what is to be known first, then what has nothing to remark."""
    for title, there in quality.by_topic(t, rows):
        caption = t("{what}: {count}", what=title, count=t.number(len(there), 0))
        is_broken = any(row.kind == "file" and row.outcome == "found" for row in there)
        st.html(quality.folded(t, quality.table(t, caption, there), is_open or is_broken))


def changed_later(
    t: Text, top: head.Head, revised: Sequence[RevisionCheck], said: Sequence[str], known: Mapping[str, Source]
) -> None:
    """The country's shootings as they were known first and as they were published later: chart, table, downloads."""
    heading = t("Shootings in the whole country: the number first known and the latest")
    unit = t("Number of confirmed shootings, by the year in which they happened")
    how = t(
        "A ring is an earlier number, a filled point the latest. A line between them says that the number was changed."
    )
    rows, lines = quality_publications.chart_rows(t, revised), notes.lines_by_id(t, known)
    chart = dumbbell_chart.dumbbells(t, rows)
    table = quality_publications.table(t, f"{heading}. {unit}", revised, lines)
    st.html(f'<h2 class="figure-title">{escape(heading)}</h2><p class="unit">{escape(unit)}</p>')
    used = list(dict.fromkeys([row["source"] for row in revised] + [row["compared_source"] for row in revised]))
    with views.view(t, "chart"):
        charts.show(chart, dumbbell_chart.description(t, rows, unit), key="chart")
        notes.caption(how)
    with views.view(t, "table"):
        page.show_table(t, table)
    with views.view(t, "about"):
        notes.beside(explanations(t))
        notes.sources(t, known, used)
    answer.below(t, said)
    caveat.show(
        t(
            "**Compare only years of the same publication:** numbers are changed later, and rounding hides small changes."
        )
    )
    views.switch(t, VIEWS)
    sources, link = [lines[id_] for id_ in used], address.link()
    below = [how, *table.remarks, *(t("Source: {source}", source=line) for line in sources), link]
    with top.actions:
        take_along.menu(
            t,
            downloads.file_name("shootings-changed-later"),
            table,
            lambda: charts.picture(chart, heading, unit, below),
            lambda: downloads.about(t, t("All years"), notes.full_lines(t, known, used), explanations(t), link),
            paper={"indicator": "shootings"},
        )


def explanations(t: Text) -> list[tuple[str, str]]:
    """What the outcomes mean, how the checks are made, what they cannot see."""
    signs = quality.outcomes(t)
    return [
        (
            signs["found"],
            t(
                "There is something that you should know before you use the figure. It need not be an error: a number that was changed later, or too few years, is found too."
            ),
        ),
        (
            signs["not_checked"],
            t("The source does not print what the check would need. That says nothing for or against the figure."),
        ),
        (
            signs["passed"],
            t("The check was made and has nothing to say. A figure can still be wrong in a way that it does not see."),
        ),
        (
            t("How the checks are made"),
            t(
                "Files and figures are checked anew each time a file has changed. No outcome is written down beforehand. Contradictions in a source's text cannot be computed; they were found by reading, and there may be more."
            ),
        ),
        (
            t("Rounding"),
            t(
                "Parts and total may differ by half a unit of the last decimal for each of them. Rounding is called coarse where it alone can change a figure by five per cent or more."
            ),
        ),
        (
            t("What is done about it"),
            t("What a source prints is never corrected in silence. It is shown as printed, with a remark beside it."),
        ),
        (
            t("Own files"),
            t(
                "Your own files, and those that an administrator has added, are checked in the same way and marked as own."
            ),
        ),
    ]


show(address.text())
